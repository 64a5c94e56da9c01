"""Ensembles beyond their product space: laws of counting, then the full space where it fits."""

from __future__ import annotations

from fractions import Fraction
from math import comb

import pytest

from cotherm.numeric import collective_bath, large_ensemble, total_spin
from cotherm.numeric.fields import Ball, Float64, Rational

HALF = Fraction(1, 2)
ENSEMBLES = [(1, HALF), (2, HALF), (5, HALF), (3, Fraction(1)), (2, Fraction(5, 2)), (4, 3 * HALF)]


@pytest.mark.parametrize(("n", "s"), ENSEMBLES)
def test_ladders_fill_the_product_space(n, s):
    sectors = large_ensemble.multiplicities(n, s)
    assert sum(copies * (2 * J + 1) for J, copies in sectors.items()) == (2 * s + 1) ** n


@pytest.mark.parametrize(("n", "s"), ENSEMBLES[:5])
def test_counting_agrees_with_the_spectrum_of_the_squared_spin(n, s):
    for J, copies in large_ensemble.multiplicities(n, s).items():
        assert copies == total_spin.multiplicity(n, s, J)


def test_spins_one_half_are_counted_by_binomials():
    n = 41
    for J, copies in large_ensemble.multiplicities(n, HALF).items():
        below = int(n / 2 - J)
        assert copies == comb(n, below) - (comb(n, below - 1) if below else 0)


@pytest.mark.parametrize("b0", ["0", "0.7", "-1.3", "inf", "-inf"])
def test_weights_add_up_to_one(b0):
    weights = large_ensemble.sector_weights(Float64(), 30, 3 * HALF, b0)
    assert sum(weights.values()) == pytest.approx(1, rel=1e-14)
    assert all(share >= 0 for share in weights.values())


def test_weights_of_an_infinitely_hot_start_are_fractions():
    weights = large_ensemble.sector_weights(Rational(), 2, HALF, 0)
    assert {J: Fraction(str(w)) for J, w in weights.items()} == {
        Fraction(1): Fraction(3, 4),
        Fraction(0): Fraction(1, 4),
    }


@pytest.mark.parametrize(("n", "s"), [(4, HALF), (2, Fraction(1)), (3, HALF)])
@pytest.mark.parametrize(("b", "b0"), [("0.7", "1.3"), ("-0.4", "2.1"), ("1.9", "-0.6")])
def test_energy_agrees_with_the_full_lindblad_equation(n, s, b, b0):
    field = Ball(120)
    counted = large_ensemble.steady_energy(field, n, s, b, b0)
    full = collective_bath.steady_energy(field, n, s, b, b0)
    with field:
        difference = counted - full
        assert difference.contains(0)
        assert float(difference.rad()) < 1e-25


def test_bath_at_the_initial_temperature_changes_nothing():
    b = 0.8
    energy = large_ensemble.steady_energy(Float64(), 100, HALF, b, b)
    assert energy == pytest.approx(100 / (1 + 2.718281828459045**b), rel=1e-12)
