"""Figures 1 to 10, made again from both routes, and the claims on what they show."""

from __future__ import annotations

from ...claims import Claim
from . import energy_figures, engine_figures, entropy_figures
from .curves import FIGURES

__all__ = ["CLAIMS", "FIGURES"]

CLAIMS: tuple[Claim, ...] = (
    *energy_figures.CLAIMS,
    *entropy_figures.CLAIMS,
    *engine_figures.CLAIMS,
)
