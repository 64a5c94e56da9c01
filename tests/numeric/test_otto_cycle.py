"""Otto cycle of spins: first and second law, limits, and two spins worked out by hand."""

from __future__ import annotations

import math
from fractions import Fraction

import flint
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cotherm.numeric.certify import certified
from cotherm.numeric.collective_bath import mean_energy
from cotherm.numeric.errors import InputError
from cotherm.numeric.fields import Ball, Float64, Rational
from cotherm.numeric.otto_cycle import (
    near_carnot_work,
    otto_cycle,
    otto_cycle_at,
    otto_optimum,
)
from cotherm.numeric.temperature import InverseTemperature

R = Rational()
factors = st.fractions(Fraction(1, 9), 9, max_denominator=9)
splittings = st.fractions(Fraction(1, 5), 5, max_denominator=5)


def at(q):
    return InverseTemperature(q=q)


@pytest.mark.parametrize("coupling", ["collective", "independent"])
@given(q_h=factors, q_c=factors, q0=factors, strong=splittings, weak=splittings)
@settings(max_examples=15)
def test_first_law_efficiency_and_energies(coupling, q_h, q_c, q0, strong, weak):
    cycle = otto_cycle_at(R, 2, "1/2", at(q_h), at(q_c), strong, weak, at(q0), coupling)
    assert cycle["work"] == cycle["heat_hot"] + cycle["heat_cold"]
    difference = mean_energy(R, 2, "1/2", at(q_h), coupling, at(q0)) - mean_energy(
        R, 2, "1/2", at(q_c), coupling, at(q0)
    )
    assert cycle["heat_hot"] == R.number(strong) * difference
    if q_h == q_c:
        assert cycle["work"] == 0
        assert cycle["efficiency"] is None
    else:
        assert cycle["efficiency"] == 1 - R.number(weak) / R.number(strong)


@given(
    b_h=st.fractions(Fraction(1, 20), 1, max_denominator=20),
    excess=st.fractions(Fraction(1, 10), 5, max_denominator=10),
    strong=splittings,
    weak=splittings,
)
@settings(max_examples=20)
def test_second_law(b_h, excess, strong, weak):
    b_c = b_h + excess
    field = Ball(150)
    for coupling in ("collective", "independent"):
        cycle = otto_cycle(field, 2, "1/2", b_h, b_c, strong, weak, "0.7", coupling)
        with field:
            entropy = -(
                field.number(b_h) * cycle["heat_hot"] + field.number(b_c) * cycle["heat_cold"]
            )
            assert not entropy < 0
        if 1 < strong / weak < b_c / b_h:
            assert cycle["work"] > 0  # `heatcap` App. D: the window of extraction
        elif strong / weak < 1 or strong / weak > b_c / b_h:
            assert cycle["work"] < 0


def test_two_spins_by_hand():
    # Symmetric subspace: E(q) = (q + 2q^2)/(1 + q + q^2); q_h = 1/2 gives 4/7, q_c = 1/4 gives 2/7.
    cycle = otto_cycle_at(R, 2, "1/2", at("1/2"), at("1/4"), 3, 2)
    assert cycle["work"] == flint.fmpq(2, 7)
    assert cycle["heat_hot"] == flint.fmpq(6, 7)
    assert cycle["heat_cold"] == flint.fmpq(-4, 7)
    # Independent: E(q) = 2q/(1 + q), 2/3 and 2/5.
    alone = otto_cycle_at(R, 2, "1/2", at("1/2"), at("1/4"), 3, 2, "inf", "independent")
    assert alone["work"] == flint.fmpq(4, 15)


def test_b_is_the_product_of_splitting_and_inverse_temperature():
    field = Ball(150)
    direct = otto_cycle(field, 2, "1/2", "0.1", "0.9", "3", "2", "0.7")
    by_b = otto_cycle_at(
        field, 2, "1/2", InverseTemperature("0.3"), InverseTemperature("1.8"), 3, 2, "0.7"
    )
    for key in ("work", "heat_hot", "heat_cold"):
        assert direct[key].overlaps(by_b[key])
    near = otto_cycle(Float64(), 2, "1/2", "0.1", "0.9", "3", "2", "0.7")
    assert near["work"] == pytest.approx(float(direct["work"]), rel=1e-13)


def test_digits_can_be_certified():
    work = certified(lambda f: otto_cycle(f, 3, "1/2", "0.2", "1", "2", "1")["work"], 40)
    assert work > 0


def test_infinitely_hot_and_cold_baths_are_exact():
    cycle = otto_cycle(R, 2, "1/2", 0, "inf", 3, 1)
    assert cycle["work"] == 2  # E = 1 at infinite temperature, 0 at zero temperature
    with pytest.raises(InputError, match="Argument `lambda_c` must be positive"):
        otto_cycle(R, 2, "1/2", 0, 0, 3, 0)


# ------------------------------------------------------------------ near Carnot, largest gain


@pytest.mark.parametrize("coupling", ["collective", "independent"])
@pytest.mark.parametrize(("hot", "cold"), [("0.3", "1.1"), ("-0.4", "0.9"), ("-0.9", "-0.2")])
def test_near_carnot_work_is_the_leading_term(coupling, hot, cold):
    field, splitting = Ball(300), Fraction(2)
    ratio = Fraction(hot) / Fraction(cold)
    remainders = []
    for distance in (Fraction(1, 10**6), Fraction(1, 10**7)):
        weak = splitting * (ratio + distance)
        if weak <= 0:
            # A hot bath of negative temperature has no Carnot point at positive splittings.
            return
        cycle = otto_cycle(field, 2, 1, hot, cold, splitting, weak, "0.7", coupling)
        leading = near_carnot_work(field, 2, 1, hot, cold, splitting, distance, "0.7", coupling)
        with field:
            remainders.append(float((cycle["work"] - leading) / leading))
    assert remainders[0] / remainders[1] == pytest.approx(10, rel=1e-4)


def test_near_carnot_work_by_hand():
    # Triplet at b = 0: variance 2/3; 0.01 * 2^2 * (1 - 0) * 2/3.
    value = near_carnot_work(R, 2, "1/2", 0, 1, 2, "1/100")
    assert value == R.number(Fraction(2, 75))
    with pytest.raises(InputError, match="Argument `lambda_h` must be positive"):
        near_carnot_work(R, 2, "1/2", 0, 1, 0, "1/100")


@pytest.mark.parametrize(("n", "s"), [(2, "1/2"), (3, "1/2"), (2, 1)])
def test_the_optimum_is_a_maximum_of_the_gain(n, s):
    field = Ball(200)
    top = int(n * 2 * Fraction(s)) * Fraction(1, 2)

    def gain(b):
        with field:
            difference = mean_energy(field, n, s, b, "independent") - mean_energy(field, n, s, b)
            return difference / field.number(top)

    best = otto_optimum(field, n, s)
    assert best["gain"] > 0
    place = Fraction(float(best["b"]))
    assert gain(place * Fraction(99, 100)) < best["gain"]
    assert gain(place * Fraction(101, 100)) < best["gain"]
    # No larger gain far away either.
    for b in (Fraction(k, 10) for k in range(1, 60, 4)):
        assert not gain(b) > best["gain"]
    near = otto_optimum(Float64(), n, s)
    assert near["b"] == pytest.approx(float(best["b"]), rel=1e-14)
    assert near["gain"] == pytest.approx(float(best["gain"]), rel=1e-13)


def test_the_optimum_of_two_spins_by_hand():
    # 2 (1 + q + q^2)^2 = (1 + q)^2 (1 + 4 q + q^2) gives q + 1/q = 1 + sqrt 7.
    best = certified(lambda field: otto_optimum(field, 2, "1/2"), 30)
    u = 1 + 7**0.5
    b = math.acosh(u / 2)
    assert float(best["b"]) == pytest.approx(b, rel=1e-14)
    q = math.exp(-b)
    energies = 2 * q / (1 + q) - (q + 2 * q * q) / (1 + q + q * q)
    assert float(best["gain"]) == pytest.approx(energies, rel=1e-13)


def test_the_optimum_needs_several_spins():
    with pytest.raises(InputError, match="Argument `n` must be at least 2"):
        otto_optimum(Ball(100), 1, "1/2")
    with pytest.raises(InputError, match="must not be rational"):
        otto_optimum(R, 2, "1/2")
