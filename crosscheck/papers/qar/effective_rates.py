"""Eq. (G2): effective rates of the three-level model."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from ...algebras import digits_to_bits, precision
from ...checks import Equality, Oracle, Proof, Result, Scaling
from ...claims import Chase, Claim
from ...domain import Domain, reals
from . import models
from .models import ODD
from .shared import effective

SPINS = Chase(
    transcription="the three lines of (G2) compared with the text: N/2 (N/2 - 1) in each",
    oracle="squared matrix elements from explicit spin matrices for every odd N from 5 to 41, exact; the "
    "derivation from J_+ and J_- gives the same",
    extraction="the minus sign stands in each of the three lines",
    convention="(9) with j = N/2 has j(j+1); with N/2 (N/2 - 1) the rates of N = 5 would be zero or negative",
)


INSTEAD = "N/2 (N/2 + 1), j(j+1) at j = N/2, in place of N/2 (N/2 - 1): one slip, in all four brackets of (G2); App. D and (C3) have it right"


def _closed_strengths(N: Fraction, digits: int) -> list[Any]:
    with precision(digits_to_bits(digits)):
        return [effective(N, Fraction(k)) for k in (1, 3, 2)]


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
        depends=("qar.eqG1",) if letter == "c" else ("qar.eqG1", "qar.eqG2.c"),
        instead=INSTEAD,
        notes=(strength,),
    )


CLAIMS = (
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
        id="qar.eqG2",
        where="Eq. (G2)",
        kind="identity",
        title="The three effective rates together",
        latex=r"\Gamma^{eff}_c=\frac{\bar\Gamma_c}4\left(\frac N2\left(\frac N2-1\right)-\frac34\right),\ "
        r"\Gamma^{eff}_w=\frac{\bar\Gamma_w}4\left(\frac N2\left(\frac N2-1\right)-\frac{15}4\right),\ \Gamma^{eff}_h=\dots",
        printed="[(N/2*(N/2-1)-3/4)/4, (N/2*(N/2-1)-15/4)/4, (N/2*(N/2-1)-3/4)*(N/2*(N/2-1)-15/4)/16/N**2]",
        corrected="[(N/2*(N/2+1)-3/4)/4, (N/2*(N/2+1)-15/4)/4, (N/2*(N/2+1)-3/4)*(N/2*(N/2+1)-15/4)/16/N**2]",
        domain=Domain({"N": ODD}),
        conventions="cold, work and hot rate at unit heights of the spectral densities",
        checks=(
            Equality(
                Oracle(
                    lambda p, d: [models.effective_rate(p, k) for k in "cwh"],
                    "squared matrix elements from explicit spin matrices",
                ),
                route="numeric",
                points=12,
            ),
            Equality(
                Oracle(
                    lambda p, d: _closed_strengths(p["N"], d),
                    "closed form of the transition strengths from (8), (9)",
                    "symbolic",
                ),
                points=12,
            ),
        ),
        cause="sign: j(j+1) with j = N/2 is N/2 (N/2 + 1), four times",
        chase=SPINS,
        instead=INSTEAD,
        depends=("qar.eqG2.c", "qar.eqG2.w", "qar.eqG2.h"),
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
)
