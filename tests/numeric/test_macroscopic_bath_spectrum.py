"""Relaxation of one infinite collective spin: hot and cold limits, finite N, sphere harmonics."""

from __future__ import annotations

import pytest

from cotherm.numeric import bath_spin_spectrum
from cotherm.numeric.certify import certified
from cotherm.numeric.errors import InputError
from cotherm.numeric.fields import Ball, Float64, Rational
from cotherm.numeric.macroscopic_bath_spectrum import macroscopic_eigenvalues, macroscopic_gap
from cotherm.numeric.macroscopic_engine import relaxation_spectrum


@pytest.mark.parametrize(("sector", "factor"), [(0, 2), (1, 1), (2, 2)])
def test_hot_bath(sector: int, factor: int) -> None:
    """x -> 0: l(l + 1) - m^2 over x, for the lowest l."""
    assert macroscopic_gap(Float64(), "1e-4", sector) == pytest.approx(factor * 1e4, rel=1e-6)


def test_cold_bath() -> None:
    """x -> inf: a spin near its pole, z' = -(1 - z^2)/2, decays as e^-t and its coherence half."""
    assert macroscopic_gap(Float64(), "500", 0) == pytest.approx(1, rel=1e-2)
    assert macroscopic_gap(Float64(), "500", 1) == pytest.approx(0.5, rel=1e-2)


@pytest.mark.parametrize("sector", [0, 1, 3])
@pytest.mark.parametrize("x", ["1/2", "5"])
def test_finite_spins_tend_to_it(x: str, sector: int) -> None:
    found = bath_spin_spectrum.macroscopic_relaxation(
        Ball(200), x, sector=sector, count=2, sizes=(12, 16, 24, 32, 48)
    )
    for extrapolated, value in zip(found, macroscopic_eigenvalues(x, sector, 2), strict=True):
        assert float(extrapolated.value.mid()) == pytest.approx(value, rel=2e-4)


@pytest.mark.parametrize("sector", [0, 1])
@pytest.mark.parametrize("x", ["1/3", "2", "20", "60"])
def test_balls_enclose_the_float_value(x: str, sector: int) -> None:
    enclosure = certified(lambda field: macroscopic_gap(field, x, sector), 20)
    assert float(enclosure.mid()) == pytest.approx(macroscopic_gap(Float64(), x, sector), rel=1e-11)


def test_two_spheres_without_drive_relax_with_the_same_rates() -> None:
    slowest = relaxation_spectrum("3", "1", "0", order=1, count=1, cutoff=10)[0]
    assert -slowest.real == pytest.approx(macroscopic_gap(Float64(), "3", 1), rel=1e-8)


def test_bad_input() -> None:
    with pytest.raises(InputError, match="`x` must be positive and at most 10000"):
        macroscopic_gap(Float64(), "0")
    with pytest.raises(InputError, match="`sector` must be an integer >= 0, but is -1"):
        macroscopic_gap(Float64(), "1", -1)
    with pytest.raises(InputError, match="at most 60 for certified digits"):
        macroscopic_gap(Ball(100), "61")
    with pytest.raises(InputError, match="must be Ball or Float64"):
        macroscopic_gap(Rational(), "1")
