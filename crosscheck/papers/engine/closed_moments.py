"""Means and pair moments as symbols of printed formulas, and the closed equations as oracles.

x, y, z are the components of ensemble l and X, Y, Z those of the other one; xz is <m_l^x m_l^z>, xY
is <m_l^x m_lbar^y>. w is omega_0, g is Gamma_0, t and T are beta E of both ensembles.
"""

from __future__ import annotations

from fractions import Fraction

from cotherm.numeric import cumulant_closure
from cotherm.numeric.fields import Rational

from ...checks import Equality, Oracle
from ...domain import Axis, Domain, Point, reals

LETTERS = "xyzXYZ"
CONVENTIONS = (
    "hbar = k_B = 1; scaled parameters (28); x, y, z belong to l and X, Y, Z to lbar, xz = <m_l^x m_l^z>, "
    "xY = <m_l^x m_lbar^y>; t, T = beta E of l and lbar; symmetrised products, exact for states "
    "without third cumulant as N -> infinity"
)
BARS = (
    "the bars over indices are lost in the available text: each index is assigned as the operator "
    "algebra has it wherever the printed letters allow"
)


def pair(first: str, second: str) -> str:
    """Name of a pair moment."""
    return "".join(sorted(first + second, key=LETTERS.index))


def axes(symbols: str, *, drive: bool = True, other: bool = False) -> dict[str, Axis]:
    """Axes of the moments named in a text, and of the parameters."""
    moments = {name: reals("-9/10", "9/10", smallest="1/10") for name in symbols.split()}
    parameters = {"w": reals("1/5", 3), "g": reals("1/5", 3), "t": reals("1/5", 9)}
    if not drive:
        del parameters["w"]
    if other:
        parameters["T"] = reals("1/5", 9)
    return parameters | moments


def moment_domain(symbols: str, *, drive: bool = True, other: bool = False) -> Domain:
    """Free means and pair moments: the closed equations are identities in them."""
    return Domain(axes(symbols, drive=drive, other=other))


def closed_rate(
    observable: str, point: Point, *, unit_length: bool = False, unit_noise: bool = False
) -> object:
    """The closed rate of a mean or pair moment, exact."""
    field = Rational()

    def value(name: str) -> object:
        return field.number(point.get(name, Fraction(0)))

    mean = [value(letter) for letter in LETTERS]
    pairs = [[value(pair(a, b)) for b in LETTERS] for a in LETTERS]
    rates = cumulant_closure.scaled_rates(
        field, point.get("w", Fraction(0)), point["g"], point["t"], point.get("T", Fraction(1))
    )
    which = [LETTERS.index(letter) for letter in observable]
    return cumulant_closure.closed_rate(
        rates, mean, pairs, which, unit_length=unit_length, unit_noise=unit_noise
    )


def vector_average(
    observable: str, *, unit_length: bool = False, unit_noise: bool = False
) -> Equality:
    """Comparison with the vector equations, averaged without third cumulant."""
    length = ", length 1 used in the drift" if unit_length else ""
    length += ", length 1 used in the noise" if unit_noise else ""
    return Equality(
        Oracle(
            lambda p, d: closed_rate(observable, p, unit_length=unit_length, unit_noise=unit_noise),
            "rates of the vectors on both spheres, averaged over a distribution of given mean and "
            f"covariance without third cumulant{length}",
        ),
        route="numeric",
    )
