"""Ensembles of n spins s: total-spin sectors, collective and independent energies and heat
capacities.

Conventions: hbar = k_B = 1, energies in units of the splitting, ground state of all spins at
energy 0.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from ..closed_form import closed_form
from ..domains import (
    choice,
    count,
    extended_real,
    positive,
    spin,
    structural_real,
    total_spin,
)
from ..errors import InputError, SymbolicError
from ..interface import Arithmetic
from .crossing import crossing_point
from .roots import certified_root
from .sectors import multiplicity_of, sector_mean, weight_of
from .sectors import total_spins as total_spins
from .spin_ladder import ladder_excitation, ladder_heat_capacity, ladder_variance

_structural_positive = type(positive)(
    positive.sentence,
    positive.test,
    positive.array_test,
    structural=True,
    assumptions=positive.assumptions,
)


@closed_form("heatcap (3)", n=count, s=spin, J=total_spin)
def multiplicity(A: Arithmetic, n: Any, s: Any, J: Any) -> Any:
    """How often total spin J occurs among n spins s.

    l_J = N(J) - N(J + 1), with N(M) the number of product states of magnetisation M: the
    coefficient
    of x^(ns - M) in (1 + x + ... + x^(2s))^n   (l_J of heatcap (3)).

    Args:
        A: the arithmetic (supplied by the closed form).
        n: number of spins.
        s: spin of each, a positive half-integer.
        J: total spin, a non-negative half-integer; values that do not occur give 0.

    Returns:
        An exact Python integer (in float64 evaluation), or the number in the arithmetic asked for.
    """
    value = multiplicity_of(n, s, J)
    return value if A.name == "float64" else A.number(value)


@closed_form("heatcap (3)", n=count, s=spin, J=total_spin, b0=structural_real)
def sector_weight(A: Arithmetic, n: Any, s: Any, J: Any, b0: Any) -> Any:
    """Total weight of total spin J in the thermal state of n spins s at inverse temperature b0.

    l_J p_J = l_J Z_J(b0) / Z_s(b0)^n   (p_J,i of heatcap (3)).

    Args:
        A: the arithmetic (supplied by the closed form).
        n: number of spins.
        s: spin of each, a positive half-integer.
        J: total spin, a non-negative half-integer.
        b0: initial inverse temperature in units of the splitting, +-inf allowed (then J = ns has
        weight 1).

    Returns:
        The weight, in [0, 1]; float64 values are rounded once.
    """
    if A.name == "sympy":
        return weight_of(A, n, s, J, b0)
    return A.precisely(lambda ball: weight_of(ball, n, s, J, b0))


@closed_form("heatcap (5)", n=count, s=spin, b=extended_real, b0=structural_real)
def steady_energy(A: Arithmetic, n: Any, s: Any, b: Any, b0: Any = "inf") -> Any:
    """Energy of the steady state under collective dissipation, ground state at 0.

    E_ss = sum_J w_J (ns + e_J(b)), w_J the sector weights at b0   (heatcap (5)).

    Args:
        A: the arithmetic (supplied by the closed form).
        n: number of spins.
        s: spin of each, a positive half-integer.
        b: inverse temperature of the bath in units of the splitting, any sign, +-inf allowed.
        b0: inverse temperature of the initial state; +-inf is the symmetric subspace.

    Returns:
        The energy in units of the splitting, in [0, 2ns], within 8 ulp.
    """
    top = A.number(n * s)
    return sector_mean(
        A,
        lambda A, J, b: (top - J) + ladder_excitation.body(A, J, b),
        n,
        s,
        b,
        b0,
    )


@closed_form("heatcap (9)", n=count, s=spin, b=extended_real)
def thermal_energy(A: Arithmetic, n: Any, s: Any, b: Any) -> Any:
    """Energy of n spins s in thermal equilibrium, ground state at 0.

    E_th = n (s + e_s(b))   (heatcap (9)).

    Args:
        A: the arithmetic (supplied by the closed form).
        n: number of spins.
        s: spin of each, a positive half-integer.
        b: inverse temperature in units of the splitting, any sign, +-inf allowed.

    Returns:
        The energy in units of the splitting, in [0, 2ns], within 8 ulp.
    """
    return A.number(n) * ladder_excitation.body(A, A.number(s), b)


@closed_form(
    "heatcap (6), (8)",
    n=count,
    s=spin,
    b=extended_real,
    coupling=choice("collective", "independent"),
    b0=structural_real,
)
def heat_capacity(
    A: Arithmetic, n: Any, s: Any, b: Any, coupling: Any = "collective", b0: Any = "inf"
) -> Any:
    """Heat capacity of n spins s under collective or independent dissipation, in units of k_B.

    C_col = sum_J w_J C_J(b), C_ind = n C_s(b)   (heatcap (6), (8)).

    Args:
        A: the arithmetic (supplied by the closed form).
        n: number of spins.
        s: spin of each, a positive half-integer.
        b: inverse temperature of the bath in units of the splitting, any sign, +-inf allowed.
        coupling: "collective" or "independent".
        b0: inverse temperature of the initial state (collective only); +-inf is the symmetric
        subspace.

    Returns:
        C / k_B, dimensionless, within 8 ulp.
    """
    if coupling == "independent":
        return A.number(n) * ladder_heat_capacity.body(A, A.number(s), b)
    return sector_mean(A, ladder_heat_capacity.body, n, s, b, b0)


def energy_variance(A: Arithmetic, n: Any, s: Any, b: Any, coupling: str, b0: Any) -> Any:
    """C / b^2 of `heat_capacity`, finite at b = 0."""
    if coupling == "independent":
        return A.number(n) * ladder_variance.body(A, A.number(s), b)
    return sector_mean(A, ladder_variance.body, n, s, b, b0)


@closed_form("heatcap (13)", n=count, s=spin, method=choice("exact", "estimate"))
def critical_temperature(A: Arithmetic, n: Any, s: Any, method: Any = "exact") -> Any:
    """Temperature above which collective coupling has the larger heat capacity.

    Exact: the root of C_ns(1/T) = n C_s(1/T); estimate: T = sqrt((4 n s (s + 1) + 1)/12)
    (heatcap (13)).

    Args:
        A: the arithmetic (supplied by the closed form).
        n: number of spins, at least 2 for the exact root (for n = 1 both sides agree everywhere).
        s: spin of each, a positive half-integer.
        method: "exact" (a root isolated by certified signs) or "estimate".

    Returns:
        k_B T_cr / (hbar omega), dimensionless; float64 values are rounded once.

    Raises:
        InputError: if n = 1 with the exact method.
    """
    if method == "estimate":
        return A.sqrt((4 * A.number(n) * A.number(s) * (A.number(s) + 1) + 1) / 12)
    if A.name == "sympy":
        raise SymbolicError(
            "The exact critical temperature is a root and has no closed expression."
        )
    if n < 2:
        raise InputError(f"Argument `n` must be at least 2 for an exact root, but is {n}.")
    return A.precisely(lambda ball: 1 / crossing_point(ball, n, s))


@closed_form("heatcap (13)", s=spin, t=_structural_positive, method=choice("exact", "estimate"))
def critical_spin_number(A: Arithmetic, s: Any, t: Any, method: Any = "exact") -> Any:
    """Number of spins above which independent coupling has the larger heat capacity, as a real
    number.

    Exact: the root n > 1 of C_ns(1/t) = n C_s(1/t), continued to real n;
    estimate: n = (3 t^2 - 1/4) / (s (s + 1))   (heatcap, from (13)).

    Args:
        A: the arithmetic (supplied by the closed form).
        s: spin of each, a positive half-integer.
        t: temperature k_B T / (hbar omega lambda), positive.
        method: "exact" or "estimate".

    Returns:
        n_cr, dimensionless; float64 values are rounded once.

    Raises:
        InputError: if t is so low that no root n > 1 exists.
    """
    if method == "estimate":
        s, t = A.number(s), A.number(t)
        if A.name == "float64":
            return A.precisely(lambda ball: critical_spin_number.body(ball, s, t, "estimate"))
        return (3 * t**2 - A.number(Fraction(1, 4))) / (s * (s + 1))
    if A.name == "sympy":
        raise SymbolicError("The exact critical number is a root and has no closed expression.")
    return A.precisely(lambda ball: _critical_n(ball, s, t))


def _critical_n(ball: Any, s: Any, t: Any) -> Any:
    b = 1 / ball.number(t)
    single = ball.number(s)
    reference = ladder_heat_capacity.body(ball, single, b)

    def gap(n: Any) -> Any:
        # Divided by n - 1: n = 1 is always a root.
        return (ladder_heat_capacity.body(ball, n * single, b) - n * reference) / (n - 1)

    def rough(n: float) -> float:
        return float(gap(ball.number(n)).mid())

    x = (2 * single + 1) * b / 2
    slope = 2 * single * b * x * (x * ball.coth(x) - 1) / ball.sinh(x) ** 2 - reference
    if not slope > 0:
        raise InputError(
            "Argument `t` must be above the temperature where already two spins do worse together, "
            f"but is {float(t):.17g}."
        )
    low, high = 1.5, 2.0
    while rough(low) <= 0:
        low = 1 + (low - 1) / 4
    while rough(high) >= 0:
        high *= 2
    return certified_root(ball, gap, rough, low, high)
