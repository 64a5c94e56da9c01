"""Certified eigenvalues: multiple ones, close ones, exact ones, and what is refused."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cotherm.numeric.eigenvalues import symmetric_eigenvalues
from cotherm.numeric.errors import InputError
from cotherm.numeric.fields import Ball, Float64, Rational
from cotherm.numeric.matrices import Matrix

R = Rational()


def holds(ball, value):
    with Ball(4000):
        return ball.contains(R.number(value))


def rotated(field, eigenvalues, seed):
    """Q diag Q^T for an exactly orthogonal rational Q, a product of reflections."""
    size = len(eigenvalues)
    generator = np.random.default_rng(seed)
    A = Matrix.diagonal(R, eigenvalues)
    for _ in range(2):
        v = [int(x) for x in generator.integers(-4, 5, size)]
        v[0] = v[0] or 1
        norm = sum(x * x for x in v)
        reflection = Matrix.from_entries(
            R,
            (size, size),
            {
                (i, j): Fraction(i == j) - Fraction(2 * v[i] * v[j], norm)
                for i in range(size)
                for j in range(size)
            },
        )
        A = reflection @ A @ reflection
    return A.to(field)


@given(
    st.lists(st.fractions(-3, 3, max_denominator=9), min_size=2, max_size=7),
    st.integers(0, 1000),
)
@settings(max_examples=25)
def test_every_eigenvalue_lies_in_a_ball_of_its_own(eigenvalues, seed):
    field = Ball(200)
    balls = symmetric_eigenvalues(rotated(field, eigenvalues, seed))
    left = list(balls)
    for value in sorted(eigenvalues):
        hit = next(b for b in left if holds(b, value))
        left.remove(hit)
        assert float(hit.rad()) < 1e-50
    assert not left


def test_eigenvalues_of_the_same_size_to_forty_digits():
    tiny = Fraction(1, 10**40)
    exact = [1, 1, 1 + tiny, Fraction(1, 3), Fraction(1, 3)]
    balls = symmetric_eigenvalues(rotated(Ball(300), exact, 3))
    assert holds(Ball(300).sum(balls), sum(exact))
    assert sum(holds(b, 1 + tiny) for b in balls) == 1
    assert sum(holds(b, Fraction(1, 3)) for b in balls) == 2


def test_three_arithmetics_agree():
    exact = [Fraction(1, 7), 0, 2, 2, Fraction(-3, 5)]
    assert sorted(symmetric_eigenvalues(rotated(R, exact, 1))) == sorted(R.numbers(exact))
    floats = symmetric_eigenvalues(rotated(Float64(), exact, 1))
    assert floats == pytest.approx(sorted(map(float, exact)), abs=1e-14)


def test_a_diagonal_keeps_its_exact_zeros():
    balls = symmetric_eigenvalues(Matrix.diagonal(Ball(80), [0, 1, "1/3"]))
    assert [b.is_zero() for b in balls] == [True, False, False]
    assert balls[1] == 1


def test_what_is_refused():
    golden = Matrix.from_rows(R, [[1, 1], [1, 0]])
    with pytest.raises(InputError, match="irrational"):
        symmetric_eigenvalues(golden)
    with pytest.raises(InputError, match="must be square"):
        symmetric_eigenvalues(Matrix.zero(R, (2, 3)))
