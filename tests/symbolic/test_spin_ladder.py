"""Laws of one spin-J ladder, then known values."""

from __future__ import annotations

import math
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from cotherm.symbolic.forms.spin_ladder import (
    ladder_energy,
    ladder_entropy,
    ladder_excitation,
    ladder_heat_capacity,
    ladder_partition_function,
    ladder_variance,
)

spins = st.integers(0, 40).map(lambda k: Fraction(k, 2))
temperatures = st.floats(-30, 30)
FORMS = (
    ladder_partition_function,
    ladder_energy,
    ladder_excitation,
    ladder_heat_capacity,
    ladder_entropy,
    ladder_variance,
)


@given(spins, temperatures)
@example(Fraction(5), 1e-12)
@example(Fraction(5), 0.0)
def test_definitions_as_sums_over_levels(J: Fraction, b: float) -> None:
    levels = [float(-J + k) for k in range(int(2 * J) + 1)]
    weights = [math.exp(-m * b) for m in levels]
    Z = math.fsum(weights)
    mean = math.fsum(m * w for m, w in zip(levels, weights, strict=True)) / Z
    spread = math.fsum((m - mean) ** 2 * w for m, w in zip(levels, weights, strict=True)) / Z
    entropy = -math.fsum(w / Z * math.log(w / Z) for w in weights if w / Z > 0)
    assert ladder_partition_function(J, b) == pytest.approx(Z, rel=1e-12)
    assert ladder_energy(J, b) == pytest.approx(mean, rel=1e-9, abs=1e-13)
    assert ladder_variance(J, b) == pytest.approx(spread, rel=1e-9, abs=1e-13)
    assert ladder_heat_capacity(J, b) == pytest.approx(b * b * spread, rel=1e-9, abs=1e-10)
    assert ladder_entropy(J, b) == pytest.approx(entropy, rel=1e-9, abs=1e-12)


@given(spins, temperatures)
def test_sign_of_the_temperature(J: Fraction, b: float) -> None:
    for form in (
        ladder_partition_function,
        ladder_heat_capacity,
        ladder_entropy,
        ladder_variance,
    ):
        assert form(J, -b) == form(J, b)
    assert ladder_energy(J, -b) == -ladder_energy(J, b)
    total = ladder_excitation(J, b) + ladder_excitation(J, -b)
    assert total == pytest.approx(float(2 * J), rel=1e-14)


@given(spins, st.fractions("1/100", 20, max_denominator=100))
def test_heat_capacity_is_the_energy_derivative(J: Fraction, b: Fraction) -> None:
    import flint

    step = Fraction(1, 10**30)
    above = ladder_energy.ball(600, J, b + step)
    below = ladder_energy.ball(600, J, b - step)
    with flint.ctx.workprec(600):
        slope = (above - below) * flint.arb(10) ** 30 / 2
        claimed = -ladder_heat_capacity.ball(600, J, b) / flint.arb(
            flint.fmpq((b * b).numerator, (b * b).denominator)
        )
        assert abs((slope - claimed).mid()) < flint.arb(10) ** -40


@given(spins, st.floats(1e-3, 30))
def test_larger_ladders_have_larger_heat_capacity(J: Fraction, b: float) -> None:
    bigger = ladder_heat_capacity(J + Fraction(1, 2), b)
    assert bigger >= ladder_heat_capacity(J, b) * (1 - 1e-14)
    assert 0 <= bigger < 1


@given(spins, temperatures)
def test_entropy_is_log_partition_plus_energy(J: Fraction, b: float) -> None:
    assert ladder_entropy(J, b) == pytest.approx(
        math.log(ladder_partition_function(J, b)) + b * ladder_energy(J, b), abs=1e-10
    )


def test_trivial_ladder_is_exact() -> None:
    b = np.array([0.0, 1e-300, 1e-12, 0.3, -7.0, 700.0, np.inf, -np.inf])
    assert np.all(ladder_partition_function(0, b) == 1)
    for form in FORMS[1:]:
        assert np.all(form(0, b) == 0), form.name


def test_infinite_temperature_and_ground_state() -> None:
    J = np.array([0.5, 3.0, 1000.0])
    assert np.array_equal(ladder_partition_function(J, 0), 2 * J + 1)
    assert np.array_equal(ladder_energy(J, 0), [0, 0, 0])
    assert np.array_equal(ladder_excitation(J, 0), J)
    assert np.array_equal(ladder_energy(J, "inf"), -J)
    assert np.array_equal(ladder_energy(J, "-inf"), J)
    assert np.array_equal(ladder_excitation(J, "-inf"), 2 * J)
    assert np.array_equal(ladder_heat_capacity(J, "inf"), [0, 0, 0])
    assert np.array_equal(ladder_entropy(J, "inf"), [0, 0, 0])
    assert np.allclose(ladder_variance(J, 0), J * (J + 1) / 3, rtol=1e-15)


def test_no_floating_point_trap_is_sprung() -> None:
    b = np.array([0.0, 5e-324, 1e-300, 1e-12, 1.0, 700.0, 1e5, 1e300, 1.7e308, np.inf])
    J = np.array([[0.0], [0.5], [5.0], [3000.0]])
    with np.errstate(all="raise"):
        for form in FORMS:
            for sign in (1, -1):
                assert not np.any(np.isnan(form(J, sign * b))), form.name


def test_two_levels_against_textbook() -> None:
    # Independent source: two-level (Schottky) formulas.
    b = np.array([1e-8, 0.1, 1.0, 5.0, 40.0])
    assert ladder_energy(0.5, b) == pytest.approx(-np.tanh(b / 2) / 2, rel=1e-14)
    schottky = b**2 * np.exp(-b) / (1 + np.exp(-b)) ** 2
    assert ladder_heat_capacity(0.5, b) == pytest.approx(schottky, rel=1e-14)
    assert ladder_partition_function(0.5, b) == pytest.approx(2 * np.cosh(b / 2), rel=1e-14)


def test_the_textbook_form_of_the_heat_capacity_would_fail_here() -> None:
    J, b = 5.0, 1e-12
    direct = b**2 * ((0.5 / math.sinh(b / 2)) ** 2 - ((J + 0.5) / math.sinh((J + 0.5) * b)) ** 2)
    assert abs(direct - 1e-23) > 1e-17
    assert ladder_heat_capacity(J, b) == pytest.approx(1e-23, rel=1e-15)
