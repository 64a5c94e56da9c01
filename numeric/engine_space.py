"""The collective engine on complete Hilbert spaces, without any reduction.

Either two collective spins N/2, of dimension (N + 1)^2, or 2N spins 1/2 one by one, of dimension
4^N, ensemble 1 first. Complex density matrices are pairs of real ones; nothing is assumed about
coherence orders or phases. This is what the reductions of `cotherm.numeric.engine_blocks` are
confirmed against, and where statements about other states than the stationary one are tested.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import NamedTuple

from cotherm.numeric.engine_blocks import PairRates
from cotherm.numeric.fields import Field, Scalar
from cotherm.numeric.generators import Jump, Liouvillian, commutator, dissipator, invariant_block
from cotherm.numeric.generators import liouvillian as build
from cotherm.numeric.matrices import Matrix, kron
from cotherm.numeric.null_structure import NullStructure
from cotherm.numeric.spins import Basis, SpinOperators, collective_spin, spin_operators


class ComplexMatrix(NamedTuple):
    """An operator as real plus i times imaginary part."""

    real: Matrix
    imaginary: Matrix


class EngineSpace:
    """Operators of the two ensembles, drive and jumps on one Hilbert space.

    Parameters
    ----------
    field : arithmetic.
    rates : number of pairs, drive, and rates of both ensembles.
    individual : 2N spins 1/2 one by one instead of two collective spins N/2.
    basis : "orthonormal" (needed where hermitian conjugation is written as transposition) or
        "rational", see `cotherm.numeric.spins`; the same for spins 1/2.
    """

    def __init__(
        self,
        field: Field,
        rates: PairRates,
        *,
        individual: bool = False,
        basis: Basis = "rational",
    ) -> None:
        self.field = field
        self.rates = rates
        if individual:
            one = collective_spin(field, rates.N, Fraction(1, 2), basis)
        else:
            one = spin_operators(field, Fraction(rates.N, 2), basis)
        identity = Matrix.identity(field, one.Jz.shape[0])
        self.first = SpinOperators(*(kron(operator, identity) for operator in one))
        self.second = SpinOperators(*(kron(identity, operator) for operator in one))
        self.size: int = self.first.Jz.shape[0]

    @property
    def drive(self) -> Matrix:
        """V_I of `engine` (5)."""
        half = self.field.number(Fraction(1, 2))
        with self.field:
            factor = half * self.rates.drive
        up = self.first.Jplus @ self.second.Jminus
        down = self.first.Jminus @ self.second.Jplus
        drive: Matrix = (up + down) * factor
        return drive

    @property
    def power(self) -> Matrix:
        """K with dV/dt = i (E2 - E1) K in the interaction picture; real, K^+ = -K."""
        half = self.field.number(Fraction(1, 2))
        with self.field:
            factor = half * self.rates.drive
        up = self.first.Jplus @ self.second.Jminus
        down = self.first.Jminus @ self.second.Jplus
        operator: Matrix = (up - down) * factor
        return operator

    def jumps(self, ensemble: int) -> list[Jump]:
        """Return emission and absorption of one ensemble, `engine` (6)."""
        spin = self.first if ensemble == 1 else self.second
        bath = self.rates.first if ensemble == 1 else self.rates.second
        return [
            Jump(spin.Jminus, spin.Jplus, bath.down),
            Jump(spin.Jplus, spin.Jminus, bath.up),
        ]

    def excitations(self, ensemble: int) -> Matrix:
        """Return the number of excitations S_z + N/2 of one ensemble."""
        spin = self.first if ensemble == 1 else self.second
        half = self.field.number(Fraction(self.rates.N, 2))
        number: Matrix = spin.Jz + Matrix.identity(self.field, self.size) * half
        return number

    def liouvillian(self) -> Liouvillian:
        """Return the generator of `engine` (5) on (Re rho, Im rho)."""
        return build(self.drive, [*self.jumps(1), *self.jumps(2)])

    def complex_parts(self) -> tuple[Matrix, Matrix]:
        """Return dissipator D and commutator K: the generator is D - i K."""
        return dissipator([*self.jumps(1), *self.jumps(2)]), commutator(self.drive)

    def apply(self, rho: ComplexMatrix) -> ComplexMatrix:
        """Return drho/dt of `engine` (5)."""
        real, imaginary = (self.dissipate(part, (1, 2)) for part in rho)
        V = self.drive
        return ComplexMatrix(
            real + (V @ rho.imaginary - rho.imaginary @ V),
            imaginary - (V @ rho.real - rho.real @ V),
        )

    def dissipate(self, rho: Matrix, ensembles: Sequence[int]) -> Matrix:
        """Return the sum of the dissipators `engine` (6) of some ensembles, applied to rho."""
        half = self.field.number(Fraction(1, 2))
        total = Matrix.zero(self.field, rho.shape)
        for ensemble in ensembles:
            for jump in self.jumps(ensemble):
                decay = jump.adjoint @ jump.operator
                lost = (decay @ rho + rho @ decay) * half
                total = total + (jump.operator @ rho @ jump.adjoint - lost) * jump.rate
        return total

    def dual(self, observable: Matrix, ensembles: Sequence[int]) -> Matrix:
        """Return the adjoint dissipators, sum of L^+ O L - {L^+ L, O}/2, applied to O."""
        half = self.field.number(Fraction(1, 2))
        total = Matrix.zero(self.field, observable.shape)
        for ensemble in ensembles:
            for jump in self.jumps(ensemble):
                decay = jump.adjoint @ jump.operator
                lost = (decay @ observable + observable @ decay) * half
                kept = jump.adjoint @ observable @ jump.operator
                total = total + (kept - lost) * jump.rate
        return total

    def ground(self) -> ComplexMatrix:
        """Return the state without excitations, which lies in the sector S = N/2."""
        state = Matrix(self.field, (self.size, self.size), {(0, 0): self.field.one})
        return ComplexMatrix(state, Matrix.zero(self.field, state.shape))

    def stationary(self) -> ComplexMatrix:
        """Return the stationary state that the ground state relaxes to.

        Only the elements that dynamics from the ground state can reach are solved for; the null
        space may have several dimensions, and the initial state selects.
        """
        generator = self.liouvillian()
        start = generator.state(*self.ground())
        block = invariant_block(generator.matrix, [i for i, x in enumerate(start) if x != 0])
        structure = NullStructure(generator.matrix.submatrix(block, block))
        reached = structure.project([start[i] for i in block])
        square = self.size**2
        parts: list[dict[tuple[int, int], Scalar]] = [{}, {}]
        for index, value in zip(block, reached, strict=True):
            which, place = divmod(index, square)
            parts[which][divmod(place, self.size)] = value
        shape = (self.size, self.size)
        return ComplexMatrix(*(Matrix(self.field, shape, part) for part in parts))

    def energy_change(self, rho: ComplexMatrix, ensemble: int, energy: Scalar) -> Scalar:
        """Return Tr[H_0 D_i(rho)]; only ensemble i changes its energy."""
        change = self.dissipate(rho.real, (ensemble,))
        with self.field:
            return energy * (self.excitations(ensemble) @ change).trace()

    def power_delivered(self, rho: ComplexMatrix, step: Scalar) -> Scalar:
        """Return -Tr[(dV/dt)_I rho] for E2 - E1 = step, `engine` (10)."""
        with self.field:
            return step * (self.power @ rho.imaginary).trace()
