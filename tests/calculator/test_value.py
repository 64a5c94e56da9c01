"""Decimals: correct rounding, layout, and digits that an enclosure confirms."""

from __future__ import annotations

import decimal
import json
from fractions import Fraction

import flint
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from cotherm.digits import MOST_DIGITS, agreement, decimal_of_ball, ends, precision, read_digits
from cotherm.errors import InputError, PrecisionError
from cotherm.value import Value, rounded, shortened

rationals = st.fractions(max_denominator=10**12)


@given(rationals, st.integers(1, 60))
@example(Fraction(999999, 1000), 3)
@example(Fraction(1, 8), 2)
@example(Fraction(-1, 10**9), 4)
@example(Fraction(10**25), 3)
def test_rounding_is_that_of_the_decimal_module(number, digits):
    # The decimal module rounds a quotient correctly, half to even: an independent implementation.
    context = decimal.Context(prec=digits, rounding=decimal.ROUND_HALF_EVEN)
    expected = context.divide(
        decimal.Decimal(number.numerator), decimal.Decimal(number.denominator)
    )
    assert Fraction(rounded(number, digits)) == Fraction(expected)


@given(rationals.filter(bool), st.integers(1, 60))
def test_as_many_digits_as_asked_for(number, digits):
    figures = rounded(number, digits).lower().split("e")[0].replace(".", "").lstrip("-0")
    assert len(figures) == digits


def test_a_short_midpoint_does_not_blur_the_ends():
    # One bit of midpoint, a radius far below it: rounding the ends would show in digit 20.
    ball = flint.arb(0.5, 2.0**-300)
    assert decimal_of_ball(ball, 60) == "0.5" + 59 * "0"
    low, high = ends(ball)
    assert 0 < high - low < Fraction(1, 10**80)


@pytest.mark.parametrize(
    ("number", "digits", "text"),
    [
        (Fraction(0), 5, "0"),
        (Fraction(17, 9), 4, "1.889"),
        (Fraction(-1, 2), 3, "-0.500"),
        (Fraction(123456), 6, "123456"),
        (Fraction(123456), 3, "1.23e+05"),
        (Fraction(1, 10**23), 2, "1.0e-23"),
        (Fraction(1, 10**5), 2, "0.000010"),
        (Fraction(1, 10**6), 1, "1e-06"),
    ],
)
def test_layout(number, digits, text):
    assert rounded(number, digits) == text


@pytest.mark.parametrize(
    ("text", "exact", "short"),
    [
        ("1.5000", Fraction(3, 2), "1.5"),
        ("6.000", Fraction(6), "6"),
        ("1.200e+30", Fraction(12 * 10**29), "1.2e+30"),
        ("100", Fraction(100), "100"),
        ("1.500", Fraction(15001, 10000), "1.500"),
    ],
)
def test_zeros_go_only_where_the_decimal_is_exact(text, exact, short):
    assert shortened(text, exact) == short


@given(st.integers(-(10**9), 10**9), st.integers(1, 10**9), st.integers(20, 400))
def test_ends_enclose(numerator, denominator, bits):
    with precision(bits):
        low, high = ends(flint.arb(flint.fmpq(numerator, denominator)))
    assert low <= Fraction(numerator, denominator) <= high


def test_precision_is_restored_after_an_error():
    before = flint.ctx.prec
    with pytest.raises(ZeroDivisionError), precision(333):
        assert flint.ctx.prec == 333
        _ = 1 // 0
    assert flint.ctx.prec == before


def test_decimal_of_a_ball():
    with precision(200):
        root = flint.arb(2).sqrt()
    # OEIS A002193
    assert decimal_of_ball(root, 20) == "1.4142135623730950488"


def test_agreement_counts_only_confirmed_digits():
    with precision(200):
        third = flint.arb(flint.fmpq(1, 3))
    assert agreement(1 / 3, third, "x") == ("0.3333333333333333", 16)
    assert agreement(1 / 3 + 1e-8, third, "x") == ("0.3333333", 7)
    with pytest.raises(PrecisionError, match="no correct digit"):
        agreement(0.9, third, "x")


@pytest.mark.parametrize("power", [5000, -5000])
def test_out_of_the_range_of_float64(power):
    with precision(100), pytest.raises(InputError, match="ask for digits"):
        agreement(0.0 if power < 0 else float("inf"), flint.arb(2) ** power, "x")


@pytest.mark.parametrize("digits", [0, -1, MOST_DIGITS + 1, 10**9, True, 2.0, "5"])
def test_digits_out_of_range(digits):
    with pytest.raises(InputError, match=r"^digits must be an integer from 1 to "):
        read_digits(digits)


def test_value_converts_and_is_json():
    value = Value("x", {"J": "5"}, "1.89", 3, "numeric", "exact", "17/9")
    assert float(value) == 1.89
    assert str(value) == "1.89"
    assert json.loads(json.dumps(value.to_dict()))["exact"] == "17/9"


def test_value_with_several_numbers():
    part = Value("x", {}, "1.0", 2, "closed", "certified")
    pair = Value("x", {}, "a=1.0", 2, "closed", "certified", components={"a": part})
    assert pair["a"] is part
    with pytest.raises(InputError, match="has no key 'b'; its keys are: a"):
        pair["b"]
    with pytest.raises(InputError, match="take one by key"):
        float(pair)
