"""Roots of small polynomial systems: Newton in float64, certified in balls.

Derivatives are carried along with the values (forward differentiation), so that the Jacobian over
a box of balls is an enclosure.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import flint
import numpy as np

from cotherm.numeric.errors import NumericError, PrecisionError
from cotherm.numeric.fields import Ball

System = Callable[[Sequence[Any]], list[Any]]

_STEPS = 60
_CONVERGED = 1e-14


class Dual:
    """A value with its derivatives; sums, differences, products and quotients by numbers."""

    __slots__ = ("slopes", "value")

    def __init__(self, value: Any, slopes: list[Any]) -> None:
        self.value = value
        self.slopes = slopes

    def __add__(self, other: Any) -> Dual:
        if isinstance(other, Dual):
            slopes = [a + b for a, b in zip(self.slopes, other.slopes, strict=True)]
            return Dual(self.value + other.value, slopes)
        return Dual(self.value + other, self.slopes)

    __radd__ = __add__

    def __neg__(self) -> Dual:
        return Dual(-self.value, [-a for a in self.slopes])

    def __sub__(self, other: Any) -> Dual:
        return self.__add__(-other)

    def __rsub__(self, other: Any) -> Dual:
        return self.__neg__().__add__(other)

    def __mul__(self, other: Any) -> Dual:
        if isinstance(other, Dual):
            pairs = zip(self.slopes, other.slopes, strict=True)
            return Dual(
                self.value * other.value,
                [a * other.value + self.value * b for a, b in pairs],
            )
        return Dual(self.value * other, [a * other for a in self.slopes])

    __rmul__ = __mul__

    def __truediv__(self, other: Any) -> Dual:
        return Dual(self.value / other, [a / other for a in self.slopes])


def with_jacobian(system: System, point: Sequence[Any]) -> tuple[list[Any], list[list[Any]]]:
    """Return values and Jacobian (row by row) of a system at a point, or over a box of balls."""
    zero = point[0] - point[0] if not isinstance(point[0], flint.arb) else flint.arb(0)
    size = len(point)
    seeds = [
        Dual(value, [zero + 1 if i == k else zero for i in range(size)])
        for k, value in enumerate(point)
    ]
    results = system(seeds)
    return [entry.value for entry in results], [entry.slopes for entry in results]


def float_root(system: System, guess: Sequence[float]) -> list[float]:
    """Return a root near the guess, by Newton's method.

    Raises
    ------
    NumericError : when the steps do not become small.
    """
    point = np.array(guess, dtype=np.float64)
    last = np.inf
    for _ in range(_STEPS):
        values, jacobian = with_jacobian(system, [float(x) for x in point])
        step = np.linalg.solve(np.array(jacobian), np.array(values))
        point = point - step
        size = float(np.max(np.abs(step)) / max(1.0, float(np.max(np.abs(point)))))
        if size < _CONVERGED or (size < 1e-11 and size >= last):
            return [float(x) for x in point]
        last = size
    raise NumericError("Newton's method did not converge.")


def certified_root(field: Ball, system: System, guess: Sequence[float]) -> list[flint.arb]:
    """Return balls around a root near the guess that is unique in a larger box around it.

    Newton's method at the precision of the field, then one interval Newton (Krawczyk) step, whose
    image must lie inside the box it started from.

    Raises
    ------
    PrecisionError : when that cannot be shown at this precision.
    """
    with field:
        size = len(guess)
        point = [flint.arb(x) for x in guess]
        for _ in range(max(2, (field.prec // 40).bit_length() + 1)):
            values, jacobian = with_jacobian(system, point)
            step = _dense(jacobian).solve(_column(values))
            point = [(x - step[k, 0]).mid() for k, x in enumerate(point)]
        values, jacobian = with_jacobian(system, point)
        inverse = _dense(jacobian).inv().mid()
        shift = inverse * _column(values)
        largest = flint.arb(0)
        for k in range(size):
            largest = largest.max(abs(shift[k, 0]).upper())
        radius = largest * 4 + flint.arb(2) ** (-field.prec + 8)
        for _ in range(4):
            box = [flint.arb(x, radius.upper()) for x in point]
            _, over = with_jacobian(system, box)
            unit = flint.arb_mat(
                size, size, [int(i == k) for i in range(size) for k in range(size)]
            )
            spread = unit - inverse * _dense(over)
            offsets = _column([b - x for b, x in zip(box, point, strict=True)])
            image = spread * offsets - shift
            result = [x + image[k, 0] for k, x in enumerate(point)]
            if all(abs(image[k, 0]) < radius for k in range(size)):
                return result
            radius = radius * 16
    raise PrecisionError("A root could not be certified.", None, field.prec)


def _dense(rows: list[list[Any]]) -> Any:
    return flint.arb_mat(len(rows), len(rows[0]), [x for row in rows for x in row])


def _column(values: Sequence[Any]) -> Any:
    return flint.arb_mat(len(values), 1, list(values))
