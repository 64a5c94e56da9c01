"""Eigenvalues of real symmetric matrices in the three arithmetics, multiple ones included.

Ball arithmetic needs no gap between eigenvalues. For an approximate eigenbasis Q (exact numbers,
from Jacobi rotations), B = Q^T A Q has the eigenvalues of A up to factors between 1 - e and 1 + e,
e >= |Q^T Q - 1| (Ostrowski), and those of B lie within |B - diag B| of its diagonal, one to one
(Weyl). Both norms are bounded by the largest row sum.
"""

from __future__ import annotations

from typing import Any

import flint
import numpy as np

from cotherm.numeric.errors import InputError, PrecisionError
from cotherm.numeric.fields import Ball, Field, Float64, Scalar
from cotherm.numeric.matrices import Matrix

_SWEEPS = 60


def symmetric_eigenvalues(matrix: Matrix) -> list[Scalar]:
    """Return the eigenvalues of a symmetric matrix, each as often as it occurs.

    Parameters
    ----------
    matrix : real symmetric; in ball arithmetic the matrix that is meant lies in its balls.

    Returns
    -------
    list : ascending floats; balls in no particular order, one around each eigenvalue; for
        Rational exact numbers.

    Raises
    ------
    InputError : when the matrix is not square, and in rational arithmetic when an eigenvalue is
        irrational.
    PrecisionError : when the precision of the balls is too low for an approximate eigenbasis.
    """
    size, columns = matrix.shape
    if size != columns:
        raise InputError(f"Argument `matrix` must be square, but has shape {matrix.shape}.")
    field = matrix.field
    if all(i == j for i, j in matrix.entries):
        # Diagonal: its entries stay as they are, exact zeros and ones among them.
        return matrix.diagonal_values()
    if isinstance(field, Float64):
        return [float(x) for x in np.linalg.eigvalsh(matrix.to_numpy())]
    if isinstance(field, Ball):
        return _ball_eigenvalues(field, matrix)
    return rational_eigenvalues(matrix)


def rational_eigenvalues(matrix: Matrix) -> list[Scalar]:
    """Return the eigenvalues of any rational matrix whose eigenvalues are all rational.

    Raises
    ------
    InputError : when one is irrational.
    """
    _, factors = matrix.to_flint().charpoly().factor()
    values: list[Scalar] = []
    for factor, power in factors:
        if factor.degree() > 1:
            raise InputError(
                "Argument `matrix` must have rational eigenvalues in rational arithmetic, but has "
                "an irrational one."
            )
        values += [-factor[0] / factor[1]] * int(power)
    return values


def _ball_eigenvalues(field: Ball, matrix: Matrix) -> list[Scalar]:
    size = matrix.shape[0]
    dense = matrix.to_flint()
    with field:
        basis = _eigenbasis(field, dense)
        rotated = basis.transpose() * dense * basis
        overlap = basis.transpose() * basis
        off = _largest_row_sum(rotated, size, 0)
        defect = _largest_row_sum(overlap, size, 1)
        if not (off.is_finite() and defect < 0.5):
            raise PrecisionError(
                "The precision is too low for the eigenvalues of a matrix.", None, field.prec
            )
        stretch = 1 + flint.arb(0, defect)
        return [(rotated[i, i] + flint.arb(0, off)) / stretch for i in range(size)]


def _largest_row_sum(dense: Any, size: int, shift: int) -> Any:
    """Return an upper bound of the norm of a symmetric matrix, less its diagonal or the identity.

    With shift 0 the diagonal is left out, with shift 1 the identity is subtracted.
    """
    worst = flint.arb(0)
    for i in range(size):
        total = flint.arb(0)
        for j in range(size):
            if i != j:
                total += abs(dense[i, j])
            elif shift:
                total += abs(dense[i, i] - 1)
        worst = worst.max(total)
    return worst.upper()


def _eigenbasis(field: Ball, dense: Any) -> Any:
    """Return exact numbers that nearly are an orthonormal eigenbasis: rotations by Jacobi.

    Nothing here is rigorous or has to be; what it is worth is measured afterwards.
    """
    size = int(dense.nrows())
    approximate = np.array(
        [[float(dense[i, j].mid()) for j in range(size)] for i in range(size)], dtype=np.float64
    )
    start = _orthonormalised(np.linalg.eigh(approximate)[1])
    rotated = (start.transpose() * dense.mid() * start).mid()
    A = [[rotated[i, j] for j in range(size)] for i in range(size)]
    Q = [[start[i, j] for j in range(size)] for i in range(size)]
    tiny = flint.arb(2) ** (-field.prec)
    scale = max((abs(A[i][i]) for i in range(size)), default=flint.arb(0))
    for _ in range(_SWEEPS):
        largest = flint.arb(0)
        for p in range(size):
            for q in range(p + 1, size):
                if abs(A[p][q]) > tiny * scale:
                    largest = largest.max(abs(A[p][q]))
                    _rotate(A, Q, p, q, size)
        if not largest > 0:
            break
    return flint.arb_mat(size, size, [x for row in Q for x in row])


def _orthonormalised(vectors: Any) -> Any:
    """Return float64 columns made orthonormal to the working precision (Gram-Schmidt)."""
    size = len(vectors)
    columns: list[list[Any]] = []
    for j in range(size):
        column = [flint.arb(float(vectors[i, j])) for i in range(size)]
        for known in columns:
            overlap = sum((x * y for x, y in zip(known, column, strict=True)), flint.arb(0)).mid()
            column = [(y - overlap * x).mid() for x, y in zip(known, column, strict=True)]
        norm = sum((x * x for x in column), flint.arb(0)).sqrt().mid()
        columns.append([(x / norm).mid() for x in column])
    return flint.arb_mat(size, size, [columns[j][i] for i in range(size) for j in range(size)])


def _rotate(A: list[list[Any]], Q: list[list[Any]], p: int, q: int, size: int) -> None:
    """Annihilate A[p][q] of the approximate symmetric matrix A by a rotation, collected in Q."""
    theta = (A[q][q] - A[p][p]) / (2 * A[p][q])
    size_of = abs(theta) + (theta * theta + 1).sqrt()
    t = (1 / size_of).mid() if not theta < 0 else (-1 / size_of).mid()
    c = (1 / (t * t + 1).sqrt()).mid()
    s = (t * c).mid()
    for k in range(size):
        x, y = A[p][k], A[q][k]
        A[p][k], A[q][k] = (c * x - s * y).mid(), (s * x + c * y).mid()
    for rows in (A, Q):
        for row in rows:
            x, y = row[p], row[q]
            row[p], row[q] = (c * x - s * y).mid(), (s * x + c * y).mid()


def eigenvalue_blocks(field: Field, matrix: Matrix) -> list[Scalar]:
    """Return the eigenvalues of a symmetric matrix, block by block of its sparsity pattern."""
    from cotherm.numeric.generators import components

    values: list[Scalar] = []
    for block in components(matrix):
        values += symmetric_eigenvalues(matrix.submatrix(block, block))
    return values
