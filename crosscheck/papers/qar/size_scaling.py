"""Abstract, Secs. I and V: growth with the square of the number of spins, at any size and in any window."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction
from functools import lru_cache
from typing import Any

import flint

from cotherm.numeric.fields import Field, Float64
from cotherm.numeric.refrigerator import inverse_temperatures
from cotherm.numeric.refrigerator_bands import banded_cumulants, sector_bands
from cotherm.numeric.refrigerator_rates import entropy_production
from cotherm.numeric.refrigerator_reduced import (
    reduced_cumulants,
    reduced_occupations,
    reduced_rates,
    three_level_system,
)
from cotherm.numeric.refrigerator_window import banded_border
from cotherm.symbolic.forms import refrigerator as three_levels
from cotherm.symbolic.forms.refrigerator_growth import sector_growth, sector_production
from cotherm.symbolic.forms.refrigerator_window import current_zero

from ...algebras import to_ball
from ...books import full, whole
from ...checks import Asymptotic, Oracle, Scaling
from ...claims import Claim
from ...domain import Domain, Point, reals
from . import settings
from .full_model import remembered

SIZES = tuple(Fraction(n) for n in (127, 255, 511, 1023))
LARGER = tuple(Fraction(n) for n in (201, 1001, 10001))
KEPT = 36
"""Levels of the endless ladder: the others hold less than 1e-20 of the population."""

BETAS = {"beta_c": reals("3/2", "5/2"), "beta_h": reals("9/10", "11/10")}
REGIME = {
    **BETAS,
    "beta_w": reals("1/1000", "1/200"),
    "delta_c": reals("1/20", "1/10"),
    "delta_h": reals("1/20", "1/10"),
    "delta_w": reals("1/5000", "1/1000"),
}

# ------------------------------------------------------------------ current, noise and entropy


def _production(field: Field, point: Point) -> Any:
    return entropy_production(
        settings.rates(field, point), inverse_temperatures(field, settings.model(point))
    )


def _reduced_production(field: Field, point: Point) -> Any:
    """Entropy production of the three-level model, from all three of its currents."""
    values = settings.setting(point)
    N, betas = values["N"], {name: values[f"beta_{name}"] for name in "chw"}
    system = three_level_system(
        field, reduced_rates(field, N), reduced_occupations(field, N, *betas.values())
    )
    with field:
        return entropy_production(system, {name: field.number(b) for name, b in betas.items()})


def _both_models(field: Field, point: Point) -> Sequence[Any]:
    """Current, noise and entropy production of the full and of the reduced model."""
    reduced = settings.reduced(field, point)
    return [
        settings.current(field, point),
        settings.noise(field, point),
        _production(field, point),
        reduced.mean,
        reduced.noise,
        _reduced_production(field, point),
    ]


def _closed_production(bits: int, point: Point) -> Any:
    return settings.closed_values(sector_production, bits, point)


def _closed_both(bits: int, point: Point) -> Sequence[Any]:
    """The same from the symbolic book; the reduced model produces I/2 times its affinity."""
    values = settings.setting(point)
    affinity = 6 * values["beta_h"] - 2 * values["beta_c"] - 4 * values["beta_w"]
    current = settings.closed_reduced(bits, point)
    return [
        settings.closed_current(bits, point),
        settings.closed_noise(bits, point),
        _closed_production(bits, point),
        current,
        settings.closed_reduced_noise(bits, point),
        current / 2 * to_ball(affinity),
    ]


def _coarse(form: Any) -> Callable[[int, Point], Any]:
    """(G4) or (G5) with the rates (G2)."""

    def value(bits: int, point: Point) -> Any:
        cold, hot, _ = (to_ball(rate) for rate in settings.effective_rates(point["N"]))
        values = settings.setting(point)
        nc, nh = (1 / to_ball(x).expm1() for x in (2 * values["beta_c"], 6 * values["beta_h"]))
        return form.ball(bits, Gc=cold, Gh=hot, nc=nc, nh=nh)

    return value


def _closed(function: Callable[[int, Point], Any], text: str) -> Oracle:
    return Oracle(lambda p, d: function(int(3.33 * d) + 128, p), text, "symbolic")


def _over_size(*oracles: Oracle, **more: Any) -> tuple[Scaling, ...]:
    return tuple(
        Scaling(oracle, variable="N", sequence=SIZES, title=f"exponent of N ({text})", **more)
        for oracle, text in zip(oracles, ("numeric", "symbolic", "reduced model"), strict=False)
    )


# ------------------------------------------------------------------------------- many spins


def _growth(quantity: str, **values: Any) -> Any:
    """Limit of a quantity over N^2 for many spins, symbolic book."""
    return sector_growth.ball(flint.ctx.prec, quantity=quantity, levels=KEPT, **values)


def _full_growth(beta_c: Fraction, beta_h: Fraction) -> Any:
    return _growth("current", **{**settings.SETTING, "beta_c": beta_c, "beta_h": beta_h})


def _two_limits(point: Point) -> Sequence[Any]:
    """Current of the three levels with infinitely hot work reservoir, and of the full model."""
    model = settings.model(point)
    single, double = sector_bands(model, "Jx")[1], sector_bands(model, "Jx2/N")[2]
    strengths = {"c": float(single[0]), "h": float(double[0]), "w": float(single[1])}
    betas = (point["beta_c"], point["beta_h"], Fraction(0))
    occupations = reduced_occupations(Float64(), whole(point["N"]), *betas)
    ideal = reduced_cumulants(Float64(), strengths, occupations).mean
    return [ideal, banded_cumulants(model).currents["c"]]


def _closed_limits(bits: int, point: Point) -> Sequence[Any]:
    values = {name: point[name] for name in ("N", "beta_c", "beta_h")}
    return [
        three_levels.reduced_current.ball(bits, **values, beta_w=0),
        settings.closed_current(bits, point),
    ]


# ------------------------------------------------------------------------- inside the window

WIDTHS = ("delta_c", "delta_h", "delta_w")


def _window(point: Point) -> float:
    """Largest beta_c with cooling, full model."""
    values = settings.setting(point)
    values.pop("beta_c")
    return banded_border("beta_c", 0.6, 4.0, **values)


def _inside(point: Point) -> Sequence[Any]:
    """Current over N^2 and largest beta_c, and the signs of the current and of the loss of window."""
    current = banded_cumulants(settings.model(point)).currents["c"]
    window = _window(point)
    signs = [Fraction((x > 0) - (x < 0)) for x in (current, 2.998 - window)]
    return [current / int(point["N"]) ** 2, window, *signs]


@lru_cache(maxsize=512)
def _window_of_many(digits: int, *widths: Fraction) -> Any:
    values = {**settings.SETTING, **dict(zip(WIDTHS, widths, strict=True))}
    values.pop("beta_c")
    return current_zero(
        sector_growth, "beta_c", 0.6, 4.0, digits=digits, quantity="current", levels=KEPT, **values
    )


def _growth_inside(beta_c: Fraction, *widths: Fraction) -> Any:
    values = {**settings.SETTING, **dict(zip(WIDTHS, widths, strict=True)), "beta_c": beta_c}
    return _growth("current", **values)


@lru_cache(maxsize=4096)
def _cools_inside(*values: Fraction) -> bool:
    """Whether many spins cool, by the float64 solver."""
    point = dict(zip(("beta_c", *WIDTHS), values, strict=True))
    return banded_cumulants(settings.model({**point, "N": SIZES[-1]})).currents["c"] > 0


NOTICE = "Omega = 1; other parameters of Fig. 2"


def _grows(name: str, title: str, symbol: str, *oracles: Oracle, **more: Any) -> Claim:
    return Claim(
        id=f"qar.text-scaling.{name}",
        where="abstract",
        kind="scaling",
        title=f"{title} grows as the square of the number of spins",
        latex=rf"{symbol}\propto N^2",
        printed="2",
        prose=True,
        domain=Domain(BETAS),
        oracle_only=tuple(BETAS),
        conventions=f"{NOTICE}; exponent of N",
        checks=_over_size(*oracles),
        depends=("qar.text-scaling",),
        **more,
    )


ABSTRACT = (
    Claim(
        id="qar.text-scaling",
        where="abstract",
        kind="scaling",
        title="Cooling current, noise and entropy production are quadratic in the number of spins",
        latex=r"\bar I^c_E,\ \bar S^c_E,\ \bar\sigma_i\propto N^2",
        printed="[2, 2, 2, 2, 2, 2]",
        prose=True,
        domain=Domain(REGIME),
        oracle_only=tuple(REGIME),
        conventions="Omega = 1; exponents of N of current, noise and entropy production of the full model, then of the three-level "
        "model; appropriate regimes: narrow densities, a work reservoir at least 180 times as hot as the hot one, and beta_c "
        "inside the window of cooling",
        checks=_over_size(
            full(_both_models, "complete rate equation, and three levels with explicit elements"),
            _closed(_closed_both, "continued fraction for all levels, and closed forms of (G1)"),
            points=2,
        ),
        notes=(
            "For few spins the local exponents are smaller, at the setting of Fig. 2: current 1.89 (N = 15 to 21), 1.93 (41 to 51), "
            "1.97 (101 to 201); noise 1.91, 1.94, 1.98; entropy production 1.91, 1.94, 1.98. The rest falls as 1/N.",
            "For many spins current, noise and entropy production are 8.984e-5, 3.606e-4 and 1.587e-4 times N^2 (full model).",
        ),
        depends=("qar.text-abs-qar",),
    ),
    _grows(
        "I",
        "The cooling current",
        r"\bar I^c_E",
        full(settings.current, "complete rate equation"),
        _closed(settings.closed_current, "continued fraction for all levels"),
        _closed(_coarse(three_levels.coarse_current_rates), "(G4) with the rates (G2)"),
    ),
    _grows(
        "S",
        "The noise of the cooling current",
        r"\bar S^c_E",
        full(settings.noise, "complete rate equation"),
        _closed(settings.closed_noise, "continued fraction for all levels"),
        _closed(_coarse(three_levels.coarse_noise_rates), "(G5) with the rates (G2)"),
    ),
    _grows(
        "sigma",
        "The entropy production rate",
        r"\bar\sigma_i",
        full(_production, "(18) with the currents of the complete rate equation"),
        _closed(_closed_production, "(18) with the currents of the continued fraction"),
    ),
    Claim(
        id="qar.text-scalable",
        where="Sec. I",
        kind="statement",
        title="No bound on the size, and a simple limit of many spins",
        latex=r"\bar I^c_E\to N^2\frac{n_c-n_h}{8(17+48n_c+3n_h)}\ \text{(reduced)},\quad"
        r"\bar I^c_E\to N^2F(\beta_c,\beta_h)\ \text{(full)}\quad(N\to\infty)",
        printed="[N**2*(n(2*beta_c)-n(6*beta_h))/(8*(17+48*n(2*beta_c)+3*n(6*beta_h))), N**2*F(beta_c, beta_h)]",
        prose=True,
        domain=Domain(BETAS),
        bindings={"F": remembered(_full_growth), "n": lambda x: 1 / to_ball(x).expm1()},
        conventions=f"{NOTICE}; reduced: (G4) with (G2) for many spins, the work reservoir infinitely hot; full: F from the symbolic "
        "book, the endless ladder whose rates are those of the N spins divided by N^2",
        checks=(
            Asymptotic(
                Oracle(
                    lambda p, d: _two_limits(p),
                    "three levels with explicit matrix elements; float64 solution of all 101 to 5001 levels",
                ),
                route="numeric",
                variable="N",
                sequence=LARGER,
                remainder="N",
                title="limit of many spins, with the order of the remainder",
                points=4,
            ),
            Asymptotic(
                _closed(
                    _closed_limits, "closed form of (G1) and continued fraction for all levels"
                ),
                variable="N",
                sequence=SIZES,
                remainder="N",
                title="limit of many spins, with the order of the remainder",
                points=4,
            ),
        ),
        notes=(
            "At the setting of Fig. 2 the factors of N^2 are 1.129e-4 and 8.984e-5: what the higher levels and other transitions take "
            "stays 20 percent for any number of spins. The largest size solved is N = 100001.",
        ),
        depends=("qar.text-scaling.I",),
    ),
)

WINDOW = Claim(
    id="qar.text-window-speedup",
    where="Sec. V",
    kind="statement",
    title="The window of cooling shrinks, the quadratic growth inside it stays",
    latex=r"\frac{\bar I^c_E}{N^2}\to A>0,\quad\beta_c^{max}\to B<3\beta_h\quad(N\to\infty)",
    printed="[A(beta_c, delta_c, delta_h, delta_w), B(delta_c, delta_h, delta_w), 1, 1]",
    prose=True,
    domain=Domain(
        {
            "beta_c": reals("11/10", "14/5"),
            "delta_c": reals("1/20", "1/5"),
            "delta_h": reals("1/20", "1/2"),
            "delta_w": reals("1/2000", "1/400"),
        },
        where=lambda p: _cools_inside(*(p[name] for name in ("beta_c", *WIDTHS))),
        where_text="beta_c inside the window: 1023 spins cool",
    ),
    partners=(("delta_c", "delta_h"), ("delta_c", "delta_w")),
    bindings={
        "A": remembered(_growth_inside),
        "B": lambda *widths: _window_of_many(settings.ambient_digits(), *widths),
    },
    conventions=f"{NOTICE}, beta_h = 1; A and B of the endless ladder that is left of the rates over N^2 (symbolic book); then "
    "the signs of the current and of the loss of window against 3 beta_h - 2 beta_w of the reduced model",
    checks=(
        Asymptotic(
            Oracle(
                lambda p, d: _inside(p),
                "float64 solution of all levels: current over N^2, zero in beta_c, and both signs",
            ),
            route="numeric",
            variable="N",
            sequence=SIZES,
            remainder="1/N",
            title="limit of many spins, with the order of the remainder",
            points=4,
            digits=30,
        ),
    ),
    notes=(
        "For delta_w = 0.001, 0.002, 0.004, 0.006, 0.008 and the other widths of Fig. 2 the window of many spins ends at beta_c = 2.681, "
        "2.281, 1.704, 1.337, 1.080.",
        "Near the end of the window the limit is reached later: at beta_c = 2.66, 0.02 before the end, the local exponents are 1.70 (N = 31 "
        "to 61), 1.88 (127 to 255), 1.96 (511 to 1023).",
    ),
    depends=("qar.text-scaling.I", "qar.text-larger-dw-lower-max", "qar.text-window"),
)
