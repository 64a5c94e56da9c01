"""Eqs. (1)-(5): the collective master equation, total spin, and the stationary state."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Any

from cotherm.numeric import collective_bath, spin_ladder, total_spin
from cotherm.numeric.fields import Rational
from cotherm.numeric.spins import levels, spin_operators
from cotherm.symbolic.forms import spin_ensemble as ensemble
from cotherm.symbolic.forms import spin_ladder as ladder

from ...algebras import to_fmpq
from ...books import closed, exact, full, whole
from ...checks import Equality, Oracle
from ...claims import Chase, Claim
from ...domain import Domain, Point, among, half_integers, integers, reals
from .operators import (
    boltzmann,
    collective_environment,
    lowest_total_spin,
    sector_environment,
    secular_generator,
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


def _eigenvalue(point: Point) -> list[object]:
    """Eigenvalues of J^2 and J_z on |J, m>, from matrices with J_a = hbar j_a."""
    spin = spin_operators(Rational(), point["J"])
    hbar = to_fmpq(point["hbar"])
    squared = (spin.Jz @ spin.Jz) + (
        spin.Jplus @ spin.Jminus + spin.Jminus @ spin.Jplus
    ) * Fraction(1, 2)
    k = levels(point["J"]).index(point["m"])
    return [squared[k, k] * hbar**2, spin.Jz[k, k] * hbar]


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


def _states(point: Point, count: Callable[[Any, Fraction, Fraction], int | Fraction]) -> Fraction:
    """Number of states that the multiplicities account for."""
    n, s = whole(point["n"]), point["s"]
    total, J = Fraction(0), n * s
    while J >= 0:
        total += count(n, s, J) * (2 * J + 1)
        J -= 1
    return total


def _squared_length(point: Point, digits: int) -> object:
    """Eigenvalue of J^2 in the multiplet of a spin J."""
    return _eigenvalue({"J": point["J"], "m": point["J"], "hbar": Fraction(1)})[0]


def _golden_rule(point: Point) -> object:
    """Second-order coefficient of J- rho J+ for V = g J_x O_B, from the matrix elements of J_x."""
    spin = spin_operators(Rational(), Fraction(1, 2))
    element = spin.Jplus[1, 0] / 2  # <1/2|J_x|-1/2>, orthonormal for s = 1/2
    lowering = spin.Jminus[0, 1]
    g, K, hbar = (to_fmpq(point[name]) for name in ("g", "K", "hbar"))
    return (g * element) ** 2 * K / hbar**2 / lowering**2


CLAIMS = (
    Claim(
        id="heatcap.eq1",
        where="Eq. (1)",
        kind="definition",
        title="Master equation of collective dissipation, structure",
        latex=r"\dot\rho=\Gamma(\omega)(J_-\rho J_+-J_+J_-\rho)+\Gamma(-\omega)(J_+\rho J_--J_-J_+\rho)"
        r"+\text{h.c.}",
        printed="plus_hc(Gd*(Jm*rho*Jp-Jp*Jm*rho)+Gu*(Jp*rho*Jm-Jm*Jp*rho))",
        domain=Domain(
            {
                "n": integers(1, 3),
                "s": half_integers("1/2", 1),
                "Gd": reals("1/10", 5),
                "Gu": reals("1/10", 5),
            },
            where=lambda p: (2 * p["s"] + 1) ** whole(p["n"]) <= 9,
            where_text="(2s+1)^n at most 9",
        ),
        environment=collective_environment,
        environment_names=("Jm", "Jp", "rho", "plus_hc"),
        partners=(("Jm", "Jp"), ("Gd", "Gu")),
        conventions="hbar = 1; Gd, Gu stand for real Gamma(omega), Gamma(-omega); J_- is the jump operator",
        checks=(
            Equality(
                Oracle(
                    lambda p, d: secular_generator(p),
                    "Born-Markov-secular generator from the eigenprojectors of Jz",
                ),
                route="numeric",
                title="generator on a generic density operator",
                points=10,
            ),
        ),
    ),
    Claim(
        id="heatcap.eq1.Gamma",
        where="below Eq. (1)",
        kind="definition",
        title="Prefactor of the half Fourier transform in the rate of the jump operator J_-",
        latex=r"\Gamma(\omega)=\hbar^2g^2\int_0^\infty e^{i\omega u}\,\mathrm{Tr}\,\rho_BO_B(u)O_B\,du",
        printed="hbar**2*g**2*K",
        domain=Domain({"hbar": reals("1/3", 3), "g": reals("1/10", 2), "K": reals("1/10", 3)}),
        conventions="K is the printed integral; V = g J_x O_B with J_x in units of hbar, H = hbar omega J_z",
        checks=(
            Equality(
                Oracle(
                    lambda p, d: _golden_rule(p),
                    "second-order perturbation theory with explicit matrix elements of J_x",
                ),
                route="numeric",
                title="coefficient of J_- rho J_+",
            ),
        ),
        corrected="g**2*K/(4*hbar**2)",
        cause="factor and unit: J_x = (J_+ + J_-)/2 gives 1/4, second order in V/hbar gives 1/hbar^2",
        chase=Chase(
            transcription="compared with the text twice; the power of hbar is a superscript 2 in front of g^2",
            oracle="the same coefficient follows from the eigenoperators of J_x (heatcap.eq1 needs V = 2 g J_x O_B)",
            extraction="hbar is a damaged glyph in the text layer but its place and power are unambiguous",
            convention="with J_x carrying hbar as in (B.1) the factor is hbar^0/4; no reading gives hbar^2",
        ),
        notes=(
            "No quantity of the paper depends on it: only the ratio Gamma(-omega)/Gamma(omega) enters the "
            "stationary state, and the common factor sets the unit of time.",
        ),
    ),
    Claim(
        id="heatcap.eq2",
        where="Eq. (2)",
        kind="definition",
        title="Eigenvalues of J^2 and J_z in the collective basis",
        latex=r"\mathcal J^2|J,m\rangle_i=\hbar J(J+1)|J,m\rangle_i,\quad J_z|J,m\rangle_i=\hbar m|J,m\rangle_i",
        printed="[hbar*J*(J+1), hbar*m]",
        domain=Domain(
            {"J": half_integers(0, 5), "m": half_integers(-5, 5), "hbar": reals("1/3", 3)},
            where=lambda p: abs(p["m"]) <= p["J"] and (p["J"] - p["m"]).denominator == 1,
            where_text="m from -J to J in unit steps",
        ),
        shifted=("J",),
        conventions="units kept: J_x, J_y, J_z carry hbar",
        checks=(
            Equality(
                Oracle(
                    lambda p, d: _eigenvalue(p),
                    "diagonal elements of J_z and J_x^2 + J_y^2 + J_z^2 from spin matrices",
                ),
                route="numeric",
                points=14,
            ),
        ),
        cause="exponent: J^2 carries hbar^2 when J_z carries hbar",
        chase=Chase(
            transcription="both lines of (2) compared with the text",
            oracle="J^2 from three explicit matrices; with hbar = 1 the print is right",
            extraction="the glyph for hbar stands once in each line; no superscript was lost beside it",
            convention="if J were dimensionless neither line would show hbar; no unit makes both lines true",
        ),
        notes=(
            "Eqs. (4) and (5) use H = hbar omega J_z with dimensionless J_z, so that (2) and (4) also differ "
            "by a factor hbar.",
        ),
    ),
    Claim(
        id="heatcap.text-J0",
        where="below Eq. (2)",
        kind="identity",
        title="Smallest total spin of n spins s",
        latex=r"J_0=0\ \text{if}\ s\ge1,\quad J_0=1/2\ \text{if}\ s=1/2\ \text{and}\ n\ \text{odd}",
        printed="if_else(s >= 1, 0, 1/2)",
        prose=True,
        oracle_only=("n",),
        domain=Domain(
            {"n": integers(1, 5), "s": half_integers("1/2", "5/2")},
            where=lambda p: (
                (2 * p["s"] + 1) ** whole(p["n"]) <= 260 and (p["s"] >= 1 or p["n"] % 2 == 1)
            ),
            where_text="n odd for s = 1/2, (2s+1)^n at most 260",
        ),
        checks=(
            Equality(
                Oracle(
                    lambda p, d: lowest_total_spin(whole(p["n"]), p["s"]),
                    "smallest eigenvalue of J^2 among product states, exact projectors",
                ),
                route="numeric",
                points=12,
            ),
        ),
        corrected="if_else(n <= 1, s, n*s-floor(n*s))",
        cause="missing cases: one spin alone has J_0 = s, and an odd number of half-odd spins never adds to 0",
        chase=Chase(
            transcription="the sentence below (2) compared with the text",
            oracle="multiplicities from ranks of J^2 - J(J+1) in exact arithmetic",
            extraction="the relation sign is a damaged glyph; with s > 1 or s >= 1 the statement fails alike",
            convention="none involved",
        ),
        notes=("For s = 1/2 and n even, which the sentence leaves out, J_0 = 0.",),
    ),
    Claim(
        id="heatcap.text-lJ",
        where="below Eq. (2)",
        kind="statement",
        title="Eigenvalue of J^2 to which the multiplicity l_J belongs",
        latex=r"l_J:\ \text{multiplicity of the eigenspaces of the eigenvalue}\ J\ \text{of}\ \mathcal J^2",
        printed="J",
        prose=True,
        domain=Domain({"J": half_integers("1/2", 6)}),
        shifted=("J",),
        checks=(
            Equality(
                Oracle(
                    _squared_length,
                    "diagonal of J_x^2 + J_y^2 + J_z^2 from spin matrices, hbar = 1",
                ),
                points=10,
            ),
        ),
        corrected="J*(J+1)",
        cause="factor: the eigenvalue of J^2 is J(J+1), J labels it",
        chase=Chase(
            transcription="the sentence below (2) compared with the text",
            oracle="J^2 from explicit spin matrices, exact",
            extraction="the sentence is complete",
            convention="J names the eigenspace everywhere else in the paper, and nothing is computed from the sentence",
        ),
        depends=("heatcap.eq2",),
    ),
    Claim(
        id="heatcap.text-lJ.count",
        where="below Eq. (2)",
        kind="identity",
        title="The multiplicities account for all product states",
        latex=r"\sum_Jl_J(2J+1)=(2s+1)^n",
        printed="(2*s+1)**n",
        prose=True,
        domain=Domain(
            {"n": integers(1, 5), "s": half_integers("1/2", "5/2")},
            where=lambda p: (2 * p["s"] + 1) ** whole(p["n"]) <= 130,
            where_text="(2s+1)^n at most 130",
        ),
        shifted=("n", "s"),
        checks=(
            Equality(
                Oracle(
                    lambda p, d: _states(p, total_spin.multiplicity),
                    "ranks of J^2 - J(J+1) in the product space",
                ),
                route="numeric",
            ),
            Equality(
                Oracle(
                    lambda p, d: _states(p, multiplicity),
                    "closed form of the multiplicity",
                ),
                route="symbolic",
            ),
        ),
    ),
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
