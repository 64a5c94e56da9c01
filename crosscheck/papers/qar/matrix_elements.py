"""Eqs. (8), (9): matrix elements of the couplings between the levels, and what follows from them."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

import flint

from cotherm.numeric.fields import Ball, Field
from cotherm.numeric.refrigerator import refrigerator_rates
from cotherm.numeric.refrigerator_lindblad import sector_vectors, system_operators
from cotherm.numeric.refrigerator_rates import populations
from cotherm.numeric.refrigerator_sector import sector_block, sector_levels, transition_strength
from cotherm.numeric.secular import emission_strengths, jump_part
from cotherm.numeric.spins import spin_operators
from cotherm.symbolic.forms.refrigerator_rates import sector_strength

from ...algebras import to_ball
from ...books import full, whole
from ...checks import Equality, Inequality, Oracle, Scaling
from ...claims import Chase, Claim
from ...domain import Axis, Domain, Point, among, integers, reals
from . import full_model
from .models import RATIONAL, model_at
from .settings import odd

LEVEL: Axis = Axis(
    "half-odd integers 1/2..11/2",
    lambda rng: Fraction(2 * rng.randint(0, 5) + 1, 2),
    (Fraction(1, 2), Fraction(3, 2), Fraction(5, 2)),
    True,
)
MANY = odd(11, 41)
PAIRS = Domain(
    {"N": MANY, "a": LEVEL, "b": LEVEL},
    where=lambda p: p["a"] != p["b"] and abs(p["a"] - p["b"]) <= 2,
    where_text="a != b; elements further than two levels apart vanish on both sides and are left out",
)


def _alpha2(j: Any, a: Any, sign: int) -> Any:
    return j * (j + 1) - a * (a + sign)


def _kronecker(a: Fraction, b: Fraction) -> Fraction:
    return Fraction(int(a == b))


def _clebsch(sign: int) -> Any:
    """alpha^+- of (9) at j = N/2, as a ball at ambient precision."""

    def value(N: Fraction, a: Fraction) -> flint.arb:
        return to_ball(_alpha2(N / 2, a, sign)).sqrt()

    return value


def _own_squares(printed: str) -> dict[str, str]:
    """The mutants that square a Kronecker delta."""
    deltas = ("d(a, b+1)", "d(a, b-1)", "d(a, b+2)", "d(a, abs(b-2))")
    found = [delta for delta in deltas if delta in printed]
    return {
        printed.replace(delta, f"{delta}**2"): "a Kronecker delta is its own square"
        for delta in found
    }


FIRST = "1/2*(ap(N, b)*d(a, b+1)+am(N, b)*d(a, b-1))"
SECOND = "1/4*(ap(N, b+1)*ap(N, b)*d(a, b+2)+am(N, b-1)*am(N, b)*d(a, abs(b-2)))"
BINDINGS: Mapping[str, Any] = {"ap": _clebsch(1), "am": _clebsch(-1), "d": _kronecker}


def _element(field: Field, point: Point, power: int) -> Any:
    """<v_a|Jx^power|v_b> between normalised states, from explicit matrices, sign included."""
    N = whole(point["N"])
    block = sector_block(N, "Jx" if power == 1 else "Jx2/N")
    labels = sector_levels(N)
    a, b = labels.index(point["a"]), labels.index(point["b"])
    there, back = block[a, b], block[b, a]
    with field:
        size = field.sqrt(field.number(there * back))
        return (size if there >= 0 else -size) * (N if power == 2 else 1)


def _enabled(point: Point, digits: int) -> int:
    """1 where Jx^2 connects two neighbouring levels."""
    N = whole(point["N"])
    value = transition_strength(N, point["a"], point["a"] + 1, "Jx2/N")
    return 0 if value == 0 else 1


def _raised(field: Field, point: Point) -> list[Any]:
    """Norm of J_+-|j, a> and the level that it has, from the ladder matrices of total spin j."""
    spin = spin_operators(RATIONAL, point["j"])
    index = int(point["a"] + point["j"])
    there, back = (spin.Jplus, spin.Jminus) if point["s"] == 1 else (spin.Jminus, spin.Jplus)
    reached = [to for to, origin in there.entries if origin == index]
    if len(reached) != 1:
        raise ValueError("the state is raised or lowered to none or several others")
    square = there[reached[0], index] * back[index, reached[0]]
    with field:
        level = field.number(spin.Jz.diagonal_values()[reached[0]])
        return [field.sqrt(field.number(square)), level]


def _strengths(point: Point) -> list[Fraction]:
    """Squared elements from one level up: Jx by one level, Jx^2/N by two, and from 1/2 to 3/2."""
    N, a = whole(point["N"]), point["a"]
    return [
        transition_strength(N, a, a + 1),
        transition_strength(N, a, a + 2, "Jx2/N"),
        transition_strength(N, "1/2", "3/2", "Jx2/N"),
    ]


def _lowest_three(N: Fraction, delta_w: Fraction) -> flint.arb:
    """Stationary population of the three lowest levels at the parameters of Fig. 2."""
    field = Ball(flint.ctx.prec + 64)
    point = {"N": N, "beta_c": 2, "beta_h": 1, "beta_w": Fraction(1, 1000), "delta_w": delta_w}
    widths = {f"delta_{k}": Fraction(1, 10) for k in "ch"}
    model = model_at(point, **widths)  # type: ignore[arg-type]
    total: flint.arb = field.sum(populations(refrigerator_rates(field, model))[:3])
    return total


def _amplitude(field: Field, point: Point) -> Any:
    """Component k of |v_1/2> for three spins on the product states."""
    model = model_at({"N": Fraction(3)}, beta_c=1, beta_h=1, beta_w=1)
    vector = sector_vectors(RATIONAL, model)[0]
    norm = RATIONAL.dot(vector, vector)
    with field:
        return field.number(vector[whole(point["k"])]) / field.sqrt(field.number(norm))


def _emission(point: Point) -> list[Any]:
    """Strength of 3/2 -> 1/2 by Jx, and the same from the state without local coherences."""
    N = whole(point["N"])
    model = model_at(point, beta_c=1, beta_h=1, beta_w=1)
    operators = system_operators(RATIONAL, N)
    vector = sector_vectors(RATIONAL, model)[1]
    energies = [Fraction(int(x.p), int(x.q)) for x in operators["S"].diagonal_values()]
    return list(emission_strengths(jump_part(operators["c"], energies, 2), vector))


def _closed_amplitude(point: Point, power: int) -> Any:
    """Root of the squared element of the symbolic book, at ambient precision."""
    N, low = whole(point["N"]), min(point["a"], point["b"])
    step = int(abs(point["a"] - point["b"]))
    square = sector_strength(N, Fraction(N, 2), low, step, power == 2)
    return Ball(512).sqrt(Ball(512).number(square))


CLAIMS = (
    Claim(
        id="qar.eq8",
        where="Eq. (8)",
        kind="identity",
        title="Matrix elements of Jx and Jx^2 between the levels of the sector",
        latex=r"\langle v^+_a|J_x|v^+_b\rangle=\frac12[\alpha^+_b\delta_{a,b+1}+\alpha^-_b\delta_{a,b-1}],\quad"
        r"\langle v^+_a|J_x^2|v^+_b\rangle=\frac14[\alpha^+_{b+1}\alpha^+_b\delta_{a,b+2}+\alpha^-_{b-1}\alpha^-_b\delta_{a,|b-2|}]",
        printed=f"[{FIRST}, {SECOND}]",
        explained=_own_squares(f"[{FIRST}, {SECOND}]"),
        domain=PAIRS,
        bindings=BINDINGS,
        exact_bindings=("d",),
        partners=(("ap", "am"), ("a", "b")),
        conventions="j = N/2; ap, am of (9); d is the Kronecker delta",
        checks=(
            Equality(
                full(
                    lambda f, p: [_element(f, p, 1), _element(f, p, 2)],
                    "explicit spin matrices between normalised states",
                ),
                route="numeric",
                points=40,
                digits=30,
            ),
        ),
    ),
    Claim(
        id="qar.eq8.Jx",
        where="Eq. (8), first line",
        kind="identity",
        title="Matrix elements of Jx",
        latex=r"\langle v^+_a|J_x|v^+_b\rangle=\frac12[\alpha^+_b\delta_{a,b+1}+\alpha^-_b\delta_{a,b-1}]",
        printed=FIRST,
        explained=_own_squares(FIRST),
        domain=PAIRS,
        bindings=BINDINGS,
        exact_bindings=("d",),
        partners=(("ap", "am"), ("a", "b")),
        conventions="j = N/2; ap, am of (9); d is the Kronecker delta",
        checks=(
            Equality(
                full(lambda f, p: _element(f, p, 1), "explicit matrix of Jx"),
                route="numeric",
                points=30,
                digits=30,
            ),
            Equality(
                Oracle(
                    lambda p, d: _closed_amplitude(p, 1),
                    "closed form of the squared element, its root",
                    book="symbolic",
                ),
                points=30,
                digits=30,
            ),
        ),
        depends=("qar.eq8",),
    ),
    Claim(
        id="qar.eq8.Jx2",
        where="Eq. (8), second line",
        kind="identity",
        title="Matrix elements of Jx^2",
        latex=r"\langle v^+_a|J_x^2|v^+_b\rangle=\frac14[\alpha^+_{b+1}\alpha^+_b\delta_{a,b+2}+\alpha^-_{b-1}\alpha^-_b\delta_{a,|b-2|}]",
        printed=SECOND,
        explained=_own_squares(SECOND),
        domain=PAIRS,
        bindings=BINDINGS,
        exact_bindings=("d",),
        partners=(("ap", "am"), ("a", "b")),
        conventions="j = N/2; ap, am of (9); d is the Kronecker delta",
        checks=(
            Equality(
                full(lambda f, p: _element(f, p, 2), "explicit matrix of Jx, squared"),
                route="numeric",
                points=40,
                digits=30,
            ),
        ),
        depends=("qar.eq8",),
    ),
    Claim(
        id="qar.eq8.extra",
        where="below Eq. (8)",
        kind="statement",
        title="Of neighbouring levels Jx^2 connects 1/2 and 3/2 only",
        latex=r"\langle v^+_{a+1}|J_x^2|v^+_a\rangle\neq0\Leftrightarrow a=\frac12",
        printed="if_else(a < 1, 1, 0)",
        prose=True,
        domain=Domain(
            {"N": MANY, "a": LEVEL}, where=lambda p: p["a"] < p["N"] / 2, where_text="a below N/2"
        ),
        oracle_only=("N",),
        conventions="1 where the element does not vanish, 0 where it does",
        checks=(
            Equality(
                Oracle(_enabled, "explicit matrices"),
                route="numeric",
                title="allowed transitions",
                truth=True,
                points=40,
                minimum=20,
            ),
        ),
        depends=("qar.eq8.Jx2",),
    ),
    Claim(
        id="qar.eq9",
        where="Eq. (9)",
        kind="identity",
        title="Factors of the ladder operators",
        latex=r"\alpha^\pm_a=\sqrt{j(j+1)-a(a\pm1)},\quad J_\pm|a\rangle=\alpha^\pm_a|a\rangle",
        printed="[sqrt(j*(j+1)-a*(a+s)), a]",
        corrected="[sqrt(j*(j+1)-a*(a+s)), a+s]",
        domain=Domain(
            {
                "j": among("1/2", "3/2", "5/2", "9/2", "21/2", 3, 8),
                "a": among("-5/2", "-1/2", "1/2", "3/2", "9/2", "19/2", -3, 1, 2),
                "s": among(-1, 1),
            },
            where=lambda p: (
                abs(p["a"]) <= p["j"]
                and (p["j"] - p["a"]).denominator == 1
                and abs(p["a"] + p["s"]) <= p["j"]
            ),
            where_text="a a level of j, a + s another",
        ),
        conventions="s = +1 for the upper sign and -1 for the lower; the factor, and the label of the state on the right",
        partners=(("j", "a"),),
        checks=(
            Equality(
                full(
                    _raised, "ladder matrices of total spin j: norm and level of the state reached"
                ),
                route="numeric",
                points=24,
            ),
        ),
        cause="index: the ladder operators lead to a+1 and a-1, the factors themselves are right",
        chase=Chase(
            transcription="the equation below (9) compared with the text: |a> stands on both sides",
            oracle="the ladder matrices have one non-zero element per column, beside the diagonal",
            extraction="the rest of that line, signs included, is intact in the text layer; the label could only be lost "
            "together with its sign",
            convention="no labelling of eigenstates of Jz makes J_+- diagonal",
        ),
        instead="J_+|a> = alpha^+_a |a+1> and J_-|a> = alpha^-_a |a-1>, with the factors as printed",
        notes=("Nothing depends on it: (8) uses the right neighbours.",),
        depends=("qar.eq8",),
    ),
    Claim(
        id="qar.text-rates-N2",
        where="below Eq. (9)",
        kind="scaling",
        title="Close to the ground state all coefficients grow as N^2",
        latex=r"|\langle v^+_{a+1}|J_x|v^+_a\rangle|^2,\ |\langle v^+_{a+2}|J_x^2/N|v^+_a\rangle|^2,\ |\langle v^+_{3/2}|J_x^2/N|v^+_{1/2}\rangle|^2\propto N^2",
        printed="[2, 2, 2]",
        prose=True,
        domain=Domain({"a": among("1/2", "3/2")}),
        oracle_only=("a",),
        conventions="exponents of N at fixed a",
        checks=(
            Scaling(
                Oracle(lambda p, d: _strengths(p), "explicit spin matrices"),
                route="numeric",
                variable="N",
                sequence=tuple(Fraction(n) for n in (101, 301, 901, 2701)),
            ),
        ),
        depends=("qar.eq8.Jx", "qar.eq8.Jx2"),
    ),
    Claim(
        id="qar.text-tunable",
        where="Sec. III B",
        kind="statement",
        title="With suitable widths the three lowest levels hold most of the population",
        latex=r"\sum_{a\le5/2}\bar\rho_{aa}>\sum_{a>5/2}\bar\rho_{aa}",
        printed="P(N, delta_w) > 1-P(N, delta_w)",
        prose=True,
        domain=Domain({"N": among(*range(7, 63, 4)), "delta_w": reals("1/10000", "1/1000")}),
        bindings={"P": full_model.remembered(_lowest_three)},
        conventions="P: stationary population of the three lowest levels; parameters of Fig. 2 and smaller delta_w; dominantly: more there "
        "than outside",
        checks=(Inequality(route="numeric", points=40, search=10, digits=20),),
        explained=dict.fromkeys(
            (
                "P(N, delta_w)/2 > 1-P(N, delta_w)",
                "P(N, delta_w) > 1-P(N, delta_w)/2",
                "P(N, delta_w) > 2*(1-P(N, delta_w))",
            ),
            "also true: the population inside is at least 0.9987",
        ),
        notes=("The measured population is 0.9987 at delta_w = 0.001 and 0.99999 at 0.0001.",),
        depends=("qar.eq7",),
    ),
)

STATES = (
    Claim(
        id="qar.text-N3state",
        where="Sec. III B",
        kind="identity",
        title="Ground state of the sector for three spins in the local basis",
        latex=r"|v^+_{1/2}\rangle=\frac1{\sqrt6}[|001\rangle+|010\rangle+|100\rangle+|110\rangle+|101\rangle+|011\rangle]",
        printed="if_else(1 <= k <= 6, 1/sqrt(6), 0)",
        domain=Domain({"k": integers(0, 7)}),
        explained={"if_else(1/2 <= k <= 6, 1/sqrt(6), 0)": "k is an integer"},
        conventions="component of the product state whose digits are k in binary, 0 for |000> to 7 for |111>",
        checks=(
            Equality(
                full(_amplitude, "repeated raising on all 2^3 product states"),
                route="numeric",
                title="all components",
                points=16,
            ),
        ),
    ),
    Claim(
        id="qar.text-local-coherence",
        where="Sec. III B",
        kind="statement",
        title="Without the coherences of the local basis the speedup is lost",
        latex=r"\mathrm{Tr}\{A^\dagger A\,|v^+_{3/2}\rangle\langle v^+_{3/2}|\}=\frac{(N-1)(N+3)}{16},\quad"
        r"\mathrm{Tr}\{A^\dagger A\,\mathrm{diag}(|v^+_{3/2}\rangle\langle v^+_{3/2}|)\}=\frac{N+3}8",
        printed="[(N-1)*(N+3)/16, (N+3)/8]",
        prose=True,
        domain=Domain({"N": among(3, 5, 7, 9)}),
        conventions="A: part of J_x that lowers the energy from 9/4 to 1/4 in all 2^N states; diag: without off-diagonal elements in "
        "the product basis. The first grows as N^2, the second as N",
        checks=(
            Equality(
                Oracle(lambda p, d: _emission(p), "Pauli matrices on all 2^N product states"),
                route="numeric",
                title="strength of emission with and without local coherences, exact",
                points=4,
                minimum=4,
            ),
        ),
        depends=("qar.text-rates-N2",),
        notes=(
            "The paper names no measure of coherence. Taken here is what matters for the rates: the emission from |v_3/2> that "
            "remains when the coherences between product states are removed.",
        ),
    ),
)
