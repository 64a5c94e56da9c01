"""Refrigerator in local fields: laws, then the product space, then limits and pinned numbers."""

from __future__ import annotations

from fractions import Fraction
from itertools import product
from math import comb

import numpy as np
import pytest

from cotherm.numeric.errors import InputError
from cotherm.numeric.fields import Float64, Rational
from cotherm.numeric.generators import Jump, liouvillian
from cotherm.numeric.matrices import Matrix
from cotherm.numeric.refrigerator import Refrigerator, refrigerator_current, refrigerator_model
from cotherm.numeric.refrigerator_imperfections import (
    incoherent_rates,
    noisy_rates,
    noisy_states,
    spin_changes,
    spin_weights,
    static_fields,
)
from cotherm.numeric.refrigerator_lindblad import bath_jumps, product_steady_state
from cotherm.numeric.refrigerator_rates import energy_current, energy_currents, populations
from cotherm.numeric.spins import local_spins
from cotherm.numeric.steady_state import steady_state
from cotherm.numeric.total_spin import total_spin_projector

FLOAT, EXACT = Float64(), Rational()
HALF = Fraction(1, 2)
FIELDS = (0.1, -0.2, 0.3, -0.15, 0.07)


def model(N: int, **changes) -> Refrigerator:
    """The setting of Fig. 2 of `qar`."""
    values = {"beta_c": 2, "beta_h": 1, "beta_w": "0.001"}
    values |= {"delta_c": "0.1", "delta_h": "0.1", "delta_w": "0.001"}
    return refrigerator_model(N, **{**values, **changes})


def rational_model(N: int) -> Refrigerator:
    changes = {"q_c": "1/7", "q_h": "1/3", "q_w": "9/10"}
    return model(N, beta_c=None, beta_h=None, beta_w=None, **changes)


def multiplets(N: int, j: Fraction) -> int:
    """How often the total spin j occurs."""
    k = int(Fraction(N, 2) - j)
    return comb(N, k) - (comb(N, k - 1) if k else 0)


# ------------------------------------------------------------------------------------- laws


@pytest.mark.parametrize("noise", ["1/1000", 5])
def test_first_and_second_law(noise):
    system = noisy_rates(EXACT, rational_model(7), noise)
    currents = energy_currents(system)
    assert sum(currents.values()) == 0
    assert currents["noise"] == 0
    beta = {"c": np.log(7), "h": np.log(3), "w": np.log(10 / 9)}
    assert -sum(beta[name] * float(currents[name]) for name in beta) > 0


@pytest.mark.parametrize("N", [3, 5, 9])
def test_one_temperature_is_equilibrium(N):
    """Whatever the noise: weights e^(-beta m^2) times the number of states with j and |m|."""
    equal = {f"beta_{x}": "0.6" for x in "chw"}
    for system, states in (
        (noisy_rates(FLOAT, model(N, **equal), "0.3"), noisy_states(N)),
        (incoherent_rates(FLOAT, model(N, **equal)), None),
    ):
        if states:
            weights = [multiplets(N, j) * np.exp(-0.6 * float(a * a)) for j, a in states]
        else:
            labels = [Fraction(k, 2) for k in range(1, N + 1, 2)]
            ways = [comb(N, int(Fraction(N, 2) - a)) for a in labels]
            weights = [w * np.exp(-0.6 * float(a * a)) for w, a in zip(ways, labels, strict=True)]
        expected = np.array(weights) / sum(weights)
        assert np.array(populations(system)) == pytest.approx(expected, rel=1e-12)
        assert energy_current(system, "c") == pytest.approx(0, abs=1e-13)


@pytest.mark.parametrize("N", [3, 5, 7])
def test_changes_of_spin_balance_the_numbers_of_multiplets(N):
    for j, m in noisy_states(N):
        for other, rate in spin_changes(N, j, m).items():
            back = spin_changes(N, other, m)[j]
            assert rate * multiplets(N, j) == back * multiplets(N, other)


# ---------------------------------------------------------------------------- product space


@pytest.mark.parametrize("N", [2, 3, 4])
def test_changes_of_spin_from_projectors(N):
    """sum_i Tr[P_j' s_i P_jm s_i] per state, from explicit 2^N matrices."""
    spins = local_spins(EXACT, N, HALF)
    values = [sum((Fraction(int(x), 2) for x in row), Fraction(0)) for row in _signs(N)]
    projectors = {
        Fraction(k, 2): total_spin_projector(N, HALF, Fraction(k, 2))
        for k in range(N % 2, N + 1, 2)
    }
    for j, projector in projectors.items():
        for m in {v for v in values if abs(v) <= j}:
            level = Matrix.diagonal(EXACT, [int(v == m) for v in values])
            state = projector @ level
            found = {}
            for other, target in projectors.items():
                total = sum(((target @ s.Jz @ state @ s.Jz).trace() for s in spins), EXACT.zero)
                if other != j and total != 0:
                    found[other] = Fraction(int(total.p), int(total.q)) / multiplets(N, j)
            assert found == spin_changes(N, j, m)


def _signs(N: int) -> list[tuple[int, ...]]:
    return list(product((-1, 1), repeat=N))


@pytest.mark.parametrize("noise", ["1/50", 3])
def test_noisy_rates_are_the_lindblad_equation(noise):
    """Three spins: currents of the complete superoperator with dephasing, exact."""
    N, refrigerator = 3, rational_model(3)
    items = bath_jumps(EXACT, refrigerator, {"c": "1/3", "h": "2/7", "w": "3/5"})
    jumps = [item.jump for item in items]
    rate = EXACT.number(noise)
    jumps += [Jump(s.Jz, s.Jz, rate) for s in local_spins(EXACT, N, HALF)]
    full = liouvillian(None, jumps)
    result = steady_state(full.matrix, EXACT, full.trace)
    assert result.nullity == 1
    current = EXACT.zero
    for item in items:
        if item.reservoir == "c":
            activity = full.functional(item.jump.adjoint @ item.jump.operator)
            current -= EXACT.dot(activity, result.vector) * item.jump.rate * item.omega
    assert current == energy_current(noisy_rates(EXACT, refrigerator, noise), "c")


def test_fluctuating_fields_alone_agree_with_the_product_space():
    for N in (3, 5):
        full = static_fields(model(N), [0.0] * N, noise=0.37)
        rates = energy_currents(noisy_rates(FLOAT, model(N), "0.37"))
        for name in "chw":
            assert full.currents[name] == pytest.approx(rates[name], rel=1e-9)


def test_static_fields_without_effect_are_those_of_one_sector():
    """Equal fields conserve J^2: with noise switched on slightly nothing else changes."""
    one = static_fields(model(3), [0.2] * 3, noise=0.5)
    other = static_fields(model(3), [0.0] * 3, noise=0.5)
    assert one.currents["c"] == pytest.approx(other.currents["c"], rel=1e-9)


# ---------------------------------------------------------------------------------- limits


@pytest.mark.parametrize("N", [5, 11])
def test_strong_noise_leaves_no_coherences(N):
    strong = energy_currents(noisy_rates(FLOAT, model(N), 10**8))
    bare = energy_currents(incoherent_rates(FLOAT, model(N)))
    for name in "chw":
        assert strong[name] == pytest.approx(bare[name], rel=1e-6)


def test_incoherent_rates_are_those_of_product_states():
    """Populations of 2^5 product states under |<s'|A|s>|^2, summed over each |m|."""
    N, refrigerator = 5, model(5)
    values = np.array([sum(row) / 2 for row in _signs(N)])
    total = np.zeros((2**N, 2**N))
    for name, reservoir in refrigerator.reservoirs.items():
        for i, here in enumerate(_signs(N)):
            for k, there in enumerate(_signs(N)):
                flips = sum(x != y for x, y in zip(here, there, strict=True))
                element = {("h", 2): 1 / (2 * N)}.get((name, flips), 0.5 * (flips == 1))
                if name == "h" and flips != 2:
                    continue
                gap = Fraction(values[k]) ** 2 - Fraction(values[i]) ** 2
                if element and gap:
                    total[i, k] += float(reservoir.rate(FLOAT, gap)) * element**2
    system = incoherent_rates(FLOAT, refrigerator)
    combined = sum(rates.to_numpy() for rates in system.rates.values())
    labels = [0.5, 1.5, 2.5]
    for column, a in enumerate(labels):
        origin = int(np.flatnonzero(values == a)[0])
        for row, b in enumerate(labels):
            flow = total[np.abs(values) == b, origin].sum()
            assert flow == pytest.approx(combined[row, column], rel=1e-12)


def test_strength_of_the_fields_hardly_matters():
    weak, strong = (static_fields(model(5), [s * x for x in FIELDS]) for s in (0.01, 10))
    bare = energy_current(incoherent_rates(FLOAT, model(5)), "c")
    assert weak.currents["c"] == pytest.approx(strong.currents["c"], rel=0.05)
    assert static_fields(model(5), [1000 * x for x in FIELDS]).currents["c"] == pytest.approx(
        bare, rel=1e-3
    )
    assert weak.residual < 1e-12


def test_cooling_breaks_down():
    """Fig. 2 of `qar`: below 8 percent of the sector's current at N = 5, heating from 21 on."""
    perfect = refrigerator_current(FLOAT, model(5))
    assert 0.07 < static_fields(model(5), FIELDS).currents["c"] / perfect < 0.08
    for N in (5, 11, 19, 21, 25):
        for noise in ("0.000001", 1):
            current = energy_current(noisy_rates(FLOAT, model(N), noise), "c")
            assert (current > 0) == (N <= 19)


def test_narrow_reservoirs_cool_without_growth():
    """Nothing but the growth with N is lost where no transition is driven off resonance."""
    narrow = {"delta_c": "0.001", "delta_h": "0.001", "delta_w": "0.00001"}
    few, many, most = (
        energy_current(incoherent_rates(FLOAT, model(N, **narrow)), "c") for N in (21, 81, 161)
    )
    assert 0.0007 < few < many < most < 0.00095
    assert refrigerator_current(FLOAT, model(81, **narrow)) > 12 * refrigerator_current(
        FLOAT, model(21, **narrow)
    )


def test_four_spins_cool_at_their_own_transitions():
    """Levels 0, 1, 2 of an even number of spins, against the Lindblad equation on 2^4 states."""
    own = model(4, eps_c=1, eps_h=4, eps_w=3)
    current = refrigerator_current(FLOAT, own)
    assert current == pytest.approx(0.015823, rel=1e-4)
    assert product_steady_state(FLOAT, own).currents["c"] == pytest.approx(current, rel=1e-8)
    assert refrigerator_current(FLOAT, model(4)) < 0


def test_weights_of_the_spins_add_up():
    weights = spin_weights(noisy_rates(EXACT, rational_model(7), "1/10"), 7)
    assert sum(weights.values()) == 1
    assert sorted(weights) == [Fraction(k, 2) for k in (1, 3, 5, 7)]


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: noisy_rates(FLOAT, model(4), 1), "`model` must have an odd number of spins"),
        (lambda: incoherent_rates(FLOAT, model(6)), "odd number of spins, but has 6"),
        (lambda: noisy_rates(FLOAT, model(5), 0), "`noise` must be positive, but is 0"),
        (lambda: static_fields(model(7), [0.0] * 7), "`model` must have at most 5 spins"),
        (lambda: static_fields(model(3), [1.0]), "`fields` must hold 3 numbers, but holds 1"),
    ],
)
def test_bad_input(call, message):
    with pytest.raises(InputError, match=message):
        call()
