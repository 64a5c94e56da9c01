"""The claims on the fuel, in the order of the text: from the introduction to Table 1."""

from __future__ import annotations

from ...figures import Figure
from . import central_spin, equivalence, models, table

INTRODUCTION = (
    *models.INTRODUCTION_STAR,
    *equivalence.CLAIMS,
    models.SIZES,
)
INITIALIZATION = (*models.CLAIMS, *central_spin.CLAIMS, central_spin.COHERENCE)
SCALING = ()
FIGURES_AND_TABLES = (table.CAPTION, *table.TABLE)
FIGURES: tuple[Figure, ...] = ()
