"""Eq. (21): multiplicities for spins 1/2."""

from __future__ import annotations

import math
from fractions import Fraction
from typing import Any

from cotherm.numeric import total_spin
from cotherm.numeric.spins import product_levels

from ...books import whole
from ...checks import Equality, Oracle, Proof, Result
from ...claims import Claim
from ...domain import Domain, Point, half_integers, integers


def _factorial(k: Fraction) -> Fraction:
    return Fraction(math.factorial(whole(k)))


def _symbolic_factorial(k: Any) -> Any:
    import sympy

    return sympy.factorial(k)


def _count(point: Point) -> int:
    states = product_levels(whole(point["n"]), Fraction(1, 2))
    return sum(sum(state) == point["m"] for state in states)


CLAIMS = (
    Claim(
        id="indist.eq21",
        where="Eq. (21)",
        kind="identity",
        title="Multiplicities for spins 1/2",
        latex=r"l_J=(2J+1)\frac{n!}{\left(\frac n2+J+1\right)!\left(\frac n2-J\right)!}",
        printed="(2*J+1)*factorial(n)/(factorial(n/2+J+1)*factorial(n/2-J))",
        domain=Domain(
            {"n": integers(1, 8), "J": half_integers(0, 4)},
            lambda p: p["J"] <= p["n"] / 2 and (p["n"] / 2 - p["J"]).denominator == 1,
            "n/2 - J a non-negative integer",
        ),
        bindings={"factorial": _factorial},
        exact_bindings=("factorial",),
        shifted=("n", "J"),
        conventions="s = 1/2",
        checks=(
            Proof(
                "multiplicity",
                (Result("rewrite", 2),),
                bindings={"factorial": _symbolic_factorial},
            ),
            Equality(
                Oracle(
                    lambda p, d: total_spin.multiplicity(whole(p["n"]), Fraction(1, 2), p["J"]),
                    "ranks of J^2 - J(J+1)",
                ),
                route="numeric",
                points=16,
            ),
        ),
        depends=("indist.text-Im",),
    ),
    Claim(
        id="indist.eq21.Im",
        where="below Eq. (21)",
        kind="identity",
        title="Number of product states of total m for spins 1/2",
        latex=r"I_m=\frac{n!}{(n/2+m)!(n/2-m)!},\quad I_m=\sum_{J=|m|}^{n/2}l_J",
        printed="[factorial(n)/(factorial(n/2+m)*factorial(n/2-m)), "
        "sum((2*J+1)*factorial(n)/(factorial(n/2+J+1)*factorial(n/2-J)), J, abs(m), n/2)]",
        domain=Domain(
            {"n": integers(1, 8), "m": half_integers(-4, 4)},
            lambda p: abs(p["m"]) <= p["n"] / 2 and (p["n"] / 2 - p["m"]).denominator == 1,
            "n/2 - m an integer from 0 to n",
        ),
        bindings={"factorial": _factorial},
        exact_bindings=("factorial",),
        shifted=("n",),
        conventions="s = 1/2",
        checks=(
            Equality(
                Oracle(lambda p, d: [_count(p), _count(p)], "product states, counted"),
                route="numeric",
                points=16,
            ),
        ),
        depends=("indist.eq21",),
        explained={
            "[factorial(n)/(factorial(n/2+m)*factorial(n/2-m)), "
            "sum((2*J+1)*factorial(n)/(factorial(n/2+J+1)*factorial(n/2-J)), J, abs(m), (n+1)/2)]": (
                "the steps of one from |m| end at n/2 all the same"
            )
        },
    ),
)
