"""Counting statistics of the complete refrigerator, from the characteristic polynomial of its
tilted rate matrix.

The rates between the levels of one sector are closed forms: `spectral_density` and
`bose_occupation` times the squared matrix elements (8), (9). With e^(u (E_a - E_b)) on the rates of
one reservoir, det(lambda - R(u)) of this matrix with two bands is expanded as a truncated power
series in lambda and u, and its root lambda(u) = l_1 u + l_2 u^2 + ... follows by implicit
differentiation: the current is l_1, the noise 2 l_2. There is no stationary state and no linear
system. Conventions: hbar = k_B = Omega = 1; everything is computed in balls, and rounded once where
a float is wanted.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any

from ..band_determinant import Coefficients, determinant, implicit_series, largest_root
from ..closed_form import closed_form
from ..domains import Domain, choice, count, nonnegative, positive, real, total_spin
from ..errors import InputError, SymbolicError
from ..interface import Arithmetic
from .refrigerator_rates import RESERVOIRS, Transition, transitions

# ------------------------------------------------------------------------------ parameters


@dataclass(frozen=True)
class _OptionalSpin(Domain):
    """A total spin, or None for the largest."""

    def read(self, name: str, value: Any) -> Any:
        if value is None or (isinstance(value, str) and value == "none"):
            return None
        return Domain.read(self, name, value)


_positive = replace(positive, structural=True)
_nonnegative = replace(nonnegative, structural=True)
_MODEL = {
    "N": count,
    **{f"beta_{k}": _positive for k in RESERVOIRS},
    **{f"delta_{k}": _positive for k in RESERVOIRS},
    **{f"eps_{k}": _positive for k in RESERVOIRS},
    **{f"gamma_{k}": _nonnegative for k in RESERVOIRS},
    "j": _OptionalSpin(total_spin.sentence, total_spin.test, total_spin.array_test, True),
    "parity": Domain("1 or -1", lambda x: x in (1, -1), lambda x: abs(x) == 1, True),
}


# ------------------------------------------------------------------------------ cumulants


def tilted_rows(
    A: Arithmetic, size: int, moves: list[Transition], counted: str, order: int
) -> list[dict[int, Coefficients]]:
    """Rows of lambda - R(u) from the top level down, as series in lambda and u."""
    zero, one = A.number(0), A.number(1)
    rows: list[dict[int, Coefficients]] = [{k: {(0, 0): zero, (1, 0): one}} for k in range(size)]
    for move in moves:
        # The top level comes first: its minors are those of decaying populations, well conditioned.
        low, high = size - 1 - move.low, size - 1 - move.low - move.step
        powers = range(order + 1) if move.reservoir == counted else range(1)
        for origin, to, rate, gain in (
            (low, high, move.up, move.quantum),
            (high, low, move.down, -move.quantum),
        ):
            diagonal = rows[origin][origin]
            diagonal[0, 0] = diagonal[0, 0] + rate
            entry = rows[to].setdefault(origin, {})
            for k in powers:
                term = -rate * A.number(Fraction(gain**k, math.factorial(k)))
                known = entry.get((0, k))
                entry[0, k] = term if known is None else known + term
    return rows


def energy_cumulants(A: Arithmetic, values: Mapping[str, Any], counted: str, order: int) -> Any:
    """First cumulants per unit time of the energy taken from one reservoir.

    Args:
        A: balls (or any arithmetic of scalars).
        values: parameters of the model.
        counted: reservoir.
        order: number of cumulants.
    """
    size, moves = transitions(A, values)
    if _idle(values, counted) and order == 1:
        return [A.number(0)]
    rows = tilted_rows(A, size, moves, counted, order)
    polynomial = determinant(rows, order, A.number(1))
    # Probability is conserved: lambda = 0 is a root at u = 0.
    polynomial[0, 0] = A.number(0)
    root = implicit_series(polynomial, order, A.number(0))
    if _idle(values, counted):
        root[0] = A.number(0)
    return [math.factorial(k) * value for k, value in enumerate(root, 1)]


def _idle(values: Mapping[str, Any], counted: str) -> bool:
    """Whether the current vanishes exactly: no coupling, or one temperature only."""
    active = [name for name in RESERVOIRS if values[f"gamma_{name}"] != 0]
    if counted not in active:
        return True
    first = values[f"beta_{active[0]}"]
    return all(_same(values[f"beta_{name}"], first) for name in active)


def _same(one: Any, other: Any) -> bool:
    return one is other or bool(one == other)


def _values(given: Mapping[str, Any]) -> dict[str, Any]:
    return {name: given[name] for name in _MODEL}


def _numeric_only(A: Arithmetic) -> None:
    if A.name == "sympy":
        raise SymbolicError("The complete refrigerator has no closed expression in symbols.")


def _ordered(given: Mapping[str, Any], bound: str) -> None:
    """Raise InputError unless cold, hot and work reservoir are in the order of their names."""
    cold, hot, work = (given[f"beta_{k}"] for k in RESERVOIRS)
    alike = bound == "none" and _same(cold, hot)
    if not ((cold > hot or alike) and (hot >= work or _same(hot, work))):
        shown = ", ".join(f"beta_{k} = {float(given[f'beta_{k}']):.6g}" for k in RESERVOIRS)
        sign, wanted = (">=", "coefficient of") if bound == "none" else (">", "bound of the")
        raise InputError(
            f"Arguments `beta_c`, `beta_h` and `beta_w` must obey beta_c {sign} beta_h >= beta_w "
            f"for a {wanted} performance, but are {shown}."
        )


# ------------------------------------------------------------------------------ closed forms


@closed_form("qar (11)", **_MODEL, reservoir=choice(*RESERVOIRS))
def refrigerator_current(
    A: Arithmetic, N: Any, beta_c: Any, beta_h: Any, beta_w: Any, delta_c: Any, delta_h: Any,
    delta_w: Any, eps_c: Any = 2, eps_h: Any = 6, eps_w: Any = 4, gamma_c: Any = 1,
    gamma_h: Any = 1, gamma_w: Any = 1, j: Any = "none", parity: Any = 1, reservoir: Any = "c",
) -> Any:  # fmt: skip
    """Stationary energy current from a reservoir into the refrigerator.

    I = lambda'(0) = -P_01/P_10, P_ik the coefficient of lambda^i u^k in det(lambda - R(u))
    (qar (11), below (D1)).

    Args:
        A: the arithmetic (supplied by the closed form).
        N: number of two-level systems.
        beta_c, beta_h, beta_w: inverse temperatures, positive.
        delta_c, delta_h, delta_w: widths of the spectral densities, positive.
        eps_c, eps_h, eps_w: their positions, positive.
        gamma_c, gamma_h, gamma_w: their heights, not negative.
        j: total spin of the sector, None for N/2.
        parity: 1 or -1.
        reservoir: "c", "h" or "w".

    Returns:
        Energy current in units of Omega^2; float64 values are rounded once.

    Raises:
        InputError: for a sector that does not exist or is not connected.
    """
    _numeric_only(A)
    values = _values(locals())
    return A.precisely(lambda ball: energy_cumulants(ball, values, reservoir, 1)[0])


@closed_form("qar (13)", **_MODEL)
def refrigerator_noise(
    A: Arithmetic, N: Any, beta_c: Any, beta_h: Any, beta_w: Any, delta_c: Any, delta_h: Any,
    delta_w: Any, eps_c: Any = 2, eps_h: Any = 6, eps_w: Any = 4, gamma_c: Any = 1,
    gamma_h: Any = 1, gamma_w: Any = 1, j: Any = "none", parity: Any = 1,
) -> Any:  # fmt: skip
    """Long-term noise of the cold current of the refrigerator.

    S = lambda''(0) = -2 (P_02 + P_11 I + P_20 I^2)/P_10   (qar (13)).

    Args and raises: as `refrigerator_current`.

    Returns:
        Noise in units of Omega^3; float64 values are rounded once.
    """
    _numeric_only(A)
    values = _values(locals())
    return A.precisely(lambda ball: energy_cumulants(ball, values, "c", 2)[1])


def _production(ball: Arithmetic, values: Mapping[str, Any]) -> Any:
    total = ball.number(0)
    for name in RESERVOIRS:
        current = energy_cumulants(ball, values, name, 1)[0]
        total = total - ball.number(values[f"beta_{name}"]) * current
    return total


@closed_form("qar (18)", **_MODEL)
def refrigerator_entropy_production(
    A: Arithmetic, N: Any, beta_c: Any, beta_h: Any, beta_w: Any, delta_c: Any, delta_h: Any,
    delta_w: Any, eps_c: Any = 2, eps_h: Any = 6, eps_w: Any = 4, gamma_c: Any = 1,
    gamma_h: Any = 1, gamma_w: Any = 1, j: Any = "none", parity: Any = 1,
) -> Any:  # fmt: skip
    """Stationary entropy production rate of the refrigerator.

    sigma = -beta_c I^c - beta_h I^h - beta_w I^w   (qar (18)), each current from its own
    characteristic polynomial.

    Args and raises: as `refrigerator_current`.

    Returns:
        Rate in units of Omega, not negative; float64 values are rounded once.
    """
    _numeric_only(A)
    values = _values(locals())
    return A.precisely(lambda ball: _production(ball, values))


@closed_form("qar (19)", **_MODEL)
def refrigerator_tur(
    A: Arithmetic, N: Any, beta_c: Any, beta_h: Any, beta_w: Any, delta_c: Any, delta_h: Any,
    delta_w: Any, eps_c: Any = 2, eps_h: Any = 6, eps_w: Any = 4, gamma_c: Any = 1,
    gamma_h: Any = 1, gamma_w: Any = 1, j: Any = "none", parity: Any = 1,
) -> Any:  # fmt: skip
    """Left side of the thermodynamic uncertainty relation of the cold current.

    S sigma/I^2, at least 2   (qar (19)).

    Args: as `refrigerator_current`.

    Returns:
        A number >= 2; float64 values are rounded once.

    Raises:
        InputError: as `refrigerator_current`, and where the cold current vanishes identically.
    """
    _numeric_only(A)
    values = _values(locals())
    if _idle(values, "c"):
        raise InputError(
            "Arguments `gamma_c` and `beta_c` must let a cold current flow for an uncertainty "
            "relation, but there is none."
        )

    def ratio(ball: Arithmetic) -> Any:
        current, noise = energy_cumulants(ball, values, "c", 2)
        return noise * _production(ball, values) / current**2

    return A.precisely(ratio)


@closed_form("qar (F1), (20)", **_MODEL, bound=choice("none", "carnot", "tur"))
def refrigerator_performance(
    A: Arithmetic, N: Any, beta_c: Any, beta_h: Any, beta_w: Any, delta_c: Any, delta_h: Any,
    delta_w: Any, eps_c: Any = 2, eps_h: Any = 6, eps_w: Any = 4, gamma_c: Any = 1,
    gamma_h: Any = 1, gamma_w: Any = 1, j: Any = "none", parity: Any = 1, bound: Any = "none",
) -> Any:  # fmt: skip
    """Coefficient of performance of the refrigerator, or one of its bounds.

    none: I^c/I^w; carnot: beta_h/(beta_c - beta_h); tur: that over 1 + 2 I^c/(S^c (beta_c -
    beta_h))   (qar (F1), (20)).

    Args: as `refrigerator_current`, and
        bound: "none", "carnot" or "tur".

    Returns:
        A number; float64 values are rounded once.

    Raises:
        InputError: as `refrigerator_current`; where the work current vanishes identically; unless
            beta_c >= beta_h >= beta_w, and beta_c > beta_h for a bound.
    """
    _numeric_only(A)
    values = _values(locals())
    _ordered(values, bound)
    if bound == "none" and _idle(values, "w"):
        raise InputError(
            "Arguments `gamma_w` and `beta_w` must let a work current flow for a coefficient of "
            "performance, but there is none."
        )

    def value(ball: Arithmetic) -> Any:
        if bound == "none":
            cold, work = (energy_cumulants(ball, values, name, 1)[0] for name in ("c", "w"))
            return cold / work
        hot, gap = ball.number(beta_h), ball.number(beta_c) - ball.number(beta_h)
        if bound == "carnot":
            return hot / gap
        current, noise = energy_cumulants(ball, values, "c", 2)
        return hot / gap / (1 + 2 * current / (noise * gap))

    return A.precisely(value)


@closed_form("qar (10)", **_MODEL, u=replace(real, structural=True))
def refrigerator_scgf(
    A: Arithmetic, N: Any, beta_c: Any, beta_h: Any, beta_w: Any, delta_c: Any, delta_h: Any,
    delta_w: Any, u: Any, eps_c: Any = 2, eps_h: Any = 6, eps_w: Any = 4, gamma_c: Any = 1,
    gamma_h: Any = 1, gamma_w: Any = 1, j: Any = "none", parity: Any = 1,
) -> Any:  # fmt: skip
    """Scaled cumulant generating function of the energy taken from the cold reservoir.

    The largest root lambda of det(lambda - R(u)), with e^(u (E_a - E_b)) on the cold rates
    (qar (10), u = i chi).

    Args: as `refrigerator_current`, and
        u: real counting parameter in units of 1/Omega.

    Returns:
        Rate in units of Omega; float64 values are rounded once.

    Raises:
        InputError: as `refrigerator_current`.
    """
    _numeric_only(A)
    values = _values(locals())
    return A.precisely(lambda ball: generating_function(ball, values, {"c": u}))


# ------------------------------------------------------------------------------ largest root


def generating_function(ball: Any, values: Mapping[str, Any], fields: Mapping[str, Any]) -> Any:
    """The largest root of det(lambda - R), each reservoir with a real counting field of its own.

    Args:
        ball: ball arithmetic, active.
        values: parameters of the model, all of them.
        fields: u by reservoir; reservoirs that are left out are not counted.
    """
    size, moves = transitions(ball, values)
    u = {name: ball.number(value) for name, value in fields.items()}
    if all(x.is_zero() or values[f"gamma_{name}"] == 0 for name, x in u.items()):
        return ball.number(0)
    weights = {name: ball.exp(x) for name, x in u.items()}
    zero, one = ball.number(0), ball.number(1)
    rows: list[dict[int, Any]] = [{k: zero} for k in range(size)]
    for move in moves:
        low, high = size - 1 - move.low, size - 1 - move.low - move.step
        weight = weights[move.reservoir] ** move.quantum if move.reservoir in weights else one
        rows[low][low] = rows[low][low] + move.up
        rows[high][high] = rows[high][high] + move.down
        rows[high][low] = rows[high].get(low, zero) - move.up * weight
        rows[low][high] = rows[low].get(high, zero) - move.down / weight
    return largest_root(ball, rows)
