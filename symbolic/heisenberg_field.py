"""The field of a micromaser in the Heisenberg picture: observables carried backwards in balls.

Where no closed form of the stationary photon number is known, this is the book's own way to it:
a function f of the photon number is taken back through the empty cavity (in closed form: loss
after noise) and through the pass of an atom (Taylor series of the adjoint generator), and the
period so obtained is squared until it gives the same mean for every initial photon number.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import flint

from .errors import InputError, PrecisionError

MOST_LEVELS = 250
_FEW_LEVELS = 40
_SQUARINGS = 64
_GUARD = 24
_SPARE = 20


@dataclass(frozen=True)
class Period:
    """Exact parameters of one period: an atom pass, then the empty cavity."""

    p_e: Fraction
    g: Fraction
    gamma: Fraction
    kappa: Fraction
    kappa0: Fraction
    n_b: Fraction


def _arb(value: Fraction) -> Any:
    return flint.arb(flint.fmpq(value.numerator, value.denominator))


def _dense(rows: int, columns: int, entries: dict[tuple[int, int], Any]) -> Any:
    matrix = flint.arb_mat(rows, columns)
    for (i, j), value in entries.items():
        matrix[i, j] = value
    return matrix


def adjoint_pass(period: Period, size: int) -> Any:
    """Adjoint generator on (X, Y, W), as a matrix over the working precision.

    O = sum_n X_n |e,n><e,n| + Y_n |g,n><g,n| + (i/2) W_n (|e,n><g,n+1| - h.c.), and
    dO/dt = i[H, O] + sum_c (c^+ O c - {c^+ c, O}/2) gives

    dX_n = g sqrt(n+1) W_n + gamma (Y_n - X_n) + down n (X_(n-1) - X_n) + up (n+1) (X_(n+1) - X_n),
    dY_n = -g sqrt(n) W_(n-1) + (the same damping without gamma),
    dW_n = 2 g sqrt(n+1) (Y_(n+1) - X_n) - (gamma + down (2n+1) + up (2n+3))/2 W_n
           + down sqrt(n(n+1)) W_(n-1) + up sqrt((n+1)(n+2)) W_(n+1).

    X and W for n < size - 1, Y for n < size: closed without environment photons, as no
    excitation is added then; whatever leaves upwards is lost.
    """
    g, gamma = _arb(period.g), _arb(period.gamma)
    down, up = _arb(period.kappa * (1 + period.n_b)), _arb(period.kappa * period.n_b)
    top = size - 1
    root = [flint.arb(n).sqrt() for n in range(size + 2)]
    at: dict[tuple[int, int], Any] = {}

    def add(row: int, column: int, value: Any) -> None:
        at[row, column] = at.get((row, column), flint.arb(0)) + value

    def X(n: int) -> int:
        return n

    def Y(n: int) -> int:
        return top + n

    def W(n: int) -> int:
        return top + size + n

    for place, count in ((X, top), (Y, size)):
        for n in range(count):
            add(place(n), place(n), -down * n - up * (n + 1))
            if n:
                add(place(n), place(n - 1), down * n)
            if n + 1 < count:
                add(place(n), place(n + 1), up * (n + 1))
    for n in range(top):
        strength = g * root[n + 1]
        add(X(n), W(n), strength)
        add(Y(n + 1), W(n), -strength)
        add(W(n), Y(n + 1), 2 * strength)
        add(W(n), X(n), -2 * strength)
        add(X(n), X(n), -gamma)
        add(X(n), Y(n), gamma)
        add(W(n), W(n), -(gamma + down * (2 * n + 1) + up * (2 * n + 3)) / 2)
        if n:
            add(W(n), W(n - 1), down * root[n] * root[n + 1])
        if n + 1 < top:
            add(W(n), W(n + 1), up * root[n + 1] * root[n + 2])
    return _dense(2 * top + size, 2 * top + size, at)


def pass_back(period: Period, size: int) -> Any:
    """Matrix of f -> f after one atom, read backwards: rows n < size - 1, columns m < size."""
    flow = adjoint_pass(period, size).exp()
    top = size - 1
    excited = _arb(period.p_e)
    ground = 1 - excited
    entries = {}
    for n in range(top):
        for m in range(size):
            before = flow[n, top + m] + (flow[n, m] if m < top else 0)
            beneath = flow[top + n, top + m] + (flow[top + n, m] if m < top else 0)
            entries[n, m] = excited * before + ground * beneath
    return _dense(top, size, entries)


def empty_back(period: Period, size: int) -> Any:
    """Matrix of f -> f after the empty cavity: loss down to k/G, then noise of the gain G.

    k = e^(-kappa tau_0), G = 1 + (1 - k) n_b. Loss keeps each photon with probability k/G; gain
    makes m of n photons with probability C(m, n) G^(-n-1) (1 - 1/G)^(m-n).
    """
    keep = (-_arb(period.kappa0)).exp()
    gain = 1 + (1 - keep) * _arb(period.n_b)
    part = keep / gain
    loss = {
        (n, m): math.comb(n, m) * part**m * (1 - part) ** (n - m)
        for n in range(size)
        for m in range(n + 1)
    }
    lossy = _dense(size, size, loss)
    if period.n_b == 0:
        return lossy
    noise = {
        (n, m): math.comb(m, n) * (1 - 1 / gain) ** (m - n) / gain ** (n + 1)
        for n in range(size)
        for m in range(n, size)
    }
    return lossy * _dense(size, size, noise)


def _settled(step: Any, size: int, bits: int) -> Any | None:
    """Mean photon number from the empty field after ever more periods, None if levels ran short.

    The enclosure covers what left the levels, and the distance from an initial field of one
    photon; by then the second eigenvalue has fallen below `bits` of the mean.
    """
    numbers = _dense(size, 1, {(n, 0): flint.arb(n) for n in range(size)})
    ones = _dense(size, 1, {(n, 0): flint.arb(1) for n in range(size)})
    small = flint.arb(2) ** (-bits)
    last = False
    for _ in range(_SQUARINGS):
        step = step * step
        means, norms = step * numbers, step * ones
        tiny = abs(means[0, 0]).lower() * small
        left = abs(1 - norms[0, 0]) * (2 * size)
        if left > 1:
            return None
        spread = abs(means[0, 0] - means[1, 0])
        if last:
            # Rounding alone is no lack of levels or periods: more precision mends it.
            rest = left.upper() + 4 * spread.upper()
            return None if left > tiny else means[0, 0] + flint.arb(0, rest)
        last = not spread > tiny
    return None


def _first_size(ratio: float, bits: int) -> int:
    """Levels that a field without loss would need, but few enough to find out quickly."""
    if ratio >= 1:
        return _FEW_LEVELS
    return min(_FEW_LEVELS, math.ceil(bits / -math.log2(ratio)) + 6)


def stationary_photons(period: Period, prec: int) -> Any:
    """Mean photon number found by an arriving atom in the stroboscopic steady state.

    The cost grows with the cube of the number of photon numbers that matter.

    Raises:
        PrecisionError: if more photon numbers than `MOST_LEVELS` matter at this precision.
    """
    ratio = max(period.p_e / (1 - period.p_e), period.n_b / (1 + period.n_b))
    if ratio == 0:
        return flint.arb(0)
    size = _first_size(float(ratio), prec + _GUARD)
    with flint.ctx.workprec(prec + 2 * _GUARD):
        while size <= MOST_LEVELS:
            full = pass_back(period, size) * empty_back(period, size)
            inner = [full[i, j] for i in range(size - 1) for j in range(size - 1)]
            mean = _settled(flint.arb_mat(size - 1, size - 1, inner), size - 1, prec - _SPARE)
            if mean is not None:
                return mean
            size = size * 3 // 2
    raise PrecisionError(
        f"`micromaser_photons` would need more than {MOST_LEVELS} photon numbers for these digits.",
        flint.arb("nan"),
    )


def photons_after(period: Period, periods: int, prec: int) -> Any:
    """Mean photon number after that many periods of a field that was empty, without environment
    photons.

    Each atom brings one photon at most, so that finitely many levels are exact.

    Raises:
        InputError: for an environment with photons, which needs infinitely many levels.
    """
    if period.n_b != 0:
        raise InputError(
            f"Argument `n_b` must be 0 for a finite number of periods, but is {period.n_b}."
        )
    size = periods + 2
    with flint.ctx.workprec(prec + _GUARD):
        back = pass_back(period, size) * empty_back(period, size)
        mean = _dense(size, 1, {(n, 0): flint.arb(n) for n in range(size)})
        for _ in range(periods):
            inner = back * mean
            mean = _dense(size, 1, {(n, 0): inner[n, 0] for n in range(size - 1)})
        return mean[0, 0]


def check_period(period: Period) -> None:
    """Refuse periods without a steady state.

    Raises:
        InputError: naming the parameter.
    """
    half = Fraction(1, 2)
    if period.p_e == half:
        raise InputError(
            "Argument `p_e` must not be 1/2, where the atoms are infinitely hot and the field has "
            "no thermal steady state, but is 1/2."
        )
    if period.kappa + period.kappa0 == 0:
        if period.p_e > half:
            raise InputError(
                "Argument `p_e` must be below 1/2 for a cavity without loss, where the field has "
                f"no steady state otherwise, but is {period.p_e}."
            )
        if period.g == 0:
            raise InputError(
                "Argument `g_tau` must be positive for a cavity without loss, whose field never "
                "changes otherwise, but is 0."
            )
