"""Otto cycle of spins: first and second law, limits, and two spins worked out by hand."""

from __future__ import annotations

from fractions import Fraction

import flint
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cotherm.numeric.certify import certified
from cotherm.numeric.collective_bath import mean_energy
from cotherm.numeric.errors import InputError
from cotherm.numeric.fields import Ball, Float64, Rational
from cotherm.numeric.otto_cycle import otto_cycle, otto_cycle_at
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
