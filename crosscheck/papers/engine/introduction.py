"""Abstract and introduction: what is said of power, efficiency and constancy in general."""

from __future__ import annotations

from fractions import Fraction
from functools import lru_cache
from typing import Any

from cotherm.numeric.certify import certified
from cotherm.numeric.classical_exchange import exchange_engine
from cotherm.numeric.collective_engine import Engine
from cotherm.numeric.fields import Field
from cotherm.numeric.independent_pairs import independent_power

from ...books import full, whole
from ...checks import Equality, Inequality, Oracle, Scaling
from ...checks.asymptotic import powers_of_ten
from ...claims import Claim
from ...domain import Caveat, Domain, Point, among, integers, reals
from .finite_constancy import BOUND as CAPTION_QUANTITIES
from .finite_constancy import SET
from .machines import (
    PARAMETERS,
    delivers,
    from_full,
    machines,
    solved,
)

UNITS = "hbar = k_B = 1"
ENGINE = "E1 < E2, beta1 > beta2, beta1 E1 > beta2 E2"
ARGUMENTS = "E1, E2, beta1, beta2, omega0, Gamma0"
FIG7 = {
    "E1": Fraction(1),
    "E2": Fraction(10),
    "beta1": Fraction(1, 2),
    "beta2": Fraction(1, 25),
    "Gamma0": Fraction(1, 1000),
}


@lru_cache(maxsize=2048)
def _value(kind: str, scaled: bool, N: int, values: tuple[Fraction, ...]) -> Fraction:
    """A quantity of the full master equation, to twenty certified digits."""
    point = {"N": Fraction(N), **dict(zip(PARAMETERS, values, strict=True))}

    def compute(field: Field) -> Any:
        engine = solved(field, point, scaled)
        return getattr(engine, kind)()

    return Fraction(certified(compute, 24).mid().str(20, radius=False))


def _bound(kind: str, scaled: bool = False) -> Any:
    def function(N: Fraction, *values: Fraction) -> Fraction:
        return _value(kind, scaled, whole(N), tuple(Fraction(value) for value in values))

    return function


def _fig7(N: Fraction, drive: Fraction) -> Fraction:
    point = {**FIG7, "omega0": Fraction(drive)}
    return _value("constancy", True, whole(N), tuple(point[name] for name in PARAMETERS))


def _enhanced(point: Point, digits: int) -> list[int]:
    many, one = _fig7(point["N"], point["w"]), _fig7(Fraction(1), point["w"])
    return [int(many > one), int(many > 1)]


def _at_a_price(point: Point, digits: int) -> list[int]:
    where, N = (point["k"], point["x"]), point["N"]
    power_of, constancy_of = CAPTION_QUANTITIES["P"], CAPTION_QUANTITIES["C"]
    one = Fraction(1)
    return [
        int(power_of(*where, N) > N * power_of(*where, one)),
        int(constancy_of(*where, N) < constancy_of(*where, one)),
    ]


def _parallel(point: Point, digits: int) -> float:
    values = [point[name] for name in PARAMETERS]
    ratio = independent_power(whole(point["N"]), *values) / independent_power(1, *values)
    return float(f"{ratio:.10g}")  # the last digits depend on the machine's linear algebra


def _efficiency(engine: Engine, field: Field) -> Any:
    with field:
        return engine.power() / engine.heat_current(2)


def _efficiencies(field: Field, point: Point) -> list[Any]:
    return [_efficiency(solved(field, point, scaled), field) for scaled in (False, True)]


def _per_pair(point: Point, digits: int) -> Any:
    """Power per pair in the scaled regime."""
    values = tuple(point[name] for name in PARAMETERS)
    return certified(
        lambda f: solved(
            f, {**dict(zip(PARAMETERS, values, strict=True)), "N": point["N"]}, True
        ).power(),
        digits,
    )


def _noise_per_power(field: Field, point: Point) -> Any:
    """Var(P)/P of a classical engine whose efficiency is x below Carnot's."""
    low, high = point["E1"], point["E1"] + point["DE"]
    hot = point["beta1"] * (low / high - point["x"])
    engine = exchange_engine(
        field, whole(point["N"]), low, high, point["beta1"], hot, point["Gamma0"], point["kappa"]
    )
    with field:
        return field.number(point["DE"]) * engine.noise / engine.flow


CLAIMS: tuple[Claim, ...] = (
    Claim(
        id="engine.abs-power",
        where="abstract",
        kind="inequality",
        title="More power than from as many independent pairs",
        latex=r"\mathcal P_N>N\mathcal P_1",
        printed=f"P(N, {ARGUMENTS}) > N*P(1, {ARGUMENTS})",
        prose=True,
        domain=machines(delivers, ENGINE, largest=5),
        bindings={"P": _bound("power")},
        exact_bindings=("P",),
        conventions=UNITS
        + "; without scaling; the macroscopic limit has its own claims (engine.text-gainexists)",
        checks=(
            Inequality(
                route="numeric",
                points=40,
                minimum=24,
                search=0,
                domain=machines(
                    lambda p: delivers(p) and p["N"] > 1, ENGINE + ", N > 1", largest=5
                ),
            ),
        ),
        notes=("The excess lies between 0 and N: at low temperatures the gain disappears.",),
    ),
    Claim(
        id="engine.abs-eff",
        where="abstract",
        kind="statement",
        title="The efficiency is that of one pair, with and without scaling",
        latex=r"\eta_N=\eta_1",
        printed="[(E2-E1)/E2, (E2-E1)/E2]",
        prose=True,
        domain=machines(delivers, ENGINE),
        oracle_only=("N", "beta1", "beta2", "omega0", "Gamma0"),
        conventions=UNITS
        + "; P_N over the heat from the hot bath, without and with the scaling (28)",
        checks=(Equality(from_full(_efficiencies), route="numeric", points=8),),
    ),
    Claim(
        id="engine.abs-constancy",
        where="abstract and introduction",
        kind="inequality",
        title="Larger constancy than one pair at finite size, above the classical bound",
        latex=r"\mathcal C_N>\mathcal C_1,\quad\mathcal C_N>1",
        printed="[1, 1]",
        prose=True,
        domain=Domain({"N": integers(2, 6), "w": reals("1/400", "1/100")}),
        oracle_only=("N", "w"),
        conventions="scaled regime; parameters of Fig. 7, w = omega0; 1 where C_N > C_1, and where C_N > 1",
        caveats=(
            Caveat(
                "omega0 from 0.0033 to 0.004: below, the constancy grows with N but stays under 1 for few pairs; above, one "
                "pair is best",
                lambda p: Fraction(33, 10000) <= p["w"] <= Fraction(4, 1000),
            ),
        ),
        checks=(
            Equality(
                Oracle(_enhanced, "constancies of the full master equation, certified"),
                route="numeric",
                truth=True,
                points=60,
            ),
        ),
    ),
    Claim(
        id="engine.intro-parallel",
        where="Sec. I",
        kind="identity",
        title="Independent pairs deliver in proportion to their number",
        latex=r"N\ \text{units in parallel deliver}\ N\ \text{times the power of one}",
        printed="N",
        prose=True,
        domain=machines(delivers, ENGINE, largest=2),
        oracle_only=PARAMETERS,
        conventions=UNITS + "; ratio of the powers of two pairs and of one",
        checks=(
            Equality(
                Oracle(
                    _parallel,
                    "stationary state of two independent pairs in their product space, over that of one pair",
                ),
                route="numeric",
                points=6,
                tolerance=1e-7,
                reason="a null vector of 256 components in float64, powers down to 1e-3 of the rates",
            ),
        ),
    ),
    Claim(
        id="engine.intro-superlinear",
        where="Sec. I",
        kind="inequality",
        title="Super-linear power at the price of the constancy",
        latex=r"\mathcal P_N>N\mathcal P_1,\quad\mathcal C_N<\mathcal C_1",
        printed="[1, 1]",
        prose=True,
        domain=Domain(
            {
                "k": among(2, 3),
                "x": among("1/100", "1/5", "3/5", "4/5", "99/100"),
                "N": integers(2, 5),
            }
        ),
        oracle_only=("k", "x", "N"),
        conventions=SET + "; 1 where P_N > N P_1, and where C_N < C_1",
        checks=(
            Equality(
                Oracle(
                    _at_a_price, "powers and constancies of the full master equation, certified"
                ),
                route="numeric",
                truth=True,
                points=30,
                minimum=20,
            ),
        ),
    ),
    Claim(
        id="engine.intro-turviol",
        where="Sec. I",
        kind="inequality",
        title="One pair can exceed the classical bound",
        latex=r"\mathcal C_1>1\ \text{for some parameters}",
        printed="C(3, x, 1) > 1",
        prose=True,
        domain=Domain({"x": among("77/100", "4/5", "17/20", "9/10", "19/20", "99/100")}),
        bindings={"C": CAPTION_QUANTITIES["C"]},
        exact_bindings=("C",),
        conventions=SET,
        checks=(Inequality(route="numeric", points=6, minimum=6, search=0),),
        notes=(
            "From a mean temperature of about 11.4 E_1 on; the excess is at most 1.4e-4. With the Delta T = 10 E_1 that the caption of Fig. 3 "
            "prints there is none; the sentence itself names no parameters.",
        ),
    ),
    Claim(
        id="engine.intro-carnotfluct",
        where="Sec. I",
        kind="scaling",
        title="Carnot's efficiency at finite power asks for diverging fluctuations",
        latex=r"\mathrm{Var}(\mathcal P)\ge\frac{2\eta T_1}{\eta_C-\eta}\mathcal P\to\infty\ (\eta\to\eta_C)",
        printed="-1",
        prose=True,
        domain=Domain(
            {
                "N": integers(1, 2),
                "E1": reals("1/2", 2),
                "DE": reals("1/4", 3),
                "beta1": reals("1/3", 2),
                "Gamma0": reals("1/5", 2),
                "kappa": reals("1/5", 2),
            }
        ),
        oracle_only=("N", "E1", "DE", "beta1", "Gamma0", "kappa"),
        conventions=UNITS
        + "; exponent of the variance as a function of x = eta_C - eta, for a classical engine whose rates are "
        "scaled such that the power stays fixed; the variance over the power is not touched by that scaling",
        checks=(
            Scaling(
                full(_noise_per_power, "counting statistics of the classical exchange engine"),
                variable="x",
                sequence=powers_of_ten(-3, -7),
                route="numeric",
            ),
        ),
        notes=("That no classical engine does better is (19), see engine.eq19.",),
    ),
)
