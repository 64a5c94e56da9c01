"""Inverse temperatures with rational Boltzmann factors, so that hyperbolic formulas stay exact."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from .errors import NotRational


@dataclass(frozen=True)
class Logarithm:
    """The number ``factor * b`` with ``b = -2 ln r`` for a rational ``r = exp(-b/2) > 0``.

    Sums of multiples of one ``b`` and rational multiples are again of this form; exp, sinh, ... of
    half-integer multiples are rational.  Anything else raises :class:`NotRational`.
    """

    root: Fraction
    factor: Fraction = Fraction(1)

    def __neg__(self) -> Logarithm:
        return Logarithm(self.root, -self.factor)

    def __mul__(self, other: Any) -> Logarithm:
        if isinstance(other, Fraction):
            return Logarithm(self.root, self.factor * other)
        raise NotRational

    __rmul__ = __mul__

    def __truediv__(self, other: Any) -> Logarithm | Fraction:
        if isinstance(other, Fraction):
            return Logarithm(self.root, self.factor / other)
        if isinstance(other, Logarithm) and other.root == self.root:
            return self.factor / other.factor
        raise NotRational

    def __rtruediv__(self, other: Any) -> Any:
        raise NotRational

    def __add__(self, other: Any) -> Logarithm:
        if isinstance(other, Logarithm) and other.root == self.root:
            return Logarithm(self.root, self.factor + other.factor)
        raise NotRational

    def __sub__(self, other: Any) -> Logarithm:
        return self.__add__(-other)

    def __radd__(self, other: Any) -> Any:
        raise NotRational

    __rsub__ = __radd__

    def __pow__(self, other: Any) -> Any:
        raise NotRational

    def __abs__(self) -> Logarithm:
        positive = (self.root < 1) == (self.factor > 0)
        return self if positive or self.root == 1 else -self

    def exponential(self) -> Fraction:
        """exp of this number, rational for half-integer factors."""
        power = -2 * self.factor
        if power.denominator != 1:
            raise NotRational
        return self.root ** int(power)


def _exp(x: Any) -> Fraction:
    if isinstance(x, Logarithm):
        return x.exponential()
    if x == 0:
        return Fraction(1)
    raise NotRational


def _hyperbolic(combine: Callable[[Fraction, Fraction], Fraction]) -> Callable[[Any], Fraction]:
    def function(x: Any) -> Fraction:
        growing = _exp(x)
        return combine(growing, 1 / growing)

    return function


EXACT_FUNCTIONS: dict[str, Callable[[Any], Any]] = {
    "exp": _exp,
    "sinh": _hyperbolic(lambda a, b: (a - b) / 2),
    "cosh": _hyperbolic(lambda a, b: (a + b) / 2),
    "tanh": _hyperbolic(lambda a, b: (a - b) / (a + b)),
    "coth": _hyperbolic(lambda a, b: (a + b) / (a - b)),
}
