"""States of a spin star or its spin-S counterpart: reduced states and correlations.

The complete Gibbs state is a dense matrix over the product states (2S + 1 levels of one spin, or
2^N states of the outer spins, beside the two of the central one), made from matrix exponentials or
from eigenvectors. Everything else is partial traces, partial transposes and spectra of it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Literal, TypeAlias

import flint
import numpy as np
from scipy.optimize import minimize

from cotherm.numeric.density_matrix import entropy_of
from cotherm.numeric.eigenvalues import eigenvalue_blocks
from cotherm.numeric.errors import InputError
from cotherm.numeric.fields import Field, Float64, Scalar
from cotherm.numeric.generators import components
from cotherm.numeric.matrices import Matrix
from cotherm.numeric.spin_star import (
    Coupling,
    Floats,
    Model,
    spin_hamiltonian,
    star_hamiltonian,
)

Route = Literal["exponential", "eigenvectors"]
Split: TypeAlias = Callable[[int], tuple[int, int]]
"""How the index of a product state splits into that of a part and that of the rest."""
LARGEST = 1 << 8
"""Product states of a dense Gibbs state."""


def gibbs_state(
    field: Field, model: Model, given: Coupling, route: Route = "exponential"
) -> Matrix:
    """Return exp(-beta H)/Z; a star's states are numbered by bits, bit 0 the central spin.

    Parameters
    ----------
    field : Float64 or Ball.
    route : the matrix exponential, or (Float64 alone) the eigenvectors.

    Raises
    ------
    InputError : for more than `LARGEST` product states.
    """
    size = 2 * (given.outer + 1) if model == "spin" else 2 ** (given.outer + 1)
    if size > LARGEST:
        raise InputError(
            f"Argument `S` must leave at most {LARGEST} product states for a dense Gibbs state, "
            f"but S = {given.S} has {size}."
        )
    make = spin_hamiltonian if model == "spin" else star_hamiltonian
    with field:
        return thermal_state(make(field, given), field.number(given.beta), route)


def thermal_state(hamiltonian: Matrix, beta: Scalar, route: Route = "exponential") -> Matrix:
    """Return exp(-beta H)/Z of a symmetric matrix, block by block of its sparsity pattern."""
    field = hamiltonian.field
    entries: dict[tuple[int, int], Scalar] = {}
    with field:
        lowest = min((field.to_float(x) for x in hamiltonian.diagonal_values()), default=0.0)
        highest = max((field.to_float(x) for x in hamiltonian.diagonal_values()), default=0.0)
        shift = field.number(lowest if field.to_float(beta) >= 0 else highest)
        for block in components(hamiltonian):
            part = hamiltonian.submatrix(block, block)
            part = (part - Matrix.identity(field, len(block)) * shift) * -beta
            dense = _exponential(part, route)
            for i, a in enumerate(block):
                for j, b in enumerate(block):
                    entries[a, b] = dense[i, j]
        total = field.sum(x for (a, b), x in entries.items() if a == b)
        return Matrix(field, hamiltonian.shape, {k: x / total for k, x in entries.items()})


def _exponential(part: Matrix, route: Route) -> Matrix:
    field, size = part.field, part.shape[0]
    if not isinstance(field, Float64):
        dense = part.to_flint().exp()
        return Matrix.from_rows(field, [[dense[i, j] for j in range(size)] for i in range(size)])
    if route == "eigenvectors":
        values, vectors = np.linalg.eigh(part.to_numpy())
        dense = (vectors * np.exp(values)) @ vectors.T
    else:
        from scipy.linalg import expm

        dense = expm(part.to_numpy())
    return Matrix.from_rows(field, [[float(x) for x in row] for row in dense])


# ---------------------------------------------------------------------------- reduced states


def central_state(model: Model, given: Coupling, rho: Matrix) -> Matrix:
    """Return the state of the central spin, |g> before |e>."""
    return reduced(rho, _place(model, given, (0,)), 2)


def outer_state(model: Model, given: Coupling, rho: Matrix) -> Matrix:
    """Return the state of one outer spin, or of the spin S, from the ground state up."""
    if model == "spin":
        return reduced(
            rho, lambda k: (k % (given.outer + 1), k // (given.outer + 1)), given.outer + 1
        )
    return reduced(rho, _place(model, given, (1,)), 2)


def pair_state(given: Coupling, rho: Matrix, first: int, second: int) -> Matrix:
    """Return the state of two spins of a star (0 is the central one) on dd, du, ud, uu."""
    return reduced(rho, _place("star", given, (first, second)), 4)


def _place(model: Model, given: Coupling, spins: Sequence[int]) -> Split:
    """How an index splits into that of the spins that are kept and that of the rest."""
    if model == "spin":
        size = given.outer + 1
        return lambda k: (k // size, k % size)

    def split(k: int) -> tuple[int, int]:
        kept = 0
        for spin in spins:
            kept = 2 * kept + ((k >> spin) & 1)
        rest = k
        for spin in spins:
            rest &= ~(1 << spin)
        return kept, rest

    return split


def reduced(rho: Matrix, split: Split, size: int) -> Matrix:
    """Return the partial trace; `split(index)` is the index kept and that summed over."""
    entries: dict[tuple[int, int], Scalar] = {}
    with rho.field:
        for (a, b), value in rho.entries.items():
            (i, x), (j, y) = split(a), split(b)
            if x == y:
                entries[i, j] = entries[i, j] + value if (i, j) in entries else value
    return Matrix(rho.field, (size, size), entries)


# ---------------------------------------------------------------------------- correlations


def negativity(model: Model, given: Coupling, rho: Matrix) -> Scalar:
    """Return the negativity between the central spin and the rest.

    It is the sum of |x| over the negative eigenvalues of the partial transpose.
    """
    split = _place(model, given, (0,))
    whole = {split(k): k for k in range(rho.shape[0])}
    entries = {}
    for (a, b), value in rho.entries.items():
        (i, x), (j, y) = split(a), split(b)
        entries[whole[j, x], whole[i, y]] = value
    field = rho.field
    transposed = Matrix(field, rho.shape, entries)
    with field:
        values = eigenvalue_blocks(field, (transposed + transposed.T) * field.number("1/2"))
        return field.sum(_negative_part(field, x) for x in values)


def _negative_part(field: Field, x: Scalar) -> Scalar:
    """max(0, -x)."""
    if isinstance(field, Float64):
        return max(0.0, -x)
    if x >= 0:
        return field.zero
    return -x if x < 0 else flint.arb(0).union((-x).upper())


def x_concurrence(pair: Matrix) -> Scalar:
    """Return the concurrence of a two-spin state that conserves the total S_z.

    2 max(0, |<du|rho|ud>| - sqrt(<dd|rho|dd> <uu|rho|uu>)).
    """
    field = pair.field
    with field:
        excess = abs(pair[1, 2]) - field.sqrt(pair[0, 0] * pair[3, 3])
        return 2 * _negative_part(field, -excess)


def wootters_concurrence(pair: Floats) -> float:
    """Return the concurrence of any two-spin state, from the spectrum of rho (yy) rho* (yy)."""
    y = np.array([[0, -1j], [1j, 0]])
    flip = np.kron(y, y)
    values = np.linalg.eigvals(pair @ flip @ pair.conj() @ flip)
    roots = np.sort(np.sqrt(np.maximum(values.real, 0.0)))
    return max(0.0, float(roots[3] - roots[:3].sum()))


def entropy(rho: Matrix) -> Scalar:
    """Return the von Neumann entropy in nats."""
    with rho.field:
        half = (rho + rho.T) * rho.field.number("1/2")
        return entropy_of(rho.field, eigenvalue_blocks(rho.field, half))


def mutual_information(model: Model, given: Coupling, rho: Matrix) -> Scalar:
    """Return the mutual information of the central spin with the rest, in nats."""
    split = _place(model, given, (0,))
    rest = reduced(rho, lambda k: (split(k)[1], split(k)[0]), rho.shape[0])
    with rho.field:
        return entropy(central_state(model, given, rho)) + entropy(rest) - entropy(rho)


def two_spin_discord(pair: Floats) -> tuple[float, float]:
    """Return (discord, classical correlations) in nats of two spins, the second one measured.

    The classical correlations are the largest that projective measurements find.
    """
    rho = np.asarray(pair, dtype=complex)
    first = np.einsum("ikjk->ij", rho.reshape(2, 2, 2, 2))
    second = np.einsum("kikj->ij", rho.reshape(2, 2, 2, 2))

    def left_over(angles: Floats) -> float:
        theta, phi = angles
        up = np.array([np.cos(theta / 2), np.exp(1j * phi) * np.sin(theta / 2)])
        down = np.array([-np.exp(-1j * phi) * np.sin(theta / 2), np.cos(theta / 2)])
        total = 0.0
        for ray in (up, down):
            branch = np.einsum("a,iajb,b->ij", ray.conj(), rho.reshape(2, 2, 2, 2), ray)
            chance = branch.trace().real
            if chance > 1e-300:
                total += chance * _entropy(branch / chance)
        return total

    starts = [(t, p) for t in (0.0, 0.8, np.pi / 2, 2.4) for p in (0.0, np.pi / 2)]
    least = min(
        minimize(
            left_over,
            np.array(start),
            method="Nelder-Mead",
            options={"xatol": 1e-9, "fatol": 1e-15},
        ).fun
        for start in starts
    )
    classical = _entropy(first) - least
    total = _entropy(first) + _entropy(second) - _entropy(rho)
    return total - classical, classical


def _entropy(rho: Floats) -> float:
    values = np.linalg.eigvalsh(rho)
    values = values[values > 1e-300]
    return float(-(values * np.log(values)).sum())
