"""Where the refrigerator cools: zeros and contours of its cold current, and its best settings.

Zeros and contours are enclosed by certified signs; maps are for orientation, in float64.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any, NamedTuple

import flint
import numpy as np
import scipy.optimize

from cotherm.numeric.errors import InputError
from cotherm.numeric.fields import Field, Float64, Number, Scalar, exact_rational
from cotherm.numeric.refrigerator import (
    refrigerator_current,
    refrigerator_model,
    refrigerator_rates,
)
from cotherm.numeric.refrigerator_bands import banded_cumulants
from cotherm.numeric.refrigerator_rates import energy_currents, noise_from_squares
from cotherm.numeric.refrigerator_reduced import reduced_model_cumulants
from cotherm.numeric.sign_change import sign_change

Parameters = Mapping[str, Number]

REDUCED = ("N", "beta_c", "beta_h", "beta_w", "gamma_c", "gamma_h", "gamma_w", "lowest")
"""Parameters that the reduced model shares with the full one."""


def cold_current(field: Field, parameters: Parameters, *, reduced: bool = False) -> Scalar:
    """Return the cold current of the full or of the reduced model at one set of parameters.

    Parameters
    ----------
    field : arithmetic.
    parameters : those of `cotherm.numeric.refrigerator.refrigerator_model`, N included; of them
        the reduced model reads N, the inverse temperatures and the heights.
    reduced : which of the two.
    """
    if reduced:
        chosen = {name: value for name, value in parameters.items() if name in REDUCED}
        return reduced_model_cumulants(field, **chosen).mean
    values = dict(parameters)
    return refrigerator_current(field, refrigerator_model(values.pop("N"), **values))


def current_contour(
    variable: str,
    low: Number,
    high: Number,
    level: Number = 0,
    *,
    digits: int = 30,
    reduced: bool = False,
    **parameters: Number,
) -> flint.arb:
    """Return the value of one parameter at which the cold current has a given value.

    Parameters
    ----------
    variable : name of the parameter that is varied, e.g. "beta_c" or "delta_w".
    low, high : bracket of it, with the current above the level at one end and below at the other.
    level : value of the current; 0 for the border of cooling.
    digits : certified digits of the result.
    reduced : the reduced model instead of the full one.
    parameters : all others, see `cold_current`.

    Raises
    ------
    InputError : when the bracket does not enclose the level.
    """
    target = exact_rational(level, "level")

    def difference(field: Field, x: Fraction) -> Scalar:
        current = cold_current(field, {**parameters, variable: x}, reduced=reduced)
        with field:
            return current - field.number(target)

    return sign_change(difference, low, high, digits, f"the current less {target}")


def banded_border(variable: str, low: float, high: float, **parameters: Number) -> float:
    """Return the value of one parameter at which the cold current of many spins vanishes.

    In float64, at a cost linear in N (`cotherm.numeric.refrigerator_bands`); for a certified value
    see `current_contour`.

    Parameters
    ----------
    variable : name of the parameter that is varied, e.g. "beta_c".
    low, high : bracket of it, with currents of opposite signs at its ends.
    parameters : all others, those of `cotherm.numeric.refrigerator.refrigerator_model`.

    Raises
    ------
    InputError : when the bracket does not enclose a zero.

    Notes
    -----
    Accuracy, against certified values: 1e-11 relative.
    """
    values = dict(parameters)
    N = values.pop("N")

    def current(x: float) -> float:
        model = refrigerator_model(N, **{**values, variable: x})
        return banded_cumulants(model).currents["c"]

    ends = current(low), current(high)
    if not ends[0] * ends[1] < 0:
        raise InputError(
            "Arguments `low` and `high` must give cold currents of opposite signs, but give "
            f"{ends[0]:.3g} at {low:.6g} and {ends[1]:.3g} at {high:.6g}."
        )
    return float(scipy.optimize.brentq(current, low, high, xtol=1e-13))


class Performance(NamedTuple):
    """Current and relative performance at one setting, in float64.

    Attributes
    ----------
    current : cold current.
    ratio : kappa / kappa-bar of `qar` (20); nan where the machine does not cool.
    """

    current: float
    ratio: float


def performance(parameters: Parameters) -> Performance:
    """Return the cold current and kappa/kappa-bar of the full model in float64.

    kappa/kappa-bar = (I^c/I^w) (beta_c - beta_h + 2 I^c/S^c)/beta_h (`qar` (F1), (20)).
    """
    values = dict(parameters)
    system = refrigerator_rates(Float64(), refrigerator_model(values.pop("N"), **values))
    currents = energy_currents(system)
    cold, work = float(currents["c"]), float(currents["w"])
    if cold <= 0 or work <= 0:
        return Performance(cold, float("nan"))
    noise = float(noise_from_squares(system, "c"))
    beta_c, beta_h = (float(exact_rational(parameters[f"beta_{k}"])) for k in "ch")
    return Performance(cold, cold / work * (beta_c - beta_h + 2 * cold / noise) / beta_h)


class Optimum(NamedTuple):
    """A best setting in the plane of beta_c and beta_h."""

    beta_c: float
    beta_h: float
    value: float


def best_settings(
    beta_c: Sequence[float], beta_h: Sequence[float], **parameters: Number
) -> tuple[Optimum, Optimum]:
    """Return where, on a grid with beta_c >= beta_h, current and kappa/kappa-bar are largest.

    The largest value on the grid is refined between its neighbours; a maximum on the diagonal
    beta_c = beta_h is found there.

    Parameters
    ----------
    beta_c, beta_h : ascending grid values.
    parameters : of the full model, without these two.
    """
    if len(beta_c) < 2 or len(beta_h) < 2:
        raise InputError(
            "Arguments `beta_c` and `beta_h` must have at least two values each, but have "
            f"{len(beta_c)} and {len(beta_h)}."
        )
    grid = [(c, h) for c in beta_c for h in beta_h if c >= h]
    values = [performance({**parameters, "beta_c": c, "beta_h": h}) for c, h in grid]
    steps = tuple(float(np.max(np.diff(axis))) for axis in (beta_c, beta_h))
    corners = (float(beta_c[0]), float(beta_c[-1]), float(beta_h[0]), float(beta_h[-1]))
    found = []
    for index in (0, 1):
        best = max(
            range(len(grid)),
            key=lambda i: -np.inf if np.isnan(values[i][index]) else values[i][index],
        )
        found.append(_refined(grid[best], steps, corners, index, parameters))
    return found[0], found[1]


def _refined(
    start: tuple[float, float],
    steps: tuple[float, ...],
    corners: tuple[float, ...],
    index: int,
    parameters: Parameters,
) -> Optimum:
    """Return the maximum near a grid point: by a simplex, or along the diagonal if that is better.

    The simplex cannot settle on the border beta_c = beta_h, hence the second search.
    """

    def value(c: float, h: float) -> float:
        if not (corners[0] <= c <= corners[1] and corners[2] <= h <= corners[3] and c >= h):
            return -np.inf
        found = performance({**parameters, "beta_c": c, "beta_h": h})[index]
        return -np.inf if np.isnan(found) else float(found)

    corner = [start, (start[0] + steps[0] / 2, start[1]), (start[0], start[1] - steps[1] / 2)]
    options: Any = {
        "initial_simplex": np.array(corner),
        "xatol": 1e-6,
        "fatol": 1e-12,
        "maxfev": 200,
    }
    simplex: Any = scipy.optimize.minimize
    free = simplex(
        lambda x: min(-value(*x), 1e300), np.array(start), method="Nelder-Mead", options=options
    )
    low, high = max(corners[0], corners[2]), min(corners[1], corners[3])
    equal = scipy.optimize.minimize_scalar(
        lambda x: min(-value(x, x), 1e300),
        bounds=(max(low, start[1] - steps[1]), min(high, start[1] + steps[1])),
        method="bounded",
        options={"xatol": 1e-6},
    )
    candidates = [start, (float(free.x[0]), float(free.x[1])), (float(equal.x), float(equal.x))]
    best = max(candidates, key=lambda point: value(*point))
    return Optimum(*best, value(*best))
