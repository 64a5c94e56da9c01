"""What closing the moments at a cumulant costs: under engine.eq31 and engine.text-closed.

Each closure is compared with the limit without one and with engines of finite size.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from fractions import Fraction
from functools import lru_cache, partial
from typing import Any

import numpy as np

from cotherm.numeric.cumulant_hierarchy import HierarchyState, hierarchy_power, hierarchy_state
from cotherm.numeric.large_engine import large_engine
from cotherm.numeric.macroscopic_engine import LimitSolution, pair_moments
from cotherm.symbolic.forms import macroscopic_engine

from ...figures import Curve, Figure
from . import limit
from .bath_curves import four

ORDERS = (2, 3, 4, 5, 6)
SIZES = (8, 16, 32)

# ------------------------------------------------------------------------------ over the plane


def _ordered_power(order: int, DE: Fraction, T: Fraction) -> float:
    """P/(N Gamma0), cumulants of an order set to zero."""
    values: dict[str, Any] = {**limit.machine(DE, T)}
    return hierarchy_power(**values, order=order) / float(limit.RATE)


def _power_error(order: int, DE: Fraction, T: Fraction) -> float:
    return abs(_ordered_power(order, DE, T) / limit.power(DE, T) - 1)


def _constancy_error(DE: Fraction, T: Fraction) -> float:
    return abs(limit.closed_constancy(DE, T) / limit.constancy(DE, T) - 1)


def _square(solution: LimitSolution) -> float:
    """<v^2> without a closure."""
    # v^2 = (2/9)(1 - P_2(z_1) - P_2(z_2) + P_2 P_2) + rest in Y_{2,+-2} Y_{2,-+2}
    mean = solution.mean
    root = math.sqrt(5)
    flat = mean({(0, 2, 0): 1 / root}), mean({(0, 0, 2): 1 / root}), mean({(0, 2, 2): 1 / 5})
    turned = mean({(2, 2, 2): 4 / 15})
    return 2 / 9 * (1 - flat[0] - flat[1] + flat[2]) + turned


def four_body_error(DE: Fraction, T: Fraction) -> float:
    """Relative error of (D2) for <v^2>, with exact pair moments."""
    solution = limit.solution(DE, T)
    squares = [
        (1 - solution.mean({(0, 0, 0): 1 / 3, label: 2 / (3 * math.sqrt(5))})) / 2
        for label in ((0, 2, 0), (0, 0, 2))
    ]
    product = 2 * squares[0] * squares[1] + 3 / 2 * solution.current**2
    return abs(product / _square(solution) - 1)


@lru_cache(maxsize=64)
def _sixteen(DE: Fraction, T: Fraction) -> float:
    """P_N/(N Gamma0) of sixteen pairs, full master equation."""
    return large_engine(16, scaled=True, **limit.machine(DE, T)).power() / 16 / float(limit.RATE)


def _finite_power_error(DE: Fraction, T: Fraction) -> float:
    return abs(_sixteen(DE, T) / limit.power(DE, T) - 1)


def _error_at_finite_size(order: int, DE: Fraction, T: Fraction) -> float:
    return abs(_ordered_power(order, DE, T) / _sixteen(DE, T) - 1)


def _closed_power_error(T: float) -> float:
    """The third cumulant again, from the hierarchy of moments of the symbolic book."""
    DE, mean = Fraction(9), four(T)
    return abs(limit.closed_power(DE, mean) / float(limit.exact_power(DE, mean).mid()) - 1)


def _over_plane() -> tuple[Curve, ...]:
    rows: tuple[tuple[str, Callable[[Fraction, Fraction], float]], ...] = (
        ("second cumulant: power", partial(_power_error, 2)),
        ("third cumulant: power", partial(_power_error, 3)),
        ("fourth cumulant: power", partial(_power_error, 4)),
        ("fourth cumulant (D2): <v^2>", four_body_error),
        ("third and fourth cumulant: constancy", _constancy_error),
        ("sixteen pairs instead of the limit: power", _finite_power_error),
        ("third cumulant against sixteen pairs: power", partial(_error_at_finite_size, 3)),
        ("fourth cumulant against sixteen pairs: power", partial(_error_at_finite_size, 4)),
    )
    temperatures = tuple(float(x) for x in np.geomspace(10.1, 40, 14))
    return tuple(
        Curve(
            label,
            closed=_closed_power_error if label == "third cumulant: power" else None,
            # Eight digits: the last ones of a small difference depend on the linear algebra
            numeric=lambda T, f=function: float(f"{f(Fraction(9), four(T)):.8g}"),  # type: ignore[misc]
            at=tuple(T for T in temperatures if abs(T - 12.2222) > 0.2),
            colour=k,
        )
        for k, (label, function) in enumerate(rows)
    )


# ------------------------------------------------------------------------------ over the order

Machine = Mapping[str, Any]
COLD: Machine = {"x1": Fraction(3), "x2": Fraction(6, 5), "drive": Fraction(7, 10)}
DRIVEN: Machine = {"x1": Fraction(2), "x2": Fraction(1), "drive": Fraction(6)}


@lru_cache(maxsize=64)
def _state(cold: bool, order: int, unit_length: bool) -> HierarchyState:
    values = COLD if cold else DRIVEN
    return hierarchy_state(
        values["drive"], 1, values["x1"], values["x2"], order=order, unit_length=unit_length
    )


@lru_cache(maxsize=8)
def exact_moments(cold: bool) -> dict[str, float]:
    """Pair moments without a closure."""
    return pair_moments(**(COLD if cold else DRIVEN))


def _engine(cold: bool) -> dict[str, Fraction | int]:
    """An engine of these parameters with E_2 = 2 E_1 = 2."""
    values = COLD if cold else DRIVEN
    return {
        "E1": 1,
        "E2": 2,
        "beta1": values["x1"],
        "beta2": values["x2"] / 2,
        "omega0": values["drive"],
        "Gamma0": 1,
    }


@lru_cache(maxsize=16)
def finite_current(cold: bool, N: int) -> float:
    """<v> of N pairs from their power per pair, full master equation."""
    engine = large_engine(N, scaled=True, **_engine(cold))
    return 4 * engine.power() / N / float((COLD if cold else DRIVEN)["drive"])


def extrapolated_current(cold: bool) -> float:
    """<v> for 1/N -> 0 from 8, 16 and 32 pairs, through 1/N^2."""
    first, second, third = (finite_current(cold, N) for N in SIZES)
    return (4 * (2 * third - second) - (2 * second - first)) / 3


def current_error(cold: bool, unit_length: bool, reference: float, order: float) -> float:
    """Relative error of the current, and so of the power, of one closure."""
    return _state(cold, int(order), unit_length).current / reference - 1


def square_error(cold: bool, unit_length: bool, order: float) -> float:
    """Relative error of <z_1^2> of one closure, of order 3 at least."""
    return _state(cold, int(order), unit_length).mean(a=2) / exact_moments(cold)["z1z1"] - 1


def _size(error: Callable[[float], float]) -> Callable[[float], float]:
    return lambda order: float(f"{abs(error(order)):.8g}")


def _power_against(
    cold: bool, unit_length: bool, reference: Callable[[bool], float]
) -> Callable[[float], float]:
    return _size(lambda order: current_error(cold, unit_length, reference(cold), order))


def _unclosed(cold: bool) -> float:
    return exact_moments(cold)["v"]


def _closed_form_error(cold: bool, order: float) -> float:
    """The third cumulant again, against the hierarchy of moments, from the symbolic book."""
    if order != 3:
        return math.nan
    values = _engine(cold)
    exact = macroscopic_engine.macroscopic_power.ball(128, method="exact", **values)
    numbers = {name: float(value) for name, value in values.items()}
    closed = macroscopic_engine.macroscopic_power.float64(**numbers)
    return abs(float(closed) / float(exact.mid()) - 1)


def _over_order() -> tuple[Curve, ...]:
    curves: list[Curve] = []
    for cold in (True, False):
        name = "cold" if cold else "driven"
        rows = (
            ("power", _power_against(cold, False, _unclosed), ORDERS),
            ("<z_1^2>", _size(partial(square_error, cold, False)), ORDERS[1:]),
            ("power, length first", _power_against(cold, True, _unclosed), ORDERS),
            ("power, finite sizes", _power_against(cold, False, extrapolated_current), ORDERS),
        )
        for k, (label, numeric, orders) in enumerate(rows):
            colour = k % 3 + (0 if cold else 3)
            closed = partial(_closed_form_error, cold) if label == "power" else None
            curves.append(Curve(f"{name}: {label}", closed, numeric, orders, colour))
    return tuple(curves)


FIGURES = (
    Figure(
        id="engine.eq31",
        title="Relative errors of the closures, Delta E = 9 E_1 on the plane of Fig. 6",
        x_label="mean temperature / E_1",
        y_label="relative error against the limit without a closure",
        x=(10.5, 12.0, 14.0, 18.0, 26.0, 40.0),
        curves=_over_plane(),
        log_y=True,
    ),
    Figure(
        id="engine.text-closed",
        title="Relative errors of the closures of each order",
        x_label="order of the cumulant that is set to zero",
        y_label="relative error",
        x=ORDERS,
        curves=_over_order(),
        log_y=True,
    ),
)
