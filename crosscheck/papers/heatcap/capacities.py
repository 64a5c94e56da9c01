"""Eqs. (6)-(9): collective and independent heat capacity."""

from __future__ import annotations

from fractions import Fraction

from cotherm.numeric import collective_bath, spin_ladder
from cotherm.numeric.spin_ensemble import Coupling
from cotherm.symbolic.forms import spin_ensemble as ensemble
from cotherm.symbolic.forms import spin_ladder as ladder

from ...books import bind, closed, full, whole
from ...checks import Equality, Inequality, Oracle, Proof
from ...claims import Claim
from ...domain import Axis, Caveat, Domain, half_integers, integers, reals
from .steady_states import BEYOND, LADDER, multiplicity

C = bind(ladder.ladder_heat_capacity, "J", "b")


def ensemble_domain(limit: int, first: int = 1, **axes: Axis) -> Domain:
    """Ensembles of at least ``first`` spins with at most ``limit`` product states, further axes."""
    return Domain(
        {"n": integers(first, 4), "s": half_integers("1/2", "3/2"), **axes},
        where=lambda p: (2 * p["s"] + 1) ** whole(p["n"]) <= limit,
        where_text=f"(2s+1)^n at most {limit}",
    )


def _full_capacity(coupling: Coupling, start: str = "inf") -> Oracle:
    return full(
        lambda f, p: collective_bath.heat_capacity(
            f, whole(p["n"]), p["s"], p["b"], coupling, p.get(start, start)
        ),
        f"linear response of the full {coupling} Lindblad equation in the product space",
    )


CLAIMS: tuple[Claim, ...] = (
    Claim(
        id="heatcap.text-C-def",
        where="Sec. 2",
        kind="definition",
        title="Heat capacity as a derivative of the energy with respect to the inverse temperature",
        latex=r"C=\frac{\partial E^{th}}{\partial T}=-k_B\beta^2\frac{\partial E^{th}}{\partial\beta}",
        printed="-b**2*slope(J, b)",
        domain=Domain({"J": half_integers("1/2", 4), "b": reals(-20, 20)}),
        bindings={"slope": lambda J, b: -bind(ladder.ladder_variance, "J", "b")(J, b)},
        conventions="slope is d<m>/db of one ladder (minus its variance); hbar = k_B = 1",
        checks=(
            Equality(
                full(
                    lambda f, p: spin_ladder.ladder_heat_capacity(f, p["J"], p["b"]),
                    "response of the ladder's stationary state to the bath temperature",
                ),
                route="numeric",
            ),
        ),
    ),
    Claim(
        id="heatcap.eq6",
        where="Eq. (6)",
        kind="identity",
        title="Collective heat capacity as a weighted sum over total spins",
        latex=r"C^{col}(\beta)=-k_B\beta^2\frac{\partial E^{ss}}{\partial\beta}=\sum_{J=J_0}^{ns}\sum_{i=1}^{l_J}p_{J,i}C_J(\beta)",
        printed="sum(l(n, s, J)*sum(exp(-m*b0), m, -J, J)/sum(exp(-m*b0), m, -s, s)**n*C(J, b), J, n*s-floor(n*s), n*s)",
        domain=ensemble_domain(32, b=reals(-8, 8), b0=reals(-5, 5, smallest="1e-2")),
        bindings={"l": multiplicity, "C": C},
        conventions="thermal product state at b0 as initial state; C(J, b) from the symbolic book",
        checks=(
            Equality(_full_capacity("collective", "b0"), route="numeric", points=14),
            Equality(
                closed(
                    ensemble.heat_capacity,
                    n="n",
                    s="s",
                    b="b",
                    b0="b0",
                    coupling=lambda p: "collective",
                ),
                route="symbolic",
                points=14,
            ),
        ),
        depends=("heatcap.eq5",),
        explained={
            "sum(l(n, s, J)*sum(exp(-m*b0), m, -J, J)/sum(exp(-m*b0), m, -s, s)**n*C(J, b), J, n*s-floor(n*s), "
            "n**2*s)": BEYOND
        },
    ),
    Claim(
        id="heatcap.eq7",
        where="Eq. (7)",
        kind="identity",
        title="Heat capacity of one spin-J ladder",
        latex=r"C_J(\beta)=-k_B\beta^2\frac{\partial e_J}{\partial\beta}=k_Bb^2\left[\left(\frac{1/2}{\sinh b/2}\right)^2"
        r"-\left(\frac{J+1/2}{\sinh(J+1/2)b}\right)^2\right]",
        printed="b**2*((1/2/sinh(b/2))**2-((J+1/2)/sinh((J+1/2)*b))**2)",
        domain=LADDER,
        shifted=("J",),
        checks=(
            Proof("heat_capacity"),
            Equality(
                closed(ladder.ladder_heat_capacity, J="J", b="b"), route="symbolic", points=24
            ),
            Equality(
                full(
                    lambda f, p: collective_bath.heat_capacity(
                        f, whole(2 * p["J"]), Fraction(1, 2), p["b"], "collective"
                    ),
                    "full collective Lindblad equation of n = 2J spins 1/2 from the ground state",
                ),
                route="numeric",
                domain=Domain({"J": half_integers("1/2", 2), "b": reals(-40, 40)}),
                points=14,
            ),
        ),
        depends=("heatcap.eq5.eJ",),
    ),
    Claim(
        id="heatcap.text-CJ-monotone-J",
        where="below Eq. (7)",
        kind="inequality",
        title="The heat capacity of a ladder grows with its total spin",
        latex=r"C_J(\beta)>C_{J'}(\beta)\ \text{for}\ J>J'\ \text{and all}\ \beta",
        printed="C(J, b) > C(K, b)",
        domain=Domain(
            {
                "J": half_integers("1/2", 20),
                "K": half_integers(0, 20),
                "b": reals(-80, 80, smallest="1e-6", zero=True),
            },
            where=lambda p: p["J"] > p["K"],
            where_text="J > K (K stands for J')",
        ),
        bindings={"C": C},
        shifted=("J", "K"),
        checks=(Inequality(route="symbolic"),),
        caveats=(
            Caveat(
                "every finite bath temperature (b != 0); at b = 0 both sides are 0",
                lambda p: p["b"] != 0,
            ),
        ),
        depends=("heatcap.eq7",),
        notes=("The strict relation follows from y/sinh(y) falling with |y|.",),
    ),
    Claim(
        id="heatcap.text-best-symmetric",
        where="below Eq. (7)",
        kind="inequality",
        title="No initial state has a larger collective heat capacity than the symmetric subspace",
        latex=r"C^{col}(\beta)\le C^{col}_+(\beta)=C_{J=ns}(\beta)",
        printed="Ccol(n, s, b, b0) <= C(n*s, b)",
        prose=True,
        domain=Domain(
            {
                "n": integers(2, 12),
                "s": half_integers("1/2", "5/2"),
                "b": reals(-30, 30),
                "b0": reals(-30, 30),
            },
        ),
        bindings={
            "C": C,
            "Ccol": bind(ensemble.heat_capacity, "n", "s", "b", "b0", coupling="collective"),
        },
        checks=(Inequality(route="symbolic", points=80, search=40),),
        depends=("heatcap.text-CJ-monotone-J",),
    ),
    Claim(
        id="heatcap.text-Cplus",
        where="Sec. 2",
        kind="definition",
        title="Best case: collective heat capacity from the symmetric subspace",
        latex=r"C^{col}_+(\beta)=C_{J=ns}(\beta)",
        printed="C(n*s, b)",
        domain=ensemble_domain(32, b=reals(-15, 15)),
        bindings={"C": C},
        shifted=("n", "s"),
        checks=(Equality(_full_capacity("collective"), route="numeric"),),
        depends=("heatcap.eq6",),
    ),
    Claim(
        id="heatcap.eq8",
        where="Eq. (8)",
        kind="identity",
        title="Independent heat capacity",
        latex=r"C^{ind}(\beta)=-k_B\beta^2\frac{\partial E^{th}}{\partial\beta}=nC_{J=s}(\beta)",
        printed="n*C(s, b)",
        domain=ensemble_domain(32, b=reals(-15, 15)),
        bindings={"C": C},
        shifted=("n", "s"),
        checks=(Equality(_full_capacity("independent"), route="numeric"),),
        depends=("heatcap.eq7",),
    ),
    Claim(
        id="heatcap.eq9",
        where="Eq. (9)",
        kind="identity",
        title="Energy of thermal equilibrium",
        latex=r"E^{th}(\beta)=\hbar\omega\,\mathrm{Tr}J_z\rho^{th}(\beta)=n\,e_{J=s}(\beta)",
        printed="n*e(s, b)",
        domain=ensemble_domain(32, b=reals(-15, 15)),
        bindings={"e": bind(ladder.ladder_energy, "J", "b")},
        shifted=("n", "s"),
        checks=(
            Equality(
                full(
                    lambda f, p: (
                        collective_bath.thermal_energy(f, whole(p["n"]), p["s"], p["b"])
                        - f.number(p["n"] * p["s"])
                    ),
                    "stationary state of the independent Lindblad equation in the product space",
                ),
                route="numeric",
            ),
        ),
    ),
)
