"""Counting statistics: known processes, and derivatives of the tilted eigenvalue."""

from __future__ import annotations

import numpy as np
import pytest

from cotherm.numeric.counting import counted_jumps, counted_parts, counted_rates, cumulants
from cotherm.numeric.errors import AmbiguousSteadyStateError, InputError
from cotherm.numeric.fields import Ball, Float64, Rational
from cotherm.numeric.generators import Jump, liouvillian, rate_matrix
from cotherm.numeric.matrices import Matrix
from cotherm.numeric.null_structure import NullStructure
from cotherm.numeric.spins import spin_operators

RATES = {(1, 0): "1/3", (0, 1): 2, (2, 1): "5/4", (1, 2): "1/7", (0, 2): 3, (2, 0): "1/2"}
STEPS = {(1, 0): 1, (0, 1): -1, (2, 1): "1/2", (0, 2): 3}


def tilted_cumulants(tilted, h=0.02):
    """Differentiate the dominant eigenvalue by central differences of sixth order."""
    values = [max(np.linalg.eigvals(tilted(k * h)).real) for k in range(-3, 4)]
    first = np.dot(values, np.array([-1, 9, -45, 0, 45, -9, 1]) / 60) / h
    second = np.dot(values, np.array([2, -27, 270, -490, 270, -27, 2]) / 180) / h**2
    third = np.dot(values, np.array([1, -8, 13, 0, -13, 8, -1]) / 8) / h**3
    return first, second, third


@pytest.mark.parametrize("field", [Float64(), Ball(160), Rational()], ids=repr)
def test_cumulants_are_derivatives_of_the_tilted_eigenvalue(field):
    W = rate_matrix(field, 3, RATES)
    result = cumulants(NullStructure(W), counted_rates(W, STEPS))
    dense = rate_matrix(Float64(), 3, RATES).to_numpy()
    steps = np.zeros((3, 3))
    for position, step in STEPS.items():
        steps[position] = Float64().number(step)
    expected = tilted_cumulants(lambda u: dense * np.exp(u * steps))
    for ours, theirs, tolerance in zip(result, expected, (1e-8, 1e-8, 1e-4), strict=True):
        assert float(ours) == pytest.approx(theirs, rel=tolerance)
        assert abs(theirs) > 0.1


def test_three_arithmetics_agree():
    fields = [Rational(), Ball(160), Float64()]
    exact, ball, near = (
        cumulants(NullStructure(W), counted_rates(W, STEPS))
        for W in (rate_matrix(field, 3, RATES) for field in fields)
    )
    for q, b, f in zip(exact, ball, near, strict=True):
        with Ball(2000):  # fractions are rounded to the current precision before comparing
            assert b.contains(q)
        assert Ball(160).radius(b) < 1e-40
        assert f == pytest.approx(float(q), rel=1e-13)


def test_a_two_state_process_has_the_known_mean_and_fano_factor():
    # Single-electron transistor with rates a and b: I = ab/(a+b), F = (a^2+b^2)/(a+b)^2
    # (Bagrets and Nazarov 2003); third cumulant I (a^4 - 2 a^3 b + 6 a^2 b^2 - ...)/(a+b)^4.
    field = Rational()
    a, b = field.number("3/4"), field.number("5/3")
    W = rate_matrix(field, 2, {(1, 0): a, (0, 1): b})
    result = cumulants(NullStructure(W), counted_rates(W, {(1, 0): 1}))
    current = a * b / (a + b)
    assert result.mean == current
    assert result.noise == current * (a**2 + b**2) / (a + b) ** 2
    skew = (a**4 - 2 * a**3 * b + 6 * a**2 * b**2 - 2 * a * b**3 + b**4) / (a + b) ** 4
    assert result.third == current * skew


def test_equilibrium_current_has_no_odd_cumulants():
    field = Rational()
    # Two reservoirs with the same ratio of rates drive one transition; count one of them.
    W = rate_matrix(field, 2, {(1, 0): "2/3", (0, 1): 2})
    up = Matrix.from_entries(field, (2, 2), {(1, 0): "1/2"})
    down = Matrix.from_entries(field, (2, 2), {(0, 1): "3/2"})
    result = cumulants(NullStructure(W), counted_parts((2, 2), [(up, 1), (down, -1)]))
    assert result.mean == 0
    assert result.third == 0
    assert result.noise > 0


@pytest.mark.parametrize("field", [Float64(), Rational()], ids=repr)
def test_a_driven_qubit_counts_photons_like_its_tilted_liouvillian(field):
    spin = spin_operators(field, "1/2")
    W, g = field.number("9/10"), field.number("4/3")
    H = spin.Jz * field.number("2/7") + (spin.Jplus + spin.Jminus) * (W / 2)
    decay = Jump(spin.Jminus, spin.Jplus, g)
    generator = liouvillian(H, [decay])
    counted = counted_jumps([(decay, 1)], generator)
    structure = NullStructure(generator.matrix)
    result = cumulants(structure, counted, generator.trace, multiplicity=2)
    dense, jump = generator.matrix.to_numpy(), counted.first.to_numpy()
    expected = tilted_cumulants(lambda u: dense + (np.exp(u) - 1) * jump)
    for ours, theirs, tolerance in zip(result, expected, (1e-8, 1e-8, 1e-3), strict=True):
        assert float(ours) == pytest.approx(theirs, rel=tolerance)
    assert float(result.noise) < float(result.mean)  # antibunching


def test_several_stationary_states_are_refused():
    field = Rational()
    W = rate_matrix(field, 4, {(1, 0): 1, (0, 1): 1, (3, 2): 1, (2, 3): 1})
    with pytest.raises(AmbiguousSteadyStateError):
        cumulants(NullStructure(W), counted_rates(W, {(1, 0): 1}))
    with pytest.raises(InputError, match="at least one pair"):
        counted_parts((2, 2), [])
