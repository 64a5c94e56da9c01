"""Infinitely many driven pairs in the scaled regime: vector equations, closed at a cumulant.

Each ensemble is a unit vector m_i with random motion (`engine` (28), hbar = k_B = 1):

    dm_1/dt = B x m_1 + (Gamma0/2) m_1 x (m_1 x e_z) + noise,   B = (omega0/2)(x_2, y_2, 0),

and the same with 1 and 2 exchanged; the noise turns m_i about e_x and e_y with strength
Gamma0/(beta_i E_i). Averages of the cubic rates over a distribution without third cumulant need its
mean and covariance only: E[f] = f(mu) + sum_kl C_kl d_k d_l f(mu)/2, where central differences of a
cubic are exact. So the closed equations are evaluated without being written down.

Vectors have the order (x_1, y_1, z_1, x_2, y_2, z_2).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any, NamedTuple

from cotherm.numeric.errors import InputError
from cotherm.numeric.fields import Ball, Field, Float64, Number, Scalar, exact_rational
from cotherm.numeric.linear_algebra import solver
from cotherm.numeric.matrices import Matrix
from cotherm.numeric.newton import certified_root, float_root

Vector = list[Any]
SIZE = 6


class ScaledRates(NamedTuple):
    """Drive, spontaneous rate, and Gamma0/(beta_i E_i) of both baths, as scalars."""

    drive: Scalar
    rate: Scalar
    thermal: tuple[Scalar, Scalar]


def scaled_rates(
    field: Field, omega0: Number, Gamma0: Number, x1: Number, x2: Number
) -> ScaledRates:
    """Return the rates for x_i = beta_i E_i, not 0."""
    numbers = [
        exact_rational(value, name)
        for name, value in (("omega0", omega0), ("Gamma0", Gamma0), ("x1", x1), ("x2", x2))
    ]
    if not (numbers[2] and numbers[3]):
        raise InputError("Arguments `x1` and `x2` must not be 0, but one of them is.")
    drive, rate, first, second = field.numbers(numbers)
    with field:
        return ScaledRates(drive, rate, (rate / first, rate / second))


def _cross(a: Sequence[Any], b: Sequence[Any]) -> Vector:
    return [
        a[1] * b[2] - a[2] * b[1],
        a[2] * b[0] - a[0] * b[2],
        a[0] * b[1] - a[1] * b[0],
    ]


def drift(rates: ScaledRates, v: Sequence[Any], unit_length: bool = False) -> Vector:
    """Return the mean velocity at v.

    Parameters
    ----------
    rates : of one arithmetic.
    v : the two vectors.
    unit_length : take x^2 + y^2 as 1 - z^2, which is the same on the spheres only.
    """
    result: Vector = []
    for spin in (0, 1):
        m, other = v[3 * spin : 3 * spin + 3], v[3 - 3 * spin : 6 - 3 * spin]
        field = [rates.drive * other[0] / 2, rates.drive * other[1] / 2, 0]
        turn = _cross(field, m)
        fall = _cross(m, _cross(m, (0, 0, 1)))
        if unit_length:
            fall[2] = m[2] * m[2] - 1
        thermal = rates.thermal[spin]
        shrink = [thermal * m[0], thermal * m[1], 2 * thermal * m[2]]
        result += [turn[k] + rates.rate * fall[k] / 2 - shrink[k] for k in range(3)]
    return result


def spread(rates: ScaledRates, v: Sequence[Any], k: int, j: int, unit_noise: bool = False) -> Any:
    """Return the rate of <dv_k dv_j>, an element of twice the diffusion matrix.

    `unit_noise` takes x^2 + y^2 as 1 - z^2 in the element of z.
    """
    spin = k // 3
    if spin != j // 3:
        return 0
    x, y, z = v[3 * spin : 3 * spin + 3]
    if unit_noise and k == j == 3 * spin + 2:
        return 2 * rates.thermal[spin] * (1 - z * z)
    about_x, about_y = (0, -z, y), (z, 0, -x)  # e_x x m and e_y x m
    turns = about_x[k % 3] * about_x[j % 3] + about_y[k % 3] * about_y[j % 3]
    return 2 * rates.thermal[spin] * turns


def rates_of_products(
    rates: ScaledRates,
    v: Sequence[Any],
    observables: Sequence[Sequence[int]],
    unit_length: bool = False,
    unit_noise: bool = False,
) -> Vector:
    """Return the rates of v_k, or of v_k v_j, at one point v."""
    velocity = drift(rates, v, unit_length)
    return [
        velocity[which[0]]
        if len(which) == 1
        else v[which[0]] * velocity[which[1]]
        + v[which[1]] * velocity[which[0]]
        + spread(rates, v, which[0], which[1], unit_noise)
        for which in observables
    ]


def average(
    function: Callable[[Vector], Vector],
    mean: Sequence[Any],
    covariance: Sequence[Sequence[Any]],
) -> Vector:
    """Return E[function], exact for cubics and distributions without third cumulant.

    Elements of the covariance that are the integer 0 cost nothing.
    """

    def at(*shifts: tuple[int, int]) -> Vector:
        point = list(mean)
        for k, step in shifts:
            point[k] = point[k] + step
        return function(point)

    centre = function(list(mean))
    total = list(centre)
    for k in range(len(mean)):
        for j in range(k + 1):
            factor = covariance[k][j]
            if type(factor) is int and factor == 0:
                continue
            if j == k:
                ends = zip(at((k, 1)), at((k, -1)), centre, strict=True)
                bends = [(a + b - 2 * c) / 2 for a, b, c in ends]
            else:
                corners = [at((k, s), (j, t)) for s, t in ((1, 1), (-1, -1), (1, -1), (-1, 1))]
                bends = [(a + b - c - d) / 4 for a, b, c, d in zip(*corners, strict=True)]
            total = [entry + factor * bend for entry, bend in zip(total, bends, strict=True)]
    return total


def closed_rate(
    rates: ScaledRates,
    mean: Sequence[Any],
    pairs: Sequence[Sequence[Any]],
    which: Sequence[int],
    unit_length: bool = False,
    unit_noise: bool = False,
) -> Any:
    """Return d<v_k>/dt or d<v_k v_l>/dt, closed at the third cumulant (`engine` (C1)-(C12)).

    Parameters
    ----------
    rates : of one arithmetic.
    mean : <v_k>.
    pairs : the symmetric matrix <v_k v_l>.
    which : one or two components, 0 ... 5.
    unit_length, unit_noise : use x^2 + y^2 = 1 - z^2 in the drift, which changes the closure, or
        in the noise, which does not.
    """
    covariance = [
        [pairs[k][j] - mean[k] * mean[j] for j in range(len(mean))] for k in range(len(mean))
    ]
    function = partial(
        rates_of_products,
        rates,
        observables=[which],
        unit_length=unit_length,
        unit_noise=unit_noise,
    )
    return average(function, mean, covariance)[0]


# ------------------------------------------------------------------------- stationary state


class StationaryMoments(NamedTuple):
    """<z_1>, <z_2>, <z_1^2>, <z_2^2> and <x_1 y_2 - y_1 x_2> in the stationary state."""

    z1: Scalar
    z2: Scalar
    w1: Scalar
    w2: Scalar
    exchange: Scalar


def _symmetric(u: Sequence[Any]) -> tuple[Vector, list[Vector]]:
    """Mean and covariance of a state that is symmetric under turns about z.

    The covariance of z_1 and z_2 enters none of the equations used here and is left at 0.
    """
    z1, z2, w1, w2, j = u
    mean: Vector = [0, 0, z1, 0, 0, z2]
    covariance: list[Vector] = [[0] * SIZE for _ in range(SIZE)]
    for spin, z, w in ((0, z1, w1), (1, z2, w2)):
        covariance[3 * spin][3 * spin] = covariance[3 * spin + 1][3 * spin + 1] = (1 - w) / 2
        covariance[3 * spin + 2][3 * spin + 2] = w - z * z
    covariance[0][4] = covariance[4][0] = j / 2
    covariance[1][3] = covariance[3][1] = -j / 2
    return mean, covariance


_OBSERVED = ((2,), (5,), (2, 2), (5, 5), (0, 4), (1, 3))


def _residual(rates: ScaledRates, u: Sequence[Any]) -> Vector:
    mean, covariance = _symmetric(u)
    function = partial(rates_of_products, rates, observables=_OBSERVED)
    *levels, forth, back = average(function, mean, covariance)
    return [*levels, forth - back]


def stationary_moments(
    field: Field, omega0: Number, Gamma0: Number, x1: Number, x2: Number
) -> StationaryMoments:
    """Return the stationary moments of the closed equations, x_i = beta_i E_i.

    The drive is raised from 0 in steps with Newton's method in float64; in balls the end point is
    certified by an interval Newton step.

    Raises
    ------
    NumericError : when Newton's method does not converge.
    PrecisionError : when a ball cannot be certified at this precision.
    """
    floats = Float64()
    start = scaled_rates(floats, omega0, Gamma0, x1, x2)
    guess = [0.0] * 5
    for spin, x in enumerate((float(exact_rational(x1)), float(exact_rational(x2)))):
        z = -x / (3 + (9 + x * x) ** 0.5)
        guess[spin], guess[2 + spin] = z, (1 + 2 * z * z) / 3
    steps = 6
    for k in range(1, steps + 1):
        # Each step adds the same share of omega0^2/(omega0^2 + Gamma0^2 + thermal^2).
        scale = (start.rate**2 + max(start.thermal) ** 2) ** 0.5
        share = start.drive**2 / (start.drive**2 + scale**2) * k / steps
        drive = start.drive if k == steps else scale * (share / (1 - share)) ** 0.5
        weaker = start._replace(drive=drive)
        guess = float_root(partial(_residual, weaker), guess)
    if isinstance(field, Ball):
        rates = scaled_rates(field, omega0, Gamma0, x1, x2)
        return StationaryMoments(*certified_root(field, partial(_residual, rates), guess))
    if isinstance(field, Float64):
        return StationaryMoments(*guess)
    raise InputError(f"Argument `field` must be Ball or Float64 here, but is {field!r}.")


# ------------------------------------------------------------------------- power and its noise

_ODD = (0, 1, 3, 4)


def regression_matrix(rates: ScaledRates, mean: Sequence[Any]) -> list[Vector]:
    """Return M of d<v_k(t) s>/dt = sum_l M_kl <v_l(t) s> for x and y of both spins.

    Without third cumulant E[a(v) s] - E[a] E[s] is the derivative of the quadratic drift at the
    mean times the covariances; the z components are uncorrelated with s by symmetry.
    """

    def slope(k: int, j: int) -> Any:
        ahead, behind = list(mean), list(mean)
        ahead[j], behind[j] = ahead[j] + 1, behind[j] - 1
        return (drift(rates, ahead)[k] - drift(rates, behind)[k]) / 2

    return [[slope(k, j) for j in _ODD] for k in _ODD]


def exchange_noise(field: Field, rates: ScaledRates, state: StationaryMoments) -> Scalar:
    """Return int_0^inf [<Q(0) Q(t)> - <Q>^2] dt, Q = y_1 x_2 - x_1 y_2, four-point cumulant zero.

    With Q = v^T B v and K(t) = e^(M t) C the integrand is 2 tr(B K B K^T), so the integral is
    2 tr(B X), where M X + X M^T = -C B C.
    """
    mean, covariance = _symmetric(state)
    with field:
        zero, half = field.zero, field.one / 2
        M = regression_matrix(rates, mean)
        C = [[zero + covariance[k][j] for j in _ODD] for k in _ODD]
        B = [[zero] * 4 for _ in range(4)]
        B[1][2] = B[2][1] = half
        B[0][3] = B[3][0] = -half
        source = _product(_product(C, B), C)
        entries: dict[tuple[int, int], Scalar] = {}
        for k in range(4):
            for j in range(4):
                for i in range(4):
                    for column, value in (((i, j), M[k][i]), ((k, i), M[j][i])):
                        at = (4 * k + j, 4 * column[0] + column[1])
                        entries[at] = entries.get(at, zero) + value
        system = Matrix(field, (16, 16), entries)
        right = [-source[k][j] for k in range(4) for j in range(4)]
        solution = solver(system).solve([right])[0]
        return 2 * field.sum(B[j][k] * solution[4 * k + j] for k in range(4) for j in range(4))


def _product(a: list[Vector], b: list[Vector]) -> list[Vector]:
    return [
        [sum((a[k][i] * b[i][j] for i in range(1, 4)), a[k][0] * b[0][j]) for j in range(4)]
        for k in range(4)
    ]


def macroscopic_power(
    field: Field,
    E1: Number,
    E2: Number,
    beta1: Number,
    beta2: Number,
    omega0: Number,
    Gamma0: Number,
) -> Scalar:
    """Return lim P_N/N of the closed equations: -omega0 (E2 - E1) <x_1 y_2 - y_1 x_2>/4.

    Parameters
    ----------
    field : Ball or Float64.
    E1, E2 : splittings.
    beta1, beta2, omega0, Gamma0 : before the division by N.
    """
    x1, x2 = _affinities(E1, E2, beta1, beta2)
    state = stationary_moments(field, omega0, Gamma0, x1, x2)
    step = exact_rational(omega0) * (exact_rational(E2) - exact_rational(E1))
    with field:
        return -field.number(step) * state.exchange / 4


def macroscopic_variance(
    field: Field,
    E1: Number,
    E2: Number,
    beta1: Number,
    beta2: Number,
    omega0: Number,
    Gamma0: Number,
) -> Scalar:
    """Return lim Var(P_N)/N^2 of the closed equations (`engine` (D1)-(D5)); see the power."""
    x1, x2 = _affinities(E1, E2, beta1, beta2)
    state = stationary_moments(field, omega0, Gamma0, x1, x2)
    rates = scaled_rates(field, omega0, Gamma0, x1, x2)
    step = exact_rational(omega0) * (exact_rational(E2) - exact_rational(E1))
    noise = exchange_noise(field, rates, state)
    with field:
        return 2 * field.number(step / 4) ** 2 * noise


def macroscopic_constancy(
    field: Field,
    E1: Number,
    E2: Number,
    beta1: Number,
    beta2: Number,
    omega0: Number,
    Gamma0: Number,
) -> Scalar:
    """Return lim C_N of the closed equations, (p/v) 2 eta T_1/(eta_C - eta) (`engine` (20)).

    eta = 1 - E1/E2, eta_C = 1 - T_1/T_2, p and v the power and its variance per pair.

    Raises
    ------
    InputError : at the Carnot point and at E1 = E2, where numerator and denominator vanish.
    """
    x1, x2 = _affinities(E1, E2, beta1, beta2)
    cold, hot = exact_rational(E1), exact_rational(E2)
    if x1 == x2 or cold == hot:
        raise InputError(
            "Arguments `E1`, `E2`, `beta1`, `beta2` must not make the power vanish, but do."
        )
    eta = 1 - cold / hot
    carnot = 1 - exact_rational(beta2) / exact_rational(beta1)
    factor = 2 * eta / (exact_rational(beta1) * (carnot - eta))
    power = macroscopic_power(field, E1, E2, beta1, beta2, omega0, Gamma0)
    variance = macroscopic_variance(field, E1, E2, beta1, beta2, omega0, Gamma0)
    with field:
        return field.number(factor) * power / variance


def _affinities(E1: Number, E2: Number, beta1: Number, beta2: Number) -> tuple[Any, Any]:
    return (
        exact_rational(E1, "E1") * exact_rational(beta1, "beta1"),
        exact_rational(E2, "E2") * exact_rational(beta2, "beta2"),
    )
