"""Table 1 and the caption of Fig. 2: polynomials through T_q(S), recomputed row by row."""

from __future__ import annotations

from fractions import Fraction

from ...checks import Equality, Rounded
from ...claims import Claim
from ...domain import Domain, among
from .fits import (
    DEGREES,
    PRINTED,
    PRINTED_R2,
    Measure,
    oracles,
    printed_quality,
    quality,
    row,
    smallest_degree,
)

ROWS = tuple(DEGREES)
SAMPLING = (
    "The sampling is not printed. A search over both models, S in steps of 1/2 and of 1, and all "
    "windows up to S = 10 with T_q > 0 leaves one that gives every printed digit of all 20 coefficients "
    "and of all six R^2: the single spin S at S = 1/2, 1, ..., 6 (twelve points), without weights, R^2 "
    "not adjusted. The star of N = 2S spins on the same points gives, for lam = 1, 1.3294, -0.7274, "
    "0.7103, -0.2005, 0.0209; adjusted R^2 would be 0.9972 for lam = 0.25 and 0.9982 for lam = 1."
)
WINDOWS = (
    "On other windows the polynomials are others: S = 1 ... 5.5 gives 1.3934, -0.6168, 0.5410, -0.1421, "
    "0.0151 for lam = 1. T_q itself diverges between S = 7 and S = 15/2 there, between 9 and 19/2 for "
    "lam = 0.75; no polynomial goes on beyond."
)
POINT = Domain({"beta": among(1)}, fixed=("beta",))
UNIT = "0.0001"


def _rounded(
    measure: Measure, text: str, allowance: str = "1", reason: str = ""
) -> tuple[Rounded, ...]:
    return tuple(
        Rounded(
            oracle,
            route=oracle.book,
            unit=UNIT,
            allowance=allowance,
            reason=reason,
            title=f"{text}, {oracle.book} book",
        )
        for oracle in oracles(measure, text)
    )


def _vector(values: tuple[str, ...]) -> str:
    return "[" + ", ".join(values) + "]"


def _row_claim(name: str, suffix: str) -> Claim:
    value = f"{float(Fraction(name)):g}"
    return Claim(
        id=f"spinstar.tab1.{suffix}",
        where="Table 1",
        kind="number",
        title=f"Fit for lambda = {value}",
        latex=rf"\lambda={value}:\ "
        + r",\ ".join(f"{letter}={c}" for letter, c in zip("abcde", PRINTED[name], strict=False)),
        printed=_vector(PRINTED[name]),
        domain=POINT,
        oracle_only=("beta",),
        checks=_rounded(lambda book, point: row(book, name), "least-squares coefficients"),
        notes=(SAMPLING,),
    )


EVERYTHING = tuple(c for name in ROWS for c in PRINTED[name]) + PRINTED_R2

CAPTION = Claim(
    id="spinstar.fig2.caption",
    where="Fig. 2 caption",
    kind="statement",
    title="The curves of Fig. 2 are the fits of Table 1",
    latex=r"y=a+bx+cx^2+dx^3+ex^4",
    prose=True,
    printed=_vector(PRINTED_R2),
    domain=POINT,
    oracle_only=("beta",),
    checks=_rounded(
        lambda book, point: [printed_quality(book, name) for name in ROWS],
        "R^2 of the printed polynomials on the data",
        "2",
        "the coefficients themselves are rounded to four decimals and multiply powers up to 6^4",
    ),
    notes=(
        "With its printed coefficients each polynomial has the printed R^2 on the data, within rounding.",
        SAMPLING,
    ),
)
TABLE = (
    Claim(
        id="spinstar.tab1",
        where="Table 1",
        kind="number",
        title="All coefficients and all R^2",
        latex=r"y=a+bx+cx^2+dx^3+ex^4,\ \text{Table 1}",
        prose=True,
        printed=_vector(EVERYTHING),
        domain=POINT,
        oracle_only=("beta",),
        checks=_rounded(
            lambda book, point: [
                *(c for name in ROWS for c in row(book, name)),
                *(quality(book, name) for name in ROWS),
            ],
            "20 least-squares coefficients and six R^2",
        ),
        notes=(SAMPLING, WINDOWS),
    ),
    *(
        _row_claim(name, suffix)
        for name, suffix in zip(
            ROWS, ("lam0", "lam025", "lam05", "lam075", "lam09", "lam1"), strict=True
        )
    ),
    Claim(
        id="spinstar.tab1.R2",
        where="Table 1",
        kind="number",
        title="Quality of the fits",
        latex=r"R^2=" + r",\ ".join(PRINTED_R2),
        printed=_vector(PRINTED_R2),
        domain=POINT,
        oracle_only=("beta",),
        checks=_rounded(lambda book, point: [quality(book, name) for name in ROWS], "R^2"),
        notes=(SAMPLING,),
    ),
    Claim(
        id="spinstar.tab1.degree",
        where="Table 1 caption",
        kind="statement",
        title="Few parameters, as many as the data need",
        latex=r"\text{the fitting for each }\lambda\text{ is intended to be performed with less parameters}",
        prose=True,
        printed="[1, 1, 2, 3, 3, 4]",
        domain=POINT,
        oracle_only=("beta",),
        checks=tuple(
            Equality(oracle, oracle.book, points=1, minimum=1)
            for oracle in oracles(
                lambda book, point: [smallest_degree(book, name) for name in ROWS],
                "smallest degree whose R^2 is at least 0.9975, the smallest one in the table,",
            )
        ),
        depends=("spinstar.tab1.R2",),
        notes=(
            "Each printed degree is the smallest one that reaches the worst printed R^2 within its rounding (any "
            "threshold between 0.9955 and 0.99749 gives the same); the paper states none. The degree "
            "is a property of the window S <= 6, not the exponent of a law (see spinstar.text-scaling).",
            WINDOWS,
        ),
    ),
)
