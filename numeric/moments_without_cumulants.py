"""Fourth moments of variables without fourth cumulant, by polarisation.

One variable of mean zero without fourth cumulant has <u^4> = 3 <u^2>^2. A product of four is a sum
of fourth powers, a b c d = sum over signs of s_2 s_3 s_4 (a + s_2 b + s_3 c + s_4 d)^4 / 192.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product
from typing import Any

from cotherm.numeric.fields import Field, Scalar


def fourth_moment(
    field: Field, covariance: Sequence[Sequence[Scalar]], which: Sequence[int]
) -> Scalar:
    """Return <v_a v_b v_c v_d> for variables of mean zero without fourth cumulant.

    Parameters
    ----------
    field : arithmetic.
    covariance : symmetric matrix of <v_i v_j>.
    which : the four indices.
    """
    with field:
        total: Any = field.zero
        for signs in product((1, -1), repeat=3):
            weights = (1, *signs)
            variance = field.sum(
                x * y * covariance[i][j]
                for x, i in zip(weights, which, strict=True)
                for y, j in zip(weights, which, strict=True)
            )
            total = total + signs[0] * signs[1] * signs[2] * 3 * variance * variance
        return total / 192
