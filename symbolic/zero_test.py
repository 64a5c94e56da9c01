"""Is an expression identically zero? Proof by rational functions, witness by ball arithmetic,
three-valued answer."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

import flint
import sympy

from .rational_functions import NotRationalError, Reducer, reduce_factorials

_DIGITS = 40
_POINTS = 3
_LIMIT_BITS = 1 << 14
# Values that are generic: no small rational relation between them.
_GENERIC = ("17/19", "31/23", "7/11", "43/29", "13/37", "53/41", "29/47", "61/53", "19/59", "71/67")


@dataclass(frozen=True)
class Outcome:
    """Result of a check.

    Attributes:
        status: "proved", "witnessed" (balls at generic points contain 0), "refuted" or "undecided".
        digits: decimal digits to which the balls agree, relative to the smallest term.
        points: the points of the witness, as decimal or rational strings.
        note: what was shown or why not, in a few words.
        value: for a refutation, the value found.
    """

    status: str
    digits: int = 0
    points: list[dict[str, str]] = field(default_factory=list)
    note: str = ""
    value: str = ""

    @property
    def ok(self) -> bool:
        """Whether the statement stands: proved or witnessed."""
        return self.status in ("proved", "witnessed")


# ---------------------------------------------------------------------- evaluation in balls


def sympy_to_arb(expression: Any, values: dict[str, Any], prec: int) -> Any:
    """Enclose the value of a sympy expression at exact parameter values, at `prec` bits.

    Args:
        expression: real-valued expression in elementary functions.
        values: symbol names to exact numbers (`Fraction`, int) or balls.
        prec: working precision in bits.

    Returns:
        An `arb` enclosure; nan where the expression is not real or singular.

    Raises:
        NotRationalError: if the expression contains an unknown function or a symbol without value.
    """
    before = flint.ctx.prec
    flint.ctx.prec = prec
    try:
        return _arb(expression, values)
    finally:
        flint.ctx.prec = before


def _number(value: Any) -> Any:
    if isinstance(value, flint.arb):
        return value
    exact = Fraction(value)
    return flint.arb(flint.fmpq(exact.numerator, exact.denominator))


_FUNCTIONS = {
    sympy.exp: lambda x: x.exp(),
    sympy.log: lambda x: x.log(),
    sympy.sinh: lambda x: x.sinh(),
    sympy.cosh: lambda x: x.cosh(),
    sympy.tanh: lambda x: x.tanh(),
    sympy.coth: lambda x: x.coth(),
    sympy.csch: lambda x: x.csch(),
    sympy.sech: lambda x: x.sech(),
    sympy.Abs: lambda x: abs(x),
    sympy.gamma: lambda x: x.gamma(),
    sympy.factorial: lambda x: (x + 1).gamma(),
}


def _arb(e: Any, values: dict[str, Any]) -> Any:
    if e.is_Rational:
        return flint.arb(flint.fmpq(int(e.p), int(e.q)))
    if e.is_Symbol:
        if e.name not in values:
            raise NotRationalError(f"no value for {e.name}")
        return _number(values[e.name])
    if e.is_Add:
        total = flint.arb(0)
        for argument in e.args:
            total = total + _arb(argument, values)
        return total
    if e.is_Mul:
        product = flint.arb(1)
        for argument in e.args:
            product = product * _arb(argument, values)
        return product
    if e is sympy.E:
        return flint.arb.const_e()
    if e is sympy.pi:
        return flint.arb.pi()
    if e.is_Pow:
        return _arb_power(e, values)
    if isinstance(e, sympy.binomial):
        top, bottom = (_arb(argument, values) for argument in e.args)
        return (top + 1).gamma() * (bottom + 1).rgamma() * (top - bottom + 1).rgamma()
    if e.func in _FUNCTIONS:
        return _FUNCTIONS[e.func](_arb(e.args[0], values))
    raise NotRationalError(f"cannot evaluate {e.func}")


def _arb_power(e: Any, values: dict[str, Any]) -> Any:
    base = _arb(e.base, values)
    if e.exp.is_Integer:
        return base ** int(e.exp)
    if e.exp == sympy.Rational(1, 2):
        return base.sqrt()
    exponent = _arb(e.exp, values)
    if exponent.is_integer():
        return base ** int(exponent.unique_fmpz())
    return (base.log() * exponent).exp()


# ---------------------------------------------------------------------- generic points


def generic_points(symbols: Any, count: int = _POINTS) -> list[dict[str, Fraction]]:
    """Return generic exact points that respect the assumptions of the symbols (integer, positive,
    negative)."""
    ordered = sorted(symbols, key=lambda symbol: symbol.name)
    points = []
    for number in range(count):
        point = {}
        for place, symbol in enumerate(ordered):
            value = Fraction(_GENERIC[(3 * number + 7 * place) % len(_GENERIC)]) + Fraction(
                number + place, 7
            )
            if symbol.is_integer:
                value = Fraction(3 + (2 * place + 3 * number) % 7)
            if symbol.is_negative:
                value = -value
            point[symbol.name] = value
        points.append(point)
    return points


def _show(point: dict[str, Any]) -> dict[str, str]:
    return {name: str(value) for name, value in sorted(point.items())}


# ---------------------------------------------------------------------- the test


def _magnitude(ball: Any) -> float:
    """log10 of |midpoint|, -inf for an exact or enclosed 0."""
    middle = ball.mid()
    if middle.is_zero():
        return -math.inf
    mantissa, exponent = middle.man_exp()
    return (math.log2(abs(int(mantissa))) + int(exponent)) * math.log10(2)


def _witness_point(expression: Any, point: dict[str, Any]) -> tuple[str, int, str]:
    """Compare with 0 at one point: ("zero" | "nonzero" | "unknown", digits, value)."""
    prec = 256
    terms = sympy.Add.make_args(expression)
    while prec <= _LIMIT_BITS:
        before = flint.ctx.prec
        flint.ctx.prec = prec
        try:
            parts = [_arb(term, point) for term in terms]
            total = sum(parts[1:], parts[0])
            if not total.is_finite():
                return "unknown", 0, str(total)
            if not total.contains(0):
                return "nonzero", 0, str(total.str(20))
            smallest = min((m for m in map(_magnitude, parts) if m > -math.inf), default=0.0)
            radius = _magnitude(total.rad()) if not total.is_zero() else -math.inf
        finally:
            flint.ctx.prec = before
        # Digits by which the smallest term stands out of the uncertainty.
        digits = 9999 if radius == -math.inf else int(smallest - radius)
        if digits >= _DIGITS:
            return "zero", min(digits, 9999), "0"
        prec *= 2
    return "unknown", 0, "0"


def witness_zero(expression: Any, points: list[dict[str, Any]] | None = None) -> Outcome:
    """Test an expression for 0 with balls at generic points: witnessed, refuted or undecided."""
    if expression == 0:
        return Outcome("witnessed", 9999, [], "identical")
    points = points or generic_points(expression.free_symbols)
    digits, seen = 9999, []
    for point in points:
        try:
            answer, found, value = _witness_point(expression, point)
        except NotRationalError as error:
            return Outcome("undecided", 0, [], str(error))
        if answer == "nonzero":
            return Outcome("refuted", 0, [_show(point)], "a ball excludes 0", value)
        if answer == "zero":
            digits = min(digits, found)
            seen.append(_show(point))
    if not seen:
        return Outcome("undecided", 0, [], "no point could be evaluated")
    return Outcome("witnessed", digits, seen, "balls contain 0")


def prove_zero(expression: Any, points: list[dict[str, Any]] | None = None) -> Outcome:
    """Decide whether an expression is identically zero.

    First as a rational function of its exponentials, powers and roots (a proof), then with balls
    at generic
    points (a witness, or a refutation). A proof is reported only if no ball contradicts it.

    Args:
        expression: sympy expression.
        points: exact points for the witness; generic ones that respect the symbols' assumptions by
        default.
    """
    if isinstance(expression, (int, Fraction)):
        expression = sympy.Rational(
            Fraction(expression).numerator, Fraction(expression).denominator
        )
    try:
        proved = Reducer(reduce_factorials(expression)).vanishes()
        note = "zero as a rational function of its generators"
    except NotRationalError as error:
        proved, note = False, str(error)
    witness = witness_zero(expression, points)
    if witness.status == "refuted":
        return witness
    if proved:
        return Outcome("proved", witness.digits, witness.points, note)
    return witness
