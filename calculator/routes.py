"""From a checked point to the numeric book: one adaptor per quantity, called as f(field, point).

An adaptor hands the parameters over and nothing else; what is computed is in `cotherm.numeric`.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from cotherm.errors import RouteUnavailable
from cotherm.numbers import shown
from cotherm.numeric.fields import Ball, Field, Rational
from cotherm.numeric.spin_ensemble import MAX_DIMENSION
from cotherm.numeric.temperature import InverseTemperature
from cotherm.quantity import Point

MOST_LEVELS = 4000
"""Levels of a ladder or sector that the numeric route solves for."""


def _temperature(point: Point, name: str) -> InverseTemperature:
    if name in point.exponentials:
        return InverseTemperature(q=point.exponentials[name])
    return InverseTemperature(point[name])


def _initial(point: Point) -> InverseTemperature:
    return _temperature(point, "b0")


def levels(point: Point, name: str, per_unit: int) -> Fraction:
    """Return a parameter that sets the number of levels, if that is not too large to solve for."""
    value = _fraction(point, name)
    if per_unit * value >= MOST_LEVELS:
        raise RouteUnavailable(
            f"The numeric route takes at most {MOST_LEVELS} levels, but {name} = {shown(value)} "
            "has more."
        )
    return value


def _spins(point: Point) -> tuple[Fraction, Fraction]:
    """Return n and s, if the product space is not too large to solve in."""
    n, s = _fraction(point, "n"), _fraction(point, "s")
    # Two levels at least: an enormous n is too large without computing the power.
    if n > MAX_DIMENSION.bit_length() or (2 * s + 1) ** int(n) > MAX_DIMENSION:
        raise RouteUnavailable(
            f"The numeric route takes at most {MAX_DIMENSION} product states, but n = {shown(n)} "
            f"spins s = {shown(s)} have more."
        )
    return n, s


def _occurs(point: Point) -> bool:
    """Tell whether total spin J is n s less a non-negative integer."""
    n, s, J = (_fraction(point, name) for name in ("n", "s", "J"))
    return n * s >= J and (n * s - J).denominator == 1


def _fraction(point: Point, name: str) -> Fraction:
    value = point[name]
    assert isinstance(value, Fraction)
    return value


# ------------------------------------------------------------------------------ spin ladders


def ladder_partition_function(field: Field, point: Point) -> Any:
    """Z_J from the stationary populations of the ladder."""
    from cotherm.numeric.spin_ladder import ladder_partition_function

    return ladder_partition_function(field, levels(point, "J", 2), _temperature(point, "b"))


def ladder_energy(field: Field, point: Point) -> Any:
    """Mean m in the stationary state of the ladder."""
    from cotherm.numeric.spin_ladder import ladder_energy

    return ladder_energy(field, levels(point, "J", 2), _temperature(point, "b"))


def ladder_heat_capacity(field: Field, point: Point) -> Any:
    """Heat capacity by linear response of the ladder."""
    from cotherm.numeric.spin_ladder import ladder_heat_capacity

    return ladder_heat_capacity(field, levels(point, "J", 2), _temperature(point, "b"))


def ladder_entropy(field: Field, point: Point) -> Any:
    """Entropy of the stationary populations of the ladder."""
    from cotherm.numeric.spin_ladder import ladder_entropy

    return ladder_entropy(field, levels(point, "J", 2), _temperature(point, "b"))


# ------------------------------------------------------------------------------ ensembles


def multiplicity(field: Field, point: Point) -> Any:
    """Nullity of J^2 - J(J + 1) on the product states with m = J."""
    from cotherm.numeric.total_spin import multiplicity

    if not _occurs(point):
        return field.zero
    return field.number(multiplicity(*_spins(point), point["J"]))


def sector_weight(field: Field, point: Point) -> Any:
    """Trace of the projector on total spin J with the thermal product state."""
    from cotherm.numeric.total_spin import sector_weight

    if not _occurs(point):
        return field.zero
    return sector_weight(field, *_spins(point), point["J"], _initial(point))


def steady_energy(field: Field, point: Point) -> Any:
    """Energy of the stationary state of the collective master equation."""
    from cotherm.numeric.collective_bath import steady_energy

    bath = _temperature(point, "b")
    return steady_energy(field, *_spins(point), bath, _initial(point))


def thermal_energy(field: Field, point: Point) -> Any:
    """Energy of the stationary state of the independent master equation."""
    from cotherm.numeric.collective_bath import thermal_energy

    return thermal_energy(field, *_spins(point), _temperature(point, "b"))


def heat_capacity(field: Field, point: Point) -> Any:
    """Heat capacity by linear response of the master equation."""
    from cotherm.numeric.collective_bath import heat_capacity

    bath = _temperature(point, "b")
    coupling: Any = point["coupling"]
    return heat_capacity(field, *_spins(point), bath, coupling, _initial(point))


def critical_temperature(field: Field, point: Point) -> Any:
    """Root of the difference of both heat capacities."""
    from cotherm.numeric.collective_bath import critical_temperature

    if point["method"] != "exact":
        raise RouteUnavailable("critical_temperature has a numeric route for the exact root only.")
    if isinstance(field, Rational):
        return field.sqrt(field.number(2))  # refused: the root is irrational
    # A little more than is asked for at this precision, so that one pass suffices.
    digits = int((field.prec - 64) / 3.33) + 2 if isinstance(field, Ball) else 17
    return field.number(critical_temperature(*_spins(point), digits))


# ------------------------------------------------------------------------------ thermodynamics


def steady_entropy(field: Field, point: Point) -> Any:
    """Entropy from the eigenvalues of the collective stationary state."""
    from cotherm.numeric.thermodynamics import steady_entropy

    return steady_entropy(field, *_spins(point), _temperature(point, "b"), _initial(point))


def thermal_entropy(field: Field, point: Point) -> Any:
    """Entropy from the eigenvalues of the independent stationary state."""
    from cotherm.numeric.thermodynamics import thermal_entropy

    return thermal_entropy(field, *_spins(point), _temperature(point, "b"))


def free_energy_change(field: Field, point: Point) -> Any:
    """Energies and entropies of the initial and the stationary state."""
    from cotherm.numeric.thermodynamics import free_energy_change

    coupling: Any = point["coupling"]
    temperatures = (_temperature(point, "b"), _initial(point))
    return free_energy_change(field, *_spins(point), *temperatures, coupling)


def entropy_production(field: Field, point: Point) -> Any:
    """Energies and entropies of the initial and the stationary state."""
    from cotherm.numeric.thermodynamics import entropy_production

    coupling: Any = point["coupling"]
    temperatures = (_temperature(point, "b"), _initial(point))
    return entropy_production(field, *_spins(point), *temperatures, coupling)


def fisher_information(field: Field, point: Point) -> Any:
    """Symmetric logarithmic derivative of the stationary state, or its level statistics."""
    from cotherm.numeric.thermometry import fisher_information

    kind: Any = point["measurement"]
    coupling: Any = point["coupling"]
    temperatures = (_temperature(point, "b"), _initial(point))
    return fisher_information(field, *_spins(point), *temperatures, kind, coupling)


def relaxation_gap(field: Field, point: Point) -> Any:
    """Second eigenvalue of the rate equation, isolated by counting."""
    from cotherm.numeric.relaxation_rates import relaxation_gap

    coupling: Any = point["coupling"]
    n, s = _fraction(point, "n"), _fraction(point, "s")
    if coupling == "independent":
        n, s = _spins(point)
    elif 2 * n * s >= MOST_LEVELS:
        raise RouteUnavailable(
            f"The numeric route takes at most {MOST_LEVELS} levels, but n = {shown(n)} spins "
            f"s = {shown(s)} have more."
        )
    return relaxation_gap(field, n, s, _temperature(point, "b"), coupling)


# ------------------------------------------------------------------------------ local states


def local_population(field: Field, point: Point) -> Any:
    """Partial trace of the collective stationary state."""
    from cotherm.numeric.local_state import local_population

    bath = _temperature(point, "b")
    return local_population(field, *_spins(point), point["m"], bath, _initial(point))


def local_inverse_temperature(field: Field, point: Point) -> Any:
    """Partial trace of the collective stationary state of spins 1/2."""
    from cotherm.numeric.local_state import local_inverse_temperature

    values = {**point.values, "s": Fraction(1, 2)}
    n, _ = _spins(Point(values, point.exponentials))
    return local_inverse_temperature(field, n, _temperature(point, "b"), _initial(point))


def apparent_inverse_temperature(field: Field, point: Point) -> Any:
    """Strengths of absorption and emission in the collective stationary state."""
    from cotherm.numeric.local_state import apparent_inverse_temperature

    bath = _temperature(point, "b")
    dephased = bool(point["dephased"])
    return apparent_inverse_temperature(field, *_spins(point), bath, _initial(point), dephased)


# ------------------------------------------------------------------------------ Otto cycle


def otto_work(field: Field, point: Point) -> Any:
    """Work of a simulated cycle in its periodic regime."""
    from cotherm.numeric.otto_cycle import otto_cycle

    coupling: Any = point["coupling"]
    betas = (_number(point, "beta_h"), _number(point, "beta_c"))
    splittings = (point["lambda_h"], point["lambda_c"])
    initial = _initial(point)
    return otto_cycle(field, *_spins(point), *betas, *splittings, initial, coupling)["work"]


def near_carnot_work(field: Field, point: Point) -> Any:
    """Derivative of the work at the Carnot point times delta_eta, by linear response."""
    from cotherm.numeric.otto_cycle import near_carnot_work

    coupling: Any = point["coupling"]
    betas = (_fraction(point, "beta_h"), _fraction(point, "beta_c"))
    stretch, distance = _fraction(point, "lambda_h"), _fraction(point, "delta_eta")
    initial = _initial(point)
    return near_carnot_work(field, *_spins(point), *betas, stretch, distance, initial, coupling)


def otto_optimum(field: Field, point: Point) -> Any:
    """Crossing of both heat capacities, and the energies there."""
    from cotherm.numeric.otto_cycle import otto_optimum

    return dict(otto_optimum(field, *_spins(point)))


def _number(point: Point, name: str) -> Any:
    value = point[name]
    return str(value) if isinstance(value, float) else value
