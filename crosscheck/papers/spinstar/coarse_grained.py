"""Photonic Carnot engine: interaction with one atom, and the coarse-grained equation (4)."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import flint

from cotherm.numeric import coarse_grained_field as coarse
from cotherm.numeric import micromaser as maser
from cotherm.numeric.fields import Field
from cotherm.numeric.micromaser_dynamics import thermal_populations
from cotherm.numeric.spins import collective_spin
from cotherm.symbolic.forms import micromaser as forms

from ...algebras import to_fmpq
from ...books import closed, exact, full, whole
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
    excited,
    joint_operators,
    mode_operators,
    printed_model,
    printed_rates,
    sine,
    temperature_of,
    to_matrix,
)

STANDARD = "sigma_+ = |e><g|, sigma_- = |g><e| (see text-ladder); unnormalised Fock states"
SEEDS = integers(1, 200)

# ------------------------------------------------------------------------------ one atom


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


def _traced_second_order(point: Point) -> flint.fmpq_mat:
    """-Tr_atom [H, [H, rho_c (x) rho_0]]/2 with H = sigma_+ a + sigma_- a^dagger, times alpha."""
    rho = mode_operators(point)["rho"]
    ops = joint_operators(point)
    width = 2 * LEVELS
    state = flint.fmpq_mat(width, width)
    weights = (to_fmpq(point["pe"]), to_fmpq(1 - point["pe"]))
    for block, weight in enumerate(weights):
        for i in range(LEVELS):
            for j in range(LEVELS):
                state[block * LEVELS + i, block * LEVELS + j] = weight * rho[i, j]
    H = ops["sp"] * ops["a"] + ops["sm"] * ops["ad"]
    once = H * state - state * H
    twice = H * once - once * H
    half = to_fmpq(-point["alpha"] / 2)
    return flint.fmpq_mat(
        LEVELS,
        LEVELS,
        [
            half * (twice[i, j] + twice[LEVELS + i, LEVELS + j])
            for i in range(LEVELS)
            for j in range(LEVELS)
        ],
    )


def _measured_rates(point: Point) -> list[Any]:
    """Rate of 0 -> 1 for atoms in an empty cavity, and of 1 -> 0 for one photon, second order."""
    ops = joint_operators({"seed": Fraction(1)})
    H = ops["sp"] * ops["a"] + ops["sm"] * ops["ad"]
    rates = []
    for start, end in ((0, 1), (1, 0)):
        state = flint.fmpq_mat(2 * LEVELS, 2 * LEVELS)
        state[start, start] = to_fmpq(point["pe"])
        state[LEVELS + start, LEVELS + start] = to_fmpq(1 - point["pe"])
        once = H * state - state * H
        twice = H * once - once * H
        moved = twice[end, end] + twice[LEVELS + end, LEVELS + end]
        rates.append(moved * to_fmpq(-point["alpha"] / 2))
    return rates


# ------------------------------------------------------------------------------ random arrivals

START = (Fraction(1, 2), Fraction(3, 10), Fraction(1, 5), Fraction(0), Fraction(0))


def _arriving(field: Field, point: Point) -> list[Any]:
    """Change of populations per time while atoms arrive independently at the rate r."""
    passed = coarse.undamped_pass(field, point["g"], point["pe"], len(START))
    start = field.numbers(START)
    later = coarse.arrival_average(field, passed, start, point["r"] * point["dt"], "poisson")
    with field:
        step = field.number(point["dt"])
        return [(b - a) / step for a, b in zip(start, later, strict=True)][:3]


def _geometric(field: Field, point: Point) -> list[Any]:
    """T = omega / ln(p_n/p_(n+1)) for neighbouring photon numbers of the stationary state of (4)."""
    populations = coarse.coarse_steady_populations(EXACT, 5, point["pe"])
    with field:
        omega = field.number(point["omega"])
        return [
            omega / field.log(field.number(populations[n]) / field.number(populations[n + 1]))
            for n in range(4)
        ]


def _normalisable(point: Point) -> int:
    populations = coarse.coarse_steady_populations(EXACT, 8, point["pe"])
    return int(populations[7] < populations[6])


def _laboratory_geometric(field: Field, point: Point) -> list[Any]:
    p_e = excited(field, point["Tq"])
    populations = coarse.coarse_steady_populations(field, 5, p_e)
    with field:
        ratio = field.number(RATIO)
        return [ratio / field.log(populations[n] / populations[n + 1]) for n in range(4)]


def _initial_photons(field: Field, point: Point) -> Any:
    with field:
        factor = field.exp(-field.number(point["x"]))
    return maser.photon_mean(field, thermal_populations(field, factor, 120))


def _shifted_temperature(field: Field, point: Point) -> Any:
    """T_f/T_b with the resonator and the atoms shifted by delta, all rates as before."""
    from dataclasses import replace

    from .maser_shared import rounded_population

    base = printed_model(point["Tq"], Fraction(1, 50000))
    ratio = RATIO * (1 + point["delta"])
    model = replace(base, p_e=rounded_population(point["Tq"], ratio))
    return temperature_of(field, model, ratio)


def _unshifted(Tq: Fraction) -> Any:
    from cotherm.numeric.fields import Ball

    ball = Ball(flint.ctx.prec)
    return temperature_of(ball, printed_model(Tq, Fraction(1, 50000)))


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
        explained={
            "second(-g*(sp*a+sm*ad))": "the sign of the coupling is a phase of the atom; populations do not know it",
            "second(g*(sp*a-sm*ad))": "not Hermitian for a real g, but its square has the opposite sign, which the check sees",
        },
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
        domain=Domain({"Tq": reals("3/2", 4)}),
        bindings={"Tf": _unshifted},
        conventions="T_f/T_b at Omega and at Omega (1 + delta), atoms resonant and at the same T_q; period 20 us, other values as in "
        f"Fig. 3 ({LAB}), so gamma and kappa are held",
        checks=(
            Asymptotic(
                full(_shifted_temperature, "fixed point of the period at the shifted frequency"),
                variable="delta",
                sequence=powers_of_ten(-3, -6),
                remainder="delta",
                points=3,
                minimum=3,
                digits=25,
                title="the change is of first order",
            ),
        ),
        notes=("The coefficient is of the order of the losses: about 1e-3 of delta.",),
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
            {"N_ex": among(*NEX), "Q": among(QUALITY), "tau": among(TRANSIT), "omega": among(printed_rates()[0])},
            fixed=("Q", "tau", "omega"),
        ),
        conventions=f"r = N_ex kappa; {LAB}",
        checks=(
            Inequality(
                route="numeric", title="the five pump rates of Fig. 3", points=5, minimum=5, search=0
            ),
        ),
        explained={
            "(N_ex-1)*omega/Q <= 1/tau": "weaker",
        },
        notes=("The largest pump, N_ex = 6500, uses 97 % of what one atom at a time allows.",),
    ),
    Claim(
        id="spinstar.eq4",
        where="Eq. (4)",
        kind="identity",
        title="Coarse-grained equation of the field: second order of one pass",
        latex=r"\dot\rho_c=\frac{\alpha p_e}{2}\left(2a^\dagger\rho_ca-\{\rho_c,aa^\dagger\}\right)"
        r"+\frac{\alpha(1-p_e)}{2}\left(2a\rho_ca^\dagger-\{\rho_c,a^\dagger a\}\right)",
        printed="alpha*pe/2*(2*ad*rho*a-(rho*a*ad+a*ad*rho))"
        "+alpha*(1-pe)/2*(2*a*rho*ad-(rho*ad*a+ad*a*rho))",
        domain=Domain({"alpha": reals("1/10", 4), "pe": reals("1/20", "19/20"), "seed": SEEDS}),
        environment=mode_operators,
        environment_names=("a", "ad", "rho"),
        partners=(("a", "ad"),),
        conventions="alpha = r (g tau)^2; a generic operator of the field, coherences between photon numbers included; "
        + STANDARD,
        checks=(
            Equality(
                Oracle(
                    lambda p, d: _traced_second_order(p),
                    "double commutator with H_I on field and atom, the atom traced out",
                ),
                route="numeric",
                title="second order in g tau of the exact pass",
            ),
        ),
        depends=("spinstar.text-HI", "spinstar.text-ladder", "spinstar.text-random"),
        notes=(
            "The first order vanishes because the atoms carry no coherence. The relative error of each rate is (g tau)^2 n/3 to "
            "leading order (eq4-alpha): at the printed g tau = 1.49 the expansion is not valid for any photon number. Its "
            "stationary state is right all the same, because the exact pass obeys the same detailed balance "
            "(text-thermal-exact).",
        ),
    ),
    Claim(
        id="spinstar.eq4-alpha",
        where="below Eq. (4)",
        kind="approximation",
        title="Rate of one photon exchanged, to second order in g tau",
        latex=r"\alpha=r(g\tau)^2",
        printed="r*g**2*n",
        domain=Domain({"r": reals("1/10", 5), "n": integers(1, 12)}),
        conventions="g stands for g tau; alpha n is compared with r times the exact probability that one atom moves the field between "
        "n-1 and n photons (p_e upwards, 1 - p_e downwards)",
        checks=(
            Asymptotic(
                full(
                    lambda f, p: (
                        f.number(p["r"]) * coarse.transfer_probability(f, p["g"], whole(p["n"]))
                    ),
                    "exact pass, exponential of the Hamiltonian of one doublet",
                ),
                variable="g",
                sequence=powers_of_ten(-2, -5),
                law="g**2*n/3",
                title="error law of the coarse graining",
            ),
        ),
        depends=("spinstar.eq4",),
        notes=(
            "At g tau = 1.4923 the print gives 2.227 r for one photon, the exact pass 0.994 r.",
        ),
    ),
    Claim(
        id="spinstar.text-rates",
        where="below Eq. (4)",
        kind="statement",
        title="Rates of amplification and of damping",
        latex=r"\alpha p_e\ \text{and}\ \alpha(1-p_e)\ \text{are the effective rates of amplification and damping}",
        printed="[alpha*pe, alpha*(1-pe)]",
        domain=Domain({"alpha": reals("1/10", 4), "pe": reals("1/20", "19/20")}),
        conventions="0 -> 1 and 1 -> 0 photons per time, second order of the exact pass",
        checks=(
            Equality(
                Oracle(
                    lambda p, d: _measured_rates(p),
                    "double commutator with H_I on field and atom, populations that moved",
                ),
                route="numeric",
            ),
        ),
        depends=("spinstar.eq4",),
    ),
    Claim(
        id="spinstar.eq4-threshold",
        where="below Eq. (4)",
        kind="inequality",
        title="Below maser threshold",
        latex=r"\text{below maser threshold, consistent with the detailed balance condition}",
        printed="if_else(pe < 1/2, 1, 0)",
        prose=True,
        domain=Domain({"pe": reals("1/50", "49/50")}),
        conventions="1 where the populations of the stationary state fall from one photon number to the next, so that it can be "
        "normalised",
        checks=(
            Equality(
                Oracle(
                    lambda p, d: _normalisable(p),
                    "null vector of (4) for eight photon numbers, exact",
                ),
                route="numeric",
                truth=True,
                points=60,
                minimum=40,
            ),
        ),
        depends=("spinstar.eq4",),
    ),
    Claim(
        id="spinstar.eq4-steady",
        where="below Eq. (4)",
        kind="identity",
        title="Thermal steady state at the temperature of the atoms",
        latex=r"T_f=T_q=-\omega/\ln[p_e/(1-p_e)]",
        printed="-omega/log(pe/(1-pe))",
        domain=Domain({"omega": reals("1/2", 12), "pe": reals("1/1000", "499/1000")}),
        conventions="below threshold; hbar = k_B = 1",
        checks=(
            Equality(
                full(
                    lambda f, p: _geometric(f, p)[1],
                    "ratio of the populations of one and two photons in the exact null vector of (4)",
                ),
                route="numeric",
            ),
            Equality(
                closed(
                    forms.micromaser_temperature,
                    "photon number of the stationary field, closed form",
                    p_e="pe",
                    g_tau=lambda p: 1,
                    omega_over_Tb="omega",
                ),
                title="temperature of the mean photon number",
            ),
        ),
        depends=("spinstar.eq4-threshold",),
        notes=("All neighbouring photon numbers have the same ratio, exactly.",),
    ),
    Claim(
        id="spinstar.text-cg-Tf",
        where="discussion of Fig. 3",
        kind="statement",
        title="The coarse-grained equation heats the field to T_q",
        latex=r"\text{a thermal state of the cavity at}\ T_f=T_q",
        printed="[Tq, Tq, Tq, Tq]",
        prose=True,
        domain=Domain({"Tq": reals(1, 5)}),
        conventions="temperatures in units of T_b, omega/T_b = 6; from each pair of neighbouring photon numbers up to four",
        checks=(
            Equality(
                full(_laboratory_geometric, "null vector of (4) with p_e of atoms at T_q"),
                route="numeric",
            ),
        ),
        depends=("spinstar.eq4-steady",),
    ),
)
