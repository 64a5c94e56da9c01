"""Spin ensembles in a bath: laws, brute-force confirmation, and independently known values."""

from __future__ import annotations

import math
from collections import Counter
from fractions import Fraction
from itertools import product

import numpy as np
import pytest
import scipy.linalg
from hypothesis import given, settings
from hypothesis import strategies as st

from cotherm.numeric import collective_bath as cb
from cotherm.numeric.certify import certified, certified_digits
from cotherm.numeric.errors import InputError
from cotherm.numeric.fields import Ball, Float64, Rational
from cotherm.numeric.matrices import Matrix
from cotherm.numeric.spins import collective_spin
from cotherm.numeric.temperature import InverseTemperature

ENSEMBLES = [(1, "1/2"), (2, "1/2"), (3, "1/2"), (4, "1/2"), (1, "1"), (2, "1"), (2, "3/2")]
R = Rational()
factors = st.fractions(Fraction(1, 12), 12, max_denominator=12)


def at(q):
    return InverseTemperature(q=q)


def count_multiplicities(n, s):
    """Count l_J as N(m=J) - N(m=J+1), N(m) the number of product states of total m."""
    s = Fraction(s)
    single = [k - s for k in range(int(2 * s) + 1)]
    number = Counter(sum(state) for state in product(single, repeat=n))
    return {m: number[m] - number[m + 1] for m in number if m >= 0}


# ------------------------------------------------------------------ laws


@pytest.mark.parametrize("coupling", ["collective", "independent"])
@pytest.mark.parametrize(("n", "s"), ENSEMBLES)
def test_a_state_thermal_at_the_bath_temperature_stays(n, s, coupling):
    for q in ("3/7", "5/2"):
        dynamics, state = cb.bath_steady_state(R, n, s, at(q), coupling, at(q))
        rho = cb.initial_state(R, n, s, at(q)).vector()
        assert state.vector == [rho[index] for index in dynamics.block]
        assert state.residual == 0


@given(q=factors, q0=factors)
@settings(max_examples=15)
def test_stationary_states_are_normalised_and_positive(q, q0):
    dynamics, state = cb.bath_steady_state(R, 3, "1/2", at(q), "collective", at(q0))
    assert R.dot(dynamics.trace(R), state.vector) == 1
    rho = np.zeros(64)
    rho[list(dynamics.block)] = [float(x) for x in state.vector]
    rho = rho.reshape(8, 8)
    assert np.allclose(rho, rho.T, atol=1e-15)
    assert min(np.linalg.eigvalsh(rho)) > 0


@pytest.mark.parametrize(("n", "s"), [(2, "1/2"), (3, "1/2"), (2, "1")])
def test_what_is_conserved_does_not_change(n, s):
    dynamics, state = cb.bath_steady_state(R, n, s, at("2/9"), "collective", at("5/3"))
    rho = cb.initial_state(R, n, s, at("5/3")).vector()
    before = dynamics.conserved.apply([rho[index] for index in dynamics.block])
    assert dynamics.conserved.apply(state.vector) == before


@pytest.mark.parametrize(("n", "s"), [(2, "1/2"), (3, "1/2"), (2, "1"), (2, "3/2")])
def test_total_spin_weights_survive_the_dynamics(n, s):
    dynamics, state = cb.bath_steady_state(R, n, s, at("2/9"), "collective", at("5/3"))
    d = dynamics.dimension
    rho = Matrix(
        R, (d, d), {(i // d, i % d): x for i, x in zip(dynamics.block, state.vector, strict=True)}
    )
    for J in count_multiplicities(n, s):
        weight = (cb.total_spin_projector(n, s, J) @ rho).trace()
        assert weight == cb.sector_weight(R, n, s, J, at("5/3"))


@pytest.mark.parametrize(("n", "s"), ENSEMBLES)
def test_reversing_all_temperatures_reverses_the_energy(n, s):
    up = cb.steady_energy(R, n, s, at("2/5"), at("3/7"))
    down = cb.steady_energy(R, n, s, at("5/2"), at("7/3"))
    assert up + down == Rational().number(2 * n * Fraction(s))


@pytest.mark.parametrize("coupling", ["collective", "independent"])
@given(q=factors, q0=factors)
@settings(max_examples=10)
def test_the_response_is_the_derivative_of_the_energy_and_is_positive(coupling, q, q0):
    field, h = Ball(600), Fraction(1, 10**50)

    def energy(factor):
        return cb.mean_energy(field, 2, "1", at(factor), coupling, at(q0))

    predicted = cb.energy_response(field, 2, "1", at(q), coupling, at(q0))
    ahead, behind = energy(q + h), energy(q - h)
    with field:
        # -dE/db = q dE/dq
        measured = (ahead - behind) / field.number(2 * h) * field.number(q)
        assert abs(float(measured / predicted - 1)) < 1e-80
    assert predicted > 0


@pytest.mark.parametrize(("n", "s"), ENSEMBLES)
def test_fluctuation_and_response_agree_under_independent_coupling(n, s):
    for q in ("2/5", "7/3"):
        variance = cb.energy_variance(R, n, s, at(q), "independent")
        assert variance == cb.energy_response(R, n, s, at(q), "independent") > 0


def test_fluctuation_and_response_agree_in_one_sector_only():
    # In the symmetric subspace they do; between sectors the weights fluctuate but do not respond.
    q = "2/5"
    assert cb.energy_variance(R, 3, "1/2", at(q)) == cb.energy_response(R, 3, "1/2", at(q))
    mixed = cb.energy_variance(R, 3, "1/2", at(q), "collective", at("4/5"))
    assert mixed > cb.energy_response(R, 3, "1/2", at(q), "collective", at("4/5"))


@pytest.mark.parametrize("coupling", ["collective", "independent"])
def test_heat_capacity_vanishes_at_the_ends(coupling):
    for beta in (0, "inf", "-inf", InverseTemperature(q=1), InverseTemperature(q=0)):
        for field in (Float64(), Ball(80), R):
            assert cb.heat_capacity(field, 2, 1, beta, coupling) == 0


def test_one_spin_makes_no_difference_between_couplings():
    for s in ("1/2", "1", "3/2"):
        arguments = (R, 1, s, at("3/8"))
        assert cb.mean_energy(*arguments) == cb.thermal_energy(*arguments)


# ------------------------------------------------------------------ brute force


def brute_force(n, s, q, rho0, time=400.0):
    """Evolve a full density matrix with exp(L t) in the orthonormal basis, no reduction."""
    field = Float64()
    spin = collective_spin(field, n, s, "orthonormal")
    lower, jz = spin.Jminus.to_numpy(), spin.Jz.to_numpy()
    d = len(jz)
    one = np.eye(d)
    L = np.zeros((d * d, d * d))
    for A, rate in ((lower, 1.0), (lower.T, q)):
        decay = A.T @ A
        L += rate * (np.kron(A, A) - np.kron(decay, one) / 2 - np.kron(one, decay.T) / 2)
    rho = (scipy.linalg.expm(L * time) @ rho0.reshape(-1)).reshape(d, d)
    return float(np.trace(rho @ jz)) + n * float(Fraction(s))


@pytest.mark.parametrize(("n", "s"), [(2, "1/2"), (3, "1/2"), (2, "1")])
def test_any_real_density_matrix_agrees_with_long_evolution_of_the_full_space(n, s):
    d = int(2 * Fraction(s) + 1) ** n
    root = np.random.default_rng(11).standard_normal((d, d))
    rho = root @ root.T
    rho /= np.trace(rho)
    entries = [[float(x) for x in row] for row in rho]
    ours = cb.steady_energy(Float64(), n, s, "0.6", Matrix.from_rows(Float64(), entries))
    assert ours == pytest.approx(brute_force(n, s, math.exp(-0.6), rho), rel=1e-11)


def test_coherences_in_the_initial_state_matter():
    # The singlet is dark; the triplet of the same populations is not.
    def pair(sign):
        half = Fraction(1, 2)
        return Matrix.from_entries(
            R, (4, 4), {(1, 1): half, (2, 2): half, (1, 2): sign * half, (2, 1): sign * half}
        )

    q = Fraction(3, 7)
    assert cb.steady_energy(R, 2, "1/2", at(q), pair(-1)) == 1
    triplet = (q + 2 * q**2) / (1 + q + q**2)
    assert cb.steady_energy(R, 2, "1/2", at(q), pair(+1)) == R.number(triplet)
    populations = cb.steady_energy(R, 2, "1/2", at(q), [0, "1/2", "1/2", 0])
    assert populations == R.number((1 + triplet) / 2)


@pytest.mark.parametrize("field", [R, Ball(100), Float64()], ids=repr)
def test_at_zero_temperature_coherence_with_a_dark_state_survives(field):
    # |00> + |01> - |10>: ground state and singlet are both dark, so nothing happens at all, while
    # any bath of finite temperature destroys the coherence between them.
    third = Fraction(1, 3)
    signs = {0: 1, 1: 1, 2: -1}
    rho = Matrix.from_entries(
        field, (4, 4), {(a, b): x * y * third for a, x in signs.items() for b, y in signs.items()}
    )
    dynamics, state = cb.bath_steady_state(field, 2, "1/2", "inf", "collective", rho)
    assert state.nullity == 4
    for index, value in zip(dynamics.block, state.vector, strict=True):
        assert float(value) == pytest.approx(float(rho[index // 4, index % 4]), abs=1e-14)
    _, warm = cb.bath_steady_state(field, 2, "1/2", at("1/20"), "collective", rho)
    assert warm.nullity == 2


@pytest.mark.parametrize(("n", "s"), [(2, "1/2"), (3, "1/2"), (2, "1"), (3, "1")])
def test_the_nullity_of_the_full_liouvillian_counts_all_coherences(n, s):
    squares = sum(count**2 for count in count_multiplicities(n, s).values())
    assert cb.nullity(n, s) == squares
    if n < 3:
        assert cb.nullity(n, s, "independent") == 1


@pytest.mark.parametrize(("n", "s"), ENSEMBLES)
def test_the_block_has_the_same_conserved_quantities(n, s):
    squares = sum(count**2 for count in count_multiplicities(n, s).values())
    assert cb.bath_dynamics(n, s).conserved.shape[0] == squares
    assert cb.bath_dynamics(n, s, "independent").conserved.shape[0] == 1


# ------------------------------------------------------------------ total spin


@pytest.mark.parametrize(("n", "s"), [*ENSEMBLES, (6, "1/2"), (4, "1"), (3, "5/2")])
def test_multiplicities_agree_with_counting_states(n, s):
    for J, count in count_multiplicities(n, s).items():
        if count:
            assert cb.multiplicity(n, s, J) == count


@pytest.mark.parametrize(("n", "s"), [(3, "1/2"), (4, "1/2"), (2, "3/2")])
def test_projectors_resolve_the_identity(n, s):
    sectors = [J for J, count in count_multiplicities(n, s).items() if count]
    projectors = [cb.total_spin_projector(n, s, J) for J in sectors]
    total = projectors[0]
    for projector in projectors[1:]:
        total = total + projector
    assert (total - Matrix.identity(R, total.shape[0])).is_zero()
    for J, projector in zip(sectors, projectors, strict=True):
        assert (projector @ projector - projector).is_zero()
        assert projector.trace() == R.number((2 * J + 1) * cb.multiplicity(n, s, J))


def test_weights_of_total_spin():
    # Two spins 1/2 thermal at q0: singlet q0/(1+q0)^2.
    assert cb.sector_weight(R, 2, "1/2", 0, at("2/3")) == R.number(Fraction(6, 25))
    assert cb.sector_weight(R, 4, "1/2", 2, "inf") == 1
    assert cb.sector_weight(R, 4, "1/2", 2, "-inf") == 1
    assert cb.sector_weight(R, 4, "1/2", 1, "inf") == 0
    total = sum(cb.sector_weight(R, 3, 1, J, at("2/3")) for J in range(4))
    assert total == 1


def test_total_spin_is_checked():
    for J in ("1/2", 3, -1, "2/3"):
        with pytest.raises(InputError, match="Argument `J` must"):
            cb.multiplicity(2, 1, J)


# ------------------------------------------------------------------ exact zeros


def test_what_is_exactly_zero_is_certified_as_zero():
    assert certified(lambda field: cb.steady_energy(field, 2, 1, "inf"), 20) == 0
    assert certified(lambda field: cb.steady_energy(field, 2, 1, "-inf", "0.3"), 20) > 2
    assert certified(lambda field: cb.energy_variance(field, 2, 1, "-inf"), 20) == 0
    assert certified(lambda field: cb.ladder_energy(field, 2, 0), 20) == 0
    assert certified(lambda field: cb.thermal_energy(field, 2, 1, 0), 20).contains(2)


# ------------------------------------------------------------------ arithmetics and numbers


@pytest.mark.parametrize("coupling", ["collective", "independent"])
@pytest.mark.parametrize(("n", "s"), [(3, "1/2"), (2, "1")])
@pytest.mark.parametrize("q", ["3/7", "9/4"])
def test_three_arithmetics_agree(n, s, coupling, q):
    field = Ball(200)
    for quantity in (cb.mean_energy, cb.energy_response, cb.energy_variance):
        exact = quantity(R, n, s, at(q), coupling, at("4/5"))
        ball = quantity(field, n, s, at(q), coupling, at("4/5"))
        with Ball(2000):
            assert ball.contains(exact)
        assert certified_digits(ball) > 40
        near = quantity(Float64(), n, s, at(q), coupling, at("4/5"))
        assert near == pytest.approx(float(exact), rel=1e-12)


@pytest.mark.parametrize("b", ["1e-6", "-0.4", "3", "60"])
def test_heat_capacities_agree_with_sums_over_levels(b):
    # Independent source: moments of exp(-m b) summed over a spin-J ladder in 100-digit balls.
    def level_sum(field, J, b):
        with field:
            m = field.numbers(k - J for k in range(int(2 * J) + 1))
            w = [field.exp(-x * field.number(b)) for x in m]
            Z, first = field.sum(w), field.dot(m, w)
            second = field.dot([x * x for x in m], w)
            return field.number(b) ** 2 * (second / Z - (first / Z) ** 2)

    for n, s in ((3, "1/2"), (2, "1")):
        J = Fraction(s)
        for coupling, expected in (
            ("collective", lambda field, J=J, n=n: level_sum(field, n * J, b)),
            ("independent", lambda field, J=J, n=n: level_sum(field, J, b) * n),
        ):
            ours = certified(
                lambda field, n=n, s=s, c=coupling: cb.heat_capacity(field, n, s, b, c), 50
            )
            theirs = certified(expected, 50)
            assert ours.overlaps(theirs)


def test_ratio_of_heat_capacities_at_high_temperature():
    # `heatcap` section 2: up to (n s + 1)/(s + 1).
    for n, s in ENSEMBLES:
        collective = cb.energy_response(R, n, s, at(1))
        independent = cb.energy_response(R, n, s, at(1), "independent")
        spin = Fraction(s)
        assert collective / independent == R.number((n * spin + 1) / (spin + 1))


@pytest.mark.parametrize(("n", "s"), [(2, "1/2"), (4, "1/2"), (2, "1")])
def test_the_critical_temperature_separates_the_couplings(n, s):
    T = cb.critical_temperature(n, s, 25)
    assert certified_digits(T) >= 25
    b = 1 / float(T)
    for shift, sign in ((0.999, 1), (1.001, -1)):
        assert sign * cb.capacity_difference(Float64(), n, s, b * shift) > 0


def test_the_critical_temperature_of_two_spins_in_closed_form():
    # C_1 = 2 C_(1/2): (q + 4q^2 + q^3)/(1 + q + q^2)^2 = 2q/(1 + q)^2, and with x = q + 1/q
    # (x + 4)(x + 2) = 2 (x + 1)^2, i.e. x^2 - 2x - 6 = 0 and x = 1 + sqrt(7).
    field = Ball(200)
    T = cb.critical_temperature(2, "1/2", 40)
    with field:
        x = 1 + field.sqrt(field.number(7))
        b = -field.log((x - field.sqrt(x * x - 4)) / 2)
        assert T.overlaps(1 / b)


def test_bad_arguments_are_refused_in_one_sentence():
    wrong = [
        lambda: cb.steady_energy(R, 0, 1, at(2)),
        lambda: cb.steady_energy(R, "3/2", 1, at(2)),
        lambda: cb.steady_energy(R, 2, 0, at(2)),
        lambda: cb.steady_energy(R, 2, "1/3", at(2)),
        lambda: cb.steady_energy(R, 11, "1/2", at(2)),
        lambda: cb.mean_energy(R, 2, 1, at(2), "both"),
        lambda: cb.steady_energy(R, 2, "1/2", at(2), [1, 0]),
        lambda: cb.steady_energy(R, 2, "1/2", at(2), [1, 1, 0, 0]),
        lambda: cb.steady_energy(R, 2, "1/2", at(2), [2, -1, 0, 0]),
        lambda: cb.steady_energy(R, 1, "1/2", at(2), Matrix.from_rows(R, [[1, 1], [0, 0]])),
        lambda: cb.critical_temperature(1, "1/2"),
        lambda: cb.critical_temperature(2, "1/2", 0),
    ]
    for call in wrong:
        with pytest.raises(InputError, match=r"^Argument `\w+` must .*\.$"):
            call()


@pytest.mark.parametrize(("s", "t"), [("1/2", "1.5"), ("1/2", 3), (1, 2)])
def test_the_number_of_spins_where_independent_coupling_wins(s, t):
    n = cb.critical_spin_bracket(s, t)
    # The level sums of both sides at n and n + 1 change order, and T_cr(n) < t < T_cr(n + 1).
    b = 1 / Fraction(t)

    def variance(J):
        weights = [(m, math.exp(-float(b) * m)) for m in range(int(2 * J) + 1)]
        Z = sum(w for _, w in weights)
        mean = sum(m * w for m, w in weights) / Z
        return sum((m - mean) ** 2 * w for m, w in weights) / Z

    spin = Fraction(s)
    assert variance(n * spin) > n * variance(spin)
    assert variance((n + 1) * spin) < (n + 1) * variance(spin)
    assert n >= 2
    if n <= 3:
        assert float(cb.critical_temperature(n, s)) < float(Fraction(t))


def test_temperatures_without_a_crossing_are_refused():
    with pytest.raises(InputError, match="two spins do better"):
        cb.critical_spin_bracket("1/2", "0.3")
    with pytest.raises(InputError, match="crossing below n = 8"):
        cb.critical_spin_bracket("1/2", 100, most=8)
    with pytest.raises(InputError, match="`t` must be positive"):
        cb.critical_spin_bracket("1/2", 0)
