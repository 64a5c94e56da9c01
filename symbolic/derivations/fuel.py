"""Derivations for the central spin of a thermal spin star and of its spin-S counterpart."""

from __future__ import annotations

from typing import Any

import sympy
from sympy import Rational, cosh, exp, log, sinh, sqrt, tanh

from ..derivation import Step, derivation
from ..forms import fuel as forms
from ..steps import determinant, differentiate, eigenvalues, limit, matches, rewrite, series

omega, beta, J, T, x = sympy.symbols("omega beta J T_q x", positive=True)
lam = sympy.Symbol("lambda", real=True)
k, S, z = sympy.symbols("k S z", positive=True)

_HALF = Rational(1, 2)


def block(mean: Any, size: Any) -> Any:
    """(2) on |e, k - 1/2> and |g, k + 1/2>."""
    up, down = mean - _HALF, mean + _HALF
    flip = J / 2 * sqrt(size * (size + 1) - up * down)
    return sympy.Matrix(
        [
            [omega / 2 + omega * up + J * lam * up / 2, flip],
            [flip, -omega / 2 + omega * down - J * lam * down / 2],
        ]
    )


def _root(mean: Any, size: Any) -> Any:
    return sqrt((size + _HALF) ** 2 - mean**2 + lam**2 * mean**2)


def _weights(size: Any, copies: Any = 1) -> tuple[Any, Any]:
    """Diagonal of exp(-beta H) summed over |e> and over |g>, both extreme charges by hand."""
    excited = copies * exp(-beta * (omega * (size + _HALF) + J * lam * size / 2))
    ground = copies * exp(-beta * (-omega * (size + _HALF) + J * lam * size / 2))
    for step in range(int(2 * size)):
        mean = step - size + _HALF
        rho = _root(mean, size)
        common = copies * exp(-beta * (omega * mean - J * lam / 4))
        split = lam * mean / rho * sinh(beta * J * rho / 2)
        excited += common * (cosh(beta * J * rho / 2) - split)
        ground += common * (cosh(beta * J * rho / 2) + split)
    return excited, ground


def _population(*parts: tuple[Any, Any]) -> Any:
    excited = sum(part[0] for part in parts)
    ground = sum(part[1] for part in parts)
    return excited / (excited + ground)


def _closed(model: str, size: Any) -> Any:
    return forms.fuel_population.sympy(
        model=model, omega=omega, J=J, lam=lam, beta=beta, S=sympy.nsimplify(size)
    )


def _excess(model: str, size: Any) -> Any:
    return forms.fuel_excess.sympy(
        model=model, omega=omega, J=J, lam=lam, beta=beta, S=sympy.nsimplify(size)
    )


def _same_ratio(model: str, size: Any, *parts: tuple[Any, Any]) -> Step:
    """The quantity that is expanded is that of the blocks."""
    excited = sum(part[0] for part in parts)
    ground = sum(part[1] for part in parts)
    return matches(
        excited / ground * exp(beta * omega),
        exp(_excess(model, size)),
        "What is expanded comes from the sum over all blocks.",
    )


@derivation("fuel_population", "Population of the central spin beside one spin S", "spinstar (3)")
def fuel_population() -> list[Step]:
    """Blocks of two states, their exponentials, and the sum for small spins."""
    rho = _root(k, S)
    matrix = block(k, S)
    energy = omega * k - J * lam / 4
    excited = exp(-beta * energy) * (
        cosh(beta * J * rho / 2) - lam * k / rho * sinh(beta * J * rho / 2)
    )
    mixed = -exp(-beta * energy) * matrix[0, 1] * 2 / (J * rho) * sinh(beta * J * rho / 2)
    return [
        eigenvalues(
            matrix,
            (energy + J * rho / 2, energy - J * rho / 2),
            "The charge sigma_0z/2 + S_z = k leaves two states; their energies.",
        ),
        differentiate(
            excited,
            beta,
            -(matrix[0, 0] * excited + matrix[0, 1] * mixed),
            "The first entry of exp(-beta H) solves its differential equation,",
        ),
        differentiate(
            mixed,
            beta,
            -(matrix[1, 0] * excited + matrix[1, 1] * mixed),
            "so does the one beside it,",
        ),
        rewrite(excited.subs(beta, 0), sympy.S.One, "and the first one starts at 1,"),
        rewrite(mixed.subs(beta, 0), sympy.S.Zero, "the other at 0."),
        *(
            matches(
                _population(_weights(size)),
                _closed("spin", size),
                f"All blocks and both extreme charges together: the closed form for S = {size}.",
            )
            for size in (_HALF, sympy.S.One, Rational(3, 2))
        ),
    ]


def star_block(outer: int, up: int) -> Any:
    """(1) on the product states of a star with a given number of spins up, bit 0 the centre."""
    states = [s for s in range(2 ** (outer + 1)) if s.bit_count() == up]
    matrix = sympy.zeros(len(states), len(states))
    for a, state in enumerate(states):
        centre, rest = 2 * (state & 1) - 1, 2 * (state >> 1).bit_count() - outer
        matrix[a, a] = omega * (up - Rational(outer + 1, 2)) + J * lam * centre * rest / 4
        for i in range(1, outer + 1):
            if (state & 1) != (state >> i) & 1:
                matrix[a, states.index(state ^ (1 | 1 << i))] = J / 2
    return matrix


@derivation("fuel_star", "Population of the central spin of a star", "spinstar (1), (3)")
def fuel_star() -> list[Step]:
    """Sectors of total outer spin below N/2 are there too, and make a difference from N = 2 on."""
    steps = []
    for outer, up in ((2, 1), (3, 1), (3, 2)):
        charge = up - Rational(outer + 1, 2)
        factors = []
        for size, copies in forms.sectors("star", Rational(outer, 2)):
            spin = sympy.nsimplify(size)
            if abs(charge) < spin + _HALF:
                factors += [(z * sympy.eye(2) - block(charge, spin)).det()] * copies
            elif abs(charge) == spin + _HALF:
                factors += [z - omega * charge - J * lam * spin / 2] * copies
        steps.append(
            determinant(
                star_block(outer, up),
                z,
                sympy.prod(factors),
                f"N = {outer}, {up} spins up: the product states have the energies of the blocks "
                "of all total outer spins, each as often as that spin occurs.",
            )
        )
    half, one, three = _HALF, sympy.S.One, Rational(3, 2)
    return [
        *steps,
        matches(
            _population(_weights(one), _weights(sympy.S.Zero)),
            _closed("star", one),
            "N = 2: triplet and singlet, the closed form.",
        ),
        matches(
            _population(_weights(three), _weights(half, 2)),
            _closed("star", three),
            "N = 3: the quadruplet and two doublets, the closed form.",
        ),
        matches(
            _closed("spin", half),
            _closed("star", half),
            "N = 1: no smaller sector, both models agree.",
        ),
    ]


@derivation("fuel_weak_coupling", "The central spin, weakly coupled", "spinstar, below (3)")
def fuel_weak_coupling() -> list[Step]:
    """ln(p_e/p_g) + beta omega in orders of the coupling, where both models part at N = 2."""
    b, c = beta * omega, beta * J
    half, one = _HALF, sympy.S.One
    # y = ln(1 + (y + y^2/2 + ...)): expanded is p_e/p_g e^(beta omega).
    first = lam * tanh(b / 2) / 2
    return [
        series(
            exp(_excess("spin", half)),
            J,
            1 + first * c + (first**2 / 2 + tanh(b / 2) / 8) * c**2,
            3,
            "Weak coupling, S = 1/2: the logarithm is beta J lambda tanh(beta omega/2)/2, the mean "
            "field of the other spin, and (beta J)^2 tanh(beta omega/2)/8.",
        ),
        series(
            exp(_excess("spin", one)),
            J,
            1 + lam * c * 2 * sinh(b) / (1 + 2 * cosh(b)),
            2,
            "Weak coupling, S = 1: the mean of S_z on three levels.",
        ),
        series(
            exp(_excess("star", one)),
            J,
            1 + lam * c * tanh(b / 2),
            2,
            "Weak coupling, N = 2: the mean of two free spins, which is another one.",
        ),
        _same_ratio("star", one, _weights(one), _weights(sympy.S.Zero)),
    ]


@derivation("fuel_hot_bath", "The central spin in a hot bath", "spinstar, introduction")
def fuel_hot_bath() -> list[Step]:
    """ln(p_e/p_g) + beta omega = beta^2 J lambda omega S(S + 1)/3 or N/4, and higher orders."""
    half, one, three = _HALF, sympy.S.One, Rational(3, 2)
    steps = []
    for model, size, strength in (
        ("spin", half, Rational(1, 4)),
        ("spin", one, Rational(2, 3)),
        ("star", one, Rational(1, 2)),
        ("spin", three, Rational(5, 4)),
        ("star", three, Rational(3, 4)),
    ):
        rule = "S(S + 1)/3" if model == "spin" else "N/4"
        steps.append(
            series(
                exp(_excess(model, size)),
                beta,
                1 + J * lam * omega * strength * beta**2,
                3,
                f"Hot bath, {model} with S = {size}: the factor is {rule}.",
            )
        )
    return [*steps, _same_ratio("star", three, _weights(three), _weights(half, 2))]


@derivation("fuel_cold_bath", "The central spin in a cold bath", "spinstar, below (3)")
def fuel_cold_bath() -> list[Step]:
    """p_e/p_g e^(beta omega) as omega grows, where the surroundings are polarised."""
    one = sympy.S.One
    cold = exp(beta * J * (one + _HALF)) * Rational(2, 3) + Rational(1, 3)
    steps = [
        limit(
            exp(_excess(model, one).subs(lam, 1)).subs(omega, log(1 / x) / beta),
            x,
            sympy.S.Zero,
            cold,
            f"Cold bath, {model} with S = 1, lambda = 1: it grows like e^(beta J (S + 1/2)).",
        )
        for model in ("spin", "star")
    ]
    return [*steps, _same_ratio("spin", one, _weights(one))]


@derivation("fuel_temperature", "Effective temperature of a two-level system", "spinstar (3)")
def fuel_temperature() -> list[Step]:
    """Boltzmann factors of the levels +-omega/2 and their inversion."""
    total = exp(-omega / (2 * T)) + exp(omega / (2 * T))
    excited = exp(-omega / (2 * T)) / total
    ratio = excited / (1 - excited)
    return [
        rewrite(total, 2 * cosh(omega / (2 * T)), "Both Boltzmann factors add up to Z_0."),
        rewrite(
            exp(-omega / (2 * T)) / (2 * cosh(omega / (2 * T))),
            excited,
            "The excited population.",
        ),
        rewrite(ratio, exp(-omega / T), "The ratio of the populations is one Boltzmann factor."),
        rewrite(-omega / log(exp(-omega / T)), T, "Its logarithm returns the temperature."),
        matches(
            -omega / (_excess("star", _HALF) - beta * omega),
            forms.fuel_temperature.sympy(
                model="star", omega=omega, J=J, lam=lam, beta=beta, S=_HALF
            ),
            "For the central spin: the closed form.",
        ),
    ]
