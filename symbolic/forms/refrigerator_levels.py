"""Absorption refrigerator of one large spin: all levels and all transitions of its even sector.

The levels v_a, a = 1/2 ... N/2, are numbered k = 0, 1, ...; the couplings lead from k to k + 1 and
to k + 2 only, so the stationary state follows from the balance of the flux across each cut between
k and k + 1, solved from the top by a continued fraction without any subtraction. Matrix elements
are those of qar (8), (9). Conventions: hbar = k_B = Omega = 1.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import pairwise
from typing import Any

from ..closed_form import closed_form
from ..domains import choice, nonnegative, positive
from ..errors import InputError
from ..interface import Arithmetic
from .transitions import odd_count, spectral_density, transition_strength

__all__ = ["sector_current", "sector_noise", "sector_ratio", "sector_share"]

_HALF = Fraction(1, 2)

sector_count = replace(
    odd_count,
    sentence="an odd integer of at least 3 (two levels)",
    test=lambda value: odd_count.test(value) and value >= 3,
    array_test=lambda value: odd_count.array_test(value) & (value >= 3),
    structural=True,
)

_PARAMETERS = {
    "N": sector_count,
    **{f"beta_{name}": positive for name in "chw"},
    **{f"delta_{name}": positive for name in "chw"},
    **{f"eps_{name}": positive for name in "chw"},
    **{f"gamma_{name}": nonnegative for name in "chw"},
}


@dataclass(frozen=True)
class Ladder:
    """Rates between neighbours (one) and next neighbours (two), upwards and downwards.

    ``one[nu][k]`` = (up, down) between k and k + 1 by reservoir nu, ``two[k]`` the same between k
    and k + 2, by the hot reservoir alone.
    """

    one: dict[str, list[tuple[Any, Any]]]
    two: list[tuple[Any, Any]]

    @property
    def size(self) -> int:
        """Number of levels."""
        return len(self.one["c"]) + 1

    def step(self, k: int) -> tuple[Any, Any]:
        """Rates up and down between k and k + 1, by all reservoirs."""
        ups, downs = zip(*(rates[k] for rates in self.one.values()), strict=True)
        return sum(ups[1:], ups[0]), sum(downs[1:], downs[0])


def ladder_rates(A: Arithmetic, N: int, reservoirs: dict[str, tuple[Any, Any, Any, Any]]) -> Ladder:
    """Rates qar (7) of the sector; the reservoirs are (beta, delta, eps, gamma) by letter."""
    spins = A.number(N)

    def strength(low: Fraction, high: Fraction, operator: str) -> Any:
        return transition_strength.body(A, spins, low, high, operator)

    return ladder_from_strengths(A, (N + 1) // 2, reservoirs, strength)


def ladder_from_strengths(
    A: Arithmetic,
    size: int,
    reservoirs: dict[str, tuple[Any, Any, Any, Any]],
    strength: Callable[[Fraction, Fraction, str], Any],
) -> Ladder:
    """Rates qar (7) of the `size` lowest levels for given squared matrix elements."""
    labels = [Fraction(2 * k + 1, 2) for k in range(size)]

    def rates(name: str, low: int, high: int, operator: str) -> tuple[Any, Any]:
        beta, delta, eps, gamma = reservoirs[name]
        quantum = A.number((high - low) * (high + low + 1))
        density = spectral_density.body(A, quantum, eps, delta, gamma)
        square = strength(labels[low], labels[high], operator)
        down = square * density / (-A.expm1(-(quantum * beta)))
        return down * A.exp(-(quantum * beta)), down

    pairs = list(pairwise(range(size)))
    one = {name: [rates(name, a, b, "Jx") for a, b in pairs] for name in "cw"}
    first = rates("h", 0, 1, "Jx2/N")
    nothing = (0 * first[0], 0 * first[1])
    one["h"] = [first] + [nothing] * (len(pairs) - 1)
    two = [rates("h", a, a + 2, "Jx2/N") for a in range(size - 2)]
    return Ladder(one, two)


def switched(ladder: Ladder, group: str) -> Ladder:
    """The ladder with only some groups of transitions.

    "all"; "lowest": those among the three lowest levels; "ideal": of these one per reservoir, cold
    1/2 <-> 3/2, work 3/2 <-> 5/2, hot 1/2 <-> 5/2; "leaking": these three and all transitions that
    touch a higher level.
    """
    if group == "all":
        return ladder
    if ladder.size < 3:
        raise InputError("Argument `N` must be at least 5 where transitions are switched off.")
    one, two = {name: list(rates) for name, rates in ladder.one.items()}, list(ladder.two)
    if group in ("lowest", "ideal"):
        one, two = {name: rates[:2] for name, rates in one.items()}, two[:1]
    if group in ("ideal", "leaking"):
        for name, k in (("c", 1), ("w", 0), ("h", 0)):
            up, down = one[name][k]
            one[name][k] = (0 * up, 0 * down)
    return Ladder(one, two)


def ladder_populations(A: Arithmetic, ladder: Ladder) -> list[Any]:
    """Stationary populations, from the lowest level up.

    With p_(k+1) = x_k p_k + y_k p_(k-1) the flux across the cut above k vanishes for

        d_k = down1_k + down2_(k-1) + down2_k x_(k+1),    y_k = up2_(k-1)/d_k,
        x_k = (up1_k + up2_k (down1_(k+1) + down2_(k+1) x_(k+2))/d_(k+1))/d_k,

    every term of which is positive.
    """
    zero = 0 * ladder.step(0)[0]
    cuts = ladder.size - 1
    x, y, d, rest = ([zero] * (cuts + 2) for _ in range(4))
    for k in range(cuts - 1, -1, -1):
        up, down = ladder.step(k)
        far_up, far_down = ladder.two[k] if k < cuts - 1 else (zero, zero)
        near_up, near_down = ladder.two[k - 1] if k > 0 else (zero, zero)
        rest[k] = down + far_down * x[k + 1]
        d[k] = rest[k] + near_down
        y[k] = near_up / d[k]
        detour = far_up * rest[k + 1] / d[k + 1] if k < cuts - 1 else zero
        x[k] = (up + detour) / d[k]
    weights = [1 + zero, x[0]]
    for k in range(1, cuts):
        weights.append(x[k] * weights[k] + y[k] * weights[k - 1])
    norm = sum(weights[1:], weights[0])
    return [weight / norm for weight in weights]


def neighbour_current(ladder: Ladder, p: list[Any], name: str = "c") -> Any:
    """Energy current of the cold or work reservoir: 2(k + 1) times the net flux above k, summed."""
    terms = [
        2 * (k + 1) * (up * p[k] - down * p[k + 1]) for k, (up, down) in enumerate(ladder.one[name])
    ]
    return sum(terms[1:], terms[0])


def ladder_noise(A: Arithmetic, ladder: Ladder, p: list[Any]) -> Any:
    """Noise of the cold current from the differences h_k of the potential of its fluctuations.

    The mean gain of energy from level b, less the current, is
    up1 h_b + up2 (h_b + h_(b+1)) - down1 h_(b-1) - down2 (h_(b-1) + h_(b-2)); from the top down
    this gives h_k = x_k h_(k-1) + y_k. The noise is the sum over all jumps of their flux times the
    square of (energy gained from the cold reservoir - difference of the potential).
    """
    mean = neighbour_current(ladder, p)
    zero = 0 * mean
    top = ladder.size - 1
    cold = ladder.one["c"]

    def two(k: int) -> tuple[Any, Any]:
        return ladder.two[k] if 0 <= k < len(ladder.two) else (zero, zero)

    x, y = [zero] * (top + 2), [zero] * (top + 2)
    for k in range(top - 1, -1, -1):
        level = k + 1
        up = ladder.step(level)[0] if level < top else zero
        gain = -(2 * level * cold[k][1]) - mean
        if level < top:
            gain = gain + 2 * (level + 1) * cold[level][0]
        far = two(level)[0]
        # up h_(k+1) + far (h_(k+1) + h_(k+2)) - down h_k - near (h_k + h_(k-1)) = gain
        ahead = up + far + far * x[k + 2]
        near = two(k - 1)[1]
        below = ladder.step(k)[1] + near - ahead * x[k + 1]
        x[k] = -near / below
        y[k] = (ahead * y[k + 1] + far * y[k + 2] - gain) / below
    h = [y[0]]
    for k in range(1, top):
        h.append(x[k] * h[k - 1] + y[k])
    total = zero
    for name, rates in ladder.one.items():
        for k, (up, down) in enumerate(rates):
            quantum = 2 * (k + 1) if name == "c" else 0
            total = total + (up * p[k] + down * p[k + 1]) * (quantum - h[k]) ** 2
    for k, (up, down) in enumerate(ladder.two):
        total = total + (up * p[k] + down * p[k + 2]) * (h[k] + h[k + 1]) ** 2
    return total


def _solved(
    A: Arithmetic, N: Any, values: dict[str, Any], group: str = "all"
) -> tuple[Ladder, list[Any]]:
    reservoirs = {
        name: (
            values[f"beta_{name}"],
            values[f"delta_{name}"],
            values[f"eps_{name}"],
            values[f"gamma_{name}"],
        )
        for name in "chw"
    }
    ladder = switched(ladder_rates(A, N, reservoirs), group)
    return ladder, ladder_populations(A, ladder)


@closed_form("qar (7), (11)", **_PARAMETERS, group=choice("all", "lowest", "ideal", "leaking"))
def sector_current(
    A: Arithmetic,
    N: Any,
    beta_c: Any,
    beta_h: Any,
    beta_w: Any,
    delta_c: Any,
    delta_h: Any,
    delta_w: Any,
    eps_c: Any = 2,
    eps_h: Any = 6,
    eps_w: Any = 4,
    gamma_c: Any = 1,
    gamma_h: Any = 1,
    gamma_w: Any = 1,
    group: Any = "all",
) -> Any:
    """Stationary energy current from the cold reservoir, all levels and transitions included.

    Groups of transitions may be switched off, to tell leakage from off-resonant driving.

    I = sum_k 2(k + 1) (up_k p_k - down_k p_(k+1)) over the cold transitions, the populations from
    a continued fraction   (qar (7), (8), (11)).

    Args:
        A: the arithmetic (supplied by the closed form).
        N: number of two-level systems, odd, at least 3.
        beta_c, beta_h, beta_w: inverse temperatures of cold, hot and work reservoir.
        delta_c, delta_h, delta_w: widths of their spectral densities.
        eps_c, eps_h, eps_w: positions of the peaks.
        gamma_c, gamma_h, gamma_w: heights of the peaks.
        group: which transitions are switched on, see `switched`.

    Returns:
        Energy current in units of gamma Omega; in float64 accurate to about 1e-15 of the gross
        exchange of energy with the cold reservoir.
    """
    ladder, p = _solved(A, N, locals(), group)
    return neighbour_current(ladder, p)


@closed_form("qar (7), (13)", **_PARAMETERS)
def sector_noise(
    A: Arithmetic,
    N: Any,
    beta_c: Any,
    beta_h: Any,
    beta_w: Any,
    delta_c: Any,
    delta_h: Any,
    delta_w: Any,
    eps_c: Any = 2,
    eps_h: Any = 6,
    eps_w: Any = 4,
    gamma_c: Any = 1,
    gamma_h: Any = 1,
    gamma_w: Any = 1,
) -> Any:
    """Long-term noise of the cold energy current, all levels and transitions included.

    A sum of squares over all jumps, see `ladder_noise`   (qar (13) with (7), (8)).

    Args:
        A: the arithmetic (supplied by the closed form).
        N: number of two-level systems, odd, at least 3.
        beta_c, beta_h, beta_w: inverse temperatures of cold, hot and work reservoir.
        delta_c, delta_h, delta_w: widths of their spectral densities.
        eps_c, eps_h, eps_w: positions of the peaks.
        gamma_c, gamma_h, gamma_w: heights of the peaks.

    Returns:
        Noise in units of gamma Omega^2; in float64 accurate to about 1e-9 up to N = 61 (balls
        have no such limit).
    """
    ladder, p = _solved(A, N, locals())
    return ladder_noise(A, ladder, p)


@closed_form("qar Sec. IV", **_PARAMETERS)
def sector_share(
    A: Arithmetic,
    N: Any,
    beta_c: Any,
    beta_h: Any,
    beta_w: Any,
    delta_c: Any,
    delta_h: Any,
    delta_w: Any,
    eps_c: Any = 2,
    eps_h: Any = 6,
    eps_w: Any = 4,
    gamma_c: Any = 1,
    gamma_h: Any = 1,
    gamma_w: Any = 1,
) -> Any:
    """Stationary population of the three lowest levels   (qar Sec. IV).

    Args:
        A: the arithmetic (supplied by the closed form).
        N: number of two-level systems, odd, at least 3.
        beta_c, beta_h, beta_w: inverse temperatures of cold, hot and work reservoir.
        delta_c, delta_h, delta_w: widths of their spectral densities.
        eps_c, eps_h, eps_w: positions of the peaks.
        gamma_c, gamma_h, gamma_w: heights of the peaks.

    Returns:
        A probability, within 64 ulp in float64.
    """
    _, p = _solved(A, N, locals())
    return sum(p[1:3], p[0])


@closed_form("qar (20), (F1)", **_PARAMETERS)
def sector_ratio(
    A: Arithmetic,
    N: Any,
    beta_c: Any,
    beta_h: Any,
    beta_w: Any,
    delta_c: Any,
    delta_h: Any,
    delta_w: Any,
    eps_c: Any = 2,
    eps_h: Any = 6,
    eps_w: Any = 4,
    gamma_c: Any = 1,
    gamma_h: Any = 1,
    gamma_w: Any = 1,
) -> Any:
    """Coefficient of performance relative to its bound by the uncertainty relation.

    kappa/kappa-bar = (I^c/I^w) (beta_c - beta_h + 2 I^c/S^c)/beta_h   (qar (20), (F1)); meant for
    settings that cool.

    Args:
        A: the arithmetic (supplied by the closed form).
        N: number of two-level systems, odd, at least 3.
        beta_c, beta_h, beta_w: inverse temperatures of cold, hot and work reservoir.
        delta_c, delta_h, delta_w: widths of their spectral densities.
        eps_c, eps_h, eps_w: positions of the peaks.
        gamma_c, gamma_h, gamma_w: heights of the peaks.

    Returns:
        A number between 0 and 1 where the machine cools; in float64 accurate to about 1e-9.
    """
    ladder, p = _solved(A, N, locals())
    cold, work = (neighbour_current(ladder, p, name) for name in "cw")
    noise = ladder_noise(A, ladder, p)
    return cold / work * (beta_c - beta_h + 2 * cold / noise) / beta_h
