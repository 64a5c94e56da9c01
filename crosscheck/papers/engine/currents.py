"""Sec. III: power, heat currents, first and second law, efficiencies and constancy."""

from __future__ import annotations

from fractions import Fraction
from functools import lru_cache
from typing import Any

from cotherm.numeric.certify import certified
from cotherm.numeric.fields import Field

from ...checks import Equality, Inequality, Oracle
from ...claims import Chase, Claim
from ...domain import Point
from .machines import (
    PARAMETERS,
    cold_current,
    cools,
    delivers,
    from_closed,
    from_full,
    hot_current,
    machines,
    ordered,
    power,
    solved,
)

ARGUMENTS = ", ".join(("N", *PARAMETERS))
P, VAR = f"P({ARGUMENTS})", f"Var({ARGUMENTS})"
Q1, Q2 = f"Q1({ARGUMENTS})", f"Q2({ARGUMENTS})"
CLOSED = {
    "P": from_closed("engine_power"),
    "Var": from_closed("engine_power_variance"),
    "Q1": from_closed("engine_heat_current", bath=1),
    "Q2": from_closed("engine_heat_current", bath=2),
    "S": from_closed("engine_entropy_production"),
}
ENGINES = machines(delivers, "E1 < E2, beta1 > beta2, beta1 E1 > beta2 E2")
COOLERS = machines(cools, "E1 < E2, beta1 > beta2, beta1 E1 < beta2 E2")
UNITS = "currents count energy into the engine, power counts energy out of it; T_i = 1/beta_i"
CARNOT = "eta_C = 1 - T_1/T_2; with the print of (18), 1 - beta_1/beta_2, it would be negative"


def _bound(*names: str) -> dict[str, Any]:
    return {name: CLOSED[name] for name in names}


@lru_cache(maxsize=2048)
def _numbers(*values: Fraction) -> dict[str, Any]:
    """Power, currents and entropy production of the full master equation, 35 digits."""
    point = dict(zip(("N", *PARAMETERS), values, strict=True))

    def compute(field: Field) -> dict[str, Any]:
        engine = solved(field, point)
        return {
            "P": engine.power(),
            "Q1": engine.heat_current(1),
            "Q2": engine.heat_current(2),
        }

    return certified(compute, 35)


def _of_full(name: str) -> Any:
    return lambda *values: _numbers(*values)[name]


FULL = {name: _of_full(name) for name in ("P", "Q1", "Q2")}


def _efficiency(field: Field, point: Point) -> Any:
    above, below = power(field, point), hot_current(field, point)
    with field:
        return above / below


def _reversible_efficiency(field: Field, point: Point) -> Any:
    """eta + S/(beta_1 Q_2)."""
    engine = solved(field, point)
    with field:
        lost = engine.entropy_production() / field.number(point["beta1"])
        return (engine.power() + lost) / engine.heat_current(2)


def _performance(field: Field, point: Point) -> Any:
    above, below = cold_current(field, point), power(field, point)
    with field:
        return -above / below


def _signs(point: Point, digits: int) -> list[int]:
    found = certified(
        lambda f: [power(f, point), cold_current(f, point), hot_current(f, point)], 15
    )
    delivered, cold, hot = found
    return [int(bool(delivered >= 0 and hot >= 0)), int(bool(cold >= 0 and delivered <= 0))]


def _heat_variances(field: Field, point: Point) -> list[Any]:
    engine = solved(field, point)
    return [engine.counted_heat(bath)[1] for bath in (1, 2)]


def _counted(field: Field, point: Point) -> list[Any]:
    engine = solved(field, point)
    return [engine.counted_power_variance(bath) for bath in (1, 2)]


def same_as_full(
    suffix: str,
    where: str,
    title: str,
    latex: str,
    printed: str,
    names: str,
    value: Any,
    **rest: Any,
) -> Claim:
    """A print in closed quantities against the stationary state of the full master equation."""
    defaults: dict[str, Any] = {"domain": machines(), "conventions": UNITS, "kind": "identity"}
    return Claim(
        id=f"engine.{suffix}",
        where=where,
        title=title,
        latex=latex,
        printed=printed,
        bindings=_bound(*names.split()),
        checks=(Equality(from_full(value), route="numeric", points=6),),
        **{**defaults, **rest},
    )


def _laws(
    suffix: str, where: str, title: str, latex: str, printed: str, names: str, **rest: Any
) -> Claim:
    """A relation between quantities of the full master equation, attacked."""
    defaults: dict[str, Any] = {"domain": machines(), "conventions": UNITS}
    return Claim(
        id=f"engine.{suffix}",
        where=where,
        kind="inequality",
        title=title,
        latex=latex,
        printed=printed,
        bindings={name: FULL[name] for name in names.split()},
        checks=(Inequality(route="numeric", points=40, search=20, digits=15),),
        **{**defaults, **rest},
    )


FLUCTUATIONS: tuple[Claim, ...] = (
    same_as_full(
        "text-fcs",
        "below Eq. (11)",
        "Full counting statistics gives the variance of the power",
        r"\mathrm{Var}(\mathcal P_N)\ \text{from (11) = from full counting statistics}",
        f"[{VAR}, {VAR}]",
        "Var",
        _counted,
        prose=True,
        conventions=UNITS
        + "; the regression integral against the counted jumps of bath 1 and of bath 2",
    ),
)

HEAT: tuple[Claim, ...] = (
    same_as_full(
        "text-Qvar",
        "below Eq. (12)",
        "Variances of the heat currents by the same method",
        r"\mathrm{Var}(\dot Q_N^{(i)})=(E_i/\Delta E)^2\,\mathrm{Var}(\mathcal P_N)",
        f"[(E1/(E2-E1))**2*{VAR}, (E2/(E2-E1))**2*{VAR}]",
        "Var",
        _heat_variances,
        kind="statement",
        prose=True,
        partners=(("E1", "E2"),),
        notes=(
            "The paper prints no formula. The regression theorem for the power gives the variances of both counted heats, "
            "as the number of excitations in the spins is bounded.",
        ),
    ),
    same_as_full(
        "eq13",
        "Eq. (13)",
        "First law in the steady state",
        r"\mathcal P_N=\dot Q_N^{(1)}+\dot Q_N^{(2)}",
        f"{Q1}+{Q2}",
        "Q1 Q2",
        power,
        partners=(("Q1", "Q2"),),
    ),
)

SECOND_LAW: tuple[Claim, ...] = (
    _laws(
        "eq15",
        "Eq. (15)",
        "Entropy production in the steady state",
        r"\dot S_{tot}=-\sum_i\beta_i\dot Q_N^{(i)}\ge0",
        f"-(beta1*{Q1}+beta2*{Q2}) >= 0",
        "Q1 Q2",
        partners=(("beta1", "beta2"),),
    ),
    Claim(
        id="engine.text-modesdef",
        where="above Eq. (16)",
        kind="definition",
        title="Engine and refrigerator",
        latex=r"\text{engine: }\mathcal P_N\ge0,\ \dot Q_N^{(2)}\ge0;\quad\text{refrigerator: }\dot Q_N^{(1)}\ge0,\ \mathcal P_N\le0",
        printed="[if_else(beta1*E1 > beta2*E2, 1, 0), if_else(beta1*E1 < beta2*E2, 1, 0)]",
        prose=True,
        domain=machines(
            lambda p: ordered(p) and p["beta1"] * p["E1"] != p["beta2"] * p["E2"],
            "E1 < E2, beta1 > beta2, not at the Carnot point",
        ),
        oracle_only=("N", "omega0", "Gamma0"),
        conventions=UNITS
        + "; both signs of each definition occur together, and one mode excludes the other: 1 where the mode is found",
        partners=(("E1", "E2"), ("beta1", "beta2")),
        checks=(
            Equality(
                Oracle(_signs, "signs of power and currents of the full master equation"),
                route="numeric",
                truth=True,
                points=24,
            ),
        ),
        depends=("engine.eq13",),
    ),
    same_as_full(
        "eq16",
        "Eq. (16), left",
        "Efficiency",
        r"\eta\equiv\mathcal P_N/\dot Q_N^{(2)}",
        f"{P}/{Q2}",
        "P Q2",
        _efficiency,
        kind="definition",
        domain=ENGINES,
        depends=("engine.text-modesdef",),
    ),
    same_as_full(
        "eq16b",
        "Eq. (16), right",
        "Coefficient of performance",
        r"\epsilon\equiv\dot Q_N^{(1)}/(-\mathcal P_N)",
        f"{Q1}/(-{P})",
        "P Q1",
        _performance,
        kind="definition",
        domain=COOLERS,
        depends=("engine.text-modesdef",),
    ),
    same_as_full(
        "eq17",
        "Eq. (17), first line",
        "Entropy production by power and hot current",
        r"\dot S_{tot}=-\beta_1\mathcal P_N+(\beta_1-\beta_2)\dot Q_N^{(2)}",
        f"-beta1*{P}+(beta1-beta2)*{Q2}",
        "P Q2",
        lambda f, p: solved(f, p).entropy_production(),
        partners=(("beta1", "beta2"),),
        depends=("engine.eq13", "engine.eq15"),
    ),
    same_as_full(
        "eq17b",
        "Eq. (17), second line",
        "Entropy production by power and cold current",
        r"\dot S_{tot}=-\beta_2\mathcal P_N-(\beta_1-\beta_2)\dot Q_N^{(1)}",
        f"-beta2*{P}-(beta1-beta2)*{Q1}",
        "P Q1",
        lambda f, p: solved(f, p).entropy_production(),
        partners=(("beta1", "beta2"),),
        depends=("engine.eq13", "engine.eq15"),
    ),
    same_as_full(
        "eq18",
        "Eq. (18), left",
        "Carnot bound of the efficiency",
        r"\eta\le1-\frac{\beta_1}{\beta_2}=\eta_C",
        "1-beta1/beta2",
        "",
        _reversible_efficiency,
        domain=ENGINES,
        oracle_only=("N", "E1", "E2", "omega0", "Gamma0"),
        partners=(("beta1", "beta2"),),
        corrected="1-beta2/beta1",
        cause="index: the inverse temperatures are exchanged",
        chase=Chase(
            transcription="compared with the text: beta_1 stands in the numerator, beta_2 below",
            oracle="power, currents and entropy production of the full master equation; (17) gives 1 - beta_2/beta_1 in one line",
            extraction="a plain fraction, undamaged; the bound of epsilon beside it is right",
            convention="with beta_2 <= beta_1 of the text the print is negative, while the efficiency is positive",
        ),
        depends=("engine.eq16", "engine.eq17"),
        conventions=UNITS
        + "; eta + S/(beta_1 Q_2), which (17) makes the efficiency without entropy production: as S is not "
        "negative (engine.eq15), eta is below it",
        notes=(
            "The print is below the efficiency at every point: the inequality fails with it.",
            "(22) and the Carnot condition below it use the right form, E_1/E_2 = T_1/T_2.",
        ),
    ),
    _laws(
        "eq18b",
        "Eq. (18), right",
        "Carnot bound of the coefficient of performance",
        r"\epsilon\le\frac{\beta_2}{\beta_1-\beta_2}=\epsilon_C",
        f"{Q1}/(-{P}) <= beta2/(beta1-beta2)",
        "P Q1",
        domain=COOLERS,
        partners=(("beta1", "beta2"),),
        explained={
            f"{Q1}/(-P(N, E1, E2, beta2, beta2, omega0, Gamma0)) <= beta2/(beta1-beta2)": "with both baths hot the power in "
            "the denominator is larger, so the relation is weaker"
        },
        depends=("engine.eq16b", "engine.eq17b"),
    ),
    same_as_full(
        "text-reversible",
        "below Eq. (18)",
        "The bound is missed by what entropy production takes",
        r"\eta_C-\eta=\dot S_{tot}/(\beta_1\dot Q_N^{(2)})\to0\ \text{for}\ \dot S_{tot}\to0",
        f"1-beta2/beta1-S({ARGUMENTS})/(beta1*{Q2})",
        "S Q2",
        _efficiency,
        kind="statement",
        domain=ENGINES,
        prose=True,
        partners=(("beta1", "beta2"),),
        conventions=UNITS + "; " + CARNOT,
        depends=("engine.eq17", "engine.eq18"),
    ),
)
