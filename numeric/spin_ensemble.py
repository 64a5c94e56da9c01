"""Ensembles of n spins s in a bath: master equations, initial states, stationary states.

Collective coupling has the jump operators J- and J+ of the whole ensemble (`heatcap` (1)),
independent coupling those of each spin (`heatcap` (B.3)); the rates down and up are in the ratio
1 : exp(-b). The master equation is solved in the product space of (2s+1)^n states, restricted to
the coordinates that the initial state can reach; total spin is never put in by hand. Energies
are in units of the splitting and count from the ground state.

Initial states (`beta0`) are thermal product states (an `InverseTemperature`, a number, "inf" or
"-inf"), a sequence of (2s+1)^n populations of the product states, or a `Matrix`: a real density
matrix in the orthonormal product basis. Levels ascend: index 0 is the ground state.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from typing import Literal, TypeAlias

from cotherm.numeric.errors import InputError
from cotherm.numeric.fields import Ball, Field, Number, Rational, Scalar
from cotherm.numeric.generators import Jump, dissipator, invariant_block, restrict
from cotherm.numeric.matrices import Matrix, kron_all
from cotherm.numeric.null_structure import NullStructure, common_conserved
from cotherm.numeric.spins import (
    SpinOperators,
    collective_spin,
    half_integer,
    local_spins,
    positive_integer,
    product_levels,
    to_rational_basis,
)
from cotherm.numeric.steady_state import SteadyState, steady_state
from cotherm.numeric.temperature import InverseTemperature

Coupling = Literal["collective", "independent"]
Temperature: TypeAlias = InverseTemperature | Number
InitialState: TypeAlias = InverseTemperature | Number | Sequence[Number] | Matrix

MAX_DIMENSION = 1024
"""Largest Hilbert space in which a master equation is set up."""


@dataclass(frozen=True)
class BathDynamics:
    """The exact parts of a master equation on one invariant block.

    Attributes
    ----------
    n, s : number and size of the spins.
    block : indices a * d + b of the density-matrix elements that are kept.
    down, up : the dissipators of the jumps down and up at unit rate, rational.
    conserved : what both dissipators conserve, one row each, rational.
    energy : excitation number n s + Jz of each kept element as a functional (0 off-diagonal).
    """

    n: int
    s: Fraction
    block: tuple[int, ...]
    down: Matrix
    up: Matrix
    conserved: Matrix
    energy: tuple[Fraction, ...]

    @property
    def dimension(self) -> int:
        """Dimension of the Hilbert space."""
        return int((2 * self.s + 1) ** self.n)

    def generator(self, field: Field, beta: InverseTemperature) -> Matrix:
        """Return the generator at one temperature, the larger of both rates being 1."""
        down, up = beta.rates(field)
        total: Matrix = self.down.to(field) * down + self.up.to(field) * up
        return total

    def structure(self, field: Field, beta: InverseTemperature) -> NullStructure:
        """Return the null structure of the generator at one temperature."""
        if beta.extreme and isinstance(field, Ball):
            # The generator is exact: so are its null vectors, and zeros stay exactly zero.
            return self.structure(Rational(), beta).to(field)
        conserved = self.conserved
        if beta.infinite:
            # One of the two dissipators is absent, which may free further quantities.
            conserved = common_conserved([self.down if beta.sign > 0 else self.up])
        return NullStructure(self.generator(field, beta), conserved)

    def trace(self, field: Field) -> list[Scalar]:
        """Return the trace functional on the block."""
        d = self.dimension
        return [field.one if index % (d + 1) == 0 else field.zero for index in self.block]

    def energies(self, field: Field, power: int = 1) -> list[Scalar]:
        """Return the functional whose product with a state is <(n s + Jz)^power>."""
        return field.numbers(value**power for value in self.energy)


def check_coupling(coupling: str) -> None:
    """Raise InputError unless the coupling is "collective" or "independent"."""
    if coupling not in ("collective", "independent"):
        raise InputError(
            f'Argument `coupling` must be "collective" or "independent", but is {coupling!r}.'
        )


def check_dimension(n: int, s: Fraction) -> int:
    """Return (2s+1)^n, or raise InputError when it exceeds MAX_DIMENSION."""
    dimension = int((2 * s + 1) ** n)
    if dimension > MAX_DIMENSION:
        raise InputError(
            f"Argument `n` must give at most {MAX_DIMENSION} product states, but n = {n} spins "
            f"s = {s} have {dimension}."
        )
    return dimension


def dissipators(n: Number, s: Number, coupling: Coupling) -> tuple[Matrix, Matrix]:
    """Return the exact dissipators of the jumps down and up at unit rate, on the full space."""
    field = Rational()
    if coupling == "collective":
        spins: list[SpinOperators] = [collective_spin(field, n, s)]
    else:
        spins = local_spins(field, n, s)
    one = field.one
    return (
        dissipator([Jump(spin.Jminus, spin.Jplus, one) for spin in spins]),
        dissipator([Jump(spin.Jplus, spin.Jminus, one) for spin in spins]),
    )


@lru_cache(maxsize=32)
def _dynamics(n: int, s: Fraction, coupling: Coupling, extra: frozenset[int]) -> BathDynamics:
    d = check_dimension(n, s)
    down, up = dissipators(n, s, coupling)
    block = invariant_block(down + up, [i * (d + 1) for i in range(d)] + sorted(extra))
    down, up = down.submatrix(block, block), up.submatrix(block, block)
    excitations = [sum(state) + n * s for state in product_levels(n, s)]
    energy = tuple(
        excitations[index // d] if index % (d + 1) == 0 else Fraction(0) for index in block
    )
    return BathDynamics(n, s, tuple(block), down, up, common_conserved([down, up]), energy)


def bath_dynamics(
    n: Number, s: Number, coupling: Coupling = "collective", support: Sequence[int] = ()
) -> BathDynamics:
    """Return the master equation on the block that diagonal states can reach.

    Parameters
    ----------
    n, s : number (>= 1) and size of the spins.
    coupling : "collective" (`heatcap` (1)) or "independent" (`heatcap` (B.3)).
    support : further elements a * d + b of the density matrix that the initial state occupies.
    """
    check_coupling(coupling)
    count, spin = positive_integer(n), half_integer(s, minimum=Fraction(1, 2))
    return _dynamics(count, spin, coupling, frozenset(support))


def initial_state(field: Field, n: Number, s: Number, beta0: InitialState) -> Matrix:
    """Return an initial density matrix in the rational product basis.

    Raises
    ------
    InputError : when populations or matrix do not have trace 1, the right size, or symmetry.
    """
    count, spin = positive_integer(n), half_integer(s, minimum=Fraction(1, 2))
    d = check_dimension(count, spin)
    if isinstance(beta0, Matrix):
        rho = _checked_density(field, d, beta0)
        return to_rational_basis(field, count, spin, rho)
    if isinstance(beta0, Sequence) and not isinstance(beta0, str):
        if len(beta0) != d:
            raise InputError(f"Argument `beta0` must hold {d} populations, but holds {len(beta0)}.")
        return _checked_density(field, d, Matrix.diagonal(field, beta0))
    single = InverseTemperature.of(beta0).weights(field, range(int(2 * spin) + 1))
    return kron_all([Matrix.diagonal(field, single)] * count)


def _checked_density(field: Field, d: int, rho: Matrix) -> Matrix:
    if rho.shape != (d, d):
        raise InputError(f"Argument `beta0` must have shape {(d, d)}, but has {rho.shape}.")
    rho = rho.to(field)
    with field:
        excess = rho.trace() - 1
        tolerance = 0 if field.exact else field.number("1e-12")
        wrong_trace = excess > tolerance or -excess > tolerance
        negative = any(value < 0 for value in rho.diagonal_values())
        asymmetry = [abs(value) for value in (rho - rho.T).entries.values()]
        asymmetric = any(value > tolerance for value in asymmetry)
    if wrong_trace or negative or asymmetric:
        raise InputError(
            "Argument `beta0` must be a symmetric density matrix of trace 1 with non-negative "
            "populations, but is not."
        )
    return rho


def prepare(
    field: Field, n: Number, s: Number, coupling: Coupling, beta0: InitialState
) -> tuple[BathDynamics, list[Scalar]]:
    """Return the master equation and the initial state on the block that it can reach."""
    rho = initial_state(field, n, s, beta0)
    d = rho.shape[0]
    off_diagonal = [i * d + j for i, j in rho.entries if i != j]
    dynamics = bath_dynamics(n, s, coupling, off_diagonal)
    return dynamics, restrict(rho.vector(), dynamics.block)


def bath_steady_state(
    field: Field,
    n: Number,
    s: Number,
    beta: Temperature,
    coupling: Coupling = "collective",
    beta0: InitialState = "inf",
) -> tuple[BathDynamics, SteadyState]:
    """Return the master equation and the stationary state reached from the initial state.

    Parameters
    ----------
    field : arithmetic; Rational is exact when the temperatures are given by q.
    n, s : number and size of the spins.
    beta : inverse temperature of the bath (object, or b itself).
    coupling : "collective" or "independent".
    beta0 : initial state, see the module's text.
    """
    bath = InverseTemperature.of(beta)
    dynamics, initial = prepare(field, n, s, coupling, beta0)
    structure = dynamics.structure(field, bath)
    state = steady_state(
        structure.generator, field, dynamics.trace(field), initial, structure=structure
    )
    return dynamics, state
