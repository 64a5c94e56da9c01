"""Numeric bindings for engines: cycles of full stationary states, ladder responses, crossings."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from functools import lru_cache
from typing import Any

import flint

from cotherm.numeric import relaxation_rates
from cotherm.numeric.certify import certified
from cotherm.numeric.errors import PrecisionError
from cotherm.numeric.fields import Field
from cotherm.numeric.spin_ladder import ladder_energy, ladder_energy_response
from cotherm.symbolic.forms import spin_ensemble as ensemble

from ...algebras import BITS_PER_DIGIT
from ...books import whole


def from_book(function: Callable[..., Any]) -> Callable[..., Any]:
    """A function of the numeric book, field first, as a function in a printed formula.

    Values are certified to what the ambient ball precision asks for, and remembered.
    """

    @lru_cache(maxsize=20000)
    def remembered(digits: int, *arguments: Fraction) -> Any:
        try:
            return certified(lambda field: function(field, *arguments), digits)
        except PrecisionError as error:
            # A value that may be zero has no digits; its enclosure is what can be said of it.
            if error.enclosure is None:
                raise
            return error.enclosure

    return lambda *arguments: remembered(int((flint.ctx.prec - 56) / BITS_PER_DIGIT), *arguments)


def _response(field: Field, J: Fraction, b: Fraction) -> Any:
    return ladder_energy_response(field, J, b)


def _gap(field: Field, J: Fraction, b: Fraction) -> Any:
    return relaxation_rates.ladder_gap(field, J, b)


def _collective(field: Field, n: Fraction, s: Fraction, b: Fraction) -> Any:
    return ladder_energy_response(field, whole(n) * s, b)


def _independent(field: Field, n: Fraction, s: Fraction, b: Fraction) -> Any:
    value = ladder_energy_response(field, s, b)
    with field:
        return value * field.number(n)


response = from_book(_response)
"""C_J(b)/b^2 of one ladder by linear response, as ``response(J, b)``."""
gap = from_book(_gap)
"""Slowest rate of one ladder in units of G(omega), as ``gap(J, b)``."""
collective = from_book(_collective)
"""C_ns(b)/b^2, as ``collective(n, s, b)``: the work per cycle in units that both engines share."""
independent = from_book(_independent)
"""n C_s(b)/b^2, as ``independent(n, s, b)``."""


def _cycle_work(
    field: Field,
    J: Fraction,
    beta_h: Fraction,
    beta_c: Fraction,
    lambda_h: Fraction,
    lambda_c: Fraction,
) -> Any:
    hot = ladder_energy(field, J, lambda_h * beta_h)
    cold = ladder_energy(field, J, lambda_c * beta_c)
    with field:
        return field.number(lambda_h - lambda_c) * (hot - cold)


cycle_work = from_book(_cycle_work)
"""Work extracted by a cycle of stationary ladders J, ``cycle_work(J, bh, bc, lh, lc)``."""


@lru_cache(maxsize=4000)
def critical_temperature(n: Fraction, s: Fraction) -> Fraction:
    """k_B T_cr / (hbar omega), to seventeen digits, for the borders of domains."""
    return Fraction(float(ensemble.critical_temperature.float64(n=whole(n), s=s, method="exact")))


@lru_cache(maxsize=4000)
def critical_number(s: Fraction, t: Fraction) -> Fraction:
    """The real number of spins at which both heat capacities agree; 1 where none above 1 is."""
    try:
        return Fraction(float(ensemble.critical_spin_number.float64(s=s, t=t, method="exact")))
    except ValueError:
        return Fraction(1)
