"""Preparation of GHZ states and of the ground state: unitarity, angles, parity, adiabaticity."""

from __future__ import annotations

from fractions import Fraction

import flint
import pytest

from cotherm.numeric.errors import InputError
from cotherm.numeric.fields import Ball, Float64
from cotherm.numeric.ghz_preparation import (
    deformation,
    flip_all,
    parity_measurement,
    pulse_fidelity,
)

FLOAT, BALL = Float64(), Ball(200)
QUARTER, HALF = Fraction(1, 4), Fraction(1, 2)


def test_the_string_of_flips_has_square_one():
    state = (
        [1.0, 2.0, -0.5, 0.25, 3.0, 0.0, 1.5, -1.0],
        [0.5, 0.0, 1.0, -2.0, 0.0, 1.0, 2.0, 0.25],
    )
    assert flip_all(FLOAT, 3, flip_all(FLOAT, 3, state)) == state


@pytest.mark.parametrize("N", [1, 3, 5, 7, 9])
def test_a_quarter_of_pi_makes_the_state_for_one_sign_and_half_of_pi_for_none(N):
    good = 1 if (N + 1) // 2 % 2 == 0 else -1
    assert pulse_fidelity(BALL, N, QUARTER, good).overlaps(flint.arb(1))
    assert pulse_fidelity(BALL, N, QUARTER, -good).overlaps(flint.arb(0))
    for sign in (1, -1):
        assert pulse_fidelity(BALL, N, HALF, sign).overlaps(flint.arb("0.5"))
        assert pulse_fidelity(FLOAT, N, HALF, sign) == pytest.approx(0.5)


@pytest.mark.parametrize("N", [2, 4])
def test_even_numbers_get_a_phase_instead(N):
    for sign in (1, -1):
        assert pulse_fidelity(FLOAT, N, QUARTER, sign) == pytest.approx(0.5)


@pytest.mark.parametrize("N", [1, 2, 5, 6])
def test_a_measurement_of_the_parity_succeeds_every_other_time(N):
    assert parity_measurement(FLOAT, N) == pytest.approx((0.5, 1.0))


@pytest.mark.parametrize("N", [5, 8, 21])
def test_the_deformation_stays_in_the_even_sector_with_a_gap(N):
    path = [deformation(N, Fraction(k, 20)) for k in range(21)]
    assert all(step.even < step.odd for step in path[:-1])
    assert min(step.gap for step in path) > 0.5
    assert path[-1].overlap == pytest.approx(1)
    if N % 2:  # both parities meet only where the field is off
        assert path[-1].even == pytest.approx(path[-1].odd) == pytest.approx(0.25)


def test_bad_input_is_named():
    with pytest.raises(InputError, match="`sign` must be 1 or -1"):
        pulse_fidelity(FLOAT, 3, QUARTER, 2)
    with pytest.raises(InputError, match="`x` must be between 0 and 1"):
        deformation(5, 2)
