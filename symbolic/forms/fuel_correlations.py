"""Correlations of the central spin with its surroundings in thermal equilibrium.

Conventions of `fuel`: b = beta omega, c = beta J; a block of sigma_0z/2 + S_z = k has the states
|e, k - 1/2> and |g, k + 1/2>. Each total outer spin of a star counts as often as it occurs.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Any

from ..closed_form import closed_form
from ..domains import Domain, choice, positive, real, spin
from ..interface import Arithmetic
from .fuel import dressed, exchange, sectors

_DOMAINS: dict[str, Domain] = {
    "model": choice("spin", "star"),
    "omega": positive,
    "J": real,
    "lam": real,
    "beta": real,
    "S": spin,
}
_PAIR = {name: domain for name, domain in _DOMAINS.items() if name not in ("model", "S")}
_HALF = Fraction(1, 2)


def _common(A: Arithmetic, k: Any, b: Any, c: Any, lam: Any) -> Any:
    """exp(-beta (omega k - J lam/4))."""
    return A.exp(c * lam / A.number(4) - A.number(k) * b)


def _excited(A: Arithmetic, S: Fraction, m: Fraction, b: Any, c: Any, lam: Any) -> Any:
    """Weight of |e, m>."""
    return _common(A, m + _HALF, b, c, lam) * dressed(A, S, m + _HALF, lam, c)


def _ground(A: Arithmetic, S: Fraction, m: Fraction, b: Any, c: Any, lam: Any) -> Any:
    """Weight of |g, m>."""
    return _common(A, m - _HALF, b, c, lam) * dressed(A, S, _HALF - m, lam, c)


def _coherence(A: Arithmetic, S: Fraction, k: Fraction, b: Any, c: Any, lam: Any) -> Any:
    """Entry between |e, k - 1/2> and |g, k + 1/2>."""
    half = c * A.number(_HALF)
    z = A.sqrt(exchange(A, S, k, lam)) * half
    flip = A.sqrt(exchange(A, S, k, A.number(0)))
    return -_common(A, k, b, c, lam) * flip * half / A.x_over_sinh(z)


def _levels(S: Fraction) -> list[Fraction]:
    return [step - S for step in range(int(2 * S) + 1)]


def _partition(A: Arithmetic, model: str, S: Any, b: Any, c: Any, lam: Any) -> Any:
    total = A.number(0)
    for size, copies in sectors(model, S):
        for m in _levels(size):
            both = _excited(A, size, m, b, c, lam) + _ground(A, size, m, b, c, lam)
            total = total + A.number(copies) * both
    return total


def _negative_part(x: Any) -> Any:
    """max(0, -x) of a ball."""
    if x >= 0:
        return 0 * x
    return -x if x < 0 else (0 * x).union((-x).upper())


@closed_form("spinstar, above (3)", **_DOMAINS)
def fuel_partition_function(
    A: Arithmetic, model: Any, omega: Any, J: Any, lam: Any, beta: Any, S: Any
) -> Any:
    """Partition function of the whole   (`spinstar`, above (3)).

    Args:
        A: the arithmetic (supplied by the closed form).
        model, omega, J, lam, beta, S: as in `fuel.fuel_log_ratio`.

    Returns:
        Tr exp(-beta H), within 1 ulp.
    """

    def value(A: Arithmetic) -> Any:
        b, c = (A.number(x) for x in _products(A, omega, J, beta))
        return _partition(A, model, S, b, c, A.number(lam))

    return _evaluated(A, value)


@closed_form("spinstar, introduction", **_DOMAINS)
def fuel_negativity(
    A: Arithmetic, model: Any, omega: Any, J: Any, lam: Any, beta: Any, S: Any
) -> Any:
    """Negativity between the central spin and the rest: of balls or float64 numbers.

    The partial transpose couples |g, k - 1/2> to |e, k + 1/2>; it is negative where the product of
    their weights is below the squared coherence of the block k.

    Args:
        A: the arithmetic (supplied by the closed form).
        model, omega, J, lam, beta, S: as in `fuel.fuel_log_ratio`.

    Returns:
        The negativity, 0 where there is no entanglement that it can see, within 1 ulp.
    """

    def value(A: Arithmetic) -> Any:
        b, c = (A.number(x) for x in _products(A, omega, J, beta))
        anisotropy, total = A.number(lam), A.number(0)
        for size, copies in sectors(model, S):
            for k in (m + _HALF for m in _levels(size)[:-1]):
                low = _ground(A, size, k - _HALF, b, c, anisotropy)
                high = _excited(A, size, k + _HALF, b, c, anisotropy)
                mixed = _coherence(A, size, k, b, c, anisotropy)
                root = A.sqrt(((low - high) / 2) ** 2 + mixed**2)
                # (x - root) without cancellation, x the mean of the diagonal.
                smaller = (low * high - mixed**2) / ((low + high) / 2 + root)
                total = total + A.number(copies) * _negative_part(smaller)
        return total / _partition(A, model, S, b, c, anisotropy)

    return _evaluated(A, value)


def _products(A: Arithmetic, omega: Any, J: Any, beta: Any) -> tuple[Any, Any]:
    omega, J, beta = (A.number(x) for x in (omega, J, beta))
    return beta * omega, beta * J


def _evaluated(A: Arithmetic, value: Callable[[Arithmetic], Any]) -> Any:
    """In balls; float64 and mpmath numbers are rounded from them once."""
    return A.precisely(value) if A.name in ("float64", "mpmath") else value(A)


# ---------------------------------------------------------------------------- two spins


def _pair_weights(A: Arithmetic, b: Any, c: Any, lam: Any) -> tuple[Any, Any, Any, Any]:
    """<dd|, <uu| and <du| on the diagonal and |<du|.|ud>|, of the state of two spins."""
    outer, inner = A.exp(-c * lam / 4), A.exp(c * lam / 4)
    down, up = outer * A.exp(b), outer * A.exp(-b)
    middle, mixed = inner * A.cosh(c / 2), inner * A.absolute(A.sinh(c / 2))
    total = down + up + 2 * middle
    return down / total, up / total, middle / total, mixed / total


@closed_form("spinstar, introduction", **_PAIR)
def pair_concurrence(A: Arithmetic, omega: Any, J: Any, lam: Any, beta: Any) -> Any:
    """Concurrence of two coupled spins in thermal equilibrium, the star with N = 1.

    2 max(0, e^(c lam/4) |sinh(c/2)| - e^(-c lam/4)) / Z: whether it vanishes does not depend on
    omega.

    Args:
        A: the arithmetic (supplied by the closed form).
        omega, J, lam, beta: as in `fuel.fuel_log_ratio`.

    Returns:
        The concurrence, between 0 and 1, within 1 ulp.
    """

    def value(A: Arithmetic) -> Any:
        b, c = _products(A, omega, J, beta)
        down, up, _, mixed = _pair_weights(A, b, c, A.number(lam))
        return 2 * _negative_part(A.sqrt(down * up) - mixed)

    return _evaluated(A, value)


def _surprise(A: Arithmetic, *probabilities: Any) -> Any:
    total = A.number(0)
    for p in probabilities:
        total = total - p * A.log(p)
    return total


@closed_form("spinstar, introduction", **_PAIR)
def pair_mutual_information(A: Arithmetic, omega: Any, J: Any, lam: Any, beta: Any) -> Any:
    """Mutual information of two coupled spins in thermal equilibrium, in nats; balls or float64.

    Args:
        A: the arithmetic (supplied by the closed form).
        omega, J, lam, beta: as in `fuel.fuel_log_ratio`.

    Returns:
        S_0 + S_1 - S_01 in nats, within 1 ulp and 0 at J = 0.
    """

    def value(A: Arithmetic) -> Any:
        b, c = _products(A, omega, J, beta)
        if A.vanishes(c):
            return A.number(0)
        down, up, middle, mixed = _pair_weights(A, b, c, A.number(lam))
        alone = _surprise(A, down + middle, up + middle)
        return 2 * alone - _surprise(A, down, up, middle + mixed, middle - mixed)

    return _evaluated(A, value)


@closed_form("spinstar, introduction", **_PAIR)
def pair_classical_correlation(A: Arithmetic, omega: Any, J: Any, lam: Any, beta: Any) -> Any:
    """Classical correlations of two coupled spins in thermal equilibrium, in nats.

    The better one of measuring the other spin along z and across it, which are the candidates for a
    state of this symmetry; that no axis between them is better is left to the numeric book.

    Args:
        A: the arithmetic (supplied by the closed form).
        omega, J, lam, beta: as in `fuel.fuel_log_ratio`.

    Returns:
        The entropy of one spin less what is left of it after the measurement, in nats.
    """

    def value(A: Arithmetic) -> Any:
        b, c = _products(A, omega, J, beta)
        if A.vanishes(c):
            return A.number(0)
        down, up, middle, mixed = _pair_weights(A, b, c, A.number(lam))
        low, high = down + middle, up + middle
        alone = _surprise(A, low, high)
        along = _surprise(A, down, middle, middle, up) - alone
        length = A.sqrt((low - high) ** 2 + 4 * mixed**2)
        across = _surprise(A, (1 + length) / 2, (1 - length) / 2)
        gap = along - across
        return alone - (along + across - A.absolute(gap)) / 2

    return _evaluated(A, value)
