"""Test points: seeded, awkward ones among them, and never a vacuous set."""

from __future__ import annotations

import random
from fractions import Fraction

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from cotherm.crosscheck.domain import (
    Caveat,
    Domain,
    among,
    four_digits,
    half_integers,
    integers,
    reals,
    show,
)
from cotherm.crosscheck.errors import ClaimError

WIDE = Domain(
    {
        "n": integers(1, 9),
        "J": half_integers("1/2", 6),
        "b": reals(-20, 20, smallest="1e-4", zero=True),
        "q": among("1/3", "7/4"),
    }
)

AXES = {
    "both signs": (reals(-20, 20), -20, 20),
    "positive": (reals("1/10", 5), Fraction(1, 10), 5),
    "negative": (reals(-7, "-1/2"), -7, Fraction(-1, 2)),
    "from zero": (reals(0, 3), 0, 3),
    "lopsided": (reals("-1/100", 50), Fraction(-1, 100), 50),
    "shorter than the smallest magnitude": (reals(0, "1e-4"), 0, Fraction(1, 10**4)),
    "one short side": (reals("-1e-5", 1), Fraction(-1, 10**5), 1),
    "narrow": (reals("100001/100000", "100009/100000"), Fraction(100001, 10**5), 2),
    "integers": (integers(-3, 12), -3, 12),
    "half-integers": (half_integers("-5/2", 4), Fraction(-5, 2), 4),
}


@pytest.mark.parametrize("name", AXES)
@given(seed=st.integers(0, 10**6))
def test_axes_draw_inside_their_interval(name, seed):
    axis, low, high = AXES[name]
    for value in (axis.draw(random.Random(seed)), *axis.awkward):
        assert isinstance(value, Fraction)
        assert low <= value <= high


def test_half_integers_are_of_both_kinds():
    rng = random.Random(1)
    drawn = {half_integers("1/2", 5).draw(rng) for _ in range(200)}
    assert drawn == {Fraction(k, 2) for k in range(1, 11)}
    assert {value.denominator for value in half_integers("1/2", 5).awkward} == {1, 2}


def test_magnitudes_are_drawn_log_uniformly():
    for axis in (reals(0, 1, smallest="1e-6"), reals("1e-6", 1)):
        rng = random.Random(2)
        drawn = [axis.draw(rng) for _ in range(600)]
        for low in (Fraction(1, 10), Fraction(1, 10**6)):
            assert sum(low <= x < 10 * low for x in drawn) > 50


def test_a_seed_always_gives_the_same_points():
    points = WIDE.points("heatcap.eq7/numeric", 30, 10)
    assert points == WIDE.points("heatcap.eq7/numeric", 30, 10)
    assert points != WIDE.points("heatcap.eq7/symbolic", 30, 10)
    # Independent of the machine: these numbers must never change silently.
    assert show(Domain({"x": reals(1, 5)}).points("seed", 3, 3)[-1]) == {"x": "2.027"}


@given(st.text(max_size=10), st.integers(2, 40))
@example("", 2)
def test_points_are_distinct_and_lie_in_the_domain(seed, count):
    domain = Domain(WIDE.axes, lambda p: p["J"] <= p["n"], "J at most n")
    points = domain.points(seed, count, 1)
    assert len({tuple(point.items()) for point in points}) == len(points)
    assert all(domain.contains(point) and list(point) == list(WIDE.axes) for point in points)
    assert len(points) >= min(count, 2)


def test_awkward_points_are_among_them():
    points = WIDE.points("any", 60, 10)
    for name, axis in WIDE.axes.items():
        assert set(axis.awkward) <= {point[name] for point in points}, name
    smallest = Fraction(1, 10**4)
    assert {Fraction(0), smallest, -smallest, Fraction(20)} <= {point["b"] for point in points}


def test_zero_is_a_point_only_where_the_domain_says_so():
    assert Fraction(0) not in reals(-1, 1).awkward
    assert Fraction(0) in reals(-1, 1, zero=True).awkward
    assert Fraction(0) not in reals(0, 1).awkward
    assert "without 0" in reals(-1, 1).text
    assert "without 0" not in reals(-1, 1, zero=True).text


def test_most_points_are_generic():
    points = Domain({"b": reals(-20, 20)}).points("any", 40, 10)
    awkward = set(reals(-20, 20).awkward)
    assert sum(point["b"] not in awkward for point in points) >= 30


# ---------------------------------------------------------------------- vacuity


def test_too_few_points_are_an_error():
    nowhere = Domain(WIDE.axes, lambda p: p["n"] > 9, "n above 9")
    with pytest.raises(ClaimError, match=r"^some\.claim/numeric: only 0 points"):
        nowhere.points("some.claim/numeric", 10, 1)
    rare = Domain({"n": integers(1, 3)})
    with pytest.raises(ClaimError, match=r"only 3 points .* at least 6"):
        rare.points("some.claim", 12, 6)


def test_a_symbol_that_never_varies_is_an_error():
    with pytest.raises(ClaimError, match="symbol q never varies"):
        Domain({"b": reals(1, 2), "q": among("1/2")}).points("some.claim", 10, 3)
    pinned = Domain({"b": reals(1, 2), "n": integers(1, 9)}, lambda p: p["n"] == 4, "n = 4")
    with pytest.raises(ClaimError, match=r"some\.claim: symbol n never varies"):
        pinned.points("some.claim", 10, 3)


def test_points_are_added_until_every_symbol_varies():
    # One point in fifty has another n than 1: six points alone would be a line.
    rarely = Domain({"b": reals(1, 2), "n": among(*[1] * 49, 2)})
    points = rarely.points("some.claim", 6, 3)
    assert {point["n"] for point in points} == {1, 2}


def test_fixed_symbols_may_stay():
    domain = Domain({"b": reals(1, 2), "q": among("1/2")}, fixed=("q",))
    assert {point["q"] for point in domain.points("some.claim", 10, 3)} == {Fraction(1, 2)}


def test_a_caveat_restricts_and_says_so():
    caveat = Caveat("n = 4", lambda p: p["n"] == 4, fixes=("n",))
    domain = Domain({"b": reals(-2, 2), "n": integers(1, 9)}, lambda p: p["b"] > 0, "b above 0")
    part = domain.restricted(caveat)
    assert part.text.endswith("b above 0; n = 4")
    assert domain.restricted(Caveat("any", lambda p: True)).text.endswith("b above 0; any")
    points = part.points("some.claim", 10, 5)
    assert all(point["n"] == 4 and point["b"] > 0 for point in points)


@pytest.mark.parametrize(
    "build",
    [
        lambda: reals(2, 1),
        lambda: reals(1, 1),
        lambda: reals(0.1, 1),
        lambda: among(0.5),
        lambda: half_integers(0.5, 1),
        lambda: Domain({"x": reals(1, 2)}, lambda p: True),
        lambda: Domain({"x": reals(1, 2)}, None, "x small"),
    ],
    ids=["reversed", "empty", "float end", "float value", "float spin", "no text", "no condition"],
)
def test_ill_formed_domains_are_refused(build):
    with pytest.raises(ClaimError):
        build()


def test_points_are_shown_exactly():
    point = {
        "n": Fraction(3),
        "J": Fraction(5, 2),
        "b": Fraction("1.234e-3"),
        "q": Fraction(2, 3),
        "big": Fraction(10**20),
    }
    assert show(point) == {"n": "3", "J": "5/2", "b": "0.001234", "q": "2/3", "big": "1e+20"}
    assert four_digits(-0.00123456) == Fraction("-1.235e-3")
