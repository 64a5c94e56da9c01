"""Figures 6 and 7: the mapping of spectral densities, and the thermalisation time over N."""

from __future__ import annotations

import math
from collections.abc import Mapping
from fractions import Fraction
from functools import lru_cache
from typing import Any

import scipy.optimize

from cotherm.numeric import reaction_coordinate as mapping
from cotherm.numeric import thermalisation as thermal
from cotherm.numeric.fields import Field, Float64
from cotherm.numeric.matrices import Matrix
from cotherm.numeric.relaxation import propagate
from cotherm.numeric.reservoirs import spectral_density
from cotherm.symbolic.forms import reaction_coordinate as closed_mapping
from cotherm.symbolic.forms import superradiance as closed_times

from ...algebras import digits_to_bits, precision, to_fmpq
from ...books import full
from ...checks import Oracle, Scaling
from ...checks.asymptotic import powers_of_ten
from ...claims import Claim
from ...domain import Domain, Point, among
from ...figures import Curve, Figure
from ...formula import Algebra, evaluate
from . import bath_models as baths
from .bath_models import BATH_NAMES, REGULAR
from .thermalisation import CLAIMS as EQUATIONS

FLOAT = Float64()
BETAS = {"beta_i": 1, "beta_f": 4}
RATE_EQUATION = EQUATIONS[0].tree
"""(C1) as it is printed."""

# ------------------------------------------------------------------------------------ Fig. 6

TAIL = powers_of_ten(2, 5)


def _densities(field: Field, point: Point) -> list[Any]:
    """Density (5), that with the cutoff, and the mapped one by quadrature."""
    omega = point["omega"]
    bath = baths.peaked(point)
    return [
        spectral_density(field, omega, point["eps"], point["delta"], point["gamma"]),
        bath.density(field, omega),
        mapping.reaction_coordinate(field, *baths.parameters(point), omega)["density"],
    ]


def _closed_densities(point: Point, digits: int) -> list[Any]:
    """The same three from closed forms."""
    bits = digits_to_bits(digits)
    omega, cutoff = point["omega"], point["cutoff"]
    values = {name: point[name] for name in BATH_NAMES}
    with precision(bits):
        bare = baths.density(omega, point["eps"], point["delta"], point["gamma"])
        mapped = closed_mapping.reaction_coordinate.ball(bits, omega=omega, **values)["density"]
        factor = to_fmpq(cutoff**2 / (cutoff**2 + omega**2))
        return [bare, bare * factor, mapped]


SHOWN: Mapping[str, Fraction] = {
    "eps": Fraction(1),
    "delta": Fraction(1, 10),
    "cutoff": Fraction(2),
    "gamma": Fraction(1),
}
"""The paper prints no parameters of Fig. 6; these are ours."""


def _density_curve(label: str, part: int, colour: int) -> Curve:
    def closed(omega: float) -> float:
        return float(_closed_densities({**SHOWN, "omega": Fraction(str(omega))}, 15)[part])

    def numeric(omega: float) -> float:
        return float(_densities(FLOAT, {**SHOWN, "omega": Fraction(str(omega))})[part])

    return Curve(
        label, closed=closed, numeric=numeric, at=(0.1, 0.5, 1.0, 3.0, 10.0), colour=colour
    )


# ------------------------------------------------------------------------------------ Fig. 7


@lru_cache(maxsize=64)
def closed_time(N: int) -> float:
    """Thermalisation time of the symbolic book, float64."""
    return float(closed_times.thermalization_time.float64(N=N, **BETAS))


@lru_cache(maxsize=64)
def numeric_time(N: int) -> float:
    """The same from the generator with explicit matrix elements."""
    return float(thermal.thermalization_time(FLOAT, N, 1, 4))


def _equation_rates(N: int) -> Matrix:
    """Rate matrix whose columns are (C1) as printed at one occupied level."""
    labels = list(thermal.bath_levels(N))
    bath = thermal.OhmicReservoir(BETAS["beta_f"])
    spin = Fraction(N, 2)

    def rate(omega: Fraction) -> float:
        return float(bath.rate(FLOAT, omega))

    def ladder(sign: Fraction, a: Fraction) -> float:
        return float(spin * (spin + 1) - a * (a + sign))

    entries: dict[tuple[int, int], float] = {}
    for column, occupied in enumerate(labels):
        functions: dict[str, Any] = {
            "abs": abs,
            "g": rate,
            "alpha2": ladder,
            "rho": lambda a, here=occupied: float(a == here),
        }
        algebra = Algebra("float", float, functions)
        for row in range(max(0, column - 1), min(len(labels), column + 2)):
            entries[row, column] = evaluate(RATE_EQUATION, {"a": labels[row]}, algebra)
    return Matrix(FLOAT, (len(labels), len(labels)), entries)


@lru_cache(maxsize=64)
def equation_time(N: int) -> float:
    """Thermalisation time from (C1) as printed, odd N."""
    rates = _equation_rates(N)
    energies = tuple(thermal.bath_levels(N).values())
    start = thermal.thermal_populations(FLOAT, energies, BETAS["beta_i"])
    target = thermal.log_thermal_populations(FLOAT, energies, BETAS["beta_f"])

    def excess(time: float) -> float:
        distance = thermal.relative_entropy(FLOAT, propagate(rates, start, time), target)
        return math.log(max(distance, 1e-300) * 1e6)

    scale = 70 / (N + 1) ** 2
    return float(scipy.optimize.brentq(excess, scale / 4, scale * 4, xtol=1e-300, rtol=1e-13))


def _size(point: Point) -> int:
    """N with N + 1 = x (even N), 2x/3 or 4x/3 (odd N), x an odd multiple of 3."""
    factors = (Fraction(1), Fraction(2, 3), Fraction(4, 3))
    return int(point["x"] * factors[int(point["series"])]) - 1


def _times(book: str, point: Point) -> float:
    N = _size(point)
    return {"symbolic": closed_time, "numeric": numeric_time, "printed": equation_time}[book](N)


def _exponent(book: str, text: str, title: str, sizes: tuple[int, ...], **more: Any) -> Scaling:
    return Scaling(
        Oracle(lambda p, d: _times(book, p), text, "symbolic" if book == "symbolic" else "numeric"),
        variable="x",
        sequence=tuple(Fraction(x) for x in sizes),
        title=title,
        digits=15,
        **more,
    )


def _fit(label: str, odd: bool, colour: int) -> Curve:
    """The line A/(N + 1)^2 through the largest N of one parity."""
    largest = 45 if odd else 44
    height = closed_time(largest) * (largest + 1) ** 2
    return Curve(label, closed=lambda n: height / (n + 1) ** 2, colour=colour, dashed=True)


def _points(label: str, odd: bool, colour: int) -> Curve:
    numbers = range(5 if odd else 6, 46, 8)

    def closed(n: float) -> float:
        return closed_time(int(n)) if int(n) % 2 == odd else math.nan

    return Curve(
        label,
        closed=closed,
        numeric=lambda n: numeric_time(int(n)),
        at=tuple(float(n) for n in numbers),
        colour=colour,
    )


MAPPING = Claim(
    id="qar.fig6",
    where="Fig. 6",
    kind="figure",
    title="Decay of the original, the regularised and the mapped spectral density",
    latex=r"\omega\to\infty:\ \Gamma\propto\omega^{-3},\quad\Gamma_{reg}\propto\omega^{-5},\quad\tilde\Gamma\propto\omega^{-1}",
    printed="[-3, -5, -1]",
    prose=True,
    domain=Domain(REGULAR),
    oracle_only=tuple(REGULAR),
    conventions="exponents in omega of the black, red and green curve; omega^3 Gamma is integrable for exponents below -4 only; the "
    "Lorentz-Drude form itself is qar.textB-drude",
    checks=(
        Scaling(
            Oracle(_closed_densities, "closed forms of the three densities", book="symbolic"),
            variable="omega",
            sequence=TAIL,
            digits=25,
        ),
        Scaling(
            full(_densities, "densities of the numeric book, the mapped one by quadrature"),
            route="numeric",
            variable="omega",
            sequence=TAIL,
            points=3,
            digits=15,
        ),
    ),
    depends=("qar.textB-diverge", "qar.eqB4", "qar.eqB5.Gamma", "qar.textB-drude"),
    notes=(
        "The paper prints no parameters of the curves; the figure here has eps = 1, delta = 0.1, Delta = 2, height 1.",
    ),
)

TIMES = Claim(
    id="qar.fig7",
    where="Fig. 7",
    kind="scaling",
    title="Thermalisation time over the number of spins, and its fit",
    latex=r"t_{th}\propto1/N^2\quad(\beta_i=1/\Omega,\ \beta_f=4/\Omega)",
    printed="-2",
    domain=Domain({"series": among(0, 1)}),
    oracle_only=("series",),
    conventions="exponent in x, with N + 1 = x (series 0: even N), 2x/3 or 4x/3 (series 1, 2: odd N); Gamma = omega exp(-omega/100), "
    "Omega = 1, float64",
    checks=(
        _exponent(
            "symbolic",
            "root of the relative entropy, uniformised series with closed matrix elements",
            "exponent over odd and over even N",
            (21, 39, 69, 123),
            points=2,
        ),
        _exponent(
            "numeric",
            "root of the relative entropy along the generator with explicit matrix elements",
            "exponent over odd and over even N",
            (27, 45, 81, 135),
            route="numeric",
            points=2,
        ),
        _exponent(
            "printed",
            "root of the relative entropy along (C1) as it is printed",
            "exponent over odd N from the printed equation",
            (27, 45, 81, 135),
            route="numeric",
            domain=Domain({"series": among(1, 2)}),
            points=2,
        ),
    ),
    depends=("qar.eqC1", "qar.eqC1.parity", "qar.textC-tth-N2"),
    notes=(
        "The points of even and of odd N lie on two lines: t_th (N + 1)^2 tends to 58.5 for even and to 69.0 for odd N, so that one "
        "fit through both is off by about 8 percent on either side.",
        "The points of even N are computed here with 1/2 between the levels 0 and 1 (qar.eqC1.parity). With 1/4 as printed, read for the "
        "populations of |j, m> so that probability is kept, their times would be 1.9 times as long (t_th (N + 1)^2 = 112.8 at N = 30), "
        "far from a common fit.",
    ),
)

FIGURES = (
    Figure(
        "qar.fig6",
        "Three spectral densities, delta = 0.1 eps, Delta = 2 eps",
        r"$\omega/\varepsilon$",
        r"$\Gamma/\bar\Gamma$,  $\tilde\Gamma/\varepsilon$",
        tuple(float(f"{10 ** (k / 20):.6g}") for k in range(-20, 31)),
        (
            _density_curve("original (5)", 0, 0),
            _density_curve("regularised (B4)", 1, 1),
            _density_curve("mapped (B5)", 2, 2),
        ),
        log_x=True,
        log_y=True,
    ),
    Figure(
        "qar.fig7",
        "Thermalisation time over the number of spins",
        r"$N$",
        r"$t_{th}\Omega$",
        tuple(float(n) for n in range(5, 46)),
        (
            _points("odd N", True, 0),
            _points("even N", False, 1),
            _fit("fit of odd N", True, 2),
            _fit("fit of even N", False, 3),
        ),
        log_x=True,
        log_y=True,
    ),
)
