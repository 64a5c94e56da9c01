"""Counting statistics of the refrigerator: fluctuation theorem, agreement of the three ways."""

from __future__ import annotations

import math
from fractions import Fraction

import flint
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cotherm.numeric.errors import InputError
from cotherm.numeric.fields import Ball, Float64, Rational
from cotherm.numeric.refrigerator import refrigerator_model, refrigerator_rates
from cotherm.numeric.refrigerator_characteristic import characteristic_cumulants
from cotherm.numeric.refrigerator_counting import (
    energy_cumulants,
    finite_time_statistics,
    joint_energy_series,
    series_moments,
)
from cotherm.numeric.refrigerator_rates import (
    EnergyExchange,
    StateReduction,
    energy_current,
    energy_noise,
    generator,
    populations,
)
from cotherm.numeric.refrigerator_reduced import three_level_system
from cotherm.numeric.refrigerator_scgf import energy_scgf

FLOAT, BALL, EXACT = Float64(), Ball(300), Rational()
WIDTHS = {"delta_c": "0.3", "delta_h": "0.4", "delta_w": "0.2"}
factor = st.fractions(min_value=Fraction(1, 20), max_value=Fraction(19, 20), max_denominator=20)


@st.composite
def exact_systems(draw, numbers=(4, 5, 7)):
    factors = {name: draw(factor) for name in ("q_c", "q_h", "q_w")}
    model = refrigerator_model(draw(st.sampled_from(numbers)), **factors, **WIDTHS)
    return refrigerator_rates(EXACT, model)


def warm_model(N: int = 5):
    return refrigerator_model(N, beta_c="0.4", beta_h="0.3", beta_w="0.1", **WIDTHS)


# ------------------------------------------------------------------------------ laws


@pytest.mark.parametrize("N", [5, 6, 9])
def test_fluctuation_theorem_with_three_counting_fields(N):
    """The generating function is unchanged under u_nu -> beta_nu - u_nu, all at once."""
    system = refrigerator_rates(BALL, warm_model(N))
    beta = {"c": Fraction(2, 5), "h": Fraction(3, 10), "w": Fraction(1, 10)}
    u = {"c": Fraction(7, 50), "h": Fraction(-3, 20), "w": Fraction(1, 20)}
    mirrored = {name: beta[name] - value for name, value in u.items()}
    one, other = energy_scgf(system, u), energy_scgf(system, mirrored)
    assert one.overlaps(other)
    assert one.rel_accuracy_bits() > 100
    assert not one.overlaps(energy_scgf(system, {**mirrored, "h": -beta["h"] - u["h"]}))


@pytest.mark.parametrize("shift", [Fraction(1, 7), Fraction(-2, 9)])
def test_only_differences_of_counting_fields_count(shift):
    """Energy conservation: the generating function is unchanged under a common shift."""
    system = refrigerator_rates(BALL, warm_model(7))
    u = {"c": Fraction(7, 50), "h": Fraction(-3, 20), "w": Fraction(1, 20)}
    shifted = {name: value + shift for name, value in u.items()}
    assert energy_scgf(system, u).overlaps(energy_scgf(system, shifted))


@given(exact_systems())
def test_first_cumulants_of_all_reservoirs_add_up_to_zero(system):
    assert sum(energy_cumulants(system, name, 1)[0] for name in "chw") == 0


def test_no_net_transfer_with_one_temperature():
    """One temperature: no current, and the generating function is symmetric about beta/2."""
    model = refrigerator_model(5, beta_c="0.4", beta_h="0.4", beta_w="0.4", **WIDTHS)
    system = refrigerator_rates(BALL, model)
    with BALL:
        values = energy_cumulants(system, "c", 2)
        assert abs(float(values[0])) < 1e-60
        assert values[1] > 0
    # A common shift and the fluctuation theorem make it an even function of u.
    left, right = (energy_scgf(system, {"c": u}) for u in ("0.15", "-0.15"))
    assert left.overlaps(right)


# ------------------------------------------------------------------------------ the three ways


@given(exact_systems())
def test_two_cumulants_agree_with_the_other_routes_exactly(system):
    for name in "chw":
        values = energy_cumulants(system, name, 2)
        assert values == [energy_current(system, name), energy_noise(system, name)]
        assert values == list(characteristic_cumulants(system, name))


def test_an_open_chain_transfers_nothing_in_the_long_run():
    system = three_level_system(EXACT, {"c": 1, "h": 0, "w": 3}, {"c": 1, "h": 1, "w": 2})
    assert energy_cumulants(system, "c", 4) == [0, 0, 0, 0]


def test_higher_cumulants_agree_with_differences_of_the_eigenvalue():
    with Ball(400) as field:
        system = refrigerator_rates(field, warm_model())
        values = energy_cumulants(system, "c", 4)
        h = Fraction(1, 10**18)
        at = {k: energy_scgf(system, {"c": k * h}) for k in (-2, -1, 0, 1, 2)}
        step = field.number(h)
        third = (at[2] - 2 * at[1] + 2 * at[-1] - at[-2]) / (2 * step**3)
        fourth = (at[2] - 4 * at[1] + 6 * at[0] - 4 * at[-1] + at[-2]) / step**4
    assert abs(float((third - values[2]) / values[2])) < 1e-25
    assert abs(float((fourth - values[3]) / values[3])) < 1e-25


def test_finite_time_moments_agree_with_the_joint_probability():
    """The Taylor series of the joint probability against the exponential of the block matrix."""
    model = refrigerator_model(5, q_c="1/3", q_h="1/2", q_w="3/4", **WIDTHS)
    start, time = [Fraction(1, 2), Fraction(1, 3), Fraction(1, 6)], Fraction(1, 100)
    series = joint_energy_series(refrigerator_rates(EXACT, model), "c", start, 24)
    with BALL:
        stats = finite_time_statistics(refrigerator_rates(BALL, model), "c", start, time, 3)
        for power in range(4):
            levels = series_moments(EXACT, series, 3, power)
            total = sum(flint.fmpq(1, 100) ** n * sum(part) for n, part in enumerate(levels))
            assert abs(float(stats.moments[power] - flint.arb(total))) < 1e-25
        mean = series_moments(EXACT, series, 3, 1)
        for level in range(3):
            value = sum(flint.fmpq(1, 100) ** n * part[level] for n, part in enumerate(mean))
            assert abs(float(stats.conditional[level] - flint.arb(value))) < 1e-25


def test_current_and_noise_at_finite_time_are_derivatives_of_the_moments():
    with Ball(500) as field:
        system = refrigerator_rates(field, warm_model())
        start, t, h = [1, 0, 0], Fraction(1, 3), Fraction(1, 10**20)
        before, after = (finite_time_statistics(system, "c", start, t + s * h) for s in (-1, 1))
        middle = finite_time_statistics(system, "c", start, t)
        step = 2 * field.number(h)
        current = (after.moments[1] - before.moments[1]) / step
        variance = [x.moments[2] - x.moments[1] ** 2 for x in (before, after)]
        noise = (variance[1] - variance[0]) / step
    assert abs(float((current - middle.current) / middle.current)) < 1e-30
    assert abs(float((noise - middle.noise) / middle.noise)) < 1e-30


def test_long_times_give_the_stationary_current_and_noise():
    with Ball(400) as field:
        system = refrigerator_rates(field, warm_model())
        stats = finite_time_statistics(system, "c", [0, 0, 1], 400)
        assert abs(float(stats.current / energy_current(system, "c") - 1)) < 1e-30
        assert abs(float(stats.noise / energy_noise(system, "c") - 1)) < 1e-30


def test_float_agrees_with_balls_at_finite_time():
    stats = [
        finite_time_statistics(refrigerator_rates(field, warm_model()), "c", [1, 0, 0], 2, 3)
        for field in (FLOAT, BALL)
    ]
    assert stats[0].current == pytest.approx(float(stats[1].current), rel=1e-11)
    assert stats[0].noise == pytest.approx(float(stats[1].noise), rel=1e-11)
    assert stats[0].moments[3] == pytest.approx(float(stats[1].moments[3]), rel=1e-11)


def test_group_inverse_solves_the_system():
    model = refrigerator_model(7, q_c="1/3", q_h="1/2", q_w="3/4", **WIDTHS)
    system = refrigerator_rates(EXACT, model)
    source = [flint.fmpq(k) for k in (3, -1, 4, -6)]
    x = StateReduction(system).response(EXACT, source)
    assert generator(system).apply(x) == source
    assert sum(x) == 0


def test_poissonian_limit_of_one_way_jumps():
    """At short times the transferred energy has the moments of single jumps."""
    system = refrigerator_rates(
        EXACT, refrigerator_model(5, q_c="1/3", q_h="1/2", q_w="3/4", **WIDTHS)
    )
    p = populations(system)
    series = joint_energy_series(system, "c", p, 1)
    for power in (1, 2, 3):
        rate = sum(series_moments(EXACT, series, 3, power)[1])
        expected = sum(
            value * p[origin] * system.quantum(to, origin) ** power
            for (to, origin), value in system.rates["c"].entries.items()
        )
        assert rate == expected
    assert math.isclose(
        float(sum(series_moments(EXACT, series, 3, 1)[1])), float(energy_current(system, "c"))
    )


@pytest.mark.parametrize("order", [0, -1, True, 1.5])
def test_bad_order(order):
    system = EnergyExchange(EXACT, (Fraction(0), Fraction(1)), {})
    with pytest.raises(InputError, match="`order` must be a positive integer"):
        energy_cumulants(system, "c", order)


def test_unknown_reservoir_and_arithmetic():
    system = refrigerator_rates(
        EXACT, refrigerator_model(5, q_c="1/3", q_h="1/2", q_w="3/4", **WIDTHS)
    )
    with pytest.raises(InputError, match="`reservoir` must be one of 'c', 'h', 'w'"):
        energy_cumulants(system, "x", 2)
    with pytest.raises(InputError, match="`field` must be Float64 or Ball"):
        finite_time_statistics(system, "c", [1, 0, 0], 1)
