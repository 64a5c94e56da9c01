"""Currents and noise of the complete model from both books, and where it cools."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from fractions import Fraction
from functools import lru_cache
from typing import Any

import flint

from cotherm.numeric.fields import Field
from cotherm.numeric.refrigerator import Refrigerator, refrigerator_model, refrigerator_rates
from cotherm.numeric.refrigerator_bands import banded_cumulants
from cotherm.numeric.refrigerator_rates import EnergyExchange, populations
from cotherm.symbolic.balls import Ball
from cotherm.symbolic.closed_form import ClosedForm
from cotherm.symbolic.forms import refrigerator_counting as closed_counting

from ...books import whole
from ...domain import Axis, Domain, Point, among, reals

NAMES = ("N", "beta_c", "beta_h", "beta_w", "delta_c", "delta_h", "delta_w", "g")
"""Parameters of the points; g is the common height of the spectral densities."""
ARGUMENTS = ", ".join(NAMES)
TUNED = "Omega = 1, positions 2, 6, 4 and a common height g of the spectral densities"


def remembered(function: Callable[..., flint.arb]) -> Callable[..., flint.arb]:
    """The same function of exact arguments, each value at one precision computed once."""
    memory: dict[tuple[Any, ...], flint.arb] = {}

    def recall(*arguments: Any) -> flint.arb:
        key = (flint.ctx.prec, *arguments)
        if not all(isinstance(x, (Fraction, int)) for x in arguments):
            return function(*arguments)
        if key not in memory:
            memory[key] = function(*arguments)
        return memory[key]

    return recall


def of_model(form: ClosedForm, names: tuple[str, ...] = NAMES, **fixed: Any) -> Callable[..., Any]:
    """A quantity of the symbolic book as a function in a printed formula, at ambient precision."""

    def value(*arguments: Any) -> flint.arb:
        given = dict(zip(names, arguments, strict=True))
        if "g" in given:
            height = given.pop("g")
            given.update({f"gamma_{k}": height for k in "chw"})
        result: flint.arb = form.ball(flint.ctx.prec, **given, **fixed)
        return result

    return remembered(value)


current_of = {k: of_model(closed_counting.refrigerator_current, reservoir=k) for k in "chw"}
noise_of = of_model(closed_counting.refrigerator_noise)
production_of = of_model(closed_counting.refrigerator_entropy_production)

CURRENTS: Mapping[str, Callable[..., Any]] = {
    "Ic": current_of["c"],
    "Ih": current_of["h"],
    "Iw": current_of["w"],
    "Sc": noise_of,
    "sigma": production_of,
}


def generating_function(model: Mapping[str, Any], fields: Mapping[str, Any]) -> flint.arb:
    """Generating function of the symbolic book with three counting fields, at ambient precision."""
    defaults = closed_counting.refrigerator_noise.defaults
    values = closed_counting.refrigerator_noise.read(**{**defaults, **model})
    ball = Ball(flint.ctx.prec)
    with ball.active():
        result: flint.arb = closed_counting.generating_function(ball, values, fields)
    return result


def model_of_point(point: Point) -> Refrigerator:
    """The complete model of the numeric book at a point of seven parameters."""
    given: dict[str, Any] = {name: point[name] for name in NAMES[1:-1]}
    heights: dict[str, Any] = {f"gamma_{k}": point["g"] for k in "chw"}
    return refrigerator_model(whole(point["N"]), **given, **heights)


def rates_of_point(field: Field, point: Point) -> EnergyExchange:
    """Its levels and rates."""
    return refrigerator_rates(field, model_of_point(point))


@lru_cache(maxsize=100_000)
def _takes_heat(reservoir: str, *values: Fraction) -> bool:
    result = banded_cumulants(model_of_point(dict(zip(NAMES, values, strict=True))))
    return result.currents[reservoir] > 4 * result.error_estimates[reservoir]


def cold_loses(point: Point) -> bool:
    """Whether the reservoirs are ordered and the cold one is cooled, by the float64 solver."""
    if not point["beta_c"] >= point["beta_h"] >= point["beta_w"]:
        return False
    return _takes_heat("c", *(point[name] for name in NAMES))


def cools(point: Point) -> bool:
    """The same, and whether the work reservoir gives heat away."""
    return cold_loses(point) and _takes_heat("w", *(point[name] for name in NAMES))


ODD_FEW: Axis = among(5, 7, 9, 11)
HEIGHT: Axis = reals("1/10", 100000)
COOLING = Domain(
    {
        "N": ODD_FEW,
        "beta_c": reals("3/10", 4),
        "beta_h": reals("1/4", "3/2"),
        "beta_w": reals("1/1000", "4/5"),
        "delta_c": reals("1/1000", "1/5"),
        "delta_h": reals("1/1000", "1/5"),
        "delta_w": reals("1/1000000", "1/200"),
        "g": HEIGHT,
    },
    where=cools,
    where_text="beta_c >= beta_h >= beta_w, cold and work current positive",
)
ANY = Domain(
    {
        "N": among(3, 5, 7, 9),
        **{f"beta_{k}": reals("1/3", 2) for k in "chw"},
        **{f"delta_{k}": reals("1/20", 2) for k in "chw"},
        "g": HEIGHT,
    }
)


def called(formula: str) -> str:
    """A formula with the currents as functions of the model's parameters."""
    return re.sub(r"\b(Ic|Ih|Iw|Sc|sigma)\b", rf"\1({ARGUMENTS})", formula)


def transition_entropy(field: Field, point: Point) -> Any:
    """Entropy production of the stationary state, transition by transition, each term positive."""
    system = rates_of_point(field, point)
    p = populations(system)
    with field:
        total = field.zero
        for rates in system.rates.values():
            for (to, origin), rate in rates.entries.items():
                if to > origin:
                    forward, backward = rate * p[origin], rates[origin, to] * p[to]
                    total = total + (forward - backward) * field.log(forward / backward)
        return total
