"""What every check has: oracles with memory, the check's interface, and what a mutant may show."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from enum import IntEnum
from typing import TYPE_CHECKING, Any

from ..domain import Point
from ..evidence import CheckResult, Status
from ..formula import Node
from .comparison import Scalar, as_scalars

if TYPE_CHECKING:
    from ..claims import Claim
    from ..domain import Caveat


class Notice(IntEnum):
    """How a check noticed a mutant: by another value, by having none at all, or not at all."""

    NO = 0
    UNDEFINED = 1
    VALUE = 2


@dataclass(frozen=True)
class Oracle:
    """A quantity of one of the books, as a function of a point and of the digits wanted.

    ``compute(point, digits)`` returns an exact rational (flint ``fmpq`` or Fraction), a ball with
    that many certified digits, a float, or a sequence of them. Values are remembered, so that
    mutants cost nothing: a check asks its oracle for the same points again and again. ``book``
    names where the value comes from: "numeric", "symbolic", or "typed" for a value that stands in
    the claim itself and can therefore certify nothing.
    """

    compute: Callable[[Point, int], Any]
    text: str
    book: str = "numeric"
    memory: dict[tuple[Any, ...], list[Scalar]] = field(default_factory=dict, compare=False)

    def at(self, point: Point, digits: int) -> list[Scalar]:
        """The values at a point; computed once."""
        key = (*sorted(point.items()), digits)
        if key not in self.memory:
            self.memory[key] = as_scalars(self.compute(point, digits))
        return self.memory[key]


class Check(ABC):
    """A comparison of a printed form with a book; it judges the print and its mutants alike."""

    title: str
    route: str

    @abstractmethod
    def run(self, claim: Claim, tree: Node) -> CheckResult:
        """Judge a form of the claim's formula: the print itself, a mutant or a correction."""

    def notices(self, claim: Claim, tree: Node) -> Notice:
        """Whether this check refutes the form; the quick way, for mutants."""
        differs = self.run(claim, tree).status is Status.DIFFERS
        return Notice.VALUE if differs else Notice.NO

    def with_digits(self, digits: int) -> Check:
        """The same check, to at least that many digits (checks without digits are unchanged)."""
        current = getattr(self, "digits", None)
        if current is None or current >= digits:
            return self
        return replace(self, digits=digits)  # type: ignore[type-var]

    def deeper(self) -> Check:
        """The same check at four times the points and twice the digits."""
        changes = {
            name: factor * getattr(self, name)
            for name, factor in (("points", 4), ("digits", 2), ("search", 4))
            if hasattr(self, name)
        }
        return replace(self, **changes) if changes else self  # type: ignore[type-var]

    def restricted(self, caveat: Caveat) -> Check:
        """The same check on a part of its own domain (a check without one uses the claim's)."""
        changes: dict[str, Any] = {}
        if getattr(self, "domain", None) is not None:
            changes["domain"] = self.domain.restricted(caveat)  # type: ignore[attr-defined]
        if at := getattr(self, "at", ()):
            changes["at"] = tuple(point for point in at if caveat.contains(point))
        return replace(self, **changes) if changes else self  # type: ignore[type-var]

    @property
    def own_symbols(self) -> tuple[str, ...]:
        """Symbols whose values the check itself chooses (the variable of a limit)."""
        return ()
