"""Sec. IV: full and reduced model over the number of spins, growth of current and noise."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Any

import flint

from cotherm.numeric.fields import Field
from cotherm.numeric.refrigerator_copies import independent_copies
from cotherm.numeric.refrigerator_mechanisms import cycle_flux, escape_rates
from cotherm.numeric.refrigerator_rates import energy_current, energy_noise, noise_from_squares
from cotherm.numeric.refrigerator_reduced import (
    reduced_levels,
    reduced_model_cumulants,
    reduced_occupations,
    reduced_rates,
    three_level_system,
)
from cotherm.symbolic.forms import refrigerator as three_levels
from cotherm.symbolic.forms import transitions

from ...algebras import to_ball
from ...books import full, whole
from ...checks import Asymptotic, Equality, Inequality, Oracle, Scaling
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


def _relative_width(field: Field, point: Point) -> Any:
    system = settings.rates(field, point)
    with field:
        time = field.number(point["dt"])
        return field.sqrt(noise_from_squares(system, "c") * time) / (
            energy_current(system, "c") * time
        )


def _closed_relative_width(point: Point, digits: int) -> Any:
    bits = int(3.33 * digits) + 64
    spread = (settings.closed_noise(bits, point) * to_ball(point["dt"])).sqrt()
    return spread / (settings.closed_current(bits, point) * to_ball(point["dt"]))


def _copies_width(field: Field, point: Point) -> Any:
    """Relative width of n independent three-level systems over that of one."""
    spins, copies = whole(point["N"]), whole(point["n"])
    betas = [point[f"beta_{k}"] for k in "chw"]
    one = three_level_system(
        field,
        reduced_rates(field, spins),
        reduced_occupations(field, spins, *betas),
        energies=[a * a for a in reduced_levels(spins)],
    )
    many = independent_copies(one, copies)
    with field:
        ratios = [
            field.sqrt(energy_noise(system, "c")) / energy_current(system, "c")
            for system in (many, one)
        ]
        return ratios[0] / ratios[1]


def _cycles(field: Field, point: Point) -> list[Any]:
    """Cycles per unit time, by the flux that the hot reservoir takes from 5/2 to 1/2."""
    system = settings.rates(field, point)
    with field:
        relative = field.sqrt(noise_from_squares(system, "c")) / energy_current(system, "c")
    return [cycle_flux(system, (("h", 2, 0),))[0], relative]


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
    Claim(
        id="qar.eq21",
        where="Eq. (21)",
        kind="scaling",
        title="Relative fluctuation of the transferred energy",
        latex=r"\frac{\sqrt{\bar S^c_E\delta t}}{\bar I^c_E\delta t}\propto\frac1N",
        printed="-1",
        domain=Domain({"dt": reals(10, 10000), "beta_c": reals("3/2", "5/2")}),
        oracle_only=("dt", "beta_c"),
        conventions=NOTICE + " with beta_c varied; the printed exponent of N",
        checks=(
            Scaling(
                full(_relative_width, "current and noise of the complete rate equation"),
                variable="N",
                sequence=LARGE,
            ),
            Scaling(
                Oracle(_closed_relative_width, "continued fraction for all levels", "symbolic"),
                variable="N",
                sequence=LARGE,
            ),
        ),
        notes=(
            "Local exponents between N = 21, 31, 41, 51, 61: -0.94, -0.95, -0.96, -0.96; -0.99 between N = 201 and 401.",
        ),
    ),
    Claim(
        id="qar.eq21.independent",
        where="below Eq. (21)",
        kind="identity",
        title="Relative fluctuation of independent three-level systems",
        latex=r"\frac{\sqrt{\bar S\delta t}}{\bar I\delta t}\propto\frac1{\sqrt N}",
        printed="1/sqrt(n)",
        domain=Domain({"n": among(1, 2, 3), "N": among(5, 7, 11), **TEMPERATURES}),
        oracle_only=("N", *TEMPERATURES),
        conventions="n copies of the three-level model with the rates of N spins, relative to one copy",
        checks=(
            Equality(
                full(
                    _copies_width,
                    "rate equation on all 3^n product levels of n independent copies",
                ),
                route="numeric",
                points=6,
                minimum=4,
                digits=30,
            ),
        ),
        depends=("qar.eq21",),
    ),
    Claim(
        id="qar.text-averaging",
        where="below Eq. (21)",
        kind="scaling",
        title="More cycles per unit time average the noise out",
        latex=r"\text{cycles per unit time}\propto N^2,\quad\sqrt{\bar S}/\bar I\propto1/N",
        printed="[2, -1]",
        prose=True,
        domain=Domain({"beta_c": reals("3/2", "5/2"), "beta_h": reals("9/10", "11/10")}),
        oracle_only=("beta_c", "beta_h"),
        conventions=NOTICE
        + " with beta_c and beta_h varied; exponents of N of the net flux from 5/2 to 1/2 by the hot reservoir and of the "
        "relative fluctuation: the number of cycles to the power -1/2",
        checks=(
            Scaling(
                full(_cycles, "fluxes and noise of the complete rate equation"),
                variable="N",
                sequence=LARGE,
            ),
        ),
        depends=("qar.eq21",),
    ),
)
