"""Discretised boson reservoirs: correlation functions, decay into them, and chain mapping.

A reservoir is a list of modes omega_k with couplings h_k: the system couples through A B with
B = sum_k h_k (b_k + b_k^dagger), and its spectral density is Gamma(omega) = 2 pi sum_k h_k^2
delta(omega - omega_k) (`qar`, below (4)).
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import flint
import numpy as np
import scipy.linalg

from cotherm.numeric.errors import InputError
from cotherm.numeric.fields import Ball, Field, Number, Scalar, exact_rational
from cotherm.numeric.linear_algebra import solver
from cotherm.numeric.matrices import Matrix
from cotherm.numeric.reservoirs import bose_occupation

FloatArray = np.ndarray[Any, np.dtype[np.float64]]


def pi(field: Field) -> Scalar:
    """Return pi; refused in rational arithmetic."""
    if field.exact:
        raise InputError("Argument `field` must not be rational where pi enters, but is.")
    with field:
        return flint.arb.pi() if isinstance(field, Ball) else math.pi


# ------------------------------------------------------------------------ thermal correlations


def correlation_transform(
    field: Field,
    density: Callable[[Scalar], Scalar],
    beta: Number,
    omega: Number,
    damping: Number,
    *,
    evolves: bool = True,
) -> Scalar:
    """Return the Fourier transform of <B(tau) B> of a discretised thermal reservoir.

    The integral over tau of e^(i omega tau) <B(tau) B> e^(-(damping tau)^2/2), without any factor
    in front, for equally spaced modes omega_k = (k - 1/2) spacing with h_k^2 = Gamma(omega_k)
    spacing/(2 pi). For each mode <B(tau) B> = h^2 [(1 + n) e^(-i omega_k tau) + n e^(i omega_k
    tau)], and the damped integral of e^(i x tau) is sqrt(2 pi)/damping e^(-x^2/(2 damping^2)). The
    spacing is a quarter of the damping, so that recurrences are damped away.

    Parameters
    ----------
    field : Float64 or Ball.
    density : Gamma at a scalar of the field.
    beta : inverse temperature > 0.
    omega : frequency of either sign.
    damping : > 0; the spectral density is smoothed over this width.
    evolves : False leaves B at rest, as when the exponentials of (4) hold an operator that
        commutes with B.
    """
    width = exact_rational(damping, "damping")
    if width <= 0:
        raise InputError(f"Argument `damping` must be positive, but is {width}.")
    target, spacing = exact_rational(omega, "omega"), width / 4
    with field:
        reach = 2 * math.sqrt(2 * math.log(2) * getattr(field, "prec", 53)) + 2
        cells = math.ceil(float(4 * abs(target) / width) + 4 * reach) if evolves else 400
        first = max(1, math.floor(float(4 * abs(target) / width) - 4 * reach)) if evolves else 1
        total = field.zero
        norm = field.sqrt(2 * pi(field)) / field.number(width)
        for k in range(first, cells + 1):
            mode = (k - exact_rational("1/2")) * spacing
            frequency = field.number(mode)
            square = density(frequency) * field.number(spacing) / (2 * pi(field))
            n = bose_occupation(field, field.number(beta) * frequency)
            emitted = _gauss(field, (target - (mode if evolves else 0)) / width)
            absorbed = _gauss(field, (target + (mode if evolves else 0)) / width)
            total = total + square * ((1 + n) * emitted + n * absorbed)
        return total * norm


def _gauss(field: Field, x: Any) -> Scalar:
    return field.exp(-field.number(x * x / 2))


# ------------------------------------------------------------------------ damped modes


def damped_mode_density(
    field: Field,
    frequency2: Number,
    strength: Number,
    damping: Number,
    omega: Number,
    cutoff: Number | None = None,
) -> Scalar:
    """Return the spectral density of a mode that is itself damped by a reservoir.

    The equations of motion, driven at omega, are solved as linear equations: x'' = -frequency2 x -
    damping x' + force without memory, or x'' = -frequency2 x + y + force with y' = -cutoff y +
    damping x for a Lorentz-Drude reservoir. The density is twice the imaginary part of strength
    x/force.

    Parameters
    ----------
    field : arithmetic; exact in Rational.
    frequency2 : square of the frequency of the mode.
    strength : 2 lambda^2 times the frequency of the mode.
    damping : of the velocity, or of the memory that acts on the position.
    omega : driving frequency.
    cutoff : rate at which the memory decays, None for none.
    """
    # x = X e^(-i omega t), y likewise; unknowns are Re X, Im X (and Re Y, Im Y).
    w = exact_rational(omega, "omega")
    drag, rate = field.number(damping), field.number(w)
    with field:
        spring = field.number(frequency2) - rate * rate
        entries = {(0, 0): spring, (1, 1): spring}
        if cutoff is None:
            entries |= {(0, 1): drag * rate, (1, 0): -drag * rate}
        else:
            memory = field.number(cutoff)
            entries |= {(0, 2): -field.one, (1, 3): -field.one}
            entries |= {(2, 0): -drag, (3, 1): -drag, (2, 2): memory, (3, 3): memory}
            entries |= {(2, 3): rate, (3, 2): -rate}
    size = 2 if cutoff is None else 4
    force = [field.one] + [field.zero] * (size - 1)
    solution = solver(Matrix(field, (size, size), entries)).solve([force])[0]
    with field:
        return 2 * field.number(strength) * solution[1]


# ------------------------------------------------------------------------ float64 reservoirs


@dataclass(frozen=True)
class Modes:
    """A discretised reservoir in float64.

    Attributes
    ----------
    frequencies : omega_k > 0, ascending.
    couplings : h_k.
    """

    frequencies: FloatArray
    couplings: FloatArray

    def response(self, y: float) -> float:
        """Return sum_k h_k^2 2 omega_k/(omega_k^2 + y^2), the response at imaginary frequency."""
        return float(
            np.sum(self.couplings**2 * 2 * self.frequencies / (self.frequencies**2 + y * y))
        )

    def smoothed_density(self, omega: float, width: float) -> float:
        """Return 2 pi sum_k h_k^2 g(omega - omega_k), odd in omega, with a kernel of width `width`.

        The kernel (3 - x^2)/2 times a normal density has no second moment, so that smooth
        densities are met up to the fourth order of the width.
        """
        total = 0.0
        for sign in (1, -1):
            x = (omega - sign * self.frequencies) / width
            kernel = (3 - x**2) / 2 * np.exp(-(x**2) / 2) / math.sqrt(2 * math.pi) / width
            total += sign * float(np.sum(self.couplings**2 * kernel))
        return 2 * math.pi * total


def discretised(
    density: Callable[[FloatArray], FloatArray], count: int, scale: float = 1.0
) -> Modes:
    """Return modes at Gauss nodes of [0, infinity), h_k^2 = Gamma(omega_k) w_k/(2 pi).

    The half line is mapped by omega = scale t/(1 - t); moments of densities that are rational
    functions converge exponentially with the number of modes.

    Parameters
    ----------
    density : Gamma at an array of frequencies.
    count : number of modes.
    scale : frequency around which the nodes are densest.
    """
    if count < 1 or scale <= 0:
        raise InputError(
            f"Arguments `count` and `scale` must be positive, but are {count} and {scale}."
        )
    nodes, weights = np.polynomial.legendre.leggauss(count)
    t = (nodes + 1) / 2
    frequencies = scale * t / (1 - t)
    lengths = scale * weights / 2 / (1 - t) ** 2
    return Modes(frequencies, np.sqrt(density(frequencies) * lengths / (2 * math.pi)))


@dataclass(frozen=True)
class FirstMode:
    """A reservoir rearranged so that the system couples to one mode alone.

    Attributes
    ----------
    frequency : of that mode.
    coupling : of the system to it.
    rest : the modes to which it couples.
    """

    frequency: float
    coupling: float
    rest: Modes


def first_mode(modes: Modes) -> FirstMode:
    """Return the collective mode X ~ sum_k h_k sqrt(omega_k) x_k and what is left of the reservoir.

    With coordinates x_k the couplings are h_k sqrt(2 omega_k) x_k and the potential is
    sum omega_k^2 x_k^2/2. X is normalised; its frequency is the root of its diagonal element of
    the potential, and the rest is diagonalised.
    """
    omega = modes.frequencies
    vector = modes.couplings * np.sqrt(omega)
    norm = float(np.linalg.norm(vector))
    vector = vector / norm
    frequency2 = float(np.sum(vector**2 * omega**2))
    # A reflection that maps the first axis to X; the other columns span the rest.
    basis = np.eye(len(omega))
    mirror = vector.copy()
    mirror[0] += math.copysign(1.0, vector[0])
    mirror /= np.linalg.norm(mirror)
    basis -= 2 * np.outer(mirror, mirror)
    rest = basis[:, 1:]
    potential = (rest.T * omega**2) @ rest
    linking = rest.T @ (omega**2 * vector)
    squares, modes_of_rest = scipy.linalg.eigh(potential)
    frequency = math.sqrt(frequency2)
    frequencies = np.sqrt(np.maximum(squares, 0.0))
    links = modes_of_rest.T @ linking
    positive = frequencies > 0
    couplings = np.zeros_like(frequencies)
    # g (a + a^+)(c + c^+) = 2 g sqrt(Omega omega) X q, so that 2 g sqrt(Omega omega) = link.
    couplings[positive] = links[positive] / (2 * np.sqrt(frequency * frequencies[positive]))
    return FirstMode(frequency, norm / math.sqrt(frequency), Modes(frequencies, np.abs(couplings)))


def coupled_back(mode: FirstMode) -> Modes:
    """Return the normal modes of one mode coupled to a reservoir: what the system then sees.

    The inverse of `first_mode`.
    """
    rest = mode.rest
    size = len(rest.frequencies) + 1
    potential = np.zeros((size, size))
    potential[0, 0] = mode.frequency**2
    potential[range(1, size), range(1, size)] = rest.frequencies**2
    link = 2 * rest.couplings * np.sqrt(mode.frequency * rest.frequencies)
    potential[0, 1:] = potential[1:, 0] = link
    squares, vectors = scipy.linalg.eigh(potential)
    rounding = 1e-14 * squares[-1]
    if squares[0] < -100 * rounding:
        raise InputError(
            f"Argument `mode` must be stable, but has the squared frequency {squares[0]}."
        )
    kept = squares > rounding  # the others have no weight that float64 could tell from 0
    frequencies = np.sqrt(squares[kept])
    strength = mode.coupling * math.sqrt(mode.frequency)
    return Modes(frequencies, np.abs(strength * vectors[0, kept] / np.sqrt(frequencies)))


def survival(modes: Modes, splitting: float, times: FloatArray) -> FloatArray:
    """Return the probability that one excitation has not left for the reservoir, exactly.

    One level of energy `splitting` coupled to the one-quantum states of all modes with h_k (zero
    temperature, rotating waves only): the arrowhead matrix is diagonalised.
    """
    matrix = np.diag(np.concatenate(([splitting], modes.frequencies)))
    matrix[0, 1:] = matrix[1:, 0] = modes.couplings
    energies, vectors = scipy.linalg.eigh(matrix)
    amplitudes = np.exp(-1j * np.outer(np.asarray(times), energies)) @ vectors[0] ** 2
    return np.asarray(np.abs(amplitudes) ** 2)
