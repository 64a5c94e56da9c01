"""Coherences of spin ensembles: in the local product basis and between sectors of total spin.

Density matrices are given in the rational product basis, as elsewhere; coherences are those of the
orthonormal one. Initial states with coherences are made here too, as matrices in the orthonormal
basis, which is what the `beta0` of `spin_ensemble` takes.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import NamedTuple

from cotherm.numeric.density_matrix import (
    basis_norms,
    orthonormal,
    spectrum,
    von_neumann_entropy,
)
from cotherm.numeric.errors import InputError
from cotherm.numeric.fields import Field, Number, Scalar
from cotherm.numeric.linear_algebra import FloatField
from cotherm.numeric.local_state import dephased
from cotherm.numeric.matrices import Matrix
from cotherm.numeric.spins import half_integer, positive_integer, product_levels
from cotherm.numeric.total_spin import total_spin_projector


class LocalCoherence(NamedTuple):
    """Coherences in the orthonormal product basis.

    Attributes
    ----------
    total : sum of the off-diagonal elements, with their signs.
    positive, negative : sums of the positive and of the negative ones.
    absolute : sum of their absolute values (l1 measure).
    """

    total: Scalar
    positive: Scalar
    negative: Scalar
    absolute: Scalar


def local_coherence(n: Number, s: Number, rho: Matrix) -> LocalCoherence:
    """Return the coherences of a state in the local product basis (`indist` App. H).

    Parameters
    ----------
    n, s : number and size of the spins.
    rho : density matrix in the rational product basis; for s > 1/2 not rational.
    """
    field = rho.field
    plain = orthonormal(n, s, rho)
    with field:
        off = [value for (i, j), value in plain.entries.items() if i != j]
        positive = field.sum((x + abs(x)) / 2 for x in off)
        negative = field.sum((x - abs(x)) / 2 for x in off)
        return LocalCoherence(field.sum(off), positive, negative, positive - negative)


def relative_entropy_of_coherence(n: Number, s: Number, rho: Matrix) -> Scalar:
    """Return S(dephased rho) - S(rho), the entropy that coherences take from a state (nats)."""
    with rho.field:
        return von_neumann_entropy(n, s, dephased(rho)) - von_neumann_entropy(n, s, rho)


def total_spins(n: Number, s: Number) -> list[Fraction]:
    """Return the values of total spin that occur, from n s down."""
    top = half_integer(s) * positive_integer(n)
    candidates = [top - k for k in range(int(top) + 1)]
    return [J for J in candidates if total_spin_projector(n, s, J).entries]


def sector_blocks(n: Number, s: Number, rho: Matrix) -> dict[tuple[Fraction, Fraction], Matrix]:
    """Return P_J rho P_J' for all pairs of total spins that occur."""
    field = rho.field
    projectors = {J: total_spin_projector(n, s, J).to(field) for J in total_spins(n, s)}
    return {(J, K): projectors[J] @ rho @ projectors[K] for J in projectors for K in projectors}


def sector_coherence(n: Number, s: Number, rho: Matrix) -> Scalar:
    """Return sum over J != J' of |P_J rho P_J'|^2 (Hilbert-Schmidt); rational where rho is.

    It is what a measurement of J^2 takes from the purity, and 0 without coherences between sectors
    of total spin.
    """
    field = rho.field
    total = field.zero
    blocks = sector_blocks(n, s, rho)
    with field:
        for (J, K), block in blocks.items():
            if J != K:
                other = blocks[K, J]
                total = total + field.sum(v * other[j, i] for (i, j), v in block.entries.items())
    return total


def sector_coherence_norm(n: Number, s: Number, rho: Matrix) -> Scalar:
    """Return the trace norm of rho - sum_J P_J rho P_J, the part between sectors."""
    field = rho.field
    part = Matrix.zero(field, rho.shape)
    for (J, K), block in sector_blocks(n, s, rho).items():
        if J != K:
            part = part + block
    with field:
        return field.sum(abs(value) for value in spectrum(n, s, part))


# ------------------------------------------------------------------------- initial states


def pure_state(field: Field, amplitudes: Sequence[Number]) -> Matrix:
    """Return |psi><psi| in the orthonormal product basis, from real amplitudes of any norm.

    Parameters
    ----------
    field : arithmetic; rational amplitudes give an exact state.
    amplitudes : one for each of the (2s+1)^n product states, not all 0.
    """
    values = field.numbers(amplitudes)
    occupied = {i: x for i, x in enumerate(values) if not field.is_zero(x)}
    if not occupied:
        raise InputError("Argument `amplitudes` must not all be 0, but are.")
    with field:
        norm = field.sum(x * x for x in occupied.values())
        entries = {(i, j): x * y / norm for i, x in occupied.items() for j, y in occupied.items()}
    return Matrix(field, (len(values), len(values)), entries)


def mixture(field: Field, states: Sequence[tuple[Number, Matrix]]) -> Matrix:
    """Return the mixture of several states with given weights."""
    total = Matrix.zero(field, states[0][1].shape)
    for weight, state in states:
        total = total + state.to(field) * weight
    return total


def spin_coherent_state(field: Field, n: Number, s: Number, tangent: Number) -> Matrix:
    """Return n spins s all turned away from the ground state by the same angle.

    Parameters
    ----------
    field : arithmetic; rational for s = 1/2.
    n, s : number and size of the spins.
    tangent : tan of half the angle; 0 is the ground state.

    Returns
    -------
    Matrix : a state of the symmetric subspace with coherences between all levels.
    """
    count, spin = positive_integer(n), half_integer(s, minimum=Fraction(1, 2))
    t = field.number(tangent)
    norms = basis_norms(count, spin)
    amplitudes = []
    with field:
        for g, state in zip(norms, product_levels(count, spin), strict=True):
            excitations = int(sum(state, count * spin))
            amplitudes.append(field.sqrt(field.number(g)) * t**excitations)
    return pure_state(field, amplitudes)


def sector_superposition(
    field: Field,
    n: Number,
    s: Number,
    parts: Mapping[Number, Number],
    seed: Sequence[Number],
) -> Matrix:
    """Return a superposition of components with different total spin.

    Each component is the part of one vector that lies in a sector, scaled.

    Parameters
    ----------
    field : arithmetic; s = 1/2 for Rational.
    n, s : number and size of the spins.
    parts : factor by total spin J.
    seed : real amplitudes of the vector in the orthonormal product basis.

    Raises
    ------
    InputError : when a sector that is asked for has no part of the vector.
    """
    norms = basis_norms(n, s)
    if len(seed) != len(norms):
        raise InputError(f"Argument `seed` must hold {len(norms)} numbers, but holds {len(seed)}.")
    with field:
        scale = [field.sqrt(field.number(g)) for g in norms]
        vector = [x * y for x, y in zip(scale, field.numbers(seed), strict=True)]
        total = [field.zero] * len(vector)
        for J, factor in parts.items():
            component = total_spin_projector(n, s, J).to(field).apply(vector)
            tolerance = 1e-12 if isinstance(field, FloatField) else 0
            if all(field.may_be_zero(x) or abs(x) <= tolerance for x in component):
                raise InputError(
                    f"Argument `seed` must have a part with total spin J = {J}, but has none."
                )
            weight = field.number(factor)
            total = [x + weight * y for x, y in zip(total, component, strict=True)]
        return pure_state(field, [x / y for x, y in zip(total, scale, strict=True)])


def dark_coherence_state(field: Field, sign: int = 1, angle_tangent: Number = 1) -> Matrix:
    """Return three spins 1/2 in a superposition of both copies of total spin 1/2, m = -1/2.

    The copies are the singlet of the first two spins beside the third one, and the state
    orthogonal to it; their coherence is of the kind `indist` App. B leaves open.

    Parameters
    ----------
    field : arithmetic, Float64 or Ball.
    sign : sign of the second amplitude.
    angle_tangent : ratio of the two amplitudes, 0 for the first copy alone.
    """
    half = field.number(Fraction(1, 2))
    with field:
        # Product states 001, 010, 100 have the indices 1, 2, 4; level 1 is excited.
        first = {2: field.sqrt(half), 4: -field.sqrt(half)}
        sixth = field.sqrt(field.number(Fraction(1, 6)))
        second = {1: 2 * sixth, 2: -sixth, 4: -sixth}
        ratio = field.number(angle_tangent) * sign
        amplitudes = [
            first.get(i, field.zero) + ratio * second.get(i, field.zero) for i in range(8)
        ]
    return pure_state(field, amplitudes)
