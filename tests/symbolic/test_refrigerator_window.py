"""Zeros and contours of the cold current: affinity, residuals, limits, bad brackets."""

from __future__ import annotations

import pytest

from cotherm.symbolic.errors import InputError
from cotherm.symbolic.forms.refrigerator import reduced_current
from cotherm.symbolic.forms.refrigerator_levels import sector_current
from cotherm.symbolic.forms.refrigerator_window import (
    asymptotic_contour,
    current_zero,
    cycle_window,
)

FIXED = {"N": 31, "beta_h": 1, "beta_w": "1e-3"}
WIDTHS = {"delta_c": "0.1", "delta_h": "0.1", "delta_w": "1e-3"}


def test_the_ideal_cycle_stops_where_its_affinity_vanishes() -> None:
    root = current_zero(reduced_current, "beta_c", 1, 5, digits=40, **FIXED)
    assert abs(root - (3 - 2 * root / root / 1000)) < 1e-15
    assert root.rad() < 1e-38


def test_the_zero_of_the_whole_ladder() -> None:
    root = current_zero(sector_current, "beta_c", 1.2, 4, **FIXED, **WIDTHS)
    assert root.rad() < 1e-29
    beside = [sector_current(**FIXED, **WIDTHS, beta_c=float(root) * x) for x in (0.999, 1.001)]
    assert beside[0] > 0 > beside[1]
    # Found before by bisection of an independent float64 script with dense matrices.
    assert float(root) == pytest.approx(2.6929537389828466, rel=1e-12)


def test_a_bracket_without_a_zero_is_refused() -> None:
    with pytest.raises(InputError, match="must enclose the level"):
        current_zero(reduced_current, "beta_c", 3.5, 5, **FIXED)


def test_windows_shrink_from_three_to_two() -> None:
    ratios = [cycle_window(a) for a in (0.5, 1.5, 2.5, 50.5)]
    assert ratios == sorted(ratios, reverse=True)
    assert ratios[0] == 3 and ratios[2] == pytest.approx(7 / 3) and ratios[3] > 2


@pytest.mark.parametrize("level", ["0.4", "0.04", "0.004"])
def test_contours_become_vertical(level: str) -> None:
    cold = {**FIXED, "beta_w": 0, "beta_h": 12}
    root = current_zero(reduced_current, "beta_c", 0.3, 9, level, **cold)
    assert float(root) == pytest.approx(asymptotic_contour(31, level), rel=1e-13)
