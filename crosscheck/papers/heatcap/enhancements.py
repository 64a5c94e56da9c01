"""End of Sec. 4.2: which engine has more power, and where the enhancement comes from."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from cotherm.numeric import collective_bath
from cotherm.numeric.fields import Ball, Field

from ...books import exact, whole
from ...checks import Asymptotic, Equality, Inequality, Oracle
from ...claims import Claim
from ...domain import Caveat, Domain, Point, among, half_integers, integers, reals
from .cycle_times import NO_ACCELERATION
from .cycles import collective, independent
from .power import CYCLES_IN_TIME, IN_TIME, power_ratio


def _hot_gains(point: Point, digits: int) -> list[Any]:
    """Ratio of the works per cycle, and of the powers, of both couplings."""
    n, s, theta = point["n"], point["s"], point["theta"]
    field = Ball(192)
    works = [
        collective_bath.energy_response(field, whole(n), s, theta, coupling)
        for coupling in ("collective", "independent")
    ]
    with field:
        work = works[0] / works[1]
    return [work, power_ratio(n, s, theta, point["r"], point["k"])]


def _hot_work_ratio(field: Field, point: Point) -> Any:
    n = whole(point["n"])
    works = [
        collective_bath.energy_response(field, n, Fraction(1, 2), 0, coupling)
        for coupling in ("collective", "independent")
    ]
    with field:
        return works[0] / works[1]


CLAIMS: tuple[Claim, ...] = (
    Claim(
        id="heatcap.text-Pcol-always",
        where="abstract, introduction, Secs. 4.2 and 5",
        kind="inequality",
        title="The collective engine has at least the power of the independent one",
        latex=r"P^{col}_+\ge P^{ind}",
        printed="n*col(n, s, theta) >= ind(n, s, theta)",
        prose=True,
        domain=Domain(
            {
                "n": integers(2, 16),
                "s": half_integers("1/2", 2),
                "theta": reals(0, 20, smallest="1e-4"),
            }
        ),
        bindings={"col": collective, "ind": independent},
        conventions="powers (21) and (20) without their common factor, that is with the printed tau_col = tau_ind/n",
        checks=(Inequality(route="numeric", points=90, search=30),),
        depends=("heatcap.eq20", "heatcap.eq21"),
        notes=("Equal for one spin. It is C_ns >= C_s, heatcap.text-CJ-monotone-J.",),
    ),
    Claim(
        id="heatcap.text-Pcol-always.cycles",
        where="abstract, introduction, Secs. 4.2 and 5",
        kind="inequality",
        title="The same for cycles of finite duration",
        latex=r"P^{col}_+\ge P^{ind}",
        printed="ratio(n, s, theta, r, k) >= 1",
        prose=True,
        domain=Domain(
            {**CYCLES_IN_TIME.axes, "theta": among("1/10", "1/2", 1, 2, 3, 4, 6)},
            where=CYCLES_IN_TIME.where,
            where_text=CYCLES_IN_TIME.where_text,
        ),
        bindings={"ratio": power_ratio},
        conventions=IN_TIME,
        checks=(Inequality(route="numeric", points=80, search=0),),
        caveats=(
            Caveat(
                "theta_h <= 2, or s >= 1; two and three spins 1/2 in colder baths lose up to about seven per cent by it",
                lambda p: p["theta"] <= 2 or p["s"] >= 1,
            ),
        ),
        chase=NO_ACCELERATION,
        depends=("heatcap.text-Pcol-always",),
        notes=(
            "Either engine has its largest power in the limit of strokes much shorter than its relaxation time; there the "
            "ratio is e_ns/(n e_s) at theta_h, which is never below one.",
        ),
    ),
    Claim(
        id="heatcap.text-n2over3",
        where="end of Sec. 4.2",
        kind="identity",
        title="The known enhancement of continuous machines is that of the work per cycle",
        latex=r"(n+2)/3\ \text{coincides with the enhancement of the work per cycle of spins}\ 1/2",
        printed="(n+2)/3",
        domain=Domain({"n": integers(1, 5)}),
        shifted=("n",),
        conventions="infinitely hot bath, first order in Delta eta",
        checks=(
            Equality(
                exact(
                    _hot_work_ratio,
                    "ratio of both energy responses of n spins 1/2, full Lindblad equations",
                ),
                route="numeric",
                minimum=5,
            ),
        ),
        depends=("heatcap.text-Wmax-ratio",),
        notes=(
            "It is (ns+1)/(s+1) at s = 1/2 and so differs from n(ns+1)/(s+1) for every n > 1, as the text says.",
        ),
    ),
    Claim(
        id="heatcap.text-two-fold",
        where="end of Sec. 4.2 and Sec. 5",
        kind="asymptotic",
        title="Two sources of enhancement for a hot bath: steady state and fast equilibration",
        latex=r"\frac{ns+1}{s+1}\text{-fold steady-state effect},\ \text{additional}\ n\text{-fold fast equilibration}",
        printed="[(n*s+1)/(s+1), n*(n*s+1)/(s+1)]",
        prose=True,
        domain=CYCLES_IN_TIME,
        oracle_only=("r", "k"),
        conventions=f"enhancement of the work per cycle, and of the power; {IN_TIME}",
        checks=(
            Asymptotic(
                Oracle(
                    _hot_gains,
                    "responses of both full Lindblad equations, and their periodic cycles of finite duration",
                ),
                route="numeric",
                variable="theta",
                sequence=tuple(Fraction(1, 4**k) for k in (2, 3, 4, 5)),
                title="limit of a hot bath",
            ),
        ),
        cause="upstream claim: in a hot bath, where the steady-state effect is largest, equilibration is not accelerated",
        chase=NO_ACCELERATION,
        depends=("heatcap.eq22.cycles",),
        notes=(
            "The two sources exclude each other: the steady-state gain belongs to a hot bath and has gone in a cold one, the "
            "n-fold acceleration belongs to a cold bath and has gone in a hot one.",
        ),
    ),
)
