"""Reaction coordinate of a peaked reservoir, by certified quadrature (`qar` App. B).

The spectral density is that of `qar` (5) times the cutoff Delta^2/(Delta^2 + omega^2), `qar` (B4).
Integrals over the half line are taken in omega = t/(1 - t), written with the two homogeneous
coordinates t and u = 1 - t, so that nothing is singular at the ends. No residue is used.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import flint

from cotherm.numeric.bath_modes import pi
from cotherm.numeric.errors import InputError, PrecisionError
from cotherm.numeric.fields import Ball, Field, Number, Scalar, exact_rational
from cotherm.numeric.reservoirs import spectral_density

_FLOAT_BITS = 120


@dataclass(frozen=True)
class PeakedBath:
    """The regularised spectral density `qar` (B4).

    Parameters
    ----------
    eps : position of the peak, > 0.
    delta : its width, > 0.
    cutoff : Delta > 0.
    gamma : its height, > 0.

    Raises
    ------
    InputError : when one of them is not positive.
    """

    eps: Number
    delta: Number
    cutoff: Number
    gamma: Number = 1

    def __post_init__(self) -> None:
        for name in ("eps", "delta", "cutoff", "gamma"):
            value = exact_rational(getattr(self, name), name)
            if value <= 0:
                raise InputError(f"Argument `{name}` must be positive, but is {value}.")

    def density(self, field: Field, omega: Number) -> Scalar:
        """Return Gamma_reg(omega) (`qar` (B4)), odd in omega."""
        bare = spectral_density(field, omega, self.eps, self.delta, self.gamma)
        with field:
            square = field.number(self.cutoff) ** 2
            return bare * square / (square + field.number(omega) ** 2)

    def _constants(self, field: Field) -> tuple[Scalar, tuple[Scalar, Scalar, Scalar]]:
        """Return A and the coefficients of P with Gamma_reg = A omega/P(omega^2), P cubic."""
        eps, delta, cutoff = (field.number(x) for x in (self.eps, self.delta, self.cutoff))
        first, last = 2 * (delta**2 - eps**2), (eps**2 + delta**2) ** 2
        square = cutoff**2
        prefactor = 4 * field.number(self.gamma) * eps * delta**2 * square
        return prefactor, (last * square, last + first * square, first + square)


def _integral(field: Ball, integrand: Callable[[Any], Any]) -> Scalar:
    """Return the integral over t from 0 to 1 of a rational function without real poles there."""
    limits: dict[str, Any] = {"depth_limit": 40 * field.prec, "eval_limit": 4000 * field.prec}
    value = flint.acb.integral(lambda t, _: integrand(t), 0, 1, **limits).real
    if not value.is_finite():
        raise PrecisionError("An integral over a spectral density failed.", value, field.prec)
    return value


def _cubic(field: Field, bath: PeakedBath, t: Any) -> Any:
    """Return u^6 P(t^2/u^2) with u = 1 - t, factorised so that balls stay narrow near the peak."""
    eps, delta, cutoff = (field.number(x) for x in (bath.eps, bath.delta, bath.cutoff))
    u = 1 - t
    square = (delta * u) ** 2
    return (
        ((t - eps * u) ** 2 + square) * ((t + eps * u) ** 2 + square) * ((cutoff * u) ** 2 + t**2)
    )


def moment(field: Field, bath: PeakedBath, power: int) -> Scalar:
    """Return the integral of omega^power Gamma_reg(omega) over omega > 0, by quadrature.

    Parameters
    ----------
    field : Float64 or Ball.
    bath : spectral density.
    power : 0, 1, 2 or 3; 1 and 3 stand in `qar` (B1) and (B2).

    Raises
    ------
    InputError : for another power, with which the integral may diverge.
    """
    if power not in (0, 1, 2, 3):
        raise InputError(f"Argument `power` must be from 0 to 3, but is {power}.")
    return _in_balls(field, lambda ball: _moment(ball, bath, power))


def _moment(ball: Ball, bath: PeakedBath, power: int) -> Scalar:
    prefactor, _ = bath._constants(ball)

    def integrand(t: Any) -> Any:
        return t ** (power + 1) * (1 - t) ** (3 - power) / _cubic(ball, bath, t)

    return prefactor * _integral(ball, integrand)


def _in_balls(field: Field, function: Callable[[Ball], Any]) -> Any:
    """Evaluate in balls; float64 rounds what 120 bits give."""
    if isinstance(field, Ball):
        with field:
            return function(field)
    if field.exact:
        raise InputError("Argument `field` must not be rational for an integral, but is.")
    ball = Ball(_FLOAT_BITS)
    with ball:
        value = function(ball)
    if isinstance(value, dict):
        return {key: float(x.mid()) for key, x in value.items()}
    return float(value.mid())


def principal_value(field: Field, bath: PeakedBath, omega: Number) -> Scalar:
    """Return (1/pi) P int Gamma_reg(omega')/(omega' - omega) domega' over the real line.

    As Gamma_reg is odd it is (2/pi) P int_0^inf g(omega')/(omega'^2 - omega^2) with g = omega
    Gamma_reg; the singularity is removed by subtracting g(omega), whose own principal value is 0,
    and the quotient is divided out in omega'^2, of which g is a rational function.
    """
    return _in_balls(field, lambda ball: _principal_value(ball, bath, omega))


def _principal_value(ball: Ball, bath: PeakedBath, omega: Number) -> Scalar:
    prefactor, coefficients = bath._constants(ball)
    p0, p1, p2 = coefficients
    y = ball.number(omega) ** 2
    at_pole = y**3 + p2 * y**2 + p1 * y + p0

    def integrand(t: Any) -> Any:
        t2, u2 = t * t, (1 - t) * (1 - t)
        top = p0 * u2**2 - (y**2 + p2 * y) * t2 * u2 - y * t2**2
        return top / _cubic(ball, bath, t)

    return 2 / pi(ball) * prefactor / at_pole * _integral(ball, integrand)


def reaction_coordinate(
    field: Field, eps: Number, delta: Number, cutoff: Number, gamma: Number, omega: Number
) -> dict[str, Scalar]:
    """Return frequency and coupling of the reaction coordinate, squared, and the mapped density.

    `qar` (B1), (B2), (B3) with all integrals by quadrature.

    Parameters
    ----------
    field : Float64 or Ball.
    eps, delta, cutoff, gamma : see `PeakedBath`.
    omega : where the mapped spectral density is evaluated.

    Returns
    -------
    dict : `frequency2`, `coupling2` (units of Omega^2) and `density` (units of Omega).
    """
    bath = PeakedBath(eps, delta, cutoff, gamma)

    def mapped(ball: Ball) -> dict[str, Scalar]:
        first, third = _moment(ball, bath, 1), _moment(ball, bath, 3)
        frequency2 = third / first
        coupling2 = first / (2 * pi(ball) * frequency2.sqrt())
        gamma_at = bath.density(ball, omega)
        real_part = _principal_value(ball, bath, omega)
        density = 4 * coupling2 * gamma_at / (real_part**2 + gamma_at**2)
        return {"frequency2": frequency2, "coupling2": coupling2, "density": density}

    value: dict[str, Scalar] = _in_balls(field, mapped)
    return value


def bare_moment(
    field: Field, eps: Number, delta: Number, gamma: Number, power: int, upper: Number
) -> Scalar:
    """Return the integral of omega^power Gamma(omega) from 0 to `upper` for `qar` (5).

    Parameters
    ----------
    field : Float64 or Ball.
    eps, delta, gamma : of `qar` (5).
    power : 0, 1, 2 or 3.
    upper : limit of integration, > 0.
    """
    end = exact_rational(upper, "upper")
    if end <= 0 or power not in (0, 1, 2, 3):
        raise InputError(
            f"Arguments `upper` and `power` must be positive and 0 to 3, but are {end} and {power}."
        )
    PeakedBath(eps, delta, 1, gamma)

    def integral(ball: Ball) -> Scalar:
        e, d, g, limit = (ball.number(x) for x in (eps, delta, gamma, end))

        def integrand(t: Any) -> Any:
            w = limit * t
            return w ** (power + 1) / (((w - e) ** 2 + d * d) * ((w + e) ** 2 + d * d))

        return 4 * g * e * d * d * limit * _integral(ball, integrand)

    return _in_balls(field, integral)
