"""App. A 2: populations of the sector of odd parity, odd and even numbers of spins."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Any

from cotherm.numeric.fields import Field
from cotherm.numeric.refrigerator import Refrigerator, refrigerator_current
from cotherm.numeric.refrigerator_sectors import (
    multiplet_elements,
    resonant_transitions,
)

from ...algebras import to_ball, to_fmpq
from ...books import full, whole
from ...checks import Asymptotic, Equality, Oracle
from ...checks.asymptotic import powers_of_ten
from ...claims import Claim
from ...domain import Axis, Domain, Point, among, reals
from . import settings
from .other_sectors import EXACT, FACTORS, closed_sector, rational_model, sector_current
from .settings import closed_signs, decided, odd, signs

TUNED = {"eps_c": 1, "eps_h": 4, "eps_w": 3}
"""Peaks at the transitions of the even sector of an even number of spins."""


def _parity_pair(point: Point) -> list[Any]:
    return [
        refrigerator_current(EXACT, rational_model(point, j=point["j"], parity=parity))
        for parity in (1, -1)
    ]


# ---------------------------------------------------------------------------------- sectors


def _losses(field: Field, point: Point) -> Sequence[Any]:
    """Relative loss by finite widths less that by a weight p in the next sector of even parity."""
    ideal = settings.reduced(field, point).mean
    top = settings.current(field, point)
    below = settings.current(field, point, j=point["N"] / 2 - 1)
    weight = field.number(point["p"])
    return [(ideal - top) / ideal - weight * (top - below) / top]


def _closed_losses(bits: int, point: Point) -> Sequence[Any]:
    ideal = settings.closed_reduced(bits, point)
    top = settings.closed_current(bits, point)
    below = closed_sector(bits, point["N"], point["N"] / 2 - 1)
    return [(ideal - top) / ideal - to_ball(point["p"]) * (top - below) / top]


# ---------------------------------------------------------------------------- even numbers


def _even_model(point: Point, parity: int, **changes: Any) -> Refrigerator:
    return settings.model(point, parity=parity, **TUNED, **changes)


def _differences(point: Point) -> list[Any]:
    """Differences of neighbouring energies in both parity sectors of the largest spin, 2^N states."""
    N, m = whole(point["N"]), whole(point["m"])
    model = settings.any_model(N)
    found = []
    for parity in (1, -1):
        table = multiplet_elements(EXACT, model, "S", None, parity)
        energies = [table[k][k] for k in range(len(table))]
        found.append((energies[m + 1] - energies[m]) * to_fmpq(point["Omega"]))
    return found


def _counts(point: Point) -> list[Any]:
    peaks = {"c": 1, "w": 3, "h": 4}
    found = []
    for parity in (1, -1):
        lists = resonant_transitions(whole(point["N"]), parity, peaks)
        found += [Fraction(len(lists[name])) for name in peaks]
    return found


def _odd_sector(field: Field, point: Point) -> Any:
    x = point["x"]
    widths = {"delta_c": x / 10, "delta_h": x / 10, "delta_w": x / 1000}
    return refrigerator_current(field, _even_model(point, -1, **widths))


def _worst(field: Field, point: Point) -> Sequence[Any]:
    """Odd sector: cold current, hot current with a very narrow work reservoir, growth with N."""
    cold = refrigerator_current(field, _even_model(point, -1))
    double = refrigerator_current(field, _even_model({**point, "N": 2 * point["N"]}, -1))
    narrow = _even_model(point, -1, delta_w=Fraction(1, 10**7))
    return [cold, refrigerator_current(field, narrow, "h"), double / cold - 3]


EVEN = Axis(
    "even integers 6..40",
    lambda rng: Fraction(rng.randrange(6, 41, 2)),
    (Fraction(6), Fraction(40)),
    True,
)

CLAIMS = (
    Claim(
        id="qar.textA2-odd",
        where="App. A 2",
        kind="identity",
        title="Both parities of an odd number of spins cool alike, for every total spin",
        latex=r"I_j^{\Pi=+1}=I_j^{\Pi=-1}\quad(N\ \text{odd})",
        printed="[I(N, j, q_c, q_h, q_w), I(N, j, q_c, q_h, q_w)]",
        prose=True,
        domain=Domain(
            {"N": among(7, 9, 11), "j": among("3/2", "5/2", "7/2", "9/2"), **FACTORS},
            where=lambda p: p["j"] <= p["N"] / 2,
            where_text="j at most N/2",
        ),
        bindings={"I": sector_current},
        conventions="currents of the sectors with even and odd parity; q_nu = exp(-beta_nu), widths of Fig. 2",
        checks=(
            Equality(
                Oracle(
                    lambda p, d: _parity_pair(p), "rate equations of both parity sectors, exact"
                ),
                route="numeric",
                points=8,
                digits=30,
            ),
        ),
        depends=("qar.textA1",),
    ),
    Claim(
        id="qar.textA-odd-not-main",
        where="App. A",
        kind="statement",
        title="For odd N imperfect preparation costs less than finite widths",
        latex=r"\text{loss by preparation}<\text{loss by other imperfections}\quad(N\ \text{odd})",
        printed="1",
        prose=True,
        domain=Domain({"N": odd(7, 61), "p": reals("1/100", "1/5")}),
        oracle_only=("N", "p"),
        conventions="sign of the relative deficit of the full against the reduced model in the setting of Fig. 2 less the relative "
        "loss by a weight p up to 1/5 in the sector j = N/2 - 1; a mixture of parities costs nothing (qar.textA2-odd)",
        checks=(
            decided(
                signs(_losses, "complete rate equation of both sectors, three-level model"),
                "losses compared",
            ),
            decided(
                closed_signs(
                    _closed_losses, "continued fraction of both sectors, closed form of (G1)"
                ),
                "losses compared",
            ),
        ),
        notes=(
            "The widths cost 18.4 to 19.5 percent. The order turns at p = 0.23 for N = 7, 0.27 for 9, 0.40 for 15, 0.77 for 31; from N = "
            "43 on no weight of the next sector costs as much. For a sector that carries no current at all it turns at p = 0.18 to 0.20.",
            "It is a comparison at the widths of Fig. 2: at a tenth of these the deficit is 0.3 percent, and the order turns at p = 0.004 "
            "for N = 7, 0.014 for 31.",
        ),
        depends=("qar.textA1", "qar.textA2-odd"),
    ),
    Claim(
        id="qar.textA2-even",
        where="App. A 2",
        kind="identity",
        title="Energy differences of both parity sectors of an even number of spins",
        latex=r"\{|v^+_0\rangle,|v^+_1\rangle,\dots\}:\ E_{m+1}-E_m;\quad\{|v^-_1\rangle,|v^-_2\rangle,\dots\}:\ E_{m+2}-E_{m+1}",
        printed="[Omega*((m+1)**2-m**2), Omega*((m+2)**2-(m+1)**2)]",
        prose=True,
        domain=Domain(
            {"N": among(6, 8), "m": among(0, 1, 2), "Omega": reals("1/4", 3)},
            where=lambda p: p["m"] <= p["N"] / 2 - 2,
            where_text="m at most N/2 - 2",
        ),
        oracle_only=("N",),
        conventions="difference of the levels number m and m + 1 (from 0) of the even and of the odd sector: 1, 3, ... and 3, 5, ...",
        checks=(
            Equality(
                Oracle(
                    lambda p, d: _differences(p),
                    "energies of joint eigenvectors of J^2 and Pi in 2^N states, exact",
                ),
                route="numeric",
                points=6,
                minimum=4,
            ),
        ),
    ),
    Claim(
        id="qar.textA2-even.transitions",
        where="App. A 2",
        kind="identity",
        title="Transitions at the peaks Omega, 3 Omega, 4 Omega in both parity sectors",
        latex=r"\text{even}:\ \Omega,3\Omega,4\Omega;\quad\text{odd}:\ 3\Omega\ (|v^-_1\rangle\longleftrightarrow|v^-_2\rangle)",
        printed="[1, 1, 1, 0, 1, 0]",
        domain=Domain({"N": among(4, 6, 8, 10, 20)}),
        oracle_only=("N",),
        conventions="numbers of transitions at the peaks of the cold (Omega), work (3 Omega) and hot reservoir (4 Omega), in the even "
        "and then in the odd sector",
        checks=(
            Equality(
                Oracle(
                    lambda p, d: _counts(p), "non-zero elements of explicit spin matrices, exact"
                ),
                route="numeric",
                points=5,
                minimum=5,
            ),
        ),
        depends=("qar.textA2-even",),
    ),
    Claim(
        id="qar.textA2-even.best",
        where="App. A 2",
        kind="asymptotic",
        title="For highly peaked densities the odd sector does not contribute",
        latex=r"I^{odd}\to0\quad(\delta_\nu\to0)",
        printed="0",
        prose=True,
        domain=Domain({"N": EVEN, "beta_c": reals("3/2", "5/2"), "beta_h": reals("1/2", 1)}),
        oracle_only=("N", "beta_c", "beta_h"),
        conventions="peaks at Omega, 4 Omega, 3 Omega (cold, hot, work), widths x times those of Fig. 2",
        checks=(
            Asymptotic(
                full(_odd_sector, "complete rate equation of the odd sector"),
                route="numeric",
                variable="x",
                sequence=powers_of_ten(0, -4),
                remainder="x**2",
                title="limit of narrow densities, with the order of the remainder",
                points=5,
            ),
        ),
        depends=("qar.textA2-even.transitions",),
    ),
    Claim(
        id="qar.textA2-even.worst",
        where="App. A 2",
        kind="statement",
        title="With wider densities the odd sector could heat the cold reservoir superradiantly, its cycle run backwards (delta_w of ours)",
        latex=r"\text{could}:\ I^{odd}_c<0,\ \propto N^2;\quad\text{cycle in the opposite direction}",
        printed="[-1, 1, 1]",
        prose=True,
        domain=Domain(
            {"N": EVEN, "delta_c": reals("1/20", "1/2"), "delta_h": reals("1/20", "1/2")}
        ),
        oracle_only=("N", "delta_c", "delta_h"),
        conventions="signs of the cold current of the odd sector, of its hot current with a very narrow work reservoir (delta_w = 1e-7, ours; positive: "
        "energy flows from hot to cold, against the refrigerator), and of the growth of the heating from N to 2 N less a factor 3",
        checks=(
            decided(
                signs(_worst, "complete rate equation of the odd sector"),
                "currents of the odd sector",
            ),
        ),
        notes=(
            "In the setting of Fig. 2 (peaks moved) the heating comes from the driven transition 1-2 alone and the hot current is "
            "tiny and negative: the cycle itself turns backwards only where the work reservoir is narrow enough.",
        ),
        depends=("qar.textA2-even.best",),
    ),
)
