"""What every arithmetic offers to the body of a closed form."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

Thunk = Callable[[], Any]


class Arithmetic(ABC):
    """Elementary functions and kernels over one kind of number.

    Each kernel is defined once by the formula in its docstring; every arithmetic fills in the
    removable
    singularity at 0 and the limits at +-inf.
    """

    name: str
    #: The parameters of the evaluation before their conversion to numbers, where they are exact.
    exact: Mapping[str, Any] = MappingProxyType({})

    @abstractmethod
    def number(self, value: Any) -> Any:
        """Convert an int, Fraction, float, strict numeric string (exact) or "inf"."""

    @abstractmethod
    def exp(self, x: Any) -> Any:
        """e^x."""

    @abstractmethod
    def expm1(self, x: Any) -> Any:
        """e^x - 1."""

    @abstractmethod
    def log(self, x: Any) -> Any:
        """Natural logarithm."""

    @abstractmethod
    def log1p(self, x: Any) -> Any:
        """log(1 + x)."""

    @abstractmethod
    def sqrt(self, x: Any) -> Any:
        """Square root."""

    @abstractmethod
    def sinh(self, x: Any) -> Any:
        """Hyperbolic sine."""

    @abstractmethod
    def cosh(self, x: Any) -> Any:
        """Hyperbolic cosine."""

    @abstractmethod
    def tanh(self, x: Any) -> Any:
        """Hyperbolic tangent."""

    @abstractmethod
    def coth(self, x: Any) -> Any:
        """Hyperbolic cotangent."""

    @abstractmethod
    def absolute(self, x: Any) -> Any:
        """Absolute value."""

    # Kernels: functions whose obvious formula loses digits somewhere.

    @abstractmethod
    def langevin(self, x: Any) -> Any:
        """coth(x) - 1/x."""

    @abstractmethod
    def x_over_sinh(self, x: Any) -> Any:
        """x / sinh(x)."""

    @abstractmethod
    def x_coth(self, x: Any) -> Any:
        """x coth(x)."""

    @abstractmethod
    def curvature(self, x: Any) -> Any:
        """1 - (x / sinh x)^2, the heat capacity of a classical dipole."""

    @abstractmethod
    def curvature_ratio(self, x: Any) -> Any:
        """(1 - (x / sinh x)^2) / x^2."""

    @abstractmethod
    def langevin_ratio(self, x: Any) -> Any:
        """(coth(x) - 1/x) / x."""

    @abstractmethod
    def bose(self, x: Any) -> Any:
        """1 / (e^x - 1)."""

    @abstractmethod
    def bose_difference(self, d: Any, x: Any) -> Any:
        """1/(e^x - 1) - d/(e^(d x) - 1), for d >= 1: mean excitation of d equidistant levels."""

    @abstractmethod
    def bose_energy(self, d: Any, x: Any) -> Any:
        """x times `bose_difference(d, x)`, for x >= 0; 0 at x = inf."""

    @abstractmethod
    def ladder_mean(self, d: Any, x: Any) -> Any:
        """(coth(x/2) - d coth(d x/2)) / 2: mean of m = -(d-1)/2 ... (d-1)/2 with weight e^(-m
        x)."""

    @abstractmethod
    def geometric_tail(self, d: Any, x: Any) -> Any:
        """sum_(k=1)^(d-1) e^(-k x), for x >= 0: the partition function of d levels without its
        first term."""

    @abstractmethod
    def exp_product(self, a: Any, x: Any) -> Any:
        """e^(a x), the product taken without rounding error."""

    def ladder_divergence(self, d: Any, x: Any, y: Any) -> Any:
        """Relative entropy of the thermal state of d levels at x to that at y, x finite.

        ln(Z(y)/Z(x)) + (y - x) `ladder_mean(d, x)`; inf at y = +-inf unless d = 1.
        """
        if self.infinite(y):
            return self.number(0) if d == 1 else abs(y)
        if self.vanishes(y - x):
            return 0 * y
        near, far = self.absolute(x), self.absolute(y)
        ratio = self.log1p(self.geometric_tail(d, far)) - self.log1p(self.geometric_tail(d, near))
        return (d - 1) / 2 * (far - near) + ratio + (y - x) * self.ladder_mean(d, x)

    # Choices by sign, infinity, and between algebraically equal forms.

    @abstractmethod
    def infinite(self, x: Any) -> bool:
        """Whether a scalar is +-inf (floats, which may be arrays, answer False)."""

    def by_sign(
        self, x: Any, positive: Callable[[Any], Any], negative: Callable[[Any], Any]
    ) -> Any:
        """positive(|x|) where x >= 0, else negative(|x|); two sides of one analytic function."""
        return negative(-x) if x < 0 else positive(x)

    def unless_infinite(
        self, x: Any, finite: Callable[[Any], Any], limit: Callable[[int], Any]
    ) -> Any:
        """finite(x), or limit(sign of x) where x is +-inf."""
        if self.infinite(x):
            return limit(1 if x > 0 else -1)
        return finite(x)

    def capped(self, x: Any) -> Any:
        """x >= 0 itself; floats stop where e^-x is 0 anyway."""
        return x

    def choose(self, condition: Any, primary: Thunk, alternative: Thunk) -> Any:
        """Return `primary()`: floats take `alternative()` elementwise where `condition` fails."""
        del condition, alternative
        return primary()

    def vanishes(self, x: Any) -> bool:
        """Whether a scalar is exactly 0 (floats, which may be arrays, answer False)."""
        return bool(x == 0)

    def difference(self, a: Any, b: Any) -> Any:
        """a - b; floats remember where it cancelled, so that those elements are redone in balls."""
        return a - b

    def product(self, a: Any, b: Any) -> tuple[Any, Any]:
        """a b and what rounding took from it (0 except for floats)."""
        return a * b, 0

    def total(self, terms: list[Any]) -> Any:
        """Exact or compensated sum of a few terms; floats remember cancellation as in
        `difference`."""
        result = terms[0]
        for term in terms[1:]:
            result = result + term
        return result

    def mark(self, lost: Any) -> None:
        """Floats redo in balls the elements for which `lost` is true; other arithmetics ignore
        it."""
        del lost

    def precisely(self, function: Callable[[Arithmetic], Any]) -> Any:
        """Value of `function(arithmetic)`; floats and mpmath numbers evaluate it in balls and
        round once."""
        return function(self)
