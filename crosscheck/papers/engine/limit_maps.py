"""Maps of Figs. 6 and 8: power, gain, constancy and mutual information of infinitely many pairs."""

from __future__ import annotations

import math
from collections.abc import Callable
from fractions import Fraction
from typing import Any

import numpy as np

from cotherm.numeric.fields import Field
from cotherm.numeric.sign_change import sign_change
from cotherm.symbolic.forms import macroscopic_engine as forms

from ...figures import Curve, Figure, Map, Surface
from . import limit, pair_states
from .bath_curves import four

TEMPERATURES = tuple(float(T) for T in np.linspace(10.05, 12.05, 41))
SPLITTINGS = tuple(float(DE) for DE in np.linspace(3, 203, 41))
DOTS = tuple((T, DE) for T in TEMPERATURES[1::6] for DE in SPLITTINGS[3::6])
Plane = Callable[[Fraction, Fraction], float]


def _power(field: Field, machine: dict[str, Fraction]) -> Any:
    """Power closed at the third cumulant."""
    if field.name == "float64":
        return forms.macroscopic_power.float64(**{k: float(v) for k, v in machine.items()})
    return forms.macroscopic_power.ball(field.prec, **machine)  # type: ignore[attr-defined]


def _boundary(T: float) -> float:
    """Splitting of zero power, where it is on the plane."""
    near = 20 / (T - 10)
    if near > SPLITTINGS[-1]:
        return math.nan
    zero = sign_change(
        lambda field, DE: _power(field, limit.machine(DE, four(T))),
        Fraction(near * 0.7),
        Fraction(near * 1.3),
        12,
        "the power",
    )
    return float(zero.mid())


def _at(function: Plane) -> Surface:
    """A function of (DE, T) over the axes, to seven digits: below are those of the linear algebra."""

    def value(T: float, DE: float) -> float:
        if abs(DE * (T - 10) / 20 - 1) < 1e-6:  # ratios of what vanishes there
            return math.nan
        return float(f"{function(four(DE), four(T)):.7g}")

    return value


def _closed_gain(DE: Fraction, T: Fraction) -> float:
    return math.log10(limit.closed_power(DE, T) / limit.single_power(DE, T))


def _gain(DE: Fraction, T: Fraction) -> float:
    return math.log10(limit.gain(DE, T))


def _plane(
    key: str,
    title: str,
    label: str,
    closed: Plane,
    numeric: Plane,
    levels: tuple[float, ...] = (),
    signed: bool = False,
    step: int = 1,
) -> Figure:
    return Figure(
        id=f"engine.{key}",
        title=title,
        x_label="mean temperature / E_1",
        y_label="Delta E / E_1",
        x=TEMPERATURES[::step],
        curves=(Curve("zero power, Delta E_*", closed=_boundary, colour=1),),
        map=Map(
            label,
            SPLITTINGS[::step],
            closed=_at(closed),
            numeric=_at(numeric),
            at=DOTS,
            levels=levels,
            signed=signed,
        ),
    )


FIGURES = (
    _plane(
        "fig6a",
        "Power per pair: third cumulant, no closure (dots)",
        "P/(N Gamma_0)",
        limit.closed_power,
        limit.power,
        signed=True,
    ),
    _plane(
        "fig6b",
        "Collective gain: third cumulant, no closure (dots)",
        "log10 of P_N/(N P_1), lines at 0, 1, 2",
        _closed_gain,
        _gain,
        levels=(0.0, 1.0, 2.0),
        signed=True,
    ),
    _plane(
        "fig6c",
        "Constancy: third cumulant, no closure (dots)",
        "C, lines at 0.3, 0.5, 0.7",
        limit.closed_constancy,
        limit.constancy,
        levels=(0.3, 0.5, 0.7),
    ),
    _plane(
        "fig8",
        "Mutual information: hierarchy of moments, spheres (dots)",
        "I / nats",
        pair_states.closed_information,
        pair_states.information,
        levels=(0.0005, 0.001, 0.002),
        step=3,  # each point is a linear system
    ),
)
