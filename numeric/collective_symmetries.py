"""Conserved quantities of N spins 1/2 with collective couplings, on all 2^N product states.

The parity is Pi = e^(i pi (Jx - N/2)), `qar` Sec. II. For one spin e^(i pi sigma_x/2) = i sigma_x
and e^(-i pi/2) = -i, so that Pi is the product of all sigma_x: it turns every spin over.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from cotherm.numeric.errors import InputError
from cotherm.numeric.fields import Field, Number, Rational, Scalar, exact_rational
from cotherm.numeric.matrices import Matrix, kron
from cotherm.numeric.spins import collective_spin, levels, positive_integer, total_spin_squared
from cotherm.numeric.total_spin import total_spin_projector

HALF = Fraction(1, 2)
MOST_SPINS = 8


def _count(N: Number) -> int:
    count = positive_integer(N, "N")
    if count > MOST_SPINS:
        raise InputError(
            f"Argument `N` must be at most {MOST_SPINS} in the product space, but is {count}."
        )
    return count


def parity_operator(field: Field, N: Number) -> Matrix:
    """Return Pi on 2^N product states, a real matrix with Pi^2 = 1."""
    size = 2 ** _count(N)
    return Matrix(field, (size, size), {(k, size - 1 - k): field.one for k in range(size)})


def commutator(left: Matrix, right: Matrix) -> Matrix:
    """Return [left, right]."""
    return left @ right - right @ left


def collective_operators(field: Field, N: Number) -> dict[str, Matrix]:
    """Return "Jx", "iJy", "Jz", "J2" and "Pi" on 2^N product states; iJy is real."""
    count = _count(N)
    spin = collective_spin(field, count, HALF)
    return {
        "Jx": (spin.Jplus + spin.Jminus) * HALF,
        "iJy": (spin.Jplus - spin.Jminus) * HALF,
        "Jz": spin.Jz,
        "J2": total_spin_squared(spin),
        "Pi": parity_operator(field, count),
    }


def joint_dimension(N: Number, j: Number, parity: int, energy: Number) -> int:
    """Return how many states have total spin j, the eigenvalue `parity` of Pi, and Jz^2 = energy.

    The rank of the product of the three commuting projectors, which is its trace, exactly.

    Parameters
    ----------
    N : number of spins 1/2, at most 8.
    j : total spin.
    parity : +1 or -1, the eigenvalue of Pi itself.
    energy : eigenvalue of Jz^2.
    """
    field, count = Rational(), _count(N)
    if parity not in (1, -1):
        raise InputError(f"Argument `parity` must be 1 or -1, but is {parity!r}.")
    operators = collective_operators(field, count)
    wanted = exact_rational(energy, "energy")
    diagonal = [
        1 if exact_rational(m) ** 2 == wanted else 0 for m in operators["Jz"].diagonal_values()
    ]
    total = total_spin_projector(count, HALF, j) @ Matrix.diagonal(field, diagonal)
    size = len(diagonal)
    half = (Matrix.identity(field, size) + operators["Pi"] * parity) * HALF
    return int(exact_rational((total @ half).trace()))


def joint_spectrum(N: Number, j: Number, parity: int) -> dict[Fraction, int]:
    """Return the energies Jz^2 of one sector with their degeneracies, from `joint_dimension`."""
    found = {}
    for m in levels(Fraction(_count(N), 2)):
        if m >= 0:
            dimension = joint_dimension(N, j, parity, m * m)
            if dimension:
                found[m * m] = dimension
    return found


def truncated_boson(field: Field, levels_kept: int) -> tuple[Matrix, Matrix]:
    """Return (b + b^dagger, b^dagger b) with the lowest levels kept, in a basis without roots.

    b lowers |n> to n |n-1> and b^dagger raises it to |n+1>: a positive diagonal similarity.
    """
    if levels_kept < 2:
        raise InputError(f"Argument `levels_kept` must be at least 2, but is {levels_kept}.")
    entries: dict[tuple[int, int], Scalar] = {}
    for n in range(1, levels_kept):
        entries[n - 1, n] = field.number(n)
        entries[n, n - 1] = field.one
    shape = (levels_kept, levels_kept)
    return Matrix(field, shape, entries), Matrix.diagonal(field, list(range(levels_kept)))


def joint_hamiltonian(
    field: Field,
    N: Number,
    couplings: Sequence[Number],
    frequencies: Sequence[Number],
    levels_kept: int = 2,
) -> tuple[Matrix, Matrix, Matrix]:
    """Return H, J^2 and Pi of the spins and one truncated mode of each reservoir (`qar` (1), (2)).

    H = Jz^2 + sum_nu [h_nu A_nu (b_nu + b_nu^dagger) + omega_nu b_nu^dagger b_nu], with A_c = A_w
    = Jx and A_h = Jx^2/N.

    Parameters
    ----------
    field : arithmetic.
    N : number of spins 1/2.
    couplings, frequencies : h_nu and omega_nu of the cold, hot and work reservoir.
    levels_kept : levels of each mode, at least 2.
    """
    operators = collective_operators(field, N)
    Jx = operators["Jx"]
    parts = [Jx, (Jx @ Jx) * Fraction(1, _count(N)), Jx]
    position, number = truncated_boson(field, levels_kept)
    one = Matrix.identity(field, levels_kept)

    def joined(system: Matrix, *modes: Matrix) -> Matrix:
        for mode in modes:
            system = kron(system, mode)
        return system

    idle = [one] * 3
    H = joined(operators["Jz"] @ operators["Jz"], *idle)
    identity = Matrix.identity(field, Jx.shape[0])
    for k, (part, h, omega) in enumerate(zip(parts, couplings, frequencies, strict=True)):
        coupled = [position if i == k else one for i in range(3)]
        counted = [number if i == k else one for i in range(3)]
        H = H + joined(part, *coupled) * h + joined(identity, *counted) * omega
    return H, joined(operators["J2"], *idle), joined(operators["Pi"], *idle)


def symmetries_at_order(
    field: Field,
    N: Number,
    couplings: Sequence[Number],
    frequencies: Sequence[Number],
    order: int,
    levels_kept: int = 3,
) -> tuple[Scalar, Scalar]:
    """Return the means of J^2 and Pi in H^order |psi>, psi from the sector j = N/2 and Pi = 1.

    H is the joint Hamiltonian and psi the even superposition of all spins up and all down, times a
    generic state of the modes. The couplings may be as strong as one likes: H^order holds all
    products of as many couplings. As N/2 (N/2 + 1) and 1 are the largest eigenvalues, the means
    have these values only if no part of H^order |psi> lies outside of the sector.

    Parameters
    ----------
    field : arithmetic; exact over the rationals.
    N, couplings, frequencies, levels_kept : see `joint_hamiltonian`.
    order : power of H, at least 1.

    Raises
    ------
    InputError : when the order is not a positive integer.
    """
    power = positive_integer(order, "order")
    H, J2, parity = joint_hamiltonian(field, N, couplings, frequencies, levels_kept)
    modes = levels_kept ** len(couplings)
    spins = H.shape[0] // modes
    state = [field.zero] * H.shape[0]
    for spin in (0, spins - 1):
        for mode in range(modes):
            state[spin * modes + mode] = field.number(Fraction(1, mode + 1))
    for _ in range(power):
        state = H.apply(state)
    norm = field.dot(state, state)
    with field:
        return (
            field.dot(state, J2.apply(state)) / norm,
            field.dot(state, parity.apply(state)) / norm,
        )
