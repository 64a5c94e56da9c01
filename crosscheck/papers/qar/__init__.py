"""Claims of Kloc, Meier, Hadjikyriakos, Schaller, "Superradiant many-qubit absorption refrigerator" (key ``qar``)."""

from __future__ import annotations

from ...claims import Paper
from . import (
    borders,
    coarse_graining,
    current_and_laser,
    deficits,
    effective_rates,
    maps,
    operating_region,
    other_sectors,
    parity_sectors,
    plots,
    preparation,
    reaction_coordinate,
    relaxation,
    reservoirs,
    scaling,
    sector_rates,
    thermalisation,
    widths,
    windows,
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
        *scaling.CLAIMS,
        *deficits.CLAIMS,
        *widths.CLAIMS,
        *windows.CLAIMS,
        *operating_region.CLAIMS,
        *borders.CLAIMS,
        *preparation.CLAIMS,
        *other_sectors.CLAIMS,
        *parity_sectors.CLAIMS,
        *plots.CLAIMS,
        *maps.CLAIMS,
    ),
)
