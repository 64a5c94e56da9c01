"""Micromaser: trace and positivity, the full product space, closed cases, cutoffs, bad input."""

from __future__ import annotations

import math
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cotherm.numeric import micromaser as mm
from cotherm.numeric import micromaser_dynamics as md
from cotherm.numeric import micromaser_lindblad as ml
from cotherm.numeric.certify import certified, certified_digits
from cotherm.numeric.errors import InputError
from cotherm.numeric.fields import Ball, Float64, Rational
from cotherm.numeric.generators import Jump, dissipator, trace_functional

R, F = Rational(), Float64()
GENERIC = mm.Micromaser("1/5", "1.3", "0.07", "0.05", "0.11", "0.04")


# ------------------------------------------------------------------ laws


def test_both_generators_keep_the_trace_exactly():
    for levels in (2, 5):
        pass_ = mm.pass_generator(R, levels, "3/7", "2/9", "1/5", "1/3")
        trace = [R.one] * (2 * levels) + [R.zero] * (levels - 1)
        assert all(x == 0 for x in pass_.T.apply(trace))
        decay = mm.decay_generator(R, levels, "1/5", "1/3")
        assert all(x == 0 for x in decay.T.apply([R.one] * levels))


@pytest.mark.parametrize("n_b", [0, "1/3"])
def test_reduced_generator_is_the_full_liouvillian(n_b):
    levels, g, gamma, kappa = 4, Fraction(3, 7), Fraction(2, 9), Fraction(1, 5)
    reduced = mm.pass_generator(R, levels, g, gamma, kappa, n_b)
    full = ml.pass_liouvillian(R, levels, g, gamma, kappa, n_b)
    width = 2 * levels

    def state(vector):
        """The density matrix (real and imaginary part, unnormalised Fock states) of (x, y, w)."""
        parts = [R.zero] * (2 * width**2)
        for k, value in enumerate(vector[: 2 * levels]):
            parts[k * width + k] = value
        for n, w in enumerate(vector[2 * levels :]):
            e, g_ = n, levels + n + 1
            # <e,n|rho|g,n+1> = i w sqrt(n+1); both sides of the norms n! and (n+1)!.
            parts[width**2 + e * width + g_] = w * (n + 1)
            parts[width**2 + g_ * width + e] = -w
        return parts

    for k in range(3 * levels - 1):
        unit = [R.one if i == k else R.zero for i in range(3 * levels - 1)]
        assert full.matrix.apply(state(unit)) == state(reduced.apply(unit))


def test_fixed_point_is_that_of_the_full_product_space():
    model = mm.Micromaser("1/10", "1.3", "0.07", "0.05", "0.11", "0.02")
    reduced = mm.steady_populations(F, model, 5)
    full = ml.lindblad_steady_populations(F, model, 5)
    assert np.allclose(reduced, full, rtol=0, atol=1e-13)


def test_dephasing_is_that_of_the_full_product_space():
    plain = mm.Micromaser("1/10", "1.3", "0.07", "0.05", "0.11")
    blurred = mm.Micromaser("1/10", "1.3", "0.07", "0.05", "0.11", 0, "0.3")
    full = ml.lindblad_steady_populations(F, plain, 4, dephasing=0.3)
    assert np.allclose(mm.steady_populations(F, blurred, 4), full, rtol=0, atol=1e-13)


@given(
    st.fractions(0, "2/5", max_denominator=50),
    st.floats(0.05, 4.0),
    st.floats(0.0, 0.5),
    st.floats(0.0, 0.5),
    st.floats(0.0, 1.0),
    st.floats(0.0, 0.3),
)
@settings(max_examples=25, deadline=None)
def test_period_is_stochastic_and_its_fixed_point_stays(p_e, g, gamma, kappa, kappa0, n_b):
    model = mm.Micromaser(p_e, g, gamma, kappa, kappa0, n_b)
    transfer = mm.period_map(F, model, 12).to_numpy()
    assert transfer.min() > -1e-13
    assert np.allclose(transfer.sum(axis=0), 1.0, rtol=0, atol=1e-12)
    if kappa + kappa0 > 1e-3:
        p = np.array(mm.fixed_point(mm.period_map(F, model, 12)))
        assert np.allclose(transfer @ p, p, rtol=0, atol=1e-11)


def test_loss_lowers_and_heat_raises_the_photon_number():
    base = mm.micromaser_photons(F, mm.Micromaser("1/5", 1, 0, "0.01", "0.05"))
    assert mm.micromaser_photons(F, mm.Micromaser("1/5", 1, 0, "0.01", "0.10")) < base
    assert mm.micromaser_photons(F, mm.Micromaser("1/5", 1, "0.1", "0.01", "0.05")) < base
    assert mm.micromaser_photons(F, mm.Micromaser("1/5", 1, 0, "0.01", "0.05", "0.3")) > base


def test_iteration_reaches_the_fixed_point_at_the_rate_of_the_second_eigenvalue():
    start, steps = F.number("0.01"), [0, 100, 200, 4000]
    means = md.evolve(F, GENERIC, start, steps)
    steady = mm.micromaser_photons(F, GENERIC)
    assert means[-1] == pytest.approx(steady, rel=1e-10)
    second = md.second_eigenvalue(GENERIC)
    slow = md.evolve(F, GENERIC, start, [25, 30])
    assert (slow[1] - steady) / (slow[0] - steady) == pytest.approx(second**5, rel=1e-2)


# ------------------------------------------------------------------ closed cases


@pytest.mark.parametrize("g_tau", ["0.3", "1.4922565", 7])
def test_without_damping_the_field_is_exactly_thermal(g_tau):
    p = Fraction(2, 9)
    mean = certified(lambda f: mm.micromaser_photons(f, mm.Micromaser(p, g_tau)), 30)
    assert mean.overlaps(Ball(160).number(p / (1 - 2 * p)))
    assert certified_digits(mean) > 29


def test_without_coupling_the_field_takes_the_photons_of_its_environment():
    model = mm.Micromaser("1/5", 0, "0.1", "0.2", "0.3", "0.25")
    mean = certified(lambda f: mm.micromaser_photons(f, model), 25)
    assert mean.overlaps(Ball(160).number(Fraction(1, 4)))


def test_ground_state_atoms_empty_the_cavity():
    model = mm.Micromaser(0, 1, "0.1", "0.1", "0.1")
    assert abs(mm.micromaser_photons(F, model)) < 1e-15


def test_one_photon_at_most_follows_a_two_level_balance():
    """Weak pumping, strong loss: n = p_e s e^(-k) to first order in p_e, s = sin^2(g tau)."""
    p, g, k = 1e-6, 0.7, 1.2
    mean = mm.micromaser_photons(F, mm.Micromaser(p, g, 0, 0, k))
    s, keep = math.sin(g) ** 2, math.exp(-k)
    # n = (n (1 - s) + p s) e^(-k)
    assert mean == pytest.approx(p * s * keep / (1 - (1 - s) * keep), rel=1e-5)


def test_empty_cavity_thins_the_photons():
    levels, k = 6, 0.4
    thinned = mm.exponential(mm.decay_generator(F, levels, k)).to_numpy()
    keep = math.exp(-k)
    for n in range(levels):
        for m in range(n + 1):
            expected = math.comb(n, m) * keep**m * (1 - keep) ** (n - m)
            assert thinned[m, n] == pytest.approx(expected, abs=1e-14)


def test_above_threshold_a_lossy_cavity_has_a_steady_state():
    model = mm.Micromaser("0.8", "0.9", 0, 0, "0.2")
    small, large = (mm.micromaser_photons(F, model, levels) for levels in (60, 90))
    assert small == pytest.approx(large, rel=1e-9)
    assert mm.micromaser_photons(F, model) == pytest.approx(large, rel=1e-9)


# ------------------------------------------------------------------ cutoff, superoperators


def test_the_cutoff_is_large_enough():
    few = certified(lambda f: mm.micromaser_photons(f, GENERIC), 20)
    many = mm.micromaser_photons(Ball(200), GENERIC, 70)
    assert few.overlaps(many)


def test_trapping_is_named():
    assert mm.trapping_levels(math.pi / math.sqrt(3.0), 6) == [2]
    assert mm.trapping_levels("1.3", 30) == []


def test_the_dissipator_needs_the_product_in_this_order():
    """{x x^dagger, rho} instead of {x^dagger x, rho} would not keep the trace."""
    a, adag = ml.mode(R, 4)
    right = dissipator([Jump(a, adag, R.one)])
    trace = trace_functional(R, 4)
    assert all(x == 0 for x in right.T.apply(trace))


# ------------------------------------------------------------------ bad input


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"p_e": "1/2"}, "`p_e` must not be 1/2"),
        ({"p_e": 1}, "`p_e` must be at least 0 and below 1, but is 1"),
        ({"p_e": "-0.1"}, "`p_e` must be at least 0 and below 1"),
        ({"p_e": "0.6"}, "`p_e` must be below 1/2 for a cavity without loss"),
        ({"g_tau": 0}, "`g_tau` must be positive"),
        ({"kappa_tau": -1}, "`kappa_tau` must be non-negative, but is -1"),
        ({"n_b": "x"}, "`n_b` must be a decimal"),
    ],
)
def test_bad_parameters_are_named(changes, words):
    with pytest.raises(InputError, match=words.replace("(", r"\(")) as caught:
        mm.Micromaser(**{"p_e": "1/5", "g_tau": 1, **changes})
    assert str(caught.value).count(". ") == 0


def test_too_many_levels_are_refused():
    with pytest.raises(InputError, match="photon numbers negligible"):
        mm.micromaser_photons(F, mm.Micromaser("0.4999", 1))


def test_rational_arithmetic_is_refused():
    with pytest.raises(InputError, match="rational"):
        mm.micromaser_photons(R, GENERIC)
