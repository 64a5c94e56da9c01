"""Cost of the effective temperature of the central spin on both routes.

Run with `make bench`. The claim to look at: the closed form of one spin S = 1000 takes float64 less
than 10 ms.
"""

from __future__ import annotations

import pytest

from cotherm.numeric.certify import certified
from cotherm.numeric.spin_star import coupling
from cotherm.numeric.spin_star import fuel_temperature as full_temperature
from cotherm.symbolic.forms.fuel import fuel_temperature


@pytest.mark.benchmark(group="fuel temperature, closed route, float64")
@pytest.mark.parametrize(("model", "S"), [("spin", 5), ("spin", 1000), ("star", 5), ("star", 50)])
def test_closed_temperature(benchmark, model: str, S: int) -> None:
    assert benchmark(fuel_temperature, model, 6, 0.8, 0.3, 1, S) != 0
    if S == 1000:
        assert benchmark.stats is None or benchmark.stats.stats.min < 0.01


@pytest.mark.benchmark(group="fuel temperature, closed route, 40 digits")
def test_closed_digits(benchmark) -> None:
    assert benchmark(fuel_temperature.digits, 40, "spin", 6, "0.8", "0.3", 1, 1000) < 0


@pytest.mark.benchmark(group="fuel temperature, full Gibbs state, 40 digits")
@pytest.mark.parametrize(("model", "S"), [("spin", 5), ("spin", 1000), ("star", 5), ("star", 6)])
def test_full_digits(benchmark, model: str, S: int) -> None:
    given = coupling(6, "0.8", "0.3", 1, S)

    def run() -> object:
        return certified(lambda field: full_temperature(field, model, given), 40)  # type: ignore[arg-type]

    assert benchmark.pedantic(run, rounds=1, iterations=1) != 0
