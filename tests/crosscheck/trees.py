"""Formula trees as parse makes them, for properties that hold for all of them."""

from __future__ import annotations

from fractions import Fraction

from hypothesis import strategies as st

from cotherm.crosscheck.formula import (
    Add,
    Call,
    Choice,
    Node,
    Number,
    Power,
    Product,
    Relation,
    Sum,
    Symbol,
    Vector,
    parse,
)

NAMES = st.sampled_from(["a", "b", "c", "beta_h", "n0"])
COMPARISONS = st.sampled_from(["<", "<=", ">", ">="])
LEAVES = st.one_of(
    st.integers(0, 30).map(lambda n: Number(Fraction(n))),
    st.sampled_from(["a", "b", "c"]).map(Symbol),
)


def _sum(terms: list[Node], signs: list[int]) -> Node:
    """A sum in the shape that parsing gives: no sum as first summand, no negated product."""
    first = terms[0]
    if isinstance(first, Add) and signs[0] > 0:
        terms, signs = [*first.terms, *terms[1:]], [*first.signs, *signs[1:]]
    elif isinstance(first, Product) and signs[0] < 0:
        signs = [1, *signs[1:]]
    if len(terms) == 1 and signs[0] > 0:
        return terms[0]
    return Add(tuple(terms), tuple(signs[: len(terms)]))


def _product(factors: list[Node], powers: list[int]) -> Node:
    """A product in the shape that parsing gives: numerator first, no product as first factor."""
    powers = [1, *powers[1:]]
    first = factors[0]
    if isinstance(first, Product):
        factors, powers = [*first.factors, *factors[1:]], [*first.powers, *powers[1:]]
    if isinstance(factors[0], Add) and factors[0].signs == (-1,):
        factors = [Symbol("c"), *factors[1:]]
    if len(factors) == 1:
        return factors[0]
    return Product(tuple(factors), tuple(powers[: len(factors)]))


def _extend(inner: st.SearchStrategy[Node]) -> st.SearchStrategy[Node]:
    several = st.lists(inner, min_size=1, max_size=3)
    signs = st.lists(st.sampled_from([1, -1]), min_size=3, max_size=3)
    relation = st.builds(lambda x, y, op: Relation((x, y), (op,)), inner, inner, COMPARISONS)
    return st.one_of(
        st.builds(_sum, several, signs),
        st.builds(_product, several, signs),
        st.builds(Power, inner, st.integers(-2, 3).map(lambda n: parse(str(n)))),
        st.builds(lambda x: Call("abs", (x,)), inner),
        st.builds(lambda x: Call("floor", (x,)), inner),
        st.builds(
            lambda x, low, count: Sum(
                Product((x, Symbol("j")), (1, 1)) if not isinstance(x, Product) else x,
                "j",
                Number(Fraction(low)),
                Number(Fraction(low + count)),
            ),
            inner,
            st.integers(0, 3),
            st.integers(0, 2),
        ),
        st.builds(Choice, relation, inner, inner),
    )


TREES = st.recursive(LEAVES, _extend, max_leaves=8)
STATEMENTS = st.one_of(
    TREES,
    st.lists(TREES, min_size=2, max_size=3).map(lambda entries: Vector(tuple(entries))),
    st.builds(
        lambda operands, operators: Relation(tuple(operands), tuple(operators[1:])),
        st.lists(TREES, min_size=2, max_size=3),
        st.lists(COMPARISONS, min_size=3, max_size=3),
    ).map(lambda r: Relation(r.operands, r.operators[: len(r.operands) - 1])),
)
