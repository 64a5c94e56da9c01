"""The tilted rate matrix of the sector as series in the counting field, and what to compare with."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping
from fractions import Fraction
from functools import lru_cache
from typing import Any

import flint

from cotherm.numeric.refrigerator import Refrigerator, refrigerator_model, refrigerator_rates
from cotherm.numeric.refrigerator_counting import joint_energy_series, series_moments
from cotherm.numeric.refrigerator_rates import EnergyExchange, generator

from ...books import whole
from ...domain import Domain, Point, among, reals
from . import jets
from .jets import FIELD_ORDER, TIME_ORDER, Jet, jet, monomial
from .models import RATIONAL

FACTORS = {f"q_{k}": reals("1/10", "9/10") for k in "chw"}
SMALL = Domain({"N": among(5, 7), **FACTORS})
WIDTHS: dict[str, Any] = {
    "delta_c": Fraction(1, 3),
    "delta_h": Fraction(2, 5),
    "delta_w": Fraction(1, 4),
}
CONVENTION = (
    "Omega = 1; exact Boltzmann factors q_nu = exp(-beta_nu), widths 1/3, 2/5, 1/4; Tr of a vector is the sum of its "
    "components"
)


def model_with_factors(point: Point) -> Refrigerator:
    """The complete model at a point with rational Boltzmann factors."""
    factors: dict[str, Any] = {f"q_{k}": point[f"q_{k}"] for k in "chw"}
    return refrigerator_model(whole(point["N"]), **factors, **WIDTHS)


@lru_cache(maxsize=128)
def _system(model: Refrigerator) -> EnergyExchange:
    return refrigerator_rates(RATIONAL, model)


def system_at(point: Point) -> EnergyExchange:
    """Its levels and rates, exact."""
    return _system(model_with_factors(point))


def generic_start(point: Point) -> list[Fraction]:
    """A generic initial state of the sector: populations that add up to one."""
    size = system_at(point).size
    rng = random.Random(repr(sorted(point.items())))
    weights = [Fraction(rng.randint(1, 20)) for _ in range(size)]
    return [weight / sum(weights) for weight in weights]


def column(values: Any) -> flint.fmpq_mat:
    """A vector as a matrix of one column."""
    entries = [
        flint.fmpq(v.numerator, v.denominator) if isinstance(v, Fraction) else v for v in values
    ]
    return flint.fmpq_mat(len(entries), 1, entries)


def tilted(system: EnergyExchange, reservoir: str = "c") -> Jet:
    """R(chi) of (10) as a series in chi."""
    total = jet(generator(system).to_flint())
    for k in range(1, FIELD_ORDER + 1):
        part = flint.fmpq_mat(system.size, system.size)
        for (to, origin), rate in system.of(reservoir).entries.items():
            factor = flint.fmpq(system.quantum(to, origin) ** k)
            for n in range(1, k + 1):
                factor /= n
            part[to, origin] = part[to, origin] + rate * factor
        term = monomial(k, 0, k % 2, part)
        total = total - term if k % 4 in (2, 3) else total + term
    return total


def functions() -> Mapping[str, Callable[..., Any]]:
    """The operations that printed formulas use."""
    return {
        "exp": jets.exponential,
        "Tr": jets.trace,
        "dchi": jets.field_derivative,
        "d2chi": lambda x: jets.field_derivative(x, 2),
        "dt": jets.time_derivative,
        "at0": jets.at_zero_field,
    }


def evolution(point: Point) -> Mapping[str, Any]:
    """R(chi), its derivatives at 0, rho_0, rho(t), e^(R(chi) t) and the operations on them."""
    R = tilted(system_at(point))
    start = jet(column(generic_start(point)))
    propagator = jets.exponential(R * jets.TIME)
    rho = jets.at_zero_field(propagator) * start
    return {
        **functions(),
        "R": R,
        "R0": jets.at_zero_field(R),
        "R1": jets.field_derivative(R),
        "R2": jets.field_derivative(R, 2),
        "U": propagator,
        "rho0": start,
        "rho": rho,
        "t": jets.TIME,
        "i": jets.I,
    }


# ------------------------------------------------------------------------- joint probability


def energy_moments(point: Point) -> list[Jet]:
    """<E^k>_t for k = 0 ... 2 as series in t, from the joint probability of level and energy."""
    return [jets.trace(vector) for vector in weighted_levels(point)]


def weighted_levels(point: Point) -> list[Jet]:
    """sum_E E^k P(level, E; t) for k = 0 ... 2 as series in t."""
    system = system_at(point)
    series = joint_energy_series(system, "c", generic_start(point), TIME_ORDER)
    result = []
    for power in range(FIELD_ORDER + 1):
        levels = series_moments(RATIONAL, series, system.size, power)
        shape = (system.size, 1)
        result.append(Jet({(0, n, 0): column(part) for n, part in enumerate(levels)}, shape))
    return result


def conditional_derivative(point: Point) -> Jet:
    """sigma(t) from the joint probability: i times (population times its mean energy, less <E>)."""
    populations, energies, _ = weighted_levels(point)
    return jets.I * (energies - populations * jets.trace(energies))
