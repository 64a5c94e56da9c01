"""Appendix D: rectification between the cold and a narrow hot reservoir."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from cotherm.numeric.fields import Field
from cotherm.numeric.refrigerator import Refrigerator, refrigerator_model
from cotherm.numeric.refrigerator_transport import rectification
from cotherm.numeric.reservoirs import bose_occupation

from ...books import full, whole
from ...checks import Scaling
from ...claims import Claim
from ...domain import Caveat, Domain, Point, among, reals
from .settings import decided, signs


def _hot_model(point: Point) -> Refrigerator:
    """Cold and hot reservoir only, the hot one narrow at 6; cold density at `eps`."""
    return refrigerator_model(
        whole(point["N"]),
        beta_c=point["beta_c"],
        beta_h=point["beta_h"],
        beta_w=1,
        delta_c=point["delta_c"],
        delta_h=point.get("x", Fraction(1, 10**6)),
        delta_w=1,
        eps_c=point.get("eps", 2),
        eps_h=6,
        gamma_c=point.get("g", 1),
        gamma_w=0,
    )


def _hot_ratio(field: Field, point: Point) -> Any:
    return rectification(field, _hot_model(point), ("c", "h"))


def _beyond(field: Field, point: Point) -> list[Any]:
    """Ratio less what two levels can reach at these temperatures, whatever the rates."""
    ratio = _hot_ratio(field, point)
    cold, hot = (
        1 + 2 * bose_occupation(field, field.number(2 * point[k])) for k in ("beta_c", "beta_h")
    )
    return [ratio - hot / cold]


CLAIMS = (
    Claim(
        id="qar.textD-rect",
        where="App. D",
        kind="statement",
        title="Cold and hot reservoir alone can rectify more than two levels ever do",
        latex=r"\text{one can observe}\ \frac{|\bar I^c_E(\beta_c,\beta_h)|}{|\bar I^c_E(\beta_h,\beta_c)|}>\frac{1+2n(\beta_h)}{1+2n(\beta_c)}",
        printed="1",
        prose=True,
        domain=Domain(
            {
                "N": among(5, 11, 31),
                "eps": among(2, 4),
                "g": among("1/100", 1),
                "beta_c": reals("9/5", "11/5"),
                "beta_h": reals("9/10", "11/10"),
                "delta_c": reals("1/100", 3),
            }
        ),
        oracle_only=("N", "eps", "g", "beta_c", "beta_h", "delta_c"),
        conventions="sign of the ratio less the largest one of (D2) at these temperatures, whatever the rates there; Omega = 1, "
        "Gamma_w = 0, eps_h = 6, delta_h = 1e-6 (height 1); the cold density, which the paper leaves open here, at eps with height g and "
        "width delta_c",
        checks=(
            decided(
                signs(_beyond, "complete rate equation with cold and hot reservoir, both biases"),
                "ratio against that of two levels",
                points=40,
                minimum=12,
            ),
        ),
        caveats=(
            Caveat(
                "a narrow cold density (delta_c of at most 1/15) at 4, the transition between 3/2 and 5/2. At the lowest transition, 2, as in "
                "the rest of the paper, the ratio stays at 1.09 to 1.12 (beta_c = 2, beta_h = 1), below the 1.266 that two levels can reach, "
                "and so it does for broad densities (delta_c of 1 or more) at 2 to 5",
                lambda p: p["eps"] == 4 and p["delta_c"] <= Fraction(1, 15),
                fixes=("eps",),
            ),
        ),
        notes=(
            "The sentence says that one can observe it: an example is enough. At beta_c = 2, beta_h = 1, eps_c = 4 the ratio for N = 5 "
            "(31) is 5.0 (5.2), 1.97 (2.19), 1.37 (1.44), 1.12 (1.12) at delta_c = 0.01, 0.05, 0.1, 1 and height 1; at height 1/100 it is "
            "5.7 (5.7), 4.5 (4.8), 3.0 (3.5), 1.14 (1.16).",
            "Two levels with equal rates do not rectify at all: against these, 1.09 to 1.12 is stronger too.",
        ),
        depends=("qar.textD-mild",),
    ),
    Claim(
        id="qar.textD-rect.N",
        where="App. D",
        kind="scaling",
        title="The ratio does not grow with N in the long run",
        latex=r"\frac{|\bar I^c_E(\beta_c,\beta_h)|}{|\bar I^c_E(\beta_h,\beta_c)|}\propto N^0",
        printed="0",
        prose=True,
        domain=Domain(
            {
                "eps": among(2, 4),
                "beta_c": reals("1/2", 3),
                "beta_h": reals("1/5", 2),
                "delta_c": reals("1/20", 3),
            },
            where=lambda p: p["beta_c"] > p["beta_h"],
            where_text="beta_c > beta_h",
        ),
        oracle_only=("eps", "beta_c", "beta_h", "delta_c"),
        conventions="exponent of N; Omega = 1, Gamma_w = 0, eps_c = eps, eps_h = 6, heights 1, delta_h = 1e-6",
        checks=(
            Scaling(
                full(_hot_ratio, "complete rate equation with cold and hot reservoir, both biases"),
                route="numeric",
                variable="N",
                sequence=tuple(Fraction(n) for n in (31, 91, 271, 811)),
                points=6,
                digits=20,
            ),
        ),
        notes=(
            "Between N = 5 and N = 200 the ratio still changes by several per cent where higher levels take part (1.63 to 1.75 at "
            "beta_c = 1/2, beta_h = 1/5, delta_c = 3), then it stays.",
        ),
        depends=("qar.textD-rect",),
    ),
)
