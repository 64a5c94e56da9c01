"""The infinite driven engine closed at a cumulant of any order: moments and equations by program.

The generator of both unit vectors (drift and noise of `cotherm.numeric.cumulant_closure`) sends a
product of p components to products of at most p + 1. Setting all joint cumulants of order n to zero
expresses the products of n components by shorter ones and closes the equations of the moments up to
degree n - 1: n = 2 is the mean field, n = 3 the closure of `engine` (31), (C1)-(C12).

The stationary state does not change under common turns about z nor under (y_1, x_2) -> -(y_1, x_2).
With t_1 = x_1 + i y_1 and t_2 = i (x_2 + i y_2) only the moments

    <z_1^a z_2^b (t_1 t_2*)^q>,   a + b + 2 q < n,

are independent and all are real; t t* = 1 - z^2. The closure is not unique, since this relation may
be used in the rates before products of n components are closed, or only for the shorter products.

Variables have the order (x_1, y_1, z_1, x_2, y_2, z_2), or (t_1, t_1*, z_1, t_2, t_2*, z_2).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache, partial
from itertools import product
from math import comb, prod
from typing import Any, NamedTuple

import numpy as np

from cotherm.numeric.cumulant_closure import SIZE, ScaledRates, scaled_rates
from cotherm.numeric.errors import InputError
from cotherm.numeric.fields import Float64, Number, exact_rational
from cotherm.numeric.newton import float_root, with_jacobian
from cotherm.numeric.vector_polynomials import Exponents, Polynomial, generator_part

HIGHEST_ORDER = 8
_STEPS = 6


# ------------------------------------------------------------------------------ the closure


class ClosedMoments:
    """Moments of six variables whose joint cumulants vanish from an order on.

    Parameters
    ----------
    order : n >= 2; cumulants of order n and more are 0.
    lower : moments of degree 1 to n - 1 by exponents; the integer 0 costs nothing.
    """

    def __init__(self, order: int, lower: Callable[[Exponents], Any]) -> None:
        self.order = order
        self._lower = lower
        self._moments: dict[Exponents, Any] = {(0,) * SIZE: 1}
        self._cumulants: dict[Exponents, Any] = {}

    def moment(self, power: Exponents) -> Any:
        """Return the moment of a product of any degree."""
        if power not in self._moments:
            short = sum(power) < self.order
            self._moments[power] = self._lower(power) if short else self._split(power)
        return self._moments[power]

    def cumulant(self, power: Exponents) -> Any:
        """Return the joint cumulant."""
        if sum(power) >= self.order:
            return 0
        if power not in self._cumulants:
            self._cumulants[power] = self.moment(power) - self._split(power)
        return self._cumulants[power]

    def _split(self, power: Exponents) -> Any:
        """Sum over the part B that holds one chosen factor of kappa(B) <rest>, without B = all."""
        first = next(k for k, p in enumerate(power) if p)
        total: Any = 0
        ranges = [range(int(k == first), p + 1) for k, p in enumerate(power)]
        for part in product(*ranges):
            if part == power:
                continue
            connected = self.cumulant(part)
            if _void(connected):
                continue
            rest = self.moment(tuple(p - b for p, b in zip(power, part, strict=True)))
            if _void(rest):
                continue
            ways = prod(
                comb(p - (k == first), b - (k == first))
                for k, (p, b) in enumerate(zip(power, part, strict=True))
            )
            total = total + ways * (connected * rest)
        return total


def _void(value: Any) -> bool:
    return type(value) is int and value == 0


def closed_rate(
    rates: ScaledRates, exponents: Exponents, order: int, moment: Callable[[Exponents], Any]
) -> Any:
    """Return d<product>/dt of components x_1, y_1, ..., cumulants of order n set to zero.

    Parameters
    ----------
    rates : of one arithmetic that knows fractions.
    exponents : a product of at most n - 1 components.
    order : n.
    moment : the moments of up to n - 1 components; no symmetry and no length is used.
    """
    closed = ClosedMoments(order, moment)
    total: Any = 0
    for part, rate in enumerate((rates.drive, rates.rate, *rates.thermal)):
        for power, factor in generator_part(part, exponents).terms.items():
            total = total + rate * (factor * closed.moment(power))
    return total


# ------------------------------------------------------------------------------ symmetric states


@lru_cache(maxsize=16)
def independent_moments(order: int) -> tuple[Exponents, ...]:
    """Return the exponents of z_1^a z_2^b (t_1 t_2*)^q with 0 < a + b + 2 q < n."""
    if isinstance(order, bool) or not isinstance(order, int) or not 2 <= order <= HIGHEST_ORDER:
        raise InputError(
            f"Argument `order` must be an integer from 2 to {HIGHEST_ORDER}, but is {order}."
        )
    return tuple(
        (q, 0, a, 0, q, degree - 2 * q - a)
        for degree in range(1, order)
        for q in range(degree // 2 + 1)
        for a in range(degree - 2 * q + 1)
    )


@lru_cache(maxsize=65536)
def reduced(power: Exponents) -> tuple[tuple[Exponents, int], ...]:
    """Return a moment of a symmetric state as a sum of independent ones, by t t* = 1 - z^2."""
    t, tc, z, u, uc, w = power
    if t + u != tc + uc:
        return ()
    first, second, q = min(t, tc), min(u, uc), abs(t - tc)
    terms: dict[Exponents, int] = {}
    for i, j in product(range(first + 1), range(second + 1)):
        target = (q, 0, z + 2 * i, 0, q, w + 2 * j)
        terms[target] = (-1) ** (i + j) * comb(first, i) * comb(second, j)
    return tuple(terms.items())


def _normal(value: Polynomial) -> Polynomial:
    terms: dict[Exponents, Any] = {}
    for power, factor in value.terms.items():
        for target, number in reduced(power):
            terms[target] = terms.get(target, 0) + factor * number
    return Polynomial(terms)


Equation = tuple[tuple[Exponents, tuple[float, ...]], ...]


@lru_cache(maxsize=16)
def _equations(order: int, unit_length: bool) -> tuple[Equation, ...]:
    """Right sides as products with the factors of the four rates."""
    equations = []
    for exponents in independent_moments(order):
        parts = [generator_part(part, exponents, circular=True) for part in range(4)]
        if unit_length:
            parts = [_normal(part) for part in parts]
        powers = sorted({power for part in parts for power in part.terms})
        equations.append(
            tuple((p, tuple(float(part.terms.get(p, 0)) for part in parts)) for p in powers)
        )
    return tuple(equations)


def _residual(
    rates: ScaledRates, order: int, unit_length: bool, values: Sequence[Any]
) -> list[Any]:
    known: dict[Exponents, Any] = dict(zip(independent_moments(order), values, strict=True))
    known[(0,) * SIZE] = 1.0

    def lower(power: Exponents) -> Any:
        total: Any = 0
        for target, number in reduced(power):
            total = total + known[target] * number
        return total

    closed, numbers = ClosedMoments(order, lower), (rates.drive, rates.rate, *rates.thermal)
    results = []
    for equation in _equations(order, unit_length):
        total: Any = 0 * values[0]
        for power, factors in equation:
            factor = sum(a * b for a, b in zip(numbers, factors, strict=True))
            moment = closed.moment(power) if factor else 0
            if not _void(moment):
                total = total + factor * moment
        results.append(total)
    return results


class HierarchyState(NamedTuple):
    """Stationary moments of the closed hierarchy, and what it was closed with."""

    rates: ScaledRates
    order: int
    unit_length: bool
    moments: dict[Exponents, float]

    def mean(self, a: int = 0, b: int = 0, q: int = 0) -> float:
        """<z_1^a z_2^b (t_1 t_2*)^q> of degree below the order."""
        return self.moments[q, 0, a, 0, q, b]

    @property
    def current(self) -> float:
        """<v>, v = m_1^y m_2^x - m_1^x m_2^y; 0 without pair correlations."""
        return self.mean(q=1) if self.order > 2 else 0.0

    def relaxation(self) -> list[complex]:
        """Eigenvalues of the Jacobian of the equations, slowest first."""
        system = partial(_residual, self.rates, self.order, self.unit_length)
        matrix = np.array(with_jacobian(system, list(self.moments.values()))[1])
        return [complex(v) for v in sorted(np.linalg.eigvals(matrix), key=lambda v: -v.real)]


def _thermal(x: float, highest: int) -> list[float]:
    """<z^k> with the weight exp(-x z/2) on the sphere."""
    nodes, weights = np.polynomial.legendre.leggauss(60)
    density = weights * np.exp(-x / 2 * nodes - abs(x) / 2)
    return [float(np.sum(density * nodes**k) / np.sum(density)) for k in range(highest + 1)]


def hierarchy_state(
    omega0: Number,
    Gamma0: Number,
    x1: Number,
    x2: Number,
    *,
    order: int,
    unit_length: bool = False,
) -> HierarchyState:
    """Return the stationary state that continues the thermal one as the drive is raised from 0.

    Parameters
    ----------
    omega0, Gamma0 : before the division by N, any real number and a positive one.
    x1, x2 : beta_i E_i before the division by N, not 0.
    order : n from 2 to 8, cumulants of which are set to zero.
    unit_length : use x^2 + y^2 = 1 - z^2 in the rates before the closure, as `engine` (38), (39)
        do, and not only for products of less than n components, as (C1)-(C12) do. Without it the
        mean field, n = 2, has no magnetisation.

    Raises
    ------
    InputError : when the order is none of these.
    NumericError : when Newton's method does not converge, as from n = 7 at a strong drive; the
        state may also be unstable there, which `relaxation` tells.
    """
    basis = independent_moments(order)
    target = scaled_rates(Float64(), omega0, Gamma0, x1, x2)
    one, two = (_thermal(float(exact_rational(x)), order) for x in (x1, x2))
    guess = [0.0 if power[0] else one[power[2]] * two[power[5]] for power in basis]
    # Each step adds the same share of omega0^2/(omega0^2 + Gamma0^2 + thermal^2).
    scale = (target.rate**2 + max(target.thermal) ** 2) ** 0.5
    share = target.drive**2 / (target.drive**2 + scale**2)
    sign = 1 if target.drive >= 0 else -1
    for k in range(_STEPS + 1):
        part = share * k / _STEPS
        drive = target.drive if k == _STEPS else sign * scale * (part / (1 - part)) ** 0.5
        rates = target._replace(drive=drive)
        guess = float_root(partial(_residual, rates, order, unit_length), guess)
    moments = dict(zip(basis, guess, strict=True))
    return HierarchyState(target, order, unit_length, moments)


def hierarchy_power(
    E1: Number,
    E2: Number,
    beta1: Number,
    beta2: Number,
    omega0: Number,
    Gamma0: Number,
    *,
    order: int,
    unit_length: bool = False,
) -> float:
    """Return lim P_N/N = omega0 (E2 - E1) <v>/4 of the closed equations; see `hierarchy_state`."""
    x1 = exact_rational(E1, "E1") * exact_rational(beta1, "beta1")
    x2 = exact_rational(E2, "E2") * exact_rational(beta2, "beta2")
    state = hierarchy_state(omega0, Gamma0, x1, x2, order=order, unit_length=unit_length)
    step = exact_rational(omega0) * (exact_rational(E2) - exact_rational(E1))
    return float(step / 4) * state.current
