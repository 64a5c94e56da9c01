"""Derivations for the change of the free energy and the entropy production."""

from __future__ import annotations

from itertools import combinations
from typing import Any

import sympy
from sympy import Rational, exp, log

from ..derivation import Step, derivation
from ..forms import ensemble_entropy as forms
from ..inequalities import positive_series
from ..steps import differentiate, limit, matches, rewrite
from .ensemble_entropy import VARIANCE, ladder_entropy_of, width_is_falling
from .spin_ladder import MEAN, D, J, b
from .steady_energy import b0, excitation, weighted, y
from .total_spin import character, n, q, s

_HALF = Rational(1, 2)


def mean_at(spin: Any, at: Any) -> Any:
    """Mean of m on a thermal ladder."""
    return MEAN.subs({J: spin, b: at}, simultaneous=True)


def divergence(spin: Any) -> Any:
    """Relative entropy of the thermal ladder at b0 to that at b."""
    return log(character(spin)) - log(character(spin, b0)) + (b - b0) * mean_at(spin, b0)


def surprise(spin: Any, at: Any) -> Any:
    """-ln p_J for two spins 1/2."""
    return 2 * log(character(_HALF, at)) - log(character(spin, at))


def _no_smaller_than_zero() -> list[Step]:
    """ln x <= x - 1, for both signs of the logarithm."""
    return [
        positive_series(
            exp(y) - 1 - y,
            y,
            y**2 / 2,
            "x - 1 - ln x is positive for x = exp(y) > 1,",
        ),
        positive_series(
            y * exp(y) - exp(y) + 1,
            y,
            y**2 / 2,
            "and for x = exp(-y) < 1 (times exp(y)): so the mean of -ln of a ratio of "
            "distributions is positive unless they agree.",
        ),
    ]


@derivation(
    "entropy_production",
    "Entropy production as a relative entropy",
    "indist (44), below (45)",
)
def entropy_production() -> list[Step]:
    """Sigma = -b Delta F is the mean relative entropy of the ladders, and is positive."""
    gain = ladder_entropy_of(J) - ladder_entropy_of(J, b0)
    warmed = MEAN - mean_at(J, b0)
    after, before, e1, e0 = sympy.symbols("S S_0 E E_0", real=True)
    return [
        rewrite(
            -b * ((e1 - after / b) - (e0 - before / b)),
            (after - before) - b * (e1 - e0),
            "Minus b times the change of E - S/b.",
        ),
        rewrite(
            (ladder_entropy_of(J) + surprise(J, b0)) - (ladder_entropy_of(J, b0) + surprise(J, b0)),
            gain,
            "The weights do not change, so their entropy drops out of each sector.",
        ),
        rewrite(
            gain - b * warmed,
            divergence(J),
            "What is left is the relative entropy of the ladder's thermal states at b0 and b.",
        ),
        differentiate(
            divergence(J),
            b,
            mean_at(J, b0) - MEAN,
            "Its slope vanishes at b = b0 only,",
        ),
        differentiate(mean_at(J, b0) - MEAN, b, VARIANCE, "where it is smallest, and 0,"),
        *width_is_falling(y),
        matches(
            n * divergence(s),
            forms.entropy_production.sympy(n=n, s=s, b=b, b0=b0, coupling="independent"),
            "as every variance is positive. Independent dissipation: n times that of one spin, "
            "the closed form evaluated.",
        ),
        matches(
            weighted(divergence, 2, _HALF),
            forms.entropy_production.sympy(n=2, s=_HALF, b=b, b0=b0),
            "Collective dissipation of two spins 1/2: the closed form evaluated.",
        ),
    ]


@derivation(
    "free_energy_change",
    "Change of the free energy",
    "indist (44)-(46), below (45)",
)
def free_energy_change() -> list[Step]:
    """Start in the ground state, mirror images, and the cold bath."""
    cold = log((1 - q**D) / (1 - q))
    ground = log(character(J)) - J * b
    entropy = log(character(J)) + b * MEAN
    change = excitation(J) - entropy / b
    norm = sympy.Symbol("L", real=True)
    return [
        rewrite(
            -b * change,
            ground,
            "From the ground state: Sigma = ln Z - J b, minus the logarithm of the population of "
            "the lowest level.",
        ),
        rewrite(
            character(J) * exp(-J * b),
            (1 - exp(-D * b)) / (1 - exp(-b)),
            "In powers of exp(-b).",
        ),
        rewrite(
            change.subs(b, -b),
            2 * J - change,
            "At the opposite bath temperature Delta F is mirrored, for a start in the ground "
            "state (b0 = inf) only.",
        ),
        rewrite(
            ground.subs(b, -b),
            2 * J * b + ground,
            "So the entropy production grows by 2J b.",
        ),
        limit(
            cold.subs(J, n * s) / (n * cold.subs(J, s)),
            q,
            sympy.S.Zero,
            1 / n,
            "Cold bath: collective over independent tends to 1/n.",
        ),
        rewrite(
            -(n * (norm - s * b)) / b,
            n * s - n * norm / b,
            "Independent dissipation, L for ln Z_s.",
        ),
        matches(
            -ground.subs(J, n * s) / b,
            forms.free_energy_change.sympy(n=n, s=s, b=b),
            "The symmetric subspace from the ground state: the closed form evaluated.",
        ),
        matches(
            -n * divergence(s) / b,
            forms.free_energy_change.sympy(n=n, s=s, b=b, b0=b0, coupling="independent"),
            "Independent dissipation: the closed form evaluated.",
        ),
    ]


@derivation(
    "mitigation_of_free_energy",
    "Collective dissipation produces less entropy",
    "indist, below (44), (F1)-(F8)",
)
def mitigation_of_free_energy() -> list[Step]:
    """Independent minus collective entropy production: the relative entropy of the weights."""
    extra = weighted(lambda spin: surprise(spin, b) - surprise(spin, b0), 2, _HALF)
    independent = 2 * divergence(_HALF)
    w = sympy.symbols("w1:4", positive=True)
    a = sympy.symbols("e1:4", real=True)
    r = sympy.symbols("r1:4", real=True)
    norm = sum(w)
    mean = sum(wi * ai for wi, ai in zip(w, a, strict=True)) / norm
    slope = sum(-wi * (ai - mean) * ri for wi, ai, ri in zip(w, a, r, strict=True))
    pairs = sum(-w[i] * w[j] * (a[i] - a[j]) * (r[i] - r[j]) for i, j in combinations(range(3), 2))
    return [
        rewrite(
            independent - weighted(divergence, 2, _HALF),
            extra,
            "Two spins 1/2: the difference is the relative entropy of the sectors' weights at b0 "
            "to those at b.",
        ),
        rewrite(
            weighted(lambda spin: mean_at(spin, b0), 2, _HALF),
            2 * mean_at(_HALF, b0),
            "Used here: at b0 the weighted mean of e_J is the thermal one. It holds for every n "
            "and s, and so does the difference.",
        ),
        *_no_smaller_than_zero(),
        rewrite(
            slope * norm,
            pairs,
            "Its slope in b0 as a sum over pairs of sectors, r for the logarithms of the ratio of "
            "weights: falling towards b0 = b and rising beyond.",
        ),
        rewrite(
            -(surprise(J, b) - surprise(J, b0)) + (surprise(0, b) - surprise(0, b0)),
            log(character(J)) - log(character(J, b0)),
            "In a pair the ratio of the weights is that of Z_J/Z_K at b and b0.",
        ),
        differentiate(
            log(y) - (y - 1),
            y,
            (1 - y) / y,
            "ln y - (y - 1) is largest at y = 1: the production of independent spins is larger, "
            "unless b0 = +-b, where the weights agree.",
        ),
        matches(
            independent - extra,
            forms.entropy_production.sympy(n=2, s=_HALF, b=b, b0=b0),
            "Independent production minus that of the weights is the closed form.",
        ),
    ]
