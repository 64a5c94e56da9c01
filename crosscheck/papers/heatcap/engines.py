"""Sec. 4.1: weights of total spin, optimal parameters, saturation."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from functools import lru_cache
from typing import Any

import flint

from cotherm.numeric.fields import Field, Float64
from cotherm.numeric.relaxation_rates import ladder_gap
from cotherm.numeric.spin_ensemble import bath_dynamics, initial_state
from cotherm.numeric.spins import half_integer
from cotherm.numeric.total_spin import total_spin_projector
from cotherm.symbolic.forms import spin_ladder as ladder

from ...algebras import to_ball
from ...books import full, whole
from ...checks import Equality, Inequality, Oracle, Proof, Result, Scaling
from ...claims import Claim
from ...domain import Domain, Point, among, half_integers, integers, reals
from .cycles import (
    collective,
    cycle_work,
)
from .operators import FIELD, boltzmann, trace
from .otto_cycle import CYCLES, HOT_COLD, cycle

UNITS = "hbar = k_B = 1; work per cycle to first order in Delta eta, symmetric subspace"


# ----------------------------------------------------------------------- weights of total spin


def _populations(size: int) -> list[Fraction]:
    """Generic populations of product states: no symmetry between the spins."""
    raw = [Fraction(3 + (7 * k * k + 5 * k) % 17) for k in range(size)]
    total = sum(raw, Fraction(0))
    return [value / total for value in raw]


def _size(point: Point) -> int:
    return int((2 * point["s"] + 1) ** whole(point["n"]))


def generic_start(point: Point) -> Mapping[str, Any]:
    """Projectors on total spin, a generic diagonal initial state, and the trace."""
    n, s = whole(point["n"]), half_integer(point["s"])
    start = initial_state(FIELD, n, s, _populations(_size(point)))
    return {
        "P": lambda J: total_spin_projector(n, s, J).to_flint(),
        "rho0": start.to_flint(),
        "tr": trace,
    }


@lru_cache(maxsize=200)
def _strokes(n: int, s: Fraction, hot: Fraction, cold: Fraction) -> tuple[flint.fmpq_mat, ...]:
    """Density matrices after the hot and the cold stroke, each from the one before, two cycles."""
    size = int((2 * s + 1) ** n)
    start = initial_state(FIELD, n, s, _populations(size))
    dynamics = bath_dynamics(n, s, "collective")
    vector = start.vector()
    state = [vector[index] for index in dynamics.block]
    found = []
    for root in (hot, cold, hot, cold):
        state = dynamics.structure(FIELD, boltzmann({"b": root}, "b")).project(state)
        dense = flint.fmpq_mat(size, size)
        for index, value in zip(dynamics.block, state, strict=True):
            dense[index // size, index % size] = value
        found.append(dense)
    return tuple(found)


def _weights(point: Point) -> list[flint.fmpq]:
    n, s = whole(point["n"]), half_integer(point["s"])
    projector = total_spin_projector(n, s, point["J"]).to_flint()
    return [trace(projector * rho) for rho in _strokes(n, s, point["hot"], point["cold"])]


# ------------------------------------------------------------------------------------ works


def _independent_distance(field: Field, point: Point) -> Any:
    value = cycle(field, point, "independent")["efficiency"]
    with field:
        return field.number(1 - point["beta_h"] / point["beta_c"]) - value


def _work_at(
    n: Fraction, s: Fraction, theta: Fraction, dbeta: Fraction, lam: Fraction, Deta: Fraction
) -> Any:
    """Work of the cycle at given theta_h, Delta beta, lambda_h and Delta eta."""
    hot = theta / lam
    cold = hot + dbeta
    return cycle_work(n * s, hot, cold, lam, lam * (Deta + hot / cold))


def _first_order_work(
    n: Fraction, s: Fraction, hot: Fraction, cold: Fraction, lam: Fraction, Deta: Fraction
) -> Any:
    return collective(n, s, lam * hot) * to_ball(Deta * lam**2 * (cold - hot))


def _work_and_power(point: Point, digits: int) -> list[Any]:
    """Work per cycle, and work times the rate at which the symmetric ladder relaxes."""
    J, theta = point["n"] * point["s"], point["theta"]
    capacity = ladder.ladder_heat_capacity.digits(digits, J=J, b=theta)
    return [capacity, float(capacity.mid()) * float(ladder_gap(Float64(), J, theta))]


CLAIMS: tuple[Claim, ...] = (
    Claim(
        id="heatcap.text-weights-constant",
        where="below Eq. (16)",
        kind="identity",
        title="The weights of total spin stay what the initial state made them",
        latex=r"p_{J,i}\ \text{is constant throughout the cycles and determined by}\ \rho_0",
        printed="[tr(P(J)*rho0), tr(P(J)*rho0), tr(P(J)*rho0), tr(P(J)*rho0)]",
        prose=True,
        domain=Domain(
            {
                "n": integers(2, 3),
                "s": half_integers("1/2", 1),
                "J": half_integers(0, 2),
                "hot": among("2/3", "4/5", "9/10"),
                "cold": among("1/3", "1/2", "3/5"),
            },
            where=lambda p: (
                _size(p) <= 9
                and p["J"] <= p["n"] * p["s"]
                and (p["n"] * p["s"] - p["J"]).denominator == 1
            ),
            where_text="n s - J a non-negative integer, (2s+1)^n at most 9",
        ),
        oracle_only=("hot", "cold"),
        environment=generic_start,
        environment_names=("P", "rho0", "tr"),
        conventions="P(J) projects on total spin J; the initial state has generic populations of product states; hot and "
        "cold are exp(-theta/2) on the two isochores; two cycles of two strokes each",
        checks=(
            Equality(
                Oracle(
                    lambda p, d: _weights(p),
                    "density matrices after each isochore of two cycles of the full Lindblad equation",
                ),
                route="numeric",
                title="weights after each stroke",
                points=14,
            ),
        ),
        depends=("heatcap.eq16",),
    ),
    Claim(
        id="heatcap.text-Delta-eta",
        where="below Eq. (17)",
        kind="identity",
        title="Distance from the Carnot efficiency, either dissipation",
        latex=r"\Delta\eta=\eta_c-\eta=\frac{\lambda_c}{\lambda_h}-\frac{\beta_h}{\beta_c},\quad \eta_c:=1-\frac{\beta_h}{\beta_c}",
        printed="lambda_c/lambda_h-beta_h/beta_c",
        domain=CYCLES,
        oracle_only=("n", "s"),
        partners=HOT_COLD,
        checks=(
            Proof("otto_work", (Result("rewrite", 3),)),
            Equality(
                full(
                    _independent_distance,
                    "1 - T_c/T_h less work over heat of the stroke-by-stroke cycle, independent dissipation",
                ),
                route="numeric",
            ),
        ),
        depends=("heatcap.textD-Deta",),
        notes=("The same for collective dissipation is heatcap.textD-Deta.",),
    ),
    Claim(
        id="heatcap.text-W-dbeta",
        where="below Eq. (17)",
        kind="inequality",
        title="At constant efficiency the work grows with the distance of the inverse temperatures",
        latex=r"W\ \text{at constant efficiency grows with}\ \Delta\beta=\beta_c-\beta_h",
        printed="[work(n*s, beta_1, beta_3, lambda_h, lambda_c), work(n*s, beta_1, beta_3, lambda_h, lambda_c)] > "
        "[work(n*s, beta_1, beta_2, lambda_h, lambda_c), work(n*s, beta_2, beta_3, lambda_h, lambda_c)]",
        prose=True,
        domain=Domain(
            {
                "n": integers(1, 4),
                "s": half_integers("1/2", 1),
                "beta_1": reals("1/20", 3),
                "beta_2": reals("1/20", 3),
                "beta_3": reals("1/20", 3),
                "lambda_h": reals("1/2", 3),
                "lambda_c": reals("1/5", 2),
            },
            where=lambda p: (
                p["beta_1"] < p["beta_2"] < p["beta_3"] and p["lambda_c"] < p["lambda_h"]
            ),
            where_text="beta_1 < beta_2 < beta_3, lambda_c < lambda_h",
        ),
        bindings={"work": cycle_work},
        partners=(("lambda_h", "lambda_c"),),
        conventions="constant efficiency: both compression factors are held fixed; Delta beta is raised by a colder cold "
        "bath (first entry) and by a hotter hot bath (second entry); symmetric subspace; exact work of the cycle, no expansion",
        checks=(Inequality(route="numeric", points=90, search=20),),
        depends=("heatcap.eqD1",),
        notes=(
            "The print does not say what is held fixed; with Delta eta, lambda_h and theta_h fixed instead the "
            "statement is the factor beta_c - beta_h of (17).",
        ),
    ),
    Claim(
        id="heatcap.text-theta-free",
        where="below Eq. (17)",
        kind="inequality",
        title="At fixed Delta eta, Delta beta and lambda_h the work is largest for an infinitely hot bath",
        latex=r"\theta_h\ \text{can be changed at fixed}\ \Delta\eta,\Delta\beta,\lambda_h;\ \text{the best choice is}\ \beta_h\to0",
        printed="work(n, s, x, dbeta, lam, Deta) > work(n, s, y, dbeta, lam, Deta)",
        prose=True,
        domain=Domain(
            {
                "n": integers(1, 8),
                "s": half_integers("1/2", "3/2"),
                "x": reals(0, 4, zero=True),
                "y": reals(0, 4),
                "dbeta": reals("1/5", 4),
                "lam": reals("1/2", 3),
                "Deta": reals("1/1000", "1/5"),
            },
            where=lambda p: (
                p["x"] < p["y"] and p["Deta"] * (p["y"] / p["lam"] + p["dbeta"]) < p["dbeta"]
            ),
            where_text="x < y, Delta eta below the Carnot efficiency at both",
        ),
        bindings={"work": _work_at},
        conventions="x, y are two values of theta_h = lambda_h beta_h; beta_c = beta_h + Delta beta and lambda_c = lambda_h "
        "(Delta eta + beta_h/beta_c) follow; symmetric subspace; exact work of the cycle, no expansion",
        checks=(Inequality(route="numeric", points=120, search=30),),
        depends=("heatcap.text-C-over-theta2", "heatcap.text-Delta-eta"),
        notes=(
            "At finite Delta eta the engine works only up to theta_h = lambda_h Delta beta (1/Delta eta - 1), where the Carnot "
            "efficiency has fallen to Delta eta.",
        ),
    ),
    Claim(
        id="heatcap.text-saturation",
        where="end of Sec. 4.1",
        kind="inequality",
        title="Bound of the collective work for any number of spins",
        latex=r"W^{col}\le(\hbar\omega)^2\Delta\eta\lambda_h^2(\beta_c-\beta_h)\left(\frac{1/2}{\sinh\hbar\omega\theta_h/2}\right)^2",
        printed="work(n, s, beta_h, beta_c, lambda_h, Deta) <= "
        "Deta*lambda_h**2*(beta_c-beta_h)*(1/2/sinh(lambda_h*beta_h/2))**2",
        domain=Domain(
            {
                "n": integers(1, 12),
                "s": half_integers("1/2", "3/2"),
                "beta_h": reals(0, 4, smallest="1e-3"),
                "beta_c": reals(0, 9, smallest="1e-3"),
                "lambda_h": reals("1/10", 3),
                "Deta": reals("1/1000", "1/2"),
            },
            where=lambda p: 0 < p["beta_h"] < p["beta_c"] and p["lambda_h"] * p["beta_h"] < 6,
            where_text="0 < beta_h < beta_c, lambda_h beta_h < 6",
        ),
        bindings={"work": _first_order_work},
        partners=(("beta_h", "beta_c"),),
        conventions=UNITS,
        checks=(Inequality(route="numeric", points=100, search=30),),
        depends=("heatcap.eq17",),
        notes=(
            "The bound is the limit of many spins: it is (7) without its second term. The text calls the quantity that "
            "saturates the output power; it is the work per cycle.",
        ),
    ),
    Claim(
        id="heatcap.text-no-asymptotic-carnot",
        where="Sec. 4.1 and below Eq. (22)",
        kind="scaling",
        title="Neither work nor power grows faster than the number of spins at a fixed hot bath",
        latex=r"\beta_h\ne0\ \text{fixed}:\ W^{col}_+\ \text{saturates, no super-linear scaling with}\ n",
        printed="[0, 1]",
        prose=True,
        domain=Domain({"s": half_integers("1/2", 1), "theta": reals(1, 3)}),
        oracle_only=("s", "theta"),
        conventions="exponents of work per cycle and of power in n at fixed theta_h; power: work times the slowest rate of the "
        "symmetric ladder",
        checks=(
            Scaling(
                Oracle(
                    _work_and_power,
                    "closed form of C_ns, times the spectral gap of the rate equation",
                ),
                variable="n",
                sequence=tuple(Fraction(n) for n in (40, 80, 160, 320)),
                points=3,
                digits=20,
            ),
        ),
        depends=("heatcap.text-saturation",),
        notes=(
            "Approaching the Carnot efficiency at finite power needs a work or power per cycle that grows faster than "
            "the number of constituents; an exponent of one is not enough.",
        ),
    ),
)
