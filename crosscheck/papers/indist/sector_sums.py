"""What the claims on entropy, free energy and cycles share: printed sums over total spin, bindings."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import Any

import flint

from cotherm.numeric import thermodynamics
from cotherm.numeric.certify import certified
from cotherm.numeric.fields import Ball, Field
from cotherm.numeric.spin_ensemble import Coupling
from cotherm.symbolic.forms import ensemble_entropy
from cotherm.symbolic.forms import spin_ensemble as ensemble
from cotherm.symbolic.forms import spin_ladder as ladder

from ...algebras import digits_to_bits, precision, to_ball
from ...books import bind, full, whole
from ...checks import Oracle
from ...domain import Axis, Domain, Point, among, half_integers, integers, reals
from ...formula import parse
from ...notation import to_text
from ..heatcap.steady_states import multiplicity

OVER_J = "J, J0, T"
OVER_K = "K, J0, T"
PAIR = "w(n, s, J, b0)*w(n, s, K, b0)*(e(J, b0)-e(K, b0))"
TWO_SPINS = (
    "hbar = k_B = omega = 1; at least two spins, as for one both kinds of dissipation are the same"
)
SECTORS = (
    "hbar = k_B = omega = 1; p = Z_J(b0)/Z_s(b0)^n is the weight of one copy of total spin J, l its multiplicity (0 "
    "where J does not occur), w = l p, T = n s, J0 = 0 or 1/2 as n s is an integer or not; K stands for J'"
)

Z = bind(ladder.ladder_partition_function, "J", "b")
e = bind(ladder.ladder_energy, "J", "b")
ladder_entropy = bind(ladder.ladder_entropy, "J", "b")
E = bind(ensemble.steady_energy, "n", "s", "b", "b0")
Ep = bind(ensemble.steady_energy, "n", "s", "b")
Eth = bind(ensemble.thermal_energy, "n", "s", "b")
S = bind(ensemble_entropy.steady_entropy, "n", "s", "b", "b0")
Sp = bind(ensemble_entropy.steady_entropy, "n", "s", "b")
Sth = bind(ensemble_entropy.thermal_entropy, "n", "s", "b")


def p(n: Fraction, s: Fraction, J: Fraction, b0: Any) -> flint.arb:
    """Weight of one copy of total spin J in the thermal state at b0."""
    weight: flint.arb = Z(J, b0) / Z(s, b0) ** whole(n)
    return weight


def w(n: Fraction, s: Fraction, J: Fraction, b0: Any) -> flint.arb:
    """Weight of all copies of total spin J in the thermal state at b0."""
    return p(n, s, J, b0) * to_ball(multiplicity(n, s, J))


def mean(n: Fraction, s: Fraction, J: Fraction, b0: Any) -> flint.arb:
    """The bracket [e_J(b0) - E_th(b0) + n s] of the derivative of a weight."""
    bracket: flint.arb = e(J, b0) - Eth(n, s, b0) + to_ball(n * s)
    return bracket


SECTOR_BINDINGS: Mapping[str, Callable[..., Any]] = {
    "l": multiplicity,
    "p": p,
    "w": w,
    "a": mean,
    "Z": Z,
    "e": e,
    "E": E,
    "Eth": Eth,
    "S": ladder_entropy,
}


def using(*names: str, **others: Callable[..., Any]) -> dict[str, Callable[..., Any]]:
    """The bindings of a sum over total spin that a print needs, and further ones."""
    return {**{name: SECTOR_BINDINGS[name] for name in names}, **others}


def pairs(term: str) -> str:
    """A sum over all J > J' of the weights, the difference of energies and a term."""
    return f"sum(sum(if_else(J > K, {PAIR}*{term}, 0), {OVER_K}), {OVER_J})"


def unchanged_pairs(printed: str) -> dict[str, str]:
    """Mutants of sums over J > J' that leave the set of pairs, or the value of each, unchanged."""
    text = to_text(parse(printed))
    reasons = {
        (", J, J0, T)", ", J, J0+1, T)"): "the lowest J has no J' below it",
        (", K, J0, T)", ", K, J0, T-1)"): "the highest J' has no J above it",
        ("J > K", "J < K"): "each term is symmetric in J and J'",
    }
    return {
        text[:at] + new + text[at + len(old) :]: reason
        for (old, new), reason in reasons.items()
        for at in range(len(text))
        if text.startswith(old, at)
    }


def small_ensembles(limit: int = 16, first: int = 1, **axes: Axis) -> Domain:
    """Ensembles whose product space has at most ``limit`` states, with further axes."""
    return Domain(
        {"n": integers(first, 4), "s": half_integers("1/2", "3/2"), **axes},
        where=lambda p: (2 * p["s"] + 1) ** whole(p["n"]) <= limit,
        where_text=f"(2s+1)^n at most {limit}",
    )


class SectorDomain(Domain):
    """Ensembles with the symbols J0 and T of the limits of their sums, which follow from n and s."""

    def _generic(self, rng: random.Random, fixed: Point) -> Point | None:
        free = {name: value for name, value in fixed.items() if name not in ("J0", "T")}
        point = super()._generic(rng, free)
        if point is not None:
            point["T"] = point["n"] * point["s"]
            point["J0"] = point["T"] % 1
        return point


def sector_domain(
    limit: int = 16,
    first: int = 1,
    where: Callable[[Point], bool] = lambda p: True,
    where_text: str = "",
    **axes: Axis,
) -> Domain:
    """Small ensembles with the limits of their sums over total spin, and further axes."""
    small = small_ensembles(limit, first, **axes)
    return SectorDomain(
        {**small.axes, "T": half_integers("1/2", 3), "J0": among(0, "1/2")},
        where=lambda p: small.contains(p) and where(p),
        where_text=", ".join(filter(None, (small.where_text, where_text))),
    )


def ensembles(most: int = 8, **axes: Axis) -> Domain:
    """Ensembles of at least two spins for closed forms, with further axes."""
    return Domain({"n": integers(2, most), "s": half_integers("1/2", "5/2"), **axes})


BOTH = sector_domain(b=reals(-8, 8), b0=reals(-5, 5, smallest="1e-2"))
PAIRS_OF_SPINS = {"J": half_integers("1/2", 8), "K": half_integers(0, 8)}


def steady_entropy(field: Field, point: Point, start: Any = None) -> Any:
    """Entropy of the stationary state of the full collective master equation."""
    b0 = point["b0"] if start is None else start
    return thermodynamics.steady_entropy(field, whole(point["n"]), point["s"], point["b"], b0)


def thermal_entropy(field: Field, point: Point) -> Any:
    """Entropy of the stationary state of the full independent master equation."""
    return thermodynamics.thermal_entropy(field, whole(point["n"]), point["s"], point["b"])


ENTROPY = full(
    steady_entropy,
    "eigenvalues of the stationary density matrix of the full collective Lindblad equation",
)


def slope(value: Callable[[Field, Point], Any], name: str, text: str) -> Oracle:
    """Derivative of a quantity of the numeric book by a central difference of certified values.

    With the step h = 10^-(digits + 12) the error is a sixth of h^2 times a third derivative of
    order one; the ball returned has the far larger radius h.
    """

    def compute(point: Point, digits: int) -> flint.arb:
        step = Fraction(1, 10 ** (digits + 12))
        deep = 2 * digits + 40
        high, low = (
            certified(lambda f, x=x: value(f, {**point, name: x}), deep)  # type: ignore[misc]
            for x in (point[name] + step, point[name] - step)
        )
        with precision(digits_to_bits(deep)):
            quotient = (high - low) / to_ball(2 * step)
            enclosure: flint.arb = quotient + flint.arb(0, to_ball(step))
            return enclosure

    return Oracle(compute, f"central difference in {name} of the {text}")


def change_of_entropy(coupling: Coupling) -> Callable[..., Any]:
    """Final minus initial entropy of the full master equation, as a function in a print."""

    def function(n: Fraction, s: Fraction, b: Fraction, b0: Fraction) -> Any:
        field = Ball(flint.ctx.prec)
        return thermodynamics.bath_change(field, whole(n), s, b, b0, coupling).entropy

    return function
