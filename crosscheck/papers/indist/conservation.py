"""Sec. III: what collective dissipation conserves, and the stationary state."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

import flint

from cotherm.numeric import spin_ladder, total_spin
from cotherm.numeric.certify import certified
from cotherm.numeric.fields import Ball, Field
from cotherm.numeric.generators import restrict
from cotherm.numeric.relaxation import generator_in_units_of_decay, propagate
from cotherm.numeric.spin_ensemble import bath_dynamics
from cotherm.numeric.spins import half_integer
from cotherm.symbolic.forms import spin_ladder as ladder

from ...algebras import digits_to_bits
from ...books import closed, full, whole
from ...checks import Equality, Oracle, Proof
from ...claims import Claim
from ...domain import Caveat, Domain, Point, among, half_integers, integers, reals
from ..heatcap.operators import (
    boltzmann,
    trace,
)
from .sectors import (
    ROOTS,
    copies,
    copy_projector,
    ensemble_environment,
    generic_state,
    level_projector,
    long_time,
    multiplets,
    size_text,
    within,
    without_sector_coherence,
)

# ------------------------------------------------------------------------- conservation


def _confined(point: Point) -> Any:
    """A generic state of the eigenspace of total spin J."""
    n, s = whole(point["n"]), half_integer(point["s"])
    projector = total_spin.total_spin_projector(n, s, point["J"]).to_flint()
    state = projector * generic_state(n, s, point) * projector
    return state * (1 / trace(state))


def _evolved_weights(
    point: Point, digits: int, start: flint.fmpq_mat, projectors: list[flint.fmpq_mat]
) -> list[Any]:
    """Weights of projectors after the time t of the full collective equation."""
    n, s = whole(point["n"]), half_integer(point["s"])
    d = start.nrows()
    flat = list(start.entries())
    dynamics = bath_dynamics(n, s, "collective", [i for i, x in enumerate(flat) if x != 0])

    def weights(field: Field) -> list[Any]:
        generator = generator_in_units_of_decay(field, dynamics, point["b"])
        vector = field.numbers(restrict(flat, dynamics.block))
        state = propagate(generator, vector, point["t"])
        with field:
            return [
                field.sum(
                    field.number(x[index % d, index // d]) * value
                    for index, value in zip(dynamics.block, state, strict=True)
                )
                for x in projectors
            ]

    return certified(weights, digits)


def _conserved(point: Point, digits: int) -> list[Any]:
    """Weight of one multiplet after a time t, and that of all together."""
    n, s = whole(point["n"]), half_integer(point["s"])
    every = multiplets(n, s)
    wanted = copy_projector(n, s, point["J"], whole(point["i"]))
    weights = _evolved_weights(point, digits, generic_state(n, s, point), [wanted, *every])
    with Ball(digits_to_bits(digits)) as field:
        return [weights[0], field.sum(weights[1:])]


def _conserved_environment(point: Point) -> Mapping[str, Any]:
    n, s = whole(point["n"]), half_integer(point["s"])
    return {**ensemble_environment(point), "rho0": generic_state(n, s, point)}


def _has_copy(point: Point) -> bool:
    n, s, J = whole(point["n"]), point["s"], point["J"]
    if (2 * s + 1) ** n > 9 or n * s < J or (n * s - J).denominator != 1:
        return False
    return point["i"] <= len(copies(n, s, J))


def _has_sector(point: Point) -> bool:
    return point["i"] == 1 and _has_copy(point)


MULTIPLETS = {
    "n": integers(2, 3),
    "s": half_integers("1/2", 1),
    "J": half_integers(0, 2),
    "i": integers(1, 2),
    "b": reals(-3, 3),
    "t": reals("1/10", 3),
}


def _thermalised(point: Point) -> list[flint.fmpq]:
    """Population of |J, m>_i after a generic start within that multiplet, exact."""
    n, s = whole(point["n"]), half_integer(point["s"])
    multiplet = copy_projector(n, s, point["J"], whole(point["i"]))
    start = multiplet * generic_state(n, s, point) * multiplet
    final = long_time(n, s, boltzmann(point, "b"), start * (1 / trace(start)))
    return [trace(multiplet * level_projector(n, s, point["m"]) * final)]


def _has_level(point: Point) -> bool:
    return (
        _has_copy(point)
        and abs(point["m"]) <= point["J"]
        and (point["J"] - point["m"]).denominator == 1
    )


def _prepared_environment(point: Point) -> Mapping[str, Any]:
    n, s = whole(point["n"]), half_integer(point["s"])
    start = without_sector_coherence(n, s, generic_state(n, s, point))
    every = multiplets(n, s)
    return {
        **ensemble_environment(point),
        "C": lambda k: every[whole(k) - 1],
        "all": Fraction(len(every)),
        "rho0": start,
    }


def _relaxed(point: Point) -> flint.fmpq_mat:
    n, s = whole(point["n"]), half_integer(point["s"])
    return long_time(n, s, boltzmann(point, "b"), _prepared_environment(point)["rho0"])


TRIO = {"n": Fraction(3), "s": Fraction(1, 2)}
SCALE = "a positive factor does not change whether the sum of squares is zero"
DISTINCT = "if_else({} > {}, 0, 1)"


def _has_element(point: Point) -> Fraction:
    """Whether a thermal product state has an element between |J, m>_i and |K, m + d>_j."""
    n, s = 3, TRIO["s"]
    rho = ensemble_environment({**TRIO, "b0": point["b0"]})["B0"]
    left = copy_projector(n, s, point["J"], whole(point["i"])) * level_projector(n, s, point["m"])
    right = copy_projector(n, s, point["K"], whole(point["j"]))
    right = right * level_projector(n, s, point["m"] + point["d"])
    return Fraction(any(x != 0 for x in (left * rho * right).entries()))


def _pair_exists(point: Point) -> bool:
    """Three spins 1/2 have two doublets and one quartet."""
    return all(
        abs(m) <= J and (TRIO["s"] == J or i == 1)
        for J, i, m in (
            (point["J"], point["i"], point["m"]),
            (point["K"], point["j"], point["m"] + point["d"]),
        )
    )


CLAIMS = (
    Claim(
        id="indist.text-invariant-J",
        where="below Eq. (6)",
        kind="statement",
        title="A state of total spin J keeps it",
        latex=r"\mathrm{Tr}P_J\rho_t=1\ \text{for}\ P_J\rho_0P_J=\rho_0",
        printed="1",
        prose=True,
        domain=Domain(
            MULTIPLETS,
            _has_sector,
            "n s - J a non-negative integer, i = 1, (2s+1)^n at most 9",
            ("i",),
        ),
        oracle_only=tuple(MULTIPLETS),
        conventions="weight of total spin J after the time t in units of 1/G(omega), from a generic state within it",
        checks=(
            Equality(
                Oracle(
                    lambda p, d: _evolved_weights(
                        p,
                        d,
                        _confined(p),
                        [total_spin.total_spin_projector(p["n"], p["s"], p["J"]).to_flint()],
                    ),
                    "exponential of the full generator",
                ),
                route="numeric",
                points=6,
            ),
        ),
        depends=("indist.eq1",),
    ),
    Claim(
        id="indist.text-pconst",
        where="below Eq. (6)",
        kind="identity",
        title="The weight of every multiplet is preserved",
        latex=r"p_{J,i}:=\sum_{m=-J}^{J}{}_i\langle J,m|\rho_0|J,m\rangle_i,\quad\sum_{J=J_0}^{ns}\sum_{i=1}^{l_J}p_{J,i}=1",
        printed="[sum(tr(C(J, i)*D(m)*rho0), m, -J, J), 1]",
        domain=Domain(
            MULTIPLETS, _has_copy, "i among the multiplets of total spin J, (2s+1)^n at most 9"
        ),
        environment=_conserved_environment,
        environment_names=("C", "D", "tr", "rho0"),
        conventions="C(J, i) D(m) projects on |J, m>_i, the copies told by the total spin of the first two spins; rho0 is "
        "generic, with all coherences; time t in units of 1/G(omega)",
        checks=(
            Equality(
                Oracle(_conserved, "weights after the time t, exponential of the full generator"),
                route="numeric",
                points=6,
            ),
        ),
        depends=("indist.text-invariant-J",),
    ),
    Claim(
        id="indist.eq7",
        where="Eq. (7)",
        kind="definition",
        title="Each multiplet thermalises",
        latex=r"\rho^{th}_{J,i}(\beta_B):=Z_J(\beta_B)^{-1}\sum_{m=-J}^Je^{-m\hbar\omega\beta_B}|J,m\rangle_i\langle J,m|",
        printed="exp(-m*b)/sum(exp(-k*b), k, -J, J)",
        domain=Domain(
            {
                **{k: v for k, v in MULTIPLETS.items() if k not in ("b", "t")},
                "m": half_integers(-2, 2),
                "b": among(*ROOTS),
            },
            _has_level,
            "m from -J to J, i among the multiplets of total spin J, (2s+1)^n at most 9",
        ),
        oracle_only=("n", "s", "i"),
        conventions="populations of |J, m>_i; b is given by exp(-b/2)",
        checks=(
            Equality(
                Oracle(
                    lambda p, d: _thermalised(p),
                    "full collective equation from a generic state within the multiplet, exact",
                ),
                route="numeric",
                exponential=("b",),
                points=14,
            ),
        ),
        depends=("indist.text-pconst",),
    ),
    Claim(
        id="indist.eq8",
        where="Eq. (8)",
        kind="identity",
        title="Partition function of one multiplet",
        latex=r"Z_J(\beta_B):=\sum_{m=-J}^Je^{-m\hbar\omega\beta_B}=e^{J\hbar\omega\beta_B}\frac{1-e^{-(2J+1)\hbar\omega\beta_B}}{1-e^{-\hbar\omega\beta_B}}",
        printed="exp(J*b)*(1-exp(-(2*J+1)*b))/(1-exp(-b))",
        domain=Domain({"J": half_integers(0, 12), "b": reals(-60, 60)}),
        shifted=("J",),
        checks=(
            Proof("partition_function"),
            Equality(closed(ladder.ladder_partition_function, J="J", b="b"), route="symbolic"),
            Equality(
                full(
                    lambda f, p: spin_ladder.ladder_partition_function(f, p["J"], p["b"]),
                    "inverse of a stationary population of the ladder's rate equation",
                ),
                route="numeric",
                domain=Domain({"J": half_integers(0, 6), "b": reals(-20, 20)}),
            ),
        ),
        depends=("indist.eq7",),
    ),
    Claim(
        id="indist.eq9",
        where="Eq. (9)",
        kind="identity",
        title="Stationary state without initial coherences between multiplets",
        latex=r"\rho^\infty(\beta_B):=\sum_{J=J_0}^{ns}\sum_{i=1}^{l_J}p_{J,i}\,\rho^{th}_{J,i}(\beta_B)",
        printed="sum(tr(C(k)*rho0)*C(k)*B/tr(C(k)*B), k, 1, all)",
        domain=Domain(
            {"n": integers(2, 3), "s": half_integers("1/2", 1), "b": among(*ROOTS)},
            within(9),
            size_text(9),
        ),
        environment=_prepared_environment,
        environment_names=("C", "B", "tr", "rho0", "all"),
        conventions="C(k) projects on one multiplet, k counts all pairs J, i, B = exp(-b J_z); generic rho0 without coherences between "
        "multiplets; b is given by exp(-b/2)",
        checks=(
            Equality(
                Oracle(lambda p, d: _relaxed(p), "full collective equation, exact null space"),
                route="numeric",
                title="density matrix, every element",
                points=10,
            ),
        ),
        depends=("indist.eq7", "indist.text-pconst"),
    ),
    Claim(
        id="indist.text-no-initial-coherence",
        where="below Eq. (9)",
        kind="statement",
        title="Initial coherences that are excluded, and absent from thermal states",
        latex=r"{}_i\langle J,m|\rho_0|J',m'\rangle_{i'}=0\ \text{if and only if}\ J\ne J'\ \text{or}\ i\ne i'",
        printed="if_else((J-K)**2+(i-j)**2 > 0, 0, 1)",
        domain=Domain(
            {
                "J": among("1/2", "3/2"),
                "K": among("1/2", "3/2"),
                "i": integers(1, 2),
                "j": integers(1, 2),
                "m": among("-3/2", "-1/2", "1/2", "3/2"),
                "d": among(0, 1, -1),
                "b0": among("1/3", "4/5", "3/2"),
            },
            _pair_exists,
            "both states among those of three spins 1/2",
        ),
        oracle_only=("m", "d", "b0"),
        prose=True,
        conventions="three spins 1/2; 1 where the element between |J, m>_i and |K, m + d>_j of a thermal product state is "
        "not zero; b0 is given by exp(-b0/2)",
        checks=(
            Equality(
                Oracle(lambda p, d: _has_element(p), "elements of the product state, exact"),
                route="numeric",
                truth=True,
                points=40,
            ),
        ),
        caveats=(
            Caveat(
                "m = m': between different levels a thermal state has no element within one multiplet either; the "
                "condition names what is excluded, where 'if' alone is needed",
                lambda p: p["d"] == 0,
                fixes=("d",),
            ),
        ),
        explained={
            DISTINCT.format(left, right): SCALE
            for left, right in (
                ("(J-K)**2*2+(i-j)**2", "0"),
                ("(J-K)**2/2+(i-j)**2", "0"),
                ("(J-K)**2+(i-j)**2*2", "0"),
                ("(J-K)**2+(i-j)**2/2", "0"),
            )
        },
        depends=("indist.eq5",),
    ),
)
