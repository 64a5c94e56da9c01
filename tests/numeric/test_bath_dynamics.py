"""Relaxation of one ensemble: start, end, finite sizes, closure."""

from __future__ import annotations

import pytest

from cotherm.numeric import bath_dynamics as dynamics
from cotherm.numeric.bath_spin import bath_magnetization
from cotherm.numeric.errors import InputError
from cotherm.numeric.fields import Float64
from cotherm.numeric.macroscopic_bath import gibbs_moment


def test_start_and_end() -> None:
    field = Float64()
    assert dynamics.finite_magnetization(6, "2", 0) == pytest.approx(1)
    assert dynamics.limit_magnetization("2", 0, "1/2") == pytest.approx(0.5)
    late = dynamics.finite_magnetization(6, "2", 60)
    assert late == pytest.approx(bath_magnetization(field, 6, "2"), rel=1e-9)
    assert dynamics.limit_magnetization("2", 60) == pytest.approx(
        gibbs_moment(field, "2", 1), rel=1e-9
    )


@pytest.mark.parametrize("time", ["1/2", "2"])
def test_many_spins_follow_the_limit(time: str) -> None:
    limit = dynamics.limit_magnetization("5", time, 0)
    gaps = [dynamics.finite_magnetization(N, "5", time, 0) - limit for N in (20, 40, 80)]
    assert gaps[1] == pytest.approx(gaps[0] / 2, rel=0.1)
    assert gaps[2] == pytest.approx(gaps[1] / 2, rel=0.05)


def test_hot_ensembles_follow_the_closed_equations() -> None:
    for time in ("1/100", "1/20"):
        closed = dynamics.closed_magnetization("1/10", time)
        assert closed == pytest.approx(dynamics.limit_magnetization("1/10", time), abs=3e-5)


def test_bad_input() -> None:
    with pytest.raises(InputError, match="`z0` must be between -1 and 1, but is 2"):
        dynamics.limit_magnetization("1", "1", 2)
    with pytest.raises(InputError, match="must be a level of 3 spins"):
        dynamics.finite_magnetization(3, "1", "1", 0)
