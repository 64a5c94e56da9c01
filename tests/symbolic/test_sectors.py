"""Weights of the sectors in float64: against balls, and for large ensembles."""

from __future__ import annotations

import math
import time
from fractions import Fraction

import numpy as np
import pytest

from cotherm.symbolic.balls import certified_ball, to_float
from cotherm.symbolic.forms import sectors
from cotherm.symbolic.forms.spin_ensemble import steady_energy

_HALF = Fraction(1, 2)


@pytest.mark.parametrize(
    ("n", "s"),
    [(1, _HALF), (2, _HALF), (21, _HALF), (1000, _HALF), (7, Fraction(3, 2)), (150, Fraction(1))],
)
def test_weights_against_balls(n: int, s: Fraction) -> None:
    rng = np.random.default_rng(11)
    spins = sectors.total_spins(n, s)
    for b0 in (0, 1e-3, -0.3, 1.0, 5.0, -40.0, 300.0, 1500.0, 1e6):
        _, weights = sectors.float_weights(n, s, b0)
        assert math.fsum(weights) == pytest.approx(1, rel=1e-15)
        for at in rng.choice(len(spins), min(12, len(spins)), replace=False):
            J = spins[at]
            ball = certified_ball(
                lambda A, J=J, b0=b0: sectors.weight_of(A, n, s, J, b0),  # type: ignore[misc]
                80,
            )
            truth = to_float(ball)
            if truth < 1e-290:
                assert weights[at] < 2e-290
                continue
            error = abs(weights[at] - truth) / np.spacing(truth)
            assert error <= 5, f"n={n}, s={s}, b0={b0}, J={J}: {error:.1f} ulp"  # 2.0


def test_weights_of_every_arithmetic_agree() -> None:
    from cotherm.symbolic.arithmetic import Ball, MPMath

    for b0 in (Fraction(3, 10), 0, math.inf):
        _, weights = sectors.float_weights(5, Fraction(1), b0)
        ball = Ball(100)
        with ball.active():
            balls = [float(w.mid()) for _, w in sectors.sector_weights(ball, 5, Fraction(1), b0)]
        numbers = [float(w) for _, w in sectors.sector_weights(MPMath(30), 5, Fraction(1), b0)]
        assert balls == pytest.approx(list(weights), rel=1e-15)
        assert numbers == pytest.approx(list(weights), rel=1e-15)


def test_a_thousand_spins_are_fast() -> None:
    steady_energy(3, 0.5, 0.3, 0.7)
    best = math.inf
    for b0 in (0.7, 0.71, 0.72, 0.73, 0.74):
        start = time.perf_counter()
        steady_energy(1000, 0.5, 0.3, b0)
        best = min(best, time.perf_counter() - start)
    assert best < 0.01


def test_many_temperatures_in_blocks() -> None:
    b = np.linspace(-4, 4, 5001).reshape(3, 1667)
    table = steady_energy(600, 0.5, b, 0.3)
    assert table.shape == b.shape
    assert table[1, 7] == steady_energy(600, 0.5, b[1, 7], 0.3)
