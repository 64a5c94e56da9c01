"""Where collective and independent heat capacities cross, in float64 from rate equations.

Large ensembles are reached through the ladders of one spin n s and of one spin s; certified
crossings of small ensembles are in `collective_bath`.
"""

from __future__ import annotations

from fractions import Fraction

import scipy.optimize

from cotherm.numeric.errors import InputError, NumericError
from cotherm.numeric.fields import Float64, Number, exact_rational
from cotherm.numeric.spin_ladder import ladder_energy_response
from cotherm.numeric.spins import half_integer, positive_integer

FURTHEST = 4
"""How many times the estimate `heatcap` (13) a crossing is looked for."""


def ladder_advantage(n: int, s: Fraction, b: Fraction) -> float:
    """Return (C_ns - n C_s) / b^2 in float64."""
    field = Float64()
    together = float(ladder_energy_response(field, n * s, b))
    return together - n * float(ladder_energy_response(field, s, b))


def ladder_crossing(n: Number, s: Number) -> float:
    """Return k_B T_cr / (hbar omega), where C_ns = n C_s, approximated by `heatcap` (13).

    Parameters
    ----------
    n : number of spins, >= 2.
    s : size of the spins.

    Raises
    ------
    InputError : for n = 1, where both couplings coincide.
    """
    count, spin = positive_integer(n), half_integer(s, minimum=Fraction(1, 2))
    if count == 1:
        raise InputError("Argument `n` must be at least 2, but is 1.")
    guess = float(3 / (count * spin * (spin + 1))) ** 0.5
    root = scipy.optimize.brentq(
        lambda b: ladder_advantage(count, spin, Fraction(b)),
        0.5 * guess,
        2.0 * guess,
        xtol=1e-15,
        rtol=1e-14,
    )
    return 1.0 / float(root)


def spin_number_crossing(s: Number, t: Number) -> float:
    """Return n_cr, where C_ns = n C_s at fixed temperature, `heatcap` end of 4.1.

    Only whole numbers of spins have a master equation; between the last that do better together
    and the first that do worse a straight line is drawn. Its error is exponentially small in
    n_cr, as C_ns is saturated there and n C_s is linear.

    Parameters
    ----------
    s : size of the spins.
    t : temperature k_B T / (hbar omega), > 0.

    Raises
    ------
    InputError : when already two spins do worse together.
    NumericError : when no crossing is found.
    """
    spin = half_integer(s, minimum=Fraction(1, 2))
    temperature = exact_rational(t, "t")
    if temperature <= 0:
        raise InputError(f"Argument `t` must be positive, but is {t}.")
    b = 1 / temperature
    if ladder_advantage(2, spin, b) <= 0:
        raise InputError(f"Argument `t` must let two spins do better together, but is {t}.")
    low, high = 2, 2 + int(FURTHEST * 3 * temperature**2 / (spin * (spin + 1)))
    if ladder_advantage(high, spin, b) > 0:
        raise NumericError(f"No crossing was found below n = {high}.")
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (middle, high) if ladder_advantage(middle, spin, b) > 0 else (low, middle)
    before, after = ladder_advantage(low, spin, b), ladder_advantage(high, spin, b)
    return low + before / (before - after)
