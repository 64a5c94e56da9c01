"""Zeros and contours of the cold current, and best settings."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest

from cotherm.numeric.errors import InputError
from cotherm.numeric.fields import Float64
from cotherm.numeric.refrigerator import refrigerator_model, refrigerator_performance
from cotherm.numeric.refrigerator_window import (
    banded_border,
    best_settings,
    cold_current,
    current_contour,
    performance,
)

FLOAT = Float64()
SETTING = {
    **{"N": 31, "delta_c": "0.1", "delta_h": "0.1", "delta_w": "1e-3"},
    **{"beta_c": 2, "beta_h": 1, "beta_w": "1e-3"},
}


def without(*names):
    return {name: value for name, value in SETTING.items() if name not in names}


@pytest.mark.parametrize("beta_w", ["0", "1e-3", "0.05"])
def test_the_ideal_cycle_stops_where_its_affinity_vanishes(beta_w):
    fixed = {**without("beta_c", "beta_w"), "beta_w": beta_w}
    root = current_contour("beta_c", 1, 5, reduced=True, **fixed)
    assert (
        root.overlaps(root - root + 3 - 2 * float(Fraction(beta_w)))
        or abs(float(root) - (3 - 2 * float(Fraction(beta_w)))) < 1e-15
    )


@pytest.mark.parametrize(("lowest", "ratio"), [("1/2", 3), ("3/2", "5/2"), ("5/2", "7/3")])
def test_higher_cycles_have_narrower_windows(lowest, ratio):
    fixed = {**without("beta_c", "beta_w"), "beta_w": 0, "lowest": lowest}
    root = current_contour("beta_c", "1.1", 4, reduced=True, **fixed)
    assert float(root) == pytest.approx(float(Fraction(ratio)), rel=1e-14)


def test_the_border_of_the_full_model_has_a_current_of_either_sign_beside_it():
    root = float(current_contour("delta_w", "1e-4", "0.05", **without("delta_w")))
    near = [cold_current(FLOAT, {**SETTING, "delta_w": root * x}) for x in (0.999, 1.001)]
    assert near[0] > 0 > near[1]
    # Found before by bisection of an independent float64 script with dense matrices.
    assert root == pytest.approx(0.0029289797991674457, rel=1e-12)


@pytest.mark.parametrize(
    ("variable", "low", "high"), [("beta_c", 1.0, 4.0), ("delta_w", 1e-4, 0.05)]
)
def test_the_border_in_float64_is_the_certified_one(variable, low, high):
    certified = current_contour(variable, low, high, digits=20, **without(variable))
    assert banded_border(variable, low, high, **without(variable)) == pytest.approx(
        float(certified), rel=1e-11
    )


def test_the_window_hardly_depends_on_a_large_number_of_spins():
    few, many = (
        banded_border("beta_c", 1.0, 4.0, **{**without("beta_c"), "N": N}) for N in (1001, 10001)
    )
    assert many < few < many * (1 + 1 / 1001)


def test_no_border_in_float64_is_said():
    with pytest.raises(InputError, match="cold currents of opposite signs, but give"):
        banded_border("beta_c", 3.0, 5.0, **without("beta_c"))


def test_a_contour_carries_its_level():
    root = current_contour("beta_c", 1, 5, "0.04", reduced=True, **without("beta_c"))
    value = cold_current(FLOAT, {**SETTING, "beta_c": float(root)}, reduced=True)
    assert value == pytest.approx(0.04, rel=1e-12)


def test_no_border_in_the_bracket_is_said():
    with pytest.raises(InputError, match="opposite signs of the current less 0"):
        current_contour("beta_c", 3, 5, **without("beta_c"))


def test_the_relative_performance_is_that_of_the_bounds():
    model = refrigerator_model(**SETTING)
    ratio = refrigerator_performance(FLOAT, model) / refrigerator_performance(FLOAT, model, "tur")
    found = performance(SETTING)
    assert found.ratio == pytest.approx(float(ratio), rel=1e-10) and 0 < found.ratio < 1
    assert np.isnan(performance({**SETTING, "beta_c": 4}).ratio)


def test_the_largest_current_lies_at_equal_temperatures_the_best_ratio_does_not():
    axes = np.linspace(0.1, 4, 8), np.linspace(0.1, 2, 8)
    current, ratio = best_settings(*axes, **without("beta_c", "beta_h"))
    assert current.beta_c == pytest.approx(current.beta_h)
    assert ratio.beta_c > 1.5 * ratio.beta_h
    for step in (0.97, 1.03):
        near = {**SETTING, "beta_c": ratio.beta_c * step, "beta_h": ratio.beta_h}
        assert performance(near).ratio < ratio.value
        equal = {**SETTING, "beta_c": current.beta_c * step, "beta_h": current.beta_h * step}
        assert performance(equal).current < current.value


def test_a_grid_needs_two_values():
    with pytest.raises(InputError, match="at least two values each, but have 1 and 2"):
        best_settings([1], [0.5, 1], **without("beta_c", "beta_h"))
