"""Values of the numeric book that several claims of ``qar`` compare with."""

from __future__ import annotations

import random
from collections.abc import Mapping
from fractions import Fraction
from typing import Any

import flint

from cotherm.numeric.fields import Field, Rational
from cotherm.numeric.matrices import Matrix
from cotherm.numeric.refrigerator import Refrigerator, refrigerator_model, refrigerator_rates
from cotherm.numeric.refrigerator_counting import finite_time_statistics
from cotherm.numeric.refrigerator_lindblad import apply_generator, bath_jumps, sector_vectors
from cotherm.numeric.refrigerator_rates import (
    energy_current,
    energy_noise,
    generator,
    noise_from_squares,
    populations,
)
from cotherm.numeric.refrigerator_reduced import (
    laser_cumulants,
    reduced_cumulants,
    reduced_occupations,
    reduced_rates,
    three_level_system,
)

from ...books import whole
from ...domain import Axis, Point, reals

RATES: Mapping[str, Axis] = {
    "Gc": reals("1/10", 20),
    "Gh": reals("1/10", 20),
    "nc": reals("1/100", 5),
    "nh": reals("1/100", 5),
}
WORK: Mapping[str, Axis] = {"Gw": reals("1/10", 20), "nw": reals("1/100", 50)}
ODD: Axis = Axis(
    "odd integers 5..41",
    lambda rng: Fraction(2 * rng.randint(2, 20) + 1),
    (Fraction(5), Fraction(41)),
)
RATIONAL = Rational()


def rates_of(point: Point) -> dict[str, Fraction]:
    """Effective rates by reservoir; the work rate is 1 where the point has none."""
    return {"c": point["Gc"], "h": point["Gh"], "w": point.get("Gw", Fraction(1))}


def occupations_of(point: Point, work: Any = None) -> dict[str, Any]:
    """Bose occupations by reservoir."""
    return {"c": point["nc"], "h": point["nh"], "w": point["nw"] if work is None else work}


def hot_work_limit(field: Field, point: Point) -> Any:
    """Mean and noise at infinite work occupation, for Omega = 1."""
    return reduced_cumulants(field, rates_of(point), occupations_of(point, "inf"))


def laser_limit(field: Field, point: Point) -> list[Any]:
    """Current and noise with a laser of rate ``GL`` on the upper transition."""
    rates = {**rates_of(point), "w": point["GL"]}
    return list(laser_cumulants(field, rates, occupations_of(point, 0)))


def three_level_matrix(field: Field, point: Point, z: Any, laser: bool = False) -> list[Any]:
    """Entries of the tilted rate matrix, row by row."""
    rates = {**rates_of(point), "w": point["GL"]} if laser else rates_of(point)
    occupations = occupations_of(point, 0) if laser else occupations_of(point)
    system = three_level_system(field, rates, occupations, laser=laser)
    tilted = generator(system, {"c": z})
    return [tilted[a, b] for a in range(3) for b in range(3)]


def model_at(point: Point, **changes: Any) -> Refrigerator:
    """The full model at a point; what the point leaves out has the printed tuning."""
    parameters = {
        "delta_c": Fraction(1, 10),
        "delta_h": Fraction(1, 10),
        "delta_w": Fraction(1, 100),
        **{key: point[key] for key in point if key.startswith(("delta_", "beta_", "gamma_"))},
        **changes,
    }
    return refrigerator_model(whole(point["N"]), **parameters)


def narrow(field: Field, point: Point) -> Any:
    """The full model with all widths scaled by ``x``, restricted to the three lowest levels."""
    x = point["x"]
    model = model_at(
        point, delta_c=x / 10, delta_h=x / 8, delta_w=x / 50, beta_w=point.get("beta_w", x)
    )
    return refrigerator_rates(field, model).restricted([0, 1, 2])


def narrow_current(field: Field, point: Point) -> Any:
    """Cold current of that truncation."""
    return energy_current(narrow(field, point), "c")


def narrow_noise(field: Field, point: Point) -> Any:
    """Noise of the cold current of that truncation."""
    return energy_noise(narrow(field, point), "c")


def approach(field: Field, point: Point) -> list[Any]:
    """Population of the three lowest levels, current and noise over those of the reduced model.

    Full model with widths scaled by ``x``; from the ground state after the time 10 where ``late`` is
    0, in the stationary state where it is 1.
    """
    x, N = point["x"], whole(point["N"])
    model = model_at(point, delta_c=x / 10, delta_h=x / 8, delta_w=x / 50)
    betas = [point[f"beta_{k}"] for k in "chw"]
    system = refrigerator_rates(field, model)
    ideal = three_level_system(
        field, reduced_rates(field, N), reduced_occupations(field, N, *betas)
    )
    if point["late"] == 1:
        state = populations(system)
        pair = [(energy_current(s, "c"), noise_from_squares(s, "c")) for s in (system, ideal)]
    else:
        starts = [[1] + [0] * (s.size - 1) for s in (system, ideal)]
        later = [
            finite_time_statistics(s, "c", start, 10)
            for s, start in zip((system, ideal), starts, strict=True)
        ]
        state = later[0].state
        pair = [(one.current, one.noise) for one in later]
    with field:
        return [field.sum(state[:3]), pair[0][0] / pair[1][0], pair[0][1] / pair[1][1]]


def effective_rate(point: Point, reservoir: str) -> Any:
    """An effective rate from explicit spin matrices; the point holds the height as ``gamma_<letter>``."""
    heights = {f"gamma_{k}": point.get(f"gamma_{k}", Fraction(1)) for k in "chw"}
    return reduced_rates(RATIONAL, whole(point["N"]), **heights)[reservoir]


def sector_state(point: Point) -> dict[Fraction, Fraction]:
    """A generic diagonal state of the sector: rational populations by level."""
    rng = random.Random(repr(sorted(point.items())))
    return {a: Fraction(rng.randint(1, 99), 100) for a in model_of(point).levels}


def model_of(point: Point) -> Refrigerator:
    """The full model with rational Boltzmann factors exp(-beta_nu), exact in every rate."""
    return refrigerator_model(
        whole(point["N"]),
        delta_c=point["delta_c"],
        delta_h=point["delta_h"],
        delta_w=point["delta_w"],
        q_c=point["q_c"],
        q_h=point["q_h"],
        q_w=point["q_w"],
    )


ZERO_RATES = {"c": Fraction(2, 7), "h": Fraction(3, 11), "w": Fraction(5, 13)}


def sector_environment(point: Point) -> Mapping[str, Any]:
    """Rates ``R(a, b)`` of the sector and populations ``p(a)`` as exact functions."""
    model = model_of(point)
    matrix = generator(refrigerator_rates(RATIONAL, model))
    position = {a: k for k, a in enumerate(model.levels)}
    weights = sector_state(point)
    return {
        "R": lambda a, b: matrix[position[a], position[b]],
        "p": lambda a: flint.fmpq(weights[a].numerator, weights[a].denominator),
    }


def lindblad_derivative(point: Point) -> Any:
    """d<v_a|rho|v_a>/dt under the Lindblad equation on all 2^N product states."""
    model = model_of(point)
    vectors = sector_vectors(RATIONAL, model)
    weights = sector_state(point)
    size = len(vectors[0])
    entries: dict[tuple[int, int], Any] = {}
    for a, vector in zip(model.levels, vectors, strict=True):
        norm = RATIONAL.dot(vector, vector)
        for i, x in enumerate(vector):
            for j, y in enumerate(vector):
                if x != 0 and y != 0:
                    weight = RATIONAL.number(weights[a]) * x * y / norm
                    entries[i, j] = entries.get((i, j), RATIONAL.zero) + weight
    rho = Matrix(RATIONAL, (size, size), entries)
    image = apply_generator(RATIONAL, bath_jumps(RATIONAL, model, ZERO_RATES), rho)
    vector = vectors[model.levels.index(point["a"])]
    value: flint.fmpq = RATIONAL.dot(vector, image.apply(vector))
    return value / RATIONAL.dot(vector, vector)


def lindblad_rate(field: Field, point: Point) -> Any:
    """Rate b -> a of one reservoir (1 cold, 2 hot, 3 work) from the 2^N Lindblad equation."""
    name = "chw"[whole(point["nu"]) - 1]
    model = model_at(point)
    jumps = [jump for jump in bath_jumps(field, model) if jump.reservoir == name]
    vectors = sector_vectors(field, model)
    start = vectors[model.levels.index(point["b"])]
    goal = vectors[model.levels.index(point["a"])]
    size = len(start)
    norm = field.dot(start, start)
    with field:
        entries = {
            (i, j): start[i] * start[j] / norm
            for i in range(size)
            for j in range(size)
            if not (field.is_zero(start[i]) or field.is_zero(start[j]))
        }
    image = apply_generator(field, jumps, Matrix(field, (size, size), entries))
    value = field.dot(goal, image.apply(goal))
    with field:
        return value / field.dot(goal, goal)


def stationary_populations(point: Point) -> list[Any]:
    """Stationary populations of (G1), exact."""
    return populations(three_level_system(RATIONAL, rates_of(point), occupations_of(point)))


def conditional(field: Field, point: Point) -> list[Any]:
    """Stationary populations of the two upper levels, relative to their sum."""
    state = populations(three_level_system(field, rates_of(point), occupations_of(point)))
    with field:
        upper = state[1] + state[2]
        return [state[1] / upper, state[2] / upper]
