"""Series in the counting field and in time: ring laws, derivatives, exponentials, refusals."""

from __future__ import annotations

import flint
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cotherm.crosscheck.papers.qar import jets
from cotherm.crosscheck.papers.qar.jets import Jet, jet, monomial

entries = st.lists(st.integers(-5, 5), min_size=4, max_size=4)


def matrix(values: list[int]) -> flint.fmpq_mat:
    return flint.fmpq_mat(2, 2, [flint.fmpq(x) for x in values])


def series(first: list[int], second: list[int], third: list[int]) -> Jet:
    return (
        jet(matrix(first))
        + monomial(1, 0, 1, matrix(second))
        + monomial(0, 1, 0, matrix(third)) * monomial(1, 0, 0)
    )


@given(entries, entries, entries)
def test_ring_laws(a, b, c):
    x, y, z = series(a, b, c), series(b, c, a), series(c, a, b)
    assert list(x * (y + z)) == list(x * y + x * z)
    assert list((x * y) * z) == list(x * (y * z))
    assert list(x - x) == [0] * len(x)


def test_the_imaginary_unit_squares_to_minus_one():
    assert list(jets.I * jets.I) == list(jet(-1))
    assert list((-jets.I) ** 2) == list(jet(-1))


@given(entries, entries)
def test_derivatives_obey_the_product_rule(a, b):
    x, y = series(a, b, a), series(b, a, b)
    at = jets.at_zero_field
    left = jets.field_derivative(x * y)
    right = jets.field_derivative(x) * at(y) + at(x) * jets.field_derivative(y)
    assert list(left) == list(right)


@given(entries)
def test_exponential_solves_its_differential_equation(a):
    generator = jet(matrix(a)) + monomial(1, 0, 1, matrix(a[::-1]))
    grown = jets.exponential(generator * jets.TIME)
    assert list(jets.time_derivative(grown)) == list(generator * grown)


def test_quotient_of_numbers():
    value = jet(3) + monomial(1, 0, 1, 2) + monomial(0, 1, 0, 5)
    assert list(value / value) == list(jet(1))
    assert list((value * value) / value) == list(value)


def test_a_trace_is_that_of_a_vector():
    vector = jet(flint.fmpq_mat(2, 1, [flint.fmpq(3), flint.fmpq(4)]))
    assert list(jets.trace(vector)) == list(jet(7))
    with pytest.raises(TypeError):
        jets.trace(jet(matrix([1, 2, 3, 4])))


def test_what_has_no_meaning_is_refused():
    number, square = jet(2), jet(matrix([1, 2, 3, 4]))
    with pytest.raises(TypeError):
        _ = number + square
    with pytest.raises(TypeError):
        _ = number / square
    with pytest.raises(ZeroDivisionError):
        _ = number / jet(0)
    with pytest.raises(TypeError):
        jets.exponential(square)
