"""Certified zeros: known zeros, precision, and what is refused."""

from __future__ import annotations

from fractions import Fraction

import flint
import pytest

from cotherm.numeric.errors import InputError, PrecisionError
from cotherm.numeric.sign_change import sign_change


def square_less(target):
    def function(field, x):
        with field:
            return field.number(x) * field.number(x) - field.number(target)

    return function


@pytest.mark.parametrize("digits", [10, 30, 100])
def test_a_square_root_to_the_digits_asked_for(digits):
    root = sign_change(square_less(2), 1, 2, digits)
    before, flint.ctx.prec = flint.ctx.prec, 500
    try:
        assert root.overlaps(flint.arb(2).sqrt())
        assert root.rad() < flint.arb(10) ** (-digits) * root
    finally:
        flint.ctx.prec = before


def test_a_falling_function_and_an_exact_zero():
    falling = sign_change(lambda f, x: f.one - f.number(x) / 3, Fraction(1, 2), 8, 25)
    assert falling.contains(3)
    assert sign_change(square_less(4), 1, 3, 20).contains(2)


def test_the_working_precision_is_restored():
    before = flint.ctx.prec
    sign_change(square_less(2), 1, 2, 60)
    assert flint.ctx.prec == before


def test_equal_signs_are_refused():
    with pytest.raises(InputError, match="opposite signs of the current, but give 2 at 2"):
        sign_change(square_less(2), 2, 3, name="the current")


def test_a_jump_of_uncertain_sign_is_not_called_a_zero():
    def blurred(field, x):
        value = square_less(2)(field, x)
        return value if isinstance(value, float) else value + flint.arb(0, 1e-5)

    with pytest.raises(PrecisionError, match="No sign change"):
        sign_change(blurred, 1, 2, 20)
