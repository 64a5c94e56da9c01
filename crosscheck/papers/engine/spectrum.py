"""Eqs. (40)-(46): gap, Jacobian of the closed equations and its eigenvalues."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import flint
import sympy

from cotherm.numeric import bath_spin, bath_spin_spectrum
from cotherm.numeric import macroscopic_bath as macroscopic
from cotherm.numeric.fields import Ball, Field, Float64
from cotherm.symbolic.forms import bath_spin as forms

from ...books import exact, full, whole
from ...checks import Asymptotic, Equality, Inequality, Oracle, Proof, Result, Scaling
from ...checks.asymptotic import powers_of_ten
from ...claims import Chase, Claim
from ...domain import Caveat, Domain, Point, among, integers, reals
from .shared import MOMENTS, X


def _eigenvalue(key: str) -> Any:
    return lambda x: forms.cumulant_jacobian_eigenvalues.ball(flint.ctx.prec, betaE=x)[key]


def _spectrum_of_all(N: Fraction, x: Fraction) -> list[float]:
    rates = bath_spin.scaled_rates(Float64(), whole(N), x)
    return bath_spin_spectrum.superoperator_spectrum(whole(N), rates)


def _rounded(value: float) -> flint.arb:
    """A float64 eigenvalue as a ball that covers its rounding error."""
    return flint.arb(value, 1e-11)


def _displaced(field: Field, point: Point) -> list[Any]:
    """Change of the closed rates under the displacement eps (d1, d2), divided by eps."""
    x, m1, m2, eps = point["x"], point["m1"], point["m2"], point["eps"]
    moved = macroscopic.closed_rates(field, x, m1 + eps * point["d1"], m2 + eps * point["d2"])
    start = macroscopic.closed_rates(field, x, m1, m2)
    with field:
        return [(a - b) / field.number(eps) for a, b in zip(moved, start, strict=True)]


def _slowest(point: Point, digits: int) -> list[flint.arb]:
    """The two slowest macroscopic eigenvalues of the populations, extrapolated from finite N."""
    field = Ball(300)
    found = bath_spin_spectrum.macroscopic_relaxation(field, point["x"], sizes=(12, 16, 24, 32, 48))
    return [entry.value for entry in found]


def _gap(point: Point, digits: int) -> list[flint.arb]:
    """The slowest eigenvalue of a coherence order as N -> infinity, extrapolated from finite N."""
    found = bath_spin_spectrum.macroscopic_relaxation(
        Ball(300), point["x"], sector=whole(point["order"]), count=1, sizes=(12, 16, 24, 32, 48)
    )
    return [-found[0].value]


def _finite_gap(point: Point, digits: int) -> float:
    """Smallest decay rate of all coherence sectors in float64."""
    N = whole(point["N"])
    field = Float64()
    return min(
        float(bath_spin_spectrum.bath_gap(field, N, point["x"], sector=order))
        for order in range(N + 1)
    )


def _slower(field: Field, x: Fraction) -> Any:
    """Smaller of the two decay rates of the numeric Jacobian."""
    values = macroscopic.closed_eigenvalues(field, x)
    with field:
        rates = [-value for value in values.values()]
        return min(rates)


def _splitting_squared(field: Field, point: Point) -> Any:
    values = macroscopic.closed_eigenvalues(field, point["x"])
    with field:
        return (values["lambda_plus"] - values["lambda_minus"]) ** 2


def _eigenvalue_discriminant(x: Any) -> Any:
    values = forms.cumulant_jacobian_eigenvalues.ball(flint.ctx.prec, betaE=x)
    return (values["lambda_plus"] - values["lambda_minus"]) ** 2


def _symbolic_discriminant(x: Any) -> Any:
    coth = sympy.coth(x / 2)
    return 4 + 4 / x**2 + 12 * coth / x - 3 * coth**2


CLAIMS = (
    Claim(
        id="engine.eq40",
        where="Eq. (40)",
        kind="definition",
        title="Spectral gap of the Lindbladian",
        latex=r"\mathrm{gap}(\mathcal L)=-\max_j\Re(\lambda_j)",
        printed="-largest(N, x, nonzero)",
        domain=Domain({"N": integers(2, 7), "x": reals("1/2", 10), "nonzero": among(0, 1)}),
        bindings={
            "largest": lambda N, x, nonzero: _rounded(_spectrum_of_all(N, x)[whole(nonzero)]),
        },
        caveats=(
            Caveat(
                "j runs over the non-zero eigenvalues, that of the stationary state left out, as the sentence below the equation means",
                lambda p: p["nonzero"] == 1,
                fixes=("nonzero",),
            ),
        ),
        conventions="largest runs over all eigenvalues (nonzero = 0), or leaves out the one of the stationary state (nonzero = 1)",
        checks=(
            Equality(
                Oracle(_finite_gap, "slowest decay rate of all coherence sectors"),
                route="numeric",
                tolerance=1e-9,
                reason="float64 eigenvalues of a non-symmetric matrix of dimension (N+1)^2 at most 64",
                points=8,
                digits=12,
            ),
        ),
        chase=Chase(
            transcription="compared with the text: lambda_j are the eigenvalues of the Lindbladian, without exception",
            oracle="brute-force spectrum of the complete superoperator; one eigenvalue is 0, the next is the gap",
            extraction="formula and the sentence below it are complete",
            convention="the figures use the slowest non-zero rate, so the intention is clear and nothing follows from it",
        ),
    ),
    Claim(
        id="engine.eq41",
        where="Eq. (41)",
        kind="definition",
        title="Jacobian as the linear response of the closed equations",
        latex=r"\hat J=\begin{pmatrix}J_{m^zm^z}&J_{m^z(m^z)^2}\\J_{(m^z)^2m^z}&J_{(m^z)^2(m^z)^2}\end{pmatrix}",
        printed="[J11(x)*d1+J12()*d2, J21(m1, m2)*d1+J22(x, m1)*d2]",
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
            "J11": lambda x: -2 / x,
            "J12": lambda: Fraction(1, 2),
            "J21": lambda m1, m2: -1 + 3 * m2 - 6 * m1**2,
            "J22": lambda x, m1: 3 * (m1 - 2 / x),
        },
        exact_bindings=("J11", "J12", "J21", "J22"),
        partners=(("d1", "d2"), ("m1", "m2")),
        conventions="the entries are those of (42); the matrix acts on a displacement (d1, d2) of the two moments",
        checks=(
            Asymptotic(
                exact(
                    _displaced,
                    "difference quotient of the macroscopic equations with vanishing third cumulant, exact",
                ),
                route="numeric",
                variable="eps",
                sequence=powers_of_ten(-2, -7),
                remainder="eps",
                tight=False,
                title="small displacements with the order of the remainder",
            ),
        ),
        depends=("engine.eq38", "engine.eq39"),
    ),
    Claim(
        id="engine.eq42",
        where="Eq. (42)",
        kind="identity",
        title="Entries of the Jacobian",
        latex=r"J_{m^zm^z}=-\frac{2\Gamma_0}{\beta E},\ J_{m^z(m^z)^2}=\frac{\Gamma_0}2,\ "
        r"J_{(m^z)^2m^z}=\Gamma_0(-1+3\langle(\hat m^z)^2\rangle_{ss}-6\langle\hat m^z\rangle_{ss}^2),\ "
        r"J_{(m^z)^2(m^z)^2}=3\Gamma_0(\langle\hat m^z\rangle_{ss}-2/\beta E)",
        printed="[-2/x, 1/2, -1+3*m2-6*m1**2, 3*(m1-2/x)]",
        domain=MOMENTS,
        partners=(("m1", "m2"),),
        conventions="Gamma_0 = 1, x = beta E; the moments are free, not yet the stationary ones",
        checks=(
            Proof(
                "cumulant_jacobian",
                tuple(Result("differentiate", k) for k in range(4)),
                {"m_1": "m1", "m_2": "m2"},
            ),
            Equality(
                exact(
                    lambda f, p: macroscopic.closed_jacobian(f, p["x"], p["m1"], p["m2"]),
                    "chain rule on the macroscopic part of the exact generator",
                ),
                route="numeric",
            ),
        ),
        depends=("engine.eq38", "engine.eq39"),
    ),
    Claim(
        id="engine.text-stable",
        where="below Eq. (42)",
        kind="inequality",
        title="The stationary state is stable under the closed equations",
        latex=r"\Re\lambda_\pm<0",
        printed="lp(x) < 0",
        domain=Domain({"x": reals("1/1000", 1000)}),
        bindings={"lp": _eigenvalue("lambda_plus"), "lm": _eigenvalue("lambda_minus")},
        partners=(("lp", "lm"),),
        conventions="both eigenvalues are real, lp is the larger; Gamma_0 = 1",
        checks=(Inequality(route="symbolic", points=80),),
        depends=("engine.eq42",),
    ),
    Claim(
        id="engine.eq43",
        where="Eq. (43)",
        kind="definition",
        title="Gap of the Jacobian",
        latex=r"\lambda^J_{gap}=-\max_{\{\lambda_i\}}\Re(\lambda_i)",
        printed="-lp(x)",
        domain=Domain({"x": reals("1/20", 40)}),
        bindings={"lp": _eigenvalue("lambda_plus"), "lm": _eigenvalue("lambda_minus")},
        partners=(("lp", "lm"),),
        conventions="lp is the larger of the two real eigenvalues; Gamma_0 = 1",
        checks=(
            Equality(
                full(
                    lambda f, p: _slower(f, p["x"]),
                    "smaller decay rate of the numeric Jacobian at moments from certified integrals",
                ),
                route="numeric",
            ),
        ),
        depends=("engine.eq42",),
    ),
    Claim(
        id="engine.eq45",
        where="Eq. (45)",
        kind="identity",
        title="Discriminant of the Jacobian at the stationary state",
        latex=r"A=4+\frac4{(\beta E)^2}+12\frac{\coth\left(\frac{\beta E}2\right)}{\beta E}-3\coth\left(\frac{\beta E}2\right)^2",
        printed="4+4/x**2+12*coth(x/2)/x-3*coth(x/2)**2",
        domain=Domain({"x": X}),
        conventions="Gamma_0 = 1; x = beta E",
        checks=(
            Proof("cumulant_jacobian", (Result("rewrite", 0),)),
            Equality(
                full(
                    _splitting_squared,
                    "squared difference of the eigenvalues of the numeric Jacobian",
                ),
                route="numeric",
            ),
        ),
        depends=("engine.eq42", "engine.eq33", "engine.eq34"),
    ),
    Claim(
        id="engine.eq44",
        where="Eq. (44)",
        kind="identity",
        title="Eigenvalues of the Jacobian at the stationary state",
        latex=r"\lambda_\pm=\frac{\Gamma_0}2\left(-\frac2{\beta E}-3\coth\left(\frac{\beta E}2\right)\pm\sqrt A\right)",
        printed="[(-2/x-3*coth(x/2)+sqrt(A(x)))/2, (-2/x-3*coth(x/2)-sqrt(A(x)))/2]",
        domain=Domain({"x": X}),
        bindings={"A": lambda x: _eigenvalue_discriminant(x)},
        conventions="Gamma_0 = 1; x = beta E; A(x) is (45)",
        checks=(
            Proof(
                "cumulant_jacobian",
                (Result("closed form", 0), Result("closed form", 1)),
                bindings={"A": _symbolic_discriminant},
            ),
            Equality(
                full(
                    lambda f, p: list(macroscopic.closed_eigenvalues(f, p["x"]).values()),
                    "eigenvalues of the numeric Jacobian at moments from certified integrals",
                ),
                route="numeric",
            ),
            Asymptotic(
                Oracle(
                    _slowest,
                    "two slowest eigenvalues of the finite-N population equation, extrapolated in 1/N",
                ),
                route="numeric",
                variable="x",
                sequence=(Fraction(1), Fraction(1, 4), Fraction(1, 16), Fraction(1, 64)),
                title="exact spectrum at high temperature",
                domain=Domain({"order": among(0)}, fixed=("order",)),
                points=1,
                minimum=1,
            ),
        ),
        depends=("engine.eq45",),
        notes=(
            "The stationary moments (33), (34) are not a fixed point of (38), (39): the exact state has a third cumulant. "
            "The eigenvalues agree with the exact spectrum only as x -> 0.",
        ),
    ),
    Claim(
        id="engine.eq46b",
        where="Eq. (46), second line",
        kind="scaling",
        title="Gap at high temperature",
        latex=r"\mathrm{gap}(\mathcal L)\sim(\beta E)^{-1}\ \text{for}\ \beta E\lesssim1",
        printed="-1",
        domain=Domain({"order": among(0, 1)}),
        oracle_only=("order",),
        conventions="the printed exponent of x = beta E, in the two slowest coherence orders, as x -> 0",
        checks=(
            Scaling(
                Oracle(
                    _gap,
                    "slowest eigenvalue of the finite-N generator in a coherence order, extrapolated in 1/N",
                ),
                variable="x",
                sequence=tuple(Fraction(1, 4**k) for k in range(5)),
                points=2,
            ),
        ),
        depends=("engine.eq40",),
        notes=("At x = 1 the product of gap and x is within four per cent of its limit.",),
    ),
)
