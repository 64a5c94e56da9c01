"""Eqs. (6)-(13): collective and independent heat capacity, limits, critical temperature."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Any

import scipy.optimize

from cotherm.numeric import collective_bath, spin_ladder
from cotherm.numeric.fields import Field, Float64
from cotherm.numeric.spin_ensemble import Coupling
from cotherm.symbolic.forms import spin_ensemble as ensemble
from cotherm.symbolic.forms import spin_ladder as ladder

from ...algebras import digits_to_bits, precision, to_ball
from ...books import bind, closed, full, whole
from ...checks import Asymptotic, Equality, Inequality, Oracle, Proof, Result
from ...checks.asymptotic import powers_of_ten
from ...claims import Claim
from ...domain import Axis, Caveat, Domain, Point, among, half_integers, integers, reals
from .steady_states import BEYOND, LADDER, multiplicity

C = bind(ladder.ladder_heat_capacity, "J", "b")


def ensemble_domain(limit: int, first: int = 1, **axes: Axis) -> Domain:
    """Ensembles of at least ``first`` spins with at most ``limit`` product states, further axes."""
    return Domain(
        {"n": integers(first, 4), "s": half_integers("1/2", "3/2"), **axes},
        where=lambda p: (2 * p["s"] + 1) ** whole(p["n"]) <= limit,
        where_text=f"(2s+1)^n at most {limit}",
    )


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


def ladder_crossing(n: Fraction, s: Fraction) -> float:
    """k_B T_cr / (hbar omega) in float64 from the rate equations of the ladders n s and s."""
    field = Float64()

    def difference(b: float) -> float:
        beta = Fraction(b)
        collective = spin_ladder.ladder_energy_response(field, n * s, beta)
        return float(collective) - float(n) * float(
            spin_ladder.ladder_energy_response(field, s, beta)
        )

    guess = float(3 / (n * s * (s + 1))) ** 0.5
    return 1.0 / float(
        scipy.optimize.brentq(difference, 0.5 * guess, 2.0 * guess, xtol=1e-15, rtol=1e-14)
    )


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


def _full_capacity(coupling: Coupling, start: str = "inf") -> Oracle:
    return full(
        lambda f, p: collective_bath.heat_capacity(
            f, whole(p["n"]), p["s"], p["b"], coupling, p.get(start, start)
        ),
        f"linear response of the full {coupling} Lindblad equation in the product space",
    )


CLAIMS = (
    Claim(
        id="heatcap.text-C-def",
        where="Sec. 2",
        kind="definition",
        title="Heat capacity as a derivative of the energy with respect to the inverse temperature",
        latex=r"C=\frac{\partial E^{th}}{\partial T}=-k_B\beta^2\frac{\partial E^{th}}{\partial\beta}",
        printed="-b**2*slope(J, b)",
        domain=Domain({"J": half_integers("1/2", 4), "b": reals(-20, 20)}),
        bindings={"slope": lambda J, b: -bind(ladder.ladder_variance, "J", "b")(J, b)},
        conventions="slope is d<m>/db of one ladder (minus its variance); hbar = k_B = 1",
        checks=(
            Equality(
                full(
                    lambda f, p: spin_ladder.ladder_heat_capacity(f, p["J"], p["b"]),
                    "response of the ladder's stationary state to the bath temperature",
                ),
                route="numeric",
            ),
        ),
    ),
    Claim(
        id="heatcap.eq6",
        where="Eq. (6)",
        kind="identity",
        title="Collective heat capacity as a weighted sum over total spins",
        latex=r"C^{col}(\beta)=-k_B\beta^2\frac{\partial E^{ss}}{\partial\beta}=\sum_{J=J_0}^{ns}\sum_{i=1}^{l_J}p_{J,i}C_J(\beta)",
        printed="sum(l(n, s, J)*sum(exp(-m*b0), m, -J, J)/sum(exp(-m*b0), m, -s, s)**n*C(J, b), J, n*s-floor(n*s), n*s)",
        domain=ensemble_domain(32, b=reals(-8, 8), b0=reals(-5, 5, smallest="1e-2")),
        bindings={"l": multiplicity, "C": C},
        conventions="thermal product state at b0 as initial state; C(J, b) from the symbolic book",
        checks=(
            Equality(_full_capacity("collective", "b0"), route="numeric", points=14),
            Equality(
                closed(
                    ensemble.heat_capacity,
                    n="n",
                    s="s",
                    b="b",
                    b0="b0",
                    coupling=lambda p: "collective",
                ),
                route="symbolic",
                points=14,
            ),
        ),
        depends=("heatcap.eq5",),
        explained={
            "sum(l(n, s, J)*sum(exp(-m*b0), m, -J, J)/sum(exp(-m*b0), m, -s, s)**n*C(J, b), J, n*s-floor(n*s), "
            "n**2*s)": BEYOND
        },
    ),
    Claim(
        id="heatcap.eq7",
        where="Eq. (7)",
        kind="identity",
        title="Heat capacity of one spin-J ladder",
        latex=r"C_J(\beta)=-k_B\beta^2\frac{\partial e_J}{\partial\beta}=k_Bb^2\left[\left(\frac{1/2}{\sinh b/2}\right)^2"
        r"-\left(\frac{J+1/2}{\sinh(J+1/2)b}\right)^2\right]",
        printed="b**2*((1/2/sinh(b/2))**2-((J+1/2)/sinh((J+1/2)*b))**2)",
        domain=LADDER,
        shifted=("J",),
        checks=(
            Proof("heat_capacity"),
            Equality(
                closed(ladder.ladder_heat_capacity, J="J", b="b"), route="symbolic", points=24
            ),
            Equality(
                full(
                    lambda f, p: collective_bath.heat_capacity(
                        f, whole(2 * p["J"]), Fraction(1, 2), p["b"], "collective"
                    ),
                    "full collective Lindblad equation of n = 2J spins 1/2 from the ground state",
                ),
                route="numeric",
                domain=Domain({"J": half_integers("1/2", 2), "b": reals(-40, 40)}),
                points=14,
            ),
        ),
        depends=("heatcap.eq5.eJ",),
    ),
    Claim(
        id="heatcap.text-CJ-monotone-J",
        where="below Eq. (7)",
        kind="inequality",
        title="The heat capacity of a ladder grows with its total spin",
        latex=r"C_J(\beta)>C_{J'}(\beta)\ \text{for}\ J>J'\ \text{and all}\ \beta",
        printed="C(J, b) > C(K, b)",
        domain=Domain(
            {
                "J": half_integers("1/2", 20),
                "K": half_integers(0, 20),
                "b": reals(-80, 80, smallest="1e-6", zero=True),
            },
            where=lambda p: p["J"] > p["K"],
            where_text="J > K (K stands for J')",
        ),
        bindings={"C": C},
        shifted=("J", "K"),
        checks=(Inequality(route="symbolic"),),
        caveats=(
            Caveat(
                "every finite bath temperature (b != 0); at b = 0 both sides are 0",
                lambda p: p["b"] != 0,
            ),
        ),
        depends=("heatcap.eq7",),
        notes=("The strict relation follows from y/sinh(y) falling with |y|.",),
    ),
    Claim(
        id="heatcap.text-best-symmetric",
        where="below Eq. (7)",
        kind="inequality",
        title="No initial state has a larger collective heat capacity than the symmetric subspace",
        latex=r"C^{col}(\beta)\le C^{col}_+(\beta)=C_{J=ns}(\beta)",
        printed="Ccol(n, s, b, b0) <= C(n*s, b)",
        prose=True,
        domain=Domain(
            {
                "n": integers(2, 12),
                "s": half_integers("1/2", "5/2"),
                "b": reals(-30, 30),
                "b0": reals(-30, 30),
            },
        ),
        bindings={
            "C": C,
            "Ccol": bind(ensemble.heat_capacity, "n", "s", "b", "b0", coupling="collective"),
        },
        checks=(Inequality(route="symbolic", points=80, search=40),),
        depends=("heatcap.text-CJ-monotone-J",),
    ),
    Claim(
        id="heatcap.text-Cplus",
        where="Sec. 2",
        kind="definition",
        title="Best case: collective heat capacity from the symmetric subspace",
        latex=r"C^{col}_+(\beta)=C_{J=ns}(\beta)",
        printed="C(n*s, b)",
        domain=ensemble_domain(32, b=reals(-15, 15)),
        bindings={"C": C},
        shifted=("n", "s"),
        checks=(Equality(_full_capacity("collective"), route="numeric"),),
        depends=("heatcap.eq6",),
    ),
    Claim(
        id="heatcap.eq8",
        where="Eq. (8)",
        kind="identity",
        title="Independent heat capacity",
        latex=r"C^{ind}(\beta)=-k_B\beta^2\frac{\partial E^{th}}{\partial\beta}=nC_{J=s}(\beta)",
        printed="n*C(s, b)",
        domain=ensemble_domain(32, b=reals(-15, 15)),
        bindings={"C": C},
        shifted=("n", "s"),
        checks=(Equality(_full_capacity("independent"), route="numeric"),),
        depends=("heatcap.eq7",),
    ),
    Claim(
        id="heatcap.eq9",
        where="Eq. (9)",
        kind="identity",
        title="Energy of thermal equilibrium",
        latex=r"E^{th}(\beta)=\hbar\omega\,\mathrm{Tr}J_z\rho^{th}(\beta)=n\,e_{J=s}(\beta)",
        printed="n*e(s, b)",
        domain=ensemble_domain(32, b=reals(-15, 15)),
        bindings={"e": bind(ladder.ladder_energy, "J", "b")},
        shifted=("n", "s"),
        checks=(
            Equality(
                full(
                    lambda f, p: (
                        collective_bath.thermal_energy(f, whole(p["n"]), p["s"], p["b"])
                        - f.number(p["n"] * p["s"])
                    ),
                    "stationary state of the independent Lindblad equation in the product space",
                ),
                route="numeric",
            ),
        ),
    ),
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
