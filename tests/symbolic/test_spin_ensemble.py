"""Laws of ensembles, then known values."""

from __future__ import annotations

import math
from fractions import Fraction
from itertools import product

import flint
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cotherm.symbolic.forms import spin_ensemble as ensemble
from cotherm.symbolic.forms import spin_ladder as ladder

numbers = st.integers(1, 9)
spins = st.integers(1, 5).map(lambda k: Fraction(k, 2))
temperatures = st.floats(-8, 8)


@given(numbers, spins)
def test_sectors_fill_the_product_space(n: int, s: Fraction) -> None:
    total = sum(ensemble.multiplicity(n, s, J) * int(2 * J + 1) for J in ensemble.total_spins(n, s))
    assert total == int(2 * s + 1) ** n


def test_multiplicity_by_counting_states() -> None:
    for n, s in ((2, Fraction(1)), (3, Fraction(3, 2)), (4, Fraction(1, 2))):
        levels = [-s + k for k in range(int(2 * s) + 1)]
        sums = [sum(state) for state in product(levels, repeat=n)]
        for J in ensemble.total_spins(n, s):
            expected = sums.count(J) - sums.count(J + 1)
            assert ensemble.multiplicity(n, s, J) == expected


def test_multiplicity_of_spins_one_half() -> None:
    # Independent source: l_J = n! (2J+1) / ((n/2 + J + 1)! (n/2 - J)!), the standard Dicke count.
    for n in (1, 2, 7, 40):
        for J in ensemble.total_spins(n, Fraction(1, 2)):
            top = Fraction(n, 2)
            expected = Fraction(
                math.factorial(n) * int(2 * J + 1),
                math.factorial(int(top + J) + 1) * math.factorial(int(top - J)),
            )
            assert ensemble.multiplicity(n, Fraction(1, 2), J) == expected


def test_spins_that_do_not_occur() -> None:
    assert ensemble.multiplicity(2, 0.5, 0.5) == 0
    assert ensemble.multiplicity(2, 0.5, 3) == 0
    assert list(ensemble.multiplicity(3, 1, [0, 1, 2, 3])) == [1, 3, 2, 1]


@given(numbers, spins, temperatures)
def test_weights_are_a_distribution(n: int, s: Fraction, b0: float) -> None:
    weights = [ensemble.sector_weight(n, s, J, b0) for J in ensemble.total_spins(n, s)]
    assert math.fsum(weights) == pytest.approx(1, rel=1e-14)
    assert min(weights) >= 0


def test_weights_of_extreme_states() -> None:
    for b0 in ("inf", "-inf"):
        assert ensemble.sector_weight(4, 1, 4, b0) == 1
        assert ensemble.sector_weight(4, 1, 3, b0) == 0


@given(numbers, spins, temperatures)
def test_bath_at_the_initial_temperature_changes_nothing(n: int, s: Fraction, b: float) -> None:
    assert ensemble.steady_energy(n, s, b, b) == pytest.approx(
        ensemble.thermal_energy(n, s, b), rel=1e-13
    )


@given(spins, temperatures, temperatures)
def test_one_spin_does_not_know_collective_from_independent(
    s: Fraction, b: float, b0: float
) -> None:
    for start in (b0, "inf"):
        assert ensemble.steady_energy(1, s, b, start) == pytest.approx(
            ensemble.thermal_energy(1, s, b), rel=1e-14
        )
        assert ensemble.heat_capacity(1, s, b, "collective", start) == pytest.approx(
            ensemble.heat_capacity(1, s, b, "independent"), rel=1e-13
        )


@given(numbers, spins, temperatures, temperatures)
def test_symmetric_subspace_has_the_largest_collective_heat_capacity(
    n: int, s: Fraction, b: float, b0: float
) -> None:
    best = ensemble.heat_capacity(n, s, b)
    assert ensemble.heat_capacity(n, s, b, b0=b0) <= best * (1 + 1e-13)


@given(st.integers(2, 300), spins)
def test_heat_capacities_cross_at_the_critical_temperature(n: int, s: Fraction) -> None:
    T = ensemble.critical_temperature.digits(30, n, s)
    with flint.ctx.workprec(120):
        b = 1 / T
        gap = ladder.ladder_heat_capacity.ball(
            120, n * s, b
        ) - n * ladder.ladder_heat_capacity.ball(120, s, b)
        assert abs(gap) < flint.arb("1e-25")
    for factor, sign in ((1.01, 1), (0.99, -1)):
        at = 1 / (float(T.mid()) * factor)
        collective = ensemble.heat_capacity(n, s, at)
        independent = ensemble.heat_capacity(n, s, at, "independent")
        assert sign * (collective - independent) > 0


@given(st.integers(2, 200), spins)
def test_critical_number_inverts_critical_temperature(n: int, s: Fraction) -> None:
    T = ensemble.critical_temperature(n, s)
    assert ensemble.critical_spin_number(s, T) == pytest.approx(n, rel=1e-10)
    estimate = ensemble.critical_temperature(n, s, "estimate")
    assert ensemble.critical_spin_number(s, estimate, "estimate") == pytest.approx(n, rel=1e-13)


@pytest.mark.parametrize("s", [Fraction(1, 2), Fraction(1), Fraction(5, 2)])
def test_error_law_of_the_estimate(s: Fraction) -> None:
    # Derived in `critical_temperature`: T_est/T - 1 = 3 (2s^2 + 2s + 1)/(20 n s (s+1)) + O(1/n^2).
    law = 3 * (2 * s**2 + 2 * s + 1) / (20 * s * (s + 1))
    gaps = []
    for n in (1000, 10000):
        ratio = ensemble.critical_temperature(n, s, "estimate") / ensemble.critical_temperature(
            n, s
        )
        gaps.append(abs(n * (ratio - 1) - float(law)))
    assert gaps[1] < 2e-3 * float(law)
    assert gaps[1] < gaps[0] / 5


def test_large_ensembles() -> None:
    b = np.array([1e-6, 1e-3, 1.0, 50.0])
    values = ensemble.steady_energy(400, 0.5, b, 0.1)
    assert np.all(np.diff(values) < 0) and np.all(values > 0)
    assert ensemble.heat_capacity(10**6, 0.5, 1e-3) < 1
