"""The classical counterpart of the engine: first law, second law, uncertainty relation, by hand."""

from __future__ import annotations

from fractions import Fraction

import pytest

from cotherm.numeric.classical_exchange import exchange_engine
from cotherm.numeric.fields import Float64

POINT = dict(E1=1, E2="3/2", beta1=2, beta2="1/2", Gamma0=1)


@pytest.mark.parametrize("N", [1, 2, 4])
@pytest.mark.parametrize("kappa", ["1/10", 1, 20])
def test_second_law_and_uncertainty_relation(N: int, kappa: object) -> None:
    engine = exchange_engine(Float64(), N, **POINT, kappa=kappa)
    assert engine.flow * engine.affinity > 0
    assert engine.noise * engine.affinity >= 2 * engine.flow


def test_no_flow_without_affinity() -> None:
    engine = exchange_engine(Float64(), 2, 1, 2, 1, "1/2", 1, 1)
    assert engine.affinity == 0
    assert abs(engine.flow) < 1e-14


def test_fast_exchange_of_one_pair_by_hand() -> None:
    """Three states 0, one, two excitations; in the middle one half of each ensemble is excited."""
    cold, hot = (1 / (2.718281828459045 ** float(Fraction(x)) - 1) for x in (2, "3/4"))
    # Rates of the lumped chain: up from 0 and from 1, down from 1 and from 2.
    up, down = [cold + hot, (cold + hot) / 2], [(cold + hot + 2) / 2, cold + hot + 2]
    weights = [1.0, up[0] / down[0], up[0] * up[1] / (down[0] * down[1])]
    p = [w / sum(weights) for w in weights]
    from_hot = p[0] * hot + p[1] * hot / 2 - (p[1] / 2 + p[2]) * (hot + 1)
    engine = exchange_engine(Float64(), 1, **POINT, kappa=10**9)
    assert engine.flow == pytest.approx(from_hot, rel=1e-6)
