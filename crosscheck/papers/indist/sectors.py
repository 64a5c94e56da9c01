"""Multiplets of n spins s one by one, generic initial states, and exact relaxation from them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction
from functools import lru_cache
from typing import Any

import flint

from cotherm.numeric.fields import Field, Rational, Scalar
from cotherm.numeric.generators import restrict
from cotherm.numeric.matrices import Matrix, from_flint, kron, kron_all
from cotherm.numeric.spin_ensemble import (
    BathDynamics,
    InitialState,
    Temperature,
    bath_dynamics,
    initial_state,
)
from cotherm.numeric.spins import half_integer, levels, product_levels
from cotherm.numeric.temperature import InverseTemperature
from cotherm.numeric.total_spin import total_spin_projector
from cotherm.symbolic.forms import spin_ensemble as ensemble

from ...algebras import digits_to_bits, to_ball
from ...books import whole
from ...domain import Axis, Domain, Point, among, half_integers, integers
from ..heatcap.operators import (
    FIELD,
    boltzmann,
    conjugation,
    lowest_total_spin,
    random_operator,
    trace,
)

Operator = flint.fmpq_mat
ROOTS = ("1/2", "2/3", "3/5", "7/4", "9/10", "5/3")
STARTS = ("1/3", "4/5", "3/2")
DEEPEST_SIGN = 640


def size_text(limit: int) -> str:
    """How a limit of the product space is written."""
    return f"(2s+1)^n at most {limit}"


def within(limit: int) -> Callable[[Point], bool]:
    """Whether the product space has at most that many states."""
    return lambda p: (2 * p["s"] + 1) ** whole(p["n"]) <= limit


def rooted(limit: int, first: int = 1, start: bool = True) -> Domain:
    """Small ensembles with rational exp(-b/2), and exp(-b0/2) when there is a thermal start."""
    axes = {"n": integers(first, 4), "s": half_integers("1/2", "3/2"), "b": among(*ROOTS)}
    if start:
        axes["b0"] = among(*STARTS)
    return Domain(axes, within(limit), size_text(limit))


ROOT_TEXT = "b and b0 are given by exp(-b/2), exp(-b0/2)"


@lru_cache(maxsize=4096)
def multiplicity(n: Fraction, s: Fraction, J: Fraction) -> Fraction:
    """The closed form of l_J as an exact number; there is none outside 0 <= J <= ns."""
    if not 0 <= J <= n * s:
        raise ValueError(f"{J} is no total spin of {n} spins {s}")
    return Fraction(int(ensemble.multiplicity.ball(64, n=whole(n), s=s, J=J).unique_fmpz()))


def occurs(point: Point) -> bool:
    """Whether J (and |J, m>, where the point has an m) occurs among n spins s."""
    n, s, J = point["n"], point["s"], point["J"]
    m = point.get("m", J)
    return (
        n * s >= J
        and (n * s - J).denominator == 1
        and abs(m) <= J
        and (J - m).denominator == 1
        and multiplicity(n, s, J) > 0
    )


def occurs_within(limit: int) -> Callable[[Point], bool]:
    """Whether J and m occur in a product space of at most that many states."""
    small = within(limit)
    return lambda p: small(p) and occurs(p)


MULTIPLES = "b is i x and b0 is j x with integers i, j, and x is given by exp(-x/2): all populations are rational"


def multiples(limit: int, first: int = 1, **axes: Axis) -> Domain:
    """Small ensembles at b = i x and b0 = j x with a rational exp(-x/2)."""
    return Domain(
        {
            "n": integers(first, 4),
            "s": half_integers("1/2", "3/2"),
            "i": integers(-3, 3),
            "j": integers(-3, 3),
            "x": among("1/2", "2/3", "3/4"),
            **axes,
        },
        within(limit),
        size_text(limit),
    )


def bath_and_start(point: Point) -> tuple[InverseTemperature, InverseTemperature]:
    """Both temperatures of a point that gives them as multiples."""
    bath, start = (
        InverseTemperature(q=point["x"] ** (2 * whole(point[name]))) for name in ("i", "j")
    )
    return bath, start


# ------------------------------------------- sums over one ladder, for a rational r = exp(-b/2)


def ladder_sum(J: Fraction, r: Fraction) -> Fraction:
    """Z_J, the sum of exp(-m b) over a ladder."""
    return sum((r ** whole(2 * m) for m in levels(J)), Fraction(0))


def ladder_moment(J: Fraction, r: Fraction) -> Fraction:
    """-dZ_J/db, the sum of m exp(-m b) over a ladder."""
    return sum((m * r ** whole(2 * m) for m in levels(J)), Fraction(0))


def ladder_mean(J: Fraction, r: Fraction) -> Fraction:
    """e_J, the mean of m with the weights exp(-m b)."""
    return ladder_moment(J, r) / ladder_sum(J, r)


def copy_weight(n: Fraction, s: Fraction, J: Fraction, r0: Fraction) -> Fraction:
    """p_J = Z_J / Z_s^n of one multiplet in a thermal product state."""
    return ladder_sum(J, r0) / ladder_sum(s, r0) ** whole(n)


def copy_weight_slope(n: Fraction, s: Fraction, J: Fraction, r0: Fraction) -> Fraction:
    """dp_J/db0 by the rule for quotients."""
    single = ladder_sum(s, r0)
    numerator = n * ladder_sum(J, r0) * ladder_moment(s, r0) - ladder_moment(J, r0) * single
    return numerator / single ** (whole(n) + 1)


def thermal_mean(n: Fraction, s: Fraction, r: Fraction) -> Fraction:
    """Thermal energy of n spins s above the ground state, from the levels of one spin."""
    return n * (ladder_mean(s, r) + s)


# ------------------------------------------------------------------ operators of product states


def level_projector(n: int, s: Fraction, m: Fraction) -> Any:
    """Projector on the product states with total m."""
    values = [int(sum(state) == m) for state in product_levels(n, s)]
    return Matrix.diagonal(FIELD, values).to_flint()


def copies(n: int, s: Fraction, J: Fraction) -> list[Fraction]:
    """Total spin of the first two spins in each multiplet J of up to three spins."""
    if n < 3:
        return [J]
    if n > 3:
        raise ValueError("multiplets are told apart for up to three spins only")
    return [j for j in _between(Fraction(0), 2 * s) if abs(j - s) <= J <= j + s]


def _between(low: Fraction, high: Fraction) -> list[Fraction]:
    return [low + k for k in range(int(high - low) + 1)]


def copy_projector(n: int, s: Fraction, J: Fraction, i: int) -> Any:
    """Projector on the i-th multiplet of total spin J, told by the total spin of the first two."""
    whole_sector: Operator = total_spin_projector(n, s, J).to_flint()
    pairs = copies(n, s, J)
    if not 1 <= i <= len(pairs):
        raise ValueError(f"there are {len(pairs)} multiplets of total spin {J}")
    if n < 3:
        return whole_sector
    single = Matrix.identity(FIELD, int(2 * s) + 1)
    return whole_sector * kron(total_spin_projector(2, s, pairs[i - 1]), single).to_flint()


def total_spins(n: int, s: Fraction) -> list[Fraction]:
    """Total spins that occur, from the lowest."""
    return _between(lowest_total_spin(n, s), n * s)


def multiplets(n: int, s: Fraction) -> list[Operator]:
    """Projectors on all multiplets, from the lowest total spin."""
    return [
        copy_projector(n, s, J, i)
        for J in total_spins(n, s)
        for i in range(1, len(copies(n, s, J)) + 1)
    ]


def generic_state(n: int, s: Fraction, point: Point) -> Operator:
    """A positive operator of trace one with all coherences, the same for the same point."""
    raw = random_operator(point, int((2 * s + 1) ** n))
    positive = raw * conjugation(n, s)(raw)
    return positive * (1 / trace(positive))


def without_sector_coherence(n: int, s: Fraction, rho: Operator) -> Operator:
    """A state with the coherences between different multiplets taken out."""
    total = flint.fmpq_mat(rho.nrows(), rho.ncols())
    for projector in multiplets(n, s):
        total += projector * rho * projector
    return total


def exchange_of_neighbours(s: Fraction) -> Any:
    """The second and third of three spins exchanged; it commutes with J+ and J-."""
    size = int(2 * s) + 1
    swap = {(i * size + j, j * size + i): FIELD.one for i in range(size) for j in range(size)}
    pair = Matrix(FIELD, (size**2, size**2), swap)
    return kron_all([Matrix.identity(FIELD, size), pair]).to_flint()


# ------------------------------------------------------------------------- relaxation


def long_time(n: int, s: Fraction, beta: InverseTemperature, rho: Operator) -> Operator:
    """Stationary state of the full collective equation from any real state, every element exact."""
    d = rho.nrows()
    flat = list(rho.entries())
    occupied = [index for index, value in enumerate(flat) if value != 0]
    dynamics = bath_dynamics(n, s, "collective", occupied)
    final = dynamics.structure(Rational(), beta).project(restrict(flat, dynamics.block))
    result = flint.fmpq_mat(d, d)
    for index, value in zip(dynamics.block, final, strict=True):
        result[index // d, index % d] = value
    return result


def initial_response(
    field: Field, n: int, s: Fraction, beta0: InitialState
) -> tuple[BathDynamics, list[Scalar]]:
    """d rho / d b0 = -(Jz - <Jz>) rho of a thermal product state, on its block."""
    rho = initial_state(field, n, s, beta0)
    dynamics = bath_dynamics(n, s, "collective")
    m = field.numbers(sum(state, Fraction(0)) for state in product_levels(n, s))
    populations = rho.diagonal_values()
    with field:
        mean = field.sum(x * p for x, p in zip(m, populations, strict=True))
        slope = [(mean - x) * p for x, p in zip(m, populations, strict=True)]
    return dynamics, restrict(Matrix.diagonal(field, slope).vector(), dynamics.block)


def energy_slope(
    field: Field, n: int, s: Fraction, beta: Temperature, beta0: InitialState
) -> Scalar:
    """dE/db0 of the collective stationary state, from the full master equation."""
    dynamics, slope = initial_response(field, n, s, beta0)
    final = dynamics.structure(field, InverseTemperature.of(beta)).project(slope)
    return field.dot(dynamics.energies(field), final)


def sign(function: Callable[[int], flint.arb]) -> Fraction:
    """Sign of a ball-valued function of the precision in bits; 0 when no precision decides."""
    bits = digits_to_bits(40)
    while bits <= digits_to_bits(DEEPEST_SIGN):
        value = to_ball(function(bits))
        if value > 0:
            return Fraction(1)
        if value < 0:
            return Fraction(-1)
        bits *= 2
    return Fraction(0)


def sign_of(value: Any) -> Fraction:
    """Sign of an exact number."""
    return Fraction((value > 0) - (value < 0))


# ------------------------------------------------------------------------- environments


def state(value: Any) -> Operator:
    """An operator as it is; a number, to which a changed formula may shrink, has no place here."""
    if not isinstance(value, flint.fmpq_mat):
        raise ValueError("a density matrix is an operator")
    return value


def ensemble_environment(point: Point) -> Mapping[str, Any]:
    """Operators of n spins s: P(J), C(J, i), D(m), w(m) = exp(-m b), w0(m), B, B0, J0, top = ns, tr and state.

    The powers of exp(-b) and exp(-b0) stand for those temperatures that the point has.
    """
    n, s = whole(point["n"]), half_integer(point["s"])
    levels_ = [sum(state, Fraction(0)) for state in product_levels(n, s)]
    found: dict[str, Any] = {
        "P": lambda J: total_spin_projector(n, s, J).to_flint(),
        "C": lambda J, i: copy_projector(n, s, J, whole(i)),
        "D": lambda m: level_projector(n, s, m),
        "tr": trace,
        "state": state,
        "J0": lowest_total_spin(n, s),
        "top": n * s,
    }
    for name, power, operator in (("b", "w", "B"), ("b0", "w0", "B0")):
        if name in point:
            beta = boltzmann(point, name)
            found[power] = lambda m, beta=beta: beta.power(FIELD, m)
            found[operator] = Matrix.diagonal(
                FIELD, [beta.power(FIELD, m) for m in levels_]
            ).to_flint()
    return found


def tensor_power(n: int, single: Operator) -> Any:
    """The n-fold product of an operator of one spin."""
    return kron_all([from_flint(FIELD, state(single))] * n).to_flint()


def unit_projector(s: Fraction, m: Fraction) -> Any:
    """Projector on the level m of one spin."""
    return Matrix.diagonal(FIELD, [int(level == m) for level in levels(half_integer(s))]).to_flint()
