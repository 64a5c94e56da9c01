"""Steps that show a sign hold where it is so, and never where it is not."""

from __future__ import annotations

import pytest
import sympy
from sympy import Rational, binomial, cosh, exp, factorial, log, sinh

from cotherm.symbolic.inequalities import (
    positive_series,
    positive_terms,
    root_count,
    telescoping,
)
from cotherm.symbolic.steps import check, latex
from cotherm.symbolic.zero_test import prove_zero

x, y, n = sympy.symbols("x y n", positive=True)
m = sympy.Symbol("m", real=True)
k = sympy.Symbol("k", integer=True, positive=True)


@pytest.mark.parametrize(
    ("expression", "first"),
    [
        (exp(x) - 1 - x, x**2 / 2),
        (x * cosh(x) - sinh(x), x**3 / 3),
        (sinh(2 * x) / 2 - x, 2 * x**3 / 3),
        (cosh(3 * x) - cosh(2 * x), 5 * x**2 / 2),
        (x**2 * exp(-x) * exp(2 * x), x**2),
        ((x**4 + 1) * exp(2 * x) - exp(x) - x, sympy.S.Zero + 3 * x**2 / 2),
    ],
)
def test_positive_series(expression: sympy.Expr, first: sympy.Expr) -> None:
    step = positive_series(expression, x, first, "True.")
    assert check(step).status == "proved"
    assert latex(step).count("{") == latex(step).count("}")
    assert not check(positive_series(expression, x, 2 * first, "Wrong first term.")).ok


@pytest.mark.parametrize(
    "expression",
    [
        sinh(x) - x - x**3 / 6 - x**5 / 100,
        exp(x) - exp(2 * x) / 10**40,  # negative from the 133rd coefficient on
        cosh(x) + x - sinh(4 * x) / 10**60,  # only odd ones, and only far out
        exp(-x) + x,
        exp(2 * x) - x**3 * exp(2 * x) / 10**9,
        exp(x) - 1 + log(1 + x),
        exp(x**2),
        exp(sympy.sqrt(2) * x),
    ],
)
def test_what_is_not_shown_does_not_pass(expression: sympy.Expr) -> None:
    for first in (sympy.S.One, x, x**2 / 2, x**7 / 5040 - x**7 / 100, 2 * x):
        assert not check(positive_series(expression, x, first, "Not shown.")).ok


def test_positive_terms() -> None:
    before = (x + y) ** 2 - 4 * x * y
    assert check(positive_terms(before + x, (x - y) ** 2 + x, "A square of a real number.")).ok
    assert not check(positive_terms(before, (x - y) ** 2, "It may vanish.")).ok
    assert not check(positive_terms(x - y, x - y, "A difference.")).ok
    assert not check(positive_terms(m * x, m * x, "A real factor.")).ok
    assert not check(positive_terms(x, 2 * x, "Not equal.")).ok
    assert not check(positive_terms(x + m**2, m**2 - x, "A negative term.")).ok


def test_root_count() -> None:
    cubic = x * (2 * x - 1) * (x - 2)
    interval = (sympy.S.Zero, sympy.S.One)
    assert check(root_count(cubic, x, interval, (1, -1), 1, "One, besides the end.")).ok
    assert not check(root_count(cubic, x, interval, (1, -1), 2, "Two.")).ok
    assert not check(root_count(cubic, x, interval, (-1, 1), 1, "Wrong signs.")).ok
    close = (3 * x - 1) * (3 * x - 1 - Rational(1, 10**20))
    assert check(root_count(close, x, interval, (1, 1), 2, "Two close ones.")).ok
    assert not check(root_count(close, x, interval, (1, 1), 0, "None.")).ok


def test_telescoping() -> None:
    assert check(telescoping(k, k, sympy.S.One, k, k * (k + 1) / 2, "Gauss.")).ok
    assert not check(telescoping(k, k, sympy.S.Zero, k, k * (k - 1) / 2, "Shifted.")).ok
    assert not check(telescoping(k, k, sympy.S.One, k, k * (k + 1) / 2 + 1, "Wrong start.")).ok


def test_factorials() -> None:
    pascal = binomial(n, m) + binomial(n, m + 1) - binomial(n + 1, m + 1)
    assert prove_zero(pascal).status == "proved"
    assert not prove_zero(pascal + binomial(n, m) / 1000).ok
    assert prove_zero(factorial(n + 2) - (n + 2) * (n + 1) * factorial(n)).status == "proved"
    assert not prove_zero(factorial(n + 2) - (n + 2) * (n + 3) * factorial(n)).ok
    assert not prove_zero(factorial(n + Rational(1, 2)) - factorial(n)).ok
