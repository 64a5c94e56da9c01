"""Eqs. (23), (24) and Sec. V A: mitigation and amplification of the bath's action on the energy."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from cotherm.numeric import collective_bath
from cotherm.numeric.coherence import local_coherence
from cotherm.numeric.density_matrix import steady_density
from cotherm.numeric.fields import Ball, Field

from ...books import full, whole
from ...checks import Equality, Oracle
from ...claims import Chase, Claim
from ...domain import Caveat, Domain, Point, half_integers, integers, reals
from ..heatcap.operators import FIELD
from .energy_order import CLOSED_ENERGY, CLOSED_THERMAL, ordered
from .sectors import (
    MULTIPLES,
    bath_and_start,
    multiples,
    sign,
    sign_of,
    size_text,
    within,
)


def _difference(point: Point) -> Any:
    """E - E_th of the two full master equations, exact."""
    n, s = whole(point["n"]), point["s"]
    bath, start = bath_and_start(point)
    return collective_bath.steady_energy(FIELD, n, s, bath, start) - collective_bath.thermal_energy(
        FIELD, n, s, bath
    )


DIFFERENCE = Oracle(
    lambda p, d: sign_of(_difference(p)), "both full master equations, exact fractions"
)


def _action(point: Point) -> Fraction:
    """Sign of |E - E(b0)| - |E_th - E(b0)|, exact."""
    n, s = whole(point["n"]), point["s"]
    bath, start = bath_and_start(point)
    first = collective_bath.thermal_energy(FIELD, n, s, start)
    together = abs(collective_bath.steady_energy(FIELD, n, s, bath, start) - first)
    alone = abs(collective_bath.thermal_energy(FIELD, n, s, bath) - first)
    return sign_of(together - alone)


ACTION = Oracle(
    lambda p, d: _action(p), "energy changes under both full master equations, exact fractions"
)


def _shift_and_coherence(point: Point, digits: int) -> list[Fraction]:
    """Signs of E - E_th and of the sum of the coherences in the product basis."""
    n, s = whole(point["n"]), point["s"]
    bath, start = bath_and_start(point)

    def total(field: Field) -> Any:
        return local_coherence(n, s, steady_density(field, n, s, bath, "collective", start)).total

    if s == Fraction(1, 2):
        return [sign_of(_difference(point)), sign_of(total(FIELD))]
    return [sign_of(_difference(point)), sign(lambda bits: total(Ball(bits)))]


def _even(field: Field, point: Point) -> list[Any]:
    n, s, b, b0 = whole(point["n"]), point["s"], point["b"], point["b0"]
    return [
        collective_bath.steady_energy(field, n, s, b, b),
        collective_bath.steady_energy(field, n, s, b, -b0),
    ]


def _sided(side: int, first: int = 2) -> Domain:
    """Multiples of one temperature with a bath of one sign."""
    domain = multiples(27, first)
    low, high = (1, 3) if side > 0 else (-3, -1)
    return Domain({**domain.axes, "i": integers(low, high)}, domain.where, domain.where_text)


def _apart(domain: Domain) -> Domain:
    inner = domain.contains
    return Domain(
        domain.axes,
        lambda p: inner(p) and abs(p["j"]) != abs(p["i"]),
        domain.where_text + ", |b0| different from |b|",
    )


ACTING = Caveat(
    "initial temperature not that of the bath (where nothing happens)",
    lambda p: p["i"] != p["j"],
)
ALWAYS = "beyond the first line the second condition is true for every beta_0"
BATH = reals("1e-2", 15)
START = reals(-15, 15)


CLAIMS = (
    Claim(
        id="indist.text-even",
        where="below Eq. (22)",
        kind="identity",
        title="Energy at equal temperatures, and for the opposite initial temperature",
        latex=r"E^\infty_{\beta_0=\beta_B}(\beta_B)=E^{th}(\beta_B),\quad E^\infty_{-\beta_0}(\beta_B)=E^\infty_{\beta_0}(\beta_B)",
        printed="[Eth(n, s, b), E(n, s, b, b0)]",
        domain=Domain(
            {
                "n": integers(1, 4),
                "s": half_integers("1/2", "3/2"),
                "b": reals(-12, 12),
                "b0": reals(-8, 8, smallest="1e-2"),
            },
            within(27),
            size_text(27),
        ),
        bindings={"E": CLOSED_ENERGY, "Eth": CLOSED_THERMAL},
        conventions="hbar omega = 1; closed forms of the symbolic book",
        checks=(
            Equality(
                full(_even, "full collective equation started at b and at -b0"),
                route="numeric",
                points=10,
            ),
        ),
        depends=("indist.eq18", "indist.eq20"),
    ),
    Claim(
        id="indist.eq23",
        where="Eq. (23)",
        kind="inequality",
        title="Order of collective and thermal energy for positive bath temperatures",
        latex=r"E^\infty_{\beta_0}(\beta_B)>E^{th}(\beta_B)\ \text{when}\ |\beta_0|<\beta_B,\quad\ "
        r"E^\infty_{\beta_0}(\beta_B)<E^{th}(\beta_B)\ \text{when}\ |\beta_0|>\beta_B",
        printed="if_else(abs(j) < i, 1, if_else(abs(j) > i, -1, 0))",
        prose=True,
        domain=_sided(1),
        oracle_only=("n", "s", "x"),
        partners=(("i", "j"),),
        conventions="the sign of E - E_th, 0 at |b0| = b; " + MULTIPLES,
        checks=(Equality(DIFFERENCE, route="numeric", truth=True, points=50),),
        depends=("indist.eq22", "indist.text-even"),
    ),
    Claim(
        id="indist.eq23.a",
        where="Eq. (23), first line",
        kind="inequality",
        title="Collective energy from hotter initial states",
        latex=r"E^\infty_{\beta_0}(\beta_B)>E^{th}(\beta_B),\quad\text{when}\ |\beta_0|<\beta_B",
        **ordered(
            "E(n, s, b, b0) > Eth(n, s, b)",
            lambda p: abs(p["b0"]) < p["b"],
            "|b0| < b",
            b=BATH,
            b0=START,
        ),
        depends=("indist.eq23",),
    ),
    Claim(
        id="indist.eq23.b",
        where="Eq. (23), second line",
        kind="inequality",
        title="Collective energy from colder initial states",
        latex=r"E^\infty_{\beta_0}(\beta_B)<E^{th}(\beta_B),\quad\text{when}\ |\beta_0|>\beta_B",
        **ordered(
            "E(n, s, b, b0) < Eth(n, s, b)",
            lambda p: abs(p["b0"]) > p["b"],
            "|b0| > b",
            b=BATH,
            b0=START,
        ),
        depends=("indist.eq23",),
    ),
    Claim(
        id="indist.eq24",
        where="Eq. (24)",
        kind="inequality",
        title="Order of collective and thermal energy for negative bath temperatures",
        latex=r"E^\infty_{\beta_0}(\beta_B)<E^{th}(\beta_B)\ \text{when}\ |\beta_0|<|\beta_B|,\quad\ "
        r"E^\infty_{\beta_0}(\beta_B)>E^{th}(\beta_B)\ \text{when}\ |\beta_0|>\beta_B",
        printed="if_else(abs(j) < abs(i), -1, if_else(abs(j) > i, 1, 0))",
        prose=True,
        domain=_apart(_sided(-1)),
        oracle_only=("n", "s", "x"),
        partners=(("i", "j"),),
        conventions="the sign of E - E_th, the first line taken first where both apply (see indist.eq24.b); "
        + MULTIPLES,
        checks=(Equality(DIFFERENCE, route="numeric", truth=True, points=50),),
        depends=("indist.eq22", "indist.text-even"),
        explained={
            f"if_else(abs(j) < abs(i), -1, if_else({condition}, 1, {other}))": ALWAYS
            for condition, other in (
                *(
                    (c, "0")
                    for c in ("2*abs(j) > i", "abs(j)/2 > i", "abs(j) > 2*i", "abs(j) > i/2")
                ),
                ("abs(j) > -i", "0"),
                ("abs(i) > i", "0"),
                ("abs(j) > i", "1"),
                ("abs(j) > i", "-1"),
            )
        },
    ),
    Claim(
        id="indist.eq24.a",
        where="Eq. (24), first line",
        kind="inequality",
        title="Collective energy from hotter initial states, negative bath temperature",
        latex=r"E^\infty_{\beta_0}(\beta_B)<E^{th}(\beta_B),\quad\text{when}\ |\beta_0|<|\beta_B|",
        **ordered(
            "E(n, s, b, b0) < Eth(n, s, b)",
            lambda p: abs(p["b0"]) < abs(p["b"]),
            "|b0| < |b|",
            b=reals(-15, "-1e-2"),
            b0=START,
        ),
        depends=("indist.eq24",),
    ),
    Claim(
        id="indist.eq24.b",
        where="Eq. (24), second line",
        kind="inequality",
        title="Collective energy from colder initial states, negative bath temperature",
        latex=r"E^\infty_{\beta_0}(\beta_B)>E^{th}(\beta_B),\quad\text{when}\ |\beta_0|>\beta_B",
        printed="if_else(abs(j) > i, 1, -1)",
        prose=True,
        domain=_apart(_sided(-1, first=2)),
        oracle_only=("n", "s", "x"),
        conventions="beta_B < 0; the sign of E - E_th, which is -1 elsewhere by the first line; "
        + MULTIPLES,
        checks=(Equality(DIFFERENCE, route="numeric", truth=True, points=50),),
        corrected="if_else(abs(j) > -i, 1, -1)",
        cause="missing bars: |beta_0| > |beta_B| = -beta_B is meant; as printed the condition is always true for beta_B < 0",
        chase=Chase(
            transcription="compared with the text twice; the first line of (24) has the bars",
            oracle="exact fractions from both full master equations; (22) gives the same order",
            extraction="the right side is beta_B without bars, with bars in the line above; one misread symbol of the transcript cannot be excluded",
            convention="beta_B < 0 is stated in the line before (24)",
        ),
        depends=("indist.eq24.a",),
    ),
    Claim(
        id="indist.text-mitamp",
        where="Sec. V A",
        kind="inequality",
        title="Amplification and mitigation by the ratio of the temperatures",
        latex=r"\text{amplification when}\ \beta_0/\beta_B<-1,\ \text{mitigation when}\ \beta_0/\beta_B>-1",
        printed="if_else(j/i < -1, 1, -1)",
        prose=True,
        domain=Domain(
            multiples(27, first=2).axes,
            lambda p: within(27)(p) and p["i"] != 0 and p["j"] != -p["i"],
            size_text(27) + ", b not 0, b0 different from -b",
        ),
        oracle_only=("n", "s", "x"),
        partners=(("i", "j"),),
        conventions="the sign of |E - E(b0)| - |E_th - E(b0)|, E(b0) the initial energy; "
        + MULTIPLES,
        checks=(Equality(ACTION, route="numeric", truth=True, points=60),),
        caveats=(ACTING,),
        depends=("indist.eq23", "indist.eq24"),
    ),
    Claim(
        id="indist.text-mitamp.a",
        where="Sec. V A",
        kind="inequality",
        title="Heating from a colder start is limited",
        latex=r"\beta_0>\beta_B>0:\ E^\infty_{\beta_0}(\beta_B)<E^{th}(\beta_B)",
        prose=True,
        **ordered(
            "E(n, s, b, b0) < Eth(n, s, b)",
            lambda p: p["b0"] > p["b"],
            "b0 > b > 0",
            b=BATH,
            b0=reals("1e-2", 15),
        ),
        depends=("indist.eq23.b",),
    ),
    Claim(
        id="indist.text-mitamp.b",
        where="Sec. V A",
        kind="inequality",
        title="Cooling from a hotter start is limited",
        latex=r"-\beta_B<\beta_0<\beta_B:\ E^\infty_{\beta_0}(\beta_B)>E^{th}(\beta_B)",
        prose=True,
        **ordered(
            "E(n, s, b, b0) > Eth(n, s, b)",
            lambda p: abs(p["b0"]) < p["b"],
            "-b < b0 < b",
            b=BATH,
            b0=START,
        ),
        depends=("indist.eq23.a",),
    ),
    Claim(
        id="indist.text-mitamp.c",
        where="Sec. V A",
        kind="inequality",
        title="Cooling from an inverted start goes further",
        latex=r"\beta_0<-\beta_B<0:\ E^\infty_{\beta_0}(\beta_B)<E^{th}(\beta_B)",
        prose=True,
        **ordered(
            "E(n, s, b, b0) < Eth(n, s, b)",
            lambda p: p["b0"] < -p["b"],
            "b0 < -b < 0",
            b=BATH,
            b0=reals(-15, "-1e-2"),
        ),
        depends=("indist.eq23.b",),
    ),
    Claim(
        id="indist.text-mitamp.d",
        where="Sec. V A",
        kind="inequality",
        title="Mitigation and amplification for negative bath temperatures",
        latex=r"\beta_B<0:\ \text{mitigation for}\ \beta_0<|\beta_B|,\ \text{amplification for}\ \beta_0>|\beta_B|",
        printed="if_else(j > abs(i), 1, -1)",
        prose=True,
        domain=Domain(
            _sided(-1).axes,
            lambda p: within(27)(p) and p["j"] != -p["i"],
            size_text(27) + ", b0 different from |b|",
        ),
        oracle_only=("n", "s", "x"),
        conventions="the sign of |E - E(b0)| - |E_th - E(b0)|, E(b0) the initial energy; "
        + MULTIPLES,
        checks=(Equality(ACTION, route="numeric", truth=True, points=60),),
        caveats=(ACTING,),
        depends=("indist.text-mitamp",),
    ),
    Claim(
        id="indist.text-mpemba",
        where="Sec. V A",
        kind="statement",
        title="An initially hotter ensemble reaches a lower energy",
        latex=r"\beta_0<-\beta_B,\ |\beta_0'|<|\beta_0|:\ E^\infty_{\beta_0}(\beta_B)<E^\infty_{\beta_0'}(\beta_B)",
        prose=True,
        **ordered(
            "E(n, s, b, b0) < E(n, s, b, c0)",
            lambda p: p["b0"] < -p["b"] and abs(p["c0"]) < abs(p["b0"]),
            "b0 < -b < 0 and |c0| < |b0| (c0 stands for the temperature of the colder start)",
            b=BATH,
            b0=reals(-15, "-1e-2"),
            c0=START,
        ),
        depends=("indist.text-mitamp.c",),
        notes=(
            "Hotter means a larger initial energy; colder starts with |c0| > |b0| end lower still.",
        ),
    ),
    Claim(
        id="indist.text-coherence-mechanism",
        where="Sec. V A, App. H",
        kind="statement",
        title="The shift of the energy goes with the coherences of the local basis",
        latex=r"\mathrm{sgn}(E^\infty_{\beta_0}-E^{th})=-\mathrm{sgn}(\beta_B)\,\mathrm{sgn}\sum_{a\ne b}\langle a|\rho^\infty_{\beta_0}(\beta_B)|b\rangle",
        printed="[if_else(abs(j) > abs(i), -i/abs(i), if_else(abs(j) < abs(i), i/abs(i), 0)), "
        "if_else(abs(j) > abs(i), 1, if_else(abs(j) < abs(i), -1, 0))]",
        prose=True,
        domain=Domain(
            multiples(27, first=2).axes,
            lambda p: within(27)(p) and p["i"] != 0 and (p["s"] < 1 or abs(p["i"]) != abs(p["j"])),
            size_text(27) + ", b not 0, and |b0| different from |b| for s > 1/2",
        ),
        oracle_only=("n", "s", "x"),
        partners=(("i", "j"),),
        conventions="signs of E - E_th and of the sum of all coherences in the orthonormal product basis; "
        + MULTIPLES,
        checks=(
            Equality(
                Oracle(
                    _shift_and_coherence,
                    "energies and density matrix of the full equations, exact or certified signs",
                ),
                route="numeric",
                truth=True,
                points=40,
            ),
        ),
        depends=("indist.text-mitamp",),
        notes=(
            "At infinite bath temperature the coherences remain while the energies are equal: their weight is multiplied "
            "by b.",
        ),
    ),
)
