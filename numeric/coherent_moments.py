"""Exact equations of motion of products of two collective spins, in products of coherent states.

N spins 1/2 per ensemble, all pointing along one unit vector; m = S/(N/2). The Heisenberg generator
of `engine` (25), (26) acts as products of explicit spin operators, one ensemble at a time, in
float64. Its parts are kept apart, so that any rates can be put in front of them.
"""

from __future__ import annotations

from collections.abc import Sequence
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


class _Spin:
    """The operators of spin N/2 as maps of vectors, levels ascending; m = S/(N/2)."""

    def __init__(self, N: int) -> None:
        self.N = N
        self.level = np.arange(N + 1) - N / 2
        low = self.level[:-1]
        self.climb = np.sqrt((N / 2 - low) * (N / 2 + low + 1))

    def apply(self, letter: str, vector: Array) -> Array:
        """Return S_+, S_-, m_x, m_y or m_z ("+", "-", "x", "y", "z") on a vector."""
        if letter == "z":
            return self.level * vector * (2 / self.N)
        result = np.zeros_like(vector)
        if letter == "+":
            result[1:] = self.climb * vector[:-1]
            return result
        if letter == "-":
            result[:-1] = self.climb * vector[1:]
            return result
        up, down = self.apply("+", vector), self.apply("-", vector)
        return (up + down) / self.N if letter == "x" else (up - down) / (1j * self.N)

    def mean(self, word: Sequence[str], state: Array) -> complex:
        """Return the expectation of a product of operators."""
        vector = state
        for letter in reversed(word):
            vector = self.apply(letter, vector)
        return complex(np.vdot(state, vector))


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
    spin = _Spin(N)
    states = (coherent_state(N, first), coherent_state(N, second))

    def mean(which: int, *word: str) -> complex:
        return spin.mean(word, states[which])

    def jump(which: int, left: str, right: str, word: Sequence[str]) -> complex:
        """<D^+(O)> of the jump operator `right` at unit rate, `left` its adjoint."""
        kept = mean(which, left, *word, right)
        lost = mean(which, left, right, *word) + mean(which, *word, left, right)
        return kept - lost / 2

    orders = [list(names)] if len(set(names)) <= 1 else [list(names), list(reversed(names))]
    total = np.zeros(5)
    for order in orders:
        A, B = ([name[0] for name in order if name[1] == label] for label in "12")
        a, b = mean(0, *A), mean(1, *B)
        drive = 0j
        for one, two in (("+", "-"), ("-", "+")):
            drive += mean(0, one, *A) * mean(1, two, *B) - mean(0, *A, one) * mean(1, *B, two)
        parts = [
            0.5j * drive,
            jump(0, "+", "-", A) * b,
            jump(0, "-", "+", A) * b,
            a * jump(1, "+", "-", B),
            a * jump(1, "-", "+", B),
        ]
        total += np.real(parts) / len(orders)
    return RateParts(*(float(part) for part in total))


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
