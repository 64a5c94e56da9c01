"""What the claims on the cavity share: printed laboratory values, operators, and shortcuts."""

from __future__ import annotations

import math
import random
from collections.abc import Mapping
from fractions import Fraction
from functools import lru_cache
from typing import Any

import flint

from cotherm.numeric import cavity_parameters as cavity
from cotherm.numeric import micromaser as maser
from cotherm.numeric.fields import Field, Float64, Rational
from cotherm.numeric.matrices import Matrix
from cotherm.numeric.micromaser_dynamics import evolve
from cotherm.numeric.micromaser_lindblad import atom_field, mode

from ...algebras import to_ball
from ...books import whole
from ...domain import Point

EXACT, FLOAT = Rational(), Float64()
RATIO = Fraction(6)
"""omega/T_b of Fig. 1 and of the simulations."""
HERTZ = Fraction(50 * 10**9)
QUALITY = Fraction(2 * 10**10)
TRANSIT = Fraction("9.5e-6")
DECAY_HERTZ = Fraction("33.3")
COUPLING_HERTZ = Fraction(50 * 10**3)
"""g/pi in Hz, so that g = pi times this; the other rates are printed as x/2pi."""
NEX = (500, 1500, 2500, 4500, 6500)
LAB = (
    "printed values in 1/s: omega = 2 pi 50 GHz = 3.1416e11, kappa = omega/Q = 15.708 (Q = 2e10), gamma = 2 pi 33.3 Hz = "
    "209.23, g = pi 50 kHz = 1.5708e5; tau = 9.5 us, so that g tau = 1.4923, gamma tau = 0.0019877, kappa tau = 0.00014923"
)


def sine(x: Any) -> flint.arb:
    """Sine of a printed argument."""
    return to_ball(x).sin()


def cosine(x: Any) -> flint.arb:
    """Cosine of a printed argument."""
    return to_ball(x).cos()


# ------------------------------------------------------------------------------ operators


def generic(size: int, seed: Fraction, filled: int | None = None) -> flint.fmpq_mat:
    """A generic matrix with small integer entries; rows and columns from ``filled`` on vanish."""
    rng = random.Random(f"{seed}/{size}")
    keep = size if filled is None else filled
    entries = [
        flint.fmpq(rng.randint(-9, 9)) if i < keep and j < keep else flint.fmpq(0)
        for i in range(size)
        for j in range(size)
    ]
    return flint.fmpq_mat(size, size, entries)


def to_matrix(dense: flint.fmpq_mat) -> Matrix:
    """A flint matrix as one of the numeric book."""
    rows, columns = dense.nrows(), dense.ncols()
    return Matrix(
        EXACT,
        (rows, columns),
        {(i, j): dense[i, j] for i in range(rows) for j in range(columns)},
    )


LEVELS = 5
FILLED = 3
"""Photon numbers of the operators, and of the states, which stay away from the cut."""


def mode_operators(point: Point) -> Mapping[str, Any]:
    """a, a^dagger and a generic operator ``rho`` of the field, unnormalised Fock states."""
    a, adag = mode(EXACT, LEVELS)
    return {"a": a.to_flint(), "ad": adag.to_flint(), "rho": generic(LEVELS, point["seed"], FILLED)}


def joint_operators(point: Point) -> Mapping[str, Any]:
    """Operators of atom and field, and a generic ``rho`` away from the cut of photon numbers."""
    ops = atom_field(EXACT, LEVELS)
    small = generic(2 * FILLED, point["seed"])
    places = [n for n in range(2 * LEVELS) if n % LEVELS < FILLED]
    rho = flint.fmpq_mat(2 * LEVELS, 2 * LEVELS)
    for i, row in enumerate(places):
        for j, column in enumerate(places):
            rho[row, column] = small[i, j]
    return {
        "sm": ops.minus.to_flint(),
        "sp": ops.plus.to_flint(),
        "sz": ops.z.to_flint(),
        "a": ops.a.to_flint(),
        "ad": ops.adag.to_flint(),
        "rho": rho,
    }


# ------------------------------------------------------------------------------ micromaser


def excited(field: Field, temperature: Any, ratio: Fraction = RATIO) -> Any:
    """p_e of atoms at T_q, in units of T_b."""
    with field:
        factor = field.exp(-field.number(ratio) / field.number(temperature))
        return factor / (field.one + factor)


@lru_cache(maxsize=1)
def printed_rates() -> tuple[Fraction, Fraction, Fraction, Fraction]:
    """omega, kappa, gamma and g in 1/s, from pi to 60 digits as exact rationals."""
    pi = Fraction(314159265358979323846264338327950288419716939937510582097494, 10**59)
    omega = 2 * pi * HERTZ
    return omega, omega / QUALITY, 2 * pi * DECAY_HERTZ, pi * COUPLING_HERTZ


def period_of(N_ex: Fraction | int) -> Fraction:
    """1/r in s for the printed kappa."""
    return 1 / (N_ex * printed_rates()[1])


def printed_model(
    temperature: Fraction,
    period: Fraction,
    *,
    kappa: Fraction | int = 1,
    gamma: Fraction | int = 1,
    n_b: Fraction | int = 0,
    dephasing: Fraction | int = 0,
) -> maser.Micromaser:
    """The micromaser of Fig. 3 for atoms at T_q (in T_b), with its losses multiplied.

    ``kappa`` and ``gamma`` are factors; the period 1/r in s is held, so that N_ex changes with kappa.
    p_e is rounded to a rational of 30 digits.
    """
    _, loss, decay, g = printed_rates()
    p_e = rounded_population(temperature)
    return maser.Micromaser(
        p_e,
        g * TRANSIT,
        gamma * decay * TRANSIT,
        kappa * loss * TRANSIT,
        kappa * loss * (period - TRANSIT),
        n_b,
        dephasing * TRANSIT,
    )


@lru_cache(maxsize=4000)
def rounded_population(temperature: Fraction, ratio: Fraction = RATIO) -> Fraction:
    """p_e of atoms at T_q as a rational, to 30 digits."""
    from cotherm.numeric.fields import Ball

    ball = excited(Ball(160), temperature, ratio)
    return Fraction(str(ball.mid().str(30, radius=False)))


def temperature_of(field: Field, model: maser.Micromaser, ratio: Fraction = RATIO) -> Any:
    """T_f/T_b of the stroboscopic steady state."""
    return maser.field_temperature(field, maser.micromaser_photons(field, model), ratio)


@lru_cache(maxsize=20000)
def float_temperature(
    temperature: Fraction,
    period: Fraction,
    kappa: Fraction | int = 1,
    gamma: Fraction | int = 1,
    n_b: Fraction | int = 0,
    dephasing: Fraction | int = 0,
) -> float:
    """T_f/T_b in float64 (eliminated without subtractions, good to about 13 digits)."""
    model = printed_model(
        temperature, period, kappa=kappa, gamma=gamma, n_b=n_b, dephasing=dephasing
    )
    return float(temperature_of(FLOAT, model))


def steady(temperature: Fraction, N_ex: Fraction) -> flint.arb:
    """T_f/T_b of Fig. 3 in the end, for atoms at T_q."""
    return flint.arb(float_temperature(temperature, period_of(whole(N_ex))))


@lru_cache(maxsize=4000)
def float_approach(temperature: Fraction, N_ex: Fraction, atoms: int) -> float:
    """T_f/T_b after a number of periods, from a field at T_b."""
    model = printed_model(temperature, period_of(whole(N_ex)))
    photons = evolve(FLOAT, model, math.exp(-float(RATIO)), [atoms])[0]
    return float(maser.field_temperature(FLOAT, photons, RATIO))


def omega_ball(field: Field) -> Any:
    """omega = 2 pi 50 GHz in 1/s."""
    return cavity.angular(field, HERTZ)
