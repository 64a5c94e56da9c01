"""The state of one spin 1/2 of each ensemble, rebuilt from one- and two-body expectations.

rho = (1 + r_1 . sigma x 1 + 1 x r_2 . sigma + sum T_ab sigma_a x sigma_b)/4 (`engine` Sec. V.C)
with the means r_i and the pair moments T of the normalised spins. Levels from the ground state up,
so that sigma_z = diag(-1, 1).
"""

from __future__ import annotations

from collections.abc import Sequence

from cotherm.numeric.density_matrix import entropy_of
from cotherm.numeric.eigenvalues import symmetric_eigenvalues
from cotherm.numeric.fields import Field, Number, Scalar
from cotherm.numeric.generators import blocks
from cotherm.numeric.matrices import Matrix, kron

Vector = Sequence[Number]


def _pauli(field: Field) -> list[tuple[Matrix, Matrix]]:
    """(real, imaginary) parts of sigma_x, sigma_y, sigma_z."""
    zero = Matrix.zero(field, (2, 2))
    return [
        (Matrix.from_rows(field, [[0, 1], [1, 0]]), zero),
        (zero, Matrix.from_rows(field, [[0, 1], [-1, 0]])),
        (Matrix.from_rows(field, [[-1, 0], [0, 1]]), zero),
    ]


def rebuilt_state(
    field: Field, first: Vector, second: Vector, pairs: Sequence[Vector]
) -> tuple[Matrix, Matrix]:
    """Return real and imaginary part of the two-spin state, first spin most significant.

    Parameters
    ----------
    field : arithmetic.
    first, second : <sigma> of each spin.
    pairs : the matrix <sigma_a x sigma_b>.
    """
    unit = Matrix.identity(field, 2)
    pauli = _pauli(field)
    real, imaginary = Matrix.identity(field, 4), Matrix.zero(field, (4, 4))
    for a, (re, im) in enumerate(pauli):
        for factor, sides in ((first[a], (True, False)), (second[a], (False, True))):
            parts = [kron(part, unit) if sides[0] else kron(unit, part) for part in (re, im)]
            real, imaginary = real + parts[0] * factor, imaginary + parts[1] * factor
        for b, (other_re, other_im) in enumerate(pauli):
            real = real + (kron(re, other_re) - kron(im, other_im)) * pairs[a][b]
            imaginary = imaginary + (kron(re, other_im) + kron(im, other_re)) * pairs[a][b]
    quarter = field.number(1) / field.number(4)
    return real * quarter, imaginary * quarter


def entropy(field: Field, real: Matrix, imaginary: Matrix) -> Scalar:
    """Return the von Neumann entropy (nats) of a hermitian matrix real + i imaginary."""
    doubled = blocks([[real, -imaginary], [imaginary, real]])
    with field:
        # The real form has every eigenvalue twice.
        return entropy_of(field, symmetric_eigenvalues(doubled)) / 2


def mutual_information(
    field: Field, first: Vector, second: Vector, pairs: Sequence[Vector]
) -> Scalar:
    """Return S(rho_1) + S(rho_2) - S(rho_12) of the rebuilt state (`engine` Sec. V.C)."""
    joint = entropy(field, *rebuilt_state(field, first, second, pairs))
    total = [spin_entropy(field, bloch) for bloch in (first, second)]
    with field:
        return total[0] + total[1] - joint


def spin_entropy(field: Field, bloch: Vector) -> Scalar:
    """Return the entropy of one spin of given <sigma>."""
    with field:
        length = field.sqrt(field.sum(field.number(x) * field.number(x) for x in bloch))
        return entropy_of(field, [(1 + length) / 2, (1 - length) / 2])
