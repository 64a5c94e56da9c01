"""Propagators as exact power series in tau = -i t, for the operator identities of App. K.

With t = i tau the propagator exp(-i H t) becomes exp(H tau), whose coefficients are exact matrices;
identities between propagators hold order by order.
"""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from fractions import Fraction
from functools import lru_cache
from itertools import combinations
from typing import Any, overload

import flint

from cotherm.numeric.fields import Rational
from cotherm.numeric.imperfections import imperfection_hamiltonian
from cotherm.numeric.matrices import Matrix, kron
from cotherm.numeric.spins import local_spins

from ...algebras import to_fmpq
from ...books import whole
from ...domain import Point

ORDER = 5
FIELD = Rational()


class OperatorSeries(Sequence[flint.fmpq_mat]):
    """Coefficients of tau^0 ... tau^ORDER of an operator."""

    def __init__(self, terms: Sequence[flint.fmpq_mat]) -> None:
        self.terms = tuple(terms)

    @classmethod
    def constant(cls, matrix: flint.fmpq_mat) -> OperatorSeries:
        """An operator that does not depend on tau."""
        zero = matrix * 0
        return cls((matrix, *(zero for _ in range(ORDER))))

    def __len__(self) -> int:
        return len(self.terms)

    @overload
    def __getitem__(self, index: int) -> flint.fmpq_mat: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[flint.fmpq_mat, ...]: ...
    def __getitem__(self, index: int | slice) -> Any:
        return self.terms[index]

    def __add__(self, other: Any) -> OperatorSeries:
        if not isinstance(other, OperatorSeries):
            return NotImplemented
        return OperatorSeries([a + b for a, b in zip(self, other, strict=True)])

    def __neg__(self) -> OperatorSeries:
        return self * -1

    def __sub__(self, other: Any) -> OperatorSeries:
        if not isinstance(other, OperatorSeries):
            return NotImplemented
        return self + (-other)

    def __mul__(self, other: Any) -> OperatorSeries:
        if not isinstance(other, OperatorSeries):
            return OperatorSeries([a * other for a in self])
        products = []
        for k in range(ORDER + 1):
            total = self[0] * other[k]
            for i in range(1, k + 1):
                total += self[i] * other[k - i]
            products.append(total)
        return OperatorSeries(products)

    __rmul__ = __mul__  # reached for numbers only

    def __truediv__(self, other: Any) -> OperatorSeries:
        if isinstance(other, OperatorSeries):
            return NotImplemented
        return self * (1 / flint.fmpq(other))

    def __pow__(self, exponent: int) -> OperatorSeries:
        result = self
        for _ in range(exponent - 1):
            result = result * self
        return result


def identity(size: int) -> flint.fmpq_mat:
    """The unit matrix."""
    unit: flint.fmpq_mat = Matrix.identity(FIELD, size).to_flint()
    return unit


def propagator(generator: OperatorSeries) -> OperatorSeries:
    """exp(H tau) of a constant H."""
    terms = [identity(generator[0].nrows())]
    for k in range(1, ORDER + 1):
        terms.append(terms[-1] * generator[0] * flint.fmpq(1, k))
    return OperatorSeries(terms)


def ordered(generator: OperatorSeries) -> OperatorSeries:
    """Time-ordered exponential X of H(tau): dX/dtau = H(tau) X, later times to the left."""
    terms = [identity(generator[0].nrows())]
    for k in range(ORDER):
        total = generator[0] * terms[k]
        for j in range(1, k + 1):
            total += generator[j] * terms[k - j]
        terms.append(total * flint.fmpq(1, k + 1))
    return OperatorSeries(terms)


def rotated(operator: OperatorSeries, hamiltonian: OperatorSeries) -> OperatorSeries:
    """exp(i H t) O exp(-i H t) = exp(-H tau) O exp(H tau) of constants, by nested commutators."""
    terms, h = [operator[0]], hamiltonian[0]
    for k in range(1, ORDER + 1):
        last = terms[-1]
        terms.append((last * h - h * last) * flint.fmpq(1, k))
    return OperatorSeries(terms)


def phase(size: int, x: flint.fmpq) -> OperatorSeries:
    """exp(i x t) = exp(-x tau) times the unit matrix."""
    terms = [identity(size)]
    for k in range(1, ORDER + 1):
        terms.append(terms[-1] * (-x / k))
    return OperatorSeries(terms)


def numbers(point: Point, count: int) -> list[Fraction]:
    """Generic non-zero rationals, the same for the same point."""
    rng = random.Random(repr(sorted(point.items())))
    return [
        Fraction(rng.choice((-1, 1)) * rng.randint(1, 9), rng.randint(2, 7)) for _ in range(count)
    ]


def imperfections(point: Point) -> tuple[list[Fraction], dict[tuple[int, int], Fraction]]:
    """Detunings delta_k and couplings Omega_kl of the k-th generic ensemble of n spins."""
    n = whole(point["n"])
    pairs = list(combinations(range(n), 2))
    found = numbers({name: point[name] for name in ("n", "s", "k")}, n + len(pairs))
    return found[:n], {(j, i): x for (i, j), x in zip(pairs, found[n:], strict=True)}


@lru_cache(maxsize=64)
def _global(n: int, s: Fraction, k: Fraction) -> Mapping[str, flint.fmpq_mat]:
    """H_0, H_inh, H_int, V and H_B of spins and a two-level bath, and single-spin operators."""
    point = {"n": Fraction(n), "s": s, "k": k}
    detunings, couplings = imperfections(point)
    omega, g, *bath = numbers({**point, "bath": Fraction(1)}, 6)
    unit = Matrix.identity(FIELD, 2)
    a, c, d, e = map(to_fmpq, bath)
    on_bath = Matrix.from_rows(FIELD, [[a, c], [c, d]])
    bath_energy = Matrix.from_rows(FIELD, [[e, 0], [0, -d]])
    spins = local_spins(FIELD, n, s)
    here = Matrix.identity(FIELD, spins[0].Jz.shape[0])
    coupling, free = Matrix.zero(FIELD, here.shape), Matrix.zero(FIELD, here.shape)
    for spin in spins:
        coupling, free = coupling + (spin.Jplus + spin.Jminus) * g, free + spin.Jz * omega
    found = {
        "H0": kron(free, unit),
        "Hinh": kron(imperfection_hamiltonian(FIELD, n, s, detunings), unit),
        "Hint": kron(imperfection_hamiltonian(FIELD, n, s, (), couplings), unit),
        "V": kron(coupling, on_bath),
        "HB": kron(here, bath_energy),
        "OB": kron(here, on_bath),
    }
    for i, spin in enumerate(spins, 1):
        found[f"p{i}"] = kron(spin.Jplus, unit)
        found[f"m{i}"] = kron(spin.Jminus, unit)
    return {name: operator.to_flint() for name, operator in found.items()}


def operators(point: Point) -> Mapping[str, flint.fmpq_mat]:
    """Operators of the k-th generic ensemble with its bath, as exact matrices."""
    return _global(whole(point["n"]), point["s"], point["k"])


def coupling_strength(point: Point) -> Fraction:
    """The g of the same ensemble."""
    own = {name: point[name] for name in ("n", "s", "k")}
    return numbers({**own, "bath": Fraction(1)}, 6)[1]


@lru_cache(maxsize=64)
def _series(n: Fraction, s: Fraction, k: Fraction) -> Mapping[str, Any]:
    point = {"n": n, "s": s, "k": k}
    found: dict[str, Any] = {
        name: OperatorSeries.constant(matrix) for name, matrix in operators(point).items()
    }
    size = found["H0"][0].nrows()
    detunings, _ = imperfections(point)
    names = dict(found)
    return {
        **found,
        "g": to_fmpq(coupling_strength(point)),
        "d": lambda i: to_fmpq(detunings[whole(i) - 1]),
        "jp": lambda i: names[f"p{whole(i)}"],
        "jm": lambda i: names[f"m{whole(i)}"],
        "phase": lambda x: phase(size, to_fmpq(x) if isinstance(x, Fraction) else x),
        "U": propagator,
        "T": ordered,
        "tilde": lambda operator: rotated(operator, names["Hint"]),
        "bar": lambda operator: rotated(operator, names["Hinh"]),
    }


def series_environment(point: Point) -> Mapping[str, Any]:
    """Operators as series, U = exp(H tau), T (ordered exponential), tilde and bar (rotations)."""
    return _series(point["n"], point["s"], point["k"])
