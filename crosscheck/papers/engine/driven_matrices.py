"""Complex matrices of the driven engine at exact phases, as values of printed operator formulas."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from functools import lru_cache
from typing import Any

import flint

from cotherm.numeric.collective_engine import Engine, EngineModel
from cotherm.numeric.engine_space import ComplexMatrix, EngineSpace
from cotherm.numeric.matrices import Matrix

from ...domain import Point
from .ensemble_operators import FIELD, _embedded, pair_environment, real_trace, space

Complex = tuple[Fraction, Fraction]
HALF = Fraction(1, 2)


def _times(x: Complex, y: Complex) -> Complex:
    return x[0] * y[0] - x[1] * y[1], x[0] * y[1] + x[1] * y[0]


def _conjugate(x: Complex) -> Complex:
    return x[0], -x[1]


def phase(tangent: Fraction) -> Complex:
    """A rational point of the unit circle, tan of half the angle given."""
    over = 1 + tangent**2
    return (1 - tangent**2) / over, 2 * tangent / over


def phases(point: Point) -> tuple[Complex, Complex, Complex]:
    """e^(i E1 t), e^(i E2 t) and, at resonance, e^(i nu t)."""
    first, second = phase(point["t1"]), phase(point["t2"])
    return first, second, _times(second, _conjugate(first))


def scalar(value: Complex, size: int) -> flint.fmpq_mat:
    """A complex number times the identity."""
    one = Matrix.identity(FIELD, size)
    return _embedded(one * value[0], one * value[1])


def _power_of(z: Complex, exponent: int) -> Complex:
    result: Complex = (Fraction(1), Fraction(0))
    for _ in range(exponent):
        result = _times(result, z)
    return result


def rotation(machine: EngineSpace, z1: Complex, z2: Complex) -> flint.fmpq_mat:
    """e^(i H_0 t) on pairs of levels."""
    width = machine.rates.N + 1
    parts: list[dict[tuple[int, int], Any]] = [{}, {}]
    for k in range(width**2):
        a, b = divmod(k, width)
        value = _times(_power_of(z1, a), _power_of(z2, b))
        for part, x in zip(parts, value, strict=True):
            part[k, k] = FIELD.number(x)
    shape = (width**2, width**2)
    return _embedded(*(Matrix(FIELD, shape, part) for part in parts))


def driven(machine: EngineSpace, z: Complex, factor: Complex = (Fraction(1), Fraction(0))) -> Any:
    """(w/2)(f S_+1 S_-2 z + f* S_-1 S_+2 z*), embedded; f = 1 is V(t), f = i nu its derivative."""
    up = machine.first.Jplus @ machine.second.Jminus
    down = machine.first.Jminus @ machine.second.Jplus
    x, y = _times(factor, z)
    half = machine.rates.drive / 2
    return _embedded((up + down) * x * half, (up - down) * y * half)


def driven_environment(point: Point) -> Mapping[str, Any]:
    """Those of both ensembles, the phases e and ec, the rotation U, V(t), dV/dt and H_0."""
    machine = space(point)
    z1, z2, z = phases(point)
    nu = point["E2"] - point["E1"]
    energy = machine.excitations(1) * point["E1"] + machine.excitations(2) * point["E2"]
    return {
        **pair_environment(point),
        "e": scalar(z, machine.size),
        "ec": scalar(_conjugate(z), machine.size),
        "U": rotation(machine, z1, z2),
        "Uc": rotation(machine, _conjugate(z1), _conjugate(z2)),
        "Vt": driven(machine, z),
        "dV": driven(machine, z, (Fraction(0), nu)),
        "H0": _embedded(energy),
    }


def components_of_drive(point: Point) -> Any:
    """w [(x1 x2 + y1 y2) cos nu t - (y1 x2 - x1 y2) sin nu t] from the cartesian components."""
    machine = space(point)
    cosine, sine = phases(point)[2]
    pairs = []
    for spin in (machine.first, machine.second):
        # y is imaginary: its imaginary part is -(S_+ - S_-)/2
        pairs.append(((spin.Jplus + spin.Jminus) * HALF, (spin.Jplus - spin.Jminus) * -HALF))
    (x1, y1), (x2, y2) = pairs
    even = x1 @ x2 - y1 @ y2
    odd = y1 @ x2 - x1 @ y2
    w = point["w"]
    return _embedded(even * (w * cosine), odd * (-w * sine))


# ------------------------------------------------------------------------------ steady state


@lru_cache(maxsize=32)
def _stationary(N: int, values: tuple[Any, ...], machine: EngineSpace) -> ComplexMatrix:
    return machine.stationary()


def stationary(point: Point) -> ComplexMatrix:
    """Stationary state on the complete space of both collective spins, exact."""
    machine = space(point)
    return _stationary(machine.rates.N, tuple(machine.rates), machine)


def stationary_environment(point: Point) -> Mapping[str, Any]:
    """Those of both ensembles with the stationary state as rho."""
    return {**pair_environment(point), "rho": _embedded(*stationary(point))}


def reduced_engine(point: Point) -> Engine:
    """The same engine solved in the sector of its stationary state, exact."""
    energies = (FIELD.number(point["E1"]), FIELD.number(point["E2"]))
    return Engine(FIELD, EngineModel(space(point).rates, energies, None, None))


def first_expression(point: Point) -> Any:
    """-Tr[U (dV/dt) U^+ rho], stationary."""
    machine = space(point)
    z1, z2, z = phases(point)
    nu = point["E2"] - point["E1"]
    rotated = (
        rotation(machine, z1, z2)
        * driven(machine, z, (Fraction(0), nu))
        * rotation(machine, _conjugate(z1), _conjugate(z2))
    )
    return -real_trace(rotated * _embedded(*stationary(point)))


def generator_on(point: Point, rho: ComplexMatrix) -> Any:
    """The generator as a superoperator, applied to an operator, embedded."""
    liouvillian = space(point).liouvillian()
    image = liouvillian.matrix.apply(liouvillian.state(*rho))
    return _embedded(*_split(image, space(point).size))


def _split(vector: list[Any], size: int) -> list[Matrix]:
    square = size**2
    return [
        Matrix(
            FIELD,
            (size, size),
            {divmod(k, size): x for k, x in enumerate(vector[start : start + square])},
        )
        for start in (0, square)
    ]


# ------------------------------------------------------------------------------ correlations


@lru_cache(maxsize=32)
def _resolvent_row(machine: EngineSpace, s: Fraction) -> list[Any]:
    """Re Tr[P (s - L)^-1 X], P = i K, as a functional of (Re X, Im X)."""
    liouvillian = machine.liouvillian()
    size = liouvillian.matrix.shape[0]
    shifted = Matrix.identity(FIELD, size) * s - liouvillian.matrix
    # Re Tr[i K Y] = -Tr[K Im Y]
    zero = [FIELD.zero] * machine.size**2
    right = zero + [-x for x in machine.power.T.vector()]
    solution = shifted.T.to_flint().solve(flint.fmpq_mat(size, 1, right))
    return [solution[k, 0] for k in range(size)]


def correlation_environment(point: Point) -> Mapping[str, Any]:
    """rho, P = (dV/dt)_I per energy, and re, im of int_0^inf e^(-s t) Tr[P e^(L t) X] dt."""
    machine = space(point)
    row = _resolvent_row(machine, point["s"])
    zero = Matrix.zero(FIELD, (machine.size, machine.size))
    P = _embedded(zero, machine.power)

    def real(x: flint.fmpq_mat) -> Any:
        size = machine.size
        parts = [x[2 * i + k, 2 * j] for k in (0, 1) for i in range(size) for j in range(size)]
        return FIELD.dot(row, parts)

    turned = _embedded(zero, Matrix.identity(FIELD, machine.size))
    return {
        "rho": _embedded(*stationary(point)),
        "P": P,
        "re": real,
        "im": lambda x: -real(turned * x),
    }


def other_order(point: Point) -> list[Any]:
    """[Re, 0] of the transform of Tr[P e^(L t)(P rho)]."""
    environment = correlation_environment(point)
    return [environment["re"](environment["P"] * environment["rho"]), FIELD.zero]
