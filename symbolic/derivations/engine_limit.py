"""Derivation of the generator of the infinite engine: from the master equation, no closure."""

from __future__ import annotations

from typing import Any

import sympy
from sympy import Rational

from ..derivation import Step, derivation
from ..forms.engine_limit import generator_terms
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
