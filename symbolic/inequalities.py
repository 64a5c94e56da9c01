"""Steps of derivations that show a sign: positive Taylor coefficients, exact root counts, sums of
positive terms; and sums that telescope."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Any

import sympy

from .derivation import Step
from .rational_functions import NotRationalError
from .zero_test import Outcome, prove_zero

# Taylor coefficients that are computed one by one; the rest is bounded.
_LISTED = 120

# ---------------------------------------------------------------------- constructors


def positive_series(before: Any, variable: Any, after: Any, reason: str) -> Step:
    """`before` > 0 for variable > 0: its Taylor coefficients are >= 0, the first is `after`.

    `before` is a sum of rational multiples of x^p e^(a x), with rational a.
    """
    return Step("positive series", reason, before, after, {"variable": variable})


def positive_terms(before: Any, after: Any, reason: str) -> Step:
    """`before` equals `after`, a sum of products of positive factors, and so is positive."""
    return Step("positive terms", reason, before, after)


def root_count(
    before: Any,
    variable: Any,
    interval: tuple[Any, Any],
    signs: tuple[int, int],
    after: Any,
    reason: str,
) -> Step:
    """The polynomial `before` has `after` roots in the open interval, and these signs at its
    ends."""
    data = {"variable": variable, "interval": interval, "signs": signs}
    return Step("root count", reason, before, sympy.S(after), data)


def telescoping(summand: Any, index: Any, low: Any, high: Any, after: Any, reason: str) -> Step:
    """sum_(index=low)^high summand = after: true for high = low, and for high + 1 with high."""
    return Step("telescoping", reason, summand, after, {"index": index, "low": low, "high": high})


# ---------------------------------------------------------------------- positive series

Terms = list[tuple[Fraction, int, Fraction]]
"""Coefficient c, power p and rate a of the terms c x^p e^(a x)."""


def _exponential_terms(expression: Any, x: Any) -> Terms:
    terms: Terms = []
    for term in sympy.Add.make_args(sympy.expand(expression.rewrite(sympy.exp))):
        coefficient, power, rate = sympy.S.One, 0, sympy.S.Zero
        for factor in sympy.Mul.make_args(term):
            base, exponent = factor.as_base_exp()
            if factor.is_Rational:
                coefficient *= factor
            elif isinstance(factor, sympy.exp):
                rate += factor.exp / x
            elif base == x and exponent.is_Integer and exponent > 0:
                power += int(exponent)
            else:
                raise NotRationalError(f"{factor} is not a power or an exponential of {x}")
        rate = sympy.cancel(rate)
        if not rate.is_Rational:
            raise NotRationalError(f"the rate {rate} is not a rational number")
        terms.append((_fraction(coefficient), power, _fraction(rate)))
    return terms


def _fraction(value: Any) -> Fraction:
    return Fraction(int(value.p), int(value.q))


def _falling(k: int, length: int) -> int:
    result = 1
    for step in range(length):
        result *= k - step
    return result


def _coefficient(terms: Terms, k: int) -> Fraction:
    """k! times the Taylor coefficient of order k."""
    return sum(
        (c * _falling(k, p) * a ** (k - p) for c, p, a in terms if k >= p),
        Fraction(0),
    )


def _tail_is_positive(terms: Terms, start: int, parity: int) -> bool:
    """Whether all coefficients of one parity from order `start` on are >= 0.

    The rates of largest modulus must win at `start`, and what is left must fall from there.
    """
    k, t = sympy.symbols("k t")
    levels: dict[Fraction, tuple[Any, Any]] = {}
    for c, p, a in terms:
        if a == 0:
            continue
        sign = 1 if a > 0 or (parity - p) % 2 == 0 else -1
        part = sympy.Rational(c.numerator, c.denominator) * sympy.expand(
            sympy.prod([k - i for i in range(p)])
        )
        part = part / sympy.Rational(abs(a).numerator, abs(a).denominator) ** p
        exact, size = levels.get(abs(a), (sympy.S.Zero, sympy.S.Zero))
        magnitude = sum((abs(v) * k ** e[0] for e, v in sympy.Poly(part, k).terms()), sympy.S.Zero)
        levels[abs(a)] = (sympy.expand(exact + sign * part), size + magnitude)
    ordered = [(rate, *levels[rate]) for rate in sorted(levels, reverse=True)]
    while ordered and ordered[0][1] == 0:
        ordered.pop(0)
    if not ordered:
        return True
    top, leading, _ = ordered[0]
    shifted = sympy.Poly(leading.subs(k, start + t), t).all_coeffs()
    if min(shifted) < 0 or shifted[-1] <= 0:
        return False
    rest = Fraction(0)
    for rate, _, size in ordered[1:]:
        ratio, degree = rate / top, int(sympy.Poly(size, k).degree()) if size != 0 else 0
        if Fraction(start + 1, start) ** degree * ratio >= 1:
            return False
        rest += _fraction(sympy.S(size).subs(k, start)) * ratio**start
    return rest < _fraction(shifted[-1])


def _check_positive_series(step: Step) -> Outcome:
    x = step.data["variable"]
    terms = _exponential_terms(step.before, x)
    first: Any = None
    for k in range(_LISTED):
        coefficient = _coefficient(terms, k)
        if coefficient < 0:
            return Outcome("refuted", 0, [], f"the coefficient of order {k} is negative")
        if coefficient > 0 and first is None:
            value = sympy.Rational(coefficient.numerator, coefficient.denominator)
            first = value / sympy.factorial(k) * x**k
    if first is None or sympy.expand(first - step.after) != 0:
        return Outcome("refuted", 0, [], "the first term differs", str(first))
    # Two starts: an order of either parity.
    if all(
        _tail_is_positive(terms, _LISTED - 1 + parity, parity + _LISTED - 1) for parity in (0, 1)
    ):
        return Outcome("proved", 9999, [], "no Taylor coefficient is negative")
    return Outcome("undecided", 0, [], "the tail of the Taylor series could not be bounded")


# ---------------------------------------------------------------------- other signs


def _positive(e: Any) -> bool:
    """Whether an expression is positive by its form alone."""
    if e.is_number:
        return bool(e.is_positive)
    if e.is_Symbol:
        return bool(e.is_positive)
    if e.is_Mul:
        return all(_positive(argument) for argument in e.args)
    if e.is_Add:
        return all(_not_negative(argument) for argument in e.args) and any(
            _positive(argument) for argument in e.args
        )
    if isinstance(e, (sympy.exp, sympy.cosh)):
        return bool(e.args[0].is_real)
    if isinstance(e, (sympy.sinh, sympy.coth, sympy.tanh)):
        return _positive(e.args[0])
    return bool(e.is_Pow and _positive(e.base) and e.exp.is_real)


def _not_negative(e: Any) -> bool:
    if _positive(e) or e == 0 or (e.is_Symbol and e.is_nonnegative):
        return True
    if e.is_Mul:
        return all(_not_negative(argument) for argument in e.args)
    if e.is_Add:
        return all(_not_negative(argument) for argument in e.args)
    even = e.is_Pow and e.exp.is_Integer and int(e.exp) % 2 == 0 and int(e.exp) > 0
    return bool(even and e.base.is_real)


def _check_positive_terms(step: Step) -> Outcome:
    if not _positive(step.after):
        return Outcome("undecided", 0, [], "not a sum of products of positive factors")
    return prove_zero(step.before - step.after)


def _check_root_count(step: Step) -> Outcome:
    x = step.data["variable"]
    low, high = step.data["interval"]
    polynomial = sympy.Poly(sympy.expand(step.before), x, domain="QQ")
    for end in (low, high):
        factor = sympy.Poly(x - end if end == low else end - x, x, domain="QQ")
        while polynomial.eval(end) == 0:
            polynomial = polynomial.quo(factor)
    signs = tuple(int(sympy.sign(polynomial.eval(end))) for end in (low, high))
    if signs != step.data["signs"]:
        return Outcome("refuted", 0, [], "the signs at the ends differ", str(signs))
    count = polynomial.count_roots(low, high)
    if count != step.after:
        return Outcome("refuted", 0, [], "the number of roots differs", str(count))
    return Outcome("proved", 9999, [], "roots counted by a Sturm sequence")


def _check_telescoping(step: Step) -> Outcome:
    index, low, high = step.data["index"], step.data["low"], step.data["high"]
    base = prove_zero(step.before.subs(index, low) - step.after.subs(high, low))
    if not base.ok:
        return base
    increment = step.after.subs(high, high + 1) - step.after
    outcome = prove_zero(increment - step.before.subs(index, high + 1))
    if outcome.status == "proved" and base.status != "proved":
        return base
    return outcome


CHECKS: dict[str, Callable[[Step], Outcome]] = {
    "positive series": _check_positive_series,
    "positive terms": _check_positive_terms,
    "root count": _check_root_count,
    "telescoping": _check_telescoping,
}


def latex(step: Step) -> str:
    """Return the statement of such a step as one LaTeX formula."""
    before, after, data = sympy.latex(step.before), sympy.latex(step.after), step.data
    if step.method == "positive series":
        x = sympy.latex(data["variable"])
        return rf"{before} = {after} + \dots > 0 \quad ({x} > 0)"
    if step.method == "positive terms":
        return rf"{before} = {after} > 0"
    if step.method == "telescoping":
        index, low, high = (sympy.latex(data[key]) for key in ("index", "low", "high"))
        return rf"\sum_{{{index}={low}}}^{{{high}}} {before} = {after}"
    x, (low, high) = sympy.latex(data["variable"]), data["interval"]
    ends = rf"{sympy.latex(low)} < {x} < {sympy.latex(high)}"
    return rf"\#\left\{{ {ends} \;:\; {before} = 0 \right\}} = {after}"
