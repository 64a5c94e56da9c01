"""Absorption refrigerator of one large spin: the three-level model.

Levels |v_a> = (|a> + |-a>)/sqrt 2 of H = J_z^2 with energies a^2, a = 1/2, 3/2, 5/2: cold 1/2 <->
3/2 (energy 2),
work 3/2 <-> 5/2 (energy 4), hot 1/2 <-> 5/2 (energy 6). Conventions: hbar = k_B = Omega = 1.

The rates are written with q = e^(-beta E) and p = 1 - q: multiplied by p_c p_h p_w they stay
finite both at zero
and at infinite temperature of the work reservoir, so that beta_w = 0 needs no separate formula.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from ..closed_form import closed_form
from ..domains import nonnegative, nonnegative_or_infinite, positive, positive_or_infinite
from ..interface import Arithmetic
from .transitions import bose_occupation, odd_count, spectral_density, transition_strength

__all__ = [
    "bose_occupation",
    "coarse_current_rates",
    "coarse_noise_rates",
    "effective_rates",
    "reduced_current",
    "reduced_current_rates",
    "reduced_noise",
    "reduced_noise_rates",
    "spectral_density",
    "transition_strength",
]

three_level_count = replace(
    odd_count,
    sentence="an odd integer of at least 5 (three levels)",
    test=lambda value: odd_count.test(value) and value >= 5,
    array_test=lambda value: odd_count.array_test(value) & (value >= 5),
)


def effective_rates(A: Arithmetic, N: Any, gamma_c: Any, gamma_h: Any, gamma_w: Any) -> Any:
    """Bare rates (Gc, Gh, Gw) of the three-level model: peak height times transition strength
    (qar (G2)).

    Gc = gamma_c (N-1)(N+3)/16, Gw = gamma_w (N-3)(N+5)/16, Gh = gamma_h (N-1)(N+3)(N-3)(N+5)/(16
    N)^2.
    """
    cold = (N - 1) * (N + 3)
    work = (N - 3) * (N + 5)
    return gamma_c * cold / 16, gamma_h * cold * work / (256 * N**2), gamma_w * work / 16


# ---------------------------------------------------------------------- three levels in terms of
# rates


def _cycle(A: Arithmetic, rates: Any, factors: Any) -> Any:
    """Cycle products and tree sum, multiplied by p_c p_h p_w.

    The tilted rate matrix W(u) enters its characteristic polynomial only through the cycle:
    det(lambda - W(u)) = lambda^3 + a lambda^2 + D lambda - F (e^(2u) - 1) - R (e^(-2u) - 1).

    Returns:
        Gc Gh Gw, forward q_c q_w, backward q_h, D p_c p_h p_w, a p_c p_h p_w.
    """
    (Gc, Gh, Gw), ((pc, qc), (ph, qh), (pw, qw)) = rates, factors
    trees = (
        Gc * Gh * pw * (1 + qc + qh)
        + Gc * Gw * ph * (1 + qc + qc * qw)
        + Gh * Gw * pc * (qw + qh + qh * qw)
    )
    escape = Gc * (1 + qc) * pw * ph + Gh * (1 + qh) * pc * pw + Gw * (1 + qw) * pc * ph
    return Gc * Gh * Gw, qc * qw, qh, trees, escape


def _factors(A: Arithmetic, energy: int, beta: Any) -> tuple[Any, Any]:
    """(p, q) = (1 - e^(-E beta), e^(-E beta))."""
    return -A.expm1(-(energy * beta)), A.exp_product(A.number(-energy), beta)


_REDUCED = {
    "N": three_level_count,
    "beta_c": positive_or_infinite,
    "beta_h": positive_or_infinite,
    "beta_w": nonnegative_or_infinite,
    "gamma_c": positive,
    "gamma_h": positive,
    "gamma_w": positive,
}


@closed_form("qar (G1)", **_REDUCED)
def reduced_current(
    A: Arithmetic,
    N: Any,
    beta_c: Any,
    beta_h: Any,
    beta_w: Any,
    gamma_c: Any = 1,
    gamma_h: Any = 1,
    gamma_w: Any = 1,
) -> Any:
    """Stationary energy current from the cold reservoir in the three-level model.

    I = 2 (F - R)/D, F and R the products of rates around the cycle and against it, D the sum over
    spanning
    trees   (from qar (G1); beta_w = 0 gives (G4)).

    Args:
        A: the arithmetic (supplied by the closed form).
        N: number of two-level systems, odd, at least 5.
        beta_c: inverse temperature of the cold reservoir, positive or inf.
        beta_h: inverse temperature of the hot reservoir, positive or inf.
        beta_w: inverse temperature of the work reservoir, 0 allowed.
        gamma_c: peak height of the cold spectral density.
        gamma_h: peak height of the hot spectral density.
        gamma_w: peak height of the work spectral density.

    Returns:
        Energy current in units of gamma Omega, positive when the cold reservoir is cooled, within
        16 ulp.
    """
    rates = effective_rates(A, N, gamma_c, gamma_h, gamma_w)
    factors = (_factors(A, 2, beta_c), _factors(A, 6, beta_h), _factors(A, 4, beta_w))
    product, forward, backward, trees, _ = _cycle(A, rates, factors)
    return 2 * product * _net(A, forward, backward, beta_c, beta_h, beta_w) / trees


def _net(A: Arithmetic, forward: Any, backward: Any, beta_c: Any, beta_h: Any, beta_w: Any) -> Any:
    """forward - backward, through the affinity 6 beta_h - 2 beta_c - 4 beta_w in floats."""
    if A.name != "float64":
        return forward - backward
    affinity = A.total([4 * beta_h, 2 * beta_h, -2 * beta_c, -4 * beta_w])

    def through_affinity() -> Any:
        size = A.absolute(affinity)
        return A.choose(
            affinity > 0, lambda: -A.expm1(-size) * forward, lambda: A.expm1(-size) * backward
        )

    # Two infinite inverse temperatures leave no affinity; then both products are 0 or far apart.
    return A.choose(affinity == affinity, through_affinity, lambda: forward - backward)


@closed_form("qar (G1)", **_REDUCED)
def reduced_noise(
    A: Arithmetic,
    N: Any,
    beta_c: Any,
    beta_h: Any,
    beta_w: Any,
    gamma_c: Any = 1,
    gamma_h: Any = 1,
    gamma_w: Any = 1,
) -> Any:
    """Long-term noise of the cold energy current in the three-level model.

    S = 4 (F + R)/D - 8 a (F - R)^2 / D^3, a the sum of all rates   (from qar (G1); beta_w = 0
    gives (G5)).

    Args:
        A: the arithmetic (supplied by the closed form).
        N: number of two-level systems, odd, at least 5.
        beta_c: inverse temperature of the cold reservoir, positive or inf.
        beta_h: inverse temperature of the hot reservoir, positive or inf.
        beta_w: inverse temperature of the work reservoir, 0 allowed.
        gamma_c: peak height of the cold spectral density.
        gamma_h: peak height of the hot spectral density.
        gamma_w: peak height of the work spectral density.

    Returns:
        Noise in units of gamma Omega^2, non-negative, within 32 ulp.
    """
    rates = effective_rates(A, N, gamma_c, gamma_h, gamma_w)
    factors = (_factors(A, 2, beta_c), _factors(A, 6, beta_h), _factors(A, 4, beta_w))
    product, forward, backward, trees, escape = _cycle(A, rates, factors)
    net = _net(A, forward, backward, beta_c, beta_h, beta_w)
    ratio = product / trees
    poisson = forward + backward
    return 4 * ratio * A.difference(poisson, 2 * escape * ratio * net * (net / trees))


_RATES = {"Gc": positive, "Gh": positive, "Gw": positive}
_OCCUPATIONS = {"nc": nonnegative, "nh": nonnegative, "nw": nonnegative}


def _rate_sums(Gc: Any, Gh: Any, Gw: Any, nc: Any, nh: Any, nw: Any) -> tuple[Any, Any]:
    """Tree sum D and total rate a of (G1)."""
    cold, hot, work = (nc, 1 + nc), (nh, 1 + nh), (nw, 1 + nw)
    trees = (
        Gc * Gh * (cold[1] * hot[1] + hot[1] * cold[0] + hot[0] * cold[1])
        + Gc * Gw * (work[1] * cold[1] + cold[0] * work[1] + cold[0] * work[0])
        + Gh * Gw * (work[0] * hot[1] + hot[0] * work[1] + hot[0] * work[0])
    )
    escape = Gc * (1 + 2 * nc) + Gh * (1 + 2 * nh) + Gw * (1 + 2 * nw)
    return trees, escape


@closed_form("qar (G1)", **_RATES, **_OCCUPATIONS)
def reduced_current_rates(
    A: Arithmetic, Gc: Any, Gh: Any, Gw: Any, nc: Any, nh: Any, nw: Any
) -> Any:
    """Cold energy current of the three-level model from its bare rates and occupations.

    I = 2 Gc Gh Gw (nc nw (1 + nh) - nh (1 + nc)(1 + nw)) / D   (from qar (G1)).

    Args:
        A: the arithmetic (supplied by the closed form).
        Gc: bare rate of the cold transition.
        Gh: bare rate of the hot transition.
        Gw: bare rate of the work transition.
        nc: Bose occupation of the cold transition.
        nh: Bose occupation of the hot transition.
        nw: Bose occupation of the work transition.

    Returns:
        Energy current in units of the rates times Omega, within 16 ulp.
    """
    trees, _ = _rate_sums(Gc, Gh, Gw, nc, nh, nw)
    net = A.difference(nc * nw * (1 + nh), nh * (1 + nc) * (1 + nw))
    return 2 * Gc * Gh * Gw * net / trees


@closed_form("qar (G1)", **_RATES, **_OCCUPATIONS)
def reduced_noise_rates(A: Arithmetic, Gc: Any, Gh: Any, Gw: Any, nc: Any, nh: Any, nw: Any) -> Any:
    """Noise of the cold current of the three-level model from its bare rates and occupations.

    S = 4 (F + R)/D - 8 a (F - R)^2 / D^3   (from qar (G1)).

    Args:
        A: the arithmetic (supplied by the closed form).
        Gc: bare rate of the cold transition.
        Gh: bare rate of the hot transition.
        Gw: bare rate of the work transition.
        nc: Bose occupation of the cold transition.
        nh: Bose occupation of the hot transition.
        nw: Bose occupation of the work transition.

    Returns:
        Noise in units of the rates times Omega^2, non-negative, within 32 ulp.
    """
    trees, escape = _rate_sums(Gc, Gh, Gw, nc, nh, nw)
    forward, backward = nc * nw * (1 + nh), nh * (1 + nc) * (1 + nw)
    ratio = Gc * Gh * Gw / trees
    net = A.difference(forward, backward)
    return 4 * ratio * A.difference(forward + backward, 2 * escape * ratio * net * (net / trees))


# ---------------------------------------------------------------------- infinite temperature of
# the work reservoir


@closed_form("qar (G4)", Gc=positive, Gh=positive, nc=nonnegative, nh=nonnegative)
def coarse_current_rates(A: Arithmetic, Gc: Any, Gh: Any, nc: Any, nh: Any) -> Any:
    """Cold energy current for an infinitely hot work reservoir, from bare rates and occupations.

    I = 2 Gc Gh (nc - nh) / (Gc (1 + 3 nc) + Gh (1 + 3 nh))   (qar (G4)).

    Args:
        A: the arithmetic (supplied by the closed form).
        Gc: bare rate of the cold transition.
        Gh: bare rate of the hot transition.
        nc: Bose occupation of the cold transition.
        nh: Bose occupation of the hot transition.

    Returns:
        Energy current in units of the rates times Omega, within 8 ulp.
    """
    return 2 * Gc * Gh * (nc - nh) / (Gc * (1 + 3 * nc) + Gh * (1 + 3 * nh))


@closed_form("qar (G5)", Gc=positive, Gh=positive, nc=nonnegative, nh=nonnegative)
def coarse_noise_rates(A: Arithmetic, Gc: Any, Gh: Any, nc: Any, nh: Any) -> Any:
    """Noise of the cold current for an infinitely hot work reservoir, from bare rates and
    occupations.

    S = 4 Gc Gh (A + 2 Gc Gh B) / (Xc + Xh)^3 with X = G (1 + 3n), A = (Xc^2 + Xh^2)(nc + nh + 2 nc
    nh),
    B = nc(1 + nc) + nh(1 + nh) + 12 nc nh + 15 nc nh (nc + nh) + 18 nc^2 nh^2   (qar (G5)).

    Args:
        A: the arithmetic (supplied by the closed form).
        Gc: bare rate of the cold transition.
        Gh: bare rate of the hot transition.
        nc: Bose occupation of the cold transition.
        nh: Bose occupation of the hot transition.

    Returns:
        Noise in units of the rates times Omega^2, within 16 ulp (every term is positive).
    """
    cold, hot = Gc * (1 + 3 * nc), Gh * (1 + 3 * nh)
    both = nc * nh
    first = (cold**2 + hot**2) * (nc + nh + 2 * both)
    second = nc * (1 + nc) + nh * (1 + nh) + 12 * both + 15 * both * (nc + nh) + 18 * both**2
    return 4 * Gc * Gh * (first + 2 * Gc * Gh * second) / (cold + hot) ** 3
