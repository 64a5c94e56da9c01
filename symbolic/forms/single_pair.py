"""One driven pair of spins 1/2: flow of excitations and its noise in closed form.

K_i = coth(beta_i E_i/2) = 2 n_i + 1, G_i = Gamma0 K_i. Conventions: hbar = k_B = 1.
"""

from __future__ import annotations

from typing import Any, NamedTuple

from ..interface import Arithmetic


class Machine(NamedTuple):
    """Parameters of the engine after any division by N."""

    pairs: int
    E1: Any
    E2: Any
    beta1: Any
    beta2: Any
    drive: Any
    rate: Any


def factors(A: Arithmetic, machine: Machine) -> tuple[Any, Any]:
    """(K_1, K_2)."""
    return A.coth(machine.beta1 * machine.E1 / 2), A.coth(machine.beta2 * machine.E2 / 2)


def bias(A: Arithmetic, machine: Machine) -> Any:
    """beta_1 E_1 - beta_2 E_2: the affinity of one exchanged excitation."""
    return A.difference(machine.beta1 * machine.E1, machine.beta2 * machine.E2)


def exchange(A: Arithmetic, machine: Machine) -> Any:
    """Im <S_+^(1) S_-^(2)> / (omega0 (K_2 - K_1)) of one pair."""
    first, second = factors(A, machine)
    drive, rate = machine.drive, machine.rate
    return rate / (2 * (first + second) * (rate**2 * first * second + drive**2))


def imbalance(A: Arithmetic, machine: Machine) -> Any:
    """(K_2 - K_1) / (beta_1 E_1 - beta_2 E_2)."""
    halves = A.sinh(machine.beta1 * machine.E1 / 2) * A.sinh(machine.beta2 * machine.E2 / 2)
    return 1 / (2 * A.x_over_sinh(bias(A, machine) / 2) * halves)


def flow(A: Arithmetic, machine: Machine) -> Any:
    """omega0 Im <S_+^(1) S_-^(2)>: excitations from ensemble 2 to ensemble 1 per time."""
    return machine.drive**2 * exchange(A, machine) * imbalance(A, machine) * bias(A, machine)


def noise(A: Arithmetic, machine: Machine) -> Any:
    """Integral over t > 0 of the correlation of Im S_+^(1) S_-^(2) with itself, one pair.

    2 G_1 G_2/((G_1 + G_2)(G_1 G_2 + omega0^2)) [(1 - 4 c)/8 - a^2 + (omega0 a/2)(z_1/G_1 -
    z_2/G_2)], G_i = Gamma0 K_i, a the mean, z_i = <S_z^(i)>, c = <S_z^(1) S_z^(2)>.
    """
    first, second = factors(A, machine)
    G1, G2 = machine.rate * first, machine.rate * second
    drive, current = machine.drive, flow(A, machine)
    up, down = A.difference(first, 1), A.difference(second, 1)  # 2 n_i
    # 1 - 4 c from the populations, so that nothing cancels when both spins are down.
    p1, p2 = up / (2 * first) + current / G1, down / (2 * second) - current / G2
    z1, z2 = p1 - A.number(1) / 2, p2 - A.number(1) / 2
    t1, t2 = up / (2 * first), down / (2 * second)
    # c = (G_1 e_1 z_2 + G_2 e_2 z_1)/(G_1 + G_2), e_i thermal; 1 - 4 e z = 2 t + 2 p - 4 t p
    unequal = (G1 * (2 * t1 + 2 * p2 - 4 * t1 * p2) + G2 * (2 * t2 + 2 * p1 - 4 * t2 * p1)) / (
        G1 + G2
    )
    mean = drive * exchange(A, machine) * imbalance(A, machine) * bias(A, machine)
    terms = [unequal / 8, -mean * mean, current / 2 * z1 / G1, -current / 2 * z2 / G2]
    return 2 * G1 * G2 / ((G1 + G2) * (G1 * G2 + drive**2)) * A.total(terms)
