"""Derivations for one reservoir, and for two levels: relaxation, and why two levels cannot cool."""

from __future__ import annotations

from typing import Any

import sympy
from sympy import Rational, exp, sqrt

from ..derivation import Step, derivation
from ..forms import superradiance as forms
from ..forms import transitions
from ..inequalities import positive_terms
from ..steps import differentiate, limit, matches, rewrite, solve

N, a, j, gamma = sympy.symbols("N a j gamma", positive=True)
_HALF = Rational(1, 2)


def _rung(m: Any) -> Any:
    """<m|J_x|m+1> for j = N/2."""
    return sqrt(sympy.expand(N / 2 * (N / 2 + 1) - m * (m + 1))) / 2


@derivation("superradiant_relaxation", "Relaxation at zero temperature", "qar (C1), (C3)")
def superradiant_relaxation() -> list[Step]:
    """Matrix elements for odd and even N, waiting times, and their sum."""
    j_N = N / 2
    full = sum(4 / (gamma * (j_N * (j_N + 1) - k * (k - 1))) for k in _from(3, 11))
    odd = forms.relaxation_time.sympy(N=11, a0=Rational(11, 2), gamma=gamma)
    even = forms.relaxation_time.sympy(N=8, a0=sympy.S(4), gamma=gamma)
    halved = sum(4 / (gamma * (20 - k * (k - 1))) for k in range(2, 5)) + 2 / (gamma * 20)
    return [
        rewrite(
            (_rung(a) / 2 + _rung(-a - 1) / 2) ** 2,
            (j_N * (j_N + 1) - a * (a + 1)) / 4,
            "Between v_a and v_(a+1), a > 0: both signs of m give the same element.",
        ),
        matches(
            ((_rung(_HALF) + _rung(-_HALF - 1)) / 2) ** 2,
            transitions.transition_strength.sympy(N=N, a=_HALF, b=3 * _HALF, operator="Jx"),
            "The lowest step for odd N, against the closed form.",
        ),
        rewrite(
            ((_rung(sympy.S.Zero) + _rung(-sympy.S.One)) / sqrt(2)) ** 2,
            2 * (j_N * (j_N + 1)) / 4,
            "For even N the lowest step leads to |0> alone: the square is twice as large.",
        ),
        rewrite(
            4 / (gamma * (j * (j + 1) - a * (a - 1))),
            4 / (gamma * (2 * j + 1)) * (1 / (j + a) + 1 / (j + 1 - a)),
            "Waiting time of the step from a to a - 1 in partial fractions: the sum over a is one "
            "of harmonic numbers.",
        ),
        limit(
            N**2 * 4 / (gamma * (j_N * (j_N + 1) - a * (a - 1))),
            N,
            sympy.oo,
            16 / gamma,
            "At a fixed level the waiting time falls as 16/(gamma N^2).",
        ),
        matches(
            full.subs(N, 11), odd, "Eleven spins from the highest level: the closed form evaluated."
        ),
        matches(
            halved,
            even,
            "Eight spins: the step from 1 to 0 takes half as long as the others' formula says.",
        ),
    ]  # fmt: skip


def _from(low: int, high: int) -> list[Any]:
    return [Rational(k, 2) for k in range(low, high + 1, 2)]


@derivation("two_level_machine", "Two levels between three reservoirs", "qar Sec. I")
def two_level_machine() -> list[Step]:
    """Stationary current from the coldest of three reservoirs: always into it."""
    Gc, Gh, Gw, nc, nh, nw, E = sympy.symbols(
        "Gamma_c Gamma_h Gamma_w n_c n_h n_w E", positive=True
    )
    p, q = sympy.symbols("p q", positive=True)
    up = Gc * nc + Gh * nh + Gw * nw
    down = up + Gc + Gh + Gw
    excited, ground = up / (up + down), down / (up + down)
    current = E * Gc * (Gh * (nc - nh) + Gw * (nc - nw)) / (up + down)
    hotter, hottest = sympy.symbols("x y", positive=True)
    beta, E1 = sympy.symbols("beta E_1", positive=True)
    occupation = transitions.bose_occupation.sympy(beta=beta, energy=E1)
    return [
        solve(
            (up * p - down * q, p + q - 1),
            (p, q),
            (ground, excited),
            "Stationary populations with additive rates.",
        ),
        rewrite(
            E * Gc * (nc * ground - (1 + nc) * excited),
            current,
            "Current from the cold reservoir: each other reservoir alone would exchange with it.",
        ),
        positive_terms(
            (-current).subs({nh: nc + hotter, nw: nc + hottest}, simultaneous=True),
            E * Gc * (Gh * hotter + Gw * hottest)
            / ((up + down).subs({nh: nc + hotter, nw: nc + hottest}, simultaneous=True)),
            "Hotter reservoirs have larger occupations: the cold one is heated, whatever the "
            "couplings.",
        ),
        differentiate(
            occupation,
            beta,
            -E1 * occupation * (1 + occupation),
            "The occupation falls with beta at a positive energy: the coldest has the smallest.",
        ),
        matches(
            1 / (exp(beta * E1) - 1),
            occupation,
            "This is the closed form of the occupation.",
        ),
    ]  # fmt: skip
