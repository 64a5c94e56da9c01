"""Sec. VI, and what the abstract and the introduction say of the macroscopic limit."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from cotherm.numeric.large_engine import large_engine

from ...books import whole
from ...checks import Asymptotic, Oracle
from ...claims import Claim
from ...domain import Domain, among
from . import (
    bath_dynamics,
    finite_constancy,
    limit,
    limit_constancy,
    limit_power,
    pair_states,
    transient_size,
)
from .repeated import repeated

PLACE = "Sec. VI"


def _per_pair(point: dict[str, Fraction]) -> float:
    """P_N/(N Gamma0) of the full master equation on the plane of Fig. 6."""
    N = whole(point["N"])
    machine: dict[str, Any] = limit.machine(point["DE"], point["T"])
    return large_engine(N, scaled=True, **machine).power() / N / float(limit.RATE)


INTRODUCTION: tuple[Claim, ...] = (
    Claim(
        id="engine.intro-linear",
        where="Sec. I",
        kind="asymptotic",
        title="Power linear in the number of pairs",
        latex=r"\mathcal P_N/N\to\lim\mathcal P_N/N",
        printed="P(DE, T)",
        prose=True,
        domain=Domain(
            {"DE": among(4, 9, 20), "T": among("21/2", 11, 12)},
            where=lambda p: p["DE"] * (p["T"] - 10) != 20,
            where_text="off the Carnot point",
        ),
        bindings={"P": limit.of(limit.power)},
        conventions=limit.SET + "; per pair and Gamma0",
        checks=(
            Asymptotic(
                Oracle(
                    lambda p, d: _per_pair(p),
                    "full master equation of up to 48 pairs, float64",
                ),
                route="numeric",
                variable="N",
                sequence=tuple(Fraction(k) for k in (6, 12, 24, 48)),
                remainder="1/N",
                points=3,
                minimum=3,
                digits=12,
                title="trend in N with the order of the remainder",
            ),
        ),
    ),
    repeated(
        limit_constancy.CLAIMS,
        "text-macro-tur",
        "intro-turmacro",
        "Sec. I",
        notes=(),
        depends=(),
    ),
)

CLAIMS: tuple[Claim, ...] = (
    repeated(finite_constancy.CLAIMS, "text-Cdrop", "concl-Cdrop", PLACE),
    repeated(bath_dynamics.CLAIMS, "text-proportional", "concl-gap", PLACE),
    repeated(transient_size.CLAIMS, "text-Nstar", "concl-Nstar", PLACE),
    repeated(limit_power.CLAIMS, "text-gainexists", "concl-gain", PLACE),
    repeated(limit_power.CLAIMS, "text-gaintrend", "concl-gaintrend", PLACE),
    repeated(limit_constancy.CLAIMS, "text-fig7enh", "concl-enh", PLACE),
    repeated(limit_constancy.CLAIMS, "text-macro-tur", "concl-macrotur", PLACE, notes=()),
    repeated(pair_states.CLAIMS, "text-MIpower", "concl-MI", PLACE),
    repeated(pair_states.CLAIMS, "text-concurrence", "concl-entanglement", PLACE),
)
