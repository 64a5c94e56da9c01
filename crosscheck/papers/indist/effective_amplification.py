"""Sec. VIII A, below Eq. (51) to Eq. (55): where collective engines gain, and their free energy."""

from __future__ import annotations

from fractions import Fraction
from functools import lru_cache
from typing import Any

from cotherm.numeric.density_matrix import density_matrix, von_neumann_entropy
from cotherm.numeric.fields import Field
from cotherm.numeric.spin_ensemble import Coupling
from cotherm.symbolic.forms import ensemble_entropy

from ...algebras import to_ball
from ...books import full, whole
from ...checks import Equality, Inequality
from ...claims import Claim
from ...domain import Caveat, Domain, Point, among, half_integers, integers, reals
from .otto_cycle import (
    STARTED,
    SYMMETRIC,
    below_best,
    best_point,
    engine_domain,
    gain,
    positive_temperatures,
    ratio,
    stroke_states,
)
from .sector_sums import Ep, Eth, S, Sp, Sth, ensembles, small_ensembles

FREE = "hbar = k_B = omega = 1; changes of Tr rho H - S/beta on each stroke, beta that of the isochore's bath"


def cycle_of_free_energy(field: Field, point: Point, coupling: Coupling) -> Any:
    """Sum of the changes of the free energy over the four strokes of a periodic cycle."""
    n, s = whole(point["n"]), point["s"]
    full_start = point if "b0" in point else {**point, "b0": "inf"}
    dynamics, heated, cooled = stroke_states(field, full_start, coupling)  # type: ignore[arg-type]
    weights = dynamics.energies(field)
    energies = [field.dot(weights, state) for state in (heated, cooled)]
    entropies = [
        von_neumann_entropy(n, s, density_matrix(field, dynamics, state))
        for state in (heated, cooled)
    ]
    with field:
        hot, cold, compression = (field.number(point[name]) for name in ("bh", "bc", "lam"))
        heating = (energies[0] - energies[1]) - (entropies[0] - entropies[1]) / hot
        expansion = (compression - 1) * energies[0]
        cooling = compression * (energies[1] - energies[0]) - (entropies[1] - entropies[0]) / cold
        back = (1 - compression) * energies[1]
        return heating + expansion + cooling + back


def _compared(k: Fraction, n: Fraction, s: Fraction, lam: Fraction, bc: Fraction) -> Any:
    """Ratio (k = 1) or difference (k = 0) of the works at a compression, beta_h = 0."""
    if k:
        return ratio(n, s, lam * bc)
    return gain(n, s, lam * bc) * to_ball(1 - lam)


@lru_cache(maxsize=4096)
def _condition(n: int, s: Fraction, hot: Fraction, cold: Fraction) -> bool:
    """The condition (55) in float64, with a margin for rounding."""
    hot_b, cold_b = float(hot), float(cold)
    collective = float(
        ensemble_entropy.steady_entropy(n=n, s=s, b=hot_b)
        - ensemble_entropy.steady_entropy(n=n, s=s, b=cold_b)
    )
    independent = float(
        ensemble_entropy.thermal_entropy(n=n, s=s, b=hot_b)
        - ensemble_entropy.thermal_entropy(n=n, s=s, b=cold_b)
    )
    return collective > independent + 1e-9


CLAIMS: tuple[Claim, ...] = (
    Claim(
        id="indist.text-tradeoff",
        where="below Eq. (51)",
        kind="statement",
        title="The work of the collective engine falls more slowly as the efficiency grows",
        latex=r"\text{for}\ \lambda\to0\ \text{the power decreases slower for indistinguishable spins; at larger}\ "
        r"\lambda\beta_c\ \text{decreasing}\ \lambda\ \text{can increase the enhancement}",
        printed="T(k, n, s, u, bc) > T(k, n, s, v, bc)",
        prose=True,
        domain=Domain(
            {
                **ensembles().axes,
                "k": among(0, 1),
                "u": reals("1/50", "98/100"),
                "v": reals("1/50", "98/100"),
                "bc": reals("1/5", 12),
            },
            where=lambda p: (
                p["u"] < p["v"] and (p["k"] == 1 or best_point(p["n"], p["s"]) < p["u"] * p["bc"])
            ),
            where_text="u < v are two values of lambda; for k = 0 beta_l(n, s) < u beta_c",
        ),
        bindings={"T": _compared},
        conventions="hbar = k_B = omega = 1; beta_h = 0, b0 = +-inf; T is W_coh/W_inc for k = 1 and |W_coh| - |W_inc| for "
        "k = 0; at least two spins",
        checks=(Inequality(route="symbolic", points=100, search=40),),
        depends=("indist.eq51",),
    ),
    Claim(
        id="indist.text-increase-ns",
        where="below Eq. (52)",
        kind="statement",
        title="The ratio of the works grows with the number and the size of the spins",
        latex=r"\text{increasing both}\ n\ \text{or}\ s\ \text{increases the enhancement}",
        printed="R(N, t, b) > R(n, s, b)",
        prose=True,
        domain=Domain(
            {
                **ensembles(8).axes,
                "N": integers(2, 8),
                "t": half_integers("1/2", "5/2"),
                "b": reals(0, 6, smallest="1e-3"),
            },
            where=lambda p: (
                p["n"] <= p["N"] and p["s"] <= p["t"] and (p["n"] < p["N"] or p["s"] < p["t"])
            ),
            where_text="N >= n spins t >= s, not both equal",
        ),
        bindings={"R": ratio},
        conventions="hbar = k_B = omega = 1; beta_h = 0, b0 = +-inf, b stands for lambda beta_c; R is W_coh/W_inc; "
        "at least two spins",
        checks=(Inequality(route="symbolic", points=100, search=40),),
        caveats=(
            Caveat(
                "hot baths, (b N)^2 (t + 1)^3 at most 1: the limit in which (52) stands before; at larger b the ratio of the "
                "works falls with the size of the spins",
                lambda p: (p["b"] * p["N"]) ** 2 * (p["t"] + 1) ** 3 <= 1,
            ),
        ),
        depends=("indist.eq52",),
    ),
    Claim(
        id="indist.text-anybc",
        where="below Eq. (52)",
        kind="inequality",
        title="Gain at every cold temperature for an infinitely hot bath, in a finite range otherwise",
        latex=r"\text{for}\ \beta_h=0\ \text{any}\ \beta_c\ \text{leads to enhancement; for}\ \beta_h>0\ \text{the range is finite}",
        printed="abs(Ep(n, s, 0)-Ep(n, s, x)) > abs(Eth(n, s, 0)-Eth(n, s, x))",
        prose=True,
        domain=Domain({**ensembles(12).axes, "x": reals(0, 20, smallest="1e-4")}),
        bindings={"Ep": Ep, "Eth": Eth},
        conventions=SYMMETRIC,
        checks=(Inequality(route="symbolic", points=100, search=40),),
        depends=("indist.eq49", "indist.eq50"),
        notes=(
            "E_+(0) = E_th(0) makes it E_+(x) < E_th(x). For beta_h > 0 the gain tends to E_+(beta_h) - E_th(beta_h) as "
            "lambda beta_c grows, which is negative by the same relation: the useful range is finite.",
        ),
    ),
    Claim(
        id="indist.text-threshold-ns",
        where="below Eq. (52)",
        kind="statement",
        title="With a bath of finite temperature too many or too large spins lose work",
        latex=r"\text{for}\ \beta_h>0\ \text{there is a threshold of}\ ns\ \text{beyond which the works are smaller}",
        printed="Ep(n, s, bh)-Ep(n, s, x) < Eth(n, s, bh)-Eth(n, s, x)",
        prose=True,
        domain=Domain(
            {
                **ensembles(60).axes,
                "bh": reals("1/50", 4),
                "x": reals("1/50", 12),
            },
            where=lambda p: p["bh"] < p["x"] and p["n"] * p["s"] * (p["s"] + 1) * p["bh"] ** 2 >= 6,
            where_text="beta_h < x, n s (s+1) beta_h^2 at least 6",
        ),
        bindings={"Ep": Ep, "Eth": Eth},
        conventions=SYMMETRIC,
        checks=(Inequality(route="symbolic", points=100, search=40),),
        depends=("indist.text-bad-choice",),
        notes=(
            "The threshold is where beta_l(n, s) falls below beta_h, near n s (s+1) beta_h^2 = 3: it depends on n s (s+1), "
            "not on n s alone. The print is tested from twice that value on.",
        ),
    ),
    Claim(
        id="indist.text-negbath",
        where="below Eq. (52)",
        kind="statement",
        title="A hot bath at negative temperature increases the gain",
        latex=r"\text{a hot bath with negative temperature is expected to bring larger enhancements}",
        printed="Ep(n, s, -y)-Ep(n, s, x)-(Eth(n, s, -y)-Eth(n, s, x)) > Ep(n, s, 0)-Ep(n, s, x)-(Eth(n, s, 0)-Eth(n, s, x))",
        prose=True,
        domain=Domain(
            {
                **ensembles().axes,
                "x": reals(0, 12, smallest="1e-2"),
                "y": reals(0, 12, smallest="1e-3"),
            }
        ),
        bindings={"Ep": Ep, "Eth": Eth},
        conventions=SYMMETRIC + "; beta_h = -y < 0 against beta_h = 0",
        checks=(Inequality(route="symbolic", points=100, search=40),),
        depends=("indist.eq49", "indist.eq50"),
        notes=(
            "E_th - E_+ is odd in b, so that the difference of the works grows up to twofold; the ratio of the works does "
            "not exceed (ns+1)/(s+1).",
        ),
    ),
    Claim(
        id="indist.text-refrig",
        where="below Eq. (52)",
        kind="statement",
        title="Indistinguishable spins also take more heat from the cold bath of a refrigerator",
        latex=r"\text{for}\ \lambda\le\beta_h/\beta_c\ \text{similar enhancements for refrigeration}",
        printed="Ep(n, s, x)-Ep(n, s, bh) > Eth(n, s, x)-Eth(n, s, bh)",
        prose=True,
        domain=positive_temperatures(
            lambda p: 0 < p["x"] < p["bh"] < best_point(p["n"], p["s"]),
            "0 < x < beta_h < beta_l(n, s)",
        ),
        bindings={"Ep": Ep, "Eth": Eth},
        partners=(("bh", "x"),),
        conventions=SYMMETRIC.replace(
            "works per (1 - lambda)", "heats taken from the cold bath, per lambda"
        ),
        checks=(Inequality(route="symbolic", points=100, search=40),),
        depends=("indist.eq47",),
    ),
    Claim(
        id="indist.eq53",
        where="Eq. (53)",
        kind="identity",
        title="Change of the free energy per cycle, collective dissipation, and its sign",
        latex=r"\Delta F^{coh}_{cyc}=\left(\frac1{\beta_c}-\frac1{\beta_h}\right)\{S[\rho^\infty_{\beta_0}(\beta_h)]"
        r"-S[\rho^\infty_{\beta_0}(\lambda\beta_c)]\}\le0",
        printed="[(1/bc-1/bh)*(S(n, s, bh, b0)-S(n, s, lam*bc, b0)), "
        "-abs((1/bc-1/bh)*(S(n, s, bh, b0)-S(n, s, lam*bc, b0)))]",
        domain=engine_domain(STARTED),
        bindings={"S": S},
        partners=(("bh", "bc"),),
        conventions=FREE + "; the second entry states that the value is not positive",
        checks=(
            Equality(
                full(
                    lambda f, p: [cycle_of_free_energy(f, p, "collective")] * 2,
                    "energies and spectra of the density matrix, stroke by stroke, full collective Lindblad equation",
                ),
                route="numeric",
            ),
        ),
        depends=("indist.eq35", "indist.eq47"),
    ),
    Claim(
        id="indist.eq54",
        where="Eq. (54)",
        kind="identity",
        title="Change of the free energy per cycle, independent dissipation, and its sign",
        latex=r"\Delta F^{inc}_{cyc}=\left(\frac1{\beta_c}-\frac1{\beta_h}\right)\{S[\rho^{th}(\beta_h)]-S[\rho^{th}(\lambda\beta_c)]\}\le0",
        printed="[(1/bc-1/bh)*(Sth(n, s, bh)-Sth(n, s, lam*bc)), -abs((1/bc-1/bh)*(Sth(n, s, bh)-Sth(n, s, lam*bc)))]",
        domain=engine_domain(small_ensembles(9)),
        bindings={"Sth": Sth},
        partners=(("bh", "bc"),),
        shifted=("n", "s"),
        conventions=FREE + "; the second entry states that the value is not positive",
        checks=(
            Equality(
                full(
                    lambda f, p: [cycle_of_free_energy(f, p, "independent")] * 2,
                    "energies and spectra of the density matrix, stroke by stroke, full independent Lindblad equation",
                ),
                route="numeric",
            ),
        ),
        depends=("indist.eq36", "indist.eq47"),
    ),
    Claim(
        id="indist.eq55",
        where="Eq. (55)",
        kind="inequality",
        title="Condition for an effective amplification of the two baths",
        latex=r"S[\rho^\infty_{\beta_0}(\beta_h)]-S[\rho^\infty_{\beta_0}(\lambda\beta_c)]>S[\rho^{th}(\beta_h)]-S[\rho^{th}(\lambda\beta_c)]"
        r"\ \Rightarrow\ |\Delta F^{coh}_{cyc}|>|\Delta F^{inc}_{cyc}|",
        printed="abs((1/bc-1/bh)*(Sp(n, s, bh)-Sp(n, s, lam*bc))) > abs((1/bc-1/bh)*(Sth(n, s, bh)-Sth(n, s, lam*bc)))",
        domain=Domain(
            {
                **ensembles().axes,
                "bh": reals("1/1000", 2),
                "bc": reals("1/1000", 8),
                "lam": reals("1/50", "99/100"),
            },
            where=lambda p: (
                p["bh"] < p["bc"]
                and p["bh"] < p["lam"] * p["bc"]
                and _condition(whole(p["n"]), p["s"], p["bh"], p["lam"] * p["bc"])
            ),
            where_text="engines for which the printed condition (55) holds",
        ),
        bindings={"Sp": Sp, "Sth": Sth},
        conventions="hbar = k_B = omega = 1; b0 = +-inf; the domain is given by the printed condition",
        checks=(Inequality(route="symbolic", points=80, search=20),),
        depends=("indist.eq53", "indist.eq54"),
    ),
    Claim(
        id="indist.text-55-small",
        where="below Eq. (55)",
        kind="statement",
        title="The condition for amplification holds for baths hot enough",
        latex=r"\text{(55) is always verified for}\ \beta_h\ \text{and}\ \beta_c\ \text{small enough}",
        printed="Sp(n, s, bh)-Sp(n, s, x) > Sth(n, s, bh)-Sth(n, s, x)",
        prose=True,
        domain=positive_temperatures(below_best, "0 <= beta_h < x < beta_l(n, s)"),
        bindings={"Sp": Sp, "Sth": Sth},
        partners=(("bh", "x"),),
        conventions=SYMMETRIC,
        checks=(Inequality(route="symbolic", points=100, search=40),),
        depends=("indist.eq42", "indist.eq43", "indist.eq55"),
        notes=("Small enough means below the same limit temperature beta_l as for the work.",),
    ),
    Claim(
        id="indist.text-core-mech",
        where="below Eq. (55)",
        kind="statement",
        title="The cold isochore lowers the energy by more than the hot one",
        latex=r"\text{both isochores have reduced energy; the reduction at the end of the cold stroke can be much larger}",
        printed="Eth(n, s, bh)-Ep(n, s, bh) < Eth(n, s, x)-Ep(n, s, x)",
        prose=True,
        domain=positive_temperatures(
            lambda p: p["bh"] > 0 and below_best(p), "0 < beta_h < x < beta_l(n, s)"
        ),
        bindings={"Ep": Ep, "Eth": Eth},
        conventions=SYMMETRIC
        + "; E_th - E_+ is the reduction of the energy at the end of an isochore",
        checks=(Inequality(route="symbolic", points=100, search=40),),
        depends=("indist.text-WcohWinc",),
        notes=("The reduction vanishes at the hot end for beta_h = 0 and is largest at beta_l.",),
    ),
)
