"""Short ways to ask the two books: oracles for checks, bindings for printed formulas."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import Any

import flint

from cotherm.numeric.certify import certified
from cotherm.numeric.fields import Field, Rational
from cotherm.symbolic.closed_form import ClosedForm

from .checks.base import Oracle
from .domain import Point

Numeric = Callable[[Field, Point], Any]


def full(function: Numeric, text: str) -> Oracle:
    """The numeric book in ball arithmetic, certified to the digits that the check asks for."""
    return Oracle(lambda point, digits: certified(lambda f: function(f, point), digits), text)


def exact(function: Numeric, text: str) -> Oracle:
    """The numeric book in exact rational arithmetic."""
    return Oracle(lambda point, digits: function(Rational(), point), text)


def closed(form: ClosedForm, text: str = "", **arguments: Any) -> Oracle:
    """A closed form of the symbolic book; an argument is a symbol's name or a function of the
    point.
    """

    def compute(point: Point, digits: int) -> Any:
        return form.digits(digits, **_arguments(arguments, point))

    text = text or f"closed form {form.name}, {form.source}"
    return Oracle(compute, text, book="symbolic")


def _arguments(arguments: Mapping[str, Any], point: Point) -> dict[str, Any]:
    return {
        name: point[rule] if isinstance(rule, str) and rule in point else _apply(rule, point)
        for name, rule in arguments.items()
    }


def _apply(rule: Any, point: Point) -> Any:
    return rule(point) if callable(rule) else rule


def bind(form: ClosedForm, *names: str, **fixed: Any) -> Callable[..., Any]:
    """A closed form as a function in a printed formula; positional arguments in the order of
    ``names``.

    The value has the ambient ball precision; exact arguments stay exact.
    """

    def function(*values: Any) -> flint.arb:
        value: flint.arb = form.ball(
            flint.ctx.prec, **dict(zip(names, values, strict=True)), **fixed
        )
        return value

    return function


def whole(value: Fraction) -> int:
    """A count as an int."""
    if value.denominator != 1:
        raise ValueError(f"{value} is not a whole number")
    return value.numerator
