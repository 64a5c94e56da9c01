"""Rates of growth of cumulants after a long time, against the stationary ones."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from cotherm.numeric.fields import Field
from cotherm.numeric.refrigerator import refrigerator_rates
from cotherm.numeric.refrigerator_counting import finite_time_statistics
from cotherm.symbolic.forms import refrigerator_counting as closed_counting

from ...books import bind, full
from ...checks import Asymptotic
from ...claims import Claim
from ...domain import Domain, Point, reals
from .models import model_at

FINITE = Domain({f"beta_{k}": reals("1/5", 1) for k in "chw"})
BROAD = {f"delta_{k}": Fraction(3, 4) for k in "chw"}


def statistics_at(field: Field, point: Point) -> Any:
    """Current and noise at the time t of the complete model of five spins, from the top level."""
    system = refrigerator_rates(field, model_at({**point, "N": Fraction(5)}, **BROAD))
    return finite_time_statistics(system, "c", [0, 0, 1], point["t"])


_ARGUMENTS = ("beta_c", "beta_h", "beta_w")
stationary_current = bind(closed_counting.refrigerator_current, *_ARGUMENTS, N=5, **BROAD)
stationary_noise = bind(closed_counting.refrigerator_noise, *_ARGUMENTS, N=5, **BROAD)
DOUBLING = tuple(Fraction(2) ** k for k in range(1, 7))


def long_times(
    id: str, where: str, title: str, latex: str, which: str, text: str, depends: tuple[str, ...]
) -> Claim:
    """A claim that the rate of growth of a cumulant becomes the stationary one."""
    form = {"current": stationary_current, "noise": stationary_noise}[which]
    return Claim(
        id=f"qar.{id}",
        where=where,
        kind="limit",
        title=title,
        latex=latex,
        printed="X(beta_c, beta_h, beta_w)",
        prose=True,
        domain=FINITE,
        bindings={"X": form},
        partners=(("beta_c", "beta_h"), ("beta_h", "beta_w")),
        conventions="Omega = 1; N = 5, widths 3/4, from the highest level; X from the characteristic polynomial",
        checks=(
            Asymptotic(
                full(lambda f, p: getattr(statistics_at(f, p), which), text),
                route="numeric",
                variable="t",
                sequence=DOUBLING,
                title="long times",
                digits=40,
            ),
        ),
        depends=depends,
    )
