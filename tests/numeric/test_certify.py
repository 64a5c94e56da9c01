"""Certification: digits are promised only where the ball proves them."""

from __future__ import annotations

import flint
import pytest

from cotherm.numeric.certify import certified, certified_digits
from cotherm.numeric.errors import InputError, PrecisionError
from cotherm.numeric.fields import Ball


@pytest.mark.parametrize("digits", [5, 30, 300])
def test_cancellation_is_met_by_more_precision(digits):
    def function(field):
        tiny = field.number("1e-90")
        return (field.exp(tiny) - 1) / tiny - 1

    ball = certified(function, digits)
    assert certified_digits(ball) >= digits
    with Ball(4000):
        assert abs(float(ball / flint.arb("5e-91") - 1)) < 1e-12


def test_structures_are_certified_item_by_item():
    precisions = []

    def function(field):
        precisions.append(field.prec)
        return {"a": field.exp(field.one), "b": [field.zero, field.sqrt(field.number(2))]}

    result = certified(function, 40)
    assert result["b"][0].is_zero()
    assert min(certified_digits(result["a"]), certified_digits(result["b"][1])) >= 40
    assert precisions == sorted(precisions)


def test_what_cannot_be_certified_carries_the_best_enclosure():
    def hidden_zero(field):
        return field.exp(field.one) * field.exp(-field.one) - 1

    with pytest.raises(PrecisionError, match="20 digits could not be certified") as caught:
        certified(hidden_zero, 20)
    assert caught.value.enclosure.contains(0)
    assert caught.value.precision > 1000
    assert Ball().radius(caught.value.enclosure) < 1e-300


def test_failures_at_low_precision_are_retried():
    def needs_precision(field):
        difference = field.number("1e-40") + 1 - 1
        return field.log(difference)

    assert float(certified(needs_precision, 5)) == pytest.approx(-92.10340371976183, rel=1e-6)


def test_exact_zero_is_accepted_and_precision_is_left_alone():
    before = flint.ctx.prec
    assert certified(lambda field: field.zero, 10).is_zero()
    assert flint.ctx.prec == before


@pytest.mark.parametrize("digits", [0, -1, 2.5, True, 10**6])
def test_digits_are_checked(digits):
    with pytest.raises(InputError, match="Argument `digits` must"):
        certified(lambda field: field.one, digits)


def test_digits_of_balls():
    assert certified_digits(flint.arb(1, 1e-10)) == pytest.approx(10, abs=0.01)
    assert certified_digits(flint.arb(0, 1e-10)) == 0
    assert certified_digits(flint.arb("nan")) == 0
    assert certified_digits(flint.arb(3)) == float("inf")
    with pytest.raises(InputError, match="must return balls"):
        certified(lambda field: 1.0, 5)
