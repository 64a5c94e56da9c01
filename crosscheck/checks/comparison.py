"""Values compared: exact numbers exactly, balls to certified digits, floats to a tolerance."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any

import flint

from ..algebras import digits_to_bits, precision, to_ball, to_fmpq
from ..errors import ClaimError
from ..evidence import Status

Scalar = flint.arb | flint.fmpq | float
LOG10_2 = math.log10(2)
FLOAT_DIGITS = 15


def as_scalars(value: Any) -> list[Scalar]:
    """One value, a sequence or a matrix of values, as a flat list of flint numbers or floats."""
    if isinstance(value, flint.fmpq_mat | flint.arb_mat):
        return [as_scalars(entry)[0] for entry in value.entries()]
    if isinstance(value, Mapping):
        return [scalar for entry in value.values() for scalar in as_scalars(entry)]
    if isinstance(value, Sequence) and not isinstance(value, str):
        return [scalar for entry in value for scalar in as_scalars(entry)]
    if isinstance(value, bool) or value is None:
        raise ClaimError(f"an oracle must return numbers, it returned {value!r}")
    if isinstance(value, int | Fraction):
        return [to_fmpq(Fraction(value))]
    if isinstance(value, flint.fmpz):
        return [flint.fmpq(value)]
    return [value]


def worst(statuses: Sequence[Status]) -> Status:
    """Differs before undecided before agrees."""
    for status in (Status.DIFFERS, Status.UNDECIDED):
        if status in statuses:
            return status
    return Status.AGREES


def relative_digits(ball: flint.arb) -> float:
    """Decimal digits to which a ball is known, relative to its magnitude."""
    if ball.is_exact():
        return math.inf if ball.is_finite() else 0.0
    if not ball.is_finite():
        return 0.0
    return int(ball.rel_accuracy_bits()) * LOG10_2


def vanishes(ball: flint.arb, scale: float, digits: int) -> bool:
    """Whether a ball may be zero and is below ``scale`` by that many decimal orders."""
    if scale == 0.0 or not ball.contains(0):
        return False
    return bool(ball.abs_upper() <= flint.arb(scale) * flint.arb(10) ** (-digits))


def compare(
    printed: Scalar, value: Scalar, digits: int, tolerance: float, scale: float = 0.0
) -> tuple[Status, int | None]:
    """Status of one pair of values, and the digits of their agreement (None when exact).

    Values that may both be zero agree when they are that many digits smaller than ``scale``. A
    float agrees within ``tolerance``, relative; without one it is refused.
    """
    if isinstance(printed, flint.fmpq) and isinstance(value, flint.fmpq):
        return (Status.AGREES if printed == value else Status.DIFFERS), None
    if isinstance(printed, float) or isinstance(value, float):
        return _compare_floats(printed, value, tolerance)
    with precision(digits_to_bits(digits) + 64):
        first, second = to_ball(printed), to_ball(value)
        if not (first.is_finite() and second.is_finite()):
            return Status.UNDECIDED, 0
        difference = first - second
        if not difference.contains(0):
            return Status.DIFFERS, 0
        if first == 0 and second == 0:
            return Status.AGREES, None
        if vanishes(first, scale, digits) and (second == 0 or vanishes(second, scale, digits)):
            return Status.AGREES, digits
        size = max(abs(second.mid()), abs(first.mid()))
        if size == 0:
            return Status.UNDECIDED, 0
        width = (difference.rad() / size).mid()
        agreed_digits = digits if width == 0 else int(float(-width.log() / flint.arb(10).log()))
        status = Status.AGREES if agreed_digits >= digits else Status.UNDECIDED
        return status, agreed_digits


def _compare_floats(printed: Scalar, value: Scalar, tolerance: float) -> tuple[Status, int]:
    if tolerance == 0.0:
        raise ClaimError("a float was compared without a tolerance and the reason for it")
    balls = [to_ball(x) for x in (printed, value)]
    if not all(ball.is_finite() for ball in balls):
        return Status.UNDECIDED, 0
    size = max(*(abs(float(ball.mid())) for ball in balls), 1e-300)
    if max(float(ball.rad()) for ball in balls) > tolerance * size:
        return Status.UNDECIDED, 0
    error = abs(float((balls[0] - balls[1]).mid())) / size
    digits = FLOAT_DIGITS if error == 0 else min(FLOAT_DIGITS, max(0, int(-math.log10(error))))
    return (Status.AGREES if error <= tolerance else Status.DIFFERS), digits


def decimal(value: Scalar, digits: int = 20) -> str:
    """A value for tables: a fraction where exact and short, else a decimal string."""
    if isinstance(value, float):
        return f"{value:.6g}"
    if isinstance(value, flint.fmpq):
        text = str(value)
        if len(text) <= 40:
            return text
    with precision(digits_to_bits(digits)):
        return str(to_ball(value).str(digits, radius=False))
