"""The refrigerator's Lindblad equation in the product space of N spins, without using any symmetry.

H_S = Jz^2 and the couplings `qar` (2) are sums of Pauli matrices. With the eigenprojectors P_E of
H_S, whose degeneracies are exact, the jump operators of a coupling A are

    A(omega) = sum over E' - E = omega of P_E A P_E',

omega = 0 included, and the generator is sum_nu sum_omega gamma_nu(omega) D[A_nu(omega)] (`qar`,
Sec. III B). Counting multiplies the jump part of reservoir nu by z^(-omega). All matrices are real
with rational entries.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from cotherm.numeric.errors import InputError
from cotherm.numeric.fields import Ball, Field, Number, Rational, Scalar, exact_rational
from cotherm.numeric.generators import Jump, invariant_block, liouvillian, restrict
from cotherm.numeric.matrices import Matrix
from cotherm.numeric.refrigerator import Refrigerator, refrigerator_rates
from cotherm.numeric.refrigerator_rates import generator
from cotherm.numeric.spins import collective_spin
from cotherm.numeric.steady_state import steady_state


@dataclass(frozen=True)
class BathJump:
    """One jump operator of one reservoir.

    Attributes
    ----------
    reservoir : "c", "h" or "w".
    omega : energy handed to the reservoir, in units of Omega.
    jump : A(omega), its adjoint and gamma(omega).
    """

    reservoir: str
    omega: int
    jump: Jump


@dataclass(frozen=True)
class ProductSteadyState:
    """Stationary state in the product space, reached from the ground state of the sector.

    Attributes
    ----------
    currents : energy current from each reservoir into the system.
    populations : weights <v_a|rho|v_a> of the sector, from the lowest level up.
    block : number of matrix elements that the dynamics can reach.
    nullity : number of independent stationary states among them.
    """

    currents: dict[str, Scalar]
    populations: list[Scalar]
    block: int
    nullity: int


def system_operators(field: Field, N: int) -> dict[str, Matrix]:
    """Return H_S and the couplings A_c, A_h, A_w of `qar` (1), (2) on 2^N states, by "S", "c" ...

    For spins 1/2 the rational basis of `cotherm.numeric.spins` is the orthonormal product basis.
    """
    spin = collective_spin(field, N, Fraction(1, 2))
    Jx = (spin.Jplus + spin.Jminus) * Fraction(1, 2)
    return {"S": spin.Jz @ spin.Jz, "c": Jx, "h": (Jx @ Jx) * Fraction(1, N), "w": Jx}


def eigenprojectors(field: Field, hamiltonian: Matrix) -> dict[Fraction, Matrix]:
    """Return the projector on each eigenspace of a diagonal Hamiltonian, by energy.

    Parameters
    ----------
    field : arithmetic of the projectors.
    hamiltonian : diagonal, over the rationals, so that degeneracies are exact.

    Raises
    ------
    InputError : when the Hamiltonian is not diagonal or not rational.
    """
    if not hamiltonian.field.exact or any(i != j for i, j in hamiltonian.entries):
        raise InputError("Argument `hamiltonian` must be diagonal and rational, but is not.")
    groups: dict[Fraction, list[int]] = {}
    for state, value in enumerate(hamiltonian.diagonal_values()):
        groups.setdefault(exact_rational(value), []).append(state)
    return {
        energy: Matrix(field, hamiltonian.shape, {(k, k): field.one for k in states})
        for energy, states in sorted(groups.items())
    }


def bath_jumps(
    field: Field, model: Refrigerator, zero_rates: Mapping[str, Number] | None = None
) -> list[BathJump]:
    """Return the jump operators of all reservoirs with their rates.

    Parameters
    ----------
    field : arithmetic.
    model : parameters; its sector is not used.
    zero_rates : gamma_nu(0) by reservoir in place of the limit Gamma'(0)/beta, which is
        irrational where the Boltzmann factor is given.
    """
    operators = system_operators(field, model.N)
    projectors = eigenprojectors(field, system_operators(Rational(), model.N)["S"])
    jumps = []
    for name, reservoir in model.reservoirs.items():
        by_frequency: dict[Fraction, Matrix] = {}
        for low, left in projectors.items():
            for high, right in projectors.items():
                part = left @ operators[name] @ right
                if not part.is_zero():
                    known = by_frequency.get(high - low)
                    by_frequency[high - low] = part if known is None else known + part
        for omega, operator in sorted(by_frequency.items()):
            if omega == 0 and zero_rates is not None:
                rate = field.number(zero_rates[name])
            else:
                rate = reservoir.rate(field, omega)
            jumps.append(BathJump(name, int(omega), Jump(operator, operator.T, rate)))
    return jumps


def apply_generator(
    field: Field, jumps: Sequence[BathJump], rho: Matrix, z: Mapping[str, Number] | None = None
) -> Matrix:
    """Return the (tilted) generator applied to an operator, by matrix products alone.

    Parameters
    ----------
    field : arithmetic.
    jumps : from `bath_jumps`.
    rho : operator on the 2^N states, real.
    z : counting factor e^u by reservoir, per unit of energy that enters the system.
    """
    tilts = {} if z is None else {name: field.number(value) for name, value in z.items()}
    total = Matrix.zero(field, rho.shape)
    for item in jumps:
        operator, adjoint, rate = item.jump
        with field:
            weight = tilts[item.reservoir] ** (-item.omega) if item.reservoir in tilts else 1
            gain = operator @ rho @ adjoint * (rate * weight)
        decay = adjoint @ operator
        loss = (decay @ rho + rho @ decay) * rate * Fraction(1, 2)
        total = total + gain - loss
    return total


def sector_vectors(field: Field, model: Refrigerator) -> list[list[Scalar]]:
    """Return unnormalised |v_a> = |j, a> + parity |j, -a> of the largest spin, lowest first.

    Dicke states come from repeated action of J+ on the state with all spins down, scaled so that
    their components are 0 or 1.

    Raises
    ------
    InputError : when the model asks for another total spin.
    """
    if model.j is not None and exact_rational(model.j) != Fraction(model.N, 2):
        raise InputError(
            f"Argument `model` must have j = {Fraction(model.N, 2)} here, but has {model.j}."
        )
    raising = collective_spin(field, model.N, Fraction(1, 2)).Jplus
    state = [field.one] + [field.zero] * (2**model.N - 1)
    dicke = []
    with field:
        for _ in range(model.N + 1):
            dicke.append(state)
            raised = raising.apply(state)
            scale = next((x for x in raised if not field.is_zero(x)), field.one)
            state = [x / scale for x in raised]
        vectors = []
        for a in model.levels:
            up = int(a + Fraction(model.N, 2))
            pairs = zip(dicke[up], dicke[model.N - up], strict=True)
            vectors.append([x + model.parity * y if a else x for x, y in pairs])
    return vectors


def _outer(field: Field, left: Sequence[Scalar], right: Sequence[Scalar]) -> Matrix:
    """Return |left><right| of vectors as they are given."""
    with field:
        entries = {
            (i, k): x * y
            for i, x in enumerate(left)
            if not field.is_zero(x)
            for k, y in enumerate(right)
            if not field.is_zero(y)
        }
    return Matrix(field, (len(left), len(right)), entries)


def _projector(field: Field, vector: Sequence[Scalar]) -> Matrix:
    """Return |v><v|/<v|v>."""
    with field:
        weight = field.one / field.dot(vector, vector)
        return _outer(field, vector, [x * weight for x in vector])


def largest_element(field: Field, matrix: Matrix) -> Scalar:
    """Return the largest absolute value of the entries (for balls an upper bound)."""
    largest = field.zero
    for value in matrix.entries.values():
        with field:
            size = abs(value).upper() if isinstance(field, Ball) else abs(value)
        if size > largest:
            largest = size
    return largest


def sector_reduction_defect(
    field: Field,
    model: Refrigerator,
    *,
    z: Mapping[str, Number] | None = None,
    zero_rates: Mapping[str, Number] | None = None,
) -> Scalar:
    """Return how far the full generator is from the rate equation of the sector.

    The (tilted) generator on 2^N states is applied to every |v_b><v_b| and compared, element by
    element of the 2^N x 2^N result, with sum_a R_ab(u) |v_a><v_a| from `refrigerator_rates`. The
    largest deviation is returned: exactly 0 over the rationals when the sector is invariant and
    (6), (7), (10) of `qar` hold.

    Parameters
    ----------
    field : arithmetic.
    model : parameters, with Boltzmann factors for rational arithmetic; N = 3 or 5 take about a
        second.
    z : counting factor e^u by reservoir.
    zero_rates : see `bath_jumps`.
    """
    jumps = bath_jumps(field, model, zero_rates)
    projectors = [_projector(field, vector) for vector in sector_vectors(field, model)]
    rates = generator(refrigerator_rates(field, model), z)
    largest = field.zero
    for b, projector in enumerate(projectors):
        difference = apply_generator(field, jumps, projector, z)
        for a, image in enumerate(projectors):
            difference = difference - image * rates[a, b]
        size = largest_element(field, difference)
        if size > largest:
            largest = size
    return largest


def coherence_rates(
    field: Field, model: Refrigerator, zero_rates: Mapping[str, Number] | None = None
) -> tuple[dict[tuple[Fraction, Fraction], Scalar], Scalar]:
    """Return the decay of the coherences of the sector, and the largest element left over.

    The dissipative generator maps |v_a><v_b| (a != b) to r_ab |v_a><v_b| plus a rest; the rest is
    zero when no coherence feeds a population or another coherence (`qar`, below (6)). The
    Hamiltonian only adds -i (E_a - E_b) to r_ab.
    """
    jumps = bath_jumps(field, model, zero_rates)
    vectors = sector_vectors(field, model)
    rates: dict[tuple[Fraction, Fraction], Scalar] = {}
    largest = field.zero
    for b, right in enumerate(vectors):
        for a, left in enumerate(vectors):
            if a == b:
                continue
            coherence = _outer(field, left, right)
            image = apply_generator(field, jumps, coherence)
            key = max(coherence.entries)
            with field:
                rate = image[key] / coherence[key]
            rates[model.levels[a], model.levels[b]] = rate
            size = largest_element(field, image - coherence * rate)
            if size > largest:
                largest = size
    return rates, largest


def product_steady_state(
    field: Field, model: Refrigerator, zero_rates: Mapping[str, Number] | None = None
) -> ProductSteadyState:
    """Return the stationary state of the complete superoperator, started in the sector.

    The 4^N x 4^N superoperator is built, restricted to the elements that the dynamics reaches from
    the lowest state of the sector, and its projector on the null space is applied to that state.
    Meant for N = 3; float64 also manages N = 5.
    """
    jumps = bath_jumps(field, model, zero_rates)
    full = liouvillian(None, [item.jump for item in jumps])
    vectors = sector_vectors(field, model)
    start = full.state(_projector(field, vectors[0]))
    block = invariant_block(
        full.matrix, [k for k, value in enumerate(start) if not field.is_zero(value)]
    )
    result = steady_state(
        full.matrix.submatrix(block, block),
        field,
        restrict(full.trace, block),
        restrict(start, block),
    )
    currents = {name: field.zero for name in model.reservoirs}
    for item in jumps:
        activity = full.functional(item.jump.adjoint @ item.jump.operator)
        with field:
            flow = field.dot(restrict(activity, block), result.vector) * item.jump.rate
            currents[item.reservoir] = currents[item.reservoir] - flow * item.omega
    weights = [
        field.dot(restrict(full.functional(_projector(field, vector)), block), result.vector)
        for vector in vectors
    ]
    return ProductSteadyState(currents, weights, len(block), result.nullity)
