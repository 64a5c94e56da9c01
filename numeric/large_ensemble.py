"""Ensembles too large for their product space: total spins by counting product states."""

from __future__ import annotations

from fractions import Fraction
from functools import lru_cache

from cotherm.numeric.fields import Field, Number, Scalar
from cotherm.numeric.spin_ladder import Temperature, ladder_energy
from cotherm.numeric.spins import half_integer, positive_integer
from cotherm.numeric.temperature import InverseTemperature


@lru_cache(maxsize=64)
def _states_by_level(n: int, s: Fraction) -> tuple[int, ...]:
    """Return how many of the (2s+1)^n product states have total m = n s - k, for k = 0..2 n s."""
    counts = [1]
    for _ in range(n):
        longer = [0] * (len(counts) + int(2 * s))
        for shift in range(int(2 * s) + 1):
            for level, count in enumerate(counts):
                longer[level + shift] += count
        counts = longer
    return tuple(counts)


def multiplicities(n: Number, s: Number) -> dict[Fraction, int]:
    """Return l_J by total spin J, exact: states with m = J less states with m = J + 1.

    Every total spin of at least J shows once on the level m = J.

    Parameters
    ----------
    n : number of spins, a positive integer.
    s : spin of each, a positive half-integer.
    """
    number, spin = positive_integer(n), half_integer(s, minimum=Fraction(1, 2))
    counts = _states_by_level(number, spin)
    top = number * spin
    return {
        top - k: counts[k] - (counts[k - 1] if k else 0)
        for k in range(int(top) + 1)
        if counts[k] != (counts[k - 1] if k else 0)
    }


def sector_weights(field: Field, n: Number, s: Number, b0: Temperature) -> dict[Fraction, Scalar]:
    """Return the total weight l_J p_J(b0) of each total spin J in a thermal state at b0.

    Parameters
    ----------
    n, s : number of spins and the spin of each.
    b0 : inverse temperature in units of the splitting; infinite: the level n s alone.
    """
    sectors = multiplicities(n, s)
    top = max(sectors)
    levels = [top - k for k in range(int(2 * top) + 1)]
    of_level = InverseTemperature.of(b0).weights(field, levels)
    with field:
        # An inner ladder covers the levels J, J-1, ..., -J.
        shares = {
            J: field.number(copies) * field.sum(of_level[int(top - J) : int(top + J) + 1])
            for J, copies in sectors.items()
        }
        total = field.sum(list(shares.values()))
        return {J: share / total for J, share in shares.items()}


def steady_energy(field: Field, n: Number, s: Number, b: Temperature, b0: Temperature) -> Scalar:
    """Return the collective steady-state energy of a large ensemble, ground state = 0.

    Collective dissipation conserves the weight of each total spin, and every copy of its ladder
    relaxes in the bath at b by the ladder's rate equation (`indist` (19)).

    Parameters
    ----------
    n, s : number of spins and the spin of each.
    b, b0 : inverse temperatures of the bath and of the initial thermal state, in units of the
        splitting.
    """
    weights = sector_weights(field, n, s, b0)
    with field:
        energies = [share * ladder_energy(field, J, b) for J, share in weights.items()]
        return field.sum(energies) + field.number(max(weights))
