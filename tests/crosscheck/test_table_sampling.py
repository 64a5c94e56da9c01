"""Which sampling of S lies behind Table 1 of `spinstar`: a search, and the fits themselves."""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise

import flint
import numpy as np

from cotherm.crosscheck.papers.spinstar import fits
from cotherm.symbolic.forms.fuel import fuel_temperature

LARGEST = 20


def _matches(name: str, sizes: np.ndarray, values: np.ndarray) -> bool:
    """Whether every printed digit of a row and of its R^2 comes out."""
    printed = [float(c) for c in fits.PRINTED[name]]
    degree = len(printed) - 1
    if len(sizes) <= degree + 1 or np.any(values < 0):
        return False
    fitted = np.polynomial.polynomial.polyfit(sizes, values, degree)
    rest = values - np.polynomial.polynomial.polyval(sizes, fitted)
    quality = 1 - rest @ rest / np.sum((values - values.mean()) ** 2)
    r2 = float(fits.PRINTED_R2[list(fits.PRINTED).index(name)])
    return bool(np.all(np.abs(fitted - printed) < 5.01e-5) and abs(quality - r2) < 5.01e-5)


def test_one_sampling_gives_every_printed_digit() -> None:
    found = []
    numbers = np.arange(1, LARGEST + 1)
    curves = {
        (model, name): fuel_temperature(model, 6, 0.8, float(Fraction(name)), 1, numbers / 2)
        for model in ("spin", "star")
        for name in fits.PRINTED
    }
    for model in ("spin", "star"):
        for step in (1, 2):
            for first in range(1, 5):
                for last in range(first + 2 * step, LARGEST + 1, step):
                    chosen = np.arange(first, last + 1, step)
                    if all(
                        _matches(name, chosen / 2, curves[model, name][chosen - 1])
                        for name in fits.PRINTED
                    ):
                        found.append((model, step, first, last))
    assert found == [("spin", 1, 1, 12)]
    assert [float(S) for S in fits.SAMPLES] == [k / 2 for k in range(1, 13)]


def test_a_polynomial_is_its_own_fit() -> None:
    values = [flint.arb(3) - 2 * flint.arb(int(2 * x)) / 2 for x in fits.SAMPLES]
    fitted = fits.coefficients(values, 3)
    for found, exact in zip(fitted, (3, -2, 0, 0), strict=True):
        assert abs(found - exact) < 1e-10
    assert abs(fits.determination(values, fitted) - 1) < 1e-10


def test_a_higher_degree_never_fits_worse() -> None:
    values = fits.temperatures(fits.TSPIN, Fraction(1))
    qualities = [
        fits.determination(values, fits.coefficients(values, degree)) for degree in range(1, 7)
    ]
    assert all(float(a) < float(b) for a, b in pairwise(qualities))
