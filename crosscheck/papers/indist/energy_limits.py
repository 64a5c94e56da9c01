"""Sec. V B, (25)-(29): the energies in the limits of extreme initial temperature and of the bath's."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Any

from cotherm.numeric import collective_bath, spin_ladder, total_spin
from cotherm.numeric.fields import Field
from cotherm.symbolic.forms import spin_ensemble as ensemble
from cotherm.symbolic.forms import spin_ladder as ladder

from ...algebras import digits_to_bits, precision, to_ball
from ...books import bind, closed, exact, full, whole
from ...checks import Asymptotic, Equality, Inequality, Oracle, Proof, Result
from ...checks.asymptotic import powers_of_ten
from ...claims import Claim
from ...domain import Axis, Caveat, Domain, Point, among, half_integers, integers, reals
from .energy_order import CLOSED_ENERGY, CLOSED_THERMAL
from .sectors import multiplicity, occurs, occurs_within, size_text, within

E_PLUS = bind(ensemble.steady_energy, "n", "s", "b", b0="inf")
EXTREME = ("inf", "-inf")


def spins(limit: int, first: int = 1, most: int = 4, **axes: Axis) -> Domain:
    """Ensembles of at least ``first`` spins with at most ``limit`` product states, further axes."""
    return Domain(
        {"n": integers(first, most), "s": half_integers("1/2", "3/2"), **axes},
        within(limit),
        size_text(limit),
    )


def e_plus(field: Field, point: Point) -> Any:
    """E_+ of the full collective equation, from all spins down."""
    return collective_bath.steady_energy(field, whole(point["n"]), point["s"], point["b"], "inf")


def e_thermal(field: Field, point: Point) -> Any:
    """E_th of the full independent equation."""
    return collective_bath.thermal_energy(field, whole(point["n"]), point["s"], point["b"])


def _both_extremes(field: Field, point: Point) -> list[Any]:
    n, s, b = whole(point["n"]), point["s"], point["b"]
    return [collective_bath.steady_energy(field, n, s, b, start) for start in EXTREME]


def _per_spin(energy: Callable[[Field, Point], Any]) -> Callable[[Field, Point], Any]:
    def value(field: Field, point: Point) -> Any:
        result = energy(field, point)
        with field:
            return result / field.number(point["n"] * point["s"])

    return value


def _weight(field: Field, point: Point) -> Any:
    n, s, J, b0 = whole(point["n"]), point["s"], point["J"], point["sgn"] * point["y"]
    value = total_spin.sector_weight(field, n, s, J, b0)
    with field:
        return value / total_spin.multiplicity(n, s, J)


def _closed_weight(point: Point, digits: int) -> Any:
    n, s, J, b0 = whole(point["n"]), point["s"], point["J"], point["sgn"] * point["y"]
    value = ensemble.sector_weight.digits(digits + 5, n=n, s=s, J=J, b0=b0)
    with precision(digits_to_bits(digits)):
        return value / to_ball(multiplicity(point["n"], s, J))


def _ladder_slope_ratio(field: Field, point: Point) -> Any:
    """Ratio of both slopes dE/db at b = 0, from the ladders of one spin ns and of n spins s."""
    n, s = point["n"], point["s"]
    with field:
        return spin_ladder.ladder_energy_response(field, n * s, 0) / (
            field.number(n) * spin_ladder.ladder_energy_response(field, s, 0)
        )


def _from_both_sides(energy: Callable[..., Any], text: str) -> tuple[Asymptotic, ...]:
    """Limit of a hot bath, from positive and from negative temperatures."""
    oracle = full(_per_spin(energy), text)
    return (
        Asymptotic(
            oracle,
            route="numeric",
            variable="b",
            sequence=powers_of_ten(-2, -6),
            remainder="b**2",
            tight=False,
            title="limit of high temperature with the order of the remainder",
        ),
        Asymptotic(
            oracle,
            route="numeric",
            variable="b",
            sequence=tuple(-x for x in powers_of_ten(-2, -6)),
            remainder="b**2",
            tight=False,
            title="the same from negative temperatures",
            points=3,
        ),
    )


CLAIMS = (
    Claim(
        id="indist.text-extreme-b0",
        where="Sec. V B",
        kind="statement",
        title="The effects on the energy are largest for extreme initial temperatures",
        latex=r"|E^\infty_{\beta_0}(\beta_B)-E^{th}(\beta_B)|<|E_+(\beta_B)-E^{th}(\beta_B)|",
        printed="abs(E(n, s, b, b0)-Eth(n, s, b)) < abs(Ep(n, s, b)-Eth(n, s, b))",
        prose=True,
        domain=Domain(
            {
                "n": integers(2, 12),
                "s": half_integers("1/2", "5/2"),
                "b": reals(-12, 12, smallest="1e-2"),
                "b0": reals(-12, 12, smallest="1e-2"),
            }
        ),
        bindings={"E": CLOSED_ENERGY, "Eth": CLOSED_THERMAL, "Ep": E_PLUS},
        conventions="the effect is measured by the distance from the thermal energy; E_+ is the energy at b0 = +-infinity",
        checks=(Inequality(route="symbolic", points=60, search=20),),
        caveats=(
            Caveat(
                "|b0| > |b|; between -|b| and |b| the distance has the other sign, is largest at b0 = 0, and is "
                "there larger than at infinity when the bath is cold",
                lambda p: abs(p["b0"]) > abs(p["b"]),
            ),
        ),
        depends=("indist.eq22",),
    ),
    Claim(
        id="indist.text-pns",
        where="above Eq. (25)",
        kind="limit",
        title="Weights of the multiplets for extreme initial temperatures",
        latex=r"\hbar\omega|\beta_0|\gg1:\ p_J(\beta_0)\to0\ (J<ns),\quad p_{ns}(\beta_0)\to1",
        printed="if_else(J >= n*s, 1, 0)",
        domain=Domain(
            {
                "n": integers(2, 4),
                "s": half_integers("1/2", "3/2"),
                "J": half_integers(0, 3),
                "sgn": among(-1, 1),
            },
            occurs_within(27),
            "J among the total spins of n spins s, " + size_text(27),
        ),
        oracle_only=("sgn",),
        prose=True,
        conventions="b0 = sgn y; the remainder is exp(-y) for J = ns and exp(-(ns - J) y) below",
        checks=(
            Asymptotic(
                full(_weight, "projections of the thermal product state on total spin"),
                variable="y",
                sequence=tuple(Fraction(y) for y in (5, 10, 20, 40)),
                remainder="exp(-if_else(J >= n*s, 1, n*s-J)*y)",
                route="numeric",
                digits=120,
                points=10,
            ),
            Asymptotic(
                Oracle(_closed_weight, "closed form of the weights", book="symbolic"),
                variable="y",
                sequence=tuple(Fraction(y) for y in (10, 20, 40, 80)),
                remainder="exp(-if_else(J >= n*s, 1, n*s-J)*y)",
                digits=400,
                points=10,
                domain=Domain(
                    {
                        "n": integers(2, 12),
                        "s": half_integers("1/2", "3/2"),
                        "J": half_integers(0, 18),
                        "sgn": among(-1, 1),
                    },
                    lambda p: occurs(p) and p["n"] * p["s"] - p["J"] <= 4,
                    "J among the total spins of n spins s, ns - J at most 4",
                ),
            ),
        ),
        depends=("indist.eq8", "indist.eq12"),
    ),
    Claim(
        id="indist.eq25",
        where="Eq. (25)",
        kind="identity",
        title="Energy for extreme initial temperatures",
        latex=r"E_+(\beta_B):=E^\infty_{\beta_0=\pm\infty}(\beta_B)=l_{ns}e_{ns}(\beta_B)+\hbar ns\omega"
        r"=\hbar\omega\frac1{e^{\hbar\omega\beta_B}-1}-\hbar\omega\frac{2ns+1}{e^{(2ns+1)\hbar\omega\beta_B}-1}",
        printed="[1/(exp(b)-1)-(2*n*s+1)/(exp((2*n*s+1)*b)-1), 1/(exp(b)-1)-(2*n*s+1)/(exp((2*n*s+1)*b)-1)]",
        domain=spins(32, b=reals(-15, 15)),
        shifted=("n", "s"),
        conventions="hbar omega = 1; the same value for b0 = +infinity and b0 = -infinity",
        checks=(
            Proof("steady_energy", (Result("closed form", 0), Result("closed form", 0))),
            Equality(
                full(_both_extremes, "full collective equation, from all spins down and all up"),
                route="numeric",
            ),
        ),
        depends=("indist.eq18", "indist.eq19.d", "indist.text-pns"),
    ),
    Claim(
        id="indist.text-fig1-b5",
        where="below Eq. (25)",
        kind="approximation",
        title="The energy from a moderate initial temperature is close to E_+",
        latex=r"E^\infty_{\beta_0}(\beta_B)\simeq E_+(\beta_B)",
        printed="Ep(n, s, b)",
        domain=Domain(
            {
                "n": among(2, 10, 100),
                "s": half_integers("1/2", "3/2"),
                "b": reals(-4, 4, smallest="1e-1"),
            }
        ),
        bindings={"Ep": E_PLUS, "e": bind(ladder.ladder_energy, "J", "b")},
        prose=True,
        conventions="n = 100, s = 1/2 in Fig. 1; y is |b0|",
        checks=(
            Asymptotic(
                Oracle(
                    lambda p, d: ensemble.steady_energy.digits(
                        d, n=whole(p["n"]), s=p["s"], b=p["b"], b0=p["y"]
                    ),
                    "closed form of the stationary energy",
                    book="symbolic",
                ),
                variable="y",
                sequence=tuple(Fraction(y) for y in (10, 20, 30, 40)),
                law="-(n-1)*exp(-y)*(e(n*s-1, b)-e(n*s, b))/Ep(n, s, b)",
                title="error law in the initial temperature",
                points=8,
            ),
        ),
        depends=("indist.eq25",),
        notes=(
            "The error is set by (n - 1) exp(-|b0|). For n = 100, s = 1/2 and |b0| = 5 the weight p_ns is only 0.51, and in a cold "
            "bath 0.66 of a quantum remains: the curves of Fig. 1 lie close together on their scale of 100 quanta, but where E_+ "
            "is below one quantum the two energies differ by a large factor (0.71 against 0.05 at b = 3).",
        ),
    ),
    Claim(
        id="indist.eq26",
        where="Eq. (26)",
        kind="identity",
        title="Thermal energy",
        latex=r"E^{th}(\beta_B)=n[e_s(\beta_B)+\hbar\omega s]=n\hbar\omega\frac1{e^{\hbar\omega\beta_B}-1}-n\hbar\omega\frac{2s+1}{e^{(2s+1)\hbar\omega\beta_B}-1}",
        printed="n/(exp(b)-1)-n*(2*s+1)/(exp((2*s+1)*b)-1)",
        domain=spins(32, b=reals(-15, 15)),
        shifted=("n", "s"),
        conventions="hbar omega = 1",
        checks=(
            Proof("steady_energy", (Result("closed form", 1),)),
            Equality(
                full(e_thermal, "stationary state of the independent Lindblad equation"),
                route="numeric",
            ),
            Equality(
                closed(ensemble.thermal_energy, n="n", s="s", b="b"),
                route="symbolic",
                domain=Domain(
                    {
                        "n": integers(1, 300),
                        "s": half_integers("1/2", "9/2"),
                        "b": reals(-60, 60, smallest="1e-8"),
                    }
                ),
            ),
        ),
        depends=("indist.eq19.d",),
    ),
    Claim(
        id="indist.eq27",
        where="Eq. (27)",
        kind="asymptotic",
        title="E_+ for a hot bath",
        latex=r"\frac{E_+(\beta_B)}{\hbar\omega ns}=1-\frac{\hbar\omega\beta_B}3(ns+1)+\mathcal O(\hbar^2\omega^2\beta_B^2)",
        printed="1-b/3*(n*s+1)",
        domain=spins(32),
        shifted=("n", "s"),
        conventions="hbar omega = 1",
        checks=_from_both_sides(e_plus, "full collective equation"),
        depends=("indist.eq25",),
        notes=("There is no term of second order; the next one is of third order in b.",),
    ),
    Claim(
        id="indist.eq28",
        where="Eq. (28)",
        kind="asymptotic",
        title="E_th for a hot bath",
        latex=r"\frac{E^{th}(\beta_B)}{\hbar\omega ns}=1-\frac{\hbar\omega\beta_B}3(s+1)+\mathcal O(\hbar^2\omega^2\beta_B^2)",
        printed="1-b/3*(s+1)",
        domain=spins(32),
        oracle_only=("n",),
        shifted=("s",),
        conventions="hbar omega = 1",
        checks=_from_both_sides(e_thermal, "full independent equation"),
        depends=("indist.eq26",),
        notes=("There is no term of second order; the next one is of third order in b.",),
    ),
    Claim(
        id="indist.text-slope",
        where="below Eq. (28)",
        kind="approximation",
        title="The slope at b = 0 is almost n times larger",
        latex=r"\frac{ns+1}{s+1}\simeq n",
        printed="n",
        prose=True,
        domain=Domain({"n": integers(2, 6)}),
        shifted=("n",),
        conventions="ratio of dE_+/db and dE_th/db at b = 0",
        checks=(
            Asymptotic(
                exact(_ladder_slope_ratio, "linear response of the ladders ns and s at b = 0"),
                route="numeric",
                variable="s",
                sequence=tuple(Fraction(s, 2) for s in (1, 4, 8)),
                law="(n-1)/(n*s+1)",
                title="error law in the spin size",
                points=4,
            ),
        ),
        depends=("indist.eq27", "indist.eq28"),
        notes=(
            "The relative error (n-1)/(ns+1) is small for large spins only. For spins 1/2 the factor is (n+2)/3: 34 "
            "instead of 100 for n = 100.",
        ),
    ),
    Claim(
        id="indist.eq29",
        where="Eq. (29)",
        kind="asymptotic",
        title="E_+ and E_th in a cold bath",
        latex=r"E_+(\beta_B)\underset{\hbar\omega\beta_B\gg1}{\simeq}\hbar\omega\frac1{e^{\hbar\omega\beta_B}-1}"
        r"\underset{\hbar\omega\beta_B\gg1}{\simeq}E^{th}(\beta_B)/n",
        printed="[1/(exp(b)-1), Eth(n, s, b)/n]",
        domain=Domain(
            {"n": integers(2, 4), "s": among("1/2", 1, "3/2", 2)}, within(27), size_text(27)
        ),
        bindings={"Eth": CLOSED_THERMAL},
        shifted=("n",),
        conventions="hbar omega = 1; Eth is the closed form (26); both differ from E_+ by terms of relative order exp(-2sb)",
        checks=(
            Asymptotic(
                full(lambda f, p: [e_plus(f, p)] * 2, "full collective equation"),
                route="numeric",
                variable="b",
                sequence=tuple(Fraction(b) for b in (5, 10, 15, 20)),
                remainder="exp(-(2*s+1)*b)",
                tight=False,
                title="limit of a cold bath",
                points=8,
                digits=100,
            ),
        ),
        depends=("indist.eq25", "indist.eq26"),
    ),
)
