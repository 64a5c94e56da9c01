"""Abstract and introduction: precision, ratios and enhancements."""

from __future__ import annotations

from fractions import Fraction

from ...books import full
from ...checks import Inequality, Scaling
from ...claims import Claim
from ...domain import Domain, half_integers, integers, reals
from .probes import C, hot_deviations

RATIOS = Domain(
    {
        "n": integers(2, 40),
        "s": half_integers("1/2", "5/2"),
        "b": reals(-20, 20, smallest="1e-7"),
    }
)
FEW = Domain({**RATIOS.axes, "n": integers(2, 5)})
BELOW_ONE = "true as well, as the heat capacity of a ladder is below one"
CLAIMS = (
    Claim(
        id="heatcap.text-abs-precision",
        where="abstract, Sec. 5",
        kind="scaling",
        title="Precision at high temperature against the number of spins",
        latex=r"\Delta T^{col}\propto n^{-1},\quad\Delta T^{ind}\propto n^{-1/2}\quad(T\to\infty)",
        printed="[-1, -1/2]",
        prose=True,
        oracle_only=("s",),
        domain=Domain({"s": half_integers("1/2", "5/2")}),
        conventions="limit T to infinity at fixed n first; the exponent of the independent ensemble for comparison",
        checks=(
            Scaling(
                full(hot_deviations, "rate equations of the ladders n s and s at b = 0"),
                variable="n",
                sequence=tuple(Fraction(x) for x in (10, 20, 40, 80)),
                slack=0.06,
            ),
        ),
        depends=("heatcap.text-heisenberg",),
    ),
    Claim(
        id="heatcap.text-ratio-bounds",
        where="introduction",
        kind="inequality",
        title="Largest advantage of the collective heat capacity",
        latex=r"C^{col}_+/C^{ind}\ \text{up to}\ (ns+1)/(s+1)",
        printed="C(n*s, b)/(n*C(s, b)) < (n*s+1)/(s+1)",
        prose=True,
        domain=RATIOS,
        bindings={"C": C},
        shifted=("n", "s"),
        checks=(Inequality(route="symbolic", points=80, search=20),),
        depends=("heatcap.text-ratio-highT",),
        explained={
            "C(n*s, b)*(n*C(s, b)) < (n*s+1)/(s+1)": BELOW_ONE,
            "C(n*s, b) < (n*s+1)/(s+1)": BELOW_ONE,
        },
        notes=("The bound is approached for b to 0 (heatcap.text-ratio-highT).",),
    ),
    Claim(
        id="heatcap.text-ratio-bounds.low",
        where="introduction",
        kind="inequality",
        title="Largest advantage of the independent heat capacity",
        latex=r"C^{ind}/C^{col}_+\ \text{up to}\ n",
        printed="n*C(s, b)/C(n*s, b) < n",
        prose=True,
        domain=FEW,
        bindings={"C": C},
        shifted=("n", "s"),
        checks=(Inequality(route="symbolic", points=80, search=20),),
        depends=("heatcap.eq10",),
        explained={
            "n*C(s, b)/C(s, b) < n": "both sides are equal, which balls of an irrational number cannot tell",
            "n*C(s, b)/C((n-1)*s, b) < n": "true for n > 2, and for n = 2 both sides are equal, which balls cannot tell",
        },
        notes=("The bound is approached for |b| to infinity (heatcap.eq10).",),
    ),
    Claim(
        id="heatcap.text-largest-highT",
        where="introduction, Sec. 5",
        kind="inequality",
        title="The power enhancement grows with the temperature of the hot bath",
        latex=r"\frac{P^{col}_+}{P^{ind}}(\theta_1)>\frac{P^{col}_+}{P^{ind}}(\theta_2)\quad\text{for}\ \theta_1<\theta_2",
        printed="C(n*s, x)/C(s, x) > C(n*s, y)/C(s, y)",
        prose=True,
        domain=Domain(
            {
                "n": integers(2, 40),
                "s": half_integers("1/2", "5/2"),
                "x": reals(0, 20, smallest="1e-4"),
                "y": reals(0, 20, smallest="1e-4"),
            },
            where=lambda p: 0 < p["x"] < p["y"],
            where_text="0 < x < y",
        ),
        bindings={"C": C},
        partners=(("x", "y"),),
        conventions="P_col/P_ind = C_ns/C_s by (20) and (21); x, y stand for hbar omega theta_h",
        checks=(Inequality(route="symbolic", points=80, search=20),),
        depends=("heatcap.eq7",),
    ),
)
