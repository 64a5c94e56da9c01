"""Relaxation of finite engines: eigenvalues of the generator by its coherence order.

Drive and jumps change the number of excitations of ket and bra alike, so the generator of
`engine` (5) falls apart into orders q, the difference of the two numbers: q = 0 holds the
stationary state, -q has the complex conjugate eigenvalues of q. All in float64, for the two
collective spins N/2.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
import scipy.sparse as sparse
import scipy.sparse.linalg as iterative

from cotherm.numeric.engine_blocks import PairRates
from cotherm.numeric.errors import InputError

DENSE = 900
"""Largest block that is diagonalised as a whole."""
_NEAR = 1e-3
_FOUND = 8


class Relaxation(NamedTuple):
    """Smallest decay rate of one or several orders, and the order that has it."""

    gap: float
    order: int


def order_block(rates: PairRates, order: int) -> Any:
    """Return the sparse complex generator of the elements that are `order` excitations off.

    Parameters
    ----------
    rates : number of pairs, drive and rates, from `engine_model` in float64.
    order : excitations of the ket less those of the bra, from -2N to 2N.
    """
    N = rates.N
    if isinstance(order, bool) or not isinstance(order, int) or abs(order) > 2 * N:
        raise InputError(
            f"Argument `order` must be an integer from {-2 * N} to {2 * N}, but is {order!r}."
        )
    levels = np.arange(1.0, N + 1)
    lowering = sparse.diags(np.sqrt(levels * (N + 1 - levels)), 1, format="csr")
    one = sparse.identity(N + 1, format="csr")
    first, second = sparse.kron(lowering, one, "csr"), sparse.kron(one, lowering, "csr")
    drive = float(rates.drive) / 2 * (first.T @ second + second.T @ first)
    space = sparse.identity(drive.shape[0], format="csr")
    total: Any = -1j * (sparse.kron(drive, space, "csr") - sparse.kron(space, drive.T, "csr"))
    for down, bath in ((first, rates.first), (second, rates.second)):
        for jump, rate in ((down, bath.down), (down.T.tocsr(), bath.up)):
            decay = jump.T @ jump / 2
            lost = sparse.kron(decay, space, "csr") + sparse.kron(space, decay, "csr")
            total = total + float(rate) * (sparse.kron(jump, jump, "csr") - lost)
    excitations = np.add.outer(np.arange(N + 1), np.arange(N + 1)).ravel()
    kept = np.flatnonzero(np.subtract.outer(excitations, excitations).ravel() == order)
    return total.tocsr()[kept][:, kept]


def relaxation_eigenvalues(rates: PairRates, order: int, count: int = 1) -> list[complex]:
    """Return the slowest eigenvalues of one order, slowest first, without the stationary state.

    Parameters
    ----------
    rates, order : as in `order_block`.
    count : how many, at most 6.

    Returns
    -------
    list : relative accuracy about 1e-9; above `DENSE` unknowns the eigenvalues next to 0.
    """
    if isinstance(count, bool) or not isinstance(count, int) or not 1 <= count <= _FOUND - 2:
        raise InputError(f"Argument `count` must be an integer from 1 to 6, but is {count!r}.")
    block = order_block(rates, order)
    if block.shape[0] <= DENSE:
        values = np.linalg.eigvals(block.toarray())
    else:
        # Shift and invert next to 0, off the stationary state; a fixed start repeats the result.
        values = iterative.eigs(
            block.tocsc(),
            k=_FOUND,
            sigma=_NEAR * float(rates.first.down),
            v0=np.ones(block.shape[0]),
            return_eigenvectors=False,
        )
    ranked = sorted(values, key=lambda value: (-round(value.real, 10), value.imag))
    return [complex(value) for value in ranked[(1 if order == 0 else 0) :][:count]]


def engine_gap(rates: PairRates, orders: tuple[int, ...] | None = None) -> Relaxation:
    """Return the smallest decay rate of the engine within the two collective spins.

    gap = -max Re lambda over all eigenvalues but the stationary one (`engine` (40) for (5)).

    Parameters
    ----------
    rates : number of pairs, drive and rates, from `engine_model` in float64.
    orders : orders to look at; all of 0 to 2N when not given, which is dear beyond a few pairs.
    """
    looked = tuple(range(2 * rates.N + 1)) if orders is None else orders
    found = [Relaxation(-relaxation_eigenvalues(rates, q)[0].real, q) for q in looked]
    return min(found)
