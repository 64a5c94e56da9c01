"""End of Sec. V.A: the size from which an ensemble feels the temperature of its bath."""

from __future__ import annotations

import math
from fractions import Fraction
from functools import lru_cache

from cotherm.numeric import bath_spin, bath_spin_spectrum
from cotherm.numeric.reservoirs import bose_occupation
from cotherm.symbolic.forms import bath_spin as forms

from ...books import full, whole
from ...checks import Asymptotic, Equality, Oracle, Rounded
from ...claims import Chase, Claim
from ...domain import Caveat, Domain, Point, among, integers, reals
from .bath_dynamics import FLOATS, UNITS, finite_gap

EPSILON = Fraction(1, 10**10)


def departure(x: Fraction, N: int, kind: str) -> float:
    """|value at beta E - value at zero temperature| of gap or magnetisation, N spins."""
    if kind == "gap":
        return abs(finite_gap(N, x) - finite_gap(N, "inf"))
    return abs(float(bath_spin.bath_magnetization(FLOATS, N, x)) + 1)


@lru_cache(maxsize=256)
def transient_size(x: Fraction, kind: str) -> int:
    """Smallest N with a departure of more than 10^-10."""
    N = 1
    while departure(x, N, kind) <= EPSILON:
        N += 1
    return N


def exponent(x: Fraction, kind: str) -> float:
    """d ln N*/d ln(beta E) between beta E = x and 4 x."""
    sizes = [transient_size(y, kind) for y in (x, 4 * x)]
    return math.log(sizes[1] / sizes[0]) / math.log(4)


@lru_cache(maxsize=256)
def _closed_size(x: Fraction) -> int:
    """The same from the closed form of the magnetisation."""
    N = 1
    while (
        Fraction(forms.bath_magnetization.digits(30, N=N, betaE=x).mid().str(30, radius=False)) + 1
        <= EPSILON
    ):
        N += 1
    return N


def _sizes(point: Point, digits: int) -> list[Fraction]:
    return [Fraction(transient_size(point["x"], kind)) for kind in ("gap", "magnetisation")]


COLD = Caveat(
    "beta E from 100 on, where N* is large enough to be more than a few units (N* = 1 up to beta E = 20)",
    lambda p: p["x"] >= 100,
)

CLAIMS: tuple[Claim, ...] = (
    Claim(
        id="engine.text-nthsmall",
        where="below Eq. (46)",
        kind="asymptotic",
        title="Thermal excitations of few spins",
        latex=r"n_{th}\approx(\beta E/N)^{-1}\sim0\ \text{for}\ N\ll\beta E",
        printed="1/y",
        domain=Domain({"one": among(1)}, fixed=("one",)),
        oracle_only=("one",),
        corrected="exp(-y)",
        cause="expansion: to first order in beta E/N is the limit of many spins, N >> beta E; for few spins n_th is exponentially "
        "small",
        conventions="y = beta E/N, large",
        checks=(
            Asymptotic(
                full(
                    lambda f, p: bose_occupation(f, f.number(p["y"])),
                    "Bose-Einstein occupation",
                ),
                route="numeric",
                variable="y",
                sequence=tuple(Fraction(k) for k in (4, 8, 16, 32)),
                points=1,
                minimum=1,
                title="few spins",
            ),
        ),
        chase=Chase(
            transcription="compared with the text: (beta E/N)^{-1}, for N << beta E",
            oracle="1/(e^y - 1) is elementary; at y = 8 it is 3.4e-4, not 0.125",
            extraction="the formula stands in line and is complete",
            convention="with N >> beta E the print would be right, but then n_th is large, not 'about 0', and the conclusion (few spins "
            "are at zero temperature) needs it small",
        ),
        notes=(
            "The conclusion that is drawn, a size below which temperature is not felt, is right: engine.text-zeroT.",
        ),
    ),
    Claim(
        id="engine.text-zeroT",
        where="below Eq. (46) and caption of Fig. 4",
        kind="asymptotic",
        title="Few spins are as at zero temperature",
        latex=r"N\ll\beta E:\ \langle\hat m^z\rangle\to-1,\ \mathrm{gap}\to\Gamma_0,\ \Gamma_0/2",
        printed="[-1, 1, 1/2]",
        prose=True,
        domain=Domain({"N": integers(2, 8)}),
        oracle_only=("N",),
        conventions=UNITS + "; magnetisation and the gaps of the coherence orders 0 and 1",
        checks=(
            Asymptotic(
                full(
                    lambda f, p: [
                        bath_spin.bath_magnetization(f, whole(p["N"]), p["N"] * p["y"]),
                        bath_spin_spectrum.bath_gap(f, whole(p["N"]), p["N"] * p["y"]),
                        bath_spin_spectrum.bath_gap(f, whole(p["N"]), p["N"] * p["y"], sector=1),
                    ],
                    "stationary state and spectrum at beta E = y N",
                ),
                route="numeric",
                variable="y",
                sequence=tuple(Fraction(k) for k in (10, 20, 30, 40)),
                points=3,
                digits=30,
            ),
        ),
    ),
    Claim(
        id="engine.text-Nstardef",
        where="below Eq. (46)",
        kind="definition",
        title="Transient size",
        latex=r"N^*=\min\{N:|\langle\hat m^z\rangle_{\beta E}-\langle\hat m^z\rangle_\infty|>\epsilon\},\ \epsilon=10^{-10}",
        printed="size(x)",
        domain=Domain({"x": reals(30, 900)}),
        bindings={"size": lambda x: Fraction(_closed_size(x))},
        exact_bindings=("size",),
        conventions=UNITS + "; size(x): smallest N by the closed form of the magnetisation",
        checks=(
            Equality(
                Oracle(
                    lambda p, d: Fraction(transient_size(p["x"], "magnetisation")),
                    "smallest N by the stationary populations",
                ),
                route="numeric",
            ),
        ),
        notes=("The departure grows with N, so that the smallest N separates the sizes.",),
    ),
    Claim(
        id="engine.text-Nstar",
        where="below Eq. (46)",
        kind="number",
        title="Transient size at low temperature",
        latex=r"N^*\sim0.05\,\beta E\ \text{for}\ \beta E\gtrsim1",
        printed="[5/100, 5/100]",
        domain=Domain({"x": among(1, 2, 5, 10, 100, 200, 400, 700)}),
        oracle_only=("x",),
        conventions=UNITS + "; N*/x from the gap and from the magnetisation",
        caveats=(COLD,),
        checks=(
            Rounded(
                Oracle(
                    lambda p, d: [float(size / p["x"]) for size in _sizes(p, d)],
                    "N*/x by the definition, from spectra and stationary populations in float64",
                ),
                route="numeric",
                unit="0.01",
                points=8,
            ),
        ),
        explained={
            text: "within the rounding of the printed digit"
            for changed in ("5/101", "5/99")
            for text in (f"[{changed}, 5/100]", f"[5/100, {changed}]")
        },
        depends=("engine.text-Nstardef",),
        notes=(
            "The law has a logarithm: exp(-x/N) reaches 10^-10 N/2 at N = x/(23 - ln N), so that the factor rises slowly, to 0.053 at x = 1000.",
        ),
    ),
    Claim(
        id="engine.text-Nstarhigh",
        where="below Eq. (46)",
        kind="statement",
        title="Transient size at higher temperature",
        latex=r"N^*=1",
        printed="[1, 1]",
        prose=True,
        domain=Domain({"x": reals("1/100", 18)}),
        oracle_only=("x",),
        conventions=UNITS + "; from gap and magnetisation",
        checks=(
            Equality(
                Oracle(_sizes, "N* by the definition, float64"),
                route="numeric",
                truth=True,
            ),
        ),
        depends=("engine.text-Nstardef",),
    ),
)
