"""Abstract and Sec. I: an absorption refrigerator, and why two levels are too few."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from cotherm.numeric.fields import Field
from cotherm.numeric.refrigerator_rates import energy_current
from cotherm.symbolic.forms import refrigerator_levels as levels

from ...algebras import to_ball
from ...books import exact
from ...checks import Equality, Proof, Result
from ...claims import Claim
from ...domain import Axis, Domain, Point, reals
from . import settings
from .settings import closed_signs, decided, odd, signs
from .transport_models import two_levels


def _currents(field: Field, point: Point) -> Sequence[Any]:
    """Cold, hot and work current of the full model."""
    system = settings.rates(field, point)
    return [energy_current(system, name) for name in "chw"]


def _closed_currents(bits: int, point: Point) -> Sequence[Any]:
    """The same three: the work current from the relative performance, the hot one from their sum."""
    cold, noise = settings.closed_current(bits, point), settings.closed_noise(bits, point)
    values = settings.setting(point)
    hot = to_ball(values["beta_h"])
    span = to_ball(values["beta_c"] - values["beta_h"]) + 2 * cold / noise
    work = cold * span / hot / settings.closed_values(levels.sector_ratio, bits, point)
    return [cold, -(cold + work), work]


def _coldest_of_three(field: Field, point: Point) -> Any:
    """Cold current of two levels, whose reservoirs h and w have x and y quanta more than c."""
    occupations = {"nh": point["nc"] + point["x"], "nw": point["nc"] + point["y"]}
    current = energy_current(two_levels(field, {**point, **occupations}, "chw"), "c")
    return current * field.number(point["E"] / 2)


TWO_LEVELS: dict[str, Axis] = {
    **{name: reals("1/10", 20) for name in ("Gc", "Gh", "Gw")},
    **{name: reals("1/100", 5) for name in ("nc", "x", "y")},
    "E": reals("1/4", 6),
}

CLAIMS = (
    Claim(
        id="qar.text-abs-qar",
        where="abstract",
        kind="statement",
        title="Many spins work as an absorption refrigerator",
        latex=r"\bar I^c_E>0,\quad\bar I^h_E<0,\quad\bar I^w_E>0",
        printed="[1, -1, 1]",
        prose=True,
        domain=Domain({"N": odd(5, 61), "beta_c": reals("3/2", 2)}),
        oracle_only=("N", "beta_c"),
        conventions="signs of the energy currents from the cold, hot and work reservoir into the spins; other parameters of Fig. 2",
        checks=(
            decided(signs(_currents, "complete rate equation of the sector"), "three currents"),
            decided(
                closed_signs(
                    _closed_currents, "current, noise and performance from the continued fraction"
                ),
                "three currents",
            ),
        ),
    ),
    Claim(
        id="qar.text-three-levels",
        where="Sec. I",
        kind="statement",
        title="Two levels cannot cool: the coldest of three reservoirs is always heated",
        latex=r"\text{at least three levels}:\quad\bar I^c_E<0\ \text{for two levels with}\ n_h>n_c,\ n_w>n_c",
        printed="-E*Gc*(Gh*x+Gw*y)/(Gc*(1+2*nc)+Gh*(1+2*(nc+x))+Gw*(1+2*(nc+y)))",
        prose=True,
        domain=Domain(TWO_LEVELS),
        conventions="weak, additive coupling; E: energy difference, G and n: rates and occupations at it, n_h = n_c + x, n_w = n_c + y "
        "with x, y > 0, as the occupation falls with beta; every factor behind the sign is positive",
        partners=(("Gh", "Gw"), ("x", "y"), ("Gc", "Gh")),
        checks=(
            Proof(
                "two_level_machine",
                (Result("positive terms"),),
                names={
                    **{f"Gamma_{k}": f"G{k}" for k in "chw"},
                    "n_c": "nc",
                },
                factor="-1",
            ),
            Equality(
                exact(
                    _coldest_of_three,
                    "stationary state of the rate equation of two levels, exact",
                ),
                route="numeric",
                points=16,
            ),
        ),
        notes=(
            "Three levels suffice: five spins have three in the sector and cool (qar.text-N5), three spins have two and heat.",
        ),
    ),
)
