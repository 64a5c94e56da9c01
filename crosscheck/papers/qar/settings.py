"""The setting of Figs. 2 to 5, quantities of both books at it, and oracles that give signs."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from functools import lru_cache
from typing import Any

import flint

from cotherm.numeric import refrigerator_window as numeric_window
from cotherm.numeric.fields import Ball, Field
from cotherm.numeric.refrigerator import Refrigerator, refrigerator_model, refrigerator_rates
from cotherm.numeric.refrigerator_mechanisms import Contributions, current_contributions
from cotherm.numeric.refrigerator_rates import (
    EnergyExchange,
    energy_current,
    noise_from_squares,
    populations,
)
from cotherm.numeric.refrigerator_reduced import reduced_model_cumulants
from cotherm.symbolic.closed_form import ClosedForm
from cotherm.symbolic.forms import refrigerator as three_levels
from cotherm.symbolic.forms import refrigerator_levels as levels

from ...algebras import precision
from ...books import whole
from ...checks import Equality, Oracle
from ...domain import Axis, Domain, Point

SETTING: Mapping[str, Fraction] = {
    **{"beta_c": Fraction(2), "beta_h": Fraction(1), "beta_w": Fraction(1, 1000)},
    **{"delta_c": Fraction(1, 10), "delta_h": Fraction(1, 10), "delta_w": Fraction(1, 1000)},
}
BATHS = ("beta_c", "beta_h", "beta_w")
SPINS = Fraction(31)
DEEPEST = 2000


def odd(low: int, high: int) -> Axis:
    """Odd numbers of spins."""
    return Axis(
        f"odd integers {low}..{high}",
        lambda rng: Fraction(rng.randrange(low, high + 1, 2)),
        (Fraction(low), Fraction(high)),
        True,
    )


PLOTTED = Domain({"N": odd(7, 61)})
"""The numbers of spins of Fig. 2 that leave levels above the three lowest."""


def setting(point: Point, **changes: Any) -> dict[str, Any]:
    """Parameters of the full model: the printed setting, changed by a point and by hand."""
    known = {name: point[name] for name in SETTING if name in point}
    return {"N": whole(point.get("N", SPINS)), **SETTING, **known, **changes}


def model(point: Point, **changes: Any) -> Refrigerator:
    """The full model at a setting."""
    values = setting(point, **changes)
    return refrigerator_model(values.pop("N"), **values)


def any_model(N: int) -> Refrigerator:
    """A model of N spins where only vectors and matrix elements are asked for."""
    values: dict[str, Any] = {name: Fraction(1) for name in SETTING}
    return refrigerator_model(N, **values)


def rates(field: Field, point: Point, **changes: Any) -> EnergyExchange:
    """Its levels and rates."""
    return refrigerator_rates(field, model(point, **changes))


def current(field: Field, point: Point, **changes: Any) -> Any:
    """Cold current of the full model."""
    return energy_current(rates(field, point, **changes), "c")


def noise(field: Field, point: Point, **changes: Any) -> Any:
    """Noise of the cold current of the full model, as a sum of squares."""
    return noise_from_squares(rates(field, point, **changes), "c")


def share(field: Field, point: Point, **changes: Any) -> Any:
    """Population of the three lowest levels."""
    return field.sum(populations(rates(field, point, **changes))[:3])


def reduced(field: Field, point: Point, **changes: Any) -> Any:
    """Current and noise of the reduced model."""
    values = setting(point, **changes)
    return reduced_model_cumulants(field, values["N"], *(values[name] for name in BATHS))


# ------------------------------------------------------------------------- the symbolic book


def closed_values(form: ClosedForm, bits: int, point: Point, **changes: Any) -> Any:
    """A closed form at a setting, as a ball."""
    values = {name: v for name, v in setting(point, **changes).items() if name in form.parameters}
    return form.ball(bits, **values)


def closed_current(bits: int, point: Point, **changes: Any) -> Any:
    """Cold current of the full model, from the continued fraction."""
    return closed_values(levels.sector_current, bits, point, **changes)


def closed_noise(bits: int, point: Point, **changes: Any) -> Any:
    """Its noise, from the continued fraction."""
    return closed_values(levels.sector_noise, bits, point, **changes)


def closed_share(bits: int, point: Point, **changes: Any) -> Any:
    """Population of the three lowest levels, from the continued fraction."""
    return closed_values(levels.sector_share, bits, point, **changes)


def closed_reduced(bits: int, point: Point, **changes: Any) -> Any:
    """Cold current of the reduced model in closed form."""
    return closed_values(three_levels.reduced_current, bits, point, **changes)


def closed_reduced_noise(bits: int, point: Point, **changes: Any) -> Any:
    """Noise of the reduced model in closed form."""
    return closed_values(three_levels.reduced_noise, bits, point, **changes)


def effective_rates(N: Fraction) -> tuple[Fraction, Fraction, Fraction]:
    """Effective cold, hot and work rate at unit heights: (N-1)(N+3)/16 and so on, exact."""
    cold, work = (N - 1) * (N + 3) / 16, (N - 3) * (N + 5) / 16
    return cold, cold * work / N**2, work


def at(function: Callable[..., Any], *names: str, **changes: Any) -> Callable[..., Any]:
    """A quantity of the symbolic book as a function in a printed formula, remembered."""

    @lru_cache(maxsize=2048)
    def compute(bits: int, *values: Fraction) -> Any:
        return function(bits, dict(zip(names, values, strict=True)), **changes)

    return lambda *values: compute(flint.ctx.prec, *values)


def numeric_at(function: Callable[..., Any], *names: str, **changes: Any) -> Callable[..., Any]:
    """The same for a quantity of the numeric book."""
    return at(lambda bits, point, **more: function(Ball(bits), point, **more), *names, **changes)


# ------------------------------------------------------------------------------------ signs

Numeric = Callable[[Field, Point], Sequence[Any]]
Closed = Callable[[int, Point], Sequence[Any]]


def _signs(values: Callable[[int], Sequence[Any]]) -> list[Fraction]:
    """Signs of balls at growing precision; 0 where none decides."""
    bits = 160
    while True:
        with precision(bits):
            found = [flint.arb(value) for value in values(bits)]
            signs = [(value > 0) - (value < 0) for value in found]
        if all(signs) or bits > DEEPEST:
            return [Fraction(sign) for sign in signs]
        bits *= 2


def signs(function: Numeric, text: str) -> Oracle:
    """Signs (1 or -1) of quantities of the numeric book, certified by balls."""

    def compute(point: Point, digits: int) -> Any:
        return _signs(lambda bits: _in_field(function, bits, point))

    return Oracle(compute, text)


def _in_field(function: Numeric, bits: int, point: Point) -> Sequence[Any]:
    field = Ball(bits)
    with field:
        return function(field, point)


def closed_signs(function: Closed, text: str) -> Oracle:
    """The same for the symbolic book."""
    return Oracle(
        lambda point, digits: _signs(lambda bits: function(bits, point)), text, "symbolic"
    )


def decided(
    oracle: Oracle, title: str, points: int = 12, minimum: int = 6, **more: Any
) -> Equality:
    """Comparison of printed signs with those of a book."""
    return Equality(oracle, title=title, truth=True, points=points, minimum=minimum, **more)


def numeric_zero(variable: str, low: Any, high: Any, **options: Any) -> Callable[..., Any]:
    """Zero (or contour) of a current of the numeric book, ``(point, digits, **changes) -> ball``."""

    @lru_cache(maxsize=512)
    def compute(items: tuple[tuple[str, Any], ...], digits: int) -> Any:
        values = {name: value for name, value in items if name != variable}
        return numeric_window.current_contour(
            variable, low, high, digits=digits, **options, **values
        )

    def zero(point: Point, digits: int, **changes: Any) -> Any:
        return compute(tuple(sorted(setting(point, **changes).items())), digits)

    return zero


def ambient_digits() -> int:
    """Digits that the working precision of balls stands for."""
    return max(10, int((flint.ctx.prec - 64) / 3.32) + 3)


def zero_at(zero: Callable[..., Any], *names: str, **changes: Any) -> Callable[..., Any]:
    """Such a zero as a function in a printed formula."""

    @lru_cache(maxsize=512)
    def compute(digits: int, *values: Fraction) -> Any:
        return zero(dict(zip(names, values, strict=True)), digits, **changes)

    return lambda *values: compute(ambient_digits(), *values)


def contributions(field: Field, point: Point, **changes: Any) -> Contributions:
    """The cold current with groups of transitions switched off."""
    return current_contributions(field, model(point, **changes))


def closed_contributions(bits: int, point: Point, **changes: Any) -> Contributions:
    """The same from the continued fraction."""
    groups = ("all", "lowest", "ideal", "leaking")
    return Contributions(*(closed_current(bits, point, group=group, **changes) for group in groups))
