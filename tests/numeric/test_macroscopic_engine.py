"""The engine of infinitely many pairs: laws, decoupled limits, and brute-force finite N."""

from __future__ import annotations

import math

import numpy as np
import pytest
import scipy.sparse as sp
import scipy.sparse.linalg as spl

from cotherm.numeric import macroscopic_engine as engine
from cotherm.numeric.errors import InputError
from cotherm.numeric.fields import Ball, Float64
from cotherm.numeric.macroscopic_bath import gibbs_moment
from cotherm.numeric.two_spheres import Harmonics, current_entries, generator_entries

POINTS = [("3", "1", "2"), ("0.5", "0.4", "6"), ("0.7", "2", "1/2"), ("10", "3", "6")]


def _brute_force(N: int, x1: float, x2: float, w: float) -> tuple[float, float]:
    """<v> and its noise for N pairs, from matrices written down here and nothing else."""
    S = N / 2
    m = np.arange(S, -S - 1, -1)
    down = sp.diags(np.sqrt(S * (S + 1) - m[:-1] * (m[:-1] - 1)), -1)
    one = sp.identity(N + 1)
    first, second = sp.kron(down, one).tocsr(), sp.kron(one, down).tocsr()
    size = (N + 1) ** 2
    unit = sp.identity(size)

    def both(left: sp.spmatrix, right: sp.spmatrix) -> sp.spmatrix:
        return sp.kron(left, right.T)

    drive = (w / N) / 2 * (first.T @ second + second.T @ first)
    full = -1j * (both(drive, unit) - both(unit, drive))
    for lower, x in ((first, x1), (second, x2)):
        n = 1 / math.expm1(x / N)
        for jump, rate in ((lower, (n + 1) / N), (lower.T, n / N)):
            product = jump.T @ jump
            full = full + rate * (
                both(jump, jump.T) - both(product, unit) / 2 - both(unit, product) / 2
            )
    total = (m[:, None] + m[None, :]).ravel()
    keep = np.flatnonzero(np.abs((total[:, None] - total[None, :]).ravel()) < 1e-9)
    small = full.tocsr()[keep][:, keep].tolil()
    small[0] = np.eye(size).ravel()[keep]
    solver = spl.splu(small.tocsc())

    def solved(vector: np.ndarray, first_entry: float) -> np.ndarray:
        vector = vector.astype(complex)
        vector[0] = first_entry
        state = np.zeros(size * size, complex)
        state[keep] = solver.solve(vector)
        return state.reshape(size, size)

    rho = solved(np.zeros(len(keep)), 1.0)
    v = ((first.T @ second - second.T @ first) / (2j * S * S)).toarray()
    mean = np.trace(v @ rho).real
    start = (v @ rho + rho @ v) / 2 - mean * rho
    return mean, 2 * np.trace(v @ solved(-start.ravel()[keep], 0.0)).real


def _number(text: str) -> float:
    """A number written as a decimal or as a quotient."""
    top, _, bottom = text.partition("/")
    return float(top) / float(bottom or 1)


def _limit(sizes: tuple[int, ...], values: list[float]) -> float:
    """Polynomial through the values in 1/N, at 1/N = 0."""
    matrix = np.vander([1 / N for N in sizes], increasing=True)
    return float(np.linalg.solve(matrix, values)[0])


# ------------------------------------------------------------------------------ laws


@pytest.mark.parametrize(("x1", "x2", "w"), POINTS)
def test_excitations_flow_from_one_bath_to_the_other(x1: str, x2: str, w: str) -> None:
    """d<z_i>/dt = 0: what the drive moves is what each bath takes or gives."""
    moments = engine.pair_moments(x1, x2, w)
    moved = _number(w) / 2 * moments["v"]
    into_first = (1 - moments["z1z1"]) / 2 + 2 * moments["z1"] / _number(x1)
    into_second = (1 - moments["z2z2"]) / 2 + 2 * moments["z2"] / _number(x2)
    assert moved == pytest.approx(into_first, abs=1e-12)
    assert moved == pytest.approx(-into_second, abs=1e-12)


def test_flows_of_excitations_carry_the_power() -> None:
    first, second = engine.excitation_flows("3", "1", "2")
    moved = 2 / 4 * engine.current("3", "1", "2")
    assert second == pytest.approx(moved, rel=1e-10)
    assert first == pytest.approx(-moved, rel=1e-10)


@pytest.mark.parametrize(("x1", "x2", "w"), POINTS)
def test_second_law(x1: str, x2: str, w: str) -> None:
    bias = _number(x1) - _number(x2)
    assert engine.current(x1, x2, w) * bias * _number(w) > 0


@pytest.mark.parametrize(("x1", "x2", "w"), POINTS)
def test_exchange_of_the_spins_and_sign_of_the_drive(x1: str, x2: str, w: str) -> None:
    here = engine.current(x1, x2, w)
    assert engine.current(x2, x1, w) == pytest.approx(-here, rel=1e-9)
    assert engine.current(x1, x2, f"-{w}") == pytest.approx(-here, rel=1e-9)
    assert engine.current_noise(x2, x1, f"-{w}") == pytest.approx(
        engine.current_noise(x1, x2, w), rel=1e-9
    )


def test_equal_affinities_are_an_equilibrium() -> None:
    """The thermal state commutes with the drive when x1 = x2, and C tends to 1."""
    moments = engine.pair_moments("2", "2", "3")
    thermal = gibbs_moment(Float64(), "2", 1)
    assert moments["v"] == pytest.approx(0, abs=1e-14)
    assert moments["z1"] == pytest.approx(thermal, rel=1e-12)
    assert moments["z1z2"] == pytest.approx(thermal**2, rel=1e-11)
    assert engine.constancy("2", "2", "3") == pytest.approx(1, abs=1e-10)
    assert engine.constancy("2.0001", "2", "3") == pytest.approx(1, abs=1e-6)


def test_slopes_are_derivatives() -> None:
    solution = engine.solve_limit(engine.engine_limit("3", "1", "2")).solution
    first, second = solution.current_slopes
    step = 1e-4
    rise = engine.current(3 + step, "1", "2") - engine.current(3 - step, "1", "2")
    other = engine.current("3", 1 + step, "2") - engine.current("3", 1 - step, "2")
    assert first == pytest.approx(rise / (2 * step), rel=1e-6)
    assert second == pytest.approx(other / (2 * step), rel=1e-6)


# ------------------------------------------------------------------------------ decoupled spins


def test_without_drive_the_spins_are_thermal() -> None:
    moments = engine.pair_moments("3", "1/2", "0")
    field = Float64()
    assert moments["z1"] == pytest.approx(gibbs_moment(field, "3", 1), rel=1e-12)
    assert moments["z2z2"] == pytest.approx(gibbs_moment(field, "1/2", 2), rel=1e-12)
    assert moments["v"] == 0


def test_free_relaxation_at_high_temperature() -> None:
    """x -> 0: the rates are (l(l+1) - m^2)/x, 2/x for m = 0 and 1/x for m = 1."""
    slow = engine.relaxation_spectrum("1e-3", "2e-3", "0", order=1, count=1)[0]
    assert slow == pytest.approx(-1 / 2e-3, rel=1e-3)
    slow = engine.relaxation_spectrum("1e-3", "2e-3", "0", order=0, count=1)[0]
    assert slow == pytest.approx(-2 / 2e-3, rel=1e-3)


def test_ball_entries_contain_the_float_ones() -> None:
    basis = Harmonics(3, 2)
    ball, real = Ball(100), Float64()
    inverse = (ball.number("1/3"), ball.number("2"))
    for exact, rough in (
        (
            generator_entries(ball, basis, basis, inverse, ball.number("5/2")),
            generator_entries(real, basis, basis, (1 / 3, 2.0), 2.5),
        ),
        (current_entries(ball, basis, basis), current_entries(real, basis, basis)),
    ):
        pairs = zip(exact.values, rough.values, strict=True)
        assert max(abs(float(a) - b) for a, b in pairs) < 1e-14
        assert (exact.columns == rough.columns).all()


# ------------------------------------------------------------------------------ finite N


@pytest.mark.parametrize(("x1", "x2", "w"), [(3.0, 1.0, 2.0), (0.5, 0.4, 6.0)])
def test_finite_engines_tend_to_the_limit(x1: float, x2: float, w: float) -> None:
    sizes = (3, 4, 6, 8, 10)
    found = [_brute_force(N, x1, x2, w) for N in sizes]
    current = _limit(sizes, [mean for mean, _ in found])
    noise = _limit(sizes, [noise for _, noise in found])
    assert current == pytest.approx(engine.current(x1, x2, w), rel=2e-3)
    assert noise == pytest.approx(engine.current_noise(x1, x2, w), rel=2e-3)
    shortest = abs(found[-1][0] / engine.current(x1, x2, w) - 1)
    assert shortest > 0.1  # the agreement is the extrapolation's, not that of the largest N


@pytest.mark.parametrize("N", [1, 2, 3])
def test_norm_of_the_exchange(N: int) -> None:
    """Against the complete matrix of both spins."""
    m = np.arange(N / 2, -N / 2 - 1, -1)
    down = np.diag(np.sqrt(N / 2 * (N / 2 + 1) - m[:-1] * (m[:-1] - 1)), -1)
    exchange = np.kron(down.T, down)
    largest = np.linalg.eigvalsh(-1j * (exchange - exchange.T))[-1]
    assert engine.exchange_norm(N) == pytest.approx(largest, rel=1e-12)


# ------------------------------------------------------------------------------ bad input


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("0", "1", "1"), "Argument `x1` must be positive for bosons, but is 0."),
        (("1", "-2", "1"), "Argument `x2` must be positive for bosons, but is -2."),
    ],
)
def test_bad_temperatures(arguments: tuple[str, str, str], sentence: str) -> None:
    with pytest.raises(InputError) as caught:
        engine.current(*arguments)
    assert str(caught.value) == sentence


def test_bad_cutoff_and_order() -> None:
    with pytest.raises(InputError, match="`L1` must be an integer >= 1, but is 0"):
        Harmonics(0, 2)
    with pytest.raises(InputError, match="`order` must be at most L1"):
        Harmonics(2, 2, 7)
    with pytest.raises(InputError, match="`drive` must not be 0 for the constancy"):
        engine.constancy("1", "2", "0")
