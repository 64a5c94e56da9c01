"""Engines of finite size: their axes, and their quantities from both books."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from functools import lru_cache
from typing import Any

import flint

from cotherm.numeric.collective_engine import Engine, engine_model
from cotherm.numeric.fields import Field
from cotherm.symbolic.forms import collective_engine as forms

from ...books import full, whole
from ...checks import Oracle
from ...domain import Axis, Domain, Point, integers, reals

PARAMETERS = ("E1", "E2", "beta1", "beta2", "omega0", "Gamma0")
AXES: dict[str, Axis] = {
    "E1": reals("1/4", 2),
    "E2": reals("1/2", 6),
    "beta1": reals("1/5", 4),
    "beta2": reals("1/20", 2),
    "omega0": reals("1/20", 3),
    "Gamma0": reals("1/20", 3),
}


def ordered(p: Point) -> bool:
    """The second ensemble has the larger splitting and the hotter bath."""
    return p["E1"] < p["E2"] and p["beta1"] > p["beta2"]


def delivers(p: Point) -> bool:
    """An engine: beta1 E1 > beta2 E2."""
    return ordered(p) and p["beta1"] * p["E1"] > p["beta2"] * p["E2"]


def cools(p: Point) -> bool:
    """A refrigerator: beta1 E1 < beta2 E2."""
    return ordered(p) and p["beta1"] * p["E1"] < p["beta2"] * p["E2"]


def machines(
    where: Callable[[Point], bool] = ordered,
    where_text: str = "E1 < E2, beta1 > beta2",
    largest: int = 3,
    **axes: Axis,
) -> Domain:
    """Engines of 1 to ``largest`` pairs, with further axes."""
    return Domain({"N": integers(1, largest), **AXES, **axes}, where, where_text)


def of_temperatures(point: Point) -> Point:
    """E1, E2, beta1, beta2 from E1, DE = E2 - E1, Tm = (T1 + T2)/2 and dT = T2 - T1."""
    cold, hot = point["Tm"] - point["dT"] / 2, point["Tm"] + point["dT"] / 2
    return {**point, "E2": point["E1"] + point["DE"], "beta1": 1 / cold, "beta2": 1 / hot}


def parameters(point: Point) -> dict[str, Any]:
    """The parameters of an engine by name, for either book."""
    return {name: point[name] for name in PARAMETERS}


@lru_cache(maxsize=64)
def _solved(field: Field, N: int, values: tuple[Fraction, ...], scaled: bool) -> Engine:
    named = parameters(dict(zip(PARAMETERS, values, strict=True)))
    return Engine(field, engine_model(field, N, scaled=scaled, **named))


def solved(field: Field, point: Point, scaled: bool = False) -> Engine:
    """The stationary state of the full master equation; the last ones are kept."""
    values = tuple(Fraction(point[key]) for key in PARAMETERS)
    return _solved(field, whole(point["N"]), values, scaled)


def power(field: Field, point: Point) -> Any:
    """Power of the full master equation."""
    return solved(field, point).power()


def cold_current(field: Field, point: Point) -> Any:
    """Heat current from the cold bath, full master equation."""
    return solved(field, point).heat_current(1)


def hot_current(field: Field, point: Point) -> Any:
    """Heat current from the hot bath, full master equation."""
    return solved(field, point).heat_current(2)


def from_full(function: Callable[[Field, Point], Any]) -> Oracle:
    """An oracle from the stationary state of the full master equation."""
    return full(function, "stationary state of the full master equation of both ensembles")


def from_closed(name: str, **fixed: Any) -> Callable[..., Any]:
    """A quantity of the symbolic book as a function (N, E1, E2, beta1, beta2, omega0, Gamma0) of a print."""
    form = getattr(forms, name)

    def function(N: Fraction, *values: Any) -> flint.arb:
        known = dict(zip(PARAMETERS, values, strict=True))
        value: flint.arb = form.ball(flint.ctx.prec, N=whole(N), **known, **fixed)
        return value

    return function
