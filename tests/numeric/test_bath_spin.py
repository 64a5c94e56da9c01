"""One collective spin in its bath: laws, brute force, and limits found independently."""

from __future__ import annotations

from fractions import Fraction
from itertools import count, pairwise
from math import tanh

import flint
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cotherm.numeric.bath_spin import (
    BathRates,
    bath_magnetization,
    bath_moment,
    bath_populations,
    bath_transverse_moment,
    coherence_generator,
    moment_polynomial,
    moment_rate,
    population_generator,
    scaled_rates,
    stationary_populations,
)
from cotherm.numeric.bath_spin_spectrum import (
    bath_gap,
    extrapolate,
    macroscopic_relaxation,
    relaxation_eigenvalues,
    superoperator_spectrum,
    tridiagonal_eigenvalues,
)
from cotherm.numeric.certify import certified
from cotherm.numeric.errors import InputError
from cotherm.numeric.fields import Ball, Float64, Rational
from cotherm.numeric.matrices import Matrix
from cotherm.numeric.spins import levels
from cotherm.numeric.steady_state import steady_state

FLOAT, BALL, EXACT = Float64(), Ball(200), Rational()
factor = st.fractions(min_value=Fraction(1, 20), max_value=Fraction(19, 20), max_denominator=20)
number = st.integers(1, 12)


def macroscopic_spectrum(x: float, count: int, size: int = 60) -> list[float]:
    """Slowest eigenvalues of the macroscopic population generator, discretised here.

    Its adjoint L f = ((2/x) ((1 - z^2) f')' - (1 - z^2) f')/2 is symmetric under the weight
    e^(-x z/2): <g, L f> = -(1/x) int e^(-x z/2) (1 - z^2) g' f' dz. Legendre polynomials as trial
    functions, Gauss-Legendre quadrature.
    """
    nodes, weights = np.polynomial.legendre.leggauss(400)
    weight = weights * np.exp(-x * (nodes + 1) / 2)
    basis = [np.polynomial.legendre.Legendre.basis(k) for k in range(size)]
    f = np.array([b(nodes) for b in basis])
    g = np.array([b.deriv()(nodes) for b in basis])
    mass = (f * weight) @ f.T
    stiffness = (g * (weight * (1 - nodes**2))) @ g.T / x
    chol = np.linalg.cholesky(mass)
    inverse = np.linalg.inv(chol)
    values = np.linalg.eigvalsh(inverse @ stiffness @ inverse.T)
    return [-float(value) for value in values[1 : count + 1]]


# ------------------------------------------------------------------------------ laws


@given(number, factor)
def test_probability_is_conserved_and_balance_detailed(N, q):
    rates = scaled_rates(EXACT, N, q=q)
    assert rates.down - rates.up == EXACT.number(Fraction(1, N))
    assert rates.up == rates.down * EXACT.number(q)
    W = population_generator(EXACT, N, rates)
    assert all(value == 0 for value in W.T.apply([EXACT.one] * (N + 1)))
    for k in range(N):
        assert W[k + 1, k] == EXACT.number(q) * W[k, k + 1]


@given(number, factor)
def test_stationary_state_is_the_gibbs_state_and_unique(N, q):
    W = population_generator(EXACT, N, scaled_rates(EXACT, N, q=q))
    p = bath_populations(EXACT, N, q=q)
    assert all(value == 0 for value in W.apply(p))
    norm = sum(q**k for k in range(N + 1))
    assert [Fraction(int(v.p), int(v.q)) for v in p] == [q**k / norm for k in range(N + 1)]
    solved = steady_state(W, EXACT)
    assert solved.nullity == 1
    assert solved.vector == p


@given(number, factor)
def test_spin_length(N, q):
    """2 <m_x^2> + <m_z^2> = S(S + 1)/S^2."""
    total = 2 * bath_transverse_moment(EXACT, N, q=q) + bath_moment(EXACT, N, 2, q=q)
    assert total == EXACT.number(Fraction(N + 2, N))


@given(number, factor, st.integers(0, 6), st.data())
def test_moment_rates_follow_the_operator_identity(N, q, power, data):
    """The polynomial in S_z and S, found for other spins, holds for every N and state."""
    weights = data.draw(st.lists(factor, min_size=N + 1, max_size=N + 1))
    rates = scaled_rates(EXACT, N, q=q)
    S = Fraction(N, 2)
    moments = [
        sum(w * m**i for w, m in zip(weights, levels(S), strict=True)) for i in range(power + 2)
    ]
    expected = EXACT.zero
    for (i, exponent), (down, up) in moment_polynomial(power).items():
        coefficient = rates.down * EXACT.number(down) + rates.up * EXACT.number(up)
        expected += coefficient * EXACT.number(moments[i] * S**exponent)
    assert moment_rate(EXACT, N, rates, power, weights) == expected


@given(st.integers(0, 12))
def test_moment_polynomials_have_the_right_degrees(power):
    table = moment_polynomial(power)
    assert all(i + exponent <= power + 1 and exponent <= 2 for i, exponent in table)
    # spins turned over: m -> -m exchanges emission and absorption
    for (i, exponent), (down, up) in table.items():
        assert up == (-1) ** (power + i) * down, (i, exponent)


@given(number, factor)
def test_moments_stand_still_in_the_stationary_state(N, q):
    p = bath_populations(EXACT, N, q=q)
    for power in range(4):
        assert moment_rate(EXACT, N, scaled_rates(EXACT, N, q=q), power, p) == 0


# ------------------------------------------------------------------------------ spectra


@pytest.mark.parametrize("N", [1, 2, 3, 5, 7])
@pytest.mark.parametrize("x", [0.3, 2.0, 15.0])
def test_coherence_sectors_make_up_the_complete_spectrum(N, x):
    rates = scaled_rates(FLOAT, N, x)
    sectors = []
    for order in range(N + 1):
        block = coherence_generator(FLOAT, N, rates, order)
        found = tridiagonal_eigenvalues(FLOAT, block, 0, block.shape[0] - 1)
        sectors += found if order == 0 else 2 * found
    brute = superoperator_spectrum(N, rates)
    scale = max(1.0, -brute[-1])
    np.testing.assert_allclose(sorted(sectors, reverse=True), brute, atol=2e-7 * scale)


@pytest.mark.parametrize("sector", [0, 1, 3])
@pytest.mark.parametrize("x", ["0.1", 3, 40])
def test_certified_and_float_eigenvalues_agree(sector, x):
    ball = relaxation_eigenvalues(BALL, 24, x, sector=sector, count=4)
    numbers = relaxation_eigenvalues(FLOAT, 24, x, sector=sector, count=4)
    for value, reference in zip(numbers, ball, strict=True):
        assert reference.rad() < abs(reference) * 1e-45
        # float64 eigenvalues are accurate relative to the largest element, about N^2/(2x) here
        scale = 24 * (1 + 12 / float(Fraction(x)))
        assert value == pytest.approx(float(reference.mid()), abs=1e-14 * scale)
    assert all(right <= left for left, right in pairwise(numbers))


def test_certified_eigenvalues_of_a_known_matrix():
    """The path of n vertices has eigenvalues 2 cos(pi k/(n + 1))."""
    size = 12
    entries = {(i, i + 1): 1 for i in range(size - 1)} | {(i + 1, i): 1 for i in range(size - 1)}
    path = Matrix.from_entries(BALL, (size, size), entries)
    values = tridiagonal_eigenvalues(BALL, path, 0, 4)
    for k, value in enumerate(values, start=1):
        with Ball(400):
            exact = 2 * flint.arb.cos_pi(flint.arb(k) / (size + 1))
            assert value.contains(exact)
        assert value.rad() < 1e-50
        assert value.rad() > 0


@given(st.floats(0.05, 20))
def test_one_spin(x):
    """N = 1 by hand: populations relax at coth(x/2), the coherence at half of that."""
    assert bath_magnetization(FLOAT, 1, x) == pytest.approx(-tanh(x / 2), rel=1e-12)
    assert bath_gap(FLOAT, 1, x) == pytest.approx(1 / tanh(x / 2), rel=1e-12)
    assert bath_gap(FLOAT, 1, x, sector=1) == pytest.approx(0.5 / tanh(x / 2), rel=1e-12)


@pytest.mark.parametrize("N", [2, 5, 20])
def test_zero_temperature(N):
    """Only emission: the first rung empties at S(S+1) - S(S-1) = N in units of Gamma_0/N."""
    assert bath_magnetization(EXACT, N, "inf") == -1
    assert bath_magnetization(EXACT, N, q=0) == -1
    with BALL:
        assert abs(bath_gap(BALL, N, "inf") - 1) < 1e-50
        assert abs(2 * bath_gap(BALL, N, "inf", sector=1) - 1) < 1e-50


@pytest.mark.parametrize("x", [0.1, 1.0, 3.0])
def test_macroscopic_relaxation_against_a_galerkin_solution(x):
    expected = macroscopic_spectrum(x, 2)
    found = macroscopic_relaxation(BALL, x)
    for value, reference in zip(found, expected, strict=True):
        assert value.error < 1e-10 * abs(reference)
        assert float(value.value.mid()) == pytest.approx(reference, rel=1e-9)


@pytest.mark.parametrize("x", [Fraction(1, 2), 3, 10])
def test_large_spins_tend_to_the_classical_magnetisation(x):
    """-coth(x/2) + 2/x is the mean of z under the weight e^(-x z/2) on [-1, 1]."""
    nodes, weights = np.polynomial.legendre.leggauss(80)
    gibbs = weights * np.exp(-float(x) * nodes / 2)
    for power in (1, 2):
        expected = (gibbs * nodes**power).sum() / gibbs.sum()
        sizes = (20, 40, 80, 160, 320)
        values = [bath_moment(BALL, N, power, x) for N in sizes]
        limit = extrapolate(BALL, [Fraction(1, N) for N in sizes], values)
        assert float(limit.value.mid()) == pytest.approx(expected, rel=1e-8)
        assert abs(float(values[-1].mid()) - expected) > 1e-6


# ------------------------------------------------------------------------------ numbers


@given(st.integers(1, 300), st.floats(0.01, 200))
def test_float_magnetisation_agrees_with_balls(N, x):
    assert bath_magnetization(FLOAT, N, x) == pytest.approx(
        float(bath_magnetization(BALL, N, x).mid()), rel=1e-9, abs=1e-13
    )


def test_digits_can_be_certified():
    gap = certified(lambda field: bath_gap(field, 30, "7/3", sector=1), 40)
    assert gap.rad() < 1e-40


def test_hand_made_values():
    # weights 1, 1/2, 1/4, 1/8, 1/16 at m = -2 ... 2: (-2 - 1/2 + 1/8 + 1/8)/(31/16)/2
    assert bath_magnetization(EXACT, 4, q="1/2") == EXACT.number(Fraction(-18, 31))
    # d<S_z>/dt = -down (S^2 + S - m^2 + m) + up (S^2 + S - m^2 - m)
    assert moment_polynomial(1) == {
        (0, 1): (-1, 1),
        (0, 2): (-1, 1),
        (1, 0): (-1, -1),
        (2, 0): (1, -1),
    }
    # two levels, one at rest: the whole weight moves at the emission rate (S=1/2: factor 1)
    assert moment_rate(EXACT, 1, BathRates(EXACT.number(3), EXACT.number(2)), 1, [0, 1]) == -3


@pytest.mark.parametrize(
    ("call", "word"),
    [
        (lambda: scaled_rates(FLOAT, 3, 0), "`x`"),
        (lambda: scaled_rates(FLOAT, 3, -1), "`x`"),
        (lambda: scaled_rates(FLOAT, 3), "`x`"),
        (lambda: scaled_rates(FLOAT, 3, 1, q="1/2"), "`x`"),
        (lambda: scaled_rates(FLOAT, 3, q=1), "`q`"),
        (lambda: scaled_rates(FLOAT, 0, 1), "`N`"),
        (lambda: bath_gap(FLOAT, 3, 1, sector=4), "`order`"),
        (lambda: bath_gap(EXACT, 3, q="1/2"), "`field`"),
        (lambda: relaxation_eigenvalues(FLOAT, 1, 1, count=0), "`first`"),
        (lambda: moment_polynomial(-1), "`power`"),
        (lambda: macroscopic_relaxation(FLOAT, 1, count=3, sizes=(2, 3)), "`sizes`"),
        (lambda: extrapolate(FLOAT, [1], [1.0]), "`nodes`"),
    ],
    ids=count(),
)
def test_bad_arguments_are_named(call, word):
    with pytest.raises(InputError, match=word):
        call()


def test_stationary_populations_of_any_birth_death_generator():
    W = Matrix.from_rows(EXACT, [[-1, 2, 0], [1, -5, 4], [0, 3, -4]])
    p = stationary_populations(EXACT, W)
    assert all(value == 0 for value in W.apply(p))
