"""Evaluation of printed forms at points: exact where they are rational, else in balls."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from ..algebras import ball_algebra, digits_to_bits, precision, to_ball, to_fmpq
from ..errors import ClaimError, NotRational
from ..formula import INTEGER_VALUES, Add, Algebra, Binding, Node, evaluate, rational_algebra, walk
from ..logarithm import Logarithm
from .comparison import Scalar, as_scalars, relative_digits, vanishes

if TYPE_CHECKING:
    import flint

    from ..claims import Claim

DEEPEST = 16  # times the precision that the digits would need without cancellation


class Undefined(ArithmeticError):
    """The form has no value here; ``pole`` tells a division by zero from a value out of range."""

    def __init__(self, *, pole: bool) -> None:
        super().__init__("a division by zero" if pole else "outside the domain of a function")
        self.pole = pole


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
    return _Exact("exact", to_fmpq, {"abs": abs, **integers, **bindings})


def printed_values(
    claim: Claim, tree: Node, point: Mapping[str, Any], digits: int, scale: float = 0.0
) -> list[Scalar]:
    """Value of a form at a point: exact where it is rational, else balls of the asked digits.

    A value that may be zero is accepted when it is that many digits smaller than ``scale``, the
    size of its terms. Raises :class:`Undefined` where the form has no value.
    """
    if claim.environment is not None:
        return _operator_values(claim, tree, point)
    exact = {name: claim.bindings[name] for name in claim.exact_bindings}
    try:
        return as_scalars(evaluate(tree, point, rational_algebra(exact)))
    except (NotRational, TypeError):
        pass
    except ClaimError:
        raise
    except ZeroDivisionError:
        raise Undefined(pole=True) from None
    except ValueError:
        raise Undefined(pole=False) from None
    return _ball_values(claim, tree, point, digits, scale)


def _operator_values(claim: Claim, tree: Node, point: Mapping[str, Any]) -> list[Scalar]:
    assert claim.environment is not None
    extended = {**point, **claim.environment(dict(point))}
    callables = {k: v for k, v in extended.items() if callable(v)}
    algebra = exact_algebra({**claim.bindings, **callables})
    try:
        return as_scalars(evaluate(tree, extended, algebra))
    except ClaimError:
        raise
    except (KeyError, TypeError, ValueError, ZeroDivisionError, NotRational):
        # A mutant may divide by an operator, or name a level that does not exist.
        raise Undefined(pole=False) from None


def _ball_values(
    claim: Claim, tree: Node, point: Mapping[str, Any], digits: int, scale: float
) -> list[Scalar]:
    algebra = ball_algebra(claim.bindings)
    bits = digits_to_bits(digits)
    while True:
        with precision(bits):
            try:
                values = as_scalars(evaluate(tree, _without_logarithms(point), algebra))
            except ClaimError:
                raise
            except ZeroDivisionError:
                raise Undefined(pole=True) from None
            except (ValueError, NotRational):
                raise Undefined(pole=False) from None
            if any(isinstance(value, float) for value in values):
                raise ClaimError(f"{claim.id}: a printed form must not contain floats")
            balls = [to_ball(value) for value in values]
            if all(_known(ball, digits, scale) for ball in balls):
                return values
            if not all(ball.is_finite() for ball in balls) and bits > 8 * digits_to_bits(digits):
                raise Undefined(pole=True)
        bits *= 2
        if bits > DEEPEST * digits_to_bits(digits):
            return values


def _known(ball: flint.arb, digits: int, scale: float) -> bool:
    return relative_digits(ball) >= digits or vanishes(ball, scale, digits)


def _without_logarithms(point: Mapping[str, Any]) -> dict[str, Any]:
    """The same point with logarithms of rational numbers as balls."""
    return {
        name: -2 * to_ball(value.root).log() * to_ball(value.factor)
        if isinstance(value, Logarithm)
        else value
        for name, value in point.items()
    }


def term_sizes(claim: Claim, tree: Node, point: Mapping[str, Any]) -> tuple[int, float]:
    """Decimal orders between the largest and the smallest term of any sum of the print, at a point.

    A comparison to fewer digits would not see the smallest term at all. The second value is the
    size of the largest term of the outermost sum, by which a zero is judged (0 when there is none).
    Terms inside a ``sum(...)`` over an index are not looked at.
    """
    if claim.environment is not None:
        return 0, 0.0
    algebra = ball_algebra(claim.bindings)
    spread, outermost = 0.0, 0.0
    with precision(128):
        balls = _without_logarithms(point)
        for node in walk(tree):
            if not (isinstance(node, Add) and len(node.terms) > 1):
                continue
            try:
                values = [evaluate(term, balls, algebra) for term in node.terms]
                sizes = [abs(to_ball(value)) for value in values]
            except (KeyError, ZeroDivisionError, TypeError, ValueError):
                continue  # inside a sum over a bound index, or not a scalar
            logs = [_log10(size) for size in sizes if size.is_finite() and not size.contains(0)]
            if len(logs) > 1:
                spread = max(spread, max(logs) - min(logs))
            if logs and outermost == 0.0:
                outermost = 10.0 ** max(min(max(logs), 300.0), -300.0)
    return math.ceil(spread), outermost


def _log10(ball: flint.arb) -> float:
    return float(ball.mid().log()) / math.log(10)
