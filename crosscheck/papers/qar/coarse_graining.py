"""Eqs. (G3)-(G5): infinitely hot work reservoir, current and noise."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from cotherm.numeric.certify import certified
from cotherm.numeric.fields import Field
from cotherm.numeric.refrigerator_reduced import reduced_current

from ...algebras import to_ball
from ...books import exact, full, whole
from ...checks import Asymptotic, Equality, Oracle, Proof
from ...checks.asymptotic import powers_of_ten
from ...claims import Chase, Claim
from ...domain import Domain, Point, reals
from . import models
from .models import ODD, RATES, WORK
from .shared import HOT_COLD, effective, population

GROWING = powers_of_ten(2, 6)


ORDER = "the lower end is the order of the reservoirs, which the domain keeps already"


_NAMES = {"Gamma_c": "Gc", "Gamma_h": "Gh", "n_c": "nc", "n_h": "nh"}


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
        id="qar.textG-cond",
        where="above Eq. (G3)",
        kind="asymptotic",
        title="Conditional probabilities of the two excited levels for a hot work reservoir",
        latex=r"P^+_{3/2}/P_{12}\to\frac12,\quad P^+_{1/2}/P_{12}\to\frac12,\quad P_{12}=P^+_{3/2}+P^+_{5/2}",
        printed="[P32(Gc, Gh, Gw, nc, nh, nw)/P12(Gc, Gh, Gw, nc, nh, nw), P1(Gc, Gh, Gw, nc, nh, nw)/P12(Gc, Gh, Gw, nc, nh, nw)]",
        domain=Domain({**RATES, "Gw": WORK["Gw"]}),
        bindings={
            "P1": lambda *x: population(0, *x),
            "P32": lambda *x: population(1, *x),
            "P52": lambda *x: population(2, *x),
            "P12": lambda *x: population(1, *x) + population(2, *x),
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
        instead="P_3/2 and P_5/2, the two parts of P_12, each tend to one half of it",
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
        bindings={"G": lambda N, k: effective(N, k), "n": lambda x: 1 / to_ball(x).expm1()},
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
            where=lambda p: p["beta_c"] > p["beta_h"] and p["beta_c"] != 3 * p["beta_h"],
            where_text="beta_c > beta_h (Sec. II); beta_c not 3 beta_h, where the current vanishes",
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
        depends=("qar.eqG4",),
        notes=(
            "n_c > n_h means beta_c < 3 beta_h alone. The lower end is the order of the reservoirs of Sec. II: at and below beta_c = "
            "beta_h the current of (G4) stays positive, but the bath called cold is no longer the colder one.",
        ),
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
)
