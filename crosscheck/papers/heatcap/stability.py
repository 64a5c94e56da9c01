"""Appendix C: stability of the collective steady state under imperfections."""

from __future__ import annotations

import math
from fractions import Fraction

from cotherm.numeric.fields import Float64
from cotherm.numeric.imperfections import imperfect_ensemble
from cotherm.numeric.relaxation_rates import ladder_gap
from cotherm.numeric.symmetry_leakage import leakage_rate
from cotherm.symbolic.forms import spin_ensemble as ensemble

from ...books import bind, whole
from ...checks import Asymptotic, Oracle, Scaling
from ...claims import Claim
from ...domain import Caveat, Domain, Point, among, integers, reals

SHAPE = (Fraction(1), Fraction(-2, 3), Fraction(2, 7))
"""Detunings of the spins in units of delta: no two alike."""


def _energy(point: Point, digits: int) -> float:
    """Energy of a detuned, weakly interacting ensemble above its ground state."""
    field, n, delta = Float64(), whole(point["n"]), float(point["delta"])
    detuned = imperfect_ensemble(
        field,
        n,
        Fraction(1, 2),
        point["b"],
        point["b0"],
        [delta * x for x in SHAPE[:n]],
        {(0, 1): delta / 5},
    )
    state = detuned.stationary() if point["late"] else detuned.at(1 / delta)
    return float(detuned.energy(state))


def _time_and_tolerance(point: Point, digits: int) -> list[float]:
    """Equilibration time of the symmetric ladder, and the detuning that empties it in that time."""
    n, b = whole(point["n"]), point["b"]
    gap = float(ladder_gap(Float64(), Fraction(n, 2), b))
    return [1 / gap, math.sqrt(gap / leakage_rate(n, b))]


CLAIMS: tuple[Claim, ...] = (
    Claim(
        id="heatcap.textC-disorder",
        where="appendix C",
        kind="asymptotic",
        title="The collective steady state under small detunings and interactions",
        latex=r"\rho\to\rho^{ss}\ \text{of (3) as long as}\ \delta\ll g^2\tau_c",
        printed="E(n, 1/2, b, b0)",
        prose=True,
        domain=Domain(
            {
                "n": integers(2, 3),
                "b": reals("1/4", 3),
                "b0": among("1/2", "5/2", -2),
                "late": among(0, 1),
            },
            where=lambda p: abs(p["b"] - p["b0"]) > Fraction(1, 2),
            where_text="the bath at another temperature than the initial state",
        ),
        bindings={"E": bind(ensemble.steady_energy, "n", "s", "b", "b0")},
        oracle_only=("late",),
        shifted=("n",),
        conventions="spins 1/2 from a thermal state at b0, energy above the ground state; delta in units of G(omega), of which g^2 tau_c is the order; late = 0 "
        "is the time 1/delta in units of 1/G, late = 1 the stationary state",
        checks=(
            Asymptotic(
                Oracle(
                    _energy,
                    "full collective Lindblad equation with three different detunings and one interaction",
                ),
                route="numeric",
                variable="delta",
                sequence=(Fraction(1, 100), Fraction(1, 1000), Fraction(1, 10000)),
                title="energy in the limit of small imperfections",
                points=8,
            ),
        ),
        caveats=(
            Caveat(
                "times long against 1/G and short against G/delta^2; in the end detunings that tell all spins apart, however "
                "small, lead to a stationary state with the energy of independent spins",
                lambda p: p["late"] == 0,
                fixes=("late",),
            ),
        ),
        depends=("heatcap.eq3",),
        notes=(
            "The steady state (3) becomes a plateau: the rate at which it is left falls as delta^2/G.",
        ),
    ),
    Claim(
        id="heatcap.textC-relaxed",
        where="appendix C",
        kind="scaling",
        title="Equilibration time and tolerated imperfections in the symmetric subspace",
        latex=r"p_{J=ns}\simeq1:\ \text{equilibration time}\sim(ng^2\tau_c)^{-1},\ \text{condition relaxed to}\ \delta\ll ng^2\tau_c",
        printed="[-1, 1]",
        prose=True,
        domain=Domain({"b": among("1/1000", "1/2", "3/4", 1, 2, 4)}),
        oracle_only=("b",),
        conventions="exponents of n, spins 1/2: of one over the slowest rate of the symmetric ladder, and of the root-mean-square "
        "detuning that would empty the symmetric subspace within that time",
        checks=(
            Scaling(
                Oracle(
                    _time_and_tolerance,
                    "slowest rate of the ladder, and loss of symmetric weight at second order in the detunings",
                ),
                variable="n",
                sequence=tuple(Fraction(n) for n in (64, 128, 256, 512)),
                points=6,
            ),
        ),
        caveats=(
            Caveat(
                "n b >> 1 (here b >= 1/2); in a hot bath with n b << 1 the time does not depend on n and the tolerated detuning "
                "falls as the root of n",
                lambda p: p["b"] >= Fraction(1, 2),
            ),
        ),
        depends=("heatcap.textC-disorder", "heatcap.textB-n-times-faster"),
    ),
)
