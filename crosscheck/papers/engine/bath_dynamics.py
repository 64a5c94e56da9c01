"""Sec. V.A: one ensemble in its bath, states, gaps and the size from which temperature is felt."""

from __future__ import annotations

from fractions import Fraction
from functools import lru_cache
from typing import Any

import flint

from cotherm.numeric import bath_spin, bath_spin_spectrum, closed_bath, macroscopic_bath_spectrum
from cotherm.numeric import macroscopic_bath as macroscopic
from cotherm.numeric.certify import certified
from cotherm.numeric.collective_engine import Engine, engine_model
from cotherm.numeric.fields import Ball, Field, Float64, Rational
from cotherm.numeric.generators import Jump, dissipator
from cotherm.numeric.spins import spin_operators
from cotherm.symbolic.forms import bath_spin as forms

from ...books import bind, exact, full, whole
from ...checks import Asymptotic, Equality, Inequality, Oracle, Rounded, Scaling
from ...claims import Claim
from ...domain import Domain, Point, among, integers, reals
from .shared import MOMENTS

FLOATS = Float64()
UNITS = "Gamma_0 = 1, x = beta E, scaled regime (28)"


# ------------------------------------------------------------------------------ states


def _driveless(field: Field, point: Point) -> Any:
    """<S_z> of the first of two ensembles without drive."""
    model = engine_model(
        field,
        whole(point["N"]),
        1,
        2,
        point["x"],
        point["x"] / 5,
        omega0=0,
        Gamma0=1,
        scaled=True,
    )
    return Engine(field, model).magnetization(1)


def exact_mean(point: Point, digits: int) -> flint.arb:
    """(33) at beta E = x."""
    value: flint.arb = forms.bath_magnetization.digits(digits, N="inf", betaE=point["x"])
    return value


def _created_coherence(field: Field, point: Point) -> list[Any]:
    """Elements of the rate of a diagonal state between different levels."""
    N = whole(point["N"])
    spin = spin_operators(field, Fraction(N, 2))
    rates = bath_spin.scaled_rates(field, N, q=point["q"])
    generator = dissipator(
        [Jump(spin.Jminus, spin.Jplus, rates.down), Jump(spin.Jplus, spin.Jminus, rates.up)]
    )
    size = N + 1
    with field:
        return [
            generator[row * size + column, level * (size + 1)]
            for level in range(size)
            for row in range(size)
            for column in range(size)
            if row != column
        ]


@lru_cache(maxsize=512)
def closed_mean(x: Fraction) -> flint.arb:
    """Fixed point of (38), (39): m = u + 2/x with the root u < -1 of u^3 - u + 8/x^3 = 0."""
    return closed_bath.closed_stationary(Ball(400), x)[0]


# ------------------------------------------------------------------------------ gaps


def _orders(N: int) -> range:
    return range(min(N, 2) + 1)


def finite_gap(N: int, x: Any) -> float:
    """Gap of the Lindbladian: slowest rate of the coherence orders 0 to 2 (faster ones relax faster)."""
    return min(float(bath_spin_spectrum.bath_gap(FLOATS, N, x, sector=k)) for k in _orders(N))


def limit_gap(field: Field, x: Fraction) -> Any:
    """Gap of the Lindbladian for N = infinity, in the coherence order 1."""
    return macroscopic_bath_spectrum.macroscopic_gap(field, x, 1)


def _certified_gap(point: Point, digits: int) -> Any:
    return certified(lambda f: limit_gap(f, point["x"]), digits)


def _largest_eigenvalue(N: Fraction, x: Fraction, k: Fraction) -> Any:
    """Largest non-zero eigenvalue of a coherence order, certified."""
    return -bath_spin_spectrum.bath_gap(Ball(100), whole(N), x, sector=whole(k))


def jacobian_gap(x: Any) -> Any:
    """-lambda_+ of (44)."""
    return -forms.cumulant_jacobian_eigenvalues.ball(flint.ctx.prec, betaE=x)["lambda_plus"]


def _gap_of(N: Fraction, x: Fraction) -> Any:
    """Certified gap at finite N, and for N = 0 that of the limit."""
    if N == 0:
        return limit_gap(Ball(100), x)
    orders = _orders(whole(N))
    return min(
        (bath_spin_spectrum.bath_gap(Ball(100), whole(N), x, sector=k) for k in orders),
        key=lambda ball: float(ball.mid()),
    )


CLAIMS: tuple[Claim, ...] = (
    Claim(
        id="engine.text-decoupled",
        where="Sec. V.A",
        kind="statement",
        title="Without drive the ensembles decouple",
        latex=r"\omega_0=0:\ \langle\hat S_1^z\rangle\ \text{as for one ensemble alone}",
        printed="N/2*m(N, x)",
        prose=True,
        domain=Domain({"N": integers(1, 4), "x": reals("1/5", 8)}),
        bindings={"m": bind(forms.bath_magnetization, "N", "betaE")},
        conventions=UNITS + "; the second ensemble is in a bath of another temperature",
        checks=(
            Equality(
                full(_driveless, "stationary state of both ensembles at omega_0 = 0"),
                route="numeric",
                points=6,
            ),
        ),
    ),
    Claim(
        id="engine.text-diagonal",
        where="Sec. V.A",
        kind="statement",
        title="A diagonal state stays diagonal",
        latex=r"\langle m|\mathcal D(|k\rangle\langle k|)|m'\rangle=0\ (m\neq m')",
        printed="0",
        prose=True,
        domain=Domain({"N": integers(1, 4), "q": reals("1/10", "9/10")}),
        oracle_only=("N", "q"),
        conventions="one ensemble without drive, q = exp(-beta E/N)",
        checks=(
            Equality(
                exact(
                    lambda f, p: max(abs(value) for value in _created_coherence(f, p)),
                    "largest element between different levels of the rate of any diagonal state, exact",
                ),
                route="numeric",
            ),
        ),
    ),
    Claim(
        id="engine.text-fig4agree",
        where="below Eq. (39) and caption of Fig. 4",
        kind="approximation",
        title="Stationary magnetisation of the closed equations",
        latex=r"\langle\hat m^z\rangle_{(38),(39)}\simeq-\coth\left(\frac{\beta E}2\right)+\frac2{\beta E}",
        printed="closed(x)",
        prose=True,
        domain=Domain({"one": among(1)}, fixed=("one",)),
        oracle_only=("one",),
        bindings={"closed": closed_mean},
        conventions=UNITS
        + "; closed(x) = u + 2/x, u < -1, u^3 - u + 8/x^3 = 0, is the fixed point of (38), (39); (33) has u = -coth(x/2)",
        checks=(
            Asymptotic(
                full(
                    lambda f, p: macroscopic.gibbs_moment(f, p["x"], 1),
                    "certified integral over the continuous magnetisation",
                ),
                route="numeric",
                variable="x",
                sequence=tuple(Fraction(1, 4**k) for k in range(1, 6)),
                law="x**2/60",
                title="error law at high temperature",
                points=1,
                minimum=1,
            ),
            Asymptotic(
                Oracle(exact_mean, "closed form (33)", "symbolic"),
                route="symbolic",
                variable="x",
                sequence=tuple(Fraction(4**k) for k in range(3, 8)),
                law="4/x**3",
                title="error law at low temperature",
                points=1,
                minimum=1,
            ),
            Rounded(
                Oracle(exact_mean, "closed form (33)", "symbolic"),
                route="symbolic",
                unit="0.1",
                allowance="0.42",
                reason="the largest difference between the two laws, as measured, is 0.0205; the paper gives no number",
                title="largest difference",
                domain=Domain({"x": reals("1/100", 100)}),
                points=60,
            ),
        ),
        depends=("engine.eq33", "engine.eq38", "engine.eq39"),
        notes=(
            "The largest difference of the two curves is 0.0205, at beta E = 3.6, at most 4.5 per cent of the value; it vanishes in "
            "both limits of the temperature. The fixed point of (C6), -x/(3 + sqrt(9 + x^2)), is another one: engine.textC-consistency.",
        ),
    ),
    Claim(
        id="engine.text-nonpositive",
        where="below Eq. (40)",
        kind="inequality",
        title="Eigenvalues have no positive real part",
        latex=r"\Re\lambda_j\le0",
        printed="top(N, x, k) <= 0",
        prose=True,
        domain=Domain(
            {"N": integers(1, 9), "x": reals("1/20", 40), "k": integers(0, 9)},
            where=lambda p: p["k"] <= p["N"],
            where_text="k from 0 to N",
        ),
        bindings={"top": _largest_eigenvalue},
        conventions=UNITS
        + "; top: largest eigenvalue of the coherence order k, the zero of the stationary state left out; all are "
        "real",
        checks=(Inequality(route="numeric", points=60, minimum=30, search=20),),
    ),
    Claim(
        id="engine.text-jacobian",
        where="above Eq. (41)",
        kind="definition",
        title="The Jacobian as the derivative of the rates",
        latex=r"\hat J_{\alpha\beta}=\partial f_\alpha/\partial\beta",
        printed="[(f1(x, m1+h*d1, m2+h*d2)-f1(x, m1, m2))/h, (f2(x, m1+h*d1, m2+h*d2)-f2(x, m1, m2))/h]",
        domain=Domain(
            {
                **MOMENTS.axes,
                "d1": reals(-1, 1, smallest="1/10"),
                "d2": reals(-1, 1, smallest="1/10"),
            },
            where=MOMENTS.where,
            where_text=MOMENTS.where_text,
        ),
        bindings={
            "f1": lambda x, m1, m2: (m2 - 1) / 2 - 2 * m1 / x,
            "f2": lambda x, m1, m2: m1 * (3 * m2 - 1 - 2 * m1**2) + 2 * (1 - 3 * m2) / x,
        },
        exact_bindings=("f1", "f2"),
        partners=(("d1", "d2"), ("f1", "f2")),
        conventions=UNITS
        + "; f1, f2: right sides of (38), (39); J acts on the displacement (d1, d2)",
        checks=(
            Asymptotic(
                exact(
                    lambda f, p: _turned(p),
                    "Jacobian of the macroscopic part of the exact generator, applied to the displacement",
                ),
                route="numeric",
                variable="h",
                sequence=tuple(Fraction(1, 10**k) for k in range(2, 7)),
                remainder="h",
                tight=False,
                title="small displacements with the order of the remainder",
            ),
        ),
        depends=("engine.eq38", "engine.eq39"),
    ),
    Claim(
        id="engine.text-proportional",
        where="below Eqs. (43) and (45)",
        kind="approximation",
        title="Jacobian gap and Lindbladian gap are proportional",
        latex=r"\lambda^J_{gap}\simeq2\,\mathrm{gap}(\mathcal L)",
        printed="jacobian(x)/2",
        prose=True,
        domain=Domain({"one": among(1)}, fixed=("one",)),
        oracle_only=("one",),
        bindings={"jacobian": jacobian_gap},
        conventions=UNITS
        + "; the constant, which is not printed, is 2: the slowest decay is that of the coherences of order 1",
        checks=(
            Asymptotic(
                Oracle(
                    _certified_gap, "eigenvalue of the limit generator in the order 1, certified"
                ),
                route="numeric",
                variable="x",
                sequence=tuple(Fraction(1, 4**k) for k in range(1, 6)),
                law="-3*x**2/80",
                title="error law at high temperature",
                points=1,
                minimum=1,
            ),
        ),
        depends=("engine.eq44",),
        notes=(
            "The ratio of the two gaps is 2 in both limits of the temperature; in between it goes from 1.94 at beta E = 1 to 2.07 at "
            "beta E = 5. Against the populations alone (order 0) the factor is 1, within 21 per cent.",
        ),
    ),
    Claim(
        id="engine.text-gapped",
        where="below Eq. (45)",
        kind="inequality",
        title="The Lindbladian is gapped at every size and temperature",
        latex=r"\mathrm{gap}(\mathcal L)>0",
        printed="gap(N, x) > 0",
        prose=True,
        domain=Domain({"N": among(0, 1, 2, 5, 12), "x": reals("1/100", 60)}),
        bindings={"gap": _gap_of},
        conventions=UNITS + "; N = 0 stands for N = infinity",
        checks=(Inequality(route="numeric", points=24, minimum=20, search=0),),
        notes=(
            "The smallest gap of the limit is 0.375 Gamma_0, at beta E = 5.75; at zero temperature it is 1/2.",
        ),
    ),
    Claim(
        id="engine.eq46",
        where="Eq. (46), first line",
        kind="scaling",
        title="Gap at low temperature",
        latex=r"\mathrm{gap}(\mathcal L)\sim1\ \text{for}\ \beta E\gtrsim1",
        printed="0",
        domain=Domain({"order": among(0, 1)}),
        oracle_only=("order",),
        conventions=UNITS + "; the exponent of x in the two slowest coherence orders, as x grows",
        checks=(
            Scaling(
                Oracle(
                    lambda p, d: (
                        -macroscopic_bath_spectrum.macroscopic_eigenvalues(
                            p["x"], whole(p["order"]), 1
                        )[0]
                    ),
                    "slowest eigenvalue of the limit generator, float64",
                ),
                route="numeric",
                variable="x",
                sequence=tuple(Fraction(30 * 3**k) for k in range(4)),
                points=2,
            ),
        ),
        depends=("engine.eq40",),
        notes=(
            "The constant is Gamma_0/2 (order 1) and Gamma_0 for the populations; at beta E = 1 twice that.",
        ),
    ),
)


def _turned(point: Point) -> list[Any]:
    """J (d1, d2) at the moments of the point, exact."""
    field = Rational()
    a, b, c, d = macroscopic.closed_jacobian(field, point["x"], point["m1"], point["m2"])
    first, second = field.number(point["d1"]), field.number(point["d2"])
    return [a * first + b * second, c * first + d * second]
