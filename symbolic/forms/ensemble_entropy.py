"""Entropy, free energy and entropy production of n spins s in a bath.

Conventions: hbar = k_B = 1, energies in units of the splitting, ground state of all spins at
energy 0, entropies in nats. The spins start in the thermal state at b0.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from ..closed_form import closed_form
from ..domains import choice, count, extended_real, nonzero, spin, structural_real
from ..interface import Arithmetic
from .sectors import only_symmetric, sector_mean
from .spin_ladder import ladder_entropy, ladder_excitation

_COUPLING = choice("collective", "independent")


def _surprise(A: Arithmetic, n: Any, s: Any, J: Any, b0: Any) -> Any:
    """-ln p_J(b0), p_J = Z_J / Z_s^n the weight of one copy of total spin J."""
    if A.name == "sympy":
        sinh = A.sinh

        def partition(spin: Any) -> Any:
            return 2 * spin + 1 if b0 == 0 else sinh((2 * spin + 1) * b0 / 2) / sinh(b0 / 2)

        return n * A.log(partition(s)) - A.log(partition(J))
    size = A.absolute(b0)
    depth = (A.number(n) * s - J) * size
    single = A.log1p(A.geometric_tail(2 * s + 1, size))
    return depth + (A.number(n) * single - A.log1p(A.geometric_tail(2 * J + 1, size)))


@closed_form("indist (35)", n=count, s=spin, b=extended_real, b0=structural_real)
def steady_entropy(A: Arithmetic, n: Any, s: Any, b: Any, b0: Any = "inf") -> Any:
    """Von Neumann entropy of the steady state under collective dissipation, in nats.

    S = sum_J w_J(b0) (S_J(b) - ln p_J(b0)), S_J = ln Z_J + b e_J, p_J = Z_J / Z_s^n and
    w_J = l_J p_J   (indist (32)-(35)).

    Args:
        A: the arithmetic (supplied by the closed form).
        n: number of spins.
        s: spin of each, a positive half-integer.
        b: inverse temperature of the bath in units of the splitting, any sign, +-inf allowed.
        b0: inverse temperature of the initial state; +-inf is the symmetric subspace.

    Returns:
        The entropy in nats, in [0, n ln(2s + 1)], within 8 ulp.
    """
    if only_symmetric(b0):
        return ladder_entropy.body(A, A.number(n * s), b)
    start, single = A.number(b0), A.number(s)

    def term(A: Arithmetic, J: Any, b: Any) -> Any:
        return ladder_entropy.body(A, J, b) + _surprise(A, n, single, J, start)

    return sector_mean(A, term, n, s, b, b0)


@closed_form("indist (36)", n=count, s=spin, b=extended_real)
def thermal_entropy(A: Arithmetic, n: Any, s: Any, b: Any) -> Any:
    """Entropy of n spins s in thermal equilibrium, in nats.

    S_th = n (ln Z_s + b e_s)   (indist (36)).

    Args:
        A: the arithmetic (supplied by the closed form).
        n: number of spins.
        s: spin of each, a positive half-integer.
        b: inverse temperature in units of the splitting, any sign, +-inf allowed.

    Returns:
        The entropy in nats, in [0, n ln(2s + 1)], within 8 ulp.
    """
    return A.number(n) * ladder_entropy.body(A, A.number(s), b)


def _from_pole(A: Arithmetic, J: Any, b: Any, sign: int) -> Any:
    """-ln of the population of the lowest (sign 1) or highest (sign -1) level at b, J > 0."""
    d = 2 * J + 1
    if A.name == "sympy":
        ratio = d if b == 0 else A.sinh(d * b / 2) / A.sinh(b / 2)
        return A.log(ratio) - sign * J * b

    def along(size: Any) -> Any:
        return A.log1p(A.geometric_tail(d, size))

    def against(size: Any) -> Any:
        return 2 * J * size + along(size)

    return A.by_sign(b, along, against) if sign > 0 else A.by_sign(b, against, along)


def _unchanged(A: Arithmetic, b0: Any) -> bool:
    """Whether b and b0 are known to be the same number."""
    b = A.exact.get("b")
    # Balls that overlap may differ; only one and the same ball stands for one number.
    plain = isinstance(b, (int, Fraction, float)) and isinstance(b0, (int, Fraction, float))
    return b is b0 or (plain and b == b0)


def _production(A: Arithmetic, n: Any, s: Any, b: Any, b0: Any, coupling: str) -> Any:
    together = coupling == "collective"
    if only_symmetric(b0):
        sign = 1 if b0 > 0 else -1
        if together:
            return _from_pole(A, A.number(n * s), b, sign)
        return A.number(n) * _from_pole(A, A.number(s), b, sign)
    if _unchanged(A, b0):
        return A.number(0)
    start = A.number(b0)
    if together:
        return sector_mean(A, lambda A, J, b: A.ladder_divergence(2 * J + 1, start, b), n, s, b, b0)
    return A.number(n) * A.ladder_divergence(A.number(2 * s + 1), start, b)


def _energy_change(A: Arithmetic, n: Any, s: Any, b0: Any, coupling: str, sign: int) -> Any:
    """Change of the energy in a bath at b = inf (sign 1) or -inf (sign -1)."""
    if only_symmetric(b0):
        away = sign * b0 < 0
        return A.number(-sign * 2 * n * s if away else 0)
    start = sign * A.number(b0)
    if coupling == "collective":
        change = sector_mean(A, lambda A, J, b: ladder_excitation.body(A, J, b), n, s, start, b0)
    else:
        change = A.number(n) * ladder_excitation.body(A, A.number(s), start)
    return -sign * change


@closed_form(
    "indist, below (45)",
    n=count,
    s=spin,
    b=extended_real,
    b0=structural_real,
    coupling=_COUPLING,
)
def entropy_production(
    A: Arithmetic, n: Any, s: Any, b: Any, b0: Any = "inf", coupling: Any = "collective"
) -> Any:
    """Entropy produced when n spins s, thermal at b0, reach their steady state in a bath at b.

    Sigma = -b Delta F = sum_J w_J(b0) D_J (collective) or n D_s (independent), with
    D_J = ln(Z_J(b)/Z_J(b0)) + (b - b0) e_J(b0) the relative entropy of the ladder's thermal states
    at b0 and b   (indist (44), below (45)).

    Args:
        A: the arithmetic (supplied by the closed form).
        n: number of spins.
        s: spin of each, a positive half-integer.
        b: inverse temperature of the bath in units of the splitting, any sign, +-inf allowed.
        b0: inverse temperature of the initial state; inf is the ground state, -inf the highest.
        coupling: "collective" or "independent".

    Returns:
        Sigma in nats, never negative, within 16 ulp; inf at b = +-inf unless b0 is the same.
    """
    return _production(A, n, s, b, b0, coupling)


@closed_form(
    "indist (44)",
    n=count,
    s=spin,
    b=nonzero,
    b0=structural_real,
    coupling=_COUPLING,
)
def free_energy_change(
    A: Arithmetic, n: Any, s: Any, b: Any, b0: Any = "inf", coupling: Any = "collective"
) -> Any:
    """Change of the free energy E - S/b of n spins s, thermal at b0, in a bath at b.

    Delta F = -Sigma / b with the entropy production Sigma   (indist (44), below (45)).

    Args:
        A: the arithmetic (supplied by the closed form).
        n: number of spins.
        s: spin of each, a positive half-integer.
        b: inverse temperature of the bath in units of the splitting, any sign but not 0; +-inf
        gives the change of the energy.
        b0: inverse temperature of the initial state; inf is the ground state, -inf the highest.
        coupling: "collective" or "independent".

    Returns:
        Delta F in units of the splitting, of the sign of -b, within 16 ulp.
    """
    return A.unless_infinite(
        b,
        lambda b: -_production(A, n, s, b, b0, coupling) / b,
        lambda sign: _energy_change(A, n, s, b0, coupling, sign),
    )
