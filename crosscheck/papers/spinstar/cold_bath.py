"""Photonic Carnot engine: the cold bath, its temperature and photons, and the dephasing of the atoms."""

from __future__ import annotations

from fractions import Fraction
from functools import lru_cache
from typing import Any

import flint

from cotherm.numeric import cavity_parameters as cavity
from cotherm.numeric import micromaser as maser
from cotherm.numeric.fields import Ball, Field

from ...books import full, whole
from ...checks import Asymptotic, Inequality, Rounded
from ...claims import Chase, Claim
from ...domain import Domain, Point, among, reals
from .maser_shared import (
    COUPLING_HERTZ,
    LAB,
    NEX,
    omega_ball,
    period_of,
    printed_model,
    steady,
)

FAR_BELOW = "the effect is an order of magnitude below the bound, which is the unit of the quoted temperatures"
PUMPS = Domain({"Tq": among("3/2", 2, "3.28"), "N_ex": among(*NEX)})
SI = "CODATA constants (h and k_B exact)"


def _quiet(Tq: Fraction) -> Any:
    return _quiet_ball(Tq, max(flint.ctx.prec, 100))


@lru_cache(maxsize=64)
def _quiet_ball(Tq: Fraction, prec: int) -> Any:
    ball = Ball(prec)
    return maser.micromaser_photons(ball, printed_model(Tq, period_of(2500)))


def _in_cold_bath(field: Field, point: Point) -> Any:
    return maser.micromaser_photons(
        field, printed_model(point["Tq"], period_of(2500), n_b=point["nb"])
    )


def _with_bath(Tq: Fraction, N_ex: Fraction) -> flint.arb:
    from .maser_shared import float_temperature

    photons = Fraction("0.0024849")  # 1/(e^6 - 1)
    return flint.arb(float_temperature(Tq, period_of(whole(N_ex)), n_b=photons))


def _dephased(Tq: Fraction, N_ex: Fraction, hertz: Fraction) -> flint.arb:
    from .maser_shared import float_temperature, printed_rates

    rate = 2 * printed_rates()[3] / COUPLING_HERTZ * hertz  # 2 pi from g = pi 50 kHz
    return flint.arb(float_temperature(Tq, period_of(whole(N_ex)), dephasing=rate))


def _far_below(term: str) -> dict[str, str]:
    """The two mutants that move the bound by a factor of two."""
    return {
        f"2*abs({term}-Tf(Tq, N_ex)) < 1/200": FAR_BELOW,
        f"abs({term}-Tf(Tq, N_ex)) < 1/200/2": FAR_BELOW,
    }


def _single(name: str, *values: Any) -> Domain:
    return Domain({name: among(*values)}, fixed=(name,) if len(values) == 1 else ())


CLAIMS: tuple[Claim, ...] = (
    Claim(
        id="spinstar.num-omegaTb",
        where="below Eq. (6)",
        kind="number",
        title="Quantum of the cavity over the bath temperature",
        latex=r"\omega/T_b\sim6",
        printed="6",
        domain=_single("nb", "0.002"),
        oracle_only=("nb",),
        conventions="from the excitation number 0.002 that is quoted for the cold bath; with spinstar.num-nb this says that both numbers "
        "belong together",
        checks=(
            Rounded(
                full(
                    lambda f, p: f.log(f.one + f.one / f.number(p["nb"])),
                    "ln(1 + 1/n_b)",
                ),
                route="numeric",
                unit="1",
            ),
        ),
        notes=(
            "Fig. 1 has omega = 6.0 in units of T_b. The quoted 300 mK (num-Tb) would give 8.0.",
        ),
    ),
    Claim(
        id="spinstar.num-Tb",
        where="below Eq. (6)",
        kind="number",
        title="Bath temperature",
        latex=r"\omega/2\pi=50\,\mathrm{GHz}\Rightarrow T_b\sim300\,\mathrm{mK}",
        printed="3",
        domain=_single("x", 6),
        oracle_only=("x",),
        conventions=f"in units of 100 mK, for omega/T_b = x = 6; {SI}",
        corrected="4",
        cause="number",
        checks=(
            Rounded(
                full(
                    lambda f, p: 10 * cavity.photon_temperature(f, omega_ball(f), p["x"]),
                    "hbar omega/(k_B x) with omega = 2 pi 50 GHz",
                ),
                route="numeric",
                unit="1",
            ),
        ),
        depends=("spinstar.num-omegaTb",),
        chase=Chase(
            transcription="300 mK, 50 GHz and ~6 compared with the text layer",
            oracle="h 50 GHz/k_B = 2.39962 K, a sixth of it 399.9 mK; h and k_B are exact",
            extraction="the digits are legible; another first digit would not be damage of the text layer",
            convention="omega without 2 pi would give 64 mK; 300 mK belongs to omega/T_b = 8.0 or to 37.5 GHz; the quoted n_b of "
            "0.002 belongs to 6, at 300 mK it is 0.00034",
        ),
        instead="400 mK",
    ),
    Claim(
        id="spinstar.num-nb",
        where="below Eq. (6)",
        kind="number",
        title="Excitation number of the cold bath",
        latex=r"\bar n_b\sim0.002",
        printed="0.002",
        domain=_single("x", 6),
        oracle_only=("x",),
        conventions=f"at omega/T_b = x; {SI}",
        checks=(
            Rounded(
                full(
                    lambda f, p: cavity.thermal_photons(
                        f, omega_ball(f), cavity.photon_temperature(f, omega_ball(f), p["x"])
                    ),
                    "Bose distribution at omega = 2 pi 50 GHz and T_b = hbar omega/(6 k_B)",
                ),
                route="numeric",
                unit="0.001",
            ),
        ),
        depends=("spinstar.num-omegaTb",),
        notes=("0.002485; it is not the 0.00034 of 300 mK.",),
    ),
    Claim(
        id="spinstar.text-me-validity",
        where="below Eq. (6)",
        kind="asymptotic",
        title="Equations for a cold environment",
        latex=r"\text{written under the assumption}\ T_b\ll\Omega",
        printed="photons(Tq)",
        prose=True,
        domain=Domain({"Tq": reals(1, "3/2")}),
        bindings={"photons": _quiet},
        conventions=f"mean photon number without and with n_b thermal photons in the environment of the cavity; N_ex = 2500, {LAB}",
        checks=(
            Asymptotic(
                full(_in_cold_bath, "fixed point of the period with environment photons"),
                variable="nb",
                sequence=tuple(Fraction(1, 100 * 4**k) for k in range(3)),
                remainder="nb",
                points=2,
                minimum=2,
                digits=15,
                title="the change is of first order in the thermal photons",
            ),
        ),
    ),
    Claim(
        id="spinstar.text-nb-negligible",
        where="below Eq. (6)",
        kind="inequality",
        title="The cold bath counts as one at zero temperature",
        latex=r"\bar n_b\ \text{can be neglected: effectively a zero-temperature bath}",
        printed="abs(warm(Tq, N_ex)-Tf(Tq, N_ex)) < 0.005",
        prose=True,
        domain=PUMPS,
        bindings={"warm": _with_bath, "Tf": steady},
        conventions=f"T_f/T_b with and without n_b = 1/(e^6 - 1), to the two decimals with which T_f/T_b is quoted; {LAB}",
        checks=(Inequality(route="numeric", points=15, minimum=12, search=0),),
        explained=_far_below("warm(Tq, N_ex)"),
        depends=("spinstar.text-me-validity",),
        notes=("The largest change is 2e-4, at N_ex = 500.",),
    ),
    Claim(
        id="spinstar.num-dephasing",
        where="below Eq. (6)",
        kind="inequality",
        title="Dephasing of the atoms is small",
        latex=r"\text{we neglect the small atomic dephasing term}\ (\gamma_\phi/2\pi\sim3.3\,\mathrm{Hz})",
        printed="abs(dephased(Tq, N_ex, 3.3)-Tf(Tq, N_ex)) < 0.005",
        prose=True,
        domain=PUMPS,
        bindings={"dephased": _dephased, "Tf": steady},
        conventions="T_f/T_b with and without decay of the atomic coherence at gamma_phi, to the two decimals with which T_f/T_b is "
        f"quoted; {LAB}",
        checks=(Inequality(route="numeric", points=15, minimum=12, search=0),),
        explained={
            **_far_below("dephased(Tq, N_ex, 33/10)"),
            "abs(dephased(Tq, N_ex, 43/10)-Tf(Tq, N_ex)) < 1/200": FAR_BELOW,
        },
    ),
)
