"""Small changes of a printed formula: what every check must notice, and where corrections are
looked for.

Kinds of change: sign of a term, term or factor dropped, factor moved across the fraction bar,
number +-1, doubled or halved value, exponent +-1, sinh <-> cosh, tanh <-> coth, sign of an
exponent, a quantum number or count shifted by one, partner symbols exchanged (hot <-> cold),
inequality flipped.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from .formula import Add, Call, Node, Number, Power, Product, Relation, Sum, Symbol, Vector
from .notation import to_text

_SWAPPED_FUNCTIONS = {"sinh": "cosh", "cosh": "sinh", "tanh": "coth", "coth": "tanh"}
_FLIPPED = {"<": ">", ">": "<", "<=": ">=", ">=": "<="}
ZERO, ONE, TWO = Number(Fraction(0)), Number(Fraction(1)), Number(Fraction(2))


@dataclass(frozen=True)
class Mutant:
    """A formula one change away from the print."""

    change: str
    tree: Node

    @property
    def text(self) -> str:
        """The mutated formula as text."""
        return to_text(self.tree)


@dataclass(frozen=True)
class Vocabulary:
    """What may be shifted by one or exchanged: declared by the claim."""

    shifted: frozenset[str] = frozenset()
    partners: tuple[tuple[str, str], ...] = ()

    def partner(self, name: str) -> str | None:
        """The name that this one may be taken for."""
        for a, b in self.partners:
            if name in (a, b):
                return b if name == a else a
        return None


def mutants(tree: Node, vocabulary: Vocabulary) -> list[Mutant]:
    """All mutants of depth one, each text once, in a fixed order."""
    seen = {to_text(tree)}
    result = []
    for change, mutated in _changes(tree, vocabulary, top=True):
        text = to_text(mutated)
        if text not in seen:
            seen.add(text)
            result.append(Mutant(change, mutated))
    return result


def second_order(first: Sequence[Mutant], vocabulary: Vocabulary) -> Iterator[Mutant]:
    """Mutants of mutants (depth two), each text once."""
    seen = {mutant.text for mutant in first}
    for mutant in first:
        for other in mutants(mutant.tree, vocabulary):
            if other.text not in seen:
                seen.add(other.text)
                yield Mutant(f"{mutant.change}; {other.change}", other.tree)


def _changes(
    node: Node, vocabulary: Vocabulary, *, top: bool = False
) -> Iterator[tuple[str, Node]]:
    yield from _here(node, vocabulary)
    if top and not isinstance(node, Relation | Vector):
        yield "doubled", Product((TWO, node), (1, 1))
        yield "halved", Product((node, TWO), (1, -1))
        yield "sign of the whole", Add((node,), (-1,))
    children = node.children()
    for i, child in enumerate(children):
        inner_top = isinstance(node, Relation | Vector)
        if isinstance(node, Relation) and _only_its_sign_counts(node, i):
            inner_top = False
            if child != ZERO:
                yield (
                    "sign of the whole",
                    node.rebuild((*children[:i], Add((child,), (-1,)), *children[i + 1 :])),
                )
        for change, mutated in _changes(child, vocabulary, top=inner_top):
            yield change, node.rebuild((*children[:i], mutated, *children[i + 1 :]))


def _only_its_sign_counts(relation: Relation, i: int) -> bool:
    """Whether an operand is 0 or is compared with nothing but 0: a factor on it changes nothing."""
    operands = relation.operands
    around = (*operands[max(i - 1, 0) : i], *operands[i + 1 : i + 2])
    return operands[i] == ZERO or all(other == ZERO for other in around)


def _here(node: Node, vocabulary: Vocabulary) -> Iterator[tuple[str, Node]]:
    match node:
        case Number(value):
            yield f"{value} -> {value + 1}", Number(value + 1)
            yield f"{value} -> {value - 1}", Number(value - 1)
        case Symbol(name):
            if name in vocabulary.shifted:
                yield f"{name} -> {name}+1", Add((node, ONE), (1, 1))
                yield f"{name} -> {name}-1", Add((node, ONE), (1, -1))
            partner = vocabulary.partner(name)
            if partner:
                yield f"{name} -> {partner}", Symbol(partner)
        case Add(terms, signs):
            yield from _changes_of_sum(terms, signs)
        case Product(factors, powers):
            yield from _changes_of_product(factors, powers)
        case Power(base, exponent):
            text = to_text(base)
            yield f"exponent of {text} +1", Power(base, _shift(exponent, 1))
            yield f"exponent of {text} -1", Power(base, _shift(exponent, -1))
        case Call("exp", (argument,)):
            yield f"exp({to_text(argument)}): sign", Call("exp", (Add((argument,), (-1,)),))
        case Call(name, arguments):
            if name in _SWAPPED_FUNCTIONS:
                swapped = _SWAPPED_FUNCTIONS[name]
                yield f"{name} -> {swapped}", Call(swapped, arguments)
            partner = vocabulary.partner(name)
            if partner:
                yield f"{name} -> {partner}", Call(partner, arguments)
        case Sum(body, index, lower, upper):
            yield "sum starts one later", Sum(body, index, _shift(lower, 1), upper)
            yield "sum ends one earlier", Sum(body, index, lower, _shift(upper, -1))
        case Relation(operands, operators):
            for i, operator in enumerate(operators):
                flipped = (*operators[:i], _FLIPPED[operator], *operators[i + 1 :])
                yield f"{operator} -> {_FLIPPED[operator]}", Relation(operands, flipped)
        case _:
            return


def _shift(node: Node, step: int) -> Node:
    if isinstance(node, Number):
        return Number(node.value + step)
    return Add((node, ONE), (1, step))


def _changes_of_sum(terms: tuple[Node, ...], signs: tuple[int, ...]) -> Iterator[tuple[str, Node]]:
    for i, term in enumerate(terms):
        text = to_text(term)
        flipped = (*signs[:i], -signs[i], *signs[i + 1 :])
        yield f"sign of {text}", term if flipped == (1,) else Add(terms, flipped)
        if len(terms) > 1:
            rest, kept = (*terms[:i], *terms[i + 1 :]), (*signs[:i], *signs[i + 1 :])
            yield f"{text} dropped", rest[0] if rest[1:] == () and kept[0] > 0 else Add(rest, kept)
            for factor, label in ((1, "doubled"), (-1, "halved")):
                changed = Product((term, TWO), (1, factor))
                yield f"{text} {label}", Add((*terms[:i], changed, *terms[i + 1 :]), signs)


def _changes_of_product(
    factors: tuple[Node, ...], powers: tuple[int, ...]
) -> Iterator[tuple[str, Node]]:
    for i, factor in enumerate(factors):
        text = to_text(factor)
        moved = (*powers[:i], -powers[i], *powers[i + 1 :])
        if isinstance(factor, Symbol | Call):
            squared = Power(factor, TWO)
            yield f"{text} squared", Product((*factors[:i], squared, *factors[i + 1 :]), powers)
        if factor != ONE:
            yield f"{text} across the fraction bar", Product(factors, moved)
            if len(factors) > 1:
                rest, kept = (*factors[:i], *factors[i + 1 :]), (*powers[:i], *powers[i + 1 :])
                single = len(rest) == 1 and kept[0] > 0
                yield f"factor {text} dropped", rest[0] if single else Product(rest, kept)
