"""Slowest decay of one collective spin in its bath, by coherence order (scaled regime, x = beta E).

Between the states |m> and |m - k> the generator of `engine` (7), (8) is tridiagonal. With
A(m) = (S + m)(S - m + 1), S = N/2, and the rates d, u = d e^(-x/N) of (28),

    diagonal       -d (A(m) + A(m-k))/2 - u (A(m+1) + A(m-k+1))/2,
    off it         the product of both elements between m - 1 and m is d u A(m) A(m-k),

so that its characteristic polynomial follows from a recurrence, whose signs count the decays. For
N = infinity functions (1 - z^2)^(k/2) g(z) e^(i k phi) on the sphere decay with the rate r where

    (1-z^2) g'' - [2(k+1) z + (x/2)(1-z^2)] g' + [x k z/2 - k + x r] g = 0

has a solution that is regular at both poles: Frobenius series from either pole meet at the equator.
Nodes of both halves count the decays (Sturm). Conventions: hbar = k_B = Gamma_0 = 1.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction
from typing import Any, NamedTuple

import flint

from ..balls import Ball
from ..closed_form import closed_form
from ..domains import Domain, count_or_infinite, positive
from ..errors import InputError, PrecisionError, SymbolicError
from ..interface import Arithmetic

_LARGEST_IN_LIMIT = 60
"""As on the numeric route: beyond, the two slowest decays (near the two poles) hardly differ."""
_SHRINKS = Fraction(3, 4)
"""Terms of a series at the equator fall at least like its powers once that is shown."""
_GRID = [Fraction(j * j, 144) for j in range(1, 13)]

_order = Domain("0 or 1", lambda value: value in (0, 1), structural=True)
_ratio = replace(positive, structural=True)


class _Decays(NamedTuple):
    """Decay rates as the zeros of a function, and how many are below a given rate."""

    value: Callable[[Any], Any]
    count: Callable[[Any], int]


def _arb(value: Fraction) -> Any:
    return flint.arb(flint.fmpq(value.numerator, value.denominator))


# ---------------------------------------------------------------------------- finite N


def _finite(N: int, x: Fraction, k: int) -> _Decays:
    emission = 1 / (1 - (-_arb(x / N)).exp()) / N
    absorption = emission * (-_arb(x / N)).exp()

    def weight(step: int) -> int:
        # A(m) with m = step - S
        return step * (N - step + 1)

    diagonal = [
        -(emission * (weight(j) + weight(j - k)) + absorption * (weight(j + 1) + weight(j - k + 1)))
        / 2
        for j in range(k, N + 1)
    ]
    products = [emission * absorption * weight(j) * weight(j - k) for j in range(k + 1, N + 1)]

    def chain(rate: Any) -> list[Any]:
        minors = [flint.arb(1), diagonal[0] + rate]
        for entry, product in zip(diagonal[1:], products, strict=True):
            minors.append((entry + rate) * minors[-1] - product * minors[-2])
        return minors

    def count(rate: Any) -> int:
        minors = chain(rate)
        return sum(_sign(a) == _sign(b) for a, b in itertools.pairwise(minors))

    return _Decays(lambda rate: chain(rate)[-1], count)


def _sign(value: Any) -> int:
    if value > 0:
        return 1
    if value < 0:
        return -1
    raise PrecisionError("A sign could not be decided in the working precision.", value)


# ---------------------------------------------------------------------------- N = infinity


def _from_pole(x: Fraction, k: int, scaled: Any) -> tuple[list[Any], Any, Any]:
    """Coefficients of the regular solution in the distance t from a pole, and its value and slope
    in t at the equator with rigorous tails; x > 0 at the south pole, x < 0 at the north pole.
    """
    X, size = _arb(x), abs(_arb(x))
    constant = X * k / 2 + k - scaled
    terms = [flint.arb(1)]
    value, slope = flint.arb(1), flint.arb(0)
    before = flint.arb(0)
    bound, n = abs(constant).upper() + k + 1, 0
    shrinks = _arb(_SHRINKS)
    while True:
        factor = n * (n - 1) + 2 * (k + 1) * n + X * n + constant
        following = factor * terms[-1] - X / 2 * (n - 1 + k) * before
        following = following / (2 * (n + 1) * (n + k + 1))
        before = terms[-1]
        terms.append(following)
        n += 1
        value, slope = value + following, slope + n * following
        if n < 8:
            continue
        # |a_(n+1)| <= (1/2 + ...)|a_n| + (...)|a_(n-1)|, both brackets fall with n
        first = flint.arb("0.5") + (k + size) / (2 * n) + bound / (2 * n * n)
        second = size / (4 * n)
        if not first * shrinks + second < shrinks**2:
            continue
        top = flint.arb(max(abs(following).upper(), (shrinks * abs(before)).upper()))
        rest = top * shrinks / (1 - shrinks)
        if rest < abs(value).upper() * flint.arb(2) ** -flint.ctx.prec or rest.is_zero():
            tail = top * shrinks * ((n + 1) / (1 - shrinks) + shrinks / (1 - shrinks) ** 2)
            return terms, value + _around(rest), slope + _around(tail)
        if n > 100_000:
            raise PrecisionError("A series did not settle.", value)


def _around(radius: Any) -> Any:
    return flint.arb(0).union(radius.upper()).union(-radius.upper())


def _nodes(terms: list[Any]) -> int:
    """Sign changes of a series between its pole and the equator."""
    signs = [1]
    polynomial = flint.arb_poly(terms)
    for place in _GRID:
        value = polynomial(_arb(place))
        if not value.contains(0):
            signs.append(_sign(value))
    return sum(a != b for a, b in itertools.pairwise(signs))


def _limit(x: Fraction, k: int) -> _Decays:
    def halves(rate: Any) -> tuple[tuple[list[Any], Any, Any], tuple[list[Any], Any, Any]]:
        scaled = _arb(x) * rate
        return _from_pole(x, k, scaled), _from_pole(-x, k, scaled)

    def value(rate: Any) -> Any:
        (_, south, rising), (_, north, falling) = halves(rate)
        return south * falling + rising * north

    def count(rate: Any) -> int:
        (left, south, rising), (right, north, falling) = halves(rate)
        meets = _sign(south * falling + rising * north) * _sign(south) * _sign(north)
        return _nodes(left) + _nodes(right) + (meets < 0)

    return _Decays(value, count)


# ---------------------------------------------------------------------------- the slowest one


def _slowest(decays: _Decays, rank: int, guess: Fraction, bits: int) -> Any:
    """The decay of the given rank (from 1, slowest first), enclosed by a change of sign.

    Bisection with exact ends: first by the count until one decay is left, then by the sign.
    """
    low, high = guess / 2**20, guess
    while decays.count(_arb(high)) < rank:
        low, high = high, 2 * high
    while decays.count(_arb(high)) > rank or decays.count(_arb(low)) < rank - 1:
        middle = (low + high) / 2
        if (high - low) * 2 ** (flint.ctx.prec - 32) < high:
            raise PrecisionError("Two decays are too close to be told apart.", _arb(high))
        if decays.count(_arb(middle)) < rank:
            low = middle
        else:
            high = middle
    side = _sign(decays.value(_arb(low)))
    while (high - low) * 2**bits > high:
        middle = (low + high) / 2
        if _sign(decays.value(_arb(middle))) == side:
            low = middle
        else:
            high = middle
    return _arb(low).union(_arb(high))


@closed_form("engine (40)", N=count_or_infinite, betaE=_ratio, sector=_order)
def bath_gap(A: Arithmetic, N: Any, betaE: Any, sector: Any = 0) -> Any:
    """Slowest decay of one coherence order of a collective spin N/2 in its bath   (engine (40)).

    The smallest root, other than the 0 of the stationary state, of the characteristic polynomial of
    the order; for N = inf of the condition that a Frobenius series is regular at both poles.

    Args:
        A: the arithmetic (supplied by the closed form).
        N: number of spins 1/2, or inf.
        betaE: x = beta E, unscaled inverse temperature times splitting, positive; up to 60 for
            N = inf.
        sector: coherence order, 0 (populations) or 1.

    Returns:
        The gap in units of Gamma_0 of the scaled regime (Gamma_0 -> Gamma_0/N), rounded once.

    Raises:
        InputError: if betaE exceeds 60 for N = inf.
        PrecisionError: if two decays lie too close to be told apart.
    """
    if A.name == "sympy":
        raise SymbolicError("The gap is a root of high degree and has no closed expression.")
    infinite = math.inf == N
    if infinite and betaE > _LARGEST_IN_LIMIT:
        raise InputError(
            f"Argument `betaE` must be at most {_LARGEST_IN_LIMIT} for N = inf, but is {betaE}."
        )
    if not infinite and sector > N:
        raise InputError(f"Argument `sector` must be at most N = {N}, but is {sector}.")
    x = Fraction(betaE)
    rank = 2 if sector == 0 else 1
    guess = Fraction(1, 2) + Fraction(1, max(1, math.floor(x)))
    # A cold bath needs more: decays near both poles differ by a power of its Boltzmann factor.
    guards = 64 + min(4 * math.ceil(x), 4000) + (0 if infinite else 16 * int(N))

    def root(ball: Any) -> Any:
        with Ball(ball.prec + guards).active():
            decays = _limit(x, sector) if infinite else _finite(int(N), x, sector)
            return _slowest(decays, rank, guess, ball.prec)

    return A.precisely(root)
