"""Secs. I and V: the coldest temperature that can be reached, and when three levels suffice."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from functools import lru_cache
from typing import Any

from cotherm.numeric.fields import Field
from cotherm.numeric.refrigerator_bands import banded_cumulants
from cotherm.numeric.refrigerator_window import current_contour
from cotherm.symbolic.forms import refrigerator as three_levels
from cotherm.symbolic.forms import refrigerator_levels as levels
from cotherm.symbolic.forms.refrigerator_window import current_zero

from ...algebras import digits_to_bits, precision
from ...books import bind, full
from ...checks import Asymptotic, Equality, Oracle, Proof, Result
from ...checks.asymptotic import powers_of_ten
from ...claims import Claim
from ...domain import Domain, Point, among, reals
from . import settings
from .settings import closed_signs, decided, odd, signs

# ----------------------------------------------------------------- coldest temperature in reach


def _inverse(zero: Any, digits: int) -> Any:
    with precision(digits_to_bits(digits)):
        return 1 / zero


@lru_cache(maxsize=256)
def _coldest(items: tuple[tuple[str, Any], ...], hot: Fraction, digits: int) -> Any:
    """Temperature at which the cold current changes sign, numeric book; widths where not reduced."""
    values = dict(items)
    zero = current_contour(
        "beta_c",
        hot * Fraction(21, 20),
        hot * 5,
        digits=digits,
        reduced="delta_w" not in values,
        beta_h=hot,
        **values,
    )
    return _inverse(zero, digits)


@lru_cache(maxsize=256)
def _closed_coldest(items: tuple[tuple[str, Any], ...], hot: Fraction, digits: int) -> Any:
    """The same from the closed form of (G1), or from the continued fraction."""
    values = dict(items)
    form = levels.sector_current if "delta_w" in values else three_levels.reduced_current
    low, high = float(hot) * 1.05, float(hot) * 5
    zero = current_zero(form, "beta_c", low, high, digits=digits, beta_h=hot, **values)
    return _inverse(zero, digits)


def _ideal(point: Point) -> tuple[tuple[str, Any], ...]:
    """(G1) with the work reservoir at beta_w = x, infinitely hot without x."""
    return (("N", int(point["N"])), ("beta_w", point.get("x", Fraction(0))))


def _narrow(point: Point) -> tuple[tuple[str, Any], ...]:
    """The full model with delta_c = delta_h = x and delta_w = x^2, first narrow, then hot."""
    x = point["x"]
    widths = (("delta_c", x), ("delta_h", x), ("delta_w", x * x))
    return (("N", int(point["N"])), ("beta_w", x), *widths)


def _coldest_oracles(rule: Any, numeric: str, symbolic: str) -> tuple[Oracle, Oracle]:
    def at(function: Any) -> Any:
        return lambda p, d: function(rule(p), 1 / p["T"], d)

    return Oracle(at(_coldest), numeric), Oracle(at(_closed_coldest), symbolic, "symbolic")


IDEAL = _coldest_oracles(
    _ideal,
    "sign change of the current of the three-level model, enclosed by balls",
    "sign change of the closed form of the current of (G1), at beta_w = 0 that is (G4)",
)
NARROW = _coldest_oracles(
    _narrow,
    "sign change of the current of the complete rate equation",
    "sign change of the continued fraction",
)

# ------------------------------------------------------------------------- nothing cools for free

TUNINGS = {
    **{f"beta_{name}": reals("1/10", 6) for name in "hw"},
    **{f"delta_{name}": reals("1/10000", 2) for name in "chw"},
    **{f"eps_{name}": reals("1/2", 20) for name in "chw"},
}
WIDTHS = ("delta_c", "delta_h", "delta_w")
COLDEST = Fraction(400)
"""Inverse temperature that stands for a cold reservoir near absolute zero in the symbolic book."""


def _limits(point: Point) -> tuple[dict[str, Any], dict[str, Any]]:
    """Any tuning, and the one of the paper with the cold reservoir at a third of T_h."""
    hot = {name: point[name] for name in ("beta_h", *WIDTHS)}
    work = min(point["beta_w"], point["beta_h"])
    return (
        {name: point[name] for name in TUNINGS},
        {**hot, "beta_w": work, "beta_c": 3 * point["beta_h"]},
    )


def _stopped(field: Field, point: Point) -> Sequence[Any]:
    cold, third = _limits(point)
    return [
        settings.current(field, {**cold, "N": point["N"]}, beta_c=COLDEST, **_peaks(cold)),
        settings.current(field, {**third, "N": point["N"]}),
    ]


def _closed_stopped(bits: int, point: Point) -> Sequence[Any]:
    cold, third = _limits(point)
    return [
        settings.closed_current(bits, {**cold, "N": point["N"]}, beta_c=COLDEST, **_peaks(cold)),
        settings.closed_current(bits, {**third, "N": point["N"]}),
    ]


def _peaks(values: Mapping[str, Any]) -> dict[str, Any]:
    return {name: values[name] for name in values if name.startswith("eps_")}


def _many(point: Point) -> list[Fraction]:
    """The same two signs for many spins, where the error estimate of float64 leaves no doubt."""
    cold, third = _limits(point)
    # Near absolute zero rates underflow harmlessly: 60/Omega is cold enough there.
    models = [
        settings.model({**cold, "N": point["N"]}, beta_c=Fraction(60), **_peaks(cold)),
        settings.model({**third, "N": point["N"]}),
    ]
    found = []
    for model in models:
        result = banded_cumulants(model)
        current, error = result.currents["c"], result.error_estimates["c"]
        found.append(Fraction((current > error) - (current < -error)))
    return found


MANY = {name: TUNINGS[name] for name in TUNINGS if name.startswith(("beta", "eps"))} | {
    name: reals("1/1000", 2) for name in WIDTHS
}

# ------------------------------------------------------------------------- three levels suffice

TINY = Fraction(1, 10**40)
HOT = Fraction(1, 10**15)

OCCUPIED = "(Gc(N)*exp(-2*r*beta_h)+Gh(N)*exp(-6*beta_h))/(Gc(N)+Gh(N))"
RATIO = "5*(N-3)*(N+5)/(64*N**2)"
THERMAL = f"{OCCUPIED}*(exp(-6*r*beta_h)+{RATIO}*exp(-10*beta_h))/(1+{RATIO})"
"""Population of 7/2: that of 3/2 and 5/2, times what cold (6 Omega) and hot bath (10 Omega) allow."""

NC, NH, N2 = (f"(1/(exp({x})-1))" for x in ("2*r*beta_h", "6*beta_h", "2*beta_h"))
SUM = f"(Gc(N)*(1+3*{NC})+Gh(N)*(1+3*{NH}))"
WIDE = (
    "delta**2*("
    f"4*Gw(N)*(Gc(N)*{NC}+Gh(N)*{NH})/(9*Gc(N)*Gh(N)*({NC}-{NH}))"
    f"+(Gh(N)*(1+3*{NH})/16+Gc(N)*(1+3*{NC})/144)/{SUM}"
    f"+3*(N+1)**2*(N-1)*(N+3)/(64*256*N**2)"
    f"*((1+3*{N2})/{SUM}-({NC}-{N2})/(Gh(N)*({NC}-{NH}))))"
)
"""Cold bath on 3/2-5/2, lower peaks of cold and hot bath, hot bath on 1/2-3/2."""


def _full_model(point: Point, hot: Fraction) -> dict[str, Any]:
    """Settings in which the other widths are ``delta`` (or tiny) and the work reservoir is ideal."""
    width = point.get("delta", TINY)
    return {
        "N": point["N"],
        "beta_c": point["r"] * hot,
        "beta_h": hot,
        "beta_w": HOT,
        "delta_c": width,
        "delta_h": width,
        "delta_w": width * TINY**2,
    }


def _full_current(field: Field, point: Point) -> Any:
    return settings.current(field, _full_model(point, point["beta_h"]))


def _closed_full_current(point: Point, digits: int) -> Any:
    bits = digits_to_bits(digits)
    return settings.closed_current(bits, _full_model(point, point["beta_h"]))


def _effective(reservoir: int) -> Any:
    """Effective rate of a reservoir as a function in a formula."""
    return lambda N: settings.effective_rates(N)[reservoir]


NOTES = (
    "Thermal part: what is populated above 5/2 however narrow the densities are, so that the current is the population of the three "
    "levels times the reduced one.",
    "Width part: delta^2 times a number that grows as exp(2 (beta_c - beta_h)), by the hot reservoir on 1/2-3/2. At fixed width the "
    "temperatures must therefore not be too low either: the current changes sign where this part reaches one.",
    "The work reservoir has to be narrower than the others by more than the root of its occupation (qar.text-approach-ideal); the "
    "noise is not reduced in this limit.",
)


def _law(variable: str, **more: Any) -> tuple[Asymptotic, Asymptotic]:
    """One error law against both books."""
    sequence = more.pop("sequence")
    return (
        Asymptotic(
            full(_full_current, "current of the complete rate equation"),
            route="numeric",
            variable=variable,
            sequence=sequence,
            **more,
        ),
        Asymptotic(
            Oracle(_closed_full_current, "continued fraction for all levels", "symbolic"),
            variable=variable,
            sequence=sequence,
            **more,
        ),
    )


THIRD = Claim(
    id="qar.text-third",
    where="Sec. I",
    kind="number",
    title="The perfect machine cools down to a third of the intermediate temperature",
    latex=r"T_c\ge\tfrac13T_h",
    printed="T/3",
    domain=Domain({"N": odd(5, 41), "T": reals("1/3", 4)}),
    oracle_only=("N",),
    conventions="k_B = Omega = 1; T: temperature of the hot, i.e. intermediate reservoir. Temperature of the cold reservoir at which the "
    "cold current changes sign, in the perfect limit: widths to zero first (reduced model), then the work reservoir infinitely hot",
    checks=(
        Proof("coldest_temperature", (Result("limit"),), names={"T_h": "T"}),
        *(
            check
            for ideal, narrow in zip(IDEAL, NARROW, strict=True)
            for check in (
                Equality(ideal, digits=30, points=8),
                Asymptotic(
                    ideal,
                    variable="x",
                    sequence=powers_of_ten(-2, -5),
                    remainder="x",
                    title="limit of a hot work reservoir in the reduced model, with the order of the remainder",
                    points=3,
                    digits=30,
                ),
                Asymptotic(
                    narrow,
                    variable="x",
                    sequence=powers_of_ten(-2, -5),
                    title="joint limit in the full model: widths x, x, x^2, beta_w = x",
                    domain=Domain({"N": among(5, 7, 11), "T": reals("4/5", "5/4")}),
                    points=3,
                    digits=20,
                ),
            )
        ),
    ),
    depends=("qar.textG-condition", "qar.text-window"),
    notes=(
        "With a work reservoir of finite T_w the border is T_h T_w/(3 T_w - 2 T_h), always above T_h/3.",
        "The order of limits matters: at fixed widths an infinitely hot work reservoir drives 1/2-3/2 as well and ends the cooling "
        "(31 spins, widths of Fig. 2, beta_c = 1.5: current 0.302 at beta_w = 0.001, 0.191 at 0.0001, -4.58 at 0.000001).",
        "The third belongs to the lowest cycle, not to the spins as such: with the peaks at 2 (cold), 12.5 (hot) and 8 (work), 41 "
        "spins cool at T_c = T_h/3.1 (beta_h = 0.01, widths 1e-8, 1e-2, 1e-14, beta_w = 1e-10), along 3/2-7/2-9/2-5/2-1/2.",
    ),
)

LAW = Claim(
    id="qar.text-third-law",
    where="Sec. V",
    kind="statement",
    title="The window of cooling is finite for every number of spins",
    latex=r"\bar I^c_E<0\ (T_c\to0,\ T_h>0);\quad\bar I^c_E<0\ \text{at}\ T_c=T_h/3",
    printed="[-1, -1]",
    prose=True,
    domain=Domain({"N": odd(5, 41), **TUNINGS}),
    oracle_only=("N", *TUNINGS),
    conventions="signs of the cold current of the full model: for any peaks and widths with a cold reservoir near absolute zero (beta_c = 400, "
    "in float64 60), and for the peaks of the paper and any widths at T_c = T_h/3, where beta_w is at most beta_h",
    checks=(
        decided(signs(_stopped, "complete rate equation"), "end of the window", points=30),
        decided(
            closed_signs(_closed_stopped, "continued fraction for all levels"),
            "end of the window",
            points=20,
        ),
        decided(
            Oracle(lambda p, d: _many(p), "state reduction of the banded matrix, float64"),
            "end of the window for many spins, beyond the error estimate",
            points=8,
            domain=Domain({"N": among(101, 1001, 4001), **MANY}),
        ),
    ),
    depends=("qar.text-third",),
    notes=(
        "What is computed is the premise, that the window is finite whatever N is. That the third law follows is the inference of the paper.",
        "The first sign has a plain reason: at T_c = 0 the cold reservoir only takes energy, and it does take some, as every "
        "level is populated where T_h > 0. So for T_h > 0 the coldest temperature is positive for any spectral densities.",
        "The number of spins scales the current, not the window: for the reduced model the border T_h/3 does not depend on N at all.",
    ),
)

REDUCTION = Claim(
    id="qar.text-narrow-lowT",
    where="Sec. V",
    kind="approximation",
    title="Narrow densities and low temperatures reduce the current to that of the ideal machine",
    latex=r"\bar I^c_E\simeq\bar I_\text{reduced}\quad(\delta_\nu\to0,\ \beta_\nu\ \text{not too small})",
    printed="R(N, r*beta_h, beta_h)",
    prose=True,
    domain=Domain({"N": odd(7, 41), "r": reals("6/5", "14/5"), "beta_h": reals(1, 6)}),
    bindings={
        "R": bind(three_levels.reduced_current, "N", "beta_c", "beta_h", beta_w=HOT),
        **{name: _effective(k) for k, name in enumerate(("Gc", "Gh", "Gw"))},
    },
    partners=(("r", "beta_h"),),
    conventions="R: current of the reduced model at beta_c = r beta_h inside its window, Gc, Gh, Gw: effective rates at unit heights; "
    "delta_c = delta_h = delta, beta_w = 1e-15, delta_w so small that delta_w^2 n_w is far below delta^2. Leading relative error: in the temperature "
    "for widths that vanish first (delta = 1e-40), and in the width where it is cold",
    checks=(
        *_law(
            "beta_h",
            sequence=tuple(Fraction(k) for k in (2, 3, 4, 5, 6)),
            law=THERMAL,
            title="error law in the temperature",
            points=5,
        ),
        *_law(
            "delta",
            sequence=powers_of_ten(-9, -12),
            law=WIDE,
            title="error law in the width",
            domain=Domain({"N": odd(7, 41), "r": reals("6/5", "14/5"), "beta_h": reals(9, 10)}),
            points=5,
        ),
    ),
    depends=("qar.text-approach-ideal",),
    notes=NOTES,
)

CLAIMS = (THIRD, LAW, REDUCTION)
