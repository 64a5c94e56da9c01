"""One spin-J ladder: levels m = -J ... J with weight e^(-m b), b = hbar omega beta.

Conventions: hbar = k_B = 1, energies in units of the splitting; b of either sign, 0 and +-inf
allowed.
"""

from __future__ import annotations

from typing import Any

from ..closed_form import closed_form
from ..domains import extended_real, half_integer
from ..interface import Arithmetic


@closed_form("heatcap (4)", J=half_integer, b=extended_real)
def ladder_partition_function(A: Arithmetic, J: Any, b: Any) -> Any:
    """Partition function of one spin-J ladder.

    Z_J = sum_m e^(-m b) = sinh((J + 1/2) b) / sinh(b/2)   (heatcap, below (4)).

    Args:
        A: the arithmetic (supplied by the closed form).
        J: total spin, a non-negative half-integer.
        b: inverse temperature in units of the splitting, any sign, +-inf allowed.

    Returns:
        Z_J, dimensionless, within 4 ulp; inf where it exceeds the float64 range.
    """
    if A.name == "sympy":
        if b == 0:
            return 2 * J + 1
        return A.sinh((2 * J + 1) * b / 2) / A.sinh(b / 2)
    size = A.absolute(b)
    return A.exp_product(J, size) * (1 + A.geometric_tail(2 * J + 1, size))


@closed_form("heatcap (5)", J=half_integer, b=extended_real)
def ladder_energy(A: Arithmetic, J: Any, b: Any) -> Any:
    """Mean of m on one spin-J ladder, without ground-state offset.

    e_J = sum_m m e^(-m b) / Z_J = coth(b/2)/2 - (J + 1/2) coth((J + 1/2) b)   (heatcap (5)).

    Args:
        A: the arithmetic (supplied by the closed form).
        J: total spin, a non-negative half-integer.
        b: inverse temperature in units of the splitting, any sign, +-inf allowed.

    Returns:
        e_J in units of the splitting, in [-J, J], within 6 ulp.
    """
    return A.ladder_mean(2 * J + 1, b)


@closed_form("heatcap (5)", J=half_integer, b=extended_real)
def ladder_excitation(A: Arithmetic, J: Any, b: Any) -> Any:
    """Mean energy of one spin-J ladder above its lowest level m = -J.

    J + e_J = 1/(e^b - 1) - (2J + 1)/(e^((2J + 1) b) - 1)   (heatcap (5), shifted).

    Args:
        A: the arithmetic (supplied by the closed form).
        J: total spin, a non-negative half-integer.
        b: inverse temperature in units of the splitting, any sign, +-inf allowed.

    Returns:
        The excitation in units of the splitting, in [0, 2J], within 8 ulp also where it is
        exponentially small.
    """
    return A.bose_difference(2 * J + 1, b)


@closed_form("heatcap (7)", J=half_integer, b=extended_real)
def ladder_heat_capacity(A: Arithmetic, J: Any, b: Any) -> Any:
    """Heat capacity of one spin-J ladder, in units of k_B.

    C_J = ((b/2) / sinh(b/2))^2 - ((J + 1/2) b / sinh((J + 1/2) b))^2   (heatcap (7)).

    Args:
        A: the arithmetic (supplied by the closed form).
        J: total spin, a non-negative half-integer.
        b: inverse temperature in units of the splitting, any sign, +-inf allowed.

    Returns:
        C_J / k_B, dimensionless, in [0, 1), within 8 ulp (also where both terms of the printed
        form agree).
    """
    if A.vanishes(J):
        return A.number(0)
    d = 2 * J + 1
    half = b / 2
    return A.choose(
        A.absolute(b) >= 2,
        lambda: A.x_over_sinh(half) ** 2 - A.x_over_sinh(d * half) ** 2,
        lambda: A.curvature(d * half) - A.curvature(half),
    )


@closed_form("heatcap (4)", J=half_integer, b=extended_real)
def ladder_entropy(A: Arithmetic, J: Any, b: Any) -> Any:
    """Entropy of the thermal state of one spin-J ladder, in nats.

    S_J = ln Z_J + b e_J = ln sum_(k=0)^(2J) e^(-k |b|) + |b| (J + e_J(|b|)).

    Args:
        A: the arithmetic (supplied by the closed form).
        J: total spin, a non-negative half-integer.
        b: inverse temperature in units of the splitting, any sign, +-inf allowed.

    Returns:
        S_J in nats, in [0, ln(2J + 1)], within 8 ulp.
    """
    d = 2 * J + 1
    if A.name == "sympy":
        if b == 0:
            return A.log(d)
        return A.log(A.sinh(d * b / 2) / A.sinh(b / 2)) + b * A.ladder_mean(d, b)
    size = A.absolute(b)
    return A.log1p(A.geometric_tail(d, size)) + A.bose_energy(d, size)


@closed_form("heatcap (7)", J=half_integer, b=extended_real)
def ladder_variance(A: Arithmetic, J: Any, b: Any) -> Any:
    """Variance of m on one spin-J ladder, C_J / b^2, also at b = 0.

    <m^2> - <m>^2 = 1/(4 sinh^2(b/2)) - (J + 1/2)^2 / sinh^2((J + 1/2) b)   (heatcap (7)).

    Args:
        A: the arithmetic (supplied by the closed form).
        J: total spin, a non-negative half-integer.
        b: inverse temperature in units of the splitting, any sign, +-inf allowed.

    Returns:
        The variance, in [0, J(J + 1)/3], within 8 ulp.
    """
    if A.vanishes(J):
        return A.number(0)
    d = 2 * J + 1
    half = b / 2

    def far() -> Any:
        size = A.absolute(b)
        return A.bose(size) * (1 + A.bose(size)) - d**2 * A.bose(d * size) * (1 + A.bose(d * size))

    return A.choose(
        A.absolute(b) < 2,
        lambda: (d**2 * A.curvature_ratio(d * half) - A.curvature_ratio(half)) / 4,
        far,
    )
