"""Vocabulary of results: how strongly something is known, and what it says about the print."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum, IntEnum, StrEnum
from fractions import Fraction
from typing import Any

from .domain import show


class Evidence(IntEnum):
    """Ranks of evidence, strongest last."""

    AGREES = 1
    CERTIFIED = 2
    EXACT = 3
    PROVED = 4

    @property
    def label(self) -> str:
        """The rank as it stands in records."""
        return self.name.lower()


class Status(Enum):
    """What one check says of the print: three-valued, undecided is never green."""

    AGREES = "agrees"
    DIFFERS = "differs"
    UNDECIDED = "undecided"


class Verdict(StrEnum):
    """What is known of a claim; computed, never declared."""

    HOLDS = "holds"
    CAVEAT = "holds-with-caveat"
    APPROXIMATION = "approximation"
    ERRATUM = "erratum"
    REFUTED = "refuted"
    NOT_REPRODUCIBLE = "not-reproducible"
    UNDECIDED = "undecided"


@dataclass(frozen=True)
class Row:
    """One line of a comparison table: a point, the printed form's value and the book's value."""

    point: Mapping[str, Fraction]
    printed: str
    value: str
    status: Status
    digits: int | None = None

    def to_dict(self) -> dict[str, Any]:
        """Plain data for the record."""
        return {
            "point": show(self.point),
            "printed": self.printed,
            "value": self.value,
            "status": self.status.value,
            "digits": self.digits,
        }


@dataclass
class CheckResult:
    """Outcome of one check of one printed form; records keep the first ``shown`` rows.

    ``refutes`` is how strongly the print is known to fail when the status says that it differs.
    """

    check: str
    route: str
    status: Status
    evidence: Evidence | None = None
    digits: int | None = None
    rows: list[Row] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    derivation: dict[str, Any] | None = None
    shown: int | None = None
    refutes: Evidence = Evidence.CERTIFIED

    def to_dict(self) -> dict[str, Any]:
        """Plain data for the record."""
        return {
            "check": self.check,
            "route": self.route,
            "status": self.status.value,
            "evidence": self.evidence.label if self.evidence else None,
            "digits": self.digits,
            "points": len(self.rows),
            "rows": [row.to_dict() for row in self.rows[: self.shown]],
            "notes": self.notes,
        }
