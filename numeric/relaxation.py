"""Relaxation of spin ensembles in time: energies, distances to the stationary state, time scales.

Times are in units of 1 / G(omega), G(omega) being the rate of the jumps down (`heatcap` (B.2)).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Literal, NamedTuple

import flint
import numpy as np
import scipy.linalg
import scipy.sparse.linalg

from cotherm.numeric.density_matrix import density_matrix, trace_distance
from cotherm.numeric.errors import InputError, NumericError
from cotherm.numeric.fields import Field, Float64, Number, Scalar
from cotherm.numeric.matrices import Matrix
from cotherm.numeric.relaxation_rates import decay_unit
from cotherm.numeric.spin_ensemble import (
    BathDynamics,
    Coupling,
    InitialState,
    Temperature,
    prepare,
)
from cotherm.numeric.spin_ladder import ladder_generator, ladder_populations
from cotherm.numeric.spins import half_integer
from cotherm.numeric.temperature import InverseTemperature, Rates

Measure = Literal["energy", "state"]

DENSE_EVOLUTION = 400
"""Largest block whose exponential is taken as a dense matrix."""


def propagate(generator: Matrix, vector: Sequence[Scalar], time: Number) -> list[Scalar]:
    """Return exp(L t) v, in float64 or ball arithmetic.

    Parameters
    ----------
    generator : rate matrix or superoperator L.
    vector : state v.
    time : t >= 0.

    Raises
    ------
    InputError : for negative times, and in rational arithmetic unless t = 0.
    """
    field = generator.field
    t = field.number(time)
    if t < 0:
        raise InputError(f"Argument `time` must be non-negative, but is {time}.")
    if field.is_zero(t):
        return list(vector)
    if field.exact:
        raise InputError("Argument `time` must be 0 in rational arithmetic, but is not.")
    if isinstance(field, Float64):
        return _float_propagate(generator, vector, t)
    with field:
        exponential = (generator.to_flint() * t).exp()
        column = flint.arb_mat(len(vector), 1, list(vector))
        result = exponential * column
        return [result[i, 0] for i in range(len(vector))]


def _float_propagate(generator: Matrix, vector: Sequence[Scalar], t: float) -> list[float]:
    start = np.array(vector, dtype=np.float64)
    if len(start) <= DENSE_EVOLUTION:
        final = scipy.linalg.expm(generator.to_numpy() * t) @ start
    else:
        sparse = generator.to_scipy()
        final = scipy.sparse.linalg.expm_multiply(
            sparse * t, start, traceA=float(sparse.diagonal().sum()) * t
        )
    return [float(x) for x in final]


class Moment(NamedTuple):
    """One moment of a relaxation.

    Attributes
    ----------
    time : in units of 1 / G(omega).
    energy : mean energy above the ground state.
    power : its rate of change.
    distance : trace distance to the stationary state.
    state : the state on the block of its master equation.
    """

    time: Scalar
    energy: Scalar
    power: Scalar
    distance: Scalar
    state: list[Scalar]


def generator_in_units_of_decay(field: Field, dynamics: BathDynamics, beta: Temperature) -> Matrix:
    """Return the generator with the rate down equal to 1 and the rate up exp(-b)."""
    _, q = decay_unit(field, beta)
    generator: Matrix = dynamics.down.to(field) + dynamics.up.to(field) * q
    return generator


def relaxation(
    field: Field,
    n: Number,
    s: Number,
    beta: Temperature,
    times: Sequence[Number],
    coupling: Coupling = "collective",
    beta0: InitialState = "inf",
) -> list[Moment]:
    """Return energy and distance to the stationary state at several times.

    Parameters
    ----------
    field : Float64 or Ball.
    n, s : number and size of the spins.
    beta : inverse temperature of the bath, above -inf.
    times : in units of 1 / G(omega), >= 0.
    coupling : "collective" or "independent".
    beta0 : initial state, as in `spin_ensemble`.
    """
    bath = InverseTemperature.of(beta)
    dynamics, initial = prepare(field, n, s, coupling, beta0)
    generator = generator_in_units_of_decay(field, dynamics, bath)
    final = density_matrix(field, dynamics, dynamics.structure(field, bath).project(initial))
    energies = dynamics.energies(field)
    moments = []
    for time in times:
        state = propagate(generator, initial, time)
        rho = density_matrix(field, dynamics, state)
        moments.append(
            Moment(
                field.number(time),
                field.dot(energies, state),
                field.dot(energies, generator.apply(state)),
                trace_distance(n, s, rho, final),
                state,
            )
        )
    return moments


def settling_time(
    n: Number,
    s: Number,
    beta: Temperature,
    coupling: Coupling = "collective",
    beta0: InitialState = "inf",
    measure: Measure = "state",
    fraction: float = 0.01,
) -> float:
    """Return the time after which the distance to the stationary state has fallen to a fraction.

    In float64, in units of 1 / G(omega).

    Parameters
    ----------
    n, s, beta, coupling, beta0 : as in `relaxation`.
    measure : "state" (trace distance, which falls monotonically) or "energy" (distance of the mean
        energy; the first time at which it has fallen to the fraction).
    fraction : between 0 and 1.

    Raises
    ------
    InputError : when nothing relaxes, or for a fraction outside ]0, 1[.
    """
    if measure not in ("state", "energy"):
        raise InputError(f'Argument `measure` must be "state" or "energy", but is {measure!r}.')
    field = Float64()
    bath = InverseTemperature.of(beta)
    dynamics, initial = prepare(field, n, s, coupling, beta0)
    generator = generator_in_units_of_decay(field, dynamics, bath)
    final = dynamics.structure(field, bath).project(initial)
    target = density_matrix(field, dynamics, final)
    energies = dynamics.energies(field)
    rest = field.dot(energies, final)

    def distance(state: Sequence[float]) -> float:
        if measure == "energy":
            return abs(float(field.dot(energies, state) - rest))
        return float(trace_distance(n, s, density_matrix(field, dynamics, state), target))

    return _settling(generator, initial, distance, fraction)


def ladder_settling_time(
    J: Number,
    beta: Temperature,
    start: Sequence[Number],
    measure: Measure = "state",
    fraction: float = 0.01,
) -> float:
    """Return the same for the populations of one spin J, which may be large.

    Parameters
    ----------
    J : total spin.
    beta : inverse temperature of the bath, above -inf.
    start : initial populations of the 2J + 1 levels, from m = -J up.
    measure, fraction : as in `settling_time`; the distance of states is the total variation.
    """
    field, spin = Float64(), half_integer(J, "J")
    _, q = decay_unit(field, beta)
    generator = ladder_generator(field, spin, Rates(1.0, q))
    final = np.array(ladder_populations(field, spin, beta))
    if len(start) != len(final):
        raise InputError(f"Argument `start` must hold {len(final)} populations, but not so.")
    m = np.arange(len(final))

    def distance(state: Sequence[float]) -> float:
        rest = np.array(state) - final
        return float(abs(m @ rest) if measure == "energy" else np.abs(rest).sum() / 2)

    return _settling(generator, field.numbers(start), distance, fraction)


def _settling(
    generator: Matrix,
    initial: list[Scalar],
    distance: Callable[[Sequence[float]], float],
    fraction: float,
) -> float:
    if not 0 < fraction < 1:
        raise InputError(f"Argument `fraction` must be between 0 and 1, but is {fraction}.")
    whole = distance(initial)
    if whole < 1e-12:
        raise InputError("Argument `beta0` must not be stationary already, but is.")
    goal = fraction * whole
    step = 0.1 / max(abs(x) for x in generator.entries.values())
    advance = _Stepper(generator, step)
    state: Any = np.array(initial, dtype=np.float64)
    time, k = 0.0, 0
    # Steps that double until the goal is passed, then halved steps up to where it is reached.
    while distance(later := advance(k, state)) > goal:
        state, time, k = later, time + step * 2**k, k + 1
        if time > 1e9:
            raise NumericError("The distance to the stationary state does not fall.")
    for j in range(k - 1, k - 31, -1):
        later = advance(j, state)
        if distance(later) > goal:
            state, time = later, time + step * 2.0**j
    return time


class _Stepper:
    """Evolution of states by times step * 2^k."""

    def __init__(self, generator: Matrix, step: float) -> None:
        self.generator, self.step = generator, step
        self.dense = generator.to_numpy() if generator.shape[0] <= DENSE_EVOLUTION else None
        self.maps: dict[int, Any] = {}

    def __call__(self, k: int, state: Any) -> Any:
        if self.dense is None:
            return np.array(_float_propagate(self.generator, state, self.step * 2.0**k))
        if k not in self.maps:
            if k - 1 in self.maps and k > 0:
                self.maps[k] = self.maps[k - 1] @ self.maps[k - 1]
            else:
                self.maps[k] = scipy.linalg.expm(self.dense * (self.step * 2.0**k))
        return self.maps[k] @ state
