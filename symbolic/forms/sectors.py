"""Sectors of total spin: how often each occurs among n spins s, and means over their weights.

Conventions: w_J(b0) = l_J Z_J(b0) / Z_s(b0)^n is the weight of total spin J in a thermal state at
b0, all copies together. It is even in b0, and only J = ns is left for b0 -> +-inf.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from fractions import Fraction
from functools import lru_cache
from typing import Any

import flint
import numpy as np

from ..exact_numbers import is_symbolic
from ..float64 import Float64, two_product
from ..interface import Arithmetic

# ln 2 in two parts, the first with 32 bits: its products with exponents are exact.
_LN2_HIGH = float.fromhex("0x1.62e42fee00000p-1")
_LN2_LOW = float.fromhex("0x1.a39ef35793c76p-33")
# Powers of two below this distance from the largest weight are 0 in float64.
_DEEPEST = 1200.0
# Beyond this b0 the weights below J = ns leave the range of float64 unless n exceeds e^1000.
_COLDEST = 2000.0
# Elements of a temporary array.
_BLOCK = 1 << 20


@lru_cache(maxsize=64)
def _level_counts(n: int, levels: int) -> tuple[int, ...]:
    """How many product states lie k steps below the top: coefficients of (1 + x + ... )^n."""
    power = flint.fmpz_poly([1] * levels) ** n
    return tuple(int(count) for count in power.coeffs())


def multiplicity_of(n: int, s: Any, J: Any) -> int:
    """l_J, 0 for total spins that do not occur."""
    steps = Fraction(n * s) - Fraction(J)
    if steps < 0 or steps.denominator != 1:
        return 0
    counts = _level_counts(n, int(2 * s + 1))
    k = int(steps)
    return counts[k] - (counts[k - 1] if k else 0)


@lru_cache(maxsize=64)
def _sectors(n: int, s: Any) -> tuple[tuple[Fraction, int], ...]:
    counts = _level_counts(n, int(2 * s + 1))
    top = Fraction(n * s)
    pairs = []
    for k in range(int(top) + 1):
        copies = counts[k] - (counts[k - 1] if k else 0)
        if copies > 0:
            pairs.append((top - k, copies))
    return tuple(pairs)


def total_spins(n: int, s: Any) -> list[Fraction]:
    """Total spins of n spins s that occur, largest first."""
    return [J for J, _ in _sectors(n, s)]


def infinite(value: Any) -> bool:
    """Whether a structural parameter is +-inf."""
    return isinstance(value, float) and math.isinf(value)


def only_symmetric(b0: Any) -> bool:
    """Whether the initial state lies in the symmetric subspace J = ns."""
    return not is_symbolic(b0) and infinite(b0)


def weight_of(A: Arithmetic, n: Any, s: Any, J: Any, b0: Any) -> Any:
    """Weight of total spin J in balls or expressions."""
    if only_symmetric(b0):
        return A.number(1 if Fraction(n * s) == J else 0)
    return _weight(A, n, s, J, multiplicity_of(n, s, J), A.number(b0), None)


def _single(A: Arithmetic, s: Any, b0: Any) -> Any:
    """Z_s(b0) e^(-s |b0|), or Z_s(b0) itself in sympy."""
    if A.name == "sympy":
        return A.number(2 * s + 1) if b0 == 0 else _ratio(A, s, b0)
    return 1 + A.geometric_tail(A.number(2 * s + 1), A.absolute(b0))


def _ratio(A: Arithmetic, J: Any, b0: Any) -> Any:
    return A.sinh((2 * A.number(J) + 1) * b0 / 2) / A.sinh(b0 / 2)


def _weight(A: Arithmetic, n: Any, s: Any, J: Any, copies: int, b0: Any, norm: Any) -> Any:
    if norm is None:
        norm = _single(A, s, b0) ** n
    if A.name == "sympy":
        ladder = A.number(2 * J + 1) if b0 == 0 else _ratio(A, J, b0)
        return A.number(copies) * ladder / norm
    size = A.absolute(b0)
    ladder = 1 + A.geometric_tail(A.number(2 * J + 1), size)
    depth = A.exp_product(A.number(J - Fraction(n * s)), size)
    return A.number(copies) * depth * ladder / norm


def sector_weights(A: Arithmetic, n: Any, s: Any, b0: Any) -> list[tuple[Fraction, Any]]:
    """Pairs (J, weight of total spin J) of a thermal state at b0, in the given arithmetic."""
    if A.name == "float64":
        _, weights = float_weights(n, s, b0)
        return [(J, weight) for (J, _), weight in zip(_sectors(n, s), weights, strict=True)]
    if only_symmetric(b0):
        return [(J, A.number(0 if k else 1)) for k, (J, _) in enumerate(_sectors(n, s))]
    b0 = A.number(b0)
    norm = _single(A, s, b0) ** n
    return [(J, _weight(A, n, s, J, copies, b0, norm)) for J, copies in _sectors(n, s)]


# ---------------------------------------------------------------------- float64


@lru_cache(maxsize=64)
def _float_sectors(n: int, s: Any) -> tuple[Any, Any, Any, Any]:
    """Arrays J, ns - J, and mantissa and exponent of l_J."""
    pairs = _sectors(n, s)
    mantissas, exponents = [], []
    for _, copies in pairs:
        shift = max(0, copies.bit_length() - 64)
        mantissas.append(float(copies >> shift))
        exponents.append(shift)
    spins = np.array([float(J) for J, _ in pairs])
    return spins, spins[0] - spins, np.array(mantissas), np.array(exponents, dtype=np.int64)


@lru_cache(maxsize=256)
def float_weights(n: int, s: Any, b0: Any) -> tuple[Any, Any]:
    """Arrays of J and of their weights in float64, largest J first, within 8 ulp.

    Neither logarithms of the weights nor the power Z_s^n are formed: each l_J Z_J is exact up to a
    few roundings, with a separate binary exponent, and their sum is the norm.
    """
    spins, steps, mantissas, exponents = _float_sectors(n, s)
    if only_symmetric(b0):
        return spins, np.where(steps == 0, 1.0, 0.0)
    size = min(abs(float(b0)), _COLDEST)
    depth, lost = two_product(steps, np.float64(size))
    twos = np.rint(depth / _LN2_HIGH)
    scale = exponents + np.log2(mantissas) - twos
    kept = scale > np.max(scale) - _DEEPEST
    twos = np.where(kept, twos, 0.0)
    depth, lost = np.where(kept, depth, 0.0), np.where(kept, lost, 0.0)
    rest = ((depth - twos * _LN2_HIGH) - twos * _LN2_LOW) + lost
    ladder = 1.0 + Float64().geometric_tail(2.0 * spins + 1.0, np.full_like(spins, size))
    highest = int(np.max((exponents - twos)[kept]))
    powers = np.clip(exponents - twos - highest, -4000, 0).astype(np.int64)
    weights = np.where(kept, np.ldexp(mantissas * np.exp(-rest) * ladder, powers), 0.0)
    return spins, weights / math.fsum(weights)


def _float_mean(A: Arithmetic, term: Any, n: Any, s: Any, b: Any, b0: Any) -> Any:
    """Mean over the sectors along a new last axis, in blocks that fit into the cache."""
    spins, weights = float_weights(n, s, b0)
    present = weights > 0
    spins, weights = spins[present], weights[present]
    b = np.asarray(b)
    flat = b.reshape(-1, 1)
    means, lost = np.empty(flat.shape[0]), np.zeros(flat.shape[0], dtype=bool)
    block = max(1, _BLOCK // spins.size)
    for start in range(0, flat.shape[0], block):
        part = slice(start, start + block)
        inner = Float64()
        values = weights * term(inner, spins, flat[part])
        means[part] = np.sum(values, axis=-1)
        lost[part] = np.any(np.broadcast_to(inner.lost, values.shape), axis=-1)
    A.mark(lost.reshape(b.shape))
    return means.reshape(b.shape)[()]


def sector_mean(
    A: Arithmetic,
    term: Callable[[Any, Any, Any], Any],
    n: Any,
    s: Any,
    b: Any,
    b0: Any,
) -> Any:
    """sum_J w_J(b0) term(A, J, b), for a term that is never negative.

    In float64 `term` gets an array of J and b with a last axis of length 1.
    """
    if only_symmetric(b0):
        return term(A, A.number(n * s), b)
    if A.name == "float64":
        return _float_mean(A, term, n, s, b, b0)
    return A.total([weight * term(A, A.number(J), b) for J, weight in sector_weights(A, n, s, b0)])
