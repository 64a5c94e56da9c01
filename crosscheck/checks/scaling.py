"""Exponents: how a quantity grows along a sequence, whatever its prefactor."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import flint

from ..algebras import digits_to_bits, precision, to_ball
from ..domain import Domain, Point
from ..evidence import CheckResult, Evidence, Row, Status
from ..formula import Node
from .asymptotic import tends_to_one
from .base import Check, Notice, Oracle
from .comparison import decimal, worst
from .printed import Undefined, printed_values

if TYPE_CHECKING:
    from ..claims import Claim


@dataclass(frozen=True)
class Scaling(Check):
    """The local exponent d ln|f| / d ln(variable) of the oracle tends to the printed exponent.

    The print is the exponent itself. Local exponents between neighbours of ``sequence`` must come
    within ``slack`` of it, go on approaching it, and extrapolate to it; the prefactor is free. Like
    every trend this gives evidence ``agrees``.
    """

    oracle: Oracle
    variable: str
    sequence: tuple[Fraction, ...]
    route: str = ""
    slack: float = 0.02
    title: str = "exponent"
    domain: Domain | None = None
    points: int = 4
    minimum: int = 1
    digits: int = 40

    def __post_init__(self) -> None:
        if len(self.sequence) < 4:
            raise ValueError(f"{self.title}: an exponent needs at least four values")
        object.__setattr__(self, "route", self.route or self.oracle.book)

    @property
    def own_symbols(self) -> tuple[str, ...]:
        return (self.variable,)

    def _points(self, claim: Claim) -> list[Point]:
        domain = self.domain or claim.domain
        return domain.points(f"{claim.id}/{self.route}", self.points, self.minimum)

    def run(self, claim: Claim, tree: Node) -> CheckResult:
        rows = [row for point in self._points(claim) for row in self._rows(claim, tree, point)]
        status = worst([row.status for row in rows])
        notes = [
            f"Oracle: {self.oracle.text}.",
            f"Local exponents in {self.variable} from {float(self.sequence[0]):.3g} to "
            f"{float(self.sequence[-1]):.3g}.",
        ]
        evidence = Evidence.AGREES if status is Status.AGREES else None
        result = CheckResult(self.title, self.route, status, evidence, None, rows, notes)
        result.refutes = Evidence.AGREES
        return result

    def notices(self, claim: Claim, tree: Node) -> Notice:
        rows = [row for point in self._points(claim) for row in self._rows(claim, tree, point)]
        if any(row.status is Status.DIFFERS and row.printed != "undefined" for row in rows):
            return Notice.VALUE
        return Notice.UNDEFINED if any(row.printed == "undefined" for row in rows) else Notice.NO

    def _rows(self, claim: Claim, tree: Node, base: Point) -> list[Row]:
        shown = {**base, self.variable: self.sequence[-1]}
        values = [self.oracle.at({**base, self.variable: x}, self.digits) for x in self.sequence]
        try:
            printed = printed_values(claim, tree, shown, self.digits)
        except Undefined:
            return [Row(shown, "undefined", "", Status.DIFFERS)]
        rows = []
        for i, exponent in enumerate(printed):
            measured = self._exponents([entry[i] for entry in values])
            with precision(digits_to_bits(self.digits)):
                # Shifted by one, so that an exponent zero is like any other.
                shifted = [flint.arb(1) + one - to_ball(exponent) for one in measured]
                status = tends_to_one(shifted, self.slack)
            rows.append(Row(shown, decimal(exponent, 8), decimal(measured[-1], 8), status))
        return rows

    def _exponents(self, values: list[Any]) -> list[flint.arb]:
        with precision(digits_to_bits(self.digits)):
            sizes = [abs(to_ball(value)).log() for value in values]
            return [
                (b - a) / (to_ball(y) / to_ball(x)).log()
                for (a, x), (b, y) in pairwise(zip(sizes, self.sequence, strict=True))
            ]
