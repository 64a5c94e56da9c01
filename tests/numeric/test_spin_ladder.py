"""One spin ladder in its bath: Boltzmann weights, thermodynamic identities, known rates."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cotherm.numeric import collective_bath as cb
from cotherm.numeric.certify import certified_digits
from cotherm.numeric.fields import Ball, Float64, Rational
from cotherm.numeric.spin_ladder import ladder_generator
from cotherm.numeric.temperature import InverseTemperature, Rates

ENSEMBLES = [(1, "1/2"), (2, "1/2"), (3, "1/2"), (4, "1/2"), (1, "1"), (2, "1"), (2, "3/2")]
R = Rational()
factors = st.fractions(Fraction(1, 12), 12, max_denominator=12)


def at(q):
    return InverseTemperature(q=q)


@given(q=factors, twice=st.integers(0, 9))
@settings(max_examples=40)
def test_ladder_populations_are_boltzmann_weights_exactly(q, twice):
    J = Fraction(twice, 2)
    expected = at(q).weights(R, range(twice + 1))
    assert cb.ladder_populations(R, J, at(q)) == expected
    # sum_m exp(-m b) over the levels, for a q whose root is rational
    partition = cb.ladder_partition_function(R, J, at(q * q))
    root = R.number(q)
    assert partition == sum((root ** int(2 * (k - J)) for k in range(twice + 1)), R.zero)


@pytest.mark.parametrize("J", ["1/2", "1", "5/2", "4"])
@pytest.mark.parametrize("b", ["0.3", "-1.7", "12"])
def test_thermodynamics_of_a_ladder(J, b):
    field = Ball(200)
    with field:
        beta = field.number(b)
        energy = cb.ladder_energy(field, J, b)
        entropy = cb.ladder_entropy(field, J, b)
        assert (
            entropy - beta * energy - field.log(cb.ladder_partition_function(field, J, b))
        ).contains(0)
        m = field.numbers(Fraction(J) - k for k in range(int(2 * Fraction(J)), -1, -1))
        p = cb.ladder_populations(field, J, b)
        variance = field.dot([x * x for x in m], p) - energy * energy
        assert (cb.ladder_heat_capacity(field, J, b) - beta * beta * variance).contains(0)
    for quantity in (cb.ladder_energy, cb.ladder_heat_capacity, cb.ladder_entropy):
        assert certified_digits(quantity(field, J, b)) > 40
        near = quantity(Float64(), J, b)
        assert near == pytest.approx(float(quantity(field, J, b)), rel=1e-11)


def test_a_ladder_is_the_symmetric_sector_of_its_ensemble():
    for n, s in ENSEMBLES:
        J = n * Fraction(s)
        ladder = cb.ladder_energy(R, J, at("3/7"))
        assert cb.steady_energy(R, n, s, at("3/7")) == ladder + R.number(J)
        slope = cb.ladder_energy_response(R, J, at("3/7"))
        assert cb.energy_response(R, n, s, at("3/7")) == slope


def test_rates_of_the_ladder_are_those_of_angular_momentum():
    # (J-m)(J+m+1) into m from m+1, `heatcap` (B.2)
    W = ladder_generator(R, 2, Rates(R.one, R.number("1/3")))
    assert [int(W[k, k + 1]) for k in range(4)] == [4, 6, 6, 4]
    assert [W[k + 1, k] * 3 for k in range(4)] == [4, 6, 6, 4]


def test_infinitely_cold_and_hot_ladders():
    assert cb.ladder_populations(R, 1, "inf") == [1, 0, 0]
    assert cb.ladder_populations(R, 1, "-inf") == [0, 0, 1]
    assert cb.ladder_entropy(Ball(80), 1, "inf") == 0
    assert cb.ladder_energy(R, "3/2", 0) == 0
    assert cb.ladder_energy(Ball(80), "3/2", 0) == 0
