"""Thermometry with spin ensembles: Fisher informations of the stationary state itself.

For a state rho(b) the quantum Fisher information about b is F_b = Tr(d_b rho L), where the
symmetric logarithmic derivative L solves L rho + rho L = 2 d_b rho (`heatcap` (A.3), (A.4)). As
b = hbar omega / (k_B T), the dimensionless T^2 F(T) is b^2 F_b. Nothing is used about the form of
the state: rho comes from the master equation, d_b rho from its linear response, and L from a linear
system on the support of rho.

Where the initial state is not of full rank (the symmetric subspace, say), the support is found
exactly: it is what the ladder operators make of the range of the initial state.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction
from typing import Any, Literal, NamedTuple

import flint
import numpy as np
import scipy.linalg

from cotherm.numeric import linear_algebra as la
from cotherm.numeric.density_matrix import (
    basis_norms,
    density_matrix,
    expectation,
    orthonormal,
    symmetrised,
)
from cotherm.numeric.errors import InputError, NullSpaceError
from cotherm.numeric.fields import Field, Float64, Number, Rational, Scalar
from cotherm.numeric.generators import components
from cotherm.numeric.matrices import Matrix, from_flint
from cotherm.numeric.response import response
from cotherm.numeric.spin_ensemble import (
    Coupling,
    InitialState,
    Temperature,
    initial_state,
    prepare,
)
from cotherm.numeric.spins import collective_spin, half_integer, local_spins, product_levels
from cotherm.numeric.temperature import InverseTemperature
from cotherm.numeric.total_spin import total_spin_projector

Measurement = Literal["optimal", "energy", "total_spin"]


class Family(NamedTuple):
    """A stationary state, its derivative with respect to b, and its support.

    Attributes
    ----------
    rho, slope : density matrix and d rho / db, in the rational product basis.
    support : rational columns that span the range of rho (rational basis), None for all of it.
    """

    rho: Matrix
    slope: Matrix
    support: Matrix | None


def stationary_family(
    field: Field,
    n: Number,
    s: Number,
    beta: Temperature,
    coupling: Coupling = "collective",
    beta0: InitialState = "inf",
) -> Family:
    """Return the stationary state and its derivative with respect to b, initial state fixed.

    Parameters are those of `spin_ensemble.bath_steady_state`; b is finite.
    """
    bath = InverseTemperature.of(beta)
    if bath.infinite:
        raise InputError("Argument `b` must be finite here, but is infinite.")
    dynamics, initial = prepare(field, n, s, coupling, beta0)
    structure = dynamics.structure(field, bath)
    slower = dynamics.down if bath.sign < 0 else dynamics.up
    state = structure.project(initial)
    moved = response(structure, slower.to(field), initial, state)
    with field:
        # The smaller rate is x = exp(-|b|), so that d/db = -+ x d/dx.
        factor = bath.smaller(field) * (1 if bath.sign < 0 else -1)
        slope = [factor * value for value in moved]
    support = reachable_support(n, s, coupling, initial_state(field, n, s, beta0))
    return Family(
        density_matrix(field, dynamics, state), density_matrix(field, dynamics, slope), support
    )


# ------------------------------------------------------------------------- support


def reachable_support(n: Number, s: Number, coupling: Coupling, initial: Matrix) -> Matrix | None:
    """Return rational columns spanning what the jumps make of the range of an initial state.

    At finite temperature this is the range of every later state. None means all of the space, also
    when the range of the initial state is not known exactly.
    """
    field = Rational()
    d = initial.shape[0]
    diagonal = all(i == j for i, j in initial.entries)
    if diagonal:
        occupied = sorted(i for i, _ in initial.entries)
        if len(occupied) == d:
            return None
        rows = Matrix(
            field, (len(occupied), d), {(r, i): field.one for r, i in enumerate(occupied)}
        )
    else:
        exact = _exact(initial)
        if exact is None:
            return None
        rows = exact.T
    spins = local_spins(field, n, s)
    if coupling == "collective":
        spins = [collective_spin(field, n, s)]
    jumps = [operator.T for spin in spins for operator in (spin.Jminus, spin.Jplus)]
    rows = _row_basis(rows)
    while True:
        grown = _row_basis(_stacked([rows, *(rows @ jump for jump in jumps)]))
        if grown.shape[0] == rows.shape[0]:
            return None if grown.shape[0] == d else grown.T
        rows = grown


def _exact(matrix: Matrix) -> Matrix | None:
    """Return a matrix over the rationals if its entries are known exactly."""
    if matrix.field.exact:
        return matrix
    entries = {}
    for position, value in matrix.entries.items():
        if not isinstance(value, flint.arb) or not value.is_exact():
            return None
        mantissa, exponent = value.man_exp()
        entries[position] = flint.fmpq(mantissa) * flint.fmpq(2) ** int(exponent)
    return Matrix(Rational(), matrix.shape, entries)


def _stacked(parts: Sequence[Matrix]) -> Matrix:
    entries: dict[tuple[int, int], Scalar] = {}
    offset = 0
    for part in parts:
        for (i, j), value in part.entries.items():
            entries[offset + i, j] = value
        offset += part.shape[0]
    return Matrix(parts[0].field, (offset, parts[0].shape[1]), entries)


def _row_basis(rows: Matrix) -> Matrix:
    reduced, rank = rows.to_flint().rref()
    full: Matrix = from_flint(rows.field, reduced)
    return full.submatrix(range(rank), range(rows.shape[1]))


# ------------------------------------------------------------------------- quantum information


def quantum_fisher_information(n: Number, s: Number, family: Family) -> Scalar:
    """Return F_b = Tr(d_b rho L) with L the symmetric logarithmic derivative, `heatcap` (A.4).

    Rational and Ball: by a linear system for L, block by block. Float64: by the equivalent sum
    over eigenvectors, 2 |<i|d rho|j>|^2 / (p_i + p_j).

    Raises
    ------
    NullSpaceError : when the state is not certainly of full rank on its support.
    """
    field = family.rho.field
    if isinstance(field, Float64):
        return _spectral_information(n, s, family)
    rho, slope = _compressed(n, s, family)
    total = field.zero
    for block in _common_blocks(rho, slope):
        part = rho.submatrix(block, block)
        moved = slope.submatrix(block, block)
        L = symmetric_logarithmic_derivative(part, moved)
        with field:
            total = total + expectation(L, moved)
    return total


def _common_blocks(rho: Matrix, slope: Matrix) -> list[list[int]]:
    return components(Matrix(rho.field, rho.shape, {**slope.entries, **rho.entries}))


def symmetric_logarithmic_derivative(rho: Matrix, slope: Matrix) -> Matrix:
    """Return the L with L rho + rho L = 2 slope, `heatcap` (A.3), for a rho of full rank.

    The equation has the same form in every basis, so both may be given in the rational one.

    Raises
    ------
    NullSpaceError : when the linear system is singular.
    """
    field, size = rho.field, rho.shape[0]
    with field:
        if size == 1:
            if not field.is_nonzero(rho[0, 0]):
                raise NullSpaceError(_SINGULAR)
            return Matrix(field, (1, 1), {(0, 0): slope[0, 0] / rho[0, 0]})
        entries: dict[tuple[int, int], Scalar] = {}
        for (i, j), value in rho.entries.items():
            for k in range(size):
                # (rho L)_ik and (L rho)_kj, row-major in L
                for key in ((i * size + k, j * size + k), (k * size + j, k * size + i)):
                    known = entries.get(key)
                    entries[key] = value if known is None else known + value
        system = Matrix(field, (size * size, size * size), entries)
        right = [2 * value for value in slope.vector()]
    try:
        solution = la.solver(system).solve([right])[0]
    except ZeroDivisionError as error:
        raise NullSpaceError(_SINGULAR) from error
    return Matrix(field, (size, size), {divmod(k, size): x for k, x in enumerate(solution)})


_SINGULAR = (
    "The symmetric logarithmic derivative is not unique, as the state is not certainly of full "
    "rank on its support in this arithmetic."
)


def _compressed(n: Number, s: Number, family: Family) -> tuple[Matrix, Matrix]:
    """Return state and derivative as operators on the support of the state."""
    if family.support is None:
        return family.rho, family.slope
    V, W = _frames(n, s, family.support)
    field = family.rho.field
    left, right = W.to(field), V.to(field)
    return left @ family.rho @ right, left @ family.slope @ right


def _frames(n: Number, s: Number, support: Matrix) -> tuple[Matrix, Matrix]:
    """Return V and its left inverse that is orthogonal in the metric of the rational basis."""
    field = Rational()
    norms = basis_norms(n, s)
    dual = Matrix(
        field, support.T.shape, {(j, i): v / norms[i] for (i, j), v in support.entries.items()}
    )
    gram = (dual @ support).to_flint()
    return support, from_flint(field, gram.solve(dual.to_flint()))


def _spectral_information(n: Number, s: Number, family: Family) -> float:
    rho, slope = (symmetrised(orthonormal(n, s, x)) for x in (family.rho, family.slope))
    total = 0.0
    if family.support is not None:
        scale = [1 / float(g) ** 0.5 for g in basis_norms(n, s)]
        columns = np.array(scale)[:, None] * family.support.to_numpy()
        Q = np.linalg.qr(columns)[0]
        pairs = [(Q.T @ rho.to_numpy() @ Q, Q.T @ slope.to_numpy() @ Q)]
    else:
        pairs = []
        for block in _common_blocks(rho, slope):
            state, moved = (x.submatrix(block, block).to_numpy() for x in (rho, slope))
            pairs.append((state, moved))
    for state, moved in pairs:
        total += _sum_over_eigenvectors(state, moved)
    return total


def _sum_over_eigenvectors(state: Any, moved: Any) -> float:
    values, vectors = scipy.linalg.eigh((state + state.T) / 2)
    rotated = vectors.T @ moved @ vectors
    sums = values[:, None] + values[None, :]
    positive = sums > 0
    return float(np.sum(2 * rotated[positive] ** 2 / sums[positive]))


# ------------------------------------------------------------------------- measurements


def measurement_information(family: Family, effects: Iterable[Matrix]) -> Scalar:
    """Return the Fisher information sum (d_b p)^2 / p of a measurement, `heatcap` (A.1), (A.2).

    Parameters
    ----------
    family : state and derivative.
    effects : operators E(x) of the measurement, in the rational product basis.
    """
    pairs = [(expectation(E, family.rho), expectation(E, family.slope)) for E in effects]
    return _classical_information(family.rho.field, pairs)


def _classical_information(field: Field, pairs: Iterable[tuple[Scalar, Scalar]]) -> Scalar:
    with field:
        total = field.zero
        for p, moved in pairs:
            if field.is_zero(p) and field.is_zero(moved):
                continue
            total = total + moved * moved / p
        return total


def energy_measurement(n: Number, s: Number) -> list[Matrix]:
    """Return the projectors on the eigenspaces of Jz, `heatcap` below (A.6)."""
    field = Rational()
    groups: dict[Fraction, list[int]] = {}
    for index, state in enumerate(product_levels(n, s)):
        groups.setdefault(sum(state, Fraction(0)), []).append(index)
    d = sum(len(group) for group in groups.values())
    return [Matrix(field, (d, d), {(i, i): field.one for i in group}) for group in groups.values()]


def total_spin_measurement(n: Number, s: Number) -> list[Matrix]:
    """Return the projectors of a joint measurement of J^2 and Jz.

    Resolving the multiplicity index too (`heatcap` (A.7)) tells nothing more about b, as the bath
    treats all copies of a total spin alike.
    """
    levels = energy_measurement(n, s)
    top = half_integer(s) * int(n)
    effects = []
    J = top
    while J >= 0:
        projector = total_spin_projector(n, s, J)
        effects += [level @ projector for level in levels if not (level @ projector).is_zero()]
        J -= 1
    return effects


def fisher_information(
    field: Field,
    n: Number,
    s: Number,
    beta: Temperature,
    beta0: InitialState = "inf",
    measurement: Measurement = "optimal",
    coupling: Coupling = "collective",
) -> Scalar:
    """Return T^2 F(T) = b^2 F_b of the stationary state, `heatcap` (14) and (A.2).

    Parameters
    ----------
    field : arithmetic; in Rational only b = 0 and infinite b give a rational number, while
        `fisher_information_of_b` is rational where q is.
    n, s : number and size of the spins.
    beta : inverse temperature of the bath, which is what is measured.
    beta0 : initial state, as in `spin_ensemble`.
    measurement : "optimal" (quantum Fisher information), "energy" or "total_spin".
    coupling : "collective" or "independent".
    """
    bath = InverseTemperature.of(beta)
    _check_measurement(measurement)
    if bath.extreme:
        # b^2 F_b has the limit 0 at both ends, and F_b is finite at b = 0.
        prepare(field, n, s, coupling, beta0)
        return field.zero
    b = bath.inverse(field)
    information = fisher_information_of_b(field, n, s, bath, beta0, measurement, coupling)
    with field:
        return b * b * information


def fisher_information_of_b(
    field: Field,
    n: Number,
    s: Number,
    beta: Temperature,
    beta0: InitialState = "inf",
    measurement: Measurement = "optimal",
    coupling: Coupling = "collective",
) -> Scalar:
    """Return the Fisher information F_b about b itself, finite at b = 0.

    Parameters are those of `fisher_information`, with b finite.
    """
    _check_measurement(measurement)
    family = stationary_family(field, n, s, beta, coupling, beta0)
    if measurement == "optimal":
        return quantum_fisher_information(n, s, family)
    effects = energy_measurement if measurement == "energy" else total_spin_measurement
    return measurement_information(family, effects(n, s))


def _check_measurement(measurement: str) -> None:
    if measurement not in ("optimal", "energy", "total_spin"):
        raise InputError(
            'Argument `measurement` must be "optimal", "energy" or "total_spin", but is '
            f"{measurement!r}."
        )
