"""The public quantities of the collective engine and of its baths, as data."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from functools import partial

from cotherm.parameters import (
    Choice,
    Flag,
    Numeric,
    Parameter,
    count,
    non_negative,
    positive,
    real_or_infinite,
)
from cotherm.quantity import entry as any_entry

entry = partial(any_entry, routes="cotherm.engine_routes")

_BATH_SPIN = "cotherm.symbolic.forms.bath_spin:"
_MACROSCOPIC = "cotherm.symbolic.forms.macroscopic_engine:"
_spins = Parameter("N", replace(count, infinite=True), "number of spins 1/2, inf allowed")
_betaE = Parameter("betaE", real_or_infinite, "inverse temperature of the bath times the splitting")
_machine = (
    Parameter("E1", positive, "splitting of the cold ensemble"),
    Parameter("E2", positive, "splitting of the hot ensemble"),
    Parameter("beta1", positive, "inverse temperature of the cold bath, before the division by N"),
    Parameter("beta2", positive, "inverse temperature of the hot bath, before the division by N"),
    Parameter("omega0", positive, "drive, before the division by N"),
    Parameter("Gamma0", positive, "spontaneous rate, before the division by N"),
)
_one_or_two = Numeric("1 or 2", low=Fraction(1), high=Fraction(2), step=Fraction(1))
_engine = (
    Parameter("N", count, "number of pairs of spins 1/2"),
    Parameter("E1", positive, "splitting of the cold ensemble", "energy"),
    Parameter("E2", positive, "splitting of the hot ensemble, at least E1", "energy"),
    Parameter("beta1", positive, "inverse temperature of the cold bath", "1/energy"),
    Parameter("beta2", positive, "inverse temperature of the hot bath, at most beta1", "1/energy"),
    Parameter("omega0", non_negative, "drive", "energy"),
    Parameter("Gamma0", positive, "spontaneous rate", "energy"),
    Parameter("scaled", Flag(), "divide omega0, Gamma0 and both beta by N", default=False),
)
_driven = tuple(
    replace(parameter, kind=positive) if parameter.name == "omega0" else parameter
    for parameter in _engine
)
_PAIRS = "cotherm.symbolic.forms.collective_engine:"
_ordered = (("E1", "E2"), ("beta2", "beta1"))
_order = Numeric("0 or 1", low=Fraction(0), high=Fraction(1), step=Fraction(1))
_method = Parameter(
    "method",
    Choice(("cumulant", "exact")),
    "closed at the third cumulant, or the limit without a closure",
    default="cumulant",
)

ENGINE_QUANTITIES = (
    entry(
        "engine_power",
        "power of the collective engine, delivered to the driving field",
        _engine,
        "engine (10)",
        _PAIRS,
        "energy^2",
        ordered=_ordered,
    ),
    entry(
        "engine_heat_current",
        "heat current from a bath into the collective engine",
        (*_engine, Parameter("bath", _one_or_two, "which bath, 1 (cold) or 2 (hot)", default=1)),
        "engine (12)",
        _PAIRS,
        "energy^2",
        ordered=_ordered,
    ),
    entry(
        "engine_power_variance",
        "long-time variance of the power of the collective engine",
        _engine,
        "engine (11)",
        _PAIRS,
        "energy^3",
        ordered=_ordered,
    ),
    entry(
        "engine_constancy",
        "normalised constancy of the collective engine",
        _driven,
        "engine (20)",
        _PAIRS,
        ordered=_ordered,
    ),
    entry(
        "engine_entropy_production",
        "entropy production rate of the collective engine",
        _engine,
        "engine (15)",
        _PAIRS,
        "energy",
        ordered=_ordered,
    ),
    entry(
        "engine_magnetization",
        "stationary mean of S_z of one ensemble of the collective engine",
        (*_engine, Parameter("spin", _one_or_two, "which ensemble, 1 or 2", default=1)),
        "engine (12)",
        _PAIRS,
        ordered=_ordered,
    ),
    entry(
        "bath_magnetization",
        "magnetisation of one collective spin in its bath, between -1 and 1",
        (_spins, _betaE),
        "engine (32), (33)",
        _BATH_SPIN,
    ),
    entry(
        "bath_gap",
        "slowest relaxation rate of one collective spin in its bath, by coherence order",
        (
            _spins,
            replace(_betaE, kind=positive),
            Parameter("sector", _order, "coherence order", default=0),
        ),
        "engine (40)",
        "cotherm.symbolic.forms.bath_gap:",
        "Gamma0",
    ),
    entry(
        "cumulant_jacobian_eigenvalues",
        "relaxation eigenvalues of the equations closed at the third cumulant",
        (replace(_betaE, kind=replace(real_or_infinite, nonzero=True)),),
        "engine (44)",
        _BATH_SPIN,
        "Gamma0",
        keys=("lambda_plus", "lambda_minus"),
    ),
    entry(
        "macroscopic_power",
        "power per pair of infinitely many pairs in the scaled regime",
        (*_machine, _method),
        "engine (10), (28)",
        _MACROSCOPIC,
        settled={"method": "exact"},
    ),
    entry(
        "macroscopic_constancy",
        "constancy of infinitely many pairs in the scaled regime",
        (*_machine, _method),
        "engine (20), (28)",
        _MACROSCOPIC,
        settled={"method": "exact"},
    ),
)
