"""Sec. II: Hamiltonian, couplings, and the quantities that they conserve."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from functools import lru_cache
from typing import Any

import flint

from cotherm.numeric.fields import Ball
from cotherm.numeric.refrigerator import refrigerator_model, refrigerator_rates
from cotherm.numeric.refrigerator_rates import energy_current
from cotherm.numeric.refrigerator_sector import transition_strength
from cotherm.symbolic.forms import transitions as closed_model

from ...books import whole
from ...checks import Equality, Inequality, Oracle, Scaling
from ...claims import Claim
from ...domain import Domain, Point, among, integers, reals
from . import spin_models as spins
from .models import ODD

COUPLED = {
    "N": integers(2, 3),
    "h_c": reals("1/10", 2),
    "h_h": reals("1/10", 2),
    "h_w": reals("1/10", 2),
    "w_c": reals(1, 4),
    "w_h": reals(1, 8),
    "w_w": reals(1, 6),
}
JOINT = Domain(COUPLED)
NUMBERS = ("b_c", "b_h", "b_w")
UNIVERSE = (
    "spins with one mode of each reservoir, two levels kept of each; the couplings act on the spins alone, so that what "
    "commutes here commutes for any number of modes"
)
LARGE = tuple(Fraction(n) for n in (127, 255, 511, 1023))


def _commutes(*blocks: Callable[[Point], Any], text: str) -> tuple[Equality, ...]:
    return (
        Equality(
            Oracle(lambda p, d: [block(p) for block in blocks], text),
            route="numeric",
            title="commutator against blocks of projectors, exact",
            points=4,
            minimum=4,
        ),
    )


BY_SPIN = "sum over total spins j != j' of (j'(j'+1) - j(j+1)) P_j X P_j' with exact projectors"
BY_PARITY = "blocks of H between even and odd parity"


def _universe_claim(
    suffix: str,
    title: str,
    latex: str,
    printed: str,
    checks: tuple[Equality, ...],
    **rest: Any,
) -> Claim:
    """A commutator of the joint Hamiltonian."""
    return Claim(
        id=f"qar.text-{suffix}",
        where="below Eq. (2)",
        title=title,
        latex=latex,
        printed=printed,
        domain=JOINT,
        environment=spins.universe,
        environment_names=("H", "J2", "Pi", "P"),
        oracle_only=tuple(COUPLED),
        conventions=f"{UNIVERSE}; Pi is the product of all sigma_x",
        checks=checks,
        **rest,
    )


def _strengths(point: Point) -> list[Any]:
    """Squared elements of cold, hot and work coupling between the lowest levels."""
    half = Fraction(1, 2)
    pairs = (("Jx", half, 3 * half), ("Jx2/N", half, 5 * half), ("Jx", 3 * half, 5 * half))
    found = []
    for operator, a, b in pairs:
        name: Any = operator
        found.append(transition_strength(point["N"], a, b, name))
    return found


@lru_cache(maxsize=256)
def _current(N: Fraction, beta_c: Fraction) -> Any:
    """Cold current of the full model at the parameters of Fig. 2 with hot rates N^2 times larger."""
    model = refrigerator_model(
        whole(N),
        delta_c="0.1",
        delta_h="0.1",
        delta_w="0.001",
        beta_c=beta_c,
        beta_h=1,
        beta_w="0.001",
        gamma_h=N**2,
    )
    return energy_current(refrigerator_rates(Ball(128), model), "c")


CLAIMS = (
    Claim(
        id="qar.eq1",
        where="Eq. (1)",
        kind="definition",
        title="Hamiltonian of the working fluid",
        latex=r"H_S=\Omega J_z^2,\quad J_\nu=\frac12\sum_{i=1}^N\sigma^i_\nu",
        printed="Omega*(1/2*sum(sz(i), i, 1, N))**2",
        domain=Domain({"N": spins.FEW, "Omega": reals("1/4", 3)}),
        environment=spins.pauli,
        environment_names=("sz", "sx"),
        conventions="sz(i): Pauli matrix of spin i on all 2^N product states",
        checks=(
            Equality(
                Oracle(
                    lambda p, d: spins.squared_magnetisation(p),
                    "Omega m^2 with m half the number of spins up less those down, counted state by state",
                ),
                route="numeric",
                title="matrix of H_S, exact",
            ),
        ),
    ),
    Claim(
        id="qar.eq2",
        where="Eq. (2)",
        kind="definition",
        title="Coupling operators of the three reservoirs",
        latex=r"H_{I,\nu}=A_\nu\otimes B_\nu,\quad A_h=\frac{J_x^2}N,\ A_c=J_x,\ A_w=J_x",
        printed="[(1/2*sum(sx(i), i, 1, N))**2/N, 1/2*sum(sx(i), i, 1, N), 1/2*sum(sx(i), i, 1, N)]",
        domain=Domain({"N": spins.FEW}),
        environment=spins.pauli,
        environment_names=("sx", "sz"),
        conventions="A_h, A_c, A_w on all 2^N product states",
        checks=(
            Equality(
                Oracle(
                    lambda p, d: [
                        spins.flips(p, 2, 1 / p["N"]),
                        spins.flips(p, 1),
                        spins.flips(p, 1),
                    ],
                    "elements counted by the number of spins turned over: 1/2 for one; 1/(2N) for two and 1/4 for none",
                ),
                route="numeric",
                title="matrices, exact",
                points=4,
                minimum=3,
            ),
        ),
        depends=("qar.eq1",),
    ),
    Claim(
        id="qar.text-Jx2",
        where="below Eq. (2)",
        kind="identity",
        title="The squared coupling turns two spins over",
        latex=r"J_x^2=\sum_{ij}\sigma^i_x\sigma^j_x/4",
        printed="sum(sum(sx(i)*sx(j)/4, j, 1, N), i, 1, N)",
        domain=Domain({"N": spins.FEW}),
        environment=spins.pauli,
        environment_names=("sx", "sz"),
        checks=(
            Equality(
                Oracle(
                    lambda p, d: spins.flips(p, 2),
                    "elements of Jx^2 counted by flipped spins: 1/2 for two, N/4 for none, nothing else",
                ),
                route="numeric",
                title="matrices, exact",
                points=4,
                minimum=3,
            ),
        ),
        depends=("qar.eq2",),
        notes=("Besides the flips of two spins it holds the constant N/4 from i = j.",),
    ),
    Claim(
        id="qar.text-balance",
        where="below Eq. (2)",
        kind="scaling",
        title="With 1/N in the hot coupling all three dissipation strengths grow alike",
        latex=r"\text{balanced dissipation strength among all three reservoirs for}\ N\to\infty",
        printed="[2, 2, 2]",
        prose=True,
        domain=Domain({"gamma": among(1, 2)}),
        oracle_only=("gamma",),
        conventions="exponents in N of the squared elements of the cold, hot and work coupling among the three lowest levels",
        checks=(
            Scaling(
                Oracle(
                    lambda p, d: [x * p["gamma"] for x in _strengths(p)],
                    "matrix elements from explicit spin matrices, exact",
                ),
                route="numeric",
                variable="N",
                sequence=LARGE,
                points=2,
            ),
        ),
        depends=("qar.eq2",),
    ),
    Claim(
        id="qar.text-1N-not-essential",
        where="below Eq. (2)",
        kind="statement",
        title="Without the factor 1/N the machine cools too",
        latex=r"A_h=J_x^2:\ \bar I^c_E>0",
        printed="current(N, beta_c) > 0",
        prose=True,
        domain=Domain({"N": ODD, "beta_c": reals("5/4", 2)}),
        bindings={"current": _current},
        conventions="cold current of the full model with J_x^2 in place of J_x^2/N; other parameters of Fig. 2",
        checks=(Inequality(route="numeric", points=30, search=10, digits=15),),
        depends=("qar.eq2", "qar.text-balance"),
    ),
    Claim(
        id="qar.text-hierarchy",
        where="below Eq. (2)",
        kind="definition",
        title="Order of the reservoirs",
        latex=r"\beta_c\ge\beta_h\ge\beta_w",
        printed="n(beta_c, omega) <= n(beta_h, omega) <= n(beta_w, omega)",
        domain=Domain(
            {
                "beta_c": reals("1/10", 6),
                "beta_h": reals("1/100", 4),
                "beta_w": reals("1/1000", 3),
                "omega": reals("1/10", 10),
            },
            where=lambda p: p["beta_c"] >= p["beta_h"] >= p["beta_w"],
            where_text="beta_c >= beta_h >= beta_w",
        ),
        bindings={
            "n": lambda beta, omega: closed_model.bose_occupation.ball(
                flint.ctx.prec, beta=beta, energy=omega
            )
        },
        partners=(("beta_c", "beta_w"),),
        conventions="what the order means: at every frequency the cold reservoir has the fewest, the work reservoir the most quanta",
        checks=(Inequality(route="symbolic", points=60, search=30),),
        explained=dict.fromkeys(
            (
                "n(beta_c, omega)/2 <= n(beta_h, omega) <= n(beta_w, omega)",
                "-n(beta_c, omega) <= n(beta_h, omega) <= n(beta_w, omega)",
                "n(beta_c, omega) <= n(beta_h, omega) <= 2*n(beta_w, omega)",
            ),
            "weaker: an outer member of the chain has moved outwards",
        ),
    ),
    Claim(
        id="qar.text-conserved",
        where="below Eq. (2)",
        kind="identity",
        title="Conserved quantities of the universe",
        latex=r"[H,J^2]=0,\quad[H,\Pi]=0,\quad[J^2,\Pi]=0,\quad\Pi=e^{i\pi(J_x-N/2)}",
        printed="[H*J2-J2*H, H*Pi-Pi*H, J2*Pi-Pi*J2]",
        domain=Domain({"N": integers(2, 3), **dict.fromkeys(NUMBERS, reals("1/10", 2))}),
        environment=spins.driven,
        environment_names=("H", "J2", "Pi"),
        oracle_only=("N", *NUMBERS),
        conventions="the reservoir operators B_nu, which commute with the spins and with each other, are replaced by generic "
        "numbers b_nu; the sub-claims keep modes of the reservoirs. Pi is the product of all sigma_x",
        checks=_commutes(
            lambda p: spins.between_spins(p, "H"),
            spins.between_parities,
            lambda p: -spins.between_spins(p, "Pi"),
            text=f"{BY_SPIN}, X = H and Pi; {BY_PARITY}",
        ),
        depends=("qar.eq1", "qar.eq2"),
    ),
    _universe_claim(
        "conserved.J2",
        "The total spin is conserved",
        r"[H,J^2]=0",
        "H*J2-J2*H",
        _commutes(lambda p: spins.between_spins(p, "H"), text=f"{BY_SPIN}, X = H"),
        kind="identity",
        depends=("qar.text-conserved",),
    ),
    _universe_claim(
        "conserved.Pi",
        "The parity is conserved",
        r"[H,\Pi]=0",
        "H*Pi-Pi*H",
        _commutes(spins.between_parities, text=BY_PARITY),
        kind="identity",
        depends=("qar.text-conserved",),
    ),
    _universe_claim(
        "conserved.J2Pi",
        "Total spin and parity commute",
        r"[J^2,\Pi]=0",
        "J2*Pi-Pi*J2",
        _commutes(lambda p: -spins.between_spins(p, "Pi"), text=f"{BY_SPIN}, X = Pi"),
        kind="identity",
        depends=("qar.text-conserved",),
    ),
    _universe_claim(
        "restriction",
        "The sector of largest spin and positive parity is closed, whatever the perturbative scheme",
        r"[H,P]=0,\quad P\ \text{the projector on}\ j=N/2,\ \Pi=1",
        "H*P-P*H",
        _commutes(spins.out_of_sector, text="blocks of H between the sector and the rest"),
        kind="statement",
        prose=True,
        depends=("qar.text-conserved",),
    ),
)
