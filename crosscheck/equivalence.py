"""Whether a mutant is a change at all: compared with the original by balls, then by symbols."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING, Any

from .algebras import digits_to_bits, precision, sympy_algebra, to_ball
from .checks.asymptotic import Asymptotic
from .checks.comparison import compare
from .checks.printed import Undefined, printed_values
from .domain import Point
from .errors import ClaimError, NotRational
from .evidence import Status
from .formula import Node, Relation, evaluate, symbols

if TYPE_CHECKING:
    from .claims import Claim

DIGITS = 30
PROBES = 24
ENOUGH = 8


class Relationship(Enum):
    """What a mutant is to the original."""

    DIFFERENT = "different"
    EQUIVALENT = "equivalent"
    WEAKER = "weaker"


def relationship(claim: Claim, original: Node, mutant: Node) -> Relationship:
    """Different when a ball separates the two at a point; equivalent only when symbols prove it.

    Formulas of exact operators are equivalent when they agree at all of at least ``ENOUGH`` generic
    points. A relation with one operand moved so that the original implies it is weaker.
    """
    if isinstance(original, Relation) and isinstance(mutant, Relation):
        return _relations(claim, original, mutant)
    compared = 0
    for point in _probes(claim):
        try:
            first = printed_values(claim, original, point, DIGITS)
        except Undefined:
            continue
        try:
            second = printed_values(claim, mutant, point, DIGITS)
        except Undefined:
            return Relationship.DIFFERENT
        if len(first) != len(second) or any(
            compare(a, b, DIGITS, 0.0)[0] is Status.DIFFERS
            for a, b in zip(first, second, strict=True)
        ):
            return Relationship.DIFFERENT
        compared += 1
    same = (
        compared >= ENOUGH
        if claim.environment is not None
        else compared > 0 and _proved_equal(claim, original, mutant)
    )
    return Relationship.EQUIVALENT if same else Relationship.DIFFERENT


def _probes(claim: Claim) -> list[Point]:
    points = claim.domain.points(f"{claim.id}/equivalence", PROBES, 1)
    chosen = {
        name: check.sequence[0]
        for check in claim.checks
        if isinstance(check, Asymptotic)
        for name in check.own_symbols
    }
    return [{**point, **chosen} for point in points]


def _relations(claim: Claim, original: Relation, mutant: Relation) -> Relationship:
    """Weaker when one operand alone has moved to the side that the original allows.

    At no probe to the other side, and certainly at most of them (at the rest it may not move).
    """
    if original == mutant:
        return Relationship.EQUIVALENT
    if original.operators != mutant.operators or len(original.operators) != 1:
        return Relationship.DIFFERENT
    moved = [a != b for a, b in zip(original.operands, mutant.operands, strict=True)]
    if sum(moved) != 1:
        return Relationship.DIFFERENT
    index = moved.index(True)
    grows = (index == 1) == (original.operators[0] in ("<", "<="))
    probes = _probes(claim)
    certain = same = 0
    for point in probes:
        try:
            first = printed_values(claim, original.operands[index], point, DIGITS)
            second = printed_values(claim, mutant.operands[index], point, DIGITS)
        except Undefined:
            return Relationship.DIFFERENT
        with precision(digits_to_bits(DIGITS)):
            gaps = [to_ball(b) - to_ball(a) for a, b in zip(first, second, strict=True)]
        allowed = [gap if grows else -gap for gap in gaps]
        if any(gap < 0 for gap in allowed):
            return Relationship.DIFFERENT
        certain += all(gap > 0 for gap in allowed)
        same += all(gap == 0 for gap in gaps)
    if same == len(probes) or (
        certain == 0 and _proved_equal(claim, original.operands[index], mutant.operands[index])
    ):
        return Relationship.EQUIVALENT
    return Relationship.WEAKER if 2 * certain > len(probes) else Relationship.DIFFERENT


def _proved_equal(claim: Claim, original: Node, mutant: Node) -> bool:
    import sympy

    axes = claim.domain.axes
    names = {
        name: sympy.Symbol(
            name,
            **({"positive": True} if name not in axes or axes[name].positive else {"real": True}),
        )
        for name in symbols(original) | symbols(mutant)
    }
    algebra = sympy_algebra({name: sympy.Function(name) for name in claim.bindings})
    try:
        pairs = [_as_list(evaluate(tree, names, algebra)) for tree in (original, mutant)]
    except (ClaimError, NotRational, TypeError, RecursionError):
        return False  # no symbolic form: not provably the same, so the checks must notice it
    return all(sympy.simplify(a - b) == 0 for a, b in zip(*pairs, strict=True))


def _as_list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]
