"""One spin of an ensemble in its collective steady state, and the temperature a bath sees.

Conventions: hbar = k_B = 1, energies in units of the splitting. The spins start in the thermal
state at b0.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Any

import numpy as np

from ..closed_form import closed_form
from ..domains import count, extended_real, flag, level, spin, structural_real
from ..errors import InputError, SymbolicError
from ..exact_numbers import is_symbolic
from ..interface import Arithmetic
from .coupled_spins import Row, chances, lowering_strengths, rounded
from .sectors import only_symmetric, sector_mean, sector_weights
from .spin_ensemble import steady_energy
from .spin_ladder import ladder_energy, ladder_variance

_HALF = Fraction(1, 2)
# Energies and strengths below this have lost digits to the range of float64.
_FAINT = 1e-290


def _level_mean(
    A: Arithmetic, rows: Callable[[Fraction], Row], n: int, s: Any, size: Any, b0: Any
) -> Any:
    """sum_J w_J / Z_J sum_M rows(J)[M] e^(-M b), for size = b >= 0 and rows without sign."""
    if only_symmetric(b0):
        pairs = [(Fraction(n * s), A.number(1))]
    else:
        pairs = [(J, w) for J, w in sector_weights(A, n, s, b0) if A.name == "sympy" or w > 0]
    if A.name == "float64":
        return _float_level_mean(A, rows, pairs, size)
    powers = [A.number(1)]
    factor = A.exp(-size)
    for _ in range(int(2 * pairs[0][0])):
        powers.append(powers[-1] * factor)
    total = A.number(0)
    for J, weight in pairs:
        row = [A.number(Fraction(int(x.p), int(x.q))) for x in rows(J)]
        norm = 1 + A.geometric_tail(A.number(2 * J + 1), size)
        mean = sum((x * power for x, power in zip(row, powers, strict=False)), A.number(0))
        total = total + weight * mean / norm
    return total


def _float_level_mean(
    A: Arithmetic, rows: Callable[[Fraction], Row], pairs: list[tuple[Fraction, Any]], size: Any
) -> Any:
    shape = np.shape(size)
    size = np.reshape(size, (-1, 1))
    powers = A.exp_product(-np.arange(2.0 * float(pairs[0][0]) + 1.0), size)
    total = np.zeros(size.shape[0])
    for J, weight in pairs:
        row = rounded(rows(J))
        norm = 1.0 + A.geometric_tail(2.0 * float(J) + 1.0, size[:, 0])
        total += weight * np.sum(row * powers[:, : row.size], axis=-1) / norm
    return total.reshape(shape)[()]


def _counts(n: Any, s: Any) -> bool:
    return not is_symbolic(n) and not is_symbolic(s)


@closed_form("indist, Appendix D", n=count, s=spin, m=level, b=extended_real, b0=structural_real)
def local_population(A: Arithmetic, n: Any, s: Any, m: Any, b: Any, b0: Any = "inf") -> Any:
    """Population of level m of one spin in the collective steady state of n spins s.

    p(m) = sum_J w_J(b0) sum_M c_J(m, M) e^(-M b) / Z_J(b), c_J(m, M) the mean chance of m in the
    states of total spin J and magnetisation M. In the symmetric subspace
    c(m, M) = C(2s, s+m) C(2(n-1)s, (n-1)s+M-m) / C(2ns, ns+M); for s = 1/2 c = 1/2 +- M/n
    (stands for indist (D6), which holds for s = 1/2 only).

    Args:
        A: the arithmetic (supplied by the closed form).
        n: number of spins.
        s: spin of each, a positive half-integer.
        m: level, from -s to s in steps of 1.
        b: inverse temperature of the bath in units of the splitting, any sign, +-inf allowed.
        b0: inverse temperature of the initial state; +-inf is the symmetric subspace.

    Returns:
        The population, in [0, 1], within 8 ulp. Cost: (n s)^2 for s > 1/2 at finite b0.

    Raises:
        InputError: if m is not a level of a spin s.
        SymbolicError: for an expression with symbolic n or s, except at s = 1/2.
    """
    if is_symbolic(m):
        raise SymbolicError("The level m must be a number to give an expression.")
    if s == _HALF and m in (_HALF, -_HALF):
        return steady_energy.body(A, n, s, b if m > 0 else -b, b0) / n
    if not _counts(n, s):
        raise SymbolicError("The local population has an expression only for given n and s.")
    s, m = Fraction(s), Fraction(m)
    if abs(m) > s or (s - m).denominator != 1:
        raise InputError(
            f"Argument `m` must be a level of a spin {s}, from {-s} to {s} in steps of 1, "
            f"but is {m}."
        )

    def at(place: int) -> Callable[[Any], Any]:
        return lambda size: _level_mean(A, lambda J: chances(n, s, J)[place], n, s, size, b0)

    return A.by_sign(b, at(int(s + m)), at(int(s - m)))


def _polarisation(A: Arithmetic, n: Any, s: Any, size: Any, b0: Any) -> Any:
    """-<J_z>, for size = b >= 0."""

    def term(A: Arithmetic, J: Any, x: Any) -> Any:
        mean = ladder_energy.body(A, J, x)
        return A.absolute(mean) if A.name == "float64" else -mean

    return sector_mean(A, term, n, s, size, b0)


def _from_rates(
    A: Arithmetic, b: Any, down: Callable[[Any], Any], difference: Callable[[Any], Any]
) -> Any:
    """ln(up/down) of two rates with up - down = difference, odd in b; inf where down is 0."""

    def at(size: Any) -> Any:
        rate = down(size)
        if A.vanishes(rate):
            return A.number("inf")
        if A.name == "float64":
            A.mark((rate < _FAINT) & np.isfinite(size))
        return A.log1p(difference(size) / rate)

    return A.by_sign(b, at, lambda size: -at(size))


@closed_form("indist (30), (31)", n=count, b=extended_real, b0=structural_real)
def local_inverse_temperature(A: Arithmetic, n: Any, b: Any, b0: Any = "inf") -> Any:
    """Inverse temperature of one spin 1/2 in the collective steady state of n of them.

    b_loc = ln((n - E)/E), E the energy of the steady state   (indist, Sec. V D).

    Args:
        A: the arithmetic (supplied by the closed form).
        n: number of spins.
        b: inverse temperature of the bath in units of the splitting, any sign, +-inf allowed.
        b0: inverse temperature of the initial state; +-inf is the symmetric subspace.

    Returns:
        b_loc in units of 1/(hbar omega), of the sign of b, within 8 ulp; finite at b = +-inf if
        b0 is finite and n > 1.
    """
    return _from_rates(
        A,
        b,
        lambda size: steady_energy.body(A, n, _HALF, size, b0),
        lambda size: 2 * _polarisation(A, n, _HALF, size, b0),
    )


@closed_form(
    "indist (H2), (I2)", n=count, s=spin, b=extended_real, b0=structural_real, dephased=flag
)
def apparent_inverse_temperature(
    A: Arithmetic, n: Any, s: Any, b: Any, b0: Any = "inf", dephased: Any = False
) -> Any:
    """Apparent inverse temperature ln(<J-J+>/<J+J->) of the steady state, for its bath.

    With all coherences it is b (indist (I2)). Without those in the local basis only the spins one
    by one are left: ln(sum_m p(m)(s-m)(s+m+1) / sum_m p(m)(s+m)(s-m+1)), p(m) the local
    populations (stands for indist (J6), (J7), which hold for s = 1/2 only).

    Args:
        A: the arithmetic (supplied by the closed form).
        n: number of spins.
        s: spin of each, a positive half-integer.
        b: inverse temperature of the bath in units of the splitting, any sign, +-inf allowed.
        b0: inverse temperature of the initial state; +-inf is the symmetric subspace.
        dephased: whether the coherences in the local basis are removed.

    Returns:
        The inverse temperature in units of 1/(hbar omega), of the sign of b, within 8 ulp. Cost:
        (n s)^2 for s > 1/2 at finite b0.
    """
    if not dephased:
        return A.number(b)
    if s == _HALF:
        return local_inverse_temperature.body(A, n, b, b0)
    if A.name == "sympy" and only_symmetric(b0):
        return _dephased_expression(A, A.number(n), A.number(s), b)
    if not _counts(n, s):
        raise SymbolicError("The dephased state has an expression only for given n and s.")
    s = Fraction(s)
    return _from_rates(
        A,
        b,
        lambda size: _level_mean(A, lambda J: lowering_strengths(n, s, J), n, s, size, b0),
        lambda size: 2 * _polarisation(A, n, s, size, b0) / n,
    )


def _dephased_expression(A: Arithmetic, n: Any, s: Any, b: Any) -> Any:
    """The symmetric subspace for symbolic n and s, from the moments of the ladder J = ns."""
    J = n * s
    mean = ladder_energy.body(A, J, b)
    square = ladder_variance.body(A, J, b) + mean**2
    quadrupole = (2 * s - 1) / (n * (2 * J - 1)) * (square - J * (J + 1) / 3)
    strength = 2 * s * (s + 1) / 3 - quadrupole
    return A.log((strength - mean / n) / (strength + mean / n))
