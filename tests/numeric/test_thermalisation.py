"""Thermalisation of the collective spin in one reservoir: laws, limits, and pinned numbers."""

from __future__ import annotations

import math
from fractions import Fraction
from itertools import pairwise

import flint
import numpy as np
import pytest
import scipy.integrate
from hypothesis import given, settings
from hypothesis import strategies as st

from cotherm.numeric.certify import certified
from cotherm.numeric.errors import InputError
from cotherm.numeric.fields import Ball, Float64, Rational
from cotherm.numeric.first_passage import first_passage_times, relaxation_time
from cotherm.numeric.refrigerator_rates import generator, populations
from cotherm.numeric.thermalisation import (
    OhmicReservoir,
    Thermalisation,
    log_thermal_populations,
    relative_entropy,
    single_bath,
    thermal_populations,
    thermalization_time,
)

FLOAT, BALL = Float64(), Ball(160)
spins = st.integers(2, 14)


@given(st.integers(-60, 60).filter(bool), st.floats(0.01, 20))
def test_emission_and_absorption_obey_detailed_balance(omega, beta):
    bath = OhmicReservoir(beta)
    down, up = bath.rate(BALL, abs(omega)), bath.rate(BALL, -abs(omega))
    with BALL:
        ratio = up / down / (-BALL.number(beta) * abs(omega)).exp()
        assert ratio.overlaps(flint.arb(1))
        assert abs(down - up - bath.density(BALL, abs(omega))) < 1e-30
    assert bath.rate(FLOAT, omega) == pytest.approx(float(bath.rate(BALL, omega)), rel=1e-13)


def test_rate_at_zero_frequency_is_the_limit():
    bath = OhmicReservoir("0.7")
    assert bath.rate(FLOAT, 0) == pytest.approx(bath.rate(FLOAT, Fraction(1, 10**9)), rel=1e-7)


@settings(max_examples=30)
@given(spins, st.floats(0.05, 2))
def test_the_thermal_state_is_stationary_for_odd_and_even_N(N, beta):
    system = single_bath(FLOAT, N, OhmicReservoir(beta))
    expected = thermal_populations(FLOAT, system.energies, beta)
    assert populations(system) == pytest.approx(expected, rel=1e-10)
    columns = generator(system).to_numpy().sum(axis=0)
    assert np.abs(columns).max() < 1e-9 * np.abs(generator(system).to_numpy()).max()


@settings(max_examples=20)
@given(st.integers(2, 9), st.floats(-1, 3), st.floats(0.1, 3))
def test_the_relative_entropy_falls(N, beta_i, beta_f):
    process = Thermalisation(N, beta_i, beta_f)
    values = [process.distance(FLOAT, t) for t in np.geomspace(1e-3, 3.0, 12)]
    assert all(a >= b * (1 - 1e-6) - 1e-13 for a, b in pairwise([*values]))


def test_relative_entropy_of_equal_and_of_pure_states():
    logs = log_thermal_populations(BALL, [0, 1, 3], "0.5")
    state = thermal_populations(BALL, [0, 1, 3], "0.5")
    assert abs(relative_entropy(BALL, state, logs)) < 1e-40
    pure = [flint.arb(1), flint.arb(0), flint.arb(0)]
    with BALL:
        assert abs(relative_entropy(BALL, pure, logs) + logs[0]) < 1e-40
    floats = log_thermal_populations(FLOAT, [0, 1, 3], "0.5")
    assert relative_entropy(FLOAT, [1.0, 0.0, 0.0], floats) == pytest.approx(-floats[0], rel=1e-14)


@given(st.floats(-0.09, 0.09), st.floats(0.2, 0.8))
def test_relative_entropy_near_equality(d, q):
    moved = [q * (1 + d), 1 - q * (1 + d)]
    if min(moved) <= 0:
        return
    value = relative_entropy(FLOAT, moved, [math.log(q), math.log1p(-q)])
    with BALL:
        p = [flint.arb(x) for x in moved]
        r = [flint.arb(math.log(q)).exp(), flint.arb(math.log1p(-q)).exp()]
        terms = [a * (a / b).log() - a + b for a, b in zip(p, r, strict=True)]
        assert value == pytest.approx(float((terms[0] + terms[1]).mid()), rel=1e-6, abs=1e-16)


@pytest.mark.parametrize("N", [2, 5, 8])
def test_time_against_an_ordinary_integration_of_the_rate_equation(N):
    process = Thermalisation(N, 1, 4)
    rates = process.generator(FLOAT).to_numpy()
    start = thermal_populations(FLOAT, process.energies, 1)
    target = np.array(thermal_populations(FLOAT, process.energies, 4))
    time = thermalization_time(FLOAT, N, 1, 4)
    solution = scipy.integrate.solve_ivp(
        lambda t, p: rates @ p, (0, time), start, method="Radau", rtol=1e-10, atol=1e-16
    )
    state = solution.y[:, -1]
    assert float(np.sum(state * np.log(state / target))) == pytest.approx(1e-6, rel=1e-3)


@pytest.mark.parametrize("N", [2, 3, 10, 25])
def test_arithmetics_agree(N):
    ball = certified(lambda field: thermalization_time(field, N, 1, 4), 20)
    assert thermalization_time(FLOAT, N, 1, 4) == pytest.approx(float(ball.mid()), rel=1e-11)


def test_no_time_is_needed_where_the_states_are_close():
    assert thermalization_time(FLOAT, 5, "1.5", "1.5") == 0
    assert thermalization_time(FLOAT, 5, "1.5001", "1.5") == 0
    assert thermalization_time(BALL, 5, "1.5001", "1.5") == 0


@pytest.mark.parametrize("N", [1, 2, 3, 6, 9, 14])
def test_relaxation_is_the_sum_of_waiting_times(N):
    top = Fraction(N, 2)
    expected, a = Fraction(0), Fraction(N % 2, 2) + 1
    while a <= top:
        rate = (top * (top + 1) - a * (a - 1)) / 4 * (2 if a == 1 else 1)
        expected += 1 / rate
        a += 1
    value = relaxation_time(Rational(), N, top, 1)
    assert Fraction(int(value.p), int(value.q)) == expected
    assert relaxation_time(FLOAT, N, top, 2) == pytest.approx(float(expected) / 2, rel=1e-14)


def test_first_passage_at_finite_temperature_against_a_linear_solve():
    system = single_bath(FLOAT, 9, OhmicReservoir("0.3"))
    matrix = generator(system).to_numpy()[1:, 1:]
    times = np.linalg.solve(-matrix.T, np.ones(len(matrix)))
    assert first_passage_times(FLOAT, 9, OhmicReservoir("0.3"))[1:] == pytest.approx(times)


def test_equidistant_levels_have_the_strengths_of_the_ladder():
    system = single_bath(FLOAT, 4, OhmicReservoir(1), "Jz")
    down = [system.of("bath")[k - 1, k] for k in range(1, 5)]
    expected = [k * (5 - k) / 4 for k in range(1, 5)]
    assert [x / down[0] for x in down] == pytest.approx([x / expected[0] for x in expected])


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: OhmicReservoir(0), "`beta` must be positive for a boson reservoir, but is 0"),
        (lambda: OhmicReservoir(1, -2), "`cutoff` must be positive .* but is -2"),
        (lambda: thermalization_time(FLOAT, 1, 1, 4), "`N` must be at least 2"),
        (lambda: thermalization_time(FLOAT, 4, 1, -4), "`beta` must be positive"),
        (lambda: thermalization_time(FLOAT, 4, 1, 4, threshold=0), "`threshold` must be positive"),
        (lambda: thermalization_time(Rational(), 4, 1, 4), "`field` must not be rational"),
        (lambda: relaxation_time(FLOAT, 5, 2), "`a0` must be one of 1/2, 3/2, ... up to 5/2"),
        (lambda: relaxation_time(FLOAT, 5, "5/2", 0), "`gamma` must be positive, but is 0"),
        (lambda: single_bath(FLOAT, 4, OhmicReservoir(1), "Jy"), "`hamiltonian` must be"),
    ],
)
def test_bad_input(call, message):
    with pytest.raises(InputError, match=message):
        call()
