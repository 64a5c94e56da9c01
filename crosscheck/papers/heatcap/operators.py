"""Operators of n spins s in the rational product basis, as values of printed operator formulas."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import Any

import flint

from cotherm.numeric.fields import Rational
from cotherm.numeric.matrices import Matrix, kron_all
from cotherm.numeric.spin_ensemble import bath_steady_state, initial_state
from cotherm.numeric.spins import (
    collective_spin,
    half_integer,
    local_spins,
    product_levels,
    spin_operators,
)
from cotherm.numeric.temperature import InverseTemperature
from cotherm.numeric.total_spin import total_spin_projector

from ...algebras import to_fmpq
from ...books import whole
from ...domain import Point

FIELD = Rational()


def boltzmann(point: Point, name: str) -> InverseTemperature:
    """The temperature whose ``exp(-b/2)`` the point gives under ``name``."""
    return InverseTemperature(q=point[name] ** 2)


def gram(n: int, s: Fraction) -> list[flint.fmpq]:
    """Squared norms of the rational product basis, for Hermitian conjugates."""
    spin = spin_operators(FIELD, s)
    single = [FIELD.one]
    for k in range(1, spin.Jz.shape[0]):
        single.append(single[-1] * spin.Jplus[k, k - 1] / spin.Jminus[k - 1, k])
    return list(kron_all([Matrix.diagonal(FIELD, single)] * n).diagonal_values())


def conjugation(n: int, s: Fraction) -> Callable[[flint.fmpq_mat], flint.fmpq_mat]:
    """Hermitian conjugate of a real operator in the rational product basis."""
    norms = gram(n, s)

    def dagger(x: flint.fmpq_mat) -> flint.fmpq_mat:
        d = x.nrows()
        return flint.fmpq_mat(
            d, d, [x[j, i] * norms[i] / norms[j] for i in range(d) for j in range(d)]
        )

    return dagger


def random_operator(point: Point, size: int) -> flint.fmpq_mat:
    """A generic matrix with small integer entries, the same for the same point."""
    rng = random.Random(repr(sorted(point.items())))
    return flint.fmpq_mat(size, size, [flint.fmpq(rng.randint(-9, 9)) for _ in range(size**2)])


def trace(x: flint.fmpq_mat) -> flint.fmpq:
    """Trace of a matrix."""
    total = flint.fmpq(0)
    for i in range(x.nrows()):
        total += x[i, i]
    return total


def collective_environment(point: Point) -> Mapping[str, Any]:
    """Jz, J-, J+, a generic density operator ``rho`` and the operation ``plus_hc``."""
    n, s = whole(point["n"]), half_integer(point["s"])
    spin = collective_spin(FIELD, n, s)
    dagger = conjugation(n, s)
    minus = spin.Jminus.to_flint()
    raw = random_operator(point, minus.nrows())
    return {
        "Jm": minus,
        "Jp": spin.Jplus.to_flint(),
        "rho": raw + dagger(raw),
        "plus_hc": lambda x: x + dagger(x),
    }


def secular_generator(point: Point) -> flint.fmpq_mat:
    """Born-Markov-secular generator for V = 2 Jx O_B from eigenprojectors of Jz, applied to ``rho``.

    The jump operators are the parts of 2 Jx that change the energy by one quantum; with the factor
    two the part that lowers is J-, so that rates have the unit of the printed equation.
    """
    n, s = whole(point["n"]), half_integer(point["s"])
    spin = collective_spin(FIELD, n, s)
    dagger = conjugation(n, s)
    environment = collective_environment(point)
    rho = environment["rho"]
    energies = [sum(state) for state in product_levels(n, s)]
    coupling = (spin.Jplus + spin.Jminus).to_flint()
    d = coupling.nrows()
    total = flint.fmpq_mat(d, d)
    for omega, rate in ((1, point["Gd"]), (-1, point["Gu"])):
        jump = flint.fmpq_mat(
            d,
            d,
            [
                coupling[i, j] if energies[j] - energies[i] == omega else flint.fmpq(0)
                for i in range(d)
                for j in range(d)
            ],
        )
        half = jump * rho * dagger(jump) - dagger(jump) * jump * rho
        total += (half + dagger(half)) * to_fmpq(rate)
    return total


def independent_environment(point: Point) -> Mapping[str, Any]:
    """Local ladder operators as functions of the site, and ``rho``, ``plus_hc`` as above."""
    n, s = whole(point["n"]), half_integer(point["s"])
    spins = local_spins(FIELD, n, s)
    dagger = conjugation(n, s)
    raw = random_operator(point, spins[0].Jz.shape[0])
    return {
        "jm": lambda i: spins[whole(i) - 1].Jminus.to_flint(),
        "jp": lambda i: spins[whole(i) - 1].Jplus.to_flint(),
        "rho": raw + dagger(raw),
        "plus_hc": lambda x: x + dagger(x),
    }


def lowest_total_spin(n: int, s: Fraction) -> Fraction:
    """Smallest total spin that occurs: the least J with a non-zero projector."""
    J = Fraction(n * s) % 1
    while not total_spin_projector(n, s, J).entries:
        J += 1
    return J


def sector_environment(point: Point) -> Mapping[str, Any]:
    """Projectors on total spin, Boltzmann operator, initial state and trace for (3) and (4)."""
    n, s = whole(point["n"]), half_integer(point["s"])
    beta = boltzmann(point, "b")
    levels = [sum(state) for state in product_levels(n, s)]
    boltzmann_operator = Matrix.diagonal(FIELD, [beta.power(FIELD, m) for m in levels])
    start = initial_state(FIELD, n, s, boltzmann(point, "b0"))
    return {
        "P": lambda J: total_spin_projector(n, s, J).to_flint(),
        "B": boltzmann_operator.to_flint(),
        "rho0": start.to_flint(),
        "tr": trace,
        "J0": lowest_total_spin(n, s),
    }


def steady_density(point: Point) -> flint.fmpq_mat:
    """Stationary density matrix of the full collective equation, from a thermal product state."""
    n, s = whole(point["n"]), half_integer(point["s"])
    dynamics, state = bath_steady_state(
        FIELD, n, s, boltzmann(point, "b"), "collective", boltzmann(point, "b0")
    )
    d = dynamics.dimension
    dense = flint.fmpq_mat(d, d)
    for index, value in zip(dynamics.block, state.vector, strict=True):
        dense[index // d, index % d] = value
    return dense
