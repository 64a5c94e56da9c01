"""Slowest rates of spin ensembles in a bath, in units of G(omega), the rate of the jumps down.

The rate up is exp(-b). Populations relax with the eigenvalues of a rate equation (`heatcap` (B.2),
(B.4)), which are among those of the complete Liouvillian; coherences may decay more slowly than
the slowest population.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from functools import lru_cache
from typing import Any

import flint
import numpy as np
import scipy.linalg

from cotherm.numeric.eigenvalues import rational_eigenvalues
from cotherm.numeric.errors import InputError, NumericError, PrecisionError
from cotherm.numeric.fields import Ball, Field, Float64, Number, Rational, Scalar
from cotherm.numeric.generators import rate_matrix
from cotherm.numeric.matrices import Matrix
from cotherm.numeric.spin_ensemble import (
    Coupling,
    Temperature,
    check_coupling,
    check_dimension,
    dissipators,
)
from cotherm.numeric.spin_ladder import ladder_generator
from cotherm.numeric.spins import embed, half_integer, local_spins, positive_integer
from cotherm.numeric.temperature import InverseTemperature, Rates


def decay_unit(field: Field, beta: Temperature) -> tuple[InverseTemperature, Scalar]:
    """Return the bath and exp(-b), the rate up where the rate down is 1.

    Raises
    ------
    InputError : for b = -inf.
    """
    bath = InverseTemperature.of(beta)
    if bath.infinite and bath.sign < 0:
        raise InputError(
            "Argument `b` must be above -inf here, as times are in units of the rate down, but is "
            "-inf."
        )
    return bath, bath.boltzmann(field)


# ------------------------------------------------------------------------- slowest rate


def relaxation_gap(
    field: Field, n: Number, s: Number, beta: Temperature, coupling: Coupling = "collective"
) -> Scalar:
    """Return the slowest non-zero rate at which populations relax, in units of G(omega).

    Collective: the rate equation of the symmetric sector, the ladder J = n s (`heatcap` (B.2)).
    Independent: that of the product space (`heatcap` (B.4)), which is found to be, exactly, the
    Kronecker sum of n single spins; its slowest rate is therefore that of one of them.

    Parameters
    ----------
    field : arithmetic; in Rational only rational rates are returned.
    n, s : number and size of the spins.
    beta : inverse temperature of the bath, above -inf.
    coupling : "collective" or "independent".
    """
    check_coupling(coupling)
    count, spin = positive_integer(n), half_integer(s, minimum=Fraction(1, 2))
    if coupling == "collective":
        return ladder_gap(field, count * spin, beta)
    check_dimension(count, spin)
    if not _is_kronecker_sum(count, spin):
        raise NumericError("The rate equation of the product space is not a sum of single spins.")
    return ladder_gap(field, spin, beta)


@lru_cache(maxsize=64)
def _is_kronecker_sum(n: int, s: Fraction) -> bool:
    """Tell whether the product-space rate equation is the sum of n single ladders (exact)."""
    field = Rational()
    single = (
        ladder_generator(field, s, Rates(field.one, field.zero)),
        ladder_generator(field, s, Rates(field.zero, field.one)),
    )
    for total, one in zip(product_rate_matrices(n, s), single, strict=True):
        for site in range(n):
            total = total - embed(one, site, n)
        if not total.is_zero():
            return False
    return True


def product_rate_matrices(n: Number, s: Number) -> tuple[Matrix, Matrix]:
    """Return the rate matrices of independent jumps down and up at unit rate, `heatcap` (B.4).

    Exact, on the (2s+1)^n product states: the rate of a jump is the squared element of the ladder
    operator of the spin that jumps.
    """
    field = Rational()
    spins = local_spins(field, n, s)
    size = spins[0].Jz.shape[0]
    down: dict[tuple[int, int], Scalar] = {}
    up: dict[tuple[int, int], Scalar] = {}
    for spin in spins:
        for (low, high), value in spin.Jminus.entries.items():
            down[low, high] = up[high, low] = value * spin.Jplus[high, low]
    return rate_matrix(field, size, down), rate_matrix(field, size, up)


def ladder_gap(field: Field, J: Number, beta: Temperature) -> Scalar:
    """Return the slowest non-zero rate of one spin J in a bath, in units of G(omega).

    In ball arithmetic it is isolated by counting eigenvalues below both ends (Sturm).

    Raises
    ------
    InputError : for J = 0, for b = -inf, and in rational arithmetic when it is irrational.
    """
    spin = half_integer(J, "J", minimum=Fraction(1, 2))
    bath, q = decay_unit(field, beta)
    generator = ladder_generator(field, spin, Rates(field.one, q))
    size = generator.shape[0]
    with field:
        decay = [-generator[k, k] for k in range(size)]
        coupling = [generator[k - 1, k] * generator[k, k - 1] for k in range(1, size)]
    if bath.infinite:
        # Triangular: the eigenvalues are the diagonal.
        return min((x for x in decay if field.is_nonzero(x)), key=field.to_float)
    near = _float_gap(decay, coupling, field)
    if isinstance(field, Float64):
        return near
    if field.exact:
        return _rational_gap(generator, spin, bath, near)
    assert isinstance(field, Ball)
    return _isolated(field, decay, coupling, near)


def _float_gap(decay: Sequence[Scalar], coupling: Sequence[Scalar], field: Field) -> float:
    diagonal = np.array([field.to_float(x) for x in decay])
    off = -np.sqrt(np.array([field.to_float(x) for x in coupling]))
    if len(diagonal) == 2:
        return float(diagonal.sum())
    values = scipy.linalg.eigh_tridiagonal(
        diagonal, off, eigvals_only=True, select="i", select_range=(1, 1)
    )
    return float(values[0])


def _rational_gap(generator: Matrix, J: Fraction, bath: InverseTemperature, near: float) -> Scalar:
    enclosure = ladder_gap(Ball(256), J, bath)
    for value in rational_eigenvalues(generator):
        # The enclosure holds exactly one eigenvalue, the one in question.
        with Ball(256):
            if enclosure.overlaps(flint.arb(-value)):
                return -value
    raise PrecisionError("The slowest rate could not be told from others.", enclosure, 256)


def _isolated(
    field: Ball, decay: Sequence[Scalar], coupling: Sequence[Scalar], near: float
) -> flint.arb:
    """Return a ball around the second smallest eigenvalue of a symmetric tridiagonal matrix."""
    with field:
        low, high = flint.arb(near) / 2, flint.arb(near) * 2
        # Bisection until the eigenvalue is alone between the ends; neighbours may be very close.
        for _ in range(field.prec):
            below, above = _count_below(decay, coupling, low), _count_below(decay, coupling, high)
            if below == 1 and above == 2:
                found = _refined(field, decay, coupling, (low + high) / 2)
                if found is not None:
                    return found
            middle = ((low + high) / 2).mid()
            count = _count_below(decay, coupling, middle)
            if count is None:
                middle = (low + (high - low) * flint.arb(0.4375)).mid()
                count = _count_below(decay, coupling, middle)
            if count is None:
                break
            low, high = (low, middle) if count >= 2 else (middle, high)
    raise PrecisionError("The slowest rate could not be isolated.", None, field.prec)


def _refined(
    field: Ball, decay: Sequence[Scalar], coupling: Sequence[Scalar], start: flint.arb
) -> flint.arb | None:
    """Improve an eigenvalue by Newton's method and enclose it by counting, if that succeeds."""
    x = start.mid()
    for _ in range(4 + field.prec.bit_length()):
        value, slope = _characteristic(decay, coupling, x)
        if slope.contains(0):
            return None
        x = (x - value / slope).mid()
    radius = abs(x) * flint.arb(2) ** (8 - field.prec)
    for _ in range(6):
        low, high = (x - radius).mid(), (x + radius).mid()
        below, above = _count_below(decay, coupling, low), _count_below(decay, coupling, high)
        if below == 1 and above == 2:
            return low.union(high)
        radius = radius * 2**8
    return None


def _characteristic(
    decay: Sequence[Scalar], coupling: Sequence[Scalar], x: Scalar
) -> tuple[Scalar, Scalar]:
    """Return det(A - x) and its derivative by the recurrence in the size, roughly (midpoints)."""
    value, slope = (decay[0] - x).mid(), flint.arb(-1)
    before, slope_before = flint.arb(1), flint.arb(0)
    for a, c in zip(decay[1:], coupling, strict=True):
        value, before, slope, slope_before = (
            ((a - x) * value - c * before).mid(),
            value,
            ((a - x) * slope - value - c * slope_before).mid(),
            slope,
        )
    return value, slope


def _count_below(decay: Sequence[Scalar], coupling: Sequence[Scalar], x: Scalar) -> int | None:
    """Return how many eigenvalues lie below x, or None when signs are undecided (Sturm)."""
    pivot = decay[0] - x
    count = 0
    for k in range(len(decay)):
        if k:
            pivot = decay[k] - x - coupling[k - 1] / pivot
        if pivot < 0:
            count += 1
        elif not pivot > 0:
            return None
    return count


def liouvillian_rates(
    n: Number, s: Number, beta: Temperature, coupling: Coupling = "collective"
) -> np.ndarray[Any, np.dtype[np.float64]]:
    """Return all decay rates of the complete Liouvillian in float64, ascending; G(omega) = 1.

    They are minus the real parts of the eigenvalues, coherences included.
    """
    field = Float64()
    _, q = decay_unit(field, beta)
    down, up = dissipators(n, s, coupling)
    dense = down.to_numpy() + q * up.to_numpy()
    rates: np.ndarray[Any, np.dtype[np.float64]] = np.sort(-np.linalg.eigvals(dense).real)
    return rates
