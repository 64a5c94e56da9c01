"""Ratchet of the float64 errors of the quantities of ensembles, as in test_accuracy.py."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from ulp import ulp_error

from cotherm.symbolic.closed_form import ClosedForm
from cotherm.symbolic.forms import (
    ensemble_entropy,
    fuel,
    local_state,
    otto_cycle,
    relaxation,
    spin_ensemble,
    thermometry,
)

Draw = Callable[[np.random.Generator], dict[str, Any]]


def _log(rng: np.random.Generator, low: float, high: float) -> float:
    return float(10 ** rng.uniform(low, high))


def _sign(rng: np.random.Generator) -> float:
    return -1.0 if rng.random() < 0.4 else 1.0


def _start(rng: np.random.Generator) -> float | str:
    return str(rng.choice(["inf", "-inf"])) if rng.random() < 0.2 else _sign(rng) * _log(rng, -5, 2)


def _ensemble(rng: np.random.Generator) -> dict[str, Any]:
    return {
        "n": int(rng.integers(1, 12)),
        "s": float(rng.integers(1, 6)) / 2,
        "b": _sign(rng) * _log(rng, -8, 2.5),
        "b0": _start(rng),
    }


def _close(rng: np.random.Generator) -> dict[str, Any]:
    """Baths close to the initial temperature, where entropy production nearly vanishes."""
    b0 = _sign(rng) * _log(rng, -3, 1.3)
    return _ensemble(rng) | {"b0": b0, "b": b0 * (1 + _sign(rng) * _log(rng, -9, 1))}


def _large(rng: np.random.Generator) -> dict[str, Any]:
    n = int(rng.integers(40, 400))
    return {"n": n, "s": 0.5, "b": _sign(rng) * _log(rng, -3, 1.3), "b0": _log(rng, -2, 1)}


def _coupled(draw: Draw) -> Draw:
    def drawn(rng: np.random.Generator) -> dict[str, Any]:
        coupling = "collective" if rng.random() < 0.6 else "independent"
        return draw(rng) | {"coupling": coupling}

    return drawn


def _level(rng: np.random.Generator) -> dict[str, Any]:
    point = _ensemble(rng)
    return point | {"m": int(rng.integers(0, int(2 * point["s"]) + 1)) - point["s"]}


def _fuel(rng: np.random.Generator) -> dict[str, Any]:
    return {
        "model": str(rng.choice(["spin", "star"])),
        "omega": _log(rng, -2, 2),
        "J": _sign(rng) * _log(rng, -6, 1.5),
        "lam": float(rng.choice([0, 1, -1, 0.5, rng.uniform(-3, 3), _log(rng, -6, 1)])),
        "beta": _sign(rng) * _log(rng, -2, 1.3),
        "S": float(rng.integers(1, 25)) / 2,
    }


def _without(*names: str) -> Draw:
    return lambda rng: {k: v for k, v in _ensemble(rng).items() if k not in names}


ENERGY = {"measurement": "energy"}

# Bound in ulp; measured maxima over far denser grids are in parentheses.
CASES: list[tuple[ClosedForm, float, Draw]] = [
    (spin_ensemble.steady_energy, 6, _large),  # 2.4
    (ensemble_entropy.steady_entropy, 4, _ensemble),  # 3.1
    (ensemble_entropy.steady_entropy, 5, _large),  # 2.5
    (ensemble_entropy.thermal_entropy, 4, _without("b0")),  # 2.1
    (ensemble_entropy.entropy_production, 8, _coupled(_ensemble)),  # 5.5
    (ensemble_entropy.entropy_production, 7, _coupled(_close)),  # 4.2
    (ensemble_entropy.free_energy_change, 7, _coupled(_close)),  # 4.2
    (thermometry.fisher_information, 8, _ensemble),  # 5.1
    (thermometry.fisher_information, 10, lambda rng: _ensemble(rng) | ENERGY),  # 7.2
    (thermometry.fisher_information, 24, lambda rng: _large(rng) | ENERGY),  # 16.7
    (local_state.local_population, 6, _level),  # 3.8
    (local_state.local_inverse_temperature, 5, _without("s")),  # 3.3
    (
        local_state.apparent_inverse_temperature,
        6,
        lambda rng: _ensemble(rng) | {"dephased": True},
    ),  # 4.2
    (fuel.fuel_log_ratio, 6, _fuel),  # 4.8
    (fuel.fuel_population, 5, _fuel),  # 3.0
    (fuel.fuel_temperature, 7, _fuel),  # 5.5
    (fuel.fuel_excess, 9, _fuel),  # 7.1
    (
        relaxation.relaxation_gap,
        0.51,
        lambda rng: {k: v for k, v in _coupled(_ensemble)(rng).items() if k != "b0"},
    ),
]


@pytest.mark.parametrize(
    ("form", "bound", "draw"),
    CASES,
    ids=[f"{form.name}-{number}" for number, (form, _, _) in enumerate(CASES)],
)
def test_float64_error(form: ClosedForm, bound: float, draw: Draw) -> None:
    rng = np.random.default_rng(29)
    worst, where = 0.0, ""
    for _ in range(100):
        params = draw(rng)
        value = form(**params)
        error = ulp_error(form, value, **params)
        if error > worst:
            worst, where = error, f"{params}, value={value!r}"
    assert worst <= bound, f"{form.name}: {worst:.2f} ulp > {bound} at {where}"


@pytest.mark.parametrize("key", ["b", "gain"])
def test_optimum(key: str) -> None:
    for n, s in ((2, 0.5), (3, 2.0), (50, 0.5), (400, 1.5)):
        value = otto_cycle.otto_optimum(n, s)[key]
        assert ulp_error(otto_cycle.otto_optimum, value, key, n=n, s=s) <= 0.51
