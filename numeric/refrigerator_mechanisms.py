"""Why the full refrigerator cools less than the ideal one: transitions switched off by groups.

The ideal machine drives one transition per reservoir among the three lowest levels. The full model
differs from it in two ways that can be told apart: transitions among these three levels that are
driven off resonance, and transitions to higher levels, which take population away (leakage).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import NamedTuple

from cotherm.numeric.errors import InputError
from cotherm.numeric.fields import Field, Number, Scalar, exact_rational
from cotherm.numeric.refrigerator import Refrigerator, refrigerator_rates
from cotherm.numeric.refrigerator_rates import (
    EnergyExchange,
    energy_current,
    energy_noise,
    populations,
    transition_flux,
)
from cotherm.numeric.refrigerator_reduced import TRANSITIONS

LOWEST = (0, 1, 2)
"""Levels of the ideal cycle."""


class Contributions(NamedTuple):
    """A quantity of the cold reservoir with groups of transitions switched off.

    Attributes
    ----------
    full : every transition.
    three_levels : every transition among the three lowest levels, no others.
    ideal : one transition per reservoir, with the rates that the finite widths give them.
    leaking : these, and every transition that touches a higher level.
    """

    full: Scalar
    three_levels: Scalar
    ideal: Scalar
    leaking: Scalar

    @property
    def leakage(self) -> tuple[Scalar, Scalar]:
        """Loss by the higher levels, counted as the last and as the first thing switched on."""
        return self.three_levels - self.full, self.ideal - self.leaking

    @property
    def off_resonant(self) -> tuple[Scalar, Scalar]:
        """Loss by off-resonant driving of the three levels, in the same two orders."""
        return self.ideal - self.three_levels, self.leaking - self.full


def ideal_cycle(system: EnergyExchange) -> EnergyExchange:
    """Return the three lowest levels with one transition per reservoir, rates unchanged."""
    cycle = {name: [pair] for name, pair in TRANSITIONS.items()}
    return system.restricted(LOWEST).only(cycle)


def leaking_cycle(system: EnergyExchange) -> EnergyExchange:
    """Return all levels with the ideal cycle and every transition that touches a higher level."""
    pairs = {
        name: [pair] + [key for key in system.of(name).entries if max(key) > LOWEST[-1]]
        for name, pair in TRANSITIONS.items()
    }
    return system.only(pairs)


def variants(system: EnergyExchange) -> tuple[EnergyExchange, ...]:
    """Return the systems whose quantities `Contributions` lists, in its order."""
    return (
        system,
        system.restricted(LOWEST),
        ideal_cycle(system),
        leaking_cycle(system),
    )


def current_contributions(field: Field, model: Refrigerator) -> Contributions:
    """Return the cold current with groups of transitions switched off.

    Parameters
    ----------
    field : arithmetic.
    model : the full model, of at least four levels.

    Raises
    ------
    InputError : when there are no levels above the three lowest.
    """
    return Contributions(*(energy_current(x, "c") for x in _variants_of(field, model)))


def noise_contributions(field: Field, model: Refrigerator) -> Contributions:
    """Return the noise of the cold current with groups of transitions switched off."""
    return Contributions(*(energy_noise(x, "c") for x in _variants_of(field, model)))


def _variants_of(field: Field, model: Refrigerator) -> tuple[EnergyExchange, ...]:
    if len(model.levels) < 4:
        raise InputError(
            f"Argument `model` must have at least four levels here, but has {len(model.levels)}."
        )
    return variants(refrigerator_rates(field, model))


def single_additions(field: Field, model: Refrigerator) -> dict[str, Scalar]:
    """Return by how much each off-resonant transition alone changes the ideal cold current.

    Keys are "c:1-2" and so on: reservoir and the two levels among the three lowest.
    """
    system = refrigerator_rates(field, model)
    lowest = system.restricted(LOWEST)
    cycle = {name: [pair] for name, pair in TRANSITIONS.items()}
    ideal = energy_current(lowest.only(cycle), "c")
    changes: dict[str, Scalar] = {}
    for name, pair in TRANSITIONS.items():
        for upper, lower in sorted({(max(key), min(key)) for key in lowest.of(name).entries}):
            if (upper, lower) != pair:
                added = {**cycle, name: [pair, (upper, lower)]}
                with field:
                    changes[f"{name}:{lower}-{upper}"] = (
                        energy_current(lowest.only(added), "c") - ideal
                    )
    return changes


def level_currents(system: EnergyExchange, reservoir: str = "c") -> dict[tuple[int, int], Scalar]:
    """Return the stationary energy current of one reservoir by transition, pairs (upper, lower)."""
    with system.field:
        return {
            (a, b): flux * system.quantum(a, b)
            for (a, b), flux in transition_flux(system, reservoir).items()
        }


def escape_rates(system: EnergyExchange, levels: Sequence[int] = LOWEST) -> dict[str, Scalar]:
    """Return by reservoir the sum of all rates from the given levels to levels outside."""
    inside = set(levels)
    with system.field:
        return {
            name: system.field.sum(
                rate
                for (to, origin), rate in rates.entries.items()
                if origin in inside and to not in inside
            )
            for name, rates in system.rates.items()
        }


def outside_population(field: Field, model: Refrigerator) -> Scalar:
    """Return the stationary population above the three lowest levels."""
    return field.sum(populations(refrigerator_rates(field, model))[3:])


def cycle_flux(system: EnergyExchange, loop: Sequence[tuple[str, int, int]]) -> list[Scalar]:
    """Return the net stationary fluxes along a loop of transitions (reservoir, from, to)."""
    state = populations(system)
    with system.field:
        found = []
        for name, origin, to in loop:
            rates = system.of(name)
            found.append(rates[to, origin] * state[origin] - rates[origin, to] * state[to])
        return found


def rescaled_widths(
    widths: Mapping[str, Number], scale: Number, powers: Mapping[str, int] | None = None
) -> dict[str, Fraction]:
    """Return delta_nu s^(power_nu): a path along which spectral densities become narrow.

    Equal powers keep the ratios of the widths; a larger power of one reservoir lets it become
    narrow first, so that s -> 0 follows an iterated limit.

    Parameters
    ----------
    widths : delta_c, delta_h, delta_w at s = 1.
    scale : s > 0.
    powers : by the same names, 1 where left out.
    """
    s = exact_rational(scale, "scale")
    if s <= 0:
        raise InputError(f"Argument `scale` must be positive, but is {s}.")
    exponents = {} if powers is None else powers
    return {
        name: exact_rational(value, name) * s ** exponents.get(name, 1)
        for name, value in widths.items()
    }
