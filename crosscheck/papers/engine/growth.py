"""Sec. IV: how the power of finite engines grows with the number of pairs, without scaling."""

from __future__ import annotations

import math
from dataclasses import replace
from fractions import Fraction
from functools import lru_cache
from typing import Any

from cotherm.numeric.certify import certified
from cotherm.numeric.large_engine import large_engine

from ...checks import Asymptotic, Equality, Oracle, Scaling
from ...checks.asymptotic import powers_of_ten
from ...claims import Chase, Claim
from ...domain import Domain, Point, among, integers, reals
from . import conclusions
from .efficiencies import ARGUMENTS, UNITS
from .machines import (
    cold_current,
    from_closed,
    from_full,
    hot_current,
    machines,
    of_temperatures,
    power,
)
from .operation_modes import BY_TEMPERATURES, signs

FIG2 = Domain(
    {"DE": reals(20, 300), "T": reals(80, 200)},
    where=lambda p: abs(p["DE"] * (p["T"] - 50) / 10000 - 1) > Fraction(1, 20),
    where_text="off the Carnot point",
)
PARAMETERS = (
    "hbar = k_B = 1; parameters of Fig. 2, E_1 = 100 omega0, Gamma0 = omega0, Delta T = 100 omega0; DE, T: splitting and mean "
    "temperature in omega0, from 80 to 200"
)

ENGINE = "DE < E1*dT/(Tm-dT/2)"


@lru_cache(maxsize=4096)
def finite_power(DE: Fraction, T: Fraction, N: int) -> float:
    """Power of N pairs on the parameters of Fig. 2, full master equation in float64."""
    engine = large_engine(
        N, E1=100, E2=100 + DE, beta1=1 / (T - 50), beta2=1 / (T + 50), omega0=1, Gamma0=1
    )
    return float(engine.power())


def _exponent(point: Point, first: int, last: int) -> float:
    """d ln|P|/d ln N between two numbers of pairs."""
    ends = [finite_power(point["DE"], point["T"], N) for N in (first, last)]
    return math.log(ends[1] / ends[0]) / math.log(last / first)


def _ratio(point: Point, digits: int) -> Any:
    """P_N/P_1 of the full master equation."""
    here = of_temperatures(point)

    def compute(field: Any) -> Any:
        many, one = power(field, here), power(field, {**here, "N": Fraction(1)})
        with field:
            return many / one

    return certified(compute, digits)


def _bends(point: Point, digits: int) -> int:
    """1 where the exponent changes more from two to four pairs than from fourteen to twenty."""
    early = _exponent(point, 1, 2) - _exponent(point, 3, 4)
    late = _exponent(point, 13, 14) - _exponent(point, 19, 20)
    return int(abs(early) > 2 * abs(late))


_CONCLUSION = next(c for c in conclusions.CLAIMS if c.id == "engine.concl-alpha")

CLAIMS: tuple[Claim, ...] = (
    Claim(
        id="engine.text-nonlinear",
        where="Sec. IV, on Fig. 2b",
        kind="statement",
        title="The growth bends for few pairs and straightens for many",
        latex=r"\mathcal P_N/\mathcal P_1\ \text{highly non-linear for small}\ N,\ \text{then a straight line (log-log)}",
        printed="1",
        prose=True,
        domain=Domain({"DE": among(100, 125, 150), "T": reals(80, 140)}),
        oracle_only=("DE", "T"),
        conventions=PARAMETERS
        + "; 1 where the local exponent changes more than twice as much from 1-2 to 3-4 pairs as from 13-14 to 19-20",
        checks=(
            Equality(
                Oracle(_bends, "full master equation of up to 20 pairs, float64"),
                route="numeric",
                truth=True,
                points=20,
                minimum=12,
            ),
        ),
    ),
    Claim(
        id="engine.text-Nsat",
        where="below Eq. (24)",
        kind="number",
        title="Number of pairs from which the power law is fitted",
        latex=r"N_{sat}",
        missing="the criterion for N_sat, the size from which points enter the fit, is not given",
    ),
    replace(
        _CONCLUSION,
        id="engine.text-alpha",
        where="below Eq. (24), Fig. 2c",
        title="Range of the exponent",
        depends=(),
        notes=("The ranges of the axes of Fig. 2c are not in the text.",),
    ),
    Claim(
        id="engine.text-superlinear",
        where="below Eq. (24) and caption of Fig. 2",
        kind="scaling",
        title="The power grows faster than the number of pairs",
        latex=r"\alpha>1\ \text{in extensive regions}",
        printed="1",
        prose=True,
        domain=FIG2,
        oracle_only=("DE", "T"),
        conventions=PARAMETERS + "; 1 where the exponent between 14 and 20 pairs exceeds 1",
        checks=(
            Equality(
                Oracle(
                    lambda p, d: int(_exponent(p, 14, 20) > 1),
                    "full master equation of 14 and 20 pairs, float64",
                ),
                route="numeric",
                truth=True,
                points=30,
                minimum=20,
            ),
        ),
    ),
    Claim(
        id="engine.text-crossover",
        where="end of Sec. IV",
        kind="limit",
        title="Beyond a crossover the power is linear in the number of pairs",
        latex=r"N\ge N_{cr}:\ \text{a different scaling dominates}",
        printed="1",
        prose=True,
        domain=Domain({"DE": among(60, 125), "T": among(80, 100)}),
        oracle_only=("DE", "T"),
        conventions=PARAMETERS + "; limit of the local exponent",
        checks=(
            Scaling(
                Oracle(
                    lambda p, d: finite_power(p["DE"], p["T"], int(p["N"])),
                    "power from the full master equation, float64",
                ),
                route="numeric",
                variable="N",
                sequence=tuple(Fraction(N) for N in (10, 20, 40, 80)),
                points=2,
            ),
        ),
        notes=("The super-linear growth of Fig. 2 is a property of intermediate sizes.",),
    ),
    Claim(
        id="engine.text-cooling",
        where="below Eq. (24)",
        kind="identity",
        title="Cooling power and power",
        latex=r"\dot Q_N^{(1)}=-(\Delta E/E_1)\mathcal P_N",
        printed=f"-((E2-E1)/E1)*P({ARGUMENTS})",
        corrected=f"-(E1/(E2-E1))*P({ARGUMENTS})",
        cause="factor: the ratio is upside down",
        domain=machines(),
        bindings={"P": from_closed("engine_power")},
        conventions=UNITS,
        checks=(Equality(from_full(cold_current), route="numeric", points=10),),
        chase=Chase(
            transcription="the sentence below (24), which refers to (21)",
            oracle="power and current of one stationary state; (21) holds for both in exact form",
            extraction="the fraction stands in the line, with Delta E before the stroke",
            convention="(21) gives -E_1/Delta E in the paper's own signs; the exponent of the growth is the same",
        ),
        depends=("engine.eq21",),
    ),
    Claim(
        id="engine.text-highT",
        where="Sec. IV, context of Eq. (24)",
        kind="asymptotic",
        title="Gain over one pair between very hot baths, derived anew",
        latex=r"\mathcal P_N/\mathcal P_1\to\left(\frac{N(N+2)}3\right)^2\quad(\bar T\to\infty)",
        printed="(N*(N+2)/3)**2",
        prose=True,
        domain=Domain(
            {
                "N": integers(1, 4),
                "E1": reals("1/2", 2),
                "DE": reals("1/5", 3),
                "dT": reals("1/2", 3),
                "omega0": reals("1/10", 1),
                "Gamma0": reals("1/10", 1),
            }
        ),
        oracle_only=("E1", "DE", "dT", "omega0", "Gamma0"),
        conventions=UNITS
        + "; the formula is ours: the paper has none, it is the upper end of what Fig. 2c can show",
        checks=(
            Asymptotic(
                Oracle(_ratio, "powers from the full master equation of N pairs and of one"),
                route="numeric",
                variable="Tm",
                sequence=powers_of_ten(3, 7),
                title="trend with the mean temperature",
                points=6,
            ),
        ),
    ),
    Claim(
        id="engine.fig1",
        where="Fig. 1, caption",
        kind="statement",
        title="Heat from hot to cold gives work; work can drive it back",
        latex=r"\dot Q^{(2)}>0,\ \dot Q^{(1)}<0,\ \mathcal P>0\quad\text{or all reversed}",
        printed=f"[if_else({ENGINE}, 1, -1), if_else({ENGINE}, -1, 1), if_else({ENGINE}, 1, -1)]",
        prose=True,
        domain=BY_TEMPERATURES,
        oracle_only=("N", "omega0", "Gamma0"),
        conventions=UNITS
        + "; the values are the signs of the heat from the hot bath, of that from the cold bath, and of the power; the figure "
        "itself is a scheme without data",
        checks=(
            Equality(
                signs(hot_current, cold_current, power),
                route="numeric",
                truth=True,
                points=24,
                minimum=16,
            ),
        ),
    ),
)
