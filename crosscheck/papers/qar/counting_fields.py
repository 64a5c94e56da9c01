"""Sec. III C: the rate matrix with a counting field, stationary current and noise."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import Any

import flint

from cotherm.numeric.fields import Ball
from cotherm.numeric.matrices import Matrix
from cotherm.numeric.refrigerator_characteristic import characteristic_cumulants
from cotherm.numeric.refrigerator_lindblad import (
    apply_generator,
    bath_jumps,
    system_operators,
)
from cotherm.numeric.refrigerator_rates import energy_current
from cotherm.numeric.refrigerator_scgf import cumulants_from_scgf
from cotherm.symbolic.forms import refrigerator_counting as closed_counting

from ...algebras import BITS_PER_DIGIT, precision, to_ball
from ...books import whole
from ...checks import Equality, Oracle
from ...claims import Claim
from ...domain import Domain, Point, among, reals
from . import counting_models as counting
from . import jets, stationary
from .counting_models import CONVENTION, FACTORS, SMALL
from .jets import jet
from .long_times import long_times
from .models import RATIONAL, ZERO_RATES
from .product_space import expectation, sector_density

LINDBLAD = (
    "Lindblad equation on all 2^N product states with a counting field in the bath correlation"
)


# ------------------------------------------------------------------------- product space


def _weights(point: Point, density: Matrix, z: Fraction | None, only: str | None = None) -> Matrix:
    jumps = bath_jumps(RATIONAL, counting.model_with_factors(point), ZERO_RATES)
    if only:
        jumps = [jump for jump in jumps if jump.reservoir == only]
    return apply_generator(RATIONAL, jumps, density, None if z is None else {"c": z})


def _tilted_entries(point: Point) -> list[Any]:
    """Gain of level a from level b with the field, and loss of level b, from product states."""
    model = counting.model_with_factors(point)
    image = _weights(point, sector_density(model, {point["b"]: Fraction(1)}), point["z"])
    return [expectation(model, point["a"], image), expectation(model, point["b"], image)]


def _rates_environment(point: Point) -> Mapping[str, Any]:
    """Rates by reservoir as functions of two levels, 0 for equal ones."""
    system = counting.system_at(point)
    position = {a: k for k, a in enumerate(counting.model_with_factors(point).levels)}

    def rate(name: str) -> Callable[[Fraction, Fraction], Any]:
        return lambda a, b: system.of(name)[position[a], position[b]]

    return {f"R{k}": rate(k) for k in "chw"}


def _total_change(point: Point) -> Any:
    """Change of the total probability when a level is occupied, from product states."""
    return _weights(
        point, sector_density(counting.model_with_factors(point), {point["b"]: Fraction(1)}), None
    ).trace()


def _trace_environment(point: Point) -> Mapping[str, Any]:
    matrix = jets.at_zero_field(counting.tilted(counting.system_at(point))).coefficients[0, 0, 0]
    position = {a: k for k, a in enumerate(counting.model_with_factors(point).levels)}
    return {"R": lambda a, b: matrix[position[a], position[b]]}


def _energy_gain(point: Point) -> list[Any]:
    """d<H_S>/dt by the cold reservoir alone, from product states; and 0 for the imaginary part."""
    weights = dict(
        zip(counting.model_with_factors(point).levels, counting.generic_start(point), strict=True)
    )
    image = _weights(point, sector_density(counting.model_with_factors(point), weights), None, "c")
    energy = system_operators(RATIONAL, whole(point["N"]))["S"]
    return [(energy @ image).trace(), flint.fmpq(0)]


def _stationary(
    id: str,
    where: str,
    title: str,
    latex: str,
    printed: str,
    value: Callable[[Point], Any],
    text: str,
    *,
    more: tuple[Equality, ...] = (),
    prose: bool = False,
    depends: tuple[str, ...] = (),
    notes: tuple[str, ...] = (),
) -> Claim:
    """A claim on the stationary state in exact arithmetic, with real and imaginary parts."""
    first = Equality(
        Oracle(lambda p, d: value(p), text), route="numeric", title="exact values", points=8
    )
    return Claim(
        id=f"qar.{id}",
        where=where,
        kind="identity",
        title=title,
        latex=latex,
        printed=f"parts({printed})",
        prose=prose,
        domain=SMALL,
        environment=stationary.environment,
        environment_names=stationary.NAMES,
        partners=(("R1", "R2"), ("rho", "sigma"), ("R0", "R1")),
        conventions=f"{CONVENTION}; real parts first, then imaginary parts",
        checks=(first, *more),
        depends=depends,
        notes=notes,
    )


def _closed_route(which: str) -> Equality:
    """The symbolic book, with inverse temperatures that are logarithms."""

    def compute(point: Point, digits: int) -> list[Any]:
        with precision(8 * digits + 256):
            betas = {f"beta_{k}": -to_ball(point[f"q_{k}"]).log() for k in "chw"}
        form = getattr(closed_counting, f"refrigerator_{which}")
        value = form.digits(digits + 2, N=point["N"], **betas, **counting.WIDTHS)
        return [value, flint.fmpq(0)]

    return Equality(
        Oracle(
            compute,
            "characteristic polynomial with transition strengths from closed forms",
            book="symbolic",
        ),
        title="closed route",
        points=8,
        digits=30,
    )


def _eigenvalue_route(which: str) -> Equality:
    """Central differences of the dominant eigenvalue, in balls; float accuracy is enough there."""

    def compute(point: Point, digits: int) -> list[float]:
        system = counting.system_at(point)
        field = Ball(int(60 * BITS_PER_DIGIT) + 128)
        rates = {name: matrix.to(field) for name, matrix in system.rates.items()}
        value = getattr(
            cumulants_from_scgf(type(system)(field, system.energies, rates), "c"), which
        )
        return [float(value.mid()), 0.0]

    return Equality(
        Oracle(compute, "central differences of the dominant eigenvalue at +-1e-12, +-2e-12"),
        route="eigenvalue",
        title="derivative of the dominant eigenvalue",
        points=6,
        tolerance=1e-12,
        reason="the differences are of fourth order in 1e-12 and rounded to float64",
    )


TWO_LEVELS = "a != b, both at most N/2"

CLAIMS = (
    Claim(
        id="qar.eq10",
        where="Eq. (10)",
        kind="definition",
        title="Rate matrix with an energy counting field of the cold reservoir",
        latex=r"R_{ab}(\chi)=R^h_{ab}+R^w_{ab}+R^c_{ab}e^{+i\chi(E_a-E_b)}\ (a\neq b),\quad R_{aa}(\chi)=-\sum_{b\neq a}R_{ba}(0)",
        printed="[Rh(a, b)+Rw(a, b)+Rc(a, b)*z**(a**2-b**2), -sum(Rh(k, b)+Rw(k, b)+Rc(k, b), k, 1/2, N/2)]",
        domain=Domain(
            {
                "N": among(3, 5),
                "a": among("1/2", "3/2", "5/2"),
                "b": among("1/2", "3/2", "5/2"),
                **FACTORS,
                "z": reals("1/3", 3),
            },
            where=lambda p: p["a"] != p["b"] and max(p["a"], p["b"]) <= p["N"] / 2,
            where_text=TWO_LEVELS,
        ),
        environment=_rates_environment,
        environment_names=("Rc", "Rh", "Rw"),
        partners=(("Rc", "Rh"), ("a", "b")),
        conventions=f"{CONVENTION}; z = exp(i chi) as a positive number; the second value is the diagonal element of b",
        checks=(
            Equality(
                Oracle(lambda p, d: _tilted_entries(p), LINDBLAD),
                route="numeric",
                title="gain of one level from another, and loss, exact",
                points=10,
            ),
        ),
        depends=("qar.eq6", "qar.eq7"),
    ),
    Claim(
        id="qar.eq10.trace",
        where="below Eq. (10)",
        kind="identity",
        title="The columns of the rate matrix without field add up to zero",
        latex=r"\sum_aR_{ab}(0)=0",
        printed="sum(R(a, b), a, 1/2, N/2)",
        prose=True,
        domain=Domain(
            {"N": among(3, 5), "b": among("1/2", "3/2", "5/2"), **FACTORS},
            where=lambda p: p["b"] <= p["N"] / 2,
            where_text="b at most N/2",
        ),
        environment=_trace_environment,
        environment_names=("R",),
        partners=(("a", "b"),),
        conventions=CONVENTION,
        checks=(
            Equality(
                Oracle(
                    lambda p, d: _total_change(p),
                    "change of the trace under the Lindblad equation on all 2^N product states",
                ),
                route="numeric",
                title="column sums, exact",
                points=10,
            ),
        ),
        depends=("qar.eq10",),
    ),
    Claim(
        id="qar.eq10.sign",
        where="below Eq. (10)",
        kind="statement",
        title="Currents count positive when they raise the energy of the system",
        latex=r"-i\,\mathrm{Tr}\{R'(0)\rho\}=\frac d{dt}\langle H_S\rangle\Big|_{\text{cold reservoir}}",
        printed="parts(-i*Tr(R1*p))",
        prose=True,
        domain=Domain({"N": among(3, 5), **FACTORS}),
        environment=lambda p: {
            "R1": jets.field_derivative(counting.tilted(counting.system_at(p))),
            "p": jet(counting.column(counting.generic_start(p))),
            "i": jets.I,
            "Tr": jets.trace,
            "parts": stationary.parts,
        },
        environment_names=("R1", "p", "i", "Tr", "parts"),
        conventions=f"{CONVENTION}; p: generic populations of the sector; real part, then imaginary part",
        checks=(
            Equality(
                Oracle(
                    lambda p, d: _energy_gain(p),
                    "change of <H_S> by the cold dissipator on all 2^N product states",
                ),
                route="numeric",
                title="energy gained from the cold reservoir, exact",
                points=8,
            ),
        ),
        depends=("qar.eq10",),
    ),
    long_times(
        "text-I-def",
        "above Eq. (11)",
        "The stationary current is what the cold reservoir loses per unit time in the long run",
        r"\bar I^c_E=-\lim_{t\to\infty}\frac d{dt}\langle H_{B,c}\rangle",
        "current",
        "derivative of the mean energy handed over by the cold reservoir until the time t",
        ("qar.eq10.sign",),
    ),
    _stationary(
        "eq11",
        "Eq. (11)",
        "Stationary energy current from the cold reservoir",
        r"\bar I^c_E=-i\mathrm{Tr}\{R'(0)\bar\rho\}",
        "-i*Tr(R1*rho)",
        lambda p: [characteristic_cumulants(counting.system_at(p), "c").mean, flint.fmpq(0)],
        "implicit derivative of the characteristic polynomial of R(chi), exact",
        more=(_closed_route("current"), _eigenvalue_route("mean")),
        depends=("qar.eq10",),
    ),
    _stationary(
        "eq12",
        "Eq. (12)",
        "Matrix equation of the stationary state",
        r"\begin{pmatrix}R(0)\\1\dots1\end{pmatrix}\bar\rho=(0,\dots,0,1)^T",
        "solve(stack(R0, ones), stack(zeros, 1))",
        lambda p: stationary.without_rest(stationary.stationary_vector(p)),
        "stationary populations by state reduction, exact",
        depends=("qar.eq6",),
    ),
    _stationary(
        "text-cofactor",
        "below Eq. (12)",
        "Current from the matrix of cofactors, without stationary state",
        r"\bar I^c_E=-i\frac{\mathrm{Tr}\{\mathrm{adj}(R(0))R'(0)\}}{\mathrm{Tr}\{\mathrm{adj}(R(0))\}}",
        "-i*Tra(adj(R0)*R1)/Tra(adj(R0))",
        lambda p: [energy_current(counting.system_at(p), "c"), flint.fmpq(0)],
        "current (11) with the stationary populations, exact",
        prose=True,
        depends=("qar.eq11",),
        notes=(
            "Read as a statement on the current; the transposed cofactors also give the stationary state.",
        ),
    ),
    long_times(
        "text-S-def",
        "above Eq. (13)",
        "The noise is the growth of the variance of the reservoir's energy in the long run",
        r"\bar S^c_E=\lim_{t\to\infty}\frac d{dt}\left[\langle H_{B,c}^2\rangle-\langle H_{B,c}\rangle^2\right]",
        "noise",
        "derivative of the variance of the energy handed over by the cold reservoir until the time t",
        ("qar.text-I-def",),
    ),
    _stationary(
        "eq13",
        "Eq. (13)",
        "Stationary noise with the auxiliary quantity",
        r"\bar S^c_E=-\mathrm{Tr}\{R''(0)\bar\rho\}-2\mathrm{Tr}\{R'(0)\bar\sigma\}",
        "-Tr(R2*rho)-2*Tr(R1*sigma)",
        lambda p: [characteristic_cumulants(counting.system_at(p), "c").noise, flint.fmpq(0)],
        "implicit second derivative of the characteristic polynomial of R(chi), exact",
        more=(_closed_route("noise"), _eigenvalue_route("noise")),
        depends=("qar.eq11",),
    ),
    _stationary(
        "eq14",
        "Eq. (14)",
        "Matrix equation of the auxiliary quantity",
        r"\begin{pmatrix}R(0)\\1\dots1\end{pmatrix}\bar\sigma=\begin{pmatrix}{}[\mathrm{Tr}\{R'(0)\bar\rho\}\cdot1-R'(0)]\bar\rho\\0\end{pmatrix}",
        "solve(stack(R0, ones), stack((Tr(R1*rho)*One-R1)*rho, 0))",
        lambda p: stationary.without_rest(stationary.auxiliary_vector(p)),
        "derivative of the dominant eigenvector by the group inverse of R(0), exact",
        depends=("qar.eq12", "qar.eq13"),
    ),
)
