"""How closed forms read parameters, broadcast, certify digits, and refuse bad input."""

from __future__ import annotations

import subprocess
import sys
from fractions import Fraction

import flint
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cotherm.symbolic.errors import InputError, PrecisionError
from cotherm.symbolic.forms import bath_spin, otto_cycle, refrigerator, spin_ensemble, spin_ladder


def test_forms_load_without_sympy() -> None:
    code = (
        "import sys; from cotherm.symbolic.forms import "
        "spin_ladder, spin_ensemble, otto_cycle, refrigerator, bath_spin; "
        "import cotherm.symbolic.closed_form, cotherm.symbolic.arithmetic; "
        "spin_ladder.ladder_energy(1, 0.5); "
        "sys.exit('sympy' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


@given(
    st.integers(0, 60).map(lambda k: Fraction(k, 2)),
    st.fractions(-30, 30, max_denominator=1000),
)
def test_four_arithmetics_agree(J: Fraction, b: Fraction) -> None:
    for form in (
        spin_ladder.ladder_partition_function,
        spin_ladder.ladder_energy,
        spin_ladder.ladder_excitation,
        spin_ladder.ladder_heat_capacity,
        spin_ladder.ladder_entropy,
        spin_ladder.ladder_variance,
    ):
        ball = form.ball(400, J=J, b=b)
        fast = float(form(J=J, b=b))
        assert fast == pytest.approx(float(ball.mid()), rel=1e-12, abs=1e-300)
        slow = form.mpmath(40, J=J, b=b)
        assert float(slow) == pytest.approx(fast, rel=1e-12, abs=1e-300)


@pytest.mark.parametrize("b", ["7/3", "-0.4"])
def test_sympy_expression_has_the_value_of_the_balls(b: str) -> None:
    from cotherm.symbolic.zero_test import sympy_to_arb

    for form in (spin_ladder.ladder_heat_capacity, spin_ladder.ladder_entropy):
        value = sympy_to_arb(form.sympy(), {"J": Fraction(5, 2), "b": Fraction(b)}, 200)
        assert value.overlaps(form.ball(200, J="5/2", b=b))
        assert value.rel_accuracy_bits() > 150


def test_arrays_broadcast_and_scalars_stay_scalars() -> None:
    J, b = np.array([[0.0], [0.5], [7.0]]), np.array([-1.0, 0.0, 2.0, np.inf])
    table = spin_ladder.ladder_energy(J, b)
    assert table.shape == (3, 4)
    for i, j in np.ndindex(3, 4):
        assert table[i, j] == spin_ladder.ladder_energy(J[i, 0], b[j])
    assert np.ndim(spin_ladder.ladder_energy(1, 0.3)) == 0


def test_arrays_of_structural_parameters_are_looped() -> None:
    n, b = np.array([[1], [2], [5]]), np.array([0.3, -1.0])
    table = spin_ensemble.steady_energy(n, 0.5, b, 0.7)
    assert table.shape == (3, 2)
    for i, j in np.ndindex(3, 2):
        assert table[i, j] == spin_ensemble.steady_energy(int(n[i, 0]), 0.5, b[j], 0.7)


def test_floats_stand_for_their_binary_value_and_strings_for_their_decimal() -> None:
    binary = spin_ladder.ladder_energy.ball(200, J=1, b=0.1)
    decimal = spin_ladder.ladder_energy.ball(200, J=1, b="0.1")
    assert not binary.overlaps(decimal)


def test_global_precision_is_left_alone() -> None:
    before = flint.ctx.prec
    spin_ladder.ladder_energy.digits(200, J=3, b="1/3")
    with pytest.raises(InputError):
        spin_ladder.ladder_energy.ball(500, J=-1, b=1)
    assert flint.ctx.prec == before


def test_digits_are_certified() -> None:
    value = spin_ladder.ladder_heat_capacity.digits(60, J=5, b="1e-12")
    assert value.rel_accuracy_bits() >= 60 * 3.32
    # 5 * 6 / 3 * b^2 with the first correction 5 * 6 * 61 / 30 * b^4.
    with flint.ctx.workprec(400):
        expected = flint.arb("1e-23") - 61 * flint.arb("1e-48")
        assert abs(value - expected) < flint.arb("1e-69")


def test_digits_that_cannot_be_certified_raise_with_the_enclosure() -> None:
    # At the Carnot point the work is exactly 0: no relative digits exist.
    with pytest.raises(PrecisionError) as caught:
        otto_cycle.otto_work.digits(
            10, n=3, s="1/2", beta_h="1/3", beta_c=1, lambda_h=3, lambda_c=1
        )
    assert caught.value.enclosure.contains(0)


@pytest.mark.parametrize(
    ("form", "params", "name"),
    [
        (spin_ladder.ladder_energy, {"J": -1, "b": 1}, "J"),
        (spin_ladder.ladder_energy, {"J": 0.3, "b": 1}, "J"),
        (spin_ladder.ladder_energy, {"J": np.array([0.5, 0.25]), "b": 1}, "J"),
        (spin_ladder.ladder_energy, {"J": 1, "b": float("nan")}, "b"),
        (spin_ladder.ladder_energy, {"J": 1, "b": np.array([1.0, np.nan])}, "b"),
        (spin_ladder.ladder_energy, {"J": 1, "b": "__import__('os')"}, "b"),
        (spin_ladder.ladder_energy, {"J": 1, "b": "9" * 1000}, "b"),
        (spin_ladder.ladder_energy, {"J": 1, "b": "1e999999"}, "b"),
        (spin_ladder.ladder_energy, {"J": 1, "b": "1/0"}, "b"),
        (spin_ladder.ladder_energy, {"J": True, "b": 1}, "J"),
        (spin_ladder.ladder_energy, {"J": 1}, "b"),
        (spin_ensemble.heat_capacity, {"n": 0, "s": 0.5, "b": 1}, "n"),
        (spin_ensemble.heat_capacity, {"n": 2, "s": 0, "b": 1}, "s"),
        (spin_ensemble.heat_capacity, {"n": 2, "s": 0.5, "b": 1, "coupling": "x"}, "coupling"),
        (spin_ensemble.critical_temperature, {"n": 1, "s": 0.5}, "n"),
        (spin_ensemble.critical_spin_number, {"s": 0.5, "t": 0.01}, "t"),
        (refrigerator.reduced_current, {"N": 4, "beta_c": 1, "beta_h": 1, "beta_w": 1}, "N"),
        (refrigerator.transition_strength, {"N": 5, "a": 0.5, "b": 3.5}, "b"),
        (bath_spin.cumulant_jacobian_eigenvalues, {"betaE": 0}, "betaE"),
    ],
)
def test_bad_input_is_refused_in_one_sentence(form, params, name) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(ValueError) as caught:
        form(**params)
    message = str(caught.value)
    assert f"`{name}`" in message or f"'{name}'" in message
    assert message.endswith(".") and "\n" not in message
