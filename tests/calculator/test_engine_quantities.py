"""The engine's macroscopic quantities by name: routes that agree, exact cases, bad input."""

from __future__ import annotations

import pytest

import cotherm
from cotherm.errors import InputError, RouteUnavailable

MACHINE = {
    "E1": 1,
    "E2": 3,
    "beta1": 1,
    "beta2": "1/6",
    "omega0": "1/2",
    "Gamma0": "1/4",
}


@pytest.mark.parametrize("method", ["cumulant", "exact"])
@pytest.mark.parametrize("name", ["macroscopic_power", "macroscopic_constancy"])
def test_both_routes_agree(name, method):
    closed, numeric = (
        cotherm.evaluate(name, route=route, digits=20, method=method, **MACHINE)
        for route in ("closed", "numeric")
    )
    assert closed.decimal == numeric.decimal
    assert ("settled" in closed.evidence) is (method == "exact")
    assert ("settled" in numeric.evidence) is (method == "exact")


@pytest.mark.parametrize("route", ["closed", "numeric"])
def test_the_exact_limit_at_the_carnot_point(route):
    """Nothing flows, and linear response makes the constancy 1."""
    carnot = {**MACHINE, "beta2": "1/3"}
    power = cotherm.evaluate("macroscopic_power", route=route, method="exact", **carnot)
    constancy = cotherm.evaluate(
        "macroscopic_constancy", route=route, digits=15, method="exact", **carnot
    )
    assert float(power) == 0
    assert constancy.decimal == "1.00000000000000"


def test_plain_function_and_arrays():
    single = cotherm.macroscopic_power(**MACHINE, method="exact")
    pair = cotherm.macroscopic_power(**{**MACHINE, "omega0": [0.25, 0.5]}, method="exact")
    assert pair[1] == pytest.approx(single, rel=1e-14)
    assert pair[0] < pair[1]


def test_gap_of_a_hot_bath():
    """betaE -> 0: 2/betaE for the populations, 1/betaE for the first coherences."""
    for sector, factor in ((0, 2), (1, 1)):
        for N in ("inf", 50):
            gap = cotherm.evaluate("bath_gap", route="numeric", N=N, betaE="1/1000", sector=sector)
            assert float(gap) == pytest.approx(1000 * factor, rel=1e-4)


def test_gap_of_many_spins_tends_to_the_limit():
    limit = float(cotherm.evaluate("bath_gap", route="numeric", N="inf", betaE=2))
    found = [
        abs(float(cotherm.evaluate("bath_gap", route="numeric", N=N, betaE=2)) / limit - 1)
        for N in (50, 100)
    ]
    assert found[1] == pytest.approx(found[0] / 2, rel=0.1)


def test_magnetisation_at_infinite_n_on_both_routes():
    closed, numeric = (
        cotherm.evaluate("bath_magnetization", route=route, digits=20, N="inf", betaE="5/2")
        for route in ("closed", "numeric")
    )
    assert closed.decimal == numeric.decimal


@pytest.mark.parametrize(
    ("name", "changed", "sentence"),
    [
        ("macroscopic_power", {"omega0": 0}, "omega0 must be a positive number, but is 0."),
        ("macroscopic_power", {"beta2": -1}, "beta2 must be a positive number, but is -1."),
        (
            "macroscopic_constancy",
            {"method": "second"},
            'method must be "cumulant" or "exact", but is \'second\'.',
        ),
    ],
)
def test_bad_machines(name, changed, sentence):
    with pytest.raises(InputError) as caught:
        cotherm.evaluate(name, **{**MACHINE, **changed})
    assert str(caught.value) == sentence


def test_bad_gaps():
    with pytest.raises(InputError, match="sector must be 0 or 1, but is 2"):
        cotherm.evaluate("bath_gap", route="numeric", N=2, betaE=1, sector=2)
    with pytest.raises(InputError, match="betaE must be a positive number, but is 0"):
        cotherm.evaluate("bath_gap", route="numeric", N=2, betaE=0)
    with pytest.raises(RouteUnavailable, match="betaE up to 60 at N = inf, but it is 61"):
        cotherm.evaluate("bath_gap", route="numeric", N="inf", betaE=61)
    with pytest.raises(RouteUnavailable, match="at most 600 spins, or N = inf, but N is 601"):
        cotherm.evaluate("bath_gap", route="numeric", N=601, betaE=1)
    with pytest.raises(RouteUnavailable, match="no closed form"):
        cotherm.evaluate("bath_gap", N=2, betaE=1)
