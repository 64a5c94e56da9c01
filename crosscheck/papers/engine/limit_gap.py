"""Sec. V.B and Fig. 5: relaxation gap of the driven engine in the limit."""

from __future__ import annotations

from fractions import Fraction

from ...checks import Equality, Oracle, Scaling
from ...claims import Claim
from ...domain import Caveat, Domain, Point, among, reals
from . import limit
from .limit import SET


def _slopes_agree(point: Point, digits: int) -> list[int]:
    D, E, T = point["D"], point["E"], point["T"]
    hot = 3 * max(limit.carnot(D), limit.carnot(E))
    ratios = [
        limit.slope(limit.exact_gap, D, t) / limit.slope(limit.exact_gap, E, t) for t in (T, hot)
    ]
    return [int(abs(ratio - 1) < 0.05) for ratio in ratios]


ENGINE_MODE = Caveat(
    "splittings up to Delta E = 2 E_1 and mean temperatures from 12 to 18 E_1, where the drive is weak against the relaxation of "
    "both ensembles; at Delta E = 9 E_1 the slope goes from 0 to 1 within the engine mode",
    lambda p: max(p["D"], p["E"]) <= 2 and 12 <= p["T"] <= 18,
)
WEAK_DRIVE = Caveat(
    "Delta E up to E_1, where the drive is weak at the Carnot point and the bend is sharp; at 4 E_1 it lies 1.6 per cent off",
    lambda p: p["DE"] <= 1,
)

CLAIMS: tuple[Claim, ...] = (
    Claim(
        id="engine.text-fig5linear",
        where="Sec. V.B and caption of Fig. 5",
        kind="scaling",
        title="Growth of the gap with the mean temperature",
        latex=r"\Re(\lambda_1^J)\sim c\bar T",
        printed="[1, 1]",
        domain=Domain({"DE": among(1, 2, 4, 9)}),
        oracle_only=("DE",),
        conventions=SET
        + "; exponents of the gap of the limit generator (coherence order 1) and of the closed equations",
        checks=(
            Scaling(
                Oracle(
                    lambda p, d: [
                        limit.exact_gap(p["DE"], p["T"], 1, 4),
                        limit.jacobian_gap(p["DE"], p["T"]),
                    ],
                    "slowest rates of the diffusion on two spheres and of the closed equations, float64",
                ),
                route="numeric",
                variable="T",
                sequence=tuple(Fraction(200 * 4**k) for k in range(4)),
                points=3,
                title="exponent at high temperature",
            ),
        ),
    ),
    Claim(
        id="engine.text-fig5slope",
        where="Sec. V.B and caption of Fig. 5",
        kind="statement",
        title="Slope of the gap in the two modes",
        latex=r"c\ \text{independent of}\ \Delta E\ \text{(engine)},\ \text{dependent (refrigerator)}",
        printed="[1, 0]",
        prose=True,
        domain=Domain(
            {"D": among("1/2", 1, 2, 9), "E": among("3/4", "3/2", 8), "T": reals(11, 18)},
        ),
        oracle_only=("D", "E", "T"),
        conventions=SET
        + "; 1 where the slopes of the exact gap at the splittings D and E agree within 5 per cent: both at T, and both "
        "at the mean temperature where the larger Carnot point is passed threefold",
        caveats=(ENGINE_MODE,),
        checks=(
            Equality(
                Oracle(
                    _slopes_agree,
                    "slowest rate of the diffusion on two spheres, difference quotients",
                ),
                route="numeric",
                truth=True,
                points=8,
                minimum=5,
            ),
        ),
        notes=(
            "In refrigerator mode the slope is E_1/E_2 = 1/(1 + Delta E/E_1), in engine mode 1, both in units of Gamma0/E_1.",
        ),
    ),
    Claim(
        id="engine.text-fig5carnot",
        where="Sec. V.B",
        kind="statement",
        title="The slope changes at the Carnot point",
        latex=r"\bar T_{kink}=\bar T_*",
        printed="1",
        prose=True,
        domain=Domain({"DE": among("1/2", "3/4", 1, 4, 6)}),
        oracle_only=("DE",),
        conventions=SET
        + "; place of the strongest bend of the gap over the mean temperature of the Carnot point, for the limit "
        "generator; the closed equations bend at the same place",
        caveats=(WEAK_DRIVE,),
        checks=(
            Equality(
                Oracle(
                    lambda p, d: limit.kink(lambda DE, T: limit.exact_gap(DE, T, 1, 5), p["DE"]),
                    "second differences of the gap on a grid of 0.5 per cent",
                ),
                route="numeric",
                points=5,
                minimum=3,
                tolerance=1e-3,
                reason="below one step of the grid of temperatures",
            ),
        ),
        notes=(
            "Where drive and relaxation do not compete, the gap is the smaller of Gamma0/(beta_i E_i); these cross at the Carnot point.",
        ),
    ),
)
