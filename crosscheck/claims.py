"""Claims: one checkable statement of a paper each, and the registry that holds them."""

from __future__ import annotations

import importlib
import importlib.util
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, Literal, get_args

from .domain import Caveat, Domain, Point
from .errors import ClaimError, UnknownClaim
from .formula import ELEMENTARY, INTEGER_FUNCTIONS, Binding, Node, function_names, parse, symbols
from .mutants import Vocabulary

if TYPE_CHECKING:
    from .checks.base import Check
    from .figures import Figure

Kind = Literal[
    "identity",
    "asymptotic",
    "approximation",
    "inequality",
    "number",
    "scaling",
    "figure",
    "definition",
    "statement",
    "limit",
    "convention",
]
PAPERS = ("heatcap", "indist", "engine", "qar", "spinstar")
ID_PATTERN = re.compile(r"[a-z]+\.[A-Za-z][A-Za-z0-9_.-]*")


@dataclass(frozen=True)
class Chase:
    """What was looked at before the paper was blamed, in the order in which suspicion falls."""

    transcription: str = ""
    oracle: str = ""
    extraction: str = ""
    convention: str = ""

    def to_dict(self) -> dict[str, str]:
        """The answers in the order of suspicion, for records."""
        return {
            "own transcription": self.transcription,
            "own oracle": self.oracle,
            "text extraction": self.extraction,
            "convention": self.convention,
        }


NO_DOMAIN = Domain({})


@dataclass(frozen=True)
class Claim:
    """One statement of a paper: the print, where it is meant to hold, and how it is checked.

    Parameters
    ----------
    id : ``paper.item``, as in ``heatcap.eq7``.
    where : place in the paper, as in ``Eq. (7)``.
    kind : one of :data:`Kind`.
    title : what the statement is about, in a few words.
    latex : the formula as it is printed; never mended.
    printed : the same formula in the language of :mod:`.formula`; never mended.
    domain : axes of the free symbols of ``printed``.
    checks : comparisons with the two books; each must be able to fail.
    bindings : functions of the printed formula that stand for quantities of the symbolic book.
    exact_bindings : bindings whose values are exact rationals for exact arguments.
    environment : extra values of a point that are not numbers (operators), by name.
    oracle_only : axes on which the print does not depend although the quantity could.
    shifted, partners : symbols that mutants shift by one, and pairs that they exchange.
    conventions : units and signs in force.
    prose : the statement is made in words; the formula under ``latex`` is ours.
    missing : what the paper does not give; such a claim has neither formula nor checks.
    depends : claims that this one builds on; an error there is looked at first.
    caveats : restrictions of the domain to try when the print fails on a part of it.
    corrected, cause : a correction for errata that no mutant of the print reaches, and the kind of
    slip.
    instead : what is true instead of a wrong print, in words and with units, where the corrected
    formula alone does not say it.
    chase : what was excluded before the paper was blamed.
    explained : reasons for mutants that survive, by the text of the mutant.
    notes : remarks for the report.
    """

    id: str
    where: str
    kind: Kind
    title: str
    latex: str
    printed: str = ""
    domain: Domain = NO_DOMAIN
    checks: Sequence[Check] = ()
    bindings: Mapping[str, Binding] = field(default_factory=dict)
    exact_bindings: tuple[str, ...] = ()
    environment: Callable[[Point], Mapping[str, Any]] | None = None
    environment_names: tuple[str, ...] = ()
    oracle_only: tuple[str, ...] = ()
    shifted: tuple[str, ...] = ()
    partners: tuple[tuple[str, str], ...] = ()
    conventions: str = "hbar = k_B = 1"
    prose: bool = False
    missing: str = ""
    depends: tuple[str, ...] = ()
    caveats: tuple[Caveat, ...] = ()
    corrected: str | None = None
    cause: str = ""
    instead: str = ""
    chase: Chase = Chase()
    explained: Mapping[str, str] = field(default_factory=dict)
    notes: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if not ID_PATTERN.fullmatch(self.id):
            raise ClaimError(f"claim id {self.id!r} must look like 'heatcap.eq7'")
        if self.kind not in get_args(Kind):
            raise ClaimError(f"{self.id}: kind must be one of {get_args(Kind)}, not {self.kind!r}")
        for name in ("where", "title", "latex"):
            if not getattr(self, name).strip():
                raise ClaimError(f"{self.id}: {name} must not be empty")
        if self.missing:
            if self.printed or self.checks:
                raise ClaimError(f"{self.id}: a claim with something missing cannot be checked")
            return
        if not self.printed.strip():
            raise ClaimError(f"{self.id}: printed must not be empty")
        if not self.checks:
            raise ClaimError(f"{self.id}: a claim needs at least one check")
        if not self.domain.axes:
            raise ClaimError(f"{self.id}: the domain is missing")
        if self.kind == "approximation" and not any(getattr(c, "law", "") for c in self.checks):
            raise ClaimError(f"{self.id}: an approximation needs a check with its error law")
        self.validate(self.tree)
        if self.corrected is not None:
            self.validate(parse(self.corrected))

    def validate(self, tree: Node) -> None:
        """Refuse symbols without an axis, idle axes, and functions that nobody defines."""
        free = symbols(tree) - set(self.environment_names)
        known = set(self.domain.axes) | {s for check in self.checks for s in check.own_symbols}
        if free - known:
            raise ClaimError(f"{self.id}: symbols {sorted(free - known)} have no domain")
        idle = set(self.domain.axes) - free - set(self.oracle_only)
        if idle and self.environment is None and tree == self.tree:
            extra = sorted(idle)
            raise ClaimError(f"{self.id}: axes {extra} belong to no symbol of the claim")
        unknown = function_names(tree) - {*ELEMENTARY, *INTEGER_FUNCTIONS, *self.bindings}
        unknown -= set(self.environment_names)
        if unknown:
            raise ClaimError(f"{self.id}: functions {sorted(unknown)} are not defined")

    @property
    def paper(self) -> str:
        """Key of the paper."""
        return self.id.partition(".")[0]

    @property
    def tree(self) -> Node:
        """The printed formula, parsed."""
        return parse(self.printed)

    def restricted(self, caveat: Caveat) -> Claim:
        """The same claim on the part of the domain that a caveat names."""
        checks = tuple(check.restricted(caveat) for check in self.checks)
        domain = self.domain.restricted(caveat)
        return replace(self, domain=domain, checks=checks)

    def deeper(self) -> Claim:
        """The same claim at more points and digits."""
        return replace(self, checks=tuple(check.deeper() for check in self.checks))

    def with_digits(self, digits: int) -> Claim:
        """The same claim, its checks at least that many digits deep."""
        checks = tuple(check.with_digits(digits) for check in self.checks)
        return replace(self, checks=checks)

    @property
    def vocabulary(self) -> Vocabulary:
        """What mutants may shift and exchange in this claim."""
        names = {*self.domain.axes, *self.bindings, *self.environment_names}
        names |= {name for check in self.checks for name in check.own_symbols}
        partners = tuple(pair for pair in self.partners if names.issuperset(pair))
        return Vocabulary(frozenset(self.shifted), partners)


@dataclass(frozen=True)
class Paper:
    """A paper with its claims, in the order of the text."""

    key: str
    title: str
    authors: str
    reference: str
    claims: tuple[Claim, ...]
    figures: tuple[Figure, ...] = ()

    def __post_init__(self) -> None:
        seen: set[str] = set()
        for claim in self.claims:
            if claim.paper != self.key:
                raise ClaimError(f"{claim.id} stands in the file of paper {self.key}")
            if claim.id in seen:
                raise ClaimError(f"{claim.id} is defined twice")
            if missing := [d for d in claim.depends if d not in seen]:
                raise ClaimError(f"{claim.id} depends on {missing}, not among the claims before it")
            seen.add(claim.id)
        for figure in self.figures:
            if figure.id not in seen:
                raise ClaimError(f"figure {figure.id} belongs to no claim")


def load(key: str) -> Paper:
    """The paper of that key; raises :class:`UnknownClaim` for an unknown one."""
    if key not in available():
        raise UnknownClaim(f"paper {key!r} is unknown; known are {', '.join(available())}")
    module = importlib.import_module(f".papers.{key}", __package__)
    paper: Paper = module.PAPER
    return paper


def available() -> tuple[str, ...]:
    """Keys of the papers that have a file of claims."""
    found = importlib.util.find_spec
    return tuple(key for key in PAPERS if found(f"{__package__}.papers.{key}") is not None)


def select(targets: Iterable[str]) -> list[Claim]:
    """Claims named by papers or claim ids (all of them for an empty list), in the order of the
    papers.

    Raises :class:`UnknownClaim` naming a target that is neither.
    """
    chosen: set[str] = set()
    for target in targets:
        paper = load(target.partition(".")[0])
        found = {
            claim.id
            for claim in paper.claims
            if target == paper.key or claim.id == target or claim.id.startswith(target + ".")
        }
        if not found:
            raise UnknownClaim(f"claim {target!r} is unknown; `cotherm list` shows all")
        chosen |= found
    everything = [claim for key in available() for claim in load(key).claims]
    return [claim for claim in everything if not chosen or claim.id in chosen]


def find(claim_id: str) -> Claim:
    """The claim of exactly that id; raises :class:`UnknownClaim` when there is none."""
    for claim in load(claim_id.partition(".")[0]).claims:
        if claim.id == claim_id:
            return claim
    raise UnknownClaim(f"claim {claim_id!r} is unknown; `cotherm list` shows all")
