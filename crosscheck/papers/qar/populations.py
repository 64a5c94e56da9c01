"""Sec. III B: populations of the energy eigenbasis, what couples to what."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from functools import lru_cache
from typing import Any

import flint

from cotherm.numeric.matrices import Matrix
from cotherm.numeric.refrigerator import Refrigerator
from cotherm.numeric.refrigerator_lindblad import apply_generator, bath_jumps
from cotherm.numeric.refrigerator_rates import generator
from cotherm.numeric.spin_parity import eigenvalues_of_collective_state

from ...books import whole
from ...checks import Equality, Inequality, Oracle
from ...claims import Claim
from ...domain import Domain, Point, among, integers
from . import counting_models as counting
from .counting_models import CONVENTION, FACTORS
from .models import RATIONAL, ZERO_RATES
from .product_space import expectation, sector_density, sector_operator

PRODUCT = "Lindblad equation on all 2^N product states"
HALVES = ("1/2", "3/2", "5/2")


def _lindblad(model: Refrigerator, operator: Matrix) -> Matrix:
    return apply_generator(RATIONAL, bath_jumps(RATIONAL, model, ZERO_RATES), operator)


def _model(*values: Fraction) -> Refrigerator:
    return counting.model_with_factors(dict(zip(("N", "q_c", "q_h", "q_w"), values, strict=True)))


@lru_cache(maxsize=4096)
def _local_mixing(*values: Fraction) -> Any:
    """Largest coherence that a product state, a local population, gives rise to."""
    model = _model(*values)
    size = 2**model.N
    largest = flint.fmpq(0)
    for k in range(size):
        image = _lindblad(model, Matrix(RATIONAL, (size, size), {(k, k): RATIONAL.one}))
        for (i, j), value in image.entries.items():
            if i != j:
                largest = max(largest, abs(value))
    return largest


@lru_cache(maxsize=4096)
def _collective_mixing(*values: Fraction) -> Any:
    """The same for the states |v_a> of the sector: what is not diagonal in them."""
    model = _model(*values)
    largest = flint.fmpq(0)
    for b in model.levels:
        image = _lindblad(model, sector_density(model, {b: Fraction(1)}))
        rest = image - sector_density(
            model, {a: expectation(model, a, image) for a in model.levels}
        )
        for value in rest.entries.values():
            largest = max(largest, abs(value))
    return largest


def _generator_element(point: Point) -> list[Any]:
    """<v_a|L(|v_c><v_c|)|v_b>, and <v_a|L(|v_c><v_b|)|v_a> for b != c, exact up to a positive norm."""
    model = counting.model_with_factors(point)
    a, b, c = point["a"], point["b"], point["c"]
    image = _lindblad(model, sector_density(model, {c: Fraction(1)}))
    bra = sector_operator(model, {(b, a): Fraction(1)})
    first = (bra @ image).trace()
    mixed = _lindblad(model, sector_operator(model, {(c, b): Fraction(1)}))
    second = expectation(model, a, mixed) if b != c else flint.fmpq(0)
    return [first, second]


def _rate_environment(point: Point) -> Mapping[str, Any]:
    """Rate matrix of the sector as a function of two levels, diagonal included."""
    matrix = generator(counting.system_at(point))
    position = {a: k for k, a in enumerate(counting.model_with_factors(point).levels)}
    return {"R": lambda a, b: matrix[position[a], position[b]]}


@lru_cache(maxsize=4096)
def _decay(a: Fraction, b: Fraction, *values: Fraction) -> Any:
    """Real part of the eigenvalue of the coherence |v_a><v_b|, exact."""
    model = _model(*values)
    coherence = sector_operator(model, {(a, b): Fraction(1)})
    image = _lindblad(model, coherence)
    key = max(coherence.entries)
    rate = image[key] / coherence[key]
    if not (image - coherence * rate).is_zero():
        raise ValueError("the coherence feeds something else")
    return rate


def _partial_rates_environment(point: Point) -> Mapping[str, Any]:
    system = counting.system_at(point)
    position = {a: k for k, a in enumerate(counting.model_with_factors(point).levels)}

    def rate(name: str) -> Any:
        return lambda a, b: system.of(name)[position[a], position[b]]

    return {f"R{k}": rate(k) for k in "chw"}


def _total_rate(point: Point) -> Any:
    """Rate b -> a with all three reservoirs acting at once, from product states."""
    model = counting.model_with_factors(point)
    image = _lindblad(model, sector_density(model, {point["b"]: Fraction(1)}))
    return expectation(model, point["a"], image)


def _evolved(point: Point) -> Any:
    """Taylor coefficient of order n of rho(t) on the product states, started in the sector."""
    model = counting.model_with_factors(point)
    weights = dict(zip(model.levels, counting.generic_start(_bare(point)), strict=True))
    rho = sector_density(model, weights)
    for n in range(1, whole(point["n"]) + 1):
        rho = _lindblad(model, rho) * Fraction(1, n)
    return rho.to_flint()


def _bare(point: Point) -> Point:
    return {k: point[k] for k in ("N", "q_c", "q_h", "q_w")}


def _mixture_environment(point: Point) -> Mapping[str, Any]:
    """Coefficients of the populations from the rate equation, and the projectors |v_a><v_a|."""
    model = counting.model_with_factors(point)
    R = generator(counting.system_at(point))
    vector = [RATIONAL.number(x) for x in counting.generic_start(_bare(point))]
    for n in range(1, whole(point["n"]) + 1):
        vector = [x / n for x in R.apply(vector)]
    position = {a: k for k, a in enumerate(model.levels)}
    return {
        "p": lambda a: vector[position[a]],
        "V": lambda a: sector_density(model, {a: Fraction(1)}).to_flint(),
    }


SECTOR = Domain(
    {"N": among(3, 5), "a": among(*HALVES), "b": among(*HALVES), **FACTORS},
    where=lambda p: (
        p["a"] != p["b"]
        and max(p["a"], p["b"]) <= p["N"] / 2
        and max(p[f"q_{k}"] for k in "chw") < 1
    ),
    where_text="a != b, both at most N/2",
)

CLAIMS = (
    Claim(
        id="qar.text-degenerate-coupling",
        where="Sec. III B",
        kind="statement",
        title="In the local basis populations feed coherences, in the collective basis they do not",
        latex=r"\max_{k,\,i\neq j}|\langle i|\mathcal L(|k\rangle\langle k|)|j\rangle|>0",
        printed="C(N, q_c, q_h, q_w) > K(N, q_c, q_h, q_w)",
        prose=True,
        domain=Domain({"N": among(2, 3), **FACTORS}),
        bindings={"C": _local_mixing, "K": _collective_mixing},
        exact_bindings=("C", "K"),
        partners=(("C", "K"),),
        conventions=f"{CONVENTION}; C, K: largest coherence that a population gives rise to, in the product basis and in the basis "
        "of the |v_a>",
        checks=(Inequality(route="numeric", points=8, minimum=5, search=2, digits=20),),
        explained={
            "C(N, q_c, q_h, q_w)/2 > K(N, q_c, q_h, q_w)": "K vanishes exactly, only the sign of C counts",
        },
    ),
    Claim(
        id="qar.text-common-basis",
        where="Sec. III B",
        kind="identity",
        title="The states |v_(j,m)> with either sign are common eigenstates of Jz^2, J^2 and the parity",
        latex=r"J_z^2|v^\pm_{j,m}\rangle=m^2|v^\pm_{j,m}\rangle,\ J^2|v^\pm_{j,m}\rangle=j(j+1)|v^\pm_{j,m}\rangle,\ "
        r"\Pi|v^\pm_{j,m}\rangle=\pm(-1)^{N/2-j}|v^\pm_{j,m}\rangle",
        printed="[m**2, j*(j+1), s*(-1)**(N/2-j)]",
        prose=True,
        domain=Domain(
            {
                "N": integers(2, 5),
                "j": among("1/2", 1, "3/2", 2, "5/2"),
                "m": among("1/2", 1, "3/2", 2, "5/2"),
                "s": among(-1, 1),
            },
            where=lambda p: (
                p["j"] <= p["N"] / 2
                and (p["N"] / 2 - p["j"]).denominator == 1
                and p["m"] <= p["j"]
                and (p["j"] - p["m"]).denominator == 1
            ),
            where_text="j a total spin of N spins 1/2, m > 0 one of its levels",
        ),
        conventions="s = +1 or -1; a phase convention: |j, -m> follows from |j, m> by lowering",
        partners=(("j", "m"),),
        explained={
            "[m**2, j*(j+1), 1/s*(-1)**(N/2-j)]": "1/s = s for a sign",
            "[m**2, j*(j+1), s/(-1)**(N/2-j)]": "1/s = s for a sign",
        },
        checks=(
            Equality(
                Oracle(
                    lambda p, d: list(
                        eigenvalues_of_collective_state(
                            whole(p["N"]), p["j"], p["m"], whole(p["s"])
                        )
                    ),
                    "matrices on all 2^N product states applied to a state of each kind, exact",
                ),
                route="numeric",
                title="eigenvalues, exact",
                points=24,
            ),
        ),
    ),
    Claim(
        id="qar.text-closed",
        where="above Eq. (6)",
        kind="statement",
        title="Populations of the sector couple only to populations",
        latex=r"\langle v^+_a|\mathcal L(|v^+_c\rangle\langle v^+_c|)|v^+_b\rangle=\delta_{ab}R_{ac},\quad"
        r"\langle v^+_a|\mathcal L(|v^+_c\rangle\langle v^+_b|)|v^+_a\rangle=0\ (b\neq c)",
        printed="[if_else(a <= b <= a, R(a, c), 0), 0]",
        prose=True,
        domain=Domain(
            {"N": among(3, 5), **{k: among(*HALVES) for k in "abc"}, **FACTORS},
            where=lambda p: max(p["a"], p["b"], p["c"]) <= p["N"] / 2,
            where_text="levels at most N/2",
        ),
        environment=_rate_environment,
        environment_names=("R",),
        partners=(("a", "c"), ("b", "c")),
        conventions=f"{CONVENTION}; R with its diagonal",
        checks=(
            Equality(
                Oracle(lambda p, d: _generator_element(p), PRODUCT),
                route="numeric",
                title="elements of the generator, exact",
                points=20,
            ),
        ),
        depends=("qar.text-degenerate-coupling",),
    ),
    Claim(
        id="qar.text-coherences-die",
        where="below Eq. (6)",
        kind="statement",
        title="Coherences between the levels of the sector decay",
        latex=r"\mathrm{Re}\,\lambda_{ab}<0\ (a\neq b)",
        printed="r(a, b, N, q_c, q_h, q_w) < 0",
        prose=True,
        domain=SECTOR,
        bindings={"r": _decay},
        exact_bindings=("r",),
        conventions=f"{CONVENTION}; r: real part of the eigenvalue of |v_a><v_b|, an eigenoperator of the Lindblad equation",
        checks=(Inequality(route="numeric", points=12, minimum=8, search=4, digits=20),),
    ),
    Claim(
        id="qar.text-additive",
        where="above Eq. (7)",
        kind="identity",
        title="The rates are additive in the reservoirs",
        latex=r"R_{ab}=\sum_\nu R^\nu_{ab}",
        printed="Rc(a, b)+Rh(a, b)+Rw(a, b)",
        domain=SECTOR,
        environment=_partial_rates_environment,
        environment_names=("Rc", "Rh", "Rw"),
        partners=(("Rc", "Rh"), ("a", "b")),
        conventions=CONVENTION,
        checks=(
            Equality(
                Oracle(lambda p, d: _total_rate(p), f"{PRODUCT}, all three reservoirs at once"),
                route="numeric",
                title="rate between two levels, exact",
                points=10,
            ),
        ),
    ),
)

MIXTURE = Claim(
    id="qar.text-mixture",
    where="Sec. III B",
    kind="identity",
    title="A state prepared in the sector stays a mixture of its energy eigenstates",
    latex=r"\rho(t)=\sum_{a=1/2}^{N/2}\rho_{aa}(t)|v^+_a\rangle\langle v^+_a|",
    printed="sum(p(a)*V(a), a, 1/2, N/2)",
    domain=Domain({"N": among(3, 5), "n": integers(0, 2), **FACTORS}),
    environment=_mixture_environment,
    environment_names=("p", "V"),
    conventions=f"{CONVENTION}; p(a): Taylor coefficient of order n in time of the population, from a generic diagonal start",
    checks=(
        Equality(
            Oracle(lambda p, d: _evolved(p), f"{PRODUCT}, repeatedly applied"),
            route="numeric",
            title="Taylor coefficients of all matrix elements, exact",
            points=6,
            minimum=5,
        ),
    ),
    depends=("qar.eq6", "qar.text-closed"),
)
