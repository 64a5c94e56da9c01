"""Counting statistics from the characteristic polynomial: determinants, laws, small systems."""

from __future__ import annotations

from fractions import Fraction

import flint
import numpy as np
import pytest
import sympy
from hypothesis import example, given, settings
from hypothesis import strategies as st

from cotherm.symbolic.balls import Ball
from cotherm.symbolic.band_determinant import (
    determinant,
    implicit_series,
    largest_root,
    leading_minors,
)
from cotherm.symbolic.errors import InputError
from cotherm.symbolic.forms import refrigerator_counting as forms
from cotherm.symbolic.forms import transitions
from cotherm.symbolic.forms.refrigerator_rates import sector_labels, sector_strength

MODEL = {
    "N": 7,
    "beta_c": "0.7",
    "beta_h": "0.4",
    "beta_w": "0.1",
    "delta_c": "0.3",
    "delta_h": "0.4",
    "delta_w": "0.2",
}
entry = st.integers(-9, 9)


# ------------------------------------------------------------------------------ determinants


@given(st.integers(1, 7).flatmap(lambda n: st.lists(entry, min_size=n * n, max_size=n * n)))
def test_leading_minors_of_a_band_matrix(values):
    n = int(len(values) ** 0.5)
    grid = [[values[n * i + k] if abs(i - k) <= 2 else 0 for k in range(n)] for i in range(n)]
    rows = [{k: {(0, 0): Fraction(x)} for k, x in enumerate(row) if abs(i - k) <= 2}
            for i, row in enumerate(grid)]  # fmt: skip
    minors = [minor.get((0, 0), 0) for minor in leading_minors(rows, 0, Fraction(1))]
    expected = [sympy.Matrix(grid)[:k, :k].det() for k in range(1, n + 1)]
    assert minors == [Fraction(int(x)) for x in expected]


def test_series_of_a_determinant():
    x, y = sympy.symbols("x y")
    grid = [[2 + x, 3 - y, 0], [y, 1 + x, 4 * y], [0, 5, x - y]]
    full = sympy.Poly(sympy.expand(sympy.Matrix(grid).det()), x, y)
    rows = [
        {0: {(0, 0): 2, (1, 0): 1}, 1: {(0, 0): 3, (0, 1): -1}},
        {0: {(0, 1): 1}, 1: {(0, 0): 1, (1, 0): 1}, 2: {(0, 1): 4}},
        {1: {(0, 0): 5}, 2: {(1, 0): 1, (0, 1): -1}},
    ]
    found = determinant(rows, 2, 1)
    assert found[1, 0] == full.coeff_monomial(x)
    for powers in ((0, 0), (1, 0), (0, 1), (2, 0), (1, 1), (0, 2)):
        assert found.get(powers, 0) == full.coeff_monomial(x ** powers[0] * y ** powers[1])


def test_implicit_series_of_a_known_root():
    """l = u + u^2/2 + u^3/6 + ... solves (1 + l) - e^u to every order."""
    series = {(1, 0): Fraction(1), (0, 1): Fraction(-1), (0, 2): Fraction(-1, 2),
              (0, 3): Fraction(-1, 6), (0, 4): Fraction(-1, 24)}  # fmt: skip
    expected = [Fraction(1), Fraction(1, 2), Fraction(1, 6), Fraction(1, 24)]
    assert implicit_series(series, 4, Fraction(0)) == expected


def test_implicit_series_with_powers_of_the_root():
    """l + l^2 = u has l = u - u^2 + 2 u^3 - 5 u^4 (Catalan numbers)."""
    series = {(1, 0): Fraction(1), (2, 0): Fraction(1), (0, 1): Fraction(-1)}
    assert implicit_series(series, 4, Fraction(0)) == [1, -1, 2, -5]


@given(st.lists(st.floats(0.01, 5), min_size=12, max_size=12))
@settings(max_examples=20)
def test_largest_root_is_the_dominant_eigenvalue(values):
    matrix = np.zeros((4, 4))
    places = [(i, k) for i in range(4) for k in range(4) if 0 < abs(i - k) <= 2]
    for (i, k), value in zip(places, values, strict=False):
        matrix[i, k] = value
    matrix -= np.diag(matrix.sum(axis=0)) + np.diag(values[8:])
    ball = Ball(128)
    with ball.active():
        rows = [
            {k: -flint.arb(matrix[i, k]) for k in range(4) if abs(i - k) <= 2} for i in range(4)
        ]
        root = largest_root(ball, rows)
    assert root.rel_accuracy_bits() > 80
    assert float(root.mid()) == pytest.approx(max(np.linalg.eigvals(matrix).real), rel=1e-9)


# ------------------------------------------------------------------------------ sectors


@pytest.mark.parametrize(
    ("N", "j", "parity", "expected"),
    [
        (5, None, 1, ["1/2", "3/2", "5/2"]),
        (5, "3/2", -1, ["1/2", "3/2"]),
        (4, None, 1, ["0", "1", "2"]),
        (4, None, -1, ["1", "2"]),
    ],
)
def test_labels(N, j, parity, expected):
    spin = None if j is None else Fraction(j)
    assert sector_labels(N, spin, parity) == [Fraction(x) for x in expected]


@pytest.mark.parametrize("N", [5, 9])
def test_strengths_of_odd_numbers_are_the_closed_form(N):
    spin = Fraction(N, 2)
    for operator in ("Jx", "Jx2/N"):
        for k in range((N - 1) // 2):
            for step in (1, 2):
                low = Fraction(1, 2) + k
                if low + step > spin:
                    continue
                form = transitions.transition_strength.ball(
                    100, N=N, a=low, b=low + step, operator=operator
                )
                value = sector_strength(N, spin, low, step, operator == "Jx2/N")
                with Ball(100).active():
                    assert form.overlaps(flint.arb(value.numerator) / value.denominator)


def explicit_strengths(j: float, parity: int, squared: bool, N: int) -> np.ndarray:
    m = np.arange(-j, j + 0.5)
    ladder = np.sqrt(j * (j + 1) - m[:-1] * (m[:-1] + 1)) / 2
    Jx = np.diag(ladder, 1) + np.diag(ladder, -1)
    labels = [x for x in m if x > 0 or (x == 0 and parity == 1)]
    states = np.zeros((len(m), len(labels)))
    for k, a in enumerate(labels):
        states[int(j + a), k] = 1
        states[int(j - a), k] = parity
        states[:, k] /= np.linalg.norm(states[:, k])
    return (states.T @ (Jx @ Jx / N if squared else Jx) @ states) ** 2


@pytest.mark.parametrize(("j", "parity"), [(4, 1), (4, -1), ("7/2", -1), ("7/2", 1)])
@pytest.mark.parametrize("squared", [False, True])
def test_strengths_of_every_sector_against_explicit_matrices(j, parity, squared):
    spin, N = Fraction(j), 10 if Fraction(j).denominator == 1 else 9
    matrix = explicit_strengths(float(spin), parity, squared, N)
    labels = sector_labels(N, spin, parity)
    for k, low in enumerate(labels):
        for step in (1, 2):
            if k + step < len(labels):
                value = float(sector_strength(N, spin, low, step, squared))
                assert value == pytest.approx(matrix[k, k + step], rel=1e-12, abs=1e-14)


# ------------------------------------------------------------------------------ laws


def test_currents_add_up_to_zero():
    parts = [forms.refrigerator_current.ball(300, **MODEL, reservoir=name) for name in "chw"]
    with Ball(300).active():
        total = parts[0] + parts[1] + parts[2]
    assert total.contains(0)
    assert float(total.rad()) < 1e-60


@given(st.floats(0.1, 3), st.floats(0.1, 3), st.floats(0.1, 3))
@example(1.0, 0.9, 0.8)
@settings(max_examples=25)
def test_second_law_and_uncertainty_relation(beta_c, beta_h, beta_w):
    given = {**MODEL, "beta_c": beta_c, "beta_h": beta_h, "beta_w": beta_w}
    if len({beta_c, beta_h, beta_w}) < 3:
        return
    assert forms.refrigerator_entropy_production.digits(15, **given) > 0
    assert forms.refrigerator_tur.digits(15, **given) >= 2


def test_fluctuation_theorem_with_two_reservoirs():
    """lambda(u) = lambda(beta_c - beta_w - u) where hot is not connected."""
    pair = {**MODEL, "gamma_h": 0}
    one = forms.refrigerator_scgf.digits(40, u="0.17", **pair)
    other = forms.refrigerator_scgf.digits(40, u="0.43", **pair)
    assert one.overlaps(other)


def test_cumulants_are_derivatives_of_the_generating_function():
    h = Fraction(1, 10**12)
    plus, minus = (forms.refrigerator_scgf.digits(60, u=sign * h, **MODEL) for sign in (1, -1))
    current = float((plus - minus).mid()) / (2 * float(h))
    with Ball(300).active():
        noise = float((plus + minus) * 10**24)
    assert forms.refrigerator_current(**MODEL) == pytest.approx(current, rel=1e-12)
    assert forms.refrigerator_noise(**MODEL) == pytest.approx(noise, rel=1e-9)


def test_bounds_are_in_order():
    none, tur, carnot = (
        forms.refrigerator_performance(**MODEL, bound=bound) for bound in ("none", "tur", "carnot")
    )
    if forms.refrigerator_current(**MODEL) > 0:
        assert none <= tur <= carnot
    assert carnot == pytest.approx(4 / 3)


# ------------------------------------------------------------------------------ limits, exact zeros


def test_three_levels_are_the_reduced_model_for_narrow_densities():
    from cotherm.symbolic.forms.refrigerator import reduced_current, reduced_noise

    narrow = {**MODEL, "N": 5, "delta_c": "1e-9", "delta_h": "1e-9", "delta_w": "1e-9"}
    temperatures = {k: narrow[k] for k in ("N", "beta_c", "beta_h", "beta_w")}
    current, noise = (f(**narrow) for f in (forms.refrigerator_current, forms.refrigerator_noise))
    assert current == pytest.approx(reduced_current(**temperatures), rel=1e-12)
    assert noise == pytest.approx(reduced_noise(**temperatures), rel=1e-12)


def test_one_temperature_has_exactly_no_current():
    still = {**MODEL, "beta_c": 1, "beta_h": 1, "beta_w": 1}
    assert forms.refrigerator_current(**still) == 0
    assert forms.refrigerator_entropy_production(**still) == 0
    assert forms.refrigerator_noise(**still) > 0


def test_no_counting_no_growth():
    assert forms.refrigerator_scgf(**MODEL, u=0) == 0


def test_arrays_broadcast():
    values = forms.refrigerator_current(**{**MODEL, "beta_c": np.array([0.5, 0.7])}, reservoir="h")
    assert values.shape == (2,)
    assert values[1] == forms.refrigerator_current(**{**MODEL, "beta_c": 0.7}, reservoir="h")


# ------------------------------------------------------------------------------ bad input


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"beta_c": 0}, "`beta_c` must be a positive finite number, but is 0"),
        ({"delta_w": -1}, "`delta_w` must be a positive finite number, but is -1"),
        ({"delta_h": 0}, "`delta_h` must be a positive finite number, but is 0"),
        ({"gamma_h": -1}, "`gamma_h` must be a non-negative finite number, but is -1"),
        ({"j": 4}, "`j` must be 7/2 less a non-negative integer, but is 4"),
        ({"j": "1/2"}, "`j` must leave a sector of at least two levels, but 1/2 leaves 1"),
        ({"parity": 2}, "`parity` must be 1 or -1, but is 2"),
        ({"reservoir": "x"}, "`reservoir` must be"),
        ({"N": 6, "gamma_c": 0, "gamma_w": 0}, "must connect all levels of the sector, but leave"),
    ],
)
def test_bad_parameters(changes, sentence):
    with pytest.raises(InputError, match=sentence.replace("(", r"\(")):
        forms.refrigerator_current(**{**MODEL, **changes})


@pytest.mark.parametrize("bound", ["carnot", "tur"])
@pytest.mark.parametrize("betas", [(1, 2, "0.1"), (1, 1, "0.1"), (2, 1, 3)])
def test_bounds_need_ordered_reservoirs(bound, betas):
    given = {**MODEL, **dict(zip(("beta_c", "beta_h", "beta_w"), betas, strict=True))}
    with pytest.raises(InputError, match="must obey beta_c > beta_h >= beta_w for a bound"):
        forms.refrigerator_performance(**given, bound=bound)


@pytest.mark.parametrize("betas", [(1, 2, "0.1"), (2, 1, 3)])
def test_the_coefficient_needs_reservoirs_in_order(betas):
    given = {**MODEL, **dict(zip(("beta_c", "beta_h", "beta_w"), betas, strict=True))}
    with pytest.raises(InputError, match="must obey beta_c >= beta_h >= beta_w for a coefficient"):
        forms.refrigerator_performance(**given)


def test_ratios_need_a_current():
    still = {**MODEL, "beta_c": 1, "beta_h": 1, "beta_w": 1}
    with pytest.raises(InputError, match="must let a cold current flow"):
        forms.refrigerator_tur(**still)
    with pytest.raises(InputError, match="must let a work current flow"):
        forms.refrigerator_performance(**still)
