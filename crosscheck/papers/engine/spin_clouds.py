"""Single spins, clouds of them and few bath modes, as values and oracles of Sec. II and App. A."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from functools import lru_cache
from typing import Any

import flint

from cotherm.numeric.engine_blocks import BathPair, PairRates
from cotherm.numeric.engine_space import EngineSpace
from cotherm.numeric.matrices import Matrix, kron
from cotherm.numeric.null_structure import nullity
from cotherm.numeric.spins import collective_spin, embed, spin_operators, total_spin_squared

from ...books import whole
from ...domain import Point
from .driven_matrices import driven, phase
from .ensemble_operators import FIELD, _embedded

HALF = Fraction(1, 2)
COORDINATES = ("x", "y", "z")


def _site(kind: str) -> Matrix:
    entries = {
        "+": {(1, 0): 1},
        "-": {(0, 1): 1},
        "x": {(1, 0): 1, (0, 1): 1},
        "z": {(0, 0): -1, (1, 1): 1},
    }
    return Matrix(FIELD, (2, 2), {k: FIELD.number(v) for k, v in entries[kind].items()})


def _pauli(name: str, position: int, sites: int) -> flint.fmpq_mat:
    """A Pauli matrix of one of several spins; sigma_y = -i (sigma_+ - sigma_-)."""
    if name != "y":
        return _embedded(embed(_site(name), position, sites))
    turned = embed(_site("+") - _site("-"), position, sites)
    return _embedded(turned * 0, turned * -1)


def cloud_environment(point: Point) -> Mapping[str, Any]:
    """sx, sy, sz, sp, sm of spin k of ensemble i, and I; V(t) of both clouds."""
    N = whole(point["N"])

    def at(kind: str) -> Any:
        def operator(i: Fraction, k: Fraction) -> flint.fmpq_mat:
            position = (whole(i) - 1) * N + whole(k) - 1
            if kind in COORDINATES:
                return _pauli(kind, position, 2 * N)
            return _embedded(embed(_site(kind), position, 2 * N))

        return operator

    one = Matrix.identity(FIELD, 4**N)
    found = {f"s{name}": at(kind) for name, kind in zip("xyzpm", "xyz+-", strict=True)}
    return {**found, "I": _embedded(one * 0, one)}


def single_environment(point: Point) -> Mapping[str, Any]:
    """Pauli matrices of one spin."""
    one = Matrix.identity(FIELD, 2)
    found = {f"s{name}": _pauli(name, 0, 1) for name in COORDINATES}
    return {**found, "I": _embedded(one * 0, one)}


def ladder_of_one(point: Point) -> Any:
    """S_+ or S_- of a spin 1/2 from its ladder."""
    spin = spin_operators(FIELD, HALF)
    return _embedded(spin.Jplus if point["s"] > 0 else spin.Jminus)


def ladder_of_cloud(point: Point) -> Any:
    """Sum over the ladder operators of N spins, second ensemble at rest."""
    spin = collective_spin(FIELD, whole(point["N"]), HALF)
    one = Matrix.identity(FIELD, spin.Jz.shape[0])
    return _embedded(kron(spin.Jplus if point["s"] > 0 else spin.Jminus, one))


# ------------------------------------------------------------------------------ counted elements


def _counts(state: int, N: int) -> tuple[int, int]:
    return (state >> N).bit_count(), (state & (2**N - 1)).bit_count()


def pair_energy(point: Point) -> Any:
    """Energy of pair k, product state by product state."""
    N, k = whole(point["N"]), whole(point["k"])
    entries = {}
    for state in range(4**N):
        first = state >> (2 * N - k) & 1
        second = state >> (N - k) & 1
        entries[state, state] = FIELD.number(first * point["E1"] + second * point["E2"])
    return _embedded(Matrix(FIELD, (4**N, 4**N), entries))


def counted_hamiltonian(point: Point) -> Any:
    """H_0 + V(t) element by element: energies of the excited spins; omega_0/2 times the phase where
    one spin of each cloud turns over, in opposite directions.
    """
    N = whole(point["N"])
    cosine, sine = phase(point["t"])
    half = point["w"] / 2
    real: dict[tuple[int, int], Any] = {}
    imaginary: dict[tuple[int, int], Any] = {}
    for i in range(4**N):
        first, second = _counts(i, N)
        real[i, i] = FIELD.number(first * point["E1"] + second * point["E2"])
        for j in range(4**N):
            changed = [(i ^ j) >> N, (i ^ j) & (2**N - 1)]
            if [part.bit_count() for part in changed] != [1, 1]:
                continue
            before, after = _counts(j, N), _counts(i, N)
            if after[0] - before[0] == -(after[1] - before[1]):
                sign = after[0] - before[0]  # +1: S_+1 S_-2, with e^(i nu t)
                real[i, j] = FIELD.number(half * cosine)
                imaginary[i, j] = FIELD.number(sign * half * sine)
    shape = (4**N, 4**N)
    return _embedded(Matrix(FIELD, shape, real), Matrix(FIELD, shape, imaginary))


def hamiltonian_environment(point: Point) -> Mapping[str, Any]:
    """h(k) of (3) from ladder operators and V = V(t) of (4) from collective ones."""
    found = cloud_environment(point)
    rest = BathPair(FIELD.one, FIELD.zero)
    machine = EngineSpace(
        FIELD, PairRates(whole(point["N"]), FIELD.number(point["w"]), rest, rest), individual=True
    )
    E = [FIELD.number(point[name]) for name in ("E1", "E2")]

    def pair(k: Fraction) -> Any:
        parts = [found["sp"](i, k) * found["sm"](i, k) * E[i - 1] for i in (1, 2)]
        return parts[0] + parts[1]

    return {"h": pair, "V": driven(machine, phase(point["t"]))}


def energies_of_transfer(point: Point) -> list[Any]:
    """Energies of |0, N> and of (S_+1 S_-2)^N |0, N>, and their difference."""
    N = whole(point["N"])
    spin = spin_operators(FIELD, Fraction(N, 2))
    width = N + 1
    rest = BathPair(FIELD.one, FIELD.zero)
    machine = EngineSpace(FIELD, PairRates(N, FIELD.one, rest, rest))
    vector = [FIELD.zero] * width**2
    vector[N] = FIELD.one
    transfer = machine.first.Jplus @ machine.second.Jminus
    for _ in range(N):
        vector = transfer.apply(vector)
    occupied = [k for k, x in enumerate(vector) if x != 0]
    E1, E2 = FIELD.numbers((point["E1"], point["E2"]))
    energies, half = [], FIELD.number(Fraction(N, 2))
    for place in (N, *occupied):
        a, b = divmod(place, width)
        energies.append(E1 * (spin.Jz[a, a] + half) + E2 * (spin.Jz[b, b] + half))
    before, after = energies
    return [before, after, before - after]


def not_local(point: Point) -> list[int]:
    """Whether S_+1 S_-2 differs from sum_k sigma_-1k sigma_+2k, and from sum_k sigma_+1k sigma_-2k."""
    N = whole(point["N"])
    total = {
        sign: [
            sum((embed(_site(sign), i * N + k, 2 * N) for k in range(N)), start=_nothing(N))
            for i in (0, 1)
        ]
        for sign in "+-"
    }
    collective = total["+"][0] @ total["-"][1]
    found = []
    for first, second in (("-", "+"), ("+", "-")):
        local = _nothing(N)
        for k in range(N):
            local = local + embed(_site(first), k, 2 * N) @ embed(_site(second), N + k, 2 * N)
        found.append(int(not (collective - local).is_zero()))
    return found


def _nothing(N: int) -> Matrix:
    return Matrix(FIELD, (4**N, 4**N), {})


# ------------------------------------------------------------------------------ su(2), total spin


def spin_environment(point: Point) -> Mapping[str, Any]:
    """S(l, a), component a = 1, 2, 3 of ensemble l, with eps, delta and I."""
    N = whole(point["N"])
    spins = _both(N)
    one = Matrix.identity(FIELD, spins[0].Jz.shape[0])

    def component(ensemble: Fraction, a: Fraction) -> Any:
        spin = spins[whole(ensemble) - 1]
        if a == 1:
            return _embedded((spin.Jplus + spin.Jminus) * HALF)
        if a == 2:
            turned = (spin.Jplus - spin.Jminus) * -HALF
            return _embedded(turned * 0, turned)
        return _embedded(spin.Jz)

    def eps(a: Fraction, b: Fraction, c: Fraction) -> Fraction:
        return (a - b) * (b - c) * (c - a) / 2

    return {
        "S": component,
        "eps": eps,
        "delta": lambda x, y: Fraction(int(x == y)),
        "I": _embedded(one * 0, one),
    }


def _both(N: int) -> tuple[Any, Any]:
    rest = BathPair(FIELD.one, FIELD.zero)
    machine = EngineSpace(FIELD, PairRates(N, FIELD.one, rest, rest))
    return machine.first, machine.second


def commutator(point: Point) -> Any:
    """[S_l^a, S_k^b] of explicit matrices."""
    S = spin_environment(point)["S"]
    x, y = S(point["l"], point["a"]), S(point["k"], point["b"])
    return x * y - y * x


def individual_space(point: Point) -> EngineSpace:
    """2N spins 1/2 one by one."""
    w, *rates = FIELD.numbers([point[name] for name in ("w", "d1", "u1", "d2", "u2")])
    baths = BathPair(*rates[:2]), BathPair(*rates[2:])
    return EngineSpace(FIELD, PairRates(whole(point["N"]), w, *baths), individual=True)


def total_spin_environment(point: Point) -> Mapping[str, Any]:
    """S^2 of both ensembles, V and the jump operators on all 4^N states; plain real matrices."""
    machine = individual_space(point)
    return {
        "S1": total_spin_squared(machine.first).to_flint(),
        "S2": total_spin_squared(machine.second).to_flint(),
        "V": machine.drive.to_flint(),
        "Sm1": machine.first.Jminus.to_flint(),
        "Sp1": machine.first.Jplus.to_flint(),
        "Sm2": machine.second.Jminus.to_flint(),
        "Sp2": machine.second.Jplus.to_flint(),
    }


def no_commutators(point: Point) -> list[Any]:
    """Zero matrices."""
    size = 4 ** whole(point["N"])
    return [flint.fmpq_mat(size, size) for _ in range(6)]


@lru_cache(maxsize=16)
def _kernels(N: int, values: tuple[Fraction, ...]) -> tuple[int, int]:
    w, *rates = FIELD.numbers(values)
    model = PairRates(N, w, BathPair(*rates[:2]), BathPair(*rates[2:]))
    found = []
    for individual in (False, True):
        generator = EngineSpace(FIELD, model, individual=individual).liouvillian()
        found.append(nullity(generator.matrix) // generator.multiplicity)
    return found[0], found[1]


def kernels(point: Point) -> list[int]:
    """Dimension of the kernel inside the sector S = N/2 and on all 4^N states."""
    values = tuple(point[name] for name in ("w", "d1", "u1", "d2", "u2"))
    return list(_kernels(whole(point["N"]), values))
