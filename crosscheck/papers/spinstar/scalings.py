"""How the effective temperature grows with the number of outer spins, and what has been read into it."""

from __future__ import annotations

from fractions import Fraction
from functools import cache
from typing import Any

import flint

from cotherm.numeric import spin_star, spin_star_states
from cotherm.numeric.fields import Field
from cotherm.numeric.power_law import power_law
from cotherm.numeric.spin_star import Model
from cotherm.symbolic.forms import fuel

from ...algebras import digits_to_bits, precision, to_ball
from ...books import full
from ...checks import Asymptotic, Inequality, Oracle, Rounded, Scaling
from ...checks.asymptotic import powers_of_ten
from ...claims import Chase, Claim
from ...domain import Caveat, Domain, Point, among, half_integers, reals
from .fits import share
from .shared import (
    GENERIC,
    MIXED_T,
    SOLVED_SPIN,
    figure,
    given,
    model_of,
)

POLE = (
    "T_q has no power law in N: it diverges where p_e passes 1/2, at lam = 1 between N = 14 and 15, "
    "at lam = 0.75 between 18 and 19, and is negative beyond."
)
LOCAL = (
    "Local exponents d ln(T_q/T_b - 1)/d ln N beside the spin S, from N = 1, 2 to N = 11, 12: lam = 0: 0.99 "
    "to 0.93; 0.25: 1.01 to 1.22; 0.5: 1.04 to 1.67; 0.75: 1.07 to 2.54; 0.9: 1.08 to 3.64; 1: 1.10 to "
    "5.09. Of T_q itself: 0.11 to 2.71 at 0.9, 0.12 to 4.15 at 1. The values 2, 3, 4 are passed on the way. Mean "
    "exponents, straight lines through S = 2..6 in logarithms: 1.33, 1.65, 1.95, 2.23 at lam = 0.5, 0.75, 0.9, 1."
)


def _gain(point: Point, digits: int) -> Any:
    """T_q/T_b - 1 beside one spin, closed form."""
    value = fuel.fuel_temperature.digits(
        digits + 5, model="spin", omega=6, J=Fraction(4, 5), beta=1, lam=point["lam"], S=point["S"]
    )
    with precision(digits_to_bits(digits)):
        return value - 1


def _solved_gain(field: Field, point: Point) -> Any:
    """The same from the complete Gibbs state."""
    value = spin_star.fuel_temperature(field, model_of(point), given(point))
    with field:
        return value - 1


def _information(field: Field, point: Point) -> Any:
    """Mutual information of the central spin with all others, in nats."""
    model, parameters = model_of(point), given(point)
    rho = spin_star_states.gibbs_state(field, model, parameters)
    return spin_star_states.mutual_information(model, parameters, rho)


GAIN = Oracle(_gain, "T_q/T_b - 1 beside one spin S, closed form", "symbolic")
SOLVED_GAIN = full(_solved_gain, "T_q/T_b - 1 from the Gibbs state of (2)")
GROWTH = tuple(Fraction(k, 2) for k in range(6, 13))


@cache
def _regression(model: Model, lam: Fraction) -> float:
    """Slope of ln(T_q/T_b - 1) against ln S over S = 2, 5/2, ..., 6, least squares."""
    sizes = [Fraction(k, 2) for k in range(4, 13)]
    gains = [
        float(fuel.fuel_temperature(model, 6.0, 0.8, float(lam), 1.0, float(S))) - 1 for S in sizes
    ]
    return round(power_law([float(S) for S in sizes], gains).exponent, 10)


def _mean_exponents(model: Model) -> Rounded:
    names = {"spin": "beside one spin S", "star": "in the star"}
    return Rounded(
        Oracle(
            lambda p, d: _regression(model, p["lam"]),
            f"slope of ln(T_q/T_b - 1) over ln S for S = 2..6, {names[model]}",
            "symbolic",
        ),
        route="symbolic",
        unit="1",
        points=4,
        title=f"mean exponent to the nearest integer, {names[model]}",
    )


def _star_temperature(point: Point, digits: int) -> Any:
    """T_q/T_b itself in the star, closed form."""
    return fuel.fuel_temperature.digits(
        digits, model="star", omega=6, J=Fraction(4, 5), beta=1, lam=point["lam"], S=point["S"]
    )


STAR_TEMPERATURES = Oracle(_star_temperature, "T_q/T_b in the star of 2S outer spins", "symbolic")


def _curved(lam: Any) -> flint.arb:
    """Share of S^2 at S = 6 in the quadratic through the twelve points of Table 1."""
    return share(SOLVED_SPIN, 2)(lam)


def _straight(lam: Any) -> flint.arb:
    """Share of S."""
    return share(SOLVED_SPIN, 1)(lam)


def _exponent(S: Fraction, lam: Fraction) -> flint.arb:
    """Local exponent of T_q/T_b - 1 in N between S and S + 1/2, beside one spin."""
    low, high = (SOLVED_SPIN(x, lam) - 1 for x in (S, S + Fraction(1, 2)))
    value: flint.arb = (high / low).log() / (1 + 1 / to_ball(2 * S)).log()
    return value


def _step(star: Fraction, S: Fraction, lam: Fraction) -> flint.arb:
    """T_q with one more outer spin less T_q."""
    value: flint.arb = MIXED_T(star, S + Fraction(1, 2), lam) - MIXED_T(star, S, lam)
    return value


POWER_CHASE = Chase(
    transcription="abstract and the discussion of Fig. 2 read again: powers N^2, N^3, N^4 of an enhancement",
    oracle="complete Gibbs states and closed forms give the same T_q, and all of Table 1 to its last digit",
    extraction="plain words; the superscripts stand in the text as 2, 3, 4",
    convention="enhancement read as T_q/T_b - 1 and as T_q/T_b, in N and in S, in the window of the fits; "
    "only as the degree of a fitted polynomial are the powers there (spinstar.tab1.degree)",
)

ABOVE = Claim(
    id="spinstar.text-Tq-above-Tb",
    where="abstract, introduction, conclusions",
    kind="inequality",
    title="The tape spin is hotter than the bath of the whole",
    latex=r"T_q>T_b",
    printed="T(star, S, lam) > 1",
    domain=Domain(
        {
            "star": among(0, 1),
            "S": half_integers("1/2", 6),
            "lam": reals(0, 1, zero=True),
        }
    ),
    bindings={"T": MIXED_T},
    checks=(Inequality("numeric", points=40, minimum=20, search=0),),
    notes=(
        "At omega = 6, J = 0.8, T_b = 1, up to the largest S of Fig. 2. The sign is that of "
        "J lam to first order, so that lam < 0 cools; beyond the pole (S > 7 at lam = 1) T_q is negative.",
    ),
)

INTRODUCTION = (
    Claim(
        id="spinstar.text-scaling",
        where="abstract",
        kind="scaling",
        title="Enhancement as N^2, N^3 or N^4, tuned by the anisotropy",
        latex=r"\text{the nonlinearity can be tuned to }N^2,\ N^3\text{ or }N^4",
        prose=True,
        printed="if_else(lam < 3/5, 2, if_else(lam < 19/20, 3, 4))",
        domain=Domain({"lam": among("1/2", "3/4", "9/10", 1)}),
        checks=(
            Scaling(SOLVED_GAIN, "S", GROWTH, title="local exponents of T_q/T_b - 1 for S <= 6"),
            Scaling(GAIN, "S", GROWTH, title="local exponents of T_q/T_b - 1 for S <= 6"),
            Scaling(STAR_TEMPERATURES, "S", GROWTH, title="local exponents of T_q in the star"),
            _mean_exponents("spin"),
            _mean_exponents("star"),
        ),
        chase=POWER_CHASE,
        notes=(LOCAL, POLE),
        instead="no power law; 2, 3 and 4 are the degrees of polynomials that fit for S up to 6",
    ),
    Claim(
        id="spinstar.text-scaling.p4",
        where="discussion of Fig. 2",
        kind="scaling",
        title="Enhancement of T_f as N^3 or N^4",
        latex=r"\text{the spin-star allows for }\sim N^3\text{ or }\sim N^4",
        prose=True,
        printed="if_else(lam < 19/20, 3, 4)",
        domain=Domain({"lam": among("3/4", "9/10", 1)}),
        checks=(
            Scaling(SOLVED_GAIN, "S", GROWTH, title="local exponents of T_q/T_b - 1 for S <= 6"),
            Scaling(GAIN, "S", GROWTH, title="local exponents of T_q/T_b - 1 for S <= 6"),
            Scaling(STAR_TEMPERATURES, "S", GROWTH, title="local exponents of T_q in the star"),
            _mean_exponents("spin"),
            _mean_exponents("star"),
        ),
        depends=("spinstar.text-scaling",),
        chase=POWER_CHASE,
        notes=(LOCAL, POLE),
        instead="no power law; 2, 3 and 4 are the degrees of polynomials that fit for S up to 6",
    ),
    Claim(
        id="spinstar.text-tunable",
        where="introduction, discussion of Fig. 2",
        kind="statement",
        title="The anisotropy tunes the temperature and its growth with N",
        latex=r"\text{it can be tuned by the system parameters, in particular with the anisotropic coupling}",
        prose=True,
        printed="step(star, S, mu) > step(star, S, lam)",
        domain=Domain(
            {
                "star": among(0, 1),
                "S": half_integers("1/2", 3),
                "lam": reals(0, "9/10", zero=True),
                "mu": reals("1/20", 1),
            },
            where=lambda p: p["mu"] > p["lam"],
            where_text="mu > lam, two values of lambda",
        ),
        bindings={"step": _step},
        checks=(Inequality("numeric", points=24, minimum=12, search=0),),
        notes=("The step of T_q from N to N + 1 outer spins rises with lam, and so does T_q.",),
    ),
)

HOT = Claim(
    id="spinstar.text-highT",
    where="introduction",
    kind="asymptotic",
    title="Correlations grow with N at higher temperatures",
    latex=r"\text{scaling of the correlations with }N\text{ can survive at higher temperatures}",
    prose=True,
    printed="(J*beta)**2*(2 + lam**2)/8*if_else(star < 1, S*(S + 1)/3, S/2)",
    domain=Domain(
        {
            "star": among(0, 1),
            "S": half_integers("1/2", 2),
            "lam": reals("1/5", 2),
            "J": reals(-2, 2, smallest="1/20"),
            "omega": GENERIC["omega"],
        }
    ),
    oracle_only=("omega",),
    checks=(
        Asymptotic(
            full(_information, "mutual information from the complete Gibbs state"),
            "beta",
            powers_of_ten(-3, -7),
            remainder="beta**3",
        ),
    ),
    explained={
        f"(J*beta)**2*(2+lam**2)/8*if_else({condition}, S*(S+1)/3, S/2)": "star is 0 or 1"
        for condition in ("2*star < 1", "star < 1/2")
    },
    notes=(
        "The prediction has no formula in the paper; total correlations of the centre with the rest, in nats. In a "
        "hot bath they grow as N in the star and as N(N + 2) beside one spin S: the growth survives, the equivalence "
        "of the two does not. T_q/T_b - 1 is beta J lam N/4 and beta J lam S(S + 1)/3 (derivation fuel_hot_bath).",
    ),
)

SCALING = (
    Claim(
        id="spinstar.text-monotone",
        where="discussion of Fig. 2",
        kind="statement",
        title="Monotonic growth at lambda = 1",
        latex=r"\text{a monotonic growth at }\lambda=1",
        prose=True,
        printed="T(star, R) > T(star, S)",
        domain=Domain(
            {
                "star": among(0, 1),
                "S": half_integers("1/2", "11/2"),
                "R": half_integers(1, 6),
            },
            where=lambda p: p["R"] > p["S"],
            where_text="R > S",
        ),
        bindings={"T": lambda star, S: MIXED_T(star, S, Fraction(1))},
        checks=(Inequality("numeric", points=24, minimum=12, search=0),),
        notes=("For S up to 6, the range that Table 1 follows. The growth ends at S = 7: " + POLE,),
    ),
    Claim(
        id="spinstar.text-deviation",
        where="discussion of Fig. 2",
        kind="statement",
        title="Deviation from linear scaling from lambda = 0.5 on",
        latex=r"\text{deviation from linear scaling after }\lambda=0.5",
        prose=True,
        printed="curved(lam) > straight(lam)",
        domain=Domain({"lam": among("1/2", "3/4", "9/10", 1)}),
        bindings={"curved": _curved, "straight": _straight},
        checks=(Inequality("numeric", points=4, minimum=4, search=0),),
        notes=(
            "Shares of S^2 and of S at S = 6 in the quadratic through the twelve points of Table 1: 0.50 and "
            "0.38 at lam = 0.5, 1.95 and 0.19 at 0.75; R^2 of a straight line: 0.981, 0.933, 0.868, 0.787.",
        ),
    ),
    Claim(
        id="spinstar.text-linear",
        where="discussion of Fig. 2",
        kind="scaling",
        title="Linear scaling dominates below lambda = 0.5",
        latex=r"\lambda<0.5:\ \text{linear scaling is the dominant behavior}",
        prose=True,
        printed="curved(lam) < straight(lam)",
        domain=Domain({"lam": among(0, "1/4")}),
        bindings={"curved": _curved, "straight": _straight},
        checks=(Inequality("numeric", points=2, minimum=2, search=0),),
        explained={
            text: "a stronger statement, true as well: the quadratic share is below a quarter"
            for text in ("2*curved(lam) < straight(lam)", "curved(lam) < straight(lam)/2")
        },
        notes=(
            "The criterion turns between lam = 0.46 and 0.48: near 0.5 itself the bend is no longer the smaller part.",
            "At the two values of the figure: shares 0.012 and 0.155 (lam = 0), 0.083 and 0.335 (0.25) "
            "for S <= 6. Over a longer range the line at lam = 0.25 bends too (T_q/T_b = 1.85 at S = 10).",
        ),
    ),
    Claim(
        id="spinstar.text-superlinear",
        where="conclusions",
        kind="scaling",
        title="Superlinear dependence on N",
        latex=r"\text{a temperature exhibiting superlinear dependence on }N",
        prose=True,
        printed="T(star, S + 1/2, lam) + T(star, S - 1/2, lam) > 2*T(star, S, lam)",
        domain=figure("1", "11/2"),
        bindings={"T": MIXED_T},
        checks=(Inequality("numeric", points=30, minimum=16, search=0),),
        caveats=(Caveat("lam >= 1/4", lambda p: p["lam"] >= Fraction(1, 4)),),
        chase=Chase(
            "conclusions read again",
            "both books and both models",
            "plain words",
            "superlinear as growing differences; as an exponent above one it fails at lam = 0 too",
        ),
        notes=("At lam = 0 the differences fall: the dependence on N is weaker than linear.",),
    ),
)
COMPARED = Claim(
    id="spinstar.text-cmp-superradiant",
    where="discussion of Fig. 2",
    kind="statement",
    title="A steeper growth than N^2",
    latex=r"\text{more advantageous scaling than superradiant or multilevel fuels, }\sim N^2",
    prose=True,
    printed="exponent(S, lam) > 2",
    domain=Domain({"S": half_integers("1/2", "11/2"), "lam": among("3/4", "9/10", 1)}),
    bindings={"exponent": _exponent},
    checks=(Inequality("numeric", points=33, minimum=4, search=0),),
    caveats=(
        Caveat(
            "lam = 1 with S > 3, lam = 0.9 with S >= 4, lam = 0.75 with S >= 5",
            lambda p: (
                p["S"]
                >= {Fraction(1): Fraction(7, 2), Fraction(9, 10): Fraction(4)}.get(
                    p["lam"], Fraction(5)
                )
            ),
        ),
    ),
    depends=("spinstar.text-scaling.p4",),
    chase=Chase(
        "discussion of Fig. 2 read again",
        "exponents from complete Gibbs states",
        "plain words",
        "the N^2 of the other fuels is taken as the paper quotes it",
    ),
    notes=(
        "Local exponents of T_q/T_b - 1 are above two only close to the pole (lam = 0.9: S >= 4, "
        "0.75: S >= 5, 1: S > 3); for few spins they are one.",
    ),
)
