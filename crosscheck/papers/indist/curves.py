"""Curves of figures 1 to 10: lines from the closed forms, markers from the master equations."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction
from functools import lru_cache, partial
from math import log

import numpy as np

from cotherm.numeric import collective_bath, large_ensemble, spin_ladder, thermodynamics
from cotherm.numeric.fields import Float64
from cotherm.symbolic.forms import ensemble_entropy
from cotherm.symbolic.forms import spin_ensemble as ensemble

from ...figures import Curve, Figure

HALF = Fraction(1, 2)
Ensemble = tuple[int, Fraction]
Curves = tuple[Curve, ...]
Value = Callable[[str, int, Fraction, float], float]

BY_SIZE: tuple[Ensemble, ...] = ((4, HALF), (4, 3 * HALF), (4, 9 * HALF))
BY_NUMBER: tuple[Ensemble, ...] = ((2, HALF), (6, HALF), (9, HALF), (100, HALF))
WITHOUT_HUNDRED = BY_NUMBER[:3]
LARGE_SPINS: tuple[Ensemble, ...] = tuple((n, 3 * HALF) for n in (2, 6, 9, 100))
STARTS = (0.1, 1.0, 2.0, 5.0)
SMALL = 16
MARKED = 60


def closed_energy(coupling: str, n: int, s: Fraction, b: float) -> float:
    """E_+ or E_th above the ground state, symbolic book in float64."""
    if coupling == "collective":
        return float(ensemble.steady_energy(n=n, s=s, b=b))
    return float(ensemble.thermal_energy(n=n, s=s, b=b))


def numeric_energy(coupling: str, n: int, s: Fraction, b: float) -> float:
    """The same from the full Lindblad equation of small ensembles, else from the ladder J = ns or s."""
    field = Float64()
    if (2 * s + 1) ** n <= SMALL:
        return float(collective_bath.mean_energy(field, n, s, b, coupling))  # type: ignore[arg-type]
    J, copies = (n * s, 1) if coupling == "collective" else (s, n)
    return copies * (float(spin_ladder.ladder_energy(field, J, b)) + float(J))


def closed_entropy(coupling: str, n: int, s: Fraction, b: float) -> float:
    """S_+ or S_th, symbolic book in float64."""
    if coupling == "collective":
        return float(ensemble_entropy.steady_entropy(n=n, s=s, b=b))
    return float(ensemble_entropy.thermal_entropy(n=n, s=s, b=b))


def numeric_entropy(coupling: str, n: int, s: Fraction, b: float) -> float:
    """The same from the master equations."""
    field = Float64()
    if (2 * s + 1) ** n <= SMALL:
        return float(thermodynamics.ensemble_entropy(field, n, s, b, coupling))  # type: ignore[arg-type]
    J, copies = (n * s, 1) if coupling == "collective" else (s, n)
    return copies * float(spin_ladder.ladder_entropy(field, J, b))


def _per_level(energy: Value, coupling: str, n: int, s: Fraction, b: float) -> float:
    return energy(coupling, n, s, b) / float(n * s)


def _plain(value: Value, coupling: str, n: int, s: Fraction, b: float) -> float:
    return value(coupling, n, s, b)


def _ratio(value: Value, n: int, s: Fraction, b: float) -> float:
    return value("collective", n, s, b) / value("independent", n, s, b)


def _inverse_ratio(value: Value, n: int, s: Fraction, b: float) -> float:
    return 1.0 / _ratio(value, n, s, b)


def _closed_free(coupling: str, n: int, s: Fraction, b: float) -> float:
    return float(ensemble_entropy.free_energy_change(n=n, s=s, b=b, b0="inf", coupling=coupling))


def _numeric_free(coupling: str, n: int, s: Fraction, b: float) -> float:
    return numeric_energy(coupling, n, s, b) - numeric_entropy(coupling, n, s, b) / b


def _per_spin(value: Value, coupling: str, n: int, s: Fraction, b: float) -> float:
    return value(coupling, n, s, b) / n


def _production(value: Value, coupling: str, n: int, s: Fraction, b: float) -> float:
    return -b * value(coupling, n, s, b) / n


def _gain(energy: Value, n: int, s: Fraction, b: float) -> float:
    """(|W_coh| - |W_inc|) / ((1 - lambda) n s) for beta_h = 0."""
    return (energy("independent", n, s, b) - energy("collective", n, s, b)) / float(n * s)


def _work_ratio(energy: Value, n: int, s: Fraction, b: float) -> float:
    top = float(n * s)
    return (top - energy("collective", n, s, b)) / (top - energy("independent", n, s, b))


def _change(entropy: Value, coupling: str, n: int, s: Fraction, b: float) -> float:
    largest = log(2 * n * s + 1) if coupling == "collective" else n * log(2 * s + 1)
    return entropy(coupling, n, s, b) - largest


def _pairs(
    ensembles: tuple[Ensemble, ...],
    shape: Callable[..., float],
    closed: Value,
    numeric: Value,
    at: tuple[float, ...],
) -> Curves:
    """Collective (solid) and independent (dashed) curves."""
    return tuple(
        Curve(
            label=f"{coupling}, n = {n}, s = {s}",
            closed=partial(shape, closed, coupling, n, s),
            numeric=partial(shape, numeric, coupling, n, s) if n * s <= MARKED else None,
            at=at if n * s <= MARKED else (),
            colour=colour,
            dashed=coupling == "independent",
        )
        for colour, (n, s) in enumerate(ensembles)
        for coupling in ("collective", "independent")
    )


def _singles(
    ensembles: tuple[Ensemble, ...],
    shape: Callable[..., float],
    closed: Value,
    numeric: Value,
    at: tuple[float, ...],
) -> Curves:
    return tuple(
        Curve(
            label=f"n = {n}, s = {s}",
            closed=partial(shape, closed, n, s),
            numeric=partial(shape, numeric, n, s) if n * s <= MARKED else None,
            at=at if n * s <= MARKED else (),
            colour=colour,
        )
        for colour, (n, s) in enumerate(ensembles)
    )


def _started(n: int, s: Fraction, b0: float, b: float) -> float:
    return float(ensemble.steady_energy(n=n, s=s, b=b, b0=b0))


def _against_start(b: float, n: int, b0: float) -> float:
    return float(ensemble.steady_energy(n=n, s=HALF, b=b, b0=b0)) / n


def _equilibrium(b: float, b0: float) -> float:
    return float(ensemble.thermal_energy(n=1, s=HALF, b=b))


@lru_cache(maxsize=512)
def _numeric_started(n: int, b0: float, b: float) -> float:
    """Full Lindblad equation of small ensembles, rate equations of all ladders of larger ones."""
    book = collective_bath if 2**n <= SMALL else large_ensemble
    return float(book.steady_energy(Float64(), n, HALF, b, b0))


def _numeric_against_start(b: float, n: int, b0: float) -> float:
    return _numeric_started(n, b0, b) / n


def _numeric_equilibrium(b: float, b0: float) -> float:
    return float(collective_bath.thermal_energy(Float64(), 1, HALF, b))


def _plateaus(ensembles: tuple[Ensemble, ...]) -> tuple[tuple[float, str], ...]:
    """Limits (ns+1)/(s+1) of the ratio of the works."""
    return tuple((float((n * s + 1) / (s + 1)), "") for n, s in ensembles)


def _grid(low: float, high: float, count: int = 97) -> tuple[float, ...]:
    """Equidistant abscissae without 0."""
    return tuple(float(x) for x in np.linspace(low, high, count) if abs(x) > 1e-9)


BOTH_SIDES = _grid(-6.0, 6.0)
POSITIVE = _grid(0.05, 8.0)
STARTING = _grid(-6.0, 6.0, 121)
X_BATH = r"$\hbar\omega\beta_B$"
X_COLD = r"$\hbar\omega\lambda\beta_c$"
GAIN_LABEL = r"$(|W^{coh}|-|W^{inc}|)/(1-\lambda)ns\hbar\omega$"
RATIO_LABEL = r"$W^{coh}/W^{inc}$"
E_UNIT = r"$E/ns\hbar\omega$"
MIDDLE = (-2.0, 0.7, 3.0)
POSITIVE_MARKS = (0.4, 2.0, 5.0)
ENERGY = (closed_energy, numeric_energy)
ENTROPY = (closed_entropy, numeric_entropy)
FREE = (_closed_free, _numeric_free)

FIGURES = (
    Figure(
        "indist.fig1",
        "Steady-state energy of 100 spins 1/2",
        X_BATH,
        r"$E/\hbar\omega$",
        BOTH_SIDES,
        (
            *(
                Curve(
                    f"|b0| = {b0}",
                    closed=partial(_started, 100, HALF, b0),
                    numeric=partial(_numeric_started, 100, b0),
                    at=MIDDLE,
                    colour=k,
                )
                for k, b0 in enumerate(STARTS)
            ),
            *(
                replace(curve, colour=len(STARTS))
                for curve in _pairs(((100, HALF),), _plain, *ENERGY, MIDDLE)
            ),
        ),
    ),
    Figure(
        "indist.fig2",
        "Spins 1/2 in baths at b = 1 and b = -1",
        r"$\hbar\omega\beta_0$",
        r"$E/n\hbar\omega$",
        STARTING,
        tuple(
            curve
            for k, b in enumerate((1.0, -1.0))
            for curve in (
                *(
                    Curve(
                        f"n = {n}, b = {b:g}",
                        closed=partial(_against_start, b, n),
                        numeric=partial(_numeric_against_start, b, n),
                        at=MIDDLE,
                        colour=k + shift,
                    )
                    for n, shift in ((10, 0), (4, 2))
                ),
                Curve(
                    f"thermal, b = {b:g}",
                    closed=partial(_equilibrium, b),
                    numeric=partial(_numeric_equilibrium, b),
                    at=MIDDLE,
                    colour=k,
                    dashed=True,
                ),
            )
        ),
        vertical=((-1.0, ""), (1.0, "")),
    ),
    *(
        Figure(
            f"indist.fig3{panel}",
            "Energies from extreme initial temperatures",
            X_BATH,
            E_UNIT,
            BOTH_SIDES,
            _pairs(ensembles, _per_level, *ENERGY, MIDDLE),
        )
        for panel, ensembles in (("a", BY_SIZE), ("b", BY_NUMBER))
    ),
    *(
        Figure(
            f"indist.fig4{panel}",
            "Ratio of the energies",
            X_BATH,
            r"$E_+/E^{th}$",
            BOTH_SIDES,
            _singles(ensembles, _ratio, *ENERGY, MIDDLE),
            horizontal=tuple((1 / n, "") for n in lines),
        )
        for panel, ensembles, lines in (("a", BY_SIZE, (1, 4)), ("b", BY_NUMBER, (1, 2, 6, 9)))
    ),
    *(
        Figure(
            f"indist.fig5{panel}",
            "Entropies from extreme initial temperatures",
            X_BATH,
            r"$S/k_B$",
            BOTH_SIDES,
            _pairs(ensembles, _plain, *ENTROPY, MIDDLE),
        )
        for panel, ensembles in (("a", BY_SIZE), ("b", WITHOUT_HUNDRED))
    ),
    *(
        Figure(
            f"indist.fig6{panel}",
            "Ratio of the entropies",
            X_BATH,
            r"$S^{th}/S_+$",
            BOTH_SIDES,
            _singles(ensembles, _inverse_ratio, *ENTROPY, MIDDLE),
            horizontal=tuple((float(n), "") for n in lines),
        )
        for panel, ensembles, lines in (("a", BY_SIZE, (4,)), ("b", WITHOUT_HUNDRED, (2, 6, 9)))
    ),
    Figure(
        "indist.fig7a",
        "Variation of free energy from the ground state, spins 3/2",
        X_BATH,
        r"$\Delta F/\hbar\omega$",
        _grid(0.3, 6.0),
        _pairs(LARGE_SPINS, _plain, *FREE, POSITIVE_MARKS),
    ),
    Figure(
        "indist.fig7b",
        "The same per spin",
        X_BATH,
        r"$\Delta F/n\hbar\omega$",
        _grid(0.3, 6.0),
        _pairs(LARGE_SPINS, _per_spin, *FREE, POSITIVE_MARKS),
    ),
    Figure(
        "indist.fig8",
        "Entropy production per spin from the ground state, spins 3/2",
        X_BATH,
        r"$\Sigma/n$",
        _grid(-3.0, 6.0),
        _pairs(LARGE_SPINS, _production, *FREE, (-1.5, 0.7, 3.0)),
    ),
    *(
        Figure(
            f"indist.fig9{panel}",
            title,
            X_COLD,
            label,
            POSITIVE,
            _singles(ensembles, shape, *ENERGY, POSITIVE_MARKS),
            horizontal=lines,
        )
        for panel, title, label, ensembles, shape, lines in (
            ("a", "Gain in work", GAIN_LABEL, BY_SIZE, _gain, ()),
            ("b", "Ratio of the works", RATIO_LABEL, BY_SIZE, _work_ratio, _plateaus(BY_SIZE)),
            ("c", "Gain in work", GAIN_LABEL, BY_NUMBER, _gain, ()),
            ("d", "Ratio of the works", RATIO_LABEL, BY_NUMBER, _work_ratio, _plateaus(BY_NUMBER)),
        )
    ),
    Figure(
        "indist.fig10",
        "Entropies relative to an infinitely hot bath",
        X_BATH,
        r"$S(\beta_B)-S(0)$",
        _grid(0.02, 2.5),
        _pairs(BY_NUMBER, _change, *ENTROPY, (0.4, 1.0, 2.0)),
    ),
)
