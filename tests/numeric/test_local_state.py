"""State of one spin and apparent temperatures: symmetry, limits, hand calculations."""

from __future__ import annotations

import math
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cotherm.numeric import local_state as ls
from cotherm.numeric.certify import certified, certified_digits
from cotherm.numeric.collective_bath import steady_energy
from cotherm.numeric.density_matrix import steady_density
from cotherm.numeric.errors import InputError
from cotherm.numeric.fields import Ball, Float64, Rational
from cotherm.numeric.temperature import InverseTemperature

R, F = Rational(), Float64()
factors = st.fractions(Fraction(1, 9), 9, max_denominator=9)


def at(q):
    return InverseTemperature(q=q)


# ------------------------------------------------------------------ laws


@given(q=factors, q0=factors)
@settings(max_examples=15)
def test_all_spins_are_in_the_same_diagonal_state_of_the_right_energy(q, q0):
    states = [ls.local_state(R, 3, "1/2", at(q), at(q0), site) for site in range(3)]
    for state in states:
        assert (state - states[0]).is_zero()
        assert all(i == j for i, j in state.entries)
        assert state.trace() == 1
    energy = states[0][1, 1]
    assert 3 * energy == steady_energy(R, 3, "1/2", at(q), at(q0))


@pytest.mark.parametrize(("n", "s"), [(2, 1), (3, 1), (2, "3/2")])
def test_local_populations_add_up(n, s):
    spin = Fraction(s)
    levels = [k - spin for k in range(int(2 * spin) + 1)]
    p = [ls.local_population(R, n, s, m, at("2/5"), at("3/7")) for m in levels]
    assert sum(p, R.zero) == 1
    energy = sum((R.number(m + spin) * x for m, x in zip(levels, p, strict=True)), R.zero)
    assert n * energy == steady_energy(R, n, s, at("2/5"), at("3/7"))
    # Reversed temperatures reverse the levels.
    reversed_ = [ls.local_population(R, n, s, -m, at("5/2"), at("7/3")) for m in levels]
    assert reversed_ == p


@pytest.mark.parametrize("b0", ["0.4", "-0.4"])
def test_in_equilibrium_every_temperature_is_that_of_the_bath(b0):
    field = Ball(150)
    b = field.number("0.4")
    assert ls.local_inverse_temperature(field, 3, "0.4", b0).overlaps(b)
    for dephased in (False, True):
        value = ls.apparent_inverse_temperature(field, 2, 1, "0.4", b0, dephased)
        assert value.overlaps(b)
        assert certified_digits(value) > 30
    for ratio in ls.nonthermality(field, 3, 1, "0.4", b0):
        assert ratio.contains(0)


@given(q=factors, q0=factors)
@settings(max_examples=15)
def test_the_apparent_temperature_of_the_steady_state_is_that_of_the_bath(q, q0):
    # `indist` (I2)
    for n, s in [(2, "1/2"), (3, "1/2"), (2, 1)]:
        assert ls.apparent_boltzmann_factor(R, n, s, at(q), at(q0)) == R.number(q)


@pytest.mark.parametrize(("n", "s"), [(2, "1/2"), (4, "1/2"), (3, 1), (2, "3/2")])
def test_without_coherences_the_symmetric_state_appears_colder(n, s):
    # `indist` (J9): larger |b| on either side of 0
    for q in ("1/5", "4/5"):
        apparent = ls.apparent_boltzmann_factor(R, n, s, at(q), "inf", True)
        assert apparent < R.number(q)
        inverse = ls.apparent_boltzmann_factor(R, n, s, at(1 / Fraction(q)), "inf", True)
        assert inverse == 1 / apparent


@pytest.mark.parametrize(("n", "s"), [(2, 1), (3, 1), (2, "3/2")])
def test_larger_spins_are_not_thermal_locally(n, s):
    for q in ("1/7", "5/8", "3"):
        ratios = ls.nonthermality(R, n, s, at(q), "inf")
        assert len(ratios) == 2 * Fraction(s) - 1
        assert all(ratio != 0 for ratio in ratios)


# ------------------------------------------------------------------ limits


@pytest.mark.parametrize("b", [0, "1e-9"])
def test_at_infinite_temperature(b):
    start = "0.8"
    local = certified(lambda f: ls.local_inverse_temperature(f, 3, b, start), 20)
    apparent = certified(lambda f: ls.apparent_inverse_temperature(f, 2, 1, b, start, True), 20)
    if b == 0:
        assert local.is_zero()
        assert apparent.is_zero()
        assert ls.local_inverse_temperature(F, 3, 0, start) == 0
    else:
        assert 0 < float(local) < 1e-8


def test_infinite_local_temperatures():
    for b, value in (("inf", math.inf), ("-inf", -math.inf)):
        assert ls.local_inverse_temperature(F, 3, b) == value
        ball = certified(lambda f, b=b: ls.local_inverse_temperature(f, 3, b), 20)
        assert float(ball) == value
        # With coherences the apparent temperature is the bath's, also for a mixture of sectors.
        ball = certified(lambda f, b=b: ls.apparent_inverse_temperature(f, 3, "1/2", b, "0.4"), 20)
        assert float(ball) == value
        assert ls.apparent_inverse_temperature(F, 3, "1/2", b, "0.4") == value
    dephased = certified(
        lambda f: ls.apparent_inverse_temperature(f, 3, "1/2", "inf", "0.4", True), 20
    )
    assert 0 < float(dephased) < 2
    with pytest.raises(InputError, match="must not be rational for an infinite result"):
        ls.local_inverse_temperature(R, 3, "inf")
    # Dark states of smaller total spin keep some excitation at zero temperature.
    assert certified(lambda f: ls.local_inverse_temperature(f, 2, "inf", "0.5"), 20) > 0


def test_a_dark_state_has_no_apparent_temperature():
    from cotherm.numeric.matrices import Matrix

    half = Fraction(1, 2)
    singlet = Matrix.from_entries(
        R, (4, 4), {(1, 1): half, (2, 2): half, (1, 2): -half, (2, 1): -half}
    )
    with pytest.raises(InputError, match="dark state"):
        ls.apparent_inverse_temperature(F, 2, "1/2", "0.5", singlet)


def test_asymptotes_of_the_local_temperature():
    # `indist` (30): b (n + 2) / 3; and ln n + b for large positive b, - ln n + b for negative.
    for n in (2, 4):
        small = certified(lambda f, n=n: ls.local_inverse_temperature(f, n, "1e-8"), 20)
        assert float(small) == pytest.approx(1e-8 * (n + 2) / 3, rel=1e-12)
        cold = certified(lambda f, n=n: ls.local_inverse_temperature(f, n, 40), 20)
        assert float(cold) == pytest.approx(40 + math.log(n), rel=1e-15)
        inverted = certified(lambda f, n=n: ls.local_inverse_temperature(f, n, -40), 20)
        assert float(inverted) == pytest.approx(-40 - math.log(n), rel=1e-15)


# ------------------------------------------------------------------ arithmetics and numbers


@pytest.mark.parametrize("q", ["3/7", "9/4"])
def test_three_arithmetics_agree(q):
    exact = ls.local_population(R, 3, 1, 0, at(q), at("4/5"))
    ball = ls.local_population(Ball(200), 3, 1, 0, at(q), at("4/5"))
    with Ball(2000):
        assert ball.contains(exact)
    assert ls.local_population(F, 3, 1, 0, at(q), at("4/5")) == pytest.approx(
        float(exact), rel=1e-13
    )
    for dephased in (False, True):
        ball = ls.apparent_inverse_temperature(Ball(200), 3, 1, at(q), at("4/5"), dephased)
        near = ls.apparent_inverse_temperature(F, 3, 1, at(q), at("4/5"), dephased)
        assert near == pytest.approx(float(ball), rel=1e-11)


def test_two_spins_by_hand():
    # Triplet ladder 1, q, q^2 over Z; the middle state is (|01> + |10>)/sqrt 2.
    q = Fraction(2, 5)
    Z = 1 + q + q * q
    excited = ls.local_population(R, 2, "1/2", "1/2", at(q))
    assert excited == R.number((q / 2 + q * q) / Z)
    # Dephased: <J+ J-> = 2 q^2 + q, <J- J+> = 2 + q, over Z.
    factor = ls.apparent_boltzmann_factor(R, 2, "1/2", at(q), "inf", True)
    assert factor == R.number((2 * q * q + q) / (2 + q))
    rho = steady_density(R, 2, "1/2", at(q))
    assert ls.exchange_strengths(2, "1/2", rho).emission == R.number((2 * q + 2 * q * q) / Z)
    # One spin 1 beside another in the symmetric state J = 2: |2,0> has weights 1/6, 4/6, 1/6.
    Z = sum((q**k for k in range(5)), Fraction(0))
    middle = ls.local_population(R, 2, 1, 0, at(q))
    assert middle == R.number((q / 2 + q**2 * 2 / 3 + q**3 / 2) / Z)


@pytest.mark.parametrize(
    ("call", "sentence"),
    [
        (lambda: ls.local_population(F, 2, 1, "1/2", 1), "Argument `m` must be one of"),
        (lambda: ls.local_population(F, 2, 1, 2, 1), "with s = 1, but is 2"),
        (lambda: ls.local_state(F, 2, 1, 1, "inf", 2), "Argument `site` must be from 0 to 1"),
        (lambda: ls.nonthermality(F, 2, 1, "inf"), "leave no level"),
    ],
)
def test_bad_input(call, sentence):
    with pytest.raises(InputError, match=sentence):
        call()
