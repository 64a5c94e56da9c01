"""The claims on the fuel, in the order of the text: from the introduction to Table 1."""

from __future__ import annotations

from ...figures import Figure
from . import central_spin, correlations, efficiency, equivalence, models, network, scalings, table

INTRODUCTION = (
    scalings.ABOVE,
    *scalings.INTRODUCTION,
    *network.RESERVOIR,
    *models.INTRODUCTION_STAR,
    *correlations.TWO,
    *network.INTRODUCTION,
    *correlations.FEW,
    scalings.HOT,
    network.HEAT,
    *equivalence.CLAIMS,
    models.SIZES,
)
INITIALIZATION = (*models.CLAIMS, *central_spin.CLAIMS, central_spin.COHERENCE)
SCALING = (*scalings.SCALING, *correlations.SCALING, scalings.COMPARED, *efficiency.NUMBERS)
FIGURES_AND_TABLES = (*efficiency.DRAWING, table.CAPTION, *table.TABLE)
FIGURES: tuple[Figure, ...] = efficiency.FIGURES
