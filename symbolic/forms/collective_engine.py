"""The engine of N driven pairs of collective spins: power, currents, noise, constancy.

One pair has rational closed forms in K_i = coth(beta_i E_i/2) = 2 n_i + 1; for more pairs the
finite hierarchy of `pair_hierarchy` is solved in balls. Conventions: hbar = k_B = 1; currents count
energy into the engine, power counts energy out of it. `scaled` divides omega0, Gamma0 and both
inverse temperatures by N (engine (28)); every temperature is then the divided one, also in the
entropy production and in the constancy.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from functools import lru_cache
from typing import Any

import numpy as np

from ..balls import Ball
from ..closed_form import closed_form
from ..domains import Domain, count, flag, nonnegative, positive
from ..errors import InputError
from ..interface import Arithmetic
from .pair_hierarchy import LARGEST, Hierarchy, PairMoments, Rates
from .single_pair import Machine, bias, exchange, factors, flow, imbalance, noise

_GUARD = 16
"""Bits lost per pair in the elimination, roughly."""

solvable = Domain(
    f"an integer from 1 to {LARGEST} on the closed route",
    lambda value: count.test(value) and value <= LARGEST,
    lambda value: count.array_test(value) & (value <= LARGEST),
    structural=True,
    assumptions=count.assumptions,
)
one_or_two = Domain(
    "1 or 2",
    lambda value: value in (1, 2),
    lambda value: (value == 1) | (value == 2),
    structural=True,
    assumptions={"integer": True, "positive": True},
)
_ENGINE = {
    "N": solvable,
    "E1": positive,
    "E2": positive,
    "beta1": positive,
    "beta2": positive,
    "omega0": nonnegative,
    "Gamma0": positive,
    "scaled": flag,
}


def _machine(A: Arithmetic, values: dict[str, Any], scaled: bool) -> Machine:
    N = values["N"]
    numbers = {name: A.number(value) for name, value in values.items() if name != "N"}
    if scaled:
        for name in ("beta1", "beta2", "omega0", "Gamma0"):
            numbers[name] = numbers[name] / N
    return Machine(N, *(numbers[name] for name in list(_ENGINE)[1:-1]))


@lru_cache(maxsize=128)
def _solved(bits: int, key: tuple[tuple[str, Any], ...], scaled: bool) -> tuple[Any, ...]:
    """Machine, hierarchy and stationary moments at exact parameters."""
    ball = Ball(bits)
    with ball.active():
        machine = _machine(ball, dict(key), scaled)
        occupations = [
            ball.bose(machine.beta1 * machine.E1),
            ball.bose(machine.beta2 * machine.E2),
        ]
        rates = [(machine.rate * (n + 1), machine.rate * n) for n in occupations]
        try:
            hierarchy = Hierarchy(machine.pairs, Rates(machine.drive, *rates))
            return machine, hierarchy, hierarchy.stationary(), occupations
        except ZeroDivisionError:  # pivots are not separated from 0 at this precision
            return machine, None, None, occupations


Several = Callable[[Any, Any, Any, Any], Any]


def _evaluate(
    A: Arithmetic,
    values: dict[str, Any],
    scaled: bool,
    single: Callable[[Any, Machine], Any],
    several: Several,
) -> Any:
    """The rational form of one pair, or what the hierarchy of several pairs gives, in balls."""
    if values["N"] == 1:
        return single(A, _machine(A, values, scaled))
    if A.name == "sympy":
        raise InputError(f"Argument `N` must be 1 for a symbolic expression, but is {values['N']}.")
    if A.name == "float64":
        shape = np.broadcast_shapes(*(np.shape(value) for value in values.values()))
        A.mark(np.ones(shape, dtype=bool))  # each element is done in balls
        return np.zeros(shape)

    def exact(ball: Any) -> Any:
        bits = ball.prec + _GUARD * int(values["N"])
        known = {name: A.exact.get(name, value) for name, value in values.items()}
        if not all(isinstance(value, (int, Fraction)) for value in known.values()):
            known = {name: ball.number(value) for name, value in known.items() if name != "N"}
            known["N"] = values["N"]
        machine, hierarchy, state, occupations = _solved(bits, tuple(known.items()), scaled)
        with Ball(bits).active():
            if state is None:
                return ball.number(0) / ball.number(0)
            return several(machine, hierarchy, state, occupations)

    return A.precisely(exact)


# ------------------------------------------------------------------------------ quantities


@closed_form("engine (10)", **_ENGINE)
def engine_power(
    A: Arithmetic,
    N: Any,
    E1: Any,
    E2: Any,
    beta1: Any,
    beta2: Any,
    omega0: Any,
    Gamma0: Any,
    scaled: Any = False,
) -> Any:
    """Power of the engine of N pairs, delivered to the driving field.

    omega0 (E2 - E1) Im <S_+^(1) S_-^(2)>   (engine (10)); one pair: omega0^2 (E2 - E1) Gamma0
    (K_2 - K_1) / (2 (K_1 + K_2)(Gamma0^2 K_1 K_2 + omega0^2)), K_i = coth(beta_i E_i/2).

    Args:
        A: the arithmetic (supplied by the closed form).
        N: number of pairs, at most 12.
        E1, E2: splittings.
        beta1, beta2: inverse temperatures of the baths.
        omega0: drive.
        Gamma0: spontaneous rate.
        scaled: divide omega0, Gamma0, beta1 and beta2 by N.

    Returns:
        The power, negative for a refrigerator; float64 within 16 ulp.
    """
    values = dict(N=N, E1=E1, E2=E2, beta1=beta1, beta2=beta2, omega0=omega0, Gamma0=Gamma0)

    def single(A: Arithmetic, machine: Machine) -> Any:
        return A.difference(machine.E2, machine.E1) * flow(A, machine)

    def several(machine: Machine, _: Hierarchy, state: PairMoments, __: Any) -> Any:
        return machine.drive * (machine.E2 - machine.E1) * state.moment(1, 0, 0)

    return _evaluate(A, values, scaled, single, several)


def _emission(machine: Machine, state: PairMoments, occupations: Any, bath: int) -> Any:
    """<S_+ S_-> + 2 n <S_z> of one ensemble, S_+ S_- = N n^(1) - n^(2)."""
    N = machine.pairs
    orders = [(k, 0) if bath == 1 else (0, k) for k in (1, 2)]
    level, pairs = (state.moment(0, *order) for order in orders)
    return N * level - pairs + occupations[bath - 1] * (2 * level - N)


@closed_form("engine (12)", **_ENGINE, bath=one_or_two)
def engine_heat_current(
    A: Arithmetic,
    N: Any,
    E1: Any,
    E2: Any,
    beta1: Any,
    beta2: Any,
    omega0: Any,
    Gamma0: Any,
    scaled: Any = False,
    bath: Any = 1,
) -> Any:
    """Heat current from one bath into the engine of N pairs.

    Tr[H_0 D_i(rho)] = -E_i Gamma0 (<S_+ S_-> + 2 n_i <S_z>)   (engine (12), there without the
    minus sign); one pair: -E_1 or +E_2 times the flow of excitations.

    Args:
        A: the arithmetic (supplied by the closed form).
        N: number of pairs, at most 12.
        E1, E2: splittings.
        beta1, beta2: inverse temperatures of the baths.
        omega0: drive.
        Gamma0: spontaneous rate.
        scaled: divide omega0, Gamma0, beta1 and beta2 by N.
        bath: 1 or 2.

    Returns:
        The current, positive into the engine; float64 within 16 ulp.
    """
    values = dict(N=N, E1=E1, E2=E2, beta1=beta1, beta2=beta2, omega0=omega0, Gamma0=Gamma0)

    def single(A: Arithmetic, machine: Machine) -> Any:
        current = flow(A, machine)
        return -machine.E1 * current if bath == 1 else machine.E2 * current

    def several(machine: Machine, _: Hierarchy, state: PairMoments, occupations: Any) -> Any:
        energy = machine.E1 if bath == 1 else machine.E2
        return -energy * machine.rate * _emission(machine, state, occupations, bath)

    return _evaluate(A, values, scaled, single, several)


@closed_form("engine (11)", **_ENGINE)
def engine_power_variance(
    A: Arithmetic,
    N: Any,
    E1: Any,
    E2: Any,
    beta1: Any,
    beta2: Any,
    omega0: Any,
    Gamma0: Any,
    scaled: Any = False,
) -> Any:
    """Long-time variance of the power of N pairs.

    2 int_0^inf dt [<P(0) P(t)> - <P>^2]   (engine (11)), from the same hierarchy started with the
    moments of the symmetrised products.

    Args:
        A: the arithmetic (supplied by the closed form).
        N: number of pairs, at most 12.
        E1, E2: splittings.
        beta1, beta2: inverse temperatures of the baths.
        omega0: drive.
        Gamma0: spontaneous rate.
        scaled: divide omega0, Gamma0, beta1 and beta2 by N.

    Returns:
        The variance; float64 within 16 ulp.
    """
    values = dict(N=N, E1=E1, E2=E2, beta1=beta1, beta2=beta2, omega0=omega0, Gamma0=Gamma0)

    def single(A: Arithmetic, machine: Machine) -> Any:
        step = machine.drive * A.difference(machine.E2, machine.E1)
        return 2 * step**2 * noise(A, machine)

    def several(machine: Machine, hierarchy: Hierarchy, state: PairMoments, _: Any) -> Any:
        step = machine.drive * (machine.E2 - machine.E1)
        return 2 * step**2 * hierarchy.exchange_noise(state)

    return _evaluate(A, values, scaled, single, several)


@closed_form("engine (20)", **{**_ENGINE, "omega0": positive})
def engine_constancy(
    A: Arithmetic,
    N: Any,
    E1: Any,
    E2: Any,
    beta1: Any,
    beta2: Any,
    omega0: Any,
    Gamma0: Any,
    scaled: Any = False,
) -> Any:
    """Normalised constancy of the engine of N pairs.

    (P/Var) 2 eta T_1/(eta_C - eta) with eta = 1 - E1/E2 and eta_C = 1 - T_1/T_2 (engine (20)),
    that is 2 (E2 - E1) P/(Var (beta1 E1 - beta2 E2)), or 2 P^2/(Var S) with the entropy production
    S. The difference of efficiencies has gone, and one pair has a value at the Carnot point too.

    Args:
        A: the arithmetic (supplied by the closed form).
        N: number of pairs, at most 12.
        E1, E2: splittings.
        beta1, beta2: inverse temperatures of the baths; for N > 1 beta1 E1 must differ from
            beta2 E2.
        omega0: drive.
        Gamma0: spontaneous rate.
        scaled: divide omega0, Gamma0, beta1 and beta2 by N.

    Returns:
        The constancy; classical Markovian engines stay below 1. Float64 within 16 ulp.
    """
    values = dict(N=N, E1=E1, E2=E2, beta1=beta1, beta2=beta2, omega0=omega0, Gamma0=Gamma0)

    def single(A: Arithmetic, machine: Machine) -> Any:
        return exchange(A, machine) * imbalance(A, machine) / noise(A, machine)

    def several(machine: Machine, hierarchy: Hierarchy, state: PairMoments, _: Any) -> Any:
        affinity = machine.beta1 * machine.E1 - machine.beta2 * machine.E2
        return state.moment(1, 0, 0) / (machine.drive * hierarchy.exchange_noise(state) * affinity)

    if N != 1 and _reversible(A.exact):
        raise InputError(
            "Arguments `beta1`, `E1` must have a product other than that of `beta2`, `E2` for "
            "N > 1, but both are equal."
        )
    return _evaluate(A, values, scaled, single, several)


def _reversible(exact: Any) -> bool:
    known = [exact.get(name) for name in ("beta1", "E1", "beta2", "E2")]
    if not all(isinstance(value, Fraction) for value in known):
        return False
    return bool(known[0] * known[1] == known[2] * known[3])


@closed_form("engine (15)", **_ENGINE)
def engine_entropy_production(
    A: Arithmetic,
    N: Any,
    E1: Any,
    E2: Any,
    beta1: Any,
    beta2: Any,
    omega0: Any,
    Gamma0: Any,
    scaled: Any = False,
) -> Any:
    """Entropy production rate of the engine of N pairs.

    -beta1 Q_1 - beta2 Q_2   (engine (15)); one pair: the flow of excitations times beta1 E1 -
    beta2 E2.

    Args:
        A: the arithmetic (supplied by the closed form).
        N: number of pairs, at most 12.
        E1, E2: splittings.
        beta1, beta2: inverse temperatures of the baths.
        omega0: drive.
        Gamma0: spontaneous rate.
        scaled: divide omega0, Gamma0, beta1 and beta2 by N.

    Returns:
        The rate, not negative; float64 within 16 ulp.
    """
    values = dict(N=N, E1=E1, E2=E2, beta1=beta1, beta2=beta2, omega0=omega0, Gamma0=Gamma0)

    def single(A: Arithmetic, machine: Machine) -> Any:
        return bias(A, machine) * flow(A, machine)

    def several(machine: Machine, _: Hierarchy, state: PairMoments, occupations: Any) -> Any:
        first, second = (_emission(machine, state, occupations, bath) for bath in (1, 2))
        cold, hot = machine.beta1 * machine.E1 * first, machine.beta2 * machine.E2 * second
        return machine.rate * (cold + hot)

    return _evaluate(A, values, scaled, single, several)


@closed_form("engine (12)", **_ENGINE, spin=one_or_two)
def engine_magnetization(
    A: Arithmetic,
    N: Any,
    E1: Any,
    E2: Any,
    beta1: Any,
    beta2: Any,
    omega0: Any,
    Gamma0: Any,
    scaled: Any = False,
    spin: Any = 1,
) -> Any:
    """Stationary <S_z> of one ensemble of the engine of N pairs.

    One pair: -1/(2 K_1) + flow/(Gamma0 K_1), or the same with 2 and the other sign.

    Args:
        A: the arithmetic (supplied by the closed form).
        N: number of pairs, at most 12.
        E1, E2: splittings.
        beta1, beta2: inverse temperatures of the baths.
        omega0: drive.
        Gamma0: spontaneous rate.
        scaled: divide omega0, Gamma0, beta1 and beta2 by N.
        spin: which ensemble, 1 or 2.

    Returns:
        <S_z>, between -N/2 and N/2; float64 within 16 ulp.
    """
    values = dict(N=N, E1=E1, E2=E2, beta1=beta1, beta2=beta2, omega0=omega0, Gamma0=Gamma0)

    def single(A: Arithmetic, machine: Machine) -> Any:
        factor = factors(A, machine)[spin - 1]
        gain = flow(A, machine) if spin == 1 else -flow(A, machine)
        return A.difference(gain / (machine.rate * factor), 1 / (2 * factor))

    def several(machine: Machine, _: Hierarchy, state: PairMoments, __: Any) -> Any:
        level = state.moment(0, 1, 0) if spin == 1 else state.moment(0, 0, 1)
        return level - machine.rate / machine.rate * machine.pairs / 2

    return _evaluate(A, values, scaled, single, several)
