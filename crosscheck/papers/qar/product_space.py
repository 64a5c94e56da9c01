"""States and rates of the sector on all 2^N product states, exact."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

import flint

from cotherm.numeric.matrices import Matrix
from cotherm.numeric.refrigerator import Refrigerator
from cotherm.numeric.refrigerator_lindblad import sector_vectors

from .models import RATIONAL


def sector_density(model: Refrigerator, weights: Mapping[Fraction, Any]) -> Matrix:
    """sum_a weight_a |v_a><v_a| on the product states."""
    return sector_operator(model, {(a, a): weight for a, weight in weights.items()})


def sector_operator(
    model: Refrigerator, weights: Mapping[tuple[Fraction, Fraction], Any]
) -> Matrix:
    """sum_ab weight_ab |v_a><v_b| with vectors of the norm of |v_b>.

    The norms of both vectors are irrational in general; off-diagonal operators are scaled by
    1/<v_b|v_b>, which keeps everything rational.
    """
    vectors = dict(zip(model.levels, sector_vectors(RATIONAL, model), strict=True))
    entries: dict[tuple[int, int], Any] = {}
    for (a, b), weight in weights.items():
        if weight == 0:
            continue
        scale = RATIONAL.number(weight) / RATIONAL.dot(vectors[b], vectors[b])
        for i, x in enumerate(vectors[a]):
            for k, y in enumerate(vectors[b]):
                if x != 0 and y != 0:
                    entries[i, k] = entries.get((i, k), RATIONAL.zero) + scale * x * y
    size = 2**model.N
    return Matrix(RATIONAL, (size, size), entries)


def expectation(model: Refrigerator, level: Fraction, image: Matrix) -> Any:
    """<v_a|X|v_a>."""
    vector = sector_vectors(RATIONAL, model)[model.levels.index(level)]
    value: flint.fmpq = RATIONAL.dot(vector, image.apply(vector))
    return value / RATIONAL.dot(vector, vector)
