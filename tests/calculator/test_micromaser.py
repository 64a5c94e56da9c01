"""The micromaser's quantities by name: exact cases, digits, and one sentence for bad input."""

from __future__ import annotations

import numpy as np
import pytest

import cotherm

LABORATORY = {
    "omega": "3.14159265e11",
    "Q": "2e10",
    "gamma": "209.2",
    "g": "1.57e5",
    "tau": "9.5e-6",
}
ROUTES = ("closed", "numeric")


@pytest.mark.parametrize("route", ROUTES)
def test_without_damping_the_photons_are_those_of_the_atoms(route):
    value = cotherm.evaluate("micromaser_photons", route=route, digits=25, p_e="0.2", g_tau="0.9")
    # p_e/(1 - 2 p_e) = 1/3
    assert value.decimal == "0.3333333333333333333333333"


@pytest.mark.parametrize("route", ROUTES)
def test_the_temperature_without_damping_is_that_of_the_atoms(route):
    value = cotherm.evaluate(
        "micromaser_temperature", route=route, p_e="0.2", g_tau=1, omega_over_Tb=6
    )
    assert float(value) == pytest.approx(6 / np.log(4), rel=1e-14)


@pytest.mark.parametrize("route", ROUTES)
def test_atoms_in_the_ground_state_leave_an_empty_cavity(route):
    for name, more in (
        ("micromaser_photons", {}),
        ("micromaser_temperature", {"omega_over_Tb": 6}),
    ):
        value = cotherm.evaluate(name, route=route, p_e=0, g_tau=1, kappa_tau0="0.1", **more)
        assert value.decimal == "0"


@pytest.mark.parametrize("route", ROUTES)
@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        (
            {"p_e": "1/2"},
            "p_e must be .* not 1/2, where no thermal steady state exists, but is 1/2",
        ),
        ({"p_e": 1}, "p_e must be at least 0 and below 1, and not 1/2, .*, but is 1"),
        ({"p_e": "-0.1"}, "p_e must be at least 0 and below 1, and not 1/2, .*, but is -0.1"),
        ({"p_e": "0.7"}, "p_e.* must be below 1/2 for a cavity without loss.*, but is (7/10|0.7)"),
        ({"g_tau": 0}, "g_tau.* must be positive for a cavity without loss.*, but is 0"),
        ({"kappa_tau": -1}, "kappa_tau must be a non-negative number, but is -1"),
    ],
)
def test_bad_periods_get_one_sentence(route, changes, sentence):
    with pytest.raises(ValueError, match=rf"{sentence}\.$") as caught:
        cotherm.evaluate("micromaser_photons", route=route, **{"p_e": "0.2", "g_tau": 1, **changes})
    assert str(caught.value).count(". ") == 0


@pytest.mark.parametrize("route", ROUTES)
def test_laboratory_parameters(route):
    value = cotherm.evaluate(
        "micromaser_parameters", route=route, digits=12, N_ex=3000, **LABORATORY
    )
    kappa = 3.14159265e11 / 2e10
    assert float(value["kappa_tau"]) == pytest.approx(kappa * 9.5e-6, rel=1e-11)
    assert float(value["kappa_tau0"]) == pytest.approx(1 / 3000 - kappa * 9.5e-6, rel=1e-11)
    assert float(value["g_tau"]) == pytest.approx(1.4915, rel=1e-11)
    assert float(value["gamma_tau"]) == pytest.approx(0.0019874, rel=1e-11)


@pytest.mark.parametrize("route", ROUTES)
def test_atoms_without_time_between_them_are_refused(route):
    with pytest.raises(ValueError, match="`N_ex` must leave time between two atoms"):
        cotherm.evaluate("micromaser_parameters", route=route, N_ex=7000, **LABORATORY)


def test_the_plain_function_takes_arrays():
    p = np.array([0.1, 0.2])
    assert np.allclose(cotherm.micromaser_photons(p, 1.0), p / (1 - 2 * p), rtol=1e-15)
    lossy = cotherm.micromaser_photons(p, 1.0, 0.0, 0.0, 0.1)
    assert lossy.shape == (2,)
    assert np.all(lossy < p / (1 - 2 * p))


@pytest.mark.parametrize(
    "point",
    [
        {"p_e": "0.48", "g_tau": 1, "kappa_tau0": "0.05"},
        {"p_e": "0.7", "g_tau": "0.9", "kappa_tau0": "0.1"},
        # Hardly any atom passes the photon number 1: sin^2(g tau) = 1e-17.
        {"p_e": "0.05", "g_tau": "3.14159265", "kappa_tau0": "0.1"},
    ],
)
def test_hot_inverted_and_trapped_fields(point):
    digits = 12
    values = [
        cotherm.evaluate("micromaser_photons", route=route, digits=digits, **point)
        for route in ROUTES
    ]
    assert values[0].decimal == values[1].decimal
