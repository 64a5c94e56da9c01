"""Relaxation of the magnetisation of one collective spin in its bath: N spins, limit, closure.

Scaled regime of `engine` (28), x = beta E, time in units of 1/Gamma_0, float64. The initial state
has the sharp magnetisation z0.
"""

from __future__ import annotations

from fractions import Fraction
from functools import lru_cache
from typing import Any

import numpy as np
import scipy.integrate
import scipy.linalg

from cotherm.numeric.bath_spin import population_generator, scaled_rates
from cotherm.numeric.errors import InputError
from cotherm.numeric.fields import Float64, Number, exact_rational
from cotherm.numeric.macroscopic_bath import moment_coefficients
from cotherm.numeric.spins import positive_integer

_FLOAT = Float64()
_DEGREES = 60


def _start(z0: Number) -> Fraction:
    value = exact_rational(z0, "z0")
    if not -1 <= value <= 1:
        raise InputError(f"Argument `z0` must be between -1 and 1, but is {value}.")
    return value


@lru_cache(maxsize=64)
def _populations(N: int, x: Fraction, level: int, time: Fraction) -> Any:
    matrix = population_generator(_FLOAT, N, scaled_rates(_FLOAT, N, x)).to_numpy()
    start = np.zeros(N + 1)
    start[level] = 1.0
    return scipy.linalg.expm(matrix * float(time)) @ start


def finite_magnetization(N: Number, x: Number, time: Number, z0: Number = 1) -> float:
    """Return <m_z>(t) of N spins from the population equation.

    Parameters
    ----------
    N : number of spins; z0 N/2 must be one of the levels.
    x : beta E > 0.
    time : >= 0, in units of 1/Gamma_0.
    z0 : initial magnetisation.
    """
    number = positive_integer(N, "N")
    level = (_start(z0) + 1) * number / 2
    if level.denominator != 1:
        raise InputError(
            f"Argument `z0` must be a level of {number} spins, 2 k/N - 1, but is {z0}."
        )
    populations = _populations(number, exact_rational(x, "x"), int(level), exact_rational(time))
    return float(populations @ (2 * np.arange(number + 1) / number - 1))


def limit_magnetization(x: Number, time: Number, z0: Number = 1) -> float:
    """Return <m_z>(t) as N -> infinity, from the Legendre moments of the diffusion on the sphere.

    Parameters as `finite_magnetization`; x from about 1/100 to 100.
    """
    ratio, value = float(exact_rational(x, "x")), float(_start(z0))
    degrees = np.arange(_DEGREES + 1)
    # <P_l>: d/dt = -l(l+1)/x <P_l> - (l(l+1)/2)/(2l+1) (<P_{l-1}> - <P_{l+1}>)
    pull = degrees * (degrees + 1) / (2 * (2 * degrees + 1))
    matrix = np.diag(-degrees * (degrees + 1) / ratio)
    matrix += np.diag(-pull[1:], -1) + np.diag(pull[:-1], 1)
    start = np.polynomial.legendre.legvander(np.array([value]), _DEGREES)[0]
    return float((scipy.linalg.expm(matrix * float(exact_rational(time, "time"))) @ start)[1])


def closed_magnetization(x: Number, time: Number, z0: Number = 1) -> float:
    """Return <m_z>(t) of the equations closed at the third cumulant, `engine` (38), (39).

    Parameters as `finite_magnetization`.
    """
    ratio, value = exact_rational(x, "x"), _start(z0)
    end = float(exact_rational(time, "time"))
    if end == 0:
        return float(value)

    # d<m_z^n>/dt = sum_i c_i <m_z^i>, with <m_z^3> from the vanishing third cumulant
    coefficients = [
        {i: float(a) + float(b) / float(ratio) for i, (a, b) in moment_coefficients(n).items()}
        for n in (1, 2)
    ]

    def rates(_: float, u: Any) -> list[float]:
        moments = (1.0, u[0], u[1], u[0] * (3 * u[1] - 2 * u[0] ** 2))
        return [sum(c * moments[i] for i, c in row.items()) for row in coefficients]

    start = [float(value), float(value**2)]
    solved = scipy.integrate.solve_ivp(
        rates, (0.0, end), start, rtol=1e-9, atol=1e-11, method="LSODA"
    )
    return float(solved.y[0, -1])
