"""Laboratory parameters of a microwave cavity, in SI units, and what they are without units."""

from __future__ import annotations

from typing import NamedTuple

from scipy import constants

from cotherm.numeric.errors import InputError
from cotherm.numeric.fields import Field, Number, Scalar, exact_rational

# Exact in the SI since 2019; the floats of the table are the shortest decimals, read as such.
PLANCK = exact_rational(repr(constants.h), "h")
BOLTZMANN = exact_rational(repr(constants.k), "k_B")


class CavityParameters(NamedTuple):
    """What one period of a micromaser needs, without units."""

    g_tau: Scalar
    gamma_tau: Scalar
    kappa_tau: Scalar
    kappa_tau0: Scalar


def two_pi(field: Field) -> Scalar:
    """Return 2 pi: the argument of a point turned once around, 8 arctan 1."""
    if field.exact:
        raise InputError("Argument `field` must not be rational where pi is needed, but is.")
    if field.name == "float64":
        return 2.0 * constants.pi
    import flint

    with field:
        return 8 * flint.arb(1).atan()


def angular(field: Field, hertz: Number) -> Scalar:
    """Return the angular frequency 2 pi nu in 1/s of a frequency nu in Hz (printed x/2pi)."""
    with field:
        return two_pi(field) * field.number(hertz)


def photon_temperature(field: Field, omega: Scalar, ratio: Number) -> Scalar:
    """Return T in kelvin with hbar omega / (k_B T) = `ratio`, omega in 1/s."""
    with field:
        hbar = field.number(PLANCK) / two_pi(field)
        return hbar * omega / (field.number(BOLTZMANN) * field.number(ratio))


def thermal_photons(field: Field, omega: Scalar, temperature: Number) -> Scalar:
    """Return 1/(exp(hbar omega / k_B T) - 1), omega in 1/s, temperature in kelvin."""
    with field:
        hbar = field.number(PLANCK) / two_pi(field)
        x = hbar * omega / (field.number(BOLTZMANN) * field.number(temperature))
        return field.one / (field.exp(x) - field.one)


def loss_rate(field: Field, omega: Scalar, quality: Number) -> Scalar:
    """Return kappa = omega/Q in 1/s."""
    with field:
        return omega / field.number(quality)


def injection_period(field: Field, omega: Scalar, quality: Number, N_ex: Number) -> Scalar:
    """Return 1/r = 1/(N_ex kappa) in s: the time from one atom to the next."""
    with field:
        return field.one / (field.number(N_ex) * loss_rate(field, omega, quality))


def micromaser_parameters(
    field: Field,
    omega: Number,
    Q: Number,
    gamma: Number,
    g: Number,
    tau: Number,
    N_ex: Number,
) -> CavityParameters:
    """Return the dimensionless parameters of a period (`spinstar`, above (5)).

    kappa = omega/Q, 1/(N_ex kappa) = tau + tau_0.

    Parameters
    ----------
    omega : angular frequency of the cavity in 1/s, > 0.
    Q : quality factor, > 0.
    gamma, g : atomic decay rate and coupling in 1/s, >= 0 (angular, not in Hz).
    tau : transit time in s, > 0.
    N_ex : atoms per photon lifetime, > 0.

    Raises
    ------
    InputError : for a value out of its range, and when no time is left between two atoms.
    """
    given = {"omega": omega, "Q": Q, "gamma": gamma, "g": g, "tau": tau, "N_ex": N_ex}
    for name, value in given.items():
        if isinstance(value, (int, float, str)):
            given[name] = exact_rational(value, name)
        if given[name] < 0 or (name not in ("gamma", "g") and not given[name] > 0):
            must = "non-negative" if name in ("gamma", "g") else "positive"
            raise InputError(f"Argument `{name}` must be {must}, but is {value}.")
    with field:
        number = {name: field.number(value) for name, value in given.items()}
        kappa_tau = number["omega"] / number["Q"] * number["tau"]
        between = field.one / number["N_ex"] - kappa_tau
        if not between > 0:
            most = field.to_float(field.one / kappa_tau)
            raise InputError(
                "Argument `N_ex` must leave time between two atoms, N_ex < Q/(omega tau) = "
                f"{most:.6g}, but is {N_ex}."
            )
        return CavityParameters(
            number["g"] * number["tau"], number["gamma"] * number["tau"], kappa_tau, between
        )
