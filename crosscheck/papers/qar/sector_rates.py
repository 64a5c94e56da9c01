"""Eqs. (6), (7) and (G1): rates of the sector, the three-level model and the limit that leads to it."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import flint

from cotherm.numeric.fields import Field
from cotherm.numeric.refrigerator_rates import generator
from cotherm.numeric.reservoirs import bose_occupation
from cotherm.symbolic.forms import refrigerator as closed_model

from ...books import exact, full, whole
from ...checks import Asymptotic, Equality, Oracle
from ...checks.asymptotic import powers_of_ten
from ...claims import Claim
from ...domain import Caveat, Domain, Point, among, reals
from . import models
from .models import RATES, WORK
from .shared import HOT_COLD, effective

TEMPERATURES = {
    "beta_c": reals("1/2", 6),
    "beta_h": reals("1/4", 3),
    "beta_w": reals("1/1000", 2),
}


def _strength(nu: Fraction, N: Fraction, a: Fraction, b: Fraction) -> Any:
    operator = "Jx2/N" if nu == 2 else "Jx"
    form = closed_model.transition_strength
    return form.ball(flint.ctx.prec, N=N, a=a, b=b, operator=operator)


def _gamma(nu: Fraction, omega: Fraction, *parameters: Fraction) -> Any:
    """Gamma(omega) (1 + n(omega)) of the symbolic book for reservoir nu, at the printed tuning."""
    which = whole(nu) - 1
    eps, delta, beta = (2, 6, 4)[which], parameters[which], parameters[3 + which]
    prec = flint.ctx.prec
    density = closed_model.spectral_density.ball(prec, omega=omega, eps=eps, delta=delta, gamma=1)
    return density * (1 + closed_model.bose_occupation.ball(prec, beta=beta, energy=omega))


def _occupations(field: Field, point: Point) -> list[Any]:
    """Bose functions at the energy differences Omega (a^2 - b^2) of the three levels."""
    levels = [Fraction(1, 2), Fraction(3, 2), Fraction(5, 2)]
    pairs = (("beta_c", 1, 0), ("beta_h", 2, 0), ("beta_w", 2, 1))
    return [
        bose_occupation(
            field,
            field.number(point[beta] * point["Omega"] * (levels[up] ** 2 - levels[down] ** 2)),
        )
        for beta, up, down in pairs
    ]


def _effective_environment(point: Point) -> dict[str, Any]:
    """Effective rates and occupations of the symbolic book as balls."""
    prec = flint.ctx.prec
    occupation = closed_model.bose_occupation
    quanta = {"c": 2, "h": 6, "w": 4}
    numbers = {"c": 1, "h": 2, "w": 3}
    return {
        **{f"G{k}": effective(point["N"], numbers[k]) for k in quanta},
        **{
            f"n{k}": occupation.ball(prec, beta=point[f"beta_{k}"], energy=energy)
            for k, energy in quanta.items()
        },
    }


def _narrow_matrix(field: Field, point: Point) -> list[Any]:
    matrix = generator(models.narrow(field, point))
    return [matrix[a, b] for a in range(3) for b in range(3)]


RATE_EQUATION = (
    Claim(
        id="qar.eq6",
        where="Eq. (6)",
        kind="identity",
        title="Rate equation of the populations in the sector of largest spin and positive parity",
        latex=r"\dot\rho_{aa}=\sum_bR_{ab}\rho_{bb}-\sum_bR_{ba}\rho_{aa}",
        printed="sum(R(a, b)*p(b), b, 1/2, N/2)-sum(R(b, a)*p(a), b, 1/2, N/2)",
        domain=Domain(
            {
                "N": among(3, 5),
                "a": among("1/2", "3/2", "5/2"),
                "delta_c": reals("1/20", 1),
                "delta_h": reals("1/20", 1),
                "delta_w": reals("1/20", 1),
                "q_c": reals("1/10", "9/10"),
                "q_h": reals("1/10", "9/10"),
                "q_w": reals("1/10", "9/10"),
            },
            where=lambda p: p["a"] <= p["N"] / 2,
            where_text="a at most N/2",
        ),
        environment=models.sector_environment,
        environment_names=("R", "p"),
        conventions="q_nu = exp(-beta_nu); R(a, b) from the complete rate equation",
        checks=(
            Equality(
                Oracle(
                    lambda p, d: models.lindblad_derivative(p),
                    "Lindblad equation on all 2^N product states, applied to a diagonal state of the sector",
                ),
                route="numeric",
                title="derivative of a population, exact",
                points=8,
            ),
        ),
    ),
    Claim(
        id="qar.eq7",
        where="Eq. (7)",
        kind="definition",
        title="Transition rates from the spectral densities and squared matrix elements",
        latex=r"R^\nu_{ab}=\gamma_\nu(E_b-E_a)\left|\langle v^+_a|A_\nu|v^+_b\rangle\right|^2",
        printed="g(nu, b**2-a**2, delta_c, delta_h, delta_w, beta_c, beta_h, beta_w)*M(nu, N, a, b)",
        domain=Domain(
            {
                "N": among(3, 5),
                "nu": among(1, 2, 3),
                "a": among("1/2", "3/2", "5/2"),
                "b": among("1/2", "3/2", "5/2"),
                **{f"delta_{k}": reals("1/20", 1) for k in "chw"},
                **{f"beta_{k}": reals("1/4", 4) for k in "chw"},
            },
            where=lambda p: (
                p["a"] != p["b"]
                and max(p["a"], p["b"]) <= p["N"] / 2
                and (p["nu"] == 2 or abs(p["a"] - p["b"]) == 1)
            ),
            where_text="a != b, both at most N/2, neighbours for the couplings J_x",
        ),
        bindings={
            "g": lambda *arguments: _gamma(*arguments),
            "M": lambda *arguments: _strength(*arguments),
        },
        conventions="E_a = a^2; nu = 1, 2, 3 for the cold, hot and work reservoir",
        partners=(("a", "b"),),
        checks=(
            Equality(
                full(
                    models.lindblad_rate,
                    "Lindblad equation on all 2^N product states, one reservoir at a time",
                ),
                route="numeric",
                points=14,
                digits=35,
            ),
        ),
        depends=("qar.eq6",),
    ),
)

CLAIMS = (
    Claim(
        id="qar.eqG1",
        where="Eq. (G1)",
        kind="definition",
        title="Tilted rate matrix of the three-level model",
        latex=r"R(\chi)=R_c(\chi)+R_h+R_w,\quad R_c(\chi)=\Gamma^{eff}_c\begin{pmatrix}-n_c&(1+n_c)e^{-i\chi2\Omega}&0\\"
        r"n_ce^{i\chi2\Omega}&-(1+n_c)&0\\0&0&0\end{pmatrix},"
        r"R_h=\Gamma^{eff}_h\begin{pmatrix}-n_h&0&1+n_h\\0&0&0\\n_h&0&-(1+n_h)\end{pmatrix},"
        r"R_w=\Gamma^{eff}_w\begin{pmatrix}0&0&0\\0&-n_w&1+n_w\\0&n_w&-(1+n_w)\end{pmatrix}",
        printed="[-Gc*nc-Gh*nh, Gc*(1+nc)/z**2, Gh*(1+nh), Gc*nc*z**2, -Gc*(1+nc)-Gw*nw, Gw*(1+nw), Gh*nh, Gw*nw, "
        "-Gh*(1+nh)-Gw*(1+nw)]",
        domain=Domain({**RATES, **WORK, "z": reals("1/5", 5)}),
        partners=(*HOT_COLD, ("Gc", "Gw"), ("nc", "nw")),
        conventions="Omega = 1; z = exp(i chi) as a positive number; entries row by row",
        checks=(
            Equality(
                exact(
                    lambda f, p: models.three_level_matrix(f, p, p["z"]),
                    "three levels with one transition per reservoir",
                ),
                route="numeric",
                title="matrix entries",
            ),
        ),
        depends=("qar.eq7",),
    ),
    Claim(
        id="qar.eqG1.n",
        where="below Eq. (G1)",
        kind="identity",
        title="Bose occupations at the three transition energies",
        latex=r"n_c=\frac1{e^{\beta_c2\Omega}-1},\quad n_h=\frac1{e^{\beta_h6\Omega}-1},\quad n_w=\frac1{e^{\beta_w4\Omega}-1}",
        printed="[1/(exp(beta_c*2*Omega)-1), 1/(exp(beta_h*6*Omega)-1), 1/(exp(beta_w*4*Omega)-1)]",
        domain=Domain({**TEMPERATURES, "Omega": reals("1/4", 3)}),
        partners=(("beta_c", "beta_h"), ("beta_h", "beta_w")),
        checks=(
            Equality(
                full(_occupations, "Bose functions at the differences of the energies Omega a^2"),
                route="numeric",
            ),
        ),
    ),
    Claim(
        id="qar.textG-limit",
        where="below Eq. (G1)",
        kind="asymptotic",
        title="Narrow spectral densities leave one transition per reservoir",
        latex=r"\delta_\nu\to0:\quad R\to R_c+R_h+R_w\ \text{of (G1)}",
        printed="[-Gc*nc-Gh*nh, Gc*(1+nc), Gh*(1+nh), Gc*nc, -Gc*(1+nc)-Gw*nw, Gw*(1+nw), Gh*nh, Gw*nw, -Gh*(1+nh)-Gw*(1+nw)]",
        prose=True,
        domain=Domain({"N": among(7, 11, 21), **TEMPERATURES}),
        environment=lambda p: _effective_environment(p),
        environment_names=("Gc", "Gh", "Gw", "nc", "nh", "nw"),
        partners=(*HOT_COLD, ("Gc", "Gw"), ("nc", "nw")),
        conventions="Omega = 1; effective rates from the symbolic book, Bose occupations at 2, 6, 4; widths x/10, x/8, x/50",
        checks=(
            Asymptotic(
                full(
                    _narrow_matrix,
                    "complete rate matrix with every off-resonant transition, the block of the three lowest levels",
                ),
                route="numeric",
                variable="x",
                sequence=powers_of_ten(-1, -5),
                title="limit of narrow densities, every entry",
            ),
        ),
        depends=("qar.eqG1", "qar.eqG1.n"),
    ),
    Claim(
        id="qar.text-ideal",
        where="Sec. IV, App. G",
        kind="asymptotic",
        title="In the limit of narrow spectral densities the three lowest levels keep the whole population, and current and noise "
        "are those of the reduced model",
        latex=r"\sum_{a\le5/2}\rho_{aa}\to1,\ I\to I_\text{reduced},\ S\to S_\text{reduced}\ \text{for}\ \delta_\nu\to0",
        printed="[1, 1, 1]",
        prose=True,
        domain=Domain(
            {
                "N": among(7, 9, 11),
                "beta_c": reals(1, 3),
                "beta_h": reals("1/2", 1),
                "beta_w": reals("1/100", "1/4"),
                "late": among(0, 1),
            },
        ),
        oracle_only=("N", "beta_c", "beta_h", "beta_w", "late"),
        conventions="population, current and noise over those of the reduced model; widths x/10, x/8 and x/50; late = 0: from the "
        "ground state after the time 10, the case that Sec. IV states; late = 1: stationary, the other order of the two limits",
        checks=(
            Asymptotic(
                full(
                    models.approach,
                    "complete rate equation of the full model with a counting field, three-level model",
                ),
                route="numeric",
                variable="x",
                sequence=powers_of_ten(0, -4),
                title="population, current and noise",
                points=6,
                digits=30,
            ),
        ),
        caveats=(
            Caveat(
                "a fixed time after the preparation in the ground state, which is the paper's own case; in the other order of limits, "
                "stationary first and narrow afterwards, the state keeps a population outside, set by the "
                "ratios of the widths and the temperatures, because the rates out of and back into the three levels "
                "vanish alike; the stationary noise even diverges as 1/x^2, as an excursion to higher levels lasts that long",
                lambda p: p["late"] == 0,
                fixes=("late",),
            ),
        ),
        depends=("qar.eqG1",),
    ),
)
