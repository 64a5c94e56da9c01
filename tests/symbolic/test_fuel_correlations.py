"""Correlations of the central spin: states that are known, and bounds."""

from __future__ import annotations

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cotherm.symbolic.forms import fuel
from cotherm.symbolic.forms import fuel_correlations as correlations

omegas = st.floats(0.05, 4)
couplings = st.integers(-300, 300).map(lambda k: k / 100)


def test_singlet() -> None:
    cold = {"omega": 0.1, "J": 1, "lam": 1, "beta": 200}
    assert correlations.pair_concurrence(**cold) == pytest.approx(1)
    assert correlations.fuel_negativity("spin", **cold, S=0.5) == pytest.approx(0.5)
    assert correlations.pair_mutual_information(**cold) == pytest.approx(2 * math.log(2))
    assert correlations.pair_classical_correlation(**cold) == pytest.approx(math.log(2))


@settings(max_examples=40)
@given(omegas, couplings, couplings, st.floats(0.05, 3))
def test_bounds_for_two_spins(omega, J, lam, beta) -> None:
    concurrence = correlations.pair_concurrence(omega, J, lam, beta)
    negativity = correlations.fuel_negativity("spin", omega, J, lam, beta, 0.5)
    assert 0 <= 2 * negativity <= concurrence * (1 + 1e-12) <= 1 + 1e-12
    assert (concurrence > 0) == (negativity > 0)
    total = correlations.pair_mutual_information(omega, J, lam, beta)
    classical = correlations.pair_classical_correlation(omega, J, lam, beta)
    assert -1e-14 <= classical <= total + 1e-14


@given(omegas, omegas, couplings, couplings, st.floats(0.05, 3))
def test_a_field_alone_never_adds_entanglement(omega, step, J, lam, beta) -> None:
    low = correlations.pair_concurrence(omega, J, lam, beta)
    assert correlations.pair_concurrence(omega + step, J, lam, beta) <= low


@given(omegas, couplings, couplings, st.floats(0.05, 2), st.integers(1, 5))
def test_partition_function_of_free_spins_and_one_outer_spin(omega, J, lam, beta, twice) -> None:
    S, b = twice / 2, beta * omega
    free = correlations.fuel_partition_function("star", omega, 0, lam, beta, S)
    assert free == pytest.approx((2 * math.cosh(b / 2)) ** (twice + 1))
    ladder = math.sinh((S + 0.5) * b) / math.sinh(b / 2)
    free = correlations.fuel_partition_function("spin", omega, 0, lam, beta, S)
    assert free == pytest.approx(2 * math.cosh(b / 2) * ladder)
    values = [
        correlations.fuel_partition_function(m, omega, J, lam, beta, 0.5) for m in ("spin", "star")
    ]
    assert values[0] == values[1]


def test_mean_of_the_central_spin_is_a_derivative() -> None:
    """-d ln Z/d(beta omega) counts all spins; a star with lam = 0 and N = 1 shares it equally."""
    h = 1e-5
    Z = [
        math.log(correlations.fuel_partition_function("star", 1.3 + d, 0.7, 0, 1, 0.5))
        for d in (-h, h)
    ]
    total = -(Z[1] - Z[0]) / (2 * h)
    p = fuel.fuel_population("star", 1.3, 0.7, 0, 1, 0.5)
    assert total == pytest.approx(2 * (p - 0.5), rel=1e-8)


def test_negativity_beside_ten_outer_spins() -> None:
    """Dense partial transpose of the 22 x 22 Gibbs state, numpy."""
    assert correlations.fuel_negativity("spin", 6, 0.8, 1, 1, 5) == pytest.approx(
        0.00237985951, rel=1e-7
    )
