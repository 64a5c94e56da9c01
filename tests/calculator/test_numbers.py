"""Numbers are read exactly, or refused in one sentence; nothing is evaluated."""

from __future__ import annotations

import math
from decimal import Decimal
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from cotherm.errors import InputError
from cotherm.numbers import LARGEST_EXPONENT, LONGEST, read, shown, to_text

rationals = st.fractions(max_denominator=10**30)


@given(rationals)
def test_text_of_a_rational_reads_back(number):
    assert read(to_text(number), "x") == number


@given(st.floats(allow_nan=False))
@example(5e-324)
@example(-math.inf)
def test_a_float_stands_for_its_exact_binary_value(number):
    value = read(number, "x")
    assert value == number
    assert isinstance(value, Fraction) or math.isinf(value)


@given(st.integers(-(10**20), 10**20), st.integers(-LARGEST_EXPONENT, LARGEST_EXPONENT))
@example(1, -12)
def test_a_decimal_string_is_exact(mantissa, exponent):
    assert read(f"{mantissa}e{exponent}", "x") == mantissa * Fraction(10) ** exponent


@pytest.mark.parametrize(
    ("given_value", "expected"),
    [
        ("0.1", Fraction(1, 10)),
        ("5/2", Fraction(5, 2)),
        ("-6/4", Fraction(-3, 2)),
        ("+3", Fraction(3)),
        (".5", Fraction(1, 2)),
        ("inf", math.inf),
        ("+inf", math.inf),
        ("-inf", -math.inf),
        (Fraction(2, 6), Fraction(1, 3)),
        (Decimal("0.1"), Fraction(1, 10)),
        (Decimal("-inf"), -math.inf),
        (np.int64(7), Fraction(7)),
        (np.float64(0.5), Fraction(1, 2)),
        (np.float32(0.25), Fraction(1, 4)),
        (np.array(1.5), Fraction(3, 2)),
    ],
)
def test_accepted(given_value, expected):
    value = read(given_value, "x")
    assert value == expected
    assert type(value) is type(expected)


REFUSED = [
    "",
    " ",
    "1 ",
    "nan",
    "NaN",
    "infinity",
    "1_000",
    "0x10",
    "1e",
    "e5",
    "1.",
    "1/0",
    "1/2/3",
    "1/-2",
    "1.5/2",
    "--1",
    "1+1",
    "2**10",
    "٣",
    "__import__('os')",
    "1e99999",
    f"1e{LARGEST_EXPONENT + 1}",
    "1" * (LONGEST + 1),
    "1\n",
]


@pytest.mark.parametrize("text", REFUSED)
def test_refused_text(text):
    with pytest.raises(InputError, match=r"^x must .*, but is .*\.$"):
        read(text, "x")


@pytest.mark.parametrize(
    "value",
    [
        math.nan,
        np.float32(math.nan),
        Decimal("nan"),
        True,
        None,
        [1],
        1j,
        object(),
        np.array([1.0, 2.0]),
        b"1",
    ],
    ids=lambda value: type(value).__name__,
)
def test_refused_values(value):
    with pytest.raises(InputError, match=r"^x must be a number, but is "):
        read(value, "x")


@given(st.text(max_size=300))
def test_any_text_is_a_number_or_one_sentence(text):
    try:
        read(text, "x")
    except InputError as error:
        assert "\n" not in str(error)
        assert len(str(error)) < 200


@given(st.text())
def test_shown_fits_a_line(text):
    assert len(shown(text)) <= 60
    assert "\n" not in shown(text)
