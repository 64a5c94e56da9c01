"""Laws and limits of the closed forms of the central spin, and their float64 accuracy."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from cotherm.symbolic.errors import InputError
from cotherm.symbolic.forms import fuel

models = st.sampled_from(["spin", "star"])
spins = st.integers(1, 12).map(lambda k: k / 2)
omegas = st.floats(0.05, 20)
couplings = st.floats(-3, 3, allow_subnormal=False)
# Halving beta is exact for normal floats only.
betas = st.floats(-3, 3, allow_subnormal=False).filter(lambda beta: not 0 < abs(beta) < 1e-290)


@given(models, omegas, couplings, couplings, betas, spins)
@example("spin", 1.0, 1.0, 2.8581344929134954e-161, 1.0, 0.5)  # lam^2 is below the normal floats
@example("star", 1.0, -1.0, -1e-170, 1.0, 3.0)
def test_temperature_and_population_are_one_state(model, omega, J, lam, beta, S) -> None:
    p = fuel.fuel_population(model, omega, J, lam, beta, S)
    x = fuel.fuel_log_ratio(model, omega, J, lam, beta, S)
    assert 0 <= p <= 1
    assert p == pytest.approx(1 / (1 + math.exp(-x)), rel=1e-12)
    if beta:
        assert fuel.fuel_temperature(model, omega, J, lam, beta, S) == pytest.approx(-omega / x)
    excess = fuel.fuel_excess(model, omega, J, lam, beta, S)
    assert excess == pytest.approx(x + beta * omega, abs=1e-12 * (1 + abs(x)))


@given(models, omegas, couplings, couplings, betas, spins)
def test_only_products_with_beta_matter(model, omega, J, lam, beta, S) -> None:
    one = fuel.fuel_log_ratio(model, omega, J, lam, beta, S)
    other = fuel.fuel_log_ratio(model, 2 * omega, 2 * J, lam, beta / 2, S)
    assert one == other


@given(models, omegas, couplings, betas, spins)
def test_no_coupling_means_the_bath_temperature(model, omega, lam, beta, S) -> None:
    assert fuel.fuel_log_ratio(model, omega, 0, lam, beta, S) == pytest.approx(-beta * omega)
    assert fuel.fuel_excess(model, omega, 0, lam, beta, S) == 0


@given(omegas, couplings, couplings, betas)
def test_one_outer_spin_is_the_spin_one_half(omega, J, lam, beta) -> None:
    one, other = (fuel.fuel_population(m, omega, J, lam, beta, 0.5) for m in ("spin", "star"))
    assert one == other


@given(omegas, st.floats(0.01, 2), st.floats(0, 2), st.floats(0.01, 3), spins)
def test_antiferromagnets_are_hotter_than_their_bath(omega, J, lam, beta, S) -> None:
    assert fuel.fuel_excess("spin", omega, J, lam, beta, S) > 0
    assert fuel.fuel_excess("star", omega, J, lam, beta, S) > 0


@settings(max_examples=30)
@given(models, omegas, couplings, couplings, betas, spins)
def test_float_against_mpmath(model, omega, J, lam, beta, S) -> None:
    value = fuel.fuel_population.mpmath(30, model, omega, J, lam, beta, S)
    assert fuel.fuel_population(model, omega, J, lam, beta, S) == pytest.approx(
        float(value), rel=1e-14
    )


def test_large_spins_near_the_pole_and_beyond() -> None:
    """T_q passes through infinity and comes back negative between S = 7 and S = 15/2."""
    values = fuel.fuel_temperature("spin", 6, 0.8, 1, 1, np.arange(1, 21) / 2)
    assert np.all(np.diff(values[:14]) > 0)
    assert np.all(values[14:] < 0)
    assert np.all(np.diff(values[14:]) > 0)


def test_cold_limit_at_the_isotropic_point() -> None:
    """ln(p_e/p_g) + beta omega tends to c(S + 1/2) + ln(2S/(2S + 1)) as omega grows."""
    S, c = 3, 12.0
    excess = fuel.fuel_excess("spin", 300, c, 1, 1, S)
    assert excess == pytest.approx(c * (S + 0.5) + math.log(2 * S / (2 * S + 1)), rel=1e-13)


def test_arrays_broadcast() -> None:
    grid = fuel.fuel_temperature("star", 6, np.array([[0.1], [0.8]]), 0.5, 1, np.array([0.5, 2, 3]))
    assert grid.shape == (2, 3)
    assert grid[1, 2] == fuel.fuel_temperature("star", 6, 0.8, 0.5, 1, 3)


def test_beta_zero_and_overflow() -> None:
    assert fuel.fuel_temperature("spin", 6, 0.8, 1, 0, 1) == math.inf
    assert fuel.fuel_population("spin", 6, 0.8, 1, 0, 1) == 0.5
    assert fuel.fuel_population("spin", 1e3, 0.8, 1, 1e3, 1) == 0
    assert fuel.fuel_temperature("spin", 1e3, 0.8, 1, 1e3, 1) == pytest.approx(1e-3, rel=0.01)


def test_sizes_and_multiplicities() -> None:
    for N in range(1, 12):
        pairs = list(fuel.sectors("star", N / 2))
        assert sum(copies * (2 * size + 1) for size, copies in pairs) == 2**N


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"S": 0.7}, "`S` must be a positive half-integer"),
        ({"omega": 0}, "`omega` must be a positive finite number"),
        ({"beta": "inf"}, "`beta` must be a finite real number"),
        ({"model": "ring"}, '`model` must be "spin" or "star"'),
    ],
)
def test_bad_arguments(change, sentence) -> None:
    good = {"model": "spin", "omega": 6, "J": 0.8, "lam": 1, "beta": 1, "S": 1}
    with pytest.raises(InputError, match=sentence):
        fuel.fuel_temperature(**{**good, **change})


def test_ten_outer_spins() -> None:
    """Eigenvalues of the dense 2048 x 2048 Hamiltonian (numpy), and of the 22 x 22 one."""
    spin, star = (fuel.fuel_temperature(m, 6, 0.8, 1, 1, 5) for m in ("spin", "star"))
    assert spin == pytest.approx(3.5039787884185, rel=1e-12)
    assert star == pytest.approx(3.4669300953166, rel=1e-12)
