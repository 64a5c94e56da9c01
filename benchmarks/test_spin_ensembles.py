"""Cost of spin-ensemble quantities against the number of spins, on both routes.

Run with `make bench`. The claims to look at: the steady energy of 1000 spins 1/2 takes float64 less
than 10 ms on the closed route; the heat capacity of four spins 1/2 from the full master equation
takes less than 5 s for 50 certified digits.
"""

from __future__ import annotations

import pytest

from cotherm.numeric.certify import certified
from cotherm.numeric.collective_bath import heat_capacity, steady_energy
from cotherm.numeric.fields import Float64
from cotherm.symbolic.forms import spin_ensemble as forms


@pytest.mark.benchmark(group="steady energy, closed route, float64")
@pytest.mark.parametrize("n", [10, 100, 1000])
def test_closed_steady_energy(benchmark, n: int) -> None:
    forms.steady_energy(n, 0.5, 0.3, 0.7)  # the weights of one b0 are kept
    assert benchmark(forms.steady_energy, n, 0.5, 0.3, 0.7) > 0


@pytest.mark.benchmark(group="steady energy, closed route, float64, new initial temperature")
@pytest.mark.parametrize("n", [10, 100, 1000])
def test_closed_steady_energy_from_new_temperatures(benchmark, n: int) -> None:
    temperatures = iter(0.5 + 1e-6 * k for k in range(10**7))
    assert benchmark(lambda: forms.steady_energy(n, 0.5, 0.3, next(temperatures))) > 0


@pytest.mark.benchmark(group="steady energy, full master equation, float64")
@pytest.mark.parametrize("n", [2, 3, 4, 5])
def test_full_steady_energy(benchmark, n: int) -> None:
    assert benchmark(steady_energy, Float64(), n, "1/2", "0.3", "0.7") > 0


@pytest.mark.benchmark(group="heat capacity, full master equation, 50 digits")
@pytest.mark.parametrize("n", [2, 3, 4])
def test_full_heat_capacity_to_50_digits(benchmark, n: int) -> None:
    def run() -> object:
        return certified(lambda f: heat_capacity(f, n, "1/2", "0.3", "collective", "0.7"), 50)

    assert benchmark.pedantic(run, rounds=3, iterations=1) > 0
