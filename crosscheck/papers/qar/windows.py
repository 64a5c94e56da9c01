"""Sec. IV, Fig. 4: the largest inverse temperature of the cold reservoir at which the machine cools."""

from __future__ import annotations

from fractions import Fraction
from functools import lru_cache
from typing import Any

from cotherm.numeric.refrigerator_window import current_contour
from cotherm.symbolic.forms import refrigerator as three_levels
from cotherm.symbolic.forms import refrigerator_levels as levels
from cotherm.symbolic.forms.refrigerator_window import current_zero, cycle_window

from ...algebras import digits_to_bits, precision, to_ball
from ...checks import Asymptotic, Equality, Inequality, Oracle, Proof, Result
from ...checks.asymptotic import powers_of_ten
from ...claims import Claim
from ...domain import Domain, Point, among, reals
from . import settings
from .settings import closed_signs, decided, odd, signs

# ---------------------------------------------------------------------------- zeros in beta_c

LARGEST = settings.numeric_zero("beta_c", "9/10", 4)
"""Largest beta_c with cooling, full model."""


def closed_largest(point: Point, digits: int, **changes: Any) -> Any:
    """The same from the continued fraction."""
    values = settings.setting(point, **changes)
    values.pop("beta_c")
    return current_zero(levels.sector_current, "beta_c", 0.9, 4.0, digits=digits, **values)


def _reduced_zero(point: Point, digits: int, work: Fraction, lowest: Any = None) -> Any:
    return _remembered_zero(point["N"], point["beta_h"], digits, work, lowest)


@lru_cache(maxsize=512)
def _remembered_zero(N: Fraction, hot: Fraction, digits: int, work: Fraction, lowest: Any) -> Any:
    more = {} if lowest is None else {"lowest": lowest}
    return current_contour(
        "beta_c",
        hot * Fraction(21, 20),
        hot * 5,
        digits=digits,
        reduced=True,
        N=int(N),
        beta_h=hot,
        beta_w=work,
        **more,
    )


def _closed_reduced_zero(point: Point, digits: int, work: Fraction) -> Any:
    hot = point["beta_h"]
    return current_zero(
        three_levels.reduced_current,
        "beta_c",
        float(hot) * 1.05,
        float(hot) * 5,
        digits=digits,
        N=point["N"],
        beta_h=hot,
        beta_w=work,
    )


def _ratio_of_quanta(point: Point, digits: int) -> Any:
    with precision(digits_to_bits(digits)):
        return cycle_window.digits(digits + 5, a=Fraction(1, 2)) * to_ball(point["beta_h"])


def _with_others(point: Point, digits: int) -> Any:
    """Largest beta_c where the cold and hot reservoir have a common width delta."""
    return LARGEST(point, digits, delta_c=point["delta"], delta_h=point["delta"])


def _falls(zero: Any, point: Point) -> Any:
    at = {"N": point["N"]}
    return zero(at, 12, delta_w=point["x"]) - zero(at, 12, delta_w=point["y"])


WIDER = Domain(
    {"x": reals("1/10000", "1/125"), "y": reals("1/10000", "1/125"), "N": among(15, 31)},
    where=lambda p: p["x"] > p["y"],
    where_text="x > y",
)

CLAIMS = (
    Claim(
        id="qar.text-larger-dw-lower-max",
        where="Sec. IV, Fig. 4",
        kind="statement",
        title="A broader work reservoir gives a smaller largest beta_c",
        latex=r"\beta_c^{max}(\delta_w)<\beta_c^{max}(\delta_w')\quad(\delta_w>\delta_w')",
        printed="-1",
        prose=True,
        domain=WIDER,
        oracle_only=("x", "y", "N"),
        conventions="sign of the difference of the zeros in beta_c at delta_w = x and delta_w = y < x; other parameters as in Fig. 4",
        checks=(
            decided(
                signs(
                    lambda f, p: [_falls(LARGEST, p)],
                    "sign changes of the current of the complete rate equation",
                ),
                "order of the zeros",
                points=6,
            ),
            decided(
                closed_signs(
                    lambda b, p: [_falls(closed_largest, p)],
                    "sign changes of the continued fraction",
                ),
                "order of the zeros",
                points=6,
            ),
        ),
        depends=("qar.text-broad-stops",),
    ),
    Claim(
        id="qar.text-higher-cycle",
        where="Sec. IV",
        kind="inequality",
        title="A cycle of higher levels, perfectly tuned, has a narrower window",
        latex=r"\beta_c^{max}(v^+_{5/2}\to v^+_{7/2}\to v^+_{9/2})<3\beta_h",
        printed="B(N, beta_h) < 3*beta_h",
        prose=True,
        domain=Domain({"N": odd(9, 41), "beta_h": reals("1/4", 2)}),
        bindings={
            "B": lambda N, hot: _reduced_zero(
                {"N": N, "beta_h": hot}, settings.ambient_digits(), Fraction(0), "5/2"
            )
        },
        conventions="zero of the current of the ideal cycle with one transition per reservoir, infinitely hot work reservoir",
        checks=(Inequality(route="numeric", points=16, minimum=10, search=0, digits=20),),
        notes=(
            "The ratio is 7/3: (4a + 4)/(2a + 1) for the cycle a, a + 1, a + 2, which falls from 3 to 2.",
        ),
        depends=("qar.textG-condition",),
    ),
    Claim(
        id="qar.text-window",
        where="Sec. IV, App. G",
        kind="identity",
        title="Largest beta_c of the reduced model",
        latex=r"\beta_c^{max}=3\beta_h",
        printed="3*beta_h",
        domain=Domain({"N": odd(5, 41), "beta_h": reals("1/4", 3)}),
        oracle_only=("N",),
        conventions="zero of the current in beta_c for an infinitely hot work reservoir",
        checks=(
            Proof("cooling_window", (Result("rewrite", 2),)),
            Equality(
                Oracle(
                    lambda p, d: _reduced_zero(p, d, Fraction(0)),
                    "sign change of the current of the three-level model, enclosed by balls",
                ),
                route="numeric",
                digits=30,
                points=8,
            ),
            Equality(
                Oracle(
                    lambda p, d: _closed_reduced_zero(p, d, Fraction(0)),
                    "sign change of the closed form of the current of (G1)",
                    "symbolic",
                ),
                digits=30,
                points=8,
            ),
            Equality(
                Oracle(
                    _ratio_of_quanta,
                    "ratio of the quanta of the cycle, closed form",
                    "symbolic",
                ),
                digits=30,
                points=8,
            ),
            Asymptotic(
                Oracle(
                    lambda p, d: _reduced_zero(p, d, p["x"]),
                    "the same with finite beta_w = x",
                ),
                route="numeric",
                variable="x",
                sequence=powers_of_ten(-2, -5),
                remainder="x",
                title="limit of a hot work reservoir, with the order of the remainder",
                points=3,
                digits=30,
            ),
        ),
        notes=(
            "At finite beta_w the zero is 3 beta_h - 2 beta_w: the affinity 6 beta_h - 2 beta_c - 4 beta_w vanishes there.",
        ),
        depends=("qar.textG-condition",),
    ),
    Claim(
        id="qar.text-window.approach",
        where="Sec. IV, Fig. 4",
        kind="inequality",
        title="The largest beta_c of the full model with a narrow work reservoir comes close to that of the reduced one",
        latex=r"\beta_c^{max}\ \text{close to}\ 3\beta_h\ \text{for}\ \delta_w\to0:\quad1-\frac{\beta_c^{max}}{3\beta_h}<\frac1{50}",
        printed="1-Z(N, delta_w, delta)/3 < 1/50",
        prose=True,
        domain=Domain(
            {
                "N": among(7, 31),
                "delta_w": among("1/1000000", "1/100000"),
                "delta": among("1/10", "1/100"),
            }
        ),
        bindings={
            "Z": settings.zero_at(_with_others, "N", "delta_w", "delta"),
        },
        conventions="Z: zero of the current of the full model in beta_c, numeric book, beta_h = 1, beta_w = 0.001; delta_c = delta_h = delta up to those of "
        "Fig. 4. Close is read as within 2 percent; no number is printed",
        checks=(Inequality(route="numeric", points=8, minimum=8, search=0, digits=12),),
        explained={
            "1-Z(N, delta_w, delta)/3 < 1/51": "also true: the largest distance is 1.80 percent"
        },
        notes=(
            "At the widths 0.1 of Fig. 4 and beta_h = 1 the zero tends to 2.947 for delta_w -> 0, 1.8 percent below 3 (1.9 percent at "
            "beta_h = 0.8 or 1.2); 0.5 percent are left at delta_c = delta_h = 0.05, 0.08 percent at 0.01, of these 0.07 by beta_w = 0.001.",
        ),
        depends=("qar.text-window",),
    ),
)
