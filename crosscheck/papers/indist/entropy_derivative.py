"""Appendix E: how the entropy of the steady state depends on the initial temperature."""

from __future__ import annotations

from typing import Any

from cotherm.numeric import spin_ladder
from cotherm.numeric.fields import Field
from cotherm.symbolic.forms import spin_ladder as ladder

from ...books import bind, full
from ...checks import Equality, Inequality, Oracle
from ...claims import Chase, Claim
from ...domain import Domain, Point, half_integers, reals
from .sector_sums import (
    OVER_J,
    OVER_K,
    PAIR,
    PAIRS_OF_SPINS,
    SECTORS,
    Z,
    e,
    pairs,
    sector_domain,
    slope,
    steady_entropy,
    unchanged_pairs,
    using,
)

MEAN = "a(n, s, J, b0)"
SURPRISE = "(S(J, b)-log(p(n, s, J, b0)))"
WEIGHT = "l(n, s, J)*p(n, s, J, b0)"
E1_SECOND = f"-sum({WEIGHT}*({MEAN}*{SURPRISE}), {OVER_J})"
E1 = f"[-sum({WEIGHT}*({MEAN}*{SURPRISE}+{MEAN}), {OVER_J}), {E1_SECOND}]"
LINE_1 = f"-sum({PAIR}*{SURPRISE}, {OVER_J})"
LINE_1_CORRECTED = f"-sum(sum({PAIR}*{SURPRISE}, {OVER_K}), {OVER_J})"
LINE_2 = "-" + pairs("(S(J, b)-S(K, b)-log(p(n, s, J, b0))+log(p(n, s, K, b0)))")
BRACKET = "(log(Z(J, b)/Z(K, b))+b*(e(J, b)-e(K, b))-log(Z(J, b0)/Z(K, b0)))"
LINE_3 = "-" + pairs(BRACKET)

SLOPE_TEXT = "entropy of the stationary density matrix of the full collective Lindblad equation"
SLOPE = slope(steady_entropy, "b0", SLOPE_TEXT)
DOMAIN = sector_domain(16, first=2, b=reals(-6, 6), b0=reals(-4, 4, smallest="1/10"))


def repeated(oracle: Oracle, times: int) -> Oracle:
    """The same value once for each of several printed forms."""

    def compute(point: Point, digits: int) -> list[object]:
        return [oracle.compute(point, digits)] * times

    return Oracle(compute, oracle.text)


def _bracket(field: Field, point: Point) -> Any:
    """Bracket of the second line for one pair of ladders."""
    J, K, b, b0 = (point[name] for name in ("J", "K", "b", "b0"))
    entropies = [spin_ladder.ladder_entropy(field, spin, b) for spin in (J, K)]
    partitions = [spin_ladder.ladder_partition_function(field, spin, b0) for spin in (J, K)]
    with field:
        return entropies[0] - entropies[1] - field.log(partitions[0] / partitions[1])


def _larger(point: Point) -> bool:
    return point["J"] > point["K"]


def _pairs(**extra: object) -> Domain:
    return Domain(
        {**PAIRS_OF_SPINS, "b": reals(-20, 20), **extra},  # type: ignore[dict-item]
        where=_larger,
        where_text="J > K (K stands for J')",
    )


CLAIMS: tuple[Claim, ...] = (
    Claim(
        id="indist.eqE1",
        where="Eq. (E1)",
        kind="identity",
        title="Derivative of the entropy with respect to the initial temperature, before and after simplification",
        latex=r"\frac{\partial}{\partial\beta_0}S=-\sum_{J=J_0}^{ns}l_Jp_J(\beta_0)\{[e_J(\beta_0)-E^{th}(\beta_0)+\hbar\omega ns]"
        r"[S[\rho_J^{th}(\beta_B)]-\ln p_J(\beta_0)]+[e_J(\beta_0)-E^{th}(\beta_0)+\hbar\omega ns]\}"
        r"=-\sum_{J=J_0}^{ns}l_Jp_J(\beta_0)\{[e_J(\beta_0)-E^{th}(\beta_0)+\hbar\omega ns]"
        r"[S[\rho_J^{th}(\beta_B)]-\ln p_J(\beta_0)]\}",
        printed=E1,
        domain=DOMAIN,
        bindings=using("l", "p", "a", "S"),
        conventions=SECTORS + "; a(n, s, J, b0) stands for e_J(b0) - E_th(b0) + n s",
        checks=(Equality(repeated(SLOPE, 2), route="numeric", points=8),),
        depends=("indist.eqC2", "indist.eq20", "indist.eq35"),
        explained={
            f"[-sum(l(n, s, J)*p(n, s, J, b0)*({MEAN}*{SURPRISE}{changed}), {OVER_J}), {E1_SECOND}]": (
                "the second bracket has the weighted mean 0, as (E1) itself says"
            )
            for changed in (f"-{MEAN}", "", f"+{MEAN}*2", f"+{MEAN}/2")
        },
    ),
    Claim(
        id="indist.eqE2.a",
        where="Eq. (E2), first line",
        kind="identity",
        title="Derivative of the entropy as a sum over two total spins",
        latex=r"\frac{\partial}{\partial\beta_0}S=-\sum_{J=J_0}^{ns}l_Jl_{J'}p_J(\beta_0)p_{J'}(\beta_0)"
        r"[e_J(\beta_0)-e_{J'}(\beta_0)][S[\rho_J^{th}(\beta_B)]-\ln p_J(\beta_0)]",
        printed=LINE_1,
        domain=sector_domain(
            16,
            2,
            lambda p: p["K"] <= p["n"] * p["s"] and (p["n"] * p["s"] - p["K"]).denominator == 1,
            "K, for J', one of the total spins",
            b=reals(-6, 6),
            b0=reals(-4, 4, smallest="1/10"),
            K=half_integers(0, 2),
        ),
        bindings=using("w", "p", "e", "S"),
        conventions=SECTORS,
        checks=(Equality(SLOPE, route="numeric", points=8),),
        corrected=LINE_1_CORRECTED,
        instead="a double sum over J and J'; the second sum may have been lost in the transcript",
        cause="index: the sum over J' is missing",
        chase=Chase(
            transcription="compared with the text, which shows one sum, over J, in this line",
            oracle="central differences of entropies of full stationary states; the second line agrees with them",
            extraction="(C5) and (F4) show both sums in the same place, so that one may have been lost here; "
            "that cannot be told from the text",
            convention="a sum over J alone leaves J' free",
        ),
        depends=("indist.eqE1",),
    ),
    Claim(
        id="indist.eqE2.b",
        where="Eq. (E2), second line",
        kind="identity",
        title="Derivative of the entropy as a sum over pairs of total spins",
        latex=r"-\sum_{J>J'}l_Jl_{J'}p_Jp_{J'}[e_J(\beta_0)-e_{J'}(\beta_0)][S[\rho_J^{th}(\beta_B)]"
        r"-S[\rho_{J'}^{th}(\beta_B)]-\ln p_J(\beta_0)+\ln p_{J'}(\beta_0)]",
        printed=LINE_2,
        domain=DOMAIN,
        bindings=using("w", "p", "e", "S"),
        conventions=SECTORS,
        checks=(Equality(SLOPE, route="numeric", points=8),),
        depends=("indist.eqE1",),
        explained=unchanged_pairs(LINE_2),
    ),
    Claim(
        id="indist.eqE2.c",
        where="Eq. (E2), third line",
        kind="identity",
        title="Last bracket of the sum over pairs, from partition functions and energies",
        latex=r"S[\rho_J^{th}(\beta_B)]-S[\rho_{J'}^{th}(\beta_B)]-\ln p_J(\beta_0)+\ln p_{J'}(\beta_0)"
        r"=\ln\frac{Z_J(\beta_B)}{Z_{J'}(\beta_B)}+\beta_B[e_J(\beta_B)-e_{J'}(\beta_B)]"
        r"-\ln\frac{Z_J(\beta_0)}{Z_{J'}(\beta_0)}",
        printed="log(Z(J, b)/Z(K, b))+b*(e(J, b)-e(K, b))-log(Z(J, b0)/Z(K, b0))",
        domain=Domain(
            {
                "J": half_integers("1/2", 5),
                "K": half_integers(0, 4),
                "b": reals(-12, 12),
                "b0": reals(-12, 12),
            },
            where=_larger,
            where_text="J > K (K stands for J')",
        ),
        bindings={"Z": Z, "e": e},
        shifted=("J", "K"),
        partners=(("b", "b0"),),
        conventions="hbar = omega = 1; K stands for J'",
        checks=(
            Equality(
                full(
                    _bracket,
                    "entropies and top populations of the rate equations of both ladders",
                ),
                route="numeric",
            ),
        ),
        depends=("indist.eqE2.b", "indist.eq34"),
    ),
    Claim(
        id="indist.eqE2",
        where="Eq. (E2)",
        kind="identity",
        title="Derivative of the entropy from partition functions and energies",
        latex=r"\frac{\partial}{\partial\beta_0}S=-\sum_{J>J'}l_Jl_{J'}p_Jp_{J'}[e_J(\beta_0)-e_{J'}(\beta_0)]"
        r"\left[\ln\frac{Z_J(\beta_B)}{Z_{J'}(\beta_B)}+\beta_B[e_J(\beta_B)-e_{J'}(\beta_B)]"
        r"-\ln\frac{Z_J(\beta_0)}{Z_{J'}(\beta_0)}\right]",
        printed=LINE_3,
        domain=DOMAIN,
        bindings=using("w", "Z", "e"),
        conventions=SECTORS,
        checks=(Equality(SLOPE, route="numeric", points=8),),
        depends=("indist.eqE2.b", "indist.eqE2.c"),
        explained=unchanged_pairs(LINE_3),
        notes=("The first and the second line are judged under ids of their own.",),
    ),
    Claim(
        id="indist.textE-convex",
        where="below Eq. (E2)",
        kind="inequality",
        title="The logarithm of the ratio of two partition functions is convex",
        latex=r"\frac{\partial^2}{\partial\beta_B^2}\ln\frac{Z_J(\beta_B)}{Z_{J'}(\beta_B)}>0",
        printed="var(J, b) > var(K, b)",
        prose=True,
        domain=Domain(
            {**PAIRS_OF_SPINS, "b": reals(-40, 40, zero=True)},
            where=_larger,
            where_text="J > K (K stands for J')",
        ),
        bindings={"var": bind(ladder.ladder_variance, "J", "b")},
        conventions="hbar = omega = 1; var(J, b), the variance of m, is the second derivative of ln Z_J",
        checks=(Inequality(route="symbolic"),),
        depends=(
            "indist.eqC7",
            "indist.textC-ratio",
        ),
    ),
    Claim(
        id="indist.eqE3",
        where="Eq. (E3)",
        kind="inequality",
        title="Bound on the bracket from convexity",
        latex=r"\ln\frac{Z_J(\beta_B)}{Z_{J'}(\beta_B)}+\beta_B[e_J(\beta_B)-e_{J'}(\beta_B)]\le\ln\frac{Z_J(0)}{Z_{J'}(0)}",
        printed="log(Z(J, b)/Z(K, b))+b*(e(J, b)-e(K, b)) <= log(Z(J, 0)/Z(K, 0))",
        domain=_pairs(),
        bindings={"Z": Z, "e": e},
        conventions="hbar = omega = 1; K stands for J'; at b = 0 both sides are the same expression",
        checks=(Inequality(route="symbolic"),),
        depends=("indist.textE-convex",),
    ),
    Claim(
        id="indist.eqE4",
        where="Eq. (E4)",
        kind="inequality",
        title="The bracket is negative",
        latex=r"\ln\frac{Z_J(\beta_B)}{Z_{J'}(\beta_B)}+\beta_B[e_J(\beta_B)-e_{J'}(\beta_B)]-\ln\frac{Z_J(\beta_0)}{Z_{J'}(\beta_0)}"
        r"\le\ln\frac{Z_J(0)}{Z_{J'}(0)}-\ln\frac{Z_J(\beta_0)}{Z_{J'}(\beta_0)}<0",
        printed="L(J, K, b)+b*e(J, K, b)-L(J, K, b0) <= L(J, K, 0)-L(J, K, b0) < 0",
        domain=_pairs(b0=reals(-20, 20)),
        bindings={
            "L": lambda J, K, b: (Z(J, b) / Z(K, b)).log(),
            "e": lambda J, K, b: e(J, b) - e(K, b),
        },
        conventions="hbar = omega = 1; K stands for J', L(J, K, b) for ln Z_J/Z_K and e(J, K, b) for e_J - e_K at b",
        checks=(Inequality(route="symbolic"),),
        depends=("indist.textC-monot", "indist.eqE3"),
        explained={
            **{
                f"{left} <= L(J, K, 0)-L(J, K, b0) < 0": "weaker than the print: the left side is lowered"
                for left in (
                    "-L(J, K, b)+b*e(J, K, b)-L(J, K, b0)",
                    "b*e(J, K, b)-L(J, K, b0)",
                    "L(J, K, b)/2+b*e(J, K, b)-L(J, K, b0)",
                    "L(J, K, b)+b*e(J, K, b)*2-L(J, K, b0)",
                    "L(J, K, b)+b*e(J, K, b)-L(J, K, b0)*2",
                    "2*(L(J, K, b)+b*e(J, K, b)-L(J, K, b0))",
                )
            },
            **{
                f"L(J, K, b)+b*e(J, K, b)-L(J, K, b0) <= {right}": "weaker than the print"
                for right in ("(L(J, K, 0)-L(J, K, b0))/2 < 0", "L(J, K, 0)-L(J, K, b0) < 1")
            },
        },
    ),
)
