"""One sector of the collective spin: fixed total spin j and fixed parity under m -> -m.

The states are |v_a> = (|j, a> + parity |j, -a>)/sqrt(2) for a > 0 and |j, 0> for a = 0. Matrix
elements come from the explicit ladder matrices in the rational basis of `cotherm.numeric.spins`,
where J+ and J- have integer entries: with A v_b = sum_a t_ab v_a the squared element between
normalised states is t_ab t_ba, whatever the norms of the v_a are.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from functools import lru_cache
from types import MappingProxyType
from typing import Literal

import flint

from cotherm.numeric.errors import InputError
from cotherm.numeric.fields import Number, Rational, Scalar, exact_rational
from cotherm.numeric.matrices import Matrix
from cotherm.numeric.spins import half_integer, levels, positive_integer, spin_operators

Coupling = Literal["Jx", "Jx2/N"]

_EXACT = Rational()


def sector_spin(N: Number, j: Number | None = None) -> Fraction:
    """Return the total spin of a sector of N spins 1/2, by default the largest.

    Raises
    ------
    InputError : when j is not one of N/2, N/2 - 1, ..., 0 or 1/2.
    """
    largest = Fraction(positive_integer(N, "N"), 2)
    if j is None:
        return largest
    spin = half_integer(j, "j")
    if spin > largest or (largest - spin).denominator != 1:
        raise InputError(
            f"Argument `j` must be {largest} minus a non-negative integer, but is {spin}."
        )
    return spin


def sector_levels(N: Number, j: Number | None = None, parity: int = 1) -> tuple[Fraction, ...]:
    """Return the labels a of the states of one sector, ascending; the energies are a^2.

    Parameters
    ----------
    N : number of spins 1/2.
    j : total spin, None for N/2.
    parity : +1 or -1, sign of the combination |j, a> + parity |j, -a>. For j = N/2 it is the
        eigenvalue of exp(i pi (Jx - N/2)); for smaller j that eigenvalue is
        parity (-1)^(N/2 - j). a = 0 (even N) exists for parity +1 only.
    """
    if parity not in (1, -1):
        raise InputError(f"Argument `parity` must be 1 or -1, but is {parity!r}.")
    return tuple(m for m in levels(sector_spin(N, j)) if m > 0 or (m == 0 and parity == 1))


def coupling_matrix(N: Number, operator: Coupling, j: Number | None = None) -> Matrix:
    """Return Jx or Jx^2/N on the 2j + 1 states of total spin j, in the rational basis (`qar` (2)).

    Raises
    ------
    InputError : for another operator.
    """
    spin = spin_operators(_EXACT, sector_spin(N, j))
    Jx = (spin.Jplus + spin.Jminus) * Fraction(1, 2)
    if operator == "Jx":
        return Jx
    if operator == "Jx2/N":
        return (Jx @ Jx) * Fraction(1, positive_integer(N, "N"))
    raise InputError(f"Argument `operator` must be 'Jx' or 'Jx2/N', but is {operator!r}.")


def _sector_basis(N: int, spin: Fraction, parity: int) -> Matrix:
    """Return the unnormalised vectors of the sector as the columns of a matrix."""
    position = {m: k for k, m in enumerate(levels(spin))}
    entries: dict[tuple[int, int], Scalar] = {}
    labels = sector_levels(N, spin, parity)
    for column, a in enumerate(labels):
        entries[position[-a], column] = _EXACT.number(parity)
        entries[position[a], column] = _EXACT.one
    return Matrix(_EXACT, (len(position), len(labels)), entries)


def sector_block(N: Number, operator: Coupling, j: Number | None = None, parity: int = 1) -> Matrix:
    """Return t with A v_b = sum_a t_ab v_a in the unnormalised basis of one sector, exactly.

    The images are compared with their expansion, so a coupling that left the sector would be
    noticed.
    """
    number, spin = positive_integer(N, "N"), sector_spin(N, j)
    labels = sector_levels(number, spin, parity)
    basis = _sector_basis(number, spin, parity)
    images = coupling_matrix(number, operator, spin) @ basis
    rows = [k for k, m in enumerate(levels(spin)) if m in labels]
    block = images.submatrix(rows, range(len(labels)))
    if not (images - basis @ block).is_zero():
        raise InputError(f"Argument `operator` must keep the sector, but {operator!r} leaves it.")
    return block


@lru_cache(maxsize=256)
def _strengths(
    N: int, operator: Coupling, spin: Fraction, parity: int
) -> Mapping[tuple[Fraction, Fraction], flint.fmpq]:
    labels = sector_levels(N, spin, parity)
    block = sector_block(N, operator, spin, parity)
    strengths = {
        (labels[row], labels[column]): value * block[column, row]
        for (row, column), value in block.entries.items()
    }
    return MappingProxyType(strengths)


def transition_strengths(
    N: Number, operator: Coupling, j: Number | None = None, parity: int = 1
) -> Mapping[tuple[Fraction, Fraction], flint.fmpq]:
    """Return all non-zero |<v_a|A|v_b>|^2 of one sector, by (a, b), diagonal included.

    Exact; the cost grows linearly with N.
    """
    return _strengths(positive_integer(N, "N"), operator, sector_spin(N, j), parity)


def transition_strength(
    N: Number,
    a: Number,
    b: Number,
    operator: Coupling = "Jx",
    j: Number | None = None,
    parity: int = 1,
) -> Fraction:
    """Return the squared matrix element |<v_a|A|v_b>|^2 of `qar` (7), exactly.

    Parameters
    ----------
    N : number of spins 1/2.
    a, b : labels of two states of the sector (see `sector_levels`).
    operator : "Jx" or "Jx2/N".
    j, parity : which sector.

    Raises
    ------
    InputError : when a or b is not a label of the sector.
    """
    labels = sector_levels(N, j, parity)
    pair = exact_rational(a, "a"), exact_rational(b, "b")
    for name, label in zip("ab", pair, strict=True):
        if label not in labels:
            raise InputError(
                f"Argument `{name}` must be one of {', '.join(map(str, labels[:3]))}, ... up to "
                f"{labels[-1] if labels else 'nothing'}, but is {label}."
            )
    value = transition_strengths(N, operator, j, parity).get(pair, flint.fmpq(0))
    return Fraction(int(value.p), int(value.q))
