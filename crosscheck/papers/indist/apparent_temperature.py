"""Appendices H and I: apparent temperature of a state and of the steady states."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

import flint

from cotherm.numeric.generators import restrict
from cotherm.numeric.local_state import exchange_strengths
from cotherm.numeric.matrices import from_flint
from cotherm.numeric.spin_ensemble import bath_dynamics
from cotherm.numeric.spin_ladder import ladder_populations
from cotherm.numeric.spins import collective_spin, levels, spin_operators

from ...algebras import digits_to_bits, precision, to_ball
from ...books import whole
from ...checks import Equality, Oracle
from ...claims import Chase, Claim
from ...domain import Caveat, Domain, Point, among, half_integers, integers, reals
from ..heatcap.operators import FIELD, boltzmann, trace
from .coherence_states import density
from .sectors import (
    ROOTS,
    STARTS,
    generic_state,
    long_time,
    size_text,
    within,
    without_sector_coherence,
)


def absorption(n: Fraction, s: Fraction, k: Fraction) -> Fraction:
    """<J- J+> of a generic state."""
    return _strength(n, s, k, up=True)


def emission(n: Fraction, s: Fraction, k: Fraction) -> Fraction:
    """<J+ J-> of a generic state."""
    return _strength(n, s, k, up=False)


def _generic(n: Fraction, s: Fraction, k: Fraction) -> Any:
    return generic_state(whole(n), s, {"n": n, "s": s, "k": k})


def _strength(n: Fraction, s: Fraction, k: Fraction, *, up: bool) -> Fraction:
    spin = collective_spin(FIELD, whole(n), s)
    product = spin.Jminus @ spin.Jplus if up else spin.Jplus @ spin.Jminus
    value = trace(product.to_flint() * _generic(n, s, k))
    return Fraction(int(value.p), int(value.q))


def _silent_bath(point: Point, digits: int) -> flint.arb:
    """Temperature of the bath that exchanges no energy with a generic state."""
    n, s = whole(point["n"]), point["s"]
    flat = list(_generic(point["n"], s, point["k"]).entries())
    dynamics = bath_dynamics(n, s, "collective", [i for i, x in enumerate(flat) if x != 0])
    rho, energies = restrict(flat, dynamics.block), dynamics.energies(FIELD)
    down, up = (FIELD.dot(energies, part.apply(rho)) for part in (dynamics.down, dynamics.up))
    with precision(digits_to_bits(digits)):
        factor = to_ball(point["hbar"] * point["omega"])
        return -factor / flint.arb(-down / up).log()


def _ladder_emission(point: Point) -> Any:
    """<J+ J-> in the stationary state of one ladder."""
    J = point["J"]
    spin = spin_operators(FIELD, J)
    strengths = (spin.Jplus @ spin.Jminus).diagonal_values()
    return FIELD.dot(strengths, ladder_populations(FIELD, J, boltzmann(point, "b")))


def _ladder_powers(point: Point) -> Mapping[str, Any]:
    """w(m) = exp(-m b) and Z of one ladder."""
    beta = boltzmann(point, "b")
    return {
        "w": lambda m: beta.power(FIELD, m),
        "Z": sum((beta.power(FIELD, m) for m in levels(point["J"])), FIELD.zero),
    }


def _temperature_of(rho: Any, n: int, s: Fraction, digits: int) -> flint.arb:
    """Apparent temperature of an exact state."""
    strengths = exchange_strengths(n, s, rho)
    with precision(digits_to_bits(digits)):
        return 1 / flint.arb(strengths.absorption / strengths.emission).log()


def _after_generic_start(point: Point, digits: int) -> flint.arb:
    """Apparent temperature after a generic start without coherences between multiplets."""
    n, s = whole(point["n"]), point["s"]
    start = without_sector_coherence(n, s, generic_state(n, s, point))
    final = long_time(n, s, boltzmann(point, "r"), start)
    return _temperature_of(from_flint(FIELD, final), n, s, digits)


def _after_thermal_start(point: Point, digits: int) -> flint.arb:
    n, s = whole(point["n"]), point["s"]
    rho = density(n, s, point["r"] ** 2, point["r0"] ** 2)
    return _temperature_of(rho, n, s, digits)


EQ_I1 = (
    "[sum(w(m)*(J+m)*(J-m+1), m, -J, J)/Z, sum(w(m+1)*(J+m+1)*(J-m), m, -J-1, J-1)/Z, "
    "w(1)*sum(w(m)*(J+m+1)*(J-m), m, -J, J-1)/Z, w(1)*sum(w(m)*(J+m+1)*(J-m), m, -J, J)/Z]"
)


CLAIMS: tuple[Claim, ...] = (
    Claim(
        id="indist.eqH2",
        where="Eq. (H2)",
        kind="definition",
        title="Apparent temperature: the bath with which a state exchanges no energy",
        latex=r"\mathcal T:=\omega\left(\ln\frac{\mathrm{Tr}J^-J^+\rho}{\mathrm{Tr}J^+J^-\rho}\right)^{-1}",
        printed="omega/log(A(n, s, k)/B(n, s, k))",
        domain=Domain(
            {
                "n": integers(1, 3),
                "s": half_integers("1/2", 1),
                "k": integers(1, 12),
                "omega": reals("1/10", 5),
                "hbar": among("1", "2/3", "7/4"),
            },
            within(9),
            size_text(9),
        ),
        oracle_only=("hbar",),
        bindings={"A": absorption, "B": emission},
        partners=(("A", "B"),),
        conventions="k_B = 1, dimensionless J+ and J-; A = <J- J+>, B = <J+ J-> of the k-th generic state",
        checks=(
            Equality(
                Oracle(
                    _silent_bath,
                    "temperature of the bath at which the full collective Lindblad equation leaves the energy "
                    "of a generic state constant",
                ),
                route="numeric",
                title="bath without heat flow",
                points=16,
            ),
        ),
        caveats=(Caveat("hbar = 1", lambda p: p["hbar"] == 1, fixes=("hbar",)),),
        chase=Chase(
            transcription="compared with (H2) and with its repetition above (I1)",
            oracle="the heat flow of a generic state vanishes at hbar omega/(k_B T) = ln(<J- J+>/<J+ J->)",
            extraction="hbar is missing in both places, and is there in (2) and (I2)",
            convention="(2) and (I2) keep hbar; with hbar = 1 the definition is right",
        ),
        notes=(
            "That the bath's temperature is necessary for a steady state is this statement read backwards; "
            "sufficient it is not.",
        ),
    ),
    Claim(
        id="indist.eqI1",
        where="Eq. (I1)",
        kind="identity",
        title="Detailed balance between emission and absorption in one thermal ladder",
        latex=r"\mathrm{Tr}\rho^{th}_{J,i}J^+J^-=Z_J^{-1}\sum_{m=-J}^Je^{-\hbar\omega m\beta_B}(J+m)(J-m+1)"
        r"=Z_J^{-1}\sum_{m=-J-1}^{J-1}e^{-\hbar\omega(m+1)\beta_B}(J+m+1)(J-m)=\dots"
        r"=e^{-\hbar\omega\beta_B}\mathrm{Tr}\rho^{th}_{J,i}J^-J^+",
        printed=EQ_I1,
        domain=Domain({"J": half_integers("1/2", 4), "b": among(*ROOTS)}),
        environment=_ladder_powers,
        environment_names=("w", "Z"),
        shifted=("J",),
        conventions="hbar = omega = 1; w(m) = exp(-m b), b is given by exp(-b/2); the four sums of the chain, of which the last "
        "is exp(-b) <J- J+>",
        checks=(
            Equality(
                Oracle(
                    lambda p, d: [_ladder_emission(p)] * 4,
                    "<J+ J-> of the stationary populations of the ladder's rate equation, exact",
                ),
                route="numeric",
                points=12,
            ),
        ),
    ),
    Claim(
        id="indist.eqI2",
        where="Eq. (I2)",
        kind="identity",
        title="Every steady state (9) has the apparent temperature of the bath",
        latex=r"\mathcal T^\infty:=\hbar\omega\left(\ln\frac{\mathrm{Tr}J^-J^+\rho^\infty(\beta_B)}"
        r"{\mathrm{Tr}J^+J^-\rho^\infty(\beta_B)}\right)^{-1}=1/\beta_B",
        printed="1/b(r)",
        domain=Domain(
            {
                "n": integers(1, 4),
                "s": half_integers("1/2", "3/2"),
                "r": among(*ROOTS),
                "r0": among(*STARTS),
            },
            within(27),
            size_text(27),
        ),
        oracle_only=("n", "s", "r0"),
        bindings={"b": lambda root: -2 * to_ball(root).log()},
        conventions="hbar = omega = 1; b(r) = -2 ln r, so that exp(-b/2) = r; exp(-b0/2) = r0",
        checks=(
            Equality(
                Oracle(
                    _after_thermal_start,
                    "exact <J- J+> and <J+ J-> in the stationary state of the full Lindblad equation",
                ),
                route="numeric",
                title="after a thermal start",
                points=16,
            ),
            Equality(
                Oracle(
                    _after_generic_start,
                    "exact <J- J+> and <J+ J-> after a generic start without coherences between multiplets",
                ),
                route="numeric, generic start",
                title="after a generic start",
                domain=Domain(
                    {
                        "n": integers(1, 3),
                        "s": half_integers("1/2", "3/2"),
                        "r": among(*ROOTS),
                        "r0": among(*STARTS),
                    },
                    within(9),
                    size_text(9),
                ),
                points=10,
            ),
        ),
        depends=("indist.eqI1",),
    ),
)
