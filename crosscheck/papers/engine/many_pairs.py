"""Sec. IV: the power law of (24), its window of sizes, and what becomes of it for many pairs."""

from __future__ import annotations

from fractions import Fraction
from functools import lru_cache
from typing import Any

import flint

from cotherm.numeric.collective_engine import engine_model
from cotherm.numeric.engine_spectrum import engine_gap
from cotherm.numeric.fields import Float64
from cotherm.numeric.large_engine import large_engine
from cotherm.numeric.macroscopic_engine import relaxation_spectrum
from cotherm.numeric.power_law import PowerLaw, power_law
from cotherm.symbolic.forms import collective_engine, many_pairs

from ...books import whole
from ...checks import Asymptotic, Equality, Oracle
from ...claims import Claim
from ...domain import Domain, Point, among, reals
from .limit import rough
from .machines import of_temperatures
from .machines import parameters as of_point

SET = (
    "hbar = k_B = 1; parameters of Fig. 2, E_1 = 100 omega0, Gamma0 = omega0, Delta T = 100 omega0; DE, T: splitting and mean "
    "temperature in omega0"
)
EARLY = tuple(range(10, 21, 2))
LATE = (28, 34, 40)


def _parameters(DE: Fraction, T: Fraction) -> dict[str, Any]:
    fixed = {"E1": Fraction(100), "dT": Fraction(100), "omega0": Fraction(1), "Gamma0": Fraction(1)}
    return of_point(of_temperatures({**fixed, "DE": DE, "Tm": T}))


@lru_cache(maxsize=4096)
def _moments(N: int, DE: Fraction, T: Fraction, scaled: bool) -> tuple[float, float]:
    """Power and its variance from the full master equation."""
    engine = large_engine(N, scaled=scaled, **_parameters(DE, T))
    return engine.power(), engine.power_variance()


@lru_cache(maxsize=4096)
def _power(N: int, DE: Fraction, T: Fraction) -> float:
    return float(large_engine(N, **_parameters(DE, T)).power())


def _gain(point: Point, digits: int) -> float:
    """P_N/P_1 from the full master equation."""
    place = point["DE"], point["T"]
    return _power(whole(point["N"]), *place) / _power(1, *place)


def _slope(DE: Fraction, T: Fraction) -> flint.arb:
    """lim P_N/(N P_1) from the closed forms."""
    values, prec = _parameters(DE, T), flint.ctx.prec
    limit: flint.arb = many_pairs.many_pairs_power.ball(prec, **values)
    one: flint.arb = collective_engine.engine_power.ball(prec, N=1, **values)
    return limit / one


def _excitations(DE: Fraction, T: Fraction) -> flint.arb:
    """n_1 + n_2."""
    values = _parameters(DE, T)
    baths = {name: values[name] for name in ("E1", "E2", "beta1", "beta2")}
    total: flint.arb = many_pairs.thermal_excitations.ball(flint.ctx.prec, **baths)
    return total


def _fit(point: Point, which: int, sizes: tuple[int, ...], scaled: bool = False) -> PowerLaw:
    values = [_moments(N, point["DE"], point["T"], scaled)[which] for N in sizes]
    return power_law(sizes, values)


def _spurious(point: Point, digits: int) -> list[int]:
    """Whether exponents above 1 for 10 to 20 pairs fade out (power, variance) and are absent with scaling."""
    found = []
    for which in (0, 1):
        early, late = (_fit(point, which, sizes) for sizes in (EARLY, LATE))
        above = early.exponent - 1 > 5 * early.error
        found.append(int(above and 0 < late.exponent - 1 < 0.6 * (early.exponent - 1)))
    scaled = _fit(point, 0, EARLY, scaled=True)
    return [*found, int(scaled.exponent < 1)]


@lru_cache(maxsize=256)
def _limit_gap(DE: Fraction, T: Fraction) -> flint.arb:
    values = _parameters(DE, T)
    x1, x2 = (values[f"beta{i}"] * values[f"E{i}"] for i in (1, 2))
    return rough(-relaxation_spectrum(x1, x2, 1, order=1, count=1, cutoff=10)[0].real)


def _gaps(point: Point, digits: int) -> list[float]:
    """N times the gap with and without scaling; three coherence orders for few pairs, else the slowest."""
    N, field = whole(point["N"]), Float64()
    orders = (0, 1, 2) if N <= 6 else (1,)
    found = []
    for scaled in (True, False):
        model = engine_model(field, N, scaled=scaled, **_parameters(point["DE"], point["T"]))
        found.append(N * engine_gap(model.rates, orders).gap)
    return found


POWER_LAW: tuple[Claim, ...] = (
    Claim(
        id="engine.eq24",
        where="Eq. (24)",
        kind="approximation",
        title="Power law in the number of pairs",
        latex=r"\mathcal P_N/\mathcal P_1\sim N^\alpha",
        printed="A(DE, T)*N",
        domain=Domain(
            {"DE": reals(20, 150), "T": reals(85, 140)},
            where=lambda p: abs(p["DE"] * (p["T"] - 50) / 10000 - 1) > Fraction(1, 20),
            where_text="off the Carnot point",
        ),
        bindings={"A": _slope, "n": _excitations},
        conventions=SET
        + "; alpha = 1, the only exponent that the printed condition, N sufficiently large, leaves; A from two damped oscillators "
        "(derivation many_pairs_power) and P_1; n = n_1 + n_2, thermal occupations; hotter engines need more pairs",
        checks=(
            Asymptotic(
                Oracle(_gain, "full master equation of up to 80 pairs and of one, float64"),
                route="numeric",
                variable="N",
                sequence=tuple(Fraction(N) for N in (20, 40, 80)),
                law="n(DE, T)/(N-n(DE, T))",
                points=4,
                digits=12,
                title="error law of the power law with exponent 1",
            ),
        ),
        notes=(
            "P_N = (lim P_N/N)(N - n_1 - n_2 + ...), so the local exponent is 1 + (n_1 + n_2)/N + ... and no straight line with "
            "alpha > 1 exists beyond a window of sizes.",
            "In the window N = 10 to 20, at Delta E = 125 omega0, regression gives alpha = 1.020(1), 1.037(1), 1.083(3), 1.181(9) "
            "at T = 80, 100, 140, 200 omega0; from N = 14 to 20 it is 1.017, 1.030, 1.067, 1.140, lower by several times the "
            "uncertainty: alpha depends on N_sat.",
        ),
    ),
)

REMARKS: tuple[Claim, ...] = (
    Claim(
        id="engine.text-spurious",
        where="end of Sec. IV",
        kind="statement",
        title="The super-extensive growth of power and variance is spurious",
        latex=r"\text{no macroscopic limit of }\hat V\ \Rightarrow\ \text{spurious super-extensive }\mathcal P_N,\ \mathrm{Var}(\mathcal P_N)",
        printed="[1, 1, 1]",
        prose=True,
        domain=Domain(
            {"DE": among(25, 60, 125, 200), "T": reals(80, 200)},
            where=lambda p: abs(p["DE"] * (p["T"] - 50) / 10000 - 1) > Fraction(1, 20),
            where_text="off the Carnot point",
        ),
        oracle_only=("DE", "T"),
        conventions=SET
        + "; power, variance: 1 where the exponent between 10 and 20 pairs exceeds 1 by more than five standard "
        "errors and its excess falls by at least 40 per cent for 28 to 40 pairs; third: 1 where the power of the scaled engine (28) "
        "has an exponent below 1 for 10 to 20 pairs",
        checks=(
            Equality(
                Oracle(_spurious, "regression lines of the full master equation, float64"),
                route="numeric",
                truth=True,
                points=6,
                minimum=5,
            ),
        ),
        notes=(
            "The paper names a possibility; for this machine it is so. Power and variance both become extensive without scaling.",
        ),
        depends=("engine.eq24",),
    ),
    Claim(
        id="engine.text-noncommute",
        where="end of Sec. IV",
        kind="statement",
        title="The gap stays open for many pairs, with and without scaling",
        latex=r"\lim_{N\to\infty}\lim_{t\to\infty}\ \text{against}\ \lim_{t\to\infty}\lim_{N\to\infty}",
        printed="[N*G(DE, T), N*(N-n(DE, T))/2]",
        prose=True,
        domain=Domain({"DE": among(100, 125, 150), "T": among(100, 105, 110)}),
        bindings={
            "G": _limit_gap,
            "n": _excitations,
        },
        conventions=SET
        + "; N times the gap of (5) in units of Gamma0, scaled (28) and not: the first tends to the gap G of the "
        "generator of the limit, the second grows as N/2; n = n_1 + n_2; two collective spins N/2",
        checks=(
            Asymptotic(
                Oracle(_gaps, "spectrum of the full master equation by coherence order, float64"),
                route="numeric",
                variable="N",
                sequence=tuple(Fraction(N) for N in (6, 12, 16)),
                remainder="1",
                tight=False,
                points=2,
                minimum=2,
                digits=12,
                title="gap with a remainder 1/N",
            ),
        ),
        notes=(
            "The paper names a possibility and asks for the gap. With or without scaling the gap found here does not close, which speaks "
            "for limits that commute and does not prove it: two collective spins N/2, coherence orders 0 to 2 up to 6 pairs and order 1 "
            "beyond, and a narrow domain, as elsewhere the trend in 1/N has not settled at 16 pairs.",
        ),
    ),
)
