"""Appendix C and (22): how the energy depends on the initial temperature."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

import flint

from cotherm.numeric import spin_ladder
from cotherm.numeric.fields import Field
from cotherm.numeric.temperature import InverseTemperature
from cotherm.symbolic.forms import spin_ladder as ladder

from ...algebras import digits_to_bits, precision
from ...books import exact, full, whole
from ...checks import Equality, Oracle, Proof, Result
from ...claims import Claim
from ...domain import Domain, Point, among, half_integers, integers, reals
from ..heatcap.operators import FIELD, boltzmann, trace
from .sectors import (
    MULTIPLES,
    ROOT_TEXT,
    ROOTS,
    bath_and_start,
    copy_weight,
    copy_weight_slope,
    energy_slope,
    ensemble_environment,
    initial_response,
    ladder_mean,
    ladder_moment,
    ladder_sum,
    multiples,
    multiplicity,
    occurs_within,
    rooted,
    sign_of,
    size_text,
    thermal_mean,
)

BINDINGS = {
    "p": copy_weight,
    "dp": copy_weight_slope,
    "l": multiplicity,
    "e": ladder_mean,
    "Eth": thermal_mean,
}
FUNCTIONS = (
    "p, l, e, Eth are (15), the multiplicity, (19) and the thermal energy as sums over levels; "
    + ROOT_TEXT
)
SLOPE = exact(
    lambda f, p: energy_slope(f, whole(p["n"]), p["s"], boltzmann(p, "b"), boltzmann(p, "b0")),
    "stationary response of the full collective equation to d rho_0/d b0, exact",
)
PAIRS = (
    "-sum(sum(l(n, s, J)*l(n, s, K)*p(n, s, J, b0)*p(n, s, K, b0)*if_else(J {} K, (e(J, b0)-e(K, b0))*(e(J, b)-e(K, b)), 0), "
    "K, {}, {}), J, {}, n*s)"
)
LOW, TOP = "n*s-floor(n*s)", "n*s"
PAIR = Domain(
    {"J": half_integers(0, 6), "K": half_integers(0, 6), "b": among(*ROOTS)},
    lambda p: p["J"] != p["K"],
    "J different from K (K stands for J')",
)


def _bound(*names: str) -> dict[str, Any]:
    return {name: BINDINGS[name] for name in names}


def _weight_slope(point: Point) -> flint.fmpq:
    """dp_J/db0 from the response of the thermal product state, projected on one total spin."""
    n, s, J = whole(point["n"]), point["s"], point["J"]
    sector = ensemble_environment(point)["P"](J)
    dynamics, slope = initial_response(FIELD, n, s, boltzmann(point, "b0"))
    d = dynamics.dimension
    total = flint.fmpq(0)
    for index, value in zip(dynamics.block, slope, strict=True):
        total += sector[index % d, index // d] * value
    return total / (trace(sector) / flint.fmpq(int(2 * J + 1)))


def _ladder_difference(field: Field, point: Point) -> Any:
    beta = boltzmann(point, "b")
    with field:
        return spin_ladder.ladder_energy(field, point["J"], beta) - spin_ladder.ladder_energy(
            field, point["K"], beta
        )


def _ratio_slope(J: Fraction, K: Fraction, r: Fraction) -> Fraction:
    """d ln(Z_J/Z_K)/db by the rule for quotients."""
    first, second = ladder_sum(J, r), ladder_sum(K, r)
    slope = first * ladder_moment(K, r) - ladder_moment(J, r) * second
    return slope / (first * second)


def _partition_ratio(field: Field, point: Point) -> Any:
    with field:
        return spin_ladder.ladder_partition_function(
            field, point["J"], point["b"]
        ) / spin_ladder.ladder_partition_function(field, point["K"], point["b"])


def _closed_ratio(point: Point, digits: int) -> Any:
    form = ladder.ladder_partition_function
    first, second = (form.digits(digits + 5, J=point[name], b=point["b"]) for name in "JK")
    with precision(digits_to_bits(digits)):
        return first / second


def _order_of_ladders(point: Point) -> Fraction:
    """Sign of e_J - e_K at b = i x, exact."""
    beta = InverseTemperature(q=point["x"] ** (2 * whole(point["i"])))
    first, second = (spin_ladder.ladder_energy(FIELD, point[name], beta) for name in "JK")
    return sign_of(first - second)


def _sign_of_slope(point: Point) -> Fraction:
    bath, start = bath_and_start(point)
    return sign_of(energy_slope(FIELD, whole(point["n"]), point["s"], bath, start))


def _derivative(
    suffix: str,
    title: str,
    latex: str,
    printed: str,
    *names: str,
    after: str,
    explained: Mapping[str, str] | None = None,
) -> Claim:
    """One line of the chain (C3)-(C6)."""
    return Claim(
        id=f"indist.eqC{suffix}",
        where=f"Eq. (C{suffix})",
        kind="identity",
        title=title,
        latex=latex,
        printed=printed,
        domain=rooted(27, first=2),
        bindings=_bound(*names),
        exact_bindings=names,
        partners=(("b", "b0"), ("J", "K")),
        conventions=FUNCTIONS,
        checks=(Equality(SLOPE, route="numeric", points=14),),
        depends=(f"indist.eqC{after}",),
        explained=explained or {},
    )


CLAIMS = (
    Claim(
        id="indist.eqC1",
        where="Eq. (C1)",
        kind="identity",
        title="Derivative of the energy through the weights",
        latex=r"\frac\partial{\partial\beta_0}E^\infty_{\beta_0}(\beta_B)=\sum_{J=J_0}^{ns}l_J\frac\partial{\partial\beta_0}p_J(\beta_0)e_J(\beta_B)",
        printed=f"sum(l(n, s, J)*dp(n, s, J, b0)*e(J, b), J, {LOW}, {TOP})",
        domain=rooted(27, first=2),
        bindings=_bound("l", "dp", "e"),
        exact_bindings=("l", "dp", "e"),
        partners=(("b", "b0"),),
        conventions="dp is the derivative of p_J = Z_J/Z_s^n; " + FUNCTIONS,
        checks=(Equality(SLOPE, route="numeric"),),
        depends=("indist.eq18",),
    ),
    Claim(
        id="indist.eqC2",
        where="Eq. (C2)",
        kind="identity",
        title="Derivative of the weights",
        latex=r"\frac\partial{\partial\beta_0}p_J(\beta_0)=-p_J(\beta_0)[e_J(\beta_0)-E^{th}(\beta_0)+\hbar\omega ns]",
        printed="-p(n, s, J, b0)*(e(J, b0)-Eth(n, s, b0)+n*s)",
        domain=Domain(
            {
                "n": integers(1, 4),
                "s": half_integers("1/2", "3/2"),
                "J": half_integers(0, 3),
                "b0": among(*ROOTS),
            },
            occurs_within(27),
            "J among the total spins of n spins s, " + size_text(27),
        ),
        bindings=_bound("p", "e", "Eth"),
        exact_bindings=("p", "e", "Eth"),
        conventions=FUNCTIONS,
        checks=(
            Equality(
                Oracle(
                    lambda p, d: _weight_slope(p),
                    "response of the product state to b0, projected on total spin J, exact",
                ),
                route="numeric",
                points=16,
            ),
        ),
        depends=("indist.eq15",),
    ),
    _derivative(
        "3",
        "Derivative of the energy with (C2) inserted",
        r"\frac\partial{\partial\beta_0}E^\infty_{\beta_0}(\beta_B)=-\sum_{J=J_0}^{ns}l_Jp_J(\beta_0)[e_J(\beta_0)-E^{th}(\beta_0)+\hbar\omega ns]e_J(\beta_B)",
        f"-sum(l(n, s, J)*p(n, s, J, b0)*(e(J, b0)-Eth(n, s, b0)+n*s)*e(J, b), J, {LOW}, {TOP})",
        "l",
        "p",
        "e",
        "Eth",
        after="2",
    ),
    _derivative(
        "4",
        "Derivative of the energy as a covariance",
        r"=-\sum_{J=J_0}^{ns}l_Jp_J(\beta_0)\left\{e_J(\beta_0)-\sum_{J'=J_0}^{ns}l_{J'}p_{J'}(\beta_0)e_{J'}(\beta_0)\right\}e_J(\beta_B)",
        f"-sum(l(n, s, J)*p(n, s, J, b0)*(e(J, b0)-sum(l(n, s, K)*p(n, s, K, b0)*e(K, b0), K, {LOW}, {TOP}))*e(J, b), J, {LOW}, {TOP})",
        "l",
        "p",
        "e",
        after="3",
    ),
    _derivative(
        "5",
        "Derivative of the energy as a double sum",
        r"=-\sum_{J=J_0}^{ns}\sum_{J'=J_0}^{ns}l_Jl_{J'}p_J(\beta_0)p_{J'}(\beta_0)[e_J(\beta_0)-e_{J'}(\beta_0)]e_J(\beta_B)",
        f"-sum(sum(l(n, s, J)*l(n, s, K)*p(n, s, J, b0)*p(n, s, K, b0)*(e(J, b0)-e(K, b0))*e(J, b), K, {LOW}, {TOP}), J, {LOW}, {TOP})",
        "l",
        "p",
        "e",
        after="4",
    ),
    _derivative(
        "6",
        "Derivative of the energy as a sum over pairs",
        r"=-\sum_{J>J'}^{ns}l_Jl_{J'}p_J(\beta_0)p_{J'}(\beta_0)[e_J(\beta_0)-e_{J'}(\beta_0)][e_J(\beta_B)-e_{J'}(\beta_B)]",
        PAIRS.format(">", LOW, TOP, LOW),
        "l",
        "p",
        "e",
        after="5",
        explained={
            PAIRS.format(">", LOW, TOP, f"({LOW})+1"): "the lowest J has no lower partner",
            PAIRS.format(">", LOW, f"{TOP}-1", LOW): "the highest J' has no higher partner",
            PAIRS.format(
                "<", LOW, TOP, LOW
            ): "the summand does not change when J and J' are exchanged",
        },
    ),
    Claim(
        id="indist.eqC7",
        where="Eq. (C7)",
        kind="identity",
        title="Difference of two mean energies as a derivative",
        latex=r"e_J(\beta)-e_{J'}(\beta)=-\frac\partial{\partial\beta}\ln\frac{Z_J(\beta)}{Z_{J'}(\beta)}",
        printed="-slope(J, K, b)",
        domain=PAIR,
        bindings={"slope": _ratio_slope},
        exact_bindings=("slope",),
        partners=(("J", "K"),),
        conventions="slope is the derivative of ln(Z_J/Z_K), K stands for J'; b is given by exp(-b/2)",
        checks=(
            Equality(
                exact(_ladder_difference, "rate equations of both ladders, exact"),
                route="numeric",
            ),
        ),
        depends=("indist.eq19.b",),
    ),
    Claim(
        id="indist.textC-ratio",
        where="below Eq. (C7)",
        kind="identity",
        title="Ratio of two partition functions",
        latex=r"\frac{Z_J(\beta)}{Z_{J'}(\beta)}=\frac{\sinh(J+1/2)\omega\beta}{\sinh(J'+1/2)\omega\beta}",
        printed="sinh((J+1/2)*b)/sinh((K+1/2)*b)",
        domain=Domain(
            {"J": half_integers(0, 8), "K": half_integers(0, 8), "b": reals(-30, 30)},
            PAIR.where,
            PAIR.where_text,
        ),
        partners=(("J", "K"),),
        shifted=("J", "K"),
        conventions="hbar = 1; K stands for J'",
        checks=(
            Proof("mitigation_of_energy", (Result("rewrite", 1),)),
            Equality(
                Oracle(_closed_ratio, "closed forms of both partition functions", book="symbolic")
            ),
            Equality(
                full(_partition_ratio, "rate equations of both ladders"),
                route="numeric",
                domain=Domain(
                    {"J": half_integers(0, 4), "K": half_integers(0, 4), "b": reals(-12, 12)},
                    PAIR.where,
                    PAIR.where_text,
                ),
            ),
        ),
        depends=("indist.eq8",),
    ),
    Claim(
        id="indist.textC-monot",
        where="below Eq. (C7)",
        kind="inequality",
        title="Order of the mean energies of two multiplets",
        latex=r"J>J':\ e_J(\beta)-e_{J'}(\beta)>0\ (\beta<0),\ <0\ (\beta>0),\ =0\ (\beta=0)",
        printed="if_else(i > 0, -1, if_else(i < 0, 1, 0))",
        prose=True,
        domain=Domain(
            {
                "J": half_integers(0, 12),
                "K": half_integers(0, 12),
                "i": integers(-6, 6),
                "x": among("1/2", "2/3", "9/10", "99/100"),
            },
            lambda p: p["J"] > p["K"],
            "J > K (K stands for J')",
        ),
        oracle_only=("J", "K", "x"),
        conventions="the sign of e_J - e_K, minus that of the slope of ln(Z_J/Z_K); b = i x with an integer i, x given by "
        "exp(-x/2)",
        checks=(
            Equality(
                Oracle(lambda p, d: _order_of_ladders(p), "rate equations of both ladders, exact"),
                route="numeric",
                truth=True,
                points=60,
            ),
        ),
        depends=("indist.eqC7", "indist.textC-ratio"),
    ),
    Claim(
        id="indist.eq22",
        where="Eq. (22)",
        kind="inequality",
        title="Sign of the derivative of the energy with respect to the initial temperature",
        latex=r"\frac\partial{\partial\beta_0}E^\infty_{\beta_0}(\beta_B)<0\Leftrightarrow\beta_0\beta_B>0,\quad>0\Leftrightarrow\beta_0\beta_B<0,"
        r"\quad=0\Leftrightarrow\beta_0\beta_B=0",
        printed="if_else(i*j > 0, -1, if_else(i*j < 0, 1, 0))",
        prose=True,
        domain=multiples(27, first=2),
        oracle_only=("n", "s", "x"),
        conventions="the sign of the derivative; " + MULTIPLES,
        checks=(
            Equality(
                Oracle(
                    lambda p, d: _sign_of_slope(p),
                    "stationary response of the full collective equation, exact",
                ),
                route="numeric",
                truth=True,
                points=60,
            ),
        ),
        depends=("indist.eqC6", "indist.textC-monot"),
        notes=("The energy of a single spin does not depend on its initial state.",),
    ),
)
