"""The public quantities of the absorption refrigerator and its reservoirs, as data."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from functools import partial

from cotherm.parameters import (
    Choice,
    Numeric,
    Parameter,
    count,
    non_negative,
    positive,
    real,
    spin_any,
)
from cotherm.quantity import entry as any_entry

entry = partial(any_entry, routes="cotherm.refrigerator_routes")

_N = Parameter("N", count, "number of spins 1/2")
_betas = (
    Parameter(
        "beta_c",
        positive,
        "inverse temperature of the cold reservoir",
        "1/Omega",
        exponential="q_c",
    ),
    Parameter(
        "beta_h",
        positive,
        "inverse temperature of the hot reservoir",
        "1/Omega",
        exponential="q_h",
    ),
    Parameter(
        "beta_w",
        positive,
        "inverse temperature of the work reservoir",
        "1/Omega",
        exponential="q_w",
    ),
)
_beta_w_or_zero = replace(
    _betas[2], kind=non_negative, meaning=f"{_betas[2].meaning}, 0 if infinitely hot"
)
_deltas = (
    Parameter("delta_c", positive, "width of the cold spectral density", "Omega"),
    Parameter("delta_h", positive, "width of the hot spectral density", "Omega"),
    Parameter("delta_w", positive, "width of the work spectral density", "Omega"),
)
_positions = (
    Parameter("eps_c", positive, "position of the cold spectral density", "Omega", 2),
    Parameter("eps_h", positive, "position of the hot spectral density", "Omega", 6),
    Parameter("eps_w", positive, "position of the work spectral density", "Omega", 4),
)
_gammas = (
    Parameter("gamma_c", non_negative, "height of the cold spectral density", "Omega", 1),
    Parameter("gamma_h", non_negative, "height of the hot spectral density", "Omega", 1),
    Parameter("gamma_w", non_negative, "height of the work spectral density", "Omega", 1),
)
_three_levels = (
    replace(_N, kind=replace(count, odd=True, low=Fraction(5), description="an odd integer >= 5")),
    *(replace(beta, exponential=None) for beta in _betas[:2]),
    replace(_beta_w_or_zero, exponential=None),
    *_gammas,
)
_sign = Numeric("1 or -1", low=Fraction(-1), high=Fraction(1), step=Fraction(1), nonzero=True)
_refrigerator = (
    _N,
    *_betas,
    *_deltas,
    *_positions,
    *_gammas,
    Parameter("j", replace(spin_any, optional=True), "total spin, none for N/2", default="none"),
    Parameter("parity", _sign, "parity of the sector", default=1),
)
_omega = Parameter("omega", real, "frequency", "Omega")
_threshold = Parameter("threshold", positive, "of the relative entropy", default="1e-6")

_REFRIGERATOR = "cotherm.symbolic.forms.refrigerator:"
_REACTION = "cotherm.symbolic.forms.reaction_coordinate:"
_SUPERRADIANCE = "cotherm.symbolic.forms.superradiance:"
_COUNTING = "cotherm.symbolic.forms.refrigerator_counting:"

REFRIGERATOR_QUANTITIES = (
    entry(
        "transition_strength",
        "squared matrix element of the coupling operator between the levels a and b",
        (
            _N,
            Parameter("a", spin_any, "level"),
            Parameter("b", spin_any, "level"),
            Parameter("operator", Choice(("Jx", "Jx2/N")), "coupling operator", default="Jx"),
        ),
        "qar (8)",
        _REFRIGERATOR,
    ),
    entry(
        "reduced_current",
        "cold current of the reduced three-level refrigerator",
        _three_levels,
        "qar (G1), (G4)",
        _REFRIGERATOR,
        "Omega^2",
    ),
    entry(
        "reduced_noise",
        "long-term noise of the cold current of the reduced three-level refrigerator",
        _three_levels,
        "qar (G1), (G5)",
        _REFRIGERATOR,
        "Omega^3",
    ),
    entry(
        "spectral_density",
        "spectral density of a reservoir",
        (
            Parameter("omega", real, "frequency"),
            Parameter("eps", positive, "position of the maximum"),
            Parameter("delta", positive, "width"),
            Parameter("gamma", non_negative, "height"),
        ),
        "qar (5)",
        _REFRIGERATOR,
    ),
    entry(
        "spectral_peak",
        "position and height of the maximum of the spectral density of a reservoir",
        (
            Parameter("eps", positive, "position parameter", "Omega"),
            Parameter("delta", positive, "width", "Omega"),
            Parameter("gamma", positive, "height parameter", "Omega", 1),
        ),
        "qar (5)",
        _REACTION,
        keys=("position", "height"),
    ),
    entry(
        "reaction_coordinate",
        "mode that generates a peaked spectral density: frequency and coupling squared, and the "
        "spectral density of its own reservoir",
        (
            Parameter("eps", positive, "position of the peak", "Omega"),
            Parameter("delta", positive, "width of the peak", "Omega"),
            Parameter("cutoff", positive, "Delta of the regularised spectral density", "Omega"),
            Parameter("gamma", positive, "height of the peak", "Omega"),
            _omega,
        ),
        "qar (B1) to (B5)",
        _REACTION,
        keys=("frequency2", "coupling2", "density"),
    ),
    entry(
        "thermalization_time",
        "time after which the relative entropy to the thermal state of an Ohmic reservoir is below "
        "a threshold",
        (
            replace(_N, kind=replace(count, low=Fraction(2), description="an integer >= 2")),
            Parameter("beta_i", real, "inverse temperature of the initial state", "1/Omega"),
            Parameter("beta_f", positive, "inverse temperature of the reservoir", "1/Omega"),
            Parameter("omega_c", positive, "cutoff of the Ohmic spectral density", "Omega", 100),
            _threshold,
        ),
        "qar App. C",
        _SUPERRADIANCE,
        "1/Omega",
    ),
    entry(
        "relaxation_time",
        "mean time from a level to the ground state at zero temperature and constant spectral "
        "density",
        (
            _N,
            Parameter("a0", spin_any, "initial level, N/2 less an integer"),
            Parameter("gamma", positive, "spectral density at all transitions", "Omega", 1),
        ),
        "qar (C3)",
        _SUPERRADIANCE,
        "1/Omega",
    ),
    entry(
        "refrigerator_current",
        "stationary energy current from a reservoir into the refrigerator",
        (
            *_refrigerator,
            Parameter("reservoir", Choice(("c", "h", "w")), "which reservoir", default="c"),
        ),
        "qar (11)",
        _COUNTING,
        "Omega^2",
    ),
    entry(
        "refrigerator_noise",
        "long-term noise of the cold current of the refrigerator",
        _refrigerator,
        "qar (13)",
        _COUNTING,
        "Omega^3",
    ),
    entry(
        "refrigerator_entropy_production",
        "stationary entropy production rate of the refrigerator",
        _refrigerator,
        "qar (18)",
        _COUNTING,
        "Omega",
    ),
    entry(
        "refrigerator_tur",
        "noise times entropy production over the squared cold current, at least 2",
        _refrigerator,
        "qar (19)",
        _COUNTING,
    ),
    entry(
        "refrigerator_performance",
        "coefficient of performance of the refrigerator, or one of its bounds",
        (
            *_refrigerator,
            Parameter(
                "bound",
                Choice(("none", "carnot", "tur")),
                "none for the coefficient itself, or which bound of it",
                default="none",
            ),
        ),
        "qar (F1), (20)",
        _COUNTING,
    ),
    entry(
        "refrigerator_scgf",
        "scaled cumulant generating function of the energy taken from the cold reservoir",
        (
            *_refrigerator[:7],
            Parameter("u", real, "counting parameter, weights exp(u (E_a - E_b))", "1/Omega"),
            *_refrigerator[7:],
        ),
        "qar (10)",
        _COUNTING,
        "Omega",
    ),
)
