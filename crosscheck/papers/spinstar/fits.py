"""Least-squares polynomials through T_q(S), on either book's data: what Table 1 was made of."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction
from functools import lru_cache
from typing import Any

import flint

from ...algebras import digits_to_bits, precision, to_ball, to_fmpq
from ...checks import Oracle
from ...domain import Point
from .shared import SOLVED_SPIN, TSPIN

Temperature = Callable[..., flint.arb]

SAMPLES = tuple(Fraction(k, 2) for k in range(1, 13))
"""S = 1/2, 1, ..., 6: the sampling that Table 1 follows."""
DEGREES = {"0": 1, "1/4": 1, "1/2": 2, "3/4": 3, "9/10": 3, "1": 4}
PRINTED = {
    "0": ("1.0030", "0.0236"),
    "1/4": ("0.9856", "0.0708"),
    "1/2": ("1.0215", "0.0637", "0.0138"),
    "3/4": ("0.9552", "0.2212", "-0.0394", "0.0096"),
    "9/10": ("0.8189", "0.5149", "-0.1719", "0.0306"),
    "1": ("1.3518", "-0.7877", "0.7572", "-0.2138", "0.0222"),
}
PRINTED_R2 = ("0.9995", "0.9975", "0.9995", "0.9997", "0.9982", "0.9989")


@lru_cache(maxsize=64)
def _projector(samples: tuple[Fraction, ...], degree: int) -> flint.fmpq_mat:
    """(X^T X)^-1 X^T of the powers up to a degree, exact."""
    rows = [[to_fmpq(x**k) for k in range(degree + 1)] for x in samples]
    powers = flint.fmpq_mat(len(samples), degree + 1, [x for row in rows for x in row])
    projector: flint.fmpq_mat = (powers.transpose() * powers).inv() * powers.transpose()
    return projector


def coefficients(
    values: Sequence[flint.arb], degree: int, samples: tuple[Fraction, ...] = SAMPLES
) -> list[flint.arb]:
    """Coefficients of 1, S, S^2, ... of the least-squares polynomial."""
    projector = _projector(samples, degree)
    return [
        sum((to_ball(projector[k, i]) * y for i, y in enumerate(values)), flint.arb(0))
        for k in range(degree + 1)
    ]


def determination(
    values: Sequence[flint.arb],
    fitted: Sequence[flint.arb],
    samples: tuple[Fraction, ...] = SAMPLES,
) -> flint.arb:
    """R^2 = 1 - sum (y - polynomial)^2 / sum (y - mean)^2, not adjusted."""
    mean = sum(values, flint.arb(0)) / len(values)
    curve = [sum((c * to_ball(x**k) for k, c in enumerate(fitted)), flint.arb(0)) for x in samples]
    rest = sum(((y - f) ** 2 for y, f in zip(values, curve, strict=True)), flint.arb(0))
    return 1 - rest / sum(((y - mean) ** 2 for y in values), flint.arb(0))


def temperatures(book: Temperature, lam: Fraction) -> list[flint.arb]:
    """T_q/T_b at the samples and the other parameters of Fig. 1."""
    return [book(S, lam) for S in SAMPLES]


Measure = Callable[[Temperature, Point], Any]


def oracles(measure: Measure, text: str) -> tuple[Oracle, Oracle]:
    """A measure of the data of the spin S from both books, numeric first."""

    def on(book: Temperature) -> Callable[[Point, int], Any]:
        def compute(point: Point, digits: int) -> Any:
            with precision(digits_to_bits(digits) + 64):
                return measure(book, point)

        return compute

    return (
        Oracle(on(SOLVED_SPIN), f"{text}, from the Gibbs states of (2) at S = 1/2, 1, ..., 6"),
        Oracle(on(TSPIN), f"{text}, from the closed form at S = 1/2, 1, ..., 6", "symbolic"),
    )


def row(book: Temperature, name: str) -> list[flint.arb]:
    """The coefficients of one row of Table 1."""
    return coefficients(temperatures(book, Fraction(name)), DEGREES[name])


def quality(book: Temperature, name: str) -> flint.arb:
    """R^2 of that row."""
    values = temperatures(book, Fraction(name))
    return determination(values, coefficients(values, DEGREES[name]))


def printed_quality(book: Temperature, name: str) -> flint.arb:
    """R^2 of the printed polynomial on the same data."""
    values = temperatures(book, Fraction(name))
    return determination(values, [to_ball(Fraction(c)) for c in PRINTED[name]])


def smallest_degree(book: Temperature, name: str) -> int:
    """Smallest degree whose R^2 is at least the smallest one in the table."""
    values = temperatures(book, Fraction(name))
    for degree in range(1, 8):
        if determination(values, coefficients(values, degree)) > to_ball(Fraction("0.99745")):
            return degree
    raise ValueError("no degree up to 7 fits")


@lru_cache(maxsize=1024)
def _quadratic(prec: int, book: Temperature, lam: Fraction) -> list[flint.arb]:
    return coefficients(temperatures(book, lam), 2)


def share(book: Temperature, power: int) -> Callable[[Fraction], flint.arb]:
    """|c_power| 6^power of the quadratic through the data: what a power contributes at S = 6."""
    return lambda lam: abs(_quadratic(flint.ctx.prec, book, lam)[power]) * 6**power
