"""Symbolic proof: the print equals what the symbolic book derived, for symbolic parameters."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Any

from ..algebras import sympy_algebra
from ..errors import ClaimError
from ..evidence import CheckResult, Evidence, Status
from ..formula import Node, evaluate, parse
from .base import Check

if TYPE_CHECKING:
    from ..claims import Claim
    from ..domain import Axis


@cache
def derivation_record(name: str) -> Any:
    """The checked derivation of that name; each runs once per process."""
    from cotherm.symbolic.derivation import derive

    return derive(name)


@cache
def derivation_steps(name: str) -> Any:
    """The steps of a derivation, unchecked."""
    from cotherm.symbolic.derivation import find_derivation

    return find_derivation(name).build()


@dataclass(frozen=True)
class Result:
    """One expression that a derivation established: a side of one of its steps.

    ``method`` and ``number`` name the step ("series", 0). Taken is what the step derives: what it
    ends in, or for a "closed form" step what it shows to be the closed form.
    """

    method: str = "closed form"
    number: int = -1

    def position(self, steps: Sequence[Any]) -> int:
        """Index of the step in the chain."""
        return [i for i, step in enumerate(steps) if step.method == self.method][self.number]

    def expression(self, steps: Sequence[Any]) -> Any:
        """The derived expression."""
        step = steps[self.position(steps)]
        return step.before if self.method == "closed form" else step.after


@dataclass(frozen=True)
class Proof(Check):
    """The difference of print and derived form is zero for symbolic parameters.

    ``derivation`` names the chain of steps, ``results`` what of it the print is compared with, one
    :class:`Result` per printed value (or per case). ``names`` maps the derivation's symbols, by
    name, to formulas in the claim's symbols; symbols of the same name need no entry. ``factor`` is
    a formula that multiplies the derived form (a unit that the derivation sets to one; the print's
    dependence on it is then not proved, and the note says so). ``bindings`` give the printed
    formula's functions as sympy expressions. ``cases`` fix integer symbols, one result each.

    The evidence is that of the steps up to the result: only where all of them are proved is the
    claim proved.
    """

    derivation: str
    results: tuple[Result, ...] = (Result(),)
    names: Mapping[str, str] = field(default_factory=dict)
    factor: str = "1"
    bindings: Mapping[str, Callable[..., Any]] = field(default_factory=dict)
    cases: tuple[Mapping[str, int], ...] = ()
    route: str = "symbolic"
    title: str = "proof for symbolic parameters"

    def run(self, claim: Claim, tree: Node) -> CheckResult:
        from cotherm.symbolic.zero_test import prove_zero

        differences = self._differences(claim, tree)
        outcomes = {str(prove_zero(difference).status) for difference in differences}
        record = derivation_record(self.derivation)
        chain = derivation_steps(self.derivation)
        last = max(result.position(chain) for result in self.results)
        used = {step.outcome for step in record.steps[: last + 1]}
        notes = [
            f"Derivation {self.derivation!r}: the first {last + 1} of {len(chain)} steps, "
            f"{'all proved' if used == {'proved'} else 'not all proved'}."
        ]
        if self.cases:
            notes.append(f"Proved for {'; '.join(map(_case, self.cases))}.")
        if self.factor != "1":
            notes.append(f"The factor {self.factor} is a unit that the derivation sets to one.")
        status, evidence = Status.AGREES, None
        if "refuted" in outcomes:
            status = Status.DIFFERS
        elif "undecided" in outcomes or "failed" in used:
            status = Status.UNDECIDED
        elif outcomes <= {"proved"} and used <= {"proved"}:
            evidence = Evidence.PROVED
        else:
            evidence = Evidence.AGREES
            notes.append("Where symbols do not decide, a numeric witness stands in.")
        return CheckResult(
            self.title, self.route, status, evidence, None, [], notes, record.to_dict()
        )

    def _differences(self, claim: Claim, tree: Node) -> list[Any]:
        """Print minus derived form, for each printed value or case."""
        import sympy

        axes = claim.domain.axes
        own = [name for check in claim.checks for name in check.own_symbols]
        symbols: dict[str, Any] = {
            name: sympy.Symbol(name, **_assumptions(axes.get(name))) for name in [*axes, *own]
        }
        algebra = sympy_algebra(self.bindings)
        points = [
            {**symbols, **{name: sympy.Integer(value) for name, value in case.items()}}
            for case in self.cases or ({},)
        ]
        printed = [
            (value, point) for point in points for value in _as_list(evaluate(tree, point, algebra))
        ]
        chain = derivation_steps(self.derivation)
        derived = [part for result in self.results for part in _as_list(result.expression(chain))]
        if len(printed) != len(derived):
            raise ClaimError(
                f"{claim.id}: the print has {len(printed)} values, the derivation {len(derived)}"
            )
        return [
            value - evaluate(parse(self.factor), point, algebra) * self._renamed(expression, point)
            for (value, point), expression in zip(printed, derived, strict=True)
        ]

    def _renamed(self, expression: Any, point: Mapping[str, Any]) -> Any:
        """A derived expression in the claim's symbols."""
        algebra = sympy_algebra()
        renamed = {name: evaluate(parse(text), point, algebra) for name, text in self.names.items()}
        change = {
            symbol: renamed.get(symbol.name, point.get(symbol.name, symbol))
            for symbol in expression.free_symbols
        }
        return expression.subs(change, simultaneous=True)


def _assumptions(axis: Axis | None) -> dict[str, bool]:
    """Positive where the axis is; real otherwise (the variable of a limit is positive)."""
    return {"positive": True} if axis is None or axis.positive else {"real": True}


def _case(case: Mapping[str, int]) -> str:
    return ", ".join(f"{name} = {value}" for name, value in case.items())


def _as_list(value: Any) -> list[Any]:
    return list(value) if isinstance(value, list | tuple) else [value]
