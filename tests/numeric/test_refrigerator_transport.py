"""Transport between two reservoirs: laws, the two-level formula, the equidistant ladder."""

from __future__ import annotations

from fractions import Fraction

import flint
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cotherm.numeric.errors import InputError
from cotherm.numeric.fields import Ball, Rational
from cotherm.numeric.refrigerator import refrigerator_model
from cotherm.numeric.refrigerator_rates import energy_current, energy_currents, populations
from cotherm.numeric.refrigerator_transport import (
    exchanged,
    ladder_transport,
    rectification,
    transport_rates,
)

BALL, EXACT = Ball(200), Rational()
factor = st.fractions(min_value=Fraction(1, 20), max_value=Fraction(19, 20), max_denominator=20)


def model(q_c="1/3", q_h="1/2", q_w="2/3", N=5, **changes):
    widths = {"delta_c": 1, "delta_h": 1, "delta_w": 1, **changes}
    return refrigerator_model(N, q_c=q_c, q_h=q_h, q_w=q_w, **widths)


@given(factor, factor)
def test_heat_flows_from_hot_to_cold(q_c, q_w):
    currents = energy_currents(transport_rates(EXACT, model(q_c=q_c, q_w=q_w), ("c", "w")))
    assert currents["c"] + currents["w"] == 0
    assert (currents["w"] > 0) == (q_w > q_c)


def test_exchange_is_an_involution_and_equal_reservoirs_do_not_rectify():
    symmetric = model(eps_w=2)
    assert exchanged(exchanged(symmetric, ("c", "w")), ("c", "w")) == symmetric
    assert rectification(EXACT, symmetric, ("c", "w")) == 1


def test_exchange_inverts_the_ratio():
    one = rectification(EXACT, model(), ("c", "h"))
    assert one != 1
    assert one * rectification(EXACT, exchanged(model(), ("c", "h")), ("c", "h")) == 1


def test_two_levels_have_the_printed_current():
    """`qar` (D2) for N = 3, whose sector has two levels, with other widths."""
    system = transport_rates(EXACT, model(N=3, delta_c=2, eps_w=3), ("c", "w"))
    up, down = ({name: system.rates[name][key] for name in "cw"} for key in ((1, 0), (0, 1)))
    total = sum(up.values()) + sum(down.values())
    expected = 2 * (up["c"] * down["w"] - down["c"] * up["w"]) / total
    assert energy_current(system, "c") == expected


@given(factor, factor)
def test_equidistant_ladder_is_thermal_at_a_mean_occupation(n_c, n_w):
    """Populations are geometric with the mean occupation (Gc nc + Gw nw)/(Gc + Gw)."""
    system = ladder_transport(EXACT, 4, (2, n_c), (3, n_w))
    p = populations(system)
    mean = flint.fmpq(2 * n_c.numerator, n_c.denominator) / 5
    mean += flint.fmpq(3 * n_w.numerator, n_w.denominator) / 5
    assert all(p[k + 1] == p[k] * mean / (1 + mean) for k in range(4))


def test_the_large_spin_is_not_thermal():
    p = populations(transport_rates(EXACT, model(N=9, q_c="1/2", q_w="3/4"), ("c", "w")))
    quanta = (2, 4, 6, 8)
    with BALL:
        slopes = [
            (flint.arb(p[k]) / flint.arb(p[k + 1])).log() / quantum
            for k, quantum in enumerate(quanta)
        ]
    assert not slopes[0].overlaps(slopes[1])
    assert not slopes[1].overlaps(slopes[2])


@pytest.mark.parametrize("pair", [("c", "c"), ("c", "x")])
def test_bad_pair(pair):
    with pytest.raises(InputError, match="`pair` must be two different ones of 'c', 'h', 'w'"):
        transport_rates(EXACT, model(), pair)


def test_bad_ladder():
    with pytest.raises(InputError, match="a rate >= 0 and an occupation > 0"):
        ladder_transport(EXACT, 4, (2, 0), (3, 1))
