"""The complete Lindblad equation of N spins against the rate equation of one sector."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest

from cotherm.numeric.errors import InputError
from cotherm.numeric.fields import Ball, Float64, Rational
from cotherm.numeric.matrices import Matrix
from cotherm.numeric.refrigerator import (
    refrigerator_current,
    refrigerator_model,
    refrigerator_populations,
    refrigerator_rates,
)
from cotherm.numeric.refrigerator_lindblad import (
    apply_generator,
    bath_jumps,
    coherence_rates,
    eigenprojectors,
    largest_element,
    product_steady_state,
    sector_reduction_defect,
    sector_vectors,
    system_operators,
)
from cotherm.numeric.refrigerator_rates import generator

FLOAT, BALL, EXACT = Float64(), Ball(128), Rational()
GENERIC = {
    "delta_c": "1/3",
    "delta_h": "2/5",
    "delta_w": "1/7",
    "q_c": "1/5",
    "q_h": "2/5",
    "q_w": "9/10",
    "gamma_c": "3/4",
    "gamma_h": "5/4",
}
ZERO_RATES = {"c": "3/7", "h": "11/5", "w": "1/9"}


@pytest.mark.parametrize(
    ("N", "parity"), [(2, 1), (3, 1), (3, -1), (4, 1), (4, -1), (5, 1), (5, -1)]
)
@pytest.mark.parametrize("z", [None, {"c": "5/3"}, {"c": "5/3", "h": "1/2", "w": "7/5"}])
def test_sector_is_invariant_and_obeys_the_rate_equation(N, parity, z):
    model = refrigerator_model(N, parity=parity, **GENERIC)
    assert sector_reduction_defect(EXACT, model, z=z, zero_rates=ZERO_RATES) == 0


def test_the_comparison_notices_a_wrong_rate():
    """The same comparison by hand, with the rates of a slightly different model."""
    model = refrigerator_model(3, **GENERIC)
    other = refrigerator_model(3, **{**GENERIC, "delta_c": "1/4"})
    jumps = bath_jumps(EXACT, model, ZERO_RATES)
    ground, excited = (
        Matrix.from_rows(EXACT, [[x * y for y in v] for x in v]) * (EXACT.one / EXACT.dot(v, v))
        for v in sector_vectors(EXACT, model)
    )
    image = apply_generator(EXACT, jumps, ground)
    for trial, same in ((model, True), (other, False)):
        R = generator(refrigerator_rates(EXACT, trial))
        rest = image - ground * R[0, 0] - excited * R[1, 0]
        assert (largest_element(EXACT, rest) == 0) is same


def test_balls_and_floats_see_the_same():
    model = refrigerator_model(
        5, beta_c=2, beta_h=1, beta_w="1e-3", delta_c="0.1", delta_h="0.1", delta_w="1e-3"
    )
    # elements of the order of the work rates, here up to about 10^3
    assert sector_reduction_defect(FLOAT, model) < 1e-11
    assert sector_reduction_defect(BALL, model) < 1e-30


@pytest.mark.parametrize("N", [3, 4])
def test_trace_is_preserved_on_any_operator(N):
    rng = np.random.default_rng(3)
    rows = rng.integers(-5, 6, size=(2**N, 2**N)).tolist()
    jumps = bath_jumps(EXACT, refrigerator_model(N, **GENERIC), ZERO_RATES)
    image = apply_generator(EXACT, jumps, Matrix.from_rows(EXACT, rows))
    assert image.trace() == 0
    assert not image.is_zero()


def test_jump_operators_add_up_and_connect_the_right_energies():
    operators = system_operators(EXACT, 3)
    jumps = bath_jumps(EXACT, refrigerator_model(3, **GENERIC), ZERO_RATES)
    for name in "chw":
        total = Matrix.zero(EXACT, (8, 8))
        for item in jumps:
            if item.reservoir == name:
                A = item.jump.operator
                total = total + A
                commutator = operators["S"] @ A - A @ operators["S"]
                assert (commutator + A * item.omega).is_zero()
        assert (total - operators[name]).is_zero()
    projectors = eigenprojectors(EXACT, operators["S"])
    assert {energy: p.trace() for energy, p in projectors.items()} == {
        Fraction(1, 4): 6,
        Fraction(9, 4): 2,
    }


def test_coherences_of_the_sector_decay_and_feed_nothing():
    rates, rest = coherence_rates(EXACT, refrigerator_model(5, **GENERIC), ZERO_RATES)
    assert rest == 0
    assert len(rates) == 6
    assert all(rate < 0 for rate in rates.values())
    for (a, b), rate in rates.items():
        assert rates[b, a] == rate


def test_complete_superoperator_reaches_the_state_of_the_sector():
    model = refrigerator_model(3, **GENERIC)
    state = product_steady_state(EXACT, model, ZERO_RATES)
    assert state.nullity > 1
    assert state.populations == refrigerator_populations(EXACT, model)
    assert sum(state.populations) == 1
    assert state.currents == {name: refrigerator_current(EXACT, model, name) for name in "chw"}


@pytest.mark.slow
def test_complete_superoperator_for_five_spins():
    model = refrigerator_model(
        5, beta_c=2, beta_h=1, beta_w="0.1", delta_c="0.1", delta_h="0.1", delta_w="1e-2"
    )
    state = product_steady_state(FLOAT, model)
    for name in "chw":
        assert state.currents[name] == pytest.approx(
            refrigerator_current(FLOAT, model, name), rel=1e-9
        )


def test_three_spin_ground_state():
    """|v_1/2> of three spins is the equal superposition of the six strings that are not uniform."""
    vector = sector_vectors(EXACT, refrigerator_model(3, **GENERIC))[0]
    assert vector == [0, 1, 1, 1, 1, 1, 1, 0]


def test_bad_arguments_are_named():
    with pytest.raises(InputError, match="`model`"):
        sector_vectors(EXACT, refrigerator_model(5, j="3/2", **GENERIC))
    with pytest.raises(InputError, match="`hamiltonian`"):
        eigenprojectors(EXACT, system_operators(EXACT, 2)["c"])
