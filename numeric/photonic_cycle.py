"""The quantum Carnot cycle of a cavity mode: work and heat of its strokes, from populations.

The mode has the levels n Omega, n = 0 ... levels - 1; any number of levels obeys the same laws.
Omega is lowered while the mode stays thermal at the temperature of the hot reservoir, then without
heat until it is as cold as the cold one, and back again.
"""

from __future__ import annotations

from typing import NamedTuple

from cotherm.numeric.errors import InputError
from cotherm.numeric.fields import Field, Number, Scalar
from cotherm.numeric.micromaser import photon_mean
from cotherm.numeric.micromaser_dynamics import thermal_populations


class CarnotCycle(NamedTuple):
    """Net work done by the mode in one cycle, and the heat taken from the hot reservoir."""

    work: Scalar
    heat: Scalar

    @property
    def efficiency(self) -> Scalar:
        """Work over heat."""
        return self.work / self.heat


def free_energy(field: Field, frequency: Scalar, temperature: Scalar, levels: int) -> Scalar:
    """Return -T ln sum_n exp(-n Omega/T)."""
    with field:
        factor = field.exp(-frequency / temperature)
        weights = [field.one]
        for _ in range(levels - 1):
            weights.append(weights[-1] * factor)
        return -temperature * field.log(field.sum(weights))


def carnot_cycle(
    field: Field, hot: Number, cold: Number, start: Number, end: Number, levels: int
) -> CarnotCycle:
    """Return work and heat of the cycle.

    Parameters
    ----------
    hot, cold : temperatures, > 0 (hbar = k_B = 1).
    start, end : frequency at the beginning and at the end of the hot isotherm, start > end > 0.
    levels : photon numbers of the mode.

    Raises
    ------
    InputError : when the frequency does not fall along the hot isotherm.
    """
    with field:
        T_h, T_c = field.number(hot), field.number(cold)
        first, second = field.number(start), field.number(end)
        if not first > second:
            raise InputError(f"Argument `end` must be below `start` = {start}, but is {end}.")
        # Without heat populations stay, so that Omega/T does.
        third, fourth = second * T_c / T_h, first * T_c / T_h
        means = [
            photon_mean(field, thermal_populations(field, field.exp(-omega / T_h), levels))
            for omega in (first, second)
        ]
        hot_work = free_energy(field, first, T_h, levels) - free_energy(field, second, T_h, levels)
        cold_work = free_energy(field, third, T_c, levels) - free_energy(field, fourth, T_c, levels)
        down = (second - third) * means[1]
        up = (fourth - first) * means[0]
        heat = hot_work + second * means[1] - first * means[0]
        return CarnotCycle(hot_work + down + cold_work + up, heat)
