"""Otto cycle of n spins s: work per cycle, exact and close to the Carnot efficiency.

Conventions: hbar = k_B = 1, hbar omega = 1; lambda_h > lambda_c compress the splitting; theta =
lambda beta.
"""

from __future__ import annotations

import math
from typing import Any

from ..closed_form import closed_form
from ..domains import choice, count, extended_real, positive, real, spin, structural_real
from ..errors import InputError, SymbolicError
from ..interface import Arithmetic
from .crossing import certify_single_crossing, crossing_point
from .spin_ensemble import energy_variance, steady_energy, thermal_energy


def _energy(A: Arithmetic, n: Any, s: Any, stretch: Any, beta: Any, b0: Any, coupling: str) -> Any:
    """Energy at theta = stretch * beta, corrected for the rounding of that product."""
    theta, lost = A.product(stretch, beta)
    if coupling == "independent":
        energy = thermal_energy.body(A, n, s, theta)
    else:
        energy = steady_energy.body(A, n, s, theta, b0)
    if A.name != "float64":
        return energy
    return energy - lost * energy_variance(A, n, s, theta, coupling, b0)


@closed_form(
    "heatcap (D.1)",
    n=count,
    s=spin,
    beta_h=extended_real,
    beta_c=extended_real,
    lambda_h=positive,
    lambda_c=positive,
    b0=structural_real,
    coupling=choice("collective", "independent"),
)
def otto_work(
    A: Arithmetic,
    n: Any,
    s: Any,
    beta_h: Any,
    beta_c: Any,
    lambda_h: Any,
    lambda_c: Any,
    b0: Any = "inf",
    coupling: Any = "collective",
) -> Any:
    """Work extracted per Otto cycle.

    W = (lambda_h - lambda_c) (E(lambda_h beta_h) - E(lambda_c beta_c)), minus W of heatcap (D.1).

    Args:
        A: the arithmetic (supplied by the closed form).
        n: number of spins.
        s: spin of each, a positive half-integer.
        beta_h: inverse temperature of the hot bath in units of 1/(hbar omega).
        beta_c: inverse temperature of the cold bath in units of 1/(hbar omega).
        lambda_h: compression factor of the splitting at the hot bath, positive.
        lambda_c: the same at the cold bath, positive.
        b0: inverse temperature of the initial state (collective only); +-inf is the symmetric
        subspace.
        coupling: "collective" or "independent".

    Returns:
        Work in units of hbar omega, positive when extracted, within 16 ulp; where the two energies
        nearly
        agree the value comes from balls.
    """
    hot = _energy(A, n, s, lambda_h, beta_h, b0, coupling)
    cold = _energy(A, n, s, lambda_c, beta_c, b0, coupling)
    return (lambda_h - lambda_c) * A.difference(hot, cold)


@closed_form(
    "heatcap (17)",
    n=count,
    s=spin,
    beta_h=real,
    beta_c=real,
    lambda_h=positive,
    delta_eta=real,
    b0=structural_real,
    coupling=choice("collective", "independent"),
)
def near_carnot_work(
    A: Arithmetic,
    n: Any,
    s: Any,
    beta_h: Any,
    beta_c: Any,
    lambda_h: Any,
    delta_eta: Any,
    b0: Any = "inf",
    coupling: Any = "collective",
) -> Any:
    """Work extracted per Otto cycle close to the Carnot efficiency, to leading order in delta_eta.

    W = delta_eta lambda_h^2 (beta_c - beta_h) C(theta_h) / theta_h^2, theta_h = lambda_h beta_h
    (heatcap (17), (D.3) without its sign).

    Args:
        A: the arithmetic (supplied by the closed form).
        n: number of spins.
        s: spin of each, a positive half-integer.
        beta_h: inverse temperature of the hot bath in units of 1/(hbar omega).
        beta_c: inverse temperature of the cold bath in units of 1/(hbar omega).
        lambda_h: compression factor of the splitting at the hot bath, positive.
        delta_eta: Carnot efficiency minus efficiency.
        b0: inverse temperature of the initial state (collective only); +-inf is the symmetric
        subspace.
        coupling: "collective" or "independent".

    Returns:
        Work in units of hbar omega, positive when extracted, within 16 ulp.
    """
    theta, lost = A.product(lambda_h, beta_h)
    if A.name == "float64":
        A.mark((lost != 0) & (A.absolute(theta) > 4))
    variance = energy_variance(A, n, s, theta, coupling, b0)
    return delta_eta * lambda_h**2 * (beta_c - beta_h) * variance


@closed_form("indist (G4), (G5)", n=count, s=spin)
def otto_optimum(A: Arithmetic, n: Any, s: Any) -> Any:
    """Where collective coupling gains most over independent coupling, with an infinitely hot bath.

    At beta_h = 0 the two works per cycle differ by (1 - lambda) (E_th(b) - E_+(b)), b =
    lambda beta_c and E_+ the symmetric subspace; the maximum is where n Var_s(b) = Var_ns(b), the
    crossing of the heat capacities   (indist (G4), (G5)).

    Args:
        A: the arithmetic (supplied by the closed form).
        n: number of spins, at least 2.
        s: spin of each, a positive half-integer.

    Returns:
        A dict with `b`, the maximum's position in units of 1/(hbar omega), and `gain`, the maximum
        of (E_th - E_+) / (n s) in units of hbar omega; the only maximum, certified by signs of the
        derivative on all of b > 0. Float64 values are rounded once.

    Raises:
        InputError: if n = 1, where the two energies agree everywhere.
        PrecisionError: if the maximum could not be certified.
    """
    if A.name == "sympy":
        raise SymbolicError("The optimum is a root and has no closed expression.")
    if n < 2:
        raise InputError(f"Argument `n` must be at least 2 for an optimum, but is {n}.")
    certify_single_crossing(n, s)

    def gain(ball: Any) -> Any:
        b = crossing_point(ball, n, s)
        excess = thermal_energy.body(ball, n, s, b) - steady_energy.body(ball, n, s, b, math.inf)
        return excess / ball.number(n * s)

    return {
        "b": A.precisely(lambda ball: crossing_point(ball, n, s)),
        "gain": A.precisely(gain),
    }
