"""Curves of figures 1 to 5: lines from the closed forms, markers from the master equations."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from functools import partial

import numpy as np

from cotherm.numeric import collective_bath, spin_ladder
from cotherm.numeric.fields import Float64
from cotherm.symbolic.forms import spin_ladder as ladder

from ...figures import Curve, Figure

HALF = Fraction(1, 2)
Ensemble = tuple[int, Fraction]
FIRST: tuple[Ensemble, ...] = ((2, HALF), (2, 3 * HALF), (2, 9 * HALF))
SECOND: tuple[Ensemble, ...] = ((2, HALF), (5, HALF), (10, HALF), (100, HALF), (100, 3 * HALF))
SMALL_SECOND = SECOND[:3]
MARKERS = (0.3, 1.0, 4.0)
LARGEST_FULL = 4


def closed_capacity(J: Fraction, t: float) -> float:
    """C_J of the symbolic book in float64."""
    return float(ladder.ladder_heat_capacity(J, 1.0 / t))


def numeric_capacity(n: int, s: Fraction, coupling: str, t: float) -> float:
    """Heat capacity in float64: full Lindblad equation of two small spins, else the ladders."""
    field, b = Float64(), 1.0 / t
    if (2 * s + 1) ** n <= LARGEST_FULL**2:
        return float(collective_bath.heat_capacity(field, n, s, b, coupling))  # type: ignore[arg-type]
    if coupling == "collective":
        return float(spin_ladder.ladder_heat_capacity(field, n * s, b))
    return n * float(spin_ladder.ladder_heat_capacity(field, s, b))


def closed_total(n: int, s: Fraction, coupling: str, t: float) -> float:
    """Heat capacity of the symbolic book in float64, both couplings."""
    return closed_capacity(n * s, t) if coupling == "collective" else n * closed_capacity(s, t)


Shape = Callable[[float, float, int], float]


def _plain(capacity: float, t: float, n: int) -> float:
    return capacity


def _deviation(capacity: float, t: float, n: int) -> float:
    return float(capacity**-0.5)


def _work(capacity: float, t: float, n: int) -> float:
    return capacity * t * t


def _shaped(values: Callable[[float], float], shape: Shape, n: int, t: float) -> float:
    return shape(values(t), t, n)


def _pair(ensembles: tuple[Ensemble, ...], shape: Shape, gain: bool = False) -> tuple[Curve, ...]:
    """Collective (solid) and independent (dashed) curves; ``gain`` multiplies the first by n."""
    curves = []
    for colour, (n, s) in enumerate(ensembles):
        for coupling in ("collective", "independent"):
            factor = n if gain and coupling == "collective" else 1
            routes = [
                partial(_scaled, partial(_shaped, partial(f, n, s, coupling), shape, n), factor)
                for f in (closed_total, numeric_capacity)
            ]
            curves.append(
                Curve(
                    label=f"{coupling}, n = {n}, s = {s}",
                    closed=routes[0],
                    numeric=routes[1] if n <= 10 else None,
                    at=MARKERS if n <= 10 else (),
                    colour=colour,
                    dashed=coupling == "independent",
                )
            )
    return tuple(curves)


def _scaled(values: Callable[[float], float], factor: float, t: float) -> float:
    return factor * values(t)


def _quotient(
    values: Callable[[int, Fraction, str, float], float],
    n: int,
    s: Fraction,
    power: float,
    factor: float,
    t: float,
) -> float:
    ratio = values(n, s, "collective", t) / values(n, s, "independent", t)
    return float(factor * ratio**power)


def _ratios(
    ensembles: tuple[Ensemble, ...], power: float = 1.0, gain: bool = False
) -> tuple[Curve, ...]:
    return tuple(
        Curve(
            label=f"n = {n}, s = {s}",
            closed=partial(_quotient, closed_total, n, s, power, n if gain else 1.0),
            numeric=partial(_quotient, numeric_capacity, n, s, power, n if gain else 1.0)
            if n <= 10
            else None,
            at=MARKERS if n <= 10 else (),
            colour=colour,
        )
        for colour, (n, s) in enumerate(ensembles)
    )


def estimates(ensembles: tuple[Ensemble, ...]) -> tuple[tuple[float, str], ...]:
    """Vertical lines: T_cr from (13)."""
    return tuple((float((4 * n * s * (s + 1) + 1) / 12) ** 0.5, "") for n, s in ensembles)


def levels(
    ensembles: tuple[Ensemble, ...], value: Callable[[int, Fraction], Fraction], power: float = 1.0
) -> tuple[tuple[float, str], ...]:
    """Horizontal lines: asymptotes."""
    return tuple((float(value(n, s)) ** power, "") for n, s in ensembles)


def plateau(n: int, s: Fraction) -> Fraction:
    """(ns+1)/(s+1)."""
    return (n * s + 1) / (s + 1)


LINEAR = tuple(float(x) for x in np.linspace(0.05, 8.0, 120))
WIDE = tuple(float(x) for x in np.geomspace(0.1, 300.0, 120))
T_LABEL = r"$k_BT/\hbar\omega$"
TH_LABEL = r"$k_BT_h/\hbar\omega\lambda_h$"

FIGURES = (
    Figure(
        "heatcap.fig1a",
        "Heat capacities, two spins",
        T_LABEL,
        r"$C/k_B$",
        LINEAR,
        _pair(FIRST, _plain),
    ),
    Figure(
        "heatcap.fig1b",
        "Ratio of the heat capacities, two spins",
        T_LABEL,
        r"$C^{col}_+/C^{ind}$",
        WIDE,
        _ratios(FIRST),
        log_x=True,
        log_y=True,
        vertical=estimates(FIRST),
        horizontal=levels(FIRST, plateau),
    ),
    Figure(
        "heatcap.fig2a",
        "Heat capacities",
        T_LABEL,
        r"$C/k_B$",
        LINEAR,
        _pair(SECOND, _plain),
        log_y=True,
    ),
    Figure(
        "heatcap.fig2b",
        "Ratio of the heat capacities",
        T_LABEL,
        r"$C^{col}_+/C^{ind}$",
        WIDE,
        _ratios(SECOND),
        log_x=True,
        log_y=True,
        vertical=estimates(SECOND),
        horizontal=levels(SECOND, plateau),
    ),
    Figure(
        "heatcap.fig3a",
        "Smallest relative standard deviations",
        T_LABEL,
        r"$D$",
        WIDE,
        _pair(SECOND, _deviation),
        log_x=True,
        log_y=True,
    ),
    Figure(
        "heatcap.fig3b",
        "Ratio of the smallest relative standard deviations",
        T_LABEL,
        r"$D^{col}_+/D^{ind}$",
        WIDE,
        _ratios(SECOND, power=-0.5),
        log_x=True,
        log_y=True,
        vertical=estimates(SECOND),
        horizontal=((1.0, ""), *levels(SECOND, plateau, -0.5)),
    ),
    Figure(
        "heatcap.fig4",
        "Work per cycle near the Carnot efficiency",
        TH_LABEL,
        r"$w$",
        WIDE,
        _pair(SECOND, _work),
        log_x=True,
        log_y=True,
    ),
    Figure(
        "heatcap.fig5a",
        "Power near the Carnot efficiency",
        TH_LABEL,
        r"$p$",
        WIDE,
        _pair(SECOND, _work, gain=True),
        log_x=True,
        log_y=True,
    ),
    Figure(
        "heatcap.fig5b",
        "Ratio of the powers",
        TH_LABEL,
        r"$P^{col}_+/P^{ind}$",
        WIDE,
        _ratios(SECOND, gain=True),
        log_x=True,
        log_y=True,
        horizontal=levels(SECOND, lambda n, s: n * plateau(n, s)),
    ),
)
