"""Evaluation by name: both routes agree, digits are kept, bad requests get one sentence."""

from __future__ import annotations

import inspect
from dataclasses import replace
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import cotherm
from cotherm.errors import InputError, RouteUnavailable
from cotherm.evaluation import plain_function
from cotherm.quantities import QUANTITIES
from cotherm.quantity import load
from cotherm.value import rounded

REFRIGERATOR = {
    "N": 5,
    "beta_c": "0.7",
    "beta_h": "0.4",
    "beta_w": "0.01",
    "delta_c": "0.1",
    "delta_h": "0.2",
    "delta_w": "0.15",
}
REDUCED = {"N": 7, "beta_c": "0.7", "beta_h": "0.4", "beta_w": "0.05", "gamma_h": "1.3"}
ENGINE = {"E1": 1, "E2": 3, "beta1": 1, "beta2": "1/6", "omega0": "1/2", "Gamma0": "1/4"}
PERIOD = {
    "p_e": "1/9",
    "g_tau": "1.3",
    "gamma_tau": "0.07",
    "kappa_tau": "0.05",
    "kappa_tau0": "0.11",
    "n_b": "0.02",
}
LABORATORY = {
    "omega": "940000000000/3",
    "Q": "2e10",
    "gamma": "628/3",
    "g": "470000/3",
    "tau": "9.5e-6",
    "N_ex": 2999,
}
OTTO = {"n": 2, "s": "1/2", "beta_h": "0.3", "beta_c": "1.1", "lambda_h": 2, "b0": "0.9"}
FUEL = {"omega": 6, "J": "0.8", "lam": "0.7", "beta": "0.9", "S": "3/2"}

# Generic points: no parameter sits where a term vanishes or two terms agree.
POINTS = {
    "thermalization_time": {"N": 5, "beta_i": 1, "beta_f": 4},
    "relaxation_time": {"N": 6, "a0": 3, "gamma": "1/2"},
    "ladder_partition_function": {"J": "5/2", "b": "-0.7"},
    "ladder_energy": {"J": "5/2", "b": "-0.7"},
    "ladder_heat_capacity": {"J": "5/2", "b": "-0.7"},
    "ladder_entropy": {"J": "5/2", "b": "-0.7"},
    "multiplicity": {"n": 4, "s": 1, "J": 2},
    "sector_weight": {"n": 3, "s": "1/2", "J": "1/2", "b0": "0.9"},
    "steady_energy": {"n": 3, "s": "1/2", "b": "0.7", "b0": "-0.9"},
    "thermal_energy": {"n": 2, "s": 1, "b": "0.7"},
    "heat_capacity": {"n": 3, "s": "1/2", "b": "0.7", "b0": "0.9", "coupling": "collective"},
    "steady_entropy": {"n": 3, "s": "1/2", "b": "0.7", "b0": "-0.9"},
    "thermal_entropy": {"n": 2, "s": 1, "b": "-0.7"},
    "free_energy_change": {"n": 3, "s": "1/2", "b": "-0.7", "b0": "0.9"},
    "entropy_production": {"n": 2, "s": 1, "b": "0.7", "b0": "-0.9", "coupling": "independent"},
    "fisher_information": {"n": 3, "s": "1/2", "b": "0.7", "b0": "0.9", "measurement": "energy"},
    "relaxation_gap": {"n": 3, "s": 1, "b": "0.7"},
    "local_population": {"n": 3, "s": 1, "m": 0, "b": "0.7", "b0": "0.9"},
    "local_inverse_temperature": {"n": 3, "b": "0.7", "b0": "0.9"},
    "apparent_inverse_temperature": {"n": 2, "s": 1, "b": "0.7", "b0": "0.9", "dephased": True},
    "critical_temperature": {"n": 2, "s": "1/2"},
    "otto_work": {**OTTO, "lambda_c": "1.3", "coupling": "collective"},
    "near_carnot_work": {**OTTO, "delta_eta": "0.01", "coupling": "independent"},
    "transition_strength": {"N": 7, "a": "3/2", "b": "5/2"},
    "reduced_current": REDUCED,
    "reduced_noise": REDUCED,
    "refrigerator_current": {**REFRIGERATOR, "reservoir": "h"},
    "refrigerator_noise": {**REFRIGERATOR, "N": 7, "j": "5/2", "parity": -1},
    "refrigerator_entropy_production": {**REFRIGERATOR, "N": 6},
    "refrigerator_tur": REFRIGERATOR,
    "refrigerator_performance": {**REFRIGERATOR, "bound": "tur"},
    "refrigerator_scgf": {**REFRIGERATOR, "N": 7, "u": "-0.3"},
    "bath_magnetization": {"N": 6, "betaE": "1.3"},
    "bath_gap": {"N": "inf", "betaE": "1.3", "sector": 1},
    "spectral_density": {"omega": "1.9", "eps": 2, "delta": "0.1", "gamma": 1},
    "macroscopic_power": {**ENGINE, "method": "exact"},
    "macroscopic_constancy": ENGINE,
    "engine_power": {**ENGINE, "N": 3, "scaled": True},
    "engine_heat_current": {**ENGINE, "N": 2, "bath": 2},
    "engine_power_variance": {**ENGINE, "N": 3},
    "engine_constancy": {**ENGINE, "N": 4, "scaled": True},
    "engine_entropy_production": {**ENGINE, "N": 1},
    "engine_magnetization": {**ENGINE, "N": 5, "spin": 2},
    "micromaser_photons": PERIOD,
    "micromaser_temperature": {**PERIOD, "omega_over_Tb": 6},
    "fuel_population": {**FUEL, "model": "spin"},
    "fuel_temperature": {**FUEL, "model": "star"},
    "fuel_log_ratio": {**FUEL, "model": "star"},
}
PAIRS = {
    "spectral_peak": {"eps": 2, "delta": "0.3", "gamma": 1},
    "otto_optimum": {"n": 2, "s": "1/2"},
    "cumulant_jacobian_eigenvalues": {"betaE": "1.3"},
    "micromaser_parameters": LABORATORY,
    "reaction_coordinate": {
        "eps": 2,
        "delta": "0.3",
        "cutoff": 50,
        "gamma": 1,
        "omega": "1.7",
    },
}
ONE_ROUTE = {
    "critical_spin_number": ("closed", {"s": "1/2", "t": 2}),
}


def test_every_quantity_has_a_point():
    assert {*POINTS, *PAIRS, *ONE_ROUTE} == set(QUANTITIES)


@pytest.mark.parametrize("name", POINTS)
def test_both_routes_give_the_same_digits(name):
    closed = cotherm.evaluate(name, digits=25, **POINTS[name])
    numeric = cotherm.evaluate(name, digits=25, route="numeric", **POINTS[name])
    assert closed.decimal == numeric.decimal
    assert closed.digits == numeric.digits == 25
    assert (closed.route, numeric.route) == ("closed", "numeric")
    assert closed.decimal != "0"


@pytest.mark.parametrize("name", PAIRS)
def test_both_routes_give_the_same_pair(name):
    closed = cotherm.evaluate(name, digits=25, **PAIRS[name])
    numeric = cotherm.evaluate(name, digits=25, route="numeric", **PAIRS[name])
    assert closed.decimal == numeric.decimal
    for route in ("closed", "numeric"):
        near = cotherm.evaluate(name, route=route, **PAIRS[name])
        for key in QUANTITIES[name].keys:
            assert float(near[key]) == pytest.approx(float(closed[key]), rel=1e-13)


def test_a_flag_is_read_from_text():
    point = {"n": 2, "s": 1, "b": "0.7"}
    name = "apparent_inverse_temperature"
    for text, flag in (("true", True), ("False", False)):
        value = cotherm.evaluate(name, digits=20, dephased=text, **point)
        assert value.decimal == cotherm.evaluate(name, digits=20, dephased=flag, **point).decimal
        assert value.params["dephased"] == text.lower()
    with pytest.raises(InputError, match=r"^dephased must be true or false, but is 'maybe'\.$"):
        cotherm.evaluate(name, dephased="maybe", **point)


@pytest.mark.parametrize("name", POINTS)
@pytest.mark.parametrize("route", ["closed", "numeric"])
def test_float64_keeps_the_digits_it_states(name, route):
    value = cotherm.evaluate(name, route=route, **POINTS[name])
    true = Fraction(cotherm.evaluate(name, digits=30, **POINTS[name]).decimal)
    assert value.digits >= 12
    assert abs(Fraction(value.decimal) / true - 1) < Fraction(1, 10 ** (value.digits - 1))
    assert float(value) == pytest.approx(float(true), rel=1e-12)


@pytest.mark.parametrize("name", ONE_ROUTE)
def test_the_route_that_there_is_works_and_the_other_says_so(name):
    route, point = ONE_ROUTE[name]
    value = cotherm.evaluate(name, route=route, digits=20, **point)
    assert value.digits == 20
    other = "numeric" if route == "closed" else "closed"
    with pytest.raises(RouteUnavailable, match=rf"^{name} has no {other} route: \w.*\.$"):
        cotherm.evaluate(name, route=other, **point)


@pytest.mark.parametrize("name", [name for name in QUANTITIES if QUANTITIES[name].closed])
def test_the_list_agrees_with_the_closed_form(name):
    quantity = QUANTITIES[name]
    form = load(quantity.closed)
    assert form.parameters == tuple(parameter.name for parameter in quantity.parameters)
    for parameter in quantity.parameters:
        if not parameter.required and parameter.name in form.defaults:
            assert str(parameter.default) == str(form.defaults[parameter.name])


# ------------------------------------------------------------------------------ exact rationals


def test_exact_fraction_from_the_master_equation():
    value = cotherm.evaluate("ladder_energy", route="numeric", J="1/2", q="1/2")
    # By hand: (-1/2 + 1/2 * 1/2) / (1 + 1/2) = -1/6
    assert value.exact == "-1/6"
    assert value.evidence.startswith("exact")
    assert value.params == {"J": "1/2", "q": "1/2"}


@settings(max_examples=10)
@given(
    st.sampled_from([(2, "1/2"), (3, "1/2"), (2, "1")]),
    st.fractions("1/20", 3, max_denominator=20),
    st.fractions("1/20", 3, max_denominator=20),
)
def test_the_exact_fraction_lies_in_the_closed_form(size, q, q0):
    n, s = size
    exact = cotherm.evaluate("steady_energy", route="numeric", n=n, s=s, q=q, q0=q0)
    closed = cotherm.evaluate("steady_energy", digits=40, n=n, s=s, q=q, q0=q0)
    assert exact.exact is not None
    assert abs(Fraction(closed.decimal) / Fraction(exact.exact) - 1) < Fraction(1, 10**39)


def test_what_is_not_rational_is_certified_instead():
    value = cotherm.evaluate("ladder_entropy", route="numeric", digits=30, J=1, q="1/2")
    assert value.exact is None
    assert value.decimal == cotherm.evaluate("ladder_entropy", digits=30, J=1, q="1/2").decimal


def test_b_and_q_describe_the_same_point():
    from_b = cotherm.evaluate("ladder_energy", J=3, b="0", digits=20)
    from_q = cotherm.evaluate("ladder_energy", J=3, q=1, digits=20)
    assert from_b.decimal == from_q.decimal == "0"


# ------------------------------------------------------------------------------ awkward points


def test_the_heat_capacity_that_the_printed_form_loses():
    # C_J = b^2 J(J + 1)/3 - b^4 ((2J + 1)^4 - 1)/240 + ...: here 1e-23 - 6.1e-47 + O(1e-69).
    expected = rounded(Fraction(1, 10**23) - Fraction(61, 10**48), 30)
    for route in ("closed", "numeric"):
        value = cotherm.evaluate("ladder_heat_capacity", J=5, b="1e-12", digits=30, route=route)
        assert value.decimal == expected
    assert cotherm.ladder_heat_capacity(5, 1e-12) == pytest.approx(1e-23, rel=1e-14)


def test_a_float_parameter_is_its_binary_value():
    as_float = cotherm.evaluate("ladder_energy", J=1, b=0.1, digits=40)
    as_text = cotherm.evaluate("ladder_energy", J=1, b="0.1", digits=40)
    assert as_float.decimal != as_text.decimal
    assert float(as_float) == pytest.approx(float(as_text), rel=1e-15)


def test_values_beyond_float64():
    with pytest.raises(InputError, match="too large for float64"):
        cotherm.evaluate("ladder_partition_function", J=1000, b=5)
    value = cotherm.evaluate("ladder_partition_function", J=1000, b=5, digits=5)
    assert value.decimal == "2.9878e+2171"


def test_a_zero_that_balls_cannot_decide():
    value = cotherm.evaluate("reduced_current", N=5, beta_c="1.2", beta_h="0.4", beta_w=0)
    assert value.decimal == "0"


@pytest.mark.parametrize(
    ("name", "point"),
    [
        ("entropy_production", {"n": 2, "s": "1/2", "b": "-inf", "b0": "0.4"}),
        ("local_inverse_temperature", {"n": 2, "b": "inf"}),
        ("apparent_inverse_temperature", {"n": 2, "s": "1/2", "b": "-inf", "b0": "0.4"}),
    ],
)
def test_infinite_results(name, point):
    values = [
        cotherm.evaluate(name, route=route, digits=digits, **point)
        for route in ("closed", "numeric")
        for digits in (None, 20)
    ]
    assert {value.decimal for value in values} in ({"inf"}, {"-inf"})


@pytest.mark.parametrize("b", ["inf", "-inf"])
def test_infinite_inverse_temperatures(b):
    for route in ("closed", "numeric"):
        value = cotherm.evaluate("steady_energy", n=2, s=1, b=b, b0="0.3", route=route, digits=10)
        numeric = cotherm.evaluate("steady_energy", n=2, s=1, b=b, b0="0.3", digits=10)
        assert value.decimal == numeric.decimal


# ------------------------------------------------------------------------------ bad requests


@pytest.mark.parametrize(
    ("request_", "sentence"),
    [
        ({"J": "0.3", "b": 1}, "J must be a non-negative multiple of 1/2, but is 0.3."),
        ({"J": -1, "b": 1}, "J must be a non-negative multiple of 1/2, but is -1."),
        ({"J": 5, "b": "nan"}, "b must be a number such as .*, but is 'nan'."),
        ({"J": 5, "b": float("nan")}, "b must be a number, but is nan."),
        ({"J": "inf", "b": 1}, "J must be a non-negative multiple of 1/2, but is inf."),
        ({"J": 5}, r"ladder_energy needs the parameter b \(or q\): .*"),
        ({"J": 5, "b": 1, "x": 2}, "ladder_energy has no parameter 'x'; it takes J, b, q."),
        ({"J": 5, "b": 1, "q": 1}, "ladder_energy takes b or q, but got both."),
        ({"J": 5, "q": "-1/2"}, "q must be a positive rational number, but is -1/2."),
        ({"J": 5, "q": 0}, "q must be a positive rational number, but is 0."),
    ],
)
@pytest.mark.parametrize("route", ["closed", "numeric"])
def test_bad_parameters(route, request_, sentence):
    with pytest.raises(InputError, match=f"^{sentence}$"):
        cotherm.evaluate("ladder_energy", route=route, **request_)


@pytest.mark.parametrize(
    ("name", "point"),
    [
        ("ladder_energy", {"J": "1e9", "b": 1}),
        ("steady_energy", {"n": "1e1000", "s": 1, "b": 1}),
        ("steady_energy", {"n": 1, "s": "1e9", "b": 1}),
        ("refrigerator_current", {**REFRIGERATOR, "N": 10**9}),
        ("bath_magnetization", {"N": 10**9, "betaE": 1}),
    ],
)
def test_what_is_too_large_to_solve_is_refused_at_once(name, point):
    with pytest.raises(RouteUnavailable, match=r"^The numeric route takes at most"):
        cotherm.evaluate(name, route="numeric", **point)


def test_unknown_names_and_routes():
    with pytest.raises(InputError, match="did you mean ladder_energy"):
        cotherm.evaluate("lader_energy", J=1, b=1)
    with pytest.raises(InputError, match=r'^route must be "closed" or "numeric"'):
        cotherm.evaluate("ladder_energy", route="both", J=1, b=1)
    with pytest.raises(AttributeError, match="nothing_like_this"):
        _ = cotherm.nothing_like_this


# ------------------------------------------------------------------------------ plain functions


@pytest.mark.parametrize("name", QUANTITIES)
def test_every_quantity_is_a_documented_function(name):
    assert name in dir(cotherm)
    function = getattr(cotherm, name)
    assert function.__name__ == name
    documentation = inspect.getdoc(function)
    assert QUANTITIES[name].source in documentation
    for parameter in QUANTITIES[name].parameters:
        assert parameter.name in documentation


def test_functions_take_arrays():
    J, b = np.array([[0.5], [3.0]]), np.array([-2.0, 1e-9, 0.4])
    table = cotherm.ladder_energy(J, b)
    assert table.shape == (2, 3)
    for row, spin in enumerate((0.5, 3.0)):
        for column, x in enumerate(b):
            assert table[row, column] == cotherm.ladder_energy(spin, float(x))


def test_functions_take_keywords_and_defaults():
    assert cotherm.steady_energy(2, "1/2", b=0.3) == cotherm.steady_energy(2, 0.5, 0.3, "inf")


def test_a_function_without_closed_form_says_where_to_go(monkeypatch):
    entry = replace(QUANTITIES["ladder_energy"], closed=None)
    monkeypatch.setitem(QUANTITIES, "ladder_energy", entry)
    with pytest.raises(RouteUnavailable, match='route="numeric"'):
        plain_function("ladder_energy")(5)
