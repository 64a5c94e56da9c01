"""Operator algebra of two collective spins, and the generator of the engine acting on it.

Operators are polynomials in m = S/s (spin number s, epsilon = 1/s), kept in the order
p^a z^b m^c for each spin, p = m_x + i m_y and m = m_x - i m_y, with

    [z, p] = epsilon p,   [z, m] = -epsilon m,   [p, m] = 2 epsilon z.

The equation of motion of an operator (`engine` (25), (26)) is generated from these rules alone; its
limit epsilon -> 0 under the scaling `engine` (28) is a polynomial in commuting numbers.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction
from functools import cache, reduce
from itertools import product as choices
from typing import Any

Exponents = tuple[int, ...]
Polynomial = dict[Exponents, Fraction]
"""Commuting polynomial in (x1, y1, z1, x2, y2, z2): exponents to coefficients."""

AXES = ("x1", "y1", "z1", "x2", "y2", "z2")


@cache
def _reordered(left: Exponents, right: Exponents) -> Mapping[Exponents, int]:
    """Product of two ordered monomials of one spin: (a, b, c, power of epsilon) to coefficient."""
    a, b, c = left
    if c:
        rest, front = (a, b, c - 1), _lowering(right)
    elif b:
        rest, front = (a, b - 1, c), _level(right)
    elif a:
        rest, front = (a - 1, b, c), {(right[0] + 1, right[1], right[2], 0): 1}
    else:
        return {(*right, 0): 1}
    result: dict[Exponents, int] = {}
    for (i, j, k, order), factor in front.items():
        for (*powers, more), value in _reordered(rest, (i, j, k)).items():
            key = (*powers, more + order)
            result[key] = result.get(key, 0) + factor * value
    return {key: value for key, value in result.items() if value}


def _level(right: Exponents) -> dict[Exponents, int]:
    """z p^a z^b m^c."""
    a, b, c = right
    result: dict[Exponents, int] = {(a, b + 1, c, 0): 1}
    if a:
        result[a, b, c, 1] = a
    return result


def _lowering(right: Exponents) -> dict[Exponents, int]:
    """m p^a z^b m^c, from m p^a = p^a m - 2 epsilon a p^(a-1) z - epsilon^2 a (a-1) p^(a-1)."""
    a, b, c = right
    result: dict[Exponents, int] = {}
    binomial = 1
    for k in range(b + 1):  # m z^b = (z + epsilon)^b m
        result[a, b - k, c + 1, k] = binomial
        binomial = binomial * (b - k) // (k + 1)
    if a:
        result[a - 1, b + 1, c, 1] = -2 * a
    if a > 1:
        result[a - 1, b, c, 2] = -a * (a - 1)
    return result


class Operator:
    """A polynomial in the operators of two spins.

    `terms`: (a1, b1, c1, a2, b2, c2, power of epsilon, power of i: 0 or 1) to coefficient.
    """

    __slots__ = ("terms",)

    def __init__(self, terms: Mapping[Exponents, Fraction]) -> None:
        self.terms = {key: value for key, value in terms.items() if value}

    def __add__(self, other: Operator) -> Operator:
        terms = dict(self.terms)
        for key, value in other.terms.items():
            terms[key] = terms.get(key, Fraction(0)) + value
        return Operator(terms)

    def __neg__(self) -> Operator:
        return self.times(Fraction(-1))

    def __sub__(self, other: Operator) -> Operator:
        return self + (-other)

    def __mul__(self, other: Operator) -> Operator:
        terms: dict[Exponents, Fraction] = {}
        for left, first in self.terms.items():
            for right, second in other.terms.items():
                sign, imaginary = _phase(left[7] + right[7])
                factor = first * second * sign
                ones = _reordered(left[0:3], right[0:3])
                twos = _reordered(left[3:6], right[3:6])
                for (*one, e1), value1 in ones.items():
                    for (*two, e2), value2 in twos.items():
                        key = (*one, *two, left[6] + right[6] + e1 + e2, imaginary)
                        terms[key] = terms.get(key, Fraction(0)) + factor * value1 * value2
        return Operator(terms)

    def times(self, factor: Fraction, turns: int = 0) -> Operator:
        """The operator times factor * i^turns."""
        terms = {}
        for key, value in self.terms.items():
            sign, imaginary = _phase(key[7] + turns)
            terms[(*key[:7], imaginary)] = value * factor * sign
        return Operator(terms)

    def order(self, power: int) -> Operator:
        """The part proportional to epsilon^power, without that factor."""
        return Operator(
            {(*k[:6], 0, k[7]): value for k, value in self.terms.items() if k[6] == power}
        )

    def commuting(self) -> Polynomial:
        """The polynomial in commuting Cartesian components; epsilon must not occur.

        Raises:
            ArithmeticError: if a coefficient is not real.
        """
        result: dict[tuple[Exponents, int], Fraction] = {}
        for key, value in self.terms.items():
            if key[6]:
                raise ArithmeticError("The operator has no commuting limit yet: epsilon occurs.")
            for exponents, turns, factor in _cartesian(key[:6]):
                sign, imaginary = _phase(turns + key[7])
                at = (exponents, imaginary)
                result[at] = result.get(at, Fraction(0)) + value * factor * sign
        if any(value for (_, imaginary), value in result.items() if imaginary):
            raise ArithmeticError("The operator is not hermitian in the limit.")
        return {exponents: value for (exponents, turn), value in result.items() if value}


def _phase(turns: int) -> tuple[int, int]:
    """i^turns as (sign, 0 or 1)."""
    return (1, turns % 2) if turns % 4 < 2 else (-1, turns % 2)


@cache
def _cartesian(key: Exponents) -> tuple[tuple[Exponents, int, int], ...]:
    """p^a z^b m^c of both spins, expanded with p = x + iy, m = x - iy."""
    expanded: dict[tuple[Exponents, int], int] = {((0,) * 6, 0): 1}
    factors: list[tuple[tuple[int, int, int], ...]] = []
    for spin in (0, 1):
        a, b, c = key[3 * spin : 3 * spin + 3]
        factors += [((3 * spin, 0, 1), (3 * spin + 1, 1, 1))] * a
        factors += [((3 * spin + 2, 0, 1),)] * b
        factors += [((3 * spin, 0, 1), (3 * spin + 1, 1, -1))] * c
    for factor in factors:
        fresh: dict[tuple[Exponents, int], int] = {}
        for ((exponents, turns), value), (axis, turn, sign) in choices(expanded.items(), factor):
            raised = tuple(n + (i == axis) for i, n in enumerate(exponents))
            at = (raised, turns + turn)
            fresh[at] = fresh.get(at, 0) + sign * value
        expanded = fresh
    return tuple((exponents, turns, value) for (exponents, turns), value in expanded.items())


def _monomial(spin: int, powers: Exponents) -> Operator:
    other = (0, 0, 0)
    key = (*powers, *other) if spin == 1 else (*other, *powers)
    return Operator({(*key, 0, 0): Fraction(1)})


RAISING = {spin: _monomial(spin, (1, 0, 0)) for spin in (1, 2)}
LEVEL = {spin: _monomial(spin, (0, 1, 0)) for spin in (1, 2)}
LOWERING = {spin: _monomial(spin, (0, 0, 1)) for spin in (1, 2)}
UNIT = Operator({(0,) * 8: Fraction(1)})


def component(name: str) -> Operator:
    """The operator of one Cartesian component, "x1" ... "z2"."""
    spin = int(name[1])
    half = Fraction(1, 2)
    if name[0] == "z":
        return LEVEL[spin]
    if name[0] == "x":
        return (RAISING[spin] + LOWERING[spin]).times(half)
    return (RAISING[spin] - LOWERING[spin]).times(-half, 1)


def word(names: Iterable[str]) -> Operator:
    """The product of components in the given order; the unit operator for none."""
    return reduce(lambda a, b: a * b, map(component, names), UNIT)


def symmetrised(names: Iterable[str]) -> Operator:
    """Half the sum of a product of components and the product in the reverse order."""
    letters = list(names)
    return (word(letters) + word(reversed(letters))).times(Fraction(1, 2))


def drive_part(operator: Operator) -> Operator:
    """epsilon^2 i[V_I, O]/omega0, V_I = (omega0/2)(S_+ S_- + S_- S_+)   (`engine` (4), (25))."""
    exchange = RAISING[1] * LOWERING[2] + LOWERING[1] * RAISING[2]
    return (exchange * operator - operator * exchange).times(Fraction(1, 2), 1)


def emission_part(operator: Operator, spin: int) -> Operator:
    """epsilon^2 D^+(O) of the jumps downwards at unit rate   (`engine` (26))."""
    return _jump_part(operator, RAISING[spin], LOWERING[spin])


def absorption_part(operator: Operator, spin: int) -> Operator:
    """epsilon^2 D^+(O) of the jumps upwards at unit rate   (`engine` (26))."""
    return _jump_part(operator, LOWERING[spin], RAISING[spin])


def _jump_part(operator: Operator, left: Operator, right: Operator) -> Operator:
    first = (left * operator - operator * left) * right
    second = left * (operator * right - right * operator)
    return (first + second).times(Fraction(1, 2))


PARTS = ("omega0", "Gamma0/1", "Gamma0/2", "thermal/1", "thermal/2")
"""Coefficients of a macroscopic equation: omega0, Gamma0 for each spin, Gamma0/(beta E) for each.
"""


def macroscopic_equation(operator: Operator) -> dict[str, Polynomial]:
    """The limit of d<O>/dt under `engine` (28), as commuting polynomials by `PARTS`.

    With omega0 -> omega0 epsilon/2 and rates Gamma0 (1/(beta E) +- epsilon/4) + O(epsilon^2) the
    commutator with the drive and the difference of the two jump parts have to be of first order in
    epsilon, the sum of the jump parts of second order; each is checked.

    Raises:
        ArithmeticError: if an order is lower, so that there is no limit.
    """
    drive = drive_part(operator)
    result = {"omega0": _leading(drive, 1, Fraction(1, 2))}
    for spin in (1, 2):
        down, up = emission_part(operator, spin), absorption_part(operator, spin)
        result[f"Gamma0/{spin}"] = _leading(down - up, 1, Fraction(1, 4))
        result[f"thermal/{spin}"] = _leading(down + up, 2, Fraction(1))
    return {part: result[part] for part in PARTS}


def _leading(operator: Operator, power: int, factor: Fraction) -> Polynomial:
    if any(key[6] < power for key in operator.terms):
        raise ArithmeticError("The equation of motion has no macroscopic limit.")
    return operator.order(power).times(factor).commuting()


@cache
def moment_equation(names: tuple[str, ...]) -> Mapping[str, Polynomial]:
    """The macroscopic equation of the moment of a product of components."""
    return macroscopic_equation(symmetrised(names))


def exponents_of(names: Iterable[str]) -> Exponents:
    """Exponents of a product of components."""
    letters = list(names)
    return tuple(letters.count(axis) for axis in AXES)


def names_of(exponents: Exponents) -> tuple[str, ...]:
    """The components of a monomial, sorted."""
    return tuple(axis for axis, power in zip(AXES, exponents, strict=True) for _ in range(power))


def text_of(polynomial: Mapping[Exponents, Any]) -> str:
    """A polynomial as text, for messages."""
    return " + ".join(
        f"{value}*{'*'.join(names_of(exponents)) or '1'}"
        for exponents, value in sorted(polynomial.items(), reverse=True)
    )


def symmetrised_moments(operator: Operator) -> dict[tuple[Exponents, int], Fraction]:
    """An operator as a sum of symmetrised products times powers of epsilon, nothing dropped.

    Keys are (exponents, power of epsilon); products are those of `symmetrised`, letters in the
    order of `AXES`.

    Raises:
        ArithmeticError: if a coefficient is not real: the operator is not hermitian.
    """
    result: dict[tuple[Exponents, int], Fraction] = {}
    rest = operator
    while rest.terms:
        degree = max(sum(key[:6]) for key in rest.terms)
        top = [key for key in rest.terms if sum(key[:6]) == degree]
        for power in {key[6] for key in top}:
            part = Operator({k: rest.terms[k] for k in top if k[6] == power}).order(power)
            for exponents, value in part.commuting().items():
                result[exponents, power] = value
                product_ = symmetrised(names_of(exponents)).times(value)
                raised = {(*k[:6], k[6] + power, k[7]): v for k, v in product_.terms.items()}
                rest = rest - Operator(raised)
    return result
