"""Linear systems and null vectors in the three arithmetics."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import flint
import numpy as np
import scipy.linalg
import scipy.sparse
import scipy.sparse.linalg

from cotherm.numeric.errors import NullSpaceError
from cotherm.numeric.fields import Float64 as FloatField
from cotherm.numeric.fields import Rational, Scalar
from cotherm.numeric.matrices import Matrix, from_flint

__all__ = [
    "FloatField",
    "Solver",
    "exact_null_rows",
    "left_null_vectors",
    "small",
    "solver",
]

DENSE_LIMIT = 700
"""Largest size for which float64 null spaces come from a dense singular value decomposition."""

_EPS = float(np.finfo(np.float64).eps)
FloatArray = np.ndarray[Any, np.dtype[np.float64]]


# -------------------------------------------------------------------------- linear systems


class Solver:
    """Solves systems with one fixed matrix, for several right sides."""

    def __init__(self, matrix: Matrix) -> None:
        self.matrix = matrix
        self.field = matrix.field

    def solve(self, right_sides: Sequence[Sequence[Scalar]]) -> list[list[Scalar]]:
        """Return one solution per right side; ZeroDivisionError when the matrix is singular."""
        raise NotImplementedError

    def error_estimate(self, generator: Matrix, state: Sequence[Scalar], residual: float) -> float:
        """Return an estimate of the absolute error (1-norm) of a stationary state."""
        return 0.0


class _FlintSolver(Solver):
    def __init__(self, matrix: Matrix) -> None:
        super().__init__(matrix)
        self._dense = matrix.to_flint()

    def solve(self, right_sides: Sequence[Sequence[Scalar]]) -> list[list[Scalar]]:
        rows, columns = self._dense.nrows(), len(right_sides)
        if not columns:
            return []
        kind = flint.fmpq_mat if self.field.exact else flint.arb_mat
        with self.field:
            sides = kind(rows, columns, [side[i] for i in range(rows) for side in right_sides])
            solution = self._dense.solve(sides)
            return [[solution[i, j] for i in range(rows)] for j in range(columns)]


class _FloatSolver(Solver):
    def __init__(self, matrix: Matrix) -> None:
        super().__init__(matrix)
        self._sparse = matrix.to_scipy().tocsc()
        self._factors: Any = None

    def _lu(self) -> Any:
        if self._factors is None:
            try:
                self._factors = scipy.sparse.linalg.splu(self._sparse)
            except RuntimeError as error:
                raise ZeroDivisionError(str(error)) from error
        return self._factors

    def solve(self, right_sides: Sequence[Sequence[Scalar]]) -> list[list[Scalar]]:
        factors = self._lu()
        solutions = []
        for side in right_sides:
            b = np.array(side, dtype=np.float64)
            x = factors.solve(b)
            # One step of refinement: cheap, and it removes most of the growth of a sparse LU.
            x = x + factors.solve(b - self._sparse @ x)
            if not np.all(np.isfinite(x)):
                raise ZeroDivisionError("the matrix is singular")
            solutions.append([float(value) for value in x])
        return solutions

    def error_estimate(self, generator: Matrix, state: Sequence[Scalar], residual: float) -> float:
        factors = self._lu()
        size = self._sparse.shape[0]
        inverse = scipy.sparse.linalg.LinearOperator(
            (size, size),
            matvec=factors.solve,
            rmatvec=lambda v: factors.solve(v, trans="T"),
            dtype=np.float64,
        )
        if size < 10:
            norm = float(np.linalg.norm(factors.solve(np.eye(size)), 1))
        else:
            norm = float(scipy.sparse.linalg.onenormest(inverse))
        x = np.abs(np.array(state, dtype=np.float64))
        rounding = _EPS * float(np.sum(abs(generator.to_scipy()) @ x))
        return norm * (residual + rounding)


def solver(matrix: Matrix) -> Solver:
    """Return the solver that suits the arithmetic of a square matrix."""
    if isinstance(matrix.field, FloatField):
        return _FloatSolver(matrix)
    return _FlintSolver(matrix)


# -------------------------------------------------------------------------- null vectors


def left_null_vectors(generator: Matrix) -> tuple[Matrix, tuple[float, float] | None]:
    """Return U with U L = 0, one null vector per row, and the gap of singular values (Float64)."""
    if generator.field.exact:
        return exact_null_rows(generator.T.to_flint()), None
    if isinstance(generator.field, FloatField):
        return _float_left(generator)
    return _ball_left(generator), None


def small(residual: Matrix, left: Matrix, generator: Matrix) -> bool:
    """Tell whether a product left @ generator is zero as far as its arithmetic can tell."""
    if isinstance(residual.field, FloatField):
        scale = _largest(left) * _largest(generator) * max(generator.shape)
        return _largest(residual) <= 100 * _EPS * scale
    return residual.may_be_zero()


def _largest(matrix: Matrix) -> float:
    return max((abs(value) for value in matrix.entries.values()), default=0.0)


def exact_null_rows(dense: flint.fmpq_mat) -> Matrix:
    """Return a basis of the null space of a rational matrix, one vector per row."""
    reduced, rank = dense.rref()
    columns = int(dense.ncols())
    pivots = []
    j = 0
    for i in range(rank):
        while reduced[i, j] == 0:
            j += 1
        pivots.append(j)
        j += 1
    free = sorted(set(range(columns)) - set(pivots))
    entries: dict[tuple[int, int], Scalar] = {}
    for row, f in enumerate(free):
        entries[row, f] = flint.fmpq(1)
        for i, p in enumerate(pivots):
            entries[row, p] = -reduced[i, f]
    return Matrix(Rational(), (len(free), columns), entries)


def _float_left(generator: Matrix) -> tuple[Matrix, tuple[float, float]]:
    if generator.shape[0] <= DENSE_LIMIT:
        rows, gap = _dense_left(generator.to_numpy())
    else:
        rows, gap = _sparse_left(generator.to_scipy().tocsc())
    entries = {
        (i, j): float(rows[i, j]) for i in range(rows.shape[0]) for j in range(rows.shape[1])
    }
    return Matrix(generator.field, (int(rows.shape[0]), int(rows.shape[1])), entries), gap


def _split(values: FloatArray, size: int, largest: float) -> tuple[int, tuple[float, float]]:
    """Count the singular values (ascending) that are zero to rounding, and report their gap."""
    floor = _EPS * size * largest
    threshold = 100 * floor
    count = int(np.sum(values <= threshold))
    below = float(values[count - 1]) if count else 0.0
    above = float(values[count]) if count < len(values) else float("inf")
    return count, (below, above)


def _dense_left(dense: FloatArray) -> tuple[FloatArray, tuple[float, float]]:
    left, values, _ = scipy.linalg.svd(dense)
    ascending = values[::-1]
    largest = float(values[0]) if len(values) else 0.0
    count, gap = _split(ascending, dense.shape[0], largest)
    size = dense.shape[0]
    return np.ascontiguousarray(left[:, size - count :].T), gap


def _sparse_left(
    sparse: scipy.sparse.csc_array[Any],
) -> tuple[FloatArray, tuple[float, float]]:
    """Find left null vectors by block inverse iteration on L^T, shifted off its eigenvalue 0."""
    size = sparse.shape[0]
    norm = float(scipy.sparse.linalg.norm(sparse, 1))
    transposed = sparse.T.tocsc()
    shift = 1e-9 * norm
    factors = scipy.sparse.linalg.splu(transposed - shift * scipy.sparse.eye_array(size).tocsc())
    width = 8
    generator = np.random.default_rng(20240229)
    while True:
        width = min(width, size)
        block = generator.standard_normal((size, width))
        for _ in range(6):
            block, _ = np.linalg.qr(factors.solve(block))
        _, values, right = scipy.linalg.svd(transposed @ block, full_matrices=False)
        count, gap = _split(values[::-1], size, norm)
        if count < width or width == size:
            vectors = block @ right[width - count :].T
            return np.ascontiguousarray(vectors.T), gap
        width *= 2


def _ball_left(generator: Matrix) -> Matrix:
    """Find left null vectors in ball arithmetic from a certified minor.

    Rows R and columns C of a well-conditioned minor are chosen in float64; U is the identity on
    the other rows and -L[F, C] L[R, C]^-1 on R. Solving proves the minor nonsingular. When the
    rest of U L is then certainly not zero, float64 saw too large a null space (rates of very
    different size) and the pivots are chosen again by elimination in ball arithmetic.
    """
    dense = generator.to_numpy()
    left, _ = _dense_left(dense)
    rank = dense.shape[0] - left.shape[0]
    if np.all(np.isfinite(dense)):
        columns = scipy.linalg.qr(dense, mode="r", pivoting=True)[1][:rank]
        rows = scipy.linalg.qr(dense.T, mode="r", pivoting=True)[1][:rank]
        candidate = _from_minor(generator, sorted(map(int, rows)), sorted(map(int, columns)))
        if candidate is not None:
            return candidate
    exact_rows, exact_columns = _ball_pivots(generator)
    candidate = _from_minor(generator, exact_rows, exact_columns)
    if candidate is None:
        raise NullSpaceError(
            f"The null space of the generator cannot be separated in {generator.field!r}; more "
            "precision is needed."
        )
    return candidate


def _from_minor(generator: Matrix, rows: list[int], columns: list[int]) -> Matrix | None:
    field, size = generator.field, generator.shape[0]
    free = sorted(set(range(size)) - set(rows))
    one = field.one
    entries: dict[tuple[int, int], Scalar] = {(i, f): one for i, f in enumerate(free)}
    if rows:
        minor = generator.submatrix(rows, columns).T.to_flint()
        with field:
            try:
                solution = minor.solve((-generator.submatrix(free, columns)).T.to_flint())
            except ZeroDivisionError:
                return None
        for (j, i), value in from_flint(field, solution).entries.items():
            entries[i, rows[j]] = value
    left = Matrix(field, (len(free), size), entries)
    return left if (left @ generator).may_be_zero() else None


def _ball_pivots(generator: Matrix) -> tuple[list[int], list[int]]:
    """Choose rows and columns by Gaussian elimination, each pivot certainly non-zero."""
    field = generator.field
    rows = {i: dict(row) for i, row in generator.rows().items()}
    chosen_rows, chosen_columns = [], []
    with field:
        while rows:
            best: tuple[Scalar, int, int] | None = None
            for i, row in rows.items():
                for j, value in row.items():
                    if field.is_nonzero(value):
                        size = abs(value).lower()
                        if best is None or size > best[0]:
                            best = (size, i, j)
            if best is None:
                break
            _, i, j = best
            pivot_row = rows.pop(i)
            pivot = pivot_row.pop(j)
            chosen_rows.append(i)
            chosen_columns.append(j)
            for row in rows.values():
                if j in row:
                    factor = row.pop(j) / pivot
                    for column, value in pivot_row.items():
                        row[column] = row.get(column, field.zero) - factor * value
            rows = {k: row for k, row in rows.items() if row}
    return sorted(chosen_rows), sorted(chosen_columns)
