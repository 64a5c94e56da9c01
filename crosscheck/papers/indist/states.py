"""Sec. III up to (4): product states, and the eigenvalues of total spin."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import flint

from cotherm.numeric import total_spin
from cotherm.numeric.spins import collective_spin, local_spins, product_levels

from ...algebras import to_fmpq
from ...books import whole
from ...checks import Equality, Inequality, Oracle
from ...claims import Chase, Claim
from ...domain import Domain, Point, half_integers, integers, reals
from ..heatcap.operators import (
    FIELD,
    lowest_total_spin,
    trace,
)
from .sectors import (
    level_projector,
    multiplicity,
    occurs_within,
    size_text,
    within,
)

ENSEMBLES = Domain(
    {"n": integers(1, 5), "s": half_integers("1/2", "5/2")}, within(260), size_text(260)
)


# ------------------------------------------------------------------------- the two bases


def _product_levels(point: Point, digits: int) -> list[object]:
    """Eigenvalues of the three local j_z = hbar m_k on one product state."""
    state = product_levels(3, point["s"]).index((point["m1"], point["m2"], point["m3"]))
    hbar = to_fmpq(point["hbar"])
    return [spin.Jz[state, state] * hbar for spin in local_spins(FIELD, 3, point["s"])]


def _squared_total_spin(n: int, s: Fraction) -> Any:
    spin = collective_spin(FIELD, n, s)
    ladder = spin.Jplus @ spin.Jminus + spin.Jminus @ spin.Jplus
    return (spin.Jz @ spin.Jz + ladder * Fraction(1, 2)).to_flint()


def multiplet_mean(point: Point, operator: flint.fmpq_mat) -> flint.fmpq:
    """Mean of an operator over the states |J, m>_i of all i."""
    n, s = whole(point["n"]), point["s"]
    states = total_spin.total_spin_projector(n, s, point["J"]).to_flint()
    states = states * level_projector(n, s, point["m"])
    return trace(states * operator) / trace(states)


def _eigenvalues(point: Point) -> list[object]:
    """Eigenvalues of J^2 and J_z for J_a = hbar j_a, in the product space of n spins."""
    n, s = whole(point["n"]), point["s"]
    hbar = to_fmpq(point["hbar"])
    level = collective_spin(FIELD, n, s).Jz.to_flint()
    return [
        multiplet_mean(point, _squared_total_spin(n, s)) * hbar**2,
        multiplet_mean(point, level) * hbar,
    ]


LEVELS = Domain(
    {
        "n": integers(1, 4),
        "s": half_integers("1/2", "3/2"),
        "J": half_integers(0, 3),
        "m": half_integers(-3, 3),
        "hbar": reals("1/3", 3),
    },
    occurs_within(32),
    "J among the total spins of n spins s, m from -J to J in unit steps, (2s+1)^n at most 32",
)


def _pairs(point: Point) -> Fraction:
    """Number of pairs (J, m) with a multiplet."""
    n, s = whole(point["n"]), point["s"]
    J, total = Fraction(n * s) % 1, Fraction(0)
    while n * s >= J:
        total += 2 * J + 1 if total_spin.multiplicity(n, s, J) else 0
        J += 1
    return total


def _largest_multiplicity(n: Fraction, s: Fraction) -> Fraction:
    """Largest rank of J^2 - J(J+1) on the levels m = J."""
    J, found = Fraction(n * s) % 1, 0
    while n * s >= J:
        found = max(found, total_spin.multiplicity(n, s, J))
        J += 1
    return Fraction(found)


CLAIMS = (
    Claim(
        id="indist.eq3",
        where="Eq. (3)",
        kind="definition",
        title="Product states are joint eigenstates of the local j_z",
        latex=r"|m_1,\dots,m_n\rangle:=\bigotimes_{k=1}^n|s,m_k\rangle_k,\quad j_{z,k}|s,m_k\rangle_k=\hbar m_k|s,m_k\rangle_k",
        printed="[hbar*m1, hbar*m2, hbar*m3]",
        domain=Domain(
            {
                "s": half_integers("1/2", 2),
                "m1": half_integers(-2, 2),
                "m2": half_integers(-2, 2),
                "m3": half_integers(-2, 2),
                "hbar": reals("1/3", 3),
            },
            lambda p: all(
                abs(p[m]) <= p["s"] and (p["s"] - p[m]).denominator == 1 for m in ("m1", "m2", "m3")
            ),
            "every m_k from -s to s in unit steps",
        ),
        oracle_only=("s",),
        partners=(("m1", "m2"), ("m2", "m3")),
        conventions="three spins; j_z carries hbar",
        checks=(
            Equality(
                Oracle(_product_levels, "diagonals of the three local j_z in the product space"),
                route="numeric",
            ),
        ),
    ),
    Claim(
        id="indist.eq4",
        where="Eq. (4)",
        kind="identity",
        title="Eigenvalues of J^2 and J_z in the collective basis",
        latex=r"\mathcal J^2|J,m\rangle=\hbar J(J+1)|J,m\rangle,\quad J_z|J,m\rangle=\hbar m|J,m\rangle",
        printed="[hbar*J*(J+1), hbar*m]",
        domain=LEVELS,
        oracle_only=("n", "s"),
        shifted=("J",),
        conventions="J_x, J_y, J_z carry hbar, as in j_{z,k}|s, m_k> = hbar m_k|s, m_k>",
        checks=(
            Equality(
                Oracle(
                    lambda p, d: _eigenvalues(p),
                    "J_z and J_x^2 + J_y^2 + J_z^2 on the multiplets of n spins",
                ),
                route="numeric",
                points=14,
            ),
        ),
        cause="exponent: J^2 carries hbar^2 when J_z carries hbar",
        chase=Chase(
            transcription="both lines of (4) compared with the text",
            oracle="J^2 from collective matrices in the product space; with hbar = 1 the print is right",
            extraction="hbar is legible in both lines, and no superscript stands beside the first",
            convention="a dimensionless J would show hbar in neither line; no unit makes both lines true",
        ),
        notes=(
            "H_A = hbar omega J_z and e^{-m hbar omega beta} need a dimensionless J_z, so that (4) and (10) differ by "
            "another factor hbar.",
        ),
    ),
    Claim(
        id="indist.text-J0",
        where="below Eq. (4)",
        kind="identity",
        title="Smallest total spin of n spins s",
        latex=r"J\in[J_0;ns],\ J_0=0\ \text{if}\ s\ge1,\ J_0=1/2\ \text{if}\ s=1/2\ \text{and}\ n\ \text{odd}",
        printed="if_else(s >= 1, 0, 1/2)",
        prose=True,
        oracle_only=("n",),
        domain=Domain(
            ENSEMBLES.axes,
            lambda p: ENSEMBLES.contains(p) and (p["s"] >= 1 or p["n"] % 2 == 1),
            "n odd for s = 1/2, " + ENSEMBLES.where_text,
        ),
        checks=(
            Equality(
                Oracle(
                    lambda p, d: lowest_total_spin(whole(p["n"]), p["s"]),
                    "smallest eigenvalue of J^2 among product states, exact projectors",
                ),
                route="numeric",
                points=12,
            ),
        ),
        corrected="if_else(n <= 1, s, n*s-floor(n*s))",
        cause="missing cases: an odd number of spins 3/2, 5/2, ... never adds to 0, and one spin alone has J_0 = s",
        chase=Chase(
            transcription="the line below (4) compared with the text",
            oracle="multiplicities from ranks of J^2 - J(J+1) in exact arithmetic",
            extraction="the line is legible",
            convention="none involved",
        ),
        notes=(
            "For s = 1/2 and n even, which the line leaves out, J_0 = 0. The sums over J of the paper stay right, since "
            "l_J = 0 for the values that do not occur.",
        ),
    ),
    Claim(
        id="indist.text-counts",
        where="below Eq. (4)",
        kind="number",
        title="Number of product states",
        latex=r"(2s+1)^n",
        printed="(2*s+1)**n",
        domain=ENSEMBLES,
        shifted=("n", "s"),
        checks=(
            Equality(
                Oracle(lambda p, d: len(product_levels(whole(p["n"]), p["s"])), "the basis itself"),
                route="numeric",
            ),
            Equality(
                Oracle(
                    lambda p, d: sum(
                        multiplicity(p["n"], p["s"], p["n"] * p["s"] - k)
                        * (2 * (p["n"] * p["s"] - k) + 1)
                        for k in range(int(p["n"] * p["s"]) + 1)
                    ),
                    "closed form of the multiplicities",
                    book="symbolic",
                ),
            ),
        ),
    ),
    Claim(
        id="indist.text-pairs",
        where="below Eq. (4)",
        kind="number",
        title="Number of different pairs (J, m)",
        latex=r"(ns+1)^2\ \text{(or}\ (ns+1/2)(ns+3/2)\ \text{when}\ s=1/2\ \text{and}\ n\ \text{odd)}",
        printed="if_else(s+floor(n/2)-n/2 <= 0, (n*s+1/2)*(n*s+3/2), (n*s+1)**2)",
        domain=ENSEMBLES,
        conventions="s + floor(n/2) - n/2 is 0 for s = 1/2 and n odd, and positive otherwise",
        checks=(
            Equality(
                Oracle(
                    lambda p, d: _pairs(p), "total spins that occur, from ranks of J^2 - J(J+1)"
                ),
                route="numeric",
                points=16,
            ),
        ),
        corrected="if_else(n <= 1, 2*s+1, if_else(floor(n*s) < n*s, (n*s+1/2)*(n*s+3/2), (n*s+1)**2))",
        cause="missing cases, from J_0: the second number belongs to every half-odd ns, and one spin has one multiplet",
        chase=Chase(
            transcription="the sentence below (4) compared with the text",
            oracle="total spins with a non-zero rank, counted",
            extraction="both numbers are legible",
            convention="none involved",
        ),
        depends=("indist.text-J0",),
        notes=(
            "Both numbers are right where the sentence names its cases: s = 1/2, and integer ns for n > 1.",
        ),
    ),
    Claim(
        id="indist.text-degen",
        where="below Eq. (4)",
        kind="inequality",
        title="Some eigenspaces are degenerate from three spins on",
        latex=r"n\ge3:\ \max_Jl_J\ge2",
        printed="l(n, s) > 1",
        prose=True,
        domain=Domain(
            {"n": integers(3, 5), "s": half_integers("1/2", "5/2")}, within(260), size_text(260)
        ),
        bindings={"l": _largest_multiplicity},
        exact_bindings=("l",),
        conventions="l is the largest multiplicity of a total spin, from ranks in the product space",
        checks=(Inequality(route="numeric", points=20, minimum=6, search=0),),
        depends=("indist.text-counts",),
    ),
)
