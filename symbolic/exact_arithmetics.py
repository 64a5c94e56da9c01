"""Multi-precision numbers (mpmath) and symbolic expressions (sympy, loaded only when used)."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Any

import mpmath

from .balls import certified_ball
from .exact_numbers import exact, is_symbolic
from .interface import Arithmetic


class MPMath(Arithmetic):
    """mpmath numbers in a private context: no global precision is touched. Not rigorous."""

    name = "mpmath"

    def __init__(self, dps: int) -> None:
        self.context = mpmath.MPContext()
        self.dps = int(dps)
        self.context.dps = self.dps

    def number(self, value: Any) -> Any:
        """Convert an exact number at the working precision."""
        if isinstance(value, self.context.mpf):
            return value
        number = exact(value)
        if isinstance(number, float):
            return self.context.mpf(number)
        return self.context.mpf(number.numerator) / number.denominator

    def _guarded(self, x: Any, function: Any) -> Any:
        """Evaluate where leading terms cancel, with as many extra digits as cancel."""
        lost = max(0, -3 * int(self.context.mag(x))) if x and self.context.isfinite(x) else 0
        with self.context.workprec(self.context.prec + lost + 20):
            result = function(x)
        return +result

    def exp(self, x: Any) -> Any:
        """e^x."""
        return self.context.exp(x)

    def expm1(self, x: Any) -> Any:
        """e^x - 1."""
        return self.context.expm1(x)

    def log(self, x: Any) -> Any:
        """Natural logarithm."""
        return self.context.log(x)

    def log1p(self, x: Any) -> Any:
        """log(1 + x)."""
        return self.context.log1p(x)

    def sqrt(self, x: Any) -> Any:
        """Square root."""
        return self.context.sqrt(x)

    def sinh(self, x: Any) -> Any:
        """Hyperbolic sine."""
        return self.context.sinh(x)

    def cosh(self, x: Any) -> Any:
        """Hyperbolic cosine."""
        return self.context.cosh(x)

    def tanh(self, x: Any) -> Any:
        """Hyperbolic tangent."""
        return self.context.tanh(x)

    def coth(self, x: Any) -> Any:
        """Hyperbolic cotangent."""
        return 1 / self.context.tanh(x)

    def absolute(self, x: Any) -> Any:
        """Absolute value."""
        return abs(x)

    def infinite(self, x: Any) -> bool:
        """Whether x is +-inf."""
        return bool(self.context.isinf(x))

    def langevin(self, x: Any) -> Any:
        """coth(x) - 1/x."""
        if x == 0:
            return x
        return self._guarded(x, lambda y: 1 / self.context.tanh(y) - 1 / y)

    def x_over_sinh(self, x: Any) -> Any:
        """x / sinh(x)."""
        if x == 0:
            return self.context.mpf(1)
        return x / self.context.sinh(x) if self.context.isfinite(x) else self.context.mpf(0)

    def x_coth(self, x: Any) -> Any:
        """x coth(x)."""
        return self.context.mpf(1) if x == 0 else abs(x) / self.context.tanh(abs(x))

    def curvature(self, x: Any) -> Any:
        """1 - (x / sinh x)^2."""
        return self._guarded(x, lambda y: 1 - self.x_over_sinh(y) ** 2)

    def curvature_ratio(self, x: Any) -> Any:
        """(1 - (x / sinh x)^2) / x^2."""
        if x == 0:
            return self.context.mpf(1) / 3
        return self.curvature(x) / x**2

    def langevin_ratio(self, x: Any) -> Any:
        """(coth(x) - 1/x) / x."""
        return self.context.mpf(1) / 3 if x == 0 else self.langevin(x) / x

    def bose(self, x: Any) -> Any:
        """1 / (e^x - 1)."""
        return self.context.inf if x == 0 else 1 / self.context.expm1(x)

    def bose_difference(self, d: Any, x: Any) -> Any:
        """1/(e^x - 1) - d/(e^(d x) - 1)."""
        if x == 0:
            return (d - 1) / 2
        return self._guarded(x, lambda y: self.bose(y) - d * self.bose(d * y))

    def bose_energy(self, d: Any, x: Any) -> Any:
        """x times `bose_difference(d, x)`, for x >= 0; 0 at x = inf."""
        return x * self.bose_difference(d, x) if self.context.isfinite(x) else self.context.mpf(0)

    def ladder_mean(self, d: Any, x: Any) -> Any:
        """Mean of m = -(d-1)/2 ... (d-1)/2 with weight e^(-m x)."""
        return (self.langevin(x / 2) - d * self.langevin(d * x / 2)) / 2

    def geometric_tail(self, d: Any, x: Any) -> Any:
        """sum_(k=1)^(d-1) e^(-k x) for x >= 0."""
        if x == 0 or d == 1:
            return d - 1
        expm1 = self.context.expm1
        return self.context.exp(-x) * expm1(-(d - 1) * x) / expm1(-x)

    def exp_product(self, a: Any, x: Any) -> Any:
        """e^(a x)."""
        return self.context.exp(a * x) if a != 0 else self.context.mpf(1)

    def precisely(self, function: Callable[[Arithmetic], Any]) -> Any:
        """Evaluate in balls and round once."""
        value = certified_ball(function, self.context.prec + 8)
        if not value.is_finite():
            return self.context.mpf(str(float(value)))
        mantissa, exponent = value.mid().man_exp()
        return self.context.ldexp(self.context.mpf(int(mantissa)), int(exponent))


class Symbolic(Arithmetic):
    """sympy expressions; every kernel is its textbook definition."""

    name = "sympy"

    def __init__(self) -> None:
        import sympy

        self._sympy = sympy

    def number(self, value: Any) -> Any:
        """Convert an exact number; an expression passes through."""
        if is_symbolic(value):
            return value
        number = exact(value)
        if isinstance(number, Fraction):
            return self._sympy.Rational(number.numerator, number.denominator)
        return self._sympy.oo if number > 0 else -self._sympy.oo

    def exp(self, x: Any) -> Any:
        """e^x."""
        return self._sympy.exp(x)

    def expm1(self, x: Any) -> Any:
        """e^x - 1."""
        return self._sympy.exp(x) - 1

    def log(self, x: Any) -> Any:
        """Natural logarithm."""
        return self._sympy.log(x)

    def log1p(self, x: Any) -> Any:
        """log(1 + x)."""
        return self._sympy.log(1 + x)

    def sqrt(self, x: Any) -> Any:
        """Square root."""
        return self._sympy.sqrt(x)

    def sinh(self, x: Any) -> Any:
        """Hyperbolic sine."""
        return self._sympy.sinh(x)

    def cosh(self, x: Any) -> Any:
        """Hyperbolic cosine."""
        return self._sympy.cosh(x)

    def tanh(self, x: Any) -> Any:
        """Hyperbolic tangent."""
        return self._sympy.tanh(x)

    def coth(self, x: Any) -> Any:
        """Hyperbolic cotangent."""
        return self._sympy.coth(x)

    def absolute(self, x: Any) -> Any:
        """Absolute value."""
        return self._sympy.Abs(x)

    def infinite(self, x: Any) -> bool:
        """Whether x is +-oo."""
        return bool(x.is_infinite) if is_symbolic(x) else False

    def ladder_divergence(self, d: Any, x: Any, y: Any) -> Any:
        """ln(Z(y)/Z(x)) + (y - x) e(x)."""
        sinh, log = self._sympy.sinh, self._sympy.log

        def partition(z: Any) -> Any:
            return d if z == 0 else sinh(d * z / 2) / sinh(z / 2)

        return log(partition(y)) - log(partition(x)) + (y - x) * self.ladder_mean(d, x)

    def by_sign(
        self, x: Any, positive: Callable[[Any], Any], negative: Callable[[Any], Any]
    ) -> Any:
        """positive(x): the expression is analytic through 0."""
        del negative
        return positive(x)

    def langevin(self, x: Any) -> Any:
        """coth(x) - 1/x."""
        return self._sympy.S.Zero if x == 0 else self._sympy.coth(x) - 1 / x

    def x_over_sinh(self, x: Any) -> Any:
        """x / sinh(x)."""
        return self._sympy.S.One if x == 0 else x / self._sympy.sinh(x)

    def x_coth(self, x: Any) -> Any:
        """x coth(x)."""
        return self._sympy.S.One if x == 0 else x * self._sympy.coth(x)

    def curvature(self, x: Any) -> Any:
        """1 - (x / sinh x)^2."""
        return 1 - self.x_over_sinh(x) ** 2

    def curvature_ratio(self, x: Any) -> Any:
        """(1 - (x / sinh x)^2) / x^2."""
        return self._sympy.Rational(1, 3) if x == 0 else self.curvature(x) / x**2

    def langevin_ratio(self, x: Any) -> Any:
        """(coth(x) - 1/x) / x."""
        return self._sympy.Rational(1, 3) if x == 0 else self.langevin(x) / x

    def bose(self, x: Any) -> Any:
        """1 / (e^x - 1)."""
        return 1 / (self._sympy.exp(x) - 1)

    def bose_difference(self, d: Any, x: Any) -> Any:
        """1/(e^x - 1) - d/(e^(d x) - 1)."""
        return (d - 1) / 2 if x == 0 else self.bose(x) - d * self.bose(d * x)

    def bose_energy(self, d: Any, x: Any) -> Any:
        """x times `bose_difference(d, x)`."""
        return x * self.bose_difference(d, x)

    def ladder_mean(self, d: Any, x: Any) -> Any:
        """(coth(x/2) - d coth(d x/2)) / 2."""
        coth = self._sympy.coth
        return self._sympy.S.Zero if x == 0 else (coth(x / 2) - d * coth(d * x / 2)) / 2

    def geometric_tail(self, d: Any, x: Any) -> Any:
        """sum_(k=1)^(d-1) e^(-k x), summed."""
        exp = self._sympy.exp
        return d - 1 if x == 0 else exp(-x) * (1 - exp(-(d - 1) * x)) / (1 - exp(-x))

    def exp_product(self, a: Any, x: Any) -> Any:
        """e^(a x)."""
        return self._sympy.exp(a * x)
