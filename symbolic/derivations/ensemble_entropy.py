"""Derivations for entropies: one ladder, the collective steady state, limits, and the dependence on
the initial temperature."""

from __future__ import annotations

from typing import Any

import sympy
from sympy import Rational, cosh, exp, log, sinh

from ..derivation import Step, derivation
from ..forms import ensemble_entropy as forms
from ..forms import spin_ladder as ladder
from ..inequalities import positive_series
from ..steps import closure, differentiate, limit, matches, rewrite, series
from .spin_ladder import MEAN, D, J, Z, b
from .steady_energy import b0, excitation, mean_is_falling, weighted, y
from .total_spin import SQUARE, character, n, q, s

K = sympy.Symbol("K", positive=True)
VARIANCE = SQUARE - MEAN**2
_HALF = Rational(1, 2)


def width_is_falling(variable: Any) -> list[Step]:
    """Steps that prove y/sinh(y) decreasing for y > 0."""
    return [
        differentiate(
            variable / sinh(variable),
            variable,
            -(variable * cosh(variable) - sinh(variable)) / sinh(variable) ** 2,
            "y/sinh(y) falls if a bracket is positive,",
        ),
        positive_series(
            variable * cosh(variable) - sinh(variable),
            variable,
            variable**3 / 3,
            "which has no negative Taylor coefficient.",
        ),
    ]


def ladder_entropy_of(spin: Any, at: Any = b) -> Any:
    """ln Z + b e of one ladder."""
    return log(character(spin, at)) + at * MEAN.subs({J: spin, b: at}, simultaneous=True)


@derivation("ladder_entropy", "Entropy of a thermal ladder", "indist (34)")
def ladder_entropy() -> list[Step]:
    """S = ln Z + b e, from its slope and its ends."""
    p, level, norm = sympy.symbols("p m L", real=True)
    return [
        rewrite(
            p * (level * b + norm),
            p * level * b + p * norm,
            "With -ln p_m = m b + ln Z, and L for ln Z, the mean of -ln p is b e + L.",
        ),
        differentiate(
            log(Z) + b * MEAN,
            b,
            -b * VARIANCE,
            "Its slope is minus b times the variance of m.",
        ),
        limit(
            log(Z) + b * MEAN,
            b,
            sympy.S.Zero,
            log(D),
            "At b = 0 all levels are equally likely.",
        ),
        rewrite(
            (log(Z) + b * MEAN).subs(b, -b),
            log(Z) + b * MEAN,
            "The entropy does not know the sign of b.",
        ),
        rewrite(
            b**2 * VARIANCE,
            (b / 2 / sinh(b / 2)) ** 2 - (D * b / 2 / sinh(D * b / 2)) ** 2,
            "The variance compares y/sinh(y) at two points,",
        ),
        *width_is_falling(y),
        matches(
            log(Z) + b * MEAN,
            ladder.ladder_entropy.sympy(J=J, b=b),
            "So the entropy falls with |b|: the closed form evaluated.",
        ),
    ]


@derivation(
    "steady_entropy",
    "Entropy of the collective steady state",
    "indist (32)-(36), (40), (E1)",
)
def steady_entropy() -> list[Step]:
    """Orthogonal sectors: mean entropy of the ladders plus the entropy of the weights."""
    p1, p2, x1, x2 = sympy.symbols("p1 p2 x1 x2", positive=True)
    lp1, lp2, a1, a2, c1, c2 = sympy.symbols("l1 l2 a1 a2 c1 c2", real=True)
    joint = p1 * (x1 * (lp1 + a1) + (1 - x1) * (lp1 + c1)) + p2 * (
        x2 * (lp2 + a2) + (1 - x2) * (lp2 + c2)
    )
    w = sympy.symbols("w1:4", positive=True)
    a = sympy.symbols("e1:4", real=True)
    mean = sum(wi * ai for wi, ai in zip(w, a, strict=True)) / sum(w)
    norm = sympy.Symbol("L", real=True)

    def term(spin: Any) -> Any:
        surprise = 2 * log(character(_HALF, b0)) - log(character(spin, b0))
        return ladder_entropy_of(spin) + surprise

    single = log(character(s))
    return [
        rewrite(
            joint,
            p1 * lp1 + p2 * lp2 + p1 * (x1 * a1 + (1 - x1) * c1) + p2 * (x2 * a2 + (1 - x2) * c2),
            "Two sectors of two levels; l, a and c stand for the logarithms: the entropy is that "
            "of the weights plus the mean of those of the ladders.",
        ),
        rewrite(
            Z,
            exp(J * b) * (1 - exp(-D * b)) / (1 - exp(-b)),
            "The partition function of a ladder from its lowest level.",
        ),
        rewrite(
            n * (s * b + norm + b * MEAN.subs(J, s)),
            b * n * excitation(s) + n * norm,
            "Hence the last forms of the thermal and of the symmetric entropy, L the logarithm of "
            "the second factor.",
        ),
        rewrite(
            single + b * MEAN.subs(J, s) - ladder_entropy_of(s),
            sympy.S.Zero,
            "The thermal state of n spins has n times the entropy of one.",
        ),
        closure(
            weighted(term, 2, _HALF),
            {b0: b},
            2 * ladder_entropy_of(_HALF),
            "At b0 = b the steady state is thermal, here for two spins 1/2.",
        ),
        rewrite(
            sum(wi * (ai - mean) for wi, ai in zip(w, a, strict=True)),
            sympy.S.Zero,
            "In the derivative with respect to b0 the second bracket of (E1) has mean 0.",
        ),
        matches(
            n * ladder_entropy_of(s),
            forms.thermal_entropy.sympy(n=n, s=s, b=b),
            "The thermal entropy evaluated.",
        ),
        matches(
            ladder_entropy_of(n * s),
            forms.steady_entropy.sympy(n=n, s=s, b=b),
            "The symmetric subspace evaluated.",
        ),
        matches(
            weighted(term, 2, _HALF),
            forms.steady_entropy.sympy(n=2, s=_HALF, b=b, b0=b0),
            "Two spins 1/2 from a finite temperature: the closed form evaluated.",
        ),
    ]


@derivation("entropy_limits", "Limits of the entropies", "indist (41)-(43)")
def entropy_limits() -> list[Step]:
    """Small and large |b|."""
    cold = log((1 - q**D) / (1 - q)) - log(q) * (q / (1 - q) - D * q**D / (1 - q**D))
    third = J * (J + 1) * (2 * J**2 + 2 * J + 1)
    return [
        differentiate(log(Z) + b * MEAN, b, -b * VARIANCE, "The slope of the entropy of a ladder."),
        series(
            -b * VARIANCE,
            b,
            -J * (J + 1) * b / 3 + third * b**3 / 30,
            5,
            "At small b: so S = ln(2J + 1) - J(J + 1) b^2/6 + J(J + 1)(2J^2 + 2J + 1) b^4/120, "
            "without a term of third order.",
        ),
        rewrite(
            J * (J + 1) * b**2 / 6
            - third * b**4 / 120
            + (-J * (J + 1) * b / 3 + third * b**3 / 30) * b / 2,
            third * b**4 / 120,
            "Integrated term by term.",
        ),
        rewrite(
            n * s * (n * s + 1) / (n * s * (s + 1)),
            (n * s + 1) / (s + 1),
            "The curvatures of the symmetric and the thermal entropy have the ratio of the heat "
            "capacities.",
        ),
        limit(
            cold / (q * (1 - log(q))),
            q,
            sympy.S.Zero,
            sympy.S.One,
            "In a cold bath, q = exp(-|b|), every ladder has the entropy q (1 - ln q): the "
            "symmetric subspace one n-th of the thermal one, at either sign of b.",
        ),
        limit(
            cold / (-log(1 - q) - log(q) * q / (1 - q)),
            q,
            sympy.S.Zero,
            sympy.S.One,
            "The middle form of (41), with |b| for b: at negative b the printed logarithm has a "
            "negative argument.",
        ),
        matches(
            log(Z) + b * MEAN,
            ladder.ladder_entropy.sympy(J=J, b=b),
            "What was expanded is the closed form.",
        ),
    ]


@derivation(
    "mitigation_of_entropy",
    "How the entropy depends on the initial temperature",
    "indist (37)-(39), (E2)-(E4)",
)
def mitigation_of_entropy() -> list[Step]:
    """Convexity of ln(Z_J/Z_K): the entropy falls with |b0| at every b."""
    ratio = sinh(D * b / 2) / sinh((2 * K + 1) * b / 2)
    slope = MEAN.subs(J, K) - MEAN
    bend = ((2 * K + 1) ** 2 / sinh((2 * K + 1) * b / 2) ** 2 - D**2 / sinh(D * b / 2) ** 2) / 4
    lj, lk, mj, mk = sympy.symbols("L_J L_K M_J M_K", real=True)
    ej, ek, cz = sympy.symbols("e_J e_K N", real=True)
    return [
        rewrite(
            (lj + b * ej - (mj - cz)) - (lk + b * ek - (mk - cz)),
            (lj - lk) + b * (ej - ek) - (mj - mk),
            "With L and M for ln Z at b and b0, N for n ln Z_s(b0): the bracket of a pair of "
            "sectors.",
        ),
        differentiate(log(ratio), b, slope, "Slope of ln(Z_J/Z_K),"),
        differentiate(slope, b, bend, "and its derivative,"),
        *width_is_falling(y),
        rewrite(
            b**2 * bend,
            (
                ((2 * K + 1) * b / 2 / sinh((2 * K + 1) * b / 2)) ** 2
                - (D * b / 2 / sinh(D * b / 2)) ** 2
            ),
            "which is positive for J > K, as y/sinh(y) falls: ln(Z_J/Z_K) is convex.",
        ),
        differentiate(
            log(ratio) - b * slope,
            b,
            -b * bend,
            "So its Legendre part is largest at b = 0, at ln(Z_J/Z_K)(0).",
        ),
        *mean_is_falling(y),
        rewrite(
            slope,
            (D * sympy.coth(D * b / 2) - (2 * K + 1) * sympy.coth((2 * K + 1) * b / 2)) / 2,
            "And ln(Z_J/Z_K) grows with |b0|: the bracket is negative for every b and b0 other "
            "than 0, whence S falls with |b0| and equals the thermal entropy at b0 = +-b.",
        ),
        matches(
            ladder_entropy_of(J) - ladder_entropy_of(K),
            ladder.ladder_entropy.sympy(J=J, b=b) - ladder.ladder_entropy.sympy(J=K, b=b),
            "The difference of two ladder entropies is that of the closed forms.",
        ),
    ]
