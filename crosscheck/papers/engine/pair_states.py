"""Sec. V.C: state of one spin of each ensemble, mutual information, concurrence."""

from __future__ import annotations

import math
from fractions import Fraction
from functools import lru_cache
from typing import Any

import flint
import numpy as np

from cotherm.numeric import macroscopic_engine, pair_correlations
from cotherm.numeric.large_engine import large_engine
from cotherm.symbolic.forms.engine_limit import LimitHierarchy

from ...algebras import to_ball
from ...books import whole
from ...checks import Equality, Oracle
from ...claims import Chase, Claim
from ...domain import Caveat, Domain, Point, among, integers, reals
from . import limit
from .limit import PLANE, SET, affinities, rough

STATES = Domain({"x1": reals("1/4", 2), "x2": reals("1/4", 2), "w": reals("1/2", 4)})
UNITS = "scaled regime, N = infinity; x_i = beta_i E_i, w = omega0/Gamma0"


@lru_cache(maxsize=256)
def _moments(x1: Fraction, x2: Fraction, w: Fraction, top: int = 14) -> dict[str, float]:
    """z1, z2, z1z2 and v from the hierarchy of moments of the symbolic book, float64."""
    a, b, c = to_ball(x1), to_ball(x2), to_ball(w)
    hierarchy = LimitHierarchy((1 / a, 1 / b, c), top, 40)
    labels = {"z1": (1, 0, 0), "z2": (0, 1, 0), "z1z2": (1, 1, 0), "v": (1, 1, 1)}
    return {name: float(hierarchy.moment(*label).mid()) for name, label in labels.items()}


def _of(name: str) -> Any:
    return lambda x1, x2, w: rough(_moments(x1, x2, w)[name], 1e-9)


def _coherence(x1: Fraction, x2: Fraction, w: Fraction, every: Fraction) -> Any:
    """|v| where every component is known, <xx> + <yy> = 0 where only equal ones are."""
    return abs(_of("v")(x1, x2, w)) if every == 1 else 0


def _state(point: Point) -> Any:
    moments = macroscopic_engine.pair_moments(point["x1"], point["x2"], point["w"])
    return pair_correlations.pair_state(moments)


def _elements(point: Point, digits: int) -> list[float]:
    """Population of up-up in the reduced state and the modulus of its coherence."""
    state = _state(point)
    return [float(state[0, 0].real), float(abs(state[1, 2]))]


def plane_state(DE: Fraction, T: Fraction) -> Any:
    """The reduced state on the plane of Fig. 8."""
    moments = macroscopic_engine.pair_moments(*affinities(DE, T), limit.DRIVE)
    return pair_correlations.pair_state(moments)


@lru_cache(maxsize=1024)
def information(DE: Fraction, T: Fraction) -> float:
    """Mutual information in nats on the plane of Fig. 8."""
    return pair_correlations.mutual_information(plane_state(DE, T))


def closed_information(DE: Fraction, T: Fraction) -> float:
    """The same from the moments of the symbolic book, by the eigenvalues of the three states.

    The cut at degree 18 leaves six digits even at the coldest corner of the plane.
    """
    before = flint.ctx.prec
    flint.ctx.prec = 120
    try:
        found = _moments(*affinities(DE, T), limit.DRIVE, 18)
    finally:
        flint.ctx.prec = before
    z1, z2, zz = found["z1"], found["z2"], found["z1z2"]
    root = math.hypot(z1 - z2, found["v"])
    single = [(1 + sign * z) / 2 for z in (z1, z2) for sign in (1, -1)]
    both = [
        (1 + zz + z1 + z2) / 4,
        (1 + zz - z1 - z2) / 4,
        (1 - zz + root) / 4,
        (1 - zz - root) / 4,
    ]
    return math.fsum(p * math.log(p) for p in both) - math.fsum(p * math.log(p) for p in single)


def _entangled(point: Point, digits: int) -> list[int]:
    """1 where one spin of each ensemble is entangled: N pairs, and the limit."""
    DE, T = point["DE"], point["T"]
    machine: dict[str, Any] = limit.machine(DE, T)
    moments = large_engine(whole(point["N"]), scaled=True, **machine).pair_moments()
    states = pair_correlations.pair_state(moments), plane_state(DE, T)
    return [int(pair_correlations.concurrence(state) > 1e-7) for state in states]


def _rank_agreement(first: list[float], second: list[float]) -> float:
    """Spearman's coefficient: the correlation of the ranks."""
    one, two = (np.argsort(np.argsort(values)) for values in (first, second))
    mean = (len(first) - 1) / 2
    return float(np.dot(one - mean, two - mean) / np.dot(one - mean, one - mean))


@lru_cache(maxsize=1)
def _rank_correlation() -> list[int]:
    """Whether ranks of I and |P| correlate (above 0.7), those of I and |<v>| nearly agree, and I = 0 at the Carnot point."""
    places = [
        (Fraction(DE), T)
        for DE in (1, 2, 4, 9, 20, 40, 80)
        for T in (
            Fraction(101, 10),
            Fraction(21, 2),
            Fraction(11),
            Fraction(12),
            Fraction(14),
            Fraction(18),
            Fraction(25),
        )
    ]
    shared = [information(*p) for p in places]
    power = [abs(limit.power(*p)) for p in places]
    flow = [abs(limit.solution(*p).current) for p in places]
    DE = Fraction(9)
    return [
        int(_rank_agreement(shared, power) > 0.7),
        int(_rank_agreement(shared, flow) > 0.99),
        int(abs(information(DE, limit.carnot(DE))) < 1e-12),
    ]


def _alike(point: Point, digits: int) -> list[int]:
    """Whether two places of the plane are ordered alike by I and by |P|, and the ranks of a grid."""
    one, two = (point["D"], point["T"]), (point["E"], point["U"])
    shared = information(*one) - information(*two)
    power = abs(limit.power(*one)) - abs(limit.power(*two))
    return [int(shared * power > 0), *_rank_correlation()]


CLAIMS: tuple[Claim, ...] = (
    Claim(
        id="engine.text-tomography",
        where="Sec. V.C",
        kind="definition",
        title="State of two spins from expectation values",
        latex=r"\hat\rho_{1,2}\ \text{from all two-body expectation values}\ \langle\hat m_1^\alpha\hat m_2^\alpha\rangle",
        printed="[(1+z1(x1,x2,w)+z2(x1,x2,w)+zz(x1,x2,w))/4, coherence(x1,x2,w,all)/4]",
        domain=Domain({**STATES.axes, "all": among(0, 1)}),
        caveats=(
            Caveat(
                "'all' taken to include different components, <m_1^alpha m_2^beta> for every alpha and beta, and the values of one spin alone; "
                "with equal components only, as the index is printed, the coherence of the pair is lost, which carries the power",
                lambda p: p["all"] == 1,
                fixes=("all",),
            ),
        ),
        bindings={"z1": _of("z1"), "z2": _of("z2"), "zz": _of("z1z2"), "coherence": _coherence},
        partners=(("z1", "z2"), ("x1", "x2")),
        conventions=UNITS
        + "; population of up-up in the state of the pair, and modulus of its coherence between up-down and down-up; with equal "
        "components alone (all = 0) the latter is (<xx> + <yy>)/4 = 0, with all of them (all = 1) |<y_1 x_2 - x_1 y_2>|/4",
        checks=(
            Equality(
                Oracle(_elements, "state of one spin of each ensemble, diffusion on two spheres"),
                route="numeric",
                points=6,
                minimum=4,
                tolerance=1e-6,
                reason="float64 moments of both books",
                digits=14,
            ),
        ),
        chase=Chase(
            transcription="all two-body expectation values <m_1^alpha m_2^alpha>: one index for both spins",
            oracle="the state is an identity of the moments; <x_1 x_2> = <y_1 y_2> = 0 by symmetry, <y_1 x_2> = -<x_1 y_2> is not",
            extraction="both superscripts are legible",
            convention="'all' is taken at its word, the index as loosely written",
        ),
    ),
    Claim(
        id="engine.text-MI",
        where="Sec. V.C",
        kind="definition",
        title="Mutual information of one spin of each ensemble",
        latex=r"I_N=S(\hat\rho_1)+S(\hat\rho_2)-S(\hat\rho_{1,2})",
        printed="h((1+z1(x1,x2,w))/2)+h((1-z1(x1,x2,w))/2)+h((1+z2(x1,x2,w))/2)+h((1-z2(x1,x2,w))/2)"
        "-h((1+z1(x1,x2,w)+z2(x1,x2,w)+zz(x1,x2,w))/4)-h((1-z1(x1,x2,w)-z2(x1,x2,w)+zz(x1,x2,w))/4)"
        "-h((1-zz(x1,x2,w)+((z1(x1,x2,w)-z2(x1,x2,w))**2+v(x1,x2,w)**2)**(1/2))/4)"
        "-h((1-zz(x1,x2,w)-((z1(x1,x2,w)-z2(x1,x2,w))**2+v(x1,x2,w)**2)**(1/2))/4)",
        domain=Domain(
            {"x1": reals("1/2", 3), "x2": reals("1/2", 3), "w": reals(1, 4)},
            where=lambda p: abs(p["x1"] - p["x2"]) > 1,
            where_text="|x1 - x2| > 1",
        ),
        bindings={
            "z1": _of("z1"),
            "z2": _of("z2"),
            "zz": _of("z1z2"),
            "v": _of("v"),
            "h": lambda p: -to_ball(p) * to_ball(p).log(),
        },
        partners=(("z1", "z2"),),
        conventions=UNITS + "; nats; h(p) = -p ln p, at the eigenvalues of the three states",
        checks=(
            Equality(
                Oracle(
                    lambda p, d: pair_correlations.mutual_information(_state(p)),
                    "partial traces and eigenvalues of the 4 x 4 state",
                ),
                route="numeric",
                points=5,
                minimum=5,
                tolerance=1e-4,
                reason="entropies of order one cancel down to 1e-3; float64 moments of both books",
                digits=14,
            ),
        ),
        depends=("engine.text-tomography",),
    ),
    Claim(
        id="engine.text-MIpower",
        where="Sec. V.C, caption of Fig. 8, conclusions",
        kind="statement",
        title="Mutual information and power",
        latex=r"I_N\ \text{qualitatively as}\ |\mathcal P_N|/N",
        printed="[1, 1, 1, 1]",
        prose=True,
        domain=Domain(
            {
                "D": among(1, 2, 4, 9, 20, 40),
                "T": among("101/10", "52/5", 11, 12, 14),
                "E": among(1, 2, 4, 9, 20, 40),
                "U": among("51/5", "107/10", "23/2", 13, 18, 25),
            },
            where=lambda p: p["D"] == p["E"] or p["T"] < p["U"],
            where_text="at different splittings T < U",
        ),
        oracle_only=("D", "T", "E", "U"),
        caveats=(
            Caveat(
                "places of equal splitting, up to 40 E_1; at different ones the order by I and by |P| is opposite for one pair of places in six: "
                "at the coldest end I falls with the splitting while the power rises",
                lambda p: p["D"] == p["E"],
            ),
        ),
        conventions=SET
        + "; 1 where I and |P| order the places (D, T) and (E, U) alike, D and E splittings, T and U mean temperatures; and, on a grid of 7 x 7 "
        "points, where the ranks of I and |P| correlate above 0.7, those of I and |P|/Delta E above 0.99, and I = 0 at the Carnot point",
        checks=(
            Equality(
                Oracle(_alike, "diffusion on two spheres, no closure"),
                route="numeric",
                truth=True,
                points=40,
                minimum=20,
            ),
        ),
        notes=(
            "The relation is to the flow of excitations: I is a function of |P|/Delta E within a fraction of a per cent of the ranks. "
            "Both vanish on the Carnot line, but I does not tell engine from refrigerator, and at the coldest end it falls with Delta E "
            "while the power rises.",
        ),
    ),
    Claim(
        id="engine.text-concurrence",
        where="Sec. V.C",
        kind="statement",
        title="The two spins are not entangled",
        latex=r"C(\hat\rho_{1,2})=0",
        printed="[0, 0]",
        prose=True,
        domain=Domain({**PLANE, "N": integers(1, 24)}),
        oracle_only=("DE", "T", "N"),
        conventions=SET
        + "; concurrence of one spin of each ensemble: of an engine of N pairs (below 1e-7, the rounding of its square roots), and in "
        "the limit",
        checks=(
            Equality(
                Oracle(
                    _entangled,
                    "full master equation of N pairs, and diffusion on two spheres, float64",
                ),
                route="numeric",
                truth=True,
                points=40,
                minimum=30,
            ),
        ),
        notes=(
            "In the limit it must be so, as the state is a mixture of products (engine.text-definetti); that finite engines are not entangled "
            "either, from one pair on, does not follow from that.",
        ),
        depends=("engine.text-definetti",),
    ),
)
