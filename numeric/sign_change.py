"""Where a function of one real variable changes sign, enclosed by signs that balls certify."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

import flint
import scipy.optimize

from cotherm.numeric.errors import InputError, PrecisionError
from cotherm.numeric.fields import Ball, Field, Float64, Number, Scalar, exact_rational

Function = Callable[[Field, Fraction], Scalar]

_STEPS = 80


def _rational(ball: flint.arb) -> Fraction:
    """Return the midpoint of a ball, a dyadic rational."""
    mantissa, exponent = ball.mid().man_exp()
    return Fraction(int(mantissa)) * Fraction(2) ** int(exponent)


def sign_change(
    function: Function, low: Number, high: Number, digits: int = 30, name: str = "function"
) -> flint.arb:
    """Return a ball around a zero of a continuous function, by signs certified on both sides.

    The zero is found in float64 by bracketing, sharpened by secants in ball arithmetic, and proved
    by the intermediate value theorem: the function has certainly opposite signs a relative
    10^-digits / 2 to the left and to the right of the midpoint.

    Parameters
    ----------
    function : takes a field (`Float64` or `Ball`) and a rational point, returns a scalar.
    low, high : ends of an interval of positive numbers with opposite signs of the function.
    digits : significant decimal digits of the zero.
    name : what to call the function in an error.

    Raises
    ------
    InputError : when the signs at both ends are not opposite.
    PrecisionError : when no sign change can be certified near the zero that was found.
    """
    left, right = exact_rational(low, "low"), exact_rational(high, "high")
    rough = Float64()
    ends = [float(function(rough, x)) for x in (left, right)]
    if not ends[0] * ends[1] < 0:
        raise InputError(
            f"Arguments `low` and `high` must give opposite signs of {name}, but give "
            f"{ends[0]:.3g} at {float(left):.6g} and {ends[1]:.3g} at {float(right):.6g}."
        )
    start = scipy.optimize.brentq(
        lambda x: float(function(rough, Fraction(x))), float(left), float(right), xtol=1e-13
    )
    field = Ball(int(3.33 * digits) + 96)
    previous, current = Fraction(start), Fraction(start) * (1 + Fraction(1, 2**40))
    tolerance = Fraction(1, 10 ** (digits + 1))
    with field:
        before, now = function(field, previous), function(field, current)
        for _ in range(_STEPS):
            slope = (now - before) / field.number(current - previous)
            if slope.contains(0) or not slope.is_finite():
                break
            step = _rational(now / slope)
            previous, before = current, now
            current -= step
            now = function(field, current)
            if abs(step) < tolerance * abs(current):
                break
        radius = abs(current) / (2 * 10**digits)
        signs = [function(field, current + side * radius) for side in (-1, 1)]
        if signs[0] * signs[1] < 0:
            ends_found = [field.number(current - radius), field.number(current + radius)]
            enclosure: flint.arb = ends_found[0].union(ends_found[1])
            return enclosure
    raise PrecisionError(
        f"No sign change of {name} could be certified to {digits} digits near "
        f"{float(current):.12g}.",
        None,
        field.prec,
    )
