"""Crossings of heat capacities from rate equations."""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise

import pytest

from cotherm.numeric import collective_bath
from cotherm.numeric import critical_point as cp
from cotherm.numeric.errors import InputError


@pytest.mark.parametrize(("n", "s"), [(2, "1/2"), (3, "1/2"), (2, 1), (4, "1/2")])
def test_ladder_crossing_is_that_of_the_full_master_equations(n: int, s: str | int) -> None:
    exact = collective_bath.critical_temperature(n, s, 12)
    assert cp.ladder_crossing(n, s) == pytest.approx(float(exact.mid()), rel=1e-11)


def test_both_crossings_are_inverse_to_each_other() -> None:
    for s in (Fraction(1, 2), Fraction(1), Fraction(3, 2)):
        for n in (12, 30):
            t = Fraction(cp.ladder_crossing(n, s))
            assert cp.spin_number_crossing(s, t) == pytest.approx(n, rel=1e-9)


def test_number_of_spins_lies_in_the_certified_bracket_and_grows_with_temperature() -> None:
    numbers = [cp.spin_number_crossing("1/2", t) for t in ("1.1", 2, 3)]
    for t, number in zip(("1.1", 2, 3), numbers, strict=True):
        below = collective_bath.critical_spin_bracket("1/2", t)
        assert below <= number <= below + 1
    assert all(a < b for a, b in pairwise(numbers))


def test_advantage_changes_sign_at_the_crossing_only() -> None:
    t = cp.ladder_crossing(5, 1)
    s = Fraction(1)
    for factor in (0.2, 0.5, 0.9, 0.999):
        assert cp.ladder_advantage(5, s, Fraction(1 / (factor * t))) < 0
        assert cp.ladder_advantage(5, s, Fraction(factor / t)) > 0


@pytest.mark.parametrize(
    ("call", "text"),
    [
        (lambda: cp.ladder_crossing(1, 1), "`n` must be at least 2"),
        (lambda: cp.spin_number_crossing(1, 0), "`t` must be positive"),
        (lambda: cp.spin_number_crossing("1/2", "0.3"), "must let two spins do better"),
    ],
)
def test_bad_input_is_named(call: object, text: str) -> None:
    assert callable(call)
    with pytest.raises(InputError, match=text):
        call()
