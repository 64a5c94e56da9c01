"""Exact truncated Laurent series in one variable: every coefficient is an expression in the other
symbols.

Unlike a general-purpose series expansion nothing is guessed: the arithmetic of truncated series is
carried out, and
the order of truncation is tracked.
"""

from __future__ import annotations

from typing import Any

import sympy

from .rational_functions import NotRationalError, Reducer


def is_zero(expression: Any) -> bool:
    """Whether a coefficient vanishes identically, as far as a rational-function proof can tell."""
    if expression.is_Rational:
        return bool(expression == 0)
    try:
        return Reducer(expression).vanishes()
    except NotRationalError:
        return False


class Series:
    """sum_k coefficients[k] x^k + O(x^order)."""

    def __init__(self, coefficients: dict[int, Any], order: int) -> None:
        self.order = order
        self.coefficients = {
            power: value
            for power, value in coefficients.items()
            if power < order and not is_zero(value)
        }

    @property
    def valuation(self) -> int:
        """Lowest power with a coefficient (the order of truncation if there is none)."""
        return min(self.coefficients, default=self.order)

    def __add__(self, other: Series) -> Series:
        result = dict(self.coefficients)
        for power, value in other.coefficients.items():
            result[power] = result.get(power, sympy.S.Zero) + value
        return Series(_tidy(result), min(self.order, other.order))

    def __mul__(self, other: Series) -> Series:
        order = min(self.order + other.valuation, other.order + self.valuation)
        result: dict[int, Any] = {}
        for p, a in self.coefficients.items():
            for q, b in other.coefficients.items():
                if p + q < order:
                    result[p + q] = result.get(p + q, sympy.S.Zero) + a * b
        return Series(_tidy(result), order)

    def scaled(self, factor: Any) -> Series:
        """Multiply by an expression free of the variable."""
        return Series(
            _tidy({power: factor * value for power, value in self.coefficients.items()}), self.order
        )

    def inverse(self) -> Series:
        """Return 1/series."""
        low = self.valuation
        if low >= self.order:
            raise NotRationalError("a series without known terms cannot be inverted")
        lead = self.coefficients[low]
        length = self.order - low
        tail = {power - low: value / lead for power, value in self.coefficients.items()}
        result = {0: sympy.S.One}
        for k in range(1, length):
            total = sympy.S.Zero
            for j in range(1, k + 1):
                if j in tail and k - j in result:
                    total -= tail[j] * result[k - j]
            result[k] = sympy.cancel(total) if total != 0 else total
        return Series(
            _tidy({power - low: value / lead for power, value in result.items()}), length - low
        )

    def compose(self, taylor: list[Any]) -> Series:
        """sum_k taylor[k] series^k for a series without constant term."""
        if self.valuation < 1:
            raise NotRationalError("only a series without constant term can be composed")
        result = Series({0: taylor[0]}, self.order)
        power = Series({0: sympy.S.One}, self.order)
        for coefficient in taylor[1 : self.order + 1]:
            power = power * self
            if power.valuation >= self.order:
                break
            result = result + power.scaled(coefficient)
        return Series(result.coefficients, self.order)


def _tidy(coefficients: dict[int, Any]) -> dict[int, Any]:
    return {
        power: sympy.cancel(sympy.expand(value)) if not value.is_Rational else value
        for power, value in coefficients.items()
    }


def _exponential(argument: Series, sign: int = 1) -> Series:
    if argument.valuation < 0:
        raise NotRationalError("essential singularity")
    constant = argument.coefficients.get(0, sympy.S.Zero)
    rest = Series({p: sign * v for p, v in argument.coefficients.items() if p > 0}, argument.order)
    taylor = [1 / sympy.factorial(k) for k in range(argument.order + 1)]
    return rest.compose(taylor).scaled(sympy.exp(sign * constant))


def _power(base: Series, exponent: Any) -> Series:
    """Series to a power free of the variable, by the binomial series."""
    low = base.valuation
    lead = base.coefficients[low]
    if low != 0:
        raise NotRationalError("non-integer power of a series without constant term")
    rest = Series({p: v / lead for p, v in base.coefficients.items() if p > 0}, base.order)
    taylor, term = [], sympy.S.One
    for k in range(base.order + 1):
        taylor.append(term)
        term = sympy.expand(term * (exponent - k)) / (k + 1)
    return rest.compose(taylor).scaled(lead**exponent)


def _expand(e: Any, x: Any, order: int) -> Series:
    if not e.has(x):
        return Series({0: e}, order)
    if e == x:
        return Series({1: sympy.S.One}, order)
    if e.is_Add:
        result = _expand(e.args[0], x, order)
        for argument in e.args[1:]:
            result = result + _expand(argument, x, order)
        return result
    if e.is_Mul:
        result = _expand(e.args[0], x, order)
        for argument in e.args[1:]:
            result = result * _expand(argument, x, order)
        return result
    if isinstance(e, sympy.exp):
        return _exponential(_expand(e.exp, x, order))
    if e.is_Pow:
        base = _expand(e.base, x, order)
        if e.exp.is_Integer:
            if e.exp < 0:
                base = base.inverse()
            result = base
            for _ in range(abs(int(e.exp)) - 1):
                result = result * base
            return result
        if e.exp.has(x):
            raise NotRationalError("power with the variable in its exponent")
        return _power(base, e.exp)
    if isinstance(e, (sympy.sinh, sympy.cosh, sympy.tanh, sympy.coth)):
        argument = _expand(e.args[0], x, order)
        up, down = _exponential(argument), _exponential(argument, -1)
        odd, even = up + down.scaled(sympy.S.NegativeOne), up + down
        if isinstance(e, sympy.sinh):
            return odd.scaled(sympy.Rational(1, 2))
        if isinstance(e, sympy.cosh):
            return even.scaled(sympy.Rational(1, 2))
        return odd * even.inverse() if isinstance(e, sympy.tanh) else even * odd.inverse()
    raise NotRationalError(f"no series for {e.func}")


def laurent(expression: Any, x: Any, order: int) -> Series:
    """Expand around x = 0 with all terms below x^order.

    Raises:
        NotRationalError: if the expression has a function or a singularity this arithmetic does
        not cover.
    """
    for extra in (2, 5, 9, 14):
        result = _expand(expression, x, order + extra)
        if result.order >= order:
            return Series(result.coefficients, order)
    raise NotRationalError("the expansion loses more orders than expected")
