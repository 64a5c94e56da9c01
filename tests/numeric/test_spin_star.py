"""Laws of the thermal spin star and its spin-S counterpart; then pinned numbers."""

from __future__ import annotations

import math
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cotherm.numeric.certify import certified
from cotherm.numeric.errors import InputError
from cotherm.numeric.fields import Ball, Float64, Rational
from cotherm.numeric.matrices import Matrix
from cotherm.numeric.spin_star import (
    MODELS,
    coupling,
    fuel_excess,
    fuel_log_ratio,
    fuel_population,
    fuel_temperature,
    populations,
    spin_hamiltonian,
    star_hamiltonian,
)
from cotherm.numeric.spin_star_states import (
    central_state,
    entropy,
    gibbs_state,
    mutual_information,
    negativity,
    outer_state,
    pair_state,
    two_spin_discord,
    wootters_concurrence,
    x_concurrence,
)

numbers = st.fractions(-2, 2, max_denominator=20)
points = st.builds(
    coupling,
    st.fractions(Fraction(1, 5), 4, max_denominator=20),
    numbers,
    numbers,
    numbers,
    st.sampled_from(["1/2", 1, "3/2", 2]),
)
FIG1 = coupling(6, "0.8", "0.75", 1, 1)


@settings(max_examples=15, deadline=None)
@given(points, st.sampled_from(MODELS))
def test_populations_are_the_diagonal_of_the_dense_gibbs_state(given_, model) -> None:
    for route in ("exponential", "eigenvectors"):
        rho = central_state(model, given_, gibbs_state(Float64(), model, given_, route))
        assert rho[1, 1] == pytest.approx(fuel_population(Float64(), model, given_), rel=1e-10)
        assert rho[0, 1] == rho[1, 0] == 0


@settings(max_examples=10, deadline=None)
@given(points, st.sampled_from(MODELS))
def test_balls_enclose_the_float_value(given_, model) -> None:
    ball = certified(lambda field: fuel_population(field, model, given_), 20)
    assert float(ball) == pytest.approx(fuel_population(Float64(), model, given_), rel=1e-12)


@settings(max_examples=15, deadline=None)
@given(points, st.sampled_from(MODELS))
def test_reversing_temperature_and_coupling(given_, model) -> None:
    """Both signs change in beta omega alone, which a flip of all spins changes back."""
    mirrored = given_._replace(beta=-given_.beta, J=-given_.J)
    one = fuel_log_ratio(Float64(), model, given_)
    assert fuel_log_ratio(Float64(), model, mirrored) == pytest.approx(-one, rel=1e-9, abs=1e-12)


def test_one_outer_spin_is_the_spin_one_half() -> None:
    given_ = coupling("1.7", "-0.6", "0.3", "0.9", "1/2")
    values = [certified(lambda f, m=m: fuel_log_ratio(f, m, given_), 40) for m in MODELS]
    assert values[0].overlaps(values[1])


@pytest.mark.parametrize("model", MODELS)
def test_without_coupling_the_bath_temperature(model) -> None:
    given_ = coupling("1.7", 0, "0.3", "0.9", 2)
    assert fuel_temperature(Float64(), model, given_) == pytest.approx(1 / 0.9, rel=1e-14)
    assert fuel_excess(Ball(200), model, given_).contains(0)


@pytest.mark.parametrize("beta", [-1, 1])
def test_strong_cold_and_inverted_populations(beta: int) -> None:
    given_ = coupling(6, "0.8", 1, beta, 10)
    value = fuel_temperature(Float64(), "spin", given_)
    assert value == pytest.approx(-3.1114168482792168 if beta > 0 else -0.645, rel=0.2)
    assert fuel_temperature(Float64(), "spin", given_._replace(beta=Fraction(0))) == math.inf


@pytest.mark.parametrize("model", MODELS)
def test_hamiltonian_conserves_the_charge(model) -> None:
    given_ = coupling(2, "0.7", "0.4", 1, "3/2")
    H = (spin_hamiltonian if model == "spin" else star_hamiltonian)(Float64(), given_)
    size = given_.outer + 1

    def charge(k: int) -> int:
        return k // size + k % size if model == "spin" else k.bit_count()

    assert all(charge(a) == charge(b) for a, b in H.entries)
    assert (H - H.T).is_zero()


def test_star_is_symmetric_under_exchange_of_outer_spins() -> None:
    given_ = coupling(2, "0.7", "0.4", 1, "3/2")
    rho = gibbs_state(Float64(), "star", given_)
    first = pair_state(given_, rho, 0, 1).to_numpy()
    assert np.allclose(first, pair_state(given_, rho, 0, 3).to_numpy(), rtol=1e-12)


def test_star_against_kronecker_products() -> None:
    given_ = coupling(2, "0.7", "0.4", 1, 1)
    x = np.array([[0, 1], [1, 0]])
    y = np.array([[0, 1j], [-1j, 0]])  # levels from the ground up
    z = np.diag([-1, 1])

    def spin(operator, site):
        factors = [np.eye(2)] * 3
        factors[2 - site] = operator  # bit 0 varies fastest
        return np.kron(np.kron(factors[0], factors[1]), factors[2])

    H = sum(spin(z, i) for i in range(3)) * 1.0
    for i in (1, 2):
        for o, factor in ((x, 1), (y, 1), (z, 0.4)):
            H = H + 0.7 / 4 * factor * spin(o, 0) @ spin(o, i)
    assert np.allclose(H, star_hamiltonian(Float64(), given_).to_numpy())


def test_spin_hamiltonian_is_the_star_in_the_symmetric_subspace() -> None:
    given_ = coupling(2, "0.7", "0.4", 1, 1)
    star = star_hamiltonian(Float64(), given_).to_numpy()
    # |S, m> of two spins 1/2, beside the central spin at bit 0.
    columns = np.zeros((8, 6))
    for centre in (0, 1):
        columns[centre, 3 * centre] = 1
        columns[centre | 2, 3 * centre + 1] = columns[centre | 4, 3 * centre + 1] = np.sqrt(0.5)
        columns[centre | 6, 3 * centre + 2] = 1
    assert np.allclose(columns.T @ star @ columns, spin_hamiltonian(Float64(), given_).to_numpy())


# ---------------------------------------------------------------------------- correlations


@settings(max_examples=10, deadline=None)
@given(points)
def test_concurrence_of_an_x_state(given_) -> None:
    rho = gibbs_state(Float64(), "star", given_)
    pair = pair_state(given_, rho, 0, 1)
    assert x_concurrence(pair) == pytest.approx(wootters_concurrence(pair.to_numpy()), abs=1e-7)


@settings(max_examples=10, deadline=None)
@given(points, st.sampled_from(MODELS))
def test_mutual_information_is_positive_and_vanishes_without_coupling(given_, model) -> None:
    rho = gibbs_state(Float64(), model, given_)
    assert mutual_information(model, given_, rho) >= -1e-12
    free = given_._replace(J=Fraction(0))
    rho = gibbs_state(Float64(), model, free)
    assert mutual_information(model, free, rho) == pytest.approx(0, abs=1e-12)
    assert negativity(model, free, rho) == 0


def test_singlet_and_its_correlations() -> None:
    """Two spins, strong antiferromagnetic coupling, cold: the singlet, known in every measure."""
    given_ = coupling("1/10", 1, 1, 200, "1/2")
    rho = gibbs_state(Float64(), "star", given_)
    pair = pair_state(given_, rho, 0, 1)
    assert x_concurrence(pair) == pytest.approx(1, rel=1e-9)
    assert negativity("star", given_, rho) == pytest.approx(0.5, rel=1e-9)
    assert mutual_information("star", given_, rho) == pytest.approx(2 * math.log(2), rel=1e-9)
    discord, classical = two_spin_discord(pair.to_numpy())
    assert (discord, classical) == (pytest.approx(math.log(2)), pytest.approx(math.log(2)))


def test_negativity_of_a_star_in_balls() -> None:
    given_ = coupling(1, 2, "0.5", 2, 1)
    ball = certified(lambda f: negativity("star", given_, gibbs_state(f, "star", given_)), 20)
    value = negativity("star", given_, gibbs_state(Float64(), "star", given_))
    assert float(ball) == pytest.approx(value, rel=1e-12)
    assert value > 0.1


def test_entropies_of_a_thermal_state() -> None:
    """S = ln Z + beta E, with Z and E from the spectrum."""
    given_ = FIG1._replace(beta=Fraction(1, 5))
    H = star_hamiltonian(Float64(), given_).to_numpy()
    energies = np.linalg.eigvalsh(H)
    weights = np.exp(-0.2 * energies)
    exact = np.log(weights.sum()) + 0.2 * (energies @ weights) / weights.sum()
    assert entropy(gibbs_state(Float64(), "star", given_)) == pytest.approx(exact, rel=1e-10)


@pytest.mark.parametrize("model", MODELS)
def test_outer_states_are_normalised(model) -> None:
    state = outer_state(model, FIG1, gibbs_state(Float64(), model, FIG1))
    assert state.trace() == pytest.approx(1, rel=1e-12)


# ---------------------------------------------------------------------------- refusals and numbers


def test_bad_arguments_get_one_sentence() -> None:
    with pytest.raises(InputError, match="`omega` must be positive"):
        coupling(0, 1, 1, 1, 1)
    with pytest.raises(InputError, match="`S` must be a multiple of 1/2"):
        coupling(1, 1, 1, 1, "1/3")
    with pytest.raises(InputError, match='`model` must be "spin" or "star"'):
        populations(Float64(), "ring", FIG1)  # type: ignore[arg-type]
    with pytest.raises(InputError, match="`S` must be at most 6"):
        populations(Float64(), "star", coupling(1, 1, 1, 1, 7))
    with pytest.raises(InputError, match="must be Float64 or Ball"):
        populations(Rational(), "spin", FIG1)
    with pytest.raises(InputError, match="at most 256 product states"):
        gibbs_state(Float64(), "star", coupling(1, 1, 1, 1, 4))


@pytest.mark.parametrize(
    ("model", "value"), [("spin", 3.503978788418583), ("star", 3.4669300953166085)]
)
def test_ten_outer_spins(model, value) -> None:
    """S = 5, lam = 1, omega = 6, J = 0.8: a direct sum over the blocks of two states in mpmath."""
    given_ = coupling(6, "0.8", 1, 1, 5)
    assert fuel_temperature(Float64(), model, given_) == pytest.approx(value, rel=1e-12)


def test_two_coupled_spins_by_hand() -> None:
    """N = 1, lam = 1, beta = 1: energies J/4 +- omega, J/4 and -3J/4."""
    omega, J = 1.3, 0.7
    up, down = math.exp(-J / 4 - omega), math.exp(-J / 4 + omega)
    middle = (math.exp(-J / 4) + math.exp(3 * J / 4)) / 2
    exact = (up + middle) / (up + down + 2 * middle)
    given_ = coupling("1.3", "0.7", 1, 1, "1/2")
    for model in MODELS:
        assert fuel_population(Float64(), model, given_) == pytest.approx(exact, rel=1e-14)
    assert isinstance(star_hamiltonian(Rational(), given_), Matrix)
