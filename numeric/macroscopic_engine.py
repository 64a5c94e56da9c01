"""The driven collective engine as N -> infinity in the scaled regime, without any closure.

Everything is computed from the diffusion on two spheres of `cotherm.numeric.two_spheres`: the
stationary moments, power and its variance (regression, one linear solve), the constancy and the
relaxation spectrum. Nothing is assumed about cumulants. The truncation in the degrees l_1, l_2 is
raised until two cutoffs agree.

Limits of `engine` (10), (11), (20), with v = m_1^y m_2^x - m_1^x m_2^y:

    P/N = (omega_0 dE/4) <v>,   Var(P)/N^2 = (omega_0 dE/4)^2 2 int_0^inf (<v(0) v(t)> - <v>^2) dt,
    C = (P/Var) 2 dE/(x_1 - x_2).

The last one is (20) with eta = dE/E_2 and eta_C = 1 - beta_2/beta_1; the temperature in it is the
one before the replacement (28) divided by N, so that powers of N cancel.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property, lru_cache
from typing import Any, NamedTuple

import numpy as np
import scipy.linalg
import scipy.sparse
import scipy.sparse.linalg

from cotherm.numeric.errors import InputError, PrecisionError
from cotherm.numeric.fields import Float64, Number, exact_rational
from cotherm.numeric.spins import positive_integer
from cotherm.numeric.two_spheres import (
    Entries,
    Harmonics,
    current_entries,
    generator_entries,
)

TOLERANCE = 1e-10
MOST_DEGREES = 64
_FLOAT = Float64()


class EngineLimit(NamedTuple):
    """What the limit depends on: x_i = beta_i E_i and w = omega_0/Gamma_0."""

    x1: Fraction
    x2: Fraction
    drive: Fraction


def engine_limit(x1: Number, x2: Number, drive: Number) -> EngineLimit:
    """Return checked parameters.

    Parameters
    ----------
    x1, x2 : beta_1 E_1 > 0 and beta_2 E_2 > 0, as they stand before the replacement (28).
    drive : omega_0/Gamma_0, any real number.

    Raises
    ------
    InputError : when an argument is not a positive (x1, x2) or finite number.
    """
    values = [exact_rational(v, n) for v, n in ((x1, "x1"), (x2, "x2"), (drive, "drive"))]
    for value, name in zip(values[:2], ("x1", "x2"), strict=True):
        if value <= 0:
            raise InputError(f"Argument `{name}` must be positive for bosons, but is {value}.")
    return EngineLimit(*values)


def sparse(entries: Entries, shape: tuple[int, int]) -> Any:
    """Return float64 entries as a sparse matrix in compressed columns."""
    matrix = scipy.sparse.coo_matrix((entries.values, (entries.rows, entries.columns)), shape=shape)
    return matrix.tocsc()


@dataclass(frozen=True)
class LimitSolution:
    """Stationary state and response at one cutoff, in float64.

    Parameters
    ----------
    limit : parameters.
    basis : products of harmonics in the order 0.
    """

    limit: EngineLimit
    basis: Harmonics

    @cached_property
    def generator(self) -> Any:
        """A of dr/dt = A r, units of Gamma_0."""
        x1, x2, drive = (float(value) for value in self.limit)
        size = (len(self.basis),) * 2
        inverse = (1 / x1, 1 / x2)
        return sparse(generator_entries(_FLOAT, self.basis, self.basis, inverse, drive), size)

    @cached_property
    def _solver(self) -> Any:
        return scipy.sparse.linalg.splu(self.generator[1:, 1:].tocsc())

    @cached_property
    def moments(self) -> Any:
        """Stationary r; the first is the normalisation 1."""
        column = self.generator[1:, [0]].toarray().ravel()
        return np.concatenate([[1.0], self._solver.solve(-column)])

    def relaxed(self, deviation: Any) -> Any:
        """Return the time integral of a deviation from the stationary moments (units 1/Gamma_0)."""
        return np.concatenate([[0.0], self._solver.solve(-deviation[1:])])

    def mean(self, function: Mapping[tuple[int, int, int], float]) -> float:
        """Return the mean of a function given by its coefficients in the labels (q, l1, l2)."""
        place = self.basis.position
        return math.fsum(c * self.moments[place(*label)] for label, c in function.items())

    @cached_property
    def current(self) -> float:
        """<v>."""
        return self.mean(CURRENT)

    @cached_property
    def noise(self) -> float:
        """2 int (<v(0) v(t)> - <v>^2) dt, in units 1/Gamma_0."""
        size = (len(self.basis),) * 2
        multiplied = sparse(current_entries(_FLOAT, self.basis, self.basis), size) @ self.moments
        summed = self.relaxed(multiplied - self.current * self.moments)
        return 2 * CURRENT[1, 1, 1] * float(summed[self.basis.position(1, 1, 1)])

    @cached_property
    def current_slopes(self) -> tuple[float, float]:
        """d<v>/dx_1 and d<v>/dx_2 by linear response of the stationary state."""
        slopes = []
        for axis, x in enumerate((float(self.limit.x1), float(self.limit.x2))):
            q, degree = self.basis.labels[:, 0], self.basis.labels[:, 1 + axis]
            pushed = (degree * (degree + 1) - q**2) / x**2 * self.moments
            change = self.relaxed(pushed)
            slopes.append(CURRENT[1, 1, 1] * float(change[self.basis.position(1, 1, 1)]))
        return slopes[0], slopes[1]


CURRENT: Mapping[tuple[int, int, int], float] = {(1, 1, 1): -2 / 3}
_Z = 1 / math.sqrt(3)
_ZZ = 2 / (3 * math.sqrt(5))
PAIR_FUNCTIONS: Mapping[str, Mapping[tuple[int, int, int], float]] = {
    "z1": {(0, 1, 0): _Z},
    "z2": {(0, 0, 1): _Z},
    "z1z1": {(0, 0, 0): 1 / 3, (0, 2, 0): _ZZ},
    "z2z2": {(0, 0, 0): 1 / 3, (0, 0, 2): _ZZ},
    "z1z2": {(0, 1, 1): 1 / 3},
    "v": CURRENT,
}


def first_cutoffs(limit: EngineLimit) -> tuple[int, int]:
    """Degrees to start from: a thermal state falls off over l of order sqrt(x)."""
    strength = 1 + min(abs(float(limit.drive)), 10.0) / 10
    first, second = (
        6 + math.ceil(1.5 * strength * math.sqrt(min(float(x), 400.0)))
        for x in (limit.x1, limit.x2)
    )
    # The drive carries structure from one sphere to the other.
    return max(first, (first + second) // 2), max(second, (first + second) // 2)


class Converged(NamedTuple):
    """A solution with the relative change of <v> and of its noise under the last rise."""

    solution: LimitSolution
    error: float


@lru_cache(maxsize=4096)
def solve_limit(limit: EngineLimit, tolerance: float = TOLERANCE) -> Converged:
    """Return the solution at a cutoff where <v> and its noise have settled.

    Parameters
    ----------
    limit : from `engine_limit`.
    tolerance : relative change allowed between the last two cutoffs; <v> is compared on the scale
        of the largest of |<v>| and 1e-3 sqrt(noise).

    Raises
    ------
    PrecisionError : when degree 64 does not suffice (x of several hundred).
    """
    cutoffs = first_cutoffs(limit)
    before = LimitSolution(limit, Harmonics(*cutoffs))
    while max(cutoffs) < MOST_DEGREES:
        cutoffs = (cutoffs[0] + 3, cutoffs[1] + 3)
        after = LimitSolution(limit, Harmonics(*cutoffs))
        scale = max(abs(after.current), 1e-3 * math.sqrt(abs(after.noise)), 1e-300)
        error = max(
            abs(after.current - before.current) / scale,
            abs(after.noise / before.noise - 1) if before.noise else 0.0,
        )
        if error < tolerance:
            return Converged(after, error)
        before = after
    raise PrecisionError(
        f"The moments on the two spheres did not settle up to degree {max(cutoffs)}.",
        before.current,
    )


# ------------------------------------------------------------------------------ quantities


def current(x1: Number, x2: Number, drive: Number) -> float:
    """Return <v> = <m_1^y m_2^x - m_1^x m_2^y> in the stationary state.

    Parameters are those of `engine_limit`; relative accuracy about 1e-10.
    """
    return solve_limit(engine_limit(x1, x2, drive)).solution.current


def current_noise(x1: Number, x2: Number, drive: Number) -> float:
    """Return 2 int (<v(0) v(t)> - <v>^2) dt in units of 1/Gamma_0; accuracy as `current`."""
    return solve_limit(engine_limit(x1, x2, drive)).solution.noise


def constancy(x1: Number, x2: Number, drive: Number) -> float:
    """Return the limit of `engine` (20), C = (8/w) (<v>/(x_1 - x_2))/noise.

    At x_1 = x_2, where <v> vanishes, <v>/(x_1 - x_2) is the slope of <v> in x_1.

    Parameters
    ----------
    x1, x2, drive : as in `engine_limit`; the drive must not be 0.
    """
    limit = engine_limit(x1, x2, drive)
    if limit.drive == 0:
        raise InputError("Argument `drive` must not be 0 for the constancy, but is 0.")
    solution = solve_limit(limit).solution
    if limit.x1 == limit.x2:
        ratio = solution.current_slopes[0]
    else:
        ratio = solution.current / float(limit.x1 - limit.x2)
    return 8 * ratio / (float(limit.drive) * solution.noise)


def pair_moments(x1: Number, x2: Number, drive: Number) -> dict[str, float]:
    """Return the stationary one- and two-body moments that do not vanish by symmetry.

    Returns
    -------
    dict : `z1`, `z2`, `z1z1`, `z2z2`, `z1z2` and `v`. The in-plane ones follow: <m^x m^x> =
        (1 - <z z>)/2 for one spin, <m_1^y m_2^x> = -<m_1^x m_2^y> = v/2, all others are 0.
    """
    solution = solve_limit(engine_limit(x1, x2, drive)).solution
    return {name: solution.mean(function) for name, function in PAIR_FUNCTIONS.items()}


def excitation_flows(x1: Number, x2: Number, drive: Number) -> tuple[float, float]:
    """Return the excitations per pair and 1/Gamma_0 that baths 1 and 2 put into their spins.

    From the dissipative part of d<z_i>/dt alone: -(1 - <z_i^2>)/2 - 2 <z_i>/x_i, and half of it,
    since an excitation raises S_z of N/2 spins by 1. Times E_i Gamma_0 this is the limit of the
    heat currents of `engine` (12) divided by N.
    """
    moments = pair_moments(x1, x2, drive)
    limit = engine_limit(x1, x2, drive)
    first, second = (
        (-(1 - moments[square]) / 2 - 2 * moments[mean] / float(x)) / 2
        for square, mean, x in (("z1z1", "z1", limit.x1), ("z2z2", "z2", limit.x2))
    )
    return first, second


def exchange_norm(N: Number) -> float:
    """Return the largest eigenvalue of -i (S_+1 S_-2 - S_-1 S_+2) of two spins N/2.

    It lies where both levels add up to 0; of the order of N^2/2.
    """
    n = positive_integer(N, "N")
    spin = n / 2
    level = np.arange(-spin, spin)
    steps = spin * (spin + 1) - level * (level + 1)  # squared elements for both spins
    return float(scipy.linalg.eigvalsh_tridiagonal(np.zeros(n + 1), steps)[-1])


def relaxation_spectrum(
    x1: Number, x2: Number, drive: Number, *, order: int = 0, count: int = 2, cutoff: int = 8
) -> list[complex]:
    """Return the slowest eigenvalues of one coherence order in units of Gamma_0, slowest first.

    Parameters
    ----------
    x1, x2, drive : as in `engine_limit`.
    order : k, the change of m_1 + m_2 across the coherence; 0 leaves the stationary state out. In
        the order 0 only functions even under the exchange of q and -q are kept, those of the
        moments of the equations of motion.
    count : how many.
    cutoff : largest degree on both spheres; raise it to see the convergence.
    """
    limit = engine_limit(x1, x2, drive)
    basis = Harmonics(cutoff, cutoff, order)
    inverse = (1 / float(limit.x1), 1 / float(limit.x2))
    entries = generator_entries(_FLOAT, basis, basis, inverse, float(limit.drive))
    matrix = sparse(entries, (len(basis),) * 2)
    if order == 0:
        matrix = matrix[1:, 1:]
    if matrix.shape[0] <= 400:
        values = np.linalg.eigvals(matrix.toarray())
    else:
        # Shift and invert about 0; a fixed start vector makes the result reproducible.
        start = np.ones(matrix.shape[0])
        values = scipy.sparse.linalg.eigs(
            matrix.tocsc(), k=count + 8, sigma=0, v0=start, return_eigenvectors=False
        )
    ranked = sorted(values, key=lambda value: (-round(value.real, 12), value.imag))
    return [complex(value) for value in ranked[:count]]
