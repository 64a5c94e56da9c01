"""Sec. VI, below Eq. (39) to Eq. (43): extent of the reduction of the entropy, and its limits."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Any

from cotherm.numeric import thermodynamics
from cotherm.numeric.fields import Field
from cotherm.numeric.spin_ensemble import Coupling
from cotherm.symbolic.forms import ensemble_entropy
from cotherm.symbolic.forms import spin_ensemble as ensemble
from cotherm.symbolic.forms import spin_ladder as ladder

from ...books import closed, full, whole
from ...checks import Asymptotic, Equality, Inequality, Proof, Result
from ...checks.asymptotic import powers_of_ten
from ...claims import Chase, Claim
from ...domain import Domain, Point, among, reals
from .sector_sums import TWO_SPINS, Ep, Sp, Sth, Z, ensembles, small_ensembles, steady_entropy

COLD = (Fraction(10), Fraction(20), Fraction(40), Fraction(60))


def entropy_ratio(field: Field, point: Point) -> Any:
    """S_th / S_+ of both full master equations."""
    n, s, b = whole(point["n"]), point["s"], point["b"]
    if "g" in point:
        b = point["g"] * b
    top = thermodynamics.thermal_entropy(field, n, s, b)
    bottom = thermodynamics.steady_entropy(field, n, s, b)
    with field:
        return top / bottom


def cold_entropy(coupling: Coupling) -> Callable[[Field, Point], Any]:
    """S_+ or S_th / n at the bath temperature g b."""

    def function(field: Field, point: Point) -> Any:
        n, s, b = whole(point["n"]), point["s"], point["g"] * point["b"]
        value = thermodynamics.ensemble_entropy(field, n, s, b, coupling)
        with field:
            return value if coupling == "collective" else value / field.number(n)

    return function


def _hot(coupling: Coupling) -> Asymptotic:
    """Expansion at infinite bath temperature with the printed order of the remainder."""
    return Asymptotic(
        full(
            lambda f, p: thermodynamics.ensemble_entropy(
                f, whole(p["n"]), p["s"], p["b"], coupling
            ),
            f"entropy of the stationary state of the full {coupling} Lindblad equation",
        ),
        route="numeric",
        variable="b",
        sequence=powers_of_ten(-2, -6),
        remainder="b**3",
        tight=False,
        title="limit of high temperature with the order of the remainder",
    )


CLAIMS: tuple[Claim, ...] = (
    Claim(
        id="indist.text-S-factor-n",
        where="below Eq. (39)",
        kind="scaling",
        title="Largest reduction of the entropy",
        latex=r"\frac{S^{th}(\beta_B)}{S_+(\beta_B)}\to n",
        printed="n",
        prose=True,
        domain=small_ensembles(g=among(-1, 1)),
        oracle_only=("s", "g"),
        shifted=("n",),
        conventions="hbar = k_B = omega = 1; bath at g b with g = +-1",
        checks=(
            Asymptotic(
                full(entropy_ratio, "both full Lindblad equations, from the ground state"),
                route="numeric",
                variable="b",
                sequence=COLD,
                title="limit of low temperature, either sign",
            ),
        ),
        depends=("indist.eq36",),
        notes=("The factor n is approached for a cold bath of either sign and not exceeded.",),
    ),
    Claim(
        id="indist.eq40",
        where="Eq. (40)",
        kind="identity",
        title="Entropy of the steady state in the symmetric subspace",
        latex=r"S_+(\beta_B)=\beta_B[E_+(\beta_B)-\hbar ns\omega]+\ln Z_{ns}(\beta_B)"
        r"=\beta_BE_+(\beta_B)+\ln\frac{1-e^{-(2ns+1)\omega\beta_B}}{1-e^{-\omega\beta_B}}",
        printed="[b*(Ep(n, s, b)-n*s)+log(Z(n*s, b)), b*Ep(n, s, b)+log((1-exp(-(2*n*s+1)*b))/(1-exp(-b)))]",
        domain=small_ensembles(b=reals(-10, 10)),
        bindings={"Ep": Ep, "Z": Z},
        shifted=("n", "s"),
        checks=(
            Proof(
                "steady_entropy",
                (Result("closed form", 1),) * 2,
                bindings={
                    "Ep": lambda n, s, b: ensemble.steady_energy.sympy(n=n, s=s, b=b),
                    "Z": lambda J, b: ladder.ladder_partition_function.sympy(J=J, b=b),
                },
            ),
            Equality(
                full(
                    lambda f, p: [steady_entropy(f, p, "inf")] * 2,
                    "eigenvalues of the stationary density matrix of the full collective Lindblad equation, "
                    "from the ground state",
                ),
                route="numeric",
            ),
        ),
        depends=("indist.eq8", "indist.eq25", "indist.eq35"),
    ),
    Claim(
        id="indist.text-S-whole-range",
        where="below Eq. (40)",
        kind="statement",
        title="The entropy is reduced at every bath temperature, least at the infinite one",
        latex=r"\text{very large reduction of entropy over the whole range of}\ \beta_B",
        printed="Sth(n, s, b)/Sp(n, s, b) > n*log(2*s+1)/log(2*n*s+1)",
        prose=True,
        domain=Domain({**ensembles(12).axes, "b": reals(-30, 30)}),
        bindings={"Sth": Sth, "Sp": Sp},
        conventions=TWO_SPINS + "; the right-hand side is the ratio at b = 0",
        checks=(Inequality(route="symbolic"),),
        depends=("indist.eq36", "indist.eq40"),
        notes=(
            "How large is very large is not said; the smallest reduction factor, n ln(2s+1)/ln(2ns+1), is 1.26 for "
            "two spins 1/2 and grows like n/ln n.",
        ),
    ),
    Claim(
        id="indist.eq41",
        where="Eq. (41)",
        kind="asymptotic",
        title="Entropies at low temperature of the bath",
        latex=r"S_+(\beta_B)\underset{\hbar\omega|\beta_B|\gg1}{\simeq}\frac{\beta_B\hbar\omega}{e^{\hbar\omega\beta_B}-1}"
        r"-\ln(1-e^{-\omega\beta_B})\underset{\hbar\omega|\beta_B|\gg1}{\simeq}S^{th}(\beta_B)/n",
        printed="g*b/(exp(g*b)-1)-log(1-exp(-g*b))",
        domain=small_ensembles(g=among(-1, 1)),
        oracle_only=("n", "s"),
        conventions="hbar = k_B = omega = 1; beta_B = g b with b > 0 and g = +-1 the sign of the bath's temperature",
        checks=(
            Asymptotic(
                full(cold_entropy("collective"), "S_+ of the full collective Lindblad equation"),
                route="numeric",
                variable="b",
                sequence=COLD,
                title="S_+, limit of low temperature, either sign",
            ),
            Asymptotic(
                full(cold_entropy("independent"), "S_th/n of the full independent equation"),
                route="numeric",
                variable="b",
                sequence=COLD,
                title="S_th/n, limit of low temperature, either sign",
            ),
        ),
        corrected="b/(exp(b)-1)-log(1-exp(-b))",
        cause="sign: |beta_B| is needed in place of beta_B; at negative temperatures the argument of the logarithm "
        "is negative",
        chase=Chase(
            transcription="compared with the text, where the condition under both relation signs carries the modulus",
            oracle="at negative temperature the entropies of both full equations equal those at the opposite one",
            extraction="three places would have to have lost the bars at once",
            convention="beta_B < 0 is in use throughout the paper, and (40) holds for both signs",
        ),
        depends=("indist.eq36", "indist.eq40"),
        explained={
            f"b/{form}-log(1-exp(-b))": "to leading order this term is b exp(-b), and the 1 does not matter"
            for form in (
                "(exp(b)+1)",
                "exp(b)",
                "(exp(b)-1*2)",
                "(exp(b)-1/2)",
                "(exp(b)-2)",
                "(exp(b)-0)",
            )
        },
        notes=("For positive temperatures the print is right.",),
    ),
    Claim(
        id="indist.text-Ss",
        where="below Eq. (41)",
        kind="inequality",
        title="The difference of the entropies grows with the size of the spins",
        latex=r"S^{th}-S_+\ \text{increases with}\ s",
        printed="Sth(n, s+1/2, b)-Sp(n, s+1/2, b) > Sth(n, s, b)-Sp(n, s, b)",
        prose=True,
        domain=Domain({**ensembles(12).axes, "b": reals(-20, 20, zero=True)}),
        bindings={"Sth": Sth, "Sp": Sp},
        conventions=TWO_SPINS,
        checks=(Inequality(route="symbolic"),),
        depends=("indist.eq36", "indist.eq40"),
        notes=("It follows from the concavity of the entropy of a ladder in J.",),
    ),
    Claim(
        id="indist.eq42",
        where="Eq. (42)",
        kind="asymptotic",
        title="Collective entropy at high temperature of the bath",
        latex=r"S_+(\beta_B)=\ln(2ns+1)-\frac{(\hbar\omega\beta_B)^2}6ns(ns+1)+O[(\hbar\omega\beta_B)^3]",
        printed="log(2*n*s+1)-b**2/6*n*s*(n*s+1)",
        domain=small_ensembles(),
        shifted=("n", "s"),
        checks=(
            _hot("collective"),
            Asymptotic(
                closed(ensemble_entropy.steady_entropy, n="n", s="s", b="b"),
                route="symbolic",
                variable="b",
                sequence=powers_of_ten(-6, -10),
                remainder="b**3",
                tight=False,
                domain=Domain({**ensembles(50).axes}),
            ),
        ),
        depends=("indist.eq40",),
        notes=("The entropy is even in b: the remainder is of fourth order.",),
    ),
    Claim(
        id="indist.eq43",
        where="Eq. (43)",
        kind="asymptotic",
        title="Thermal entropy at high temperature of the bath",
        latex=r"S^{th}(\beta_B)=n\ln(2s+1)-\frac{(\hbar\omega\beta_B)^2}6ns(s+1)+O[(\hbar\omega\beta_B)^3]",
        printed="n*log(2*s+1)-b**2/6*n*s*(s+1)",
        domain=small_ensembles(),
        shifted=("n", "s"),
        checks=(
            _hot("independent"),
            Asymptotic(
                closed(ensemble_entropy.thermal_entropy, n="n", s="s", b="b"),
                route="symbolic",
                variable="b",
                sequence=powers_of_ten(-6, -10),
                remainder="b**3",
                tight=False,
                domain=Domain({**ensembles(50).axes}),
            ),
        ),
        depends=("indist.eq36",),
        notes=("The entropy is even in b: the remainder is of fourth order.",),
    ),
)
