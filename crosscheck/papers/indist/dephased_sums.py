"""The state without coherences, and the sums of App. J over total spin and m."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from functools import lru_cache
from math import comb, prod
from typing import Any

import flint

from cotherm.numeric.density_matrix import steady_density
from cotherm.numeric.fields import Rational
from cotherm.numeric.local_state import Exchange, dephased, exchange_strengths
from cotherm.numeric.matrices import Matrix
from cotherm.numeric.spins import collective_spin, product_levels
from cotherm.numeric.temperature import InverseTemperature

from ...algebras import to_fmpq
from ...books import exact, whole
from ...claims import Chase
from ...domain import Point
from ..heatcap.operators import FIELD, trace
from .sectors import (
    level_projector,
    multiplicity,
    rooted,
)

SUMS = (
    "hbar = omega = 1; l(J) is the multiplicity and I(m) the number of product states with total m, T = n s, J0 = 0 or "
    "1/2 as n s is an integer or not; w(m) = exp(-m b), Z = Z_ns(b); b is given by exp(-b/2)"
)


ROOT = "upstream: equal amplitudes in |ns, m>, (J2) and (D4), which holds for s = 1/2 only"


ONE_HALF = "With s = 1/2 the print is right: all product states with total m then have the same weight 1/I_m."


CHASE = Chase(
    transcription="compared with the text of App. J, including I_m = sum of l_J below (J2)",
    oracle="exact stationary state of the full Lindblad equation, off-diagonal elements set to zero; the projector on "
    "J = ns has the same diagonal; the corrected form holds for every s tried",
    extraction="the formula is complete, and its consequences are printed in the same sense on the next lines",
    convention="no basis of the single spins makes the weights equal: for two spins 1 and m = 0 they are 1/6, 2/3, 1/6",
)


START = rooted(16, start=False)


BOUND = ("w", "l", "I", "inv", "J0", "T", "Z", "chance", "g")


def state_weight(n: Fraction, s: Fraction, m: Fraction, k: Fraction) -> Fraction:
    """Product of C(2s, s+m_i) over the spins of the k-th product state with total m."""
    found = [state for state in product_levels(whole(n), s) if sum(state) == m]
    state = found[whole(k) % len(found)]
    return Fraction(prod(comb(whole(2 * s), whole(s + one)) for one in state))


def chance(n: Fraction, s: Fraction, m: Fraction, k: Fraction) -> flint.fmpq:
    """Chance of the level k of one spin in |ns, m>, 0 where there is none."""
    parts = ((2 * s, s + k), (2 * (n - 1) * s, (n - 1) * s + m - k))
    if any(not 0 <= low <= high for high, low in parts) or abs(m) > n * s:
        return flint.fmpq(0)
    ways = prod(comb(whole(high), whole(low)) for high, low in parts)
    return flint.fmpq(ways, comb(whole(2 * n * s), whole(n * s + m)))


@lru_cache(maxsize=4096)
def states_with(n: Fraction, s: Fraction, m: Fraction) -> Fraction:
    """I_m from multiplicities; 0 beyond m = ns."""
    J, total = abs(m), Fraction(0)
    while n * s >= J:
        total += multiplicity(n, s, J)
        J += 1
    return total


def sums(point: Point) -> Mapping[str, Any]:
    """What the sums of App. J need: w, l, I and 1/I (0 where no state has that m), J0, T, Z."""
    zero = Fraction(0)
    return _sums(point["n"], point["s"], point.get("m", zero), point.get("b", Fraction(1)))


@lru_cache(maxsize=512)
def _sums(n: Fraction, s: Fraction, own: Fraction, b: Fraction) -> Mapping[str, Any]:
    root, top = to_fmpq(b), n * s

    def power(m: Fraction) -> flint.fmpq:
        return root ** whole(2 * m)

    def copies(J: Fraction) -> flint.fmpq:
        return to_fmpq(multiplicity(n, s, J) if 0 <= J <= top else Fraction(0))

    def count(m: Fraction) -> flint.fmpq:
        return to_fmpq(states_with(n, s, m))

    def reciprocal(m: Fraction) -> flint.fmpq:
        return 1 / count(m) if count(m) != 0 else flint.fmpq(0)

    total = sum((power(k - top) for k in range(whole(2 * top) + 1)), flint.fmpq(0))
    return {
        "w": power,
        "l": copies,
        "I": count,
        "inv": reciprocal,
        "J0": top % 1,
        "T": top,
        "Z": total,
        "chance": lambda m, k: chance(n, s, m, k),
        "g": lambda k: to_fmpq(state_weight(n, s, own, k)),
    }


@lru_cache(maxsize=256)
def symmetric(n: int, s: Fraction, q: Fraction) -> Matrix:
    """Exact stationary density matrix for a start in the ground state."""
    return steady_density(FIELD, n, s, InverseTemperature(q=q), "collective", "inf")


def bare(point: Point) -> Matrix:
    """The state without its coherences, for exp(-b/2) = b."""
    return dephased(symmetric(whole(point["n"]), point["s"], point["b"] ** 2))


def strengths(point: Point) -> Exchange:
    """<J- J+> and <J+ J-> of the state without its coherences."""
    return exchange_strengths(whole(point["n"]), point["s"], bare(point))


@lru_cache(maxsize=512)
def level_trace(n: int, s: Fraction, m: Fraction) -> flint.fmpq:
    """Trace of J+ J- over the product states with total m."""
    spin = collective_spin(Rational(), n, s)
    return trace((spin.Jplus @ spin.Jminus).to_flint() * level_projector(n, s, m))


EMISSION = exact(
    lambda f, p: strengths(p).emission,
    "<J+ J-> in the dephased stationary state of the full collective Lindblad equation",
)
