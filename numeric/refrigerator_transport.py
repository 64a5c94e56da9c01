"""Transport between two reservoirs through one large spin, and its rectification (`qar` App. D).

For comparison also the equidistant spectrum: N spins without interaction, H = Jz, coupled
collectively, where two reservoirs act like one of a mean occupation.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from cotherm.numeric.errors import InputError
from cotherm.numeric.fields import Field, Number, Scalar, exact_rational
from cotherm.numeric.matrices import Matrix
from cotherm.numeric.refrigerator import Refrigerator, refrigerator_rates
from cotherm.numeric.refrigerator_rates import EnergyExchange, energy_current
from cotherm.numeric.reservoirs import Reservoir
from cotherm.numeric.spins import levels, positive_integer, spin_operators


def _two_names(pair: tuple[str, str], known: dict[str, Reservoir]) -> None:
    if len(set(pair)) != 2 or not set(pair) <= set(known):
        names = ", ".join(repr(name) for name in known)
        raise InputError(f"Argument `pair` must be two different ones of {names}, but is {pair!r}.")


def transport_rates(field: Field, model: Refrigerator, pair: tuple[str, str]) -> EnergyExchange:
    """Return levels and rates with two of the three reservoirs connected.

    Raises
    ------
    InputError : when the pair is not two different reservoirs.
    """
    _two_names(pair, model.reservoirs)
    system = refrigerator_rates(field, model)
    return EnergyExchange(field, system.energies, {name: system.rates[name] for name in pair})


def exchanged(model: Refrigerator, pair: tuple[str, str]) -> Refrigerator:
    """Return the model with the temperatures of two reservoirs exchanged, all else kept.

    Raises
    ------
    InputError : when the pair is not two different reservoirs.
    """
    _two_names(pair, model.reservoirs)
    first, second = (model.reservoirs[name] for name in pair)
    swapped: dict[str, Any] = {
        pair[0]: replace(first, beta=second.beta, q=second.q),
        pair[1]: replace(second, beta=first.beta, q=first.q),
    }
    return replace(model, **swapped)


def rectification(field: Field, model: Refrigerator, pair: tuple[str, str] = ("c", "h")) -> Scalar:
    """Return |I| over |I| with the two temperatures exchanged, only the pair being connected.

    Parameters
    ----------
    field : arithmetic.
    model : parameters; those of the third reservoir do not matter.
    pair : the reservoirs; the current is that of the first.
    """
    forward = energy_current(transport_rates(field, model, pair), pair[0])
    backward = energy_current(transport_rates(field, exchanged(model, pair), pair), pair[0])
    with field:
        return abs(forward / backward)


def ladder_transport(
    field: Field,
    N: Number,
    first: tuple[Number, Number],
    second: tuple[Number, Number],
) -> EnergyExchange:
    """Return the rate equation of H = Jz with Jx coupled to two reservoirs, "c" and "w".

    Each reservoir moves m by one with the rates Gamma n |<m+1|Jx|m>|^2 up and Gamma (1 + n) times
    the same down; the energy quantum is 1.

    Parameters
    ----------
    field : arithmetic.
    N : number of spins 1/2; the sector of the largest spin.
    first, second : (Gamma, n) of the two reservoirs at the only frequency, n > 0.

    Raises
    ------
    InputError : when a rate is negative or an occupation not positive.
    """
    spin = spin_operators(field, exact_rational(positive_integer(N, "N")) / 2)
    size = spin.Jz.shape[0]
    rates: dict[str, Matrix] = {}
    with field:
        for name, (height, occupation) in (("c", first), ("w", second)):
            rate, n = field.number(height), field.number(occupation)
            if rate < 0 or not field.is_positive(n):
                raise InputError(
                    f"Arguments `first` and `second` must have a rate >= 0 and an occupation > 0, "
                    f"but one is {(height, occupation)!r}."
                )
            entries = {}
            for k in range(1, size):
                strength = spin.Jminus[k - 1, k] * spin.Jplus[k, k - 1] / 4
                entries[k, k - 1] = rate * n * strength
                entries[k - 1, k] = rate * (1 + n) * strength
            rates[name] = Matrix(field, (size, size), entries)
    energies = tuple(levels(exact_rational(N) / 2))
    return EnergyExchange(field, energies, rates)
