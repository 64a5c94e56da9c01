"""Secs. V B and V C: how large the effects on the energy are, in words, and its saturation."""

from __future__ import annotations

import math
from fractions import Fraction
from typing import Any

import flint
import scipy.optimize

from cotherm.numeric import collective_bath, spin_ladder
from cotherm.numeric.fields import Field
from cotherm.symbolic.forms import spin_ensemble as ensemble

from ...algebras import digits_to_bits, precision, to_ball
from ...books import full, whole
from ...checks import Asymptotic, Inequality, Oracle, Scaling
from ...claims import Claim
from ...domain import Caveat, Domain, Point, among, half_integers, integers, reals
from .energy_limits import E_PLUS, spins
from .energy_order import CLOSED_THERMAL, ordered

HALF = Fraction(1, 2)


def _distance(n: Fraction, s: Fraction, b: Fraction) -> Any:
    """|E_+ - E_th| / (n s)."""
    return abs(E_PLUS(n, s, b) - CLOSED_THERMAL(n, s, b)) / to_ball(n * s)


def _larger(k: Fraction, n: Fraction, s: Fraction, b: Fraction) -> Any:
    """The distance for more or larger spins: s + 1/2, n + 1, or 2n."""
    if k == 0:
        return _distance(n, s + HALF, b)
    return _distance(n + 1 if k == 1 else 2 * n, s, b)


def _smaller(k: Fraction, n: Fraction, s: Fraction, b: Fraction) -> Any:
    """What it is compared with: the original ensemble, or one with 2s instead of 2n."""
    return _distance(n, 2 * s if k == 2 else s, b)


def _refrigeration(field: Field, point: Point) -> Any:
    """E_th over E from all spins up, both full equations."""
    n, s, b = whole(point["n"]), point["s"], point["b"]
    with field:
        return collective_bath.thermal_energy(field, n, s, b) / collective_bath.steady_energy(
            field, n, s, b, "-inf"
        )


def _ratio(n: int, s: Fraction, b: float) -> Any:
    """E_+/E_th for b < 0, in float64."""
    return ensemble.steady_energy.float64(n=n, s=s, b=b) / ensemble.thermal_energy.float64(
        n=n, s=s, b=b
    )


def _supremum(point: Point, digits: int) -> Any:
    """Largest E_+/E_th over negative bath temperatures, closed forms."""
    many, size, other = point["grow"] == 0, point["N"], point["k"]
    n, s = (whole(size), other / 2) if many else (whole(other) + 1, size)
    top = scipy.optimize.minimize_scalar(
        lambda u: -_ratio(n, s, -math.exp(u)),
        bounds=(math.log(0.1 / float(n * s)), math.log(5 / math.sqrt(float(s)))),
        method="bounded",
        options={"xatol": 1e-9},
    )
    b = Fraction(-math.exp(float(top.x)))
    first = ensemble.steady_energy.digits(digits, n=n, s=s, b=b)
    second = ensemble.thermal_energy.digits(digits, n=n, s=s, b=b)
    with precision(digits_to_bits(digits)):
        return first / second


def _twice(id_: str, title: str, latex: str, start: str, depends: str) -> Claim:
    return Claim(
        id=id_,
        where="end of Sec. V B",
        kind="limit",
        title=title,
        latex=latex,
        printed="2",
        prose=True,
        domain=Domain({"grow": among(0, 1), "k": integers(1, 3)}),
        oracle_only=("grow", "k"),
        conventions=f"supremum of E_+/E_th over b < 0, {start}; for grow = 0 the number n = N of spins s = k/2 grows, for "
        "grow = 1 the size s = N of n = k + 1 spins",
        checks=(
            Asymptotic(
                Oracle(_supremum, "largest ratio of both closed forms", book="symbolic"),
                variable="N",
                sequence=tuple(Fraction(10) ** k for k in (5, 6, 7, 8)),
                title="supremum for growing ns",
                digits=30,
                points=6,
                minimum=2,
            ),
        ),
        caveats=(
            Caveat(
                "many spins; with larger spins at fixed n the supremum stays below 2",
                lambda p: p["grow"] == 0,
                fixes=("grow",),
            ),
        ),
        depends=(depends,),
        notes=(
            "The approach is slow, as 1/sqrt(ns): 1.08, 1.37, 1.75 for n = 2, 10, 100 spins 1/2. It needs a bath with "
            "1/(ns) << |b| << 1/s; towards b = -infinity the ratio returns to 1.",
        ),
    )


def _bose(field: Field, point: Point) -> Any:
    """E_+ from the rate equation of one spin ns."""
    J = point["n"] * point["s"]
    with field:
        return spin_ladder.ladder_energy(field, J, point["b"]) + field.number(J)


def _excitations(field: Field, point: Point) -> list[Any]:
    """Mean number of excitations after collective and after independent dissipation."""
    n, s = point["n"], point["s"]
    with field:
        single = spin_ladder.ladder_energy(field, s, point["b"]) + field.number(s)
        return [_bose(field, point), field.number(n) * single]


def _closed_excitations(point: Point, digits: int) -> list[flint.arb]:
    n, s, b = whole(point["n"]), point["s"], point["b"]
    return [
        ensemble.steady_energy.digits(digits, n=n, s=s, b=b),
        ensemble.thermal_energy.digits(digits, n=n, s=s, b=b),
    ]


CLAIMS = (
    Claim(
        id="indist.text-diff-larger",
        where="below Eq. (26)",
        kind="statement",
        title="The difference of the energies per spin grows with n and s, and more with n",
        latex=r"\frac{|E_+(\beta_B)-E^{th}(\beta_B)|}{ns}\ \text{increases with}\ n\ \text{and}\ s,\ \text{more with}\ n",
        printed="larger(k, n, s, b) > smaller(k, n, s, b)",
        prose=True,
        domain=Domain(
            {
                "k": among(0, 1, 2),
                "n": integers(2, 40),
                "s": half_integers("1/2", "9/2"),
                "b": reals(-15, 15),
            }
        ),
        bindings={"larger": _larger, "smaller": _smaller},
        conventions="the difference as in Fig. 3; k = 0: s + 1/2 against s, k = 1: n + 1 against n, k = 2: 2n spins s "
        "against n spins 2s",
        checks=(Inequality(route="symbolic", points=90, search=40),),
        caveats=(
            Caveat(
                "growth with s only for hot baths, n s |b| at most 1 (with n it grows at every b)",
                lambda p: p["k"] > 0 or p["n"] * p["s"] * abs(p["b"]) <= 1,
            ),
        ),
        depends=("indist.eq25", "indist.eq26"),
        notes=(
            "For large |b| the difference is (1 - 1/n) exp(-|b|)/s per unit of ns and falls with s; the curves of Fig. 3(a) "
            "cross.",
        ),
    ),
    Claim(
        id="indist.text-factor-n",
        where="below Eq. (29)",
        kind="scaling",
        title="Heating from a cold start is reduced by at most a factor n",
        latex=r"E^{th}(\beta_B)/E_+(\beta_B)<n\ (\beta_B>0),\quad\to n\ (\beta_B\to\infty)",
        prose=True,
        **ordered(
            "Eth(n, s, b)/E(n, s, b) < n",
            lambda p: True,
            "hotter baths of positive temperature",
            b=reals("1e-3", 15),
        ),
        depends=("indist.eq29",),
        notes=("That the bound is approached for a cold bath is (29).",),
    ),
    Claim(
        id="indist.text-superrefrig",
        where="end of Sec. V B",
        kind="scaling",
        title="Refrigeration of inverted spins by a cold bath reaches an energy n times smaller",
        latex=r"E^{th}(\beta_B)/E^\infty_{\beta_0\to-\infty}(\beta_B)\to n\ (\hbar\omega\beta_B\gg1)",
        printed="n",
        prose=True,
        domain=spins(32, first=2),
        oracle_only=("s",),
        shifted=("n",),
        checks=(
            Asymptotic(
                full(_refrigeration, "both full Lindblad equations, from all spins up"),
                route="numeric",
                variable="b",
                sequence=tuple(Fraction(b) for b in (5, 10, 20, 40)),
                title="limit of a cold bath",
            ),
        ),
        depends=("indist.eq29",),
    ),
    _twice(
        "indist.text-twice",
        "Inverted spins keep up to twice the thermal energy in a bath of negative temperature",
        r"\sup_{\beta_B<0}E_+(\beta_B)/E^{th}(\beta_B)\to2\ \text{(in the limit of large}\ ns)",
        "from all spins up",
        "indist.eq25",
    ),
    _twice(
        "indist.text-charging",
        "Up to twice the energy is charged by a bath of negative temperature",
        r"\sup_{\beta_B<0}\frac{E_+(\beta_B)-E(\beta_0)}{E^{th}(\beta_B)-E(\beta_0)}\to2\ \text{(in the limit of large}\ ns),\ E(\beta_0)\to0",
        "from all spins down, whose energy is 0",
        "indist.text-twice",
    ),
    Claim(
        id="indist.text-saturation",
        where="Sec. V C",
        kind="limit",
        title="The collective energy saturates for growing n",
        latex=r"\lim_{n\to\infty}E_+(\beta_B)=\frac{\hbar\omega}{e^{\hbar\omega\beta_B}-1},\quad E^{th}(\beta_B)\propto n",
        printed="1/(exp(b)-1)",
        prose=True,
        domain=Domain({"s": half_integers("1/2", "3/2"), "b": reals(-2, 2, smallest="1/4")}),
        oracle_only=("s",),
        conventions="hbar omega = 1; the proportionality of E_th is (26)",
        checks=(
            Asymptotic(
                full(_bose, "rate equation of one spin ns"),
                route="numeric",
                variable="n",
                sequence=tuple(Fraction(n) for n in (10, 20, 30)),
                remainder="(2*n*s+1)*exp(-(2*n*s+1)*b)",
                digits=120,
                points=4,
                domain=Domain({"s": among("1/2", 1), "b": reals(-2, 2, smallest="1/2")}),
            ),
            Asymptotic(
                Oracle(
                    lambda p, d: ensemble.steady_energy.digits(
                        d, n=whole(p["n"]), s=p["s"], b=p["b"]
                    ),
                    "closed form of the stationary energy",
                    book="symbolic",
                ),
                variable="n",
                sequence=tuple(Fraction(n) for n in (40, 80, 160, 320)),
                remainder="(2*n*s+1)*exp(-(2*n*s+1)*b)",
                digits=1000,
            ),
        ),
        caveats=(
            Caveat(
                "positive bath temperatures; at negative ones E_+ grows as 2ns, and what saturates is 2ns - E_+",
                lambda p: p["b"] > 0,
            ),
        ),
        depends=("indist.eq25",),
    ),
    Claim(
        id="indist.text-experiment",
        where="Sec. V C",
        kind="statement",
        title="The mean number of excited atoms saturates instead of growing linearly",
        latex=r"\frac{\mathrm{Tr}J_z\rho}{\hbar}+ns\ \propto n^0\ \text{(collective)},\quad\propto n^1\ \text{(independent)}",
        printed="[0, 1]",
        prose=True,
        domain=Domain({"s": half_integers("1/2", "3/2"), "b": reals("1/2", 3)}),
        oracle_only=("s", "b"),
        conventions="exponents of n in the number of excitations after collective and after independent dissipation",
        checks=(
            Scaling(
                full(_excitations, "rate equations of the ladders ns and s"),
                variable="n",
                sequence=tuple(Fraction(n) for n in (8, 16, 24, 40)),
                route="numeric",
                domain=Domain({"s": among("1/2", 1), "b": reals("3/2", 3)}),
            ),
            Scaling(
                Oracle(_closed_excitations, "closed forms of both energies", book="symbolic"),
                variable="n",
                sequence=tuple(Fraction(n) for n in (100, 200, 400, 800)),
            ),
        ),
        depends=("indist.text-saturation",),
        notes=(
            "Atom numbers, temperatures and measured populations of reference [70] are not given, so that the experiment "
            "itself is not compared.",
        ),
    ),
)
