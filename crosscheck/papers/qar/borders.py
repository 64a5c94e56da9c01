"""Sec. IV, Fig. 5: borders of the cooling area of the full model."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Any

from cotherm.numeric.fields import Field
from cotherm.numeric.refrigerator_window import current_contour
from cotherm.symbolic.forms import refrigerator_levels as levels
from cotherm.symbolic.forms.refrigerator_window import current_zero

from ...algebras import to_ball
from ...claims import Claim
from ...domain import Domain, Point, reals
from . import settings
from .operating_region import closed_ratio, ratio
from .settings import closed_signs, decided, signs


def _lower_border(hot_at: Point, **widths: Any) -> Any:
    """Smallest beta_h with cooling at one beta_c, for given widths."""
    values = {"N": 31, **settings.SETTING, **widths, "beta_c": hot_at["beta_c"]}
    values.pop("beta_h")
    return current_contour("beta_h", hot_at["beta_c"] / 4, hot_at["beta_c"], digits=12, **values)


def _widened(point: Point) -> tuple[dict[str, Fraction], tuple[dict[str, Fraction], ...]]:
    """The widths of Fig. 2, and either that of the cold or that of the hot reservoir enlarged."""
    base = {name: settings.SETTING[name] for name in ("delta_c", "delta_h")}
    return base, tuple({**base, name: point[name]} for name in base)


def _needs_more(field: Field, point: Point) -> Sequence[Any]:
    """Larger beta_h than beta_c/3, growing with both widths; performance falling with both."""
    base, wider = _widened(point)
    edge = _lower_border(point, **base)
    inside = {"beta_c": Fraction(3, 2), "beta_h": Fraction(1)}
    at = ratio(field, {**inside}, **base)
    return [
        edge - field.number(point["beta_c"]) / 3,
        *(_lower_border(point, **more) - edge for more in wider),
        *(at - ratio(field, {**inside}, **more) for more in wider),
    ]


def _closed_lower_border(hot_at: Point, **widths: Any) -> Any:
    values = {"N": 31, **settings.SETTING, **widths, "beta_c": hot_at["beta_c"]}
    values.pop("beta_h")
    low, high = float(hot_at["beta_c"]) / 4, float(hot_at["beta_c"])
    return current_zero(levels.sector_current, "beta_h", low, high, digits=12, **values)


def _closed_needs_more(bits: int, point: Point) -> Sequence[Any]:
    base, wider = _widened(point)
    edge = _closed_lower_border(point, **base)
    inside = {"beta_c": Fraction(3, 2), "beta_h": Fraction(1)}
    at = closed_ratio(bits, {**inside}, **base)
    return [
        edge - to_ball(point["beta_c"]) / 3,
        *(_closed_lower_border(point, **more) - edge for more in wider),
        *(at - closed_ratio(bits, {**inside}, **more) for more in wider),
    ]


CLAIMS = (
    Claim(
        id="qar.text-border-004",
        where="Sec. IV, Fig. 5(b)",
        kind="number",
        title="Reduced current along the border of cooling",
        latex=r"\bar I^c_E|_\text{reduced}=0.004\,\bar\Gamma_c\Omega\ \text{on the border of (b)}",
        missing="the widths of panel (b)",
        notes=(
            "With the widths of Fig. 2 and delta_w = 0.0005, fitted so that the border comes to lie on this line, the reduced current "
            "along it is 0.0036 to 0.0044 for beta_h of at least 1.2, where the border runs vertically; below, where it bends towards 3 "
            "beta_h, it rises (0.0056 at beta_h = 1, 0.0093 at 0.8).",
            "The level of the vertical part is little more than the loss by the work reservoir on 1/2-3/2, proportional to "
            "delta_w^2: 0.0143 at delta_w = 0.001, of which that loss makes 0.0132. For delta_c = delta_h = 0.01 the border follows one contour of the "
            "reduced model from beta_h = 0.7 on.",
        ),
        depends=("qar.text-bounded-right",),
    ),
    Claim(
        id="qar.text-larger-bh",
        where="Sec. IV, Fig. 5(c), (d)",
        kind="statement",
        title="Broader cold and hot reservoirs need a larger beta_h and perform worse",
        latex=r"\beta_h^{min}(\beta_c)>\beta_c/3,\ \text{growing with}\ \delta_c,\delta_h;\quad\kappa/\bar\kappa\ \text{falling with}\ \delta_c,\delta_h",
        printed="[1, 1, 1, 1, 1]",
        prose=True,
        domain=Domain(
            {
                "beta_c": reals("1", "2"),
                "delta_c": reals("1/5", "3/10"),
                "delta_h": reals("1/2", "5/4"),
            }
        ),
        oracle_only=("beta_c", "delta_c", "delta_h"),
        conventions="N = 31: smallest beta_h with cooling less beta_c/3 in the setting of Fig. 2, its growth when delta_c or delta_h "
        "is enlarged from 0.1 to the given value, and the loss of kappa/kappa-bar by each at beta_c = 3/2, beta_h = 1; the widths of "
        "panels (c), (d), and so which of them is worse, are not in the text",
        checks=(
            decided(
                signs(_needs_more, "zeros in beta_h and performance of the complete rate equation"),
                "borders and performance compared",
                points=4,
                minimum=3,
            ),
            decided(
                closed_signs(_closed_needs_more, "the same from the continued fraction"),
                "borders and performance compared",
                points=4,
                minimum=3,
            ),
        ),
        notes=(
            "At delta_c = 0.05 the performance first grows with delta_h, from 0.50 at 0.1 to 0.57 at 0.3 (beta_c = 3/2, beta_h = 1): "
            "a broader hot reservoir ends excursions to higher levels sooner, which lowers the noise.",
        ),
        depends=("qar.text-sensitive-dc",),
    ),
)
