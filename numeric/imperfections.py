"""Imperfect ensembles: local detunings, spin-spin interaction and Lamb shift beside the bath.

The Hamiltonian of `indist` (K1) is added to the collective (or independent) master equation in the
frame that rotates at omega,

    H = sum_k delta_k j_z,k + sum_(k>l) Omega_kl (j+,k j-,l + j-,k j+,l) + S_1 J+ J- + S_2 J- J+,

the last two terms being the Lamb shift, S_1 = Im Gamma(omega) and S_2 = Im Gamma(-omega) of
`indist` (1). All of it conserves Jz, so diagonal states reach only coherences within a level of Jz;
the density matrix becomes complex and is kept as (Re rho, Im rho). All energies and rates are in
units of G(omega), the rate of the jumps down; hbar = 1.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from itertools import combinations
from typing import Any, NamedTuple

import numpy as np

from cotherm.numeric.errors import InputError
from cotherm.numeric.fields import Field, Float64, Number, Scalar
from cotherm.numeric.generators import Jump, invariant_block, liouvillian, restrict
from cotherm.numeric.matrices import Matrix
from cotherm.numeric.null_structure import NullStructure
from cotherm.numeric.relaxation import propagate
from cotherm.numeric.relaxation_rates import decay_unit
from cotherm.numeric.spin_ensemble import (
    Coupling,
    InitialState,
    Temperature,
    check_coupling,
    check_dimension,
    initial_state,
)
from cotherm.numeric.spins import (
    collective_spin,
    half_integer,
    local_spins,
    positive_integer,
    product_levels,
)

Couplings = Mapping[tuple[int, int], Number]
ComplexArray = np.ndarray[Any, np.dtype[np.complex128]]


def imperfection_hamiltonian(
    field: Field,
    n: Number,
    s: Number,
    detunings: Sequence[Number] = (),
    interaction: Number | Couplings = 0,
    lamb_shift: tuple[Number, Number] = (0, 0),
) -> Matrix:
    """Return H of the module's text in the rational product basis, `indist` (K1).

    Parameters
    ----------
    field : arithmetic.
    n, s : number and size of the spins.
    detunings : delta_k of each spin; none when empty.
    interaction : Omega for all pairs, or Omega_kl by pairs (k, l) of spins 0 ... n - 1, k != l.
    lamb_shift : Im Gamma(omega) and Im Gamma(-omega).

    Raises
    ------
    InputError : for a wrong number of detunings or a pair that does not exist.
    """
    count = positive_integer(n)
    spins = local_spins(field, count, s)
    size = spins[0].Jz.shape[0]
    total = Matrix.zero(field, (size, size))
    if len(detunings) not in (0, count):
        raise InputError(
            f"Argument `detunings` must hold {count} numbers or none, but holds {len(detunings)}."
        )
    for spin, detuning in zip(spins, detunings, strict=False):
        total = total + spin.Jz * detuning
    pairs: Couplings
    if isinstance(interaction, Mapping):
        pairs = interaction
    else:
        pairs = {(k, j): interaction for k, j in combinations(range(count), 2)}
    for (k, j), strength in pairs.items():
        if k == j or not (0 <= k < count and 0 <= j < count):
            raise InputError(
                f"Argument `interaction` must be given for pairs of the spins 0 to {count - 1}, "
                f"but has {(k, j)}."
            )
        hop = spins[k].Jplus @ spins[j].Jminus + spins[k].Jminus @ spins[j].Jplus
        total = total + hop * strength
    spin = collective_spin(field, count, s)
    total = total + (spin.Jplus @ spin.Jminus) * lamb_shift[0]
    shifted: Matrix = total + (spin.Jminus @ spin.Jplus) * lamb_shift[1]
    return shifted


@dataclass(frozen=True)
class ImperfectEnsemble:
    """The master equation with a Hamiltonian, on the coordinates that an initial state reaches.

    Attributes
    ----------
    field : arithmetic.
    n, s : number and size of the spins.
    block : indices kept of the real embedding (Re rho, Im rho), each row by row.
    generator : the real generator on them; its null space has twice the complex dimension.
    initial : the initial state on them.
    """

    field: Field
    n: int
    s: Fraction
    block: tuple[int, ...]
    generator: Matrix
    initial: list[Scalar]

    @property
    def dimension(self) -> int:
        """Dimension of the Hilbert space."""
        return int((2 * self.s + 1) ** self.n)

    @cached_property
    def structure(self) -> NullStructure:
        """Null space of the generator: stationary states and conserved quantities."""
        return NullStructure(self.generator)

    @property
    def nullity(self) -> int:
        """Complex dimension of the space of stationary states within the block."""
        count, rest = divmod(self.structure.nullity, 2)
        if rest:
            raise InputError("Argument `block` must hold real and imaginary parts, but does not.")
        return count

    @cached_property
    def energies(self) -> list[Scalar]:
        """The functional whose product with a state is the energy n s + <Jz>."""
        d = self.dimension
        levels = [sum(state, self.n * self.s) for state in product_levels(self.n, self.s)]
        return self.field.numbers(
            levels[i // d] if i < d * d and i % (d + 1) == 0 else 0 for i in self.block
        )

    def energy(self, state: Sequence[Scalar]) -> Scalar:
        """Return the mean energy above the ground state, without the imperfections' own."""
        return self.field.dot(self.energies, state)

    def stationary(self) -> list[Scalar]:
        """Return the state that the initial state reaches in the end."""
        return self.structure.project(self.initial)

    def at(self, time: Number) -> list[Scalar]:
        """Return the state after a time in units of 1 / G(omega), in float64 or balls."""
        return propagate(self.generator, self.initial, time)

    def density(self, state: Sequence[Scalar]) -> tuple[Matrix, Matrix]:
        """Return real and imaginary part of the density matrix, in the rational product basis."""
        d = self.dimension
        parts: tuple[dict[tuple[int, int], Scalar], ...] = ({}, {})
        for index, value in zip(self.block, state, strict=True):
            part, position = divmod(index, d * d)
            parts[part][divmod(position, d)] = value
        real, imaginary = (Matrix(self.field, (d, d), part) for part in parts)
        return real, imaginary

    def rates(self) -> ComplexArray:
        """Return minus the eigenvalues of the generator in float64, slowest decay first.

        Each eigenvalue of the complex Liouvillian occurs twice, once conjugated.
        """
        values = -np.linalg.eigvals(self.generator.to_numpy())
        order = np.lexsort((values.imag, values.real))
        ordered: ComplexArray = values[order]
        return ordered

    def slow_rates(self, below: float = 0.1) -> list[float]:
        """Return the non-zero decay rates below a bound, ascending, one of each conjugate pair.

        A rate counts as zero when it is below 1e-12 of the largest one.
        """
        rates = np.sort(self.rates().real)
        floor = 1e-12 * float(np.max(np.abs(rates)))
        return [float(rate) for rate in rates if floor < rate < below][::2]


def imperfect_ensemble(
    field: Field,
    n: Number,
    s: Number,
    beta: Temperature,
    beta0: InitialState = "inf",
    detunings: Sequence[Number] = (),
    interaction: Number | Couplings = 0,
    lamb_shift: tuple[Number, Number] = (0, 0),
    coupling: Coupling = "collective",
) -> ImperfectEnsemble:
    """Return the master equation of an ensemble with imperfections, from an initial state.

    Parameters
    ----------
    field : arithmetic; exact in Rational when q and all energies are rational.
    n, s : number and size of the spins.
    beta : inverse temperature of the bath, above -inf.
    beta0 : initial state, as in `spin_ensemble`.
    detunings, interaction, lamb_shift : as in `imperfection_hamiltonian`.
    coupling : "collective" or "independent".
    """
    check_coupling(coupling)
    count, spin = positive_integer(n), half_integer(s, minimum=Fraction(1, 2))
    d = check_dimension(count, spin)
    _, q = decay_unit(field, beta)
    spins = local_spins(field, count, spin)
    if coupling == "collective":
        spins = [collective_spin(field, count, spin)]
    jumps = [Jump(one.Jminus, one.Jplus, field.one) for one in spins]
    jumps += [Jump(one.Jplus, one.Jminus, q) for one in spins]
    hamiltonian = imperfection_hamiltonian(field, count, spin, detunings, interaction, lamb_shift)
    full = liouvillian(hamiltonian, jumps)
    rho = initial_state(field, count, spin, beta0)
    support = {i * (d + 1) for i in range(d)} | {i * d + j for i, j in rho.entries}
    # Real and imaginary parts alike, so that the block is the embedding of a complex one.
    block = invariant_block(full.matrix, support | {d * d + index for index in support})
    return ImperfectEnsemble(
        field,
        count,
        spin,
        tuple(block),
        full.matrix.submatrix(block, block),
        restrict(full.state(rho), block),
    )


class Plateau(NamedTuple):
    """How an imperfect ensemble passes the stationary state of the perfect one.

    Attributes
    ----------
    ideal : energy of the perfect ensemble's stationary state.
    final : energy that is reached in the end.
    energies : energy at each time.
    slowest : slowest non-zero decay rate, in units of G(omega).
    """

    ideal: float
    final: float
    energies: list[float]
    slowest: float


def energy_plateau(
    n: Number,
    s: Number,
    beta: Temperature,
    times: Sequence[float],
    beta0: InitialState = "inf",
    detunings: Sequence[Number] = (),
    interaction: Number | Couplings = 0,
) -> Plateau:
    """Return the energies of an imperfect ensemble in time, in float64 (`indist` App. K).

    Parameters are those of `imperfect_ensemble`; times in units of 1 / G(omega).
    """
    from cotherm.numeric.collective_bath import steady_energy

    field = Float64()
    ensemble = imperfect_ensemble(field, n, s, beta, beta0, detunings, interaction)
    slow = ensemble.slow_rates(below=float("inf"))
    return Plateau(
        float(steady_energy(field, n, s, beta, beta0)),
        float(ensemble.energy(ensemble.stationary())),
        [float(ensemble.energy(ensemble.at(time))) for time in times],
        slow[0],
    )
