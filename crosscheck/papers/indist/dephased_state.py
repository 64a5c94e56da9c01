"""Appendix J: the steady state without its coherences."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from functools import lru_cache
from math import comb, prod
from typing import Any

import flint

from cotherm.numeric.density_matrix import steady_density
from cotherm.numeric.matrices import Matrix
from cotherm.numeric.spins import collective_spin, product_levels
from cotherm.numeric.temperature import InverseTemperature
from cotherm.numeric.total_spin import total_spin_projector

from ...algebras import digits_to_bits, precision, to_fmpq
from ...books import whole
from ...checks import Asymptotic, Equality, Oracle
from ...claims import Claim
from ...domain import Axis, Domain, Point, among, half_integers, integers
from ..heatcap.operators import FIELD, boltzmann
from .dephased_sums import (
    BOUND,
    CHASE,
    EMISSION,
    ONE_HALF,
    ROOT,
    START,
    SUMS,
    bare,
    level_trace,
    state_weight,
    states_with,
    sums,
)
from .sectors import (
    ROOTS,
    ensemble_environment,
    level_projector,
    size_text,
    within,
)


def _level(low: str, high: str, **axes: Axis) -> Domain:
    """Ensembles with a total m that occurs, and further axes."""
    return Domain(
        {
            "n": integers(1, 4),
            "s": half_integers("1/2", "3/2"),
            "m": half_integers(low, high),
            **axes,
        },
        lambda p: (
            within(27)(p)
            and abs(p["m"]) <= p["n"] * p["s"]
            and (p["n"] * p["s"] - p["m"]).denominator == 1
        ),
        "m from -ns to ns, " + size_text(27),
    )


def _powers(point: Point) -> Mapping[str, Any]:
    """Operators of the ensemble at b, and Jp, Jm."""
    return _powers_at(point["n"], point["s"], point["b"])


@lru_cache(maxsize=64)
def _powers_at(number: Fraction, s: Fraction, b: Fraction) -> Mapping[str, Any]:
    n = whole(number)
    found = dict(ensemble_environment({"n": number, "s": s, "b": b}))
    spin = collective_spin(FIELD, n, s)
    found["Jp"], found["Jm"] = spin.Jplus.to_flint(), spin.Jminus.to_flint()
    found["D"] = lru_cache(maxsize=64)(lambda m: level_projector(n, s, m))
    weights = [
        prod(comb(whole(2 * s), whole(s + m)) for m in state) for state in product_levels(n, s)
    ]
    found["I"] = lambda m: to_fmpq(states_with(number, s, m))
    found["G"] = Matrix.diagonal(FIELD, weights).to_flint()
    return found


def _limit_state(point: Point, digits: int) -> Any:
    """Stationary density matrix for exp(-b0/2) = u^k."""
    return steady_density(
        FIELD,
        whole(point["n"]),
        point["s"],
        boltzmann(point, "b"),
        "collective",
        InverseTemperature(q=point["u"] ** (2 * whole(point["k"]))),
    ).to_flint()


def _amplitude(point: Point) -> Any:
    """Squared amplitude of the k-th product state with total m in |ns, m>."""
    n, s = whole(point["n"]), point["s"]
    at = [i for i, state in enumerate(product_levels(n, s)) if sum(state) == point["m"]]
    place = at[whole(point["k"]) % len(at)]
    return total_spin_projector(n, s, n * s)[place, place]


def amplitude(point: Point, digits: int) -> flint.arb:
    """Its square root: all amplitudes of |ns, m> are positive."""
    with precision(digits_to_bits(digits)):
        return flint.arb(_amplitude(point)).sqrt()


def _population(point: Point) -> Any:
    """Population of the k-th product state with total m in the state without coherences."""
    n, s = whole(point["n"]), point["s"]
    at = [i for i, state in enumerate(product_levels(n, s)) if sum(state) == point["m"]]
    place = at[whole(point["k"]) % len(at)]
    return bare(point)[place, place]


CLAIMS: tuple[Claim, ...] = (
    Claim(
        id="indist.eqJ1",
        where="Eq. (J1)",
        kind="limit",
        title="Steady state after a start at an extreme temperature",
        latex=r"\rho^\infty_{\beta_0}(\beta_B)\underset{\hbar\omega|\beta_0|\gg1}{\to}Z_{ns}^{-1}(\beta_B)"
        r"\sum_{m=-ns}^{ns}e^{-\hbar\omega m\beta_B}|ns,m\rangle\langle ns,m|",
        printed="sum(w(m)/Zns*P(top)*D(m), m, -top, top)",
        domain=Domain(
            {
                "n": integers(2, 3),
                "s": half_integers("1/2", "3/2"),
                "b": among(*ROOTS),
                "k": among(-1, 1),
            },
            within(16),
            size_text(16),
        ),
        oracle_only=("k",),
        environment=lambda p: {
            **ensemble_environment(p),
            "Zns": sum(
                (
                    boltzmann(p, "b").power(FIELD, m - p["n"] * p["s"])
                    for m in range(int(2 * p["n"] * p["s"]) + 1)
                ),
                FIELD.zero,
            ),
        },
        environment_names=("w", "Zns", "P", "D", "top"),
        conventions="P(top)*D(m) = |ns,m><ns,m|; b is given by exp(-b/2), b0 by exp(-b0/2) = u^k with u to 0",
        checks=(
            Asymptotic(
                Oracle(
                    _limit_state,
                    "stationary density matrix of the full collective Lindblad equation, every element exact",
                ),
                variable="u",
                sequence=tuple(Fraction(1, 10**k) for k in (2, 3, 4, 5)),
                route="numeric",
                remainder="u**2",
                tight=False,
                title="limit, every element, with the order of the remainder",
            ),
        ),
    ),
    Claim(
        id="indist.eqJ2",
        where="Eq. (J2)",
        kind="identity",
        title="Dicke states in the local basis",
        latex=r"|ns,m\rangle=\frac1{\sqrt{I_m}}\sum_{m_1+m_2+\dots+m_n=m}|m_1,m_2,\dots,m_n\rangle",
        printed="1/sqrt(I(n, s, m))",
        domain=_level("-3", "3", k=integers(0, 9)),
        oracle_only=("k",),
        bindings={"I": states_with, "g": state_weight},
        shifted=("m",),
        conventions="I is the number of product states with total m, g the product of C(2s, s+m_i) over the spins; the value is the amplitude of the k-th of the product states with total m",
        checks=(
            Equality(
                Oracle(amplitude, "diagonal elements of the exact projector on J = ns"),
                route="numeric",
                points=24,
            ),
        ),
        corrected="sqrt(g(n, s, m, k)/binomial(2*n*s, n*s+m))",
        cause="weights: |ns, m> is C(2ns, ns+m)^(-1/2) times the sum over product states of prod_i C(2s, s+m_i)^(1/2)",
        chase=CHASE,
        notes=(ONE_HALF,),
    ),
    Claim(
        id="indist.eqJ3",
        where="Eq. (J3)",
        kind="identity",
        title="Steady state without its coherences",
        latex=r"\rho^\infty_{+|_D}(\beta_B)=Z_{ns}^{-1}(\beta_B)\sum_{m=-ns}^{ns}\sum_{m_1+\dots+m_n=m}"
        r"\frac{e^{-\hbar\omega m\beta_B}}{I_m}|m_1,\dots,m_n\rangle\langle m_1,\dots,m_n|",
        printed="w(m)/I(m)/Z",
        domain=_level("-3", "3", k=integers(0, 9), b=among(*ROOTS)),
        oracle_only=("k",),
        environment=sums,
        environment_names=BOUND,
        shifted=("m",),
        conventions=SUMS + "; the value is the population of the k-th product state with total m",
        checks=(
            Equality(
                Oracle(
                    lambda p, d: _population(p),
                    "diagonal of the stationary density matrix of the full collective Lindblad equation from the ground state",
                ),
                route="numeric",
                points=30,
            ),
        ),
        corrected="w(m)*g(k)/binomial(2*T, T+m)/Z",
        cause=ROOT,
        chase=CHASE,
        depends=("indist.eqJ1", "indist.eqJ2"),
        notes=(ONE_HALF, "The number of the equation reads (I3) in the text layer."),
    ),
    Claim(
        id="indist.eqJ4",
        where="Eq. (J4)",
        kind="identity",
        title="Emission without coherences as a sum over product states",
        latex=r"\mathrm{Tr}J^+J^-\rho^\infty_{+|_D}=Z_{ns}^{-1}\sum_{m=-ns}^{ns}\frac{e^{-\hbar\omega m\beta_B}}{I_m}"
        r"\sum_{m_1+\dots+m_n=m}\langle m_1,\dots,m_n|J^+J^-|m_1,\dots,m_n\rangle",
        printed="sum(w(m)/I(m)*tr(D(m)*Jp*Jm), m, -n*s, n*s)/sum(w(m), m, -n*s, n*s)",
        domain=START,
        environment=_powers,
        environment_names=("w", "I", "D", "G", "tr", "Jp", "Jm"),
        shifted=("n", "s"),
        partners=(("Jp", "Jm"),),
        conventions="D(m) is the sum of |m_1..m_n><m_1..m_n| with total m, I(m) their number; b is given by exp(-b/2)",
        checks=(Equality(EMISSION, route="numeric", points=16),),
        corrected="sum(w(m)/binomial(2*n*s, n*s+m)*tr(G*D(m)*Jp*Jm), m, -n*s, n*s)/sum(w(m), m, -n*s, n*s)",
        cause=ROOT,
        chase=CHASE,
        depends=("indist.eqJ3",),
        notes=(ONE_HALF,),
    ),
    Claim(
        id="indist.eqJ5",
        where="Eq. (J5)",
        kind="identity",
        title="Trace of J+ J- over an eigenspace of Jz in both bases",
        latex=r"\sum_{m_1+\dots+m_n=m}\langle m_1,\dots,m_n|J^+J^-|m_1,\dots,m_n\rangle="
        r"\sum_{J=|m|}^{ns}\sum_{i=1}^{l_J}{}_i\langle J,m|J^+J^-|J,m\rangle_i",
        printed="sum(l(J)*(J+m)*(J-m+1), J, abs(m), T)",
        prose=True,
        domain=_level("-7/2", "7/2"),
        environment=sums,
        environment_names=BOUND,
        shifted=("J", "m"),
        conventions=SUMS,
        checks=(
            Equality(
                Oracle(
                    lambda p, d: level_trace(whole(p["n"]), p["s"], p["m"]),
                    "trace of the matrix of J+ J- over product states",
                ),
                route="numeric",
                points=24,
            ),
        ),
    ),
)
