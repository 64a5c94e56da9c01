"""Levels and matrix elements of one sector, against explicit matrices made here by other means."""

from __future__ import annotations

from fractions import Fraction
from itertools import count
from math import sqrt

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cotherm.numeric.errors import InputError
from cotherm.numeric.refrigerator_sector import (
    sector_block,
    sector_levels,
    sector_spin,
    transition_strength,
    transition_strengths,
)

HALF = Fraction(1, 2)
OPERATORS = ("Jx", "Jx2/N")


def product_space_strengths(N: int, operator: str, parity: int) -> dict[tuple, float]:
    """Squared elements from Kronecker products of Pauli matrices and symmetrised bit strings."""
    x = np.array([[0.0, 1.0], [1.0, 0.0]])
    Jx = np.zeros((2**N, 2**N))
    for site in range(N):
        Jx += np.kron(np.kron(np.eye(2**site), x), np.eye(2 ** (N - site - 1))) / 2
    A = Jx if operator == "Jx" else Jx @ Jx / N
    ups = np.array([bin(k).count("1") for k in range(2**N)])
    vectors = {}
    for a in sector_levels(N, parity=parity):
        v = (ups == N / 2 + a).astype(float)
        if a != 0:
            v += parity * (ups == N / 2 - a)
        vectors[a] = v / np.linalg.norm(v)
    return {
        (a, b): float(va @ A @ vb) ** 2 for a, va in vectors.items() for b, vb in vectors.items()
    }


# ------------------------------------------------------------------------------ laws


@given(st.integers(1, 40), st.sampled_from(OPERATORS), st.sampled_from((1, -1)))
def test_strengths_are_symmetric_and_non_negative(N, operator, parity):
    strengths = transition_strengths(N, operator, parity=parity)
    for (a, b), value in strengths.items():
        assert value > 0
        assert strengths[b, a] == value


@given(st.integers(1, 40), st.sampled_from((1, -1)))
def test_strengths_of_one_state_sum_to_the_square_of_the_operator(N, parity):
    """sum_a |<a|Jx|b>|^2 = <b|Jx^2|b>, the diagonal of the other coupling times N."""
    strengths = transition_strengths(N, "Jx", parity=parity)
    block = sector_block(N, "Jx2/N", parity=parity)
    for k, b in enumerate(sector_levels(N, parity=parity)):
        total = sum(v for (_, origin), v in strengths.items() if origin == b)
        assert total == block[k, k] * N


@given(st.integers(1, 40), st.sampled_from(OPERATORS))
def test_selection_rules(N, operator):
    """Jx changes m by one and Jx^2 by two, where m and -m belong to one state."""
    step = 1 if operator == "Jx" else 2
    for (a, b), value in transition_strengths(N, operator).items():
        allowed = {abs(b + step), abs(b - step), b if operator == "Jx2/N" else abs(b + step)}
        assert a in allowed, (N, a, b, value)


@given(st.integers(0, 20), st.sampled_from(OPERATORS))
def test_parities_are_equivalent_for_an_odd_number(k, operator):
    assert transition_strengths(2 * k + 1, operator) == transition_strengths(
        2 * k + 1, operator, parity=-1
    )


@pytest.mark.parametrize("N", [4, 6, 10])
def test_parities_differ_for_an_even_number(N):
    assert sector_levels(N)[0] == 0
    assert sector_levels(N, parity=-1)[0] == 1
    assert len(sector_levels(N)) == len(sector_levels(N, parity=-1)) + 1


@given(st.integers(1, 25), st.integers(0, 12), st.sampled_from((1, -1)))
def test_smaller_total_spin_is_that_of_fewer_spins(small, pairs, parity):
    N, j = small + 2 * pairs, Fraction(small, 2)
    for operator in OPERATORS:
        scale = Fraction(1) if operator == "Jx" else Fraction(small, N) ** 2
        part = transition_strengths(N, operator, j, parity)
        whole = transition_strengths(small, operator, None, parity)
        assert {k: v / scale.numerator * scale.denominator for k, v in part.items()} == whole


# ------------------------------------------------------------------------------ other routes


@pytest.mark.parametrize("N", [1, 2, 3, 4, 5, 6])
@pytest.mark.parametrize("operator", OPERATORS)
@pytest.mark.parametrize("parity", [1, -1])
def test_against_the_product_space(N, operator, parity):
    expected = product_space_strengths(N, operator, parity)
    for (a, b), value in expected.items():
        assert float(transition_strength(N, a, b, operator, parity=parity)) == pytest.approx(
            value, rel=1e-12, abs=1e-13
        )


@pytest.mark.parametrize("N", [31, 40, 101])
def test_against_orthonormal_dicke_matrices(N):
    j = N / 2
    m = np.arange(-j, j + 1)
    off = np.sqrt(j * (j + 1) - m[:-1] * m[1:]) / 2
    Jx = np.diag(off, 1) + np.diag(off, -1)
    labels = sector_levels(N)
    V = np.zeros((N + 1, len(labels)))
    for column, a in enumerate(labels):
        for sign in (1, -1) if a else (1,):
            V[int(j + sign * a), column] = 1.0 if a == 0 else sqrt(0.5)
    for operator, A in (("Jx", Jx), ("Jx2/N", Jx @ Jx / N)):
        elements = (V.T @ A @ V) ** 2
        exact = transition_strengths(N, operator)
        table = np.array([[float(exact.get((a, b), 0)) for b in labels] for a in labels])
        np.testing.assert_allclose(table, elements, rtol=1e-11, atol=1e-11 * elements.max())


# ------------------------------------------------------------------------------ numbers


@pytest.mark.parametrize(
    ("N", "a", "b", "operator", "parity", "value"),
    [
        # <3/2|Jx|1/2> = sqrt(3)/2 for one spin 3/2; both members of the pair contribute alike.
        (3, "1/2", "3/2", "Jx", 1, Fraction(3, 4)),
        # J+ J+ |5/2,1/2> = sqrt(8) sqrt(5) |5/2,5/2>: (sqrt(40)/4/5)^2.
        (5, "1/2", "5/2", "Jx2/N", 1, Fraction(1, 10)),
        # sqrt(2) * <2,1|Jx|2,0> = sqrt(2) sqrt(6)/2.
        (4, 0, 1, "Jx", 1, Fraction(3)),
        # |1,-1> and |1,1> are connected by J+^2 = 2: the pair's energy splits by +-1/2 of Jx^2.
        (2, 1, 1, "Jx2/N", 1, Fraction(1, 4)),
        (2, 1, 1, "Jx2/N", -1, Fraction(0)),
        (3, "1/2", "1/2", "Jx", 1, Fraction(1)),
    ],
)
def test_hand_made_elements(N, a, b, operator, parity, value):
    assert transition_strength(N, a, b, operator, parity=parity) == value


@pytest.mark.parametrize(
    ("call", "word"),
    [
        (lambda: transition_strength(3, "5/2", "1/2"), "`a`"),
        (lambda: transition_strength(3, "1/2", 1), "`b`"),
        (lambda: transition_strength(3, "1/2", "1/2", "Jy"), "`operator`"),
        (lambda: transition_strength(0, "1/2", "1/2"), "`N`"),
        (lambda: sector_levels(3, parity=0), "`parity`"),
        (lambda: sector_spin(3, 1), "`j`"),
        (lambda: sector_spin(3, "5/2"), "`j`"),
    ],
    ids=count(),
)
def test_bad_arguments_are_named(call, word):
    with pytest.raises(InputError, match=word) as caught:
        call()
    assert str(caught.value).count(".") == 1 or str(caught.value).endswith(".")
