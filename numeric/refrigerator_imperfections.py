"""The refrigerator with imperfect symmetry: local fields lead from one total spin to others.

Fields along z commute with H_S = Jz^2, so that they add no energy, but neither with J^2 nor with
the parity. Static fields enter the Lindblad equation of the product space as a commutator; fields
that fluctuate fast (white noise of rate kappa at each spin) as kappa sum_i D[sigma_z,i/2], which
treats all spins alike and leaves a rate equation for total spin and |m|. Units: Omega = 1.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Any, NamedTuple

import numpy as np

from cotherm.numeric.errors import InputError
from cotherm.numeric.fields import Field, Float64, Number, Scalar, exact_rational
from cotherm.numeric.matrices import Matrix
from cotherm.numeric.refrigerator import COUPLINGS, Refrigerator
from cotherm.numeric.refrigerator_lindblad import bath_jumps, system_operators
from cotherm.numeric.refrigerator_rates import EnergyExchange, populations
from cotherm.numeric.refrigerator_sector import sector_levels, transition_strengths

NOISE = "noise"
MOST_SPINS = 5

Array = np.ndarray[Any, np.dtype[Any]]


def _odd(model: Refrigerator) -> int:
    if model.N % 2 == 0:
        raise InputError(f"Argument `model` must have an odd number of spins, but has {model.N}.")
    return model.N


# ---------------------------------------------------------------------------- fluctuating fields


def noisy_states(N: int) -> list[tuple[Fraction, Fraction]]:
    """Return (j, |m|) for all total spins of an odd number of spins, by |m| and then j.

    From each of them a step leads to an earlier one, as state reduction needs.
    """
    spins = [Fraction(k, 2) for k in range(1, N + 1, 2)]
    return [(j, a) for a in spins for j in spins if j >= a]


def spin_changes(N: int, j: Fraction, m: Fraction) -> dict[Fraction, Fraction]:
    """Return the rates at which kappa = 1 leads from total spin j to j - 1 and j + 1 at fixed m.

    sum_i Tr[P_j' s_i |j, m><j, m| s_i] with s_i = sigma_z,i/2, averaged over the multiplets:
    (j^2 - m^2)(N/2 + j + 1)/(2j(2j + 1)) down and ((j+1)^2 - m^2)(N/2 - j)/(2(j + 1)(2j + 1)) up.
    """
    half = Fraction(N, 2)
    rates = {j + 1: ((j + 1) ** 2 - m * m) * (half - j) / (2 * (j + 1) * (2 * j + 1))}
    if j > 0:
        rates[j - 1] = (j * j - m * m) * (half + j + 1) / (2 * j * (2 * j + 1))
    return {spin: rate for spin, rate in rates.items() if rate}


def noisy_rates(field: Field, model: Refrigerator, noise: Number) -> EnergyExchange:
    """Return the rate equation with fluctuating fields, over the states of `noisy_states`.

    Both parities of an odd number of spins have the same rates and are exchanged by the noise: the
    stationary state is diagonal in j and m, with equal weights at m and -m.

    Parameters
    ----------
    field : arithmetic.
    model : parameters; N odd, its sector is not used.
    noise : rate kappa > 0 of the fluctuating field at each spin.

    Raises
    ------
    InputError : for an even number of spins, or without noise.
    """
    N, kappa = _odd(model), exact_rational(noise, "noise")
    if kappa <= 0:
        raise InputError(f"Argument `noise` must be positive, but is {kappa}.")
    states = noisy_states(N)
    position = {state: k for k, state in enumerate(states)}
    shape = (len(states), len(states))
    rates: dict[str, Matrix] = {}
    with field:
        for name, reservoir in model.reservoirs.items():
            entries: dict[tuple[int, int], Scalar] = {}
            for j in {j for j, _ in states}:
                for (a, b), strength in transition_strengths(N, COUPLINGS[name], j).items():
                    if a != b:
                        rate = reservoir.rate(field, b * b - a * a) * field.number(strength)
                        entries[position[j, a], position[j, b]] = rate
            rates[name] = Matrix(field, shape, entries)
        changes = {
            (position[spin, a], position[j, a]): field.number(kappa * rate)
            for j, a in states
            for spin, rate in spin_changes(N, j, a).items()
        }
        rates[NOISE] = Matrix(field, shape, changes)
    return EnergyExchange(field, tuple(a * a for _, a in states), rates)


def spin_weights(system: EnergyExchange, N: int) -> dict[Fraction, Scalar]:
    """Return the stationary weight of each total spin j, from the rates of `noisy_rates`."""
    weights: dict[Fraction, Scalar] = {}
    for (j, _), p in zip(noisy_states(N), populations(system), strict=True):
        with system.field:
            weights[j] = weights[j] + p if j in weights else p
    return weights


def incoherent_rates(field: Field, model: Refrigerator) -> EnergyExchange:
    """Return the rate equation in which product states have no coherences, over |m|.

    The limit of strong noise, and the secular equation of fields that split all product states by
    more than the rates and less than the widths: each of the N/2 -+ m spins flips at the rate
    gamma/4, each pair of them, by Jx^2/N, at gamma/(4 N^2). No rate grows faster than N.

    Parameters
    ----------
    field : arithmetic.
    model : parameters; N odd, its sector is not used.
    """
    N = _odd(model)
    labels = sector_levels(N)
    position = {a: k for k, a in enumerate(labels)}
    rates: dict[str, Matrix] = {}
    with field:
        for name, reservoir in model.reservoirs.items():
            entries: dict[tuple[int, int], Scalar] = {}
            flipped = 2 if name == "h" else 1
            for a in labels:
                for sign in (1, -1):
                    free, goal = Fraction(N, 2) - sign * a, abs(a + sign * flipped)
                    ways = free * (free - 1) / (2 * N**2) if flipped == 2 else free
                    if ways <= 0 or goal == a:
                        continue
                    rate = reservoir.rate(field, a * a - goal * goal) * field.number(ways / 4)
                    key = (position[goal], position[a])
                    entries[key] = entries[key] + rate if key in entries else rate
            rates[name] = Matrix(field, (len(labels), len(labels)), entries)
    return EnergyExchange(field, tuple(a * a for a in labels), rates)


# --------------------------------------------------------------------------------- static fields


class StaticFields(NamedTuple):
    """Stationary state with static fields, in float64.

    Attributes
    ----------
    currents : energy current from each reservoir into the system.
    residual : largest element of the generator applied to the state.
    """

    currents: dict[str, float]
    residual: float


def static_fields(model: Refrigerator, fields: Sequence[float], noise: float = 0) -> StaticFields:
    """Return the currents of d rho/dt = -i[sum_i b_i sigma_z,i/2, rho] + L rho on 2^N states.

    L is the Lindblad generator of the perfect spins. Everything commutes with H_S, so the
    stationary state has no elements between its energies and those are left out.

    Parameters
    ----------
    model : parameters; N at most 5, its sector is not used.
    fields : b_i, so different that no total spin is conserved.
    noise : rate of fluctuating fields at each spin, as in `noisy_rates`.

    Raises
    ------
    InputError : for more spins or another number of fields.
    """
    N = model.N
    if N > MOST_SPINS:
        raise InputError(f"Argument `model` must have at most {MOST_SPINS} spins, but has {N}.")
    if len(fields) != N:
        raise InputError(f"Argument `fields` must hold {N} numbers, but holds {len(fields)}.")
    field = Float64()
    energies = system_operators(field, N)["S"].to_numpy().diagonal()
    left, right = np.nonzero(np.isclose(energies[:, None], energies[None, :]))
    up = np.array([[(k >> i) & 1 for i in range(N)] for k in range(2**N)]) - 0.5
    shift = up @ np.asarray(fields, dtype=np.float64)
    generator = np.diag(-1j * (shift[left] - shift[right]))
    differing = np.count_nonzero(up[left] != up[right], axis=1)
    generator -= np.diag(noise * differing / 2)
    functionals = {name: np.zeros(len(left)) for name in model.reservoirs}
    same_left, same_right = (x[:, None] == x[None, :] for x in (left, right))
    for item in bath_jumps(field, model):
        jump = item.jump.operator.to_numpy()
        decay = jump.T @ jump
        gain = jump[np.ix_(left, left)] * jump[np.ix_(right, right)]
        loss = decay[np.ix_(left, left)] * same_right + same_left * decay[np.ix_(right, right)]
        generator += float(item.jump.rate) * (gain - loss / 2)
        functionals[item.reservoir] -= float(item.jump.rate) * item.omega * decay[right, left]
    system = generator.copy()
    system[0] = left == right
    state = np.linalg.solve(system, np.eye(len(left))[0])
    currents = {name: float((row @ state).real) for name, row in functionals.items()}
    return StaticFields(currents, float(np.abs(generator @ state).max()))
