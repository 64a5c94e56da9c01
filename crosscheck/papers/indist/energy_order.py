"""Inequalities between collective and thermal energies, attacked on both routes."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from functools import lru_cache
from typing import Any

import flint

from cotherm.numeric import collective_bath
from cotherm.numeric.fields import Ball
from cotherm.symbolic.forms import spin_ensemble as ensemble

from ...books import bind, whole
from ...checks import Inequality
from ...domain import Axis, Domain, Point, half_integers, integers
from .sectors import (
    size_text,
    within,
)

NUMERIC_LIMIT = 16
CLOSED_ENERGY = bind(ensemble.steady_energy, "n", "s", "b", "b0")
CLOSED_THERMAL = bind(ensemble.thermal_energy, "n", "s", "b")
ENSEMBLE = "two or more spins"


def _small(n: Fraction, s: Fraction) -> bool:
    return (2 * s + 1) ** whole(n) <= NUMERIC_LIMIT


@lru_cache(maxsize=4096)
def _energy(n: Fraction, s: Fraction, b: Fraction, b0: Fraction | str, bits: int) -> Any:
    if _small(n, s):
        return collective_bath.steady_energy(Ball(bits), whole(n), s, b, b0)
    return CLOSED_ENERGY(n, s, b, b0)


@lru_cache(maxsize=4096)
def _thermal(n: Fraction, s: Fraction, b: Fraction, bits: int) -> Any:
    if _small(n, s):
        return collective_bath.thermal_energy(Ball(bits), whole(n), s, b)
    return CLOSED_THERMAL(n, s, b)


def energy(n: Fraction, s: Fraction, b: Fraction, b0: Fraction | str = "inf") -> Any:
    """E after collective dissipation: full equation for small ensembles, else the closed form."""
    return _energy(n, s, b, b0, flint.ctx.prec)


def thermal(n: Fraction, s: Fraction, b: Fraction) -> Any:
    """E after independent dissipation: full equation for small ensembles, else the closed form."""
    return _thermal(n, s, b, flint.ctx.prec)


def ordered(
    printed: str, where: Callable[[Point], bool], text: str, **axes: Axis
) -> dict[str, Any]:
    """Domain and both attacks of an inequality between the energies of two or more spins."""
    small = Domain(
        {"n": integers(2, 4), "s": half_integers("1/2", "3/2"), **axes},
        lambda p: within(NUMERIC_LIMIT)(p) and where(p),
        f"{ENSEMBLE}; {text}; {size_text(NUMERIC_LIMIT)}",
    )
    large = Domain(
        {"n": integers(2, 30), "s": half_integers("1/2", "5/2"), **axes},
        where,
        f"{ENSEMBLE}; {text}",
    )
    return {
        "printed": printed,
        "domain": large,
        "bindings": {"E": energy, "Eth": thermal},
        "checks": (
            Inequality(
                route="numeric",
                title="attack with the full master equations",
                domain=small,
                points=30,
                search=15,
            ),
            Inequality(
                route="symbolic",
                title="attack with the closed forms",
                points=50,
                search=30,
            ),
        ),
    }
