"""Appendix H: what the coherences do to temperature and energy."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import flint

from cotherm.numeric import collective_bath, total_spin
from cotherm.numeric.coherence import local_coherence
from cotherm.numeric.fields import Ball
from cotherm.numeric.local_state import dephased, exchange_strengths
from cotherm.numeric.temperature import InverseTemperature

from ...algebras import digits_to_bits
from ...books import whole
from ...checks import Asymptotic, Equality, Oracle
from ...claims import Chase, Claim
from ...domain import Domain, Point, among, half_integers, integers
from ..heatcap.operators import FIELD
from .coherence_states import PAIRS, SIGN, STEPS, TWO, state_of
from .sectors import (
    bath_and_start,
    sign,
    sign_of,
    size_text,
    within,
)


def _where(relation: str) -> Domain:
    """Ensembles at b = i x, b0 = j x with a relation between |i| and |j|, b not 0."""
    tests = {
        "|b0| > |b|": lambda p: abs(p["j"]) > abs(p["i"]) > 0,
        "|b0| < |b|": lambda p: abs(p["j"]) < abs(p["i"]),
    }
    return Domain(
        TWO.axes,
        where=lambda p: TWO.contains(p) and tests[relation](p),
        where_text=f"{TWO.where_text}, {relation}, b not 0",
    )


def coherence_sign(point: Point) -> Fraction:
    """Sign of the sum of all coherences in the orthonormal local basis."""
    n, s = whole(point["n"]), point["s"]
    rho = state_of(point)

    def total(bits: int) -> flint.arb:
        found: flint.arb = local_coherence(n, s, rho.to(Ball(bits))).total
        return found

    return sign(total)


def energy_sign(point: Point) -> Fraction:
    """Sign of E - E_th from both full master equations."""
    n, s = whole(point["n"]), point["s"]
    bath, start = bath_and_start(point)
    together = collective_bath.steady_energy(FIELD, n, s, bath, start)
    return sign_of(together - collective_bath.thermal_energy(FIELD, n, s, bath))


def cooling_sign(point: Point) -> Fraction:
    """Sign of 1/T - 1/T_D, T of the state and T_D of the state without its coherences."""
    n, s = whole(point["n"]), point["s"]
    rho = state_of(point)
    own, bare = exchange_strengths(n, s, rho), exchange_strengths(n, s, dephased(rho))
    return sign_of(own.absorption / own.emission - bare.absorption / bare.emission)


def dicke_sign(point: Point) -> int:
    """1 when the states |ns, m> have positive coherences only, -1 when any is negative."""
    n, s = whole(point["n"]), point["s"]
    projector = total_spin.total_spin_projector(n, s, n * s)
    off = [value for (i, j), value in projector.entries.items() if i != j]
    return 1 if off and min(off) > 0 else -1


def _positive(point: Point, digits: int) -> list[Any]:
    return [dicke_sign(point), cooling_sign(point), energy_sign(point)]


def _resolved(point: Point) -> int:
    """1 when the coherences of the state heat it towards the bath for b > 0 and cool it for b < 0."""
    return int(cooling_sign(point) == -sign_of(point["i"]))


def _weights(point: Point, digits: int) -> list[Any]:
    """Weights of J = ns and of all lower J together in the thermal state at b0 = k x."""
    n, s = whole(point["n"]), point["s"]
    start = InverseTemperature(point["k"] * point["x"])
    with Ball(digits_to_bits(digits)) as field:
        top = total_spin.sector_weight(field, n, s, n * s, start)
        J, lower = n * s - 1, field.zero
        while J >= 0:
            lower = lower + total_spin.sector_weight(field, n, s, J, start)
            J -= 1
        return [top, lower]


CLAIMS: tuple[Claim, ...] = (
    Claim(
        id="indist.textH-weights",
        where="App. H, below Eq. (H2)",
        kind="limit",
        title="Weights of J = ns and of lower J for an extreme initial temperature",
        latex=r"p_{J=ns}(\beta_0)\underset{\hbar\omega|\beta_0|\gg1}{\simeq}1\quad\text{and}\quad "
        r"p_{J<ns}(\beta_0)\underset{\hbar\omega|\beta_0|\gg0}{\simeq}1",
        printed="[1, 1]",
        domain=Domain(
            {"n": integers(2, 4), "s": half_integers("1/2", "3/2"), "k": among(-1, 1)},
            within(27),
            size_text(27),
        ),
        oracle_only=("n", "s", "k"),
        conventions="hbar = omega = 1; b0 = k x, x to infinity; the second value is the weight of all J < ns",
        checks=(
            Asymptotic(
                Oracle(_weights, "weights from exact projectors on total spin"),
                variable="x",
                sequence=(Fraction(8), Fraction(16), Fraction(32), Fraction(48)),
                route="numeric",
                remainder="exp(-x)",
                title="limit with the order of the remainder",
            ),
        ),
        cause="number: the weights of all J < ns tend to 0, and the second condition reads >> 0 instead of >> 1",
        chase=Chase(
            transcription="compared with the sentence above the one on Dicke states",
            oracle="weights from exact projectors; they add up to 1, so that not both can tend to 1",
            extraction="both relations are legible; only the printed digits differ from what must stand there; one misread symbol of the transcript cannot be excluded",
            convention="none",
        ),
        instead="the weight of J = n s tends to 1, that of all others to 0",
    ),
    Claim(
        id="indist.textH-positive",
        where="App. H, below Eq. (H2)",
        kind="statement",
        title="Positive coherences, a higher apparent temperature for b > 0, and less energy than at equilibrium",
        latex=r"\text{Dicke states: positive coherences only;}\ \mathcal T-\mathcal T_D\gtrless0\ \text{for}\ "
        r"\beta_B\gtrless0;\ E^\infty_{\beta_0}(\beta_B)\lessgtr E^{th}(\beta_B)\ \text{for}\ |\beta_0|>|\beta_B|",
        printed="[1, -sgn(i), -sgn(i)]",
        prose=True,
        domain=_where("|b0| > |b|"),
        oracle_only=("n", "s", "j", "x"),
        bindings=SIGN,
        exact_bindings=("sgn",),
        conventions=PAIRS
        + "; values: sign of the coherences of |ns, m>, sign of 1/T - 1/T_D (T_D without the "
        "coherences; both temperatures have the sign of b), sign of E - E_th",
        checks=(
            Equality(
                Oracle(
                    _positive,
                    "exact stationary states of the full Lindblad equations, with and without coherences",
                ),
                route="numeric",
                title="signs",
                truth=True,
                points=24,
            ),
        ),
        depends=("indist.eqH2",),
    ),
    Claim(
        id="indist.textH-regime",
        where="App. H, above Eq. (H3)",
        kind="statement",
        title="Initial temperatures for which the effect of the coherences is shown",
        latex=r"\text{we show for}\ \omega|\beta_0|\ll1\ \text{that}\ \dots\ \text{is the bath-induced coherences}",
        printed="(1+sgn(abs(i)-abs(j)))/2",
        prose=True,
        domain=Domain(
            {
                **TWO.axes,
                "i": among(-5, -4, 4, 5),
                "j": integers(-12, 12),
                "x": among("7/8", "9/10"),
            },
            lambda p: within(16)(p) and abs(p["i"]) != abs(p["j"]),
            size_text(16) + ", |b0| not |b|",
        ),
        oracle_only=("n", "s", "x"),
        bindings=SIGN,
        exact_bindings=("sgn",),
        conventions=PAIRS
        + "; |b| is of order 1, so that the printed regime is part of |b0| < |b|; the value is 1 "
        "where the coherences act as App. J shows: the state without them is colder than the bath for b > 0 and "
        "hotter for b < 0",
        checks=(
            Equality(
                Oracle(
                    lambda p, d: _resolved(p),
                    "exact stationary states of the full Lindblad equation, with and without coherences",
                ),
                route="numeric",
                title="sign of the effect",
                truth=True,
                points=40,
            ),
        ),
        cause="relation sign: App. J, to which the sentence refers, treats hbar omega |beta_0| >> 1",
        chase=Chase(
            transcription="compared with the first sentence of the paragraph above (H3)",
            oracle="for |b0| < |b| the effect has the opposite sign, for |b0| > |b| the one that App. J finds",
            extraction="the sign is legible, and the next paragraph calls smaller |beta_0| the case left open; one misread symbol of the transcript cannot be excluded",
            convention="none",
        ),
        depends=("indist.textH-positive",),
    ),
    Claim(
        id="indist.textH-below",
        where="end of App. H",
        kind="statement",
        title="Negative coherences and the shift of the energy for |b0| < |b|",
        latex=r"\text{for}\ |\beta_0|<|\beta_B|\ \text{the coherences are negative; the energy is lowered for}\ \beta_B>0\ "
        r"\text{and increased for}\ \beta_B>0",
        printed="[-1, -pos(i)+pos(i)]",
        prose=True,
        domain=_where("|b0| < |b|"),
        oracle_only=("n", "s", "j", "x"),
        bindings=STEPS,
        exact_bindings=("pos", "neg"),
        partners=(("pos", "neg"),),
        conventions=PAIRS
        + "; values: sign of the sum of all coherences, sign of E - E_th; pos(i) and neg(i) are 1 for "
        "b > 0 and for b < 0, else 0",
        checks=(
            Equality(
                Oracle(
                    lambda p, d: [coherence_sign(p), energy_sign(p)],
                    "exact stationary states of the full Lindblad equations",
                ),
                route="numeric",
                title="signs",
                truth=True,
                points=24,
            ),
        ),
        cause="sign: lowered belongs to beta_B < 0, increased to beta_B > 0; the sentence has beta_B > 0 twice",
        chase=Chase(
            transcription="the last sentence of App. H compared with the text",
            oracle="exact energies of both master equations; (24) of the paper has the same sign",
            extraction="two legible relation signs that contradict each other",
            convention="none",
        ),
        depends=("indist.textH-positive",),
        notes=(
            "Negative is the sum of all coherences; single ones are positive for four spins 1/2 and for spins s >= 1.",
        ),
    ),
)
