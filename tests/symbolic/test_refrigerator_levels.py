"""The whole ladder of levels: laws of its stationary state, limits, and direct linear algebra."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cotherm.symbolic.errors import InputError
from cotherm.symbolic.forms import refrigerator, refrigerator_levels
from cotherm.symbolic.forms.refrigerator_levels import (
    Ladder,
    ladder_noise,
    ladder_populations,
    sector_current,
    sector_noise,
    sector_ratio,
    sector_share,
)

PRINTED = {
    **{"beta_c": 2, "beta_h": 1, "beta_w": "1e-3"},
    **{"delta_c": "0.1", "delta_h": "0.1", "delta_w": "1e-3"},
}
rate = st.fractions(min_value=Fraction(1, 20), max_value=5, max_denominator=20)
pair = st.tuples(rate, rate)


@st.composite
def ladders(draw: Any) -> Ladder:
    size = draw(st.integers(2, 7))
    one = {name: [draw(pair) for _ in range(size - 1)] for name in "chw"}
    return Ladder(one, [draw(pair) for _ in range(size - 2)])


def jumps(ladder: Ladder) -> dict[str, dict[tuple[int, int], Any]]:
    """Rates b -> a by reservoir, keys (a, b)."""
    found: dict[str, dict[tuple[int, int], Any]] = {}
    for name, rates in ladder.one.items():
        found[name] = {}
        for k, (up, down) in enumerate(rates):
            found[name] |= {(k + 1, k): up, (k, k + 1): down}
    for k, (up, down) in enumerate(ladder.two):
        found["h"] |= {(k + 2, k): up, (k, k + 2): down}
    return found


@given(ladders())
@settings(max_examples=40)
def test_the_populations_are_stationary_exactly(ladder: Ladder) -> None:
    p = ladder_populations(None, ladder)  # type: ignore[arg-type]
    assert sum(p) == 1 and min(p) > 0
    change = [Fraction(0)] * ladder.size
    for rates in jumps(ladder).values():
        for (a, b), value in rates.items():
            change[a] += value * p[b]
            change[b] -= value * p[b]
    assert change == [0] * ladder.size


def tilted(ladder: Ladder, u: float) -> np.ndarray:
    matrix = np.zeros((ladder.size, ladder.size))
    for name, rates in jumps(ladder).items():
        for (a, b), value in rates.items():
            quantum = (a + 0.5) ** 2 - (b + 0.5) ** 2 if name == "c" else 0.0
            matrix[a, b] += float(value) * np.exp(u * quantum)
            matrix[b, b] -= float(value)
    return matrix


@given(ladders())
@settings(max_examples=20)
def test_the_noise_is_the_curvature_of_the_dominant_eigenvalue(ladder: Ladder) -> None:
    noise = float(ladder_noise(None, ladder, ladder_populations(None, ladder)))  # type: ignore[arg-type]
    step = 2e-4 / ladder.size
    top = [max(np.linalg.eigvals(tilted(ladder, k * step)).real) for k in (-1, 0, 1)]
    assert (top[0] - 2 * top[1] + top[2]) / step**2 == pytest.approx(noise, rel=2e-3)


@pytest.mark.parametrize("N", [3, 9, 21])
def test_equal_temperatures_give_no_current_and_a_gibbs_state(N: int) -> None:
    equal = {**PRINTED, "beta_c": "0.7", "beta_h": "0.7", "beta_w": "0.7"}
    assert abs(sector_current.ball(300, N=N, **equal)) < 1e-60
    weights = [np.exp(-0.7 * (k * k + k)) for k in range((N + 1) // 2)]
    assert sector_share(N=N, **equal) == pytest.approx(sum(weights[:3]) / sum(weights), rel=1e-13)


@pytest.mark.parametrize("N", [5, 7])
def test_narrow_densities_lead_to_three_levels_where_there_are_no_others(N: int) -> None:
    narrow = {**PRINTED, **{f"delta_{k}": "1e-9" for k in "chw"}}
    ideal = {name: PRINTED[name] for name in ("beta_c", "beta_h", "beta_w")}
    got, limit = sector_current(N=N, **narrow), refrigerator.reduced_current(N=N, **ideal)
    assert (got == pytest.approx(limit, rel=1e-12)) == (N == 5)  # more levels keep a share
    if N == 5:
        noise = refrigerator.reduced_noise(N=N, **ideal)
        assert sector_noise(N=N, **narrow) == pytest.approx(noise, rel=1e-9)


def test_two_levels_by_hand() -> None:
    p = {name: float(value) for name, value in PRINTED.items()}
    strength = (3 / 2 * 5 / 2 + 1 / 4) / 4 - 1 / 4
    hot = (15 / 4 - 3 / 4) / 4 * (15 / 4 + 1 / 4) / 4 / 9

    def down(name: str, eps: float, factor: float) -> float:
        d = p[f"delta_{name}"]
        density = 8 * eps * d * d / (((2 - eps) ** 2 + d * d) * ((2 + eps) ** 2 + d * d))
        return factor * density / (1 - np.exp(-2 * p[f"beta_{name}"]))

    rates = {"c": down("c", 2, strength), "h": down("h", 6, hot), "w": down("w", 4, strength)}
    up = {name: value * np.exp(-2 * p[f"beta_{name}"]) for name, value in rates.items()}
    excited = sum(up.values()) / (sum(up.values()) + sum(rates.values()))
    current = 2 * (up["c"] * (1 - excited) - rates["c"] * excited)
    assert sector_current(N=3, **PRINTED) == pytest.approx(current, rel=1e-10)


@given(st.floats(1.05, 2.5), st.floats(0.4, 1.5))
@settings(max_examples=30)
def test_the_performance_respects_its_bound_where_the_machine_cools(x: float, hot: float) -> None:
    setting = {**PRINTED, "beta_c": x * hot, "beta_h": hot}
    if sector_current(N=15, **setting) > 0:
        assert 0 < sector_ratio(N=15, **setting) <= 1


@pytest.mark.parametrize("N", [5, 31, 61])
@pytest.mark.parametrize("form", [sector_current, sector_noise, sector_ratio, sector_share])
def test_floats_multi_precision_and_balls_agree(form: Any, N: int) -> None:
    ball = form.digits(30, N=N, **PRINTED)
    assert form(N=N, **PRINTED) == pytest.approx(float(ball), rel=1e-9)
    assert float(form.mpmath(40, N=N, **PRINTED)) == pytest.approx(float(ball), rel=1e-15)


def test_switched_groups_of_transitions() -> None:
    at = {"N": 31, **PRINTED}
    found = {g: sector_current(**at, group=g) for g in ("all", "lowest", "ideal", "leaking")}
    # From an independent float64 script with dense matrices and transitions deleted by hand.
    assert found["all"] == pytest.approx(0.0970481367755701, rel=1e-12)
    assert found["lowest"] == pytest.approx(0.0973877194941272, rel=1e-12)
    assert found["ideal"] == pytest.approx(0.1199149342025741, rel=1e-12)
    assert found["leaking"] == pytest.approx(0.1195489064231045, rel=1e-12)
    heights = {
        f"gamma_{k}": 4 * e * e / (4 * e * e + float(PRINTED[f"delta_{k}"]) ** 2)
        for k, e in zip("chw", (2, 6, 4), strict=True)
    }
    baths = {name: value for name, value in PRINTED.items() if name.startswith("beta")}
    assert found["ideal"] == pytest.approx(
        refrigerator.reduced_current(N=31, **baths, **heights), rel=1e-12
    )
    assert sector_current(N=5, **PRINTED, group="lowest") == sector_current(N=5, **PRINTED)
    with pytest.raises(InputError, match="`N` must be at least 5"):
        sector_current(N=3, **PRINTED, group="ideal")


def test_arrays_are_broadcast() -> None:
    widths = np.array([0.001, 0.002])
    values = sector_current(N=31, **{**PRINTED, "delta_w": widths})
    assert values.shape == (2,)
    assert values[0] == pytest.approx(sector_current(N=31, **PRINTED), rel=1e-12)


@pytest.mark.parametrize("changes", [{"N": 4}, {"N": 1}, {"beta_c": 0}, {"delta_w": -1}])
def test_bad_input_is_named(changes: dict[str, Any]) -> None:
    with pytest.raises(InputError, match=f"Argument `{next(iter(changes))}` must be"):
        refrigerator_levels.sector_current(**{"N": 5, **PRINTED, **changes})
