"""Otto cycles of spin ensembles whose isochores last a finite time (`heatcap` 4.2).

The isentropes take no time, as the Hamiltonian commutes with itself at all times. Each isochore
multiplies the state by exp(L tau); the periodic state is the fixed point of both strokes that the
initial state selects through what both conserve. Times are in units of 1 / G, G being the rate of
the jumps down, taken to be the same at both splittings.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import scipy.linalg

from cotherm.numeric.errors import InputError
from cotherm.numeric.fields import Field, Float64, Number, Scalar
from cotherm.numeric.matrices import Matrix, from_flint
from cotherm.numeric.null_structure import NullStructure
from cotherm.numeric.relaxation import generator_in_units_of_decay
from cotherm.numeric.spin_ensemble import BathDynamics, Coupling, InitialState, prepare
from cotherm.numeric.temperature import InverseTemperature, scaled


class FiniteTimeCycle(NamedTuple):
    """One period of a cycle of finite duration.

    Attributes
    ----------
    work : extracted per period.
    heat_hot, heat_cold : taken from the baths.
    power : work per duration of both isochores.
    efficiency : work / heat_hot, None when the heat is not certainly different from 0.
    """

    work: Scalar
    heat_hot: Scalar
    heat_cold: Scalar
    power: Scalar
    efficiency: Scalar | None


def stroke_map(
    field: Field, dynamics: BathDynamics, bath: InverseTemperature, time: Number
) -> Matrix:
    """Return exp(L t) as a matrix on the block of a master equation, in float64 or balls."""
    t = field.number(time)
    if field.exact or not field.is_positive(t):
        raise InputError(
            f"Argument `time` must be positive, in float64 or ball arithmetic, but is {time}."
        )
    generator = generator_in_units_of_decay(field, dynamics, bath)
    if isinstance(field, Float64):
        dense = scipy.linalg.expm(generator.to_numpy() * t)
        size = dense.shape[0]
        entries = {(i, j): float(dense[i, j]) for i in range(size) for j in range(size)}
        return Matrix(field, (size, size), entries)
    with field:
        return from_flint(field, (generator.to_flint() * t).exp())


def finite_time_cycle(
    field: Field,
    n: Number,
    s: Number,
    beta_h: Number,
    beta_c: Number,
    lambda_h: Number,
    lambda_c: Number,
    time_h: Number,
    time_c: Number,
    beta0: InitialState = "inf",
    coupling: Coupling = "collective",
) -> FiniteTimeCycle:
    """Return work, heats and power of the periodic cycle with isochores of finite duration.

    Parameters
    ----------
    field : Float64 or Ball.
    n, s : number and size of the spins.
    beta_h, beta_c : inverse temperatures of the baths; b = lambda beta above -inf.
    lambda_h, lambda_c : splittings on the hot and the cold isochore, > 0.
    time_h, time_c : durations of the isochores in units of 1 / G, > 0.
    beta0 : state before the engine starts, as in `spin_ensemble`.
    coupling : "collective" or "independent".
    """
    for name, splitting in (("lambda_h", lambda_h), ("lambda_c", lambda_c)):
        if not field.is_positive(field.number(splitting)):
            raise InputError(f"Argument `{name}` must be positive, but is {splitting}.")
    dynamics, initial = prepare(field, n, s, coupling, beta0)
    hot = stroke_map(field, dynamics, scaled(beta_h, lambda_h, field), time_h)
    cold = stroke_map(field, dynamics, scaled(beta_c, lambda_c, field), time_c)
    period = _conserving(cold @ hot - Matrix.identity(field, hot.shape[0]), dynamics.conserved)
    start = NullStructure(period, dynamics.conserved).project(initial)
    between = hot.apply(start)
    energies = dynamics.energies(field)
    low, high = field.dot(energies, start), field.dot(energies, between)
    with field:
        strong, weak = field.number(lambda_h), field.number(lambda_c)
        heat_hot, heat_cold = strong * (high - low), weak * (low - high)
        work = heat_hot + heat_cold
        power = work / (field.number(time_h) + field.number(time_c))
        efficiency = work / heat_hot if field.is_nonzero(heat_hot) else None
    return FiniteTimeCycle(work, heat_hot, heat_cold, power, efficiency)


def _conserving(period: Matrix, conserved: Matrix) -> Matrix:
    """Return the change over a period, in float64 freed of what rounding does to conserved rows.

    The change is small for short strokes, the rounding of the strokes themselves is not.
    """
    if not isinstance(period.field, Float64):
        return period
    dense, U = period.to_numpy(), conserved.to_numpy()
    dense -= np.linalg.pinv(U) @ (U @ dense)
    size = dense.shape[0]
    return Matrix(
        period.field,
        period.shape,
        {(i, j): float(dense[i, j]) for i in range(size) for j in range(size)},
    )
