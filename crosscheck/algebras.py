"""The algebras in which transcribed formulas are evaluated: Arb balls, sympy expressions,
operators.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from fractions import Fraction
from typing import TYPE_CHECKING, Any

import flint

from .errors import ClaimError
from .formula import INTEGER_VALUES, Algebra, Binding, Node, Sum, evaluate, walk

if TYPE_CHECKING:
    import sympy

BITS_PER_DIGIT = 3.3219280948873626


@contextmanager
def precision(bits: int) -> Iterator[None]:
    """Arb working precision for the block; always restored."""
    before = flint.ctx.prec
    flint.ctx.prec = bits
    try:
        yield
    finally:
        flint.ctx.prec = before


def digits_to_bits(digits: int) -> int:
    """Working precision that leaves 64 guard bits above the asked decimal digits."""
    return int(digits * BITS_PER_DIGIT) + 64


def to_fmpq(value: Fraction) -> flint.fmpq:
    """The same rational number in flint."""
    return flint.fmpq(value.numerator, value.denominator)


def to_ball(value: Any) -> flint.arb:
    """A real ball from an exact number, a flint number or a ball."""
    if isinstance(value, flint.arb):
        return value
    if isinstance(value, Fraction):
        return flint.arb(to_fmpq(value))
    return flint.arb(value)


class _Ball(Algebra):
    def power(self, base: Any, exponent: Any) -> Any:
        if isinstance(exponent, Fraction):
            if exponent.denominator == 1:
                return base ** int(exponent)
            if exponent.denominator == 2:
                return base.sqrt() ** int(2 * exponent)
            return base ** to_ball(exponent)
        return base**exponent


def _lifted(function: Binding) -> Binding:
    return lambda *arguments: to_ball(function(*arguments))


_BALL_FUNCTIONS: Mapping[str, Binding] = {
    "exp": lambda x: x.exp(),
    "log": lambda x: x.log(),
    "sqrt": lambda x: x.sqrt(),
    "sinh": lambda x: x.sinh(),
    "cosh": lambda x: x.cosh(),
    "tanh": lambda x: x.tanh(),
    "coth": lambda x: x.coth(),
    "abs": abs,
    **{name: _lifted(function) for name, function in INTEGER_VALUES.items()},
}


def ball_algebra(bindings: Mapping[str, Binding] | None = None) -> Algebra:
    """Arb balls; use inside :func:`precision`."""
    return _Ball("ball", to_ball, {**_BALL_FUNCTIONS, **(bindings or {})})


class _Sympy(Algebra):
    def power(self, base: Any, exponent: Any) -> Any:
        import sympy

        return sympy.Pow(base, sympy.sympify(exponent))


def sympy_algebra(bindings: Mapping[str, Binding] | None = None) -> Algebra:
    """Sympy expressions for symbolic parameters."""
    import sympy

    def sum_(node: Node, point: Mapping[str, Any]) -> sympy.Expr:
        assert isinstance(node, Sum)
        # Nested sums may share an index, which sympy would capture; equal sums keep equal names.
        depth = sum(isinstance(part, Sum) for part in walk(node.body))
        index = sympy.Symbol(node.index + "'" * depth)
        body = evaluate(node.body, {**point, node.index: index}, algebra)
        low, high = (evaluate(bound, point, algebra) for bound in (node.lower, node.upper))
        if (
            sympy.expand(low + high) == 0
        ):  # only the even part counts; this makes equal sums look equal
            body = (body + body.subs(index, -index)) / 2
        return sympy.Sum(body, (index, low, high))

    def choice_only_numbers(*_: Any) -> Any:
        raise ClaimError("if_else has no symbolic value: its condition needs numbers")

    algebra = _Sympy(
        "sympy",
        lambda value: sympy.Rational(value.numerator, value.denominator),
        {
            "exp": sympy.exp,
            "log": sympy.log,
            "sqrt": sympy.sqrt,
            "sinh": sympy.sinh,
            "cosh": sympy.cosh,
            "tanh": sympy.tanh,
            "coth": sympy.coth,
            "abs": sympy.Abs,
            "binomial": lambda n, k: sympy.binomial(*(sympy.sympify(x) for x in (n, k))).expand(
                func=True
            ),
            "floor": sympy.floor,
            "sum": sum_,
            "if_else": choice_only_numbers,
            **(bindings or {}),
        },
    )
    return algebra


def to_sympy(value: Any) -> Any:
    """A Fraction as a sympy Rational; anything else unchanged."""
    import sympy

    if isinstance(value, Fraction):
        return sympy.Rational(value.numerator, value.denominator)
    return value
