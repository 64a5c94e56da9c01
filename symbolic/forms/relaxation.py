"""Relaxation of the populations of a spin-J ladder in its bath.

Conventions: rates in units of G(omega), G(-omega) = e^(-b) G(omega).
"""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import flint

from ..closed_form import closed_form
from ..domains import choice, count, spin, structural_real
from ..errors import SymbolicError
from ..exact_numbers import is_symbolic
from ..interface import Arithmetic
from .roots import certified_root
from .sectors import infinite


def _radical(A: Arithmetic, levels: int, half: Any) -> Any:
    """Gap for up to four steps of the ladder, half = e^(-b/2)."""
    q = half**2
    if levels == 1:
        return 1 + q
    if levels == 2:
        return 2 * (1 + q - half)
    if levels == 3:
        return (7 * (1 + q) - A.sqrt((1 + q) ** 2 + 96 * q)) / 2
    middle = 2 * (1 + q) - 6 * half
    return (10 * (1 + q) - 6 * half - A.sqrt(middle**2 + 96 * q)) / 2


def _pivots(number: Any, levels: int, half: Any, gap: Any) -> list[Any]:
    """Pivots of the symmetric half of the relaxation matrix minus `gap`, from its middle outwards.

    The relaxation matrix has (1 + q) c_k on its diagonal and -e^(-b/2) sqrt(c_k c_(k+1)) beside
    it, with c_k = k (2J + 1 - k). Its lowest vector is even under k -> 2J + 1 - k, and for a cold
    bath it sits at the ends, which are eliminated last.
    """
    rates = [k * (levels + 1 - k) for k in range((levels + 1) // 2, 0, -1)]
    q = half * half
    pivots: list[Any] = []
    for place, rate in enumerate(rates):
        pivot = (1 + q) * number(rate) - gap
        if place == 0 and levels % 2 == 0:
            pivot = pivot - half * number(rate)
        if place:
            factor = 2 if place == 1 and levels % 2 == 1 else 1
            pivot = pivot - factor * q * number(rate * rates[place - 1]) / pivots[-1]
        pivots.append(pivot)
        if not pivot > 0:
            break
    return pivots


def _root(ball: Any, levels: int, size: Any) -> Any:
    half = ball.exp(-size / 2)
    half_float = float(half.mid())

    def last(gap: Any) -> Any:
        pivots = _pivots(flint.arb, levels, half, gap)
        # An earlier pivot that is not positive says nothing about the lowest root.
        return pivots[-1] if len(pivots) == (levels + 1) // 2 else flint.arb("nan")

    def rough(gap: float) -> float:
        pivots = _pivots(float, levels, half_float, gap)
        return pivots[-1] if len(pivots) == (levels + 1) // 2 else -1.0

    return certified_root(ball, last, rough, 0.0, levels * (1.0 + half_float**2) * (1 + 1e-12))


def _gap(A: Arithmetic, levels: int, size: Any) -> Any:
    """Gap for b >= 0."""
    if levels <= 4:
        return _radical(A, levels, A.exp(-size / 2))
    if A.infinite(size):
        return A.number(levels)
    return A.number(2) if A.vanishes(size) else _root(A, levels, size)


@closed_form(
    "heatcap (B.2)",
    n=count,
    s=spin,
    b=structural_real,
    coupling=choice("collective", "independent"),
)
def relaxation_gap(A: Arithmetic, n: Any, s: Any, b: Any, coupling: Any = "collective") -> Any:
    """Slowest rate at which populations relax, collectively in the symmetric subspace.

    The smallest non-zero eigenvalue of the rates (B.2) of heatcap with J = ns (collective) or
    J = s (independent). It is the smallest root of the relaxation matrix with (1 + q) c_k on the
    diagonal and -sqrt(q c_k c_(k+1)) beside it, c_k = k (2J + 1 - k), k = 1 ... 2J, q = e^(-b);
    radicals for 2J <= 4, else a root isolated by certified signs. At b = 0 it is 2 for every
    J >= 1/2, at b = inf it is 2J.

    Args:
        A: the arithmetic (supplied by the closed form).
        n: number of spins.
        s: spin of each, a positive half-integer.
        b: inverse temperature of the bath in units of the splitting, any sign, +-inf allowed.
        coupling: "collective" or "independent".

    Returns:
        The gap in units of G(omega), inf at b = -inf; float64 values are rounded once.

    Raises:
        SymbolicError: for an expression with 2J > 4.
    """
    total = 2 * s * (n if coupling == "collective" else 1)
    if is_symbolic(total):
        raise SymbolicError("The relaxation gap is a root and has no expression for every J.")
    levels = int(Fraction(total))
    if A.name == "sympy":
        if levels > 4:
            raise SymbolicError(
                "The relaxation gap is a root and has an expression only for 2J <= 4."
            )
        return _radical(A, levels, A.exp(-b / 2))
    if infinite(b) and b < 0:
        return A.number("inf")

    def gap(ball: Any) -> Any:
        at = ball.number(b)
        return ball.by_sign(
            at,
            lambda size: _gap(ball, levels, size),
            lambda size: _gap(ball, levels, size) * ball.exp(size),
        )

    return A.precisely(gap)
