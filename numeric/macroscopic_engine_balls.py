"""The engine of infinitely many pairs to many digits: float64 elimination, refined in balls.

The equations of `cotherm.numeric.two_spheres` are solved once in float64; residuals in balls then
give the solution to any precision, fourteen digits at a time. The radius of a result holds rounding
and the change under the last rise of the cutoff. That change is measured, it is not a proof; the
moments fall off faster than geometrically with the degree, and it exceeds the rest by far.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any, NamedTuple

import flint
import numpy as np

from cotherm.numeric.errors import InputError
from cotherm.numeric.fields import Ball, Field, Float64, Number, Scalar, exact_rational
from cotherm.numeric.macroscopic_engine import (
    EngineLimit,
    LimitSolution,
    engine_limit,
    first_cutoffs,
    solve_limit,
)
from cotherm.numeric.two_spheres import Entries, Harmonics, current_entries, generator_entries

_RISE = 4
_MOST = 44
"""Highest degree in balls: 30000 unknowns, half a minute."""
_SPARE_BITS = 56


class LimitValues(NamedTuple):
    """Stationary values of the limit, scalars of one arithmetic.

    Attributes
    ----------
    current : <v>.
    per_bias : <v>/(x_1 - x_2), at x_1 = x_2 the slope of <v> in x_1.
    noise : 2 int (<v(0) v(t)> - <v>^2) dt in units of 1/Gamma_0.
    """

    current: Scalar
    per_bias: Scalar
    noise: Scalar


class _Refined:
    """One cutoff in balls."""

    def __init__(self, field: Ball, limit: EngineLimit, cutoffs: tuple[int, int]) -> None:
        self.field, self.limit = field, limit
        self.basis = Harmonics(*cutoffs)
        self.rough = LimitSolution(limit, self.basis)
        x1, x2, drive = field.numbers(limit)
        with field:
            inverse = (1 / x1, 1 / x2)
        self.inverse = inverse
        self.generator = generator_entries(field, self.basis, self.basis, inverse, drive)
        self.place = self.basis.position(1, 1, 1)

    def _apply(self, matrix: Entries, vector: Sequence[Scalar]) -> list[Scalar]:
        result = [flint.arb(0)] * len(self.basis)
        rows, columns = matrix.rows.tolist(), matrix.columns.tolist()
        for row, column, value in zip(rows, columns, matrix.values, strict=True):
            result[row] = result[row] + value * vector[column]
        return result

    def _solve(self, right: Sequence[Scalar], first: Scalar) -> list[Scalar]:
        """Solve A r = b beyond the first component, which is given."""
        vector = [first] + [flint.arb(0)] * (len(self.basis) - 1)
        best = math.inf
        for _ in range(4 + self.field.prec // 24):
            image = self._apply(self.generator, vector)
            residual = np.array([float((b - c).mid()) for b, c in zip(right, image, strict=True)])
            largest = float(np.abs(residual[1:]).max())
            if largest > best / 8 or largest == 0:
                break
            best = largest
            step = -self.rough.relaxed(residual)  # the float64 solver gives -A^-1
            vector = [(old + float(new)).mid() for old, new in zip(vector, step, strict=True)]
            vector[0] = first
        return vector

    def values(self) -> LimitValues:
        """Current, current per bias and noise at this cutoff."""
        weight = flint.arb(flint.fmpq(-2, 3))
        zero = [flint.arb(0)] * len(self.basis)
        moments = self._solve(zero, flint.arb(1))
        current = weight * moments[self.place]
        multiplied = self._apply(current_entries(self.field, self.basis, self.basis), moments)
        deviation = [current * r - y for r, y in zip(moments, multiplied, strict=True)]
        noise = 2 * weight * self._solve(deviation, flint.arb(0))[self.place]
        if self.limit.x1 != self.limit.x2:
            bias = self.field.number(self.limit.x1 - self.limit.x2)
            return LimitValues(current, current / bias, noise)
        pushed = [
            -int(degree * (degree + 1) - q * q) * self.inverse[0] ** 2 * r
            for (q, degree, _), r in zip(self.basis.labels.tolist(), moments, strict=True)
        ]
        slope = weight * self._solve(pushed, flint.arb(0))[self.place]
        return LimitValues(flint.arb(0), slope, noise)


def limit_values(field: Field, limit: EngineLimit) -> LimitValues:
    """Return current, current per bias and noise.

    Parameters
    ----------
    field : Float64 (relative accuracy about 1e-10) or Ball.
    limit : from `cotherm.numeric.macroscopic_engine.engine_limit`.

    Raises
    ------
    InputError : for rational arithmetic, or when degree 44 does not settle the values in balls.
    PrecisionError : when degree 64 does not settle them in float64.
    """
    alike = limit.x1 == limit.x2
    if isinstance(field, Float64):
        solution = solve_limit(limit).solution
        bias = float(limit.x1 - limit.x2)
        ratio = solution.current_slopes[0] if alike else solution.current / bias
        return LimitValues(0.0 if alike else solution.current, ratio, solution.noise)
    if not isinstance(field, Ball):
        raise InputError(f"Argument `field` must be Ball or Float64 here, but is {field!r}.")
    bits = max(field.prec - _SPARE_BITS, 16)
    more = bits // 16
    cutoffs = tuple(min(c + more, _MOST - _RISE) for c in first_cutoffs(limit))
    with field:
        before = _Refined(field, limit, (cutoffs[0], cutoffs[1])).values()
        while max(cutoffs) < _MOST:
            cutoffs = tuple(min(c + max(_RISE, c // 5), _MOST) for c in cutoffs)
            after = _Refined(field, limit, (cutoffs[0], cutoffs[1])).values()
            found = LimitValues(*(_widened(a, b) for a, b in zip(after, before, strict=True)))
            if all(value.rel_accuracy_bits() >= bits for value in found[1:]):
                return found
            before = after
    raise InputError(
        "Arguments `x1` and `x2` must be small enough for the moments on the two spheres to settle "
        f"to {int(bits * math.log10(2))} digits up to degree {_MOST}, but are "
        f"{float(limit.x1):.4g} and {float(limit.x2):.4g} at omega0/Gamma0 = "
        f"{float(limit.drive):.4g}."
    )


def _widened(after: Any, before: Any) -> Any:
    change = abs(after - before).upper()
    return flint.arb(after.mid(), (change + after.rad()).upper())


# ------------------------------------------------------------------------------ quantities


def _machine(
    E1: Number, E2: Number, beta1: Number, beta2: Number, omega0: Number, Gamma0: Number
) -> tuple[EngineLimit, Any]:
    """Limit parameters and the splitting difference, from checked numbers."""
    names = ("E1", "E2", "beta1", "beta2", "omega0", "Gamma0")
    given = (E1, E2, beta1, beta2, omega0, Gamma0)
    values = {n: exact_rational(v, n) for n, v in zip(names, given, strict=True)}
    for name, value in values.items():
        if value <= 0:
            raise InputError(f"Argument `{name}` must be positive, but is {value}.")
    first, second = values["E1"] * values["beta1"], values["E2"] * values["beta2"]
    limit = engine_limit(first, second, values["omega0"] / values["Gamma0"])
    return limit, values["E2"] - values["E1"]


def macroscopic_power(
    field: Field,
    E1: Number,
    E2: Number,
    beta1: Number,
    beta2: Number,
    omega0: Number,
    Gamma0: Number,
) -> Scalar:
    """Return lim P_N/N = (omega0 (E2 - E1)/4) <v> in the scaled regime, without a closure.

    Parameters
    ----------
    field : Float64 or Ball.
    E1, E2 : splittings > 0.
    beta1, beta2 : inverse temperatures > 0 before the division by N.
    omega0 : drive > 0 before the division by N.
    Gamma0 : spontaneous rate > 0 before the division by N.

    Raises
    ------
    InputError : outside these domains.
    """
    limit, step = _machine(E1, E2, beta1, beta2, omega0, Gamma0)
    factor = field.number(exact_rational(omega0, "omega0") * step / 4)
    values = limit_values(field, limit)
    with field:
        return factor * values.current


def macroscopic_variance(
    field: Field,
    E1: Number,
    E2: Number,
    beta1: Number,
    beta2: Number,
    omega0: Number,
    Gamma0: Number,
) -> Scalar:
    """Return lim Var(P_N)/N^2 (`engine` (11)); parameters as `macroscopic_power`."""
    limit, step = _machine(E1, E2, beta1, beta2, omega0, Gamma0)
    square = (exact_rational(omega0, "omega0") * step / 4) ** 2
    factor = field.number(square / exact_rational(Gamma0, "Gamma0"))
    values = limit_values(field, limit)
    with field:
        return factor * values.noise


def macroscopic_constancy(
    field: Field,
    E1: Number,
    E2: Number,
    beta1: Number,
    beta2: Number,
    omega0: Number,
    Gamma0: Number,
) -> Scalar:
    """Return lim C_N (`engine` (20)) = (8/w) (<v>/(x_1 - x_2))/noise, without a closure.

    Parameters as `macroscopic_power`; at the Carnot point x_1 = x_2 its limit, which is 1.
    """
    limit, _ = _machine(E1, E2, beta1, beta2, omega0, Gamma0)
    factor = field.number(8 / limit.drive)
    values = limit_values(field, limit)
    with field:
        return factor * values.per_bias / values.noise
