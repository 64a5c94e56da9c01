"""Derivations for the Otto cycle: work per cycle, its form near the Carnot efficiency, and its
maximum."""

from __future__ import annotations

from typing import Any

import sympy
from sympy import cosh, coth, sinh

from ..derivation import Step, derivation
from ..forms import otto_cycle as forms
from ..steps import closure, differentiate, limit, matches, rewrite, series, solve
from .spin_ladder import classical_increasing

J, theta, lh, lc, bh, bc, de = sympy.symbols(
    "J theta lambda_h lambda_c beta_h beta_c delta_eta", positive=True
)
n, s = sympy.symbols("n s", positive=True)
Eh, Ec = sympy.symbols("E_h E_c", real=True)


def ladder_mean(x: Any, spin: Any = J) -> Any:
    """Mean of m on a ladder at inverse temperature x."""
    d = 2 * spin + 1
    return (coth(x / 2) - d * coth(d * x / 2)) / 2


def variance(x: Any, spin: Any = J) -> Any:
    """Variance of m: heat capacity divided by x^2."""
    d = 2 * spin + 1
    return (1 / sinh(x / 2) ** 2 - d**2 / sinh(d * x / 2) ** 2) / 4


def _stroke_steps() -> list[Step]:
    return [
        rewrite(
            (lc - lh) * Eh + (lh - lc) * Ec,
            (lc - lh) * (Eh - Ec),
            "Work done on the spins in the two strokes that change the splitting with the state "
            "kept.",
        ),
        rewrite(
            lh * (Eh - Ec) + lc * (Ec - Eh),
            -(lc - lh) * (Eh - Ec),
            "First law: heat from the hot bath plus heat from the cold bath is the work extracted.",
        ),
        rewrite(
            -(lc - lh) * (Eh - Ec) / (lh * (Eh - Ec)),
            1 - lc / lh,
            "Efficiency: work extracted per heat from the hot bath.",
        ),
        rewrite(
            (1 - bh / bc) - (1 - lc / lh),
            lc / lh - bh / bc,
            "Its distance from the Carnot efficiency.",
        ),
        solve(
            (lc / lh - bh / bc - de,),
            (lc,),
            (lh * (de + bh / bc),),
            "Express the cold compression factor by that distance.",
        ),
    ]


@derivation("otto_work", "Work per Otto cycle", "heatcap (D.1), (D.2)")
def otto_work() -> list[Step]:
    """(D.1) and (D.2), with the sign of the extracted work."""
    work = (lh - lc) * (Eh - Ec)
    at_distance = lh * (1 - de - bh / bc) * (Eh - Ec)
    cold = lh * bh + lh * bc * de
    full = (lh - lc) * (ladder_mean(lh * bh, n * s) - ladder_mean(lc * bc, n * s))
    return [
        *_stroke_steps(),
        closure(
            work,
            {lc: lh * (de + bh / bc)},
            at_distance,
            "Work extracted at a given distance from the Carnot efficiency.",
        ),
        closure(
            lc * bc,
            {lc: lh * (de + bh / bc)},
            cold,
            "The cold point theta_c exceeds theta_h = lambda_h beta_h by lambda_h beta_c times "
            "that distance.",
        ),
        matches(
            full,
            forms.otto_work.sympy(
                n=n, s=s, beta_h=bh, beta_c=bc, lambda_h=lh, lambda_c=lc, coupling="collective"
            ),
            "With the energies of the symmetric subspace this is the closed form evaluated.",
        ),
    ]


@derivation("near_carnot_work", "Work near the Carnot efficiency", "heatcap (17), (D.3)")
def near_carnot_work() -> list[Step]:
    """Leading and next order in the distance from the Carnot efficiency."""
    z, x = sympy.symbols("z x", positive=True)
    d = 2 * J + 1
    first = variance(theta)
    second = (
        cosh(theta / 2) / sinh(theta / 2) ** 3
        - d**3 * cosh(d * theta / 2) / sinh(d * theta / 2) ** 3
    ) / 4
    coth_series = coth(z) - x / sinh(z) ** 2 + x**2 * cosh(z) / sinh(z) ** 3
    moved = (
        coth_series.subs({z: theta / 2, x: x / 2}, simultaneous=True)
        - d * coth_series.subs({z: d * theta / 2, x: d * x / 2}, simultaneous=True)
    ) / 2
    slope, curve = sympy.symbols("V V_1", positive=True)
    shift = lh * bc * de
    extracted = lh * (1 - de - bh / bc) * (slope * shift - curve * shift**2 / 2)
    leading = de * lh**2 * (bc - bh) * slope
    correction = -(de**2) * lh**2 * bc * (slope + lh * (bc - bh) * curve / 2)
    return [
        *_stroke_steps(),
        series(coth(z + x), x, coth_series, 3, "Expand coth around z."),
        rewrite(
            moved,
            ladder_mean(theta) - x * first + x**2 * second / 2,
            "Hence the energy at theta + x: V = C/theta^2 is its slope, V_1 the rate at which V "
            "falls.",
        ),
        differentiate(ladder_mean(theta), theta, first, "Indeed V = C/theta^2.", factor=-1),
        differentiate(first, theta, second, "And V_1 is minus its derivative.", factor=-1),
        series(
            extracted,
            de,
            leading,
            2,
            "With x = lambda_h beta_c times the distance from Carnot: the work to first order.",
        ),
        series(
            extracted,
            de,
            leading + correction,
            3,
            "The next order is negative, as V and V_1 are positive.",
        ),
        matches(
            leading.subs(slope, variance(lh * bh, n * s)),
            forms.near_carnot_work.sympy(
                n=n, s=s, beta_h=bh, beta_c=bc, lambda_h=lh, delta_eta=de, coupling="collective"
            ),
            "At theta = lambda_h beta_h and J = ns the leading order is the closed form evaluated.",
        ),
    ]


@derivation("maximal_work", "Largest work near the Carnot efficiency", "heatcap (18), (19)")
def maximal_work() -> list[Step]:
    """C/theta^2 falls monotonically from ((2J+1)^2 - 1)/12; its maximum gives (18) and (19)."""
    z = sympy.Symbol("z", positive=True)
    d = 2 * J + 1
    top = ((2 * J + 1) ** 2 - 1) / 12

    def shape(x: Any) -> Any:
        return x**3 * cosh(x) / sinh(x) ** 3

    collective = de * lh**2 * bc * ((2 * n * s + 1) ** 2 - 1) / 12
    independent = de * lh**2 * bc * n * ((2 * s + 1) ** 2 - 1) / 12
    options = {
        "n": n,
        "s": s,
        "beta_h": sympy.S.Zero,
        "beta_c": bc,
        "lambda_h": lh,
        "delta_eta": de,
    }
    return [
        limit(variance(theta), theta, sympy.S.Zero, top, "Value at infinite temperature."),
        differentiate(
            variance(theta),
            theta,
            2 * (shape(d * theta / 2) - shape(theta / 2)) / theta**3,
            "The slope compares one function at two points, the larger of which enters with a "
            "plus sign.",
        ),
        *classical_increasing(z),
        rewrite(
            collective / independent,
            (n * s + 1) / (s + 1),
            "That function decreases, so the slope is negative and theta = 0 is best; ratio of "
            "the maxima.",
        ),
        rewrite(
            top,
            J * (J + 1) / 3,
            "The maximum is the mean of m^2 over equally populated levels.",
        ),
        matches(
            independent,
            forms.near_carnot_work.sympy(**options, coupling="independent"),
            "Independent coupling: the closed form at beta_h = 0.",
        ),
        matches(
            collective,
            forms.near_carnot_work.sympy(**options, coupling="collective"),
            "Collective coupling: the closed form at beta_h = 0.",
        ),
    ]
