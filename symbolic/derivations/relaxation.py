"""Derivations for the time scale of collective dissipation."""

from __future__ import annotations

from typing import Any

import sympy
from sympy import Rational, exp, sqrt

from ..derivation import Step, derivation
from ..forms import relaxation as forms
from ..inequalities import positive_terms
from ..steps import eigenvalues, limit, matches, rewrite
from .spin_ladder import J, b, m
from .total_spin import n, s

h = sympy.Symbol("h", positive=True)  # e^(-b/2)
_HALF = Rational(1, 2)


def rate_matrix(spin: Any) -> Any:
    """Minus the rates (B.2) of the populations, lowest level first, G(omega) = 1."""
    size = int(2 * spin + 1)
    matrix = sympy.zeros(size, size)
    for k in range(1, size):
        rate = sympy.Integer(k * (size - k))
        matrix[k - 1, k] -= rate
        matrix[k, k] += rate
        matrix[k, k - 1] -= h**2 * rate
        matrix[k - 1, k - 1] += h**2 * rate
    return matrix


def gaps() -> dict[Any, Any]:
    """Smallest non-zero eigenvalues for J = 1/2 ... 2."""
    q = h**2
    return {
        _HALF: 1 + q,
        sympy.S.One: 2 * (1 + q - h),
        Rational(3, 2): (7 * (1 + q) - sqrt((1 + q) ** 2 + 96 * q)) / 2,
        sympy.S(2): (10 * (1 + q) - 6 * h - sqrt((2 * (1 + q) - 6 * h) ** 2 + 96 * q)) / 2,
    }


@derivation(
    "relaxation_gap",
    "Slowest relaxation of the populations",
    "heatcap (B.2), (B.4), App. B; indist (A1)",
)
def relaxation_gap() -> list[Step]:
    """Spectra of small ladders; the gap is 2J in a cold bath and 2, for every J, in a hot one."""
    q = h**2
    gap = gaps()
    root3 = sqrt((1 + q) ** 2 + 96 * q)
    up, down = (J - m) * (J + m + 1), (J + m) * (J - m + 1)
    even, odd = 2 * (1 + q) - 6 * h, 2 * (1 + q) + 6 * h
    four = tuple(
        (10 * (1 + q) + shift + sign * sqrt(middle**2 + 96 * q)) / 2
        for middle, shift in ((even, -6 * h), (odd, 6 * h))
        for sign in (-1, 1)
    )
    at = {"n": 1, "b": b}
    return [
        eigenvalues(
            rate_matrix(_HALF), (1 + q, sympy.S.Zero), "One spin 1/2, h = exp(-b/2) and q = h^2."
        ),
        eigenvalues(
            rate_matrix(sympy.S.One),
            (gap[sympy.S.One], 2 * (1 + q + h), sympy.S.Zero),
            "J = 1.",
        ),
        eigenvalues(
            rate_matrix(Rational(3, 2)),
            (gap[Rational(3, 2)], 3 * (1 + q), (7 * (1 + q) + root3) / 2, sympy.S.Zero),
            "J = 3/2: even and odd vectors separate.",
        ),
        positive_terms(
            root3**2 - (1 + q) ** 2,
            96 * h**2,
            "The even one is the slowest.",
        ),
        eigenvalues(rate_matrix(sympy.S(2)), (*four, sympy.S.Zero), "J = 2."),
        rewrite(
            q * up - down,
            -(1 + q) * m - (1 - q) * (J * (J + 1) - m**2),
            "Rate of change of <m>: it needs <m^2>, so the energy of no ladder with J > 1/2 decays "
            "as a single exponential, unless q = 1.",
        ),
        rewrite(
            (q * up - down).subs(h, 1),
            -2 * m,
            "At infinite bath temperature <m> decays at the rate 2 for every J: collective "
            "dissipation is not faster there.",
        ),
        *(
            rewrite(value.subs(h, 1), sympy.S(2), f"The gap at b = 0 for J = {spin}.")
            for spin, value in gap.items()
        ),
        *(
            limit(value, h, sympy.S.Zero, 2 * spin, f"In a cold bath it is 2J, for J = {spin}.")
            for spin, value in gap.items()
        ),
        rewrite(
            (2 * n * s) / (2 * s),
            n,
            "There the symmetric subspace is n times as fast as a single spin.",
        ),
        rewrite(
            s * (s + 1) - 2 * s,
            s * (s - 1),
            "The largest rate of a single spin exceeds its smallest, 2s, for s > 1: then the "
            "smallest collective rate, 2ns, is less than n times some single-spin rates.",
        ),
        *(
            matches(
                gap[spin].subs(h, exp(-b / 2)),
                forms.relaxation_gap.sympy(s=spin, **at),
                f"J = {spin}: the closed form evaluated.",
            )
            for spin in (_HALF, sympy.S.One, Rational(3, 2), sympy.S(2))
        ),
    ]
