"""Mutants: every kind is made where a formula has it, each once and in a fixed order."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cotherm.crosscheck.claims import available, load
from cotherm.crosscheck.domain import Domain, half_integers, integers, reals
from cotherm.crosscheck.equivalence import Relationship, relationship
from cotherm.crosscheck.errors import NotRational
from cotherm.crosscheck.formula import exact, parse
from cotherm.crosscheck.mutants import Vocabulary, mutants, second_order
from cotherm.crosscheck.notation import to_text

PLAIN = Vocabulary()
SPINS = Vocabulary(frozenset({"J", "n"}), (("Gc", "Gh"), ("sh", "ch")))

KINDS = {
    "sign of a term": ("a-b+c", ["a+b+c", "-a-b+c", "a-b-c"]),
    "sign of the whole": ("a*b", ["-(a*b)"]),
    "minus dropped": ("-a", ["a"]),
    "term dropped": ("a-b+c", ["a+c", "a-b", "-b+c"]),
    "term doubled or halved": ("a+b", ["a*2+b", "a/2+b", "a+b*2", "a+b/2"]),
    "whole doubled or halved": ("exp(a)", ["2*exp(a)", "exp(a)/2"]),
    "factor dropped": ("a*b/c", ["b/c", "a/c", "a*b"]),
    "denominator alone": ("a/b", ["1/b", "a"]),
    "factor across the fraction bar": ("a*b/c", ["a/b/c", "a*b*c", "1/a*b/c"]),
    "symbol squared": ("a*b", ["a**2*b", "a*b**2"]),
    "function squared": ("2*exp(a)", ["2*exp(a)**2"]),
    "number": ("3*a", ["4*a", "2*a"]),
    "exponent": ("a**2", ["a**3", "a**1"]),
    "symbolic exponent": ("a**n", ["a**(n+1)", "a**(n-1)"]),
    "hyperbolic functions": ("sinh(a)+cosh(b)", ["cosh(a)+cosh(b)", "sinh(a)+sinh(b)"]),
    "hyperbolic quotients": ("tanh(a)+coth(b)", ["coth(a)+coth(b)", "tanh(a)+tanh(b)"]),
    "sign of an exponent": ("exp(a*b)", ["exp(-(a*b))"]),
    "shifted quantum number": ("J*b", ["(J+1)*b", "(J-1)*b"]),
    "partner symbols": ("Gc*b", ["Gh*b"]),
    "partner functions": ("sh(a)*b", ["ch(a)*b"]),
    "flipped relation": ("a < b <= c", ["a > b <= c", "a < b >= c"]),
    "limits of a sum": ("sum(m, m, 1, J)", ["sum(m, m, 2, J)", "sum(m, m, 1, J-1)"]),
    "inside a sum": ("sum(m*b, m, 0, J)", ["sum(m/b, m, 0, J)", "sum(m*b, m, 0, J+1)"]),
    "inside a choice": (
        "if_else(a < 1, b, 0)",
        ["if_else(a > 1, b, 0)", "if_else(a < 2, b, 0)", "if_else(a < 1, b, 1)"],
    ),
    "entry of a vector": ("[a, b]", ["[2*a, b]", "[a, -b]", "[a/2, b]"]),
    "operand of a relation": ("a < b", ["2*a < b", "a < b/2", "-a < b"]),
    "operand compared with 0": ("a > 0", ["-a > 0", "a < 0", "a > 1"]),
    "argument of a function": ("f(a+b)", ["f(a-b)", "f(a)"]),
}


def texts(formula: str, vocabulary: Vocabulary = SPINS) -> list[str]:
    return [mutant.text for mutant in mutants(parse(formula), vocabulary)]


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_change_is_made(kind):
    formula, wanted = KINDS[kind]
    # Both sides in the form that parsing gives: "-(a*b)" is written "-a*b".
    made = {to_text(parse(text)) for text in texts(formula)}
    missing = [text for text in wanted if to_text(parse(text)) not in made]
    assert not missing, sorted(made)


def test_the_whole_list_for_one_formula():
    assert [(m.change, m.text) for m in mutants(parse("a**2"), PLAIN)] == [
        ("exponent of a +1", "a**3"),
        ("exponent of a -1", "a**1"),
        ("doubled", "2*a**2"),
        ("halved", "a**2/2"),
        ("sign of the whole", "-a**2"),
    ]


def test_a_factor_beside_zero_is_no_change():
    assert not {"2*a > 0", "a/2 > 0", "-0 < a", "2*0 < a"} & set(texts("a > 0") + texts("0 < a"))
    assert {"0 < 2*a < 1", "0 < a/2 < 1"} <= set(texts("0 < a < 1"))


def test_only_declared_names_are_shifted_or_exchanged():
    made = texts("J*Gc", PLAIN)
    assert not {"(J+1)*Gc", "J*Gh"} & set(made)
    assert {"(J+1)*Gc", "J*Gh"} <= set(texts("J*Gc"))
    assert Vocabulary(partners=(("a", "b"),)).partner("b") == "a"
    assert Vocabulary(partners=(("a", "b"),)).partner("c") is None


ATOMS = st.sampled_from(["a", "b", "J", "2", "0", "exp(a)", "sinh(b)", "sum(m, m, 0, 2)"])
FORMULAS = st.recursive(
    ATOMS,
    lambda inner: (
        st.builds("({}){}({})".format, inner, st.sampled_from("+-*/"), inner)
        | st.builds("({})**{}".format, inner, st.integers(0, 3))
    ),
    max_leaves=6,
)


@given(FORMULAS)
def test_each_mutant_once_and_never_the_original(formula):
    tree = parse(formula)
    made = [mutant.text for mutant in mutants(tree, SPINS)]
    assert len(set(made)) == len(made)
    assert to_text(tree) not in made
    assert all(mutant.change for mutant in mutants(tree, SPINS))


@given(FORMULAS)
def test_the_order_is_always_the_same(formula):
    assert mutants(parse(formula), SPINS) == mutants(parse(formula), SPINS)


@given(FORMULAS)
def test_mutants_can_be_written_and_read_again(formula):
    point = {"a": Fraction(2, 3), "b": Fraction(5, 4), "J": Fraction(3, 2)}

    def value(tree):
        try:
            return exact(tree, point)
        except (NotRational, ZeroDivisionError) as error:
            return type(error)

    for mutant in mutants(parse(formula), SPINS):
        assert value(parse(mutant.text)) == value(mutant.tree), mutant.text


def test_second_order_is_every_pair_of_changes_once():
    first = mutants(parse("a+b"), PLAIN)
    second = list(second_order(first, PLAIN))
    made = [mutant.text for mutant in second]
    assert len(set(made)) == len(made)
    assert not set(made) & {mutant.text for mutant in first}
    assert {"-a-b", "2*(a-b)", "a*2-b", "a*2+b*2"} <= set(made)
    assert all("; " in mutant.change for mutant in second)
    assert made == [mutant.text for mutant in second_order(first, PLAIN)]


@pytest.mark.parametrize("key", available())
def test_every_claim_has_mutants(key):
    for claim in load(key).claims:
        if not claim.missing:
            assert len(mutants(claim.tree, claim.vocabulary)) >= 3, claim.id


# ---------------------------------------------------------------------- equivalence

SPIN_DOMAIN = Domain({"J": half_integers("1/2", 4), "b": reals(-4, 4)})


def relation_of(make, printed, mutant, **changes):
    claim = make.claim(printed, **changes)
    return relationship(claim, claim.tree, parse(mutant))


EQUIVALENT = [
    ("b**2*exp(-J)", "exp(-J)*b*b"),
    ("exp(J*b)", "1/exp(-(J*b))"),
    ("sinh(J*b)/cosh(J*b)", "tanh(J*b)"),
    ("sum(exp(-m*b), m, -J, J)", "sum(exp(m*b), m, -J, J)"),
    ("J*(J+1)*b", "b*(J**2+J)"),
    ("cosh(b)*J", "cosh(-b)*J"),
    ("[J*b, J]", "[b*J, 2*J-J]"),
]


@pytest.mark.parametrize(("printed", "mutant"), EQUIVALENT)
def test_changes_that_change_nothing_are_recognised(make, printed, mutant):
    assert relation_of(make, printed, mutant, domain=SPIN_DOMAIN) is Relationship.EQUIVALENT


REALLY_DIFFERENT = [
    ("b*exp(-J)", "b*exp(-J)+exp(-200*J)"),
    ("b+J", "b+J+1e-60"),
    ("abs(b)*J", "b*J"),
    ("sum(m*m*exp(-b*m), m, 0, J+1/2)", "sum(m*exp(-b*m), m, 0, J+1/2)"),
    ("b*J", "b*J/(J-J)"),
    ("[b, J]", "[J, b]"),
    ("[b, J]", "b"),
]


@pytest.mark.parametrize(("printed", "mutant"), REALLY_DIFFERENT)
def test_changes_are_not_mistaken_for_equal(make, printed, mutant):
    assert relation_of(make, printed, mutant, domain=SPIN_DOMAIN) is Relationship.DIFFERENT


@pytest.mark.parametrize(
    ("mutant", "wanted"),
    [
        ("x+1 > 1", Relationship.WEAKER),
        ("x > 0", Relationship.WEAKER),
        ("2*x > 1", Relationship.WEAKER),
        ("x > 1/2", Relationship.WEAKER),
        ("x*1 > 1", Relationship.EQUIVALENT),
        ("2*x > 1/2", Relationship.DIFFERENT),  # one change at a time
        ("x >= 1", Relationship.DIFFERENT),
        ("x > 2", Relationship.DIFFERENT),
        ("x < 1", Relationship.DIFFERENT),
        ("x > 1/(x-x)", Relationship.DIFFERENT),
    ],
)
def test_relations_are_weaker_where_they_are_implied(make, mutant, wanted):
    assert relation_of(make, "x > 1", mutant, domain=Domain({"x": reals(2, 9)})) is wanted


def test_bound_functions_count_as_unknown_functions(make):
    domain = Domain({"n": integers(1, 9), "x": reals("1/2", 5)})
    changes = {"domain": domain, "bindings": {"f": lambda x: x}}
    # f(x) = x where it is evaluated, but nothing proves it.
    assert relation_of(make, "n*f(x)", "n*x", **changes) is Relationship.DIFFERENT
    assert relation_of(make, "n*f(x)", "f(x)*n", **changes) is Relationship.EQUIVALENT
