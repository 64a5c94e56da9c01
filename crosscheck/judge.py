"""From checks to a verdict: mutants, caveats, errata and their corrections."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from .claims import Claim
from .domain import Caveat
from .equivalence import Relationship, relationship
from .errata import Correction, find_correction
from .evidence import CheckResult, Evidence, Status, Verdict
from .formula import Node, parse
from .mutants import Mutant, mutants
from .notation import to_latex, to_text


@dataclass
class MutantReport:
    """Which mutants the checks noticed, and why the others do not count."""

    killed: int = 0
    total: int = 0
    equivalent: list[str] = field(default_factory=list)
    weaker: list[str] = field(default_factory=list)
    explained: dict[str, str] = field(default_factory=dict)
    survivors: list[str] = field(default_factory=list)

    def to_dict(self) -> dict[str, Any]:
        """Plain data for the record."""
        return {
            "killed": self.killed,
            "total": self.total,
            "equivalent": self.equivalent,
            "weaker": self.weaker,
            "explained": self.explained,
            "survivors": self.survivors,
        }


def audit(claim: Claim) -> dict[str, Any]:
    """Judge one claim and return its record (plain data, the same bytes for the same code)."""
    tree = claim.tree
    results = [check.run(claim, tree) for check in claim.checks]
    verdict = _verdict(claim, results)
    part, final, caveat = claim, results, None
    correction: Correction | None = None
    if verdict is Verdict.REFUTED:
        restriction = next(_restrictions(claim), None)
        if restriction is not None:
            verdict, (caveat, part, final) = Verdict.CAVEAT, restriction
        else:
            correction = find_correction(claim)
    if correction is not None:
        verdict, final = Verdict.ERRATUM, correction.results
    report = _mutants(part, tree if correction is None else correction.tree)
    return {
        "id": claim.id,
        "paper": claim.paper,
        "where": claim.where,
        "kind": claim.kind,
        "title": claim.title,
        "latex": claim.latex,
        "printed": to_text(tree),
        "transcription": to_latex(tree),
        "conventions": claim.conventions,
        "domain": claim.domain.text,
        "depends": list(claim.depends),
        "verdict": verdict.value,
        "caveat": caveat.text if caveat else None,
        "evidence": _label(_strongest(final)),
        "digits": _digits(final),
        "checks": [result.to_dict() for result in results],
        "restricted_checks": [r.to_dict() for r in final] if caveat else [],
        "derivations": _derivations(final),
        "mutants": report.to_dict(),
        "erratum": None if correction is None else _erratum(claim, correction),
        "notes": list(claim.notes),
        "rerun": f"cotherm verify {claim.id}",
    }


def _verdict(claim: Claim, results: list[CheckResult]) -> Verdict:
    statuses = [result.status for result in results]
    if Status.DIFFERS in statuses:
        return Verdict.REFUTED
    if Status.UNDECIDED in statuses:
        return Verdict.UNDECIDED
    return Verdict.APPROXIMATION if claim.kind == "approximation" else Verdict.HOLDS


def _restrictions(claim: Claim) -> Iterator[tuple[Caveat, Claim, list[CheckResult]]]:
    """Declared parts of the domain in which every check accepts the print."""
    for caveat in claim.caveats:
        part = claim.restricted(caveat)
        results = [check.run(part, part.tree) for check in part.checks]
        if all(result.status is Status.AGREES for result in results):
            yield caveat, part, results


def _mutants(claim: Claim, accepted: Node) -> MutantReport:
    """Every mutant of the accepted form must be noticed by a check, or be no change at all."""
    report = MutantReport()
    for mutant in mutants(accepted, claim.vocabulary):
        relation = relationship(claim, accepted, mutant.tree)
        if relation is Relationship.EQUIVALENT:
            report.equivalent.append(_line(mutant))
            continue
        report.total += 1
        if any(check.differs(claim, mutant.tree) for check in claim.checks):
            report.killed += 1
        elif relation is Relationship.WEAKER:
            report.total -= 1
            report.weaker.append(_line(mutant))
        elif mutant.text in claim.explained:
            report.explained[_line(mutant)] = claim.explained[mutant.text]
        else:
            report.survivors.append(_line(mutant))
    return report


def _line(mutant: Mutant) -> str:
    return f"{mutant.change}: {mutant.text}"


def _strongest(results: list[CheckResult]) -> Evidence | None:
    ranks = [r.evidence for r in results if r.evidence is not None and r.status is Status.AGREES]
    return max(ranks) if ranks else None


def _label(evidence: Evidence | None) -> str | None:
    return evidence.label if evidence else None


def _digits(results: list[CheckResult]) -> int | None:
    known = [r.digits for r in results if r.digits is not None and r.status is Status.AGREES]
    return min(known) if known else None


def _derivations(results: list[CheckResult]) -> list[dict[str, Any]]:
    return [result.derivation for result in results if result.derivation is not None]


def _erratum(claim: Claim, correction: Correction) -> dict[str, Any]:
    corrected = parse(to_text(correction.tree))
    return {
        "printed": claim.latex,
        "corrected": to_text(corrected),
        "corrected_latex": to_latex(corrected),
        "found_by": correction.found_by,
        "alternatives": correction.alternatives,
        "cause": claim.cause or correction.change,
        "evidence": [result.to_dict() for result in correction.results],
        "excluded": claim.chase.to_dict(),
    }
