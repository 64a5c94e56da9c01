"""Conserved quantities of the collective spin, in exact arithmetic."""

from __future__ import annotations

from fractions import Fraction
from math import comb

import pytest

from cotherm.numeric.collective_symmetries import (
    collective_operators,
    commutator,
    joint_dimension,
    joint_hamiltonian,
    joint_spectrum,
    parity_operator,
    symmetries_at_order,
    truncated_boson,
)
from cotherm.numeric.errors import InputError
from cotherm.numeric.fields import Rational
from cotherm.numeric.matrices import Matrix
from cotherm.numeric.refrigerator_sector import sector_levels
from cotherm.numeric.spins import local_spins

EXACT = Rational()


@pytest.mark.parametrize("N", [1, 2, 3, 4])
def test_parity_is_a_reflection_that_turns_Jz(N):
    operators = collective_operators(EXACT, N)
    parity = operators["Pi"]
    assert (parity @ parity - Matrix.identity(EXACT, 2**N)).is_zero()
    assert (parity @ operators["Jz"] + operators["Jz"] @ parity).is_zero()
    assert commutator(parity, operators["Jx"]).is_zero()
    assert commutator(parity, operators["J2"]).is_zero()


def test_parity_of_one_spin_is_sigma_x():
    assert (parity_operator(EXACT, 1) - collective_operators(EXACT, 1)["Jx"] * 2).is_zero()


@pytest.mark.parametrize("N", [2, 3, 4, 5])
def test_angular_momentum_algebra(N):
    operators = collective_operators(EXACT, N)
    Jx, iJy, Jz = (operators[name] for name in ("Jx", "iJy", "Jz"))
    assert (commutator(Jz, Jx) - iJy).is_zero()
    assert (Jx @ Jx - iJy @ iJy + Jz @ Jz - operators["J2"]).is_zero()


@pytest.mark.parametrize("N", [2, 3, 4, 5])
def test_the_largest_spin_has_the_levels_of_the_sector(N):
    for parity in (1, -1):
        expected = {a * a: 1 for a in sector_levels(N, None, parity)}
        assert joint_spectrum(N, Fraction(N, 2), parity) == expected


def test_dimensions_add_up():
    N = 4
    total = sum(
        joint_dimension(N, j, parity, m * m)
        for j in (2, 1, 0)
        for parity in (1, -1)
        for m in range(3)
    )
    assert total == 2**N == sum(comb(N, k) for k in range(N + 1))


@pytest.mark.parametrize("N", [2, 3])
def test_spins_and_modes_conserve_spin_and_parity(N):
    H, J2, parity = joint_hamiltonian(EXACT, N, ("1/3", "2/5", "3/7"), (2, 6, 4))
    assert commutator(H, J2).is_zero()
    assert commutator(H, parity).is_zero()
    assert (H.shape[0], J2.shape[0]) == (8 * 2**N, 8 * 2**N)


def test_the_field_of_one_spin_breaks_both():
    local = local_spins(EXACT, 3, Fraction(1, 2))[0].Jz
    operators = collective_operators(EXACT, 3)
    assert not commutator(local, operators["J2"]).is_zero()
    assert not commutator(local, operators["Pi"]).is_zero()


def test_truncated_boson_has_the_products_of_the_true_one():
    position, number = truncated_boson(EXACT, 4)
    assert [position[n - 1, n] * position[n, n - 1] for n in (1, 2, 3)] == [1, 2, 3]
    assert number.diagonal_values() == [0, 1, 2, 3]


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: parity_operator(EXACT, 9), "`N` must be at most 8"),
        (lambda: joint_dimension(3, "3/2", 0, "1/4"), "`parity` must be 1 or -1"),
        (lambda: truncated_boson(EXACT, 1), "`levels_kept` must be at least 2"),
    ],
)
def test_bad_input(call, message):
    with pytest.raises(InputError, match=message):
        call()


@pytest.mark.parametrize("N", [1, 2, 3, 4])
def test_parity_is_the_exponential_of_Jx(N):
    """e^(i pi (Jx - N/2)) is the sum of (-1)^(N/2 - m) P_m over the eigenvalues m of Jx."""
    operators = collective_operators(EXACT, N)
    one = Matrix.identity(EXACT, 2**N)
    values = [Fraction(N, 2) - k for k in range(N + 1)]
    total = Matrix.zero(EXACT, one.shape)
    for k, m in enumerate(values):
        projector = one
        for other in values:
            if other != m:
                projector = projector @ (operators["Jx"] - one * other) * (1 / (m - other))
        total = total + projector * (-1) ** k
    assert (total - operators["Pi"]).is_zero()


@pytest.mark.parametrize("N", [2, 3, 4])
@pytest.mark.parametrize("order", [1, 3, 6])
def test_strong_couplings_keep_spin_and_parity_to_all_orders(N, order):
    means = symmetries_at_order(EXACT, N, ("7/2", 90, "40/3"), ("1/2", 2, 3), order)
    assert means == (EXACT.number(Fraction(N * (N + 2), 4)), 1)


def test_more_levels_of_the_modes_are_kept():
    H, J2, _ = joint_hamiltonian(EXACT, 2, (1, 2, 3), (1, 1, 1), levels_kept=4)
    assert H.shape == (4 * 64, 4 * 64)
    assert commutator(H, J2).is_zero()


def test_order_must_be_positive():
    with pytest.raises(InputError, match="`order` must be"):
        symmetries_at_order(EXACT, 2, (1, 1, 1), (1, 1, 1), 0)
