"""Symbolic proof: the print equals what the symbolic book derived, for symbolic parameters."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Any

from ..algebras import sympy_algebra
from ..evidence import CheckResult, Evidence, Status
from ..formula import Node, evaluate, parse
from .base import Check

if TYPE_CHECKING:
    import sympy

    from ..claims import Claim


@cache
def derivation_record(name: str) -> Any:
    """The checked derivation of that name; each runs once per process."""
    from cotherm.symbolic.derivation import derive

    return derive(name)


@dataclass(frozen=True)
class Proof(Check):
    """The difference of print and derived form is zero for symbolic parameters.

    ``derivation`` names the chain of steps, ``result`` picks what the print is compared with: a
    function of the derivation's steps that returns one or several expressions in the derivation's
    own symbols. ``names`` maps those symbols, by name, to formulas in the claim's symbols; symbols
    of the same name need no entry.  ``bindings`` give the printed formula's functions as sympy
    expressions.
    """

    derivation: str
    result: Callable[[Sequence[Any]], Any]
    names: Mapping[str, str] = field(default_factory=dict)
    assumptions: Mapping[str, Mapping[str, bool]] = field(default_factory=dict)
    bindings: Mapping[str, Callable[..., Any]] = field(default_factory=dict)
    route: str = "symbolic"
    title: str = "proof for symbolic parameters"

    def run(self, claim: Claim, tree: Node) -> CheckResult:
        import sympy

        from cotherm.symbolic.zero_test import prove_zero

        names = [*claim.domain.axes, *(n for c in claim.checks for n in c.own_symbols)]
        symbols = {
            name: sympy.Symbol(name, **self.assumptions.get(name, {"positive": True}))
            for name in names
        }
        printed = _as_list(evaluate(tree, symbols, sympy_algebra(self.bindings)))
        derived = self._derived(symbols)
        if len(printed) != len(derived):
            raise ValueError(
                f"{claim.id}: the print has {len(printed)} values, the derivation {len(derived)}"
            )
        record = derivation_record(self.derivation)
        outcomes = [prove_zero(p - d) for p, d in zip(printed, derived, strict=True)]
        statuses = {str(outcome.status) for outcome in outcomes}
        notes = [f"Derivation {self.derivation!r}: {record.outcome}, {len(record.steps)} steps."]
        status, evidence = Status.AGREES, None
        if statuses & {"refuted"}:
            status = Status.DIFFERS
        elif statuses & {"undecided"} or record.outcome == "failed":
            status = Status.UNDECIDED
        elif statuses <= {"proved"} and record.outcome == "proved":
            evidence = Evidence.PROVED
        else:
            evidence = Evidence.CERTIFIED
            notes.append("Not decided symbolically in every step: a ball witness stands in.")
        return CheckResult(
            self.title, self.route, status, evidence, None, [], notes, record.to_dict()
        )

    def _derived(self, symbols: Mapping[str, sympy.Symbol]) -> list[Any]:
        """The derivation's result in the claim's symbols."""
        from cotherm.symbolic.derivation import find_derivation

        algebra = sympy_algebra()
        renamed = {
            name: evaluate(parse(text), symbols, algebra) for name, text in self.names.items()
        }
        results = []
        for expression in _as_list(self.result(find_derivation(self.derivation).build())):
            change = {
                symbol: renamed.get(symbol.name, symbols.get(symbol.name, symbol))
                for symbol in expression.free_symbols
            }
            results.append(expression.subs(change, simultaneous=True))
        return results

    def differs(self, claim: Claim, tree: Node) -> bool:
        """Proofs judge prints and corrections; mutants are left to the numeric checks, which are
        fast.
        """
        return False


def step(method: str, number: int = 0) -> Callable[[Sequence[Any]], Any]:
    """The result of the given step among those of one method (``rewrite``, ``series``, ...)."""
    return lambda steps: [s for s in steps if s.method == method][number].after


def end(steps: Sequence[Any]) -> Any:
    """The end of a derivation: what its last step identifies with the closed form."""
    return steps[-1].before


def _as_list(value: Any) -> list[Any]:
    return list(value) if isinstance(value, list | tuple) else [value]
