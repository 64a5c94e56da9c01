"""Entropy and free energy of ensembles: second law, limits, arithmetics, values by hand."""

from __future__ import annotations

import math
from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cotherm.numeric import thermodynamics as td
from cotherm.numeric.certify import certified, certified_digits
from cotherm.numeric.collective_bath import mean_energy
from cotherm.numeric.density_matrix import (
    density_matrix,
    entropy_of,
    initial_and_steady,
    purity,
    relative_entropy_to_gibbs,
    steady_density,
    trace_distance,
    von_neumann_entropy,
)
from cotherm.numeric.errors import InputError
from cotherm.numeric.fields import Ball, Float64, Rational
from cotherm.numeric.matrices import Matrix
from cotherm.numeric.temperature import InverseTemperature

R, F = Rational(), Float64()
COUPLINGS = ["collective", "independent"]
temperatures = st.fractions(-3, 3, max_denominator=8).filter(lambda b: b != 0)


def at(q):
    return InverseTemperature(q=q)


# ------------------------------------------------------------------ laws


@pytest.mark.parametrize("coupling", COUPLINGS)
@given(b=temperatures, b0=temperatures)
@settings(max_examples=25)
def test_second_law(coupling, b, b0):
    production = td.entropy_production(Ball(150), 2, "1", b, b0, coupling)
    assert production.is_zero() if b == b0 else not production < 0
    change = td.free_energy_change(Ball(150), 2, "1", b, b0, coupling)
    assert b == b0 or not (change > 0 if b > 0 else change < 0)


@given(b=temperatures, b0=temperatures)
@settings(max_examples=25)
def test_collective_coupling_produces_less_entropy(b, b0):
    field = Ball(150)
    together = td.entropy_production(field, 3, "1/2", b, b0, "collective")
    apart = td.entropy_production(field, 3, "1/2", b, b0, "independent")
    # The same final state at b0 = b, and at b0 = -b: `indist` (F8) excludes both.
    assert together.overlaps(apart) if abs(b) == abs(b0) else together < apart


@pytest.mark.parametrize("coupling", COUPLINGS)
@pytest.mark.parametrize(("b", "b0"), [("0.7", "-0.4"), ("-1.3", "0.2"), ("0.3", "2")])
def test_entropy_production_is_the_fall_of_the_relative_entropy(coupling, b, b0):
    # Data processing: the distance to the stationary Gibbs state falls by exactly Sigma.
    field = Ball(200)
    dynamics, first, last = initial_and_steady(field, 3, "1/2", b, coupling, b0)
    distances = [
        relative_entropy_to_gibbs(
            3,
            "1/2",
            density_matrix(field, dynamics, state),
            field.dot(dynamics.energies(field), state),
            b,
        )
        for state in (first, last)
    ]
    assert all(not distance < 0 for distance in distances)
    with field:
        fall = distances[0] - distances[1]
    assert fall.overlaps(td.entropy_production(field, 3, "1/2", b, b0, coupling))
    assert certified_digits(fall) > 40


@pytest.mark.parametrize(("n", "s"), [(2, "1/2"), (3, "1/2"), (2, "3/2")])
def test_entropy_of_a_state_thermal_at_the_bath(n, s):
    field = Ball(160)
    for b0 in ("0.6", "-0.6"):
        assert td.steady_entropy(field, n, s, "0.6", b0).overlaps(
            td.thermal_entropy(field, n, s, "0.6")
        )
    # `indist` (37), (38)
    assert td.steady_entropy(field, n, s, "0.6", "0.9") < td.thermal_entropy(field, n, s, "0.6")
    assert td.steady_entropy(field, n, s, "0.6", "0.3") > td.thermal_entropy(field, n, s, "0.6")


def test_entropies_are_even_and_extensive():
    field = Ball(160)
    assert td.steady_entropy(field, 3, 1, "0.7", "0.2").overlaps(
        td.steady_entropy(field, 3, 1, "-0.7", "0.2")
    )
    one = td.thermal_entropy(field, 1, 1, "0.7")
    with field:
        assert td.thermal_entropy(field, 3, 1, "0.7").overlaps(3 * one)
        # 1 + q + q^2 levels of one spin
        q = field.exp(field.number("-0.7"))
        Z = 1 + q + q * q
        assert one.overlaps(entropy_of(field, [1 / Z, q / Z, q * q / Z]))


@pytest.mark.parametrize("n", [2, 3])
def test_the_entropy_rises_with_the_weight_of_small_total_spin(n):
    field = Ball(150)
    values = [td.steady_entropy(field, n, 1, "0.8", b0) for b0 in ("inf", 2, 1, "0.5", 0)]
    for lower, higher in pairwise(values):
        assert lower < higher


def test_trace_distance_is_a_metric_and_vanishes_only_for_equal_states():
    states = [steady_density(Ball(120), 2, 1, b, "collective", "0.3") for b in ("0.2", "1", "-2")]
    a, b, c = states
    with Ball(120):
        assert trace_distance(2, 1, a, a).contains(0)
        assert trace_distance(2, 1, a, c) < trace_distance(2, 1, a, b) + trace_distance(2, 1, b, c)
        assert 0 < trace_distance(2, 1, a, b) < 1


# ------------------------------------------------------------------ limits


def test_infinite_and_vanishing_inverse_temperatures():
    assert certified(lambda f: td.steady_entropy(f, 3, "1/2", "inf"), 20) == 0
    assert certified(lambda f: td.steady_entropy(f, 3, "1/2", "-inf", "-inf"), 20) == 0
    assert td.steady_entropy(R, 3, "1/2", "inf") == 0
    assert certified(lambda f: td.thermal_entropy(f, 3, 1, 0), 20).overlaps(3 * Ball(99).log(3))
    # Symmetric subspace at b = 0: 2 n s + 1 equal populations.
    assert certified(lambda f: td.steady_entropy(f, 3, 1, 0), 20).overlaps(Ball(99).log(7))
    assert td.free_energy_change(R, 3, "1/2", "-inf", "inf") == 3
    assert 2 * td.free_energy_change(R, 3, "1/2", "inf", at(1), "independent") == -3
    assert td.entropy_production(R, 2, 1, "inf", "inf") == 0
    for b in (0, "0.7", "-0.7", "inf", "-inf"):
        for coupling in COUPLINGS:
            assert td.entropy_production(Ball(90), 2, 1, b, b, coupling).is_zero()
            assert td.free_energy_change(Ball(90), 2, 1, b, b, coupling).is_zero()
    assert td.entropy_production(F, 2, "1/2", "inf", "0.3") == math.inf
    for start in ("inf", "0.3"):
        for coupling in COUPLINGS:
            value = certified(
                lambda f, x=start, c=coupling: td.entropy_production(f, 2, "1/2", "-inf", x, c), 20
            )
            assert value == Ball(20).infinity()
    hot = td.entropy_production(Ball(120), 2, "1/2", 0, "inf")
    assert hot.overlaps(Ball(120).log(3))


def test_what_has_no_limit_is_refused():
    with pytest.raises(InputError, match="`b` must not be 0"):
        td.free_energy_change(F, 2, "1/2", 0, "0.3")
    with pytest.raises(InputError, match="must not be rational for an infinite result"):
        td.entropy_production(R, 2, "1/2", "inf", "-inf")
    with pytest.raises(InputError, match="pure state in rational"):
        td.steady_entropy(R, 2, "1/2", at("1/2"))


def test_thermal_states_are_stationary_at_every_temperature():
    for n, s in [(1, "3/2"), (2, "1/2"), (3, "1/2"), (2, 1)]:
        for coupling in COUPLINGS:
            assert td.thermal_states_are_stationary(n, s, coupling)


def test_temperatures_are_equal_only_when_certainly_so():
    assert InverseTemperature("0.5").equals(InverseTemperature("1/2"))
    assert InverseTemperature(0).equals(at(1))
    assert InverseTemperature("inf").equals(at(0))
    assert not InverseTemperature("0.5").equals(at("1/2"))
    assert not InverseTemperature("inf").equals(InverseTemperature("-inf"))
    assert not InverseTemperature(Ball(80).number("0.5")).equals(InverseTemperature("0.5"))


# ------------------------------------------------------------------ arithmetics


@pytest.mark.parametrize("coupling", COUPLINGS)
@pytest.mark.parametrize(("n", "s"), [(3, "1/2"), (2, "3/2")])
@pytest.mark.parametrize("b", ["0.4", "-1.5", "7"])
def test_float64_agrees_with_balls(n, s, coupling, b):
    for quantity in (td.free_energy_change, td.entropy_production):
        ball = quantity(Ball(200), n, s, b, "0.9", coupling)
        assert certified_digits(ball) > 30
        assert quantity(F, n, s, b, "0.9", coupling) == pytest.approx(float(ball), rel=1e-12)
    ball = td.ensemble_entropy(Ball(200), n, s, b, coupling, "0.9")
    assert td.ensemble_entropy(F, n, s, b, coupling, "0.9") == pytest.approx(float(ball), rel=1e-12)


def test_small_entropies_keep_their_digits_in_float64():
    value = td.steady_entropy(F, 3, "1/2", 60)
    true = certified(lambda f: td.steady_entropy(f, 3, "1/2", 60), 20)
    # x + x^... : 61 exp(-60) to leading order
    assert value == pytest.approx(float(true), rel=1e-13)
    assert value == pytest.approx(61 * math.exp(-60), rel=1e-13)


def test_a_state_with_coherences_between_total_spins():
    # Half triplet, half singlet, coherently: |10>. Its mixture after the bath, by hand.
    q = 0.4
    rho = Matrix.from_entries(F, (4, 4), {(1, 1): 1})
    Z = 1 + q + q * q
    p = [0.5 / Z, 0.5 * q / Z, 0.5 * q * q / Z, 0.5]
    by_hand = -sum(x * math.log(x) for x in p)
    assert td.steady_entropy(F, 2, "1/2", at("2/5"), rho) == pytest.approx(by_hand, rel=1e-13)
    assert td.entropy_production(F, 2, "1/2", at("2/5"), rho) == pytest.approx(
        by_hand
        + math.log(0.4) * (float(mean_energy(F, 2, "1/2", at("2/5"), "collective", rho)) - 1),
        rel=1e-12,
    )


# ------------------------------------------------------------------ by hand


def test_two_spins_by_hand():
    # Triplet ladder 1, q, q^2 from the ground state.
    q = Fraction(3, 7)
    Z = 1 + q + q * q
    p = [float(x / Z) for x in (1, q, q * q)]
    entropy = -sum(x * math.log(x) for x in p)
    assert td.steady_entropy(F, 2, "1/2", at(q)) == pytest.approx(entropy, rel=1e-14)
    energy = p[1] + 2 * p[2]
    b = -math.log(q)
    assert td.free_energy_change(F, 2, "1/2", at(q), "inf") == pytest.approx(
        energy - entropy / b, rel=1e-13
    )
    # Independent: -2 ln(1 + q) / b
    assert td.free_energy_change(F, 2, "1/2", at(q), "inf", "independent") == pytest.approx(
        -2 * math.log1p(q) / b, rel=1e-13
    )
    assert purity(steady_density(R, 2, "1/2", at(q))) == R.number((1 + q**2 + q**4) / Z**2)
    rho = steady_density(R, 2, "1/2", at(q))
    assert von_neumann_entropy(2, "1/2", rho.to(F)) == pytest.approx(entropy, rel=1e-14)
