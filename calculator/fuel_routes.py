"""From a checked point to the numeric book: the central spin of a star or of a spin-S pair."""

from __future__ import annotations

from typing import Any

from cotherm.errors import RouteUnavailable
from cotherm.numbers import shown
from cotherm.numeric.fields import Field
from cotherm.numeric.spin_star import MOST_OUTER_SPINS, Coupling, coupling
from cotherm.quantity import Point
from cotherm.routes import levels


def _given(point: Point) -> tuple[Any, Coupling]:
    """Return the model and its parameters, if they are not too many spins to solve for."""
    S = levels(point, "S", 2)
    if point["model"] == "star" and 2 * S > MOST_OUTER_SPINS:
        raise RouteUnavailable(
            f"The numeric route takes at most {MOST_OUTER_SPINS} outer spins, but S = {shown(S)} "
            f"has {2 * S}."
        )
    omega, J, lam, beta = (point[name] for name in ("omega", "J", "lam", "beta"))
    return point["model"], coupling(omega, J, lam, beta, S)


def fuel_population(field: Field, point: Point) -> Any:
    """Trace over all other spins of the Gibbs state."""
    from cotherm.numeric.spin_star import fuel_population

    return fuel_population(field, *_given(point))


def fuel_temperature(field: Field, point: Point) -> Any:
    """Temperature of the two-level state that the trace leaves."""
    from cotherm.numeric.spin_star import fuel_temperature

    return fuel_temperature(field, *_given(point))


def fuel_log_ratio(field: Field, point: Point) -> Any:
    """Logarithm of the ratio of its populations."""
    from cotherm.numeric.spin_star import fuel_log_ratio

    return fuel_log_ratio(field, *_given(point))
