"""Unequal couplings, the Ising part alone, and the closed star: limits that are known by hand."""

from __future__ import annotations

import math
from fractions import Fraction

import pytest

from cotherm.numeric.errors import InputError
from cotherm.numeric.fields import Ball, Float64
from cotherm.numeric.spin_star import MODELS, coupling, fuel_log_ratio
from cotherm.numeric.spin_star_variants import (
    distinguishability,
    ising_log_ratio,
    uneven_log_ratio,
    uneven_star,
)

GIVEN = coupling("1.7", "0.8", "0.6", "0.9", "3/2")


def test_equal_factors_are_the_homogeneous_star() -> None:
    value = uneven_log_ratio(Float64(), GIVEN, [1, 1, 1])
    assert value == pytest.approx(fuel_log_ratio(Float64(), "star", GIVEN), rel=1e-12)


def test_one_bond_alone_is_the_pair() -> None:
    value = uneven_log_ratio(Float64(), GIVEN, [0, 1, 0])
    pair = fuel_log_ratio(Float64(), "star", GIVEN._replace(S=Fraction(1, 2)))
    assert value == pytest.approx(pair, rel=1e-12)


def test_factors_must_fit() -> None:
    with pytest.raises(InputError, match="one entry for each of 3 outer spins"):
        uneven_star(Float64(), GIVEN, [1, 2])


@pytest.mark.parametrize("model", MODELS)
def test_ising_part(model) -> None:
    """Both models by hand: Z_S(x) = sinh((S + 1/2)x)/sinh(x/2), or (2 cosh(x/2))^N."""
    b, shift = 1.7 * 0.9, 0.9 * 0.8 * 0.6 / 2

    def partition(x: float) -> float:
        return (
            math.sinh(2 * x) / math.sinh(x / 2) if model == "spin" else (2 * math.cosh(x / 2)) ** 3
        )

    exact = math.log(partition(b + shift) / partition(b - shift)) - b
    assert ising_log_ratio(Float64(), model, GIVEN) == pytest.approx(exact, rel=1e-12)


def test_two_spins_exchange_their_states() -> None:
    """N = 1: the excitation oscillates as cos^2(J t/2), whatever lam."""
    given = coupling("1.7", "0.8", "0.6", "0.9", "1/2")
    for phase in (0, "1/3", 1, 2):
        exact = math.cos(math.pi * float(Fraction(phase)) / 2) ** 2
        assert float(distinguishability(Ball(128), given, phase)) == pytest.approx(exact, abs=1e-12)


def test_isotropic_star_revives() -> None:
    value = distinguishability(Ball(128), GIVEN._replace(lam=Fraction(1)), 4)
    assert abs(value - 1) < 1e-20
