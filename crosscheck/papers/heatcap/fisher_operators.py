"""Operators of appendix A and the Fisher informations of the stationary state, exact."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction
from functools import lru_cache
from typing import Any

import flint

from cotherm.numeric import collective_bath
from cotherm.numeric.fields import Rational
from cotherm.numeric.matrices import Matrix
from cotherm.numeric.spins import product_levels
from cotherm.numeric.temperature import InverseTemperature
from cotherm.numeric.thermometry import (
    Family,
    energy_measurement,
    fisher_information,
    measurement_information,
    quantum_fisher_information,
    stationary_family,
    symmetric_logarithmic_derivative,
)
from cotherm.symbolic.forms import spin_ensemble as ensemble
from cotherm.symbolic.forms import spin_ladder as ladder
from cotherm.symbolic.forms import thermometry as closed_thermometry

from ...algebras import to_ball, to_fmpq
from ...books import bind, whole
from ...checks import Check, Equality, Oracle
from ...domain import Domain, Point, among, half_integers, integers
from .operators import FIELD, boltzmann, random_operator, sector_environment, trace
from .probes import UNITS, remembered
from .steady_states import ROOTS

STATES = Domain(
    {
        "n": integers(1, 4),
        "s": half_integers("1/2", "3/2"),
        "b": ROOTS,
        "b0": among("1/3", "4/5", "3/2"),
        **UNITS,
    },
    where=lambda p: (2 * p["s"] + 1) ** whole(p["n"]) <= 16,
    where_text="(2s+1)^n at most 16",
)
STATE_UNITS = (
    "thermal product state at b0 as initial state; b and b0 given by exp(-b/2); splitting E, Boltzmann's constant k, "
    "whose powers and those of T multiply both sides, so that they are varied on their own"
)
BASIS = (
    "P(J) projects on total spin J, th(J) is P(J) exp(-b J_z) normalised and stands for all copies i, p(J) their "
    "total weight, e(J) the mean of J_z in th(J)"
)
CONVENTION = f"{STATE_UNITS}; {BASIS}"
NAMES = ("P", "B", "tr", "rho0", "J0", "Jz", "One", "rho", "e", "th", "p", "Q", "L", "X")


@lru_cache(maxsize=256)
def _family(n: int, s: Fraction, b: Fraction, b0: Fraction) -> Family:
    point = {"b": b, "b0": b0}
    return stationary_family(
        FIELD, n, s, boltzmann(point, "b"), "collective", boltzmann(point, "b0")
    )


def family(point: Point) -> Family:
    """Stationary state and its derivative with respect to b, exact."""
    return _family(whole(point["n"]), point["s"], point["b"], point["b0"])


@lru_cache(maxsize=256)
def _sectors(n: int, s: Fraction, b: Fraction, b0: Fraction) -> Mapping[str, Any]:
    point = {"n": Fraction(n), "s": s, "b": b, "b0": b0}
    base = dict(sector_environment(point))
    magnetisation = [sum(state, Fraction(0)) for state in product_levels(n, s)]
    Jz = Matrix.diagonal(FIELD, magnetisation).to_flint()
    size = len(magnetisation)
    one = Matrix.identity(FIELD, size).to_flint()

    def thermal(J: Fraction) -> Any:
        weights = base["P"](J) * base["B"]
        return weights * (1 / trace(weights))

    def level(m: Fraction) -> Any:
        return Matrix.diagonal(FIELD, [Fraction(int(x == m)) for x in magnetisation]).to_flint()

    spins = [base["J0"] + k for k in range(int(n * s - base["J0"]) + 1)]
    means = {J: trace(thermal(J) * Jz) for J in spins}
    score = flint.fmpq_mat(size, size)
    for J in spins:
        score += base["P"](J) * (Jz - one * means[J])
    return {
        **base,
        "Jz": Jz,
        "One": one,
        "rho": family(point).rho.to_flint(),
        "e": lru_cache(lambda J: trace(thermal(J) * Jz)),
        "th": lru_cache(thermal),
        "p": lru_cache(lambda J: trace(base["P"](J) * base["rho0"])),
        "Q": level,
        "score": score,
        "X": random_operator(point, size),
    }


def environment(point: Point) -> Mapping[str, Any]:
    """Operators of appendix A; L is the sum of P(J) L_(T,J) with (A.5)'s L_(T,J)."""
    sectors = _sectors(whole(point["n"]), point["s"], point["b"], point["b0"])
    unit = to_fmpq(point.get("E", Fraction(1)) / (point.get("k", 1) * point.get("T", 1) ** 2))
    return {**sectors, "L": sectors["score"] * unit}


def _per_temperature(point: Point) -> Any:
    """db/dT = -E/(k T^2)."""
    return -to_fmpq(point["E"] / (point["k"] * point["T"] ** 2))


def slope(point: Point) -> Any:
    """Derivative of the stationary state with respect to T, by linear response."""
    return family(point).slope.to_flint() * _per_temperature(point)


def optimal(point: Point) -> Any:
    """Quantum Fisher information about T from the linear system (A.3) for L."""
    value = quantum_fisher_information(whole(point["n"]), point["s"], family(point))
    return value * _per_temperature(point) ** 2


def measured(
    effects: Callable[[int, Fraction], list[Matrix]],
) -> Callable[[Point], Any]:
    """Fisher information about T of a measurement of the stationary state."""

    def value(point: Point) -> Any:
        found = measurement_information(family(point), effects(whole(point["n"]), point["s"]))
        return found * _per_temperature(point) ** 2

    return value


def sector_information(point: Point) -> Any:
    """sum_J Tr P_J rho L_J^2 with the conditional means of the stationary state itself."""
    rho, sectors = family(point).rho.to_flint(), environment(point)
    total, J = flint.fmpq(0), point["n"] * point["s"]
    while J >= 0:
        part = sectors["P"](J) * rho
        weight = trace(part)
        if weight:
            mean = trace(part * sectors["Jz"]) / weight
            total += trace(part * (sectors["Jz"] - sectors["One"] * mean) ** 2)
        J -= 1
    return total * _per_temperature(point) ** 2


def capacity(point: Point) -> Any:
    """-k beta^2 dE/d beta = k (E beta)^2 (-d<J_z>/db), beta = 1/(k T)."""
    n, s = whole(point["n"]), point["s"]
    found = collective_bath.energy_response(
        Rational(), n, s, boltzmann(point, "b"), "collective", boltzmann(point, "b0")
    )
    k, E, T = (to_fmpq(point[name]) for name in ("k", "E", "T"))
    return found * k * (E / (k * T)) ** 2


def solved_by_sectors(point: Point) -> int:
    """1 where the L that solves (A.3), block by block, is the sum of P(J) L_(b,J)."""
    both = family(point)
    score = environment(point)["score"]
    size = both.rho.shape[0]
    groups: dict[Fraction, list[int]] = {}
    for index, state in enumerate(product_levels(whole(point["n"]), point["s"])):
        groups.setdefault(sum(state, Fraction(0)), []).append(index)
    solved = flint.fmpq_mat(size, size)
    for block in groups.values():
        part = symmetric_logarithmic_derivative(
            both.rho.submatrix(block, block), both.slope.submatrix(block, block)
        )
        for (i, j), value in part.entries.items():
            solved[block[i], block[j]] = value
    return int(solved == -score)


def born(point: Point) -> Any:
    """Population of the product states of magnetisation m."""
    rho = family(point).rho
    levels = product_levels(whole(point["n"]), point["s"])
    total = flint.fmpq(0)
    for index, state in enumerate(levels):
        if sum(state, Fraction(0)) == point["m"]:
            total += rho[index, index]
    return total


def single_score(f: Any, p: Point) -> Any:
    """L_T of n independent spins at total magnetisation m, from the linear system (A.3)."""
    n, s = whole(p["n"]), p["s"]
    both = stationary_family(f, n, s, p["E"] / (p["k"] * p["T"]), "independent")
    levels = product_levels(n, s)
    index = next(i for i, state in enumerate(levels) if sum(state, Fraction(0)) == p["m"])
    part = symmetric_logarithmic_derivative(
        both.rho.submatrix([index], [index]), both.slope.submatrix([index], [index])
    )
    with f:
        return part[0, 0] * f.number(-p["E"] / (p["k"] * p["T"] ** 2))


def chance(n: Fraction, s: Fraction, T: Fraction, b0: Fraction, m: Fraction) -> Any:
    """Distribution of the energy, from the weights and partition functions of the sectors."""
    return _over_sectors(n, s, T, b0, m, lambda J: flint.arb(1))


def drift(n: Fraction, s: Fraction, T: Fraction, b0: Fraction, m: Fraction) -> Any:
    """Its derivative with respect to T: each sector contributes (m - e_J)/T^2."""
    mean = bind(ladder.ladder_energy, "J", "b")
    return _over_sectors(n, s, T, b0, m, lambda J: to_ball(m) - mean(J, 1 / T)) / to_ball(T**2)


def _over_sectors(
    n: Fraction,
    s: Fraction,
    T: Fraction,
    b0: Fraction,
    m: Fraction,
    factor: Callable[[Fraction], Any],
) -> Any:
    weight = bind(ensemble.sector_weight, "n", "s", "J", "b0")
    partition = bind(ladder.ladder_partition_function, "J", "b")
    total, J = flint.arb(0), n * s
    while abs(m) <= J:
        boltzmann_factor = to_ball(-m / T).exp()
        total += weight(n, s, J, b0) * boltzmann_factor / partition(J, 1 / T) * factor(J)
        J -= 1
    return total


def _reflected(seed: int, size: int) -> list[Matrix]:
    """Projectors on the columns of a rational reflection: a generic measurement for spins 1/2."""
    axis = [Fraction((7 * seed + 3 * k * k + 5 * k * seed + 1) % 11 - 5) for k in range(size)]
    axis[seed % size] += 7
    norm = sum(x * x for x in axis)
    effects = []
    for j in range(size):
        column = [Fraction(int(i == j)) - 2 * axis[i] * axis[j] / norm for i in range(size)]
        entries = {
            (i, m): to_fmpq(column[i] * column[m])
            for i in range(size)
            for m in range(size)
            if column[i] and column[m]
        }
        effects.append(Matrix(FIELD, (size, size), entries))
    return effects


@lru_cache(maxsize=512)
def generic_information(n: Fraction, r: Fraction, r0: Fraction, k: Fraction) -> Fraction:
    """Fisher information about b of the k-th generic measurement of n spins 1/2, exact."""
    effects = _reflected(whole(k), 2 ** whole(n))
    found = measurement_information(_family(whole(n), Fraction(1, 2), r, r0), effects)
    return Fraction(int(found.p), int(found.q))


@lru_cache(maxsize=512)
def best_information(n: Fraction, s: Fraction, r: Fraction, r0: Fraction) -> Fraction:
    """Quantum Fisher information about b, exact, at roots exp(-b/2) and exp(-b0/2)."""
    found = quantum_fisher_information(whole(n), s, _family(whole(n), s, r, r0))
    return Fraction(int(found.p), int(found.q))


def sector_bound(n: Fraction, s: Fraction, r: Fraction, r0: Fraction) -> Fraction:
    """Mean of L_J^2 over the sectors, L_J with respect to b, at roots exp(-b/2), exp(-b0/2)."""
    one = Fraction(1)
    point = {"n": n, "s": s, "b": r, "b0": r0, "k": one, "E": one, "T": one}
    found = sector_information(point)
    return Fraction(int(found.p), int(found.q))


def energy_information(field: Any, point: Point) -> Any:
    """F(T) of the energy measurement, full stationary state, hbar omega = k_B = 1."""
    n, s, T = whole(point["n"]), point["s"], point["T"]
    found = fisher_information(field, n, s, 1 / T, point["b0"], "energy")
    with field:
        return found / field.number(T**2)


ENERGIES = Domain(
    {
        "n": integers(1, 4),
        "s": half_integers("1/2", "3/2"),
        "m": half_integers(-3, 3),
        "b": ROOTS,
        "b0": among("1/3", "4/5", "3/2"),
    },
    where=lambda p: (
        (2 * p["s"] + 1) ** whole(p["n"]) <= 16
        and abs(p["m"]) <= p["n"] * p["s"]
        and (p["n"] * p["s"] - p["m"]).denominator == 1
    ),
    where_text="(2s+1)^n at most 16, m from -n s to n s in unit steps",
)


def exactly(compute: Callable[[Point], Any], text: str, points: int = 10) -> tuple[Check, ...]:
    """Exact equality with a quantity of the stationary state of the full master equation."""
    return (Equality(Oracle(lambda p, d: compute(p), text), route="numeric", points=points),)


def closed_information(measurement: str) -> Callable[..., Any]:
    """T^2 F of the symbolic book."""
    form = bind(closed_thermometry.fisher_information, "n", "s", "b", "b0", measurement=measurement)
    return remembered(form)


def thermal_mean(n: Fraction, s: Fraction, k: Fraction, E: Fraction, T: Fraction) -> Any:
    """<J_z> of n independent spins."""
    return bind(ladder.ladder_energy, "J", "b")(s, E / (k * T)) * to_ball(n)


def energy_projector(point: Point) -> Any:
    """Projector on the product states of magnetisation m."""
    order = whole(point["m"] + point["n"] * point["s"])
    return energy_measurement(whole(point["n"]), point["s"])[order].to_flint()


def generic_populations(n: Fraction, s: Fraction, k: Fraction) -> list[Fraction]:
    """Populations of the product states, generic and the same for the same k."""
    size = int((2 * s + 1) ** whole(n))
    weights = [(5 * i * i + 3 * whole(k) * i + 2 * whole(k)) % 13 + 1 for i in range(size)]
    return [Fraction(weight, sum(weights)) for weight in weights]


def diagonal_response(n: Fraction, s: Fraction, r: Fraction, k: Fraction) -> Fraction:
    """C/b^2 from a generic diagonal state, exact."""
    start, bath = generic_populations(n, s, k), InverseTemperature(q=r**2)
    found = collective_bath.energy_response(FIELD, whole(n), s, bath, "collective", start)
    return Fraction(int(found.p), int(found.q))


def diagonal_spread(n: Fraction, s: Fraction, r: Fraction, k: Fraction) -> Fraction:
    """Variance of J_z in the stationary state from a generic diagonal state, exact."""
    start, bath = generic_populations(n, s, k), InverseTemperature(q=r**2)
    found = collective_bath.energy_variance(FIELD, whole(n), s, bath, "collective", start)
    return Fraction(int(found.p), int(found.q))


WHOLE = Domain(
    {**STATES.axes, "n": integers(2, 4)},
    where=lambda p: (2 * p["s"] + 1) ** whole(p["n"]) <= 16 and (p["n"] * p["s"]).denominator == 1,
    where_text="(2s+1)^n at most 16, n s whole (the other ensembles: heatcap.eqA3)",
)
