"""States of two spins: product, Bell, Werner; the engine's pair against its complete state."""

from __future__ import annotations

import math

import numpy as np
import pytest

from cotherm.numeric import macroscopic_engine, pair_correlations
from cotherm.numeric.errors import InputError

BELL = {("x", "x"): 1.0, ("y", "y"): -1.0, ("z", "z"): 1.0}


def test_bell_state() -> None:
    state = pair_correlations.tomography(BELL)
    assert pair_correlations.mutual_information(state) == pytest.approx(2 * math.log(2))
    assert pair_correlations.concurrence(state) == pytest.approx(1, abs=1e-7)
    assert pair_correlations.smallest_transposed(state) == pytest.approx(-0.5)


@pytest.mark.parametrize("p", [0.2, 0.5, 0.9])
def test_werner_states(p: float) -> None:
    """Entangled beyond p = 1/3, concurrence (3p - 1)/2."""
    state = pair_correlations.tomography({key: p * value for key, value in BELL.items()})
    assert pair_correlations.concurrence(state) == pytest.approx(max(0, (3 * p - 1) / 2), abs=1e-7)
    assert (pair_correlations.smallest_transposed(state) < 0) is (p > 1 / 3)


def test_product_states_share_nothing() -> None:
    state = pair_correlations.tomography({("z", "1"): 0.3, ("1", "z"): -0.6, ("z", "z"): -0.18})
    assert pair_correlations.mutual_information(state) == pytest.approx(0, abs=1e-14)
    assert pair_correlations.concurrence(state) == 0


@pytest.mark.parametrize("point", [("3", "1", "2"), ("0.5", "0.4", "6"), ("10", "3", "6")])
def test_the_engine_s_pair_is_a_state(point: tuple[str, str, str]) -> None:
    """Positive, trace one, and separable: a mixture of products over both spheres."""
    state = pair_correlations.pair_state(macroscopic_engine.pair_moments(*point))
    assert np.trace(state) == pytest.approx(1)
    assert np.linalg.eigvalsh(state)[0] > 0
    assert pair_correlations.smallest_transposed(state) > 0
    assert pair_correlations.mutual_information(state) > 0


def test_marginals() -> None:
    state = pair_correlations.pair_state({"z1": 0.2, "z2": -0.5, "z1z2": 0.1, "v": 0.3})
    for spin, mean in ((1, 0.2), (2, -0.5)):
        found = pair_correlations.reduced(state, spin)
        assert np.allclose(found, np.diag([(1 + mean) / 2, (1 - mean) / 2]))


def test_bad_input() -> None:
    with pytest.raises(InputError, match="two letters among 1, x, y, z"):
        pair_correlations.tomography({("w", "x"): 0.1})
    with pytest.raises(InputError, match="`spin` must be 1 or 2, but is 3"):
        pair_correlations.reduced(np.eye(4) / 4, 3)
