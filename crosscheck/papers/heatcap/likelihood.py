"""Maximum-likelihood estimates of a temperature from the measured energies of one ladder."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import scipy.interpolate
import scipy.signal

from cotherm.numeric.fields import Float64
from cotherm.numeric.spin_ladder import ladder_populations

WIDEST = 8.0
NODES = 4001


def likelihood_deviation(J: Fraction, b: Fraction, count: int) -> float:
    """Relative root-mean-square error of the estimate of T from ``count`` measured energies.

    The populations depend on T through the mean energy alone (an exponential family), so that the
    estimate is the T whose mean energy is the mean of the data. Its error is summed over the exact
    distribution of the sum of all measured levels, a repeated convolution.

    Parameters
    ----------
    J : total spin of the ladder.
    b : inverse temperature, positive.
    count : number of measurements.
    """
    field = Float64()
    truth = 1.0 / float(b)
    single = np.array(ladder_populations(field, J, b), dtype=np.float64)
    chance = _repeated(single, count)
    grid = truth * np.geomspace(1 / WIDEST, WIDEST, NODES)
    levels = np.arange(len(single))
    weights = np.exp(-levels[None, :] / grid[:, None])
    means = weights @ levels / weights.sum(axis=1)
    measured = np.arange(len(chance)) / count
    # Cubic in the logarithm of both: the interpolation error is far below the statistical one.
    spline = scipy.interpolate.CubicSpline(np.log(means), np.log(grid))
    inside = np.clip(measured, means[0], means[-1])
    estimate = np.exp(spline(np.log(inside)))
    return float(np.sqrt(np.sum(chance * (estimate / truth - 1.0) ** 2)))


def _repeated(single: np.ndarray, count: int) -> np.ndarray:
    """Distribution of the sum of ``count`` independent levels."""
    total, power = np.array([1.0]), single
    while count:
        if count & 1:
            total = scipy.signal.fftconvolve(total, power)
        count >>= 1
        if count:
            power = scipy.signal.fftconvolve(power, power)
    positive = np.clip(total, 0.0, None)
    result: np.ndarray = positive / positive.sum()
    return result
