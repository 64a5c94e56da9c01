"""Discretised reservoirs, and the reaction coordinate by quadrature and by chain mapping."""

from __future__ import annotations

import math
from fractions import Fraction

import flint
import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from cotherm.numeric.bath_modes import (
    FirstMode,
    Modes,
    correlation_transform,
    coupled_back,
    damped_mode_density,
    discretised,
    first_mode,
    pi,
    survival,
)
from cotherm.numeric.certify import certified
from cotherm.numeric.errors import InputError
from cotherm.numeric.fields import Ball, Float64, Rational
from cotherm.numeric.reaction_coordinate import (
    PeakedBath,
    bare_moment,
    moment,
    principal_value,
    reaction_coordinate,
)
from cotherm.numeric.reservoirs import Reservoir, spectral_density

FLOAT, BALL = Float64(), Ball(128)
BATH = PeakedBath("1.3", "0.4", "1.7", "0.9")


def density(bath: PeakedBath):
    e, d, D, g = (float(Fraction(x)) for x in (bath.eps, bath.delta, bath.cutoff, bath.gamma))

    def function(w):
        peaks = ((w - e) ** 2 + d * d) * ((w + e) ** 2 + d * d)
        return 4 * g * e * d * d * w / peaks * D * D / (D * D + w * w)

    return function


def test_the_damped_transform_tends_to_the_rate_of_the_master_equation():
    bath = Reservoir("1.3", "0.4", "0.9", beta="1.4")
    for omega in ("1.1", "-0.8"):
        errors = []
        for power in (4, 5, 6):
            value = correlation_transform(
                BALL,
                lambda w: spectral_density(BALL, w, "1.3", "0.4", "0.9"),
                "1.4",
                omega,
                Fraction(1, 2**power),
            )
            with BALL:
                errors.append(abs(float((value / bath.rate(BALL, omega) - 1).mid())))
        # Gaussian smoothing: the error is quadratic in the width.
        assert errors[0] / errors[1] == pytest.approx(4, rel=0.1)
        assert errors[1] / errors[2] == pytest.approx(4, rel=0.05)


def test_an_operator_at_rest_has_no_power_at_finite_frequency():
    value = correlation_transform(
        BALL,
        lambda w: spectral_density(BALL, w, "1.3", "0.4", "0.9"),
        "1.4",
        "1.1",
        "1/32",
        evolves=False,
    )
    assert value < 1e-100


def test_an_excitation_decays_at_the_spectral_density():
    errors = []
    for strength in (1e-2, 5e-3):
        modes = discretised(lambda w, s=strength: s * density(BATH)(w), 900, 1.3)
        rate = strength * float(density(BATH)(np.array(1.1)))
        survived = survival(modes, 1.1, np.array([1 / rate]))[0]
        errors.append(abs(-math.log(survived) - 1))
    assert errors[0] < 0.01
    assert errors[0] / errors[1] == pytest.approx(2, rel=0.1)


def test_smoothing_meets_the_density_it_came_from():
    modes = discretised(density(BATH), 600, 1.5)
    for omega in (0.4, 1.3, 2.2, -1.3):
        assert modes.smoothed_density(omega, 0.05) == pytest.approx(
            float(density(BATH)(np.array(omega))), rel=1e-3
        )


def test_one_mode_is_its_own_first_mode():
    mapped = first_mode(Modes(np.array([1.7]), np.array([0.3])))
    assert mapped.frequency == pytest.approx(1.7, rel=1e-15)
    assert mapped.coupling == pytest.approx(0.3, rel=1e-15)


@settings(max_examples=25)
@given(st.lists(st.tuples(st.floats(0.1, 5), st.floats(0.05, 2)), min_size=2, max_size=9))
def test_mapping_back_returns_the_reservoir(pairs):
    frequencies, couplings = (np.array(x) for x in zip(*sorted(pairs), strict=True))
    modes = Modes(frequencies, couplings)
    back = coupled_back(first_mode(modes))
    for y in (0.0, 0.3, 2.0, 11.0):
        assert back.response(y) == pytest.approx(modes.response(y), rel=1e-6)


def test_an_unstable_mode_is_refused():
    with pytest.raises(InputError, match="`mode` must be stable"):
        coupled_back(FirstMode(1.0, 0.1, Modes(np.array([1.0]), np.array([2.0]))))


@settings(max_examples=15)
@given(
    st.fractions("1/2", 4, max_denominator=20),
    st.fractions("1/10", 2, max_denominator=20),
    st.fractions("1/2", 5, max_denominator=20),
)
@example(eps=Fraction(19, 6), delta=Fraction(1, 10), cutoff=Fraction(5, 2))
@example(eps=Fraction(5, 2), delta=Fraction(1, 10), cutoff=Fraction(1, 2))
@example(eps=Fraction(4), delta=Fraction(1, 10), cutoff=Fraction(1, 2))
def test_quadrature_against_chain_mapping(eps, delta, cutoff):
    bath = PeakedBath(eps, delta, cutoff, "0.8")
    # The error falls as exp(-count delta/eps): a narrow peak needs more modes.
    count = max(220, math.ceil(22 * eps / delta))
    mapped = first_mode(discretised(density(bath), count, float(eps)))
    value = reaction_coordinate(FLOAT, eps, delta, cutoff, "0.8", "0.9")
    assert mapped.frequency**2 == pytest.approx(value["frequency2"], rel=1e-4)
    assert mapped.coupling**2 == pytest.approx(value["coupling2"], rel=1e-4)
    # The rest: density c omega/(omega^2 + s^2), so that the response at i y is c/(2 (s + y)).
    s = float(cutoff + 2 * delta)
    c = value["density"] * (0.9**2 + s * s) / 0.9
    assert mapped.rest.response(0.7) == pytest.approx(c / (2 * (s + 0.7)), rel=1e-3)


def test_moments_and_principal_value_against_plain_quadrature():
    import scipy.integrate

    function = density(BATH)
    for power in (0, 1, 2, 3):
        expected = scipy.integrate.quad(lambda w, p=power: w**p * function(w), 0, np.inf)[0]
        assert moment(FLOAT, BATH, power) == pytest.approx(expected, rel=1e-7)
    for omega in (0.6, 1.3):
        inner = scipy.integrate.quad(function, -40, 40, weight="cauchy", wvar=omega, limit=400)[0]
        value = principal_value(FLOAT, BATH, Fraction(omega))
        assert value == pytest.approx(inner / math.pi, abs=1e-6)


def test_scaling_the_density_leaves_the_mapped_one():
    first = certified(lambda f: reaction_coordinate(f, 2, "0.3", 3, 1, "1.9"), 30)
    second = certified(lambda f: reaction_coordinate(f, 2, "0.3", 3, 7, "1.9"), 30)
    with Ball(120):
        assert abs(first["density"] / second["density"] - 1) < 1e-29
        assert abs(second["coupling2"] / first["coupling2"] - 7) < 1e-28


def test_narrow_peaks_and_float64():
    ball = certified(lambda f: reaction_coordinate(f, 6, "1/1000", 100, 1, 2), 20)
    value = reaction_coordinate(FLOAT, 6, "1/1000", 100, 1, 2)
    for key, number in value.items():
        assert number == pytest.approx(float(ball[key].mid()), rel=1e-15)


def test_without_cutoff_the_third_moment_grows_linearly():
    slopes = [bare_moment(FLOAT, "1.3", "0.4", "0.9", 3, 10**k) / 10**k for k in (3, 5)]
    limit = 4 * 0.9 * 1.3 * 0.4**2
    assert slopes[1] == pytest.approx(limit, rel=1e-4)
    assert bare_moment(FLOAT, "1.3", "0.4", "0.9", 1, 10**6) < math.pi * 0.9 * 1.3 * 0.4


def test_pi():
    assert pi(FLOAT) == math.pi
    with BALL:
        assert pi(BALL).overlaps(flint.arb.pi())


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: PeakedBath(0, 1, 1), "`eps` must be positive, but is 0"),
        (lambda: PeakedBath(1, -1, 1), "`delta` must be positive, but is -1"),
        (lambda: PeakedBath(1, 1, 0), "`cutoff` must be positive, but is 0"),
        (lambda: moment(FLOAT, BATH, 4), "`power` must be from 0 to 3"),
        (lambda: bare_moment(FLOAT, 1, 1, 1, 3, 0), "`upper` and `power` must be"),
        (lambda: moment(Rational(), BATH, 1), "`field` must not be rational"),
        (lambda: pi(Rational()), "must not be rational where pi enters"),
        (lambda: discretised(lambda w: w, 0), "`count` and `scale` must be positive"),
        (
            lambda: correlation_transform(BALL, lambda w: w, 1, 1, 0),
            "`damping` must be positive, but is 0",
        ),
        (
            lambda: correlation_transform(BALL, lambda w: w, -1, 1, "1/4"),
            "Bose function must be positive",
        ),
    ],
)
def test_bad_input(call, message):
    with pytest.raises(InputError, match=message):
        call()


def test_a_damped_mode_has_the_peaked_density():
    eps, delta, omega = Fraction(13, 10), Fraction(2, 5), Fraction(11, 10)
    value = damped_mode_density(Rational(), eps**2 + delta**2, eps * delta, 2 * delta, omega)
    assert value == spectral_density(Rational(), omega, eps, delta)
    assert (
        damped_mode_density(Rational(), eps**2 + delta**2, eps * delta, 2 * delta, -omega) == -value
    )


def test_a_mode_with_drude_damping_has_the_regularised_density():
    eps, delta, cutoff, gamma = (Fraction(x) for x in ("1.3", "0.4", "1.7", "0.9"))
    value = reaction_coordinate(FLOAT, eps, delta, cutoff, gamma, 1)
    edge = float(cutoff + 2 * delta)
    memory = value["density"] * (1 + edge**2) * math.sqrt(value["frequency2"])
    strength = 2 * value["coupling2"] * math.sqrt(value["frequency2"])
    seen = damped_mode_density(FLOAT, value["frequency2"], strength, memory, "1.1", edge)
    assert seen == pytest.approx(float(density(BATH)(np.array(1.1))), rel=1e-12)
