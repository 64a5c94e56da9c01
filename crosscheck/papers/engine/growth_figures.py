"""Fig. 2: power of one pair, regressions of the power on the number of pairs, map of the exponent."""

from __future__ import annotations

import math
from fractions import Fraction
from functools import lru_cache
from typing import Any

import numpy as np

from cotherm.numeric.certify import certified
from cotherm.numeric.collective_engine import Engine, engine_model
from cotherm.numeric.fields import Field, Float64
from cotherm.numeric.power_law import PowerLaw, power_law
from cotherm.numeric.sign_change import sign_change
from cotherm.symbolic.forms import collective_engine as forms

from ...books import whole
from ...checks import Equality, Oracle
from ...claims import Claim
from ...domain import Caveat, Domain, Point, among, reals
from ...figures import Curve, Figure, Map
from .growth import PARAMETERS, finite_power
from .machines import parameters, power

GIVEN = {name: Fraction(value) for name, value in (("E1", 100), ("omega0", 1), ("Gamma0", 1))}
SET = (
    "hbar = k_B = 1; parameters of Fig. 2, E_1 = 100 omega0, Gamma0 = omega0, Delta T = 100 omega0; DE, T: splitting and mean "
    "temperature in omega0; the ranges of the axes are not in the text"
)
WINDOW = (10, 12, 14, 16)
COLDEST_LARGE = 80
"""Mean temperature from which the iterations for many pairs converge at this weak drive."""


def _machine(DE: Fraction, T: Fraction) -> dict[str, Fraction]:
    return {**GIVEN, "E2": 100 + DE, "beta1": 1 / (T - 50), "beta2": 1 / (T + 50)}


@lru_cache(maxsize=8192)
def power_of_pairs(DE: Fraction, T: Fraction, N: int) -> float:
    """Power of the full master equation in float64; up to 16 pairs at any temperature."""
    if T >= COLDEST_LARGE or max(WINDOW) < N:
        return finite_power(DE, T, N)
    field = Float64()
    return float(Engine(field, engine_model(field, N, **parameters(_machine(DE, T)))).power())


@lru_cache(maxsize=4096)
def regression(DE: Fraction, T: Fraction, window: tuple[int, ...] = WINDOW) -> PowerLaw:
    """Regression of P_N/P_1 over a window of sizes."""
    single = power_of_pairs(DE, T, 1)
    return power_law(window, [power_of_pairs(DE, T, N) / single for N in window])


def _on_line(law: PowerLaw, N: float) -> float:
    return law.factor * math.pow(N, law.exponent)


# ------------------------------------------------------------------------------ oracles


def _one_pair(field: Field, point: Point) -> Any:
    return power(field, {**point, "N": Fraction(1)})


def _closed_pair(field: Field, point: Point) -> Any:
    values = parameters(point)
    if field.name == "float64":
        return forms.engine_power.float64(N=1, **{k: float(v) for k, v in values.items()})
    return forms.engine_power.ball(field.prec, N=1, **values)  # type: ignore[attr-defined]


def _modes(function: Any) -> Any:
    """Splitting at which the power of one pair vanishes, and the sign of the power at r times it."""

    def compute(point: Point, digits: int) -> list[Any]:
        T = point["T"]

        def at(field: Field, DE: Fraction) -> Any:
            return function(field, _machine(DE, T))

        near = 10000 / (T - 50)
        zero = sign_change(at, near * 3 / 5, near * 7 / 5, digits + 2, "the power")
        place = point["r"] * Fraction(float(zero.mid()))
        delivered = certified(lambda field: at(field, place), 6)
        return [zero, 1 if delivered > 0 else -1]

    return compute


def _straight(point: Point, digits: int) -> list[int]:
    """Whether the regression is a line to 3 per cent, misses one pair by ten times more, and has a slope from 1 to 1.5."""
    DE, T = Fraction(125), point["T"]
    window = tuple(range(whole(point["n"]), 21))
    fit, single = regression(DE, T, window), power_of_pairs(DE, T, 1)
    deviation = max(
        abs(math.log(power_of_pairs(DE, T, N) / single / _on_line(fit, N))) for N in window
    )
    missed = abs(math.log(fit.factor))
    return [
        int(deviation < 0.03),
        int(missed > 10 * deviation),
        int(1 < fit.exponent <= 1.5),
    ]


def _on_map(point: Point, digits: int) -> list[int]:
    """Whether 1 < alpha <= 1.5, and whether all sizes of the window are in the mode of one pair."""
    DE, T = point["DE"], point["T"]
    single = power_of_pairs(DE, T, 1)
    same = all(power_of_pairs(DE, T, N) * single > 0 for N in WINDOW)
    return [int(1 < regression(DE, T).exponent <= 1.5), int(same)]


CLAIMS: tuple[Claim, ...] = (
    Claim(
        id="engine.fig2a",
        where="Fig. 2a",
        kind="figure",
        title="Power of one pair: engine below the curve of zero power, refrigerator beyond",
        latex=r"\mathcal P_1=0\ \text{on}\ \Delta E=\Delta E_*,\quad\mathcal P_1>0\ \text{below},\quad\mathcal P_1<0\ \text{beyond}",
        printed="[100*100/(T-50), if_else(r < 1, 1, -1)]",
        prose=True,
        domain=Domain(
            {"T": reals(55, 400), "r": reals("1/10", 10)},
            where=lambda p: abs(p["r"] - 1) > Fraction(1, 100),
            where_text="r is not 1",
        ),
        conventions=SET + "; the values are Delta E_* and the sign of P_1 at Delta E = r Delta E_*",
        checks=(
            Equality(
                Oracle(
                    _modes(_closed_pair),
                    "closed form of one pair, zero enclosed by certified signs",
                ),
                route="symbolic",
                title="closed form of one pair",
                truth=True,
                points=16,
                minimum=12,
                digits=30,
            ),
            Equality(
                Oracle(
                    _modes(_one_pair),
                    "stationary state of the full master equation, zero enclosed by certified signs",
                ),
                route="numeric",
                truth=True,
                points=16,
                minimum=12,
                digits=30,
            ),
        ),
        depends=("engine.eq23a", "engine.text-modes"),
    ),
    Claim(
        id="engine.fig2b",
        where="Fig. 2b",
        kind="figure",
        title="Regressions of the power on the number of pairs",
        latex=r"\ln\frac{\mathcal P_N}{\mathcal P_1}\simeq\alpha\ln N+\text{const}\quad(N\lesssim20),\quad\Delta E=125\,\omega_0",
        printed="[1, 1, 1]",
        prose=True,
        domain=Domain(
            {"T": reals(70, 200), "n": among(8, 10, 12, 14)},
            where=lambda p: abs(p["T"] / 130 - 1) > Fraction(1, 100),
            where_text="off the Carnot point T = 130",
        ),
        oracle_only=("T", "n"),
        conventions=PARAMETERS
        + "; DE = 125; regression over all sizes from n to 20 pairs; 1 where P_N stays within 3 per cent of the line, where one pair "
        "misses it by more than ten times the largest deviation, and where 1 < alpha <= 1.5",
        checks=(
            Equality(
                Oracle(_straight, "full master equation of up to 20 pairs, float64"),
                route="numeric",
                truth=True,
                points=20,
                minimum=16,
            ),
        ),
        depends=("engine.text-nonlinear",),
        notes=(
            "Temperatures of the curves and N_sat are not in the text. Slopes from 10 to 20 pairs, with the standard error of the "
            "regression: 1.0150(5) at T = 70, 1.037(1) at 100, 1.058(2) at 120, 1.097(4) at 150, 1.181(9) at 200.",
            "The choice of the window weighs more than that error: from 8 pairs 1.216 and from 14 pairs 1.141 at T = 200; from 20 to 40 "
            "pairs 1.074. The slope goes on falling to 1 (engine.text-crossover).",
        ),
    ),
    Claim(
        id="engine.fig2c",
        where="Fig. 2c",
        kind="figure",
        title="Map of the exponent",
        latex=r"1<\alpha\le1.5",
        printed="[1, 1]",
        prose=True,
        domain=Domain(
            {"DE": reals(20, 300), "T": reals(51, 800)},
            where=lambda p: abs(p["DE"] * (p["T"] - 50) / 10000 - 1) > Fraction(1, 20),
            where_text="off the Carnot point",
        ),
        oracle_only=("DE", "T"),
        conventions=SET
        + "; alpha from the regression over 10, 12, 14 and 16 pairs; 1 where 1 < alpha <= 1.5, and where all these sizes are in the "
        "mode of one pair, so that Delta E_* bounds the modes for all",
        caveats=(
            Caveat(
                "mean temperatures up to 2 E_1, where alpha goes from 1.002 to 1.4; hotter engines of 16 pairs have not reached a power "
                "law yet, their exponent rises to 3.0 (T = 800, small splittings) and falls with N",
                lambda p: p["T"] <= 200,
            ),
        ),
        checks=(
            Equality(
                Oracle(_on_map, "full master equation of 1 to 16 pairs, float64"),
                route="numeric",
                truth=True,
                points=40,
                minimum=24,
            ),
        ),
        depends=("engine.fig2a", "engine.text-superlinear"),
        notes=(
            "Super-linear everywhere on the plane, but by more than a tenth only above T of about 100 at small and 170 at large splittings. "
            "Alpha is smooth across the white line. With N the exponents fall on, to 1 (engine.text-crossover).",
        ),
    ),
)


# ------------------------------------------------------------------------------ figures


def _exact(value: float) -> Fraction:
    return Fraction(f"{value:.6g}")


def _drawn(value: float) -> float:
    """Seven digits: below are the last steps of the iterations, which differ between machines."""
    return float(f"{value:.7g}")


TEMPERATURES = tuple(float(T) for T in np.linspace(52, 202, 31))
SPLITTINGS = tuple(float(DE) for DE in np.linspace(12, 300, 37))
COARSE = TEMPERATURES[::2]
BASES = (70, 100, 150, 200)
FITTED = tuple(range(10, 21))
SIZES = tuple(float(N) for N in (*range(1, 21), 24, 28, 34, 40))
CLOSED_SIZES = 6


def _closed_power(T: float, DE: float) -> float:
    values = {name: float(value) for name, value in _machine(_exact(DE), _exact(T)).items()}
    return float(forms.engine_power.float64(N=1, **values))


def _full_power(T: float, DE: float) -> float:
    return _drawn(power_of_pairs(_exact(DE), _exact(T), 1))


def _zero(function: Any, T: float) -> float:
    """Splitting of zero power, where it is on the plane."""
    near = 10000 / (T - 50)
    if near > SPLITTINGS[-1] * 1.05:
        return math.nan
    zero = sign_change(
        lambda field, DE: function(field, _machine(DE, _exact(T))),
        Fraction(near * 0.6),
        Fraction(near * 1.4),
        12,
        "the power",
    )
    return float(zero.mid())


def _closed_ratio(T: int, N: float) -> float:
    """P_N/P_1 from the hierarchy of moments of the symbolic book, few pairs only."""
    if N > CLOSED_SIZES:
        return math.nan
    machine = _machine(Fraction(125), Fraction(T))
    many, one = (forms.engine_power.digits(16, N=n, **machine) for n in (int(N), 1))
    return float((many / one).mid())


def _full_ratio(T: int, N: float) -> float:
    values = (Fraction(125), Fraction(T))
    return _drawn(power_of_pairs(*values, int(N)) / power_of_pairs(*values, 1))


def _line(T: int, N: float) -> float:
    return _drawn(_on_line(regression(Fraction(125), Fraction(T), FITTED), N))


def _exponent(T: float, DE: float) -> float:
    return _drawn(regression(_exact(DE), _exact(T)).exponent)


def _boundary() -> Curve:
    return Curve(
        "zero power, Delta E_*",
        closed=lambda T: _zero(_closed_pair, T),
        numeric=lambda T: _zero(_one_pair, T),
        at=TEMPERATURES[9::4],
        colour=1,
    )


FIGURES = (
    Figure(
        id="engine.fig2a",
        title="Power of one pair: closed form, master equation (dots)",
        x_label="mean temperature / omega_0",
        y_label="Delta E / omega_0",
        x=TEMPERATURES,
        curves=(_boundary(),),
        map=Map(
            "P_1 / omega_0^2",
            SPLITTINGS,
            closed=_closed_power,
            numeric=_full_power,
            at=tuple((T, DE) for T in TEMPERATURES[2::4] for DE in SPLITTINGS[2::6]),
            signed=True,
        ),
    ),
    Figure(
        id="engine.fig2b",
        title="Power of N pairs, regression over 10 to 20 pairs (dashed)",
        x_label="N",
        y_label="P_N / P_1",
        x=SIZES,
        curves=(
            *(
                Curve(
                    f"T = {T}",
                    closed=lambda N, T=T: _closed_ratio(T, N),  # type: ignore[misc]
                    numeric=lambda N, T=T: _full_ratio(T, N),  # type: ignore[misc]
                    at=SIZES,
                    colour=k,
                )
                for k, T in enumerate(BASES)
            ),
            *(
                Curve(
                    f"T = {T}, regression",
                    numeric=lambda N, T=T: _line(T, N),  # type: ignore[misc]
                    at=(4.0, 40.0),
                    colour=k,
                    dashed=True,
                )
                for k, T in enumerate(BASES)
            ),
        ),
        log_x=True,
        log_y=True,
    ),
    Figure(
        id="engine.fig2c",
        title="Exponent of the power from 10 to 16 pairs",
        x_label="mean temperature / omega_0",
        y_label="Delta E / omega_0",
        x=COARSE,
        curves=(_boundary(),),
        map=Map(
            "alpha",
            SPLITTINGS[::3],
            numeric=_exponent,
            levels=(1.02, 1.05, 1.1, 1.2, 1.3),
        ),
    ),
)
