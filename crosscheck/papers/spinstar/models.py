"""Eqs. (1), (2): the two Hamiltonians, what they say of the couplings, and whether they are one."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Any

import flint

from cotherm.numeric.fields import Rational
from cotherm.numeric.spins import product_levels, spin_operators, total_spin_squared

from ...checks import Equality, Oracle
from ...claims import Chase, Claim
from ...domain import Axis, Caveat, Domain, Point, half_integers, integers, reals
from . import operators
from .shared import GENERIC

COUPLINGS: dict[str, Axis] = {name: GENERIC[name] for name in ("omega", "J", "lam")}
STAR = Domain({"N": integers(1, 3), **COUPLINGS})
SPIN = Domain({"S": half_integers("1/2", 2), **COUPLINGS})


def _exact(compute: Callable[[Point], Any], text: str) -> Oracle:
    return Oracle(lambda point, digits: compute(point), text)


STAR_MATRIX = _exact(
    operators.star_matrix, "matrix of (1) on all product states, exchanges by flipped bits"
)
SPIN_MATRIX = _exact(operators.spin_matrix, "matrix of (2) from the ladder operators of both spins")


def _bond(point: Point) -> flint.fmpq:
    """Coefficient of sigma_ix sigma_jx in (1)."""
    i, j = int(point["i"]), int(point["j"])
    return operators.star_component(point, i, j, "x")


def _direction(point: Point) -> flint.fmpq:
    """Coefficient of sigma_0a sigma_ia in (1), a = 1, 2, 3 for x, y, z."""
    kind = "xyz"[int(point["a"]) - 1]
    return operators.star_component(point, 0, int(point["i"]), kind)


def _anisotropy(point: Point) -> flint.fmpq:
    """Ratio of the z to the x coupling of the centre to the last outer spin."""
    N = int(point["N"])
    z, x = (operators.star_component(point, 0, N, kind) for kind in "zx")
    return z / x


def _splitting(point: Point) -> flint.fmpq:
    """Triplet (m = 0) minus singlet energy of N = 1, lam = 1."""
    block = operators.star_matrix({**point, "N": Fraction(1), "lam": Fraction(1)})
    # Product states 1 and 2: one spin up, the other down.
    triplet = (block[1, 1] + block[2, 2] + 2 * block[1, 2]) / 2
    return triplet - (block[1, 1] + block[2, 2] - 2 * block[1, 2]) / 2


def _outer_number(point: Point) -> int:
    """Number of spins 1/2 whose sum S_z has as many values as one spin S."""
    wanted = spin_operators(Rational(), point["S"]).Jz.shape[0]
    return next(
        N
        for N in range(1, 20)
        if len({sum(levels) for levels in product_levels(N, Fraction(1, 2))}) == wanted
    )


def _casimir(point: Point) -> flint.fmpq:
    """Tr S^2 / (2S + 1) of explicit spin matrices."""
    squared = total_spin_squared(spin_operators(Rational(), point["S"]))
    mean: flint.fmpq = squared.trace() / squared.shape[0]
    return mean


INTRODUCTION_STAR = (
    Claim(
        id="spinstar.text-star-def",
        where="introduction",
        kind="definition",
        title="Outer spins do not interact with each other",
        latex=r"\text{the outer spin bath is assumed non-interacting}",
        prose=True,
        printed="if_else(i < 1, J/4, 0)",
        domain=Domain(
            {"N": integers(2, 3), "i": integers(0, 2), "j": integers(1, 3), **COUPLINGS},
            where=lambda p: p["i"] < p["j"] <= p["N"],
            where_text="i < j <= N",
        ),
        oracle_only=("N", "j", "omega", "lam"),
        checks=(
            Equality(_exact(_bond, "Tr(H sigma_ix sigma_jx)/2^(N+1) of (1)"), "numeric", minimum=8),
        ),
        explained={
            text: "i is a whole number"
            for text in ("if_else(2*i < 1, J/4, 0)", "if_else(i < 1/2, J/4, 0)")
        },
    ),
    Claim(
        id="spinstar.text-iso",
        where="introduction",
        kind="statement",
        title="Isotropic and homogeneous coupling of the centre",
        latex=r"\text{a centre spin is isotropically and homogeneously coupled to outer ones}",
        prose=True,
        printed="J/4",
        domain=Domain(
            {"N": integers(1, 3), "i": integers(1, 3), "a": integers(1, 3), **COUPLINGS},
            where=lambda p: p["i"] <= p["N"],
            where_text="i <= N",
        ),
        oracle_only=("N", "i", "a", "omega", "lam"),
        caveats=(
            Caveat(
                "x and y components, or lam = 1",
                lambda p: p["a"] != 3 or p["lam"] == 1,
            ),
        ),
        checks=(
            Equality(
                _exact(_direction, "Tr(H sigma_0a sigma_ia)/2^(N+1) of (1), a = x, y, z"),
                "numeric",
            ),
        ),
        chase=Chase(
            "introduction read again: isotropically and homogeneously",
            "traces with Pauli matrices that are built apart from the Hamiltonian",
            "plain words",
            "isotropic may mean the arrangement in space, where it says the same as homogeneous",
        ),
        notes=(
            "The coupling is the same for all outer spins at any anisotropy; it is the same for all "
            "three spin components at lam = 1 alone, and (1) has lam in front of the z components.",
        ),
    ),
)

SIZES = Claim(
    id="spinstar.text-S-values",
    where="introduction",
    kind="definition",
    title="Values of the spin S",
    latex=r"S=1/2,1,3/2,\ldots",
    prose=True,
    printed="S*(S + 1)",
    domain=Domain({"S": half_integers("1/2", 12)}),
    checks=(
        Equality(
            _exact(_casimir, "S_x^2 + S_y^2 + S_z^2 of explicit matrices"),
            "numeric",
            points=10,
        ),
    ),
    notes=("Each multiple of 1/2 has its matrices, with the length that the commutators ask for.",),
)

CLAIMS = (
    Claim(
        id="spinstar.text-N2S",
        where="Fig. 1, Initialization",
        kind="definition",
        title="Outer spins of a star and size of the spin",
        latex=r"N=2S",
        printed="2*S",
        domain=Domain({"S": half_integers("1/2", 4)}),
        checks=(
            Equality(
                _exact(_outer_number, "spins 1/2 whose sum has the values -S ... S, by counting"),
                "numeric",
                points=8,
            ),
        ),
        notes=(
            "The values of S_z are the same; the star has 2^N states where the spin has N + 1.",
        ),
    ),
    Claim(
        id="spinstar.eq1",
        where="Eq. (1)",
        kind="definition",
        title="Hamiltonian of the spin star",
        latex=r"H=\frac{\omega}{2}\sum_{i=0}^N\sigma_{iz}+\frac{J}{4}\sum_{i=1}^N"
        r"(\sigma_{0x}\sigma_{ix}+\sigma_{0y}\sigma_{iy}+\lambda\sigma_{0z}\sigma_{iz})",
        printed="omega/2*sum(sz(i), i, 0, N)"
        " + J/4*sum(sx(0)*sx(i) + sy(0)*sy(i) + lam*sz(0)*sz(i), i, 1, N)",
        domain=STAR,
        environment=operators.star_environment,
        environment_names=("sx", "sy", "sz"),
        partners=(("sx", "sz"), ("omega", "J")),
        checks=(Equality(STAR_MATRIX, "numeric", points=10),),
    ),
    Claim(
        id="spinstar.eq2",
        where="Eq. (2)",
        kind="definition",
        title="Hamiltonian of the spin 1/2 beside one spin S",
        latex=r"H=\frac{\omega}{2}\sigma_{0z}+\omega S_{1z}+\frac{J}{2}"
        r"(\sigma_{0x}S_{1x}+\sigma_{0y}S_{1y}+\lambda\sigma_{0z}S_{1z})",
        printed="omega/2*s0z + omega*S1z + J/2*(s0x*S1x + s0y*S1y + lam*s0z*S1z)",
        domain=SPIN,
        environment=operators.spin_environment,
        environment_names=("s0x", "s0y", "s0z", "S1x", "S1y", "S1z"),
        oracle_only=("S",),
        partners=(("S1x", "S1z"), ("s0x", "s0z")),
        checks=(Equality(SPIN_MATRIX, "numeric", points=10),),
    ),
    Claim(
        id="spinstar.text-H1eqH2",
        where="below (2)",
        kind="identity",
        title="Collective spin operators turn (2) into (1)",
        latex=r"S_{1\alpha}=\frac12\sum_i\sigma_{i\alpha}",
        printed="omega/2*sz(0) + omega*(sum(sz(i), i, 1, N)/2) + J/2*(sx(0)*sum(sx(i), i, 1, N)/2"
        " + sy(0)*sum(sy(i), i, 1, N)/2 + lam*sz(0)*sum(sz(i), i, 1, N)/2)",
        domain=STAR,
        environment=operators.star_environment,
        environment_names=("sx", "sy", "sz"),
        checks=(Equality(STAR_MATRIX, "numeric", points=8),),
        depends=("spinstar.eq1", "spinstar.eq2"),
        notes=(
            "As operators on the 2^(N+1) states of the star the two are equal. A single spin S = N/2 "
            "has N + 1 of the 2^N states of the outer spins; see spinstar.text-equiv.SN2.",
        ),
    ),
    Claim(
        id="spinstar.text-AFM",
        where="below (2)",
        kind="convention",
        title="J > 0 is antiferromagnetic",
        latex=r"J\text{ is the anti-ferromagnetic coupling strength}",
        prose=True,
        printed="J",
        domain=Domain({"J": reals(-2, 2), "omega": GENERIC["omega"]}),
        oracle_only=("omega",),
        depends=("spinstar.eq1",),
        checks=(
            Equality(
                _exact(_splitting, "triplet minus singlet energy of (1), N = 1, lam = 1"),
                "numeric",
                points=10,
            ),
        ),
        notes=("The singlet is the lower one for J > 0.",),
    ),
    Claim(
        id="spinstar.text-lambda",
        where="below (2)",
        kind="convention",
        title="Anisotropy in the z direction",
        latex=r"\lambda\text{ is the anisotropy parameter of the exchange in the z-direction}",
        prose=True,
        printed="lam",
        domain=STAR,
        oracle_only=("N", "omega", "J"),
        depends=("spinstar.eq1",),
        checks=(
            Equality(
                _exact(_anisotropy, "ratio of the z and the x coupling of (1), by traces"),
                "numeric",
                points=8,
            ),
        ),
        notes=("lam = 0 leaves the XX model, lam = 1 the isotropic one.",),
    ),
)
