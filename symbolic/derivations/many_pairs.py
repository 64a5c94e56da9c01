"""Derivation for many pairs at fixed bath temperatures: two damped, coupled oscillators."""

from __future__ import annotations

from typing import Any

import sympy
from sympy import exp, oo

from ..derivation import Step, derivation
from ..forms import many_pairs as forms
from ..steps import limit, matches, solve

N, w, gamma, n, n1, n2 = sympy.symbols("N omega0 Gamma0 n n_1 n_2", positive=True)
k, k1, k2 = sympy.symbols("k k_1 k_2", nonnegative=True)
E1, E2, x1, x2 = sympy.symbols("E1 E2 x_1 x_2", positive=True)  # x_i = beta_i E_i
a = sympy.Symbol("a", real=True)
THERMAL = {n1: 1 / (exp(x1) - 1), n2: 1 / (exp(x2) - 1)}


def _step(level: Any) -> Any:
    """<k+1|S_+|k>^2 of spin N/2 with k excitations."""
    return (level + 1) * (N - level)


@derivation("many_pairs_power", "Power of many pairs without scaling", "engine (24), N to infinity")
def many_pairs_power() -> list[Step]:
    """Limits of the matrix elements at fixed levels, their stationary equations, the power."""
    below, here, above = (_step(k + shift) for shift in (-1, 0, 1))
    drift = gamma * (n * here - (n + 1) * below)
    damping = gamma * ((n + 1) * (below - here) + n * (above - here)) / 2
    exchange = w / 2 * (_step(k1) * _step(k2 - 1) - _step(k1 - 1) * _step(k2))
    flow = w * gamma * (n2 - n1) / (2 * (w**2 + gamma**2))
    power = w * (E2 - E1) * flow
    return [
        limit(
            drift / N,
            N,
            oo,
            gamma * (n - k),
            "Excitations that a bath brings to an ensemble, per pair: those of an oscillator "
            "with occupation n.",
        ),
        limit(
            damping / N,
            N,
            oo,
            -gamma / 2,
            "Decay of the raising operator between the levels k and k + 1, per pair: the same for "
            "every level.",
        ),
        limit(
            exchange / N**2,
            N,
            oo,
            w / 2 * (k2 - k1),
            "Drive of the exchange operator, per pair squared: the excess of the second one.",
        ),
        solve(
            (
                -gamma * (k1 - n1) + w * a,
                -gamma * (k2 - n2) - w * a,
                -gamma * a + w / 2 * (k2 - k1),
            ),
            (k1, k2, a),
            (n1 + w * flow / gamma, n2 - w * flow / gamma, flow),
            "Stationary excitations and exchange per pair: all three equations have the factor N.",
        ),
        matches(
            power.subs(THERMAL, simultaneous=True),
            forms.many_pairs_power.sympy(
                E1=E1, E2=E2, beta1=x1 / E1, beta2=x2 / E2, omega0=w, Gamma0=gamma
            ),
            "omega0 (E2 - E1) times the exchange, with thermal occupations: the closed form.",
        ),
    ]
