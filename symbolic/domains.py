"""Domains of the parameters of closed forms: reading, checking, and default symbols."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

import numpy as np

from .errors import InputError
from .exact_numbers import exact, is_symbolic


@dataclass(frozen=True)
class Domain:
    """What a parameter may be.

    `test` accepts exact scalars, `array_test` float64 arrays. A parameter with `structural=True`
    (a spin number
    that sets the length of a sum, say) reaches the body as an exact Python number instead of a
    number of the
    arithmetic, and arrays of it are looped over.
    """

    sentence: str
    test: Callable[[Any], bool] = lambda value: True
    array_test: Callable[[Any], Any] = lambda value: True
    structural: bool = False
    choices: tuple[str, ...] = ()
    assumptions: dict[str, bool] = field(default_factory=dict)

    def fail(self, name: str, value: Any) -> InputError:
        """Return the error for a value outside the domain."""
        shown = str(value)
        shown = shown if len(shown) <= 60 else shown[:57] + "..."
        return InputError(f"Argument `{name}` must be {self.sentence}, but is {shown}.")

    def read(self, name: str, value: Any) -> Any:
        """Return the checked value: an exact scalar, a float64 array, a choice, or an expression.

        Raises:
            InputError: if the value lies outside the domain.
        """
        if self.choices:
            if not isinstance(value, str) or value not in self.choices:
                raise self.fail(name, repr(value))
            return value
        if is_symbolic(value):
            plain = _plain(value)
            if plain is None:
                return value
            value = plain
        if hasattr(value, "rel_accuracy_bits") or type(value).__module__.startswith("mpmath"):
            return value  # a ball or multi-precision number made by another closed form
        if isinstance(value, (list, tuple)):
            value = np.array([self._to_float(name, item) for item in value], dtype=np.float64)
        if isinstance(value, np.ndarray) and value.ndim > 0:
            return self._read_array(name, value)
        if isinstance(value, np.ndarray):
            value = value.item()
        number = exact(value, name)
        if not self.test(number):
            raise self.fail(name, value)
        if self.structural and isinstance(number, Fraction) and number.denominator == 1:
            return int(number)
        return number

    def _to_float(self, name: str, value: Any) -> float:
        return float(exact(value, name))

    def _read_array(self, name: str, value: Any) -> Any:
        try:
            array = value.astype(np.float64)
        except (TypeError, ValueError):
            raise self.fail(name, "an array that is not numeric") from None
        good = np.broadcast_to(self.array_test(array), array.shape) & ~np.isnan(array)
        if not np.all(good):
            raise self.fail(name, repr(float(array[~good].flat[0])))
        return array


def _plain(value: Any) -> Any:
    """Exact Python number of a sympy rational or infinity, None for any other expression."""
    if value.is_Rational:
        return Fraction(int(value.p), int(value.q))
    if value.is_infinite and value.is_extended_real:
        return math.inf if value.is_positive or value.is_extended_positive else -math.inf
    return None


def _is_half_integer(value: Any) -> bool:
    return isinstance(value, Fraction) and value >= 0 and value.denominator in (1, 2)


def _is_half_integer_array(value: Any) -> Any:
    return (value >= 0) & (2 * value == np.floor(2 * value)) & np.isfinite(value)


def _is_count(value: Any) -> bool:
    return isinstance(value, Fraction) and value >= 1 and value.denominator == 1


def _is_count_array(value: Any) -> Any:
    return (value >= 1) & (value == np.floor(value)) & np.isfinite(value)


_COUNT = {"integer": True, "positive": True}
_SPIN = {"positive": True}

#: Spin quantum number of a ladder: 0, 1/2, 1, ...
half_integer = Domain(
    "a non-negative half-integer (0, 1/2, 1, ...)",
    _is_half_integer,
    _is_half_integer_array,
    assumptions={"nonnegative": True},
)
#: The same, where it fixes the length of a sum.
spin = Domain(
    "a positive half-integer (1/2, 1, 3/2, ...)",
    lambda value: _is_half_integer(value) and value > 0,
    lambda value: _is_half_integer_array(value) & (value > 0),
    structural=True,
    assumptions=_SPIN,
)
total_spin = Domain(
    half_integer.sentence,
    _is_half_integer,
    _is_half_integer_array,
    structural=True,
    assumptions={"nonnegative": True},
)
#: Level of one spin: a half-integer of either sign.
level = Domain(
    "a half-integer (0, 1/2, -1/2, 1, ...)",
    lambda value: isinstance(value, Fraction) and value.denominator in (1, 2),
    lambda value: (2 * value == np.floor(2 * value)) & np.isfinite(value),
    structural=True,
    assumptions={"real": True},
)
#: A number of spins.
count = Domain("a positive integer", _is_count, _is_count_array, True, assumptions=_COUNT)
#: A number of spins that may be infinite.
count_or_infinite = Domain(
    "a positive integer or inf",
    lambda value: value == math.inf or _is_count(value),
    lambda value: (value == np.inf) | _is_count_array(value),
    structural=True,
    assumptions=_COUNT,
)
#: Any real number or +-inf.
extended_real = Domain("a real number, inf or -inf", assumptions={"real": True})
#: The same, where infinities select a sum.
structural_real = Domain(
    extended_real.sentence, structural=True, assumptions=extended_real.assumptions
)
#: A finite real number.
real = Domain(
    "a finite real number",
    lambda value: isinstance(value, Fraction),
    np.isfinite,
    assumptions={"real": True},
)
#: A finite real number > 0.
positive = Domain(
    "a positive finite number",
    lambda value: isinstance(value, Fraction) and value > 0,
    lambda value: (value > 0) & np.isfinite(value),
    assumptions={"positive": True},
)
#: A finite real number >= 0.
nonnegative = Domain(
    "a non-negative finite number",
    lambda value: isinstance(value, Fraction) and value >= 0,
    lambda value: (value >= 0) & np.isfinite(value),
    assumptions={"nonnegative": True},
)
#: Positive or inf: an inverse temperature of a passive reservoir.
positive_or_infinite = Domain(
    "positive, or inf",
    lambda value: value > 0,
    lambda value: value > 0,
    assumptions={"positive": True},
)
#: Non-negative or inf.
nonnegative_or_infinite = Domain(
    "non-negative, or inf",
    lambda value: value >= 0,
    lambda value: value >= 0,
    assumptions={"nonnegative": True},
)
#: A real number except 0, or +-inf.
nonzero = Domain(
    "a real number other than 0, or +-inf",
    lambda value: value != 0,
    lambda value: value != 0,
    assumptions={"real": True, "nonzero": True},
)


@dataclass(frozen=True)
class Flag(Domain):
    """True or False."""

    def read(self, name: str, value: Any) -> bool:
        """Return the checked value.

        Raises:
            InputError: if it is neither True nor False.
        """
        if not isinstance(value, (bool, np.bool_)):
            raise self.fail(name, repr(value))
        return bool(value)


#: True or False.
flag = Flag("True or False", structural=True)


def choice(*options: str) -> Domain:
    """Return the domain of a parameter that is one of a few words."""
    words = " or ".join(f'"{option}"' for option in options)
    return Domain(words, choices=options)
