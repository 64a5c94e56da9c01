"""Finite collective engines by name: order of the parameters, large engines, bad input."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest

import cotherm
from cotherm.errors import InputError, RouteUnavailable
from cotherm.numeric.collective_engine import Engine, engine_model
from cotherm.numeric.fields import Ball

ENGINE: dict[str, Any] = {
    "E1": 1,
    "E2": "3/2",
    "beta1": 2,
    "beta2": "1/2",
    "omega0": "7/10",
    "Gamma0": "13/10",
}
NAMES = (
    "engine_power",
    "engine_heat_current",
    "engine_power_variance",
    "engine_constancy",
    "engine_entropy_production",
    "engine_magnetization",
)


def test_fifty_digits_of_six_pairs_on_both_routes():
    closed = cotherm.evaluate("engine_constancy", N=6, digits=50, **ENGINE)
    numeric = cotherm.evaluate("engine_constancy", N=6, digits=50, route="numeric", **ENGINE)
    assert closed.decimal == numeric.decimal


@pytest.fixture(scope="module")
def thirteen_pairs():
    field = Ball(420)
    with field:
        return Engine(field, engine_model(field, 13, **ENGINE))


@pytest.mark.parametrize("name", NAMES)
def test_more_pairs_come_with_an_estimate(name, thirteen_pairs):
    value = cotherm.evaluate(name, N=13, route="numeric", **ENGINE)
    assert value.evidence.startswith("estimated")
    assert value.digits >= 10
    with thirteen_pairs.field:
        method = getattr(thirteen_pairs, name.removeprefix("engine_"))
        exact = method(1) if name.endswith(("current", "magnetization")) else method()
    assert float(value) == pytest.approx(float(exact), rel=10.0 ** (1 - value.digits))


def test_certified_digits_are_refused_for_many_pairs():
    with pytest.raises(RouteUnavailable, match=r"certifies digits for at most 12 pairs"):
        cotherm.evaluate("engine_power", N=13, route="numeric", digits=20, **ENGINE)
    with pytest.raises(RouteUnavailable, match=r"takes at most 250 pairs, but N is 251"):
        cotherm.evaluate("engine_power", N=251, route="numeric", **ENGINE)


def test_what_one_bath_gives_the_other_takes():
    heat = [
        float(cotherm.evaluate("engine_heat_current", N=2, bath=bath, route="numeric", **ENGINE))
        for bath in (1, 2)
    ]
    power = float(cotherm.evaluate("engine_power", N=2, route="numeric", **ENGINE))
    assert heat[0] < 0 < power
    assert power == pytest.approx(sum(heat), rel=1e-13)


def test_scaled_divides_by_the_number_of_pairs():
    divided = {
        name: Fraction(value) / (4 if name in ("beta1", "beta2", "omega0", "Gamma0") else 1)
        for name, value in ENGINE.items()
    }
    scaled = cotherm.evaluate("engine_power", N=4, scaled=True, digits=20, **ENGINE)
    assert scaled.decimal == cotherm.evaluate("engine_power", N=4, digits=20, **divided).decimal


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("route", ["closed", "numeric"])
@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"N": 0}, r"N must be a positive integer, but is 0\."),
        ({"E2": "1/2"}, r"E2 must be at least E1 = 1, but is 1/2\."),
        ({"beta1": "1/3"}, r"beta1 must be at least beta2 = 1/2, but is 1/3\."),
        ({"Gamma0": -1}, r"Gamma0 must be a positive number, but is -1\."),
        ({"omega0": -1}, r"omega0 must be a (non-negative|positive) number, but is -1\."),
        ({"beta2": 0}, r"beta2 must be a positive number, but is 0\."),
    ],
)
def test_bad_input_is_one_sentence(name, route, change, sentence):
    with pytest.raises(InputError, match=rf"^{sentence}$"):
        cotherm.evaluate(name, route=route, **{"N": 2, **ENGINE, **change})


@pytest.mark.parametrize("route", ["closed", "numeric"])
def test_ratios_need_a_drive_and_an_affinity(route):
    with pytest.raises(InputError, match=r"^omega0 must be a positive number, but is 0\.$"):
        cotherm.evaluate("engine_constancy", route=route, N=2, **{**ENGINE, "omega0": 0})
    with pytest.raises((InputError, ValueError), match=r"beta1.*equal"):
        cotherm.evaluate("engine_constancy", route=route, N=2, **{**ENGINE, "E2": 4})


@pytest.mark.parametrize(
    ("name", "parameter"), [("engine_heat_current", "bath"), ("engine_magnetization", "spin")]
)
def test_baths_and_spins_are_numbered(name, parameter):
    with pytest.raises(InputError, match=rf"^{parameter} must be 1 or 2, but is 3\.$"):
        cotherm.evaluate(name, N=2, **ENGINE, **{parameter: 3})


@pytest.mark.parametrize("route", ["closed", "numeric"])
def test_without_drive_there_is_no_power(route):
    value = cotherm.evaluate("engine_power", N=3, route=route, **{**ENGINE, "omega0": 0})
    assert value.decimal == "0"
