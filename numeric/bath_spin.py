"""One collective spin S = N/2 in its boson bath, without drive, in the scaled regime.

The master equation is `engine` (6) with the rates (8) and the replacements (28): in units of
Gamma_0, with x = beta E,

    gamma_down = (n + 1)/N,   gamma_up = n/N,   n = 1/(e^(x/N) - 1).

Everything is built from the ladder matrices in the rational basis of `cotherm.numeric.spins`, so
it is exact in rational arithmetic when q = e^(-x/N) is given as a rational.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from types import MappingProxyType
from typing import NamedTuple

import flint

from cotherm.numeric.errors import InputError
from cotherm.numeric.fields import Field, Number, Rational, Scalar, exact_rational
from cotherm.numeric.matrices import Matrix
from cotherm.numeric.reservoirs import bose_occupation
from cotherm.numeric.spins import half_integer, levels, positive_integer, spin_operators


class BathRates(NamedTuple):
    """Emission and absorption rate of one collective spin, in units of Gamma_0."""

    down: Scalar
    up: Scalar


def scaled_rates(
    field: Field, N: Number, x: Number | None = None, *, q: Number | None = None
) -> BathRates:
    """Return gamma_down and gamma_up of `engine` (8) after the replacements (28).

    Parameters
    ----------
    field : arithmetic.
    N : number of spins 1/2.
    x : beta E > 0 before the replacement beta -> beta/N, or "inf" for zero temperature; or
    q : e^(-x/N), 0 <= q < 1, given instead of x.

    Raises
    ------
    InputError : outside these domains, or when not exactly one of x and q is given.
    """
    number = positive_integer(N, "N")
    if (x is None) == (q is None):
        raise InputError(
            "Exactly one of the arguments `x` and `q` must be given, but "
            f"{'none' if x is None else 'both'} of them was."
        )
    with field:
        if q is not None:
            factor = exact_rational(q, "q")
            if not 0 <= factor < 1:
                raise InputError(f"Argument `q` must be at least 0 and below 1, but is {factor}.")
            occupation = field.number(factor / (1 - factor))
        elif isinstance(x, str) and x.strip() == "inf":
            occupation = field.zero
        else:
            ratio = exact_rational(x, "x")
            if ratio <= 0:
                raise InputError(f"Argument `x` must be positive for bosons, but is {ratio}.")
            occupation = bose_occupation(field, field.number(ratio / number))
        scale = field.number(Fraction(1, number))
        return BathRates(scale * (occupation + 1), scale * occupation)


# ------------------------------------------------------------------------------ populations


def population_generator(field: Field, N: Number, rates: BathRates) -> Matrix:
    """Return the birth-death generator of the populations of the 2S + 1 levels.

    Column k moves down with gamma_down |<k-1|J-|k>|^2 and up with gamma_up |<k+1|J+|k>|^2; the
    diagonal is that of the anticommutators of `engine` (6), not minus the column sum.

    Parameters
    ----------
    field : arithmetic of the rates.
    N : number of spins 1/2; level k has m = k - N/2.
    rates : gamma_down and gamma_up.
    """
    return _coherence_generator(field, positive_integer(N, "N"), rates, 0)


def _coherence_generator(field: Field, N: int, rates: BathRates, order: int) -> Matrix:
    """Return the generator on the elements <k + order|rho|k>, k = 0 ... N - order."""
    _, Jplus, Jminus = spin_operators(field, Fraction(N, 2))
    emitted, absorbed = (Jplus @ Jminus).diagonal_values(), (Jminus @ Jplus).diagonal_values()
    half = field.number(Fraction(1, 2))
    size = N + 1 - order
    entries: dict[tuple[int, int], Scalar] = {}
    with field:
        for k in range(size):
            bra = k + order
            loss = rates.down * (emitted[k] + emitted[bra])
            loss = loss + rates.up * (absorbed[k] + absorbed[bra])
            entries[k, k] = -(half * loss)
            if k > 0:
                entries[k - 1, k] = rates.down * Jminus[bra - 1, bra] * Jplus[k, k - 1]
            if k + 1 < size:
                entries[k + 1, k] = rates.up * Jplus[bra + 1, bra] * Jminus[k, k + 1]
    return Matrix(field, (size, size), entries)


def coherence_generator(field: Field, N: Number, rates: BathRates, order: int) -> Matrix:
    """Return the tridiagonal block of the full Liouvillian on elements with m - m' = order.

    Without drive the coherence order is conserved; order 0 are the populations. The elements are
    those in the rational basis (a diagonal similarity, the spectrum is that of the generator).

    Raises
    ------
    InputError : when the order is not an integer from 0 to N.
    """
    number = positive_integer(N, "N")
    if isinstance(order, bool) or not isinstance(order, int) or not 0 <= order <= number:
        raise InputError(f"Argument `order` must be an integer from 0 to {number}, but is {order}.")
    return _coherence_generator(field, number, rates, order)


def stationary_populations(field: Field, generator: Matrix) -> list[Scalar]:
    """Return the stationary state of a birth-death generator whose downward rates are non-zero.

    The stationary flux between neighbouring levels vanishes, p_(k+1) W_(k,k+1) = p_k W_(k+1,k);
    the recursion has no subtraction, so it keeps full relative accuracy in float64.
    """
    with field:
        weights = [field.one]
        for k in range(generator.shape[0] - 1):
            weights.append(weights[-1] * generator[k + 1, k] / generator[k, k + 1])
        total = field.sum(weights)
        return [weight / total for weight in weights]


def bath_populations(
    field: Field, N: Number, x: Number | None = None, *, q: Number | None = None
) -> list[Scalar]:
    """Return the stationary populations, from m = -N/2 up (parameters as `scaled_rates`)."""
    rates = scaled_rates(field, N, x, q=q)
    return stationary_populations(field, population_generator(field, N, rates))


def bath_moment(
    field: Field, N: Number, power: int, x: Number | None = None, *, q: Number | None = None
) -> Scalar:
    """Return the stationary <(m_z)^power>, m_z = S_z/S (parameters as `scaled_rates`)."""
    spin = Fraction(positive_integer(N, "N"), 2)
    populations = bath_populations(field, N, x, q=q)
    values = field.numbers((m / spin) ** power for m in levels(spin))
    return field.dot(values, populations)


def bath_magnetization(
    field: Field, N: Number, x: Number | None = None, *, q: Number | None = None
) -> Scalar:
    """Return the stationary magnetisation <m_z> at finite N (finite form of `engine` (33)).

    Parameters
    ----------
    field : arithmetic.
    N : number of spins 1/2.
    x, q : beta E or e^(-x/N), as in `scaled_rates`.
    """
    return bath_moment(field, N, 1, x, q=q)


def bath_transverse_moment(
    field: Field, N: Number, x: Number | None = None, *, q: Number | None = None
) -> Scalar:
    """Return the stationary <(m_x)^2> at finite N (finite form of `engine` (35)).

    The diagonal of Jx^2 is taken from the product of explicit matrices; the trace with a diagonal
    state does not depend on the basis being rational or orthonormal.
    """
    spin = Fraction(positive_integer(N, "N"), 2)
    operators = spin_operators(field, spin)
    Jx = (operators.Jplus + operators.Jminus) * (1 / (2 * spin))
    return field.dot((Jx @ Jx).diagonal_values(), bath_populations(field, N, x, q=q))


# ------------------------------------------------------------------------------ moments


def moment_rate(
    field: Field, N: Number, rates: BathRates, power: int, populations: Sequence[Number]
) -> Scalar:
    """Return d<S_z^power>/dt of a diagonal state under the generator of finite N.

    Parameters
    ----------
    field : arithmetic.
    N : number of spins 1/2.
    rates : gamma_down and gamma_up, scaled or not.
    power : n >= 0.
    populations : N + 1 weights from m = -N/2 up; need not be normalised.
    """
    number = positive_integer(N, "N")
    change = population_generator(field, number, rates).apply(field.numbers(populations))
    return field.dot(field.numbers(m**power for m in levels(Fraction(number, 2))), change)


def _interpolate(nodes: Sequence[Fraction], values: Sequence[flint.fmpq]) -> list[flint.fmpq]:
    """Return the coefficients of the polynomial through the points, lowest power first."""
    points = [flint.fmpq(node.numerator, node.denominator) for node in nodes]
    differences = list(values)
    for step in range(1, len(points)):
        for k in range(len(points) - 1, step - 1, -1):
            differences[k] = (differences[k] - differences[k - 1]) / (points[k] - points[k - step])
    coefficients = [flint.fmpq(0)] * len(points)
    for k in range(len(points) - 1, -1, -1):
        shifted = [flint.fmpq(0), *coefficients[:-1]]
        coefficients = [s - points[k] * c for s, c in zip(shifted, coefficients, strict=True)]
        coefficients[0] += differences[k]
    return coefficients


def _image_of_power(spin: Fraction, power: int, rates: BathRates) -> list[flint.fmpq]:
    """Return the adjoint generator on S_z^power at one spin, as coefficients of powers of m."""
    field = Rational()
    adjoint = population_generator(field, int(2 * spin), rates).T
    image = adjoint.apply(field.numbers(m**power for m in levels(spin)))
    return _interpolate(levels(spin), image)


def moment_polynomial(power: int) -> Mapping[tuple[int, int], tuple[Fraction, Fraction]]:
    """Return the adjoint generator on S_z^n as an exact polynomial in S_z and S.

    The result maps (i, l) to the coefficients of gamma_down and gamma_up in front of S_z^i S^l:
    d<S_z^n>/dt = sum (c_down gamma_down + c_up gamma_up) <S_z^i> S^l, to be compared with
    `engine` (36). Found by exact interpolation of the explicit matrices in m and in S, with twice
    as many spins as the degree needs; a surplus point that did not fit would show up as a
    coefficient of too high a degree.

    Parameters
    ----------
    power : n, an integer from 0 to 30.

    Raises
    ------
    InputError : for another n.
    """
    if isinstance(power, bool) or not isinstance(power, int) or not 0 <= power <= 30:
        raise InputError(f"Argument `power` must be an integer from 0 to 30, but is {power!r}.")
    field = Rational()
    smallest = power + 3
    spins = [half_integer(Fraction(2 * smallest + step, 2)) for step in range(6)]
    result: dict[tuple[int, int], list[Fraction]] = {}
    unit = (BathRates(field.one, field.zero), BathRates(field.zero, field.one))
    for which, rates in enumerate(unit):
        images = [_image_of_power(spin, power, rates) for spin in spins]
        degree = max(len(image) for image in images)
        for i in range(degree):
            column = [image[i] if i < len(image) else flint.fmpq(0) for image in images]
            for exponent, value in enumerate(_interpolate(spins, column)):
                if value != 0:
                    pair = result.setdefault((i, exponent), [Fraction(0), Fraction(0)])
                    pair[which] = Fraction(int(value.p), int(value.q))
    return MappingProxyType({key: (pair[0], pair[1]) for key, pair in sorted(result.items())})
