"""Figures 1 and 2: transitions, cycle, and growth with the number of spins, from both books."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from itertools import pairwise
from typing import Any

import flint

from cotherm.numeric.fields import Field
from cotherm.numeric.refrigerator_reduced import reduced_cumulants
from cotherm.numeric.refrigerator_sector import transition_strengths
from cotherm.symbolic.forms import refrigerator as three_levels

from ...algebras import to_ball
from ...books import full, whole
from ...checks import Equality, Inequality, Oracle, Scaling
from ...claims import Claim
from ...domain import Domain, Point, among, reals
from . import settings
from .scaling import LARGE
from .settings import closed_signs, decided, odd, signs

# ------------------------------------------------------------------------------------ Fig. 1


def _allowed(point: Point) -> list[Fraction]:
    """Whether Jx and Jx^2 connect two levels, from explicit matrices."""
    pair = (point["a"], point["b"])
    found = []
    for operator in ("Jx", "Jx2/N"):
        strength = transition_strengths(whole(point["N"]), operator).get(pair, flint.fmpq(0))
        found.append(Fraction(1 if strength > 0 else 0))
    return found


def _down(bits: int, point: Point, upwards: bool) -> Any:
    """Rate of one reservoir (1 cold, 2 hot, 3 work) between neighbours or next neighbours."""
    from cotherm.numeric.fields import Ball

    system = settings.rates(Ball(bits), point)
    name, low = "chw"[whole(point["nu"]) - 1], whole(point["k"])
    high = low + (2 if name == "h" else 1)
    return system.of(name)[(high, low) if upwards else (low, high)]


RATE_AXES = ("nu", "k", "N", "beta_c", "beta_h", "beta_w", "delta_c", "delta_h", "delta_w")


def _boosted(field: Field, point: Point) -> list[Any]:
    system = settings.rates(field, point)
    rates = [system.of("c")[1, 0], system.of("h")[2, 0], system.of("w")[2, 1]]
    return [*rates, settings.current(field, point)]


# ------------------------------------------------------------------------------------ Fig. 2


def _coarse(bits: int, point: Point, noise: bool = False) -> Any:
    form = three_levels.reduced_noise if noise else three_levels.reduced_current
    return settings.closed_values(form, bits, point, beta_w=Fraction(0))


def _hot_limit(field: Field, point: Point) -> Any:
    """Current and noise of the three-level model at infinite work occupation."""
    values = settings.setting(point)
    N = values["N"]
    cold, hot = (
        1 / (field.exp(field.number(values[name] * quantum)) - 1)
        for name, quantum in (("beta_c", 2), ("beta_h", 6))
    )
    bare = dict(zip("chw", settings.effective_rates(Fraction(N)), strict=True))
    return reduced_cumulants(field, bare, {"c": cold, "h": hot, "w": "inf"})


def _curves(field: Field, point: Point) -> list[Any]:
    return [
        settings.current(field, point),
        settings.reduced(field, point).mean,
        _hot_limit(field, point).mean,
    ]


def _noise_curves(field: Field, point: Point) -> list[Any]:
    return [
        settings.noise(field, point),
        settings.reduced(field, point).noise,
        _hot_limit(field, point).noise,
    ]


def _all_curves(field: Field, point: Point) -> list[Any]:
    return [*_curves(field, point), *_noise_curves(field, point)]


def _closed_curves(bits: int, point: Point) -> list[Any]:
    return [
        settings.closed_current(bits, point),
        settings.closed_reduced(bits, point),
        _coarse(bits, point),
    ]


def _closed_noise_curves(bits: int, point: Point) -> list[Any]:
    return [
        settings.closed_noise(bits, point),
        settings.closed_reduced_noise(bits, point),
        _coarse(bits, point, True),
    ]


def _order(curves: Sequence[Any], top: Fraction, number: Any) -> list[Any]:
    """Steps from 0 over three curves to a tick."""
    row = [number(Fraction(0)), *curves, number(top)]
    return [upper - lower for lower, upper in pairwise(row)]


def _ordered(numeric: Any, closed: Any, top: Fraction, order: tuple[int, ...]) -> tuple[Any, ...]:
    """Checks in both books that three curves stand in an order between 0 and a tick."""

    def sort(found: Sequence[Any]) -> list[Any]:
        return [found[k] for k in order]

    return (
        decided(
            signs(
                lambda f, p: _order(sort(numeric(f, p)), top, f.number),
                "complete rate equation and three-level models",
            ),
            "order of the curves",
        ),
        decided(
            closed_signs(
                lambda b, p: _order(sort(closed(b, p)), top, to_ball),
                "continued fraction, closed forms of (G1) and its limit",
            ),
            "order of the curves",
        ),
    )


CLAIMS = (
    Claim(
        id="qar.fig1",
        where="Fig. 1",
        kind="statement",
        title="Transitions that each reservoir can drive",
        latex=r"J_x:\ a\longleftrightarrow a\pm1;\quad J_x^2:\ a\longleftrightarrow a\pm2,\ \tfrac12\longleftrightarrow\tfrac32",
        printed="[if_else(abs(a-b) <= 1, 1, 0), if_else(1 < abs(a-b) <= 2, 1, if_else(a+b < 5/2, 1, 0))]",
        prose=True,
        domain=Domain(
            {
                "N": among(5, 9, 13),
                "a": among("1/2", "3/2", "5/2", "7/2", "9/2"),
                "b": among("1/2", "3/2", "5/2", "7/2", "9/2"),
            },
            where=lambda p: p["a"] != p["b"] and max(p["a"], p["b"]) <= p["N"] / 2,
            where_text="a != b, both at most N/2",
        ),
        oracle_only=("N",),
        conventions="1 where the operator connects the levels a and b: J_x (cold and work reservoir), J_x^2 (hot reservoir)",
        checks=(
            Equality(
                Oracle(
                    lambda p, d: _allowed(p), "non-zero elements of explicit spin matrices, exact"
                ),
                route="numeric",
                title="allowed transitions",
                truth=True,
                points=40,
                minimum=25,
            ),
        ),
        explained={
            "[if_else(abs(a-b) <= 1, 1, 0), if_else(1 < abs(a-b) <= 2, 1, if_else(a+b < 6/2, 1, 0))]": "no two levels "
            "have a sum between 5/2 and 3",
        },
        depends=("qar.eq7",),
    ),
    Claim(
        id="qar.fig1.downward",
        where="Fig. 1 caption",
        kind="inequality",
        title="Every transition of a thermal reservoir prefers the downward direction",
        latex=r"R^\nu_{ab}>R^\nu_{ba}\quad(E_a<E_b)",
        printed="U(nu, k, N, beta_c, beta_h, beta_w, delta_c, delta_h, delta_w) < D(nu, k, N, beta_c, beta_h, beta_w, delta_c, delta_h, delta_w)",
        prose=True,
        domain=Domain(
            {
                "nu": among(1, 2, 3),
                "k": among(0, 1, 2),
                "N": among(9, 13),
                "beta_c": reals("1/1000", 4),
                "beta_h": reals("1/1000", 4),
                "beta_w": reals("1/1000", 4),
                **{f"delta_{x}": reals("1/1000", 1) for x in "chw"},
            }
        ),
        bindings={
            "U": settings.at(lambda b, p: _down(b, p, True), *RATE_AXES),
            "D": settings.at(lambda b, p: _down(b, p, False), *RATE_AXES),
        },
        conventions="U, D: rates up and down between the levels number k and k + 1 (k + 2 for the hot reservoir); nu = 1, 2, 3 "
        "for cold, hot, work",
        checks=(Inequality(route="numeric", points=60, minimum=30, search=20),),
        depends=("qar.eq7",),
    ),
    Claim(
        id="qar.fig1.cycle",
        where="Fig. 1 caption",
        kind="statement",
        title="When the cycle is traversed so that the cold reservoir is cooled",
        latex=r"6\beta_h>2\beta_c+4\beta_w\ \Rightarrow\ \bar I^c_E>0",
        printed="if_else(6*beta_h > 2*beta_c+4*beta_w, 1, -1)",
        prose=True,
        domain=Domain(
            {
                "beta_c": reals("1/4", 3),
                "beta_h": reals("1/4", 2),
                "beta_w": reals("1/1000", 1),
                "N": odd(5, 41),
            },
            where=lambda p: 6 * p["beta_h"] != 2 * p["beta_c"] + 4 * p["beta_w"],
            where_text="affinity not zero",
        ),
        oracle_only=("N",),
        conventions="imbalance of a transition: ln of the ratio of its rates, beta times quantum; 1 where the cold current of the "
        "three-level model is positive, -1 where it is negative",
        checks=(
            decided(
                signs(
                    lambda f, p: [settings.reduced(f, p).mean],
                    "three-level model with explicit matrix elements",
                ),
                "direction of the cycle",
                points=60,
                minimum=40,
            ),
            decided(
                closed_signs(
                    lambda b, p: [settings.closed_reduced(b, p)],
                    "closed form of the current of (G1)",
                ),
                "direction of the cycle",
                points=60,
                minimum=40,
            ),
        ),
        depends=("qar.eqG1",),
    ),
    Claim(
        id="qar.fig1.boost",
        where="Fig. 1 caption",
        kind="scaling",
        title="Rates near the ground state and the cooling current are boosted",
        latex=r"R_{ab}\propto N^2\ (a,b\le5/2),\quad\bar I^c_E\propto N^2",
        printed="[2, 2, 2, 2]",
        prose=True,
        domain=Domain({"beta_c": reals("3/2", 2), "beta_h": reals("9/10", "11/10")}),
        oracle_only=("beta_c", "beta_h"),
        conventions="exponents of N of the cold, hot and work rate and of the cold current; widths of Fig. 2",
        checks=(
            Scaling(
                full(_boosted, "rates and current of the complete rate equation"),
                variable="N",
                sequence=LARGE,
            ),
        ),
        depends=("qar.text-ideal.boost",),
    ),
    Claim(
        id="qar.fig2",
        where="Fig. 2",
        kind="figure",
        title="Current of the full model, of the reduced model and of (G4) over the number of spins: both routes agree",
        latex=r"\bar I^c_E/(\bar\Gamma_c\Omega)\ \text{over odd}\ N",
        printed="[F(N), R(N), L(N)]",
        domain=Domain({"N": odd(5, 61)}),
        bindings={
            "F": settings.at(settings.closed_current, "N"),
            "R": settings.at(settings.closed_reduced, "N"),
            "L": settings.at(_coarse, "N"),
        },
        partners=(("F", "R"),),
        conventions="parameters of the caption; F, R, L: blue points, red points, black line from the symbolic book, (G4) with the "
        "rates (G2) corrected",
        checks=(
            Equality(
                full(
                    _curves,
                    "complete rate equation, three-level model, three-level model at infinite work occupation",
                ),
                route="numeric",
                points=10,
            ),
        ),
        depends=("qar.text-full-worse", "qar.eqG4"),
    ),
    Claim(
        id="qar.fig2.frame",
        where="Fig. 2",
        kind="figure",
        title="Order of the three curves, below the topmost tick",
        latex=r"0<\bar I_\text{full}<\bar I_\text{reduced}<\bar I_\text{(G4)}<0.5\quad(N\le61)",
        printed="[1, 1, 1, 1]",
        prose=True,
        domain=Domain({"N": odd(5, 61)}),
        oracle_only=("N",),
        conventions="signs of the steps of this row; ticks of the ordinate 0.0 to 0.5, of the abscissa 0 to 60",
        checks=_ordered(_curves, _closed_curves, Fraction(1, 2), (0, 1, 2)),
        notes=("At N = 61: 0.357, 0.443, 0.445.",),
        depends=("qar.fig2",),
    ),
    Claim(
        id="qar.fig2.inset",
        where="Fig. 2, inset",
        kind="figure",
        title="Noise of the full model, of the reduced model and of (G5) over the number of spins: both routes agree",
        latex=r"\bar S^c_E/(\bar\Gamma_c\Omega^2)\ \text{over odd}\ N",
        printed="[F(N), R(N), L(N)]",
        domain=Domain({"N": odd(5, 61)}),
        bindings={
            "F": settings.at(settings.closed_noise, "N"),
            "R": settings.at(settings.closed_reduced_noise, "N"),
            "L": settings.at(lambda b, p: _coarse(b, p, True), "N"),
        },
        partners=(("F", "R"),),
        conventions="parameters of the caption; F, R, L: blue points, red points, black line from the symbolic book, (G5) with the "
        "rates (G2) corrected",
        checks=(
            Equality(
                full(
                    _noise_curves,
                    "complete rate equation, three-level model, three-level model at infinite work occupation",
                ),
                route="numeric",
                points=10,
            ),
        ),
        depends=("qar.fig2", "qar.eqG5"),
    ),
    Claim(
        id="qar.fig2.inset.frame",
        where="Fig. 2, inset",
        kind="figure",
        title="Order of the three curves, below the first tick that is not drawn",
        latex=r"0<\bar S_\text{reduced}<\bar S_\text{(G5)}<\bar S_\text{full}<1.5\quad(N\le61)",
        printed="[1, 1, 1, 1]",
        prose=True,
        domain=Domain({"N": odd(5, 61)}),
        oracle_only=("N",),
        conventions="signs of the steps of this row; ticks of the ordinate 0.0, 0.5, 1.0, of the abscissa 20 to 60",
        checks=_ordered(_noise_curves, _closed_noise_curves, Fraction(3, 2), (1, 2, 0)),
        notes=("At N = 61: 1.415 (full), 1.163, 1.167; the full model is the noisiest.",),
        depends=("qar.fig2.inset",),
    ),
    Claim(
        id="qar.fig2.N2",
        where="Sec. IV, Fig. 2",
        kind="scaling",
        title="All curves of Fig. 2 grow as the square of N",
        latex=r"\bar I^c_E,\bar S^c_E\propto N^2\ \text{(full, reduced, (G4), (G5))}",
        printed="[2, 2, 2, 2, 2, 2]",
        prose=True,
        domain=Domain({"beta_c": reals("3/2", 2)}),
        oracle_only=("beta_c",),
        conventions="exponents of N of the currents (full, reduced, G4) and of the noises in this order; other parameters of Fig. 2",
        checks=(
            Scaling(
                full(_all_curves, "complete rate equation and three-level models"),
                variable="N",
                sequence=LARGE,
                points=3,
            ),
        ),
        notes=(
            "Inside the plotted range the local exponents are smaller: current of the full model 2.52 (N = 5 to 7), 1.98 (9 to 11), "
            "1.89 (15 to 21), 1.91 (31 to 41), 1.94 (51 to 61), 1.95 (61 to 101), 1.99 (201 to 401); a power fitted to N = 21 to 61 "
            "is 1.915 +- 0.002. The noise is 0.01 to 0.02 higher.",
        ),
        depends=("qar.fig2", "qar.fig2.inset"),
    ),
)
