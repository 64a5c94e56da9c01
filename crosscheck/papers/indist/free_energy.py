"""Sec. VII: free energy and entropy production of the relaxation in one bath."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from functools import lru_cache
from typing import Any

import flint
import scipy.optimize

from cotherm.numeric import collective_bath, density_matrix, relaxation, spin_ladder, thermodynamics
from cotherm.numeric.fields import Ball, Field
from cotherm.numeric.spin_ensemble import Coupling, prepare
from cotherm.symbolic.forms import ensemble_entropy
from cotherm.symbolic.forms import spin_ensemble as ensemble

from ...algebras import to_ball
from ...books import bind, full, whole
from ...checks import Asymptotic, Equality, Inequality, Proof, Result
from ...claims import Claim
from ...domain import Caveat, Domain, Point, among, half_integers, integers, reals
from .sector_sums import TWO_SPINS, E, S, ensembles, small_ensembles

COLD = (Fraction(10), Fraction(20), Fraction(40), Fraction(60))
FROM_GROUND = "hbar = k_B = omega = 1; start in the ground state, b0 = +inf"
SMALL = small_ensembles(8)
GRID = (-5, -2, "-11/10", "-1/2", "-1/100", "1/100", "1/2", "501/1000", 1, 2, "2001/1000", 5)
STARTS = (-4, "-2001/1000", "-11/10", "-3/5", "-1/50", "1/100", "1/2", 1, "3/2", 2, "19/10", 5)
NOT_AT_BATH = Caveat(
    "b0 different from b and from -b",
    lambda p: abs(p["b0"]) != abs(p["b"]),
)


def production(coupling: Coupling) -> Callable[..., Any]:
    """Entropy production of the symbolic book."""
    return bind(ensemble_entropy.entropy_production, "n", "s", "b", "b0", coupling=coupling)


def free_energy(coupling: Coupling) -> Callable[..., Any]:
    """Change of the free energy of the symbolic book."""
    return bind(ensemble_entropy.free_energy_change, "n", "s", "b", "b0", coupling=coupling)


def from_ground(coupling: Coupling, form: Any = ensemble_entropy.free_energy_change) -> Any:
    """The same for a start in the ground state."""
    return bind(form, "n", "s", "b", coupling=coupling)


def change_of_free_energy(
    field: Field, point: Point, coupling: Coupling = "collective", start: Any = None
) -> Any:
    """Delta F of the full master equation."""
    b0 = point["b0"] if start is None else start
    return thermodynamics.free_energy_change(
        field, whole(point["n"]), point["s"], point["b"], b0, coupling
    )


def entropy_production(
    field: Field, point: Point, coupling: Coupling = "collective", start: Any = None
) -> Any:
    """Sigma of the full master equation."""
    b0 = point["b0"] if start is None else start
    return thermodynamics.entropy_production(
        field, whole(point["n"]), point["s"], point["b"], b0, coupling
    )


def _free_energy(field: Field, point: Point) -> Any:
    """E - S / b of the stationary state of the full collective master equation."""
    n, s, b, b0 = whole(point["n"]), point["s"], point["b"], point["b0"]
    energy = collective_bath.steady_energy(field, n, s, b, b0)
    entropy = thermodynamics.steady_entropy(field, n, s, b, b0)
    with field:
        return energy - entropy / field.number(b)


@lru_cache(maxsize=4096)
def _moment(prec: int, n: int, s: Fraction, b: Fraction, b0: Fraction, time: Fraction) -> Any:
    field = Ball(prec)
    dynamics, initial = prepare(field, n, s, "collective", b0)
    generator = relaxation.generator_in_units_of_decay(field, dynamics, b)
    state = relaxation.propagate(generator, initial, time)
    rho = density_matrix.density_matrix(field, dynamics, state)
    entropy = density_matrix.von_neumann_entropy(n, s, rho)
    energy = field.dot(dynamics.energies(field), state)
    with field:
        return energy - entropy / field.number(b)


def free_energy_at(n: Fraction, s: Fraction, b: Fraction, b0: Fraction, time: Fraction) -> Any:
    """Free energy of the state at a time, from the exponential of the full generator."""
    return _moment(flint.ctx.prec, whole(n), s, b, b0, time)


def _together(sign: Fraction | int, name: str) -> Callable[[Field, Point], list[Any]]:
    """A quantity of both couplings from the ground state, at the bath temperature sign * b."""

    def function(field: Field, point: Point) -> list[Any]:
        moved = {**point, "b": sign * point["b"]}
        couplings: tuple[Coupling, ...] = ("collective", "independent")
        compute = change_of_free_energy if name == "free energy" else entropy_production
        return [compute(field, moved, coupling, "inf") for coupling in couplings]

    return function


def _joint(compute: Callable[..., Any]) -> Asymptotic:
    """Both limits at once: b0 = r b while b grows."""
    return Asymptotic(
        full(
            lambda f, p: compute(f, p, "collective", p["r"] * p["b"]),
            "relaxation under the full collective Lindblad equation from b0 = r b",
        ),
        route="numeric",
        variable="b",
        sequence=COLD,
        title="limit of low temperature of bath and start",
    )


def _saturated(field: Field, point: Point) -> Any:
    """Entropy production from the ground state of a spin J = n s: -ln of its ground population."""
    populations = spin_ladder.ladder_populations(field, point["n"] * point["s"], point["b"])
    with field:
        return -field.log(populations[0])


# ------------------------------------------------------------------- equal final energies


@lru_cache(maxsize=4096)
def _bath_of_energy(n: int, s: Fraction, u: Fraction, coupling: str) -> tuple[Fraction, Fraction]:
    """Two temperatures b between which the stationary energy is u n s, from the ground state."""
    goal = float(u * n * s)

    def excess(b: float) -> float:
        energy = ensemble.steady_energy if coupling == "collective" else ensemble.thermal_energy
        return float(energy(n=n, s=s, b=b)) - goal

    root = Fraction(scipy.optimize.brentq(excess, 1e-9, 60.0, xtol=1e-14, rtol=1e-13))
    low, high = root * (1 - Fraction(1, 10**10)), root * (1 + Fraction(1, 10**10))
    if not excess(float(low)) > 0 > excess(float(high)):
        raise ArithmeticError("the bath temperature of the asked energy is not enclosed")
    return low, high


def production_ratio(n: Fraction, s: Fraction, u: Fraction) -> flint.arb:
    """Collective over independent entropy production at equal final energy u n s."""
    values = []
    for coupling in ("collective", "independent"):
        low, high = _bath_of_energy(whole(n), s, u, coupling)
        ends = [
            from_ground(coupling, ensemble_entropy.entropy_production)(n, s, b) for b in (low, high)
        ]
        values.append(ends[0].union(ends[1]))  # monotonic in b
    ratio: flint.arb = values[0] / values[1]
    return ratio


CLAIMS: tuple[Claim, ...] = (
    Claim(
        id="indist.eq44",
        where="Eq. (44)",
        kind="definition",
        title="Free energy of a state of the ensemble",
        latex=r"F(\rho):=\hbar\omega\mathrm{Tr}J_z\rho+\hbar\omega ns-S(\rho)/\beta_B",
        printed="TrJz(n, s, b, b0)+n*s-S(n, s, b, b0)/b",
        domain=small_ensembles(b=reals(-8, 8), b0=reals(-5, 5, smallest="1e-2")),
        bindings={"TrJz": lambda n, s, b, b0: E(n, s, b, b0) - to_ball(n * s), "S": S},
        conventions="hbar = k_B = omega = 1; evaluated for steady states",
        checks=(
            Equality(
                full(
                    _free_energy,
                    "energy and spectrum of the stationary state of the full collective Lindblad equation",
                ),
                route="numeric",
            ),
        ),
    ),
    Claim(
        id="indist.text-F-decreases",
        where="below Eq. (44)",
        kind="inequality",
        title="The free energy falls in the course of the dissipative evolution",
        latex=r"F\ \text{decreases under (Markovian) dissipation for}\ \beta_B>0",
        printed="F(n, s, b, b0, t) > F(n, s, b, b0, u)",
        prose=True,
        domain=Domain(
            {
                **SMALL.axes,
                "b": reals(0, 4, smallest="1/50"),
                "b0": reals(-4, 4, smallest="1/50"),
                "t": reals(0, 3, smallest="1/100", zero=True),
                "u": reals(0, 3, smallest="1/100"),
            },
            where=lambda p: p["t"] < p["u"] and SMALL.contains(p),
            where_text="(2s+1)^n at most 8, t < u",
        ),
        bindings={"F": free_energy_at},
        conventions="hbar = k_B = omega = 1; collective dissipation from a thermal state, two times t < u in units of the inverse rate of J_-",
        checks=(Inequality(route="numeric", points=36, search=12),),
        depends=("indist.eq44",),
    ),
    Claim(
        id="indist.text-dF",
        where="below Eq. (44)",
        kind="inequality",
        title="Under collective dissipation the free energy falls by less",
        latex=r"\Delta F^\infty_{\beta_0}(\beta_B)>\Delta F^{th}(\beta_B)\ \text{(smaller in absolute value)}\quad"
        r"\text{for}\ \beta_B>0\ \text{and any}\ \beta_0",
        printed="dF(n, s, b, b0) > dFth(n, s, b, b0)",
        domain=Domain(
            {**ensembles().axes, "b": among(*GRID), "b0": among(*STARTS)},
            where=lambda p: p["b"] > 0 and p["b0"] != -p["b"],
            where_text="b > 0; b0 = -b, where both sides are the same number, is no test point",
        ),
        bindings={"dF": free_energy("collective"), "dFth": free_energy("independent")},
        conventions=TWO_SPINS,
        checks=(Inequality(route="symbolic", search=0),),
        caveats=(NOT_AT_BATH,),
        depends=("indist.eq44",),
        notes=(
            "At b0 = b and b0 = -b both changes are the same; appendix F excludes these temperatures.",
        ),
    ),
    Claim(
        id="indist.eq45",
        where="Eq. (45)",
        kind="asymptotic",
        title="Change of the free energy at low temperature",
        latex=r"\Delta F^\infty_{\beta_0}(\beta_B)\underset{\hbar\omega\beta_0\gg1,\ \hbar\omega\beta_B\gg1}{\simeq}\frac{\Delta F^{th}(\beta_B)}n",
        printed="dFth(n, s, b, r*b)/n",
        domain=small_ensembles(9, r=among("1/2", "3/4", "3/2", 3)),
        bindings={"dFth": free_energy("independent")},
        shifted=("n",),
        conventions="hbar = k_B = omega = 1; b0 = r b, so that both temperatures go to zero together",
        checks=(_joint(change_of_free_energy),),
        depends=("indist.eq29", "indist.eq41", "indist.text-dF"),
    ),
    Claim(
        id="indist.text-dFneg",
        where="below Eq. (45)",
        kind="identity",
        title="Change of the free energy at the opposite bath temperature",
        latex=r"\Delta F(-\beta_B)=2\hbar\omega ns-\Delta F(\beta_B)\quad(\hbar\omega\beta_0\gg1)",
        printed="[2*n*s-dF(n, s, b), 2*n*s-dFth(n, s, b)]",
        domain=small_ensembles(b=reals(0, 12)),
        bindings={"dF": from_ground("collective"), "dFth": from_ground("independent")},
        shifted=("n", "s"),
        conventions=FROM_GROUND,
        checks=(
            Equality(
                full(
                    _together(-1, "free energy"),
                    "relaxation under both full Lindblad equations from the ground state",
                ),
                route="numeric",
            ),
        ),
        depends=("indist.eq44",),
        notes=("From the inverted state (b0 = -inf) the relation does not hold.",),
    ),
    Claim(
        id="indist.text-sigma",
        where="below Eq. (45)",
        kind="inequality",
        title="Collective dissipation produces less entropy, at the least one n-th",
        latex=r"\Sigma=-\beta_B\Delta F,\quad\Sigma^{th}/n\le\Sigma^\infty_{\beta_0}<\Sigma^{th}",
        printed="Sigth(n, s, b, b0)/n <= Sig(n, s, b, b0) < Sigth(n, s, b, b0)",
        prose=True,
        domain=Domain(
            {**ensembles().axes, "b": among(*GRID), "b0": among(*STARTS)},
            where=lambda p: p["b0"] != -p["b"],
            where_text="all temperatures; b0 = -b, where both productions are the same number, is no test point",
        ),
        bindings={"Sig": production("collective"), "Sigth": production("independent")},
        conventions=TWO_SPINS,
        checks=(Inequality(route="symbolic", search=0),),
        caveats=(NOT_AT_BATH,),
        depends=("indist.text-dF",),
        explained={
            f"{left} <= Sig(n, s, b, b0) < {right}": "weaker than the print"
            for left, right in (
                ("Sigth(n, s, b, b0)/n**2", "Sigth(n, s, b, b0)"),
                ("Sigth(n, s, b, b0)/n/2", "Sigth(n, s, b, b0)"),
                ("-Sigth(n, s, b, b0)/n", "Sigth(n, s, b, b0)"),
                ("Sigth(n, s, b, b0)/n", "2*Sigth(n, s, b, b0)"),
            )
        },
        notes=(
            "At b0 = b no entropy is produced by either dissipation, at b0 = -b the same amount by both.",
        ),
    ),
    Claim(
        id="indist.text-reversible",
        where="above Eq. (46)",
        kind="statement",
        title="Entropy production from the ground state stays finite as the number of spins grows",
        latex=r"\text{almost reversible process for}\ \beta_B>0:\quad\Sigma^\infty/n\to0",
        printed="-log(1-exp(-b))",
        prose=True,
        domain=Domain({"s": half_integers("1/2", 1), "b": reals("1/5", 4)}),
        oracle_only=("s",),
        conventions=FROM_GROUND
        + "; the print is the limit of Sigma itself for n to infinity, so that Sigma/n tends to 0",
        checks=(
            Asymptotic(
                full(_saturated, "ground population of the rate equation of one spin J = n s"),
                route="numeric",
                variable="n",
                sequence=tuple(Fraction(k) for k in (10, 20, 40, 80)),
                title="limit of many spins",
                points=5,
            ),
        ),
        depends=("indist.text-sigma",),
    ),
    Claim(
        id="indist.eq46",
        where="Eq. (46)",
        kind="asymptotic",
        title="Entropy production at low temperature",
        latex=r"\Sigma^\infty_{\beta_0}(\beta_B)\underset{\hbar\omega\beta_0\gg1,\ \hbar\omega\beta_B\gg1}{\simeq}\frac{\Sigma^{th}(\beta_B)}n",
        printed="Sigth(n, s, b, r*b)/n",
        domain=small_ensembles(9, r=among("1/2", "3/4", "3/2", 3)),
        bindings={"Sigth": production("independent")},
        shifted=("n",),
        conventions="hbar = k_B = omega = 1; b0 = r b, so that both temperatures go to zero together",
        checks=(_joint(entropy_production),),
        depends=("indist.eq45",),
    ),
    Claim(
        id="indist.text-sameE",
        where="below Eq. (46)",
        kind="number",
        title="Less entropy produced at equal final energy, too, and the less the larger n and the energy",
        latex=r"\frac{\Sigma^\infty}{\Sigma^{th}}\ \text{at equal final energy}\ u\,\hbar\omega ns",
        printed="R(N, s, v) < R(n, s, u)",
        prose=True,
        domain=Domain(
            {
                "n": integers(1, 12),
                "s": half_integers("1/2", "5/2"),
                "u": among("1/20", "1/4", "1/2", "3/4", "9/10", "98/100"),
                "v": among("1/20", "1/4", "1/2", "3/4", "9/10", "98/100"),
                "N": integers(2, 20),
            },
            where=lambda p: (
                p["u"] <= p["v"] and p["n"] <= p["N"] and (p["n"] < p["N"] or p["u"] < p["v"])
            ),
            where_text="n <= N, u <= v, not both equal",
        ),
        bindings={"R": production_ratio},
        conventions=FROM_GROUND
        + "; R(n, s, u) is the ratio of the entropy productions at the final energy u n s, 1 for "
        "one spin",
        checks=(Inequality(route="symbolic", points=100, search=0),),
        depends=("indist.text-sigma",),
        notes=(
            "The paper reads the bath temperatures from Fig. 3(b), which is for s = 1/2, and the entropy production "
            "from Fig. 8, which is for s = 3/2; here both have the same s.",
        ),
    ),
    Claim(
        id="indist.text-Signeg",
        where="end of Sec. VII",
        kind="identity",
        title="Entropy production at the opposite bath temperature",
        latex=r"\Sigma^\infty_{\beta_0}(-\beta_B)=2\hbar\omega\beta_Bns+\Sigma^\infty_{\beta_0}(\beta_B)\quad(\hbar\omega\beta_0\gg1)",
        printed="2*b*n*s+Sig(n, s, b)",
        domain=small_ensembles(b=reals(0, 12)),
        bindings={"Sig": from_ground("collective", ensemble_entropy.entropy_production)},
        shifted=("n", "s"),
        conventions=FROM_GROUND,
        checks=(
            Proof(
                "free_energy_change",
                (Result("rewrite", 3),),
                names={"J": "n*s"},
                bindings={
                    "Sig": lambda n, s, b: ensemble_entropy.entropy_production.sympy(n=n, s=s, b=b)
                },
            ),
            Equality(
                full(
                    lambda f, p: _together(-1, "production")(f, p)[0],
                    "relaxation under the full collective Lindblad equation from the ground state",
                ),
                route="numeric",
            ),
        ),
        depends=("indist.text-dFneg",),
    ),
)
