"""Other sectors: product-space vectors, parities, mixtures, even numbers of spins."""

from __future__ import annotations

from fractions import Fraction

import pytest

from cotherm.numeric.errors import InputError
from cotherm.numeric.fields import Float64, Rational
from cotherm.numeric.refrigerator import refrigerator_current, refrigerator_model
from cotherm.numeric.refrigerator_sector import transition_strengths
from cotherm.numeric.refrigerator_sectors import (
    combination_sign,
    flip_levels,
    mixture_current,
    multiplet_elements,
    multiplet_vectors,
    resonant_transitions,
)
from cotherm.numeric.spins import collective_spin, local_spins, total_spin_squared

EXACT, FLOAT = Rational(), Float64()
WIDTHS = {"delta_c": "0.1", "delta_h": "0.1", "delta_w": "1e-3"}
FACTORS = {"q_c": "1/7", "q_h": "1/3", "q_w": "99/100"}


def model(N, **changes):
    return refrigerator_model(N, **{**WIDTHS, **FACTORS, **changes})


SECTORS = [(4, 2), (4, 1), (5, "5/2"), (5, "3/2"), (5, "1/2"), (6, 2), (6, 1)]


@pytest.mark.parametrize(("N", "j"), SECTORS)
@pytest.mark.parametrize("parity", [1, -1])
def test_multiplet_vectors_are_joint_eigenvectors(N, j, parity):
    spin = collective_spin(EXACT, N, Fraction(1, 2))
    squared, energy = total_spin_squared(spin), spin.Jz @ spin.Jz
    j = Fraction(j)
    labels = flip_levels(N, j, parity)
    vectors = multiplet_vectors(EXACT, model(N), j, parity)
    assert len(vectors) == len(labels)
    for a, vector in zip(labels, vectors, strict=True):
        flipped = list(vector)
        for one in local_spins(EXACT, N, Fraction(1, 2)):
            flipped = (one.Jplus + one.Jminus).apply(flipped)
        scaled = EXACT.number(j * (j + 1))
        assert squared.apply(vector) == [scaled * x for x in vector]
        assert energy.apply(vector) == [EXACT.number(a * a) * x for x in vector]
        assert flipped == [parity * x for x in vector]


@pytest.mark.parametrize(("N", "j"), SECTORS)
def test_matrix_elements_are_those_of_one_spin_j(N, j):
    for parity in (1, -1):
        labels = flip_levels(N, j, parity)
        for name, operator in (("c", "Jx"), ("h", "Jx2/N")):
            table = multiplet_elements(EXACT, model(N), name, j, parity)
            strengths = transition_strengths(
                N, operator, j, combination_sign(N, Fraction(j), parity)
            )
            for x, a in enumerate(labels):
                for y, b in enumerate(labels):
                    assert table[x][y] == strengths.get((a, b), 0)


@pytest.mark.parametrize("j", ["7/2", "5/2", "3/2"])
def test_both_parities_of_odd_numbers_cool_alike(j):
    currents = [refrigerator_current(EXACT, model(7, j=j, parity=p)) for p in (1, -1)]
    assert currents[0] == currents[1]


def test_a_mixture_of_sectors_carries_the_mean_current():
    models = [model(7), model(7, j="5/2"), model(7, j="3/2")]
    weights = [Fraction(6, 10), Fraction(3, 10), Fraction(1, 10)]
    current, nullity = mixture_current(EXACT, models, weights)
    parts = [refrigerator_current(EXACT, m) for m in models]
    assert nullity == 3
    assert current == sum(EXACT.number(w) * x for w, x in zip(weights, parts, strict=True))


def test_a_lower_sector_is_a_smaller_machine_with_a_weaker_hot_reservoir():
    small = model(5, gamma_h=Fraction(5, 9) ** 2)
    assert refrigerator_current(EXACT, model(9, j="5/2")) == refrigerator_current(EXACT, small)


def test_even_numbers_drive_one_transition_only_in_the_odd_sector():
    peaks = {"c": 1, "h": 4, "w": 3}
    for N in (4, 6, 10):
        even, odd = (resonant_transitions(N, p, peaks) for p in (1, -1))
        assert even == {"c": [(1, 0)], "h": [(2, 0)], "w": [(2, 1)]}
        assert odd == {"c": [], "h": [], "w": [(2, 1)]}


def test_the_odd_sector_of_an_even_number_heats_the_cold_reservoir():
    tuned = {"eps_c": 1, "eps_h": 4, "eps_w": 3, "beta_c": 2, "beta_h": 1, "beta_w": "1e-3"}
    for N in (6, 12):
        pair = [
            refrigerator_current(FLOAT, refrigerator_model(N, **WIDTHS, **tuned, parity=p))
            for p in (1, -1)
        ]
        assert pair[0] > 0 > pair[1]


def test_singlets_alone_have_no_levels():
    with pytest.raises(InputError, match="`j` must be at least 1/2"):
        multiplet_vectors(EXACT, model(4), 0)
