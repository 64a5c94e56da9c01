"""Appendix B: master and rate equations of both couplings."""

from __future__ import annotations

from ...books import full, whole
from ...checks import Equality, Oracle
from ...claims import Claim
from ...domain import Domain, among, half_integers, integers, reals
from . import timescales as scales
from .operators import independent_environment, secular_generator
from .timescales import RATES, few_states, occurs

SIGN = "r is 1 or -1, its own inverse"
SWITCH = "together is 0 or 1, every threshold between them is the same"


CLAIMS: tuple[Claim, ...] = (
    Claim(
        id="heatcap.textB-diagonal",
        where="appendix B",
        kind="statement",
        title="A thermal state is and stays diagonal in the collective basis",
        latex=r"\rho_0\ \text{thermal}:\ \rho(t)\ \text{diagonal in}\ \{|J,m\rangle_i\}",
        printed="sum(sum(tr(P(J)*Q(m)*rho)/tr(P(J)*Q(m))*P(J)*Q(m), m, -J, J), J, J0, ns)",
        prose=True,
        domain=Domain(
            {
                "n": integers(2, 4),
                "s": half_integers("1/2", 1),
                "k": integers(0, 4),
                "b": among("1/2", "2/3", "5/3"),
                "b0": among("1/3", "4/5", "3/2"),
            },
            where=few_states(16),
            where_text="(2s+1)^n at most 16",
        ),
        oracle_only=("k", "b", "b0"),
        environment=scales.moving_environment,
        environment_names=("P", "B", "rho0", "tr", "J0", "Q", "rho", "ns"),
        conventions="P(J) Q(m) projects on total spin J and level m; rho is the k-th derivative of the state at time 0, "
        "which starts in equilibrium at b0; b, b0 given by exp(-b/2)",
        checks=(
            Equality(
                Oracle(
                    lambda p, d: scales.derivative(p, "collective"),
                    "derivatives of the density matrix under the full Lindblad equation",
                ),
                route="numeric",
                title="every element of the density matrix and of its derivatives",
                points=16,
            ),
        ),
        depends=("heatcap.eq1",),
        notes=(
            "The state is moreover the same on all multiplets i of one J, so that the choice of the basis in i does not matter.",
        ),
    ),
    Claim(
        id="heatcap.eqB1",
        where="Eq. (B.1)",
        kind="identity",
        title="Matrix elements of the ladder operators",
        latex=r"J_\pm|J,m\rangle_i=\hbar\sqrt{(J\mp m)(J\pm m+1)}|J,m\pm1\rangle_i",
        printed="hbar*sqrt((J-r*m)*(J+r*m+1))",
        domain=Domain(
            {
                "J": half_integers("1/2", 2),
                "m": half_integers(-2, 2),
                "r": among(1, -1),
                "hbar": reals("1/3", 3),
            },
            where=lambda p: (
                abs(p["m"]) <= p["J"]
                and (p["J"] - p["m"]).denominator == 1
                and p["r"] * p["m"] != p["J"]
            ),
            where_text="m from -J to J in unit steps, r m < J",
        ),
        shifted=("J", "m"),
        conventions="units kept; r = 1 is the upper sign, r = -1 the lower one",
        checks=(
            Equality(
                full(
                    scales.element,
                    "length of J+|J,m> and J-|J,m> in the symmetric subspace of 2J spins 1/2",
                ),
                route="numeric",
                points=16,
            ),
        ),
        explained={
            "hbar*sqrt((J-1/r*m)*(J+r*m+1))": SIGN,
            "hbar*sqrt((J-r*m)*(J+1/r*m+1))": SIGN,
        },
        depends=("heatcap.eq2",),
    ),
    Claim(
        id="heatcap.eqB2",
        where="Eq. (B.2)",
        kind="identity",
        title="Rate equation of the populations in the collective basis",
        latex=r"\dot p_{J,m,i}=G(\omega)[(J-m)(J+m+1)p_{J,m+1,i}-(J+m)(J-m+1)p_{J,m,i}]"
        r"+G(-\omega)[(J+m)(J-m+1)p_{J,m-1,i}-(J-m)(J+m+1)p_{J,m,i}]",
        printed="Gd*((J-m)*(J+m+1)*p(m+1)-(J+m)*(J-m+1)*p(m))+Gu*((J+m)*(J-m+1)*p(m-1)-(J-m)*(J+m+1)*p(m))",
        domain=Domain(
            {
                "n": integers(1, 4),
                "s": half_integers("1/2", 1),
                "J": half_integers("1/2", 2),
                "m": half_integers(-2, 2),
                **RATES,
            },
            where=occurs,
            where_text="J a total spin of the ensemble, m one of its levels, (2s+1)^n at most 16",
        ),
        oracle_only=("n", "s"),
        environment=scales.ladder_environment,
        environment_names=("p",),
        shifted=("J",),
        partners=(("Gd", "Gu"),),
        conventions="Gd, Gu stand for G(omega), G(-omega); generic populations p(m), 0 beyond the ends of the ladder",
        checks=(
            Equality(
                Oracle(
                    lambda p, d: scales.ladder_rate(p),
                    "full Lindblad equation on a state with generic populations of one total spin",
                ),
                route="numeric",
                points=24,
            ),
        ),
        depends=("heatcap.eqB1", "heatcap.textB-diagonal"),
    ),
    Claim(
        id="heatcap.eqB3",
        where="Eq. (B.3)",
        kind="definition",
        title="Master equation of independent dissipation",
        latex=r"\dot\rho=\Gamma(\omega)\sum_i^n(j^-_i\rho j^+_i-j^+_ij^-_i\rho)+\Gamma(-\omega)\sum_i^n(j^+_i\rho j^-_i-j^-_ij^+_i\rho)+\text{h.c.}",
        printed="plus_hc(Gd*sum(jm(i)*rho*jp(i)-jp(i)*jm(i)*rho, i, 1, n)+Gu*sum(jp(i)*rho*jm(i)-jm(i)*jp(i)*rho, i, 1, n))",
        domain=Domain(
            {"n": integers(1, 3), "s": half_integers("1/2", 1), **RATES},
            where=few_states(9),
            where_text="(2s+1)^n at most 9",
        ),
        environment=independent_environment,
        environment_names=("jm", "jp", "rho", "plus_hc"),
        partners=(("jm", "jp"), ("Gd", "Gu")),
        conventions="hbar = 1; Gd, Gu stand for real Gamma(omega), Gamma(-omega)",
        checks=(
            Equality(
                Oracle(
                    lambda p, d: secular_generator(p, "independent"),
                    "Born-Markov-secular generator of each spin with a bath of its own",
                ),
                route="numeric",
                title="generator on a generic density operator",
                points=10,
            ),
        ),
        depends=("heatcap.eq1",),
    ),
    Claim(
        id="heatcap.textB-coherences-null",
        where="above Eq. (B.4)",
        kind="statement",
        title="Coherences between product states, from a thermal state",
        latex=r"\text{(B.3): all coherences are and remain null; not so for collective dissipation}",
        printed="if_else(together < 1, 1, 0)",
        prose=True,
        domain=Domain(
            {
                "n": integers(2, 3),
                "s": half_integers("1/2", 1),
                "b": among("1/2", "2/3", "5/3"),
                "b0": among("1/3", "4/5", "3/2"),
                "together": among(0, 1),
            },
            where=few_states(9),
            where_text="(2s+1)^n at most 9",
        ),
        oracle_only=("n", "s", "b", "b0"),
        conventions="1 where the state stays diagonal, 0 where not; together is 1 for collective and 0 for independent "
        "dissipation; bath and initial state at different temperatures, given by exp(-b/2)",
        checks=(
            Equality(
                Oracle(
                    scales.stays_diagonal,
                    "off-diagonal elements of the first four derivatives, full Lindblad equations",
                ),
                route="numeric",
                title="truth of the statement for both couplings",
                truth=True,
                points=24,
            ),
        ),
        explained={
            "if_else(2*together < 1, 1, 0)": SWITCH,
            "if_else(together < 1/2, 1, 0)": SWITCH,
        },
        depends=("heatcap.eqB3",),
    ),
    Claim(
        id="heatcap.eqB4",
        where="Eq. (B.4)",
        kind="identity",
        title="Rate equation of the populations of product states",
        latex=r"\dot p_{m_1,\dots,m_n}=G(\omega)\sum_i[(s-m_i)(s+m_i+1)p_{\dots m_i+1\dots}-(s+m_i)(s-m_i+1)p_{\dots m_i\dots}]"
        r"+G(-\omega)\sum_i[(s+m_i)(s-m_i+1)p_{\dots m_i-1\dots}-(s-m_i)(s+m_i+1)p_{\dots m_i\dots}]",
        printed="Gd*sum((s-m(i))*(s+m(i)+1)*up(i)-(s+m(i))*(s-m(i)+1)*p, i, 1, n)"
        "+Gu*sum((s+m(i))*(s-m(i)+1)*dn(i)-(s-m(i))*(s+m(i)+1)*p, i, 1, n)",
        domain=Domain(
            {
                "n": integers(1, 4),
                "s": half_integers("1/2", "3/2"),
                "state": integers(0, 15),
                **RATES,
            },
            where=lambda p: p["state"] < (2 * p["s"] + 1) ** whole(p["n"]) <= 16,
            where_text="state below (2s+1)^n, which is at most 16",
        ),
        environment=scales.product_environment,
        environment_names=("m", "p", "up", "dn"),
        partners=(("Gd", "Gu"), ("up", "dn")),
        conventions="Gd, Gu stand for G(omega), G(-omega); p is the population of one product state with levels m(i), up(i) and "
        "dn(i) those of the states with m(i) + 1 and m(i) - 1",
        checks=(
            Equality(
                Oracle(
                    lambda p, d: scales.product_rate(p),
                    "full independent Lindblad equation on a state with generic populations",
                ),
                route="numeric",
                points=24,
            ),
        ),
        depends=("heatcap.eqB3", "heatcap.textB-coherences-null"),
    ),
)
