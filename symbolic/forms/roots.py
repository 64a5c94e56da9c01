"""Roots isolated by certified signs."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import flint

from ..errors import PrecisionError


def certified_root(
    ball: Any,
    function: Callable[[Any], Any],
    rough: Callable[[float], float],
    low: float,
    high: float,
) -> Any:
    """Return a ball that contains a root of `function`, by signs certified at its two ends.

    `rough` is a float version of the function with opposite signs at `low` and `high`; it only
    finds the
    neighbourhood. The secant method sharpens it, and the result is proved by the intermediate
    value theorem.

    Raises:
        PrecisionError: if no sign change can be certified at the ball arithmetic's precision.
    """
    falling = rough(low) > 0
    for _ in range(60):
        middle = (low + high) / 2
        if (rough(middle) > 0) == falling:
            low = middle
        else:
            high = middle
        if high - low < 1e-12 * high:
            break
    previous, current = flint.arb(low), flint.arb(high)
    if low == high:
        current = flint.arb(high) * (1 + flint.arb(2) ** -50)
    at_previous, at_current = function(previous).mid(), function(current).mid()
    for _ in range(60):
        slope = (at_current - at_previous) / (current - previous)
        if not slope.is_finite() or slope.contains(0):
            break
        following = (current - at_current / slope).mid()
        previous, at_previous = current, at_current
        current, at_current = following, function(following).mid()
        if abs(current - previous) < abs(current) * flint.arb(2) ** (-ball.prec + 6):
            break
    radius = abs(current) * flint.arb(2) ** (-ball.prec + 8)
    for _ in range(40):
        left, right = (current - radius).mid(), (current + radius).mid()
        signs = (function(left), function(right))
        if (signs[0] > 0 and signs[1] < 0) or (signs[0] < 0 and signs[1] > 0):
            return left.union(right)
        radius = radius * 4
        if radius > abs(current) / 1000:
            break
    raise PrecisionError("No sign change could be certified near the root.", current)
