"""Curves of Figs. 5, 7 and 10."""

from __future__ import annotations

from fractions import Fraction
from functools import partial

import numpy as np

from cotherm.numeric.fields import Float64
from cotherm.symbolic.forms import collective_engine, macroscopic_engine

from ...figures import Curve, Figure
from . import limit, limit_constancy
from .bath_curves import FIGURES as BATH_FIGURES
from .bath_curves import four
from .fig10 import closed_log_gain, log_gain

FLOATS = Float64()
WARM = tuple(float(x) for x in np.linspace(10.6, 40, 18))


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
)
