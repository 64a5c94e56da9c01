"""Errors in units in the last place, measured against balls of at least 60 digits."""

from __future__ import annotations

from typing import Any

import flint
import numpy as np

from cotherm.symbolic.arithmetic import to_float
from cotherm.symbolic.closed_form import ClosedForm


def ulp_error(form: ClosedForm, value: Any, key: str = "", **params: Any) -> float:
    """Error of a float64 value in ulp of the true value; subnormal and overflowing values count as
    0."""
    precision = 256
    while True:
        ball = form.ball(precision, **params)
        ball = ball[key] if key else ball
        if ball.is_exact() or ball.rel_accuracy_bits() >= 200:
            break
        precision *= 2
        assert precision < 1 << 16, f"{form.name}: no 60 digits at {params}"
    truth = to_float(ball)
    if truth == float(value) or abs(truth) < 1e-290 or not np.isfinite(truth):
        assert abs(truth) >= 1e-290 or abs(float(value)) < 2e-290
        return 0.0
    with flint.ctx.workprec(400):
        gap = abs(flint.arb(float(value)) - ball)
    return float(gap) / float(np.spacing(abs(truth)))
