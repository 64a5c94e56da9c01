"""Appendix B: the mapped Lorentz-Drude density, its limits and what it keeps."""

from __future__ import annotations

from typing import Any

from cotherm.numeric import reaction_coordinate as mapping
from cotherm.numeric.fields import Field

from ...books import full
from ...checks import Asymptotic, Equality, Oracle, Proof, Result, Scaling
from ...checks.asymptotic import powers_of_ten
from ...claims import Claim
from ...domain import Domain, Point, reals
from . import bath_models as baths
from .bath_models import BATH, MODERATE, REGULAR, REGULAR_DOMAIN
from .reaction_coordinate import PARTNERS, PI, REBUILT, chain, density_of_rest

NAMES = {"epsilon": "eps", "Delta": "cutoff"}

OMEGA2 = "eps**2+delta**2+2*cutoff*delta"

LAMBDA2 = f"1/(2*pi()*sqrt({OMEGA2}))*gamma*pi()*delta*eps*cutoff**2/(eps**2+(cutoff+delta)**2)"

MAPPED = f"2*delta/sqrt({OMEGA2})*(eps**2+(cutoff+delta)**2)*omega/(omega**2+(cutoff+2*delta)**2)"


def _sympy_pi() -> Any:
    import sympy

    return sympy.pi


def _proof(*numbers: int) -> Proof:
    """Steps of the derivation that end in frequency, coupling and mapped density."""
    return Proof(
        "reaction_coordinate",
        results=tuple(Result("closed form", number) for number in numbers),
        names=NAMES,
        bindings={"pi": _sympy_pi},
    )


def _quadrature(*keys: str) -> Equality:
    return Equality(
        full(baths.numeric_part(*keys), "moments and principal value by certified quadrature"),
        route="numeric",
        points=8,
        digits=30,
    )


def _shape(field: Field, point: Point) -> Any:
    """Mapped density over its value at omega = Delta + 2 delta."""
    edge = point["cutoff"] + 2 * point["delta"]
    here, there = (
        mapping.reaction_coordinate(field, *baths.parameters(point), omega)["density"]
        for omega in (point["omega"], edge)
    )
    with field:
        return here / there


def _contrast(field: Field, point: Point) -> list[Any]:
    """Density at 2 eps over that at eps: as the system sees it, and as the mode sees it."""
    eps, delta = point["eps"], point["eps"] * point["x"]
    bath = mapping.PeakedBath(eps, delta, point["cutoff"], point["gamma"])
    residual = [
        mapping.reaction_coordinate(field, eps, delta, point["cutoff"], point["gamma"], omega)[
            "density"
        ]
        for omega in (2 * eps, eps)
    ]
    with field:
        return [bath.density(field, 2 * eps) / bath.density(field, eps), residual[0] / residual[1]]


CLAIMS = (
    Claim(
        id="qar.eqB5",
        where="Eq. (B5)",
        kind="identity",
        title="Frequency, coupling and mapped density of the regularised reservoir",
        latex=r"\tilde\Omega^2=\varepsilon^2+\delta^2+2\Delta\delta,\ \tilde\lambda^2=\frac1{2\pi\tilde\Omega}\frac{\Gamma\pi\delta\varepsilon\Delta^2}{\varepsilon^2+(\Delta+\delta)^2},\ "
        r"\tilde\Gamma(\omega)=2\frac\delta{\tilde\Omega}\left[\varepsilon^2+(\Delta+\delta)^2\right]\frac\omega{\omega^2+(\Delta+2\delta)^2}",
        printed=f"[{OMEGA2}, {LAMBDA2}, {MAPPED}]",
        domain=REGULAR_DOMAIN,
        bindings=PI,
        conventions="Gamma in the coupling is the height gamma of (5), printed without its bar",
        checks=(_proof(0, 1, 2), _quadrature("frequency2", "coupling2", "density")),
        depends=("qar.eqB1", "qar.eqB2", "qar.eqB3", "qar.eqB4"),
    ),
    Claim(
        id="qar.eqB5.Omega",
        where="Eq. (B5), first part",
        kind="identity",
        title="Squared frequency of the mode",
        latex=r"\tilde\Omega^2=\varepsilon^2+\delta^2+2\Delta\delta",
        printed=OMEGA2,
        domain=Domain(REGULAR),
        oracle_only=("gamma",),
        partners=PARTNERS,
        checks=(
            _proof(0),
            _quadrature("frequency2"),
            chain(lambda p: baths.chain(p).frequency ** 2, "its frequency squared"),
        ),
        depends=("qar.eqB5",),
    ),
    Claim(
        id="qar.eqB5.lambda",
        where="Eq. (B5), second part",
        kind="identity",
        title="Squared coupling to the mode",
        latex=r"\tilde\lambda^2=\frac1{2\pi\tilde\Omega}\frac{\Gamma\pi\delta\varepsilon\Delta^2}{\varepsilon^2+(\Delta+\delta)^2}",
        printed=LAMBDA2,
        domain=Domain(REGULAR),
        bindings=PI,
        partners=PARTNERS,
        conventions="Gamma is the height gamma of (5), printed without its bar; Omega-tilde as in the first part",
        checks=(
            _proof(1),
            _quadrature("coupling2"),
            chain(lambda p: baths.chain(p).coupling ** 2, "the coupling to it, squared"),
        ),
        depends=("qar.eqB5",),
    ),
    Claim(
        id="qar.eqB5.Gamma",
        where="Eq. (B5), third part",
        kind="identity",
        title="Spectral density of the mode's own reservoir",
        latex=r"\tilde\Gamma(\omega)=2\frac\delta{\tilde\Omega}\left[\varepsilon^2+(\Delta+\delta)^2\right]\frac\omega{\omega^2+(\Delta+2\delta)^2}",
        printed=MAPPED,
        domain=REGULAR_DOMAIN,
        oracle_only=("gamma",),
        partners=PARTNERS,
        conventions="Omega-tilde as in the first part",
        checks=(
            _proof(2),
            _quadrature("density"),
            density_of_rest(),
        ),
        depends=("qar.eqB5",),
    ),
    Claim(
        id="qar.textB-drude",
        where="below Eq. (B5)",
        kind="identity",
        title="The mapped density has the Lorentz-Drude form, with a single broad maximum",
        latex=r"\tilde\Gamma(\omega)\propto\frac\omega{\omega^2+s^2},\quad s=\Delta+2\delta",
        printed="2*(cutoff+2*delta)*omega/(omega**2+(cutoff+2*delta)**2)",
        prose=True,
        domain=REGULAR_DOMAIN,
        oracle_only=("eps", "gamma"),
        partners=PARTNERS,
        conventions="the value is the mapped density over its maximum, at omega = Delta + 2 delta",
        checks=(
            Equality(
                full(_shape, "mapped density at two frequencies, by certified quadrature"),
                route="numeric",
                points=8,
                digits=25,
            ),
        ),
        depends=("qar.eqB5.Gamma",),
    ),
    Claim(
        id="qar.textB-inverse",
        where="below Eq. (B5)",
        kind="identity",
        title="Read backwards, the mode and its reservoir act as the regularised density",
        latex=r"(\tilde\lambda,\tilde\Omega,\tilde\Gamma)\ \Rightarrow\ \Gamma_{reg}(\omega)=\Gamma(\omega)\frac{\Delta^2}{\Delta^2+\omega^2}",
        printed="G(omega, eps, delta, gamma)*cutoff**2/(cutoff**2+omega**2)",
        prose=True,
        domain=REGULAR_DOMAIN,
        bindings={"G": baths.density},
        partners=PARTNERS,
        checks=(
            REBUILT,
            Equality(
                Oracle(
                    lambda p, d: baths.through_a_mode(p),
                    "normal modes of the mode and 320 others, their density smoothed over 0.04",
                ),
                route="numeric",
                title="normal modes",
                domain=MODERATE,
                points=6,
                tolerance=1e-3,
                reason=baths.SMOOTH_REASON,
            ),
        ),
        depends=("qar.eqB5",),
    ),
    Claim(
        id="qar.textB-limit",
        where="below Eq. (B5)",
        kind="limit",
        title="Without cutoff (B4) is (5)",
        latex=r"\Delta\to\infty:\ \Gamma_{reg}(\omega)\to\Gamma(\omega)",
        printed="G(omega, eps, delta, gamma)",
        domain=Domain({**BATH, "omega": reals("1/10", 6)}),
        bindings={"G": baths.density},
        partners=(("eps", "delta"),),
        conventions="Delta = 1/x; G is (5)",
        checks=(
            Asymptotic(
                full(
                    lambda f, p: baths.seen_through(f, {**p, "cutoff": 1 / p["x"]}),
                    "density seen through the mode, from its equations of motion",
                ),
                route="numeric",
                variable="x",
                sequence=powers_of_ten(-1, -3),
                remainder="x**2",
                title="limit of an infinite cutoff",
                points=4,
                digits=25,
            ),
        ),
        depends=("qar.eqB4",),
    ),
    Claim(
        id="qar.textB-filter",
        where="below Eq. (B5)",
        kind="statement",
        title="The mode filters: a flat residual density becomes a sharply peaked one",
        latex=r"\text{energy filter}:\ \frac{\Gamma_{reg}(2\varepsilon)}{\Gamma_{reg}(\varepsilon)}\propto\delta^2,\quad\frac{\tilde\Gamma(2\varepsilon)}{\tilde\Gamma(\varepsilon)}\propto\delta^0",
        printed="[2, 0]",
        prose=True,
        domain=Domain(
            {"eps": reals(1, 4), "cutoff": reals(1, 8), "gamma": reals("1/4", 4)},
        ),
        oracle_only=("eps", "cutoff", "gamma"),
        conventions="exponents in delta = x eps of the density off the peak relative to that at eps, as the system sees it and as "
        "the mode sees it",
        checks=(
            Scaling(
                full(_contrast, "both densities of the numeric book, the second by quadrature"),
                route="numeric",
                variable="x",
                sequence=powers_of_ten(-1, -4),
                points=2,
                digits=15,
            ),
        ),
        depends=("qar.textB-inverse",),
    ),
)
