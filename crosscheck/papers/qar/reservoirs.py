"""Sec. III A: correlation function, spectral density, occupation of the reservoirs."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import flint

from cotherm.numeric.bath_modes import damped_mode_density
from cotherm.numeric.fields import Field
from cotherm.numeric.reservoirs import Reservoir, density_maximum
from cotherm.symbolic.forms import reaction_coordinate as closed_mapping
from cotherm.symbolic.forms import transitions as closed_model

from ...algebras import digits_to_bits, precision, to_ball
from ...books import exact, full
from ...checks import Asymptotic, Equality, Oracle, Proof, Result
from ...checks.asymptotic import powers_of_ten
from ...claims import Chase, Claim
from ...domain import Domain, Point, among, reals
from . import bath_models as baths

SIGNED = {"omega": reals(-6, 6, smallest="1/10")}
BETA = {"beta": reals("1/5", 3)}
PEAK_NAMES = {"epsilon": "eps"}


def _reservoir(point: Point, height: str = "gamma") -> Reservoir:
    return Reservoir(point["eps"], point["delta"], point[height], beta=point["beta"])


def _emission(point: Point, digits: int) -> Any:
    """Gamma (1 + n) of the symbolic book."""
    with precision(digits_to_bits(digits)):
        density = baths.density(point["omega"], point["eps"], point["delta"], point["gamma"])
        return density * (1 + baths.occupation(point["beta"], point["omega"]))


def _mirrored(field: Field, point: Point) -> list[Any]:
    """Gamma(-omega) and the rate of absorption, from the numeric book."""
    bath = _reservoir(point)
    return [bath.density(field, -point["omega"]), bath.rate(field, -point["omega"])]


def _ensemble(point: Point, digits: int) -> list[Any]:
    """Decay rate of an excitation among discrete modes, and mean occupation of one thermal mode.

    The occupation is the sum of k e^(-beta omega k) over the Fock states of the mode, with its rest bounded.
    """
    with precision(digits_to_bits(digits)):
        q = (-to_ball(point["beta"] * point["omega"])).exp()
        norm, mean, weight, k = flint.arb(0), flint.arb(0), flint.arb(1), 0
        while not (k > 10 and weight * (k + 1) < flint.arb(10) ** (-digits - 5)):
            norm, mean, weight, k = norm + weight, mean + k * weight, weight * q, k + 1
        return [baths.decay_slope(point), mean / norm]


def _damped(field: Field, point: Point) -> Any:
    """Density of a mode of frequency^2 eps^2 + delta^2 with friction 2 delta, strength gamma eps delta."""
    eps, delta = point["eps"], point["delta"]
    strength = point["gamma"] * eps * delta
    return damped_mode_density(field, eps**2 + delta**2, strength, 2 * delta, point["omega"])


def _peak(key: str) -> Oracle:
    """Position or height of the maximum for delta = x eps, from the closed form."""
    return Oracle(
        lambda p, d: closed_mapping.spectral_peak.digits(
            d, eps=p["eps"], delta=p["eps"] * p["x"], gamma=p["gamma"]
        )[key],
        f"{key} of the maximum, closed form",
        book="symbolic",
    )


def _maximum(part: int, text: str) -> Oracle:
    """The same from the numeric book."""
    return full(
        lambda f, p: density_maximum(f, p["eps"], p["eps"] * p["x"], p["gamma"])[part], text
    )


def _narrow(oracle: Oracle, remainder: str, title: str) -> Asymptotic:
    return Asymptotic(
        oracle,
        variable="x",
        sequence=powers_of_ten(-1, -4),
        remainder=remainder,
        title=title,
        points=4,
    )


def _filtered(field: Field, point: Point) -> Any:
    """Density seen through the mode of App. B, whose own reservoir has its cutoff at 1/x."""
    return baths.seen_through(field, {**point, "cutoff": 1 / point["x"]})


def _sympy_density(omega: Any, eps: Any, delta: Any, gamma: Any) -> Any:
    form = closed_model.spectral_density
    return form.sympy(omega=omega, eps=eps, delta=delta, gamma=gamma)


def _sympy_occupation(beta: Any, omega: Any) -> Any:
    return closed_model.bose_occupation.sympy(beta=beta, energy=omega)


CLAIMS = (
    Claim(
        id="qar.eq4.Gamma",
        where="below Eq. (4)",
        kind="definition",
        title="Spectral density and occupation of a reservoir of discrete modes",
        latex=r"\Gamma_\nu(\omega)=2\pi\sum_k|h_{k\nu}|^2\delta(\omega-\omega_{k\nu}),\quad n_\nu(\omega)=[e^{\beta_\nu\omega}-1]^{-1}",
        printed="[2*pi()*h**2/D, 1/(exp(beta*omega)-1)]",
        domain=Domain(
            {
                "h": reals("1/20", "1/2"),
                "D": reals("1/10", 1),
                "beta": reals("1/4", 3),
                "omega": reals("1/4", 3),
            },
            where=lambda p: Fraction(7, 20) * p["D"] <= p["h"] <= Fraction(9, 20) * p["D"],
            where_text="h between 0.35 D and 0.45 D",
        ),
        bindings={"pi": baths.pi},
        partners=(("h", "D"), ("beta", "omega")),
        conventions="equally spaced modes, distance D, equal couplings h, so that the sum over k of delta(omega - omega_k) is 1/D",
        checks=(
            Asymptotic(
                Oracle(
                    _ensemble,
                    "decay rate of one excitation from the exact energies of level and modes; Fock-state sum of a thermal mode",
                ),
                route="numeric",
                variable="W",
                sequence=(Fraction(100), Fraction(200), Fraction(400)),
                title="limit of a wide band of modes",
                points=3,
                digits=30,
            ),
        ),
        notes=(
            "The definition is the one with which Gamma is the decay rate of an excitation, as (7) uses it.",
        ),
    ),
    Claim(
        id="qar.eq4",
        where="Eq. (4)",
        kind="identity",
        title="Fourier transform of the reservoir correlation function",
        latex=r"\gamma_\nu(\omega)=\frac1{2\pi}\int d\tau\,\mathrm{Tr}\{e^{+iH_S\tau}B_\nu e^{-iH_S\tau}B_\nu\bar\rho^\nu_B\}e^{+i\omega\tau}"
        r"=\Gamma_\nu(\omega)[1+n_\nu(\omega)]",
        printed="1/(2*pi())*transform(HS, omega, beta, eta, eps, delta, gamma)",
        domain=Domain(
            {
                "HS": among(0),
                "HB": among(1),
                "eps": reals(1, 3),
                "delta": reals("1/2", 1),
                "gamma": reals("1/4", 4),
                "beta": reals("1/2", 2),
                "omega": reals("1/2", 3),
            },
            fixed=("HS", "HB"),
        ),
        oracle_only=("HB",),
        bindings={"pi": baths.pi, "transform": baths.transform},
        partners=(("HS", "HB"),),
        conventions="transform(H, ...): integral over tau of Tr{e^(iH tau) B e^(-iH tau) B rho} e^(i omega tau) for a reservoir of "
        "discrete modes with h_k^2 = Gamma(omega_k)/(2 pi) per unit of frequency, damped by a Gaussian of width 1/eta",
        checks=(
            Asymptotic(
                Oracle(_emission, "Gamma (1 + n) of the symbolic book", book="symbolic"),
                variable="eta",
                sequence=tuple(Fraction(1, 2**k) for k in (4, 5, 6, 7)),
                title="limit of many modes and weak damping",
                points=4,
                digits=20,
            ),
        ),
        cause="factor and index: with Gamma = 2 pi sum |h|^2 delta no 1/(2 pi) is left, and B_nu moves with H_B, not with H_S",
        corrected="transform(HB, omega, beta, eta, eps, delta, gamma)",
        chase=Chase(
            transcription="(4) and the definition of Gamma below it compared with the text, letter by letter",
            oracle="discrete thermal reservoir summed mode by mode; the decay of one excitation, solved exactly, has the rate Gamma "
            "of the printed definition, as (7) needs (see qar.eq4.Gamma)",
            extraction="the fraction 1/(2 pi) and both exponents with H_S are undamaged in the text",
            convention="a Fourier transform with 1/(2 pi) would need Gamma = sum |h|^2 delta, which the next line excludes; H_S commutes "
            "with every reservoir operator, so that the printed correlation function does not depend on tau at all",
        ),
        depends=("qar.eq4.Gamma",),
        instead="with Gamma_nu = 2 pi sum_k |h_k|^2 delta(omega - omega_k) the transform has no factor 1/(2 pi), and B_nu evolves with the "
        "Hamiltonian H_B,nu of its reservoir in place of H_S",
        notes=(
            "Rates, currents and figures of the paper follow from Gamma (1 + n) and are not touched by either slip.",
        ),
    ),
    Claim(
        id="qar.text-odd",
        where="below Eq. (4); App. C",
        kind="identity",
        title="Odd continuation of the spectral density and rate of absorption",
        latex=r"\Gamma(\omega)=-\Gamma_\nu(-\omega),\quad\gamma(-\omega)=\Gamma(\omega)n(\omega)",
        printed="[-G(omega, eps, delta, gamma), G(omega, eps, delta, gamma)*n(beta, omega)]",
        domain=Domain({**baths.BATH, **BETA, **SIGNED}),
        bindings={"G": baths.density, "n": baths.occupation},
        partners=(("eps", "delta"),),
        conventions="values at -omega: Gamma(-omega) and gamma(-omega)",
        checks=(
            Equality(
                full(_mirrored, "spectral density and rate of the numeric book at -omega"),
                route="numeric",
            ),
            Proof(
                "thermal_correlation",
                results=(Result("rewrite", 1), Result("rewrite", 2)),
                names=PEAK_NAMES,
                bindings={"G": _sympy_density, "n": _sympy_occupation},
            ),
        ),
        depends=("qar.eq4",),
    ),
    Claim(
        id="qar.eq5",
        where="Eq. (5)",
        kind="definition",
        title="Parametrisation of the spectral density",
        latex=r"\Gamma_\nu(\omega)=\frac{4\bar\Gamma_\nu\varepsilon_\nu\delta_\nu^2\omega}{[(\omega-\varepsilon_\nu)^2+\delta_\nu^2][(\omega+\varepsilon_\nu)^2+\delta_\nu^2]}",
        printed="4*gamma*eps*delta**2*omega/(((omega-eps)**2+delta**2)*((omega+eps)**2+delta**2))",
        domain=Domain({**baths.BATH, **SIGNED}),
        partners=(("eps", "delta"),),
        checks=(
            Proof("spectral_peak", results=(Result("rewrite", 0),), names=PEAK_NAMES),
            Equality(
                exact(
                    _damped,
                    "response of a mode of frequency^2 eps^2 + delta^2 with friction 2 delta, from its equation of motion",
                ),
                route="numeric",
                title="density of a damped mode",
            ),
        ),
    ),
    Claim(
        id="qar.eq5.max",
        where="below Eq. (5)",
        kind="asymptotic",
        title="Position of the maximum of a narrow spectral density",
        latex=r"\delta_\nu\ll\varepsilon_\nu:\ \text{roughly a maximum at}\ \omega=+\varepsilon_\nu",
        printed="eps",
        prose=True,
        domain=Domain({"eps": reals("1/2", 6), "gamma": reals("1/4", 4)}),
        oracle_only=("gamma",),
        conventions="delta = x eps; the deviation is eps x^4/8 to leading order",
        checks=tuple(
            _narrow(oracle, "eps*x**4", "position, with the order of its deviation")
            for oracle in (
                _peak("position"),
                _maximum(0, "zero of the slope, by Newton's method on power series"),
            )
        ),
        depends=("qar.eq5",),
    ),
    Claim(
        id="qar.eq5.height",
        where="below Eq. (5)",
        kind="asymptotic",
        title="Height of the maximum of a narrow spectral density",
        latex=r"\text{maximum of height}\ \bar\Gamma_\nu",
        printed="gamma",
        prose=True,
        domain=Domain({"eps": reals("1/2", 6), "gamma": reals("1/4", 4)}),
        oracle_only=("eps",),
        conventions="delta = x eps; the height falls short of gamma by gamma x^2/4 to leading order",
        checks=tuple(
            _narrow(oracle, "gamma*x**2", "height, with the order of its deviation")
            for oracle in (_peak("height"), _maximum(1, "value at the zero of the slope"))
        ),
        depends=("qar.eq5.max",),
    ),
    Claim(
        id="qar.text-mode-realisation",
        where="below Eq. (5)",
        kind="statement",
        title="A mode with a reservoir of its own realises the peaked spectral density",
        latex=r"\lambda_\nu(b_\nu+b_\nu^\dagger),\ \Omega_\nu b_\nu^\dagger b_\nu\ \text{and a residual reservoir}\ \Rightarrow\ \Gamma_\nu(\omega)",
        printed="4*gamma*eps*delta**2*omega/(((omega-eps)**2+delta**2)*((omega+eps)**2+delta**2))",
        prose=True,
        domain=Domain(
            {
                "eps": reals(1, 3),
                "delta": reals("1/4", "3/4"),
                "gamma": reals("1/4", 4),
                "omega": reals("1/2", 3),
            }
        ),
        partners=(("eps", "delta"),),
        conventions="mode and residual reservoir as in App. B, with its cutoff at 1/x",
        checks=(
            Asymptotic(
                full(
                    _filtered,
                    "mode and Lorentz-Drude reservoir with moments by quadrature, its equations of motion solved",
                ),
                route="numeric",
                variable="x",
                sequence=powers_of_ten(-1, -3),
                remainder="x**2",
                tight=False,
                title="limit of a wide residual reservoir",
                points=3,
                digits=25,
            ),
        ),
        depends=("qar.eq5",),
    ),
)
