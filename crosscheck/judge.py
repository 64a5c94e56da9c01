"""From checks to a verdict: mutants, caveats, errata and their corrections."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from .checks.base import Notice
from .checks.proof import Proof
from .claims import Claim
from .domain import Caveat
from .equivalence import Relationship, relationship
from .errata import Correction, find_correction
from .evidence import CheckResult, Evidence, Status, Verdict
from .formula import Node, parse
from .mutants import Mutant, mutants
from .notation import to_latex, to_text

PROOF_SAMPLE = 6
NOTHING: dict[str, Any] = {
    "caveat": None,
    "evidence": None,
    "digits": None,
    "checks": [],
    "restricted_checks": [],
    "derivations": [],
    "erratum": None,
    "instead": "",
    "chase": {},
}


@dataclass
class MutantReport:
    """Which mutants the checks noticed, and why the others do not count.

    ``undefined`` mutants have no value at any point where they could be compared; they are noticed,
    but say nothing for the checks and are not counted as killed.
    """

    killed: int = 0
    total: int = 0
    undefined: int = 0
    equivalent: list[str] = field(default_factory=list)
    weaker: list[str] = field(default_factory=list)
    explained: dict[str, str] = field(default_factory=dict)
    survivors: list[str] = field(default_factory=list)

    def to_dict(self) -> dict[str, Any]:
        """Plain data for the record."""
        return dict(vars(self))


def header(claim: Claim) -> dict[str, Any]:
    """What a record says of the claim itself, with nothing judged yet."""
    return {
        "id": claim.id,
        "paper": claim.paper,
        "where": claim.where,
        "kind": claim.kind,
        "title": claim.title,
        "prose": claim.prose,
        "latex": claim.latex,
        "printed": to_text(claim.tree) if claim.printed else "",
        "transcription": to_latex(claim.tree) if claim.printed else "",
        "conventions": claim.conventions,
        "domain": claim.domain.text if claim.domain else "",
        "depends": list(claim.depends),
        "verdict": Verdict.UNDECIDED.value,
        **NOTHING,
        "mutants": MutantReport().to_dict(),
        "notes": list(claim.notes),
        "rerun": f"cotherm verify {claim.id}",
    }


def audit(claim: Claim) -> dict[str, Any]:
    """Judge one claim and return its record (plain data, the same bytes for the same code)."""
    if claim.missing:
        verdict = Verdict.NOT_REPRODUCIBLE.value
        missing = f"What the paper does not give: {claim.missing}."
        return {**header(claim), "verdict": verdict, "notes": [*claim.notes, missing]}
    tree = claim.tree
    results = [check.run(claim, tree) for check in claim.checks]
    verdict = _verdict(claim, results)
    part, final, caveat = claim, results, None
    notes = list(claim.notes)
    correction: Correction | None = None
    if verdict is Verdict.REFUTED:
        restriction = next(_restrictions(claim), None)
        if restriction is not None:
            verdict, (caveat, part, final) = Verdict.CAVEAT, restriction
        elif _books_disagree(results):
            verdict = Verdict.UNDECIDED
            notes.append("The two books disagree with each other: the print cannot be judged.")
        else:
            correction = find_correction(claim)
    if correction is not None:
        verdict, final = Verdict.ERRATUM, correction.results
    report, kills = _mutants(part, tree if correction is None else correction.tree)
    shown = [result.to_dict() for result in results]
    for entry, count in zip(shown, kills, strict=True):
        entry["kills"] = count
    return {
        **header(claim),
        "verdict": verdict.value,
        "caveat": caveat.text if caveat else None,
        "evidence": _label(_strongest(final, verdict)),
        "digits": _digits(final),
        "checks": shown,
        "restricted_checks": [r.to_dict() for r in final] if caveat else [],
        "derivations": _derivations(final),
        "mutants": report.to_dict(),
        "erratum": None if correction is None else _erratum(claim, correction),
        **_blame(claim, verdict),
        "notes": notes,
    }


def _verdict(claim: Claim, results: list[CheckResult]) -> Verdict:
    statuses = [result.status for result in results]
    if Status.DIFFERS in statuses:
        return Verdict.REFUTED
    if Status.UNDECIDED in statuses:
        return Verdict.UNDECIDED
    return Verdict.APPROXIMATION if claim.kind == "approximation" else Verdict.HOLDS


def _books_disagree(results: list[CheckResult]) -> bool:
    """Whether one check accepts what another refutes: an oracle may be the one that is wrong."""
    return {result.status for result in results} >= {Status.AGREES, Status.DIFFERS}


def _restrictions(claim: Claim) -> Iterator[tuple[Caveat, Claim, list[CheckResult]]]:
    """Declared parts of the domain in which every check accepts the print."""
    for caveat in claim.caveats:
        part = claim.restricted(caveat)
        results = [check.run(part, part.tree) for check in part.checks]
        if all(result.status is Status.AGREES for result in results):
            yield caveat, part, results


def _mutants(claim: Claim, accepted: Node) -> tuple[MutantReport, list[int]]:
    """Every mutant of the accepted form must be noticed by a check, or be no change at all.

    Also counts the mutants that each check noticed; symbolic proofs, which are slow, are tried on
    ``PROOF_SAMPLE`` of them, spread over the list.
    """
    report = MutantReport()
    kills = [0] * len(claim.checks)
    changed = mutants(accepted, claim.vocabulary)
    stride = max(1, len(changed) // PROOF_SAMPLE)
    for number, mutant in enumerate(changed):
        relation = relationship(claim, accepted, mutant.tree)
        if relation is Relationship.EQUIVALENT:
            report.equivalent.append(_line(mutant))
            continue
        noticed = Notice.NO
        for k, check in enumerate(claim.checks):
            if isinstance(check, Proof) and number % stride:
                continue
            notice = check.notices(claim, mutant.tree)
            kills[k] += notice is Notice.VALUE
            noticed = max(noticed, notice)
        if noticed is Notice.VALUE:
            report.killed += 1
            report.total += 1
        elif noticed is Notice.UNDEFINED:
            report.undefined += 1
        elif relation is Relationship.WEAKER:
            report.weaker.append(_line(mutant))
        elif mutant.text in claim.explained:
            report.total += 1
            report.explained[_line(mutant)] = claim.explained[mutant.text]
        else:
            report.total += 1
            report.survivors.append(_line(mutant))
    return report, kills


def _line(mutant: Mutant) -> str:
    return f"{mutant.change}: {mutant.text}"


def _strongest(results: list[CheckResult], verdict: Verdict) -> Evidence | None:
    """Strongest evidence for the accepted form, or against the print that is refuted."""
    if verdict is Verdict.REFUTED:
        return max(r.refutes for r in results if r.status is Status.DIFFERS)
    ranks = [r.evidence for r in results if r.evidence is not None and r.status is Status.AGREES]
    return max(ranks) if ranks and verdict is not Verdict.UNDECIDED else None


def _label(evidence: Evidence | None) -> str | None:
    return evidence.label if evidence else None


def _digits(results: list[CheckResult]) -> int | None:
    """Digits of the weakest enclosure; of the weakest float comparison where there is no other."""
    known = [r for r in results if r.digits is not None and r.status is Status.AGREES]
    enclosed = [r for r in known if r.evidence is not None and r.evidence >= Evidence.CERTIFIED]
    return min((r.digits or 0 for r in enclosed or known), default=None)


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
    }


def _blame(claim: Claim, verdict: Verdict) -> dict[str, Any]:
    """What is said when the print does not stand as it is printed: what holds, and the chase."""
    wrong = verdict in (Verdict.ERRATUM, Verdict.REFUTED)
    told = wrong or (verdict is Verdict.CAVEAT and any(claim.chase.to_dict().values()))
    return {
        "instead": claim.instead if wrong else "",
        "chase": claim.chase.to_dict() if told else {},
    }
