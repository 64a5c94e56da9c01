"""Dominant eigenvalue for many spins: symmetries, the current, and far counting parameters."""

from __future__ import annotations

import random

import pytest

from cotherm.numeric.fields import Ball
from cotherm.numeric.matrices import Matrix
from cotherm.numeric.refrigerator import refrigerator_model, refrigerator_rates
from cotherm.numeric.refrigerator_bands import banded_cumulants
from cotherm.numeric.refrigerator_rates import generator
from cotherm.numeric.refrigerator_scgf import (
    cumulants_from_scgf,
    dominant_eigenvalue,
    energy_scgf,
    refrigerator_scgf,
)

BALL = Ball(200)
PRINTED = {
    "beta_c": 2, "beta_h": 1, "beta_w": "1e-3",
    "delta_c": "0.1", "delta_h": "0.1", "delta_w": "1e-3",
}  # fmt: skip
MANY = refrigerator_rates(BALL, refrigerator_model(401, **PRINTED))


@pytest.mark.parametrize("u", ["0.3", "-1"])
def test_the_order_of_the_levels_does_not_matter(u):
    """Shuffled levels have no band, so that the dense solver is used instead."""
    system = refrigerator_rates(BALL, refrigerator_model(41, **PRINTED))
    with BALL:
        tilted = generator(system, {"c": BALL.exp(BALL.number(u))})
    order = list(range(system.size))
    random.Random(7).shuffle(order)
    entries = {(order[i], order[k]): value for (i, k), value in tilted.entries.items()}
    shuffled = Matrix(BALL, tilted.shape, entries)
    one, other = (dominant_eigenvalue(BALL, matrix) for matrix in (tilted, shuffled))
    assert one.overlaps(other)
    assert max(one.rad(), other.rad()) < abs(one) * 1e-12


@pytest.mark.parametrize("u", [("0.3", 0, 0), ("-0.4", "0.1", "-0.2")])
def test_detailed_balance_and_the_first_law_for_many_spins(u):
    """lambda(u) = lambda(beta - u), and the same u added to all reservoirs changes nothing."""
    value = energy_scgf(MANY, dict(zip("chw", u, strict=True)))
    assert value.rad() < abs(value) * 1e-12
    with BALL:
        counted = [BALL.number(x) for x in u]
        betas = [BALL.number(PRINTED[f"beta_{name}"]) for name in "chw"]
        mirrored = [beta - x for beta, x in zip(betas, counted, strict=True)]
        shifted = [x + BALL.number("0.25") for x in counted]
    for fields in (mirrored, shifted):
        assert value.overlaps(energy_scgf(MANY, dict(zip("chw", fields, strict=True))))


def test_slope_and_curvature_are_current_and_noise_of_many_spins():
    model = refrigerator_model(1001, **PRINTED)
    reference = banded_cumulants(model)
    field = Ball(400)
    found = cumulants_from_scgf(refrigerator_rates(field, model), "c", "1e-20")
    assert float(found.mean) == pytest.approx(reference.currents["c"], rel=1e-10)
    assert float(found.noise) == pytest.approx(reference.noise, rel=1e-10)


@pytest.mark.parametrize(
    ("u", "expected"), [("2.5", "8.80635962896493e+135"), ("-8", "6.93783468185335e2015")]
)
def test_far_counting_parameters_are_enclosed(u, expected):
    """The eigenvector is far from the stationary state, and the bounds far from each other.

    Pinned: largest root of the characteristic polynomial, by the symbolic book.
    """
    value = refrigerator_scgf(BALL, refrigerator_model(1001, **PRINTED), u)
    assert value.rad() < value * 1e-12
    with BALL:
        assert abs(value / BALL.number(expected) - 1) < 1e-14
