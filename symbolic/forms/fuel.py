"""The central spin of a spin star, or of its spin-S counterpart, in thermal equilibrium.

The exchange coupling conserves sigma_0z/2 + S_z, so that every block has two states, with the
splitting J rho_k, k the mean of S_z in the block:

    rho_k^2 = (S + 1/2)^2 - k^2 + (lam k)^2,
    u(k) = cosh(c rho_k / 2) - (lam k / rho_k) sinh(c rho_k / 2),    c = beta J,
    p_e/p_g = e^-b F(b)/F(-b),  F(b) = sum_(m=-S..S) e^(-b m) u(m + 1/2),    b = beta omega.

The outer spins of a star form the total spins S' = N/2, N/2 - 1, ..., with multiplicities; its F is
their sum (`spinstar` (1)-(3); none of this is printed there).

Conventions: hbar = k_B = 1.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from math import comb
from typing import Any

import numpy as np

from ..closed_form import closed_form
from ..domains import Domain, choice, positive, real, spin
from ..float64 import two_product, two_sum
from ..interface import Arithmetic

_MODEL = choice("spin", "star")
_LN2_HIGH = float.fromhex("0x1.62e42fee00000p-1")
_LN2_LOW = float.fromhex("0x1.a39ef35793c76p-33")
# Elements of a temporary array.
_BLOCK = 1 << 18


def sectors(model: str, S: Any) -> Iterator[tuple[Fraction, int]]:
    """Sizes of the spin around the central one, and how often each occurs."""
    size = Fraction(S)
    if model == "spin":
        yield size, 1
        return
    N = int(2 * size)
    for k in range(N // 2 + 1):
        yield size - k, comb(N, k) - (comb(N, k - 1) if k else 0)


def exchange(A: Arithmetic, S: Any, k: Any, lam: Any) -> Any:
    """rho_k^2, without cancellation."""
    S, k = A.number(S), A.number(k)
    half = A.number(Fraction(1, 2))
    return (S + half - k) * (S + half + k) + (lam * k) ** 2


def dressed(A: Arithmetic, S: Any, k: Any, lam: Any, c: Any) -> Any:
    """u(k), analytic also where rho_k = 0."""
    half = A.number(Fraction(1, 2)) * c
    if k == Fraction(S) + Fraction(1, 2):  # an extreme charge: one state alone
        return A.exp(-lam * A.number(k) * half)
    z = A.sqrt(exchange(A, S, k, lam)) * half
    return A.cosh(z) - lam * A.number(k) * half / A.x_over_sinh(z)


def _sides(A: Arithmetic, model: str, S: Any, b: Any, c: Any, lam: Any) -> tuple[Any, Any]:
    """F(b) and F(-b) in balls, mpmath numbers or expressions."""
    sides = [A.number(0), A.number(0)]
    for size, copies in sectors(model, S):
        for step in range(int(2 * size) + 1):
            m = step - size
            weight = A.number(copies) * dressed(A, size, m + Fraction(1, 2), lam, c)
            sides[0] = sides[0] + weight * A.exp(-A.number(m) * b)
            sides[1] = sides[1] + weight * A.exp(A.number(m) * b)
    return sides[0], sides[1]


# ---------------------------------------------------------------------------- float64

Pair = tuple[Any, Any]
"""An unevaluated sum of two floats."""


def _times(x: Pair, y: Any) -> Pair:
    product, error = two_product(x[0], y)
    return two_sum(product, error + x[1] * y)


def _plus(x: Pair, y: Pair) -> Pair:
    total, error = two_sum(x[0], y[0])
    return two_sum(total, error + (x[1] + y[1]))


def _root(x: Pair) -> Pair:
    root = np.sqrt(x[0])
    square, error = two_product(root, root)
    away = np.where(root > 0, root, 1.0)
    return two_sum(root, ((x[0] - square) - error + x[1]) / (2.0 * away))


def _square(x: Any) -> Pair:
    """Square of a pair, or of a float that stands for one."""
    high, low = x
    product, error = two_product(high, high)
    return two_sum(product, error + 2.0 * high * low)


def _terms(model: str, S: Any) -> tuple[Any, Any, Any, Any]:
    """Arrays S', m, and mantissa and exponent of the multiplicity, of all terms of F."""
    columns: tuple[list[Any], ...] = ([], [], [], [])
    for size, copies in sectors(model, S):
        count = int(2 * size) + 1
        shift = max(0, copies.bit_length() - 60)
        columns[0].append(np.full(count, float(size)))
        columns[1].append(np.arange(count) - float(size))
        columns[2].append(np.full(count, float(copies >> shift)))
        columns[3].append(np.full(count, float(shift)))
    return tuple(np.concatenate(column) for column in columns)  # type: ignore[return-value]


def _logarithm(columns: list[Any], terms: tuple[Any, Any, Any, Any]) -> tuple[Pair, Any]:
    """ln(p_e/p_g) as a pair of floats, and the size to which it is exact; the last axis is that of
    the terms.

    The exponents are formed in pairs of floats, so that a term near the largest one is exact to a
    few roundings however large the exponents are.
    """
    omega, J, lam, beta = columns
    size, m, copies, shift = terms
    k = m + 0.5
    outside = _times((size + 0.5 - k, 0.0), size + 0.5 + k)
    inside = two_product(lam, k)
    squared = _plus(outside, _square(inside))
    # An extreme charge has rho = |lam k|; its square may underflow.
    alone = outside[0] == 0
    flip = np.where(inside[0] < 0, -1.0, 1.0)
    rho = tuple(
        np.where(alone, flip * side, part)
        for side, part in zip(inside, _root(squared), strict=True)
    )
    c = two_product(beta, J)
    z = _times(rho, np.abs(c[0]) / 2)
    z = two_sum(z[0], z[1] + rho[0] * np.where(c[0] < 0, -c[1], c[1]) / 2)
    away = np.where(rho[0] > 0, rho[0], 1.0)
    q = np.where(rho[0] > 0, np.sign(c[0]) * inside[0] / away, 0.0)
    complement = outside[0] / (away * away) / (1.0 + np.abs(q))  # 1 - |q|
    less, more = np.where(q > 0, complement, 1.0 - q), np.where(q < 0, complement, 1.0 + q)
    # e^z (1 - q)/2 and e^-z (1 + q)/2 as terms of their own: either may be the only one left.
    weight = np.concatenate(np.broadcast_arrays(copies * less / 2, copies * more / 2), axis=-1)
    logarithm = np.log(np.where(weight > 0, weight, 1.0))
    b, extra = two_product(beta, omega), two_sum(shift * _LN2_HIGH, shift * _LN2_LOW)
    growth = tuple(
        np.concatenate(np.broadcast_arrays(*parts), axis=-1)
        for parts in zip(_plus(z, extra), _plus((-z[0], -z[1]), extra), strict=True)
    )
    levels = np.concatenate((m, m))
    sums = []
    for sign in (-1.0, 1.0):
        exponent = _plus((growth[0], growth[1]), _times(b, sign * levels))
        top = np.argmax(np.where(weight > 0, exponent[0] + logarithm, -np.inf), axis=-1)[..., None]
        reference = tuple(np.take_along_axis(part, top, axis=-1) for part in exponent)
        apart = (exponent[0] - reference[0]) + (exponent[1] - reference[1])
        # Beyond e^700 of the largest term there is nothing in float64.
        total = np.sum(weight * np.exp(np.minimum(apart, 700.0)), axis=-1)
        sums.append((total, tuple(part[..., 0] for part in reference)))
    (above, high), (below, low) = sums
    difference = _plus((high[0], high[1]), (-low[0], -low[1]))
    level = (-b[0][..., 0], -b[1][..., 0])
    ratio = np.log(above / below)
    result = _plus(_plus(difference, level), (ratio, 0.0))
    # Pairs of floats take care of the rest: the two sums are known to a few roundings of 1.
    return result, np.maximum(1.0, np.maximum(np.abs(ratio), np.abs(high[0]) * 2.0**-45))


def _float_logarithm(model: str, omega: Any, J: Any, lam: Any, beta: Any, S: Any) -> Pair:
    terms = _terms(model, S)
    arrays = np.broadcast_arrays(*(np.asarray(x, dtype=np.float64) for x in (omega, J, lam, beta)))
    shape = arrays[0].shape
    flat = [array.reshape(-1, 1) for array in arrays]
    count = flat[0].shape[0]
    parts = [np.empty(count) for _ in range(3)]
    block = max(1, _BLOCK // terms[0].size)
    for start in range(0, count, block):
        piece = slice(start, start + block)
        value, scale = _logarithm([column[piece] for column in flat], terms)
        for target, part in zip(parts, (*value, scale), strict=True):
            target[piece] = part
    high, low, scale = (part.reshape(shape)[()] for part in parts)
    return (high, low), scale


def _log_ratio(A: Arithmetic, model: str, omega: Any, J: Any, lam: Any, beta: Any, S: Any) -> Pair:
    """ln(p_e/p_g) as a pair; marks what has cancelled below the accuracy of a single logarithm."""
    if A.name == "float64":
        (high, low), scale = _float_logarithm(model, omega, J, lam, beta, S)
        A.mark(~np.isfinite(high) | (np.abs(high) < 0.25 * scale))
        return high, low
    above, below = _sides(A, model, S, beta * omega, beta * J, lam)
    return A.log(above / below) - beta * omega, A.number(0)


# ---------------------------------------------------------------------------- quantities

_DOMAINS: dict[str, Domain] = {
    "model": _MODEL,
    "omega": positive,
    "J": real,
    "lam": real,
    "beta": real,
    "S": spin,
}


@closed_form("spinstar (3)", **_DOMAINS)
def fuel_log_ratio(
    A: Arithmetic, model: Any, omega: Any, J: Any, lam: Any, beta: Any, S: Any
) -> Any:
    """ln(p_e/p_g) of the central spin   (`spinstar`, above (3)).

    Args:
        A: the arithmetic (supplied by the closed form).
        model: "spin" for one spin S, "star" for 2S outer spins 1/2.
        omega: Bohr frequency, positive.
        J: exchange coupling, positive if antiferromagnetic.
        lam: its anisotropy.
        beta: inverse temperature of the bath, any sign.
        S: size of the spin, a positive half-integer.

    Returns:
        The logarithm, within 4 ulp; -beta omega at J = 0, positive where the populations are
        inverted.
    """
    high, low = _log_ratio(A, model, omega, J, lam, beta, S)
    return high + low


@closed_form("spinstar (3)", **_DOMAINS)
def fuel_population(
    A: Arithmetic, model: Any, omega: Any, J: Any, lam: Any, beta: Any, S: Any
) -> Any:
    """Excited population p_e of the central spin   (`spinstar` (3)).

    Args:
        A: the arithmetic (supplied by the closed form).
        model, omega, J, lam, beta, S: as in `fuel_log_ratio`.

    Returns:
        The population, strictly between 0 and 1, within 8 ulp.
    """
    if A.name != "float64":
        # 1/(1 + e^-x) from F alone: no logarithm to cancel.
        above, below = _sides(A, model, S, beta * omega, beta * J, lam)
        return above / (above + below * A.exp(beta * omega))
    high, low = _log_ratio(A, model, omega, J, lam, beta, S)
    decay = np.exp(-np.abs(high)) * (1.0 - np.where(high < 0, -low, low))
    return np.where(high < 0, decay, 1.0) / (1.0 + decay)


@closed_form("spinstar, below (3)", **_DOMAINS)
def fuel_temperature(
    A: Arithmetic, model: Any, omega: Any, J: Any, lam: Any, beta: Any, S: Any
) -> Any:
    """Effective temperature T_q = -omega/ln(p_e/p_g) of the central spin   (`spinstar`, below (3)).

    Args:
        A: the arithmetic (supplied by the closed form).
        model, omega, J, lam, beta, S: as in `fuel_log_ratio`.

    Returns:
        The temperature, within 4 ulp: 1/beta at J = 0, inf at beta = 0. It grows to infinity and
        comes back from minus infinity where p_e passes 1/2; a negative value is an inversion.
    """
    if A.name == "float64":
        high, low = _log_ratio(A, model, omega, J, lam, beta, S)
        pole = np.broadcast_to(np.asarray(beta) == 0, np.shape(high))
        return np.where(pole, np.inf, -omega / (np.where(pole, 1.0, high) + np.where(pole, 0, low)))
    if A.vanishes(beta):
        return A.number("inf")
    high, low = _log_ratio(A, model, omega, J, lam, beta, S)
    return -omega / (high + low)


@closed_form("spinstar, below (3)", **_DOMAINS)
def fuel_excess(A: Arithmetic, model: Any, omega: Any, J: Any, lam: Any, beta: Any, S: Any) -> Any:
    """ln(p_e/p_g) + beta omega: positive where the central spin is hotter than a bath at beta > 0.

    Args:
        A: the arithmetic (supplied by the closed form).
        model, omega, J, lam, beta, S: as in `fuel_log_ratio`.

    Returns:
        The difference, within 8 ulp; it is odd in omega and vanishes with J.
    """
    if A.name == "float64":
        (high, low), scale = _float_logarithm(model, omega, J, lam, beta, S)
        excess = _plus((high, low), two_product(np.asarray(beta), np.asarray(omega)))
        A.mark(~np.isfinite(excess[0]) | (np.abs(excess[0]) < 0.25 * scale))
        return excess[0] + excess[1]
    above, below = _sides(A, model, S, beta * omega, beta * J, lam)
    return A.log(above / below)
