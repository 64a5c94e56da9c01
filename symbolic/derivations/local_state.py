"""Derivations for one spin of the ensemble: its populations, its temperature, and the temperature
that the bath sees without coherences."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import sympy
from sympy import Rational, binomial, coth, exp, factorial

from ..derivation import Step, derivation
from ..forms import coupled_spins, sectors
from ..forms import local_state as forms
from ..inequalities import positive_terms
from ..steps import closure, limit, matches, rewrite, series
from .spin_ladder import MEAN, J, b
from .steady_energy import excitation
from .total_spin import SQUARE, character, n, q, s

K, N = sympy.symbols("K N", positive=True)
k = sympy.Symbol("k", positive=True)
_HALF = Rational(1, 2)
_ONE = sympy.S.One


def _choose_one(i: int) -> Any:
    """Chance that a spin 1 has lost i quanta when N/2 of them have lost K together."""
    return binomial(2, i) * binomial(N - 2, K - i) / binomial(N, K)


def _population(count: int, level: int) -> Any:
    """Population of a level of one of `count` spins 1 in the symmetric subspace."""
    total = sympy.S.Zero
    for M in range(-count, count + 1):
        lost, own = count - M, 1 - level
        if 0 <= lost - own <= 2 * (count - 1):
            chance = binomial(2, own) * binomial(2 * count - 2, lost - own)
            total += exp(-M * b) * chance / binomial(2 * count, lost)
    return total / character(count)


def _multiplets(count: int, level: int) -> Any:
    """Trace of a level of one of `count` spins 1 over all multiplets, weighted with exp(-M b)."""
    total = sympy.S.Zero
    for spin in sectors.total_spins(count, 1):
        row = coupled_spins.chances(count, Fraction(1), spin)[level + 1]
        copies = sectors.multiplicity_of(count, 1, spin)
        for j, chance in enumerate(row):
            value = Rational(int(chance.p), int(chance.q))
            total += copies * value * exp(-(j - sympy.Rational(spin)) * b)
    return total


@derivation(
    "local_state",
    "Local state of one spin",
    "indist (D1)-(D9), (J2)",
)
def local_state() -> list[Step]:
    """Dicke states of spins of any size, and why one spin is not thermal for s >= 1."""
    norm = factorial(k) ** 2 * binomial(2 * J, k)
    top = n**2 * s * (2 * s - 1) / (n * s * (2 * n * s - 1))
    return [
        rewrite(
            norm.subs(k, k + 1) / norm,
            (2 * J - k) * (k + 1),
            "Lowering |J, J> k times gives the norm (k!)^2 C(2J, k): each step adds its matrix "
            "element. For one spin and, with J = ns, for all together; the expansion of the power "
            "of a sum then makes the chance of a product state a product of C(2s, s + m_i) over "
            "C(2ns, ns + M). Only for s = 1/2 are all of them equal, as (D4) prints.",
        ),
        rewrite(
            _choose_one(0) + _choose_one(1) + _choose_one(2),
            _ONE,
            "For spins 1 (N = 2n quanta in all, K of them lost) the three chances add up to 1.",
        ),
        rewrite(
            _choose_one(0) - _choose_one(2),
            (N / 2 - K) / (N / 2),
            "Their mean is M/n.",
        ),
        rewrite(
            n**2 * binomial(2 * s, 2) / binomial(2 * n * s, 2),
            top,
            "In a bath of extreme temperature the three outermost populations are 1, q/n and "
            "q^2 C(2s, 2)/C(2ns, 2) to leading order; for a thermal state this ratio would be 1.",
        ),
        positive_terms(
            (1 - top).subs(n, 1 + k).subs(s, (1 + K) / 2),
            k / (k + (1 + k) * K),
            "It is not, for n = 1 + k > 1 spins of s = (1 + K)/2: one spin is not thermal unless "
            "s = 1/2, as stated, although through other numbers than (D9).",
        ),
        *(
            rewrite(
                _multiplets(3, level),
                exp(-level * b) * character(1) ** 2,
                f"All multiplets of three spins 1 together leave the level {level} of one spin "
                "with the other two free.",
            )
            for level in (1, 0)
        ),
        rewrite(
            forms.local_population.sympy(n=3, s=1, m=1, b=b, b0=b),
            exp(-b) / character(1),
            "At b0 = b one spin is thermal.",
        ),
        matches(
            excitation(n / 2) / n,
            forms.local_population.sympy(n=n, s=_HALF, m=_HALF, b=b, b0="inf"),
            "For s = 1/2 the upper population is the energy per spin.",
        ),
        matches(
            _population(3, 0),
            forms.local_population.sympy(n=3, s=1, m=0, b=b, b0="inf"),
            "Three spins 1 in the symmetric subspace: the closed form evaluated.",
        ),
    ]


@derivation(
    "local_temperature",
    "Temperature of one spin 1/2",
    "indist (30), (31), Sec. V D",
)
def local_temperature() -> list[Step]:
    """Ratio of the two populations at small, large and negative b."""
    energy = excitation(n / 2)
    odds = (n - energy) / energy
    slope = (n + 2) / 3
    cold = q / (1 - q) - (n + 1) * q ** (n + 1) / (1 - q ** (n + 1))
    return [
        rewrite(
            n - energy,
            excitation(n / 2, -b),
            "Lower populations, times n: the energy at the opposite temperature.",
        ),
        series(
            odds,
            b,
            1 + slope * b + slope**2 * b**2 / 2,
            3,
            "Ratio of the populations at small b: that of the inverse temperature b (n + 2)/3, up "
            "to third order.",
        ),
        rewrite(energy, cold.subs(q, exp(-b)), "The energy in q = exp(-b)."),
        limit(
            q * (n - cold) / cold,
            q,
            sympy.S.Zero,
            n,
            "In a cold bath the ratio is n/q: that of the inverse temperature b + ln n.",
        ),
        closure(
            odds,
            {b: -b},
            1 / odds,
            "At the opposite bath temperature it is inverted: at large negative b the inverse "
            "temperature is b - ln n, not b + ln n.",
        ),
        rewrite(
            odds,
            1 - 2 * MEAN.subs(J, n / 2) / energy,
            "As it is evaluated.",
        ),
        matches(
            odds,
            exp(forms.local_inverse_temperature.sympy(n=n, b=b)),
            "The closed form is its logarithm.",
        ),
    ]


@derivation(
    "dephased_temperature",
    "Apparent temperature without coherences",
    "indist (J3)-(J11)",
)
def dephased_temperature() -> list[Step]:
    """Without coherences the spins emit one by one: colder than the bath for b > 0, any s."""
    r2 = (2 * s - 1) / (n * (2 * n * s - 1))
    top = n * s
    mean, square = MEAN.subs(J, top), SQUARE.subs(J, top)

    def strength_of(square: Any) -> Any:
        """Mean of s(s + 1) - m^2 over one spin."""
        return 2 * s * (s + 1) / 3 - r2 * (square - top * (top + 1) / 3)

    strength = strength_of(square)
    odds = (strength - mean / n) / (strength + mean / n)
    d = 2 * J + 1
    bose, many = q / (1 - q), q**d / (1 - q**d)
    cold_mean = (bose - d * many - J).subs(J, top)
    cold_strength = strength_of(
        (bose * (1 + bose) - d**2 * many * (1 + many)).subs(J, top) + cold_mean**2
    )
    level, gap = sympy.Symbol("m", real=True), sympy.Symbol("g", positive=True)
    value = top**2 - gap
    excess = (top * (top + 1) - value) / n - strength_of(value)
    second = _choose_one(0) + _choose_one(2)
    M = N / 2 - K
    return [
        rewrite(
            s * (s + 1) - level**2 + level,
            (s + level) * (s - level + 1),
            "Only j+ j- of single spins is left: their strengths from the mean of m and m^2.",
        ),
        rewrite(
            (3 * s**2 - s * (s + 1)) / (3 * top**2 - top * (top + 1)),
            r2,
            "m^2 - s(s+1)/3 of one spin is this multiple of M^2 - J(J+1)/3 for J = ns: both are "
            "tensors of rank 2, compared at M = J where m = s.",
        ),
        rewrite(
            second,
            Rational(2, 3) + r2.subs(s, 1).subs(n, N / 2) * (M**2 - N / 2 * (N / 2 + 1) / 3),
            "Directly for spins 1, from the chances of their levels.",
        ),
        rewrite(
            -MEAN * coth(b / 2),
            J * (J + 1) - SQUARE,
            "With coherences, ln(<J- J+>/<J+ J->) = b ties the moments of the ladder.",
        ),
        rewrite(
            excess,
            2 * s * (n - 1) * gap / (n * (2 * n * s - 1)),
            "Insert it: <j- j+> - exp(b) <j+ j-> has the sign of this, g = J^2 - <M^2> >= 0,",
        ),
        positive_terms(
            excess.subs(n, 1 + k).subs(s, (1 + K) / 2),
            (1 + K) * k * gap / ((1 + k) * (k + (1 + k) * K)),
            "which is positive for n = 1 + k > 1: the inverse temperature is above b for b > 0, "
            "and below for b < 0.",
        ),
        series(mean / n, b, -s * (top + 1) * b / 3, 2, "Small b: mean of m of one spin,"),
        series(square, b, top * (top + 1) / 3, 2, "and J(J + 1)/3 for the square of M,"),
        series(
            (2 * (s + 1) + (top + 1) * b) / (2 * (s + 1) - (top + 1) * b),
            b,
            1 + b * (top + 1) / (s + 1),
            2,
            "so that the inverse temperature is b (ns + 1)/(s + 1) at high temperature.",
        ),
        rewrite(
            SQUARE,
            (bose * (1 + bose) - d**2 * many * (1 + many) + (bose - d * many - J) ** 2).subs(
                q, exp(-b)
            ),
            "In q = exp(-b).",
        ),
        limit(
            q * (cold_strength - cold_mean / n) / (cold_strength + cold_mean / n),
            q,
            sympy.S.Zero,
            n,
            "At low temperature it is b + ln n.",
        ),
        rewrite(
            odds.subs(s, _HALF),
            (n - excitation(n / 2)) / excitation(n / 2),
            "For s = 1/2 it is the temperature of one spin.",
        ),
        matches(
            odds,
            exp(forms.apparent_inverse_temperature.sympy(n=n, s=s, b=b, b0="inf", dephased=True)),
            "The closed form is its logarithm.",
        ),
        matches(
            odds.subs({n: 2, s: 1}),
            exp(forms.apparent_inverse_temperature.sympy(n=2, s=1, b=b, dephased=True)),
            "The same for two spins 1.",
        ),
    ]
