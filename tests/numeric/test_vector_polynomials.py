"""Laws of the generator on products of the components of two unit vectors."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cotherm.numeric import cumulant_closure as closure
from cotherm.numeric.vector_polynomials import SIZE, Polynomial, generator_part

ZERO = (0,) * SIZE
products = st.lists(st.integers(0, 5), min_size=1, max_size=4).map(
    lambda which: tuple(which.count(k) for k in range(SIZE))
)
parts = st.integers(0, 3)


def variable(k: int) -> Polynomial:
    return Polynomial({tuple(int(j == k) for j in range(SIZE)): Fraction(1)})


def rate(part: int, function: Polynomial, circular: bool = False) -> Polynomial:
    total = Polynomial({})
    for power, factor in function.terms.items():
        total = total + generator_part(part, power, circular) * factor
    return total


def value(function: Polynomial, point: Any) -> Any:
    return sum(c * np.prod(np.power(point, power)) for power, c in function.terms.items())


@settings(max_examples=25)
@given(parts, products)
def test_one_component_more_at_most(part: int, power: tuple[int, ...]) -> None:
    highest = sum(power) + int(part < 2)
    assert all(sum(p) <= highest for p in generator_part(part, power).terms)


@settings(max_examples=20)
@given(parts, products, st.sampled_from([0, 3]))
def test_lengths_are_conserved(part: int, power: tuple[int, ...], spin: int) -> None:
    function = Polynomial({power: Fraction(1)})
    length = sum((variable(spin + k) * variable(spin + k) for k in range(3)), Polynomial({}))
    difference = rate(part, length * function) - length * rate(part, function)
    assert not difference.terms


@settings(max_examples=20)
@given(products)
def test_drive_conserves_the_excitations(power: tuple[int, ...]) -> None:
    function, level = Polynomial({power: Fraction(1)}), variable(2) + variable(5)
    assert not (rate(0, level * function) - level * rate(0, function)).terms


@settings(max_examples=20)
@given(parts, products)
def test_circular_variables_show_the_same_motion(part: int, power: tuple[int, ...]) -> None:
    x, y, z = variable(0), variable(1), variable(2)
    X, Y, Z = variable(3), variable(4), variable(5)
    by_components = [x + y * 1j, x - y * 1j, z, X * 1j - Y, X * -1j - Y, Z]
    function = Polynomial({ZERO: Fraction(1)})
    for component, times in zip(by_components, power, strict=True):
        for _ in range(times):
            function = function * component
    point = np.array([0.3, -0.7, 0.4, 0.9, 0.2, -0.6])
    turned = [value(component, point) for component in by_components]
    found = value(generator_part(part, power, circular=True), turned)
    assert found == pytest.approx(value(rate(part, function), point), abs=1e-12)


@settings(max_examples=20)
@given(st.lists(st.integers(0, 5), min_size=1, max_size=2))
def test_rates_of_short_products_are_those_of_the_vectors(which: list[int]) -> None:
    rates = closure.ScaledRates(Fraction(7, 5), Fraction(3, 7), (Fraction(2, 9), Fraction(5, 3)))
    point = [Fraction(k + 2, 7) for k in range(SIZE)]
    expected = closure.rates_of_products(rates, point, [which])[0]
    power = tuple(which.count(k) for k in range(SIZE))
    numbers = (rates.drive, rates.rate, *rates.thermal)
    found: Any = 0
    for part, number in enumerate(numbers):
        for powers, factor in generator_part(part, power).terms.items():
            term = factor * number
            for x, p in zip(point, powers, strict=True):
                term *= x**p
            found += term
    assert found == expected


def test_arithmetic() -> None:
    x, y = variable(0), variable(1)
    assert ((x + y) * (x - y) - x * x + y * y).terms == {}
    assert (1 - x - (1 - x)).terms == {}
    assert (-(x / 2)).terms == {(1, 0, 0, 0, 0, 0): Fraction(-1, 2)}
    assert (x * x * y).slope(0).terms == (2 * x * y).terms
