"""Matrices of N spins 1/2 in the product space, as values of printed operator formulas."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from functools import lru_cache
from math import comb
from typing import Any

import flint

from cotherm.numeric import collective_symmetries as symmetries
from cotherm.numeric.fields import Rational
from cotherm.numeric.matrices import Matrix, kron_all
from cotherm.numeric.refrigerator_sector import transition_strength
from cotherm.numeric.spins import collective_spin
from cotherm.numeric.total_spin import total_spin_projector

from ...books import whole
from ...domain import Axis, Point, integers

RATIONAL = Rational()
HALF = Fraction(1, 2)
FEW: Axis = integers(1, 4)


def fmpq(x: Fraction) -> flint.fmpq:
    """An exact number for flint."""
    return flint.fmpq(x.numerator, x.denominator)


def _distance(i: int, k: int) -> int:
    """Number of spins in which two product states differ."""
    return (i ^ k).bit_count()


def _by_distance(N: int, values: Mapping[int, Fraction]) -> flint.fmpq_mat:
    """Matrix whose elements depend on the number of spins turned over."""
    size = 2**N
    entries = [
        fmpq(values.get(_distance(i, k), Fraction(0))) for i in range(size) for k in range(size)
    ]
    return flint.fmpq_mat(size, size, entries)


def pauli(point: Point) -> Mapping[str, Any]:
    """Pauli matrices ``sx(i)``, ``sz(i)`` of spin i = 1 ... N on all product states."""
    N = whole(point["N"])

    def at(i: Fraction, entries: Mapping[tuple[int, int], int]) -> Any:
        site = Matrix(RATIONAL, (2, 2), {key: fmpq(Fraction(x)) for key, x in entries.items()})
        one = Matrix.identity(RATIONAL, 2)
        return kron_all([site if k == i - 1 else one for k in range(N)]).to_flint()

    return {
        "sx": lambda i: at(i, {(0, 1): 1, (1, 0): 1}),
        "sz": lambda i: at(i, {(0, 0): -1, (1, 1): 1}),
    }


def magnetisations(N: int) -> list[Fraction]:
    """Half the number of spins up less those down, for each product state."""
    return [Fraction(2 * state.bit_count() - N, 2) for state in range(2**N)]


def squared_magnetisation(point: Point) -> Any:
    """Omega times the square of half the difference of spins up and down, as a diagonal matrix."""
    N = whole(point["N"])
    diagonal = [fmpq(point["Omega"] * m * m) for m in magnetisations(N)]
    size = len(diagonal)
    return flint.fmpq_mat(
        size,
        size,
        [diagonal[i] if i == k else flint.fmpq(0) for i in range(size) for k in range(size)],
    )


def flips(point: Point, power: int, factor: Fraction = Fraction(1)) -> Any:
    """Jx or Jx^2 counted by flipped spins: 1/2 for one flip; 1/2 for two, N/4 for none."""
    N = whole(point["N"])
    values = {1: HALF} if power == 1 else {0: Fraction(N, 4), 2: HALF}
    return _by_distance(N, {k: x * factor for k, x in values.items()})


@lru_cache(maxsize=64)
def _universe(N: int, *numbers: Fraction) -> Mapping[str, Any]:
    joint = symmetries.joint_hamiltonian(RATIONAL, N, numbers[:3], numbers[3:])
    H, J2, parity = (x.to_flint() for x in joint)
    sector = _spread(N, Fraction(N, 2)) * (_identity(H.nrows()) + parity) / flint.fmpq(2)
    return {"H": H, "J2": J2, "Pi": parity, "P": sector}


def universe(point: Point) -> Mapping[str, Any]:
    """``H`` of spins and one truncated mode of each reservoir, ``J2``, ``Pi``, and the sector ``P``."""
    numbers = [point[name] for name in ("h_c", "h_h", "h_w", "w_c", "w_h", "w_w")]
    return _universe(whole(point["N"]), *numbers)


@lru_cache(maxsize=32)
def _dicke(N: int) -> dict[Fraction, tuple[Any, Any]]:
    """Column |j, m> from repeated J+ on the state of all spins down, and the row that is dual to it.

    Components are 0 or 1; the row is divided by their number, so that column times row is the projector.
    """
    raising = collective_spin(RATIONAL, N, HALF).Jplus
    state = [RATIONAL.one] + [RATIONAL.zero] * (2**N - 1)
    found: dict[Fraction, tuple[Any, Any]] = {}
    for k in range(N + 1):
        scale = max(state)
        state = [x / scale for x in state]
        column = flint.fmpq_mat(len(state), 1, state)
        row = flint.fmpq_mat(1, len(state), [x / comb(N, k) for x in state])
        found[Fraction(2 * k - N, 2)] = (column, row)
        state = raising.apply(state)
    return found


def kets(point: Point) -> Mapping[str, Any]:
    """``ket(m)`` and ``bra(m)`` of |j = N/2, m>."""
    known = _dicke(whole(point["N"]))
    return {"ket": lambda m: known[Fraction(m)][0], "bra": lambda m: known[Fraction(m)][1]}


def sector_projector(point: Point, energy: bool = False) -> Any:
    """Projector on J^2 = j(j + 1), Pi = 1 and Jz^2 = m^2, j = N/2, times H_S where ``energy`` asks for it."""
    N = whole(point["N"])
    operators = symmetries.collective_operators(RATIONAL, N)
    squares = [m * m for m in magnetisations(N)]
    size = len(squares)
    level = Matrix.diagonal(RATIONAL, [int(x == point["m"] ** 2) for x in squares])
    half = (Matrix.identity(RATIONAL, size) + operators["Pi"]) * HALF
    projector = total_spin_projector(N, HALF, Fraction(N, 2)) @ half @ level
    if energy:
        projector = operators["Jz"] @ operators["Jz"] @ projector * point["Omega"]
    return projector.to_flint()


def ladder_images(point: Point) -> list[Any]:
    """Jz and J^2 applied to |j, m>."""
    N = whole(point["N"])
    operators = symmetries.collective_operators(RATIONAL, N)
    column = _dicke(N)[point["m"]][0]
    return [operators[name].to_flint() * column for name in ("Jz", "J2")]


def sector_sizes(point: Point) -> list[int]:
    """Number of states with j = N/2 and Pi = 1, and the largest degeneracy of their energies."""
    N = whole(point["N"])
    spectrum = symmetries.joint_spectrum(N, Fraction(N, 2), 1)
    return [sum(spectrum.values()), max(spectrum.values())]


def odd_strength(point: Point) -> Fraction:
    """Squared element of the odd-parity sector for the cold (1) or hot (2) coupling."""
    operator: Any = "Jx2/N" if point["nu"] == 2 else "Jx"
    return transition_strength(point["N"], point["a"], point["b"], operator, parity=-1)


@lru_cache(maxsize=64)
def _driven(N: int, *numbers: Fraction) -> Mapping[str, Any]:
    operators = symmetries.collective_operators(RATIONAL, N)
    Jx = operators["Jx"]
    H = operators["Jz"] @ operators["Jz"] + Jx * (numbers[0] + numbers[2])
    H = H + (Jx @ Jx) * (numbers[1] / N)
    return {"H": H.to_flint(), "J2": operators["J2"].to_flint(), "Pi": operators["Pi"].to_flint()}


def driven(point: Point) -> Mapping[str, Any]:
    """``H`` with a number in place of each reservoir operator, ``J2`` and ``Pi``."""
    return _driven(whole(point["N"]), point["b_c"], point["b_h"], point["b_w"])


def _known(point: Point) -> Mapping[str, Any]:
    return driven(point) if "b_c" in point else universe(point)


def between_spins(point: Point, operator: str) -> Any:
    """[X, J^2] as the sum over j != j' of (j'(j'+1) - j(j+1)) P_j X P_j', for X = H or Pi."""
    N = whole(point["N"])
    X = _known(point)[operator]
    modes = 0 if "b_c" in point else 3
    total = flint.fmpq_mat(X.nrows(), X.ncols())
    spins = [Fraction(N, 2) - k for k in range(N // 2 + 1)]
    for j in spins:
        left = _spread(N, j, modes)
        for other in spins:
            if j != other:
                gap = fmpq(other * (other + 1) - j * (j + 1))
                total = total + left * X * _spread(N, other, modes) * gap
    return total


@lru_cache(maxsize=16)
def _spread(N: int, j: Fraction, modes: int = 3) -> Any:
    projector = total_spin_projector(N, HALF, j)
    return kron_all([projector, *[Matrix.identity(RATIONAL, 2)] * modes]).to_flint()


def between_parities(point: Point) -> Any:
    """[H, Pi] as twice the difference of the blocks of H that change the parity."""
    known = _known(point)
    size = known["H"].nrows()
    one = _identity(size)
    even, odd = ((one + known["Pi"] * s) / flint.fmpq(2) for s in (1, -1))
    return (odd * known["H"] * even - even * known["H"] * odd) * flint.fmpq(2)


def out_of_sector(point: Point) -> Any:
    """[H, P] from the blocks of H between the sector and the rest."""
    known = universe(point)
    rest = _identity(known["H"].nrows()) - known["P"]
    return rest * known["H"] * known["P"] - known["P"] * known["H"] * rest


def _identity(size: int) -> Any:
    return flint.fmpq_mat(
        size, size, [flint.fmpq(i == k) for i in range(size) for k in range(size)]
    )
