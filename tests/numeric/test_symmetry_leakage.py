"""Leakage out of the symmetric subspace."""

from __future__ import annotations

import math
from fractions import Fraction

import numpy as np
import pytest

from cotherm.numeric.errors import InputError
from cotherm.numeric.fields import Float64
from cotherm.numeric.imperfections import imperfect_ensemble
from cotherm.numeric.spin_ensemble import bath_steady_state
from cotherm.numeric.symmetry_leakage import leakage_rate
from cotherm.numeric.total_spin import total_spin_projector

HALF = Fraction(1, 2)


def test_two_spins_have_the_rate_of_two_levels() -> None:
    for b in (0.3, 1.0, 4.0):
        q = math.exp(-b)
        middle = q / (1 + q + q * q)
        assert leakage_rate(2, Fraction(b)) == pytest.approx(2 * middle / (1 + q), rel=1e-12)


@pytest.mark.parametrize(("n", "shape"), [(2, (1, -1)), (3, (1, -1, 0)), (3, (1, 1, -2))])
@pytest.mark.parametrize("b", ["0.5", 2])
def test_rate_is_the_initial_loss_of_the_full_master_equation(
    n: int, shape: tuple[int, ...], b: str | int
) -> None:
    field, tiny = Float64(), 1e-3
    detunings = [tiny * x for x in shape]
    ensemble = imperfect_ensemble(field, n, HALF, Fraction(b), "inf", detunings)
    d = ensemble.dimension
    dynamics, state = bath_steady_state(field, n, HALF, Fraction(b))
    start = dict(zip(dynamics.block, state.vector, strict=True))
    vector = [start.get(i, 0.0) if i < d * d else 0.0 for i in ensemble.block]
    projector = total_spin_projector(n, HALF, n * HALF).to_numpy()

    def weight(state: list[float]) -> float:
        real, _ = ensemble.density(state)
        return float(np.trace(projector @ real.to_numpy()))

    object.__setattr__(ensemble, "initial", vector)
    early, late = weight(ensemble.at(20)), weight(ensemble.at(60))
    mean_square = sum(x * x for x in detunings) / n
    assert (early - late) / 40 == pytest.approx(
        mean_square * leakage_rate(n, Fraction(b)), rel=2e-3
    )


def test_one_spin_is_refused() -> None:
    with pytest.raises(InputError, match="`n` must be at least 2"):
        leakage_rate(1, 1)
