"""Other sectors of the refrigerator: smaller total spin, both parities, even numbers of spins.

Sectors do not mix, so a mixture of them has one stationary state for every choice of their
weights. Vectors of smaller total spin are built in the product space from singlets.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from fractions import Fraction

from cotherm.numeric.errors import InputError
from cotherm.numeric.fields import Field, Number, Scalar, exact_rational
from cotherm.numeric.matrices import Matrix
from cotherm.numeric.null_structure import NullStructure
from cotherm.numeric.refrigerator import COUPLINGS, Refrigerator, refrigerator_rates
from cotherm.numeric.refrigerator_lindblad import sector_vectors, system_operators
from cotherm.numeric.refrigerator_rates import EnergyExchange, generator, transition_flux
from cotherm.numeric.refrigerator_sector import (
    sector_levels,
    sector_spin,
    transition_strengths,
)


def combination_sign(N: int, j: Number | None, parity: int) -> int:
    """Return the sign s of |j, a> + s |j, -a> in the sector where exp(i pi (Jx - N/2)) = parity.

    It is parity (-1)^(N/2 - j): each singlet is odd under a flip of all spins.
    """
    missing = Fraction(N, 2) - sector_spin(N, j)
    return parity if missing % 2 == 0 else -parity


def flip_levels(N: Number, j: Number | None = None, parity: int = 1) -> tuple[Fraction, ...]:
    """Return the labels of the levels with total spin j and exp(i pi (Jx - N/2)) = parity.

    Parameters
    ----------
    N : number of spins 1/2.
    j : total spin, None for N/2.
    parity : +1 or -1, the eigenvalue itself (`sector_levels` takes the sign of the combination).
    """
    spins = int(exact_rational(N, "N"))
    return sector_levels(spins, j, combination_sign(spins, j, parity))


def multiplet_vectors(
    field: Field, model: Refrigerator, j: Number | None = None, parity: int = 1
) -> list[list[Scalar]]:
    """Return unnormalised vectors of one multiplet of total spin j on 2^N states, lowest first.

    The first N - 2j spins form singlets, the others the symmetric states |j, a> + s |j, -a>, with
    the sign s that belongs to exp(i pi (Jx - N/2)) = parity.

    Parameters
    ----------
    field : arithmetic.
    model : its number of spins is used.
    j : total spin, at least 1/2.
    parity : +1 or -1.
    """
    spin = sector_spin(model.N, j)
    if spin == 0:
        raise InputError("Argument `j` must be at least 1/2, but is 0.")
    inner = replace(model, N=int(2 * spin), j=None, parity=combination_sign(model.N, spin, parity))
    pair = [field.zero, field.one, -field.one, field.zero]
    vectors = sector_vectors(field, inner)
    for _ in range(int(Fraction(model.N, 2) - spin)):
        with field:
            vectors = [[x * y for x in pair for y in vector] for vector in vectors]
    return vectors


def multiplet_elements(
    field: Field, model: Refrigerator, operator: str, j: Number | None = None, parity: int = 1
) -> list[list[Scalar]]:
    """Return <v_a|O|v_b>^2, or <v_a|H_S|v_b> for "S", of one multiplet from 2^N x 2^N matrices.

    Parameters
    ----------
    field : arithmetic; exact over the rationals.
    model, j, parity : see `multiplet_vectors`.
    operator : "S", "c", "h" or "w", see `cotherm.numeric.refrigerator_lindblad.system_operators`.
    """
    matrix = system_operators(field, model.N)[operator]
    vectors = multiplet_vectors(field, model, j, parity)
    norms = [field.dot(v, v) for v in vectors]
    table = []
    for a, left in enumerate(vectors):
        row = []
        for b, right in enumerate(vectors):
            element = field.dot(left, matrix.apply(right))
            with field:
                value = element if operator == "S" else element * element
                weight = norms[a] if operator == "S" else norms[a] * norms[b]
                row.append(value / weight)
        table.append(row)
    return table


def direct_sum(parts: Sequence[EnergyExchange]) -> EnergyExchange:
    """Return several systems side by side, without transitions between them."""
    field = parts[0].field
    size = sum(part.size for part in parts)
    entries: dict[str, dict[tuple[int, int], Scalar]] = {name: {} for name in parts[0].rates}
    start = 0
    for part in parts:
        for name, rates in part.rates.items():
            for (to, origin), rate in rates.entries.items():
                entries[name][to + start, origin + start] = rate
        start += part.size
    return EnergyExchange(
        field,
        tuple(energy for part in parts for energy in part.energies),
        {name: Matrix(field, (size, size), found) for name, found in entries.items()},
    )


def mixture_current(
    field: Field, models: Sequence[Refrigerator], weights: Sequence[Number], reservoir: str = "c"
) -> tuple[Scalar, int]:
    """Return the stationary current of a mixture of sectors, and how many stationary states it has.

    The initial state has the given weight in the lowest level of each sector. The stationary state
    is the projection of it on the null space of the direct sum, whose dimension is found, not
    assumed.

    Parameters
    ----------
    field : arithmetic.
    models : one per sector.
    weights : initial weights of the sectors.
    """
    parts = [refrigerator_rates(field, model) for model in models]
    system = direct_sum(parts)
    start = [field.zero] * system.size
    offset = 0
    for part, weight in zip(parts, weights, strict=True):
        start[offset] = field.number(weight)
        offset += part.size
    structure = NullStructure(generator(system))
    state = structure.project(start)
    with field:
        current = field.sum(
            flux * system.quantum(a, b)
            for (a, b), flux in transition_flux(system, reservoir, state).items()
        )
    return current, structure.nullity


def resonant_transitions(
    N: int, parity: int, peaks: Mapping[str, Number]
) -> dict[str, list[tuple[Fraction, Fraction]]]:
    """Return by reservoir the transitions of the sector j = N/2 that lie at its peak.

    Parameters
    ----------
    N : number of spins 1/2.
    parity : eigenvalue of exp(i pi (Jx - N/2)).
    peaks : positions of the spectral densities by reservoir, in units of Omega.
    """
    found: dict[str, list[tuple[Fraction, Fraction]]] = {}
    for name, peak in peaks.items():
        elements = transition_strengths(N, COUPLINGS[name], None, parity)
        found[name] = [
            (a, b)
            for (a, b), strength in elements.items()
            if a > b and strength != 0 and a * a - b * b == exact_rational(peak, "peaks")
        ]
    return found
