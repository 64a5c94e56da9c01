"""The infinite engine in balls: float64 inside, cutoffs that overlap, linear response."""

from __future__ import annotations

import flint
import pytest

from cotherm.numeric import macroscopic_engine_balls
from cotherm.numeric.certify import certified
from cotherm.numeric.errors import InputError
from cotherm.numeric.fields import Ball, Float64, Rational
from cotherm.numeric.macroscopic_engine import engine_limit
from cotherm.numeric.macroscopic_engine_balls import (
    limit_values,
    macroscopic_constancy,
    macroscopic_power,
    macroscopic_variance,
)

MACHINE = ("1", "3", "1", "1/6", "1/2", "1/4")


def test_float64_agrees_with_the_digits() -> None:
    for quantity in (macroscopic_power, macroscopic_variance, macroscopic_constancy):
        exact = certified(lambda field, q=quantity: q(field, *MACHINE), 20)
        assert quantity(Float64(), *MACHINE) == pytest.approx(float(exact.mid()), rel=1e-9)


def test_precisions_overlap() -> None:
    limit = engine_limit("3", "1", "2")
    low, high = (limit_values(Ball(prec), limit) for prec in (100, 180))
    for coarse, fine in zip(low, high, strict=True):
        assert coarse.overlaps(fine)
        assert fine.rad() < coarse.rad()


def test_linear_response_at_equilibrium() -> None:
    """(w/8) noise is the slope of <v> in x_1, from two different linear solves."""
    with Ball(160) as field:
        values = limit_values(field, engine_limit("2", "2", "3/2"))
        assert values.current == 0
        assert abs(values.per_bias - flint.arb(3) / 16 * values.noise) < flint.arb("1e-25")


def test_power_and_variance_make_the_constancy() -> None:
    """C = (P/Var) 2 dE/(x_1 - x_2)."""
    field = Ball(140)
    power, variance, constancy = (
        quantity(field, *MACHINE)
        for quantity in (macroscopic_power, macroscopic_variance, macroscopic_constancy)
    )
    with field:
        expected = power / variance * 2 * 2 / (1 - flint.arb(1) / 2)
        assert expected.overlaps(constancy)


def test_bad_input() -> None:
    with pytest.raises(InputError, match="`omega0` must be positive, but is 0"):
        macroscopic_power(Float64(), "1", "3", "1", "1/6", "0", "1")
    with pytest.raises(InputError, match="`beta1` must be positive, but is -1"):
        macroscopic_power(Float64(), "1", "3", "-1", "1/6", "1", "1")
    with pytest.raises(InputError, match="must be Ball or Float64"):
        macroscopic_power(Rational(), *MACHINE)


def test_what_does_not_settle_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(macroscopic_engine_balls, "_MOST", 12)
    with pytest.raises(InputError, match="up to degree 12, but are 10 and 8 at"):
        limit_values(Ball(120), engine_limit("10", "8", "3"))
