"""Independent pairs: additivity, equilibrium, then the collective engine of one pair."""

from __future__ import annotations

import pytest

from cotherm.numeric.collective_engine import Engine, engine_model
from cotherm.numeric.errors import InputError
from cotherm.numeric.fields import Float64
from cotherm.numeric.independent_pairs import independent_power

ENGINE = ("1", "2.7", "1.3", "0.3", "0.8", "0.6")
REFRIGERATOR = ("1", "2.7", "1.3", "0.9", "0.8", "0.6")


@pytest.mark.parametrize("machine", [ENGINE, REFRIGERATOR])
def test_two_pairs_deliver_twice_the_power_of_one(machine):
    single = independent_power(1, *machine)
    assert independent_power(2, *machine) == pytest.approx(2 * single, rel=1e-10)


def test_nothing_is_delivered_in_equilibrium():
    assert abs(independent_power(2, "1", "2", "0.8", "0.4", "0.7", "0.5")) < 1e-14


def test_the_power_has_the_sign_of_the_affinity():
    assert independent_power(1, *ENGINE) > 0 > independent_power(1, *REFRIGERATOR)


@pytest.mark.parametrize("machine", [ENGINE, REFRIGERATOR])
def test_one_pair_is_the_collective_engine_of_one_pair(machine):
    field = Float64()
    names = ("E1", "E2", "beta1", "beta2", "omega0", "Gamma0")
    engine = Engine(field, engine_model(field, 1, **dict(zip(names, machine, strict=True))))
    assert independent_power(1, *machine) == pytest.approx(engine.power(), rel=1e-11)


def test_more_than_two_pairs_are_refused():
    with pytest.raises(InputError, match=r"Argument `pairs` must be 1 or 2, but is 3\."):
        independent_power(3, *ENGINE)
