"""Probes of Sec. 3: Fisher informations, deviations and heat capacities of small ensembles."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Any

import flint

from cotherm.numeric import collective_bath, spin_ladder
from cotherm.numeric.fields import Ball, Field, Rational
from cotherm.numeric.spin_ensemble import Coupling
from cotherm.numeric.temperature import InverseTemperature
from cotherm.numeric.thermometry import (
    Measurement,
    fisher_information,
    fisher_information_of_b,
)
from cotherm.symbolic.forms import spin_ensemble as ensemble
from cotherm.symbolic.forms import spin_ladder as ladder

from ...algebras import digits_to_bits, precision, to_ball
from ...books import bind, full, whole
from ...checks import Oracle
from ...domain import Axis, Domain, Point, among, half_integers, integers, reals

C = bind(ladder.ladder_heat_capacity, "J", "b")


def remembered(function: Callable[..., Any]) -> Callable[..., Any]:
    """The same function of exact arguments, its values kept by arguments and ball precision."""
    memory: dict[tuple[Any, ...], Any] = {}

    def value(*arguments: Fraction) -> Any:
        key = (*arguments, flint.ctx.prec)
        if key not in memory:
            memory[key] = function(*arguments)
        return memory[key]

    return value


UNITS: dict[str, Axis] = {
    "k": reals("1/4", 3),
    "E": reals("1/5", 4),
    "T": reals("1/5", 4),
}


def probes(limit: int, first: int = 1, /, **axes: Axis) -> Domain:
    """Ensembles of at least ``first`` spins with at most ``limit`` product states, further axes."""
    return Domain(
        {"n": integers(first, 4), "s": half_integers("1/2", "3/2"), **axes},
        where=lambda p: (2 * p["s"] + 1) ** whole(p["n"]) <= limit,
        where_text=f"(2s+1)^n at most {limit}",
    )


def information(
    coupling: Coupling, start: str = "inf", measurement: Measurement = "optimal"
) -> Callable[[Field, Point], Any]:
    """T^2 F of the stationary state of the full master equation, at b or at E/(k T)."""

    def value(f: Field, p: Point) -> Any:
        b = p["b"] if "b" in p else p["E"] / (p["k"] * p["T"])
        beta0 = p.get(start, start)
        return fisher_information(f, whole(p["n"]), p["s"], b, beta0, measurement, coupling)

    return value


def per_temperature(coupling: Coupling, start: str = "inf") -> Oracle:
    """F itself: T^2 F over T^2."""

    def value(f: Field, p: Point) -> Any:
        found = information(coupling, start)(f, p)
        with f:
            return found / f.number(p["T"] ** 2)

    return full(
        value, f"symmetric logarithmic derivative of the full stationary state, {coupling} bath"
    )


def dimensionless(
    coupling: Coupling, start: str = "inf", measurement: Measurement = "optimal"
) -> Oracle:
    """T^2 F of the full master equation."""
    return full(
        information(coupling, start, measurement),
        f"Fisher information ({measurement} measurement) of the full stationary state, {coupling} bath",
    )


def deviation(coupling: Coupling) -> Callable[[Field, Point], Any]:
    """Smallest relative deviation of one measurement, 1/sqrt(T^2 F), of the full master equation."""

    def value(f: Field, p: Point) -> Any:
        found = information(coupling)(f, p)
        with f:
            return 1 / f.sqrt(found)

    return value


def of_both(value: Callable[[Coupling], Callable[[Field, Point], Any]], text: str) -> Oracle:
    """Collective over independent."""

    def compute(f: Field, p: Point) -> Any:
        top, bottom = value("collective")(f, p), value("independent")(f, p)
        with f:
            return top / bottom

    return full(compute, text)


def hot_deviations(field: Field, point: Point) -> Any:
    """lim 1/(b sqrt(Var E)) of both couplings for b -> 0: b times the relative deviations."""
    n, s = point["n"], point["s"]
    together = spin_ladder.ladder_energy_response(Rational(), n * s, 0)
    apart = spin_ladder.ladder_energy_response(Rational(), s, 0)
    with field:
        return [
            1 / field.sqrt(field.number(together)),
            1 / field.sqrt(field.number(apart) * field.number(n)),
        ]


def total_capacity(n: Fraction, s: Fraction, k: Any, E: Any, T: Any) -> Any:
    """Heat capacity of n independent spins with the unit k."""
    return C(s, E / (k * T)) * to_ball(n) * to_ball(k)


def total_variance(n: Fraction, s: Fraction, k: Any, E: Any, T: Any) -> Any:
    """Variance of the energy of n independent spins of splitting E."""
    single = bind(ladder.ladder_variance, "J", "b")(s, E / (k * T))
    return single * to_ball(n) * to_ball(E) ** 2


def collective_capacity(n: Any, s: Any, k: Any, E: Any, T: Any, b0: Any) -> Any:
    """Heat capacity of a thermal start at b0 with the unit k."""
    form = bind(ensemble.heat_capacity, "n", "s", "b", "b0", coupling="collective")
    return form(n, s, E / (k * T), b0) * to_ball(k)


def start_deviation(n: Fraction, s: Fraction, b: Fraction, b0: Fraction, nu: Fraction) -> Any:
    """Relative deviation of T read off the mean energy of nu measurements, full stationary state.

    Error propagation: sqrt(Var E / nu) over T |dE/dT|.
    """
    field = Ball(flint.ctx.prec + 32)
    variance = collective_bath.energy_variance(field, whole(n), s, b, "collective", b0)
    slope = collective_bath.energy_response(field, whole(n), s, b, "collective", b0)
    with field:
        return field.sqrt(variance / field.number(nu)) / (abs(field.number(b)) * slope)


def more_precise(n: Fraction, s: Fraction, x: Fraction) -> int:
    """1 where n spins are more precise together at T = x T_cr, certified by the sign of a ball."""
    field = Ball(200)
    crossing = ensemble.critical_temperature.digits(50, n=n, s=s, method="exact")
    with field:
        beta = InverseTemperature(1 / (crossing * field.number(x)))
    together = spin_ladder.ladder_energy_response(field, n * s, beta)
    apart = spin_ladder.ladder_energy_response(field, s, beta)
    with field:
        difference = together - field.number(n) * apart
        if not (difference > 0 or difference < 0):
            raise ArithmeticError("the sign of the difference is undecided")
        return 1 if difference > 0 else 0


def rational_information(measurement: Measurement) -> Callable[..., Fraction]:
    """Fisher information about b, exact, at roots exp(-b/2) and exp(-b0/2)."""

    def value(n: Fraction, s: Fraction, r: Fraction, r0: Fraction) -> Fraction:
        found = fisher_information_of_b(
            Rational(),
            whole(n),
            s,
            InverseTemperature(q=r**2),
            InverseTemperature(q=r0**2),
            measurement,
        )
        return Fraction(int(found.p), int(found.q))

    return value


def spread(n: Fraction, s: Fraction, r: Fraction, r0: Fraction) -> Fraction:
    """Variance of J_z in the stationary state, exact, at roots exp(-b/2) and exp(-b0/2)."""
    bath, start = InverseTemperature(q=r**2), InverseTemperature(q=r0**2)
    found = collective_bath.energy_variance(Rational(), whole(n), s, bath, "collective", start)
    return Fraction(int(found.p), int(found.q))


def response(n: Fraction, s: Fraction, r: Fraction, r0: Fraction) -> Fraction:
    """C/b^2 of the full master equation, exact, at roots exp(-b/2) and exp(-b0/2)."""
    bath, start = InverseTemperature(q=r**2), InverseTemperature(q=r0**2)
    found = collective_bath.energy_response(Rational(), whole(n), s, bath, "collective", start)
    return Fraction(int(found.p), int(found.q))


def information_at_temperature(field: Field, point: Point, coupling: Coupling) -> Any:
    """F(T) from the ground state, hbar omega = k_B = 1."""
    found = information(coupling)(field, {**point, "b": 1 / point["T"]})
    with field:
        return found / field.number(point["T"] ** 2)


def relative_bound(field: Field, point: Point) -> Any:
    """1/sqrt(nu T^2 F) of the full stationary state."""
    found = information("collective")(field, point)
    with field:
        return 1 / field.sqrt(field.number(point["nu"]) * found)


def closed_deviation(point: Point, digits: int) -> Any:
    """Relative deviation of one measurement from the closed form of C_ns."""
    n, s, b = point["n"], point["s"], point["b"]
    capacity = ladder.ladder_heat_capacity.digits(digits + 5, J=n * s, b=b)
    with precision(digits_to_bits(digits)):
        return 1 / capacity.sqrt()


def ladder_deviation(field: Field, point: Point) -> Any:
    """Relative deviation of one measurement from the rate equation of the ladder n s."""
    capacity = spin_ladder.ladder_heat_capacity(field, point["n"] * point["s"], point["b"])
    with field:
        return 1 / field.sqrt(capacity)


EXACT_STARTS = Domain(
    {
        "n": integers(2, 4),
        "s": half_integers("1/2", "3/2"),
        "r": among("1/3", "1/2", "2/3", "4/5", "5/4", "2"),
        "r0": among("1/4", "2/5", "3/5", "7/8", "4/3", "5/2"),
    },
    where=lambda p: (2 * p["s"] + 1) ** whole(p["n"]) <= 16,
    where_text="(2s+1)^n at most 16, bath and start at finite temperature",
)
