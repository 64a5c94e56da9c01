"""Appendix B: coefficients of the rate equations and time scales."""

from __future__ import annotations

from fractions import Fraction

from ...books import full
from ...checks import Asymptotic, Equality, Inequality, Oracle
from ...claims import Claim
from ...domain import Caveat, Domain, half_integers, integers, reals
from . import timescales as scales
from .cycle_times import COLD, NO_ACCELERATION
from .cycles import gap
from .timescales import few_states


def _downward(J: Fraction, m: Fraction) -> Fraction:
    """Rate of m -> m - 1 in units of G; 0 where there is no such transition."""
    rates = scales.coefficients(J)
    place = J + m
    return rates[int(place) - 1] if place in range(1, len(rates) + 1) else Fraction(0)


HALF_ODD = "integer J; for half-odd J the largest coefficient is (J + 1/2)^2, at m = 1/2"


CLAIMS: tuple[Claim, ...] = (
    Claim(
        id="heatcap.textB-rate-range",
        where="below Eq. (B.4)",
        kind="identity",
        title="Range of the coefficients of collective dissipation",
        latex=r"2G(\pm\omega)J\ \text{to}\ G(\pm\omega)J(J+1)\ \text{for}\ m\in[-J,J]",
        printed="[2*J, J*(J+1)]",
        prose=True,
        domain=Domain({"J": half_integers("1/2", 12)}),
        shifted=("J",),
        conventions="smallest and largest non-zero coefficient of (B.2) in units of G",
        checks=(
            Equality(
                Oracle(
                    lambda p, d: scales.extremes(scales.coefficients(p["J"])),
                    "coefficients of the rate equation of one spin J, from spin matrices",
                ),
                route="numeric",
                points=20,
            ),
        ),
        caveats=(Caveat(HALF_ODD, lambda p: p["J"].denominator == 1),),
        depends=("heatcap.eqB2",),
        notes=(
            "For J = 1/2 the printed range is empty: its upper end, 3/4, lies below its lower end, 1. Both ends would be right "
            "for every J with the largest integer part of (J + 1/2)^2 in place of J(J+1).",
        ),
    ),
    Claim(
        id="heatcap.textB-rate-range.s",
        where="below Eq. (B.4)",
        kind="identity",
        title="Range of the coefficients of independent dissipation",
        latex=r"2G(\pm\omega)s\ \text{to}\ G(\pm\omega)s(s+1)",
        printed="[2*s, s*(s+1)]",
        prose=True,
        domain=Domain({"s": half_integers("1/2", 6)}),
        shifted=("s",),
        conventions="smallest and largest rate of one transition in (B.4) in units of G",
        checks=(
            Equality(
                Oracle(
                    lambda p, d: scales.extremes(list(scales.product_coefficients(p["s"]))),
                    "transition rates of two spins s from matrices of the product space",
                ),
                route="numeric",
            ),
        ),
        caveats=(Caveat(HALF_ODD.replace("J", "s"), lambda p: p["s"].denominator == 1),),
        depends=("heatcap.eqB4",),
    ),
    Claim(
        id="heatcap.textB-timescale",
        where="appendix B",
        kind="inequality",
        title="Independent spins equilibrate in a time of the order of 1/G, not shorter",
        latex=r"\text{the equilibration timescale (independent dissipation) is of the order}\ G(\omega)^{-1}",
        printed="apart(n, s, b) <= 4*s",
        prose=True,
        domain=Domain(
            {
                "n": integers(1, 3),
                "s": half_integers("1/2", "7/2"),
                "b": reals(0, 12, smallest="1e-4"),
            },
            where=few_states(27),
            where_text="(2s+1)^n at most 27",
        ),
        bindings={"apart": scales.slowest_apart},
        conventions="slowest rate of (B.4) in units of G(omega); of the order of is read as between one and 4s, whatever n and b",
        checks=(Inequality(route="numeric", points=60, search=20),),
        depends=("heatcap.eqB4",),
        notes=(
            "The second part, G(omega)^-1 ~ (g^2 tau_c)^-1, needs a bath correlation function, which the paper does not give.",
        ),
    ),
    Claim(
        id="heatcap.textB-timescale.most",
        where="appendix B",
        kind="inequality",
        title="Independent spins equilibrate in a time of the order of 1/G, not longer",
        latex=r"\text{the equilibration timescale (independent dissipation) is of the order}\ G(\omega)^{-1}",
        printed="apart(n, s, b) >= 1",
        prose=True,
        domain=Domain(
            {
                "n": integers(1, 3),
                "s": half_integers("1/2", 2),
                "b": reals(0, 12, smallest="1e-4"),
            },
            where=few_states(27),
            where_text="(2s+1)^n at most 27",
        ),
        bindings={"apart": scales.slowest_apart},
        conventions="slowest rate of (B.4) in units of G(omega); of the order of is read as between one and 4s, whatever n and b",
        checks=(Inequality(route="numeric", points=60, search=20),),
        depends=("heatcap.textB-timescale",),
    ),
    Claim(
        id="heatcap.textB-general-slower",
        where="appendix B",
        kind="inequality",
        title="In general the collective time scale is of the same order or longer",
        latex=r"J\in[0\ \text{or}\ 1/2,ns]:\ \text{timescale in general of the same order or even larger for collective dissipation}",
        printed="slowest(n, s, b) <= 2*gap(s, b)",
        prose=True,
        domain=Domain(
            {
                "n": integers(2, 5),
                "s": half_integers("1/2", "5/2"),
                "b": reals(0, 12, smallest="1e-3"),
            },
            where=few_states(64),
            where_text="(2s+1)^n at most 64",
        ),
        bindings={"slowest": scales.slowest, "gap": gap},
        conventions="slowest(n, s, b) is the smallest rate among the ladders of all total spins; of the same order is read as "
        "within a factor of two",
        checks=(Inequality(route="numeric", points=60, search=20),),
        depends=("heatcap.eqB2", "heatcap.textB-timescale"),
        explained={
            "slowest(n, s, b) <= 2": "also true: every ensemble has a multiplet with J = 1/2 or 1, whose rate is at most 2"
        },
        notes=(
            "The factor of two is approached by two spins 1/2 in a cold bath, which have no J = 1/2; every other ensemble is at "
            "least as slow as one of its spins.",
        ),
    ),
    Claim(
        id="heatcap.textB-all-rates-n",
        where="appendix B",
        kind="inequality",
        title="All rates of the symmetric subspace are at least n times those of independent spins",
        latex=r"J=ns:\ \text{all transition rates at least}\ n\ \text{times larger than those of the independent dissipation}",
        printed="together(n, s, K) >= n*apart(s, k)",
        prose=True,
        domain=Domain(
            {
                "n": integers(1, 4),
                "s": half_integers("1/2", 2),
                "K": integers(1, 8),
                "k": integers(1, 4),
            },
            where=lambda p: p["K"] <= 2 * p["n"] * p["s"] and p["k"] <= 2 * p["s"],
            where_text="K at most 2ns, k at most 2s",
        ),
        bindings={"together": scales.rate_together, "apart": scales.rate_apart},
        exact_bindings=("together", "apart"),
        conventions="coefficients of the K-th transition of J = ns in (B.2) and of the k-th of a spin s in (B.4), in units of G",
        checks=(Inequality(route="numeric", points=160, search=0),),
        caveats=(
            Caveat(
                "s = 1/2 or 1; for larger spins the smallest collective coefficient, 2ns, is below n times the largest of one "
                "spin, about n s(s+1)",
                lambda p: p["s"] <= 1,
            ),
        ),
        depends=("heatcap.textB-rate-range",),
        notes=("Compared end by end the ranges do have the factor n, at the upper end more.",),
    ),
    Claim(
        id="heatcap.textB-n-times-faster",
        where="appendix B and Sec. 4.2",
        kind="inequality",
        title="From the symmetric subspace collective dissipation is at least n times faster",
        latex=r"\hbar\omega|\beta_0|\gg1:\ \text{collective dissipation happens on a timescale at least}\ n\ \text{times faster}",
        printed="gap(n*s, b) >= n*gap(s, b)",
        prose=True,
        domain=Domain(
            {
                "n": integers(2, 4),
                "s": half_integers("1/2", "3/2"),
                "b": reals(0, 10, smallest="1e-3"),
            }
        ),
        bindings={"gap": gap},
        conventions="time scale: one over the slowest rate of the rate equation; independent spins relax as one of them",
        checks=(Inequality(route="numeric", points=60, search=15),),
        caveats=(COLD,),
        chase=NO_ACCELERATION,
        depends=("heatcap.textB-all-rates-n",),
        notes=(
            "Larger coefficients do not make the slowest mode faster in proportion: it is a diffusion along a ladder that has "
            "become n times longer. At b = 0 the rate is 2 for every J; four spins 1/2 are 4.00, 3.26, 1.47 and 1.05 times as "
            "fast as one at b = 10, 3, 1 and 0.3. At least as fast is true everywhere.",
        ),
    ),
    Claim(
        id="heatcap.textB-n-times-faster.cold",
        where="appendix B and Sec. 4.2",
        kind="limit",
        title="In a cold bath collective dissipation is n times faster",
        latex=r"\hbar\omega|\beta_0|\gg1:\ \text{collective dissipation happens on a timescale at least}\ n\ \text{times faster}",
        printed="n",
        prose=True,
        domain=Domain(
            {"n": integers(2, 4), "s": half_integers("1/2", "3/2")},
            where=few_states(16),
            where_text="(2s+1)^n at most 16",
        ),
        oracle_only=("s",),
        shifted=("n",),
        conventions="ratio of the slowest rates in the limit of a cold bath",
        checks=(
            Asymptotic(
                full(scales.gap_ratio, "spectral gaps of both rate equations"),
                route="numeric",
                variable="b",
                sequence=tuple(Fraction(x) for x in (10, 20, 40, 60)),
                title="limit of a cold bath",
            ),
        ),
        depends=("heatcap.textB-n-times-faster",),
    ),
    Claim(
        id="heatcap.textB-superradiance.m",
        where="appendix B",
        kind="inequality",
        title="Superradiance appears for m close to zero",
        latex=r"\text{the rate }(J+m)(J-m+1)\text{ is largest for }m\text{ close to }0",
        prose=True,
        printed="rate(J, m) <= rate(J, J-floor(J))",
        domain=Domain(
            {"J": half_integers("1/2", 12), "m": half_integers("-23/2", 12)},
            where=lambda p: -p["J"] < p["m"] <= p["J"] and (p["J"] - p["m"]).denominator == 1,
            where_text="m from -J + 1 to J",
        ),
        bindings={"rate": _downward},
        conventions="rate of m -> m - 1 in units of G(omega) at zero temperature, from the matrix elements of J_-",
        checks=(Inequality(route="numeric", points=80, minimum=40, search=20),),
    ),
    Claim(
        id="heatcap.textB-superradiance",
        where="appendix B",
        kind="statement",
        title="The acceleration concerns the state and not the energy",
        latex=r"\text{superradiance: larger rate of energy change; super-equilibration: purely the dynamics of the state}",
        prose=True,
        missing="the measure in which state and energy are told apart; in full trajectories from the ground state both settle "
        "n times faster in a cold bath (heatcap.textB-n-times-faster.cold), governed by the same slowest mode",
        depends=("heatcap.textB-n-times-faster.cold",),
    ),
)
