"""Quoted numbers: the print must be the oracle's value, rounded as it is printed."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from ..algebras import digits_to_bits, precision, to_ball
from ..domain import Domain
from ..evidence import CheckResult, Evidence, Row, Status
from ..formula import Node
from .base import Check, Oracle
from .comparison import decimal, worst
from .printed import Undefined, printed_values

if TYPE_CHECKING:
    from ..claims import Claim


@dataclass(frozen=True)
class Rounded(Check):
    """The oracle lies within half a unit of the last printed digit of each quoted number.

    ``unit`` is the unit of the last printed digit ("0.1" for 5.5, "10" for 120): what a reader may
    expect of rounding. ``allowance`` widens it where the print says "about" (as a multiple of the
    half unit, with ``reason``). The claim's domain holds the data from which the number follows;
    where it has a single point, its axes are ``fixed``.
    """

    oracle: Oracle
    route: str
    unit: str
    allowance: str = "1"
    reason: str = ""
    title: str = "quoted number within its rounding"
    domain: Domain | None = None
    points: int = 1
    digits: int = 30

    def __post_init__(self) -> None:
        if self.allowance != "1" and not self.reason:
            raise ValueError(f"{self.title}: an allowance beyond rounding needs a reason")

    def run(self, claim: Claim, tree: Node) -> CheckResult:
        domain = self.domain or claim.domain
        half = Fraction(self.unit) / 2 * Fraction(self.allowance)
        rows, enclosed = [], self.oracle.book != "typed"
        for point in domain.points(f"{claim.id}/{self.route}", self.points, 1):
            values = self.oracle.at(point, self.digits)
            enclosed = enclosed and not any(isinstance(value, float) for value in values)
            try:
                printed = printed_values(claim, tree, point, self.digits)
            except Undefined:
                rows.append(Row(point, "undefined", decimal(values[0], 8), Status.DIFFERS))
                continue
            with precision(digits_to_bits(self.digits)):
                gaps = [abs(to_ball(p) - to_ball(v)) for p, v in zip(printed, values, strict=True)]
                bound = to_ball(half)
                status = worst(
                    [
                        Status.AGREES
                        if gap <= bound
                        else Status.DIFFERS
                        if gap > bound
                        else Status.UNDECIDED
                        for gap in gaps
                    ]
                )
            texts = [", ".join(decimal(x, 8) for x in column) for column in (printed, values)]
            rows.append(Row(point, texts[0], texts[1], status))
        status = worst([row.status for row in rows])
        notes = [f"Oracle: {self.oracle.text}.", f"Unit of the last printed digit: {self.unit}."]
        if self.reason:
            notes.append(f"Allowance {self.allowance} half units: {self.reason}.")
        known = Evidence.CERTIFIED if enclosed else Evidence.AGREES
        evidence = known if status is Status.AGREES else None
        result = CheckResult(self.title, self.route, status, evidence, None, rows, notes)
        result.refutes = known
        return result
