"""The public quantities: what each means, what it takes, and where its two routes are."""

from __future__ import annotations

import difflib
from collections.abc import Mapping

from cotherm.engine_quantities import ENGINE_QUANTITIES
from cotherm.errors import InputError
from cotherm.fuel_quantities import FUEL_QUANTITIES
from cotherm.micromaser_quantities import MICROMASER_QUANTITIES
from cotherm.numbers import shown
from cotherm.quantity import Quantity
from cotherm.refrigerator_quantities import REFRIGERATOR_QUANTITIES
from cotherm.spin_quantities import SPIN_QUANTITIES

_ALL = (
    *SPIN_QUANTITIES,
    *REFRIGERATOR_QUANTITIES,
    *MICROMASER_QUANTITIES,
    *FUEL_QUANTITIES,
    *ENGINE_QUANTITIES,
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
