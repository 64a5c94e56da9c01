"""The stationary state of the tilted rate matrix: operators and operations of Sec. III C, exact."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import flint

from cotherm.numeric.matrices import Matrix
from cotherm.numeric.null_structure import NullStructure
from cotherm.numeric.refrigerator_counting import counting_derivatives
from cotherm.numeric.refrigerator_rates import generator, populations

from ...domain import Point
from . import counting_models as counting
from . import jets
from .jets import Jet, jet
from .models import RATIONAL


def parts(value: Jet) -> list[flint.fmpq]:
    """Real and imaginary part of a number or vector without chi and t, one after the other."""
    empty = flint.fmpq_mat(*value.shape)
    if any(key[:2] != (0, 0) for key in value.coefficients):
        raise TypeError("the value depends on chi or t")
    return [x for p in (0, 1) for x in value.coefficients.get((0, 0, p), empty).entries()]


def _solve(matrix: Jet, right: Jet) -> Jet:
    """The solution of more equations than unknowns, followed by what is left of each equation.

    Least squares: where the equations contradict each other, something is left.
    """
    A = matrix.coefficients[0, 0, 0]
    pieces = {}
    for key, b in right.coefficients.items():
        x = (A.transpose() * A).solve(A.transpose() * b)
        entries = [*x.entries(), *(A * x - b).entries()]
        pieces[key] = flint.fmpq_mat(len(entries), 1, entries)
    return Jet(pieces, (A.ncols() + A.nrows(), right.shape[1]))


def without_rest(value: Jet) -> list[flint.fmpq]:
    """A solution as the print lists it, with nothing left of its equations."""
    size = value.shape[0]
    return parts(_stack(value, jet(flint.fmpq_mat(size + 1, 1))))


def _stack(above: Jet, below: Any) -> Jet:
    lower = jet(below)
    shape = (above.shape[0] + lower.shape[0], above.shape[1])
    if lower.shape[1] != above.shape[1]:
        raise TypeError("blocks of different width")
    pieces = {}
    for key in {*above.coefficients, *lower.coefficients}:
        upper_part = above.coefficients.get(key, flint.fmpq_mat(*above.shape)).entries()
        lower_part = lower.coefficients.get(key, flint.fmpq_mat(*lower.shape)).entries()
        pieces[key] = flint.fmpq_mat(*shape, [*upper_part, *lower_part])
    return Jet(pieces, shape)


def _adjugate(matrix: Jet) -> Jet:
    """Transposed matrix of cofactors."""
    A = matrix.coefficients[0, 0, 0]
    size = A.nrows()

    def cofactor(i: int, k: int) -> Any:
        rest = [A[r, c] for r in range(size) for c in range(size) if r != i and c != k]
        return flint.fmpq_mat(size - 1, size - 1, rest).det() * (-1) ** (i + k)

    entries = [cofactor(k, i) for i in range(size) for k in range(size)]
    return jet(flint.fmpq_mat(size, size, entries))


def _matrix_trace(value: Jet) -> Jet:
    pieces = {
        key: flint.fmpq_mat(1, 1, [sum((c[k, k] for k in range(c.nrows())), flint.fmpq(0))])
        for key, c in value.coefficients.items()
    }
    return Jet(pieces, (1, 1))


def stationary_vector(point: Point) -> Jet:
    """Stationary populations by state reduction."""
    return jet(counting.column(populations(counting.system_at(point))))


def auxiliary_vector(point: Point) -> Jet:
    """i times the derivative of the dominant eigenvector, by the group inverse."""
    system = counting.system_at(point)
    W = counting_derivatives(system, "c", 1)[0]
    p = populations(system)
    one = Matrix.from_rows(RATIONAL, [[1] * system.size])
    response = NullStructure(generator(system), one).drazin(W.apply(p))
    return jets.I * jet(counting.column([-x for x in response]))


def environment(point: Point) -> Mapping[str, Any]:
    """R(0), R'(0), R''(0), the stationary vectors, and the operations on them."""
    R = counting.tilted(counting.system_at(point))
    size = R.shape[0]
    identity = [flint.fmpq(int(i == k)) for i in range(size) for k in range(size)]
    rho = stationary_vector(point)
    return {
        "R0": jets.at_zero_field(R),
        "R1": jets.field_derivative(R),
        "R2": jets.field_derivative(R, 2),
        "rho": rho,
        "sigma": auxiliary_vector(point),
        "One": jet(flint.fmpq_mat(size, size, identity)),
        "ones": jet(flint.fmpq_mat(1, size, [flint.fmpq(1)] * size)),
        "zeros": jet(flint.fmpq_mat(size, 1)),
        "i": jets.I,
        "Tr": jets.trace,
        "Tra": _matrix_trace,
        "adj": _adjugate,
        "solve": _solve,
        "stack": _stack,
        "parts": parts,
    }


NAMES = (
    *("R0", "R1", "R2", "rho", "sigma", "One", "ones", "zeros", "i"),
    *("Tr", "Tra", "adj", "solve", "stack", "parts"),
)
