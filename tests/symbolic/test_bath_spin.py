"""Laws of one collective spin in its bath."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.integrate import quad

from cotherm.symbolic.forms.bath_spin import (
    bath_magnetization,
    bath_second_moment,
    cumulant_jacobian_eigenvalues,
)

fields = st.floats(-30, 30)


@given(st.integers(1, 60), fields)
def test_finite_spins_by_summation(N: int, x: float) -> None:
    m = np.arange(-N, N + 1, 2) / N
    weights = np.exp(-x * m / 2 - np.max(-x * m / 2))
    weights /= weights.sum()
    assert bath_magnetization(N, x) == pytest.approx(weights @ m, rel=1e-9, abs=1e-14)
    assert bath_second_moment(N, x) == pytest.approx(weights @ m**2, rel=1e-12)


@pytest.mark.parametrize("x", [-4.0, 0.3, 2.0, 9.0])
def test_macroscopic_moments_by_integration(x: float) -> None:
    def integral(power: int) -> float:
        return float(quad(lambda mu: mu**power * np.exp(-x * mu / 2), -1, 1, epsabs=1e-13)[0])

    assert bath_magnetization("inf", x) == pytest.approx(integral(1) / integral(0), rel=1e-10)
    assert bath_second_moment("inf", x) == pytest.approx(integral(2) / integral(0), rel=1e-10)


@given(fields)
def test_symmetry(x: float) -> None:
    for N in (3, "inf"):
        assert bath_magnetization(N, -x) == -bath_magnetization(N, x)
        assert bath_second_moment(N, -x) == bath_second_moment(N, x)


@given(st.floats(0.01, 20))
def test_finite_size_error_falls_like_one_over_n(x: float) -> None:
    limit = bath_magnetization("inf", x)
    gaps = [abs(bath_magnetization(N, x) - limit) for N in (1000, 10000)]
    assert gaps[1] < 0.11 * gaps[0] + 1e-15


@given(st.floats(1e-3, 1e3))
def test_jacobian_eigenvalues_against_the_matrix(x: float) -> None:
    m, m2 = bath_magnetization("inf", x), bath_second_moment("inf", x)
    matrix = np.array([[-2 / x, 0.5], [-1 + 3 * m2 - 6 * m**2, 3 * (m - 2 / x)]])
    low, high = np.sort(np.linalg.eigvals(matrix).real)
    closed = cumulant_jacobian_eigenvalues(x)
    assert closed["lambda_plus"] == pytest.approx(high, rel=1e-7)
    assert closed["lambda_minus"] == pytest.approx(low, rel=1e-7)
    assert closed["lambda_minus"] < closed["lambda_plus"] < 0


def test_jacobian_eigenvalues_at_the_ends() -> None:
    cold = cumulant_jacobian_eigenvalues("inf")
    assert (cold["lambda_plus"], cold["lambda_minus"]) == (-1, -2)
    certified = cumulant_jacobian_eigenvalues.digits(20, "-inf")
    assert (certified["lambda_plus"], certified["lambda_minus"]) == (2, 1)
    hot = cumulant_jacobian_eigenvalues(np.array([1e-200]))
    assert hot["lambda_plus"] * 1e-200 == pytest.approx(-2, rel=1e-14)
    assert hot["lambda_minus"] * 1e-200 == pytest.approx(-6, rel=1e-14)
