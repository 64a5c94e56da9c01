"""The refrigerator in float64 for many spins: current and noise at a cost linear in N.

The rates connect a level with its next two neighbours only, so the state reduction of
`cotherm.numeric.refrigerator_rates` (no subtraction, hence full relative accuracy of every
population) leaves a band of the same width, and so does its extension to the potential from which
the noise follows as a sum of squares. Matrix elements come from explicit sparse matrices of Jx.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
import scipy.sparse
from numpy.typing import NDArray

from cotherm.numeric.errors import InputError
from cotherm.numeric.fields import Float64
from cotherm.numeric.refrigerator import COUPLINGS, Refrigerator
from cotherm.numeric.refrigerator_sector import Coupling, sector_spin
from cotherm.numeric.reservoirs import Reservoir

Array: TypeAlias = NDArray[np.float64]

ROUNDING = 32 * float(np.finfo(np.float64).eps)
"""Relative error allowed for each term of a sum of fluxes."""

_FLOAT = Float64()


@dataclass(frozen=True)
class Band:
    """Rates between levels k and k + step, both ways, and the energy between them.

    Attributes
    ----------
    step : 1 or 2.
    up, down : rates k -> k + step and k + step -> k, one for each k.
    quantum : energy of the upper level above the lower one, in units of Omega.
    """

    step: int
    up: Array
    down: Array
    quantum: Array


@dataclass(frozen=True)
class BandedCumulants:
    """Stationary currents and the noise of one of them, in float64.

    Attributes
    ----------
    currents : energy current from each reservoir into the system (`qar` (11)).
    noise : long-time noise of the current of one reservoir (`qar` (13)).
    populations : of the levels, from the lowest up.
    error_estimates : what rounding may have done to each current, absolute. A current is the
        difference of opposite fluxes; where they nearly cancel, this is all that is known of it.
        The least known current is that which the first law leaves, given the others.
    """

    currents: dict[str, float]
    noise: float
    populations: Array
    error_estimates: dict[str, float]


def sector_bands(model: Refrigerator, operator: Coupling) -> dict[int, Array]:
    """Return |<v_a|A|v_b>|^2 for neighbours one and two levels apart, by that distance.

    From sparse matrices: the states |v_a> on the 2j + 1 states |j, m>, and Jx between these.

    Parameters
    ----------
    model : parameters; its sector selects the states.
    operator : "Jx" or "Jx2/N".
    """
    spin = float(sector_spin(model.N, model.j))
    m = np.arange(-spin, spin + 1)
    ladder = np.sqrt((spin - m[:-1]) * (spin + m[:-1] + 1)) / 2
    k = np.arange(len(ladder))
    upper = scipy.sparse.csr_array((ladder, (k + 1, k)), shape=(len(m), len(m)))
    Jx = upper + upper.T
    labels = np.array([float(a) for a in model.levels])
    column = np.arange(len(labels))
    above, below = (spin + labels).astype(int), (spin - labels).astype(int)
    weight = np.where(labels > 0, np.sqrt(0.5), 1.0)
    paired = labels > 0
    states = scipy.sparse.csr_array(
        (
            np.concatenate([weight, model.parity * weight[paired]]),
            (np.concatenate([above, below[paired]]), np.concatenate([column, column[paired]])),
        ),
        shape=(len(m), len(labels)),
    )
    image = Jx @ states
    if operator == "Jx2/N":
        image = (Jx @ image) / model.N
    block = states.T @ image
    return {step: block.diagonal(-step) ** 2 for step in (1, 2) if step < len(labels)}


def _reservoir_bands(model: Refrigerator, name: str, labels: Array) -> list[Band]:
    reservoir: Reservoir = model.reservoirs[name]
    position, width, height = (
        _FLOAT.number(x) for x in (reservoir.position, reservoir.width, reservoir.height)
    )
    beta = reservoir.inverse_temperature(_FLOAT)
    bands = []
    for step, strength in sector_bands(model, COUPLINGS[name]).items():
        if not np.any(strength):
            continue
        low, high = labels[:-step], labels[step:]
        omega = (high - low) * (high + low)
        square = width * width
        peaks = ((omega - position) ** 2 + square) * ((omega + position) ** 2 + square)
        density = 4 * height * position * square * omega / peaks
        down = strength * density / -np.expm1(-beta * omega)
        bands.append(Band(step, down * np.exp(-beta * omega), down, omega))
    return bands


def refrigerator_bands(model: Refrigerator) -> dict[str, list[Band]]:
    """Return the rates of the full model by reservoir, as bands of float64 numbers."""
    labels = np.array([float(a) for a in model.levels])
    with np.errstate(under="ignore"):
        return {name: _reservoir_bands(model, name, labels) for name in model.reservoirs}


class _BandReduction:
    """State reduction of a rate matrix with two bands, from the top level down."""

    def __init__(self, bands: dict[str, list[Band]], size: int) -> None:
        total = {(way, step): np.zeros(size) for way in ("up", "down") for step in (1, 2)}
        for band in (band for one in bands.values() for band in one):
            total["up", band.step][: len(band.up)] += band.up
            # A way down is filed under the level that it leaves.
            total["down", band.step][band.step : band.step + len(band.down)] += band.down
        # Lists: the elimination is a loop over single numbers, for which arrays are slow.
        up1, up2 = total["up", 1].tolist(), total["up", 2].tolist()
        down1, down2 = total["down", 1].tolist(), total["down", 2].tolist()
        escape = [0.0] * size
        for top in range(size - 1, 0, -1):
            one, two = down1[top], down2[top]
            leaving = one + two
            if not leaving > 0:
                raise InputError(
                    "Argument `model` must lead from every level downwards in float64, but level "
                    f"{top} does not."
                )
            escape[top] = leaving
            down1[top], down2[top] = one / leaving, two / leaving
            if top > 1:
                down1[top - 1] += up1[top - 1] * down2[top]
                up1[top - 2] += up2[top - 2] * down1[top]
        self.size, self.escape = size, escape
        self.enter1, self.enter2, self.onward1, self.onward2 = up1, up2, down1, down2

    def populations(self) -> Array:
        """Return the stationary state."""
        enter1, enter2, escape = self.enter1, self.enter2, self.escape
        weights = [1.0]
        for top in range(1, self.size):
            arriving = enter1[top - 1] * weights[top - 1]
            if top > 1:
                arriving += enter2[top - 2] * weights[top - 2]
            weights.append(arriving / escape[top])
        state = np.array(weights)
        normalised: Array = state / state.sum()
        return normalised

    def potential(self, source: Array) -> Array:
        """Return g with sum_a R_ab (g_a - g_b) = source_b and g_0 = 0, for a balanced source."""
        rest = source.tolist()
        for top in range(self.size - 1, 0, -1):
            share = rest[top] / self.escape[top]
            rest[top - 1] += self.enter1[top - 1] * share
            if top > 1:
                rest[top - 2] += self.enter2[top - 2] * share
        g = [0.0]
        for top in range(1, self.size):
            value = self.onward1[top] * g[top - 1] - rest[top] / self.escape[top]
            if top > 1:
                value += self.onward2[top] * g[top - 2]
            g.append(value)
        return np.array(g)


def _balance(currents: dict[str, float], errors: dict[str, float]) -> None:
    """Take the least known current from the others, by the first law, where that is better.

    A reservoir that couples much more strongly than the others holds the levels close to its own
    thermal state: its current is a small difference of large fluxes, those of the others are not.
    """
    worst = max(errors, key=lambda name: errors[name])
    others = [name for name in currents if name != worst]
    error = sum(errors[name] for name in others)
    if error < errors[worst]:
        currents[worst] = -sum(currents[name] for name in others)
        errors[worst] = error


def banded_cumulants(model: Refrigerator, reservoir: str = "c") -> BandedCumulants:
    """Return all currents and the noise of one of them for a large number of spins.

    Parameters
    ----------
    model : parameters of the full model.
    reservoir : whose noise.

    Raises
    ------
    InputError : when there is no such reservoir, or a level cannot be left downwards in float64.

    Notes
    -----
    Accuracy, against balls, for N up to 2001 and heights, widths and temperatures that differ by
    many orders: relative error below 1e-12 of the currents and 1e-11 of the noise, unless the
    reservoirs balance each other (see `BandedCumulants.error_estimates`). Cost: linear in N.
    """
    if reservoir not in model.reservoirs:
        names = ", ".join(repr(name) for name in model.reservoirs)
        raise InputError(f"Argument `reservoir` must be one of {names}, but is {reservoir!r}.")
    size = len(model.levels)
    bands = refrigerator_bands(model)
    with np.errstate(under="ignore"):
        reduction = _BandReduction(bands, size)
        p = reduction.populations()
        currents, errors = {}, {}
        gains = np.zeros(size)
        for name, parts in bands.items():
            net = gross = 0.0
            for band in parts:
                rising = band.quantum * band.up * p[: -band.step]
                falling = band.quantum * band.down * p[band.step :]
                net += float(np.sum(rising - falling))
                gross += float(np.sum(rising + falling))
                if name == reservoir:
                    gains[: -band.step] += band.quantum * band.up
                    gains[band.step :] -= band.quantum * band.down
            currents[name], errors[name] = net, ROUNDING * gross
        _balance(currents, errors)
        g = reduction.potential(gains - currents[reservoir])
        noise = 0.0
        for name, parts in bands.items():
            for band in parts:
                change = g[: -band.step] - g[band.step :]
                if name == reservoir:
                    change = change + band.quantum
                activity = band.up * p[: -band.step] + band.down * p[band.step :]
                noise += float(np.sum(activity * change * change))
    return BandedCumulants(currents, noise, p, errors)
