"""Relaxation: slowest rates against spectra and closed cases, monotone approach, time scales."""

from __future__ import annotations

import math
from fractions import Fraction
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cotherm.numeric import relaxation as rx
from cotherm.numeric import relaxation_rates as rr
from cotherm.numeric.certify import certified, certified_digits
from cotherm.numeric.collective_bath import mean_energy
from cotherm.numeric.errors import InputError
from cotherm.numeric.fields import Ball, Float64, Rational
from cotherm.numeric.matrices import Matrix
from cotherm.numeric.spin_ensemble import bath_dynamics
from cotherm.numeric.spin_ladder import ladder_generator
from cotherm.numeric.temperature import InverseTemperature, Rates
from cotherm.numeric.thermometry import reachable_support

R, F = Rational(), Float64()


def at(q):
    return InverseTemperature(q=q)


# ------------------------------------------------------------------ slowest rates


@pytest.mark.parametrize(("n", "s"), [(2, "1/2"), (3, "1/2"), (2, 1)])
@pytest.mark.parametrize("b", ["inf", "1.3", 0, "-0.8"])
def test_gaps_are_rates_of_the_complete_liouvillian(n, s, b):
    for coupling in ("collective", "independent"):
        gap = rr.relaxation_gap(F, n, s, b, coupling)
        rates = rr.liouvillian_rates(n, s, b, coupling)
        # Jordan blocks at zero temperature limit float64 eigenvalues to about 1e-5.
        assert np.min(np.abs(rates - gap)) < (1e-4 if b == "inf" else 1e-9)
        assert rates[0] > -1e-9


@pytest.mark.parametrize(("n", "s"), [(2, "1/2"), (3, "1/2"), (2, 1)])
def test_the_independent_gap_is_the_second_eigenvalue_of_the_product_space(n, s):
    for b in ("2", "0.3", "-1"):
        dynamics = bath_dynamics(n, s, "independent")
        q = math.exp(-float(b))
        dense = dynamics.down.to_numpy() + q * dynamics.up.to_numpy()
        rates = np.sort(-np.linalg.eigvals(dense).real)
        assert rr.relaxation_gap(F, n, s, b, "independent") == pytest.approx(rates[1], rel=1e-9)


@pytest.mark.parametrize(("n", "s"), [(1, "3/2"), (3, "1/2"), (2, 1)])
def test_rates_between_product_states_are_those_of_the_master_equation(n, s):
    # Diagonal states stay diagonal under independent coupling, with exactly these rates.
    dynamics = bath_dynamics(n, s, "independent")
    assert len(dynamics.block) == dynamics.dimension
    down, up = rr.product_rate_matrices(n, s)
    assert (down - dynamics.down).is_zero()
    assert (up - dynamics.up).is_zero()


@pytest.mark.parametrize(("n", "s"), [(2, "1/2"), (4, "1/2"), (2, 1), (2, "3/2")])
def test_the_symmetric_sector_of_the_product_space_is_the_ladder(n, s):
    # The populations of the space that the jumps make of the ground state, by exact algebra.
    from cotherm.numeric.spins import collective_spin

    d = int(2 * Fraction(s) + 1) ** n
    support = reachable_support(n, s, "collective", Matrix.from_entries(R, (d, d), {(0, 0): 1}))
    spin = collective_spin(R, n, s)
    levels = support.shape[1]
    assert levels == 2 * n * Fraction(s) + 1
    # J+ J- on the support has the eigenvalues (J+m)(J-m+1), the rates down.
    down, up = (
        sorted(
            int(x)
            for x in np.round(
                np.linalg.eigvals(
                    np.linalg.lstsq(
                        support.to_numpy(), (operator @ support).to_numpy(), rcond=None
                    )[0]
                ).real
            )
        )
        for operator in (spin.Jplus @ spin.Jminus, spin.Jminus @ spin.Jplus)
    )
    ladder = ladder_generator(R, n * Fraction(s), Rates(R.one, R.zero))
    assert down == up == sorted(int(-ladder[k, k]) for k in range(levels))


@given(st.fractions(Fraction(1, 30), 30, max_denominator=30), st.integers(1, 8))
@settings(max_examples=30)
def test_certified_gap_against_float64(q, twice):
    J = Fraction(twice, 2)
    ball = rr.ladder_gap(Ball(160), J, at(q))
    assert certified_digits(ball) > 35
    assert rr.ladder_gap(F, J, at(q)) == pytest.approx(float(ball), rel=1e-10)
    # Exchanging up and down leaves the spectrum in units of the larger rate.
    with Ball(160):
        assert (rr.ladder_gap(Ball(160), J, at(1 / q)) * Ball(160).number(q)).overlaps(ball)


def test_neighbouring_rates_at_low_temperature_are_told_apart():
    # At b = 30 the two slowest rates of J = 3 differ by about 1e-12 only.
    ball = certified(lambda f: rr.ladder_gap(f, 3, 30), 30)
    assert ball < 6
    assert float(ball) == pytest.approx(6, rel=1e-12)


def test_gaps_in_closed_form():
    # J = 1/2: 1 + q. J = 1: 2 (1 + q - sqrt q). b = 0: 2 for every J. b = inf: 2 J.
    q = Fraction(4, 9)
    assert rr.relaxation_gap(R, 1, "1/2", at(q)) == R.number(1 + q)
    assert rr.relaxation_gap(R, 5, "1/2", at(q), "independent") == R.number(1 + q)
    assert rr.relaxation_gap(R, 2, "1/2", at(q)) == R.number(2 * (1 + q - Fraction(2, 3)))
    for n, s in [(1, "1/2"), (4, "1/2"), (3, 1), (20, "1/2")]:
        for field in (R, Ball(120), F):
            gap = rr.relaxation_gap(field, n, s, 0)
            assert float(gap) == pytest.approx(2, rel=1e-11)
        assert rr.relaxation_gap(R, n, s, "inf") == R.number(2 * n * Fraction(s))
        if n < 5:
            apart = rr.relaxation_gap(Ball(90), n, s, "inf", "independent")
            assert apart == int(2 * Fraction(s))


def test_large_ensembles():
    ball = certified(lambda f: rr.relaxation_gap(f, 300, "1/2", "0.5"), 20)
    assert rr.relaxation_gap(F, 300, "1/2", "0.5") == pytest.approx(float(ball), rel=1e-10)


def test_bad_input_to_gaps():
    with pytest.raises(InputError, match="above -inf"):
        rr.relaxation_gap(F, 2, "1/2", "-inf")
    with pytest.raises(InputError, match="irrational"):
        rr.relaxation_gap(R, 2, "1/2", at("1/2"))
    with pytest.raises(InputError, match="Argument `coupling`"):
        rr.relaxation_gap(F, 2, "1/2", 1, "none")
    with pytest.raises(InputError, match="Argument `J` must be"):
        rr.ladder_gap(F, 0, 1)


# ------------------------------------------------------------------ evolution


@pytest.mark.parametrize("coupling", ["collective", "independent"])
@pytest.mark.parametrize("b", ["0.6", "-0.6"])
def test_the_distance_to_the_stationary_state_falls(coupling, b):
    times = [0, "0.1", "0.4", 1, 3, 12]
    moments = rx.relaxation(Ball(100), 3, "1/2", b, times, coupling, "2")
    for earlier, later in pairwise(moments):
        assert later.distance < earlier.distance
    final = mean_energy(Ball(100), 3, "1/2", b, coupling, "2")
    assert abs(float(moments[-1].energy - final)) < 1e-5
    floats = rx.relaxation(F, 3, "1/2", b, times, coupling, "2")
    for near, ball in zip(floats, moments, strict=True):
        assert near.energy == pytest.approx(float(ball.energy), rel=1e-12)
        assert near.distance == pytest.approx(float(ball.distance), abs=1e-14)
        assert near.power == pytest.approx(float(ball.power), abs=1e-13)


def test_power_is_the_derivative_of_the_energy():
    field, h = Ball(400), Fraction(1, 10**30)
    first, second, third = rx.relaxation(field, 2, 1, "0.6", [1, 1 + h, "1.5"], beta0="-1")
    with field:
        quotient = (second.energy - first.energy) / field.number(h)
    assert float(quotient) == pytest.approx(float(first.power), rel=1e-15)
    assert third.energy < first.energy


def test_one_spin_relaxes_exponentially():
    # p_up(t) = p_eq (1 - exp(-(1 + q) t)) from the ground state
    q = math.exp(-0.5)
    for moment in rx.relaxation(F, 1, "1/2", "0.5", [0.3, 2.0]):
        exact = q / (1 + q) * (1 - math.exp(-(1 + q) * moment.time))
        assert moment.energy == pytest.approx(exact, rel=1e-13)


def test_settling_times():
    # One spin: ln(100) / (1 + q); independent energies relax alike for every n.
    q = math.exp(-0.5)
    single = math.log(100) / (1 + q)
    for measure in ("state", "energy"):
        assert rx.settling_time(1, "1/2", "0.5", measure=measure) == pytest.approx(single, rel=1e-7)
    assert rx.settling_time(3, "1/2", "0.5", "independent", measure="energy") == pytest.approx(
        single, rel=1e-7
    )
    whole = rx.settling_time(3, "1/2", "0.5")
    ladder = rx.ladder_settling_time("3/2", "0.5", [1, 0, 0, 0])
    assert whole == pytest.approx(ladder, rel=1e-7)


def test_collective_relaxation_is_faster_in_the_cold_only():
    # The speed-up by n of `heatcap` App. B is one of the cold bath; at high temperature there is
    # none, neither in the slowest rate nor in the settling of the state.
    cold = [rx.settling_time(4, "1/2", 3, coupling) for coupling in ("collective", "independent")]
    hot = [
        rx.settling_time(4, "1/2", "0.01", coupling) for coupling in ("collective", "independent")
    ]
    assert cold[1] / cold[0] > 3
    assert 0.9 < hot[1] / hot[0] < 1.1
    rates = [rr.relaxation_gap(F, 4, "1/2", "0.01", c) for c in ("collective", "independent")]
    assert rates[0] / rates[1] == pytest.approx(1, abs=1e-3)


@pytest.mark.parametrize(
    ("call", "sentence"),
    [
        (lambda: rx.relaxation(F, 2, "1/2", 1, [-1]), "`time` must be non-negative"),
        (lambda: rx.relaxation(R, 2, "1/2", 0, [1]), "`time` must be 0 in rational"),
        (lambda: rx.settling_time(2, "1/2", 1, beta0="1"), "must not be stationary"),
        (lambda: rx.settling_time(2, "1/2", 1, fraction=2), "`fraction` must be between"),
        (lambda: rx.settling_time(2, "1/2", 1, measure="heat"), "`measure` must be"),
        (lambda: rx.ladder_settling_time(2, 1, [1]), "`start` must hold 5"),
    ],
)
def test_bad_input(call, sentence):
    with pytest.raises(InputError, match=sentence):
        call()
