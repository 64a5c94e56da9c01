"""From a checked point to the numeric book: the collective engine and its baths."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from cotherm.errors import RouteUnavailable
from cotherm.numbers import shown
from cotherm.numeric.errors import InputError as Irrational
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


# ------------------------------------------------------------------------------ finite engines

MOST_CERTIFIED = 12
"""Pairs up to which the numeric route certifies digits; more are solved in float64 alone."""


def _pairs(name: str, field: Field, point: Point, which: str = "") -> Any:
    """Full master equation in the sector of the stationary state."""
    given: dict[str, Any] = {key: x for key, x in point.values.items() if key != which}
    pairs = levels(point, "N", 1)
    index = int(str(point[which])) if which else 1
    if field.exact:
        raise Irrational("Boltzmann factors of rational temperatures are irrational.")
    if pairs <= MOST_CERTIFIED:
        from cotherm.numeric.collective_engine import Engine, engine_model

        with field:
            method = getattr(Engine(field, engine_model(field, **given)), name)
            return method(index) if which else method()
    from cotherm.numeric.fields import Float64
    from cotherm.numeric.large_engine import MOST_PAIRS, estimated, large_engine

    if pairs > MOST_PAIRS:
        raise RouteUnavailable(
            f"The numeric route takes at most {MOST_PAIRS} pairs, but N is {pairs}."
        )
    if not isinstance(field, Float64):
        raise RouteUnavailable(
            f"The numeric route certifies digits for at most {MOST_CERTIFIED} pairs, but N is "
            f"{pairs}; float64 takes more."
        )
    return estimated(large_engine(**given), name, index)


def engine_power(field: Field, point: Point) -> Any:
    """Coherence between both ensembles in the stationary state."""
    return _pairs("power", field, point)


def engine_heat_current(field: Field, point: Point) -> Any:
    """Energy that one dissipator brings to the stationary state."""
    return _pairs("heat_current", field, point, "bath")


def engine_power_variance(field: Field, point: Point) -> Any:
    """Regression theorem: one linear solve on traceless operators."""
    return _pairs("power_variance", field, point)


def engine_constancy(field: Field, point: Point) -> Any:
    """Flow, its variance and the entropy production."""
    return _pairs("constancy", field, point)


def engine_entropy_production(field: Field, point: Point) -> Any:
    """Both heat currents."""
    return _pairs("entropy_production", field, point)


def engine_magnetization(field: Field, point: Point) -> Any:
    """Populations of the stationary state."""
    return _pairs("magnetization", field, point, "spin")
