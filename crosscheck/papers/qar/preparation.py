"""App. A: preparation of a state of the sector."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import flint

from cotherm.numeric.fields import Ball, Float64, Rational
from cotherm.numeric.ghz_preparation import deformation, parity_measurement, pulse_fidelity
from cotherm.numeric.refrigerator_lindblad import sector_vectors

from ...books import exact, whole
from ...checks import Equality, Oracle
from ...claims import Chase, Claim
from ...domain import Domain, Point, among, reals
from . import settings

EXACT = Rational()


def _ghz(point: Point) -> list[Any]:
    """Components of |v_(N/2)> on |0...0>, |1...1> and the weight of all others, and its energy rank."""
    model = settings.any_model(whole(point["N"]))
    vector = sector_vectors(EXACT, model)[-1]
    norm = EXACT.dot(vector, vector)
    ends = [vector[0] ** 2 / norm, vector[-1] ** 2 / norm, vector[0] * vector[-1] / norm]
    return [*ends, model.levels[-1] ** 2]


def _angle(point: Point, digits: int) -> Fraction:
    """Smallest angle of a pulse, in units of pi, after which the GHZ state is reached."""
    field = Ball(160)
    for k in range(1, 25):
        both = [pulse_fidelity(field, point["N"], Fraction(k, 24), sign) for sign in (1, -1)]
        if any(x.overlaps(flint.arb(1)) for x in both):
            return Fraction(k, 24)
    return Fraction(0)


def _better_sign(point: Point, digits: int) -> Fraction:
    """The sign for which a pulse of a quarter of pi gives the GHZ state."""
    N = whole(point["N"])
    both = {sign: pulse_fidelity(Float64(), N, Fraction(1, 4), sign) for sign in (1, -1)}
    good = [sign for sign, fidelity in both.items() if abs(fidelity - 1) < 1e-9]
    return Fraction(good[0]) if len(good) == 1 else Fraction(0)


def _path(point: Point, digits: int) -> list[Fraction]:
    """Even ground state all along the path, gap above one half, end in |v_1/2>: signs."""
    steps = [deformation(point["N"], Fraction(k, 16), point["h"]) for k in range(17)]
    parity = all(step.even < step.odd - 1e-9 for step in steps[:-1])
    gap = min(step.gap for step in steps) > 0.5
    return [Fraction(1 if x else -1) for x in (parity, gap, abs(steps[-1].overlap - 1) < 1e-9)]


PULSE = Chase(
    transcription="the pulse compared with the text",
    oracle="the string of sigma_y applied spin by spin to the product state in all 2^N amplitudes; its square is 1, so that a "
    "pulse of pi/2 is i times the string and leads to the other product state",
    extraction="pi/2 is printed clearly in the exponent",
    convention="sigma are Pauli matrices (Sec. II); with spin operators sigma/2 the string has the square 4^-N and no pulse of "
    "this form prepares the state",
)

CLAIMS = (
    Claim(
        id="qar.textA-ghz",
        where="App. A",
        kind="identity",
        title="The highest level of the sector is a GHZ state",
        latex=r"|v^+_{N/2}\rangle=\frac1{\sqrt2}[|0\dots0\rangle+|1\dots1\rangle],\ E=\Omega(N/2)^2",
        printed="[1/2, 1/2, 1/2, (N/2)**2]",
        domain=Domain({"N": among(2, 3, 4, 5, 6, 7)}),
        conventions="weights of |0...0> and |1...1>, product of both amplitudes, energy of the highest level for Omega = 1",
        checks=(
            Equality(
                Oracle(
                    lambda p, d: _ghz(p), "vector from repeated action of J+ on 2^N states, exact"
                ),
                route="numeric",
                points=6,
                minimum=5,
            ),
        ),
    ),
    Claim(
        id="qar.textA-ghz.pulse",
        where="App. A",
        kind="identity",
        title="A pulse with a string of sigma_y prepares the GHZ state",
        latex=r"e^{\pm i\pi/2\,\sigma^1_y\otimes\dots\otimes\sigma^N_y}|0\dots0\rangle",
        printed="1/2",
        domain=Domain({"N": among(1, 3, 5, 7)}),
        oracle_only=("N",),
        conventions="the angle in units of pi; the sign is the subject of qar.textA-ghz.sign",
        checks=(
            Equality(
                Oracle(
                    _angle,
                    "smallest angle whose pulse, applied to all 2^N amplitudes, reaches the GHZ state (fidelity 1 in balls)",
                ),
                route="numeric",
                title="angle of the pulse",
                points=4,
                minimum=4,
            ),
        ),
        cause="factor: the angle is pi/4; a pulse of pi/2 turns |0...0> into |1...1>, with fidelity 1/2",
        chase=PULSE,
        depends=("qar.textA-ghz",),
        corrected="1/4",
        instead="the pulse exp(+-i (pi/4) sigma_y x ... x sigma_y); with pi/2 it turns |0...0> into |1...1>",
    ),
    Claim(
        id="qar.textA-ghz.sign",
        where="App. A",
        kind="statement",
        title="The sign of the pulse depends on the parity of (N + 1)/2",
        latex=r"e^{\pm i\dots}:\ \text{sign by}\ (N+1)/2\ \text{even or odd}",
        printed="1-2*((N+1)/2-2*floor((N+1)/4))",
        prose=True,
        domain=Domain({"N": among(1, 3, 5, 7, 9)}),
        conventions="the sign that prepares (|0...0> + |1...1>)/sqrt 2 with the angle pi/4, |0> the upper state as in Sec. II (|1...1> "
        "has m = -N/2). That the sign depends on whether (N + 1)/2 is even or odd is printed, which sign belongs to which is not: + for "
        "even (N + 1)/2 is ours",
        checks=(
            Equality(
                Oracle(_better_sign, "both signs applied to all 2^N amplitudes"),
                route="numeric",
                title="sign of the pulse",
                truth=True,
                points=5,
                minimum=5,
            ),
        ),
        explained=dict.fromkeys(
            ("1-2*((N+1)/2-2*floor((N+1*2)/4))", "1-2*((N+1)/2-2*floor((N+2)/4))"),
            "for odd N the floor of (N + 2)/4 is that of (N + 1)/4",
        ),
        depends=("qar.textA-ghz.pulse",),
    ),
    Claim(
        id="qar.textA-parity-measurement",
        where="App. A",
        kind="statement",
        title="A measurement of the parity on a product state prepares the GHZ state",
        latex=r"\Pi=+1\ \text{on}\ |0\dots0\rangle:\ \frac1{\sqrt2}[|0\dots0\rangle+|1\dots1\rangle]",
        printed="[1/2, 1]",
        prose=True,
        domain=Domain({"N": among(2, 3, 4, 5, 6)}),
        oracle_only=("N",),
        conventions="probability of the outcome +1 and fidelity of the state after it",
        checks=(
            Equality(
                exact(
                    lambda f, p: list(parity_measurement(f, p["N"])),
                    "projector (1 + Pi)/2 applied to 2^N amplitudes, exact",
                ),
                route="numeric",
                points=5,
                minimum=5,
            ),
        ),
        depends=("qar.textA-ghz",),
    ),
    Claim(
        id="qar.textA-lmg",
        where="App. A",
        kind="statement",
        title="Adiabatic deformation from a polarised ground state ends in the even ground state",
        latex=r"-hNJ_x\to\Omega J_z^2:\ \text{ground state}\to|v^+_{1/2}\rangle",
        printed="[1, 1, 1]",
        prose=True,
        domain=Domain({"N": among(3, 5, 9, 15, 21), "h": reals("1/2", 4)}),
        oracle_only=("N", "h"),
        conventions="path x Jz^2 - (1 - x) h N Jx, Omega = 1: the ground state has even parity for all x < 1, the gap above it among "
        "even states stays above 1/2, and at x = 1 it is |v_1/2>",
        checks=(
            Equality(
                Oracle(_path, "eigenstates of both parity sectors along the path, float64"),
                route="numeric",
                title="ground state along the path",
                truth=True,
                points=8,
            ),
        ),
        notes=(
            "Even and odd ground state become degenerate at x = 1 only; the conserved parity keeps them apart on the way. With "
            "+Omega Jz^2 there is no transition to an ordered phase on this path; the opposite sign would lead to the GHZ state.",
        ),
    ),
)
