"""The collective engine: reductions against brute force, laws, both routes to the variance."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import flint
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cotherm.numeric.collective_engine import Engine, EngineModel, engine_model
from cotherm.numeric.engine_space import EngineSpace
from cotherm.numeric.errors import InputError
from cotherm.numeric.fields import Ball, Field, Float64, Rational

POINT: dict[str, Any] = dict(omega0="7/10", Gamma0="13/10")
FACTORS = dict(q1="1/7", q2="2/5")
BETAS = dict(beta1=2, beta2="1/2")


def rational_model(N: int, **change: Any) -> EngineModel:
    return engine_model(Rational(), N, 1, "3/2", **{**POINT, **FACTORS, **change})


def ball_engine(N: int, field: Field, **change: Any) -> Engine:
    given = {**dict(E1=1, E2="3/2"), **POINT, **BETAS, **change}
    return Engine(field, engine_model(field, N, **given))


def overlap(x: flint.arb, y: flint.arb, digits: int = 40) -> bool:
    return bool(x.overlaps(y)) and max(float(x.rad()), float(y.rad())) < 10.0**-digits


@pytest.mark.parametrize("N", [1, 2, 3])
def test_sector_equals_the_complete_collective_space(N: int) -> None:
    model = rational_model(N)
    engine = Engine(Rational(), model)
    space = EngineSpace(Rational(), model.rates)
    rho = space.stationary()
    assert all(x == 0 for part in space.apply(rho) for x in part.entries.values())
    assert space.power_delivered(rho, flint.fmpq(1, 2)) == engine.power() != 0
    for i, spin in ((1, space.first), (2, space.second)):
        assert (spin.Jz @ rho.real).trace() == engine.magnetization(i)
        assert space.energy_change(rho, i, model.energies[i - 1]) == engine.heat_current(i)


@pytest.mark.parametrize("N", [1, 2])
def test_sector_equals_individual_spins_started_in_it(N: int) -> None:
    model = rational_model(N)
    engine = Engine(Rational(), model)
    space = EngineSpace(Rational(), model.rates, individual=True)
    rho = space.stationary()
    assert space.power_delivered(rho, flint.fmpq(1, 2)) == engine.power()
    assert space.energy_change(rho, 2, model.energies[1]) == engine.heat_current(2)


@pytest.mark.parametrize("N", [1, 2, 3])
def test_variance_is_the_same_by_regression_and_by_counting_at_either_bath(N: int) -> None:
    engine = Engine(Rational(), rational_model(N))
    variance = engine.power_variance()
    assert variance > 0
    assert engine.counted_power_variance(1) == variance == engine.counted_power_variance(2)
    for bath in (1, 2):
        assert engine.counted_heat(bath)[0] == engine.heat_current(bath)


@pytest.mark.parametrize("N", [1, 4, 6])
def test_first_law_and_ratio_of_currents(N: int) -> None:
    field = Ball(400)
    with field:
        engine = ball_engine(N, field)
        power, cold, hot = engine.power(), engine.heat_current(1), engine.heat_current(2)
        assert overlap(power, cold + hot)
        assert overlap(power, -cold / 2)
        assert overlap(power, hot / 3)
        assert engine.entropy_production() > 0


def test_fifty_digits_at_six_pairs() -> None:
    field = Ball(320)
    with field:
        engine = ball_engine(6, field)
        for value in (engine.power(), engine.power_variance(), engine.constancy()):
            assert value.rad() < abs(value) * flint.arb(10) ** -50


@pytest.mark.parametrize("N", [1, 5])
def test_without_drive_each_ensemble_is_thermal(N: int) -> None:
    field = Ball(200)
    with field:
        engine = ball_engine(N, field, omega0=0)
        weights = [(flint.arb(-2) * a).exp() for a in range(N + 1)]
        mean = sum(a * w for a, w in enumerate(weights)) / sum(weights) - flint.arb(N) / 2
        assert overlap(engine.magnetization(1), mean)
        assert engine.power().contains(0)
        assert engine.heat_current(2).contains(0)


def test_currents_vanish_where_both_boltzmann_factors_agree() -> None:
    engine = Engine(Rational(), rational_model(3, q2="1/7"))
    assert engine.power() == engine.heat_current(1) == engine.heat_current(2) == 0


def test_refrigerator_has_the_opposite_signs() -> None:
    engine = Engine(Rational(), rational_model(2, q2="1/9"))
    assert engine.power() < 0 < engine.heat_current(1)
    assert engine.heat_current(2) < 0


def test_scaled_parameters_are_divided_by_the_number_of_pairs() -> None:
    field = Ball(200)
    with field:
        scaled = ball_engine(3, field, scaled=True)
        plain = ball_engine(3, field, omega0="7/30", Gamma0="13/30", beta1="2/3", beta2="1/6")
        assert scaled.power().overlaps(plain.power())
        assert scaled.constancy().overlaps(plain.constancy())


@settings(max_examples=15, deadline=None)
@given(
    N=st.integers(1, 4),
    excess=st.fractions(0, 2, max_denominator=50),
    beta=st.fractions(Fraction(1, 4), 3, max_denominator=50),
    drive=st.fractions(Fraction(1, 10), 5, max_denominator=50),
)
def test_float64_agrees_with_balls(N: int, excess: Any, beta: Any, drive: Any) -> None:
    given = dict(E1=1, E2=1 + excess, beta1=beta + 1, beta2=beta, omega0=drive, Gamma0=1)
    field = Ball(256)
    with field:
        balls = Engine(field, engine_model(field, N, **given))
        expected = [float(balls.power()), float(balls.power_variance())]
        size = float(balls.model.rates.drive)
    floats = Engine(Float64(), engine_model(Float64(), N, **given))
    assert abs(floats.power() - expected[0]) < 1e-11 * (abs(expected[0]) + size)
    assert abs(floats.power_variance() - expected[1]) < 1e-10 * (abs(expected[1]) + size)


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (dict(N=0), r"`N` must be a positive integer, but is 0"),
        (dict(E2="1/2"), r"`E2` must be at least E1 = 1, but is 1/2"),
        (dict(E1=0), r"`E1` must be positive, but is 0"),
        (dict(beta1="1/3"), r"`beta1` must be at least beta2 = 1/2, but is 1/3"),
        (dict(beta2=0), r"`beta2` must be positive, but is 0"),
        (dict(Gamma0=-1), r"`Gamma0` must be positive, but is -1"),
        (dict(omega0=-1), r"`omega0` must not be negative, but is -1"),
        (dict(q1="1/2"), r"the choice is not one of these pairs"),
    ],
)
def test_bad_input_is_named(change: dict[str, Any], sentence: str) -> None:
    given: dict[str, Any] = {**dict(N=2, E1=1, E2=2), **POINT, **BETAS, **change}
    with pytest.raises(InputError, match=sentence):
        engine_model(Float64(), **given)


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (dict(omega0=0), r"`omega0` must be positive for a ratio"),
        (dict(E2=4), r"both are equal"),
    ],
)
def test_constancy_refuses_zero_over_zero(change: dict[str, Any], sentence: str) -> None:
    with pytest.raises(InputError, match=sentence):
        ball_engine(2, Float64(), **change).constancy()


def test_constancy_does_not_depend_on_the_energy_of_an_exchange() -> None:
    field = Ball(200)
    with field:
        equal, apart = (
            ball_engine(2, field, E2=E2, beta2=beta2) for E2, beta2 in ((1, "1/2"), (5, "1/10"))
        )
        assert overlap(equal.constancy(), apart.constancy())
        assert equal.power().contains(0)


def test_too_many_pairs_are_refused() -> None:
    with pytest.raises(InputError, match=r"`N` must be at most \d+ in rational arithmetic"):
        Engine(Rational(), rational_model(9))
