"""Sec. 5: Heisenberg scaling from classical states, relaxation, and one large spin."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import flint

from cotherm.numeric import collective_bath
from cotherm.numeric.density_matrix import steady_density
from cotherm.numeric.fields import Ball, Field, Rational
from cotherm.numeric.relaxation import generator_in_units_of_decay, propagate
from cotherm.numeric.spin_ensemble import prepare
from cotherm.numeric.temperature import InverseTemperature
from cotherm.symbolic.forms import spin_ladder as ladder
from cotherm.symbolic.forms import thermometry as closed_thermometry

from ...algebras import digits_to_bits, precision
from ...books import bind, full, whole
from ...checks import Equality, Oracle, Scaling
from ...claims import Claim
from ...domain import Caveat, Domain, Point, among, half_integers, integers, reals
from .operators import boltzmann
from .probes import C, probes, remembered
from .thermometry import COLD_ENOUGH

HALF = Fraction(1, 2)


def _classical_start(point: Point, digits: int) -> Any:
    """Relative deviation for a thermal start, closed form summed over sectors."""
    names = ("n", "s", "b", "b0")
    found = closed_thermometry.fisher_information.digits(digits, **{k: point[k] for k in names})
    with precision(digits_to_bits(digits)):
        return 1 / found.sqrt()


@remembered
def decay_rate(n: Fraction, b: Fraction, t: Fraction) -> Any:
    """-d ln(E - E_ss)/dt of n spins 1/2 under collective dissipation, from the ground state."""
    field = Ball(flint.ctx.prec + 96)
    bath = InverseTemperature(b)
    dynamics, initial = prepare(field, whole(n), HALF, "collective", "inf")
    generator = generator_in_units_of_decay(field, dynamics, bath)
    final = dynamics.structure(field, bath).project(initial)
    energies = dynamics.energies(field)
    state = propagate(generator, initial, t)
    gap = field.dot(energies, state) - field.dot(energies, final)
    with field:
        return -field.dot(energies, generator.apply(state)) / gap


def _rates_differ(point: Point) -> int:
    """1 where the local decay rates at two times are certainly different."""
    with precision(200):
        first, second = (decay_rate(point["n"], point["b"], point[name]) for name in ("t", "u"))
        return int(not (first - second).contains(0))


def _has_coherence(point: Point) -> int:
    rho = steady_density(
        Rational(), whole(point["n"]), point["s"], boltzmann(point, "b"), "collective", "inf"
    )
    return int(any(i != j and value != 0 for (i, j), value in rho.entries.items()))


def _energy_and_capacity(field: Field, point: Point) -> list[Any]:
    """<J_z> and heat capacity of the ensemble in the symmetric subspace."""
    n, s, b = whole(point["n"]), point["s"], point["b"]
    energy = collective_bath.steady_energy(field, n, s, b)
    with field:
        shifted = energy - field.number(n * s)
    return [shifted, collective_bath.heat_capacity(field, n, s, b, "collective")]


CLAIMS = (
    Claim(
        id="heatcap.text-heisenberg-classical",
        where="Sec. 5",
        kind="scaling",
        title="Heisenberg scaling from thermal initial states",
        latex=r"\Delta T\sim1/n\quad\text{for}\ \hbar\omega|\beta_0|\gg1",
        printed="-1",
        oracle_only=("s", "b", "b0"),
        domain=Domain(
            {
                "s": half_integers("1/2", 1),
                "b": among("1e-12", "1e-10", "1e-2", "1e-1"),
                "b0": among(4, 6, 10, -5),
            }
        ),
        conventions="exponent of n at fixed b0 and b = hbar omega/k_B T",
        checks=(
            Scaling(
                Oracle(
                    lambda p, d: _classical_start(p, d),
                    "closed form of the relative deviation, thermal start",
                    "symbolic",
                ),
                variable="n",
                sequence=tuple(Fraction(x) for x in (20, 40, 80, 160)),
                points=6,
            ),
        ),
        caveats=(COLD_ENOUGH,),
        depends=("heatcap.text-heisenberg",),
        notes=(
            "Finite beta_0 does not limit it: for large n the weights gather at J near n |e_s(b0)|, so that only the "
            "prefactor grows, by 1/|e_s(b0)|.",
        ),
    ),
    Claim(
        id="heatcap.text-not-exponential",
        where="Sec. 5",
        kind="statement",
        title="Collective relaxation of the energy is not exponential",
        latex=r"\mathrm{Tr}\rho J_z-\mathrm{Tr}\rho^{ss}J_z\ne c\,e^{-\gamma t}",
        printed="1",
        prose=True,
        oracle_only=("n", "b", "t", "u"),
        domain=Domain(
            {
                "n": integers(2, 3),
                "b": reals(-2, 4, smallest="1e-1", zero=True),
                "t": among("1/8", "1/4", "3/8"),
                "u": among("1/2", "3/4"),
            }
        ),
        conventions="1 where the local decay rates at the times t and u differ; n spins 1/2 from the ground state",
        checks=(
            Equality(
                Oracle(
                    lambda p, d: _rates_differ(p),
                    "local decay rates of the energy from the exponential of the full Liouvillian, balls",
                ),
                route="numeric",
                truth=True,
                points=14,
            ),
        ),
        caveats=(
            Caveat(
                "finite bath temperature: for b = 0 the energy decays with the single rate 2 G(omega)",
                lambda p: p["b"] != 0,
            ),
        ),
        depends=("heatcap.eq1",),
    ),
    Claim(
        id="heatcap.text-ind-low-diss",
        where="Sec. 5",
        kind="statement",
        title="Role of the heat capacity in low-dissipation Carnot engines of independent spins",
        latex=r"\text{the role of the heat capacity remains prominent}",
        printed="",
        missing="a formula: neither the protocol, nor the relaxation time, nor the quantity that the heat capacity is "
        "to determine; they are those of Ref. [25]",
    ),
    Claim(
        id="heatcap.text-single-large-spin",
        where="Sec. 5",
        kind="identity",
        title="In the best case the ensemble performs like one spin n s",
        latex=r"p_{J=ns}=1:\quad E^{ss}=e_{J=ns},\ C^{col}_+=C_{J=ns}",
        printed="[e(n*s, b), C(n*s, b)]",
        prose=True,
        domain=probes(16, b=reals(-10, 10)),
        bindings={"C": C, "e": bind(ladder.ladder_energy, "J", "b")},
        shifted=("n", "s"),
        conventions="energy and heat capacity, on which work and precision depend",
        checks=(
            Equality(
                full(
                    _energy_and_capacity, "full collective Lindblad equation from the ground state"
                ),
                route="numeric",
            ),
        ),
        depends=("heatcap.text-Cplus",),
    ),
    Claim(
        id="heatcap.text-single-large-spin.coherences",
        where="Sec. 5",
        kind="statement",
        title="Coherences of the ensemble, and none of one spin",
        latex=r"\text{the dissipative dynamics of a single spin does not involve generation of coherences}",
        printed="if_else(n > 1, 1, 0)",
        prose=True,
        oracle_only=("s", "b"),
        domain=Domain(
            {
                "n": integers(1, 4),
                "s": half_integers("1/2", 4),
                "b": among("1/2", "2/3", "9/10", "5/3"),
            },
            where=lambda p: (2 * p["s"] + 1) ** whole(p["n"]) <= 16,
            where_text="(2s+1)^n at most 16",
        ),
        conventions="1 where the steady state has coherences in the local basis; start in the ground state",
        checks=(
            Equality(
                Oracle(
                    lambda p, d: _has_coherence(p),
                    "off-diagonal elements of the exact stationary state of the full Lindblad equation",
                ),
                route="numeric",
                truth=True,
                points=24,
            ),
        ),
        depends=("heatcap.text-single-large-spin",),
    ),
)
