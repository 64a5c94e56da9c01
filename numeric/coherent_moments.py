"""Exact equations of motion of products of two collective spins, in products of coherent states.

N spins 1/2 per ensemble, all pointing along one unit vector; m = S/(N/2). The Heisenberg generator
of `engine` (25), (26) acts on explicit spin matrices, one ensemble at a time, in float64. Its parts
are kept apart, so that any rates can be put in front of them.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import reduce
from math import lgamma
from typing import Any, NamedTuple

import numpy as np

from cotherm.numeric.errors import InputError

Array = np.ndarray[Any, np.dtype[np.complex128]]
Direction = Sequence[float]

AXES = ("x1", "y1", "z1", "x2", "y2", "z2")


class RateParts(NamedTuple):
    """Rates of one moment at unit drive and unit jump rates, without any scaling.

    d<O>/dt = omega0 drive + sum_i (gamma_down_i down_i + gamma_up_i up_i).
    """

    drive: float
    down1: float
    up1: float
    down2: float
    up2: float

    def total(self, omega0: float, first: Sequence[float], second: Sequence[float]) -> float:
        """Return d<O>/dt for a drive and for (down, up) rates of both baths."""
        return (
            omega0 * self.drive
            + first[0] * self.down1
            + first[1] * self.up1
            + second[0] * self.down2
            + second[1] * self.up2
        )


def spin_matrices(N: int) -> dict[str, Array]:
    """Return S_+, S_-, and m_x, m_y, m_z of spin N/2, levels ascending."""
    level = np.arange(N + 1) - N / 2
    climb = np.sqrt((N / 2 - level[:-1]) * (N / 2 + level[:-1] + 1))
    raising = np.diag(climb, -1).astype(np.complex128)
    lowering = raising.conj().T
    return {
        "+": raising,
        "-": lowering,
        "x": (raising + lowering) / N,
        "y": (raising - lowering) / (1j * N),
        "z": np.diag(level).astype(np.complex128) * (2 / N),
    }


def coherent_state(N: int, direction: Direction) -> Array:
    """Return the state of N spins 1/2 along a unit vector, by rotating the ground state."""
    x, y, z = direction
    norm = (x * x + y * y + z * z) ** 0.5
    if not abs(norm - 1) < 1e-9:
        raise InputError(f"Argument `direction` must have length 1, but has length {norm}.")
    # Amplitudes of one spin: up = cos(theta/2), down = sin(theta/2) e^(i phi).
    up = ((1 + z) / 2) ** 0.5
    down = complex(x, y) / (2 * up) if up > 1e-8 else 1.0
    logs = [_log_binomial(N, j) / 2 for j in range(N + 1)]
    amplitudes = np.zeros(N + 1, dtype=np.complex128)
    for j in range(N + 1):
        if (abs(up) == 0 and j) or (abs(down) == 0 and j < N):
            continue
        size = logs[j]
        size += j * np.log(abs(up)) if j else 0.0
        size += (N - j) * np.log(abs(down)) if j < N else 0.0
        amplitudes[j] = np.exp(size) * np.exp(1j * (N - j) * np.angle(down))
    return amplitudes / np.linalg.norm(amplitudes)


def _log_binomial(n: int, k: int) -> float:
    return lgamma(n + 1) - lgamma(k + 1) - lgamma(n - k + 1)


def rate_parts(N: int, names: Sequence[str], first: Direction, second: Direction) -> RateParts:
    """Return the exact rate of the symmetrised product of components, in parts.

    Parameters
    ----------
    N : spins 1/2 per ensemble.
    names : components "x1" ... "z2"; half the sum of the product and its reverse is taken.
    first, second : unit vectors of the two coherent states.
    """
    for name in names:
        if name not in AXES:
            raise InputError(f"Argument `names` must hold {', '.join(AXES)}, but has {name!r}.")
    spin = spin_matrices(N)
    states = (coherent_state(N, first), coherent_state(N, second))

    def mean(which: int, operator: Array) -> complex:
        state = states[which]
        return complex(state.conj() @ operator @ state)

    unit = np.eye(N + 1, dtype=np.complex128)
    orders = [list(names)] if len(set(names)) <= 1 else [list(names), list(reversed(names))]
    total = np.zeros(5)
    for order in orders:
        A, B = (
            reduce(np.matmul, [spin[name[0]] for name in order if name[1] == label], unit)
            for label in "12"
        )
        a, b = mean(0, A), mean(1, B)
        drive = 0j
        for one, two in (("+", "-"), ("-", "+")):
            drive += mean(0, spin[one] @ A) * mean(1, spin[two] @ B)
            drive -= mean(0, A @ spin[one]) * mean(1, B @ spin[two])
        parts = [
            0.5j * drive,
            mean(0, _jump(A, spin["+"], spin["-"])) * b,
            mean(0, _jump(A, spin["-"], spin["+"])) * b,
            a * mean(1, _jump(B, spin["+"], spin["-"])),
            a * mean(1, _jump(B, spin["-"], spin["+"])),
        ]
        total += np.real(parts) / len(orders)
    return RateParts(*(float(part) for part in total))


def _jump(operator: Array, left: Array, right: Array) -> Array:
    """D^+(O) of the jump operator `right` at unit rate, `left` its adjoint."""
    decay = left @ right
    return left @ operator @ right - (decay @ operator + operator @ decay) / 2


def scaled_rate(
    N: int,
    names: Sequence[str],
    first: Direction,
    second: Direction,
    omega0: float,
    Gamma0: float,
    x1: float,
    x2: float,
) -> float:
    """Return d<O>/dt with omega0/N, Gamma0/N and beta/N (`engine` (28)), x_i = beta_i E_i."""
    occupations = [1 / np.expm1(x / N) for x in (x1, x2)]
    rates = [(Gamma0 / N * (n + 1), Gamma0 / N * n) for n in occupations]
    return rate_parts(N, names, first, second).total(omega0 / N, *rates)
