"""Inverse temperatures: exact Boltzmann factors, both signs and both infinities."""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise

import flint
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cotherm.numeric.errors import InputError
from cotherm.numeric.fields import Ball, Float64, Rational
from cotherm.numeric.temperature import InverseTemperature, scaled

factors = st.fractions(Fraction(1, 30), 30, max_denominator=30)


@given(factors, st.integers(2, 6))
def test_weights_are_normalised_and_in_detailed_balance_exactly(q, size):
    weights = InverseTemperature(q=q).weights(Rational(), range(size))
    ratio = flint.fmpq(q.numerator, q.denominator)
    assert sum(weights) == 1
    assert all(b == a * ratio for a, b in pairwise(weights))


@given(factors)
def test_reversing_the_temperature_reverses_the_weights(q):
    forward = InverseTemperature(q=q).weights(Rational(), range(4))
    assert InverseTemperature(q=1 / q).weights(Rational(), range(4)) == forward[::-1]


@given(factors)
def test_rates_are_in_detailed_balance_and_the_larger_is_one(q):
    bath = InverseTemperature(q=q)
    larger, down = bath.rates(Rational()), bath.rates(Rational(), unit="down")
    assert max(larger) == 1
    assert down.down == 1
    assert larger.up / larger.down == down.up == Rational().number(q)


def test_infinite_temperatures():
    field = Rational()
    cold, full = InverseTemperature("inf"), InverseTemperature(float("-inf"))
    assert cold.weights(field, [0, 1, 1]) == [1, 0, 0]
    assert full.weights(field, [0, 1, 1]) == [0, flint.fmpq(1, 2), flint.fmpq(1, 2)]
    assert tuple(cold.rates(field)) == (1, 0)
    assert tuple(full.rates(field)) == (0, 1)
    assert InverseTemperature(q=0).infinite
    assert InverseTemperature(0).weights(field, range(2)) == [flint.fmpq(1, 2)] * 2
    with pytest.raises(InputError, match="finite"):
        cold.inverse(field)
    with pytest.raises(InputError, match="finite"):
        full.boltzmann(field)


@pytest.mark.parametrize("b", ["0.7", "-0.7", "1000", "-1000"])
def test_b_and_its_boltzmann_factor_belong_together(b):
    field = Ball(200)
    beta = InverseTemperature(b)
    with field:
        assert (beta.boltzmann(field) - field.exp(-field.number(b))).contains(0)
        assert beta.inverse(field).overlaps(field.number(b))
    near = InverseTemperature(b).weights(Float64(), range(3))  # no overflow, either sign
    assert sum(near) == pytest.approx(1, rel=1e-15)


def test_half_powers_of_q():
    beta = InverseTemperature(q="4/9")
    assert beta.power(Rational(), Fraction(3, 2)) == flint.fmpq(8, 27)
    assert beta.power(Rational(), -2) == flint.fmpq(81, 16)
    with pytest.raises(InputError, match="rational arithmetic"):
        InverseTemperature(q="1/2").power(Rational(), Fraction(1, 2))
    with pytest.raises(InputError, match="rational arithmetic"):
        InverseTemperature("0.5").boltzmann(Rational())
    with Ball(150):
        assert beta.power(Ball(150), Fraction(1, 3)).overlaps((flint.arb(4) / 9).root(3))


def test_scaling():
    assert repr(scaled("0.1", 3)) == "InverseTemperature('3/10')"
    assert scaled("-inf", 2).sign == -1
    assert scaled(flint.arb(2), 3, Ball(80)).inverse(Ball(80)) == 6
    with pytest.raises(InputError, match="positive"):
        scaled("inf", -1)


@pytest.mark.parametrize("arguments", [{}, {"b": 1, "q": 1}, {"q": -1}, {"b": "x"}, {"q": "inf"}])
def test_bad_arguments(arguments):
    with pytest.raises(InputError):
        InverseTemperature(**arguments)
    with pytest.raises(InputError, match="level"):
        InverseTemperature(1).weights(Rational(), [])
