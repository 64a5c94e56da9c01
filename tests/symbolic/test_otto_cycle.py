"""Laws of the Otto cycle."""

from __future__ import annotations

from fractions import Fraction

import flint
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cotherm.symbolic.balls import Ball
from cotherm.symbolic.errors import InputError, PrecisionError
from cotherm.symbolic.forms.crossing import _certify, crossing_point
from cotherm.symbolic.forms.otto_cycle import near_carnot_work, otto_optimum, otto_work
from cotherm.symbolic.forms.spin_ensemble import (
    critical_temperature,
    steady_energy,
    thermal_energy,
)

numbers = st.integers(1, 20)
spins = st.integers(1, 5).map(lambda k: k / 2)


@given(numbers, spins, st.floats(0.1, 3), st.floats(0.05, 0.95), st.floats(0.05, 0.95))
def test_work_is_extracted_exactly_in_the_engine_window(
    n: int, s: float, beta_c: float, ratio: float, place: float
) -> None:
    beta_h = ratio * beta_c
    # 1 < lambda_h/lambda_c < beta_c/beta_h, and beyond it.
    inside = (1 / ratio) ** place
    for coupling in ("collective", "independent"):
        options = {"coupling": coupling, "lambda_c": 1.0}
        assert otto_work(n, s, beta_h, beta_c, lambda_h=inside, **options) > 0
        assert otto_work(n, s, beta_h, beta_c, lambda_h=1.1 / ratio, **options) < 0
        assert otto_work(n, s, beta_h, beta_c, lambda_h=0.9, **options) < 0


def test_carnot_point_gives_no_work() -> None:
    assert otto_work(5, 0.5, 0.5, 2.0, 1.0, 0.25) == 0
    assert otto_work(5, 0.5, 0.5, 2.0, 1.0, 1.0) == 0


@given(numbers, spins, st.floats(0.01, 2), st.floats(0.2, 3))
def test_leading_order_is_approached_linearly(n: int, s: float, beta_h: float, more: float) -> None:
    beta_c, lambda_h = beta_h + more, 1.3
    gaps = []
    for delta in (1e-4, 1e-5):
        exact = otto_work(n, s, beta_h, beta_c, lambda_h, lambda_h * (delta + beta_h / beta_c))
        gaps.append(abs(exact / near_carnot_work(n, s, beta_h, beta_c, lambda_h, delta) - 1))
    assert gaps[1] < 0.2 * gaps[0] + 1e-9


@given(numbers, spins, st.floats(0, 5))
def test_largest_work_at_infinite_hot_temperature(n: int, s: float, beta_h: float) -> None:
    largest = 0.01 * 2.0 * ((2 * n * s + 1) ** 2 - 1) / 12
    assert near_carnot_work(n, s, 0, 2.0, 1.0, 0.01) == pytest.approx(largest, rel=1e-14)
    scaled = near_carnot_work(n, s, beta_h, beta_h + 2.0, 1.0, 0.01)
    assert scaled <= largest * (1 + 1e-14)


def test_arrays() -> None:
    lambda_c = np.linspace(0.2, 1.1, 7)
    table = otto_work(np.array([[1], [4]]), 0.5, 0.5, 2.0, 1.0, lambda_c, 0.3)
    assert table.shape == (2, 7)
    assert table[1, 3] == otto_work(4, 0.5, 0.5, 2.0, 1.0, lambda_c[3], 0.3)


@pytest.mark.parametrize(("n", "s"), [(2, 0.5), (4, 1.5), (9, 0.5), (100, 0.5), (3, 4.5)])
def test_optimum_is_the_largest_gain(n: int, s: float) -> None:
    best = otto_optimum(n, s)
    b = np.geomspace(1e-4, 60, 4001)
    gains = (thermal_energy(n, s, b) - steady_energy(n, s, b)) / (n * s)
    assert np.max(gains) <= best["gain"] * (1 + 1e-13)
    assert np.max(gains) == pytest.approx(best["gain"], rel=1e-5)
    assert b[np.argmax(gains)] == pytest.approx(best["b"], rel=4e-3)
    assert best["b"] == pytest.approx(1 / critical_temperature(n, s), rel=1e-15)


def test_optimum_of_large_ensembles() -> None:
    # Many spins reach 1; large spins at fixed n stay at the maximum of L(ny) - L(y).
    gains = [otto_optimum(n, 0.5)["gain"] for n in (10, 100, 1000, 10**5)]
    assert np.all(np.diff(gains) > 0) and 0.99 < gains[-1] < 1
    y = np.linspace(0.01, 20, 20001)
    classical = np.max(1 / np.tanh(2 * y) - 1 / (2 * y) - 1 / np.tanh(y) + 1 / y)
    assert otto_optimum(2, 2000)["gain"] == pytest.approx(classical, rel=1e-3)
    assert otto_optimum(2, 2000)["gain"] < classical


def test_optimum_in_other_arithmetics() -> None:
    value = otto_optimum.digits(40, 4, "1/2")
    assert float(value["b"].mid()) == otto_optimum(4, "1/2")["b"]
    assert float(otto_optimum.mpmath(30, 4, "1/2")["gain"]) == otto_optimum(4, "1/2")["gain"]
    with pytest.raises(InputError, match="`n` must be at least 2"):
        otto_optimum(1, 0.5)


def test_a_second_crossing_is_not_certified() -> None:
    ball = Ball(96)
    with ball.active():
        wrong = crossing_point(ball, 4, Fraction(1, 2)) / 2 * flint.arb("1.1")
        with pytest.raises(PrecisionError, match="could not be certified"):
            _certify(ball, 4, 2, 5, wrong)
