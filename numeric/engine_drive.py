"""The drive of the collective engine, inverted block by block of the total excitation number.

Block M has the symmetric elements (i, j), i and j the levels of the ket and the bra of ensemble 1.
There the drive is the commutator with an antisymmetric matrix that joins neighbouring levels. With
even and odd levels apart that matrix is [[0, -B], [B^T, 0]], and the singular vectors of B turn it
into rotations with the singular values as frequencies. Block 2N - M is the mirror image of block M,
with the opposite sign for elements between even and odd levels.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from cotherm.numeric.krylov import FloatArray

Region = tuple[int, int, tuple[int, int, int]]


class _Rotations(NamedTuple):
    """The drive on the blocks M and 2N - M: where they stand, and their singular vectors."""

    places: tuple[Region, ...]
    even: FloatArray
    odd: FloatArray
    total: FloatArray
    difference: FloatArray
    total_weight: FloatArray
    difference_weight: FloatArray


class DriveInverse:
    """(alpha - V)^-1 on vectors of the sector.

    Parameters
    ----------
    N : number of pairs.
    drive : omega0.
    alpha : shift, positive.
    starts : where the square of each coherence order begins in a vector.
    """

    def __init__(self, N: int, drive: float, alpha: float, starts: Sequence[int]) -> None:
        self.alpha = alpha
        size = (N + 1) * (N + 2) * (2 * N + 3) // 6
        begins = np.array(starts)
        places, scales = [], []
        inverse = np.empty(size, dtype=np.int64)
        rescale = np.empty(size)
        self._drives: list[_Rotations] = []
        used = 0
        for M in range(N + 1):
            levels = np.arange(M + 1)
            even, odd = levels[::2], levels[1::2]
            regions = []
            for rows, columns, sign in ((even, even, 1.0), (even, odd, -1.0), (odd, odd, 1.0)):
                begin, mirrors = used, 1 if M == N else 2
                for mirrored in range(mirrors):
                    i, j = np.meshgrid(rows, columns, indexing="ij")
                    high, low = np.maximum(i, j), np.minimum(i, j)
                    order, total = high - low, M
                    if mirrored:
                        high, low, total = N - low, N - high, 2 * N - M
                    place = (begins[order] + low * (N + 1 - order) + (total - high)).ravel()
                    scale = np.where(order == 0, 1.0, math.sqrt(0.5)).ravel()
                    scale *= sign if mirrored else 1.0
                    places.append(place)
                    scales.append(scale)
                    inverse[place] = used + np.arange(place.size)
                    rescale[place] = 1 / scale
                    used += place.size
                regions.append((begin, used, (mirrors, len(rows), len(columns))))
            self._drives.append(self._rotations(N, M, drive, tuple(regions)))
        self._places, self._scales = np.concatenate(places), np.concatenate(scales)
        self._inverse, self._rescale = inverse, rescale

    def _rotations(self, N: int, M: int, drive: float, places: tuple[Region, ...]) -> _Rotations:
        levels = np.arange(M + 1)
        i = np.arange(N + 2.0)
        root = np.sqrt(i * (N + 1 - i))
        step = drive / 2 * root[levels[1:]] * root[M - levels[1:] + 1]
        generator = np.diag(step, 1) - np.diag(step, -1)
        block = -generator[::2, 1::2]
        evens, odds = block.shape
        frequencies = np.zeros(evens)
        odd = np.zeros((odds, evens))
        even = np.eye(evens)
        if odds:
            even, singular, right = np.linalg.svd(block)
            frequencies[:odds], odd[:, :odds] = singular, right.T
        total = frequencies[:, None] + frequencies
        difference = frequencies[:, None] - frequencies
        square = self.alpha**2
        return _Rotations(
            places,
            even,
            odd,
            total,
            difference,
            0.5 / (square + total**2),
            0.5 / (square + difference**2),
        )

    def apply(self, vector: FloatArray) -> FloatArray:
        """Return (alpha - V)^-1 applied to a vector."""
        alpha = self.alpha
        elements = vector[self._places]
        elements *= self._scales
        for drive in self._drives:
            ee, eo, oo = (elements[i:j].reshape(shape) for i, j, shape in drive.places)
            U, W = drive.even, drive.odd
            if not eo.size:
                ee /= alpha
                continue
            a, b, c = U.T @ ee @ U, U.T @ eo @ W, W.T @ oo @ W
            mirror = b.swapaxes(1, 2)
            plus, minus, s, d = a + c, a - c, b + mirror, b - mirror
            fast, slow = drive.total, drive.difference
            minus, s = (
                (alpha * minus - fast * s) * drive.total_weight,
                (alpha * s + fast * minus) * drive.total_weight,
            )
            plus, d = (
                (alpha * plus + slow * d) * drive.difference_weight,
                (alpha * d - slow * plus) * drive.difference_weight,
            )
            np.matmul(U @ (plus + minus), U.T, out=ee)
            np.matmul(U @ (s + d), W.T, out=eo)
            np.matmul(W @ (plus - minus), W.T, out=oo)
        result: FloatArray = elements[self._inverse]
        result *= self._rescale
        return result
