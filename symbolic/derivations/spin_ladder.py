"""Derivations for one spin-J ladder: partition function, energy, heat capacity and its limits."""

from __future__ import annotations

from typing import Any

import sympy
from sympy import Rational, cosh, coth, exp, log, sinh

from ..derivation import Step, derivation
from ..forms import spin_ladder as forms
from ..steps import differentiate, induction, limit, matches, rewrite, series

b = sympy.Symbol("b", positive=True)
J = sympy.Symbol("J", positive=True)
m = sympy.Symbol("m", real=True)
q = sympy.Symbol("q", positive=True)

_BASES = (sympy.S.Zero, Rational(1, 2))
D = 2 * J + 1
Z = sinh(D * b / 2) / sinh(b / 2)
MEAN = (coth(b / 2) - D * coth(D * b / 2)) / 2
CAPACITY = b**2 * ((Rational(1, 2) / sinh(b / 2)) ** 2 - ((D / 2) / sinh(D * b / 2)) ** 2)


def _sum_of_weights() -> Step:
    return induction(
        exp(-m * b),
        m,
        J,
        Z,
        "Sum the weights of the levels: true for J = 0 and J = 1/2, and J + 1 adds the two "
        "outer levels.",
        _BASES,
    )


def _sum_of_energies() -> Step:
    return induction(
        m * exp(-m * b),
        m,
        J,
        MEAN * Z,
        "Sum m times the weights in the same way.",
        _BASES,
    )


def _capacity_from_energy() -> Step:
    return differentiate(
        MEAN,
        b,
        CAPACITY,
        "The heat capacity is minus b^2 times the derivative of the energy with respect to b.",
        factor=-(b**2),
    )


@derivation("partition_function", "Partition function of a spin-J ladder", "heatcap, below (4)")
def partition_function() -> list[Step]:
    """Z_J from the geometric sum over the levels."""
    return [
        _sum_of_weights(),
        limit(Z, b, sympy.S.Zero, D, "At infinite temperature Z counts the levels."),
        rewrite(Z.subs(b, -b), Z, "Z does not change when the temperature changes sign."),
        matches(
            Z, forms.ladder_partition_function.sympy(J=J, b=b), "This is the closed form evaluated."
        ),
    ]


@derivation("energy", "Mean energy of a spin-J ladder", "heatcap (5)")
def energy() -> list[Step]:
    """e_J from the partition function, confirmed by the direct sum."""
    return [
        _sum_of_weights(),
        differentiate(
            log(Z),
            b,
            MEAN,
            "The mean of m is minus the logarithmic derivative of Z.",
            factor=-1,
        ),
        _sum_of_energies(),
        rewrite(
            J + MEAN,
            1 / (exp(b) - 1) - D / (exp(D * b) - 1),
            "Counted from the lowest level, the energy is a difference of two Bose functions.",
        ),
        matches(MEAN, forms.ladder_energy.sympy(J=J, b=b), "This is the closed form evaluated."),
    ]


@derivation("heat_capacity", "Heat capacity of a spin-J ladder", "heatcap (5)-(7)")
def heat_capacity() -> list[Step]:
    """C_J from the sum over levels to the closed form."""
    return [
        _sum_of_weights(),
        _sum_of_energies(),
        _capacity_from_energy(),
        rewrite(
            CAPACITY.subs(b, -b), CAPACITY, "It does not change when the temperature changes sign."
        ),
        matches(
            CAPACITY,
            forms.ladder_heat_capacity.sympy(J=J, b=b),
            "This is the closed form evaluated.",
        ),
    ]


def _low_temperature_parts() -> tuple[Any, Any]:
    common = q * (2 - q) / (1 - q) ** 2
    ladder = D**2 * q ** (2 * J) / (1 - q**D) ** 2
    return common, ladder


@derivation(
    "heat_capacity_low_temperature",
    "Heat capacities at low temperature",
    "heatcap, above (10), (10)",
)
def heat_capacity_low_temperature() -> list[Step]:
    """C_J = b^2 e^(-b) (1 + terms that vanish), and the ratio 1/n."""
    common, ladder = _low_temperature_parts()
    n, t = sympy.symbols("n t", positive=True)
    first, collective, single = sympy.symbols("epsilon epsilon_c epsilon_s", real=True)
    ratio = (1 + t * (first - collective)) / (n * (1 + t * (first - single)))
    return [
        rewrite(
            CAPACITY.subs(b, -b),
            CAPACITY,
            "C is even in b, so b > 0 is enough.",
        ),
        rewrite(
            CAPACITY / (b**2 * exp(-b)),
            (1 + common - ladder).subs(q, exp(-b)),
            "Divide by the leading behaviour and write the rest in q = exp(-b), without "
            "approximation.",
        ),
        limit(common, q, sympy.S.Zero, sympy.S.Zero, "The first correction vanishes like 2 q."),
        limit(
            ladder,
            q,
            sympy.S.Zero,
            sympy.S.Zero,
            "The second vanishes like q to the power 2J, for every J > 0.",
        ),
        limit(
            ratio,
            t,
            sympy.S.Zero,
            1 / n,
            "Both ensembles share the leading behaviour, the independent one n times: the ratio "
            "tends to 1/n.",
        ),
        matches(
            b**2 * exp(-b) * (1 + common - ladder).subs(q, exp(-b)),
            forms.ladder_heat_capacity.sympy(J=J, b=b),
            "Leading behaviour and corrections together are the closed form.",
        ),
    ]


HIGH = J * (J + 1) * b**2 / 3 - J * (J + 1) * (2 * J**2 + 2 * J + 1) * b**4 / 30


@derivation(
    "heat_capacity_high_temperature", "Heat capacities at high temperature", "heatcap (11), (12)"
)
def heat_capacity_high_temperature() -> list[Step]:
    """Expansion of C_J for symbolic J with the first correction and the order of the remainder."""
    n, s = sympy.symbols("n s", positive=True)
    leading = J * (J + 1) * b**2 / 3
    single = n * HIGH.subs(J, s)
    return [
        series(CAPACITY, b, leading, 4, "Leading order of the heat capacity of a ladder."),
        series(CAPACITY, b, HIGH, 6, "The next order, with a remainder of sixth order in b."),
        rewrite(
            HIGH.subs(J, n * s),
            n * s * (n * s + 1) * b**2 / 3
            - n * s * (n * s + 1) * (2 * n**2 * s**2 + 2 * n * s + 1) * b**4 / 30,
            "Collective coupling in the symmetric subspace: J = ns; the correction grows like "
            "(ns b)^4.",
        ),
        rewrite(
            single,
            n * s * (s + 1) * b**2 / 3 - n * s * (s + 1) * (2 * s**2 + 2 * s + 1) * b**4 / 30,
            "Independent coupling: n ladders with J = s.",
        ),
        matches(
            CAPACITY,
            forms.ladder_heat_capacity.sympy(J=J, b=b),
            "What was expanded is the closed form.",
        ),
    ]


@derivation(
    "heat_capacity_ratio_high_temperature",
    "Ratio of the heat capacities at high temperature",
    "heatcap, below (12)",
)
def heat_capacity_ratio_high_temperature() -> list[Step]:
    """C_ns / (n C_s) = (ns+1)/(s+1) (1 - (ns(ns+1) - s(s+1)) b^2/5 + O(b^4))."""
    n, s = sympy.symbols("n s", positive=True)
    plateau = (n * s + 1) / (s + 1)
    corrected = plateau * (1 - (n * s * (n * s + 1) - s * (s + 1)) * b**2 / 5)
    collective, independent = HIGH.subs(J, n * s), n * HIGH.subs(J, s)
    exact = CAPACITY.subs(J, n * s) / (n * CAPACITY.subs(J, s))
    return [
        series(CAPACITY, b, HIGH, 6, "Expand the heat capacity of a ladder."),
        series(collective / independent, b, corrected, 4, "Divide the two expansions."),
        series(exact, b, plateau, 2, "The same leading value from the closed forms themselves."),
        series(exact, b, corrected, 4, "And the same first correction."),
        rewrite(
            n * s * (n * s + 1) - s * (s + 1),
            s * (n - 1) * (n * s + s + 1),
            "The correction vanishes for one spin and grows like (ns)^2.",
        ),
        matches(
            exact * (n * CAPACITY.subs(J, s)),
            forms.ladder_heat_capacity.sympy(J=n * s, b=b),
            "The ratio times the independent heat capacity is the closed form.",
        ),
    ]


def classical_increasing(z: Any) -> list[Step]:
    """Steps that prove z^3 cosh(z)/sinh(z)^3 decreasing for z > 0 (used for the maximal work)."""
    k = sympy.Symbol("k", positive=True)
    factorial = sympy.Symbol("F", positive=True)
    shape = z**3 * cosh(z) / sinh(z) ** 3
    bracket = 3 * sinh(2 * z) - 2 * z * cosh(2 * z) - 4 * z
    w = 2 * z
    return [
        differentiate(
            shape,
            z,
            z**2 * bracket / (2 * sinh(z) ** 4),
            "The slope of this decreasing shape has the sign of a bracket.",
        ),
        series(
            bracket,
            z,
            -(w**5) / 60 - w**7 / 1260,
            9,
            "The bracket starts at fifth order with a negative coefficient.",
        ),
        rewrite(
            3 / ((2 * k + 1) * factorial) - 1 / factorial,
            (2 - 2 * k) / ((2 * k + 1) * factorial),
            "Its Taylor coefficient of order 2k+1, with F = (2k)!, is negative for every k > 1.",
        ),
    ]
