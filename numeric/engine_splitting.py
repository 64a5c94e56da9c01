"""The sector of the collective engine in float64: generator, and a preconditioner that knows it.

The generator of `cotherm.numeric.engine_blocks` in the orthonormal basis is L = D + V: dissipation
D acts inside each coherence order k as a sum of two tridiagonal matrices, one per ensemble, the
drive V inside each total number of excitations M as a commutator. Both are inverted fast, each in
its own coordinates, D by diagonalising (or reducing to triangular form) the tridiagonal matrices,
V by the singular values of the bidiagonal couplings of even and odd levels. So

    (alpha - D)^-1 (alpha - V)^-1,    alpha ~ (smallest times largest rate of D)^(1/2),

preconditions L whatever the ratio of drive and dissipation (Hermitian and skew-Hermitian
splitting: V is exactly skew). For a weak drive D^-1 alone does, in the coordinates that make D
symmetric. One application takes of the order of N^4 operations, N^3/3 numbers are stored.
"""

from __future__ import annotations

import math
from typing import Any, NamedTuple

import numpy as np
import scipy.linalg
import scipy.linalg.lapack

from cotherm.numeric.engine_blocks import BathPair, PairRates
from cotherm.numeric.engine_drive import DriveInverse
from cotherm.numeric.krylov import Cycle, FloatArray, gmres

_WELL_CONDITIONED = 18.0
"""Largest log of the condition number with which the eigenvectors of D are used."""
_SHIFT = 0.8
"""alpha in units of the geometric mean of the extreme rates; flat between 0.5 and 1."""


SHORTEST = 40
"""Iterations of a cycle that a stop cannot be blamed on."""
_EPS = float(np.finfo(np.float64).eps)


class Solution(NamedTuple):
    """Solution of -L x = right.

    Attributes
    ----------
    x : the solution.
    residual : norm of the residual, evaluated afresh, relative to that of the right side.
    spread : estimate of the size of the errors of x, place by place.
    iterations : iterations it took.
    """

    x: FloatArray
    residual: float
    spread: FloatArray
    iterations: int

    @property
    def error(self) -> float:
        """Estimate of the absolute error of x (2-norm)."""
        return float(np.linalg.norm(self.spread))


class Splitting:
    """Generator and preconditioner; vectors hold the even orders k and then the odd ones.

    Orders k > 0 stand for k and -k and are stored times sqrt 2, so that the norm is that of the
    whole matrix. Elements may further be weighted by e^((y_1 a + y_2 b)/4), a and b summed over
    ket and bra.

    Parameters
    ----------
    rates : floats.
    exponents : beta_i E_i (or whatever e^(-x) = up/down gives), infinite without absorption.
    thermal : weight by y_i = x_i and precondition by D alone, for a weak drive; otherwise y = 0.
    """

    def __init__(
        self, rates: PairRates, exponents: tuple[float, float], *, thermal: bool = False
    ) -> None:
        N = self.N = rates.N
        self.rates = rates
        self.thermal = thermal
        self.exponents = exponents
        self.weights = exponents if thermal else (0.0, 0.0)
        self.sizes = [N + 1 - k for k in range(N + 1)]
        self.starts = [0] * (N + 1)
        self.unknowns = 0
        for k in (*range(0, N + 1, 2), *range(1, N + 1, 2)):
            if k == 1:
                self.evens = self.unknowns
            self.starts[k] = self.unknowns
            self.unknowns += self.sizes[k] ** 2
        levels = np.arange(N + 2.0)
        self.root = np.sqrt(levels * (N + 1 - levels))
        self._ladders = [
            [self._ladder(bath, x, y, k) for k in range(N + 1)]
            for bath, x, y in zip((rates.first, rates.second), exponents, self.weights, strict=True)
        ]
        self._couplings()
        self._dissipative_inverse()
        if not thermal:
            self._drive = DriveInverse(N, rates.drive, self.alpha, self.starts)

    # ------------------------------------------------------------------------- the generator

    def blocks(self, vector: FloatArray) -> list[FloatArray]:
        """Return views of the orders k as squares over (a, b)."""
        return [
            vector[start : start + size * size].reshape(size, size)
            for start, size in zip(self.starts, self.sizes, strict=True)
        ]

    def _ladder(
        self, bath: BathPair, x: float, y: float, k: int
    ) -> tuple[FloatArray, FloatArray, FloatArray]:
        """Diagonal, downward and upward elements of one ensemble at order k."""
        N, size = self.N, self.N + 1 - k
        a = np.arange(float(size))
        ket = a + k
        emitted = a * (N - a + 1) + ket * (N - ket + 1)
        absorbed = (a + 1) * (N - a) + (ket + 1) * (N - ket)
        diagonal = -0.5 * (bath.down * emitted + bath.up * absorbed)
        jumps = self.root[1:size] * self.root[1 + k : size + k]
        if y:
            mean = math.sqrt(bath.down * bath.up)
            return diagonal, jumps * mean, jumps * mean
        return diagonal, jumps * bath.down, jumps * bath.up

    def _couplings(self) -> None:
        """Elements of the drive between neighbouring orders, by the two ladder products."""
        N, g = self.N, self.root
        tilt = math.exp(-(self.weights[0] - self.weights[1]) / 4)
        self._tilt = tilt
        self._kets: list[FloatArray] = []
        self._bras: list[FloatArray] = []
        for k in range(N):
            i = np.arange(N - k)
            factor = self.rates.drive / 2 * (math.sqrt(2) if k == 0 else 1.0)
            self._kets.append((factor * g[i + k + 1])[:, None] * g[i + 1])
            self._bras.append((factor * g[i + 1])[:, None] * g[i + k + 1])

    def driven(self, vector: FloatArray, parity: int | None = None) -> FloatArray:
        """Return V applied to a vector; with a parity only what arrives at those orders."""
        result = np.zeros_like(vector)
        source, target = self.blocks(vector), self.blocks(result)
        down, up = self._tilt, 1 / self._tilt
        for k in range(self.N):
            kets, bras = self._kets[k], self._bras[k]
            if parity is None or k % 2 == parity:
                upper = source[k + 1]
                target[k][:-1, 1:] += kets * (upper if down == 1 else down * upper)
                target[k][1:, :-1] -= bras * (upper if up == 1 else up * upper)
            if parity is None or k % 2 != parity:
                lower = source[k] if down == 1 else down * source[k]
                target[k + 1] += bras * lower[1:, :-1]
                lower = source[k] if up == 1 else up * source[k]
                target[k + 1] -= kets * lower[:-1, 1:]
        return result

    def _tridiagonal(self, ensemble: int, k: int, block: FloatArray, jumps: bool) -> FloatArray:
        diagonal, down, up = self._ladders[ensemble - 1][k]
        square = block if ensemble == 1 else block.T
        result = np.zeros_like(square) if jumps else diagonal[:, None] * square
        if len(diagonal) > 1:
            result[:-1] += down[:, None] * square[1:]
            result[1:] += up[:, None] * square[:-1]
        return result if ensemble == 1 else result.T

    def dissipated(self, vector: FloatArray, ensembles: tuple[int, ...] = (1, 2)) -> FloatArray:
        """Return D of one or both ensembles, applied to a vector."""
        result = np.empty_like(vector)
        for k, (source, target) in enumerate(
            zip(self.blocks(vector), self.blocks(result), strict=True)
        ):
            target[:] = sum(self._tridiagonal(i, k, source, False) for i in ensembles)
        return result

    def dissipated_populations(self, vector: FloatArray, ensemble: int) -> FloatArray:
        """Return the dissipator of one ensemble on the populations alone."""
        return self._tridiagonal(ensemble, 0, self.blocks(vector)[0], False)

    def exchange_weights(self, populations: FloatArray) -> FloatArray:
        """Return the functional of order 1 behind sum(populations * exchanged(v) at order 0)."""
        result = np.zeros(self.unknowns)
        kets, bras = self._kets[0], self._bras[0]
        self.blocks(result)[1][:] = 0.5 * (
            self._tilt * kets * populations[:-1, 1:] + bras / self._tilt * populations[1:, :-1]
        )
        return result

    def undriven_source(self, populations: FloatArray) -> FloatArray:
        """Return V on a diagonal state: `populations` holds the weighted differences."""
        result = np.zeros(self.unknowns)
        self.blocks(result)[1][:] = self._kets[0] * populations
        return result

    def negative(self, vector: FloatArray) -> FloatArray:
        """Return -L applied to a vector."""
        return -(self.dissipated(vector) + self.driven(vector))

    def counted(self, vector: FloatArray, ensemble: int) -> tuple[FloatArray, FloatArray]:
        """Return the jumps up minus those down of one ensemble, and their sum, on a vector."""
        difference, both = np.zeros_like(vector), np.zeros_like(vector)
        for k, (source, minus, plus) in enumerate(
            zip(*map(self.blocks, (vector, difference, both)), strict=True)
        ):
            _, down, up = self._ladders[ensemble - 1][k]
            squares = [x if ensemble == 1 else x.T for x in (source, minus, plus)]
            if len(down):
                gains = up[:, None] * squares[0][:-1]
                losses = down[:, None] * squares[0][1:]
                squares[1][1:] += gains
                squares[1][:-1] -= losses
                squares[2][1:] += gains
                squares[2][:-1] += losses
        return difference, both

    def exchanged(self, vector: FloatArray) -> FloatArray:
        """Return (omega0/2) {S_+1 S_-2 + S_-1 S_+2, rho}/2 in the gauge without phases."""
        result = np.zeros_like(vector)
        source, target = self.blocks(vector), self.blocks(result)
        down, up = 0.5 * self._tilt, 0.5 / self._tilt
        for k in range(self.N):
            kets, bras = self._kets[k], self._bras[k]
            lower, upper = source[k], source[k + 1]
            target[k][:-1, 1:] += down * kets * upper
            target[k][1:, :-1] += up * bras * upper
            target[k + 1] += down * bras * lower[1:, :-1] + up * kets * lower[:-1, 1:]
        return result

    def magnitude(self, vector: FloatArray) -> FloatArray:
        """Return the sum of absolute values of the terms of L applied to a vector."""
        size = np.abs(vector)
        result = np.empty_like(vector)
        for k, (source, target) in enumerate(
            zip(self.blocks(size), self.blocks(result), strict=True)
        ):
            diagonals = [abs(self._ladders[i][k][0]) for i in (0, 1)]
            jumps = sum(self._tridiagonal(i, k, source, True) for i in (1, 2))
            target[:] = (diagonals[0][:, None] + diagonals[1]) * source + jumps
        return np.asarray(result + 2 * self.exchanged(size))

    # ------------------------------------------------------------------------- its two inverses

    def _dissipative_inverse(self) -> None:
        """Diagonalise the tridiagonal matrices, or reduce them when that is ill-conditioned."""
        spectra: list[list[FloatArray]] = [[], []]
        vectors: list[list[FloatArray]] = [[], []]
        for i, ladders in enumerate(self._ladders):
            for diagonal, down, up in ladders:
                values, frame = diagonal, np.ones((1, 1))
                if len(diagonal) > 1:
                    pair: Any = scipy.linalg.eigh_tridiagonal(diagonal, np.sqrt(down * up))
                    values, frame = pair
                spectra[i].append(values)
                vectors[i].append(frame)
        tops = [max(-float(v[0][0] + v[1][0]), 0.0) for v in zip(*spectra, strict=True)]
        gaps = [-float(v[0][-1] + v[1][-1]) for v in zip(*spectra, strict=True)][1:]
        gaps += [-float(spectrum[0][-2]) for spectrum in spectra]
        self.alpha = 0.0 if self.thermal else _SHIFT * math.sqrt(max(tops) * min(gaps))
        skew = [0.0 if self.thermal else x / 2 for x in self.exponents]
        self._reduced = max(skew) * self.N > _WELL_CONDITIONED
        if self._reduced:
            self._reduce()
            return
        self._left, self._right, self._into, self._onto, self._divide = [], [], [], [], []
        for k, size in enumerate(self.sizes):
            frames = []
            for i in (0, 1):
                scale = np.exp(-skew[i] * (np.arange(size) - (size - 1) / 2))
                frame = vectors[i][k]
                frames.append((scale[:, None] * frame, np.ascontiguousarray(frame.T / scale)))
            self._left.append(frames[0][0])
            self._right.append(np.ascontiguousarray(frames[1][0].T))
            self._into.append(frames[0][1])
            self._onto.append(np.ascontiguousarray(frames[1][1].T))
            divisor = self.alpha - spectra[0][k][:, None] - spectra[1][k]
            if self.thermal and k == 0:
                divisor[-1, -1] = math.inf  # the stationary state without drive
            self._divide.append(1 / divisor)

    def _reduce(self) -> None:
        self._schur: list[list[tuple[FloatArray, FloatArray]]] = []
        for k in range(self.N + 1):
            pair = []
            for ladders in self._ladders:
                diagonal, down, up = ladders[k]
                dense = np.diag(self.alpha / 2 - diagonal) - np.diag(down, 1) - np.diag(up, -1)
                triangle, frame = scipy.linalg.schur(dense)
                pair.append((np.asfortranarray(triangle), frame))
            self._schur.append(pair)

    def undissipated(self, vector: FloatArray, parity: int | None = None) -> FloatArray:
        """Return (alpha - D)^-1 applied to a vector; without its null vector when alpha is 0.

        With a parity the result is 0 at the other orders.
        """
        result = np.empty_like(vector) if parity is None else np.zeros_like(vector)
        source, target = self.blocks(vector), self.blocks(result)
        for k in range(self.N + 1) if parity is None else range(parity, self.N + 1, 2):
            if self._reduced:
                (first, left), (second, right) = self._schur[k]
                inner = left.T @ source[k] @ right
                inner, scale, _ = scipy.linalg.lapack.dtrsyl(first, second, inner, tranb="T")
                target[k][:] = left @ (inner / scale) @ right.T
            else:
                inner = self._into[k] @ source[k] @ self._onto[k]
                inner *= self._divide[k]
                np.matmul(self._left[k] @ inner, self._right[k], out=target[k])
        return result

    def precondition(self, vector: FloatArray) -> FloatArray:
        """Return M^-1 applied to a vector."""
        return self.undissipated(vector if self.thermal else self._drive.apply(vector))

    def _step(self, vector: FloatArray) -> tuple[FloatArray, FloatArray]:
        """Return z = M^-1 v and -L z, the latter without applying D."""
        inner = self._drive.apply(vector)
        solution = self.undissipated(inner)
        image = inner - self.driven(solution)
        image -= self.alpha * solution
        return solution, image

    def _odd_step(self, vector: FloatArray) -> tuple[FloatArray, FloatArray]:
        """The same for odd orders, after the even ones have been eliminated.

        V changes the order by one, so with M = -D half of the unknowns can be eliminated: the
        iteration is shorter by half and so are its vectors.
        """
        full = np.zeros(self.unknowns)
        full[self.evens :] = vector
        solution = self.undissipated(full, 1)
        through = self.undissipated(self.driven(solution, 0), 0)
        return solution[self.evens :], vector - self.driven(through, 1)[self.evens :]

    def _correction(self, right: FloatArray, tolerance: float) -> Cycle:
        if not self.thermal:
            return gmres(self._step, right, tolerance)
        inner = self.undissipated(right, 0)
        reduced = (right + self.driven(inner, 1))[self.evens :]
        result = np.zeros_like(right)
        iterations, smallest = 0, 1.0
        if np.any(reduced):
            odd, iterations, smallest = gmres(self._odd_step, reduced, tolerance)
            result[self.evens :] = odd
        result += self.undissipated(right + self.driven(result, 0), 0)
        return Cycle(result, iterations, smallest)

    def solve(self, right: FloatArray, *, tolerance: float = 1e-13, most: int = 4000) -> Solution:
        """Solve -L x = right, a right side of trace 0, by restarted cycles.

        Parameters
        ----------
        right : right side.
        tolerance : wanted residual relative to it; the cycles end when they stop to improve, so
            it may be below what rounding allows.
        most : largest number of iterations.
        """
        norm = float(np.linalg.norm(right))
        x, rest, residual = np.zeros_like(right), right, norm
        used, smallest = 0, 1.0
        while residual > tolerance * norm and used < most:
            goal = max(0.3 * tolerance * norm / residual, 1e-13)
            change, count, least = self._correction(rest, goal)
            used, smallest = used + max(count, 1), min(smallest, least)
            candidate = x + change
            fresh = right - self.negative(candidate)
            before, after = residual, float(np.linalg.norm(fresh))
            if after < before:
                x, rest, residual = candidate, fresh, after
            if after > 0.5 * before and count < SHORTEST:
                break
        if norm == 0:
            return Solution(x, 0.0, np.zeros_like(x), 0)
        # |error of x| <= |M^-1 r| / smallest singular value; r with the rounding of L x.
        rounding = np.abs(rest) + _EPS * self.magnitude(x)
        spread = self.precondition(np.where(np.arange(rest.size) % 2, rounding, -rounding))
        return Solution(x, residual / norm, spread / smallest, used)
