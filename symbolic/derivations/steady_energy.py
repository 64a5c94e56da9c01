"""Derivations for the energy under collective dissipation: weighted sum, limits, and how it depends
on the initial temperature."""

from __future__ import annotations

from itertools import combinations
from typing import Any

import sympy
from sympy import Rational, cosh, coth, exp, log, sinh

from ..derivation import Step, derivation
from ..forms import sectors
from ..forms import spin_ensemble as forms
from ..inequalities import positive_series, positive_terms
from ..steps import closure, differentiate, limit, matches, rewrite, series
from .spin_ladder import MEAN, D, J, b
from .total_spin import character, n, q, s, x

y = sympy.Symbol("y", positive=True)
b0 = sympy.Symbol("b0", positive=True)
_HALF = Rational(1, 2)


def excitation(spin: Any, at: Any = b) -> Any:
    """Energy of a thermal ladder above its lowest level."""
    d = 2 * spin + 1
    return 1 / (exp(at) - 1) - d / (exp(d * at) - 1)


def weighted(term: Any, spins: int, size: Any, at: Any = b0) -> Any:
    """sum_J w_J(at) term(J) for a few spins, from multiplicities and characters."""
    total = sympy.S.Zero
    for spin in sectors.total_spins(spins, size):
        value = sympy.Rational(spin)
        copies = sectors.multiplicity_of(spins, size, spin)
        total += copies * character(value, at) / character(size, at) ** spins * term(value)
    return total


def mean_is_falling(variable: Any) -> list[Step]:
    """Steps that prove y coth(y) increasing: at b > 0 the mean e_J falls with J."""
    return [
        differentiate(
            variable * coth(variable),
            variable,
            (sinh(2 * variable) / 2 - variable) / sinh(variable) ** 2,
            "The slope of y coth(y) has the sign of a bracket.",
        ),
        positive_series(
            sinh(2 * variable) / 2 - variable,
            variable,
            2 * variable**3 / 3,
            "The bracket has no negative Taylor coefficient: y coth(y) increases.",
        ),
    ]


@derivation(
    "steady_energy",
    "Energy of the collective steady state",
    "indist (16)-(20), (25), (26); heatcap (5), (9)",
)
def steady_energy() -> list[Step]:
    """The weighted sum over ladders, its symmetric and its thermal case."""
    J_z = weighted(lambda spin: MEAN.subs(J, spin), 3, sympy.S.One, b)
    pair = weighted(lambda spin: 1 + MEAN.subs(J, spin), 2, _HALF)
    return [
        rewrite(
            J + MEAN,
            excitation(J),
            "A thermal ladder above its lowest level.",
        ),
        rewrite(
            n * s + MEAN.subs(J, n * s),
            excitation(n * s),
            "Only J = ns for b0 -> +-inf: the energy E_+ above the ground state.",
        ),
        rewrite(
            n * (s + MEAN.subs(J, s)),
            n * excitation(s),
            "Independent dissipation: n spins s.",
        ),
        differentiate(
            n * log(character(s)),
            b,
            n * MEAN.subs(J, s),
            "The same from the partition function of the product state.",
            factor=-1,
        ),
        rewrite(
            J_z,
            3 * MEAN.subs(J, 1),
            "Weights at b0 = b give back the thermal mean, here for three spins 1.",
        ),
        rewrite(
            weighted(lambda spin: MEAN.subs(J, spin), 4, _HALF, b),
            4 * MEAN.subs(J, _HALF),
            "And for four spins 1/2.",
        ),
        rewrite(
            pair,
            (exp(b0) + 1 + exp(-b0)) / (exp(b0 / 2) + exp(-b0 / 2)) ** 2 * excitation(1)
            + 1 / (exp(b0 / 2) + exp(-b0 / 2)) ** 2,
            "Two spins 1/2: triplet, and singlet at energy 1.",
        ),
        rewrite(
            pair.subs(b0, -b0),
            pair,
            "The energy does not know the sign of b0.",
        ),
        rewrite(
            weighted(lambda spin: 3 + MEAN.subs(J, spin).subs(b, -b), 3, sympy.S.One),
            6 - weighted(lambda spin: 3 + MEAN.subs(J, spin), 3, sympy.S.One),
            "At the opposite bath temperature the energy is mirrored about ns.",
        ),
        matches(
            excitation(n * s),
            forms.steady_energy.sympy(n=n, s=s, b=b),
            "The symmetric subspace: the closed form evaluated.",
        ),
        matches(
            n * excitation(s),
            forms.thermal_energy.sympy(n=n, s=s, b=b),
            "The thermal state: the closed form evaluated.",
        ),
        matches(
            weighted(lambda spin: 3 + MEAN.subs(J, spin), 3, sympy.S.One),
            forms.steady_energy.sympy(n=3, s=1, b=b, b0=b0),
            "Three spins 1 from a finite temperature: the closed form evaluated.",
        ),
    ]


@derivation(
    "energy_limits",
    "Limits of the energies",
    "indist (27)-(29), below (28), (29), Sec. V C",
)
def energy_limits() -> list[Step]:
    """Small, large and infinite |b|, many spins, and the ratios."""
    plus, thermal = excitation(n * s), n * excitation(s)
    third = b**3 / 90
    bose = 1 / (exp(b) - 1)
    tail = D * q ** (2 * J) * (1 - q) / (1 - q**D)
    lowest = weighted(lambda spin: 1 - spin, 2, _HALF)
    return [
        series(
            plus / (n * s),
            b,
            1 - b * (n * s + 1) / 3 + third * (n * s + 1) * (2 * n**2 * s**2 + 2 * n * s + 1),
            4,
            "Symmetric subspace at small b; there is no term of second order.",
        ),
        series(
            thermal / (n * s),
            b,
            1 - b * (s + 1) / 3 + third * (s + 1) * (2 * s**2 + 2 * s + 1),
            4,
            "Thermal energy at small b.",
        ),
        rewrite(
            (n * s + 1) / (s + 1),
            n - (n - 1) / (s + 1),
            "The slopes differ by this factor, below n: (n + 2)/3 for s = 1/2.",
        ),
        rewrite(
            plus.subs(b, -b),
            2 * n * s - plus,
            "Negative b mirrors the energy.",
        ),
        limit(plus, b, sympy.oo, sympy.S.Zero, "Cold bath: the ground state."),
        limit(
            weighted(lambda spin: 1 + MEAN.subs(J, spin), 2, _HALF),
            b,
            sympy.oo,
            lowest,
            "From a finite b0 the cold bath leaves each ladder in its lowest level, above 0.",
        ),
        limit(
            plus / bose,
            b,
            sympy.oo,
            sympy.S.One,
            "Cold bath, symmetric subspace: one Bose function.",
        ),
        rewrite(
            excitation(J),
            (q / (1 - q) * (1 - tail)).subs(q, exp(-b)),
            "Every ladder in q = exp(-b).",
        ),
        limit(
            (1 - tail.subs(J, n * s)) / (1 - tail.subs(J, s)),
            q,
            sympy.S.Zero,
            sympy.S.One,
            "So in a cold bath the symmetric subspace has one n-th of the thermal energy.",
        ),
        limit(
            x / (exp(x) - 1),
            x,
            sympy.oo,
            sympy.S.Zero,
            "With many spins at fixed b > 0 the second Bose term, x/(exp(x) - 1)/b with "
            "x = (2ns + 1) b, vanishes: E_+ saturates at 1/(exp(b) - 1).",
        ),
        matches(
            bose - (2 * n * s + 1) / (exp((2 * n * s + 1) * b) - 1),
            forms.steady_energy.sympy(n=n, s=s, b=b),
            "What was expanded is the closed form.",
        ),
    ]


@derivation(
    "energy_bounds",
    "Bounds on the ratio of the energies",
    "indist, below (29), end of V B",
)
def energy_bounds() -> list[Step]:
    """E_th/n < E_+ for b > 0 and E_+ < 2 E_th for b < 0: the factors n and 2 are not reached."""
    bose = y / (exp(y) - 1)
    u = sympy.Symbol("u", positive=True)
    return [
        rewrite(
            excitation(n * s) - excitation(s),
            (bose.subs(y, (2 * s + 1) * b) - bose.subs(y, (2 * n * s + 1) * b)) / b,
            "E_+ minus E_th/n compares one function at two points, b > 0.",
        ),
        differentiate(
            bose,
            y,
            -(y * exp(y) - exp(y) + 1) / (exp(y) - 1) ** 2,
            "That function falls if a bracket is positive,",
        ),
        positive_series(
            y * exp(y) - exp(y) + 1,
            y,
            y**2 / 2,
            "which it is: E_+ > E_th/n for every b > 0 and n > 1.",
        ),
        rewrite(
            2 * n * s - excitation(n * s).subs(b, -u),
            excitation(n * s, u),
            "For b = -u < 0 the energy E_+ stays below 2ns.",
        ),
        rewrite(
            n * excitation(s).subs(b, -u) - n * s,
            n * ((2 * s + 1) * coth((2 * s + 1) * u / 2) - coth(u / 2)) / 2,
            "And the thermal energy exceeds ns by a term that compares y coth(y) at two points.",
        ),
        *mean_is_falling(y),
        limit(
            excitation(n * s, -q) / (n * excitation(s, -q)),
            q,
            sympy.oo,
            sympy.S.One,
            "So E_+ < 2 E_th for every b < 0; at -inf the ratio is 1 again.",
        ),
        series(
            excitation(n * s, -q) / (n * excitation(s, -q)),
            q,
            1 + (n - 1) * s * q / 3,
            2,
            "Near 0 it grows with (n - 1) s: 2 is approached for many spins, with 1/(ns) << -b "
            "<< 1.",
        ),
        limit(
            excitation(x**2, -1 / x) / (2 * x**2 / s * excitation(s, -1 / x)),
            x,
            sympy.oo,
            sympy.S.One,
            "Half the ratio at -b = 1/sqrt(ns) tends to 1 for many spins (ns = x^2, s fixed).",
        ),
        matches(
            excitation(n * s),
            forms.steady_energy.sympy(n=n, s=s, b=b),
            "The energy bounded is the closed form.",
        ),
    ]


@derivation(
    "mitigation_of_energy",
    "How the energy depends on the initial temperature",
    "indist (22)-(24), (C1)-(C7)",
)
def mitigation_of_energy() -> list[Step]:
    """The sign of the derivative with respect to b0, from a covariance over the sectors."""
    w = sympy.symbols("w1:5", positive=True)
    a = sympy.symbols("a1:5", real=True)
    e = sympy.symbols("e1:5", real=True)
    norm = sum(w)
    pairs = sum(w[i] * w[j] * (a[i] - a[j]) * (e[i] - e[j]) for i, j in combinations(range(4), 2))
    averaged = sum(wi * ai for wi, ai in zip(w, a, strict=True))
    covariance = norm * sum(
        wi * ai * ei for wi, ai, ei in zip(w, a, e, strict=True)
    ) - averaged * sum(wi * ei for wi, ei in zip(w, e, strict=True))
    K = sympy.Symbol("K", positive=True)
    ratio = sinh(D * b / 2) / sinh((2 * K + 1) * b / 2)
    slope = (D * coth(D * b / 2) - (2 * K + 1) * coth((2 * K + 1) * b / 2)) / 2
    return [
        differentiate(
            log(character(J, b0)) - n * log(character(s, b0)),
            b0,
            -(MEAN.subs(b, b0) - n * MEAN.subs({b: b0, J: s})),
            "The weights change by minus w_J (e_J(b0) - mean), so the energy changes by minus a "
            "covariance over the sectors.",
        ),
        rewrite(
            covariance,
            pairs,
            "A covariance is a sum over pairs; here of four sectors of total weight N, times N^2.",
        ),
        rewrite(
            character(J) / character(K),
            ratio,
            "Ratio of two partition functions.",
        ),
        differentiate(
            log(ratio),
            b,
            slope,
            "Its logarithmic slope is e_K - e_J: with y coth(y) increasing, positive for J > K "
            "and b > 0,",
        ),
        *mean_is_falling(y),
        rewrite(slope.subs(b, -b), -slope, "and negative for b < 0."),
        limit(slope, b, sympy.S.Zero, sympy.S.Zero, "At b = 0 all e_J vanish."),
        rewrite(
            MEAN.subs(J, K) - MEAN,
            slope,
            "So for one sign of b0 and b each pair has (e_J - e_K)(b0) (e_J - e_K)(b) > 0 and the "
            "energy falls with b0; for opposite signs it rises. One spin has one sector and no "
            "dependence.",
        ),
        closure(
            weighted(lambda spin: 1 + MEAN.subs(J, spin), 2, _HALF),
            {b0: b},
            2 * excitation(_HALF),
            "At b0 = b (and -b) the energy is thermal: hence E < E_th beyond, E > E_th between "
            "for b > 0, and the reverse for b < 0.",
        ),
        positive_terms(
            (cosh(b) - cosh(b0)).subs({b: x + y, b0: y}),
            2 * sinh(x / 2) * sinh(y + x / 2),
            "For two spins 1/2 the order is explicit: with b = b0 + x the energies differ by a "
            "positive term,",
        ),
        rewrite(
            weighted(lambda spin: 1 + MEAN.subs(J, spin), 2, _HALF) - 2 * excitation(_HALF),
            sinh(b) * (cosh(b) - cosh(b0)) / ((1 + cosh(b)) * (1 + cosh(b0)) * (1 + 2 * cosh(b))),
            "times positive factors and sinh(b).",
        ),
        matches(
            weighted(lambda spin: 1 + MEAN.subs(J, spin), 2, _HALF),
            forms.steady_energy.sympy(n=2, s=_HALF, b=b, b0=b0),
            "The energy of that pair is the closed form evaluated.",
        ),
    ]
