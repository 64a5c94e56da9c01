"""A micromaser: a cavity mode crossed by two-level atoms one by one, and losing photons between.

One period is an atom pass (resonant Jaynes-Cummings coupling with atomic and cavity damping,
`spinstar` (5)) followed by the empty cavity (`spinstar` (6)). Conventions: hbar = k_B = 1,
sigma_- = |g><e|, D[x] rho = x rho x^dagger - {x^dagger x, rho}/2; the frame rotates with the
cavity, and every time stands in the product with its rate.

A field that starts diagonal stays diagonal, and the pass couples per photon number n only

    x_n = <e,n|rho|e,n>,   y_n = <g,n|rho|g,n>,   w_n = Im <e,n|rho|g,n+1> / sqrt(n+1).

In these variables all coefficients of the master equation are rational.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, fields
from fractions import Fraction
from typing import Any

import flint
import numpy as np
import scipy.linalg

from cotherm.numeric.errors import InputError, PrecisionError
from cotherm.numeric.fields import Ball, Field, Float64, Number, Scalar, exact_rational
from cotherm.numeric.matrices import Matrix, from_flint
from cotherm.numeric.micromaser_generators import (
    decay_generator,
    dense_entries,
    exponential,
    pass_generator,
)

__all__ = [
    "Micromaser",
    "atom_pass",
    "cutoff",
    "decay_generator",
    "empty_cavity",
    "exponential",
    "field_temperature",
    "fixed_point",
    "micromaser_photons",
    "pass_generator",
    "period_map",
    "photon_mean",
    "photon_variance",
    "precision_bits",
    "product",
    "steady_populations",
    "trapping_levels",
]

MOST_LEVELS = 500
"""Photon numbers that are kept at most in float64."""
MOST_BALL_LEVELS = 250
"""Photon numbers that are kept at most in ball arithmetic, whose matrix exponentials are slow."""
_HALF = Fraction(1, 2)
_GUARD = 16
_FEW_LEVELS = 32
_UNBOUNDED = 10**9


@dataclass(frozen=True)
class Micromaser:
    """Parameters of one period, all dimensionless.

    Parameters
    ----------
    p_e : excited population of the arriving atoms, 0 <= p_e < 1, not 1/2.
    g_tau : coupling times transit time, >= 0.
    gamma_tau : atomic decay rate times transit time, >= 0.
    kappa_tau : photon loss rate times transit time, >= 0.
    kappa_tau0 : photon loss rate times duration of the empty cavity, >= 0.
    n_b : thermal photons of the environment of the cavity, >= 0.
    dephasing_tau : decay rate of the atomic coherence by dephasing alone times transit time, >= 0.

    Raises
    ------
    InputError : for a value out of its range, and where no steady state exists.
    """

    p_e: Number
    g_tau: Number
    gamma_tau: Number = 0
    kappa_tau: Number = 0
    kappa_tau0: Number = 0
    n_b: Number = 0
    dephasing_tau: Number = 0

    def __post_init__(self) -> None:
        for name in (entry.name for entry in fields(self)):
            value = exact_rational(getattr(self, name), name)
            object.__setattr__(self, name, value)
            if value < 0 or (name == "p_e" and value >= 1):
                must = "at least 0 and below 1" if name == "p_e" else "non-negative"
                raise InputError(f"Argument `{name}` must be {must}, but is {value}.")
        if self.p_e == _HALF:
            raise InputError(
                "Argument `p_e` must not be 1/2, where the atoms are infinitely hot and the field "
                "has no thermal steady state, but is 1/2."
            )
        if self.lossless and self.p_e > _HALF:
            raise InputError(
                "Argument `p_e` must be below 1/2 for a cavity without loss, where the field has "
                f"no steady state otherwise, but is {self.p_e}."
            )
        if self.lossless and self.g_tau == 0:
            raise InputError(
                "Argument `g_tau` must be positive for a cavity without loss, whose field never "
                "changes otherwise, but is 0."
            )

    @property
    def lossless(self) -> bool:
        """Whether the cavity keeps its photons."""
        return bool(self.kappa_tau + self.kappa_tau0 == 0)

    @property
    def ratio(self) -> Fraction:
        """The larger one of the Boltzmann factors of the atoms and of the environment."""
        atoms, environment = self.p_e / (1 - self.p_e), self.n_b / (1 + self.n_b)
        return Fraction(max(atoms, environment))


# ------------------------------------------------------------------------------ one period


def atom_pass(field: Field, model: Micromaser, levels: int) -> Matrix:
    """Return the map of photon-number populations by one atom, traced out afterwards."""
    generator = pass_generator(
        field,
        levels,
        model.g_tau,
        model.gamma_tau,
        model.kappa_tau,
        model.n_b,
        model.dephasing_tau,
    )
    excited, ground = field.number(model.p_e), field.number(1 - model.p_e)
    if isinstance(field, Float64):
        dense = scipy.linalg.expm(generator.to_numpy())
        left = dense[:levels] + dense[levels : 2 * levels]
        moved = excited * left[:, :levels] + ground * left[:, levels : 2 * levels]
        return Matrix(field, (levels, levels), dense_entries(moved))
    if field.exact:
        raise InputError("Argument `field` must not be rational for an exponential, but is.")
    with field:
        flow = generator.to_flint().exp()
        entries = {
            (m, n): excited * (flow[m, n] + flow[levels + m, n])
            + ground * (flow[m, levels + n] + flow[levels + m, levels + n])
            for m in range(levels)
            for n in range(levels)
        }
    return Matrix(field, (levels, levels), entries)


def empty_cavity(field: Field, model: Micromaser, levels: int) -> Matrix:
    """Return the map of photon-number populations by the cavity without an atom."""
    return exponential(decay_generator(field, levels, model.kappa_tau0, model.n_b))


def period_map(field: Field, model: Micromaser, levels: int) -> Matrix:
    """Return the stroboscopic map: atom pass, then empty cavity."""
    passed = atom_pass(field, model, levels)
    if model.kappa_tau0 == 0:
        return passed
    return product(empty_cavity(field, model, levels), passed)


def product(left: Matrix, right: Matrix) -> Matrix:
    """Return the product of two dense matrices, in float64 or ball arithmetic."""
    field = left.field
    if isinstance(field, Float64):
        return Matrix(
            field,
            (left.shape[0], right.shape[1]),
            dense_entries(left.to_numpy() @ right.to_numpy()),
        )
    with field:
        return from_flint(field, left.to_flint() * right.to_flint())


def fixed_point(transfer: Matrix) -> list[Scalar]:
    """Return the normalised fixed point of a stochastic map, by one elimination.

    Balls solve the linear system with its normalisation. In float64 the elimination uses
    off-diagonal probabilities only, adds them and never subtracts (Grassmann, Taksar, Heyman), so
    that a slow approach to the fixed point costs no digits.
    """
    field, size = transfer.field, transfer.shape[0]
    if isinstance(field, Float64):
        return _eliminated(np.clip(transfer.to_numpy(), 0.0, None))
    entries = {(i, j): v for (i, j), v in transfer.entries.items() if i < size - 1}
    with field:
        for i in range(size - 1):
            entries[i, i] = entries.get((i, i), field.zero) - field.one
        entries |= {(size - 1, j): field.one for j in range(size)}
        column = flint.arb_mat(size, 1, [0] * (size - 1) + [1])
        try:
            solution = Matrix(field, (size, size), entries).to_flint().solve(column)
        except ZeroDivisionError:
            raise PrecisionError(
                "The fixed point of the period could not be separated from other states.",
                None,
                getattr(field, "prec", 53),
            ) from None
        return [solution[i, 0] for i in range(size)]


def _eliminated(transfer: Any) -> list[float]:
    """Fixed point of a column-stochastic float64 matrix, states removed from the top down."""
    work = transfer.copy()
    size = work.shape[0]
    leaving = np.zeros(size)
    for k in range(size - 1, 0, -1):
        leaving[k] = work[:k, k].sum()
        if leaving[k] > 0:
            work[:k, :k] += np.outer(work[:k, k] / leaving[k], work[k, :k])
    weights = np.zeros(size)
    weights[0] = 1.0
    for k in range(1, size):
        if leaving[k] > 0:
            weights[k] = work[k, :k] @ weights[:k] / leaving[k]
    return [float(w) for w in weights / weights.sum()]


# ------------------------------------------------------------------------------ steady state


def precision_bits(field: Field) -> int:
    """Return the bits to which truncated populations are kept."""
    return field.prec - _GUARD if isinstance(field, Ball) else 60


def cutoff(model: Micromaser, bits: int, most: int = MOST_LEVELS) -> int:
    """Return a number of levels beyond which the populations sum to less than 2^-bits.

    Below threshold (p_e < 1/2) the populations fall at least as fast as the larger one of both
    Boltzmann factors: without loss they fall just so, and loss moves population downwards.

    Raises
    ------
    InputError : when that takes more than `most`.
    """
    return _affordable(_needed(model, bits), most)


def _needed(model: Micromaser, bits: int) -> int:
    ratio = model.ratio
    if ratio == 0:
        return 3
    if ratio >= 1:
        return _UNBOUNDED
    fall = -math.log1p(float(ratio) - 1.0) / math.log(2.0)
    return math.ceil(bits / fall) + 4


def _affordable(levels: int, most: int) -> int:
    if levels > most:
        raise InputError(
            f"Argument `p_e` or `n_b` must leave the populations of more than {most} photon "
            f"numbers negligible, but {levels} would be needed."
        )
    return levels


def steady_populations(field: Field, model: Micromaser, levels: int | None = None) -> list[Scalar]:
    """Return the photon-number populations after the empty cavity, in the stroboscopic state.

    Parameters
    ----------
    field : Float64 or Ball.
    levels : photon numbers 0 ... levels - 1 that are kept; chosen from the tail when None.

    Raises
    ------
    InputError : in rational arithmetic, and when too many photon numbers would be needed.
    """
    if levels is not None:
        return fixed_point(period_map(field, model, levels))
    return _adapted(field, model)[0]


def _adapted(field: Field, model: Micromaser) -> tuple[list[Scalar], Scalar]:
    """Populations on as many levels as matter, and a bound of what those left out add to the mean.

    No more than `cutoff` are needed; with much loss fewer do, which the solution itself shows: from
    the highest level kept the populations go on falling at least by the factor `_fall`.
    """
    bits = precision_bits(field)
    most = MOST_BALL_LEVELS if isinstance(field, Ball) else MOST_LEVELS
    needed = _needed(model, bits)
    levels = min(needed, _FEW_LEVELS)
    with field:
        small = field.one / field.number(2**bits)
        while True:
            populations = fixed_point(period_map(field, model, levels))
            if levels == needed:
                return populations, field.number(levels**2) * small
            fall = _fall(model, levels)
            if fall < 1:
                highest = populations[-1]
                rest = highest * field.number((levels + 1 / (1 - fall)) / (1 - fall))
                if abs(rest) < small * photon_mean(field, populations):
                    return populations, rest
            levels = _affordable(min(needed, levels * 3 // 2), most)


def _fall(model: Micromaser, levels: int) -> float:
    """Bound of p_(n+1)/p_n beyond the levels kept: gain by one atom against its loss and decay."""
    lost = -math.expm1(-float(model.kappa_tau + model.kappa_tau0) * levels)
    gain = float(model.p_e)
    return max(gain / (1 - gain + lost), float(model.n_b / (1 + model.n_b)))


def micromaser_photons(field: Field, model: Micromaser, levels: int | None = None) -> Scalar:
    """Return the mean photon number of the stroboscopic steady state (`spinstar`, below (6)).

    In ball arithmetic the enclosure includes the photon numbers left out.
    """
    if model.ratio == 0:
        return field.zero  # nothing brings a photon
    if levels is not None:
        return photon_mean(field, steady_populations(field, model, levels))
    populations, rest = _adapted(field, model)
    mean = photon_mean(field, populations)
    if isinstance(field, Ball):
        with field:
            return mean + flint.arb(0, (abs(rest) * 2**_GUARD).upper())
    return mean


def photon_mean(field: Field, populations: Sequence[Scalar]) -> Scalar:
    """Return sum_n n p_n."""
    return field.dot([field.number(n) for n in range(len(populations))], populations)


def photon_variance(field: Field, populations: Sequence[Scalar]) -> Scalar:
    """Return the variance of the photon number."""
    squares = [field.number(n * n) for n in range(len(populations))]
    with field:
        mean = photon_mean(field, populations)
        return field.dot(squares, populations) - mean * mean


def field_temperature(field: Field, photons: Scalar, frequency: Number = 1) -> Scalar:
    """Return T_f = Omega / ln(1 + 1/n) of a mean photon number n > 0 (`spinstar`, Fig. 4)."""
    with field:
        return field.number(frequency) / field.log(field.one + field.one / photons)


def trapping_levels(g_tau: Number, levels: int, tolerance: float = 1e-12) -> list[int]:
    """Return the photon numbers n that no atom can leave upwards: sin^2(g tau sqrt(n+1)) = 0.

    Without damping the populations below such a level never mix with those above it, so that
    the steady state would depend on the initial one. For a rational `g_tau` > 0 no level is
    trapped exactly; those that are within `tolerance` are named.
    """
    angle = float(exact_rational(g_tau, "g_tau"))
    return [n for n in range(levels) if math.sin(angle * math.sqrt(n + 1)) ** 2 < tolerance]
