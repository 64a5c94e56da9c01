"""Rates of the baths, and App. A: from the couplings to the master equation."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import flint

from cotherm.symbolic.forms import transitions

from ...books import full
from ...checks import Asymptotic, Equality, Oracle, Scaling
from ...claims import Claim
from ...domain import Caveat, Domain, among, integers, reals
from . import bath_modes as modes

BATH = {"beta": reals("1/4", 4), "E": reals("1/2", 3), "Gamma0": reals("1/20", 3)}
FEW_MODES = {
    "E1": reals("1/4", 2),
    "E2": reals("1/2", 6),
    "w": reals("1/5", 3),
    "l1": reals("1/10", 1),
    "l2": reals("1/10", 1),
    "O1": reals("1/2", 3),
    "O2": reals("1/2", 3),
}
OPERATORS = ("Sp", "Sm", "a", "ad", "lam", "Om", "HS", "HSE", "HE")
COUNTED = "elements counted state by state from the occupations"
UNIVERSE = "one pair and two modes of each bath, two levels kept of each mode"
COMB = tuple(Fraction(n) for n in (101, 401, 1601, 6401))


def _occupation(x: Any) -> Any:
    return transitions.bose_occupation.ball(flint.ctx.prec, beta=x, energy=1)


def _matrix(compute: Any, text: str, points: int = 4) -> tuple[Equality, ...]:
    oracle = Oracle(lambda p, d: compute(p), text)
    return (Equality(oracle, route="numeric", title="matrices, exact", points=points, minimum=2),)


HAMILTONIAN: tuple[Claim, ...] = (
    Claim(
        id="engine.eq1",
        where="Eq. (1)",
        kind="definition",
        title="Hamiltonian of clouds and baths",
        latex=r"\hat H=\hat H_S+\hat H_{SE}+\hat H_E",
        printed="HS+HSE+HE",
        domain=Domain(FEW_MODES),
        environment=modes.universe,
        environment_names=OPERATORS,
        oracle_only=tuple(FEW_MODES),
        conventions=UNIVERSE + "; H_S at t = 0, H_SE and H_E of App. A",
        checks=_matrix(
            lambda p: modes.counted(p, "spins", "modes", "joint"),
            f"{COUNTED}: energies, the drive, and one quantum passed between a spin and a mode",
        ),
    ),
)

RATES: tuple[Claim, ...] = (
    Claim(
        id="engine.eq7",
        where="Eq. (7)",
        kind="identity",
        title="Local detailed balance",
        latex=r"\gamma_\downarrow^{(i)}=\gamma_\uparrow^{(i)}e^{\beta_iE_i}",
        printed="exp(beta*E)",
        domain=Domain({**BATH, "mu": among(0, "1/3", "-1/4"), "kind": among(0, 1)}),
        oracle_only=("Gamma0", "mu", "kind"),
        partners=(("beta", "E"),),
        conventions="ratio of the rates: (8) for kind 0, those of fermions below it for kind 1",
        checks=(
            Equality(
                full(
                    modes.ratio_of_rates,
                    "ratio of the rates of the engine's bath, or of a fermion mode",
                ),
                route="numeric",
                points=24,
            ),
        ),
        caveats=(
            Caveat(
                "bosons, or fermions at zero chemical potential",
                lambda p: p["kind"] == 0 or p["mu"] == 0,
            ),
        ),
        notes=("With a chemical potential the ratio is e^(beta (E - mu)).",),
    ),
    Claim(
        id="engine.eq8",
        where="Eq. (8)",
        kind="definition",
        title="Rates of boson baths",
        latex=r"\gamma_\downarrow^{(i)}=\Gamma_0(n_{th}^{(i)}+1),\quad\gamma_\uparrow^{(i)}=\Gamma_0n_{th}^{(i)}",
        printed="[Gamma0*(n(beta*E)+1), Gamma0*n(beta*E)]",
        domain=Domain(BATH),
        bindings={"n": _occupation},
        conventions="n is the mean number of quanta of engine.text-nth",
        checks=(
            Equality(
                full(modes.boson_rates, "rates of the master equation of the numeric book"),
                route="numeric",
                points=8,
            ),
        ),
    ),
    Claim(
        id="engine.text-nth",
        where="below Eq. (8)",
        kind="definition",
        title="Mean number of quanta",
        latex=r"n_{th}^{(i)}=1/(e^{\beta_iE_i}-1)",
        printed="1/(exp(beta*E)-1)",
        domain=Domain(
            {"beta": BATH["beta"], "E": BATH["E"]},
            where=lambda p: p["beta"] * p["E"] > Fraction(1, 2),
            where_text="beta E > 1/2",
        ),
        checks=(
            Equality(
                full(
                    modes.mean_occupation,
                    "mean of the Boltzmann weights of 400 levels of an oscillator",
                ),
                route="numeric",
                points=8,
            ),
        ),
    ),
    Claim(
        id="engine.text-fermirates",
        where="below Eq. (8)",
        kind="definition",
        title="Rates of fermion baths",
        latex=r"\gamma_\downarrow^{(i)}=\Gamma_0(1-f_i),\ \gamma_\uparrow^{(i)}=\Gamma_0f_i,\ f_i=1/(e^{\beta_i(E_i-\mu_i)}+1)",
        printed="[Gamma0*(1-1/(exp(beta*(E-mu))+1)), Gamma0*(1/(exp(beta*(E-mu))+1))]",
        domain=Domain({**BATH, "mu": reals(-2, 2)}),
        partners=(("E", "mu"),),
        checks=(
            Equality(
                full(
                    modes.fermi_rates,
                    "weights of an empty and a full mode in equilibrium with its bath",
                ),
                route="numeric",
                points=8,
            ),
        ),
    ),
)

APPENDIX: tuple[Claim, ...] = (
    Claim(
        id="engine.eqA1",
        where="Eq. (A1)",
        kind="definition",
        title="Coupling of clouds and baths",
        latex=r"\hat H_{SE}=\sum_{i=1}^2[\hat S_+^{(i)}\hat B_-^{(i)}+\hat S_-^{(i)}\hat B_+^{(i)}]",
        printed="sum(Sp(i)*sum(lam(k, i)*a(k, i), k, 1, 2)+Sm(i)*sum(lam(k, i)*ad(k, i), k, 1, 2), i, 1, 2)",
        domain=Domain(FEW_MODES),
        environment=modes.universe,
        environment_names=OPERATORS,
        oracle_only=tuple(FEW_MODES),
        partners=(("Sp", "Sm"), ("a", "ad")),
        conventions=UNIVERSE + "; B of the text below (A1) written out",
        checks=_matrix(
            lambda p: modes.counted(p, "joint"),
            f"{COUNTED}: lambda_k where spin i and mode k of bath i pass a quantum on",
            3,
        ),
    ),
    Claim(
        id="engine.textA-bath",
        where="below Eq. (A1)",
        kind="definition",
        title="Bath operators of bosons",
        latex=r"\hat B_-^{(i)}=\sum_k\lambda_k^{(i)}\hat a_k^{(i)},\ \hat B_+^{(i)}=(\hat B_-^{(i)})^\dagger,\ "
        r"[\hat a_k^{(i)},\hat a_{k'}^{\dagger(i')}]=\delta_{k,k'}\delta_{i,i'}",
        printed="low*(Bm(i)*Bp(j)-Bp(j)*Bm(i))*low",
        prose=True,
        domain=Domain(
            {"i": integers(1, 2), "j": integers(1, 2), "l1": FEW_MODES["l1"], "l2": FEW_MODES["l2"]}
        ),
        environment=modes.bosons,
        environment_names=("Bm", "Bp", "low"),
        oracle_only=("l1", "l2"),
        partners=(("Bm", "Bp"),),
        conventions="what the definitions imply, [B_-^(i), B_+^(j)] = delta_ij sum_k lambda_k^2, on the states below the cut of "
        "three modes, two in bath 1 and one in bath 2",
        checks=_matrix(
            modes.squared_couplings("boson"), "sum of the squared couplings times the projector", 6
        ),
        depends=("engine.eqA1",),
    ),
    Claim(
        id="engine.eqA2",
        where="Eq. (A2)",
        kind="definition",
        title="Hamiltonian of the baths",
        latex=r"\hat H_E=\sum_{i=1}^2\sum_{k=1}^\infty\Omega_k^{(i)}\hat a_k^{\dagger(i)}\hat a_k^{(i)}",
        printed="sum(sum(Om(k, i)*ad(k, i)*a(k, i), k, 1, 2), i, 1, 2)",
        domain=Domain(FEW_MODES),
        environment=modes.universe,
        environment_names=OPERATORS,
        oracle_only=tuple(FEW_MODES),
        partners=(("a", "ad"),),
        conventions=UNIVERSE,
        checks=_matrix(
            lambda p: modes.counted(p, "modes"), f"{COUNTED}: energy of the occupied modes", 3
        ),
    ),
    Claim(
        id="engine.textA-fermi",
        where="below Eq. (A2)",
        kind="definition",
        title="Bath operators of fermions",
        latex=r"\{\hat a_k^{(i)},\hat a_{k'}^{\dagger(i')}\}=\delta_{k,k'}\delta_{i,i'}",
        printed="Bm(i)*Bp(j)+Bp(j)*Bm(i)",
        prose=True,
        domain=Domain(
            {"i": integers(1, 2), "j": integers(1, 2), "l1": FEW_MODES["l1"], "l2": FEW_MODES["l2"]}
        ),
        environment=modes.fermions,
        environment_names=("Bm", "Bp", "low"),
        oracle_only=("l1", "l2"),
        conventions="what it implies, {B_-^(i), B_+^(j)} = delta_ij sum_k lambda_k^2, for three modes, two in bath 1 and one in bath 2",
        checks=_matrix(
            modes.squared_couplings("fermion"), "sum of the squared couplings times the identity", 6
        ),
        depends=("engine.textA-bath",),
    ),
    Claim(
        id="engine.textA-J",
        where="App. A",
        kind="asymptotic",
        title="The spectral densities give the rates (8)",
        latex=r"J_l(E_i)\simeq\Gamma_0\delta_{l,i}/2\pi\ \Rightarrow\ \gamma_\downarrow^{(i)}=\Gamma_0(n_{th}^{(i)}+1),\ \gamma_\uparrow^{(i)}=\Gamma_0n_{th}^{(i)}",
        printed="[Gamma0*(1/(exp(beta*E)-1)+1), Gamma0/(exp(beta*E)-1)]",
        domain=Domain(BATH, lambda p: p["beta"] * p["E"] > Fraction(1, 2), "beta E > 1/2"),
        conventions="lambda_k^2 = J(Omega_k) d for modes d apart, J = Gamma_0/(2 pi) about E; the number of modes is the width over d",
        checks=(
            Asymptotic(
                Oracle(
                    modes.golden_rule,
                    "second-order perturbation theory, a comb of modes about the transition at finite time",
                ),
                route="numeric",
                variable="modes",
                sequence=COMB,
                remainder="1/modes",
                title="limit of many modes with the order of the remainder",
                points=4,
                digits=20,
            ),
        ),
        depends=("engine.eq8", "engine.textA-bath"),
    ),
    Claim(
        id="engine.textA-weak",
        where="App. A",
        kind="scaling",
        title="What the drive changes in the dissipators vanishes with the drive",
        latex=r"\omega_0\sim\sqrt{\Gamma_0}:\ \text{influence of }\hat V_I\text{ on the dissipators negligible}",
        printed="1",
        prose=True,
        domain=Domain({"beta": BATH["beta"], "E": BATH["E"]}),
        oracle_only=("beta", "E"),
        conventions="exponent in omega0 = sqrt(Gamma0) of the relative change of the rates of one pair when the transitions are taken at "
        "E + omega0/2, as the drive dresses them; the density of the bath is flat about E",
        checks=(
            Scaling(
                full(
                    modes.dressed_change, "rates of the master equation at the shifted transition"
                ),
                route="numeric",
                variable="weak",
                sequence=tuple(Fraction(1, 10**k) for k in range(2, 6)),
                points=4,
            ),
        ),
        depends=("engine.textA-J",),
    ),
)
