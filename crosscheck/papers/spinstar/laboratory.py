"""Photonic Carnot engine: times and rates of the laboratory, with units, and what follows from them."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import flint

from cotherm.numeric import cavity_parameters as cavity
from cotherm.numeric import coarse_grained_field as coarse
from cotherm.numeric import micromaser as maser
from cotherm.numeric.fields import Ball, Field
from cotherm.numeric.relaxation import propagate
from cotherm.symbolic.forms import micromaser as forms

from ...algebras import to_ball
from ...books import exact, full
from ...checks import Asymptotic, Equality, Inequality, Rounded
from ...claims import Chase, Claim
from ...domain import Caveat, Domain, Point, among, reals
from .maser_shared import (
    COUPLING_HERTZ,
    LAB,
    NEX,
    QUALITY,
    TRANSIT,
    omega_ball,
)

MICRO = 10**6
SI = "CODATA constants (h and k_B exact)"


def _remaining(omega: Fraction, Q: Fraction, tau: Fraction, N_ex: Fraction) -> Any:
    """tau_0 in s, from the closed form of kappa tau_0."""
    values = forms.micromaser_parameters.ball(
        max(flint.ctx.prec, 64), omega=omega, Q=Q, gamma=0, g=0, tau=tau, N_ex=N_ex
    )
    return values["kappa_tau0"] * to_ball(Q / omega)


def _period(field: Field, point: Point) -> Any:
    """1/r of N_ex atoms per photon lifetime, in s."""
    return cavity.injection_period(field, field.number(point["omega"]), point["Q"], point["N_ex"])


def _lifetime_share(field: Field, point: Point) -> Any:
    """Time in which one photon decays (from the rate equation of the empty cavity) over N_ex."""
    generator = maser.decay_generator(field, 4, point["kappa"])
    with field:
        change = generator.apply([field.zero, field.one, field.zero, field.zero])
        return field.one / (-maser.photon_mean(field, change) * field.number(point["N_ex"]))


def _pumped(field: Field, point: Point) -> Any:
    """Photons for a cavity that loses only between the atoms, N atoms per lifetime."""
    model = maser.Micromaser(point["pe"], point["g"], 0, 0, 1 / point["N"])
    return maser.micromaser_photons(field, model)


def _swing(field: Field, point: Point) -> Any:
    """Frequency in kHz at which |e,0> and |g,1> swing, from the splitting of their doublet."""
    with field:
        g = field.number(point["nu"]) * cavity.two_pi(field) / 2
        # sin^2(g t) has the period pi/g; the transfer comes back after that time and not before.
        back = coarse.transfer_probability(field, cavity.two_pi(field) / 2, 1)
        half = coarse.transfer_probability(field, cavity.two_pi(field) / 4, 1)
        return g / (cavity.two_pi(field) / 2) * (half - back)


def _lost_per_turn(field: Field, point: Point) -> Any:
    """Decay of p_e in the pass, per time and 2 pi, in Hz: -ln(p_e(tau)/p_e)/(2 pi tau)."""
    with field:
        rate = cavity.angular(field, point["nu"])
        spread = rate * field.number(TRANSIT)
        scaled = maser.pass_generator(field, 2, 0, 1) * spread
        start = [field.one] + [field.zero] * 4
        left = propagate(scaled, start, 1)[0]
        return -field.log(left) / (cavity.two_pi(field) * field.number(TRANSIT))


def _single(name: str, *values: Any) -> Domain:
    return Domain({name: among(*values)}, fixed=(name,) if len(values) == 1 else ())


CLAIMS: tuple[Claim, ...] = (
    Claim(
        id="spinstar.text-cycle",
        where="microscopic part",
        kind="identity",
        title="One atom, then the empty cavity",
        latex=r"1/r=\tau+\tau_0",
        printed="tau+tau_0(omega, Q, tau, N_ex)",
        domain=Domain(
            {
                "omega": reals(10**9, 10**12),
                "Q": reals(10**8, 10**12),
                "tau": reals("1e-7", "1e-4", smallest="1e-7"),
                "N_ex": reals(1, 10**5),
            },
            where=lambda p: p["N_ex"] * p["omega"] * p["tau"] < p["Q"] * Fraction(4, 5),
            where_text="N_ex below 4/5 of Q/(omega tau)",
        ),
        bindings={"tau_0": _remaining},
        conventions="SI; tau_0 from the dimensionless parameters of the symbolic book",
        checks=(
            Equality(
                full(_period, "1/r = 1/(N_ex kappa), kappa = omega/Q"),
                route="numeric",
            ),
        ),
    ),
    Claim(
        id="spinstar.text-cycle.Nex",
        where="microscopic part",
        kind="identity",
        title="Time between atoms and photon lifetime",
        latex=r"1/r=1/(N_{ex}\kappa)",
        printed="1/(N_ex*kappa)",
        domain=Domain({"kappa": reals("1/10", 100), "N_ex": reals(1, 10**4)}),
        checks=(
            Equality(
                exact(
                    _lifetime_share,
                    "lifetime of a photon from the rate equation of the empty cavity, over N_ex",
                ),
                route="numeric",
            ),
        ),
        depends=("spinstar.text-cycle",),
    ),
    Claim(
        id="spinstar.text-Nex",
        where="microscopic part",
        kind="limit",
        title="Many atoms per photon lifetime",
        latex=r"N_{ex}:\ \text{atoms interacting with the cavity field within the photon lifetime}",
        printed="pe/(1-2*pe)",
        prose=True,
        domain=Domain({"pe": reals("1/50", "1/10"), "g": reals("1/2", "3/2")}),
        oracle_only=("g",),
        conventions="mean photon number in the limit of many atoms per lifetime, where losses no longer count; loss between atoms "
        "only, kappa tau_0 = 1/N; g stands for g tau",
        checks=(
            Asymptotic(
                full(_pumped, "fixed point of the period"),
                variable="N",
                sequence=tuple(Fraction(10) ** k for k in (3, 4, 5, 6)),
                remainder="1/N",
                points=3,
                minimum=3,
                digits=15,
            ),
        ),
        depends=("spinstar.text-cycle.Nex",),
    ),
    Claim(
        id="spinstar.num-g",
        where="Fig. 3 caption and discussion",
        kind="definition",
        title="Atom-field coupling",
        latex=r"g/\pi=50\,\mathrm{kHz}",
        printed="nu",
        domain=Domain({"nu": reals(1, 200)}),
        conventions="kHz; what x/pi means: nu is the frequency at which one excitation swings between atom and field, "
        "2g/2pi, for g = pi nu",
        checks=(
            Equality(
                full(
                    _swing,
                    "return of the excitation after the time pi/g, doublet of one excitation",
                ),
                route="numeric",
            ),
        ),
        notes=("g = pi 50 kHz = 1.5708e5 1/s; 1/g = 6.37 us; g tau = 1.4923 for 9.5 us.",),
    ),
    Claim(
        id="spinstar.num-tau40",
        where="discussion of Fig. 4",
        kind="number",
        title="Time scale of the coupling",
        latex=r"\tau\ll1/g,\ g/\pi=50\,\mathrm{kHz}\ \text{leads to}\ \tau\ll40\,\mu\mathrm{s}",
        printed="40",
        domain=_single("nu", COUPLING_HERTZ),
        oracle_only=("nu",),
        conventions="1/g in us, g = pi nu",
        corrected="6.4",
        cause="factor",
        checks=(
            Rounded(
                full(
                    lambda f, p: MICRO * 2 / (cavity.two_pi(f) * f.number(p["nu"])),
                    "1/g from the printed coupling",
                ),
                route="numeric",
                unit="0.1",
                title="1/g to the digits of the transit time",
            ),
        ),
        depends=("spinstar.num-g",),
        chase=Chase(
            transcription="40 us and g/pi = 50 kHz compared with the text layer",
            oracle="1/(pi 50 kHz) = 6.366 us",
            extraction="the digits are legible; the damaged sign between tau and 40 us is the one between tau and 1/g",
            convention="40 us is exactly 2 pi/g; g/2pi = 25 kHz is the same g; no reading of 50 kHz as g in 1/s gives 40 us (20 us)",
        ),
        notes=(
            "The printed transit time 9.5 us is below 40 us but above 1/g: g tau = 1.49, almost a complete swing "
            "(sin^2 = 0.994), and not a short pass.",
        ),
        instead="6.4 microseconds",
    ),
    Claim(
        id="spinstar.num-tau95",
        where="Fig. 3 caption and discussion",
        kind="number",
        title="Transit time that fits between two atoms",
        latex=r"\tau=9.5\,\mu\mathrm{s},\ \tau_0\ \text{varied through}\ N_{ex}",
        printed="9.5 < period(N_ex)",
        domain=_single("N_ex", *NEX),
        bindings={
            "period": lambda N: (
                to_ball(
                    cavity.injection_period(
                        Ball(flint.ctx.prec), omega_ball(Ball(flint.ctx.prec)), QUALITY, N
                    )
                )
                * MICRO
            )
        },
        conventions=f"us; period = 1/r; {LAB}",
        checks=(Inequality(route="numeric", points=5, minimum=5, search=0),),
        depends=("spinstar.text-cycle.Nex",),
        notes=("tau_0 = 117.8, 32.9, 16.0, 4.65 and 0.294 us for the five N_ex.",),
    ),
    Claim(
        id="spinstar.num-kappa",
        where="discussion of Fig. 3",
        kind="number",
        title="Cavity loss",
        latex=r"\kappa=\omega/Q\sim5\pi\,\mathrm{Hz}",
        printed="5",
        domain=_single("Q", QUALITY),
        oracle_only=("Q",),
        conventions="in units of pi 1/s, for omega/2pi = 50 GHz",
        checks=(
            Rounded(
                full(
                    lambda f, p: 2 * cavity.loss_rate(f, omega_ball(f), p["Q"]) / cavity.two_pi(f),
                    "omega/Q",
                ),
                route="numeric",
                unit="1",
            ),
        ),
        notes=("Exactly 5 pi = 15.708 1/s, a rate; kappa/2pi = 2.5 Hz, photon lifetime 63.7 ms.",),
    ),
    Claim(
        id="spinstar.num-1r",
        where="discussion of Fig. 3",
        kind="number",
        title="Time between successive spins",
        latex=r"1/r\sim10\,\mu\mathrm{s}\ \text{for}\ \kappa\sim5\pi\,\mathrm{Hz},\ N_{ex}\sim6500",
        printed="10",
        domain=_single("N_ex", 6500),
        oracle_only=("N_ex",),
        conventions="us",
        checks=(
            Rounded(
                full(
                    lambda f, p: (
                        MICRO * cavity.injection_period(f, omega_ball(f), QUALITY, p["N_ex"])
                    ),
                    "1/(N_ex kappa)",
                ),
                route="numeric",
                unit="1",
            ),
        ),
        depends=("spinstar.num-kappa", "spinstar.text-cycle.Nex"),
        notes=("9.794 us.",),
    ),
    Claim(
        id="spinstar.num-tau0",
        where="discussion of Fig. 3",
        kind="number",
        title="Time left for thermalisation and transfer",
        latex=r"\text{this leaves about}\ \tau_0\sim500\,\mathrm{ms}",
        printed="500000",
        domain=_single("N_ex", 6500),
        oracle_only=("N_ex",),
        conventions="us (the print says ms); 1/r = tau + tau_0 with tau = 9.5 us; the sentence before names the transit time tau_0",
        corrected="0.3",
        cause="unit",
        checks=(
            Rounded(
                full(
                    lambda f, p: (
                        MICRO
                        * (
                            cavity.injection_period(f, omega_ball(f), QUALITY, p["N_ex"])
                            - f.number(TRANSIT)
                        )
                    ),
                    "1/(N_ex kappa) - tau",
                ),
                route="numeric",
                unit="0.1",
            ),
        ),
        depends=("spinstar.text-cycle", "spinstar.num-1r"),
        chase=Chase(
            transcription="500 ms, 9.5 us and 10 us compared with the text layer",
            oracle="1/r - tau = 9.794 us - 9.5 us = 0.294 us; no energy or temperature enters",
            extraction="with any unit 500 stands in the print; m for a damaged sign of nano would be another letter",
            convention="from the rounded 10 us it is 0.5 us = 500 ns, most likely what was meant; 500 ms would be eight photon "
            "lifetimes of 63.7 ms, a cavity that is empty whenever an atom comes",
        ),
        notes=(
            "With tau_0 = 500 ms the field would have cooled to its environment before each atom: N_ex = 0.13.",
        ),
        instead="500 ns from the rounded 10 microseconds, 0.3 microseconds from N_ex = 6500; the transit time of the sentence before is tau",
    ),
    Claim(
        id="spinstar.num-gamma",
        where="Fig. 3 caption",
        kind="definition",
        title="Atomic decay rate",
        latex=r"\gamma/2\pi=33.3\,\mathrm{Hz}",
        printed="nu",
        domain=Domain({"nu": reals(1, 100)}),
        conventions="Hz; what gamma/2pi means under (5): the decay of p_e during a pass of 9.5 us, per time and 2 pi",
        checks=(
            Equality(
                full(_lost_per_turn, "generator of the pass without coupling"),
                route="numeric",
            ),
        ),
        depends=("spinstar.text-gamma-term",),
        notes=(
            "gamma = 209.2 1/s, lifetime 4.78 ms; 0.2 % of the excitations are lost in a pass. A rate of 33.3 1/s, without 2 pi, "
            "would be a lifetime of 30 ms.",
        ),
    ),
    Claim(
        id="spinstar.num-Qmin",
        where="Fig. 4 with 1/r = tau + tau_0",
        kind="inequality",
        title="Quality factors that leave time for the atoms",
        latex=r"N_{ex}=6500,\ \tau=9.5\,\mu\mathrm{s}\ \text{for all}\ Q,\ \kappa=\Omega/Q",
        printed="9.5 < period(Q)",
        prose=True,
        domain=Domain({"Q": reals(10**8, 2 * 10**10)}),
        bindings={
            "period": lambda Q: (
                to_ball(
                    cavity.injection_period(
                        Ball(flint.ctx.prec), omega_ball(Ball(flint.ctx.prec)), Q, Fraction(6500)
                    )
                )
                * MICRO
            )
        },
        conventions="us; Q at most that of Fig. 3, as the loss is increased in Fig. 4(a); period = Q/(N_ex Omega)",
        checks=(Inequality(route="numeric", points=60, minimum=4, search=0),),
        caveats=(
            Caveat(
                "Q > 1.9399e10 = N_ex Omega tau; with a smaller one 6500 atoms per photon lifetime, each in the cavity for 9.5 us, "
                "would have to overlap",
                lambda p: p["Q"] > Fraction("1.9399e10"),
            ),
        ),
        depends=("spinstar.text-cycle", "spinstar.text-cycle.Nex"),
        notes=(
            "Q can be lowered by 3 % only at N_ex = 6500. Curves for several Q, as in Fig. 4(a), need another N_ex for each, or "
            "atoms at a fixed rate.",
        ),
    ),
)
