"""The engine of infinitely many pairs in the scaled regime: third-cumulant closure, or exact.

Stationary moments with <m_x> = <m_y> = 0, from the closed equations (`engine` (47), (C1)-(C12)),
x_i = beta_i E_i, b_i = 3/x_i, z_i = <m_z^(i)>, j = <m_x^(1) m_y^(2) - m_y^(1) m_x^(2)>:

    <(m_z^(i))^2> = (1 + 2 z_i^2)/3,   z_1 = b_1 - sqrt(b_1^2 + 1 + J),
    z_2 = b_2 - sqrt(b_2^2 + 1 - J),   J = 3 omega0 j/(2 Gamma0),
    omega0^2 (z_1 - z_2)(1 + z_1 z_2) + Gamma0^2 (z_1 + z_2 - 2 (b_1 + b_2)/3) J = 0.

With J = -t (b_1 - b_2) zeta, zeta = (b_1 + b_2)/2 - sqrt((b_1 + b_2)^2/4 + 1), the factor b_1 - b_2
divides out, and t lies between 0 (no drive) and 1 (both spins alike), also at the Carnot point.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Any, NamedTuple

import numpy as np

from ..balls import Ball
from ..closed_form import closed_form
from ..domains import choice, positive
from ..errors import InputError
from ..interface import Arithmetic
from .engine_limit import LimitValues, limit_values
from .roots import certified_root

_GUARD = 32
_SPARE = 28
"""Bits of the working precision that the exact limit leaves to rounding."""
_MACROSCOPIC = {
    "E1": positive,
    "E2": positive,
    "beta1": positive,
    "beta2": positive,
    "omega0": positive,
    "Gamma0": positive,
    "method": choice("cumulant", "exact"),
}


class ClosedState(NamedTuple):
    """Stationary moments of the closed equations.

    Attributes:
        fraction: t.
        common: zeta.
        first, second: z_1, z_2.
        scaled: J.
    """

    fraction: Any
    common: Any
    first: Any
    second: Any
    scaled: Any


def closed_state(ball: Any, x1: Any, x2: Any, omega0: Any, Gamma0: Any) -> ClosedState:
    """Solve the closed equations in balls."""

    def parts(t: Any, one: Any, two: Any, root: Any) -> tuple[Any, ...]:
        total = one + two
        common = total / 2 - root(total**2 / 4 + 1)
        scaled = -t * (one - two) * common
        roots = root(one**2 + 1 + scaled), root(two**2 + 1 - scaled)
        return common, scaled, roots, total

    def gap_of(drive: Any, rate: Any, one: Any, two: Any, root: Any) -> Callable[[Any], Any]:
        def gap(t: Any) -> Any:
            common, _, roots, total = parts(t, one, two, root)
            first, second = one - roots[0], two - roots[1]
            apart = 1 - (total - 2 * t * common) / (roots[0] + roots[1])
            fall = rate**2 * (first + second - 2 * total / 3) * t * common
            return drive**2 * apart * (1 + first * second) - fall

        return gap

    b1, b2 = 3 / x1, 3 / x2
    exact = gap_of(omega0, Gamma0, b1, b2, ball.sqrt)
    scale = max(float(omega0.mid()), float(Gamma0.mid()))
    rough = gap_of(
        float(omega0.mid()) / scale,
        float(Gamma0.mid()) / scale,
        float(b1.mid()),
        float(b2.mid()),
        np.sqrt,
    )
    t = certified_root(ball, exact, rough, 0.0, 1.0)
    common, scaled, roots, _ = parts(t, b1, b2, ball.sqrt)
    return ClosedState(t, common, b1 - roots[0], b2 - roots[1], scaled)


def closed_noise(state: ClosedState, x1: Any, x2: Any, omega0: Any, Gamma0: Any) -> Any:
    """Integral of (K_11 K_22 + K_12 K_21)/2 over t > 0, K the correlations of (m_x^(1), m_y^(2)).

    K' = [[k_1, omega0 z_1/2], [-omega0 z_2/2, k_2]] K with k_i = Gamma0 (z_i/2 - 1/x_i)
    (engine (D4), (D5)); the combination follows from its symmetrised square.
    """
    first, second = state.first, state.second
    k1, k2 = Gamma0 * (first / 2 - 1 / x1), Gamma0 * (second / 2 - 1 / x2)
    up, down = omega0 * first / 2, -omega0 * second / 2
    t1, t2 = (1 - first**2) / 3, (1 - second**2) / 3  # <m_x^2> of each spin
    cross = Gamma0 * state.scaled / (3 * omega0)  # j/2
    start = (t1 * t2 + cross * cross) / 2
    driven = start - cross * (down * t1 / (2 * k1) + up * t2 / (2 * k2))
    return -driven * k1 * k2 / ((k1 + k2) * (k1 * k2 - up * down))


Result = Callable[..., Any]


def _evaluate(
    A: Arithmetic, values: dict[str, Any], method: str, closed: Result, exact: Result
) -> Any:
    """What one of the two descriptions gives, in balls.

    `closed` takes the closed state, E2 - E1, x_1, x_2, omega0 and Gamma0, `exact` the values of
    the limit without a closure, E2 - E1, omega0 and Gamma0.
    """
    if A.name == "sympy":
        raise InputError("The macroscopic engine has no symbolic expression.")
    if A.name == "float64":
        shape = np.broadcast_shapes(*(np.shape(value) for value in values.values()))
        A.mark(np.ones(shape, dtype=bool))  # each element is done in balls
        return np.zeros(shape)

    def in_balls(outer: Any) -> Any:
        ball = Ball(outer.prec + _GUARD)
        with ball.active():
            numbers = [ball.number(A.exact.get(name, value)) for name, value in values.items()]
            E1, E2, beta1, beta2, omega0, Gamma0 = numbers
            x1, x2 = beta1 * E1, beta2 * E2
            if method == "exact":
                found = _limit(numbers, A.exact, outer.prec)
                return exact(found, E2 - E1, omega0, Gamma0)
            state = closed_state(ball, x1, x2, omega0, Gamma0)
            return closed(state, E2 - E1, x1, x2, omega0, Gamma0)

    return A.precisely(in_balls)


_KEPT: dict[tuple[Fraction, ...], tuple[int, LimitValues]] = {}
"""The last limits with their precision: power, constancy and their float64 values share them."""


def _limit(numbers: list[Any], exact: Any, prec: int) -> LimitValues:
    E1, E2, beta1, beta2, omega0, Gamma0 = numbers
    x1, x2, drive = beta1 * E1, beta2 * E2, omega0 / Gamma0
    known = [exact.get(name) for name in ("E1", "E2", "beta1", "beta2", "omega0", "Gamma0")]
    if not all(isinstance(value, (int, float, Fraction)) for value in known):
        return limit_values(x1, x2, drive, prec - _SPARE)
    a, b, c, d, e, f = (Fraction(value) for value in known)
    place = (a * c, b * d, e / f)
    kept = _KEPT.get(place)
    if kept is None or kept[0] < prec:
        if len(_KEPT) > 63:
            _KEPT.clear()
        kept = prec, limit_values(x1, x2, drive, prec - _SPARE, place[0] == place[1])
        _KEPT[place] = kept
    return kept[1]


@closed_form("engine (47), (C1)-(C12)", **_MACROSCOPIC)
def macroscopic_power(
    A: Arithmetic,
    E1: Any,
    E2: Any,
    beta1: Any,
    beta2: Any,
    omega0: Any,
    Gamma0: Any,
    method: Any = "cumulant",
) -> Any:
    """Power per pair of infinitely many pairs in the scaled regime.

    lim P_N/N = -omega0 (E2 - E1) j/4, closed at the third cumulant
    t Gamma0 (E2 - E1)(x_1 - x_2) |zeta|/(2 x_1 x_2).

    Args:
        A: the arithmetic (supplied by the closed form).
        E1, E2: splittings.
        beta1, beta2: inverse temperatures before the division by N.
        omega0: drive before the division by N.
        Gamma0: spontaneous rate before the division by N.
        method: "cumulant", or "exact": the hierarchy of moments without a closure.

    Returns:
        The power per pair, within 1 ulp in float64.
    """
    values = dict(E1=E1, E2=E2, beta1=beta1, beta2=beta2, omega0=omega0, Gamma0=Gamma0)

    def power(state: ClosedState, step: Any, x1: Any, x2: Any, omega0: Any, Gamma0: Any) -> Any:
        return -state.fraction * state.common * Gamma0 * step * (x1 - x2) / (2 * x1 * x2)

    def limit(found: LimitValues, step: Any, omega0: Any, Gamma0: Any) -> Any:
        return omega0 * step / 4 * found.current

    return _evaluate(A, values, method, power, limit)


@closed_form("engine (20), (D1)-(D5)", **_MACROSCOPIC)
def macroscopic_constancy(
    A: Arithmetic,
    E1: Any,
    E2: Any,
    beta1: Any,
    beta2: Any,
    omega0: Any,
    Gamma0: Any,
    method: Any = "cumulant",
) -> Any:
    """Constancy of infinitely many pairs in the scaled regime.

    lim C_N = 2 (E2 - E1) p/(v (x_1 - x_2)), p = lim P_N/N and v = lim Var(P_N)/N^2, closed at the
    third cumulant omega0^2 (E2 - E1)^2/4 times the integral of K_11 K_22 + K_12 K_21   (engine
    (D3)).

    Args:
        A: the arithmetic (supplied by the closed form).
        E1, E2: splittings; they drop out but for beta1 E1 and beta2 E2.
        beta1, beta2: inverse temperatures before the division by N.
        omega0: drive before the division by N.
        Gamma0: spontaneous rate before the division by N.
        method: "cumulant", or "exact": the hierarchy of moments without a closure.

    Returns:
        The constancy, within 1 ulp in float64; at the Carnot point its limit.
    """
    values = dict(E1=E1, E2=E2, beta1=beta1, beta2=beta2, omega0=omega0, Gamma0=Gamma0)

    def ratio(state: ClosedState, step: Any, x1: Any, x2: Any, omega0: Any, Gamma0: Any) -> Any:
        noise = closed_noise(state, x1, x2, omega0, Gamma0)
        flow = -2 * Gamma0 * state.fraction * state.common / (x1 * x2)
        return flow / (omega0**2 * noise)

    def limit(found: LimitValues, step: Any, omega0: Any, Gamma0: Any) -> Any:
        return 8 * Gamma0 / omega0 * found.per_bias / found.noise

    return _evaluate(A, values, method, ratio, limit)
