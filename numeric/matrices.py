"""Sparse matrices over any of the three arithmetics."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import flint
import numpy as np
import scipy.sparse

from cotherm.numeric.errors import InputError
from cotherm.numeric.fields import Field, Number, Scalar

Shape = tuple[int, int]


class Matrix:
    """Sparse matrix over a field; immutable by convention.

    Parameters
    ----------
    field : arithmetic of the entries.
    shape : numbers of rows and columns.
    entries : scalars of the field by (row, column); entries that are certainly zero are dropped.
    """

    __slots__ = ("_rows", "entries", "field", "shape")

    def __init__(
        self, field: Field, shape: Shape, entries: Mapping[tuple[int, int], Scalar]
    ) -> None:
        self.field = field
        self.shape = shape
        is_zero = field.is_zero
        self.entries: dict[tuple[int, int], Scalar] = {
            position: value for position, value in entries.items() if not is_zero(value)
        }
        self._rows: dict[int, list[tuple[int, Scalar]]] | None = None

    # ---------------------------------------------------------------- construction

    @classmethod
    def from_entries(
        cls, field: Field, shape: Shape, entries: Mapping[tuple[int, int], Number]
    ) -> Matrix:
        """Build a matrix from numbers of any accepted kind, by (row, column).

        Raises
        ------
        InputError : when a position lies outside the shape.
        """
        for row, column in entries:
            if not (0 <= row < shape[0] and 0 <= column < shape[1]):
                raise InputError(
                    f"Argument `entries` must lie within shape {shape}, but has a value at "
                    f"({row}, {column})."
                )
        return cls(field, shape, {key: field.number(value) for key, value in entries.items()})

    @classmethod
    def from_rows(cls, field: Field, rows: Sequence[Sequence[Number]]) -> Matrix:
        """Build a matrix from its rows."""
        columns = len(rows[0]) if rows else 0
        if any(len(row) != columns for row in rows):
            raise InputError("Argument `rows` must have rows of equal length, but has not.")
        return cls.from_entries(
            field,
            (len(rows), columns),
            {(i, j): value for i, row in enumerate(rows) for j, value in enumerate(row)},
        )

    @classmethod
    def zero(cls, field: Field, shape: Shape) -> Matrix:
        """Build the zero matrix."""
        return cls(field, shape, {})

    @classmethod
    def identity(cls, field: Field, size: int) -> Matrix:
        """Build the identity."""
        one = field.one
        return cls(field, (size, size), {(i, i): one for i in range(size)})

    @classmethod
    def diagonal(cls, field: Field, values: Sequence[Number]) -> Matrix:
        """Build a diagonal matrix."""
        size = len(values)
        return cls(
            field, (size, size), {(i, i): field.number(value) for i, value in enumerate(values)}
        )

    # ---------------------------------------------------------------- access

    def __repr__(self) -> str:
        return f"Matrix({self.field!r}, {self.shape}, {len(self.entries)} entries)"

    def __getitem__(self, position: tuple[int, int]) -> Scalar:
        value = self.entries.get(position)
        return self.field.zero if value is None else value

    def rows(self) -> dict[int, list[tuple[int, Scalar]]]:
        """Return the entries by row, as lists of (column, value)."""
        if self._rows is None:
            rows: dict[int, list[tuple[int, Scalar]]] = {}
            for (i, j), value in self.entries.items():
                rows.setdefault(i, []).append((j, value))
            self._rows = rows
        return self._rows

    def row(self, index: int) -> list[Scalar]:
        """Return one row as a dense list."""
        dense = [self.field.zero] * self.shape[1]
        for j, value in self.rows().get(index, ()):
            dense[j] = value
        return dense

    def diagonal_values(self) -> list[Scalar]:
        """Return the diagonal as a dense list."""
        return [self[i, i] for i in range(min(self.shape))]

    def vector(self) -> list[Scalar]:
        """Return all entries as one dense list, row by row."""
        dense = [self.field.zero] * (self.shape[0] * self.shape[1])
        for (i, j), value in self.entries.items():
            dense[i * self.shape[1] + j] = value
        return dense

    def is_zero(self) -> bool:
        """Tell whether every entry is certainly zero."""
        return not self.entries

    def may_be_zero(self) -> bool:
        """Tell whether no entry is certainly different from zero."""
        return all(self.field.may_be_zero(value) for value in self.entries.values())

    # ---------------------------------------------------------------- algebra

    def _same_shape(self, other: Matrix) -> None:
        if self.shape != other.shape:
            raise InputError(
                f"Argument `other` must have shape {self.shape}, but has shape {other.shape}."
            )

    def __add__(self, other: Matrix) -> Matrix:
        self._same_shape(other)
        result = dict(self.entries)
        with self.field:
            for position, value in other.entries.items():
                known = result.get(position)
                result[position] = value if known is None else known + value
        return Matrix(self.field, self.shape, result)

    def __neg__(self) -> Matrix:
        with self.field:
            return Matrix(self.field, self.shape, {k: -v for k, v in self.entries.items()})

    def __sub__(self, other: Matrix) -> Matrix:
        return self + (-other)

    def __mul__(self, factor: Number) -> Matrix:
        scalar = self.field.number(factor)
        with self.field:
            return Matrix(self.field, self.shape, {k: v * scalar for k, v in self.entries.items()})

    __rmul__ = __mul__

    def __matmul__(self, other: Matrix) -> Matrix:
        if self.shape[1] != other.shape[0]:
            raise InputError(
                f"Argument `other` must have {self.shape[1]} rows, but has {other.shape[0]}."
            )
        other_rows = other.rows()
        result: dict[tuple[int, int], Scalar] = {}
        with self.field:
            for (i, k), left in self.entries.items():
                for j, right in other_rows.get(k, ()):
                    known = result.get((i, j))
                    product = left * right
                    result[i, j] = product if known is None else known + product
        return Matrix(self.field, (self.shape[0], other.shape[1]), result)

    @property
    def T(self) -> Matrix:
        """The transpose."""
        return Matrix(
            self.field,
            (self.shape[1], self.shape[0]),
            {(j, i): value for (i, j), value in self.entries.items()},
        )

    def trace(self) -> Scalar:
        """Return the sum of the diagonal."""
        return self.field.sum(value for (i, j), value in self.entries.items() if i == j)

    def apply(self, vector: Sequence[Scalar]) -> list[Scalar]:
        """Return the product with a column vector, as a list."""
        if len(vector) != self.shape[1]:
            raise InputError(
                f"Argument `vector` must have length {self.shape[1]}, but has {len(vector)}."
            )
        result = [self.field.zero] * self.shape[0]
        with self.field:
            for (i, j), value in self.entries.items():
                result[i] = result[i] + value * vector[j]
        return result

    def submatrix(self, rows: Sequence[int], columns: Sequence[int]) -> Matrix:
        """Return the matrix of the given rows and columns, in the given order."""
        row_index = {old: new for new, old in enumerate(rows)}
        column_index = {old: new for new, old in enumerate(columns)}
        return Matrix(
            self.field,
            (len(rows), len(columns)),
            {
                (row_index[i], column_index[j]): value
                for (i, j), value in self.entries.items()
                if i in row_index and j in column_index
            },
        )

    # ---------------------------------------------------------------- conversion

    def to(self, field: Field) -> Matrix:
        """Return the same matrix over another field (exact values are needed for Rational)."""
        if field == self.field:
            return self
        return Matrix(field, self.shape, {k: field.number(v) for k, v in self.entries.items()})

    def to_scipy(self) -> scipy.sparse.csr_array[Any, tuple[int, int]]:
        """Return a float64 sparse array (balls by their midpoints)."""
        keys = sorted(self.entries)
        to_float = self.field.to_float
        data = np.array([to_float(self.entries[key]) for key in keys], dtype=np.float64)
        rows = np.array([key[0] for key in keys], dtype=np.int64)
        columns = np.array([key[1] for key in keys], dtype=np.int64)
        return scipy.sparse.csr_array((data, (rows, columns)), shape=self.shape)

    def to_numpy(self) -> np.ndarray[Any, np.dtype[np.float64]]:
        """Return a dense float64 array (balls by their midpoints)."""
        dense = np.zeros(self.shape, dtype=np.float64)
        for (i, j), value in self.entries.items():
            dense[i, j] = self.field.to_float(value)
        return dense

    def to_flint(self) -> Any:
        """Return a dense flint matrix: fmpq_mat for Rational, arb_mat otherwise."""
        kind = flint.fmpq_mat if self.field.exact else flint.arb_mat
        dense = kind(self.shape[0], self.shape[1])
        with self.field:
            for (i, j), value in self.entries.items():
                dense[i, j] = value
        return dense


def from_flint(field: Field, dense: Any) -> Matrix:
    """Build a sparse matrix from a dense flint matrix over the same field."""
    shape = (int(dense.nrows()), int(dense.ncols()))
    return Matrix(
        field, shape, {(i, j): dense[i, j] for i in range(shape[0]) for j in range(shape[1])}
    )


def column(field: Field, vector: Sequence[Scalar]) -> Matrix:
    """Build a one-column matrix from a vector of scalars."""
    return Matrix(field, (len(vector), 1), {(i, 0): value for i, value in enumerate(vector)})


def kron(left: Matrix, right: Matrix) -> Matrix:
    """Return the Kronecker product, index (i_left * rows_right + i_right)."""
    rows, columns = right.shape
    right_entries = list(right.entries.items())
    with left.field:
        entries = {
            (i * rows + k, j * columns + m): a * b
            for (i, j), a in left.entries.items()
            for (k, m), b in right_entries
        }
    return Matrix(left.field, (left.shape[0] * rows, left.shape[1] * columns), entries)


def kron_all(factors: Iterable[Matrix]) -> Matrix:
    """Return the Kronecker product of one or more matrices, first factor most significant."""
    iterator: Iterator[Matrix] = iter(factors)
    product = next(iterator)
    for factor in iterator:
        product = kron(product, factor)
    return product
