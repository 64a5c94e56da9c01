"""Derivations of the closed equations of all pair moments of the driven ensembles."""

from __future__ import annotations

from typing import Any

import sympy

from ..derivation import Step, derivation
from ..forms import bath_spin, macroscopic_engine
from ..spin_algebra import Exponents, exponents_of, moment_equation, names_of
from ..steps import closure, matches, rewrite, solve
from .collective_moments import gamma, macroscopic, moment, omega, t

PAIRS = (
    ("x1", "x1"),
    ("x1", "y1"),
    ("x1", "z1"),
    ("y1", "y1"),
    ("y1", "z1"),
    ("z1", "z1"),
    ("x1", "x2"),
    ("x1", "y2"),
    ("x1", "z2"),
    ("y1", "y2"),
    ("y1", "z2"),
    ("z1", "z2"),
)
"""The pair moments in the order of `engine` (C1)-(C12); (C7)-(C11) are taken in this order."""

LENGTH = ("x1", "z1"), ("y1", "z1")
"""Moments in whose equations the length of the spin is used before closing."""


def without_third_cumulant(names: tuple[str, ...]) -> Any:
    """<abc> = <ab><c> + <ac><b> + <bc><a> - 2 <a><b><c>   (`engine` (31))."""
    total = sympy.S.Zero
    for kept in range(3):
        pair = tuple(name for k, name in enumerate(names) if k != kept)
        total += _moment(*pair) * _moment(names[kept])
    return total - 2 * sympy.Mul(*(_moment(name) for name in names))


def _moment(*names: str) -> Any:
    return moment(exponents_of(names))


def third_moments(pair: tuple[str, ...]) -> dict[Any, Any]:
    """The third moments of one equation, closed."""
    found: dict[Exponents, None] = {}
    for terms in moment_equation(pair).values():
        found |= {key: None for key in terms if sum(key) == 3}
    return {moment(key): without_third_cumulant(names_of(key)) for key in found}


def on_the_sphere(pair: tuple[str, ...]) -> dict[Any, Any]:
    """<u^3> + <u v^2> = <u> - <u z^2> for u = x or y: the length of one spin."""
    axis, other = pair[0], "y1" if pair[0] == "x1" else "x1"
    cube, mixed = _moment(axis, axis, axis), _moment(axis, other, other)
    return {cube: _moment(axis) - mixed - _moment(axis, "z1", "z1")}


@derivation(
    "third_cumulant_equations",
    "Equations of the pair moments closed at the third cumulant",
    "engine (31), (C1)-(C12)",
)
def third_cumulant_equations() -> list[Step]:
    """Twelve equations of the operator algebra, their third moments closed."""
    steps = []
    for pair in PAIRS:
        label = f"<{pair[0]} {pair[1]}>"
        equation = macroscopic(pair)
        if pair in LENGTH:
            replaced = on_the_sphere(pair)
            shorter = sympy.expand(equation.subs(replaced, simultaneous=True))
            steps.append(
                closure(equation, replaced, shorter, f"{label}: the length of the spin is 1.")
            )
            equation = shorter
        if pair == ("z1", "z1"):
            xx, yy, zz = _moment("x1", "x1"), _moment("y1", "y1"), _moment("z1", "z1")
            shorter = equation + 2 * gamma / t * (1 - xx - yy - zz)
            steps.append(
                rewrite(
                    equation.subs(xx, 1 - yy - zz),
                    shorter.subs(xx, 1 - yy - zz),
                    f"{label}: the same on the sphere.",
                )
            )
            equation = sympy.expand(shorter)
        replaced = third_moments(pair)
        steps.append(
            closure(
                equation,
                replaced,
                sympy.expand(equation.subs(replaced, simultaneous=True)),
                f"{label}: third moments replaced.",
            )
        )
    z, zz = _moment("z1"), _moment("z1", "z1")
    mean = bath_spin.cumulant_bath_magnetization.sympy(betaE=t)
    second = (1 + 2 * mean**2) / 3
    steps += [
        rewrite(
            (-(1 - zz) / 2 - 2 / t * z).subs({z: mean, zz: second}, simultaneous=True),
            sympy.S.Zero,
            "Without drive a stationary state of the first equation, <z^2> = (1 + 2 <z>^2)/3,",
        ),
        rewrite(
            (-(1 - zz) * z + 2 / t * (1 - 3 * zz)).subs({z: mean, zz: second}, simultaneous=True),
            sympy.S.Zero,
            "and of the equation of <z z>.",
        ),
        matches(
            3 / t - sympy.sqrt(9 / t**2 + 1),
            mean,
            "The magnetisation there is the closed form evaluated.",
        ),
    ]
    return steps


@derivation(
    "power_fluctuations",
    "Fluctuations of the power of infinitely many pairs, closed",
    "engine (D1)-(D5)",
)
def power_fluctuations() -> list[Step]:
    """Two-time moments by regression, four-time moments without cumulant, the integral."""
    z, Z = _moment("z1"), _moment("z2")
    steps = []
    linear = {}
    for axis in ("x1", "y1"):
        # d<u(tau) s(0)>: the equation of u times s; the means of x, y and s vanish.
        equation, replaced = sympy.S.Zero, {}
        for part, terms in moment_equation((axis,)).items():
            factor = {"omega0": omega, "Gamma0/1": gamma, "thermal/1": gamma / t}.get(part, 0)
            for key, value in terms.items():
                names = names_of(key)
                symbol = sympy.Symbol("".join(str(moment(exponents_of([a]))) for a in names) + "s")
                if len(names) == 2:
                    odd = next(name for name in names if name[0] != "z")
                    level = next(name for name in names if name[0] == "z")
                    replaced[symbol] = _moment(level) * _later(odd)
                else:
                    symbol = _later(names[0])
                equation += factor * sympy.Rational(value.numerator, value.denominator) * symbol
        linear[axis] = equation.subs(replaced, simultaneous=True)
        steps.append(
            closure(
                equation,
                replaced,
                sympy.expand(linear[axis]),
                f"Correlations of {axis[0]} with an earlier component, third cumulant dropped.",
            )
        )
    four = _four_times()
    steps.append(
        closure(
            four[0],
            four[1],
            four[2],
            "Four components at two times, fourth cumulant dropped: the products of means cancel.",
        )
    )
    steps += _integral(z, Z)
    return steps


def _later(axis: str) -> Any:
    """<u(tau) s(0)> as a symbol: xs, Ys ..."""
    return sympy.Symbol(str(_moment(axis)) + "s", real=True)


def two_times(first: str, second: str) -> Any:
    """<a(0) b(tau)> as a symbol: x0Yt, ..."""
    return sympy.Symbol(f"{_moment(first)}0{_moment(second)}t", real=True)


def _four_times() -> tuple[Any, dict[Any, Any], Any]:
    """<Q(0) Q(tau)> - <Q>^2, Q = x_1 y_2 - y_1 x_2, and its moments by pairs."""
    terms = ((1, ("x1", "y2")), (-1, ("y1", "x2")))
    before, after, replaced = sympy.S.Zero, sympy.S.Zero, {}
    equal = {pair: _moment(*pair) for _, pair in terms}
    mean = sum(sign * equal[pair] for sign, pair in terms)
    for sign, (a, b) in terms:
        for other, (c, d) in terms:
            symbol = sympy.Symbol(f"M_{a}{b}{c}{d}", real=True)
            before += sign * other * symbol
            pairings = two_times(a, c) * two_times(b, d) + two_times(a, d) * two_times(b, c)
            replaced[symbol] = equal[a, b] * equal[c, d] + pairings
            after += sign * other * pairings
    return before - mean**2, replaced, sympy.expand(after)


def _integral(z: Any, Z: Any) -> list[Step]:
    """Time integral of the pairings for the stationary correlations of both spins."""
    x1, x2 = sympy.symbols("x_1 x_2", positive=True)
    J, p, q, r = sympy.symbols("J p q r", real=True)
    state = macroscopic_engine.ClosedState(None, None, z, Z, J)
    k1, k2 = gamma * (z / 2 - 1 / x1), gamma * (Z / 2 - 1 / x2)
    up, down = omega * z / 2, -omega * Z / 2
    t1, t2 = (1 - z**2) / 3, (1 - Z**2) / 3
    cross = gamma * J / (3 * omega)
    # u = (x_1, y_2): columns of K = e^(M tau) C; products of both columns, symmetrised.
    equations = (
        2 * k1 * p + 2 * up * q + t1 * cross,
        down * p + (k1 + k2) * q + up * r + (t1 * t2 + cross**2) / 2,
        2 * k2 * r + 2 * down * q + t2 * cross,
    )
    middle = -((t1 * t2 + cross**2) / 2 - cross * (down * t1 / (2 * k1) + up * t2 / (2 * k2)))
    middle = middle * k1 * k2 / ((k1 + k2) * (k1 * k2 - up * down))
    solution = (
        -(t1 * cross + 2 * up * middle) / (2 * k1),
        middle,
        -(t2 * cross + 2 * down * middle) / (2 * k2),
    )
    return [
        solve(
            equations,
            (p, q, r),
            solution,
            "Integrals over time of K_11 K_12, (K_11 K_22 + K_12 K_21)/2 and K_21 K_22.",
        ),
        matches(
            solution[1],
            macroscopic_engine.closed_noise(state, x1, x2, omega, gamma),
            "The one in the middle is the closed form evaluated.",
        ),
    ]
