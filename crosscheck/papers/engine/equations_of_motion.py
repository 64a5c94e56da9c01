"""Sec. V, head: equations of motion of any observable, and their growth with N."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import numpy as np

from cotherm.numeric import coherent_moments
from cotherm.numeric.fields import Rational
from cotherm.numeric.matrices import Matrix
from cotherm.numeric.spins import spin_operators, total_spin_squared

from ...books import whole
from ...checks import Equality, Oracle, Proof, Result, Scaling
from ...claims import Chase, Claim
from ...domain import Domain, Point, integers, reals
from .ensemble_operators import (
    dissipated_mean,
    finite_rate,
    moved_mean,
    pair_environment,
)

RATES = {name: reals("1/5", 3) for name in ("w", "d1", "u1", "d2", "u2")}
PAIRS = Domain(
    {"N": integers(1, 2), **RATES},
    where=lambda p: p["d1"] != p["u1"],
    where_text="gamma_down different from gamma_up",
)
NAMES = ("V", "I", "O", "rho", "Sp1", "Sm1", "Sp2", "Sm2", "tr")
GENERIC = "generic observable and generic complex matrix in place of the state"
DUAL = (
    "d{k}*tr((Sp{k}*O*Sm{k}-(Sp{k}*Sm{k}*O+O*Sp{k}*Sm{k})/2)*rho)"
    "+u{k}*tr((Sm{k}*O*Sp{k}-(Sm{k}*Sp{k}*O+O*Sm{k}*Sp{k})/2)*rho)"
)
SIZES = tuple(Fraction(N) for N in (64, 256, 1024, 4096))
MEAN = reals("-9/10", "9/10", smallest="1/10")
FIRST, SECOND = (3 / 13, 4 / 13, 12 / 13), (2 / 7, -3 / 7, -6 / 7)
OBSERVABLES = (("x1",), ("y1", "x2"), ("x1", "z1"), ("z1", "y2", "z1"), ("y1", "y1"))
SMALL = {"N": integers(2, 6), "g": reals("1/5", 3), "n": reals("1/10", 9)}


def _parts(point: Point) -> coherent_moments.RateParts:
    names = OBSERVABLES[whole(point["k"])]
    return coherent_moments.rate_parts(whole(point["N"]), names, FIRST, SECOND)


def _level_parts(point: Point) -> list[Fraction]:
    """Commutator, difference and sum of both kinds of jumps for <m_z>, unscaled."""
    tilt = float(point["c"])
    first = (np.sin(tilt), 0.0, np.cos(tilt))
    parts = coherent_moments.rate_parts(whole(point["N"]), ("z1",), first, SECOND)
    # Per N (the last one as it is), without the rounding noise of float64.
    N = whole(point["N"])
    shares = (parts.drive / N, (parts.down1 - parts.up1) / N, parts.down1 + parts.up1)
    drive, drift, thermal = (Fraction(f"{share:.9e}") for share in shares)
    return [drive * N, drift * N, thermal]


def _thermal_share(point: Point) -> float:
    """Thermal over spontaneous part of the rate of <m_x> at fixed n_th."""
    parts = coherent_moments.rate_parts(whole(point["N"]), ("x1",), FIRST, SECOND)
    occupied = float(point["n"] + Fraction(1, 2))
    return occupied * (parts.down1 + parts.up1) / ((parts.down1 - parts.up1) / 2)


def _commutator(point: Point) -> list[Any]:
    """Diagonal of [m_+, m_-] from spin matrices."""
    N = whole(point["N"])
    spin = spin_operators(Rational(), Fraction(N, 2))
    scale = Fraction(2, N)
    up, down = spin.Jplus * scale, spin.Jminus * scale
    level = int(point["m"] * (N / Fraction(2)) + Fraction(N, 2))
    return [(up @ down - down @ up)[level, level]]


def _length(point: Point) -> Any:
    spin = spin_operators(Rational(), point["N"] / 2)
    squared: Matrix = total_spin_squared(spin) * (4 / point["N"] ** 2)
    return squared[0, 0]


CLAIMS = (
    Claim(
        id="engine.eq25",
        where="Eq. (25)",
        kind="identity",
        title="Equation of motion of an observable",
        latex=r"\frac{d\langle\hat O\rangle}{dt}=\langle i[\hat V_I,\hat O]\rangle+\langle\mathcal D^\dagger(\hat O)\rangle",
        printed=f"tr(I*(V*O-O*V)*rho)+{DUAL.format(k=1)}+{DUAL.format(k=2)}",
        domain=PAIRS,
        environment=pair_environment,
        environment_names=NAMES,
        oracle_only=("w",),
        conventions="real parts; D^+ is that of the text below (12), with rates d, u of emission and absorption",
        checks=(
            Equality(
                Oracle(
                    lambda p, d: moved_mean(p),
                    f"Tr[O L(rho)], the generator acting on rho; {GENERIC}",
                ),
                route="numeric",
                points=10,
            ),
        ),
    ),
    Claim(
        id="engine.eq26",
        where="Eq. (26)",
        kind="identity",
        title="Dissipative part of the equation of motion by commutators",
        latex=r"\langle\mathcal D_i^\dagger(\hat O)\rangle=\frac{\gamma_\downarrow^{(i)}}{2}\mathrm{Tr}(([\hat S_+,\hat O]\hat S_-+\hat S_+[\hat O,\hat S_-])\hat\rho)"
        r"+\frac{\gamma_\uparrow^{(i)}}{2}\mathrm{Tr}(([\hat S_-,\hat O]\hat S_++\hat S_-[\hat O,\hat S_+])\hat\rho)",
        printed="d1/2*tr(((Sp1*O-O*Sp1)*Sm1+Sp1*(O*Sm1-Sm1*O))*rho)+u1/2*tr(((Sm1*O-O*Sm1)*Sp1+Sm1*(O*Sp1-Sp1*O))*rho)",
        domain=PAIRS,
        environment=pair_environment,
        environment_names=NAMES,
        oracle_only=("w", "d2", "u2"),
        partners=(("d1", "u1"),),
        conventions="ensemble i = 1, real parts",
        checks=(
            Equality(
                Oracle(
                    lambda p, d: dissipated_mean(p),
                    f"Tr[O D_1(rho)], the dissipator (6) acting on rho; {GENERIC}",
                ),
                route="numeric",
                points=10,
            ),
        ),
        depends=("engine.eq25",),
    ),
    Claim(
        id="engine.text-mdef",
        where="below Eq. (26)",
        kind="definition",
        title="Normalised spin components",
        latex=r"\hat m^\alpha=\hat S^\alpha/S\;\Rightarrow\;[\hat m_+,\hat m_-]=\frac2S\hat m^z",
        prose=True,
        printed="[2/(N/2)*m]",
        domain=Domain(
            {"N": integers(1, 9), "m": reals(-1, 1)},
            where=lambda p: (p["m"] * p["N"] / 2 + p["N"] / 2).denominator == 1,
            where_text="m from -1 to 1 in steps of 2/N",
        ),
        conventions="the definition is judged by what it implies: levels from -1 to 1, and commutators of order 1/S",
        checks=(
            Equality(
                Oracle(
                    lambda p, d: _commutator(p),
                    "diagonal of the commutator of explicit spin matrices",
                ),
                route="numeric",
                at=tuple(
                    {"N": Fraction(N), "m": Fraction(2 * k - N, N)}
                    for N in (1, 2, 3, 5, 8)
                    for k in range(0, N + 1, 1 + N // 4)
                ),
            ),
        ),
    ),
    Claim(
        id="engine.text-orderN",
        where="below Eq. (26)",
        kind="asymptotic",
        title="Equations of motion of products are of order N",
        latex=r"\frac{d\langle\hat m^{\alpha_1}\cdots\hat m^{\alpha_p}\rangle}{dt}=\mathcal O(N)",
        prose=True,
        printed="[1, 1, 1]",
        domain=Domain({"k": integers(0, len(OBSERVABLES) - 1)}),
        oracle_only=("k",),
        conventions="exponents of N of the commutator with the drive and of both kinds of jumps of ensemble 1, unscaled, "
        "up to omega_0 and the rates; k counts five products of one to three components",
        checks=(
            Scaling(
                Oracle(
                    lambda p, d: [_parts(p).drive, _parts(p).down1, _parts(p).up1],
                    "exact generator on explicit spin operators in a generic product of coherent states",
                ),
                variable="N",
                sequence=SIZES,
                points=5,
            ),
        ),
        depends=("engine.eq26",),
    ),
    Claim(
        id="engine.text-nolimit",
        where="below Eq. (26)",
        kind="scaling",
        title="Terms of one equation of motion scale differently",
        latex=r"\text{drive}\sim N,\quad\gamma_\downarrow-\gamma_\uparrow\text{ part}\sim N,\quad\gamma_\downarrow+\gamma_\uparrow\text{ part}\sim N^0",
        prose=True,
        printed="[1, 1, 0]",
        domain=Domain({"c": reals("3/5", "13/10")}),
        oracle_only=("c",),
        conventions="exponents of N of the parts of d<m_z>/dt, unscaled; c is the tilt of the coherent state",
        checks=(
            Scaling(
                Oracle(
                    lambda p, d: _level_parts(p),
                    "exact generator on explicit spin operators in products of coherent states",
                ),
                variable="N",
                sequence=SIZES,
            ),
        ),
        depends=("engine.text-orderN",),
    ),
    Claim(
        id="engine.eq27a",
        where="Eq. (27), first line",
        kind="identity",
        title="Dissipative part of the transverse components",
        latex=r"\langle\mathcal D^\dagger(\hat m^\alpha)\rangle=\frac{N\Gamma_0}{2}\left[\Re(\langle\hat m^\alpha\hat m^z\rangle)-\frac{(n_{th}+\frac12)}{S}\langle\hat m^\alpha\rangle\right]",
        printed="N*g/2*(xz-(n+1/2)/(N/2)*x)",
        domain=Domain({**SMALL, "x": MEAN, "xz": MEAN}),
        conventions="S = N/2; x = <m^alpha>, xz = Re <m^alpha m^z>, g = Gamma_0, n = n_th",
        checks=(
            Equality(
                Oracle(
                    lambda p, d: finite_rate("x", ("x", "xz"))(p),
                    "dissipator on explicit matrices, on coherences with the given moments",
                ),
                route="numeric",
            ),
            Proof("collective_bath_equations", (Result("rewrite", 0),)),
            Proof(
                "collective_bath_equations",
                (Result("rewrite", 1),),
                {"y": "x", "yz": "xz"},
                title="proof, the same for alpha = y",
            ),
        ),
        depends=("engine.eq26",),
    ),
    Claim(
        id="engine.text-spinlength",
        where="below Eq. (27)",
        kind="identity",
        title="Squared length of the normalised spin",
        latex=r"(m^x)^2+(m^y)^2+(m^z)^2=1",
        printed="1",
        domain=Domain({"N": integers(1, 40)}),
        oracle_only=("N",),
        conventions="S = N/2, operators",
        corrected="1+2/N",
        cause="limit: S(S+1)/S^2 is 1 only as N -> infinity; (27) is stated for any N",
        instead="the squared length is 1 + 2/N; 1 holds as N -> infinity, where the paper uses it from (29) on",
        checks=(
            Equality(
                Oracle(
                    lambda p, d: _length(p), "total spin squared of explicit matrices, over S^2"
                ),
                route="numeric",
            ),
        ),
        chase=Chase(
            transcription="compared with the text",
            oracle="explicit spin matrices, all N up to 40; the operator algebra gives S(S+1)/S^2 as well",
            extraction="the formula is complete in the text",
            convention="m = S/S with S = N/2 (below (26), and the factor (n + 1/2)/S in (27)); with m = S/sqrt(S(S+1)) "
            "the length would be 1, but (27) would have other factors",
        ),
        depends=("engine.text-mdef",),
        notes=("It becomes 1 in the macroscopic limit, where the paper uses it from (29) on.",),
    ),
    Claim(
        id="engine.eq27b",
        where="Eq. (27), second line",
        kind="identity",
        title="Dissipative part of the z component",
        latex=r"\langle\mathcal D^\dagger(\hat m^z)\rangle=-\frac{N\Gamma_0}{2}\left[1-\langle(\hat m^z)^2\rangle+\frac{(2n_{th}+1)}{S}\langle\hat m^z\rangle\right]",
        printed="-N*g/2*(1-zz+(2*n+1)/(N/2)*z)",
        domain=Domain({**SMALL, "z": MEAN, "zz": reals("1/10", "9/10")}),
        conventions="S = N/2; z = <m^z>, zz = <(m^z)^2>, g = Gamma_0, n = n_th",
        corrected="-N*g/2*(1+2/N-zz+(2*n+1)/(N/2)*z)",
        cause="upstream: the length 1 of the spin where it is S(S+1)/S^2 = 1 + 2/N",
        checks=(
            Equality(
                Oracle(
                    lambda p, d: finite_rate("z", ("z", "zz"))(p),
                    "dissipator on explicit matrices, on populations with the given moments",
                ),
                route="numeric",
            ),
            Proof("collective_bath_equations", (Result("closure", 0),)),
        ),
        chase=Chase(
            transcription="compared with the text",
            oracle="explicit matrices for N = 2 ... 6 and the operator algebra for any N agree with each other",
            extraction="the formula is complete in the text",
            convention="engine.text-spinlength: no normalisation of m makes both lines of (27) exact",
        ),
        depends=("engine.eq26", "engine.text-spinlength"),
        notes=(
            "The first line needs no length and is exact; the slip is of relative order 1/N and leaves (30).",
        ),
    ),
    Claim(
        id="engine.text-nthscale",
        where="below Eq. (27)",
        kind="asymptotic",
        title="Thermal terms at fixed occupation fade with N",
        latex=r"\frac{(n_{th}+\frac12)\langle\hat m^x\rangle/S}{\Re\langle\hat m^x\hat m^z\rangle}\sim N^{-1}",
        prose=True,
        printed="-1",
        domain=Domain({"n": reals("1/10", 9)}),
        oracle_only=("n",),
        conventions="exponent of N of the ratio of both terms of (27) at fixed n_th",
        checks=(
            Scaling(
                Oracle(
                    lambda p, d: _thermal_share(p),
                    "exact generator on explicit spin operators in a generic product of coherent states",
                ),
                variable="N",
                sequence=SIZES,
            ),
        ),
        depends=("engine.eq27a",),
    ),
)
