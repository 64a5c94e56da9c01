"""Where n spins s have the same heat capacity together and one by one.

With u(x) = (x / sinh x)^2, y = b/2, d = 2s + 1 and D = 2ns + 1 the difference is
C_ns - n C_s = n u(d y) - (n - 1) u(y) - u(D y). It is positive for small b and
negative for large b; `certify_single_crossing` shows for given n and s that its sign changes once.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from functools import lru_cache
from typing import Any

import flint

from ..balls import Ball
from ..errors import PrecisionError
from .roots import certified_root
from .spin_ladder import ladder_heat_capacity

_BITS = 96
_MOST_CELLS = 200_000
# Relative half-width of the neighbourhood in which the slope is shown to be negative.
_NEAR = 0.02


def crossing_point(ball: Any, n: int, s: Any) -> Any:
    """The b > 0 at which C_ns(b) = n C_s(b), n >= 2, by certified signs."""
    top, single = ball.number(n * s), ball.number(s)

    def gap(b: Any) -> Any:
        return ladder_heat_capacity.body(ball, top, b) - n * ladder_heat_capacity.body(
            ball, single, b
        )

    def rough(b: float) -> float:
        return float(ladder_heat_capacity(n * s, b) - n * ladder_heat_capacity(s, b))

    guess = math.sqrt(12 / (4 * n * float(s) * (float(s) + 1) + 1))
    low, high = guess, guess
    while rough(low) <= 0:
        low /= 1.3
    while rough(high) >= 0:
        high *= 1.3
    return certified_root(ball, gap, rough, low, high)


@lru_cache(maxsize=256)
def certify_single_crossing(n: int, s: Any) -> None:
    """Show that C_ns - n C_s is positive before `crossing_point` and negative after it.

    Raises:
        PrecisionError: if that could not be shown.
    """
    ball = Ball(_BITS)
    with ball.active():
        _certify(ball, n, int(2 * s + 1), int(2 * n * s + 1), crossing_point(ball, n, s) / 2)


def _certify(ball: Ball, n: int, d: int, top: int, root: Any) -> None:
    def shape(x: float, factor: int) -> Any:
        return ball.x_over_sinh(factor * flint.arb(x)) ** 2

    def least(low: float, high: float) -> Any:
        # u decreases, so the ends of a cell bound each term.
        return n * shape(high, d) - (n - 1) * shape(low, 1) - shape(low, top)

    def most(low: float, high: float) -> Any:
        return n * shape(low, d) - (n - 1) * shape(high, 1) - shape(high, top)

    def slope(low: float, high: float) -> Any:
        # u' = -2 u L with the Langevin function L.
        y = flint.arb(low).union(flint.arb(high))

        def fall(factor: int) -> Any:
            return factor * ball.x_over_sinh(factor * y) ** 2 * ball.langevin(factor * y)

        return (n - 1) * fall(1) + fall(top) - n * fall(d)

    centre = float(root.mid())
    before, after = centre * (1 - _NEAR), centre * (1 + _NEAR)
    # 1 - x^2/3 <= u <= 1 - x^2/3 + x^4/15 make the difference positive below this point.
    start = 0.99 * math.sqrt(5 * n * (n - 1) * (d - 1) ** 2 / (float(top) ** 4 + n - 1))
    if start < before:
        _everywhere(lambda low, high: bool(least(low, high) > 0), start, before)
    _everywhere(lambda low, high: bool(slope(low, high) < 0), before, after)
    # Beyond `end` n u(d y) < (n - 1) u(y): their ratio decreases.
    end = after
    while not n * shape(end, d) < (n - 1) * shape(end, 1):
        end *= 1.2
    if end > after:
        _everywhere(lambda low, high: bool(most(low, high) < 0), after, end)


def _everywhere(holds: Callable[[float, float], bool], low: float, high: float) -> None:
    """Show that a statement holds on every cell of a subdivision of [low, high]."""
    cells = [(low, high)]
    for _ in range(_MOST_CELLS):
        if not cells:
            return
        left, right = cells.pop()
        if holds(left, right):
            continue
        middle = math.sqrt(left * right)
        if not left < middle < right:
            break
        cells += [(left, middle), (middle, right)]
    raise PrecisionError("That the heat capacities cross only once could not be certified.")
