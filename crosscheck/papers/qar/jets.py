"""Matrices that depend on the counting field and on time: power series with exact coefficients.

A printed formula of appendix E is evaluated as it stands, chi and t being formal variables and i
the imaginary unit: exp, derivatives with respect to chi and traces act on the series. Equality of
all coefficients up to the truncation is equality of the functions' derivatives at chi = 0, t = 0.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Any, overload

import flint

from ...algebras import to_fmpq

FIELD_ORDER = 2
TIME_ORDER = 3
Key = tuple[int, int, int]
"""Power of chi, power of t, and 1 for the imaginary part."""


class Jet(Sequence[flint.fmpq]):
    """sum over (k, n, p) of coefficient chi^k t^n i^p; scalars are 1 x 1 matrices.

    As a sequence it is the list of all numbers in it, so that checks compare all of them. The
    highest power of t is left out there: a derivative with respect to t does not have it.
    """

    def __init__(self, coefficients: Mapping[Key, flint.fmpq_mat], shape: tuple[int, int]) -> None:
        self.shape = shape
        self.coefficients = {
            key: value
            for key, value in coefficients.items()
            if key[0] <= FIELD_ORDER and key[1] <= TIME_ORDER
        }

    # ------------------------------------------------------------------ numbers in it

    def _flat(self) -> Iterator[flint.fmpq]:
        empty = flint.fmpq_mat(*self.shape)
        for k in range(FIELD_ORDER + 1):
            for n in range(TIME_ORDER):
                for p in (0, 1):
                    yield from self.coefficients.get((k, n, p), empty).entries()

    def __len__(self) -> int:
        return (FIELD_ORDER + 1) * TIME_ORDER * 2 * self.shape[0] * self.shape[1]

    @overload
    def __getitem__(self, index: int) -> flint.fmpq: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[flint.fmpq]: ...
    def __getitem__(self, index: Any) -> Any:
        return list(self._flat())[index]

    def __iter__(self) -> Iterator[flint.fmpq]:
        return self._flat()

    # ------------------------------------------------------------------ arithmetic

    @property
    def scalar(self) -> bool:
        """Whether it is a number rather than a matrix."""
        return self.shape == (1, 1)

    def __add__(self, other: Any) -> Jet:
        right = jet(other)
        if right.shape != self.shape:
            raise TypeError(f"shapes {self.shape} and {right.shape} do not add")
        result = dict(self.coefficients)
        for key, value in right.coefficients.items():
            result[key] = result[key] + value if key in result else value
        return Jet(result, self.shape)

    __radd__ = __add__

    def __neg__(self) -> Jet:
        return Jet({key: -value for key, value in self.coefficients.items()}, self.shape)

    def __sub__(self, other: Any) -> Jet:
        return self + (-jet(other))

    def __rsub__(self, other: Any) -> Jet:
        return jet(other) - self

    def __mul__(self, other: Any) -> Jet:
        right = jet(other)
        if not (self.scalar or right.scalar) and self.shape[1] != right.shape[0]:
            raise TypeError(f"shapes {self.shape} and {right.shape} do not multiply")
        result: dict[Key, flint.fmpq_mat] = {}
        shape = (0, 0)
        for (k, n, p), a in self.coefficients.items():
            for (m, o, q), b in right.coefficients.items():
                if k + m > FIELD_ORDER or n + o > TIME_ORDER:
                    continue
                product = a[0, 0] * b if self.scalar else a * b[0, 0] if right.scalar else a * b
                if p + q == 2:
                    product = -product
                key = (k + m, n + o, (p + q) % 2)
                result[key] = result[key] + product if key in result else product
        if self.scalar or right.scalar:
            shape = right.shape if self.scalar else self.shape
        else:
            shape = (self.shape[0], right.shape[1])
        return Jet(result, shape)

    def __rmul__(self, other: Any) -> Jet:
        return jet(other) * self

    def __truediv__(self, other: Any) -> Jet:
        return self * _inverse(jet(other))

    def __rtruediv__(self, other: Any) -> Jet:
        return jet(other) * _inverse(self)

    def __pow__(self, exponent: Any) -> Jet:
        if not (isinstance(exponent, int) and 0 < exponent < 9):
            raise TypeError("a power of a series needs a small positive integer")
        result = self
        for _ in range(exponent - 1):
            result = result * self
        return result


def jet(value: Any) -> Jet:
    """A series from a number, a matrix or a series."""
    if isinstance(value, Jet):
        return value
    if isinstance(value, flint.fmpq_mat):
        return Jet({(0, 0, 0): value}, (value.nrows(), value.ncols()))
    number = to_fmpq(value) if isinstance(value, Fraction) else flint.fmpq(value)
    return Jet({(0, 0, 0): flint.fmpq_mat(1, 1, [number])}, (1, 1))


def monomial(k: int, n: int, p: int, value: Any = 1) -> Jet:
    """chi^k t^n i^p times a number or matrix."""
    start = jet(value)
    return Jet({(k, n, p): start.coefficients[0, 0, 0]}, start.shape)


I = monomial(0, 0, 1)  # noqa: E741
TIME = monomial(0, 1, 0)


def _inverse(value: Jet) -> Jet:
    """1/series, for a number with a real constant term other than 0."""
    constant = value.coefficients.get((0, 0, 0))
    if not value.scalar or constant is None or (0, 0, 1) in value.coefficients:
        raise TypeError("only a number with a real constant term can be divided by")
    if constant[0, 0] == 0:
        raise ZeroDivisionError
    rest = jet(1) - value * (1 / constant[0, 0])
    total, power = jet(1), jet(1)
    for _ in range(FIELD_ORDER + TIME_ORDER):
        power = power * rest
        total = total + power
    return total * (1 / constant[0, 0])


def exponential(value: Jet) -> Jet:
    """e^series, for a matrix all terms of which have a power of t."""
    if any(key[1] == 0 for key in value.coefficients):
        raise TypeError("the exponential needs a factor t")
    size = value.shape[0]
    one = flint.fmpq_mat(
        size, size, [flint.fmpq(int(i == j)) for i in range(size) for j in range(size)]
    )
    total = power = jet(one)
    for n in range(1, TIME_ORDER + 1):
        power = power * value * flint.fmpq(1, n)
        total = total + power
    return total


def trace(value: Jet) -> Jet:
    """Sum of the components of a vector, the trace of a diagonal density matrix written as one."""
    if value.shape[1] != 1:
        raise TypeError("the trace is that of a vector")
    row = flint.fmpq_mat(1, value.shape[0], [flint.fmpq(1)] * value.shape[0])
    return jet(row) * value


def field_derivative(value: Jet, order: int = 1) -> Jet:
    """The derivative with respect to chi at chi = 0."""
    factor = flint.fmpq(math.factorial(order))
    return Jet(
        {(0, n, p): c * factor for (k, n, p), c in value.coefficients.items() if k == order},
        value.shape,
    )


def time_derivative(value: Jet) -> Jet:
    """The derivative with respect to t."""
    return Jet(
        {(k, n - 1, p): c * flint.fmpq(n) for (k, n, p), c in value.coefficients.items() if n},
        value.shape,
    )


def at_zero_field(value: Jet) -> Jet:
    """The value at chi = 0."""
    return Jet({key: c for key, c in value.coefficients.items() if key[0] == 0}, value.shape)
