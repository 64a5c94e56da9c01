"""Relaxation gaps against eigenvalues of the rates, and their limits."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cotherm.symbolic.errors import SymbolicError
from cotherm.symbolic.forms.relaxation import relaxation_gap


def rates(levels: int, q: float) -> np.ndarray:
    """Populations of a ladder: c_k = k (levels - k) down from level k, q c_k up to it.

    Made symmetric by detailed balance, which keeps the spectrum and its accuracy.
    """
    matrix = np.zeros((levels, levels))
    for k in range(1, levels):
        c = k * (levels - k)
        matrix[k, k] -= c
        matrix[k - 1, k - 1] -= q * c
        matrix[k - 1, k] = matrix[k, k - 1] = math.sqrt(q) * c
    return matrix


@given(st.integers(1, 9), st.integers(1, 3), st.floats(-2, 4))
def test_second_eigenvalue(n: int, twice_s: int, b: float) -> None:
    s = twice_s / 2
    for coupling, levels in (("collective", n * twice_s + 1), ("independent", twice_s + 1)):
        spectrum = -np.linalg.eigvalsh(rates(levels, math.exp(-b)))[::-1]
        gap = relaxation_gap(n, s, b, coupling)
        assert gap == pytest.approx(spectrum[1], rel=1e-9)


@given(st.integers(1, 40), st.integers(1, 4), st.floats(0, 30))
def test_negative_temperatures_exchange_up_and_down(n: int, twice_s: int, b: float) -> None:
    gap = relaxation_gap(n, twice_s / 2, b)
    assert relaxation_gap(n, twice_s / 2, -b) == pytest.approx(math.exp(b) * gap, rel=1e-14)


@pytest.mark.parametrize("n", [1, 2, 3, 4, 5, 6, 37, 200])
def test_limits(n: int) -> None:
    assert relaxation_gap(n, 0.5, 0) == 2
    assert relaxation_gap(n, 0.5, "inf") == n
    assert relaxation_gap(n, 0.5, 60.0) == pytest.approx(n, rel=1e-15)
    assert relaxation_gap(n, 0.5, "-inf") == math.inf
    assert relaxation_gap(n, 0.5, 1e-9) == pytest.approx(2, rel=1e-6)


def test_arrays_and_digits() -> None:
    table = relaxation_gap([1, 6], 0.5, np.array([[0.3], [2.0]]))
    assert table.shape == (2, 2)
    assert table[1, 1] == relaxation_gap(6, 0.5, 2.0)
    ball = relaxation_gap.digits(60, 30, 1, "0.3")
    assert float(ball.mid()) == relaxation_gap(30, 1, "0.3")
    assert relaxation_gap.digits(30, 1000, "1/2", 1) > 257


def test_expressions_end_at_four_steps() -> None:
    assert relaxation_gap.sympy(n=2, s=1).free_symbols
    with pytest.raises(SymbolicError, match="2J <= 4"):
        relaxation_gap.sympy(n=5, s=0.5)
