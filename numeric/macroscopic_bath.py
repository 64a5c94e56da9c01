"""One collective spin in its bath as N -> infinity: moment equations, their closure, exact moments.

Scaled regime of `engine` (28), x = beta E, Gamma_0 = 1. The moment equations are the leading part
of the exact finite-N generator on powers of S_z (`cotherm.numeric.bath_spin.moment_polynomial`),
taken power by power of S; stationary moments are certified integrals over the continuous
magnetisation.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any

import flint
import numpy as np

from cotherm.numeric.bath_spin import moment_polynomial
from cotherm.numeric.errors import InputError
from cotherm.numeric.fields import Ball, Field, Float64, Number, Scalar, exact_rational

_NODES = 400


def moment_coefficients(power: int) -> Mapping[int, tuple[Fraction, Fraction]]:
    """Return the macroscopic moment equation d<m_z^n>/dt = sum_i (a_i + b_i/x) <m_z^i>.

    With gamma_up - gamma_down = -1/N and gamma_up + gamma_down -> 2/x (`engine` (8), (28)) a term
    S_z^i S^l of the exact generator survives N = 2S -> infinity when i + l - n is 1 for the
    difference of the rates and 0 for their sum; no higher power may occur.

    Parameters
    ----------
    power : n, an integer from 1 to 30.

    Returns
    -------
    mapping : i to (a_i, b_i), both exact, in units of Gamma_0.
    """
    result: dict[int, tuple[Fraction, Fraction]] = {}
    for (i, length), (down, up) in moment_polynomial(power).items():
        order = i + length - power
        difference, total = (up - down) / 2, (up + down) / 2
        if order > 1 or (order == 1 and total != 0):
            raise ArithmeticError(f"The moment equation {power} has no macroscopic limit.")
        drift = -difference / 2 if order == 1 else Fraction(0)
        thermal = 2 * total if order == 0 else Fraction(0)
        if drift or thermal:
            a, b = result.get(i, (Fraction(0), Fraction(0)))
            result[i] = (a + drift, b + thermal)
    return result


def moment_rate_macroscopic(
    field: Field, power: int, x: Number, moments: Sequence[Scalar]
) -> Scalar:
    """Return d<m_z^n>/dt in units of Gamma_0 for given moments <m_z^0>, <m_z>, <m_z^2>, ...

    Parameters
    ----------
    field : arithmetic.
    power : n >= 1; moments up to n + 1 are needed.
    x : beta E, not 0.
    moments : from the zeroth (which is 1) on.
    """
    coefficients = moment_coefficients(power)
    ratio = field.number(_nonzero(x))
    with field:
        return field.sum(
            (field.number(a) + field.number(b) / ratio) * moments[i]
            for i, (a, b) in coefficients.items()
        )


def closed_rates(field: Field, x: Number, first: Number, second: Number) -> list[Scalar]:
    """Return d<m_z>/dt and d<m_z^2>/dt with the third cumulant set to zero (`engine` (31)).

    Parameters
    ----------
    field : arithmetic.
    x : beta E, not 0.
    first, second : <m_z> and <m_z^2>.
    """
    m1, m2 = field.number(first), field.number(second)
    with field:
        moments = [field.one, m1, m2, 3 * m2 * m1 - 2 * m1**3]
    return [moment_rate_macroscopic(field, power, x, moments) for power in (1, 2)]


def closed_jacobian(field: Field, x: Number, first: Number, second: Number) -> list[Scalar]:
    """Return the Jacobian of `closed_rates`, row by row, in units of Gamma_0 (`engine` (41)).

    Parameters are those of `closed_rates`. The third moment enters by the chain rule.
    """
    m1, m2 = field.number(first), field.number(second)
    ratio = field.number(_nonzero(x))
    entries = []
    with field:
        # d<m^i>/d<m> and d<m^i>/d<m^2> for i = 0 ... 3
        slopes = (
            [field.zero, field.one, field.zero, 3 * m2 - 6 * m1**2],
            [field.zero, field.zero, field.one, 3 * m1],
        )
        for power in (1, 2):
            coefficients = moment_coefficients(power)
            for slope in slopes:
                entries.append(
                    field.sum(
                        (field.number(a) + field.number(b) / ratio) * slope[i]
                        for i, (a, b) in coefficients.items()
                    )
                )
    return entries


def gibbs_moment(field: Field, x: Number, power: int) -> Scalar:
    """Return the stationary <m_z^power> as N -> infinity: weight e^(-x m/2) on -1 ... 1.

    The sum over the levels of `engine` (32) becomes this integral: certified integration in balls,
    Gauss-Legendre quadrature in float64 (relative error below 1e-12 for |x| up to 10^4).

    Parameters
    ----------
    field : Ball or Float64.
    x : beta E.
    power : >= 0.
    """
    ratio = field.number(exact_rational(x, "x"))
    if isinstance(field, Float64):
        nodes, weights = np.polynomial.legendre.leggauss(_NODES)
        # Measured from the end where the weight is largest, so that no factor exceeds 1.
        factors = weights * np.exp(-(nodes + math.copysign(1.0, ratio)) * ratio / 2)
        return float(np.sum(factors * nodes**power) / np.sum(factors))
    if not isinstance(field, Ball):
        raise InputError(f"Argument `field` must be Ball or Float64 here, but is {field!r}.")

    def weighted(k: int) -> flint.arb:
        def integrand(m: Any, _: bool) -> Any:
            return m**k * (-(m * ratio) / 2).exp()

        return flint.acb.integral(integrand, -1, 1).real

    with field:
        return weighted(power) / weighted(0)


def closed_eigenvalues(field: Field, x: Number) -> dict[str, Scalar]:
    """Return the eigenvalues of the Jacobian at the exact stationary moments (`engine` (44)).

    Parameters
    ----------
    field : Ball or Float64.
    x : beta E, not 0.

    Returns
    -------
    dict : `lambda_plus` and `lambda_minus` in units of Gamma_0.
    """
    ratio = _nonzero(x)
    moments = [gibbs_moment(field, ratio, power) for power in (1, 2)]
    a, b, c, d = closed_jacobian(field, ratio, *moments)
    with field:
        root = field.sqrt((a - d) ** 2 + 4 * b * c)
        return {"lambda_plus": (a + d + root) / 2, "lambda_minus": (a + d - root) / 2}


def _nonzero(x: Number) -> Fraction:
    value = exact_rational(x, "x")
    if value == 0:
        raise InputError("Argument `x` must not be 0, but is 0.")
    return value
