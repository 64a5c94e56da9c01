"""Figures 2 to 5 made again: lines from the symbolic, markers from the numeric book.

Maps are shown by their contours, which carry the asserted features: borders of cooling, levels of
the current, windows.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from functools import lru_cache
from typing import Any

import scipy.optimize

from cotherm.numeric.fields import Float64
from cotherm.symbolic.closed_form import ClosedForm
from cotherm.symbolic.forms import refrigerator as three_levels
from cotherm.symbolic.forms import refrigerator_levels as levels

from ...figures import Curve, Figure, Values
from . import settings

FLOAT = Float64()
BITS = 64
NUMBERS = tuple(float(n) for n in range(5, 62, 2))
MARKED = (5.0, 11.0, 21.0, 31.0, 41.0, 51.0, 61.0)
WIDTHS = ("0.001", "0.002", "0.004", "0.006", "0.008")
ZEROS = (2.692953739, 2.300552967, 1.728509072, 1.361515115, 1.103981960)
"""Zeros of the five curves of Fig. 4, certified by the claim qar.fig4."""


def grid(low: float, high: float, steps: int) -> tuple[float, ...]:
    """Equidistant abscissae, rounded to decimals."""
    return tuple(round(low + (high - low) * k / steps, 6) for k in range(steps + 1))


def closed(form: ClosedForm, x: float, variable: str, **changes: Any) -> float:
    """A closed form of the symbolic book at the printed setting with one parameter varied."""
    point = {variable: Fraction(str(x))}
    changed = {name: Fraction(str(value)) for name, value in changes.items()}
    return float(settings.closed_values(form, BITS, {}, **changed, **point))


def numeric(function: Callable[..., Any], x: float, variable: str, **changes: Any) -> float:
    """The same for a quantity of the numeric book."""
    point = {variable: Fraction(str(x))}
    changed = {name: Fraction(str(value)) for name, value in changes.items()}
    if variable == "N":
        return float(function(FLOAT, point, **changed))
    return float(function(FLOAT, {}, **changed, **point))


def reduced_current(field: Any, point: Any, **changes: Any) -> Any:
    """Current of the three-level model, numeric book."""
    return settings.reduced(field, point, **changes).mean


def reduced_noise(field: Any, point: Any, **changes: Any) -> Any:
    """Its noise."""
    return settings.reduced(field, point, **changes).noise


# ------------------------------------------------------------------------------------ Fig. 2


def _over_numbers(label: str, form: ClosedForm, function: Any, colour: int) -> Curve:
    return Curve(
        label,
        closed=lambda n: closed_at(form, n),
        numeric=lambda n: numeric(function, n, "N"),
        at=MARKED,
        colour=colour,
    )


def closed_at(form: ClosedForm, n: float, **changes: Any) -> float:
    """A closed form at the printed setting for n spins."""
    return float(settings.closed_values(form, BITS, {"N": Fraction(int(n))}, **changes))


def _hot_limit(label: str, form: ClosedForm) -> Curve:
    return Curve(
        label, closed=lambda n: closed_at(form, n, beta_w=Fraction(0)), colour=7, dashed=True
    )


# ------------------------------------------------------------------------------- contours


def contour(
    value: Callable[..., float], variable: str, low: float, high: float, level: float
) -> float:
    """Where a current takes a level between two bounds; nan where it does not, to plotting accuracy."""
    ends = [value(end) - level for end in (low, high)]
    if ends[0] * ends[1] > 0:
        return float("nan")
    return float(scipy.optimize.brentq(lambda y: value(y) - level, low, high, xtol=1e-9))


def _contour_curve(
    label: str,
    form: ClosedForm,
    function: Any,
    axes: tuple[str, str],
    bounds: Callable[[float], tuple[float, float]],
    level: float,
    at: tuple[float, ...],
    colour: int,
    dashed: bool = False,
    **changes: Any,
) -> Curve:
    """A contour y(x) of a current, from both books."""
    across, upward = axes

    @lru_cache(maxsize=512)
    def line(x: float) -> float:
        return contour(
            lambda y: closed(form, _digits(y), upward, **{across: x}, **changes),
            upward,
            *bounds(x),
            level,
        )

    @lru_cache(maxsize=512)
    def marker(x: float) -> float:
        return contour(
            lambda y: numeric(function, _digits(y), upward, **{across: x}, **changes),
            upward,
            *bounds(x),
            level,
        )

    return Curve(label, closed=line, numeric=marker, at=at, colour=colour, dashed=dashed)


def _digits(y: float) -> float:
    """Twelve digits: the same text, hence the same contour, on every machine."""
    return float(f"{y:.12g}")


def _map(across: str, at: tuple[float, ...]) -> tuple[Curve, ...]:
    shown = (0.05, 0.0, -0.1, -0.2, -0.3)
    return tuple(
        _contour_curve(
            f"I = {level:g}",
            levels.sector_current,
            settings.current,
            (across, "delta_h"),
            lambda x: (0.05, 2.5),
            level,
            at,
            k,
            dashed=level != 0,
        )
        for k, level in enumerate(shown)
    )


PANELS: tuple[tuple[str, dict[str, Any]], ...] = (
    ("delta_w = 0.001", {"delta_w": "0.001"}),
    ("delta_w = 0.0005", {"delta_w": "0.0005"}),
    ("delta_c = 0.3", {"delta_c": "0.3"}),
    ("delta_h = 1", {"delta_h": "1"}),
)


def _borders(at: tuple[float, ...]) -> tuple[Curve, ...]:
    """Smallest beta_h with cooling, for four sets of widths."""
    return tuple(
        _contour_curve(
            f"border, {label}",
            levels.sector_current,
            settings.current,
            ("beta_c", "beta_h"),
            lambda x: (x / 4, x),
            0.0,
            at,
            k,
            **changes,
        )
        for k, (label, changes) in enumerate(PANELS)
    )


def _equal_currents(at: tuple[float, ...]) -> tuple[Curve, ...]:
    """Contours of the reduced model."""
    return tuple(
        _contour_curve(
            f"reduced, I = {level:g}",
            three_levels.reduced_current,
            reduced_current,
            ("beta_c", "beta_h"),
            lambda x: (x / 3.2, 6.0),
            level,
            at,
            4,
            dashed=True,
        )
        for level in (0.4, 0.04, 0.004)
    )


def _line(label: str, values: Values) -> Curve:
    return Curve(label, closed=values, colour=7, dashed=True)


WIDTH_LABEL = r"$\delta_h/\Omega$"
FIGURES = (
    Figure(
        "qar.fig2",
        "Cooling current over the number of spins",
        r"$N$",
        r"$\bar I^c_E/\bar\Gamma_c\Omega$",
        NUMBERS,
        (
            _over_numbers("full model", levels.sector_current, settings.current, 0),
            _over_numbers("reduced model", three_levels.reduced_current, reduced_current, 1),
            _hot_limit("(G4)", three_levels.reduced_current),
        ),
    ),
    Figure(
        "qar.fig2.inset",
        "Noise over the number of spins",
        r"$N$",
        r"$\bar S^c_E/\bar\Gamma_c\Omega^2$",
        NUMBERS,
        (
            _over_numbers("full model", levels.sector_noise, settings.noise, 0),
            _over_numbers("reduced model", three_levels.reduced_noise, reduced_noise, 1),
            _hot_limit("(G5)", three_levels.reduced_noise),
        ),
    ),
    Figure(
        "qar.fig3a",
        "Contours of the current over the widths of work and hot reservoir, N = 31",
        r"$\delta_w/\Omega$",
        WIDTH_LABEL,
        grid(0.0005, 0.0055, 10),
        _map("delta_w", (0.001, 0.003, 0.005)),
    ),
    Figure(
        "qar.fig3b",
        "Contours of the current over the widths of cold and hot reservoir, N = 31",
        r"$\delta_c/\Omega$",
        WIDTH_LABEL,
        grid(0.05, 0.7, 13),
        _map("delta_c", (0.1, 0.3, 0.5)),
    ),
    Figure(
        "qar.fig4",
        "Current over the inverse temperature of the cold reservoir, N = 31",
        r"$\beta_c\Omega$",
        r"$\bar I^c_E/\bar\Gamma_c\Omega$",
        grid(1.0, 4.0, 30),
        tuple(
            Curve(
                f"delta_w = {width}",
                closed=lambda x, w=width: closed(levels.sector_current, x, "beta_c", delta_w=w),  # type: ignore[misc]
                numeric=lambda x, w=width: numeric(settings.current, x, "beta_c", delta_w=w),  # type: ignore[misc]
                at=(1.0, 1.5, 2.0, 3.0, 4.0),
                colour=k,
            )
            for k, width in enumerate(WIDTHS)
        ),
        vertical=(*((zero, "") for zero in ZEROS), (3.0, "3 beta_h")),
        horizontal=((0.0, ""),),
    ),
    Figure(
        "qar.fig5",
        "Borders of cooling of the full model and contours of the reduced one, N = 31",
        r"$\beta_c\Omega$",
        r"$\beta_h\Omega$",
        grid(0.5, 4.0, 14),
        (
            *_borders((0.5, 1.5, 2.5)),
            *_equal_currents((1.0, 2.5, 3.5)),
            _line("beta_c = beta_h", lambda x: x),
            _line("beta_c = 3 beta_h", lambda x: x / 3),
        ),
    ),
)
