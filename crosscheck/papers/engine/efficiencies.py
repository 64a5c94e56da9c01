"""Eqs. (21), (22): power, currents and efficiencies of finite engines."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from cotherm.numeric.fields import Field

from ...checks import Equality, Oracle
from ...claims import Claim
from ...domain import Caveat, Domain, Point, among
from .machines import (
    PARAMETERS,
    cold_current,
    cools,
    delivers,
    from_closed,
    from_full,
    hot_current,
    machines,
    power,
    solved,
)

ARGUMENTS = "N, E1, E2, beta1, beta2, omega0, Gamma0"
UNITS = "hbar = k_B = 1; currents count energy into the engine, power counts energy out of it"
CAPTIONS = ([1, 1, 100], [Fraction(3, 500), Fraction(1, 1000), 1])
IDLE = ("N", "beta1", "beta2", "omega0", "Gamma0")


def _ratio(over: Any, under: Any) -> Any:
    def compute(field: Field, point: Point) -> Any:
        above, below = over(field, point), under(field, point)
        with field:
            return above / below

    return compute


def _output(field: Field, point: Point) -> Any:
    """(P/Delta E, P/Delta E)."""
    value = power(field, point)
    with field:
        return [value / field.number(point["E2"] - point["E1"])] * 2


def _per_splitting(current: Any, splitting: str) -> Any:
    def compute(field: Field, point: Point) -> Any:
        value = current(field, point)
        with field:
            return value / field.number(point[splitting])

    return compute


def _weak(point: Point, digits: int) -> list[int]:
    drive, rate, E1 = point["omega0"], point["Gamma0"], point["E1"]
    if point["unit"] == 1:
        drive, rate, E1 = drive / E1, rate / E1, Fraction(1)
    like = rate / 100 < drive**2 < 100 * rate
    return [int(like), int(drive < E1 / 20), int(rate < (E1 / 20) ** 2)]


def _temperatures_of_rates(field: Field, point: Point) -> list[Any]:
    """T2 - T1 and (T1 + T2)/2 from the detailed balance of the rates of both baths."""
    rates, found = solved(field, point).model.rates, []
    for E, bath in (("E1", rates.first), ("E2", rates.second)):
        with field:
            found.append(field.number(point[E]) / field.log(bath.down / bath.up))
    with field:
        return [found[1] - found[0], (found[0] + found[1]) / 2]


CLAIMS: tuple[Claim, ...] = (
    Claim(
        id="engine.text-weak",
        where="Sec. IV, first paragraph",
        kind="statement",
        title="Weak drive and weak coupling in the parameters of the captions",
        latex=r"\omega_0\sim\sqrt{\Gamma_0}\ll E_1",
        printed="[1, 1, 1]",
        prose=True,
        domain=Domain(
            {
                "omega0": among(1, "3/500"),
                "Gamma0": among(1, "1/1000"),
                "E1": among(100, 1),
                "unit": among(0, 1),
            },
            where=lambda p: [p[k] for k in ("omega0", "Gamma0", "E1")] in CAPTIONS,
            where_text="the parameters of Fig. 2 or of Figs. 3, 5 and 6",
        ),
        oracle_only=("omega0", "Gamma0", "E1", "unit"),
        conventions="energies in the unit of each caption (unit = 0: omega0 in Fig. 2, E1 in the others) or in E1 (unit = 1); 1 where omega0 and "
        "sqrt(Gamma0) differ by less than a factor of ten, where omega0 < E1/20, and where sqrt(Gamma0) < E1/20; the thresholds are ours",
        caveats=(
            Caveat(
                "energies in the unit of each caption: sqrt(Gamma0) has not the dimension of an energy, so that the relation depends on the "
                "unit; with Fig. 2 in units of E1 omega0 = 0.01 and sqrt(Gamma0) = 0.1 differ by a factor of ten",
                lambda p: p["unit"] == 0,
                fixes=("unit",),
            ),
        ),
        checks=(
            Equality(
                Oracle(_weak, "the parameters of the captions", book="typed"),
                route="numeric",
                truth=True,
                points=4,
                minimum=2,
            ),
        ),
    ),
    Claim(
        id="engine.text-dT",
        where="Sec. IV, first paragraph",
        kind="definition",
        title="Temperature difference and mean temperature of the baths",
        latex=r"\Delta T\equiv T_2-T_1,\quad\bar T\equiv(T_1+T_2)/2",
        printed="[1/beta2-1/beta1, (1/beta1+1/beta2)/2]",
        domain=machines(),
        oracle_only=("N", "E1", "E2", "omega0", "Gamma0"),
        conventions=UNITS + "; T_i = 1/beta_i",
        checks=(
            Equality(
                from_full(_temperatures_of_rates),
                route="numeric",
                title="temperatures from the detailed balance of the rates",
            ),
        ),
    ),
    Claim(
        id="engine.eq21",
        where="Eq. (21)",
        kind="identity",
        title="Power and heat currents in proportion",
        latex=r"\frac{\mathcal P_N}{\Delta E}=-\frac{\dot Q_N^{(1)}}{E_1}=\frac{\dot Q_N^{(2)}}{E_2}",
        printed=f"[-Q1({ARGUMENTS})/E1, Q2({ARGUMENTS})/E2]",
        domain=machines(),
        bindings={
            "Q1": from_closed("engine_heat_current", bath=1),
            "Q2": from_closed("engine_heat_current", bath=2),
        },
        conventions=UNITS,
        checks=(
            Equality(from_full(_output), route="numeric", title="power over Delta E", points=10),
        ),
    ),
    Claim(
        id="engine.text-excitations",
        where="below Eq. (21)",
        kind="statement",
        title="As many excitations leave one bath as enter the other",
        latex=r"\dot Q_N^{(1)}/E_1=-\dot Q_N^{(2)}/E_2",
        printed=f"-Q2({ARGUMENTS})/E2",
        prose=True,
        domain=machines(),
        bindings={"Q2": from_closed("engine_heat_current", bath=2)},
        conventions=UNITS + "; a current over the splitting is the number of excitations per time",
        checks=(
            Equality(
                from_full(_per_splitting(cold_current, "E1")),
                route="numeric",
                title="excitations from the cold bath",
                points=10,
            ),
        ),
        depends=("engine.eq21",),
    ),
    Claim(
        id="engine.eq22",
        where="Eq. (22), left",
        kind="identity",
        title="Efficiency of the engine",
        latex=r"\eta=\frac{\Delta E}{E_2}",
        printed="(E2-E1)/E2",
        domain=machines(delivers, "E1 < E2, beta1 > beta2, beta1 E1 > beta2 E2"),
        oracle_only=IDLE,
        conventions=UNITS,
        checks=(Equality(from_full(_ratio(power, hot_current)), route="numeric"),),
        depends=("engine.eq21",),
    ),
    Claim(
        id="engine.eq22b",
        where="Eq. (22), right",
        kind="identity",
        title="Coefficient of performance of the refrigerator",
        latex=r"\epsilon=\frac{E_1}{\Delta E}",
        printed="E1/(E2-E1)",
        domain=machines(cools, "E1 < E2, beta1 > beta2, beta1 E1 < beta2 E2"),
        oracle_only=IDLE,
        conventions=UNITS,
        checks=(
            Equality(
                from_full(
                    _ratio(
                        cold_current,
                        lambda f, p: f.number(-1) * power(f, p),
                    )
                ),
                route="numeric",
            ),
        ),
        depends=("engine.eq21",),
    ),
    Claim(
        id="engine.text-effN",
        where="below Eq. (22)",
        kind="statement",
        title="Efficiency and coefficient of performance are those of one pair",
        latex=r"\eta_N=\eta_1,\quad\epsilon_N=\epsilon_1",
        printed="[1, 1]",
        prose=True,
        domain=machines(largest=4),
        oracle_only=("N", *PARAMETERS),
        conventions=UNITS
        + "; the values are eta_N/eta_1 and epsilon_N/epsilon_1, with (16) in both modes",
        checks=(
            Equality(
                from_full(
                    lambda f, p: [
                        _ratio(
                            _ratio(over, under),
                            lambda g, q, o=over, u=under: _ratio(o, u)(g, {**q, "N": Fraction(1)}),
                        )(f, p)
                        for over, under in ((power, hot_current), (cold_current, power))
                    ]
                ),
                route="numeric",
                points=8,
            ),
        ),
        depends=("engine.eq22", "engine.eq22b"),
    ),
)
