"""Cycles of finite duration: first and second law, long and short strokes, arithmetics."""

from __future__ import annotations

import math

import pytest

from cotherm.numeric.certify import certified_digits
from cotherm.numeric.errors import InputError
from cotherm.numeric.fields import Ball, Float64, Rational
from cotherm.numeric.finite_time_cycle import finite_time_cycle
from cotherm.numeric.otto_cycle import otto_cycle

F = Float64()
BATHS = ("0.2", "1.5", 2, 1)
COUPLINGS = ["collective", "independent"]


@pytest.mark.parametrize("coupling", COUPLINGS)
@pytest.mark.parametrize("baths", [BATHS, ("-0.3", "0.8", 2, 1), ("0.8", "1", 1, 2)])
def test_first_and_second_law(coupling, baths):
    field = Ball(120)
    cycle = finite_time_cycle(field, 3, "1/2", *baths, "0.4", "0.7", "0.5", coupling)
    with field:
        assert cycle.work.overlaps(cycle.heat_hot + cycle.heat_cold)
        entropy = (
            -field.number(baths[0]) * cycle.heat_hot - field.number(baths[1]) * cycle.heat_cold
        )
        assert entropy > 0
        efficiency = 1 - field.number(baths[3]) / field.number(baths[2])
        assert cycle.efficiency.overlaps(efficiency)
        assert (cycle.power * field.number("1.1")).overlaps(cycle.work)


@pytest.mark.parametrize("coupling", COUPLINGS)
def test_long_strokes_are_those_of_the_stationary_cycle(coupling):
    full = otto_cycle(F, 3, "1/2", *BATHS, "0.5", coupling)
    long = finite_time_cycle(F, 3, "1/2", *BATHS, 40, 40, "0.5", coupling)
    assert long.work == pytest.approx(full["work"], rel=1e-11)
    works = [
        finite_time_cycle(F, 3, "1/2", *BATHS, time, time, "0.5", coupling).work
        for time in (0.1, 0.5, 2, 10)
    ]
    assert works == sorted(works)
    assert works[-1] < full["work"] * (1 + 1e-12)


@pytest.mark.parametrize("coupling", COUPLINGS)
def test_short_strokes_have_a_finite_power(coupling):
    powers = [
        finite_time_cycle(F, 2, "1/2", *BATHS, time, time, "inf", coupling).power
        for time in (1e-3, 1e-4)
    ]
    assert powers[0] == pytest.approx(powers[1], rel=1e-3)


def test_balls_agree_with_float64():
    ball = finite_time_cycle(Ball(150), 2, 1, *BATHS, "0.3", "0.6", "-0.5")
    near = finite_time_cycle(F, 2, 1, *BATHS, "0.3", "0.6", "-0.5")
    assert certified_digits(ball.work) > 30
    assert near.work == pytest.approx(float(ball.work), rel=1e-12)


def test_one_spin_by_hand():
    # p -> p_x + (p - p_x) exp(-(1 + q_x) tau): the periodic population swings by
    # (p_h - p_c)(1 - a_h)(1 - a_c)/(1 - a_h a_c).
    q_h, q_c = math.exp(-0.4), math.exp(-1.5)
    a_h, a_c = math.exp(-(1 + q_h) * 0.4), math.exp(-(1 + q_c) * 0.7)
    swing = (q_h / (1 + q_h) - q_c / (1 + q_c)) * (1 - a_h) * (1 - a_c) / (1 - a_h * a_c)
    cycle = finite_time_cycle(F, 1, "1/2", *BATHS, "0.4", "0.7")
    assert cycle.work == pytest.approx(swing, rel=1e-13)
    several = finite_time_cycle(F, 3, "1/2", *BATHS, "0.4", "0.7", coupling="independent")
    assert several.work == pytest.approx(3 * swing, rel=1e-12)


def test_bad_input():
    with pytest.raises(InputError, match="Argument `time` must be positive"):
        finite_time_cycle(F, 2, "1/2", *BATHS, 0, 1)
    with pytest.raises(InputError, match="Argument `time` must be positive, in float64"):
        finite_time_cycle(Rational(), 2, "1/2", 0, 0, 2, 1, 1, 1)
    with pytest.raises(InputError, match="Argument `lambda_c` must be positive"):
        finite_time_cycle(F, 2, "1/2", 1, 2, 1, -1, 1, 1)
    with pytest.raises(InputError, match="above -inf"):
        finite_time_cycle(F, 2, "1/2", "-inf", 2, 2, 1, 1, 1)
