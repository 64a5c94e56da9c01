"""The macroscopic limit of one collective spin in its bath: moments, closure, Jacobian.

Mathematics: with x = beta E the limit distribution is e^(-x m/2) on -1 ... 1, so that
<m> = 2/x - coth(x/2); the generator acts on functions of m as a drift -(1 - m^2)/2 - 2 m/x and a
diffusion (1 - m^2)/x.
"""

from __future__ import annotations

import math
from fractions import Fraction

import pytest

from cotherm.numeric import bath_spin
from cotherm.numeric.certify import certified
from cotherm.numeric.errors import InputError
from cotherm.numeric.fields import Ball, Float64, Rational
from cotherm.numeric.macroscopic_bath import (
    closed_eigenvalues,
    closed_jacobian,
    closed_rates,
    gibbs_moment,
    moment_coefficients,
    moment_rate_macroscopic,
)


@pytest.mark.parametrize("x", ["1/3", "2", "17"])
def test_gibbs_moments_are_stationary_under_the_whole_hierarchy(x: str) -> None:
    field = Ball(200)
    moments = [gibbs_moment(field, Fraction(x), k) for k in range(7)]
    for power in range(1, 6):
        rate = moment_rate_macroscopic(field, power, Fraction(x), moments)
        assert rate.contains(0)
        assert float(rate.rad()) < 1e-40


def test_probability_is_conserved_and_the_operator_is_second_order() -> None:
    for power in range(1, 8):
        assert set(moment_coefficients(power)) <= {power - 2, power - 1, power, power + 1}


def test_finite_spins_approach_the_equations_like_one_over_n() -> None:
    field = Float64()
    x, mu, power = Fraction(3), Fraction(2, 5), 4
    moments = [float(mu) ** k for k in range(power + 2)]
    limit = float(moment_rate_macroscopic(field, power, x, moments))
    errors = []
    for N in (100, 1000):
        rates = bath_spin.scaled_rates(field, N, x)
        spin = N / 2
        total = sum(
            (float(down) * rates.down + float(up) * rates.up)
            * float(mu) ** i
            * spin ** (i + length - power)
            for (i, length), (down, up) in bath_spin.moment_polynomial(power).items()
        )
        errors.append(abs(total - limit))
    assert errors[0] > 5 * errors[1] > 0


def test_jacobian_is_the_exact_derivative_of_the_closed_rates() -> None:
    field = Rational()
    x, m1, m2, step = Fraction(5, 2), Fraction(-1, 3), Fraction(2, 5), Fraction(1, 1000)
    jacobian = closed_jacobian(field, x, m1, m2)
    for column, (d1, d2) in enumerate(((step, Fraction(0)), (Fraction(0), step))):
        # The rates are cubic: the symmetric difference misses only the third derivative.
        ahead = closed_rates(field, x, m1 + d1, m2 + d2)
        behind = closed_rates(field, x, m1 - d1, m2 - d2)
        for row in range(2):
            slope = (ahead[row] - behind[row]) / field.number(2 * step)
            assert abs(float(slope - jacobian[2 * row + column])) < 1e-5


def test_moments_match_the_langevin_function() -> None:
    for x in (0.25, 4.0):
        value = certified(lambda f, x=x: gibbs_moment(f, Fraction(x), 1), 25)
        assert float(value) == pytest.approx(2 / x - 1 / math.tanh(x / 2), rel=1e-13)


def test_eigenvalues_of_a_hot_bath_are_those_of_the_linear_equations() -> None:
    # For x -> 0 the moments relax with 2/x and 6/x, like the first two Legendre polynomials.
    values = certified(lambda f: closed_eigenvalues(f, Fraction(1, 10**6)), 20)
    assert float(values["lambda_plus"]) * 1e-6 == pytest.approx(-2, rel=1e-6)
    assert float(values["lambda_minus"]) * 1e-6 == pytest.approx(-6, rel=1e-6)


def test_bad_input_is_one_sentence() -> None:
    with pytest.raises(InputError, match="`x` must not be 0"):
        closed_rates(Rational(), 0, Fraction(1, 3), Fraction(1, 2))
    with pytest.raises(InputError, match="must be Ball or Float64"):
        gibbs_moment(Rational(), 1, 1)


@pytest.mark.parametrize("x", ["-3", "1/50", "4", "900", "8000"])
def test_float64_moments_and_eigenvalues_match_balls(x: str) -> None:
    for power in (1, 2):
        ball = certified(lambda f, k=power: gibbs_moment(f, Fraction(x), k), 18)
        assert gibbs_moment(Float64(), Fraction(x), power) == pytest.approx(float(ball), rel=1e-12)
    balls = certified(lambda f: closed_eigenvalues(f, Fraction(x)), 18)
    floats = closed_eigenvalues(Float64(), Fraction(x))
    for key, ball in balls.items():
        assert floats[key] == pytest.approx(float(ball), rel=1e-11)
