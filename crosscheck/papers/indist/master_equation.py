"""Sec. II: the collective master equation and the apparent temperature of its bath."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

import flint

from cotherm.numeric.density_matrix import steady_density
from cotherm.numeric.fields import Field
from cotherm.numeric.matrices import Matrix
from cotherm.numeric.spins import collective_spin, half_integer, product_levels
from cotherm.numeric.temperature import InverseTemperature

from ...algebras import to_fmpq
from ...books import full, whole
from ...checks import Equality, Oracle
from ...claims import Chase, Claim
from ...domain import Domain, Point, half_integers, integers, reals
from ..heatcap.operators import FIELD, conjugation, random_operator
from .sectors import size_text, within

ORDER_OF_GAMMA = Domain(
    {
        "n": integers(1, 3),
        "s": half_integers("1/2", 1),
        "gd": reals("1/10", 5),
        "hd": reals(-3, 3),
        "gu": reals("1/10", 5),
        "hu": reals(-3, 3),
    },
    within(9),
    size_text(9),
)


# ----------------------------------------------------- complex operators as real ones, twice as large


def _embedded(real: flint.fmpq_mat, imaginary: flint.fmpq_mat) -> flint.fmpq_mat:
    """X + iY as [[X, -Y], [Y, X]]."""
    d = real.nrows()
    rows = [[real[i, j] for j in range(d)] + [-imaginary[i, j] for j in range(d)] for i in range(d)]
    rows += [[imaginary[i, j] for j in range(d)] + [real[i, j] for j in range(d)] for i in range(d)]
    return flint.fmpq_mat(rows)


def _complex_number(size: int, real: Fraction, imaginary: Fraction) -> flint.fmpq_mat:
    one = Matrix.identity(FIELD, size)
    return _embedded((one * real).to_flint(), (one * imaginary).to_flint())


def _complex_operators(point: Point) -> tuple[Any, flint.fmpq_mat, Any]:
    """Collective spin, a generic complex density operator, and Hermitian conjugation."""
    n, s = whole(point["n"]), half_integer(point["s"])
    spin = collective_spin(FIELD, n, s)
    dagger = conjugation(n, s)
    d = spin.Jz.shape[0]
    first = random_operator(point, d)
    second = random_operator({"seed": Fraction(1), **point}, d)
    rho = _embedded(first + dagger(first), second - dagger(second))

    def conjugate(x: flint.fmpq_mat) -> flint.fmpq_mat:
        blocks = [
            flint.fmpq_mat([[x[k * d + i, j] for j in range(d)] for i in range(d)]) for k in (0, 1)
        ]
        return _embedded(dagger(blocks[0]), -1 * dagger(blocks[1]))

    return spin, rho, conjugate


def _master_environment(point: Point) -> Mapping[str, Any]:
    """J-, J+, complex Gamma(omega) and Gamma(-omega), a generic rho, and the operation plus_hc."""
    spin, rho, conjugate = _complex_operators(point)
    zero = flint.fmpq_mat(spin.Jz.shape[0], spin.Jz.shape[0])
    return {
        "Jm": _embedded(spin.Jminus.to_flint(), zero),
        "Jp": _embedded(spin.Jplus.to_flint(), zero),
        "Gd": _complex_number(zero.nrows(), point["gd"], point["hd"]),
        "Gu": _complex_number(zero.nrows(), point["gu"], point["hu"]),
        "rho": rho,
        "plus_hc": lambda x: x + conjugate(x),
    }


def _secular_generator(point: Point) -> flint.fmpq_mat:
    """Dissipator and Lamb shift of the parts of J+ + J- that change the energy by one quantum."""
    spin, rho, conjugate = _complex_operators(point)
    n, s = whole(point["n"]), half_integer(point["s"])
    energies = [sum(state) for state in product_levels(n, s)]
    coupling = (spin.Jplus + spin.Jminus).to_flint()
    d = coupling.nrows()
    zero = flint.fmpq_mat(d, d)
    total = flint.fmpq_mat(2 * d, 2 * d)
    minus_i = _complex_number(d, Fraction(0), Fraction(-1))
    for omega, rate, shift in ((1, point["gd"], point["hd"]), (-1, point["gu"], point["hu"])):
        part = flint.fmpq_mat(
            d,
            d,
            [
                coupling[i, j] if energies[j] - energies[i] == omega else flint.fmpq(0)
                for i in range(d)
                for j in range(d)
            ],
        )
        jump = _embedded(part, zero)
        square = conjugate(jump) * jump
        total += jump * rho * conjugate(jump) * to_fmpq(2 * rate)
        total -= (square * rho + rho * square) * to_fmpq(rate)
        total += minus_i * (square * rho - rho * square) * to_fmpq(shift)
    return total


def _golden_rule(point: Point) -> object:
    """Second-order coefficient of j- rho j+ for V = hbar g J_x O_B, J_x = hbar j_x."""
    spin = collective_spin(FIELD, 1, Fraction(1, 2))
    element = spin.Jplus[1, 0] / 2  # <1/2|j_x|-1/2>, orthonormal for s = 1/2
    lowering = spin.Jminus[0, 1]
    g, K, hbar = (to_fmpq(point[name]) for name in ("g", "K", "hbar"))
    return (hbar * g * hbar * element) ** 2 * K / hbar**2 / lowering**2


def _apparent_temperature(field: Field, point: Point) -> Any:
    """hbar omega / ln of the ratio of the two lowest levels in the stationary state."""
    n, s = whole(point["n"]), point["s"]
    bath = InverseTemperature(q=point["Gu"] / point["Gd"])
    rho = steady_density(field, n, s, bath).diagonal_values()
    energies = [sum(state, Fraction(0)) for state in product_levels(n, s)]
    with field:
        lowest, next_one = (
            field.sum(p for p, m in zip(rho, energies, strict=True) if m == k - n * s)
            for k in (0, 1)
        )
        return field.number(point["hbar"] * point["omega"]) / field.log(lowest / next_one)


CLAIMS = (
    Claim(
        id="indist.eq1",
        where="Eq. (1)",
        kind="definition",
        title="Master equation of collective dissipation with complex Gamma, structure",
        latex=r"\frac{d\rho}{dt}=\Gamma(\omega)(J^-\rho J^+-J^+J^-\rho)+\Gamma(-\omega)(J^+\rho J^--J^-J^+\rho)+\text{H.c.}",
        printed="plus_hc(Gd*(Jm*rho*Jp-Jp*Jm*rho)+Gu*(Jp*rho*Jm-Jm*Jp*rho))",
        domain=ORDER_OF_GAMMA,
        environment=_master_environment,
        environment_names=("Jm", "Jp", "Gd", "Gu", "rho", "plus_hc"),
        partners=(("Jm", "Jp"), ("Gd", "Gu")),
        conventions="hbar = 1; Gd = gd + i hd and Gu = gu + i hu stand for Gamma(omega), Gamma(-omega); J^- is the "
        "jump operator; complex operators as real ones of twice the size",
        checks=(
            Equality(
                Oracle(
                    lambda p, d: _secular_generator(p),
                    "dissipator and Lamb shift from the eigenprojectors of J_z",
                ),
                route="numeric",
                title="generator on a generic density operator",
                points=10,
            ),
        ),
    ),
    Claim(
        id="indist.text-Gamma",
        where="below Eq. (1)",
        kind="identity",
        title="Prefactor of the half Fourier transform in the rate of the jump operator J^-",
        latex=r"\Gamma(\omega)=\hbar^2g^2\int_0^\infty e^{i\omega u}\,\mathrm{Tr}\rho_BO_B(u)O_B\,du",
        printed="hbar**2*g**2*K",
        domain=Domain({"hbar": reals("1/3", 3), "g": reals("1/10", 2), "K": reals("1/10", 3)}),
        conventions="K is the printed integral; V = hbar g J_x O_B with J_x = hbar j_x as in (4), jump operators in "
        "units of hbar as in (A1)",
        checks=(
            Equality(
                Oracle(
                    lambda p, d: _golden_rule(p),
                    "second-order perturbation theory with explicit matrix elements of J_x",
                ),
                route="numeric",
                title="coefficient of J^- rho J^+",
            ),
        ),
        corrected="hbar**2*g**2*K/4",
        cause="factor: J_x = (J^+ + J^-)/2 enters twice",
        chase=Chase(
            transcription="compared with the text twice",
            oracle="matrix element of J_x between the levels of one spin 1/2, second order in V/hbar",
            extraction="the prefactor is legible: hbar squared times g squared",
            convention="this unit of J_x makes the power of hbar right; no unit gives the factor 4, for J^- := J_x - i J_y",
        ),
        depends=("indist.eq1",),
        notes=(
            "Nothing in the paper depends on it: only Gamma(-omega)/Gamma(omega) enters stationary states, and the common "
            "factor sets the unit of time. With a dimensionless J_x the prefactor would be g^2/4.",
        ),
    ),
    Claim(
        id="indist.eq2",
        where="Eq. (2)",
        kind="definition",
        title="Apparent temperature of a stationary bath, positive or negative",
        latex=r"T_B:=\hbar\omega\left(\ln\frac{\Gamma(\omega)+\Gamma^*(\omega)}{\Gamma(-\omega)+\Gamma^*(-\omega)}\right)^{-1}",
        printed="hbar*omega*log(Gd/Gu)**(-1)",
        domain=Domain(
            {
                "n": integers(1, 3),
                "s": half_integers("1/2", 1),
                "Gd": reals("1/10", 5),
                "Gu": reals("1/10", 5),
                "hbar": reals("1/3", 3),
                "omega": reals("1/4", 4),
            },
            lambda p: within(9)(p) and p["Gd"] != p["Gu"],
            size_text(9) + ", Gd different from Gu",
        ),
        oracle_only=("n", "s"),
        partners=(("Gd", "Gu"),),
        conventions="Gd = Gamma(omega) + Gamma*(omega), Gu = Gamma(-omega) + Gamma*(-omega)",
        checks=(
            Equality(
                full(
                    _apparent_temperature,
                    "ratio of the two lowest levels in the stationary state of the full equation",
                ),
                route="numeric",
            ),
        ),
        depends=("indist.eq1",),
    ),
)
