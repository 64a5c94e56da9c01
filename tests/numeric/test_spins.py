"""Spin operators: the algebra of angular momentum in both bases and in product spaces."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest

from cotherm.numeric.errors import InputError
from cotherm.numeric.fields import Ball, Float64, Rational
from cotherm.numeric.matrices import Matrix
from cotherm.numeric.spins import (
    collective_spin,
    half_integer,
    levels,
    local_spins,
    product_levels,
    spin_operators,
    to_rational_basis,
    total_spin_squared,
)

SPINS = ["1/2", "1", "3/2", "5/2"]


def commutator(a, b):
    return a @ b - b @ a


@pytest.mark.parametrize("s", ["0", *SPINS])
def test_angular_momentum_algebra_is_exact_in_the_rational_basis(s):
    spin = spin_operators(Rational(), s)
    assert (commutator(spin.Jz, spin.Jplus) - spin.Jplus).is_zero()
    assert (commutator(spin.Jz, spin.Jminus) + spin.Jminus).is_zero()
    assert (commutator(spin.Jplus, spin.Jminus) - spin.Jz * 2).is_zero()
    total = Fraction(s)
    casimir = Matrix.identity(Rational(), spin.Jz.shape[0]) * (total * (total + 1))
    assert (total_spin_squared(spin) - casimir).is_zero()


@pytest.mark.parametrize("s", SPINS)
def test_the_orthonormal_basis_is_a_diagonal_similarity(s):
    field = Float64()
    rational, normal = spin_operators(field, s), spin_operators(field, s, "orthonormal")
    assert np.array_equal(normal.Jplus.to_numpy(), normal.Jminus.to_numpy().T)
    for a, b in zip(rational, normal, strict=True):
        assert np.allclose(to_rational_basis(field, 1, s, b).to_numpy(), a.to_numpy(), rtol=1e-14)


def test_matrix_elements_of_the_orthonormal_basis():
    # Textbook values for spin 1: sqrt(2) between neighbours, ascending in m.
    assert np.allclose(
        spin_operators(Float64(), 1, "orthonormal").Jplus.to_numpy(),
        np.sqrt(2) * np.diag([1, 1], -1),
        rtol=1e-15,
    )


@pytest.mark.parametrize(("n", "s"), [(2, "1/2"), (3, "1/2"), (2, "1"), (2, "3/2")])
def test_collective_operators_satisfy_the_algebra_and_sites_commute(n, s):
    field = Rational()
    spins = local_spins(field, n, s)
    assert commutator(spins[0].Jplus, spins[1].Jminus).is_zero()
    total = collective_spin(field, n, s)
    assert (commutator(total.Jplus, total.Jminus) - total.Jz * 2).is_zero()
    assert commutator(total_spin_squared(total), total.Jplus).is_zero()
    diagonal = [sum(state) for state in product_levels(n, s)]
    assert [Fraction(str(x)) for x in total.Jz.diagonal_values()] == diagonal


def test_the_product_basis_agrees_with_kronecker_products_of_pauli_matrices():
    lower = np.array([[0.0, 1.0], [0.0, 0.0]])  # index 0 is the ground state
    one = np.eye(2)
    expected = np.kron(lower, one) + np.kron(one, lower)
    assert np.array_equal(collective_spin(Float64(), 2, "1/2").Jminus.to_numpy(), expected)


def test_rewriting_keeps_products_traces_and_diagonals():
    field = Ball(120)
    normal = collective_spin(field, 2, 1, "orthonormal")
    ladder = to_rational_basis(field, 2, 1, normal.Jplus)
    expected = collective_spin(field, 2, 1).Jplus
    assert (ladder - expected).may_be_zero()
    assert max(field.radius(x) for x in ladder.entries.values()) < 1e-30


def test_levels_ascend():
    assert levels("3/2") == [Fraction(-3, 2), Fraction(-1, 2), Fraction(1, 2), Fraction(3, 2)]


@pytest.mark.parametrize("bad", ["1/3", -1, "0.3", "x"])
def test_spins_must_be_half_integers(bad):
    with pytest.raises(InputError, match="Argument `s` must"):
        half_integer(bad)
