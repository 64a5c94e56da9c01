"""Sec. II: the Dicke states and the basis of the sector of largest spin and positive parity."""

from __future__ import annotations

from fractions import Fraction
from functools import lru_cache
from typing import Any

import flint

from cotherm.symbolic.forms import transitions as closed_model

from ...books import exact
from ...checks import Equality, Inequality, Oracle
from ...claims import Claim
from ...domain import Domain, among, integers, reals
from . import spin_models as spins

ODD_FEW = among(3, 5)
CASE_AXES = {
    "N": ODD_FEW,
    "m": among("1/2", "3/2", "5/2"),
    "Omega": reals("1/4", 3),
}


def _closed_strength(nu: Fraction, N: Fraction, a: Fraction, b: Fraction) -> Any:
    """Squared element of the even-parity sector, closed form."""
    form = closed_model.transition_strength
    return form.ball(flint.ctx.prec, N=N, a=a, b=b, operator="Jx2/N" if nu == 2 else "Jx")


@lru_cache(maxsize=16)
def _states(N: Fraction) -> Fraction:
    return Fraction(spins.sector_sizes({"N": N})[0])


CLAIMS = (
    Claim(
        id="qar.text-dicke",
        where="below Eq. (3)",
        kind="identity",
        title="Dicke states from the state of all spins down",
        latex=r"J_z|j,m\rangle=m|j,m\rangle,\quad J^2|j,m\rangle=j(j+1)|j,m\rangle,\quad j=N/2",
        printed="[m*ket(m), j*(j+1)*ket(m)]",
        domain=Domain(
            {
                "N": integers(1, 5),
                "j": among("1/2", 1, "3/2", 2, "5/2"),
                "m": among("-3/2", -1, "-1/2", 0, "1/2", 1, 2),
            },
            where=lambda p: (
                p["j"] == p["N"] / 2
                and abs(p["m"]) <= p["j"]
                and (p["j"] - p["m"]).denominator == 1
            ),
            where_text="j = N/2, m from -j to j",
        ),
        environment=spins.kets,
        environment_names=("ket", "bra"),
        shifted=("j",),
        conventions="ket(m): J_+ applied j + m times to the state of all spins down, scaled to components 0 and 1",
        checks=(
            Equality(
                Oracle(
                    lambda p, d: spins.ladder_images(p),
                    "Jz and J^2 of the product space applied to it",
                ),
                route="numeric",
                title="images, exact",
            ),
        ),
        depends=("qar.text-conserved.J2",),
    ),
    Claim(
        id="qar.eq3",
        where="Eq. (3)",
        kind="identity",
        title="Energies and eigenstates of the sector",
        latex=r"E_m=\Omega m^2,\quad|v^+_m\rangle=\frac1{\sqrt2}[|j,m\rangle+|j,-m\rangle],\quad H_S|v^+_m\rangle=E_m|v^+_m\rangle",
        printed="[1/2*(ket(m)+ket(-m))*(bra(m)+bra(-m)), Omega*m**2/2*(ket(m)+ket(-m))*(bra(m)+bra(-m))]",
        domain=Domain(
            CASE_AXES,
            where=lambda p: p["m"] <= p["N"] / 2,
            where_text="m at most N/2",
        ),
        environment=spins.kets,
        environment_names=("ket", "bra"),
        conventions="|v_m><v_m| and E_m |v_m><v_m|; ket(m) bra(m) is the projector on |j, m>, j = N/2",
        checks=(
            Equality(
                Oracle(
                    lambda p, d: [spins.sector_projector(p), spins.sector_projector(p, True)],
                    "product of the projectors on J^2 = j(j+1), Pi = 1 and Jz^2 = m^2, and H_S times it",
                ),
                route="numeric",
                title="joint eigenprojector, exact",
                points=8,
            ),
        ),
        depends=("qar.text-dicke", "qar.text-conserved"),
    ),
    Claim(
        id="qar.eq3.dim",
        where="above Eq. (3)",
        kind="identity",
        title="Number of states of the sector, without degeneracy",
        latex=r"(N+1)/2\ \text{states, non-degenerate}",
        printed="[(N+1)/2, 1]",
        domain=Domain({"N": among(1, 3, 5, 7)}),
        shifted=("N",),
        conventions="number of states, and largest degeneracy of Jz^2 among them",
        checks=(
            Equality(
                Oracle(
                    lambda p, d: spins.sector_sizes(p),
                    "traces of the joint projectors on all 2^N states",
                ),
                route="numeric",
                points=4,
                minimum=4,
            ),
        ),
        depends=("qar.eq3",),
    ),
    Claim(
        id="qar.text-less-demanding",
        where="Sec. II",
        kind="statement",
        title="The sector is a small part of the product space",
        latex=r"(N+1)/2\ \text{states instead of}\ 2^N",
        printed="4*states(N) <= 2**N",
        prose=True,
        domain=Domain({"N": among(3, 5, 7)}),
        bindings={"states": _states},
        exact_bindings=("states",),
        conventions="significantly less is read as at most a quarter",
        checks=(Inequality(route="numeric", points=3, minimum=3, search=0),),
        depends=("qar.eq3.dim",),
        notes=("The quarter is met by N = 3; for N = 7 the part is 4 of 128.",),
    ),
    Claim(
        id="qar.text-parity-symmetric",
        where="Sec. II, App. A",
        kind="identity",
        title="For odd N both parity sectors have the same rates",
        latex=r"|\langle v^-_a|A_\nu|v^-_b\rangle|^2=|\langle v^+_a|A_\nu|v^+_b\rangle|^2",
        printed="strength(nu, N, a, b)",
        prose=True,
        domain=Domain(
            {
                "nu": among(1, 2),
                "N": among(5, 7, 9, 11, 13),
                "a": among("1/2", "3/2", "5/2", "7/2"),
                "b": among("1/2", "3/2", "5/2", "7/2"),
            },
            where=lambda p: p["a"] != p["b"] and max(p["a"], p["b"]) <= p["N"] / 2,
            where_text="a != b, at most N/2",
        ),
        bindings={"strength": _closed_strength},
        partners=(("a", "b"),),
        shifted=("N",),
        conventions="strength: closed form for positive parity; energies a^2 are the same in both sectors; nu = 1 for J_x, 2 for "
        "J_x^2/N",
        checks=(
            Equality(
                exact(
                    lambda f, p: spins.odd_strength(p),
                    "negative parity, explicit spin matrices",
                ),
                route="numeric",
                points=30,
            ),
        ),
        depends=("qar.eq3",),
    ),
)
