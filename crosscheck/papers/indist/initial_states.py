"""Appendix B: what becomes of initial coherences."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

import flint

from cotherm.numeric.coherence import sector_coherence
from cotherm.numeric.matrices import from_flint
from cotherm.numeric.total_spin import total_spin_projector

from ...books import whole
from ...checks import Equality, Oracle
from ...claims import Claim
from ...domain import Domain, Point, among, half_integers, integers
from ..heatcap.operators import FIELD, boltzmann, trace
from .sectors import (
    ROOTS,
    copy_projector,
    ensemble_environment,
    exchange_of_neighbours,
    generic_state,
    level_projector,
    long_time,
    multiplets,
    occurs_within,
    size_text,
    total_spins,
    within,
)

HALF = Fraction(1, 2)
SMALLEST = Domain(
    {"n": integers(2, 3), "s": half_integers("1/2", 1), "b": among(*ROOTS)}, within(9), size_text(9)
)


def _one_copy_of_each(point: Point) -> Any:
    """A generic state on the first multiplet of every total spin, with all coherences between."""
    n, s = whole(point["n"]), point["s"]
    chosen = [copy_projector(n, s, J, 1) for J in total_spins(n, s)]
    span = chosen[0]
    for projector in chosen[1:]:
        span = span + projector
    state = span * generic_state(n, s, point) * span
    return state * (1 / trace(state))


def _environment(point: Point) -> Mapping[str, Any]:
    every = multiplets(whole(point["n"]), point["s"])
    return {
        **ensemble_environment(point),
        "C": lambda k: every[whole(k) - 1],
        "all": Fraction(len(every)),
        "rho0": _one_copy_of_each(point),
    }


def _final(point: Point, start: flint.fmpq_mat) -> flint.fmpq_mat:
    return long_time(whole(point["n"]), point["s"], boltzmann(point, "b"), start)


def _sector_coherence(point: Point) -> Any:
    """Coherence between total spins, in the end as a fraction of that in the beginning."""
    n, s = whole(point["n"]), point["s"]
    start = generic_state(n, s, point)
    first, last = (
        sector_coherence(n, s, from_flint(FIELD, rho)) for rho in (start, _final(point, start))
    )
    return last / first


def _level_coherence(point: Point) -> Any:
    """Coherence between levels m of one total spin, as a fraction of that in the beginning."""
    n, s = whole(point["n"]), point["s"]
    sector = total_spin_projector(n, s, point["J"]).to_flint()
    start = sector * generic_state(n, s, point) * sector

    def coherence(rho: flint.fmpq_mat) -> Any:
        within_levels = flint.fmpq(0)
        for k in range(int(2 * point["J"]) + 1):
            level = level_projector(n, s, k - point["J"])
            within_levels += trace(level * rho * level * rho)
        return trace(rho * rho) - within_levels

    return coherence(_final(point, start)) / coherence(start)


def _copy_environment(point: Point) -> Mapping[str, Any]:
    first, second = (copy_projector(3, HALF, HALF, i) for i in (1, 2))
    return {
        "tr": trace,
        "X": first * exchange_of_neighbours(HALF) * second,
        "rho0": generic_state(3, HALF, point),
    }


def _surviving(point: Point) -> flint.fmpq:
    environment = _copy_environment(point)
    final = long_time(3, HALF, boltzmann(point, "b"), environment["rho0"])
    return trace(environment["X"] * final)


CLAIMS = (
    Claim(
        id="indist.appB",
        where="App. B",
        kind="statement",
        title="The stationary state has the form (9) although multiplets of different total spin start coherently",
        latex=r"\rho^\infty(\beta_B)=\sum_{J=J_0}^{ns}\sum_{i=1}^{l_J}p_{J,i}\,\rho^{th}_{J,i}(\beta_B)",
        printed="sum(tr(C(k)*rho0)*C(k)*B/tr(C(k)*B), k, 1, all)",
        prose=True,
        domain=SMALLEST,
        environment=_environment,
        environment_names=("C", "B", "tr", "rho0", "all"),
        conventions="C(k) projects on one multiplet, k counts all pairs J, i, B = exp(-b J_z); rho0 is generic on one "
        "multiplet of each total spin; b is given by exp(-b/2)",
        checks=(
            Equality(
                Oracle(
                    lambda p, d: _final(p, _one_copy_of_each(p)),
                    "full collective equation with all coherences, exact null space",
                ),
                route="numeric",
                title="density matrix, every element",
                points=10,
            ),
        ),
        depends=("indist.eq9",),
        notes=(
            "At |b| = infinity one of the two jumps is absent and coherences between the lowest (or highest) levels of "
            "different multiplets survive.",
        ),
    ),
    Claim(
        id="indist.appB.a",
        where="App. B",
        kind="statement",
        title="Coherences between different total spins are destroyed",
        latex=r"\langle J,m|\rho^\infty|J',m'\rangle=0\ \text{for}\ J\ne J'",
        printed="0",
        prose=True,
        domain=SMALLEST,
        oracle_only=("n", "s", "b"),
        conventions="squared elements between different J, in the end over those in the beginning; generic start; b is "
        "given by exp(-b/2)",
        checks=(
            Equality(
                Oracle(
                    lambda p, d: _sector_coherence(p),
                    "full collective equation with all coherences, exact null space",
                ),
                route="numeric",
                points=10,
            ),
        ),
        depends=("indist.eq1",),
    ),
    Claim(
        id="indist.appB.b",
        where="App. B",
        kind="statement",
        title="Coherences between levels of one total spin are destroyed",
        latex=r"\langle J,m|\rho^\infty|J,m'\rangle=0\ \text{for}\ m\ne m'",
        printed="0",
        prose=True,
        domain=Domain(
            {
                "n": integers(1, 3),
                "s": half_integers("1/2", 1),
                "J": half_integers("1/2", 2),
                "b": among(*ROOTS),
            },
            occurs_within(9),
            "J among the total spins of n spins s, " + size_text(9),
        ),
        oracle_only=("n", "s", "J", "b"),
        conventions="squared elements between different m, in the end over those in the beginning; generic start within "
        "total spin J; b is given by exp(-b/2)",
        checks=(
            Equality(
                Oracle(
                    lambda p, d: _level_coherence(p),
                    "full collective equation with all coherences, exact null space",
                ),
                route="numeric",
                points=10,
            ),
        ),
        depends=("indist.eqA2",),
    ),
    Claim(
        id="indist.appB.c",
        where="App. B",
        kind="statement",
        title="Coherences between multiplets of the same total spin survive",
        latex=r"\sum_m{}_{i'}\langle J,m|\rho^\infty|J,m\rangle_i=\sum_m{}_{i'}\langle J,m|\rho_0|J,m\rangle_i,\ i\ne i'",
        printed="tr(X*rho0)",
        prose=True,
        domain=Domain({"b": among(*ROOTS), "seed": integers(1, 9)}),
        environment=_copy_environment,
        environment_names=("X", "tr", "rho0"),
        conventions="three spins 1/2 with the two doublets told by the total spin of the first two; X is proportional to "
        "sum_m |1/2, m>_1 <1/2, m|_2, rho0 is generic (seed); b is given by exp(-b/2)",
        checks=(
            Equality(
                Oracle(
                    lambda p, d: _surviving(p),
                    "full collective equation with all coherences, exact null space",
                ),
                route="numeric",
                points=8,
            ),
        ),
        depends=("indist.appB",),
        notes=(
            "The paper leaves this case open; the coherence summed over m is conserved exactly, so that (9) does not hold "
            "for such initial states.",
        ),
    ),
)
