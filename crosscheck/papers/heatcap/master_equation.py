"""Eqs. (1) and (2): the collective master equation, total spin and its multiplicities."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Any

from cotherm.numeric import total_spin
from cotherm.numeric.fields import Rational
from cotherm.numeric.secular import second_order_coefficient
from cotherm.numeric.spins import levels, spin_operators

from ...algebras import to_fmpq
from ...books import whole
from ...checks import Equality, Oracle
from ...claims import Chase, Claim
from ...domain import Domain, Point, half_integers, integers, reals
from .operators import (
    collective_environment,
    lowest_total_spin,
    secular_generator,
)
from .steady_states import multiplicity


def _eigenvalue(point: Point) -> list[object]:
    """Eigenvalues of J^2 and J_z on |J, m>, from matrices with J_a = hbar j_a."""
    spin = spin_operators(Rational(), point["J"])
    hbar = to_fmpq(point["hbar"])
    squared = (spin.Jz @ spin.Jz) + (
        spin.Jplus @ spin.Jminus + spin.Jminus @ spin.Jplus
    ) * Fraction(1, 2)
    k = levels(point["J"]).index(point["m"])
    return [squared[k, k] * hbar**2, spin.Jz[k, k] * hbar]


def _states(point: Point, count: Callable[[Any, Fraction, Fraction], int | Fraction]) -> Fraction:
    """Number of states that the multiplicities account for."""
    n, s = whole(point["n"]), point["s"]
    total, J = Fraction(0), n * s
    while J >= 0:
        total += count(n, s, J) * (2 * J + 1)
        J -= 1
    return total


def _squared_length(point: Point, digits: int) -> object:
    """Eigenvalue of J^2 in the multiplet of a spin J."""
    return _eigenvalue({"J": point["J"], "m": point["J"], "hbar": Fraction(1)})[0]


def _golden_rule(point: Point) -> object:
    """Second-order coefficient of J- rho J+ for V = g J_x O_B, from the matrix elements of J_x."""
    return second_order_coefficient(Rational(), point["g"], point["K"], point["hbar"])


CLAIMS: tuple[Claim, ...] = (
    Claim(
        id="heatcap.eq1",
        where="Eq. (1)",
        kind="definition",
        title="Master equation of collective dissipation, structure",
        latex=r"\dot\rho=\Gamma(\omega)(J_-\rho J_+-J_+J_-\rho)+\Gamma(-\omega)(J_+\rho J_--J_-J_+\rho)"
        r"+\text{h.c.}",
        printed="plus_hc(Gd*(Jm*rho*Jp-Jp*Jm*rho)+Gu*(Jp*rho*Jm-Jm*Jp*rho))",
        domain=Domain(
            {
                "n": integers(1, 3),
                "s": half_integers("1/2", 1),
                "Gd": reals("1/10", 5),
                "Gu": reals("1/10", 5),
            },
            where=lambda p: (2 * p["s"] + 1) ** whole(p["n"]) <= 9,
            where_text="(2s+1)^n at most 9",
        ),
        environment=collective_environment,
        environment_names=("Jm", "Jp", "rho", "plus_hc"),
        partners=(("Jm", "Jp"), ("Gd", "Gu")),
        conventions="hbar = 1; Gd, Gu stand for real Gamma(omega), Gamma(-omega); J_- is the jump operator",
        checks=(
            Equality(
                Oracle(
                    lambda p, d: secular_generator(p),
                    "Born-Markov-secular generator from the eigenprojectors of Jz",
                ),
                route="numeric",
                title="generator on a generic density operator",
                points=10,
            ),
        ),
    ),
    Claim(
        id="heatcap.eq1.Gamma",
        where="below Eq. (1)",
        kind="definition",
        title="Prefactor of the half Fourier transform in the rate of the jump operator J_-",
        latex=r"\Gamma(\omega)=\hbar^2g^2\int_0^\infty e^{i\omega u}\,\mathrm{Tr}\,\rho_BO_B(u)O_B\,du",
        printed="hbar**2*g**2*K",
        domain=Domain({"hbar": reals("1/3", 3), "g": reals("1/10", 2), "K": reals("1/10", 3)}),
        conventions="K is the printed integral; V = g J_x O_B with J_x in units of hbar, H = hbar omega J_z",
        checks=(
            Equality(
                Oracle(
                    lambda p, d: _golden_rule(p),
                    "second-order perturbation theory with explicit matrix elements of J_x",
                ),
                route="numeric",
                title="coefficient of J_- rho J_+",
            ),
        ),
        corrected="g**2*K/(4*hbar**2)",
        cause="factor and unit: J_x = (J_+ + J_-)/2 gives 1/4, second order in V/hbar gives 1/hbar^2",
        chase=Chase(
            transcription="compared with the text twice; the power of hbar is a superscript 2 in front of g^2",
            oracle="the same coefficient follows from the eigenoperators of J_x (heatcap.eq1 needs V = 2 g J_x O_B)",
            extraction="hbar is a damaged glyph in the text layer but its place and power are unambiguous",
            convention="with J_x carrying hbar as in (B.1) the factor is hbar^0/4; no reading gives hbar^2",
        ),
        notes=(
            "No quantity of the paper depends on it: only the ratio Gamma(-omega)/Gamma(omega) enters the "
            "stationary state, and the common factor sets the unit of time.",
        ),
    ),
    Claim(
        id="heatcap.eq2",
        where="Eq. (2)",
        kind="definition",
        title="Eigenvalues of J^2 and J_z in the collective basis",
        latex=r"\mathcal J^2|J,m\rangle_i=\hbar J(J+1)|J,m\rangle_i,\quad J_z|J,m\rangle_i=\hbar m|J,m\rangle_i",
        printed="[hbar*J*(J+1), hbar*m]",
        domain=Domain(
            {"J": half_integers(0, 5), "m": half_integers(-5, 5), "hbar": reals("1/3", 3)},
            where=lambda p: abs(p["m"]) <= p["J"] and (p["J"] - p["m"]).denominator == 1,
            where_text="m from -J to J in unit steps",
        ),
        shifted=("J",),
        conventions="units kept: J_x, J_y, J_z carry hbar",
        checks=(
            Equality(
                Oracle(
                    lambda p, d: _eigenvalue(p),
                    "diagonal elements of J_z and J_x^2 + J_y^2 + J_z^2 from spin matrices",
                ),
                route="numeric",
                points=14,
            ),
        ),
        cause="exponent: J^2 carries hbar^2 when J_z carries hbar",
        chase=Chase(
            transcription="both lines of (2) compared with the text",
            oracle="J^2 from three explicit matrices; with hbar = 1 the print is right",
            extraction="the glyph for hbar stands once in each line; no superscript was lost beside it",
            convention="if J were dimensionless neither line would show hbar; no unit makes both lines true",
        ),
        notes=(
            "Eqs. (4) and (5) use H = hbar omega J_z with dimensionless J_z, so that (2) and (4) also differ "
            "by a factor hbar.",
        ),
    ),
    Claim(
        id="heatcap.text-J0",
        where="below Eq. (2)",
        kind="identity",
        title="Smallest total spin of n spins s",
        latex=r"J_0=0\ \text{if}\ s\ge1,\quad J_0=1/2\ \text{if}\ s=1/2\ \text{and}\ n\ \text{odd}",
        printed="if_else(s >= 1, 0, 1/2)",
        prose=True,
        oracle_only=("n",),
        domain=Domain(
            {"n": integers(1, 5), "s": half_integers("1/2", "5/2")},
            where=lambda p: (
                (2 * p["s"] + 1) ** whole(p["n"]) <= 260 and (p["s"] >= 1 or p["n"] % 2 == 1)
            ),
            where_text="n odd for s = 1/2, (2s+1)^n at most 260",
        ),
        checks=(
            Equality(
                Oracle(
                    lambda p, d: lowest_total_spin(whole(p["n"]), p["s"]),
                    "smallest eigenvalue of J^2 among product states, exact projectors",
                ),
                route="numeric",
                points=12,
            ),
        ),
        corrected="if_else(n <= 1, s, n*s-floor(n*s))",
        cause="missing cases: one spin alone has J_0 = s, and an odd number of half-odd spins never adds to 0",
        chase=Chase(
            transcription="the sentence below (2) compared with the text",
            oracle="multiplicities from ranks of J^2 - J(J+1) in exact arithmetic",
            extraction="the relation sign is a damaged glyph; with s > 1 or s >= 1 the statement fails alike",
            convention="none involved",
        ),
        notes=("For s = 1/2 and n even, which the sentence leaves out, J_0 = 0.",),
    ),
    Claim(
        id="heatcap.text-lJ",
        where="below Eq. (2)",
        kind="statement",
        title="Eigenvalue of J^2 to which the multiplicity l_J belongs",
        latex=r"l_J:\ \text{multiplicity of the eigenspaces of the eigenvalue}\ J\ \text{of}\ \mathcal J^2",
        printed="J",
        prose=True,
        domain=Domain({"J": half_integers("1/2", 6)}),
        shifted=("J",),
        checks=(
            Equality(
                Oracle(
                    _squared_length,
                    "diagonal of J_x^2 + J_y^2 + J_z^2 from spin matrices, hbar = 1",
                ),
                points=10,
            ),
        ),
        corrected="J*(J+1)",
        cause="wording: the eigenvalue of J^2 is J(J+1), J labels it",
        chase=Chase(
            transcription="the sentence below (2) compared with the text",
            oracle="J^2 from explicit spin matrices, exact",
            extraction="the sentence is complete",
            convention="J names the eigenspace everywhere else in the paper, and nothing is computed from the sentence",
        ),
        depends=("heatcap.eq2",),
        instead="l_J belongs to the eigenvalue J(J + 1)",
    ),
    Claim(
        id="heatcap.text-lJ.count",
        where="below Eq. (2)",
        kind="identity",
        title="The multiplicities account for all product states",
        latex=r"\sum_Jl_J(2J+1)=(2s+1)^n",
        printed="(2*s+1)**n",
        prose=True,
        domain=Domain(
            {"n": integers(1, 5), "s": half_integers("1/2", "5/2")},
            where=lambda p: (2 * p["s"] + 1) ** whole(p["n"]) <= 130,
            where_text="(2s+1)^n at most 130",
        ),
        shifted=("n", "s"),
        checks=(
            Equality(
                Oracle(
                    lambda p, d: _states(p, total_spin.multiplicity),
                    "ranks of J^2 - J(J+1) in the product space",
                ),
                route="numeric",
            ),
            Equality(
                Oracle(
                    lambda p, d: _states(p, multiplicity),
                    "closed form of the multiplicity",
                ),
                route="symbolic",
            ),
        ),
    ),
)
