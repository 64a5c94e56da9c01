"""The public quantities: what each means, what it takes, and where its two routes are."""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction

from cotherm.errors import InputError
from cotherm.numbers import shown
from cotherm.parameters import (
    REQUIRED,
    Choice,
    Numeric,
    Parameter,
    count,
    non_negative,
    positive,
    real,
    real_or_infinite,
    spin_any,
    spin_positive,
)
from cotherm.quantity import Quantity

_J = Parameter("J", spin_any, "total spin")
_n = Parameter("n", count, "number of spins")
_several = Numeric("an integer of at least 2", low=Fraction(2), step=Fraction(1))
_s = Parameter("s", spin_positive, "size of each spin")
_b = Parameter(
    "b", real_or_infinite, "inverse temperature of the bath times the splitting", exponential="q"
)
_b0 = Parameter(
    "b0",
    real_or_infinite,
    "inverse temperature of the initial thermal state times the splitting",
    default="inf",
    exponential="q0",
)
_coupling = Parameter(
    "coupling",
    Choice(("collective", "independent")),
    "how the spins couple to the bath",
    default="collective",
)
_method = Parameter(
    "method",
    Choice(("exact", "estimate")),
    "exact root, or the approximation of the paper",
    default="exact",
)
_beta_h = Parameter(
    "beta_h", real_or_infinite, "inverse temperature of the hot bath", "1/(hbar omega)"
)
_beta_c = Parameter(
    "beta_c", real_or_infinite, "inverse temperature of the cold bath", "1/(hbar omega)"
)
_lambda_h = Parameter("lambda_h", positive, "splitting at the hot bath", "hbar omega")
_lambda_c = Parameter("lambda_c", positive, "splitting at the cold bath", "hbar omega")
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
_betaE = Parameter("betaE", real_or_infinite, "inverse temperature of the bath times the splitting")

_LADDER = "cotherm.symbolic.forms.spin_ladder:"
_ENSEMBLE = "cotherm.symbolic.forms.spin_ensemble:"
_OTTO = "cotherm.symbolic.forms.otto_cycle:"
_REFRIGERATOR = "cotherm.symbolic.forms.refrigerator:"
_BATH_SPIN = "cotherm.symbolic.forms.bath_spin:"
_SPLITTING = "hbar omega"


def _quantity(
    name: str,
    meaning: str,
    parameters: tuple[Parameter, ...],
    source: str,
    closed: str | None,
    unit: str = "",
    *,
    numeric: bool = True,
    missing: str = "",
    keys: tuple[str, ...] = (),
) -> Quantity:
    return Quantity(
        name,
        meaning,
        parameters,
        source,
        f"{closed}{name}" if closed else None,
        f"cotherm.routes:{name}" if numeric else None,
        unit,
        missing,
        keys,
    )


_ALL = (
    _quantity(
        "ladder_partition_function",
        "partition function of one spin-J ladder",
        (_J, _b),
        "heatcap (4)",
        _LADDER,
    ),
    _quantity(
        "ladder_energy",
        "mean level number m of one spin-J ladder",
        (_J, _b),
        "heatcap (5)",
        _LADDER,
        _SPLITTING,
    ),
    _quantity(
        "ladder_heat_capacity",
        "heat capacity of one spin-J ladder",
        (_J, _b),
        "heatcap (7)",
        _LADDER,
        "k_B",
    ),
    _quantity(
        "ladder_entropy",
        "entropy of the thermal state of one spin-J ladder",
        (_J, _b),
        "heatcap (4)",
        _LADDER,
        "k_B",
    ),
    _quantity(
        "multiplicity",
        "how often total spin J occurs among n spins s",
        (_n, _s, _J),
        "heatcap, below (2)",
        _ENSEMBLE,
    ),
    _quantity(
        "sector_weight",
        "weight of total spin J in a thermal state of n spins s",
        (_n, _s, _J, replace(_b0, default=REQUIRED)),
        "indist (15)",
        _ENSEMBLE,
    ),
    _quantity(
        "steady_energy",
        "energy of the collective steady state above the ground state",
        (_n, _s, _b, _b0),
        "indist (18)",
        _ENSEMBLE,
        _SPLITTING,
    ),
    _quantity(
        "thermal_energy",
        "energy of the thermal state above the ground state",
        (_n, _s, _b),
        "indist (20)",
        _ENSEMBLE,
        _SPLITTING,
    ),
    _quantity(
        "heat_capacity",
        "heat capacity of n spins s under collective or independent coupling",
        (_n, _s, _b, replace(_coupling, default=REQUIRED), _b0),
        "heatcap (6), (8)",
        _ENSEMBLE,
        "k_B",
    ),
    _quantity(
        "critical_temperature",
        "temperature above which the collective heat capacity is the larger one",
        (replace(_n, kind=_several), _s, _method),
        "heatcap (13)",
        _ENSEMBLE,
        _SPLITTING,
    ),
    _quantity(
        "critical_spin_number",
        "number of spins at which both heat capacities are equal",
        (_s, Parameter("t", positive, "temperature k_B T over the splitting"), _method),
        "heatcap, end of 4.1",
        _ENSEMBLE,
        numeric=False,
        missing="a real number of spins has no master equation",
    ),
    _quantity(
        "otto_work",
        "work extracted per Otto cycle",
        (_n, _s, _beta_h, _beta_c, _lambda_h, _lambda_c, _b0, _coupling),
        "heatcap (D.1)",
        _OTTO,
        _SPLITTING,
    ),
    _quantity(
        "near_carnot_work",
        "work extracted per Otto cycle to leading order in the distance from Carnot efficiency",
        (
            _n,
            _s,
            replace(_beta_h, kind=real),
            replace(_beta_c, kind=real),
            _lambda_h,
            Parameter("delta_eta", real, "Carnot efficiency minus efficiency"),
            _b0,
            _coupling,
        ),
        "heatcap (17)",
        _OTTO,
        _SPLITTING,
    ),
    _quantity(
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
    _quantity(
        "reduced_current",
        "cold current of the reduced three-level refrigerator",
        _three_levels,
        "qar (G1), (G4)",
        _REFRIGERATOR,
        "Omega^2",
    ),
    _quantity(
        "reduced_noise",
        "long-term noise of the cold current of the reduced three-level refrigerator",
        _three_levels,
        "qar (G1), (G5)",
        _REFRIGERATOR,
        "Omega^3",
    ),
    _quantity(
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
        numeric=False,
        missing="it is a definition, not the result of a master equation",
    ),
    _quantity(
        "refrigerator_current",
        "stationary energy current from a reservoir into the refrigerator",
        (
            *_refrigerator,
            Parameter("reservoir", Choice(("c", "h", "w")), "which reservoir", default="c"),
        ),
        "qar (11)",
        None,
        "Omega^2",
        missing="no closed form is known for the full model",
    ),
    _quantity(
        "refrigerator_noise",
        "long-term noise of the cold current of the refrigerator",
        _refrigerator,
        "qar (13)",
        None,
        "Omega^3",
        missing="no closed form is known for the full model",
    ),
    _quantity(
        "bath_magnetization",
        "magnetisation of one collective spin in its bath, between -1 and 1",
        (
            Parameter("N", replace(count, infinite=True), "number of spins 1/2, inf allowed"),
            _betaE,
        ),
        "engine (32), (33)",
        _BATH_SPIN,
    ),
    _quantity(
        "cumulant_jacobian_eigenvalues",
        "relaxation eigenvalues of the equations closed at the third cumulant",
        (replace(_betaE, kind=replace(real_or_infinite, nonzero=True)),),
        "engine (44)",
        _BATH_SPIN,
        "Gamma0",
        numeric=False,
        missing="its equations are a closure and do not follow from the master equation",
        keys=("lambda_plus", "lambda_minus"),
    ),
)

QUANTITIES: Mapping[str, Quantity] = {quantity.name: quantity for quantity in _ALL}
"""All public quantities by name."""


def get(name: str) -> Quantity:
    """Return a quantity by name.

    Raises:
        InputError: if there is none; the sentence suggests a similar name.
    """
    if isinstance(name, str) and name in QUANTITIES:
        return QUANTITIES[name]
    close = difflib.get_close_matches(str(name), QUANTITIES, n=1)
    hint = f"did you mean {close[0]}" if close else "`cotherm quantities` lists those there are"
    raise InputError(f"There is no quantity {shown(name)}; {hint}.")
