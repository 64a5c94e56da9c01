"""float64 arithmetic over numpy arrays: kernels without cancellation, overflow or warnings.

Every kernel is bounded by a few ulp (measured against 60-digit balls in
tests/symbolic/test_accuracy.py).
"""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import flint
import numpy as np

from .balls import certified_ball, to_float
from .exact_numbers import exact
from .interface import Arithmetic, Thunk

# Below these arguments the kernels use Taylor series with positive terms only.
_LANGEVIN_SERIES = 3.0
_SINH_SERIES = 1.5
# exp(-x) is zero beyond; clipping here keeps inf * 0 out of the kernels.
_FAR = 800.0

# sinh(x)/x - 1 = x^2 * sum_k x^(2k) / (2k+3)!
_SINH_EXCESS = [1.0 / math.factorial(2 * k + 3) for k in range(17)]
# (x cosh x - sinh x) / x^3 = sum_k x^(2k) (2k+2) / (2k+3)!
_LANGEVIN_TOP = [(2 * k + 2) / math.factorial(2 * k + 3) for k in range(17)]


def _gauss_legendre(order: int) -> list[tuple[float, float]]:
    """Nodes and weights of Gauss-Legendre integration over [0, 1], each rounded once."""
    with flint.ctx.workprec(100):
        pairs = [flint.arb.legendre_p_root(order, k, weight=True) for k in range(order)]
        return [(to_float((1 - node) / 2), to_float(weight / 2)) for node, weight in pairs]


_GAUSS = _gauss_legendre(20)


def _polynomial(coefficients: list[float], z: Any) -> Any:
    result = np.full_like(z, coefficients[-1])
    for coefficient in reversed(coefficients[:-1]):
        result = result * z + coefficient
    return result


def two_sum(a: Any, b: Any) -> tuple[Any, Any]:
    """Return the rounded sum of two floats and its exact rounding error."""
    total = a + b
    shadow = total - a
    return total, (a - (total - shadow)) + (b - shadow)


def two_product(a: Any, b: Any) -> tuple[Any, Any]:
    """Return the rounded product of two floats and its rounding error (exact unless it
    overflows)."""
    product = a * b

    def split(x: Any) -> tuple[Any, Any]:
        scaled = 134217729.0 * x  # 2^27 + 1
        high = scaled - (scaled - x)
        return high, x - high

    ah, al = split(a)
    bh, bl = split(b)
    error = ((ah * bh - product) + ah * bl + al * bh) + al * bl
    return product, np.where(np.isfinite(error), error, 0.0)


def where(condition: Any, primary: Thunk, alternative: Thunk) -> Any:
    """Elementwise choice that evaluates a branch only if some element takes it."""
    if np.all(condition):
        return primary()
    if not np.any(condition):
        return alternative()
    return np.where(condition, primary(), alternative())


class Float64(Arithmetic):
    """numpy float64, elementwise over arrays; `lost` marks elements that cancelled and must be
    redone."""

    name = "float64"

    def __init__(self) -> None:
        self.lost: Any = False

    def number(self, value: Any) -> Any:
        """Convert to float64, rounding once; arrays pass through."""
        if isinstance(value, np.ndarray):
            return value.astype(np.float64)
        if isinstance(value, (float, np.floating)):
            return np.float64(value)
        return np.float64(float(exact(value)))

    def exp(self, x: Any) -> Any:
        """e^x."""
        return np.exp(x)

    def expm1(self, x: Any) -> Any:
        """e^x - 1."""
        return np.expm1(x)

    def log(self, x: Any) -> Any:
        """Natural logarithm."""
        return np.log(x)

    def log1p(self, x: Any) -> Any:
        """log(1 + x)."""
        return np.log1p(x)

    def sqrt(self, x: Any) -> Any:
        """Square root."""
        return np.sqrt(x)

    def sinh(self, x: Any) -> Any:
        """Hyperbolic sine."""
        return np.sinh(x)

    def cosh(self, x: Any) -> Any:
        """Hyperbolic cosine."""
        return np.cosh(x)

    def tanh(self, x: Any) -> Any:
        """Hyperbolic tangent."""
        return np.tanh(x)

    def coth(self, x: Any) -> Any:
        """Hyperbolic cotangent."""
        return 1.0 / np.tanh(x)

    def absolute(self, x: Any) -> Any:
        """Absolute value."""
        return np.abs(x)

    def langevin(self, x: Any) -> Any:
        """coth(x) - 1/x."""
        x = np.asarray(x)
        size = np.abs(x)

        def series() -> Any:
            near = np.minimum(size, _LANGEVIN_SERIES)
            z = near * near
            return near * _polynomial(_LANGEVIN_TOP, z) / (1.0 + z * _polynomial(_SINH_EXCESS, z))

        def direct() -> Any:
            far = np.maximum(size, _LANGEVIN_SERIES)
            return (1.0 - 1.0 / far) + 2.0 / np.expm1(2.0 * far)

        return np.copysign(where(size < _LANGEVIN_SERIES, series, direct), x)

    def _sinh_excess(self, size: Any) -> Any:
        """sinh(x)/x - 1 for 0 <= x <= the series limit."""
        near = np.minimum(size, _SINH_SERIES)
        z = near * near
        return z * _polynomial(_SINH_EXCESS, z)

    def x_over_sinh(self, x: Any) -> Any:
        """x / sinh(x)."""
        size = np.abs(np.asarray(x))

        def direct() -> Any:
            far = np.clip(size, _SINH_SERIES, _FAR)
            return -2.0 * far * np.exp(-far) / np.expm1(-2.0 * far)

        return where(size < _SINH_SERIES, lambda: 1.0 / (1.0 + self._sinh_excess(size)), direct)

    def x_coth(self, x: Any) -> Any:
        """x coth(x)."""
        size = np.abs(np.asarray(x))
        return where(
            size < _SINH_SERIES,
            lambda: 1.0 + np.minimum(size, _SINH_SERIES) * self.langevin(np.minimum(size, 1.5)),
            lambda: size / np.tanh(np.maximum(size, _SINH_SERIES)),
        )

    def curvature(self, x: Any) -> Any:
        """1 - (x / sinh x)^2."""
        size = np.abs(np.asarray(x))

        def series() -> Any:
            u = self._sinh_excess(size)
            return u * (2.0 + u) / ((1.0 + u) * (1.0 + u))

        return where(size < _SINH_SERIES, series, lambda: 1.0 - self.x_over_sinh(size) ** 2)

    def curvature_ratio(self, x: Any) -> Any:
        """(1 - (x / sinh x)^2) / x^2."""
        size = np.abs(np.asarray(x))

        def series() -> Any:
            near = np.minimum(size, _SINH_SERIES)
            excess = _polynomial(_SINH_EXCESS, near * near)
            u = near * near * excess
            return excess * (2.0 + u) / ((1.0 + u) * (1.0 + u))

        def direct() -> Any:
            far = np.maximum(size, _SINH_SERIES)
            return (1.0 - self.x_over_sinh(far) ** 2) / far / far

        return where(size < _SINH_SERIES, series, direct)

    def langevin_ratio(self, x: Any) -> Any:
        """(coth(x) - 1/x) / x."""
        size = np.abs(np.asarray(x))
        away = np.maximum(size, 1e-9)
        return np.where(size < 1e-9, 1.0 / 3.0, self.langevin(away) / away)

    def bose(self, x: Any) -> Any:
        """1 / (e^x - 1)."""
        return 1.0 / np.expm1(x)

    def bose_difference(self, d: Any, x: Any) -> Any:
        """1/(e^x - 1) - d/(e^(d x) - 1)."""
        d, x = np.broadcast_arrays(np.asarray(d, dtype=np.float64), np.asarray(x))

        def planck() -> Any:
            far = np.maximum(x, 1.0 / d)  # placeholders where the other branch is taken
            return 1.0 / np.expm1(far) - d / np.expm1(d * far)

        def centred() -> Any:
            near = np.where(d * x > 3.0, 0.0, x)
            return 0.5 * (d - 1.0) + self.ladder_mean(d, near)

        return where((d * x > 2.5) & (x != 0.0), planck, centred)

    def bose_energy(self, d: Any, x: Any) -> Any:
        """x times `bose_difference(d, x)`, for x >= 0; 0 at x = inf."""
        near = np.minimum(np.asarray(x), _FAR)
        return near * self.bose_difference(d, near)

    def ladder_mean(self, d: Any, x: Any) -> Any:
        """Mean of m = -(d-1)/2 ... (d-1)/2 with weight e^(-m x)."""
        x = np.asarray(x)
        size = np.abs(x)

        def middle() -> Any:
            return 0.5 * (self.langevin(0.5 * size) - d * self.langevin(0.5 * d * size))

        def edge() -> Any:
            far = np.maximum(size, 2.0)
            return (1.0 / np.expm1(far) - d / np.expm1(d * far)) - 0.5 * (d - 1.0)

        return where(size < 2.0, middle, edge) * np.where(np.signbit(x), -1.0, 1.0)

    def ladder_divergence(self, d: Any, x: Any, y: Any) -> Any:
        """Relative entropy of the thermal state of d levels at x to that at y."""
        d, x, y = np.broadcast_arrays(np.asarray(d, dtype=np.float64), x, y)
        shift, small = y - x, np.where(x * y > 0, np.minimum(np.abs(x), np.abs(y)), 0.0)
        near = np.abs(shift) <= np.minimum(3.0, np.maximum(3.0 * small, 6.0 / d))

        def integral() -> Any:
            # D = int_x^y (y - z) Var(z) dz: no term is negative.
            at, width = np.where(near, x, 0.0), np.where(near, shift, 0.0)
            total = np.zeros_like(at)
            for node, weight in _GAUSS:
                total += weight * (1.0 - node) * self._ladder_variance(d, at, node * width)
            return width * width * total

        def direct() -> Any:
            at, target = np.abs(x), np.abs(np.where(near, x + 4.0, y))
            below, above = self.geometric_tail(d, at), self.geometric_tail(d, target)
            ratio = np.log((1.0 + above) / (1.0 + below))
            ratio = np.where(np.abs(ratio) > 0.5, ratio, np.log1p((above - below) / (1.0 + below)))
            down = self.bose_difference(d, at)
            same = (target - at) * down
            opposite = target * self.bose_difference(d, -at) - at * down
            value = ratio + np.where(x * y >= 0, same, opposite)
            return np.where(d == 1.0, 0.0, np.where(np.isinf(y), np.inf, value))

        return where(near, integral, direct)

    def _ladder_variance(self, d: Any, x: Any, step: Any) -> Any:
        """Variance of m on d levels at x + step."""
        size = np.abs(x + step)
        middle, edge = np.minimum(size, 2.0), np.maximum(size, 2.0)
        # Far out the rounding of x + step would be seen in the exponential.
        split = np.exp(-np.abs(x)) * np.exp(-np.where(x > 0, step, -step))
        decay = np.where((x != 0) & (x * (x + step) >= 0), split, np.exp(-edge))
        many = d * edge
        return np.where(
            size < 2.0,
            0.25
            * (d * d * self.curvature_ratio(0.5 * d * middle) - self.curvature_ratio(0.5 * middle)),
            decay / np.expm1(-edge) ** 2 - d * d * np.exp(-many) / np.expm1(-many) ** 2,
        )

    def infinite(self, x: Any) -> bool:
        """False: float64 bodies treat infinities elementwise."""
        del x
        return False

    def by_sign(
        self, x: Any, positive: Callable[[Any], Any], negative: Callable[[Any], Any]
    ) -> Any:
        """positive(|x|) where x >= 0, else negative(|x|)."""
        size = np.abs(x)
        return where(np.asarray(x) >= 0, lambda: positive(size), lambda: negative(size))

    def unless_infinite(
        self, x: Any, finite: Callable[[Any], Any], limit: Callable[[int], Any]
    ) -> Any:
        """finite(x), or limit(sign of x) where x is +-inf."""
        far = np.isinf(x)
        if not np.any(far):
            return finite(x)
        ends = where(x > 0, lambda: limit(1), lambda: limit(-1))
        return ends if np.all(far) else np.where(far, ends, finite(np.where(far, 1.0, x)))

    def capped(self, x: Any) -> Any:
        """x, but at most 800, where e^-x is 0."""
        return np.minimum(x, _FAR)

    def geometric_tail(self, d: Any, x: Any) -> Any:
        """sum_(k=1)^(d-1) e^(-k x) for x >= 0."""
        d, x = np.broadcast_arrays(np.asarray(d, dtype=np.float64), np.asarray(x))
        away = np.where(x < 1e-290, 1.0, np.minimum(x, _FAR))
        ratio = np.expm1(-(d - 1.0) * away) / np.expm1(-away)
        return np.where(x < 1e-290, d - 1.0, np.exp(-np.minimum(x, _FAR)) * ratio)

    def exp_product(self, a: Any, x: Any) -> Any:
        """e^(a x) with a compensated product."""
        # Clipped at exponents where the result is 0 or inf anyway: the splitting must not overflow.
        inside = (np.abs(a) * np.abs(x) < _FAR) & (np.abs(x) < 1e290)
        product, error = two_product(a, np.where(inside, x, 0.0))
        beyond = np.where(a == 0, 1.0, np.where(np.sign(a) * x > 0, np.inf, 0.0))
        return np.where(inside, np.exp(product) * (1.0 + error), beyond)

    def choose(self, condition: Any, primary: Thunk, alternative: Thunk) -> Any:
        """`primary()` where `condition` holds, else `alternative()`."""
        return where(condition, primary, alternative)

    def vanishes(self, x: Any) -> bool:
        """False: float64 bodies give exact zeros by themselves."""
        del x
        return False

    def difference(self, a: Any, b: Any) -> Any:
        """a - b, marking as lost the elements where more than two bits cancelled."""
        result = a - b
        scale = np.maximum(np.abs(a), np.abs(b))
        self.lost = self.lost | (np.isfinite(scale) & (scale > 0) & (np.abs(result) < 0.25 * scale))
        return result

    def product(self, a: Any, b: Any) -> tuple[Any, Any]:
        """a b and its rounding error."""
        product, error = two_product(a, b)
        return product, np.where(np.isfinite(product), error, 0.0)

    def total(self, terms: list[Any]) -> Any:
        """Compensated sum, exact up to one rounding unless it cancels (then marked as lost)."""
        result, carry = terms[0], 0.0
        scale = np.abs(terms[0])
        for term in terms[1:]:
            result, error = two_sum(result, term)
            carry = carry + error
            scale = np.maximum(scale, np.abs(term))
        corrected = result + np.where(np.isfinite(carry), carry, 0.0)
        self.lost = self.lost | (
            np.isfinite(scale) & (scale > 0) & (np.abs(corrected) < 2.0**-45 * scale)
        )
        return corrected

    def mark(self, lost: Any) -> None:
        """Redo in balls the elements for which `lost` is true."""
        self.lost = self.lost | lost

    def precisely(self, function: Callable[[Arithmetic], Any]) -> Any:
        """Evaluate in balls until the value is certified to float64, then round once."""
        return np.float64(to_float(certified_ball(function, 64)))
