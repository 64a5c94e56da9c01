"""Appendix G: the reduced three-level model, its coarse-grained form, current and noise."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import flint

from cotherm.numeric.certify import certified
from cotherm.numeric.fields import Field
from cotherm.numeric.refrigerator_rates import generator
from cotherm.numeric.refrigerator_reduced import reduced_cumulants, reduced_current
from cotherm.numeric.reservoirs import bose_occupation
from cotherm.symbolic.forms import refrigerator as closed_model

from ...algebras import to_ball
from ...books import closed, exact, full, whole
from ...checks import Asymptotic, Equality, Oracle, Proof, Result, Scaling
from ...checks.asymptotic import powers_of_ten
from ...claims import Chase, Claim
from ...domain import Caveat, Domain, Point, among, reals
from . import models
from .models import ODD, RATES, WORK

HOT_COLD = (("Gc", "Gh"), ("nc", "nh"))
TEMPERATURES = {
    "beta_c": reals("1/2", 6),
    "beta_h": reals("1/4", 3),
    "beta_w": reals("1/1000", 2),
}
GROWING = powers_of_ten(2, 6)
ORDER = (
    "the lower end is the ordering of the reservoirs, not a zero of the current: at and below beta_c = beta_h the "
    "current of (G4) stays positive, but the bath called cold is no longer the colder one"
)
SPINS = Chase(
    transcription="the three lines of (G2) compared with the text: N/2 (N/2 - 1) in each",
    oracle="squared matrix elements from explicit spin matrices for every odd N from 5 to 41, exact; the "
    "derivation from J_+ and J_- gives the same",
    extraction="the minus sign stands in each of the three lines",
    convention="(9) with j = N/2 has j(j+1); with N/2 (N/2 - 1) the rates of N = 5 would be zero or negative",
)


def _rate_claim(letter: str, latex: str, printed: str, strength: str, index: int) -> Claim:
    name = {"c": "cold", "w": "work", "h": "hot"}[letter]
    return Claim(
        id=f"qar.eqG2.{letter}",
        where="Eq. (G2)",
        kind="identity",
        title=f"Effective rate of the {name} transition",
        latex=latex,
        printed=printed,
        domain=Domain({"N": ODD, f"gamma_{letter}": reals("1/10", 5)}),
        checks=(
            Equality(
                Oracle(
                    lambda p, d: models.effective_rate(p, letter),
                    "squared matrix element from explicit spin matrices",
                ),
                route="numeric",
                points=20,
            ),
            Proof(
                "effective_rates",
                (Result("closed form", index),),
                factor=f"gamma_{letter}",
            ),
        ),
        cause="sign: j(j+1) with j = N/2 is N/2 (N/2 + 1)",
        chase=SPINS,
        depends=("qar.eqG1",),
        notes=(strength,),
    )


_NAMES = {"Gamma_c": "Gc", "Gamma_h": "Gh", "n_c": "nc", "n_h": "nh"}


def _effective(N: Fraction, reservoir: Any) -> Any:
    """Effective cold (1), hot (2) or work (3) rate of the symbolic book at unit height, as a fraction."""
    lower, upper, operator = (
        ("1/2", "3/2", "Jx"),
        ("1/2", "5/2", "Jx2/N"),
        ("3/2", "5/2", "Jx"),
    )[whole(Fraction(reservoir)) - 1]
    form = closed_model.transition_strength
    return form.ball(flint.ctx.prec, N=N, a=Fraction(lower), b=Fraction(upper), operator=operator)


def _strength(nu: Fraction, N: Fraction, a: Fraction, b: Fraction) -> Any:
    operator = "Jx2/N" if nu == 2 else "Jx"
    form = closed_model.transition_strength
    return form.ball(flint.ctx.prec, N=N, a=a, b=b, operator=operator)


def _gamma(nu: Fraction, omega: Fraction, *parameters: Fraction) -> Any:
    """Gamma(omega) (1 + n(omega)) of the symbolic book for reservoir nu, at the printed tuning."""
    which = whole(nu) - 1
    eps, delta, beta = (2, 6, 4)[which], parameters[which], parameters[3 + which]
    prec = flint.ctx.prec
    density = closed_model.spectral_density.ball(prec, omega=omega, eps=eps, delta=delta, gamma=1)
    return density * (1 + closed_model.bose_occupation.ball(prec, beta=beta, energy=omega))


def _occupations(field: Field, point: Point) -> list[Any]:
    """Bose functions at the energy differences Omega (a^2 - b^2) of the three levels."""
    levels = [Fraction(1, 2), Fraction(3, 2), Fraction(5, 2)]
    pairs = (("beta_c", 1, 0), ("beta_h", 2, 0), ("beta_w", 2, 1))
    return [
        bose_occupation(
            field,
            field.number(point[beta] * point["Omega"] * (levels[up] ** 2 - levels[down] ** 2)),
        )
        for beta, up, down in pairs
    ]


def _effective_environment(point: Point) -> dict[str, Any]:
    """Effective rates and occupations of the symbolic book as balls."""
    prec = flint.ctx.prec
    occupation = closed_model.bose_occupation
    quanta = {"c": 2, "h": 6, "w": 4}
    numbers = {"c": 1, "h": 2, "w": 3}
    return {
        **{f"G{k}": _effective(point["N"], numbers[k]) for k in quanta},
        **{
            f"n{k}": occupation.ball(prec, beta=point[f"beta_{k}"], energy=energy)
            for k, energy in quanta.items()
        },
    }


def _narrow_matrix(field: Field, point: Point) -> list[Any]:
    matrix = generator(models.narrow(field, point))
    return [matrix[a, b] for a in range(3) for b in range(3)]


def _population(level: int, *values: Fraction) -> Fraction:
    """Stationary population of a level of (G1), exact, from (Gc, Gh, Gw, nc, nh, nw)."""
    names = ("Gc", "Gh", "Gw", "nc", "nh", "nw")
    point = dict(zip(names, values, strict=True))
    state = models.stationary_populations(point)[level]
    return Fraction(int(state.p), int(state.q))


def _lumped(field: Field, point: Point) -> list[Any]:
    """Rates between the level 1/2 and the pair (3/2, 5/2), with the pair's own stationary shares."""
    low, high = models.conditional(field, point)
    Gc, Gh, nc, nh, z = (field.number(point[k]) for k in ("Gc", "Gh", "nc", "nh", "z"))
    up_cold, up_hot = Gc * nc, Gh * nh
    down_cold, down_hot = Gc * (1 + nc) * low, Gh * (1 + nh) * high
    return [
        -up_cold - up_hot,
        down_cold / z**2 + down_hot,
        up_cold * z**2 + up_hot,
        -down_cold - down_hot,
    ]


def _cools(point: Point, digits: int) -> int:
    """1 where the cold current of the three-level model is positive, by the sign of a ball."""
    N, cold, hot = whole(point["N"]), point["beta_c"], point["beta_h"]
    current = certified(lambda f: reduced_current(f, N, cold, hot, 0), 8)
    return 1 if current > 0 else 0


def _parts(field: Field, point: Point) -> list[Any]:
    """A and B from the exact noise at three ratios of the two rates.

    S d^3/(4 Gc Gh) with d = Gc(1+3nc) + Gh(1+3nh) is homogeneous of second order in the rates: its
    coefficients of Gc^2, Gc Gh, Gh^2 follow from its values at three ratios.
    """
    nc, nh = field.number(point["nc"]), field.number(point["nh"])

    def numerator(cold: int, hot: int) -> Any:
        rates = {**point, "Gc": Fraction(cold), "Gh": Fraction(hot)}
        noise = models.hot_work_limit(field, rates).noise
        scale = cold * (1 + 3 * nc) + hot * (1 + 3 * nh)
        return noise * scale**3 / (4 * cold * hot)

    first, second, third = numerator(1, 1), numerator(2, 1), numerator(1, 2)
    # f(x, y) = p x^2 + q x y + r y^2 at (1,1), (2,1), (1,2)
    cross = (5 * first - second - third) / 1
    cold_square = (second - first - cross) / 3
    hot_square = (third - first - cross) / 3
    Gc, Gh = field.number(point["Gc"]), field.number(point["Gh"])
    return [cold_square * Gc**2 + hot_square * Gh**2, cross / 2]


CLAIMS = (
    Claim(
        id="qar.eq6",
        where="Eq. (6)",
        kind="identity",
        title="Rate equation of the populations in the sector of largest spin and positive parity",
        latex=r"\dot\rho_{aa}=\sum_bR_{ab}\rho_{bb}-\sum_bR_{ba}\rho_{aa}",
        printed="sum(R(a, b)*p(b), b, 1/2, N/2)-sum(R(b, a)*p(a), b, 1/2, N/2)",
        domain=Domain(
            {
                "N": among(3, 5),
                "a": among("1/2", "3/2", "5/2"),
                "delta_c": reals("1/20", 1),
                "delta_h": reals("1/20", 1),
                "delta_w": reals("1/20", 1),
                "q_c": reals("1/10", "9/10"),
                "q_h": reals("1/10", "9/10"),
                "q_w": reals("1/10", "9/10"),
            },
            where=lambda p: p["a"] <= p["N"] / 2,
            where_text="a at most N/2",
        ),
        environment=models.sector_environment,
        environment_names=("R", "p"),
        conventions="q_nu = exp(-beta_nu); R(a, b) from the complete rate equation",
        checks=(
            Equality(
                Oracle(
                    lambda p, d: models.lindblad_derivative(p),
                    "Lindblad equation on all 2^N product states, applied to a diagonal state of the sector",
                ),
                route="numeric",
                title="derivative of a population, exact",
                points=8,
            ),
        ),
    ),
    Claim(
        id="qar.eq7",
        where="Eq. (7)",
        kind="definition",
        title="Transition rates from the spectral densities and squared matrix elements",
        latex=r"R^\nu_{ab}=\gamma_\nu(E_b-E_a)\left|\langle v^+_a|A_\nu|v^+_b\rangle\right|^2",
        printed="g(nu, b**2-a**2, delta_c, delta_h, delta_w, beta_c, beta_h, beta_w)*M(nu, N, a, b)",
        domain=Domain(
            {
                "N": among(3, 5),
                "nu": among(1, 2, 3),
                "a": among("1/2", "3/2", "5/2"),
                "b": among("1/2", "3/2", "5/2"),
                **{f"delta_{k}": reals("1/20", 1) for k in "chw"},
                **{f"beta_{k}": reals("1/4", 4) for k in "chw"},
            },
            where=lambda p: (
                p["a"] != p["b"]
                and max(p["a"], p["b"]) <= p["N"] / 2
                and (p["nu"] == 2 or abs(p["a"] - p["b"]) == 1)
            ),
            where_text="a != b, both at most N/2, neighbours for the couplings J_x",
        ),
        bindings={
            "g": lambda *arguments: _gamma(*arguments),
            "M": lambda *arguments: _strength(*arguments),
        },
        conventions="E_a = a^2; nu = 1, 2, 3 for the cold, hot and work reservoir",
        partners=(("a", "b"),),
        checks=(
            Equality(
                full(
                    models.lindblad_rate,
                    "Lindblad equation on all 2^N product states, one reservoir at a time",
                ),
                route="numeric",
                points=14,
                digits=35,
            ),
        ),
        depends=("qar.eq6",),
    ),
    Claim(
        id="qar.eqG1",
        where="Eq. (G1)",
        kind="definition",
        title="Tilted rate matrix of the three-level model",
        latex=r"R(\chi)=R_c(\chi)+R_h+R_w,\quad R_c(\chi)=\Gamma^{eff}_c\begin{pmatrix}-n_c&(1+n_c)e^{-i\chi2\Omega}&0\\"
        r"n_ce^{i\chi2\Omega}&-(1+n_c)&0\\0&0&0\end{pmatrix},"
        r"R_h=\Gamma^{eff}_h\begin{pmatrix}-n_h&0&1+n_h\\0&0&0\\n_h&0&-(1+n_h)\end{pmatrix},"
        r"R_w=\Gamma^{eff}_w\begin{pmatrix}0&0&0\\0&-n_w&1+n_w\\0&n_w&-(1+n_w)\end{pmatrix}",
        printed="[-Gc*nc-Gh*nh, Gc*(1+nc)/z**2, Gh*(1+nh), Gc*nc*z**2, -Gc*(1+nc)-Gw*nw, Gw*(1+nw), Gh*nh, Gw*nw, "
        "-Gh*(1+nh)-Gw*(1+nw)]",
        domain=Domain({**RATES, **WORK, "z": reals("1/5", 5)}),
        partners=(*HOT_COLD, ("Gc", "Gw"), ("nc", "nw")),
        conventions="Omega = 1; z = exp(i chi) as a positive number; entries row by row",
        checks=(
            Equality(
                exact(
                    lambda f, p: models.three_level_matrix(f, p, p["z"]),
                    "three levels with one transition per reservoir",
                ),
                route="numeric",
                title="matrix entries",
            ),
        ),
        depends=("qar.eq7",),
    ),
    Claim(
        id="qar.eqG1.n",
        where="below Eq. (G1)",
        kind="identity",
        title="Bose occupations at the three transition energies",
        latex=r"n_c=\frac1{e^{\beta_c2\Omega}-1},\quad n_h=\frac1{e^{\beta_h6\Omega}-1},\quad n_w=\frac1{e^{\beta_w4\Omega}-1}",
        printed="[1/(exp(beta_c*2*Omega)-1), 1/(exp(beta_h*6*Omega)-1), 1/(exp(beta_w*4*Omega)-1)]",
        domain=Domain({**TEMPERATURES, "Omega": reals("1/4", 3)}),
        partners=(("beta_c", "beta_h"), ("beta_h", "beta_w")),
        checks=(
            Equality(
                full(_occupations, "Bose functions at the differences of the energies Omega a^2"),
                route="numeric",
            ),
        ),
    ),
    Claim(
        id="qar.textG-limit",
        where="below Eq. (G1)",
        kind="asymptotic",
        title="Narrow spectral densities leave one transition per reservoir",
        latex=r"\delta_\nu\to0:\quad R\to R_c+R_h+R_w\ \text{of (G1)}",
        printed="[-Gc*nc-Gh*nh, Gc*(1+nc), Gh*(1+nh), Gc*nc, -Gc*(1+nc)-Gw*nw, Gw*(1+nw), Gh*nh, Gw*nw, -Gh*(1+nh)-Gw*(1+nw)]",
        prose=True,
        domain=Domain({"N": among(7, 11, 21), **TEMPERATURES}),
        environment=lambda p: _effective_environment(p),
        environment_names=("Gc", "Gh", "Gw", "nc", "nh", "nw"),
        partners=(*HOT_COLD, ("Gc", "Gw"), ("nc", "nw")),
        conventions="Omega = 1; effective rates from the symbolic book, Bose occupations at 2, 6, 4; widths x/10, x/8, x/50",
        checks=(
            Asymptotic(
                full(
                    _narrow_matrix,
                    "complete rate matrix with every off-resonant transition, the block of the three lowest levels",
                ),
                route="numeric",
                variable="x",
                sequence=powers_of_ten(-1, -5),
                title="limit of narrow densities, every entry",
            ),
        ),
        depends=("qar.eqG1", "qar.eqG1.n"),
    ),
    Claim(
        id="qar.text-ideal",
        where="Sec. IV, App. G",
        kind="asymptotic",
        title="In the limit of narrow spectral densities the three lowest levels keep the whole population",
        latex=r"\sum_{a\le5/2}\rho_{aa}\to1\ \text{for}\ \delta_\nu\to0",
        printed="1",
        prose=True,
        domain=Domain(
            {
                "N": among(7, 9, 11),
                "beta_c": reals(1, 3),
                "beta_h": reals("1/2", 1),
                "beta_w": reals("1/100", "1/4"),
                "late": among(0, 1),
            },
        ),
        oracle_only=("N", "beta_c", "beta_h", "beta_w", "late"),
        conventions="widths x/10, x/8 and x/50; late = 0: from the ground state after the time 10, late = 1: stationary",
        checks=(
            Asymptotic(
                Oracle(models.inside, "complete rate equation of the full model"),
                route="numeric",
                variable="x",
                sequence=powers_of_ten(0, -4),
                title="population of the three lowest levels",
                points=8,
            ),
        ),
        caveats=(
            Caveat(
                "a fixed time after the preparation; the stationary state keeps a population outside, set by the "
                "ratios of the widths and the temperatures, because the rates out of and back into the three levels "
                "vanish alike",
                lambda p: p["late"] == 0,
                fixes=("late",),
            ),
        ),
        depends=("qar.eqG1",),
    ),
    _rate_claim(
        "c",
        r"\Gamma^{eff}_c=\bar\Gamma_c|\langle v^+_{1/2}|J_x|v^+_{3/2}\rangle|^2=\frac{\bar\Gamma_c}4\left(\frac N2\left(\frac N2-1\right)-\frac34\right)",
        "gamma_c/4*(N/2*(N/2-1)-3/4)",
        "The first equality of (G2) is right, the second is not.",
        0,
    ),
    _rate_claim(
        "w",
        r"\Gamma^{eff}_w=\bar\Gamma_w|\langle v^+_{3/2}|J_x||v^+_{5/2}\rangle\rangle|^2=\frac{\bar\Gamma_w}4\left(\frac N2\left(\frac N2-1\right)-\frac{15}4\right)",
        "gamma_w/4*(N/2*(N/2-1)-15/4)",
        "The first equality of (G2) is right, the second is not; for N = 5 the printed rate vanishes.",
        1,
    ),
    _rate_claim(
        "h",
        r"\Gamma^{eff}_h=\bar\Gamma_h\left|\left\langle v^+_{1/2}\right|\frac{J_x^2}N\left|v^+_{5/2}\right\rangle\right|^2"
        r"=\frac{\bar\Gamma_h}{16N^2}\left(\frac N2\left(\frac N2-1\right)-\frac34\right)\left(\frac N2\left(\frac N2-1\right)-\frac{15}4\right)",
        "gamma_h/(16*N**2)*(N/2*(N/2-1)-3/4)*(N/2*(N/2-1)-15/4)",
        "Both brackets carry the same slip, so that the correction is a mutant of depth two.",
        2,
    ),
    Claim(
        id="qar.eqG2.N2",
        where="below Eq. (G2)",
        kind="scaling",
        title="The effective rates scale quadratically with N",
        latex=r"\Gamma^{eff}_{c,w,h}\propto N^2",
        printed="[2, 2, 2]",
        prose=True,
        domain=Domain({"gamma_c": reals("1/10", 5)}),
        oracle_only=("gamma_c",),
        conventions="the printed exponent of N for the cold, work and hot rate",
        checks=(
            Scaling(
                Oracle(
                    lambda p, d: [models.effective_rate(p, k) for k in "cwh"],
                    "explicit spin matrices",
                ),
                variable="N",
                sequence=tuple(Fraction(n) for n in (101, 301, 901, 2701)),
            ),
        ),
        depends=("qar.eqG2.c", "qar.eqG2.w", "qar.eqG2.h"),
    ),
    Claim(
        id="qar.textG-cond",
        where="above Eq. (G3)",
        kind="asymptotic",
        title="Conditional probabilities of the two excited levels for a hot work reservoir",
        latex=r"P^+_{3/2}/P_{12}\to\frac12,\quad P^+_{1/2}/P_{12}\to\frac12,\quad P_{12}=P^+_{3/2}+P^+_{5/2}",
        printed="[P32(Gc, Gh, Gw, nc, nh, nw)/P12(Gc, Gh, Gw, nc, nh, nw), P1(Gc, Gh, Gw, nc, nh, nw)/P12(Gc, Gh, Gw, nc, nh, nw)]",
        domain=Domain({**RATES, "Gw": WORK["Gw"]}),
        bindings={
            "P1": lambda *x: _population(0, *x),
            "P32": lambda *x: _population(1, *x),
            "P52": lambda *x: _population(2, *x),
            "P12": lambda *x: _population(1, *x) + _population(2, *x),
        },
        partners=(("P1", "P52"),),
        conventions="P1, P32, P52: stationary populations of the levels 1/2, 3/2, 5/2 of (G1); the print says 1/2 in the second",
        checks=(
            Asymptotic(
                Oracle(
                    lambda p, d: [Fraction(1, 2), Fraction(1, 2)],
                    "the value one half that both are said to approach",
                    book="typed",
                ),
                route="numeric",
                variable="nw",
                sequence=GROWING,
                title="limit of a hot work reservoir",
            ),
        ),
        cause="index: 5/2 was meant, P_12 holds the levels 3/2 and 5/2",
        chase=Chase(
            transcription="the sentence above (G3) compared with the text",
            oracle="stationary populations of the three-level model in exact arithmetic",
            extraction="both indices are printed clearly, 3/2 and 1/2",
            convention="P_0 is the population of 1/2, it is not a part of P_12",
        ),
        depends=("qar.eqG1",),
    ),
    Claim(
        id="qar.eqG3",
        where="Eq. (G3)",
        kind="limit",
        title="Coarse-grained rate matrix",
        latex=r"\tilde R(\chi)=\begin{pmatrix}-\Gamma^{eff}_cn_c&\frac{\Gamma^{eff}_c}2(1+n_c)e^{-i\chi2\Omega}\\\Gamma^{eff}_cn_ce^{i\chi2\Omega}"
        r"&-\frac{\Gamma^{eff}_c}2(1+n_c)\end{pmatrix}+\begin{pmatrix}-\Gamma^{eff}_hn_h&\frac{\Gamma^{eff}_h}2(1+n_h)\\\Gamma^{eff}_hn_h&-\frac{\Gamma^{eff}_h}2(1+n_h)\end{pmatrix}",
        printed="[-Gc*nc-Gh*nh, Gc/2*(1+nc)/z**2+Gh/2*(1+nh), Gc*nc*z**2+Gh*nh, -Gc/2*(1+nc)-Gh/2*(1+nh)]",
        domain=Domain({**RATES, "Gw": WORK["Gw"], "z": reals("1/3", 3)}),
        oracle_only=("Gw",),
        partners=HOT_COLD,
        conventions="Omega = 1; z = exp(i chi) as a positive number; entries row by row",
        checks=(
            Asymptotic(
                exact(
                    _lumped,
                    "rates of (G1) lumped with its own stationary conditional probabilities",
                ),
                route="numeric",
                variable="nw",
                sequence=GROWING,
                title="limit of a hot work reservoir",
            ),
        ),
        depends=("qar.eqG1", "qar.textG-cond"),
    ),
    Claim(
        id="qar.eqG4",
        where="Eq. (G4)",
        kind="identity",
        title="Cold current with an infinitely hot work reservoir",
        latex=r"\bar I^c_E\to\frac{2\Omega\Gamma^{eff}_c\Gamma^{eff}_h(n_c-n_h)}{\Gamma^{eff}_c(1+3n_c)+\Gamma^{eff}_h(1+3n_h)}",
        printed="2*Omega*Gc*Gh*(nc-nh)/(Gc*(1+3*nc)+Gh*(1+3*nh))",
        domain=Domain({**RATES, "Omega": reals("1/4", 3)}),
        partners=HOT_COLD,
        checks=(
            Proof("coarse_grained_current", names=_NAMES, factor="Omega"),
            Equality(
                exact(
                    lambda f, p: models.hot_work_limit(f, p).mean * f.number(p["Omega"]),
                    "three-level model at infinite work occupation, exact",
                ),
                route="numeric",
                points=16,
            ),
        ),
        depends=("qar.eqG3",),
    ),
    Claim(
        id="qar.eqG4.limit",
        where="Eq. (G4), App. G",
        kind="asymptotic",
        title="The current of (G4) as the limit of the complete rate equation on the three lowest levels",
        latex=r"\bar I^c_E\to\frac{2\Omega\Gamma^{eff}_c\Gamma^{eff}_h(n_c-n_h)}{\Gamma^{eff}_c(1+3n_c)+\Gamma^{eff}_h(1+3n_h)}"
        r"\quad(\delta_\nu\to0,\ \beta_w\to0)",
        printed="2*G(N, 1)*G(N, 2)*(n(2*beta_c)-n(6*beta_h))/(G(N, 1)*(1+3*n(2*beta_c))+G(N, 2)*(1+3*n(6*beta_h)))",
        prose=True,
        domain=Domain({"N": ODD, "beta_c": reals(1, 3), "beta_h": reals("1/2", 1)}),
        bindings={"G": lambda N, k: _effective(N, k), "n": lambda x: 1 / to_ball(x).expm1()},
        conventions="G(N, 1), G(N, 2): effective cold and hot rate of the symbolic book; widths x/10, x/8, x/50 and beta_w = x go "
        "to zero together, the levels above 5/2 left out",
        checks=(
            Asymptotic(
                full(
                    models.narrow_current,
                    "complete rate equation with every off-resonant transition, three lowest levels",
                ),
                route="numeric",
                variable="x",
                sequence=powers_of_ten(-1, -6),
                title="limit of narrow densities and a hot work reservoir",
            ),
        ),
        depends=("qar.eqG4", "qar.eqG2.c", "qar.eqG2.h"),
    ),
    Claim(
        id="qar.textG-condition",
        where="below Eq. (G4)",
        kind="identity",
        title="Cooling window of the three-level model",
        latex=r"\bar I^c_E>0\Leftrightarrow n_c>n_h\Leftrightarrow\beta_c\in(\beta_h,3\beta_h)",
        printed="if_else(beta_h < beta_c < 3*beta_h, 1, 0)",
        domain=Domain(
            {"beta_c": reals("1/10", 6), "beta_h": reals("1/10", 2), "N": ODD},
            where=lambda p: p["beta_c"] != 3 * p["beta_h"],
            where_text="beta_c not 3 beta_h, where the current vanishes",
        ),
        oracle_only=("N",),
        prose=True,
        conventions="the value is 1 where the cold current is positive and 0 where it is not; infinitely hot work reservoir",
        checks=(
            Equality(
                Oracle(
                    _cools,
                    "sign of the cold current of the three-level model from explicit matrices",
                ),
                route="numeric",
                title="window against the sign of the current",
                truth=True,
                points=60,
                minimum=40,
            ),
        ),
        explained={
            "if_else(beta_h/2 < beta_c < 3*beta_h, 1, 0)": ORDER,
            "if_else(-beta_h < beta_c < 3*beta_h, 1, 0)": ORDER,
        },
        caveats=(
            Caveat(
                "beta_c > beta_h, the ordering of Sec. II; at and below beta_c = beta_h the current of (G4) stays "
                "positive, but the bath called cold is no longer the colder one",
                lambda p: p["beta_c"] > p["beta_h"],
            ),
        ),
        depends=("qar.eqG4",),
    ),
    Claim(
        id="qar.eqG5",
        where="Eq. (G5)",
        kind="identity",
        title="Noise of the cold current with an infinitely hot work reservoir",
        latex=r"\bar S^c_E\to\frac{4\Omega^2\Gamma^{eff}_c\Gamma^{eff}_h[A+2\Gamma^{eff}_c\Gamma^{eff}_hB]}{[\Gamma^{eff}_c(1+3n_c)+\Gamma^{eff}_h(1+3n_h)]^3}",
        printed="4*Omega**2*Gc*Gh*(((Gc*(1+3*nc))**2+(Gh*(1+3*nh))**2)*(nc+nh+2*nc*nh)"
        "+2*Gc*Gh*(nc*(1+nc)+nh*(1+nh)+12*nc*nh+15*nc*nh*(nc+nh)+18*nc**2*nh**2))/(Gc*(1+3*nc)+Gh*(1+3*nh))**3",
        domain=Domain({**RATES, "Omega": reals("1/4", 3)}),
        partners=HOT_COLD,
        checks=(
            Proof("coarse_grained_noise", names=_NAMES, factor="Omega**2"),
            Equality(
                exact(
                    lambda f, p: models.hot_work_limit(f, p).noise * f.number(p["Omega"] ** 2),
                    "three-level model at infinite work occupation, exact",
                ),
                route="numeric",
                points=16,
            ),
        ),
        depends=("qar.eqG3",),
    ),
    Claim(
        id="qar.eqG5.A",
        where="below Eq. (G5)",
        kind="identity",
        title="Part A of the noise",
        latex=r"A\equiv\left[(\Gamma^{eff}_c(1+3n_c))^2+(\Gamma^{eff}_h(1+3n_h))^2\right](n_c+n_h+2n_cn_h)",
        printed="((Gc*(1+3*nc))**2+(Gh*(1+3*nh))**2)*(nc+nh+2*nc*nh)",
        domain=Domain(RATES),
        partners=HOT_COLD,
        conventions="A is the part of S (Gc(1+3nc)+Gh(1+3nh))^3/(4 Gc Gh) without the product Gc Gh, Omega = 1",
        checks=(
            Equality(
                exact(
                    lambda f, p: _parts(f, p)[0],
                    "parts of the exact noise, by powers of the two rates",
                ),
                route="numeric",
            ),
        ),
        depends=("qar.eqG5",),
    ),
    Claim(
        id="qar.eqG5.B",
        where="below Eq. (G5)",
        kind="identity",
        title="Part B of the noise",
        latex=r"B\equiv n_c(1+n_c)+n_h(1+n_h)+12n_cn_h+15n_cn_h(n_c+n_h)+18n_c^2n_h^2",
        printed="nc*(1+nc)+nh*(1+nh)+12*nc*nh+15*nc*nh*(nc+nh)+18*nc**2*nh**2",
        domain=Domain(RATES),
        oracle_only=("Gc", "Gh"),
        partners=HOT_COLD,
        conventions="2 B is the coefficient of Gc Gh in S (Gc(1+3nc)+Gh(1+3nh))^3/(4 Gc Gh), Omega = 1",
        checks=(
            Equality(
                exact(
                    lambda f, p: _parts(f, p)[1],
                    "parts of the exact noise, by powers of the two rates",
                ),
                route="numeric",
            ),
        ),
        depends=("qar.eqG5",),
    ),
    Claim(
        id="qar.eqG1.current",
        where="App. G, with Eq. (11)",
        kind="identity",
        title="Cold current of (G1) at finite occupation of the work reservoir",
        latex=r"\bar I^c_E=-i\,\mathrm{Tr}\{R'(0)\bar\rho\}",
        printed="2*(Gc*nc*P1(Gc, Gh, Gw, nc, nh, nw)-Gc*(1+nc)*P32(Gc, Gh, Gw, nc, nh, nw))",
        domain=Domain({**RATES, **WORK}),
        bindings={"P1": lambda *x: _population(0, *x), "P32": lambda *x: _population(1, *x)},
        exact_bindings=("P1", "P32"),
        conventions="Omega = 1; P1 and P32 stationary populations of (G1)",
        checks=(
            Equality(
                closed(closed_model.reduced_current_rates, **{k: k for k in (*RATES, *WORK)}),
                route="symbolic",
            ),
            Equality(
                exact(
                    lambda f, p: (
                        reduced_cumulants(f, models.rates_of(p), models.occupations_of(p)).mean
                    ),
                    "first cumulant of the tilted three-level matrix, exact",
                ),
                route="numeric",
            ),
        ),
        depends=("qar.eqG1",),
    ),
    Claim(
        id="qar.eqG6",
        where="Eq. (G6)",
        kind="definition",
        title="Rate matrix of a resonant laser on the work transition",
        latex=r"R_w\to R_L=\Gamma^{eff}_L\begin{pmatrix}0&0&0\\0&-1&1\\0&1&-1\end{pmatrix}",
        printed="[-Gc*nc-Gh*nh, Gc*(1+nc), Gh*(1+nh), Gc*nc, -Gc*(1+nc)-GL, GL, Gh*nh, GL, -Gh*(1+nh)-GL]",
        domain=Domain({**RATES, "GL": reals("1/10", 50)}),
        partners=HOT_COLD,
        conventions="entries of R_c(0) + R_h + R_L row by row",
        checks=(
            Equality(
                exact(
                    lambda f, p: models.three_level_matrix(f, p, 1, laser=True),
                    "three levels with a classically driven upper transition",
                ),
                route="numeric",
                title="matrix entries",
            ),
        ),
        depends=("qar.eqG1",),
    ),
    Claim(
        id="qar.textG-laser",
        where="below Eq. (G6)",
        kind="asymptotic",
        title="Strong laser driving has the effect of an infinitely hot work reservoir on current and noise",
        latex=r"\Gamma^{eff}_L\to\infty:\ \bar I^c_E,\bar S^c_E\to\text{(G4), (G5)}",
        printed="[2*Gc*Gh*(nc-nh)/(Gc*(1+3*nc)+Gh*(1+3*nh)), 4*Gc*Gh*(((Gc*(1+3*nc))**2+(Gh*(1+3*nh))**2)*(nc+nh+2*nc*nh)"
        "+2*Gc*Gh*(nc*(1+nc)+nh*(1+nh)+12*nc*nh+15*nc*nh*(nc+nh)+18*nc**2*nh**2))/(Gc*(1+3*nc)+Gh*(1+3*nh))**3]",
        domain=Domain(
            RATES, where=lambda p: p["nc"] != p["nh"], where_text="n_c different from n_h"
        ),
        partners=HOT_COLD,
        conventions="Omega = 1",
        checks=(
            Asymptotic(
                exact(models.laser_limit, "cumulants of the three-level model with a laser, exact"),
                route="numeric",
                variable="GL",
                sequence=powers_of_ten(3, 8),
                title="limit of strong driving",
            ),
        ),
        depends=("qar.eqG4", "qar.eqG5", "qar.eqG6"),
    ),
)
