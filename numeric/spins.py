"""Spin operators for one spin, for a product of spins, and for the collective spin.

Levels of one spin s are ordered from the ground state up: index k = s + m = 0 ... 2s. In the
"rational" basis the ladder operators act as

    J- |m> = (s + m) |m - 1>,   J+ |m> = (s - m) |m + 1>,

a positive diagonal similarity of the orthonormal ones (`heatcap` (B.1)), the scale of level k
being binomial(2s, k)^(-1/2). Products, traces, diagonals and spectra are unchanged, so a
generator written with a pair (L, L_dagger) is the same generator with rational entries.
"""

from __future__ import annotations

from fractions import Fraction
from itertools import product
from math import comb, prod
from typing import Literal, NamedTuple

from cotherm.numeric.errors import InputError
from cotherm.numeric.fields import Field, Number, Scalar, exact_rational
from cotherm.numeric.matrices import Matrix, kron

Basis = Literal["rational", "orthonormal"]


class SpinOperators(NamedTuple):
    """The operators Jz, J+ and J- of one (collective or local) spin, hbar = 1."""

    Jz: Matrix
    Jplus: Matrix
    Jminus: Matrix


def half_integer(value: Number, name: str = "s", *, minimum: Number = 0) -> Fraction:
    """Return an exact multiple of 1/2 that is at least `minimum`.

    Raises
    ------
    InputError : when the value is not a multiple of 1/2 or too small.
    """
    spin = exact_rational(value, name)
    if (2 * spin).denominator != 1 or spin < exact_rational(minimum):
        raise InputError(
            f"Argument `{name}` must be a multiple of 1/2, at least {minimum}, but is {value}."
        )
    return spin


def positive_integer(value: Number, name: str = "n") -> int:
    """Return an integer of at least 1.

    Raises
    ------
    InputError : for anything else.
    """
    number = exact_rational(value, name)
    if number.denominator != 1 or number < 1:
        raise InputError(f"Argument `{name}` must be a positive integer, but is {value}.")
    return int(number)


def levels(s: Number) -> list[Fraction]:
    """Return the values of m of one spin s, ascending from -s to s."""
    spin = half_integer(s)
    return [k - spin for k in range(int(2 * spin) + 1)]


def product_levels(n: Number, s: Number) -> list[tuple[Fraction, ...]]:
    """Return (m_1, ..., m_n) of each product state, in the order of the product basis."""
    return list(product(levels(s), repeat=positive_integer(n)))


def spin_operators(field: Field, s: Number, basis: Basis = "rational") -> SpinOperators:
    """Return Jz, J+ and J- of one spin s (the ladder of total spin J for s = J).

    Parameters
    ----------
    field : arithmetic; "orthonormal" needs square roots, so Float64 or Ball for s > 1/2.
    s : spin, multiple of 1/2.
    basis : "rational" or "orthonormal", see the module's text.
    """
    spin = half_integer(s)
    size = int(2 * spin) + 1
    with field:
        lower: dict[tuple[int, int], Scalar] = {}
        upper: dict[tuple[int, int], Scalar] = {}
        for k in range(1, size):
            down, up = field.number(k), field.number(size - k)
            if basis == "orthonormal":
                down = up = field.sqrt(down * up)
            lower[k - 1, k] = down
            upper[k, k - 1] = up
        return SpinOperators(
            Matrix.diagonal(field, levels(spin)),
            Matrix(field, (size, size), upper),
            Matrix(field, (size, size), lower),
        )


def embed(operator: Matrix, site: int, n: int) -> Matrix:
    """Return an operator of one spin acting on spin `site` (0 ... n-1) of n equal spins."""
    if not 0 <= site < n:
        raise InputError(f"Argument `site` must be from 0 to {n - 1}, but is {site}.")
    size = operator.shape[0]
    left = Matrix.identity(operator.field, size**site)
    right = Matrix.identity(operator.field, size ** (n - site - 1))
    return kron(kron(left, operator), right)


def local_spins(
    field: Field, n: Number, s: Number, basis: Basis = "rational"
) -> list[SpinOperators]:
    """Return the operators of each of n spins s in the product space of (2s+1)^n states."""
    count = positive_integer(n)
    single = spin_operators(field, s, basis)
    return [
        SpinOperators(*(embed(operator, site, count) for operator in single))
        for site in range(count)
    ]


def collective_spin(field: Field, n: Number, s: Number, basis: Basis = "rational") -> SpinOperators:
    """Return the sums Jz, J+ and J- over n spins s in the product space."""
    spins = local_spins(field, n, s, basis)
    total = spins[0]
    for spin in spins[1:]:
        total = SpinOperators(*(a + b for a, b in zip(total, spin, strict=True)))
    return total


def total_spin_squared(spin: SpinOperators) -> Matrix:
    """Return J^2 = Jz^2 + (J+ J- + J- J+)/2."""
    ladder = spin.Jplus @ spin.Jminus + spin.Jminus @ spin.Jplus
    return spin.Jz @ spin.Jz + ladder * Fraction(1, 2)


def to_rational_basis(field: Field, n: Number, s: Number, operator: Matrix) -> Matrix:
    """Rewrite an operator on n spins s from the orthonormal into the rational product basis.

    Entries are multiplied by sqrt(g_a / g_b), g being the product of binomial(2s, k) over the
    spins. Diagonals stay as they are.

    Raises
    ------
    InputError : when a factor is irrational and the field is Rational.
    """
    spin = half_integer(s)
    weights = [
        prod(comb(int(2 * spin), int(m + spin)) for m in state) for state in product_levels(n, spin)
    ]
    entries = {}
    with field:
        for (a, b), value in operator.entries.items():
            factor = field.sqrt(field.number(Fraction(weights[a], weights[b])))
            entries[a, b] = value * factor
    return Matrix(field, operator.shape, entries)
