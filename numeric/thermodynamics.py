"""Entropy, free energy and entropy production of spin ensembles, from the states themselves.

Entropies are von Neumann entropies in nats, from the eigenvalues of the density matrix. Energies
are in units of the splitting and count from the ground state, so that the free energy at the bath's
b is F = E - S / b (`indist` (44)) and the entropy production Sigma = -b Delta F = Delta S - b Delta
E (`indist`, below (45)). Temperatures have either sign and may be infinite where a limit exists.
"""

from __future__ import annotations

from typing import NamedTuple

from cotherm.numeric.density_matrix import density_matrix, initial_and_steady, von_neumann_entropy
from cotherm.numeric.errors import InputError, PrecisionError
from cotherm.numeric.fields import Field, Number, Rational, Scalar
from cotherm.numeric.matrices import Matrix
from cotherm.numeric.spin_ensemble import (
    BathDynamics,
    Coupling,
    InitialState,
    Temperature,
    bath_dynamics,
)
from cotherm.numeric.spins import half_integer, positive_integer
from cotherm.numeric.temperature import InverseTemperature


class Change(NamedTuple):
    """What a bath does to an ensemble: final minus initial energy and entropy."""

    energy: Scalar
    entropy: Scalar


def steady_entropy(
    field: Field, n: Number, s: Number, beta: Temperature, beta0: InitialState = "inf"
) -> Scalar:
    """Return the entropy of the stationary state under collective coupling, `indist` (32).

    Parameters
    ----------
    field : arithmetic; Rational only where the state is pure.
    n, s : number and size of the spins.
    beta : inverse temperature of the bath (object, or b itself).
    beta0 : initial state, as in `spin_ensemble`.
    """
    return ensemble_entropy(field, n, s, beta, "collective", beta0)


def thermal_entropy(field: Field, n: Number, s: Number, beta: Temperature) -> Scalar:
    """Return the entropy of the stationary state under independent coupling, `indist` (36)."""
    return ensemble_entropy(field, n, s, beta, "independent", "inf")


def ensemble_entropy(
    field: Field,
    n: Number,
    s: Number,
    beta: Temperature,
    coupling: Coupling = "collective",
    beta0: InitialState = "inf",
) -> Scalar:
    """Return the entropy of the stationary state, with the coupling as an argument."""
    dynamics, _, final = initial_and_steady(field, n, s, beta, coupling, beta0)
    return von_neumann_entropy(n, s, density_matrix(field, dynamics, final))


def bath_change(
    field: Field,
    n: Number,
    s: Number,
    beta: Temperature,
    beta0: InitialState,
    coupling: Coupling = "collective",
) -> Change:
    """Return the change of energy and entropy from the initial to the stationary state.

    Parameters
    ----------
    field : arithmetic.
    n, s : number and size of the spins.
    beta : inverse temperature of the bath.
    beta0 : initial state, as in `spin_ensemble`.
    coupling : "collective" or "independent".

    Returns
    -------
    Change : both exactly 0 where the initial state is thermal at the bath's temperature.
    """
    if _starts_in_equilibrium(n, s, beta, beta0, coupling):
        return Change(field.zero, field.zero)
    dynamics, initial, final = initial_and_steady(field, n, s, beta, coupling, beta0)
    before, after = (density_matrix(field, dynamics, state) for state in (initial, final))
    with field:
        entropy = von_neumann_entropy(n, s, after) - von_neumann_entropy(n, s, before)
        return Change(_energy_change(field, dynamics, initial, final), entropy)


def _energy_change(
    field: Field, dynamics: BathDynamics, initial: list[Scalar], final: list[Scalar]
) -> Scalar:
    with field:
        moved = [y - x for x, y in zip(initial, final, strict=True)]
    return field.dot(dynamics.energies(field), moved)


def free_energy_change(
    field: Field,
    n: Number,
    s: Number,
    beta: Temperature,
    beta0: InitialState,
    coupling: Coupling = "collective",
) -> Scalar:
    """Return Delta F = Delta E - Delta S / b of the relaxation in one bath, `indist` (44).

    For infinite b this is Delta E. Parameters are those of `bath_change`.

    Raises
    ------
    InputError : for b = 0, where the free energy is infinite, unless nothing changes.
    """
    bath = InverseTemperature.of(beta)
    if bath.infinite:
        dynamics, initial, final = initial_and_steady(field, n, s, bath, coupling, beta0)
        return _energy_change(field, dynamics, initial, final)
    change = bath_change(field, n, s, bath, beta0, coupling)
    if bath.sign == 0:
        if field.is_zero(change.energy) and field.is_zero(change.entropy):
            return field.zero
        raise InputError(
            "Argument `b` must not be 0 here, where the change of free energy is infinite."
        )
    b = bath.inverse(field)
    with field:
        return change.energy - change.entropy / b


def entropy_production(
    field: Field,
    n: Number,
    s: Number,
    beta: Temperature,
    beta0: InitialState,
    coupling: Coupling = "collective",
) -> Scalar:
    """Return Sigma = -b Delta F = Delta S - b Delta E of the relaxation, `indist` below (45).

    For infinite b it is infinite, unless the energy does not change. Parameters are those of
    `bath_change`.

    Raises
    ------
    InputError : when it is infinite and the field Rational.
    PrecisionError : when a change of energy is not certain at infinite b.
    """
    bath = InverseTemperature.of(beta)
    change = bath_change(field, n, s, bath, beta0, coupling)
    if bath.sign == 0:
        return change.entropy
    if bath.infinite:
        if field.is_zero(change.energy):
            return change.entropy
        if not field.is_nonzero(change.energy):
            raise PrecisionError("Whether the energy changes is undecided.", change.energy)
        return field.infinity()
    b = bath.inverse(field)
    with field:
        return change.entropy - b * change.energy


# ------------------------------------------------------------------------- equilibrium, exactly


def _starts_in_equilibrium(
    n: Number, s: Number, beta: Temperature, beta0: InitialState, coupling: Coupling
) -> bool:
    if isinstance(beta0, Matrix) or (
        not isinstance(beta0, (str, InverseTemperature)) and hasattr(beta0, "__len__")
    ):
        return False
    bath, start = InverseTemperature.of(beta), InverseTemperature.of(beta0)
    if not bath.equals(start):
        return False
    return bath.infinite or thermal_states_are_stationary(n, s, coupling)


def thermal_states_are_stationary(n: Number, s: Number, coupling: Coupling = "collective") -> bool:
    """Tell whether the state thermal at the bath's q is stationary for every finite q (exact).

    With R_k the projector on the product states with k excitations, the thermal state is sum_k
    q^k R_k and the generator is down + q up. Their product vanishes for all q exactly when
    down R_k + up R_(k-1) = 0 for every k, which is decided in rational arithmetic.
    """
    field = Rational()
    dynamics = bath_dynamics(n, s, coupling)
    top = int(2 * positive_integer(n) * half_integer(s))
    layers = [[field.zero] * len(dynamics.block) for _ in range(top + 2)]
    d = dynamics.dimension
    for position, (index, energy) in enumerate(zip(dynamics.block, dynamics.energy, strict=True)):
        if index % (d + 1) == 0:
            layers[int(energy)][position] = field.one
    empty = [field.zero] * len(dynamics.block)
    for k, layer in enumerate(layers):
        lowered = dynamics.down.apply(layer)
        raised = dynamics.up.apply(layers[k - 1]) if k else empty
        if any(x + y != 0 for x, y in zip(lowered, raised, strict=True)):
            return False
    return True
