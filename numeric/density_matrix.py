"""Density matrices of n spins s: from vectors to matrices, spectra, entropies and distances.

The master equations are written in the rational product basis of `spins`, a positive diagonal
similarity of the orthonormal one: rho_rational = D rho D^-1 with D^2 = diag(g), g_a the product of
binomial(2s, k) over the levels k of the product state a. Spectra, traces and diagonals are the same
in both; `orthonormal` undoes the similarity where norms and coherences are asked for.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from fractions import Fraction
from functools import lru_cache
from math import comb, prod

import flint

from cotherm.numeric.eigenvalues import eigenvalue_blocks, rational_eigenvalues
from cotherm.numeric.errors import InputError, PrecisionError
from cotherm.numeric.fields import Ball, Field, Float64, Number, Rational, Scalar
from cotherm.numeric.generators import components
from cotherm.numeric.matrices import Matrix
from cotherm.numeric.spin_ensemble import (
    BathDynamics,
    Coupling,
    InitialState,
    Temperature,
    bath_steady_state,
    prepare,
)
from cotherm.numeric.spins import half_integer, positive_integer, product_levels
from cotherm.numeric.temperature import InverseTemperature


@lru_cache(maxsize=64)
def _norms(n: int, s: Fraction) -> tuple[int, ...]:
    return tuple(
        prod(comb(int(2 * s), int(m + s)) for m in state) for state in product_levels(n, s)
    )


def basis_norms(n: Number, s: Number) -> tuple[int, ...]:
    """Return g_a of each product state: rho_rational = D rho D^-1 with D^2 = diag(g)."""
    return _norms(positive_integer(n), half_integer(s, minimum=Fraction(1, 2)))


def orthonormal(n: Number, s: Number, rho: Matrix) -> Matrix:
    """Rewrite an operator on n spins s from the rational into the orthonormal product basis.

    Raises
    ------
    InputError : when a factor is irrational and the field is Rational.
    """
    field, norms = rho.field, basis_norms(n, s)
    entries: dict[tuple[int, int], Scalar] = {}
    with field:
        for (a, b), value in rho.entries.items():
            if norms[a] == norms[b]:
                entries[a, b] = value
            else:
                entries[a, b] = value * field.sqrt(field.number(Fraction(norms[b], norms[a])))
    return Matrix(field, rho.shape, entries)


def symmetrised(matrix: Matrix) -> Matrix:
    """Return (A + A^T) / 2, which rounding has left a little asymmetric."""
    return (matrix + matrix.T) * Fraction(1, 2)


def density_matrix(field: Field, dynamics: BathDynamics, vector: Sequence[Scalar]) -> Matrix:
    """Return the density matrix, in the rational product basis, of a state on a block."""
    d = dynamics.dimension
    return Matrix(
        field,
        (d, d),
        {(i // d, i % d): x for i, x in zip(dynamics.block, vector, strict=True)},
    )


def steady_density(
    field: Field,
    n: Number,
    s: Number,
    beta: Temperature,
    coupling: Coupling = "collective",
    beta0: InitialState = "inf",
) -> Matrix:
    """Return the stationary density matrix in the rational product basis.

    Parameters are those of `spin_ensemble.bath_steady_state`.
    """
    dynamics, state = bath_steady_state(field, n, s, beta, coupling, beta0)
    return density_matrix(field, dynamics, state.vector)


def initial_and_steady(
    field: Field,
    n: Number,
    s: Number,
    beta: Temperature,
    coupling: Coupling = "collective",
    beta0: InitialState = "inf",
) -> tuple[BathDynamics, list[Scalar], list[Scalar]]:
    """Return the master equation, the initial state and the stationary state on its block."""
    dynamics, initial = prepare(field, n, s, coupling, beta0)
    _, state = bath_steady_state(field, n, s, beta, coupling, beta0)
    return dynamics, initial, state.vector


def spectrum(n: Number, s: Number, rho: Matrix) -> list[Scalar]:
    """Return the eigenvalues of an operator given in the rational basis, block by block.

    In ball arithmetic every eigenvalue lies in its own ball, whatever its multiplicity. In rational
    arithmetic they are exact.

    Raises
    ------
    InputError : in rational arithmetic, when an eigenvalue is irrational.
    """
    if not rho.field.exact:
        return eigenvalue_blocks(rho.field, symmetrised(orthonormal(n, s, rho)))
    values: list[Scalar] = []
    for block in components(rho):
        values += rational_eigenvalues(rho.submatrix(block, block))
    return values


def entropy_of(field: Field, probabilities: Sequence[Scalar]) -> Scalar:
    """Return -sum p ln p of probabilities that add up to 1 (nats).

    Exact zeros do not count; a ball that reaches below zero is cut off there, as a density matrix
    has no negative eigenvalue, and so is what rounding has left negative in float64.
    """
    with field:
        if isinstance(field, Float64):
            return _float_entropy([float(p) for p in probabilities])
        total = field.zero
        for p in probabilities:
            if field.is_zero(p):
                continue
            if isinstance(field, Ball) and not p > 0:
                total = total + _entropy_near_zero(p, field.prec)
            else:
                total = total - p * field.log(p)
        return total


def _float_entropy(probabilities: list[float]) -> float:
    ordered = sorted(p for p in probabilities if p > 0)
    if not ordered:
        return 0.0
    rest, largest = ordered[:-1], ordered[-1]
    total = -math.fsum(p * math.log(p) for p in rest)
    if largest > 0.5:
        # 1 - p is known from the others without cancellation.
        missing = math.fsum(rest)
        return total - (1 - missing) * math.log1p(-missing)
    return total - largest * math.log(largest)


def _entropy_near_zero(p: flint.arb, prec: int) -> flint.arb:
    upper = p.upper()
    if not upper >= 0:
        raise PrecisionError("An eigenvalue of a density matrix is negative.", p, prec)
    if not upper < 0.25:
        raise PrecisionError("The precision is too low for an entropy.", p, prec)
    if upper.is_zero():
        return flint.arb(0)
    return flint.arb(0).union(-upper * upper.log())


def von_neumann_entropy(n: Number, s: Number, rho: Matrix) -> Scalar:
    """Return -Tr rho ln rho (nats) from the eigenvalues of the matrix, `indist` above (32).

    Parameters
    ----------
    n, s : number and size of the spins.
    rho : density matrix in the rational product basis.

    Raises
    ------
    InputError : in rational arithmetic, unless the state is pure.
    """
    field = rho.field
    if field.exact:
        if purity(rho) == 1:
            return field.zero
        raise InputError(
            "Argument `rho` must be a pure state in rational arithmetic, as the entropy of a mixed "
            "one is irrational, but is mixed."
        )
    return entropy_of(field, spectrum(n, s, rho))


def purity(rho: Matrix) -> Scalar:
    """Return Tr rho^2."""
    field = rho.field
    with field:
        return field.sum(value * rho[j, i] for (i, j), value in rho.entries.items())


def expectation(observable: Matrix, rho: Matrix) -> Scalar:
    """Return Tr(observable rho), both in the same basis."""
    field = rho.field
    with field:
        return field.sum(
            field.number(value) * rho[j, i] for (i, j), value in observable.entries.items()
        )


def trace_distance(n: Number, s: Number, rho: Matrix, sigma: Matrix) -> Scalar:
    """Return half the trace norm of rho - sigma, both given in the rational product basis."""
    field = rho.field
    with field:
        total = field.sum(abs(value) for value in spectrum(n, s, rho - sigma))
        return total / 2


def relative_entropy_to_gibbs(
    n: Number, s: Number, rho: Matrix, energy: Scalar, beta: Temperature
) -> Scalar:
    """Return S(rho || thermal state at beta) = ln Z + b E - S(rho), the energy from the ground up.

    Parameters
    ----------
    n, s, rho : as in `von_neumann_entropy`.
    energy : mean energy of rho above the ground state.
    beta : temperature of the thermal state, finite.
    """
    field, bath = rho.field, InverseTemperature.of(beta)
    levels = range(int(2 * half_integer(s)) + 1)
    b = bath.inverse(field)
    with field:
        single = field.sum(bath.power(field, k) for k in levels)
        partition = field.log(single) * field.number(positive_integer(n))
        return partition + b * energy - von_neumann_entropy(n, s, rho)


def exact_zero_expectation(
    dynamics: BathDynamics, beta: Temperature, functional: Sequence[Number]
) -> bool:
    """Tell whether a functional vanishes on every stationary state at an extreme temperature.

    At b = 0 and b = +-inf generator and projector P on the stationary states are exact, so that
    "functional P = 0" is decided exactly; at other temperatures the answer is False.
    """
    bath, field = InverseTemperature.of(beta), Rational()
    if not bath.extreme:
        return False
    row = field.numbers(functional)
    return all(field.dot(row, vector) == 0 for vector in dynamics.structure(field, bath).right)
