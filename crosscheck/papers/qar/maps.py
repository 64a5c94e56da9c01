"""Figures 3 to 5: borders of cooling, zeros, and the plane of both inverse temperatures."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import numpy as np

from cotherm.numeric.refrigerator_window import best_settings, current_contour
from cotherm.symbolic.forms import refrigerator_levels as levels
from cotherm.symbolic.forms.refrigerator_window import current_zero

from ...books import full
from ...checks import Equality, Oracle
from ...claims import Chase, Claim
from ...domain import Caveat, Domain, Point, among, reals
from . import settings
from .operating_region import closed_ratio, ratio, reduced_contour
from .settings import closed_signs, decided, odd, signs
from .windows import LARGEST, closed_largest

# ------------------------------------------------------------------------------------ Fig. 1


# ------------------------------------------------------------------------------------ Fig. 2


# ------------------------------------------------------------------------------- Figs. 3 to 5


def hot_border(point: Point, digits: int) -> Any:
    """Largest delta_h with cooling at given delta_w and delta_c, numeric book."""
    values = {k: v for k, v in settings.setting(point).items() if k != "delta_h"}
    return current_contour("delta_h", "1/100", 3, digits=digits, **values)


def closed_hot_border(point: Point, digits: int) -> Any:
    """The same from the continued fraction."""
    values = {k: v for k, v in settings.setting(point).items() if k != "delta_h"}
    return current_zero(levels.sector_current, "delta_h", 0.01, 3.0, digits=digits, **values)


def _coincide(point: Point, digits: int) -> Fraction:
    """1 where the largest current and the largest kappa/kappa-bar lie at the same place, else 0."""
    widths = {name: point[name] for name in ("delta_c", "delta_h", "delta_w")}
    cold, hot = (np.linspace(low, high, 6).tolist() for low, high in ((0.2, 4), (0.1, 2)))
    fixed: dict[str, Any] = {"N": 31, "beta_w": settings.SETTING["beta_w"], **widths}
    power, quality = best_settings(cold, hot, **fixed)
    distance = abs(power.beta_c - quality.beta_c) + abs(power.beta_h - quality.beta_h)
    return Fraction(1 if distance < 0.05 else 0)


PANELS = Domain(
    {
        "delta_c": among("1/10", "1/5"),
        "delta_h": among("1/10", "1/2", 1),
        "delta_w": among("1/10000", "1/2000", "1/1000"),
    }
)
DOTS = Chase(
    transcription="both sentences of the caption compared with the text",
    oracle="maxima of current and of kappa/kappa-bar of the complete rate equation on grids, refined; for all widths tried the "
    "current is largest at beta_c = beta_h and the ratio well inside the window",
    extraction="the caption is in words, none is damaged",
    convention="in the plane with beta_c >= beta_h; if the current is meant without that restriction its maximum lies even "
    "further from that of the ratio",
)


def _on_contours(point: Point, digits: int) -> list[Any]:
    work = settings.SETTING["beta_w"]
    found = [
        reduced_contour(point["N"], level, point["beta_h"], work, digits + 10)
        for level in (Fraction(2, 5), Fraction(1, 25), Fraction(1, 250))
    ]
    bits = int(3.33 * (digits + 10)) + 64
    return [
        settings.closed_reduced(bits, {"beta_h": point["beta_h"]}, beta_c=place)
        for place in sorted(found, key=float)
    ]


CLAIMS = (
    Claim(
        id="qar.fig3a",
        where="Fig. 3(a)",
        kind="figure",
        title="Border of cooling in the plane of the widths of work and hot reservoir",
        latex=r"\bar I^c_E(\delta_w,\delta_h)=0,\ N=31",
        printed="H(delta_w, delta_c)",
        domain=Domain(
            {"delta_w": reals("1/2000", "1/400"), "delta_c": among("1/10", "1/8")},
        ),
        bindings={"H": settings.zero_at(closed_hot_border, "delta_w", "delta_c")},
        conventions="N = 31, other parameters of Fig. 2 (delta_c = 0.1 in the figure, a second value checks the dependence); H: "
        "largest delta_h with cooling, symbolic book",
        checks=(
            Equality(
                Oracle(
                    hot_border,
                    "sign change of the complete rate equation in delta_h, enclosed by balls",
                ),
                route="numeric",
                title="border of cooling",
                digits=30,
                points=6,
                minimum=4,
            ),
        ),
        notes=(
            "Between the ticks the current runs from 0.097 at (0.001, 0.1) to -0.351 at (0.005, 2); the border meets "
            "delta_h = 0.1 at delta_w = 0.00293 and delta_w = 0.001 at delta_h = 1.52.",
        ),
        depends=("qar.text-broad-stops",),
    ),
    Claim(
        id="qar.fig3b",
        where="Fig. 3(b)",
        kind="figure",
        title="Border of cooling in the plane of the widths of cold and hot reservoir",
        latex=r"\bar I^c_E(\delta_c,\delta_h)=0,\ N=31",
        printed="H(delta_c, delta_w)",
        domain=Domain(
            {"delta_c": reals("1/20", "3/10"), "delta_w": among("1/1000", "1/1250")},
        ),
        bindings={"H": settings.zero_at(closed_hot_border, "delta_c", "delta_w")},
        conventions="N = 31, other parameters of Fig. 2 (delta_w = 0.001 in the figure, a second value checks the dependence); H: "
        "largest delta_h with cooling, symbolic book",
        checks=(
            Equality(
                Oracle(
                    hot_border,
                    "sign change of the complete rate equation in delta_h, enclosed by balls",
                ),
                route="numeric",
                title="border of cooling",
                digits=30,
                points=6,
                minimum=4,
            ),
        ),
        notes=(
            "Between the ticks the current runs from 0.10 to -0.37, so that the colour ticks read -0.3, -0.2, -0.1, 0.0, 0.1.",
        ),
        depends=("qar.fig3a",),
    ),
    Claim(
        id="qar.fig4",
        where="Fig. 4",
        kind="figure",
        title="Zeros of the current in beta_c for five widths of the work reservoir",
        latex=r"\bar I^c_E(\beta_c)=0,\ N=31,\ \delta_w=0.001,0.002,0.004,0.006,0.008",
        printed="Z(delta_w)",
        domain=Domain({"delta_w": among("1/1000", "1/500", "1/250", "3/500", "1/125")}),
        bindings={"Z": settings.zero_at(closed_largest, "delta_w")},
        conventions="N = 31, other parameters of Fig. 2; Z from the symbolic book",
        checks=(
            Equality(
                Oracle(
                    lambda p, d: LARGEST(p, d),
                    "sign change of the complete rate equation in beta_c, enclosed by balls",
                ),
                route="numeric",
                title="zeros of the five curves",
                digits=30,
                points=5,
                minimum=5,
            ),
        ),
        notes=(
            "The zeros are 2.692954, 2.300553, 1.728509, 1.361515, 1.103982, all below 3; between beta_c = 1 and 4 the current runs "
            "from 0.762 to -0.842, so that the ordinate ticks read -0.50, -0.25, 0.00, 0.25, ... 1.00 and the lowest curve leaves the frame.",
        ),
        depends=("qar.text-larger-dw-lower-max",),
    ),
    Claim(
        id="qar.fig5",
        where="Fig. 5",
        kind="figure",
        title="Relative coefficient of performance in the plane of both inverse temperatures",
        latex=r"\kappa/\bar\kappa\ (\beta_c,\beta_h),\ N=31",
        printed="K(beta_c, beta_h, delta_c, delta_h, delta_w)",
        domain=Domain(
            {
                "beta_c": reals("1/2", 3),
                "beta_h": reals("2/5", 2),
                "delta_c": among("1/10", "1/5"),
                "delta_h": among("1/10", "1/2", 1),
                "delta_w": among("1/10000", "1/2000", "1/1000"),
            },
            where=lambda p: p["beta_h"] < p["beta_c"] < 3 * p["beta_h"],
            where_text="beta_h < beta_c < 3 beta_h",
        ),
        bindings={
            "K": settings.at(closed_ratio, "beta_c", "beta_h", "delta_c", "delta_h", "delta_w")
        },
        partners=(("beta_c", "beta_h"), ("delta_c", "delta_h")),
        conventions="K from the symbolic book (where the machine does not cool it is negative); the widths of the four panels are "
        "not in the text, several sets are taken",
        checks=(
            Equality(
                full(ratio, "currents and noise of the complete rate equation"),
                route="numeric",
                points=12,
                digits=30,
            ),
        ),
        depends=("qar.text-approach-ideal",),
    ),
    Claim(
        id="qar.fig5.dot-current",
        where="Fig. 5 caption, Sec. IV",
        kind="statement",
        title="Places of the largest current in the four panels",
        latex=r"\text{red dots: largest}\ \bar I^c_E",
        prose=True,
        missing="the widths of the four panels and the coordinates of the dots, which stand in the drawing only",
        notes=(
            "For all widths tried the current of the full model is largest at beta_c = beta_h, the edge of the plane: at "
            "beta = 0.29 for the widths of Fig. 2 and at 0.46 for delta_c = 0.3.",
        ),
    ),
    Claim(
        id="qar.fig5.dot-kappa",
        where="Fig. 5 caption",
        kind="statement",
        title="One red dot cannot mark both the largest current and the largest relative performance",
        latex=r"\text{red point: largest}\ \bar I^c_E\ \text{and largest}\ \kappa/\bar\kappa",
        printed="1",
        prose=True,
        domain=PANELS,
        oracle_only=tuple(PANELS.axes),
        conventions="the caption gives both meanings to the red dots; 1 where both maxima lie at the same place, 0 where not; N = 31, "
        "several sets of widths",
        checks=(
            Equality(
                Oracle(
                    _coincide, "maxima of the complete rate equation in float64, grid and simplex"
                ),
                route="numeric",
                title="places of both maxima",
                truth=True,
                points=3,
                minimum=3,
            ),
        ),
        cause="the two sentences on the red dots exclude each other; which of them is meant the text does not say",
        chase=DOTS,
        notes=(
            "Widths of Fig. 2: largest kappa/kappa-bar 0.70 at beta_c = 1.06, beta_h = 0.50; largest current 1.54 at beta_c = beta_h = 0.29.",
        ),
        depends=("qar.fig5",),
        instead="the largest current and the largest relative performance lie at different places",
    ),
    Claim(
        id="qar.fig5.contours",
        where="Fig. 5 caption",
        kind="number",
        title="Contours of the reduced current, from left to right",
        latex=r"\bar I^c_E/(\bar\Gamma_c\Omega)=0.4,\ 0.04,\ 0.004",
        printed="[0.4, 0.04, 0.004]",
        domain=Domain({"beta_h": reals("1", 3), "N": among(31)}, fixed=("N",)),
        oracle_only=("beta_h", "N"),
        conventions="current of (G1) at beta_w = 0.001 (symbolic book) on the contours of the numeric book, ordered by beta_c from left "
        "to right",
        checks=(
            Equality(
                Oracle(
                    lambda p, d: _on_contours(p, d),
                    "contours of the three-level model, enclosed by sign changes, sorted by beta_c",
                ),
                route="numeric",
                points=5,
                minimum=3,
                digits=25,
            ),
        ),
        notes=(
            "At beta_h = 1 the contours lie at beta_c = 1.415, 2.435, 2.904; for cold hot reservoirs at 1.437, 2.633, 3.788.",
        ),
        depends=("qar.text-vertical",),
    ),
    Claim(
        id="qar.fig5.window",
        where="Fig. 5 caption",
        kind="statement",
        title="The dashed lines bound the window of the reduced model",
        latex=r"\bar I^c_E|_\text{reduced}>0\Leftrightarrow\beta_h<\beta_c<3\beta_h",
        printed="if_else(beta_h < beta_c < 3*beta_h, 1, -1)",
        domain=Domain(
            {"beta_c": reals("1/10", 5), "beta_h": reals("1/10", 2), "N": odd(5, 41)},
            where=lambda p: abs(p["beta_c"] - 3 * p["beta_h"]) > Fraction(1, 400),
            where_text="beta_c not within 0.0025 of 3 beta_h (at beta_w = 0.001 the zero is 3 beta_h - 0.002)",
        ),
        oracle_only=("N",),
        conventions="sign of the cold current of the reduced model at beta_w = 0.001",
        checks=(
            decided(
                signs(
                    lambda f, p: [settings.reduced(f, p).mean],
                    "three-level model with explicit matrix elements",
                ),
                "window against the sign of the current",
                points=60,
                minimum=30,
            ),
            decided(
                closed_signs(
                    lambda b, p: [settings.closed_reduced(b, p)],
                    "closed form of the current of (G1)",
                ),
                "window against the sign of the current",
                points=60,
                minimum=30,
            ),
        ),
        explained=dict.fromkeys(
            (
                "if_else(beta_h/2 < beta_c < 3*beta_h, 1, -1)",
                "if_else(-beta_h < beta_c < 3*beta_h, 1, -1)",
            ),
            "the lower end is the ordering of the reservoirs, not a zero of the current",
        ),
        caveats=(
            Caveat(
                "beta_c > beta_h, the ordering of Sec. II; below the lower dashed line the current stays positive, but the bath called "
                "cold is no longer the colder one",
                lambda p: p["beta_c"] > p["beta_h"],
            ),
        ),
        depends=("qar.text-window",),
    ),
)
