"""Total spin of n spins s, by counting the spectrum of J^2 in the product space."""

from __future__ import annotations

from fractions import Fraction
from functools import lru_cache

from cotherm.numeric.errors import InputError
from cotherm.numeric.fields import Field, Number, Rational, Scalar
from cotherm.numeric.matrices import Matrix
from cotherm.numeric.spin_ensemble import InitialState, check_dimension, initial_state
from cotherm.numeric.spins import (
    collective_spin,
    half_integer,
    positive_integer,
    product_levels,
    total_spin_squared,
)


def _arguments(n: Number, s: Number, J: Number) -> tuple[int, Fraction, Fraction]:
    count, spin = positive_integer(n), half_integer(s, minimum=Fraction(1, 2))
    total = half_integer(J, "J")
    check_dimension(count, spin)
    if total > count * spin or (count * spin - total).denominator != 1:
        raise InputError(
            f"Argument `J` must be n s = {count * spin} less a non-negative integer, but is {J}."
        )
    return count, spin, total


@lru_cache(maxsize=16)
def _squared_by_level(n: int, s: Fraction) -> dict[Fraction, tuple[list[int], Matrix]]:
    """Return, by total m, the product states and the block of J^2 on them."""
    squared = total_spin_squared(collective_spin(Rational(), n, s))
    groups: dict[Fraction, list[int]] = {}
    for index, state in enumerate(product_levels(n, s)):
        groups.setdefault(sum(state, Fraction(0)), []).append(index)
    return {m: (states, squared.submatrix(states, states)) for m, states in groups.items()}


def multiplicity(n: Number, s: Number, J: Number) -> int:
    """Return l_J, how often the total spin J occurs among n spins s (exact).

    It is the nullity of J^2 - J(J+1) on the product states with total m = J.

    Raises
    ------
    InputError : when J is not n s less a non-negative integer.
    """
    count, spin, total = _arguments(n, s, J)
    states, squared = _squared_by_level(count, spin)[total]
    shifted = squared - Matrix.identity(squared.field, len(states)) * (total * (total + 1))
    return len(states) - int(shifted.to_flint().rank())


@lru_cache(maxsize=64)
def _projector(n: int, s: Fraction, J: Fraction) -> Matrix:
    d = check_dimension(n, s)
    field = Rational()
    entries: dict[tuple[int, int], Scalar] = {}
    highest = n * s
    for m, (states, squared) in _squared_by_level(n, s).items():
        if abs(m) > J:
            continue
        identity = Matrix.identity(field, len(states))
        projector = identity
        other = highest
        while other >= abs(m):
            if other != J:
                gap = J * (J + 1) - other * (other + 1)
                projector = projector @ (squared - identity * (other * (other + 1)))
                projector = projector * (1 / gap)
            other -= 1
        for (i, j), value in projector.entries.items():
            entries[states[i], states[j]] = value
    return Matrix(field, (d, d), entries)


def total_spin_projector(n: Number, s: Number, J: Number) -> Matrix:
    """Return the exact projector on total spin J in the rational product basis.

    It is the Lagrange polynomial of J^2 that is 1 at J(J+1) and 0 at its other eigenvalues.
    """
    return _projector(*_arguments(n, s, J))


def sector_weight(field: Field, n: Number, s: Number, J: Number, beta0: InitialState) -> Scalar:
    """Return the total weight l_J p_J of total spin J in an initial state, `heatcap` (3).

    Parameters
    ----------
    field : arithmetic.
    n, s, J : number and size of the spins, total spin.
    beta0 : initial state, as in `spin_ensemble`.
    """
    projector = total_spin_projector(n, s, J)
    rho = initial_state(field, n, s, beta0)
    with field:
        return field.sum(
            field.number(projector[j, i]) * value for (i, j), value in rho.entries.items()
        )
