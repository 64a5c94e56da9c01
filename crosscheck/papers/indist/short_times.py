"""Appendix K: interaction and inhomogeneities split off the propagator for short times."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

import flint

from ...algebras import precision, to_ball
from ...checks import Asymptotic, Equality, Oracle
from ...checks.asymptotic import powers_of_ten
from ...claims import Claim
from ...domain import Point
from .imperfect_operators import ENSEMBLES, NAMES, SERIES
from .operator_series import (
    ORDER,
    OperatorSeries,
    numbers,
    operators,
    propagator,
    series_environment,
)

BITS = 320


def _without_interaction(point: Point) -> OperatorSeries:
    """Right-hand side of (K4)."""
    found = operators(point)
    rest = found["H0"] + found["Hinh"] + found["V"] + found["HB"]
    first = propagator(OperatorSeries.constant(found["Hint"]))
    return first * propagator(OperatorSeries.constant(rest))


def _vectors(point: Point, size: int) -> tuple[list[Fraction], list[Fraction]]:
    own = {name: point[name] for name in ("n", "s", "k")}
    both = numbers({**own, "vectors": Fraction(1)}, 2 * size)
    return [abs(x) for x in both[:size]], [abs(x) for x in both[size:]]


def _element(matrix: Any, point: Point) -> Any:
    """Real part of an element between two generic real vectors."""
    left, right = _vectors(point, matrix.nrows())
    total = flint.acb(0)
    for i, x in enumerate(left):
        for j, y in enumerate(right):
            total += matrix[i, j] * to_ball(x * y)
    return total.real


def _evolution(hamiltonian: flint.fmpq_mat, t: Fraction) -> flint.acb_mat:
    """exp(-i H t)."""
    with precision(BITS):
        return (flint.acb_mat(hamiltonian) * flint.acb(0, -to_ball(t))).exp()


class _Evolved:
    """A propagator whose products keep the precision."""

    def __init__(self, matrix: flint.acb_mat, product: Any) -> None:
        self.matrix, self.product = matrix, product

    def __mul__(self, other: _Evolved) -> _Evolved:
        return _Evolved(self.product(self.matrix, other.matrix), self.product)


def _element_environment(point: Point) -> Mapping[str, Any]:
    """Operators, U(H) = exp(-iHt), the real matrix element, and the commutators of the error law."""
    found: dict[str, Any] = dict(operators(point))
    interaction, detuning = found["Hint"], found["Hinh"]
    rest = found["H0"] + found["V"] + found["HB"]

    def element(matrix: Any) -> Any:
        with precision(BITS):
            return _element(matrix, point)

    def product(one: flint.acb_mat, other: flint.acb_mat) -> flint.acb_mat:
        with precision(BITS):
            return one * other

    def commutator(one: Any, other: Any) -> Any:
        return element(flint.acb_mat(one * other - other * one))

    with precision(BITS):
        unit = element(flint.acb_mat(found["H0"].nrows(), found["H0"].nrows(), 1))
        inner = commutator(interaction, detuning + rest)
        both = inner + commutator(detuning, rest)
        return {
            **found,
            "U": lambda h: _Evolved(_evolution(h, point["t"]), product),
            "re": lambda evolved: element(evolved.matrix),
            "c": inner / unit,
            "cc": both / unit,
        }


def _exact_element(point: Point, digits: int) -> Any:
    """Real element of the whole propagator."""
    found = operators(point)
    total = found["H0"] + found["Hinh"] + found["Hint"] + found["V"] + found["HB"]
    with precision(BITS):
        return _element(_evolution(total, point["t"]), point)


def _short(law: str) -> Asymptotic:
    return Asymptotic(
        Oracle(
            _exact_element,
            "the same element of exp(-i(H_A+V+H_B)t) for spins and a two-level bath",
        ),
        variable="t",
        sequence=powers_of_ten(-2, -6),
        route="numeric",
        law=law,
        title="error law for short times",
        points=5,
    )


SHORT = (
    "hbar = 1; re is the real part of an element between two generic real vectors; spins with generic delta_k, Omega_kl and a "
    "two-level bath, the k-th choice; c is that element of "
)


CLAIMS: tuple[Claim, ...] = (
    Claim(
        id="indist.eqK4",
        where="Eq. (K4)",
        kind="approximation",
        title="Interaction split off for short times",
        latex=r"U_t=e^{-iH_{int}t/\hbar}e^{-i[H_0+H_{inh}+V+H_B]t/\hbar}\quad(t\ll|\chi_i-\chi_j|^{-1})",
        printed="re(U(Hint)*U(H0+Hinh+V+HB))",
        domain=ENSEMBLES,
        environment=_element_environment,
        environment_names=("H0", "Hinh", "Hint", "V", "HB", "U", "re"),
        conventions=SHORT + "[H_int, H_inh + V] relative to that of 1",
        checks=(_short("-t**2/2*c"),),
        depends=("indist.eqK2", "indist.eqK3"),
        notes=("The error is of second order in t: t^2/2 times [H_int, H_inh + V].",),
    ),
    Claim(
        id="indist.eqK5",
        where="Eq. (K5)",
        kind="identity",
        title="Interaction picture for the inhomogeneities",
        latex=r"U_t=e^{-iH_{int}t/\hbar}e^{-iH_{inh}t/\hbar}e^{-\frac i\hbar\mathcal T\int_0^tdu[H_0+\bar V(u)+H_B]},\quad "
        r"\bar V(u):=e^{iH_{inh}u/\hbar}Ve^{-iH_{inh}u/\hbar}",
        printed="U(Hint)*U(Hinh)*T(H0+bar(V)+HB)",
        domain=ENSEMBLES,
        environment=series_environment,
        environment_names=NAMES,
        partners=(("tilde", "bar"),),
        conventions=SERIES + "; U_t on the left is that of (K4)",
        checks=(
            Equality(
                Oracle(
                    lambda p, d: _without_interaction(p),
                    f"exact coefficients of the right-hand side of (K4) up to order {ORDER}",
                ),
                route="numeric",
                title="every element, order by order",
                points=8,
            ),
        ),
        depends=("indist.eqK4",),
    ),
    Claim(
        id="indist.eqK7",
        where="Eq. (K7)",
        kind="approximation",
        title="Interaction and inhomogeneities split off for short times",
        latex=r"U_t\underset{t\ll\Omega^{-1},\delta^{-1}}{=}e^{-iH_{int}t/\hbar}e^{-iH_{inh}t/\hbar}e^{-i[H_0+V+H_B]t/\hbar}",
        printed="re(U(Hint)*U(Hinh)*U(H0+V+HB))",
        domain=ENSEMBLES,
        environment=_element_environment,
        environment_names=("H0", "Hinh", "Hint", "V", "HB", "U", "re"),
        conventions=SHORT + "[H_int, H_inh + V] + [H_inh, V] relative to that of 1",
        checks=(_short("-t**2/2*cc"),),
        depends=("indist.eqK4", "indist.eqK5"),
        notes=("The error is of second order in t: t^2/2 times the commutators with V.",),
    ),
)
