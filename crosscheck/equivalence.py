"""Whether a mutant is a change at all: compared with the original by balls, then by symbols."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING, Any

from .algebras import digits_to_bits, precision, sympy_algebra, to_ball
from .checks.base import Undefined, compare, printed_values
from .domain import Point
from .errors import ClaimError, NotRational
from .evidence import Status
from .formula import Node, Relation, evaluate, symbols

if TYPE_CHECKING:
    from .claims import Claim

DIGITS = 30
PROBES = 24


class Relationship(Enum):
    """What a mutant is to the original."""

    DIFFERENT = "different"
    EQUIVALENT = "equivalent"
    WEAKER = "weaker"


def relationship(claim: Claim, original: Node, mutant: Node) -> Relationship:
    """Different when a ball separates the two at a point; equivalent only when symbols prove it.

    Relations are compared through their truth: a mutant that holds wherever the original does, with
    at least the same margin at every probe, is weaker (implied), not wrong.
    """
    probes = _probes(claim)
    if isinstance(original, Relation) and isinstance(mutant, Relation):
        return _relations(claim, original, mutant, probes)
    for point in probes:
        try:
            first = printed_values(claim, original, point, DIGITS)
        except Undefined:
            continue
        try:
            second = printed_values(claim, mutant, point, DIGITS)
        except (Undefined, ValueError, TypeError):
            return Relationship.DIFFERENT
        if len(first) != len(second) or any(
            compare(a, b, DIGITS, 0.0)[0] is Status.DIFFERS
            for a, b in zip(first, second, strict=True)
        ):
            return Relationship.DIFFERENT
    if claim.environment is not None:
        return Relationship.EQUIVALENT  # equal in exact arithmetic for generic operators
    if _proved_equal(claim, original, mutant):
        return Relationship.EQUIVALENT
    return Relationship.DIFFERENT


def _probes(claim: Claim) -> list[Point]:
    points = claim.domain.points(f"{claim.id}/equivalence", PROBES, 1)
    extra = [name for check in claim.checks for name in check.own_symbols]
    for check in claim.checks:
        sequence = getattr(check, "sequence", None)
        if sequence and extra:
            points = [{**point, extra[0]: sequence[0]} for point in points]
    return points


def _relations(
    claim: Claim, original: Relation, mutant: Relation, probes: list[Point]
) -> Relationship:
    implied = True
    for point in probes:
        try:
            gaps = [_gaps(claim, tree, point) for tree in (original, mutant)]
        except Undefined:
            return Relationship.DIFFERENT
        implied = implied and all(b >= a for a, b in zip(*gaps, strict=True))
        if not implied:
            return Relationship.DIFFERENT
    return Relationship.WEAKER


def _gaps(claim: Claim, tree: Relation, point: Point) -> list[float]:
    """Signed margins of a relation at a point; larger is truer."""
    with precision(digits_to_bits(DIGITS)):
        values = [to_ball(printed_values(claim, x, point, DIGITS)[0]) for x in tree.operands]
        pairs = zip(values, values[1:], tree.operators, strict=False)
        return [
            float((b - a).mid()) * (1 if operator in ("<", "<=") else -1)
            for a, b, operator in pairs
        ]


def _proved_equal(claim: Claim, original: Node, mutant: Node) -> bool:
    import sympy

    names = {name: sympy.Symbol(name, positive=True) for name in symbols(original)}
    bindings = {name: sympy.Function(name) for name in claim.bindings}
    algebra = sympy_algebra(bindings)
    try:
        pairs = [_as_list(evaluate(tree, names, algebra)) for tree in (original, mutant)]
    except (ClaimError, NotRational, TypeError):
        return False  # no symbolic form: not provably the same, so the checks must notice it
    return all(sympy.simplify(a - b) == 0 for a, b in zip(*pairs, strict=True))


def _as_list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]
