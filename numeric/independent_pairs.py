"""Pairs of spins that work in parallel, each with its own drive and its own baths."""

from __future__ import annotations

from itertools import product
from typing import Any

import numpy as np
import numpy.typing as npt

from cotherm.numeric.errors import InputError, NullSpaceError
from cotherm.numeric.fields import Number, exact_rational

Operator = npt.NDArray[Any]
LARGEST = 2
"""Two pairs have a Liouvillian of 256 rows; three would have 4096."""

_LOWER = np.array([[0, 1], [0, 0]], dtype=complex)


def _on(place: int, count: int) -> Operator:
    """Return sigma_- of one spin of several, in the product space."""
    result = np.eye(1, dtype=complex)
    for k in range(count):
        result = np.kron(result, _LOWER if k == place else np.eye(2))
    return result


def _left_right(left: Operator, right: Operator) -> Operator:
    """Return the superoperator rho -> left rho right on row-major vectors."""
    return np.kron(left, right.T)


def _dissipator(jump: Operator, rate: float) -> Operator:
    one, decay = np.eye(len(jump)), jump.conj().T @ jump
    lost = _left_right(decay, one) + _left_right(one, decay)
    return rate * (_left_right(jump, jump.conj().T) - lost / 2)


def independent_power(
    pairs: int,
    E1: Number,
    E2: Number,
    beta1: Number,
    beta2: Number,
    omega0: Number,
    Gamma0: Number,
) -> float:
    """Return the power of pairs that do not act collectively (float64).

    Each pair k has the drive (omega0/2)(sigma_-^(1,k) sigma_+^(2,k) + h.c.) and its own dissipators
    (`engine` (4)-(6) for one pair). The stationary state of the whole product space is solved for,
    without using that it factorises.

    Parameters
    ----------
    pairs : 1 or 2.
    E1, E2, beta1, beta2, omega0, Gamma0 : as for the collective engine.

    Raises
    ------
    InputError : for more pairs.
    NullSpaceError : when the stationary state is not unique.
    """
    if pairs not in range(1, LARGEST + 1):
        raise InputError(f"Argument `pairs` must be 1 or 2, but is {pairs}.")
    names = ("E1", "E2", "beta1", "beta2", "omega0", "Gamma0")
    given = (E1, E2, beta1, beta2, omega0, Gamma0)
    low, high, cold, hot, drive, rate = (
        float(exact_rational(x, name)) for x, name in zip(given, names, strict=True)
    )
    spins = [_on(place, 2 * pairs) for place in range(2 * pairs)]
    size = len(spins[0])
    one = np.eye(size)
    exchange = sum(
        (spins[2 * k] @ spins[2 * k + 1].conj().T for k in range(pairs)), np.zeros_like(spins[0])
    )
    V = drive / 2 * (exchange + exchange.conj().T)
    generator = -1j * (_left_right(V, one) - _left_right(one, V))
    for k, (ensemble, (E, beta)) in product(range(pairs), enumerate(((low, cold), (high, hot)))):
        n = 1 / np.expm1(beta * E)
        lower = spins[2 * k + ensemble]
        generator += _dissipator(lower, rate * (n + 1)) + _dissipator(lower.conj().T, rate * n)
    _, sizes, rows = np.linalg.svd(generator)
    if sizes[-2] < 1e-9 * sizes[0]:
        raise NullSpaceError("The independent pairs have more than one stationary state.")
    state = rows[-1].conj().reshape(size, size)
    state = state / np.trace(state)
    # dV/dt in the interaction picture; what the field gains is minus its mean.
    rate_of_work = 1j * drive / 2 * (high - low) * (exchange.conj().T - exchange)
    return float(-np.trace(rate_of_work @ state).real)
