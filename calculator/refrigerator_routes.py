"""From a checked point to the numeric book: the refrigerator and its reservoirs."""

from __future__ import annotations

from typing import Any

from cotherm.numeric.fields import Field
from cotherm.quantity import Point
from cotherm.routes import levels


def transition_strength(field: Field, point: Point) -> Any:
    """Squared matrix element from explicit spin matrices."""
    from cotherm.numeric.refrigerator_sector import transition_strength

    operator: Any = point["operator"]
    N = levels(point, "N", 1)
    return field.number(transition_strength(N, point["a"], point["b"], operator))


_OTHERS = ("reservoir", "bound", "u")


def _refrigerator(point: Point) -> Any:
    from cotherm.numeric.refrigerator import refrigerator_model

    given: dict[str, Any] = {k: v for k, v in point.values.items() if k not in _OTHERS}
    given["parity"] = int(given["parity"])
    for name, q in point.exponentials.items():
        given[f"q_{name.removeprefix('beta_')}"] = q
    del given["N"]
    return refrigerator_model(levels(point, "N", 1), **given)


def refrigerator_current(field: Field, point: Point) -> Any:
    """Energy current of the complete rate equation."""
    from cotherm.numeric.refrigerator import refrigerator_current

    return refrigerator_current(field, _refrigerator(point), str(point["reservoir"]))


def refrigerator_noise(field: Field, point: Point) -> Any:
    """Noise of the cold current of the complete rate equation."""
    from cotherm.numeric.refrigerator import refrigerator_noise

    return refrigerator_noise(field, _refrigerator(point))


def refrigerator_entropy_production(field: Field, point: Point) -> Any:
    """Entropy production of the stationary currents."""
    from cotherm.numeric.refrigerator import refrigerator_entropy_production

    return refrigerator_entropy_production(field, _refrigerator(point))


def refrigerator_tur(field: Field, point: Point) -> Any:
    """Noise, entropy production and current of the complete rate equation."""
    from cotherm.numeric.refrigerator import refrigerator_tur

    return refrigerator_tur(field, _refrigerator(point))


def refrigerator_performance(field: Field, point: Point) -> Any:
    """Ratio of stationary currents, or a bound from the temperatures and the noise."""
    from cotherm.numeric.refrigerator import refrigerator_performance

    bound: Any = point["bound"]
    return refrigerator_performance(field, _refrigerator(point), bound)


def refrigerator_scgf(field: Field, point: Point) -> Any:
    """Dominant eigenvalue of the tilted rate matrix, between bounds from a positive vector."""
    from cotherm.numeric.refrigerator_scgf import refrigerator_scgf

    return refrigerator_scgf(field, _refrigerator(point), point["u"])


def _reduced(point: Point) -> tuple[Any, ...]:
    names = ("beta_c", "beta_h", "beta_w", "gamma_c", "gamma_h", "gamma_w")
    return (levels(point, "N", 1), *(point[name] for name in names))


def reduced_current(field: Field, point: Point) -> Any:
    """Cold current of the three-level rate equation with explicit matrix elements."""
    from cotherm.numeric.refrigerator_reduced import reduced_current

    return reduced_current(field, *_reduced(point))


def reduced_noise(field: Field, point: Point) -> Any:
    """Noise of the cold current of the three-level rate equation."""
    from cotherm.numeric.refrigerator_reduced import reduced_noise

    return reduced_noise(field, *_reduced(point))


# ------------------------------------------------------------------------------ reservoirs


def spectral_density(field: Field, point: Point) -> Any:
    """The density from which the rates of the numeric book are made."""
    from cotherm.numeric.reservoirs import spectral_density

    return spectral_density(field, *(point[name] for name in ("omega", "eps", "delta", "gamma")))


def spectral_peak(field: Field, point: Point) -> Any:
    """Its maximum by a change of sign of the slope, with no formula for the derivative."""
    from cotherm.numeric.reservoirs import density_maximum

    maximum = density_maximum(field, *(point[name] for name in ("eps", "delta", "gamma")))
    return dict(zip(("position", "height"), maximum, strict=True))


def reaction_coordinate(field: Field, point: Point) -> Any:
    """Moments and principal value of the spectral density by quadrature."""
    from cotherm.numeric.reaction_coordinate import reaction_coordinate

    names = ("eps", "delta", "cutoff", "gamma", "omega")
    return reaction_coordinate(field, *(point[name] for name in names))


def thermalization_time(field: Field, point: Point) -> Any:
    """Root of the relative entropy along the rate equation with explicit matrix elements."""
    from cotherm.numeric.thermalisation import thermalization_time

    beta_i, beta_f, omega_c = point["beta_i"], point["beta_f"], point["omega_c"]
    N = levels(point, "N", 1)
    return thermalization_time(field, N, beta_i, beta_f, omega_c, point["threshold"])


def relaxation_time(field: Field, point: Point) -> Any:
    """Mean first-passage time of the rate equation at zero temperature."""
    from cotherm.numeric.first_passage import relaxation_time

    return relaxation_time(field, levels(point, "N", 1), point["a0"], point["gamma"])
