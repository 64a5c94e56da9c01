"""What every check has: oracles with memory, evaluation of the print, and comparison of balls."""

from __future__ import annotations

import math
from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from typing import TYPE_CHECKING, Any

import flint

from ..algebras import ball_algebra, digits_to_bits, precision, to_ball, to_fmpq
from ..domain import Point
from ..errors import ClaimError, NotRational
from ..evidence import CheckResult, Status
from ..formula import INTEGER_VALUES, Add, Algebra, Binding, Node, evaluate, rational_algebra, walk
from ..logarithm import Logarithm

if TYPE_CHECKING:
    from ..claims import Claim
    from ..domain import Caveat

Scalar = flint.arb | flint.fmpq | float
DEEPEST = 16  # times the precision that the digits would need without cancellation
LOG10_2 = math.log10(2)


class Undefined(ArithmeticError):
    """The print has no finite value at this point (a division by zero, a logarithm of zero)."""


@dataclass(frozen=True)
class Oracle:
    """A quantity of one of the books, as a function of a point and of the digits wanted.

    ``compute(point, digits)`` returns an exact rational (flint ``fmpq`` or Fraction), a ball with
    that many certified digits, a float, or a sequence of them.  Values are remembered, so that
    mutants cost nothing: a check asks its oracle for the same points again and again.
    """

    compute: Callable[[Point, int], Any]
    text: str
    memory: dict[tuple[Any, ...], list[Scalar]] = field(default_factory=dict, compare=False)

    def at(self, point: Point, digits: int) -> list[Scalar]:
        key = (*sorted(point.items()), digits)
        if key not in self.memory:
            self.memory[key] = as_scalars(self.compute(point, digits))
        return self.memory[key]


def as_scalars(value: Any) -> list[Scalar]:
    """One value, a sequence or a matrix of values, as a flat list of flint numbers or floats."""
    if isinstance(value, flint.fmpq_mat | flint.arb_mat):
        return [as_scalars(entry)[0] for entry in value.entries()]
    if isinstance(value, Mapping):
        return [scalar for entry in value.values() for scalar in as_scalars(entry)]
    if isinstance(value, Sequence) and not isinstance(value, str):
        return [scalar for entry in value for scalar in as_scalars(entry)]
    if isinstance(value, bool) or value is None:
        raise ClaimError(f"an oracle must return numbers, it returned {value!r}")
    if isinstance(value, int | Fraction):
        return [to_fmpq(Fraction(value))]
    if isinstance(value, flint.fmpz):
        return [flint.fmpq(value)]
    return [value]


class Check(ABC):
    """A comparison of a printed form with a book; it judges the print and its mutants alike."""

    title: str
    route: str

    @abstractmethod
    def run(self, claim: Claim, tree: Node) -> CheckResult:
        """Judge a form of the claim's formula: the print itself, a mutant or a correction."""

    def differs(self, claim: Claim, tree: Node) -> bool:
        """Whether this check refutes the form; the quick way, for mutants."""
        return self.run(claim, tree).status is Status.DIFFERS

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
        domain = getattr(self, "domain", None)
        if domain is None:
            return self
        return replace(self, domain=domain.restricted(caveat))  # type: ignore[type-var]

    @property
    def own_symbols(self) -> tuple[str, ...]:
        """Symbols whose values the check itself chooses (the variable of a limit)."""
        return ()


class _Exact(Algebra):
    """Rational numbers and rational matrices of flint."""

    def power(self, base: Any, exponent: Any) -> Any:
        if isinstance(exponent, Fraction) and exponent.denominator == 1:
            return base ** int(exponent)
        raise NotRational


def _flint(function: Binding) -> Binding:
    return lambda *arguments: to_fmpq(function(*arguments))


def exact_algebra(bindings: Mapping[str, Callable[..., Any]]) -> Algebra:
    """Exact flint arithmetic for formulas of operators, without transcendental functions."""
    integers = {name: _flint(function) for name, function in INTEGER_VALUES.items()}
    table = {"abs": abs, **integers, **bindings}
    return _Exact("exact", to_fmpq, table)


def printed_values(
    claim: Claim, tree: Node, point: Mapping[str, Any], digits: int, scale: float = 0.0
) -> list[Scalar]:
    """Value of a printed form at a point: exact where it is rational, else balls of the asked
    digits.

    A value that may be zero is accepted when it is that many digits smaller than ``scale``, the
    size of its terms.
    """
    if claim.environment is not None:
        extended = {**point, **claim.environment(dict(point))}
        callables = {k: v for k, v in extended.items() if callable(v)}
        algebra = exact_algebra({**claim.bindings, **callables})
        try:
            return as_scalars(evaluate(tree, extended, algebra))
        except (KeyError, TypeError, ValueError, ZeroDivisionError, NotRational):
            raise Undefined from None  # a mutant may divide by an operator, or name a missing level
    try:
        exact = {name: claim.bindings[name] for name in claim.exact_bindings}
        return as_scalars(evaluate(tree, point, rational_algebra(exact)))
    except (NotRational, TypeError):
        pass
    except (ZeroDivisionError, ValueError):
        raise Undefined from None
    algebra = ball_algebra(claim.bindings)
    bits = digits_to_bits(digits)
    while True:
        with precision(bits):
            try:
                values = as_scalars(evaluate(tree, _without_logarithms(point), algebra))
            except (ZeroDivisionError, ValueError):  # outside the domain of a bound quantity
                raise Undefined from None
            balls = [to_ball(value) for value in values]
            if all(
                relative_digits(ball) >= digits or vanishes(ball, scale, digits) for ball in balls
            ):
                return values
            if not all(ball.is_finite() for ball in balls) and bits > 8 * digits_to_bits(digits):
                raise Undefined
        bits *= 2
        if bits > DEEPEST * digits_to_bits(digits):
            return values


def _without_logarithms(point: Mapping[str, Any]) -> dict[str, Any]:
    """The same point with logarithms of rational numbers as balls."""
    return {
        name: -2 * to_ball(value.root).log() * to_ball(value.factor)
        if isinstance(value, Logarithm)
        else value
        for name, value in point.items()
    }


def vanishes(ball: flint.arb, scale: float, digits: int) -> bool:
    """Whether a ball may be zero and is below ``scale`` by that many decimal orders."""
    if scale == 0.0 or not ball.contains(0):
        return False
    return bool(ball.abs_upper() <= flint.arb(scale) * flint.arb(10) ** (-digits))


def worst(statuses: Sequence[Status]) -> Status:
    """Differs before undecided before agrees."""
    for status in (Status.DIFFERS, Status.UNDECIDED):
        if status in statuses:
            return status
    return Status.AGREES


def relative_digits(ball: flint.arb) -> float:
    """Decimal digits to which a ball is known, relative to its magnitude."""
    if ball.is_exact():
        return math.inf if ball.is_finite() else 0.0
    if not ball.is_finite():
        return 0.0
    return int(ball.rel_accuracy_bits()) * LOG10_2


def compare(
    printed: Scalar, value: Scalar, digits: int, tolerance: float, scale: float = 0.0
) -> tuple[Status, int | None]:
    """Status of one pair of values, and the digits of their certified agreement (None when exact).

    Values that may both be zero agree when they are that many digits smaller than ``scale``.
    """
    if isinstance(printed, flint.fmpq) and isinstance(value, flint.fmpq):
        return (Status.AGREES if printed == value else Status.DIFFERS), None
    if isinstance(value, float):
        known = float(to_ball(printed).mid()) if not isinstance(printed, float) else printed
        error = abs(known - value) / max(abs(known), abs(value), 1e-300)
        agreed = error <= tolerance
        return (Status.AGREES if agreed else Status.DIFFERS), max(
            0, int(-math.log10(error or 1e-17))
        )
    with precision(digits_to_bits(digits) + 64):
        first, second = to_ball(printed), to_ball(value)
        if not (first.is_finite() and second.is_finite()):
            return Status.UNDECIDED, 0
        difference = first - second
        if not difference.contains(0):
            return Status.DIFFERS, 0
        if first == 0 and second == 0:
            return Status.AGREES, None
        if vanishes(first, scale, digits) and (second == 0 or vanishes(second, scale, digits)):
            return Status.AGREES, digits
        size = max(abs(second.mid()), abs(first.mid()))
        if size == 0:
            return Status.UNDECIDED, 0
        width = (difference.rad() / size).mid()
        agreed_digits = digits if width == 0 else int(float(-width.log() / flint.arb(10).log()))
        status = Status.AGREES if agreed_digits >= digits else Status.UNDECIDED
        return status, agreed_digits


def term_sizes(claim: Claim, tree: Node, point: Mapping[str, Any]) -> tuple[int, float]:
    """Decimal orders between the largest and the smallest term of any sum of the print, at a point.

    A comparison to fewer digits would not see the smallest term at all.  The second value is the
    size of the largest term of the outermost sum, by which a zero is judged (0 when there is no
    sum).
    """
    if claim.environment is not None:
        return 0, 0.0
    algebra = ball_algebra(claim.bindings)
    worst, outermost = 0.0, 0.0
    with precision(128):
        balls = _without_logarithms(point)
        for node in walk(tree):
            if isinstance(node, Add) and len(node.terms) > 1:
                try:
                    values = [evaluate(t, balls, algebra) for t in node.terms]
                    sizes = [abs(to_ball(value)) for value in values]
                except (KeyError, ZeroDivisionError, TypeError, ValueError):
                    continue  # inside a sum over a bound index, or not a scalar
                logs = [_log10(size) for size in sizes if size.is_finite() and not size.contains(0)]
                if len(logs) > 1:
                    worst = max(worst, max(logs) - min(logs))
                if logs and outermost == 0.0:
                    outermost = 10.0 ** max(min(max(logs), 300.0), -300.0)
    return math.ceil(worst), outermost


def _log10(ball: flint.arb) -> float:
    return float(ball.mid().log()) / math.log(10)


def decimal(value: Scalar, digits: int = 20) -> str:
    """A value for tables: a fraction where exact and short, else a decimal string."""
    if isinstance(value, float):
        return f"{value:.6g}"
    if isinstance(value, flint.fmpq):
        text = str(value)
        if len(text) <= 40:
            return text
    with precision(digits_to_bits(digits)):
        return str(to_ball(value).str(digits, radius=False))
