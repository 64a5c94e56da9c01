"""Values of both books, parameters and domains that several claims of ``spinstar`` share."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from functools import lru_cache
from typing import Any

import flint

from cotherm.numeric import spin_star
from cotherm.numeric.fields import Ball, Field
from cotherm.numeric.spin_star import Coupling, Model, coupling
from cotherm.symbolic.closed_form import ClosedForm
from cotherm.symbolic.forms import fuel

from ...books import full
from ...checks import Oracle
from ...domain import Axis, Domain, Point, among, half_integers, reals

FIG1 = {
    "omega": Fraction(6),
    "J": Fraction(4, 5),
    "lam": Fraction(3, 4),
    "beta": Fraction(1),
}
"""Parameters of Fig. 1 in units of T_b; those of Fig. 2 but for lam."""

ANISOTROPIES = ("0", "1/4", "1/2", "3/4", "9/10", "1")
"""The values of lam in Table 1."""

NAMES = ("S", "lam", "J", "omega", "beta")
GENERIC: dict[str, Axis] = {
    "lam": reals(-2, 2, zero=True),
    "J": reals(-2, 2, smallest="1/20"),
    "omega": reals("1/5", 6),
    "beta": reals("1/5", 2),
}
"""Any coupling, in baths neither very hot nor very cold."""


def model_of(point: Point) -> Model:
    """Return "star" where the point has star = 1, else "spin"."""
    return "star" if point.get("star", 0) == 1 else "spin"


def given(point: Point, **changes: Any) -> Coupling:
    """Parameters at a point; what it leaves out is as in Fig. 1."""
    values = {**FIG1, **point, **changes}
    return coupling(*(values[name] for name in ("omega", "J", "lam", "beta", "S")))


def complete(quantity: Callable[..., Any], text: str, model: Model | None = None) -> Oracle:
    """A quantity of the numeric book, from the complete Gibbs state."""

    def compute(field: Field, point: Point) -> Any:
        return quantity(field, model or model_of(point), given(point))

    return full(compute, text)


STAR_TEMPERATURE = complete(
    spin_star.fuel_temperature, "T_q from the Gibbs state of all 2^(N+1) product states", "star"
)
SPIN_TEMPERATURE = complete(
    spin_star.fuel_temperature, "T_q from the Gibbs state in the 2(2S+1) states of (2)", "spin"
)
BOTH_TEMPERATURES = complete(
    spin_star.fuel_temperature, "T_q from the complete Gibbs state of (1) (star = 1) or (2)"
)


def closed(form: ClosedForm, model: Model) -> Callable[..., Any]:
    """A closed form as f(S, lam, J, omega, beta); what is left out is as in Fig. 1."""

    @lru_cache(maxsize=4096)
    def at(prec: int, S: Any, *values: Any) -> flint.arb:
        named = {**FIG1, **dict(zip(NAMES[1:], values, strict=False))}
        value: flint.arb = form.ball(prec, model=model, S=S, **named)
        return value

    def function(*values: Any) -> flint.arb:
        exact = all(isinstance(value, Fraction) for value in values)
        value: flint.arb = (at if exact else at.__wrapped__)(flint.ctx.prec, *values)
        return value

    return function


def solved(quantity: Callable[..., Any], model: Model) -> Callable[..., Any]:
    """A quantity of the numeric book as f(S, lam, J, omega, beta), in balls."""

    @lru_cache(maxsize=4096)
    def at(prec: int, *values: Fraction) -> Any:
        point = dict(zip(NAMES, values, strict=False))
        return quantity(Ball(prec), model, given(point))

    return lambda *values: at(flint.ctx.prec, *values)


def by_star(spin: Callable[..., Any], star: Callable[..., Any]) -> Callable[..., Any]:
    """f(star, S, ...): the one for star = 0, the other for star = 1."""
    return lambda which, *values: (star if which == 1 else spin)(*values)


TSPIN = closed(fuel.fuel_temperature, "spin")
TSTAR = closed(fuel.fuel_temperature, "star")
PSPIN = closed(fuel.fuel_population, "spin")
PSTAR = closed(fuel.fuel_population, "star")
SOLVED_SPIN = solved(spin_star.fuel_temperature, "spin")
SOLVED_STAR = solved(spin_star.fuel_temperature, "star")
CLOSED_T = by_star(TSPIN, TSTAR)
CLOSED_P = by_star(PSPIN, PSTAR)
SOLVED_T = by_star(SOLVED_SPIN, SOLVED_STAR)
MIXED_T = by_star(SOLVED_SPIN, TSTAR)
"""The complete state of (2), and the closed form of (1) where its product space is too large."""


def figure(low: str = "1/2", high: str = "6", *anisotropies: str, star: bool = True) -> Domain:
    """Sizes and anisotropies of the figures, for both models."""
    axes = {"S": half_integers(low, high), "lam": among(*(anisotropies or ANISOTROPIES))}
    fixed = ("lam",) if len(anisotropies) == 1 else ()
    return Domain({**axes, "star": among(0, 1)} if star else axes, fixed=fixed)
