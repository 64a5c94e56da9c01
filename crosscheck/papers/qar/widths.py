"""Sec. IV, Figs. 3 and 4: how narrow the spectral densities must be, and the largest beta_c."""

from __future__ import annotations

import math
from collections.abc import Sequence
from fractions import Fraction
from typing import Any

from cotherm.numeric.fields import Field
from cotherm.numeric.refrigerator_window import current_contour

from ...algebras import to_ball
from ...checks import Equality, Oracle
from ...claims import Claim
from ...domain import Caveat, Domain, Point, among, reals
from . import settings
from .settings import closed_signs, decided, odd, signs

STEP = Fraction(1, 10**12)
THIRTY_ONE = {"N": among(29, 31, 33)}


def _slope(field: Field, point: Point, name: str) -> Any:
    """Derivative of the cold current with respect to one width, by a tiny central difference."""
    width = settings.setting(point)[name]
    ends = [settings.current(field, point, **{name: width * (1 + s * STEP)}) for s in (1, -1)]
    return (ends[0] - ends[1]) / (2 * field.number(width * STEP))


def _closed_slope(bits: int, point: Point, name: str) -> Any:
    width = settings.setting(point)[name]
    ends = [settings.closed_current(bits, point, **{name: width * (1 + s * STEP)}) for s in (1, -1)]
    return (ends[0] - ends[1]) / to_ball(2 * width * STEP)


def _sensitivities(slopes: dict[str, Any], point: Point) -> Sequence[Any]:
    """|dI/d delta_w| less that of the cold and hot width, then the same per relative change."""
    values = settings.setting(point)
    plain = {k: abs(slope) for k, slope in slopes.items()}
    ball = type(slopes["w"])
    scaled = {
        k: plain[k] * ball(values[f"delta_{k}"].numerator) / values[f"delta_{k}"].denominator
        for k in plain
    }
    return [x["w"] - x[k] for x in (plain, scaled) for k in "ch"]


def _detunings(current: Any, point: Point) -> Sequence[Any]:
    """Loss by moving the peak of the work reservoir by 0.005, less that of the cold and hot one."""
    centre = current()
    loss = {
        k: centre - current(**{f"eps_{k}": peak + Fraction(1, 200)})
        for k, peak in zip("chw", (2, 6, 4), strict=True)
    }
    return [loss["w"] - loss[k] for k in "ch"]


def _most_sensitive(field: Field, point: Point) -> Sequence[Any]:
    slopes = {k: _slope(field, point, f"delta_{k}") for k in "chw"}
    moved = _detunings(lambda **change: settings.current(field, point, **change), point)
    return [*_sensitivities(slopes, point), *moved]


def _closed_most_sensitive(bits: int, point: Point) -> Sequence[Any]:
    slopes = {k: _closed_slope(bits, point, f"delta_{k}") for k in "chw"}
    moved = _detunings(lambda **change: settings.closed_current(bits, point, **change), point)
    return [*_sensitivities(slopes, point), *moved]


def _broadened(current: Any) -> Sequence[Any]:
    """The printed setting, then with one width made large."""
    wide: tuple[dict[str, Any], ...] = (
        {},
        {"delta_c": 1},
        {"delta_h": 3},
        {"delta_w": Fraction(1, 100)},
    )
    return [current(**change) for change in wide]


def orders_of_magnitude(point: Point, digits: int) -> list[Fraction]:
    """Smallest and largest order of magnitude of delta_c/delta_w and delta_h/delta_w on the border
    of Fig. 3(a), where delta_w is at least the plotted 0.001."""
    found = []
    for hot in ("1/10", "1/2", "1", "3/2"):
        border = current_contour(
            "delta_w",
            "1e-6",
            "1/10",
            digits=12,
            **{
                **{k: v for k, v in settings.setting(point).items() if k != "delta_w"},
                "delta_h": Fraction(hot),
            },
        )
        if float(border) >= 1e-3:
            found += [round(math.log10(float(w) / float(border))) for w in (0.1, Fraction(hot))]
    return [Fraction(min(found)), Fraction(max(found))]


# ---------------------------------------------------------------------------- zeros in beta_c


CLAIMS = (
    Claim(
        id="qar.text-broad-stops",
        where="Sec. IV, Fig. 3",
        kind="statement",
        title="Too broad spectral densities end the cooling",
        latex=r"\bar I^c_E<0\ \text{where}\ \delta_c,\ \delta_h\ \text{or}\ \delta_w\ \text{is too large}",
        printed="[1, -1, -1, -1]",
        prose=True,
        domain=Domain({"N": odd(5, 61)}),
        oracle_only=("N",),
        conventions="signs of the cold current in the setting of Fig. 2 and with delta_c = 1, delta_h = 3, delta_w = 0.01",
        checks=(
            decided(
                signs(
                    lambda f, p: _broadened(lambda **x: settings.current(f, p, **x)),
                    "complete rate equation",
                ),
                "signs of the current",
            ),
            decided(
                closed_signs(
                    lambda b, p: _broadened(lambda **x: settings.closed_current(b, p, **x)),
                    "continued fraction for all levels",
                ),
                "signs of the current",
            ),
        ),
        depends=("qar.text-full-worse",),
    ),
    Claim(
        id="qar.text-dw-orders",
        where="Sec. IV",
        kind="number",
        title="Orders of magnitude between the width of the work reservoir and the others at the border of cooling",
        latex=r"\delta_w\ \text{two or three orders smaller than}\ \delta_c\ \text{and}\ \delta_h",
        printed="[2, 3]",
        domain=Domain({"N": among(31), "beta_c": among(2, "3/2", "11/10")}, fixed=("N",)),
        oracle_only=("N", "beta_c"),
        conventions="smallest and largest of log10(delta_c/delta_w) and log10(delta_h/delta_w), rounded to whole orders, along the "
        "border of Fig. 3(a) (delta_c = 0.1, delta_h = 0.1 to 1.5, beta_c = 2) and its like at other beta_c of Fig. 4",
        checks=(
            Equality(
                Oracle(orders_of_magnitude, "zeros of the complete rate equation in delta_w"),
                route="numeric",
                title="orders of magnitude",
                truth=True,
                points=3,
                minimum=1,
            ),
        ),
        caveats=(
            Caveat(
                "beta_c = 2, the setting of Fig. 3, with the orders rounded to whole numbers: the smallest ratio on the border is 34, or "
                "1.53 orders (delta_w = 0.00293 against 0.1). A warmer cold reservoir needs less: delta_w = 0.008, 1.1 orders below the "
                "others, cools up to beta_c = 1.10 in Fig. 4",
                lambda p: p["beta_c"] == 2,
                fixes=("beta_c",),
            ),
        ),
        depends=("qar.text-broad-stops",),
    ),
    Claim(
        id="qar.text-dw-most-sensitive",
        where="Sec. IV",
        kind="statement",
        title="The current reacts most to the spectral density of the work reservoir",
        latex=r"|\partial\bar I^c_E/\partial\delta_w|>|\partial\bar I^c_E/\partial\delta_{c,h}|",
        printed="[1, 1, 1, 1, 1, 1]",
        prose=True,
        domain=Domain({"N": odd(5, 61), "delta_c": reals("1/20", "3/10")}),
        oracle_only=("N", "delta_c"),
        conventions="in the setting of Fig. 2 with delta_c over the cooling part of Fig. 3(b): derivatives with respect to delta_w against delta_c and delta_h, the same per "
        "relative change, and the loss by a shift of the peak by 0.005; no measure is printed",
        checks=(
            decided(
                signs(_most_sensitive, "complete rate equation, small differences in balls"),
                "sensitivities compared",
                points=8,
            ),
            decided(
                closed_signs(_closed_most_sensitive, "continued fraction, small differences"),
                "sensitivities compared",
                points=8,
            ),
        ),
        caveats=(
            Caveat(
                "delta_c of at most 0.11; above, from 0.12 on at N = 31, the current reacts more to a relative change of the cold width than "
                "of the work width. Per absolute change the work width leads throughout (at N = 31 by a factor above 25)",
                lambda p: p["delta_c"] <= Fraction(11, 100),
            ),
        ),
        notes=(
            "No measure is printed; all three are asked for. In the setting of Fig. 2, N = 31, the current changes by 0.0260 per "
            "relative change of the work width and by 0.0185 per that of the cold one.",
        ),
        depends=("qar.text-broad-stops",),
    ),
    Claim(
        id="qar.text-sensitive-dc",
        where="Sec. IV, Figs. 3(b), 5",
        kind="statement",
        title="The current reacts more to the width of the cold than to that of the hot reservoir",
        latex=r"|\partial\bar I^c_E/\partial\delta_c|>|\partial\bar I^c_E/\partial\delta_h|",
        printed="1",
        prose=True,
        domain=Domain(
            {"delta_c": reals("1/20", "7/10"), "delta_h": reals("1/10", 2), **THIRTY_ONE}
        ),
        oracle_only=("delta_c", "delta_h", "N"),
        conventions="sign of the difference of the absolute derivatives over the plane of Fig. 3(b)",
        checks=(
            decided(
                signs(
                    lambda f, p: [abs(_slope(f, p, "delta_c")) - abs(_slope(f, p, "delta_h"))],
                    "complete rate equation, small differences in balls",
                ),
                "sensitivities compared",
                points=24,
            ),
            decided(
                closed_signs(
                    lambda b, p: [
                        abs(_closed_slope(b, p, "delta_c")) - abs(_closed_slope(b, p, "delta_h"))
                    ],
                    "continued fraction, small differences",
                ),
                "sensitivities compared",
                points=24,
            ),
        ),
        caveats=(
            Caveat(
                "delta_c of at least 0.07; below that and for delta_h above 1 the hot width matters more, because the loss is "
                "quadratic in each width and delta_c is already small",
                lambda p: p["delta_c"] >= Fraction(7, 100),
            ),
        ),
        depends=("qar.text-dw-most-sensitive",),
    ),
)
