"""The banded float64 solver: laws, then its accuracy against balls, then its cost."""

from __future__ import annotations

import math
import random
import subprocess
import sys
import time
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cotherm.numeric.errors import InputError
from cotherm.numeric.fields import Ball, Rational
from cotherm.numeric.refrigerator import refrigerator_model, refrigerator_rates
from cotherm.numeric.refrigerator_bands import banded_cumulants, refrigerator_bands, sector_bands
from cotherm.numeric.refrigerator_rates import energy_current, noise_from_squares, populations
from cotherm.numeric.refrigerator_sector import transition_strengths

BALL = Ball(300)
SHARP = {
    "beta_c": 2, "beta_h": 1, "beta_w": "1e-3",
    "delta_c": "0.1", "delta_h": "0.1", "delta_w": "1e-3",
}  # fmt: skip
BROAD = {
    "beta_c": "1.3", "beta_h": 1, "beta_w": "0.3",
    "delta_c": "1.1", "delta_h": "0.7", "delta_w": "0.9", "eps_c": 3, "eps_h": 5,
}  # fmt: skip


@pytest.mark.parametrize(
    ("N", "j", "parity"), [(7, None, 1), (7, None, -1), (8, None, 1), (8, 3, -1)]
)
@pytest.mark.parametrize("operator", ["Jx", "Jx2/N"])
def test_strengths_are_the_exact_ones(N, j, parity, operator):
    model = refrigerator_model(N, j=j, parity=parity, **BROAD)
    bands, labels = sector_bands(model, operator), model.levels
    exact = transition_strengths(N, operator, model.j, parity)
    for step, band in bands.items():
        for k, value in enumerate(band):
            expected = float(exact.get((labels[k + step], labels[k]), 0))
            assert math.isclose(value, expected, rel_tol=1e-13, abs_tol=1e-30)


@pytest.mark.parametrize("parameters", [SHARP, BROAD])
def test_local_detailed_balance(parameters):
    model = refrigerator_model(31, **parameters)
    for name, parts in refrigerator_bands(model).items():
        beta = float(model.reservoirs[name].beta)
        for band in parts:
            expected = band.down * np.exp(-beta * band.quantum)
            assert np.allclose(band.up, expected, rtol=1e-13, atol=0)


@given(st.integers(2, 200), st.floats(0.05, 3), st.floats(0.05, 3), st.floats(0.01, 3))
@settings(max_examples=25)
def test_first_and_second_law(N, beta_c, beta_h, beta_w):
    model = refrigerator_model(
        N, beta_c=beta_c, beta_h=beta_h, beta_w=beta_w, delta_c=0.7, delta_h=0.9, delta_w=0.4
    )
    result = banded_cumulants(model)
    slack = sum(result.error_estimates.values())
    assert abs(sum(result.currents.values())) <= slack
    beta = {"c": beta_c, "h": beta_h, "w": beta_w}
    sigma = -sum(beta[name] * current for name, current in result.currents.items())
    assert sigma >= -3 * slack
    assert result.noise >= 0


@pytest.mark.parametrize("parameters", [SHARP, BROAD])
@pytest.mark.parametrize("N", [2, 3, 5, 6, 31, 101, 501, 2001])
def test_ten_digits_of_current_and_noise_against_balls(N, parameters):
    model = refrigerator_model(N, **parameters)
    result = banded_cumulants(model)
    system = refrigerator_rates(BALL, model)
    for name in "chw":
        current = energy_current(system, name)
        assert current.rel_accuracy_bits() > 100
        assert abs(float(result.currents[name] - current)) <= result.error_estimates[name]
    current, noise = energy_current(system, "c"), noise_from_squares(system, "c")
    assert noise.rel_accuracy_bits() > 100
    with BALL:
        assert abs(float((result.currents["c"] - current) / current)) < 1e-13
        assert abs(float((result.noise - noise) / noise)) < 1e-13


@pytest.mark.parametrize("seed", range(12))
def test_accuracy_with_parameters_of_very_different_size(seed):
    """Heights, widths and positions over many orders: one reservoir may hold the levels alone."""
    rng = random.Random(seed)

    def between(low, high):
        return 10 ** rng.uniform(math.log10(low), math.log10(high))

    given = {f"beta_{k}": between(0.01, 20) for k in "chw"}
    given |= {f"delta_{k}": between(1e-6, 10) for k in "chw"}
    given |= {f"eps_{k}": between(0.1, 50) for k in "chw"}
    given |= {f"gamma_{k}": between(1e-6, 1e6) for k in "chw"}
    model = refrigerator_model(rng.choice((5, 6, 11, 31, 101)), **given)
    result = banded_cumulants(model)
    system = refrigerator_rates(Ball(400), model)
    current, noise = energy_current(system, "c"), noise_from_squares(system, "c")
    with Ball(400):
        error = abs(float(result.currents["c"] - current))
        assert error <= result.error_estimates["c"]
        assert error < 1e-11 * abs(float(current))
        assert abs(float((result.noise - noise) / noise)) < 1e-10


def test_every_population_has_full_relative_accuracy():
    model = refrigerator_model(61, **BROAD)
    exact = populations(refrigerator_rates(BALL, model))
    result = banded_cumulants(model).populations
    with BALL:
        errors = [abs(float((x - y) / y)) for x, y in zip(result, exact, strict=True) if y > 1e-300]
    assert len(errors) > 10
    assert max(errors) < 1e-12


def test_cost_is_linear():
    """A hundred thousand spins within seconds, and in proportion to ten thousand."""
    times = {}
    for N in (10001, 100001):
        model = refrigerator_model(N, **SHARP)
        begin = time.perf_counter()
        result = banded_cumulants(model)
        times[N] = time.perf_counter() - begin
    assert times[100001] < 20
    assert times[100001] < 60 * times[10001]
    # Quadratic growth of the current, `qar` Sec. III B.
    assert result.currents["c"] / 100001**2 == pytest.approx(8.984e-5, rel=1e-3)


def test_exact_rates_are_the_same_numbers():
    model = refrigerator_model(9, q_c="1/3", q_h="1/2", q_w="2/3", delta_c=1, delta_h=1, delta_w=1)
    exact = refrigerator_rates(Rational(), model).rates
    for name, parts in refrigerator_bands(model).items():
        for band in parts:
            for k, (up, down) in enumerate(zip(band.up, band.down, strict=True)):
                assert up == pytest.approx(float(exact[name][k + band.step, k]), rel=1e-13)
                assert down == pytest.approx(float(exact[name][k, k + band.step]), rel=1e-13)


def test_unknown_reservoir():
    with pytest.raises(InputError, match="`reservoir` must be one of 'c', 'h', 'w', but is 'x'"):
        banded_cumulants(refrigerator_model(5, **SHARP), "x")


def test_level_without_a_way_down():
    model = refrigerator_model(5, gamma_c=0, gamma_h=0, gamma_w=0, **BROAD)
    with pytest.raises(InputError, match="must lead from every level downwards"):
        banded_cumulants(model)


def test_an_outside_opinion():
    """QuTiP's counting statistics on the same generator, where it is installed."""
    pytest.importorskip("qutip")
    program = """
from cotherm.numeric.refrigerator import refrigerator_model
from benchmarks.refrigerator_counting import FIGURE_2, ours, peer
model = refrigerator_model(11, **FIGURE_2)
for one, other in zip(ours(model), peer(model), strict=True):
    assert abs(other / one - 1) < 1e-10
"""
    root = Path(__file__).resolve().parents[2]
    subprocess.run([sys.executable, "-c", program], cwd=root, check=True, timeout=120)
