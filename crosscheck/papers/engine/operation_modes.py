"""Eq. (23): modes of operation of finite engines and the boundary between them."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import flint

from cotherm.numeric.certify import certified
from cotherm.numeric.fields import Field
from cotherm.numeric.sign_change import sign_change

from ...algebras import digits_to_bits, precision, to_ball
from ...checks import Equality, Oracle
from ...claims import Chase, Claim
from ...domain import Domain, Point, integers, reals
from .machines import (
    cold_current,
    hot_current,
    of_temperatures,
    power,
)

ARGUMENTS = "N, E1, E2, beta1, beta2, omega0, Gamma0"
UNITS = "hbar = k_B = 1; currents count energy into the engine, power counts energy out of it"
IDLE = ("N", "beta1", "beta2", "omega0", "Gamma0")
TEMPERATURES = {
    "N": integers(1, 3),
    "E1": reals("1/2", 2),
    "DE": reals("1/5", 4),
    "dT": reals("1/2", 3),
    "Tm": reals("1/2", 9),
    "omega0": reals("1/10", 2),
    "Gamma0": reals("1/10", 2),
}


def _warm(p: Point) -> bool:
    return p["Tm"] > p["dT"] * Fraction(11, 20)


WARM = "both temperatures positive"
BY_TEMPERATURES = Domain(TEMPERATURES, _warm, WARM)
HOTTEST = "dT/2*(DE+2*E1)/DE"


def _zero_of_power(symbol: str, spread: Fraction, guess: Any) -> Oracle:
    """Where the power of the full master equation changes sign, between guess/spread and guess*spread."""

    def compute(point: Point, digits: int) -> flint.arb:
        middle = Fraction(guess(point))
        return sign_change(
            lambda field, x: power(field, of_temperatures({**point, symbol: x})),
            middle / spread,
            middle * spread,
            digits + 2,
            "the power",
        )

    return Oracle(
        compute, "zero of the power of the full master equation, enclosed by certified signs"
    )


def _ratio_of_splittings(point: Point, digits: int) -> flint.arb:
    ratio = (point["Tm"] + point["dT"] / 2) / (point["Tm"] - point["dT"] / 2)

    def delivered(field: Field, E2: Fraction) -> Any:
        return power(field, of_temperatures({**point, "DE": E2 - point["E1"]}))

    low, high = (point["E1"] * (1 + part * (ratio - 1)) for part in (Fraction(1, 3), Fraction(3)))
    place = sign_change(delivered, low, high, digits + 2, "the power")
    with precision(digits_to_bits(digits)):
        return to_ball(point["E1"]) / place


def _sign(quantity: Any) -> Any:
    """Certified sign of a quantity at a point given by temperatures."""

    def compute(point: Point, digits: int) -> int:
        return 1 if certified(lambda f: quantity(f, of_temperatures(point)), 6) > 0 else -1

    return compute


def signs(*quantities: Any) -> Oracle:
    """Certified signs of stationary quantities, at points given by temperatures."""
    return Oracle(
        lambda point, digits: [_sign(quantity)(point, digits) for quantity in quantities],
        "signs in the stationary state of the full master equation",
    )


def _at_equilibrium(point: Point, digits: int) -> list[int]:
    """Whether power and currents vanish: their balls hold 0 and are tiny on the scale of one rate."""
    from cotherm.numeric.fields import Ball

    field = Ball(4 * digits + 100)
    with field:
        values = [f(field, point) for f in (power, cold_current, hot_current)]
        bound = field.number(Fraction(1, 10**digits)) * field.number(point["Gamma0"] * point["E2"])
        return [0 if value.contains(0) and abs(value) < bound else 1 for value in values]


def _near(point: Point) -> Fraction:
    """The printed Delta E_*, for brackets."""
    return point["E1"] * point["dT"] / (point["Tm"] - point["dT"] / 2)


CLAIMS: tuple[Claim, ...] = (
    Claim(
        id="engine.text-carnotcond",
        where="below Eq. (22)",
        kind="identity",
        title="Ratio of the splittings at which the efficiency is Carnot's",
        latex=r"E_1/E_2\equiv T_1/T_2",
        printed="(Tm-dT/2)/(Tm+dT/2)",
        domain=Domain({k: v for k, v in TEMPERATURES.items() if k != "DE"}, _warm, WARM),
        oracle_only=("N", "E1", "omega0", "Gamma0"),
        conventions=UNITS
        + "; Tm is the mean temperature, dT the difference; the value is E_1/E_2 where the power changes sign",
        checks=(
            Equality(
                Oracle(
                    _ratio_of_splittings,
                    "zero of the power of the full master equation in E_2, enclosed by certified signs",
                ),
                route="numeric",
                digits=30,
                points=6,
            ),
        ),
        depends=("engine.eq22",),
    ),
    Claim(
        id="engine.eq23a",
        where="Eq. (23), left",
        kind="identity",
        title="Difference of the splittings at which the currents vanish",
        latex=r"\Delta E_*=\frac{E_1\Delta T}{\bar T-\Delta T/2}",
        printed="E1*dT/(Tm-dT/2)",
        domain=BY_TEMPERATURES,
        oracle_only=("N", "DE", "omega0", "Gamma0"),
        conventions=UNITS,
        checks=(
            Equality(
                _zero_of_power("DE", Fraction(8, 5), _near), route="numeric", digits=30, points=6
            ),
        ),
        depends=("engine.text-carnotcond",),
    ),
    Claim(
        id="engine.eq23b",
        where="Eq. (23), right",
        kind="identity",
        title="Mean temperature at which the currents vanish",
        latex=r"\bar T_*=\frac{\Delta T}2\left(\frac{\Delta E-2E_1}{\Delta E}\right)",
        printed="dT/2*((DE-2*E1)/DE)",
        domain=BY_TEMPERATURES,
        oracle_only=("N", "Tm", "omega0", "Gamma0"),
        conventions=UNITS,
        checks=(
            Equality(
                # T_* exceeds dT/2 by dT E1/DE: the bracket must leave both temperatures positive
                Oracle(
                    lambda p, digits: sign_change(
                        lambda field, x: power(field, of_temperatures({**p, "Tm": x})),
                        p["dT"] / 2 * (1 + p["E1"] / p["DE"]),
                        p["dT"] / 2 * (1 + 4 * p["E1"] / p["DE"]),
                        digits + 2,
                        "the power",
                    ),
                    "zero of the power of the full master equation, enclosed by certified signs",
                ),
                route="numeric",
                digits=30,
                points=6,
            ),
        ),
        cause="sign",
        instead="the mean temperature at the Carnot point is (Delta T/2) (Delta E + 2 E_1)/Delta E; with the printed minus the cold bath "
        "would be below zero temperature",
        chase=Chase(
            transcription="numerator Delta E - 2 E_1 in the print; for Delta E < 2 E_1 it would make the mean temperature negative",
            oracle="the power of the full master equation changes sign at Delta T (Delta E + 2 E_1)/(2 Delta E), enclosed on both sides",
            extraction="the minus sign is clear in the text layer",
            convention="solving the left formula of (23) for the mean temperature gives the plus sign in the paper's own convention",
        ),
        depends=("engine.eq23a",),
    ),
    Claim(
        id="engine.text-eqpoint",
        where="below Eq. (23)",
        kind="identity",
        title="All currents vanish at the same point",
        latex=r"\mathcal P_N=\dot Q_N^{(1)}=\dot Q_N^{(2)}=0\ \text{at}\ (23)",
        printed="[0, 0, 0]",
        prose=True,
        domain=Domain(TEMPERATURES, _warm, WARM),
        oracle_only=tuple(TEMPERATURES),
        conventions=UNITS
        + "; Delta E is Delta E_* of (23); 0 where a value is below 10^-30 of Gamma0 E_2, else 1",
        checks=(
            Equality(
                Oracle(
                    lambda p, digits: _at_equilibrium(of_temperatures({**p, "DE": _near(p)}), 30),
                    "stationary state of the full master equation at the point, in balls",
                ),
                route="numeric",
                truth=True,
                points=8,
            ),
        ),
        depends=("engine.eq23a",),
    ),
    Claim(
        id="engine.text-modes",
        where="below Eq. (23)",
        kind="statement",
        title="Boundary of the modes of operation",
        latex=r"\mathcal P_N>0\ \text{for}\ \Delta E<\Delta E_*,\quad\mathcal P_N<0\ \text{for}\ \Delta E>\Delta E_*",
        printed="if_else(DE < E1*dT/(Tm-dT/2), 1, -1)",
        prose=True,
        domain=BY_TEMPERATURES,
        oracle_only=("N", "omega0", "Gamma0"),
        conventions=UNITS + "; the value is the sign of the power",
        checks=(Equality(signs(power), route="numeric", truth=True, points=40, minimum=24),),
        depends=("engine.eq23a",),
    ),
    Claim(
        id="engine.text-Tbar",
        where="below Eq. (23)",
        kind="statement",
        title="The power falls with the mean temperature and turns negative",
        latex=r"\mathcal P_N<0\ \text{for}\ \bar T\ \text{large enough at fixed}\ \Delta T",
        printed=f"if_else(Tm > {HOTTEST}, -1, 1)",
        prose=True,
        domain=BY_TEMPERATURES,
        oracle_only=("N", "omega0", "Gamma0"),
        conventions=UNITS
        + "; the value is the sign of the power; large enough means above the corrected T_* of (23)",
        checks=(Equality(signs(power), route="numeric", truth=True, points=40, minimum=24),),
        depends=("engine.eq23b",),
    ),
    Claim(
        id="engine.text-currentsigns",
        where="below Eq. (23)",
        kind="statement",
        title="Directions of the heat currents in both modes",
        latex=r"\text{engine: }\dot Q^{(2)}>0,\ \dot Q^{(1)}<0;\quad\text{refrigerator: }\dot Q^{(2)}<0,\ \dot Q^{(1)}>0",
        printed="[if_else(DE < E1*dT/(Tm-dT/2), -1, 1), if_else(DE < E1*dT/(Tm-dT/2), 1, -1)]",
        prose=True,
        domain=BY_TEMPERATURES,
        oracle_only=("N", "omega0", "Gamma0"),
        conventions=UNITS
        + "; the values are the signs of the currents from the cold and from the hot bath",
        checks=(
            Equality(
                signs(cold_current, hot_current),
                route="numeric",
                truth=True,
                points=40,
                minimum=24,
            ),
        ),
        depends=("engine.eq23a",),
    ),
)
