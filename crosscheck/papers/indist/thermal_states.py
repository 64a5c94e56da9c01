"""Sec. IV: thermal initial states and the stationary states that they lead to."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

import flint

from cotherm.numeric import density_matrix as densities
from cotherm.numeric import total_spin
from cotherm.numeric.fields import Rational
from cotherm.numeric.spins import product_levels

from ...books import exact, whole
from ...checks import Equality, Oracle
from ...claims import Claim
from ...domain import Domain, Point, among, half_integers, integers
from ..heatcap.operators import FIELD, boltzmann, steady_density, trace
from .sectors import (
    MULTIPLES,
    ROOT_TEXT,
    ROOTS,
    bath_and_start,
    ensemble_environment,
    multiples,
    multiplicity,
    occurs_within,
    rooted,
    size_text,
    tensor_power,
    unit_projector,
    within,
)

STARTED = Domain(
    {"n": integers(1, 4), "s": half_integers("1/2", "3/2"), "b0": among(*ROOTS)},
    within(27),
    size_text(27),
)
SECTORS = Domain(
    {**STARTED.axes, "J": half_integers(0, 3)},
    occurs_within(27),
    "J among the total spins of n spins s, " + size_text(27),
)


def _thermal(point: Point) -> Any:
    """Stationary state of independent dissipation at b0, which is the thermal state, exact."""
    n, s = whole(point["n"]), point["s"]
    rho = densities.steady_density(Rational(), n, s, boltzmann(point, "b0"), "independent")
    return rho.to_flint()


THERMAL = Oracle(
    lambda p, d: _thermal(p), "stationary state of the independent Lindblad equation, exact"
)


def _tensor_environment(point: Point) -> Mapping[str, Any]:
    n, s = whole(point["n"]), point["s"]
    return {
        **ensemble_environment(point),
        "tensor": lambda single: tensor_power(n, single),
        "E": lambda m: unit_projector(s, m),
    }


def _level_block(point: Point) -> Any:
    level = ensemble_environment(point)["D"](point["m"])
    return level * _thermal(point) * level


def _weight_and_state(point: Point) -> list[Any]:
    """Weight of one multiplet of total spin J, and the thermal state."""
    sector = ensemble_environment(point)["P"](point["J"])
    rho = _thermal(point)
    copies = trace(sector) / flint.fmpq(int(2 * point["J"] + 1))
    return [trace(sector * rho) / copies, rho]


def _partition(point: Point) -> Any:
    """exp(n s b) over the population of the ground state."""
    n, s = whole(point["n"]), point["s"]
    ground = _thermal(point)[0, 0]
    return boltzmann(point, "b0").power(FIELD, -n * s) / ground


def _candidates(point: Point) -> list[Fraction]:
    top = point["n"] * point["s"]
    return [top - k for k in range(int(top) + 1)]


def _is_thermal(point: Point) -> Fraction:
    """Whether the stationary state is exp(-x J_z)/Z for some x, in exact arithmetic."""
    n, s = whole(point["n"]), point["s"]
    bath, start = bath_and_start(point)
    rho = densities.steady_density(Rational(), n, s, bath, "collective", start)
    if any(i != j and value != 0 for (i, j), value in rho.entries.items()):
        return Fraction(0)
    populations = rho.diagonal_values()
    by_level: dict[Fraction, set[Any]] = {}
    for state, p in zip(product_levels(n, s), populations, strict=True):
        by_level.setdefault(sum(state, Fraction(0)), set()).add(p)
    if any(len(values) > 1 for values in by_level.values()):
        return Fraction(0)
    ladder = [by_level[m].pop() for m in sorted(by_level)]
    return Fraction(
        all(b * b == a * c for a, b, c in zip(ladder, ladder[1:], ladder[2:], strict=False))
    )


CLAIMS = (
    Claim(
        id="indist.eq10",
        where="Eq. (10)",
        kind="definition",
        title="Thermal state of the ensemble",
        latex=r"\rho^{th}(\beta_0):=Z(\beta_0)^{-1}e^{-\hbar\omega\beta_0J_z},\quad Z(\beta_0):=\mathrm{Tr}e^{-\hbar\omega\beta_0J_z}",
        printed="state(B0/tr(B0))",
        domain=STARTED,
        environment=ensemble_environment,
        environment_names=("B0", "tr", "state"),
        conventions="B0 = exp(-b0 J_z), b0 = hbar omega beta_0 given by exp(-b0/2)",
        checks=(
            Equality(THERMAL, route="numeric", title="density matrix, every element", points=10),
        ),
    ),
    Claim(
        id="indist.eq11",
        where="Eq. (11)",
        kind="identity",
        title="Thermal state as a product of local thermal states",
        latex=r"\rho^{th}(\beta_0)=\bigotimes_{k=1}^n\frac{e^{-\hbar\omega\beta_0j_z^k}}{Z_s(\beta_0)}"
        r"=\frac1{Z_s(\beta_0)^n}\bigotimes_{k=1}^n\left\{\sum_{m=-s}^se^{-m\hbar\omega\beta_0}|s,m\rangle_k\langle s,m|\right\}",
        printed="state(1/sum(w0(m), m, -s, s)**n*tensor(sum(w0(m)*E(m), m, -s, s)))",
        domain=STARTED,
        environment=_tensor_environment,
        environment_names=("w0", "E", "tensor", "state"),
        conventions="E(m) = |s, m><s, m|, w0(m) = exp(-m b0), tensor is the n-fold product; b0 is given by exp(-b0/2)",
        checks=(
            Equality(THERMAL, route="numeric", title="density matrix, every element", points=10),
        ),
        depends=("indist.eq10",),
    ),
    Claim(
        id="indist.eq12",
        where="Eq. (12)",
        kind="identity",
        title="The partition function factorises",
        latex=r"Z(\beta_0)=Z_s(\beta_0)^n",
        printed="sum(exp(-m*b0), m, -s, s)**n",
        domain=STARTED,
        shifted=("n",),
        conventions="b0 is given by exp(-b0/2)",
        checks=(
            Equality(
                Oracle(
                    lambda p, d: _partition(p),
                    "inverse population of the ground state, independent Lindblad equation, exact",
                ),
                route="numeric",
                exponential=("b0",),
            ),
        ),
        depends=("indist.eq11",),
    ),
    Claim(
        id="indist.eq13",
        where="Eq. (13)",
        kind="identity",
        title="Thermal state sorted by the total m",
        latex=r"\rho^{th}(\beta_0)=\frac1{Z(\beta_0)}\sum_{m=-ns}^{ns}e^{-m\hbar\omega\beta_0}\sum_{m_1+\dots+m_n=m}|m_1,\dots,m_n\rangle\langle m_1,\dots,m_n|",
        printed="state(sum(1/sum(w0(k), k, -s, s)**n*w0(m)*D(m), m, -top, top))",
        domain=STARTED,
        environment=ensemble_environment,
        environment_names=("w0", "D", "top", "state"),
        conventions="D(m) is the sum of |m_1..m_n><m_1..m_n| over m_1 + ... + m_n = m, top = ns, Z = Z_s^n; b0 is given by "
        "exp(-b0/2)",
        checks=(
            Equality(THERMAL, route="numeric", title="density matrix, every element", points=10),
        ),
        depends=("indist.eq12",),
    ),
    Claim(
        id="indist.text-Im",
        where="below Eq. (13)",
        kind="identity",
        title="Number of product states of total m from the multiplicities",
        latex=r"I_m=\sum_{J=|m|}^{ns}l_J",
        printed="sum(l(n, s, J), J, abs(m), n*s)",
        domain=Domain(
            {
                "n": integers(1, 5),
                "s": half_integers("1/2", 2),
                "m": half_integers(-6, 6),
            },
            lambda p: (
                abs(p["m"]) <= p["n"] * p["s"]
                and (p["n"] * p["s"] - p["m"]).denominator == 1
                and within(260)(p)
            ),
            "ns - m an integer from 0 to 2ns, " + size_text(260),
        ),
        bindings={"l": multiplicity},
        exact_bindings=("l",),
        checks=(
            Equality(
                Oracle(
                    lambda p, d: sum(
                        sum(state) == p["m"] for state in product_levels(whole(p["n"]), p["s"])
                    ),
                    "product states, counted",
                ),
                route="numeric",
                points=16,
            ),
        ),
        depends=("indist.eq6",),
    ),
    Claim(
        id="indist.eq14",
        where="Eq. (14)",
        kind="identity",
        title="Thermal state restricted to one eigenspace of J_z",
        latex=r"\rho^{th}(\beta_0)_{|_m}=\frac{e^{-m\omega\beta_0}}{Z(\beta_0)}\sum_{m_1+\dots+m_n=m}|m_1,\dots,m_n\rangle\langle m_1,\dots,m_n|"
        r"=\frac{e^{-m\omega\beta_0}}{Z(\beta_0)}\mathbb I_m",
        printed="state(w0(m)/sum(w0(k), k, -s, s)**n*D(m))",
        domain=Domain(
            {**STARTED.axes, "m": half_integers("-9/2", "9/2")},
            lambda p: (
                abs(p["m"]) <= p["n"] * p["s"]
                and (p["n"] * p["s"] - p["m"]).denominator == 1
                and within(27)(p)
            ),
            "ns - m an integer from 0 to 2ns, " + size_text(27),
        ),
        environment=ensemble_environment,
        environment_names=("w0", "D", "state"),
        conventions="hbar = 1 (the exponent shows no hbar here and in (15)); D(m) is the identity of the eigenspace m; b0 is "
        "given by exp(-b0/2)",
        checks=(
            Equality(
                Oracle(
                    lambda p, d: _level_block(p),
                    "block of the stationary state of the independent Lindblad equation, exact",
                ),
                route="numeric",
                title="density matrix, every element",
                points=10,
            ),
        ),
        depends=("indist.eq13",),
        notes=(
            "The index 0 of beta_0 reads rho_0 in places of the text layer; the print has beta_0.",
        ),
    ),
    Claim(
        id="indist.eq15",
        where="Eq. (15)",
        kind="identity",
        title="Thermal state as a mixture of thermal multiplets",
        latex=r"\rho^{th}(\beta_0)=\sum_{J=J_0}^{ns}p_J(\beta_0)\sum_{i=1}^{l_J}\rho^{th}_{J,i}(\beta_0),\quad p_J(\beta_0):=\frac{Z_J(\beta_0)}{Z(\beta_0)}",
        printed="[sum(w0(m), m, -J, J)/sum(w0(m), m, -s, s)**n, "
        "sum(sum(w0(m), m, -K, K)/sum(w0(m), m, -s, s)**n*P(K)*B0/sum(w0(m), m, -K, K), K, J0, top)]",
        domain=SECTORS,
        environment=ensemble_environment,
        environment_names=("w0", "P", "B0", "J0", "top"),
        conventions="p_J and the state; P(K) B0/Z_K is the sum of rho^th_{K,i} over i; top = ns; b0 is given by exp(-b0/2)",
        checks=(
            Equality(
                Oracle(
                    lambda p, d: _weight_and_state(p),
                    "projections of the stationary state of the independent Lindblad equation",
                ),
                route="numeric",
                title="weight and density matrix, every element",
                points=8,
            ),
        ),
        depends=("indist.eq14", "indist.eq7"),
    ),
    Claim(
        id="indist.text-pJ-norm",
        where="below Eq. (15)",
        kind="identity",
        title="The weights are normalised",
        latex=r"\sum_{J=J_0}^{ns}l_Jp_J(\beta_0)=1",
        printed="sum(l(n, s, J)*sum(exp(-m*b0), m, -J, J)/sum(exp(-m*b0), m, -s, s)**n, J, n*s-floor(n*s), n*s)",
        domain=STARTED,
        bindings={"l": multiplicity},
        exact_bindings=("l",),
        conventions="b0 is given by exp(-b0/2)",
        checks=(
            Equality(
                exact(
                    lambda f, p: f.sum(
                        total_spin.sector_weight(f, p["n"], p["s"], J, boltzmann(p, "b0"))
                        for J in _candidates(p)
                    ),
                    "weights of all total spins from projectors in the product space",
                ),
                route="numeric",
                exponential=("b0",),
            ),
        ),
        depends=("indist.eq15",),
    ),
    Claim(
        id="indist.eq16",
        where="Eq. (16)",
        kind="identity",
        title="Stationary state reached from a thermal state",
        latex=r"\rho^\infty_{\beta_0}(\beta_B):=\sum_{J=J_0}^{ns}p_J(\beta_0)\sum_{i=1}^{l_J}\rho^{th}_{J,i}(\beta_B)",
        printed="state(sum(sum(w0(m), m, -J, J)/sum(w0(m), m, -s, s)**n*P(J)*B/sum(w(m), m, -J, J), J, J0, top))",
        domain=rooted(27),
        environment=ensemble_environment,
        environment_names=("w", "w0", "P", "B", "J0", "top", "state"),
        partners=(("w", "w0"),),
        conventions="P(J) B/Z_J is the sum of rho^th_{J,i} over i, B = exp(-b J_z), w(m) = exp(-m b), w0(m) = exp(-m b0), "
        "top = ns; " + ROOT_TEXT,
        checks=(
            Equality(
                Oracle(lambda p, d: steady_density(p), "full collective Lindblad equation, exact"),
                route="numeric",
                title="density matrix, every element",
                points=10,
            ),
        ),
        depends=("indist.eq9", "indist.eq15"),
    ),
    Claim(
        id="indist.text-iff",
        where="below Eq. (16)",
        kind="statement",
        title="The stationary state is thermal only if the initial temperature is plus or minus that of the bath",
        latex=r"\rho^\infty_{\beta_0}(\beta_B)\ \text{thermal}\Leftrightarrow\beta_0=\pm\beta_B",
        printed="if_else(abs(j) < abs(i), 0, if_else(abs(j) > abs(i), 0, 1))",
        prose=True,
        domain=multiples(16, first=2),
        oracle_only=("n", "s", "x"),
        partners=(("i", "j"),),
        conventions="1 where the state is thermal at any temperature; " + MULTIPLES,
        checks=(
            Equality(
                Oracle(
                    lambda p, d: _is_thermal(p),
                    "every element of the stationary state of the full equation, exact",
                ),
                route="numeric",
                truth=True,
                points=50,
            ),
        ),
        depends=("indist.eq16",),
        notes=("A single spin always becomes thermal.",),
    ),
)
