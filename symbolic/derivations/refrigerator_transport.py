"""Derivations for two reservoirs at two levels, and for the bounds of the performance."""

from __future__ import annotations

from typing import Any

import sympy
from sympy import exp

from ..derivation import Step, derivation
from ..forms import refrigerator_transport as forms
from ..inequalities import positive_terms
from ..steps import determinant, implicit, limit, matches, rewrite, solve

Gc, Gw, nc, nw = sympy.symbols("Gamma_c Gamma_w n_c n_w", positive=True)
lam, u = sympy.symbols("lambda u", real=True)
Ic, Ih = sympy.symbols("I_c I_h", real=True)
S, bc, bh, bw = sympy.symbols("S beta_c beta_h beta_w", positive=True)


def _current(cold: Any, work: Any, n_cold: Any, n_work: Any) -> Any:
    return (
        -2 * cold * work * (n_work - n_cold) / (cold * (1 + 2 * n_cold) + work * (1 + 2 * n_work))
    )


@derivation("two_level_transport", "Current through two levels between two reservoirs", "qar (D2)")
def two_level_transport() -> list[Step]:
    """Current from the tilted 2 x 2 matrix and from its populations; exchange of the bias."""
    up, down = Gc * nc + Gw * nw, Gc * (1 + nc) + Gw * (1 + nw)
    matrix = sympy.Matrix(
        [
            [-up, Gc * (1 + nc) * exp(-2 * u) + Gw * (1 + nw)],
            [Gc * nc * exp(2 * u) + Gw * nw, -down],
        ]
    )
    total = up + down
    forward, backward = Gc * nc * Gw * (1 + nw), Gw * nw * Gc * (1 + nc)
    polynomial = lam**2 + total * lam - forward * (exp(2 * u) - 1) - backward * (exp(-2 * u) - 1)
    current = 2 * (forward - backward) / total
    noise = (4 * (forward + backward) - 2 * current**2) / total
    p = sympy.symbols("p_1 p_3", positive=True)
    printed = _current(Gc, Gw, nc, nw)
    exchanged = _current(Gc, Gw, nw, nc)
    return [
        determinant(
            matrix, lam, polynomial, "Characteristic polynomial of the tilted two-level matrix."
        ),
        implicit(
            polynomial,
            lam,
            u,
            (current, noise),
            "Differentiate it twice along the eigenvalue that starts at 0: mean and noise.",
        ),
        rewrite(current, printed, "Simplify: the printed current."),
        solve(
            (down * p[1] - up * p[0], p[0] + p[1] - 1),
            p,
            (down / total, up / total),
            "Stationary populations of the two levels.",
        ),
        rewrite(
            2 * (Gc * nc * down - Gc * (1 + nc) * up) / total,
            printed,
            "Energy 2 per net cold transition: the same current.",
        ),
        rewrite(
            -printed / exchanged,
            (Gc * (1 + 2 * nw) + Gw * (1 + 2 * nc)) / (Gc * (1 + 2 * nc) + Gw * (1 + 2 * nw)),
            "The currents before and after the exchange of the temperatures have opposite signs; "
            "their ratio differs from one only for different rates.",
        ),
        limit(
            -printed / exchanged,
            Gc,
            sympy.oo,
            (1 + 2 * nw) / (1 + 2 * nc),
            "No choice of the rates takes the ratio beyond this.",
        ),
        matches(
            -printed / exchanged,
            forms.two_level_rectification.sympy(Gc=Gc, Gw=Gw, nc=nc, nw=nw),
            "This is the closed form of the ratio.",
        ),
        matches(
            printed,
            forms.two_level_current.sympy(Gc=Gc, Gw=Gw, nc=nc, nw=nw),
            "And this the closed form of the current.",
        ),
    ]


@derivation("performance_bounds", "Bounds of the coefficient of performance", "qar (F1), (F2)")
def performance_bounds() -> list[Step]:
    """The first law turns the coefficient into the forms from which summands are dropped."""
    work = -Ic - Ih
    sigma = -bc * Ic - bh * Ih - bw * work
    bracket = -(bc - bw) * Ic - (bh - bw) * Ih
    kappa = Ic / work
    # Differences of inverse temperatures, cooling currents and what exceeds the noise bound.
    g, d, C, W, hot, production, excess = sympy.symbols("g d I_c I_w I_h sigma tau", positive=True)
    least = 2 * C**2 / S
    return [
        rewrite(
            kappa,
            bh * Ic / (bracket + bw * work + (bc - bh) * Ic),
            "The denominator is beta_h I^w by the first law.",
        ),
        rewrite(sigma, bracket, "The first term in it is the entropy production rate."),
        rewrite(
            kappa,
            bh * Ic / (sigma + bw * work + (bc - bh) * Ic),
            "So the coefficient is this with the entropy production rate.",
        ),
        rewrite(
            bh * Ic / (2 * Ic**2 / S + (bc - bh) * Ic),
            bh / (bc - bh) / (1 + 2 * Ic / (S * (bc - bh))),
            "With the least entropy production that the noise allows: in terms of Carnot's bound.",
        ),
        solve(
            (C + W - hot, production + (bh + g) * C + (bh - d) * W - bh * hot),
            (hot, W),
            (C + (g * C + production) / d, (g * C + production) / d),
            "Both laws fix the hot and the work current by the cold one and the entropy production "
            "(g = beta_c - beta_h, d = beta_h - beta_w, I_h counted towards the hot reservoir).",
        ),
        positive_terms(
            (g * C + production) / d,
            g * C / d + production / d,
            "So that cooling takes heat from the work reservoir.",
        ),
        positive_terms(
            bh / g - bh * C / (bw * W + g * C),
            bh * bw * W / (g * (bw * W + g * C)),
            "Without the heat of the work reservoir the bound is the Carnot bound, and larger.",
        ),
        positive_terms(
            bh * C / (production + g * C) - bh * C / (production + bw * W + g * C),
            bh * C * bw * W / ((production + g * C) * (production + bw * W + g * C)),
            "The same with the entropy production kept.",
        ),
        positive_terms(
            bh * C / (least + g * C) - bh * C / (least + excess + g * C),
            bh * C * excess / ((least + g * C) * (least + excess + g * C)),
            "And with the least entropy production in its place, tau being the rest of it.",
        ),
        matches(
            bh * Ic / (2 * Ic**2 / S + (bc - bh) * Ic),
            forms.noise_bound.sympy(current=Ic, noise=S, beta_c=bc, beta_h=bh),
            "This is the closed form evaluated.",
        ),
    ]
