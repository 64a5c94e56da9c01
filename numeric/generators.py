"""Generators of Markovian dynamics: rate matrices, dissipators and Liouvillians, all real.

Density matrices are vectorised row by row, so that A rho B becomes kron(A, B^T) acting on
vec(rho). Where a Hamiltonian does not commute with the state, the complex Liouvillian D - iK is
represented by the real matrix [[D, K], [-K, D]] acting on (Re rho, Im rho).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from typing import NamedTuple

from cotherm.numeric.errors import InputError
from cotherm.numeric.fields import Field, Number, Scalar
from cotherm.numeric.matrices import Matrix, kron


class Jump(NamedTuple):
    """A jump operator, its adjoint (in whatever basis both are written) and its rate >= 0."""

    operator: Matrix
    adjoint: Matrix
    rate: Scalar


class Liouvillian(NamedTuple):
    """A generator acting on vectorised density matrices.

    Attributes
    ----------
    matrix : the real generator, of size d^2, or 2 d^2 when `embedded`.
    dimension : Hilbert-space dimension d.
    embedded : whether the matrix acts on (Re rho, Im rho).
    """

    matrix: Matrix
    dimension: int
    embedded: bool

    @property
    def multiplicity(self) -> int:
        """How often each complex eigenvector occurs in the real matrix: 2 when embedded."""
        return 2 if self.embedded else 1

    @property
    def trace(self) -> list[Scalar]:
        """The trace functional (of Re rho) as a vector."""
        functional = trace_functional(self.matrix.field, self.dimension)
        if self.embedded:
            functional += [self.matrix.field.zero] * self.dimension**2
        return functional

    def state(self, rho: Matrix, imaginary: Matrix | None = None) -> list[Scalar]:
        """Return the vector of a density matrix given by its real and imaginary parts."""
        vector = rho.vector()
        if self.embedded:
            size = self.dimension**2
            vector += imaginary.vector() if imaginary else [self.matrix.field.zero] * size
        elif imaginary is not None:
            raise InputError("Argument `imaginary` needs an embedded Liouvillian, but has none.")
        return vector

    def lift(self, superoperator: Matrix) -> Matrix:
        """Return a real superoperator (a jump, say) in the coordinates of this generator."""
        if not self.embedded:
            return superoperator
        zero = Matrix.zero(superoperator.field, superoperator.shape)
        return blocks([[superoperator, zero], [zero, superoperator]])

    def functional(self, observable: Matrix) -> list[Scalar]:
        """Return the vector whose product with a state is Tr(observable rho), for real ones."""
        vector = observable.T.vector()
        if self.embedded:
            vector += [self.matrix.field.zero] * self.dimension**2
        return vector


def rate_matrix(field: Field, size: int, rates: Mapping[tuple[int, int], Number]) -> Matrix:
    """Return the generator W of dp/dt = W p from transition rates by (to, from).

    W_ij is the rate j -> i, and every column sums to zero.

    Raises
    ------
    InputError : for a rate from a state to itself.
    """
    entries: dict[tuple[int, int], Scalar] = {}
    with field:
        for (to, origin), value in rates.items():
            if to == origin:
                raise InputError(
                    f"Argument `rates` must connect different states, but has ({to}, {origin})."
                )
            rate = field.number(value)
            for position, change in (((to, origin), rate), ((origin, origin), -rate)):
                known = entries.get(position)
                entries[position] = change if known is None else known + change
    return Matrix(field, (size, size), entries)


def left_right(left: Matrix, right: Matrix) -> Matrix:
    """Return the superoperator rho -> left rho right."""
    return kron(left, right.T)


def jump_superoperator(jump: Jump) -> Matrix:
    """Return rate * (L rho L_dagger), the part of a dissipator that a detector counts."""
    counted: Matrix = left_right(jump.operator, jump.adjoint) * jump.rate
    return counted


def dissipator(jumps: Sequence[Jump]) -> Matrix:
    """Return the superoperator of sum_k rate_k (L rho L^+ - (L^+ L rho + rho L^+ L)/2).

    With L = J-, rate 1 and L = J+, rate exp(-b) this is `heatcap` (1) in units of G(omega).
    """
    if not jumps:
        raise InputError("Argument `jumps` must hold at least one jump, but is empty.")
    field = jumps[0].operator.field
    size = jumps[0].operator.shape[0]
    identity = Matrix.identity(field, size)
    decay = Matrix.zero(field, (size, size))
    total = Matrix.zero(field, (size * size, size * size))
    for jump in jumps:
        total = total + jump_superoperator(jump)
        decay = decay + (jump.adjoint @ jump.operator) * jump.rate
    half = decay * Fraction(-1, 2)
    return total + kron(half, identity) + kron(identity, half.T)


def commutator(hamiltonian: Matrix) -> Matrix:
    """Return the superoperator K of rho -> [H, rho]."""
    identity = Matrix.identity(hamiltonian.field, hamiltonian.shape[0])
    return kron(hamiltonian, identity) - kron(identity, hamiltonian.T)


def blocks(grid: Sequence[Sequence[Matrix]]) -> Matrix:
    """Assemble a matrix from a rectangular grid of blocks."""
    heights = [row[0].shape[0] for row in grid]
    widths = [block.shape[1] for block in grid[0]]
    entries: dict[tuple[int, int], Scalar] = {}
    for r, row in enumerate(grid):
        for c, block in enumerate(row):
            if block.shape != (heights[r], widths[c]):
                raise InputError(
                    f"Argument `grid` must have a block of shape {(heights[r], widths[c])} at "
                    f"({r}, {c}), but has one of shape {block.shape}."
                )
            top, left = sum(heights[:r]), sum(widths[:c])
            for (i, j), value in block.entries.items():
                entries[top + i, left + j] = value
    return Matrix(grid[0][0].field, (sum(heights), sum(widths)), entries)


def liouvillian(hamiltonian: Matrix | None, jumps: Sequence[Jump]) -> Liouvillian:
    """Return the generator of drho/dt = -i [H, rho] + dissipator(rho).

    Parameters
    ----------
    hamiltonian : real matrix (symmetric, in an orthonormal basis), or None when it commutes with
        the states of interest; with None the matrix acts on real density matrices, otherwise on
        (Re rho, Im rho), whose null space has twice the dimension of the complex one.
    jumps : jump operators, real.
    """
    if hamiltonian is None:
        return Liouvillian(dissipator(jumps), jumps[0].operator.shape[0], embedded=False)
    K = commutator(hamiltonian)
    D = dissipator(jumps) if jumps else Matrix.zero(hamiltonian.field, K.shape)
    return Liouvillian(blocks([[D, K], [-K, D]]), hamiltonian.shape[0], embedded=True)


def trace_functional(field: Field, dimension: int) -> list[Scalar]:
    """Return the vector whose product with vec(rho) is the trace of rho."""
    functional = [field.zero] * dimension**2
    for i in range(dimension):
        functional[i * dimension + i] = field.one
    return functional


def invariant_block(generator: Matrix, support: Iterable[int]) -> list[int]:
    """Return the sorted indices that dynamics started on `support` can reach.

    The subspace of these coordinates is invariant: `generator.submatrix(block, block)` is the
    whole dynamics of every state that is supported on it.
    """
    reach: dict[int, list[int]] = {}
    for i, j in generator.entries:
        reach.setdefault(j, []).append(i)
    seen = set(support)
    pending = list(seen)
    while pending:
        for target in reach.get(pending.pop(), ()):
            if target not in seen:
                seen.add(target)
                pending.append(target)
    return sorted(seen)


def components(generator: Matrix) -> list[list[int]]:
    """Return the sets of indices between which no entry of the generator leads, sorted."""
    parent = list(range(generator.shape[0]))

    def root(index: int) -> int:
        while parent[index] != index:
            parent[index] = parent[parent[index]]
            index = parent[index]
        return index

    for i, j in generator.entries:
        parent[root(i)] = root(j)
    groups: dict[int, list[int]] = {}
    for index in range(generator.shape[0]):
        groups.setdefault(root(index), []).append(index)
    return sorted(groups.values())


def restrict(vector: Sequence[Scalar], block: Sequence[int]) -> list[Scalar]:
    """Return the components of a vector that belong to a block."""
    return [vector[i] for i in block]
