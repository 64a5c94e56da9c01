"""Dicke states of n spins s, as printed and from exact projectors, and the state of one spin in them."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from functools import lru_cache
from math import comb
from typing import Any

import flint

from cotherm.numeric import density_matrix as densities
from cotherm.numeric import local_state as local
from cotherm.numeric.fields import Ball, Field, Rational
from cotherm.numeric.spins import levels, product_levels
from cotherm.numeric.total_spin import total_spin_projector

from ...algebras import digits_to_bits
from ...books import whole
from ...domain import Point
from ..heatcap.operators import boltzmann
from .sectors import (
    ladder_sum,
    level_projector,
    multiplicity,
)

# ------------------------------------------------------------- what the print is made of


def states_of(n: Fraction, s: Fraction, m: Fraction) -> Fraction:
    """I_m of n spins as the sum of the multiplicities from |m| on; 0 where there is no such m."""
    if n == 0:
        return Fraction(m == 0)
    top, J, total = n * s, abs(m), Fraction(0)
    if top < J or (top - m).denominator != 1:
        return Fraction(0)
    while top >= J:
        total += multiplicity(n, s, J)
        J += 1
    return total


def states_of_rest(n: Fraction, s: Fraction, m: Fraction) -> Fraction:
    """K_m, the number of states of the other n - 1 spins."""
    return states_of(n - 1, s, m)


@lru_cache(maxsize=8192)
def printed_chance(n: Fraction, s: Fraction, m1: Fraction, m: Fraction) -> Fraction:
    """K_m / I_{m + m1}; there is none beyond the levels of the other spins."""
    _check_rest(n, s, m)
    return states_of_rest(n, s, m) / states_of(n, s, m + m1)


@lru_cache(maxsize=8192)
def true_chance(n: Fraction, s: Fraction, m1: Fraction, m: Fraction) -> Fraction:
    """C(2s, s+m1) C(2(n-1)s, (n-1)s+m) / C(2ns, ns+m+m1) of the same."""
    _check_rest(n, s, m)
    rest = (n - 1) * s
    return Fraction(
        comb(whole(2 * s), whole(s + m1)) * comb(whole(2 * rest), whole(rest + m)),
        comb(whole(2 * n * s), whole(n * s + m + m1)),
    )


def _check_rest(n: Fraction, s: Fraction, m: Fraction) -> None:
    if abs(m) > (n - 1) * s:
        raise ValueError(f"the other spins have no total m = {m}")


def _excess(
    chance: Callable[..., Fraction],
    n: Fraction,
    s: Fraction,
    m1: Fraction,
    m: Fraction,
    k: Fraction,
) -> Fraction:
    above, below = chance(n, s, m1 + 1, m), chance(n, s, m1 - 1, k)
    return above * below - chance(n, s, m1, m) * chance(n, s, m1, k)


def printed_excess(n: Fraction, s: Fraction, m1: Fraction, m: Fraction, k: Fraction) -> Fraction:
    """K_m K_k times the bracket of (D7)."""
    return _excess(printed_chance, n, s, m1, m, k)


def true_excess(n: Fraction, s: Fraction, m1: Fraction, m: Fraction, k: Fraction) -> Fraction:
    """The same with the chances of the true Dicke states."""
    return _excess(true_chance, n, s, m1, m, k)


def states_below(n: Fraction, s: Fraction, k: Fraction) -> Fraction:
    """I_{ns - k}."""
    return states_of(n, s, n * s - k)


def boltzmann_power(r: Fraction, m: Fraction) -> Fraction:
    """exp(-m b) for r = exp(-b/2)."""
    return r ** whole(2 * m)


def gibbs(s: Fraction, m: Fraction, r: Fraction) -> Fraction:
    """Thermal population of the level m of one spin."""
    return boltzmann_power(r, m) / ladder_sum(s, r)


# ------------------------------------------------------------- what the full equation gives


@lru_cache(maxsize=64)
def _dicke(n: int, s: Fraction) -> dict[tuple[Fraction, ...], flint.fmpq]:
    """|<m_1..m_n|ns, m>|^2 from the exact projector on total spin ns."""
    values = total_spin_projector(n, s, n * s).diagonal_values()
    return dict(zip(product_levels(n, s), values, strict=True))


def three(point: Point) -> tuple[Fraction, ...]:
    """The levels of three spins."""
    return point["m1"], point["m2"], point["m3"]


def amplitude(point: Point, digits: int) -> Any:
    """<m1 m2 m3|3s, m1 + m2 + m3>."""
    with Ball(digits_to_bits(digits)) as field:
        return field.sqrt(field.number(_dicke(3, point["s"])[three(point)]))


def element(point: Point) -> Any:
    """<m1 m2 m3|ns, m><ns, m|m1 m2 m3> for m = m1 + m2 + m3 + d."""
    index = product_levels(3, point["s"]).index(three(point))
    level = level_projector(3, point["s"], sum(three(point)) + point["d"])
    return _dicke(3, point["s"])[three(point)] * level[index, index]


def _first_spin(n: int, s: Fraction, m1: Fraction, total: Fraction) -> flint.fmpq:
    """Chance of the level m1 of the first spin in |ns, total>."""
    chance = flint.fmpq(0)
    for state, value in _dicke(n, s).items():
        if state[0] == m1 and sum(state) == total:
            chance += value
    return chance


def coefficient(n: int, s: Fraction, m1: Fraction, q: Fraction) -> flint.fmpq:
    """Coefficient of exp(-(2 m1 + q) b) in Z^2 [p(m1 + 1) p(m1 - 1) - p(m1)^2]."""
    value = flint.fmpq(0)
    for total in levels(n * s):
        other = 2 * m1 + q - total
        value += _first_spin(n, s, m1 + 1, total) * _first_spin(n, s, m1 - 1, other)
        value -= _first_spin(n, s, m1, total) * _first_spin(n, s, m1, other)
    return value


def curvature(field: Field, point: Point) -> Any:
    """p(m1 + 1) p(m1 - 1) - p(m1)^2 of one spin in the stationary state from b0 = infinity."""
    n, s, m = whole(point["n"]), point["s"], point["m1"]
    beta = boltzmann(point, "b")
    above, here, below = (
        local.local_population(field, n, s, m + k, beta, "inf") for k in (1, 0, -1)
    )
    with field:
        return above * below - here * here


def element_of_steady_state(
    s: Fraction, m1: Fraction, m2: Fraction, m3: Fraction, b: Fraction, b0: Fraction
) -> Any:
    """<m1 m2 m3|rho|m1 m2 m3> of the full equation, at the ambient precision."""
    states = _steady_diagonal(s, b, b0, flint.ctx.prec)
    return states[product_levels(3, s).index((m1, m2, m3))]


@lru_cache(maxsize=256)
def _steady_diagonal(s: Fraction, b: Fraction, b0: Fraction, bits: int) -> list[Any]:
    rho = densities.steady_density(Ball(bits), 3, s, b, "collective", b0)
    return list(rho.diagonal_values())


def thermal_ratio(field: Field, point: Point) -> Any:
    """p(m+1)/p(m) of one spin in the stationary state of independent dissipation."""
    s, m = point["s"], point["m1"]
    rho = local.local_state(
        field, whole(point["n"]), s, boltzmann(point, "b"), "inf", coupling="independent"
    ).diagonal_values()
    k = levels(s).index(m)
    with field:
        return rho[k + 1] / rho[k]


def extreme(point: Point) -> Any:
    """Stationary state of the full equation from all spins down or all up."""
    start = "inf" if point["sgn"] > 0 else "-inf"
    rho = densities.steady_density(
        Rational(), whole(point["n"]), point["s"], boltzmann(point, "b"), "collective", start
    )
    return rho.to_flint()


def highest_states(point: Point) -> list[int]:
    """Numbers of product states with m = ns, ns - 1, ns - 2, the last twice."""
    n, s = whole(point["n"]), point["s"]
    totals = [sum(state) for state in product_levels(n, s)]
    counts = [totals.count(n * s - k) for k in (0, 1, 2)]
    return [*counts, counts[2]]
