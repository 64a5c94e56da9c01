"""Exact rational functions over generators: the decision procedure behind `zero_test`.

An expression in exponentials, hyperbolic functions, square roots and powers with symbolic
exponents becomes a rational function of
generators: one for each symbol, each independent exponential e^(M/L), each power base^(M/L), each
root. A rational
function that is zero in the generators is zero whatever they stand for; roots are reduced by their
defining relation.
"""

from __future__ import annotations

import math
from typing import Any

import flint
import sympy
from sympy.core.function import AppliedUndef


class NotRationalError(Exception):
    """The expression cannot be written as a rational function of generators."""


class Fraction2:
    """A quotient of two `fmpq_mpoly`, reduced by their greatest common divisor."""

    __slots__ = ("bottom", "top")

    def __init__(self, top: Any, bottom: Any) -> None:
        if bottom == 0:
            raise NotRationalError("division by an expression that vanishes identically")
        divisor = top.gcd(bottom) if top != 0 else bottom
        self.top = top / divisor if divisor != 1 else top
        self.bottom = bottom / divisor if divisor != 1 else bottom

    def __add__(self, other: Fraction2) -> Fraction2:
        if self.bottom == other.bottom:
            return Fraction2(self.top + other.top, self.bottom)
        return Fraction2(
            self.top * other.bottom + other.top * self.bottom, self.bottom * other.bottom
        )

    def __mul__(self, other: Fraction2) -> Fraction2:
        return Fraction2(self.top * other.top, self.bottom * other.bottom)

    def __pow__(self, power: int) -> Fraction2:
        if power >= 0:
            return Fraction2(self.top**power, self.bottom**power)
        return Fraction2(self.bottom**-power, self.top**-power)


def reduce_factorials(expression: Any) -> Any:
    """Write factorials whose arguments differ by integers as multiples of the lowest one."""
    choices = [b for b in expression.atoms(sympy.binomial) if not b.args[1].is_Integer]
    for choice in sorted(choices, key=sympy.default_sort_key):
        n, k = choice.args
        ways = sympy.factorial(n) / (sympy.factorial(k) * sympy.factorial(n - k))
        expression = expression.xreplace({choice: ways})
    found = sorted(
        (f for f in expression.atoms(sympy.factorial) if not f.is_number),
        key=sympy.default_sort_key,
    )
    lowest: dict[Any, Any] = {}
    for factorial in found:
        constant, rest = sympy.expand(factorial.args[0]).as_coeff_Add()
        key = (rest, constant % 1)
        lowest[key] = min(lowest.get(key, constant), constant)
    table = {}
    for factorial in found:
        constant, rest = sympy.expand(factorial.args[0]).as_coeff_Add()
        start = lowest[(rest, constant % 1)]
        factors = [rest + start + i for i in range(1, int(constant - start) + 1)]
        table[factorial] = sympy.factorial(rest + start) * sympy.prod(factors)
    return expression.xreplace(table)


_HYPERBOLIC = (sympy.sinh, sympy.cosh, sympy.tanh, sympy.coth, sympy.csch, sympy.sech)


def _split_exponent(exponent: Any) -> list[tuple[Any, Any]]:
    """Terms (rational coefficient, rest) of an expanded exponent."""
    return [
        term.as_coeff_Mul(rational=True) for term in sympy.Add.make_args(sympy.expand(exponent))
    ]


class Reducer:
    """Turns one expression into a `Fraction2`; `vanishes` decides whether it is zero."""

    def __init__(self, expression: Any) -> None:
        self.expression = expression
        self.lcm: dict[Any, int] = {}
        self.keys: list[Any] = []
        self._collect(expression)
        self.keys = sorted(set(self.keys) | set(self.lcm), key=sympy.default_sort_key)
        names = tuple(f"g{i}" for i in range(max(1, len(self.keys))))
        self.context = flint.fmpq_mpoly_ctx.get(names, "degrevlex")
        self.index = {key: i for i, key in enumerate(self.keys)}
        self.one = self.context.constant(1)

    # -------------------------------------------------------------- collecting generators

    def _collect(self, e: Any) -> None:
        if e.is_Rational:
            return
        if e.is_Symbol or e in (sympy.pi, sympy.I):
            self.keys.append(e)
        elif e.is_Add or e.is_Mul:
            for argument in e.args:
                self._collect(argument)
        elif isinstance(e, sympy.exp) or e is sympy.E:
            self._collect_power(sympy.E, e.exp if isinstance(e, sympy.exp) else sympy.S.One)
        elif isinstance(e, _HYPERBOLIC):
            self._collect_power(sympy.E, e.args[0])
        elif e.is_Pow:
            base, exponent = self._flatten(e)
            if base is not sympy.E:
                self._collect(base)
            if not exponent.is_Integer:
                self._collect_power(base, exponent)
        elif isinstance(e, (AppliedUndef, sympy.log, sympy.Abs, sympy.factorial)):
            self.keys.append(e)
        elif isinstance(e, sympy.binomial):
            self._collect(sympy.expand_func(e))
        else:
            raise NotRationalError(f"unknown function {e.func}")

    def _flatten(self, power: Any) -> tuple[Any, Any]:
        base, exponent = power.base, power.exp
        if isinstance(base, sympy.exp) and base.exp.is_real:
            return sympy.E, base.exp * exponent
        if base.is_Pow and base.base.is_positive and base.exp.is_real:
            return base.base, base.exp * exponent
        return base, exponent

    def _collect_power(self, base: Any, exponent: Any) -> None:
        for coefficient, rest in _split_exponent(exponent):
            if base is not sympy.E and rest == 1 and coefficient.is_Integer:
                continue
            key = sympy.Pow(base, rest, evaluate=False) if rest != 1 else sympy.Tuple(base)
            self.lcm[key] = math.lcm(self.lcm.get(key, 1), int(coefficient.q))

    # -------------------------------------------------------------- evaluating

    def _generator(self, key: Any) -> Fraction2:
        return Fraction2(self.context.gen(self.index[key]), self.one)

    def _constant(self, value: Any) -> Fraction2:
        number = flint.fmpq(int(value.p), int(value.q))
        return Fraction2(self.context.constant(number), self.one)

    def _power(self, base: Any, exponent: Any) -> Fraction2:
        result = Fraction2(self.one, self.one)
        for coefficient, rest in _split_exponent(exponent):
            if base is not sympy.E and rest == 1 and coefficient.is_Integer:
                result = result * self.value(base) ** int(coefficient)
                continue
            key = sympy.Pow(base, rest, evaluate=False) if rest != 1 else sympy.Tuple(base)
            result = result * self._generator(key) ** int(coefficient * self.lcm[key])
        return result

    def value(self, e: Any) -> Fraction2:
        """Return a subexpression as a rational function of the generators."""
        if e.is_Rational:
            return self._constant(e)
        if e.is_Symbol or e in (sympy.pi, sympy.I):
            return self._generator(e)
        if e.is_Add or e.is_Mul:
            parts = [self.value(argument) for argument in e.args]
            result = parts[0]
            for part in parts[1:]:
                result = result + part if e.is_Add else result * part
            return result
        if isinstance(e, sympy.exp) or e is sympy.E:
            return self._power(sympy.E, e.exp if isinstance(e, sympy.exp) else sympy.S.One)
        if isinstance(e, _HYPERBOLIC):
            return self._hyperbolic(e)
        if e.is_Pow:
            base, exponent = self._flatten(e)
            if exponent.is_Integer and base is not sympy.E:
                return self.value(base) ** int(exponent)
            return self._power(base, exponent)
        if isinstance(e, sympy.binomial):
            return self.value(sympy.expand_func(e))
        return self._generator(e)

    def _hyperbolic(self, e: Any) -> Fraction2:
        up = self._power(sympy.E, e.args[0])
        down = up**-1
        half = self._constant(sympy.Rational(1, 2))
        minus = self._constant(sympy.Integer(-1))
        odd, even = half * (up + minus * down), half * (up + down)
        table = {
            sympy.sinh: lambda: odd,
            sympy.cosh: lambda: even,
            sympy.tanh: lambda: odd * even**-1,
            sympy.coth: lambda: even * odd**-1,
            sympy.csch: lambda: odd**-1,
            sympy.sech: lambda: even**-1,
        }
        return table[e.func]()

    # -------------------------------------------------------------- deciding

    def vanishes(self) -> bool:
        """Tell whether the expression is zero as a function of its generators and their roots.

        False means "not shown": generators may still be related.
        """
        parts = [self.value(self.expression)]
        for key in self.keys:
            if self.is_root(key):
                parts = [piece for part in parts for piece in self._split_root(part, key)]
            elif key is sympy.I:
                minus = self._constant(sympy.Integer(-1))
                parts = [piece for part in parts for piece in self._reduce(part, key, 2, minus)]
        return all(part.top == 0 for part in parts)

    def is_root(self, key: Any) -> bool:
        """Whether a generator is a root or fractional power of an expression."""
        return isinstance(key, sympy.Tuple) and key[0] is not sympy.E and key in self.lcm

    def _split_root(self, part: Fraction2, key: Any) -> list[Fraction2]:
        return self._reduce(part, key, self.lcm[key], self.value(key[0]))

    def _reduce(self, part: Fraction2, key: Any, order: int, base: Fraction2) -> list[Fraction2]:
        """Coefficients of root^0 ... root^(order-1) of the numerator, with root^order = base."""
        at = self.index[key]
        pieces: dict[int, Fraction2] = {}
        for exponents, coefficient in part.top.to_dict().items():
            whole, rest = divmod(int(exponents[at]), order)
            reduced = list(exponents)
            reduced[at] = 0
            monomial = self.context.from_dict({tuple(reduced): coefficient})
            term = Fraction2(monomial, self.one) * base**whole
            pieces[rest] = pieces[rest] + term if rest in pieces else term
        return list(pieces.values()) or [Fraction2(self.context.constant(0), self.one)]
