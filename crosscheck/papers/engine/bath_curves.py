"""Curves of Figs. 4 and 9: one ensemble in its bath."""

from __future__ import annotations

import math
from fractions import Fraction
from functools import partial

import numpy as np

from cotherm.numeric import bath_dynamics as dynamics
from cotherm.numeric import bath_spin, closed_bath, macroscopic_bath, macroscopic_bath_spectrum
from cotherm.numeric.fields import Ball, Float64
from cotherm.symbolic.forms import bath_spin as bath_forms

from ...figures import Curve, Figure
from . import bath_dynamics, transient_size

FLOATS = Float64()


def four(x: float) -> Fraction:
    """A coordinate as the rational that both books are given."""
    return Fraction(f"{x:.6g}")


def _gap(N: int, x: float) -> float:
    if N == 0:
        return -macroscopic_bath_spectrum.macroscopic_eigenvalues(four(x), 1, 1)[0]
    return bath_dynamics.finite_gap(N, four(x))


def _jacobian(x: float) -> float:
    return -float(bath_forms.cumulant_jacobian_eigenvalues.float64(betaE=x)["lambda_plus"])


def _moment(N: int, power: int, x: float) -> float:
    if N == 0:
        return float(macroscopic_bath.gibbs_moment(FLOATS, four(x), power))
    return float(bath_spin.bath_moment(FLOATS, N, power, four(x)))


def _magnetisation(x: int, N: float) -> float:
    return float(bath_forms.bath_magnetization.float64(N=round(N), betaE=float(x)))


def _populations(x: int, N: float) -> float:
    return float(bath_spin.bath_magnetization(FLOATS, round(N), x))


def _closed_mean(x: float) -> float:
    """u + 2/x with the root u < -1 of u^3 - u + 8/x^3 = 0."""
    q = 12 * math.sqrt(3) / x**3
    third = math.cosh(math.acosh(q) / 3) if q > 1 else math.cos(math.acos(q) / 3)
    return 2 / x - 2 / math.sqrt(3) * third


def _closed_root(x: float) -> float:
    return float(closed_bath.closed_stationary(Ball(80), four(x))[0])


TEMPERATURES = tuple(float(x) for x in np.geomspace(0.1, 60, 40))
FEW = tuple(float(x) for x in np.geomspace(0.1, 60, 14))
COUNTS = tuple(float(n) for n in (1, 2, 3, 4, 5, 7, 10, 14, 20, 30, 40, 60, 80))
TIMES = tuple(float(t) for t in np.linspace(0, 8, 17))


def _closed_stationary() -> float:
    return float(bath_forms.bath_magnetization.float64(N=math.inf, betaE=10.0))


FIGURES = (
    Figure(
        id="engine.fig4a",
        title="Magnetisation: exact limit and closed equations",
        x_label="beta E",
        y_label="<m_z>",
        x=TEMPERATURES,
        curves=(
            Curve(
                "(33)",
                lambda x: float(bath_forms.bath_magnetization.float64(N=math.inf, betaE=x)),
                partial(_moment, 0, 1),
                FEW,
            ),
            Curve("(38), (39)", _closed_mean, _closed_root, FEW, colour=1, dashed=True),
        ),
        log_x=True,
    ),
    Figure(
        id="engine.fig4b",
        title="Gap of the Lindbladian and of the Jacobian",
        x_label="beta E",
        y_label="gap / Gamma_0",
        x=TEMPERATURES,
        curves=(
            Curve("Jacobian", _jacobian, dashed=True, colour=4),
            *(
                Curve(f"N = {N}" if N else "N = inf", numeric=partial(_gap, N), at=FEW, colour=k)
                for k, N in enumerate((5, 20, 60, 0))
            ),
        ),
        log_x=True,
        log_y=True,
    ),
    Figure(
        id="engine.fig4c",
        title="Magnetisation against size",
        x_label="N",
        y_label="<m_z>",
        x=COUNTS,
        curves=tuple(
            Curve(f"beta E = {x}", partial(_magnetisation, x), partial(_populations, x), COUNTS, k)
            for k, x in enumerate((5, 20, 50, 200))
        ),
        log_x=True,
    ),
    Figure(
        id="engine.fig4d",
        title="Transient size",
        x_label="beta E",
        y_label="N*",
        x=(20.0, 50.0, 100.0, 200.0, 400.0, 700.0),
        curves=(
            *(
                Curve(
                    kind,
                    numeric=lambda x, k=kind: float(transient_size.transient_size(four(x), k)),  # type: ignore[misc]
                    at=(1.0, 5.0, 20.0, 50.0, 100.0, 200.0, 400.0, 700.0),
                    colour=k,
                )
                for k, kind in enumerate(("gap", "magnetisation"))
            ),
            Curve("0.05 beta E", lambda x: 0.05 * x, colour=2, dashed=True),
        ),
        log_x=True,
        log_y=True,
    ),
    Figure(
        id="engine.fig9",
        title="First and second moment of the magnetisation",
        x_label="beta E",
        y_label="<m_z>, <m_z^2>",
        x=TEMPERATURES,
        curves=(
            Curve(
                "(33)", lambda x: float(bath_forms.bath_magnetization.float64(N=math.inf, betaE=x))
            ),
            Curve(
                "(34)",
                lambda x: float(bath_forms.bath_second_moment.float64(N=math.inf, betaE=x)),
                colour=1,
            ),
            *(
                Curve(
                    f"N = {N}, order {power}", numeric=partial(_moment, N, power), at=FEW, colour=k
                )
                for k, (N, power) in enumerate(((5, 1), (5, 2), (20, 1), (20, 2)), start=2)
            ),
        ),
        log_x=True,
    ),
    Figure(
        id="engine.fig9b",
        title="Relaxation of the excited ensemble, beta E = 10",
        x_label="Gamma_0 t",
        y_label="<m_z>",
        x=TIMES,
        curves=(
            Curve("stationary, (33)", lambda t: _closed_stationary(), colour=5, dashed=True),
            *(
                Curve(
                    f"N = {N}",
                    numeric=lambda t, n=N: dynamics.finite_magnetization(n, 10, four(t)),  # type: ignore[misc]
                    at=TIMES,
                    colour=k,
                )
                for k, N in enumerate((10, 40, 160))
            ),
            Curve(
                "N = inf",
                numeric=lambda t: dynamics.limit_magnetization(10, four(t)),
                at=TIMES,
                colour=3,
            ),
            Curve(
                "(38), (39)",
                numeric=lambda t: dynamics.closed_magnetization(10, four(t)),
                at=TIMES,
                colour=4,
            ),
        ),
    ),
)
