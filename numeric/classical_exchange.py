"""A classical engine: two ladders of levels in their baths, with incoherent exchange.

The states are the pairs of levels (a, b), 0 ... N each. The baths drive the ladders with the rates
that the populations of the collective engine have without drive, and excitations hop between the
ladders, (a, b) -> (a + 1, b - 1), at kappa times the squared matrix element of S_+1 S_-2, and back
at the same rate; each hop delivers E2 - E1. It is a Markov jump process with local detailed
balance, a reference for what holds for classical engines.
"""

from __future__ import annotations

from typing import NamedTuple

from cotherm.numeric.collective_engine import engine_model
from cotherm.numeric.counting import counted_parts, cumulants
from cotherm.numeric.fields import Field, Number, Scalar
from cotherm.numeric.generators import rate_matrix
from cotherm.numeric.matrices import Matrix
from cotherm.numeric.null_structure import NullStructure


class ExchangeEngine(NamedTuple):
    """Mean and noise of the hops per unit time, and the affinity beta_1 E_1 - beta_2 E_2."""

    flow: Scalar
    noise: Scalar
    affinity: Scalar


def exchange_engine(
    field: Field,
    N: int,
    E1: Number,
    E2: Number,
    beta1: Number,
    beta2: Number,
    Gamma0: Number,
    kappa: Number,
) -> ExchangeEngine:
    """Return flow, noise and affinity of the classical engine.

    Parameters
    ----------
    field : arithmetic.
    N : number of excitations that fit on each ladder.
    E1, E2, beta1, beta2, Gamma0 : as in `engine_model`.
    kappa : rate of exchange, positive.
    """
    model = engine_model(field, N, E1, E2, beta1, beta2, 0, Gamma0)
    rate = field.number(kappa)
    width = N + 1
    rates: dict[tuple[int, int], Scalar] = {}
    hops: dict[tuple[int, int], int] = {}
    with field:
        for a in range(width):
            for b in range(width):
                here = a * width + b
                if a < N:
                    rates[here + width, here] = model.rates.first.up * ((a + 1) * (N - a))
                    rates[here, here + width] = model.rates.first.down * ((a + 1) * (N - a))
                if b < N:
                    rates[here + 1, here] = model.rates.second.up * ((b + 1) * (N - b))
                    rates[here, here + 1] = model.rates.second.down * ((b + 1) * (N - b))
                if a < N and b > 0:
                    there = here + width - 1
                    hop = rate * ((a + 1) * (N - a) * b * (N - b + 1))
                    rates[there, here] = rates[here, there] = hop
                    hops[there, here], hops[here, there] = 1, -1
    generator = rate_matrix(field, width**2, rates)
    parts = [
        (Matrix(field, generator.shape, {place: rates[place]}), step)
        for place, step in hops.items()
    ]
    conserved = Matrix(field, (1, width**2), {(0, i): field.one for i in range(width**2)})
    found = cumulants(NullStructure(generator, conserved), counted_parts(generator.shape, parts))
    assert model.affinities is not None
    with field:
        return ExchangeEngine(found.mean, found.noise, model.affinities[0] - model.affinities[1])
