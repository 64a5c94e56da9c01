"""A pair of spins with a few modes of each bath, and the rates that many modes cause."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

import flint

from cotherm.numeric.collective_engine import engine_model
from cotherm.numeric.fields import Ball, Field
from cotherm.numeric.matrices import Matrix, kron_all
from cotherm.numeric.spins import embed

from ...books import whole
from ...domain import Point
from .ensemble_operators import FIELD

SITES = 6
"""Spin of cloud 1, of cloud 2, two modes of bath 1, two modes of bath 2; two levels each."""
LOWER = {(0, 1): 1}
COUPLINGS = ("l1", "l2")
FREQUENCIES = ("O1", "O2")


def _two_levels(entries: Mapping[tuple[int, int], int]) -> Matrix:
    return Matrix(FIELD, (2, 2), {place: FIELD.number(x) for place, x in entries.items()})


def coupling(point: Point, k: int, i: int) -> Fraction:
    """lambda_k of bath i."""
    return point[f"l{i}"] * k + Fraction(1, 3 * k)


def frequency(point: Point, k: int, i: int) -> Fraction:
    """Omega_k of bath i."""
    return point[f"O{i}"] + k


def _at(site: int, raising: bool) -> flint.fmpq_mat:
    lower = embed(_two_levels(LOWER), site, SITES)
    matrix: flint.fmpq_mat = (lower.T if raising else lower).to_flint()
    return matrix


def _mode(k: Fraction, i: Fraction) -> int:
    return 2 * whole(i) - 1 + whole(k)


def universe(point: Point) -> Mapping[str, Any]:
    """Sp, Sm of cloud i, a, ad of mode k of bath i, lam, Om, and H_S, H_SE, H_E made of them."""

    def spin(raising: bool) -> Any:
        return lambda i: _at(whole(i) - 1, raising)

    def mode(raising: bool) -> Any:
        return lambda k, i: _at(_mode(k, i), raising)

    def lam(k: Fraction, i: Fraction) -> Fraction:
        return coupling(point, whole(k), whole(i))

    def om(k: Fraction, i: Fraction) -> Fraction:
        return frequency(point, whole(k), whole(i))

    numbers = {name: FIELD.number(point[name]) for name in ("E1", "E2", "w")}
    Sp, Sm, a, ad = spin(True), spin(False), mode(False), mode(True)
    one, two = Fraction(1), Fraction(2)
    system = Sp(one) * Sm(one) * numbers["E1"] + Sp(two) * Sm(two) * numbers["E2"]
    exchange = Sp(one) * Sm(two)
    system = system + (exchange + exchange.transpose()) * (numbers["w"] / 2)
    bath, joint = system * 0, system * 0
    for i in (one, two):
        for k in (one, two):
            bath = bath + ad(k, i) * a(k, i) * FIELD.number(om(k, i))
            jump = Sp(i) * a(k, i) * FIELD.number(lam(k, i))
            joint = joint + jump + jump.transpose()
    return {
        "Sp": Sp,
        "Sm": Sm,
        "a": a,
        "ad": ad,
        "lam": lam,
        "Om": om,
        "HS": system,
        "HSE": joint,
        "HE": bath,
    }


def _bits(state: int) -> list[int]:
    return [state >> (SITES - 1 - site) & 1 for site in range(SITES)]


def counted(point: Point, *parts: str) -> Any:
    """H element by element: "spins", "modes" and "joint", from the occupations of both states."""
    size = 2**SITES
    entries: dict[tuple[int, int], Any] = {}
    for x in range(size):
        left = _bits(x)
        value = Fraction(0)
        if "spins" in parts:
            value += left[0] * point["E1"] + left[1] * point["E2"]
        if "modes" in parts:
            places = [(k, i) for i in (1, 2) for k in (1, 2)]
            value += sum(
                (n * frequency(point, *place) for n, place in zip(left[2:], places, strict=True)),
                start=Fraction(0),
            )
        entries[x, x] = FIELD.number(value)
        for y in range(size):
            right = _bits(y)
            changed = [site for site in range(SITES) if left[site] != right[site]]
            if len(changed) != 2 or left[changed[0]] == left[changed[1]]:
                continue
            if changed == [0, 1] and "spins" in parts:
                entries[x, y] = FIELD.number(point["w"] / 2)
            elif "joint" in parts and changed[0] < 2 <= changed[1]:
                i, k = (changed[1] - 2) // 2 + 1, (changed[1] - 2) % 2 + 1
                if changed[0] == i - 1:
                    entries[x, y] = FIELD.number(coupling(point, k, i))
    return Matrix(FIELD, (size, size), entries).to_flint()


# ------------------------------------------------------------------------------ commutators


def _ladder(levels: int) -> tuple[Matrix, Matrix]:
    """a and a^+ of a boson mode cut above, with rational entries."""
    shape = (levels, levels)
    lower = {(n - 1, n): FIELD.number(n) for n in range(1, levels)}
    upper = {(n, n - 1): FIELD.one for n in range(1, levels)}
    return Matrix(FIELD, shape, lower), Matrix(FIELD, shape, upper)


PLACES = {(1, 1): 0, (2, 1): 1, (1, 2): 2}
"""Modes (k, i): two of bath 1, one of bath 2."""


def _modes(statistics: str) -> tuple[Any, Any, Matrix]:
    """Lowering and raising operators by place, and the projector below the cut."""
    if statistics == "boson":
        lower, upper = _ladder(3)
        string, low = Matrix.identity(FIELD, 3), {(0, 0): 1, (1, 1): 1}
        shape = (3, 3)
    else:
        lower, upper = _ladder(2)
        string = _two_levels({(0, 0): 1, (1, 1): -1})
        low, shape = {(0, 0): 1, (1, 1): 1}, (2, 2)
    one = Matrix.identity(FIELD, shape[0])
    keep = Matrix(FIELD, shape, {k: FIELD.number(v) for k, v in low.items()})

    def at(place: int, operator: Matrix) -> Matrix:
        before = [string] * place
        return kron_all([*before, operator, *[one] * (2 - place)])

    return (
        lambda place: at(place, lower),
        lambda place: at(place, upper),
        kron_all([keep, keep, keep]),
    )


def _bath_operators(statistics: str) -> Any:
    def environment(point: Point) -> Mapping[str, Any]:
        lower, upper, low = _modes(statistics)

        def combined(ladder: Any) -> Any:
            def operator(i: Fraction) -> flint.fmpq_mat:
                total = low * 0
                for (k, bath), place in PLACES.items():
                    if bath == i:
                        total = total + ladder(place) * coupling(point, k, bath)
                matrix: flint.fmpq_mat = total.to_flint()
                return matrix

            return operator

        return {"Bm": combined(lower), "Bp": combined(upper), "low": low.to_flint()}

    return environment


bosons, fermions = _bath_operators("boson"), _bath_operators("fermion")


def squared_couplings(statistics: str) -> Any:
    """delta_ij sum_k lambda_k^2 below the cut."""

    def compute(point: Point) -> Any:
        low = _modes(statistics)[2]
        i, j = whole(point["i"]), whole(point["j"])
        total = sum(
            (coupling(point, k, bath) ** 2 for k, bath in PLACES if bath == i == j),
            start=Fraction(0),
        )
        return (low * total).to_flint()

    return compute


# ------------------------------------------------------------------------------ rates


def boson_rates(field: Field, point: Point) -> list[Any]:
    """Rates of the engine's bath 1: emission and absorption."""
    given: dict[str, Any] = {"N": 1, "E1": point["E"], "E2": point["E"] + 1, "omega0": 0}
    given |= {"beta1": point["beta"], "beta2": point["beta"] / 2, "Gamma0": point["Gamma0"]}
    bath = engine_model(field, **given).rates.first
    return [bath.down, bath.up]


def fermi_rates(field: Field, point: Point) -> list[Any]:
    """Gamma_0 times the weights of an empty and a full mode with energy E - mu."""
    with field:
        full = field.exp(-field.number(point["beta"] * (point["E"] - point["mu"])))
        rate = field.number(point["Gamma0"])
        return [rate / (1 + full), rate * full / (1 + full)]


def ratio_of_rates(field: Field, point: Point) -> Any:
    """gamma_down/gamma_up, bosons for kind 0, fermions for kind 1."""
    down, up = (boson_rates if point["kind"] == 0 else fermi_rates)(field, point)
    with field:
        return down / up


def mean_occupation(field: Field, point: Point) -> Any:
    """Mean of the thermal distribution of an oscillator, level by level up to the 400th."""
    with field:
        q = field.exp(-field.number(point["beta"] * point["E"]))
        weights = [q**n for n in range(400)]
        return field.sum(n * w for n, w in enumerate(weights)) / field.sum(weights)


def golden_rule(point: Point, digits: int) -> list[Any]:
    """Emission and absorption per unit time from many modes at finite time, `modes` on each side.

    A comb of modes with spacing d about E has lambda^2 = J d; after the time T = pi/d perturbation
    theory gives sum_k J d sin^2(delta_k T/2)/(delta_k/2)^2/T times the mean of |<n+1|a^+|n>|^2.
    """
    field = Ball(int(3.4 * digits) + 64)
    with field:
        J = field.number(point["Gamma0"]) / (2 * flint.arb.pi())
        # With T = pi/d: sin^2(k pi/2) is 0 or 1; the central mode gives d T^2/T = pi.
        total = flint.arb.pi()
        for k in range(1, whole(point["modes"]) + 1, 2):
            total = total + 2 * 4 / (flint.arb.pi() * k * k)
        n = mean_occupation(field, point)
        return [J * total * (n + 1), J * total * n]


def dressed_change(field: Field, point: Point) -> Any:
    """Relative change of the emission rate when the drive shifts the transition by omega0/2."""
    given: dict[str, Any] = {"N": 1, "omega0": 0, "Gamma0": point["weak"] ** 2}
    given |= {"beta1": point["beta"], "beta2": point["beta"] / 2}
    E, shift = point["E"], point["weak"] / 2
    rates = [engine_model(field, E1=x, E2=x + 1, **given).rates.first.down for x in (E, E + shift)]
    with field:
        return abs(rates[1] / rates[0] - 1)
