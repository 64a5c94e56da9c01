"""Fisher information about the bath temperature in the steady state of n spins s.

Conventions: hbar = k_B = 1, energies in units of the splitting; T^2 F(T) is dimensionless.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from ..closed_form import closed_form
from ..domains import choice, count, extended_real, spin, structural_real
from ..interface import Arithmetic
from .sectors import only_symmetric, sector_weights
from .spin_ensemble import heat_capacity


def _sector_rows(A: Arithmetic, n: int, s: Any, size: Any, b0: Any) -> list[tuple[Any, Any]]:
    """For J = ns, ns - 1, ... the pair (w_J / (Z_J e^(-J b)), excitation of the ladder)."""
    steps = int(n * s)
    rows: list[tuple[Any, Any]] = [(0 * size, 0 * size)] * (steps + 1)
    for J, weight in sector_weights(A, n, s, b0):
        d = A.number(2 * J + 1)
        rows[int(n * s - J)] = (
            weight / (1 + A.geometric_tail(d, size)),
            A.bose_difference(d, size),
        )
    return rows


def _energy_information(A: Arithmetic, n: int, s: Any, b: Any, b0: Any) -> Any:
    """b^2 sum_m P(m) (m - mean of e_J given m)^2, the levels m from both ends at once."""
    size = A.capped(b if A.name == "sympy" else A.absolute(b))
    q, decay = A.exp(-size), A.expm1(-size)

    def faded(x: Any) -> Any:
        # q x; close to q = 1 its rounding error would add up over the levels.
        return A.choose(size < 0.5, lambda: x + x * decay, lambda: q * x)

    # For m = -k: P(m), and sums of P(J, m) (J - k) and P(J, m) (J + e_J) over J >= k.
    chance, above, excited = 0 * size, 0 * size, 0 * size
    total, largest = 0 * size, 0 * size
    k = A.number(n * s)
    for weight, excitation in _sector_rows(A, n, s, size, b0):
        above = faded(above + chance)
        chance = weight + faded(chance)
        excited = weight * excitation + faded(excited)
        drift = above - excited
        low = _square_over(A, drift, chance)
        total = total + low
        largest = largest + _square_over(A, above + excited, chance)
        if not A.vanishes(k) and not (A.name == "float64" and k == 0):
            tilt = 2 * k * chance + drift
            high = A.exp_product(-2 * k, size) * _square_over(A, tilt, chance)
            total, largest = total + high, largest + high
        k = k - 1
    if A.name == "float64":
        A.mark(total < 1e-4 * largest)
    return size**2 * total


def _square_over(A: Arithmetic, numerator: Any, denominator: Any) -> Any:
    if A.name == "float64":
        safe = np.where(denominator > 0, denominator, 1.0)
        return np.where(denominator > 0, numerator * (numerator / safe), 0.0)
    return 0 * numerator if A.vanishes(denominator) else numerator**2 / denominator


@closed_form(
    "heatcap (14), (A.7)",
    n=count,
    s=spin,
    b=extended_real,
    b0=structural_real,
    measurement=choice("optimal", "energy"),
    coupling=choice("collective", "independent"),
)
def fisher_information(
    A: Arithmetic,
    n: Any,
    s: Any,
    b: Any,
    b0: Any = "inf",
    measurement: Any = "optimal",
    coupling: Any = "collective",
) -> Any:
    """Fisher information about the bath temperature T, times T^2.

    optimal: T^2 F = C / k_B, reached by measuring J and m together (heatcap (14), (A.7), (A.8));
    energy: T^2 F = b^2 sum_m P(m) (m - <e_J>_m)^2, P(m) the distribution of the energy and <e_J>_m
    the mean of e_J over the sectors, given m.

    Args:
        A: the arithmetic (supplied by the closed form).
        n: number of spins.
        s: spin of each, a positive half-integer.
        b: inverse temperature of the bath in units of the splitting, any sign, +-inf allowed.
        b0: inverse temperature of the initial state (collective only); +-inf is the symmetric
        subspace.
        measurement: "optimal" (the quantum Fisher information) or "energy".
        coupling: "collective" or "independent" (where the energy measurement is optimal).

    Returns:
        T^2 F(T), dimensionless, within 10 ulp; the energy measurement within 30 ulp up to n = 1000.
    """
    if measurement == "optimal" or coupling == "independent" or only_symmetric(b0):
        return heat_capacity.body(A, n, s, b, coupling, b0)
    return A.unless_infinite(
        b,
        lambda b: _energy_information(A, n, s, b, b0),
        lambda sign: A.number(0),
    )
