"""Eqs. (20)-(22): output power, as printed and from cycles of finite duration."""

from __future__ import annotations

from fractions import Fraction
from functools import lru_cache
from typing import Any

import flint

from cotherm.numeric import collective_bath, relaxation_rates
from cotherm.numeric.fields import Ball, Field, Float64
from cotherm.numeric.finite_time_cycle import finite_time_cycle
from cotherm.numeric.spin_ensemble import Coupling

from ...books import full, whole
from ...checks import Asymptotic, Oracle, Proof, Result, Scaling
from ...checks.asymptotic import powers_of_ten
from ...claims import Claim
from ...domain import Domain, Point, among, half_integers, integers, reals
from .cycle_times import NO_ACCELERATION
from .cycles import collective, independent
from .otto_cycle import NEAR_CARNOT, STEPS, C, near_carnot

CLOSE = Fraction(1, 10**6)
"""Distance from the Carnot efficiency at which cycles of finite duration are compared."""
SAME_PROGRESS = (
    "all strokes last k relaxation times, each coupling its own: k over the slowest rate at theta_h"
)


# --------------------------------------------------------------------------- cycles in time


@lru_cache(maxsize=4000)
def _power(
    field_bits: int, n: Fraction, s: Fraction, theta: Fraction, r: Fraction, k: Fraction, how: str
) -> Any:
    coupling: Coupling = "collective" if how == "collective" else "independent"
    field: Field = Ball(field_bits) if field_bits else Float64()
    rate = relaxation_rates.relaxation_gap(field, whole(n), s, theta, coupling)
    with field:
        time = field.number(k) / rate
    cold = CLOSE + 1 / r
    cycle = finite_time_cycle(
        field, whole(n), s, theta, theta * r, 1, cold, time, time, "inf", coupling
    )
    return cycle.power


def power_ratio(n: Fraction, s: Fraction, theta: Fraction, r: Fraction, k: Fraction) -> flint.arb:
    """P_col/P_ind of cycles of finite duration, in balls."""
    top, bottom = (_power(192, n, s, theta, r, k, how) for how in ("collective", "independent"))
    with Ball(192):
        ratio: flint.arb = top / bottom
    return ratio


# ---------------------------------------------------------------------------------- powers


def _per_time(coupling: Coupling) -> Any:
    """Work of a cycle of full stationary states over its duration."""

    def power(field: Field, point: Point) -> Any:
        work = near_carnot(coupling)(field, point)
        duration = point["tau"] / (point["n"] if coupling == "collective" else 1)
        with field:
            return work / field.number(duration)

    return power


def _printed_ratio(field: Field, point: Point) -> Any:
    """Ratio of the powers with cycle times in the ratio 1 : n, at first order in Delta eta."""
    n, s = whole(point["n"]), point["s"]
    works = [
        collective_bath.energy_response(field, n, s, point["theta"], coupling)
        for coupling in ("collective", "independent")
    ]
    with field:
        return works[0] * n / works[1]


def _many_spins(field: Field, point: Point) -> Any:
    n, s, theta = point["n"], point["s"], point["theta"]
    top, bottom = collective(n, s, theta), independent(n, s, theta)
    with field:
        return field.number(n) * top / bottom


def _works_apart(field: Field, point: Point) -> Any:
    n, s, theta = point["n"], point["s"], point["theta"]
    top, bottom = independent(n, s, theta), collective(n, s, theta)
    with field:
        return top / bottom


TAU = reals("1/3", 5)
POWER = Domain(
    {**NEAR_CARNOT.axes, "tau": TAU},
    where=lambda p: (2 * p["s"] + 1) ** whole(p["n"]) <= 16 and p["beta_h"] < p["beta_c"],
    where_text="beta_h < beta_c, (2s+1)^n at most 16",
)
CYCLES_IN_TIME = Domain(
    {
        "n": integers(2, 4),
        "s": half_integers("1/2", "3/2"),
        "r": among("3/2", 2, 3),
        "k": among("1/2", 2, 5),
    },
    where=lambda p: (2 * p["s"] + 1) ** whole(p["n"]) <= 9,
    where_text="(2s+1)^n at most 9",
)
IN_TIME = (
    "beta_c = r beta_h, lambda_h = 1, one millionth below the Carnot efficiency, symmetric subspace; "
    + SAME_PROGRESS
)


CLAIMS: tuple[Claim, ...] = (
    Claim(
        id="heatcap.eq20",
        where="Eq. (20)",
        kind="asymptotic",
        title="Output power of independent spins",
        latex=r"P^{ind}=\frac1{\tau_{ind}}\Delta\eta\lambda_h^2(\beta_c-\beta_h)\frac{nC_s(\theta_h)}{k_B\theta_h^2}+O(\Delta\eta^2)",
        printed="1/tau*Deta*lambda_h**2*(beta_c-beta_h)*(n*C(s, lambda_h*beta_h))/(lambda_h*beta_h)**2",
        domain=POWER,
        bindings={"C": C},
        shifted=("n", "s"),
        partners=(("beta_h", "beta_c"),),
        conventions="tau = tau_ind is the given duration of a cycle whose isochores end in stationary states",
        checks=(
            Asymptotic(
                full(
                    _per_time("independent"),
                    "work of the cycle of full stationary states over its duration, independent dissipation",
                ),
                route="numeric",
                variable="Deta",
                sequence=STEPS,
                remainder="Deta**2",
                title="limit of Carnot efficiency with the order of the remainder",
            ),
        ),
        depends=("heatcap.eq17",),
    ),
    Claim(
        id="heatcap.eq21",
        where="Eq. (21)",
        kind="asymptotic",
        title="Output power of collective spins, cycle time shortened n times",
        latex=r"P^{col}_+=\frac n{\tau_{ind}}\Delta\eta\lambda_h^2(\beta_c-\beta_h)\frac{C_{ns}(\theta_h)}{k_B\theta_h^2}+O(\Delta\eta^2)",
        printed="n/tau*Deta*lambda_h**2*(beta_c-beta_h)*C(n*s, lambda_h*beta_h)/(lambda_h*beta_h)**2",
        domain=POWER,
        bindings={"C": C},
        shifted=("n", "s"),
        partners=(("beta_h", "beta_c"),),
        conventions="the cycle of stationary states is given the printed duration tau_col = tau_ind/n, tau = tau_ind; whether it "
        "can be run in that time is heatcap.text-tau-n",
        checks=(
            Asymptotic(
                full(
                    _per_time("collective"),
                    "work of the cycle of full stationary states over an n-th of tau, collective dissipation",
                ),
                route="numeric",
                variable="Deta",
                sequence=STEPS,
                remainder="Deta**2",
                title="limit of Carnot efficiency with the order of the remainder",
            ),
        ),
        depends=("heatcap.eq17", "heatcap.text-tau-n"),
    ),
    Claim(
        id="heatcap.eq22",
        where="Eq. (22)",
        kind="asymptotic",
        title="Ratio of the powers for a hot bath, cycle time shortened n times",
        latex=r"\frac{P^{col}_+}{P^{ind}}\underset{T_h\gg\lambda_hT_{cr}(n,s)}{\sim}n\frac{ns+1}{s+1}",
        printed="n*(n*s+1)/(s+1)",
        domain=Domain(
            {"n": integers(1, 4), "s": half_integers("1/2", "3/2")},
            where=lambda p: (2 * p["s"] + 1) ** whole(p["n"]) <= 16,
            where_text="(2s+1)^n at most 16",
        ),
        shifted=("n", "s"),
        conventions="ratio of (21) and (20), that is with the printed tau_col = tau_ind/n",
        checks=(
            Proof("output_power", (Result("series", 0),)),
            Asymptotic(
                full(_printed_ratio, "responses of both full Lindblad equations, times n"),
                route="numeric",
                variable="theta",
                sequence=powers_of_ten(-2, -5),
                title="limit of a hot bath",
            ),
        ),
        depends=("heatcap.eq20", "heatcap.eq21"),
        notes=("What cycles of finite duration deliver in this limit is heatcap.eq22.cycles.",),
    ),
    Claim(
        id="heatcap.eq22.cycles",
        where="Eq. (22), Secs. 4.2 and 5",
        kind="asymptotic",
        title="Ratio of the powers of cycles of finite duration, for a hot bath",
        latex=r"\frac{P^{col}_+}{P^{ind}}\underset{T_h\gg\lambda_hT_{cr}(n,s)}{\sim}n\frac{ns+1}{s+1}",
        printed="n*(n*s+1)/(s+1)",
        domain=CYCLES_IN_TIME,
        oracle_only=("r", "k"),
        shifted=("n", "s"),
        conventions=IN_TIME,
        checks=(
            Asymptotic(
                Oracle(
                    lambda p, d: power_ratio(p["n"], p["s"], p["theta"], p["r"], p["k"]),
                    "periodic cycles of finite duration of both full Lindblad equations",
                ),
                route="numeric",
                variable="theta",
                sequence=tuple(Fraction(1, 4**k) for k in (2, 3, 4, 5)),
                title="limit of a hot bath",
            ),
        ),
        cause="upstream claim: the n-fold shorter cycle; in a hot bath both couplings relax at the same rate",
        chase=NO_ACCELERATION,
        depends=("heatcap.eq22", "heatcap.text-tau-n"),
        notes=(
            "The corrected form does not depend on the duration of the strokes, short or long: only the steady-state gain is "
            "left.",
        ),
    ),
    Claim(
        id="heatcap.text-powers-equivalent",
        where="below Eq. (22)",
        kind="scaling",
        title="Ratio of the powers for many more spins than the critical number",
        latex=r"P^{col}_+/P^{ind}\sim n^0\ \text{for}\ n\gg n_{cr}\ \text{at fixed}\ T_h",
        printed="0",
        prose=True,
        domain=Domain({"s": half_integers("1/2", 1), "theta": reals(1, 2)}),
        oracle_only=("s", "theta"),
        conventions="the exponent of n of the ratio of (21) and (20), that is with the printed tau_col = tau_ind/n; "
        "equivalent is read as of the same order in n, in contrast to the work per cycle named beside it",
        checks=(
            Scaling(
                full(
                    _many_spins, "responses of the rate equations of one spin n s and of one spin s"
                ),
                variable="n",
                sequence=tuple(Fraction(n) for n in (16, 32, 64, 128)),
                points=3,
                digits=30,
            ),
        ),
        depends=("heatcap.eq21", "heatcap.text-ncr"),
        notes=(
            "The powers do not become equal: their ratio C_ns/C_s tends to a constant above one, for spins 1/2 to "
            "coth^2(theta_h/2), which is 1 only for a cold hot bath. With the true relaxation rates (the symmetric ladder "
            "becomes 2ns(1 - exp(-theta_h)) times G fast) it tends to coth(theta_h/2).",
        ),
    ),
    Claim(
        id="heatcap.text-powers-equivalent.work",
        where="below Eq. (22)",
        kind="scaling",
        title="Ratio of the works for many more spins than the critical number",
        latex=r"W^{th}/W^{col}_+\sim n",
        printed="1",
        domain=Domain({"s": half_integers("1/2", 1), "theta": reals(1, 2)}),
        oracle_only=("s", "theta"),
        conventions="the exponent of n at fixed theta_h; W^th is the work of independent spins",
        checks=(
            Scaling(
                full(
                    _works_apart,
                    "responses of the rate equations of one spin n s and of one spin s",
                ),
                route="numeric",
                variable="n",
                sequence=tuple(Fraction(n) for n in (8, 16, 32, 64)),
                points=3,
                digits=30,
            ),
        ),
        depends=("heatcap.eq17", "heatcap.text-ncr"),
        notes=("The factor in front of n is C_s over the limit of C_ns, below one.",),
    ),
)
