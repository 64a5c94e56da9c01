"""From balls and floats to decimals of which every digit can be trusted."""

from __future__ import annotations

import math
from collections.abc import Iterator
from contextlib import contextmanager
from fractions import Fraction
from typing import Any

import flint

from cotherm.errors import InputError, PrecisionError
from cotherm.value import rounded

MOST_DIGITS = 4000
"""Digits that may be asked for."""

FLOAT_DIGITS = 16
"""Digits of a float64 that are shown at most."""


def read_digits(digits: Any) -> int | None:
    """Return the number of digits asked for, None for float64.

    Raises:
        InputError: unless it is an integer from 1 to MOST_DIGITS.
    """
    if digits is None:
        return None
    if isinstance(digits, int) and not isinstance(digits, bool) and 1 <= digits <= MOST_DIGITS:
        return digits
    raise InputError(f"digits must be an integer from 1 to {MOST_DIGITS}, but is {digits}.")


@contextmanager
def precision(bits: int) -> Iterator[None]:
    """Set the working precision of balls inside the block, and restore it afterwards."""
    before = flint.ctx.prec
    flint.ctx.prec = bits
    try:
        yield
    finally:
        flint.ctx.prec = before


def ends(ball: Any) -> tuple[Fraction, Fraction]:
    """Return the exact lower and upper end of a finite ball."""
    # Midpoint and radius are exact; ends in balls would be rounded to the working precision.
    middle, radius = _fraction(ball.mid()), _fraction(ball.rad())
    return middle - radius, middle + radius


def _fraction(ball: Any) -> Fraction:
    mantissa, exponent = ball.man_exp()
    return Fraction(int(mantissa)) * Fraction(2) ** int(exponent)


def decimal_of_ball(ball: Any, digits: int) -> str:
    """Return the decimal of a narrow ball.

    Both ends round to it, except next to a tie, where it is within 0.51 units of the last digit.
    """
    if not ball.is_finite():
        return "inf" if ball > 0 else "-inf"
    low, high = ends(ball)
    return rounded((low + high) / 2, digits)


def exact_value(ball: Any) -> Fraction | None:
    """Return the number that a ball of radius 0 holds, None for other balls."""
    return ends(ball)[0] if ball.is_finite() and ball.is_exact() else None


def vanishes(ball: Any) -> bool:
    """Tell whether a ball holds 0 and otherwise only numbers below the range of float64."""
    if not (ball.is_finite() and ball.contains(0)):
        return False
    return max(abs(end) for end in ends(ball)) < Fraction(2) ** -1022


def rational_text(value: Any) -> str:
    """Return the text of a Fraction or flint rational, of any length."""
    if isinstance(value, Fraction):
        # Python refuses to print integers of more than 4300 digits; flint does not.
        value = flint.fmpq(value.numerator, value.denominator)
    return str(value)


def agreement(value: float, ball: Any, what: str) -> tuple[str, int]:
    """Return the decimal of a float64 and how many of its digits the enclosure confirms.

    Raises:
        InputError: if the true value is out of the range of float64.
        PrecisionError: if not even the first digit is confirmed.
    """
    if not ball.is_finite():
        return ("inf" if ball > 0 else "-inf"), FLOAT_DIGITS
    low, high = ends(ball)
    if low == high == 0 == value:
        return "0", FLOAT_DIGITS
    tiny = 0 < max(abs(low), abs(high)) < Fraction(2) ** -1022
    if not math.isfinite(value) or tiny:
        size = "small" if tiny else "large"
        raise InputError(f"{what} is too {size} for float64 here; ask for digits to get it.")
    shown = Fraction(value)
    for digits in range(FLOAT_DIGITS, 0, -1):
        decimal = rounded(shown, digits)
        if decimal == rounded(low, digits) == rounded(high, digits):
            return decimal, digits
    raise PrecisionError(
        f"{what} in float64, {value!r}, has no correct digit; the value is in {ball}.", str(ball)
    )
