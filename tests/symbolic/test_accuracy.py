"""Ratchet of the float64 errors: each function and region has a bound in ulp that must not grow."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from ulp import ulp_error

from cotherm.symbolic.closed_form import ClosedForm
from cotherm.symbolic.forms import bath_spin, otto_cycle, refrigerator, spin_ensemble, spin_ladder

Draw = Callable[[np.random.Generator], dict[str, Any]]

REGIONS = {
    "tiny": (-280.0, -8.0),
    "small": (-8.0, -1.0),
    "middle": (-1.0, 1.0),
    "large": (1.0, 2.8),
}
SPINS = (0.5, 1.0, 1.5, 2.0, 2.5, 5.0, 50.5, 1000.0, 12345.5)

# Bound in ulp; measured maxima over far denser grids are in parentheses.
LADDER = [
    (spin_ladder.ladder_partition_function, 4),  # 3.1
    (spin_ladder.ladder_energy, 5),  # 3.6
    (spin_ladder.ladder_excitation, 4),  # 2.3
    (spin_ladder.ladder_heat_capacity, 8),  # 6.2
    (spin_ladder.ladder_entropy, 4),  # 1.9
    (spin_ladder.ladder_variance, 7),  # 4.3
]


@pytest.mark.parametrize("region", REGIONS)
@pytest.mark.parametrize(("form", "bound"), LADDER, ids=lambda item: getattr(item, "name", None))
def test_ladder(form: ClosedForm, bound: float, region: str) -> None:
    rng = np.random.default_rng(20240501)
    low, high = REGIONS[region]
    worst, where = 0.0, ""
    for J in SPINS:
        b = 10 ** rng.uniform(low, high, 12)
        if region == "small":
            b = np.concatenate([b, 10 ** rng.uniform(-1, 1, 8) / (2 * J + 1)])
        b *= rng.choice([-1.0, 1.0], b.size)
        for point, value in zip(b, form(J, b), strict=True):
            if np.isinf(value) or (region == "tiny" and abs(point) < 1e-60):
                continue
            error = ulp_error(form, value, J=J, b=float(point))
            if error > worst:
                worst, where = error, f"J={J}, b={point!r}, value={value!r}"
    assert worst <= bound, f"{form.name} in region {region}: {worst:.2f} ulp > {bound} at {where}"


def _log(rng: np.random.Generator, low: float, high: float) -> float:
    return float(10 ** rng.uniform(low, high))


def _sign(rng: np.random.Generator) -> float:
    return -1.0 if rng.random() < 0.3 else 1.0


def _half(rng: np.random.Generator, top: int) -> float:
    return float(rng.integers(1, top)) / 2


def _ensemble(rng: np.random.Generator) -> dict[str, Any]:
    return {
        "n": int(rng.integers(1, 12)),
        "s": _half(rng, 5),
        "b": _sign(rng) * _log(rng, -10, 2.5),
        "b0": _sign(rng) * _log(rng, -5, 1.5),
    }


def _engine(rng: np.random.Generator) -> dict[str, Any]:
    return {
        "n": int(rng.integers(1, 30)),
        "s": _half(rng, 5),
        "beta_h": _log(rng, -3, 1),
        "beta_c": _log(rng, -2, 1.5),
        "lambda_h": _log(rng, -0.3, 0.5),
    }


def _reduced(rng: np.random.Generator) -> dict[str, Any]:
    return {
        "N": 2 * int(rng.integers(2, 500)) + 1,
        "beta_c": _log(rng, -3, 1.6),
        "beta_h": _log(rng, -3, 1.6),
        "beta_w": _log(rng, -3, 1.6) if rng.random() < 0.8 else 0.0,
    }


def _positive(*names: str) -> Draw:
    return lambda rng: {name: _log(rng, -3, 3) for name in names}


CASES: list[tuple[ClosedForm, float, Draw]] = [
    (
        spin_ensemble.thermal_energy,
        4,
        lambda r: {k: v for k, v in _ensemble(r).items() if k != "b0"},
    ),
    (spin_ensemble.steady_energy, 4, _ensemble),  # 1.5
    (spin_ensemble.heat_capacity, 8, _ensemble),  # 4.5
    (
        spin_ensemble.sector_weight,
        0.51,
        lambda r: {
            "n": 20,
            "s": 0.5,
            "J": float(r.integers(0, 11)),
            "b0": _sign(r) * _log(r, -5, 2),
        },
    ),
    (
        spin_ensemble.critical_temperature,
        2,
        lambda r: {"n": int(r.integers(2, 3000)), "s": _half(r, 8), "method": "estimate"},
    ),
    (otto_cycle.otto_work, 8, lambda r: _engine(r) | {"lambda_c": _log(r, -0.5, 0.3)}),  # 5.4
    (otto_cycle.near_carnot_work, 8, lambda r: _engine(r) | {"delta_eta": _log(r, -6, -1)}),  # 5.2
    (
        refrigerator.spectral_density,
        6,
        lambda r: {
            "omega": _sign(r) * _log(r, -3, 2),
            "eps": _log(r, -1, 1),
            "delta": _log(r, -5, 1),
            "gamma": _log(r, -1, 1),
        },
    ),  # 3.6
    (
        refrigerator.bose_occupation,
        3,
        lambda r: {"beta": _sign(r) * _log(r, -12, 1.9), "energy": _log(r, -1, 1)},
    ),
    (refrigerator.reduced_current, 10, _reduced),  # 6.2
    (refrigerator.reduced_noise, 10, _reduced),  # 3.5
    (refrigerator.reduced_current_rates, 12, _positive("Gc", "Gh", "Gw", "nc", "nh", "nw")),  # 7.7
    (refrigerator.reduced_noise_rates, 12, _positive("Gc", "Gh", "Gw", "nc", "nh", "nw")),  # 3.4
    (refrigerator.coarse_current_rates, 5, _positive("Gc", "Gh", "nc", "nh")),  # 2.6
    (refrigerator.coarse_noise_rates, 8, _positive("Gc", "Gh", "nc", "nh")),  # 4.7
    (
        bath_spin.bath_magnetization,
        5,
        lambda r: {
            "N": "inf" if r.random() < 0.5 else int(r.integers(1, 3000)),
            "betaE": _sign(r) * _log(r, -12, 4),
        },
    ),  # 3.1
    (
        bath_spin.bath_second_moment,
        6,
        lambda r: {
            "N": "inf" if r.random() < 0.5 else int(r.integers(1, 3000)),
            "betaE": _sign(r) * _log(r, -12, 4),
        },
    ),  # 4.1
]


@pytest.mark.parametrize(
    ("form", "bound", "draw"), CASES, ids=lambda item: getattr(item, "name", "")
)
def test_other_forms(form: ClosedForm, bound: float, draw: Draw) -> None:
    rng = np.random.default_rng(7)
    worst, where = 0.0, ""
    for _ in range(120):
        params = draw(rng)
        value = form(**params)
        error = ulp_error(form, value, **params)
        if error > worst:
            worst, where = error, f"{params}, value={value!r}"
    assert worst <= bound, f"{form.name}: {worst:.2f} ulp > {bound} at {where}"


@pytest.mark.parametrize("key", ["lambda_plus", "lambda_minus"])
def test_cumulant_jacobian(key: str) -> None:
    rng = np.random.default_rng(8)
    form = bath_spin.cumulant_jacobian_eigenvalues
    for _ in range(150):
        x = _sign(rng) * _log(rng, -15, 4)
        error = ulp_error(form, form(x)[key], key, betaE=x)
        assert error <= 6, f"{key} at {x!r}: {error:.2f} ulp"  # 3.9


def test_nearly_cancelling_work_is_repaired() -> None:
    for shift in (1e-3, 1e-9, 1e-14):
        params = {
            "n": 4,
            "s": 0.5,
            "beta_h": 0.5,
            "beta_c": 2.0,
            "lambda_h": 1.0,
            "lambda_c": 0.25 + shift,
        }
        value = otto_cycle.otto_work(**params)
        assert ulp_error(otto_cycle.otto_work, value, **params) <= 4
