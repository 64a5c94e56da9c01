"""Engines of many pairs at fixed bath temperatures: both ensembles stay near their ground states.

With N far above the thermal occupations the lowering operators become sqrt(N) times those of two
oscillators, damped at N Gamma0 and coupled by N omega0/2: the power is N times a finite value.
Conventions: hbar = k_B = 1; power counts energy out of the engine.
"""

from __future__ import annotations

from typing import Any

from ..closed_form import closed_form
from ..domains import nonnegative, positive
from ..interface import Arithmetic
from .single_pair import Machine, bias, imbalance

_BATHS = {"E1": positive, "E2": positive, "beta1": positive, "beta2": positive}


@closed_form("engine (24)", **_BATHS, omega0=nonnegative, Gamma0=positive)
def many_pairs_power(
    A: Arithmetic, E1: Any, E2: Any, beta1: Any, beta2: Any, omega0: Any, Gamma0: Any
) -> Any:
    """Power per pair of the engine without scaling as N -> infinity.

    lim P_N/N = (E_2 - E_1) omega0^2 Gamma0 (n_2 - n_1) / (2 (omega0^2 + Gamma0^2)): exponent 1
    in engine (24).

    Args:
        A: the arithmetic (supplied by the closed form).
        E1, E2: splittings.
        beta1, beta2: inverse temperatures of the baths.
        omega0: drive.
        Gamma0: spontaneous rate.

    Returns:
        The power per pair, negative for a refrigerator.
    """
    machine = Machine(1, *map(A.number, (E1, E2, beta1, beta2, omega0, Gamma0)))
    drive, rate = machine.drive, machine.rate
    occupations = imbalance(A, machine) * bias(A, machine) / 2  # n_2 - n_1
    response = drive**2 * rate / (2 * (drive**2 + rate**2))
    return A.difference(machine.E2, machine.E1) * response * occupations


@closed_form("engine (24)", **_BATHS)
def thermal_excitations(A: Arithmetic, E1: Any, E2: Any, beta1: Any, beta2: Any) -> Any:
    """Occupations n_1 + n_2 of the baths at the two splittings.

    P_N = (lim P_N/N)(N - n_1 - n_2 + O(1/N)): the number of pairs that must be left far behind
    before the power is linear in N.

    Args:
        A: the arithmetic (supplied by the closed form).
        E1, E2: splittings.
        beta1, beta2: inverse temperatures of the baths.

    Returns:
        The sum.
    """
    return A.bose(A.number(beta1) * A.number(E1)) + A.bose(A.number(beta2) * A.number(E2))
