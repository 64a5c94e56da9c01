"""Laws of entropy, free energy and entropy production, then sums over states."""

from __future__ import annotations

import math
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from cotherm.symbolic.errors import InputError
from cotherm.symbolic.forms import ensemble_entropy as forms
from cotherm.symbolic.forms import sectors
from cotherm.symbolic.forms.spin_ensemble import steady_energy, thermal_energy
from cotherm.symbolic.forms.spin_ladder import ladder_entropy

numbers = st.integers(1, 9)
spins = st.integers(1, 5).map(lambda k: Fraction(k, 2))
temperatures = st.floats(-8, 8)
couplings = st.sampled_from(["collective", "independent"])


@given(numbers, spins, temperatures, temperatures)
def test_entropy_lies_between_its_bounds(n: int, s: Fraction, b: float, b0: float) -> None:
    value = forms.steady_entropy(n, s, b, b0)
    assert 0 <= value <= n * math.log(2 * s + 1) * (1 + 1e-14)
    assert value == pytest.approx(forms.steady_entropy(n, s, -b, -b0), rel=1e-14)


@given(numbers, spins, temperatures)
def test_bath_at_the_initial_temperature_changes_nothing(n: int, s: Fraction, b: float) -> None:
    thermal = forms.thermal_entropy(n, s, b)
    for b0 in (b, -b):
        assert forms.steady_entropy(n, s, b, b0) == pytest.approx(thermal, rel=1e-13, abs=1e-300)
    for coupling in ("collective", "independent"):
        assert forms.entropy_production(n, s, b, b, coupling) == 0


@given(numbers, spins, temperatures, temperatures, temperatures)
def test_entropy_falls_with_the_size_of_b0(
    n: int, s: Fraction, b: float, first: float, second: float
) -> None:
    low, high = sorted((abs(first), abs(second)))
    assert forms.steady_entropy(n, s, b, high) <= forms.steady_entropy(n, s, b, low) * (1 + 1e-13)
    assert forms.steady_entropy(n, s, b) <= forms.steady_entropy(n, s, b, high) * (1 + 1e-13)


@given(numbers, spins, temperatures, temperatures, couplings)
@example(3, Fraction(1, 2), 1e-9, 1e-9 * (1 + 1e-9), "collective")
def test_production_is_entropy_gain_minus_heat(
    n: int, s: Fraction, b: float, b0: float, coupling: str
) -> None:
    value = forms.entropy_production(n, s, b, b0, coupling)
    assert value >= 0
    if coupling == "collective":
        final, energy = forms.steady_entropy(n, s, b, b0), steady_energy(n, s, b, b0)
    else:
        final, energy = forms.thermal_entropy(n, s, b), thermal_energy(n, s, b)
    gain = final - forms.thermal_entropy(n, s, b0)
    heat = energy - thermal_energy(n, s, b0)
    scale = final + abs(b) * 2 * n * float(s)
    assert abs(value - (gain - b * heat)) <= 1e-13 * scale
    if abs(b) > 1e-290:
        change = forms.free_energy_change(n, s, b, b0, coupling)
        assert change == pytest.approx(-value / b, rel=1e-14, abs=1e-300)


@given(numbers, spins, temperatures, st.one_of(temperatures, st.sampled_from(["inf", "-inf"])))
def test_collective_dissipation_produces_less(
    n: int, s: Fraction, b: float, b0: float | str
) -> None:
    together = forms.entropy_production(n, s, b, b0)
    apart = forms.entropy_production(n, s, b, b0, "independent")
    assert together <= apart * (1 + 1e-13)
    if n == 1:
        assert together == pytest.approx(apart, rel=1e-13, abs=1e-300)


@given(numbers, spins, st.floats(1e-3, 8))
def test_mirror_images_from_the_ground_state(n: int, s: Fraction, b: float) -> None:
    top = 2 * n * float(s)
    up = forms.free_energy_change(n, s, -b)
    assert up == pytest.approx(top - forms.free_energy_change(n, s, b), rel=1e-13)
    production = forms.entropy_production(n, s, -b)
    assert production == pytest.approx(top * b + forms.entropy_production(n, s, b), rel=1e-13)


def test_sum_over_states() -> None:
    n, s, b, b0 = 3, Fraction(1), 0.7, 0.4
    entropy, production = 0.0, 0.0
    for J in sectors.total_spins(n, s):
        copies = sectors.multiplicity_of(n, s, J)
        levels = np.arange(-float(J), float(J) + 1)
        single = np.exp(-b0 * np.arange(-1, 2)).sum() ** n
        final, start = np.exp(-b * levels), np.exp(-b0 * levels) / single
        final *= start.sum() / final.sum()
        entropy -= copies * np.sum(final * np.log(final))
        production += copies * np.sum(start * np.log(start / final))
    assert forms.steady_entropy(n, s, b, b0) == pytest.approx(entropy, rel=1e-14)
    assert forms.entropy_production(n, s, b, b0) == pytest.approx(production, rel=1e-13)


def test_extreme_temperatures() -> None:
    assert forms.steady_entropy(3, 1, "inf") == 0
    assert forms.steady_entropy(3, 1, "-inf", "0.4") > 0
    assert forms.steady_entropy(3, 1, 0, "inf") == pytest.approx(math.log(7), rel=1e-15)
    assert forms.entropy_production(3, 1, "inf", "inf") == 0
    assert forms.entropy_production(3, 1, "-inf", "inf") == math.inf
    assert forms.entropy_production(3, 1, "inf", "0.4") == math.inf
    assert forms.free_energy_change(3, 1, "-inf", "inf") == 6
    assert forms.free_energy_change(3, 1, "inf", "-inf") == -6
    value = steady_energy(3, 1, "inf", "0.4") - thermal_energy(3, 1, "0.4")
    assert forms.free_energy_change(3, 1, "inf", "0.4") == pytest.approx(value, rel=1e-14)
    assert float(forms.free_energy_change.ball(100, 3, 1, "inf", "0.4")) == pytest.approx(value)
    with pytest.raises(InputError, match="`b` must be a real number other than 0"):
        forms.free_energy_change(3, 1, 0, 1)


def test_arrays_broadcast() -> None:
    b = np.array([[-1.0], [0.5], [np.inf]])
    table = forms.free_energy_change(3, 0.5, b, np.array([0.3, 2.0]))
    assert table.shape == (3, 2)
    assert table[1, 1] == forms.free_energy_change(3, 0.5, 0.5, 2.0)
    assert table[2, 0] == forms.free_energy_change(3, 0.5, "inf", 0.3)
    assert forms.steady_entropy([1, 2], 0.5, 1.0)[0] == ladder_entropy(0.5, 1.0)


def test_equal_temperatures_are_recognised_in_every_arithmetic() -> None:
    third = Fraction(1, 3)
    assert forms.entropy_production.digits(50, 4, 0.5, third, third) == 0
    assert forms.entropy_production.mpmath(50, 4, 0.5, third, third) == 0
    tiny = forms.entropy_production.digits(20, 4, 0.5, third, third + Fraction(1, 10**60))
    assert tiny > 0
