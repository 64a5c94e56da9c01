"""Thermal boson reservoirs with a peaked spectral density, and the rates they cause.

With Omega = 1 all energy differences of the collective spin are integers, so a reservoir given by
its Boltzmann factor q = e^(-beta) has rational rates at every non-zero frequency.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import flint

from cotherm.numeric.errors import InputError, PrecisionError
from cotherm.numeric.fields import Ball, Field, Number, Rational, Scalar, exact_rational


def expm1(field: Field, x: Scalar) -> Scalar:
    """Return e^x - 1 without cancellation near x = 0.

    Raises
    ------
    InputError : in rational arithmetic for x other than 0, and in float64 for x above 709.
    """
    if isinstance(field, Ball):
        with field:
            return flint.arb(x).expm1()
    if isinstance(field, Rational):
        return field.exp(x) - 1
    try:
        return math.expm1(x)
    except OverflowError:
        raise InputError(
            f"Argument `x` of expm1 must be at most 709 in float64, but is {x!r}."
        ) from None


def bose_occupation(field: Field, x: Scalar) -> Scalar:
    """Return n = 1/(e^x - 1) for x = beta omega > 0 (`qar`, below (4)).

    Written as e^(-x)/(1 - e^(-x)), which neither cancels at small x nor overflows at large x.

    Raises
    ------
    InputError : when x is not certainly positive.
    """
    if not field.is_positive(x):
        raise InputError(f"Argument `x` of the Bose function must be positive, but is {x!s}.")
    with field:
        return field.exp(-x) / (-expm1(field, -x))


def _check_peak(position: Number, width: Number, height: Number) -> None:
    """Raise InputError unless position and width are positive and the height is not negative."""
    for name, given in (("position", position), ("width", width), ("height", height)):
        value = exact_rational(given, name)
        if value < 0 or (value == 0 and name != "height"):
            domain = "non-negative" if name == "height" else "positive"
            raise InputError(f"Argument `{name}` must be {domain}, but is {value}.")


def _profile(
    field: Field, omega: Scalar, position: Number, width: Number, height: Number
) -> Scalar:
    """Return Gamma(omega)/omega, an even function."""
    peak, delta = field.number(position), field.number(width)
    below, above = omega - peak, omega + peak
    square = delta * delta
    denominator = (below * below + square) * (above * above + square)
    return 4 * field.number(height) * peak * square / denominator


def spectral_density(
    field: Field, omega: Number, position: Number, width: Number, height: Number = 1
) -> Scalar:
    """Return the spectral density Gamma(omega), odd in omega (`qar` (5)).

    Parameters
    ----------
    field : arithmetic.
    omega : frequency of either sign, in units of Omega.
    position : epsilon > 0, where it roughly has its maximum.
    width : delta > 0.
    height : Gamma-bar >= 0, roughly its maximum.

    Raises
    ------
    InputError : when a parameter is outside its domain.
    """
    _check_peak(position, width, height)
    with field:
        frequency = field.number(omega)
        return frequency * _profile(field, frequency, position, width, height)


def density_maximum(
    field: Field, position: Number, width: Number, height: Number = 1
) -> tuple[Scalar, Scalar]:
    """Return where the spectral density `qar` (5) has its maximum over omega > 0, and its value.

    Newton's method on truncated power series of the density, with no formula for its derivative;
    the root of the derivative is enclosed by its signs at both ends.

    Parameters
    ----------
    field : Float64 or Ball.
    position, width, height : see `spectral_density`.

    Raises
    ------
    InputError : in rational arithmetic.
    PrecisionError : when no change of sign can be certified.
    """
    _check_peak(position, width, height)
    if field.exact:
        raise InputError("Argument `field` must not be rational for a maximum, but is.")
    if not isinstance(field, Ball):
        at, top = density_maximum(Ball(120), position, width, height)
        return float(at.mid()), float(top.mid())
    with field:
        # The density rises at `position` and falls at `position` + `width`.
        low, at = field.number(position).mid(), field.number(position).mid()
        high = (low + field.number(width)).mid()
        for _ in range(4 * field.prec):
            _, slope, bend = _series_at(field, at, position, width, height)
            low, high = (at, high) if slope.mid() > 0 else (low, at)
            following = (at - slope / (2 * bend)).mid()
            if not low < following < high:
                following = ((low + high) / 2).mid()
            step, at = abs(following - at), following
            if step < at * flint.arb(2) ** (-field.prec // 2 - 8):
                break
        for guard in range(12, field.prec // 2, 8):
            radius = abs(at) * flint.arb(2) ** (guard - field.prec)
            left, right = (at - radius).mid(), (at + radius).mid()
            slopes = [_series_at(field, x, position, width, height)[1] for x in (left, right)]
            if slopes[0] > 0 and slopes[1] < 0:
                enclosure = left.union(right)
                return enclosure, enclosure * _profile(field, enclosure, position, width, height)
    raise PrecisionError("The maximum of a spectral density could not be enclosed.", at, field.prec)


def _series_at(
    field: Field, at: Scalar, position: Number, width: Number, height: Number
) -> tuple[Scalar, Scalar, Scalar]:
    """Return value, first and half the second derivative of the density, by power series."""
    with field:
        series = flint.arb_series([at, 1], prec=3)
        peak, square = field.number(position), field.number(width) ** 2
        below, above = series - peak, series + peak
        scale = 4 * field.number(height) * peak * square
        result = scale * series / ((below * below + square) * (above * above + square))
        return result[0], result[1], result[2]


@dataclass(frozen=True)
class Reservoir:
    """A boson reservoir with the spectral density `qar` (5).

    Parameters
    ----------
    position : epsilon > 0, in units of Omega.
    width : delta > 0, in units of Omega.
    height : Gamma-bar >= 0, in units of Omega.
    beta : inverse temperature > 0, in units of 1/Omega; or
    q : e^(-beta), 0 < q < 1, given instead of beta.

    Raises
    ------
    InputError : when a parameter is outside its domain, or not exactly one of beta and q is given.
    """

    position: Number
    width: Number
    height: Number = 1
    beta: Number | None = None
    q: Number | None = None

    def __post_init__(self) -> None:
        _check_peak(self.position, self.width, self.height)
        if (self.beta is None) == (self.q is None):
            raise InputError(
                "Exactly one of the arguments `beta` and `q` must be given, but "
                f"{'none' if self.beta is None else 'both'} of them was."
            )
        if self.beta is not None and exact_rational(self.beta, "beta") <= 0:
            raise InputError(
                "Argument `beta` must be positive for a boson reservoir, but is "
                f"{exact_rational(self.beta)}."
            )
        if self.q is not None and not 0 < exact_rational(self.q, "q") < 1:
            raise InputError(
                "Argument `q` must be between 0 and 1 for a boson reservoir, but is "
                f"{exact_rational(self.q)}."
            )

    def inverse_temperature(self, field: Field) -> Scalar:
        """Return beta, from q where that was given (not in rational arithmetic)."""
        if self.beta is not None:
            return field.number(self.beta)
        with field:
            return -field.log(field.number(self.q))

    def boltzmann(self, field: Field, energy: Number) -> Scalar:
        """Return e^(-beta energy) for a non-negative energy.

        Raises
        ------
        InputError : when q was given and the energy is not an integer.
        """
        with field:
            if self.q is None:
                return field.exp(-(field.number(self.beta) * field.number(energy)))
            power = exact_rational(energy, "energy")
            if power.denominator != 1:
                raise InputError(
                    f"Argument `energy` must be an integer where `q` is given, but is {power}."
                )
            return field.number(self.q) ** int(power)

    def density(self, field: Field, omega: Number) -> Scalar:
        """Return the spectral density Gamma(omega), see `spectral_density`."""
        return spectral_density(field, omega, self.position, self.width, self.height)

    def rate(self, field: Field, omega: Number) -> Scalar:
        """Return gamma(omega) = Gamma(omega) (1 + n(omega)) for either sign of omega (`qar` (4)).

        With w = |omega| this is Gamma(w)/(1 - e^(-beta w)) for emission (omega > 0), that times
        e^(-beta w) for absorption (omega < 0), and the limit Gamma'(0)/beta at omega = 0.

        Parameters
        ----------
        omega : energy handed to the reservoir, in units of Omega.

        Raises
        ------
        InputError : at omega = 0 in rational arithmetic with q given, as beta is irrational then.
        """
        frequency = exact_rational(omega, "omega")
        size = abs(frequency)
        with field:
            if size == 0:
                slope = _profile(field, field.zero, self.position, self.width, self.height)
                return slope / self.inverse_temperature(field)
            absorbed = self.boltzmann(field, size)
            if self.q is None:
                emptied = -expm1(field, -(field.number(self.beta) * field.number(size)))
            else:
                emptied = field.one - absorbed
            emission = self.density(field, size) / emptied
            return emission if frequency > 0 else emission * absorbed
