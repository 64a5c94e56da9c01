"""Scaled cumulant generating function: dominant eigenvalue of a tilted rate matrix.

A tilted rate matrix W has non-negative off-diagonal elements, so for every positive vector x the
dominant eigenvalue lies between the least and the greatest of the ratios (W x)_i/x_i (Collatz and
Wielandt). That bound, taken in ball arithmetic at an eigenvector refined by Noda's inverse
iteration, is the result: it is certified, also that it is the dominant eigenvalue.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction

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
                bound = _upper_bound(matrix, greatest)
            following = _noda_step(matrix, x, greatest if bound is None else bound.min(greatest))
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


def _noda_step(
    matrix: Matrix, x: Sequence[flint.arb], greatest: flint.arb
) -> list[flint.arb] | None:
    """Return (r - W)^-1 x with r the greatest ratio, on midpoints; None when that fails.

    From a positive vector this inverse iteration stays positive and converges quadratically. The
    system is scaled by x, so that components of very different size keep their accuracy.
    """
    size = len(x)
    shifted = flint.arb_mat(size, size)
    shift = greatest.upper()
    for (i, j), value in matrix.entries.items():
        shifted[i, j] = -(value * x[j] / x[i]).mid()
    for i in range(size):
        shifted[i, i] = (shifted[i, i] + shift).mid()
    try:
        solution = shifted.solve(flint.arb_mat(size, 1, [1] * size), algorithm="approx")
    except ZeroDivisionError:
        return None
    largest = max((abs(solution[i, 0]) for i in range(size)), key=float)
    following = [(x[i] * solution[i, 0] / largest).mid() for i in range(size)]
    return following if all(value > 0 for value in following) else None


def _exceeds(matrix: Matrix, threshold: flint.arb) -> bool:
    """Tell whether a threshold is certainly above the dominant eigenvalue.

    threshold - W is then a nonsingular M-matrix, and exactly then all pivots of its elimination
    are positive.
    """
    rows = {i: {j: -value for j, value in row} for i, row in matrix.rows().items()}
    for i in range(matrix.shape[0]):
        rows.setdefault(i, {})[i] = threshold + rows.get(i, {}).get(i, 0)
    for top in range(matrix.shape[0] - 1, -1, -1):
        pivot = rows[top].pop(top)
        if not pivot > 0:
            return False
        for i in range(top):
            factor = rows[i].pop(top, None)
            if factor is None:
                continue
            factor = factor / pivot
            for j, value in rows[top].items():
                rows[i][j] = rows[i].get(j, 0) - factor * value
    return True


def _upper_bound(matrix: Matrix, above: flint.arb) -> flint.arb:
    """Return a close upper bound of the dominant eigenvalue, by bisection from a known one."""
    upper = above.upper()
    lower = matrix.diagonal_values()[0].lower()
    for _ in range(_BISECTIONS):
        middle = ((upper + lower) / 2).mid()
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
