"""Secs. VIII B and IX: further machines and what they gain."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Any

from cotherm.numeric import collective_bath, thermodynamics
from cotherm.numeric.fields import Ball, Field
from cotherm.symbolic.forms import spin_ensemble as ensemble

from ...books import closed, full, whole
from ...checks import Asymptotic, Oracle
from ...claims import Claim
from ...domain import Domain, Point, among, half_integers, integers, reals
from .ladder_effects import energy_shift, thermal
from .sector_sums import Ep, Eth, small_ensembles

COLD = tuple(Fraction(k) for k in (6, 12, 24, 48))


def _charge(point: Point, digits: int) -> Any:
    """Additional stored energy in percent at b = -1/k for k^2 spins, closed forms."""
    k, s = point["k"], point["s"]
    with Ball(int(4 * digits) + 64):
        n = k * k
        return (Ep(n, s, -1 / k) / Eth(n, s, -1 / k) - 1) * 100


def _charge_of_ladders(field: Field, point: Point) -> Any:
    k, s = point["k"], point["s"]
    apart = thermal(field, energy_shift, k * k, s, -1 / k)
    together = energy_shift(field, k * k * s, -1 / k)
    with field:
        return (together / apart - 1) * 100


def _extreme(pick: Callable[[list[Any]], Any], inverse: bool) -> Callable[[Field, Point], Any]:
    """Extreme of X_col / X_th (or its inverse) over some baths up to b = x, start at b0 = r b."""

    def function(field: Field, point: Point) -> list[Any]:
        n, s = whole(point["n"]), point["s"]
        ratios: list[list[Any]] = []
        for part in (8, 4, 2, 1):
            b = point["x"] / part
            start = point["r"] * b
            energies = [
                collective_bath.steady_energy(field, n, s, b, start),
                collective_bath.thermal_energy(field, n, s, b),
            ]
            entropies = [
                thermodynamics.steady_entropy(field, n, s, b, start),
                thermodynamics.thermal_entropy(field, n, s, b),
            ]
            with field:
                ratios.append([y / x if inverse else x / y for x, y in (energies, entropies)])
        return [pick(list(column)) for column in zip(*ratios, strict=True)]

    return function


def _best_work(field: Field, point: Point) -> Any:
    """Largest W_coh / W_inc over cold baths b = v, 10 v, ... with an infinitely hot one."""
    n, s, b = whole(point["n"]), point["s"], point["v"]
    found = []
    while b < 20:
        together = collective_bath.steady_energy(field, n, s, b)
        apart = collective_bath.thermal_energy(field, n, s, b)
        with field:
            top = field.number(n * s)
            found.append((top - together) / (top - apart))
        b *= 10
    return max(found, key=field.to_float)


def _spins_as_oscillators(field: Field, point: Point) -> Any:
    return collective_bath.steady_energy(
        field, whole(point["n"]), point["s"], point["b"], point["b0"]
    )


CLAIMS: tuple[Claim, ...] = (
    Claim(
        id="indist.text-100pc",
        where="Sec. VIII B",
        kind="limit",
        title="Increase of the stored energy by up to 100 percent",
        latex=r"\text{an increase of up to}\ 100\%\ \text{of stored energy}",
        printed="100",
        prose=True,
        domain=Domain({"s": half_integers("1/2", "5/2")}),
        oracle_only=("s",),
        conventions="percent; charged by a bath at beta_B < 0 from beta_0 = +infinity; k^2 spins at hbar omega beta_B = -1/k, "
        "k to infinity",
        checks=(
            Asymptotic(
                Oracle(_charge, "closed forms of E_+ and E_th", book="symbolic"),
                variable="k",
                sequence=tuple(Fraction(10) ** k for k in (2, 3, 4, 5)),
                remainder="1/k",
                title="limit with the order of the remainder",
            ),
            Asymptotic(
                full(_charge_of_ladders, "rate equations of the ladders J = s and J = ns"),
                variable="k",
                sequence=tuple(Fraction(k) for k in (8, 12, 16, 20)),
                route="numeric",
                remainder="1/k",
                tight=False,
                title="limit, up to 400 spins 1/2",
                domain=Domain({"s": among("1/2")}, fixed=("s",)),
                points=1,
                minimum=1,
                digits=20,
            ),
        ),
        notes=("The increase stays below 100 percent: E_+ < 2 ns, and E_th > ns for beta_B < 0.",),
    ),
    Claim(
        id="indist.text-amp-cooling",
        where="Sec. VIII B",
        kind="scaling",
        title="Amplified cooling of energy and entropy by a factor up to 1/n",
        latex=r"\beta_0<-\beta_B:\ \text{reduction of the steady-state energy and entropy by a factor up to}\ 1/n",
        printed="[1/n, 1/n]",
        prose=True,
        domain=small_ensembles(9, 2, r=among(-2, -3, -5)),
        oracle_only=("s", "r"),
        shifted=("n",),
        conventions="hbar = k_B = omega = 1; smallest ratios E/E_th and S/S_th over baths b = x/8, x/4, x/2, x after a start "
        "at b0 = r b, x to infinity",
        checks=(
            Asymptotic(
                full(
                    _extreme(lambda column: min(column, key=lambda x: float(x.mid())), False),
                    "energies and entropies of both full Lindblad equations",
                ),
                variable="x",
                sequence=COLD,
                route="numeric",
                points=4,
            ),
        ),
    ),
    Claim(
        id="indist.text-maintain-cold",
        where="Sec. VIII B",
        kind="scaling",
        title="A colder start keeps energy and entropy up to n times smaller",
        latex=r"\text{energy and entropy up to}\ n\ \text{times smaller than the thermal equilibrium energy and entropy}",
        printed="[n, n]",
        prose=True,
        domain=small_ensembles(9, 2, r=among(2, 3, 5)),
        oracle_only=("s", "r"),
        shifted=("n",),
        conventions="hbar = k_B = omega = 1; largest ratios E_th/E and S_th/S over baths b = x/8, x/4, x/2, x after a start "
        "at b0 = r b, x to infinity",
        checks=(
            Asymptotic(
                full(
                    _extreme(lambda column: max(column, key=lambda x: float(x.mid())), True),
                    "energies and entropies of both full Lindblad equations",
                ),
                variable="x",
                sequence=COLD,
                route="numeric",
                points=4,
            ),
        ),
    ),
    Claim(
        id="indist.text-IXpower",
        where="Sec. IX",
        kind="number",
        title="Power enhancement by a factor up to (ns+1)/(s+1)",
        latex=r"\text{power enhancements by a factor up to}\ (ns+1)/(s+1)\ \text{in ideal conditions}",
        printed="(n*s+1)/(s+1)",
        prose=True,
        domain=small_ensembles(16, 2),
        shifted=("n", "s"),
        conventions="beta_h = 0, beta_0 = +-infinity; largest ratio of the works over lambda beta_c = v, 10 v, ... below 20, "
        "v to 0",
        checks=(
            Asymptotic(
                full(
                    _best_work,
                    "energies of both full Lindblad equations",
                ),
                variable="v",
                sequence=tuple(Fraction(1, k) for k in (10, 100, 1000, 10000)),
                route="numeric",
                remainder="v**2",
                title="limit with the order of the remainder",
                points=6,
            ),
        ),
        depends=("indist.eq52",),
    ),
    Claim(
        id="indist.text-IXoscillators",
        where="Sec. IX",
        kind="statement",
        title="Harmonic oscillators behave like the spins",
        latex=r"\text{one can expect similar results for ensemble of harmonic oscillators}",
        printed="1/(exp(b)-1)+(n-1)/(exp(b0)-1)",
        prose=True,
        domain=Domain(
            {
                "n": integers(2, 6),
                "b": reals("1/2", 4),
                "b0": reals("1/2", 6),
            }
        ),
        shifted=("n",),
        partners=(("b", "b0"),),
        conventions="the formula is the energy of n oscillators of which only the common mode meets the bath: it is at b, the "
        "n - 1 others stay at b0; E_th = n/(exp(b)-1), so that the energy is mitigated for b0 > b > 0",
        checks=(
            Asymptotic(
                closed(
                    ensemble.steady_energy,
                    "closed form of the energy of spins s for growing s",
                    n=lambda p: whole(p["n"]),
                    s="s",
                    b="b",
                    b0="b0",
                ),
                variable="s",
                sequence=tuple(Fraction(k) for k in (8, 16, 32, 64)),
                title="spins s tend to oscillators",
            ),
            Asymptotic(
                full(_spins_as_oscillators, "full collective Lindblad equation of two spins s"),
                variable="s",
                sequence=tuple(Fraction(k, 2) for k in (2, 3, 4, 5)),
                route="numeric",
                title="two spins s, cold baths",
                domain=Domain({"n": among(2), "b": reals(3, 5), "b0": reals(3, 5)}, fixed=("n",)),
                points=3,
            ),
        ),
        notes=("Nothing corresponds to amplification: oscillators have no negative temperatures.",),
    ),
)
