"""One collective spin in a single boson reservoir: thermalisation and relaxation (`qar` App. C).

The levels are those of one sector of H = Jz^2, or the equidistant ones of H = Jz; the coupling is
Jx in both cases. Units: Omega = 1.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, Literal

import flint
import numpy as np
import scipy.linalg
import scipy.optimize

from cotherm.numeric.errors import InputError, PrecisionError
from cotherm.numeric.fields import Ball, Field, Float64, Number, Scalar, exact_rational
from cotherm.numeric.matrices import Matrix
from cotherm.numeric.refrigerator_rates import EnergyExchange, generator
from cotherm.numeric.refrigerator_sector import sector_levels, transition_strengths
from cotherm.numeric.relaxation import propagate
from cotherm.numeric.reservoirs import expm1
from cotherm.numeric.spins import levels, positive_integer, spin_operators

Hamiltonian = Literal["Jz2", "Jz"]
Vector = Sequence[Scalar]

BATH = "bath"


@dataclass(frozen=True)
class OhmicReservoir:
    """A boson reservoir with Gamma(omega) = omega e^(-|omega|/omega_c) (`qar` App. C).

    Parameters
    ----------
    beta : inverse temperature > 0, in units of 1/Omega.
    cutoff : omega_c > 0, in units of Omega.

    Raises
    ------
    InputError : when one of them is not positive.
    """

    beta: Number
    cutoff: Number = 100

    def __post_init__(self) -> None:
        for name, given in (("beta", self.beta), ("cutoff", self.cutoff)):
            value = exact_rational(given, name)
            if value <= 0:
                raise InputError(
                    f"Argument `{name}` must be positive for a boson reservoir, but is {value}."
                )

    def density(self, field: Field, omega: Number) -> Scalar:
        """Return the spectral density, odd in omega."""
        frequency = exact_rational(omega, "omega")
        with field:
            decay = field.exp(-field.number(abs(frequency) / exact_rational(self.cutoff)))
            return field.number(frequency) * decay

    def rate(self, field: Field, omega: Number) -> Scalar:
        """Return Gamma (1 + n) at omega > 0, Gamma n at omega < 0, and 1/beta at omega = 0."""
        frequency = exact_rational(omega, "omega")
        with field:
            beta = field.number(self.beta)
            if frequency == 0:
                return 1 / beta
            x = beta * field.number(abs(frequency))
            emission = self.density(field, abs(frequency)) / (-expm1(field, -x))
            return emission if frequency > 0 else emission * field.exp(-x)


def bath_levels(N: Number, hamiltonian: Hamiltonian = "Jz2") -> dict[Fraction, Fraction]:
    """Return the energies by level label, ascending.

    Parameters
    ----------
    N : number of spins 1/2.
    hamiltonian : "Jz2" for the even-parity sector of j = N/2 with energies a^2, or "Jz" for the
        ladder m = -N/2 ... N/2 with energies m.
    """
    if hamiltonian == "Jz2":
        return {a: a * a for a in sector_levels(N)}
    if hamiltonian == "Jz":
        return {m: m for m in levels(Fraction(positive_integer(N, "N"), 2))}
    raise InputError(f"Argument `hamiltonian` must be 'Jz2' or 'Jz', but is {hamiltonian!r}.")


def _strengths(N: Number, hamiltonian: Hamiltonian) -> dict[tuple[Fraction, Fraction], Any]:
    """Return |<a|Jx|b>|^2 for a != b from explicit matrices."""
    if hamiltonian == "Jz2":
        return {key: x for key, x in transition_strengths(N, "Jx").items() if key[0] != key[1]}
    from cotherm.numeric.fields import Rational

    J = Fraction(positive_integer(N, "N"), 2)
    spin = spin_operators(Rational(), J)
    Jx = (spin.Jplus + spin.Jminus) * Fraction(1, 2)
    labels = levels(J)
    return {(labels[i], labels[k]): value * Jx[k, i] for (i, k), value in Jx.entries.items()}


def single_bath(
    field: Field, N: Number, reservoir: Any, hamiltonian: Hamiltonian = "Jz2"
) -> EnergyExchange:
    """Return levels and rates gamma(E_b - E_a) |<a|Jx|b>|^2 with one reservoir.

    Parameters
    ----------
    field : arithmetic.
    N : number of spins 1/2, odd or even; the lowest levels come from explicit matrices alike.
    reservoir : anything with `rate(field, omega)`.
    hamiltonian : see `bath_levels`.
    """
    energies = bath_levels(N, hamiltonian)
    position = {a: k for k, a in enumerate(energies)}
    with field:
        entries = {
            (position[a], position[b]): reservoir.rate(field, energies[b] - energies[a])
            * field.number(strength)
            for (a, b), strength in _strengths(N, hamiltonian).items()
        }
    size = len(energies)
    rates = {BATH: Matrix(field, (size, size), entries)}
    return EnergyExchange(field, tuple(energies.values()), rates)


def thermal_populations(field: Field, energies: Sequence[Number], beta: Number) -> list[Scalar]:
    """Return e^(-beta E)/Z, energies measured from the lowest."""
    lowest = min(exact_rational(E) for E in energies)
    with field:
        b = field.number(beta)
        weights = [field.exp(-(b * field.number(exact_rational(E) - lowest))) for E in energies]
        norm = field.sum(weights)
        return [weight / norm for weight in weights]


def log_thermal_populations(field: Field, energies: Sequence[Number], beta: Number) -> list[Scalar]:
    """Return -beta E - log Z, which stays finite where the population underflows."""
    lowest = min(exact_rational(E) for E in energies)
    with field:
        shifts = [field.number(exact_rational(E) - lowest) * field.number(beta) for E in energies]
        log_norm = field.log(field.sum(field.exp(-shift) for shift in shifts))
        return [-shift - log_norm for shift in shifts]


def relative_entropy(field: Field, state: Vector, log_reference: Vector) -> Scalar:
    """Return S(p||q) = sum_a p_a (log p_a - log q_a), both normalised, as a sum of terms >= 0.

    Written as sum_a [p log(p/q) - p + q]: near equality the terms are quadratic in p - q, so that
    little cancels. A ball that cannot tell a population from 0 gets the range of its convex term.

    Parameters
    ----------
    field : Float64 or Ball.
    state : populations p.
    log_reference : logarithms of q.
    """
    if isinstance(field, Ball):
        with field:
            terms = [
                _ball_term(flint.arb(p), flint.arb(lq))
                for p, lq in zip(state, log_reference, strict=True)
            ]
            return field.sum(terms)
    total = 0.0
    for p, lq in zip(state, log_reference, strict=True):
        q = math.exp(lq)
        if p <= 0:
            total += q
        elif q > 0 and abs(p - q) < 0.1 * q:
            d = (p - q) / q
            total += q * _quadratic_log(d)
        else:
            total += p * (math.log(p) - lq) - p + q
    return total


def _quadratic_log(d: float) -> float:
    """Return (1 + d) log(1 + d) - d without cancellation for |d| < 0.1."""
    term, total = d * d, 0.0
    for k in range(2, 40):
        total += term / (k * (k - 1)) * (1 if k % 2 == 0 else -1)
        term *= d
    return total


def _ball_term(p: Any, log_q: Any) -> Any:
    q = log_q.exp()
    if p > 0:
        return p * (p.log() - log_q) - p + q
    top = p.abs_upper()
    if top == 0:
        return q
    # Convex in p with minimum 0 at p = q: on [0, top] largest at an end.
    last = top * (top.log() - log_q) - top + q
    return flint.arb(0).union(last.max(q).upper()) if last > 0 else flint.arb(0).union(q.upper())


# ------------------------------------------------------------------------ thermalisation time


@dataclass(frozen=True)
class Thermalisation:
    """Approach to the thermal state of the reservoir from another thermal state.

    Parameters
    ----------
    N : number of spins 1/2, at least 2.
    beta_i : inverse temperature of the initial state, any sign.
    beta_f : inverse temperature of the reservoir, > 0.
    cutoff : omega_c of the Ohmic spectral density, > 0.
    hamiltonian : see `bath_levels`.
    """

    N: Number
    beta_i: Number
    beta_f: Number
    cutoff: Number = 100
    hamiltonian: Hamiltonian = "Jz2"

    def __post_init__(self) -> None:
        if positive_integer(self.N, "N") < 2 and self.hamiltonian == "Jz2":
            raise InputError(f"Argument `N` must be at least 2 (two levels), but is {self.N}.")
        OhmicReservoir(self.beta_f, self.cutoff)

    @property
    def energies(self) -> tuple[Fraction, ...]:
        """Energies of the levels."""
        return tuple(bath_levels(self.N, self.hamiltonian).values())

    def generator(self, field: Field) -> Matrix:
        """Return the rate matrix."""
        reservoir = OhmicReservoir(self.beta_f, self.cutoff)
        return generator(single_bath(field, self.N, reservoir, self.hamiltonian))

    def distance(self, field: Field, time: Number) -> Scalar:
        """Return the relative entropy to the thermal state of the reservoir at a time."""
        return self._distance(field, self.generator(field))(time)

    def _distance(self, field: Field, rates: Matrix) -> Callable[[Number], Scalar]:
        start = thermal_populations(field, self.energies, self.beta_i)
        target = log_thermal_populations(field, self.energies, self.beta_f)
        return lambda time: relative_entropy(field, propagate(rates, start, time), target)


def thermalization_time(
    field: Field,
    N: Number,
    beta_i: Number,
    beta_f: Number,
    cutoff: Number = 100,
    threshold: Number = "1e-6",
    hamiltonian: Hamiltonian = "Jz2",
) -> Scalar:
    """Return the time after which the relative entropy to the final state is below a threshold.

    t_th of `qar` App. C. The relative entropy never increases, so there is one such time; balls
    enclose it by the signs of S - threshold at both ends.

    Parameters
    ----------
    field : Float64 or Ball.
    N, beta_i, beta_f, cutoff, hamiltonian : see `Thermalisation`.
    threshold : > 0.

    Raises
    ------
    InputError : in rational arithmetic, and for parameters out of their domain.
    """
    process = Thermalisation(N, beta_i, beta_f, cutoff, hamiltonian)
    limit = exact_rational(threshold, "threshold")
    if limit <= 0:
        raise InputError(f"Argument `threshold` must be positive, but is {limit}.")
    if field.exact:
        raise InputError("Argument `field` must not be rational for a time, but is.")
    if exact_rational(beta_i, "beta_i") == exact_rational(beta_f):
        return field.zero
    guess = _float_time(process, float(limit))
    if not isinstance(field, Ball):
        return guess
    return _ball_time(field, process, limit, guess)


def _float_time(process: Thermalisation, limit: float) -> float:
    distance = process._distance(Float64(), process.generator(Float64()))
    if distance(0) <= limit:
        return 0.0
    low, high = 0.0, 1.0 / float(np.abs(process.generator(Float64()).to_numpy()).max())
    while distance(high) > limit:
        low, high = high, 2 * high
        if high > 1e300:
            raise PrecisionError("No thermalisation time within the range of float64.", None, 53)
    return float(
        scipy.optimize.brentq(
            lambda t: math.log(max(distance(t), 1e-300) / limit), low, high, xtol=1e-300, rtol=1e-14
        )
    )


def _ball_time(field: Ball, process: Thermalisation, limit: Fraction, guess: float) -> Scalar:
    rates = process.generator(field)
    distance = process._distance(field, rates)
    with field:
        bound = field.number(limit)
        if guess == 0.0:
            if distance(0) < bound:
                return field.zero
            raise PrecisionError("The relative entropy at t = 0 is too close to the threshold.")
        t, before = flint.arb(guess), flint.arb(guess) * (1 + flint.arb(2) ** -20)
        value_before = (distance(before).log() - bound.log()).mid()
        for _ in range(12):
            value = (distance(t).log() - bound.log()).mid()
            step = value * (t - before) / (value - value_before)
            if not step.is_finite():
                break
            before, value_before, t = t, value, (t - step).mid()
            if abs(step) < t * flint.arb(2) ** (-field.prec // 2 - 8):
                break
        for guard in range(24, field.prec - 24, 16):
            radius = t * flint.arb(2) ** (guard - field.prec)
            left, right = (t - radius).mid(), (t + radius).mid()
            if distance(left) > bound and distance(right) < bound:
                return left.union(right)
    raise PrecisionError("The thermalisation time could not be enclosed.", None, field.prec)


# ------------------------------------------------------------------------ relaxation time
