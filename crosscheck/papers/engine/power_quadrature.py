"""The variance of the power as the printed integral over time, by quadrature."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import numpy as np
import scipy.linalg

from cotherm.numeric.collective_engine import engine_model
from cotherm.numeric.engine_space import EngineSpace
from cotherm.numeric.fields import Float64

from ...books import whole
from .machines import PARAMETERS


@lru_cache(maxsize=64)
def variance_integral(*values: Any) -> float:
    """2 int_0^inf [<P(0) P(t)> - <P>^2] dt by quadrature of propagated operators, float64."""
    N, E1, E2 = values[:3]
    given = dict(zip(PARAMETERS, values[1:], strict=True))
    model = engine_model(Float64(), whole(N), **given)
    machine = EngineSpace(Float64(), model.rates, basis="orthonormal")
    size = machine.size
    dissipation, rotation = (part.to_numpy() for part in machine.complex_parts())
    generator = dissipation - 1j * rotation
    P = 1j * float(E2 - E1) * machine.power.to_numpy()
    rho = sum(
        factor * part.to_numpy() for factor, part in zip((1, 1j), machine.stationary(), strict=True)
    )
    mean = np.trace(P @ rho)
    vector = ((P @ rho) - mean * rho).reshape(-1)
    functional = P.T.reshape(-1)
    rates = np.sort(-np.linalg.eigvals(generator).real)
    slowest, fastest = rates[1], float(np.abs(np.linalg.eigvals(generator)).max())
    # Panels of geometric lengths: fine where the fastest frequency still lives, then longer.
    nodes, weights = np.polynomial.legendre.leggauss(24)
    length, reach, total = 4 / fastest, 40 / slowest, 0.0
    start = 0.0
    while start < reach:
        stages = (nodes + 1) * length / 2
        step = np.diff(np.concatenate([[0.0], stages]))
        moving = vector
        for dt, weight in zip(step, weights, strict=True):
            moving = scipy.linalg.expm(generator * dt) @ moving
            total += weight * length / 2 * float((functional @ moving).real)
        vector = scipy.linalg.expm(generator * (length - stages[-1])) @ moving
        start += length
        length = min(1.3 * length, 12 / fastest, reach)
    assert vector.shape == (size**2,)
    return 2 * total
