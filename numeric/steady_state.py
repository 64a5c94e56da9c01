"""Stationary states, selected by the initial state where several exist."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from cotherm.numeric.errors import AmbiguousSteadyStateError, InputError
from cotherm.numeric.fields import Field, Scalar
from cotherm.numeric.matrices import Matrix
from cotherm.numeric.null_structure import NullStructure


@dataclass(frozen=True)
class SteadyState:
    """A stationary state and how far it can be trusted.

    Attributes
    ----------
    vector : the state, scalars of the field of the generator.
    nullity : dimension of the (complex) null space of the generator.
    residual : 1-norm of L x: 0 for Rational, an upper bound for Ball, measured for Float64.
    error_estimate : 0 for Rational, largest radius for Ball, estimated 1-norm error for Float64.
    structure : the null structure of the generator, for further use.
    """

    vector: list[Scalar]
    nullity: int
    residual: float
    error_estimate: float
    structure: NullStructure


def steady_state(
    generator: Matrix,
    field: Field,
    trace: Sequence[Scalar] | None = None,
    initial: Sequence[Scalar] | None = None,
    *,
    conserved: Matrix | None = None,
    multiplicity: int = 1,
    structure: NullStructure | None = None,
) -> SteadyState:
    """Return the stationary state x with L x = 0 that is reached from `initial`.

    Parameters
    ----------
    generator : rate matrix, or superoperator on vectorised density matrices.
    field : arithmetic of the generator.
    trace : functional that is 1 on normalised states; all ones (rate matrix) when None.
    initial : initial state vector; needed when the null space has dimension above one.
    conserved : exactly known conserved quantities, see `NullStructure`.
    multiplicity : 2 for a real embedding [[D, K], [-K, D]], otherwise 1; the nullity reported
        is that of the complex generator.
    structure : null structure of the same generator, when already known.

    Raises
    ------
    AmbiguousSteadyStateError : when the null space has dimension above one and `initial` is None.
    InputError : when a vector does not fit the generator.
    """
    known = structure or NullStructure(generator, conserved)
    size = generator.shape[0]
    functional = [field.one] * size if trace is None else list(trace)
    for name, vector in (("trace", functional), ("initial", initial)):
        if vector is not None and len(vector) != size:
            raise InputError(
                f"Argument `{name}` must have length {size}, but has length {len(vector)}."
            )
    nullity, rest = divmod(known.nullity, multiplicity)
    if rest:
        raise InputError(
            f"Argument `multiplicity` must divide the nullity {known.nullity}, but is "
            f"{multiplicity}."
        )
    if initial is None:
        if nullity > 1:
            raise AmbiguousSteadyStateError(nullity)
        # Any normalised start will do where the stationary state is unique.
        start = next(i for i, value in enumerate(functional) if field.is_nonzero(value))
        initial = [field.zero] * size
        with field:
            initial[start] = field.one / functional[start]
    state = known.project(initial)
    residual, error = known.estimate(state)
    return SteadyState(state, nullity, residual, error, known)
