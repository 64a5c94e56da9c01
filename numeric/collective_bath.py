"""Energies and heat capacities of spin ensembles in a bath, from their master equations.

Energies are in units of the splitting and count from the ground state; `beta` is the bath's
inverse temperature (an `InverseTemperature`, or b itself) and `beta0` an initial state as in
`spin_ensemble`. Ladder and total-spin quantities are offered here too.
"""

from __future__ import annotations

from fractions import Fraction

import flint
import numpy as np
import scipy.optimize

from cotherm.numeric.certify import certified_digits
from cotherm.numeric.errors import InputError, PrecisionError
from cotherm.numeric.fields import Ball, Field, Float64, Number, Scalar, exact_rational
from cotherm.numeric.null_structure import nullity as null_dimension
from cotherm.numeric.response import response
from cotherm.numeric.spin_ensemble import (
    BathDynamics,
    Coupling,
    InitialState,
    Temperature,
    bath_dynamics,
    bath_steady_state,
    check_coupling,
    check_dimension,
    dissipators,
    initial_state,
    prepare,
)
from cotherm.numeric.spin_ladder import (
    ladder_energy,
    ladder_energy_response,
    ladder_entropy,
    ladder_heat_capacity,
    ladder_partition_function,
    ladder_populations,
)
from cotherm.numeric.spins import half_integer, positive_integer
from cotherm.numeric.temperature import InverseTemperature
from cotherm.numeric.total_spin import multiplicity, sector_weight, total_spin_projector

__all__ = [
    "BathDynamics",
    "bath_dynamics",
    "bath_steady_state",
    "capacity_difference",
    "critical_spin_bracket",
    "critical_temperature",
    "energy_response",
    "energy_variance",
    "heat_capacity",
    "initial_state",
    "ladder_energy",
    "ladder_energy_response",
    "ladder_entropy",
    "ladder_heat_capacity",
    "ladder_partition_function",
    "ladder_populations",
    "mean_energy",
    "multiplicity",
    "nullity",
    "sector_weight",
    "steady_energy",
    "thermal_energy",
    "total_spin_projector",
]


def mean_energy(
    field: Field,
    n: Number,
    s: Number,
    beta: Temperature,
    coupling: Coupling = "collective",
    beta0: InitialState = "inf",
) -> Scalar:
    """Return the stationary energy Tr(Jz rho) + n s, `heatcap` (5) and (9) from the ground state.

    Parameters are those of `bath_steady_state`.
    """
    dynamics, state = bath_steady_state(field, n, s, beta, coupling, beta0)
    return field.dot(dynamics.energies(field), state.vector)


def steady_energy(
    field: Field, n: Number, s: Number, beta: Temperature, beta0: InitialState = "inf"
) -> Scalar:
    """Return the stationary energy under collective coupling, `heatcap` (5); ground state = 0."""
    return mean_energy(field, n, s, beta, "collective", beta0)


def thermal_energy(field: Field, n: Number, s: Number, beta: Temperature) -> Scalar:
    """Return the stationary energy under independent coupling, `heatcap` (9); ground state = 0."""
    return mean_energy(field, n, s, beta, "independent", "inf")


def energy_variance(
    field: Field,
    n: Number,
    s: Number,
    beta: Temperature,
    coupling: Coupling = "collective",
    beta0: InitialState = "inf",
) -> Scalar:
    """Return the variance of the energy in the stationary state.

    Parameters are those of `bath_steady_state`.
    """
    dynamics, state = bath_steady_state(field, n, s, beta, coupling, beta0)
    mean = field.dot(dynamics.energies(field), state.vector)
    square = field.dot(dynamics.energies(field, 2), state.vector)
    with field:
        return square - mean * mean


def energy_response(
    field: Field,
    n: Number,
    s: Number,
    beta: Temperature,
    coupling: Coupling = "collective",
    beta0: InitialState = "inf",
) -> Scalar:
    """Return -dE/db = C / b^2 by linear response; rational where q is, and 0 for infinite b.

    The initial state is held fixed. Parameters are those of `bath_steady_state`.
    """
    bath = InverseTemperature.of(beta)
    dynamics, initial = prepare(field, n, s, coupling, beta0)
    if bath.infinite:
        return field.zero
    structure = dynamics.structure(field, bath)
    # The larger rate is 1, the smaller one x = exp(-|b|), and dx/d|b| = -x.
    slower = dynamics.down if bath.sign < 0 else dynamics.up
    moved = response(structure, slower.to(field), initial)
    slope = field.dot(dynamics.energies(field), moved)
    with field:
        return slope * bath.smaller(field) * (-1 if bath.sign < 0 else 1)


def heat_capacity(
    field: Field,
    n: Number,
    s: Number,
    beta: Temperature,
    coupling: Coupling = "collective",
    beta0: InitialState = "inf",
) -> Scalar:
    """Return C / k_B = -b^2 dE/db, `heatcap` (6) and (8), from the response of the full state.

    Parameters are those of `bath_steady_state`. In rational arithmetic only b = 0 and infinite b
    have a rational heat capacity; `energy_response` is C / b^2.
    """
    bath = InverseTemperature.of(beta)
    slope = energy_response(field, n, s, bath, coupling, beta0)
    if bath.infinite or bath.sign == 0:
        return field.zero
    b = bath.inverse(field)
    with field:
        return b * b * slope


def nullity(n: Number, s: Number, coupling: Coupling = "collective") -> int:
    """Return the number of independent stationary states of the full Liouvillian, all coherences.

    Exact, at the generic rational point q = 1/3; to be compared with the sum of l_J^2.
    """
    check_coupling(coupling)
    count, spin = positive_integer(n), half_integer(s, minimum=Fraction(1, 2))
    check_dimension(count, spin)
    down, up = dissipators(count, spin, coupling)
    return null_dimension(down + up * Fraction(1, 3))


def capacity_difference(field: Field, n: Number, s: Number, b: Number) -> Scalar:
    """Return (C_col - C_ind) / b^2 from both master equations, starting from the ground state."""
    beta = InverseTemperature.of(b)
    collective = energy_response(field, n, s, beta, "collective")
    independent = energy_response(field, n, s, beta, "independent")
    with field:
        return collective - independent


def critical_temperature(n: Number, s: Number, digits: int = 15) -> flint.arb:
    """Return k_B T_cr / (hbar omega), where C_col = C_ind (`heatcap` (13) approximates it).

    C_col is that of the symmetric subspace. The ball returned contains a root: the difference is
    certainly positive on its hot side and certainly negative on its cold side.

    Parameters
    ----------
    n : number of spins, >= 2.
    s : size of the spins.
    digits : significant digits of the enclosure.

    Raises
    ------
    InputError : for n = 1, where both couplings coincide.
    PrecisionError : when the signs cannot be certified.
    """
    count, spin = positive_integer(n), half_integer(s, minimum=Fraction(1, 2))
    if count == 1:
        raise InputError("Argument `n` must be at least 2, but is 1.")
    if isinstance(digits, bool) or not isinstance(digits, int) or not 1 <= digits <= 1000:
        raise InputError(f"Argument `digits` must be an integer from 1 to 1000, but is {digits!r}.")
    root = Fraction(_float_root(count, spin))
    step = root / 10**10
    field = Ball(int(3.33 * digits) + 96)
    goal = root / 10 ** (digits + 1)
    for _ in range(12):
        step = max(step, goal / 4)
        low, high = root - step, root + step
        below = capacity_difference(field, count, spin, low)
        above = capacity_difference(field, count, spin, high)
        bracketed = below > 0 and above < 0
        if bracketed and step < goal:
            with field:
                ball = field.number(low).union(field.number(high))
                temperature = 1 / ball
            if certified_digits(temperature) >= digits:
                return temperature
        # Secant through both ends: its error is of the order of the curvature times step^2.
        slope = (above - below) / field.number(2 * step)
        if not slope < 0:
            step *= 1000
            continue
        with field:
            shift = (below / -slope).mid()
            root = low + _as_fraction(shift)
        step = step * step * 100 / abs(root) if bracketed else step * 100
    raise PrecisionError(
        f"The critical temperature could not be certified to {digits} digits.", None, field.prec
    )


def _as_fraction(exact: flint.arb) -> Fraction:
    mantissa, exponent = exact.man_exp()
    return Fraction(int(mantissa)) * Fraction(2) ** int(exponent)


def _float_root(n: int, s: Fraction) -> float:
    field = Float64()

    def difference(b: float) -> float:
        return float(capacity_difference(field, n, s, b))

    grid = np.geomspace(1e-2, 40.0, 30)
    previous = float(grid[0])
    for b in map(float, grid[1:]):
        if difference(b) < 0:
            return float(scipy.optimize.brentq(difference, previous, b, xtol=1e-13, rtol=1e-13))
        previous = b
    raise PrecisionError("No change of sign of C_col - C_ind was found below b = 40.")


def critical_spin_bracket(s: Number, t: Number, most: int = 400) -> int:
    """Return the largest number n of spins for which collective coupling has more heat capacity.

    With n spins C_ns(b) > n C_s(b) at b = 1/t, with n + 1 spins the reverse, both certified from
    the rate equations of the ladders (`heatcap`, end of 4.1, where the crossing is given as a real
    number; only whole numbers of spins have a master equation).

    Parameters
    ----------
    s : size of the spins.
    t : temperature k_B T / (hbar omega), > 0.
    most : number of spins at which the search ends.

    Raises
    ------
    InputError : when already two spins do worse together, or `most` still do better.
    PrecisionError : when a sign cannot be certified.
    """
    spin = half_integer(s, minimum=Fraction(1, 2))
    temperature = exact_rational(t, "t")
    if temperature <= 0:
        raise InputError(f"Argument `t` must be positive, but is {t}.")
    beta = InverseTemperature(1 / temperature)

    def better(n: int) -> bool:
        for prec in (128, 512, 2048):
            field = Ball(prec)
            together = ladder_energy_response(field, n * spin, beta)
            apart = ladder_energy_response(field, spin, beta)
            with field:
                difference = together - n * apart
            if field.is_nonzero(difference):
                return bool(difference > 0)
        raise PrecisionError(f"The better coupling of n = {n} spins is undecided.", difference)

    if not better(2):
        raise InputError(f"Argument `t` must let two spins do better together, but is {t}.")
    low, high = 2, 4
    while better(high):
        if high >= most:
            raise InputError(f"Argument `t` must have a crossing below n = {most}, but is {t}.")
        low, high = high, min(2 * high, most)
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (middle, high) if better(middle) else (low, middle)
    return low
