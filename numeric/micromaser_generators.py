"""Generators of the micromaser: an atom in the cavity, and the cavity alone.

The variables are those of `cotherm.numeric.micromaser`: x_n, y_n, w_n while an atom passes, the
populations of the photon numbers otherwise. All coefficients are rational.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import scipy.linalg

from cotherm.numeric.errors import InputError
from cotherm.numeric.fields import Field, Float64, Number, exact_rational
from cotherm.numeric.generators import rate_matrix
from cotherm.numeric.matrices import Matrix, from_flint


def decay_generator(field: Field, levels: int, kappa: Number, n_b: Number = 0) -> Matrix:
    """Return the rate matrix of the photon numbers of the empty cavity (`spinstar` (6)).

    n -> n-1 at kappa (n_b + 1) n and n -> n+1 at kappa n_b (n + 1).
    """
    down, up = _cavity_rates(kappa, n_b)
    rates = {(n - 1, n): down * n for n in range(1, levels)}
    rates |= {(n + 1, n): up * (n + 1) for n in range(levels - 1)}
    return rate_matrix(field, levels, rates)


def _cavity_rates(kappa: Number, n_b: Number) -> tuple[Fraction, Fraction]:
    rate, photons = exact_rational(kappa, "kappa"), exact_rational(n_b, "n_b")
    return rate * (photons + 1), rate * photons


def pass_generator(
    field: Field,
    levels: int,
    g: Number,
    gamma: Number = 0,
    kappa: Number = 0,
    n_b: Number = 0,
    dephasing: Number = 0,
) -> Matrix:
    """Return the generator of (x, y, w) while an atom is in the cavity (`spinstar` (5)).

    dx_n/dt = -2 g (n+1) w_n - gamma x_n + (cavity damping of n),
    dy_n/dt = 2 g n w_(n-1) + gamma x_n + (cavity damping of n),
    dw_n/dt = g (x_n - y_(n+1)) - (gamma/2 + dephasing) w_n + (cavity damping of the coherence).

    Coordinates: x_0 ... x_(levels-1), y_0 ..., w_0 ... w_(levels-2). The highest photon number
    of an excited atom has no partner, and the highest one is not left upwards: trace and
    positivity are kept.
    """
    coupling, decay = exact_rational(g, "g"), exact_rational(gamma, "gamma")
    down, up = _cavity_rates(kappa, n_b)
    blurred = decay / 2 + exact_rational(dephasing, "dephasing")
    size, top = 3 * levels - 1, levels - 1
    entries: dict[tuple[int, int], Fraction] = {}

    def add(row: int, column: int, value: Fraction) -> None:
        if value:
            entries[row, column] = entries.get((row, column), Fraction(0)) + value

    for n in range(levels):
        x, y = n, levels + n
        add(x, x, -decay)
        add(y, x, decay)
        for here in (x, y):
            if n > 0:
                add(here, here, -down * n)
                add(here - 1, here, down * n)
            if n < top:
                add(here, here, -up * (n + 1))
                add(here + 1, here, up * (n + 1))
    for n in range(top):
        x, y, w = n, levels + n + 1, 2 * levels + n
        add(x, w, -2 * coupling * (n + 1))
        add(y, w, 2 * coupling * (n + 1))
        add(w, x, coupling)
        add(w, y, -coupling)
        # The coherence joins photon numbers n and n + 1; the highest level loses nothing upwards.
        upward = up * ((n + 1) + (n + 2 if n + 1 < top else 0))
        add(w, w, -blurred - down * (2 * n + 1) / 2 - upward / 2)
        if n > 0:
            add(w - 1, w, down * (n + 1))
        if n + 1 < top:
            add(w + 1, w, up * (n + 1))
    return Matrix.from_entries(field, (size, size), entries)


def exponential(generator: Matrix) -> Matrix:
    """Return exp(L) as a dense matrix, in float64 or ball arithmetic.

    Raises
    ------
    InputError : in rational arithmetic, where exponentials do not stay.
    """
    field = generator.field
    if isinstance(field, Float64):
        dense = scipy.linalg.expm(generator.to_numpy())
        return Matrix(field, generator.shape, dense_entries(dense))
    if field.exact:
        raise InputError("Argument `field` must not be rational for an exponential, but is.")
    with field:
        return from_flint(field, generator.to_flint().exp())


def dense_entries(dense: Any) -> dict[tuple[int, int], float]:
    """Return the entries of a numpy matrix by (row, column)."""
    rows, columns = dense.shape
    return {(i, j): float(dense[i, j]) for i in range(rows) for j in range(columns)}
