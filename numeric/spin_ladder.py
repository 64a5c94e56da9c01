"""One spin J in a bath: the ladder of 2J + 1 levels and its rate equation (`heatcap` (B.2))."""

from __future__ import annotations

from cotherm.numeric.fields import Ball, Field, Number, Rational, Scalar
from cotherm.numeric.generators import rate_matrix
from cotherm.numeric.matrices import Matrix
from cotherm.numeric.null_structure import NullStructure
from cotherm.numeric.response import response
from cotherm.numeric.spins import half_integer, levels, spin_operators
from cotherm.numeric.steady_state import steady_state
from cotherm.numeric.temperature import InverseTemperature, Rates

Temperature = InverseTemperature | Number

MAX_EXACT = 201
"""Longest ladder whose null vector is found exactly at zero and infinite temperature."""


def ladder_generator(field: Field, J: Number, rates: Rates) -> Matrix:
    """Return the rate matrix of one spin J: J- with rate `down`, J+ with rate `up`.

    Parameters
    ----------
    field : arithmetic.
    J : spin, multiple of 1/2; levels ascend from m = -J.
    rates : rates down and up, >= 0.
    """
    spin = spin_operators(field, half_integer(J, "J"))
    size = spin.Jz.shape[0]
    transitions: dict[tuple[int, int], Scalar] = {}
    with field:
        for k in range(1, size):
            strength = spin.Jminus[k - 1, k] * spin.Jplus[k, k - 1]
            transitions[k - 1, k] = rates.down * strength
            transitions[k, k - 1] = rates.up * strength
    return rate_matrix(field, size, transitions)


def _structure(field: Field, J: Number, beta: InverseTemperature) -> NullStructure:
    size = int(2 * half_integer(J, "J")) + 1
    if beta.extreme and isinstance(field, Ball) and size <= MAX_EXACT:
        # The generator is exact: so are its null vectors, and zeros stay exactly zero.
        return _structure(Rational(), J, beta).to(field)
    generator = ladder_generator(field, J, beta.rates(field))
    # Total probability is the only conserved quantity of a connected ladder.
    total = Matrix(field, (1, size), {(0, k): field.one for k in range(size)})
    return NullStructure(generator, total)


def ladder_populations(field: Field, J: Number, beta: Temperature) -> list[Scalar]:
    """Return the stationary populations of one spin J, from m = -J up."""
    structure = _structure(field, J, InverseTemperature.of(beta))
    return steady_state(structure.generator, field, structure=structure).vector


def ladder_energy(field: Field, J: Number, beta: Temperature) -> Scalar:
    """Return e_J = <m> of the stationary state, below `heatcap` (5)."""
    bath = InverseTemperature.of(beta)
    exact = bath.extreme and isinstance(field, Ball) and 2 * half_integer(J, "J") < MAX_EXACT
    arithmetic: Field = Rational() if exact else field
    populations = ladder_populations(arithmetic, J, bath)
    return field.number(arithmetic.dot(arithmetic.numbers(levels(J)), populations))


def ladder_heat_capacity(field: Field, J: Number, beta: Temperature) -> Scalar:
    """Return C_J / k_B = -b^2 de_J/db, `heatcap` (7), by linear response of the ladder.

    In rational arithmetic only b = 0 and infinite b give a rational number.
    """
    bath = InverseTemperature.of(beta)
    slope = ladder_energy_response(field, J, bath)
    if bath.infinite or bath.sign == 0:
        return field.zero
    b = bath.inverse(field)
    with field:
        return b * b * slope


def ladder_energy_response(field: Field, J: Number, beta: Temperature) -> Scalar:
    """Return -de_J/db = C_J / b^2; rational where q is, and 0 for infinite b."""
    bath = InverseTemperature.of(beta)
    spin = half_integer(J, "J")
    if bath.infinite or spin == 0:
        return field.zero
    structure = _structure(field, spin, bath)
    slower = Rates(field.one, field.zero) if bath.sign < 0 else Rates(field.zero, field.one)
    start = [field.one] + [field.zero] * int(2 * spin)
    moved = response(structure, ladder_generator(field, spin, slower), start)
    slope = field.dot(field.numbers(levels(spin)), moved)
    with field:
        return slope * bath.smaller(field) * (-1 if bath.sign < 0 else 1)


def ladder_partition_function(field: Field, J: Number, beta: Temperature) -> Scalar:
    """Return Z_J = sum_m exp(-m b) as exp(-m b) / p_m at the most populated level m.

    Raises
    ------
    InputError : for infinite b, and in rational arithmetic when Z_J is irrational.
    """
    bath = InverseTemperature.of(beta)
    spin = half_integer(J, "J")
    populations = ladder_populations(field, spin, bath)
    top = bath.sign < 0
    population = populations[-1] if top else populations[0]
    weight = bath.power(field, spin if top else -spin)
    with field:
        return weight / population


def ladder_entropy(field: Field, J: Number, beta: Temperature) -> Scalar:
    """Return the entropy -sum p ln p of the stationary populations (nats)."""
    return shannon_entropy(field, ladder_populations(field, J, beta))


def shannon_entropy(field: Field, populations: list[Scalar]) -> Scalar:
    """Return -sum p ln p of populations, of which the certainly zero ones do not count.

    A population that rounding has left slightly negative in float64 counts as zero.
    """
    with field:
        total = field.zero
        for p in populations:
            if not field.is_zero(p) and not p < 0:
                total = total - p * field.log(p)
        return total
