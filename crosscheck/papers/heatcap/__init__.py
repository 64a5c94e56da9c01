"""Claims of Latune, Sinayskiy, Petruccione, "Collective heat capacity ..." (key ``heatcap``)."""

from __future__ import annotations

from ...claims import Paper
from . import capacities, otto_cycle, steady_states

PAPER = Paper(
    key="heatcap",
    title="Collective heat capacity for quantum thermometry and quantum engine enhancements",
    authors="C. L. Latune, I. Sinayskiy, F. Petruccione",
    reference="New Journal of Physics (2020)",
    claims=(*steady_states.CLAIMS, *capacities.CLAIMS, *otto_cycle.CLAIMS),
)
