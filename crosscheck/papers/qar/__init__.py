"""Claims of Kloc, Meier, Hadjikyriakos, Schaller, "Superradiant many-qubit absorption refrigerator" (key ``qar``)."""

from __future__ import annotations

from ...claims import Paper
from . import reduced_model

PAPER = Paper(
    key="qar",
    title="Superradiant many-qubit absorption refrigerator",
    authors="M. Kloc, K. Meier, K. Hadjikyriakos, G. Schaller",
    reference="Physical Review Applied (2021)",
    claims=(*reduced_model.CLAIMS,),
)
