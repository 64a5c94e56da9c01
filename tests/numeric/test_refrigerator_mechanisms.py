"""Groups of transitions switched off: what must not change, and where the deficit comes from."""

from __future__ import annotations

from fractions import Fraction

import pytest

from cotherm.numeric.errors import InputError
from cotherm.numeric.fields import Ball, Float64, Rational
from cotherm.numeric.refrigerator import (
    narrow_sequence,
    refrigerator_current,
    refrigerator_model,
    refrigerator_rates,
)
from cotherm.numeric.refrigerator_copies import independent_copies
from cotherm.numeric.refrigerator_mechanisms import (
    current_contributions,
    cycle_flux,
    escape_rates,
    ideal_cycle,
    leaking_cycle,
    level_currents,
    noise_contributions,
    outside_population,
    rescaled_widths,
    single_additions,
)
from cotherm.numeric.refrigerator_rates import energy_current, energy_noise, populations
from cotherm.numeric.refrigerator_reduced import reduced_model_cumulants

FLOAT = Float64()
WIDTHS = {"delta_c": "0.1", "delta_h": "0.1", "delta_w": "1e-3"}
BATHS = {"beta_c": 2, "beta_h": 1, "beta_w": "1e-3"}


def model(N=31, **changes):
    return refrigerator_model(N, **{**WIDTHS, **BATHS, **changes})


def test_the_contributions_add_up_in_both_orders():
    for found in (current_contributions(FLOAT, model()), noise_contributions(FLOAT, model())):
        total = found.ideal - found.full
        for leak, inside in zip(found.leakage, found.off_resonant, strict=True):
            assert leak + inside == pytest.approx(total, rel=1e-12)


def test_the_ideal_cycle_is_the_reduced_model_when_the_peaks_are_narrow():
    narrow = model(**dict.fromkeys(WIDTHS, "1e-7"))
    got = energy_current(ideal_cycle(refrigerator_rates(FLOAT, narrow)), "c")
    assert got == pytest.approx(reduced_model_cumulants(FLOAT, 31, **BATHS).mean, rel=1e-11)


def test_the_leaking_cycle_keeps_every_transition_that_touches_a_higher_level():
    system = refrigerator_rates(FLOAT, model(9))
    kept = leaking_cycle(system)
    for name, rates in system.rates.items():
        for key in rates.entries:
            ideal = set(key) == set({"c": (0, 1), "h": (0, 2), "w": (1, 2)}[name])
            assert (key in kept.of(name).entries) == (max(key) > 2 or ideal)


def test_five_spins_have_no_higher_levels():
    with pytest.raises(InputError, match="at least four levels here, but has 3"):
        current_contributions(FLOAT, model(5))


@pytest.mark.parametrize("changes", [{}, {"delta_w": "0.004"}, {"delta_c": "0.3"}, {"delta_h": 1}])
def test_at_the_plotted_widths_off_resonant_driving_outweighs_leakage(changes):
    found = current_contributions(FLOAT, model(**changes))
    for leak, inside in zip(found.leakage, found.off_resonant, strict=True):
        assert abs(leak) < 0.05 * inside


def test_narrow_peaks_of_fixed_ratio_leave_leakage_alone():
    narrow = model(delta_c="1e-4", delta_h="1e-4", delta_w="1e-6")
    found = current_contributions(FLOAT, narrow)
    assert min(found.leakage) > 100 * max(found.off_resonant)
    assert outside_population(FLOAT, narrow) == pytest.approx(
        float(outside_population(FLOAT, model())), rel=0.01
    )


def test_single_additions_name_the_transitions():
    changes = single_additions(FLOAT, model())
    assert set(changes) == {"c:1-2", "w:0-1", "h:0-1"}
    assert min(changes, key=changes.get) == "w:0-1" and max(changes.values()) < 0


def test_level_currents_sum_to_the_current_and_higher_levels_heat():
    system = refrigerator_rates(FLOAT, model())
    parts = level_currents(system)
    total = float(refrigerator_current(FLOAT, model()))
    assert sum(parts.values()) == pytest.approx(total, rel=1e-12)
    assert sum(value for (a, _), value in parts.items() if a > 2) < 0


def test_escape_rates_vanish_as_the_squares_of_the_widths():
    wide, narrow = (
        escape_rates(refrigerator_rates(FLOAT, model(**rescaled_widths(WIDTHS, s))))
        for s in ("1e-3", "1e-4")
    )
    for name in "chw":
        assert wide[name] / narrow[name] == pytest.approx(100, rel=1e-4)


def test_the_fluxes_around_the_ideal_cycle_are_equal():
    system = ideal_cycle(refrigerator_rates(FLOAT, model()))
    fluxes = cycle_flux(system, (("c", 0, 1), ("w", 1, 2), ("h", 2, 0)))
    assert fluxes == pytest.approx([fluxes[0]] * 3, rel=1e-9) and fluxes[0] > 0


def test_rescaled_widths_follow_their_powers():
    got = rescaled_widths({"delta_c": "0.1", "delta_w": 2}, "0.1", {"delta_w": 3})
    assert got == {"delta_c": Fraction(1, 100), "delta_w": Fraction(2, 1000)}
    with pytest.raises(InputError, match="`scale` must be positive"):
        rescaled_widths({"delta_c": 1}, 0)


@pytest.mark.parametrize("power", [1, 2, 3])
def test_stationary_first_and_narrow_afterwards_spoils_the_noise_whatever_the_order(power):
    ball = Ball(300)
    ideal = reduced_model_cumulants(ball, 9, **BATHS)
    scaled = []
    for scale in ("1e-3", "1e-4"):
        widths = rescaled_widths(WIDTHS, scale, {"delta_w": power})
        system = refrigerator_rates(ball, model(9, **widths))
        current = float(energy_current(system, "c") / ideal.mean)
        # Leakage by a work reservoir of fixed relative width; else only thermally rare.
        assert (abs(current - 1) < 1e-4) == (power > 1)
        scaled.append(float(energy_noise(system, "c") - ideal.noise) * float(scale) ** 2)
    assert scaled[1] == pytest.approx(scaled[0], rel=0.05)


def test_the_common_scale_is_the_sequence_of_the_full_model():
    ball = Ball(200)
    step = narrow_sequence(ball, 9, ("0.01",), **WIDTHS, **BATHS)[0]
    again = refrigerator_current(ball, model(9, **rescaled_widths(WIDTHS, "0.01")))
    assert step.current.overlaps(again)


# ------------------------------------------------------------- independent copies


def test_cumulants_of_independent_copies_add_up_exactly():
    exact = Rational()
    one = refrigerator_rates(
        exact, refrigerator_model(5, **WIDTHS, q_c="1/7", q_h="1/3", q_w="9/10")
    )
    for copies in (1, 2, 3):
        many = independent_copies(one, copies)
        assert many.size == 3**copies
        assert energy_current(many, "c") == copies * energy_current(one, "c")
        if copies < 3:
            assert energy_noise(many, "c") == copies * energy_noise(one, "c")
    p, q = populations(one), populations(independent_copies(one, 2))
    assert q == [x * y for x in p for y in p]


def test_no_copies_are_refused():
    with pytest.raises(InputError, match="`copies` must be at least 1"):
        independent_copies(refrigerator_rates(FLOAT, model(5)), 0)
