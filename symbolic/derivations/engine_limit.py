"""Derivation of the generator of the infinite engine: from the master equation, no closure."""

from __future__ import annotations

from typing import Any

import sympy
from sympy import Rational

from ..derivation import Step, derivation
from ..forms.engine_limit import current_terms, excess_of_constancy, generator_terms
from ..spin_algebra import Exponents, moment_equation
from ..steps import matches, rewrite

w, t, T = sympy.symbols("w t T", positive=True)
AXES = x, y, z, X, Y, Z = sympy.symbols("x y z X Y Z", real=True)
a, b, v = sympy.symbols("a b v", real=True)
"""z_1, z_2 and y_1 x_2 - x_1 y_2."""
SHORT = {a: z, b: Z, v: y * X - x * Y}
SPHERES = (x**2 + y**2 + z**2 - 1, X**2 + Y**2 + Z**2 - 1)


def on_spheres(expression: Any) -> Any:
    """Normal form of a polynomial of the two unit vectors: no x^2 and no X^2."""
    return sympy.reduced(sympy.expand(expression), list(SPHERES), *AXES)[1]


def from_master_equation(function: Any) -> Any:
    """Limit of the rate of a function of a, b and v, monomial by monomial of the six components."""
    factors = {
        "omega0": w,
        "Gamma0/1": 1,
        "Gamma0/2": 1,
        "thermal/1": 1 / t,
        "thermal/2": 1 / T,
    }
    total = sympy.S.Zero
    names = ("x1", "y1", "z1", "x2", "y2", "z2")
    terms = sympy.Poly(sympy.expand(function.subs(SHORT, simultaneous=True)), *AXES).terms()
    for powers, value in terms:
        word = tuple(name for name, power in zip(names, powers, strict=True) for _ in range(power))
        for part, polynomial in moment_equation(word).items():
            total += value * factors[part] * _polynomial(polynomial)
    return on_spheres(total)


def _polynomial(terms: dict[Exponents, Any] | Any) -> Any:
    return sympy.Add(
        *(
            Rational(value.numerator, value.denominator)
            * sympy.Mul(*(axis**power for axis, power in zip(AXES, key, strict=True)))
            for key, value in terms.items()
        )
    )


def generator(f: Any) -> Any:
    """G f for a function of a, b and v."""
    d = sympy.diff
    drive = v * (d(f, a) - d(f, b)) + (b * (1 - a**2) - a * (1 - b**2)) * d(f, v)
    total = w / 2 * drive
    for s, r, ratio in ((a, b, t), (b, a, T)):
        total += -((1 - s**2) * d(f, s) - s * v * d(f, v)) / 2
        noise = (1 - s**2) * d(f, s, 2) - 2 * s * d(f, s) - v * d(f, v)
        noise += s**2 * (1 - r**2) * d(f, v, 2) - 2 * s * v * d(f, s, v)
        total += noise / ratio
    return sympy.expand(total)


def harmonic(label: tuple[int, int, int]) -> Any:
    """P_a^(q)(z_1) P_b^(q)(z_2) W_q."""
    first, second, q = label
    steps = [sympy.S.One, v]
    while len(steps) <= q:
        steps.append(2 * v * steps[-1] - (1 - a**2) * (1 - b**2) * steps[-2])
    legendre = [sympy.diff(sympy.legendre(n, s), s, q) for n, s in ((first, a), (second, b))]
    return sympy.expand(legendre[0] * legendre[1] * steps[q])


def _hierarchy(label: tuple[int, int, int]) -> Any:
    factors = (1, 1 / t, 1 / T, w)
    return sympy.Add(
        *(
            Rational(value.numerator, value.denominator) * factors[kind] * harmonic(target)
            for target, kind, value in generator_terms(*label)
        )
    )


@derivation(
    "macroscopic_engine_generator",
    "Generator of infinitely many driven pairs, without a closure",
    "engine (25), (26), (28)",
)
def macroscopic_engine_generator() -> list[Step]:
    """The rates of z_1, z_2, v and their products close among themselves.

    t, T are beta E of both ensembles, w = omega0/Gamma0, time in units of 1/Gamma0. A generator
    of second order is fixed by its action on the coordinates and their products.
    """
    steps = [
        rewrite(
            from_master_equation(function),
            on_spheres(generator(function).subs(SHORT, simultaneous=True)),
            f"Limit of the equation of motion of {name}, with the vectors of length 1.",
        )
        for name, function in (
            ("z_1", a),
            ("z_2", b),
            ("v = y_1 x_2 - x_1 y_2", v),
            ("z_1^2", a**2),
            ("z_2^2", b**2),
            ("z_1 z_2", a * b),
            ("z_1 v", a * v),
            ("z_2 v", b * v),
            ("v^2", v**2),
        )
    ]
    steps += [
        matches(
            generator(harmonic(label)),
            _hierarchy(label),
            "On the product of associated Legendre functions of degrees "
            f"{label[0]} and {label[1]}, order {label[2]}.",
        )
        for label in ((1, 1, 1), (2, 1, 1), (2, 2, 2), (3, 2, 0), (3, 3, 1))
    ]
    return steps


# ------------------------------------------------------------------------------ high temperature

Label = tuple[int, int, int]
_CURRENT: Label = (1, 1, 1)


def _levels(top: int) -> list[Label]:
    return [
        (first, degree - first, q)
        for degree in range(1, top + 1)
        for first in range(degree + 1)
        for q in range(min(first, degree - first) + 1)
    ]


def _rational(value: Any) -> Any:
    return Rational(value.numerator, value.denominator)


def hot_series(p: Any, r: Any, order: int) -> tuple[list[Any], list[Any]]:
    """Coefficients of <v> and of its noise/s in powers of s, for 1/x_1 = p/s and 1/x_2 = r/s.

    The diffusion, of order 1/s, is diagonal and the rest raises the order by one, so that each
    order follows from the one before by a division.
    """

    def rate(label: Label) -> Any:
        first, second, q = label
        return (first * (first + 1) - q * q) * p + (second * (second + 1) - q * q) * r

    def pushed(label: Label, before: dict[Label, Any]) -> Any:
        return sympy.Add(
            *(
                _rational(value) * (w if kind == 3 else 1) * before.get(target, 0)
                for target, kind, value in generator_terms(*label)
                if kind in (0, 3)
            )
        )

    moments: list[dict[Label, Any]] = [{(0, 0, 0): sympy.S.One}]
    for k in range(1, order + 1):
        moments.append(
            {label: sympy.expand(pushed(label, moments[-1]) / rate(label)) for label in _levels(k)}
        )
    current = [level.get(_CURRENT, sympy.S.Zero) for level in moments]
    summed: list[dict[Label, Any]] = []
    for k in range(order - 1):
        level = {}
        for label in _levels(k + 2):
            start = sympy.Add(
                *(
                    _rational(value) * moments[k].get(target, 0)
                    for target, value in current_terms(*label)
                ),
                *(-current[j] * moments[k - j].get(label, 0) for j in range(k + 1)),
            )
            later = pushed(label, summed[-1]) if summed else 0
            level[label] = sympy.expand((start + later) / rate(label))
        summed.append(level)
    return current, [2 * level.get(_CURRENT, sympy.S.Zero) for level in summed]


@derivation(
    "hot_macroscopic_constancy",
    "Constancy of infinitely many pairs at high temperature, without a closure",
    "engine (20), (28)",
)
def hot_macroscopic_constancy() -> list[Step]:
    """C = (8/w) (<v>/(x_1 - x_2))/noise in powers of s, for several ratios of x_1 = s/p, x_2 = s/r.

    The first correction is positive for ratios of the affinities up to 16.9: the classical bound
    is exceeded in the limit.
    """
    steps = []
    for p, r in ((1, 2), (1, 3), (2, 3), (1, 20)):
        current, noise = hot_series(sympy.Integer(p), sympy.Integer(r), 6)
        bias = Rational(1, p) - Rational(1, r)
        flow = [sympy.expand(8 * value / (bias * w)) for value in current[2::2]]
        width = noise[0::2]
        ratio = f"{p}:{r}"
        steps += [
            rewrite(flow[0], width[0], f"Leading order: C = 1, temperatures {ratio}."),
            rewrite(
                flow[1],
                width[1],
                f"No correction of second order in beta E, temperatures {ratio}.",
            ),
            matches(
                sympy.expand((flow[2] - width[2]) / width[0]),
                excess_of_constancy.sympy(x1=Rational(1, p), x2=Rational(1, r), drive=w),
                f"The correction of fourth order, temperatures {ratio}.",
            ),
        ]
    return steps
