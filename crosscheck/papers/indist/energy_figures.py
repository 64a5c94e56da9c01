"""Figures 1 to 4: what they show of the energies, checked on both routes."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Any

import flint

from cotherm.numeric import collective_bath
from cotherm.numeric.errors import PrecisionError
from cotherm.numeric.fields import Ball
from cotherm.symbolic.forms import spin_ensemble as ensemble

from ...algebras import digits_to_bits, precision, to_ball
from ...books import full, whole
from ...checks import Asymptotic, Check, Equality, Oracle
from ...claims import Claim
from ...domain import Domain, Point, among, reals
from .coherence_states import SIGN
from .curves import BY_NUMBER, BY_SIZE, Ensemble
from .figure_features import curves_of, few, routes
from .sectors import sign

HALF = Fraction(1, 2)
OPPOSITE = "b0 not b or -b"
Energies = Callable[[int, Point], tuple[flint.arb, flint.arb, flint.arb]]


def _closed(bits: int, point: Point) -> tuple[flint.arb, flint.arb, flint.arb]:
    """E, E_th at the bath and E_th at the start, closed forms."""
    n, s, b, b0 = point["n"], HALF, point["b"], point["b0"]
    return (
        ensemble.steady_energy.ball(bits, n=n, s=s, b=b, b0=b0),
        ensemble.thermal_energy.ball(bits, n=n, s=s, b=b),
        ensemble.thermal_energy.ball(bits, n=n, s=s, b=b0),
    )


def _full(bits: int, point: Point) -> tuple[flint.arb, flint.arb, flint.arb]:
    """The same from the full Lindblad equations."""
    field, n = Ball(bits), whole(point["n"])
    return (
        collective_bath.steady_energy(field, n, HALF, point["b"], point["b0"]),
        collective_bath.thermal_energy(field, n, HALF, point["b"]),
        collective_bath.thermal_energy(field, n, HALF, point["b0"]),
    )


def _shift(values: tuple[flint.arb, flint.arb, flint.arb]) -> flint.arb:
    return values[0] - values[1]


def _action(values: tuple[flint.arb, flint.arb, flint.arb]) -> flint.arb:
    """|E - E_0| - |E_th - E_0|, E_0 the initial energy."""
    final, thermal, initial = values
    return abs(final - initial) - abs(thermal - initial)


def _sign(
    energies: Energies, of: Callable[[tuple[flint.arb, flint.arb, flint.arb]], flint.arb]
) -> Callable[[Point, int], Fraction]:
    def compute(point: Point, digits: int) -> Fraction:
        def value(bits: int) -> flint.arb:
            try:
                with Ball(bits):
                    return of(energies(bits, point))
            except PrecisionError:
                return flint.arb(0, 1)  # undecided at this precision

        return sign(value)

    return compute


def signs(
    of: Callable[[tuple[flint.arb, flint.arb, flint.arb]], flint.arb], small: Domain
) -> tuple[Check, ...]:
    """The sign of a difference on both routes."""
    return (
        Equality(
            Oracle(_sign(_closed, of), "closed forms, signs certified", "symbolic"),
            truth=True,
            points=30,
        ),
        Equality(
            Oracle(_sign(_full, of), "full Lindblad equations, signs certified"),
            route="numeric",
            truth=True,
            points=24,
            domain=small,
        ),
    )


def _started(n: tuple[int, ...], b0: Any) -> Domain:
    return Domain(
        {"n": among(*n), "b": reals(-6, 6, smallest="1/20"), "b0": b0},
        lambda p: abs(p["b"]) != abs(p["b0"]),
        OPPOSITE,
        fixed=("n",) if len(n) == 1 else (),
    )


CASES = among("1/10", 1, 2, 5)
ANY_START = reals(-6, 6, smallest="1/20")
SIDES = (lambda p: p["b"], lambda p: -p["b"])


def above(ensembles: tuple[Ensemble, ...], text: str) -> tuple[Check, ...]:
    """The sign of E_+ - E_th on both routes, at b and at -b."""

    def value(number: Any, point: Point, *pairs: tuple[Any, Any]) -> list[Any]:
        differences = [together - apart for together, apart in pairs]
        return [number(int(x > 0) - int(x < 0)) for x in differences]

    symbolic, numeric = routes("energy", value, "signs of E_+ - E_th", SIDES)
    span = reals("1/100", 12)
    return (
        Equality(symbolic, truth=True, points=20, domain=curves_of(ensembles, text, b=span)),
        Equality(numeric, truth=True, points=9, domain=few(ensembles, text, b=reals("1/100", 6))),
    )


def _thermal_per_level(point: Point, digits: int) -> flint.arb:
    """E_th / (ns) from the closed form."""
    n, s = point["n"], point["s"]
    value = ensemble.thermal_energy.digits(digits + 5, n=n, s=s, b=point["b"])
    with precision(digits_to_bits(digits)):
        per_level: flint.arb = value / to_ball(n * s)
        return per_level


def ratios(ensembles: tuple[Ensemble, ...], text: str) -> tuple[Check, ...]:
    """E_+/E_th for b to infinity and for b to -infinity on both routes."""

    def value(number: Any, point: Point, *pairs: tuple[Any, Any]) -> list[Any]:
        return [together / apart for together, apart in pairs]

    at = (lambda p: p["x"], lambda p: -p["x"])
    symbolic, numeric = routes("energy", value, "E_+/E_th at b = x and b = -x", at)
    sequence = tuple(Fraction(k) for k in (5, 10, 20, 40))
    return (
        Asymptotic(symbolic, variable="x", sequence=sequence, points=4),
        Asymptotic(numeric, variable="x", sequence=sequence, points=3, domain=few(ensembles, text)),
    )


def _ratio_claim(panel: str, ensembles: tuple[Ensemble, ...], what: str, lines: str) -> Claim:
    text = f"the ensembles of Fig. 4({panel})"
    return Claim(
        id=f"indist.fig4{panel}",
        where=f"Fig. 4({panel})",
        kind="figure",
        title="Ratio of the energies in cold baths and in baths of small negative temperature",
        latex=rf"E_+/E^{{th}}\to1/n\ (\hbar\omega\beta_B\gg1),\ \text{{lines at}}\ {lines};\quad {what}",
        printed="[1/n, 1]",
        prose=True,
        domain=curves_of(ensembles, text),
        oracle_only=("s",),
        conventions="hbar = omega = 1; limits for b to infinity and to -infinity",
        checks=ratios(ensembles, text),
        depends=("indist.eq29",),
    )


CLAIMS: tuple[Claim, ...] = (
    Claim(
        id="indist.fig1",
        where="Fig. 1",
        kind="figure",
        title="The curves cross that of thermal equilibrium where |b| = |b0|",
        latex=r"E^\infty_{\beta_0}(\beta_B)\ \text{for}\ n=100,\ s=1/2,\ \hbar\omega|\beta_0|=0.1,1,2,5",
        printed="sgn(b*(abs(b)-b0))",
        prose=True,
        domain=_started((100,), CASES),
        oracle_only=("n",),
        bindings=SIGN,
        exact_bindings=("sgn",),
        conventions="the value is the sign of E - E_th; small ensembles for the full master equation",
        checks=signs(_shift, _started((2, 3, 4), CASES)),
        explained={
            "sgn(1/b*(abs(b)-b0))": "the sign of a product is that of the quotient",
            "sgn(b/(abs(b)-b0))": "the sign of a product is that of the quotient",
        },
        depends=("indist.eq23", "indist.eq24"),
    ),
    Claim(
        id="indist.fig2",
        where="Fig. 2",
        kind="figure",
        title="Regions of amplification and mitigation over the initial temperature",
        latex=r"\text{amplification for}\ \beta_0/\beta_B<-1,\ \text{mitigation for}\ \beta_0/\beta_B>-1,\quad n=10,\ s=1/2",
        printed="-sgn(b0/b+1)",
        prose=True,
        domain=_started((10,), ANY_START),
        oracle_only=("n",),
        bindings=SIGN,
        exact_bindings=("sgn",),
        conventions="the value is the sign of |E - E_0| - |E_th - E_0|, E_0 the initial energy: 1 for amplification; small "
        "ensembles for the full master equation",
        checks=signs(_action, _started((2, 3, 4), ANY_START)),
        depends=("indist.text-mitamp",),
    ),
    Claim(
        id="indist.fig3a",
        where="Fig. 3(a)",
        kind="figure",
        title="Solid curves below the dashed ones for b > 0 and above them for b < 0, four spins",
        latex=r"E_+(\beta_B)/ns,\ E^{th}(\beta_B)/ns,\quad n=4,\ s=1/2,3/2,9/2",
        printed="[-1, 1]",
        prose=True,
        domain=curves_of(BY_SIZE, "the ensembles of Fig. 3(a)", b=reals("1/100", 12)),
        oracle_only=("n", "s", "b"),
        conventions="signs of E_+ - E_th at b and at -b",
        checks=above(BY_SIZE, "the ensembles of Fig. 3(a)"),
        depends=("indist.eq25", "indist.eq26"),
    ),
    Claim(
        id="indist.fig3b",
        where="Fig. 3(b)",
        kind="figure",
        title="All dashed curves of spins 1/2 coincide",
        latex=r"\text{all the four curves}\ E^{th}(\beta_B)/ns\ \text{are the same},\quad s=1/2,\ n=2,6,9,100",
        printed="1-tanh(b/2)",
        prose=True,
        domain=curves_of(BY_NUMBER, "the ensembles of Fig. 3(b)", b=reals(-6, 6)),
        oracle_only=("n", "s"),
        conventions="hbar = omega = 1; the common curve is ours",
        checks=(
            Equality(
                Oracle(_thermal_per_level, "closed form of E_th", "symbolic"),
                points=16,
            ),
            Equality(
                full(
                    lambda f, p: (
                        collective_bath.thermal_energy(f, whole(p["n"]), p["s"], p["b"])
                        / f.number(p["n"] * p["s"])
                    ),
                    "full independent Lindblad equation",
                ),
                route="numeric",
                points=8,
                domain=Domain(
                    {"n": among(2, 3), "s": among("1/2"), "b": reals(-6, 6)}, fixed=("s",)
                ),
            ),
        ),
        depends=("indist.eq26",),
    ),
    _ratio_claim("a", BY_SIZE, "n=4,\\ s=1/2,3/2,9/2", "1"),
    _ratio_claim("b", BY_NUMBER, "s=1/2,\\ n=2,6,9,100", "1,1/2,1/6,1/9"),
)
