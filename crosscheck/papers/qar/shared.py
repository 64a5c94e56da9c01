"""Values and domains that several claims of appendix G share."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import flint

from cotherm.symbolic.forms import refrigerator as closed_model

from ...books import whole
from . import models

HOT_COLD = (("Gc", "Gh"), ("nc", "nh"))


def effective(N: Fraction, reservoir: Any) -> Any:
    """Effective cold (1), hot (2) or work (3) rate of the symbolic book at unit height, as a fraction."""
    lower, upper, operator = (
        ("1/2", "3/2", "Jx"),
        ("1/2", "5/2", "Jx2/N"),
        ("3/2", "5/2", "Jx"),
    )[whole(Fraction(reservoir)) - 1]
    form = closed_model.transition_strength
    return form.ball(flint.ctx.prec, N=N, a=Fraction(lower), b=Fraction(upper), operator=operator)


def population(level: int, *values: Fraction) -> Fraction:
    """Stationary population of a level of (G1), exact, from (Gc, Gh, Gw, nc, nh, nw)."""
    names = ("Gc", "Gh", "Gw", "nc", "nh", "nw")
    point = dict(zip(names, values, strict=True))
    state = models.stationary_populations(point)[level]
    return Fraction(int(state.p), int(state.q))
