"""Sec. V up to (20): energy of the stationary state."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import flint

from cotherm.numeric import collective_bath, spin_ladder
from cotherm.numeric.certify import certified
from cotherm.numeric.density_matrix import expectation, steady_density
from cotherm.numeric.fields import Ball, Field
from cotherm.numeric.spins import collective_spin
from cotherm.symbolic.forms import spin_ensemble as ensemble
from cotherm.symbolic.forms import spin_ladder as ladder

from ...algebras import digits_to_bits, precision, to_ball
from ...books import closed, exact, full, whole
from ...checks import Equality, Oracle, Proof
from ...claims import Claim
from ...domain import Domain, Point, among, half_integers, integers, reals
from ..heatcap.operators import FIELD, boltzmann
from ..heatcap.steady_states import interpolation_points
from .sectors import (
    ROOT_TEXT,
    ROOTS,
    copy_weight,
    ladder_mean,
    multiplicity,
    rooted,
    size_text,
    within,
)

LADDER = Domain({"J": half_integers(0, 12), "b": reals(-60, 60, smallest="1e-8")})
SMALL_LADDER = Domain({"J": half_integers("1/2", 4), "b": among(*ROOTS)})
MULTIPLET_SUM = "sum(p(n, s, J, {0})*l(n, s, J)*e(J, {1}), J, n*s-floor(n*s), n*s)+n*s"
ALONE = exact(
    lambda f, p: collective_bath.mean_energy(f, 1, p["J"], boltzmann(p, "b")) - f.number(p["J"]),
    "full master equation of one spin J, exact",
)


def _mean_level(n: Fraction, s: Fraction, b: Fraction, b0: Fraction) -> Any:
    """Tr J_z rho of the full collective equation, at the ambient precision."""
    field = Ball(flint.ctx.prec)
    rho = steady_density(field, whole(n), s, b, "collective", b0)
    return expectation(collective_spin(FIELD, n, s).Jz.to(field), rho)


def _closed_energy(point: Point, digits: int) -> Any:
    n, s = whole(point["n"]), point["s"]
    value = ensemble.steady_energy.digits(digits + 5, n=n, s=s, b=point["b"], b0=point["b0"])
    with precision(digits_to_bits(digits)):
        return value * to_ball(point["hbar"] * point["omega"])


def _three_times(field: Field, point: Point) -> list[Any]:
    return [
        collective_bath.mean_energy(field, 1, point["J"], boltzmann(point, "b"))
        - field.number(point["J"])
    ] * 3


def _logarithmic_slope(J: Fraction, b: Fraction) -> flint.arb:
    """d ln Z_J / db of the last form of (8), by automatic differentiation."""
    x = flint.arb_series([to_ball(b), flint.arb(1)], prec=2)

    def power(factor: Fraction) -> flint.arb_series:
        return (x * to_ball(factor)).exp()

    one = flint.arb_series([flint.arb(1)], prec=2)
    Z = power(J) * (one - power(-2 * J - 1)) / (one - power(Fraction(-1)))
    return Z[1] / Z[0]


def _symbolic_slope(J: Any, b: Any) -> Any:
    import sympy

    Z = sympy.exp(J * b) * (1 - sympy.exp(-(2 * J + 1) * b)) / (1 - sympy.exp(-b))
    return sympy.diff(sympy.log(Z), b)


def _with_units(point: Point, digits: int) -> Any:
    quantum = point["hbar"] * point["omega"]
    value = ladder.ladder_energy.digits(digits + 5, J=point["J"], b=quantum * point["beta"])
    with precision(digits_to_bits(digits)):
        return value * to_ball(quantum)


def _ladder_with_units(point: Point, digits: int) -> Any:
    quantum = point["hbar"] * point["omega"]

    def energy(field: Field) -> Any:
        value = spin_ladder.ladder_energy(field, point["J"], quantum * point["beta"])
        with field:
            return value * field.number(quantum)

    return certified(energy, digits)


CLAIMS = (
    Claim(
        id="indist.eq17",
        where="Eq. (17)",
        kind="definition",
        title="Energy of the stationary state, counted from the ground state",
        latex=r"E^\infty_{\beta_0}(\beta_B):=\hbar\omega\,\mathrm{Tr}J_z\rho^\infty_{\beta_0}(\beta_B)+\hbar\omega ns",
        printed="hbar*omega*Jz(n, s, b, b0)+hbar*omega*n*s",
        domain=Domain(
            {
                "n": integers(1, 3),
                "s": half_integers("1/2", "3/2"),
                "b": reals(-8, 8),
                "b0": reals(-5, 5, smallest="1e-2"),
                "hbar": reals("1/3", 3),
                "omega": reals("1/4", 4),
            },
            within(9),
            size_text(9),
        ),
        bindings={"Jz": _mean_level},
        partners=(("b", "b0"),),
        conventions="Jz is the mean of J_z in the stationary state of the full equation; b = hbar omega beta_B",
        checks=(
            Equality(
                Oracle(_closed_energy, "closed form of the stationary energy", book="symbolic"),
                points=8,
            ),
        ),
        depends=("indist.eq16",),
    ),
    Claim(
        id="indist.eq18",
        where="Eq. (18)",
        kind="identity",
        title="Stationary energy as a sum over total spins",
        latex=r"E^\infty_{\beta_0}(\beta_B)=\sum_{J=J_0}^{ns}p_J(\beta_0)l_Je_J(\beta_B)+\hbar\omega ns",
        printed=MULTIPLET_SUM.format("b0", "b"),
        domain=rooted(32),
        bindings={"p": copy_weight, "l": multiplicity, "e": ladder_mean},
        exact_bindings=("p", "l", "e"),
        partners=(("b", "b0"),),
        conventions="p, l, e are (15), the multiplicity and (19) as sums over levels; " + ROOT_TEXT,
        checks=(
            Equality(
                exact(
                    lambda f, p: collective_bath.steady_energy(
                        f, whole(p["n"]), p["s"], boltzmann(p, "b"), boltzmann(p, "b0")
                    ),
                    "full Lindblad equation in the product space with rational exp(-b)",
                ),
                route="numeric",
                title="energy as a fraction",
                points=20,
            ),
            Equality(
                exact(
                    lambda f, p: collective_bath.steady_energy(
                        f, whole(p["n"]), p["s"], boltzmann(p, "b"), boltzmann(p, "b0")
                    ),
                    "full Lindblad equation in the product space with rational exp(-b)",
                ),
                route="numeric",
                title="energy as a rational function of exp(-b)",
                at=interpolation_points(),
                note="For n, s = (2, 1/2), (3, 1/2), (2, 1) and a thermal start at exp(-b0/2) = 1/3: both sides are "
                "quotients of polynomials in exp(-b), and are equal at one point more than both degrees together.",
            ),
        ),
        depends=("indist.eq17",),
    ),
    Claim(
        id="indist.eq19",
        where="Eq. (19)",
        kind="identity",
        title="Mean energy of one multiplet, all forms",
        latex=r"e_J(\beta_B):=\hbar\omega\,\mathrm{Tr}J_z\rho^{th}_{J,i}(\beta_B)=\hbar\omega\sum_mm\frac{e^{-m\hbar\omega\beta_B}}{Z_J(\beta_B)}"
        r"=\dots=\hbar\omega\frac1{e^{\hbar\omega\beta_B}-1}-\hbar\omega\frac{2J+1}{e^{(2J+1)\hbar\omega\beta_B}-1}-J\hbar\omega",
        printed="[sum(m*exp(-m*b), m, -J, J)/sum(exp(-m*b), m, -J, J), "
        "1/2*cosh(b/2)/sinh(b/2)-(2*J+1)*1/2*cosh((2*J+1)*b/2)/sinh((2*J+1)*b/2), "
        "1/(exp(b)-1)-(2*J+1)/(exp((2*J+1)*b)-1)-J]",
        domain=SMALL_LADDER,
        conventions="hbar omega = 1; b is given by exp(-b/2)",
        checks=(
            Equality(
                exact(_three_times, "full master equation of one spin J, exact"),
                route="numeric",
                exponential=("b",),
            ),
        ),
        depends=("indist.eq7",),
    ),
    Claim(
        id="indist.eq19.a",
        where="Eq. (19), second form",
        kind="identity",
        title="Mean energy of one multiplet as a mean over its levels",
        latex=r"e_J=\hbar\omega\sum_{m=-J}^{J}m\frac{e^{-m\hbar\omega\beta_B}}{Z_J(\beta_B)}",
        printed="sum(m*exp(-m*b)/sum(exp(-k*b), k, -J, J), m, -J, J)",
        domain=SMALL_LADDER,
        conventions="hbar omega = 1; b is given by exp(-b/2)",
        checks=(
            Equality(ALONE, route="numeric", exponential=("b",), points=16),
            Equality(closed(ladder.ladder_energy, J="J", b="b"), route="symbolic", domain=LADDER),
        ),
        depends=("indist.eq19",),
    ),
    Claim(
        id="indist.eq19.b",
        where="Eq. (19), third form",
        kind="identity",
        title="Mean energy of one multiplet as a derivative",
        latex=r"e_J=-\frac\partial{\partial\beta_B}\ln Z_J(\beta_B)",
        printed="-slope(J, b)",
        domain=Domain({"J": half_integers("1/2", 12), "b": LADDER.axes["b"]}),
        bindings={"slope": _logarithmic_slope},
        conventions="hbar omega = 1; slope is d ln Z_J/db of (8)",
        checks=(
            Proof("energy", bindings={"slope": _symbolic_slope}),
            Equality(
                full(
                    lambda f, p: spin_ladder.ladder_energy(f, p["J"], p["b"]),
                    "rate equation of the ladder",
                ),
                route="numeric",
                domain=Domain({"J": half_integers("1/2", 6), "b": reals(-20, 20)}),
            ),
        ),
        depends=("indist.eq8", "indist.eq19"),
    ),
    Claim(
        id="indist.eq19.c",
        where="Eq. (19), fourth form",
        kind="identity",
        title="Mean energy of one multiplet in hyperbolic functions",
        latex=r"e_J=\frac{\hbar\omega}2\frac{\cosh(\hbar\omega\beta_B/2)}{\sinh(\hbar\omega\beta_B/2)}-(2J+1)\frac{\hbar\omega}2\frac{\cosh[(2J+1)\hbar\omega\beta_B/2]}{\sinh[(2J+1)\hbar\omega\beta_B/2]}",
        printed="hbar*omega/2*cosh(hbar*omega*beta/2)/sinh(hbar*omega*beta/2)"
        "-(2*J+1)*hbar*omega/2*cosh((2*J+1)*hbar*omega*beta/2)/sinh((2*J+1)*hbar*omega*beta/2)",
        domain=Domain(
            {
                "J": half_integers(0, 8),
                "beta": reals(-20, 20, smallest="1e-6"),
                "hbar": reals("1/3", 3),
                "omega": reals("1/3", 3),
            }
        ),
        shifted=("J",),
        conventions="units kept",
        checks=(
            Proof("energy", names={"b": "hbar*omega*beta"}, factor="hbar*omega"),
            Equality(
                Oracle(
                    lambda p, d: _with_units(p, d),
                    "closed form of the ladder's energy in units of hbar omega",
                    book="symbolic",
                ),
            ),
            Equality(
                Oracle(
                    lambda p, d: _ladder_with_units(p, d),
                    "rate equation of the ladder in units of hbar omega",
                ),
                route="numeric",
                domain=Domain(
                    {
                        "J": half_integers(0, 4),
                        "beta": reals(-4, 4),
                        "hbar": reals("1/3", 3),
                        "omega": reals("1/3", 3),
                    }
                ),
            ),
        ),
        depends=("indist.eq19",),
    ),
    Claim(
        id="indist.eq19.d",
        where="Eq. (19), fifth form",
        kind="identity",
        title="Mean energy of one multiplet in Bose functions",
        latex=r"e_J=\hbar\omega\frac1{e^{\hbar\omega\beta_B}-1}-\hbar\omega\frac{2J+1}{e^{(2J+1)\hbar\omega\beta_B}-1}-J\hbar\omega",
        printed="1/(exp(b)-1)-(2*J+1)/(exp((2*J+1)*b)-1)-J",
        domain=LADDER,
        shifted=("J",),
        conventions="hbar omega = 1",
        checks=(
            Proof("energy"),
            Equality(closed(ladder.ladder_energy, J="J", b="b"), route="symbolic"),
            Equality(
                ALONE,
                route="numeric",
                exponential=("b",),
                domain=SMALL_LADDER,
            ),
        ),
        depends=("indist.eq19",),
    ),
    Claim(
        id="indist.eq20",
        where="Eq. (20)",
        kind="identity",
        title="Thermal energy as a sum over total spins",
        latex=r"E^{th}(\beta_B)=\sum_{J=J_0}^{ns}p_J(\beta_B)l_Je_J(\beta_B)+\hbar\omega ns",
        printed=MULTIPLET_SUM.format("b", "b"),
        domain=rooted(27, start=False),
        bindings={"p": copy_weight, "l": multiplicity, "e": ladder_mean},
        exact_bindings=("p", "l", "e"),
        conventions="p, l, e are (15), the multiplicity and (19) as sums over levels; b is given by exp(-b/2)",
        checks=(
            Equality(
                exact(
                    lambda f, p: collective_bath.thermal_energy(
                        f, whole(p["n"]), p["s"], boltzmann(p, "b")
                    ),
                    "stationary state of the independent Lindblad equation, exact",
                ),
                route="numeric",
            ),
        ),
        depends=("indist.eq18", "indist.eq15"),
    ),
)
