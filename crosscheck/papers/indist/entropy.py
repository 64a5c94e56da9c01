"""Sec. VI, Eqs. (32)-(39): entropy of the steady state, compared with thermal equilibrium."""

from __future__ import annotations

from typing import Any

from cotherm.numeric import spin_ladder, total_spin
from cotherm.numeric.fields import Field
from cotherm.symbolic.forms import spin_ensemble as ensemble
from cotherm.symbolic.forms import spin_ladder as ladder

from ...books import full, whole
from ...checks import Equality, Inequality, Proof, Result
from ...claims import Claim
from ...domain import Caveat, Domain, Point, among, half_integers, reals
from .sector_sums import (
    BOTH,
    ENTROPY,
    OVER_J,
    SECTORS,
    TWO_SPINS,
    Eth,
    S,
    Sth,
    Z,
    change_of_entropy,
    e,
    ensembles,
    ladder_entropy,
    sector_domain,
    small_ensembles,
    steady_entropy,
    thermal_entropy,
    using,
)

EQ32 = (
    f"sum(l(n, s, J)*p(n, s, J, b0)*S(J, b), {OVER_J})"
    f"-sum(l(n, s, J)*p(n, s, J, b0)*log(p(n, s, J, b0)), {OVER_J})"
)
EQ33 = f"-sum(l(n, s, J)*p(n, s, J, b0)*log(p(n, s, J, b0)), {OVER_J})"
EQ35 = (
    f"b*(E(n, s, b, b0)-n*s)+sum(l(n, s, J)*p(n, s, J, b0)*log(Z(J, b)/p(n, s, J, b0)), {OVER_J})"
)
THERMAL = full(
    thermal_entropy,
    "eigenvalues of the stationary density matrix of the full independent Lindblad equation",
)
SYMMETRIC = full(
    lambda f, p: steady_entropy(f, p, "inf"),
    "eigenvalues of the stationary density matrix of the full collective Lindblad equation, from the ground state",
)
NOT_EQUAL = Caveat(
    "|b0| different from |b|; at b0 = b and b0 = -b both sides are the same",
    lambda p: abs(p["b0"]) != abs(p["b"]),
)


def weights_entropy(field: Field, point: Point) -> Any:
    """Entropy of the weights from projectors on total spin and ranks."""
    n, s = whole(point["n"]), point["s"]
    total, J = field.zero, n * s
    while J >= 0:
        copies = total_spin.multiplicity(n, s, J)
        if copies:
            weight = total_spin.sector_weight(field, n, s, J, point["b0"])
            with field:
                total = total - weight * field.log(weight / field.number(copies))
        J -= 1
    return total


CLAIMS: tuple[Claim, ...] = (
    Claim(
        id="indist.eq32",
        where="Eq. (32)",
        kind="identity",
        title="Entropy of the steady state: mean entropy of the ladders plus that of the weights",
        latex=r"S[\rho^\infty_{\beta_0}(\beta_B)]=\sum_{J=J_0}^{ns}\sum_{i=1}^{l_J}p_{J,i}S[\rho^{th}_{J,i}(\beta_B)]+H(p),"
        r"\quad H(p)=-\sum_{J=J_0}^{ns}\sum_{i=1}^{l_J}p_{J,i}\ln p_{J,i}",
        printed=EQ32,
        domain=BOTH,
        bindings=using("l", "p", "S"),
        conventions=SECTORS,
        checks=(Equality(ENTROPY, route="numeric"),),
        depends=(
            "indist.eq9",
            "indist.eq16",
        ),
    ),
    Claim(
        id="indist.eq33",
        where="Eq. (33)",
        kind="identity",
        title="Shannon entropy of the weights of a thermal start",
        latex=r"H(p)=-\sum_{J=J_0}^{ns}l_Jp_J(\beta_0)\ln p_J(\beta_0)",
        printed=EQ33,
        domain=sector_domain(first=2, b0=reals(-5, 5, smallest="1e-2")),
        bindings=using("l", "p"),
        conventions=SECTORS,
        checks=(
            Equality(
                full(
                    weights_entropy,
                    "weights from exact projectors on total spin, multiplicities from ranks of J^2 - J(J+1)",
                ),
                route="numeric",
            ),
        ),
        depends=("indist.eq15",),
    ),
    Claim(
        id="indist.eq34",
        where="Eq. (34)",
        kind="identity",
        title="Entropy of one thermal ladder",
        latex=r"S[\rho^{th}_{J,i}(\beta_B)]=\ln Z_J(\beta_B)+\hbar\omega\beta_B\mathrm{Tr}J_z\rho^{th}_{J,i}(\beta_B)"
        r"=\ln Z_J(\beta_B)+\beta_Be_J(\beta_B)",
        printed="[log(Z(J, b))+b*TrJz(J, b), log(Z(J, b))+b*e(J, b)]",
        domain=Domain({"J": half_integers("1/2", 6), "b": reals(-20, 20)}),
        bindings={"Z": Z, "e": e, "TrJz": e},
        shifted=("J",),
        checks=(
            Proof(
                "steady_entropy",
                (Result("closed form", 1),) * 2,
                names={"n": "1", "s": "J"},
                bindings={
                    "Z": lambda J, b: ladder.ladder_partition_function.sympy(J=J, b=b),
                    "e": lambda J, b: ladder.ladder_energy.sympy(J=J, b=b),
                    "TrJz": lambda J, b: ladder.ladder_energy.sympy(J=J, b=b),
                },
            ),
            Equality(
                full(
                    lambda f, p: [spin_ladder.ladder_entropy(f, p["J"], p["b"])] * 2,
                    "entropy of the stationary populations of the ladder's rate equation",
                ),
                route="numeric",
            ),
        ),
        depends=(
            "indist.eq8",
            "indist.eq19",
        ),
    ),
    Claim(
        id="indist.eq35",
        where="Eq. (35)",
        kind="identity",
        title="Entropy of the steady state from its energy and the partition functions",
        latex=r"S[\rho^\infty_{\beta_0}(\beta_B)]=\beta_B[E^\infty_{\beta_0}(\beta_B)-\hbar\omega ns]"
        r"+\sum_{J=J_0}^{ns}l_Jp_J(\beta_0)\ln\frac{Z_J(\beta_B)}{p_J(\beta_0)}",
        printed=EQ35,
        domain=BOTH,
        bindings=using("l", "p", "Z", "E"),
        conventions=SECTORS,
        checks=(Equality(ENTROPY, route="numeric"),),
        depends=("indist.eq18", "indist.eq32", "indist.eq33", "indist.eq34"),
    ),
    Claim(
        id="indist.eq36",
        where="Eq. (36)",
        kind="identity",
        title="Entropy of thermal equilibrium, four forms",
        latex=r"S^{th}(\beta_B)=nS[\rho^{th}_{J=s}(\beta_B)]=n[\ln Z_s(\beta_B)+\beta_Be_s(\beta_B)]"
        r"=n\ln Z_s(\beta_B)+\beta_B[E^{th}(\beta_B)-\hbar\omega ns]"
        r"=\beta_BE^{th}(\beta_B)+n\ln\frac{1-e^{-(2s+1)\omega\beta_B}}{1-e^{-\omega\beta_B}}",
        printed="[n*S(s, b), n*(log(Z(s, b))+b*e(s, b)), n*log(Z(s, b))+b*(Eth(n, s, b)-n*s), "
        "b*Eth(n, s, b)+n*log((1-exp(-(2*s+1)*b))/(1-exp(-b)))]",
        domain=small_ensembles(b=reals(-10, 10)),
        bindings={"S": ladder_entropy, "Z": Z, "e": e, "Eth": Eth},
        shifted=("n", "s"),
        checks=(
            Proof(
                "steady_entropy",
                (Result("closed form", 0),) * 4,
                bindings={
                    "S": lambda J, b: ladder.ladder_entropy.sympy(J=J, b=b),
                    "Z": lambda J, b: ladder.ladder_partition_function.sympy(J=J, b=b),
                    "e": lambda J, b: ladder.ladder_energy.sympy(J=J, b=b),
                    "Eth": lambda n, s, b: ensemble.thermal_energy.sympy(n=n, s=s, b=b),
                },
            ),
            Equality(
                full(
                    lambda f, p: [thermal_entropy(f, p)] * 4,
                    "eigenvalues of the stationary density matrix of the full independent Lindblad equation",
                ),
                route="numeric",
            ),
        ),
        depends=("indist.eq8", "indist.eq20", "indist.eq34"),
    ),
    Claim(
        id="indist.text-Smonot",
        where="below Eq. (36)",
        kind="inequality",
        title="The entropy falls as the initial temperature moves away from infinity on either side",
        latex=r"S[\rho^\infty_{\beta_0}(\beta_B)]\ \text{strictly increasing for}\ \beta_0<0,\ "
        r"\text{strictly decreasing for}\ \beta_0>0",
        printed="S(n, s, b, x) > S(n, s, b, y)",
        prose=True,
        domain=Domain(
            {
                **ensembles().axes,
                "b": reals(-12, 12, zero=True),
                "x": reals(-10, 10, smallest="1e-4"),
                "y": reals(-10, 10, smallest="1e-4"),
            },
            where=lambda p: p["x"] * p["y"] > 0 and abs(p["x"]) < abs(p["y"]),
            where_text="x and y of equal sign, |x| < |y|",
        ),
        bindings={"S": S},
        conventions=TWO_SPINS + "; x and y are two values of beta_0",
        checks=(Inequality(route="symbolic"),),
        depends=("indist.eq35",),
    ),
    Claim(
        id="indist.text-S-equal",
        where="below Eq. (36)",
        kind="identity",
        title="A start at the bath's temperature or its opposite leads to thermal equilibrium",
        latex=r"S[\rho^\infty_{\beta_0=\pm\beta_B}(\beta_B)]=S^{th}(\beta_B)",
        printed="Sth(n, s, b)",
        domain=small_ensembles(b=reals(-8, 8), k=among(-1, 1)),
        oracle_only=("k",),
        bindings={"Sth": Sth},
        shifted=("n", "s"),
        conventions="hbar = k_B = omega = 1; b0 = k b with k = +-1",
        checks=(
            Equality(
                full(
                    lambda f, p: steady_entropy(f, p, p["k"] * p["b"]),
                    "eigenvalues of the stationary density matrix of the full collective Lindblad equation",
                ),
                route="numeric",
                points=16,
            ),
        ),
        depends=("indist.text-iff", "indist.eq35", "indist.eq36"),
    ),
    Claim(
        id="indist.eq37",
        where="Eq. (37)",
        kind="inequality",
        title="Less entropy than in thermal equilibrium for a start at a more extreme temperature",
        latex=r"S[\rho^\infty_{\beta_0}(\beta_B)]<S^{th}(\beta_B)\quad\text{for all}\ |\beta_0|>|\beta_B|",
        printed="S(n, s, b, b0) < Sth(n, s, b)",
        domain=Domain(
            {
                **ensembles().axes,
                "b": reals(-12, 12, zero=True),
                "b0": reals(-15, 15, smallest="1e-4"),
            },
            where=lambda p: abs(p["b0"]) > abs(p["b"]),
            where_text="|b0| > |b|",
        ),
        bindings={"S": S, "Sth": Sth},
        conventions=TWO_SPINS,
        checks=(Inequality(route="symbolic"),),
        depends=("indist.text-Smonot", "indist.text-S-equal"),
    ),
    Claim(
        id="indist.eq38",
        where="Eq. (38)",
        kind="inequality",
        title="More entropy than in thermal equilibrium for a start at a less extreme temperature",
        latex=r"S[\rho^\infty_{\beta_0}(\beta_B)]>S^{th}(\beta_B)\quad\text{for all}\ |\beta_0|<|\beta_B|",
        printed="S(n, s, b, b0) > Sth(n, s, b)",
        domain=Domain(
            {
                **ensembles().axes,
                "b": reals(-15, 15, smallest="1e-4"),
                "b0": reals(-12, 12, zero=True),
            },
            where=lambda p: abs(p["b0"]) < abs(p["b"]),
            where_text="|b0| < |b|",
        ),
        bindings={"S": S, "Sth": Sth},
        conventions=TWO_SPINS,
        checks=(Inequality(route="symbolic"),),
        depends=("indist.text-Smonot", "indist.text-S-equal"),
    ),
    Claim(
        id="indist.eq39",
        where="Eq. (39)",
        kind="inequality",
        title="Collective dissipation changes the entropy by less than independent dissipation",
        latex=r"\left|S[\rho^\infty_{\beta_0}(\beta_B)]-S[\rho^{th}(\beta_0)]\right|"
        r"<\left|S[\rho^{th}(\beta_B)]-S[\rho^{th}(\beta_0)]\right|\quad\text{for all}\ \beta_0,\beta_B",
        printed="abs(dScol(n, s, b, b0)) < abs(dSind(n, s, b, b0))",
        domain=small_ensembles(
            9,
            first=2,
            b=among(-3, "-7/10", "-1/100", "1/100", "1/2", "501/1000", 2, "2001/1000", 5),
            b0=among(-3, "-1999/1000", "-4/5", "-1/50", "1/100", "1/2", "51/100", 2, "19/10", 5),
        ),
        bindings={
            "dScol": change_of_entropy("collective"),
            "dSind": change_of_entropy("independent"),
        },
        conventions=TWO_SPINS
        + "; dScol and dSind are final minus initial entropy; b0 = -b, where both are zero, is no test point",
        checks=(Inequality(route="numeric", points=100, search=0),),
        caveats=(NOT_EQUAL,),
        depends=("indist.eq37", "indist.eq38"),
        notes=("At b0 = b nothing changes under either dissipation, and at b0 = -b no entropy.",),
    ),
)
