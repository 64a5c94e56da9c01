"""The claims on the fuel, in the order of the text: from the introduction to Table 1."""

from __future__ import annotations

from ...figures import Figure
from . import central_spin, correlations, efficiency, equivalence, models, scalings, table

INTRODUCTION = (
    scalings.ABOVE,
    *scalings.INTRODUCTION,
    *models.INTRODUCTION_STAR,
    *correlations.TWO,
    *correlations.FEW,
    scalings.HOT,
    *equivalence.CLAIMS,
    models.SIZES,
)
INITIALIZATION = (*models.CLAIMS, *central_spin.CLAIMS, central_spin.COHERENCE)
SCALING = (*scalings.SCALING, *correlations.SCALING, scalings.COMPARED, *efficiency.NUMBERS)
FIGURES_AND_TABLES = (*efficiency.DRAWING, table.CAPTION, *table.TABLE)
FIGURES: tuple[Figure, ...] = efficiency.FIGURES
