"""Derivations for comparing the collective and the independent Otto engine: where the gain is
largest, ratios and limits of the work, power, and critical numbers."""

from __future__ import annotations

from typing import Any

import sympy
from sympy import Rational, coth, sinh

from ..derivation import Step, derivation
from ..forms import spin_ensemble as forms
from ..inequalities import positive_series, positive_terms, root_count
from ..steps import differentiate, limit, matches, rewrite, series, solve
from .ensemble_entropy import VARIANCE, width_is_falling
from .spin_ladder import CAPACITY, D, J, b
from .steady_energy import excitation, y
from .total_spin import n, q, s, x

_HALF = Rational(1, 2)


def _crossing_polynomial(count: int, spin: Any) -> Any:
    """(Var_ns - n Var_s) in q = exp(-b), times (1 - q^D)^2 (1 - q^d)^2 and divided by q."""
    d, top = int(2 * spin + 1), int(2 * count * spin + 1)
    whole = sympy.cancel((1 - q**top) / (1 - q))
    single = sympy.cancel((1 - q**d) / (1 - q))
    return (
        (1 - count) * whole**2 * single**2
        - top**2 * q ** (top - 1) * single**2
        + count * d**2 * q ** (d - 1) * whole**2
    )


@derivation(
    "otto_optimum",
    "Where the collective engine gains most",
    "indist (49)-(52), (G1)-(G5)",
)
def otto_optimum() -> list[Step]:
    """The gain in work is largest where the two heat capacities cross; its size for many spins."""
    thermal, plus = n * excitation(s), excitation(n * s)
    gain = VARIANCE.subs(J, n * s) - n * VARIANCE.subs(J, s)
    lam, hot, cold, hot_th, cold_th = sympy.symbols("lambda E_h E_c F_h F_c", real=True)
    y_n, y_1 = n * y, y
    langevin = coth(y_n) - 1 / y_n, coth(y_1) - 1 / y_1
    return [
        rewrite(
            (1 - lam) * (hot - cold) - (1 - lam) * (hot_th - cold_th),
            (1 - lam) * ((cold_th - cold) - (hot_th - hot)),
            "Difference of the works: E_th - E at the cold end minus the same at the hot end.",
        ),
        rewrite(
            (thermal - plus).subs(b, -b) + (thermal - plus),
            sympy.S.Zero,
            "E_th - E_+ is odd in b, so it vanishes at b = 0, an infinitely hot bath.",
        ),
        differentiate(
            thermal - plus,
            b,
            gain,
            "Its slope compares the variances of m: (G4).",
        ),
        rewrite(
            b**2 * gain,
            CAPACITY.subs(J, n * s) - n * CAPACITY.subs(J, s),
            "So the largest gain is where the heat capacities cross: b_l = 1/T_cr.",
        ),
        series(
            VARIANCE - n * VARIANCE.subs(J, s),
            b,
            (J * (J + 1) - n * s * (s + 1)) / 3,
            2,
            "At small b, for any J (G3),",
        ),
        rewrite(
            n * s * (n * s + 1) - n * s * (s + 1),
            n * (n - 1) * s**2,
            "positive for J = ns and n > 1.",
        ),
        positive_series(
            (x**2 - sinh(x) ** 2 + x**2 * sinh(x) ** 2 / 3),
            x,
            x**6 / 15,
            "(x/sinh x)^2 is at least 1 - x^2/3,",
        ),
        positive_series(
            (1 - x**2 / 3 + x**4 / 15) * sinh(x) ** 2 - x**2,
            x,
            2 * x**8 / 189,
            "and at most 1 - x^2/3 + x^4/15: an interval of b > 0 in which the slope is positive.",
        ),
        limit(
            (1 - n)
            - (2 * n * s + 1) ** 2 * q ** (2 * n * s) * ((1 - q) / (1 - q ** (2 * n * s + 1))) ** 2
            + n * (2 * s + 1) ** 2 * q ** (2 * s) * ((1 - q) / (1 - q ** (2 * s + 1))) ** 2,
            q,
            sympy.S.Zero,
            1 - n,
            "At large b the slope divided by the common Bose factor is negative.",
        ),
        *(
            root_count(
                _crossing_polynomial(count, spin),
                q,
                (sympy.S.Zero, sympy.S.One),
                (-1, 1),
                1,
                f"One change of sign between q = 0 and q = 1 for {count} spins {spin}.",
            )
            for count, spin in ((2, _HALF), (4, _HALF), (2, sympy.S.One), (3, Rational(3, 2)))
        ),
        limit(
            excitation(n * s, y / s) / (n * s),
            s,
            sympy.oo,
            1 - langevin[0],
            "Large spins at fixed n with b = y/s: the energy per ns of a classical dipole,",
        ),
        limit(
            excitation(s, y / s) / s,
            s,
            sympy.oo,
            1 - langevin[1],
            "and of n single ones: the gain per ns, L(ny) - L(y), stays below 1 for every n.",
        ),
        limit(
            (x**2 / s * excitation(s, 1 / x) - excitation(x**2, 1 / x)) / x**2,
            x,
            sympy.oo,
            sympy.S.One,
            "Many spins of fixed size, ns = x^2, at b = 1/x: the gain per ns tends to 1. (51) "
            "needs large n, not large ns.",
        ),
        series(
            (n * s - plus) / (n * s - thermal),
            b,
            (n * s + 1) / (s + 1),
            2,
            "Ratio of the works for beta_h = 0 and a hot cold bath (52); it follows from (27) and "
            "(28), not from (29).",
        ),
        matches(
            b**2 * gain,
            forms.heat_capacity.sympy(n=n, s=s, b=b, coupling="collective")
            - forms.heat_capacity.sympy(n=n, s=s, b=b, coupling="independent"),
            "The slope in terms of the closed forms.",
        ),
    ]


@derivation(
    "capacity_inequalities",
    "Inequalities between heat capacities",
    "heatcap, below (7), introduction, above (18), end of 4.1",
)
def capacity_inequalities() -> list[Step]:
    """C_J grows with J and stays below its limit; bounds of collective over independent."""
    more = sympy.Symbol("k", positive=True)
    limit_form = (b / 2 / sinh(b / 2)) ** 2
    polynomial = _ratio_slope(2, _HALF)
    return [
        rewrite(
            CAPACITY,
            limit_form - (D * b / 2 / sinh(D * b / 2)) ** 2,
            "Two values of (y/sinh y)^2, of which only the second, at y = (J + 1/2) b, knows J.",
        ),
        *width_is_falling(y),
        rewrite(
            CAPACITY.subs(b, -b),
            CAPACITY,
            "So C_J grows with J at every b other than 0, of either sign.",
        ),
        positive_terms(
            limit_form / b**2 - CAPACITY / b**2,
            (D / 2 / sinh(D * b / 2)) ** 2,
            "It stays below the limit of large J: the work per cycle saturates with n.",
        ),
        limit(
            x**2 / sinh(x) ** 2,
            x,
            sympy.oo,
            sympy.S.Zero,
            "The limit is reached for (J + 1/2) b -> inf.",
        ),
        rewrite(
            (CAPACITY.subs(J, n * s) - CAPACITY.subs(J, s)).subs(n, 1 + more),
            ((2 * s + 1) * b / 2 / sinh((2 * s + 1) * b / 2)) ** 2
            - ((2 * (1 + more) * s + 1) * b / 2 / sinh((2 * (1 + more) * s + 1) * b / 2)) ** 2,
            "C_ns exceeds C_s: more than one n-th of the independent heat capacity.",
        ),
        root_count(
            polynomial,
            q,
            (sympy.S.Zero, sympy.S.One),
            (1, 1),
            0,
            "For two spins 1/2 the ratio C_ns/(n C_s) grows all the way from q = 0 to 1: its "
            "derivative in q has no root there,",
        ),
        *(
            root_count(
                _ratio_slope(count, spin),
                q,
                (sympy.S.Zero, sympy.S.One),
                (1, 1),
                0,
                f"nor for {count} spins {spin}.",
            )
            for count, spin in ((3, _HALF), (5, _HALF), (2, sympy.S.One), (2, Rational(3, 2)))
        ),
        matches(
            limit_form - (D * b / 2 / sinh(D * b / 2)) ** 2,
            forms.heat_capacity.sympy(n=1, s=J, b=b, coupling="collective"),
            "What was compared is the closed form.",
        ),
    ]


def _ratio_slope(count: int, spin: Any) -> Any:
    """Numerator of d/dq of Var_ns/(n Var_s), without its square factors."""
    d, top = int(2 * spin + 1), int(2 * count * spin + 1)

    def shape(levels: int) -> Any:
        geometric = sum(q**i for i in range(levels))
        return sympy.Poly(
            sympy.expand(geometric**2 - levels**2 * q ** (levels - 1)), q
        ), sympy.Poly(geometric, q)

    upper, upper_bottom = shape(top)
    lower, lower_bottom = shape(d)
    factor = sympy.Poly((1 - q) ** 2, q)
    upper, lower = upper.quo(factor), lower.quo(factor)
    numerator = upper * lower_bottom**2
    denominator = lower * upper_bottom**2
    slope = numerator.diff(q) * denominator - numerator * denominator.diff(q)
    return slope.quo(lower_bottom).quo(upper_bottom).as_expr()


@derivation(
    "output_power",
    "Output power and critical numbers",
    "heatcap (20)-(22), end of 4.1, end of 4.2",
)
def output_power() -> list[Step]:
    """Power at cycle times shortened n times, and where independent spins do better per cycle."""
    collective, independent = CAPACITY.subs(J, n * s), n * CAPACITY.subs(J, s)
    tau, t = sympy.symbols("tau t", positive=True)
    u1, ud = sympy.symbols("u_1 u_d", positive=True)
    return [
        rewrite(
            (n / tau * collective) / (independent / tau),
            collective / CAPACITY.subs(J, s),
            "With the cycle shortened n times the ratio of the powers is C_ns/C_s, at least 1.",
        ),
        series(
            collective / CAPACITY.subs(J, s),
            b,
            n * (n * s + 1) / (s + 1),
            2,
            "At high temperature of the hot bath.",
        ),
        rewrite(
            (n * (n * s + 1) / (s + 1)).subs(s, _HALF),
            n * (n + 2) / 3,
            "For spins 1/2 this is n times (n + 2)/3, the gain in work per cycle.",
        ),
        limit(
            x**2 / sinh(x) ** 2,
            x,
            sympy.oo,
            sympy.S.Zero,
            "Many spins at fixed b: the second term of C_ns vanishes,",
        ),
        positive_terms(
            (u1 / (u1 - ud)).subs(u1, ud + t) - 1,
            ud / t,
            "so the ratio of the powers tends to u(b/2)/(u(b/2) - u((s + 1/2) b)) with "
            "u(y) = (y/sinh y)^2 = u_d + t and u_d: above 1. The powers do not become equal, they "
            "become proportional.",
        ),
        solve(
            (4 * n * s * (s + 1) + 1 - 12 * t**2,),
            (n,),
            ((3 * t**2 - Rational(1, 4)) / (s * (s + 1)),),
            "The estimate of the critical temperature solved for n, with t = T_h/lambda_h.",
        ),
        rewrite(
            tau**2 / ((4 * n * s * (s + 1) + 1) / 12),
            12 * tau**2 / (4 * n * s * (s + 1) + 1),
            "And for the square of lambda_h, at T_h = tau.",
        ),
        matches(
            (3 * t**2 - Rational(1, 4)) / (s * (s + 1)),
            forms.critical_spin_number.sympy(s=s, t=t, method="estimate"),
            "The estimate is the closed form evaluated.",
        ),
    ]


@derivation(
    "free_energy_per_cycle",
    "Free energy that the baths consume per cycle",
    "indist (47)-(50), (53)-(55)",
)
def free_energy_per_cycle() -> list[Step]:
    """Energies add up to zero around a cycle, entropies weighted with the two temperatures do
    not."""
    lam, hot, cold = sympy.symbols("lambda E_h E_c", real=True)
    S_h, S_c = sympy.symbols("S_h S_c", real=True)
    beta_h, beta_c, more = sympy.symbols("beta_h beta_c g", positive=True)
    strokes = (hot - cold, (lam - 1) * hot, lam * (cold - hot), (1 - lam) * cold)
    entropy = (S_h - S_c) * (1 / beta_c - 1 / beta_h)
    near, far = sympy.symbols("b_h x", positive=True)
    fall = ((near + far) ** 2 - near**2) / 6
    return [
        rewrite(
            sum(strokes),
            sympy.S.Zero,
            "Hot isochore, expansion, cold isochore and compression: the energy returns.",
        ),
        rewrite(
            -(strokes[1] + strokes[3]),
            (1 - lam) * (hot - cold),
            "Work extracted, equal to the heat from both baths.",
        ),
        rewrite(
            (strokes[0] + strokes[2]) / strokes[0],
            1 - lam,
            "Efficiency.",
        ),
        rewrite(
            sum(strokes) - (S_h - S_c) / beta_h - (S_c - S_h) / beta_c,
            entropy,
            "Changes of E - S/beta, beta that of the bath of each isochore.",
        ),
        positive_terms(
            -entropy.subs({S_h: S_c + more, beta_c: beta_h + far}, simultaneous=True),
            more * far / (beta_h * (beta_h + far)),
            "It is negative: beta_c > beta_h, and the entropy falls with |b|, from beta_h to "
            "lambda beta_c.",
        ),
        positive_terms(
            (n * s * (n * s + 1) * fall - n * s * (s + 1) * fall).subs(n, 1 + more),
            (1 + more) * more * s**2 * (2 * near * far + far**2) / 6,
            "At small b the symmetric entropy falls by more than the thermal one: (55) holds when "
            "both points are close to 0.",
        ),
        series(
            -b * VARIANCE,
            b,
            -J * (J + 1) * b / 3,
            3,
            "Used here: the slope of the entropy of a ladder at small b.",
        ),
        matches(
            (1 - lam) * (excitation(n * s, beta_h) - excitation(n * s, beta_c)),
            (1 - lam)
            * (
                forms.steady_energy.sympy(n=n, s=s, b=beta_h)
                - forms.steady_energy.sympy(n=n, s=s, b=beta_c)
            ),
            "The work extracted in the symmetric subspace, with the energies evaluated.",
        ),
    ]
