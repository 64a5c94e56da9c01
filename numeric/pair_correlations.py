"""One spin 1/2 of each ensemble of the engine: reduced state, mutual information, concurrence.

Both ensembles are symmetric under exchange of their spins, so that at every N the expectation
values of one spin of each are those of the collective vectors, <s_1^a s_2^b> = <m_1^a m_2^b>. With
the symmetries of the stationary state only <z_1>, <z_2>, <z_1 z_2> and v = <y_1 x_2 - x_1 y_2> are
not 0. Basis: up-up, up-down, down-up, down-down.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from cotherm.numeric.errors import InputError

Array = Any
_PAULI = {
    "1": np.eye(2, dtype=complex),
    "x": np.array([[0, 1], [1, 0]], dtype=complex),
    "y": np.array([[0, -1j], [1j, 0]], dtype=complex),
    "z": np.array([[1, 0], [0, -1]], dtype=complex),
}


def tomography(expectations: Mapping[tuple[str, str], float]) -> Array:
    """Return the state of two spins from <s^a t^b>, a and b in "1xyz"; missing ones are 0.

    rho = (1/4) sum <s^a t^b> s^a x t^b, with <1 1> = 1.
    """
    state = np.kron(_PAULI["1"], _PAULI["1"]) / 4
    for (first, second), value in expectations.items():
        if first not in _PAULI or second not in _PAULI or (first, second) == ("1", "1"):
            raise InputError(
                "Argument `expectations` must have keys of two letters among 1, x, y, z other "
                f"than 1, 1, but has {first!r}, {second!r}."
            )
        state = state + value / 4 * np.kron(_PAULI[first], _PAULI[second])
    return state


def pair_state(moments: Mapping[str, float]) -> Array:
    """Return the state of one spin of each ensemble from `z1`, `z2`, `z1z2` and `v`."""
    half = moments["v"] / 2
    return tomography(
        {
            ("z", "1"): moments["z1"],
            ("1", "z"): moments["z2"],
            ("z", "z"): moments["z1z2"],
            ("y", "x"): half,
            ("x", "y"): -half,
        }
    )


def entropy(state: Array) -> float:
    """Return the von Neumann entropy in nats; eigenvalues below 1e-14 count as 0."""
    values = np.linalg.eigvalsh(state)
    return float(-sum(value * np.log(value) for value in values if value > 1e-14))


def reduced(state: Array, spin: int) -> Array:
    """Return the state of spin 1 or 2."""
    if spin not in (1, 2):
        raise InputError(f"Argument `spin` must be 1 or 2, but is {spin!r}.")
    parts = np.asarray(state).reshape(2, 2, 2, 2)
    return np.einsum("ajbj->ab" if spin == 1 else "jajb->ab", parts)


def mutual_information(state: Array) -> float:
    """Return S(rho_1) + S(rho_2) - S(rho_12) in nats, absolute accuracy about 1e-14."""
    return entropy(reduced(state, 1)) + entropy(reduced(state, 2)) - entropy(state)


def concurrence(state: Array) -> float:
    """Return Wootters' concurrence, 0 for separable states of two spins and 1 for Bell states."""
    flip = np.kron(_PAULI["y"], _PAULI["y"])
    values = np.linalg.eigvals(state @ flip @ np.conj(state) @ flip)
    roots = sorted((max(value.real, 0.0) ** 0.5 for value in values), reverse=True)
    return float(max(0.0, roots[0] - sum(roots[1:])))


def smallest_transposed(state: Array) -> float:
    """Return the smallest eigenvalue after a partial transposition: negative when entangled."""
    parts = np.asarray(state).reshape(2, 2, 2, 2).transpose(0, 3, 2, 1).reshape(4, 4)
    return float(np.linalg.eigvalsh(parts)[0])
