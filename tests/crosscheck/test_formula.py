"""The language of printed formulas: text <-> tree, what it refuses, and its three algebras."""

from __future__ import annotations

import builtins
import re
from fractions import Fraction

import flint
import mpmath
import pytest
import sympy
from hypothesis import example, given
from trees import STATEMENTS, TREES

from cotherm.crosscheck.algebras import ball_algebra, precision, sympy_algebra, to_ball
from cotherm.crosscheck.claims import available, load
from cotherm.crosscheck.errors import ClaimError, NotRational
from cotherm.crosscheck.formula import (
    RATIONAL,
    Node,
    Number,
    Power,
    Relation,
    evaluate,
    exact,
    function_names,
    holds_exactly,
    parse,
    symbols,
    walk,
)
from cotherm.crosscheck.notation import to_text

POINT = {"a": Fraction(2, 3), "b": Fraction(-5, 2), "c": Fraction(3), "k": Fraction(4)}
ALL_CLAIMS = [claim for key in available() for claim in load(key).claims if claim.printed]


def value_of(tree: Node) -> Fraction | None:
    """Exact value at the point, None where there is none."""
    try:
        return exact(tree, POINT)
    except (ZeroDivisionError, NotRational):
        return None


@given(STATEMENTS)
def test_text_parses_to_the_same_tree(tree):
    text = to_text(tree)
    again = parse(text)
    assert to_text(again) == text
    # A minus in front of a product is read as the sign of its first factor: the same value.
    if not re.search(r"(^|[(\[, ])-", text):
        assert again == tree


@given(TREES)
def test_writing_and_parsing_never_changes_the_value(tree):
    assert value_of(parse(to_text(tree))) == value_of(tree)


@pytest.mark.parametrize("claim", ALL_CLAIMS, ids=lambda claim: claim.id)
def test_every_printed_form_survives_the_way_to_text_and_back(claim):
    text = to_text(claim.tree)
    assert to_text(parse(text)) == text
    assert symbols(parse(text)) == symbols(claim.tree)


SAME = [
    ("a-b-c", "(a-b)-c"),
    ("a/b/c", "(a/b)/c"),
    ("a/b*c", "(a/b)*c"),
    ("a**2**3", "a**(2**3)"),
    ("-a**2", "-(a**2)"),
    ("a*b**2", "a*(b**2)"),
    ("a+b*c", "a+(b*c)"),
    ("a**(-2)", "a**-2"),
    ("-a*b", "(-a)*b"),
]
DIFFERENT = [
    ("a-(b-c)", "a-b-c"),
    ("a/(b*c)", "a/b*c"),
    ("a/(b/c)", "a/b/c"),
    ("(a**2)**3", "a**2**3"),
    ("(-a)**2", "-a**2"),
    ("(a*b)**2", "a*b**2"),
    ("(a+b)*c", "a+b*c"),
    ("-(a+b)", "-a+b"),
]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_precedence_as_in_print(one, other):
    assert value_of(parse(one)) == value_of(parse(other)) is not None
    assert to_text(parse(one)) == to_text(parse(other))


@pytest.mark.parametrize(("one", "other"), DIFFERENT)
def test_parentheses_count(one, other):
    assert value_of(parse(one)) != value_of(parse(other))
    assert to_text(parse(one)) == one


def test_decimals_are_exact():
    assert exact(parse("0.1"), {}) == Fraction(1, 10)
    assert exact(parse("1e-3+2.50"), {}) == Fraction(2501, 1000)
    assert exact(parse(" 1/3 "), {}) == Fraction(1, 3)


REFUSED = {
    "attribute": "a.real",
    "method": "a.conjugate()",
    "dunder": "().__class__",
    "import": "__import__('os').system('true')",
    "lambda": "lambda a: a",
    "string": "'a'",
    "f-string": "f'{a}'",
    "bytes": "b'a'",
    "bool": "True",
    "none": "None",
    "complex": "2j",
    "keyword": "exp(x=a)",
    "keyword of a sum": "sum(m, m, 0, 3, start=1)",
    "keyword of a choice": "if_else(a < b, 1, 2, x=3)",
    "starred": "exp(*a)",
    "double starred": "exp(**a)",
    "list comprehension": "[m for m in a]",
    "generator": "f(m for m in a)",
    "dictionary": "{a: b}",
    "set": "{a, b}",
    "tuple": "(a, b)",
    "subscript": "a[0]",
    "slice": "a[1:2]",
    "conditional": "a if b else c",
    "and": "a and b",
    "not": "not a",
    "equality": "a == b",
    "membership": "a in b",
    "modulo": "a % b",
    "floor division": "a // b",
    "matrix product": "a @ b",
    "shift": "a << 2",
    "bit": "a | b",
    "invert": "~a",
    "unary plus": "+a",
    "walrus": "(a := 1)",
    "await": "await a",
    "yield": "(yield a)",
    "call of a call": "f(a)(b)",
    "choice without a relation": "if_else(a, 1, 2)",
    "statement": "a = 1",
    "two statements": "a; b",
    "empty": "",
    "unbalanced": "(a",
    "two numbers": "1 2",
}


@pytest.mark.parametrize("text", REFUSED.values(), ids=list(REFUSED))
def test_everything_outside_the_language_is_refused(text):
    with pytest.raises(ClaimError, match="formula"):
        parse(text)


@pytest.mark.parametrize("text", ["exp()", "exp(a, b)", "sqrt(a, b)", "binomial(a)", "sum(a, b)"])
def test_functions_with_a_wrong_number_of_arguments_are_refused(text):
    with pytest.raises(ClaimError):
        parse(text)


def test_nothing_is_executed(monkeypatch):
    def forbidden(*_: object, **__: object) -> None:
        raise AssertionError("executed")

    for name in ("eval", "exec", "__import__"):
        monkeypatch.setattr(builtins, name, forbidden)
    assert value_of(parse("a*(b+1)**2")) == Fraction(3, 2)
    with pytest.raises(ClaimError):
        parse("__import__('os')")


def test_free_symbols_and_functions():
    tree = parse("sum(m*f(a), m, -J, J)+exp(m0)*if_else(b < 1, c, binomial(n, 2))")
    assert symbols(tree) == {"a", "J", "m0", "b", "c", "n"}
    assert function_names(tree) == {"f", "exp", "binomial"}
    assert symbols(parse("m*sum(m, m, 0, 1)")) == {"m"}


# ---------------------------------------------------------------------- evaluation


@given(TREES)
@example(parse("sum(1*sum(1*j, j, 0, 1), j, 0, 0)"))
@example(parse("sum(sum(0*j, j, 0, 0)*j, j, 1, 2)"))
def test_rational_ball_and_symbolic_values_agree(tree):
    value = value_of(tree)
    if value is None:
        return
    with precision(256):
        try:
            ball = to_ball(evaluate(tree, POINT, ball_algebra()))
        except AttributeError:
            pytest.fail(f"no ball for {to_text(tree)}")
        assert (ball - to_ball(value)).contains(0), to_text(tree)
        assert ball.rad() < 1e-30
    if all(p.base != Number(Fraction(0)) for p in walk(tree) if isinstance(p, Power)):
        expression = evaluate(tree, POINT, sympy_algebra())
        number = sympy.Rational(value.numerator, value.denominator)
        assert sympy.sympify(expression).doit() == number, to_text(tree)


TRANSCENDENTAL = {
    "exp(-a)": lambda a: mpmath.exp(-a),
    "log(a)": mpmath.log,
    "sqrt(a)": mpmath.sqrt,
    "sinh(a)": mpmath.sinh,
    "cosh(a)": mpmath.cosh,
    "tanh(a)": mpmath.tanh,
    "coth(a)": mpmath.coth,
    "abs(-a)": abs,
    "a**(1/2)": mpmath.sqrt,
    "a**(-3/2)": lambda a: a ** mpmath.mpf("-1.5"),
    "a**(1/3)": mpmath.cbrt,
    "a**a": lambda a: a**a,
    "binomial(7/2, 2)*exp(a)": lambda a: mpmath.binomial(3.5, 2) * mpmath.exp(a),
    "floor(7/2)+exp(a)": lambda a: 3 + mpmath.exp(a),
    "sum(exp(-m*a), m, -3/2, 3/2)": lambda a: sum(mpmath.exp(-a * k / 2) for k in (-3, -1, 1, 3)),
    "if_else(a < 1, exp(a), 0)": mpmath.exp,
}


@pytest.mark.parametrize("text", TRANSCENDENTAL)
def test_elementary_functions(text):
    a = Fraction(7, 10)
    with mpmath.workdps(40):
        reference = str(TRANSCENDENTAL[text](mpmath.mpf(7) / 10))
    with precision(256):
        ball = to_ball(evaluate(parse(text), {"a": a}, ball_algebra()))
        assert abs(ball - flint.arb(reference)) < 1e-35
    point = {"a": sympy.Rational(7, 10)}
    if not text.startswith("if_else"):
        expression = evaluate(parse(text), point, sympy_algebra()).doit()
        assert abs(sympy.N(expression, 40) - sympy.Float(reference, 40)) < 1e-35


def test_sums_include_both_ends_and_may_be_empty():
    assert exact(parse("sum(m, m, 1, 4)"), {}) == 10
    assert exact(parse("sum(m**2, m, -3/2, 3/2)"), {}) == 5
    assert exact(parse("sum(m, m, 3, 2)"), {}) == 0
    assert exact(parse("sum(sum(m*k, k, 1, m), m, 1, 3)"), {}) == 25
    assert exact(parse("m*sum(m, m, 1, 2)"), {"m": Fraction(10)}) == 30


def test_choices_decide_exactly():
    tree = parse("if_else(a <= 1/3, 1, 2)")
    assert exact(tree, {"a": Fraction(1, 3)}) == 1
    assert exact(tree, {"a": Fraction(1, 3) + Fraction(1, 10**40)}) == 2
    # The branch that is not taken may be undefined.
    assert exact(parse("if_else(a < 1, 0, 1/(a-a))"), {"a": Fraction(0)}) == 0


def test_relations_are_chains():
    chain = parse("0 < a <= 1")
    assert isinstance(chain, Relation)
    assert holds_exactly(chain, {"a": Fraction(1)})
    assert not holds_exactly(chain, {"a": Fraction(0)})
    assert not holds_exactly(chain, {"a": Fraction(2)})
    with pytest.raises(ClaimError, match="no value"):
        evaluate(chain, {"a": Fraction(1)}, RATIONAL)


def test_vectors_are_evaluated_entry_by_entry():
    assert evaluate(parse("[a, 2*a]"), {"a": Fraction(3)}, RATIONAL) == [3, 6]


def test_what_is_not_rational_says_so():
    for text in ("exp(a)", "a**(1/2)", "sqrt(4)", "f(a)", "binomial(a, 1/2)", "2**5000"):
        with pytest.raises(NotRational):
            exact(parse(text), {"a": Fraction(1)})
    assert exact(parse("exp(a-a)"), {"a": Fraction(1)}) == 1
