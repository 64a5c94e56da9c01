"""Relaxation of the closed equations of the infinite engine: eigenvalues of their Jacobian.

The closed set of `engine` (47), (C1)-(C12) has 27 variables, six means and 21 pair moments; time in
units of 1/Gamma_0. Its Jacobian at the stationary state has two eigenvalues 0, since the closed
equations conserve <m_i . m_i>; those of a displacement that leaves the spheres are dropped.
"""

from __future__ import annotations

from functools import lru_cache, partial
from typing import Any

import numpy as np

from cotherm.numeric.cumulant_closure import (
    SIZE,
    average,
    rates_of_products,
    scaled_rates,
    stationary_moments,
)
from cotherm.numeric.fields import Float64, Number

_STEP = 1e-4
_FLOAT = Float64()
_OBSERVABLES = [(k,) for k in range(SIZE)] + [(k, j) for k in range(SIZE) for j in range(k, SIZE)]
_PLACE = {observable: k for k, observable in enumerate(_OBSERVABLES)}


def _rates(drive: Number, x1: Number, x2: Number) -> Any:
    parameters = scaled_rates(_FLOAT, drive, 1, x1, x2)

    function = partial(rates_of_products, parameters, observables=_OBSERVABLES)

    def rates(u: Any) -> Any:
        mean = list(u[:SIZE])
        covariance = [
            [u[_PLACE[min(k, j), max(k, j)]] - mean[k] * mean[j] for j in range(SIZE)]
            for k in range(SIZE)
        ]
        return np.array(average(function, mean, covariance))

    return rates


@lru_cache(maxsize=512)
def closed_spectrum(x1: Number, x2: Number, drive: Number) -> tuple[complex, ...]:
    """Return the 25 eigenvalues of the Jacobian in units of Gamma_0, slowest first.

    Parameters
    ----------
    x1, x2 : beta_i E_i before the division by N, not 0.
    drive : omega_0/Gamma_0.

    Returns
    -------
    tuple : relative accuracy about 1e-7 (central differences of a cubic polynomial).
    """
    state = stationary_moments(_FLOAT, drive, 1, x1, x2)
    u = np.zeros(len(_OBSERVABLES))
    u[2], u[5] = state.z1, state.z2
    for spin, square in ((0, state.w1), (3, state.w2)):
        u[_PLACE[spin, spin]] = u[_PLACE[spin + 1, spin + 1]] = (1 - square) / 2
        u[_PLACE[spin + 2, spin + 2]] = square
    u[_PLACE[0, 4]], u[_PLACE[1, 3]] = state.exchange / 2, -state.exchange / 2
    rates, place = _rates(drive, x1, x2), _PLACE[2, 5]
    # <z_1 z_2> is the one moment that the others do not need; its own equation is linear in it.
    unit = np.zeros(len(u))
    unit[place] = 1.0
    start, shifted = rates(u)[place], rates(u + unit)[place]
    u[place] = start / (start - shifted)
    columns = []
    for k in range(len(u)):
        push = np.zeros(len(u))
        push[k] = _STEP
        columns.append((rates(u + push) - rates(u - push)) / (2 * _STEP))
    values = sorted(np.linalg.eigvals(np.array(columns).T), key=abs)[2:]
    ranked = sorted(values, key=lambda value: (-round(value.real, 9), value.imag))
    return tuple(complex(value) for value in ranked)


def jacobian_gap(x1: Number, x2: Number, drive: Number) -> float:
    """Return the slowest relaxation rate of the closed equations, `engine` (43), in Gamma_0."""
    return -closed_spectrum(x1, x2, drive)[0].real
