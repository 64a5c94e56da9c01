"""Eqs. (D6)-(D9): whether one spin is thermal for extreme initial temperatures."""

from __future__ import annotations

from cotherm.numeric import local_state as local

from ...books import exact, whole
from ...checks import Equality, Oracle
from ...claims import Chase, Claim
from ...domain import Domain, Point, among, half_integers, integers
from ...formula import Binding
from ..heatcap.operators import boltzmann
from .dicke_states import (
    boltzmann_power,
    coefficient,
    curvature,
    highest_states,
    printed_chance,
    printed_excess,
    states_below,
    true_chance,
    true_excess,
)
from .local_populations import CHASE, INNER, INNER_TEXT, UPSTREAM, inner
from .sectors import (
    ROOTS,
    ladder_sum,
    size_text,
    within,
)


def _one_level(point: Point) -> bool:
    s, m = point["s"], point["m1"]
    return within(27)(point) and abs(m) <= s and (s - m).denominator == 1


WEIGHTS = (
    "f(n, s, m1, m) = K_m/I_{m+m1} of the print, g the chance C(2s, s+m1) C(2(n-1)s, (n-1)s+m)/C(2ns, ns+m+m1), "
    "X(n, s, m1, m, k) = f(m1+1, m) f(m1-1, k) - f(m1, m) f(m1, k), which is the bracket of (D7) with its K_m K_m', Y the "
    "same of g; w(b, m) = exp(-m b), Z(J, b) the sum of it over a ladder; b is given by exp(-b/2)"
)
FUNCTIONS: dict[str, Binding] = {
    "f": printed_chance,
    "g": true_chance,
    "X": printed_excess,
    "Y": true_excess,
    "w": boltzmann_power,
    "Z": ladder_sum,
}
REST = "m, -(n-1)*s, (n-1)*s"
BOTH = "m, (q+abs(q))/2-(n-1)*s, (q-abs(q))/2+(n-1)*s"
OTHER = "k, -(n-1)*s, (n-1)*s"


CLAIMS = (
    Claim(
        id="indist.eqD6",
        where="Eq. (D6)",
        kind="identity",
        title="Local populations for extreme initial temperatures",
        latex=r"p_{Loc}(m_1)=Z_{ns}^{-1}(\beta_B)\sum_{m=-(n-1)s}^{(n-1)s}K_m\frac{e^{-\hbar\omega(m+m_1)\beta_B}}{I_{m+m_1}}",
        printed=f"sum(f(n, s, m1, m)*w(b, m+m1), {REST})/Z(n*s, b)",
        domain=Domain(
            {
                "n": integers(2, 3),
                "s": among("1/2", 1, "3/2", 2),
                "m1": half_integers(-2, 2),
                "b": among(*ROOTS),
            },
            _one_level,
            "m1 from -s to s in unit steps, " + size_text(27),
        ),
        bindings=FUNCTIONS,
        exact_bindings=tuple(FUNCTIONS),
        partners=(("f", "g"),),
        conventions=WEIGHTS,
        checks=(
            Equality(
                exact(
                    lambda f, p: local.local_population(
                        f, whole(p["n"]), p["s"], p["m1"], boltzmann(p, "b"), "inf"
                    ),
                    "partial trace of the stationary state of the full equation, exact",
                ),
                route="numeric",
                points=16,
            ),
        ),
        corrected=f"sum(g(n, s, m1, m)*w(b, m+m1), {REST})/Z(n*s, b)",
        cause=UPSTREAM,
        chase=CHASE,
        depends=("indist.eqD5", "indist.eqD1"),
        notes=(
            "Right for s = 1/2. The lower end of the sums over m_2..m_n in the first line reads s where -s is meant.",
        ),
    ),
    Claim(
        id="indist.eqD7",
        where="Eq. (D7)",
        kind="identity",
        title="Deviation from thermality as a double sum",
        latex=r"p_{Loc}(m_1+1)p_{Loc}(m_1-1)-p_{Loc}^2(m_1)=Z_{ns}^{-2}(\beta_B)\sum_{m,m'=-(n-1)s}^{(n-1)s}K_mK_{m'}"
        r"e^{-\hbar\omega(2m_1+m+m')\beta_B}\left(\frac1{I_{m+m_1+1}I_{m'+m_1-1}}-\frac1{I_{m+m_1}I_{m'+m_1}}\right)",
        printed=f"sum(sum(w(b, 2*m1+m+k)*X(n, s, m1, m, k), {OTHER}), {REST})/Z(n*s, b)**2",
        domain=Domain(INNER, inner, INNER_TEXT),
        bindings=FUNCTIONS,
        exact_bindings=tuple(FUNCTIONS),
        partners=(("X", "Y"),),
        conventions="k stands for m'; " + WEIGHTS,
        checks=(
            Equality(
                exact(
                    curvature, "partial trace of the stationary state of the full equation, exact"
                ),
                route="numeric",
            ),
        ),
        corrected=f"sum(sum(w(b, 2*m1+m+k)*Y(n, s, m1, m, k), {OTHER}), {REST})/Z(n*s, b)**2",
        cause=UPSTREAM,
        chase=CHASE,
        depends=("indist.eqD6", "indist.eqD2"),
    ),
    Claim(
        id="indist.eqD8",
        where="Eq. (D8)",
        kind="identity",
        title="Coefficients whose vanishing would mean thermality at every bath temperature",
        latex=r"\sum_{m+m'=q}K_mK_{m'}\left(\frac1{I_{m+m_1+1}I_{m'+m_1-1}}-\frac1{I_{m+m_1}I_{m'+m_1}}\right)=0",
        printed=f"sum(X(n, s, m1, m, q-m), {BOTH})",
        domain=Domain(
            {**{k: v for k, v in INNER.items() if k != "b"}, "q": integers(-8, 8)},
            lambda p: (
                inner(p)
                and abs(p["q"]) <= 2 * (p["n"] - 1) * p["s"]
                and (2 * (p["n"] - 1) * p["s"] - p["q"]).denominator == 1
            ),
            INNER_TEXT + ", |q| at most 2(n-1)s",
        ),
        bindings={"X": printed_excess, "Y": true_excess},
        exact_bindings=("X", "Y"),
        partners=(("X", "Y"),),
        conventions="coefficient of exp(-(2 m1 + q) b) in Z^2 times (D7); X and Y as there, 0 where m' = q - m does not occur",
        checks=(
            Equality(
                Oracle(
                    lambda p, d: coefficient(whole(p["n"]), p["s"], p["m1"], p["q"]),
                    "exact projector on total spin ns in the product space",
                ),
                route="numeric",
                points=16,
            ),
        ),
        corrected=f"sum(Y(n, s, m1, m, q-m), {BOTH})",
        cause=UPSTREAM,
        chase=CHASE,
        depends=("indist.eqD7",),
    ),
    Claim(
        id="indist.eqD9",
        where="Eq. (D9)",
        kind="identity",
        title="Coefficient at q = 2(n-1)s and m_1 = s - 1",
        latex=r"I_{ns}I_{ns-2}=I_{ns-1}^2",
        printed="1/(I(n, s, 0)*I(n, s, 2))-1/I(n, s, 1)**2",
        domain=Domain({"n": integers(2, 4), "s": half_integers(1, 2)}, within(81), size_text(81)),
        bindings={"I": states_below},
        exact_bindings=("I",),
        conventions="I(n, s, k) is I_{ns-k}; the printed equation says that this coefficient of (D8) vanishes; K = 1 there",
        checks=(
            Equality(
                Oracle(
                    lambda p, d: coefficient(
                        whole(p["n"]), p["s"], p["s"] - 1, 2 * (p["n"] - 1) * p["s"]
                    ),
                    "exact projector on total spin ns in the product space",
                ),
                route="numeric",
                points=8,
                minimum=5,
            ),
        ),
        corrected="(1-n)/(n**2*(2*n*s-1))",
        cause=UPSTREAM,
        chase=CHASE,
        depends=("indist.eqD8",),
        notes=(
            "The coefficient is not zero for two or more spins, so that the conclusion of Appendix D stands; its sign is "
            "opposite to the printed one.",
        ),
    ),
    Claim(
        id="indist.text-Ins2",
        where="below Eq. (D9)",
        kind="number",
        title="Numbers of product states with the three largest m",
        latex=r"I_{ns}=1,\quad I_{ns-1}=n,\quad I_{ns-2}=\binom n2=n(n+1)/2\quad(s\ge1)",
        printed="[1, n, binomial(n, 2), n*(n+1)/2]",
        domain=Domain(
            {"n": integers(1, 5), "s": half_integers(1, "5/2")}, within(260), size_text(260)
        ),
        oracle_only=("s",),
        shifted=("n",),
        checks=(
            Equality(
                Oracle(lambda p, d: highest_states(p), "product states, counted"),
                route="numeric",
                points=12,
            ),
        ),
        cause="slip: the binomial coefficient of n + 1 over 2 is n(n+1)/2, that of n over 2 is n(n-1)/2",
        chase=Chase(
            transcription="compared with the text twice",
            oracle="product states counted; the second form of the same line is the right one",
            extraction="both forms of the equation are legible; one misread symbol of the transcript cannot be excluded",
            convention="combinations with repetition are meant, which the printed symbol does not denote",
        ),
    ),
)
