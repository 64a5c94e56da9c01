"""Detunings, interactions and Lamb shift: what survives them, and on which time scale."""

from __future__ import annotations

import math
from fractions import Fraction

import numpy as np
import pytest

from cotherm.numeric import imperfections as im
from cotherm.numeric.collective_bath import nullity, steady_energy, thermal_energy
from cotherm.numeric.errors import InputError
from cotherm.numeric.fields import Ball, Float64, Rational
from cotherm.numeric.spins import collective_spin
from cotherm.numeric.temperature import InverseTemperature

R, F = Rational(), Float64()


def at(q):
    return InverseTemperature(q=q)


@pytest.mark.parametrize(
    ("n", "s", "perfect"),
    [
        (2, "1/2", {}),
        (3, "1/2", {"interaction": "1/10"}),
        (2, 1, {"lamb_shift": ("1/3", "-1/5")}),
        (3, "1/2", {"lamb_shift": ("1/3", "-1/5")}),
        (2, "1/2", {"detunings": ["1/4", "1/4"]}),
    ],
)
def test_what_keeps_the_exchange_symmetry_changes_nothing(n, s, perfect):
    # Equal couplings of all pairs, equal detunings and the Lamb shift commute with J^2.
    ensemble = im.imperfect_ensemble(R, n, s, at("2/5"), at("3/7"), **perfect)
    assert ensemble.nullity == nullity(n, s)
    expected = steady_energy(R, n, s, at("2/5"), at("3/7"))
    assert ensemble.energy(ensemble.stationary()) == expected


@pytest.mark.parametrize(("n", "s"), [(2, "1/2"), (3, "1/2"), (2, 1)])
def test_any_disorder_leads_to_equilibrium_in_the_end(n, s):
    # One stationary state only, the thermal one, whatever the initial state.
    ensemble = im.imperfect_ensemble(
        R, n, s, at("2/5"), "inf", detunings=[Fraction(k, 1000) for k in range(n)]
    )
    assert ensemble.nullity == 1
    assert ensemble.energy(ensemble.stationary()) == thermal_energy(R, n, s, at("2/5"))


def test_a_ring_of_four_is_not_symmetric_enough():
    # Nearest neighbours only: total spin is not conserved, so the symmetric start is lost. (Equal
    # couplings of all pairs do conserve it.)
    ring = {(0, 1): "1/10", (1, 2): "1/10", (2, 3): "1/10", (3, 0): "1/10"}
    ensemble = im.imperfect_ensemble(R, 4, "1/2", at("2/5"), "inf", interaction=ring)
    assert ensemble.nullity < nullity(4, "1/2")
    perfect = steady_energy(R, 4, "1/2", at("2/5"))
    assert ensemble.energy(ensemble.stationary()) > perfect
    triangle = {(0, 1): "1/10", (1, 2): "1/10", (2, 0): "1/10"}
    ensemble = im.imperfect_ensemble(R, 3, "1/2", at("2/5"), "inf", interaction=triangle)
    assert ensemble.energy(ensemble.stationary()) == steady_energy(R, 3, "1/2", at("2/5"))


def test_the_interaction_of_two_larger_spins_does_not_conserve_total_spin():
    # j+ j- + j- j+ of a pair is a function of J^2 and Jz for s = 1/2 only: for s = 1 it mixes J = 2
    # with J = 0, although the exchange symmetry of the pair is kept.
    ensemble = im.imperfect_ensemble(R, 2, 1, at("2/5"), "inf", interaction="1/3")
    assert ensemble.nullity == 2
    perfect = steady_energy(R, 2, 1, at("2/5"))
    # The symmetric states J = 2 and J = 0 now share one Gibbs state, exchange-odd J = 1 another.
    q = Fraction(2, 5)
    weights = [1, q, 2 * q**2, q**3, q**4]
    mean = sum(k * w for k, w in enumerate(weights)) / sum(weights)
    assert ensemble.energy(ensemble.stationary()) == R.number(mean) > perfect


def test_the_slow_rate_is_quadratic_in_the_detuning():
    # Two spins detuned by +-d: singlet and |1,0> mix at the rate 2 d^2 / (1 + q), and the singlet
    # weight relaxes at 2 d^2 (1 + q) / (1 + q + q^2), to leading order (by hand).
    q = math.exp(-0.5)
    for d in (1e-2, 1e-3):
        ensemble = im.imperfect_ensemble(F, 2, "1/2", "0.5", "inf", detunings=[d, -d])
        slow = ensemble.slow_rates()
        assert len(slow) == 1
        assert slow[0] / d**2 == pytest.approx(2 * (1 + q) / (1 + q + q * q), rel=30 * d**2)


def test_the_perfect_stationary_state_is_a_plateau():
    plateau = im.energy_plateau(3, "1/2", "0.5", [20.0, 1e6], "inf", [1e-2, 0.0, -1e-2])
    assert plateau.energies[0] == pytest.approx(plateau.ideal, rel=2e-3)
    assert plateau.energies[1] == pytest.approx(plateau.final, rel=1e-9)
    assert plateau.final == pytest.approx(float(thermal_energy(F, 3, "1/2", "0.5")), rel=1e-9)
    assert plateau.ideal < plateau.final
    assert 1e-6 < plateau.slowest < 1e-4


def test_states_stay_states():
    ensemble = im.imperfect_ensemble(
        F, 3, "1/2", "0.5", "-1", [0.3, -0.1, 0.2], {(0, 1): 0.4}, (0.2, 0.1)
    )
    for time in (0.0, 0.7, 5.0):
        real, imaginary = ensemble.density(ensemble.at(time))
        rho = real.to_numpy() + 1j * imaginary.to_numpy()
        assert np.allclose(rho, rho.conj().T, atol=1e-14)
        assert np.trace(rho) == pytest.approx(1, abs=1e-13)
        assert min(np.linalg.eigvalsh(rho)) > -1e-14


def test_the_evolution_against_the_complete_complex_liouvillian():
    # Independent source: the equation written out with complex matrices, orthonormal basis.
    import scipy.linalg

    n, q, d = 2, math.exp(-0.5), 4
    spin = collective_spin(F, n, "1/2", "orthonormal")
    lower = spin.Jminus.to_numpy()
    # Detunings 0.2 and 0.3; product states 00, 01, 10, 11 with 1 excited.
    H = np.diag([-0.25, 0.05, -0.05, 0.25]).astype(complex)
    H[1, 2] = H[2, 1] = 0.4
    one = np.eye(d)
    L = -1j * (np.kron(H, one) - np.kron(one, H.T))
    for A, rate in ((lower, 1.0), (lower.T, q)):
        decay = A.T @ A
        L += rate * (np.kron(A, A) - np.kron(decay, one) / 2 - np.kron(one, decay.T) / 2)
    p = math.exp(1.0)
    single = np.diag([1, p]) / (1 + p)
    rho = (scipy.linalg.expm(L * 0.9) @ np.kron(single, single).reshape(-1)).reshape(d, d)
    ensemble = im.imperfect_ensemble(F, n, "1/2", "0.5", "-1", [0.2, 0.3], {(0, 1): 0.4})
    real, imaginary = ensemble.density(ensemble.at(0.9))
    assert np.allclose(real.to_numpy() + 1j * imaginary.to_numpy(), rho, atol=1e-13)
    ball = im.imperfect_ensemble(Ball(120), n, "1/2", "0.5", "-1", ["0.2", "0.3"], {(0, 1): "0.4"})
    assert float(ball.energy(ball.at("0.9"))) == pytest.approx(
        float(np.trace(np.diag([0, 1, 1, 2]) @ rho).real), rel=1e-13
    )


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        ({"detunings": [1]}, "`detunings` must hold 2 numbers"),
        ({"interaction": {(0, 0): 1}}, "`interaction` must be given for pairs"),
        ({"interaction": {(0, 2): 1}}, "`interaction` must be given for pairs"),
        ({"coupling": "none"}, "`coupling` must be"),
    ],
)
def test_bad_input(arguments, sentence):
    with pytest.raises(InputError, match=sentence):
        im.imperfect_ensemble(F, 2, "1/2", 1, **arguments)
    with pytest.raises(InputError, match="above -inf"):
        im.imperfect_ensemble(F, 2, "1/2", "-inf")
