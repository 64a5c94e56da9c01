"""Spectrum of the closed equations: stability, hot baths, exact limit."""

from __future__ import annotations

import pytest

from cotherm.numeric.cumulant_jacobian import closed_spectrum, jacobian_gap
from cotherm.numeric.macroscopic_engine import relaxation_spectrum


def test_stable_and_complete() -> None:
    values = closed_spectrum("1", "1/3", "2")
    assert len(values) == 25
    assert all(value.real < 0 for value in values)


def test_hot_baths_relax_by_diffusion() -> None:
    assert jacobian_gap("1/50", "1/100", "2") == pytest.approx(50, rel=1e-3)


@pytest.mark.parametrize("point", [("1/10", "3/20", "2"), ("1/4", "1/5", "6")])
def test_close_to_the_exact_gap_when_hot(point: tuple[str, str, str]) -> None:
    exact = min(
        -relaxation_spectrum(*point, order=order, count=1, cutoff=6)[0].real for order in (0, 1)
    )
    assert jacobian_gap(*point) == pytest.approx(exact, rel=1e-2)
