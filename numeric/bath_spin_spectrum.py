"""Relaxation spectrum of one collective spin in its bath, by coherence order.

Each block of the generator is tridiagonal with non-negative products of off-diagonal elements, so
it is similar to a symmetric matrix: its eigenvalues are real, and the number above a threshold is
the number of positive pivots of the shifted matrix (Sturm). In ball arithmetic the signs of all
pivots are certain, so value and index of an eigenvalue are both certified.
"""

from __future__ import annotations

import math
import sys
from collections.abc import Callable, Sequence
from fractions import Fraction
from typing import NamedTuple

import flint
import numpy as np
import scipy.linalg

from cotherm.numeric.bath_spin import BathRates, coherence_generator, scaled_rates
from cotherm.numeric.errors import InputError, PrecisionError
from cotherm.numeric.fields import Ball, Field, Float64, Number, Scalar
from cotherm.numeric.generators import Jump, dissipator
from cotherm.numeric.matrices import Matrix
from cotherm.numeric.spins import positive_integer, spin_operators

_GUARD_BITS = 64


class Extrapolation(NamedTuple):
    """A limit estimated from a sequence, with the last change as an error estimate."""

    value: Scalar
    error: float


def tridiagonal_eigenvalues(field: Field, block: Matrix, first: int, last: int) -> list[Scalar]:
    """Return the eigenvalues of rank `first` ... `last` from the top (0 = largest).

    Parameters
    ----------
    field : Float64 (accurate to a few units of the last place of the largest element) or Ball
        (certified enclosures).
    block : tridiagonal matrix with non-negative products of opposite off-diagonal elements.
    first, last : ranks, 0 <= first <= last < size.

    Raises
    ------
    InputError : for rational arithmetic or ranks outside the size.
    PrecisionError : when signs of pivots cannot be decided.
    """
    size = block.shape[0]
    if not 0 <= first <= last < size:
        raise InputError(
            f"Arguments `first` and `last` must be ranks from 0 to {size - 1}, but are "
            f"{first} and {last}."
        )
    if not isinstance(field, (Float64, Ball)):
        raise InputError(
            f"Argument `field` must be Float64 or Ball for eigenvalues, but is {field!r}."
        )
    diagonal = block.diagonal_values()
    with field:
        products = [block[k + 1, k] * block[k, k + 1] for k in range(size - 1)]
    approximate = scipy.linalg.eigh_tridiagonal(
        np.array([field.to_float(value) for value in diagonal]),
        np.sqrt(np.array([field.to_float(value) for value in products])),
        eigvals_only=True,
        select="i",
        select_range=(size - 1 - last, size - 1 - first),
    )[::-1]
    if isinstance(field, Float64):
        return [float(value) for value in approximate]
    return [
        _certified(field, diagonal, products, rank, float(guess))
        for rank, guess in enumerate(approximate, start=first)
    ]


def _count_above(
    diagonal: Sequence[Scalar], products: Sequence[Scalar], threshold: Scalar
) -> int | None:
    """Return the number of eigenvalues above the threshold, None when a sign is undecided."""
    count = 0
    pivot = flint.arb(1)
    for k, value in enumerate(diagonal):
        pivot = value - threshold - (products[k - 1] / pivot if k else 0)
        if pivot > 0:
            count += 1
        elif not pivot < 0:
            return None
    return count


def _certified(
    field: Ball,
    diagonal: Sequence[Scalar],
    products: Sequence[Scalar],
    rank: int,
    guess: float,
) -> flint.arb:
    """Enclose one eigenvalue by bisection, down to what the radii of the elements allow."""
    with Ball(field.prec + _GUARD_BITS):
        scale = max(
            *(abs(float(value)) for value in diagonal),
            *(math.sqrt(abs(float(value))) for value in products),
            sys.float_info.min,
        )
        step = flint.arb(scale) * flint.arb(2) ** -44

        def above(threshold: flint.arb) -> bool | None:
            count = _count_above(diagonal, products, threshold)
            return None if count is None else count > rank

        lower = _walk(above, flint.arb(guess), -step, True)
        upper = _walk(above, flint.arb(guess), step, False)
        while upper - lower > abs(upper) * flint.arb(2) ** -field.prec:
            # Where a pivot vanishes the side is undecided although the eigenvalue is elsewhere,
            # hence more than one trial.
            for sixteenths in (8, 7, 10):
                middle = (lower + (upper - lower) * sixteenths / 16).mid()
                side = above(middle)
                if side is not None:
                    break
            if side is None:
                break
            lower, upper = (middle, upper) if side else (lower, middle)
        return lower.union(upper)


def _walk(
    above: Callable[[flint.arb], bool | None], start: flint.arb, step: flint.arb, wanted: bool
) -> flint.arb:
    """Go from the start in growing steps until the side of the eigenvalue is the wanted one."""
    point = start
    for _ in range(80):
        point = (point + step).mid()
        if above(point) is wanted:
            return point
        step = 2 * step
    raise PrecisionError(
        "An eigenvalue could not be bracketed in the working precision.", None, flint.ctx.prec
    )


def relaxation_eigenvalues(
    field: Field,
    N: Number,
    x: Number | None = None,
    *,
    q: Number | None = None,
    sector: int = 0,
    count: int = 2,
) -> list[Scalar]:
    """Return the slowest eigenvalues of one coherence sector, slowest first, without the zero.

    Parameters
    ----------
    field : Float64 or Ball.
    N : number of spins 1/2.
    x, q : beta E or e^(-x/N), as in `cotherm.numeric.bath_spin.scaled_rates`.
    sector : coherence order m - m' (0: populations).
    count : how many; fewer are returned when the sector is smaller.
    """
    rates = scaled_rates(field, N, x, q=q)
    block = coherence_generator(field, N, rates, sector)
    first = 1 if sector == 0 else 0
    return tridiagonal_eigenvalues(field, block, first, min(first + count, block.shape[0]) - 1)


def bath_gap(
    field: Field,
    N: Number,
    x: Number | None = None,
    *,
    q: Number | None = None,
    sector: int = 0,
) -> Scalar:
    """Return the relaxation gap of one coherence sector in units of Gamma_0 (`engine` (40)).

    Parameters as `relaxation_eigenvalues`; sector 0 leaves the stationary state out.
    """
    return -relaxation_eigenvalues(field, N, x, q=q, sector=sector, count=1)[0]


def superoperator_spectrum(N: Number, rates: BathRates) -> list[float]:
    """Return all (N + 1)^2 eigenvalues of the complete generator by brute force, descending.

    Float64, without using the coherence sectors; meant for N up to about 12. The imaginary parts,
    which vanish for this generator, are required to be rounding errors.
    """
    field = Float64()
    spin = spin_operators(field, Fraction(positive_integer(N, "N"), 2), "orthonormal")
    generator = dissipator(
        [
            Jump(spin.Jminus, spin.Jplus, rates.down),
            Jump(spin.Jplus, spin.Jminus, rates.up),
        ]
    )
    eigenvalues = np.linalg.eigvals(generator.to_numpy())
    largest = float(np.abs(eigenvalues).max())
    if float(np.abs(eigenvalues.imag).max()) > 1e-6 * max(largest, 1e-300):
        raise PrecisionError("The spectrum of the generator is not real within rounding.")
    return sorted((float(value) for value in eigenvalues.real), reverse=True)


def extrapolate(field: Field, nodes: Sequence[Number], values: Sequence[Scalar]) -> Extrapolation:
    """Return the limit at node 0 of the polynomial through the points, with its last change.

    Parameters
    ----------
    field : arithmetic of the values.
    nodes : distinct positive numbers that tend to 0, such as 1/N.
    values : as many values, at least two.
    """
    if len(nodes) != len(values) or len(nodes) < 2:
        raise InputError(
            "Arguments `nodes` and `values` must have the same length of at least 2, but have "
            f"{len(nodes)} and {len(values)}."
        )
    with field:
        points = field.numbers(nodes)
        table = list(values)
        previous = table[-1]
        for level in range(1, len(points)):
            previous = table[-1]
            for k in range(len(points) - 1, level - 1, -1):
                ratio = points[k] / points[k - level]
                table[k] = (table[k] - ratio * table[k - 1]) / (1 - ratio)
        error = abs(field.to_float(table[-1] - previous)) + field.radius(table[-1])
    return Extrapolation(table[-1], error if math.isfinite(error) else math.inf)


def macroscopic_relaxation(
    field: Field,
    x: Number,
    *,
    sector: int = 0,
    count: int = 2,
    sizes: Sequence[int] = (12, 16, 24, 32, 48, 64, 96),
) -> list[Extrapolation]:
    """Return the slowest eigenvalues in units of Gamma_0, extrapolated to N -> infinity in 1/N.

    The limit is not inserted: it is the polynomial extrapolation of exact finite-N spectra, to be
    compared with lambda_+ and lambda_- of the closure, `engine` (44).

    Parameters
    ----------
    field : Ball is advised (extrapolation amplifies rounding); Float64 gives about 6 digits.
    x : beta E > 0.
    sector : coherence order.
    count : how many eigenvalues.
    sizes : the values of N, ascending, each large enough for `count` eigenvalues.
    """
    spectra = [relaxation_eigenvalues(field, N, x, sector=sector, count=count) for N in sizes]
    if any(len(spectrum) < count for spectrum in spectra):
        raise InputError(f"Argument `sizes` must all allow {count} eigenvalues, but is {sizes}.")
    nodes = [Fraction(1, N) for N in sizes]
    return [extrapolate(field, nodes, [spectrum[k] for spectrum in spectra]) for k in range(count)]
