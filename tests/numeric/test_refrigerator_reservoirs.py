"""Spectral density and rates of the peaked boson reservoirs."""

from __future__ import annotations

from fractions import Fraction
from itertools import count
from math import exp, expm1, isfinite

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cotherm.numeric.errors import InputError
from cotherm.numeric.fields import Ball, Float64, Rational
from cotherm.numeric.reservoirs import (
    Reservoir,
    bose_occupation,
    density_maximum,
    spectral_density,
)

FLOAT, BALL, EXACT = Float64(), Ball(200), Rational()
positive = st.fractions(min_value=Fraction(1, 100), max_value=20, max_denominator=100)
factor = st.fractions(min_value=Fraction(1, 50), max_value=Fraction(49, 50), max_denominator=50)
frequency = st.integers(1, 60)


@given(positive, positive, positive, frequency)
def test_density_is_odd_and_has_the_sign_of_the_frequency(position, width, height, omega):
    bath = Reservoir(position, width, height, q=Fraction(1, 2))
    assert bath.density(EXACT, omega) == -bath.density(EXACT, -omega)
    assert bath.density(EXACT, omega) > 0
    assert bath.density(EXACT, 0) == 0


@given(positive, positive, factor, frequency)
def test_absorption_over_emission_is_the_boltzmann_factor(position, width, q, omega):
    bath = Reservoir(position, width, 1, q=q)
    down, up = bath.rate(EXACT, omega), bath.rate(EXACT, -omega)
    assert down > 0
    assert up / down == EXACT.number(q) ** omega
    # gamma(omega) - gamma(-omega) = Gamma(omega): spontaneous emission alone
    assert down - up == bath.density(EXACT, omega)


@given(positive, positive, factor, frequency)
def test_beta_and_boltzmann_factor_mean_the_same(position, width, q, omega):
    given_q = Reservoir(position, width, 1, q=q)
    beta = given_q.inverse_temperature(FLOAT)
    given_beta = Reservoir(position, width, 1, beta=beta)
    for sign in (1, -1):
        assert given_beta.rate(FLOAT, sign * omega) == pytest.approx(
            float(Fraction(str(given_q.rate(EXACT, sign * omega)))), rel=1e-11
        )


@given(positive, positive, positive, st.integers(-60, 60))
def test_arithmetics_agree(position, width, beta, omega):
    bath = Reservoir(position, width, 1, beta=beta)
    ball, number = bath.rate(BALL, omega), bath.rate(FLOAT, omega)
    assert ball > 0
    assert number == pytest.approx(float(ball.mid()), rel=1e-12, abs=1e-300)


@given(positive, positive)
def test_zero_frequency_is_the_limit_from_both_sides(position, width):
    bath = Reservoir(position, width, 1, beta=Fraction(3, 2))
    limit = bath.rate(BALL, 0)
    for sign in (1, -1):
        near = bath.rate(BALL, sign * Fraction(1, 10**40))
        with BALL:
            assert abs(near / limit - 1) < 1e-36


@given(positive, positive, positive)
def test_value_at_the_position(position, width, height):
    """Gamma(eps) = height / (1 + (delta/2 eps)^2), straight from the definition."""
    bath = Reservoir(position, width, height, q=Fraction(1, 2))
    expected = height / (1 + (width / (2 * position)) ** 2)
    value = bath.density(EXACT, position)
    assert Fraction(int(value.p), int(value.q)) == expected


@pytest.mark.parametrize("x", [1e-300, 1e-12, 1e-3, 1.0, 30.0, 700.0])
def test_bose_occupation_in_float64(x):
    expected = 1 / expm1(x) if x < 600 else exp(-x)
    assert bose_occupation(FLOAT, x) == pytest.approx(expected, rel=4e-16)


def test_cold_reservoirs_do_not_overflow():
    bath = Reservoir(2, "0.1", beta=50)
    assert bath.rate(FLOAT, -200) == 0.0
    assert isfinite(bath.rate(FLOAT, 200))
    assert bath.rate(Ball(64), -200) > 0


@pytest.mark.parametrize(
    ("parameters", "word"),
    [
        ({"beta": 0}, "`beta`"),
        ({"beta": -1}, "`beta`"),
        ({"beta": "-1e-3"}, "`beta`"),
        ({"q": 1}, "`q`"),
        ({"q": "3/2"}, "`q`"),
        ({"q": 0}, "`q`"),
        ({}, "beta"),
        ({"beta": 1, "q": "1/2"}, "beta"),
        ({"beta": 1, "width": 0}, "`width`"),
        ({"beta": 1, "position": -2}, "`position`"),
        ({"beta": 1, "height": -1}, "`height`"),
        ({"beta": "1; import os"}, "`beta`"),
    ],
    ids=count(),
)
def test_bad_parameters_are_refused_in_one_sentence(parameters, word):
    with pytest.raises(InputError, match=word) as caught:
        Reservoir(**{"position": 2, "width": "0.1", **parameters})
    assert str(caught.value).endswith(".")
    assert "\n" not in str(caught.value)


def test_spectral_density_by_hand():
    # 4 * 3 * 2 * 1 * 1 / ((1 + 1) (9 + 1)) at omega = 1, eps = 2, delta = 1, height = 3
    assert spectral_density(EXACT, 1, 2, 1, 3) == EXACT.number(Fraction(24, 20))
    assert spectral_density(EXACT, -1, 2, 1, 3) == EXACT.number(Fraction(-24, 20))
    with pytest.raises(InputError, match="`width`"):
        spectral_density(EXACT, 1, 2, 0)


def test_rational_arithmetic_needs_boltzmann_factors():
    with pytest.raises(InputError):
        Reservoir(2, "0.1", beta=1).rate(EXACT, 1)
    with pytest.raises(InputError):
        Reservoir(2, "0.1", q="1/2").rate(EXACT, 0)
    with pytest.raises(InputError, match="integer"):
        Reservoir(2, "0.1", q="1/2").rate(EXACT, Fraction(1, 2))
    with pytest.raises(InputError, match="positive"):
        bose_occupation(FLOAT, 0.0)


@given(positive, positive)
def test_the_maximum_is_where_the_density_is_largest(position, width):
    at, top = density_maximum(FLOAT, position, width)
    assert top == pytest.approx(spectral_density(FLOAT, at, position, width), rel=1e-12)
    for factor in (0.999, 1.001):
        assert spectral_density(FLOAT, at * factor, position, width) < top


def test_the_maximum_in_balls():
    at, top = density_maximum(BALL, 1, "1e-6")
    assert abs(float(at - 1)) < 1e-20
    assert float(1 - top) == pytest.approx(2.5e-13, rel=1e-6)
    with pytest.raises(InputError, match="must not be rational"):
        density_maximum(EXACT, 1, 1)
