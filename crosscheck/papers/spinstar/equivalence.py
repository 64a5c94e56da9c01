"""Whether one spin S gives the tape spin the same temperature as a star of N = 2S spins 1/2.

It does at N = 1 alone. The thermal state of a star has all total outer spins N/2, N/2 - 1, ...; one
spin S stands for the largest of them.
"""

from __future__ import annotations

from fractions import Fraction

import flint

from ...checks import Equality, Inequality, Oracle
from ...claims import Chase, Claim, Kind
from ...domain import Domain, among, half_integers
from .shared import FIG1, GENERIC, MIXED_T, NAMES, STAR_TEMPERATURE, TSPIN, TSTAR, figure

QUOTED = flint.arb("3.28")
BINDINGS = {"Tspin": TSPIN, "Tstar": TSTAR}
CAUSE = "total outer spins below N/2 are left out"
CHASE = Chase(
    transcription="(1), (2) and the words below (2) read again; both matrices agree with the print",
    oracle="product space of the star without any symmetry but S_z, in balls; the same from the "
    "closed form with all sectors; both models agree at N = 1 to all digits",
    extraction="plain words, repeated in the abstract, in the introduction and in Fig. 1",
    convention="S_1 as half the sum of the outer spins makes (2) equal to (1) as an operator, with "
    "all its sectors; a star kept in its symmetric sector would not be in the state above (3)",
)
SIZE_NOTE = (
    "At omega = 6, J = 0.8 the spin S is hotter: lam = 1, S = 5: T_q/T_b = 3.504 and 3.467 (star); "
    "S = 6: 6.567 and 6.413; lam = 0.75, S = 5: 2.263 and 2.251. The fits of Table 1 follow the spin S."
)
HOT_NOTE = (
    "In a hot bath the difference is one of order: T_q/T_b - 1 is beta J lam S(S + 1)/3 and "
    "beta J lam N/4 (derivation fuel_hot_bath)."
)


def _same(
    identifier: str,
    where: str,
    title: str,
    latex: str,
    domain: Domain,
    kind: Kind = "identity",
    points: int = 8,
    depends: tuple[str, ...] = (),
    notes: tuple[str, ...] = (),
) -> Claim:
    """T_q of the spin S against the complete star at the symbols of the domain."""
    symbols = ", ".join(name for name in NAMES if name in domain.axes)
    return Claim(
        id=identifier,
        where=where,
        kind=kind,
        title=title,
        latex=latex,
        prose=True,
        printed=f"Tspin({symbols})",
        corrected=f"Tstar({symbols})",
        cause=CAUSE,
        instead="the two agree for one outer spin alone; a star of more is colder than the spin S, by one per cent at S = 5",
        domain=domain,
        bindings=BINDINGS,
        checks=(Equality(STAR_TEMPERATURE, "numeric", points=points, minimum=1),),
        chase=CHASE,
        depends=depends,
        notes=notes,
    )


ANY = Domain({"S": half_integers("1/2", "5/2"), **GENERIC})
FIRST = Domain(
    {"S": half_integers("1/2", 4), "lam": among(FIG1["lam"]), "J": among(FIG1["J"])},
    fixed=("lam", "J"),
)
CLAIMS = (
    _same(
        "spinstar.text-equiv",
        "abstract, introduction, Initialization, conclusions",
        "Both schemes give the tape spin the same temperature",
        r"\text{an alternative equivalent scheme where the spin-1/2 is coupled to a spin-}(N/2)",
        ANY,
        kind="statement",
        notes=("The two are equal for one outer spin.", SIZE_NOTE, HOT_NOTE),
    ),
    _same(
        "spinstar.text-equiv.SN2",
        "below (2)",
        "Temperatures of both models at S = N/2",
        r"T_q^{(1)}=T_q^{(2)}\text{ at }S=N/2",
        ANY,
        depends=("spinstar.text-equiv",),
        notes=("The two are equal for one outer spin.", SIZE_NOTE, HOT_NOTE),
    ),
    Claim(
        id="spinstar.text-equiv.nonlin",
        where="below (2)",
        kind="statement",
        title="Temperatures vary nonlinearly with S",
        latex=r"\text{the local temperatures nonlinearly vary with }S",
        prose=True,
        printed="(T(star, S + 1/2, lam) + T(star, S - 1/2, lam))/2 > T(star, S, lam)",
        domain=figure("1", "11/2", "3/4"),
        bindings={"T": MIXED_T},
        checks=(Inequality("numeric", points=12, minimum=8, search=0),),
        notes=("Second differences are positive at the parameters of Fig. 1.",),
    ),
    _same(
        "spinstar.text-equiv.fig1",
        "Fig. 1 caption",
        "Both schemes in Fig. 1",
        r"\text{either of two schemes, which lead to the same local temperature }T_q",
        FIRST,
        depends=("spinstar.text-equiv.SN2",),
        notes=(
            "In a drawing the difference is a line's width; see spinstar.fig1. One slip with spinstar.text-equiv and "
            "spinstar.text-equiv.SN2: it is counted at each place where it stands.",
            SIZE_NOTE,
        ),
    ),
    Claim(
        id="spinstar.text-equiv.prep",
        where="engine part, Fig. 3 caption",
        kind="statement",
        title="Either scheme prepares the tape spins of Fig. 3",
        latex=r"\text{initialized by either of the two schemes}",
        prose=True,
        printed="1",
        domain=Domain({"star": among(0, 1), "S": among(5)}, fixed=("S",)),
        oracle_only=("star", "S"),
        conventions="omega = 6, J = 0.8 in units of T_b; 1 where the quoted T_q/T_b = 3.28 lies between the temperatures at lam = 0 and 1",
        checks=(
            Equality(
                Oracle(
                    lambda p, d: int(
                        MIXED_T(p["star"], p["S"], Fraction(0))
                        < QUOTED
                        < MIXED_T(p["star"], p["S"], Fraction(1))
                    ),
                    "T_q/T_b of the closed form (star) and of the Gibbs state (spin S)",
                ),
                "numeric",
                truth=True,
                points=2,
                minimum=2,
            ),
        ),
        depends=("spinstar.text-equiv.SN2",),
        notes=(
            "At lam = 1 itself T_q/T_b = 3.504 beside the spin 5, 3.467 in the star of ten; 3.28 belongs to "
            "lam = 0.969 beside the spin 5.",
        ),
    ),
)
