"""The full refrigerator: laws of its rate equation, then agreement of arithmetics and routes."""

from __future__ import annotations

from fractions import Fraction

import flint
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cotherm.numeric.certify import certified
from cotherm.numeric.errors import InputError
from cotherm.numeric.fields import Ball, Float64, Rational
from cotherm.numeric.matrices import Matrix
from cotherm.numeric.refrigerator import (
    inverse_temperatures,
    narrow_sequence,
    refrigerator_current,
    refrigerator_entropy_production,
    refrigerator_model,
    refrigerator_noise,
    refrigerator_performance,
    refrigerator_populations,
    refrigerator_rates,
    refrigerator_tur,
)
from cotherm.numeric.refrigerator_characteristic import characteristic_cumulants
from cotherm.numeric.refrigerator_rates import (
    EnergyExchange,
    energy_current,
    energy_currents,
    energy_noise,
    entropy_production,
    generator,
    noise_from_squares,
    populations,
    transition_flux,
)
from cotherm.numeric.refrigerator_scgf import (
    cumulants_from_scgf,
    dominant_eigenvalue,
    energy_scgf,
    refrigerator_scgf,
)

FLOAT, BALL, EXACT = Float64(), Ball(200), Rational()
PRINTED = {
    "beta_c": 2,
    "beta_h": 1,
    "beta_w": "1e-3",
    "delta_c": "0.1",
    "delta_h": "0.1",
    "delta_w": "1e-3",
}
factor = st.fractions(min_value=Fraction(1, 20), max_value=Fraction(19, 20), max_denominator=20)
width = st.fractions(min_value=Fraction(1, 20), max_value=3, max_denominator=20)


@st.composite
def exact_models(draw, numbers=(2, 3, 4, 5, 6, 7)):
    return refrigerator_model(
        draw(st.sampled_from(numbers)),
        q_c=draw(factor),
        q_h=draw(factor),
        q_w=draw(factor),
        delta_c=draw(width),
        delta_h=draw(width),
        delta_w=draw(width),
        gamma_h=draw(width),
    )


@st.composite
def float_models(draw):
    beta = sorted(draw(st.lists(st.floats(0.01, 4), min_size=3, max_size=3)), reverse=True)
    return refrigerator_model(
        draw(st.sampled_from((3, 5, 7, 11, 21))),
        beta_c=beta[0],
        beta_h=beta[1],
        beta_w=beta[2],
        delta_c=draw(st.floats(0.01, 2)),
        delta_h=draw(st.floats(0.01, 2)),
        delta_w=draw(st.floats(0.001, 2)),
        eps_c=draw(st.floats(1, 4)),
        eps_h=draw(st.floats(3, 8)),
        eps_w=draw(st.floats(2, 6)),
        gamma_c=draw(st.floats(0.1, 3)),
        gamma_w=draw(st.floats(0.1, 3)),
    )


# ------------------------------------------------------------------------------ laws


@given(exact_models())
def test_columns_sum_to_zero(model):
    R = generator(refrigerator_rates(EXACT, model))
    assert all(value == 0 for value in R.T.apply([EXACT.one] * R.shape[0]))


@given(exact_models())
def test_local_detailed_balance_is_exact(model):
    system = refrigerator_rates(EXACT, model)
    for name, reservoir in model.reservoirs.items():
        q = EXACT.number(reservoir.q)
        for (a, b), rate in system.rates[name].entries.items():
            assert rate == system.rates[name][b, a] * q ** system.quantum(a, b)


@given(exact_models())
def test_one_reservoir_alone_thermalises(model):
    system = refrigerator_rates(EXACT, model)
    for name, reservoir in model.reservoirs.items():
        alone = EnergyExchange(EXACT, system.energies, {name: system.rates[name]})
        q = EXACT.number(reservoir.q)
        gibbs = [q ** int(energy - system.energies[0]) for energy in system.energies]
        assert all(value == 0 for value in generator(alone).apply(gibbs))


@given(exact_models())
def test_stationary_state_is_exact_and_normalised(model):
    system = refrigerator_rates(EXACT, model)
    p = populations(system)
    assert sum(p) == 1
    assert all(value > 0 for value in p)
    assert all(value == 0 for value in generator(system).apply(p))


@given(exact_models())
def test_first_law_is_exact(model):
    assert sum(energy_currents(refrigerator_rates(EXACT, model)).values()) == 0


@given(exact_models((5, 6)), factor)
def test_equal_temperatures_stop_all_currents(model, q):
    equal = refrigerator_model(
        model.N, q_c=q, q_h=q, q_w=q, delta_c=model.c.width, delta_h=1, delta_w=model.w.width
    )
    system = refrigerator_rates(EXACT, equal)
    assert all(value == 0 for value in energy_currents(system).values())
    assert energy_noise(system, "c") > 0


@given(exact_models((3, 5, 6)), factor, factor, factor)
def test_exchange_fluctuation_theorem(model, z_c, z_h, z_w):
    """The spectrum is unchanged under z_nu -> 1/(q_nu z_nu), for all reservoirs at once."""
    system = refrigerator_rates(EXACT, model)
    z = {"c": z_c, "h": z_h, "w": z_w}
    mirrored = {name: 1 / (model.reservoirs[name].q * value) for name, value in z.items()}
    forward = generator(system, z).to_flint().charpoly()
    assert forward == generator(system, mirrored).to_flint().charpoly()
    # the mirror is particular: with another temperature in it the spectrum changes
    if z_c != model.c.q:
        mirrored["c"] = 1 / (model.c.q * model.c.q)
        assert forward != generator(system, mirrored).to_flint().charpoly()


def gross_flow(system: EnergyExchange) -> float:
    """Energy moved per unit time without regard to its direction: the scale of rounding errors."""
    p = populations(system)
    return sum(
        abs(system.quantum(a, b)) * rate * p[b]
        for rates in system.rates.values()
        for (a, b), rate in rates.entries.items()
    )


@given(float_models())
def test_second_law_and_uncertainty_relation(model):
    system = refrigerator_rates(FLOAT, model)
    currents = energy_currents(system)
    sigma = entropy_production(system, inverse_temperatures(FLOAT, model))
    rounding = 1e-12 * gross_flow(system)
    assert sigma >= -10 * rounding
    noise = energy_noise(system, "c")
    assert noise > 0
    assert noise * (sigma + 10 * rounding) >= (2 - 1e-9) * (abs(currents["c"]) - rounding) ** 2


@given(float_models())
def test_cooling_needs_work_and_dumps_heat(model):
    system = refrigerator_rates(FLOAT, model)
    currents = energy_currents(system)
    if currents["c"] > 1e-10 * gross_flow(system):
        assert currents["w"] > 0
        assert currents["h"] < 0


@settings(max_examples=25)
@given(exact_models((3, 4, 5, 6, 7, 9)))
def test_three_routes_to_mean_and_noise_agree_exactly(model):
    """Drazin inverse, sum of squares, and characteristic polynomial."""
    system = refrigerator_rates(EXACT, model)
    for reservoir in "chw":
        noise = energy_noise(system, reservoir)
        assert noise == noise_from_squares(system, reservoir)
        assert characteristic_cumulants(system, reservoir) == (
            energy_current(system, reservoir),
            noise,
        )


def test_one_way_two_level_transport_has_the_known_noise():
    """Filling only from c (rate a), emptying only into h (rate b): the resonant level.

    Mean a b/(a + b) and Fano factor (a^2 + b^2)/(a + b)^2 per quantum are textbook results.
    """
    a, b = Fraction(3, 7), Fraction(5, 2)
    system = EnergyExchange(
        EXACT,
        (Fraction(0), Fraction(2)),
        {
            "c": Matrix.from_entries(EXACT, (2, 2), {(1, 0): a}),
            "h": Matrix.from_entries(EXACT, (2, 2), {(0, 1): b}),
        },
    )
    mean = a * b / (a + b)
    assert energy_current(system, "c") == EXACT.number(2 * mean)
    assert energy_noise(system, "c") == EXACT.number(4 * mean * (a**2 + b**2) / (a + b) ** 2)
    assert energy_noise(system, "h") == energy_noise(system, "c")


# ------------------------------------------------------------------------------ generating function


@pytest.mark.parametrize("N", [3, 5, 31])
def test_generating_function_gives_the_cumulants(N):
    field = Ball(300)
    system = refrigerator_rates(field, refrigerator_model(N, **PRINTED))
    result = cumulants_from_scgf(system, "c", "1e-18")
    for value, reference in (
        (result.mean, energy_current(system, "c")),
        (result.noise, energy_noise(system, "c")),
    ):
        with field:
            assert abs(value / reference - 1) < 1e-25


def test_differences_of_the_generating_function_are_of_fourth_order():
    system = refrigerator_rates(BALL, refrigerator_model(5, **PRINTED))
    exact = (energy_current(system, "c"), energy_noise(system, "c"))
    coarse, fine = (cumulants_from_scgf(system, "c", step) for step in ("1/100", "1/200"))
    with BALL:
        for k in range(2):
            ratio = (coarse[k] - exact[k]) / (fine[k] - exact[k])
            assert abs(ratio - 16) < 0.1


def test_generating_function_vanishes_at_zero_and_is_convex():
    system = refrigerator_rates(BALL, refrigerator_model(5, **PRINTED))
    points = [energy_scgf(system, {"c": Fraction(k, 4)}) for k in range(-4, 5)]
    assert points[4].contains(0)
    assert points[4].rad() < 1e-50
    for left, middle, right in zip(points, points[1:], points[2:], strict=False):
        assert left + right > 2 * middle


@pytest.mark.parametrize("u", ["-1", "0.3", "2"])
def test_dominant_eigenvalue_against_a_dense_solver(u):
    model = refrigerator_model(9, **PRINTED)
    tilted = generator(refrigerator_rates(FLOAT, model), {"c": np.exp(float(u))})
    expected = np.linalg.eigvals(tilted.to_numpy()).real.max()
    ball = refrigerator_scgf(BALL, model, u)
    assert ball.rad() < abs(ball) * 1e-40
    assert float(ball.mid()) == pytest.approx(expected, rel=1e-9)
    assert refrigerator_scgf(FLOAT, model, u) == pytest.approx(float(ball.mid()), rel=1e-15)


def test_extreme_counting_parameters_are_enclosed():
    """The eigenvector ranges over hundreds of decades, and the start is far from it."""
    value = refrigerator_scgf(Ball(128), refrigerator_model(61, **PRINTED), -2)
    assert value.rad() < value * 1e-20


def test_dominant_eigenvalue_of_a_known_matrix():
    matrix = Matrix.from_rows(BALL, [[0, 4], [9, 0]])
    assert abs(dominant_eigenvalue(BALL, matrix) - 6) < 1e-50
    with pytest.raises(InputError, match="field"):
        dominant_eigenvalue(EXACT, matrix)


# ------------------------------------------------------------------------------ arithmetics


@pytest.mark.parametrize("N", [3, 4, 5, 31, 61, 101])
def test_float_agrees_with_certified_balls(N):
    model = refrigerator_model(N, **PRINTED)
    p, ball = refrigerator_populations(FLOAT, model), refrigerator_populations(BALL, model)
    for value, reference in zip(p, ball, strict=True):
        assert value == pytest.approx(float(reference.mid()), rel=1e-12)
    current, noise = certified(
        lambda field: (refrigerator_current(field, model), refrigerator_noise(field, model)), 30
    )
    assert refrigerator_current(FLOAT, model) == pytest.approx(float(current.mid()), rel=1e-12)
    assert refrigerator_noise(FLOAT, model) == pytest.approx(float(noise.mid()), rel=1e-12)


def test_exact_fractions_lie_in_the_balls():
    parameters = {"q_c": "1/7", "q_h": "1/3", "q_w": "9/10", "delta_c": "1/5", "delta_h": "1/4"}
    model = refrigerator_model(7, delta_w="1/9", **parameters)
    for function in (refrigerator_current, refrigerator_noise):
        exact = function(EXACT, model)
        assert isinstance(exact, flint.fmpq)
        with BALL:
            assert function(BALL, model).contains(exact)


def test_smaller_sectors_and_parity():
    parameters = {"beta_c": 2, "beta_h": 1, "beta_w": "0.1", "delta_c": "0.1", "delta_h": "0.1"}
    small = refrigerator_model(9, j="7/2", delta_w="0.01", **parameters)
    assert len(small.levels) == 4
    odd = refrigerator_model(9, parity=-1, delta_w="0.01", **parameters)
    even = refrigerator_model(9, delta_w="0.01", **parameters)
    assert refrigerator_current(FLOAT, odd) == refrigerator_current(FLOAT, even)
    assert refrigerator_current(FLOAT, small) != refrigerator_current(FLOAT, even)


# ------------------------------------------------------------------------------ derived quantities


def test_performance_and_bounds():
    model = refrigerator_model(31, **PRINTED)
    kappa = refrigerator_performance(BALL, model)
    carnot = refrigerator_performance(BALL, model, "carnot")
    tur = refrigerator_performance(BALL, model, "tur")
    assert kappa > 0
    assert kappa < tur
    assert tur < carnot
    assert carnot == 1
    sigma, noise = refrigerator_entropy_production(BALL, model), refrigerator_noise(BALL, model)
    current = refrigerator_current(BALL, model)
    with BALL:
        # from sigma >= 2 I^2/S in the denominator of the coefficient, beta_c - beta_h = 1 here
        assert tur.overlaps(current / (2 * current**2 / noise + current))
    assert refrigerator_tur(BALL, model).overlaps(noise * sigma / current**2)


def test_fluxes_restrictions_and_selected_transitions():
    model = refrigerator_model(7, **PRINTED)
    system = refrigerator_rates(FLOAT, model)
    flux = transition_flux(system, "c")
    assert set(flux) == {(1, 0), (2, 1), (3, 2)}
    lowest = system.restricted([0, 1, 2])
    assert lowest.size == 3
    cycle = lowest.only({"c": [(0, 1)], "h": [(2, 0)], "w": [(1, 2)]})
    fluxes = [
        transition_flux(cycle, "c")[1, 0],
        transition_flux(cycle, "w")[2, 1],
        -transition_flux(cycle, "h")[2, 0],
    ]
    # one cycle: the same probability flux everywhere, so currents are as the quanta 2 : 4 : -6
    assert fluxes[1] == pytest.approx(fluxes[0], rel=1e-9)
    assert fluxes[2] == pytest.approx(fluxes[0], rel=1e-9)
    assert energy_current(cycle, "c") == pytest.approx(2 * fluxes[0], rel=1e-12)
    assert energy_current(cycle, "h") == pytest.approx(-6 * fluxes[0], rel=1e-9)


def test_narrow_widths_freeze_the_population_outside():
    """Off-resonant rates scale as s^2, so stationary populations settle and the noise grows."""
    parameters = {"beta_c": 2, "beta_h": 1, "beta_w": "1e-3"}
    widths = {"delta_c": "0.1", "delta_h": "0.1", "delta_w": "0.1"}
    first, second, third = narrow_sequence(
        BALL, 11, ("1e-3", "1e-4", "1e-5"), **widths, **parameters
    )
    assert second.outside > 0.01
    with BALL:
        assert abs(third.outside / second.outside - 1) < 1e-4
        assert abs(third.current / second.current - 1) < 1e-4
        assert abs(second.noise / first.noise / 100 - 1) < 1e-2
        assert abs(third.noise / second.noise / 100 - 1) < 1e-4
