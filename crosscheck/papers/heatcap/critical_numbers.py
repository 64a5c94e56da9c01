"""End of Sec. 4.1: critical numbers of spins and compression factors."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from cotherm.numeric.critical_point import ladder_crossing, spin_number_crossing
from cotherm.symbolic.forms import spin_ensemble as ensemble

from ...algebras import digits_to_bits, precision, to_ball
from ...books import closed, whole
from ...checks import Asymptotic, Inequality, Oracle, Proof, Result
from ...claims import Claim
from ...domain import Domain, Point, among, half_integers, integers, reals
from .cycles import (
    collective,
    critical_number,
    critical_temperature,
    independent,
)
from .engines import UNITS

INVERTED = "relative error of (13), which is solved for another of its symbols"


# -------------------------------------------------------------------------------- crossings


def _critical_factor(point: Point, digits: int) -> Any:
    exact = ensemble.critical_temperature.digits(
        digits + 5, n=whole(point["n"]), s=point["s"], method="exact"
    )
    with precision(digits_to_bits(digits)):
        return to_ball(point["T"]) / exact


ENSEMBLE = {"n": integers(2, 24), "s": half_integers("1/2", 1)}
LARGER = {"col": collective, "ind": independent}


CLAIMS: tuple[Claim, ...] = (
    Claim(
        id="heatcap.text-always-ncr",
        where="end of Sec. 4.1",
        kind="inequality",
        title="Above a critical number of spins independent spins do more work per cycle",
        latex=r"\text{at finite}\ T_h\ \text{there is}\ n_{cr}:\ W^{col}_+<W^{ind}\ \text{for}\ n>n_{cr}",
        printed="col(n, s, lam/T) < ind(n, s, lam/T)",
        prose=True,
        domain=Domain(
            {**ENSEMBLE, "T": reals("1/5", 4), "lam": reals("1/2", 2)},
            where=lambda p: p["n"] > critical_number(p["s"], p["T"] / p["lam"]),
            where_text="n above the crossing of both closed forms, continued to real n",
        ),
        bindings=LARGER,
        partners=(("T", "lam"),),
        conventions=f"{UNITS}; col and ind are C_ns(theta_h)/theta_h^2 and n C_s(theta_h)/theta_h^2",
        checks=(Inequality(route="numeric", points=80, search=40),),
        depends=("heatcap.eq17",),
        notes=(
            "The crossing exists for every T_h: C_ns has the bound of heatcap.text-saturation while n C_s grows without "
            "limit. Where already two spins do worse together it lies below two.",
        ),
    ),
    Claim(
        id="heatcap.text-ncr",
        where="end of Sec. 4.1",
        kind="approximation",
        title="Estimate of the critical number of spins",
        latex=r"n_{cr}(T_h,\lambda_h,s)\simeq\frac{3(T_h/\hbar\omega\lambda_h)^2-1/4}{s(s+1)}",
        printed="(3*t**2-1/4)/(s*(s+1))",
        domain=Domain({"s": half_integers("1/2", "7/2")}),
        shifted=("s",),
        conventions="t = k_B T_h / (hbar omega lambda_h)",
        checks=(
            Proof("output_power", (Result("solve", 0),)),
            Asymptotic(
                closed(ensemble.critical_spin_number, s="s", t="t", method=lambda p: "exact"),
                route="symbolic",
                variable="t",
                sequence=tuple(Fraction(x) for x in (10, 30, 90, 270)),
                law="-((2*s+1)**2+1)/(20*t**2)",
                title="error law against the exact crossing of both closed forms",
            ),
            Asymptotic(
                Oracle(
                    lambda p, d: spin_number_crossing(p["s"], p["t"]),
                    "float64 crossing of the responses of rate equations, interpolated between whole numbers of spins",
                ),
                route="numeric",
                variable="t",
                sequence=tuple(Fraction(x) for x in ("6", "9", "27/2")),
                law="-((2*s+1)**2+1)/(20*t**2)",
                title="the same law from rate equations",
                domain=Domain({"s": among("1/2", 1)}),
                points=2,
                minimum=2,
            ),
        ),
        depends=("heatcap.eq13", "heatcap.text-always-ncr"),
        notes=(f"The law is the {INVERTED}. The symbol T_h stands for k_B T_h in the print.",),
    ),
    Claim(
        id="heatcap.text-always-lambdacr",
        where="end of Sec. 4.1",
        kind="inequality",
        title="Above a critical compression factor the collective engine does less work per cycle",
        latex=r"\text{for fixed bath temperatures there is}\ \lambda_{h,cr}:\ W^{col}_+<W^{ind}\ \text{for}\ \lambda_h>\lambda_{h,cr}",
        printed="col(n, s, lam/T) < ind(n, s, lam/T)",
        prose=True,
        domain=Domain(
            {**ENSEMBLE, "T": reals("1/5", 4), "lam": reals("1/20", 30)},
            where=lambda p: p["lam"] > p["T"] / critical_temperature(p["n"], p["s"]),
            where_text="lam above T_h/T_cr(n, s), the crossing of both closed forms",
        ),
        bindings=LARGER,
        partners=(("T", "lam"),),
        conventions=f"{UNITS}; col and ind are C_ns(theta_h)/theta_h^2 and n C_s(theta_h)/theta_h^2",
        checks=(Inequality(route="numeric", points=80, search=40),),
        depends=("heatcap.eq17",),
    ),
    Claim(
        id="heatcap.text-lambdacr",
        where="end of Sec. 4.1",
        kind="approximation",
        title="Estimate of the critical compression factor",
        latex=r"\lambda_{h,cr}(T_h,n,s)\simeq T_h\sqrt{12}/\left[\hbar\omega\sqrt{4ns(s+1)+1}\right]",
        printed="T*sqrt(12)/sqrt(4*n*s*(s+1)+1)",
        domain=Domain({"s": half_integers("1/2", "9/2"), "T": reals("1/5", 20)}),
        shifted=("n", "s"),
        checks=(
            Asymptotic(
                Oracle(_critical_factor, "exact crossing of both closed forms", book="symbolic"),
                route="symbolic",
                variable="n",
                sequence=tuple(Fraction(10) ** k for k in (2, 3, 4, 5)),
                law="-3*((2*s+1)**2+1)/(40*n*s*(s+1))",
                title="error law against the exact crossing of both closed forms",
            ),
            Asymptotic(
                Oracle(
                    lambda p, d: float(p["T"]) / ladder_crossing(p["n"], p["s"]),
                    "float64 crossing of the responses of the rate equations of one spin n s and of n spins s",
                ),
                route="numeric",
                variable="n",
                sequence=(Fraction(80), Fraction(160), Fraction(320)),
                law="-3*((2*s+1)**2+1)/(40*n*s*(s+1))",
                title="the same law from rate equations",
                domain=Domain({"s": among(1, "3/2"), "T": reals("1/5", 20)}),
                points=2,
                minimum=2,
            ),
        ),
        depends=("heatcap.eq13", "heatcap.text-always-lambdacr"),
        notes=(f"The law is the {INVERTED}.",),
    ),
    Claim(
        id="heatcap.text-Th-above-Tcr",
        where="end of Sec. 4.1",
        kind="inequality",
        title="Hotter than the critical temperature the collective engine does more work per cycle",
        latex=r"W^{col}_+>W^{ind}\ \text{as soon as}\ T_h/\lambda_h\ge T_{cr}(n,s)",
        printed="col(n, s, lam/T) > ind(n, s, lam/T)",
        prose=True,
        domain=Domain(
            {**ENSEMBLE, "T": reals("1/5", 60), "lam": reals("1/2", 2)},
            where=lambda p: p["T"] / p["lam"] > critical_temperature(p["n"], p["s"]),
            where_text="T_h/lam above T_cr(n, s), the crossing of both closed forms, n at least 2",
        ),
        bindings=LARGER,
        partners=(("T", "lam"),),
        conventions=f"{UNITS}; col and ind are C_ns(theta_h)/theta_h^2 and n C_s(theta_h)/theta_h^2; the relation between "
        "T_h/lambda_h and T_cr is a damaged glyph, read as the weaker of the two possible conditions",
        checks=(Inequality(route="numeric", points=80, search=40),),
        depends=("heatcap.eq17",),
    ),
)
