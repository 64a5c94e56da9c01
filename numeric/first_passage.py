"""Mean time in which a level of the collective spin relaxes, as a first passage (`qar` App. C).

Units: Omega = 1.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from cotherm.numeric.errors import InputError
from cotherm.numeric.fields import Field, Number, Scalar, exact_rational
from cotherm.numeric.refrigerator_sector import sector_levels
from cotherm.numeric.thermalisation import BATH, single_bath


def relaxation_time(field: Field, N: Number, a0: Number, gamma: Number = 1) -> Scalar:
    """Return the mean time from level a0 to the ground state at zero temperature (`qar` (C3)).

    Mean first-passage times tau_b solve sum_a R_ab (tau_a - tau_b) = -1 above the ground state,
    where tau = 0; at zero temperature R only leads down, with a constant spectral density.

    Parameters
    ----------
    field : arithmetic; exact in Rational.
    N : number of spins 1/2.
    a0 : label of the initial level of the even-parity sector.
    gamma : spectral density > 0 at every transition.

    Raises
    ------
    InputError : when a0 is no level of the sector, or gamma is not positive.
    """
    labels = sector_levels(N)
    start = exact_rational(a0, "a0")
    if start not in labels:
        raise InputError(
            f"Argument `a0` must be one of {labels[0]}, {labels[0] + 1}, ... up to {labels[-1]}, "
            f"but is {start}."
        )
    if exact_rational(gamma, "gamma") <= 0:
        raise InputError(f"Argument `gamma` must be positive, but is {exact_rational(gamma)}.")
    return first_passage_times(field, N, ConstantColdBath(gamma))[labels.index(start)]


@dataclass(frozen=True)
class ConstantColdBath:
    """Emission alone, at the same spectral density for every transition."""

    gamma: Number

    def rate(self, field: Field, omega: Number) -> Scalar:
        """Return the rate of a transition that gives the energy omega to the reservoir."""
        return field.number(self.gamma) if exact_rational(omega) > 0 else field.zero


def first_passage_times(field: Field, N: Number, reservoir: Any) -> list[Scalar]:
    """Return the mean time from each level to the lowest, by elimination from the top.

    Each level is eliminated towards the lower ones (no subtraction), so that all arithmetics keep
    their relative accuracy.

    Parameters
    ----------
    field : arithmetic.
    N : number of spins 1/2.
    reservoir : anything with `rate(field, omega)`.
    """
    system = single_bath(field, N, reservoir)
    rates = system.of(BATH).entries
    size = system.size
    with field:
        down = [rates.get((k - 1, k), field.zero) for k in range(size)]
        up = [rates.get((k + 1, k), field.zero) for k in range(size)]
        # Time from level k to k-1: 1/down_k + up_k/down_k times that from k+1 to k.
        step = [field.zero] * (size + 1)
        for k in range(size - 1, 0, -1):
            above = up[k] * step[k + 1] if k + 1 < size else field.zero
            step[k] = (1 + above) / down[k]
        times = [field.zero]
        for k in range(1, size):
            times.append(times[-1] + step[k])
        return times
