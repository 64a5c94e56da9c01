"""Appendix A: measurements, symmetric logarithmic derivative and Fisher information."""

from __future__ import annotations

from fractions import Fraction

from cotherm.numeric.thermometry import total_spin_measurement

from ...books import full, whole
from ...checks import Equality, Inequality, Oracle
from ...claims import Chase, Claim
from ...domain import Domain, among, half_integers, integers, reals
from .fisher_operators import (
    CONVENTION,
    ENERGIES,
    NAMES,
    STATE_UNITS,
    STATES,
    WHOLE,
    best_information,
    born,
    chance,
    drift,
    energy_information,
    environment,
    exactly,
    generic_information,
    measured,
    single_score,
    slope,
    solved_by_sectors,
    thermal_mean,
)
from .probes import (
    UNITS,
    probes,
    remembered,
)

CLAIMS = (
    Claim(
        id="heatcap.eqA1",
        where="Eq. (A.1)",
        kind="definition",
        title="Probability of a result",
        latex=r"p(m|T):=\mathrm{Tr}\,\rho^{ss}(T)E(m)",
        printed="tr(rho*Q(m))",
        domain=ENERGIES,
        environment=environment,
        environment_names=NAMES,
        conventions="for the measurement of the energy, E(m) = Q(m) the spectral projector of J_z; b and b0 given by "
        "exp(-b/2)",
        checks=exactly(born, "populations of the full stationary state, added up", 12),
        depends=("heatcap.eq3",),
    ),
    Claim(
        id="heatcap.eqA2",
        where="Eq. (A.2)",
        kind="definition",
        title="Fisher information of a measurement",
        latex=r"F_{E(m)}(T)=\sum_m\frac1{p(m|T)}\left(\frac{\partial p(m|T)}{\partial T}\right)^2",
        printed="sum(1/chance(n, s, T, b0, m)*drift(n, s, T, b0, m)**2, m, -n*s, n*s)",
        domain=probes(16, T=reals("1/4", 8), b0=reals(-4, 4, smallest="1e-2")),
        bindings={"chance": remembered(chance), "drift": remembered(drift)},
        conventions="hbar omega = k_B = 1, b = 1/T; energy measurement; p and its derivative from sector weights",
        checks=(
            Equality(
                full(
                    energy_information,
                    "energy distribution of the full stationary state and its linear response",
                ),
                route="numeric",
                points=8,
            ),
        ),
        depends=("heatcap.eqA1",),
    ),
    Claim(
        id="heatcap.eqA2.max",
        where="below Eq. (A.2)",
        kind="inequality",
        title="No measurement exceeds the quantum Fisher information",
        latex=r"F_{E(m)}(T)\le\mathcal F^{col}(T)=\max_{\{E(m)\}}F_{E(m)}(T)",
        printed="Fk(n, r, r0, k) <= F(n, r, r0)",
        domain=Domain(
            {
                "n": integers(2, 3),
                "r": among("1/3", "1/2", "2/3", "4/5", "5/4", "2"),
                "r0": among("1/4", "2/5", "3/5", "7/8", "4/3", "5/2"),
                "k": integers(0, 40),
            }
        ),
        bindings={
            "Fk": generic_information,
            "F": lambda n, r, r0: best_information(n, Fraction(1, 2), r, r0),
        },
        exact_bindings=("Fk", "F"),
        conventions="spins 1/2; k numbers generic projective measurements; r = exp(-b/2), r0 = exp(-b0/2)",
        checks=(Inequality(route="numeric", points=60, search=0),),
        depends=("heatcap.eqA2",),
        notes=("That the maximum is reached is heatcap.eqA7 with heatcap.eqA8.",),
    ),
    Claim(
        id="heatcap.eqA3",
        where="Eq. (A.3)",
        kind="definition",
        title="Symmetric logarithmic derivative",
        latex=r"\frac{\partial}{\partial T}\rho^{ss}(\beta)=\frac12L_T\rho^{ss}(\beta)+\frac12\rho^{ss}(\beta)L_T",
        printed="1/2*L*rho+1/2*rho*L",
        domain=STATES,
        environment=environment,
        environment_names=NAMES,
        conventions=f"{STATE_UNITS}; L = sum_J P(J) L_(T,J) with the L_(T,J) of (A.5)",
        checks=exactly(slope, "linear response of the full stationary state, every element"),
        depends=("heatcap.eq3",),
        notes=("The L that the appendix calls hard to find: see heatcap.textA-not-sld.",),
    ),
    Claim(
        id="heatcap.eqA4",
        where="Eq. (A.4)",
        kind="identity",
        title="Fisher information from the symmetric logarithmic derivative",
        latex=r"\mathcal F^{col}(T)=\mathrm{Tr}\,\rho^{ss}(\beta)L_T^2",
        printed="tr(rho*L**2)",
        domain=STATES,
        environment=environment,
        environment_names=NAMES,
        conventions=f"{STATE_UNITS}; L = sum_J P(J) L_(T,J) with the L_(T,J) of (A.5)",
        checks=exactly(
            measured(total_spin_measurement),
            "Fisher information of the joint measurement of J^2 and J_z on the full stationary state",
        ),
        depends=("heatcap.eqA3",),
    ),
    Claim(
        id="heatcap.textA-LT",
        where="below Eq. (A.4)",
        kind="identity",
        title="Symmetric logarithmic derivative of thermal states",
        latex=r"L_T=\frac{(\hbar\omega)^2}{(k_BT)^2}(J_z-\langle J_z\rangle)",
        printed="E**2/(k*T)**2*(m-mean(n, s, k, E, T))",
        domain=Domain(
            {
                "n": integers(1, 3),
                "s": half_integers("1/2", 1),
                "m": half_integers("-3/2", "3/2"),
                **UNITS,
            },
            where=lambda p: (
                (2 * p["s"] + 1) ** whole(p["n"]) <= 9
                and abs(p["m"]) <= p["n"] * p["s"]
                and (p["n"] * p["s"] - p["m"]).denominator == 1
            ),
            where_text="(2s+1)^n at most 9, m from -n s to n s in unit steps",
        ),
        bindings={"mean": remembered(thermal_mean)},
        conventions="diagonal element at magnetisation m; splitting E, Boltzmann's constant k",
        checks=(
            Equality(
                full(
                    single_score, "solution of (A.3) for the stationary state of independent baths"
                ),
                route="numeric",
            ),
        ),
        corrected="E/(k*T**2)*(m-mean(n, s, k, E, T))",
        cause="prefactor: L_T has the unit of 1/T, the print has none; hbar omega/(k_B T^2) is right",
        chase=Chase(
            transcription="both squares compared with the text",
            oracle="(A.5) of the same page has k_B^-1 T^-2 hbar omega in front of J_z, which is the corrected form",
            extraction="(hbar omega)^2 over (k_B T)^2 is unambiguous in the text layer",
            convention="with hbar omega = k_B = 1 the print is right; no choice of units with both kept makes it right",
        ),
        depends=("heatcap.eqA3",),
    ),
    Claim(
        id="heatcap.eqA5",
        where="Eq. (A.5)",
        kind="identity",
        title="Derivative of the stationary state as a sum over total spins",
        latex=r"\frac{\partial}{\partial T}\rho^{ss}(\beta)=\sum_{J=J_0}^{ns}\sum_{i=1}^{l_J}\frac{p_{J,i}}2\left(L_{T,J}"
        r"\rho^{th}_{J,i}(\beta)+\rho^{th}_{J,i}(\beta)L_{T,J}\right),\quad L_{T,J}=k_B^{-1}T^{-2}[\hbar\omega J_z-e_J(\beta)]",
        printed="sum(p(J)/2*k**(-1)*T**(-2)*(E*Jz-E*e(J)*One)*th(J)"
        "+p(J)/2*th(J)*k**(-1)*T**(-2)*(E*Jz-E*e(J)*One), J, J0, n*s)",
        domain=WHOLE,
        environment=environment,
        environment_names=NAMES,
        conventions=CONVENTION,
        checks=exactly(slope, "linear response of the full stationary state, every element"),
        depends=("heatcap.eq3",),
    ),
    Claim(
        id="heatcap.textA-not-sld",
        where="around Eq. (A.5)",
        kind="statement",
        title="Whether the sum in (A.5) is of the form (A.3)",
        latex=r"\text{(A.5) is not of the form (A.3)}",
        printed="0",
        prose=True,
        oracle_only=("n", "s", "b", "b0"),
        domain=Domain(
            {key: axis for key, axis in STATES.axes.items() if key not in UNITS},
            where=STATES.where,
            where_text=STATES.where_text,
        ),
        conventions="1 where the L that solves (A.3) for the whole state is sum_J P(J) L_(T,J); thermal starts",
        checks=(
            Equality(
                Oracle(
                    lambda p, d: solved_by_sectors(p),
                    "exact solution of the linear system (A.3), block by block of J_z, against the block sum",
                ),
                route="numeric",
                truth=True,
            ),
        ),
        cause="the L_(T,J) act on orthogonal subspaces, so that L = sum_J P_J L_(T,J) is one operator that solves (A.3)",
        chase=Chase(
            transcription="the sentence below (A.5) compared with the text",
            oracle="the solution of (A.3) is unique for a state of full rank, and both agree exactly",
            extraction="plain words",
            convention="L must not depend on J: it does so only through the projectors P_J",
        ),
        depends=("heatcap.eqA3", "heatcap.eqA5"),
        notes=(
            "The appendix reaches the same Fisher information by a longer way, so that nothing else changes.",
        ),
        instead="it is of that form",
    ),
)
