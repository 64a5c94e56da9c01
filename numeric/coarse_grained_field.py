"""The coarse-grained equation of a cavity field, and the exact atom pass it is derived from.

Atoms arrive at random at the rate r, each for a short time tau; `spinstar` (4) has the rates
alpha p_e (n + 1) up and alpha (1 - p_e) n down, alpha = r (g tau)^2. One atom without damping moves
one photon with the probability sin^2(g tau sqrt(n)), n the larger photon number.
"""

from __future__ import annotations

from collections.abc import Sequence

import flint

from cotherm.numeric.errors import InputError
from cotherm.numeric.fields import Field, Float64, Number, Scalar
from cotherm.numeric.generators import rate_matrix
from cotherm.numeric.matrices import Matrix
from cotherm.numeric.micromaser import exponential
from cotherm.numeric.steady_state import steady_state


def coarse_generator(
    field: Field, levels: int, p_e: Number, alpha: Number = 1, kappa: Number = 0
) -> Matrix:
    """Return the rate matrix of `spinstar` (4) for photon numbers 0 ... levels - 1.

    `kappa` adds the photon loss of the cavity, which the printed equation leaves out.
    """
    with field:
        up = field.number(alpha) * field.number(p_e)
        down = field.number(alpha) - up + field.number(kappa)
        rates = {(n + 1, n): up * (n + 1) for n in range(levels - 1)}
        rates |= {(n - 1, n): down * n for n in range(1, levels)}
    return rate_matrix(field, levels, rates)


def coarse_steady_populations(
    field: Field, levels: int, p_e: Number, kappa: Number = 0
) -> list[Scalar]:
    """Return the stationary populations of the truncated equation; alpha is the unit of rates."""
    generator = coarse_generator(field, levels, p_e, 1, kappa)
    return list(steady_state(generator, field, [field.one] * levels).vector)


def transfer_amplitudes(
    field: Field, g_tau: Number, photons: int, detuning: Number = 0, ladder: Number = 1
) -> Matrix:
    """Return exp(-i H tau) in the block of |e,n-1> and |g,n>, as a real 4x4 matrix.

    H = (detuning/2) sigma_z + g (sigma_+ a + sigma_- a^dagger), all times tau; the matrix acts
    on real and imaginary parts, [[cos H, sin H], [-sin H, cos H]]. `ladder` is the matrix element
    <e|sigma_+|g>.
    """
    if photons < 1:
        raise InputError(f"Argument `photons` must be at least 1, but is {photons}.")
    with field:
        off = field.number(g_tau) * field.number(ladder) * field.sqrt(field.number(photons))
        half = field.number(detuning) / 2
        H = {(0, 0): half, (1, 1): -half, (0, 1): off, (1, 0): off}
        entries = {}
        for (i, j), value in H.items():
            entries[i, 2 + j] = value
            entries[2 + i, j] = -value
    return exponential(Matrix(field, (4, 4), entries))


def transfer_probability(
    field: Field, g_tau: Number, photons: int, detuning: Number = 0, ladder: Number = 1
) -> Scalar:
    """Return the probability that |e,n-1> becomes |g,n> in one pass, n = `photons`."""
    amplitudes = transfer_amplitudes(field, g_tau, photons, detuning, ladder)
    with field:
        return amplitudes[1, 0] * amplitudes[1, 0] + amplitudes[3, 0] * amplitudes[3, 0]


def undamped_pass(
    field: Field, g_tau: Number, p_e: Number, levels: int, ladder: Number = 1
) -> Matrix:
    """Return the exact map of the populations by one undamped atom, from 2x2 unitaries."""
    moved = [field.zero]
    moved += [transfer_probability(field, g_tau, n, 0, ladder) for n in range(1, levels)]
    entries: dict[tuple[int, int], Scalar] = {}
    with field:
        excited = field.number(p_e)
        ground = field.one - excited
        for n in range(levels):
            above = moved[n + 1] if n + 1 < levels else field.zero
            entries[n, n] = field.one - excited * above - ground * moved[n]
            if n + 1 < levels:
                entries[n + 1, n] = excited * above
                entries[n, n + 1] = ground * above
    return Matrix(field, (levels, levels), entries)


def arrival_average(
    field: Field, passed: Matrix, populations: Sequence[Scalar], atoms: Number, waiting: str
) -> list[Scalar]:
    """Return the populations after a time in which `atoms` arrive on average.

    Parameters
    ----------
    passed : map of the populations by one atom.
    waiting : "poisson" for independent arrivals, exp(atoms (F - 1)); "bernoulli" for an arrival
        with probability `atoms` in a single time slot, 1 + atoms (F - 1).

    Raises
    ------
    InputError : for another word.
    """
    size = len(populations)
    change = passed - Matrix.identity(field, size)
    if waiting == "poisson":
        return exponential(change * atoms).apply(populations)
    if waiting == "bernoulli":
        once: Matrix = Matrix.identity(field, size) + change * atoms
        return once.apply(populations)
    raise InputError(f'Argument `waiting` must be "poisson" or "bernoulli", but is {waiting!r}.')


def random_pump_fixed_point(field: Field, passed: Matrix, empty: Matrix) -> list[Scalar]:
    """Return the populations found by an arriving atom, at exponential intervals between atoms.

    `empty` is the generator of the empty cavity times the mean interval; an exponential interval
    averages exp(E s) to (1 - E)^-1, so that (1 - E) p = F p.
    """
    size = passed.shape[0]
    system = Matrix.identity(field, size) - empty - passed
    entries = {(i, j): v for (i, j), v in system.entries.items() if i < size - 1}
    entries |= {(size - 1, j): field.one for j in range(size)}
    closed = Matrix(field, (size, size), entries)
    if isinstance(field, Float64):
        import numpy as np

        right = np.zeros(size)
        right[-1] = 1.0
        return [float(v) for v in np.linalg.solve(closed.to_numpy(), right)]
    with field:
        solution = closed.to_flint().solve(flint.arb_mat(size, 1, [0] * (size - 1) + [1]))
        return [solution[i, 0] for i in range(size)]
