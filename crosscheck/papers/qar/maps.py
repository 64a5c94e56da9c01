"""Figures 3 to 5: borders of cooling, zeros, frames, and the window of both inverse temperatures."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from cotherm.numeric.refrigerator_window import current_contour
from cotherm.symbolic.forms import refrigerator_levels as levels
from cotherm.symbolic.forms.refrigerator_window import current_zero

from ...algebras import to_ball
from ...checks import Equality, Oracle
from ...claims import Claim
from ...domain import Axis, Domain, Point, among, reals
from . import settings
from .operating_region import reduced_contour
from .settings import closed_signs, decided, odd, signs
from .windows import LARGEST, closed_largest

# ------------------------------------------------------------------------------- Figs. 3 to 5


def hot_border(point: Point, digits: int) -> Any:
    """Largest delta_h with cooling at given delta_w and delta_c, numeric book."""
    values = {k: v for k, v in settings.setting(point).items() if k != "delta_h"}
    return current_contour("delta_h", "1/100", 3, digits=digits, **values)


def closed_hot_border(point: Point, digits: int) -> Any:
    """The same from the continued fraction."""
    values = {k: v for k, v in settings.setting(point).items() if k != "delta_h"}
    return current_zero(levels.sector_current, "delta_h", 0.01, 3.0, digits=digits, **values)


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


def _below_one(current: Any) -> list[Any]:
    return [current, 1 - current]


def _frame(panel: str, abscissa: str, ticks: Axis, note: str) -> Claim:
    """Currents of a panel of Fig. 3 within the first colour ticks that are not drawn."""
    low, high = Fraction(-2, 5), Fraction(1, 5)

    def inside(current: Any, number: Any) -> list[Any]:
        return [current - number(low), number(high) - current]

    return Claim(
        id=f"qar.fig3{panel}.frame",
        where=f"Fig. 3({panel}), colour bar",
        kind="figure",
        title=f"Currents between the ticks of panel ({panel}) within the range of the colour bar",
        latex=r"-0.4<\bar I^c_E/(\bar\Gamma_c\Omega)<0.2",
        printed="[1, 1]",
        prose=True,
        domain=Domain({abscissa: ticks, "delta_h": reals("1/2", 2)}),
        oracle_only=(abscissa, "delta_h"),
        conventions="signs of both distances; N = 31, other parameters of Fig. 2; the colour ticks are -0.3 to 0.1, the next ones, "
        "-0.4 and 0.2, are not drawn",
        checks=(
            decided(
                signs(
                    lambda f, p: inside(settings.current(f, p), f.number),
                    "complete rate equation",
                ),
                "range of the current",
                points=24,
            ),
            decided(
                closed_signs(
                    lambda b, p: inside(settings.closed_current(b, p), to_ball),
                    "continued fraction for all levels",
                ),
                "range of the current",
                points=24,
            ),
        ),
        notes=(note,),
        depends=(f"qar.fig3{panel}",),
    )


CLAIMS = (
    Claim(
        id="qar.fig3a",
        where="Fig. 3(a)",
        kind="figure",
        title="Border of cooling in the plane of the widths of work and hot reservoir: both routes agree",
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
            "The border meets "
            "delta_h = 0.1 at delta_w = 0.00293 and delta_w = 0.001 at delta_h = 1.52.",
        ),
        depends=("qar.text-broad-stops",),
    ),
    Claim(
        id="qar.fig3b",
        where="Fig. 3(b)",
        kind="figure",
        title="Border of cooling in the plane of the widths of cold and hot reservoir: both routes agree",
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
            "The colour ticks, whose signs the text has lost, read -0.3, -0.2, -0.1, 0.0, 0.1.",
        ),
        depends=("qar.fig3a",),
    ),
    _frame(
        "a",
        "delta_w",
        reals("1/1000", "1/200"),
        "Between the ticks the current runs from 0.085 to -0.351; for the smallest widths of all reservoirs it reaches 0.107.",
    ),
    _frame(
        "b",
        "delta_c",
        reals("1/5", "3/5"),
        "Between the ticks the current runs from 0.057 to -0.371.",
    ),
    Claim(
        id="qar.fig4",
        where="Fig. 4",
        kind="figure",
        title="Zeros of the current in beta_c for five widths of the work reservoir: both routes agree",
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
            "The zeros are 2.692954, 2.300553, 1.728509, 1.361515, 1.103982, all below 3; the ordinate ticks, whose signs the text has "
            "lost, read -0.50, -0.25, 0.00, 0.25, ... 1.00.",
        ),
        depends=("qar.text-larger-dw-lower-max",),
    ),
    Claim(
        id="qar.fig4.frame",
        where="Fig. 4",
        kind="figure",
        title="Left ends of the five curves between 0 and the topmost tick",
        latex=r"0<\bar I^c_E|_{\beta_c=1}<1.00",
        printed="[1, 1]",
        prose=True,
        domain=Domain({"delta_w": among("1/1000", "1/500", "1/250", "3/500", "1/125")}),
        oracle_only=("delta_w",),
        conventions="signs of both steps; ticks of the ordinate up to 1.00, of the abscissa from 1.0",
        checks=(
            decided(
                signs(
                    lambda f, p: _below_one(settings.current(f, p, beta_c=Fraction(1))),
                    "complete rate equation",
                ),
                "left ends",
                points=5,
                minimum=5,
            ),
            decided(
                closed_signs(
                    lambda b, p: _below_one(settings.closed_current(b, p, beta_c=Fraction(1))),
                    "continued fraction for all levels",
                ),
                "left ends",
                points=5,
                minimum=5,
            ),
        ),
        notes=(
            "The left ends lie at 0.762, 0.716, 0.568, 0.368, 0.131. The lowest curve ends at -0.842 (beta_c = 4), below the lowest "
            "tick -0.50: it must leave the frame, or the frame reaches below its ticks.",
        ),
        depends=("qar.fig4",),
    ),
    Claim(
        id="qar.fig5",
        where="Fig. 5",
        kind="figure",
        title="Relative coefficient of performance in the plane of both inverse temperatures",
        latex=r"\kappa/\bar\kappa\ (\beta_c,\beta_h),\ N=31",
        missing="the widths of the four panels, their ticks and colour scale, which stand in the drawing only",
        notes=(
            "What the caption and the text say of the panels is judged on its own: window and contours (qar.fig5.window, "
            "qar.fig5.contours), bounded on the right (qar.text-bounded-right), broader reservoirs (qar.text-larger-bh). The figure here "
            "shows borders of cooling for widths of ours.",
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
        title="Places of the largest relative performance in the four panels, said of the red dots as well",
        latex=r"\text{red point: largest}\ \kappa/\bar\kappa",
        prose=True,
        missing="the widths of the four panels and the drawing, which alone could tell whether there are two kinds of red mark",
        notes=(
            "The caption gives the red dots two meanings, the largest current and the largest kappa/kappa-bar; Sec. IV names the "
            "current, the natural reading, unless the drawing has two kinds of mark. One dot could not be both for all widths tried: "
            "with those of Fig. 2 the largest kappa/kappa-bar is 0.70 at beta_c = 1.06, beta_h = 0.50, the largest current 1.54 at "
            "beta_c = beta_h = 0.29.",
        ),
        depends=("qar.fig5",),
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
            where=lambda p: (
                p["beta_c"] > p["beta_h"] and abs(p["beta_c"] - 3 * p["beta_h"]) > Fraction(1, 400)
            ),
            where_text="beta_c > beta_h (Sec. II); beta_c not within 0.0025 of 3 beta_h (at beta_w = 0.001 the zero is 3 beta_h - 0.002)",
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
            "the lower end is the order of the reservoirs, which the domain keeps already",
        ),
        depends=("qar.text-window",),
        notes=(
            "The lower dashed line is the order of the reservoirs: below it the current stays positive, but the bath called cold is no "
            "longer the colder one.",
        ),
    ),
)
