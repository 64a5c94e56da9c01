"""Limits, leading orders with their remainders, and error laws of approximations."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import pairwise
from typing import TYPE_CHECKING

import flint

from ..algebras import digits_to_bits, precision, to_ball
from ..domain import Domain, Point
from ..evidence import CheckResult, Evidence, Row, Status
from ..formula import Node, parse
from .base import Check, Oracle, Undefined, decimal, printed_values, worst

if TYPE_CHECKING:
    from ..claims import Claim

EXPONENT_SLACK = 0.05
LAW_SLACK = 0.02
LIMIT_SLACK = 1e-3


def powers_of_ten(first: int, last: int) -> tuple[Fraction, ...]:
    """10^first, ..., 10^last in steps of one decade (either direction)."""
    step = 1 if last >= first else -1
    return tuple(Fraction(10) ** k for k in range(first, last + step, step))


@dataclass(frozen=True)
class Asymptotic(Check):
    """The oracle tends to the print as ``variable`` runs through ``sequence``.

    With ``remainder`` (a formula): ``(oracle - print)/remainder`` tends to a finite constant, which
    is not zero when ``tight``; a wrong leading term or a wrong order of the remainder shows as a
    power of the variable.  With ``law`` (a formula): ``(print/oracle - 1)/law`` tends to one, the
    measured error law of an approximation.  With neither: ``oracle/print`` tends to one.

    A sequence of numbers cannot certify a limit: the evidence of this check alone is ``agrees``.
    """

    oracle: Oracle
    route: str
    variable: str
    sequence: tuple[Fraction, ...]
    remainder: str = ""
    law: str = ""
    tight: bool = True
    title: str = "limit"
    domain: Domain | None = None
    points: int = 6
    minimum: int = 3
    digits: int = 60
    extra: dict[str, Node] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        if self.remainder and self.law:
            raise ValueError(f"{self.title}: give a remainder or an error law, not both")
        object.__setattr__(self, "extra", {})

    @property
    def own_symbols(self) -> tuple[str, ...]:
        return (self.variable,)

    def run(self, claim: Claim, tree: Node) -> CheckResult:
        rows: list[Row] = []
        verdicts: list[Status] = []
        informative = 0
        domain = self.domain or claim.domain
        for base in domain.points(f"{claim.id}/{self.route}", self.points, self.minimum):
            base_rows, status, tells = self._sequence(claim, tree, base)
            rows += base_rows
            verdicts.append(status)
            informative += tells
        notes = [f"Oracle: {self.oracle.text}.", self._description()]
        if Status.DIFFERS in verdicts:
            status = Status.DIFFERS
        elif Status.UNDECIDED in verdicts or informative < self.minimum:
            status = Status.UNDECIDED
        else:
            status = Status.AGREES
        evidence = Evidence.AGREES if status is Status.AGREES else None
        return CheckResult(self.title, self.route, status, evidence, None, rows, notes)

    def _description(self) -> str:
        name = self.variable
        run = f"{name} from {_value(self.sequence[0])} to {_value(self.sequence[-1])}"
        if self.law:
            return f"Relative error divided by {self.law} tends to 1 ({run})."
        if self.remainder:
            kind = "a finite non-zero constant" if self.tight else "a finite constant"
            return f"Difference divided by {self.remainder} tends to {kind} ({run})."
        return f"Ratio of oracle and print tends to 1 ({run})."

    def _sequence(self, claim: Claim, tree: Node, base: Point) -> tuple[list[Row], Status, bool]:
        scaled: list[list[flint.arb]] = []
        shown: list[tuple[Point, str, str]] = []
        for x in self.sequence:
            point = {**base, self.variable: x}
            values = self.oracle.at(point, self.digits)
            try:
                printed = printed_values(claim, tree, point, self.digits)
            except Undefined:
                row = Row(point, "undefined", decimal(values[0]), Status.DIFFERS)
                return [row], Status.DIFFERS, True
            with precision(digits_to_bits(self.digits)):
                pairs = zip(map(to_ball, printed), map(to_ball, values), strict=True)
                scaled.append([self._scaled(claim, p, v, point) for p, v in pairs])
            shown.append((point, decimal(printed[0], 12), decimal(values[0], 12)))
        outcomes = [self._judge([entry[i] for entry in scaled]) for i in range(len(scaled[0]))]
        statuses = [status for status, _ in outcomes]
        status = worst(statuses)
        rows = [Row(p, a, b, status) for p, a, b in (shown[0], shown[-1])]
        return rows, status, any(tells for _, tells in outcomes)

    def _scaled(
        self, claim: Claim, printed: flint.arb, value: flint.arb, point: Point
    ) -> flint.arb:
        if self.law or self.remainder:
            text = self.law or self.remainder
            tree = self.extra.setdefault(text, parse(text))
            scale = to_ball(printed_values(claim, tree, point, self.digits)[0])
            error = printed / value - 1 if self.law else value - printed
            return error / scale
        if printed == 0:
            return flint.arb(1 if value.contains(0) else 0)
        return value / printed

    def _judge(self, scaled: Sequence[flint.arb]) -> tuple[Status, bool]:
        """Status of one component, and whether it could tell anything (an exact zero cannot)."""
        if any(not x.is_finite() for x in scaled):
            return Status.UNDECIDED, False
        if self.law:
            return _tends_to_one(scaled, LAW_SLACK), True
        if not self.remainder:
            return _tends_to_one(scaled, LIMIT_SLACK), True
        if all(x == 0 for x in scaled):
            return Status.AGREES, not self.tight
        if any(x.contains(0) for x in scaled[-2:]):
            # the difference is below the working precision although the remainder is not
            return (Status.UNDECIDED if self.tight else Status.AGREES), True
        steps = pairwise(zip(scaled, self.sequence, strict=True))
        exponents = [
            math.log(abs(float((b / a).mid()))) / math.log(y / x) for (a, x), (b, y) in steps
        ]
        growing = -exponents[-1] if self.sequence[-1] < self.sequence[0] else exponents[-1]
        if growing > EXPONENT_SLACK or (self.tight and growing < -EXPONENT_SLACK):
            return Status.DIFFERS, True
        return Status.AGREES, True


def _tends_to_one(scaled: Sequence[flint.arb], slack: float) -> Status:
    distances = [abs(float(x.mid()) - 1.0) for x in scaled]
    shrinking = distances[-1] <= 0.9 * max(distances[:-1]) or distances[-1] < 1e-12
    return Status.AGREES if distances[-1] < slack and shrinking else Status.DIFFERS


def _value(x: Fraction) -> str:
    return f"{float(x):.3g}"
