"""Spin stars beside the homogeneous thermal one: unequal couplings, no exchange, no bath.

Conventions of `spin_star`.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

import flint

from cotherm.numeric.errors import InputError
from cotherm.numeric.fields import Ball, Field, Number, Scalar, exact_rational
from cotherm.numeric.matrices import Matrix
from cotherm.numeric.spin_star import Coupling, Model, spin_hamiltonian, star_hamiltonian
from cotherm.numeric.spin_star_states import central_state, thermal_state


def uneven_star(field: Field, given: Coupling, factors: Sequence[Number]) -> Matrix:
    """Return (1) with the couplings J factors[i] to the outer spins, one after the other.

    Raises
    ------
    InputError : when there are not as many factors as outer spins.
    """
    if len(factors) != given.outer:
        raise InputError(
            f"Argument `factors` must have one entry for each of {given.outer} outer spins, but "
            f"has {len(factors)}."
        )
    free = star_hamiltonian(field, given._replace(J=Fraction(0)))
    total = free
    for i, factor in enumerate(factors, start=1):
        total = total + _bond(field, given, i) * exact_rational(factor, "factors")
    return total


def _bond(field: Field, given: Coupling, i: int) -> Matrix:
    """The coupling of the central spin to outer spin i."""
    size = 2 ** (given.outer + 1)
    entries: dict[tuple[int, int], Scalar] = {}
    with field:
        for state in range(size):
            equal = (state & 1) == ((state >> i) & 1)
            zz = given.J * given.lam / 4
            entries[state, state] = field.number(zz if equal else -zz)
            if not equal:
                entries[state ^ (1 | 1 << i), state] = field.number(given.J / 2)
    return Matrix(field, (size, size), entries)


def uneven_log_ratio(field: Field, given: Coupling, factors: Sequence[Number]) -> Scalar:
    """Return ln(p_e/p_g) of the central spin of such a star in thermal equilibrium."""
    with field:
        rho = thermal_state(uneven_star(field, given, factors), field.number(given.beta))
        centre = central_state("star", given, rho)
        return field.log(centre[1, 1] / centre[0, 0])


def ising_log_ratio(field: Field, model: Model, given: Coupling) -> Scalar:
    """Return ln(p_e/p_g) without the exchange of excitations: of the diagonal of H alone.

    The state is then a mixture of product states, without entanglement and without discord.
    """
    make = spin_hamiltonian if model == "spin" else star_hamiltonian
    H = make(field, given)
    size = given.outer + 1
    with field:
        sides = [field.zero, field.zero]
        beta = field.number(given.beta)
        for k, energy in enumerate(H.diagonal_values()):
            centre = k // size if model == "spin" else k & 1
            sides[centre] = sides[centre] + field.exp(-beta * energy)
        return field.log(sides[1] / sides[0])


def distinguishability(field: Ball, given: Coupling, phase: Number) -> flint.arb:
    """Return the trace distance, after the time pi phase/J, of two evolutions of a closed star.

    The central spin starts in |e> or in |g>, the outer spins in their thermal state without
    coupling; a unitary evolution under (1), no bath.
    """
    H = star_hamiltonian(field, given)
    size = H.shape[0]
    with field:
        time = flint.arb.pi() * field.number(phase) / field.number(given.J)
        dense = flint.acb_mat(size, size)
        for (a, b), value in H.entries.items():
            dense[a, b] = flint.acb(0, -1) * value * time
        evolution = dense.exp()
        weights = [
            field.exp(-field.number(given.beta * given.omega * (state >> 1).bit_count()))
            for state in range(size)
        ]
        total = field.sum(weights) / 2
        chances = [field.zero, field.zero]
        for a in range(1, size, 2):
            for b in range(size):
                part = weights[b] * abs(evolution[a, b]) ** 2 / total
                chances[b & 1] = chances[b & 1] + part
        distance: flint.arb = abs(chances[1] - chances[0])
        return distance
