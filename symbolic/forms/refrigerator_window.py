"""Where the refrigerator cools: zeros and contours of its cold current, from the closed forms.

Conventions: hbar = k_B = Omega = 1.
"""

from __future__ import annotations

from typing import Any

import flint

from ..arithmetic import Ball
from ..closed_form import ClosedForm, closed_form
from ..domains import positive
from ..errors import InputError
from ..interface import Arithmetic
from .refrigerator import effective_rates, three_level_count
from .roots import certified_root

__all__ = ["asymptotic_contour", "current_zero", "cycle_window"]


def current_zero(
    form: ClosedForm,
    variable: str,
    low: float,
    high: float,
    level: Any = 0,
    *,
    digits: int = 30,
    **parameters: Any,
) -> Any:
    """Value of one parameter at which a current takes a given value, as a certified ball.

    Args:
        form: closed form of the current.
        variable: the parameter that is varied.
        low: lower end of a bracket.
        high: upper end of it, where current minus level has the other sign.
        level: the value of the current, exact.
        digits: significant digits of the result.
        parameters: all others of the form, exact.

    Raises:
        InputError: if the bracket does not enclose the level.
        PrecisionError: if no sign change can be certified.
    """
    prec = int(3.33 * digits) + 96
    target = float(Ball(prec).number(level))

    def rough(x: float) -> float:
        # A short ball: cheaper than float64 where that would be repaired element by element.
        return float(form.ball(64, **{**parameters, variable: x})) - target

    if not rough(low) * rough(high) < 0:
        raise InputError(
            f"Arguments `low` and `high` must enclose the level, but the current less the level "
            f"is {rough(low):.3g} and {rough(high):.3g} there."
        )
    before = flint.ctx.prec
    flint.ctx.prec = prec
    try:
        ball = Ball(prec)

        def function(x: Any) -> Any:
            return form.ball(prec, **{**parameters, variable: x}) - ball.number(level)

        return certified_root(ball, function, rough, low, high)
    finally:
        flint.ctx.prec = before


@closed_form("qar Sec. IV, (G4)", a=positive)
def cycle_window(A: Arithmetic, a: Any) -> Any:
    """Largest beta_c/beta_h at which a cycle a, a+1, a+2 can cool, for an infinitely hot work bath.

    The cycle takes the energy 2a + 1 from the cold and hands 4a + 4 to the hot reservoir, and cools
    while (2a + 1) beta_c < (4a + 4) beta_h   (qar (G4) for a = 1/2, where the ratio is 3).

    Args:
        A: the arithmetic (supplied by the closed form).
        a: lowest level of the cycle.

    Returns:
        The ratio, within 3 ulp.
    """
    return (4 * a + 4) / (2 * a + 1)


@closed_form("qar (G4)", N=three_level_count, level=positive, gamma_c=positive, gamma_h=positive)
def asymptotic_contour(
    A: Arithmetic, N: Any, level: Any, gamma_c: Any = 1, gamma_h: Any = 1
) -> Any:
    """beta_c of a contour of the current (G4) for a cold hot reservoir, beta_h -> infinity.

    With n_h -> 0, I = 2 Gc Gh n_c/(Gc (1 + 3 n_c) + Gh) gives
    beta_c = ln(1 + Gc (2 Gh - 3 I)/(I (Gc + Gh)))/2   (qar (G4)).

    Args:
        A: the arithmetic (supplied by the closed form).
        N: number of two-level systems, odd, at least 5.
        level: the current, below 2 Gh/3.
        gamma_c: peak height of the cold spectral density.
        gamma_h: peak height of the hot spectral density.

    Returns:
        Inverse temperature in units of 1/Omega, within 8 ulp.
    """
    cold, hot, _ = effective_rates(A, N, gamma_c, gamma_h, 1)
    return A.log1p(cold * (2 * hot - 3 * level) / (level * (cold + hot))) / 2
