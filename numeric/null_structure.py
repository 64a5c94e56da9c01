"""Null spaces of generators, the projector on them, and the Drazin inverse.

For a generator L with left null vectors U (conserved quantities) and right null vectors V,

    P = V (U V)^-1 U,      S = Drazin inverse:  L S = S L = 1 - P,  S P = 0.

Everything is obtained from one bordered matrix M = [[L, U^T], [U, 0]], which is nonsingular
exactly when the rows of U are all conserved quantities and the eigenvalue 0 of L has no Jordan
block: M (x, c) = (y, z) with U y = 0 gives c = 0, L x = y and U x = z.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import flint
import numpy as np

from cotherm.numeric import linear_algebra as la
from cotherm.numeric.errors import InputError, NullSpaceError
from cotherm.numeric.fields import Field, Rational, Scalar
from cotherm.numeric.matrices import Matrix


class NullStructure:
    """Null space, projector and Drazin inverse of a generator.

    Parameters
    ----------
    generator : square matrix L in one of the three arithmetics; the eigenvalue 0 must have no
        Jordan block (true of every generator of physical dynamics).
    conserved : rows of conserved quantities U known beforehand (U L = 0), a matrix with one row
        each; without it they are computed. In ball arithmetic give them whenever they are known
        exactly, see below.

    Attributes
    ----------
    nullity : dimension of the null space of L.
    left : U, one conserved quantity per row.
    gap : for Float64 without `conserved`, the pair (largest singular value counted as zero,
        smallest counted as non-zero); None otherwise.

    What is certain
    ---------------
    Rational: everything is exact.
    Ball: the solution of every linear system encloses the exact one, and that M could be solved
    proves that L has rank at least N - nullity. With exact `conserved` rows that are known to
    satisfy U L = 0, nullity, P and S are therefore all proved; a row that is certainly not
    conserved is refused. Without them a minor of L of size N - nullity, chosen in float64, is
    proved nonsingular, so the nullity is proved to be at most the number reported, and the
    residual U L is only checked to contain zero: the enclosures hold if that number is right.
    Float64: nothing is certain; `estimate` returns residual and error estimate.

    Raises
    ------
    InputError : when the generator is not square or a given row is not conserved.
    NullSpaceError : when the null space cannot be separated in this arithmetic.
    """

    def __init__(self, generator: Matrix, conserved: Matrix | None = None) -> None:
        if generator.shape[0] != generator.shape[1]:
            raise InputError(
                f"Argument `generator` must be square, but has shape {generator.shape}."
            )
        self.generator = generator
        self.field: Field = generator.field
        self.size = generator.shape[0]
        self.gap: tuple[float, float] | None = None
        if conserved is None:
            self.left, self.gap = la.left_null_vectors(generator)
        else:
            self.left = self._checked(conserved.to(self.field))
        self.nullity = self.left.shape[0]
        self._solver = la.solver(self._bordered())
        self._right: list[list[Scalar]] | None = None
        self._projector: Matrix | None = None

    def _checked(self, conserved: Matrix) -> Matrix:
        if conserved.shape[1] != self.size:
            raise InputError(
                f"Argument `conserved` must have {self.size} columns, but has {conserved.shape[1]}."
            )
        residual = conserved @ self.generator
        if not la.small(residual, conserved, self.generator):
            raise InputError("Argument `conserved` must satisfy U L = 0, but does not.")
        return conserved

    def _bordered(self) -> Matrix:
        N, k = self.size, self.left.shape[0]
        entries = dict(self.generator.entries)
        for (row, j), value in self.left.entries.items():
            entries[N + row, j] = value
            entries[j, N + row] = value
        return Matrix(self.field, (N + k, N + k), entries)

    def _solve(self, right_sides: Sequence[Sequence[Scalar]]) -> list[list[Scalar]]:
        try:
            return [x[: self.size] for x in self._solver.solve(right_sides)]
        except ZeroDivisionError as error:
            raise NullSpaceError(
                f"The bordered generator of size {self.size} is singular in {self.field!r}: more "
                "precision, or more conserved quantities, are needed."
            ) from error

    @property
    def right(self) -> list[list[Scalar]]:
        """Right null vectors V, normalised so that U V = 1."""
        if self._right is None:
            zero, one = self.field.zero, self.field.one
            k = self.nullity
            sides = [
                [zero] * self.size + [one if i == j else zero for i in range(k)] for j in range(k)
            ]
            self._right = self._solve(sides)
        return self._right

    def to(self, field: Field) -> NullStructure:
        """Return the null structure of an exact generator in another arithmetic.

        The projector V U is computed here and converted, so what is exactly zero in it stays so.
        """
        converted = NullStructure(self.generator.to(field), self.left)
        columns: dict[tuple[int, int], Scalar] = {
            (i, k): value for k, vector in enumerate(self.right) for i, value in enumerate(vector)
        }
        projector = Matrix(self.field, (self.size, self.nullity), columns) @ self.left
        converted._right = [field.numbers(vector) for vector in self.right]
        converted._projector = projector.to(field)
        return converted

    def project(self, vector: Sequence[Scalar]) -> list[Scalar]:
        """Return P vector: the stationary state that is reached from an initial state."""
        if self._projector is not None:
            return self._projector.apply(vector)
        charges = self.left.apply(vector)
        return self._solve([[self.field.zero] * self.size + charges])[0]

    def drazin(self, vector: Sequence[Scalar]) -> list[Scalar]:
        """Return S vector: the x with L x = vector - P vector and U x = 0."""
        zero = self.field.zero
        rest = list(vector)
        if not all(self.field.is_zero(charge) for charge in self.left.apply(vector)):
            projected = self.project(vector)
            with self.field:
                rest = [y - p for y, p in zip(vector, projected, strict=True)]
        return self._solve([rest + [zero] * self.nullity])[0]

    def estimate(self, state: Sequence[Scalar]) -> tuple[float, float]:
        """Return residual and error estimate (both 1-norms) of a stationary state.

        Rational: (0, 0) when the state is exactly stationary. Ball: an upper bound of the
        residual, and the largest radius. Float64: |L x| and |M^-1|, estimated, times the residual
        together with the rounding of its evaluation.
        """
        image = self.generator.apply(state)
        if self.field.exact:
            return sum(abs(float(value)) for value in image), 0.0
        if not isinstance(self.field, la.FloatField):
            residual = sum(float(abs(value).upper()) for value in image)
            return residual, max((self.field.radius(x) for x in state), default=0.0)
        residual = float(np.sum(np.abs(np.array(image, dtype=np.float64))))
        return residual, self._solver.error_estimate(self.generator, state, residual)


def nullity(generator: Matrix) -> int:
    """Return the dimension of the null space, block by block of the sparsity pattern."""
    from cotherm.numeric.generators import components

    total = 0
    for block in components(generator):
        part = generator.submatrix(block, block)
        total += la.left_null_vectors(part)[0].shape[0]
    return total


def common_conserved(generators: Sequence[Matrix]) -> Matrix:
    """Return exact quantities that every one of several rational generators conserves.

    The rows U satisfy U L_k = 0 exactly for all k, hence for every combination of the L_k with
    arbitrary rates: handed to `NullStructure` they make its results in ball arithmetic proofs.

    Raises
    ------
    InputError : when a generator is not over the rationals.
    """
    if any(not generator.field.exact for generator in generators):
        raise InputError("Argument `generators` must be rational matrices, but one is not.")
    field = Rational()
    stacked: dict[tuple[int, int], Any] = {}
    offset = 0
    for generator in generators:
        for (i, j), value in generator.entries.items():
            stacked[offset + j, i] = value
        offset += generator.shape[1]
    size = generators[0].shape[0]
    transposed: flint.fmpq_mat = Matrix(field, (offset, size), stacked).to_flint()
    return la.exact_null_rows(transposed)
