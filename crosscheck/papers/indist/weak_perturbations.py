"""Sec. IX and appendix K: what interaction and inhomogeneities do to the steady states."""

from __future__ import annotations

from fractions import Fraction
from functools import lru_cache
from itertools import combinations

from cotherm.numeric.density_matrix import steady_density
from cotherm.numeric.fields import Ball, Field, Float64, Scalar
from cotherm.numeric.imperfections import ImperfectEnsemble, imperfect_ensemble
from cotherm.numeric.matrices import Matrix
from cotherm.symbolic.forms import relaxation

from ...algebras import digits_to_bits
from ...books import bind, exact, whole
from ...checks import Asymptotic, Equality, Inequality, Oracle, Scaling
from ...claims import Chase, Claim
from ...domain import Caveat, Domain, Point, among, half_integers, integers, reals
from ..heatcap.operators import boltzmann, lowest_total_spin
from .sector_sums import E, Eth
from .sectors import (
    ROOT_TEXT,
    ROOTS,
    STARTS,
    copy_weight,
    ladder_mean,
    multiplicity,
    size_text,
    within,
)

PATTERN = (Fraction(1), Fraction(-2, 3), Fraction(1, 4), Fraction(-5, 7))


def energy(n: Fraction, s: Fraction, r: Fraction, r0: Fraction) -> Fraction:
    """Energy (18) of the steady state above the ground state, for r = exp(-b/2), r0 = exp(-b0/2)."""
    total, J = n * s, lowest_total_spin(whole(n), s)
    while n * s >= J:
        total += multiplicity(n, s, J) * copy_weight(n, s, J, r0) * ladder_mean(J, r)
        J += 1
    return total


def _couplings(n: int, strength: Fraction, ring: bool) -> dict[tuple[int, int], Fraction]:
    """The same coupling for all pairs, or for neighbours in a ring only."""
    near = {(k, (k + 1) % n) for k in range(n)} if ring else set(combinations(range(n), 2))
    return {(max(pair), min(pair)): strength for pair in near}


def _interacting(field: Field, point: Point) -> Scalar:
    """Energy that is reached with an interaction between the spins."""
    n = whole(point.get("n", Fraction(2)))
    couplings = _couplings(n, point["g"], bool(point.get("ring", 0)))
    ensemble = imperfect_ensemble(
        field,
        n,
        point["s"],
        boltzmann(point, "b"),
        boltzmann(point, "b0"),
        interaction=couplings,
    )
    return ensemble.energy(ensemble.stationary())


def _perturbed(
    field: Field, point: Point, strength: Fraction, interaction: bool
) -> ImperfectEnsemble:
    """Detunings and, where asked for, couplings of the order of a strength, all different."""
    n = whole(point["n"])
    pairs = list(combinations(range(n), 2))
    couplings: dict[tuple[int, int], Fraction] = {}
    if interaction:
        couplings = {(j, i): strength * Fraction(k + 2, 3) for k, (i, j) in enumerate(pairs)}
    return imperfect_ensemble(
        field,
        n,
        point["s"],
        point["b"],
        point["b0"],
        detunings=[strength * PATTERN[k] for k in range(n)],
        interaction=couplings,
    )


def _plateau_and_end(point: Point, digits: int) -> list[Scalar]:
    """Energies at t = 1/delta and in the end, both in units of the rate down."""
    field = Ball(digits_to_bits(digits))
    ensemble = _perturbed(field, point, point["d"], interaction=False)
    return [
        ensemble.energy(ensemble.at(1 / point["d"])),
        ensemble.energy(ensemble.stationary()),
    ]


def _early_energy(point: Point, digits: int) -> Scalar:
    """Energy at t = 4/r for perturbations of the order of r^2."""
    field = Ball(digits_to_bits(digits))
    ensemble = _perturbed(field, point, point["r"] ** 2, interaction=True)
    return ensemble.energy(ensemble.at(4 / point["r"]))


def _early_distance(point: Point, digits: int) -> Scalar:
    """Hilbert-Schmidt distance from the perfect steady state at t = 4/r."""
    field = Ball(digits_to_bits(digits))
    n, s = whole(point["n"]), point["s"]
    ensemble = _perturbed(field, point, point["r"] ** 2, interaction=True)
    real, imaginary = ensemble.density(ensemble.at(4 / point["r"]))
    ideal = steady_density(field, n, s, point["b"], "collective", point["b0"])

    def square(part: Matrix) -> Scalar:
        # Transposition of the rational basis included: the norm is that of orthonormal elements.
        return field.sum(value * part[j, i] for (i, j), value in part.entries.items())

    with field:
        # The imaginary part is antisymmetric.
        return field.sqrt(square(real - ideal) - square(imaginary))


@lru_cache(maxsize=256)
def _slowest(n: int, s: Fraction, b: Fraction, d: Fraction) -> float:
    point = {"n": Fraction(n), "s": s, "b": b, "b0": Fraction(2)}
    return _perturbed(Float64(), point, d, interaction=False).slow_rates(below=float("inf"))[0]


def _long_time(point: Point, digits: int) -> float:
    """Longest time constant in units of the inverse rate down."""
    return 1 / _slowest(whole(point["n"]), point["s"], point["b"], point["d"])


WEAK = Domain(
    {
        "n": integers(2, 3),
        "s": half_integers("1/2", 1),
        "b": reals("1/3", 2),
        "b0": reals("1/3", 4),
    },
    within(9),
    size_text(9),
)
EXACT_STATES = "full Lindblad equation with the interaction of (K1), exact"
SPIN_CHASE = Chase(
    transcription="compared with the paragraph on interactions in Sec. IX",
    oracle="exact stationary energies with the interaction (K1), which does not commute with J^2 for s >= 1",
    extraction="plain sentence",
    convention="the form of the interaction is that of (K1); j_k . j_l would conserve J^2 for every s",
)

CLAIMS: tuple[Claim, ...] = (
    Claim(
        id="indist.text-IXpair",
        where="Sec. IX",
        kind="statement",
        title="An interaction within a pair leaves the steady states as they are",
        latex=r"\text{the requirement of noninteracting spins can be lifted for a pair of spins}",
        printed="E(2, s, b, b0)",
        prose=True,
        domain=Domain(
            {
                "s": half_integers("1/2", "3/2"),
                "g": among("1/3", "2", "-5/4"),
                "b": among(*ROOTS),
                "b0": among(*STARTS),
            }
        ),
        oracle_only=("g",),
        bindings={"E": energy},
        exact_bindings=("E",),
        partners=(("b", "b0"),),
        conventions="E is the energy (18) without interaction, g the strength of that in (K1); "
        + ROOT_TEXT,
        checks=(
            Equality(
                exact(_interacting, EXACT_STATES),
                route="numeric",
                points=16,
            ),
        ),
        caveats=(Caveat("s = 1/2", lambda p: p["s"] == Fraction(1, 2), fixes=("s",)),),
        chase=SPIN_CHASE,
        notes=(
            "Exchange symmetry is not enough: for s >= 1 both J = 2s and J = 2s - 2 are symmetric, and (K1) mixes them.",
        ),
    ),
    Claim(
        id="indist.text-IXinteraction",
        where="Sec. IX",
        kind="statement",
        title="Equal couplings between all pairs leave the steady states as they are",
        latex=r"\text{if the coupling between each pair of spin is the same (for instance, in ring configuration)}\ "
        r"\text{our results should still hold}",
        printed="E(n, s, b, b0)",
        prose=True,
        domain=Domain(
            {
                "n": integers(2, 4),
                "s": half_integers("1/2", "3/2"),
                "ring": among(0, 1),
                "g": among("1/3", "2", "-5/4"),
                "b": among(*ROOTS),
                "b0": among(*STARTS),
            },
            within(16),
            size_text(16),
        ),
        oracle_only=("ring", "g"),
        bindings={"E": energy},
        exact_bindings=("E",),
        shifted=("n",),
        partners=(("b", "b0"),),
        conventions="E is the energy (18) without interaction, g the strength of that in (K1), between all pairs (ring = 0) or "
        "between neighbours in a ring only (ring = 1; a ring of up to three spins has all pairs); "
        + ROOT_TEXT,
        checks=(
            Equality(
                exact(_interacting, EXACT_STATES),
                route="numeric",
                points=24,
            ),
        ),
        caveats=(
            Caveat(
                "s = 1/2 and the same coupling for all pairs, which a ring of neighbours has for up to three spins only",
                lambda p: p["s"] == Fraction(1, 2) and (p["ring"] == 0 or p["n"] <= 3),
                fixes=("s",),
            ),
        ),
        chase=SPIN_CHASE,
        notes=(
            "A ring of four spins with couplings between neighbours mixes total spins: its master equation has 7 "
            "independent stationary states instead of 14.",
        ),
    ),
    Claim(
        id="indist.text-IXweak",
        where="Sec. IX and App. K",
        kind="statement",
        title="Weak perturbations leave the effects at first and destroy them at long times",
        latex=r"\text{weak perturbations do not prevent the emergence of mitigation and amplification effects;}\ "
        r"\text{for long times they are expected to destroy these effects}",
        printed="[E(n, s, b, b0), Eth(n, s, b)]",
        prose=True,
        domain=WEAK,
        bindings={"E": E, "Eth": Eth},
        partners=(("b", "b0"),),
        conventions="times in units of the inverse rate down; all spins detuned differently by the order of delta = d; energies at "
        "t = 1/d and at t = infinity, d to 0",
        checks=(
            Asymptotic(
                Oracle(
                    _plateau_and_end,
                    "full Lindblad equation with detunings, in balls",
                ),
                variable="d",
                sequence=tuple(Fraction(1, 10**k) for k in (1, 2, 3, 4)),
                route="numeric",
                remainder="d",
                tight=False,
                title="plateau and end",
                points=4,
                digits=24,
            ),
        ),
        notes=(
            "An interaction that keeps the exchange symmetry of spins 1/2 destroys nothing (indist.text-IXpair).",
        ),
    ),
    Claim(
        id="indist.textK-condition",
        where="below Eq. (K7)",
        kind="statement",
        title="The steady state is reached before weak perturbations act",
        latex=r"\Omega,\delta\ll|\Gamma(\omega)|:\ \rho^\infty_{\beta_0}(\beta_B)\ \text{is reached before the effects start appearing}",
        printed="0",
        prose=True,
        domain=WEAK,
        oracle_only=("n", "s", "b", "b0"),
        conventions="times and energies in units of the rate down; delta_k and Omega_kl of the order of r^2; the value is the "
        "Hilbert-Schmidt distance between the state at t = 4/r and the perfect steady state, r to 0",
        checks=(
            Asymptotic(
                Oracle(
                    _early_distance,
                    "full Lindblad equation with detunings and interaction, in balls",
                ),
                variable="r",
                sequence=tuple(Fraction(1, k) for k in (20, 40, 80, 160)),
                route="numeric",
                remainder="r**2",
                title="limit with the order of the remainder",
                points=4,
                digits=24,
            ),
        ),
        notes=("The distance is of the order of delta/Gamma.",),
    ),
    Claim(
        id="indist.text-Ktime",
        where="below Eq. (K7)",
        kind="scaling",
        title="Time of the approach to thermal equilibrium with weak inhomogeneities",
        latex=r"\text{a long time scale (given by the inverse of the energy gap between the quasi-degenerate levels)}",
        printed="-1",
        prose=True,
        domain=Domain(
            {"n": integers(2, 3), "s": half_integers("1/2", 1), "b": reals("1/3", 3)},
            within(9),
            size_text(9),
        ),
        oracle_only=("n", "s", "b"),
        conventions="exponent of the longest time constant as a function of the detunings d, which are below the rates of the bath",
        checks=(
            Scaling(
                Oracle(
                    _long_time,
                    "slowest eigenvalue of the full Liouvillian with detunings, float64",
                ),
                variable="d",
                sequence=tuple(Fraction(1, 10 * 2**k) for k in range(6)),
                route="numeric",
                points=5,
            ),
        ),
        corrected="-2",
        cause="exponent: the slow rate is of second order in the gap, the time is the bath's rate over the square of the gap",
        chase=Chase(
            transcription="compared with the sentence on the three-level system of [109]",
            oracle="slow eigenvalues of the full Liouvillian; for two spins 1/2 detuned by +-delta the rate is "
            "2 delta^2 (1+q)/(1+q+q^2) with q = exp(-b), in units of the rate down",
            extraction="plain sentence",
            convention="read as the order of magnitude of the time; the first order in delta vanishes on the stationary states",
        ),
        instead="the time grows as the inverse square of the gap",
    ),
    Claim(
        id="indist.textK-energy",
        where="below Eq. (K7)",
        kind="limit",
        title="Energy reached after a thermal start under weak perturbations",
        latex=r"E_t=\mathrm{Tr}H_0U_t\rho_0U_t^\dagger=\mathrm{Tr}H_0\rho_t^R\ \text{tends to}\ E^\infty_{\beta_0}(\beta_B)",
        printed="E(n, s, b, b0)",
        domain=WEAK,
        bindings={"E": E},
        partners=(("b", "b0"),),
        conventions="as indist.textK-condition; E_t is not changed by the rotation, as H_0 commutes with H_int and H_inh",
        checks=(
            Asymptotic(
                Oracle(
                    _early_energy,
                    "full Lindblad equation with detunings and interaction, in balls",
                ),
                variable="r",
                sequence=tuple(Fraction(1, k) for k in (20, 40, 80, 160)),
                route="numeric",
                remainder="r**3",
                tight=False,
                title="limit with the order of the remainder",
                points=4,
                digits=24,
            ),
        ),
        depends=("indist.textK-comm", "indist.textK-condition"),
    ),
    Claim(
        id="indist.textK-overestimate",
        where="end of App. K",
        kind="statement",
        title="Collective coupling shortens the equilibration",
        latex=r"(g^2\tau_c)^{-1}\ \text{is probably overestimating the actual equilibration time}",
        printed="gap(n, s, b) > single(n, s, b)",
        prose=True,
        domain=Domain(
            {"n": integers(2, 8), "s": half_integers("1/2", 2), "b": reals(-6, 6, smallest="1e-2")}
        ),
        bindings={
            "gap": bind(relaxation.relaxation_gap, "n", "s", "b", coupling="collective"),
            "single": bind(relaxation.relaxation_gap, "n", "s", "b", coupling="independent"),
        },
        conventions="gap is the slowest rate of the populations of J = ns, single that of a spin on its own, both in units of "
        "Gamma(omega) + Gamma*(omega); b not 0",
        checks=(Inequality(route="symbolic", points=60, search=20),),
        notes=(
            "At b = 0 both rates are equal. After a thermal start multiplets with small J relax no faster than one spin.",
        ),
    ),
)
