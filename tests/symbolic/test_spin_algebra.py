"""Laws of the operator algebra of two spins and of the equations generated from it."""

from __future__ import annotations

from fractions import Fraction
from itertools import product

import numpy as np
import pytest

from cotherm.symbolic.spin_algebra import (
    AXES,
    PARTS,
    UNIT,
    Operator,
    Polynomial,
    absorption_part,
    component,
    drive_part,
    emission_part,
    exponents_of,
    moment_equation,
    names_of,
    symmetrised,
    word,
)

EPSILON = Operator({(0,) * 6 + (1, 0): Fraction(1)})


def _commutator(a: Operator, b: Operator) -> Operator:
    return a * b - b * a


def _vanishes(operator: Operator) -> bool:
    return not operator.terms


@pytest.mark.parametrize("spin", [1, 2])
def test_commutation_relations(spin: int) -> None:
    x, y, z = (component(f"{axis}{spin}") for axis in "xyz")
    for a, b, c in ((x, y, z), (y, z, x), (z, x, y)):
        assert _vanishes(_commutator(a, b) - (EPSILON * c).times(Fraction(1), 1))
    assert _vanishes(_commutator(x, component(f"y{3 - spin}")))


def test_product_is_associative_and_jacobi_holds() -> None:
    a, b, c = word(["x1", "z2"]), word(["y1", "y2"]), word(["z1", "x1"])
    assert _vanishes((a * b) * c - a * (b * c))
    cyclic = (
        _commutator(a, _commutator(b, c))
        + _commutator(b, _commutator(c, a))
        + _commutator(c, _commutator(a, b))
    )
    assert _vanishes(cyclic)


def test_generator_conserves_trace_and_length() -> None:
    for spin in (1, 2):
        squares = [word([f"{axis}{spin}"] * 2) for axis in "xyz"]
        length = squares[0] + squares[1] + squares[2]
        for operator in (UNIT, length):
            assert _vanishes(drive_part(operator))
            assert _vanishes(emission_part(operator, spin))
            assert _vanishes(absorption_part(operator, spin))


def test_drive_conserves_the_number_of_excitations() -> None:
    assert _vanishes(drive_part(component("z1") + component("z2")))


def _value(polynomial: Polynomial, v: list[float]) -> float:
    return float(
        sum(
            float(factor) * np.prod([x**n for x, n in zip(v, exponents, strict=True)])
            for exponents, factor in polynomial.items()
        )
    )


def _leibniz(names: tuple[str, ...], part: str, v: list[float]) -> float:
    """Second-order operator: its action on a product from its action on factors and pairs."""
    total = 0.0
    values = [v[AXES.index(name)] for name in names]
    for k in range(len(names)):
        single = _value(moment_equation((names[k],))[part], v)
        total += single * float(np.prod(values[:k] + values[k + 1 :]))
        for j in range(k):
            pair = _value(moment_equation((names[j], names[k]))[part], v)
            pair -= values[j] * single + values[k] * _value(moment_equation((names[j],))[part], v)
            rest = [x for i, x in enumerate(values) if i not in (j, k)]
            total += pair * float(np.prod(rest))
    return total


@pytest.mark.parametrize(
    "names", [("x1", "y2", "z1"), ("z1", "z1", "z1"), ("x1", "y1", "z2", "x2"), ("z2",) * 4]
)
def test_limit_is_a_diffusion_for_every_order(names: tuple[str, ...]) -> None:
    rng = np.random.default_rng(7)
    v = [float(x) for x in rng.uniform(-1, 1, 6)]
    for part in PARTS:
        assert _value(moment_equation(names)[part], v) == pytest.approx(
            _leibniz(names, part, v), abs=1e-12
        )


def test_order_of_a_product_does_not_matter_in_the_limit() -> None:
    for names in product(("x1", "y1", "z2"), repeat=2):
        assert moment_equation(names) == moment_equation(names[::-1])


def test_names_and_exponents() -> None:
    assert names_of(exponents_of(("z2", "x1", "x1"))) == ("x1", "x1", "z2")


def test_an_equation_without_limit_is_refused() -> None:
    growing = Operator({(0, 1, 0, 0, 0, 0, -1, 0): Fraction(1)})
    from cotherm.symbolic.spin_algebra import macroscopic_equation

    with pytest.raises(ArithmeticError, match="no macroscopic limit"):
        macroscopic_equation(growing)
    with pytest.raises(ArithmeticError, match="not hermitian"):
        symmetrised(["x1"]).times(Fraction(1), 1).commuting()
