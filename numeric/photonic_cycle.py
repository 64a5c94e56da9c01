"""The quantum Carnot cycle of a cavity mode: work and heat of its strokes, from populations.

The mode has the levels n Omega, n = 0 ... levels - 1; any number of levels obeys the same laws.
Omega is lowered while the mode stays thermal at the temperature of the hot reservoir, then without
heat until it is as cold as the cold one, and back again.
"""

from __future__ import annotations

from fractions import Fraction
from typing import NamedTuple

from cotherm.numeric.errors import InputError
from cotherm.numeric.fields import Field, Number, Scalar
from cotherm.numeric.micromaser import photon_mean
from cotherm.numeric.micromaser_dynamics import thermal_populations
from cotherm.numeric.spin_star import Coupling, fuel_population, star_hamiltonian
from cotherm.numeric.spin_star_states import gibbs_state


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


class TapeBalance(NamedTuple):
    """What the tape spin can give, and what it costs to take it out of the network.

    Attributes
    ----------
    gain : work that the separated tape spin can do at most next to a bath at T_b, T_b D(rho_0 ||
        thermal).
    cost : work to switch its coupling off, and on again once it has become thermal.
    """

    gain: Scalar
    cost: Scalar


def tape_balance(field: Field, given: Coupling) -> TapeBalance:
    """Return gain and cost of one use of the central spin of a star at 1/beta = T_b.

    The coupling is switched off in the Gibbs state and on again with the spin in the thermal state
    of (omega/2) sigma_z and the outer spins as they were left; the bath then restores the Gibbs
    state without work.
    """
    bare = given._replace(J=Fraction(0))
    coupled, free = star_hamiltonian(field, given), star_hamiltonian(field, bare)
    exchange = coupled - free
    rho = gibbs_state(field, "star", given)
    with field:
        taken = (exchange @ rho).trace()
        excited = fuel_population(field, "star", given)
        thermal = fuel_population(field, "star", bare)
        pairs = [(excited, thermal), (field.one - excited, field.one - thermal)]
        divergence = field.sum(p * field.log(p / q) for p, q in pairs)
        gain = divergence / field.number(given.beta)
        split = [rho[k, k] for k in range(rho.shape[0])]
        # Only diagonals count: the coupling's diagonal, as both factors are diagonal or exchange
        # nothing with a diagonal spin 0.
        outer = [split[2 * k] + split[2 * k + 1] for k in range(len(split) // 2)]
        back = field.sum(
            exchange[2 * k + centre, 2 * k + centre]
            * weight
            * (thermal if centre else field.one - thermal)
            for k, weight in enumerate(outer)
            for centre in (0, 1)
        )
        return TapeBalance(gain, back - taken)
