"""The hierarchy of the limit without a closure: its polynomials, laws, and a rigorous bound."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

import flint
import pytest
import sympy as sp

from cotherm.symbolic.balls import Ball
from cotherm.symbolic.errors import InputError
from cotherm.symbolic.forms import engine_limit as limit

Z1, Z2, V, X1, X2, W = sp.symbols("z1 z2 v x1 x2 w")
LABELS = [(a, b, q) for a in range(4) for b in range(4) for q in range(min(a, b) + 1)]


def _polynomial(label: tuple[int, int, int]) -> sp.Expr:
    a, b, q = label
    step = [sp.Integer(1), V]
    while len(step) <= q:
        step.append(sp.expand(2 * V * step[-1] - (1 - Z1**2) * (1 - Z2**2) * step[-2]))
    legendre = [sp.diff(sp.legendre(n, z), z, q) for n, z in ((a, Z1), (b, Z2))]
    return sp.expand(legendre[0] * legendre[1] * step[q])


def _generator(f: sp.Expr) -> sp.Expr:
    """The operator of the module's docstring, term by term."""
    d = sp.diff
    drive = V * (d(f, Z1) - d(f, Z2)) + (Z2 * (1 - Z1**2) - Z1 * (1 - Z2**2)) * d(f, V)
    total = W / 2 * drive
    for z, other, x in ((Z1, Z2, X1), (Z2, Z1, X2)):
        total += -((1 - z**2) * d(f, z) - z * V * d(f, V)) / 2
        total += (
            (1 - z**2) * d(f, z, 2)
            - 2 * z * d(f, z)
            - V * d(f, V)
            - 2 * z * V * d(f, z, V)
            + z**2 * (1 - other**2) * d(f, V, 2)
        ) / x
    return total


def _sum(terms: Mapping[tuple[int, int, int], sp.Expr]) -> sp.Expr:
    return sum(value * _polynomial(label) for label, value in terms.items())


@pytest.mark.parametrize("label", LABELS)
def test_generator_acts_as_the_differential_operator(label: tuple[int, int, int]) -> None:
    factors = (1, 1 / X1, 1 / X2, W)
    found = sum(
        sp.Rational(value.numerator, value.denominator) * factors[kind] * _polynomial(target)
        for target, kind, value in limit.generator_terms(*label)
    )
    assert sp.expand(found - _generator(_polynomial(label))) == 0


@pytest.mark.parametrize("label", LABELS)
def test_multiplication_by_the_current(label: tuple[int, int, int]) -> None:
    found = sum(
        sp.Rational(value.numerator, value.denominator) * _polynomial(target)
        for target, value in limit.current_terms(*label)
    )
    assert sp.expand(found - V * _polynomial(label)) == 0


@pytest.mark.parametrize("label", [label for label in LABELS if label[2]])
def test_bound_of_the_polynomials(label: tuple[int, int, int]) -> None:
    """At |v| = sqrt((1 - z1^2)(1 - z2^2)), the largest it can be."""
    polynomial = _polynomial(label)
    for z1 in (-0.9, -0.4, 0.0, 0.3, 0.8):
        for z2 in (-0.7, 0.1, 0.95):
            v = ((1 - z1**2) * (1 - z2**2)) ** 0.5
            value = float(polynomial.subs({Z1: z1, Z2: z2, V: v}))
            assert abs(value) <= limit.largest_value(label)


def _balls(*numbers: str) -> list[flint.arb]:
    return [flint.arb(flint.fmpq(*Fraction(text).as_integer_ratio())) for text in numbers]


@pytest.mark.parametrize("point", [("3", "1", "2"), ("1/2", "2/5", "6"), ("1", "3/2", "1/3")])
def test_rigorous_enclosure_contains_the_settled_value(point: tuple[str, str, str]) -> None:
    with Ball(160).active():
        x1, x2, drive = _balls(*point)
        settled = limit.limit_values(x1, x2, drive, 60).current
        hierarchy = limit.LimitHierarchy((1 / x1, 1 / x2, drive), 20, 80)
        enclosure = hierarchy.certified_current()
        assert enclosure.overlaps(settled)
        assert enclosure.rel_accuracy_bits() > 20


def test_balance_of_excitations() -> None:
    """d<z_1>/dt = 0 and d<z_2>/dt = 0."""
    with Ball(160).active():
        x1, x2, drive = _balls("3", "1", "2")
        hierarchy = limit.LimitHierarchy((1 / x1, 1 / x2, drive), 26, 80)
        moved = drive / 2 * hierarchy.moment(1, 1, 1)
        square = (1 + 2 * hierarchy.moment(2, 0, 0)) / 3
        other = (1 + 2 * hierarchy.moment(0, 2, 0)) / 3
        first = (1 - square) / 2 + 2 * hierarchy.moment(1, 0, 0) / x1
        second = (1 - other) / 2 + 2 * hierarchy.moment(0, 1, 0) / x2
        assert abs(moved - first) < flint.arb("1e-24")
        assert abs(moved + second) < flint.arb("1e-24")


def test_linear_response_at_equal_affinities() -> None:
    """Noise and slope obey <v>/(x1 - x2) = (w/8) noise at equilibrium, to all digits."""
    with Ball(160).active():
        x, drive = _balls("2", "3/2")
        values = limit.limit_values(x, x, drive, 60, alike=True)
        assert values.current == 0
        difference = values.per_bias - drive / 8 * values.noise
        assert abs(difference) < flint.arb("1e-18")


def test_slope_is_a_derivative() -> None:
    with Ball(200).active():
        x1, x2, drive = _balls("2", "1", "3/2")
        step = flint.arb("1e-8")

        def current(x: flint.arb) -> flint.arb:
            return limit.LimitHierarchy((1 / x, 1 / x2, drive), 20, 120).moment(1, 1, 1)

        slope = limit.LimitHierarchy((1 / x1, 1 / x2, drive), 20, 120).slope()
        quotient = (current(x1 + step) - current(x1 - step)) / (2 * step)
        assert abs(quotient / slope - 1) < flint.arb("1e-14")


@pytest.mark.parametrize("ratio", ["1/2", "4/5", "1/20"])
def test_excess_of_the_constancy_of_hot_pairs(ratio: str) -> None:
    """The constancy of the hierarchy leaves 1 as the closed form says, and its sign changes."""
    excesses = []
    for size in ("1/10", "1/20"):
        x1 = Fraction(size)
        x2 = x1 * Fraction(ratio)
        with Ball(200).active():
            first, second, drive = _balls(str(x1), str(x2), "3/2")
            values = limit.limit_values(first, second, drive, 80)
            constancy = 8 / drive * values.per_bias / values.noise
            leading = limit.excess_of_constancy.ball(200, x1=x1, x2=x2, drive="3/2")
            excesses.append(float(((constancy - 1) / leading).mid()))
    assert abs(excesses[1] - 1) < 0.02
    assert abs(excesses[1] - 1) < abs(excesses[0] - 1) / 3
    assert (leading > 0) is (ratio != "1/20")


def test_what_does_not_settle_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limit, "_LAST", 12)
    with Ball(120).active(), pytest.raises(InputError, match="settle 24 digits up to degree 12"):
        limit.limit_values(*_balls("10", "8", "3"), 80)


def test_float64_of_the_excess() -> None:
    """Within 16 ulp of balls, away from the zeros."""
    for x1, x2, drive in ((0.3, 0.1, 2.0), (1.7, 0.2, 0.3), (0.011, 0.013, 6.0), (5.0, 0.1, 1.0)):
        value = float(limit.excess_of_constancy.float64(x1=x1, x2=x2, drive=drive))
        exact = limit.excess_of_constancy.ball(120, x1=x1, x2=x2, drive=drive)
        assert abs(float((flint.arb(value) / exact - 1).mid())) < 16 * 2.3e-16
