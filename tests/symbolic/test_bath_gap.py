"""The gap of one collective spin in its bath, from its characteristic equations."""

from __future__ import annotations

import math
from fractions import Fraction

import mpmath
import numpy as np
import pytest

from cotherm.symbolic.errors import InputError, SymbolicError
from cotherm.symbolic.forms.bath_gap import bath_gap


@pytest.mark.parametrize("x", ["1/100", 1, 7, 40])
def test_one_spin_decays_with_its_own_rates(x):
    """1/T_1 = coth(x/2) and 1/T_2 half of it, in units of Gamma_0."""
    with mpmath.workdps(40):
        ratio = Fraction(x)
        expected = mpmath.coth(mpmath.mpf(ratio.numerator) / (2 * ratio.denominator))
        for sector, share in ((0, 1), (1, mpmath.mpf("0.5"))):
            value = bath_gap.mpmath(30, N=1, betaE=x, sector=sector)
            assert abs(value - share * expected) < mpmath.mpf(10) ** -28 * expected


@pytest.mark.parametrize("sector", [0, 1])
def test_two_spins_by_their_matrix(sector):
    """Populations and coherences of the triplet, written out by hand."""
    x = 1.7
    d = 1 / (1 - math.exp(-x / 2)) / 2
    u = d * math.exp(-x / 2)
    if sector == 0:
        matrix = np.array([[-2 * u, 2 * d, 0], [2 * u, -2 * u - 2 * d, 2 * d], [0, 2 * u, -2 * d]])
        expected = sorted(-np.linalg.eigvals(matrix).real)[1]
    else:
        matrix = np.array([[-d - 2 * u, 2 * d], [2 * u, -2 * d - u]])
        expected = min(-np.linalg.eigvals(matrix).real)
    assert bath_gap(2, x, sector) == pytest.approx(expected, rel=1e-13)


@pytest.mark.parametrize("sector", [0, 1])
@pytest.mark.parametrize("x", ["7/10", 4, 25])
def test_large_ensembles_tend_to_the_limit(sector, x):
    """With a remainder of order 1/N: doubling N halves the distance."""
    limit = bath_gap(math.inf, x, sector)
    near, nearer = (bath_gap(N, x, sector) - limit for N in (200, 400))
    assert near / nearer == pytest.approx(2, rel=0.02)


@pytest.mark.parametrize(("sector", "leading"), [(0, 2), (1, 1)])
def test_hot_limit_is_free_diffusion_on_the_sphere(sector, leading):
    """(l(l+1) - k^2)/x for l = 1, with a correction of order x."""
    for x in (1e-2, 1e-4):
        assert bath_gap(math.inf, x, sector) * x == pytest.approx(leading, rel=x)


def test_cold_ensembles_keep_nearly_equal_decays_apart():
    """Near zero temperature both poles have a decay close to Gamma_0; value of the numeric book."""
    with mpmath.workdps(30):
        value = bath_gap.mpmath(28, N=12, betaE=300)
        assert abs(value - mpmath.mpf("0.999999999997222411226957305552")) < mpmath.mpf(10) ** -27


def test_slowest_gap_of_the_limit():
    """The smallest gap over all temperatures is 0.375 Gamma_0, near x = 5.75."""
    values = bath_gap(math.inf, np.array([4.5, 5.75, 7.5]), 1)
    assert values[1] == min(values)
    assert values[1] == pytest.approx(0.374836, abs=1e-6)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ((math.inf, 61), "`betaE` must be at most 60 for N = inf, but is 61"),
        ((3, 0), "`betaE` must be a positive finite number, but is 0"),
        ((3, -1), "`betaE` must be a positive finite number, but is -1"),
        ((0, 1), "`N` must be a positive integer or inf, but is 0"),
        ((3, 1, 2), "`sector` must be 0 or 1, but is 2"),
    ],
)
def test_bad_input(arguments, message):
    with pytest.raises(InputError, match=message):
        bath_gap(*arguments)


def test_no_expression_is_invented():
    with pytest.raises(SymbolicError, match="root of high degree"):
        bath_gap.sympy(N=2, betaE=1)
