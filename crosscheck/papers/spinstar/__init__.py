"""Claims of Türkpençe, Altintas, Paternostro, Müstecaplıoğlu, "A photonic Carnot engine ..." (key ``spinstar``)."""

from __future__ import annotations

from ...claims import Paper
from . import (
    atom_pass,
    carnot_cycle,
    cavity_losses,
    coarse_grained,
    cold_bath,
    fuel_claims,
    laboratory,
    maser_figures,
    microscopic_equation,
    stroboscopic,
)

PAPER = Paper(
    key="spinstar",
    title="A photonic Carnot engine powered by a spin-star network",
    authors="D. Türkpençe, F. Altintas, M. Paternostro, Ö. E. Müstecaplıoğlu",
    reference="EPL (2017)",
    claims=(
        *fuel_claims.INTRODUCTION,
        *fuel_claims.INITIALIZATION,
        *carnot_cycle.CLAIMS,
        *atom_pass.CLAIMS,
        *coarse_grained.CLAIMS,
        *fuel_claims.SCALING,
        *microscopic_equation.CLAIMS,
        *stroboscopic.CLAIMS,
        *cold_bath.CLAIMS,
        *laboratory.CLAIMS,
        *cavity_losses.CLAIMS,
        *fuel_claims.FIGURES_AND_TABLES,
        *maser_figures.CLAIMS,
    ),
    figures=(*fuel_claims.FIGURES, *maser_figures.FIGURES_MASER),
)
