"""Relaxation and thermalisation times, and the reaction coordinate: limits and identities."""

from __future__ import annotations

import math
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cotherm.symbolic.errors import InputError, SymbolicError
from cotherm.symbolic.forms.reaction_coordinate import reaction_coordinate, spectral_peak
from cotherm.symbolic.forms.superradiance import relaxation_time, thermalization_time
from cotherm.symbolic.forms.transitions import spectral_density

positive = st.floats(0.01, 50)


@given(positive, positive, positive)
def test_the_peak_is_a_maximum(eps, delta, gamma):
    peak = spectral_peak(eps, delta, gamma)
    top = spectral_density(peak["position"], eps, delta, gamma)
    assert peak["height"] == pytest.approx(top, rel=1e-13)
    for factor in (0.99, 1.01):
        assert spectral_density(factor * peak["position"], eps, delta, gamma) < top


def test_a_narrow_peak_stands_at_its_position_with_its_height():
    peak = spectral_peak.digits(30, 1, "1e-4", 1)
    assert float(peak["position"] - 1) == pytest.approx(1e-16 / 8, rel=1e-6)
    assert float(1 - peak["height"]) == pytest.approx(1e-8 / 4, rel=1e-6)


@given(positive, positive, positive, positive, st.floats(-50, 50))
def test_reaction_coordinate_scales(eps, delta, cutoff, gamma, omega):
    plain = reaction_coordinate(eps, delta, cutoff, gamma, omega)
    double = reaction_coordinate(*(2 * x for x in (eps, delta, cutoff, gamma, omega)))
    # All frequencies doubled: squares grow by four, densities by two.
    assert double["frequency2"] == pytest.approx(4 * plain["frequency2"], rel=1e-13)
    assert double["coupling2"] == pytest.approx(4 * plain["coupling2"], rel=1e-13)
    assert double["density"] == pytest.approx(2 * plain["density"], rel=1e-13, abs=1e-300)
    mirrored = reaction_coordinate(eps, delta, cutoff, gamma, -omega)
    assert mirrored["density"] == -plain["density"]


@given(st.integers(1, 300))
def test_relaxation_by_terms_and_by_harmonic_numbers(N):
    start = Fraction(N % 2, 2) + min(N // 2, 100)
    expected = sum(
        (4 / (N / 2 * (N / 2 + 1) - a * (a - 1))) / (2 if a == 1 else 1)
        for a in [float(start) - k for k in range(int(start - Fraction(N % 2, 2)))]
    )
    assert relaxation_time(N, start) == pytest.approx(expected, rel=1e-12)


def test_relaxation_from_the_top_is_logarithmically_slower_than_inverse():
    for N in (10**5 + 1, 10**8):
        value = relaxation_time(N, Fraction(N, 2))
        assert N * value / 4 == pytest.approx(math.log(N) + np.euler_gamma, rel=1e-4)


def test_relaxation_exactly():
    assert abs(relaxation_time.digits(25, 7, "7/2", 2) * 70 - 41) < 1e-12
    assert relaxation_time(9, "1/2") == 0
    assert relaxation_time(5, "3/2", [1.0, 2.0]).tolist() == [0.5, 0.25]


def test_thermalisation_of_two_levels():
    # Two levels 0 and 1, squared element 1, one rate: populations decay as e^(-r t).
    down = math.exp(-0.01) / (1 - math.exp(-2.0))
    rate = down * (1 + math.exp(-2.0))
    time = thermalization_time(2, "0.5", 2)
    final, initial = 1 / (1 + math.exp(2.0)), 1 / (1 + math.exp(0.5))
    p = final + (initial - final) * math.exp(-rate * time)
    entropy = p * math.log(p / final) + (1 - p) * math.log((1 - p) / (1 - final))
    assert entropy == pytest.approx(1e-6, rel=1e-8)


@pytest.mark.parametrize("N", [3, 8, 15])
def test_thermalisation_is_later_for_a_lower_threshold(N):
    times = [thermalization_time(N, 1, 4, 100, t) for t in ("1e-2", "1e-6", "1e-12")]
    assert times == sorted(times)
    assert thermalization_time(N, 4, 4) == 0
    assert thermalization_time(N, "4.0001", 4) == 0
    ball = thermalization_time.digits(25, N, 1, 4)
    assert float(ball.mid()) == pytest.approx(thermalization_time(N, 1, 4), rel=1e-15)


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: relaxation_time(7, 3), "`a0` must be N/2 = 7/2 less a non-negative integer"),
        (lambda: relaxation_time(6, 4), "`a0` must be N/2 = 3 less"),
        (lambda: relaxation_time(7, "7/2", 0), "`gamma` must be a positive finite number"),
        (lambda: thermalization_time(1, 1, 4), "`N` must be an integer of at least 2"),
        (lambda: thermalization_time(3, 1, 0), "`beta_f` must be a positive finite number"),
        (lambda: thermalization_time(3, 1, 4, 100, 0), "`threshold` must be a positive"),
        (lambda: reaction_coordinate(1, 0, 1, 1, 1), "`delta` must be a positive finite number"),
        (lambda: spectral_peak(0, 1, 1), "`eps` must be a positive finite number"),
    ],
)
def test_bad_input(call, message):
    with pytest.raises(InputError, match=message):
        call()


def test_no_expression_where_there_is_none():
    with pytest.raises(SymbolicError, match="no expression"):
        thermalization_time.sympy(N=3, beta_i=1, beta_f=4)
