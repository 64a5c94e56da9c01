"""Coarse-grained field: detailed balance, the exact pass behind it, random arrivals."""

from __future__ import annotations

import math
from fractions import Fraction
from itertools import pairwise

import numpy as np
import pytest

from cotherm.numeric import coarse_grained_field as cg
from cotherm.numeric import micromaser as mm
from cotherm.numeric.errors import InputError
from cotherm.numeric.fields import Ball, Float64, Rational

R, F = Rational(), Float64()


def test_steady_state_is_geometric_exactly():
    p = Fraction(2, 7)
    populations = cg.coarse_steady_populations(R, 6, p)
    ratios = [b / a for a, b in pairwise(populations)]
    assert ratios == [R.number(p / (1 - p))] * 5


def test_transfer_is_a_rabi_oscillation():
    for n in (1, 3):
        for detuning in (0, "0.8"):
            d = float(Fraction(str(detuning)))
            rabi = math.sqrt(4 * 0.7**2 * n + d * d)
            expected = 4 * 0.7**2 * n / rabi**2 * math.sin(rabi / 2) ** 2
            got = cg.transfer_probability(F, "0.7", n, detuning)
            assert got == pytest.approx(expected, rel=1e-12)


def test_undamped_pass_is_the_lindblad_pass_without_damping():
    model = mm.Micromaser("1/5", "0.9", 0, 0, 1)
    assert np.allclose(
        cg.undamped_pass(F, "0.9", "1/5", 7).to_numpy(),
        mm.atom_pass(F, model, 7).to_numpy(),
        rtol=0,
        atol=1e-13,
    )


def test_the_coarse_rates_are_the_short_pass():
    ball = Ball(200)
    p, g = Fraction(1, 5), Fraction(1, 10**6)
    passed = cg.undamped_pass(ball, g, p, 6)
    coarse = cg.coarse_generator(ball, 6, p)
    for (i, j), rate in coarse.entries.items():
        change = passed[i, j] - (1 if i == j else 0)
        assert abs(float(change / ball.number(g * g) / rate) - 1) < 1e-11


def test_arrivals_agree_to_first_order():
    passed = cg.undamped_pass(F, "0.3", "1/5", 6)
    start = [0.4, 0.3, 0.2, 0.1, 0.0, 0.0]
    few = 1e-5
    poisson = np.array(cg.arrival_average(F, passed, start, few, "poisson"))
    single = np.array(cg.arrival_average(F, passed, start, few, "bernoulli"))
    assert np.abs(poisson - single).max() < few**2
    assert np.abs(single - start).max() > few * 1e-3
    with pytest.raises(InputError, match="waiting"):
        cg.arrival_average(F, passed, start, few, "regular")


def test_random_intervals_keep_the_balance_of_each_level():
    """Exponential intervals: p_n = p_(n-1) N p_e s_n/n / (1 + N p_g s_n/n), level by level."""
    p, g, kappa = 0.2, 1.1, 0.05
    passed = cg.undamped_pass(F, g, p, 25)
    empty = mm.decay_generator(F, 25, kappa)
    found = cg.random_pump_fixed_point(F, passed, empty)
    for n in range(1, 6):
        s = math.sin(g * math.sqrt(n)) ** 2 / (kappa * n)
        assert found[n] / found[n - 1] == pytest.approx(p * s / (1 + (1 - p) * s), rel=1e-9)


def test_regular_and_random_intervals_agree_for_short_ones():
    model = mm.Micromaser("1/5", "1.1", 0, 0, "0.0001")
    regular = mm.micromaser_photons(F, model)
    passed = mm.atom_pass(F, model, 25)
    random = cg.random_pump_fixed_point(F, passed, mm.decay_generator(F, 25, "0.0001"))
    assert mm.photon_mean(F, random) == pytest.approx(regular, rel=1e-3)


def test_bad_block_is_refused():
    with pytest.raises(InputError, match="photons"):
        cg.transfer_probability(F, 1, 0)
