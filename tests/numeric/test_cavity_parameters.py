"""Laboratory parameters: constants, conversions, and the time between two atoms."""

from __future__ import annotations

import math

import pytest

from cotherm.numeric import cavity_parameters as cp
from cotherm.numeric.errors import InputError
from cotherm.numeric.fields import Ball, Float64, Rational

F = Float64()
LAB = {
    "omega": 2 * math.pi * 50e9,
    "Q": "2e10",
    "gamma": 2 * math.pi * 33.3,
    "g": math.pi * 50e3,
    "tau": "9.5e-6",
    "N_ex": 6500,
}


def test_the_constants_are_those_of_the_si():
    """Exact values of the SI brochure, 9th edition (2019)."""
    assert float(cp.PLANCK) == 6.62607015e-34
    assert float(cp.BOLTZMANN) == 1.380649e-23


def test_fifty_gigahertz_is_a_quantum_of_two_point_four_kelvin():
    omega = cp.angular(F, "50e9")
    assert cp.photon_temperature(F, omega, 1) == pytest.approx(2.399621536683111, rel=1e-12)
    assert cp.thermal_photons(F, omega, cp.photon_temperature(F, omega, 6)) == pytest.approx(
        1 / math.expm1(6), rel=1e-12
    )


def test_the_period_is_shared_between_atom_and_empty_cavity():
    found = cp.micromaser_parameters(F, **LAB)
    assert found.kappa_tau + found.kappa_tau0 == pytest.approx(1 / 6500, rel=1e-14)
    kappa = cp.loss_rate(F, LAB["omega"], LAB["Q"])
    assert found.kappa_tau == pytest.approx(kappa * 9.5e-6, rel=1e-14)
    assert found.g_tau == pytest.approx(math.pi * 0.475, rel=1e-14)
    assert found.gamma_tau == pytest.approx(2 * math.pi * 33.3 * 9.5e-6, rel=1e-14)
    assert kappa == pytest.approx(5 * math.pi, rel=1e-15)


def test_balls_enclose_the_floats():
    ball = Ball(120)
    balls = cp.micromaser_parameters(ball, **LAB)
    floats = cp.micromaser_parameters(F, **LAB)
    for x, y in zip(balls, floats, strict=True):
        assert abs(float(x) - y) <= 1e-13 * abs(y)


@pytest.mark.parametrize("N_ex", [6702, 7000])
def test_atoms_that_follow_too_closely_are_refused(N_ex):
    with pytest.raises(InputError, match="leave time between two atoms"):
        cp.micromaser_parameters(F, **{**LAB, "N_ex": N_ex})
    assert cp.micromaser_parameters(F, **{**LAB, "N_ex": 6701}).kappa_tau0 > 0


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("Q", 0, "`Q` must be positive, but is 0"),
        ("gamma", -1, "`gamma` must be non-negative, but is -1"),
        ("tau", "-1", "`tau` must be positive, but is -1"),
        ("omega", "fast", "`omega` must be a decimal"),
    ],
)
def test_bad_parameters_are_named(name, value, words):
    with pytest.raises(InputError, match=words):
        cp.micromaser_parameters(F, **{**LAB, name: value})


def test_rational_arithmetic_has_no_pi():
    with pytest.raises(InputError, match="rational"):
        cp.two_pi(Rational())
