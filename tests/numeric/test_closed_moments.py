"""Laws of rebuilt two-spin states, moments without cumulants, closed bath spins, and Newton."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cotherm.numeric.closed_bath import closed_stationary, demanded_fourth_cumulant
from cotherm.numeric.collective_engine import Engine, engine_model
from cotherm.numeric.engine_blocks import BathPair, PairRates
from cotherm.numeric.engine_correlations import Correlations, components, product
from cotherm.numeric.engine_space import EngineSpace
from cotherm.numeric.errors import NumericError, PrecisionError
from cotherm.numeric.fields import Ball, Float64, Rational
from cotherm.numeric.macroscopic_bath import closed_rates, gibbs_moment
from cotherm.numeric.moments_without_cumulants import fourth_moment
from cotherm.numeric.newton import certified_root, float_root
from cotherm.numeric.two_spin_state import mutual_information, rebuilt_state, spin_entropy


def test_fourth_moment_of_gaussian_numbers() -> None:
    # Moments of a correlated Gaussian by quadrature, exact for degree 4.
    rng = np.random.default_rng(5)
    mixing = rng.uniform(-1, 1, (4, 2))
    nodes, weights = np.polynomial.hermite_e.hermegauss(4)
    expected = 0.0
    for x, wx in zip(nodes, weights, strict=True):
        for y, wy in zip(nodes, weights, strict=True):
            expected += wx * wy * float(np.prod(mixing @ np.array([x, y])))
    expected /= 2 * np.pi
    covariance = (mixing @ mixing.T).tolist()
    assert fourth_moment(Float64(), covariance, range(4)) == pytest.approx(expected)


def test_fourth_moment_is_exact() -> None:
    field = Rational()
    covariance = [[field.number(Fraction(1, 1 + abs(i - j))) for j in range(4)] for i in range(4)]
    pairs = Fraction(1, 2) * Fraction(1, 2) + Fraction(1, 3) * Fraction(1, 3)
    pairs += Fraction(1, 4) * Fraction(1, 2)
    assert fourth_moment(field, covariance, range(4)) == field.number(pairs)


def test_rebuilt_state_has_the_given_moments() -> None:
    first, second = (0.1, -0.2, 0.3), (0.2, 0.4, -0.1)
    pairs = [[0.05, 0.1, -0.1], [0.02, -0.03, 0.2], [0.1, 0.0, 0.15]]
    real, imaginary = rebuilt_state(Float64(), first, second, pairs)
    rho = real.to_numpy() + 1j * imaginary.to_numpy()
    x = np.array([[0, 1], [1, 0]])
    y = np.array([[0, 1j], [-1j, 0]])
    z = np.diag([-1, 1])
    assert np.trace(rho) == pytest.approx(1)
    assert np.allclose(x @ y - y @ x, 2j * z)
    for a, left in enumerate((x, y, z)):
        assert np.trace(rho @ np.kron(left, np.eye(2))).real == pytest.approx(first[a])
        assert np.trace(rho @ np.kron(np.eye(2), left)).real == pytest.approx(second[a])
        for b, right in enumerate((x, y, z)):
            assert np.trace(rho @ np.kron(left, right)).real == pytest.approx(pairs[a][b])


def test_mutual_information_of_simple_states() -> None:
    field = Ball(128)
    none = mutual_information(
        field, ("1/2", 0, 0), (0, 0, "1/3"), [[0, 0, Fraction(1, 6)], [0] * 3, [0] * 3]
    )
    assert abs(none) < 1e-25
    # Classically correlated: diag(1, 0, 0, 1)/2 has information ln 2.
    classical = mutual_information(field, (0, 0, 0), (0, 0, 0), [[0] * 3, [0] * 3, [0, 0, 1]])
    assert float(classical.mid()) == pytest.approx(np.log(2))
    assert spin_entropy(Float64(), (0, 0, 0)) == pytest.approx(np.log(2))


def _space(field: Any, N: int) -> EngineSpace:
    numbers = field.numbers(Fraction(k, 5) for k in (3, 9, 4, 7, 5))
    rates = PairRates(N, numbers[0], BathPair(*numbers[1:3]), BathPair(*numbers[3:]))
    return EngineSpace(field, rates)


def test_integrated_correlations_give_the_variance_of_the_power() -> None:
    field = Rational()
    # Rates d = Gamma0 (n + 1), u = Gamma0 n with Gamma0 = 1 and n = 4/5 and 1 in bath 1 and 2.
    space = _space(field, 2)
    rates = space.rates._replace(
        second=BathPair(*field.numbers((Fraction(2), Fraction(1)))),
        first=BathPair(*field.numbers((Fraction(9, 5), Fraction(4, 5)))),
    )
    space = EngineSpace(field, rates)
    found, m = Correlations(space), components(space)
    forth, back = product(m["x1"], m["y2"]), product(m["y1"], m["x2"])
    total = (
        found.integral(forth, forth)
        - found.integral(forth, back)
        - found.integral(back, forth)
        + found.integral(back, back)
    )
    model = engine_model(
        field, 2, 1, 2, omega0=Fraction(3, 5), Gamma0=1, q1=Fraction(4, 9), q2=Fraction(1, 2)
    )
    step = field.number(Fraction(3, 5))
    assert 2 * step * step * total == Engine(field, model).power_variance()
    for name in ("x1", "y1", "x2", "y2"):
        assert found.mean(m[name]) == 0


@given(st.floats(0.3, 20))
def test_closed_bath_is_stationary(x: float) -> None:
    field = Ball(100)
    state = closed_stationary(field, x)
    for rate in closed_rates(field, x, *state):
        assert rate.contains(0)
    exact = gibbs_moment(Float64(), x, 1)
    assert abs(float(state[0].mid()) - exact) < 0.03


def test_hierarchy_asks_for_a_fourth_cumulant() -> None:
    # At high temperature <m^3> = <m> to first order, so that <m^4> = 1/3 - 2/3.
    assert float(demanded_fourth_cumulant(Ball(128), "1/1000").mid()) == pytest.approx(
        -2 / 3, abs=1e-5
    )


def test_newton() -> None:
    def circle(u: Any) -> Any:
        return [u[0] * u[0] + u[1] * u[1] - 2, u[0] - u[1]]

    assert float_root(circle, [0.5, 2.0]) == pytest.approx([1, 1])
    for ball in certified_root(Ball(200), circle, [0.99, 1.01]):
        assert ball.contains(1)
        assert ball.rad() < 1e-50
    with pytest.raises(NumericError, match="did not converge"):
        float_root(lambda u: [u[0] * u[0] + 1], [0.3])
    with pytest.raises((PrecisionError, ZeroDivisionError)):
        certified_root(Ball(64), lambda u: [u[0] * u[0]], [0.1])


@pytest.mark.parametrize("x", ["1/10", "2", "11/4", "10", "60"])
def test_closed_bath_solves_its_cubic(x: str) -> None:
    # m = u + 2/x in (38), (39) leaves u^3 - u + 8/x^3 = 0; the exact limit has u = -coth(x/2)
    field = Ball(200)
    m = closed_stationary(field, x)[0]
    with field:
        ratio = field.number(x)
        u = m - 2 / ratio
        assert (u**3 - u + 8 / ratio**3).contains(0)
        assert u < -1
