"""Local states against partial traces in the product space, and their laws."""

from __future__ import annotations

import math
from fractions import Fraction
from math import comb

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cotherm.symbolic.errors import InputError, SymbolicError
from cotherm.symbolic.forms import coupled_spins, sectors
from cotherm.symbolic.forms.local_state import (
    apparent_inverse_temperature,
    local_inverse_temperature,
    local_population,
)
from cotherm.symbolic.forms.spin_ensemble import steady_energy

numbers = st.integers(1, 6)
spins = st.integers(1, 4).map(lambda k: Fraction(k, 2))
temperatures = st.floats(-6, 6)
starts = st.one_of(temperatures, st.just("inf"))


def levels(s: Fraction) -> list[Fraction]:
    return [-s + k for k in range(int(2 * s) + 1)]


def spin_operators(s: float) -> tuple[np.ndarray, np.ndarray]:
    m = np.arange(-s, s + 1)
    raising = np.diag(np.sqrt((s - m[:-1]) * (s + m[:-1] + 1)), -1)
    return raising, np.diag(m)


def embedded(operator: np.ndarray, place: int, n: int) -> np.ndarray:
    result = np.eye(1)
    for k in range(n):
        result = np.kron(result, operator if k == place else np.eye(len(operator)))
    return result


@pytest.mark.parametrize(("n", "s"), [(2, 1.0), (3, 1.0), (3, 1.5), (4, 0.5), (2, 2.0)])
def test_chances_against_projectors(n: int, s: float) -> None:
    raising, level = spin_operators(s)
    up = sum(embedded(raising, k, n) for k in range(n))
    z = sum(embedded(level, k, n) for k in range(n))
    square = up @ up.T + z @ z - z
    values, vectors = np.linalg.eigh(square + 1e-3 * z)
    first = np.diag(embedded(level, 0, n))
    for J in sectors.total_spins(n, Fraction(s)):
        rows = coupled_spins.chances(n, Fraction(s), J)
        for j in range(int(2 * J) + 1):
            at = np.flatnonzero(abs(values - float(J * (J + 1)) - 1e-3 * (j - float(J))) < 1e-6)
            assert len(at) == sectors.multiplicity_of(n, s, J)
            for i in range(int(2 * s) + 1):
                here = np.abs(first - (i - s)) < 1e-9
                mean = sum((vectors[here, a] ** 2).sum() for a in at) / len(at)
                assert float(coupled_spins.rounded(rows[i])[j]) == pytest.approx(mean, abs=1e-11)


@pytest.mark.parametrize(("n", "s"), [(1, Fraction(3, 2)), (3, Fraction(1)), (5, Fraction(5, 2))])
def test_dicke_states_are_hypergeometric(n: int, s: Fraction) -> None:
    rows = coupled_spins.chances(n, s, n * s)
    for i in range(int(2 * s) + 1):
        for j in range(int(2 * n * s) + 1):
            rest = comb(int(2 * (n - 1) * s), j - i) if j >= i else 0
            expected = Fraction(comb(int(2 * s), i) * rest, comb(int(2 * n * s), j))
            assert Fraction(str(rows[i][j])) == expected


@given(numbers, spins, temperatures, starts)
def test_populations_are_a_distribution_with_the_right_energy(
    n: int, s: Fraction, b: float, b0: float | str
) -> None:
    p = [local_population(n, s, m, b, b0) for m in levels(s)]
    assert min(p) >= 0 and math.fsum(p) == pytest.approx(1, rel=1e-14)
    energy = math.fsum(float(s + m) * x for m, x in zip(levels(s), p, strict=True))
    assert n * energy == pytest.approx(steady_energy(n, s, b, b0), rel=1e-13, abs=1e-300)
    mirrored = [local_population(n, s, -m, -b, b0) for m in levels(s)]
    assert p == pytest.approx(mirrored, rel=1e-14)


@given(numbers, spins, temperatures)
def test_thermal_at_the_initial_temperature(n: int, s: Fraction, b: float) -> None:
    for m in levels(s):
        expected = math.exp(-float(m) * b) / math.fsum(math.exp(-float(k) * b) for k in levels(s))
        assert local_population(n, s, m, b, b) == pytest.approx(expected, rel=1e-13)
    assert apparent_inverse_temperature(n, s, b, b, True) == pytest.approx(b, rel=1e-12, abs=1e-300)


@given(st.integers(2, 6), st.integers(2, 5).map(lambda k: Fraction(k, 2)), st.floats(0.1, 9))
def test_one_large_spin_is_not_thermal(n: int, s: Fraction, b: float) -> None:
    p = [local_population(n, s, m, b) for m in levels(s)[:3]]
    # A thermal state has equality; in the cold the ratio is n(2s - 1)/(2ns - 1).
    assert p[0] * p[2] < p[1] ** 2
    far = [local_population(n, s, m, 40.0) for m in levels(s)[:3]]
    ratio = far[0] * far[2] / far[1] ** 2
    assert ratio == pytest.approx(float(n * (2 * s - 1) / (2 * n * s - 1)), rel=1e-12)


@given(numbers, temperatures, starts)
def test_one_spin_one_half(n: int, b: float, b0: float | str) -> None:
    local = local_inverse_temperature(n, b, b0)
    down, up = (local_population(n, 0.5, m, b, b0) for m in ("-1/2", "1/2"))
    assert local == pytest.approx(math.log(down / up), rel=1e-9, abs=1e-13)
    assert apparent_inverse_temperature(n, 0.5, b, b0, True) == local
    assert local_inverse_temperature(n, -b, b0) == -local


@given(st.integers(2, 6), spins, st.floats(1e-6, 20))
def test_without_coherences_the_spins_look_colder(n: int, s: Fraction, b: float) -> None:
    assert apparent_inverse_temperature(n, s, b) == b
    dark = apparent_inverse_temperature(n, s, b, dephased=True)
    assert b < dark < b + math.log(n) + 1e-9 * b
    assert apparent_inverse_temperature(n, s, -b, dephased=True) == -dark


@pytest.mark.parametrize(("n", "s"), [(2, 0.5), (5, 1), (4, 2.5)])
def test_limits_of_the_dephased_temperature(n: int, s: float) -> None:
    small = apparent_inverse_temperature(n, s, 1e-7, dephased=True) / 1e-7
    assert small == pytest.approx((n * s + 1) / (s + 1), rel=1e-10)
    far = apparent_inverse_temperature(n, s, 700.0, dephased=True)
    assert far == pytest.approx(700 + math.log(n), rel=1e-14)
    assert apparent_inverse_temperature(n, s, "inf", dephased=True) == math.inf
    assert apparent_inverse_temperature(n, s, "inf", "0.4", True) < math.inf
    assert apparent_inverse_temperature(n, s, 0, dephased=True) == 0


def test_extreme_temperatures() -> None:
    assert [local_population(3, 1, m, "inf") for m in (-1, 0, 1)] == [1, 0, 0]
    assert local_inverse_temperature(7, 1e5) == pytest.approx(1e5 + math.log(7), rel=1e-15)
    assert local_inverse_temperature(7, [-np.inf, np.inf], 2.0)[1] < np.inf
    assert local_inverse_temperature(1, "-inf", 2.0) == -math.inf
    assert local_inverse_temperature.ball(80, 7, "inf").mid() == math.inf
    big = local_inverse_temperature(1000, 0.3, 0.7)
    assert big == pytest.approx(float(local_inverse_temperature.ball(200, 1000, 0.3, 0.7).mid()))


def test_arrays_broadcast() -> None:
    b = np.array([[-1.0], [0.0], [2.0]])
    table = local_population(3, 1, np.array([-1, 0, 1]), b, 0.3)
    assert table.sum(axis=1) == pytest.approx(1)
    assert table[2, 0] == local_population(3, 1, -1, 2.0, 0.3)


def test_bad_input() -> None:
    with pytest.raises(InputError, match="a level of a spin 1, from -1 to 1 in steps of 1"):
        local_population(3, 1, "1/2", 0.2)
    with pytest.raises(InputError, match="a level of a spin 3/2"):
        local_population(3, 1.5, 2.5, 0.2)
    with pytest.raises(InputError, match="must be a half-integer"):
        local_population(3, 1, "1/3", 0.2)
    with pytest.raises(InputError, match="`dephased` must be True or False"):
        apparent_inverse_temperature(3, 1, 0.2, dephased="yes")
    with pytest.raises(SymbolicError, match="given n and s"):
        local_population.sympy(s=1, m=0, b0="inf")
