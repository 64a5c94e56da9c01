"""Operators and states of one and of two ensembles, as values and oracles of Sec. V."""

from __future__ import annotations

import random
from collections.abc import Mapping
from fractions import Fraction
from functools import lru_cache
from typing import Any

import flint

from cotherm.numeric.bath_spin import scaled_rates
from cotherm.numeric.engine_blocks import BathPair, PairRates
from cotherm.numeric.engine_space import ComplexMatrix, EngineSpace
from cotherm.numeric.fields import Field, Rational
from cotherm.numeric.generators import Jump, dissipator
from cotherm.numeric.matrices import Matrix
from cotherm.numeric.spins import spin_operators

from ...books import whole
from ...domain import Point

FIELD = Rational()


def _generic(point: Point, size: int, label: str) -> Matrix:
    rng = random.Random(f"{label}{sorted(point.items())!r}")
    entries = {(i, j): rng.randint(-9, 9) for i in range(size) for j in range(size)}
    return Matrix.from_entries(FIELD, (size, size), entries)


@lru_cache(maxsize=32)
def _space(N: int, values: tuple[Fraction, ...]) -> EngineSpace:
    w, *rates = FIELD.numbers(values)
    return EngineSpace(FIELD, PairRates(N, w, BathPair(*rates[:2]), BathPair(*rates[2:])))


def space(point: Point) -> EngineSpace:
    """Both ensembles with drive w and rates d1, u1, d2, u2."""
    values = tuple(point[name] for name in ("w", "d1", "u1", "d2", "u2"))
    return _space(whole(point["N"]), values)


def _embedded(real: Matrix, imaginary: Matrix | None = None) -> flint.fmpq_mat:
    """A complex matrix as a real one of twice the size, i being [[0, -1], [1, 0]]."""
    size = real.shape[0]
    result = flint.fmpq_mat(2 * size, 2 * size)
    for (i, j), value in real.entries.items():
        result[2 * i, 2 * j] = result[2 * i + 1, 2 * j + 1] = value
    for (i, j), value in (imaginary.entries if imaginary else {}).items():
        result[2 * i, 2 * j + 1] -= value
        result[2 * i + 1, 2 * j] += value
    return result


def real_trace(x: flint.fmpq_mat) -> flint.fmpq:
    """Real part of the trace of an embedded complex matrix."""
    total = flint.fmpq(0)
    for i in range(x.nrows()):
        total += x[i, i]
    return total / 2


def generic_state(point: Point) -> tuple[Matrix, ComplexMatrix]:
    """A generic observable and a generic complex matrix in place of the state."""
    size = space(point).size
    rho = ComplexMatrix(_generic(point, size, "real"), _generic(point, size, "imaginary"))
    return _generic(point, size, "observable"), rho


def pair_environment(point: Point) -> Mapping[str, Any]:
    """V, I = i, O, rho, ladder operators Sp1 ... Sm2 and the real part of the trace."""
    machine = space(point)
    observable, rho = generic_state(point)
    zero = Matrix.zero(FIELD, observable.shape)
    unit = Matrix.identity(FIELD, machine.size)
    return {
        "V": _embedded(machine.drive),
        "I": _embedded(zero, unit),
        "O": _embedded(observable),
        "rho": _embedded(rho.real, rho.imaginary),
        "Sp1": _embedded(machine.first.Jplus),
        "Sm1": _embedded(machine.first.Jminus),
        "Sp2": _embedded(machine.second.Jplus),
        "Sm2": _embedded(machine.second.Jminus),
        "tr": real_trace,
    }


def moved_mean(point: Point) -> Any:
    """Real part of Tr[O L(rho)] with the generator acting on the state."""
    observable, rho = generic_state(point)
    return (observable @ space(point).apply(rho).real).trace()


def dissipated_mean(point: Point) -> Any:
    """Real part of Tr[O D_1(rho)] with the dissipator acting on the state."""
    observable, rho = generic_state(point)
    return (observable @ space(point).dissipate(rho.real, (1,))).trace()


# ------------------------------------------------------------------------------ one ensemble


def _components(N: int) -> dict[str, Matrix]:
    spin = spin_operators(FIELD, Fraction(N, 2))
    scale = Fraction(2, N)
    return {
        "z": spin.Jz * scale,
        "x": (spin.Jplus + spin.Jminus) * (scale / 2),
        "up": spin.Jplus,
        "down": spin.Jminus,
    }


def _quasi_state(N: int, axis: str, values: tuple[Any, ...]) -> Matrix:
    """A matrix of unit trace (axis z) or of coherences (axis x) with given mean and product.

    Axis z: levels 0, 1 and N with <1> = 1, <m_z>, <m_z^2>. Axis x: two neighbouring coherences
    with <m_x> and <(m_x m_z + m_z m_x)/2>.
    """
    parts = _components(N)
    m, z = parts[axis], parts["z"]
    product = (m @ z + z @ m) * Fraction(1, 2)
    tests = [Matrix.identity(FIELD, N + 1), m, product] if axis == "z" else [m, product]
    places = [(0, 0), (1, 1), (N, N)] if axis == "z" else [(1, 0), (2, 1)]
    size = len(places)
    # Tr[T E_ij] is the element (j, i) of T.
    system = flint.fmpq_mat(size, size, [test[j, i] for test in tests for i, j in places])
    weights = system.solve(flint.fmpq_mat(size, 1, list(FIELD.numbers(values))))
    entries = {place: weights[k, 0] for k, place in enumerate(places)}
    return Matrix(FIELD, (N + 1, N + 1), entries)


def dissipated_component(N: int, axis: str, values: tuple[Any, ...]) -> tuple[Any, Any]:
    """Tr[m D(rho)] at unit rate of emission and of absorption, for a state of given moments."""
    parts = _components(N)
    rho = _quasi_state(N, axis, values).vector()
    results = []
    for names in (("down", "up"), ("up", "down")):
        jump = Jump(parts[names[0]], parts[names[1]], FIELD.one)
        change = dissipator([jump]).apply(rho)
        moved = Matrix(
            FIELD,
            (N + 1, N + 1),
            {divmod(k, N + 1): value for k, value in enumerate(change)},
        )
        results.append((parts[axis] @ moved).trace())
    return results[0], results[1]


def finite_rate(axis: str, names: tuple[str, str]) -> Any:
    """Exact dissipative rate at finite N for Gamma_0 = g and n_th = n; names of both moments."""

    def rate(point: Point) -> Any:
        values = tuple(point[name] for name in names)
        known = values if axis == "x" else (Fraction(1), *values)
        down, up = dissipated_component(whole(point["N"]), axis, known)
        g, n = FIELD.numbers((point["g"], point["n"]))
        return g * ((n + 1) * down + n * up)

    return rate


def scaled_dissipation(axis: str, names: tuple[str, str]) -> Any:
    """The same for the scaled rates of N spins at beta E = t, in balls."""

    def rate(field: Field, point: Point) -> Any:
        values = tuple(point[name] for name in names)
        known = values if axis == "x" else (Fraction(1), *values)
        down, up = dissipated_component(whole(point["N"]), axis, known)
        rates = scaled_rates(field, whole(point["N"]), point["t"])
        g = field.number(point["g"])
        with field:
            return g * (rates.down * field.number(down) + rates.up * field.number(up))

    return rate
