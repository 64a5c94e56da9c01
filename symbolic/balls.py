"""Ball arithmetic (Arb through python-flint): every result encloses the true value."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from fractions import Fraction
from typing import Any

import flint
import numpy as np

from .errors import PrecisionError
from .exact_numbers import exact
from .interface import Arithmetic


def to_float(value: Any) -> float:
    """Return the float64 nearest to the midpoint of a ball."""
    if not value.is_finite():
        return float(value)
    if value.is_zero():
        return 0.0
    mantissa, exponent = value.mid().man_exp()
    mantissa, exponent = int(mantissa), int(exponent)
    if mantissa == 0 or exponent + mantissa.bit_length() < -1100:
        return 0.0
    if exponent + mantissa.bit_length() > 1100:
        return math.copysign(math.inf, mantissa)
    exact_value = Fraction(mantissa) * Fraction(2) ** exponent
    try:
        return float(exact_value)
    except OverflowError:
        return math.copysign(math.inf, mantissa)


def certified_ball(function: Callable[[Arithmetic], Any], bits: int) -> Any:
    """Return `function(ball arithmetic)` to the given relative accuracy in bits.

    Raises:
        PrecisionError: if 65536 bits do not suffice.
    """
    precision = bits + 32
    while True:
        ball = Ball(precision)
        with ball.active():
            value = function(ball)
        if value.is_exact() or value.rel_accuracy_bits() >= bits:
            return value
        if precision > 1 << 16:
            raise PrecisionError(f"The value {value} could not be certified to {bits} bits.", value)
        precision *= 2


def to_decimal(value: Any, digits: int) -> str:
    """Return the midpoint of a ball as a decimal string with the given significant digits."""
    return str(value.mid().str(digits, radius=False))


class Ball(Arithmetic):
    """Arb balls at a fixed precision in bits; use inside `with ball.active():`."""

    name = "ball"

    def __init__(self, prec: int) -> None:
        self.prec = int(prec)

    @contextmanager
    def active(self) -> Iterator[Ball]:
        """Set the working precision inside the block, and restore it afterwards."""
        before = flint.ctx.prec
        flint.ctx.prec = self.prec
        try:
            yield self
        finally:
            flint.ctx.prec = before

    def number(self, value: Any) -> Any:
        """Enclose an exact number; a ball passes through."""
        if isinstance(value, (flint.arb, flint.acb)):
            return value
        if isinstance(value, np.ndarray) and value.ndim == 0:
            value = value.item()
        number = exact(value)
        if isinstance(number, float):
            return flint.arb(number)
        return flint.arb(flint.fmpq(number.numerator, number.denominator))

    def exp(self, x: Any) -> Any:
        """e^x."""
        if x.is_finite():
            return x.exp()
        return flint.arb(0) if x < 0 else x

    def expm1(self, x: Any) -> Any:
        """e^x - 1."""
        if x.is_finite():
            return x.expm1()
        return flint.arb(-1) if x < 0 else x

    def log(self, x: Any) -> Any:
        """Natural logarithm."""
        return x.log()

    def log1p(self, x: Any) -> Any:
        """log(1 + x)."""
        return x.log1p()

    def sqrt(self, x: Any) -> Any:
        """Square root."""
        return x.sqrt()

    def sinh(self, x: Any) -> Any:
        """Hyperbolic sine."""
        return x.sinh() if x.is_finite() else x

    def cosh(self, x: Any) -> Any:
        """Hyperbolic cosine."""
        return x.cosh() if x.is_finite() else abs(x)

    def tanh(self, x: Any) -> Any:
        """Hyperbolic tangent."""
        return x.tanh() if x.is_finite() else x.sgn()

    def coth(self, x: Any) -> Any:
        """Hyperbolic cotangent."""
        return x.coth() if x.is_finite() else x.sgn()

    def absolute(self, x: Any) -> Any:
        """Absolute value."""
        return abs(x)

    def vanishes(self, x: Any) -> bool:
        """Whether a ball is exactly 0."""
        return bool(x.is_zero())

    def infinite(self, x: Any) -> bool:
        """Whether a ball is +-inf."""
        return not x.is_finite() and not x.is_nan()

    def langevin(self, x: Any) -> Any:
        """coth(x) - 1/x."""
        if not x.is_finite():
            return x.sgn()
        if x.contains(0):
            # |L(x)| <= |x|/3 and L is odd and increasing.
            bound = x.abs_upper() / 3
            return flint.arb(0) if x.is_zero() else (-bound).union(bound)
        return x.coth() - 1 / x

    def x_over_sinh(self, x: Any) -> Any:
        """x / sinh(x)."""
        if not x.is_finite():
            return flint.arb(0)
        if x.is_zero():
            return flint.arb(1)
        if x.contains(0):
            size = x.abs_upper()  # 1 - x^2/6 <= x/sinh x <= 1
            return (1 - size * size / 6).union(flint.arb(1))
        return x / x.sinh()

    def x_coth(self, x: Any) -> Any:
        """x coth(x)."""
        if not x.is_finite():
            return abs(x)
        if x.is_zero():
            return flint.arb(1)
        if x.contains(0):
            size = x.abs_upper()  # 1 <= x coth x <= 1 + x^2/3
            return flint.arb(1).union(1 + size * size / 3)
        return x * x.coth()

    def curvature(self, x: Any) -> Any:
        """1 - (x / sinh x)^2."""
        return 1 - self.x_over_sinh(x) ** 2

    def curvature_ratio(self, x: Any) -> Any:
        """(1 - (x / sinh x)^2) / x^2."""
        if not x.is_finite():
            return flint.arb(0)
        if x.contains(0):
            size = x.abs_upper()  # 1/3 - x^2/15 <= h(x)/x^2 <= 1/3
            return (flint.arb(1) / 3 - size * size / 15).union(flint.arb(1) / 3)
        return self.curvature(x) / x**2

    def langevin_ratio(self, x: Any) -> Any:
        """(coth(x) - 1/x) / x."""
        if not x.is_finite():
            return flint.arb(0)
        if x.contains(0):
            size = x.abs_upper()  # 1/3 - x^2/45 <= L(x)/x <= 1/3
            return (flint.arb(1) / 3 - size * size / 45).union(flint.arb(1) / 3)
        return self.langevin(x) / x

    def bose(self, x: Any) -> Any:
        """1 / (e^x - 1)."""
        if not x.is_finite():
            return flint.arb(0) if x > 0 else flint.arb(-1)
        if x.is_zero():
            return flint.arb("inf")
        return 1 / x.expm1()

    def bose_difference(self, d: Any, x: Any) -> Any:
        """1/(e^x - 1) - d/(e^(d x) - 1)."""
        if d == 1:
            return flint.arb(0)
        if not x.is_finite():
            return flint.arb(0) if x > 0 else d - 1
        if x.contains(0):
            half = x / 2
            return (d - 1) / 2 + (self.langevin(half) - d * self.langevin(d * half)) / 2
        return self.bose(x) - d * self.bose(d * x)

    def bose_energy(self, d: Any, x: Any) -> Any:
        """x times `bose_difference(d, x)`, for x >= 0; 0 at x = inf."""
        return x * self.bose_difference(d, x) if x.is_finite() else flint.arb(0)

    def ladder_mean(self, d: Any, x: Any) -> Any:
        """Mean of m = -(d-1)/2 ... (d-1)/2 with weight e^(-m x)."""
        if d == 1:
            return flint.arb(0)
        return (self.langevin(x / 2) - d * self.langevin(d * x / 2)) / 2

    def geometric_tail(self, d: Any, x: Any) -> Any:
        """sum_(k=1)^(d-1) e^(-k x) for x >= 0."""
        if d == 1 or not x.is_finite():
            return flint.arb(0)
        if x.is_zero():
            return d - 1
        return (-x).exp() * (-(d - 1) * x).expm1() / (-x).expm1()

    def exp_product(self, a: Any, x: Any) -> Any:
        """e^(a x)."""
        if a.is_zero():
            return flint.arb(1)
        return self.exp(a * x)
