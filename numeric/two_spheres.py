"""Functions on two unit spheres: products of spherical harmonics and the engine's limit generator.

As N -> infinity in the scaled regime of `engine` (28) the collective spins become unit vectors m_1
and m_2, and the master equation (5) a diffusion on the product of two spheres. With x_i = beta_i
E_i, w = omega_0/Gamma_0 and time in units of 1/Gamma_0 the generator on functions is

    G = (w/2) [(m_2^perp x m_1) . grad_1 + (m_1^perp x m_2) . grad_2]
        + sum_i { -(1/2) (grad z_i) . grad_i - (1/x_i) (L_i^2 - L_{i,z}^2) },

where m^perp = (m_x, m_y, 0). The drift of the drive follows from [m^a, m^b] = (2i/N) eps_abc m^c
and V_I = (omega_0 N/4)(m_1^x m_2^x + m_1^y m_2^y); the decay from gamma_down - gamma_up =
Gamma_0/N; the diffusion from gamma_down + gamma_up -> 2 Gamma_0/x and D[S_-] + D[S_+] =
2 D[S_x] + 2 D[S_y], a double commutator, which is a rotation-group Laplacian at every N.

Basis: Y_{l1,q}(m_1) Y_{l2,k-q}(m_2), normalised to mean square 1 over the spheres, with k the order
of the coherence (k = 0 for everything that does not change under a common rotation about z). In the
gauge <Y Y> = i^q r_q the equations of motion dr/dt = A r are real.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple

import flint
import numpy as np

from cotherm.numeric.errors import InputError
from cotherm.numeric.fields import Field, Float64, Scalar

Array = Any
Root = Callable[[Array, Array], Array]


class Entries(NamedTuple):
    """A sparse matrix as three lists: row, column, value."""

    rows: Array
    columns: Array
    values: Array


@dataclass(frozen=True)
class Harmonics:
    """Products of harmonics with l1 <= L1, l2 <= L2 in the coherence order k.

    For k = 0 the gauge makes r_q and r_{-q} equal, so that only q >= 0 is kept.

    Parameters
    ----------
    L1, L2 : cutoffs, integers >= 1.
    order : k >= 0.
    """

    L1: int
    L2: int
    order: int = 0

    def __post_init__(self) -> None:
        for name, low in (("L1", 1), ("L2", 1), ("order", 0)):
            value = getattr(self, name)
            if isinstance(value, bool) or not isinstance(value, int) or value < low:
                raise InputError(f"Argument `{name}` must be an integer >= {low}, but is {value}.")
        if self.order > self.L1 + self.L2:
            raise InputError(
                f"Argument `order` must be at most L1 + L2 = {self.L1 + self.L2}, but is "
                f"{self.order}."
            )

    @cached_property
    def labels(self) -> Array:
        """Rows (q, l1, l2), ordered by q."""
        lowest = 0 if self.order == 0 else -self.L1
        return np.array(
            [
                (q, l1, l2)
                for q in range(lowest, self.L1 + 1)
                if abs(self.order - q) <= self.L2
                for l1 in range(abs(q), self.L1 + 1)
                for l2 in range(abs(self.order - q), self.L2 + 1)
            ]
        )

    @cached_property
    def _table(self) -> Array:
        q, l1, l2 = self.labels.T
        table = np.full((2 * self.L1 + 5, self.L1 + 3, self.L2 + 3), -1)
        table[q + self.L1 + 2, l1, l2] = np.arange(len(q))
        if self.order == 0:
            table[-q + self.L1 + 2, l1, l2] = np.arange(len(q))
        return table

    def __len__(self) -> int:
        return len(self.labels)

    def find(self, q: Array, l1: Array, l2: Array) -> Array:
        """Return positions, -1 for a product that is not in the basis."""
        inside = (
            (np.abs(q) <= self.L1 + 2)
            & (l1 >= -1)
            & (l1 <= self.L1 + 1)
            & (l2 >= -1)
            & (l2 <= self.L2 + 1)
        )
        q, l1, l2 = (np.where(inside, value, 0) for value in (q, l1, l2))
        return np.where(inside, self._table[q + self.L1 + 2, l1, l2], -1)

    def position(self, q: int, l1: int, l2: int) -> int:
        """Return the position of one product that is in the basis."""
        return int(self.find(np.array(q), np.array(l1), np.array(l2)))


# ------------------------------------------------------------------------------ single factors


def _float_root(numerator: Array, denominator: Array) -> Array:
    return np.sqrt(numerator / denominator)


def _ball_root(numerator: Array, denominator: Array) -> Array:
    one = np.frompyfunc(lambda p, q: flint.arb(flint.fmpq(p, q)).sqrt(), 2, 1)
    return one(numerator, denominator)


class _Single:
    """Action on Y_{l,m} of one sphere, as coefficients of Y_{l+1,..} (up) and Y_{l-1,..} (down)."""

    def __init__(self, root: Root, degree: Array, order: Array) -> None:
        self.root, self.degree, self.order = root, degree, order

    def decay(self) -> tuple[Array, Array]:
        """(1 - z^2) d/dz Y_l = (l + 1) a_l Y_{l-1} - l a_{l+1} Y_{l+1}."""
        n, m = self.degree, self.order
        up = -n * self.root((n + 1) ** 2 - m * m, 4 * (n + 1) ** 2 - 1)
        down = (n + 1) * self.root(n * n - m * m, np.maximum(4 * n * n - 1, 1))
        return up, down

    def raised(self, sign: int) -> tuple[Array, Array]:
        """(x + i sign y) Y_{l,m}, to the order m + sign."""
        n, m = self.degree, sign * self.order
        up = -sign * self.root((n + m + 1) * (n + m + 2), (2 * n + 1) * (2 * n + 3))
        down = sign * self.root((n - m) * (n - m - 1), np.maximum(4 * n * n - 1, 1))
        return up, down

    def ladder(self, sign: int) -> Array:
        """L_+- Y_{l,m}, to the order m + sign."""
        n, m = self.degree, self.order
        return self.root(n * (n + 1) - m * (m + sign), np.ones_like(n))

    def spread(self) -> Array:
        """L^2 - L_z^2 on Y_{l,m}."""
        return self.degree * (self.degree + 1) - self.order**2


class _Builder:
    """Collects the entries of a matrix from the basis `rows` to the basis `columns`."""

    def __init__(self, field: Field, rows: Harmonics, columns: Harmonics) -> None:
        self.columns = columns
        self.labels = rows.labels.T
        q, l1, l2 = self.labels if isinstance(field, Float64) else self.labels.astype(object)
        root = _float_root if isinstance(field, Float64) else _ball_root
        self.first = _Single(root, l1, q)
        self.second = _Single(root, l2, rows.order - q)
        self.parts: list[tuple[Array, Array, Array]] = []

    def add(self, shift: tuple[int, int, int], values: Array) -> None:
        """Entries to the products displaced by `shift` in (q, l1, l2)."""
        target = self.columns.find(*(x + d for x, d in zip(self.labels, shift, strict=True)))
        keep = np.flatnonzero(target >= 0)
        self.parts.append((keep, target[keep], values[keep]))

    def entries(self) -> Entries:
        """All entries; a position may occur twice, then its values add up."""
        rows, columns, values = zip(*self.parts, strict=True)
        return Entries(np.concatenate(rows), np.concatenate(columns), np.concatenate(values))


# ------------------------------------------------------------------------------ matrices


def generator_entries(
    field: Field,
    rows: Harmonics,
    columns: Harmonics,
    inverse: tuple[Scalar, Scalar],
    drive: Scalar,
) -> Entries:
    """Return A of dr/dt = A r in units of Gamma_0.

    Parameters
    ----------
    field : Float64 or Ball.
    rows, columns : bases of the same order; columns beyond the rows show what a cutoff drops.
    inverse : 1/x_1 and 1/x_2.
    drive : omega_0/Gamma_0.
    """
    build = _Builder(field, rows, columns)
    one, two = build.first, build.second
    with field:
        build.add((0, 0, 0), -(one.spread() * inverse[0]) - two.spread() * inverse[1])
        for axis, single in enumerate((one, two)):
            for step, value in zip((1, -1), single.decay(), strict=True):
                build.add((0, step, 0) if axis == 0 else (0, 0, step), -value / 2)
        quarter = drive / 4
        for sign in (1, -1):
            # i (w/4) (n_2^-+ L_1^+- + n_1^+- L_2^-+) in the gauge i^q
            first, second = one.ladder(sign), two.ladder(-sign)
            for step, a, b in zip((1, -1), two.raised(-sign), one.raised(sign), strict=True):
                build.add((sign, 0, step), -sign * (first * a) * quarter)
                build.add((sign, step, 0), -sign * (second * b) * quarter)
    return build.entries()


def current_entries(field: Field, rows: Harmonics, columns: Harmonics) -> Entries:
    """Return the matrix of the multiplication by v = m_1^y m_2^x - m_1^x m_2^y.

    The power is P/N = (omega_0 (E_2 - E_1)/4) <v>, the limit of `engine` (10) divided by N.
    Parameters are those of `generator_entries`.
    """
    build = _Builder(field, rows, columns)
    with field:
        for sign in (1, -1):
            for step, a in zip((1, -1), build.first.raised(sign), strict=True):
                for other, b in zip((1, -1), build.second.raised(-sign), strict=True):
                    build.add((sign, step, other), (a * b) / 2)
    return build.entries()
