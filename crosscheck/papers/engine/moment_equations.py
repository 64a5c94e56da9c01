"""Eqs. (36)-(39): moment hierarchy and its closure at the third cumulant."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from cotherm.numeric import bath_spin
from cotherm.numeric import macroscopic_bath as macroscopic
from cotherm.numeric.fields import Field

from ...books import exact, full, whole
from ...checks import Asymptotic, Equality, Oracle, Proof, Result
from ...checks.asymptotic import powers_of_ten
from ...claims import Chase, Claim
from ...domain import Domain, Point, integers, reals
from .shared import MOMENTS

SIZES = powers_of_ten(1, 5)


def _power_action(point: Point) -> Any:
    """The generator on S_z^n at the level m = mu S, exact, for rates gu and gd."""
    n, S, mu = whole(point["n"]), point["S"], point["mu"]
    total = Fraction(0)
    for (i, length), (down, up) in bath_spin.moment_polynomial(n).items():
        rate = down * point["gd"] + up * point["gu"]
        total += rate * (mu * S) ** i * S**length
    return total


def _scaled_action(field: Field, point: Point) -> Any:
    """(2/Gamma_0) times the generator on m_z^n at m_z = mu, N spins, scaled rates."""
    n, N, mu = whole(point["n"]), whole(point["N"]), point["mu"]
    rates = bath_spin.scaled_rates(field, N, point["x"])
    S = Fraction(N, 2)
    with field:
        total = field.zero
        for (i, length), (down, up) in bath_spin.moment_polynomial(n).items():
            rate = field.number(down) * rates.down + field.number(up) * rates.up
            total = total + rate * field.number(mu**i * S ** (i + length - n))
        return 2 * total


def _closed_rates(field: Field, point: Point) -> list[Any]:
    return macroscopic.closed_rates(field, point["x"], point["m1"], point["m2"])


def _finite_closed_rate(power: int) -> Any:
    """d<m_z^n>/dt of N spins in a state of two magnetisations m1 +- d, whose third cumulant is zero."""

    def rate(field: Field, point: Point) -> Any:
        N, m1, m2 = whole(point["N"]), point["m1"], point["m2"]
        moments = [Fraction(1), m1, m2, m1**3 + 3 * m1 * (m2 - m1**2)]
        rates = bath_spin.scaled_rates(field, N, point["x"])
        S = Fraction(N, 2)
        with field:
            total = field.zero
            for (i, length), (down, up) in bath_spin.moment_polynomial(power).items():
                value = field.number(down) * rates.down + field.number(up) * rates.up
                total = total + value * field.number(moments[i] * S ** (i + length - power))
            return total

    return rate


def _third_moment(point: Point) -> Fraction:
    """<m^3> of three weighted magnetisations, symmetric about m1, with second moment m2.

    The values are m1 and m1 +- d with weights 1/2, 1/4, 1/4: the third cumulant vanishes by
    symmetry, and the moment is summed value by value.
    """
    m1, squared = point["m1"], 2 * (point["m2"] - point["m1"] ** 2)
    even = m1**3 + 3 * m1 * squared  # half the sum of (m1 + d)^3 and (m1 - d)^3, squared = d^2
    return (m1**3 + even) / 2


SYMMETRIC = "third moment of a state of three magnetisations symmetric about the mean, summed"


CLAIMS = (
    Claim(
        id="engine.eq36",
        where="Eq. (36)",
        kind="asymptotic",
        title="Equation of motion of a power of S_z, leading orders in S",
        latex=r"\frac{d\langle\hat S^z\rangle^n}{dt}=(\gamma_\uparrow-\gamma_\downarrow)(\hat S^2-\langle\hat S^z\rangle^2)(\hat S^z)^{n-1}n"
        r"-n\langle\hat S^z\rangle^n(\gamma_\uparrow+\gamma_\downarrow)+(\gamma_\uparrow+\gamma_\downarrow)(\hat S^2-\langle\hat S^z\rangle^2)(\hat S^z)^{n-1}\binom n2+\mathcal O(S^{<n})",
        printed="(gu-gd)*(S*(S+1)-(mu*S)**2)*(mu*S)**(n-1)*n-n*(mu*S)**n*(gu+gd)"
        "+(gu+gd)*(S*(S+1)-(mu*S)**2)*(mu*S)**(n-1)*binomial(n, 2)",
        domain=Domain(
            {
                "n": integers(2, 6),
                "mu": reals("-9/10", "9/10", smallest="1/5"),
                "gu": reals("1/5", 3),
                "gd": reals("1/5", 3),
            },
            where=lambda p: p["gu"] != p["gd"],
            where_text="gu different from gd",
        ),
        partners=(("gu", "gd"),),
        conventions="read at one level S_z = mu S, where means and powers of means coincide; S^2 is the operator, S(S+1)",
        checks=(
            Asymptotic(
                Oracle(
                    lambda p, d: _power_action(p),
                    "exact generator on S_z^n from explicit spin matrices, interpolated in m and S",
                ),
                route="numeric",
                variable="S",
                sequence=powers_of_ten(2, 7),
                remainder="S**(n-1)",
                title="growth of the difference with S",
                points=8,
            ),
        ),
        cause="exponent: the diffusive term carries (S_z)^(n-2)",
        instead="the last term carries (S_z)^(n-2) binom(n, 2) in place of (S_z)^(n-1) binom(n, 2)",
        chase=Chase(
            transcription="all three terms compared with the text; the third repeats the power n-1 of the first",
            oracle="exact action of the generator on S_z^n for n = 2..6; the derivation from the birth-death generator agrees",
            extraction="both exponents are complete in the text layer",
            convention="the mixed brackets (power of a mean for mean of a power) do not matter at a single level; with "
            "S^2 read as the number S^2 instead of S(S+1) the drift would miss terms of order S^n",
        ),
        explained={
            "(gu-gd)*(S*(S+1)-(mu*S)**2)*(mu*S)**(n-1)*n-n*(mu*S)**n*(gu+gd)+(gu+gd)*"
            f"(S*({casimir})-(mu*S)**2)*(mu*S)**((n-1)-1)*binomial(n, 2)": "differs by O(S^(n-1)), which the printed "
            "remainder covers"
            for casimir in ("S-1", "S+1*2", "S+1/2", "S+2", "S+0")
        }
        | {
            "(gu-gd)*(S*(S+1)-(mu*S)**2)*(mu*S)**(n-1)*n-n*(mu*S)**n*(gu+gd)+(gu+gd)*"
            "(S*S-(mu*S)**2)*(mu*S)**((n-1)-1)*binomial(n, 2)": "differs by O(S^(n-1)), which the printed remainder covers"
        },
        notes=("(37) has the right power, so the slip stays in (36).",),
    ),
    Claim(
        id="engine.eq37",
        where="Eq. (37)",
        kind="asymptotic",
        title="Moment hierarchy in the macroscopic limit",
        latex=r"\frac2{\Gamma_0}\frac{d\langle\hat m^z\rangle^n}{dt}=-n\langle\hat m^z\rangle^{n-1}+n\langle\hat m^z\rangle^{n+1}"
        r"+\frac4{\beta E}\left\{\binom n2\langle\hat m^z\rangle^{n-2}-\left[\binom n2+n\right]\langle\hat m^z\rangle^n\right\}",
        printed="-n*mu**(n-1)+n*mu**(n+1)+4/x*(binomial(n, 2)*mu**(n-2)-(binomial(n, 2)+n)*mu**n)",
        domain=Domain(
            {
                "n": integers(1, 6),
                "mu": reals("-9/10", "9/10", smallest="1/5"),
                "x": reals("1/5", 20),
            },
        ),
        shifted=("n",),
        conventions="read at one magnetisation mu, where means and powers of means coincide; x = beta E",
        checks=(
            Proof(
                "moment_hierarchy",
                tuple(Result("limit", k) for k in range(6)),
                cases=tuple({"n": k} for k in range(1, 7)),
            ),
            Asymptotic(
                full(_scaled_action, "exact finite-N generator on m_z^n with scaled rates"),
                route="numeric",
                variable="N",
                sequence=SIZES,
                remainder="1/N",
                tight=False,
                title="trend in N with the order of the remainder",
                points=8,
            ),
        ),
        depends=("engine.eq36",),
        notes=(
            "The derivation takes the limit for n = 1..6. For n = 1 and n = 2 the remainder falls faster than 1/N, so "
            "that order is an upper bound.",
        ),
    ),
    Claim(
        id="engine.text-closure3",
        where="above Eq. (38)",
        kind="identity",
        title="Third moment when the third cumulant vanishes",
        latex=r"\langle(\hat m^z)^3\rangle=3\langle(\hat m^z)^2\rangle\langle\hat m^z\rangle-2\langle\hat m^z\rangle^3",
        printed="3*m2*m1-2*m1**3",
        domain=MOMENTS,
        oracle_only=("x",),
        partners=(("m1", "m2"),),
        checks=(
            Equality(
                Oracle(lambda p, d: _third_moment(p), SYMMETRIC),
                route="numeric",
            ),
        ),
    ),
    Claim(
        id="engine.eq38",
        where="Eq. (38)",
        kind="asymptotic",
        title="Closed equation of the first moment",
        latex=r"\frac2{\Gamma_0}\frac{d\langle\hat m^z\rangle}{dt}=-(1-\langle(\hat m^z)^2\rangle)-\frac4{\beta E}\langle\hat m^z\rangle",
        printed="-(1-m2)-4/x*m1",
        domain=MOMENTS,
        partners=(("m1", "m2"),),
        conventions="x = beta E",
        checks=(
            Equality(
                exact(
                    lambda f, p: 2 * _closed_rates(f, p)[0],
                    "macroscopic part of the exact generator on S_z",
                ),
                route="numeric",
            ),
            Asymptotic(
                full(lambda f, p: 2 * _finite_closed_rate(1)(f, p), "exact finite-N generator"),
                route="numeric",
                variable="N",
                sequence=SIZES,
                remainder="1/N",
                tight=False,
                title="trend in N",
            ),
        ),
        depends=("engine.eq37",),
    ),
    Claim(
        id="engine.eq39",
        where="Eq. (39)",
        kind="asymptotic",
        title="Closed equation of the second moment",
        latex=r"\frac1{\Gamma_0}\frac{d\langle(\hat m^z)^2\rangle}{dt}=\langle\hat m^z\rangle(-1+3\langle(\hat m^z)^2\rangle-2\langle\hat m^z\rangle^2)"
        r"+\frac2{\beta E}(1-3\langle(\hat m^z)^2\rangle)",
        printed="m1*(-1+3*m2-2*m1**2)+2/x*(1-3*m2)",
        domain=MOMENTS,
        partners=(("m1", "m2"),),
        conventions="x = beta E; exact for states without third cumulant",
        checks=(
            Proof(
                "third_cumulant_closure",
                (Result("closure", 1),),
                {"m_1": "m1", "m_2": "m2"},
            ),
            Equality(
                exact(
                    lambda f, p: _closed_rates(f, p)[1],
                    "macroscopic part of the exact generator on S_z^2",
                ),
                route="numeric",
            ),
            Asymptotic(
                full(
                    _finite_closed_rate(2),
                    "exact finite-N generator in states without third cumulant",
                ),
                route="numeric",
                variable="N",
                sequence=SIZES,
                remainder="1/N",
                title="trend in N with the order of the remainder",
                tight=False,
            ),
        ),
        depends=("engine.eq37", "engine.text-closure3"),
    ),
)
