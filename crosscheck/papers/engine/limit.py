"""The plane of Figs. 5, 6 and 8 and the limit N -> infinity on it, from both books."""

from __future__ import annotations

from fractions import Fraction
from functools import lru_cache
from typing import Any

import flint

from cotherm.numeric import cumulant_jacobian, macroscopic_engine, macroscopic_engine_balls
from cotherm.numeric.certify import certified
from cotherm.numeric.fields import Ball
from cotherm.symbolic.forms import collective_engine
from cotherm.symbolic.forms import macroscopic_engine as forms

from ...domain import Axis, Point, among, reals

DRIVE = Fraction(6)
RATE = Fraction(1, 1000)
SET = (
    "hbar = k_B = 1; scaled regime (28), N = infinity; E_1 = 1, omega0 = 0.006, Gamma0 = 0.001, Delta T = 20; DE = E_2 - E_1, "
    "T = mean temperature"
)
PLANE: dict[str, Axis] = {"DE": reals("1/2", 120), "T": reals("201/20", 40)}
GRID: dict[str, Axis] = {
    "DE": among(1, 4, 9, 20, 40, 80, 120),
    "T": among("101/10", "21/2", 11, 12, 14, 18, 25, 40),
}
FIG7: dict[str, Any] = {
    "E1": 1,
    "E2": 10,
    "beta1": Fraction(1, 2),
    "beta2": Fraction(1, 25),
    "Gamma0": RATE,
}
Number = Fraction


def affinities(DE: Number, T: Number) -> tuple[Fraction, Fraction]:
    """beta_1 E_1 and beta_2 E_2."""
    return 1 / (Fraction(T) - 10), (1 + Fraction(DE)) / (Fraction(T) + 10)


def machine(DE: Number, T: Number) -> dict[str, Fraction]:
    """The parameters of an engine on the plane."""
    x1, x2 = affinities(DE, T)
    return {
        "E1": Fraction(1),
        "E2": 1 + Fraction(DE),
        "beta1": x1,
        "beta2": x2 / (1 + Fraction(DE)),
        "omega0": DRIVE * RATE,
        "Gamma0": RATE,
    }


def rough(value: float, relative: float = 1e-8) -> flint.arb:
    """A float64 result of the limit solver as a ball that covers its error."""
    return flint.arb(value, abs(value) * relative + 1e-14)


def solution(DE: Number, T: Number, drive: Number = DRIVE) -> macroscopic_engine.LimitSolution:
    """The stationary limit, float64; solutions are kept."""
    limit = macroscopic_engine.engine_limit(*affinities(DE, T), drive)
    return macroscopic_engine.solve_limit(limit).solution


def power(DE: Number, T: Number) -> float:
    """lim P_N/(N Gamma0)."""
    return float(DRIVE * Fraction(DE) / 4) * solution(DE, T).current


@lru_cache(maxsize=4096)
def single_power(DE: Number, T: Number) -> float:
    """P_1/Gamma0 of one pair, closed form."""
    values = {name: float(value) for name, value in machine(DE, T).items()}
    return float(collective_engine.engine_power.float64(N=1, **values)) / float(RATE)


def gain(DE: Number, T: Number) -> float:
    """lim P_N/(N P_1)."""
    return power(DE, T) / single_power(DE, T)


def constancy(DE: Number, T: Number, drive: Number = DRIVE) -> float:
    """lim C_N without a closure, float64."""
    return macroscopic_engine.constancy(*affinities(DE, T), drive)


@lru_cache(maxsize=4096)
def closed_constancy(DE: Number, T: Number) -> float:
    """lim C_N closed at the third cumulant."""
    values = {name: float(value) for name, value in machine(DE, T).items()}
    return float(forms.macroscopic_constancy.float64(**values))


@lru_cache(maxsize=4096)
def closed_power(DE: Number, T: Number) -> float:
    """lim P_N/(N Gamma0) closed at the third cumulant."""
    values = {name: float(value) for name, value in machine(DE, T).items()}
    return float(forms.macroscopic_power.float64(**values)) / float(RATE)


def exact_form(name: str, values: dict[str, Any]) -> flint.arb:
    """A macroscopic quantity from the hierarchy of moments of the symbolic book."""
    value: flint.arb = getattr(forms, name).ball(flint.ctx.prec, method="exact", **values)
    return value


@lru_cache(maxsize=256)
def _exact_power(DE: Number, T: Number, prec: int) -> flint.arb:
    return exact_form("macroscopic_power", machine(DE, T)) * 1000


def exact_power(DE: Number, T: Number) -> flint.arb:
    """lim P_N/(N Gamma0) from the symbolic book, no closure."""
    return _exact_power(DE, T, flint.ctx.prec)


@lru_cache(maxsize=512)
def settled_constancy(x1: Number, x2: Number, drive: Number) -> flint.arb:
    """lim C_N to twelve digits and more from the numeric book, no closure."""
    limit = macroscopic_engine.engine_limit(x1, x2, drive)
    field = Ball(104)
    values = macroscopic_engine_balls.limit_values(field, limit)
    with field:
        constancy: flint.arb = 8 * values.per_bias / (field.number(limit.drive) * values.noise)
    return constancy


def fig7_constancy(drive: Number) -> flint.arb:
    """lim C_N on the parameters of Fig. 7 at omega0 = drive Gamma0."""
    return settled_constancy(Fraction(1, 2), Fraction(2, 5), Fraction(drive))


def carnot(DE: Number) -> Fraction:
    """Mean temperature of the Carnot point, beta_1 E_1 = beta_2 E_2."""
    return 10 + 20 / Fraction(DE)


@lru_cache(maxsize=2048)
def exact_gap(DE: Number, T: Number, order: int = 1, cutoff: int = 7) -> float:
    """Slowest rate of the driven limit generator in one coherence order, in Gamma0."""
    values = macroscopic_engine.relaxation_spectrum(
        *affinities(DE, T), DRIVE, order=order, count=1, cutoff=cutoff
    )
    return -values[0].real


def jacobian_gap(DE: Number, T: Number) -> float:
    """Slowest rate of the closed equations, in Gamma0."""
    return cumulant_jacobian.jacobian_gap(*affinities(DE, T), DRIVE)


def slope(gap: Any, DE: Number, T: Number) -> float:
    """Derivative of a gap with respect to the mean temperature."""
    step = Fraction(1, 50)
    return float(gap(DE, T + step) - gap(DE, T - step)) / float(2 * step)


def kink(gap: Any, DE: Number) -> float:
    """Mean temperature where the slope falls fastest, over that of the Carnot point."""
    place = carnot(DE)
    nodes = [place * Fraction(k, 400) for k in range(380, 421, 2)]
    values = [gap(DE, T) for T in nodes]
    bends = [values[k - 1] + values[k + 1] - 2 * values[k] for k in range(1, len(values) - 1)]
    return float(nodes[1 + bends.index(min(bends))] / place)


def of(function: Any) -> Any:
    """A float64 function of (DE, T) as a function in a printed formula."""
    return lambda DE, T: rough(function(DE, T))


def certified_limit(name: str, point: Point, digits: int) -> Any:
    """A macroscopic quantity of the numeric book, no closure."""
    values = [
        machine(point["DE"], point["T"])[key]
        for key in ("E1", "E2", "beta1", "beta2", "omega0", "Gamma0")
    ]
    function = getattr(macroscopic_engine_balls, name)
    return certified(lambda field: function(field, *values), digits)
