"""Closed forms of the micromaser, and observables carried backwards where there are none."""

from __future__ import annotations

import math
from fractions import Fraction

import numpy as np
import pytest
import sympy

from cotherm.symbolic.errors import InputError
from cotherm.symbolic.forms import micromaser as forms
from cotherm.symbolic.heisenberg_field import (
    Period,
    adjoint_pass,
    empty_back,
    pass_back,
    stationary_photons,
)

GENERIC = Period(*(Fraction(x) for x in ("1/9", "1.3", "0.07", "0.05", "0.11", "0.02")))


def test_unity_is_carried_to_unity_without_environment_photons():
    quiet = Period(*(Fraction(x) for x in ("1/9", "1.3", "0.07", "0.05", "0.11", "0")))
    size = 6
    flow = pass_back(quiet, size)
    empty = empty_back(quiet, size)
    for n in range(size - 1):
        assert abs(float(sum(flow[n, m] for m in range(size))) - 1) < 1e-13
    for n in range(size):
        assert abs(float(sum(empty[n, m] for m in range(size))) - 1) < 1e-13


def test_photon_number_moves_as_its_moment_equation_says():
    """d<n>/dt = -kappa (<n> - n_b) + g-terms: the adjoint of a^+ a, applied to populations."""
    size, period = 8, GENERIC
    generator = adjoint_pass(period, size)
    top = size - 1
    vector = [min(n, size) for n in range(top)] + list(range(size)) + [0] * top
    kappa, n_b = float(period.kappa), float(period.n_b)
    for n in range(1, top - 1):
        moved = sum(generator[top + n, k] * vector[k] for k in range(len(vector)))
        assert float(moved) == pytest.approx(-kappa * (n - n_b), rel=1e-12)


def test_the_empty_cavity_forgets_towards_its_environment():
    size, period = 40, GENERIC
    empty = empty_back(period, size)
    keep, n_b = math.exp(-float(period.kappa0)), float(period.n_b)
    for n in (0, 1, 5):
        mean = float(sum(empty[n, m] * m for m in range(size)))
        assert mean == pytest.approx(n * keep + n_b * (1 - keep), rel=1e-12)


def test_without_damping_the_photons_are_exact():
    p = sympy.Symbol("p_e", positive=True)
    assert sympy.simplify(forms.micromaser_photons.sympy(g_tau=1) - p / (1 - 2 * p)) == 0
    # The backward route knows nothing of that formula.
    lossless = Period(*(Fraction(x) for x in ("1/9", "1.3", "0", "0", "1e-12", "0")))
    assert float(stationary_photons(lossless, 80)) == pytest.approx(1 / 7, rel=1e-10)


def test_digits_are_kept_in_every_arithmetic():
    given = ("1/9", "1.3", "0.07", "0.05", "0.11", "0.02")
    ball = forms.micromaser_photons.digits(25, *given)
    assert forms.micromaser_photons(*given) == pytest.approx(float(ball), rel=1e-15)
    assert float(forms.micromaser_photons.mpmath(20, *given)) == pytest.approx(
        float(ball), rel=1e-15
    )


def test_temperature_of_thermal_photons_is_theirs():
    photons = 1 / np.expm1(6 / np.array([0.5, 1.0, 3.28]))
    assert np.allclose(forms.temperature_of_photons(photons, 6), [0.5, 1.0, 3.28], rtol=1e-14)
    assert forms.temperature_of_photons(0.0, 6) == 0.0


def test_efficiency_of_a_slightly_warmer_field_keeps_its_digits():
    assert forms.carnot_efficiency(1.0 + 2**-40, 1.0) == pytest.approx(2**-40, rel=1e-11)
    assert forms.carnot_efficiency(2.0, 4.0) == -1.0


def test_laboratory_parameters_are_exact():
    found = forms.micromaser_parameters.digits(
        20, omega=3 * 10**11, Q=2 * 10**10, gamma=200, g=150000, tau="1e-5", N_ex=3000
    )
    assert float(found["kappa_tau"]) == 1.5e-4
    assert float(found["kappa_tau0"]) == pytest.approx(1 / 3000 - 1.5e-4, rel=1e-15)


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"p_e": "1/2"}, "not 1/2"),
        ({"p_e": "0.6"}, "below 1/2 for a cavity without loss"),
        ({"g_tau": 0}, "`g_tau` must be positive"),
        ({"n_b": -1}, "`n_b` must be a non-negative"),
    ],
)
def test_bad_periods_are_named(changes, words):
    with pytest.raises(InputError, match=words):
        forms.micromaser_photons(**{"p_e": "1/5", "g_tau": 1, **changes})


def test_a_symbol_has_no_damped_form():
    with pytest.raises(InputError, match="no symbolic form"):
        forms.micromaser_photons.sympy(g_tau=1, kappa_tau0="1/10")
