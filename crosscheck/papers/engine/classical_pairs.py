"""A classical counterpart of the engine: populations only, with incoherent exchange."""

from __future__ import annotations

from fractions import Fraction
from functools import lru_cache
from typing import Any

from cotherm.numeric.certify import certified
from cotherm.numeric.classical_exchange import exchange_engine
from cotherm.numeric.fields import Field

from ...books import whole


@lru_cache(maxsize=2048)
def _figures(*values: Fraction) -> list[Any]:
    N, *rest = values

    def compute(field: Field) -> list[Any]:
        engine = exchange_engine(field, whole(N), *rest)
        with field:
            return [engine.noise / engine.flow, engine.affinity]

    return certified(compute, 35)


def classical_fano(*values: Fraction) -> Any:
    """Var(P)/P; arguments N, E1, E2, beta1, beta2, Gamma0, kappa."""
    E1, E2 = values[1:3]
    return _figures(*values)[0] * _exact(E2 - E1)


def classical_constancy(*values: Fraction) -> Any:
    """2 P^2/(Var(P) S): the entropy production is the flow times the affinity."""
    fano, affinity = _figures(*values)
    return 2 / (fano * affinity)


def _exact(value: Fraction) -> Any:
    import flint

    return flint.arb(flint.fmpq(value.numerator, value.denominator))
