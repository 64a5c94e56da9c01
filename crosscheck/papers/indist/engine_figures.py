"""Figures 9 and 10: what they show of the engines, checked on both routes."""

from __future__ import annotations

from fractions import Fraction
from functools import lru_cache
from typing import Any

import numpy as np

from cotherm.symbolic.forms import ensemble_entropy
from cotherm.symbolic.forms import spin_ensemble as ensemble

from ...checks import Asymptotic, Check, Equality, Inequality, Oracle
from ...claims import Chase, Claim
from ...domain import Caveat, Domain, Point, among, reals
from .curves import BY_NUMBER, BY_SIZE, Ensemble, closed_energy, numeric_energy
from .figure_features import curves_of, few, routes
from .sector_sums import Sp, Sth

SMALL_TO_ZERO = tuple(Fraction(1, k) for k in (10, 20, 40, 80))
TAIL = tuple(Fraction(k) for k in (5, 10, 20, 40))
SIZES = "n=4,\\ s=1/2,3/2,9/2"
NUMBERS = "s=1/2,\\ n=2,6,9,100"


def _shape(point: Point, closed: bool) -> list[int]:
    """Number of maxima of the gain over 61 baths, and 1 where it is positive at all of them."""
    energy = closed_energy if closed else numeric_energy
    n, s = int(point["n"]), point["s"]
    grid = [float(b) for b in np.geomspace(0.02 / float(n * s), 12.0, 61)]
    gains = [energy("independent", n, s, b) - energy("collective", n, s, b) for b in grid]
    inner = zip(gains, gains[1:], gains[2:], strict=False)
    return [sum(a < b > c for a, b, c in inner), int(min(gains) > 0)]


def shapes(ensembles: tuple[Ensemble, ...], text: str) -> tuple[Check, ...]:
    """One maximum, positive everywhere, both routes."""
    return (
        Equality(
            Oracle(lambda p, d: _shape(p, True), "gain over 61 baths, closed forms", "symbolic"),
            truth=True,
            points=4,
            minimum=3,
        ),
        Equality(
            Oracle(lambda p, d: _shape(p, False), "gain over 61 baths, master equations"),
            route="numeric",
            truth=True,
            points=3,
            minimum=3,
            domain=few(ensembles, text),
        ),
    )


def _work_ratios(number: Any, point: Point, *pairs: tuple[Any, Any]) -> list[Any]:
    top = number(point["n"] * point["s"])
    return [(top - together) / (top - apart) for together, apart in pairs]


def limits(ensembles: tuple[Ensemble, ...], text: str) -> tuple[Check, ...]:
    """W_coh/W_inc for lambda beta_c to 0 and to infinity, both routes."""
    at = (lambda p: p["v"] ** 3, lambda p: 1 / p["v"])
    symbolic, numeric = routes("energy", _work_ratios, "ratio of the works", at)
    return (
        Asymptotic(symbolic, variable="v", sequence=SMALL_TO_ZERO, points=4),
        Asymptotic(
            numeric,
            variable="v",
            sequence=SMALL_TO_ZERO[:3],
            points=3,
            domain=few(ensembles, text),
        ),
    )


def _gain(panel: str, ensembles: tuple[Ensemble, ...], what: str) -> Claim:
    text = f"the ensembles of Fig. 9({panel})"
    return Claim(
        id=f"indist.fig9{panel}",
        where=f"Fig. 9({panel})",
        kind="figure",
        title="The gain in work is positive for every cold bath and has one maximum",
        latex=rf"(|W^{{coh}}|-|W^{{inc}}|)/[(1-\lambda)ns\hbar\omega]>0,\ \text{{one maximum}},\quad {what},\ \beta_h=0",
        printed="[1, 1]",
        prose=True,
        domain=curves_of(ensembles, text),
        oracle_only=("n", "s"),
        conventions="beta_0 = +-infinity, which the caption does not say; number of maxima, and 1 for a curve that is positive",
        checks=shapes(ensembles, text),
        depends=("indist.eqG5", "indist.text-anybc"),
    )


def _ratio(panel: str, ensembles: tuple[Ensemble, ...], what: str) -> Claim:
    text = f"the ensembles of Fig. 9({panel})"
    return Claim(
        id=f"indist.fig9{panel}",
        where=f"Fig. 9({panel})",
        kind="figure",
        title="Limits of the ratio of the works",
        latex=rf"W^{{coh}}/W^{{inc}}\to\frac{{ns+1}}{{s+1}}\ (\lambda\beta_c\to0),\ \to1\ (\lambda\beta_c\to\infty),\quad {what},\ \beta_h=0",
        printed="[(n*s+1)/(s+1), 1]",
        prose=True,
        domain=curves_of(ensembles, text),
        shifted=("n", "s"),
        conventions="beta_0 = +-infinity; hbar omega lambda beta_c = v^3 and 1/v, v to 0",
        checks=limits(ensembles, text),
        depends=("indist.eq52",),
    )


def _changes(number: Any, point: Point, *pairs: tuple[Any, Any]) -> list[Any]:
    far, zero = pairs
    return [x - y for x, y in zip(far, zero, strict=True)]


def _ends(text: str) -> tuple[Check, ...]:
    at = (lambda p: p["x"], lambda p: Fraction(0))
    symbolic, numeric = routes("entropy", _changes, "differences of entropies", at)
    return (
        Asymptotic(symbolic, variable="x", sequence=TAIL, points=4),
        Asymptotic(numeric, variable="x", sequence=TAIL, points=3, domain=few(BY_NUMBER, text)),
    )


@lru_cache(maxsize=4096)
def _lead(n: Fraction, s: Fraction, b: Fraction) -> float:
    """How far the full curve lies below the dotted one at a bath."""
    if b == 0:
        return 0.0
    pair = [
        float(form(n=int(n), s=s, b=float(x)))
        for form in (ensemble_entropy.thermal_entropy, ensemble_entropy.steady_entropy)
        for x in (b, 0)
    ]
    return pair[0] - pair[1] - pair[2] + pair[3]


@lru_cache(maxsize=4096)
def _still_growing(n: Fraction, s: Fraction, b: Fraction) -> bool:
    """Whether the distance of the curves still grows there: n Var_s < Var_ns."""
    variances = [
        float(ensemble.heat_capacity(n=int(n), s=s, b=float(b), coupling=coupling))
        for coupling in ("collective", "independent")
    ]
    return variances[0] > variances[1]


def _below(point: Point) -> bool:
    """Both baths where the full curve lies below the dotted one (or at b = 0)."""
    n, s, hot, cold = (point[name] for name in ("n", "s", "bh", "bc"))
    return hot < cold and (hot == 0 or _lead(n, s, hot) > 0) and _lead(n, s, cold) > 0


FIG10 = "the ensembles of Fig. 10"

CLAIMS: tuple[Claim, ...] = (
    _gain("a", BY_SIZE, SIZES),
    _ratio("b", BY_SIZE, SIZES),
    _gain("c", BY_NUMBER, NUMBERS),
    _ratio("d", BY_NUMBER, NUMBERS),
    Claim(
        id="indist.fig10",
        where="Fig. 10",
        kind="figure",
        title="Ends of the curves of the entropies relative to an infinitely hot bath",
        latex=r"S[\rho^\infty_{\beta_0}(\beta_B)]-S[\rho^\infty_{\beta_0}(0)]\to-\ln(2ns+1),\quad "
        r"S[\rho^{th}(\beta_B)]-S[\rho^{th}(0)]\to-n\ln(2s+1),\quad s=1/2,\ n=2,6,9,100",
        printed="[-log(2*n*s+1), -n*log(2*s+1)]",
        prose=True,
        domain=curves_of(BY_NUMBER, FIG10),
        shifted=("n", "s"),
        conventions="k_B = 1, beta_0 = +-infinity; limits for b to infinity, where the full curves end above the dotted ones",
        checks=_ends(FIG10),
        depends=("indist.eq42", "indist.eq43"),
    ),
    Claim(
        id="indist.fig10-caption",
        where="caption of Fig. 10",
        kind="inequality",
        title="Amplification when both baths lie where the full curve is below the dotted one",
        latex=r"S_+(\beta_h)-S_+(\lambda\beta_c)>S^{th}(\beta_h)-S^{th}(\lambda\beta_c)\quad\text{when}\ \beta_h,\beta_c\ "
        r"\text{are both in the region where the full curve is below the dotted curve}",
        printed="Sp(n, s, bh)-Sp(n, s, bc) > Sth(n, s, bh)-Sth(n, s, bc)",
        prose=True,
        domain=Domain(
            {
                "n": among(2, 6, 9, 100),
                "s": among("1/2"),
                "bh": reals(0, 4, smallest="1/200", zero=True),
                "bc": reals("1/100", 4),
            },
            _below,
            "bh < bc, at both the full curve is below the dotted one, or bh = 0",
            fixed=("s",),
        ),
        bindings={"Sp": Sp, "Sth": Sth},
        conventions="beta_0 = +-infinity; bc stands for lambda beta_c, bh for beta_h",
        checks=(Inequality(route="symbolic", points=80, search=20),),
        caveats=(
            Caveat(
                "the distance of the two curves still grows at the colder bath, n Var_s < Var_ns, or bh = 0",
                lambda p: p["bh"] == 0 or _still_growing(p["n"], p["s"], p["bc"]),
            ),
        ),
        chase=Chase(
            transcription="compared with the caption and with (55)",
            oracle="entropies in closed form, certified; beyond the largest distance of the curves both baths may lie in the "
            "region and (55) is reversed",
            extraction="plain sentence",
            convention="with beta_c for lambda beta_c the region would be another, and the statement fails alike",
        ),
        depends=("indist.eq55",),
        notes=(
            "The largest distance is where the heat capacities of n spins with either coupling agree.",
        ),
    ),
)
