"""Sec. 3: critical temperatures and gains in precision quoted for cesium and nitrogen-vacancy spins."""

from __future__ import annotations

from fractions import Fraction
from functools import cache
from typing import Any

import scipy.constants

from cotherm.numeric.critical_point import ladder_crossing
from cotherm.numeric.fields import Field, Rational
from cotherm.numeric.spin_ladder import ladder_energy_response
from cotherm.symbolic.forms import spin_ensemble as ensemble

from ...algebras import digits_to_bits, precision, to_ball
from ...books import full
from ...checks import Asymptotic, Check, Inequality, Oracle, Proof, Result, Rounded
from ...checks.asymptotic import powers_of_ten
from ...claims import Chase, Claim
from ...domain import Domain, Point, among, half_integers, integers

BOLTZMANN = Fraction(str(scipy.constants.k))
CESIUM, VACANCY = Fraction("2.4e-30"), Fraction("1.9e-24")
NAMES = ("n", "s", "E")


def data(n: int, s: str, splitting: Fraction) -> Domain:
    """The one point of a quoted number: spins, their size, their splitting in joule."""
    axes = {"n": among(n), "s": among(s), "E": among(splitting)}
    return Domain(axes, fixed=NAMES)


def _estimate(point: Point, digits: int) -> Any:
    """Eq. (13) in kelvin."""
    value = ensemble.critical_temperature.digits(
        digits + 5, n=point["n"], s=point["s"], method="estimate"
    )
    with precision(digits_to_bits(digits)):
        return value * to_ball(point["E"] / BOLTZMANN)


def _crossing(point: Point, digits: int) -> float:
    """The crossing of both heat capacities in kelvin, float64."""
    return ladder_crossing(point["n"], point["s"]) * float(point["E"] / BOLTZMANN)


def temperatures(
    unit: str, estimate: tuple[str, str], crossing: tuple[str, str]
) -> tuple[Check, ...]:
    """The quoted temperature against (13) and against the crossing that it stands for."""
    return (
        Rounded(
            Oracle(_estimate, "Eq. (13) times E/k_B, k_B of CODATA", "symbolic"),
            route="symbolic",
            unit=unit,
            allowance=estimate[0],
            reason=estimate[1],
            title="quoted number against (13)",
        ),
        Rounded(
            Oracle(_crossing, "crossing of the heat capacities from rate equations, times E/k_B"),
            route="numeric",
            unit=unit,
            allowance=crossing[0],
            reason=crossing[1],
            title="quoted number against the crossing",
        ),
    )


def _gain(field: Field, point: Point) -> Any:
    """D_ind/D_col at T -> infinity: the least upper bound of the gain in Delta T/T."""
    n, s = point["n"], point["s"]
    together = ladder_energy_response(Rational(), n * s, 0)
    apart = ladder_energy_response(Rational(), s, 0)
    with field:
        return field.sqrt(field.number(together) / (field.number(n) * field.number(apart)))


def gain(unit: str) -> tuple[Check, ...]:
    """The quoted factor against the largest ratio of the relative deviations."""
    return (
        Rounded(
            full(_gain, "D_ind/D_col for T to infinity, rate equations of the ladders n s and s"),
            route="numeric",
            unit=unit,
            title="quoted factor against the ratio of the deviations",
        ),
    )


TWO_DIGITS = "the quoted splitting has two digits, and the corrected number two more decades"
WRONG_DECADE = Chase(
    transcription="the sentence above the footnote of Sec. 3 compared with the text, energy and temperature",
    oracle="(13) and the crossing from rate equations agree within 6 percent; k_B of CODATA; the NV number of the same "
    "paragraph comes out right in the same way",
    extraction="exponent -30 and the unit nK are plain text, and two numbers are off by the same factor 100",
    convention="no factor 100 between joule and kelvin; 2.4e-32 J would give both numbers, so that either the energy "
    "or both temperatures are misprinted",
)
CAPACITY_RATIO = Chase(
    transcription="the sentence compared with the text",
    oracle="the same ratio is the printed asymptote sqrt((s+1)/(ns+1)) of the same page (heatcap.text-D-ratio)",
    extraction="plain numbers",
    convention="the number is (ns+1)/(s+1), the ratio of heat capacities and of Fisher informations; the paragraph "
    "measures precision by Delta T/T, whose gain is the square root",
)
FACTOR_CAUSE = (
    "the ratio of the Fisher informations is quoted for that of the precisions, its square root"
)


def factor_claim(
    name: str, title: str, latex: str, printed: str, unit: str, corrected: str, domain: Domain
) -> Claim:
    """A quoted gain in precision."""
    return Claim(
        id=f"heatcap.{name}",
        where="Sec. 3",
        kind="number",
        title=title,
        latex=latex,
        printed=printed,
        oracle_only=NAMES,
        domain=domain,
        conventions="precision is the inverse of Delta T/T, the standard deviation as in (15)",
        checks=gain(unit),
        corrected=corrected,
        cause=FACTOR_CAUSE,
        instead=f"{corrected}, a ratio of standard deviations; {printed} is one of variances",
        chase=CAPACITY_RATIO,
        depends=("heatcap.text-D-ratio",),
    )


def _variances(field: Field, point: Point) -> Any:
    n, s, b = point["n"], point["s"], point["b"]
    together, apart = (ladder_energy_response(field, J, b) for J in (n * s, s))
    with field:
        return field.number(n) * apart / together


BOUND = "the bound itself is ours; the relation has room for another of the same size"
LOOSE = {
    "E/kB/Tcr(n, s) < 300/1000": "T_cr is close to E/k_B for a few spins, so that the splitting alone passes too",
    "E/kB < 300/1000": "T_cr is close to E/k_B for a few spins, so that the splitting alone passes too",
    "E/kB*Tcr(n, s) < 299/1000": BOUND,
    "E/kB*Tcr(n, s) < 300/1001": BOUND,
}
CLAIMS = (
    Claim(
        id="heatcap.text-Cs-numbers",
        where="Sec. 3",
        kind="number",
        title="Splitting and size of the cesium quasispin",
        latex=r"\hbar\omega\sim2.4\times10^{-30}\,\mathrm J,\quad s=7/2",
        printed="",
        missing="the measured splitting and the levels that make up the quasispin, which are those of Ref. [3]",
    ),
    Claim(
        id="heatcap.text-Cs-numbers.Tcr2",
        where="Sec. 3",
        kind="number",
        title="Critical temperature of two cesium quasispins",
        latex=r"T_{cr}(n=2,s=7/2)\simeq5.5\,\mathrm{nK}",
        printed="5.5*10**(-9)",
        oracle_only=NAMES,
        domain=data(2, "7/2", CESIUM),
        conventions="kelvin and joule; k_B of CODATA",
        checks=temperatures("1e-10", ("340", TWO_DIGITS), ("340", TWO_DIGITS)),
        corrected="5.5*10**(-7)",
        cause="power of ten: hbar omega / k_B = 0.17 microkelvin gives 0.55 microkelvin; or else in the energy, 2.4e-32 J",
        chase=WRONG_DECADE,
        depends=("heatcap.eq13",),
        instead="0.55 microkelvin",
    ),
    factor_claim(
        "text-Cs-numbers.factor2",
        "Gain in precision of two cesium quasispins",
        r"\text{precision increased by a factor up to }1.8\quad(n=2,s=7/2)",
        "1.8",
        "0.1",
        "1.3",
        data(2, "7/2", CESIUM),
    ),
    Claim(
        id="heatcap.text-Cs-numbers.Tcr10",
        where="Sec. 3",
        kind="number",
        title="Critical temperature of ten cesium quasispins",
        latex=r"T_{cr}(n=10,s=7/2)\simeq12\,\mathrm{nK}",
        printed="12*10**(-9)",
        oracle_only=NAMES,
        domain=data(10, "7/2", CESIUM),
        conventions="kelvin and joule; k_B of CODATA",
        checks=temperatures("1e-9", ("130", TWO_DIGITS), ("100", TWO_DIGITS)),
        corrected="12*10**(-7)",
        cause="power of ten: hbar omega / k_B = 0.17 microkelvin gives 1.2 microkelvin; or else in the energy, 2.4e-32 J",
        chase=WRONG_DECADE,
        depends=("heatcap.eq13",),
        instead="1.2 microkelvin",
    ),
    factor_claim(
        "text-Cs-numbers.factor10",
        "Gain in precision of ten cesium quasispins",
        r"\text{precision increased by a factor }8\quad(n=10,s=7/2)",
        "8",
        "0.1",
        "2.8",
        data(10, "7/2", CESIUM),
    ),
    Claim(
        id="heatcap.text-NV-numbers",
        where="Sec. 3",
        kind="number",
        title="Splitting and size of the nitrogen-vacancy spins",
        latex=r"\hbar\omega\simeq1.9\times10^{-24}\,\mathrm J,\quad s=1/2,\quad n=10",
        printed="",
        missing="the measured splitting and the two levels that are used, which are those of Refs. [4, 5]",
    ),
    Claim(
        id="heatcap.text-NV-numbers.Tcr",
        where="Sec. 3",
        kind="number",
        title="Critical temperature of ten nitrogen-vacancy spins",
        latex=r"T_{cr}(n=10,s=1/2)\simeq0.22\,\mathrm K",
        printed="0.22",
        oracle_only=NAMES,
        domain=data(10, "1/2", VACANCY),
        conventions="kelvin and joule; k_B of CODATA",
        checks=temperatures("0.01", ("1", ""), ("1", "")),
        depends=("heatcap.eq13",),
    ),
    factor_claim(
        "text-NV-numbers.factor",
        "Gain in precision of ten nitrogen-vacancy spins",
        r"\text{precision increased by a factor up to }4\quad(n=10,s=1/2)",
        "4",
        "1",
        "2",
        data(10, "1/2", VACANCY),
    ),
    Claim(
        id="heatcap.text-intro-Tcr-small",
        where="introduction",
        kind="inequality",
        title="The critical temperatures of Refs. [3-5] are far below room temperature",
        latex=r"T_{cr}\ll T\ \text{over a very large range of the sample's temperatures}",
        printed="E/kB*Tcr(n, s) < 300/1000",
        prose=True,
        domain=Domain(
            {
                "n": integers(2, 10),
                "s": half_integers("1/2", "7/2"),
                "E": among(CESIUM, VACANCY),
                "kB": among(BOLTZMANN),
            },
            where=lambda p: p["s"] == (Fraction(7, 2) if p["E"] == CESIUM else Fraction(1, 2)),
            where_text="s = 7/2 for cesium, s = 1/2 for nitrogen-vacancy centres",
            fixed=("kB",),
        ),
        bindings={
            "Tcr": cache(
                lambda n, s: ensemble.critical_temperature.ball(200, n=n, s=s, method="exact")
            )
        },
        conventions="kelvin and joule; 'very small' is read as a thousandth of 300 K, up to ten spins",
        checks=(Inequality(route="symbolic", points=40, minimum=15, search=0),),
        explained=LOOSE,
        depends=("heatcap.text-Cs-numbers.Tcr10", "heatcap.text-NV-numbers.Tcr"),
    ),
    Claim(
        id="heatcap.text-fig3-labels",
        where="Sec. 3 and caption of Fig. 3",
        kind="statement",
        title="What the ratio D_col/D_ind is a ratio of",
        latex=r"D^{col}_+/D^{ind}\ \text{of the minimal relative variances}\ \sim\sqrt{(s+1)/(ns+1)}",
        printed="sqrt((s+1)/(n*s+1))",
        domain=Domain({"n": integers(2, 5), "s": half_integers("1/2", 2)}),
        conventions="as the text of Sec. 3 has it; the caption says standard deviations",
        checks=(
            Proof("relative_precision", (Result("series", 1),)),
            Asymptotic(
                full(
                    _variances,
                    "ratio of the variances of the estimates, rate equations of the ladders n s and s",
                ),
                route="numeric",
                variable="b",
                sequence=powers_of_ten(-1, -4),
            ),
        ),
        corrected="(s+1)/(n*s+1)",
        cause="word: the caption's standard deviations, not variances, have the printed asymptote",
        chase=Chase(
            transcription="text and caption compared: the two disagree with each other",
            oracle="heatcap.text-D-ratio finds the printed asymptote for the standard deviations",
            extraction="plain words",
            convention="D is defined as the minimal relative standard deviation in the sentence before",
        ),
        depends=("heatcap.text-D-ratio",),
        instead="standard deviations in place of variances; the formula stands",
    ),
)
