"""Exact steady states, their coherences and the strengths of emission and absorption, for Apps. H to J."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from functools import lru_cache
from typing import Any

from cotherm.numeric.density_matrix import steady_density
from cotherm.numeric.temperature import InverseTemperature

from ...books import whole
from ...domain import Point
from ..heatcap.operators import FIELD
from .sectors import (
    MULTIPLES,
    multiples,
    sign_of,
)

SIGN: Mapping[str, Any] = {"sgn": sign_of}
STEPS: Mapping[str, Any] = {
    "pos": lambda x: Fraction(x > 0),
    "neg": lambda x: Fraction(x < 0),
}


PAIRS = "at least two spins; " + MULTIPLES


TWO = multiples(16, first=2)


@lru_cache(maxsize=256)
def density(n: int, s: Fraction, bath: Fraction, start: Fraction) -> Any:
    """Exact stationary density matrix for exp(-b) and exp(-b0)."""
    return steady_density(
        FIELD,
        n,
        s,
        InverseTemperature(q=bath),
        "collective",
        InverseTemperature(q=start),
    )


def state_of(point: Point) -> Any:
    """Exact stationary density matrix at a point that gives temperatures as multiples."""
    x = point["x"] ** 2
    bath, start = (x ** whole(point[name]) for name in ("i", "j"))
    return density(whole(point["n"]), point["s"], bath, start)
