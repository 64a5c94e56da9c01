"""Derivations: chains of steps, each checked by machine when the derivation is run."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from importlib import import_module
from typing import TYPE_CHECKING, Any

from .errors import DerivationError

if TYPE_CHECKING:
    from .zero_test import Outcome

_MODULES = (
    "spin_ladder",
    "total_spin",
    "spin_ensemble",
    "steady_energy",
    "ensemble_entropy",
    "entropy_production",
    "thermometry",
    "local_state",
    "relaxation",
    "otto_cycle",
    "otto_optimum",
    "refrigerator",
    "refrigerator_window",
    "refrigerator_transport",
    "fuel",
    "micromaser",
    "reservoirs",
    "superradiance",
    "bath_spin",
    "single_pair",
    "many_pairs",
    "collective_moments",
    "third_cumulant",
    "engine_limit",
)


@dataclass(frozen=True)
class Step:
    """One step: `before` becomes `after` by `method`, for a one-line `reason`.

    What `before`, `after` and `data` hold for each method is described with the methods in
    `steps.py`.
    """

    method: str
    reason: str
    before: Any
    after: Any
    data: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Derivation:
    """A named chain of steps; `build` makes the steps, nothing is checked before `run`."""

    name: str
    title: str
    source: str
    build: Callable[[], list[Step]]

    def run(self) -> DerivationRecord:
        """Check every step and return the record."""
        from .steps import check, latex

        records = []
        for step in self.build():
            outcome = check(step)
            records.append(
                StepRecord(
                    step.reason,
                    latex(step),
                    step.method,
                    outcome.status if outcome.ok else "failed",
                    outcome,
                )
            )
        return DerivationRecord(self.name, self.title, self.source, records)


@dataclass(frozen=True)
class StepRecord:
    """What came of one step: outcome "proved", "witnessed" or "failed", and the numeric witness."""

    reason: str
    latex: str
    method: str
    outcome: str
    evidence: Outcome

    def to_dict(self) -> dict[str, Any]:
        """Return a JSON-able dict."""
        return {
            "reason": self.reason,
            "latex": self.latex,
            "method": self.method,
            "outcome": self.outcome,
            "note": self.evidence.note,
            "value": self.evidence.value,
            "witness": {
                "points": self.evidence.points,
                # None: the comparison was exact.
                "digits": None if self.evidence.digits >= 9999 else self.evidence.digits,
            },
        }


@dataclass(frozen=True)
class DerivationRecord:
    """A derivation that was run."""

    name: str
    title: str
    source: str
    steps: list[StepRecord]

    @property
    def outcome(self) -> str:
        """The weakest outcome of its steps."""
        outcomes = {step.outcome for step in self.steps}
        for weakest in ("failed", "witnessed"):
            if weakest in outcomes:
                return weakest
        return "proved" if self.steps else "failed"

    def to_dict(self) -> dict[str, Any]:
        """Return a JSON-able dict."""
        return {
            "name": self.name,
            "title": self.title,
            "source": self.source,
            "outcome": self.outcome,
            "steps": [step.to_dict() for step in self.steps],
        }

    def to_markdown(self) -> str:
        """Return the derivation as Markdown with LaTeX formulas."""
        lines = [f"# {self.title}", "", f"Source: {self.source}. Outcome: {self.outcome}.", ""]
        for number, step in enumerate(self.steps, 1):
            lines += [
                f"{number}. {step.reason} *({step.method}: {step.outcome}{_digits(step)})*",
                "",
                f"   $$ {step.latex} $$",
                "",
            ]
        return "\n".join(lines)

    def to_latex(self) -> str:
        """Return the derivation as a LaTeX section that needs only amsmath."""
        lines = [
            rf"\section*{{{_escape(self.title)}}}",
            rf"Source: {_escape(self.source)}. Outcome: {self.outcome}.",
            r"\begin{enumerate}",
        ]
        for step in self.steps:
            lines += [
                rf"\item {_escape(step.reason)} \emph{{({_escape(step.method)}: {step.outcome})}}",
                rf"\[ {step.latex} \]",
            ]
        return "\n".join([*lines, r"\end{enumerate}", ""])


def _digits(step: StepRecord) -> str:
    digits = step.evidence.digits
    return f", balls agree to {digits} digits" if 0 < digits < 9999 else ""


def _escape(text: str) -> str:
    """Escape plain text for LaTeX, leaving $...$ alone."""
    table = {
        "\\": r"\textbackslash{}", "&": r"\&", "%": r"\%", "#": r"\#", "_": r"\_",
        "{": r"\{", "}": r"\}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}",
        "<": "$<$", ">": "$>$",
    }  # fmt: skip
    parts = text.split("$")
    for number in range(0, len(parts), 2):
        parts[number] = "".join(table.get(character, character) for character in parts[number])
    return "$".join(parts)


# ---------------------------------------------------------------------- registry

_REGISTRY: dict[str, Derivation] = {}


def derivation(
    name: str, title: str, source: str
) -> Callable[[Callable[[], list[Step]]], Derivation]:
    """Register a function that builds the steps of a derivation."""

    def wrap(build: Callable[[], list[Step]]) -> Derivation:
        made = Derivation(name, title, source, build)
        if name in _REGISTRY and _REGISTRY[name].build.__module__ != build.__module__:
            raise DerivationError(f"Two derivations are called {name!r}.")
        _REGISTRY[name] = made
        return made

    return wrap


def _load() -> None:
    for module in _MODULES:
        import_module(f"{__package__}.derivations.{module}")


def derivation_names() -> list[str]:
    """Return the names of all derivations, in the order of the physics."""
    _load()
    place = {f"{__package__}.derivations.{name}": k for k, name in enumerate(_MODULES)}
    # Not the order of registration: somebody may have imported one of the modules before.
    return sorted(
        _REGISTRY, key=lambda name: place.get(_REGISTRY[name].build.__module__, len(place))
    )


def find_derivation(name: str) -> Derivation:
    """Return a derivation without running it.

    Raises:
        DerivationError: if no derivation has that name.
    """
    _load()
    if name not in _REGISTRY:
        raise DerivationError(
            f"No derivation is called {name!r}; the names are {', '.join(derivation_names())}."
        )
    return _REGISTRY[name]


def derive(name: str) -> DerivationRecord:
    """Run a derivation, checking each of its steps.

    Raises:
        DerivationError: if no derivation has that name.
    """
    return find_derivation(name).run()
