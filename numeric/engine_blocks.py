"""Two driven collective spins: the generator by coherence order, and its elimination.

The drive and the jumps keep ket and bra at the same total number of excitations, so the stationary
state has elements <a + k, b| rho |a, b + k> only (a, b: excitations of ensemble 1 and 2, k:
coherence order). With the phase i^k taken out they are real, and hermiticity makes the elements of
order -k those of order k: (N+1)(N+2)(2N+3)/6 real unknowns. Written as

    <x| rho |y> = i^k s_x s_y u(x, y),    s_(a,b) = (binomial(N, a) binomial(N, b))^(1/2),

the ladder operators have integer coefficients, so that everything is exact in rational arithmetic:
S_- takes a to a - 1 with the factor N - a + 1, S_+ takes a to a + 1 with the factor a + 1.

Block k has (N + 1 - k)^2 unknowns u_k(a, b); dissipation acts inside a block as a sum of two
tridiagonal matrices, one for a and one for b, and the drive joins neighbouring orders. The blocks
are eliminated from k = N down to k = 0 in whatever arithmetic.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction
from math import comb
from typing import Any, NamedTuple

import flint
import numpy as np
import scipy.linalg

from cotherm.numeric.errors import NullSpaceError
from cotherm.numeric.fields import Field, Float64, Scalar
from cotherm.numeric.matrices import Matrix

Blocks = list[list[Scalar]]
"""One list of unknowns per coherence order, u_k(a, b) at the place a (N + 1 - k) + b."""


class BathPair(NamedTuple):
    """Emission and absorption rate of one ensemble in its bath."""

    down: Scalar
    up: Scalar


class PairRates(NamedTuple):
    """Number of pairs, drive omega0, and the rates of both ensembles."""

    N: int
    drive: Scalar
    first: BathPair
    second: BathPair


# ---------------------------------------------------------------------------- matrix elements


def ladder_block(field: Field, N: int, bath: BathPair, order: int, *, jumps: int = 0) -> Matrix:
    """Return the tridiagonal generator of one ensemble on the elements (a + order, a).

    Parameters
    ----------
    field : arithmetic.
    N : number of spins 1/2 of the ensemble.
    bath : emission and absorption rate.
    order : coherence order k.
    jumps : 0 for the whole dissipator, +1 for the jumps up alone, -1 for the jumps down alone.
    """
    size = N + 1 - order
    half = field.number(Fraction(1, 2))
    entries: dict[tuple[int, int], Scalar] = {}
    with field:
        for a in range(size):
            ket = a + order
            if jumps == 0:
                emitted = a * (N - a + 1) + ket * (N - ket + 1)
                absorbed = (a + 1) * (N - a) + (ket + 1) * (N - ket)
                entries[a, a] = -(half * (emitted * bath.down + absorbed * bath.up))
            if a > 0 and jumps <= 0:
                entries[a - 1, a] = (N - a + 1) * (N - ket + 1) * bath.down
            if a + 1 < size and jumps >= 0:
                entries[a + 1, a] = (a + 1) * (ket + 1) * bath.up
    return Matrix(field, (size, size), entries)


def _exchange(field: Field, N: int, order: int, step: int, sign: int, factor: Scalar) -> Matrix:
    """Return factor times (S_-1 S_+2 + sign S_+1 S_-2) from both sides, order + step to order.

    From the left it acts on kets, from the right (transposed) on bras; at order 0 the order -1 is
    the mirror image of the order 1, which doubles what comes from there.
    """
    rows, columns = N + 1 - order, N + 1 - order - step
    entries: dict[tuple[int, int], Scalar] = {}
    double = 2 if order == 0 else 1
    k = order
    with field:
        for a in range(rows):
            for b in range(rows):
                if step == 1:
                    terms = (
                        (a, b - 1, (N - a - k) * b),
                        (a - 1, b, sign * a * (N - b - k)),
                    )
                else:
                    terms = (
                        (a + 1, b, (N - a) * (b + k)),
                        (a, b + 1, sign * (a + k) * (N - b)),
                    )
                for i, j, weight in terms:
                    if 0 <= i < columns and 0 <= j < columns and weight:
                        entries[a * rows + b, i * columns + j] = double * weight * factor
    return Matrix(field, (rows * rows, columns * columns), entries)


# ------------------------------------------------------------------------------- the sector


class PairSector:
    """The stationary sector of the driven pair of collective spins.

    Parameters
    ----------
    field : arithmetic of the rates.
    rates : number of pairs, drive and rates.
    """

    def __init__(self, field: Field, rates: PairRates) -> None:
        self.field = field
        self.rates = rates
        self.N = rates.N
        self._ladders: dict[tuple[int, int, int], Matrix] = {}
        half = field.number(Fraction(1, 2))
        with field:
            drive = half * rates.drive
        orders = range(self.N + 1)
        # dr/dt = [A, r], A = (omega0/2)(S_-1 S_+2 - S_+1 S_-2), with the phases i^k taken out
        self.above = [_exchange(field, self.N, k, 1, -1, drive) for k in orders[:-1]]
        self.below = [_exchange(field, self.N, k, -1, -1, drive) for k in orders[1:]]
        self.sizes = [(self.N + 1 - k) ** 2 for k in orders]

    @property
    def unknowns(self) -> int:
        """Number of real unknowns."""
        return sum(self.sizes)

    def ladder(self, ensemble: int, order: int, jumps: int = 0) -> Matrix:
        """Return the tridiagonal matrix of one ensemble (1 or 2) at one coherence order."""
        key = (ensemble, order, jumps)
        if key not in self._ladders:
            bath = self.rates.first if ensemble == 1 else self.rates.second
            self._ladders[key] = ladder_block(self.field, self.N, bath, order, jumps=jumps)
        return self._ladders[key]

    def dissipative(self, order: int, ensembles: Sequence[int] = (1, 2), jumps: int = 0) -> Matrix:
        """Return the dissipation inside one block, or its jumps, for one or both ensembles."""
        size = self.N + 1 - order
        entries: dict[tuple[int, int], Scalar] = {}
        with self.field:
            for ensemble in ensembles:
                for (i, j), value in self.ladder(ensemble, order, jumps).entries.items():
                    for other in range(size):
                        if ensemble == 1:
                            key = (i * size + other, j * size + other)
                        else:
                            key = (other * size + i, other * size + j)
                        known = entries.get(key)
                        entries[key] = value if known is None else known + value
        return Matrix(self.field, (size * size, size * size), entries)

    def generator(self) -> Matrix:
        """Return the whole generator of the sector, blocks one after the other."""
        starts = [sum(self.sizes[:k]) for k in range(self.N + 1)]
        entries: dict[tuple[int, int], Scalar] = {}
        for k in range(self.N + 1):
            parts = [(self.dissipative(k), k)]
            if k < self.N:
                parts.append((self.above[k], k + 1))
            if k > 0:
                parts.append((self.below[k - 1], k - 1))
            for part, source in parts:
                for (i, j), value in part.entries.items():
                    entries[starts[k] + i, starts[source] + j] = value
        return Matrix(self.field, (self.unknowns, self.unknowns), entries)

    def weights(self) -> list[Scalar]:
        """Return the weights of u_0 in the trace of rho."""
        binomials = [comb(self.N, a) for a in range(self.N + 1)]
        return [self.field.number(x * y) for x in binomials for y in binomials]

    def trace(self, blocks: Blocks, value: Callable[[int, int], Any] | None = None) -> Scalar:
        """Return Tr[f rho] for an observable f(a, b) that is diagonal, 1 when none is given."""
        field, levels = self.field, range(self.N + 1)
        with field:
            terms = [w * u for w, u in zip(self.weights(), blocks[0], strict=True)]
            if value is not None:
                factors = [field.number(value(a, b)) for a in levels for b in levels]
                terms = [f * x for f, x in zip(factors, terms, strict=True)]
            return field.sum(terms)

    def dissipated(self, blocks: Blocks, ensemble: int, jumps: int = 0) -> Blocks:
        """Return the dissipator of one ensemble, or its jumps, applied to an operator."""
        return [
            self.dissipative(k, (ensemble,), jumps).apply(block) for k, block in enumerate(blocks)
        ]

    def exchanged(self, blocks: Blocks) -> Blocks:
        """Return {S_+1 S_-2 + S_-1 S_+2, rho}/2, with the phases of the gauge."""
        field = self.field
        half = field.number(Fraction(1, 2))
        result: Blocks = []
        for k in range(self.N + 1):
            total = [field.zero] * self.sizes[k]
            for step in (1, -1):
                if 0 <= k + step <= self.N:
                    part = _exchange(field, self.N, k, step, 1, half)
                    with field:
                        moved = part.apply(blocks[k + step])
                        total = [x + y for x, y in zip(total, moved, strict=True)]
            result.append(total)
        return result

    def exchange(self, blocks: Blocks) -> Scalar:
        """Return Tr[(S_+1 S_-2 + S_-1 S_+2) rho], with the phases of the gauge."""
        return self.trace(self.exchanged(blocks))

    def residual(self, blocks: Blocks) -> Blocks:
        """Return the generator applied to an operator."""
        field = self.field
        result: Blocks = []
        for k in range(self.N + 1):
            total = self.dissipative(k).apply(blocks[k])
            with field:
                if k < self.N:
                    moved = self.above[k].apply(blocks[k + 1])
                    total = [x + y for x, y in zip(total, moved, strict=True)]
                if k > 0:
                    moved = self.below[k - 1].apply(blocks[k - 1])
                    total = [x + y for x, y in zip(total, moved, strict=True)]
            result.append(total)
        return result


# ------------------------------------------------------------------------------- elimination


class Elimination:
    """Block elimination of the sector from the highest coherence order down.

    With S_N = L_N and S_k = L_k - C_k S_(k+1)^-1 B_k the populations obey S_0 u_0 = 0. The weights
    w of the trace are an exact left null vector of S_0, so (S_0 + w w^T) u_0 = w has the
    normalised stationary state as its solution, and solving it proves that there is only one.
    """

    def __init__(self, sector: PairSector) -> None:
        self.sector = sector
        self.field = sector.field
        self._float = isinstance(self.field, Float64)
        weights = sector.weights()
        scale = max(weights)
        with self.field:
            self._border = [w / scale for w in weights]
        try:
            with self.field:
                self._eliminate()
        except (ZeroDivisionError, scipy.linalg.LinAlgError) as error:
            raise NullSpaceError(
                f"The generator of {sector.N} pairs cannot be eliminated in {self.field!r}; more "
                "precision is needed."
            ) from error

    def _dense(self, matrix: Matrix) -> Any:
        return matrix.to_numpy() if self._float else matrix.to_flint()

    def _column(self, vector: Sequence[Scalar]) -> Any:
        if self._float:
            return np.array(vector, dtype=np.float64)
        kind = flint.fmpq_mat if self.field.exact else flint.arb_mat
        return kind(len(vector), 1, list(vector))

    def _list(self, column: Any) -> list[Scalar]:
        if self._float:
            return [float(x) for x in column]
        return [column[i, 0] for i in range(column.nrows())]

    def _product(self, left: Any, right: Any) -> Any:
        return left @ right if self._float else left * right

    def _inverse(self, matrix: Any) -> Any:
        return scipy.linalg.inv(matrix) if self._float else matrix.inv()

    def _eliminate(self) -> None:
        sector, top = self.sector, self.sector.N
        self._above = [self._dense(matrix) for matrix in sector.above]
        self._below = [self._dense(matrix) for matrix in sector.below]
        self._inverses: list[Any] = [None] * (top + 1)
        schur = self._dense(sector.dissipative(top))
        for k in range(top, 0, -1):
            inverse = self._inverse(schur)
            self._inverses[k] = inverse
            step = self._product(self._product(self._above[k - 1], inverse), self._below[k - 1])
            schur = self._dense(sector.dissipative(k - 1)) - step
        border = self._column(self._border)
        if self._float:
            bordered = schur + np.outer(border, border)
        else:
            bordered = schur + border * border.transpose()
        self._inverses[0] = self._inverse(bordered)

    def solve(self, right: Blocks) -> Blocks:
        """Return x with L x = right and trace 0, for a right side of trace 0."""
        with self.field:
            sides = [self._column(block) for block in right]
            top = self.sector.N
            for k in range(top, 0, -1):
                partial = self._product(self._inverses[k], sides[k])
                sides[k - 1] = sides[k - 1] - self._product(self._above[k - 1], partial)
            return self._back(self._product(self._inverses[0], sides[0]), sides)

    def _back(self, lowest: Any, sides: list[Any]) -> Blocks:
        solution = [lowest]
        for k in range(1, self.sector.N + 1):
            known = self._product(self._below[k - 1], solution[-1])
            solution.append(self._product(self._inverses[k], sides[k] - known))
        return [self._list(block) for block in solution]

    def stationary(self) -> Blocks:
        """Return the stationary state with trace 1."""
        with self.field:
            zeros = [[self.field.zero] * size for size in self.sector.sizes]
            sides = [self._column(block) for block in zeros]
            lowest = self._product(self._inverses[0], self._column(self._border))
            state = self._back(lowest, sides)
            total = self.sector.trace(state)
            return [[x / total for x in block] for block in state]
