"""Reservoirs in both books, as the claims of Sec. III A and App. B use them."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from functools import lru_cache
from typing import Any

import flint
import numpy as np

from cotherm.numeric import bath_modes as modes
from cotherm.numeric import reaction_coordinate as mapping
from cotherm.numeric.bath_modes import Modes, first_mode
from cotherm.numeric.fields import Ball, Field
from cotherm.numeric.reservoirs import spectral_density
from cotherm.symbolic.forms import reaction_coordinate as closed_mapping
from cotherm.symbolic.forms import transitions as closed_model

from ...domain import Domain, Point, reals

PEAK = {"eps": reals("1/2", 6), "delta": reals("1/20", 2)}
BATH = {**PEAK, "gamma": reals("1/4", 4)}
REGULAR = {**BATH, "cutoff": reals("1/2", 8)}
FREQUENCY = {"omega": reals("1/10", 6)}
REGULAR_DOMAIN = Domain({**REGULAR, **FREQUENCY})
MODERATE = Domain(
    {
        "eps": reals(1, 3),
        "delta": reals("1/4", 1),
        "gamma": reals("1/4", 4),
        "cutoff": reals(1, 4),
        "omega": reals("1/2", 3),
    }
)
"""Peaks that a few hundred modes resolve."""

BATH_NAMES = ("eps", "delta", "cutoff", "gamma")
CHAIN = "reservoir of 240 discrete modes, rearranged so that one mode couples to the system"
CHAIN_REASON = "float64 and 240 modes at Gauss nodes, whose moments converge exponentially"
SMOOTH_REASON = "discrete modes smoothed over a narrow kernel of fourth order"


def parameters(point: Point) -> tuple[Any, Any, Any, Any]:
    """Position, width, cutoff and height at a point, in the order of the numeric book."""
    return point["eps"], point["delta"], point["cutoff"], point["gamma"]


def pi() -> Any:
    """The number pi at the ambient precision."""
    return flint.arb.pi()


def ball() -> Ball:
    """The numeric book's ball arithmetic at the ambient precision."""
    return Ball(flint.ctx.prec)


def density(omega: Any, eps: Any, delta: Any, gamma: Any = 1) -> Any:
    """Spectral density (5) of the symbolic book."""
    form = closed_model.spectral_density
    return form.ball(flint.ctx.prec, omega=omega, eps=eps, delta=delta, gamma=gamma)


def occupation(beta: Any, omega: Any) -> Any:
    """Bose function of the symbolic book."""
    return closed_model.bose_occupation.ball(flint.ctx.prec, beta=beta, energy=omega)


def closed_part(*keys: str) -> Callable[[Point, int], list[Any]]:
    """Parts of the closed form, with certified digits."""

    def compute(point: Point, digits: int) -> list[Any]:
        arguments: dict[str, Any] = {name: point[name] for name in BATH_NAMES}
        arguments["omega"] = point.get("omega", Fraction(1))
        value = closed_mapping.reaction_coordinate.digits(digits, **arguments)
        return [value[key] for key in keys]

    return compute


def numeric_part(*keys: str) -> Callable[[Field, Point], list[Any]]:
    """The same parts by certified quadrature."""

    def compute(field: Field, point: Point) -> list[Any]:
        value = mapping.reaction_coordinate(
            field, *parameters(point), point.get("omega", Fraction(1))
        )
        return [value[key] for key in keys]

    return compute


def peaked(point: Point) -> mapping.PeakedBath:
    """The regularised reservoir of the numeric book at a point."""
    return mapping.PeakedBath(*parameters(point))


@lru_cache(maxsize=256)
def _moment(prec: int, power: int, *parameters: Fraction) -> Any:
    return mapping.moment(Ball(prec), mapping.PeakedBath(*parameters), power)


def moment(power: Fraction, *parameters: Fraction) -> Any:
    """Integral of omega^power times the regularised density, by quadrature."""
    if power.denominator != 1:
        raise ValueError("the power must be an integer")
    return _moment(flint.ctx.prec, int(power), *parameters)


@lru_cache(maxsize=256)
def _principal(prec: int, omega: Fraction, *parameters: Fraction) -> Any:
    return mapping.principal_value(Ball(prec), mapping.PeakedBath(*parameters), omega)


def principal(omega: Fraction, *parameters: Fraction) -> Any:
    """Principal value of the integral of Gamma(omega')/(omega' - omega), by quadrature."""
    return pi() * _principal(flint.ctx.prec, omega, *parameters)


def regular(omega: Any, *parameters: Fraction) -> Any:
    """Regularised density of the numeric book."""
    return mapping.PeakedBath(*parameters).density(ball(), omega)


def density_array(point: Point) -> Callable[[Any], Any]:
    """Regularised density in float64, for arrays of frequencies."""
    e, d, D, g = (float(point[name]) for name in BATH_NAMES)

    def function(w: Any) -> Any:
        peaks = ((w - e) ** 2 + d * d) * ((w + e) ** 2 + d * d)
        return 4 * g * e * d * d * w / peaks * D * D / (D * D + w * w)

    return function


@lru_cache(maxsize=64)
def _chain(*parameters: Fraction) -> modes.FirstMode:
    point = dict(zip(BATH_NAMES, parameters, strict=True))
    return first_mode(modes.discretised(density_array(point), 240, float(parameters[0])))


def chain(point: Point) -> modes.FirstMode:
    """First mode of the discretised reservoir."""
    return _chain(*parameters(point))


@lru_cache(maxsize=4096)
def _transform(prec: int, moves: bool, omega: Any, beta: Any, eta: Any, *peak: Any) -> Any:
    field = Ball(prec)
    eps, delta, gamma = peak
    return modes.correlation_transform(
        field,
        lambda w: spectral_density(field, w, eps, delta, gamma),
        beta,
        omega,
        eta,
        evolves=moves,
    )


def transform(operator: Fraction, *parameters: Fraction) -> Any:
    """Integral over tau of e^(i omega tau) <B(tau) B> with a damping of width eta.

    The reservoir's operator B moves with the reservoir's Hamiltonian (operator = 1) or with that
    of the system (operator = 0), which commutes with it.
    """
    return _transform(flint.ctx.prec, operator == 1, *parameters)


def seen_through(field: Field, point: Point) -> Any:
    """Density at omega of the reaction coordinate with its Lorentz-Drude reservoir.

    Frequency, coupling and the strength of the reservoir come from quadrature, the response from the equations of
    motion; only the form of the mapped density, c omega/(omega^2 + (Delta + 2 delta)^2), is put in.
    """
    edge = point["cutoff"] + 2 * point["delta"]
    value = mapping.reaction_coordinate(field, *parameters(point), edge)
    with field:
        frequency = field.sqrt(value["frequency2"])
        memory = value["density"] * field.number(2 * edge) * frequency
        strength = 2 * value["coupling2"] * frequency
    return modes.damped_mode_density(
        field, value["frequency2"], strength, memory, point["omega"], edge
    )


def through_a_mode(point: Point) -> float:
    """Density at omega seen through the mode of (B5), its own reservoir being discrete."""
    frequency, coupling, reach, edge = drude(point)
    rest = modes.discretised(
        lambda w: 2 * float(point["delta"]) / frequency * reach * w / (w * w + edge * edge),
        320,
        float(point["eps"]),
    )
    seen: Modes = modes.coupled_back(modes.FirstMode(frequency, coupling, rest))
    return seen.smoothed_density(float(point["omega"]), 0.04)


def drude(point: Point) -> tuple[float, float, float, float]:
    """Frequency, coupling, strength and edge of the mapped reservoir, from quadrature."""
    from cotherm.numeric.fields import Float64

    d, D = float(point["delta"]), float(point["cutoff"])
    value = mapping.reaction_coordinate(Float64(), *parameters(point), Fraction(1))
    frequency = float(np.sqrt(value["frequency2"]))
    edge = D + 2 * d
    reach = value["density"] * (1 + edge**2) * frequency / (2 * d)
    return frequency, float(np.sqrt(value["coupling2"])), reach, edge


def decay_slope(point: Point) -> float:
    """Decay rate of one excitation in the middle of a band of discrete modes, from exact energies.

    Equally spaced modes h^2 over a band of ``W`` rates: minus the slope of the logarithm of the
    survival probability between one and two lifetimes.
    """
    h, spacing, width = float(point["h"]), float(point["D"]), float(point["W"])
    rate = 2 * np.pi * h * h / spacing
    count = int(width * rate / spacing)
    frequencies = (np.arange(2 * count) - count + 0.5) * spacing
    band = Modes(np.asarray(frequencies, dtype=np.float64), np.full(2 * count, h, dtype=np.float64))
    early, late = modes.survival(band, 0.0, np.array([1.0, 2.0]) / rate)
    return float(np.log(early / late) * rate)
