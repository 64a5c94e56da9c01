"""Eqs. (10)-(13): heat capacities at low and high temperature, critical temperature."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Any

from cotherm.numeric import collective_bath
from cotherm.numeric.critical_point import ladder_crossing
from cotherm.numeric.fields import Field
from cotherm.numeric.spin_ensemble import Coupling
from cotherm.symbolic.forms import spin_ensemble as ensemble
from cotherm.symbolic.forms import spin_ladder as ladder

from ...algebras import digits_to_bits, precision, to_ball
from ...books import closed, full, whole
from ...checks import Asymptotic, Oracle, Proof, Result
from ...checks.asymptotic import powers_of_ten
from ...claims import Claim
from ...domain import Domain, Point, among, half_integers, integers
from .capacities import ensemble_domain


def _capacity(coupling: Coupling) -> Callable[[Field, Point, Fraction], Any]:
    """C / k_B of the full Lindblad equation at a given b, from the ground state."""
    return lambda f, p, b: collective_bath.heat_capacity(f, whole(p["n"]), p["s"], b, coupling)


def _capacity_ratio(field: Field, point: Point, b: Fraction) -> Any:
    with field:
        return _capacity("collective")(field, point, b) / _capacity("independent")(field, point, b)


def _closed_ratio(point: Point, digits: int) -> Any:
    n, s, b = point["n"], point["s"], point["b"]
    top = ladder.ladder_heat_capacity.digits(digits + 5, J=n * s, b=b)
    bottom = ladder.ladder_heat_capacity.digits(digits + 5, J=s, b=b)
    with precision(digits_to_bits(digits)):
        return top / (bottom * to_ball(n))


def low_temperature(
    value: Callable[[Field, Point, Fraction], Any], text: str
) -> tuple[Asymptotic, Asymptotic]:
    """Limits b -> +inf and b -> -inf of a quantity of the numeric book."""
    reach = (Fraction(10), Fraction(20), Fraction(40), Fraction(60))

    def toward(sign: int) -> Asymptotic:
        return Asymptotic(
            full(lambda f, p: value(f, p, p["b"]), text),
            route="numeric",
            variable="b",
            sequence=tuple(sign * x for x in reach),
            title=f"limit of {'positive' if sign > 0 else 'negative'} low temperature",
        )

    return toward(1), toward(-1)


def high_temperature(
    oracle: Oracle,
    remainder: str,
    *,
    domain: Domain | None = None,
    route: str = "numeric",
    first: int = -2,
) -> Asymptotic:
    """Limit b -> 0 with the printed order of the remainder."""
    return Asymptotic(
        oracle,
        route=route,
        variable="b",
        sequence=powers_of_ten(first, first - 4),
        remainder=remainder,
        title="limit of high temperature with the order of the remainder",
        domain=domain,
    )


CLAIMS: tuple[Claim, ...] = (
    Claim(
        id="heatcap.eq10.a",
        where="above Eq. (10)",
        kind="asymptotic",
        title="Collective heat capacity at low temperature",
        latex=r"C^{col}_+(\beta)\underset{\hbar\omega|\beta|\gg1}{\sim}(\hbar\omega\beta)^2e^{-\hbar\omega|\beta|}",
        printed="b**2*exp(-abs(b))",
        domain=ensemble_domain(32),
        oracle_only=("n", "s"),
        checks=(*low_temperature(_capacity("collective"), "full collective Lindblad equation"),),
        depends=("heatcap.text-Cplus",),
    ),
    Claim(
        id="heatcap.eq10.b",
        where="above Eq. (10)",
        kind="asymptotic",
        title="Independent heat capacity at low temperature",
        latex=r"C^{ind}(\beta)\underset{\hbar\omega|\beta|\gg1}{\sim}n(\hbar\omega\beta)^2e^{-\hbar\omega|\beta|}",
        printed="n*b**2*exp(-abs(b))",
        domain=ensemble_domain(32),
        oracle_only=("s",),
        shifted=("n",),
        checks=low_temperature(_capacity("independent"), "full independent Lindblad equation"),
        depends=("heatcap.eq8",),
    ),
    Claim(
        id="heatcap.eq10",
        where="Eq. (10)",
        kind="asymptotic",
        title="Ratio of heat capacities at low temperature",
        latex=r"C^{col}_+(\beta)/C^{ind}(\beta)\underset{\hbar\omega|\beta|\gg1}{\sim}n^{-1}",
        printed="n**(-1)",
        domain=ensemble_domain(32),
        oracle_only=("s",),
        shifted=("n",),
        checks=low_temperature(_capacity_ratio, "both full Lindblad equations"),
        depends=("heatcap.eq10.a", "heatcap.eq10.b"),
    ),
    Claim(
        id="heatcap.eq11",
        where="Eq. (11)",
        kind="asymptotic",
        title="Collective heat capacity at high temperature",
        latex=r"C^{col}_+(\beta)=\frac13ns(ns+1)(\hbar\omega\beta)^2+O\left[(ns\hbar\omega\beta)^4\right]",
        printed="1/3*n*s*(n*s+1)*b**2",
        domain=ensemble_domain(32),
        shifted=("n", "s"),
        checks=(
            Proof("heat_capacity_high_temperature", (Result("series", 0),), {"J": "n*s"}),
            high_temperature(
                full(
                    lambda f, p: _capacity("collective")(f, p, p["b"]),
                    "full collective Lindblad equation",
                ),
                "(n*s*b)**4",
            ),
        ),
        depends=("heatcap.text-Cplus",),
    ),
    Claim(
        id="heatcap.eq12",
        where="Eq. (12)",
        kind="asymptotic",
        title="Independent heat capacity at high temperature",
        latex=r"C^{ind}(\beta)=\frac n3s(s+1)(\hbar\omega\beta)^2+O\left[n(s\hbar\omega\beta)^4\right]",
        printed="n/3*s*(s+1)*b**2",
        domain=ensemble_domain(32),
        shifted=("n", "s"),
        checks=(
            Proof(
                "heat_capacity_high_temperature",
                (Result("series", 0),),
                {"J": "s"},
                factor="n",
            ),
            high_temperature(
                full(
                    lambda f, p: _capacity("independent")(f, p, p["b"]),
                    "full independent Lindblad equation",
                ),
                "n*(s*b)**4",
            ),
        ),
        depends=("heatcap.eq8",),
    ),
    Claim(
        id="heatcap.text-ratio-highT",
        where="below Eq. (12)",
        kind="asymptotic",
        title="Ratio of heat capacities at high temperature",
        latex=r"C^{col}_+(\beta)/C^{ind}(\beta)\underset{\hbar\omega|\beta|\ll1}{=}\frac{ns+1}{s+1}+O\left[n(n\hbar\omega\beta)^2\right]",
        printed="(n*s+1)/(s+1)",
        domain=ensemble_domain(32, first=2),
        shifted=("n", "s"),
        checks=(
            Proof("heat_capacity_ratio_high_temperature", (Result("series", 2),)),
            high_temperature(
                full(lambda f, p: _capacity_ratio(f, p, p["b"]), "both full Lindblad equations"),
                "n*(n*b)**2",
            ),
            high_temperature(
                Oracle(_closed_ratio, "closed forms for large ensembles"),
                "n*(n*b)**2",
                domain=Domain({"n": integers(100, 1000), "s": half_integers("1/2", "5/2")}),
                route="symbolic",
                first=-6,
            ),
        ),
        depends=("heatcap.eq11", "heatcap.eq12"),
        notes=(
            "The bound is uniform in n at fixed s; over s the constant grows like s^3/(s+1), which the printed order "
            "leaves out.",
        ),
    ),
    Claim(
        id="heatcap.eq13",
        where="Eq. (13)",
        kind="approximation",
        title="Critical temperature above which the collective heat capacity is the larger one",
        latex=r"\frac{k_BT_{cr}(n,s)}{\hbar\omega}\simeq\left(\frac{4ns(s+1)+1}{12}\right)^{1/2}",
        printed="((4*n*s*(s+1)+1)/12)**(1/2)",
        domain=Domain({"s": half_integers("1/2", "9/2")}),
        shifted=("n", "s"),
        checks=(
            Asymptotic(
                closed(ensemble.critical_temperature, n="n", s="s", method=lambda p: "exact"),
                route="symbolic",
                variable="n",
                sequence=tuple(Fraction(10) ** k for k in (2, 3, 4, 5)),
                law="3*((2*s+1)**2+1)/(40*n*s*(s+1))",
                title="error law against the exact crossing of both closed forms",
            ),
            Asymptotic(
                Oracle(
                    lambda p, d: ladder_crossing(p["n"], p["s"]),
                    "float64 crossing of the heat capacities of the rate equations of one spin n s and of n spins s",
                ),
                route="numeric",
                variable="n",
                sequence=(Fraction(90), Fraction(270), Fraction(810)),
                law="3*((2*s+1)**2+1)/(40*n*s*(s+1))",
                title="the same law from rate equations",
                domain=Domain({"s": among("1/2", 1)}),
                points=2,
                minimum=2,
            ),
        ),
        depends=("heatcap.eq7", "heatcap.eq8"),
        notes=(
            "The printed constant 1/12 comes from the collective side alone; the next order of the independent side "
            "is of the same size, so that the consistent constant is 1/12 - ((2s+1)^2+1)/20: the relative error falls "
            "as 1/n, and dropping the +1 would not change its order.",
        ),
    ),
)
