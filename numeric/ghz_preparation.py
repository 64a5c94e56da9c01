"""Preparation of the states of the refrigerator's sector: GHZ pulses, parity, deformation.

Product states of N spins 1/2 are numbered as in `cotherm.numeric.spins`: |0> is the upper, |1> the
lower eigenstate of sigma_z, so that |1...1> has the lowest Jz (`qar`, Sec. II).
"""

from __future__ import annotations

import math
from fractions import Fraction
from typing import NamedTuple

import flint
import numpy as np

from cotherm.numeric.errors import InputError
from cotherm.numeric.fields import Ball, Field, Number, Scalar, exact_rational
from cotherm.numeric.refrigerator_sector import sector_levels
from cotherm.numeric.spins import local_spins, positive_integer

Amplitudes = tuple[list[Scalar], list[Scalar]]
"""Real and imaginary parts of a vector of 2^N amplitudes."""


def _all_up(field: Field, N: int) -> tuple[int, int]:
    """Return the numbers of |0...0> and |1...1>: those with the largest and the smallest Jz."""
    total = [field.to_float(field.zero)] * 2**N
    for spin in local_spins(field, N, Fraction(1, 2)):
        for (row, column), value in spin.Jz.entries.items():
            if row == column:
                total[row] += field.to_float(value)
    return total.index(max(total)), total.index(min(total))


def flip_all(field: Field, N: int, state: Amplitudes) -> Amplitudes:
    """Return sigma_y (x) ... (x) sigma_y applied to a state, by the N one-spin operators.

    sigma_y = -i (S+ - S-), with the ladder operators of each spin.
    """
    real, imaginary = state
    for spin in local_spins(field, N, Fraction(1, 2)):
        step = spin.Jplus - spin.Jminus
        turned = step.apply(imaginary), step.apply(real)
        with field:
            real, imaginary = list(turned[0]), [-x for x in turned[1]]
    return real, imaginary


def _circle(field: Field, turns: Fraction) -> tuple[Scalar, Scalar]:
    """Return cos and sin of pi times a rational number."""
    if isinstance(field, Ball):
        with field:
            angle = flint.fmpq(turns.numerator, turns.denominator)
            sine, cosine = flint.arb.sin_cos_pi_fmpq(angle)
            return cosine, sine
    return math.cos(math.pi * turns), math.sin(math.pi * turns)


def pulse_fidelity(field: Field, N: Number, angle: Number, sign: int = 1) -> Scalar:
    """Return |<GHZ| exp(i sign pi angle sigma_y (x) ... (x) sigma_y) |0...0>|^2 (`qar`, App. A).

    GHZ = (|0...0> + |1...1>)/sqrt 2. The string of sigma_y has the square 1, so that the pulse is
    cos + i sin times the string.

    Parameters
    ----------
    field : Float64 or Ball.
    N : number of spins 1/2.
    angle : in units of pi, a rational number.
    sign : +1 or -1 in the exponent.

    Raises
    ------
    InputError : for another sign.
    """
    count = positive_integer(N, "N")
    if sign not in (1, -1):
        raise InputError(f"Argument `sign` must be 1 or -1, but is {sign!r}.")
    up, down = _all_up(field, count)
    start = [field.zero] * 2**count
    start[up] = field.one
    real, imaginary = flip_all(field, count, (start, [field.zero] * 2**count))
    cosine, sine = _circle(field, sign * exact_rational(angle, "angle"))
    with field:
        # i sin (x + i y) = -sin y + i sin x
        end = [(cosine * start[k] - sine * imaginary[k], sine * real[k]) for k in (up, down)]
        overlap = [end[0][part] + end[1][part] for part in (0, 1)]
        return (overlap[0] * overlap[0] + overlap[1] * overlap[1]) / 2


class Measurement(NamedTuple):
    """Result of a measurement of the parity with the outcome +1."""

    probability: Scalar
    fidelity: Scalar


def parity_measurement(field: Field, N: Number) -> Measurement:
    """Return what measuring exp(i pi (Jx - N/2)) = +1 on |0...0> gives.

    That operator flips all spins: sigma_x (x) ... (x) sigma_x. The fidelity is with the GHZ state
    (|0...0> + |1...1>)/sqrt 2.
    """
    count = positive_integer(N, "N")
    up, down = _all_up(field, count)
    state = [field.zero] * 2**count
    state[up] = field.one
    flipped = list(state)
    for spin in local_spins(field, count, Fraction(1, 2)):
        flipped = (spin.Jplus + spin.Jminus).apply(flipped)
    with field:
        projected = [(x + y) / 2 for x, y in zip(state, flipped, strict=True)]
        probability = field.sum(x * x for x in projected)
        overlap = projected[up] + projected[down]
        return Measurement(probability, overlap * overlap / (2 * probability))


class Deformation(NamedTuple):
    """Ground state along a path from a field along x to the Hamiltonian of the refrigerator.

    Attributes
    ----------
    even, odd : lowest energies of the two parities.
    gap : between the two lowest levels of even parity.
    overlap : weight of the lowest even state in the lowest level of the refrigerator.
    """

    even: float
    odd: float
    gap: float
    overlap: float


def deformation(N: Number, x: Number, transverse: Number = 1) -> Deformation:
    """Return the lowest states of x Jz^2 - (1 - x) h N Jx in the largest spin, in float64.

    At x = 0 the ground state is polarised along x (the normal phase), at x = 1 the Hamiltonian is
    `qar` (1). The parity exp(i pi (Jx - N/2)) is conserved all the way.

    Parameters
    ----------
    N : number of spins 1/2, at least 2.
    x : between 0 and 1.
    transverse : h > 0, the field in units of Omega per spin.
    """
    count = positive_integer(N, "N")
    share, field_strength = exact_rational(x, "x"), exact_rational(transverse, "transverse")
    if not 0 <= share <= 1:
        raise InputError(f"Argument `x` must be between 0 and 1, but is {share}.")
    spin = count / 2
    m = np.arange(-spin, spin + 0.5)
    off = np.sqrt(spin * (spin + 1) - m[:-1] * m[1:]) / 2
    hamiltonian = float(share) * np.diag(m**2)
    hamiltonian -= (
        float((1 - share) * field_strength) * count * (np.diag(off, 1) + np.diag(off, -1))
    )
    found = {}
    for parity in (1, -1):
        labels = [float(a) for a in sector_levels(count, None, parity)]
        basis = np.zeros((len(m), len(labels)))
        for column, a in enumerate(labels):
            basis[round(spin - a), column] += parity
            basis[round(spin + a), column] += 1.0
        basis /= np.linalg.norm(basis, axis=0)
        found[parity] = np.linalg.eigh(basis.T @ hamiltonian @ basis)
    energies, states = found[1]
    return Deformation(
        float(energies[0]),
        float(found[-1][0][0]),
        float(energies[1] - energies[0]),
        float(states[0, 0] ** 2),
    )
