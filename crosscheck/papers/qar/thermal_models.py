"""One reservoir in both books, as the claims of App. C use it."""

from __future__ import annotations

import random
from collections.abc import Mapping
from fractions import Fraction
from functools import lru_cache
from typing import Any

import flint

from cotherm.numeric import thermalisation as thermal
from cotherm.numeric.fields import Ball, Field, Float64, Rational
from cotherm.numeric.first_passage import first_passage_times
from cotherm.numeric.matrices import Matrix
from cotherm.numeric.refrigerator_lindblad import apply_generator, bath_jumps, sector_vectors
from cotherm.numeric.refrigerator_rates import generator, populations
from cotherm.numeric.refrigerator_sector import transition_strength
from cotherm.numeric.relaxation import propagate
from cotherm.numeric.reservoirs import Reservoir, spectral_density
from cotherm.numeric.spins import spin_operators
from cotherm.symbolic.forms import superradiance as closed_times

from ...books import whole
from ...domain import Axis, Point, integers, reals
from .models import model_at

RATIONAL = Rational()
ZERO = Fraction(2, 7)
"""gamma(0), which drops out; its limit is irrational where the Boltzmann factor is given."""

SPINS: Axis = integers(2, 9)
HALF = Fraction(1, 2)


def levels_axis(top: int = 9) -> Axis:
    """Level labels of odd and even numbers of spins: 0, 1/2, ... ``top``/2."""
    values = tuple(Fraction(k, 2) for k in range(top + 1))
    text = f"levels 0, 1/2, ... {values[-1]}"
    return Axis(text, lambda rng: rng.choice(values), (values[0], HALF, values[2]))


def is_level(point: Point, name: str = "a", above: int = 0) -> bool:
    """Whether a label is a level of N spins, at least ``above`` steps below the highest."""
    top = point["N"] / 2
    return point[name] <= top - above and (top - point[name]).denominator == 1


class _WithZero:
    """A peaked reservoir whose rate at zero frequency is an arbitrary rational number."""

    def __init__(self, point: Point) -> None:
        self.bath = Reservoir(point["eps"], point["delta"], 1, q=point["q"])

    def rate(self, field: Field, omega: Any) -> Any:
        return field.number(ZERO) if Fraction(omega) == 0 else self.bath.rate(field, omega)


def state(point: Point) -> list[Fraction]:
    """Generic populations of the levels, the same for the same N."""
    rng = random.Random(f"state {point['N']}")
    return [Fraction(rng.randint(1, 99), 100) for _ in thermal.bath_levels(point["N"])]


def environment(point: Point) -> Mapping[str, Any]:
    """Rates ``g``, squared coefficients ``alpha2`` and populations ``rho`` as exact functions."""
    labels = list(thermal.bath_levels(point["N"]))
    values = dict(zip(labels, state(point), strict=True))
    bath = _WithZero(point)

    def number(x: Fraction) -> flint.fmpq:
        return flint.fmpq(x.numerator, x.denominator)

    return {
        "g": lambda omega: bath.rate(RATIONAL, omega),
        "alpha2": lambda sign, a: number(_ladder(point["N"], Fraction(sign), Fraction(a))),
        "rho": lambda a: number(values.get(Fraction(a), Fraction(0))),
    }


def _ladder(N: Fraction, sign: Fraction, a: Fraction) -> Fraction:
    """alpha_a^(+-) squared of (9)."""
    return N / 2 * (N / 2 + 1) - a * (a + sign)


def derivative(point: Point) -> Any:
    """Rate of change of the population of level a, with explicit matrix elements."""
    system = thermal.single_bath(RATIONAL, point["N"], _WithZero(point))
    labels = list(thermal.bath_levels(point["N"]))
    return generator(system).apply(RATIONAL.numbers(state(point)))[labels.index(point["a"])]


def product_derivative(point: Point) -> Any:
    """The same from the Lindblad equation on all 2^N product states, the other reservoirs off."""
    model = model_at(
        {"N": point["N"]},
        eps_c=point["eps"],
        delta_c=point["delta"],
        q_c=point["q"],
        q_h=HALF,
        q_w=HALF,
        gamma_h=0,
        gamma_w=0,
    )
    vectors = sector_vectors(RATIONAL, model)
    size = len(vectors[0])
    entries: dict[tuple[int, int], Any] = {}
    for weight, vector in zip(state(point), vectors, strict=True):
        norm = RATIONAL.dot(vector, vector)
        for i, x in enumerate(vector):
            for j, y in enumerate(vector):
                if x != 0 and y != 0:
                    known = entries.get((i, j), RATIONAL.zero)
                    entries[i, j] = known + RATIONAL.number(weight) * x * y / norm
    rho = Matrix(RATIONAL, (size, size), entries)
    jumps = bath_jumps(RATIONAL, model, {"c": ZERO, "h": ZERO, "w": ZERO})
    vector = vectors[list(model.levels).index(point["a"])]
    image = apply_generator(RATIONAL, jumps, rho).apply(vector)
    return RATIONAL.dot(vector, image) / RATIONAL.dot(vector, vector)


def lowest_rates(point: Point) -> list[Any]:
    """Rates up and down between the two lowest levels, with explicit matrix elements."""
    rates = thermal.single_bath(RATIONAL, point["N"], _WithZero(point)).of(thermal.BATH)
    return [rates[1, 0], rates[0, 1]]


def stationary(field: Field, point: Point) -> Any:
    """Stationary population of level a in one Ohmic reservoir."""
    reservoir = thermal.OhmicReservoir(point["beta"])
    labels = list(thermal.bath_levels(point["N"]))
    system = thermal.single_bath(field, point["N"], reservoir)
    return populations(system)[labels.index(point["a"])]


def ladder_coefficient(field: Field, point: Point) -> Any:
    """Root of <a|J- J+|a> from explicit ladder matrices."""
    spin = spin_operators(RATIONAL, point["N"] / 2)
    k = whole(point["a"] + point["N"] / 2)
    return field.sqrt(field.number((spin.Jminus @ spin.Jplus)[k, k]))


def rate_down(field: Field, point: Point) -> Any:
    """Rate from level a + 1 to level a in one Ohmic reservoir at inverse temperature beta."""
    a = point["a"]
    gap = (a + 1) ** 2 - a**2
    strength = transition_strength(point["N"], a, a + 1)
    with field:
        bath = thermal.OhmicReservoir(point["beta"])
        return bath.rate(field, gap) * field.number(strength)


def ladder_rate_down(field: Field, point: Point, m: Fraction) -> Any:
    """Rate from m + 1 to m of the equidistant levels of H = Jz, explicit ladder matrices."""
    J = point["N"] / 2
    spin = spin_operators(RATIONAL, J)
    k = whole(m + J)
    strength = spin.Jminus[k, k + 1] * spin.Jplus[k + 1, k] / 4
    with field:
        return thermal.OhmicReservoir(point["beta"]).rate(field, 1) * field.number(strength)


@lru_cache(maxsize=512)
def _time(prec: int, N: Fraction, beta_i: Fraction, beta_f: Fraction) -> Any:
    form = closed_times.thermalization_time
    return form.ball(prec, N=int(N), beta_i=beta_i, beta_f=beta_f).mid()


@lru_cache(maxsize=512)
def _evolved(prec: int, N: Fraction, beta_i: Fraction, beta_f: Fraction, time: Any) -> list[Any]:
    field = Ball(prec)
    process = thermal.Thermalisation(N, beta_i, beta_f)
    start = thermal.thermal_populations(field, process.energies, beta_i)
    return propagate(process.generator(field), start, time)


def evolved(a: Fraction, N: Fraction, beta_i: Fraction, beta_f: Fraction) -> Any:
    """Population of level a, numeric book, at the thermalisation time of the symbolic book."""
    time = _time(flint.ctx.prec, N, beta_i, beta_f)
    labels = list(thermal.bath_levels(N))
    return _evolved(flint.ctx.prec, N, beta_i, beta_f, time)[labels.index(a)]


def final(a: Fraction, N: Fraction, beta: Fraction) -> Any:
    """Thermal population of level a."""
    field = Ball(flint.ctx.prec)
    levels = thermal.bath_levels(N)
    return thermal.thermal_populations(field, tuple(levels.values()), beta)[list(levels).index(a)]


@lru_cache(maxsize=512)
def _distance(prec: int, N: Fraction, time: Fraction, beta_i: Fraction, beta_f: Fraction) -> Any:
    return thermal.Thermalisation(N, beta_i, beta_f).distance(Ball(prec), time)


def distance(N: Fraction, time: Fraction, beta_i: Fraction, beta_f: Fraction) -> Any:
    """Relative entropy to the final state at a time."""
    return _distance(flint.ctx.prec, N, time, beta_i, beta_f)


def above_three(N: Fraction, time: Fraction, beta_i: Fraction, beta_f: Fraction) -> Any:
    """Population above the three lowest levels at a time."""
    total = flint.arb(0)
    for population in _evolved(flint.ctx.prec, N, beta_i, beta_f, time)[3:]:
        total = total + population
    return total


def fall_time(point: Point, hamiltonian: Any = "Jz2") -> float:
    """Thermalisation time of Fig. 7 in float64."""
    time: float = thermal.thermalization_time(Float64(), point["N"], 1, 4, hamiltonian=hamiltonian)
    return time


COLD = {"eps": reals("1/2", 6), "delta": reals("1/4", 3)}


class ColdBath:
    """A peaked reservoir at zero temperature; frequencies come in units of Omega."""

    def __init__(self, point: Point) -> None:
        self.point = point

    def rate(self, field: Field, omega: Any) -> Any:
        """Spectral density at positive, zero at other frequencies."""
        frequency = Fraction(omega) * self.point.get("Omega", 1)
        if frequency <= 0:
            return field.zero
        return spectral_density(field, frequency, self.point["eps"], self.point["delta"])


def cold_density(omega: Fraction, eps: Fraction, delta: Fraction) -> Fraction:
    """(5) at unit height in exact arithmetic, for printed formulas."""
    peaks = ((omega - eps) ** 2 + delta**2) * ((omega + eps) ** 2 + delta**2)
    return 4 * eps * delta**2 * omega / peaks


def cold_rate(point: Point) -> Any:
    """Rate from level a + 1 to level a at zero temperature, explicit matrix elements."""
    labels = list(thermal.bath_levels(point["N"]))
    k = labels.index(point["a"])
    system = thermal.single_bath(RATIONAL, point["N"], ColdBath(point))
    return system.of(thermal.BATH)[k, k + 1]


def passage(point: Point, start: str, goal: str | None = None) -> Any:
    """Mean time from one level to a lower one (the ground state when None), exact."""
    labels = list(thermal.bath_levels(point["N"]))
    times = first_passage_times(RATIONAL, point["N"], ColdBath(point))
    end = times[labels.index(point[goal])] if goal else RATIONAL.zero
    return times[labels.index(point[start])] - end
