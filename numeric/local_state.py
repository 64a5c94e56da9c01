"""State of one spin of an ensemble, and temperatures that parts of a state suggest.

The local state is the partial trace of the full stationary state (`indist` (D1)). For s = 1/2 its
populations define a temperature (`indist` V D); for larger s it is in general not thermal. The
apparent temperature compares <J- J+> with <J+ J-> (`indist` (H2)), in the state itself or in what
is left of it without the coherences of the local product basis (`indist` App. J).
"""

from __future__ import annotations

from fractions import Fraction
from typing import NamedTuple

from cotherm.numeric.density_matrix import (
    density_matrix,
    exact_zero_expectation,
    expectation,
)
from cotherm.numeric.errors import InputError
from cotherm.numeric.fields import Field, Float64, Number, Rational, Scalar, exact_rational
from cotherm.numeric.matrices import Matrix
from cotherm.numeric.spin_ensemble import (
    BathDynamics,
    Coupling,
    InitialState,
    Temperature,
    bath_steady_state,
)
from cotherm.numeric.spins import collective_spin, half_integer, positive_integer
from cotherm.numeric.temperature import InverseTemperature

HALF = Fraction(1, 2)


def _level(s: Fraction, m: Number) -> int:
    level = exact_rational(m, "m")
    if abs(level) > s or (s - level).denominator != 1:
        raise InputError(
            f"Argument `m` must be one of -s, -s + 1, ..., s with s = {s}, but is {m}."
        )
    return int(level + s)


def partial_trace(n: Number, s: Number, rho: Matrix, site: int = 0) -> Matrix:
    """Return the state of one spin, in the rational basis of its 2s + 1 levels.

    Parameters
    ----------
    n, s : number and size of the spins.
    rho : density matrix of all spins in the rational product basis.
    site : which spin, 0 ... n - 1.
    """
    count, size = positive_integer(n), int(2 * half_integer(s)) + 1
    if not 0 <= site < count:
        raise InputError(f"Argument `site` must be from 0 to {count - 1}, but is {site}.")
    stride = size ** (count - site - 1)
    entries: dict[tuple[int, int], Scalar] = {}
    with rho.field:
        for (a, b), value in rho.entries.items():
            i, j = (a // stride) % size, (b // stride) % size
            if a - i * stride == b - j * stride:
                known = entries.get((i, j))
                entries[i, j] = value if known is None else known + value
    return Matrix(rho.field, (size, size), entries)


def local_state(
    field: Field,
    n: Number,
    s: Number,
    beta: Temperature,
    beta0: InitialState = "inf",
    site: int = 0,
    coupling: Coupling = "collective",
) -> Matrix:
    """Return the state of one spin in the stationary state, `indist` (D1) and (H1).

    Parameters
    ----------
    field : arithmetic.
    n, s : number and size of the spins.
    beta : inverse temperature of the bath.
    beta0 : initial state, as in `spin_ensemble`.
    site : which spin; after a thermal start all are in the same state.
    coupling : "collective" or "independent".
    """
    dynamics, state = bath_steady_state(field, n, s, beta, coupling, beta0)
    return partial_trace(n, s, density_matrix(field, dynamics, state.vector), site)


def local_population(
    field: Field, n: Number, s: Number, m: Number, beta: Temperature, beta0: InitialState = "inf"
) -> Scalar:
    """Return the population of level m of one spin in the collective steady state, `indist` (D1).

    Raises
    ------
    InputError : unless m is one of -s, -s + 1, ..., s.
    """
    level = _level(half_integer(s, minimum=HALF), m)
    return local_state(field, n, s, beta, beta0)[level, level]


def local_inverse_temperature(
    field: Field, n: Number, beta: Temperature, beta0: InitialState = "inf"
) -> Scalar:
    """Return the inverse temperature ln(p_down / p_up) of one spin 1/2, `indist` above (30).

    In units of the splitting; infinite when one of the levels is empty. Parameters are those of
    `local_population`.
    """
    dynamics, state = bath_steady_state(field, n, HALF, beta, "collective", beta0)
    rho = density_matrix(field, dynamics, state.vector)
    down, up = partial_trace(n, HALF, rho).diagonal_values()
    polarisation = _polarisation(dynamics)
    if exact_zero_expectation(dynamics, beta, polarisation):
        return field.zero
    return _log_ratio(field, down, up, "local")


def _polarisation(dynamics: BathDynamics) -> list[Fraction]:
    """Return the functional p_down - p_up of the first spin 1/2."""
    d = dynamics.dimension
    return [
        (Fraction(1) if 2 * (index // d) < d else Fraction(-1))
        if index % (d + 1) == 0
        else Fraction(0)
        for index in dynamics.block
    ]


def _log_ratio(field: Field, lower: Scalar, upper: Scalar, name: str) -> Scalar:
    for value, sign in ((upper, 1), (lower, -1)):
        if field.is_zero(value):
            return field.infinity(sign)
        if isinstance(field, Float64) and value < 0:
            raise InputError(
                f"Argument `b` must be closer to 0 for a {name} inverse temperature in float64, "
                "where a small population is lost in rounding here."
            )
    with field:
        if field.exact:
            return field.log(lower / upper)
        return field.log(lower) - field.log(upper)


def nonthermality(
    field: Field, n: Number, s: Number, beta: Temperature, beta0: InitialState = "inf"
) -> list[Scalar]:
    """Return p(m+1) p(m-1) / p(m)^2 - 1 of one spin for m = -s+1 ... s-1, `indist` (D2).

    All of them vanish exactly when the local state is thermal. Empty for s = 1/2.

    Raises
    ------
    InputError : when a level is empty.
    """
    p = local_state(field, n, s, beta, beta0).diagonal_values()
    if any(field.is_zero(value) for value in p):
        raise InputError("Argument `b` must leave no level of a spin empty here, but does.")
    with field:
        return [p[k + 1] * p[k - 1] / (p[k] * p[k]) - 1 for k in range(1, len(p) - 1)]


# ------------------------------------------------------------------------- apparent temperature


class Exchange(NamedTuple):
    """Strengths <J- J+> of absorption and <J+ J-> of emission in a state."""

    absorption: Scalar
    emission: Scalar


def dephased(rho: Matrix) -> Matrix:
    """Return a density matrix without the coherences of its basis, `indist` (J3)."""
    return Matrix(rho.field, rho.shape, {(i, j): v for (i, j), v in rho.entries.items() if i == j})


def exchange_strengths(n: Number, s: Number, rho: Matrix) -> Exchange:
    """Return <J- J+> and <J+ J-> of a state in the rational product basis, `indist` (J6), (J7)."""
    spin = collective_spin(Rational(), n, s)
    return Exchange(
        expectation(spin.Jminus @ spin.Jplus, rho), expectation(spin.Jplus @ spin.Jminus, rho)
    )


def apparent_boltzmann_factor(
    field: Field,
    n: Number,
    s: Number,
    beta: Temperature,
    beta0: InitialState = "inf",
    dephased: bool = False,
) -> Scalar:
    """Return <J+ J-> / <J- J+>, exp(-b) at the apparent inverse temperature b.

    It is rational where q is. Parameters are those of `apparent_inverse_temperature`.
    """
    strengths = _strengths(field, n, s, beta, beta0, dephased)[1]
    if field.is_zero(strengths.absorption):
        raise InputError("Argument `b` must allow some absorption here, but does not.")
    with field:
        return strengths.emission / strengths.absorption


def apparent_inverse_temperature(
    field: Field,
    n: Number,
    s: Number,
    beta: Temperature,
    beta0: InitialState = "inf",
    dephased: bool = False,
) -> Scalar:
    """Return 1/T_app = ln(<J- J+> / <J+ J->) of the collective steady state, `indist` (H2).

    Parameters
    ----------
    field : arithmetic.
    n, s : number and size of the spins.
    beta : inverse temperature of the bath.
    beta0 : initial state, as in `spin_ensemble`.
    dephased : whether the coherences in the local product basis are removed first.

    Raises
    ------
    InputError : when the state is dark and has none.
    """
    dynamics, strengths = _strengths(field, n, s, beta, beta0, dephased)
    if all(_negligible(field, strength) for strength in strengths):
        raise InputError("Argument `beta0` must not lead to a dark state here, but does.")
    # [J-, J+] = -2 Jz is diagonal, with and without coherences.
    d = dynamics.dimension
    difference = [
        energy - dynamics.n * dynamics.s if index % (d + 1) == 0 else Fraction(0)
        for index, energy in zip(dynamics.block, dynamics.energy, strict=True)
    ]
    if exact_zero_expectation(dynamics, beta, difference):
        return field.zero
    return _log_ratio(field, strengths.absorption, strengths.emission, "apparent")


def _negligible(field: Field, strength: Scalar) -> bool:
    return abs(strength) < 1e-13 if isinstance(field, Float64) else field.is_zero(strength)


def _strengths(
    field: Field, n: Number, s: Number, beta: Temperature, beta0: InitialState, without: bool
) -> tuple[BathDynamics, Exchange]:
    dynamics, state = bath_steady_state(field, n, s, beta, "collective", beta0)
    rho = density_matrix(field, dynamics, state.vector)
    if without:
        rho = dephased(rho)
    strengths = exchange_strengths(n, s, rho)
    if not InverseTemperature.of(beta).extreme:
        return dynamics, strengths
    # What the bath empties altogether is exactly 0, whatever rounding says.
    spin = collective_spin(Rational(), n, s)
    operators = (spin.Jminus @ spin.Jplus, spin.Jplus @ spin.Jminus)
    kept = [
        field.zero
        if exact_zero_expectation(dynamics, beta, _functional(dynamics, operator, without))
        else strength
        for operator, strength in zip(operators, strengths, strict=True)
    ]
    return dynamics, Exchange(*kept)


def _functional(dynamics: BathDynamics, operator: Matrix, diagonal: bool) -> list[Scalar]:
    """Return the functional rho -> Tr(operator rho) on a block, of the diagonal of rho or all."""
    d = dynamics.dimension
    zero = operator.field.zero
    return [
        zero if diagonal and index % (d + 1) else operator[index % d, index // d]
        for index in dynamics.block
    ]
