"""Relaxation of one collective spin in its bath as N -> infinity, by coherence order.

In the order m the moments of Y_{l,m} obey (scaled regime of `engine` (28), x = beta E, Gamma_0 = 1)

    dr_l/dt = -(l(l+1) - m^2)/x r_l - (1/2)(l+1) a_l r_{l-1} + (1/2) l a_{l+1} r_{l+1},

a_l^2 = (l^2 - m^2)/(4 l^2 - 1). In float64 the similarity with the square root of the thermal
weight makes the generator symmetric, -(l(l+1) - m^2)/x - (x/16)(1 - z^2) - z/2. In balls an
eigenvalue is enclosed as a sign change of the continued fraction that eliminates the higher l; its
tail has a fixed sign, hence rigorous bounds.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from fractions import Fraction
from functools import partial

import flint
import numpy as np

from cotherm.numeric.errors import InputError, PrecisionError
from cotherm.numeric.fields import Ball, Field, Float64, Number, Scalar, exact_rational

_LARGEST = 10_000
_LARGEST_IN_BALLS = 60
"""Beyond, the two slowest eigenvalues agree to more digits than float64 has (they are the decays
near the two poles of the sphere), and the float64 spectrum cannot tell them apart."""


def _checked(x: Number, sector: int) -> Fraction:
    ratio = exact_rational(x, "x")
    if not 0 < ratio <= _LARGEST:
        raise InputError(
            f"Argument `x` must be positive and at most {_LARGEST} for N = inf, but is {ratio}."
        )
    if isinstance(sector, bool) or not isinstance(sector, int) or sector < 0:
        raise InputError(f"Argument `sector` must be an integer >= 0, but is {sector!r}.")
    return ratio


def macroscopic_eigenvalues(x: Number, sector: int = 0, count: int = 2) -> list[float]:
    """Return the slowest eigenvalues in units of Gamma_0, slowest first, without the zero.

    Parameters
    ----------
    x : beta E, positive, at most 10^4.
    sector : coherence order m >= 0.
    count : how many, at least 1.

    Returns
    -------
    list : float64, absolute accuracy about 1e-15 (1 + x + 1/x).
    """
    ratio = float(_checked(x, sector))
    size = count + 30 + math.ceil(4 * ratio**0.75)
    degrees = np.arange(sector, sector + size + 2, dtype=float)
    shift = np.sqrt((degrees[1:] ** 2 - sector**2) / (4 * degrees[1:] ** 2 - 1))
    z = np.diag(shift, 1) + np.diag(shift, -1)
    # The product z z is exact for all but the last row, which is left out.
    matrix = -(ratio / 16) * (np.eye(len(degrees)) - z @ z) - z / 2
    matrix -= np.diag((degrees * (degrees + 1) - sector**2) / ratio)
    values = np.linalg.eigvalsh(matrix[:-1, :-1])[::-1]
    first = 1 if sector == 0 else 0
    return [float(value) for value in values[first : first + count]]


def _fraction(x: Fraction, sector: int, last: int, row: int, value: flint.arb) -> flint.arb:
    """What vanishes at an eigenvalue: one row, after all others are eliminated towards it.

    The tail from degree `last` on is enclosed rigorously.
    """
    m2, inverse = sector * sector, 1 / x
    lowest = max(1, sector)

    def diagonal(degree: int) -> flint.arb:
        rate = (degree * (degree + 1) - m2) * inverse
        return value + flint.fmpq(rate.numerator, rate.denominator)

    def product(degree: int) -> flint.fmpq:
        square = Fraction(degree * degree - m2, 4 * degree * degree - 1)
        found = square * (degree - 1) * (degree + 1) / 4
        return flint.fmpq(found.numerator, found.denominator)

    bound = product(last) / diagonal(last)
    tail = -(bound / 2) + flint.arb(0, (bound / 2).upper())  # between -bound and 0
    for degree in range(last - 1, row, -1):
        tail = -product(degree) / (diagonal(degree) - tail)
    head = flint.arb(0)
    for degree in range(lowest, row):
        head = -product(degree + 1) / (diagonal(degree) - head)
    return diagonal(row) - tail - head


def macroscopic_gap(field: Field, x: Number, sector: int = 0) -> Scalar:
    """Return the relaxation gap of one coherence order in units of Gamma_0, N = infinity.

    Parameters
    ----------
    field : Float64 or Ball. A ball encloses an eigenvalue rigorously; that it is the slowest one
        rests on the float64 spectrum.
    x : beta E, positive, at most 10^4, in balls at most 60.
    sector : coherence order m >= 0; 0 leaves the stationary state out.

    Raises
    ------
    InputError : outside these domains, or for rational arithmetic.
    PrecisionError : when the eigenvalue cannot be bracketed in the working precision.
    """
    ratio = _checked(x, sector)
    guess = macroscopic_eigenvalues(ratio, sector, 1)[0]
    if isinstance(field, Float64):
        return -guess
    if not isinstance(field, Ball):
        raise InputError(f"Argument `field` must be Ball or Float64 here, but is {field!r}.")
    if ratio > _LARGEST_IN_BALLS:
        raise InputError(
            f"Argument `x` must be at most {_LARGEST_IN_BALLS} for certified digits at N = inf, "
            f"but is {ratio}."
        )
    last = sector + 20 + math.ceil(4 * float(ratio) ** 0.75) + field.prec // 4
    with Ball(field.prec + 64):
        # A zero may lie too close to a pole in one row and not in another.
        for row in range(max(1, sector), last, 1 + last // 20):
            found = _bracketed(field.prec, guess, partial(_fraction, ratio, sector, last, row))
            if found is not None:
                return -found
    raise PrecisionError(
        "The relaxation gap could not be bracketed in the working precision.", None, field.prec
    )


def _bracketed(
    prec: int, guess: float, function: Callable[[flint.arb], flint.arb]
) -> flint.arb | None:
    """Narrow a sign change near the guess; None when there is none, or a pole inside."""
    step = flint.arb(abs(guess)) * flint.arb(2) ** -40
    lower, upper = (flint.arb(guess) - step).mid(), (flint.arb(guess) + step).mid()
    ends = [function(point) for point in (lower, upper)]
    if not ends[0] * ends[1] < 0:
        return None
    rising = bool(ends[1] > 0)
    while upper - lower > abs(upper) * flint.arb(2) ** -prec:
        for sixteenths in (8, 7, 10):
            middle = (lower + (upper - lower) * sixteenths / 16).mid()
            value = function(middle)
            if value > 0 or value < 0:
                break
        else:
            break
        lower, upper = (lower, middle) if bool(value > 0) is rising else (middle, upper)
    hull = lower.union(upper)
    return hull if function(hull).is_finite() else None
