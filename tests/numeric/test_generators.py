"""Generators: conservation of probability, reductions against the full space, a driven qubit."""

from __future__ import annotations

import numpy as np
import pytest
import scipy.linalg
from hypothesis import given, settings
from hypothesis import strategies as st

from cotherm.numeric.errors import InputError
from cotherm.numeric.fields import Ball, Float64, Rational
from cotherm.numeric.generators import (
    Jump,
    commutator,
    components,
    dissipator,
    invariant_block,
    liouvillian,
    rate_matrix,
    restrict,
    trace_functional,
)
from cotherm.numeric.matrices import Matrix
from cotherm.numeric.null_structure import nullity
from cotherm.numeric.spins import collective_spin, local_spins, spin_operators
from cotherm.numeric.steady_state import steady_state


def complex_liouvillian(H, jumps):
    """Build the generator independently: drho/dt column by column, on complex matrices."""
    d = H.shape[0]
    matrix = np.zeros((d * d, d * d), dtype=complex)
    for index in range(d * d):
        rho = np.zeros(d * d, dtype=complex)
        rho[index] = 1
        rho = rho.reshape(d, d)
        change = -1j * (H @ rho - rho @ H)
        for L, rate in jumps:
            change += rate * (L @ rho @ L.conj().T)
            change -= rate * (L.conj().T @ L @ rho + rho @ L.conj().T @ L) / 2
        matrix[:, index] = change.reshape(-1)
    return matrix


def collective_generator(field, n, s, q, coupling="collective", basis="rational"):
    spins = (
        [collective_spin(field, n, s, basis)]
        if coupling == "collective"
        else local_spins(field, n, s, basis)
    )
    jumps = [Jump(spin.Jminus, spin.Jplus, field.one) for spin in spins]
    jumps += [Jump(spin.Jplus, spin.Jminus, field.number(q)) for spin in spins]
    return dissipator(jumps)


@given(
    st.dictionaries(
        st.tuples(st.integers(0, 4), st.integers(0, 4)).filter(lambda pair: pair[0] != pair[1]),
        st.fractions(0, 5, max_denominator=50),
        max_size=12,
    )
)
@settings(max_examples=50)
def test_columns_of_a_rate_matrix_sum_to_zero_exactly(rates):
    W = rate_matrix(Rational(), 5, rates)
    assert all(total == 0 for total in W.T.apply([Rational().one] * 5))
    for (to, origin), rate in rates.items():
        assert W[to, origin] == Rational().number(rate)


def test_rates_to_the_same_state_are_refused():
    with pytest.raises(InputError, match="connect different states"):
        rate_matrix(Float64(), 2, {(1, 1): 1})


@pytest.mark.parametrize("coupling", ["collective", "independent"])
@pytest.mark.parametrize(("n", "s"), [(2, "1/2"), (3, "1/2"), (2, "1")])
def test_the_trace_is_conserved_exactly(n, s, coupling):
    L = collective_generator(Rational(), n, s, "3/7", coupling)
    trace = trace_functional(Rational(), round(L.shape[0] ** 0.5))
    assert all(value == 0 for value in L.T.apply(trace))


@pytest.mark.parametrize("coupling", ["collective", "independent"])
def test_the_gibbs_state_is_stationary_exactly(coupling):
    field = Rational()
    L = collective_generator(field, 2, "1", "3/7", coupling)
    single = [field.number("3/7") ** k for k in range(3)]
    gibbs = Matrix.diagonal(field, [a * b for a in single for b in single])
    assert all(value == 0 for value in L.apply(gibbs.vector()))


def test_the_dissipator_agrees_with_an_independent_construction():
    n, s, q = 2, "1", 0.3
    L = collective_generator(Float64(), n, s, q, basis="orthonormal").to_numpy()
    lower = collective_spin(Float64(), n, s, "orthonormal").Jminus.to_numpy()
    expected = complex_liouvillian(np.zeros((9, 9)), [(lower, 1.0), (lower.T, q)])
    assert np.allclose(L, expected, atol=1e-13)


def test_both_bases_have_the_same_spectrum():
    q = 0.3
    spectra = [
        np.sort(
            np.linalg.eigvals(collective_generator(Float64(), 2, 1, q, basis=b).to_numpy()).real
        )
        for b in ("rational", "orthonormal")
    ]
    assert np.allclose(*spectra, atol=1e-6)


@pytest.mark.parametrize(
    ("n", "s", "size"),
    [(2, "1/2", 6), (3, "1/2", 20), (4, "1/2", 70), (2, "1", 19), (2, "3/2", 44)],
)
def test_the_invariant_block_is_the_number_of_pairs_of_equal_total_m(n, s, size):
    L = collective_generator(Rational(), n, s, 2)
    d = round(L.shape[0] ** 0.5)
    block = invariant_block(L, [i * (d + 1) for i in range(d)])
    assert len(block) == size
    outside = sorted(set(range(d * d)) - set(block))
    assert L.submatrix(outside, block).is_zero()


@pytest.mark.parametrize(("n", "s"), [(2, "1/2"), (3, "1/2"), (2, "1")])
def test_the_block_gives_the_same_state_as_long_evolution_in_the_full_space(n, s):
    L = collective_generator(Float64(), n, s, 0.4)
    d = round(L.shape[0] ** 0.5)
    rng = np.random.default_rng(7)
    populations = rng.dirichlet(np.ones(d))
    rho = np.diag(populations).reshape(-1)
    final = scipy.linalg.expm(L.to_numpy() * 200.0) @ rho
    block = invariant_block(L, [i * (d + 1) for i in range(d)])
    outside = sorted(set(range(d * d)) - set(block))
    assert np.max(np.abs(final[outside])) < 1e-13
    reduced = steady_state(
        L.submatrix(block, block),
        Float64(),
        restrict(trace_functional(Float64(), d), block),
        [float(rho[i]) for i in block],
    )
    assert np.allclose(reduced.vector, final[block], atol=1e-12)


DETUNING, DRIVE, DECAY, PUMP = 0.7, 0.9, 1.0, 0.3


def driven_qubit(field):
    spin = spin_operators(field, "1/2")
    H = spin.Jz * DETUNING + (spin.Jplus + spin.Jminus) * (DRIVE / 2)
    jumps = [
        Jump(spin.Jminus, spin.Jplus, field.number(DECAY)),
        Jump(spin.Jplus, spin.Jminus, field.number(PUMP)),
    ]
    return H, jumps


@pytest.mark.parametrize("field", [Float64(), Ball(120), Rational()], ids=repr)
def test_a_driven_qubit_agrees_with_complex_linear_algebra(field):
    H, jumps = driven_qubit(field)
    generator = liouvillian(H, jumps)
    result = steady_state(
        generator.matrix, field, generator.trace, multiplicity=generator.multiplicity
    )
    assert result.nullity == 1
    lower = np.array([[0.0, 1.0], [0.0, 0.0]])
    dense = complex_liouvillian(H.to_numpy(), [(lower, DECAY), (lower.T, PUMP)])
    system = np.vstack([dense, np.eye(2).reshape(1, 4)])
    expected = np.linalg.lstsq(system, np.array([0, 0, 0, 0, 1], dtype=complex))[0]
    ours = np.array([float(x) for x in result.vector])
    assert np.allclose(ours[:4] + 1j * ours[4:], expected, atol=1e-14)
    assert abs(ours[5]) > 0.1  # the coherence is there: H is not ignored


def test_the_embedding_represents_the_complex_generator():
    H, jumps = driven_qubit(Float64())
    embedded = liouvillian(H, jumps).matrix.to_numpy()
    lower = np.array([[0.0, 1.0], [0.0, 0.0]])
    dense = complex_liouvillian(H.to_numpy(), [(lower, DECAY), (lower.T, PUMP)])
    x, y = np.random.default_rng(3).standard_normal((2, 4))
    moved = dense @ (x + 1j * y)
    assert np.allclose(embedded @ np.concatenate([x, y]), [*moved.real, *moved.imag])
    assert nullity(liouvillian(H, jumps).matrix) == 2


def test_the_driven_qubit_has_the_textbook_population():
    # Resonance fluorescence without pump: p_e = (W/2)^2 / (D^2 + g^2/4 + W^2/2).
    field = Rational()
    spin = spin_operators(field, "1/2")
    W, D, g = field.number("3/5"), field.number("2/7"), field.number("4/3")
    H = spin.Jz * D + (spin.Jplus + spin.Jminus) * (W / 2)
    generator = liouvillian(H, [Jump(spin.Jminus, spin.Jplus, g)])
    state = steady_state(generator.matrix, field, generator.trace, multiplicity=2).vector
    assert state[3] == (W / 2) ** 2 / (D**2 + g**2 / 4 + W**2 / 2)


def test_a_commutator_annihilates_functions_of_the_hamiltonian():
    H, _ = driven_qubit(Rational())
    assert all(value == 0 for value in commutator(H).apply((H @ H + H).vector()))


def test_components_split_the_matrix():
    W = rate_matrix(Rational(), 5, {(0, 3): 1, (2, 4): 2})
    assert components(W) == [[0, 3], [1], [2, 4]]
    assert nullity(W) == 3
