"""The moments of two driven collective spins: a finite closed hierarchy from the operator algebra.

Two spins S = N/2 with excitation numbers n_i = S_z^(i) + S, T = S_+^(1) S_-^(2), and the generator
of `engine` (5), (6). In the sector of q exchanged excitations an operator is T^q F(n_1, e),
e = n_2 - q; F counts only on n_1, e = 0 ... N - q, so that products of falling factorials
n_1^(k) e^(l), k, l <= N - q, span all operators and the equations of their moments close.

With <T^q F> = i^q a_q[F] everything is real:

    d a_q/dt = (D_1 x 1 + 1 x D_2) a_q + (omega/2)(A x B - B x A) a_(q-1)
               - (omega/2)(1 x U - U x 1) a_(q+1)      (twice the last term for q = 0),

    D: gamma_down [g(n) F(n-1) - (g(n) + g(n+q)) F(n)/2]
       + gamma_up [h(n+q) F(n+1) - (h(n) + h(n+q)) F(n)/2],
    A: (N-n-q+1)(n+q) F(n),   B: n (N+1-n) F(n-1),   U: F(n+1),

with g = S_+ S_- = n (N+1-n) and h = S_- S_+ = (N-n)(n+1). No matrix element of a spin occurs.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import Any, NamedTuple

import flint

Polynomial = Any
Dense = Any

LARGEST = 12
"""Number of pairs up to which the closed route solves the hierarchy."""


class Rates(NamedTuple):
    """Drive and transition rates (down, up) of both baths, all of one kind of number."""

    drive: Any
    first: tuple[Any, Any]
    second: tuple[Any, Any]


class PairMoments(NamedTuple):
    """Stationary moments a_q[n_1^(k) e^(l)], by sector, and whatever else was solved for.

    Attributes
    ----------
    values : column vectors, index k (N + 1 - q) + l.
    """

    pairs: int
    values: list[Dense]

    def moment(self, q: int, k: int, order: int) -> Any:
        """a_q[n_1^(k) e^(l)] with l = `order`; 0 where the falling factorial vanishes."""
        size = self.pairs + 1 - q
        if k >= size or order >= size:
            return 0 * self.values[0][0, 0]
        return self.values[q][k * size + order, 0]


def _falling(k: int) -> Polynomial:
    product = flint.fmpq_poly([1])
    for j in range(k):
        product *= flint.fmpq_poly([-j, 1])
    return product


def _coefficients(polynomial: Polynomial, size: int) -> list[Any]:
    """Coefficients in falling factorials up to `size` of them; higher ones vanish on the levels."""
    result = []
    rest = polynomial
    for j in range(size):
        rest, value = divmod(rest, flint.fmpq_poly([-j, 1]))
        result.append(value[0])
    return result


def _map(function: Callable[[Polynomial], Polynomial], source: int, target: int) -> Any:
    """Matrix of a map of polynomials: row k are the coefficients of the image of n^(k)."""
    rows = [_coefficients(function(_falling(k)), target) for k in range(source)]
    return flint.fmpq_mat(source, target, [entry for row in rows for entry in row])


class _Sector(NamedTuple):
    """The maps of one ensemble in sector q, exact."""

    down: Any
    up: Any
    weight: Any
    lowered: Any
    raised: Any
    kept: Any


@lru_cache(maxsize=64)
def _sector(pairs: int, q: int) -> _Sector:
    n = flint.fmpq_poly([0, 1])
    size = pairs + 1 - q

    def g(x: Polynomial) -> Polynomial:
        return x * (pairs + 1 - x)

    def h(x: Polynomial) -> Polynomial:
        return (pairs - x) * (x + 1)

    def down(f: Polynomial) -> Polynomial:
        return g(n) * f(n - 1) - (g(n) + g(n + q)) * f / 2

    def up(f: Polynomial) -> Polynomial:
        return h(n + q) * f(n + 1) - (h(n) + h(n + q)) * f / 2

    return _Sector(
        _map(down, size, size),
        _map(up, size, size),
        _map(lambda f: (pairs - n - q + 1) * (n + q) * f, size, size + 1),
        _map(lambda f: g(n) * f(n - 1), size, size + 1),
        _map(lambda f: f(n + 1), size, max(size - 1, 0)),
        _map(lambda f: f, size, max(size - 1, 0)),
    )


def _kron(left: Any, right: Any) -> Any:
    rows, columns = right.nrows(), right.ncols()
    result = flint.fmpq_mat(left.nrows() * rows, left.ncols() * columns)
    for i in range(left.nrows()):
        for j in range(left.ncols()):
            if left[i, j] == 0:
                continue
            for k in range(rows):
                for m in range(columns):
                    if right[k, m] != 0:
                        result[i * rows + k, j * columns + m] = left[i, j] * right[k, m]
    return result


@lru_cache(maxsize=64)
def _couplings(pairs: int, q: int) -> tuple[Any, Any, Any, Any]:
    """Maps to sector q - 1 (antisymmetric, symmetric) and to q + 1 (the same)."""
    sector = _sector(pairs, q)
    forth, back = _kron(sector.weight, sector.lowered), _kron(sector.lowered, sector.weight)
    left, right = _kron(sector.kept, sector.raised), _kron(sector.raised, sector.kept)
    factor = 2 if q == 0 else 1
    return (
        (forth - back) / 2,
        (forth + back) / 4,
        (right - left) * factor / 2,
        (right + left) * factor / 4,
    )


@lru_cache(maxsize=64)
def _dissipators(pairs: int, q: int) -> tuple[Any, Any, Any, Any]:
    sector = _sector(pairs, q)
    size = pairs + 1 - q
    unit = flint.fmpq_mat(size, size, [int(i == j) for i in range(size) for j in range(size)])
    return (
        _kron(sector.down, unit),
        _kron(sector.up, unit),
        _kron(unit, sector.down),
        _kron(unit, sector.up),
    )


class Hierarchy:
    """The hierarchy of N pairs at given rates, in exact rationals or balls.

    Parameters
    ----------
    pairs : N.
    rates : flint rationals (`fmpq`) or balls (`arb`), all of one kind.
    """

    def __init__(self, pairs: int, rates: Rates) -> None:
        self.pairs = pairs
        self.rates = rates
        self.exact = isinstance(rates.drive, flint.fmpq)
        self._lifts: list[Dense] = []
        self._factors: list[Dense] = []
        for q in range(pairs, 0, -1):
            block = self._diagonal(q)
            if self._lifts:
                block = block + self._up(q) * self._lifts[-1]
            self._factors.append(block)
            self._lifts.append(block.solve(-self._down(q)))
        self._lifts.reverse()
        self._factors.reverse()
        first = self._diagonal(0)
        self._bottom = first + self._up(0) * self._lifts[0]

    def _dense(self, matrix: Any) -> Dense:
        return matrix if self.exact else flint.arb_mat(matrix)

    def _scaled(self, matrix: Any, factor: Any) -> Dense:
        return self._dense(matrix) * factor

    def _diagonal(self, q: int) -> Dense:
        parts = _dissipators(self.pairs, q)
        rates = (*self.rates.first, *self.rates.second)
        scaled = [self._scaled(part, rate) for part, rate in zip(parts, rates, strict=True)]
        return scaled[0] + scaled[1] + scaled[2] + scaled[3]

    def _down(self, q: int) -> Dense:
        return self._scaled(_couplings(self.pairs, q)[0], self.rates.drive)

    def _up(self, q: int) -> Dense:
        return self._scaled(_couplings(self.pairs, q)[2], self.rates.drive)

    def solve(self, sources: list[Dense], constant: Any) -> list[Dense]:
        """Return x with M x = sources and x_0[1] = constant.

        The row of the constant moment, which is empty, is left out.
        """
        shifted = list(sources)
        carried: list[Dense] = [None] * (self.pairs + 1)
        for q in range(self.pairs, 0, -1):
            if q < self.pairs:
                shifted[q] = shifted[q] - self._up(q) * carried[q + 1]
            carried[q] = self._factors[q - 1].solve(shifted[q])
        right = shifted[0] - self._up(0) * carried[1]
        size = self._bottom.nrows()
        kind: Any = flint.fmpq_mat if self.exact else flint.arb_mat
        inner = kind(
            size - 1,
            size - 1,
            [self._bottom[i, j] for i in range(1, size) for j in range(1, size)],
        )
        rest = kind(
            size - 1, 1, [right[i, 0] - self._bottom[i, 0] * constant for i in range(1, size)]
        )
        tail = inner.solve(rest)
        values = [kind(size, 1, [constant, *(tail[i, 0] for i in range(size - 1))])]
        for q in range(1, self.pairs + 1):
            values.append(self._lifts[q - 1] * values[-1] + carried[q])
        return values

    def _zeros(self) -> list[Dense]:
        kind = flint.fmpq_mat if self.exact else flint.arb_mat
        return [kind((self.pairs + 1 - q) ** 2, 1) for q in range(self.pairs + 1)]

    def stationary(self) -> PairMoments:
        """Return the stationary moments."""
        one = flint.fmpq(1) if self.exact else flint.arb(1)
        return PairMoments(self.pairs, self.solve(self._zeros(), one))

    def exchange_noise(self, state: PairMoments) -> Any:
        """Return the integral over t > 0 of the symmetrised correlation of Im T with itself.

        With Pi = (T - T^+)/(2i) the moments of (Pi O + O Pi)/2, less those of the mean, evolve by
        the same hierarchy from a_q -> (A x B + B x A) a_(q-1)/4 + (1 x U + U x 1) a_(q+1)/4.
        """
        mean = state.values[1][0, 0]
        sources = []
        for q in range(self.pairs + 1):
            _, lower, _, upper = _couplings(self.pairs, q)
            start = -(state.values[q] * mean)
            if q > 0:
                start = start + self._dense(lower) * state.values[q - 1]
            if q < self.pairs:
                start = start + self._dense(upper) * state.values[q + 1]
            sources.append(-start)
        zero = flint.fmpq(0) if self.exact else flint.arb(0)
        return self.solve(sources, zero)[1][0, 0]
