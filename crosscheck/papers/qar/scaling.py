"""Sec. IV: full and reduced model over the number of spins, growth of current and noise."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Any

import flint

from cotherm.numeric.fields import Field
from cotherm.numeric.refrigerator_mechanisms import escape_rates
from cotherm.numeric.refrigerator_reduced import (
    reduced_model_cumulants,
)
from cotherm.symbolic.forms import refrigerator as three_levels
from cotherm.symbolic.forms import transitions

from ...algebras import to_ball
from ...books import full, whole
from ...checks import Asymptotic, Inequality, Oracle, Scaling
from ...checks.asymptotic import powers_of_ten
from ...claims import Claim
from ...domain import Domain, Point, among, reals
from . import settings
from .settings import PLOTTED, closed_signs, decided, odd, signs

LARGE = tuple(Fraction(n) for n in (101, 201, 401, 801))
WIDTHS = {f"delta_{k}": reals("1/1000", 1) for k in "chw"}
TEMPERATURES = {
    "beta_c": reals(1, 3),
    "beta_h": reals("1/2", 1),
    "beta_w": reals("1/1000", "1/10"),
}


def _escapes(field: Field, point: Point) -> Sequence[Any]:
    found = escape_rates(settings.rates(field, point))
    return [found[name] for name in "chw"]


def _narrow_escapes(field: Field, point: Point) -> Sequence[Any]:
    widths = {f"delta_{k}": settings.SETTING[f"delta_{k}"] * point["x"] for k in "chw"}
    found = escape_rates(settings.rates(field, point, **widths))
    return [found[name] for name in "chw"]


def _closed_escapes(bits: int, point: Point) -> Sequence[Any]:
    """One transition out of the three lowest levels for each reservoir."""
    steps = (("c", "5/2", "7/2", "Jx"), ("h", "3/2", "7/2", "Jx2/N"), ("w", "5/2", "7/2", "Jx"))
    values = settings.setting(point)
    found = []
    for (name, low, high, operator), peak in zip(steps, (2, 6, 4), strict=True):
        quantum = Fraction(high) ** 2 - Fraction(low) ** 2
        strength = transitions.transition_strength.ball(
            bits, N=values["N"], a=Fraction(low), b=Fraction(high), operator=operator
        )
        density = transitions.spectral_density.ball(
            bits, omega=quantum, eps=peak, delta=values[f"delta_{name}"], gamma=1
        )
        occupation = transitions.bose_occupation.ball(
            bits, beta=values[f"beta_{name}"], energy=quantum
        )
        found.append(strength * density * occupation)
    return found


def _resonant(field: Field, point: Point) -> list[Any]:
    """Downward rates of the three resonant transitions for very narrow densities."""
    narrow = {f"delta_{k}": Fraction(1, 10**9) for k in "chw"}
    system = settings.rates(field, point, **narrow)
    return [system.of("c")[0, 1], system.of("h")[0, 2], system.of("w")[1, 2]]


def _error_factor(N: Fraction, beta_c: Fraction, beta_h: Fraction) -> Any:
    """First order of G4/I - 1 in 1/n_w, from the closed forms of rates and occupations."""
    Gc, Gh, Gw = (to_ball(x) for x in settings.effective_rates(N))
    nc, nh = (1 / (to_ball(x)).expm1() for x in (2 * beta_c, 6 * beta_h))
    ideal = Gc * (1 + 3 * nc) + Gh * (1 + 3 * nh)
    loss = Gw * (Gc * (1 + 2 * nc) + Gh * nh) + Gc * Gh * (1 + 2 * nc + 2 * nh + 3 * nc * nh)
    return nh * (1 + nc) / (nc - nh) + loss / (Gw * ideal)


def _coarse(N: Fraction, beta_c: Fraction, beta_h: Fraction) -> Any:
    Gc, Gh, _ = settings.effective_rates(N)
    nc, nh = (1 / to_ball(x).expm1() for x in (2 * beta_c, 6 * beta_h))
    return three_levels.coarse_current_rates.ball(
        flint.ctx.prec, Gc=to_ball(Gc), Gh=to_ball(Gh), nc=nc, nh=nh
    )


NOTICE = "Omega = 1; setting of Fig. 2"

CLAIMS = (
    Claim(
        id="qar.text-beyond-three",
        where="Sec. IV",
        kind="statement",
        title="All three reservoirs lead out of the three lowest levels",
        latex=r"\sum_{a>5/2\ge b}R^\nu_{ab}>0\quad(\nu=c,h,w)",
        printed="[1, 1, 1]",
        prose=True,
        domain=Domain({"N": odd(7, 61), **WIDTHS, **TEMPERATURES}),
        oracle_only=("N", *WIDTHS, *TEMPERATURES),
        conventions="signs of the total rates out of the three lowest levels by cold, hot and work reservoir",
        checks=(
            decided(
                signs(_escapes, "complete rate equation, sums of the rates to higher levels"),
                "rates out of the three lowest levels",
            ),
            decided(
                closed_signs(
                    _closed_escapes, "one such rate per reservoir from (5), (7), (8) in closed form"
                ),
                "rates out of the three lowest levels",
            ),
        ),
        depends=("qar.eq7",),
    ),
    Claim(
        id="qar.text-ideal.boost",
        where="Sec. IV",
        kind="scaling",
        title="The transitions that remain for narrow densities are boosted superradiantly",
        latex=r"R^c_{1/2,3/2},\ R^h_{1/2,5/2},\ R^w_{3/2,5/2}\propto N^2\quad(\delta_\nu\to0)",
        printed="[2, 2, 2]",
        prose=True,
        domain=Domain(TEMPERATURES),
        oracle_only=tuple(TEMPERATURES),
        conventions="exponents of N of the cold, hot and work rate between the three lowest levels; widths 1e-9",
        checks=(
            Scaling(
                full(_resonant, "rates of the complete model at very narrow densities"),
                variable="N",
                sequence=LARGE,
            ),
            Scaling(
                Oracle(
                    lambda p, d: list(settings.effective_rates(p["N"])),
                    "closed forms (N-1)(N+3)/16 and so on of the effective rates",
                    "symbolic",
                ),
                variable="N",
                sequence=LARGE,
            ),
        ),
        depends=("qar.eqG2.N2",),
    ),
    Claim(
        id="qar.textG-leave",
        where="below Eq. (G1)",
        kind="asymptotic",
        title="No way out of the three lowest levels in the limit of narrow densities",
        latex=r"\sum_{a>5/2\ge b}R^\nu_{ab}\to0\quad(\delta_\nu\to0)",
        printed="[0, 0, 0]",
        prose=True,
        domain=Domain({"N": odd(7, 41), **TEMPERATURES}),
        oracle_only=("N", *TEMPERATURES),
        conventions="rates out of the three lowest levels by cold, hot and work reservoir; widths x times those of Fig. 2. For a fixed "
        "time the population stays inside; the stationary state keeps a part outside, because the ways back close "
        "alike (qar.text-ideal)",
        checks=(
            Asymptotic(
                full(_narrow_escapes, "complete rate equation, sums of the rates to higher levels"),
                route="numeric",
                variable="x",
                sequence=powers_of_ten(-1, -5),
                remainder="x**2",
                title="limit of narrow densities, with the order of the remainder",
                points=5,
            ),
        ),
        depends=("qar.textG-limit", "qar.text-ideal"),
    ),
    Claim(
        id="qar.textG-current-N2",
        where="below Eq. (G4)",
        kind="scaling",
        title="The current inherits the quadratic growth of the rates",
        latex=r"\Gamma^{eff}_{c/h}\propto N^2\ \Rightarrow\ \bar I^c_E\propto N^2",
        printed="2",
        prose=True,
        domain=Domain({"beta_c": reals("3/2", "5/2"), "beta_w": reals("1/1000", "1/10")}),
        oracle_only=("beta_c", "beta_w"),
        conventions="exponent of N of the current of (G1), beta_h = 1; its work rate grows as N^2 too, so that it does not become the "
        "bottleneck",
        checks=(
            Scaling(
                full(
                    lambda f, p: settings.reduced(f, p).mean,
                    "three-level model with explicit matrix elements",
                ),
                variable="N",
                sequence=LARGE,
            ),
            Scaling(
                Oracle(
                    lambda p, d: settings.closed_reduced(int(3.33 * d) + 64, p),
                    "closed form of the current of (G1)",
                    "symbolic",
                ),
                variable="N",
                sequence=LARGE,
            ),
        ),
        depends=("qar.eqG4", "qar.eqG2.N2"),
    ),
    Claim(
        id="qar.text-reduced-agree",
        where="Sec. IV",
        kind="approximation",
        title="The reduced model with a very hot work reservoir against (G4)",
        latex=r"\bar I^c_E(\beta_w=10^{-3}\Omega^{-1})\simeq\text{(G4)}",
        printed="G4(N, beta_c, beta_h)",
        prose=True,
        domain=Domain(
            {"N": odd(5, 61), "beta_c": reals("3/2", "5/2"), "beta_h": among(1, "9/8", "5/4")}
        ),
        bindings={"G4": _coarse, "K": _error_factor},
        conventions="Omega = 1; no tolerance is printed, so the error law is measured: relative error 4 beta_w K with K of "
        "order one: 0.46 percent of the current at the setting of Fig. 2, N = 31",
        checks=(
            Asymptotic(
                full(
                    lambda f, p: (
                        reduced_model_cumulants(
                            f, whole(p["N"]), p["beta_c"], p["beta_h"], p["x"]
                        ).mean
                    ),
                    "three-level model with explicit matrix elements at beta_w = x",
                ),
                route="numeric",
                variable="x",
                sequence=powers_of_ten(-2, -6),
                law="4*x*K(N, beta_c, beta_h)",
                title="error law in beta_w",
            ),
            Asymptotic(
                Oracle(
                    lambda p, d: three_levels.reduced_current.digits(
                        d, N=p["N"], beta_c=p["beta_c"], beta_h=p["beta_h"], beta_w=p["x"]
                    ),
                    "closed form of the current of (G1) at beta_w = x",
                    "symbolic",
                ),
                variable="x",
                sequence=powers_of_ten(-2, -6),
                law="4*x*K(N, beta_c, beta_h)",
                title="error law in beta_w",
            ),
        ),
        depends=("qar.eqG4",),
    ),
    Claim(
        id="qar.text-full-worse",
        where="Sec. IV",
        kind="statement",
        title="The full model cools less than the reduced one, and is noisier",
        latex=r"\bar I^c_E|_\text{full}<\bar I^c_E|_\text{reduced},\quad\bar S^c_E|_\text{full}>\bar S^c_E|_\text{reduced}",
        printed="[-1, 1]",
        prose=True,
        domain=Domain({"N": odd(5, 61)}),
        oracle_only=("N",),
        conventions=NOTICE
        + "; signs of full minus reduced, for current and noise (the noise is not mentioned, it is worse too)",
        checks=(
            decided(
                signs(
                    lambda f, p: [
                        settings.current(f, p) - settings.reduced(f, p).mean,
                        settings.noise(f, p) - settings.reduced(f, p).noise,
                    ],
                    "complete rate equation against the three-level model",
                ),
                "current and noise of both models",
            ),
            decided(
                closed_signs(
                    lambda b, p: [
                        settings.closed_current(b, p) - settings.closed_reduced(b, p),
                        settings.closed_noise(b, p) - settings.closed_reduced_noise(b, p),
                    ],
                    "continued fraction for all levels against the closed form of (G1)",
                ),
                "current and noise of both models",
            ),
        ),
        depends=("qar.eqG1",),
    ),
    Claim(
        id="qar.text-majority",
        where="Sec. IV",
        kind="inequality",
        title="Most of the population stays in the three lowest levels",
        latex=r"\sum_{a\le5/2}\bar\rho_{aa}>\frac12",
        printed="P(N) > 1/2",
        prose=True,
        domain=PLOTTED,
        bindings={
            "P": settings.numeric_at(settings.share, "N"),
        },
        conventions=NOTICE + "; the share is 0.9987 from N = 7 to 61",
        checks=(Inequality(route="numeric", points=20, minimum=10, search=0),),
        depends=("qar.eq6",),
    ),
)
