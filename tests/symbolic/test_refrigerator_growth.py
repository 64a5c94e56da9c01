"""Entropy production of the whole ladder, and current, noise and production of many spins."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cotherm.symbolic.arithmetic import Ball
from cotherm.symbolic.errors import InputError
from cotherm.symbolic.forms.refrigerator_growth import GROWTH, sector_growth, sector_production
from cotherm.symbolic.forms.refrigerator_levels import sector_current, sector_noise
from cotherm.symbolic.forms.transitions import transition_strength

PRINTED = {
    **{"beta_c": 2, "beta_h": 1, "beta_w": "1e-3"},
    **{"delta_c": "0.1", "delta_h": "0.1", "delta_w": "1e-3"},
}
EQUAL = {**PRINTED, "beta_c": "0.7", "beta_h": "0.7", "beta_w": "0.7"}
FORMS = {"current": sector_current, "noise": sector_noise, "production": sector_production}
beta, width = st.floats(0.1, 3), st.floats(0.01, 1)


@given(st.tuples(beta, beta, beta), st.tuples(width, width, width), st.sampled_from([3, 9, 21]))
@settings(max_examples=30)
def test_entropy_is_not_destroyed_and_limits_the_precision_of_the_current(
    betas: tuple[float, ...], widths: tuple[float, ...], N: int
) -> None:
    at = {f"beta_{k}": b for k, b in zip("chw", betas, strict=True)}
    at |= {f"delta_{k}": d for k, d in zip("chw", widths, strict=True)}
    current, noise, production = (form.ball(300, N=N, **at) for form in FORMS.values())
    assert not production < 0
    assert not noise * production < 2 * current**2


def test_equal_temperatures_produce_nothing_at_any_size() -> None:
    assert abs(sector_production.ball(300, N=21, **EQUAL)) < 1e-60
    for quantity in ("current", "production"):
        assert abs(sector_growth.ball(300, quantity=quantity, **EQUAL)) < 1e-60
    assert sector_growth(quantity="noise", **EQUAL) > 0


@pytest.mark.parametrize(
    ("a", "b", "operator"),
    [
        *[(Fraction(2 * k + 1, 2), Fraction(2 * k + 3, 2), "Jx") for k in (0, 1, 7)],
        *[(Fraction(2 * k + 1, 2), Fraction(2 * k + 5, 2), "Jx2/N") for k in (0, 1, 7)],
        (Fraction(1, 2), Fraction(3, 2), "Jx2/N"),
    ],
)
def test_all_matrix_elements_grow_with_one_prefactor(
    a: Fraction, b: Fraction, operator: str
) -> None:
    N = 10**6 + 1
    scaled = transition_strength.ball(200, N=N, a=a, b=b, operator=operator) / N**2
    assert float(scaled) == pytest.approx(float(GROWTH[operator]), rel=5 / N)


@pytest.mark.parametrize("quantity", FORMS)
def test_the_limit_is_approached_as_one_over_N(quantity: str) -> None:
    limit = sector_growth.ball(200, quantity=quantity, **PRINTED)
    off = [
        float((FORMS[quantity].ball(200, N=N, **PRINTED) / N**2 / limit - 1) * N)
        for N in (501, 1001, 2001)
    ]
    assert 3 < off[-1] < 5
    assert abs(off[2] - off[1]) < 0.6 * abs(off[1] - off[0])


@pytest.mark.parametrize("quantity", FORMS)
def test_higher_levels_add_nothing(quantity: str) -> None:
    at = {"quantity": quantity, **PRINTED}
    found = [sector_growth.digits(160, levels=n, **at) for n in (60, 90)]
    with Ball(600).active():
        assert 0 < abs(found[1] / found[0] - 1) < 1e-100


@pytest.mark.parametrize("quantity", FORMS)
def test_floats_multi_precision_and_balls_agree(quantity: str) -> None:
    at = {"quantity": quantity, **PRINTED}
    ball = float(sector_growth.digits(30, **at))
    assert sector_growth(**at) == pytest.approx(ball, rel=1e-9)
    assert float(sector_growth.mpmath(40, **at)) == pytest.approx(ball, rel=1e-15)


def test_pinned_production() -> None:
    # From an independent script with dense 40-digit matrices in the Dicke space of 31 spins.
    assert sector_production(N=31, **PRINTED) == pytest.approx(0.16688442959259553127, rel=1e-12)


@pytest.mark.parametrize(
    ("name", "changes"),
    [("levels", {"levels": 2}), ("quantity", {"quantity": "heat"}), ("beta_c", {"beta_c": 0})],
)
def test_bad_input_is_named(name: str, changes: dict[str, Any]) -> None:
    with pytest.raises(InputError, match=f"Argument `{name}` must be"):
        sector_growth(**{"quantity": "current", **PRINTED, **changes})
