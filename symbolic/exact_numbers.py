"""Strict reading of numbers: exact rationals wherever the input is exact."""

from __future__ import annotations

import math
import re
from fractions import Fraction
from typing import Any

from .errors import InputError

_DECIMAL = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d{1,4})?")
_RATIONAL = re.compile(r"[+-]?\d+\s*/\s*\d+")
_INFINITE = {"inf": math.inf, "+inf": math.inf, "-inf": -math.inf}
_LONGEST = 400


def exact(value: Any, name: str = "value") -> Fraction | float:
    """Return a number as an exact `Fraction`, or as a float for the two infinities.

    A float stands for its exact binary value; a decimal string for the decimal it writes.

    Raises:
        InputError: if it is not a number, or is nan.
    """
    if isinstance(value, Fraction):
        return value
    if isinstance(value, str):
        return _from_text(value.strip(), name)
    if isinstance(value, bool):
        raise InputError(f"Argument `{name}` must be a number, but is {value!r}.")
    try:
        if isinstance(value, int):
            return Fraction(value)
        if hasattr(value, "item"):
            return exact(value.item(), name)
        number = float(value)
    except (TypeError, ValueError, OverflowError):
        raise InputError(f"Argument `{name}` must be a number, but is {value!r}.") from None
    if math.isnan(number):
        raise InputError(f"Argument `{name}` must be a number, but is nan.")
    return number if math.isinf(number) else Fraction(number)


def _from_text(text: str, name: str) -> Fraction | float:
    if text in _INFINITE:
        return _INFINITE[text]
    if len(text) <= _LONGEST and _DECIMAL.fullmatch(text):
        return Fraction(text)
    if len(text) <= _LONGEST and _RATIONAL.fullmatch(text):
        top, bottom = text.split("/")
        if int(bottom) != 0:
            return Fraction(int(top), int(bottom))
    shown = text if len(text) <= 40 else text[:37] + "..."
    raise InputError(
        f"Argument `{name}` must be a decimal or rational number such as 2.5, 5/2 or inf, "
        f"but is {shown!r}."
    )


def is_symbolic(value: Any) -> bool:
    """Tell whether a value is a sympy expression, without importing sympy."""
    return hasattr(value, "free_symbols")
