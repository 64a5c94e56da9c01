"""Fisher informations of stationary states: inequalities, data processing, hand calculations."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cotherm.numeric import thermometry as tm
from cotherm.numeric.certify import certified, certified_digits
from cotherm.numeric.coherence import pure_state
from cotherm.numeric.collective_bath import energy_response, heat_capacity
from cotherm.numeric.errors import InputError, NullSpaceError
from cotherm.numeric.fields import Ball, Float64, Rational
from cotherm.numeric.matrices import Matrix
from cotherm.numeric.temperature import InverseTemperature

R, F = Rational(), Float64()
ENSEMBLES = [(1, "1/2"), (2, "1/2"), (3, "1/2"), (4, "1/2"), (2, "1"), (2, "3/2")]
factors = st.fractions(Fraction(1, 9), 9, max_denominator=9)


def at(q):
    return InverseTemperature(q=q)


# ------------------------------------------------------------------ laws


@given(q=factors, q0=factors)
@settings(max_examples=20)
def test_no_measurement_beats_the_quantum_fisher_information(q, q0):
    optimal, energy, joint = (
        tm.fisher_information_of_b(R, 3, "1/2", at(q), at(q0), kind)
        for kind in ("optimal", "energy", "total_spin")
    )
    assert optimal >= joint >= energy >= 0


@given(q=factors, seed=st.integers(0, 10**6))
@settings(max_examples=20)
def test_no_random_projective_measurement_does_either(q, seed):
    family = tm.stationary_family(F, 2, "1/2", at(q), "collective", "0.4")
    vectors = np.linalg.qr(np.random.default_rng(seed).standard_normal((4, 4)))[0]
    effects = [
        Matrix.from_rows(F, [[float(x) for x in row] for row in np.outer(v, v)]) for v in vectors.T
    ]
    assert tm.measurement_information(family, effects) <= (
        tm.quantum_fisher_information(2, "1/2", family) * (1 + 1e-9)
    )


@pytest.mark.parametrize(("n", "s"), ENSEMBLES)
@pytest.mark.parametrize("q0", ["3/7", "5/2", None])
def test_the_information_is_the_heat_capacity(n, s, q0):
    # `heatcap` (14), exactly, from the symmetric logarithmic derivative of the state itself.
    start = "inf" if q0 is None else at(q0)
    for coupling in ("collective", "independent"):
        slope = energy_response(R, n, s, at("2/5"), coupling, start)
        arguments = (R, n, s, at("2/5"), start)
        assert tm.fisher_information_of_b(*arguments, "optimal", coupling) == slope
    assert tm.fisher_information_of_b(*arguments, "total_spin") == energy_response(
        R, n, s, at("2/5"), "collective", start
    )


def test_energy_measurements_suffice_in_one_sector_only():
    arguments = (R, 3, "1/2", at("2/5"))
    symmetric = [
        tm.fisher_information_of_b(*arguments, "inf", kind) for kind in ("optimal", "energy")
    ]
    assert symmetric[0] == symmetric[1]
    mixed = [
        tm.fisher_information_of_b(*arguments, at("3/5"), kind) for kind in ("optimal", "energy")
    ]
    assert mixed[0] > mixed[1] > 0
    thermal = [
        tm.fisher_information_of_b(*arguments, at("2/5"), kind, "independent")
        for kind in ("optimal", "energy")
    ]
    assert thermal[0] == thermal[1]


def test_the_logarithmic_derivative_solves_its_equation():
    family = tm.stationary_family(R, 3, "1/2", at("3/8"), "collective", at("5/4"))
    L = tm.symmetric_logarithmic_derivative(family.rho, family.slope)
    residual = L @ family.rho + family.rho @ L - family.slope * 2
    assert residual.is_zero()
    assert family.slope.trace() == 0
    # <L> = 0
    assert (L @ family.rho).trace() == 0


def test_of_a_thermal_state_it_is_the_energy():
    # L = -(Jz - <Jz>) about b, `heatcap` below (A.4)
    family = tm.stationary_family(R, 2, 1, at("3/8"), "independent", at("3/8"))
    L = tm.symmetric_logarithmic_derivative(family.rho, family.slope)
    assert all(i == j for i, j in L.entries)
    values = L.diagonal_values()
    assert values[0] - values[1] == 1
    assert values[0] - values[-1] == 4


@pytest.mark.parametrize("q", ["2/5", "7/3"])
def test_the_derivative_of_the_state_is_its_difference_quotient(q):
    field, h = Ball(500), Fraction(1, 10**40)
    base = Fraction(q)
    family = tm.stationary_family(field, 2, 1, at(base), "collective", at("3/5"))
    ahead = tm.stationary_family(field, 2, 1, at(base + h), "collective", at("3/5")).rho
    behind = tm.stationary_family(field, 2, 1, at(base - h), "collective", at("3/5")).rho
    for position, value in family.slope.entries.items():
        with field:
            quotient = -(ahead[position] - behind[position]) * field.number(base / (2 * h))
            assert abs(float(quotient - value)) < 1e-60


# ------------------------------------------------------------------ support


def test_support_of_the_symmetric_subspace():
    field = R
    ground = Matrix.from_entries(field, (8, 8), {(0, 0): 1})
    support = tm.reachable_support(3, "1/2", "collective", ground)
    assert support.shape == (8, 4)
    assert tm.reachable_support(3, "1/2", "independent", ground) is None
    one = pure_state(field, [0, 0, 1, 0, 0, 0, 0, 0])
    # One excited spin: J = 3/2, and one copy of J = 1/2.
    assert tm.reachable_support(3, "1/2", "collective", one).shape == (8, 6)


def test_a_state_of_incomplete_rank():
    # |10> is half triplet, half singlet; the singlet says nothing about the bath.
    populations = [0, 1, 0, 0]
    half = tm.fisher_information_of_b(R, 2, "1/2", at("2/5"), populations)
    whole = tm.fisher_information_of_b(R, 2, "1/2", at("2/5"), "inf")
    assert half == whole / 2
    assert tm.fisher_information_of_b(F, 2, "1/2", at("2/5"), populations) == pytest.approx(
        float(half), rel=1e-13
    )
    ball = tm.fisher_information_of_b(Ball(150), 2, "1/2", at("2/5"), populations)
    with Ball(2000):
        assert ball.contains(half)


def test_a_singular_state_without_support_is_refused():
    rho = Matrix.from_rows(R, [[1, 0], [0, 0]])
    with pytest.raises(NullSpaceError, match="full rank"):
        tm.symmetric_logarithmic_derivative(rho, rho)


# ------------------------------------------------------------------ arithmetics and numbers


@pytest.mark.parametrize(("n", "s"), [(3, "1/2"), (2, 1)])
@pytest.mark.parametrize("start", ["inf", "-inf", "0.7"])
@pytest.mark.parametrize("kind", ["optimal", "energy"])
def test_three_arithmetics_agree(n, s, start, kind):
    for q in ("3/7", "9/4"):
        ball = tm.fisher_information_of_b(Ball(200), n, s, at(q), start, kind)
        assert certified_digits(ball) > 40
        near = tm.fisher_information_of_b(F, n, s, at(q), start, kind)
        assert near == pytest.approx(float(ball), rel=1e-11)
        if start != "0.7":
            exact = tm.fisher_information_of_b(R, n, s, at(q), start, kind)
            with Ball(2000):
                assert ball.contains(exact)


def test_in_units_of_the_temperature():
    value = certified(lambda f: tm.fisher_information(f, 3, "1/2", "0.7", "-0.4"), 40)
    capacity = certified(lambda f: heat_capacity(f, 3, "1/2", "0.7", "collective", "-0.4"), 40)
    assert value.overlaps(capacity)
    for b in (0, "inf", "-inf"):
        for field in (F, Ball(80), R):
            assert tm.fisher_information(field, 2, 1, b) == 0


def test_one_spin_by_hand():
    # q / (1 + q)^2 for a two-level system, and for any number of independent ones.
    q = Fraction(2, 7)
    expected = R.number(q / (1 + q) ** 2)
    assert tm.fisher_information_of_b(R, 1, "1/2", at(q)) == expected
    assert tm.fisher_information_of_b(R, 3, "1/2", at(q), "inf", "optimal", "independent") == (
        3 * expected
    )
    # Triplet at b = 0: variance 2/3 of m.
    assert tm.fisher_information_of_b(R, 2, "1/2", 0) == R.number("2/3")


def test_bad_input():
    with pytest.raises(InputError, match="Argument `measurement` must be"):
        tm.fisher_information(F, 2, "1/2", 1, measurement="best")
    with pytest.raises(InputError, match="`b` must be finite"):
        tm.fisher_information_of_b(F, 2, "1/2", "inf")
    with pytest.raises(InputError, match="Argument `coupling` must be"):
        tm.fisher_information(F, 2, "1/2", 0, coupling="loose")
