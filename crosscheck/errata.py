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
    """A form of the print that all checks accept, how it was found, and whether it is the only one.

    ``alternatives`` are the other forms of the same depth that all checks accept and that are not
    provably the same.
    """

    tree: Node
    change: str
    found_by: str
    results: list[CheckResult]
    alternatives: list[str]


def find_correction(claim: Claim) -> Correction | None:
    """The smallest change of the print that every check accepts, or None.

    Depth one is searched completely, then depth two up to ``DEEPEST_SEARCH`` forms. A correction
    that the claim states itself is taken when the checks accept it; the search then only tells
    whether it would have been found.
    """
    first = mutants(claim.tree, claim.vocabulary)
    found, how = [m for m in first if _survives(claim, m.tree)], "mutant search, depth one"
    if not found:
        pool = itertools.islice(second_order(first, claim.vocabulary), DEEPEST_SEARCH)
        found, how = [m for m in pool if _survives(claim, m.tree)], "mutant search, depth two"
    if claim.corrected is not None:
        proposal = Mutant(claim.cause or "stated correction", parse(claim.corrected))
        same = [m for m in found if _same(claim, proposal, m)]
        found = [proposal, *(m for m in found if m not in same)]
        how = f"stated in the claim; {how if same else 'not reached by mutants'}"
    accepted = [
        (mutant, results)
        for mutant in found
        for results in [[check.run(claim, mutant.tree) for check in claim.checks]]
        if all(result.status is Status.AGREES for result in results)
    ]
    if not accepted:
        return None
    best, results = accepted[0]
    others = [m.text for m, _ in accepted[1:] if not _same(claim, best, m)]
    return Correction(best.tree, best.change, how, results, others)


def _same(claim: Claim, one: Mutant, other: Mutant) -> bool:
    if one.text == other.text:  # symbols need not decide what is literally the same
        return True
    return relationship(claim, one.tree, other.tree) is Relationship.EQUIVALENT


def _survives(claim: Claim, tree: Node) -> bool:
    return not any(check.notices(claim, tree) for check in claim.checks)
