"""Carnot cycle of a mode: efficiency, closure of the energy balance, bad input."""

from __future__ import annotations

import pytest

from cotherm.numeric import photonic_cycle as pc
from cotherm.numeric.certify import certified
from cotherm.numeric.errors import InputError
from cotherm.numeric.fields import Ball, Float64

F = Float64()


@pytest.mark.parametrize("levels", [2, 9])
def test_the_efficiency_is_carnots_whatever_the_levels(levels):
    cycle = certified(lambda f: [pc.carnot_cycle(f, "3.28", 1, 6, 5, levels).efficiency], 30)
    assert cycle[0].overlaps(Ball(150).number("2.28") / Ball(150).number("3.28"))


def test_a_cycle_between_equal_temperatures_does_no_work():
    cycle = pc.carnot_cycle(F, 2, 2, 6, 5, 20)
    assert abs(cycle.work) < 1e-15 < cycle.heat


def test_the_mode_takes_heat_while_its_frequency_falls():
    assert pc.carnot_cycle(F, "3.28", 1, 6, 5, 30).heat > 0
    with pytest.raises(InputError, match="`end` must be below `start`"):
        pc.carnot_cycle(F, 3, 1, 5, 6, 5)
