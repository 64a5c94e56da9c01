"""Appendix H: coherences of the steady states in the local basis."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from cotherm.numeric import collective_bath, total_spin
from cotherm.numeric.local_state import partial_trace
from cotherm.numeric.matrices import from_flint
from cotherm.numeric.spins import levels, product_levels

from ...algebras import to_fmpq
from ...books import exact, whole
from ...checks import Equality, Oracle
from ...claims import Chase, Claim
from ...domain import Caveat, Domain, Point, among, half_integers, integers
from ..heatcap.operators import FIELD, boltzmann
from .coherence_states import PAIRS, SIGN, TWO, density, state_of
from .sectors import (
    ROOT_TEXT,
    ROOTS,
    ensemble_environment,
    generic_state,
    long_time,
    occurs,
    rooted,
    size_text,
    within,
)


def _product_states() -> tuple[Point, ...]:
    """Every |J, m> of some small ensembles."""
    points = []
    for n, s in ((2, "1/2"), (2, 1), (2, "3/2"), (3, "1/2"), (3, 1), (4, "1/2")):
        count, size = Fraction(n), Fraction(s)
        J = count * size
        while J >= 0:
            points += [{"n": count, "s": size, "J": J, "m": m} for m in levels(J)]
            J -= 1
    return tuple(point for point in points if occurs(point))


def superposed(point: Point) -> int:
    """1 when no product state with total m has the total spin J, else 0."""
    n, s = whole(point["n"]), point["s"]
    projector = total_spin.total_spin_projector(n, s, point["J"])
    at = [k for k, state in enumerate(product_levels(n, s)) if sum(state) == point["m"]]
    return int(all(projector[k, k] != 1 for k in at))


def has_coherence(point: Point) -> int:
    """1 when the stationary state has elements off the diagonal of the local basis."""
    return int(any(i != j and value != 0 for (i, j), value in state_of(point).entries.items()))


def _balanced(point: Point) -> Mapping[str, Any]:
    """Operators of the ensemble, and |m| and Z for one eigenspace of Jz."""
    found = dict(ensemble_environment(point))
    n, s, b = whole(point["n"]), point["s"], boltzmann(point, "b")
    found["low"] = abs(point["m"])
    found["Z"] = sum((b.power(FIELD, m) for m in levels(s)), FIELD.zero) ** n
    q = point["b"] ** 2
    powers = [(k, q**k) for k in range(int(2 * s) + 1)]
    found["Eth"] = to_fmpq(Fraction(n * sum(k * x for k, x in powers), sum(x for _, x in powers)))
    return found


def _balanced_state(point: Point) -> list[Any]:
    """First multiplets of the stationary state at b0 = b with that m, its coherences, its energy."""
    n, s, m = whole(point["n"]), point["s"], point["m"]
    q = point["b"] ** 2
    rho = density(n, s, q, q)
    names = ensemble_environment(point)
    dense, total = rho.to_flint(), None
    J = abs(m)
    while n * s >= J:
        part = names["C"](J, Fraction(1)) * names["D"](m) * dense
        total = part if total is None else total + part
        J += 1
    off = sum((abs(v) for (i, j), v in rho.entries.items() if i != j), FIELD.zero)
    b = boltzmann(point, "b")
    return [total, off, collective_bath.steady_energy(FIELD, n, s, b, b)]


CLAIMS: tuple[Claim, ...] = (
    Claim(
        id="indist.textH-superposition",
        where="App. H",
        kind="statement",
        title="States of the collective basis are superpositions of local ones, but for the two extreme ones",
        latex=r"|J,m\rangle_i\ \text{is a superposition of states}\ |m_1,\dots,m_n\rangle\ "
        r"\text{unless}\ J=ns,\ m=\pm ns",
        printed="if_else(abs(m) < n*s, 1, 0)",
        prose=True,
        oracle_only=("J",),
        domain=Domain(
            {
                "n": integers(2, 4),
                "s": half_integers("1/2", "3/2"),
                "J": half_integers(0, 3),
                "m": half_integers(-3, 3),
            },
            where=lambda p: within(27)(p) and occurs(p),
            where_text="J, m among those of n spins s, " + size_text(27),
        ),
        conventions="at least two spins; the value is 1 for a superposition, 0 where a product state has that J and m",
        checks=(
            Equality(
                Oracle(lambda p, d: superposed(p), "exact projectors on total spin"),
                route="numeric",
                title="every J and m of small ensembles",
                at=_product_states(),
                truth=True,
            ),
        ),
    ),
    Claim(
        id="indist.textH-exception",
        where="App. H",
        kind="statement",
        title="Initial temperatures for which the steady state has no coherence in the local basis",
        latex=r"\rho^\infty_{\beta_0}(\beta_B)\ \text{contains coherences except for}\ \beta_0=\beta_B",
        printed="abs(sgn(i-j))",
        prose=True,
        domain=TWO,
        oracle_only=("n", "s", "x"),
        bindings=SIGN,
        exact_bindings=("sgn",),
        conventions=PAIRS + "; the value is 1 for a state with coherences",
        checks=(
            Equality(
                Oracle(
                    lambda p, d: has_coherence(p),
                    "stationary density matrix of the full collective Lindblad equation, every element exact",
                ),
                route="numeric",
                title="whether there are coherences",
                truth=True,
                points=48,
            ),
        ),
        caveats=(
            Caveat(
                "b0 different from -b, unless both are 0",
                lambda p: p["i"] != -p["j"] or p["j"] == 0,
            ),
        ),
        chase=Chase(
            transcription="the sentence below the list of eigenstates compared with the text",
            oracle="every element of the stationary density matrix is an exact fraction and all off-diagonal ones "
            "are zero at b0 = -b",
            extraction="the sentence is complete",
            convention="none: the weights p_J are even in beta_0, and the paper has both signs below (16)",
        ),
        notes=("The corrected exception is beta_0 = +beta_B or -beta_B, as below Eq. (16).",),
    ),
    Claim(
        id="indist.eqH1",
        where="Eq. (H1)",
        kind="identity",
        title="One spin has no coherence between its levels",
        latex=r"\langle m_1|\rho_1|m_1'\rangle=\sum_{m_2,\dots,m_n}\langle m_1,m_2,\dots,m_n|"
        r"\rho^\infty_{\beta_0}(\beta_B)|m_1',m_2,\dots,m_n\rangle=0",
        printed="0",
        oracle_only=("n", "s", "b", "b0"),
        domain=rooted(27, first=2),
        conventions=ROOT_TEXT
        + "; the value is the sum of |<m_1|rho_1|m_1'>| over all m_1 and m_1' that differ",
        checks=(
            Equality(
                exact(
                    lambda f, p: sum(
                        (
                            abs(value)
                            for (i, j), value in partial_trace(
                                whole(p["n"]),
                                p["s"],
                                density(whole(p["n"]), p["s"], p["b"] ** 2, p["b0"] ** 2),
                            ).entries.items()
                            if i != j
                        ),
                        f.zero,
                    ),
                    "partial trace of the stationary state of the full collective Lindblad equation",
                ),
                route="numeric",
                points=16,
            ),
            Equality(
                exact(
                    lambda f, p: sum(
                        (
                            abs(value)
                            for (i, j), value in partial_trace(
                                whole(p["n"]),
                                p["s"],
                                from_flint(
                                    f,
                                    long_time(
                                        whole(p["n"]),
                                        p["s"],
                                        boltzmann(p, "b"),
                                        generic_state(whole(p["n"]), p["s"], p),
                                    ),
                                ),
                            ).entries.items()
                            if i != j
                        ),
                        f.zero,
                    ),
                    "partial trace after a start with all coherences, full Lindblad equation",
                ),
                route="numeric, generic start",
                title="after a generic start, whose coherences between levels decay",
                domain=rooted(9, first=2),
                points=8,
            ),
        ),
    ),
    Claim(
        id="indist.eqH3",
        where="Eq. (H3)",
        kind="identity",
        title="At b0 = b every multiplet has the same population, and the coherences cancel",
        latex=r"\sum_{J=|m|}^{ns}p_J(\beta_0=\beta_B)\frac{e^{-\hbar\omega m\beta_B}}{Z_J(\beta_B)}|J,m\rangle_i\langle J,m|"
        r"=\frac{e^{-\hbar\omega m\beta_B}}{Z(\beta_B)}\sum_{J=|m|}^{ns}|J,m\rangle_i\langle J,m|",
        printed="[sum(w(m)/Z*C(J, 1)*D(m), J, low, top), 0, Eth]",
        domain=Domain(
            {
                "n": integers(2, 3),
                "s": half_integers("1/2", "3/2"),
                "m": half_integers("-7/2", "7/2"),
                "b": among(*ROOTS),
            },
            where=lambda p: (
                within(27)(p)
                and abs(p["m"]) <= p["n"] * p["s"]
                and (p["n"] * p["s"] - p["m"]).denominator == 1
            ),
            where_text="m from -ns to ns, " + size_text(27),
        ),
        environment=_balanced,
        environment_names=("w", "Z", "C", "D", "low", "top", "Eth"),
        conventions="i = 1, told by the total spin of the first two spins; C(J, i) projects on a multiplet, D(m) on the "
        "eigenspace m; second value: sum of |coherences| of the state; third: E_th from the levels of one spin; "
        "b is given by exp(-b/2)",
        checks=(
            Equality(
                Oracle(
                    lambda p, d: _balanced_state(p),
                    "first multiplets, coherences and energy of the stationary state of the full Lindblad equation at b0 = b",
                ),
                route="numeric",
                points=16,
            ),
        ),
        notes=(
            "The coherences cancel only in the sum over all i, which the print leaves out: the multiplets with i = 1 "
            "alone have coherences for three and more spins.",
        ),
    ),
)
