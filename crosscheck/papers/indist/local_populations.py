"""Eqs. (D1)-(D5): local populations and Dicke states for extreme initial temperatures."""

from __future__ import annotations

from cotherm.symbolic.forms import local_state as closed_local

from ...books import closed, exact
from ...checks import Equality, Oracle
from ...claims import Chase, Claim
from ...domain import Domain, Point, among, half_integers, integers, reals
from .dicke_states import (
    amplitude,
    element,
    element_of_steady_state,
    extreme,
    gibbs,
    states_of,
    thermal_ratio,
    three,
)
from .sectors import (
    ROOTS,
    ensemble_environment,
    rooted,
    size_text,
    within,
)

LEVEL_TEXT = "every m_k from -s to s in unit steps"


def _levels_fit(point: Point) -> bool:
    s = point["s"]
    return all(abs(m) <= s and (s - m).denominator == 1 for m in three(point))


THREE = {
    "s": half_integers("1/2", "3/2"),
    "m1": half_integers("-3/2", "3/2"),
    "m2": half_integers("-3/2", "3/2"),
    "m3": half_integers("-3/2", "3/2"),
}


def inner(point: Point) -> bool:
    """A level with neighbours on both sides, in a small ensemble."""
    s, m = point["s"], point["m1"]
    return within(27)(point) and abs(m) <= s - 1 and (s - m).denominator == 1


INNER = {
    "n": integers(2, 3),
    "s": among(1, "3/2", 2),
    "m1": half_integers(-1, 1),
    "b": among(*ROOTS),
}
INNER_TEXT = "m1 from -s + 1 to s - 1 in unit steps, " + size_text(27)
CHASE = Chase(
    transcription="compared with the text twice",
    oracle="exact projector on total spin ns; for two spins 1, |2, 0> has amplitudes 1 : 2 : 1 (over sqrt 6), not 1 : 1 : 1",
    extraction="the formula is legible, and the text below it defines I_m as the number of product states",
    convention="phases do not matter: the moduli differ",
)
UPSTREAM = "upstream: (D4) gives all product states of one m the same amplitude, which holds for s = 1/2 only"
DICKE = "if_else(d > 0, 0, binomial(2*s, s+m1)*binomial(2*s, s+m2)*binomial(2*s, s+m3)/binomial(6*s, 3*s+m1+m2+m3))"
CLAIMS = (
    Claim(
        id="indist.eqD1",
        where="Eq. (D1)",
        kind="definition",
        title="Local population as a sum over the other spins",
        latex=r"p_{Loc}(m_1)=\sum_{m_2,\dots,m_n=-s}^{s}\langle m_1,\dots,m_n|\rho^\infty_{\beta_0}(\beta_B)|m_1,\dots,m_n\rangle",
        printed="sum(sum(rho(s, m1, m2, m3, b, b0), m3, -s, s), m2, -s, s)",
        domain=Domain(
            {
                "s": half_integers("1/2", 1),
                "m1": half_integers(-1, 1),
                "b": reals(-6, 6, smallest="1e-2"),
                "b0": reals(-5, 5, smallest="1e-2"),
            },
            lambda p: abs(p["m1"]) <= p["s"] and (p["s"] - p["m1"]).denominator == 1,
            "m1 from -s to s in unit steps",
        ),
        bindings={"rho": element_of_steady_state},
        partners=(("b", "b0"),),
        conventions="three spins; rho is the diagonal of the stationary state of the full equation",
        checks=(
            Equality(
                closed(
                    closed_local.local_population,
                    n=lambda p: 3,
                    s="s",
                    m="m1",
                    b="b",
                    b0="b0",
                ),
                route="symbolic",
                points=8,
            ),
        ),
        depends=("indist.eq16",),
    ),
    Claim(
        id="indist.eqD2",
        where="Eq. (D2)",
        kind="identity",
        title="Thermality of one spin by the ratios of its populations",
        latex=r"\frac{p_{Loc}(m_1+1)}{p_{Loc}(m_1)}=\frac{p_{Loc}(m_1)}{p_{Loc}(m_1-1)}",
        printed="p(s, m1, b)/p(s, m1-1, b)",
        domain=Domain(INNER, inner, INNER_TEXT),
        oracle_only=("n",),
        bindings={"p": gibbs},
        exact_bindings=("p",),
        conventions="the right side with thermal populations, against the left side of a thermal ensemble; b is given by "
        "exp(-b/2)",
        checks=(
            Equality(
                exact(
                    thermal_ratio,
                    "partial trace of the stationary state of the independent Lindblad equation, exact",
                ),
                route="numeric",
            ),
        ),
        notes=(
            "That equal ratios conversely make a state thermal is the recursion p(m+1) = x p(m). The deviations for "
            "collective dissipation are indist.text-nonthermal.",
        ),
    ),
    Claim(
        id="indist.eqD3",
        where="Eq. (D3)",
        kind="limit",
        title="Stationary state for extreme initial temperatures",
        latex=r"\rho^\infty_{\beta_0}(\beta_B)\underset{\hbar\omega|\beta_0|\gg1}{\to}\rho^\infty_{\beta_0=\pm\infty}(\beta_B)"
        r"=Z_{ns}^{-1}(\beta_B)\sum_{m=-ns}^{ns}e^{-\hbar\omega m\beta_B}|ns,m\rangle\langle ns,m|",
        printed="state(sum(w(m)/sum(w(k), k, -top, top)*P(top)*D(m), m, -top, top))",
        domain=Domain(
            {**rooted(27, start=False).axes, "sgn": among(-1, 1)}, within(27), size_text(27)
        ),
        environment=ensemble_environment,
        environment_names=("w", "P", "D", "top", "state"),
        conventions="P(top) D(m) = |ns, m><ns, m|, w(m) = exp(-m b), top = ns; b0 = sgn infinity, the approach to it is "
        "indist.text-pns; b is given by exp(-b/2)",
        checks=(
            Equality(
                Oracle(
                    lambda p, d: extreme(p),
                    "full collective equation from all spins down and all up, exact",
                ),
                route="numeric",
                title="density matrix, every element",
                points=10,
            ),
        ),
        depends=("indist.eq16", "indist.text-pns"),
    ),
    Claim(
        id="indist.eqD4",
        where="Eq. (D4)",
        kind="identity",
        title="Dicke states in the local basis",
        latex=r"|ns,m\rangle=\frac1{\sqrt{I_m}}\sum_{m_1+m_2+\dots+m_n=m}|m_1,m_2,\dots,m_n\rangle",
        printed="1/sqrt(I(3, s, m1+m2+m3))",
        domain=Domain(THREE, _levels_fit, LEVEL_TEXT),
        bindings={"I": states_of},
        exact_bindings=("I",),
        conventions="three spins; amplitude of |m1, m2, m3> in |3s, m1 + m2 + m3>, I from the multiplicities",
        checks=(
            Equality(
                Oracle(amplitude, "exact projector on total spin ns in the product space"),
                route="numeric",
                points=16,
            ),
        ),
        corrected="sqrt(binomial(2*s, s+m1)*binomial(2*s, s+m2)*binomial(2*s, s+m3)/binomial(6*s, 3*s+m1+m2+m3))",
        cause="equal amplitudes belong to spins 1/2; lowering one spin s gives binomial weights",
        chase=CHASE,
        depends=("indist.text-Im",),
        notes=(
            "Right for s = 1/2, and for m = +-ns and +-(ns - 1) at any s; Appendix D uses it for s >= 1. In general the "
            "squared amplitude is the product of C(2s, s + m_k) over C(2ns, ns + m).",
        ),
    ),
    Claim(
        id="indist.eqD5",
        where="Eq. (D5)",
        kind="identity",
        title="Squared amplitudes of the Dicke states",
        latex=r"\langle m_1,\dots,m_n|ns,m\rangle\langle ns,m|m_1,\dots,m_n\rangle=\frac1{I_m}\delta_{m,m_1+\dots+m_n}",
        printed="if_else(d > 0, 0, 1/I(3, s, m1+m2+m3))",
        domain=Domain({**THREE, "d": among(0, 1)}, _levels_fit, LEVEL_TEXT),
        bindings={"I": states_of},
        exact_bindings=("I",),
        conventions="three spins; m = m1 + m2 + m3 + d",
        checks=(
            Equality(
                Oracle(
                    lambda p, d: element(p),
                    "exact projector on total spin ns in the product space",
                ),
                route="numeric",
                points=60,
            ),
        ),
        corrected=DICKE,
        cause=UPSTREAM,
        chase=CHASE,
        depends=("indist.eqD4",),
        explained={
            **{
                DICKE.replace(f"s+{m}", f"s-{m}", 1): "C(2s, s + m) is even in m"
                for m in ("m1", "m2", "m3")
            },
        },
    ),
)
