"""How one spin is populated in the states of given total spin and magnetisation.

In the multiplets of total spin J that n spins s form, all copies together, spin 1 is in its level
m1 with the mean chance c_J(m1, M) at magnetisation M. The projector on m1 is a sum of irreducible
tensors, so by the Wigner-Eckart theorem

    c_J(m1, M) = sum_k Q_k(m1; s) r_k(J) Q_k(M; J) / h_k(s),   k = 0 ... min(2s, 2J),

with Q_k(m; j) the monic polynomials orthogonal on m = -j ... j, h_k(j) their norms, and r_k(J)
fixed by the stretched states M = J, whose Clebsch-Gordan coefficients have no alternating sum.
"""

from __future__ import annotations

from fractions import Fraction
from functools import lru_cache
from typing import Any

import flint
import numpy as np

from .sectors import multiplicity_of

Row = tuple[Any, ...]
"""Exact chances for M = -J ... J."""


def _gram(spin: Fraction, k: int) -> list[list[Any]]:
    """Q_0 ... Q_k at m = -spin ... spin, as exact rationals."""
    d = int(2 * spin + 1)
    points = [flint.fmpq(2 * i - d + 1, 2) for i in range(d)]
    tables = [[flint.fmpq(1)] * d]
    before = [flint.fmpq(0)] * d
    for order in range(1, k + 1):
        step = order - 1
        ratio = flint.fmpq(step**2 * (d * d - step**2), 4 * (4 * step**2 - 1)) if step else 0
        current = tables[-1]
        tables.append([x * y - ratio * z for x, y, z in zip(points, current, before, strict=True)])
        before = current
    return tables


def _stretched(s: Fraction, rest: Fraction, J: Fraction) -> dict[int, Any]:
    """Chances of the levels m1 = -s + i in the state |J, M = J> of two spins s and `rest`."""
    weights: dict[int, Any] = {}
    weight = flint.fmpq(0)
    for i in range(int(2 * s), -1, -1):
        m1 = s - (int(2 * s) - i)
        m2 = J - m1
        if abs(m2) > rest:
            continue
        if weights:
            # Ratio of the squared coefficients of m1 and m1 + 1.
            ratio = (rest + m2) * (rest - m2 + 1) / ((s + m1 + 1) * (s - m1))
            weight = weight * flint.fmpq(ratio.numerator, ratio.denominator)
        else:
            weight = flint.fmpq(1)
        weights[i] = weight
    norm = sum(weights.values(), flint.fmpq(0))
    return {i: weight / norm for i, weight in weights.items()}


@lru_cache(maxsize=4096)
def chances(n: int, s: Fraction, J: Fraction) -> tuple[Row, ...]:
    """Rows c_J(m1, M), one for each m1 = -s ... s, with an entry for each M = -J ... J."""
    own, order = int(2 * s), min(int(2 * s), int(2 * J))
    single, whole = _gram(s, order), _gram(J, order)
    averages = [flint.fmpq(0)] * (order + 1)
    for step in range(-own, own + 1, 2):
        rest = J + Fraction(step, 2)
        copies = multiplicity_of(n - 1, s, rest) if rest >= 0 else 0
        if copies and abs(rest - s) <= J <= rest + s:
            for i, chance in _stretched(s, rest, J).items():
                for k in range(order + 1):
                    averages[k] += copies * chance * single[k][i]
    total = multiplicity_of(n, s, J)
    factors = [
        average / (total * whole[k][-1] * sum((x * x for x in single[k]), flint.fmpq(0)))
        for k, average in enumerate(averages)
    ]
    return tuple(
        tuple(
            sum((factors[k] * single[k][i] * whole[k][j] for k in range(order + 1)), flint.fmpq(0))
            for j in range(int(2 * J) + 1)
        )
        for i in range(own + 1)
    )


@lru_cache(maxsize=4096)
def lowering_strengths(n: int, s: Fraction, J: Fraction) -> Row:
    """Mean of (s + m1)(s - m1 + 1) for M = -J ... J: the strength of j- on spin 1."""
    rows = chances(n, s, J)
    factors = [flint.fmpq(i * (int(2 * s) + 1 - i)) for i in range(len(rows))]
    return tuple(
        sum((f * x for f, x in zip(factors, column, strict=True)), flint.fmpq(0))
        for column in zip(*rows, strict=True)
    )


@lru_cache(maxsize=4096)
def rounded(row: Row) -> Any:
    """The row as a float64 array, each entry rounded once."""
    return np.array([int(x.p) / int(x.q) for x in row])
