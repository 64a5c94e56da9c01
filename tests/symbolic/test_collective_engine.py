"""Laws of the engine of N pairs, from its hierarchy of moments."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import flint
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cotherm.symbolic.derivation import derive
from cotherm.symbolic.errors import InputError
from cotherm.symbolic.forms import collective_engine as forms
from cotherm.symbolic.forms.pair_hierarchy import Hierarchy, Rates

POINT = {"E1": 1, "E2": 3, "beta1": "1/2", "beta2": "1/10", "omega0": "3/10", "Gamma0": "1/7"}
energies = st.floats(0.2, 3)


def _spin(N: int) -> tuple[Any, Any]:
    """S_z and S_+ of spin N/2."""
    m = np.arange(N + 1) - N / 2
    raising = np.diag(np.sqrt((N / 2 - m[:-1]) * (N / 2 + m[:-1] + 1)), -1)
    return np.diag(m), raising


def _dense(N: int, E1: float, E2: float, b1: float, b2: float, w: float, g: float) -> Any:
    """Power and its variance from the full Liouvillian, (N + 1)^4 components."""
    _, up = _spin(N)
    one = np.eye(N + 1)
    raise1, raise2 = np.kron(up, one), np.kron(one, up)
    unit = np.eye((N + 1) ** 2)
    drive = w / 2 * (raise1 @ raise2.T + raise1.T @ raise2)
    liouvillian = -1j * (np.kron(drive, unit) - np.kron(unit, drive.T))
    for raising, n in ((raise1, 1 / np.expm1(b1 * E1)), (raise2, 1 / np.expm1(b2 * E2))):
        for jump, rate in ((raising.T, g * (n + 1)), (raising, g * n)):
            decay = jump.T @ jump
            liouvillian = liouvillian + rate * (
                np.kron(jump, jump) - (np.kron(decay, unit) + np.kron(unit, decay)) / 2
            )
    trace = unit.reshape(-1)
    system = liouvillian.copy()
    system[0] = trace
    right = np.zeros(len(trace), complex)
    right[0] = 1
    rho = np.linalg.solve(system, right).reshape(unit.shape)
    power = -1j * w * (E2 - E1) / 2 * (raise1 @ raise2.T - raise1.T @ raise2)
    mean = np.trace(power @ rho)
    start = ((power @ rho + rho @ power) / 2 - mean * rho).reshape(-1)
    start[0] = 0
    integral = -np.linalg.solve(system, start)
    return mean.real, 2 * (power.T.reshape(-1) @ integral).real


@pytest.mark.parametrize("N", [1, 2, 3])
def test_power_and_variance_against_the_full_liouvillian(N: int) -> None:
    point = {name: float(Fraction(value)) for name, value in POINT.items()}
    power, variance = _dense(N, *point.values())
    assert forms.engine_power(N=N, **point) == pytest.approx(power, rel=1e-9)
    assert forms.engine_power_variance(N=N, **point) == pytest.approx(variance, rel=1e-9)


@settings(max_examples=15)
@given(st.integers(1, 3), energies, energies, energies, energies, st.booleans())
def test_first_and_second_law(
    N: int, E1: float, E2: float, beta1: float, beta2: float, scaled: bool
) -> None:
    point = {"N": N, "E1": E1, "E2": E2, "beta1": beta1, "beta2": beta2, "scaled": scaled}
    point |= {"omega0": 0.4, "Gamma0": 0.3}
    power = forms.engine_power(**point)
    currents = [forms.engine_heat_current(bath=bath, **point) for bath in (1, 2)]
    scale = max(abs(current) for current in currents) + 1e-300
    assert abs(sum(currents) - power) <= 1e-9 * scale
    size = N if scaled else 1
    production = -(beta1 * currents[0] + beta2 * currents[1]) / size
    assert production >= -1e-12 * scale
    assert forms.engine_entropy_production(**point) == pytest.approx(
        production, rel=1e-6, abs=1e-10 * scale
    )


@pytest.mark.parametrize("N", [1, 2, 4])
def test_constancy_is_twice_the_squared_power_over_variance_and_entropy_production(N: int) -> None:
    power, variance, production = (
        form(N=N, **POINT)
        for form in (
            forms.engine_power,
            forms.engine_power_variance,
            forms.engine_entropy_production,
        )
    )
    expected = 2 * power**2 / (variance * production)
    assert forms.engine_constancy(N=N, **POINT) == pytest.approx(expected, rel=1e-12)


def test_no_flow_at_the_carnot_point() -> None:
    point = {**POINT, "beta1": "3/2", "beta2": "1/2", "N": 2}
    enclosure = forms.engine_power.ball(200, **point)
    assert enclosure.contains(0)
    assert enclosure.rad() < 1e-30
    single = forms.engine_constancy.digits(30, **{**point, "N": 1})
    assert single.contains(1)  # equilibrium: fluctuation and dissipation agree


def test_a_spin_without_drive_is_thermal() -> None:
    for N in (1, 3):
        m = np.arange(N + 1) - N / 2
        weights = np.exp(-0.5 * m)
        thermal = weights @ m / weights.sum()
        value = forms.engine_magnetization(N=N, **{**POINT, "omega0": 0})
        assert value == pytest.approx(thermal, rel=1e-12)


def test_the_hierarchy_is_exact_in_rationals() -> None:
    third = flint.fmpq(1, 3)
    rates = Rates(third, (flint.fmpq(3, 2), flint.fmpq(1, 2)), (flint.fmpq(2), flint.fmpq(1)))
    hierarchy = Hierarchy(2, rates)
    exact = hierarchy.stationary().moment(1, 0, 0)
    before = flint.ctx.prec
    flint.ctx.prec = 200
    try:
        balls = Rates(flint.arb(third), *((flint.arb(a), flint.arb(b)) for a, b in rates[1:]))
        enclosed = Hierarchy(2, balls).stationary().moment(1, 0, 0)
        assert enclosed.contains(exact)
        assert enclosed.rel_accuracy_bits() > 150
    finally:
        flint.ctx.prec = before


@pytest.mark.parametrize("name", ["single_pair_power", "single_pair_variance"])
def test_derivations(name: str) -> None:
    assert derive(name).outcome == "proved"


def test_arrays_and_sentences() -> None:
    point = {**POINT, "E2": np.array([2.0, 3.0])}
    values = forms.engine_power(N=2, **point)
    assert values[1] == pytest.approx(forms.engine_power(N=2, **POINT), rel=1e-12)
    with pytest.raises(InputError, match="`N` must be an integer from 1 to 12"):
        forms.engine_power(N=13, **POINT)
    with pytest.raises(InputError, match="`bath` must be 1 or 2, but is 3"):
        forms.engine_heat_current(N=1, bath=3, **POINT)
    with pytest.raises(InputError, match="both are equal"):
        forms.engine_constancy(N=2, **{**POINT, "beta1": "3/10"})
    with pytest.raises(InputError, match="must be 1 for a symbolic expression"):
        forms.engine_power.sympy(N=2)
