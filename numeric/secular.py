"""Second-order rates from coupling operators, without ladder operators being put in.

In the Born-Markov-secular approximation a coupling operator A acts through its parts that change
the energy by one quantum up or down (`heatcap` (1), (B.3)). Operators are in the rational product
basis, where the Hermitian conjugate needs `density_matrix.basis_norms`.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from cotherm.numeric.fields import Field, Number, Scalar
from cotherm.numeric.matrices import Matrix
from cotherm.numeric.spins import spin_operators


def hermitian_conjugate(operator: Matrix, norms: Sequence[int]) -> Matrix:
    """Return the Hermitian conjugate of a real operator in the rational product basis."""
    with operator.field:
        entries = {
            (j, i): value * norms[j] / norms[i] for (i, j), value in operator.entries.items()
        }
    return Matrix(operator.field, operator.shape, entries)


def jump_part(operator: Matrix, energies: Sequence[Fraction], released: int) -> Matrix:
    """Return the part of an operator that lowers the energy by `released` quanta."""
    entries = {
        (i, j): value
        for (i, j), value in operator.entries.items()
        if energies[j] - energies[i] == released
    }
    return Matrix(operator.field, operator.shape, entries)


def secular_change(
    couplings: Sequence[Matrix],
    energies: Sequence[Fraction],
    norms: Sequence[int],
    rates: tuple[Number, Number],
    rho: Matrix,
) -> Matrix:
    """Return drho/dt for couplings A to baths of their own, without the unitary part.

    Each A with its parts A_w contributes Gamma(w) (A_w rho A_w^+ - A_w^+ A_w rho) + h.c. for
    w = +-1, Gamma real.

    Parameters
    ----------
    couplings : Hermitian coupling operators.
    energies : energy of each basis state, in units of the quantum.
    norms : `density_matrix.basis_norms`.
    rates : Gamma at +1 and at -1.
    rho : Hermitian operator.
    """
    total = Matrix.zero(rho.field, rho.shape)
    for operator in couplings:
        for released, rate in ((1, rates[0]), (-1, rates[1])):
            jump = jump_part(operator, energies, released)
            back = hermitian_conjugate(jump, norms)
            half = jump @ rho @ back - back @ jump @ rho
            total = total + (half + hermitian_conjugate(half, norms)) * rate
    return total


def second_order_coefficient(field: Field, g: Number, integral: Number, hbar: Number) -> Scalar:
    """Return the coefficient of J- rho J+ at second order in V = g Jx O_B, `heatcap` below (1).

    From the matrix element of Jx between the levels of one spin 1/2, divided by that of J-.

    Parameters
    ----------
    field : arithmetic.
    g : coupling strength.
    integral : half Fourier transform of the bath correlation function.
    hbar : unit of action; Jx is in units of it.
    """
    spin = spin_operators(field, Fraction(1, 2), "orthonormal")
    with field:
        element = (spin.Jplus + spin.Jminus)[0, 1] / 2
        ratio = field.number(g) * element / spin.Jminus[0, 1] / field.number(hbar)
        return ratio * ratio * field.number(integral)


def emission_strengths(part: Matrix, state: Sequence[Scalar]) -> tuple[Scalar, Scalar]:
    """Return <A^+ A> in a pure state, and in that state without its coherences.

    Parameters
    ----------
    part : A, real, in an orthonormal basis (see `jump_part`).
    state : components of the pure state, real, of any norm.
    """
    field = part.field
    norm = field.dot(state, state)
    image = part.apply(state)
    with field:
        lost = {j: field.zero for _, j in part.entries}
        for (_, j), value in part.entries.items():
            lost[j] = lost[j] + value * value
        dephased = field.sum(state[j] * state[j] * weight for j, weight in lost.items())
        return field.dot(image, image) / norm, dephased / norm
