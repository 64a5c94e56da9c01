"""Laws of the Fisher information, then derivatives of the distributions themselves."""

from __future__ import annotations

from fractions import Fraction

import mpmath
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cotherm.symbolic.forms import sectors
from cotherm.symbolic.forms.spin_ensemble import heat_capacity
from cotherm.symbolic.forms.thermometry import fisher_information

numbers = st.integers(1, 9)
spins = st.integers(1, 5).map(lambda k: Fraction(k, 2))
temperatures = st.floats(-8, 8)


@given(numbers, spins, temperatures, temperatures)
def test_the_energy_tells_no_more_than_the_best_measurement(
    n: int, s: Fraction, b: float, b0: float
) -> None:
    best = fisher_information(n, s, b, b0)
    assert best == heat_capacity(n, s, b, "collective", b0)
    energy = fisher_information(n, s, b, b0, "energy")
    assert 0 <= energy <= best * (1 + 1e-13) + 1e-300  # subnormal numbers have few bits
    mirrored = fisher_information(n, s, -b, -b0, "energy")
    assert energy == pytest.approx(mirrored, rel=1e-13, abs=1e-300)


@given(numbers, spins, temperatures)
def test_where_the_energy_is_the_best_measurement(n: int, s: Fraction, b: float) -> None:
    assert fisher_information(n, s, b, "inf", "energy") == heat_capacity(n, s, b)
    for measurement in ("optimal", "energy"):
        apart = fisher_information(n, s, b, 0.3, measurement, "independent")
        assert apart == heat_capacity(n, s, b, "independent")
    assert fisher_information(1, s, b, 0.3, "energy") == pytest.approx(
        heat_capacity(1, s, b), rel=1e-13, abs=1e-300
    )


@pytest.mark.parametrize(
    ("n", "s", "b", "b0"), [(3, 0.5, 0.4, 0.9), (4, 1, -1.2, 0.3), (5, 1.5, 2.0, 0.1)]
)
def test_derivative_of_the_distribution(n: int, s: float, b: float, b0: float) -> None:
    context = mpmath.MPContext()
    context.dps = 50

    def distribution(at: mpmath.mpf) -> dict[float, mpmath.mpf]:
        chances: dict[float, mpmath.mpf] = {}
        for J, weight in zip(*sectors.float_weights(n, Fraction(s), b0), strict=True):
            levels = np.arange(-J, J + 1)
            terms = [context.exp(-float(m) * at) for m in levels]
            for m, term in zip(levels, terms, strict=True):
                chances[m] = chances.get(m, 0) + context.mpf(float(weight)) * term / sum(terms)
        return chances

    step, centre = context.mpf(10) ** -15, context.mpf(b)
    here, left, right = (distribution(centre + k * step) for k in (0, -1, 1))
    expected = sum(((right[m] - left[m]) / (2 * step)) ** 2 / here[m] for m in here) * centre**2
    assert fisher_information(n, s, b, b0, "energy") == pytest.approx(float(expected), rel=1e-12)


def test_extreme_temperatures() -> None:
    b = np.array([-np.inf, -900.0, 0.0, 700.0, np.inf])
    assert np.all(fisher_information(4, 1, b, 0.7, "energy") == 0)
    ball = fisher_information.digits(20, 4, 1, 900, "0.7", "energy")
    assert 0 < ball < 1e-300
    assert fisher_information.ball(80, 4, 1, "inf", "0.7", "energy") == 0
