"""Coherences in the local basis and between total spins, and states that have them."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest

from cotherm.numeric import coherence as co
from cotherm.numeric.certify import certified_digits
from cotherm.numeric.collective_bath import bath_steady_state, initial_state, steady_energy
from cotherm.numeric.density_matrix import (
    density_matrix,
    orthonormal,
    purity,
    steady_density,
    trace_distance,
)
from cotherm.numeric.errors import InputError
from cotherm.numeric.fields import Ball, Float64, Rational
from cotherm.numeric.matrices import Matrix
from cotherm.numeric.temperature import InverseTemperature

R, F = Rational(), Float64()


def at(q):
    return InverseTemperature(q=q)


@pytest.mark.parametrize("n", [2, 3, 4])
def test_the_sign_of_local_coherences_follows_the_initial_temperature(n):
    # `indist` App. H: positive for |b0| > |b|, none at |b0| = |b|, negative below.
    for b in ("1/3", "3"):
        q = Fraction(b)
        colder, same, hotter = (
            co.local_coherence(n, "1/2", steady_density(R, n, "1/2", at(q), "collective", at(q0)))
            for q0 in (q**2, 1 / q, (q + 1) / 2)
        )
        assert colder.total > 0
        assert colder.negative == 0
        assert same.absolute == 0
        assert hotter.total < 0


def test_coherence_takes_entropy():
    rho = steady_density(F, 3, "1/2", "0.7", "collective", "1.5")
    assert co.relative_entropy_of_coherence(3, "1/2", rho) > 0.01
    rho = steady_density(Ball(120), 3, "1/2", "0.7", "collective", "0.7")
    assert co.relative_entropy_of_coherence(3, "1/2", rho).contains(0)


def test_local_coherence_in_the_orthonormal_basis():
    # |2, 0> of two spins 1 is (|-+> + 2 |00> + |+->) / sqrt 6: coherences 2/6 + 2/6 + 1/6, twice.
    field = Ball(120)
    dicke = co.pure_state(field, [0, 0, 1, 0, 2, 0, 1, 0, 0])
    rho = initial_state(field, 2, 1, dicke)
    back = orthonormal(2, 1, rho)
    for position, value in dicke.entries.items():
        assert back[position].overlaps(value)
    coherence = co.local_coherence(2, 1, rho)
    with field:
        assert coherence.total.overlaps(field.number("5/3"))
    assert certified_digits(coherence.absolute) > 30


def test_finite_temperature_destroys_coherence_between_total_spins():
    state = co.sector_superposition(R, 3, "1/2", {"3/2": 1, "1/2": 2}, [0, 1, 2, 0, 5, 0, 0, 0])
    assert state.trace() == 1
    assert co.sector_coherence(3, "1/2", state) > 0
    dynamics, final = bath_steady_state(R, 3, "1/2", at("2/5"), "collective", state)
    rho = density_matrix(R, dynamics, final.vector)
    assert co.sector_coherence(3, "1/2", rho) == 0
    norm = co.sector_coherence_norm(3, "1/2", state.to(F))
    # Pure state with weights p, 1 - p: trace norm 2 sqrt(p (1 - p)), squared measure 2 p (1 - p).
    assert norm**2 / 2 == pytest.approx(float(co.sector_coherence(3, "1/2", state)), rel=1e-12)


def test_total_spins_that_occur():
    assert co.total_spins(3, "1/2") == [Fraction(3, 2), Fraction(1, 2)]
    assert co.total_spins(2, 1) == [2, 1, 0]


@pytest.mark.parametrize(("n", "s", "field"), [(3, "1/2", R), (2, 1, Ball(120)), (2, "3/2", F)])
def test_turned_ground_states_are_symmetric(n, s, field):
    state = co.spin_coherent_state(field, n, s, "1/3")
    top = Fraction(s) * n
    rho = initial_state(field, n, s, state)
    weight = co.sector_blocks(n, s, rho)[top, top].trace()
    assert float(weight) == pytest.approx(1, abs=1e-14)
    assert float(purity(rho)) == pytest.approx(1, abs=1e-14)
    energy = steady_energy(field, n, s, at("2/5"), state)
    assert float(energy) == pytest.approx(float(steady_energy(R, n, s, at("2/5"))), rel=1e-12)


def test_coherence_between_copies_of_a_total_spin_survives_and_matters():
    # `indist` App. B leaves this case open. With the same weights p_J, and no coherence between
    # different J or m, the signs of the coherence between the two copies lead to different states.
    q = at("2/5")
    final = []
    for sign in (1, -1):
        state = co.dark_coherence_state(F, sign)
        dynamics, steady = bath_steady_state(F, 3, "1/2", q, "collective", state)
        final.append(density_matrix(F, dynamics, steady.vector))
        assert co.sector_coherence_norm(3, "1/2", final[-1]) < 1e-12
    assert trace_distance(3, "1/2", *final) == pytest.approx(1, abs=1e-12)
    energies = [np.trace(np.diag([0, 1, 1, 2, 1, 2, 2, 3]) @ rho.to_numpy()) for rho in final]
    assert energies[0] == pytest.approx(energies[1], rel=1e-12)


def test_mixtures():
    states = [co.pure_state(R, [1, 0, 0, 0]), co.pure_state(R, [0, 1, 1, 0])]
    mixed = co.mixture(R, [("1/3", states[0]), ("2/3", states[1])])
    assert mixed.trace() == 1
    assert mixed[1, 2] == R.number("1/3")
    energy = steady_energy(R, 2, "1/2", at("2/5"), mixed)
    assert energy == steady_energy(R, 2, "1/2", at("2/5"), "inf")


def test_bad_input():
    with pytest.raises(InputError, match="must not all be 0"):
        co.pure_state(R, [0, 0])
    with pytest.raises(InputError, match="must hold 8 numbers"):
        co.sector_superposition(R, 3, "1/2", {"3/2": 1}, [1, 2])
    for field in (R, F):
        with pytest.raises(InputError, match="must have a part with total spin J = 1/2"):
            co.sector_superposition(field, 3, "1/2", {"1/2": 1}, [1, 0, 0, 0, 0, 0, 0, 0])
    assert isinstance(co.pure_state(F, [1, 2]), Matrix)
