"""The public quantities: what each means, what it takes, and where its two routes are."""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from dataclasses import replace

from cotherm.errors import InputError
from cotherm.fuel_quantities import FUEL_QUANTITIES
from cotherm.micromaser_quantities import MICROMASER_QUANTITIES
from cotherm.numbers import shown
from cotherm.parameters import (
    Parameter,
    count,
    real_or_infinite,
)
from cotherm.quantity import Quantity, entry
from cotherm.refrigerator_quantities import REFRIGERATOR_QUANTITIES
from cotherm.spin_quantities import SPIN_QUANTITIES

_betaE = Parameter("betaE", real_or_infinite, "inverse temperature of the bath times the splitting")

_BATH_SPIN = "cotherm.symbolic.forms.bath_spin:"

_ALL = (
    *SPIN_QUANTITIES,
    *REFRIGERATOR_QUANTITIES,
    *MICROMASER_QUANTITIES,
    *FUEL_QUANTITIES,
    entry(
        "bath_magnetization",
        "magnetisation of one collective spin in its bath, between -1 and 1",
        (
            Parameter("N", replace(count, infinite=True), "number of spins 1/2, inf allowed"),
            _betaE,
        ),
        "engine (32), (33)",
        _BATH_SPIN,
    ),
    entry(
        "cumulant_jacobian_eigenvalues",
        "relaxation eigenvalues of the equations closed at the third cumulant",
        (replace(_betaE, kind=replace(real_or_infinite, nonzero=True)),),
        "engine (44)",
        _BATH_SPIN,
        "Gamma0",
        keys=("lambda_plus", "lambda_minus"),
    ),
)

QUANTITIES: Mapping[str, Quantity] = {quantity.name: quantity for quantity in _ALL}
"""All public quantities by name."""


def get(name: str) -> Quantity:
    """Return a quantity by name.

    Raises:
        InputError: if there is none; the sentence suggests a similar name.
    """
    if isinstance(name, str) and name in QUANTITIES:
        return QUANTITIES[name]
    close = difflib.get_close_matches(str(name), QUANTITIES, n=1)
    hint = f"did you mean {close[0]}" if close else "`cotherm quantities` lists those there are"
    raise InputError(f"There is no quantity {shown(name)}; {hint}.")
