"""Sec. 3: Fisher information of the stationary state, relative precision, and its limits."""

from __future__ import annotations

from fractions import Fraction

from cotherm.numeric import collective_bath
from cotherm.symbolic.forms import spin_ensemble as ensemble
from cotherm.symbolic.forms import thermometry as closed_thermometry

from ...books import bind, closed, full, whole
from ...checks import Asymptotic, Equality, Inequality, Oracle, Scaling
from ...checks.asymptotic import powers_of_ten
from ...claims import Chase, Claim
from ...domain import Caveat, Domain, among, half_integers, integers, reals
from .likelihood import likelihood_deviation
from .probes import (
    EXACT_STARTS,
    UNITS,
    C,
    closed_deviation,
    collective_capacity,
    deviation,
    dimensionless,
    information,
    information_at_temperature,
    ladder_deviation,
    more_precise,
    of_both,
    per_temperature,
    probes,
    rational_information,
    relative_bound,
    remembered,
    response,
    spread,
    start_deviation,
    total_capacity,
    total_variance,
)

COLD_ENOUGH = Caveat(
    "k_B T far above n s hbar omega for every n (b at most 1e-9)",
    lambda p: p["b"] <= Fraction(1, 10**9),
)

CLAIMS = (
    Claim(
        id="heatcap.text-F-thermal",
        where="Sec. 3",
        kind="identity",
        title="Fisher information of a thermal probe from its heat capacity",
        latex=r"\mathcal F(T)=C(T)/k_BT^2",
        printed="C(n, s, k, E, T)/(k*T**2)",
        domain=probes(8, **UNITS),
        bindings={"C": total_capacity},
        conventions="units kept: splitting E, Boltzmann's constant k; product thermal states",
        checks=(Equality(per_temperature("independent"), route="numeric"),),
        depends=("heatcap.eq8",),
    ),
    Claim(
        id="heatcap.text-F-thermal.variance",
        where="Sec. 3",
        kind="identity",
        title="Fisher information of a thermal probe from its energy variance",
        latex=r"\mathcal F(T)=\Delta^2\langle H\rangle/T^2",
        printed="V(n, s, k, E, T)/T**2",
        domain=probes(8, **UNITS),
        bindings={"V": total_variance},
        conventions="units kept: splitting E, Boltzmann's constant k; V is the variance of H",
        checks=(Equality(per_temperature("independent"), route="numeric"),),
        corrected="V(n, s, k, E, T)/(k**2*T**4)",
        cause="factor k_B^2 T^2 missing: with C = Var(H)/(k_B T^2), F = Var(H)/(k_B^2 T^4)",
        chase=Chase(
            transcription="compared with the text; the first equality of the same line holds",
            oracle="the same Fisher information from the symmetric logarithmic derivative gives C/(k_B T^2)",
            extraction="no factor can have been lost between Delta^2<H> and /T^2",
            convention="it holds for H measured in units of k_B T; the paper measures H = hbar omega J_z nowhere so",
        ),
        depends=("heatcap.text-F-thermal",),
    ),
    Claim(
        id="heatcap.eq14",
        where="Eq. (14)",
        kind="identity",
        title="Fisher information of the collective steady state",
        latex=r"\mathcal F^{col}(T)=C^{col}(T)/k_BT^2",
        printed="C(n, s, k, E, T, b0)/(k*T**2)",
        domain=probes(8, b0=reals(-4, 4, smallest="1e-2"), **UNITS),
        bindings={"C": collective_capacity},
        conventions="units kept; thermal product state at b0 as initial state",
        checks=(Equality(per_temperature("collective", "b0"), route="numeric"),),
        depends=("heatcap.eq6",),
    ),
    Claim(
        id="heatcap.text-beta0",
        where="above F^col_+, below Eq. (14)",
        kind="limit",
        title="Initial temperatures with the largest enhancement",
        latex=r"\text{largest enhancements: thermal start at very large inverse temperature }|\beta_0|\ll1/\hbar\omega",
        printed="C(n, s, b, lam**(-1))",
        domain=probes(9, 2, b=reals("1/10", 3)),
        bindings={"C": bind(ensemble.heat_capacity, "n", "s", "b", "b0", coupling="collective")},
        conventions="b0 = lam^(-1), lam to infinity, stands for hbar omega |beta_0| << 1; the largest value is C^col_+",
        prose=True,
        checks=(
            Asymptotic(
                full(
                    lambda f, p: collective_bath.heat_capacity(
                        f, whole(p["n"]), p["s"], p["b"], "collective"
                    ),
                    "full collective Lindblad equation from the ground state",
                ),
                route="numeric",
                variable="lam",
                sequence=tuple(Fraction(x) for x in (10, 20, 40, 80)),
                title="approach to the largest heat capacity",
            ),
        ),
        cause="relation sign: |beta_0| >> 1/hbar omega; the text layer shows a line break where << is read, and may be to blame",
        explained={"C(n, s, b, lam**2)": "any growing b0 is the same regime"},
        chase=Chase(
            transcription="the sentence below (14) compared with the text",
            oracle="the same largest value by heatcap.text-Cplus, and no start exceeds it (heatcap.text-best-symmetric)",
            extraction="the text layer loses << as a line break, here as in (11) and in delta << g^2 tau_c, and shows >> "
            "as a replacement character, as in Sec. 2",
            convention="'very large inverse temperature' in the same sentence and Secs. 2, 4.2, 5 say >>",
        ),
        depends=("heatcap.text-best-symmetric",),
        instead="the condition is |beta_0| much larger than 1/(hbar omega)",
    ),
    Claim(
        id="heatcap.text-F-ind",
        where="below Eq. (14)",
        kind="identity",
        title="Fisher information under independent dissipation",
        latex=r"\mathcal F^{ind}(T)=C^{ind}(T)/k_BT^2",
        printed="n*C(s, 1/T)/T**2",
        domain=probes(16, T=reals("1/10", 10)),
        bindings={"C": C},
        conventions="hbar omega = k_B = 1, b = 1/T",
        shifted=("n", "s"),
        checks=(
            Equality(
                full(
                    lambda f, p: information_at_temperature(f, p, "independent"),
                    "symmetric logarithmic derivative of the stationary state, independent baths",
                ),
                route="numeric",
            ),
        ),
        depends=("heatcap.eq8",),
    ),
    Claim(
        id="heatcap.text-Fratio",
        where="below Eq. (14)",
        kind="identity",
        title="Ratio of the Fisher informations",
        latex=r"\mathcal F^{col}_+(T)/\mathcal F^{ind}(T)=C^{col}_+(\beta)/C^{ind}(\beta)",
        printed="C(n*s, b)/(n*C(s, b))",
        domain=probes(16, b=reals(-12, 12)),
        bindings={"C": C},
        shifted=("n", "s"),
        checks=(
            Equality(
                of_both(information, "both Fisher informations of full stationary states"),
                route="numeric",
            ),
        ),
        depends=("heatcap.eq14", "heatcap.text-F-ind"),
    ),
    Claim(
        id="heatcap.eq15.min",
        where="Eq. (15)",
        kind="definition",
        title="Smallest relative deviation of nu measurements",
        latex=r"\nu^{-1/2}\left(\frac{\Delta T}T\right)_{min}:=\frac1{\sqrt{\nu C^{col}_+(T)/k_B}}",
        printed="1/sqrt(nu*C(n*s, b))",
        domain=probes(16, b=reals(-12, 12), nu=integers(1, 1000)),
        bindings={"C": C},
        shifted=("n", "s"),
        checks=(
            Equality(
                full(
                    relative_bound, "Cramer-Rao bound 1/sqrt(nu T^2 F) of the full stationary state"
                ),
                route="numeric",
            ),
        ),
        depends=("heatcap.eq14",),
    ),
    Claim(
        id="heatcap.eq15",
        where="Eq. (15)",
        kind="inequality",
        title="No deviation below the bound",
        latex=r"\frac{\Delta T}T\ge\nu^{-1/2}\left(\frac{\Delta T}T\right)_{min}:=\frac1{\sqrt{\nu C^{col}_+(T)/k_B}}",
        printed="dT(n, s, b, b0, nu) >= nu**(-1/2)*(1/sqrt(C(n*s, b)))",
        domain=probes(9, 2, b=reals(-6, 6), b0=reals(-8, 8, smallest="1e-2"), nu=integers(1, 1000)),
        bindings={"C": C, "dT": remembered(start_deviation)},
        conventions="dT is the deviation of the estimate from the mean energy, for a thermal start at b0",
        checks=(Inequality(route="numeric", points=50, search=20),),
        depends=("heatcap.eq15.min",),
        notes=(
            "What holds for every estimator is the theorem of Cramer and Rao; attacked here is one of them, which "
            "comes as close as one likes when the start approaches the symmetric subspace.",
        ),
    ),
    Claim(
        id="heatcap.text-ml-saturates",
        where="below Eq. (15)",
        kind="asymptotic",
        title="The maximum-likelihood estimate reaches the bound",
        latex=r"\frac{\Delta T}T\to\frac1{\sqrt{\nu C^{col}_+/k_B}}\quad(\text{maximum likelihood, many measurements})",
        printed="1/sqrt(nu*C(n*s, b))",
        prose=True,
        domain=Domain({"n": integers(1, 4), "s": half_integers("1/2", 1), "b": reals("4/5", 2)}),
        bindings={"C": C},
        shifted=("n", "s"),
        conventions="estimates are kept between T/8 and 8 T, since the likelihood may have its maximum at infinite T",
        checks=(
            Asymptotic(
                Oracle(
                    lambda p, d: likelihood_deviation(p["n"] * p["s"], p["b"], whole(p["nu"])),
                    "deviation of the maximum-likelihood estimate from the exact distribution of nu measured "
                    "energies, float64, populations from the rate equation of the ladder",
                ),
                route="numeric",
                variable="nu",
                sequence=tuple(Fraction(4) ** k for k in (4, 5, 6, 7)),
                points=5,
            ),
        ),
        depends=("heatcap.eq15",),
    ),
    Claim(
        id="heatcap.text-heisenberg",
        where="below Eq. (15)",
        kind="scaling",
        title="Heisenberg scaling of the precision at high temperature",
        latex=r"k_BT\gg\hbar\omega:\quad\Delta T\sim1/n",
        printed="-1",
        oracle_only=("s", "b"),
        domain=Domain(
            {
                "s": half_integers("1/2", "5/2"),
                "b": among("1e-12", "1e-11", "1e-10", "1e-9", "1e-3", "1e-2"),
            }
        ),
        conventions="exponent of n at fixed T (b = hbar omega / k_B T)",
        checks=(
            Scaling(
                Oracle(closed_deviation, "closed form of the relative deviation", "symbolic"),
                variable="n",
                sequence=powers_of_ten(2, 5),
                points=6,
            ),
            Scaling(
                full(ladder_deviation, "rate equation of the ladder J = n s"),
                variable="n",
                sequence=tuple(Fraction(x) for x in (12, 24, 48, 96)),
                domain=Domain({"s": among("1/2", 1), "b": among("1e-12", "1e-9", "1e-10")}),
                points=3,
            ),
        ),
        caveats=(COLD_ENOUGH,),
        depends=("heatcap.eq11", "heatcap.eq15"),
        notes=(
            "The named condition k_B T >> hbar omega is not enough: at fixed T the deviation stops falling near "
            "n s = k_B T / hbar omega and stays at 1/sqrt(C_infinity); (11) needs n s hbar omega << k_B T.",
        ),
    ),
    Claim(
        id="heatcap.text-D-ratio",
        where="Sec. 3",
        kind="asymptotic",
        title="Ratio of the smallest deviations at high temperature",
        latex=r"D^{col}_+/D^{ind}\underset{k_BT\gg\hbar\omega}{\sim}\sqrt{(s+1)/(ns+1)}",
        printed="sqrt((s+1)/(n*s+1))",
        domain=probes(16),
        shifted=("n", "s"),
        checks=(
            Asymptotic(
                of_both(deviation, "both deviations of full stationary states"),
                variable="b",
                sequence=powers_of_ten(-1, -4),
            ),
        ),
        depends=("heatcap.text-ratio-highT",),
    ),
    Claim(
        id="heatcap.text-T-above-Tcr",
        where="Sec. 3",
        kind="statement",
        title="Higher precision together exactly above the critical temperature",
        latex=r"D^{col}_+<D^{ind}\ \text{as long as}\ T>T_{cr}(n,s)",
        printed="if_else(x > 1, 1, 0)",
        prose=True,
        oracle_only=("n", "s"),
        domain=Domain(
            {
                "n": integers(2, 30),
                "s": half_integers("1/2", "5/2"),
                "x": among("1/50", "1/4", "9/10", "999/1000", "1001/1000", "11/10", "4", "50"),
            },
            where=lambda p: p["n"] * p["s"] <= 30,
            where_text="n s at most 30",
        ),
        conventions="x = T/T_cr with the exact crossing of the symbolic book; 1 where D_col < D_ind",
        checks=(
            Equality(
                Oracle(
                    lambda p, d: more_precise(p["n"], p["s"], p["x"]),
                    "signs of the difference of the deviations, rate equations of the ladders n s and s",
                ),
                route="numeric",
                truth=True,
                points=40,
            ),
        ),
        depends=("heatcap.eq13",),
    ),
    Claim(
        id="heatcap.text-C-less-variance",
        where="end of Sec. 3",
        kind="inequality",
        title="The collective heat capacity is smaller than the energy variance",
        latex=r"C^{col}<\Delta^2\langle H\rangle\ \text{in general}",
        printed="C(n, s, r, r0) < V(n, s, r, r0)",
        domain=EXACT_STARTS,
        bindings={"C": remembered(response), "V": remembered(spread)},
        exact_bindings=("C", "V"),
        conventions="as in (A.6), both in units of k_B and (k_B T)^2, and both divided by b^2; r = exp(-b/2), r0 = exp(-b0/2)",
        checks=(Inequality(route="numeric", points=60, search=0),),
        depends=("heatcap.eq6",),
    ),
    Claim(
        id="heatcap.text-best-measurement",
        where="end of Sec. 3",
        kind="inequality",
        title="The projection on |J, m> tells more than the energy",
        latex=r"F_{\Pi_m}<F_{\Pi_{J,m,i}}=\mathcal F^{col}",
        printed="Fm(n, s, r, r0) < FJm(n, s, r, r0)",
        prose=True,
        domain=EXACT_STARTS,
        bindings={
            "Fm": remembered(rational_information("energy")),
            "FJm": remembered(rational_information("total_spin")),
        },
        exact_bindings=("Fm", "FJm"),
        conventions="r = exp(-b/2), r0 = exp(-b0/2); information about b",
        checks=(Inequality(route="numeric", points=40, search=0),),
        depends=("heatcap.eq14",),
    ),
    Claim(
        id="heatcap.text-best-measurement.optimal",
        where="end of Sec. 3",
        kind="identity",
        title="The projection on |J, m> gives the full information",
        latex=r"F_{\Pi_{J,m,i}}=\mathcal F^{col}=C^{col}/k_BT^2",
        printed="C(n, s, b, b0)",
        prose=True,
        domain=probes(16, b=reals(-5, 5), b0=reals(-4, 4, smallest="1e-2")),
        bindings={"C": bind(ensemble.heat_capacity, "n", "s", "b", "b0", coupling="collective")},
        checks=(Equality(dimensionless("collective", "b0", "total_spin"), route="numeric"),),
        depends=("heatcap.eq14",),
    ),
    Claim(
        id="heatcap.text-energy-optimal-symmetric",
        where="end of Sec. 3",
        kind="identity",
        title="Energy measurements are optimal in the symmetric subspace",
        latex=r"p_{J=ns}=1:\quad T^2F_{\Pi_m}=T^2\mathcal F^{col}_+=C^{col}_+/k_B",
        printed="C(n*s, b)",
        prose=True,
        domain=probes(16, b=reals(-12, 12)),
        bindings={"C": C},
        shifted=("n", "s"),
        checks=(
            Equality(dimensionless("collective", "inf", "energy"), route="numeric"),
            Equality(
                closed(
                    closed_thermometry.fisher_information,
                    n="n",
                    s="s",
                    b="b",
                    measurement=lambda p: "energy",
                ),
                route="symbolic",
            ),
        ),
        depends=("heatcap.eq14",),
    ),
)
