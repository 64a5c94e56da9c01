"""Equality of the print with a quantity of one of the books, point by point."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import flint

from ..domain import Domain, Point
from ..errors import ClaimError
from ..evidence import CheckResult, Evidence, Row, Status
from ..formula import Node
from ..logarithm import Logarithm
from .base import Check, Notice, Oracle
from .comparison import Scalar, compare, decimal, worst
from .printed import Undefined, printed_values, term_sizes

if TYPE_CHECKING:
    from ..claims import Claim

SHOWN_DIGITS = 20
LOOSEST = 1e-3
UNDEFINED = "undefined"
DEEPEST_SUPPRESSION = 600


@dataclass(frozen=True)
class Equality(Check):
    """The print equals the oracle at generic, awkward and boundary points of the domain.

    Exact rationals are compared exactly, balls to ``digits`` digits beyond the suppression of the
    smallest printed term, floats to ``tolerance`` (relative; ``reason`` says why that size).
    ``domain`` narrows the claim's domain where the full master equation is expensive.

    For symbols named in ``exponential`` the axis gives the rational number ``exp(-b/2)`` instead of
    b, so that the print is a fraction and the oracle, which receives that number, can be exact too.
    """

    oracle: Oracle
    route: str = ""
    title: str = "values at points"
    domain: Domain | None = None
    points: int = 12
    minimum: int = 6
    digits: int = 40
    tolerance: float = 0.0
    reason: str = ""
    exponential: tuple[str, ...] = ()
    at: tuple[Point, ...] = ()
    note: str = ""
    truth: bool = False
    sizes: dict[tuple[Any, ...], tuple[int, float]] = field(
        init=False, default_factory=dict, compare=False, repr=False
    )

    def __post_init__(self) -> None:
        if self.tolerance and not self.reason:
            raise ValueError(f"{self.title}: a tolerance needs a reason")
        if not 0 <= self.tolerance <= LOOSEST:
            raise ValueError(f"{self.title}: tolerance {self.tolerance} is above {LOOSEST}")
        if self.at and len(self.at) < self.minimum:
            raise ValueError(f"{self.title}: {len(self.at)} points are too few")
        object.__setattr__(self, "route", self.route or self.oracle.book)

    def _points(self, claim: Claim) -> list[Point]:
        if self.at:
            return list(self.at)
        domain = self.domain or claim.domain
        return domain.points(f"{claim.id}/{self.route}", self.points, self.minimum)

    def run(self, claim: Claim, tree: Node) -> CheckResult:
        rows, exact = [], True
        agreed: list[int] = []
        for point in self._points(claim):
            row, digits, rational = self._row(claim, tree, point)
            rows.append(row)
            exact = exact and rational
            if digits is not None:
                agreed.append(digits)
        status = worst([row.status for row in rows])
        # Floats, coded truths and typed values are not enclosures, whatever they say of the print.
        loose = bool(self.tolerance) or self.truth or self.oracle.book == "typed"
        evidence = None
        if status is Status.AGREES:
            evidence = Evidence.EXACT if exact else Evidence.CERTIFIED
            if loose:
                evidence = Evidence.AGREES
        notes = [f"Oracle: {self.oracle.text}.", *([self.note] if self.note else [])]
        if self.tolerance:
            notes.append(f"Relative tolerance {self.tolerance:g}: {self.reason}.")
        digits = min(agreed) if agreed else None
        result = CheckResult(self.title, self.route, status, evidence, digits, rows, notes)
        result.refutes = Evidence.AGREES if loose else Evidence.CERTIFIED
        return result

    def _row(self, claim: Claim, tree: Node, point: Point) -> tuple[Row, int | None, bool]:
        inner: dict[str, Any] = {
            name: Logarithm(value) if name in self.exponential else value
            for name, value in point.items()
        }
        shown = {
            f"exp(-{name}/2)" if name in self.exponential else name: value
            for name, value in point.items()
        }
        key = (claim.id, *sorted(point.items()))
        if key not in self.sizes:  # the same for all mutants
            self.sizes[key] = term_sizes(claim, claim.tree, inner)
        suppressed, scale = self.sizes[key]
        digits = self.digits + min(suppressed, DEEPEST_SUPPRESSION)
        values = self.oracle.at(point, digits)
        try:
            printed = printed_values(claim, tree, inner, digits, scale)
        except Undefined as error:
            status = Status.DIFFERS if error.pole else Status.UNDECIDED
            return Row(shown, UNDEFINED, _show(values), status), 0, False
        if len(printed) != len(values):
            if tree != claim.tree:  # a mutant may change the number of values
                return Row(shown, UNDEFINED, _show(values), Status.UNDECIDED), 0, False
            raise ClaimError(
                f"{claim.id}: the print has {len(printed)} values, the oracle {len(values)}"
            )
        outcomes = [
            compare(p, v, digits, self.tolerance, scale)
            for p, v in zip(printed, values, strict=True)
        ]
        status = worst([outcome for outcome, _ in outcomes])
        agreed = [d for _, d in outcomes if d is not None]
        rational = all(isinstance(x, flint.fmpq) for pair in (printed, values) for x in pair)
        row = Row(
            shown,
            _show(printed, outcomes),
            _show(values, outcomes),
            status,
            min(agreed) if agreed else None,
        )
        return row, row.digits, rational

    def notices(self, claim: Claim, tree: Node) -> Notice:
        noticed = Notice.NO
        for point in self._points(claim):
            row, _, _ = self._row(claim, tree, point)
            if row.printed == UNDEFINED:
                noticed = Notice.UNDEFINED
            elif row.status is Status.DIFFERS:
                return Notice.VALUE
        return noticed


def _show(values: list[Scalar], outcomes: list[tuple[Status, int | None]] | None = None) -> str:
    """The values of a row; of long vectors only the first that tells something."""
    if len(values) <= 4:
        return ", ".join(decimal(value, SHOWN_DIGITS) for value in values)
    index = 0
    if outcomes:
        bad = [i for i, (status, _) in enumerate(outcomes) if status is not Status.AGREES]
        index = bad[0] if bad else max(range(len(values)), key=lambda i: _size(values[i]))
    return f"{decimal(values[index], SHOWN_DIGITS)} (entry {index + 1} of {len(values)})"


def _size(value: Scalar) -> float:
    try:
        return abs(float(value if isinstance(value, float) else flint.arb(value).mid()))
    except (OverflowError, ValueError):
        return math.inf
