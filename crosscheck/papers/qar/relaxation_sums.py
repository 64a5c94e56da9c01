"""Appendix C: mean relaxation time as a sum over levels, and how it falls with N."""

from __future__ import annotations

import math
from fractions import Fraction
from typing import Any

from cotherm.numeric import first_passage as numeric_times
from cotherm.numeric.fields import Field, Float64
from cotherm.symbolic.forms import superradiance as closed_times

from ...books import exact
from ...checks import Equality, Oracle, Scaling
from ...claims import Chase, Claim
from ...domain import Domain, Point, among, reals
from . import thermal_models as thermal
from .relaxation import COLD_BATH, ODD_SPINS, axis, cold
from .thermal_models import COLD, is_level

LEVEL = "half-odd level, at most N/2"


def _closed_relaxation(point: Point, digits: int) -> Any:
    return closed_times.relaxation_time.digits(
        digits, N=point["N"], a0=point["a0"], gamma=point["gamma"]
    )


def _numeric_relaxation(field: Field, point: Point) -> Any:
    return numeric_times.relaxation_time(field, point["N"], point["a0"], point["gamma"])


FROM_ABOVE = Domain(
    {"N": ODD_SPINS, "a0": axis(3), **COLD},
    where=lambda p: is_level(p, "a0"),
    where_text=LEVEL,
)

EULER = 0.5772156649015329
LARGE = tuple(Fraction(10**k + 1) for k in (2, 3, 4, 5))


def _without_logarithm(point: Point) -> float:
    """Mean first-passage time over ln N + 0.577..., the sum of 1/k up to N."""
    time = float(_numeric_relaxation(Float64(), point))
    return time / (math.log(point["N"]) + EULER)


def _top(point: Point) -> Point:
    """The highest level of N + odd (or N + odd - 1) spins, an odd number."""
    N = point["N"] + point["odd"]
    return {"N": N, "a0": N / 2, "gamma": point["gamma"]}


CLAIMS = (
    Claim(
        id="qar.eqC3",
        where="Eq. (C3), first form",
        kind="identity",
        title="Relaxation time as a sum of waiting times",
        latex=r"\langle\tau\rangle=\sum_{a=3/2}^{m_0}\langle\tau_{a-1,a}\rangle",
        printed="sum(1/R(a, N, eps, delta), a, 3/2, m0)",
        domain=Domain(
            {"N": ODD_SPINS, "a0": axis(3), "m0": axis(3), **COLD},
            where=lambda p: is_level(p, "a0") and is_level(p, "m0"),
            where_text="half-odd levels, at most N/2",
        ),
        oracle_only=("a0",),
        bindings={"R": cold},
        exact_bindings=("R",),
        partners=(("m0", "a0"),),
        conventions=f"R(a, ...) is the rate from a to a - 1, start in |v_a0>; {COLD_BATH}",
        checks=(
            Equality(
                exact(
                    lambda f, p: thermal.passage(p, "a0"),
                    "mean first-passage time to the ground state",
                ),
                route="numeric",
                points=16,
            ),
        ),
        cause="index: the upper limit m_0 is not defined, a_0 is meant, as in the second form",
        chase=Chase(
            transcription="both forms of (C3) compared with the text",
            oracle="mean first-passage time of the rate equation at zero temperature, exact",
            extraction="the upper limits are legible: m0 in the first line, a0 in the second",
            convention="m_0 occurs nowhere else; the initial state is |v_a0>",
        ),
        depends=("qar.textC-wtd.mean",),
        instead="the sum runs from a = 3/2 to the initial level a_0",
    ),
    Claim(
        id="qar.eqC3.explicit",
        where="Eq. (C3), second form",
        kind="identity",
        title="Relaxation time, explicitly",
        latex=r"\langle\tau\rangle=\sum_{a=3/2}^{a_0}\frac4{\Gamma((2a-1)\Omega)\left[\frac N2\left(\frac N2+1\right)-a(a-1)\right]}",
        printed="sum(4/(Gamma((2*a-1)*Omega, eps, delta)*(N/2*(N/2+1)-a*(a-1))), a, 3/2, a0)",
        domain=Domain(
            {**FROM_ABOVE.axes, "Omega": reals("1/4", 3)},
            where=FROM_ABOVE.where,
            where_text=FROM_ABOVE.where_text,
        ),
        bindings={"Gamma": thermal.cold_density},
        exact_bindings=("Gamma",),
        conventions=COLD_BATH,
        checks=(
            Equality(
                exact(
                    lambda f, p: thermal.passage(p, "a0"),
                    "mean first-passage time to the ground state, explicit matrix elements",
                ),
                route="numeric",
                points=20,
            ),
        ),
        depends=("qar.eqC3",),
    ),
    Claim(
        id="qar.textC-few-terms",
        where="below Eq. (C3)",
        kind="scaling",
        title="Relaxation from a low level takes a time that falls as 1/N^2",
        latex=r"a_0\ \text{not much larger than}\ 3/2:\ \langle\tau\rangle\propto1/N^2",
        printed="-2",
        prose=True,
        domain=Domain({"a0": among("3/2", "5/2", "7/2", "9/2"), "gamma": reals("1/10", 10)}),
        oracle_only=("a0", "gamma"),
        conventions="odd N, constant spectral density gamma",
        checks=(
            Scaling(
                Oracle(_closed_relaxation, "closed form of the sum", book="symbolic"),
                variable="N",
                sequence=LARGE,
                digits=25,
            ),
            Scaling(
                Oracle(
                    lambda p, d: float(_numeric_relaxation(Float64(), p)),
                    "mean first-passage time, explicit matrix elements, float64",
                ),
                route="numeric",
                variable="N",
                sequence=tuple(Fraction(n) for n in (255, 511, 1023, 2047)),
                points=2,
                digits=15,
            ),
        ),
        depends=("qar.eqC3.explicit",),
    ),
    Claim(
        id="qar.textC-1overN",
        where="below Eq. (C3)",
        kind="scaling",
        title="Relaxation from the highest level for a constant spectral density",
        latex=r"a_0=N/2,\ \Gamma\ \text{roughly constant}:\ \langle\tau\rangle\ \text{may still scale as}\ 1/N",
        printed="-1",
        prose=True,
        domain=Domain({"gamma": reals("1/10", 10), "odd": among(1, 3)}),
        oracle_only=("gamma", "odd"),
        conventions="exponent of N, constant density gamma; N = n + odd",
        checks=(
            Scaling(
                Oracle(
                    lambda p, d: _closed_relaxation(_top(p), d),
                    "closed form of the sum, harmonic numbers",
                    book="symbolic",
                ),
                variable="N",
                sequence=tuple(Fraction(10**k) for k in (18, 36, 72, 144, 288)),
                title="exponent for very many spins",
                points=3,
                digits=25,
            ),
            Scaling(
                Oracle(
                    lambda p, d: _without_logarithm(_top(p)),
                    "mean first-passage time over ln N + 0.577, explicit matrix elements, float64",
                ),
                route="numeric",
                variable="N",
                sequence=tuple(Fraction(n) for n in (200, 400, 800, 1600)),
                title="exponent at moderate N, a logarithm divided out",
                points=2,
                minimum=2,
                digits=15,
            ),
        ),
        depends=("qar.eqC3.explicit",),
        notes=(
            "The law is 4 (ln N + 0.577)/(gamma N): the exponent -1 is reached up to a logarithm, which the hedged sentence (may, "
            "roughly constant) leaves room for. The local exponent is -1 + 1/(ln N + 0.577): -0.81 at N = 100, -0.87 at 1000.",
        ),
    ),
)
