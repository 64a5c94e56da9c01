"""Photonic Carnot engine: the coarse-grained equation (4) and its steady state."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import flint

from cotherm.numeric import coarse_grained_field as coarse
from cotherm.numeric.fields import Field
from cotherm.symbolic.forms import micromaser as forms

from ...algebras import to_fmpq
from ...books import closed, full, whole
from ...checks import Asymptotic, Equality, Oracle
from ...checks.asymptotic import powers_of_ten
from ...claims import Claim
from ...domain import Domain, Point, integers, reals
from .maser_shared import (
    EXACT,
    LEVELS,
    RATIO,
    excited,
    joint_operators,
    mode_operators,
)

STANDARD = "sigma_+ = |e><g|, sigma_- = |g><e| (see text-ladder); unnormalised Fock states"
SEEDS = integers(1, 200)


def _traced_second_order(point: Point) -> flint.fmpq_mat:
    """-Tr_atom [H, [H, rho_c (x) rho_0]]/2 with H = sigma_+ a + sigma_- a^dagger, times alpha."""
    rho = mode_operators(point)["rho"]
    ops = joint_operators(point)
    width = 2 * LEVELS
    state = flint.fmpq_mat(width, width)
    weights = (to_fmpq(point["pe"]), to_fmpq(1 - point["pe"]))
    for block, weight in enumerate(weights):
        for i in range(LEVELS):
            for j in range(LEVELS):
                state[block * LEVELS + i, block * LEVELS + j] = weight * rho[i, j]
    H = ops["sp"] * ops["a"] + ops["sm"] * ops["ad"]
    once = H * state - state * H
    twice = H * once - once * H
    half = to_fmpq(-point["alpha"] / 2)
    return flint.fmpq_mat(
        LEVELS,
        LEVELS,
        [
            half * (twice[i, j] + twice[LEVELS + i, LEVELS + j])
            for i in range(LEVELS)
            for j in range(LEVELS)
        ],
    )


def _measured_rates(point: Point) -> list[Any]:
    """Rate of 0 -> 1 for atoms in an empty cavity, and of 1 -> 0 for one photon, second order."""
    ops = joint_operators({"seed": Fraction(1)})
    H = ops["sp"] * ops["a"] + ops["sm"] * ops["ad"]
    rates = []
    for start, end in ((0, 1), (1, 0)):
        state = flint.fmpq_mat(2 * LEVELS, 2 * LEVELS)
        state[start, start] = to_fmpq(point["pe"])
        state[LEVELS + start, LEVELS + start] = to_fmpq(1 - point["pe"])
        once = H * state - state * H
        twice = H * once - once * H
        moved = twice[end, end] + twice[LEVELS + end, LEVELS + end]
        rates.append(moved * to_fmpq(-point["alpha"] / 2))
    return rates


def _geometric(field: Field, point: Point) -> list[Any]:
    """T = omega / ln(p_n/p_(n+1)) for neighbouring photon numbers of the stationary state of (4)."""
    populations = coarse.coarse_steady_populations(EXACT, 5, point["pe"])
    with field:
        omega = field.number(point["omega"])
        return [
            omega / field.log(field.number(populations[n]) / field.number(populations[n + 1]))
            for n in range(4)
        ]


def _normalisable(point: Point) -> int:
    populations = coarse.coarse_steady_populations(EXACT, 8, point["pe"])
    return int(populations[7] < populations[6])


def _laboratory_geometric(field: Field, point: Point) -> list[Any]:
    p_e = excited(field, point["Tq"])
    populations = coarse.coarse_steady_populations(field, 5, p_e)
    with field:
        ratio = field.number(RATIO)
        return [ratio / field.log(populations[n] / populations[n + 1]) for n in range(4)]


CLAIMS: tuple[Claim, ...] = (
    Claim(
        id="spinstar.eq4",
        where="Eq. (4)",
        kind="identity",
        title="Coarse-grained equation of the field: second order of one pass",
        latex=r"\dot\rho_c=\frac{\alpha p_e}{2}\left(2a^\dagger\rho_ca-\{\rho_c,aa^\dagger\}\right)"
        r"+\frac{\alpha(1-p_e)}{2}\left(2a\rho_ca^\dagger-\{\rho_c,a^\dagger a\}\right)",
        printed="alpha*pe/2*(2*ad*rho*a-(rho*a*ad+a*ad*rho))"
        "+alpha*(1-pe)/2*(2*a*rho*ad-(rho*ad*a+ad*a*rho))",
        domain=Domain({"alpha": reals("1/10", 4), "pe": reals("1/20", "19/20"), "seed": SEEDS}),
        environment=mode_operators,
        environment_names=("a", "ad", "rho"),
        partners=(("a", "ad"),),
        conventions="alpha = r (g tau)^2; a generic operator of the field, coherences between photon numbers included; "
        + STANDARD,
        checks=(
            Equality(
                Oracle(
                    lambda p, d: _traced_second_order(p),
                    "double commutator with H_I on field and atom, the atom traced out",
                ),
                route="numeric",
                title="second order in g tau of the exact pass",
            ),
        ),
        depends=("spinstar.text-HI", "spinstar.text-ladder", "spinstar.text-random"),
        notes=(
            "The first order vanishes because the atoms carry no coherence. The relative error of each rate is (g tau)^2 n/3 to "
            "leading order (eq4-alpha): at the printed g tau = 1.49 the expansion is not valid for any photon number. Its "
            "stationary state is right all the same, because the exact pass obeys the same detailed balance "
            "(text-thermal-exact).",
        ),
    ),
    Claim(
        id="spinstar.eq4-alpha",
        where="below Eq. (4)",
        kind="approximation",
        title="Rate of one photon exchanged, to second order in g tau",
        latex=r"\alpha=r(g\tau)^2",
        printed="r*g**2*n",
        domain=Domain({"r": reals("1/10", 5), "n": integers(1, 12)}),
        conventions="g stands for g tau; alpha n is compared with r times the exact probability that one atom moves the field between "
        "n-1 and n photons (p_e upwards, 1 - p_e downwards)",
        checks=(
            Asymptotic(
                full(
                    lambda f, p: (
                        f.number(p["r"]) * coarse.transfer_probability(f, p["g"], whole(p["n"]))
                    ),
                    "exact pass, exponential of the Hamiltonian of one doublet",
                ),
                variable="g",
                sequence=powers_of_ten(-2, -5),
                law="g**2*n/3",
                title="error law of the coarse graining",
            ),
        ),
        depends=("spinstar.eq4",),
        notes=(
            "At g tau = 1.4923 the print gives 2.227 r for one photon, the exact pass 0.994 r.",
        ),
    ),
    Claim(
        id="spinstar.text-rates",
        where="below Eq. (4)",
        kind="statement",
        title="Rates of amplification and of damping",
        latex=r"\alpha p_e\ \text{and}\ \alpha(1-p_e)\ \text{are the effective rates of amplification and damping}",
        printed="[alpha*pe, alpha*(1-pe)]",
        domain=Domain({"alpha": reals("1/10", 4), "pe": reals("1/20", "19/20")}),
        conventions="0 -> 1 and 1 -> 0 photons per time, second order of the exact pass",
        checks=(
            Equality(
                Oracle(
                    lambda p, d: _measured_rates(p),
                    "double commutator with H_I on field and atom, populations that moved",
                ),
                route="numeric",
            ),
        ),
        depends=("spinstar.eq4",),
    ),
    Claim(
        id="spinstar.eq4-threshold",
        where="below Eq. (4)",
        kind="inequality",
        title="Below maser threshold",
        latex=r"\text{below maser threshold, consistent with the detailed balance condition}",
        printed="if_else(pe < 1/2, 1, 0)",
        prose=True,
        domain=Domain({"pe": reals("1/50", "49/50")}),
        conventions="1 where the populations of the stationary state fall from one photon number to the next, so that it can be "
        "normalised",
        checks=(
            Equality(
                Oracle(
                    lambda p, d: _normalisable(p),
                    "null vector of (4) for eight photon numbers, exact",
                ),
                route="numeric",
                truth=True,
                points=60,
                minimum=40,
            ),
        ),
        depends=("spinstar.eq4",),
    ),
    Claim(
        id="spinstar.eq4-steady",
        where="below Eq. (4)",
        kind="identity",
        title="Thermal steady state at the temperature of the atoms",
        latex=r"T_f=T_q=-\omega/\ln[p_e/(1-p_e)]",
        printed="-omega/log(pe/(1-pe))",
        domain=Domain({"omega": reals("1/2", 12), "pe": reals("1/1000", "499/1000")}),
        conventions="below threshold; hbar = k_B = 1",
        checks=(
            Equality(
                full(
                    lambda f, p: _geometric(f, p)[1],
                    "ratio of the populations of one and two photons in the exact null vector of (4)",
                ),
                route="numeric",
            ),
            Equality(
                closed(
                    forms.micromaser_temperature,
                    "photon number of the stationary field, closed form",
                    p_e="pe",
                    g_tau=lambda p: 1,
                    omega_over_Tb="omega",
                ),
                title="temperature of the mean photon number",
            ),
        ),
        depends=("spinstar.eq4-threshold",),
        notes=("All neighbouring photon numbers have the same ratio, exactly.",),
    ),
    Claim(
        id="spinstar.text-cg-Tf",
        where="discussion of Fig. 3",
        kind="statement",
        title="The coarse-grained equation heats the field to T_q",
        latex=r"\text{a thermal state of the cavity at}\ T_f=T_q",
        printed="[Tq, Tq, Tq, Tq]",
        prose=True,
        domain=Domain({"Tq": reals(1, 5)}),
        conventions="temperatures in units of T_b, omega/T_b = 6; from each pair of neighbouring photon numbers up to four",
        checks=(
            Equality(
                full(_laboratory_geometric, "null vector of (4) with p_e of atoms at T_q"),
                route="numeric",
            ),
        ),
        depends=("spinstar.eq4-steady",),
    ),
)
