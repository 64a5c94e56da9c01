"""App. C, second part: waiting times and relaxation at zero temperature."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import flint

from cotherm.numeric import thermalisation as numeric_times
from cotherm.numeric.fields import Ball
from cotherm.numeric.matrices import Matrix
from cotherm.numeric.refrigerator_rates import generator
from cotherm.numeric.relaxation import propagate

from ...algebras import BITS_PER_DIGIT
from ...books import exact
from ...checks import Asymptotic, Equality, Oracle
from ...checks.asymptotic import powers_of_ten
from ...claims import Claim
from ...domain import Axis, Domain, Point, among, reals
from . import thermal_models as thermal
from .thermal_models import COLD, HALF, is_level

ODD_SPINS: Axis = Axis(
    "odd integers 3..13",
    lambda rng: Fraction(2 * rng.randint(1, 6) + 1),
    (Fraction(3), Fraction(13)),
)

COLD_BATH = "density (5) of unit height at zero temperature"


def axis(low: int, high: int = 13) -> Axis:
    """Half-odd levels from low/2 to high/2."""
    values = tuple(Fraction(k, 2) for k in range(low, high + 1, 2))
    return Axis(
        f"levels {values[0]}, {values[1]}, ... {values[-1]}",
        lambda rng: rng.choice(values),
        values[:2],
    )


def _no_jump(point: Point, digits: int) -> Any:
    """Finite difference of the probability of no jump, from a generator with an absorbing state."""
    field = Ball(int(digits * BITS_PER_DIGIT) + 160)
    bath = numeric_times.OhmicReservoir(point["beta"])
    rates = generator(numeric_times.single_bath(field, point["N"], bath))
    size = rates.shape[0]
    entries = {(k, k): rates[k, k] for k in range(size)}
    with field:
        entries |= {(size, k): -rates[k, k] for k in range(size)}
    absorbing = Matrix(field, (size + 1, size + 1), entries)
    start = [*field.numbers(_start(point)), field.zero]
    now, later = (
        propagate(absorbing, start, time)[size]
        for time in (point["tau"], point["tau"] + point["x"])
    )
    with field:
        return (later - now) / field.number(point["x"])


def _start(point: Point) -> list[Fraction]:
    """Normalised generic populations, or those of the single level a where the point has one."""
    labels = list(numeric_times.bath_levels(point["N"]))
    if "a" in point:
        return [Fraction(label == point["a"] + 1) for label in labels]
    weights = thermal.state(point)
    return [weight / sum(weights) for weight in weights]


def _escape(a: Fraction, N: Fraction, beta: Fraction) -> Any:
    """Total rate out of level a, numeric book."""
    field = Ball(flint.ctx.prec)
    labels = list(numeric_times.bath_levels(N))
    rates = generator(numeric_times.single_bath(field, N, numeric_times.OhmicReservoir(beta)))
    k = labels.index(a)
    return -rates[k, k]


def _population(a: Fraction, N: Fraction) -> Fraction:
    labels = list(numeric_times.bath_levels(N))
    return _start({"N": N})[labels.index(a)]


def _first_jump(point: Point, digits: int) -> Any:
    """Finite difference of the probability that level a + 1 has decayed, at zero temperature."""
    field = Ball(int(digits * BITS_PER_DIGIT) + 160)
    rates = generator(numeric_times.single_bath(field, point["N"], thermal.ColdBath(point)))
    labels = list(numeric_times.bath_levels(point["N"]))
    k = labels.index(point["a"])
    # The level below is made absorbing.
    entries = {key: x for key, x in rates.entries.items() if key[1] != k}
    absorbing = Matrix(field, rates.shape, entries)
    start = field.numbers(_start(point))
    now, later = (
        propagate(absorbing, start, time)[k] for time in (point["tau"], point["tau"] + point["x"])
    )
    with field:
        return (later - now) / field.number(point["x"])


def cold(a: Fraction, N: Fraction, eps: Fraction, delta: Fraction) -> Fraction:
    """R_(a-1,a) with explicit matrix elements, an exact fraction."""
    value = thermal.cold_rate({"N": N, "a": a - 1, "eps": eps, "delta": delta})
    return Fraction(int(value.p), int(value.q))


COLD_DOMAIN = Domain(
    {"N": ODD_SPINS, "a": axis(1), **COLD},
    where=lambda p: is_level(p, above=1),
    where_text="half-odd a, below N/2",
)


CLAIMS = (
    Claim(
        id="qar.textC-R",
        where="above Eq. (C2)",
        kind="identity",
        title="Transition rates at zero temperature",
        latex=r"R_{a,a+1}=\frac{\Gamma(E_{a+1}-E_a)}4\left[\frac N2\left(\frac N2+1\right)-a(a+1)\right]",
        printed="Gamma((a+1)**2-a**2, eps, delta)/4*(N/2*(N/2+1)-a*(a+1))",
        domain=COLD_DOMAIN,
        bindings={"Gamma": thermal.cold_density},
        exact_bindings=("Gamma",),
        partners=(("eps", "delta"),),
        conventions=f"odd N, Omega = 1, E_a = a^2; {COLD_BATH}; rate from a + 1 to a",
        checks=(
            Equality(
                exact(
                    lambda f, p: thermal.cold_rate(p),
                    "rate with matrix elements from explicit spin matrices",
                ),
                route="numeric",
                points=24,
            ),
        ),
        depends=("qar.eqC1",),
        notes=(
            "Odd N, as in (C3) to which this leads (its sum starts at a = 3/2). For even N the last step, from 1 to 0, has twice this "
            "rate: see qar.eqC1.parity.",
        ),
    ),
    Claim(
        id="qar.eqC2",
        where="Eq. (C2)",
        kind="identity",
        title="Waiting-time distribution of the first jump",
        latex=r"\omega(\tau)=-\frac d{d\tau}P_0(\tau)=-\mathrm{Tr}\{R_0e^{R_0\tau}\rho_0\}",
        printed="-sum(-k(a, N, beta)*exp(-k(a, N, beta)*tau)*rho(a, N), a, 1/2, N/2)",
        domain=Domain({"N": among(3, 5, 7), "tau": reals("1/100", 1), "beta": reals("1/2", 3)}),
        bindings={"k": _escape, "rho": _population},
        conventions="R_0 is diagonal with the elements -k(a), k(a) the total rate out of level a; Ohmic density with cutoff 100",
        checks=(
            Asymptotic(
                Oracle(
                    _no_jump,
                    "difference quotient over x of the probability absorbed when every jump ends in an absorbing state",
                ),
                route="numeric",
                variable="x",
                sequence=powers_of_ten(-4, -8),
                remainder="x",
                title="limit of a short interval",
                points=4,
                digits=30,
            ),
        ),
        depends=("qar.eqC1",),
    ),
    Claim(
        id="qar.textC-wtd",
        where="below Eq. (C2)",
        kind="identity",
        title="Waiting-time distribution of one level at zero temperature",
        latex=r"\omega_{a,a+1}(\tau)=R_{a,a+1}e^{-R_{a,a+1}\tau}",
        printed="R(a+1, N, eps, delta)*exp(-R(a+1, N, eps, delta)*tau)",
        domain=Domain(
            {"N": among(3, 5, 7), "a": among(HALF, "3/2", "5/2"), "tau": reals("1/100", 1), **COLD},
            where=lambda p: is_level(p, above=1),
            where_text="half-odd a, below N/2",
        ),
        bindings={"R": cold},
        exact_bindings=("R",),
        conventions=f"R(a, ...) is the rate from a to a - 1; {COLD_BATH}",
        checks=(
            Asymptotic(
                Oracle(
                    _first_jump,
                    "difference quotient over x of the population of an absorbing level a, started in a + 1",
                ),
                route="numeric",
                variable="x",
                sequence=powers_of_ten(-4, -8),
                remainder="x",
                title="limit of a short interval",
                points=5,
                digits=30,
            ),
        ),
        depends=("qar.eqC2", "qar.textC-R"),
    ),
    Claim(
        id="qar.textC-wtd.mean",
        where="below Eq. (C2)",
        kind="identity",
        title="Mean waiting time of one level",
        latex=r"\langle\tau_{a,a+1}\rangle=[R_{a,a+1}]^{-1}",
        printed="1/(Gamma((a+1)**2-a**2, eps, delta)/4*(N/2*(N/2+1)-a*(a+1)))",
        domain=COLD_DOMAIN,
        bindings={"Gamma": thermal.cold_density},
        exact_bindings=("Gamma",),
        conventions=f"R_(a,a+1) as printed above (C2), odd N; {COLD_BATH}",
        checks=(
            Equality(
                exact(
                    lambda f, p: thermal.passage({**p, "b": p["a"] + 1}, "b", "a"),
                    "mean first-passage time of the rate equation at zero temperature",
                ),
                route="numeric",
                points=16,
            ),
        ),
        depends=("qar.textC-wtd",),
    ),
)
