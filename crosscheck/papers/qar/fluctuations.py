"""Eq. (21): relative fluctuations of the transferred energy over the number of spins."""

from __future__ import annotations

from typing import Any

from cotherm.numeric.fields import Field
from cotherm.numeric.refrigerator_copies import independent_copies
from cotherm.numeric.refrigerator_mechanisms import cycle_flux
from cotherm.numeric.refrigerator_rates import energy_current, energy_noise, noise_from_squares
from cotherm.numeric.refrigerator_reduced import (
    reduced_levels,
    reduced_occupations,
    reduced_rates,
    three_level_system,
)

from ...algebras import to_ball
from ...books import full, whole
from ...checks import Equality, Oracle, Scaling
from ...claims import Claim
from ...domain import Domain, Point, among, reals
from . import settings
from .scaling import LARGE, TEMPERATURES


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


NOTICE = "Omega = 1; setting of Fig. 2"

CLAIMS = (
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
