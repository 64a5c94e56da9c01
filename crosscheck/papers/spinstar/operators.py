"""Operators of a star, and of its spin-S counterpart, as exact real matrices.

A complex matrix A + iB stands as [[A, -B], [B, A]], so that sigma_y may be written as it is printed.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction
from functools import lru_cache
from typing import Any

import flint

from cotherm.numeric.fields import Rational
from cotherm.numeric.matrices import Matrix, kron
from cotherm.numeric.spin_star import spin_hamiltonian, star_hamiltonian
from cotherm.numeric.spins import spin_operators

from ...books import whole
from ...domain import Point
from .shared import given

FIELD = Rational()


def doubled(real: Matrix, imaginary: Matrix | None = None) -> flint.fmpq_mat:
    """A complex matrix as a real one of twice the size."""
    size = real.shape[0]
    dense = flint.fmpq_mat(2 * size, 2 * size)
    for (a, b), value in real.entries.items():
        dense[a, b] = dense[a + size, b + size] = value
    for (a, b), value in (imaginary.entries if imaginary else {}).items():
        dense[a, b + size], dense[a + size, b] = -value, value
    return dense


@lru_cache(maxsize=256)
def pauli(kind: str, site: int, outer: int) -> flint.fmpq_mat:
    """sigma_x, sigma_y or sigma_z of one spin of a star; product states are numbered by bits."""
    size, bit = 2 ** (outer + 1), 1 << site
    real: dict[tuple[int, int], Any] = {}
    imaginary: dict[tuple[int, int], Any] = {}
    for state in range(size):
        up = bool(state & bit)
        if kind == "z":
            real[state, state] = FIELD.number(1 if up else -1)
        elif kind == "x":
            real[state ^ bit, state] = FIELD.one
        else:  # sigma_y |up> = i |down>, sigma_y |down> = -i |up>
            imaginary[state ^ bit, state] = FIELD.number(1 if up else -1)
    shape = (size, size)
    return doubled(Matrix(FIELD, shape, real), Matrix(FIELD, shape, imaginary))


def star_environment(point: Point) -> Mapping[str, Any]:
    """sx(i), sy(i), sz(i) of the spins of a star, 0 the central one."""
    outer = whole(point["N"])

    def operator(kind: str) -> Callable[[Fraction], flint.fmpq_mat]:
        def of_site(i: Fraction) -> flint.fmpq_mat:
            site = whole(i)
            if not 0 <= site <= outer:
                raise ValueError(f"there is no spin {site}")
            return pauli(kind, site, outer)

        return of_site

    return {f"s{kind}": operator(kind) for kind in "xyz"}


def star_matrix(point: Point) -> flint.fmpq_mat:
    """(1) from the numeric book, built state by state."""
    return doubled(star_hamiltonian(FIELD, given(point, S=point["N"] / 2)))


def _spin_parts(S: Fraction) -> tuple[dict[str, Matrix], dict[str, Matrix]]:
    """x, y and z of the spin 1/2 (as Pauli matrices) and of the spin S; y divided by i."""
    tape, spin = (spin_operators(FIELD, size) for size in (Fraction(1, 2), S))
    half = Fraction(1, 2)
    first = {
        "x": tape.Jplus + tape.Jminus,
        "y": tape.Jminus - tape.Jplus,
        "z": tape.Jz * 2,
    }
    second = {
        "x": (spin.Jplus + spin.Jminus) * half,
        "y": (spin.Jminus - spin.Jplus) * half,
        "z": spin.Jz,
    }
    return first, second


def spin_environment(point: Point) -> Mapping[str, Any]:
    """s0x ... S1z of (2), the spin S in the basis in which its ladder operators are rational."""
    first, second = _spin_parts(point["S"])
    alone, other = Matrix.identity(FIELD, 2), Matrix.identity(FIELD, whole(2 * point["S"] + 1))
    operators = {}
    for axis in "xyz":
        for name, product in (
            (f"s0{axis}", kron(first[axis], other)),
            (f"S1{axis}", kron(alone, second[axis])),
        ):
            zero = Matrix.zero(FIELD, product.shape)
            parts = (zero, product) if axis == "y" else (product, None)
            operators[name] = doubled(*parts)
    return operators


def spin_matrix(point: Point) -> flint.fmpq_mat:
    """(2) from the numeric book, in the same basis."""
    return doubled(spin_hamiltonian(FIELD, given(point), "rational"))


def trace(matrix: flint.fmpq_mat) -> flint.fmpq:
    """Trace of a doubled matrix, per state."""
    total = flint.fmpq(0)
    for i in range(matrix.nrows()):
        total += matrix[i, i]
    return total / matrix.nrows()


def star_component(point: Point, i: int, j: int, kind: str) -> flint.fmpq:
    """Coefficient of sigma_i sigma_j in (1), by its trace with H."""
    outer = whole(point["N"])
    return trace(star_matrix(point) * pauli(kind, i, outer) * pauli(kind, j, outer))
