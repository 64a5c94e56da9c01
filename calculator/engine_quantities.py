"""The public quantities of the collective engine and of its baths, as data."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from functools import partial

from cotherm.parameters import Choice, Numeric, Parameter, count, positive, real_or_infinite
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
_order = Numeric("0 or 1", low=Fraction(0), high=Fraction(1), step=Fraction(1))
_method = Parameter(
    "method",
    Choice(("cumulant", "exact")),
    "closed at the third cumulant, or the limit without a closure",
    default="cumulant",
)

ENGINE_QUANTITIES = (
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
        None,
        "Gamma0",
        missing="the eigenvalues of the generator have no closed form",
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
