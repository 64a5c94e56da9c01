"""Otto cycle of a spin ensemble whose isochores end in stationary states (`heatcap` 4.1, App. D).

H = lambda Jz (hbar omega = 1). On the isochores, at lambda_x and bath beta_x, the ensemble goes
to the stationary state at b = lambda_x beta_x that its present state selects; on the isentropes
the state stays and lambda changes. The state is carried from stroke to stroke, so what the
dynamics conserves (the weights of total spin) is carried too.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TypedDict

from cotherm.numeric.collective_bath import critical_temperature, energy_response, mean_energy
from cotherm.numeric.errors import InputError
from cotherm.numeric.fields import Ball, Field, Number, Scalar, exact_rational
from cotherm.numeric.generators import restrict
from cotherm.numeric.spin_ensemble import (
    Coupling,
    InitialState,
    bath_dynamics,
    initial_state,
)
from cotherm.numeric.spins import half_integer, positive_integer
from cotherm.numeric.temperature import InverseTemperature, scaled


class OttoCycle(TypedDict):
    """Work extracted, heats taken from the baths and efficiency of one closed cycle."""

    work: Scalar
    heat_hot: Scalar
    heat_cold: Scalar
    efficiency: Scalar | None


def otto_cycle(
    field: Field,
    n: Number,
    s: Number,
    beta_h: Number,
    beta_c: Number,
    lambda_h: Number,
    lambda_c: Number,
    beta0: InitialState = "inf",
    coupling: Coupling = "collective",
) -> OttoCycle:
    """Return work and heats of one cycle in its periodic regime.

    Parameters
    ----------
    field : arithmetic; Rational works only for infinite or zero inverse temperatures.
    n, s : number and size of the spins.
    beta_h, beta_c : inverse temperatures of the baths (numbers, balls, "inf", "-inf").
    lambda_h, lambda_c : splittings on the hot and the cold isochore, > 0.
    beta0 : state of the ensemble before the engine starts, as in `spin_ensemble`.
    coupling : "collective" or "independent".

    Returns
    -------
    dict : `work` extracted (positive when extracted, `heatcap` (D.1) with the sign turned),
        `heat_hot` and `heat_cold` taken from the baths, and `efficiency` = work / heat_hot (None
        when the heat is not certainly different from 0).
    """
    hot = _bath(field, beta_h, lambda_h, "lambda_h")
    cold = _bath(field, beta_c, lambda_c, "lambda_c")
    cycle = otto_cycle_at(field, n, s, hot, cold, lambda_h, lambda_c, beta0, coupling)
    return cycle


def _bath(field: Field, beta: Number, splitting: Number, name: str) -> InverseTemperature:
    if not field.is_positive(field.number(splitting)):
        raise InputError(f"Argument `{name}` must be positive, but is {splitting}.")
    return scaled(beta, splitting, field)


def otto_cycle_at(
    field: Field,
    n: Number,
    s: Number,
    hot: InverseTemperature,
    cold: InverseTemperature,
    lambda_h: Number,
    lambda_c: Number,
    beta0: InitialState = "inf",
    coupling: Coupling = "collective",
) -> OttoCycle:
    """Return the same with the baths given by b = lambda beta (or q), exact in Rational."""
    rho = initial_state(field, n, s, beta0)
    d = rho.shape[0]
    dynamics = bath_dynamics(n, s, coupling, [i * d + j for i, j in rho.entries if i != j])
    state = restrict(rho.vector(), dynamics.block)
    energies = dynamics.energies(field)
    hot_stroke = dynamics.structure(field, hot)
    cold_stroke = dynamics.structure(field, cold)
    # The first pass forgets the initial state but for what is conserved; the second is periodic.
    state = cold_stroke.project(hot_stroke.project(state))
    before = field.dot(energies, state)
    state = hot_stroke.project(state)
    between = field.dot(energies, state)
    state = cold_stroke.project(state)
    after = field.dot(energies, state)
    with field:
        strong, weak = field.number(lambda_h), field.number(lambda_c)
        heat_hot = strong * (between - before)
        heat_cold = weak * (after - between)
        work = (strong - weak) * between + (weak - strong) * after
        efficiency = work / heat_hot if field.is_nonzero(heat_hot) else None
    return OttoCycle(work=work, heat_hot=heat_hot, heat_cold=heat_cold, efficiency=efficiency)


# ------------------------------------------------------------------------- near Carnot efficiency


def near_carnot_work(
    field: Field,
    n: Number,
    s: Number,
    beta_h: Number,
    beta_c: Number,
    lambda_h: Number,
    delta_eta: Number,
    beta0: InitialState = "inf",
    coupling: Coupling = "collective",
) -> Scalar:
    """Return the work extracted per cycle to leading order in delta_eta, `heatcap` (17).

    At fixed beta_h, beta_c and lambda_h the cold splitting is lambda_c = lambda_h (beta_h/beta_c +
    delta_eta), so b on the cold isochore leaves b on the hot one at the rate lambda_h beta_c; the
    work (lambda_h - lambda_c)(E_hot - E_cold) grows at lambda_h (1 - beta_h/beta_c) lambda_h beta_c
    times -dE/db, which is the linear response of the stationary state.

    Parameters
    ----------
    field : arithmetic; Rational works for beta_h = 0.
    n, s : number and size of the spins.
    beta_h, beta_c : inverse temperatures of the baths, finite.
    lambda_h : splitting on the hot isochore, > 0.
    delta_eta : Carnot efficiency minus efficiency.
    beta0, coupling : as in `otto_cycle`.
    """
    strong = exact_rational(lambda_h, "lambda_h")
    if strong <= 0:
        raise InputError(f"Argument `lambda_h` must be positive, but is {lambda_h}.")
    hot, cold = exact_rational(beta_h, "beta_h"), exact_rational(beta_c, "beta_c")
    distance = exact_rational(delta_eta, "delta_eta")
    slope = energy_response(field, n, s, InverseTemperature(strong * hot), coupling, beta0)
    with field:
        return field.number(distance * strong**2 * (cold - hot)) * slope


# ------------------------------------------------------------------------- largest gain


class OttoOptimum(TypedDict):
    """Where collective coupling gains most: b on the cold isochore, and the gain per n s."""

    b: Scalar
    gain: Scalar


def otto_optimum(field: Field, n: Number, s: Number, digits: int = 17) -> OttoOptimum:
    """Return where E_th - E_col is largest, the hot bath being infinitely hot, `indist` (G5).

    At beta_h = 0 both engines have the same energy at the end of the hot isochore, so that the
    collective one gains E_th(b) - E_col(b) per unit of lambda_h - lambda_c, with b = lambda_c
    beta_c. Where that is largest the derivatives of the two energies agree, hence their heat
    capacities: b is the inverse of the critical temperature. The start is in the symmetric
    subspace.

    Parameters
    ----------
    field : Float64 or Ball.
    n, s : number (>= 2) and size of the spins.
    digits : significant digits asked of the place in float64; for Ball they follow the precision.

    Returns
    -------
    dict : `b`, and `gain` = (E_th - E_col) / (n s), both in units of the splitting.
    """
    if field.exact:
        raise InputError("Argument `field` must not be rational, as the place is irrational.")
    count, spin = positive_integer(n), half_integer(s, minimum=Fraction(1, 2))
    if isinstance(field, Ball):
        # A little more than `certified` asks for at this precision, so that one pass suffices.
        digits = max(1, int((field.prec - 64) / 3.33) + 4)
    temperature = critical_temperature(count, spin, digits)
    enclosure = Ball(int(3.33 * digits) + 96)
    with enclosure:
        place = 1 / temperature
    exact = enclosure if isinstance(field, Ball) else field
    middle = place if isinstance(field, Ball) else field.number(place)
    thermal = mean_energy(exact, count, spin, middle, "independent")
    collective = mean_energy(exact, count, spin, middle, "collective")
    with enclosure:
        gain = (thermal - collective) / exact.number(count * spin)
    return OttoOptimum(b=field.number(middle), gain=field.number(gain))
