"""Independent copies of one small machine: additivity of the cumulants, computed, not assumed."""

from __future__ import annotations

from itertools import product

from cotherm.numeric.errors import InputError
from cotherm.numeric.fields import Scalar
from cotherm.numeric.matrices import Matrix
from cotherm.numeric.refrigerator_rates import EnergyExchange


def independent_copies(system: EnergyExchange, copies: int) -> EnergyExchange:
    """Return n copies of a system side by side as one system with all product levels.

    Parameters
    ----------
    system : levels and rates of one copy.
    copies : how many, at least 1; the number of levels is that of one copy to this power.
    """
    if copies < 1:
        raise InputError(f"Argument `copies` must be at least 1, but is {copies}.")
    states = list(product(range(system.size), repeat=copies))
    position = {state: k for k, state in enumerate(states)}
    rates: dict[str, Matrix] = {}
    for name, matrix in system.rates.items():
        entries: dict[tuple[int, int], Scalar] = {}
        for state in states:
            for site in range(copies):
                for (to, origin), rate in matrix.entries.items():
                    if state[site] == origin:
                        moved = (*state[:site], to, *state[site + 1 :])
                        entries[position[moved], position[state]] = rate
        rates[name] = Matrix(system.field, (len(states), len(states)), entries)
    energies = tuple(sum(system.energies[k] for k in state) for state in states)
    return EnergyExchange(system.field, energies, rates)  # type: ignore[arg-type]
