"""The three-level refrigerator: exact fractions against hand-made formulas, limits as sequences."""

from __future__ import annotations

from fractions import Fraction
from itertools import count

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cotherm.numeric.errors import InputError
from cotherm.numeric.fields import Ball, Float64, Rational
from cotherm.numeric.refrigerator_characteristic import (
    characteristic_cumulants,
    characteristic_polynomial,
)
from cotherm.numeric.refrigerator_rates import energy_currents, energy_noise
from cotherm.numeric.refrigerator_reduced import (
    laser_cumulants,
    reduced_cumulants,
    reduced_current,
    reduced_levels,
    reduced_model_cumulants,
    reduced_noise,
    reduced_occupations,
    reduced_rates,
    reduced_scgf,
    three_level_system,
    work_occupation_sequence,
)
from cotherm.numeric.refrigerator_scgf import cumulants_from_scgf

FLOAT, BALL, EXACT = Float64(), Ball(300), Rational()
fraction = st.fractions(min_value=Fraction(1, 12), max_value=12, max_denominator=12)
triple = st.fixed_dictionaries({"c": fraction, "h": fraction, "w": fraction})


def as_fraction(value) -> Fraction:
    return Fraction(int(value.p), int(value.q))


def tree_current(g: dict[str, Fraction], n: dict[str, Fraction]) -> Fraction:
    """Cycle current by counting spanning trees of the triangle 0-1-2 (Hill), by hand."""
    up01, dn01 = g["c"] * n["c"], g["c"] * (1 + n["c"])
    up12, dn12 = g["w"] * n["w"], g["w"] * (1 + n["w"])
    up02, dn02 = g["h"] * n["h"], g["h"] * (1 + n["h"])
    to0 = dn01 * dn02 + dn01 * dn12 + up12 * dn02
    to1 = up01 * dn12 + up01 * dn02 + up02 * dn12
    to2 = up02 * dn01 + up02 * up12 + up01 * up12
    forward, backward = up01 * up12 * dn02, up02 * dn12 * dn01
    return (forward - backward) / (to0 + to1 + to2)


@given(triple, triple)
def test_current_is_the_cycle_current_times_the_quantum(rates, occupations):
    cycle = tree_current(rates, occupations)
    system = three_level_system(EXACT, rates, occupations)
    currents = {name: as_fraction(v) for name, v in energy_currents(system).items()}
    assert currents == {"c": 2 * cycle, "w": 4 * cycle, "h": -6 * cycle}


@given(triple, triple)
def test_noise_of_one_cycle_goes_with_the_square_of_the_quantum(rates, occupations):
    system = three_level_system(EXACT, rates, occupations)
    c, h, w = (energy_noise(system, name) for name in "chw")
    assert 4 * c == w
    assert 9 * c == h


@given(triple, triple)
def test_characteristic_polynomial_gives_the_same_cumulants(rates, occupations):
    system = three_level_system(EXACT, rates, occupations)
    assert characteristic_cumulants(system, "c") == reduced_cumulants(EXACT, rates, occupations)


@given(triple, triple)
def test_uncertainty_relation_in_exact_arithmetic_near_equilibrium(rates, occupations):
    """S = 2 I/A for small affinity; and S > 0 always, whatever the sign of the current."""
    result = reduced_cumulants(EXACT, rates, occupations)
    assert result.noise > 0
    n = occupations
    forward = n["c"] * n["w"] * (1 + n["h"])
    backward = (1 + n["c"]) * (1 + n["w"]) * n["h"]
    assert (result.mean > 0) == (forward > backward)


@settings(max_examples=20)
@given(triple, triple)
def test_infinite_work_occupation_is_the_limit_of_the_sequence(rates, occupations):
    limit = reduced_cumulants(EXACT, rates, {**occupations, "w": "inf"})
    for kind in (False, True):
        values = [
            v
            for _, v in work_occupation_sequence(
                EXACT, rates, occupations, (10**6, 10**7, 10**8), laser=kind
            )
        ]
        for part in ("mean", "noise"):
            errors = [float(getattr(v, part) - getattr(limit, part)) for v in values]
            scale = float(limit.noise)
            assert abs(errors[2]) < 1e-4 * scale
            if abs(errors[2]) > 1e-12 * scale:
                assert errors[0] / errors[1] == pytest.approx(10, rel=1e-2)
                assert errors[1] / errors[2] == pytest.approx(10, rel=1e-3)


@given(triple, triple)
def test_determinant_is_linear_in_the_work_occupation(rates, occupations):
    p0, p1, p2 = (
        characteristic_polynomial(three_level_system(EXACT, rates, {**occupations, "w": n}), "c")
        for n in (0, 1, 2)
    )
    second = p2.plus(p1, -1).plus(p1.plus(p0, -1), -1)
    assert all(value == 0 for value in second.terms.values())


@given(triple, triple)
def test_laser_does_not_read_the_work_occupation(rates, occupations):
    without = {"c": occupations["c"], "h": occupations["h"]}
    assert laser_cumulants(EXACT, rates, without) == laser_cumulants(EXACT, rates, occupations)


def test_generating_function_gives_the_cumulants():
    rates, occupations = {"c": "3/7", "h": "5/3", "w": "11/2"}, {"c": "1/5", "h": "1/9", "w": "7/3"}
    exact = reduced_cumulants(EXACT, rates, occupations)
    result = cumulants_from_scgf(three_level_system(BALL, rates, occupations), "c", "1e-18")
    with BALL:
        assert abs(result.mean / BALL.number(exact.mean) - 1) < 1e-30
        assert abs(result.noise / BALL.number(exact.noise) - 1) < 1e-30
    tilted = np.array(
        [
            [-3 / 35 - 5 / 27, 18 / 35 * np.exp(-0.4), 50 / 27],
            [3 / 35 * np.exp(0.4), -18 / 35 - 77 / 6, 110 / 6],
            [5 / 27, 77 / 6, -110 / 6 - 50 / 27],
        ]
    )
    assert reduced_scgf(FLOAT, rates, occupations, "0.2") == pytest.approx(
        np.linalg.eigvals(tilted).real.max(), rel=1e-10
    )


# ------------------------------------------------------------------------------ N spins


@pytest.mark.parametrize("N", [5, 7, 31, 101])
def test_effective_rates_from_angular_momentum_algebra(N):
    """Ladder elements j(j+1) - m(m+1) written out for the three transitions (own algebra)."""
    j = Fraction(N, 2)
    first = j * (j + 1) - Fraction(3, 4)
    second = j * (j + 1) - Fraction(15, 4)
    rates = {k: as_fraction(v) for k, v in reduced_rates(EXACT, N, 2, 3, 5).items()}
    assert rates == {
        "c": 2 * first / 4,
        "w": 5 * second / 4,
        "h": 3 * first * second / (16 * N**2),
    }


def test_even_numbers_and_higher_cycles():
    assert reduced_levels(6) == (0, 1, 2)
    assert reduced_levels(11, "5/2") == (Fraction(5, 2), Fraction(7, 2), Fraction(9, 2))
    higher = reduced_model_cumulants(BALL, 11, 2, 1, "1e-6", lowest="5/2")
    # quanta 6, 8, 14: the window closes at 14/6, between 2 and 3, for infinite work temperature
    assert higher.mean > 0
    assert reduced_model_cumulants(BALL, 11, "2.5", 1, "1e-6", lowest="5/2").mean < 0
    assert reduced_current(BALL, 11, "2.5", 1, "1e-6") > 0


@pytest.mark.parametrize("N", [5, 31])
def test_window_of_the_ideal_cycle(N):
    """Affinity -2 beta_c + 6 beta_h - 4 beta_w decides the sign."""
    assert reduced_current(BALL, N, "2.999", 1, 0) > 0
    assert reduced_current(BALL, N, "3.001", 1, 0) < 0
    assert reduced_current(BALL, N, "2.5", 1, "0.249") > 0
    assert reduced_current(BALL, N, "2.5", 1, "0.251") < 0


def test_arithmetics_agree():
    for beta_w in (0, "1e-3", 1):
        for function in (reduced_current, reduced_noise):
            ball = function(BALL, 31, 2, "1.1", beta_w)
            assert function(FLOAT, 31, 2, "1.1", beta_w) == pytest.approx(
                float(ball.mid()), rel=1e-11
            )


def test_current_at_equilibrium_vanishes_and_noise_does_not():
    assert reduced_current(BALL, 9, 1, 1, 1).contains(0)
    assert reduced_noise(BALL, 9, 1, 1, 1) > 0


@pytest.mark.parametrize(
    ("call", "word"),
    [
        (lambda: reduced_levels(3), "`N`"),
        (lambda: reduced_levels(9, "1/3"), "`N`"),
        (lambda: reduced_occupations(FLOAT, 5, 0, 1, 1), "`beta_c`"),
        (lambda: reduced_occupations(FLOAT, 5, 1, 1, -1), "`beta_w`"),
        (lambda: three_level_system(FLOAT, {"c": 1, "h": 1}, {}), "`rates`"),
        (lambda: three_level_system(FLOAT, {"c": 1, "h": 1, "w": 1}, {"c": 1}), "`occupations`"),
    ],
    ids=count(),
)
def test_bad_arguments_are_named(call, word):
    with pytest.raises(InputError, match=word):
        call()
