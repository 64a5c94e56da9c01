"""How the field of a micromaser approaches its steady state, period by period."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from cotherm.numeric.errors import InputError
from cotherm.numeric.fields import Field, Float64, Scalar
from cotherm.numeric.matrices import Matrix
from cotherm.numeric.micromaser import (
    Micromaser,
    cutoff,
    period_map,
    photon_mean,
    precision_bits,
    product,
)


def thermal_populations(field: Field, ratio: Scalar, levels: int) -> list[Scalar]:
    """Return (1 - q) q^n for the Boltzmann factor q = `ratio`, normalised on the levels kept."""
    with field:
        weights = [field.one]
        for _ in range(levels - 1):
            weights.append(weights[-1] * ratio)
        total = field.sum(weights)
        return [weight / total for weight in weights]


def evolve(
    field: Field,
    model: Micromaser,
    ratio: Scalar,
    periods: Sequence[int],
    levels: int | None = None,
) -> list[Scalar]:
    """Return the mean photon number after each of the numbers of periods (`spinstar`, Fig. 3).

    Parameters
    ----------
    ratio : Boltzmann factor exp(-Omega/T) of the thermal field at the beginning.
    periods : ascending numbers of periods, >= 0; powers of the map are formed by squaring.

    Raises
    ------
    InputError : when `periods` do not ascend.
    """
    if any(b < a for a, b in zip([0, *periods], periods, strict=False)):
        raise InputError(f"Argument `periods` must ascend from 0, but is {list(periods)}.")
    size = cutoff(model, precision_bits(field)) if levels is None else levels
    state = thermal_populations(field, ratio, size)
    powers = [period_map(field, model, size)]
    means, done = [], 0
    for target in periods:
        state = _advance(powers, state, target - done)
        done = target
        means.append(photon_mean(field, state))
    return means


def _advance(powers: list[Matrix], state: Sequence[Scalar], steps: int) -> list[Scalar]:
    """Apply a power of the map; `powers` collects its squares."""
    result, k = list(state), 0
    while steps:
        while k >= len(powers):
            powers.append(product(powers[-1], powers[-1]))
        if steps & 1:
            result = powers[k].apply(result)
        steps >>= 1
        k += 1
    return result


def map_eigenvalues(model: Micromaser, levels: int | None = None) -> list[complex]:
    """Return the eigenvalues of the stroboscopic map in float64, largest modulus first.

    The first one is 1; the second tells how fast the steady state is reached.
    """
    size = cutoff(model, 60) if levels is None else levels
    values = np.linalg.eigvals(period_map(Float64(), model, size).to_numpy())
    return sorted((complex(v) for v in values), key=lambda v: (-abs(v), -v.real, v.imag))


def second_eigenvalue(model: Micromaser, levels: int | None = None) -> float:
    """Return the modulus of the second eigenvalue of the stroboscopic map."""
    return abs(map_eigenvalues(model, levels)[1])
