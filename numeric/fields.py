"""Three arithmetics with one interface: float64, Arb balls and exact rationals.

A field makes scalars and evaluates the few functions that generators need. Scalars support the
operators ``+ - * /`` among themselves. Ball arithmetic reads its precision from a context of the
library, so code that combines balls runs inside ``with field:``, which sets the precision of the
field and restores the former one; the public functions of this book do that themselves.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Sequence
from fractions import Fraction
from numbers import Integral, Real
from types import TracebackType
from typing import Any, TypeAlias

import flint

from cotherm.numeric.errors import InputError, PrecisionError

Scalar: TypeAlias = Any
"""A number of some field: float, flint.arb or flint.fmpq."""

Number: TypeAlias = Any
"""What a field accepts: int, Fraction, float, exact string, or one of its own scalars."""

_MAX_LENGTH = 10_000
_MAX_EXPONENT = 10_000
_DECIMAL = re.compile(r"[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d{1,6})?", re.ASCII)
_RATIO = re.compile(r"[+-]?\d+/\d+", re.ASCII)


def exact_rational(value: Number, name: str = "number") -> Fraction:
    """Return the exact rational that an input stands for.

    Parameters
    ----------
    value : int, Fraction, finite float (taken at its exact binary value), flint.fmpq, or a
        string with a decimal ("1e-12") or a ratio ("5/2").
    name : what to call the argument in an error.

    Raises
    ------
    InputError : for anything else, and for strings that are unreasonably long.
    """
    if isinstance(value, bool):
        raise InputError(f"Argument `{name}` must be a number, but is {value!r}.")
    if isinstance(value, Fraction):
        return value
    if isinstance(value, Integral):
        return Fraction(int(value))
    if isinstance(value, (flint.fmpq, flint.fmpz)):
        rational = flint.fmpq(value)
        return Fraction(int(rational.p), int(rational.q))
    if isinstance(value, Real):
        as_float = float(value)
        if not math.isfinite(as_float):
            raise InputError(f"Argument `{name}` must be finite, but is {value!r}.")
        return Fraction(as_float)
    if isinstance(value, str):
        return _rational_from_text(value, name)
    raise InputError(f"Argument `{name}` must be an exact number, but is {value!r}.")


def _rational_from_text(text: str, name: str) -> Fraction:
    stripped = text.strip()
    if len(stripped) > _MAX_LENGTH:
        raise InputError(
            f"Argument `{name}` must have at most {_MAX_LENGTH} characters, but has "
            f"{len(stripped)}."
        )
    if _RATIO.fullmatch(stripped):
        numerator, denominator = stripped.split("/")
        if int(denominator) != 0:
            return Fraction(int(numerator), int(denominator))
    elif _DECIMAL.fullmatch(stripped):
        _, _, exponent = stripped.lower().partition("e")
        if abs(int(exponent or "0")) <= _MAX_EXPONENT:
            return Fraction(stripped)
    raise InputError(
        f"Argument `{name}` must be a decimal or a ratio of integers, but is {stripped[:60]!r}."
    )


class Field:
    """Common interface of the three arithmetics; use `Float64`, `Ball` or `Rational`.

    Attributes
    ----------
    name : "float64", "ball" or "rational".
    exact : whether every operation is exact.
    """

    name: str = "field"
    exact: bool = False

    def __enter__(self) -> Field:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        return None

    def __eq__(self, other: object) -> bool:
        return type(self) is type(other) and repr(self) == repr(other)

    def __hash__(self) -> int:
        return hash(repr(self))

    def __repr__(self) -> str:
        return f"{type(self).__name__}()"

    @property
    def zero(self) -> Scalar:
        """The number 0."""
        return self.number(0)

    @property
    def one(self) -> Scalar:
        """The number 1."""
        return self.number(1)

    def number(self, value: Number) -> Scalar:
        """Convert an int, Fraction, float, exact string or scalar to a scalar of this field."""
        raise NotImplementedError

    def numbers(self, values: Iterable[Number]) -> list[Scalar]:
        """Convert each of several values."""
        return [self.number(value) for value in values]

    def exp(self, x: Scalar) -> Scalar:
        """Return e^x."""
        raise NotImplementedError

    def log(self, x: Scalar) -> Scalar:
        """Return the natural logarithm of x > 0."""
        raise NotImplementedError

    def sqrt(self, x: Scalar) -> Scalar:
        """Return the non-negative square root of x >= 0."""
        raise NotImplementedError

    def infinity(self, sign: int = 1) -> Scalar:
        """Return plus or minus infinity, for a result that is known to be infinite.

        Raises
        ------
        InputError : in rational arithmetic, which has none.
        """
        raise InputError("Argument `field` must not be rational for an infinite result, but is.")

    def is_zero(self, x: Scalar) -> bool:
        """Tell whether x is certainly zero."""
        return bool(x == 0)

    def is_nonzero(self, x: Scalar) -> bool:
        """Tell whether x is certainly not zero."""
        return bool(x != 0)

    def may_be_zero(self, x: Scalar) -> bool:
        """Tell whether zero is among the values that x may have."""
        return not self.is_nonzero(x)

    def is_positive(self, x: Scalar) -> bool:
        """Tell whether x is certainly greater than zero."""
        return bool(x > 0)

    def to_float(self, x: Scalar) -> float:
        """Return a float64 near x (for a ball: near its midpoint)."""
        return float(x)

    def radius(self, x: Scalar) -> float:
        """Return the radius of the enclosure of x (0 where there is none)."""
        return 0.0

    def sum(self, values: Iterable[Scalar]) -> Scalar:
        """Return the sum of several scalars."""
        with self:
            total = self.zero
            for value in values:
                total = total + value
            return total

    def dot(self, left: Sequence[Scalar], right: Sequence[Scalar]) -> Scalar:
        """Return the sum of products of two vectors of equal length."""
        with self:
            total = self.zero
            for a, b in zip(left, right, strict=True):
                total = total + a * b
            return total


class Float64(Field):
    """IEEE double precision; scalars are Python floats."""

    name = "float64"

    def number(self, value: Number) -> float:
        """Convert to the nearest float."""
        if isinstance(value, float):
            if not math.isfinite(value):
                raise InputError(f"Argument `number` must be finite, but is {value!r}.")
            return float(value)
        if isinstance(value, flint.arb):
            return float(value)
        try:
            return float(exact_rational(value))
        except OverflowError:
            raise InputError(
                "Argument `number` must be within the range of float64, but is larger."
            ) from None

    def infinity(self, sign: int = 1) -> float:
        """Return plus or minus infinity."""
        return math.copysign(math.inf, sign)

    def exp(self, x: Scalar) -> float:
        """Return e^x; above about 709 the result is out of range and InputError is raised."""
        try:
            return math.exp(x)
        except OverflowError:
            raise InputError(
                f"Argument `x` of exp must be at most 709 in float64, but is {x!r}."
            ) from None

    def log(self, x: Scalar) -> float:
        """Return the natural logarithm of x > 0."""
        if x <= 0:
            raise InputError(f"Argument `x` of log must be positive, but is {x!r}.")
        return math.log(x)

    def sqrt(self, x: Scalar) -> float:
        """Return the square root of x >= 0."""
        if x < 0:
            raise InputError(f"Argument `x` of sqrt must be non-negative, but is {x!r}.")
        return math.sqrt(x)


class Ball(Field):
    """Arb ball arithmetic: every result is an enclosure of the exact one.

    Parameters
    ----------
    prec : working precision in bits, 2 <= prec <= 10^6.
    """

    name = "ball"

    def __init__(self, prec: int = 128) -> None:
        if isinstance(prec, bool) or not isinstance(prec, int) or not 2 <= prec <= 1_000_000:
            raise InputError(
                f"Argument `prec` must be an integer from 2 to 1000000, but is {prec!r}."
            )
        self.prec = prec
        self._saved: list[int] = []

    def __repr__(self) -> str:
        return f"Ball({self.prec})"

    def __enter__(self) -> Field:
        self._saved.append(flint.ctx.prec)
        flint.ctx.prec = self.prec
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        flint.ctx.prec = self._saved.pop()

    def number(self, value: Number) -> flint.arb:
        """Convert to a ball that contains the exact value."""
        if isinstance(value, flint.arb):
            return value
        if isinstance(value, (float, int)) and not isinstance(value, bool):
            if isinstance(value, float) and not math.isfinite(value):
                raise InputError(f"Argument `number` must be finite, but is {value!r}.")
            return flint.arb(value)
        if isinstance(value, flint.fmpq):
            with self:
                return flint.arb(value)
        rational = exact_rational(value)
        with self:
            return flint.arb(flint.fmpq(rational.numerator, rational.denominator))

    def infinity(self, sign: int = 1) -> flint.arb:
        """Return the exact ball plus or minus infinity."""
        return flint.arb.pos_inf() if sign > 0 else flint.arb.neg_inf()

    def exp(self, x: Scalar) -> flint.arb:
        """Return an enclosure of e^x."""
        with self:
            return flint.arb(x).exp()

    def log(self, x: Scalar) -> flint.arb:
        """Return an enclosure of the natural logarithm of x > 0."""
        if x <= 0:
            raise InputError(f"Argument `x` of log must be positive, but is {x!s}.")
        if not x > 0:
            raise PrecisionError(
                "The sign of an argument of log could not be decided.", x, self.prec
            )
        with self:
            return flint.arb(x).log()

    def sqrt(self, x: Scalar) -> flint.arb:
        """Return an enclosure of the square root of x >= 0."""
        if x < 0:
            raise InputError(f"Argument `x` of sqrt must be non-negative, but is {x!s}.")
        if not x >= 0:
            raise PrecisionError("The sign of an argument of sqrt is undecided.", x, self.prec)
        with self:
            return flint.arb(x).sqrt()

    def is_zero(self, x: Scalar) -> bool:
        """Tell whether x is the exact ball 0."""
        return bool(x.is_zero())

    def is_nonzero(self, x: Scalar) -> bool:
        """Tell whether the ball does not contain 0."""
        return not x.contains(0)

    def radius(self, x: Scalar) -> float:
        """Return an upper bound of the radius of the ball."""
        return float(x.rad().upper())


class Rational(Field):
    """Exact rational arithmetic; scalars are flint.fmpq."""

    name = "rational"
    exact = True

    def number(self, value: Number) -> flint.fmpq:
        """Convert to an exact rational; a ball is refused."""
        if isinstance(value, flint.fmpq):
            return value
        rational = exact_rational(value)
        return flint.fmpq(rational.numerator, rational.denominator)

    def exp(self, x: Scalar) -> flint.fmpq:
        """Return e^0 = 1; every other exponential of a rational is irrational and refused."""
        if x == 0:
            return flint.fmpq(1)
        raise InputError(f"Argument `x` of exp must be 0 in rational arithmetic, but is {x!s}.")

    def log(self, x: Scalar) -> flint.fmpq:
        """Return log 1 = 0; every other logarithm of a rational is irrational and refused."""
        if x == 1:
            return flint.fmpq(0)
        raise InputError(f"Argument `x` of log must be 1 in rational arithmetic, but is {x!s}.")

    def sqrt(self, x: Scalar) -> flint.fmpq:
        """Return the root of the square of a rational; others are irrational and refused."""
        if x >= 0:
            root = flint.fmpq(math.isqrt(int(x.p)), math.isqrt(int(x.q)))
            if root * root == x:
                return root
        raise InputError(
            f"Argument `x` of sqrt must be a rational square in rational arithmetic, but is {x!s}."
        )
