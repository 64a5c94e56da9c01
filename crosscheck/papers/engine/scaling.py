"""Sec. V, head: the scaling (28), the equations of motion in its limit, the closure (31)."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from cotherm.numeric import bath_spin, cumulant_closure
from cotherm.numeric.fields import Field, Rational
from cotherm.numeric.vector_polynomials import generator_part
from cotherm.symbolic.spin_algebra import AXES, moment_equation

from ...books import full, whole
from ...checks import Asymptotic, Equality, Oracle, Proof, Result
from ...claims import Chase, Claim
from ...domain import Domain, Point, integers, reals
from .closed_moments import vector_average
from .ensemble_operators import (
    scaled_dissipation,
)

LARGE = tuple(Fraction(4 * 2**k) for k in range(5))
MEAN = reals("-9/10", "9/10", smallest="1/10")


def _occupation(field: Field, point: Point) -> Any:
    N = whole(point["N"])
    with field:
        return bath_spin.scaled_rates(field, N, point["t"]).up * N


def _third(point: Point) -> Any:
    """E[a b c] of a distribution of given mean and covariance without third cumulant."""
    field = Rational()
    mean = field.numbers(point[name] for name in "abc")
    products = {"01": "ab", "02": "ac", "12": "bc"}
    covariance = [
        [
            field.number(point[products["".join(sorted(f"{k}{j}"))]]) - mean[k] * mean[j]
            if k != j
            else field.one
            for j in range(3)
        ]
        for k in range(3)
    ]
    return cumulant_closure.average(lambda v: [v[0] * v[1] * v[2]], mean, covariance)[0]


def _top_degree(point: Point) -> int:
    """Largest number of components in the generated equation of the chosen moment."""
    equation = moment_equation(_product(point))
    return max(sum(exponents) for terms in equation.values() for exponents in terms)


def _product(point: Point) -> tuple[str, ...]:
    p, k = whole(point["p"]), whole(point["k"])
    return tuple(sorted(AXES[(k + 2 * i) % 6] for i in range(p)))


def _generated_degree(point: Point) -> int:
    """The same from drift and noise of both vectors."""
    names = _product(point)
    exponents = tuple(names.count(axis) for axis in AXES)
    return max(sum(power) for part in range(4) for power in generator_part(part, exponents).terms)


CLAIMS = (
    Claim(
        id="engine.eq28",
        where="Eq. (28)",
        kind="definition",
        title="Scaling with the number of spins",
        latex=r"\omega_0\to\omega_0/N,\quad\Gamma_0\to\Gamma_0/N,\quad\beta\to\beta/N\;\Rightarrow\;n_{th}\to\frac N{\beta E}",
        printed="N/t",
        domain=Domain({"t": reals("1/10", 20)}),
        conventions="the definition is judged by what it implies: n_th grows like N/(beta E), t = beta E",
        checks=(
            Asymptotic(
                full(_occupation, "occupation at the scaled temperature"),
                variable="N",
                sequence=tuple(Fraction(100 * 10**k) for k in range(4)),
                route="numeric",
                remainder="1",
                title="growth of the occupation, up to a constant",
            ),
        ),
        depends=("engine.text-nthscale",),
    ),
    Claim(
        id="engine.eq29",
        where="Eq. (29)",
        kind="asymptotic",
        title="Dissipative part of the transverse components, scaled limit",
        latex=r"\langle\mathcal D^\dagger(\hat m^{x(y)})\rangle=\frac{\Gamma_0}{2}\left[\Re(\langle\hat m^{x(y)}\hat m^z\rangle)-\frac{2}{\beta E}\langle\hat m^{x(y)}\rangle\right]",
        printed="g/2*(xz-2/t*x)",
        domain=Domain({"g": reals("1/5", 3), "t": reals("1/5", 9), "x": MEAN, "xz": MEAN}),
        conventions="scaled parameters (28), t = beta E",
        checks=(
            vector_average("x"),
            Proof("collective_bath_equations", (Result("limit", 0),)),
            Proof(
                "collective_bath_equations",
                (Result("limit", 1),),
                {"y": "x", "yz": "xz"},
                title="proof, the same for y",
            ),
            Asymptotic(
                full(
                    scaled_dissipation("x", ("x", "xz")),
                    "dissipator on explicit matrices, scaled rates",
                ),
                variable="N",
                sequence=LARGE,
                route="numeric",
                remainder="1/N",
                tight=False,
                title="trend in N",
                points=4,
            ),
        ),
        depends=("engine.eq27a", "engine.eq28"),
    ),
    Claim(
        id="engine.eq30",
        where="Eq. (30)",
        kind="asymptotic",
        title="Dissipative part of the z component, scaled limit",
        latex=r"\langle\mathcal D^\dagger(\hat m^z)\rangle=-\frac{\Gamma_0}{2}\left[1-\langle(\hat m^z)^2\rangle-\frac{4}{\beta E}\langle\hat m^z\rangle\right]",
        printed="-g/2*(1-zz-4/t*z)",
        domain=Domain(
            {"g": reals("1/5", 3), "t": reals("1/5", 9), "z": MEAN, "zz": reals("1/10", "9/10")}
        ),
        conventions="scaled parameters (28), t = beta E",
        checks=(
            vector_average("z", unit_length=True),
            Proof("collective_bath_equations", (Result("closure", 1),)),
            Asymptotic(
                full(
                    scaled_dissipation("z", ("z", "zz")),
                    "dissipator on explicit matrices, scaled rates",
                ),
                variable="N",
                sequence=LARGE,
                route="numeric",
                remainder="1/N",
                title="trend in N",
                points=4,
            ),
        ),
        cause="sign of the thermal term",
        chase=Chase(
            transcription="compared with the text",
            oracle="explicit matrices of growing N, the operator algebra and the vector equations agree; with the printed "
            "sign the stationary state (33), (34) would not be stationary",
            extraction="the sign is plain in the text",
            convention="(27), from which it follows, and (38), which uses it, both have the other sign",
        ),
        depends=("engine.eq27b", "engine.eq28"),
        notes=("(38) is right, so the slip stays in (30).",),
    ),
    Claim(
        id="engine.eq31",
        where="Eq. (31)",
        kind="definition",
        title="Third moment without third cumulant",
        latex=r"\langle\hat m^\alpha\hat m^\beta\hat m^\gamma\rangle=\langle\hat m^\alpha\hat m^\beta\rangle\langle\hat m^\gamma\rangle+\langle\hat m^\alpha\hat m^\gamma\rangle\langle\hat m^\beta\rangle+\langle\hat m^\beta\hat m^\gamma\rangle\langle\hat m^\alpha\rangle"
        r"-2\langle\hat m^\alpha\rangle\langle\hat m^\beta\rangle\langle\hat m^\gamma\rangle",
        printed="ab*c+ac*b+bc*a-2*a*b*c",
        domain=Domain({name: MEAN for name in ("a", "b", "c", "ab", "ac", "bc")}),
        conventions="commuting numbers, as N -> infinity",
        checks=(
            Equality(
                Oracle(
                    lambda p, d: _third(p),
                    "mean of the product over a distribution of given mean and covariance, by second differences",
                ),
                route="numeric",
            ),
        ),
        notes=(
            "What it costs in power, at Delta E = 9 E_1 on the plane of Fig. 6 and relative to the limit without a closure: without "
            "second cumulants there is none; without third ones it is off by up to 1.9%, without fourth ones by up to 2.2%, on the "
            "grid of the figure; the fourth is better than the third only at T = 10.1. Sixteen pairs have 13% to 26% more "
            "power per pair than the limit. (D2) misses <v^2> by up to 3.5%; the constancy of App. D is too low by 84% at T = 10.1 "
            "and by 2% at T = 40.",
        ),
    ),
    Claim(
        id="engine.text-closed",
        where="below Eq. (31)",
        kind="statement",
        title="The closure leaves a closed set of equations",
        latex=r"\frac{d\langle m^{\alpha_1}\cdots m^{\alpha_p}\rangle}{dt}\text{ holds products of at most }p+1\text{ components}",
        prose=True,
        printed="p+1",
        domain=Domain({"p": integers(1, 4), "k": integers(0, 5)}),
        oracle_only=("k",),
        conventions="scaled, N -> infinity; k chooses the components",
        checks=(
            Equality(
                Oracle(
                    lambda p, d: _top_degree(p),
                    "equations of motion generated by the operator algebra",
                    book="symbolic",
                ),
            ),
            Equality(
                Oracle(
                    lambda p, d: _generated_degree(p),
                    "generator of the vectors applied to the product, exact coefficients",
                ),
                route="numeric",
            ),
        ),
        depends=("engine.eq31",),
        notes=(
            "With third moments replaced by (31) the 6 means and 21 pair moments obey 27 closed equations. The closure "
            "is not unique: the length of a spin may be used before or after it (engine.textC-consistency).",
            "The figure and its data: errors of the power against the limit without a closure, cumulants of order 2 to 6 set to zero: -100%, -13%, "
            "-2.2%, +0.10%, +0.09% at x_1 = 3, x_2 = 6/5, w = omega0/Gamma0 = 7/10, and -100%, -0.6%, +2.8%, +0.9%, -0.4% at "
            "x_1 = 2, x_2 = 1, w = 6, with x_i = beta_i E_i. With the length used first: -100%, -3.0%, +0.7%, -0.3%, -0.2%, and "
            "-100%, +5.1%, +1.7%, -1.6%, -1.0%. An order more is no better everywhere.",
            "Engines of 8, 16 and 32 pairs have 43%, 21% and 10% more power per pair than the limit at the first place, 27%, "
            "14% and 7% at the second; their extrapolation is 0.07% and 0.02% below the limit, closer than the third cumulant by "
            "factors of 200 and 36.",
            "Cold and strongly driven (x_1 = 10, x_2 = 1, w = 6) the stationary state of the equations of order 8 that continues "
            "the thermal one is unstable, though that of the engine is not.",
        ),
    ),
)
