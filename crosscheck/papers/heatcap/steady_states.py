"""Eqs. (3)-(5): the stationary state and its energy."""

from __future__ import annotations

from fractions import Fraction

from cotherm.numeric import collective_bath, spin_ladder
from cotherm.numeric.spins import levels
from cotherm.symbolic.forms import spin_ensemble as ensemble
from cotherm.symbolic.forms import spin_ladder as ladder

from ...books import closed, exact, full, whole
from ...checks import Equality, Oracle
from ...claims import Claim
from ...domain import Domain, Point, among, half_integers, integers, reals
from .operators import (
    boltzmann,
    sector_environment,
    steady_density,
)

ROOTS = among("1/2", "2/3", "3/5", "7/4", "9/10", "5/3")
SMALL = Domain(
    {
        "n": integers(1, 4),
        "s": half_integers("1/2", "3/2"),
        "b": ROOTS,
        "b0": among("1/3", "4/5", "3/2"),
    },
    where=lambda p: (2 * p["s"] + 1) ** whole(p["n"]) <= 32,
    where_text="(2s+1)^n at most 32",
)
BEYOND = "the terms added beyond J = n s have multiplicity zero"
LADDER = Domain({"J": half_integers(0, 12), "b": reals(-60, 60)})
SECTOR = Domain(
    {
        "n": integers(1, 5),
        "s": half_integers("1/2", 2),
        "J": half_integers(0, 6),
        "b0": reals(-12, 12, smallest="1e-2"),
    },
    where=lambda p: (
        p["J"] <= p["n"] * p["s"]
        and (p["n"] * p["s"] - p["J"]).denominator == 1
        and (2 * p["s"] + 1) ** whole(p["n"]) <= 64
    ),
    where_text="n s - J a non-negative integer, (2s+1)^n at most 64",
)


STEADY_ENERGY = exact(
    lambda f, p: (
        collective_bath.steady_energy(
            f, whole(p["n"]), p["s"], boltzmann(p, "b"), boltzmann(p, "b0")
        )
        - f.number(p["n"] * p["s"])
    ),
    "full Lindblad equation in the product space with rational exp(-b)",
)


def interpolation_points() -> tuple[Point, ...]:
    """More values of exp(-b/2) than the degrees of both sides of (5), for three small ensembles."""
    return tuple(
        {"n": Fraction(n), "s": s, "b": Fraction(k + 2, 7), "b0": Fraction(1, 3)}
        for n, s, degrees in (
            (2, Fraction(1, 2), 6 + 2),
            (3, Fraction(1, 2), 20 + 4),
            (2, Fraction(1), 19 + 6),
        )
        for k in range(degrees + 1)
    )


def multiplicity(n: Fraction, s: Fraction, J: Fraction) -> Fraction:
    """The closed form of l_J as an exact number."""
    return Fraction(int(ensemble.multiplicity.ball(64, n=whole(n), s=s, J=J).unique_fmpz()))


CLAIMS: tuple[Claim, ...] = (
    Claim(
        id="heatcap.eq3",
        where="Eqs. (3)-(4)",
        kind="identity",
        title="Stationary state as a mixture of thermal ladders with conserved weights",
        latex=r"\rho^{ss}(\beta)=\sum_{J=J_0}^{ns}\sum_{i=1}^{l_J}p_{J,i}\,\rho^{th}_{J,i}(\beta),\quad "
        r"p_{J,i}=\sum_{m=-J}^{J}{}_i\langle J,m|\rho_0|J,m\rangle_i",
        printed="sum(tr(P(J)*rho0)*P(J)*B/tr(P(J)*B), J, J0, n*s)",
        domain=SMALL,
        environment=sector_environment,
        environment_names=("P", "B", "tr", "rho0", "J0"),
        conventions="P(J) projects on total spin J, B = exp(-b J_z); thermal product states as initial states, "
        "for which p_{J,i} does not depend on i; b and b0 given by exp(-b/2)",
        checks=(
            Equality(
                Oracle(
                    lambda p, d: steady_density(p),
                    "stationary density matrix of the full Lindblad equation",
                ),
                route="numeric",
                title="density matrix, every element",
                points=12,
            ),
        ),
        depends=("heatcap.eq1",),
    ),
    Claim(
        id="heatcap.eq4",
        where="Eq. (4)",
        kind="definition",
        title="Populations of one thermal ladder",
        latex=r"\rho^{th}_{J,i}=Z_J^{-1}\sum_{m=-J}^Je^{-m\hbar\omega\beta}|J,m\rangle_i\langle J,m|,\quad "
        r"Z_J=\sum_{m=-J}^Je^{-m\hbar\omega\beta}",
        printed="exp(-m*b)/sum(exp(-k*b), k, -J, J)",
        domain=Domain(
            {"J": half_integers(0, 6), "m": half_integers(-6, 6), "b": reals(-20, 20)},
            where=lambda p: abs(p["m"]) <= p["J"] and (p["J"] - p["m"]).denominator == 1,
            where_text="m from -J to J in unit steps",
        ),
        checks=(
            Equality(
                full(
                    lambda f, p: spin_ladder.ladder_populations(f, p["J"], p["b"])[
                        levels(p["J"]).index(p["m"])
                    ],
                    "stationary populations of the ladder's rate equation",
                ),
                route="numeric",
            ),
        ),
    ),
    Claim(
        id="heatcap.eq4.Z",
        where="below Eq. (4)",
        kind="definition",
        title="Partition function of one ladder",
        latex=r"Z_J(\beta)=\sum_{m=-J}^Je^{-m\hbar\omega\beta}",
        printed="sum(exp(-m*b), m, -J, J)",
        domain=LADDER,
        checks=(
            Equality(closed(ladder.ladder_partition_function, J="J", b="b"), route="symbolic"),
            Equality(
                full(
                    lambda f, p: spin_ladder.ladder_partition_function(f, p["J"], p["b"]),
                    "inverse of a stationary population",
                ),
                route="numeric",
                domain=Domain({"J": half_integers(0, 6), "b": reals(-20, 20)}),
            ),
        ),
    ),
    Claim(
        id="heatcap.eq5",
        where="Eq. (5)",
        kind="identity",
        title="Stationary energy as a sum over total spins",
        latex=r"E^{ss}(\beta)=\hbar\omega\,\mathrm{Tr}J_z\rho^{ss}(\beta)=\sum_{J=J_0}^{ns}\sum_{i=1}^{l_J}p_{J,i}e_J(\beta)",
        printed="sum(l(n, s, J)*sum(exp(-m*b0), m, -J, J)/sum(exp(-m*b0), m, -s, s)**n"
        "*sum(m*exp(-m*b), m, -J, J)/sum(exp(-m*b), m, -J, J), J, n*s-floor(n*s), n*s)",
        domain=SMALL,
        bindings={"l": multiplicity},
        exact_bindings=("l",),
        conventions="thermal product state at b0, for which p_{J,i} = Z_J(b0)/Z_s(b0)^n; l(n, s, J) is the "
        "multiplicity; b, b0 given by exp(-b/2)",
        checks=(
            Equality(
                STEADY_ENERGY,
                route="numeric",
                title="energy as a fraction",
                exponential=("b", "b0"),
                points=24,
            ),
            Equality(
                STEADY_ENERGY,
                route="numeric",
                title="energy as a rational function of exp(-b)",
                exponential=("b", "b0"),
                at=interpolation_points(),
                note="For n, s = (2, 1/2), (3, 1/2), (2, 1) and a thermal start at exp(-b0/2) = 1/3: by Cramer's rule "
                "the stationary energy is a quotient of polynomials in q = exp(-b) of degree at most the size of the "
                "block (6, 20, 19), the print one of degree at most the sum of 2J (2, 4, 6); equality at one point more "
                "than both degrees together is equality for every q.",
            ),
        ),
        depends=("heatcap.eq3",),
        explained={
            "sum(l(n, s, J)*sum(exp(-m*b0), m, -J, J)/sum(exp(-m*b0), m, -s, s)**n*sum(m*exp(-m*b), m, -J, J)"
            "/sum(exp(-m*b), m, -J, J), J, n*s-floor(n*s), n**2*s)": BEYOND
        },
    ),
    Claim(
        id="heatcap.eq5.eJ",
        where="below Eq. (5)",
        kind="definition",
        title="Mean energy of one ladder",
        latex=r"e_J(\beta)=\hbar\omega\,\mathrm{Tr}J_z\rho^{th}_{J,i}=\hbar\omega\sum_{m=-J}^{J}\frac{m\,e^{-m\hbar\omega\beta}}{Z_J(\beta)}",
        printed="sum(m*exp(-m*b), m, -J, J)/sum(exp(-m*b), m, -J, J)",
        domain=Domain({"J": half_integers(0, 6), "b": ROOTS}),
        checks=(
            Equality(
                exact(
                    lambda f, p: spin_ladder.ladder_energy(f, p["J"], boltzmann(p, "b")),
                    "rate equation of the ladder with rational exp(-b)",
                ),
                route="numeric",
                exponential=("b",),
                points=20,
            ),
            Equality(
                closed(ladder.ladder_energy, J="J", b="b"),
                route="symbolic",
                domain=LADDER,
            ),
        ),
    ),
)
