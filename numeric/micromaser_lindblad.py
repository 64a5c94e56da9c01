"""The micromaser in the full atom-field product space: its Liouvillian, and printed superoperators.

Product basis |e,0>, |e,1>, ..., |g,0>, |g,1>, ... In rational arithmetic the Fock states are not
normalised, |n) = a^dagger^n |0>, so that a and a^dagger have integer entries; operator products,
traces and populations are those of the orthonormal basis, and only adjoints need the norms n!.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from cotherm.numeric.errors import InputError
from cotherm.numeric.fields import Field, Number, Scalar
from cotherm.numeric.generators import Jump, Liouvillian, liouvillian
from cotherm.numeric.matrices import Matrix, kron
from cotherm.numeric.micromaser import Micromaser, fixed_point
from cotherm.numeric.relaxation import propagate


class AtomField(NamedTuple):
    """Operators of atom and field in the product basis, each with its adjoint.

    Attributes
    ----------
    minus, plus : sigma_- = |g><e| and its adjoint.
    z : |e><e| - |g><g|.
    a, adag : annihilation operator of the mode and its adjoint, cut off at `levels`.
    number : a^dagger a.
    """

    levels: int
    minus: Matrix
    plus: Matrix
    z: Matrix
    a: Matrix
    adag: Matrix
    number: Matrix


def mode(field: Field, levels: int) -> tuple[Matrix, Matrix]:
    """Return a and a^dagger of a mode with photon numbers 0 ... levels - 1."""
    if levels < 2:
        raise InputError(f"Argument `levels` must be at least 2, but is {levels}.")
    shape = (levels, levels)
    if field.exact:
        lower = {(n - 1, n): field.number(n) for n in range(1, levels)}
        raise_ = {(n, n - 1): field.one for n in range(1, levels)}
        return Matrix(field, shape, lower), Matrix(field, shape, raise_)
    lower = {(n - 1, n): field.sqrt(field.number(n)) for n in range(1, levels)}
    a = Matrix(field, shape, lower)
    return a, a.T


def atom_field(field: Field, levels: int) -> AtomField:
    """Return the operators of one atom and the mode."""
    a, adag = mode(field, levels)
    one, two = Matrix.identity(field, levels), Matrix.identity(field, 2)
    minus = Matrix.from_entries(field, (2, 2), {(1, 0): 1})
    z = Matrix.diagonal(field, [1, -1])
    return AtomField(
        levels,
        kron(minus, one),
        kron(minus.T, one),
        kron(z, one),
        kron(two, a),
        kron(two, adag),
        kron(two, Matrix.diagonal(field, list(range(levels)))),
    )


def pass_liouvillian(
    field: Field,
    levels: int,
    g: Number,
    gamma: Number = 0,
    kappa: Number = 0,
    n_b: Number = 0,
    *,
    detuning: Number = 0,
    dephasing: Number = 0,
) -> Liouvillian:
    """Return the generator of `spinstar` (5) for atom and field, in the frame of the cavity.

    H = (detuning/2) sigma_z + g (sigma_+ a + sigma_- a^dagger); jumps sigma_- at gamma, a at
    kappa (n_b + 1), a^dagger at kappa n_b, and sigma_z at dephasing/2, which lets the coherence
    between |e> and |g> decay at `dephasing`.
    """
    ops = atom_field(field, levels)
    with field:
        half = field.number(detuning) / 2
        hamiltonian = ops.z * half + (ops.plus @ ops.a + ops.minus @ ops.adag) * g
        thermal, rate = field.number(n_b), field.number(kappa)
        jumps = [
            Jump(ops.minus, ops.plus, field.number(gamma)),
            Jump(ops.a, ops.adag, rate * (thermal + 1)),
            Jump(ops.adag, ops.a, rate * thermal),
            Jump(ops.z, ops.z, field.number(dephasing) / 2),
        ]
        return liouvillian(hamiltonian, [jump for jump in jumps if not field.is_zero(jump.rate)])


def product_state(field: Field, p_e: Number, populations: Sequence[Scalar]) -> Matrix:
    """Return rho_0 (x) rho_c for diagonal states of atom and field."""
    with field:
        excited = field.number(p_e)
        weights = [excited, field.one - excited]
        return Matrix.diagonal(field, [w * p for w in weights for p in populations])


def field_populations(levels: int, state: Sequence[Scalar]) -> list[Scalar]:
    """Return the photon-number populations of a vectorised state, the atom traced out."""
    width = 2 * levels
    return [state[n * width + n] + state[(levels + n) * width + levels + n] for n in range(levels)]


def lindblad_pass(
    field: Field,
    model: Micromaser,
    populations: Sequence[Scalar],
    *,
    detuning: Number = 0,
    dephasing: Number = 0,
) -> list[Scalar]:
    """Return the populations of the field after one atom, from the full Liouvillian.

    `detuning` and `dephasing` are products with the transit time.
    """
    levels = len(populations)
    generator = pass_liouvillian(
        field,
        levels,
        model.g_tau,
        model.gamma_tau,
        model.kappa_tau,
        model.n_b,
        detuning=detuning,
        dephasing=dephasing,
    )
    start = generator.state(product_state(field, model.p_e, populations))
    with field:
        return field_populations(levels, propagate(generator.matrix, start, 1))


def cavity_liouvillian(field: Field, levels: int, kappa: Number, n_b: Number = 0) -> Liouvillian:
    """Return the generator of `spinstar` (6) for the whole density matrix of the field."""
    a, adag = mode(field, levels)
    with field:
        thermal, rate = field.number(n_b), field.number(kappa)
        jumps = [Jump(a, adag, rate * (thermal + 1)), Jump(adag, a, rate * thermal)]
        return liouvillian(None, [jump for jump in jumps if not field.is_zero(jump.rate)])


def lindblad_period_map(
    field: Field,
    model: Micromaser,
    levels: int,
    *,
    detuning: Number = 0,
    dephasing: Number = 0,
) -> Matrix:
    """Return the stroboscopic map of the populations, column by column from full Liouvillians."""
    columns = []
    empty = cavity_liouvillian(field, levels, model.kappa_tau0, model.n_b)
    for k in range(levels):
        start = [field.one if n == k else field.zero for n in range(levels)]
        passed = lindblad_pass(field, model, start, detuning=detuning, dephasing=dephasing)
        if model.kappa_tau0 != 0:
            state = empty.state(Matrix(field, (levels, levels), dict(_diagonal(passed))))
            state = propagate(empty.matrix, state, 1)
            passed = [state[n * levels + n] for n in range(levels)]
        columns.append(passed)
    return Matrix(
        field,
        (levels, levels),
        {(i, j): columns[j][i] for i in range(levels) for j in range(levels)},
    )


def _diagonal(values: Sequence[Scalar]) -> list[tuple[tuple[int, int], Scalar]]:
    return [((n, n), value) for n, value in enumerate(values)]


def lindblad_steady_populations(
    field: Field,
    model: Micromaser,
    levels: int,
    *,
    detuning: Number = 0,
    dephasing: Number = 0,
) -> list[Scalar]:
    """Return the fixed point of the period in the full product space, for a small cutoff."""
    return fixed_point(
        lindblad_period_map(field, model, levels, detuning=detuning, dephasing=dephasing)
    )
