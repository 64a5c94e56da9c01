"""Reservoirs and transition strengths of one large spin H = J_z^2 in its even-parity sector.

Levels |v_a> = (|a> + |-a>)/sqrt 2 with energies a^2, a = 1/2, 3/2, ... N/2. Conventions: hbar =
k_B = Omega = 1.
"""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import Any

import numpy as np

from ..closed_form import closed_form
from ..domains import choice, count, extended_real, nonnegative, positive, real
from ..errors import InputError
from ..exact_numbers import is_symbolic
from ..interface import Arithmetic

odd_count = replace(
    count,
    sentence="a positive odd integer",
    test=lambda value: count.test(value) and value % 2 == 1,
    array_test=lambda value: count.array_test(value) & (value % 2 == 1),
    structural=False,
)
level = replace(
    positive,
    sentence="a positive half-odd-integer (1/2, 3/2, ...)",
    test=lambda value: isinstance(value, Fraction) and value > 0 and value.denominator == 2,
    array_test=lambda value: (value > 0) & ((2 * value) % 2 == 1),
    structural=True,
)


@closed_form("qar (5)", omega=real, eps=real, delta=positive, gamma=nonnegative)
def spectral_density(A: Arithmetic, omega: Any, eps: Any, delta: Any, gamma: Any) -> Any:
    """Spectral density of a reservoir, peaked at omega = eps.

    Gamma(omega) = 4 gamma eps delta^2 omega / (((omega - eps)^2 + delta^2)((omega + eps)^2 +
    delta^2))
    (qar (5)).

    Args:
        A: the arithmetic (supplied by the closed form).
        omega: transition energy.
        eps: peak position.
        delta: peak width, positive.
        gamma: peak height for delta << eps.

    Returns:
        The rate Gamma(omega), odd in omega, in units of gamma, within 8 ulp away from overflow.
    """
    near = A.difference(omega, eps)
    far = A.difference(omega, -eps)
    # One product of both factors: exactly odd in omega also in floats.
    peaks = (near**2 + delta**2) * (far**2 + delta**2)
    return 4 * gamma * (eps * delta) * (omega * delta) / peaks


@closed_form("qar (4)", beta=extended_real, energy=real)
def bose_occupation(A: Arithmetic, beta: Any, energy: Any) -> Any:
    """Bose occupation n = 1/(e^(beta energy) - 1)   (qar, below (4)).

    Args:
        A: the arithmetic (supplied by the closed form).
        beta: inverse temperature.
        energy: transition energy.

    Returns:
        n, dimensionless, within 3 ulp; inf at beta energy = 0.
    """
    product, lost = A.product(energy, beta)
    n = A.bose(product)
    return n - lost * n * (1 + n) if A.name == "float64" and _finite(n) else n


def _finite(value: Any) -> bool:
    return bool(np.all(np.isfinite(value) & (np.abs(value) < 1e100)))


@closed_form("qar (8)", N=odd_count, a=level, b=level, operator=choice("Jx", "Jx2/N"))
def transition_strength(A: Arithmetic, N: Any, a: Any, b: Any, operator: Any = "Jx") -> Any:
    """Squared matrix element between the even-parity levels v_a and v_b of the largest total spin
    j = N/2.

    With <m|J_x|m+1> = sqrt(j(j+1) - m(m+1))/2 and v_a = (|a> + |-a>)/sqrt 2,
    <v_a|O|v_b> = <a|O|b> + <a|O|-b> for an operator O that is even under m -> -m.
    The second term contributes for J_x at a = b = 1/2 and for J_x^2 at {a, b} = {1/2, 3/2};
    diagonal elements are included   (qar (8), which is stated for a != b).

    Args:
        A: the arithmetic (supplied by the closed form).
        N: number of two-level systems, odd.
        a: level, 1/2 ... N/2.
        b: level, 1/2 ... N/2.
        operator: "Jx" or "Jx2/N" (J_x^2 / N).

    Returns:
        |<v_a|O|v_b>|^2, dimensionless, within 6 ulp.

    Raises:
        InputError: if a level exceeds N/2.
    """
    low, high = min(a, b), max(a, b)
    _check_level(N, high)
    step = high - low
    half = Fraction(1, 2)

    def rung(m: Fraction) -> Any:
        """4 (j(j+1) - m(m+1)) for the rung above m, factorised: no cancellation at large m."""
        return (N - A.number(2 * m)) * (N + A.number(2 * m + 2))

    if operator == "Jx":
        if step == 1:
            return rung(low) / 16
        return ((N + 1) / 4) ** 2 if low == high == half else 0 * N
    if step == 0:
        return ((N * (N + 2) - A.number(4 * low**2)) / (8 * N)) ** 2
    if step == 2:
        return rung(low) * rung(low + 1) / (256 * N**2)
    if step == 1 and low == half:
        # through m = -1/2: the rung below 1/2 has 4 (j(j+1) + 1/4) = (N + 1)^2
        return rung(low) * (N + 1) ** 2 / (256 * N**2)
    return 0 * N


def _check_level(N: Any, high: Any) -> None:
    if is_symbolic(N):
        return
    if np.any(np.asarray(int(2 * high) > N, dtype=bool)):
        raise InputError(f"Levels `a` and `b` must not exceed N/2, but one is {high}.")
