"""Carnot cycle of a mode: efficiency, closure of the energy balance, bad input."""

from __future__ import annotations

import pytest

from cotherm.numeric import photonic_cycle as pc
from cotherm.numeric.certify import certified
from cotherm.numeric.errors import InputError
from cotherm.numeric.fields import Ball, Float64
from cotherm.numeric.spin_star import coupling

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


@pytest.mark.parametrize("N", [1, 3])
@pytest.mark.parametrize(("J", "lam"), [("0.8", 1), ("3", 0), ("-2", "0.5")])
def test_taking_a_spin_out_costs_what_it_can_give(N, J, lam):
    """Second law for one bath: no cycle does work."""
    balance = pc.tape_balance(F, coupling(6, J, lam, 1, f"{N}/2"))
    assert 0 < balance.gain < balance.cost


def test_an_uncoupled_spin_gives_and_costs_nothing():
    balance = pc.tape_balance(F, coupling(6, 0, 1, 1, 1))
    assert balance.gain == pytest.approx(0, abs=1e-15)
    assert balance.cost == pytest.approx(0, abs=1e-15)
