"""Inverse temperatures of either sign, infinite ones included, as exact inputs.

b = hbar omega beta is an inverse temperature in units of the level splitting, q = exp(-b) the
Boltzmann factor of one splitting. Where q is given exactly, q and its powers stay exact.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from fractions import Fraction
from typing import NamedTuple

import flint

from cotherm.numeric.errors import InputError
from cotherm.numeric.fields import Ball, Field, Number, Scalar, exact_rational


class Rates(NamedTuple):
    """Rates of the transitions down and up by one splitting, up/down = exp(-b)."""

    down: Scalar
    up: Scalar


class InverseTemperature:
    """An inverse temperature b, given by itself or by q = exp(-b).

    Parameters
    ----------
    b : number of either sign, "inf" (ground state), "-inf" (fully excited) or a ball.
    q : exact rational >= 0 instead of b; 0 means b = inf.

    Raises
    ------
    InputError : unless exactly one of b and q is given, or when it is outside its domain.
    """

    __slots__ = ("_b", "_q", "infinite", "sign")

    def __init__(self, b: Number | None = None, *, q: Number | None = None) -> None:
        if (b is None) == (q is None):
            raise InputError("Exactly one of the arguments `b` and `q` must be given.")
        self.infinite = False
        self._b: Fraction | flint.arb | None = None
        self._q: Fraction | None = None
        self.sign: int
        if q is not None:
            self._q = exact_rational(q, "q")
            if self._q < 0:
                raise InputError(f"Argument `q` must be non-negative, but is {q}.")
            self.infinite = self._q == 0
            self.sign = (self._q < 1) - (self._q > 1)
            return
        if _is_infinite(b):
            self.infinite = True
            self.sign = -1 if str(b).strip().startswith("-") else 1
        elif isinstance(b, flint.arb):
            if b.contains(0) or not b.is_finite():
                raise InputError(f"Argument `b` must be a finite ball without 0, but is {b!s}.")
            self._b = b
            self.sign = 1 if b > 0 else -1
        else:
            self._b = exact_rational(b, "b")
            self.sign = (self._b > 0) - (self._b < 0)

    @classmethod
    def of(cls, value: InverseTemperature | Number) -> InverseTemperature:
        """Return an inverse temperature as it is, and make one of any number b."""
        return value if isinstance(value, InverseTemperature) else cls(value)

    def __repr__(self) -> str:
        if self._q is not None:
            return f"InverseTemperature(q={str(self._q)!r})"
        if self.infinite:
            return f"InverseTemperature({'inf' if self.sign > 0 else '-inf'!r})"
        return f"InverseTemperature({str(self._b)!r})"

    def equals(self, other: InverseTemperature) -> bool:
        """Tell whether two inverse temperatures are certainly the same, both given exactly.

        A rational b is never the logarithm of a rational q, except for b = 0 and q = 1.
        """
        if self.sign != other.sign or self.infinite != other.infinite:
            return False
        if self.extreme:
            return True
        if isinstance(self._b, flint.arb) or isinstance(other._b, flint.arb):
            return False
        return self._b == other._b and self._q == other._q

    @property
    def extreme(self) -> bool:
        """Whether b is 0 or infinite, so that both rates are exactly 0 or 1."""
        return self.infinite or self.sign == 0

    def inverse(self, field: Field) -> Scalar:
        """Return b as a scalar.

        Raises
        ------
        InputError : for an infinite b, and in rational arithmetic when only q != 1 is given.
        """
        if self.infinite:
            raise InputError("Argument `b` must be finite here, but is infinite.")
        if self._q is not None:
            with field:
                return -field.log(field.number(self._q))
        return field.number(self._b)

    def power(self, field: Field, exponent: Number) -> Scalar:
        """Return exp(-b * exponent) = q^exponent for a finite b.

        Raises
        ------
        InputError : in rational arithmetic when the power is irrational.
        """
        order = exact_rational(exponent, "exponent")
        if order == 0:
            return field.one
        if self.infinite:
            if self.sign * order > 0:
                return field.zero
            raise InputError("Argument `b` must be finite here, but is infinite.")
        with field:
            if self._q is None:
                return field.exp(-(field.number(self._b) * field.number(order)))
            base = field.number(self._q)
            if order.denominator == 1:
                return base ** int(order)
            if order.denominator == 2:
                return field.sqrt(base) ** int(2 * order)
            return field.exp(field.log(base) * field.number(order))

    def boltzmann(self, field: Field) -> Scalar:
        """Return q = exp(-b); infinite for b = -inf, which is refused."""
        return self.power(field, 1)

    def smaller(self, field: Field) -> Scalar:
        """Return exp(-|b|), at most 1."""
        return self.power(field, -1 if self.sign < 0 else 1)

    def rates(self, field: Field, *, unit: str = "larger") -> Rates:
        """Return the rates down and up of a bath at this temperature.

        Parameters
        ----------
        unit : "larger" makes the larger rate 1 (also for infinite b); "down" makes the rate down
            1, which is the unit G(omega) of `heatcap` (B.2), for b > -inf.
        """
        if unit not in ("larger", "down"):
            raise InputError(f'Argument `unit` must be "larger" or "down", but is {unit!r}.')
        if unit == "down":
            return Rates(field.one, self.boltzmann(field))
        if self.sign < 0:
            return Rates(self.smaller(field), field.one)
        return Rates(field.one, self.smaller(field))

    def weights(self, field: Field, levels: Sequence[Number]) -> list[Scalar]:
        """Return the normalised Boltzmann weights exp(-b m) / Z of levels m.

        An infinite b shares the weight equally among the lowest (highest) levels.
        """
        exact = [exact_rational(level, "levels") for level in levels]
        if not exact:
            raise InputError("Argument `levels` must hold at least one level, but is empty.")
        # Measured from the most populated level, so that no factor exceeds 1.
        origin = max(exact) if self.sign < 0 else min(exact)
        factors = [self.power(field, level - origin) for level in exact]
        with field:
            total = field.sum(factors)
            return [factor / total for factor in factors]


def _is_infinite(b: Number) -> bool:
    if isinstance(b, float):
        return math.isinf(b)
    return isinstance(b, str) and b.strip() in ("inf", "+inf", "-inf")


def scaled(beta: Number, factor: Number, field: Field | None = None) -> InverseTemperature:
    """Return the inverse temperature beta * factor (b of a splitting `factor` at bath beta).

    Parameters
    ----------
    beta : number or ball, "inf" or "-inf".
    factor : splitting; > 0 when beta is infinite.
    field : ball arithmetic in which to multiply when one of them is a ball.
    """
    if _is_infinite(beta):
        if isinstance(factor, flint.arb) or exact_rational(factor, "factor") > 0:
            return InverseTemperature(beta)
        raise InputError(
            f"Argument `factor` must be positive for an infinite beta, but is {factor}."
        )
    if isinstance(beta, flint.arb) or isinstance(factor, flint.arb):
        arithmetic = field or Ball()
        with arithmetic:
            return InverseTemperature(arithmetic.number(beta) * arithmetic.number(factor))
    return InverseTemperature(exact_rational(beta, "beta") * exact_rational(factor, "factor"))
