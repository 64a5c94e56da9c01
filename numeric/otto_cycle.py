"""Otto cycle of a spin ensemble whose isochores end in stationary states (`heatcap` 4.1, App. D).

H = lambda Jz (hbar omega = 1). On the isochores, at lambda_x and bath beta_x, the ensemble goes
to the stationary state at b = lambda_x beta_x that its present state selects; on the isentropes
the state stays and lambda changes. The state is carried from stroke to stroke, so what the
dynamics conserves (the weights of total spin) is carried too.
"""

from __future__ import annotations

from typing import TypedDict

from cotherm.numeric.errors import InputError
from cotherm.numeric.fields import Field, Number, Scalar
from cotherm.numeric.generators import restrict
from cotherm.numeric.spin_ensemble import (
    Coupling,
    InitialState,
    bath_dynamics,
    initial_state,
)
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
