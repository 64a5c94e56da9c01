"""The zero test proves identities, refutes non-identities, and says so when it cannot decide."""

from __future__ import annotations

from fractions import Fraction

import flint
import pytest
import sympy
from sympy import Rational, binomial, cosh, coth, exp, log, sin, sinh, sqrt, tanh

from cotherm.symbolic.power_series import laurent
from cotherm.symbolic.rational_functions import NotRationalError
from cotherm.symbolic.zero_test import generic_points, prove_zero, sympy_to_arb, witness_zero

x, b, J, n = sympy.symbols("x b J n", positive=True)
k = sympy.Symbol("k", integer=True, positive=True)

IDENTITIES = [
    cosh(x) ** 2 - sinh(x) ** 2 - 1,
    coth(x / 2) - coth(x) - 1 / sinh(x),
    tanh(x / 2) - (cosh(x) - 1) / sinh(x),
    sinh((2 * J + 1) * b / 2) / sinh(b / 2) - (exp(J * b) - exp(-(J + 1) * b)) / (1 - exp(-b)),
    exp(J * b) * exp(b) - exp((J + 1) * b),
    x ** (n - 1) * x - x**n,
    x ** (2 * J + 1) - x * (x**J) ** 2,
    sqrt(1 + x**2) ** 3 - (1 + x**2) * sqrt(1 + x**2),
    1 / (sqrt(x + 1) - 1) - (sqrt(x + 1) + 1) / x,
    binomial(k, 2) - k * (k - 1) / 2,
    (x + b) ** 3 - x**3 - 3 * x**2 * b - 3 * x * b**2 - b**3,
]


@pytest.mark.parametrize("expression", IDENTITIES)
def test_identities_are_proved(expression: sympy.Expr) -> None:
    outcome = prove_zero(expression)
    assert outcome.status == "proved"
    assert outcome.digits >= 40


@pytest.mark.parametrize("expression", IDENTITIES)
@pytest.mark.parametrize("size", [1, Rational(1, 10**35)])
def test_a_small_change_is_refuted(expression: sympy.Expr, size: sympy.Rational) -> None:
    outcome = prove_zero(expression + size * (1 + x))
    assert outcome.status == "refuted"
    assert outcome.points and outcome.value


def test_exponentially_small_terms_are_seen() -> None:
    assert prove_zero(exp(-100 * x)).status == "refuted"
    assert prove_zero(1 + exp(-300 * x) - 1).status == "refuted"


def test_identities_beyond_rational_functions_are_witnessed() -> None:
    outcome = prove_zero(log(x * n) - log(x) - log(n))
    assert outcome.status == "witnessed" and outcome.digits >= 40


def test_what_cannot_be_evaluated_is_undecided() -> None:
    assert prove_zero(sin(x)).status == "undecided"
    assert prove_zero(1 / (x - x.subs(x, x)) if False else sympy.nan).status == "undecided"
    assert not prove_zero(sin(x)).ok


def test_generic_points_respect_assumptions() -> None:
    negative = sympy.Symbol("y", negative=True)
    for point in generic_points({k, negative, x}, 5):
        assert point["k"].denominator == 1 and point["y"] < 0 < point["x"]
    assert generic_points({x, b}) == generic_points({b, x})


def test_evaluator_encloses_known_values() -> None:
    value = sympy_to_arb(exp(x) * sqrt(x) + sympy.pi, {"x": Fraction(2)}, 200)
    with flint.ctx.workprec(200):
        assert value.overlaps(flint.arb(2).exp() * flint.arb(2).sqrt() + flint.arb.pi())
    assert value.rel_accuracy_bits() > 180
    with pytest.raises(NotRationalError):
        sympy_to_arb(x + b, {"x": Fraction(1)}, 100)


def test_witness_is_honest_about_singular_points() -> None:
    outcome = witness_zero(1 / (x - 1) - 1 / (x - 1) * 1 + sympy.S.Zero * x)
    assert outcome.ok
    assert witness_zero(log(-x)).status == "undecided"


def test_laurent_series() -> None:
    # Independent source: tabulated Taylor coefficients (coth, tanh, exp).
    assert laurent(coth(x), x, 4).coefficients == {
        -1: 1,
        1: Rational(1, 3),
        3: -Rational(1, 45),
    }
    assert laurent(tanh(x), x, 6).coefficients == {
        1: 1,
        3: -Rational(1, 3),
        5: Rational(2, 15),
    }
    assert laurent(sqrt(1 + x), x, 3).coefficients == {0: 1, 1: Rational(1, 2), 2: -Rational(1, 8)}
    assert laurent(exp(J * x), x, 3).coefficients == {0: 1, 1: J, 2: J**2 / 2}
    with pytest.raises(NotRationalError):
        laurent(exp(1 / x), x, 2)
    with pytest.raises(NotRationalError):
        laurent(log(x), x, 2)
