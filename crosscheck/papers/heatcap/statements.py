"""Sec. 2: what the text says in words."""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise
from typing import Any

import flint

from cotherm.numeric import collective_bath, spin_ladder
from cotherm.numeric.coherence import pure_state
from cotherm.numeric.critical_point import ladder_crossing
from cotherm.numeric.density_matrix import density_matrix, steady_density, trace_distance
from cotherm.numeric.fields import Ball, Rational
from cotherm.numeric.relaxation import generator_in_units_of_decay, propagate
from cotherm.numeric.spin_ensemble import prepare
from cotherm.numeric.temperature import InverseTemperature
from cotherm.numeric.total_spin import sector_weight
from cotherm.symbolic.forms import spin_ensemble as ensemble
from cotherm.symbolic.forms.crossing import certify_single_crossing

from ...algebras import to_fmpq
from ...books import bind, exact, full, whole
from ...checks import Asymptotic, Equality, Inequality, Oracle, Scaling
from ...checks.asymptotic import powers_of_ten
from ...claims import Claim
from ...domain import Caveat, Domain, Point, among, half_integers, integers
from .probes import probes, remembered
from .steady_states import BEYOND, multiplicity

HALF = Fraction(1, 2)


def to_fraction(value: flint.fmpq) -> Fraction:
    """The same number as a Fraction."""
    return Fraction(int(value.p), int(value.q))


def _collective_energy(n: Fraction, s: Fraction, r: Fraction, r0: Fraction) -> Fraction:
    bath, start = InverseTemperature(q=r**2), InverseTemperature(q=r0**2)
    return to_fraction(collective_bath.steady_energy(Rational(), whole(n), s, bath, start))


def _thermal_energy(n: Fraction, s: Fraction, r: Fraction) -> Fraction:
    bath = InverseTemperature(q=r**2)
    return to_fraction(collective_bath.thermal_energy(Rational(), whole(n), s, bath))


def _keeps_copies_apart(point: Point) -> int:
    """1 where the steady state has the form (3) in the basis of copies i of three spins 1/2.

    The copies of J = 1/2 are the singlet of the first two spins beside the third, and what is
    orthogonal to it; the initial state superposes their lowest levels in the ratio t.
    """
    field = Rational()
    t = to_fmpq(point["t"])
    first, second = {2: 1, 4: -1}, {1: 2, 2: -1, 4: -1}
    amplitudes = [first.get(i, 0) + t * second.get(i, 0) for i in range(8)]
    start = pure_state(field, amplitudes)
    rho = steady_density(field, 3, HALF, InverseTemperature(q=point["r"] ** 2), "collective", start)
    overlap = field.zero
    for i, x in first.items():
        for j, y in second.items():
            overlap = overlap + x * rho[i, j] * y
    return int(overlap == 0)


@remembered
def distance(k: Fraction, b: Fraction, t: Fraction) -> Any:
    """Trace distance at time t of the k-th pair of diagonal states of two spins 1/2."""
    field = Ball(flint.ctx.prec + 64)
    states = []
    for shift in (0, 5):
        weights = [
            (3 * i * i + (2 + whole(k)) * i + whole(k) + shift * i * whole(k)) % 7 + 1
            for i in range(4)
        ]
        start = [Fraction(w, sum(weights)) for w in weights]
        dynamics, initial = prepare(field, 2, HALF, "collective", start)
        generator = generator_in_units_of_decay(field, dynamics, InverseTemperature(b))
        states.append(density_matrix(field, dynamics, propagate(generator, initial, t)))
    return trace_distance(2, HALF, *states)


def _changes_of_sign(point: Point) -> int:
    """Sign changes of C_col - C_ind over a grid of temperatures, rate equations, certified signs."""
    field = Ball(256)
    n, s = point["n"], point["s"]
    signs = []
    for k in range(-12, 25):
        b = Fraction(round(Fraction(3, 2) ** k * 4096), 4096) * Fraction(1, 64)
        together = spin_ladder.ladder_energy_response(field, n * s, b)
        apart = spin_ladder.ladder_energy_response(field, s, b)
        with field:
            difference = together - field.number(n) * apart
            if difference > 0 or difference < 0:
                signs.append(bool(difference > 0))
            else:
                raise ArithmeticError("a sign is undecided")
    return sum(a != b for a, b in pairwise(signs))


def _certified_crossings(point: Point) -> int:
    certify_single_crossing(whole(point["n"]), point["s"])
    return 1


def _small_parameters(point: Point, digits: int) -> list[Any]:
    """b_cr and (n s + 1/2) b_cr at the exact crossing of the closed forms."""
    n, s = point["n"], point["s"]
    t = ensemble.critical_temperature.digits(digits, n=n, s=s, method="exact")
    return [1 / t, flint.arb(to_fmpq(n * s + HALF)) / t]


def _rate_parameters(point: Point) -> list[float]:
    n, s = point["n"], point["s"]
    b = 1 / ladder_crossing(n, s)
    return [b, float(n * s + HALF) * b]


T_EXACT = remembered(bind(ensemble.critical_temperature, "n", "s", method="exact"))
T_ESTIMATE = bind(ensemble.critical_temperature, "n", "s", method="estimate")
SHARED = among("1/3", "1/2", "4/5", "1", "5/4", "2")
ELSEWHERE = Caveat(
    "b different from 0, b0 and -b0: a thermal start at +-b is already stationary, and at b = 0 every ladder has "
    "energy 0",
    lambda p: p["r"] != 1 and p["r"] != p["r0"] and p["r"] * p["r0"] != 1,
)

CLAIMS = (
    Claim(
        id="heatcap.text-energy-differs",
        where="Sec. 2",
        kind="statement",
        title="The collective steady state has another energy than thermal equilibrium",
        latex=r"E^{ss}(\beta)\ne E^{th}(\beta)",
        printed="1",
        prose=True,
        oracle_only=("n", "s", "r", "r0"),
        domain=probes(16, 2, r=SHARED, r0=SHARED),
        conventions="1 where the energies differ; r = exp(-b/2), r0 = exp(-b0/2); thermal starts at b0",
        checks=(
            Equality(
                Oracle(
                    lambda p, d: int(
                        _collective_energy(p["n"], p["s"], p["r"], p["r0"])
                        != _thermal_energy(p["n"], p["s"], p["r"])
                    ),
                    "exact energies of the stationary states of both full Lindblad equations",
                ),
                route="numeric",
                truth=True,
                points=60,
            ),
        ),
        caveats=(ELSEWHERE,),
        depends=("heatcap.eq5", "heatcap.eq9"),
    ),
    Claim(
        id="heatcap.text-coherences",
        where="below Eq. (4)",
        kind="statement",
        title="Coherences between the copies i decide whether the form (3) is reached",
        latex=r"{}_i\langle J,m|\rho_0|J,m\rangle_{i'}\ne0:\quad\text{the steady state need not have the form (3)}",
        printed="if_else(abs(t) > 0, 0, 1)",
        prose=True,
        oracle_only=("r",),
        domain=Domain(
            {"t": among(0, "1/3", "-1/2", 1, -2, "7/4"), "r": among("1/3", "2/3", "4/5", "3/2")}
        ),
        conventions="three spins 1/2, copies 1 and 2 of J = 1/2 fixed beforehand and superposed in the ratio 1 : t; 1 "
        "where the steady state is diagonal in i",
        checks=(
            Equality(
                Oracle(
                    lambda p, d: _keeps_copies_apart(p),
                    "element between the copies in the exact steady state of the full collective equation",
                ),
                route="numeric",
                truth=True,
                points=16,
            ),
        ),
        depends=("heatcap.eq3",),
        notes=(
            "The paper leaves open what happens; the coherence between copies is conserved, so that (3) holds in the "
            "basis i that diagonalises it, and in no other.",
        ),
    ),
    Claim(
        id="heatcap.text-multiple-ss",
        where="below Eq. (4)",
        kind="identity",
        title="Number of independent steady states",
        latex=r"\dim\ker\mathcal L=\sum_Jl_J^2",
        printed="sum(l(n, s, J)**2, J, n*s-floor(n*s), n*s)",
        prose=True,
        domain=probes(10),
        bindings={"l": multiplicity},
        exact_bindings=("l",),
        conventions="the paper says several steady states; more than one as soon as n > 1",
        checks=(
            Equality(
                exact(
                    lambda f, p: collective_bath.nullity(whole(p["n"]), p["s"]),
                    "dimension of the kernel of the full Liouvillian, all coherences, exact",
                ),
                route="numeric",
                points=8,
                minimum=4,
            ),
        ),
        depends=("heatcap.text-lJ.count",),
        explained={"sum(l(n, s, J)**2, J, n*s-floor(n*s), n**2*s)": BEYOND},
    ),
    Claim(
        id="heatcap.text-no-backflow",
        where="below Eq. (4)",
        kind="inequality",
        title="Two states never become more distinguishable",
        latex=r"D(\rho_t,\sigma_t)<D(\rho_{t'},\sigma_{t'})\quad\text{for}\ t>t'",
        printed="D(k, b, t) < D(k, b, u)",
        prose=True,
        domain=Domain(
            {
                "k": integers(1, 6),
                "b": among("-1", "1/2", "2"),
                "t": among("1/4", "1/2", 1, 2),
                "u": among("0", "1/4", "1/2", 1),
            },
            where=lambda p: p["t"] > p["u"],
            where_text="t > u",
        ),
        bindings={"D": distance},
        conventions="trace distance D; two spins 1/2, pairs of generic diagonal states number k; time in 1/G(omega)",
        checks=(Inequality(route="numeric", points=50, search=0, digits=20),),
        depends=("heatcap.eq1",),
        notes=(
            "The generator has the form of Gorini, Kossakowski, Sudarshan and Lindblad, with rates >= 0.",
        ),
    ),
    Claim(
        id="heatcap.text-thermal-in-symmetric",
        where="below Eq. (7)",
        kind="limit",
        title="Thermal states at extreme temperature lie in the symmetric subspace",
        latex=r"|\beta_0|\gg1/\hbar\omega:\quad p_{J=ns}\to1",
        printed="1",
        prose=True,
        oracle_only=("n", "s"),
        domain=probes(32, 2),
        conventions="the remainder is of order exp(-|b0|)",
        checks=tuple(
            Asymptotic(
                full(
                    lambda f, p: sector_weight(f, whole(p["n"]), p["s"], p["n"] * p["s"], p["b0"]),
                    "weight of J = n s in the product thermal state, exact projector in the product space",
                ),
                route="numeric",
                variable="b0",
                sequence=tuple(Fraction(sign * x) for x in (10, 20, 30, 40)),
                remainder="exp(-abs(b0))",
                title=title,
            )
            for sign, title in ((1, "cold states"), (-1, "inverted states"))
        ),
        depends=("heatcap.eq3",),
    ),
    Claim(
        id="heatcap.text-Tcr-def",
        where="above Eq. (13)",
        kind="definition",
        title="Number of temperatures at which the heat capacities agree",
        latex=r"C^{col}_+(1/k_BT_{cr})=C^{ind}(1/k_BT_{cr}):\ \text{one value}\ T_{cr}",
        printed="1",
        prose=True,
        oracle_only=("n", "s"),
        domain=Domain({"n": integers(2, 12), "s": half_integers("1/2", "7/2")}),
        conventions="positive temperatures",
        checks=(
            Equality(
                Oracle(
                    lambda p, d: _certified_crossings(p),
                    "one zero of the difference of the closed forms, signs and slope certified on all of T > 0",
                    "symbolic",
                ),
                truth=True,
            ),
            Equality(
                Oracle(
                    lambda p, d: _changes_of_sign(p),
                    "sign changes over 37 temperatures, rate equations of the ladders n s and s",
                ),
                route="numeric",
                truth=True,
                points=8,
                domain=Domain({"n": integers(2, 5), "s": half_integers("1/2", 2)}),
            ),
        ),
        depends=("heatcap.text-Cplus", "heatcap.eq8"),
    ),
    Claim(
        id="heatcap.text-verygood",
        where="below Eq. (13)",
        kind="inequality",
        title="Agreement of (13) with the crossing",
        latex=r"T_{cr}\ \text{of (13) within 10 percent of the numerical solutions}",
        printed="abs(Te(n, s)/T(n, s)-1) < 1/10",
        prose=True,
        domain=Domain({"n": integers(2, 120), "s": half_integers("1/2", "9/2")}),
        bindings={"T": T_EXACT, "Te": T_ESTIMATE},
        conventions="'very good' has no number in the paper: read as 10 percent",
        checks=(Inequality(route="symbolic", points=70, search=0),),
        depends=("heatcap.eq13",),
        explained={"abs(Te(n, s)/T(n, s)-1) < 1/11": "the tolerance is ours; 8 percent would do"},
        notes=(
            "Figure parameters: 7.7 percent below for n = 2, s = 1/2, 5.9 above for n = 2, s = 9/2, 1.0, 0.8, 2.7, 0.5 "
            "and 0.3 percent above for (2, 3/2), (5, 1/2), (10, 1/2), (100, 1/2) and (100, 3/2).",
        ),
    ),
    Claim(
        id="heatcap.text-Tcr-assumptions",
        where="below Eq. (13)",
        kind="scaling",
        title="The two parameters in which (13) was expanded",
        latex=r"\hbar\omega/k_BT_{cr}\ll1,\quad(ns+1/2)\hbar\omega/k_BT_{cr}\gg1\quad\text{for growing}\ n",
        printed="[-1/2, 1/2]",
        prose=True,
        oracle_only=("s",),
        domain=Domain({"s": half_integers("1/2", "7/2")}),
        conventions="exponents of n: the first falls like the inverse root of n, the second grows like the root",
        checks=(
            Scaling(
                Oracle(
                    _small_parameters, "both at the exact crossing of the closed forms", "symbolic"
                ),
                variable="n",
                sequence=powers_of_ten(2, 5),
            ),
            Scaling(
                Oracle(
                    lambda p, d: _rate_parameters(p),
                    "both at the float64 crossing from rate equations",
                ),
                variable="n",
                sequence=tuple(Fraction(x) for x in (30, 90, 270, 810)),
                domain=Domain({"s": among("1/2", 1)}),
                points=2,
            ),
        ),
        depends=("heatcap.text-Tcr-def",),
    ),
)
