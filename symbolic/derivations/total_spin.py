"""Derivations for the addition of n spins s: multiplicities, weights of a thermal state, ladder
operators and the rates of the populations."""

from __future__ import annotations

from typing import Any

import sympy
from sympy import Rational, binomial, exp, factorial, log, sinh

from ..derivation import Step, derivation
from ..forms import local_state, sectors
from ..forms import spin_ensemble as forms
from ..inequalities import positive_terms, telescoping
from ..steps import differentiate, induction, limit, matches, rewrite, series
from .spin_ladder import MEAN, D, J, Z, b, m

n, s = sympy.symbols("n s", positive=True)
x, q = sympy.symbols("x q", positive=True)
k = sympy.Symbol("k", integer=True, positive=True)
_HALF = Rational(1, 2)
SQUARE = (1 / sinh(b / 2) ** 2 - D**2 / sinh(D * b / 2) ** 2) / 4 + MEAN**2
"""Mean of m^2 on a thermal ladder: variance plus square of the mean."""


def character(spin: Any, at: Any = b) -> Any:
    """Sum of e^(-m at) over the levels of a spin."""
    return sinh((2 * spin + 1) * at / 2) / sinh(at / 2)


def filling(spins: int, size: Any) -> Any:
    """Sum of multiplicity times character over the total spins of a few spins."""
    return sum(
        (
            forms.multiplicity.sympy(n=spins, s=size, J=spin) * character(sympy.Rational(spin))
            for spin in sectors.total_spins(spins, size)
        ),
        sympy.S.Zero,
    )


@derivation(
    "multiplicity",
    "How often each total spin occurs",
    "heatcap, below (2); indist, below (4), (6), (21), below (D9)",
)
def multiplicity() -> list[Step]:
    """l_J = N(J) - N(J + 1) for any s, its top values, and its form for s = 1/2."""
    states = factorial(n) / (factorial(n / 2 + m) * factorial(n / 2 - m))
    at_spin = (2 * J + 1) * factorial(n) / (factorial(n / 2 + J + 1) * factorial(n / 2 - J))
    return [
        induction(
            exp(-m * b),
            m,
            J,
            Z,
            "The levels of total spin J sum to a character.",
            (sympy.S.Zero, _HALF),
        ),
        rewrite(
            (exp(b / 2) - exp(-b / 2)) * Z,
            exp((J + _HALF) * b) - exp(-(J + _HALF) * b),
            "Times one factor it has two terms only: so l_J is the coefficient of "
            "exp((J + 1/2) b) in that factor times Z_s to the power n, N(J) - N(J + 1) with N(M) "
            "the number of product states of magnetisation M.",
        ),
        series(
            (1 + x) ** n,
            x,
            1 + n * x + n * (n - 1) * x**2 / 2,
            3,
            "N(ns - k) for s = 1/2, as coefficient of the power k.",
        ),
        series(
            (1 + x + x**2) ** n,
            x,
            1 + n * x + n * (n + 1) * x**2 / 2,
            3,
            "And for s = 1 or larger: N(ns - 2) = n(n + 1)/2.",
        ),
        rewrite(
            n * (n + 1) / 2 - binomial(n, 2),
            n,
            "That is not the binomial coefficient of n over 2, but of n + 1 over 2.",
        ),
        series(
            (1 - x) * (1 + x + x**2) ** n,
            x,
            1 + (n - 1) * x + n * (n - 1) * x**2 / 2,
            3,
            "Differences: l_ns = 1 and l_(ns-1) = n - 1, with n(n - 1)/2 next.",
        ),
        series(
            (1 - x) * (1 + x) ** n,
            x,
            1 + (n - 1) * x + n * (n - 3) * x**2 / 2,
            3,
            "For s = 1/2 the first two are the same.",
        ),
        rewrite(
            states.subs(m, J) - states.subs(m, J + 1),
            at_spin,
            "For s = 1/2 the difference of two binomial coefficients for every n and J.",
        ),
        telescoping(
            2 * k + 1,
            k,
            sympy.S.Zero,
            k,
            (k + 1) ** 2,
            "Pairs (J, m) for integer ns: all J from 0 to k = ns.",
        ),
        telescoping(
            2 * m + 1,
            m,
            _HALF,
            m,
            (m + _HALF) * (m + Rational(3, 2)),
            "And for half-integer ns, whatever s: all J from 1/2 to ns.",
        ),
        *(
            rewrite(
                filling(count, size),
                character(size) ** count,
                f"All multiplets together: {count} spins {size}.",
            )
            for count, size in ((2, sympy.S.One), (3, _HALF), (3, Rational(3, 2)))
        ),
        matches(
            filling(4, _HALF),
            character(_HALF) ** 4,
            "And four spins 1/2, with the multiplicities that the package evaluates.",
        ),
    ]


@derivation(
    "sector_weight",
    "Weights of total spin in a thermal state",
    "indist (10)-(15), (C2); heatcap (3)",
)
def sector_weight() -> list[Step]:
    """p_J = Z_J / Z_s^n: even, a distribution with its multiplicities, and J = ns in the cold."""
    b0 = sympy.Symbol("b0", positive=True)
    single = character(s, b0)
    weight = character(J, b0) / single**n
    mean = MEAN.subs(b, b0)
    top = (1 - q ** (2 * n * s + 1)) / (1 - q) * ((1 - q) / (1 - q ** (2 * s + 1))) ** n
    given = {"n": 4, "s": _HALF, "b0": b0}
    return [
        rewrite(
            exp(-m * b0) / single**n,
            weight * (exp(-m * b0) / character(J, b0)),
            "A thermal state weighs |J, m> with exp(-m b0)/Z: p_J times the thermal ladder, with "
            "p_J = Z_J/Z and Z the power n of Z_s.",
        ),
        rewrite(weight.subs(b0, -b0), weight, "The weights do not know the sign of b0."),
        differentiate(
            log(character(J, b0)) - n * log(single),
            b0,
            -(mean - n * mean.subs(J, s)),
            "Logarithmic derivative: minus the distance of e_J from the thermal mean n e_s.",
        ),
        rewrite(
            character(J, b0) * exp(-J * b0),
            ((1 - q ** (2 * J + 1)) / (1 - q)).subs(q, exp(-b0)),
            "Each partition function in q = exp(-b0); in the weight of J = ns the powers of q in "
            "front cancel.",
        ),
        limit(
            top,
            q,
            sympy.S.Zero,
            sympy.S.One,
            "It tends to 1 for b0 -> inf, and so for b0 -> -inf.",
        ),
        limit(
            weight.subs(n, 2).subs(s, _HALF).subs(J, 0),
            b0,
            sympy.S.Zero,
            Rational(1, 4),
            "At infinite temperature each product state has the same weight: the singlet of two "
            "spins 1/2 has one of four.",
        ),
        rewrite(
            sum(
                (
                    forms.sector_weight.sympy(J=sympy.Rational(spin), **given)
                    for spin in sectors.total_spins(4, _HALF)
                ),
                sympy.S.Zero,
            ),
            sympy.S.One,
            "The weights of four spins 1/2 add up to 1.",
        ),
        matches(
            3 * weight.subs({n: 3, s: 1, J: 1}),
            forms.sector_weight.sympy(n=3, s=1, J=1, b0=b0),
            "Total spin 1 occurs three times among three spins 1: the closed form evaluated.",
        ),
    ]


@derivation(
    "population_rates",
    "Rates of the populations, and the temperature that the bath sees",
    "heatcap (B.1), (B.2); indist (A1)-(A5), (I1), (I2)",
)
def population_rates() -> list[Step]:
    """Matrix elements, detailed balance, range of the rates, and the apparent temperature."""
    down = (J + m) * (J - m + 1)
    up = (J - m) * (J + m + 1)
    weight = exp(-m * b)
    emitted = -2 * MEAN / (exp(b) - 1)
    i, j = sympy.symbols("i j", positive=True)
    return [
        rewrite(
            J * (J + 1) - m**2 + m,
            down,
            "J+ J- = J^2 - J_z^2 + J_z: the rate from m to m - 1 in units of G(omega).",
        ),
        rewrite(
            up - down,
            -2 * m,
            "Up minus down, from the commutator.",
        ),
        rewrite(
            (down * exp(-b) * exp(-(m - 1) * b) - down * weight),
            sympy.S.Zero,
            "Detailed balance between m and m - 1 with G(-omega) = exp(-b) G(omega): each ladder "
            "becomes thermal, at either sign of b.",
        ),
        rewrite(
            down,
            (J + _HALF) ** 2 - (m - _HALF) ** 2,
            "The rates fall from m = 1/2 to both ends: (J + 1/2)^2 is their bound, reached for "
            "half-integer J; for integer J it is J(J + 1), at m = 0 and 1.",
        ),
        rewrite(down.subs(m, 0), J * (J + 1), "The largest rate for integer J."),
        rewrite(down.subs(m, J), 2 * J, "The smallest, at the ends of the ladder."),
        positive_terms(
            (down - 2 * J).subs({J: (i + j + 1) / 2, m: (j + 1 - i) / 2}),
            i * j,
            "All others are larger: with J + m = j + 1 and J - m = i the surplus is a product.",
        ),
        induction(
            weight,
            m,
            J,
            Z,
            "Sums over the thermal ladder: the weights,",
            (sympy.S.Zero, _HALF),
        ),
        induction(m * weight, m, J, MEAN * Z, "the levels,", (sympy.S.Zero, _HALF)),
        induction(
            m**2 * weight,
            m,
            J,
            SQUARE * Z,
            "and their squares.",
            (sympy.S.Zero, _HALF),
        ),
        rewrite(
            J * (J + 1) - SQUARE + MEAN,
            emitted,
            "So the mean of J+ J- is -2 e_J/(exp(b) - 1).",
        ),
        rewrite(
            J * (J + 1) - SQUARE - MEAN,
            exp(b) * emitted,
            "And the mean of J- J+ is exp(b) times that, on every ladder.",
        ),
        matches(
            log(exp(b) * emitted / emitted),
            local_state.apparent_inverse_temperature.sympy(n=3, s=1, b=b, b0="inf"),
            "So ln(<J- J+>/<J+ J->) is b for every mixture of ladders: the closed form.",
        ),
    ]
