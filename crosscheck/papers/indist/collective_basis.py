"""Eqs. (5) and (6): the basis of total spin."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from cotherm.numeric import total_spin
from cotherm.numeric.fields import Field
from cotherm.numeric.spins import collective_spin, half_integer, product_levels
from cotherm.numeric.temperature import InverseTemperature

from ...books import exact, full, whole
from ...checks import Equality, Oracle
from ...claims import Claim
from ...domain import Domain, Point, among, half_integers, integers
from ..heatcap.operators import (
    FIELD,
    random_operator,
)
from .sectors import (
    ROOTS,
    ensemble_environment,
    multiplicity,
    size_text,
    within,
)
from .states import ENSEMBLES, LEVELS, multiplet_mean


def _ladder_elements(field: Field, point: Point) -> list[Any]:
    """|J+ |J, m>| and |J- |J, m>| in the product space, for J_a = hbar j_a."""
    spin = collective_spin(FIELD, whole(point["n"]), point["s"])
    up = (spin.Jminus @ spin.Jplus).to_flint()
    down = (spin.Jplus @ spin.Jminus).to_flint()
    with field:
        hbar = field.number(point["hbar"])
        return [hbar * field.sqrt(field.number(multiplet_mean(point, x))) for x in (up, down)]


IDEMPOTENT = "a projector is its own square"


def _expansion_environment(point: Point) -> Mapping[str, Any]:
    n, s = whole(point["n"]), half_integer(point["s"])
    psi = random_operator(point, int((2 * s + 1) ** n))
    return {**ensemble_environment(point), "psi": psi}


def _character(field: Field, point: Point) -> Any:
    """Trace of exp(-b Jz) over all product states."""
    beta = InverseTemperature(q=point["b"] ** 2)
    with field:
        return field.sum(
            beta.power(field, sum(state, Fraction(0)))
            for state in product_levels(whole(point["n"]), point["s"])
        )


CLAIMS = (
    Claim(
        id="indist.eq5",
        where="Eq. (5)",
        kind="identity",
        title="Every pure state expands in the collective basis",
        latex=r"|\psi\rangle=\sum_{J=J_0}^{ns}\sum_{m=-J}^{J}\sum_{i=1}^{l_J}a_{J,m,i}|J,m\rangle_i",
        printed="sum(sum(P(J)*D(m)*psi, m, -J, J), J, J0, top)",
        domain=Domain(
            {"n": integers(2, 4), "s": half_integers("1/2", "3/2")}, within(32), size_text(32)
        ),
        environment=_expansion_environment,
        environment_names=("P", "D", "psi", "J0", "top"),
        conventions="P(J) D(m) is the projector on the states |J, m>_i of all i, top = ns; the columns of psi are generic vectors",
        checks=(
            Equality(
                Oracle(
                    lambda p, d: _expansion_environment(p)["psi"],
                    "the vectors themselves in the product basis",
                ),
                route="numeric",
                title="every component of generic vectors",
                points=9,
            ),
        ),
        explained={
            "sum(sum(P(J)**2*D(m)*psi, m, -J, J), J, J0, top)": IDEMPOTENT,
            "sum(sum(P(J)*D(m)**2*psi, m, -J, J), J, J0, top)": IDEMPOTENT,
        },
    ),
    Claim(
        id="indist.text-lns",
        where="below Eq. (5)",
        kind="identity",
        title="Multiplicities of the two largest total spins",
        latex=r"l_{ns}=1,\quad l_{ns-1}=n-1",
        printed="[1, n-1]",
        domain=Domain(
            ENSEMBLES.axes,
            lambda p: ENSEMBLES.contains(p) and p["n"] * p["s"] >= 1,
            "ns at least 1, " + ENSEMBLES.where_text,
        ),
        oracle_only=("s",),
        shifted=("n",),
        checks=(
            Equality(
                Oracle(
                    lambda p, d: [
                        total_spin.multiplicity(p["n"], p["s"], p["n"] * p["s"] - k) for k in (0, 1)
                    ],
                    "ranks of J^2 - J(J+1)",
                ),
                route="numeric",
            ),
            Equality(
                Oracle(
                    lambda p, d: [
                        multiplicity(p["n"], p["s"], p["n"] * p["s"] - k) for k in (0, 1)
                    ],
                    "closed form of the multiplicities",
                    book="symbolic",
                ),
                domain=Domain({"n": integers(2, 200), "s": half_integers("1/2", "9/2")}),
            ),
        ),
    ),
    Claim(
        id="indist.text-ladder",
        where="above Eq. (6)",
        kind="identity",
        title="Matrix elements of the collective ladder operators",
        latex=r"J^\pm=\hbar\sqrt{(J\mp m)(J\pm m+1)}\,|J,m\pm1\rangle_i",
        printed="[hbar*sqrt((J-m)*(J+m+1)), hbar*sqrt((J+m)*(J-m+1))]",
        domain=LEVELS,
        oracle_only=("n", "s"),
        conventions="upper and lower sign; the left side stands for J^+- |J, m>_i, whose state is not printed",
        checks=(
            Equality(
                full(_ladder_elements, "norms of J^+- |J, m>_i in the product space of n spins"),
                route="numeric",
                points=14,
            ),
        ),
        depends=("indist.eq4",),
    ),
    Claim(
        id="indist.eq6",
        where="Eq. (6)",
        kind="identity",
        title="Decomposition of the product space into total spins",
        latex=r"\mathcal H_s^{\otimes n}=\bigoplus_{J=J_0}^{ns}\mathcal H_J^{\oplus l_J}",
        printed="sum(l(n, s, J)*sum(exp(-m*b), m, -J, J), J, n*s-floor(n*s), n*s)",
        domain=Domain({"n": integers(1, 4), "s": half_integers("1/2", 2), "b": among(*ROOTS)}),
        bindings={"l": multiplicity},
        exact_bindings=("l",),
        conventions="compared are the traces of exp(-b J_z), which fix a representation of SU(2); b is given by exp(-b/2)",
        checks=(
            Equality(
                exact(_character, "trace over all product states"),
                route="numeric",
                exponential=("b",),
                points=14,
            ),
        ),
        depends=("indist.eq5",),
        notes=("Terms below J_0 have multiplicity zero.",),
    ),
)
