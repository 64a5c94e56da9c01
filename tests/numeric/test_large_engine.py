"""Many pairs in float64: against balls, brute force, laws, and sizes that only iterations reach."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from cotherm.numeric.collective_engine import Engine, engine_model
from cotherm.numeric.engine_blocks import PairSector
from cotherm.numeric.engine_splitting import Splitting
from cotherm.numeric.errors import InputError, NumericError
from cotherm.numeric.fields import Ball, Float64
from cotherm.numeric.krylov import gmres
from cotherm.numeric.large_engine import LargeEngine, large_engine
from cotherm.numeric.macroscopic_engine import pair_moments

BASE: dict[str, Any] = dict(E1=1, E2="3/2", Gamma0=1)
BATHS: list[dict[str, Any]] = [
    dict(beta1=2, beta2="1/2"),
    dict(beta1="1/2", beta2="1/10"),
    dict(beta1=30, beta2=15),
    dict(beta1="1000001/1000000", beta2="2/3"),
]


def balls(N: int, **given: Any) -> list[float]:
    field = Ball(700)
    with field:
        engine = Engine(field, engine_model(field, N, **given))
        values = [
            engine.power(),
            engine.power_variance(),
            engine.heat_current(1),
            engine.heat_current(2),
            engine.entropy_production(),
            engine.magnetization(1),
        ]
        return [float(value) for value in values]


def floats(engine: LargeEngine) -> list[float]:
    return [
        engine.power(),
        engine.power_variance(),
        engine.heat_current(1),
        engine.heat_current(2),
        engine.entropy_production(),
        engine.magnetization(1),
    ]


@pytest.mark.parametrize("N", [1, 2, 7])
@pytest.mark.parametrize("drive", ["1/100", 1, 7, 100])
@pytest.mark.parametrize("baths", BATHS, ids=["cold", "hot", "frozen", "near Carnot"])
def test_agrees_with_balls_within_its_own_error_estimate(
    N: int, drive: Any, baths: dict[str, Any]
) -> None:
    given = {**BASE, **baths, "omega0": drive}
    engine, expected = large_engine(N, **given), balls(N, **given)
    for got, exact in zip(floats(engine), expected, strict=True):
        assert abs(got - exact) <= 1e-11 * abs(exact)
    assert abs(engine.power() - expected[0]) <= 2 * engine.power_error()
    assert engine.power_error() <= 1e-9 * abs(expected[0])
    floor = 1e-14 * expected[1]
    assert abs(engine.power_variance() - expected[1]) <= 2 * engine.power_variance_error() + floor


@pytest.mark.parametrize("drive", [1, 20])
def test_variance_by_counting_at_either_bath(drive: Any) -> None:
    engine = large_engine(12, **BASE, **BATHS[0], omega0=drive)
    for bath in (1, 2):
        assert engine.counted_power_variance(bath) == pytest.approx(
            engine.power_variance(), rel=1e-10
        )
        assert engine.counted_heat(bath)[0] == pytest.approx(engine.heat_current(bath), rel=1e-11)


@pytest.mark.parametrize("drive", ["1/10", 1, 30])
@pytest.mark.parametrize("baths", BATHS[:3], ids=["cold", "hot", "frozen"])
def test_laws_at_thirty_pairs(drive: Any, baths: dict[str, Any]) -> None:
    engine = large_engine(30, **BASE, **baths, omega0=drive)
    power, cold, hot = engine.power(), engine.heat_current(1), engine.heat_current(2)
    assert power == pytest.approx(cold + hot, rel=1e-11)
    assert power == pytest.approx(-cold / 2, rel=1e-11)
    assert power == pytest.approx(hot / 3, rel=1e-11)
    assert engine.entropy_production() > 0
    assert engine.power_variance() > 0
    assert engine.solution.residual < 1e-12


def test_weak_and_strong_preconditioner_give_one_answer() -> None:
    model = engine_model(Float64(), 15, **BASE, **BATHS[0], omega0=2)
    weak = LargeEngine(model)
    strong = Splitting(model.rates, weak._exponents)
    weak_state = weak._splitting
    assert weak_state.thermal
    right = weak._drive_on_undriven()
    scale = np.zeros_like(right)
    levels = np.arange(16)
    for k, block in enumerate(weak_state.blocks(scale)):
        a = levels[: 16 - k]
        first, second = weak._exponents
        block[:] = np.exp(-(first * (2 * a[:, None] + k) + second * (2 * a + k)) / 4)
    found = strong.solve(right * scale).x
    expected = weak.solution.x * scale
    assert np.linalg.norm(found - expected) < 1e-11 * np.linalg.norm(expected)


@pytest.mark.parametrize("thermal", [True, False])
def test_the_float_generator_is_the_sector_of_the_other_arithmetics(thermal: bool) -> None:
    """Spectra agree, whatever the weights of the elements are."""
    model = engine_model(Float64(), 3, **BASE, **BATHS[0], omega0=2)
    splitting = Splitting(model.rates, (2.0, 0.75), thermal=thermal)
    size = splitting.unknowns
    columns = [-splitting.negative(np.eye(size)[i]) for i in range(size)]
    ours = np.sort_complex(np.linalg.eigvals(np.array(columns).T))
    theirs = np.sort_complex(
        np.linalg.eigvals(PairSector(Float64(), model.rates).generator().to_numpy())
    )
    assert np.allclose(ours, theirs, rtol=0, atol=1e-9)


@pytest.mark.parametrize(("N", "exponents"), [(5, (2.0, 0.75)), (9, (0.3, 0.2)), (9, (9.0, 8.0))])
def test_both_inverses_are_inverses(N: int, exponents: tuple[float, float]) -> None:
    given = dict(E1=1, E2=1, beta1=exponents[0], beta2=exponents[1], omega0=5, Gamma0=1)
    model = engine_model(Float64(), N, **given)
    splitting = Splitting(model.rates, exponents)
    vector = np.random.default_rng(5).standard_normal(splitting.unknowns)
    alpha = splitting.alpha
    for inverse, operator in (
        (splitting.undissipated, splitting.dissipated),
        (splitting._drive.apply, splitting.driven),
    ):
        found = inverse(vector)
        back = alpha * found - operator(found)
        assert np.linalg.norm(back - vector) < 1e-9 * np.linalg.norm(vector)


def test_the_drive_is_skew_and_conserves_the_norm_of_the_state() -> None:
    model = engine_model(Float64(), 6, **BASE, **BATHS[0], omega0=3)
    splitting = Splitting(model.rates, (2.0, 0.75))
    x, y = np.random.default_rng(7).standard_normal((2, splitting.unknowns))
    assert x @ splitting.driven(y) == pytest.approx(-(y @ splitting.driven(x)), rel=1e-12)


def test_gmres_solves_a_small_system() -> None:
    matrix = np.random.default_rng(3).standard_normal((30, 30)) + 12 * np.eye(30)
    right = np.arange(1.0, 31.0)
    found = gmres(lambda v: (v, matrix @ v), right, 1e-12)
    assert np.allclose(matrix @ found.x, right, rtol=0, atol=1e-9)
    assert 0 < found.smallest <= np.linalg.svd(matrix, compute_uv=False)[0]


def test_absolute_zero_of_the_cold_bath() -> None:
    model = engine_model(Float64(), 4, 1, "3/2", q1=0, q2="2/5", omega0=2, Gamma0=1)
    few, many = Engine(Float64(), model), LargeEngine(model)
    assert many.power() == pytest.approx(few.power(), rel=1e-12)


def test_iterations_hardly_grow_with_size_or_drive() -> None:
    """At N = 20 and any drive a few dozen iterations; without the drive in M they are hundreds."""
    for drive in ("1/100", 1, 10, 100, 1000):
        engine = large_engine(20, **BASE, **BATHS[0], omega0=drive)
        assert engine.solution.iterations < 60


def test_without_drive() -> None:
    engine = large_engine(10, **BASE, **BATHS[0], omega0=0)
    assert engine.power() == engine.heat_current(1) == engine.power_variance() == 0
    assert engine.power_error() == 0
    with pytest.raises(InputError, match=r"`omega0` must be positive for a ratio"):
        engine.constancy()


def test_an_outside_opinion() -> None:
    """QuTiP's direct steady state of the complete collective space, where it is installed."""
    pytest.importorskip("qutip")
    program = """
from benchmarks.engine_steady_state import COLD, qutip_power, timed
for drive in (0.5, 8):
    power, _ = qutip_power(5, drive, COLD)
    assert abs(timed(5, drive, COLD)[0].power() / power - 1) < 1e-9
"""
    root = Path(__file__).resolve().parents[2]
    subprocess.run([sys.executable, "-c", program], cwd=root, check=True, timeout=120)


@pytest.mark.deep
@pytest.mark.parametrize("drive", ["1/100", 1, 6, 100])
@pytest.mark.parametrize("baths", BATHS[:2], ids=["cold", "hot"])
def test_laws_at_a_hundred_pairs(drive: Any, baths: dict[str, Any]) -> None:
    engine = large_engine(100, **BASE, **baths, omega0=drive)
    power = engine.power()
    assert power == pytest.approx(engine.heat_current(1) + engine.heat_current(2), rel=1e-10)
    assert engine.power_error() < 1e-7 * power
    assert engine.power_variance_error() < 1e-7 * engine.power_variance()


def test_bad_input_is_named() -> None:
    with pytest.raises(InputError, match=r"`N` must be at most 250 in float64, but is 300"):
        large_engine(300, **BASE, **BATHS[0], omega0=1)
    engine = large_engine(2, **BASE, **BATHS[0], omega0=1)
    with pytest.raises(InputError, match=r"`bath` must be 1 or 2, but is 3"):
        engine.heat_current(3)
    with pytest.raises(InputError, match=r"`spin` must be 1 or 2, but is 0"):
        engine.magnetization(0)


def test_baths_too_cold_for_float64_are_refused_in_one_sentence():
    cold = {"E1": 100, "E2": 110, "beta1": 8, "beta2": "0.01", "omega0": 1, "Gamma0": 1}
    with np.errstate(all="ignore"), pytest.raises(NumericError, match=r"float64 holds\.$"):
        LargeEngine(engine_model(Float64(), 6, **cold))


def test_moments_of_one_spin_of_each_ensemble_factorise_without_drive_and_follow_from_means() -> (
    None
):
    engine = large_engine(5, **BASE, **BATHS[0], omega0="1/1000")
    moments = engine.pair_moments()
    assert moments["z1"] == pytest.approx(engine.magnetization(1) / 2.5, rel=1e-12)
    assert moments["z2"] == pytest.approx(engine.magnetization(2) / 2.5, rel=1e-12)
    assert moments["z1z2"] == pytest.approx(moments["z1"] * moments["z2"], rel=1e-5)


def test_coherence_of_one_pair_is_that_of_its_density_matrix() -> None:
    # one pair: d<S_z1>/dt = omega0 v/4 + bath, so that the bath gives what the drive takes
    engine = large_engine(1, **BASE, **BATHS[0], omega0="3/2")
    assert engine.pair_moments()["v"] == pytest.approx(-4 / 1.5 * engine.excitation_flow(1))


def test_moments_of_two_spins_tend_to_those_of_the_limit() -> None:
    values = dict(E1=1, E2=2, beta1=2, beta2="1/4", omega0="3/2", Gamma0=1)
    limit = pair_moments(2, "1/2", "3/2")
    sizes = (16, 32, 64)
    found = [large_engine(N, scaled=True, **values).pair_moments() for N in sizes]
    for name in ("z1", "z2", "z1z2", "v"):
        gaps = [N * (one[name] - limit[name]) for N, one in zip(sizes, found, strict=True)]
        assert gaps[2] - gaps[1] == pytest.approx((gaps[1] - gaps[0]) / 2, rel=0.2, abs=1e-5)
