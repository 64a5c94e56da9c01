"""Appendix A: relaxation within one multiplet."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import flint

from cotherm.numeric import spin_ladder
from cotherm.numeric.fields import Ball, Rational
from cotherm.numeric.matrices import Matrix
from cotherm.numeric.spin_ladder import ladder_generator
from cotherm.numeric.spins import levels, spin_operators
from cotherm.numeric.temperature import Rates
from cotherm.symbolic.forms import spin_ladder as ladder

from ...algebras import digits_to_bits, to_fmpq
from ...books import closed, full, whole
from ...checks import Equality, Oracle, Proof
from ...claims import Chase, Claim
from ...domain import Domain, Point, among, half_integers, integers, reals
from ..heatcap.operators import boltzmann, steady_density, trace
from .sectors import (
    ROOT_TEXT,
    ROOTS,
    STARTS,
    ensemble_environment,
    generic_state,
    level_projector,
    long_time,
    occurs_within,
    size_text,
)

SECTORS = Domain(
    {
        "n": integers(1, 4),
        "s": half_integers("1/2", "3/2"),
        "J": half_integers("1/2", 3),
        "b": among(*ROOTS),
        "b0": among(*STARTS),
    },
    occurs_within(27),
    "J among the total spins of n spins s, " + size_text(27),
)


def _coefficients(point: Point, digits: int) -> list[Any]:
    """What the element (m, k) of the generator takes from (m, k), (m+1, k+1) and (m-1, k-1)."""
    J, m, k = point["J"], point["m"], point["k"]
    with Ball(digits_to_bits(digits)) as field:
        spin = spin_operators(field, J, basis="orthonormal")
        up, down = spin.Jplus, spin.Jminus
        position = levels(J).index
        row, column = position(m), position(k)
        emission, absorption = up @ down, down @ up
        a, c, d, f = (field.number(point[name]) for name in "acdf")

        def neighbour(first: Matrix, second: Matrix, step: int) -> Any:
            if max(abs(m + step), abs(k + step)) > J:
                return field.zero
            return first[row, row + step] * second[column + step, column]

        left = a * emission[row, row] + d * absorption[row, row]
        right = a * emission[column, column] + d * absorption[column, column]
        shift = c * emission[row, row] + f * absorption[row, row]
        other = c * emission[column, column] + f * absorption[column, column]
        return [
            -left - right,
            field.zero if row == column else other - shift,
            2 * a * neighbour(down, up, 1),
            2 * d * neighbour(up, down, -1),
        ]


def _stationary(point: Point) -> list[flint.fmpq]:
    """Coherence and populations of one spin J after a generic start, the latter as ratios."""
    J = point["J"]
    rho = long_time(1, J, boltzmann(point, "b"), generic_state(1, J, point))
    size = rho.nrows()
    coherence = flint.fmpq(0)
    for i in range(size):
        for j in range(size):
            if i != j:
                coherence += rho[i, j] * rho[j, i]
    k = levels(J).index(point["m"])
    middle = levels(J).index(Fraction(0))
    return [coherence, rho[k, k] / rho[middle, middle], rho[k, k] / rho[0, 0]]


def _population(J: Fraction, m: Fraction) -> Fraction:
    """Some populations of a ladder, none beyond its ends."""
    return Fraction(7 + whole(2 * (m + J)) ** 2, 13) if abs(m) <= J else Fraction(0)


def _gain_and_loss(point: Point) -> list[flint.fmpq]:
    """All losses and all gains of the ladder's rate equation."""
    J = point["J"]
    generator = ladder_generator(Rational(), J, Rates(to_fmpq(point["Gd"]), to_fmpq(point["Gu"])))
    populations = [to_fmpq(_population(J, m)) for m in levels(J)]
    losses, gains = flint.fmpq(0), flint.fmpq(0)
    for (i, j), rate in generator.entries.items():
        if i == j:
            losses -= rate * populations[j]
        else:
            gains += rate * populations[j]
    return [losses, gains]


def _level_weight(point: Point) -> flint.fmpq:
    """Population of |J, m>_i in the stationary state of the full equation."""
    n, s = whole(point["n"]), point["s"]
    environment = ensemble_environment(point)
    sector = environment["P"](point["J"])
    multiplets = trace(sector) / flint.fmpq(int(2 * point["J"] + 1))
    states = sector * level_projector(n, s, point["m"])
    return trace(states * steady_density(point)) / multiplets


def _sector_part(point: Point) -> Any:
    sector = ensemble_environment(point)["P"](point["J"])
    return sector * steady_density(point) * sector


CLAIMS = (
    Claim(
        id="indist.eqA1",
        where="Eq. (A1)",
        kind="identity",
        title="Equations of motion of populations and coherences within one multiplet",
        latex=r"\dot\rho_{m,m'}=-[\Gamma(\omega)(J+m)(J-m+1)+\Gamma^*(\omega)(J+m')(J-m'+1)+\Gamma(-\omega)(J-m)(J+m+1)"
        r"+\Gamma^*(-\omega)(J-m')(J+m'+1)]\rho_{m,m'}+G(\omega)\sqrt{(J-m)(J+m+1)(J-m')(J+m'+1)}\rho_{m+1,m'+1}"
        r"+G(-\omega)\sqrt{(J+m)(J-m+1)(J+m')(J-m'+1)}\rho_{m-1,m'-1}",
        printed="[-(a*(J+m)*(J-m+1)+a*(J+k)*(J-k+1)+d*(J-m)*(J+m+1)+d*(J-k)*(J+k+1)), "
        "-(c*(J+m)*(J-m+1)-c*(J+k)*(J-k+1)+f*(J-m)*(J+m+1)-f*(J-k)*(J+k+1)), "
        "(a+a)*sqrt((J-m)*(J+m+1)*(J-k)*(J+k+1)), (d+d)*sqrt((J+m)*(J-m+1)*(J+k)*(J-k+1))]",
        domain=Domain(
            {
                "J": among("3/2", "5/2"),
                "m": among("-3/2", "-1/2", "1/2", "3/2"),
                "k": among("-3/2", "-1/2", "1/2", "3/2"),
                "a": reals("1/10", 5),
                "c": reals(-3, 3),
                "d": reals("1/10", 5),
                "f": reals(-3, 3),
            },
        ),
        partners=(("a", "d"), ("c", "f"), ("m", "k")),
        conventions="hbar = 1; Gamma(omega) = a + i c, Gamma(-omega) = d + i f, k stands for m'; real and imaginary part of "
        "the coefficient of rho_{m,m'}, then those of rho_{m+1,m'+1} and rho_{m-1,m'-1}",
        checks=(
            Equality(
                Oracle(_coefficients, "equation (1) on matrix units, explicit ladder matrices"),
                route="numeric",
                points=8,
            ),
        ),
        depends=("indist.eq1", "indist.text-ladder"),
    ),
    Claim(
        id="indist.eqA2",
        where="Eq. (A2)",
        kind="identity",
        title="Stationary coherences and populations within one multiplet",
        latex=r"\rho^\infty_{m,m'}=0\ \text{if}\ m\ne m',\quad\rho^\infty_{m,m}=e^{-m\hbar\omega\beta_B}\rho_{0,0}"
        r"=e^{-\hbar(J+m)\hbar\omega\beta_B}\rho_{-J,-J}",
        printed="[0, exp(-m*b), exp(-(hbar*(J+m)*b))]",
        domain=Domain(
            {
                "J": integers(1, 4),
                "m": integers(-4, 4),
                "b": among(*ROOTS),
                "hbar": reals("1/3", 3),
            },
            lambda p: abs(p["m"]) <= p["J"],
            "m from -J to J",
        ),
        conventions="b = hbar omega beta_B, given by exp(-b/2); all coherences together, then populations in units of "
        "rho_00 and rho_{-J,-J}; integer J, without which there is no rho_00",
        checks=(
            Equality(
                Oracle(
                    lambda p, d: _stationary(p),
                    "full equation of one spin J from a generic state with all coherences, exact",
                ),
                route="numeric",
                exponential=("b",),
            ),
        ),
        cause="unit: one hbar too many in the second exponent",
        chase=Chase(
            transcription="compared with the text twice",
            oracle="exact null space; the first and the third expression of the line differ from each other as printed",
            extraction="the extra hbar stands legibly in front of (J + m); one misread symbol of the transcript cannot be excluded",
            convention="with hbar = 1 the line is right; with J_z in units of hbar both exponents would change",
        ),
        depends=("indist.eqA1",),
        notes=(
            "For half-odd J there is no rho_{0,0}; the form with rho_{-J,-J} holds for every J, see (A3).",
        ),
    ),
    Claim(
        id="indist.textA-trace",
        where="below Eq. (A2)",
        kind="identity",
        title="(A1) conserves the sum of the populations",
        latex=r"\sum_{m=-J}^{J}\dot\rho_{m,m}=\dot p_{J,i}=0",
        printed="[sum(Gd*(J-m)*(J+m+1)*p(J, m+1)+Gu*(J+m)*(J-m+1)*p(J, m-1), m, -J, J), "
        "sum((Gd*(J+m)*(J-m+1)+Gu*(J-m)*(J+m+1))*p(J, m), m, -J, J)]",
        domain=Domain(
            {
                "J": half_integers("1/2", 6),
                "Gd": reals("1/10", 5),
                "Gu": reals("1/10", 5),
            }
        ),
        bindings={"p": _population},
        exact_bindings=("p",),
        partners=(("Gd", "Gu"),),
        prose=True,
        conventions="gain and loss of (A1) at m = m', summed, for some populations p, against loss and gain of the full "
        "equation; Gd, Gu stand for G(omega), G(-omega)",
        checks=(
            Equality(
                Oracle(
                    lambda p, d: _gain_and_loss(p),
                    "loss and gain of the ladder's rate equation, exact",
                ),
                route="numeric",
            ),
        ),
        depends=("indist.eqA1",),
    ),
    Claim(
        id="indist.eqA3",
        where="Eq. (A3)",
        kind="identity",
        title="Stationary populations from the weight of a multiplet",
        latex=r"\rho^\infty_{m,m}=p_{J,i}e^{-m\hbar\omega\beta_B}/Z_J(\beta_B)",
        printed="sum(exp(-k*b0), k, -J, J)/sum(exp(-k*b0), k, -s, s)**n*exp(-m*b)/sum(exp(-k*b), k, -J, J)",
        domain=Domain(
            {**SECTORS.axes, "m": half_integers(-3, 3)},
            occurs_within(27),
            "J among the total spins of n spins s, m from -J to J, " + size_text(27),
        ),
        partners=(("b", "b0"),),
        conventions="p_{J,i} = Z_J(b0)/Z_s(b0)^n of a thermal product state; " + ROOT_TEXT,
        checks=(
            Equality(
                Oracle(lambda p, d: _level_weight(p), "full collective equation, exact"),
                route="numeric",
                exponential=("b", "b0"),
                points=14,
            ),
        ),
        depends=("indist.text-pconst",),
    ),
    Claim(
        id="indist.eqA4",
        where="Eq. (A4)",
        kind="identity",
        title="Partition function of one multiplet",
        latex=r"Z_J(\beta_B):=\sum_{m=-J}^{J}e^{-m\hbar\omega\beta_B}=e^{J\hbar\omega\beta}\frac{1-e^{-(2J+1)\hbar\omega\beta}}{1-e^{-\hbar\omega\beta}}",
        printed="exp(J*b)*(1-exp(-(2*J+1)*b))/(1-exp(-b))",
        domain=Domain({"J": half_integers(0, 12), "b": reals(-60, 60)}),
        shifted=("J",),
        conventions="hbar = 1; beta stands for beta_B",
        checks=(
            Proof("partition_function"),
            Equality(closed(ladder.ladder_partition_function, J="J", b="b"), route="symbolic"),
            Equality(
                full(
                    lambda f, p: spin_ladder.ladder_partition_function(f, p["J"], p["b"]),
                    "inverse of a stationary population of the ladder's rate equation",
                ),
                route="numeric",
                domain=Domain({"J": half_integers(0, 6), "b": reals(-20, 20)}),
            ),
        ),
        depends=("indist.eq8",),
    ),
    Claim(
        id="indist.eqA5",
        where="Eq. (A5)",
        kind="identity",
        title="Stationary state restricted to the multiplets of one total spin",
        latex=r"p_{J,i}\rho^{th}_{J,i}(\beta_B)=p_{J,i}Z_J(\beta_B)^{-1}\sum_{m=-J}^Je^{-m\hbar\omega\beta_B}|J,m\rangle_i\langle J,m|",
        printed="sum(sum(w0(k), k, -J, J)/sum(w0(k), k, -s, s)**n/sum(w(k), k, -J, J)*w(m)*P(J)*D(m), m, -J, J)",
        domain=SECTORS,
        environment=ensemble_environment,
        environment_names=("P", "D", "w", "w0"),
        partners=(("w", "w0"),),
        conventions="summed over i; P(J) D(m) projects on |J, m>_i, w(m) = exp(-m b), w0(m) = exp(-m b0), "
        "p_{J,i} as in (15); " + ROOT_TEXT,
        checks=(
            Equality(
                Oracle(lambda p, d: _sector_part(p), "full collective equation, exact"),
                route="numeric",
                title="density matrix, every element",
                points=10,
            ),
        ),
        depends=("indist.eqA3",),
        notes=("The sum over J at the end of Appendix A runs up to J where ns is meant, see (9).",),
    ),
)
