"""The public quantities of the spin-star fuel (`spinstar`), as data."""

from __future__ import annotations

from cotherm.parameters import Choice, Parameter, positive, real, spin_positive
from cotherm.quantity import entry

_fuel = (
    Parameter(
        "model",
        Choice(("spin", "star")),
        "what surrounds the central spin: one spin S, or 2S outer spins 1/2",
    ),
    Parameter("omega", positive, "Bohr frequency of all spins"),
    Parameter("J", real, "exchange coupling, positive if antiferromagnetic", "energy"),
    Parameter("lam", real, "anisotropy of the coupling"),
    Parameter("beta", real, "inverse temperature of the bath", "1/energy"),
    Parameter("S", spin_positive, "size of the spin, half the number of outer spins"),
)
_FUEL = "cotherm.symbolic.forms.fuel:"
_ROUTES = "cotherm.fuel_routes"

FUEL_QUANTITIES = (
    entry(
        "fuel_population",
        "excited population of the central spin in the thermal state of the whole",
        _fuel,
        "spinstar (3)",
        _FUEL,
        routes=_ROUTES,
    ),
    entry(
        "fuel_temperature",
        "effective temperature of the central spin: negative if inverted, inf at beta = 0",
        _fuel,
        "spinstar, below (3)",
        _FUEL,
        "energy",
        routes=_ROUTES,
    ),
    entry(
        "fuel_log_ratio",
        "logarithm of the populations of the central spin, ln(p_e/p_g)",
        _fuel,
        "spinstar (3)",
        _FUEL,
        routes=_ROUTES,
    ),
)
