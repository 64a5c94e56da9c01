"""Thermal populations of a central spin 1/2 coupled to N outer spins 1/2, or to one spin S.

    H = (omega/2) sum_(i=0..N) sigma_iz
        + (J/4) sum_(i=1..N) (sigma_0x sigma_ix + sigma_0y sigma_iy + lam sigma_0z sigma_iz),
    H = (omega/2) sigma_0z + omega S_z
        + (J/2) (sigma_0x S_x + sigma_0y S_y + lam sigma_0z S_z)      (`spinstar` (1), (2)).

The star is solved in the whole space of 2^(N+1) product states, split by the total S_z alone; that
equal outer spins may be exchanged serves only to compute equal diagonal elements once. Product
states are numbered by bits: bit 0 is the central spin, bit i the outer spin i, 1 for up.

Conventions: hbar = k_B = 1; |e> is the level of energy +omega/2; ln(p_e/p_g) is the primary result.
"""

from __future__ import annotations

from fractions import Fraction
from functools import lru_cache
from itertools import combinations
from math import comb
from typing import Any, Literal, NamedTuple, TypeAlias

import flint
import numpy as np

from cotherm.numeric.errors import InputError
from cotherm.numeric.fields import Ball, Field, Float64, Number, Scalar, exact_rational
from cotherm.numeric.matrices import Matrix, kron
from cotherm.numeric.spins import Basis, half_integer, spin_operators

Floats: TypeAlias = np.ndarray[Any, np.dtype[np.float64]]
Model = Literal["spin", "star"]
MODELS: tuple[Model, ...] = ("spin", "star")
MOST_OUTER_SPINS = 12
"""Outer spins of a star whose product space is still solved."""


class Coupling(NamedTuple):
    """Parameters of a star or of its spin-S counterpart, exact, with N = 2S outer spins."""

    omega: Fraction
    J: Fraction
    lam: Fraction
    beta: Fraction
    S: Fraction

    @property
    def outer(self) -> int:
        """Number N = 2S of outer spins."""
        return int(2 * self.S)


class Populations(NamedTuple):
    """Weights of the Gibbs state by level of the central spin and magnetisation around it.

    ``excited[u]`` belongs to |e> and S_z = u - S of the surroundings, ``ground[u]`` to |g>; all
    degenerate states together, with one common factor left open.
    """

    excited: list[Scalar]
    ground: list[Scalar]


def coupling(omega: Number, J: Number, lam: Number, beta: Number, S: Number) -> Coupling:
    """Return checked parameters.

    Parameters
    ----------
    omega : Bohr frequency, > 0.
    J, lam : exchange coupling and its anisotropy, any real numbers.
    beta : inverse temperature of the bath, any real number.
    S : size of the spin, a positive multiple of 1/2; a star has 2S outer spins.

    Raises
    ------
    InputError : naming the argument that is something else.
    """
    frequency = exact_rational(omega, "omega")
    if frequency <= 0:
        raise InputError(f"Argument `omega` must be positive, but is {omega}.")
    size = half_integer(S, "S", minimum="1/2")
    J, lam = exact_rational(J, "J"), exact_rational(lam, "lam")
    return Coupling(frequency, J, lam, exact_rational(beta, "beta"), size)


# ---------------------------------------------------------------------------- Hamiltonians


def spin_hamiltonian(field: Field, given: Coupling, basis: Basis = "orthonormal") -> Matrix:
    """Return (2) on the 2(2S+1) product states, central spin first, levels from the ground up."""
    tape = spin_operators(field, "1/2", basis)
    spin = spin_operators(field, given.S, basis)
    flips = kron(tape.Jplus, spin.Jminus) + kron(tape.Jminus, spin.Jplus)
    alone, other = Matrix.identity(field, 2), Matrix.identity(field, spin.Jz.shape[0])
    return (
        kron(tape.Jz, other) * given.omega
        + kron(alone, spin.Jz) * given.omega
        + flips * (given.J / 2)
        + kron(tape.Jz, spin.Jz) * (given.J * given.lam)
    )


def star_hamiltonian(field: Field, given: Coupling) -> Matrix:
    """Return (1) on the 2^(N+1) product states, numbered by bits; every entry is rational."""
    N = given.outer
    entries: dict[tuple[int, int], Scalar] = {}
    with field:
        hop = field.number(given.J / 2)
        for state in range(2 ** (N + 1)):
            up = state.bit_count()
            diagonal = given.omega * (up - Fraction(N + 1, 2)) + _ising(given, state)
            entries[state, state] = field.number(diagonal)
            for other in _exchanged(state, N):
                entries[other, state] = hop
    return Matrix(field, (2 ** (N + 1), 2 ** (N + 1)), entries)


def _ising(given: Coupling, state: int) -> Fraction:
    """(J lam/4) sum_i sigma_0z sigma_iz of a product state."""
    centre = 1 if state & 1 else -1
    outer = 2 * (state >> 1).bit_count() - given.outer
    return given.J * given.lam * centre * outer / 4


def _exchanged(state: int, N: int) -> list[int]:
    """Product states in which the central spin has exchanged its level with an outer one."""
    return [state ^ (1 | 1 << i) for i in range(1, N + 1) if (state & 1) != ((state >> i) & 1)]


# ---------------------------------------------------------------------------- the two models


def populations(field: Field, model: Model, given: Coupling) -> Populations:
    """Return the diagonal of the Gibbs state of either model, up to a common factor.

    Raises
    ------
    InputError : for an unknown model, a star with more than `MOST_OUTER_SPINS` outer spins, and in
        rational arithmetic, where Boltzmann weights do not exist.
    """
    if field.exact:
        raise InputError(
            "Argument `field` must be Float64 or Ball for a Gibbs state, but is rational."
        )
    if model not in MODELS:
        raise InputError(f'Argument `model` must be "spin" or "star", but is {model!r}.')
    if model == "star" and given.outer > MOST_OUTER_SPINS:
        raise InputError(
            f"Argument `S` must be at most {MOST_OUTER_SPINS // 2} for the product space of a "
            f"star, but is {given.S}."
        )
    with field:
        bare = (_spin_diagonal if model == "spin" else _star_diagonal)(field, given)
        sides: list[list[Scalar]] = []
        for centre, side in ((1, bare.excited), (-1, bare.ground)):
            # The energy omega S_z of a sector, counted from its lowest or highest level.
            lowest = (
                Fraction(given.outer + 1, 2) if given.beta >= 0 else -Fraction(given.outer + 1, 2)
            )
            rise = [
                given.beta * given.omega * (Fraction(centre, 2) + u - given.S + lowest)
                for u in range(given.outer + 1)
            ]
            sides.append([w * field.exp(-field.number(x)) for w, x in zip(side, rise, strict=True)])
    return Populations(*sides)


def _spin_diagonal(field: Field, given: Coupling) -> Populations:
    """Diagonal of exp(-beta V), V = H without omega, from the blocks of sigma_0z/2 + S_z."""
    bare = spin_hamiltonian(field, given._replace(omega=Fraction(0)))
    size = given.outer + 1
    excited, ground = [field.zero] * size, [field.zero] * size
    for M in range(size + 1):
        # |e> with u = M - 1 and |g> with u = M; one of them is missing at either end.
        states = [(1, M - 1)] * (M >= 1) + [(0, M)] * (size > M)
        indices = [centre * size + u for centre, u in states]
        diagonal = _exponential_diagonal(field, bare.submatrix(indices, indices), given)
        for (centre, u), weight in zip(states, diagonal, strict=True):
            (excited if centre else ground)[u] = weight
    return Populations(excited, ground)


def _exponential_diagonal(field: Field, block: Matrix, given: Coupling) -> list[Scalar]:
    """Diagonal of exp(-beta block) of a symmetric block."""
    if isinstance(field, Float64):
        energies, vectors = np.linalg.eigh(block.to_numpy())
        return [float(x) for x in (vectors**2) @ _boltzmann(energies, given)]
    dense = (block * -given.beta).to_flint().exp()
    return [dense[i, i] for i in range(block.shape[0])]


def _boltzmann(energies: Floats, given: Coupling) -> Floats:
    """exp(-beta E) for energies of V, times a factor common to all sectors that avoids overflow."""
    bound = float(given.outer * abs(given.J) * (abs(given.lam) / 4 + Fraction(1, 2)))
    beta = float(given.beta)
    return np.asarray(np.exp(-beta * energies - abs(beta) * bound))


# ---------------------------------------------------------------------------- the star


@lru_cache(maxsize=64)
def sector(N: int, up: int) -> tuple[tuple[int, ...], tuple[tuple[int, ...], ...]]:
    """Return all product states with `up` spins up, and for each the places of its neighbours."""
    states = tuple(sum(1 << i for i in chosen) for chosen in combinations(range(N + 1), up))
    place = {state: k for k, state in enumerate(states)}
    near = tuple(tuple(place[other] for other in _exchanged(state, N)) for state in states)
    return states, near


def _star_diagonal(field: Field, given: Coupling) -> Populations:
    """Diagonal of exp(-beta V) in the product space, V = H without omega.

    One product state stands for all that differ by an exchange of outer spins.
    """
    sides: list[list[Scalar]] = []
    for centre in (1, 0):
        side = []
        for u in range(given.outer + 1):
            states, _ = sector(given.outer, centre + u)
            start = states.index(centre | ((1 << u) - 1) << 1)
            weight = _star_element(field, given, centre + u, start)
            side.append(field.number(comb(given.outer, u)) * weight)
        sides.append(side)
    return Populations(*sides)


def _star_element(field: Field, given: Coupling, up: int, start: int) -> Scalar:
    """<a|exp(-beta V)|a> = |exp(-beta V/2) a|^2 of the product state at a place of its sector."""
    if isinstance(field, Float64):
        energies, vectors = _star_modes(given._replace(beta=Fraction(0)), up)
        return float(vectors[start] ** 2 @ _boltzmann(energies, given))
    assert isinstance(field, Ball)
    vector = evolved(field, given, up, start)
    return field.sum(x * x for x in vector)


@lru_cache(maxsize=64)
def _star_modes(given: Coupling, up: int) -> tuple[Floats, Floats]:
    """Eigenvalues and eigenvectors of V in a sector, float64."""
    states, near = sector(given.outer, up)
    block = np.diag([float(_ising(given, state)) for state in states])
    for k, neighbours in enumerate(near):
        block[k, list(neighbours)] = float(given.J / 2)
    energies, vectors = np.linalg.eigh(block)
    return energies, vectors


def evolved(field: Ball, given: Coupling, up: int, start: int) -> list[flint.arb]:
    """Return exp(-beta V/2) applied to a product state, as balls: a Taylor series with its rest."""
    states, near = sector(given.outer, up)
    diagonal = [_ising(given, state) for state in states]
    norm = max(abs(x) for x in diagonal) + abs(given.J / 2) * max(len(row) for row in near)
    steps = max(1, int(abs(given.beta) * norm / 8) + 1)
    step = -given.beta / (2 * steps)
    with field:
        vector = [field.zero] * len(states)
        vector[start] = field.one
        scaled = field.numbers(x * step for x in diagonal)
        hop = field.number(step * given.J / 2)
        for _ in range(steps):
            vector = _taylor(field, scaled, hop, near, abs(step) * norm, vector)
    return vector


def _taylor(
    field: Ball,
    diagonal: list[flint.arb],
    hop: flint.arb,
    near: tuple[tuple[int, ...], ...],
    norm: Fraction,
    vector: list[flint.arb],
) -> list[flint.arb]:
    size, largest = field.number(norm), max(x.abs_upper() for x in vector)
    total, term = list(vector), vector
    bound, order = largest, 0
    while order <= 2 * norm or not bound < largest.mid() * flint.arb(2) ** -(field.prec + 8):
        order += 1
        inverse = 1 / flint.arb(order)
        following = []
        for x, d, row in zip(term, diagonal, near, strict=True):
            hops = sum((term[k] for k in row), flint.arb(0))
            following.append((d * x + hop * hops) * inverse)
        term = following
        total = [a + b for a, b in zip(total, term, strict=True)]
        bound = (bound * size * inverse).abs_upper()
    # The rest is below a geometric series of ratio 1/2 that starts with the next term.
    rest = flint.arb(0, (2 * bound).abs_upper())
    return [x + rest for x in total]


# ---------------------------------------------------------------------------- the central spin


def fuel_log_ratio(field: Field, model: Model, given: Coupling) -> Scalar:
    """Return ln(p_e/p_g) of the central spin in the Gibbs state of the whole."""
    weights = populations(field, model, given)
    with field:
        excited, ground = field.sum(weights.excited), field.sum(weights.ground)
        return field.log(excited / ground)


def fuel_population(field: Field, model: Model, given: Coupling) -> Scalar:
    """Return the excited population p_e of the central spin."""
    weights = populations(field, model, given)
    with field:
        excited, ground = field.sum(weights.excited), field.sum(weights.ground)
        return excited / (excited + ground)


def fuel_temperature(field: Field, model: Model, given: Coupling) -> Scalar:
    """Return T_q = -omega/ln(p_e/p_g): negative for p_e > 1/2, infinite at beta = 0.

    Away from beta = 0 an infinite T_q would need exactly equal populations, which balls cannot tell
    from nearly equal ones; then the precision cannot be reached.
    """
    if given.beta == 0:
        return field.infinity()
    ratio = fuel_log_ratio(field, model, given)
    with field:
        return -field.number(given.omega) / ratio


def fuel_excess(field: Field, model: Model, given: Coupling) -> Scalar:
    """Return ln(p_e/p_g) + beta omega, which is positive where T_q > T_b > 0."""
    ratio = fuel_log_ratio(field, model, given)
    with field:
        return ratio + field.number(given.beta * given.omega)
