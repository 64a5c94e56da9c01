"""Collective states of definite parity on the product states of N spins 1/2, exact.

With |j, -m> obtained from |j, m> by lowering 2m times (positive norm factors left out), the states
|v> = |j, m> + sign |j, -m> are eigenstates of Jz^2, J^2 and of the parity e^(i pi (Jx - N/2)),
which flips every spin (`qar`, Secs. II, III B).
"""

from __future__ import annotations

from fractions import Fraction
from typing import NamedTuple

import flint

from cotherm.numeric.errors import InputError
from cotherm.numeric.fields import Rational, Scalar
from cotherm.numeric.matrices import Matrix
from cotherm.numeric.spins import collective_spin, positive_integer, total_spin_squared
from cotherm.numeric.total_spin import total_spin_projector

_EXACT = Rational()
_HALF = Fraction(1, 2)


class CollectiveEigenvalues(NamedTuple):
    """Eigenvalues of one collective state."""

    level2: flint.fmpq
    spin2: flint.fmpq
    parity: flint.fmpq


def parity_operator(N: int) -> Matrix:
    """Return e^(i pi (Jx - N/2)) on the 2^N product states.

    Each factor is e^(i pi sigma_x/2) e^(-i pi/2) = sigma_x, so that every spin is flipped.
    """
    size = 2 ** positive_integer(N, "N")
    entries = {(size - 1 - k, k): _EXACT.one for k in range(size)}
    return Matrix(_EXACT, (size, size), entries)


def _normalised_lowering(N: int, j: Fraction, m: Fraction, state: list[Scalar]) -> list[Scalar]:
    """Return |j, -m> with the norm of |j, m>, by lowering 2m times.

    Each step m' -> m' - 1 has the squared factor (j + m')(j - m' + 1); the product of all of them
    from m to -m is the square of the product of (j + m') over these steps, a rational number.
    """
    lower = collective_spin(_EXACT, N, _HALF).Jminus
    factor = flint.fmpq(1)
    level = m
    for _ in range(int(2 * m)):
        state = lower.apply(state)
        factor *= flint.fmpq((j + level).numerator, (j + level).denominator)
        level -= 1
    return [x / factor for x in state]


def collective_state(N: int, j: Fraction, m: Fraction, sign: int) -> list[Scalar]:
    """Return |j, m> + sign |j, -m>, not normalised, from one multiplet of total spin j.

    Parameters
    ----------
    N : number of spins 1/2.
    j : a total spin that they have.
    m : level, 0 < m <= j.
    sign : +1 or -1.

    Raises
    ------
    InputError : when there is no such state.
    """
    size = 2**N
    projector = total_spin_projector(N, _HALF, j)
    levels = collective_spin(_EXACT, N, _HALF).Jz.diagonal_values()
    for k in range(size):
        if levels[k] != flint.fmpq(m.numerator, m.denominator):
            continue
        start = [_EXACT.one if i == k else _EXACT.zero for i in range(size)]
        upper = projector.apply(start)
        if any(x != 0 for x in upper):
            lower = _normalised_lowering(N, j, m, upper)
            return [x + sign * y for x, y in zip(upper, lower, strict=True)]
    raise InputError(f"Argument `m` must be a positive level of total spin {j}, but is {m}.")


def _eigenvalue(operator: Matrix, state: list[Scalar]) -> flint.fmpq:
    image = operator.apply(state)
    pivot = next(i for i, x in enumerate(state) if x != 0)
    value: flint.fmpq = image[pivot] / state[pivot]
    if any(x != value * y for x, y in zip(image, state, strict=True)):
        raise InputError("Argument `state` must be an eigenstate, but is none.")
    return value


def eigenvalues_of_collective_state(
    N: int, j: Fraction, m: Fraction, sign: int
) -> CollectiveEigenvalues:
    """Return the eigenvalues of Jz^2, J^2 and the parity; the state is checked to have them.

    Parameters and raises as `collective_state`.
    """
    spin = collective_spin(_EXACT, N, _HALF)
    state = collective_state(N, j, m, sign)
    operators = (spin.Jz @ spin.Jz, total_spin_squared(spin), parity_operator(N))
    return CollectiveEigenvalues(*(_eigenvalue(operator, state) for operator in operators))
