"""Regression lines of logarithms: exact powers, noise, and the engine's exponents by window."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cotherm.numeric.errors import InputError
from cotherm.numeric.large_engine import large_engine
from cotherm.numeric.power_law import power_law

SIZES = (10, 12, 14, 16, 18, 20)


@given(st.floats(-4, 4), st.floats(1e-3, 1e3))
def test_a_power_is_found_without_error(exponent, factor):
    found = power_law(SIZES, [-factor * x**exponent for x in SIZES])
    assert found.exponent == pytest.approx(exponent, abs=1e-11)
    assert found.factor == pytest.approx(factor, rel=1e-10)
    assert found.error < 1e-11


@given(st.lists(st.floats(0.1, 10), min_size=6, max_size=6), st.floats(0.01, 100))
def test_units_do_not_matter_and_the_error_is_that_of_least_squares(values, unit):
    found = power_law(SIZES, values)
    other = power_law([unit * x for x in SIZES], values)
    assert other.exponent == pytest.approx(found.exponent, abs=1e-9)
    assert other.error == pytest.approx(found.error, abs=1e-9)
    line, covariance = np.polyfit(np.log(SIZES), np.log(values), 1, cov=True)
    assert found.exponent == pytest.approx(line[0], abs=1e-9)
    assert found.error == pytest.approx(math.sqrt(covariance[0, 0]), abs=1e-9)


def test_the_exponent_of_an_engine_falls_with_its_window():
    """P_N grows as N - n_1 - n_2 for many pairs: the line bends, and flattens to exponent 1."""
    machine = dict(E1=100, E2=225, beta1="1/50", beta2="1/150", omega0=1, Gamma0=1)
    sizes = (*range(10, 21), 28, 34, 40, 56, 68, 80)
    power = {N: large_engine(N, **machine).power() for N in sizes}

    def line(window):
        return power_law(window, [power[N] for N in window])

    # numpy.polyfit of the same powers
    for window, exponent, error in (
        (range(10, 21), 1.0367, 0.0014),
        (range(14, 21), 1.0301, 0.0008),
    ):
        assert line(window).exponent == pytest.approx(exponent, abs=1e-4)
        assert line(window).error == pytest.approx(error, abs=1e-4)
    lost = 1 / math.expm1(2) + 1 / math.expm1(1.5)
    near, far = (
        line(window).exponent - power_law(window, [N - lost for N in window]).exponent
        for window in ((28, 34, 40), (56, 68, 80))
    )
    assert 0 < near < 1e-3  # of order 1/N^2, while the exponents exceed 1 by n/N
    assert far / near == pytest.approx(1 / 4, rel=0.1)


def test_refusals_name_the_argument():
    with pytest.raises(InputError, match="Argument `sizes` must be at least three"):
        power_law((1, 2), (1, 2))
    with pytest.raises(InputError, match="Argument `sizes` must be at least three"):
        power_law((2, 2, 2), (1, 2, 3))
    with pytest.raises(InputError, match="Argument `values` must be 3 finite numbers"):
        power_law((1, 2, 3), (1, 0, 3))
    with pytest.raises(InputError, match="Argument `values` must be 3 finite numbers"):
        power_law((1, 2, 3), (1, 2))
