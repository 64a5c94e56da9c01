"""Energies and entropies of the ladders J = s and J = ns, for statements in words."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Any

from cotherm.numeric import spin_ladder
from cotherm.numeric.fields import Field


def thermal(
    field: Field, quantity: Callable[..., Any], n: Fraction, s: Fraction, b: Fraction
) -> Any:
    """A quantity of n spins that meet the bath one by one."""
    value = quantity(field, s, b)
    with field:
        return field.number(n) * value


def energy_shift(field: Field, J: Fraction, b: Fraction) -> Any:
    """Energy of a ladder above its ground state."""
    value = spin_ladder.ladder_energy(field, J, b)
    with field:
        return value + field.number(J)
