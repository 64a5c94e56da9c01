"""From a checked point to the numeric book: the collective engine and its baths."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from cotherm.errors import RouteUnavailable
from cotherm.numbers import shown
from cotherm.numeric.fields import Field
from cotherm.quantity import Point
from cotherm.routes import levels

_MOST_SPINS = 600
_MOST_BETA = 60


def _finite(point: Point, name: str) -> Fraction:
    value = point["betaE"]
    if not isinstance(value, Fraction):
        raise RouteUnavailable(f"{name} has a numeric route for finite betaE only.")
    return value


def cumulant_jacobian_eigenvalues(field: Field, point: Point) -> Any:
    """Jacobian of the macroscopic moment equations without third cumulant, at the exact moments."""
    from cotherm.numeric.macroscopic_bath import closed_eigenvalues

    return closed_eigenvalues(field, _finite(point, "cumulant_jacobian_eigenvalues"))


def bath_magnetization(field: Field, point: Point) -> Any:
    """Mean m_z of the stationary populations, or of the thermal weight on the sphere."""
    from cotherm.numeric.bath_spin import bath_magnetization
    from cotherm.numeric.macroscopic_bath import gibbs_moment

    betaE = _finite(point, "bath_magnetization")
    if not isinstance(point["N"], Fraction):
        return field.zero if betaE == 0 else gibbs_moment(field, betaE, 1)
    if betaE <= 0:
        raise RouteUnavailable(
            "bath_magnetization has a numeric route for positive betaE only, as bosons need it."
        )
    return bath_magnetization(field, levels(point, "N", 1), betaE)


def bath_gap(field: Field, point: Point) -> Any:
    """Slowest eigenvalue of one coherence order of the generator of one ensemble."""
    N, x, sector = point["N"], _finite(point, "bath_gap"), int(str(point["sector"]))
    if not isinstance(N, Fraction):
        from cotherm.numeric.macroscopic_bath_spectrum import macroscopic_gap

        if x > _MOST_BETA:
            raise RouteUnavailable(
                f"The numeric route takes betaE up to {_MOST_BETA} at N = inf, but it is "
                f"{shown(x)}."
            )
        return macroscopic_gap(field, x, sector)
    from cotherm.numeric.bath_spin_spectrum import bath_gap

    if N > _MOST_SPINS:
        raise RouteUnavailable(
            f"The numeric route takes at most {_MOST_SPINS} spins, or N = inf, but N is {shown(N)}."
        )
    return bath_gap(field, N, x, sector=sector)


def _limit(name: str, field: Field, point: Point) -> Any:
    from cotherm.numeric import cumulant_closure, macroscopic_engine_balls

    module: Any = macroscopic_engine_balls if point["method"] == "exact" else cumulant_closure
    names = ("E1", "E2", "beta1", "beta2", "omega0", "Gamma0")
    return getattr(module, name)(field, *(point[parameter] for parameter in names))


def macroscopic_power(field: Field, point: Point) -> Any:
    """Stationary current of the two unit vectors, closed or not."""
    return _limit("macroscopic_power", field, point)


def macroscopic_constancy(field: Field, point: Point) -> Any:
    """Stationary current and its noise by regression, closed or not."""
    return _limit("macroscopic_constancy", field, point)
