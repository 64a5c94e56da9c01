"""Inverse temperatures with rational Boltzmann factors: hyperbolic formulas as exact fractions."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cotherm.crosscheck.algebras import ball_algebra, precision, to_ball
from cotherm.crosscheck.errors import NotRational
from cotherm.crosscheck.formula import evaluate, exact, parse
from cotherm.crosscheck.logarithm import Logarithm

ROOTS = st.builds(Fraction, st.integers(1, 12), st.integers(1, 12))


def value(text: str, root: Fraction, **more: Fraction) -> Fraction:
    return exact(parse(text), {"b": Logarithm(root), **more})


def ball(text: str, root: Fraction, **more: Fraction):
    """The same formula at b = -2 ln(root) in ball arithmetic, in the ambient precision."""
    return evaluate(parse(text), {"b": -2 * to_ball(root).log(), **more}, ball_algebra())


FORMULAS = [
    "exp(-b/2)",
    "exp(-b)",
    "exp(3*b/2)",
    "sinh(b/2)",
    "cosh(b)",
    "tanh(b/2)",
    "sinh((J+1/2)*b)/cosh(b/2)",
    "sum(exp(-m*b), m, -J, J)",
    "sum(m*exp(-m*b), m, -J, J)/sum(exp(-m*b), m, -J, J)",
    "exp(b-2*b+b/2)",
    "exp(-abs(b))",
    "exp(abs(-b)/2)+abs(b)/b",
    "2*b/b",
]


@pytest.mark.parametrize("text", FORMULAS)
@given(root=ROOTS.filter(lambda r: r != 1), J=st.integers(0, 5).map(lambda k: Fraction(k, 2)))
def test_fractions_are_the_values_in_ball_arithmetic(text, root, J):
    fraction = value(text, root, J=J)
    assert isinstance(fraction, Fraction)
    with precision(200):
        difference = ball(text, root, J=J) - to_ball(fraction)
        assert difference.contains(0)
        assert difference.rad() < 1e-25


def test_known_fractions():
    assert value("exp(-b/2)", Fraction(2, 3)) == Fraction(2, 3)
    assert value("exp(-b)", Fraction(2, 3)) == Fraction(4, 9)
    assert value("sinh(b/2)", Fraction(1, 2)) == Fraction(3, 4)
    assert value("coth(b/2)", Fraction(1, 2)) == Fraction(5, 3)
    assert value("abs(b)/b", Fraction(1, 2)) == 1
    assert value("abs(b)/b", Fraction(3, 2)) == -1


@pytest.mark.parametrize(
    "text",
    [
        "b",
        "b**2",
        "b*b",
        "1/b",
        "b+1",
        "1-b",
        "exp(b/3)",
        "exp(b**2)",
        "log(b)",
        "sqrt(b)",
        "b-b+1",
    ],
)
def test_what_is_not_a_fraction_says_so(text):
    with pytest.raises(NotRational):
        value(text, Fraction(2, 3))


def test_two_temperatures_do_not_mix():
    point = {"b": Logarithm(Fraction(1, 2)), "c": Logarithm(Fraction(1, 3))}
    assert exact(parse("exp(-b/2)*exp(-c/2)"), point) == Fraction(1, 6)
    for text in ("exp(b+c)", "b/c"):
        with pytest.raises(NotRational):
            exact(parse(text), point)


def test_infinite_temperature_has_no_inverse():
    assert value("exp(-b)", Fraction(1)) == 1
    with pytest.raises(ZeroDivisionError):
        value("coth(b)", Fraction(1))
