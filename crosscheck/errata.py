"""Corrections of refuted prints: mutants of depth one and two that agree with both books."""

from __future__ import annotations

import itertools
from dataclasses import dataclass

from .claims import Claim
from .equivalence import Relationship, relationship
from .evidence import CheckResult, Status
from .formula import Node, parse
from .mutants import Mutant, mutants, second_order

DEEPEST_SEARCH = 6000


@dataclass(frozen=True)
class Correction:
    """A form of the print that all checks accept, and how it was found."""

    tree: Node
    change: str
    found_by: str
    results: list[CheckResult]
    alternatives: list[str]


def find_correction(claim: Claim) -> Correction | None:
    """The smallest change of the print that every check accepts, or None.

    Depth one is searched completely, then depth two up to ``DEEPEST_SEARCH`` forms, then the
    claim's own proposal is tried (first, when it gives one, so that a stated correction is what
    gets tested; the search then only reports whether it would have been found).
    """
    first = mutants(claim.tree, claim.vocabulary)
    depth_one = [m for m in first if _survives(claim, m.tree)]
    found = [(m, "mutant search, depth one") for m in depth_one]
    if not found:
        pool = itertools.islice(second_order(first, claim.vocabulary), DEEPEST_SEARCH)
        found = [(m, "mutant search, depth two") for m in pool if _survives(claim, m.tree)]
    if claim.corrected is not None:
        proposal = Mutant(claim.cause or "stated correction", parse(claim.corrected))
        reached = any(
            relationship(claim, proposal.tree, m.tree) is Relationship.EQUIVALENT for m, _ in found
        )
        how = f"stated in the claim; {found[0][1] if reached else 'not reached by mutants'}"
        found.insert(0, (proposal, how))
    for mutant, how in found:
        results = [check.run(claim, mutant.tree) for check in claim.checks]
        if all(result.status is Status.AGREES for result in results):
            others = [m.text for m, _ in found if m is not mutant]
            return Correction(mutant.tree, mutant.change, how, results, others[:5])
    return None


def _survives(claim: Claim, tree: Node) -> bool:
    return not any(check.differs(claim, tree) for check in claim.checks)
