"""The engine of infinitely many pairs in the scaled regime, without a closure.

Limit of the moment hierarchy of `engine` (5), (28): with z_i = m_i^z, v = m_1^y m_2^x - m_1^x
m_2^y, x_i = beta_i E_i, w = omega0/Gamma0 and time in 1/Gamma0, functions of (z_1, z_2, v) obey

    G = (w/2) {v (d_1 - d_2) + [z_2 (1 - z_1^2) - z_1 (1 - z_2^2)] d_v}
        + sum_i { -(1/2)[(1 - z_i^2) d_i - z_i v d_v]
                  + (1/x_i)[(1 - z_i^2) d_i^2 - 2 z_i d_i - v d_v - 2 z_i v d_i d_v
                            + z_i^2 (1 - z_j^2) d_v^2] },

a closed set. The polynomials

    F(a, b, q) = P_a^(q)(z_1) P_b^(q)(z_2) W_q,
    W_{q+1} = 2 v W_q - (1 - z_1^2)(1 - z_2^2) W_{q-1},

W_0 = 1, W_1 = v, P^(q) the q-th derivative of Legendre's P, make the diffusion diagonal, and all
the rest moves a + b by one: the hierarchy of moments is a matrix continued fraction in a + b with
rational coefficients, cut at a degree that is raised until nothing changes. A rigorous bound of
the cut exists too: for a polynomial h with G h + v = c + r the mean of v is within sup |r| of c.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Sequence
from fractions import Fraction
from functools import cached_property, lru_cache
from typing import Any, NamedTuple

import flint
import numpy as np

from ..closed_form import closed_form
from ..domains import positive
from ..errors import InputError
from ..interface import Arithmetic

_CONSTANT, _SPREAD_1, _SPREAD_2, _DRIVE = range(4)
_LAST = 60
"""Highest a + b; beyond, the blocks are larger than is worth while."""

Label = tuple[int, int, int]
Term = tuple[Label, int, Fraction]


def generator_terms(a: int, b: int, q: int) -> list[Term]:
    """Return G F(a, b, q) as terms (label, kind, rational coefficient).

    Kinds: a pure number, a multiple of 1/x_1, of 1/x_2, or of w.
    """
    terms: list[Term] = [
        ((a, b, q), _SPREAD_1, Fraction(q * q - a * (a + 1))),
        ((a, b, q), _SPREAD_2, Fraction(q * q - b * (b + 1))),
    ]
    # -(1/2)(1 - z^2) d/dz on each associated function
    for shift, n in (((1, 0), a), ((0, 1), b)):
        down = Fraction(-(n + 1) * (n + q), 2 * (2 * n + 1))
        up = Fraction(n * (n - q + 1), 2 * (2 * n + 1))
        for sign, value in ((-1, down), (1, up)):
            terms.append(((a + sign * shift[0], b + sign * shift[1], q), _CONSTANT, value))
    # the drive, q -> q + 1 and q -> q - 1
    twice = Fraction(2 if q == 0 else 1, 4)
    for sign in (1, -1):
        terms.append(((a, b + sign, q + 1), _DRIVE, sign * twice / (2 * b + 1)))
        terms.append(((a + sign, b, q + 1), _DRIVE, -sign * twice / (2 * a + 1)))
    if q:
        first, second = (a + q) * (a - q + 1), (b + q) * (b - q + 1)
        for (label_up, label_down), n, weight in (
            (((a, b + 1, q - 1), (a, b - 1, q - 1)), b, -first),
            (((a + 1, b, q - 1), (a - 1, b, q - 1)), a, second),
        ):
            scale = Fraction(weight, 4 * (2 * n + 1))
            terms.append((label_down, _DRIVE, scale * (n + q) * (n + q - 1)))
            terms.append((label_up, _DRIVE, -scale * (n - q + 1) * (n - q + 2)))
    return [term for term in terms if term[2] and _occurs(term[0])]


def current_terms(a: int, b: int, q: int) -> list[tuple[Label, Fraction]]:
    """Return v F(a, b, q) in the basis."""
    terms = []
    half = Fraction(1, 1 if q == 0 else 2)
    for s in (1, -1):
        for t in (1, -1):
            value = half * s * t / ((2 * a + 1) * (2 * b + 1))
            terms.append(((a + s, b + t, q + 1), value))
    if q:
        for s, one in _lowered(a, q):
            for t, two in _lowered(b, q):
                terms.append(((a + s, b + t, q - 1), one * two / 2))
    return [term for term in terms if term[1] and _occurs(term[0])]


def _lowered(n: int, q: int) -> tuple[tuple[int, Fraction], tuple[int, Fraction]]:
    """(1 - z^2) P_n^(q) in terms of P_{n+-1}^(q-1)."""
    return (
        (-1, Fraction((n + q) * (n + q - 1), 2 * n + 1)),
        (1, Fraction(-(n - q + 1) * (n - q + 2), 2 * n + 1)),
    )


def _occurs(label: Label) -> bool:
    a, b, q = label
    return 0 <= q <= min(a, b)


def largest_value(label: Label) -> float:
    """Return a bound of |F| over both spheres: sqrt((a+q)!/(a-q)! (b+q)!/(b-q)!)."""
    a, b, q = label
    logs = [math.lgamma(n + q + 1) - math.lgamma(n - q + 1) for n in (a, b)]
    return math.exp(sum(logs) / 2) * (1 + 1e-9)


# ------------------------------------------------------------------------------ the hierarchy


class _Pattern(NamedTuple):
    """Labels up to a degree, those of the next one, and the coefficients of the generator."""

    labels: tuple[Label, ...]
    sizes: tuple[int, ...]
    rows: Any
    columns: Any
    kinds: Any
    values: tuple[Fraction, ...]


def _labels(degree: int) -> list[Label]:
    return [(a, degree - a, q) for a in range(degree + 1) for q in range(min(a, degree - a) + 1)]


@lru_cache(maxsize=16)
def _pattern(top: int) -> _Pattern:
    groups = [_labels(degree) for degree in range(1, top + 2)]
    labels = [(0, 0, 0), *(label for group in groups for label in group)]
    place = {label: k for k, label in enumerate(labels)}
    inside = 1 + sum(len(group) for group in groups[:-1])
    found = [
        (place[label], place[target], kind, value)
        for label in labels[1:inside]
        for target, kind, value in generator_terms(*label)
    ]
    rows, columns, kinds, values = zip(*found, strict=True)
    sizes = tuple(len(group) for group in groups)
    return _Pattern(
        tuple(labels), sizes, np.array(rows), np.array(columns), np.array(kinds), values
    )


class LimitHierarchy:
    """The moments with a + b up to a degree, solved in float64 and refined in balls.

    Args:
        parameters: 1/x_1, 1/x_2 and w as balls.
        top: highest a + b.
        bits: relative accuracy of the refined solutions.
    """

    def __init__(self, parameters: Sequence[Any], top: int, bits: int) -> None:
        self.pattern = pattern = _pattern(top)
        self.bits = bits
        self.parameters = tuple(parameters)
        self.inside = len(pattern.labels) - pattern.sizes[-1]
        factors = [flint.arb(1), *parameters]
        self.entries = [
            factors[kind] * flint.fmpq(value.numerator, value.denominator)
            for kind, value in zip(pattern.kinds, pattern.values, strict=True)
        ]
        self._rows = pattern.rows.tolist()
        self._columns = pattern.columns.tolist()
        self._eliminate()

    def _eliminate(self) -> None:
        """Float64 blocks, from the highest degree down; rows and columns scaled to norm one."""
        labels, n = self.pattern.labels, self.inside
        self._norms = np.array([_norm(label) for label in labels[:n]])
        rows, columns = self.pattern.rows, self.pattern.columns
        keep = columns < n
        values = np.array([float(value.mid()) for value in self.entries])[keep]
        rows, columns = rows[keep], columns[keep]
        values = values * self._norms[columns] / self._norms[rows]
        starts = np.concatenate([[1], 1 + np.cumsum(self.pattern.sizes[:-1])])
        self._parts = [slice(a, b) for a, b in itertools.pairwise(starts)]
        owner = np.searchsorted(starts, np.arange(n), side="right") - 1

        def block(i: int, j: int) -> Any:
            matrix = np.zeros((self.pattern.sizes[i], self.pattern.sizes[j]))
            chosen = (owner[rows] == i) & (owner[columns] == j) & (columns > 0)
            at = (rows[chosen] - starts[i], columns[chosen] - starts[j])
            np.add.at(matrix, at, values[chosen])
            return matrix

        count = len(self._parts)
        self._above = [block(i, i + 1) for i in range(count - 1)]
        self._below = [block(i + 1, i) for i in range(count - 1)]
        inverses: list[Any] = [None] * count
        for i in reversed(range(count)):
            schur = block(i, i)
            if i + 1 < count:
                schur = schur - self._above[i] @ inverses[i + 1] @ self._below[i]
            inverses[i] = np.linalg.inv(schur)
        self._inverses = inverses

    def _solve(self, b: Any, transposed: bool) -> Any:
        """Float64 solution of the scaled A m = b, or A^T m = b, without the first label."""
        if transposed:
            above = [matrix.T for matrix in self._below]
            below = [matrix.T for matrix in self._above]
            inverses = [matrix.T for matrix in self._inverses]
        else:
            above, below, inverses = self._above, self._below, self._inverses
        parts = [b[part].copy() for part in self._parts]
        for i in reversed(range(len(parts) - 1)):
            parts[i] -= above[i] @ (inverses[i + 1] @ parts[i + 1])
        result = np.zeros(self.inside)
        for i, part in enumerate(self._parts):
            if i:
                parts[i] -= below[i - 1] @ result[self._parts[i - 1]]
            result[part] = inverses[i] @ parts[i]
        return result

    def product(self, vector: Sequence[Any], transposed: bool) -> list[Any]:
        """A m, or A^T m over all labels including those of the next degree."""
        size = len(self.pattern.labels) if transposed else self.inside
        result = [flint.arb(0)] * size
        for row, column, value in zip(self._rows, self._columns, self.entries, strict=True):
            if transposed:
                result[column] = result[column] + value * vector[row]
            elif column < self.inside:
                result[row] = result[row] + value * vector[column]
        return result

    def refined(self, right: Sequence[Any], transposed: bool, first: Any) -> list[Any]:
        """Solve A m = b (or A^T) with m_0 = `first`, refined until the bits are there."""
        scale = self._norms if transposed else 1 / self._norms
        vector = [first] + [flint.arb(0)] * (self.inside - 1)
        best = math.inf
        for _ in range(4 + self.bits // 24):
            image = self.product(vector, transposed)
            residual = [float((b - c).mid()) for b, c in zip(right, image, strict=False)]
            small = np.array(residual[: self.inside]) * scale
            small[0] = 0.0
            largest = float(np.abs(small).max())
            if largest > best / 8:
                break
            best = largest
            step = self._solve(small, transposed) / scale
            vector = [(old + float(new)).mid() for old, new in zip(vector, step, strict=True)]
            vector[0] = first
        return vector

    # -------------------------------------------------------------- results

    def certified_current(self) -> Any:
        """An enclosure of <v>, with a bound of everything that was cut off.

        The bound grows with the slowness of the relaxation; it is sharp for x_1, x_2 up to 3.
        """
        place = self.pattern.labels.index((1, 1, 1))
        right = [flint.arb(0)] * self.inside
        right[place] = flint.arb(-1)
        h = self.refined(right, True, flint.arb(0))
        image = self.product(h, True)
        image[place] = image[place] + 1
        radius = sum(
            abs(value) * largest_value(label)
            for value, label in zip(image[1:], self.pattern.labels[1:], strict=True)
        )
        return flint.arb(image[0].mid(), (radius + image[0].rad()).upper())

    @cached_property
    def _places(self) -> dict[Label, int]:
        return {label: k for k, label in enumerate(self.pattern.labels[: self.inside])}

    @cached_property
    def moments(self) -> list[Any]:
        """Stationary moments in the order of the labels, at this cutoff."""
        return self.refined([flint.arb(0)] * self.inside, False, flint.arb(1))

    def moment(self, a: int, b: int, q: int) -> Any:
        """One stationary moment <F(a, b, q)>."""
        return self.moments[self._places[a, b, q]]

    def noise(self) -> Any:
        """2 int (<v(0) v(t)> - <v>^2) dt."""
        moments, place = self.moments, self._places
        current = self.moment(1, 1, 1)
        deviation = []
        for k, label in enumerate(self.pattern.labels[: self.inside]):
            total = current * moments[k]
            for target, value in current_terms(*label):
                if target in place:
                    weight = flint.fmpq(value.numerator, value.denominator)
                    total = total - moments[place[target]] * weight
            deviation.append(total)
        return 2 * self.refined(deviation, False, flint.arb(0))[place[1, 1, 1]]

    def slope(self) -> Any:
        """d<v>/dx_1, by linear response."""
        inverse = self.parameters[0]
        pushed = [
            moment * (q * q - a * (a + 1)) * inverse**2
            for moment, (a, _, q) in zip(self.moments, self.pattern.labels, strict=False)
        ]
        return self.refined(pushed, False, flint.arb(0))[self._places[1, 1, 1]]


def _norm(label: Label) -> float:
    """Root mean square of F over both spheres."""
    a, b, q = label
    logs = [math.lgamma(n + q + 1) - math.lgamma(n - q + 1) - math.log(2 * n + 1) for n in (a, b)]
    return math.exp(sum(logs) / 2) * (1 if q == 0 else math.sqrt(0.5))


@closed_form("engine (20), high temperature", x1=positive, x2=positive, drive=positive)
def excess_of_constancy(A: Arithmetic, x1: Any, x2: Any, drive: Any) -> Any:
    """Leading excess of the constancy of infinitely many hot pairs over 1, no closure.

    C = 1 + w^2 x_1 x_2 (x_1 - x_2)^2 (17 x_1 x_2 - x_1^2 - x_2^2)/(2160 (x_1 + x_2)^2) + O(x^6):
    positive, against the classical bound, unless one affinity exceeds the other 16.9 times.

    Args:
        A: the arithmetic (supplied by the closed form).
        x1, x2: beta_i E_i before the division by N.
        drive: w = omega0/Gamma0.

    Returns:
        The term of fourth order; float64 within 16 ulp but near its zeros.
    """
    product = x1 * x2
    shape = 17 * product - x1**2 - x2**2
    return drive**2 * product * (x1 - x2) ** 2 * shape / (2160 * (x1 + x2) ** 2)


# ------------------------------------------------------------------------------ cutoffs


class LimitValues(NamedTuple):
    """Stationary values in the limit, each a ball.

    Attributes:
        current: <v>.
        per_bias: <v>/(x_1 - x_2), at x_1 = x_2 the slope.
        noise: 2 int (<v(0) v(t)> - <v>^2) dt.
    """

    current: Any
    per_bias: Any
    noise: Any


def _values(parameters: Sequence[Any], alike: bool, top: int, bits: int) -> LimitValues:
    x1, x2, drive = parameters
    hierarchy = LimitHierarchy((1 / x1, 1 / x2, drive), top, bits)
    current = flint.arb(0) if alike else hierarchy.moment(1, 1, 1)
    per_bias = hierarchy.slope() if alike else current / (x1 - x2)
    return LimitValues(current, per_bias, hierarchy.noise())


def limit_values(x1: Any, x2: Any, drive: Any, bits: int, alike: bool = False) -> LimitValues:
    """Return current, current per bias and noise of the limit.

    The radii hold the rounding and the last change when the cutoff was raised.
    That change is measured, not proved to bound the rest; the moments fall off faster than
    geometrically, so that it exceeds the rest by orders of magnitude.

    Args:
        x1, x2, drive: balls; x1 and x2 positive.
        bits: wanted relative accuracy.
        alike: x1 and x2 are exactly the same number.

    Raises:
        InputError: if no cutoff that is worth while settles the values.
    """
    widths = sum(math.sqrt(float(x.mid())) for x in (x1, x2))
    top = min(6 + math.ceil(2.5 * widths) + bits // 10, _LAST - 4)
    before = _values((x1, x2, drive), alike, top, bits)
    while top < _LAST:
        top = min(top + max(4, top // 6), _LAST)
        after = _values((x1, x2, drive), alike, top, bits)
        found = LimitValues(*(_widened(a, b) for a, b in zip(after, before, strict=True)))
        if all(value.rel_accuracy_bits() >= bits for value in found[1:]):
            return found
        before = after
    places = int(bits * math.log10(2))
    raise InputError(
        "Arguments `beta1 E1` and `beta2 E2` must be small enough for the hierarchy of moments to "
        f"settle {places} digits up to degree {_LAST}, but are {float(x1.mid()):.4g} and "
        f"{float(x2.mid()):.4g} at omega0/Gamma0 = {float(drive.mid()):.4g}."
    )


def _widened(after: Any, before: Any) -> Any:
    change = abs(after - before).upper()
    return flint.arb(after.mid(), (change + after.rad()).upper())
