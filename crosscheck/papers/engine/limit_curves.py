"""Curves of Figs. 4 to 10, and the errors of the closures (under engine.eq31)."""

from __future__ import annotations

import math
from collections.abc import Callable
from fractions import Fraction
from functools import partial

import numpy as np

from cotherm.numeric import bath_dynamics as dynamics
from cotherm.numeric import bath_spin, macroscopic_bath, macroscopic_bath_spectrum
from cotherm.numeric.fields import Float64
from cotherm.numeric.macroscopic_engine import LimitSolution
from cotherm.symbolic.forms import bath_spin as bath_forms
from cotherm.symbolic.forms import collective_engine, macroscopic_engine

from ...figures import Curve, Figure
from . import bath_dynamics, limit, limit_constancy, pair_states, transient_size
from .fig10 import log_gain

FLOATS = Float64()
COLD = ("101/10", "21/2", "11", "12", "16")
SPLITTINGS = tuple(float(x) for x in np.geomspace(0.5, 120, 16))
LINE = tuple(float(x) for x in np.geomspace(0.5, 120, 60))
WARM = tuple(float(x) for x in np.linspace(10.4, 40, 25))


def four(x: float) -> Fraction:
    """A coordinate as the rational that both books are given."""
    return Fraction(f"{x:.6g}")


def on_plane(function: Callable[[Fraction, Fraction], float], T: str) -> Callable[[float], float]:
    """A function of (DE, T) along the splitting."""
    return lambda DE: float(function(four(DE), Fraction(T)))


def _logarithm(
    function: Callable[[Fraction, Fraction], float],
) -> Callable[[Fraction, Fraction], float]:
    return lambda DE, T: math.log10(function(DE, T))


def _closed_gain(DE: Fraction, T: Fraction) -> float:
    return limit.closed_power(DE, T) / limit.single_power(DE, T)


def _off_carnot(T: str) -> tuple[float, ...]:
    place = 20 / (float(Fraction(T)) - 10)
    return tuple(x for x in SPLITTINGS if abs(x / place - 1) > 0.02)


def _lines(
    closed: Callable[[Fraction, Fraction], float] | None,
    numeric: Callable[[Fraction, Fraction], float],
) -> tuple[Curve, ...]:
    return tuple(
        Curve(
            f"T = {float(Fraction(T)):g}",
            closed=None if closed is None else on_plane(closed, T),
            numeric=on_plane(numeric, T),
            at=_off_carnot(T),
            colour=k,
        )
        for k, T in enumerate(COLD)
    )


# ------------------------------------------------------------------------------ bath


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
    return -x / (3 + math.sqrt(9 + x * x))


TEMPERATURES = tuple(float(x) for x in np.geomspace(0.1, 60, 40))
FEW = tuple(float(x) for x in np.geomspace(0.1, 60, 14))
COUNTS = tuple(float(n) for n in (1, 2, 3, 4, 5, 7, 10, 14, 20, 30, 40, 60, 80))
TIMES = tuple(float(t) for t in np.linspace(0, 8, 17))

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


def _errors() -> tuple[Curve, ...]:
    rows = (
        ("second cumulant: power", _no_correlation),
        ("third cumulant: power", _power_error),
        ("fourth cumulant (D2): <v^2>", four_body_error),
        ("third and fourth cumulant: constancy", _constancy_error),
    )
    temperatures = tuple(float(x) for x in np.geomspace(10.1, 40, 14))
    return tuple(
        Curve(
            label,
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
            Curve("(38), (39)", _closed_mean, colour=1, dashed=True),
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
        id="engine.fig5",
        title="Relaxation gap of the driven engine",
        x_label="mean temperature / E_1",
        y_label="gap / Gamma_0",
        x=WARM,
        curves=tuple(
            Curve(
                f"Delta E = {float(Fraction(DE)):g}, {label}",
                numeric=lambda T, f=function, D=DE: float(f(Fraction(D), four(T))),  # type: ignore[misc]
                at=WARM,
                colour=k,
            )
            for label, function in (("exact", limit.exact_gap), ("Jacobian", limit.jacobian_gap))
            for k, DE in enumerate(("1", "2", "4"))
        ),
        vertical=((30.0, "Carnot"), (20.0, ""), (15.0, "")),
    ),
    Figure(
        id="engine.fig6a",
        title="Power per pair: third cumulant (lines), no closure (dots)",
        x_label="Delta E / E_1",
        y_label="P/(N Gamma_0)",
        x=LINE,
        curves=_lines(limit.closed_power, limit.power),
        log_x=True,
        horizontal=((0.0, ""),),
    ),
    Figure(
        id="engine.fig6b",
        title="Collective gain: third cumulant (lines), no closure (dots)",
        x_label="Delta E / E_1",
        y_label="log10 of P_N/(N P_1)",
        x=tuple(
            x for x in LINE if all(abs(x / place - 1) > 0.02 for place in (200, 40, 20, 10, 20 / 6))
        ),
        curves=_lines(_logarithm(_closed_gain), _logarithm(limit.gain)),
        log_x=True,
        horizontal=((0.0, "gain 1"),),
    ),
    Figure(
        id="engine.fig6c",
        title="Constancy: third cumulant (lines), no closure (dots)",
        x_label="Delta E / E_1",
        y_label="C",
        x=LINE,
        curves=_lines(limit.closed_constancy, limit.constancy),
        log_x=True,
        horizontal=((1.0, "classical bound"),),
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
        id="engine.fig8",
        title="Mutual information of one spin of each ensemble",
        x_label="Delta E / E_1",
        y_label="I / nats",
        x=SPLITTINGS,
        curves=_lines(None, pair_states.information),
        log_x=True,
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
    Figure(
        id="engine.fig10",
        title="Gain against the splitting",
        x_label="beta_2 Delta E",
        y_label="ln of P_N/(N P_1)",
        x=(1.0,),
        curves=tuple(
            Curve(
                f"N = {N}" if N else "N = inf",
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
        x=(10.1,),
        curves=_errors(),
        log_y=True,
    ),
)
