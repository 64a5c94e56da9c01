"""Laws of the macroscopic equations closed at the third cumulant."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cotherm.numeric import coherent_moments as exact
from cotherm.numeric import cumulant_closure as closure
from cotherm.numeric.certify import certified
from cotherm.numeric.errors import InputError
from cotherm.numeric.fields import Ball, Float64, Rational

FIRST = (3 / 13, 4 / 13, 12 / 13)
SECOND = (2 / 7, -3 / 7, -6 / 7)
POINT = {"E1": 1, "E2": 10, "beta1": "1/2", "beta2": "1/25"}
POINT |= {"omega0": "3/1000", "Gamma0": "1/1000"}
reals = st.floats(0.2, 4)


def _rates(omega0: float = 0.7, Gamma0: float = 0.4, x1: float = 3.0, x2: float = 1.2) -> Any:
    return closure.scaled_rates(Float64(), omega0, Gamma0, x1, x2)


@pytest.mark.parametrize(
    "names",
    [("x1",), ("z2",), ("x1", "x1"), ("x1", "z1"), ("y2", "y2"), ("x1", "y2"), ("z1", "z2")],
)
def test_finite_ensembles_approach_the_vector_equations(names: tuple[str, ...]) -> None:
    which = [exact.AXES.index(name) for name in names]
    limit = closure.rates_of_products(_rates(), [*FIRST, *SECOND], [which])[0]
    gaps = [
        exact.scaled_rate(N, names, FIRST, SECOND, 0.7, 0.4, 3.0, 1.2) - limit
        for N in (16, 64, 256)
    ]
    assert gaps[2] == pytest.approx(gaps[1] / 4, rel=0.1)
    assert gaps[1] == pytest.approx(gaps[0] / 4, rel=0.3)


def test_motion_stays_on_the_spheres() -> None:
    v = [*FIRST, *SECOND]
    squares = closure.rates_of_products(_rates(), v, [(k, k) for k in range(6)])
    assert sum(squares[:3]) == pytest.approx(0, abs=1e-14)
    assert sum(squares[3:]) == pytest.approx(0, abs=1e-14)
    assert closure.drift(_rates(), v) == pytest.approx(closure.drift(_rates(), v, True))


def test_average_is_that_of_two_points() -> None:
    # Two equally likely points have no third cumulant.
    rng = np.random.default_rng(3)
    ends = rng.uniform(-1, 1, (2, 6))
    mean = ends.mean(axis=0)
    covariance = np.outer(ends[0] - mean, ends[0] - mean)
    observables = [(2,), (0, 0), (0, 2), (1, 5), (2, 5)]

    def function(v: Any) -> Any:
        return closure.rates_of_products(_rates(), list(v), observables)

    expected = (np.array(function(ends[0])) + np.array(function(ends[1]))) / 2
    found = closure.average(function, list(mean), covariance.tolist())
    assert found == pytest.approx(expected, abs=1e-12)


@settings(max_examples=10)
@given(reals, reals, reals, reals)
def test_stationary_state(omega0: float, Gamma0: float, x1: float, x2: float) -> None:
    state = closure.stationary_moments(Float64(), omega0, Gamma0, x1, x2)
    assert -1 < state.z1 < 0 and -1 < state.z2 < 0
    assert state.z1**2 < state.w1 < 1 and state.z2**2 < state.w2 < 1
    # The flow goes from the less to the more polarised spin, as in the second law.
    assert state.exchange * (x1 - x2) <= 1e-12
    # Both spins exchange what they get from their baths.
    gains = [
        -Gamma0 / 2 * (1 - w) - 2 * Gamma0 / x * z
        for z, w, x in ((state.z1, state.w1, x1), (state.z2, state.w2, x2))
    ]
    assert sum(gains) == pytest.approx(0, abs=1e-9 * Gamma0 * (1 + 2 / min(x1, x2)))


def test_equal_baths_exchange_nothing() -> None:
    state = closure.stationary_moments(Float64(), 1, 1, 2, 2)
    assert state.exchange == pytest.approx(0, abs=1e-14)
    assert state.z1 == pytest.approx(1.5 - (1.5**2 + 1) ** 0.5)


def test_balls_contain_the_floats() -> None:
    for function in (closure.macroscopic_power, closure.macroscopic_constancy):
        enclosed = certified(lambda field, f=function: f(field, **POINT), 20)
        assert float(enclosed.mid()) == pytest.approx(function(Float64(), **POINT), rel=1e-9)


def test_noise_by_integration_over_time() -> None:
    from scipy.linalg import expm

    rates = _rates()
    state = closure.stationary_moments(Float64(), 0.7, 0.4, 3.0, 1.2)
    matrix = np.array(closure.regression_matrix(rates, [0, 0, state.z1, 0, 0, state.z2]))
    t1, t2, j = (1 - state.w1) / 2, (1 - state.w2) / 2, state.exchange / 2
    start = np.array([[t1, 0, 0, j], [0, t1, -j, 0], [0, -j, t2, 0], [j, 0, 0, t2]])
    nodes, weights = np.polynomial.legendre.leggauss(60)
    total = 0.0
    for node, weight in zip(nodes, weights, strict=True):
        t = (1 + node) / 2 * 60
        K = expm(matrix * t) @ start
        # <Q(0) Q(t)> - <Q>^2 pairing by pairing, Q = y_1 x_2 - x_1 y_2
        value = K[1, 1] * K[2, 2] + K[1, 2] * K[2, 1] - K[0, 1] * K[3, 2] - K[0, 2] * K[3, 1]
        value += K[0, 0] * K[3, 3] + K[0, 3] * K[3, 0] - K[1, 0] * K[2, 3] - K[1, 3] * K[2, 0]
        total += weight * 30 * value
    assert closure.exchange_noise(Float64(), rates, state) == pytest.approx(total, rel=1e-6)


def test_bad_input() -> None:
    with pytest.raises(InputError, match="must not be 0"):
        closure.scaled_rates(Rational(), 1, 1, 0, 1)
    with pytest.raises(InputError, match="must not make the power vanish"):
        closure.macroscopic_constancy(Ball(64), 1, 2, 2, 1, 1, 1)
    with pytest.raises(InputError, match="must be Ball or Float64"):
        closure.stationary_moments(Rational(), 1, 1, 1, 2)
    with pytest.raises(InputError, match="must have length 1"):
        exact.coherent_state(3, (1, 1, 0))
    with pytest.raises(InputError, match="must hold x1"):
        exact.rate_parts(2, ["u1"], FIRST, SECOND)


def test_rates_are_exact_in_rationals() -> None:
    rates = closure.scaled_rates(Rational(), Fraction(1, 2), Fraction(1, 3), 2, 5)
    mean = [Rational().number(Fraction(k, 10)) for k in range(6)]
    pairs = [[a * b for b in mean] for a in mean]
    value = closure.closed_rate(rates, mean, pairs, (0, 2))
    assert (
        value
        == closure.rates_of_products(rates, mean, [(0, 2)])[0]
        - closure.spread(rates, mean, 0, 2)
        + closure.closed_rate(rates, mean, pairs, (0, 2))
        - mean[0] * closure.drift(rates, mean)[2]
        - mean[2] * closure.drift(rates, mean)[0]
    )
