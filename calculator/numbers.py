"""Strict reading of numbers: every accepted input is an exact rational, or an infinity.

Nothing is evaluated. A string must match a pattern as a whole and respect limits on length and
exponent, so that no input is expensive to read.
"""

from __future__ import annotations

import math
import re
from decimal import Decimal
from fractions import Fraction
from numbers import Integral, Rational, Real
from typing import Any, TypeAlias

from cotherm.errors import InputError

Number: TypeAlias = Fraction | float
"""A Fraction, or the float inf or -inf; never nan, never a finite float."""

LONGEST = 400
"""Characters that a number may have."""

LARGEST_EXPONENT = 1000
"""Absolute value that the decimal exponent of a number may have."""

_DECIMAL = re.compile(r"[+-]?(?:\d+(?:\.\d+)?|\.\d+)(?:[eE]([+-]?\d{1,4}))?", re.ASCII)
_RATIO = re.compile(r"([+-]?\d+)/(\d+)", re.ASCII)
_INFINITE = {"inf": math.inf, "+inf": math.inf, "-inf": -math.inf}


def read(value: Any, name: str) -> Number:
    """Return the number that an input stands for, exactly.

    Parameters:
        value: int, Fraction, Decimal, float (its exact binary value), a numpy scalar, or a string
            such as "5/2", "-0.3", "1e-12", "inf", "-inf".
        name: the argument's name, for the error sentence.

    Raises:
        InputError: for anything else, nan included.
    """
    if isinstance(value, str):
        return _from_text(value, name)
    if getattr(value, "ndim", None) == 0 and hasattr(value, "item"):
        value = value.item()
    if isinstance(value, bool):
        raise InputError(f"{name} must be a number, but is {value}.")
    if isinstance(value, Integral):
        return Fraction(int(value))
    if isinstance(value, Rational):
        return Fraction(int(value.numerator), int(value.denominator))
    if isinstance(value, (Real, Decimal)):
        if not math.isfinite(value):
            return _infinite(float(value), name)
        return Fraction(value if isinstance(value, Decimal) else float(value))
    raise InputError(f"{name} must be a number, but is {shown(value)}.")


def _from_text(text: str, name: str) -> Number:
    if text in _INFINITE:
        return _INFINITE[text]
    if len(text) <= LONGEST:
        if ratio := _RATIO.fullmatch(text):
            numerator, denominator = ratio.groups()
            if int(denominator) != 0:
                return Fraction(int(numerator), int(denominator))
        elif decimal := _DECIMAL.fullmatch(text):
            if abs(int(decimal[1] or 0)) <= LARGEST_EXPONENT:
                return Fraction(text)
            raise InputError(
                f"{name} must have a decimal exponent of at most {LARGEST_EXPONENT}, "
                f"but is {shown(text)}."
            )
    raise InputError(
        f"{name} must be a number such as 3, 5/2, 0.25, 1e-12 or inf, but is {shown(text)}."
    )


def _infinite(value: float, name: str) -> float:
    if math.isnan(value):
        raise InputError(f"{name} must be a number, but is nan.")
    return value


def shown(value: Any) -> str:
    """Return a short form of any input for use in one line of an error sentence."""
    text = repr(value) if isinstance(value, str) else str(value)
    text = " ".join(text.split())
    return text if len(text) <= 60 else text[:57] + "..."


def to_text(number: Number) -> str:
    """Return the exact text of a number; `read` gives the number back."""
    if isinstance(number, float):
        return "inf" if number > 0 else "-inf"
    return str(number)


def to_float(number: Number, name: str) -> float:
    """Return the nearest float64.

    Raises:
        InputError: if the number is finite but larger than any float64.
    """
    try:
        return float(number)
    except OverflowError:
        raise InputError(f"{name} is too large for float64; ask for digits to use it.") from None
