"""What the full refrigerator refuses, with one sentence each."""

from __future__ import annotations

from fractions import Fraction
from itertools import count

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from cotherm.numeric.errors import InputError
from cotherm.numeric.fields import Float64, Rational
from cotherm.numeric.matrices import Matrix
from cotherm.numeric.refrigerator import (
    refrigerator_current,
    refrigerator_model,
    refrigerator_performance,
    refrigerator_tur,
)
from cotherm.numeric.refrigerator_rates import EnergyExchange, populations

FLOAT, EXACT = Float64(), Rational()
PRINTED = {
    "beta_c": 2,
    "beta_h": 1,
    "beta_w": "1e-3",
    "delta_c": "0.1",
    "delta_h": "0.1",
    "delta_w": "1e-3",
}


@example(1)
@given(st.integers(1, 2))
def test_too_small_sectors_are_refused(N):
    if N == 1:
        with pytest.raises(InputError, match="`j`"):
            refrigerator_model(N, **PRINTED)
    else:
        assert len(refrigerator_model(N, **PRINTED).levels) == 2


@pytest.mark.parametrize(
    ("change", "word"),
    [
        ({"beta_c": None}, "`beta`"),
        ({"N": "7/2"}, "`N`"),
        ({"j": 1}, "`j`"),
        ({"parity": 2}, "`parity`"),
    ],
    ids=count(),
)
def test_bad_arguments_are_named(change, word):
    with pytest.raises(InputError, match=word):
        refrigerator_model(**{"N": 5, **PRINTED, **change})


def test_unknown_names_are_refused():
    model = refrigerator_model(5, **PRINTED)
    with pytest.raises(InputError, match="`reservoir`"):
        refrigerator_current(FLOAT, model, "x")
    with pytest.raises(InputError, match="`bound`"):
        refrigerator_performance(FLOAT, model, "best")
    with pytest.raises(InputError, match="downwards"):
        populations(
            EnergyExchange(FLOAT, (Fraction(0), Fraction(1)), {"c": Matrix.zero(FLOAT, (2, 2))})
        )


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"delta_c": 0}, "`delta_c` must be positive, but is 0."),
        ({"delta_w": -1}, "`delta_w` must be positive, but is -1."),
        ({"eps_h": 0}, "`eps_h` must be positive, but is 0."),
        ({"beta_w": 0}, "`beta_w` must be positive, but is 0."),
        ({"beta_c": "-0.5"}, "`beta_c` must be positive, but is -1/2."),
        ({"gamma_h": -2}, "`gamma_h` must be non-negative, but is -2."),
    ],
)
def test_bad_parameters_are_named(changes, sentence):
    with pytest.raises(InputError, match=sentence):
        refrigerator_model(5, **{**PRINTED, **changes})


@pytest.mark.parametrize("bound", ["carnot", "tur"])
@pytest.mark.parametrize("changes", [{"beta_h": 2}, {"beta_h": 3}, {"beta_w": "1.5"}])
def test_bounds_need_ordered_reservoirs(bound, changes):
    model = refrigerator_model(5, **{**PRINTED, **changes})
    with pytest.raises(InputError, match="must obey beta_c > beta_h >= beta_w for a bound"):
        refrigerator_performance(FLOAT, model, bound)


@pytest.mark.parametrize("changes", [{"beta_h": 3}, {"beta_w": "1.5"}, {"beta_c": "1/2"}])
def test_the_coefficient_needs_reservoirs_in_order(changes):
    model = refrigerator_model(5, **{**PRINTED, **changes})
    with pytest.raises(InputError, match="must obey beta_c >= beta_h >= beta_w for a coefficient"):
        refrigerator_performance(FLOAT, model)


def test_equal_temperatures_are_in_order_however_they_are_written():
    model = refrigerator_model(5, **{**PRINTED, "beta_c": "1.0"})
    assert refrigerator_performance(FLOAT, model) > 0


def test_ratios_need_a_current():
    same = {"q_c": "1/3", "q_h": "1/3", "q_w": "1/3"}
    model = refrigerator_model(5, **same, delta_c=1, delta_h=1, delta_w=1)
    with pytest.raises(InputError, match="must have a cold current"):
        refrigerator_tur(EXACT, model)
    with pytest.raises(InputError, match="must have a work current"):
        refrigerator_performance(EXACT, model)
