"""Linear response of a stationary state to a change of its generator."""

from __future__ import annotations

from collections.abc import Sequence

from cotherm.numeric.fields import Scalar
from cotherm.numeric.matrices import Matrix
from cotherm.numeric.null_structure import NullStructure


def response(
    structure: NullStructure,
    derivative: Matrix,
    initial: Sequence[Scalar],
    state: Sequence[Scalar] | None = None,
) -> list[Scalar]:
    """Return the derivative of P rho0 with respect to a parameter of the generator.

    d(P rho0) = -S dL P rho0 - P dL S rho0, S being the Drazin inverse. Generators are affine in
    each rate, so dL/d(rate) is exact.

    Parameters
    ----------
    structure : null structure of the generator L.
    derivative : dL/d(parameter); the nullity must not change at the point considered.
    initial : the fixed initial state rho0.
    state : P rho0, when already known.
    """
    field = structure.field
    stationary = structure.project(initial) if state is None else state
    moved = structure.drazin(derivative.apply(stationary))
    if (structure.left @ derivative).is_zero():
        # The conserved quantities stay conserved, so the selection of the state does not change.
        with field:
            return [-a for a in moved]
    transient = derivative.apply(structure.drazin(initial))
    selected = structure.project(transient)
    with field:
        return [-(a + b) for a, b in zip(moved, selected, strict=True)]
