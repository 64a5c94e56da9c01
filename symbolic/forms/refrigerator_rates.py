"""Transition rates of the complete refrigerator in any sector, from closed forms.

The squared matrix elements are those of (8), (9) for every parity and total spin, the rates those
of (7). Conventions: hbar = k_B = Omega = 1.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Any, NamedTuple

from ..errors import InputError
from ..interface import Arithmetic
from .transitions import bose_occupation, spectral_density

RESERVOIRS = ("c", "h", "w")
_HALF = Fraction(1, 2)


class Transition(NamedTuple):
    """Rates between the levels `low` and `low + step` by one reservoir."""

    reservoir: str
    low: int
    step: int
    up: Any
    down: Any
    quantum: int


def sector_labels(N: int, j: Any, parity: int) -> list[Fraction]:
    """Labels a of the levels of one sector, ascending; their energies are a^2.

    Raises:
        InputError: if j is not N/2 less a non-negative integer, or leaves fewer than two levels.
    """
    spin = Fraction(N, 2) if j is None else Fraction(j)
    if spin > Fraction(N, 2) or (Fraction(N, 2) - spin).denominator != 1:
        raise InputError(
            f"Argument `j` must be {Fraction(N, 2)} less a non-negative integer, but is {spin}."
        )
    lowest = spin % 1 if spin.denominator == 2 or parity == 1 else Fraction(1)
    labels = [lowest + k for k in range(int(spin - lowest) + 1)] if spin >= lowest else []
    if len(labels) < 2:
        raise InputError(
            f"Argument `j` must leave a sector of at least two levels, but {spin} leaves "
            f"{len(labels)}."
        )
    return labels


def sector_strength(N: int, spin: Fraction, low: Fraction, step: int, squared: bool) -> Fraction:
    """Squared matrix element of J_x, or of J_x^2/N, between the levels low and low + step.

    With alpha^2(a) = j(j+1) - a(a+1): alpha^2(low)/4 for J_x and step 1; for J_x^2/N
    alpha^2(low) alpha^2(low + 1)/(16 N^2) at step 2, and alpha^2(1/2) alpha^2(-1/2)/(16 N^2) from
    1/2 to 3/2, through the level -1/2 (qar (8), (9)). From the level 0, which is its own mirror
    image, twice that.
    """

    def alpha2(a: Fraction) -> Fraction:
        return spin * (spin + 1) - a * (a + 1)

    mirror = 2 if low == 0 else 1
    if not squared:
        return mirror * alpha2(low) / 4 if step == 1 else Fraction(0)
    if step == 2:
        return mirror * alpha2(low) * alpha2(low + 1) / (16 * N**2)
    return alpha2(low) * alpha2(-low) / (16 * N**2) if low == _HALF else Fraction(0)


def transitions(A: Arithmetic, values: Mapping[str, Any]) -> tuple[int, list[Transition]]:
    """Number of levels, and the rates between them of every reservoir (qar (7)).

    Raises:
        InputError: for a sector that does not exist, or when the reservoirs leave it in parts.
    """
    N, parity = int(values["N"]), int(values["parity"])
    labels = sector_labels(N, values["j"], parity)
    found = []
    parts = list(range(len(labels)))
    for name in RESERVOIRS:
        if values[f"gamma_{name}"] == 0:
            continue
        beta = A.number(values[f"beta_{name}"])
        peak = {k: A.number(values[f"{k}_{name}"]) for k in ("eps", "delta", "gamma")}
        for step in (1, 2):
            for k in range(len(labels) - step):
                strength = sector_strength(N, labels[-1], labels[k], step, name == "h")
                if strength == 0:
                    continue
                quantum = int(labels[k + step] ** 2 - labels[k] ** 2)
                omega = A.number(quantum)
                rate = A.number(strength) * spectral_density.body(A, omega, **peak)
                n = bose_occupation.body(A, beta, omega)
                found.append(Transition(name, k, step, rate * n, rate * (1 + n), quantum))
                parts = _joined(parts, k, k + step)
    if len(set(parts)) > 1:
        raise InputError(
            "Arguments `gamma_c`, `gamma_h` and `gamma_w` must connect all levels of the sector, "
            f"but leave {len(set(parts))} parts."
        )
    return len(labels), found


def _joined(parts: list[int], one: int, other: int) -> list[int]:
    if parts[one] == parts[other]:
        return parts
    kept, gone = parts[one], parts[other]
    return [kept if part == gone else part for part in parts]
