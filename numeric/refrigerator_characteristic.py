"""Cumulants of a small system by implicit differentiation of its characteristic polynomial."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from cotherm.numeric.errors import InputError
from cotherm.numeric.fields import Field, Scalar
from cotherm.numeric.refrigerator_rates import EnergyExchange, TwoCumulants

_MAX_SIZE = 8


class Series:
    """Polynomials in (lambda, u), truncated beyond second order in each."""

    def __init__(self, field: Field, terms: dict[tuple[int, int], Scalar]) -> None:
        self.field = field
        self.terms = terms

    def __getitem__(self, key: tuple[int, int]) -> Scalar:
        return self.terms.get(key, self.field.zero)

    def plus(self, other: Series, sign: int = 1) -> Series:
        """Return the sum, or the difference for sign -1."""
        keys = {*self.terms, *other.terms}
        return Series(self.field, {key: self[key] + sign * other[key] for key in keys})

    def times(self, other: Series) -> Series:
        """Return the truncated product."""
        terms: dict[tuple[int, int], Scalar] = {}
        for (i, k), left in self.terms.items():
            for (m, n), right in other.terms.items():
                if i + m <= 2 and k + n <= 2:
                    known = terms.get((i + m, k + n))
                    product = left * right
                    terms[i + m, k + n] = product if known is None else known + product
        return Series(self.field, terms)


def _determinant(grid: Sequence[Sequence[Series]], field: Field) -> Series:
    """Return the determinant by expansion along rows; no division is needed."""
    size = len(grid)
    partial: dict[frozenset[int], Series] = {frozenset(): Series(field, {(0, 0): field.one})}
    for row in range(size):
        following: dict[frozenset[int], Series] = {}
        for used, value in partial.items():
            for column in range(size):
                if column in used or not grid[row][column].terms:
                    continue
                sign = -1 if sum(1 for other in used if other > column) % 2 else 1
                key = used | {column}
                term = value.times(grid[row][column])
                known = following.get(key, Series(field, {}))
                following[key] = known.plus(term, sign)
        partial = following
    return partial.get(frozenset(range(size)), Series(field, {}))


def characteristic_polynomial(system: EnergyExchange, reservoir: str) -> Series:
    """Return det(lambda - R(u)) with the energy of one reservoir counted, e^(u w) to order u^2."""
    field, size = system.field, system.size
    if size > _MAX_SIZE:
        raise InputError(
            f"Argument `system` must have at most {_MAX_SIZE} levels for a "
            f"characteristic polynomial, but has {size}."
        )
    system.of(reservoir)
    grid = [[Series(field, {}) for _ in range(size)] for _ in range(size)]
    for i in range(size):
        grid[i][i] = Series(field, {(1, 0): field.one})
    for name, rates in system.rates.items():
        for (to, origin), rate in rates.entries.items():
            quantum = system.quantum(to, origin) if name == reservoir else 0
            half = field.number(Fraction(quantum * quantum, 2))
            jump = {(0, 0): rate, (0, 1): rate * quantum, (0, 2): rate * half}
            grid[to][origin] = grid[to][origin].plus(Series(field, jump), -1)
            grid[origin][origin] = grid[origin][origin].plus(Series(field, {(0, 0): rate}))
    return _determinant(grid, field)


def implicit_cumulants(field: Field, polynomial: Series) -> TwoCumulants:
    """Return l' and l'' at u = 0 of the root l(0) = 0 of a polynomial in (l, u)."""
    p = polynomial
    mean = -p[0, 1] / p[1, 0]
    noise = -2 * (p[0, 2] + p[1, 1] * mean + p[2, 0] * mean * mean) / p[1, 0]
    return TwoCumulants(mean, noise)


def characteristic_cumulants(system: EnergyExchange, reservoir: str) -> TwoCumulants:
    """Return mean and noise of one energy current from the characteristic polynomial.

    Implicit differentiation of det(lambda - R(u)) = 0 at lambda = u = 0: a route without
    stationary state, linear solve or eigenvalue, in all three arithmetics, for up to 8 levels.
    """
    with system.field:
        return implicit_cumulants(system.field, characteristic_polynomial(system, reservoir))
