"""Curves of Figs. 5, 7 and 10, and the errors of the closures (under engine.eq31)."""

from __future__ import annotations

import math
from fractions import Fraction
from functools import lru_cache, partial

import numpy as np

from cotherm.numeric.fields import Float64
from cotherm.numeric.large_engine import large_engine
from cotherm.numeric.macroscopic_engine import LimitSolution
from cotherm.symbolic.forms import collective_engine, macroscopic_engine

from ...figures import Curve, Figure
from . import limit, limit_constancy
from .bath_curves import FIGURES as BATH_FIGURES
from .bath_curves import four
from .fig10 import closed_log_gain, log_gain

FLOATS = Float64()
WARM = tuple(float(x) for x in np.linspace(10.6, 40, 18))


# ------------------------------------------------------------------------------ closures


def _power_error(DE: Fraction, T: Fraction) -> float:
    return abs(limit.closed_power(DE, T) / limit.power(DE, T) - 1)


def _constancy_error(DE: Fraction, T: Fraction) -> float:
    return abs(limit.closed_constancy(DE, T) / limit.constancy(DE, T) - 1)


def _square(solution: LimitSolution) -> float:
    """<v^2> without a closure."""
    # v^2 = (2/9)(1 - P_2(z_1) - P_2(z_2) + P_2 P_2) + rest in Y_{2,+-2} Y_{2,-+2}
    mean = solution.mean
    root = math.sqrt(5)
    flat = mean({(0, 2, 0): 1 / root}), mean({(0, 0, 2): 1 / root}), mean({(0, 2, 2): 1 / 5})
    turned = mean({(2, 2, 2): 4 / 15})
    return 2 / 9 * (1 - flat[0] - flat[1] + flat[2]) + turned


def four_body_error(DE: Fraction, T: Fraction) -> float:
    """Relative error of (D2) for <v^2>, with exact pair moments."""
    solution = limit.solution(DE, T)
    squares = [
        (1 - solution.mean({(0, 0, 0): 1 / 3, label: 2 / (3 * math.sqrt(5))})) / 2
        for label in ((0, 2, 0), (0, 0, 2))
    ]
    product = 2 * squares[0] * squares[1] + 3 / 2 * solution.current**2
    return abs(product / _square(solution) - 1)


def _no_correlation(DE: Fraction, T: Fraction) -> float:
    """The second-order closure has no pair correlations, hence no power."""
    return 1.0


@lru_cache(maxsize=64)
def _sixteen(DE: Fraction, T: Fraction) -> float:
    """P_N/(N Gamma0) of sixteen pairs, full master equation."""
    return large_engine(16, scaled=True, **limit.machine(DE, T)).power() / 16 / float(limit.RATE)


def _finite_power_error(DE: Fraction, T: Fraction) -> float:
    return abs(_sixteen(DE, T) / limit.power(DE, T) - 1)


def _error_at_finite_size(DE: Fraction, T: Fraction) -> float:
    return abs(limit.closed_power(DE, T) / _sixteen(DE, T) - 1)


def _closed_power_error(T: float) -> float:
    """The same from the hierarchy of moments of the symbolic book."""
    DE, mean = Fraction(9), four(T)
    return abs(limit.closed_power(DE, mean) / float(limit.exact_power(DE, mean).mid()) - 1)


def _errors() -> tuple[Curve, ...]:
    rows = (
        ("second cumulant: power", _no_correlation),
        ("third cumulant: power", _power_error),
        ("fourth cumulant (D2): <v^2>", four_body_error),
        ("third and fourth cumulant: constancy", _constancy_error),
        ("sixteen pairs instead of the limit: power", _finite_power_error),
        ("third cumulant against sixteen pairs: power", _error_at_finite_size),
    )
    temperatures = tuple(float(x) for x in np.geomspace(10.1, 40, 14))
    return tuple(
        Curve(
            label,
            closed=_closed_power_error if function is _power_error else None,
            numeric=lambda T, f=function: float(f(Fraction(9), four(T))),  # type: ignore[misc]
            at=tuple(T for T in temperatures if abs(T - 12.2222) > 0.2),
            colour=k,
        )
        for k, (label, function) in enumerate(rows)
    )


# ------------------------------------------------------------------------------ Figs. 7, 10


DRIVES = tuple(float(w) for w in np.linspace(0.0005, 0.012, 24))


def _finite(N: int, omega0: float) -> float:
    return limit_constancy.finite_constancy(N, four(omega0))


def _closed_log_gain(N: int, y: float) -> float:
    return closed_log_gain(N, four(y))


def _single(omega0: float) -> float:
    values = {name: float(value) for name, value in limit.FIG7.items()}
    return float(
        collective_engine.engine_constancy.float64(N=1, omega0=omega0, scaled=True, **values)
    )


def _limit_constancy(omega0: float) -> float:
    return float(limit.fig7_constancy(four(omega0) / limit.RATE).mid())


def _closed_constancy(omega0: float) -> float:
    values = {name: float(value) for name, value in limit.FIG7.items()}
    return float(macroscopic_engine.macroscopic_constancy.float64(omega0=omega0, **values))


def _thermal_rate(DE: int, T: float) -> float:
    return min(T - 10, (T + 10) / (1 + DE))


FIGURES = (
    *BATH_FIGURES,
    Figure(
        id="engine.fig5",
        title="Relaxation gap of the driven engine",
        x_label="mean temperature / E_1",
        y_label="gap / Gamma_0",
        x=WARM,
        curves=(
            *(
                Curve(
                    f"Delta E = {DE}, {label}",
                    # ten digits: the last ones of an eigenvalue depend on the linear algebra
                    numeric=lambda T, f=function, D=DE: float(f"{f(Fraction(D), four(T)):.10g}"),  # type: ignore[misc]
                    at=WARM,
                    colour=k,
                )
                for label, function in (
                    ("exact", limit.exact_gap),
                    ("Jacobian", limit.jacobian_gap),
                )
                for k, DE in enumerate((1, 2, 4))
            ),
            *(
                Curve(
                    f"Delta E = {DE}, smaller thermal rate",
                    partial(_thermal_rate, DE),
                    colour=k,
                    dashed=True,
                )
                for k, DE in enumerate((1, 2, 4))
            ),
        ),
        vertical=((30.0, "Carnot"), (20.0, ""), (15.0, "")),
    ),
    Figure(
        id="engine.fig7",
        title="Constancy of finite engines",
        x_label="omega_0 / E_1",
        y_label="C_N",
        x=DRIVES,
        curves=(
            Curve("N = 1", _single),
            *(
                Curve(f"N = {N}", numeric=partial(_finite, N), at=DRIVES, colour=k)
                for k, N in enumerate((2, 4, 8, 16), start=1)
            ),
            Curve("N = inf", numeric=_limit_constancy, at=DRIVES, colour=5),
        ),
        horizontal=((1.0, "classical bound"),),
    ),
    Figure(
        id="engine.fig7inset",
        title="Constancy of infinitely many pairs",
        x_label="omega_0 / E_1",
        y_label="C",
        x=DRIVES,
        curves=(
            Curve("third cumulant", _closed_constancy, dashed=True),
            Curve("no closure", numeric=_limit_constancy, at=DRIVES, colour=1),
        ),
        horizontal=((1.0, "classical bound"),),
    ),
    Figure(
        id="engine.fig10",
        title="Gain against the splitting",
        x_label="beta_2 Delta E",
        y_label="ln of P_N/(N P_1)",
        x=(1.0, 2.0, 4.0, 6.0, 8.0, 10.0, 12.0),
        curves=tuple(
            Curve(
                f"N = {N}" if N else "N = inf",
                closed=partial(_closed_log_gain, N) if N else None,
                numeric=lambda y, n=N: log_gain(n, four(y)),  # type: ignore[misc]
                at=(1.0, 2.0, 4.0, 6.0, 8.0, 10.0, 12.0),
                colour=k,
            )
            for k, N in enumerate((2, 3, 4, 0))
        ),
    ),
    Figure(
        id="engine.eq31",
        title="Relative errors of the closures, Delta E = 9 E_1 on the plane of Fig. 6",
        x_label="mean temperature / E_1",
        y_label="relative error against the limit without a closure",
        x=(10.5, 12.0, 14.0, 18.0, 26.0, 40.0),
        curves=_errors(),
        log_y=True,
    ),
)
