"""Null spaces, projector and Drazin inverse: their algebraic laws in all three arithmetics."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cotherm.numeric import linear_algebra
from cotherm.numeric.collective_bath import bath_dynamics
from cotherm.numeric.errors import (
    AmbiguousSteadyState,
    AmbiguousSteadyStateError,
    InputError,
    NullSpaceError,
)
from cotherm.numeric.fields import Ball, Float64, Rational
from cotherm.numeric.generators import rate_matrix
from cotherm.numeric.matrices import Matrix
from cotherm.numeric.null_structure import NullStructure, common_conserved, nullity
from cotherm.numeric.response import response
from cotherm.numeric.steady_state import steady_state
from cotherm.numeric.temperature import InverseTemperature

FIELDS = [Float64(), Ball(160), Rational()]
CHAIN = {(1, 0): "1/3", (0, 1): 2, (2, 1): "5/4", (1, 2): "1/7", (0, 2): 3}
TWO_ISLANDS = CHAIN | {(4, 3): "2/3", (3, 4): "1/9", (5, 4): 1, (4, 5): 4}


def encloses(ball, exact):
    with Ball(2000):  # the library rounds a fraction to the current precision before comparing
        return ball.contains(exact)


def close(field, x, y):
    if field.exact:
        return x == y
    if isinstance(field, Ball):
        return x.overlaps(y) and field.radius(x) < 1e-30
    return abs(x - y) < 1e-12


@pytest.mark.parametrize("field", FIELDS, ids=repr)
@pytest.mark.parametrize("with_conserved", [False, True])
def test_laws_of_projector_and_drazin_inverse(field, with_conserved):
    exact = rate_matrix(Rational(), 6, TWO_ISLANDS)
    L = exact.to(field)
    conserved = common_conserved([exact]) if with_conserved else None
    structure = NullStructure(L, conserved)
    assert structure.nullity == 2
    y = field.numbers(["1/2", "-3/7", "2", "1/5", "11/13", "-1/3"])
    P = structure.project
    S = structure.drazin
    Py, Sy = P(y), S(y)
    pairs = [
        (L.apply(Py), [field.zero] * 6),
        (P(Py), Py),
        (P(L.apply(y)), [field.zero] * 6),
        (S(Py), [field.zero] * 6),
        (P(Sy), [field.zero] * 6),
        (L.apply(Sy), [a - b for a, b in zip(y, Py, strict=True)]),
        (S(L.apply(y)), [a - b for a, b in zip(y, Py, strict=True)]),
    ]
    for left, right in pairs:
        for a, b in zip(left, right, strict=True):
            assert close(field, a, b)
    gram = [[field.dot(structure.left.row(i), v) for v in structure.right] for i in range(2)]
    for i in range(2):
        for j in range(2):
            assert close(field, gram[i][j], field.number(int(i == j)))


@pytest.mark.parametrize("field", FIELDS, ids=repr)
def test_the_steady_state_of_a_chain_is_the_product_of_rates(field):
    # Birth and death: p1/p0 = up/down = (1/3)/2, p2/p1 = 5/(1/7) of detailed balance.
    W = rate_matrix(field, 3, {(1, 0): "1/3", (0, 1): 2, (2, 1): 5, (1, 2): "1/7"})
    result = steady_state(W, field)
    weights = [Fraction(1), Fraction(1, 6), Fraction(35, 6)]
    for p, w in zip(result.vector, weights, strict=True):
        assert close(field, p, field.number(w / sum(weights)))
    assert result.nullity == 1
    assert result.residual < 1e-14
    assert result.error_estimate < 1e-13


@pytest.mark.parametrize("field", FIELDS, ids=repr)
def test_an_ambiguous_steady_state_is_never_returned(field):
    W = rate_matrix(field, 6, TWO_ISLANDS)
    with pytest.raises(AmbiguousSteadyState, match="dimension 2") as caught:
        steady_state(W, field)
    assert caught.value.nullity == 2
    assert AmbiguousSteadyState is AmbiguousSteadyStateError
    start = field.numbers([0, "1/4", 0, 0, 0, "3/4"])
    state = steady_state(W, field, initial=start).vector
    assert close(field, field.sum(state[:3]), field.number("1/4"))
    assert close(field, field.sum(state[3:]), field.number("3/4"))


@given(
    st.lists(st.fractions(Fraction(1, 20), 20, max_denominator=20), min_size=12, max_size=12),
    st.integers(0, 3),
)
@settings(max_examples=20)
def test_three_arithmetics_agree_on_random_networks(rates, start):
    pairs = [(i, j) for i in range(4) for j in range(4) if i != j]
    network = dict(zip(pairs, rates, strict=True))
    states = []
    for field in FIELDS:
        W = rate_matrix(field, 4, network)
        initial = [field.number(int(i == start)) for i in range(4)]
        states.append(steady_state(W, field, initial=initial))
    floats, balls, exact = states
    assert all(value == 0 for value in rate_matrix(Rational(), 4, network).apply(exact.vector))
    for f, b, q in zip(floats.vector, balls.vector, exact.vector, strict=True):
        assert encloses(b, q)
        assert abs(f - float(q)) <= floats.error_estimate + 1e-16
        assert q > 0


def test_the_error_estimate_of_float64_covers_the_error_of_a_stiff_network():
    rates = {(1, 0): "1e-7", (0, 1): "3e-7", (2, 1): 1, (1, 2): "0.25", (0, 2): "2e-9"}
    exact = steady_state(rate_matrix(Rational(), 3, rates), Rational()).vector
    result = steady_state(rate_matrix(Float64(), 3, rates), Float64())
    error = sum(abs(f - float(q)) for f, q in zip(result.vector, exact, strict=True))
    assert error <= result.error_estimate < 1e-6


@pytest.mark.parametrize("small", ["1e-30", "1e-60"])
def test_balls_tell_slow_rates_from_absent_ones(small):
    # In float64 the two islands look disconnected; elimination in ball arithmetic sees the bridge.
    rates = TWO_ISLANDS | {(3, 0): small, (0, 3): small}
    field = Ball(800)
    structure = NullStructure(rate_matrix(field, 6, rates))
    assert structure.nullity == 1
    assert NullStructure(rate_matrix(Float64(), 6, rates)).nullity == 2
    exact = steady_state(rate_matrix(Rational(), 6, rates), Rational()).vector
    state = structure.project(field.numbers([1, 0, 0, 0, 0, 0]))
    for ball, q in zip(state, exact, strict=True):
        assert encloses(ball, q)
        assert field.radius(ball) < 1e-40


def test_the_gap_of_singular_values_is_reported():
    low, high = NullStructure(rate_matrix(Float64(), 6, TWO_ISLANDS)).gap
    assert low < 1e-14
    assert high > 0.1


def test_sparse_and_dense_null_spaces_agree(monkeypatch):
    dynamics = bath_dynamics(3, "1/2")
    L = dynamics.generator(Float64(), InverseTemperature("0.4"))
    dense = NullStructure(L)
    monkeypatch.setattr(linear_algebra, "DENSE_LIMIT", 0)
    sparse = NullStructure(L)
    assert sparse.nullity == dense.nullity == 5
    assert sparse.gap[0] < 1e-10 < 0.1 < sparse.gap[1]
    start = [1.0] + [0.0] * 19
    assert np.allclose(sparse.project(start), dense.project(start), atol=1e-12)
    assert np.allclose(sparse.drazin(start), dense.drazin(start), atol=1e-12)


def test_a_large_sparse_chain():
    size = 1500
    rates = {(k, k + 1): 1.0 for k in range(size - 1)}
    rates |= {(k + 1, k): 0.5 for k in range(size - 1)}
    result = steady_state(rate_matrix(Float64(), size, rates), Float64())
    assert result.nullity == 1
    expected = 0.5 ** np.arange(size) / 2
    assert np.allclose(result.vector, expected, atol=1e-11)


def test_common_conserved_quantities_are_conserved_by_every_part():
    dynamics = bath_dynamics(2, "1")
    U = dynamics.conserved
    assert U.shape[0] == 3
    assert (U @ dynamics.down).is_zero()
    assert (U @ dynamics.up).is_zero()
    with pytest.raises(InputError, match="rational"):
        common_conserved([dynamics.down.to(Float64())])


def test_wrong_conserved_quantities_are_refused():
    for field in FIELDS:
        W = rate_matrix(field, 3, CHAIN)
        with pytest.raises(InputError, match="U L = 0"):
            NullStructure(W, Matrix.from_rows(field, [[1, 2, 3]]))
        with pytest.raises(InputError, match="3 columns"):
            NullStructure(W, Matrix.from_rows(field, [[1, 1]]))


def test_missing_conserved_quantities_are_noticed():
    for field in (Ball(120), Rational()):
        W = rate_matrix(field, 6, TWO_ISLANDS)
        structure = NullStructure(W, Matrix.from_rows(field, [[1] * 6]))
        with pytest.raises(NullSpaceError, match="singular"):
            structure.project(field.numbers([1, 0, 0, 0, 0, 0]))


def test_a_jordan_block_is_noticed():
    field = Rational()
    nilpotent = NullStructure(Matrix.from_rows(field, [[0, 1], [0, 0]]))
    with pytest.raises(NullSpaceError):
        nilpotent.project(field.numbers([0, 1]))


def test_the_nullity_of_simple_matrices():
    for field in FIELDS:
        assert nullity(Matrix.zero(field, (3, 3))) == 3
        assert nullity(Matrix.identity(field, 3)) == 0
        assert NullStructure(Matrix.identity(field, 3)).nullity == 0


def test_the_response_is_the_derivative_of_the_selected_state():
    # A bridge into one of two absorbing islands: the selection itself depends on the rate.
    field = Rational()

    def network(x):
        return rate_matrix(field, 4, {(1, 0): x, (2, 0): "3/5", (3, 2): 1, (2, 3): "1/2"})

    x, start = field.number("7/5"), field.numbers([1, 0, 0, 0])
    structure = NullStructure(network(x))
    slope = rate_matrix(field, 4, {(1, 0): 1})
    derivative = response(structure, slope, start)
    # p1 = x / (x + 3/5) by the branching ratio, so dp1/dx = (3/5) / (x + 3/5)^2.
    branch = field.number("3/5") / (x + field.number("3/5")) ** 2
    assert derivative == [0, branch, -branch / 3, -branch * 2 / 3]


def test_the_response_agrees_with_a_difference_in_high_precision():
    field = Ball(700)
    W = rate_matrix(field, 6, TWO_ISLANDS)
    slope = rate_matrix(field, 6, {(2, 1): 1, (3, 4): "1/2"})
    start = field.numbers([1, 2, 0, 1, 1, 3])
    predicted = response(NullStructure(W), slope, start)
    step = field.number("1e-60")
    ahead = NullStructure(W + slope * step).project(start)
    behind = NullStructure(W - slope * step).project(start)
    with field:
        for d, a, b in zip(predicted, ahead, behind, strict=True):
            assert abs(float((a - b) / (2 * step) - d)) < 1e-100
