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
from .base import Check, Notice, Oracle
from .comparison import decimal, worst
from .printed import Undefined, printed_values

if TYPE_CHECKING:
    from ..claims import Claim

EXPONENT_SLACK = 0.05
RISING_EXPONENT = 1e-6
LAW_SLACK = 0.02
LIMIT_SLACK = 1e-3
SHRINKING = 0.7
EXTRAPOLATED = 0.3
NEGLIGIBLE = 1e-12


def powers_of_ten(first: int, last: int) -> tuple[Fraction, ...]:
    """10^first, ..., 10^last in steps of one decade (either direction)."""
    step = 1 if last >= first else -1
    return tuple(Fraction(10) ** k for k in range(first, last + step, step))


@dataclass(frozen=True)
class Asymptotic(Check):
    """The oracle tends to the print as ``variable`` runs through ``sequence``.

    With ``remainder`` (a formula): ``(oracle - print)/remainder`` tends to a finite constant, which
    is not zero when ``tight``; a wrong leading term or a wrong order of the remainder shows as a
    power of the variable. With ``law`` (a formula): ``(print/oracle - 1)/law`` tends to one, the
    measured error law of an approximation. With neither: ``oracle/print`` tends to one. In the
    last two cases the distance from one must fall along the sequence and its extrapolation must be
    one too, so that a plateau at a wrong constant is noticed.

    A sequence of numbers cannot certify a limit: the evidence of this check alone is ``agrees``.
    """

    oracle: Oracle
    variable: str
    sequence: tuple[Fraction, ...]
    route: str = ""
    remainder: str = ""
    law: str = ""
    tight: bool = True
    title: str = "limit"
    domain: Domain | None = None
    points: int = 6
    minimum: int = 3
    digits: int = 60
    parsed: dict[str, Node] = field(default_factory=dict, repr=False, compare=False)

    def __post_init__(self) -> None:
        if self.remainder and self.law:
            raise ValueError(f"{self.title}: give a remainder or an error law, not both")
        if len(self.sequence) < 3:
            raise ValueError(f"{self.title}: a trend needs at least three values of the variable")
        object.__setattr__(self, "route", self.route or self.oracle.book)

    @property
    def own_symbols(self) -> tuple[str, ...]:
        return (self.variable,)

    def _points(self, claim: Claim) -> list[Point]:
        domain = self.domain or claim.domain
        return domain.points(f"{claim.id}/{self.route}", self.points, self.minimum)

    def run(self, claim: Claim, tree: Node) -> CheckResult:
        rows: list[Row] = []
        verdicts: list[Status] = []
        informative = 0
        for base in self._points(claim):
            base_rows, status, tells = self._sequence(claim, tree, base)
            rows += base_rows
            verdicts.append(status)
            informative += tells
        notes = [f"Oracle: {self.oracle.text}.", self._description()]
        status = worst(verdicts)
        if status is Status.AGREES and informative < self.minimum:
            status = Status.UNDECIDED
            notes.append("Too few of the points could tell anything.")
        evidence = Evidence.AGREES if status is Status.AGREES else None
        result = CheckResult(self.title, self.route, status, evidence, None, rows, notes)
        result.refutes = Evidence.AGREES
        return result

    def notices(self, claim: Claim, tree: Node) -> Notice:
        noticed = Notice.NO
        for base in self._points(claim):
            rows, status, _ = self._sequence(claim, tree, base)
            if status is Status.DIFFERS:
                if rows[0].printed != "undefined":
                    return Notice.VALUE
                noticed = Notice.UNDEFINED
        return noticed

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
        status = worst([one for one, _ in outcomes])
        rows = [Row(p, a, b, status) for p, a, b in (shown[0], shown[-1])]
        return rows, status, any(tells for _, tells in outcomes)

    def _scaled(
        self, claim: Claim, printed: flint.arb, value: flint.arb, point: Point
    ) -> flint.arb:
        text = self.law or self.remainder
        if text:
            tree = self.parsed.setdefault(text, parse(text))
            scale = to_ball(printed_values(claim, tree, point, self.digits)[0])
            error = printed / value - 1 if self.law else value - printed
            return error / scale
        if printed == 0:
            return flint.arb(1 if value == 0 else 0)
        return value / printed

    def _judge(self, scaled: Sequence[flint.arb]) -> tuple[Status, bool]:
        """Status of one component, and whether it could tell anything (an exact zero cannot)."""
        if any(not x.is_finite() for x in scaled):
            return Status.UNDECIDED, False
        if not self.remainder:
            return tends_to_one(scaled, LAW_SLACK if self.law else LIMIT_SLACK), True
        if all(x == 0 for x in scaled):
            return Status.AGREES, not self.tight
        if any(x.contains(0) for x in scaled):
            # The difference is below the working precision; only an upper bound may use that.
            small = all(x.abs_upper() < NEGLIGIBLE for x in scaled[-2:])
            return (Status.AGREES if small and not self.tight else Status.UNDECIDED), True
        exponents = self._exponents(scaled)
        last = exponents[-1]
        growing = last > EXPONENT_SLACK
        rising = last > RISING_EXPONENT and last > exponents[-2]
        if growing or rising or (self.tight and last < -EXPONENT_SLACK):
            return Status.DIFFERS, True
        return Status.AGREES, True

    def _exponents(self, scaled: Sequence[flint.arb]) -> list[float]:
        """Local exponents of the scaled difference, positive where it grows along the sequence.

        With the right leading term and order they tend to zero; a wrong constant makes them rise.
        """
        steps = pairwise(zip(scaled, self.sequence, strict=True))
        return [
            float(abs((b / a).mid()).log()) / abs(math.log(abs(y / x))) for (a, x), (b, y) in steps
        ]


def tends_to_one(scaled: Sequence[flint.arb], slack: float) -> Status:
    """Whether a sequence tends to one: it comes close, goes on falling, and extrapolates to one."""
    distances = [abs(float((x - 1).mid())) for x in scaled]
    last = distances[-1]
    if last < NEGLIGIBLE:
        return Status.AGREES
    if not (last < slack and last <= SHRINKING * distances[-2]):
        return Status.DIFFERS
    before, step = (float((scaled[k] - scaled[k - 1]).mid()) for k in (-2, -1))
    correction = step * step / (step - before) if step != before else 0.0
    limit = float((scaled[-1] - 1).mid()) - correction  # Aitken's extrapolation of x - 1
    return Status.AGREES if abs(limit) <= EXTRAPOLATED * last else Status.DIFFERS


def _value(x: Fraction) -> str:
    return f"{float(x):.3g}"
