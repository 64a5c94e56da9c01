"""Micromaser: the stationary field, its temperature, and laboratory parameters without units.

Conventions: hbar = k_B = 1, sigma_- = |g><e|; times stand in products with their rates. An atom
without damping moves population between neighbouring photon numbers n-1 and n with the probability
sin^2(g tau sqrt n) both ways, weighted p_e up and p_g down: detailed balance, so that the field of
a cavity without loss is geometric whatever g tau is.
"""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from functools import partial
from typing import Any

from ..closed_form import closed_form
from ..domains import Domain, nonnegative, positive
from ..errors import InputError
from ..heisenberg_field import Period, check_period, stationary_photons
from ..interface import Arithmetic

excited_population = Domain(
    "at least 0 and below 1, and not 1/2, where no thermal steady state exists",
    lambda value: isinstance(value, Fraction) and 0 <= value < 1 and 2 * value != 1,
    lambda value: (value >= 0) & (value < 1) & (value != 0.5),
    structural=True,
    assumptions={"positive": True},
)
_given = replace(nonnegative, structural=True)

_PERIOD = {
    "p_e": excited_population,
    "g_tau": _given,
    "gamma_tau": _given,
    "kappa_tau": _given,
    "kappa_tau0": _given,
    "n_b": _given,
}


def _photons(A: Arithmetic, given: tuple[Any, ...]) -> Any:
    p_e, damping = given[0], given[2:5]
    if hasattr(p_e, "free_symbols"):
        if any(x != 0 for x in damping):
            raise InputError(
                "Argument `p_e` must be a number for a damped micromaser, which has no symbolic "
                f"form, but is {p_e}."
            )
        return p_e / (1 - 2 * p_e)
    period = Period(*(Fraction(x) for x in given))
    check_period(period)
    if period.kappa + period.kappa0 + period.gamma == 0:
        return A.number(period.p_e / (1 - 2 * period.p_e))
    if period.g == 0:
        return A.number(period.n_b)
    return A.precisely(partial(_backwards, period=period))


def _backwards(balls: Any, period: Period) -> Any:
    return stationary_photons(period, balls.prec)


@closed_form("spinstar (5), (6)", **_PERIOD)
def micromaser_photons(
    A: Arithmetic,
    p_e: Any,
    g_tau: Any,
    gamma_tau: Any = 0,
    kappa_tau: Any = 0,
    kappa_tau0: Any = 0,
    n_b: Any = 0,
) -> Any:
    """Mean photon number of the stroboscopic steady state, as an arriving atom finds it.

    n = p_e/(1 - 2 p_e) without damping and n = n_b without coupling; otherwise no closed form is
    known, and observables are carried backwards through the period in balls
    (spinstar (5), (6); see `heisenberg_field`).

    Args:
        A: the arithmetic (supplied by the closed form).
        p_e: excited population of the arriving atoms, 0 <= p_e < 1, not 1/2.
        g_tau: coupling times transit time.
        gamma_tau: atomic decay rate times transit time.
        kappa_tau: photon loss rate times transit time.
        kappa_tau0: photon loss rate times duration of the empty cavity.
        n_b: thermal photons of the environment of the cavity.
    """
    return _photons(A, (p_e, g_tau, gamma_tau, kappa_tau, kappa_tau0, n_b))


@closed_form("spinstar, discussion of Fig. 4", photons=nonnegative, omega_over_Tb=positive)
def temperature_of_photons(A: Arithmetic, photons: Any, omega_over_Tb: Any) -> Any:
    """T_f/T_b of a field with a mean photon number: (omega/T_b)/ln(1 + 1/n), 0 at n = 0."""
    return _temperature(A, photons, omega_over_Tb)


def _temperature(A: Arithmetic, photons: Any, omega_over_Tb: Any) -> Any:
    if A.name != "float64" and photons == 0:
        return A.number(0)
    # Floats that are 0 divide to inf, the logarithm of which is inf: the temperature is 0.
    return omega_over_Tb / A.log1p(1 / photons)


@closed_form("spinstar, discussion of Fig. 4", **_PERIOD, omega_over_Tb=positive)
def micromaser_temperature(
    A: Arithmetic,
    p_e: Any,
    g_tau: Any,
    gamma_tau: Any = 0,
    kappa_tau: Any = 0,
    kappa_tau0: Any = 0,
    n_b: Any = 0,
    *,
    omega_over_Tb: Any,
) -> Any:
    """Temperature of the stationary field over that of the bath: T_f/T_b.

    T_f/T_b = (omega/T_b)/ln(1 + 1/n) with n of `micromaser_photons` (spinstar, below (6)).

    Args:
        A: the arithmetic (supplied by the closed form).
        p_e: excited population of the arriving atoms, 0 <= p_e < 1, not 1/2.
        g_tau: coupling times transit time.
        gamma_tau: atomic decay rate times transit time.
        kappa_tau: photon loss rate times transit time.
        kappa_tau0: photon loss rate times duration of the empty cavity.
        n_b: thermal photons of the environment of the cavity.
        omega_over_Tb: quantum of the cavity over the bath temperature.
    """
    photons = _photons(A, (p_e, g_tau, gamma_tau, kappa_tau, kappa_tau0, n_b))
    return _temperature(A, photons, omega_over_Tb)


@closed_form("spinstar, above (4)", T_q=positive, T_b=positive)
def carnot_efficiency(A: Arithmetic, T_q: Any, T_b: Any) -> Any:
    """Efficiency 1 - T_b/T_q of the photonic Carnot engine, negative for T_q < T_b.

    Args:
        A: the arithmetic (supplied by the closed form).
        T_q: temperature of the tape spins.
        T_b: temperature of the bath, in the same unit.
    """
    return (T_q - T_b) / T_q


@closed_form(
    "spinstar, above (5)",
    omega=replace(positive, structural=True),
    Q=replace(positive, structural=True),
    gamma=_given,
    g=_given,
    tau=replace(positive, structural=True),
    N_ex=replace(positive, structural=True),
)
def micromaser_parameters(
    A: Arithmetic, omega: Any, Q: Any, gamma: Any, g: Any, tau: Any, N_ex: Any
) -> Any:
    """What one period of a micromaser needs, from laboratory parameters in SI units.

    kappa = omega/Q and 1/(N_ex kappa) = tau + tau_0 (spinstar, above (5)).

    Args:
        A: the arithmetic (supplied by the closed form).
        omega: angular frequency of the cavity in 1/s.
        Q: quality factor of the cavity.
        gamma: atomic decay rate in 1/s.
        g: coupling in 1/s, an angular frequency.
        tau: transit time in s.
        N_ex: atoms per photon lifetime.

    Returns:
        A dict with the keys g_tau, gamma_tau, kappa_tau, kappa_tau0.
    """
    symbolic = any(hasattr(x, "free_symbols") for x in (omega, Q, gamma, g, tau, N_ex))
    if not symbolic:
        omega, Q, gamma, g, tau, N_ex = (Fraction(x) for x in (omega, Q, gamma, g, tau, N_ex))
    loss = omega / Q * tau
    rest = 1 / N_ex - loss
    if not symbolic and not rest > 0:
        raise InputError(
            "Argument `N_ex` must leave time between two atoms, N_ex < Q/(omega tau) = "
            f"{float(1 / loss):.6g}, but is {float(N_ex):.12g}."
        )
    values = {
        "g_tau": g * tau,
        "gamma_tau": gamma * tau,
        "kappa_tau": loss,
        "kappa_tau0": rest,
    }
    return {name: A.number(value) for name, value in values.items()}
