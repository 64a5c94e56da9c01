"""Domains of claims, and the points at which they are tested: generic, awkward and boundary,
seeded.
"""

from __future__ import annotations

import hashlib
import math
import random
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from .errors import ClaimError

Point = dict[str, Fraction]
ATTEMPTS = 400


def rational(value: str | int | Fraction) -> Fraction:
    """An exact rational from the text of a claim; floats are refused, they are not what was
    printed.
    """
    if isinstance(value, float):
        raise ClaimError(f"domain value {value!r} must be an int, a Fraction or a string")
    return Fraction(value)


@dataclass(frozen=True)
class Axis:
    """The values that one symbol takes: how to draw one, the awkward ones, and a description."""

    text: str
    draw: Callable[[random.Random], Fraction]
    awkward: tuple[Fraction, ...] = ()
    positive: bool = False


def integers(low: int, high: int) -> Axis:
    """Integers from ``low`` to ``high``; both ends are awkward points."""
    ends = (Fraction(low), Fraction(high))
    return Axis(
        f"integers {low}..{high}", lambda rng: Fraction(rng.randint(low, high)), ends, low > 0
    )


def half_integers(low: str | int, high: str | int) -> Axis:
    """Half-integers (0, 1/2, 1, ...) between ``low`` and ``high``, both kinds among the awkward
    points.
    """
    a, b = rational(low), rational(high)
    first, last = int(2 * a), int(2 * b)
    ends = tuple(dict.fromkeys((a, min(a + Fraction(1, 2), b), b)))
    text = f"half-integers {a}..{b}"
    return Axis(text, lambda rng: Fraction(rng.randint(first, last), 2), ends, a > 0)


def among(*values: str | int | Fraction) -> Axis:
    """An explicit list of values."""
    exact = tuple(rational(value) for value in values)
    text = "among " + ", ".join(map(str, exact))
    return Axis(text, lambda rng: rng.choice(exact), exact, min(exact) > 0)


def reals(low: str | int, high: str | int, *, smallest: str = "1e-3", zero: bool = False) -> Axis:
    """Real numbers of an interval, drawn log-uniformly in magnitude, as rationals of four digits.

    ``smallest`` is the least magnitude drawn when the interval touches zero; the ends and
    +-``smallest`` are awkward points, and 0 itself when ``zero`` says that the domain includes it.
    """
    a, b, tiny = rational(low), rational(high), rational(smallest)
    if not a < b:
        raise ClaimError(f"interval {low}..{high} must have its ends in ascending order")

    def draw(rng: random.Random) -> Fraction:
        sides = [side for side, reach in ((1, b), (-1, -a)) if reach > 0]
        side = rng.choice(sides)
        reach, other = (b, a) if side > 0 else (-a, -b)
        nearest = other if other > 0 else min(tiny, reach / 10)
        exponent = rng.uniform(math.log(nearest), math.log(reach))
        value = side * four_digits(math.exp(exponent))
        return min(max(value, a), b)  # rounding may lead out of a narrow interval

    awkward = [a, b] + [x for x in (tiny, -tiny) if a < x < b] + ([Fraction(0)] if zero else [])
    text = f"reals {low}..{high}" + ("" if zero or a > 0 or b < 0 else " without 0")
    return Axis(text, draw, tuple(x for x in awkward if x != 0 or zero), a >= 0 and not zero)


def four_digits(value: float) -> Fraction:
    """A real number rounded to a rational of four decimal digits."""
    return Fraction(f"{value:.3e}")


@dataclass(frozen=True)
class Caveat:
    """A part of a domain to which a claim may have to be restricted, named before the check runs.

    ``fixes`` lists the symbols that have a single value there.
    """

    text: str
    contains: Callable[[Point], bool]
    fixes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Domain:
    """Axes of all free symbols, and the relations between them (``where``), with their text.

    Every symbol must vary over the test points, but for those that a caveat has ``fixed``.
    """

    axes: Mapping[str, Axis]
    where: Callable[[Point], bool] | None = None
    where_text: str = ""
    fixed: tuple[str, ...] = ()
    keys: tuple[str, ...] = field(init=False)
    memory: dict[tuple[str, int, int], list[Point]] = field(
        init=False, default_factory=dict, compare=False, repr=False
    )

    def __post_init__(self) -> None:
        object.__setattr__(self, "keys", tuple(self.axes))
        if (self.where is None) != (self.where_text == ""):
            raise ClaimError("a domain's `where` and its text `where_text` come together")

    @property
    def text(self) -> str:
        """The domain in words, for reports."""
        parts = [f"{name}: {axis.text}" for name, axis in self.axes.items()]
        return "; ".join([*parts, self.where_text] if self.where_text else parts)

    def contains(self, point: Point) -> bool:
        """Whether the relations between the symbols hold."""
        return self.where is None or self.where(point)

    def restricted(self, caveat: Caveat) -> Domain:
        """The part of the domain that a caveat names."""
        inner = self.contains
        joined = f"{self.where_text}; {caveat.text}" if self.where_text else caveat.text

        def where(point: Point) -> bool:
            return inner(point) and caveat.contains(point)

        return Domain(self.axes, where, joined, (*self.fixed, *caveat.fixes))

    def points(self, seed: str, count: int, minimum: int) -> list[Point]:
        """Distinct points: awkward ones first (one symbol at a time), then generic ones.

        Raises :class:`ClaimError` when fewer than ``minimum`` survive, or when a symbol never
        varies: a check at no points, or along a line through them, would not be a check.
        """
        if (seed, count, minimum) not in self.memory:
            self.memory[seed, count, minimum] = self._drawn(seed, count, minimum)
        return [dict(point) for point in self.memory[seed, count, minimum]]

    def _drawn(self, seed: str, count: int, minimum: int) -> list[Point]:
        rng = random.Random(int.from_bytes(hashlib.sha256(seed.encode()).digest()[:8], "big"))
        found: dict[tuple[Fraction, ...], Point] = {}
        for point in self._candidates(rng, count):
            if len(found) < count or self._varies_more(found.values(), point):
                found.setdefault(tuple(point[key] for key in self.keys), point)
            elif not self._constant(found.values()):
                break
        points = list(found.values())
        if len(points) < minimum:
            raise ClaimError(
                f"{seed}: only {len(points)} points of the domain survive, at least {minimum} "
                "are needed"
            )
        if constant := self._constant(points):
            raise ClaimError(f"{seed}: symbol {constant[0]} never varies over the test points")
        return points

    def _constant(self, points: Collection[Point]) -> list[str]:
        """Symbols that have one value only."""
        free = [name for name in self.keys if name not in self.fixed]
        return [name for name in free if len({point[name] for point in points}) < 2]

    def _varies_more(self, points: Collection[Point], candidate: Point) -> bool:
        first = next(iter(points))
        return any(candidate[name] != first[name] for name in self._constant(points))

    def _generic(self, rng: random.Random, fixed: Point) -> Point | None:
        for _ in range(ATTEMPTS):
            point = {key: fixed.get(key) or axis.draw(rng) for key, axis in self.axes.items()}
            point.update(fixed)
            if self.contains(point):
                return point
        return None

    def _candidates(self, rng: random.Random, count: int) -> Iterator[Point]:
        awkward = [{name: value} for name, axis in self.axes.items() for value in axis.awkward]
        rng.shuffle(awkward)
        for fixed in awkward[: max(1, count // 2)]:
            point = self._generic(rng, fixed)
            if point is not None:
                yield point
        for _ in range(20 * count):
            point = self._generic(rng, {})
            if point is None:
                return
            yield point


def show(point: Mapping[str, Fraction]) -> dict[str, str]:
    """A point as text: exact rationals, decimals where they are short."""
    return {name: _short(value) for name, value in point.items()}


def _short(value: Fraction) -> str:
    if value.denominator == 1:
        text = str(value.numerator)
        return text if len(text) <= 12 else f"{float(value):.4g}"
    as_float = float(value)
    if Fraction(repr(as_float)) == value and len(repr(as_float)) <= 12 and value.denominator > 4:
        return repr(as_float)
    return f"{value.numerator}/{value.denominator}"
