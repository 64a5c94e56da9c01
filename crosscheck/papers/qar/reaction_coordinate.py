"""App. B: the reaction-coordinate mapping, its integrals and its inverse."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from cotherm.numeric import reaction_coordinate as mapping
from cotherm.numeric.fields import Field

from ...books import full
from ...checks import Check, Equality, Oracle, Scaling
from ...checks.asymptotic import powers_of_ten
from ...claims import Claim
from ...domain import Domain, Point, reals
from . import bath_models as baths
from .bath_models import BATH, MODERATE, REGULAR, REGULAR_DOMAIN

PARTNERS = (("eps", "delta"), ("delta", "cutoff"))

PI = {"pi": baths.pi}

ARGUMENTS = "eps, delta, cutoff, gamma"

FIXED = {name: axis for name, axis in MODERATE.axes.items() if name != "omega"}


def _closed(*keys: str) -> Equality:
    return Equality(
        Oracle(
            baths.closed_part(*keys),
            "closed form by the poles of the Cauchy transform",
            book="symbolic",
        ),
        points=8,
        digits=30,
    )


def chain(value: Any, text: str) -> Equality:
    """A number of the rearranged discrete reservoir."""
    return Equality(
        Oracle(lambda p, d: value(p), f"{baths.CHAIN}: {text}"),
        route="numeric",
        title="rearranged discrete reservoir",
        domain=Domain(FIXED),
        points=6,
        tolerance=1e-8,
        reason=baths.CHAIN_REASON,
    )


def smoothed(point: Point) -> float:
    """Density of what the first mode couples to, smoothed."""
    return baths.chain(point).rest.smoothed_density(float(point["omega"]), 0.1)


def _scaled(field: Field, point: Point) -> Any:
    """Mapped density for c times the density, over that for the density itself."""
    larger = {**point, "gamma": point["c"] * point["gamma"]}
    one, other = (
        mapping.reaction_coordinate(field, *baths.parameters(x), point["omega"])["density"]
        for x in (larger, point)
    )
    with field:
        return one / other


REBUILT: Check = Equality(
    full(
        baths.seen_through,
        "mode and Lorentz-Drude reservoir from quadrature, the equations of motion solved",
    ),
    route="numeric",
    title="density seen through the mode",
    points=8,
    digits=25,
)


def density_of_rest() -> Equality:
    """The mapped density against the rest of the rearranged discrete reservoir."""
    return Equality(
        Oracle(lambda p, d: smoothed(p), f"{baths.CHAIN}: density of the rest, smoothed"),
        route="numeric",
        title="rearranged discrete reservoir",
        domain=MODERATE,
        points=6,
        tolerance=1e-3,
        reason=baths.SMOOTH_REASON,
    )


CLAIMS = (
    Claim(
        id="qar.eqB1",
        where="Eq. (B1)",
        kind="identity",
        title="Squared frequency of the reaction coordinate",
        latex=r"\tilde\Omega^2=\frac{\int_0^\infty\omega^3\Gamma(\omega)d\omega}{\int_0^\infty\omega\Gamma(\omega)d\omega}",
        printed=f"integral(3, {ARGUMENTS})/integral(1, {ARGUMENTS})",
        domain=Domain(REGULAR),
        bindings={"integral": baths.moment},
        conventions="integral(k, ...): of omega^k Gamma over omega > 0 for the density of (B4)",
        checks=(
            _closed("frequency2"),
            chain(lambda p: baths.chain(p).frequency ** 2, "its frequency squared"),
        ),
    ),
    Claim(
        id="qar.eqB2",
        where="Eq. (B2)",
        kind="identity",
        title="Squared coupling to the reaction coordinate",
        latex=r"\tilde\lambda^2=\frac1{2\pi\tilde\Omega}\int_0^\infty\omega\Gamma(\omega)d\omega",
        printed=f"1/(2*pi()*sqrt(integral(3, {ARGUMENTS})/integral(1, {ARGUMENTS})))*integral(1, {ARGUMENTS})",
        domain=Domain(REGULAR),
        bindings={"integral": baths.moment, **PI},
        conventions="Omega-tilde from (B1); integral(k, ...): of omega^k Gamma over omega > 0 for the density of (B4)",
        checks=(
            _closed("coupling2"),
            chain(lambda p: baths.chain(p).coupling ** 2, "the coupling to it, squared"),
        ),
        depends=("qar.eqB1",),
    ),
    Claim(
        id="qar.eqB3",
        where="Eq. (B3)",
        kind="identity",
        title="Mapped spectral density",
        latex=r"\tilde\Gamma(\omega)=\frac{4\tilde\lambda^2\Gamma(\omega)}{\left[\frac1\pi\mathcal P\int_{-\infty}^{+\infty}\frac{\Gamma(\omega')}{\omega'-\omega}\right]^2+[\Gamma(\omega)]^2}",
        printed=f"4*coupling2({ARGUMENTS})*G(omega, {ARGUMENTS})/((1/pi()*principal(omega, {ARGUMENTS}))**2+G(omega, {ARGUMENTS})**2)",
        domain=REGULAR_DOMAIN,
        bindings={
            "coupling2": lambda *x: (
                baths.moment(Fraction(1), *x)
                / (
                    2
                    * baths.pi()
                    * (baths.moment(Fraction(3), *x) / baths.moment(Fraction(1), *x)).sqrt()
                )
            ),
            "G": baths.regular,
            "principal": baths.principal,
            **PI,
        },
        conventions="the differential d omega' is left out in the print; coupling2 from (B1), (B2)",
        checks=(
            _closed("density"),
            density_of_rest(),
        ),
        depends=("qar.eqB2",),
    ),
    Claim(
        id="qar.textB-invariant",
        where="below Eq. (B3)",
        kind="identity",
        title="A constant factor of the density leaves the mapped one",
        latex=r"\Gamma\to c\,\Gamma:\ \tilde\Gamma\to\tilde\Gamma",
        printed="1",
        prose=True,
        domain=Domain({**REGULAR, "omega": reals("1/10", 6), "c": reals("1/50", 50)}),
        oracle_only=(*REGULAR, "omega", "c"),
        conventions="the value is the ratio of the mapped densities for c Gamma and for Gamma",
        checks=(
            Equality(
                full(_scaled, "both mapped densities by certified quadrature"),
                route="numeric",
                points=8,
                digits=25,
            ),
        ),
        depends=("qar.eqB3",),
    ),
    Claim(
        id="qar.textB-diverge",
        where="below Eq. (B3)",
        kind="scaling",
        title="Without cutoff the numerator of (B1) grows linearly with the upper limit",
        latex=r"\int_0^\infty\omega^3\Gamma(\omega)d\omega\ \text{does not converge for (5)}",
        printed="1",
        prose=True,
        domain=Domain(BATH),
        oracle_only=tuple(BATH),
        conventions="the number is the exponent of the integral from 0 to L in L; convergence would be 0",
        checks=(
            Scaling(
                full(
                    lambda f, p: mapping.bare_moment(
                        f, p["eps"], p["delta"], p["gamma"], 3, p["L"]
                    ),
                    "integral of omega^3 Gamma from 0 to L, by certified quadrature",
                ),
                route="numeric",
                variable="L",
                sequence=powers_of_ten(2, 6),
                digits=20,
            ),
        ),
        depends=("qar.eqB1",),
    ),
    Claim(
        id="qar.eqB4",
        where="Eq. (B4)",
        kind="definition",
        title="Regularised spectral density",
        latex=r"\Gamma_{reg}(\omega)=\Gamma(\omega)\frac{\Delta^2}{\Delta^2+\omega^2}",
        printed="G(omega, eps, delta, gamma)*cutoff**2/(cutoff**2+omega**2)",
        domain=REGULAR_DOMAIN,
        bindings={"G": baths.density},
        partners=PARTNERS,
        conventions="G is (5)",
        checks=(REBUILT,),
        depends=("qar.textB-diverge",),
        notes=("Both moments of (B1) are finite for it, and the mapped bath is of one form.",),
    ),
)
