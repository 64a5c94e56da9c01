"""Figures 1 to 5: what they show, checked on both routes."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Any

import flint
import numpy as np

from cotherm.numeric import spin_ladder
from cotherm.numeric.fields import Field
from cotherm.symbolic.forms import spin_ladder as ladder

from ...algebras import digits_to_bits, precision, to_ball
from ...books import full, whole
from ...checks import Asymptotic, Check, Equality, Oracle, Scaling
from ...checks.asymptotic import powers_of_ten
from ...claims import Claim
from ...domain import Domain, Point, among
from .curves import FIGURES, FIRST, SECOND, SMALL_SECOND, Ensemble, closed_total, numeric_capacity

__all__ = ["CLAIMS", "FIGURES"]


def curves_of(ensembles: tuple[Ensemble, ...], text: str) -> Domain:
    """The ensembles of a figure as a domain."""
    numbers = sorted({n for n, _ in ensembles})
    spins = sorted({s for _, s in ensembles})
    fixed = tuple(name for name, found in (("n", numbers), ("s", spins)) if len(found) == 1)
    return Domain(
        {"n": among(*numbers), "s": among(*spins)},
        where=lambda p: (whole(p["n"]), p["s"]) in ensembles,
        where_text=text,
        fixed=fixed,
    )


FIG1 = curves_of(FIRST, "the ensembles of Fig. 1")
FIG2 = curves_of(SECOND, "the ensembles of Fig. 2")
FEW = curves_of(SMALL_SECOND, "the ensembles of Fig. 2 with at most ten spins")


def rate_capacities(field: Field, point: Point) -> tuple[Any, Any]:
    """C_ns and n C_s from the rate equations of the ladders, divided by b^2."""
    n, s = point["n"], point["s"]
    b = point.get("b", 1 / point["T"] if "T" in point else Fraction(0))
    together, apart = (spin_ladder.ladder_energy_response(field, J, b) for J in (n * s, s))
    with field:
        return together, field.number(n) * apart


def closed_capacities(point: Point, digits: int) -> tuple[Any, Any]:
    """The same from the closed form."""
    n, s = point["n"], point["s"]
    b = point.get("b", 1 / point["T"] if "T" in point else Fraction(0))
    together, apart = (ladder.ladder_variance.digits(digits, J=J, b=b) for J in (n * s, s))
    return together, apart * to_ball(n)


def both(value: Callable[[Any, Any, Any], Any], rate_text: str) -> tuple[Oracle, Oracle]:
    """Closed forms for all curves and rate equations; ``value(col/b^2, ind/b^2, number(n))``."""

    def symbolic(point: Point, digits: int) -> Any:
        with precision(digits_to_bits(digits)):
            return value(*closed_capacities(point, digits + 5), to_ball(point["n"]))

    def numeric(field: Field, point: Point) -> Any:
        together, apart = rate_capacities(field, point)
        with field:
            return value(together, apart, field.number(point["n"]))

    return (
        Oracle(symbolic, f"{rate_text}, closed forms", "symbolic"),
        full(numeric, f"{rate_text}, rate equations of the ladders n s and s"),
    )


def high_temperature(
    value: Callable[[Any, Any, Any], Any], text: str, few: Domain
) -> tuple[Check, ...]:
    """Asymptotes for b -> 0 on both routes."""
    symbolic, numeric = both(value, text)
    return (
        Asymptotic(symbolic, variable="b", sequence=powers_of_ten(-3, -6), points=5),
        Asymptotic(numeric, variable="b", sequence=powers_of_ten(-2, -5), points=3, domain=few),
    )


def at_zero(value: Callable[[Any, Any, Any], Any], text: str) -> tuple[Check, ...]:
    """Values at b = 0 on both routes."""
    symbolic, numeric = both(value, text)
    return (
        Equality(symbolic, points=5, minimum=5),
        Equality(numeric, points=3, minimum=3, domain=FEW),
    )


def _maxima(values: list[float]) -> int:
    inner = zip(values, values[1:], values[2:], strict=False)
    return sum(a < b > c for a, b, c in inner)


def _peaks(point: Point, closed: bool) -> list[int]:
    """Numbers of maxima of both curves over temperature."""
    n, s = whole(point["n"]), point["s"]
    grid = [float(t) for t in np.geomspace(0.05, 30.0 * float(n * s + 1), 41)]
    curve = closed_total if closed else numeric_capacity
    return [
        _maxima([curve(n, s, coupling, t) for t in grid])
        for coupling in ("collective", "independent")
    ]


def peaks(few: Domain) -> tuple[Check, ...]:
    """One maximum of each curve, both routes."""
    return (
        Equality(
            Oracle(
                lambda p, d: _peaks(p, True),
                "maxima over 41 temperatures, closed forms",
                "symbolic",
            ),
            truth=True,
            points=5,
            minimum=3,
        ),
        Equality(
            Oracle(lambda p, d: _peaks(p, False), "maxima over 41 temperatures, master equations"),
            route="numeric",
            truth=True,
            points=3,
            minimum=3,
            domain=few,
        ),
    )


def _ratio(together: Any, apart: Any, n: Any) -> Any:
    return together / apart


def _root_ratio(together: Any, apart: Any, n: Any) -> Any:
    return (apart / together) ** flint.arb(0.5)


def _deviations(together: Any, apart: Any, n: Any) -> list[Any]:
    return [together ** flint.arb(-0.5), apart ** flint.arb(-0.5)]


def _scaled_deviations() -> tuple[Oracle, Oracle]:
    """D = T / sqrt(C T^2) of both couplings at the temperature T."""

    def at_temperature(oracle: Oracle) -> Oracle:
        def compute(point: Point, digits: int) -> list[Any]:
            values = oracle.compute(point, digits)
            with precision(digits_to_bits(digits)):
                return [value * to_ball(point["T"]) for value in values]

        return Oracle(compute, oracle.text, oracle.book)

    symbolic, numeric = both(_deviations, "relative deviations")
    return at_temperature(symbolic), at_temperature(numeric)


CLAIMS = (
    Claim(
        id="heatcap.fig1a",
        where="Fig. 1(a)",
        kind="figure",
        title="Heat capacities of two spins rise to one maximum and fall",
        latex=r"C^{col}_+,\ C^{ind}\ \text{against}\ k_BT/\hbar\omega,\ n=2,\ s=1/2,3/2,9/2:\ \text{not monotonic}",
        printed="[1, 1]",
        prose=True,
        oracle_only=("n", "s"),
        domain=FIG1,
        conventions="numbers of maxima of the solid and of the dashed curve",
        checks=peaks(FIG1),
        depends=("heatcap.text-Cplus", "heatcap.eq8"),
    ),
    Claim(
        id="heatcap.fig1b",
        where="Fig. 1(b)",
        kind="figure",
        title="Asymptotes of the ratio, two spins",
        latex=r"C^{col}_+/C^{ind}\to(ns+1)/(s+1),\quad n=2,\ s=1/2,3/2,9/2",
        printed="(n*s+1)/(s+1)",
        domain=FIG1,
        checks=high_temperature(_ratio, "ratio of the heat capacities", FIG1),
        depends=("heatcap.text-ratio-highT",),
    ),
    Claim(
        id="heatcap.fig2a",
        where="Fig. 2(a)",
        kind="figure",
        title="Heat capacities of two to a hundred spins rise to one maximum and fall",
        latex=r"C^{col}_+,\ C^{ind}\ \text{against}\ k_BT/\hbar\omega,\ n=2,5,10,100",
        printed="[1, 1]",
        prose=True,
        oracle_only=("n", "s"),
        domain=FIG2,
        conventions="numbers of maxima of the solid and of the dashed curve",
        checks=peaks(FEW),
        depends=("heatcap.fig1a",),
    ),
    Claim(
        id="heatcap.fig2b",
        where="Fig. 2(b)",
        kind="figure",
        title="Asymptotes of the ratio, two to a hundred spins",
        latex=r"C^{col}_+/C^{ind}\to(ns+1)/(s+1),\quad n=2,5,10,100",
        printed="(n*s+1)/(s+1)",
        domain=FIG2,
        checks=high_temperature(_ratio, "ratio of the heat capacities", FEW),
        depends=("heatcap.fig1b",),
    ),
    Claim(
        id="heatcap.fig3a",
        where="Fig. 3(a)",
        kind="figure",
        title="Both relative deviations grow in proportion to temperature in the end",
        latex=r"D^{col}_+,\ D^{ind}\propto T\quad(k_BT\gg ns\hbar\omega)",
        printed="[1, 1]",
        prose=True,
        oracle_only=("n", "s"),
        domain=FIG2,
        conventions="exponents of T of the solid and of the dashed curve; the caption names the axis hbar omega T, "
        "which must be k_B T/(hbar omega) as in the other figures",
        checks=(
            Scaling(
                _scaled_deviations()[0],
                variable="T",
                sequence=powers_of_ten(3, 6),
                points=5,
            ),
            Scaling(
                _scaled_deviations()[1],
                variable="T",
                sequence=powers_of_ten(2, 5),
                points=3,
                domain=FEW,
            ),
        ),
        depends=("heatcap.eq15",),
    ),
    Claim(
        id="heatcap.fig3b",
        where="Fig. 3(b)",
        kind="figure",
        title="Asymptotes of the ratio of the relative deviations",
        latex=r"D^{col}_+/D^{ind}\to\sqrt{(s+1)/(ns+1)}",
        printed="sqrt((s+1)/(n*s+1))",
        domain=FIG2,
        checks=high_temperature(_root_ratio, "ratio of the relative deviations", FEW),
        depends=("heatcap.text-D-ratio",),
    ),
    Claim(
        id="heatcap.fig4",
        where="Fig. 4",
        kind="figure",
        title="Largest values of the curves of the work per cycle",
        latex=r"w^{col}_+=C^{col}_+/k_B\theta_h^2\to ns(ns+1)/3,\quad w_{ind}\to ns(s+1)/3\quad(T_h\to\infty)",
        printed="[n*s*(n*s+1)/3, n*s*(s+1)/3]",
        prose=True,
        domain=FIG2,
        conventions="hbar omega = k_B = 1",
        checks=at_zero(lambda a, b, n: [a, b], "C/theta^2 at theta = 0"),
        depends=("heatcap.text-C-over-theta2.max",),
    ),
    Claim(
        id="heatcap.fig5a",
        where="Fig. 5(a)",
        kind="figure",
        title="Largest values of the curves of the power",
        latex=r"p^{col}_+\to n\cdot ns(ns+1)/3,\quad p_{ind}\to ns(s+1)/3\quad(T_h\to\infty)",
        printed="[n*n*s*(n*s+1)/3, n*s*(s+1)/3]",
        prose=True,
        domain=FIG2,
        conventions="hbar omega = k_B = 1; tau_col = tau_ind/n as in (21)",
        checks=at_zero(
            lambda a, b, n: [n * a, b], "n C_col/theta^2 and C_ind/theta^2 at theta = 0"
        ),
        depends=("heatcap.fig4",),
    ),
    Claim(
        id="heatcap.fig5b",
        where="Fig. 5(b)",
        kind="figure",
        title="Asymptotes of the ratio of the powers",
        latex=r"P^{col}_+/P^{ind}\to n(ns+1)/(s+1)",
        printed="n*(n*s+1)/(s+1)",
        domain=FIG2,
        conventions="tau_col = tau_ind/n as in (21)",
        checks=high_temperature(lambda a, b, n: n * a / b, "ratio of the powers", FEW),
        depends=("heatcap.fig2b",),
    ),
)
