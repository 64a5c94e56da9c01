"""The network apart from its temperature: outer spins, closed evolution, and what the field gets of it."""

from __future__ import annotations

from fractions import Fraction
from math import comb
from typing import Any

import flint

from cotherm.numeric import micromaser as maser
from cotherm.numeric import spin_star
from cotherm.numeric.fields import Ball, Field, Float64
from cotherm.numeric.spin_star import Coupling, coupling
from cotherm.numeric.spin_star_variants import distinguishability

from ...checks import Equality, Inequality, Oracle, Rounded
from ...claims import Chase, Claim
from ...domain import Axis, Caveat, Domain, Point, among, half_integers, reals
from .cavity_losses import star_temperature
from .maser_shared import RATIO, float_temperature, period_of
from .shared import ANISOTROPIES, PSTAR, TSPIN, TSTAR, by_star, given, solved

FLOAT = Float64()


def _bend(field: Field, model: Any, parameters: Coupling) -> Any:
    """Second difference of the log populations of the three lowest levels of the surroundings.

    Zero for a thermal state; also with two levels, which have a temperature whatever they are.
    """
    weights = spin_star.populations(field, model, parameters)
    with field:
        if parameters.outer == 1:
            return field.zero
        levels = [
            (a + b) / (comb(parameters.outer, u) if model == "star" else 1)
            for u, (a, b) in enumerate(zip(weights.excited, weights.ground, strict=True))
        ]
        return abs(field.log(levels[2] * levels[0] / (levels[1] * levels[1])))


def _distance(phase: int) -> Any:
    """Trace distance of both evolutions of a closed isotropic star at J t = pi phase."""

    def function(S: Fraction, beta: Fraction) -> flint.arb:
        field = Ball(max(flint.ctx.prec, 64))
        return distinguishability(field, coupling(1, 1, 1, beta, S), phase)

    return function


def _lossless_field(point: Point, digits: int) -> float:
    """T_f/T_b of a lossless micromaser, its atoms from the Gibbs state of (2)."""
    ball = spin_star.fuel_population(Ball(200), "spin", given(point))
    p_e = Fraction(str(ball.mid().str(40, radius=False)))
    photons = maser.micromaser_photons(FLOAT, maser.Micromaser(p_e, Fraction(13, 10)))
    return float(maser.field_temperature(FLOAT, photons, RATIO))


def _damped_efficiency(point: Point, digits: int) -> float:
    """1 - T_b/T_f with the losses of Fig. 3, for the star of ten outer spins."""
    period = period_of(int(point["N_ex"]))
    return 1 - 1 / float_temperature(star_temperature(int(2 * point["S"])), period)


AROUND: dict[str, Axis] = {
    "lam": reals(0, 2, zero=True),
    "J": reals(-2, 2, smallest="1/5"),
    "omega": reals("1/2", 6),
}
THERMAL = Caveat("N >= 2", lambda p: p["S"] >= 1)
CHASE = Chase(
    transcription="introduction and conclusions read again",
    oracle="populations of the complete Gibbs state, in balls",
    extraction="plain words",
    convention="thermal: populations in the ratio of Boltzmann factors, whatever the temperature",
)


def _non_thermal(
    identifier: str,
    model: spin_star.Model,
    title: str,
    latex: str,
    note: str,
    smallest: str = "1/2",
    **doubts: Any,
) -> Claim:
    return Claim(
        id=identifier,
        where="introduction" if model == "spin" else "introduction, conclusions",
        kind="statement",
        title=title,
        latex=latex,
        prose=True,
        printed="bend(S, lam, J, omega) > 0",
        domain=Domain({"S": half_integers(smallest, 3), **AROUND}),
        bindings={"bend": solved(_bend, model)},
        checks=(Inequality("numeric", points=30, minimum=16, search=0),),
        notes=(note,),
        **doubts,
    )


RESERVOIR = (
    Claim(
        id="spinstar.text-hot-reservoir",
        where="abstract",
        kind="statement",
        title="The beam of central spins is a hot bath for the field",
        latex=r"\text{brings the field to a thermal steady-state whose temperature benefits from the same nonlinear enhancement}",
        prose=True,
        printed="T(S, lam)",
        domain=Domain({"S": half_integers("1/2", 6), "lam": among(*ANISOTROPIES)}),
        bindings={"T": TSPIN},
        checks=(
            Equality(
                Oracle(
                    _lossless_field,
                    "mean photon number of the stroboscopic steady state without losses, g tau = 1.3, atoms "
                    "from the Gibbs state of (2)",
                ),
                "numeric",
                tolerance=1e-9,
                reason="float64 populations of up to a few hundred photon numbers",
                points=12,
            ),
        ),
        notes=("The field reaches T_f = T_q, with all of its growth with S; p_e < 1/2 is needed.",),
    ),
    Claim(
        id="spinstar.text-robust-damping",
        where="abstract, end of the engine part",
        kind="statement",
        title="High efficiency in spite of damping",
        latex=r"\text{high efficiencies, even in the presence of decoherence}",
        prose=True,
        printed="1 - 1/T(S)",
        domain=Domain({"S": among(5), "N_ex": among(500, 6500)}, fixed=("S",)),
        oracle_only=("N_ex",),
        bindings={"T": lambda S: TSTAR(S, Fraction(1))},
        checks=(
            Rounded(
                Oracle(
                    _damped_efficiency,
                    "1 - T_b/T_f of the steady state with the losses of Fig. 3, star of ten spins, lam = 1",
                ),
                "numeric",
                unit="0.01",
                points=2,
            ),
        ),
        notes=(
            "The losses of Fig. 3 cost less than half a per cent of efficiency: 0.7116 without, 0.7111 with "
            "N_ex = 6500, 0.7097 with 500. With other multiples of the losses see Fig. 4.",
        ),
    ),
)
INTRODUCTION = (
    Claim(
        id="spinstar.text-closed",
        where="introduction",
        kind="statement",
        title="Thermal outer spins do not thermalise the central one",
        latex=r"\text{a closed spin-star network is a strongly non-Markovian system and outer spins in thermal state cannot thermalize the central one}",
        prose=True,
        printed="halfway(S, beta) < revived(S, beta)",
        domain=Domain({"S": half_integers("1/2", "3/2"), "beta": reals("1/5", 4)}),
        bindings={"halfway": _distance(1), "revived": _distance(4)},
        checks=(Inequality("numeric", points=12, minimum=8, search=0),),
        notes=(
            "Trace distance of two evolutions, from |e> and from |g>, under (1) with lam = 1 and thermal outer "
            "spins: smaller at J t = pi, back at 1 at J t = 4 pi. Where it grows there is memory; a state "
            "that thermalises would lose it for good.",
        ),
    ),
    _non_thermal(
        "spinstar.text-outer-noneq",
        "star",
        "Outer spins of a star are not in a thermal state",
        r"\text{the outer spins are not in a thermal state while the central spin can be}",
        "For N = 1 both spins are in the same state, thermal at T_q. One outer spin alone has two levels and "
        "no coherence, so a temperature of its own, other than T_b; the outer spins together have none.",
        smallest="1",
    ),
    _non_thermal(
        "spinstar.text-outer-noneq.S",
        "spin",
        "The spin S is not in a thermal state",
        r"\text{the spin-}S\text{ is locally in a non-equilibrium state}",
        "For S = 1/2 both spins are in the same state, thermal at T_q.",
        caveats=(THERMAL,),
        chase=CHASE,
    ),
)
HEAT = Claim(
    id="spinstar.text-coherence-heat",
    where="introduction, conclusions",
    kind="statement",
    title="The tape spin gives heat, no work",
    latex=r"\text{exclusively as heat with the cavity field}",
    prose=True,
    printed="p(star, S) < 1/2",
    domain=Domain({"star": among(0, 1), "S": half_integers("1/2", 7)}),
    bindings={
        "p": lambda star, S: by_star(solved(spin_star.fuel_population, "spin"), PSTAR)(
            star, S, Fraction(1)
        )
    },
    checks=(Inequality("numeric", points=24, minimum=16, search=0),),
    notes=(
        "lam = 1, omega = 6, J = 0.8. A state without coherence (spinstar.eq3) and with p_e < 1/2 has no "
        "ergotropy: no unitary takes work from it. From S = 15/2 on p_e > 1/2 and there is some.",
    ),
)
