"""From a checked point to the numeric book: the micromaser's quantities."""

from __future__ import annotations

from typing import Any

from cotherm.numeric.fields import Field
from cotherm.quantity import Point


def _model(point: Point) -> Any:
    from cotherm.numeric.micromaser import Micromaser

    names = ("p_e", "g_tau", "gamma_tau", "kappa_tau", "kappa_tau0", "n_b")
    return Micromaser(*(point[name] for name in names))


def micromaser_photons(field: Field, point: Point) -> Any:
    """Mean photon number of the fixed point of the period."""
    from cotherm.numeric.micromaser import micromaser_photons

    return micromaser_photons(field, _model(point))


def micromaser_temperature(field: Field, point: Point) -> Any:
    """Temperature of the mean photon number of the fixed point."""
    from cotherm.numeric.micromaser import field_temperature, micromaser_photons

    photons = micromaser_photons(field, _model(point))
    if field.is_zero(photons):
        return field.zero
    return field_temperature(field, photons, point["omega_over_Tb"])


def micromaser_parameters(field: Field, point: Point) -> Any:
    """Laboratory parameters multiplied out."""
    from cotherm.numeric.cavity_parameters import micromaser_parameters

    names = ("omega", "Q", "gamma", "g", "tau", "N_ex")
    found = micromaser_parameters(field, *(point[name] for name in names))
    return dict(zip(found._fields, found, strict=True))
