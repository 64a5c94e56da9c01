"""Appendix F: how the change of the free energy depends on the initial temperature."""

from __future__ import annotations

from typing import Any

from cotherm.numeric.fields import Field

from ...books import full
from ...checks import Equality, Inequality
from ...claims import Claim
from ...domain import Caveat, Domain, Point, among, reals
from ...formula import parse
from ...notation import to_text
from .entropy_derivative import repeated
from .free_energy import GRID, STARTS, change_of_free_energy, entropy_production, free_energy
from .sector_sums import (
    OVER_J,
    OVER_K,
    PAIR,
    SECTORS,
    TWO_SPINS,
    ensembles,
    pairs,
    sector_domain,
    slope,
    unchanged_pairs,
    using,
)

RATIO = "log(p(n, s, J, b)/p(n, s, J, b0))"
MEAN = "a(n, s, J, b0)"
F1 = f"1/b*sum(l(n, s, J)*p(n, s, J, b0)*{RATIO}, {OVER_J})"
F2 = f"b*sum(l(n, s, J)*p(n, s, J, b0)*{RATIO}, {OVER_J})"
F3_FIRST = f"-b*sum(l(n, s, J)*p(n, s, J, b0)*{MEAN}*{RATIO}, {OVER_J})"
F3_SUM = f"sum(l(n, s, J)*p(n, s, J, b0)*{MEAN}, {OVER_J})"
F3_SECOND = f"b*{F3_SUM}"
F3 = f"{F3_FIRST}+{F3_SECOND}"
F4_FIRST = f"-b*sum(sum({PAIR}*{RATIO}, {OVER_K}), {OVER_J})"
F4_SECOND = "-b*" + pairs(f"({RATIO}-log(p(n, s, K, b)/p(n, s, K, b0)))")
F5 = "-b*" + pairs("(log(Z(J, b)/Z(K, b))-log(Z(J, b0)/Z(K, b0)))")
DOMAIN = sector_domain(16, first=2, b=reals(-6, 6), b0=reals(-4, 4, smallest="1/10"))


def _difference(field: Field, point: Point) -> Any:
    """Independent minus collective change of the free energy."""
    independent = change_of_free_energy(field, point, "independent")
    collective = change_of_free_energy(field, point, "collective")
    with field:
        return independent - collective


def _weighted(field: Field, point: Point) -> Any:
    """b times collective minus independent entropy production, which is b^2 times the above."""
    collective = entropy_production(field, point, "collective")
    independent = entropy_production(field, point, "independent")
    with field:
        return field.number(point["b"]) * (collective - independent)


TEXT = (
    "difference of the entropy productions under both full Lindblad equations, times b (with (F1) what (F2) "
    "differentiates)"
)
SLOPE = slope(_weighted, "b0", TEXT)


def _all_starts(side: int) -> Domain:
    """Bath temperatures of one sign, all initial ones but +-b."""
    axes = {
        **ensembles().axes,
        "b": reals(0, 12, smallest="1e-3") if side > 0 else reals(-12, 0, smallest="1e-3"),
        "b0": reals(-12, 12, smallest="1e-3", zero=True),
    }
    return Domain(axes, where=lambda p: abs(p["b0"]) != abs(p["b"]), where_text="b0 not +-b")


BINDINGS = {"dF": free_energy("collective"), "dFth": free_energy("independent")}

CLAIMS: tuple[Claim, ...] = (
    Claim(
        id="indist.eqF1",
        where="Eq. (F1)",
        kind="identity",
        title="Difference of the changes of the free energy, from the weights of total spin",
        latex=r"\Delta F^{th}(\beta_B)-\Delta F^\infty_{\beta_0}(\beta_B)=\frac1{\beta_B}\sum_{J=J_0}l_Jp_J(\beta_0)"
        r"\ln\frac{p_J(\beta_B)}{p_J(\beta_0)}",
        printed=F1,
        domain=DOMAIN,
        bindings=using("l", "p"),
        conventions=SECTORS,
        checks=(
            Equality(
                full(_difference, "relaxation under both full Lindblad equations"),
                route="numeric",
            ),
        ),
        depends=("indist.eq35", "indist.eq44"),
    ),
    Claim(
        id="indist.eqF2",
        where="Eq. (F2)",
        kind="definition",
        title="The quantity whose derivative with respect to the initial temperature is taken",
        latex=r"\frac{\partial}{\partial\beta_0}\,\beta_B\sum_{J=J_0}^{ns}l_Jp_J(\beta_0)\ln\frac{p_J(\beta_B)}{p_J(\beta_0)}",
        printed=F2,
        domain=DOMAIN,
        bindings=using("l", "p"),
        conventions=SECTORS + "; before differentiation",
        checks=(
            Equality(
                full(_weighted, "b times the difference of the entropy productions"),
                route="numeric",
            ),
        ),
        depends=("indist.eqF1",),
        notes=("Its derivative, from the full equations, is what (F3) to (F5) are compared with.",),
    ),
    Claim(
        id="indist.eqF3",
        where="Eq. (F3)",
        kind="identity",
        title="Derivative of the difference, as a sum over total spin",
        latex=r"-\beta_B\sum_{J=J_0}^{ns}l_Jp_J(\beta_0)[e_J(\beta_0)-E^{th}(\beta_0)+\hbar\omega ns]\ln\frac{p_J(\beta_B)}{p_J(\beta_0)}"
        r"+\beta_B\sum_{J=J_0}^{ns}l_Jp_J(\beta_0)[e_J(\beta_0)-E^{th}(\beta_0)+\hbar\omega ns]",
        printed=F3,
        domain=DOMAIN,
        bindings=using("l", "p", "a"),
        conventions=SECTORS + "; a(n, s, J, b0) stands for e_J(b0) - E_th(b0) + n s",
        checks=(Equality(SLOPE, route="numeric", points=8),),
        depends=("indist.eqC2", "indist.eqF2"),
        explained={
            f"({F3_FIRST}){changed}": "the second sum is zero"
            for changed in (
                f"-{F3_SECOND}",
                f"+{F3_SECOND}*2",
                f"+{F3_SECOND}/2",
                f"+b**2*{F3_SUM}",
                f"+1/b*{F3_SUM}",
                f"+{F3_SUM}",
            )
        }
        | {F3_FIRST: "the second sum is zero"},
        notes=("The second sum is zero.",),
    ),
    Claim(
        id="indist.eqF4",
        where="Eq. (F4)",
        kind="identity",
        title="Derivative of the difference, as a double sum and as a sum over pairs",
        latex=r"-\beta_B\sum_{J=J_0}^{ns}\sum_{J'=J_0}^{ns}l_Jl_{J'}p_Jp_{J'}[e_J(\beta_0)-e_{J'}(\beta_0)]\ln\frac{p_J(\beta_B)}{p_J(\beta_0)}"
        r"=-\beta_B\sum_{J>J'}^{ns}l_Jl_{J'}p_Jp_{J'}[e_J(\beta_0)-e_{J'}(\beta_0)]\left[\ln\frac{p_J(\beta_B)}{p_J(\beta_0)}"
        r"-\ln\frac{p_{J'}(\beta_B)}{p_{J'}(\beta_0)}\right]",
        printed=f"[{F4_FIRST}, {F4_SECOND}]",
        domain=DOMAIN,
        bindings=using("w", "p", "e"),
        conventions=SECTORS,
        checks=(Equality(repeated(SLOPE, 2), route="numeric", points=8),),
        depends=("indist.eqF3",),
        explained={
            f"[{to_text(parse(F4_FIRST))}, {text}]": reason
            for text, reason in unchanged_pairs(F4_SECOND).items()
        },
    ),
    Claim(
        id="indist.eqF5",
        where="Eq. (F5)",
        kind="identity",
        title="Derivative of the difference, from ratios of partition functions",
        latex=r"-\beta_B\sum_{J>J'}^{ns}l_Jl_{J'}p_Jp_{J'}[e_J(\beta_0)-e_{J'}(\beta_0)]"
        r"\left[\ln\frac{Z_J(\beta_B)}{Z_{J'}(\beta_B)}-\ln\frac{Z_J(\beta_0)}{Z_{J'}(\beta_0)}\right]",
        printed=F5,
        domain=DOMAIN,
        bindings=using("w", "Z", "e"),
        conventions=SECTORS,
        checks=(Equality(SLOPE, route="numeric", points=8),),
        depends=("indist.eqF4",),
        explained=unchanged_pairs(F5),
    ),
    Claim(
        id="indist.textF-signs",
        where="below Eq. (F5)",
        kind="inequality",
        title="Signs of the derivative for a positive bath temperature",
        latex=r"\partial_{\beta_0}(\ldots)<0\ \text{for}\ \beta_0>\beta_B\ \text{and}\ -\beta_B<\beta_0<0,\quad"
        r">0\ \text{for}\ 0<\beta_0<\beta_B\ \text{and}\ \beta_0<-\beta_B",
        printed="dFth(n, s, b, x)-dF(n, s, b, x) < dFth(n, s, b, y)-dF(n, s, b, y)",
        prose=True,
        domain=Domain(
            {
                **ensembles().axes,
                "b": reals(0, 8, smallest="1/100"),
                "x": reals(-10, 10, smallest="1e-3"),
                "y": reals(-10, 10, smallest="1e-3"),
            },
            where=lambda p: (
                p["x"] * p["y"] > 0
                and (abs(p["x"]) - p["b"]) * (abs(p["y"]) - p["b"]) > 0
                and abs(abs(p["x"]) - p["b"]) > abs(abs(p["y"]) - p["b"])
            ),
            where_text="x and y in one of the four intervals, x farther from +-b",
        ),
        bindings=BINDINGS,
        conventions=TWO_SPINS
        + "; dF_th - dF has the sign of the sum that (F2) differentiates, and rises towards its maximum, 0, at b0 = +-b "
        "in each of the four intervals",
        checks=(Inequality(route="symbolic", points=80, search=40),),
        depends=("indist.eqF2",),
    ),
    Claim(
        id="indist.eqF6",
        where="Eq. (F6)",
        kind="inequality",
        title="The free energy falls by less under collective dissipation, positive bath temperature",
        latex=r"\Delta F^{th}(\beta_B)<\Delta F^\infty_{\beta_0}(\beta_B)\quad\text{for all}\ \beta_0\ne\pm\beta_B,\ \beta_B>0",
        printed="dFth(n, s, b, b0) < dF(n, s, b, b0)",
        domain=_all_starts(1),
        bindings=BINDINGS,
        conventions=TWO_SPINS,
        checks=(Inequality(route="symbolic"),),
        depends=("indist.eqF1", "indist.textF-signs"),
    ),
    Claim(
        id="indist.eqF7",
        where="Eq. (F7)",
        kind="inequality",
        title="The free energy rises by less under collective dissipation, negative bath temperature",
        latex=r"\Delta F^{th}(\beta_B)>\Delta F^\infty_{\beta_0}(\beta_B)\quad\text{for all}\ \beta_0\ne\pm\beta_B,\ \beta_B<0",
        printed="dFth(n, s, b, b0) > dF(n, s, b, b0)",
        domain=_all_starts(-1),
        bindings=BINDINGS,
        conventions=TWO_SPINS,
        checks=(Inequality(route="symbolic"),),
        depends=("indist.eqF1", "indist.textF-signs"),
    ),
    Claim(
        id="indist.textF-sign",
        where="above Eq. (F8)",
        kind="inequality",
        title="Sign of the change of the free energy",
        latex=r"\Delta F<0\ \text{for}\ \beta_B>0,\quad\Delta F>0\ \text{for}\ \beta_B<0",
        printed="b*dF(k, n, s, b, b0) < 0",
        prose=True,
        domain=Domain(
            {
                **ensembles().axes,
                "b": among(*GRID),
                "b0": among(*STARTS),
                "k": among(0, 1),
            },
        ),
        bindings={
            "dF": lambda k, n, s, b, b0: BINDINGS["dF" if k else "dFth"](n, s, b, b0),
        },
        conventions="hbar = k_B = omega = 1; k = 1 collective, k = 0 independent dissipation",
        checks=(Inequality(route="symbolic", search=0),),
        caveats=(
            Caveat("b0 different from b, where nothing changes", lambda p: p["b0"] != p["b"]),
        ),
        depends=("indist.eq44",),
        explained={
            "1/b*dF(k, n, s, b, b0) < 0": "of the same sign",
            "b/dF(k, n, s, b, b0) < 0": "of the same sign",
        },
    ),
    Claim(
        id="indist.eqF8",
        where="Eq. (F8)",
        kind="inequality",
        title="The free energy changes by less under collective dissipation",
        latex=r"\left|\Delta F^\infty_{\beta_0}(\beta_B)\right|<|\Delta F^{th}(\beta_B)|\quad\text{for}\ \beta_0\ne\pm\beta_B",
        printed="abs(dF(n, s, b, b0)) < abs(dFth(n, s, b, b0))",
        domain=Domain(
            {
                **ensembles().axes,
                "b": reals(-12, 12, smallest="1e-3"),
                "b0": reals(-12, 12, smallest="1e-3", zero=True),
            },
            where=lambda p: abs(p["b0"]) != abs(p["b"]),
            where_text="b0 not +-b",
        ),
        bindings=BINDINGS,
        conventions=TWO_SPINS,
        checks=(Inequality(route="symbolic"),),
        depends=("indist.eqF6", "indist.eqF7", "indist.textF-sign"),
    ),
)
