"""Sec. V.A, Eqs. (32)-(46): one collective spin in its bath, moment equations, closure, Jacobian."""

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
from ...domain import Domain, Point, among, half_integers, integers, reals

X = reals("1/50", 60)
SIZES = powers_of_ten(1, 5)


def _macroscopic_form(form: Any) -> Any:
    """A closed form of x at N = inf as a function in a printed formula."""
    return lambda x: form.ball(flint.ctx.prec, N="inf", betaE=x)


def _eigenvalue(key: str) -> Any:
    return lambda x: forms.cumulant_jacobian_eigenvalues.ball(flint.ctx.prec, betaE=x)[key]


def _finite(moment: Any) -> Oracle:
    """A stationary moment of the finite-N population equation, N from the sequence."""
    return full(
        lambda f, p: moment(f, whole(p["N"]), p["x"]),
        "stationary state of the population equation of the collective spin N/2",
    )


def _limit_in_size(moment: Any) -> Asymptotic:
    return Asymptotic(
        _finite(moment),
        route="numeric",
        variable="N",
        sequence=(Fraction(20), Fraction(80), Fraction(320), Fraction(1280)),
        remainder="1/N",
        title="trend in N with the order of the remainder",
        domain=Domain({"x": reals("1/10", 12)}),
        points=5,
    )


def _spectrum_of_all(N: Fraction, x: Fraction) -> list[float]:
    rates = bath_spin.scaled_rates(Float64(), whole(N), x)
    return bath_spin_spectrum.superoperator_spectrum(whole(N), rates)


def _rounded(value: float) -> flint.arb:
    """A float64 eigenvalue as a ball that covers its rounding error."""
    return flint.arb(value, 1e-11)


def _power_action(point: Point) -> Any:
    """The generator on S_z^n at the level m = mu S, exact, for rates gu and gd."""
    n, S, mu = whole(point["n"]), point["S"], point["mu"]
    total = Fraction(0)
    for (i, length), (down, up) in bath_spin.moment_polynomial(n).items():
        rate = down * point["gd"] + up * point["gu"]
        total += rate * (mu * S) ** i * S**length
    return total


def _scaled_action(field: Field, point: Point) -> Any:
    """(2/Gamma_0) times the generator on m_z^n at m_z = mu, N spins, scaled rates."""
    n, N, mu = whole(point["n"]), whole(point["N"]), point["mu"]
    rates = bath_spin.scaled_rates(field, N, point["x"])
    S = Fraction(N, 2)
    with field:
        total = field.zero
        for (i, length), (down, up) in bath_spin.moment_polynomial(n).items():
            rate = field.number(down) * rates.down + field.number(up) * rates.up
            total = total + rate * field.number(mu**i * S ** (i + length - n))
        return 2 * total


def _closed_rates(field: Field, point: Point) -> list[Any]:
    return macroscopic.closed_rates(field, point["x"], point["m1"], point["m2"])


def _finite_closed_rate(power: int) -> Any:
    """d<m_z^n>/dt of N spins in a state of two magnetisations m1 +- d, whose third cumulant is zero."""

    def rate(field: Field, point: Point) -> Any:
        N, m1, m2 = whole(point["N"]), point["m1"], point["m2"]
        moments = [Fraction(1), m1, m2, m1**3 + 3 * m1 * (m2 - m1**2)]
        rates = bath_spin.scaled_rates(field, N, point["x"])
        S = Fraction(N, 2)
        with field:
            total = field.zero
            for (i, length), (down, up) in bath_spin.moment_polynomial(power).items():
                value = field.number(down) * rates.down + field.number(up) * rates.up
                total = total + value * field.number(moments[i] * S ** (i + length - power))
            return total

    return rate


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


def _transverse(field: Field, point: Point) -> Any:
    second = macroscopic.gibbs_moment(field, point["x"], 2)
    with field:
        return (1 - second) / 2


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


def _third_moment(point: Point) -> Fraction:
    """<m^3> of three weighted magnetisations, symmetric about m1, with second moment m2.

    The values are m1 and m1 +- d with weights 1/2, 1/4, 1/4: the third cumulant vanishes by
    symmetry, and the moment is summed value by value.
    """
    m1, squared = point["m1"], 2 * (point["m2"] - point["m1"] ** 2)
    even = m1**3 + 3 * m1 * squared  # half the sum of (m1 + d)^3 and (m1 - d)^3, squared = d^2
    return (m1**3 + even) / 2


MOMENTS = Domain(
    {"x": reals("1/10", 20), "m1": reals("-9/10", "9/10"), "m2": reals("1/20", "19/20")},
    where=lambda p: p["m1"] ** 2 < p["m2"],
    where_text="m1^2 < m2",
)
SYMMETRIC = "third moment of a state of three magnetisations symmetric about the mean, summed"

CLAIMS = (
    Claim(
        id="engine.eq32",
        where="Eq. (32)",
        kind="identity",
        title="Stationary state of one ensemble without drive",
        latex=r"\hat\rho_{ss}=\mathcal Ne^{-\frac{\beta E}2\hat m^z},\quad\mathcal N=1/\mathrm{Tr}[\exp(-\beta E\hat m^z/2)]",
        printed="exp(-x/2*(m/(N/2)))/sum(exp(-x/2*(k/(N/2))), k, -N/2, N/2)",
        domain=Domain(
            {"N": integers(1, 9), "m": half_integers("-9/2", "9/2"), "x": reals("1/50", 40)},
            where=lambda p: abs(p["m"]) <= p["N"] / 2 and (p["N"] / 2 - p["m"]).denominator == 1,
            where_text="m from -N/2 to N/2 in unit steps",
        ),
        conventions="x = beta E, scaled rates (28); m_z = m/(N/2)",
        checks=(
            Equality(
                full(
                    lambda f, p: bath_spin.bath_populations(f, whole(p["N"]), p["x"])[
                        whole(p["m"] + p["N"] / 2)
                    ],
                    "stationary populations of the collective spin's birth-death equation",
                ),
                route="numeric",
                points=14,
            ),
        ),
    ),
    Claim(
        id="engine.eq33",
        where="Eq. (33)",
        kind="asymptotic",
        title="Stationary magnetisation in the macroscopic limit",
        latex=r"\langle\hat m^z\rangle_{ss}=-\coth\left(\frac{\beta E}2\right)+\frac2{\beta E}",
        printed="-coth(x/2)+2/x",
        domain=Domain({"x": X}),
        conventions="x = beta E",
        checks=(
            Proof("bath_magnetization", (Result("limit", 0),)),
            Equality(
                full(
                    lambda f, p: macroscopic.gibbs_moment(f, p["x"], 1),
                    "certified integral over the continuous magnetisation",
                ),
                route="numeric",
            ),
            _limit_in_size(lambda f, N, x: bath_spin.bath_moment(f, N, 1, x)),
        ),
        depends=("engine.eq32",),
    ),
    Claim(
        id="engine.eq34",
        where="Eq. (34)",
        kind="asymptotic",
        title="Stationary second moment in the macroscopic limit",
        latex=r"\langle(\hat m^z)^2\rangle_{ss}=1+4\frac{\langle\hat m^z\rangle_{ss}}{\beta E}",
        printed="1+4*mean(x)/x",
        domain=Domain({"x": X}),
        bindings={"mean": _macroscopic_form(forms.bath_magnetization)},
        conventions="x = beta E; mean(x) is (33)",
        checks=(
            Proof(
                "bath_magnetization",
                (Result("limit", 1),),
                bindings={"mean": lambda x: forms.bath_magnetization.sympy(N="inf", betaE=x)},
            ),
            Equality(
                full(
                    lambda f, p: macroscopic.gibbs_moment(f, p["x"], 2),
                    "certified integral over the continuous magnetisation",
                ),
                route="numeric",
            ),
            _limit_in_size(lambda f, N, x: bath_spin.bath_moment(f, N, 2, x)),
        ),
        depends=("engine.eq33",),
    ),
    Claim(
        id="engine.eq35",
        where="Eq. (35)",
        kind="asymptotic",
        title="Stationary transverse moments in the macroscopic limit",
        latex=r"\langle(\hat m^x)^2\rangle_{ss}=\langle(\hat m^y)^2\rangle_{ss}=2\frac{\coth(\frac{\beta E}2)}{\beta E}-\frac4{(\beta E)^2}",
        printed="2*coth(x/2)/x-4/x**2",
        domain=Domain({"x": X}),
        conventions="x = beta E",
        checks=(
            Proof("bath_magnetization", (Result("rewrite", 0),)),
            Equality(
                full(_transverse, "half of the rest of the squared length, certified integral"),
                route="numeric",
            ),
            _limit_in_size(bath_spin.bath_transverse_moment),
        ),
        depends=("engine.eq34",),
    ),
    Claim(
        id="engine.eq36",
        where="Eq. (36)",
        kind="asymptotic",
        title="Equation of motion of a power of S_z, leading orders in S",
        latex=r"\frac{d\langle\hat S^z\rangle^n}{dt}=(\gamma_\uparrow-\gamma_\downarrow)(\hat S^2-\langle\hat S^z\rangle^2)(\hat S^z)^{n-1}n"
        r"-n\langle\hat S^z\rangle^n(\gamma_\uparrow+\gamma_\downarrow)+(\gamma_\uparrow+\gamma_\downarrow)(\hat S^2-\langle\hat S^z\rangle^2)(\hat S^z)^{n-1}\binom n2+\mathcal O(S^{<n})",
        printed="(gu-gd)*(S*(S+1)-(mu*S)**2)*(mu*S)**(n-1)*n-n*(mu*S)**n*(gu+gd)"
        "+(gu+gd)*(S*(S+1)-(mu*S)**2)*(mu*S)**(n-1)*binomial(n, 2)",
        domain=Domain(
            {
                "n": integers(2, 6),
                "mu": reals("-9/10", "9/10", smallest="1/5"),
                "gu": reals("1/5", 3),
                "gd": reals("1/5", 3),
            },
            where=lambda p: p["gu"] != p["gd"],
            where_text="gu different from gd",
        ),
        partners=(("gu", "gd"),),
        conventions="read at one level S_z = mu S, where means and powers of means coincide; S^2 is the operator, S(S+1)",
        checks=(
            Asymptotic(
                Oracle(
                    lambda p, d: _power_action(p),
                    "exact generator on S_z^n from explicit spin matrices, interpolated in m and S",
                ),
                route="numeric",
                variable="S",
                sequence=powers_of_ten(2, 7),
                remainder="S**(n-1)",
                title="growth of the difference with S",
                points=8,
            ),
        ),
        cause="exponent: the diffusive term carries (S_z)^(n-2)",
        chase=Chase(
            transcription="all three terms compared with the text; the third repeats the power n-1 of the first",
            oracle="exact action of the generator on S_z^n for n = 2..6; the derivation from the birth-death generator agrees",
            extraction="both exponents are complete in the text layer",
            convention="the mixed brackets (power of a mean for mean of a power) do not matter at a single level; with "
            "S^2 read as the number S^2 instead of S(S+1) the drift would miss terms of order S^n",
        ),
        explained={
            "(gu-gd)*(S*(S+1)-(mu*S)**2)*(mu*S)**(n-1)*n-n*(mu*S)**n*(gu+gd)+(gu+gd)*"
            f"(S*({casimir})-(mu*S)**2)*(mu*S)**((n-1)-1)*binomial(n, 2)": "differs by O(S^(n-1)), which the printed "
            "remainder covers"
            for casimir in ("S-1", "S+1*2", "S+1/2", "S+2", "S+0")
        }
        | {
            "(gu-gd)*(S*(S+1)-(mu*S)**2)*(mu*S)**(n-1)*n-n*(mu*S)**n*(gu+gd)+(gu+gd)*"
            "(S*S-(mu*S)**2)*(mu*S)**((n-1)-1)*binomial(n, 2)": "differs by O(S^(n-1)), which the printed remainder covers"
        },
        notes=("(37) has the right power, so the slip stays in (36).",),
    ),
    Claim(
        id="engine.eq37",
        where="Eq. (37)",
        kind="asymptotic",
        title="Moment hierarchy in the macroscopic limit",
        latex=r"\frac2{\Gamma_0}\frac{d\langle\hat m^z\rangle^n}{dt}=-n\langle\hat m^z\rangle^{n-1}+n\langle\hat m^z\rangle^{n+1}"
        r"+\frac4{\beta E}\left\{\binom n2\langle\hat m^z\rangle^{n-2}-\left[\binom n2+n\right]\langle\hat m^z\rangle^n\right\}",
        printed="-n*mu**(n-1)+n*mu**(n+1)+4/x*(binomial(n, 2)*mu**(n-2)-(binomial(n, 2)+n)*mu**n)",
        domain=Domain(
            {
                "n": integers(1, 6),
                "mu": reals("-9/10", "9/10", smallest="1/5"),
                "x": reals("1/5", 20),
            },
        ),
        shifted=("n",),
        conventions="read at one magnetisation mu, where means and powers of means coincide; x = beta E",
        checks=(
            Proof(
                "moment_hierarchy",
                tuple(Result("limit", k) for k in range(6)),
                cases=tuple({"n": k} for k in range(1, 7)),
            ),
            Asymptotic(
                full(_scaled_action, "exact finite-N generator on m_z^n with scaled rates"),
                route="numeric",
                variable="N",
                sequence=SIZES,
                remainder="1/N",
                tight=False,
                title="trend in N with the order of the remainder",
                points=8,
            ),
        ),
        depends=("engine.eq36",),
        notes=(
            "The derivation takes the limit for n = 1..6. For n = 1 and n = 2 the remainder falls faster than 1/N, so "
            "that order is an upper bound.",
        ),
    ),
    Claim(
        id="engine.text-closure3",
        where="above Eq. (38)",
        kind="identity",
        title="Third moment when the third cumulant vanishes",
        latex=r"\langle(\hat m^z)^3\rangle=3\langle(\hat m^z)^2\rangle\langle\hat m^z\rangle-2\langle\hat m^z\rangle^3",
        printed="3*m2*m1-2*m1**3",
        domain=MOMENTS,
        oracle_only=("x",),
        partners=(("m1", "m2"),),
        checks=(
            Equality(
                Oracle(lambda p, d: _third_moment(p), SYMMETRIC),
                route="numeric",
            ),
        ),
    ),
    Claim(
        id="engine.eq38",
        where="Eq. (38)",
        kind="asymptotic",
        title="Closed equation of the first moment",
        latex=r"\frac2{\Gamma_0}\frac{d\langle\hat m^z\rangle}{dt}=-(1-\langle(\hat m^z)^2\rangle)-\frac4{\beta E}\langle\hat m^z\rangle",
        printed="-(1-m2)-4/x*m1",
        domain=MOMENTS,
        partners=(("m1", "m2"),),
        conventions="x = beta E",
        checks=(
            Equality(
                exact(
                    lambda f, p: 2 * _closed_rates(f, p)[0],
                    "macroscopic part of the exact generator on S_z",
                ),
                route="numeric",
            ),
            Asymptotic(
                full(lambda f, p: 2 * _finite_closed_rate(1)(f, p), "exact finite-N generator"),
                route="numeric",
                variable="N",
                sequence=SIZES,
                remainder="1/N",
                tight=False,
                title="trend in N",
            ),
        ),
        depends=("engine.eq37",),
    ),
    Claim(
        id="engine.eq39",
        where="Eq. (39)",
        kind="asymptotic",
        title="Closed equation of the second moment",
        latex=r"\frac1{\Gamma_0}\frac{d\langle(\hat m^z)^2\rangle}{dt}=\langle\hat m^z\rangle(-1+3\langle(\hat m^z)^2\rangle-2\langle\hat m^z\rangle^2)"
        r"+\frac2{\beta E}(1-3\langle(\hat m^z)^2\rangle)",
        printed="m1*(-1+3*m2-2*m1**2)+2/x*(1-3*m2)",
        domain=MOMENTS,
        partners=(("m1", "m2"),),
        conventions="x = beta E; exact for states without third cumulant",
        checks=(
            Proof(
                "third_cumulant_closure",
                (Result("closure", 1),),
                {"m_1": "m1", "m_2": "m2"},
            ),
            Equality(
                exact(
                    lambda f, p: _closed_rates(f, p)[1],
                    "macroscopic part of the exact generator on S_z^2",
                ),
                route="numeric",
            ),
            Asymptotic(
                full(
                    _finite_closed_rate(2),
                    "exact finite-N generator in states without third cumulant",
                ),
                route="numeric",
                variable="N",
                sequence=SIZES,
                remainder="1/N",
                title="trend in N with the order of the remainder",
                tight=False,
            ),
        ),
        depends=("engine.eq37", "engine.text-closure3"),
    ),
    Claim(
        id="engine.eq40",
        where="Eq. (40)",
        kind="definition",
        title="Spectral gap of the Lindbladian",
        latex=r"\mathrm{gap}(\mathcal L)=-\max_j\Re(\lambda_j)",
        printed="-largest(N, x)",
        domain=Domain({"N": integers(2, 7), "x": reals("1/2", 10)}),
        bindings={
            "largest": lambda N, x: _rounded(_spectrum_of_all(N, x)[0]),
            "largest_negative": lambda N, x: _rounded(_spectrum_of_all(N, x)[1]),
        },
        partners=(("largest", "largest_negative"),),
        conventions="largest runs over all eigenvalues, largest_negative leaves out the one of the stationary state",
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
        cause="missing restriction: the eigenvalue 0 of the stationary state must be left out",
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
        explained={"lp(x)/2 < 0": "a positive factor does not change the sign"},
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
