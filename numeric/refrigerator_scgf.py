"""Scaled cumulant generating function: dominant eigenvalue of a tilted rate matrix.

A tilted rate matrix W has non-negative off-diagonal elements, so for every positive vector x the
dominant eigenvalue lies between the least and the greatest of the ratios (W x)_i/x_i (Collatz and
Wielandt). That bound, taken in ball arithmetic at an eigenvector refined by Noda's inverse
iteration, is the result: it is certified, also that it is the dominant eigenvalue.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import TypeAlias

import flint

from cotherm.numeric.errors import InputError, PrecisionError
from cotherm.numeric.fields import Ball, Field, Float64, Number, Scalar
from cotherm.numeric.matrices import Matrix
from cotherm.numeric.refrigerator import Refrigerator, refrigerator_rates
from cotherm.numeric.refrigerator_rates import (
    EnergyExchange,
    TwoCumulants,
    generator,
    populations,
)

Entries: TypeAlias = Mapping[tuple[int, int], Scalar]

_STEPS = 400
_PATIENCE = 12
_BISECTIONS = 400
_FLOAT_WORKING_BITS = 160


def dominant_eigenvalue(
    field: Field, matrix: Matrix, start: Sequence[Scalar] | None = None
) -> Scalar:
    """Return the dominant eigenvalue of an irreducible matrix with non-negative off-diagonals.

    Parameters
    ----------
    field : Ball (certified enclosure) or Float64 (computed with 160 bits, then rounded).
    matrix : square, off-diagonal elements >= 0.
    start : positive vector near the eigenvector; it only affects the number of steps.

    Raises
    ------
    InputError : for rational arithmetic, where the eigenvalue is irrational in general.
    PrecisionError : when the bounds do not close within a few hundred steps.
    """
    if isinstance(field, Float64):
        work = Ball(_FLOAT_WORKING_BITS)
        return float(dominant_eigenvalue(work, matrix.to(work), start).mid())
    if not isinstance(field, Ball):
        raise InputError(
            f"Argument `field` must be Float64 or Ball for an eigenvalue, but is {field!r}."
        )
    size = matrix.shape[0]
    with field:
        x = [field.number(1 if start is None else start[i]).mid() for i in range(size)]
        if not all(value > 0 for value in x):
            raise InputError("Argument `start` must be positive, but has a component that is not.")
        enclosure = flint.arb.neg_inf().union(flint.arb.pos_inf())
        largest = flint.arb(max(float(abs(v)) for v in matrix.diagonal_values()))
        stalled, closed = 0, False
        bound: flint.arb | None = None
        source: int | None = None
        for step in range(_STEPS):
            least, greatest = _ratios(matrix, x)
            bracket = least.union(greatest)
            if bracket.rad() < enclosure.rad():
                stalled = 0 if 4 * bracket.rad() < enclosure.rad() else stalled + 1
                enclosure = bracket
            else:
                stalled += 1
            # Where the bounds are closed up to rounding, further steps only stir the last bits.
            scale = abs(enclosure).upper().max(largest)
            closed = enclosure.rad() <= scale * flint.arb(2) ** -(field.prec // 3)
            if stalled > 2 and closed:
                return enclosure
            if step == _PATIENCE:
                bound = _upper_bound(matrix, least, greatest)
                source = _strongest(matrix)
            following = _noda_step(
                matrix, x, greatest if bound is None else bound.min(greatest), source
            )
            source = None
            if following is None:
                break
            x = following
        if closed:
            return enclosure
        raise PrecisionError(
            "The dominant eigenvalue could not be enclosed in the working precision.",
            enclosure,
            field.prec,
        )


def _ratios(matrix: Matrix, x: Sequence[flint.arb]) -> tuple[flint.arb, flint.arb]:
    """Return enclosures of the least and the greatest (W x)_i/x_i."""
    quotients = [top / bottom for top, bottom in zip(matrix.apply(x), x, strict=True)]
    least = greatest = quotients[0]
    for quotient in quotients[1:]:
        least, greatest = least.min(quotient), greatest.max(quotient)
    return least, greatest


def _strongest(matrix: Matrix) -> int:
    """Return an index of the pair i, j with the largest W_ij W_ji.

    For large counting parameters the eigenvector is concentrated there.
    """
    products = {
        key: value * matrix[key[1], key[0]]
        for key, value in matrix.entries.items()
        if key[0] != key[1]
    }
    return max(products, key=lambda key: products[key].mid())[0] if products else 0


def _noda_step(
    matrix: Matrix, x: Sequence[flint.arb], greatest: flint.arb, source: int | None = None
) -> list[flint.arb] | None:
    """Return (r - W)^-1 x with r the greatest ratio, on midpoints; None when that fails.

    With a source only that component of x is taken, so that nothing of a vector remains that is
    far from the eigenvector.

    From a positive vector this inverse iteration stays positive and converges quadratically. The
    system is scaled by x, so that components of very different size keep their accuracy.
    """
    size = len(x)
    shift = greatest.upper()
    scaled = {(i, j): (value * x[j] / x[i]).mid() for (i, j), value in matrix.entries.items()}
    width = _bandwidth(matrix)
    right = [flint.arb(source is None or i == source) for i in range(size)]
    if 4 * width < size:
        solution = _banded_solution(_shifted_rows(scaled, shift, size), right, width)
    else:
        solution = _dense_solution(scaled, shift, right)
    if solution is None:
        return None
    largest = max((abs(y) for y in solution), key=lambda y: y.mid())
    following = [(before * y / largest).mid() for before, y in zip(x, solution, strict=True)]
    return following if all(value > 0 for value in following) else None


def _bandwidth(matrix: Matrix) -> int:
    """Return the greatest distance of an element from the diagonal."""
    return max((abs(i - j) for i, j in matrix.entries), default=0)


def _shifted_rows(entries: Entries, shift: flint.arb, size: int) -> list[dict[int, flint.arb]]:
    """Return shift - W by rows, without the elements that are zero."""
    rows: list[dict[int, flint.arb]] = [{i: shift} for i in range(size)]
    for (i, j), value in entries.items():
        rows[i][j] = rows[i][j] - value if i == j else -value
    return rows


def _dense_solution(
    entries: Entries, shift: flint.arb, right: Sequence[flint.arb]
) -> list[flint.arb] | None:
    """Return an approximate solution of (shift - W) y = right; None where it is singular."""
    size = len(right)
    shifted = flint.arb_mat(size, size)
    for (i, j), value in entries.items():
        shifted[i, j] = -value
    for i in range(size):
        shifted[i, i] = (shifted[i, i] + shift).mid()
    try:
        solution = shifted.solve(flint.arb_mat(size, 1, list(right)), algorithm="approx")
    except ZeroDivisionError:
        return None
    return [solution[i, 0] for i in range(size)]


def _banded_solution(
    rows: list[dict[int, flint.arb]], right: list[flint.arb], width: int
) -> list[flint.arb] | None:
    """Return an approximate solution of A y = right for a band, at a cost linear in its length.

    Elimination from the last row up, on midpoints; a nonsingular M-matrix needs no exchange of
    rows. None where a pivot vanishes.
    """
    for top in range(len(rows) - 1, -1, -1):
        row = rows[top]
        row[top] = row[top].mid()
        if row[top] == 0:
            return None
        for i in range(max(0, top - width), top):
            if top not in rows[i]:
                continue
            factor = (rows[i].pop(top) / row[top]).mid()
            right[i] = (right[i] - factor * right[top]).mid()
            for j, value in row.items():
                if j != top:
                    rows[i][j] = (rows[i].get(j, 0) - factor * value).mid()
    solution: list[flint.arb] = []
    for top, row in enumerate(rows):
        rest = right[top]
        for j, value in row.items():
            if j != top:
                rest = rest - value * solution[j]
        solution.append((rest / row[top]).mid())
    return solution


def _exceeds(matrix: Matrix, threshold: flint.arb) -> bool:
    """Tell whether a threshold is certainly above the dominant eigenvalue.

    threshold - W is then a nonsingular M-matrix, and exactly then all pivots of its elimination
    are positive.
    """
    size, width = matrix.shape[0], _bandwidth(matrix)
    rows = _shifted_rows(matrix.entries, threshold, size)
    for top in range(size - 1, -1, -1):
        pivot = rows[top].pop(top)
        if not pivot > 0:
            return False
        for i in range(max(0, top - width), top):
            factor = rows[i].pop(top, None)
            if factor is None:
                continue
            factor = factor / pivot
            for j, value in rows[top].items():
                rows[i][j] = rows[i].get(j, 0) - factor * value
    return True


def _upper_bound(matrix: Matrix, below: flint.arb, above: flint.arb) -> flint.arb:
    """Return a close upper bound of the dominant eigenvalue, by bisection between known bounds.

    Bounds of very different size are halved in their exponents.
    """
    upper, lower = above.upper(), below.lower()
    for _ in range(_BISECTIONS):
        size = abs(lower)
        far = size > 0 and upper > 4 * size
        middle = ((upper * size).sqrt() if far else (upper + lower) / 2).mid()
        if _exceeds(matrix, middle):
            upper = middle
        else:
            lower = middle
        if upper - lower < abs(upper) * flint.arb(2) ** -30:
            break
    return upper


def energy_scgf(system: EnergyExchange, u: Mapping[str, Number]) -> Scalar:
    """Return the scaled cumulant generating function of the energies taken from reservoirs.

    Parameters
    ----------
    system : levels and rates, over Float64 or Ball.
    u : real counting parameter by reservoir (`qar` (10) with u = i chi), in units of 1/Omega.
    """
    field = system.field
    if isinstance(field, Float64):
        # Populations of high levels underflow in float64, so all of it is done in balls.
        work = Ball(_FLOAT_WORKING_BITS)
        rates = {name: matrix.to(work) for name, matrix in system.rates.items()}
        return float(energy_scgf(EnergyExchange(work, system.energies, rates), u).mid())
    with field:
        z = {name: field.exp(field.number(value)) for name, value in u.items()}
    return dominant_eigenvalue(field, generator(system, z), populations(system))


def refrigerator_scgf(field: Field, model: Refrigerator, u: Number) -> Scalar:
    """Return the dominant eigenvalue with weights e^(u (E_a - E_b)) on the cold rates.

    Parameters
    ----------
    field : Float64 or Ball.
    model : parameters of the full model.
    u : real counting parameter.
    """
    if isinstance(field, Float64):
        work = Ball(_FLOAT_WORKING_BITS)
        return float(energy_scgf(refrigerator_rates(work, model), {"c": u}).mid())
    return energy_scgf(refrigerator_rates(field, model), {"c": u})


def cumulants_from_scgf(
    system: EnergyExchange, reservoir: str, step: Number = Fraction(1, 10**12)
) -> TwoCumulants:
    """Return mean and noise by central differences of the generating function at +-step, +-2 step.

    A second route to `energy_current` and `energy_noise`, which needs the stationary state only as
    a starting vector. The differences are of fourth order in the step; that error is not part of
    the enclosure. The working precision must exceed about 2 log2(1/step) bits plus the digits
    wanted.

    Parameters
    ----------
    system : levels and rates, over Ball (Float64 leaves no digits at the default step).
    reservoir : whose energy is counted.
    step : u > 0.
    """
    field = system.field
    with field:
        h = field.number(step)
        value = {k: energy_scgf(system, {reservoir: k * h}) for k in (-2, -1, 1, 2)}
        odd = [(value[k] - value[-k]) / (2 * k * h) for k in (1, 2)]
        even = [(value[k] + value[-k]) / (k * k * h * h) for k in (1, 2)]
        return TwoCumulants((4 * odd[0] - odd[1]) / 3, (4 * even[0] - even[1]) / 3)
