"""Eq. (12) and below: heat currents as means of operators, the dual dissipators, what is left out."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from ...books import whole
from ...checks import Equality, Oracle, Scaling
from ...claims import Chase, Claim
from ...domain import Domain, Point, among, integers, reals
from .currents import UNITS
from .driven_matrices import stationary
from .ensemble_operators import (
    FIELD,
    _embedded,
    dissipated_mean,
    generic_state,
    pair_environment,
    real_trace,
    space,
)
from .equations_of_motion import DUAL, GENERIC, NAMES, PAIRS, RATES
from .power_operator import ENERGIES, EXACT

WEAKNESSES = tuple(Fraction(1, 10**k) for k in range(1, 5))


def _heat(point: Point) -> Any:
    given, i = with_rates(point), whole(point["i"])
    energy = FIELD.number(point[f"E{i}"])
    return space(given).energy_change(stationary(given), i, energy)


def with_rates(point: Point) -> Point:
    """The rates (8) from Gamma0, n1 and n2."""
    rates = {}
    for i in (1, 2):
        rates[f"d{i}"] = point["Gamma0"] * (point[f"n{i}"] + 1)
        rates[f"u{i}"] = point["Gamma0"] * point[f"n{i}"]
    return {**point, **rates}


def _thermal_environment(point: Point) -> Any:
    given, i = with_rates(point), whole(point["i"])
    machine = space(given)
    spin = machine.first if i == 1 else machine.second
    return {
        "rho": _embedded(*stationary(given)),
        "tr": real_trace,
        "Sp": _embedded(spin.Jplus),
        "Sm": _embedded(spin.Jminus),
        "Sz": _embedded(spin.Jz),
        "E": FIELD.number(point[f"E{i}"]),
        "n": FIELD.number(point[f"n{i}"]),
    }


def _of_drive(point: Point) -> Any:
    """Tr[V D_1(X)] of a generic matrix X with drive and rates scaled by the weakness."""
    given = {**point, "w": point["w"] * point["weak"]}
    for name in ("d1", "u1"):
        given[name] = point[name] * point["weak"]
    machine = space(given)
    _, rho = _fixed_state(point)
    return abs((machine.drive @ machine.dissipate(rho.real, (1,))).trace())


def _fixed_state(point: Point) -> Any:
    return generic_state({**point, "weak": FIELD.one})


CURRENT_AXES = {
    "N": integers(1, 2),
    "i": among(1, 2),
    **ENERGIES,
    "w": RATES["w"],
    "Gamma0": reals("1/5", 3),
    "n1": reals("1/10", 3),
    "n2": reals("1/10", 3),
}

CLAIMS: tuple[Claim, ...] = (
    Claim(
        id="engine.eq12",
        where="Eq. (12)",
        kind="identity",
        title="Heat currents",
        latex=r"\dot Q_N^{(i)}\equiv\mathrm{Tr}[\hat H_0\mathcal D_i(\rho_{ss})]=E_i\Gamma_0(\langle\hat S_+^{(i)}\hat S_-^{(i)}\rangle_{ss}"
        r"+2n_{th}^{(i)}\langle\hat S_i^z\rangle_{ss})",
        printed="E*Gamma0*(tr(Sp*Sm*rho)+2*n*tr(Sz*rho))",
        domain=Domain(CURRENT_AXES),
        environment=_thermal_environment,
        environment_names=("rho", "tr", "Sp", "Sm", "Sz", "E", "n"),
        oracle_only=("w", "E1", "E2", "n1", "n2", "i"),
        corrected="-E*Gamma0*(tr(Sp*Sm*rho)+2*n*tr(Sz*rho))",
        cause="sign: the whole last expression lacks a minus",
        instead="the heat current into the engine is -E_i Gamma_0 (<S_+ S_-> + 2 n_th <S_z>)",
        chase=Chase(
            transcription="all factors and signs compared with the text",
            oracle="the trace Tr[H_0 D_i(rho)] of the exact stationary state; the first law (13) and (21) hold with it",
            extraction="no sign is lost between the equals sign and E_i in the other lines of the display",
            convention="with currents out of the engine the last expression would be right, but the first one, which defines them, "
            "counts energy into it, as (13) to (18) need; the closed text below (12) gives the dual that the trace follows from",
        ),
        conventions=UNITS + "; rates (8); i = 1 and 2",
        checks=(
            Equality(
                Oracle(
                    lambda p, d: _heat(p),
                    f"Tr[H_0 D_i(rho)], the dissipator acting on the state; {EXACT}",
                ),
                route="numeric",
                points=6,
            ),
        ),
        depends=("engine.eq9",),
    ),
    Claim(
        id="engine.eq12dual",
        where="below Eq. (12)",
        kind="identity",
        title="Dual of the dissipators",
        latex=r"\mathcal D_i^\dagger(\cdot)=\gamma_\downarrow^{(i)}(\hat S_+^{(i)}(\cdot)\hat S_-^{(i)}-\{\hat S_+^{(i)}\hat S_-^{(i)},\cdot\}/2)"
        r"+\gamma_\uparrow^{(i)}(\hat S_-^{(i)}(\cdot)\hat S_+^{(i)}-\{\hat S_-^{(i)}\hat S_+^{(i)},\cdot\}/2)",
        printed=DUAL.format(k=1),
        domain=PAIRS,
        environment=pair_environment,
        environment_names=NAMES,
        oracle_only=("w", "d2", "u2"),
        conventions="real part of Tr[D_1^+(O) rho]",
        checks=(
            Equality(
                Oracle(lambda p, d: dissipated_mean(p), f"Tr[O D_1(rho)]; {GENERIC}"),
                route="numeric",
                points=8,
            ),
        ),
    ),
    Claim(
        id="engine.text-VIterm",
        where="below Eq. (12)",
        kind="asymptotic",
        title="The drive left out of the heat currents counts as drive times rate",
        latex=r"\mathrm{Tr}[\hat V_I\mathcal D_i(\hat\rho)]=\mathcal O(\omega_0\Gamma_0)",
        printed="2",
        prose=True,
        domain=Domain({"N": integers(1, 3), **RATES}),
        oracle_only=("N", *RATES),
        conventions="exponent of the term when drive and rates are made smaller together, in a generic state",
        checks=(
            Scaling(
                Oracle(lambda p, d: _of_drive(p), f"Tr[V D_1(rho)]; {GENERIC}"),
                route="numeric",
                variable="weak",
                sequence=WEAKNESSES,
            ),
        ),
        depends=("engine.eq12",),
        notes=(
            "In the stationary state itself the term is exactly zero: there all coherences between neighbouring orders are "
            "imaginary, and V_I sees their real part.",
        ),
    ),
)
