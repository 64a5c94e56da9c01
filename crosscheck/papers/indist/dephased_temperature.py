"""Appendix J: apparent temperature of the steady state without its coherences."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import flint

from cotherm.numeric.fields import Ball
from cotherm.numeric.local_state import dephased, exchange_strengths
from cotherm.symbolic.forms import local_state as local

from ...algebras import to_fmpq
from ...books import exact, whole
from ...checks import Equality, Oracle
from ...claims import Claim
from ...domain import Domain, Point, among, half_integers, integers
from ..heatcap.operators import trace
from .coherence_states import SIGN, STEPS
from .dephased_sums import (
    BOUND,
    CHASE,
    EMISSION,
    ONE_HALF,
    ROOT,
    START,
    SUMS,
    level_trace,
    strengths,
    sums,
    symmetric,
)
from .sectors import (
    level_projector,
    rooted,
    sign,
    sign_of,
    size_text,
    within,
)

MANY = rooted(27, first=2, start=False)


def _common_sign(point: Point) -> Fraction:
    """Sign that all members of (J9) share (2 if they do not), from the state without coherences."""
    up, down = strengths(point)
    q = to_fmpq(point["b"] ** 2)
    signs = {sign_of(up / down - 1 / q), sign_of(up - down / q), sign_of(_weighted(point))}
    return signs.pop() if len(signs) == 1 else Fraction(2)


def _weighted(point: Point) -> flint.fmpq:
    """Sum over m of exp(-m b) (1/I_(m-1) - 1/I_m) Tr_m J+ J-, from products in the local basis."""
    n, s, root = whole(point["n"]), point["s"], to_fmpq(point["b"])
    total, m = flint.fmpq(0), 1 - n * s
    while m <= n * s:
        below, own = (trace(level_projector(n, s, k)) for k in (m - 1, m))
        total += root ** whole(2 * m) * (1 / below - 1 / own) * level_trace(n, s, m)
        m += 1
    return total


def _pairs_of_temperatures(point: Point, digits: int) -> list[Any]:
    """I_ns, I_(ns-1), and whether <J- J+> differs from exp(b) <J+ J-> without coherences."""
    n, s = whole(point["n"]), point["s"]
    up, down = strengths(point)
    differ = int(up * to_fmpq(point["b"] ** 2) != down)
    return [
        trace(level_projector(n, s, n * s)),
        trace(level_projector(n, s, n * s - 1)),
        differ,
    ]


def _bare_sign(point: Point) -> Fraction:
    """Sign of 1/T_D - b at b = i x for exp(-x/2) = x, from exact strengths."""
    q = point["x"] ** (2 * whole(point["i"]))
    rho = dephased(symmetric(whole(point["n"]), point["s"], q))
    up, down = exchange_strengths(whole(point["n"]), point["s"], rho)
    return sign_of(up * to_fmpq(q) - down)


def _closed_sign(point: Point) -> Fraction:
    """The same sign from the closed form."""
    if point["i"] == 0:
        return Fraction(0)

    def excess(bits: int) -> flint.arb:
        with Ball(bits) as field:
            b = field.number(-2 * point["i"]) * field.log(field.number(point["x"]))
            form = local.apparent_inverse_temperature
            found: flint.arb = (
                form.ball(bits, n=whole(point["n"]), s=point["s"], b=b, dephased=True) - b
            )
            return found

    return sign(excess)


ABSORPTION = exact(
    lambda f, p: strengths(p).absorption,
    "<J- J+> in the dephased stationary state of the full collective Lindblad equation",
)


OVER_J = "J, J0, T"


J6 = f"sum(sum(w(m)/I(m)*l(J)*(J+m)*(J-m+1), m, -J, J), {OVER_J})/Z"


J7 = f"sum(sum(w(m)/I(m)*l(J)*(J-m)*(J+m+1), m, -J, J), {OVER_J})/Z"


J8 = (
    f"[sum(sum(w(m-1)*inv(m-1)*l(J)*(J-m+1)*(J+m), m, -J+1, J+1), {OVER_J})/Z, "
    f"1/w(1)*sum(sum(w(m)*inv(m-1)*l(J)*(J+m)*(J-m+1), m, -J, J), {OVER_J})/Z]"
)


J9 = f"sum(sum(w(m)*l(J)*(J+m)*(J-m+1)*(1/I(m-1)-1/I(m)), m, -J+1, J), {OVER_J})"


J10 = (
    f"[sum(sum(w(-m)*l(J)*(J-m)*(J+m+1)*(1/I(-m-1)-1/I(-m)), m, -J, J-1), {OVER_J}), "
    f"sum(sum(w(1-m)*l(J)*(J-m+1)*(J+m)*(1/I(-m)-1/I(-m+1)), m, -J+1, J), {OVER_J})]"
)


J11 = f"sum(l(J)*sum((J+m)*(J-m+1)*(1/I(m-1)-1/I(m))*(w(m)-w(1-m)), m, -J+1, J), {OVER_J})"


CLAIMS: tuple[Claim, ...] = (
    Claim(
        id="indist.eqJ6",
        where="Eq. (J6)",
        kind="identity",
        title="Emission strength without coherences",
        latex=r"\mathrm{Tr}J^+J^-\rho^\infty_{+|_D}(\beta_B)=Z_{ns}^{-1}(\beta_B)\sum_{J=J_0}^{ns}\sum_{m=-J}^{J}"
        r"\frac{e^{-\hbar\omega m\beta_B}}{I_m}l_J(J+m)(J-m+1)",
        printed=J6,
        domain=START,
        environment=sums,
        environment_names=BOUND,
        shifted=("J", "m"),
        conventions=SUMS,
        checks=(Equality(EMISSION, route="numeric", points=16),),
        corrected="n*sum(sum(w(m)*chance(m, k)*(s+k)*(s-k+1), k, -s, s), m, -T, T)/Z",
        cause=ROOT,
        chase=CHASE,
        depends=("indist.eqJ4", "indist.eqJ5"),
        notes=(ONE_HALF,),
    ),
    Claim(
        id="indist.eqJ7",
        where="Eq. (J7)",
        kind="identity",
        title="Absorption strength without coherences",
        latex=r"\mathrm{Tr}J^-J^+\rho^\infty_{+|_D}(\beta_B)=Z_{ns}^{-1}(\beta_B)\sum_{J=J_0}^{ns}\sum_{m=-J}^{J}"
        r"\frac{e^{-\hbar\omega m\beta_B}}{I_m}l_J(J-m)(J+m+1)",
        printed=J7,
        domain=START,
        environment=sums,
        environment_names=BOUND,
        shifted=("J", "m"),
        conventions=SUMS,
        checks=(Equality(ABSORPTION, route="numeric", points=16),),
        corrected="n*sum(sum(w(m)*chance(m, k)*(s-k)*(s+k+1), k, -s, s), m, -T, T)/Z",
        cause=ROOT,
        chase=CHASE,
        depends=("indist.eqJ4", "indist.eqJ5"),
        notes=(ONE_HALF,),
    ),
    Claim(
        id="indist.eqJ8",
        where="Eq. (J8)",
        kind="identity",
        title="Absorption strength after a shift of the index",
        latex=r"\mathrm{Tr}J^-J^+\rho^\infty_{+|_D}=Z_{ns}^{-1}\sum_{J=J_0}^{ns}\sum_{m=-J+1}^{J+1}"
        r"\frac{e^{-\hbar\omega(m-1)\beta_B}}{I_{m-1}}l_J(J-m+1)(J+m)"
        r"=e^{\hbar\omega\beta_B}Z_{ns}^{-1}\sum_{J=J_0}^{ns}\sum_{m=-J}^{J}\frac{e^{-\hbar\omega m\beta_B}}{I_{m-1}}l_J(J+m)(J-m+1)",
        printed=J8,
        domain=rooted(9, first=2, start=False),
        environment=sums,
        environment_names=BOUND,
        conventions=SUMS + "; inv = 1/I, 0 for m beyond ns, where the print has 0/0",
        checks=(
            Equality(
                exact(
                    lambda f, p: [strengths(p).absorption] * 2,
                    "<J- J+> in the dephased stationary state of the full collective Lindblad equation",
                ),
                route="numeric",
                points=8,
            ),
        ),
        corrected="[n*sum(sum(w(m-1)*chance(m-1, k-1)*(s-k+1)*(s+k), k, -s+1, s+1), m, -T+1, T+1)/Z, 1/w(1)*n*sum(sum(w(m)*chance(m-1, k-1)*(s+k)*(s-k+1), k, -s+1, s), m, -T+1, T)/Z]",
        cause=ROOT,
        chase=CHASE,
        depends=("indist.eqJ7",),
        notes=(
            ONE_HALF,
            "The term m = -ns of the last line is 0/0, as no state has m = -ns-1; the sum should start at -J+1, as in (J9).",
        ),
    ),
    Claim(
        id="indist.textJ-diff",
        where="below Eq. (J8)",
        kind="statement",
        title="Without coherences two or more spins have another apparent temperature than the bath",
        latex=r"I_{ns}=1,\quad I_{ns-1}=n,\quad\mathcal T_D\ne1/\beta_B\ \text{for at least 2 spins}",
        printed="[1, n, pos(n-1)]",
        prose=True,
        domain=Domain(
            START.axes, lambda p: within(27)(p) and p["b"] != 1, size_text(27) + ", b not 0"
        ),
        oracle_only=("s", "b"),
        bindings={"pos": STEPS["pos"]},
        exact_bindings=("pos",),
        conventions="third value: 1 where T_D differs from 1/b (pos(x) is 1 for x > 0, else 0); b is given by exp(-b/2)",
        checks=(
            Equality(
                Oracle(
                    _pairs_of_temperatures,
                    "product states counted, exact strengths in the dephased stationary state",
                ),
                route="numeric",
                truth=True,
                points=24,
            ),
        ),
    ),
    Claim(
        id="indist.eqJ9",
        where="Eq. (J9)",
        kind="inequality",
        title="Four forms of the statement that the state without coherences is colder than the bath",
        latex=r"\mathcal T_D<1/\beta_B\Leftrightarrow e^{\hbar\omega/\mathcal T_D}=\frac{\langle J^-J^+\rangle}{\langle J^+J^-\rangle}"
        r">e^{\hbar\omega\beta_B}\Leftrightarrow\langle J^-J^+\rangle-e^{\hbar\omega\beta_B}\langle J^+J^-\rangle>0\Leftrightarrow"
        r"\sum_{J=J_0}^{ns}\sum_{m=-J+1}^{J}e^{-\hbar\omega m\beta_B}l_J(J+m)(J-m+1)\left(\frac1{I_{m-1}}-\frac1{I_m}\right)>0",
        printed=f"[{J9}, sgn(1-b)]",
        domain=MANY,
        environment=sums,
        environment_names=BOUND,
        bindings=SIGN,
        conventions=SUMS
        + "; second value: sign of <J- J+>/<J+ J-> - exp(b), which is that of 1/T_D - b, of "
        "<J- J+> - exp(b) <J+ J-> and of the sum, all positive for b > 0",
        checks=(
            Equality(
                Oracle(
                    lambda p, d: [_weighted(p), _common_sign(p)],
                    "traces of J+ J- over product states; exact strengths in the dephased stationary state of the full "
                    "Lindblad equation",
                ),
                route="numeric",
                points=20,
            ),
        ),
        depends=("indist.eqJ8",),
        notes=(
            "For s >= 1 the sum is not the third member times Z exp(-b), as (J6) and (J7) fail there; the signs agree "
            "nevertheless.",
        ),
    ),
    Claim(
        id="indist.eqJ10",
        where="Eq. (J10)",
        kind="identity",
        title="The last member of (J9) after m -> -m",
        latex=r"\sum_{J=J_0}^{ns}\sum_{m=-J}^{J-1}e^{\hbar\omega m\beta_B}l_J(J-m)(J+m+1)\left(\frac1{I_{-m-1}}-\frac1{I_{-m}}\right)>0"
        r"\Leftrightarrow\sum_{J=J_0}^{ns}\sum_{m=-J+1}^{J}e^{\hbar\omega(m-1)\beta_B}l_J(J-m+1)(J+m)"
        r"\left(\frac1{I_{-m}}-\frac1{I_{-m+1}}\right)>0",
        printed=J10,
        domain=START,
        environment=sums,
        environment_names=BOUND,
        conventions=SUMS + "; both left-hand sides, which are those of (J9)",
        checks=(
            Equality(
                Oracle(
                    lambda p, d: [_weighted(p)] * 2,
                    "last member of (J9) from traces of J+ J- over product states",
                ),
                route="numeric",
                points=14,
            ),
        ),
        depends=("indist.eqJ9",),
    ),
    Claim(
        id="indist.eqJ11",
        where="Eq. (J11)",
        kind="inequality",
        title="Sum of (J9) and (J10), positive for b > 0 and negative for b < 0",
        latex=r"\sum_{J=J_0}^{ns}l_J\sum_{m=-J+1}^{J}(J+m)(J-m+1)\left(\frac1{I_{m-1}}-\frac1{I_m}\right)"
        r"(e^{-\hbar\omega m\beta_B}-e^{\hbar\omega(m-1)\beta_B})>0",
        printed=f"[{J11}, sgn(1-b)]",
        domain=MANY,
        environment=sums,
        environment_names=BOUND,
        bindings=SIGN,
        conventions=SUMS
        + "; second value: sign of the sum, positive for b > 0 and negative for b < 0",
        checks=(
            Equality(
                Oracle(
                    lambda p, d: [2 * _weighted(p), sign_of(_weighted(p))],
                    "twice the last member of (J9), from traces of J+ J- over product states",
                ),
                route="numeric",
                points=20,
            ),
        ),
        depends=("indist.eqJ9", "indist.eqJ10"),
    ),
    Claim(
        id="indist.textJ-TD",
        where="App. J, above Eq. (J9) and below Eq. (J11)",
        kind="inequality",
        title="Without coherences the state is colder than the bath for b > 0 and hotter for b < 0",
        latex=r"\mathcal T_D<1/\beta_B\ (\beta_B>0),\quad\mathcal T_D>1/\beta_B\ (\beta_B<0),\quad"
        r"\mathcal T_D=1/\beta_B=\infty\ (\beta_B=0)",
        printed="sgn(i)",
        prose=True,
        domain=Domain(
            {
                "n": integers(2, 4),
                "s": half_integers("1/2", "3/2"),
                "i": integers(-3, 3),
                "x": among("1/3", "2/3", "4/5", "19/20"),
            },
            within(27),
            size_text(27),
        ),
        oracle_only=("n", "s", "x"),
        bindings=SIGN,
        exact_bindings=("sgn",),
        conventions="the value is the sign of 1/T_D - b at b = i x, x given by exp(-x/2); both temperatures have the sign of b",
        checks=(
            Equality(
                Oracle(
                    lambda p, d: _bare_sign(p),
                    "exact strengths in the dephased stationary state of the full Lindblad equation",
                ),
                route="numeric",
                title="sign, small ensembles",
                truth=True,
                points=30,
            ),
            Equality(
                Oracle(
                    lambda p, d: _closed_sign(p),
                    "closed form of the apparent temperature without coherences, which derivation "
                    "'dephased_temperature' proves to have this sign for every n and s",
                    book="symbolic",
                ),
                title="sign, larger ensembles",
                domain=Domain(
                    {
                        "n": integers(2, 60),
                        "s": half_integers("1/2", "9/2"),
                        "i": integers(-3, 3),
                        "x": among("1/3", "2/3", "4/5", "19/20"),
                    }
                ),
                truth=True,
                points=30,
            ),
        ),
        depends=("indist.eqJ11",),
    ),
)
