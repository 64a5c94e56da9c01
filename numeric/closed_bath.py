"""Stationary state of one bath spin closed at the third cumulant, and what it demands next.

Equations (38), (39) of `engine` in the scaled regime, Gamma_0 = 1, x = beta E; their coefficients
are those of the exact generator (`cotherm.numeric.macroscopic_bath`).
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from functools import cache, partial
from typing import Any

import flint

from cotherm.numeric.errors import InputError
from cotherm.numeric.fields import Ball, Field, Number, exact_rational
from cotherm.numeric.macroscopic_bath import moment_coefficients
from cotherm.numeric.newton import certified_root, float_root

_coefficients = cache(moment_coefficients)


def _rate(power: int, x: Any, moments: Sequence[Any]) -> Any:
    total: Any = 0
    for i, (a, b) in _coefficients(power).items():
        factor = _like(x, a) + _like(x, b) / x
        total = total + moments[i] * factor
    return total


def _like(x: Any, value: Fraction) -> Any:
    if isinstance(x, float):
        return float(value)
    return flint.arb(flint.fmpq(value.numerator, value.denominator))


def _system(x: Any, u: Sequence[Any]) -> list[Any]:
    m, w = u
    moments = [x / x, m, w, 3 * w * m - 2 * m * m * m]
    return [_rate(power, x, moments) for power in (1, 2)]


def closed_stationary(field: Field, x: Number) -> list[flint.arb]:
    """Return <m_z> and <m_z^2> of the stationary closed equations (`engine` (38), (39)).

    Parameters
    ----------
    field : balls.
    x : beta E, positive.
    """
    if not isinstance(field, Ball):
        raise InputError(f"Argument `field` must be Ball here, but is {field!r}.")
    exact = exact_rational(x, "x")
    ratio = float(exact)
    # From high temperature, where the closure is exact, down.
    guess = [0.0, 1 / 3]
    for k in range(1, 9):
        current = ratio * (k / 8)
        guess = float_root(partial(_system, current), guess)
    with field:
        known = field.number(exact)
        return certified_root(field, partial(_system, known), guess)


def demanded_fourth_cumulant(field: Field, x: Number) -> flint.arb:
    """Return the fourth cumulant of m_z with which <m_z^3> is stationary in that state.

    The third equation of the hierarchy fixes <m_z^4>, the third cumulant being zero.
    """
    m, w = closed_stationary(field, x)
    with field:
        known = field.number(exact_rational(x))
        third = 3 * w * m - 2 * m * m * m
        moments = [field.one, m, w, third, field.zero]
        a, b = _coefficients(3)[4]
        fourth = -_rate(3, known, moments) / (_like(known, a) + _like(known, b) / known)
        squared = m * m
        result: flint.arb = (
            fourth - 4 * third * m - 3 * w * w + 12 * w * squared - 6 * squared * squared
        )
        return result
