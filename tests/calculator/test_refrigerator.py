"""The refrigerator on both routes: the same digits over the options, one sentence for bad input."""

from __future__ import annotations

import re
from fractions import Fraction

import pytest

import cotherm

MODEL = {
    "N": 7,
    "beta_c": "0.7",
    "beta_h": "0.4",
    "beta_w": "0.1",
    "delta_c": "0.3",
    "delta_h": "0.4",
    "delta_w": "0.2",
}
PRINTED = {
    **MODEL, "N": 31, "beta_c": 2, "beta_h": 1, "beta_w": "1e-3",
    "delta_c": "0.1", "delta_h": "0.1", "delta_w": "1e-3",
}  # fmt: skip
FACTORS = {"q_c": "1/3", "q_h": "1/2", "q_w": "3/4", "N": 7}
WIDTHS = {k: v for k, v in MODEL.items() if k.startswith("delta")}
REDUCED = {"N": 7, "beta_c": 2, "beta_h": 1, "beta_w": "0.1"}


def both(name, digits=25, **point):
    routes = ("closed", "numeric")
    return [cotherm.evaluate(name, route=route, digits=digits, **point).decimal for route in routes]


@pytest.mark.parametrize("reservoir", ["c", "h", "w"])
@pytest.mark.parametrize("changes", [{}, {"N": 8}, {"N": 8, "parity": -1}, {"j": "5/2"}, {"N": 2}])
def test_currents_of_every_sector(reservoir, changes):
    one, other = both("refrigerator_current", **{**MODEL, **changes}, reservoir=reservoir)
    assert one == other


@pytest.mark.parametrize("bound", ["none", "carnot", "tur"])
@pytest.mark.parametrize("point", [MODEL, PRINTED])
def test_performance(bound, point):
    one, other = both("refrigerator_performance", **point, bound=bound)
    assert one == other


@pytest.mark.parametrize("u", ["0.3", "-2", "1e-6"])
def test_generating_function(u):
    one, other = both("refrigerator_scgf", **PRINTED, u=u)
    assert one == other


@pytest.mark.parametrize("changes", [{}, {"eps_c": 3, "gamma_w": "1.5"}, {"gamma_h": 0}])
def test_noise_and_uncertainty(changes):
    for name in ("refrigerator_noise", "refrigerator_tur"):
        one, other = both(name, **{**MODEL, **changes})
        assert one == other


def test_boltzmann_factors_give_exact_fractions_on_the_numeric_route():
    value = cotherm.evaluate("refrigerator_noise", route="numeric", **FACTORS, **WIDTHS)
    assert value.exact is not None
    closed = cotherm.evaluate("refrigerator_noise", digits=30, **FACTORS, **WIDTHS)
    assert abs(Fraction(value.exact) / Fraction(closed.decimal) - 1) < Fraction(1, 10**29)


def test_odd_numbers_of_the_current_for_many_spins():
    one, other = both("refrigerator_current", digits=12, **{**PRINTED, "N": 501})
    assert one == other


# ------------------------------------------------------------------------------ bad requests

ORDER = "must obey beta_c > beta_h >= beta_w for a bound of the performance"
WEAK_ORDER = "must obey beta_c >= beta_h >= beta_w for a coefficient of performance"
Q_C = "q_c must be a rational number between 0 and 1, but is"


@pytest.mark.parametrize("route", ["closed", "numeric"])
@pytest.mark.parametrize(
    ("name", "point", "sentence"),
    [
        ("refrigerator_current", {**MODEL, "beta_c": 0}, "beta_c must be a positive number, but"),
        ("refrigerator_noise", {**MODEL, "beta_h": -1}, "beta_h must be a positive number, but"),
        ("refrigerator_tur", {**MODEL, "delta_w": 0}, "delta_w must be a positive number, but"),
        ("refrigerator_scgf", {**MODEL, "delta_c": -1, "u": 1}, "delta_c must be a positive"),
        ("refrigerator_scgf", MODEL, "refrigerator_scgf needs the parameter u"),
        ("refrigerator_scgf", {**MODEL, "u": "inf"}, "u must be a finite number, but is inf."),
        ("refrigerator_performance", {**MODEL, "bound": "x"}, "bound must be"),
        ("refrigerator_performance", {**MODEL, "beta_h": 1, "bound": "tur"}, ORDER),
        ("refrigerator_performance", {**MODEL, "beta_w": 1, "bound": "carnot"}, ORDER),
        ("refrigerator_performance", {**MODEL, "beta_h": 1}, WEAK_ORDER),
        ("refrigerator_performance", {**MODEL, "beta_w": "0.5"}, WEAK_ORDER),
        ("refrigerator_current", {**FACTORS, **WIDTHS, "q_c": 1}, Q_C),
        ("refrigerator_noise", {**FACTORS, **WIDTHS, "q_c": "3/2"}, Q_C),
        ("refrigerator_tur", {**FACTORS, **WIDTHS, "q_c": 0}, Q_C),
        ("refrigerator_current", {**MODEL, "N": 1}, "must leave a sector of at least two levels"),
        ("refrigerator_current", {**MODEL, "parity": 0}, "parity must be 1 or -1, but is 0."),
        ("refrigerator_current", {**MODEL, "reservoir": "x"}, "reservoir must be"),
        ("reduced_current", {**REDUCED, "N": 6}, "N must be an odd integer >= 5, but is 6."),
        ("reduced_noise", {**REDUCED, "N": 3}, "N must be an odd integer >= 5, but is 3."),
        ("reduced_noise", {**REDUCED, "beta_c": 0}, "beta_c must be a positive number, but is 0."),
        ("reduced_noise", {**REDUCED, "beta_w": -1}, "beta_w must be a non-negative number, but"),
    ],
)
def test_bad_requests(route, name, point, sentence):
    with pytest.raises(ValueError, match=re.escape(sentence)) as caught:
        cotherm.evaluate(name, route=route, **point)
    assert str(caught.value).endswith(".")
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    "point",
    [{**FACTORS, **WIDTHS, "q_c": "1/2"}, {**MODEL, "beta_c": "0.4", "beta_h": "2/5"}],
    ids=["factors", "betas"],
)
def test_equal_temperatures_are_in_order_for_the_coefficient(point):
    one, other = both("refrigerator_performance", **point)
    assert one == other


@pytest.mark.parametrize("N", [4, 8])
def test_even_numbers_where_odd_ones_are_needed(N):
    with pytest.raises(ValueError, match="`N` must be a positive odd integer, but is"):
        cotherm.evaluate("transition_strength", N=N, a="1/2", b="3/2")


def test_generating_function_of_many_spins():
    one, other = both("refrigerator_scgf", digits=12, **{**PRINTED, "N": 601}, u="0.3")
    assert one == other
