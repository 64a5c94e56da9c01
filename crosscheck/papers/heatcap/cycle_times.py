"""Sec. 4.2: how long the strokes must last."""

from __future__ import annotations

import itertools
import math
from fractions import Fraction
from functools import lru_cache
from typing import Any

import flint

from cotherm.numeric import relaxation
from cotherm.numeric.fields import Field, Float64
from cotherm.numeric.generators import liouvillian
from cotherm.numeric.matrices import Matrix
from cotherm.numeric.relaxation import ladder_settling_time, settling_time
from cotherm.numeric.spin_ensemble import Coupling, initial_state
from cotherm.numeric.spins import collective_spin, product_levels

from ...books import full, whole
from ...checks import Equality, Inequality
from ...claims import Chase, Claim
from ...domain import Caveat, Domain, Point, among, half_integers, integers, reals

HUNDREDTH = (
    "time in which the energy of a start in the ground state comes within a hundredth of its change"
)


def settling(J: Fraction, b: Fraction) -> flint.arb:
    """Time in which the energy of one ladder settles to a hundredth, from its ground state."""
    return flint.arb(_settling(J, b))


@lru_cache(maxsize=4000)
def _settling(J: Fraction, b: Fraction) -> float:
    ground = [Fraction(1)] + [Fraction(0)] * int(2 * J)
    return ladder_settling_time(J, b, ground, "energy")


def _symmetric_state(n: int, s: Fraction, m: Fraction) -> Matrix:
    """Density matrix of the symmetric state with J = n s and J_z = m, product basis."""
    field, states = Float64(), product_levels(n, s)
    whole_weight = math.comb(int(2 * n * s), int(n * s + m))
    amplitudes = [
        math.sqrt(math.prod(math.comb(int(2 * s), int(s + x)) for x in state) / whole_weight)
        if sum(state) == m
        else 0.0
        for state in states
    ]
    size = len(states)
    return Matrix(
        field,
        (size, size),
        {
            (i, j): amplitudes[i] * amplitudes[j]
            for i, j in itertools.product(range(size), repeat=2)
            if amplitudes[i] * amplitudes[j]
        },
    )


@lru_cache(maxsize=400)
def _state_settling(
    n: Fraction, s: Fraction, m: Fraction, b: Fraction, coupling: Coupling
) -> float:
    start = _symmetric_state(whole(n), s, m)
    return settling_time(whole(n), s, b, coupling, start)


def _settling_together(n: Fraction, s: Fraction, m: Fraction, b: Fraction) -> flint.arb:
    return flint.arb(_state_settling(n, s, m, b, "collective"))


def _settling_apart(n: Fraction, s: Fraction, m: Fraction, b: Fraction) -> flint.arb:
    return flint.arb(_state_settling(n, s, m, b, "independent"))


# -------------------------------------------------------------------------------- strokes


def _ramped_work(field: Field, point: Point) -> Any:
    """Change of energy while lambda runs in three steps from lambda_h to lambda_c in a time T."""
    n, s = whole(point["n"]), point["s"]
    spin = collective_spin(field, n, s)
    rho = initial_state(field, n, s, _coherent_start(field, n, s))
    start, final = field.number(point["lambda_h"]), field.number(point["lambda_c"])
    state: list[Any] = []
    for k in range(4):
        with field:
            splitting = start + (final - start) * field.number(Fraction(k, 3))
        generator = liouvillian(spin.Jz * splitting, [])
        state = state or generator.state(rho)
        if k < 3:
            state = relaxation.propagate(generator.matrix, state, point["T"] / 3)
    mean = generator.functional(spin.Jz)
    with field:
        return final * field.dot(mean, state) - start * field.dot(mean, generator.state(rho))


def _populations(n: int, s: Fraction) -> list[Fraction]:
    size = len(product_levels(n, s))
    raw = [Fraction(2 + (5 * k * k + k) % 7) for k in range(size)]
    return [x / sum(raw, Fraction(0)) for x in raw]


def _coherent_start(field: Field, n: int, s: Fraction) -> Matrix:
    """A density matrix with generic populations and coherences between all levels."""
    populations = _populations(n, s)
    size = len(populations)
    entries = {
        (i, j): populations[i] if i == j else Fraction(1, 50 * size + 10 * (i + j))
        for i, j in itertools.product(range(size), repeat=2)
    }
    return Matrix(field, (size, size), {key: field.number(x) for key, x in entries.items()})


def _mean_level(n: Fraction, s: Fraction) -> Fraction:
    states = product_levels(whole(n), s)
    pairs = zip(_populations(whole(n), s), states, strict=True)
    return sum((p * sum(state) for p, state in pairs), Fraction(0))


BATHS = among("1/20", 1, 2, 3, 4, 6, 8)
COLD = Caveat(
    "s >= 1 and a bath with b >= 3; for spins 1/2 the factor n is reached only in the limit of a cold bath, and in a hot "
    "bath (b -> 0) there is no acceleration at all",
    lambda p: p["s"] >= 1 and p["b"] >= 3,
)
NO_ACCELERATION = Chase(
    transcription="both sentences and the formula compared with the text",
    oracle="spectral gap, settling of the energy, settling of the state and cycles of finite duration agree; at b = 0 the mean "
    "of J_z decays as exp(-2 G t) for every J",
    extraction="the factor n is legible at all places where it occurs",
    convention="rates in units of G(omega) for both couplings, as in (B.2) and (B.4)",
)


CLAIMS: tuple[Claim, ...] = (
    Claim(
        id="heatcap.text-commuting",
        where="Sec. 4.2",
        kind="statement",
        title="The isentropic strokes may be as fast as one likes",
        latex=r"[H(t),H(t')]=0:\ \text{the isentropic strokes can be made much faster than the thermalisation}",
        printed="(lambda_c-lambda_h)*mean(n, s)",
        prose=True,
        domain=Domain(
            {
                "n": integers(1, 2),
                "s": half_integers("1/2", 1),
                "lambda_h": reals("1/2", 4),
                "lambda_c": reals("1/5", 3),
                "T": reals("1/100", 50),
            },
            where=lambda p: (2 * p["s"] + 1) ** whole(p["n"]) <= 4,
            where_text="(2s+1)^n at most 4",
        ),
        bindings={"mean": _mean_level},
        exact_bindings=("mean",),
        oracle_only=("T",),
        partners=(("lambda_h", "lambda_c"),),
        conventions="work done on the spins in one isentropic stroke; mean is Tr(J_z rho) of a state with coherences; T is the "
        "duration of the stroke, on which the print does not depend",
        checks=(
            Equality(
                full(_ramped_work, "von Neumann equation with lambda in three steps in a time T"),
                route="numeric",
                title="work of a stroke of any duration",
                points=14,
            ),
        ),
        depends=("heatcap.eq16",),
    ),
    Claim(
        id="heatcap.text-tau-n",
        where="Sec. 4.2 and end of appendix B",
        kind="inequality",
        title="Cycle time of collective spins, n times shorter",
        latex=r"\tau_{col}=\tau_{ind}/n",
        printed="n*time(n*s, b) <= time(s, b)",
        domain=Domain({"n": integers(2, 3), "s": half_integers("1/2", "3/2"), "b": BATHS}),
        bindings={"time": settling},
        conventions=f"time: {HUNDREDTH}, in units of 1/G(omega); independent spins settle as one of them; the print names no "
        "measure of equilibration",
        checks=(Inequality(route="numeric", points=60, minimum=15, search=0),),
        caveats=(COLD,),
        chase=NO_ACCELERATION,
        depends=("heatcap.eq16",),
        notes=(
            "The trace distance instead of the energy gives the same picture: from the ground state four spins 1/2 settle 4.0, "
            "3.5, 1.6 and 1.1 times as fast at b = 10, 3, 1 and 0.3.",
        ),
    ),
    Claim(
        id="heatcap.text-any-symmetric-state",
        where="Sec. 4.2 and appendix B",
        kind="inequality",
        title="The acceleration occurs for every state of the symmetric subspace",
        latex=r"\text{the accelerated equilibration happens for any state in the symmetrical subspace}\ (J=ns)",
        printed="together(n, s, m, b) < apart(n, s, m, b)",
        prose=True,
        domain=Domain(
            {
                "n": integers(2, 3),
                "s": half_integers("1/2", 1),
                "m": half_integers(-2, 2),
                "b": among("1/20", 1, 3),
            },
            where=lambda p: (
                (2 * p["s"] + 1) ** whole(p["n"]) <= 9
                and abs(p["m"]) <= p["n"] * p["s"]
                and (p["n"] * p["s"] - p["m"]).denominator == 1
            ),
            where_text="m from -n s to n s in unit steps, (2s+1)^n at most 9",
        ),
        bindings={"together": _settling_together, "apart": _settling_apart},
        conventions="times in which the trace distance to the stationary state falls to a hundredth, from the same pure state "
        "|ns, m> under both full Lindblad equations",
        checks=(Inequality(route="numeric", points=40, minimum=15, search=0),),
        caveats=(
            Caveat(
                "a bath with b >= 1; in a hotter one two spins 1/2 settle up to a few per cent later together than apart",
                lambda p: p["b"] >= 1,
            ),
        ),
        depends=("heatcap.text-tau-n",),
        notes=(
            "The factor is not n for all of them: from the highest level, which passes through m = 0, it stays near 1.6 for two "
            "and 2.2 for three spins 1/2 also in a cold bath.",
        ),
    ),
)
