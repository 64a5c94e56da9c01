"""Determinants of matrices with two bands on either side, over truncated power series.

No division, no pivot, no elimination: rows are expanded one after the other, and of the columns
taken so far only those within reach of the band need to be remembered, six sets at most. The cost
is linear in the size. Values may be of any ring: balls, exact fractions.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Any, NamedTuple

Monomial = tuple[int, int]
"""Powers of the eigenvalue and of the counting field."""

Coefficients = dict[Monomial, Any]
"""A polynomial in both."""

Row = Mapping[int, Coefficients]
"""The entries of one row, by column."""

REACH = 2
_DIAGONAL_ONLY = 0b0011
_SEARCH = 300
_WIDENINGS = 12


def _multiplied(
    left: Coefficients, right: Coefficients, degree: int, sign: int, total: Coefficients
) -> None:
    """Add +-left right, truncated beyond the total degree, to a sum."""
    for (i, k), a in left.items():
        for (m, n), b in right.items():
            if i + m + k + n > degree:
                continue
            key = (i + m, k + n)
            product = a * b if sign > 0 else -(a * b)
            known = total.get(key)
            total[key] = product if known is None else known + product


def leading_minors(rows: Sequence[Row], degree: int, one: Any) -> Iterator[Coefficients]:
    """Yield the determinants of the leading k x k blocks, k = 1 ... size.

    Args:
        rows: entries by column, none further than two columns from the diagonal.
        degree: total degree beyond which series are cut off.
        one: the number 1 of the ring.

    Yields:
        Coefficients of each minor; the last is the determinant.
    """
    # A set of taken columns is a mask: bit 0 is column i - 2, where i is the row to come. All
    # columns further left are taken.
    partial: dict[int, Coefficients] = {_DIAGONAL_ONLY: {(0, 0): one}}
    for i, row in enumerate(rows):
        following: dict[int, Coefficients] = {}
        for taken, value in partial.items():
            for column, entry in row.items():
                bit = column - i + REACH
                if taken >> bit & 1:
                    continue
                now = taken | 1 << bit
                if not now & 1:
                    continue  # column i - 2 is out of reach from the next row on
                sign = -1 if (taken >> (bit + 1)).bit_count() % 2 else 1
                total = following.setdefault(now >> 1, {})
                _multiplied(value, entry, degree, sign, total)
        partial = following
        yield partial.get(_DIAGONAL_ONLY, {})


def determinant(rows: Sequence[Row], degree: int, one: Any) -> Coefficients:
    """Return the determinant as a truncated series; see `leading_minors`."""
    result: Coefficients = {(0, 0): one}
    for minor in leading_minors(rows, degree, one):
        result = minor
    return result


def implicit_series(polynomial: Coefficients, order: int, zero: Any) -> list[Any]:
    """Return l_1, ..., l_order of the root l(u) = l_1 u + l_2 u^2 + ... of P(l, u) = 0.

    Order by order: the coefficient of u^k in P(l(u), u) is P_10 l_k plus what is known already.

    Args:
        polynomial: coefficients P_ik of l^i u^k, with P_00 = 0 and P_10 not 0.
        order: number of coefficients.
        zero: the number 0 of the ring.
    """
    root = [zero] * (order + 1)
    slope = polynomial[1, 0]
    for k in range(1, order + 1):
        rest = zero
        power = [zero] * (order + 1)  # coefficients of l(u)^i, with l_k still 0
        for i in range(order + 1):
            power = [zero] * (order + 1) if i == 0 else _times(power, root, zero)
            for n in range(order + 1 - i):
                coefficient = polynomial.get((i, n))
                if coefficient is None or n > k:
                    continue
                if i == 0:
                    rest = rest + coefficient if n == k else rest
                else:
                    rest = rest + coefficient * power[k - n]
            if i == 0:
                power = [zero + 1] + [zero] * order
        root[k] = -rest / slope
    return root[1:]


def _times(left: list[Any], right: list[Any], zero: Any) -> list[Any]:
    size = len(left)
    product = [zero] * size
    for a in range(size):
        for b in range(size - a):
            product[a + b] = product[a + b] + left[a] * right[b]
    return product


# ------------------------------------------------------------------------------ largest root


class _Trial(NamedTuple):
    """Minors of x + M at a trial value x, the last two with their derivatives."""

    inside: bool
    last: Any
    before: Any
    last_slope: Any
    before_slope: Any


def _trial(rows: Sequence[Mapping[int, Any]], x: Any, zero: Any, one: Any) -> _Trial:
    shifted: list[dict[int, Coefficients]] = [
        {
            column: {(0, 0): value + x, (1, 0): one} if column == k else {(0, 0): value}
            for column, value in row.items()
        }
        for k, row in enumerate(rows)
    ]
    before: Coefficients = {(0, 0): one, (1, 0): zero}
    last, inside = before, True
    for minor in leading_minors(shifted, 1, one):
        inside = inside and bool(last[0, 0] > 0)
        before, last = last, minor
    return _Trial(inside, last[0, 0], before[0, 0], last[1, 0], before[1, 0])


def largest_root(ball: Any, rows: Sequence[Mapping[int, Any]]) -> Any:
    """Return the largest root x of det(x + M), M with no positive entry off its diagonal.

    Two trial values enclose it, with certified signs of their minors: where the leading minors of
    x + M are all positive, x is above the largest root (x + M is a nonsingular M-matrix); where all
    but the last are, and that is negative, x is below it. The quotient of the last two minors is
    concave and increasing above the largest root of the block without the last row, so that
    Newton's steps end below the root sought; bisection leads there.

    Args:
        ball: ball arithmetic, active.
        rows: entries of M by column, none further than two columns from the diagonal.

    Returns:
        A ball that contains the root; a wide one where the precision does not suffice.
    """
    zero, one = ball.number(0), ball.number(1)
    columns = [zero] * len(rows)
    for row in rows:
        for column, value in row.items():
            columns[column] = columns[column] - value
    # No eigenvalue of a matrix with such signs exceeds the largest of its column sums.
    above = columns[0].abs_upper()
    for value in columns[1:]:
        above = above.max(value.abs_upper())
    above = above * 2 + 1
    pole = -2 * above - 2 * sum((row[k].abs_upper() for k, row in enumerate(rows)), zero)
    below: Any = None
    x = above.mid()
    for _ in range(_SEARCH):
        trial = _trial(rows, x, zero, one)
        if not trial.inside:
            pole = x
        else:
            quotient = trial.last / trial.before
            slope = trial.last_slope / trial.before - quotient * trial.before_slope / trial.before
            step = (quotient / slope).mid()
            if trial.last > 0:
                above = above.min(x)
            elif trial.last < 0:
                below = x
            following = (x - step).mid()
            if not following.is_finite():
                break
            close = abs(step) <= abs(following) * ball.number(Fraction(1, 2 ** (ball.prec - 8)))
            if close or following > pole:
                x = following
                if close:
                    break
                continue
        low = pole if below is None else below
        x = ((low + above) / 2).mid()
    radius = abs(x) * ball.number(Fraction(1, 2 ** (ball.prec - 16)))
    for _ in range(_WIDENINGS):
        left, right = (x - radius).mid(), (x + radius).mid()
        lower, upper = (_trial(rows, end, zero, one) for end in (left, right))
        if lower.inside and lower.last < 0 and upper.inside and upper.last > 0:
            return left.union(right)
        radius = radius * 64
    return pole.union(above)
