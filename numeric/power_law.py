"""Power laws through measured values: the regression line of the logarithms, in float64."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import NamedTuple

from cotherm.numeric.errors import InputError


class PowerLaw(NamedTuple):
    """factor * x^exponent, and the standard error of the exponent."""

    exponent: float
    error: float
    factor: float


def power_law(sizes: Sequence[float], values: Sequence[float]) -> PowerLaw:
    """Return the least-squares line of ln |value| over ln size.

    The error is sqrt(residuals^2 / ((n - 2) sum (ln x - mean)^2)): for values without noise it
    measures how much the points bend.

    Parameters
    ----------
    sizes : at least three positive numbers that are not all equal.
    values : as many numbers other than 0.
    """
    count = len(sizes)
    if count < 3 or min(sizes) <= 0 or min(sizes) == max(sizes):
        raise InputError(
            "Argument `sizes` must be at least three positive numbers that are not all equal, "
            f"but is {list(sizes)!r}."
        )
    if len(values) != count or not all(value != 0 and math.isfinite(value) for value in values):
        raise InputError(
            f"Argument `values` must be {count} finite numbers other than 0, but is "
            f"{list(values)!r}."
        )
    x = [math.log(size) for size in sizes]
    y = [math.log(abs(value)) for value in values]
    middle, level = math.fsum(x) / count, math.fsum(y) / count
    spread = math.fsum((a - middle) ** 2 for a in x)
    slope = math.fsum((a - middle) * (b - level) for a, b in zip(x, y, strict=True)) / spread
    residuals = [b - level - slope * (a - middle) for a, b in zip(x, y, strict=True)]
    error = math.sqrt(math.fsum(r * r for r in residuals) / ((count - 2) * spread))
    return PowerLaw(slope, error, math.exp(level - slope * middle))
