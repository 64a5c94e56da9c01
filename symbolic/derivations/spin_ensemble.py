"""Derivations for ensembles: the critical temperature and the law of its error."""

from __future__ import annotations

import sympy
from sympy import Rational, sinh, sqrt

from ..derivation import Step, derivation
from ..forms import spin_ensemble as forms
from ..steps import limit, matches, rewrite, series, solve
from .spin_ladder import CAPACITY, HIGH, D, J, b


@derivation(
    "critical_temperature",
    "Temperature at which collective and independent heat capacities cross",
    "heatcap (13)",
)
def critical_temperature() -> list[Step]:
    """The printed estimate, and the constant that a consistent expansion in 1/n gives instead."""
    n, s, e, x, tau = sympy.symbols("n s epsilon x tau", positive=True)
    quantum = (b / 2 / sinh(b / 2)) ** 2
    quantum_series = 1 - b**2 / 12 + b**4 / 240
    single = HIGH.subs(J, s)
    estimate = n * s * (s + 1) / 3 + Rational(1, 12)
    constant = -(12 * s**2 + 12 * s + 1) / 60
    a = s * (s + 1) / 3
    width = 2 * s**2 + 2 * s + 1

    def balance(c: sympy.Expr) -> sympy.Expr:
        """C_ns - n C_s with n = 1/epsilon and 1/b^2 = a n + c, up to O(epsilon^2)."""
        square = e / (a + c * e)
        capacity = s * (s + 1) * square / 3 - s * (s + 1) * width * square**2 / 30
        return 1 - square / 12 + square**2 / 240 - capacity / e

    return [
        rewrite(
            CAPACITY,
            quantum - (D * b / 2 / sinh(D * b / 2)) ** 2,
            "Write the heat capacity as a difference of two terms.",
        ),
        limit(
            x**12 / sinh(x) ** 2,
            x,
            sympy.oo,
            sympy.S.Zero,
            "At the crossing (ns + 1/2) b grows like the root of n: the second term falls below "
            "every power of 1/n.",
        ),
        series(quantum, b, quantum_series, 6, "Expand the first term."),
        series(
            CAPACITY.subs(J, s), b, single, 6, "Expand the independent heat capacity of one spin."
        ),
        solve(
            (tau - Rational(1, 12) - n * s * (s + 1) / 3,),
            (tau,),
            (estimate,),
            "Keep b^2 in both expansions: a linear equation for tau = 1/b^2, the printed "
            "estimate squared.",
        ),
        series(
            balance(Rational(1, 12)),
            e,
            3 * width * e / (10 * s * (s + 1)),
            2,
            "At that point the two sides differ at order epsilon = 1/n: "
            "the b^4 term of the independent side is as large as the b^2/12 that was kept.",
        ),
        series(
            balance(constant),
            e,
            sympy.S.Zero,
            2,
            "With this constant instead of 1/12 they agree at order 1/n.",
        ),
        rewrite(
            constant - Rational(1, 12),
            -width / 10,
            "The two constants differ by a number of order one.",
        ),
        series(
            sqrt((a + e / 12) / (a + constant * e)),
            e,
            1 + 3 * width * e / (20 * s * (s + 1)),
            2,
            "So the estimate is too high by a relative error proportional to 1/n.",
        ),
        matches(
            sqrt(estimate),
            forms.critical_temperature.sympy(n=n, s=s, method="estimate"),
            "The printed estimate is the closed form evaluated with method estimate.",
        ),
    ]


@derivation(
    "ensemble_heat_capacity",
    "Heat capacities of an ensemble of spins",
    "heatcap (6), (8)",
)
def ensemble_heat_capacity() -> list[Step]:
    """Collective and independent heat capacity of n spins s as ladders with J = ns and J = s."""
    n, s = sympy.symbols("n s", positive=True)
    return [
        rewrite(
            CAPACITY.subs(J, n * s),
            forms.heat_capacity.sympy(n=n, s=s, b=b, coupling="collective"),
            "Collective coupling in the symmetric subspace: one ladder with J = ns.",
        ),
        matches(
            n * CAPACITY.subs(J, s),
            forms.heat_capacity.sympy(n=n, s=s, b=b, coupling="independent"),
            "Independent coupling: n ladders with J = s.",
        ),
    ]
