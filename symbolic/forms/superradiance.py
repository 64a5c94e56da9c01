"""Thermalisation and relaxation of one large spin H = J_z^2 in a single reservoir.

Levels a of the even-parity sector of j = N/2 (half-odd for odd N, integer for even N) with energies
a^2, coupling J_x: squared matrix elements (j(j+1) - a(a+1))/4 between a and a + 1, twice that
between 0 and 1. Conventions: hbar = k_B = Omega = 1.
"""

from __future__ import annotations

import math
from fractions import Fraction
from typing import Any

import flint
import numpy as np

from ..closed_form import closed_form
from ..domains import Domain, count, half_integer, positive, real
from ..errors import InputError, PrecisionError, SymbolicError
from ..exact_numbers import is_symbolic
from ..interface import Arithmetic
from .roots import certified_root

_SHORT = 64
"""Longest sum of waiting times that is added term by term."""

_MOST_STEPS = 200_000


def _structural(domain: Domain) -> Domain:
    return Domain(
        domain.sentence,
        domain.test,
        domain.array_test,
        structural=True,
        assumptions=domain.assumptions,
    )


#: At least two levels.
several = Domain(
    "an integer of at least 2",
    lambda value: count.test(value) and value >= 2,
    lambda value: count.array_test(value) & (value >= 2),
    structural=True,
    assumptions=count.assumptions,
)
level = _structural(half_integer)


def ground_level(N: int) -> Fraction:
    """Label of the lowest level: 0 for even N, 1/2 for odd N."""
    return Fraction(N % 2, 2)


def emission_strength(N: int, a: Fraction) -> Fraction:
    """Squared matrix element of J_x from level a to level a - 1 (qar (8), and its case of even N).

    (j(j+1) - a(a-1))/4, and twice that from 1 to 0, where both |1> and |-1> lead to |0>.
    """
    strength = Fraction(N * (N + 2), 16) - a * (a - 1) / 4
    return 2 * strength if a == 1 else strength


# ------------------------------------------------------------------------ relaxation at T = 0


@closed_form("qar (C3)", N=count, a0=level, gamma=positive)
def relaxation_time(A: Arithmetic, N: Any, a0: Any, gamma: Any = 1) -> Any:
    """Mean time from level a0 to the ground state at zero temperature, constant spectral density.

    <tau> = sum_(a=3/2)^(a0) 4/(gamma [N/2 (N/2 + 1) - a(a-1)])   (qar (C3)); for even N the sum
    runs over the integers from 1, its first term halved. With partial fractions it is
    4/(gamma (N+1)) [H(N/2 + a0) - H(N/2 + 1/2) + H(N/2 - 1/2) - H(N/2 - a0)], H the harmonic
    numbers; for a0 = N/2 and large N it approaches 4 (ln N + 0.577...)/(gamma N).

    Args:
        A: the arithmetic (supplied by the closed form).
        N: number of two-level systems, odd or even.
        a0: initial level, N/2 less an integer, not negative.
        gamma: spectral density at all transitions.

    Returns:
        The time in units of 1/gamma, 0 from the ground state; within 4 ulp.

    Raises:
        InputError: if a0 is no level of N spins.
    """
    if is_symbolic(N) or is_symbolic(a0):
        raise SymbolicError("The relaxation time is a sum whose limits must be numbers.")
    start = Fraction(a0)
    if start > Fraction(N, 2) or (Fraction(N, 2) - start).denominator != 1:
        raise InputError(
            f"Argument `a0` must be N/2 = {Fraction(N, 2)} less a non-negative integer, but is "
            f"{start}."
        )
    steps = int(start - ground_level(N))
    if steps <= _SHORT:
        terms = [1 / emission_strength(N, start - k) for k in range(steps)]
        return A.number(sum(terms, Fraction(0))) / gamma
    total = A.precisely(lambda ball: _harmonic_sum(N, start))
    return total / gamma


def _harmonic_sum(N: int, start: Fraction) -> Any:
    """The sum of all reciprocal strengths in balls, by the digamma function."""
    j = Fraction(N, 2)
    # Even N: the full term of a = 1 is replaced by half of it.
    first = ground_level(N) + 1
    numbers = ((j + start, 1), (j + first - 1, -1), (j + 1 - first, 1), (j - start, -1))
    total = flint.arb(0)
    for number, sign in numbers:
        at = number + 1
        total = total + sign * flint.arb(flint.fmpq(at.numerator, at.denominator)).digamma()
    total = 4 * total / (N + 1)
    return total if N % 2 else total - flint.arb(flint.fmpq(8, N * (N + 2)))


# ------------------------------------------------------------------------ thermalisation


class _Process:
    """Rates of (C1) with an Ohmic spectral density, over the levels of the sector.

    `number` converts rationals and `exp` is the exponential of the numbers in use.
    """

    def __init__(self, N: int, betas: Any, omega_c: Any, number: Any, exp: Any) -> None:
        beta_i, beta_f = betas
        top = Fraction(N, 2)
        self.levels = [top - k for k in range(N // 2, -1, -1) if top - k >= 0]
        gaps = [2 * a - 1 for a in self.levels[1:]]
        self.down, self.up = [], []
        for a, gap in zip(self.levels[1:], gaps, strict=True):
            thermal = exp(number(-beta_f * gap))
            density = number(gap) * exp(number(-gap / omega_c))
            emission = number(emission_strength(N, a)) * density / (1 - thermal)
            self.down.append(emission)
            self.up.append(emission * thermal)
        ground = self.levels[0] ** 2
        energies = [a * a - ground for a in self.levels]
        self.start = self._thermal([exp(number(-beta_i * E)) for E in energies])
        weights = [exp(number(-beta_f * E)) for E in energies]
        self.target = self._thermal(weights)
        self.energies = [number(beta_f * E) for E in energies]
        self.norm = sum(weights[1:], weights[0])

    @staticmethod
    def _thermal(weights: Any) -> Any:
        norm = sum(weights[1:], weights[0])
        return [weight / norm for weight in weights]

    def escapes(self) -> Any:
        """Total rate out of each level."""
        size = len(self.levels)
        return [
            (self.up[k] if k < size - 1 else 0) + (self.down[k - 1] if k else 0)
            for k in range(size)
        ]


def _spread(process: _Process, time: Any, bits: int) -> list[Any]:
    """Populations after a time, in balls, by uniformisation.

    e^(Rt) = sum_k Poisson(k; r t) (1 + R/r)^k with r at least twice every escape rate: only
    additions of positive numbers, and the rest of the series is at most the rest of the Poisson
    distribution.
    """
    rate = 2 * max(process.escapes(), key=lambda x: float(x.mid()))
    mean = rate * time
    size = len(process.levels)
    stay = [1 - out / rate for out in process.escapes()]
    up, down = [x / rate for x in process.up], [x / rate for x in process.down]
    state, weight = list(process.start), (-mean).exp()
    total = [weight * p for p in state]
    small = flint.arb(2) ** (-bits)
    for k in range(1, _MOST_STEPS):
        following = [stay[i] * state[i] for i in range(size)]
        for i in range(size - 1):
            following[i + 1] = following[i + 1] + up[i] * state[i]
            following[i] = following[i] + down[i] * state[i + 1]
        state = following
        weight = weight * mean / k
        total = [t + weight * p for t, p in zip(total, state, strict=True)]
        ratio = mean / (k + 1)
        # Beyond twice the mean the weights at least halve from one to the next.
        if ratio < 0.5 and weight < small:
            rest = (2 * weight).upper()
            return [t + flint.arb(rest / 2, rest / 2) for t in total]
    raise PrecisionError("The series for the populations is too long.", None)


def _divergence(process: _Process, state: list[Any]) -> Any:
    """Relative entropy to the final state in balls: sum of p log(p/q) - p + q, terms >= 0."""
    total = flint.arb(0)
    log_norm = process.norm.log()
    for p, energy, q in zip(state, process.energies, process.target, strict=True):
        if p > 0:
            total = total + p * (p.log() + energy + log_norm) - p + q
        else:
            top = p.abs_upper()
            ends = (q, top * (top.log() + energy + log_norm) - top + q)
            total = total + flint.arb(0).union(ends[0].max(ends[1]).upper())
    return total


def _float_divergence(process: _Process, time: float) -> float:
    """The same in floats, with the exponential of the rates by squaring; only a first guess."""
    size = len(process.levels)
    rates = np.zeros((size, size))
    for k in range(size - 1):
        rates[k + 1, k] += process.up[k]
        rates[k, k + 1] += process.down[k]
    rates -= np.diag(rates.sum(axis=0))
    scale = max(0, math.ceil(math.log2(max(1e-300, float(np.abs(rates).max()) * time * 8))))
    small = rates * (time / 2**scale)
    step = np.eye(size)
    for order in range(16, 0, -1):
        step = np.eye(size) + small @ step / order
    for _ in range(scale):
        step = step @ step
    state = step @ np.array(process.start)
    total = 0.0
    for p, energy, q in zip(state, process.energies, process.target, strict=True):
        if p > 0 and q > 0 and abs(p / q - 1) < 1e-4:
            d = p / q - 1
            total += q * d * d * (1 / 2 - d / 6 + d * d / 12)
        elif p > 0:
            total += p * (math.log(p) + energy + math.log(process.norm)) - p + q
        else:
            total += q
    return total


@closed_form(
    "qar App. C",
    N=several,
    beta_i=_structural(real),
    beta_f=_structural(positive),
    omega_c=_structural(positive),
    threshold=_structural(positive),
)
def thermalization_time(
    A: Arithmetic,
    N: Any,
    beta_i: Any,
    beta_f: Any,
    omega_c: Any = 100,
    threshold: Any = "1e-6",
) -> Any:
    """Time after which the relative entropy to the bath's thermal state is below a threshold.

    S(rho(t) || rho_f) = threshold for the rates of (C1) with Gamma(omega) = omega
    e^(-omega/omega_c), from the thermal state at beta_i (qar App. C). There is no closed form: the
    populations come from a series of positive terms, and the root is isolated by certified signs.

    Args:
        A: the arithmetic (supplied by the closed form).
        N: number of two-level systems, odd or even, at least 2.
        beta_i: inverse temperature of the initial state, any sign.
        beta_f: inverse temperature of the bath.
        omega_c: cutoff of the Ohmic spectral density.
        threshold: of the relative entropy.

    Returns:
        The time in units of 1/Omega, 0 where the initial state is close enough; float64 values are
        rounded once. The cost grows as the square of N and with the time.

    Raises:
        SymbolicError: for an expression, as there is none.
        PrecisionError: if the series is too long, for several hundred spins.
    """
    if A.name == "sympy" or any(is_symbolic(x) for x in (N, beta_i, beta_f, omega_c, threshold)):
        raise SymbolicError("The thermalisation time is a root and has no expression.")
    betas = (Fraction(beta_i), Fraction(beta_f))
    cutoff, limit = Fraction(omega_c), Fraction(threshold)
    if betas[0] == betas[1]:
        return A.number(0)
    return A.precisely(lambda ball: _time(ball, N, betas, cutoff, limit))


def _time(ball: Any, N: int, betas: Any, cutoff: Fraction, limit: Fraction) -> Any:
    exact = _Process(N, betas, cutoff, ball.number, lambda x: x.exp())
    rough = _Process(N, betas, cutoff, float, math.exp)
    bound, bound_float = ball.number(limit), float(limit)
    if _float_divergence(rough, 0.0) <= bound_float:
        if _divergence(exact, exact.start) < bound:
            return flint.arb(0)
        raise PrecisionError("The initial relative entropy is too close to the threshold.", None)
    high = 1 / max(rough.escapes())
    while _float_divergence(rough, high) > bound_float:
        high *= 2
    return certified_root(
        ball,
        lambda t: (_divergence(exact, _spread(exact, t, ball.prec)) / bound).log(),
        lambda t: math.log(max(_float_divergence(rough, t), 1e-300) / bound_float),
        high / 2 if high * max(rough.escapes()) > 1 else 0.0,
        high,
    )
