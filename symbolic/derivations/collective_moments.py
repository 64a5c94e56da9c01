"""Derivations of the equations of motion of the magnetisations of both ensembles."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import sympy
from sympy import Rational, coth, exp

from ..derivation import Step, derivation
from ..forms import bath_spin as forms
from ..spin_algebra import (
    Exponents,
    Operator,
    absorption_part,
    component,
    drive_part,
    emission_part,
    moment_equation,
    names_of,
    symmetrised_moments,
)
from ..steps import closure, limit, matches, rewrite

omega, gamma, n, N = sympy.symbols("w g n N", positive=True)
t, T = sympy.symbols("t T", positive=True)  # beta E of the ensemble itself and of the other one
e = sympy.Symbol("epsilon", positive=True)
LETTERS = {"x1": "x", "y1": "y", "z1": "z", "x2": "X", "y2": "Y", "z2": "Z"}


def moment(exponents: Exponents) -> Any:
    """The symbol of a moment: xz for <m_x m_z> of one ensemble, xY for one of each."""
    name = "".join(LETTERS[axis] for axis in names_of(exponents))
    return sympy.Symbol(name, real=True) if name else sympy.S.One


def _rational(value: Any) -> Any:
    return Rational(value.numerator, value.denominator)


def expectation(operator: Operator) -> Any:
    """Expectation of an operator in symmetrised moments, exact in epsilon = 1/S."""
    return sympy.Add(
        *(
            _rational(value) * e**power * moment(exponents)
            for (exponents, power), value in symmetrised_moments(operator).items()
        )
    )


def dissipation(operator: Operator, down: Any, up: Any, spin: int = 1) -> Any:
    """<D^+(O)> for rates `down` and `up`, exact at any spin number."""
    parts = emission_part(operator, spin), absorption_part(operator, spin)
    return sympy.expand((down * expectation(parts[0]) + up * expectation(parts[1])) / e**2)


def macroscopic(names: tuple[str, ...]) -> Any:
    """d<O>/dt in the macroscopic limit: w, g, g/t and g/T times commuting moments."""
    factors = {
        "omega0": omega,
        "Gamma0/1": gamma,
        "Gamma0/2": gamma,
        "thermal/1": gamma / t,
        "thermal/2": gamma / T,
    }
    return sympy.expand(
        sympy.Add(*(factors[part] * polynomial(p) for part, p in moment_equation(names).items()))
    )


def polynomial(terms: Mapping[Exponents, Any]) -> Any:
    """A commuting polynomial in the symbols of its moments."""
    return sympy.Add(*(_rational(value) * moment(key) for key, value in terms.items()))


def _symbols(text: str) -> Any:
    return sympy.symbols(text, real=True)


@derivation(
    "collective_bath_equations",
    "Magnetisations of a collective spin in its bath, any spin number",
    "engine (26)-(30)",
)
def collective_bath_equations() -> list[Step]:
    """The dissipative part of the equations of motion, at finite N and in the scaled limit."""
    x, y, z, xx, yy, zz, xz, yz = _symbols("x y z xx yy zz xz yz")
    down, up = gamma * (n + 1), gamma * n
    steps = []
    for axis, mean, product in (("x1", x, xz), ("y1", y, yz)):
        steps.append(
            rewrite(
                dissipation(component(axis), down, up).subs(e, 2 / N),
                N * gamma / 2 * (product - (n + Rational(1, 2)) / (N / 2) * mean),
                f"The {axis[0]} component: symmetrised products, S = N/2.",
            )
        )
    level = -N * gamma / 2 * (xx + yy + (2 * n + 1) / (N / 2) * z)
    steps += [
        rewrite(
            dissipation(component("z1"), down, up).subs(e, 2 / N),
            level,
            "The z component: what emits is the transverse part.",
        ),
        closure(
            level,
            {xx: 1 + 2 / N - yy - zz},
            -N * gamma / 2 * (1 + 2 / N - zz + (2 * n + 1) / (N / 2) * z),
            "The squared length of m is S(S + 1)/S^2 = 1 + 2/N.",
        ),
    ]
    scaled = {
        "down": gamma * e / 2 * (1 + 1 / (exp(t * e / 2) - 1)),
        "up": gamma * e / 2 / (exp(t * e / 2) - 1),
    }
    for axis, after in (
        ("x1", gamma / 2 * (xz - 2 / t * x)),
        ("y1", gamma / 2 * (yz - 2 / t * y)),
        ("z1", -gamma / 2 * (xx + yy + 4 / t * z)),
    ):
        steps.append(
            limit(
                dissipation(component(axis), scaled["down"], scaled["up"]),
                e,
                sympy.S.Zero,
                after,
                f"The {axis[0]} component with rate and inverse temperature divided by N = "
                f"2/epsilon.",
            )
        )
    steps += [
        closure(
            -gamma / 2 * (xx + yy + 4 / t * z),
            {xx: 1 - yy - zz},
            -gamma / 2 * (1 - zz + 4 / t * z),
            "The squared length has become 1.",
        ),
        matches(
            2 / t - coth(t / 2),
            forms.bath_magnetization.sympy(N=sympy.oo, betaE=t),
            "The stationary mean to compare with, in closed form.",
        ),
        rewrite(
            (-(1 - zz) - 4 / t * z).subs(
                {
                    z: 2 / t - coth(t / 2),
                    zz: 1 + 4 / t * (2 / t - coth(t / 2)),
                },
                simultaneous=True,
            ),
            sympy.S.Zero,
            "It makes the z component stationary only with this sign of 4/(beta E).",
        ),
        matches(
            1 + 4 / t * (2 / t - coth(t / 2)),
            forms.bath_second_moment.sympy(N=sympy.oo, betaE=t),
            "The second moment used there is the closed form evaluated.",
        ),
    ]
    return steps


@derivation(
    "driven_magnetization_equations",
    "Magnetisations of the driven ensembles in the macroscopic limit",
    "engine (47)",
)
def driven_magnetization_equations() -> list[Step]:
    """The limit of the exact equations under the scaling (28)."""
    x, y, z, xx, yy, xz, yz = _symbols("x y z xx yy xz yz")
    zX, zY, yX, xY = _symbols("zX zY yX xY")
    down = gamma * e / 2 * (1 + 1 / (exp(t * e / 2) - 1))
    up = gamma * e / 2 / (exp(t * e / 2) - 1)
    results = {
        "x1": omega / 2 * zY + gamma / 2 * xz - gamma / t * x,
        "y1": -omega / 2 * zX + gamma / 2 * yz - gamma / t * y,
        "z1": omega / 2 * (yX - xY) - gamma / 2 * (xx + yy) - 2 * gamma / t * z,
    }
    steps = []
    for axis, after in results.items():
        operator = component(axis)
        driven = omega * e / 2 * expectation(drive_part(operator)) / e**2
        before = sympy.expand(driven) + dissipation(operator, down, up)
        steps.append(
            limit(before, e, sympy.S.Zero, after, f"The {axis[0]} component, N = 2/epsilon.")
        )
    for axis, after in results.items():
        steps.append(
            rewrite(
                macroscopic((axis,)),
                after,
                f"The {axis[0]} component from the leading orders of the algebra: the same.",
            )
        )
    steps.append(
        matches(
            2 / t - coth(t / 2),
            forms.bath_magnetization.sympy(N=sympy.oo, betaE=t),
            "Without drive the stationary mean is the closed form of one bath.",
        )
    )
    return steps
