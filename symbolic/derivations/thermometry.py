"""Derivations for thermometry: Fisher information of the steady state and of the energy alone."""

from __future__ import annotations

from typing import Any

import sympy
from sympy import Rational, exp, log

from ..derivation import Step, derivation
from ..forms import thermometry as forms
from ..inequalities import positive_terms
from ..steps import differentiate, induction, limit, matches, rewrite, series, solve
from .ensemble_entropy import VARIANCE
from .spin_ladder import CAPACITY, MEAN, J, Z, b, m
from .steady_energy import b0
from .total_spin import SQUARE, character, n, q, s

T = sympy.Symbol("T", positive=True)
_HALF = Rational(1, 2)


@derivation(
    "fisher_information",
    "Fisher information about the temperature",
    "heatcap (14), (A.1)-(A.9)",
)
def fisher_information() -> list[Step]:
    """T^2 F is the collective heat capacity, reached by measuring J and m."""
    w = sympy.symbols("w1:4", positive=True)
    e = sympy.symbols("e1:4", real=True)
    v = sympy.symbols("v1:4", positive=True)
    score = sympy.Symbol("ell", real=True)
    drop = sympy.Symbol("rho", positive=True)
    first = sum(wi * ei for wi, ei in zip(w, e, strict=True))
    within = sum(wi * vi for wi, vi in zip(w, v, strict=True))
    square = sum(wi * (vi + ei**2) for wi, vi, ei in zip(w, v, e, strict=True))
    norm = sum(w)
    gap, more = sympy.symbols("x y", positive=True)
    return [
        differentiate(
            -m * b - log(Z),
            b,
            -(m - MEAN),
            "Logarithmic derivative of the population of a level of a ladder.",
        ),
        differentiate(
            (-m * b - log(Z)).subs(b, 1 / T),
            T,
            (m - MEAN.subs(b, 1 / T)) / T**2,
            "With respect to T = 1/b: L_J = (m - e_J)/T^2. In the text below (A.4) a factor "
            "hbar omega is misplaced: that expression is not one over a temperature.",
        ),
        solve(
            ((score * drop + drop * score) / 2 - drop * (m - MEAN) / T**2,),
            (score,),
            ((m - MEAN) / T**2,),
            "State and slope are diagonal in |J, m>, so this L, different in each sector, solves "
            "the equation (A.3) for the whole state: the sum (A.5) is of that form.",
        ),
        induction(
            m**2 * exp(-m * b),
            m,
            J,
            SQUARE * Z,
            "Mean of m^2 on the ladder,",
            (sympy.S.Zero, _HALF),
        ),
        rewrite(
            b**2 * (SQUARE - MEAN**2),
            CAPACITY,
            "and b^2 times the variance is the heat capacity: T^2 F of one ladder.",
        ),
        rewrite(
            square - sum(wi * ei**2 for wi, ei in zip(w, e, strict=True)),
            within,
            "Over sectors with weights w, means e and variances v: mean of m^2 minus mean of e^2 "
            "(A.7), (A.8).",
        ),
        positive_terms(
            ((square * norm - first**2) - within * norm).subs(
                {e[1]: e[0] + gap, e[2]: e[0] + gap + more}, simultaneous=True
            ),
            w[0] * w[1] * gap**2 + w[0] * w[2] * (gap + more) ** 2 + w[1] * w[2] * more**2,
            "It is the variance of the energy less the spread of the e_J: the last bound of (A.6) "
            "is strict unless all e_J agree.",
        ),
        matches(
            n * CAPACITY.subs(J, s),
            forms.fisher_information.sympy(n=n, s=s, b=b, coupling="independent"),
            "Independent dissipation: the closed form evaluated.",
        ),
        matches(
            CAPACITY.subs(J, n * s),
            forms.fisher_information.sympy(n=n, s=s, b=b),
            "The symmetric subspace: the closed form evaluated.",
        ),
    ]


def _pair_chances() -> tuple[Any, Any]:
    """Chances of triplet and singlet for two spins 1/2 at b0."""
    bottom = character(_HALF, b0) ** 2
    return character(1, b0) / bottom, 1 / bottom


@derivation(
    "energy_measurement",
    "Fisher information of the energy alone",
    "heatcap, below (A.6), end of Sec. 3 and of App. A",
)
def energy_measurement() -> list[Step]:
    """What is lost is the spread of e_J within each energy."""
    r = sympy.symbols("r1:3", positive=True)
    e = sympy.symbols("e1:3", real=True)
    chance = sum(r)
    mean = sum(ri * ei for ri, ei in zip(r, e, strict=True)) / chance
    triplet, singlet = _pair_chances()
    e1 = MEAN.subs(J, 1)
    edge = triplet * exp(b) / character(1)
    middle = triplet / character(1) + singlet
    slope = -triplet / character(1) * (0 - e1)
    information = b**2 * (
        edge * (-1 - e1) ** 2 + edge * exp(-2 * b) * (1 - e1) ** 2 + slope**2 / middle
    )
    return [
        rewrite(
            sum(ri * (m - ei) for ri, ei in zip(r, e, strict=True)),
            chance * (m - mean),
            "At energy m the sectors, r their chances, change together by the mean of m - e_J.",
        ),
        rewrite(
            sum(ri * (m - ei) ** 2 for ri, ei in zip(r, e, strict=True)),
            chance * (m - mean) ** 2 + r[0] * r[1] * (e[0] - e[1]) ** 2 / chance,
            "The optimal information exceeds that of the energy by the spread of e_J within m.",
        ),
        differentiate(
            middle,
            b,
            slope,
            "Two spins 1/2: triplet and singlet both have m = 0.",
        ),
        rewrite(
            triplet * CAPACITY.subs(J, 1) - information,
            b**2 * triplet / character(1) * singlet / middle * e1**2,
            "The loss is positive at every b other than 0 unless b0 is infinite,",
        ),
        limit(
            singlet,
            b0,
            sympy.oo,
            sympy.S.Zero,
            "where only one sector is left and the energy is the optimal measurement.",
        ),
        matches(
            information,
            forms.fisher_information.sympy(n=2, s=_HALF, b=b, b0=b0, measurement="energy"),
            "The closed form evaluated.",
        ),
    ]


@derivation(
    "relative_precision",
    "Relative precision of a temperature",
    "heatcap (15), Sec. 3",
)
def relative_precision() -> list[Step]:
    """Squares of the minimal relative deviations at high and low temperature."""
    collective, independent = CAPACITY.subs(J, n * s), n * CAPACITY.subs(J, s)
    tail = (2 * J + 1) ** 2 * q ** (2 * J) * ((1 - q) / (1 - q ** (2 * J + 1))) ** 2
    return [
        rewrite(VARIANCE * b**2, CAPACITY, "The heat capacity is b^2 times a variance."),
        series(
            b**2 / collective,
            b,
            3 / (n * s * (n * s + 1)),
            2,
            "Square of the minimal relative deviation at high temperature: one over (ns)^2, so "
            "the deviation falls like 1/n.",
        ),
        series(
            independent / collective,
            b,
            (s + 1) / (n * s + 1),
            2,
            "Square of the ratio of the two deviations; the ratio itself is its root.",
        ),
        rewrite(
            CAPACITY,
            (b**2 * q / (1 - q) ** 2 * (1 - tail)).subs(q, exp(-b)),
            "The heat capacity in q = exp(-b).",
        ),
        limit(
            (1 - tail.subs(J, s)) / (1 - tail.subs(J, n * s)),
            q,
            sympy.S.Zero,
            sympy.S.One,
            "At low temperature the square of the ratio is n.",
        ),
        matches(
            collective,
            forms.fisher_information.sympy(n=n, s=s, b=b),
            "One over its square is the information evaluated.",
        ),
    ]
