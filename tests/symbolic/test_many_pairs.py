"""Power of many pairs at fixed temperatures: Carnot point, best rate, the finite engine."""

from __future__ import annotations

import math
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cotherm.symbolic.errors import InputError
from cotherm.symbolic.forms.collective_engine import engine_power
from cotherm.symbolic.forms.many_pairs import many_pairs_power, thermal_excitations

COLD = {"E1": 1, "E2": 2, "beta1": 4, "beta2": "3/2"}
size = st.floats(0.05, 20)


@given(size, size, size, size, size, size)
def test_the_power_delivers_below_the_carnot_point_and_vanishes_on_it(E1, E2, b1, b2, w, g):
    power = many_pairs_power(E1, E2, b1, b2, w, g)
    bias = b1 * E1 - b2 * E2
    if abs(bias) > 1e-9 and E1 != E2:
        assert math.copysign(1, power) == math.copysign(1, bias * (E2 - E1)) or power == 0
    assert many_pairs_power(1, 2, 1, "1/2", w, g) == 0


@given(size, size)
def test_drive_and_rate_enter_as_one_response(w, g):
    known = many_pairs_power(*COLD.values(), w, g)
    assert many_pairs_power(*COLD.values(), 2 * w, 2 * g) == pytest.approx(2 * known, rel=1e-13)
    # At given drive the rate Gamma0 = omega0 gives most.
    assert known <= many_pairs_power(*COLD.values(), w, w) * (1 + 1e-13)
    occupations = 1 / math.expm1(3) - 1 / math.expm1(4)
    assert known == pytest.approx(w**2 * g / (2 * (w**2 + g**2)) * occupations, rel=1e-12)


@pytest.mark.parametrize(("drive", "rate"), [("1/2", 1), (1, "1/3")])
def test_the_finite_engine_falls_short_by_the_thermal_excitations(drive: Any, rate: Any) -> None:
    """(N - P_N / lim(P_N/N)) tends to n_1 + n_2, with a remainder 1/N."""
    slope = many_pairs_power.digits(30, **COLD, omega0=drive, Gamma0=rate)
    lost = [
        N - float(engine_power.digits(25, N=N, **COLD, omega0=drive, Gamma0=rate) / slope)
        for N in (3, 6, 12)
    ]
    expected = float(thermal_excitations.digits(20, **COLD))
    assert expected == pytest.approx(1 / math.expm1(4) + 1 / math.expm1(3), rel=1e-14)
    gaps = [abs(value - expected) for value in lost]
    assert gaps[1] < 0.6 * gaps[0] and gaps[2] < 0.6 * gaps[1]
    assert 2 * lost[2] - lost[1] == pytest.approx(expected, rel=0.03)


def test_refusals_name_the_argument() -> None:
    with pytest.raises(InputError, match="Argument `beta1` must be"):
        many_pairs_power(1, 2, -1, 1, 1, 1)
    with pytest.raises(InputError, match="Argument `E2` must be"):
        thermal_excitations(1, 0, 1, 1)
