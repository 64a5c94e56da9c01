"""The language in which printed formulas are transcribed: parsed, never executed.

A formula is text such as ``"b**2*(1/(2*sinh(b/2)))**2"``.  It is parsed (by Python's own grammar,
with a white list of nodes) into a small tree that can be evaluated in any algebra, mutated, and
written back as text or LaTeX.  Nothing is ever handed to ``eval``.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from .errors import ClaimError, NotRational
from .logarithm import EXACT_FUNCTIONS

COMPARISONS = {ast.Lt: "<", ast.LtE: "<=", ast.Gt: ">", ast.GtE: ">="}
ELEMENTARY = ("exp", "log", "sqrt", "sinh", "cosh", "tanh", "coth", "abs")
INTEGER_FUNCTIONS = ("binomial", "floor")
ARITIES = {**dict.fromkeys(ELEMENTARY, 1), "binomial": 2, "floor": 1, "sum": -1, "if_else": -1}


class Node:
    """A node of a formula; immutable, compared by value."""

    __slots__ = ()

    def children(self) -> tuple[Node, ...]:
        return ()

    def rebuild(self, children: tuple[Node, ...]) -> Node:
        return self


@dataclass(frozen=True, slots=True)
class Number(Node):
    value: Fraction


@dataclass(frozen=True, slots=True)
class Symbol(Node):
    name: str


@dataclass(frozen=True, slots=True)
class Add(Node):
    """Sum of signed terms."""

    terms: tuple[Node, ...]
    signs: tuple[int, ...]

    def children(self) -> tuple[Node, ...]:
        return self.terms

    def rebuild(self, children: tuple[Node, ...]) -> Node:
        return Add(children, self.signs)


@dataclass(frozen=True, slots=True)
class Product(Node):
    """Product of factors in numerator (+1) or denominator (-1), in the printed order."""

    factors: tuple[Node, ...]
    powers: tuple[int, ...]

    def children(self) -> tuple[Node, ...]:
        return self.factors

    def rebuild(self, children: tuple[Node, ...]) -> Node:
        return Product(children, self.powers)


@dataclass(frozen=True, slots=True)
class Power(Node):
    base: Node
    exponent: Node

    def children(self) -> tuple[Node, ...]:
        return (self.base, self.exponent)

    def rebuild(self, children: tuple[Node, ...]) -> Node:
        return Power(*children)


@dataclass(frozen=True, slots=True)
class Call(Node):
    """An elementary function, or a name that the claim binds to a quantity of one of the books."""

    name: str
    arguments: tuple[Node, ...]

    def children(self) -> tuple[Node, ...]:
        return self.arguments

    def rebuild(self, children: tuple[Node, ...]) -> Node:
        return Call(self.name, children)


@dataclass(frozen=True, slots=True)
class Sum(Node):
    """``sum(body, m, lower, upper)``: steps of one from ``lower`` to ``upper``, both included."""

    body: Node
    index: str
    lower: Node
    upper: Node

    def children(self) -> tuple[Node, ...]:
        return (self.body, self.lower, self.upper)

    def rebuild(self, children: tuple[Node, ...]) -> Node:
        return Sum(children[0], self.index, children[1], children[2])


@dataclass(frozen=True, slots=True)
class Choice(Node):
    """``if_else(condition, a, b)``."""

    condition: Relation
    then: Node
    otherwise: Node

    def children(self) -> tuple[Node, ...]:
        return (self.condition, self.then, self.otherwise)

    def rebuild(self, children: tuple[Node, ...]) -> Node:
        condition = children[0]
        assert isinstance(condition, Relation)
        return Choice(condition, children[1], children[2])


@dataclass(frozen=True, slots=True)
class Vector(Node):
    """Several values printed together (the entries of a matrix, row by row)."""

    entries: tuple[Node, ...]

    def children(self) -> tuple[Node, ...]:
        return self.entries

    def rebuild(self, children: tuple[Node, ...]) -> Node:
        return Vector(children)


@dataclass(frozen=True, slots=True)
class Relation(Node):
    """A chain of comparisons ``a < b <= c``."""

    operands: tuple[Node, ...]
    operators: tuple[str, ...]

    def children(self) -> tuple[Node, ...]:
        return self.operands

    def rebuild(self, children: tuple[Node, ...]) -> Node:
        return Relation(children, self.operators)


def parse(text: str) -> Node:
    """Parse the transcription of a formula; raises :class:`ClaimError` at anything outside the
    language.
    """
    try:
        body = ast.parse(text.strip(), mode="eval").body
    except SyntaxError as error:
        raise ClaimError(f"formula {text!r} cannot be parsed: {error.msg}") from None
    return _convert(body, text)


def _convert(node: ast.expr, text: str) -> Node:
    match node:
        case ast.Constant(value=bool()):
            pass
        case ast.Constant(value=int(value)):
            return Number(Fraction(value))
        case ast.Constant(value=float()):
            return Number(Fraction(ast.get_source_segment(text.strip(), node) or "nan"))
        case ast.Name(id=name):
            return Symbol(name)
        case ast.UnaryOp(op=ast.USub(), operand=operand):
            return Add((_convert(operand, text),), (-1,))
        case ast.BinOp(left=left, op=ast.Add() | ast.Sub() as op, right=right):
            first, sign = _convert(left, text), (1 if isinstance(op, ast.Add) else -1)
            terms, signs = (
                (first.terms, first.signs) if isinstance(first, Add) else ((first,), (1,))
            )
            return Add((*terms, _convert(right, text)), (*signs, sign))
        case ast.BinOp(left=left, op=ast.Mult() | ast.Div() as op, right=right):
            first, power = _convert(left, text), (1 if isinstance(op, ast.Mult) else -1)
            factors, powers = (
                (first.factors, first.powers) if isinstance(first, Product) else ((first,), (1,))
            )
            return Product((*factors, _convert(right, text)), (*powers, power))
        case ast.BinOp(left=left, op=ast.Pow(), right=right):
            return Power(_convert(left, text), _convert(right, text))
        case ast.Compare(left=left, ops=ops, comparators=others):
            if all(type(op) in COMPARISONS for op in ops):
                operands = tuple(_convert(operand, text) for operand in (left, *others))
                return Relation(operands, tuple(COMPARISONS[type(op)] for op in ops))
        case ast.List(elts=elements):
            return Vector(tuple(_convert(element, text) for element in elements))
        case ast.Call(
            func=ast.Name(id="sum"), args=[body, ast.Name(id=index), low, high], keywords=[]
        ):
            return Sum(_convert(body, text), index, _convert(low, text), _convert(high, text))
        case ast.Call(func=ast.Name(id="if_else"), args=[test, then, otherwise], keywords=[]):
            condition = _convert(test, text)
            if isinstance(condition, Relation):
                return Choice(condition, _convert(then, text), _convert(otherwise, text))
        case ast.Call(func=ast.Name(id=name), args=args, keywords=[]) if ARITIES.get(
            name, len(args)
        ) == len(args):
            return Call(name, tuple(_convert(argument, text) for argument in args))
        case _:
            pass
    raise ClaimError(f"formula {text!r} uses {ast.unparse(node)!r}, which the language lacks")


def walk(node: Node) -> Iterator[Node]:
    """All nodes of a formula, parents first."""
    yield node
    for child in node.children():
        yield from walk(child)


def symbols(node: Node) -> set[str]:
    """Free symbols of a formula (summation indices are bound)."""
    match node:
        case Symbol(name):
            return {name}
        case Sum(body, index, lower, upper):
            return (symbols(body) - {index}) | symbols(lower) | symbols(upper)
        case _:
            return set().union(*(symbols(child) for child in node.children()))


def function_names(node: Node) -> set[str]:
    """Names of the functions that a formula calls."""
    return {part.name for part in walk(node) if isinstance(part, Call)}


Binding = Callable[..., Any]


@dataclass(frozen=True)
class Algebra:
    """Where a formula is evaluated: how exact numbers enter, and the elementary functions.

    ``lift`` turns a Fraction into the algebra's scalar; ``functions`` holds elementary functions
    and the claim's bindings (which receive exact Fractions wherever their arguments are rational).
    """

    name: str
    lift: Callable[[Fraction], Any]
    functions: Mapping[str, Binding]

    def power(self, base: Any, exponent: Any) -> Any:
        return base**exponent


def evaluate(node: Node, point: Mapping[str, Any], algebra: Algebra) -> Any:
    """Value of a formula at a point; Fractions in the point are exact, other values enter as they
    are.
    """
    match node:
        case Number(value):
            return algebra.lift(value)
        case Symbol(name):
            value = point[name]
            return algebra.lift(value) if isinstance(value, Fraction) else value
        case Add(terms, signs):
            total = None
            for term, sign in zip(terms, signs, strict=True):
                value = evaluate(term, point, algebra)
                if total is None:
                    total = value if sign > 0 else -value
                else:
                    total = total + value if sign > 0 else total - value
            return total
        case Product(factors, powers):
            product = None
            for factor, power in zip(factors, powers, strict=True):
                value = evaluate(factor, point, algebra)
                if product is None:
                    product = value if power > 0 else algebra.lift(Fraction(1)) / value
                else:
                    product = product * value if power > 0 else product / value
            return product
        case Power(base, exponent):
            return algebra.power(
                evaluate(base, point, algebra), _exact_or(exponent, point, algebra)
            )
        case Call(name, arguments):
            if name in ELEMENTARY:
                return algebra.functions[name](evaluate(arguments[0], point, algebra))
            value = algebra.functions[name](*(_exact_or(a, point, algebra) for a in arguments))
            return algebra.lift(value) if isinstance(value, Fraction) else value
        case Sum(body, index, lower, upper):
            if "sum" in algebra.functions:
                return algebra.functions["sum"](node, point)
            low, high = exact(lower, point), exact(upper, point)
            total = None  # not 0: the terms may be operators
            while low <= high:
                term = evaluate(body, {**point, index: low}, algebra)
                total = term if total is None else total + term
                low += 1
            return algebra.lift(Fraction(0)) if total is None else total
        case Vector(entries):
            return [evaluate(entry, point, algebra) for entry in entries]
        case Choice(condition, then, otherwise):
            return evaluate(then if holds_exactly(condition, point) else otherwise, point, algebra)
        case _:
            raise ClaimError(f"{type(node).__name__} has no value; only its operands do")


def _exact_or(node: Node, point: Mapping[str, Any], algebra: Algebra) -> Any:
    """Exact value where the node is rational (exponents, quantum numbers), else the algebra's
    value.
    """
    try:
        return exact(node, point)
    except NotRational:
        return evaluate(node, point, algebra)


def exact(node: Node, point: Mapping[str, Any]) -> Fraction:
    """Exact rational value; raises :class:`NotRational` when there is none."""
    try:
        value = evaluate(node, point, RATIONAL)
    except TypeError:  # a symbol of the point is not rational
        raise NotRational from None
    if not isinstance(value, Fraction):
        raise NotRational
    return value


def holds_exactly(relation: Relation, point: Mapping[str, Any]) -> bool:
    """Truth of a relation between rational values."""
    values = [exact(operand, point) for operand in relation.operands]
    tests: dict[str, Callable[[Fraction, Fraction], bool]] = {
        "<": lambda a, b: a < b,
        "<=": lambda a, b: a <= b,
        ">": lambda a, b: a > b,
        ">=": lambda a, b: a >= b,
    }
    pairs = zip(values, values[1:], relation.operators, strict=False)
    return all(tests[operator](a, b) for a, b, operator in pairs)


class _Rational(Algebra):
    """Exact rational arithmetic; everything transcendental raises :class:`NotRational`."""

    def power(self, base: Any, exponent: Any) -> Any:
        if isinstance(base, Fraction) and isinstance(exponent, Fraction):
            if exponent.denominator == 1 and abs(exponent) < 4096:
                return base ** int(exponent)
            raise NotRational
        return base**exponent


class _ExactFunctions(dict[str, Binding]):
    """Functions with rational values; every other one raises :class:`NotRational`."""

    def __missing__(self, key: str) -> Binding:
        raise NotRational


def rational_binomial(n: Fraction, k: Fraction) -> Fraction:
    """Binomial coefficient with a non-negative integer lower index, any rational upper one."""
    if k.denominator != 1 or k < 0:
        raise NotRational
    result = Fraction(1)
    for i in range(int(k)):
        result = result * (n - i) / (i + 1)
    return result


def _floor(x: Any) -> Fraction:
    if not isinstance(x, Fraction):
        raise NotRational
    return Fraction(x.__floor__())


INTEGER_VALUES: dict[str, Binding] = {
    "binomial": rational_binomial,
    "floor": _floor,
}
RATIONAL = _Rational(
    "rational",
    lambda value: value,
    _ExactFunctions(abs=abs, **INTEGER_VALUES, **EXACT_FUNCTIONS),
)


def rational_algebra(bindings: Mapping[str, Binding]) -> Algebra:
    """Exact rational arithmetic in which some bindings have exact values too."""
    return _Rational("rational", RATIONAL.lift, _ExactFunctions({**RATIONAL.functions, **bindings}))
