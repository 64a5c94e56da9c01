"""Full counting statistics of the energy taken from a reservoir: every cumulant, and finite times.

Three independent ways:

* cumulants at long times by perturbation theory of the dominant eigenvalue, order by order, with
  the group inverse of the rate matrix from state reduction;
* moments after a finite time from the exponential of a block matrix, whose blocks are the
  derivatives of the tilted generator at zero counting field;
* the joint probability of level and transferred energy, which obeys a rate equation of its own on
  levels times integers. It knows no counting field at all; its Taylor coefficients in time are
  rational where the rates are.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from fractions import Fraction
from typing import NamedTuple

import numpy as np
import scipy.linalg

from cotherm.numeric.errors import InputError
from cotherm.numeric.fields import Ball, Field, Float64, Number, Scalar
from cotherm.numeric.matrices import Matrix
from cotherm.numeric.refrigerator_rates import EnergyExchange, StateReduction, generator

JointSeries = list[dict[tuple[int, int], Scalar]]
"""Taylor coefficients in time of the probability of (level, transferred energy)."""


class FiniteTime(NamedTuple):
    """Statistics of the energy transferred within a finite time.

    Attributes
    ----------
    state : populations at that time.
    moments : <E^k> for k = 0, 1, ...
    conditional : for each level, d/du of the weighted population at u = 0: the population times the
        mean energy transferred on the way there.
    current : d<E>/dt (`qar` (E2)).
    noise : d(<E^2> - <E>^2)/dt (`qar` (E3)).
    """

    state: list[Scalar]
    moments: list[Scalar]
    conditional: list[Scalar]
    current: Scalar
    noise: Scalar


def counting_derivatives(system: EnergyExchange, reservoir: str, order: int) -> list[Matrix]:
    """Return W^(1), ..., W^(order): derivatives of the tilted generator at u = 0, over k!.

    W^(k) has the elements R^nu_ab (E_a - E_b)^k/k! (`qar` (10) with u = i chi).

    Raises
    ------
    InputError : when the order is not a positive integer.
    """
    if isinstance(order, bool) or not isinstance(order, int) or order < 1:
        raise InputError(f"Argument `order` must be a positive integer, but is {order!r}.")
    field, rates = system.field, system.of(reservoir)
    matrices = []
    with field:
        for k in range(1, order + 1):
            entries = {
                key: rate * field.number(Fraction(system.quantum(*key) ** k, math.factorial(k)))
                for key, rate in rates.entries.items()
            }
            matrices.append(Matrix(field, rates.shape, entries))
    return matrices


def energy_cumulants(system: EnergyExchange, reservoir: str, order: int) -> list[Scalar]:
    """Return the first cumulants per unit time of the energy taken from a reservoir.

    With lambda(u) = sum_k lambda_k u^k and the eigenvector p(u) = sum_k p_k u^k, 1 p_k = 0 for
    k > 0,

        lambda_k = sum_(i=1)^k 1 W^(i) p_(k-i),
        R p_k = sum_(i=1)^k (lambda_i - W^(i)) p_(k-i),

    and the cumulants are k! lambda_k: mean (`qar` (11)), noise (`qar` (13), (14)), and higher ones.

    Parameters
    ----------
    system : levels and rates; exact over the rationals. In float64 each order loses digits, balls
        tell how many.
    reservoir : whose energy is counted.
    order : number of cumulants.

    Raises
    ------
    InputError : when the order is not a positive integer or there is no such reservoir.
    """
    field = system.field
    W = counting_derivatives(system, reservoir, order)
    reduction = StateReduction(system)
    vectors = [reduction.populations(field)]
    values: list[Scalar] = []
    with field:
        for k in range(1, order + 1):
            moved = [W[i - 1].apply(vectors[k - i]) for i in range(1, k + 1)]
            values.append(field.sum(x for vector in moved for x in vector))
            if k == order:
                break
            source = [-field.sum(parts) for parts in zip(*moved, strict=True)]
            for i in range(1, k + 1):
                source = [
                    x + values[i - 1] * y for x, y in zip(source, vectors[k - i], strict=True)
                ]
            vectors.append(reduction.response(field, source))
        return [math.factorial(k) * value for k, value in enumerate(values, 1)]


def _exponential(field: Field, matrix: Matrix) -> Matrix:
    if isinstance(field, Ball):
        dense = matrix.to_flint().exp()
        size = matrix.shape[0]
        entries = {(i, j): dense[i, j] for i in range(size) for j in range(size)}
        return Matrix(field, matrix.shape, entries)
    if isinstance(field, Float64):
        array = scipy.linalg.expm(matrix.to_scipy().toarray())
        entries = {
            (int(i), int(j)): float(array[i, j]) for i, j in zip(*np.nonzero(array), strict=True)
        }
        return Matrix(field, matrix.shape, entries)
    raise InputError(f"Argument `field` must be Float64 or Ball for a finite time, but is {field}.")


def finite_time_statistics(
    system: EnergyExchange, reservoir: str, start: Sequence[Number], time: Number, order: int = 2
) -> FiniteTime:
    """Return moments, current and noise of the transferred energy after a finite time.

    M(u, t) = 1 e^(R(u) t) rho_0 (`qar` (E1)) to the given order in u: the exponential of t times
    the block matrix that has R on the diagonal and W^(k) in the k-th diagonal below it.

    Parameters
    ----------
    system : levels and rates, over Float64 or Ball, a few levels (the cost is cubic).
    reservoir : whose energy is counted.
    start : initial populations.
    time : t >= 0.
    order : highest moment, at least 2.

    Raises
    ------
    InputError : when the order is below 2, or for rational arithmetic.
    """
    if order < 2:
        raise InputError(f"Argument `order` must be at least 2, but is {order!r}.")
    field, size = system.field, system.size
    parts = [generator(system), *counting_derivatives(system, reservoir, order)]
    entries = {
        (size * (row + k) + a, size * row + b): value
        for k, part in enumerate(parts)
        for row in range(order + 1 - k)
        for (a, b), value in part.entries.items()
    }
    shape = (size * (order + 1), size * (order + 1))
    with field:
        block = Matrix(field, shape, entries) * field.number(time)
        vector = [field.number(x) for x in start] + [field.zero] * (size * order)
        flat = _exponential(field, block).apply(vector)
        series = [flat[size * k : size * (k + 1)] for k in range(order + 1)]
        moments = [math.factorial(k) * field.sum(part) for k, part in enumerate(series)]
        growth = [
            field.sum(x for i in range(k + 1) for x in parts[i].apply(series[k - i]))
            for k in range(3)
        ]
        noise = 2 * growth[2] - 2 * moments[1] * growth[1]
    return FiniteTime(series[0], moments, series[1], growth[1], noise)


def joint_energy_series(
    system: EnergyExchange, reservoir: str, start: Sequence[Number], order: int
) -> JointSeries:
    """Return the Taylor coefficients in time of P(level, energy taken from a reservoir; t).

    A jump b -> a by the counted reservoir leads from (b, E) to (a, E + E_a - E_b), any other jump
    leaves E alone: a rate equation on levels times integers, started at E = 0.

    Parameters
    ----------
    system : levels and rates; exact over the rationals.
    reservoir : whose energy is counted.
    start : initial populations.
    order : highest power of the time.
    """
    field = system.field
    jumps = [
        (to, origin, system.quantum(to, origin) if name == reservoir else 0, rate)
        for name, rates in system.rates.items()
        for (to, origin), rate in rates.entries.items()
    ]
    system.of(reservoir)
    with field:
        current = {(level, 0): field.number(x) for level, x in enumerate(start)}
        series = [current]
        for n in range(1, order + 1):
            following: dict[tuple[int, int], Scalar] = {}
            for to, origin, quantum, rate in jumps:
                for (level, energy), weight in current.items():
                    if level != origin:
                        continue
                    flow = rate * weight / n
                    for key, change in (((to, energy + quantum), flow), ((level, energy), -flow)):
                        known = following.get(key)
                        following[key] = change if known is None else known + change
            current = following
            series.append(current)
    return series


def series_moments(field: Field, series: JointSeries, size: int, power: int) -> list[list[Scalar]]:
    """Return the Taylor coefficients of sum_E E^power P(level, E; t), for each level."""
    result = []
    with field:
        for coefficients in series:
            levels = [field.zero] * size
            for (level, energy), weight in coefficients.items():
                levels[level] = levels[level] + weight * energy**power
            result.append(levels)
    return result
