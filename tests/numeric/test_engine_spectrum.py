"""Relaxation of finite engines: conservation laws, one bath alone, brute force, and the limit."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from cotherm.numeric.bath_spin import scaled_rates
from cotherm.numeric.bath_spin_spectrum import superoperator_spectrum
from cotherm.numeric.collective_engine import EngineModel, engine_model
from cotherm.numeric.engine_blocks import BathPair, PairRates
from cotherm.numeric.engine_space import EngineSpace
from cotherm.numeric.engine_spectrum import engine_gap, order_block, relaxation_eigenvalues
from cotherm.numeric.errors import InputError
from cotherm.numeric.fields import Float64
from cotherm.numeric.macroscopic_engine import relaxation_spectrum

FIELD = Float64()
MACHINE: dict[str, Any] = dict(
    E1=1, E2="5/2", beta1="6/5", beta2="1/3", omega0="9/10", Gamma0="7/10"
)


def model(N: int, **given: Any) -> EngineModel:
    return engine_model(FIELD, N, **{**MACHINE, **given})


@pytest.mark.parametrize("N", [1, 2, 3])
def test_the_orders_together_hold_the_whole_spectrum(N: int) -> None:
    rates = model(N).rates
    space = EngineSpace(FIELD, rates, basis="orthonormal")
    dissipation, rotation = (part.to_numpy() for part in space.complex_parts())
    whole = np.linalg.eigvals(dissipation - 1j * rotation)
    parts = [np.linalg.eigvals(order_block(rates, q).toarray()) for q in range(-2 * N, 2 * N + 1)]
    split = np.concatenate(parts)
    assert len(split) == len(whole)
    for k in range(1, 5):
        assert np.sum(split**k) == pytest.approx(np.sum(whole**k), rel=1e-9)
    decays = sorted(-whole.real)
    assert abs(decays[0]) < 1e-12
    assert engine_gap(rates).gap == pytest.approx(decays[1], rel=1e-9)


def test_opposite_orders_are_complex_conjugate() -> None:
    rates = model(3).rates
    for q in (1, 2):
        ahead = np.linalg.eigvals(order_block(rates, q).toarray())
        behind = np.linalg.eigvals(order_block(rates, -q).toarray())
        for k in range(1, 5):
            assert np.sum(ahead**k) == pytest.approx(np.sum(behind**k).conjugate(), rel=1e-9)


def test_every_order_decays() -> None:
    rates = model(3).rates
    for q in range(7):
        assert all(value.real < 0 for value in relaxation_eigenvalues(rates, q, 6))


def test_without_drive_the_ensembles_relax_on_their_own() -> None:
    # Scaled, one ensemble alone has the eigenvalues of its bath, an independent code.
    N, x = 3, "6/5"
    rates = model(N, omega0=0, scaled=True, Gamma0=1).rates
    alone = superoperator_spectrum(N, scaled_rates(FIELD, N, x))
    assert np.max(np.abs(alone)) > 0
    slowest = -sorted(alone, reverse=True)[1]
    other = -sorted(superoperator_spectrum(N, scaled_rates(FIELD, N, "5/6")), reverse=True)[1]
    assert engine_gap(rates).gap == pytest.approx(min(slowest, other), rel=1e-9)


def test_cold_ensembles_are_two_damped_oscillators() -> None:
    # No absorption, many pairs, order 1: (N/2)(-Gamma0 +- i omega0) from the ground state, exact.
    N, drive = 9, 0.7
    rates = PairRates(N, drive, BathPair(1.0, 0.0), BathPair(1.0, 0.0))
    values = np.linalg.eigvals(order_block(rates, 1).toarray())
    for sign in (1, -1):
        expected = N / 2 * (-1 + 1j * sign * drive)
        assert np.min(np.abs(values - expected)) < 1e-9


@pytest.mark.parametrize("order", [0, 1, 2])
def test_the_scaled_gap_tends_to_that_of_infinitely_many_pairs(order: int) -> None:
    limit = relaxation_spectrum("6/5", "5/6", "9/7", order=order, count=1, cutoff=9)[0]
    steps = [
        relaxation_eigenvalues(model(N, scaled=True).rates, order)[0].real / 0.7 - limit.real
        for N in (4, 8)
    ]
    assert abs(steps[1]) < 0.06
    assert 1.6 < steps[0] / steps[1] < 2.6


def test_large_blocks_are_solved_near_zero(monkeypatch: pytest.MonkeyPatch) -> None:
    rates = model(4).rates
    dense = [relaxation_eigenvalues(rates, q, 2) for q in (0, 1)]
    monkeypatch.setattr("cotherm.numeric.engine_spectrum.DENSE", 10)
    for q, expected in zip((0, 1), dense, strict=True):
        assert relaxation_eigenvalues(rates, q, 2) == pytest.approx(expected, rel=1e-8)


@pytest.mark.parametrize("order", [3, -3, 0.5, True])
def test_orders_beyond_the_largest_are_refused(order: Any) -> None:
    with pytest.raises(InputError, match="Argument `order` must be an integer from -2 to 2"):
        order_block(model(1).rates, order)


@pytest.mark.parametrize("count", [0, 7, 1.5])
def test_counts_are_checked(count: Any) -> None:
    with pytest.raises(InputError, match="Argument `count`"):
        relaxation_eigenvalues(model(1).rates, 0, count)
