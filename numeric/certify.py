"""Raise the precision of ball arithmetic until the digits asked for are certified."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, TypeVar

import flint

from cotherm.numeric.errors import InputError, NumericError, PrecisionError
from cotherm.numeric.fields import Ball, Field

Result = TypeVar("Result")


def _balls(value: Any) -> Iterator[flint.arb]:
    if isinstance(value, flint.arb):
        yield value
    elif isinstance(value, Mapping):
        for item in value.values():
            yield from _balls(item)
    elif isinstance(value, Sequence) and not isinstance(value, str):
        for item in value:
            yield from _balls(item)
    else:
        raise InputError(
            "Argument `function` must return balls, or sequences or mappings of them, but "
            f"returned {type(value).__name__}."
        )


def certified_digits(ball: flint.arb) -> float:
    """Return the number of significant digits that a ball certifies.

    Infinity for an exact ball (also 0 or plus or minus infinity), and 0 when a ball of positive
    radius contains 0.
    """
    if not ball.is_finite():
        infinite = ball == flint.arb.pos_inf() or ball == flint.arb.neg_inf()
        return float("inf") if infinite else 0.0
    if ball.is_exact():
        return float("inf")
    if ball.contains(0):
        return 0.0
    ratio = ball.rad() / ball.abs_lower()
    return max(0.0, -float(ratio.upper().log().mid()) / 2.302585092994046)


def certified(
    function: Callable[[Field], Result], digits: int, *, max_prec: int | None = None
) -> Result:
    """Evaluate a function in ball arithmetic until each result has `digits` certified digits.

    The precision starts at 3.33 digits + 64 bits and is doubled. The relative radius of every
    ball returned is below 10^-digits / 2; an exactly known 0 is accepted.

    Parameters
    ----------
    function : takes a `Ball` field and returns a ball, or a sequence or mapping of balls.
    digits : significant decimal digits, 1 ... 10000.
    max_prec : highest precision in bits to be tried; 16 times the first one when None.

    Raises
    ------
    PrecisionError : when the highest precision does not suffice; it carries the best enclosure.
    """
    if isinstance(digits, bool) or not isinstance(digits, int) or not 1 <= digits <= 10_000:
        raise InputError(
            f"Argument `digits` must be an integer from 1 to 10000, but is {digits!r}."
        )
    prec = int(3.33 * digits) + 64
    limit = 16 * prec if max_prec is None else max_prec
    best: Result | None = None
    failure: NumericError | ZeroDivisionError | None = None
    tried = 0
    while prec <= limit:
        field = Ball(prec)
        tried = prec
        try:
            with field:
                value = function(field)
                best = value
                reached = min((certified_digits(ball) for ball in _balls(value)), default=0.0)
            if reached >= digits + 0.31:
                return value
        except InputError:
            raise
        except (NumericError, ZeroDivisionError) as error:
            failure = error
        prec *= 2
    reason = f" (last failure: {failure})" if failure is not None and best is None else ""
    raise PrecisionError(
        f"{digits} digits could not be certified with {tried} bits of precision{reason}.",
        best,
        tried,
    )
