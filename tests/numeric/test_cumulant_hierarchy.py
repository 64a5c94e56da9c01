"""Laws of the hierarchy of moments closed at a cumulant of any order, and the closures' errors."""

from __future__ import annotations

import math
from fractions import Fraction
from itertools import product
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cotherm.numeric import closed_bath, cumulant_closure
from cotherm.numeric import cumulant_hierarchy as hierarchy
from cotherm.numeric.errors import InputError
from cotherm.numeric.fields import Ball, Float64
from cotherm.numeric.large_engine import large_engine
from cotherm.numeric.macroscopic_engine import pair_moments, relaxation_spectrum
from cotherm.numeric.moments_without_cumulants import fourth_moment
from cotherm.numeric.vector_polynomials import SIZE, generator_part

ORDERS = (2, 3, 4, 5, 6)
COLD = {"E1": 1, "E2": 2, "beta1": 3, "beta2": "3/5", "omega0": "7/10", "Gamma0": 1}
DRIVEN = {"E1": 1, "E2": 2, "beta1": 2, "beta2": "1/2", "omega0": 6, "Gamma0": 1}
reals = st.floats(0.2, 4)


def powers(*which: int) -> tuple[int, ...]:
    return tuple(which.count(k) for k in range(SIZE))


def discrete(seed: int) -> tuple[Any, Any]:
    rng = np.random.default_rng(seed)
    return rng.uniform(-1, 1, (5, SIZE)), rng.dirichlet(np.ones(5))


def moments_of(points: Any, weights: Any) -> Any:
    return lambda power: float(np.sum(weights * np.prod(points**power, axis=1)))


# ------------------------------------------------------------------------------ the closure


@pytest.mark.parametrize("order", [3, 5])
def test_cumulants_of_independent_variables_add(order: int) -> None:
    (a, p), (b, q) = discrete(1), discrete(2)
    both = np.array([x + y for x, y in product(a, b)])
    parts = [hierarchy.ClosedMoments(order, moments_of(*pair)) for pair in ((a, p), (b, q))]
    joint = hierarchy.ClosedMoments(order, moments_of(both, np.outer(p, q).ravel()))
    for power in (powers(0), powers(2, 4), powers(0, 1, 1, 5), powers(3, 3, 3, 3)):
        expected = sum(part.cumulant(power) for part in parts)
        assert joint.cumulant(power) == pytest.approx(expected, abs=1e-13)


def partitions(items: tuple[int, ...]) -> Any:
    """All partitions of a tuple into blocks."""
    if not items:
        yield []
        return
    for inside in product((False, True), repeat=len(items) - 1):
        block = (items[0], *(x for x, yes in zip(items[1:], inside, strict=True) if yes))
        rest = tuple(x for x, yes in zip(items[1:], inside, strict=True) if not yes)
        for others in partitions(rest):
            yield [block, *others]


@pytest.mark.parametrize("which", [(0, 1, 2, 5), (2, 2, 3, 3), (0, 0, 1, 4, 4), (2, 2, 2, 2, 2)])
def test_closed_moment_is_the_sum_over_all_proper_partitions(which: tuple[int, ...]) -> None:
    moment = moments_of(*discrete(5))

    def cumulant(block: tuple[int, ...]) -> float:
        return sum(
            (-1) ** (len(parts) - 1)
            * math.factorial(len(parts) - 1)
            * math.prod(moment(powers(*part)) for part in parts)
            for parts in partitions(block)
        )

    expected = sum(
        math.prod(cumulant(part) for part in parts) for parts in partitions(which) if len(parts) > 1
    )
    closed = hierarchy.ClosedMoments(len(which), moment)
    assert closed.moment(powers(*which)) == pytest.approx(expected, abs=1e-13)


def test_normal_distributions_have_two_cumulants() -> None:
    rng = np.random.default_rng(4)
    root = rng.uniform(-1, 1, (SIZE, SIZE))
    covariance = root @ root.T

    def lower(power: tuple[int, ...]) -> float:
        which = [k for k, p in enumerate(power) for _ in range(p)]
        return float(covariance[which[0], which[1]]) if len(which) == 2 else 0.0

    closed = hierarchy.ClosedMoments(3, lower)
    for which in ((0, 1, 2, 3), (0, 0, 4, 5), (2, 2, 2, 2)):
        expected = fourth_moment(Float64(), covariance.tolist(), which)
        assert closed.moment(powers(*which)) == pytest.approx(expected, rel=1e-12)
    assert closed.moment(powers(1, 1, 1, 1, 1, 1)) == pytest.approx(15 * covariance[1, 1] ** 3)


def test_true_moments_return_when_the_last_cumulant_vanishes() -> None:
    # A symmetric distribution has no third cumulant, so order 3 gives its third moments.
    points, weights = discrete(7)
    mean = np.linspace(-0.3, 0.4, SIZE)
    both = np.concatenate([mean + points, mean - points])
    moment = moments_of(both, np.concatenate([weights, weights]) / 2)
    closed = hierarchy.ClosedMoments(3, moment)
    for power in (powers(0, 1, 2), powers(3, 3, 5), powers(2, 2, 2)):
        assert closed.moment(power) == pytest.approx(moment(power), abs=1e-13)


@settings(max_examples=15)
@given(st.lists(st.integers(0, 5), min_size=1, max_size=2), st.integers(0, 10**6))
def test_order_three_gives_the_pair_equations(which: list[int], seed: int) -> None:
    # The same right sides as (C1)-(C12), exactly, in free moments.
    rng = np.random.default_rng(seed)
    draw = [Fraction(int(n), 97) for n in rng.integers(-90, 90, 27)]
    mean, rest = draw[:SIZE], iter(draw[SIZE:])
    pairs: list[list[Any]] = [[0] * SIZE for _ in range(SIZE)]
    for k in range(SIZE):
        for j in range(k, SIZE):
            pairs[k][j] = pairs[j][k] = next(rest)

    def moment(power: tuple[int, ...]) -> Fraction:
        names = [k for k, p in enumerate(power) for _ in range(p)]
        return mean[names[0]] if len(names) == 1 else pairs[names[0]][names[1]]

    rates = cumulant_closure.ScaledRates(
        Fraction(7, 5), Fraction(3, 7), (Fraction(2, 9), Fraction(5, 3))
    )
    expected = cumulant_closure.closed_rate(rates, mean, pairs, which)
    assert hierarchy.closed_rate(rates, powers(*which), 3, moment) == expected


# ------------------------------------------------------------------------------ the moments


@pytest.mark.parametrize(("order", "count"), [(2, 2), (3, 6), (4, 12), (5, 21), (6, 33)])
def test_number_of_independent_moments(order: int, count: int) -> None:
    assert len(hierarchy.independent_moments(order)) == count


def test_thermal_moments_are_stationary_without_closure() -> None:
    nodes, weights = np.polynomial.legendre.leggauss(40)
    x1, x2 = 3.0, 1.2
    one, two = (np.exp(-x / 2 * nodes) * weights for x in (x1, x2))

    def mean(density: Any, k: int) -> float:
        return float(np.sum(density * nodes**k) / np.sum(density))

    for power in hierarchy.independent_moments(5):
        total = 0.0
        for part, rate in ((1, 1.0), (2, 1 / x1), (3, 1 / x2)):
            for products, factor in generator_part(part, power, circular=True).terms.items():
                for target, number in hierarchy.reduced(products):
                    if target[0] == 0:
                        moment = mean(one, target[2]) * mean(two, target[5])
                        total += rate * float(factor) * number * moment
        assert total == pytest.approx(0, abs=1e-13)


def test_exact_moments_obey_the_equations_of_the_means() -> None:
    drive, x = 0.7, (3.0, 1.2)
    exact = pair_moments(*x, drive)
    known = {(0, 0, 0): 1.0, (0, 1, 0): exact["z1"], (0, 0, 1): exact["z2"], (1, 0, 0): exact["v"]}
    known |= {(0, 2, 0): exact["z1z1"], (0, 0, 2): exact["z2z2"]}
    for power in hierarchy.independent_moments(2):
        total = 0.0
        for part, rate in enumerate((drive, 1.0, 1 / x[0], 1 / x[1])):
            for products, factor in generator_part(part, power, circular=True).terms.items():
                for (q, _, a, _, _, b), number in hierarchy.reduced(products):
                    total += rate * float(factor) * number * known[q, a, b]
        assert total == pytest.approx(0, abs=1e-9)


# ------------------------------------------------------------------------------ stationary states


@settings(max_examples=8)
@given(reals, reals, reals, reals)
def test_order_three_is_the_third_cumulant_closure(
    omega0: float, Gamma0: float, x1: float, x2: float
) -> None:
    old = cumulant_closure.stationary_moments(Float64(), omega0, Gamma0, x1, x2)
    new = hierarchy.hierarchy_state(omega0, Gamma0, x1, x2, order=3)
    found = [new.mean(a=1), new.mean(b=1), new.mean(a=2), new.mean(b=2), -new.current]
    assert found == pytest.approx(list(old), abs=1e-12)


def test_order_three_with_the_length_first_is_the_closed_bath() -> None:
    state = hierarchy.hierarchy_state(0, 1, 3, "6/5", order=3, unit_length=True)
    for x, mean, square in ((3, state.mean(a=1), state.mean(a=2)),):
        first, second = (float(v.mid()) for v in closed_bath.closed_stationary(Ball(64), x))
        assert (mean, square) == pytest.approx((first, second), abs=1e-12)
    assert state.current == 0
    assert state.mean(a=1, b=1) == pytest.approx(state.mean(a=1) * state.mean(b=1))


@pytest.mark.parametrize("unit_length", [False, True])
@pytest.mark.parametrize("order", ORDERS)
def test_laws_of_the_closed_states(order: int, unit_length: bool) -> None:
    x1, x2, drive = 3.0, 1.2, 2.0

    def solve(*values: float) -> hierarchy.HierarchyState:
        return hierarchy.hierarchy_state(*values, order=order, unit_length=unit_length)

    state, swapped = solve(drive, 1, x1, x2), solve(drive, 1, x2, x1)
    assert swapped.current == pytest.approx(-state.current, abs=1e-12)
    assert swapped.mean(a=1) == pytest.approx(state.mean(b=1), abs=1e-12)
    assert solve(-drive, 1, x1, x2).current == pytest.approx(-state.current, abs=1e-12)
    equal = solve(drive, 1, 2, 2)
    assert equal.current == pytest.approx(0, abs=1e-12)
    assert equal.mean(a=1) == pytest.approx(equal.mean(b=1), abs=1e-12)
    assert state.relaxation()[0].real < 0
    if order == 2:
        assert state.current == 0
        return
    # The current runs as the second law has it, and both baths exchange the same excitations.
    assert state.current > 0
    gains = [
        -(1 - square) / 2 - 2 * mean / x
        for mean, square, x in (
            (state.mean(a=1), state.mean(a=2), x1),
            (state.mean(b=1), state.mean(b=2), x2),
        )
    ]
    assert gains[0] == pytest.approx(-gains[1], abs=1e-12)
    assert gains[0] == pytest.approx(-drive / 2 * state.current, abs=1e-12)


def test_power_of_order_three() -> None:
    for values in (COLD, DRIVEN):
        expected = cumulant_closure.macroscopic_power(Float64(), **values)
        assert hierarchy.hierarchy_power(**values, order=3) == pytest.approx(expected, rel=1e-10)


# ------------------------------------------------------------------------------ measured errors

# Relative errors of <v>, order 2 to 6; the length in short products only, and in the rates first.
# From the diffusion on two spheres, which makes no closure.
ERRORS = (
    (COLD, False, (-1, -0.13404, -0.02221, 0.00104, 0.00087)),
    (COLD, True, (-1, -0.02954, 0.00728, -0.00294, -0.00204)),
    (DRIVEN, False, (-1, -0.00563, 0.02827, 0.00858, -0.00351)),
    (DRIVEN, True, (-1, 0.05075, 0.01705, -0.01647, -0.00993)),
)


def _limit(values: dict[str, Any]) -> float:
    x = [Fraction(values[f"E{k}"]) * Fraction(values[f"beta{k}"]) for k in (1, 2)]
    drive = Fraction(values["omega0"])
    return float(drive) / 4 * pair_moments(*x, drive)["v"]


@pytest.mark.parametrize(("values", "unit_length", "errors"), ERRORS)
def test_errors_against_the_limit(
    values: dict[str, Any], unit_length: bool, errors: tuple[float, ...]
) -> None:
    limit = _limit(values)
    found = [
        hierarchy.hierarchy_power(**values, order=n, unit_length=unit_length) / limit - 1
        for n in ORDERS
    ]
    assert found == pytest.approx(errors, abs=6e-6)


@pytest.mark.parametrize(
    ("values", "above", "left"),
    [
        (COLD, (0.42769, 0.21109, 0.10461), -0.00066),
        (DRIVEN, (0.27466, 0.13862, 0.06957), -0.00015),
    ],
)
def test_finite_sizes_tend_to_the_limit_and_not_to_a_closure(
    values: dict[str, Any], above: tuple[float, ...], left: float
) -> None:
    limit = _limit(values)
    P = [large_engine(N, scaled=True, **values).power() / N for N in (8, 16, 32)]
    assert [power / limit - 1 for power in P] == pytest.approx(above, abs=6e-6)
    first = [2 * P[1] - P[0], 2 * P[2] - P[1]]
    extrapolated = (4 * first[1] - first[0]) / 3
    assert extrapolated / limit - 1 == pytest.approx(left, abs=6e-6)
    closed = hierarchy.hierarchy_power(**values, order=3)
    assert abs(extrapolated - limit) < abs(closed - limit) / 30


def test_high_orders_can_lose_the_stability_of_the_engine() -> None:
    state = hierarchy.hierarchy_state(6, 1, 10, 1, order=8)
    assert state.current == pytest.approx(pair_moments(10, 1, 6)["v"], rel=1e-3)
    assert state.relaxation()[0].real > 0.5
    assert relaxation_spectrum(10, 1, 6, count=1)[0].real < 0


def test_bad_input() -> None:
    for order in (1, 9, True, 2.5):
        with pytest.raises(InputError, match="must be an integer from 2 to 8"):
            hierarchy.hierarchy_state(1, 1, 1, 2, order=order)  # type: ignore[arg-type]
    with pytest.raises(InputError, match="must not be 0"):
        hierarchy.hierarchy_state(1, 1, 0, 2, order=3)
