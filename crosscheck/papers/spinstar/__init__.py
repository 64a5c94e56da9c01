"""Claims of Türkpençe, Altintas, Paternostro, Müstecaplıoğlu, "A photonic Carnot engine ..." (key ``spinstar``)."""

from __future__ import annotations

from ...claims import Paper

PAPER = Paper(
    key="spinstar",
    title="A photonic Carnot engine powered by a spin-star network",
    authors="D. Türkpençe, F. Altintas, M. Paternostro, Ö. E. Müstecaplıoğlu",
    reference="EPL (2017)",
    claims=(),
)
