"""The three arithmetics, exact reading of numbers, and the sparse matrices over them."""

from __future__ import annotations

from fractions import Fraction

import flint
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cotherm.numeric.errors import InputError, PrecisionError
from cotherm.numeric.fields import Ball, Float64, Rational, exact_rational
from cotherm.numeric.matrices import Matrix, column, from_flint, kron, kron_all

FIELDS = [Float64(), Ball(100), Rational()]


def small_matrices(rows: int, columns: int) -> st.SearchStrategy[list[list[int]]]:
    row = st.lists(st.integers(-4, 4), min_size=columns, max_size=columns)
    return st.lists(row, min_size=rows, max_size=rows)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("0.1", Fraction(1, 10)),
        ("1e-12", Fraction(1, 10**12)),
        ("-5/2", Fraction(-5, 2)),
        (" +.5E1 ", Fraction(5)),
        (0.1, Fraction(3602879701896397, 36028797018963968)),
        (np.int64(3), Fraction(3)),
        (np.float64(0.5), Fraction(1, 2)),
        (flint.fmpq(2, 7), Fraction(2, 7)),
    ],
)
def test_numbers_are_read_exactly(text, value):
    assert exact_rational(text) == value
    assert Rational().number(text) == flint.fmpq(value.numerator, value.denominator)
    assert Float64().number(text) == float(value)
    ball = Ball(200).number(text)
    with Ball(1000):  # fractions are rounded to the current precision before comparing
        assert ball.contains(flint.fmpq(value.numerator, value.denominator))
    assert Ball(200).radius(ball) <= abs(value) * 2.0**-199


@pytest.mark.parametrize(
    "text",
    [
        "",
        "1/0",
        "abc",
        "1e9999999",
        "1e10001",
        "0x10",
        "1_000",
        "inf",
        "١",
        float("nan"),
        True,
        None,
    ],
)
def test_what_is_no_finite_number_is_refused(text):
    with pytest.raises(InputError, match="Argument `number` must"):
        exact_rational(text)


def test_long_text_is_refused():
    with pytest.raises(InputError, match="at most 10000 characters"):
        exact_rational("1" * 10_001)


def test_precision_is_restored_also_after_errors_and_when_nested():
    before = flint.ctx.prec
    outer = Ball(300)
    with outer:
        assert flint.ctx.prec == 300
        with Ball(70):
            assert flint.ctx.prec == 70
            with outer:
                assert flint.ctx.prec == 300
        with pytest.raises(ZeroDivisionError), Ball(80):
            raise ZeroDivisionError
        assert flint.ctx.prec == 300
    assert flint.ctx.prec == before


def test_elementary_functions_enclose_each_other():
    x = "0.7"
    ball = Ball(200)
    for name in ("exp", "log", "sqrt"):
        enclosure = getattr(ball, name)(ball.number(x))
        near = getattr(Float64(), name)(Float64().number(x))
        assert ball.radius(enclosure) < 1e-58
        assert abs(float(enclosure) - near) <= 4e-16
    assert Rational().sqrt(Rational().number("9/4")) == flint.fmpq(3, 2)


@pytest.mark.parametrize("name", ["exp", "log", "sqrt"])
def test_irrational_results_are_refused_in_rational_arithmetic(name):
    with pytest.raises(InputError, match="rational arithmetic"):
        getattr(Rational(), name)(Rational().number(2))


def test_domains_of_log_and_sqrt():
    for field in FIELDS:
        with pytest.raises(InputError):
            field.log(field.number(-1))
        with pytest.raises(InputError):
            field.sqrt(field.number(-1))
    undecided = flint.arb(0, 1e-3)
    with pytest.raises(PrecisionError):
        Ball(60).log(undecided)
    with pytest.raises(PrecisionError):
        Ball(60).sqrt(undecided)


def test_zero_tests_are_three_valued_for_balls():
    ball = Ball(60)
    fuzzy = flint.arb(0, 1)
    assert not ball.is_zero(fuzzy)
    assert not ball.is_nonzero(fuzzy)
    assert ball.is_zero(ball.zero)
    assert ball.is_nonzero(ball.one)


@pytest.mark.parametrize("field", FIELDS, ids=repr)
@given(a=small_matrices(2, 3), b=small_matrices(3, 2), c=small_matrices(2, 3))
@settings(max_examples=25)
def test_algebra_agrees_with_dense_arrays(field, a, b, c):
    A, B, C = (Matrix.from_rows(field, rows) for rows in (a, b, c))
    a, b, c = np.array(a), np.array(b), np.array(c)
    assert np.array_equal((A @ B).to_numpy(), a @ b)
    assert np.array_equal((A + C).to_numpy(), a + c)
    assert np.array_equal((A - C * 2).to_numpy(), a - 2 * c)
    assert np.array_equal((-A).T.to_numpy(), -a.T)
    assert np.array_equal(kron(A, B).to_numpy(), np.kron(a, b))
    assert float((A @ B).trace()) == np.trace(a @ b)
    assert np.array_equal(A.to_scipy().toarray(), a)
    assert np.array_equal([float(x) for x in A.apply(field.numbers([1, -2, 3]))], a @ [1, -2, 3])
    assert (A - from_flint(field, A.to_flint())).is_zero()
    assert np.array_equal(A.submatrix([1, 0], [2, 0]).to_numpy(), a[[1, 0]][:, [2, 0]])


def test_entries_of_zero_are_dropped_and_uncertain_ones_kept():
    assert Matrix.from_rows(Rational(), [[0, 1], [0, 0]]).entries.keys() == {(0, 1)}
    fuzzy = Matrix(Ball(60), (1, 1), {(0, 0): flint.arb(0, 1)})
    assert not fuzzy.is_zero()
    assert fuzzy.may_be_zero()


def test_shapes_are_checked():
    field = Rational()
    square = Matrix.identity(field, 2)
    for wrong in (
        lambda: square + Matrix.zero(field, (2, 3)),
        lambda: square @ Matrix.zero(field, (3, 2)),
        lambda: square.apply([field.one]),
        lambda: Matrix.from_rows(field, [[1], [1, 2]]),
        lambda: Matrix.from_entries(field, (1, 1), {(1, 0): 1}),
    ):
        with pytest.raises(InputError):
            wrong()


def test_kron_all_and_columns():
    field = Rational()
    factors = [Matrix.diagonal(field, [1, k]) for k in (2, 3, 5)]
    diagonal = [int(x) for x in kron_all(factors).diagonal_values()]
    assert diagonal == [1, 5, 3, 15, 2, 10, 6, 30]
    assert column(field, field.numbers([1, 2])).shape == (2, 1)
