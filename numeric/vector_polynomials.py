"""Polynomials of two vectors, and their rates in the driven engine of infinitely many pairs.

The generator on functions of both unit vectors, G f = sum_k a_k d_k f + sum_kl b_kl d_k d_l f / 2
with the velocity a and the noise b of `cotherm.numeric.cumulant_closure`, applied to any product of
components with exact coefficients. It sends p components to products of at most p + 1.

Variables have the order (x_1, y_1, z_1, x_2, y_2, z_2), or (t_1, t_1*, z_1, t_2, t_2*, z_2) with
t_1 = x_1 + i y_1 and t_2 = i (x_2 + i y_2), in which the coefficients are real as well.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from functools import lru_cache
from itertools import product
from typing import Any

import numpy as np

from cotherm.numeric.cumulant_closure import SIZE, ScaledRates, drift, spread

Exponents = tuple[int, ...]
Terms = Mapping[Exponents, Any]

_ONE, _NONE = Fraction(1), Fraction(0)
_UNIT_RATES = (
    ScaledRates(_ONE, _NONE, (_NONE, _NONE)),
    ScaledRates(_NONE, _ONE, (_NONE, _NONE)),
    ScaledRates(_NONE, _NONE, (_ONE, _NONE)),
    ScaledRates(_NONE, _NONE, (_NONE, _ONE)),
)
# (t_1, t_1*, z_1, t_2, t_2*, z_2) by components and back; halves and i are exact in floats.
_CIRCULAR = np.array(
    [
        [1, 1j, 0, 0, 0, 0],
        [1, -1j, 0, 0, 0, 0],
        [0, 0, 1, 0, 0, 0],
        [0, 0, 0, 1j, -1, 0],
        [0, 0, 0, -1j, -1, 0],
        [0, 0, 0, 0, 0, 1],
    ]
)
_CARTESIAN = np.round(2 * np.linalg.inv(_CIRCULAR)) / 2


class Polynomial:
    """A polynomial in six variables: coefficients by exponents."""

    __slots__ = ("terms",)

    def __init__(self, terms: Terms) -> None:
        self.terms = {power: value for power, value in terms.items() if value != 0}

    def __add__(self, other: Any) -> Polynomial:
        terms = dict(self.terms)
        for power, value in _terms(other).items():
            terms[power] = terms.get(power, 0) + value
        return Polynomial(terms)

    __radd__ = __add__

    def __neg__(self) -> Polynomial:
        return self * -1

    def __sub__(self, other: Any) -> Polynomial:
        return self + -Polynomial(_terms(other))

    def __rsub__(self, other: Any) -> Polynomial:
        return (-self).__add__(other)

    def __mul__(self, other: Any) -> Polynomial:
        terms: dict[Exponents, Any] = {}
        for (p, a), (q, b) in product(self.terms.items(), _terms(other).items()):
            power = tuple(i + j for i, j in zip(p, q, strict=True))
            terms[power] = terms.get(power, 0) + a * b
        return Polynomial(terms)

    __rmul__ = __mul__

    def __truediv__(self, number: int) -> Polynomial:
        return self * Fraction(1, number)

    def slope(self, k: int) -> Polynomial:
        """Return the derivative with respect to variable k."""
        return Polynomial(
            {_raised(power, k, -1): value * power[k] for power, value in self.terms.items()}
        )


def _terms(value: Any) -> Terms:
    return value.terms if isinstance(value, Polynomial) else {(0,) * SIZE: value}


def _raised(power: Exponents, k: int, by: int) -> Exponents:
    return (*power[:k], power[k] + by, *power[k + 1 :])


def _variable(k: int) -> Polynomial:
    return Polynomial({_raised((0,) * SIZE, k, 1): _ONE})


# ------------------------------------------------------------------------------ the generator


@lru_cache(maxsize=8)
def _motion(part: int, circular: bool) -> tuple[list[Polynomial], list[list[Polynomial]]]:
    """Velocities and noise of the variables, for one of the four rates equal to 1."""
    rates, here = _UNIT_RATES[part], [_variable(k) for k in range(SIZE)]
    if circular:
        here = [_mixed(row, here) for row in _CARTESIAN]
    velocity = [Polynomial(_terms(value)) for value in drift(rates, here)]
    noise = [
        [Polynomial(_terms(spread(rates, here, k, j))) for j in range(SIZE)] for k in range(SIZE)
    ]
    if circular:
        velocity = [_mixed(row, velocity) for row in _CIRCULAR]
        half = [[_mixed(row, line) for row in _CIRCULAR] for line in noise]
        noise = [
            [_mixed(row, [line[j] for line in half]) for j in range(SIZE)] for row in _CIRCULAR
        ]
        velocity = [_real(value) for value in velocity]
        noise = [[_real(value) for value in line] for line in noise]
    return velocity, noise


def _mixed(row: Any, values: Sequence[Polynomial]) -> Polynomial:
    total = Polynomial({})
    for factor, value in zip(row, values, strict=True):
        if factor:
            total = total + value * complex(factor)
    return total


def _real(value: Polynomial) -> Polynomial:
    return Polynomial({power: Fraction(complex(c).real) for power, c in value.terms.items()})


@lru_cache(maxsize=4096)
def generator_part(part: int, exponents: Exponents, circular: bool = False) -> Polynomial:
    """Return the rate of a product, for one of the rates equal to 1 and the others 0.

    Parameters
    ----------
    part : 0 drive omega0, 1 decay Gamma0, 2 and 3 thermal noise Gamma0/x_i.
    exponents : of the six variables.
    circular : use t_1, t_1*, z_1, ... instead of x_1, y_1, z_1, ...
    """
    velocity, noise = _motion(part, circular)
    function = Polynomial({exponents: _ONE})
    total = Polynomial({})
    for k in range(SIZE):
        slope = function.slope(k)
        if slope.terms:
            total = total + velocity[k] * slope
            for j in range(SIZE):
                total = total + noise[k][j] * slope.slope(j) / 2
    return total
