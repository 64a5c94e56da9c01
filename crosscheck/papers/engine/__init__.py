"""Claims of da Silva Souza, Manzano, Fazio, Iemini, "Collective effects on ... quantum heat engines" (key ``engine``)."""

from __future__ import annotations

from ...claims import Paper
from . import (
    appendix_c,
    appendix_c_cross,
    appendix_d,
    bath_dynamics,
    driven_equations,
    efficiencies,
    equations_of_motion,
    finite_constancy,
    introduction,
    limit_constancy,
    limit_figures,
    limit_power,
    moment_equations,
    one_pair,
    operation_modes,
    pair_states,
    scaling,
    spectrum,
    stationary_state,
)

PAPER = Paper(
    key="engine",
    title="Collective effects on the performance and stability of quantum heat engines",
    authors="L. da Silva Souza, G. Manzano, R. Fazio, F. Iemini",
    reference="Physical Review E (2022)",
    claims=(
        *introduction.CLAIMS,
        *one_pair.CLAIMS,
        *efficiencies.CLAIMS,
        *operation_modes.CLAIMS,
        *finite_constancy.CLAIMS,
        *equations_of_motion.CLAIMS,
        *scaling.CLAIMS,
        *stationary_state.CLAIMS,
        *moment_equations.CLAIMS,
        *spectrum.CLAIMS,
        *bath_dynamics.CLAIMS,
        *driven_equations.CLAIMS,
        *limit_power.CLAIMS,
        *limit_constancy.CLAIMS,
        *pair_states.CLAIMS,
        *appendix_c.CLAIMS,
        *appendix_c_cross.CLAIMS,
        *appendix_d.CLAIMS,
        *limit_figures.CLAIMS,
    ),
)
