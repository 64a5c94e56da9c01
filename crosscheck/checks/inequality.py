"""Inequalities, attacked: awkward points first, then a seeded search near the worst margin."""

from __future__ import annotations

import hashlib
import random
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

import flint

from ..algebras import digits_to_bits, precision, to_ball
from ..domain import Domain, Point, four_digits
from ..evidence import CheckResult, Evidence, Row, Status
from ..formula import Node, Relation
from .base import Check, Notice
from .comparison import Scalar, decimal, worst
from .printed import Undefined, printed_values

if TYPE_CHECKING:
    from ..claims import Claim

SHOWN_ROWS = 12
DEEPEST_DIGITS = 1000


@dataclass(frozen=True)
class Inequality(Check):
    """A printed relation holds at every point of an attack on its domain.

    The operands may call quantities of both books through the claim's bindings. ``points`` points
    of the domain (awkward ones first) are followed by ``search`` steps that perturb the point of
    smallest relative margin. Sampling proves nothing: alone it gives evidence ``agrees``, even
    though each comparison is certified by balls.
    """

    route: str
    title: str = "attack on the domain"
    domain: Domain | None = None
    points: int = 120
    minimum: int = 30
    search: int = 80
    digits: int = 30

    def _attack(self, claim: Claim) -> list[Point]:
        domain = self.domain or claim.domain
        return domain.points(f"{claim.id}/{self.route}", self.points, self.minimum)

    def run(self, claim: Claim, tree: Node) -> CheckResult:
        if not isinstance(tree, Relation):
            raise TypeError(f"{claim.id}: the print must be a relation")
        judged = [(p, *self._judge(claim, tree, p)) for p in self._attack(claim)]
        judged += self._refine(claim, tree, judged)
        statuses = [status for _, status, _, _ in judged]
        status = worst(statuses)
        order = sorted(judged, key=lambda item: (item[1] is Status.AGREES, item[2]))
        rows = [Row(p, operands, f"{margin:.3g}", s) for p, s, margin, operands in order]
        notes = [
            f"{len(judged)} points tried ({self.search} of them near the smallest margin); "
            "the table shows those of smallest relative margin."
        ]
        failing = sum(s is Status.DIFFERS for s in statuses)
        if failing:
            notes.append(f"{failing} of {len(judged)} points violate the relation.")
        evidence = Evidence.AGREES if status is Status.AGREES else None
        return CheckResult(
            self.title, self.route, status, evidence, None, rows, notes, shown=SHOWN_ROWS
        )

    def notices(self, claim: Claim, tree: Node) -> Notice:
        noticed = Notice.NO
        for point in self._attack(claim):
            status, _, operands = self._judge(claim, tree, point)
            if operands == "undefined":
                noticed = Notice.UNDEFINED
            elif status is Status.DIFFERS:
                return Notice.VALUE
        return noticed

    def _judge(self, claim: Claim, tree: Node, point: Point) -> tuple[Status, float, str]:
        """Status, smallest relative margin and operands; digits are added until it is decided."""
        digits = self.digits
        while True:
            outcome = self._judge_with(claim, tree, point, digits)
            if outcome[0] is not Status.UNDECIDED or digits > DEEPEST_DIGITS:
                return outcome
            digits *= 4

    def _judge_with(
        self, claim: Claim, tree: Node, point: Point, digits: int
    ) -> tuple[Status, float, str]:
        assert isinstance(tree, Relation)
        try:
            operands = [printed_values(claim, part, point, digits) for part in tree.operands]
        except Undefined as error:
            return (Status.DIFFERS if error.pole else Status.UNDECIDED), -1.0, "undefined"
        text = ", ".join(decimal(x, 12) for values in operands for x in values)
        smallest, statuses = float("inf"), []
        with precision(digits_to_bits(digits)):
            for left, right, operator in zip(operands, operands[1:], tree.operators, strict=False):
                for status, margin in _compared(left, right, operator):
                    smallest = min(smallest, margin)
                    statuses.append(status)
        return worst(statuses), smallest, text

    def _refine(
        self, claim: Claim, tree: Node, judged: list[tuple[Point, Status, float, str]]
    ) -> list[tuple[Point, Status, float, str]]:
        """Perturb the worst point so far; keeps what it finds."""
        domain = self.domain or claim.domain
        seed = hashlib.sha256(f"{claim.id}/{self.route}/search".encode()).digest()[:8]
        rng = random.Random(int.from_bytes(seed, "big"))
        best = min(judged, key=lambda item: item[2])
        found = []
        for _ in range(self.search):
            point = {
                name: value
                if value.denominator <= 2 or value == 0
                else four_digits(float(value) * rng.uniform(0.5, 1.5))
                for name, value in best[0].items()
            }
            if point == best[0] or not domain.contains(point):
                continue
            item = (point, *self._judge(claim, tree, point))
            found.append(item)
            if item[2] < best[2]:
                best = item
        return found


def _compared(
    left: list[Scalar], right: list[Scalar], operator: str
) -> Iterator[tuple[Status, float]]:
    """Truth and relative margin of a relation between two lists of values, entry by entry."""
    for one, other in zip(left, right, strict=True):
        a, b = to_ball(one), to_ball(other)
        if isinstance(one, flint.fmpq) and isinstance(other, flint.fmpq):
            forward: flint.arb | flint.fmpq = (
                other - one
            )  # exact, so that equal numbers are seen to be equal
        else:
            forward = b - a
        gap = forward if operator in ("<", "<=") else -forward
        size = max(abs(float(a.mid())), abs(float(b.mid())), 1e-300)
        yield _truth(gap, strict=operator in ("<", ">")), float(to_ball(gap).mid()) / size


def _truth(gap: flint.arb | flint.fmpq, *, strict: bool) -> Status:
    if gap > 0:
        return Status.AGREES
    if gap < 0:
        return Status.DIFFERS
    if gap == 0:
        return Status.DIFFERS if strict else Status.AGREES
    return Status.UNDECIDED
