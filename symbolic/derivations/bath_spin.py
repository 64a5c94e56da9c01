"""Derivations for one collective spin in its bath: magnetisation, moment equations, cumulant
closure, Jacobian."""

from __future__ import annotations

from typing import Any

import sympy
from sympy import Rational, cosh, coth, exp, sinh, sqrt

from ..derivation import Step, derivation
from ..forms import bath_spin as forms
from ..steps import (
    closure,
    differentiate,
    eigenvalues,
    induction,
    limit,
    matches,
    rewrite,
    series,
)

x = sympy.Symbol("x", positive=True)
m = sympy.Symbol("m", real=True)
S = sympy.Symbol("S", positive=True)
e = sympy.Symbol("epsilon", positive=True)
c = sympy.Symbol("c", positive=True)
m1, m2, m3 = sympy.symbols("m_1 m_2 m_3", real=True)

MEAN = 2 / x - coth(x / 2)
SECOND = 1 + 4 * MEAN / x


@derivation(
    "bath_magnetization", "Magnetisation of a collective spin in its bath", "engine (32)-(35)"
)
def bath_magnetization() -> list[Step]:
    """Finite spin from the geometric sum, then the macroscopic limit."""
    b, y, k = sympy.symbols("b y kappa", positive=True)
    d = 2 * S + 1
    partition = sinh(d * b / 2) / sinh(b / 2)
    mean = (coth(b / 2) - d * coth(d * b / 2)) / 2
    variance = (1 / sinh(b / 2) ** 2 - d**2 / sinh(d * b / 2) ** 2) / 4
    scaled = {b: x * e, S: 1 / (2 * e)}
    finite = (2 * e * mean).subs(scaled, simultaneous=True)
    second = (4 * e**2 * (variance + mean**2)).subs(scaled, simultaneous=True)
    number = sympy.Symbol("N", positive=True)
    finite_form = (mean / S).subs({b: x / number, S: number / 2}, simultaneous=True)
    bases = (Rational(1, 2), sympy.S.One)
    return [
        induction(exp(-m * b), m, S, partition, "Sum the Gibbs weights of the spin.", bases),
        induction(m * exp(-m * b), m, S, mean * partition, "Sum m times the weights.", bases),
        matches(
            finite_form,
            forms.bath_magnetization.sympy(N=number, betaE=x),
            "With b = x/N and S = N/2 this is the closed form for a finite number of spins.",
        ),
        differentiate(mean, b, variance, "The variance is minus the derivative of the mean.", -1),
        limit(finite, e, sympy.S.Zero, MEAN, "Many spins, epsilon = 1/N: the macroscopic mean."),
        limit(second, e, sympy.S.Zero, SECOND, "The macroscopic second moment."),
        rewrite(
            (1 - SECOND) / 2,
            2 * coth(x / 2) / x - 4 / x**2,
            "Half of the rest of the squared length: the transverse second moments.",
        ),
        rewrite(
            (1 / y - coth(y)).subs(y, x / 2),
            MEAN,
            "The mean is minus the Langevin function of x/2.",
        ),
        series(MEAN, x, -x / 6 + x**3 / 360, 5, "At high temperature it is linear in x."),
        limit(
            MEAN.subs(x, k / e),
            e,
            sympy.S.Zero,
            -sympy.S.One,
            "At low temperature the spin points down.",
        ),
        matches(
            SECOND,
            forms.bath_second_moment.sympy(N=sympy.oo, betaE=x),
            "The macroscopic second moment is the closed form evaluated.",
        ),
        matches(
            MEAN,
            forms.bath_magnetization.sympy(N=sympy.oo, betaE=x),
            "The macroscopic mean is the closed form evaluated.",
        ),
    ]


def _generator(power: int, down: Any, up: Any) -> Any:
    """Generator of the populations applied to m^power: rates times changes."""
    lower = down * (S * (S + 1) - m * (m - 1)) * ((m - 1) ** power - m**power)
    upper = up * (S * (S + 1) - m * (m + 1)) * ((m + 1) ** power - m**power)
    return lower + upper


def _macroscopic_rate(n: Any, mu: Any) -> Any:
    """Right-hand side of (2/Gamma_0) d<m_z^n>/dt in the macroscopic limit."""
    pairs = n * (n - 1) / 2
    return (
        -n * mu ** (n - 1)
        + n * mu ** (n + 1)
        + (4 / x) * (pairs * mu ** (n - 2) - (pairs + n) * mu**n)
    )


@derivation("moment_hierarchy", "Equations of motion of the moments of S_z", "engine (36), (37)")
def moment_hierarchy() -> list[Step]:
    """Leading orders of the generator on m^n for n = 1 ... 6, and the macroscopic limit."""
    down, up, gamma, occupation = sympy.symbols("gamma_d gamma_u Gamma_0 n_th", positive=True)
    mu = sympy.Symbol("mu", positive=True)
    n = sympy.Symbol("n", positive=True)
    steps: list[Step] = []
    for power in range(1, 7):
        pairs = sympy.binomial(power, 2)
        casimir = S * (S + 1) - m**2
        leading = (
            (up - down) * casimir * power * m ** (power - 1)
            - power * (up + down) * m**power
            + (up + down) * casimir * pairs * m ** (power - 2)
        )
        # Both sides along m = mu/epsilon, S = 1/epsilon: what is left is two orders below the
        # drift.
        rest = sympy.expand(_generator(power, down, up) - leading)
        scaled = sympy.expand(
            e ** (power + 1) * rest.subs({m: mu / e, S: 1 / e}, simultaneous=True)
        )
        steps.append(
            series(
                scaled,
                e,
                sympy.S.Zero,
                2,
                f"Moment {power}: drift, decay and diffusion; the rest is two orders lower in "
                f"1/S = epsilon.",
            )
        )
    for power in range(1, 7):
        scaled_rates = {
            down: gamma * e / 2 * (occupation + 1),
            up: gamma * e / 2 * occupation,
            m: mu / e,
            S: 1 / e,
        }
        full = (
            (2 / gamma)
            * e**power
            * _generator(power, down, up).subs(scaled_rates, simultaneous=True)
        )
        steps.append(
            limit(
                sympy.expand(full).subs(occupation, 1 / (exp(x * e / 2) - 1)),
                e,
                sympy.S.Zero,
                sympy.expand(_macroscopic_rate(sympy.Integer(power), mu)),
                f"Moment {power}: macroscopic limit with rates and inverse temperature divided "
                f"by N = 2/epsilon.",
            )
        )
    steps.append(
        rewrite(
            _macroscopic_rate(n, mu),
            n * mu ** (n - 1) * (-(1 - mu**2) - 4 * mu / x)
            + (4 / x) * (n * (n - 1) / 2) * mu ** (n - 2) * (1 - mu**2),
            "The hierarchy is a drift with velocity -(1 - mu^2) - 4 mu/x and a diffusion "
            "(4/x)(1 - mu^2)/2.",
        )
    )
    steps.append(
        rewrite(
            (-1 + m2 - 4 * m1 / x).subs({m1: MEAN, m2: SECOND}, simultaneous=True),
            sympy.S.Zero,
            "The stationary moments satisfy the first equation: the sign in front of 4/x is minus.",
        )
    )
    steps.append(
        matches(
            MEAN,
            forms.bath_magnetization.sympy(N=sympy.oo, betaE=x),
            "The stationary mean used there is the closed form evaluated.",
        )
    )
    return steps


def closed_equations() -> tuple[Any, Any]:
    """(1/Gamma_0) d<m>/dt and (1/Gamma_0) d<m^2>/dt with vanishing third cumulant."""
    first = (-(1 - m2) - 4 * m1 / x) / 2
    second = m1 * (-1 + 3 * m2 - 2 * m1**2) + 2 * (1 - 3 * m2) / x
    return first, second


@derivation("third_cumulant_closure", "Closure at the third cumulant", "engine (31), (38), (39)")
def third_cumulant_closure() -> list[Step]:
    """(38) and (39) from the hierarchy, and by how much the exact steady state misses them."""
    mu = sympy.Symbol("mu", positive=True)
    first, second = closed_equations()
    third = 3 * m2 * m1 - 2 * m1**3
    y = sympy.Symbol("y", positive=True)
    langevin = coth(y) - 1 / y
    cumulant = 2 * coth(y) / sinh(y) ** 2 - 2 / y**3
    exact_third = MEAN - 2 * (1 - 3 * SECOND) / x
    stationary = {m1: MEAN, m2: SECOND}
    return [
        closure(
            m3 - 3 * m2 * m1 + 2 * m1**3,
            {m3: third},
            sympy.S.Zero,
            "A vanishing third cumulant fixes the third moment.",
        ),
        rewrite(
            _macroscopic_rate(sympy.Integer(1), mu) / 2,
            (-(1 - mu**2) - 4 * mu / x) / 2,
            "First moment: the equation is closed in the first two moments.",
        ),
        rewrite(
            _macroscopic_rate(sympy.Integer(2), mu) / 2,
            -mu + mu**3 + 2 * (1 - 3 * mu**2) / x,
            "Second moment: it needs the third.",
        ),
        closure(
            -m1 + m3 + 2 * (1 - 3 * m2) / x,
            {m3: third},
            second,
            "Insert the closed third moment.",
        ),
        rewrite(
            first.subs(stationary, simultaneous=True),
            sympy.S.Zero,
            "The exact stationary moments satisfy the first equation.",
        ),
        differentiate(
            langevin, y, -1 / sinh(y) ** 2 + 1 / y**2, "Second cumulant of the exact steady state."
        ),
        differentiate(
            -1 / sinh(y) ** 2 + 1 / y**2, y, cumulant, "Minus its third cumulant, at y = x/2."
        ),
        rewrite(
            exact_third - (3 * SECOND * MEAN - 2 * MEAN**3),
            -cumulant.subs(y, x / 2),
            "The exact third moment differs from the closed one by that third cumulant.",
        ),
        rewrite(
            second.subs(stationary, simultaneous=True),
            cumulant.subs(y, x / 2),
            "So the exact steady state is not a fixed point of the closed equations: this remains.",
        ),
        series(
            second.subs(stationary, simultaneous=True),
            x,
            -x / 15 + x**3 / 189,
            5,
            "The remainder vanishes at high temperature only linearly.",
        ),
        matches(
            SECOND,
            forms.bath_second_moment.sympy(N=sympy.oo, betaE=x),
            "The second moment used is the closed form evaluated.",
        ),
        matches(
            MEAN,
            forms.bath_magnetization.sympy(N=sympy.oo, betaE=x),
            "So is the mean.",
        ),
    ]


@derivation("cumulant_jacobian", "Jacobian of the third-cumulant equations", "engine (41)-(45)")
def cumulant_jacobian() -> list[Step]:
    """Entries, eigenvalues at the exact steady state, and the sign of the discriminant."""
    first, second = closed_equations()
    stationary = {m1: 2 / x - c, m2: 1 + 4 * (2 / x - c) / x}
    entries = (
        (first, m1, -2 / x),
        (first, m2, Rational(1, 2)),
        (second, m1, -1 + 3 * m2 - 6 * m1**2),
        (second, m2, 3 * (m1 - 2 / x)),
    )
    matrix = sympy.Matrix(2, 2, [entry[2] for entry in entries]).subs(stationary)
    radicand = 4 + 4 / x**2 + 12 * c / x - 3 * c**2
    trace = -2 / x - 3 * c
    values = ((trace + sqrt(radicand)) / 2, (trace - sqrt(radicand)) / 2)
    y, k, factorial = sympy.symbols("y k F", positive=True)
    hyperbolic = radicand.subs(c, coth(x / 2))
    closed = forms.cumulant_jacobian_eigenvalues.sympy(betaE=x)
    steps = [
        differentiate(
            before, variable, after, f"Entry {number} of the Jacobian, in units of Gamma_0."
        )
        for number, (before, variable, after) in enumerate(entries, 1)
    ]
    steps += [
        closure(
            sympy.expand(3 * (m1 - 2 / x)),
            stationary,
            -3 * c,
            "At the exact steady state, with c = coth(x/2), the last entry simplifies.",
        ),
        eigenvalues(matrix, values, "Eigenvalues of the Jacobian there."),
        rewrite(
            hyperbolic,
            1
            + 16 / x**2
            + 12 * (coth(x / 2) / x - 2 / x**2)
            + 3 * (4 / x**2 - 1 / sinh(x / 2) ** 2),
            "The discriminant is 1 + 16/x^2 plus two brackets.",
        ),
        series(
            y * cosh(y) - sinh(y),
            y,
            y**3 / 3 + y**5 / 30,
            7,
            "First bracket, with y = x/2: y cosh y - sinh y has positive Taylor coefficients,",
        ),
        rewrite(
            1 / factorial - 1 / ((2 * k + 1) * factorial),
            2 * k / ((2 * k + 1) * factorial),
            "at every order 2k+1, with F = (2k)!, so coth(x/2)/x exceeds 2/x^2.",
        ),
        series(
            sinh(y) - y,
            y,
            y**3 / 6 + y**5 / 120,
            7,
            "Second bracket: sinh y exceeds y, so both brackets are positive and both "
            "eigenvalues real.",
        ),
        matches(
            values[0].subs(c, coth(x / 2)),
            closed["lambda_plus"],
            "The slower eigenvalue is the closed form evaluated.",
        ),
        matches(
            values[1].subs(c, coth(x / 2)),
            closed["lambda_minus"],
            "The faster eigenvalue is the closed form evaluated.",
        ),
    ]
    return steps
