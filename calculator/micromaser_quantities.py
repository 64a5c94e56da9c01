"""The public quantities of the micromaser that a beam of spins drives, as data."""

from __future__ import annotations

from fractions import Fraction
from functools import partial

from cotherm.parameters import Numeric, Parameter, non_negative, positive
from cotherm.quantity import entry as any_entry

entry = partial(any_entry, routes="cotherm.micromaser_routes")

_MICROMASER = "cotherm.symbolic.forms.micromaser:"
_population = Numeric(
    "at least 0 and below 1, and not 1/2, where no thermal steady state exists",
    low=Fraction(0),
    high=Fraction(1),
    strict_high=True,
    excluded=Fraction(1, 2),
)
_period = (
    Parameter("p_e", _population, "excited population of the arriving atoms"),
    Parameter("g_tau", non_negative, "coupling times transit time"),
    Parameter("gamma_tau", non_negative, "atomic decay rate times transit time", default=0),
    Parameter("kappa_tau", non_negative, "photon loss rate times transit time", default=0),
    Parameter(
        "kappa_tau0", non_negative, "photon loss rate times duration of the empty cavity", default=0
    ),
    Parameter("n_b", non_negative, "thermal photons of the environment", default=0),
)

MICROMASER_QUANTITIES = (
    entry(
        "micromaser_photons",
        "mean photon number of the stroboscopic steady state, as an arriving atom finds it",
        _period,
        "spinstar (5), (6)",
        _MICROMASER,
    ),
    entry(
        "micromaser_temperature",
        "temperature of the stationary field over that of the bath",
        (*_period, Parameter("omega_over_Tb", positive, "quantum over bath temperature")),
        "spinstar, discussion of Fig. 4",
        _MICROMASER,
    ),
    entry(
        "micromaser_parameters",
        "dimensionless parameters of one period from laboratory ones",
        (
            Parameter("omega", positive, "angular frequency of the cavity", "1/s"),
            Parameter("Q", positive, "quality factor of the cavity"),
            Parameter("gamma", non_negative, "atomic decay rate", "1/s"),
            Parameter("g", non_negative, "coupling, an angular frequency", "1/s"),
            Parameter("tau", positive, "transit time", "s"),
            Parameter("N_ex", positive, "atoms per photon lifetime"),
        ),
        "spinstar, above (5)",
        _MICROMASER,
        keys=("g_tau", "gamma_tau", "kappa_tau", "kappa_tau0"),
    ),
)
