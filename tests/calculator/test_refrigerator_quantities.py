"""Quantities of the refrigerator's reservoirs: both routes, and sentences for bad input."""

from __future__ import annotations

import pytest

import cotherm
from cotherm.errors import InputError

POINTS = [
    (
        "reaction_coordinate",
        {"eps": "1.3", "delta": "0.4", "cutoff": 2, "gamma": 1, "omega": "1.1"},
    ),
    ("thermalization_time", {"N": 6, "beta_i": 1, "beta_f": 4}),
    ("thermalization_time", {"N": 7, "beta_i": "-0.2", "beta_f": "0.5", "omega_c": 10}),
    ("relaxation_time", {"N": 7, "a0": "7/2"}),
    ("relaxation_time", {"N": 8, "a0": 3, "gamma": "0.3"}),
]


@pytest.mark.parametrize(("name", "point"), POINTS, ids=range(len(POINTS)))
def test_the_routes_agree(name, point):
    closed = cotherm.evaluate(name, digits=25, **point)
    numeric = cotherm.evaluate(name, route="numeric", digits=25, **point)
    assert closed.decimal == numeric.decimal
    assert closed.digits == 25


def test_the_time_to_thermalise_of_fig7_at_the_smallest_sizes():
    # From an integration of the rate equation with an independent solver (Radau).
    assert float(cotherm.evaluate("thermalization_time", N=3, beta_i=1, beta_f=4)) == pytest.approx(
        5.72226, abs=1e-4
    )


def test_relaxation_is_exact_on_the_numeric_route():
    assert cotherm.evaluate("relaxation_time", route="numeric", N=7, a0="7/2").exact == "41/35"


def test_peak():
    peak = cotherm.evaluate("spectral_peak", eps=2, delta="0.1", digits=20)
    assert peak.decimal.startswith("position=2.00000156")


@pytest.mark.parametrize(
    ("name", "point", "message"),
    [
        ("thermalization_time", {"N": 1, "beta_i": 1, "beta_f": 4}, "N must be an integer >= 2"),
        ("thermalization_time", {"N": 3, "beta_i": 1, "beta_f": -1}, "beta_f must be a positive"),
        ("relaxation_time", {"N": 3, "a0": "1/3"}, "a0 must be a non-negative multiple of 1/2"),
        ("reaction_coordinate", {**POINTS[0][1], "delta": 0}, "delta must be a positive number"),
        ("reduced_current", {"N": 6, "beta_c": 2, "beta_h": 1, "beta_w": 0}, "N must be an odd"),
        (
            "refrigerator_current",
            {"N": 5, "beta_c": 0, "beta_h": 1, "beta_w": 1} | {f"delta_{k}": "0.1" for k in "chw"},
            "beta_c must be a positive number, but is 0",
        ),
        (
            "refrigerator_current",
            {"N": 5, "beta_c": 2, "beta_h": 1, "beta_w": 1, "delta_c": -1}
            | {f"delta_{k}": "0.1" for k in "hw"},
            "delta_c must be a positive number, but is -1",
        ),
    ],
    ids=str,
)
def test_bad_input_is_one_sentence(name, point, message):
    for route in ("closed", "numeric"):
        with pytest.raises(InputError, match=message) as caught:
            cotherm.evaluate(name, route=route, **point)
        assert str(caught.value).count(". ") == 0
