"""Sec. VIII A, Eqs. (47)-(52): work of Otto cycles with collective and independent dissipation."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from functools import lru_cache
from typing import Any

import flint

from cotherm.numeric import otto_cycle, total_spin
from cotherm.numeric.density_matrix import density_matrix, expectation
from cotherm.numeric.fields import Field
from cotherm.numeric.spin_ensemble import Coupling, prepare
from cotherm.numeric.temperature import InverseTemperature
from cotherm.symbolic.forms import otto_cycle as closed_cycle
from cotherm.symbolic.forms import spin_ensemble as ensemble

from ...algebras import to_ball
from ...books import bind, full, whole
from ...checks import Asymptotic, Equality, Inequality, Oracle, Proof, Result
from ...checks.asymptotic import powers_of_ten
from ...claims import Claim
from ...domain import Axis, Caveat, Domain, Point, among, half_integers, integers, reals
from .sector_sums import E, Ep, Eth, ensembles, small_ensembles

UNITS = "hbar = k_B = omega = 1; H = J_z, H' = lam J_z, J_z counted from the ground state in E"
SYMMETRIC = (
    "hbar = k_B = omega = 1; b0 = +-inf, the symmetric subspace; x stands for lambda beta_c; at least two spins; "
    "works per (1 - lambda)"
)


def M(n: Fraction, s: Fraction, b: Any, b0: Any) -> flint.arb:
    """Mean of J_z in the steady state."""
    mean: flint.arb = E(n, s, b, b0) - to_ball(n * s)
    return mean


STARTED = small_ensembles(9, b0=reals(-4, 4, smallest="1/20"))


def engine_domain(small: Domain, **axes: Axis) -> Domain:
    """Cycles that extract work: beta_h < beta_c and beta_h/beta_c < lambda < 1."""
    return Domain(
        {
            **small.axes,
            "bh": reals("1/20", 2),
            "bc": reals("1/10", 6),
            "lam": reals("1/20", "99/100"),
            **axes,
        },
        where=lambda p: small.contains(p) and p["bh"] < p["bc"] and p["bh"] < p["lam"] * p["bc"],
        where_text=f"beta_h/beta_c < lambda < 1, {small.where_text}",
    )


ENGINE = engine_domain(STARTED)


@lru_cache(maxsize=1024)
def best_point(n: Fraction, s: Fraction) -> Fraction:
    """Where the gain is largest, in float64; for domains."""
    return Fraction(float(closed_cycle.otto_optimum(n=whole(n), s=s)["b"]))


def below_best(p: Point) -> bool:
    """0 <= beta_h < lambda beta_c < beta_l."""
    return bool(p["bh"] < p["x"] < best_point(p["n"], p["s"]))


def cycle(
    field: Field, point: Point, coupling: Coupling = "collective", start: Any = None
) -> otto_cycle.OttoCycle:
    """The Otto cycle of full stationary states."""
    return otto_cycle.otto_cycle(
        field,
        whole(point["n"]),
        point["s"],
        point["bh"],
        point["bc"],
        1,
        point["lam"],
        point["b0"] if start is None else start,
        coupling,
    )


def _strokes(field: Field, point: Point) -> list[Any]:
    """Work in the paper's sign, both heats, and the work extracted."""
    result = cycle(field, point)
    with field:
        return [-result["work"], result["heat_hot"], result["heat_cold"], result["work"]]


def stroke_states(field: Field, point: Point, coupling: Coupling, periods: int = 2) -> Any:
    """The density matrices at both ends of the isochores after some periods, stroke by stroke."""
    n, s = whole(point["n"]), point["s"]
    dynamics, state = prepare(field, n, s, coupling, point["b0"])
    hot = dynamics.structure(field, InverseTemperature(point["bh"]))
    cold = dynamics.structure(field, InverseTemperature(point["lam"] * point["bc"]))
    heated = state
    for _ in range(periods):
        heated = hot.project(state)
        state = cold.project(heated)
    return dynamics, heated, state


def _after_periods(field: Field, point: Point) -> list[Any]:
    """Energy and weight of the symmetric subspace after some periods."""
    n, s = whole(point["n"]), point["s"]
    dynamics, _, state = stroke_states(field, point, "collective", whole(point["k"]))
    projector = total_spin.total_spin_projector(n, s, n * s)
    weight = expectation(projector, density_matrix(field, dynamics, state))
    return [field.dot(dynamics.energies(field), state), weight]


def _scaled_optimum(point: Point, digits: int) -> Any:
    """Largest gain, ns times that of the symbolic book, with n or s growing."""
    n, s = point["n0"], point["s0"]
    n, s = (n * point["t"], s) if point["k"] else (n, s * point["t"])
    gain = closed_cycle.otto_optimum.digits(digits, n=whole(n), s=s)["gain"]
    return gain * to_ball(n * s)


def _work_ratio(field: Field, point: Point) -> Any:
    """W_coh/W_inc of both full cycles with an infinitely hot bath."""
    moved = {**point, "bh": Fraction(0)}
    top = cycle(field, moved, "collective", "inf")["work"]
    bottom = cycle(field, moved, "independent", "inf")["work"]
    with field:
        return top / bottom


def gain(n: Fraction, s: Fraction, b: Any) -> flint.arb:
    """E_th - E_+ of the symbolic book."""
    value: flint.arb = Eth(n, s, b) - Ep(n, s, b)
    return value


def ratio(n: Fraction, s: Fraction, b: Any) -> flint.arb:
    """W_coh/W_inc for an infinitely hot bath."""
    half = to_ball(n * s)
    value: flint.arb = (half - Ep(n, s, b)) / (half - Eth(n, s, b))
    return value


def positive_temperatures(where: Callable[[Point], bool], text: str, most: int = 8) -> Domain:
    """Two points 0 <= beta_h < lambda beta_c with a relation to beta_l."""
    return Domain(
        {
            **ensembles(most).axes,
            "bh": reals(0, 4, smallest="1e-4"),
            "x": reals(0, 12, smallest="1e-3"),
        },
        where=where,
        where_text=text,
    )


CLAIMS: tuple[Claim, ...] = (
    Claim(
        id="indist.eq47",
        where="Eq. (47)",
        kind="identity",
        title="Work and heats of the Otto cycle, and the first law",
        latex=r"W=\mathrm{Tr}\rho_1(H'-H)+\mathrm{Tr}\rho_2(H-H'),\quad Q_h=\mathrm{Tr}(\rho_1-\rho_2)H,\quad\ "
        r"Q_c=\mathrm{Tr}(\rho_2-\rho_1)H',\quad Q_h+Q_c=-W",
        printed="[lam*M(n, s, bh, b0)-M(n, s, bh, b0)+(M(n, s, lam*bc, b0)-lam*M(n, s, lam*bc, b0)), "
        "M(n, s, bh, b0)-M(n, s, lam*bc, b0), lam*(M(n, s, lam*bc, b0)-M(n, s, bh, b0)), "
        "M(n, s, bh, b0)-M(n, s, lam*bc, b0)+lam*(M(n, s, lam*bc, b0)-M(n, s, bh, b0))]",
        domain=ENGINE,
        bindings={"M": M},
        partners=(("bh", "bc"),),
        conventions="hbar = k_B = omega = 1; H = J_z, H' = lam J_z, M is the mean of J_z in the steady state; the last "
        "entry is the sum of the heats, compared with the work extracted",
        checks=(
            Equality(
                full(_strokes, "stroke-by-stroke cycle of the full collective Lindblad equation"),
                route="numeric",
            ),
        ),
        depends=("indist.eq18",),
    ),
    Claim(
        id="indist.text-cycle",
        where="above Eq. (47)",
        kind="statement",
        title="The cold isochore leads to the steady state of the first start, period after period",
        latex=r"\rho_2={\rho'}^\infty_{\beta_0}(\beta_c),\ \text{the weights}\ p_J(\beta_0)\ \text{are preserved throughout the cycles}",
        printed="[E(n, s, lam*bc, b0), w(n, s, n*s, b0)]",
        prose=True,
        domain=engine_domain(STARTED, k=among(1, 2, 3)),
        oracle_only=("k", "bh"),
        bindings={"E": E, "w": bind(ensemble.sector_weight, "n", "s", "J", "b0")},
        shifted=("n", "s"),
        partners=(("bh", "bc"),),
        conventions=UNITS + "; after k periods, w the weight of J = n s",
        checks=(
            Equality(
                full(
                    _after_periods,
                    "state carried through the strokes under the full collective Lindblad equation",
                ),
                route="numeric",
            ),
        ),
        depends=("indist.text-pconst",),
    ),
    Claim(
        id="indist.eq48",
        where="Eq. (48)",
        kind="identity",
        title="Efficiency of the Otto cycle",
        latex=r"\eta:=\frac{-W}{Q_h}=1-\lambda\le1-\frac{T_c}{T_h}\quad\text{for}\ \frac{\beta_h}{\beta_c}\le\lambda\le1",
        printed="1-lam",
        domain=ENGINE,
        oracle_only=("n", "s", "bh", "bc", "b0"),
        conventions=UNITS + "; at lambda = beta_h/beta_c work and heat both vanish",
        checks=(
            Equality(
                full(
                    lambda f, p: cycle(f, p)["efficiency"],
                    "work over heat of the stroke-by-stroke full cycle",
                ),
                route="numeric",
            ),
        ),
        depends=("indist.eq47",),
        notes=("The bound by the Carnot efficiency is the condition on lambda itself.",),
    ),
    Claim(
        id="indist.eq49",
        where="Eq. (49)",
        kind="identity",
        title="Work extracted per cycle, collective dissipation",
        latex=r"-W^{coh}=(1-\lambda)\mathrm{Tr}(\rho_1-\rho_2)H=(1-\lambda)[E^\infty_{\beta_0}(\beta_h)-E^\infty_{\beta_0}(\lambda\beta_c)]",
        printed="[(1-lam)*(M(n, s, bh, b0)-M(n, s, lam*bc, b0)), (1-lam)*(E(n, s, bh, b0)-E(n, s, lam*bc, b0))]",
        domain=ENGINE,
        bindings={"M": M, "E": E},
        shifted=("n", "s"),
        partners=(("bh", "bc"),),
        conventions=UNITS,
        checks=(
            Equality(
                full(
                    lambda f, p: [cycle(f, p)["work"]] * 2,
                    "stroke-by-stroke cycle of the full collective Lindblad equation",
                ),
                route="numeric",
            ),
        ),
        depends=("indist.eq47",),
    ),
    Claim(
        id="indist.eq50",
        where="Eq. (50)",
        kind="identity",
        title="Work extracted per cycle, independent dissipation",
        latex=r"-W^{inc}=(1-\lambda)\mathrm{Tr}[\rho^{th}(\beta_h)-{\rho'}^{th}(\beta_c)]H=(1-\lambda)[E^{th}(\beta_h)-E^{th}(\lambda\beta_c)]",
        printed="[(1-lam)*(Eth(n, s, bh)-n*s-(Eth(n, s, lam*bc)-n*s)), (1-lam)*(Eth(n, s, bh)-Eth(n, s, lam*bc))]",
        domain=engine_domain(small_ensembles(9)),
        bindings={"Eth": Eth},
        shifted=("s",),
        partners=(("bh", "bc"),),
        conventions=UNITS + "; the first form has Tr rho H = E - n s",
        checks=(
            Equality(
                full(
                    lambda f, p: [cycle(f, p, "independent", "inf")["work"]] * 2,
                    "stroke-by-stroke cycle of the full independent Lindblad equation",
                ),
                route="numeric",
            ),
        ),
        depends=("indist.eq26", "indist.eq47"),
    ),
    Claim(
        id="indist.text-WcohWinc",
        where="below Eq. (50)",
        kind="inequality",
        title="More work from indistinguishable spins between an infinite and a limit temperature",
        latex=r"|W^{coh}|>|W^{inc}|\ \text{for}\ \hbar\omega|\beta_0|\gg1,\ \beta_h,\lambda\beta_c\in[0;\beta_l],\ \lambda\beta_c>\beta_h",
        printed="abs(Ep(n, s, bh)-Ep(n, s, x)) > abs(Eth(n, s, bh)-Eth(n, s, x))",
        domain=positive_temperatures(below_best, "0 <= beta_h < x < beta_l(n, s)"),
        bindings={"Ep": Ep, "Eth": Eth},
        partners=(("bh", "x"),),
        conventions=SYMMETRIC,
        checks=(Inequality(route="symbolic", points=100, search=40),),
        depends=("indist.eq49", "indist.eq50"),
        notes=("beta_l = 1/T_cr, the crossing of the two heat capacities (indist.eqG5).",),
    ),
    Claim(
        id="indist.text-bad-choice",
        where="below Eq. (50)",
        kind="statement",
        title="Less work from indistinguishable spins beyond the limit temperature",
        latex=r"\text{a bad choice of}\ \beta_h\ \text{and}\ \lambda\beta_c\ \text{leads to a reduction of the work}",
        printed="abs(Ep(n, s, bh)-Ep(n, s, x)) < abs(Eth(n, s, bh)-Eth(n, s, x))",
        prose=True,
        domain=positive_temperatures(
            lambda p: best_point(p["n"], p["s"]) < p["bh"] < p["x"],
            "beta_l(n, s) < beta_h < x",
        ),
        bindings={"Ep": Ep, "Eth": Eth},
        conventions=SYMMETRIC,
        checks=(Inequality(route="symbolic", points=100, search=40),),
        depends=("indist.eq49", "indist.eq50"),
    ),
    Claim(
        id="indist.eq51",
        where="Eq. (51)",
        kind="limit",
        title="Largest gain in work for many spins",
        latex=r"\frac{|W^{coh}|-|W^{inc}|}{1-\lambda}\underset{ns\gg1}{\to}\hbar\omega ns",
        printed="n0*s0*t",
        domain=Domain(
            {
                "n0": integers(2, 4),
                "s0": half_integers("1/2", "3/2"),
                "k": among(0, 1),
            }
        ),
        oracle_only=("k",),
        conventions="hbar = omega = 1; beta_h = 0, maximum over lambda beta_c, b0 = +-inf; k = 1: n = n0 t spins s0, "
        "k = 0: n0 spins s = s0 t, so that n s = n0 s0 t grows either way",
        checks=(
            Asymptotic(
                Oracle(
                    _scaled_optimum,
                    "largest E_th - E_+ of the closed forms, certified by signs of its derivative",
                    book="symbolic",
                ),
                variable="t",
                sequence=tuple(Fraction(4) ** k for k in (5, 6, 7, 8)),
                law="2*((s0+1)/(3*n0*s0*t))**(1/2)",
                title="limit of large n s with the law of the distance",
                points=6,
                digits=30,
            ),
        ),
        caveats=(
            Caveat(
                "n s growing with the number of spins (k = 1); for growing spins at fixed n the gain per n s stays below 1",
                lambda p: p["k"] == 1,
                fixes=("k",),
            ),
        ),
        notes=(
            "The gain falls short of n s by the relative amount 2 sqrt((s+1)/(3 n s)). At fixed n and s to infinity the "
            "gain per n s tends to the maximum of L(n y) - L(y), L the Langevin function: 0.235 for n = 2.",
        ),
    ),
    Claim(
        id="indist.eq52",
        where="Eq. (52)",
        kind="limit",
        title="Ratio of the works for hot baths",
        latex=r"\frac{W^{coh}}{W^{inc}}\underset{\hbar\omega\beta_c\ll1}{\to}\frac{ns+1}{s+1}",
        printed="(n*s+1)/(s+1)",
        domain=small_ensembles(16, first=2, lam=reals("1/10", "9/10")),
        oracle_only=("lam",),
        shifted=("n", "s"),
        conventions="hbar = k_B = omega = 1; beta_h = 0, b0 = +-inf",
        checks=(
            Proof("otto_optimum", (Result("series", 1),)),
            Asymptotic(
                full(_work_ratio, "works of both stroke-by-stroke full cycles"),
                route="numeric",
                variable="bc",
                sequence=powers_of_ten(-2, -5),
                remainder="bc**2",
                title="limit of an infinitely hot cold bath, with the order of the remainder",
            ),
        ),
        depends=("indist.eq27", "indist.eq28", "indist.eq49", "indist.eq50"),
        notes=(
            "The text derives it from (29), which is the low-temperature form; what is needed are the expansions (27) "
            "and (28).",
        ),
    ),
)
