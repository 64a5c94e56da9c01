"""Eqs. (32)-(35): stationary state of one ensemble in its bath."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import flint

from cotherm.numeric import bath_spin
from cotherm.numeric import macroscopic_bath as macroscopic
from cotherm.numeric.fields import Field
from cotherm.symbolic.forms import bath_spin as forms

from ...books import full, whole
from ...checks import Asymptotic, Equality, Oracle, Proof, Result
from ...claims import Claim
from ...domain import Domain, Point, half_integers, integers, reals
from .shared import X


def _macroscopic_form(form: Any) -> Any:
    """A closed form of x at N = inf as a function in a printed formula."""
    return lambda x: form.ball(flint.ctx.prec, N="inf", betaE=x)


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


def _transverse(field: Field, point: Point) -> Any:
    second = macroscopic.gibbs_moment(field, point["x"], 2)
    with field:
        return (1 - second) / 2


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
)
