"""Eq. (14): entropy production along generic time evolution."""

from __future__ import annotations

import random
from fractions import Fraction
from functools import lru_cache
from typing import Any

import numpy as np
import scipy.linalg

from cotherm.numeric.collective_engine import engine_model
from cotherm.numeric.engine_space import EngineSpace
from cotherm.numeric.fields import Float64

from ...books import whole
from ...checks import Inequality
from ...claims import Claim
from ...domain import integers, reals
from .currents import UNITS
from .machines import PARAMETERS, machines


def _random_state(size: int, seed: int) -> Any:
    """A generic density matrix of full rank, with coherences between all levels."""
    rng = random.Random(f"state {size} {seed}")
    numbers = [
        [complex(rng.gauss(0, 1), rng.gauss(0, 1)) for _ in range(size)] for _ in range(size)
    ]
    root = np.array(numbers) @ np.diag([2.0 ** (-k * (seed % 3)) for k in range(size)])
    rho = root @ root.conj().T + 1e-3 * np.eye(size)
    return rho / np.trace(rho)


def _near_equilibrium(model: Any, seed: int) -> Any:
    """Both ensembles nearly at the temperatures of their baths: there the inequality is tight."""
    rng = random.Random(f"near {seed}")
    parts = []
    for x in model.affinities:
        weights = np.exp(-x * (1 + rng.uniform(-0.05, 0.05)) * np.arange(model.rates.N + 1))
        parts.append(weights / weights.sum())
    return np.diag(np.kron(*parts)).astype(complex)


def _entropy(rho: Any) -> float:
    weights = np.linalg.eigvalsh(rho)
    weights = weights[weights > 1e-300]
    return float(-np.sum(weights * np.log(weights)))


@lru_cache(maxsize=1024)
def _changes(*values: Fraction) -> tuple[Fraction, Fraction, Fraction]:
    """Change of the entropy and both integrated heats after the time t from a generic state."""
    *engine, t, seed = values
    named: dict[str, Any] = dict(zip(("N", *PARAMETERS), engine, strict=True))
    N = whole(named.pop("N"))
    model = engine_model(Float64(), N, **named)
    space = EngineSpace(Float64(), model.rates, basis="orthonormal")
    dissipation, rotation = (part.to_numpy() for part in space.complex_parts())
    number = whole(seed)
    near = number % 3 > 0
    rho = _near_equilibrium(model, number) if near else _random_state(space.size, number)
    square = space.size**2
    # The heats are carried along as two further components.
    extended = np.zeros((square + 2, square + 2), dtype=complex)
    extended[:square, :square] = dissipation - 1j * rotation
    for row, ensemble in enumerate((1, 2)):
        energy = space.excitations(ensemble) * float(model.energies[ensemble - 1])
        gained = space.dual(energy, (ensemble,)).to_numpy()
        extended[square + row, :square] = gained.T.reshape(-1)
    start = np.concatenate([rho.reshape(-1), [0, 0]])
    end = scipy.linalg.expm(extended * float(t)) @ start
    final = end[:square].reshape(space.size, space.size)
    change = _entropy((final + final.conj().T) / 2) - _entropy(rho)
    first, second = (Fraction(float(x.real)) for x in end[square:])
    return Fraction(change), first, second


def _part(which: int) -> Any:
    return lambda *values: _changes(*values)[which]


ARGUMENTS = ", ".join(("N", *PARAMETERS, "t", "seed"))

CLAIMS: tuple[Claim, ...] = (
    Claim(
        id="engine.eq14",
        where="Eq. (14)",
        kind="inequality",
        title="Second law along generic time evolution",
        latex=r"\Delta S_{tot}=\Delta S-\beta_1Q_N^{(1)}-\beta_2Q_N^{(2)}\ge0",
        printed=f"dS({ARGUMENTS})-beta1*H1({ARGUMENTS})-beta2*H2({ARGUMENTS}) >= 0",
        domain=machines(
            largest=2, t=reals("1/100", 3), seed=integers(1, 400), omega0=reals("1/1000", 3)
        ),
        bindings={"dS": _part(0), "H1": _part(1), "H2": _part(2)},
        partners=(("beta1", "beta2"), ("H1", "H2")),
        explained={
            f"dS({ARGUMENTS})-beta1*H1({ARGUMENTS})-beta2*H2({ARGUMENTS.replace('beta1', 'beta2')}) >= 0": "the heat from bath 2 "
            "depends on the other bath through the drive alone, which is weak where the relation is tight",
        },
        conventions=UNITS
        + "; from states near equilibrium, where the relation is tight, and from generic mixed states with all "
        "coherences, propagated by the complete Liouvillian in float64",
        checks=(Inequality(route="numeric", points=240, minimum=60, search=0, digits=15),),
        notes=("Float64: the smallest production met is several orders above its rounding.",),
    ),
)
