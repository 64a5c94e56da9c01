"""Cumulants of a counted current (full counting statistics at long times).

With counting factors exp(u x) on jumps that carry the increment x, the generator becomes
L(u) = L + u W' + u^2 W''/2 + u^3 W'''/6 + ..., and the scaled cumulant generating function is its
dominant eigenvalue lambda(u). Perturbation theory at u = 0 gives (1 = trace functional, p =
stationary state, S = Drazin inverse)

    mean  = 1 W' p
    noise = 1 W'' p - 2 1 W' S W' p
    third = 1 W''' p + 3 1 W'' p1 + 3 1 W' p2,
    p1 = -S W' p,   p2 = -S (W'' p + 2 (W' - mean) p1).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from cotherm.numeric.errors import AmbiguousSteadyStateError, InputError
from cotherm.numeric.fields import Number, Scalar
from cotherm.numeric.generators import Jump, Liouvillian, jump_superoperator
from cotherm.numeric.matrices import Matrix
from cotherm.numeric.null_structure import NullStructure


class Cumulants(NamedTuple):
    """Long-time cumulants per unit time of a counted quantity."""

    mean: Scalar
    noise: Scalar
    third: Scalar


class CountedJumps(NamedTuple):
    """The derivatives W', W'' and W''' of the tilted generator at u = 0."""

    first: Matrix
    second: Matrix
    third: Matrix


def counted_rates(generator: Matrix, increments: Mapping[tuple[int, int], Number]) -> CountedJumps:
    """Return the derivatives of a tilted rate matrix.

    Parameters
    ----------
    generator : rate matrix, entries by (to, from).
    increments : what one transition (to, from) adds to the counted quantity. When several
        reservoirs drive the same transition, build the counted part by itself and use
        `counted_parts`.
    """
    field = generator.field
    parts = []
    for (to, origin), increment in increments.items():
        rate = Matrix(field, generator.shape, {(to, origin): generator[to, origin]})
        parts.append((rate, increment))
    return counted_parts(generator.shape, parts)


def counted_parts(shape: tuple[int, int], parts: Iterable[tuple[Matrix, Number]]) -> CountedJumps:
    """Return the derivatives for parts of a generator that each carry one increment.

    Parameters
    ----------
    shape : shape of the generator, which every part must have.
    parts : pairs (jump part of the generator, increment), at least one.
    """
    orders: list[Matrix | None] = [None, None, None]
    for part, increment in parts:
        if part.shape != shape:
            raise InputError(
                f"Argument `parts` must have matrices of shape {shape}, but has {part.shape}."
            )
        step = part.field.number(increment)
        term = part
        for order in range(3):
            term = term * step
            known = orders[order]
            orders[order] = term if known is None else known + term
    first, second, third = orders
    if first is None or second is None or third is None:
        raise InputError("Argument `parts` must hold at least one pair, but is empty.")
    return CountedJumps(first, second, third)


def counted_jumps(
    jumps: Iterable[tuple[Jump, Number]], generator: Liouvillian | None = None
) -> CountedJumps:
    """Return the derivatives of a tilted dissipator.

    Parameters
    ----------
    jumps : pairs (jump, increment).
    generator : the Liouvillian in whose coordinates they are wanted (needed when it is embedded).
    """
    parts = []
    for jump, increment in jumps:
        part = jump_superoperator(jump)
        parts.append((part if generator is None else generator.lift(part), increment))
    shape = parts[0][0].shape if parts else (0, 0)
    return counted_parts(shape, parts)


def cumulants(
    structure: NullStructure,
    counted: CountedJumps,
    trace: Sequence[Scalar] | None = None,
    *,
    state: Sequence[Scalar] | None = None,
    multiplicity: int = 1,
) -> Cumulants:
    """Return mean, noise and third cumulant of the counted quantity per unit time.

    Parameters
    ----------
    structure : null structure of the generator at u = 0, with a unique stationary state.
    counted : derivatives of the tilted generator.
    trace : functional that is 1 on states and that the generator conserves; all ones when None.
    state : the stationary state, when already known.
    multiplicity : 2 for a real embedding of a complex generator, otherwise 1.

    Raises
    ------
    AmbiguousSteadyStateError : when several stationary states exist; the counted quantity then
        differs between them, so restrict the generator to one sector first.
    """
    field = structure.field
    if structure.nullity > multiplicity:
        raise AmbiguousSteadyStateError(structure.nullity // multiplicity)
    functional = [field.one] * structure.size if trace is None else list(trace)
    if state is None:
        weight = field.dot(functional, functional)
        with field:
            start = [value / weight for value in functional]
        state = structure.project(start)
    moved = counted.first.apply(state)
    mean = field.dot(functional, moved)
    with field:
        p1 = [-x for x in structure.drazin(moved)]
        w1p1 = counted.first.apply(p1)
        w2p = counted.second.apply(state)
        noise = field.dot(functional, w2p) + 2 * field.dot(functional, w1p1)
        source = [a + 2 * (b - mean * c) for a, b, c in zip(w2p, w1p1, p1, strict=True)]
        p2 = [-x for x in structure.drazin(source)]
        third = (
            field.dot(functional, counted.third.apply(state))
            + 3 * field.dot(functional, counted.second.apply(p1))
            + 3 * field.dot(functional, counted.first.apply(p2))
        )
    return Cumulants(mean, noise, third)
