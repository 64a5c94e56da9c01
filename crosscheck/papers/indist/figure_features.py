"""What the claims on figures share: quantities of both books along a curve, and pairs of oracles."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Any

from cotherm.numeric import spin_ladder
from cotherm.numeric.fields import Field
from cotherm.symbolic.forms import ensemble_entropy
from cotherm.symbolic.forms import spin_ensemble as ensemble

from ...algebras import digits_to_bits, precision, to_ball
from ...books import full, whole
from ...checks import Oracle
from ...domain import Axis, Domain, Point, among
from .curves import Ensemble

Combination = Callable[..., Any]


def curves_of(ensembles: tuple[Ensemble, ...], text: str, **axes: Axis) -> Domain:
    """The ensembles of a figure as a domain, with further axes."""
    numbers, spins = (sorted({x[k] for x in ensembles}) for k in (0, 1))
    found = (("n", numbers), ("s", spins))
    fixed = tuple(name for name, values in found if len(values) == 1)
    return Domain(
        {"n": among(*numbers), "s": among(*spins), **axes},
        lambda p: (whole(p["n"]), p["s"]) in ensembles,
        text,
        fixed,
    )


def few(ensembles: tuple[Ensemble, ...], text: str, **axes: Axis) -> Domain:
    """Those of them whose ladders are short."""
    return curves_of(tuple(x for x in ensembles if x[0] * x[1] <= 18), text, **axes)


def ladder_energies(field: Field, n: Fraction, s: Fraction, b: Fraction) -> tuple[Any, Any]:
    """E_+ and E_th from the rate equations of the ladders J = ns and J = s."""
    return _both(field, spin_ladder.ladder_energy, n, s, b, ground=True)


def ladder_entropies(field: Field, n: Fraction, s: Fraction, b: Fraction) -> tuple[Any, Any]:
    """S_+ and S_th from the same rate equations."""
    return _both(field, spin_ladder.ladder_entropy, n, s, b, ground=False)


def _both(
    field: Field, quantity: Callable[..., Any], n: Fraction, s: Fraction, b: Fraction, ground: bool
) -> tuple[Any, Any]:
    values = [quantity(field, J, b) for J in (n * s, s)]
    if ground:
        with field:
            values = [x + field.number(J) for x, J in zip(values, (n * s, s), strict=True)]
    with field:
        return values[0], field.number(n) * values[1]


def closed_energies(n: Fraction, s: Fraction, b: Fraction, digits: int) -> tuple[Any, Any]:
    """E_+ and E_th from the closed forms."""
    return (
        ensemble.steady_energy.digits(digits, n=n, s=s, b=b),
        ensemble.thermal_energy.digits(digits, n=n, s=s, b=b),
    )


def closed_entropies(n: Fraction, s: Fraction, b: Fraction, digits: int) -> tuple[Any, Any]:
    """S_+ and S_th from the closed forms."""
    return (
        ensemble_entropy.steady_entropy.digits(digits, n=n, s=s, b=b),
        ensemble_entropy.thermal_entropy.digits(digits, n=n, s=s, b=b),
    )


def routes(
    kind: str, value: Combination, text: str, at: tuple[Callable[[Point], Fraction], ...]
) -> tuple[Oracle, Oracle]:
    """Oracles of both books for ``value(point, pair at first b, pair at second b, ...)``.

    ``kind`` is "energy" or "entropy"; the pairs are (collective, independent), ``at`` gives the b.
    """
    closed_pair, ladder_pair = {
        "energy": (closed_energies, ladder_energies),
        "entropy": (closed_entropies, ladder_entropies),
    }[kind]

    def symbolic(point: Point, digits: int) -> Any:
        pairs = [closed_pair(point["n"], point["s"], b(point), digits + 10) for b in at]
        with precision(digits_to_bits(digits + 10)):
            return value(to_ball, point, *pairs)

    def numeric(field: Field, point: Point) -> Any:
        pairs = [ladder_pair(field, point["n"], point["s"], b(point)) for b in at]
        with field:
            return value(field.number, point, *pairs)

    return (
        Oracle(symbolic, f"{text}, closed forms", "symbolic"),
        full(numeric, f"{text}, rate equations of the ladders J = ns and J = s"),
    )
