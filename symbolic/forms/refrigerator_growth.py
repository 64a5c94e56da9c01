"""Absorption refrigerator of one large spin: entropy production, and what is left for many spins.

At fixed levels every squared matrix element of qar (8) grows as N^2, with the same prefactor for
all levels: 1/16 for J_x and 1/256 for J_x^2/N. So the complete rate matrix divided by N^2 tends to
one of an endless ladder, and with it current, noise and entropy production, as long as the
populations fall fast enough. Conventions: hbar = k_B = Omega = 1.
"""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import Any

from ..closed_form import closed_form
from ..domains import choice, count, nonnegative, positive
from ..interface import Arithmetic
from .refrigerator_levels import (
    Ladder,
    ladder_from_strengths,
    ladder_noise,
    ladder_populations,
    ladder_rates,
    neighbour_current,
    sector_count,
)

__all__ = ["sector_growth", "sector_production"]

GROWTH = {"Jx": Fraction(1, 16), "Jx2/N": Fraction(1, 256)}
"""Squared matrix elements between different levels, divided by N^2, for many spins."""

ladder_size = replace(
    count,
    sentence="an integer of at least 3 (three levels)",
    test=lambda value: count.test(value) and value >= 3,
    array_test=lambda value: count.array_test(value) & (value >= 3),
)

_PARAMETERS = {
    **{f"beta_{name}": positive for name in "chw"},
    **{f"delta_{name}": positive for name in "chw"},
    **{f"eps_{name}": positive for name in "chw"},
    **{f"gamma_{name}": nonnegative for name in "chw"},
}


def _reservoirs(values: dict[str, Any]) -> dict[str, tuple[Any, Any, Any, Any]]:
    return {
        name: (
            values[f"beta_{name}"],
            values[f"delta_{name}"],
            values[f"eps_{name}"],
            values[f"gamma_{name}"],
        )
        for name in "chw"
    }


def _production(ladder: Ladder, p: list[Any], beta_c: Any, beta_h: Any, beta_w: Any) -> Any:
    """Entropy production by qar (18), the hot current by the first law."""
    cold, work = (neighbour_current(ladder, p, name) for name in "cw")
    return (beta_h - beta_c) * cold + (beta_h - beta_w) * work


@closed_form("qar (18)", N=sector_count, **_PARAMETERS)
def sector_production(
    A: Arithmetic,
    N: Any,
    beta_c: Any,
    beta_h: Any,
    beta_w: Any,
    delta_c: Any,
    delta_h: Any,
    delta_w: Any,
    eps_c: Any = 2,
    eps_h: Any = 6,
    eps_w: Any = 4,
    gamma_c: Any = 1,
    gamma_h: Any = 1,
    gamma_w: Any = 1,
) -> Any:
    """Stationary entropy production rate, all levels and transitions included.

    sigma = (beta_h - beta_c) I^c + (beta_h - beta_w) I^w   (qar (18) with the first law (15)), the
    currents from the continued fraction for the populations.

    Args:
        A: the arithmetic (supplied by the closed form).
        N: number of two-level systems, odd, at least 3.
        beta_c, beta_h, beta_w: inverse temperatures of cold, hot and work reservoir.
        delta_c, delta_h, delta_w: widths of their spectral densities.
        eps_c, eps_h, eps_w: positions of the peaks.
        gamma_c, gamma_h, gamma_w: heights of the peaks.

    Returns:
        A rate in units of gamma, not negative; in float64 accurate to about 1e-15 of the gross
        exchange of energy times the inverse temperatures.
    """
    ladder = ladder_rates(A, N, _reservoirs(locals()))
    return _production(ladder, ladder_populations(A, ladder), beta_c, beta_h, beta_w)


@closed_form(
    "qar (11), (13), (18)",
    quantity=choice("current", "noise", "production"),
    levels=ladder_size,
    **_PARAMETERS,
)
def sector_growth(
    A: Arithmetic,
    quantity: Any,
    beta_c: Any,
    beta_h: Any,
    beta_w: Any,
    delta_c: Any,
    delta_h: Any,
    delta_w: Any,
    levels: Any = 60,
    eps_c: Any = 2,
    eps_h: Any = 6,
    eps_w: Any = 4,
    gamma_c: Any = 1,
    gamma_h: Any = 1,
    gamma_w: Any = 1,
) -> Any:
    """Cold current, its noise or the entropy production divided by N^2, for many spins.

    lim Q(N)/N^2 for N to infinity, from the ladder with the squared matrix elements 1/16 (J_x) and
    1/256 (J_x^2/N) on every rung   (qar (7), (8) with (11), (13) or (18)).

    Args:
        A: the arithmetic (supplied by the closed form).
        quantity: "current", "noise" or "production".
        beta_c, beta_h, beta_w: inverse temperatures of cold, hot and work reservoir.
        delta_c, delta_h, delta_w: widths of their spectral densities.
        levels: how many levels of the endless ladder are kept. Far up the populations fall faster
            than any power, about as x^k/k! with x = eps_w gamma_w delta_w^2/(2 beta_w eps_c gamma_c
            delta_c^2): 0.05 at the setting of Fig. 2, where 60 levels leave an error below 1e-100.
        eps_c, eps_h, eps_w: positions of the peaks.
        gamma_c, gamma_h, gamma_w: heights of the peaks.

    Returns:
        The quantity in units of gamma Omega, gamma Omega^2 or gamma, divided by N^2.
    """
    ladder = ladder_from_strengths(
        A, levels, _reservoirs(locals()), lambda low, high, operator: A.number(GROWTH[operator])
    )
    p = ladder_populations(A, ladder)
    if quantity == "current":
        return neighbour_current(ladder, p)
    if quantity == "noise":
        return ladder_noise(A, ladder, p)
    return _production(ladder, p, beta_c, beta_h, beta_w)
