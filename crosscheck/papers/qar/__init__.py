"""Claims of Kloc, Meier, Hadjikyriakos, Schaller, "Superradiant many-qubit absorption refrigerator" (key ``qar``)."""

from __future__ import annotations

from ...claims import Paper
from . import (
    coarse_graining,
    current_and_laser,
    effective_rates,
    reaction_coordinate,
    relaxation,
    reservoirs,
    sector_rates,
    thermalisation,
)

PAPER = Paper(
    key="qar",
    title="Superradiant many-qubit absorption refrigerator",
    authors="M. Kloc, K. Meier, K. Hadjikyriakos, G. Schaller",
    reference="Physical Review Applied (2021)",
    claims=(
        *reservoirs.CLAIMS,
        *sector_rates.CLAIMS,
        *reaction_coordinate.CLAIMS,
        *thermalisation.CLAIMS,
        *relaxation.CLAIMS,
        *effective_rates.CLAIMS,
        *coarse_graining.CLAIMS,
        *current_and_laser.CLAIMS,
    ),
)
