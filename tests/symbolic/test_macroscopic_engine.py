"""Laws of the macroscopic engine closed at the third cumulant."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cotherm.symbolic.balls import Ball
from cotherm.symbolic.errors import InputError
from cotherm.symbolic.forms.collective_engine import engine_power
from cotherm.symbolic.forms.macroscopic_engine import (
    closed_noise,
    closed_state,
    macroscopic_constancy,
    macroscopic_power,
)

POINT = {"E1": 1, "E2": 10, "beta1": "1/2", "beta2": "1/25"}
POINT |= {"omega0": "3/1000", "Gamma0": "1/1000"}
reals = st.floats(0.1, 5)


@settings(max_examples=20)
@given(reals, reals, reals, reals)
def test_the_state_solves_the_closed_equations(
    x1: float, x2: float, omega0: float, Gamma0: float
) -> None:
    ball = Ball(120)
    with ball.active():
        x1, x2, w, g = (ball.number(x) for x in (x1, x2, omega0, Gamma0))
        state = closed_state(ball, x1, x2, w, g)
        z1, z2 = state.first, state.second
        w1, w2 = (1 + 2 * z1**2) / 3, (1 + 2 * z2**2) / 3
        j = 2 * g * state.scaled / (3 * w)
        residuals = [
            -w * j / 2 - g * (1 - w1) / 2 - 2 * g * z1 / x1,
            w * j / 2 - g * (1 - w2) / 2 - 2 * g * z2 / x2,
            -w * z1 * j - g * (1 - w1) * z1 + 2 * g / x1 * (1 - 3 * w1),
            w * z2 * j - g * (1 - w2) * z2 + 2 * g / x2 * (1 - 3 * w2),
            w / 2 * (z1 * (1 - w2) - z2 * (1 - w1)) + (g / 2 * (z1 + z2) - g / x1 - g / x2) * j,
        ]
        assert all(abs(r) < 1e-20 for r in residuals)
        assert 0 < state.fraction < 1
        assert closed_noise(state, x1, x2, w, g) > 0


@settings(max_examples=15)
@given(reals, reals, reals, reals)
def test_sign_of_the_power_is_that_of_the_second_law(
    beta1: float, beta2: float, omega0: float, Gamma0: float
) -> None:
    power = macroscopic_power(1, 2.5, beta1, beta2, omega0, Gamma0)
    assert power * (beta1 - 2.5 * beta2) >= 0


def test_hot_baths_are_the_limit_of_finite_ensembles() -> None:
    # At high temperature the closure is exact; extrapolated from N = 4, 6, 8 with 1/N and 1/N^2.
    hot = {"E1": 1, "E2": 2, "beta1": "1/50", "beta2": "1/200", "omega0": 1, "Gamma0": 1}
    sizes = (4, 6, 8)
    values = [engine_power(N=N, scaled=True, **hot) / N for N in sizes]
    matrix = np.array([[1, 1 / N, 1 / N**2] for N in sizes])
    limit = np.linalg.solve(matrix, values)[0]
    assert macroscopic_power(**hot) == pytest.approx(limit, rel=1e-4)


def test_weak_drive_and_carnot_point() -> None:
    weak = macroscopic_power(**{**POINT, "omega0": "1e-9"})
    weaker = macroscopic_power(**{**POINT, "omega0": "1e-10"})
    assert weak == pytest.approx(100 * weaker, rel=1e-9)
    carnot = {**POINT, "beta1": "2/5"}
    assert macroscopic_power(**carnot) == 0
    near = macroscopic_constancy(**{**POINT, "beta1": "4000001/10000000"})
    assert macroscopic_constancy(**carnot) == pytest.approx(near, rel=1e-5)


def test_arrays_and_sentences() -> None:
    values = macroscopic_power(**{**POINT, "E2": np.array([5.0, 10.0])})
    assert values[1] == macroscopic_power(**POINT)
    with pytest.raises(InputError, match="`method` must be"):
        macroscopic_power(**POINT, method="guess")
    with pytest.raises(InputError, match="no symbolic expression"):
        macroscopic_power.sympy()
