"""Appendix A, from (A.6) on: bounds on the Fisher information and how they are reached."""

from __future__ import annotations

from fractions import Fraction

from cotherm.numeric.thermometry import total_spin_measurement
from cotherm.symbolic.forms import spin_ladder as ladder

from ...books import bind, whole
from ...checks import Asymptotic, Equality, Inequality, Oracle
from ...claims import Claim
from ...domain import Domain, among, half_integers, integers, reals
from .fisher_operators import (
    CONVENTION,
    ENERGIES,
    NAMES,
    STATES,
    best_information,
    capacity,
    closed_information,
    diagonal_response,
    diagonal_spread,
    energy_projector,
    environment,
    exactly,
    measured,
    optimal,
    sector_bound,
    sector_information,
)
from .operators import trace
from .probes import (
    EXACT_STARTS,
    UNITS,
    collective_capacity,
    dimensionless,
    per_temperature,
    probes,
    remembered,
    spread,
)

MOMENTS = "T**(-2)*((E/(k*T))**2*tr(rho*Jz*Jz)-(1/(k*T))**2*sum(p(J)*(E*e(J))**2, J, J0, n*s))"
MOMENTS_LATEX = r"T^{-2}\left[(\hbar\omega\beta)^2\langle J_z^2\rangle_{\rho^{ss}}-\beta^2\overline{e_J^2}\right]"
STARTS = Domain(
    {**EXACT_STARTS.axes, "n": integers(1, 4)},
    where=EXACT_STARTS.where,
    where_text=EXACT_STARTS.where_text,
)
ABOUT_B = (
    "information about b, which multiplies both sides by the same factor; r = exp(-b/2), r0 = exp(-b0/2), thermal "
    "starts"
)
WEAKER = "follows from the print, as the members are not negative"
SATURATED = "both sides are equal, as the appendix finds in (A.8)"

CLAIMS = (
    Claim(
        id="heatcap.eqA6.a",
        where="Eq. (A.6)",
        kind="inequality",
        title="Bound on the Fisher information by sectors",
        latex=r"\mathcal F^{col}(T)\le\sum_{J=J_0}^{ns}\sum_{i=1}^{l_J}p_{J,i}\,\mathrm{Tr}\,\rho^{th}_{J,i}(\beta)L^2_{\beta,J}",
        printed="F(n, s, r, r0) <= bound(n, s, r, r0)",
        domain=STARTS,
        bindings={"F": best_information, "bound": remembered(sector_bound)},
        exact_bindings=("F", "bound"),
        conventions=f"{ABOUT_B}; L_(beta,J) is read as the L_(T,J) of (A.5), the only one defined",
        checks=(Inequality(route="numeric", points=60, search=0),),
        depends=("heatcap.eqA5",),
        explained={"F(n, s, r, r0) >= bound(n, s, r, r0)": SATURATED},
        notes=("Equality everywhere, as (A.8) says.",),
    ),
    Claim(
        id="heatcap.eqA6.b",
        where="Eq. (A.6)",
        kind="identity",
        title="The bound in terms of moments",
        latex=r"\sum_J\sum_ip_{J,i}\mathrm{Tr}\rho^{th}_{J,i}L^2_{\beta,J}=" + MOMENTS_LATEX,
        printed=MOMENTS,
        domain=STATES,
        environment=environment,
        environment_names=NAMES,
        conventions=CONVENTION,
        checks=exactly(
            sector_information,
            "mean of L_J^2 over the blocks P_J rho of the full stationary state, with their own means",
        ),
        depends=("heatcap.eqA5",),
        notes=(
            "The index beta of L_(beta,J) in the print must be T: with a derivative with respect to beta the two sides "
            "would differ by (k_B T^2)^2.",
        ),
    ),
    Claim(
        id="heatcap.eqA6.c",
        where="Eq. (A.6)",
        kind="inequality",
        title="The bound does not exceed the energy variance",
        latex=MOMENTS_LATEX + r"\le T^{-2}(\hbar\omega\beta)^2\Delta^2J_z",
        printed="bound(n, s, r, r0) <= V(n, s, r, r0)",
        domain=STARTS,
        bindings={"bound": remembered(sector_bound), "V": remembered(spread)},
        exact_bindings=("bound", "V"),
        conventions=ABOUT_B,
        checks=(Inequality(route="numeric", points=60, search=0),),
        depends=("heatcap.eqA6.b",),
    ),
    Claim(
        id="heatcap.eqA6",
        where="Eq. (A.6)",
        kind="inequality",
        title="Chain of bounds on the Fisher information",
        latex=r"\mathcal F^{col}(T)\le\sum_J\sum_ip_{J,i}\mathrm{Tr}\rho^{th}_{J,i}L^2_{\beta,J}="
        + MOMENTS_LATEX
        + r"\le T^{-2}(\hbar\omega\beta)^2\Delta^2J_z",
        printed="F(n, s, r, r0) <= bound(n, s, r, r0) <= V(n, s, r, r0)",
        domain=STARTS,
        bindings={
            "F": best_information,
            "bound": remembered(sector_bound),
            "V": remembered(spread),
        },
        exact_bindings=("F", "bound", "V"),
        conventions=ABOUT_B,
        checks=(Inequality(route="numeric", points=60, search=0),),
        depends=("heatcap.eqA6.a", "heatcap.eqA6.b", "heatcap.eqA6.c"),
        explained={
            "F(n, s, r, r0) >= bound(n, s, r, r0) <= V(n, s, r, r0)": SATURATED,
            "F(n, s, r, r0)/2 <= bound(n, s, r, r0) <= V(n, s, r, r0)": WEAKER,
            "-F(n, s, r, r0) <= bound(n, s, r, r0) <= V(n, s, r, r0)": WEAKER,
            "F(n, s, r, r0) <= bound(n, s, r, r0) <= 2*V(n, s, r, r0)": WEAKER,
        },
    ),
    Claim(
        id="heatcap.textA-Pi-m",
        where="below Eq. (A.6)",
        kind="definition",
        title="Measurement of the energy in the collective basis",
        latex=r"\Pi_m:=\sum_{J=|m|}^{ns}\sum_{i=1}^{l_J}|J,m\rangle_i\langle J,m|,\quad m\in[-ns;ns]",
        printed="tr(sum(P(J)*Q(m), J, abs(m), n*s)*X)",
        domain=ENERGIES,
        environment=environment,
        environment_names=NAMES,
        conventions="P(J)*Q(m) projects on all |J, m>_i: Q(m) is the spectral projector of J_z; "
        "compared through the trace with a generic operator X",
        checks=(
            Equality(
                Oracle(
                    lambda p, d: trace(energy_projector(p) * environment(p)["X"]),
                    "product states of magnetisation m, counted",
                ),
                route="numeric",
            ),
        ),
        depends=("heatcap.eq2",),
    ),
    Claim(
        id="heatcap.textA-energy-suboptimal",
        where="below Eq. (A.6)",
        kind="inequality",
        title="The energy measurement stays below the bound",
        latex=r"F_{\Pi_m}(T)<" + MOMENTS_LATEX,
        printed="Fm(n, s, b, b0) < F(n, s, b, b0)",
        prose=True,
        domain=Domain(
            {
                "n": integers(2, 12),
                "s": half_integers("1/2", 2),
                "b": reals(-8, 8, smallest="1e-2"),
                "b0": reals(-6, 6, smallest="1e-2"),
            }
        ),
        bindings={
            "Fm": closed_information("energy"),
            "F": closed_information("optimal"),
        },
        conventions="T^2 F of thermal starts, closed forms; the bound is the one of (A.6)",
        checks=(Inequality(route="symbolic", points=60, search=10),),
        depends=("heatcap.eqA6.b",),
    ),
    Claim(
        id="heatcap.eqA7",
        where="Eq. (A.7)",
        kind="identity",
        title="Fisher information of the projection on |J, m>_i",
        latex=r"F_{\Pi_{J,m,i}}=" + MOMENTS_LATEX,
        printed=MOMENTS,
        domain=STATES,
        environment=environment,
        environment_names=NAMES,
        conventions=CONVENTION,
        checks=exactly(
            measured(total_spin_measurement),
            "joint distribution of J^2 and J_z in the full stationary state and its linear response",
        ),
        depends=("heatcap.eqA2",),
    ),
    Claim(
        id="heatcap.eqA8",
        where="Eq. (A.8)",
        kind="identity",
        title="Fisher information of the collective steady state in terms of moments",
        latex=r"\mathcal F^{col}(T)=" + MOMENTS_LATEX,
        printed=MOMENTS,
        domain=STATES,
        environment=environment,
        environment_names=NAMES,
        conventions=CONVENTION,
        checks=exactly(
            optimal, "Tr(d rho/dT L) with the L that solves (A.3) for the full stationary state"
        ),
        depends=("heatcap.eqA6", "heatcap.eqA7"),
    ),
    Claim(
        id="heatcap.textA-Ccol-alt",
        where="above Eq. (A.9)",
        kind="identity",
        title="Collective heat capacity in terms of moments",
        latex=r"C^{col}(\beta)=k_B\left[(\hbar\omega\beta)^2\langle J_z^2\rangle_{\rho^{ss}}-\beta^2\overline{e_J^2}\right]",
        printed="k*((E/(k*T))**2*tr(rho*Jz*Jz)-(1/(k*T))**2*sum(p(J)*(E*e(J))**2, J, J0, n*s))",
        domain=STATES,
        environment=environment,
        environment_names=NAMES,
        conventions=f"{CONVENTION}; beta = 1/(k T)",
        checks=exactly(capacity, "linear response of the energy of the full stationary state"),
        depends=("heatcap.eq6",),
    ),
    Claim(
        id="heatcap.eqA9",
        where="Eq. (A.9)",
        kind="identity",
        title="Fisher information from the collective heat capacity",
        latex=r"\mathcal F^{col}(T)=k_B\beta^2C^{col}(\beta)",
        printed="k*(1/(k*T))**2*C(n, s, k, E, T, b0)",
        domain=probes(9, b0=reals(-4, 4, smallest="1e-2"), **UNITS),
        bindings={"C": remembered(collective_capacity)},
        conventions="units kept: splitting E, Boltzmann's constant k, beta = 1/(k T); thermal start at b0",
        checks=(Equality(per_temperature("collective", "b0"), route="numeric"),),
        depends=("heatcap.eqA8", "heatcap.textA-Ccol-alt"),
    ),
    Claim(
        id="heatcap.textA-C-less-than-variance",
        where="Appendix A, Eqs. (A.6) and (A.9)",
        kind="inequality",
        title="The collective heat capacity is smaller than the energy variance, other starts",
        latex=r"C^{col}/k_B<(\hbar\omega\beta)^2\Delta^2J_z",
        printed="C(n, s, r, k) < V(n, s, r, k)",
        prose=True,
        domain=Domain(
            {
                "n": integers(2, 4),
                "s": half_integers("1/2", 1),
                "r": among("1/3", "1/2", "2/3", "4/5", "5/4", "2"),
                "k": integers(0, 30),
            },
            where=lambda p: (2 * p["s"] + 1) ** whole(p["n"]) <= 16,
            where_text="(2s+1)^n at most 16",
        ),
        bindings={
            "C": remembered(diagonal_response),
            "V": remembered(diagonal_spread),
        },
        exact_bindings=("C", "V"),
        conventions="both divided by b^2; r = exp(-b/2); k numbers generic diagonal initial states",
        checks=(Inequality(route="numeric", points=50, search=0),),
        depends=("heatcap.eqA6.c",),
    ),
    Claim(
        id="heatcap.textA-symmetric-achievable",
        where="end of Appendix A",
        kind="limit",
        title="The energy measurement suffices for thermal starts at extreme temperature",
        latex=r"|\beta_0|\gg1/\hbar\omega:\quad T^2F_{\Pi_m}\to T^2\mathcal F^{col}_+=C^{col}_+/k_B",
        printed="C(n*s, b)",
        prose=True,
        domain=probes(9, 2, b=reals(-6, 6, smallest="1e-1")),
        bindings={"C": bind(ladder.ladder_heat_capacity, "J", "b")},
        shifted=("n", "s"),
        checks=(
            Asymptotic(
                dimensionless("collective", "b0", "energy"),
                variable="b0",
                sequence=tuple(Fraction(x) for x in (10, 20, 30, 40)),
                title="cold starts",
            ),
            Asymptotic(
                dimensionless("collective", "b0", "energy"),
                variable="b0",
                sequence=tuple(Fraction(-x) for x in (10, 20, 30, 40)),
                title="inverted starts",
            ),
        ),
        depends=("heatcap.text-energy-optimal-symmetric",),
        notes=("The print calls the measurement {Pi_n}_m; its index must be m.",),
    ),
)
