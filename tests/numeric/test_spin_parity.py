"""Collective states of definite parity: the parity operator, then eigenvalues, then bad input."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest
import scipy.linalg

from cotherm.numeric.errors import InputError
from cotherm.numeric.fields import Rational
from cotherm.numeric.spin_parity import (
    collective_state,
    eigenvalues_of_collective_state,
    parity_operator,
)
from cotherm.numeric.spins import collective_spin

HALF = Fraction(1, 2)


@pytest.mark.parametrize("N", [1, 2, 3, 4])
def test_parity_is_the_exponential_of_jx(N):
    spin = collective_spin(Rational(), N, HALF)
    Jx = (spin.Jplus.to_numpy() + spin.Jminus.to_numpy()) / 2
    size = 2**N
    direct = scipy.linalg.expm(1j * np.pi * (Jx - N / 2 * np.eye(size)))
    assert np.allclose(direct, parity_operator(N).to_numpy(), atol=1e-12)


@pytest.mark.parametrize(
    ("N", "j", "m", "sign"),
    [
        (3, "3/2", "1/2", 1),
        (3, "1/2", "1/2", -1),
        (4, 1, 1, 1),
        (4, 2, 1, -1),
        (5, "3/2", "3/2", 1),
    ],
)
def test_eigenvalues(N, j, m, sign):
    spin, level = Fraction(j), Fraction(m)
    values = eigenvalues_of_collective_state(N, spin, level, sign)
    assert Fraction(str(values.level2)) == level**2
    assert Fraction(str(values.spin2)) == spin * (spin + 1)
    assert values.parity == sign * (-1) ** int(Fraction(N, 2) - spin)


def test_largest_spin_is_the_symmetric_state():
    """For N = 3 and m = 1/2 all six states with one or two spins up have the same amplitude."""
    state = collective_state(3, Fraction(3, 2), HALF, 1)
    assert [int(x != 0) for x in state] == [0, 1, 1, 1, 1, 1, 1, 0]
    assert len({str(x) for x in state if x != 0}) == 1


@pytest.mark.parametrize(("j", "m"), [("3/2", "5/2"), ("1/2", "3/2")])
def test_states_that_do_not_exist(j, m):
    with pytest.raises(InputError, match="`m` must be a positive level of total spin"):
        collective_state(3, Fraction(j), Fraction(m), 1)
