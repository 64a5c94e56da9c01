"""Parameters of the public quantities: what each may be, and the sentence for what it may not.

The functions that take arrays are the closed forms themselves, which check their own domains; here
one exact value is read at a time.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any, TypeAlias

from cotherm.errors import InputError
from cotherm.numbers import Number, read, shown

Accepted: TypeAlias = Number | str | bool | None
"""What a checked parameter may be."""


@dataclass(frozen=True)
class Numeric:
    """A number within bounds.

    Attributes:
        description: what the sentence for a bad value says it must be.
        low, high: bounds, exclusive where `strict_low` or `strict_high` is set.
        infinite: whether inf (above `low`) and -inf (below `high`) are allowed.
        step: the value must be a multiple of it.
        odd: only odd integers.
        nonzero: not 0.
        excluded: a single value within the bounds that is not allowed.
        optional: None ("none") is allowed and means the default that the meaning names.
    """

    description: str
    low: Number = -math.inf
    high: Number = math.inf
    strict_low: bool = False
    strict_high: bool = False
    infinite: bool = False
    step: Fraction | None = None
    odd: bool = False
    nonzero: bool = False
    excluded: Fraction | None = None
    optional: bool = False

    def accept(self, name: str, value: Any) -> Accepted:
        """Return the exact number, checked."""
        if self.optional and (value is None or value == "none"):
            return None
        number = read(value, name)
        if not self._contains(number):
            raise InputError(f"{name} must be {self.description}, but is {_plain(value)}.")
        return number

    def _contains(self, x: Number) -> bool:
        if isinstance(x, float):
            return self.infinite and self.low <= x <= self.high
        if x < self.low or x > self.high or (self.nonzero and x == 0):
            return False
        if x == self.excluded:
            return False
        if (self.strict_low and x == self.low) or (self.strict_high and x == self.high):
            return False
        if self.step is not None and (x / self.step).denominator != 1:
            return False
        return not self.odd or x % 2 == 1


def _plain(value: Any) -> str:
    return shown(value).strip("'")


@dataclass(frozen=True)
class Choice:
    """One word of a few."""

    options: tuple[str, ...]

    @property
    def description(self) -> str:
        """What the sentence for a bad value says it must be."""
        return " or ".join(f'"{option}"' for option in self.options)

    def accept(self, name: str, value: Any) -> Accepted:
        """Return the word, checked."""
        if isinstance(value, str) and value in self.options:
            return value
        raise InputError(f"{name} must be {self.description}, but is {shown(value)}.")


@dataclass(frozen=True)
class Flag:
    """Yes or no."""

    description: str = "true or false"

    def accept(self, name: str, value: Any) -> Accepted:
        """Return the truth value, checked."""
        if isinstance(value, bool):
            return value
        if isinstance(value, str) and value.lower() in ("true", "false"):
            return value.lower() == "true"
        raise InputError(f"{name} must be {self.description}, but is {shown(value)}.")


Kind: TypeAlias = Numeric | Choice | Flag

REQUIRED: Any = object()
"""Marks a parameter without default."""


@dataclass(frozen=True)
class Parameter:
    """A named argument of a quantity.

    Attributes:
        name, kind, meaning: what it is called, what it may be, what it is.
        unit: of the number, "" if it has none.
        default: used when it is not given; REQUIRED if it must be given.
        exponential: name under which exp(-parameter) may be given instead, as an exact rational.
    """

    name: str
    kind: Kind
    meaning: str
    unit: str = ""
    default: Any = REQUIRED
    exponential: str | None = None

    @property
    def required(self) -> bool:
        """Whether there is no default."""
        return self.default is REQUIRED

    @property
    def exponential_kind(self) -> Numeric:
        """What exp(-parameter) may be: below 1 where the parameter must be positive."""
        kind = self.kind
        if isinstance(kind, Numeric) and kind.low == 0 and kind.strict_low:
            return replace(
                _exponential,
                description="a rational number between 0 and 1",
                high=Fraction(1),
                strict_high=True,
            )
        return _exponential


_exponential = Numeric("a positive rational number", low=Fraction(0), strict_low=True)

_HALF = Fraction(1, 2)
_ONE = Fraction(1)

spin_any = Numeric("a non-negative multiple of 1/2", low=Fraction(0), step=_HALF)
spin_positive = Numeric("a positive multiple of 1/2", low=_HALF, step=_HALF)
count = Numeric("a positive integer", low=_ONE, step=_ONE)
real = Numeric("a finite number")
real_or_infinite = Numeric("a number, or inf or -inf", infinite=True)
positive = Numeric("a positive number", low=Fraction(0), strict_low=True)
non_negative = Numeric("a non-negative number", low=Fraction(0))
