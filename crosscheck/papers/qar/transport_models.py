"""Values of both books that the claims of appendix D compare."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction
from typing import Any

import flint

from cotherm.numeric.fields import Field
from cotherm.numeric.matrices import Matrix
from cotherm.numeric.refrigerator import Refrigerator, refrigerator_model
from cotherm.numeric.refrigerator_rates import (
    EnergyExchange,
    energy_current,
    generator,
    populations,
)
from cotherm.numeric.refrigerator_transport import ladder_transport, transport_rates
from cotherm.symbolic.forms import refrigerator_counting as closed_counting
from cotherm.symbolic.forms import transitions

from ...books import whole
from ...domain import Axis, Point, reals
from .models import RATIONAL

PAIR = ("c", "w")
COLD_WORK = (("Gc", "Gw"), ("nc", "nw"))
RATES: Mapping[str, Axis] = {
    "Gc": reals("1/10", 20),
    "Gw": reals("1/10", 20),
    "nc": reals("1/100", 5),
    "nw": reals("1/100", 5),
}
SETTING = "Omega = 1; Gamma_h = 0, both densities at 2 with height 1"
LOW = {"beta_c": reals(1, 3), "beta_w": reals("1/2", 2)}


def model(point: Point, **changes: Any) -> Refrigerator:
    """Work and cold reservoir with broad densities at the lowest transition, hot one switched off."""
    given: dict[str, Any] = {
        "delta_c": Fraction(1),
        "delta_w": Fraction(1),
        "delta_h": Fraction(1),
        "beta_h": Fraction(1),
        "eps_c": 2,
        "eps_w": 2,
        "gamma_h": 0,
        **{k: v for k, v in point.items() if k.startswith(("delta_", "beta_", "gamma_"))},
        **changes,
    }
    return refrigerator_model(whole(point["N"]), **given)


def system(field: Field, point: Point) -> EnergyExchange:
    """Rate equation of that model with its two reservoirs."""
    return transport_rates(field, model(point), PAIR)


def current(field: Field, point: Point) -> Any:
    """Its cold current."""
    return energy_current(system(field, point), "c")


def two_levels(field: Field, point: Point, reservoirs: Iterable[str] = PAIR) -> EnergyExchange:
    """Two levels with given rates and occupations."""
    matrices = {}
    with field:
        for k in reservoirs:
            rate, n = field.number(point[f"G{k}"]), field.number(point[f"n{k}"])
            entries = {(1, 0): rate * n, (0, 1): rate * (1 + n)}
            matrices[k] = Matrix(field, (2, 2), entries)
    return EnergyExchange(field, (Fraction(1, 4), Fraction(9, 4)), matrices)


def two_level_current(field: Field, point: Point) -> Any:
    """Current of the two levels in units in which a quantum is 2 Omega."""
    value = energy_current(two_levels(field, point), "c")
    return value * field.number(point.get("Omega", Fraction(1)))


def two_level_ratio(field: Field, point: Point) -> Any:
    """Sizes of the current before and after the exchange of the occupations."""
    other = {**point, "nc": point["nw"], "nw": point["nc"]}
    return -two_level_current(field, point) / two_level_current(field, other)


def matrix(field: Field, point: Point) -> list[Any]:
    """Tilted rate matrix of its two lowest levels, row by row."""
    tilted = generator(system(field, point).restricted([0, 1]), {"c": point["z"]})
    return [tilted[a, b] for a in range(2) for b in range(2)]


def effective(N: Fraction, delta: Fraction, omega: Any = 2) -> flint.arb:
    """Gamma(2) times the squared element between the two lowest levels, symbolic book."""
    prec = flint.ctx.prec
    density = transitions.spectral_density.ball(prec, omega=omega, eps=2, delta=delta, gamma=1)
    strength = transitions.transition_strength.ball(prec, N=N, a="1/2", b="3/2")
    value: flint.arb = density * strength
    return value


def second(N: Fraction, delta: Fraction) -> flint.arb:
    """The same between the levels 3/2 and 5/2, at the frequency 4."""
    prec = flint.ctx.prec
    density = transitions.spectral_density.ball(prec, omega=4, eps=2, delta=delta, gamma=1)
    strength = transitions.transition_strength.ball(prec, N=N, a="3/2", b="5/2")
    value: flint.arb = density * strength
    return value


def bose(beta: Any, energy: Any) -> flint.arb:
    """Bose function of the symbolic book."""
    value: flint.arb = transitions.bose_occupation.ball(flint.ctx.prec, beta=beta, energy=energy)
    return value


def closed_current(N: Fraction, beta_c: Fraction, beta_w: Fraction) -> flint.arb:
    """Cold current of the symbolic book without hot reservoir."""
    value: flint.arb = closed_counting.refrigerator_current.ball(
        flint.ctx.prec, N=N, beta_c=beta_c, beta_w=beta_w, beta_h=1,
        delta_c=1, delta_w=1, delta_h=1, eps_c=2, eps_w=2, gamma_h=0,
    )  # fmt: skip
    return value


def ladder_ratio(point: Point) -> Any:
    """p_(k+1)/p_k of the equidistant ladder, exact."""
    pairs = [(point[f"G{k}"], point[f"n{k}"]) for k in PAIR]
    p = populations(ladder_transport(RATIONAL, whole(point["N"]), *pairs))
    k = whole(point["k"])
    return p[k + 1] / p[k]


def ladder_current(point: Point) -> Any:
    """Current through the equidistant ladder, occupations far above N where `hot` is one."""
    scale = Fraction(10**6) ** whole(point["hot"])
    pairs = [(Fraction(1), scale * point[f"n{k}"]) for k in PAIR]
    return energy_current(ladder_transport(RATIONAL, whole(point["N"]), *pairs), "c")


def neighbours(field: Field, point: Point) -> list[Any]:
    """Number of transitions from a that skip a level, and excitation over relaxation to a + 1."""
    name = PAIR[whole(point["nu"]) - 1]
    betas = {f"beta_{k}": point["beta"] for k in PAIR}
    rates = system(field, {"N": point["N"], **betas}).of(name)
    k = int(point["a"] - Fraction(1, 2))
    skipping = sum(1 for i, j in rates.entries if k in (i, j) and abs(i - j) > 1)
    with field:
        return [field.number(skipping), rates[k + 1, k] / rates[k, k + 1]]


def sign(value: Any) -> int:
    """Sign of a number or of a ball that does not contain 0."""
    return 1 if value > 0 else -1 if value < 0 else 0
