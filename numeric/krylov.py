"""GMRES with a preconditioner that also hands over the product with the operator, in float64."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

import numpy as np
import scipy.linalg

FloatArray = np.ndarray[Any, np.dtype[np.float64]]

Preconditioned = Callable[[FloatArray], tuple[FloatArray, FloatArray]]
"""v -> (z, A z) with z = M^-1 v."""

BASIS_BYTES = 1_500_000_000
"""Memory for the Krylov basis; a longer one is restarted."""


class Cycle(NamedTuple):
    """One cycle of GMRES for A x = b.

    Attributes
    ----------
    x : the solution.
    iterations : products with A.
    smallest : smallest singular value of A M^-1 on the Krylov space.
    """

    x: FloatArray
    iterations: int
    smallest: float


def gmres(step: Preconditioned, right: FloatArray, tolerance: float, most: int = 200) -> Cycle:
    """Solve A x = b by one cycle of GMRES with right preconditioning.

    Parameters
    ----------
    step : v -> (M^-1 v, A M^-1 v).
    right : b, not 0.
    tolerance : wanted norm of the residual relative to that of b.
    most : largest number of iterations, fewer when the basis does not fit into `BASIS_BYTES`.
    """
    size = len(right)
    length = max(10, min(most, BASIS_BYTES // (8 * size)))
    norm = float(np.linalg.norm(right))
    basis = np.empty((length + 1, size))
    basis[0] = right / norm
    hessenberg = np.zeros((length + 1, length))
    triangle = np.zeros((length, length))
    rotations: list[tuple[float, float]] = []
    rest = [norm]
    count = 0
    for j in range(length):
        _, w = step(basis[j])
        before = float(np.linalg.norm(w))
        known = basis[: j + 1]
        h = known @ w
        w -= h @ known
        after = float(np.linalg.norm(w))
        if after < 0.3 * before:  # cancellation has spoiled the orthogonality: once more
            again = known @ w
            w -= again @ known
            h += again
            after = float(np.linalg.norm(w))
        hessenberg[: j + 1, j] = h
        hessenberg[j + 1, j] = after
        column = [*map(float, h), after]
        for i, (c, s) in enumerate(rotations):
            column[i], column[i + 1] = (
                c * column[i] + s * column[i + 1],
                c * column[i + 1] - s * column[i],
            )
        radius = float(np.hypot(column[j], column[j + 1]))
        c, s = column[j] / radius, column[j + 1] / radius
        rotations.append((c, s))
        triangle[:j, j], triangle[j, j] = column[:j], radius
        rest.append(-s * rest[j])
        rest[j] *= c
        count = j + 1
        if abs(rest[count]) <= tolerance * norm or after == 0:
            break
        basis[count] = w / after
    weights = scipy.linalg.solve_triangular(triangle[:count, :count], rest[:count])
    singular = np.linalg.svd(hessenberg[: count + 1, :count], compute_uv=False)
    correction, _ = step(weights @ basis[:count])
    return Cycle(correction, count, float(singular[-1]))
