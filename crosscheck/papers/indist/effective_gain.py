"""Appendix G: where the work of the collective engine exceeds that of the independent one."""

from __future__ import annotations

from fractions import Fraction
from functools import lru_cache
from typing import Any

import flint

from cotherm.numeric import collective_bath, otto_cycle
from cotherm.numeric.certify import certified
from cotherm.numeric.fields import Field
from cotherm.symbolic.forms import otto_cycle as closed_cycle
from cotherm.symbolic.forms import spin_ladder as ladder

from ...books import bind, exact, full, whole
from ...checks import Asymptotic, Equality, Inequality, Oracle, Proof, Result
from ...checks.asymptotic import powers_of_ten
from ...claims import Claim
from ...domain import Caveat, Domain, Point, among, half_integers, reals
from ..heatcap.operators import boltzmann
from .otto_cycle import best_point
from .sector_sums import (
    OVER_J,
    SECTORS,
    Ep,
    Eth,
    SectorDomain,
    ensembles,
    sector_domain,
    small_ensembles,
    using,
)

variance = bind(ladder.ladder_variance, "J", "b")
SHAPE = "sinh(b/2)**2/sinh((2*{0}+1)*b/2)**2"
BRACKET = f"(n*(2*s+1)**2*{SHAPE.format('s')}-n-(2*{{0}}+1)**2*{SHAPE.format('{0}')}+1)"
G2_FIRST = f"sum(w(n, s, J, b0)*(n*de(s, b)-de(J, b)), {OVER_J})"
G2_SECOND = f"1/(4*sinh(b/2)**2)*sum(w(n, s, J, b0)*{BRACKET.format('J')}, {OVER_J})"
G3 = f"1/3*sum(w(n, s, J, b0)*(J**2+J-n*s**2-n*s), {OVER_J})"
G4 = f"1/(4*sinh(b/2)**2)*{BRACKET.format('n*s')}"
NEAR_AND_FAR = among(
    *(
        sign * Fraction(x)
        for sign in (1, -1)
        for x in ("1/1000", "1/10", "1/2", "1", "11/10", "8/5", "2", "21/10", "4", "41/10", "12")
    )
)
SMALL = small_ensembles(9, first=2)
RATIOS = among("1/4", "1/2", "9/10", "11/10", "3/2", 3, 8)


def energy_slope(field: Field, point: Point, b: Any, b0: Any) -> Any:
    """Derivative of E_th - E with respect to b, by linear response of both full equations."""
    n, s = whole(point["n"]), point["s"]
    collective = collective_bath.energy_response(field, n, s, b, "collective", b0)
    independent = collective_bath.energy_response(field, n, s, b, "independent")
    with field:
        return collective - independent


def _gains(point: Point, digits: int) -> int:
    """1 where the collective cycle delivers more work, certified by the sign of a ball."""
    n, s = whole(point["n"]), point["s"]
    hot, cold = (point[name] * best_point(point["n"], s) for name in ("u", "v"))

    def difference(field: Field) -> Any:
        energies = [
            collective_bath.mean_energy(field, n, s, b, coupling)
            for coupling in ("collective", "independent")
            for b in (hot, cold)
        ]
        with field:
            return energies[0] - energies[1] - (energies[2] - energies[3])

    return 1 if certified(difference, 8) > 0 else 0


@lru_cache(maxsize=256)
def _place(prec: int, n: int, s: Fraction) -> flint.arb:
    place: flint.arb = closed_cycle.otto_optimum.ball(prec, n=n, s=s)["b"]
    return place


def bl(n: Fraction, s: Fraction) -> flint.arb:
    """beta_l of the symbolic book."""
    return _place(flint.ctx.prec, whole(n), s)


def _largest(field: Field, point: Point) -> Any:
    """Largest gain in work from the full master equations, times 1 - lambda."""
    n, s = whole(point["n"]), point["s"]
    optimum = otto_cycle.otto_optimum(field, n, s)
    with field:
        return optimum["gain"] * field.number(n * s * (1 - point["lam"]))


def _in_range(point: Point) -> bool:
    total = point["n"] * point["s"]
    return (
        point["J"] ** 2 >= total * (point["s"] + 1)
        and point["J"] <= total
        and (total - point["J"]).denominator == 1
    )


CLAIMS: tuple[Claim, ...] = (
    Claim(
        id="indist.eqG1",
        where="Eq. (G1)",
        kind="inequality",
        title="More work if and only if the gain in energy grows somewhere between the two points",
        latex=r"E^\infty_{\beta_0}(\beta_h)-E^\infty_{\beta_0}(\lambda\beta_c)>E^{th}(\beta_h)-E^{th}(\lambda\beta_c)"
        r"\Leftrightarrow E^{th}(\beta)-E^\infty_{\beta_0}(\beta)\ \text{strictly growing for some intervals within}\ "
        r"[\beta_h,\lambda\beta_c]",
        printed="if_else(u < 1, 1, 0)",
        domain=Domain(
            {**SMALL.axes, "u": RATIOS, "v": RATIOS},
            where=lambda p: p["u"] < p["v"] and SMALL.contains(p),
            where_text="(2s+1)^n at most 9, u < v",
        ),
        oracle_only=("n", "s", "v"),
        conventions="hbar = k_B = omega = 1; b0 = +-inf; beta_h = u beta_l, lambda beta_c = v beta_l: E_th - E_+ grows up to "
        "beta_l and falls beyond, so that it grows somewhere in between if u < 1; the value is 1 where (G1) holds",
        checks=(
            Equality(
                Oracle(
                    _gains, "sign of the difference of the works from both full Lindblad equations"
                ),
                route="numeric",
                title="truth of the condition against the sign of the difference",
                truth=True,
                points=40,
                minimum=24,
            ),
        ),
        caveats=(
            Caveat(
                "E_th - E grows or falls all the way from beta_h to lambda beta_c (v at most 1, or u at least 1); with a maximum "
                "in between, growing somewhere is necessary, but not sufficient",
                lambda p: p["v"] <= 1 or p["u"] >= 1,
            ),
        ),
        depends=("indist.eq49", "indist.eq50"),
    ),
    Claim(
        id="indist.eqG2",
        where="Eq. (G2)",
        kind="identity",
        title="Slope of the gain in energy",
        latex=r"\frac{\partial}{\partial\beta}[E^{th}(\beta)-E^\infty_{\beta_0}(\beta)]=\sum_{J=J_0}^{ns}p_J(\beta_0)l_J"
        r"\frac{\partial}{\partial\beta}[ne_s(\beta)-e_J(\beta)]=\frac{\hbar^2\omega^2}{4\sinh^2x}\sum_{J=J_0}^{ns}p_J(\beta_0)l_J"
        r"\left[n(2s+1)^2\frac{\sinh^2x}{\sinh^2(2s+1)x}-n-(2J+1)^2\frac{\sinh^2x}{\sinh^2(2J+1)x}+1\right]",
        printed=f"[{G2_FIRST}, {G2_SECOND}]",
        domain=sector_domain(16, first=2, b=reals(-8, 8), b0=reals(-5, 5, smallest="1e-2")),
        bindings=using("w", de=lambda J, b: -variance(J, b)),
        conventions=SECTORS + "; x = b/2; de(J, b) is the derivative of e_J",
        checks=(
            Equality(
                full(
                    lambda f, p: [energy_slope(f, p, p["b"], p["b0"])] * 2,
                    "linear response of both full Lindblad equations to the bath temperature",
                ),
                route="numeric",
            ),
        ),
        depends=("indist.eq19",),
    ),
    Claim(
        id="indist.textG-monot",
        where="below Eq. (G2)",
        kind="inequality",
        title="The shape function falls with the distance from zero",
        latex=r"\frac{\sinh^2x}{\sinh^2(2J+1)x}\ \text{decreasing on}\ [0;+\infty[,\ \text{increasing on}\ ]-\infty;0]",
        printed="sinh(x)**2/sinh((2*J+1)*x)**2 > sinh(y)**2/sinh((2*J+1)*y)**2",
        prose=True,
        domain=Domain(
            {
                "J": half_integers("1/2", 6),
                "x": NEAR_AND_FAR,
                "y": NEAR_AND_FAR,
            },
            where=lambda p: p["x"] * p["y"] > 0 and abs(p["x"]) < abs(p["y"]),
            where_text="x and y of equal sign, |x| < |y|",
        ),
        conventions="J at least 1/2; for J = 0 the function is 1",
        checks=(Inequality(route="symbolic"),),
    ),
    Claim(
        id="indist.eqG3",
        where="Eq. (G3)",
        kind="asymptotic",
        title="Slope of the gain in energy at high temperature",
        latex=r"\frac{\partial}{\partial\beta}[E^{th}(\beta)-E^\infty_{\beta_0}(\beta)]=\frac{\hbar^2\omega^2}3\sum_{J=J_0}^{ns}"
        r"p_J(\beta_0)l_J(J^2+J-ns^2-ns)+O(\hbar^2\omega^2\beta^2)",
        printed=G3,
        domain=sector_domain(16, first=2, b0=reals(-4, 4, smallest="1/10")),
        bindings=using("w"),
        conventions=SECTORS,
        checks=(
            Asymptotic(
                full(
                    lambda f, p: energy_slope(f, p, p["b"], p["b0"]),
                    "linear response of both full Lindblad equations",
                ),
                route="numeric",
                variable="b",
                sequence=powers_of_ten(-2, -6),
                remainder="b**2",
                title="limit of high temperature with the order of the remainder",
            ),
        ),
        depends=("indist.eqG2",),
    ),
    Claim(
        id="indist.text-G3pos",
        where="below Eq. (G3)",
        kind="inequality",
        title="The slope at high temperature is positive for every start but an infinitely hot one",
        latex=r"(\text{G3})>0\ \text{for}\ |\beta_0|\ \text{large enough, for any}\ n\ge2\ \text{and}\ s;\ "
        r"\text{for}\ n\gg1\ \text{also for}\ \hbar\omega|\beta_0|\simeq1\ \text{or}\ \ll1",
        printed=f"sum(w(n, s, J, b0)*(J**2+J), {OVER_J}) > n*s**2+n*s",
        prose=True,
        domain=SectorDomain(
            {
                **ensembles(12).axes,
                "b0": reals(-12, 12, smallest="1/100"),
                "T": half_integers("1/2", 3),
                "J0": among(0, "1/2"),
            }
        ),
        bindings=using("w"),
        conventions=SECTORS
        + "; the weights add up to 1, so that the last two terms of (G3) can stand on the right",
        checks=(Inequality(route="symbolic", points=60, search=0),),
        depends=("indist.eqG3",),
        notes=(
            "The sum is n (n-1) e_s(b0)^2, because <J(J+1)> = n s(s+1) + n(n-1) <m>^2 for a product state: it is positive "
            "for every b0 other than 0 and every n of at least 2.",
        ),
    ),
    Claim(
        id="indist.textG-Jrange",
        where="below Eq. (G3)",
        kind="inequality",
        title="Total spins whose term in the slope at high temperature is positive",
        latex=r"J^2+J-ns^2-ns>0\ \text{for}\ J\in[\sqrt{ns(s+1)};ns]",
        printed="J**2+J-n*s**2-n*s > 0",
        domain=Domain(
            {
                "n": among(2, 3, 8, 12, 20),
                "s": half_integers("1/2", "3/2"),
                "J": half_integers("1/2", 10),
            },
            where=_in_range,
            where_text="n s (s+1) <= J^2, J <= n s, n s - J whole",
        ),
        conventions="the print says n >> 1; it holds for every n",
        checks=(Inequality(route="symbolic", points=90, search=0),),
        explained={
            "J**2+J/2-n*s**2-n*s > 0": "true as well: the left side exceeds J/2",
            "J**2+J-n*s**2-n*s > 1": "true as well: the smallest value is 3/2, at n = 3 and s = 1/2",
        },
    ),
    Claim(
        id="indist.eqG4",
        where="Eq. (G4)",
        kind="identity",
        title="Slope of the gain in energy in the symmetric subspace",
        latex=r"\frac{\partial}{\partial\beta}[E^{th}(\beta)-E^\infty_{\beta_0}(\beta)]=\frac{\hbar^2\omega^2}{4\sinh^2x}"
        r"\left[n(2s+1)^2\frac{\sinh^2x}{\sinh^2(2s+1)x}-n-(2ns+1)^2\frac{\sinh^2x}{\sinh^2(2ns+1)x}+1\right]",
        printed=G4,
        domain=small_ensembles(
            16, b=among("1/2", "2/3", "3/5", "7/4", "9/10", "5/3", "1/4", "3/7")
        ),
        shifted=("n", "s"),
        conventions="hbar = omega = 1; b0 = +-inf, x = b/2; b given by exp(-b/2)",
        checks=(
            Proof("otto_optimum", (Result("differentiate", 0),)),
            Equality(
                exact(
                    lambda f, p: energy_slope(f, p, boltzmann(p, "b"), "inf"),
                    "linear response of both full Lindblad equations, from the ground state",
                ),
                route="numeric",
                exponential=("b",),
                points=16,
            ),
        ),
        depends=("indist.eqG2",),
    ),
    Claim(
        id="indist.eqG5",
        where="Eq. (G5)",
        kind="identity",
        title="Largest gain in work",
        latex=r"\max[|W^{coh}|-|W^{inc}|]=(1-\lambda)[E^{th}(\beta_l)-E^\infty_+(\beta_l)]",
        printed="(1-lam)*(Eth(n, s, bl(n, s))-Ep(n, s, bl(n, s)))",
        domain=small_ensembles(9, first=2, lam=reals("1/20", "19/20")),
        bindings={"Eth": Eth, "Ep": Ep, "bl": bl},
        shifted=("n", "s"),
        conventions="hbar = k_B = omega = 1; beta_h = 0, b0 = +-inf",
        checks=(
            Equality(
                full(
                    _largest,
                    "energies of both full Lindblad equations where their heat capacities cross",
                ),
                route="numeric",
                digits=30,
                points=8,
            ),
        ),
        depends=("indist.eqG4",),
        notes=("beta_l is the inverse of the temperature at which the heat capacities cross.",),
    ),
)
