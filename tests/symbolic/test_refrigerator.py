"""Laws of the three-level refrigerator, and independent numerical checks."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cotherm.symbolic.forms import refrigerator as fridge

counts = st.integers(2, 60).map(lambda k: 2 * k + 1)
betas = st.floats(0.05, 5)
rates = st.floats(0.01, 20)


def spin_x(N: int) -> np.ndarray:
    """J_x of the spin N/2 in the basis m = N/2 ... -N/2."""
    j = N / 2
    m = j - np.arange(1, N + 1)
    off = 0.5 * np.sqrt(j * (j + 1) - m * (m + 1))
    return np.diag(off, 1) + np.diag(off, -1)


def level(N: int, a: float) -> np.ndarray:
    vector = np.zeros(N + 1)
    vector[int(N / 2 - a)] = vector[int(N / 2 + a)] = np.sqrt(0.5)
    return vector


@pytest.mark.parametrize("N", [1, 3, 5, 9, 15])
def test_transition_strengths_against_explicit_matrices(N: int) -> None:
    for operator, matrix in (("Jx", spin_x(N)), ("Jx2/N", spin_x(N) @ spin_x(N) / N)):
        for a in np.arange(0.5, N / 2 + 0.1):
            for b in np.arange(0.5, N / 2 + 0.1):
                direct = (level(N, a) @ matrix @ level(N, b)) ** 2
                closed = fridge.transition_strength(N, a, b, operator)
                assert closed == pytest.approx(direct, rel=1e-12, abs=1e-12), (a, b, operator)


def rate_matrix(p: dict[str, float], u: float) -> np.ndarray:
    c, h, w = (p["Gc"], p["nc"]), (p["Gh"], p["nh"]), (p["Gw"], p["nw"])
    matrix = np.zeros((3, 3))
    for (low, high), (G, n), count in (((0, 1), c, 2), ((0, 2), h, 0), ((1, 2), w, 0)):
        matrix[high, low] = G * n * np.exp(count * u)
        matrix[low, high] = G * (1 + n) * np.exp(-count * u)
        matrix[low, low] -= G * n
        matrix[high, high] -= G * (1 + n)
    return matrix


@given(st.tuples(rates, rates, rates, rates, rates, rates))
def test_current_and_noise_against_the_dominant_eigenvalue(values: tuple[float, ...]) -> None:
    p = dict(zip(("Gc", "Gh", "Gw", "nc", "nh", "nw"), values, strict=True))
    matrix = rate_matrix(p, 0)
    populations = np.linalg.svd(matrix)[2][-1]
    populations /= populations.sum()
    current = 2 * (matrix[1, 0] * populations[0] - matrix[0, 1] * populations[1])
    scale = 2 * (matrix[1, 0] * populations[0] + matrix[0, 1] * populations[1])
    assert fridge.reduced_current_rates(**p) == pytest.approx(current, rel=1e-9, abs=1e-11 * scale)
    step = 1e-3
    roots = [np.linalg.eigvals(rate_matrix(p, u)).real.max() for u in (-step, 0, step)]
    curvature = (roots[0] - 2 * roots[1] + roots[2]) / step**2
    assert fridge.reduced_noise_rates(**p) == pytest.approx(curvature, rel=2e-3, abs=1e-4 * scale)


@given(counts, betas, betas, betas)
def test_temperatures_and_rates_agree(N: int, bc: float, bh: float, bw: float) -> None:
    Gc = fridge.transition_strength(N, 0.5, 1.5)
    Gw = fridge.transition_strength(N, 1.5, 2.5)
    Gh = fridge.transition_strength(N, 0.5, 2.5, "Jx2/N")
    n = [fridge.bose_occupation(b, e) for b, e in ((bc, 2), (bh, 6), (bw, 4))]
    noise = fridge.reduced_noise_rates(Gc, Gh, Gw, *n)
    assert fridge.reduced_noise(N, bc, bh, bw) == pytest.approx(noise, rel=1e-11)
    assert fridge.reduced_current(N, bc, bh, bw) == pytest.approx(
        fridge.reduced_current_rates(Gc, Gh, Gw, *n), rel=1e-9, abs=1e-11 * noise
    )


@given(counts, betas, betas)
def test_infinitely_hot_work_reservoir(N: int, bc: float, bh: float) -> None:
    Gc = fridge.transition_strength(N, 0.5, 1.5)
    Gh = fridge.transition_strength(N, 0.5, 2.5, "Jx2/N")
    nc, nh = fridge.bose_occupation(bc, 2), fridge.bose_occupation(bh, 6)
    noise = fridge.coarse_noise_rates(Gc, Gh, nc, nh)
    assert fridge.reduced_noise(N, bc, bh, 0) == pytest.approx(noise, rel=1e-12)
    assert fridge.reduced_current(N, bc, bh, 0) == pytest.approx(
        fridge.coarse_current_rates(Gc, Gh, nc, nh), rel=1e-10, abs=1e-13 * noise
    )


@given(counts, betas, betas, betas)
def test_thermodynamic_uncertainty(N: int, bc: float, bh: float, bw: float) -> None:
    current = fridge.reduced_current(N, bc, bh, bw)
    noise = fridge.reduced_noise(N, bc, bh, bw)
    # Each cycle moves 2 from cold, 4 from work into hot: entropy per unit of cold energy.
    affinity = 3 * bh - bc - 2 * bw
    production = current * affinity
    assert production >= -1e-15 * noise
    assert noise * production >= 2 * current**2 * (1 - 1e-9)


@given(counts, betas)
def test_equilibrium(N: int, beta: float) -> None:
    assert fridge.reduced_current(N, beta, beta, beta) == 0
    # Fluctuation-dissipation: noise = 2 dI/d(affinity of cold energy).
    step = 1e-6
    slope = fridge.reduced_current(N, beta - step, beta, beta) - fridge.reduced_current(
        N, beta + step, beta, beta
    )
    assert fridge.reduced_noise(N, beta, beta, beta) == pytest.approx(slope / step, rel=1e-6)


def test_extreme_temperatures() -> None:
    inf = float("inf")
    for point in ((inf, 1, 1), (1, inf, 1), (1, 1, inf), (inf, inf, 1), (1, inf, inf)):
        current, noise = fridge.reduced_current(5, *point), fridge.reduced_noise(5, *point)
        assert np.isfinite(current) and noise >= 0
    continuous = fridge.reduced_current(5, 1.0, 0.6, np.array([0.0, 1e-300, 1e-14]))
    assert continuous == pytest.approx(continuous[0], rel=1e-12)


@given(st.floats(-20, 20), st.floats(0.1, 5), st.floats(0.01, 3))
def test_spectral_density_is_odd_and_peaks(omega: float, eps: float, delta: float) -> None:
    value = fridge.spectral_density(omega, eps, delta, 1.0)
    assert fridge.spectral_density(-omega, eps, delta, 1.0) == -value
    assert value * omega >= 0
    narrow = fridge.spectral_density(eps, eps, 1e-6 * eps, 2.5)
    assert narrow == pytest.approx(2.5, rel=1e-11)
