"""Photonic Carnot engine: interaction of the cavity with one atom, and arrival of the atoms."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from functools import lru_cache
from typing import Any

import flint

from cotherm.numeric import coarse_grained_field as coarse
from cotherm.numeric import micromaser as maser
from cotherm.numeric.fields import Ball, Field
from cotherm.numeric.micromaser_dynamics import thermal_populations
from cotherm.numeric.spins import collective_spin

from ...books import exact, full, whole
from ...checks import Asymptotic, Equality, Inequality, Oracle
from ...checks.asymptotic import powers_of_ten
from ...claims import Chase, Claim
from ...domain import Domain, Point, among, integers, reals
from .maser_shared import (
    EXACT,
    LAB,
    LEVELS,
    NEX,
    QUALITY,
    RATIO,
    TRANSIT,
    joint_operators,
    printed_model,
    printed_rates,
    rounded_population,
    sine,
    temperature_of,
    to_matrix,
)

STANDARD = "sigma_+ = |e><g|, sigma_- = |g><e| (see text-ladder); unnormalised Fock states"
SEEDS = integers(1, 200)
START = (Fraction(1, 2), Fraction(3, 10), Fraction(1, 5), Fraction(0), Fraction(0))


def _diagonal(dense: flint.fmpq_mat) -> list[Any]:
    return [dense[n, n] for n in range(dense.nrows())]


def _interaction(point: Point) -> dict[str, Any]:
    """Operators, and how H changes the populations of a diagonal state to second order in time."""
    ops = dict(joint_operators(point))
    start = _diagonal(ops["rho"])
    rho = flint.fmpq_mat(2 * LEVELS, 2 * LEVELS)
    for n, value in enumerate(start):
        rho[n, n] = value

    def second(H: flint.fmpq_mat) -> list[Any]:
        once = H * rho - rho * H
        return [-value for value in _diagonal(H * once - once * H)]

    return {**ops, "second": second}


def _second_derivatives(field: Field, point: Point) -> list[Any]:
    """Second derivatives of the populations from the equations of x, y, w."""
    generator = maser.pass_generator(field, LEVELS, point["g"])
    rho = joint_operators(point)["rho"]
    start = _diagonal(rho) + [field.zero] * (LEVELS - 1)
    return generator.apply(generator.apply(start))[: 2 * LEVELS]


def _literal_ladder(point: Point) -> dict[str, Any]:
    """Pauli matrices of (1), (2) as real matrices (i sigma_y is real), and a generic operator."""
    seed = whole(point["seed"])
    rho = flint.fmpq_mat(2, 2, [flint.fmpq((seed * k + k * k) % 13 - 6) for k in (1, 3, 4, 7)])
    return {
        "sx": flint.fmpq_mat(2, 2, [0, 1, 1, 0]),
        "isy": flint.fmpq_mat(2, 2, [0, 1, -1, 0]),
        "rho": rho,
    }


def _spin_ladder(point: Point) -> list[Any]:
    """Ladder operators of one spin 1/2 from the numeric book, upper level first."""
    spin = collective_spin(EXACT, 1, Fraction(1, 2))
    levels = spin.Jz.diagonal_values()
    order = [levels.index(max(levels)), levels.index(min(levels))]
    rho = to_matrix(_literal_ladder(point)["rho"])
    found = []
    for operator in (spin.Jplus, spin.Jminus):
        product = operator.submatrix(order, order) @ rho
        found.append(product.to_flint())
    return found


def _arriving(field: Field, point: Point) -> list[Any]:
    """Change of populations per time while atoms arrive independently at the rate r."""
    passed = coarse.undamped_pass(field, point["g"], point["pe"], len(START))
    start = field.numbers(START)
    later = coarse.arrival_average(field, passed, start, point["r"] * point["dt"], "poisson")
    with field:
        step = field.number(point["dt"])
        return [(b - a) / step for a, b in zip(start, later, strict=True)][:3]


def _initial_photons(field: Field, point: Point) -> Any:
    with field:
        factor = field.exp(-field.number(point["x"]))
    return maser.photon_mean(field, thermal_populations(field, factor, 120))


def _shifted_temperature(field: Field, point: Point) -> Any:
    """T_f/T_b with the resonator and the atoms shifted by delta, all rates as before."""
    base = printed_model(point["Tq"], Fraction(1, 50000))
    ratio = RATIO * (1 + point["delta"])
    model = replace(base, p_e=rounded_population(point["Tq"], ratio))
    return temperature_of(field, model, ratio)


def _unshifted(Tq: Fraction) -> Any:
    return _unshifted_ball(Tq, flint.ctx.prec)


@lru_cache(maxsize=64)
def _unshifted_ball(Tq: Fraction, prec: int) -> Any:
    return temperature_of(Ball(prec), printed_model(Tq, Fraction(1, 50000)))


CLAIMS: tuple[Claim, ...] = (
    Claim(
        id="spinstar.text-HI",
        where="Photonic Carnot engine, above Eq. (4)",
        kind="definition",
        title="Jaynes-Cummings interaction",
        latex=r"H_I=g\left(\sigma_{0+}a+\sigma_{0-}a^\dagger\right),\quad H_c=\Omega a^\dagger a",
        printed="second(g*(sp*a+sm*ad))",
        domain=Domain({"g": reals("1/10", 3), "seed": SEEDS}),
        environment=_interaction,
        environment_names=("sp", "sm", "sz", "a", "ad", "rho", "second"),
        partners=(("sp", "sm"), ("a", "ad")),
        conventions=f"{STANDARD}; compared is what the interaction does: second time derivatives of all atom-field populations "
        "of a generic diagonal state",
        checks=(
            Equality(
                exact(
                    _second_derivatives,
                    "equations of populations and coherences per photon number",
                ),
                route="numeric",
                title="second derivatives of the populations",
            ),
        ),
    ),
    Claim(
        id="spinstar.text-ladder",
        where="below H_I",
        kind="definition",
        title="Ladder operators of the tape spin",
        latex=r"\sigma_{0\pm}=\sigma_{0x}\pm i\sigma_{0y}\ \text{are the spin-1/2 ladder operators}",
        printed="[(sx+isy)*rho, (sx-isy)*rho]",
        domain=Domain({"seed": SEEDS}),
        environment=_literal_ladder,
        environment_names=("sx", "isy", "rho"),
        corrected="[(sx+isy)/2*rho, (sx-isy)/2*rho]",
        cause="factor",
        conventions="isy is the real matrix i sigma_y; applied to a generic operator; levels |e>, |g>",
        checks=(
            Equality(
                Oracle(lambda p, d: _spin_ladder(p), "S_+ and S_- of one spin 1/2"),
                route="numeric",
                title="action on a generic operator",
            ),
        ),
        chase=Chase(
            transcription="compared with the text layer: sigma_0+- = sigma_0x +- i sigma_0y",
            oracle="S_+|g> = |e> from the ladder of a spin 1/2",
            extraction="a lost factor would have to be lost twice; the sentence is legible",
            convention="the sigma of (1) are Pauli matrices: omega is the Bohr frequency of (omega/2) sigma_z, and "
            "S_1 = (1/2) sum sigma_i; only with halved operators would the print be right, and (1), (2) wrong",
        ),
        notes=(
            "Carried through literally, g becomes 2g and gamma 4 gamma: alpha = 4 r (g tau)^2 in (4), and at the printed "
            "parameters (5), (6) would end at T_f/T_b = 3.05 instead of 3.28 for N_ex = 6500. With the corrected operators "
            "(4) has the printed alpha and Fig. 3 the printed end.",
        ),
        instead="sigma_+- = (sigma_x +- i sigma_y)/2",
    ),
    Claim(
        id="spinstar.text-resonance",
        where="below H_I",
        kind="definition",
        title="Resonance: the excitation swings completely",
        latex=r"\omega=\Omega",
        printed="sin(g*sqrt(n))**2",
        prose=True,
        domain=Domain({"g": reals("1/20", 4), "n": integers(1, 30), "omega": reals(1, 20)}),
        bindings={"sin": sine},
        oracle_only=("omega",),
        conventions="g stands for g tau; the value is the probability of |e,n-1> -> |g,n> in one pass; "
        "the detuning omega - Omega is zero",
        checks=(
            Equality(
                full(
                    lambda f, p: coarse.transfer_probability(
                        f, p["g"], whole(p["n"]), p["omega"] - p["omega"]
                    ),
                    "exponential of the Hamiltonian of one doublet",
                ),
                route="numeric",
            ),
        ),
        depends=("spinstar.text-HI",),
        notes=(
            "A detuning delta takes (2 g)^2 n/((2 g)^2 n + delta^2) of the amplitude: at g = pi 50 kHz one part in a hundred at "
            "delta/2pi = 5 kHz, one part in 10^7 of the 50 GHz.",
        ),
    ),
    Claim(
        id="spinstar.text-omega-const",
        where="above Eq. (4) and below Eq. (6)",
        kind="asymptotic",
        title="Frequencies that change slightly during an isothermal stage",
        latex=r"\delta\Omega\ll\Omega:\quad\omega,\Omega,\gamma,\kappa\ \text{constant in successive iterations}",
        printed="Tf(Tq)",
        prose=True,
        domain=Domain({"Tq": reals(1, "3/2")}),
        bindings={"Tf": _unshifted},
        conventions="T_f/T_b at Omega and at Omega (1 + delta), atoms resonant and at the same T_q; period 20 us, other values as in "
        f"Fig. 3 ({LAB}), so gamma and kappa are held",
        checks=(
            Asymptotic(
                full(_shifted_temperature, "fixed point of the period at the shifted frequency"),
                variable="delta",
                sequence=powers_of_ten(-2, -4),
                remainder="delta",
                points=2,
                minimum=2,
                digits=18,
                title="the change is of first order",
            ),
        ),
        notes=(
            "The relative change of T_f is 2e-4 delta for T_q = T_b and 6.5e-3 delta for T_q = 3.28 T_b: the losses make it, without "
            "them T_f stays at T_q.",
        ),
    ),
    Claim(
        id="spinstar.text-initial-field",
        where="above Eq. (4)",
        kind="definition",
        title="Photons of the field at the beginning, thermal at T_b",
        latex=r"\rho_c(0)\ \text{thermal at}\ T_b",
        printed="1/(exp(x)-1)",
        prose=True,
        domain=Domain({"x": reals(2, 12)}),
        conventions="x = Omega/T_b; mean photon number",
        checks=(
            Equality(
                full(_initial_photons, "populations (1 - q) q^n of 120 photon numbers"),
                route="numeric",
            ),
        ),
        notes=("At Omega/T_b = 6 the field starts with 0.002485 photons, which is T_f = T_b.",),
    ),
    Claim(
        id="spinstar.text-random",
        where="above Eq. (4)",
        kind="asymptotic",
        title="Atoms at random times with the rate r",
        latex=r"\text{injected randomly with arrival probability}\ r",
        printed="[r*(-pe*sin(g)**2/2+(1-pe)*sin(g)**2*3/10), "
        "r*(pe*sin(g)**2/2-((1-pe)*sin(g)**2+pe*sin(g*sqrt(2))**2)*3/10+(1-pe)*sin(g*sqrt(2))**2/5), "
        "r*(pe*sin(g*sqrt(2))**2*3/10-((1-pe)*sin(g*sqrt(2))**2+pe*sin(g*sqrt(3))**2)/5)]",
        prose=True,
        domain=Domain({"g": reals("1/10", 3), "pe": reals("1/20", "9/20"), "r": reals("1/5", 3)}),
        bindings={"sin": sine},
        conventions="g stands for g tau; change of p_0, p_1, p_2 per time from 1/2, 3/10, 1/5; r is a rate (the paper calls it a "
        "probability), so that r dt is the probability of an arrival in dt",
        checks=(
            Asymptotic(
                full(_arriving, "average over independent arrivals of the exact pass"),
                variable="dt",
                sequence=powers_of_ten(-3, -6),
                remainder="dt",
                points=4,
                title="short times",
            ),
        ),
        depends=("spinstar.text-resonance",),
    ),
    Claim(
        id="spinstar.text-r",
        where="above Eq. (4)",
        kind="inequality",
        title="At most one atom in the cavity",
        latex=r"r\leq1/\tau",
        printed="N_ex*omega/Q <= 1/tau",
        domain=Domain(
            {
                "N_ex": among(*NEX),
                "Q": among(QUALITY),
                "tau": among(TRANSIT),
                "omega": among(printed_rates()[0]),
            },
            fixed=("Q", "tau", "omega"),
        ),
        conventions=f"r = N_ex kappa; {LAB}",
        checks=(
            Inequality(
                route="numeric",
                title="the five pump rates of Fig. 3",
                points=5,
                minimum=5,
                search=0,
            ),
        ),
        notes=("The largest pump, N_ex = 6500, uses 97 % of what one atom at a time allows.",),
    ),
)
