"""Sec. II: Hamiltonian, collective operators, drive, and what is conserved."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from ...checks import Equality, Oracle
from ...claims import Claim
from ...domain import Domain, among, integers, reals
from . import spin_clouds as clouds
from .driven_matrices import components_of_drive, driven_environment, generator_on, phases, rotation
from .driven_matrices import driven as drive_at
from .ensemble_operators import generic_state, pair_environment, space
from .equations_of_motion import NAMES, RATES
from .power_operator import DRIVEN, GENERATOR, TIMED

SPLITTINGS = {"E1": reals("1/4", 2), "E2": reals("1/2", 6)}
CLOUD = ("sx", "sy", "sz", "sp", "sm", "I")
SMALL = {name: among(1, 2, "1/2") for name in RATES}
DISSIPATORS = ", ".join(
    f"d{k}*(Sm{k}*rho*Sp{k}-(Sp{k}*Sm{k}*rho+rho*Sp{k}*Sm{k})/2)"
    f"+u{k}*(Sp{k}*rho*Sm{k}-(Sm{k}*Sp{k}*rho+rho*Sm{k}*Sp{k})/2)"
    for k in (1, 2)
)
INVERSE = "a sign is its own inverse"
SUPEROPERATOR = "built as a matrix on vectorised operators from Kronecker products"


def _matrices(compute: Any, text: str, points: int = 6) -> tuple[Equality, ...]:
    oracle = Oracle(lambda p, d: compute(p), text)
    return (Equality(oracle, route="numeric", title="matrices, exact", points=points, minimum=2),)


def _rotated(point: Any) -> Any:
    machine = space(point)
    z1, z2, z = phases(point)
    back1, back2 = (z1[0], -z1[1]), (z2[0], -z2[1])
    return rotation(machine, z1, z2) * drive_at(machine, z) * rotation(machine, back1, back2)


def _dissipated(point: Any) -> list[Any]:
    """Both dissipators as superoperators: the generator with the other rates and the drive off."""
    _, rho = generic_state(point)
    found = []
    for off in (("w", "d2", "u2"), ("w", "d1", "u1")):
        given = {**point, **dict.fromkeys(off, Fraction(0))}
        found.append(generator_on(given, rho))
    return found


CLAIMS: tuple[Claim, ...] = (
    Claim(
        id="engine.eq2",
        where="Eq. (2)",
        kind="definition",
        title="Hamiltonian of both clouds",
        latex=r"\hat H_S=\hat H_0+\hat V(t),\quad\hat H_0=\sum_{k=1}^N\hat h_k",
        printed="sum(h(k), k, 1, N)+V",
        domain=Domain(
            {"N": integers(1, 2), **SPLITTINGS, "w": reals("1/5", 3), "t": reals("1/5", 3)}
        ),
        environment=clouds.hamiltonian_environment,
        environment_names=("h", "V"),
        oracle_only=("E1", "E2", "w", "t"),
        conventions="on all 4^N product states, h_k of (3), V(t) of (4) at a time where exp(i nu t) is a rational point of the circle",
        checks=_matrices(
            clouds.counted_hamiltonian,
            "elements counted state by state: energies of excited spins, and omega0/2 with the phase where one spin of each cloud "
            "turns over in opposite directions",
        ),
    ),
    Claim(
        id="engine.eq3",
        where="Eq. (3)",
        kind="definition",
        title="Hamiltonian of one pair",
        latex=r"\hat h_k=E_1\hat\sigma_+^{(1,k)}\hat\sigma_-^{(1,k)}+E_2\hat\sigma_+^{(2,k)}\hat\sigma_-^{(2,k)}",
        printed="E1*sp(1, k)*sm(1, k)+E2*sp(2, k)*sm(2, k)",
        domain=Domain(
            {"N": integers(1, 2), "k": integers(1, 2), **SPLITTINGS},
            where=lambda p: p["k"] <= p["N"] and p["E1"] <= p["E2"],
            where_text="k <= N, E1 <= E2",
        ),
        environment=clouds.cloud_environment,
        environment_names=CLOUD,
        oracle_only=("N",),
        partners=(("E1", "E2"), ("sp", "sm")),
        checks=_matrices(clouds.pair_energy, "energy of the pair, product state by product state"),
    ),
    Claim(
        id="engine.text-ladder",
        where="below Eq. (3)",
        kind="definition",
        title="Ladder operators of one spin",
        latex=r"\hat\sigma_\pm^{(i,k)}=(\hat\sigma^x_{i,k}\pm i\hat\sigma^y_{i,k})/2",
        printed="(sx+s*I*sy)/2",
        domain=Domain({"s": among(1, -1)}),
        environment=clouds.single_environment,
        environment_names=("sx", "sy", "sz", "I"),
        partners=(("sx", "sy"),),
        conventions="s = 1 and -1 for the upper and the lower sign",
        explained={"(sx+1/s*I*sy)/2": INVERSE},
        checks=_matrices(clouds.ladder_of_one, "J_+ and J_- of the ladder of a spin 1/2", 2),
    ),
    Claim(
        id="engine.text-collective",
        where="above Eq. (4)",
        kind="definition",
        title="Collective operators",
        latex=r"\hat S_i^\alpha=(1/2)\sum_k\hat\sigma_{i,k}^\alpha,\quad\hat S_\pm^{(i)}=\hat S_i^x\pm i\hat S_i^y",
        printed="1/2*sum(sx(1, k), k, 1, N)+s*I*(1/2*sum(sy(1, k), k, 1, N))",
        domain=Domain({"N": integers(1, 2), "s": among(1, -1)}),
        environment=clouds.cloud_environment,
        environment_names=CLOUD,
        partners=(("sx", "sy"),),
        conventions="S_+ and S_- of ensemble 1",
        explained={"1/2*sum(sx(1, k), k, 1, N)+1/s*I*(1/2*sum(sy(1, k), k, 1, N))": INVERSE},
        checks=_matrices(
            clouds.ladder_of_cloud, "sum over k of the ladder operators sigma_+ or sigma_-", 4
        ),
        depends=("engine.text-ladder",),
    ),
    Claim(
        id="engine.text-su2",
        where="above Eq. (4)",
        kind="identity",
        title="Commutators of the collective spins",
        latex=r"[\hat S_\ell^\alpha,\hat S_k^\beta]=i\epsilon_{\alpha\beta\gamma}\hat S_\ell^\gamma\delta_{\ell,k}",
        printed="I*sum(eps(a, b, c)*S(l, c), c, 1, 3)*delta(l, k)",
        domain=Domain(
            {
                "N": integers(1, 3),
                "a": integers(1, 3),
                "b": integers(1, 3),
                "l": among(1, 2),
                "k": among(1, 2),
            }
        ),
        environment=clouds.spin_environment,
        environment_names=("S", "eps", "delta", "I"),
        oracle_only=("N",),
        partners=(("a", "b"),),
        conventions="components 1, 2, 3 for x, y, z",
        checks=_matrices(clouds.commutator, "products of explicit spin matrices", 24),
        depends=("engine.text-collective",),
    ),
    Claim(
        id="engine.eq4",
        where="Eq. (4)",
        kind="definition",
        title="Drive",
        latex=r"\hat V(t)=\frac{\omega_0}2\left(\hat S_+^{(1)}\hat S_-^{(2)}e^{i\nu t}+\hat S_-^{(1)}\hat S_+^{(2)}e^{-i\nu t}\right)",
        printed="w/2*(Sp1*Sm2*e+Sm1*Sp2*ec)",
        domain=TIMED,
        environment=driven_environment,
        environment_names=DRIVEN,
        oracle_only=("E1", "E2", "t1", "t2", "d1", "u1", "d2", "u2"),
        partners=(("e", "ec"), ("Sp1", "Sm1")),
        conventions="exp(i nu t) at rational points of the circle, nu = E2 - E1",
        checks=_matrices(
            components_of_drive,
            "hermitian form by cartesian components, omega0 [(x1 x2 + y1 y2) cos nu t - (y1 x2 - x1 y2) sin nu t]",
        ),
        depends=("engine.text-collective",),
    ),
    Claim(
        id="engine.text-quanta",
        where="below Eq. (4)",
        kind="statement",
        title="N quanta of cloud 2 become N quanta of cloud 1",
        latex=r"NE_2\to NE_1+N\hbar\nu",
        printed="[N*E2, N*E1, N*(E2-E1)]",
        prose=True,
        domain=Domain({"N": integers(1, 6), **SPLITTINGS}),
        shifted=("N",),
        partners=(("E1", "E2"),),
        conventions="energy before, after, and what the field gains; nu = E2 - E1",
        checks=_matrices(
            clouds.energies_of_transfer,
            "energies of |0, N> and of the state that N applications of S_+1 S_-2 make of it",
        ),
        depends=("engine.eq4",),
    ),
    Claim(
        id="engine.text-notlocal",
        where="below Eq. (4)",
        kind="statement",
        title="The collective exchange is no sum of local ones",
        latex=r"\hat S_+^{(1)}\hat S_-^{(2)}e^{-i\nu t}\neq\sum_k\hat\sigma_-^{(1,k)}\hat\sigma_+^{(2,k)}e^{-i\nu t}",
        printed="[1, if_else(N > 1, 1, 0)]",
        domain=Domain({"N": integers(1, 3)}),
        conventions="1 where the operators differ: with the local operators as printed, and with sigma_+1 sigma_-2 in place of "
        "sigma_-1 sigma_+2",
        checks=(
            Equality(
                Oracle(lambda p, d: clouds.not_local(p), "matrices on all 4^N product states"),
                route="numeric",
                truth=True,
                points=3,
                minimum=3,
            ),
        ),
        depends=("engine.eq4",),
        notes=(
            "The print exchanges the local raising and lowering operators. The statement is true either way, but for one pair the "
            "matching operators are the same.",
        ),
    ),
    Claim(
        id="engine.text-VI",
        where="above Eq. (5)",
        kind="identity",
        title="Drive in the interaction picture",
        latex=r"\hat V_I=(\omega_0/2)(\hat S_-^{(1)}\hat S_+^{(2)}+\hat S_+^{(1)}\hat S_-^{(2)})",
        printed="w/2*(Sm1*Sp2+Sp1*Sm2)",
        domain=TIMED,
        environment=pair_environment,
        environment_names=NAMES,
        oracle_only=("E1", "E2", "t1", "t2", "d1", "u1", "d2", "u2"),
        conventions="nu = E2 - E1",
        checks=_matrices(_rotated, "exp(i H_0 t) V(t) exp(-i H_0 t) at exact phases"),
        depends=("engine.eq4",),
    ),
    Claim(
        id="engine.eq5",
        where="Eq. (5)",
        kind="definition",
        title="Master equation",
        latex=r"\dot{\hat\rho}=-i[\hat V_I,\hat\rho]+\mathcal D_1(\hat\rho)+\mathcal D_2(\hat\rho)",
        printed=GENERATOR,
        domain=Domain({"N": integers(1, 2), **SMALL}),
        environment=pair_environment,
        environment_names=NAMES,
        oracle_only=("w",),
        conventions="on a generic complex matrix; d, u are the rates of emission and absorption",
        checks=_matrices(
            lambda p: generator_on(p, generic_state(p)[1]), f"Liouvillian {SUPEROPERATOR}", 3
        ),
        depends=("engine.text-VI",),
    ),
    Claim(
        id="engine.eq6",
        where="Eq. (6)",
        kind="definition",
        title="Dissipators",
        latex=r"\mathcal D_i(\hat\rho)=\gamma_\downarrow^{(i)}(\hat S_-^{(i)}\hat\rho\hat S_+^{(i)}-\frac12\{\hat S_+^{(i)}\hat S_-^{(i)},\hat\rho\})"
        r"+\gamma_\uparrow^{(i)}(\hat S_+^{(i)}\hat\rho\hat S_-^{(i)}-\frac12\{\hat S_-^{(i)}\hat S_+^{(i)},\hat\rho\})",
        printed=f"[{DISSIPATORS}]",
        domain=Domain({"N": integers(1, 2), **SMALL}),
        environment=pair_environment,
        environment_names=NAMES,
        oracle_only=("w",),
        conventions="i = 1, 2 on a generic complex matrix; d, u are the rates of emission and absorption",
        checks=_matrices(_dissipated, f"one bath alone, without drive, {SUPEROPERATOR}", 3),
    ),
)

CONSERVED: tuple[Claim, ...] = (
    Claim(
        id="engine.text-conserveS",
        where="below Eq. (8)",
        kind="identity",
        title="The total spin of each ensemble is conserved",
        latex=r"[\hat S_i^2,\hat V_I]=[\hat S_i^2,\hat S_\pm^{(j)}]=0",
        printed="[S1*V-V*S1, S2*V-V*S2, S1*Sm1-Sm1*S1, S1*Sp1-Sp1*S1, S2*Sm2-Sm2*S2, S2*Sp2-Sp2*S2]",
        prose=True,
        domain=Domain({"N": integers(1, 2), **SMALL}),
        environment=clouds.total_spin_environment,
        environment_names=("S1", "S2", "V", "Sm1", "Sp1", "Sm2", "Sp2"),
        oracle_only=("N", *SMALL),
        conventions="S1, S2 are the squared total spins of the ensembles, on all 4^N product states",
        checks=_matrices(
            clouds.no_commutators, "zero; with all generators the mean of S_i^2 is constant", 4
        ),
        depends=("engine.eq5", "engine.eq6"),
    ),
    Claim(
        id="engine.text-degenerate",
        where="below Eq. (8)",
        kind="statement",
        title="One stationary state at maximal total spin, several in all",
        latex=r"S_1=S_2=N/2:\ \dim\ker\mathcal L=1",
        printed="[1, if_else(N > 1, 4, 1)]",
        prose=True,
        domain=Domain(
            {"N": integers(1, 2), **SMALL},
            lambda p: p["d1"] > p["u1"] and p["d2"] > p["u2"],
            "gamma_down > gamma_up",
        ),
        oracle_only=tuple(SMALL),
        conventions="dimension of the kernel of (5) inside the sector S = N/2, and on all 4^N product states",
        checks=(
            Equality(
                Oracle(lambda p, d: clouds.kernels(p), "rank of the exact Liouvillian"),
                route="numeric",
                truth=True,
                points=4,
                minimum=2,
            ),
        ),
        depends=("engine.text-conserveS",),
        notes=(
            "For two pairs each ensemble is a triplet or a singlet: four sectors with a stationary state each.",
        ),
    ),
)
