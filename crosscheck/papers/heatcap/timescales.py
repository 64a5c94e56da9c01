"""Appendix B: what its claims are compared with, from matrices of the product space."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from functools import lru_cache
from typing import Any

import flint

from cotherm.numeric import relaxation_rates
from cotherm.numeric.fields import Field
from cotherm.numeric.matrices import Matrix
from cotherm.numeric.relaxation import settling_time
from cotherm.numeric.spin_ensemble import Coupling, dissipators, initial_state
from cotherm.numeric.spin_ladder import ladder_generator
from cotherm.numeric.spins import collective_spin, product_levels
from cotherm.numeric.temperature import Rates
from cotherm.numeric.total_spin import multiplicity, total_spin_projector

from ...algebras import to_fmpq
from ...books import whole
from ...domain import Point, reals
from .cycles import from_book
from .operators import (
    FIELD,
    boltzmann,
    level_projector,
    sector_environment,
    trace,
)

RATES = {"Gd": reals("1/10", 5), "Gu": reals("1/10", 5)}


def few_states(limit: int) -> Any:
    """Relation of a domain: at most ``limit`` product states."""
    return lambda p: (2 * p["s"] + 1) ** whole(p["n"]) <= limit


def occurs(point: Point) -> bool:
    """Whether J is a total spin of the ensemble and m one of its levels."""
    J, m, top = point["J"], point["m"], point["n"] * point["s"]
    return (
        (2 * point["s"] + 1) ** whole(point["n"]) <= 16
        and top >= J
        and (top - J).denominator == 1
        and abs(m) <= J
        and (J - m).denominator == 1
        and multiplicity(whole(point["n"]), point["s"], J) > 0
    )


# ------------------------------------------------------------- dynamics of density matrices


@lru_cache(maxsize=64)
def _generators(n: int, s: Fraction, coupling: Coupling) -> tuple[Matrix, Matrix]:
    return dissipators(n, s, coupling)


def _change(
    point: Point, coupling: Coupling, rho: flint.fmpq_mat, down: Fraction, up: Fraction
) -> flint.fmpq_mat:
    """The full generator with rates down and up, applied to a density matrix."""
    lowering, raising = _generators(whole(point["n"]), point["s"], coupling)
    vector, d = rho.entries(), rho.nrows()
    pairs = zip(lowering.apply(vector), raising.apply(vector), strict=True)
    return flint.fmpq_mat(d, d, [to_fmpq(down) * a + to_fmpq(up) * b for a, b in pairs])


def derivative(point: Point, coupling: Coupling) -> flint.fmpq_mat:
    """Derivative of order k at time 0 of the state that starts in thermal equilibrium at b0."""
    n, s = whole(point["n"]), point["s"]
    rho: flint.fmpq_mat = initial_state(FIELD, n, s, boltzmann(point, "b0")).to_flint()
    for _ in range(whole(point["k"])):
        rho = _change(point, coupling, rho, Fraction(1), point["b"] ** 2)
    return rho


def moving_environment(point: Point) -> Mapping[str, Any]:
    """Projectors on total spin and on levels, and a derivative of the state as ``rho``."""
    n, s = whole(point["n"]), point["s"]
    return {
        **sector_environment(point),
        "Q": lambda m: level_projector(n, s, m),
        "rho": derivative(point, "collective"),
        "ns": n * s,
    }


def stays_diagonal(point: Point, digits: int) -> int:
    """1 when all derivatives up to the fourth are diagonal in the basis of product states."""
    coupling: Coupling = "collective" if point["together"] else "independent"
    for k in range(5):
        rho = derivative({**point, "k": Fraction(k)}, coupling)
        d = rho.nrows()
        if any(rho[i, j] != 0 for i in range(d) for j in range(d) if i != j):
            return 0
    return 1


# --------------------------------------------------------------------------- rate equations


def _population(index: Fraction) -> Fraction:
    """Generic weights of the levels of a ladder, 0 beyond its ends."""
    return Fraction(2 + (5 * index * index + 3 * index) % 11, 7)


def ladder_environment(point: Point) -> Mapping[str, Any]:
    """Generic populations p(m) of the levels of one total spin."""
    J = point["J"]
    return {
        "p": lambda m: to_fmpq(_population(m + J) if abs(m) <= J else Fraction(0)),
    }


def ladder_rate(point: Point) -> flint.fmpq:
    """Change of the population of |J, m> under the full collective generator."""
    n, s, J = whole(point["n"]), point["s"], point["J"]
    projector = total_spin_projector(n, s, J).to_flint()
    d = projector.nrows()
    rho, m = flint.fmpq_mat(d, d), -J
    while m <= J:
        sector = projector * level_projector(n, s, m)
        rho += sector * (to_fmpq(_population(m + J)) / trace(sector))
        m += 1
    change = _change(point, "collective", rho, point["Gd"], point["Gu"])
    return trace(projector * level_projector(n, s, point["m"]) * change)


def _state_of(point: Point) -> int:
    return whole(point["state"])


def product_environment(point: Point) -> Mapping[str, Any]:
    """Levels m(i) of one product state, its population p, those of its neighbours up(i), dn(i)."""
    states = product_levels(whole(point["n"]), point["s"])
    own = states[_state_of(point)]

    def neighbour(i: Fraction, step: int) -> flint.fmpq:
        k = whole(i) - 1
        moved = (*own[:k], own[k] + step, *own[k + 1 :])
        known = moved in states
        return to_fmpq(_population(Fraction(states.index(moved))) if known else Fraction(0))

    return {
        "m": lambda i: to_fmpq(own[whole(i) - 1]),
        "p": to_fmpq(_population(point["state"])),
        "up": lambda i: neighbour(i, 1),
        "dn": lambda i: neighbour(i, -1),
    }


def product_rate(point: Point) -> flint.fmpq:
    """Change of the population of one product state under the full independent generator."""
    size = len(product_levels(whole(point["n"]), point["s"]))
    rho = Matrix.diagonal(FIELD, [_population(Fraction(k)) for k in range(size)]).to_flint()
    change = _change(point, "independent", rho, point["Gd"], point["Gu"])
    return change[_state_of(point), _state_of(point)]


def _raised_length(point: Point) -> Any:
    """Squared length of J+ |J, m> (r = 1) or J- |J, m> (r = -1), J of 2J spins 1/2."""
    J, half = point["J"], Fraction(1, 2)
    spin = collective_spin(FIELD, whole(2 * J), half)
    product = spin.Jminus @ spin.Jplus if point["r"] > 0 else spin.Jplus @ spin.Jminus
    n = whole(2 * J)
    sector = total_spin_projector(n, half, J).to_flint() * level_projector(n, half, point["m"])
    return trace(sector * product.to_flint()) * to_fmpq(point["hbar"]) ** 2


def element(field: Field, point: Point) -> Any:
    """Length of J+ |J, m> or J- |J, m>."""
    squared = _raised_length(point)
    with field:
        return field.sqrt(field.number(squared))


@lru_cache(maxsize=256)
def coefficients(J: Fraction) -> list[Fraction]:
    """Non-zero rates of the ladder J for unit rate down, from m = -J + 1 up."""
    down = ladder_generator(FIELD, J, Rates(FIELD.one, FIELD.zero))
    return [_fraction(down[k - 1, k]) for k in range(1, down.shape[0])]


def _fraction(value: flint.fmpq) -> Fraction:
    return Fraction(int(value.p), int(value.q))


def product_coefficients(s: Fraction) -> Iterator[Fraction]:
    """Rates of single transitions of two spins s under independent dissipation."""
    down, _ = relaxation_rates.product_rate_matrices(2, s)
    return (_fraction(x) for (i, j), x in down.entries.items() if i != j)


def extremes(values: list[Fraction]) -> list[Fraction]:
    """Smallest and largest value."""
    return [min(values), max(values)]


def rate_together(n: Fraction, s: Fraction, K: Fraction) -> Fraction:
    """Coefficient of the K-th transition of the ladder J = n s."""
    return coefficients(n * s)[whole(K) - 1]


def rate_apart(s: Fraction, k: Fraction) -> Fraction:
    """Coefficient of the k-th transition of one spin s."""
    return coefficients(s)[whole(k) - 1]


# ------------------------------------------------------------------------------ time scales


def _slowest_of_ensemble(field: Field, n: Fraction, s: Fraction, b: Fraction) -> Any:
    """Slowest rate among the ladders of all total spins that occur, J = 0 aside."""
    J, rates = n * s, []
    while J > 0:
        if multiplicity(whole(n), s, J) > 0:
            rates.append(relaxation_rates.ladder_gap(field, J, b))
        J -= 1
    return min(rates, key=field.to_float)


def _slowest_apart(field: Field, n: Fraction, s: Fraction, b: Fraction) -> Any:
    return relaxation_rates.relaxation_gap(field, whole(n), s, b, "independent")


slowest = from_book(_slowest_of_ensemble)
slowest_apart = from_book(_slowest_apart)


def gap_ratio(field: Field, point: Point) -> Any:
    """Slowest collective over slowest independent rate."""
    n, s, b = whole(point["n"]), point["s"], point["b"]
    rates = [
        relaxation_rates.relaxation_gap(field, n, s, b, coupling)
        for coupling in ("collective", "independent")
    ]
    with field:
        return rates[0] / rates[1]


@lru_cache(maxsize=200)
def accelerations(n: Fraction, s: Fraction, b: Fraction) -> tuple[float, float]:
    """Independent over collective settling times, of the state and of the energy."""

    def time(coupling: Coupling, measure: Any) -> float:
        return settling_time(whole(n), s, b, coupling, "inf", measure)

    state, energy = (
        time("independent", measure) / time("collective", measure)
        for measure in ("state", "energy")
    )
    return state, energy
