"""App. C, first part: the rate equation (C1) of one reservoir and the thermalisation time."""

from __future__ import annotations

from fractions import Fraction

from ...books import exact, full
from ...checks import Equality, Inequality, Oracle, Scaling
from ...claims import Chase, Claim
from ...domain import Caveat, Domain, among, integers, reals
from . import thermal_models as thermal
from .thermal_models import HALF, SPINS, is_level, levels_axis

PARITY = "half-odd a for odd N, integer a for even N, at most N/2"
HOT_TO_COLD = {"beta_i": reals("1/4", 3), "beta_f": reals("1/2", 4)}
EVEN_LOWEST = (
    "odd N, or even N with a other than 1: in the row a = 1 the two terms that link it with a = 0 need 1/2, because |0> is one "
    "state and not a pair (in the row a = 0 two terms of 1/4 coincide)"
)
LOWEST_PAIR = "[{0}*g((a-1)**2-a**2)*alpha2(1, a-1), {0}*g(a**2-(a-1)**2)*alpha2(-1, a)]"
"""Coefficients of the first and of the last term of (C1), for a of at least 1."""
BATH_AXES = {"eps": reals("1/2", 6), "delta": reals("1/4", 3), "q": reals("1/10", "9/10")}
FAR = tuple(Fraction(n) for n in (255, 511, 1023, 2047))
DOUBLING = tuple(Fraction(n) for n in (50, 100, 200, 400))

CLAIMS = (
    Claim(
        id="qar.eqC1",
        where="Eq. (C1)",
        kind="identity",
        title="Rate equation of the populations in one reservoir",
        latex=r"\dot\rho_a=\frac14\gamma(E_{|a-1|}-E_a)|\alpha^+_{a-1}|^2\rho_{|a-1|}+\frac14\gamma(E_{a+1}-E_a)|\alpha^-_{a+1}|^2\rho_{a+1}"
        r"-\frac14\gamma(E_a-E_{a+1})|\alpha^+_a|^2\rho_a-\frac14\gamma(E_a-E_{|a-1|})|\alpha^-_a|^2\rho_a",
        printed="1/4*g(abs(a-1)**2-a**2)*alpha2(1, a-1)*rho(abs(a-1))+1/4*g((a+1)**2-a**2)*alpha2(-1, a+1)*rho(a+1)"
        "-1/4*g(a**2-(a+1)**2)*alpha2(1, a)*rho(a)-1/4*g(a**2-abs(a-1)**2)*alpha2(-1, a)*rho(a)",
        domain=Domain(
            {"N": SPINS, "a": levels_axis(), **BATH_AXES},
            where=is_level,
            where_text=PARITY,
        ),
        environment=thermal.environment,
        environment_names=("g", "alpha2", "rho"),
        conventions="Omega = 1, E_a = a^2; q = exp(-beta); alpha2(+-1, a) is |alpha_a^(+-)|^2; rho_a = <v_a|rho|v_a>",
        checks=(
            Equality(
                Oracle(
                    lambda p, d: thermal.derivative(p),
                    "generator with matrix elements from explicit spin matrices",
                ),
                route="numeric",
                title="rate of change of one population, exact",
                points=40,
            ),
            Equality(
                Oracle(
                    lambda p, d: thermal.product_derivative(p),
                    "Lindblad equation on all 2^N product states",
                ),
                route="numeric",
                title="the same in the product space, exact",
                domain=Domain(
                    {"N": integers(2, 4), "a": levels_axis(4), **BATH_AXES},
                    where=is_level,
                    where_text=PARITY,
                ),
                points=14,
            ),
        ),
        caveats=(
            Caveat(EVEN_LOWEST, lambda p: p["N"] % 2 == 1 or p["a"] != 1),
            Caveat("odd N", lambda p: p["N"] % 2 == 1),
        ),
        depends=("qar.eq7",),
        notes=(
            "For even N the printed form keeps rho_0 + 2 (rho_1 + rho_2 + ...), as a rate equation of the states |j, m> would that "
            "knows no coherence between |m> and |-m>; of the populations of |v_a> it does not keep the sum. In |v_1> that coherence "
            "doubles the rate to |0>.",
        ),
    ),
    Claim(
        id="qar.eqC1.parity",
        where="below Eq. (C1)",
        kind="statement",
        title="Rates between the two lowest levels in the second row of the rate equation, odd and even N",
        latex=r"\text{(C1) takes the same form for}\ N\ \text{odd and even}:\ \frac14\gamma(E_{|a-1|}-E_a)|\alpha^+_{a-1}|^2,\ "
        r"\frac14\gamma(E_a-E_{|a-1|})|\alpha^-_a|^2\ \text{at}\ a=1,\tfrac32",
        printed=LOWEST_PAIR.format("1/4"),
        domain=Domain(
            {"N": SPINS, "a": among(1, "3/2"), **BATH_AXES},
            where=is_level,
            where_text=PARITY,
        ),
        environment=thermal.environment,
        environment_names=("g", "alpha2"),
        corrected=LOWEST_PAIR.format("if_else(a > 1, 1/4, 1/2)"),
        cause="factor: for even N the level a = 0 is the single state |0>, not a pair of |a> and |-a>",
        instead="for even N the two terms of the row a = 1 that link it with a = 0 carry 1/2 instead of 1/4, all else as printed",
        conventions="coefficients of rho_|a-1| (gain) and rho_a (loss) in the row of the second level; Omega = 1, E_a = a^2; q = "
        "exp(-beta); rho_a = <v_a|rho|v_a>, as below (6)",
        checks=(
            Equality(
                exact(
                    lambda f, p: thermal.lowest_rates(p),
                    "rates between the two lowest levels with matrix elements from explicit spin matrices",
                ),
                route="numeric",
                points=8,
            ),
        ),
        chase=Chase(
            transcription="(C1) and the sentence below it compared with the text",
            oracle="explicit matrices of Jx, exact, and the Lindblad equation on all product states (qar.eqC1)",
            extraction="the sentence is plain text; the absolute values in (C1), which matter for the lowest levels only, are legible",
            convention="rho_a stands for the population of |v_a> since (6), and its relative entropy is taken next. With rho_a for the "
            "populations of |j, m>, weights 1, 2, 2, ..., the printed form is consistent, but it then lacks the coherence between |1> and "
            "|-1>, by which |v_1> decays to |0> twice as fast and the odd combination not at all",
        ),
        depends=("qar.eqC1",),
        notes=(
            "The row a = 0 has 1/2 already, as two of its terms coincide; with 1/4 in the row a = 1 the populations of |v_a> do not "
            "keep their sum for even N.",
        ),
    ),
    Claim(
        id="qar.textC-thermalises",
        where="App. C",
        kind="statement",
        title="One reservoir brings the populations to its temperature",
        latex=r"\rho_a\to e^{-\beta\Omega a^2}/\sum_be^{-\beta\Omega b^2}",
        printed="exp(-beta*a**2)/sum(exp(-beta*b**2), b, N/2-floor(N/2), N/2)",
        prose=True,
        domain=Domain(
            {"N": SPINS, "a": levels_axis(), "beta": reals("1/10", 3)},
            where=is_level,
            where_text=PARITY,
        ),
        conventions="Omega = 1; Ohmic density with cutoff 100; odd and even N",
        checks=(
            Equality(
                full(
                    thermal.stationary,
                    "stationary state of the rate equation with explicit matrix elements",
                ),
                route="numeric",
                points=16,
                digits=30,
            ),
        ),
        depends=("qar.eqC1",),
    ),
    Claim(
        id="qar.textC-alpha",
        where="below Eq. (C1)",
        kind="identity",
        title="Ladder coefficients at opposite levels",
        latex=r"\alpha^+_a=\alpha^-_{-a}",
        printed="sqrt(N/2*(N/2+1)-(-a)*((-a)-1))",
        domain=Domain(
            {
                "N": SPINS,
                "a": integers(-4, 4),
            },
            where=lambda p: abs(p["a"]) <= p["N"] / 2 and p["N"] % 2 == 0,
            where_text="even N, |a| at most N/2",
        ),
        conventions="the value is alpha^-_(-a) of (9)",
        checks=(
            Equality(
                full(
                    thermal.ladder_coefficient,
                    "root of <a|J- J+|a> from explicit ladder matrices",
                ),
                route="numeric",
                points=16,
            ),
        ),
    ),
    Claim(
        id="qar.textC-boost",
        where="below Eq. (C1)",
        kind="scaling",
        title="Rates near the ground state grow with the square of N",
        latex=r"N^2\ \text{boost close to the ground state}\ a\ll N",
        printed="2",
        prose=True,
        domain=Domain({"a": among(HALF, "3/2", "5/2"), "beta": reals("1/2", 4)}),
        oracle_only=("a", "beta"),
        checks=(
            Scaling(
                full(
                    thermal.rate_down,
                    "rate from a + 1 to a in one reservoir, explicit matrix elements",
                ),
                route="numeric",
                variable="N",
                sequence=FAR,
                title="exponent in odd N",
                digits=20,
            ),
        ),
        depends=("qar.eqC1",),
    ),
    Claim(
        id="qar.textC-tth-def",
        where="App. C",
        kind="definition",
        title="Relative entropy at the thermalisation time",
        latex=r"S(\rho(t)||\rho_\beta)=\mathrm{Tr}\{\rho(t)(\log\rho(t)-\log\rho_\beta)\},\quad S(t_{th})=10^{-6}",
        printed="sum(rho(a, N, beta_i, beta_f)*(log(rho(a, N, beta_i, beta_f))-log(target(a, N, beta_f))), a, N/2-floor(N/2), N/2)",
        domain=Domain(
            {"N": integers(2, 7), **HOT_TO_COLD},
            where=lambda p: abs(p["beta_i"] - p["beta_f"]) > Fraction(1, 2),
            where_text="temperatures that differ by more than 1/2 in beta",
        ),
        bindings={"rho": thermal.evolved, "target": thermal.final},
        conventions="rho: populations of the numeric book (exponential of the generator with explicit matrix elements) at the "
        "thermalisation time of the symbolic book (uniformised series); Ohmic density with cutoff 100",
        checks=(
            Equality(
                Oracle(
                    lambda p, d: Fraction(1, 10**6), "the threshold that is printed", book="typed"
                ),
                route="numeric",
                points=8,
                digits=15,
            ),
        ),
        depends=("qar.eqC1",),
    ),
    Claim(
        id="qar.textC-unique",
        where="App. C",
        kind="inequality",
        title="The relative entropy to the final state falls all the time",
        latex=r"\text{contractivity}:\ t_{th}\ \text{unique}",
        printed="S(N, t+step, beta_i, beta_f) < S(N, t, beta_i, beta_f)",
        prose=True,
        domain=Domain(
            {
                "N": integers(2, 7),
                "t": reals("1/1000", 2),
                "step": reals("1/100", 1),
                **HOT_TO_COLD,
            },
            where=lambda p: abs(p["beta_i"] - p["beta_f"]) > Fraction(1, 10),
            where_text="temperatures that differ",
        ),
        bindings={"S": thermal.distance},
        checks=(Inequality(route="numeric", points=40, search=20),),
        explained={
            "S(N, t, beta_i, beta_f) < S(N, t, beta_i, beta_f)": "a ball is not seen to be equal to itself, so that the "
            "comparison stays undecided instead of failing",
            "S(N, t+step/2, beta_i, beta_f) < S(N, t, beta_i, beta_f)": "also true: the relative entropy falls over every step",
        },
        depends=("qar.textC-tth-def",),
    ),
    Claim(
        id="qar.textC-low-levels",
        where="App. C",
        kind="statement",
        title="For fixed temperatures only the low levels are populated, however large N",
        latex=r"\text{fixed}\ \beta_i,\beta_f\ \text{populate only the low-lying levels}",
        printed="above(N, t, 1, 4) < 1/10**4",
        prose=True,
        domain=Domain({"N": integers(6, 30), "t": reals("1/1000", 1)}),
        bindings={"above": thermal.above_three},
        conventions="population above the three lowest levels during thermalisation; beta_i = 1, beta_f = 4; only is read as a "
        "part of less than 10^-4 outside",
        checks=(Inequality(route="numeric", points=30, search=10, digits=20),),
        explained={
            "above(N, t, 1, 3) < 1/10**4": "also true: a reservoir at beta = 3 is cold enough too"
        },
        depends=("qar.textC-tth-def",),
    ),
    Claim(
        id="qar.textC-tth-N2",
        where="App. C, Fig. 7",
        kind="scaling",
        title="The thermalisation time falls as the inverse square of N",
        latex=r"t_{th}\propto1/N^2",
        printed="-2",
        domain=Domain({"odd": among(0, 1)}),
        oracle_only=("odd",),
        conventions="N = n + odd; Gamma = omega exp(-omega/100), beta_i = 1, beta_f = 4; float64, confirmed in balls elsewhere",
        checks=(
            Scaling(
                Oracle(
                    lambda p, d: thermal.fall_time({"N": p["n"] + p["odd"]}),
                    "root of the relative entropy along the rate equation with explicit matrix elements",
                ),
                route="numeric",
                variable="n",
                sequence=DOUBLING,
                title="exponent over odd and over even N",
                points=2,
            ),
        ),
        depends=("qar.textC-tth-def",),
        notes=(
            "Both parities scale alike, with different prefactors: t_th (N+1)^2 tends to 69.0 for odd and to 58.5 for even N.",
        ),
    ),
    Claim(
        id="qar.textC-Jz",
        where="App. C",
        kind="scaling",
        title="Without interaction the thermalisation time falls as 1/N near the ground state",
        latex=r"H=\Omega J_z:\ t_{th}\propto1/N",
        printed="-1",
        prose=True,
        domain=Domain({"odd": among(0, 1)}),
        oracle_only=("odd",),
        conventions="equidistant levels, all else as for the thermalisation time of the interacting spins",
        checks=(
            Scaling(
                Oracle(
                    lambda p, d: thermal.fall_time({"N": p["n"] + p["odd"]}, "Jz"),
                    "root of the relative entropy along the rate equation of the ladder m = -N/2 ... N/2",
                ),
                route="numeric",
                variable="n",
                sequence=tuple(Fraction(n) for n in (20, 40, 80, 160)),
                title="exponent over odd and over even N",
                points=2,
            ),
        ),
        depends=("qar.textC-tth-N2",),
    ),
    Claim(
        id="qar.textC-Jz-middle",
        where="App. C",
        kind="statement",
        title="Without interaction only the middle of the spectrum is superradiant",
        latex=r"H=\Omega J_z:\ \text{superradiant scaling only for}\ m\approx0",
        printed="[2, 1]",
        prose=True,
        domain=Domain({"a": among(HALF, "3/2", "5/2"), "beta": reals("1/2", 4)}),
        oracle_only=("a", "beta"),
        conventions="exponents in N of the rate from m = a + 1 to a, and of that from m = -N/2 + a + 1/2 to one level below",
        checks=(
            Scaling(
                full(
                    lambda f, p: [
                        thermal.ladder_rate_down(f, p, p["a"]),
                        thermal.ladder_rate_down(f, p, p["a"] - HALF - p["N"] / 2),
                    ],
                    "rates of the ladder m = -N/2 ... N/2 from explicit matrices",
                ),
                route="numeric",
                variable="N",
                sequence=FAR,
                title="exponents in odd N",
                digits=20,
            ),
        ),
        depends=("qar.textC-Jz",),
    ),
)
