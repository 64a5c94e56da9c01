"""Operators of n spins s in the rational product basis, as values of printed operator formulas."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import Any

import flint

from cotherm.numeric import density_matrix, secular
from cotherm.numeric.fields import Rational
from cotherm.numeric.matrices import Matrix
from cotherm.numeric.spin_ensemble import initial_state
from cotherm.numeric.spins import collective_spin, half_integer, local_spins, product_levels
from cotherm.numeric.temperature import InverseTemperature
from cotherm.numeric.total_spin import total_spin_projector

from ...books import whole
from ...domain import Point

FIELD = Rational()


def boltzmann(point: Point, name: str) -> InverseTemperature:
    """The temperature whose ``exp(-b/2)`` the point gives under ``name``."""
    return InverseTemperature(q=point[name] ** 2)


def conjugation(n: int, s: Fraction) -> Callable[[flint.fmpq_mat], flint.fmpq_mat]:
    """Hermitian conjugate of a real operator in the rational product basis."""
    norms = [flint.fmpq(g) for g in density_matrix.basis_norms(n, s)]

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


def levels_of_product(n: int, s: Fraction) -> list[Fraction]:
    """Level of J_z of each product state."""
    return [sum(state, Fraction(0)) for state in product_levels(n, s)]


def level_projector(n: int, s: Fraction, m: Fraction) -> flint.fmpq_mat:
    """Projector on the product states with J_z = m."""
    diagonal = [int(x == m) for x in levels_of_product(n, s)]
    projector: flint.fmpq_mat = Matrix.diagonal(FIELD, diagonal).to_flint()
    return projector


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


def secular_generator(point: Point, coupling: str = "collective") -> flint.fmpq_mat:
    """Born-Markov-secular generator for V = 2 Jx O_B, applied to the point's ``rho``.

    The jump operators are the parts of 2 Jx that change the energy by one quantum; with the factor
    two the part that lowers is J-, so that rates have the unit of the printed equation. Independent
    coupling: one such V with a bath of its own for each spin.
    """
    n, s = whole(point["n"]), half_integer(point["s"])
    together = coupling == "collective"
    environment = collective_environment if together else independent_environment
    spins = [collective_spin(FIELD, n, s)] if together else local_spins(FIELD, n, s)
    dense = environment(point)["rho"]
    d = dense.nrows()
    rho = Matrix(FIELD, (d, d), {(i, j): dense[i, j] for i in range(d) for j in range(d)})
    change: flint.fmpq_mat = secular.secular_change(
        [spin.Jplus + spin.Jminus for spin in spins],
        levels_of_product(n, s),
        density_matrix.basis_norms(n, s),
        (point["Gd"], point["Gu"]),
        rho,
    ).to_flint()
    return change


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
    boltzmann_operator = Matrix.diagonal(
        FIELD, [beta.power(FIELD, m) for m in levels_of_product(n, s)]
    )
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
    density: flint.fmpq_mat = density_matrix.steady_density(
        FIELD, n, s, boltzmann(point, "b"), "collective", boltzmann(point, "b0")
    ).to_flint()
    return density
