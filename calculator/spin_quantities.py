"""The public quantities of spin ladders, ensembles in a bath, and Otto cycles, as data."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from cotherm.parameters import (
    REQUIRED,
    Choice,
    Flag,
    Numeric,
    Parameter,
    count,
    positive,
    real,
    real_or_infinite,
    spin_any,
    spin_positive,
)
from cotherm.quantity import entry

_J = Parameter("J", spin_any, "total spin")
_n = Parameter("n", count, "number of spins")
_several = Numeric("an integer of at least 2", low=Fraction(2), step=Fraction(1))
_multiple = Numeric("a multiple of 1/2", step=Fraction(1, 2))
_above_minus_infinity = Numeric("a number, or inf", infinite=True, low=Fraction(-(10**1000)))
_not_zero = replace(
    real_or_infinite, nonzero=True, description="a number other than 0, or inf or -inf"
)
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

_LADDER = "cotherm.symbolic.forms.spin_ladder:"
_ENSEMBLE = "cotherm.symbolic.forms.spin_ensemble:"
_ENTROPY = "cotherm.symbolic.forms.ensemble_entropy:"
_THERMOMETRY = "cotherm.symbolic.forms.thermometry:"
_RELAXATION = "cotherm.symbolic.forms.relaxation:"
_LOCAL = "cotherm.symbolic.forms.local_state:"
_OTTO = "cotherm.symbolic.forms.otto_cycle:"
_SPLITTING = "hbar omega"

SPIN_QUANTITIES = (
    entry(
        "ladder_partition_function",
        "partition function of one spin-J ladder",
        (_J, _b),
        "heatcap (4)",
        _LADDER,
    ),
    entry(
        "ladder_energy",
        "mean level number m of one spin-J ladder",
        (_J, _b),
        "heatcap (5)",
        _LADDER,
        _SPLITTING,
    ),
    entry(
        "ladder_heat_capacity",
        "heat capacity of one spin-J ladder",
        (_J, _b),
        "heatcap (7)",
        _LADDER,
        "k_B",
    ),
    entry(
        "ladder_entropy",
        "entropy of the thermal state of one spin-J ladder",
        (_J, _b),
        "heatcap (4)",
        _LADDER,
        "k_B",
    ),
    entry(
        "multiplicity",
        "how often total spin J occurs among n spins s",
        (_n, _s, _J),
        "heatcap, below (2)",
        _ENSEMBLE,
    ),
    entry(
        "sector_weight",
        "weight of total spin J in a thermal state of n spins s",
        (_n, _s, _J, replace(_b0, default=REQUIRED)),
        "indist (15)",
        _ENSEMBLE,
    ),
    entry(
        "steady_energy",
        "energy of the collective steady state above the ground state",
        (_n, _s, _b, _b0),
        "indist (18)",
        _ENSEMBLE,
        _SPLITTING,
    ),
    entry(
        "thermal_energy",
        "energy of the thermal state above the ground state",
        (_n, _s, _b),
        "indist (20)",
        _ENSEMBLE,
        _SPLITTING,
    ),
    entry(
        "steady_entropy",
        "von Neumann entropy of the collective steady state",
        (_n, _s, _b, _b0),
        "indist (35)",
        _ENTROPY,
        "k_B",
    ),
    entry(
        "thermal_entropy",
        "von Neumann entropy of the thermal state",
        (_n, _s, _b),
        "indist (36)",
        _ENTROPY,
        "k_B",
    ),
    entry(
        "free_energy_change",
        "change of free energy on the way from the thermal state at b0 to the steady state at b",
        (_n, _s, replace(_b, kind=_not_zero), _b0, _coupling),
        "indist (44)",
        _ENTROPY,
        _SPLITTING,
    ),
    entry(
        "entropy_production",
        "entropy production on the way from the thermal state at b0 to the steady state at b",
        (_n, _s, _b, _b0, _coupling),
        "indist, below (45)",
        _ENTROPY,
        "k_B",
    ),
    entry(
        "heat_capacity",
        "heat capacity of n spins s under collective or independent coupling",
        (_n, _s, _b, replace(_coupling, default=REQUIRED), _b0),
        "heatcap (6), (8)",
        _ENSEMBLE,
        "k_B",
    ),
    entry(
        "critical_temperature",
        "temperature above which the collective heat capacity is the larger one",
        (replace(_n, kind=_several), _s, _method),
        "heatcap (13)",
        _ENSEMBLE,
        _SPLITTING,
    ),
    entry(
        "critical_spin_number",
        "number of spins at which both heat capacities are equal",
        (_s, Parameter("t", positive, "temperature k_B T over the splitting"), _method),
        "heatcap, end of 4.1",
        _ENSEMBLE,
        numeric=False,
        missing="a real number of spins has no master equation",
    ),
    entry(
        "fisher_information",
        "T^2 times the Fisher information about T in the steady state",
        (
            _n,
            _s,
            _b,
            _b0,
            Parameter(
                "measurement",
                Choice(("optimal", "energy")),
                "best of all measurements, or that of the energy",
                default="optimal",
            ),
            _coupling,
        ),
        "heatcap (14), (A.2)",
        _THERMOMETRY,
    ),
    entry(
        "relaxation_gap",
        "slowest non-zero rate of the populations, collectively in the symmetric subspace",
        (_n, _s, replace(_b, kind=_above_minus_infinity), _coupling),
        "heatcap (B.2), (B.4)",
        _RELAXATION,
        "G(omega)",
    ),
    entry(
        "local_population",
        "population of level m of one spin in the collective steady state",
        (_n, _s, Parameter("m", _multiple, "level, from -s to s"), _b, _b0),
        "indist (D1)",
        _LOCAL,
    ),
    entry(
        "local_inverse_temperature",
        "inverse temperature of one spin 1/2 in the collective steady state",
        (_n, _b, _b0),
        "indist (30), (31)",
        _LOCAL,
        f"1/({_SPLITTING})",
    ),
    entry(
        "apparent_inverse_temperature",
        "inverse temperature that the collective steady state shows to a bath",
        (
            _n,
            _s,
            _b,
            _b0,
            Parameter(
                "dephased",
                Flag(),
                "without the coherences in the basis of product states",
                default=False,
            ),
        ),
        "indist (H2)",
        _LOCAL,
        f"1/({_SPLITTING})",
    ),
    entry(
        "otto_work",
        "work extracted per Otto cycle",
        (_n, _s, _beta_h, _beta_c, _lambda_h, _lambda_c, _b0, _coupling),
        "heatcap (D.1)",
        _OTTO,
        _SPLITTING,
    ),
    entry(
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
    entry(
        "otto_optimum",
        "place and size per n s of the largest excess of the thermal over the collective energy",
        (replace(_n, kind=_several), _s),
        "indist (G5)",
        _OTTO,
        f"1/({_SPLITTING}) and {_SPLITTING}",
        keys=("b", "gain"),
    ),
)
"""Quantities of n spins s (`heatcap`, `indist`)."""
