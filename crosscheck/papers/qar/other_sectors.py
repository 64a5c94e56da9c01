"""App. A 1, 2: populations of other sectors, of smaller total spin and of odd parity."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

import flint

from cotherm.numeric.fields import Field, Rational
from cotherm.numeric.refrigerator import Refrigerator, refrigerator_current, refrigerator_model
from cotherm.numeric.refrigerator_sectors import (
    mixture_current,
    multiplet_elements,
)
from cotherm.symbolic.forms import refrigerator_levels as levels

from ...algebras import to_ball, to_fmpq
from ...books import full, whole
from ...checks import Asymptotic, Equality, Oracle, Scaling
from ...claims import Claim
from ...domain import Domain, Point, among, reals
from . import settings

EXACT = Rational()
FACTORS = {"q_c": among("1/7", "1/5"), "q_h": among("1/3", "2/5"), "q_w": among("9/10", "99/100")}


def rational_model(point: Point, **changes: Any) -> Refrigerator:
    """The full model with rational Boltzmann factors and the widths of Fig. 2."""
    widths = {name: v for name, v in settings.SETTING.items() if name.startswith("delta")}
    factors = {name: point[name] for name in FACTORS}
    values: dict[str, Any] = {**widths, **factors, **changes}
    return refrigerator_model(whole(point["N"]), **values)


def sector_current(N: Any, j: Any, q_c: Any, q_h: Any, q_w: Any) -> Any:
    """Cold current of the sector j from the symbolic book, as a ball.

    The sector is a machine of 2j spins whose hot coupling is divided by N instead of 2j.
    """
    baths = {f"beta_{k}": -to_ball(q).log() for k, q in zip("chw", (q_c, q_h, q_w), strict=True)}
    widths = {name: v for name, v in settings.SETTING.items() if name.startswith("delta")}
    size = Fraction(2 * j)
    if size.denominator != 1 or size % 2 == 0 or size < 3 or size > N:
        raise ValueError("no such sector")
    return levels.sector_current.ball(
        flint.ctx.prec, N=size, **baths, **widths, gamma_h=(size / N) ** 2
    )


# ---------------------------------------------------------------------------------- sectors


def _multiplet(point: Point) -> list[Any]:
    """Three lowest energies and the three lowest strengths of a multiplet from 2^N x 2^N matrices."""
    N = whole(point["N"])
    model = settings.any_model(N)
    j = Fraction(N, 2) - point["k"]
    energy, cold, hot = (multiplet_elements(EXACT, model, name, j, 1) for name in ("S", "c", "h"))
    return [energy[0][0], energy[1][1], energy[2][2], cold[0][1], cold[1][2], hot[0][2]]


def _strength_names(point: Point) -> Mapping[str, Any]:
    return {"j": to_fmpq(point["N"] / 2 - point["k"]), "a": to_fmpq(Fraction(1, 2))}


def _mixture(point: Point) -> Any:
    models = [rational_model(point, j=point["N"] / 2 - k) for k in range(3)]
    weights = [1 - point["P1"] - point["P2"], point["P1"], point["P2"]]
    value, nullity = mixture_current(EXACT, models, weights)
    if nullity != 3:
        raise ValueError(f"{nullity} stationary states instead of three")
    return value


def _neighbours(field: Field, point: Point) -> list[Any]:
    """Currents of the two next sectors over that of the largest."""
    N = point["x"]
    values = [
        refrigerator_current(field, settings.model({**point, "N": N}, j=N / 2 - k))
        for k in range(3)
    ]
    return [values[1] / values[0], values[2] / values[0]]


def closed_sector(bits: int, N: Fraction, j: Fraction) -> Any:
    """Cold current of the sector j in the setting of a figure, from the continued fraction."""
    size = 2 * j
    return settings.closed_current(bits, {"N": size}, gamma_h=(size / N) ** 2)


def _closed_neighbours(point: Point, digits: int) -> list[Any]:
    bits = int(3.33 * digits) + 64
    N = point["x"]
    top = closed_sector(bits, N, N / 2)
    return [closed_sector(bits, N, N / 2 - k) / top for k in (1, 2)]


# ---------------------------------------------------------------------------- even numbers


MULTIPLET = (
    "[a**2, (a+1)**2, (a+2)**2, (j*(j+1)-a*(a+1))/4, (j*(j+1)-(a+1)*(a+2))/4, "
    "(j*(j+1)-a*(a+1))*(j*(j+1)-(a+1)*(a+2))/16/N**2]"
)
"""Three energies and three strengths of a multiplet of an odd number of spins."""

CLAIMS = (
    Claim(
        id="qar.textA1",
        where="App. A 1",
        kind="statement",
        title="Smaller total spin leaves the lower levels and reduces the rates",
        latex=r"E_m=\Omega m^2,\quad\alpha^\pm_a=\sqrt{j(j+1)-a(a\pm1)}\ \text{with smaller}\ j",
        printed=MULTIPLET,
        prose=True,
        domain=Domain(
            {"N": among(5, 7, 9), "k": among(0, 1)},
            where=lambda p: p["N"] >= 5 + 2 * p["k"],
            where_text="j = N/2 - k leaves three levels of even parity",
        ),
        environment=_strength_names,
        environment_names=("j", "a"),
        conventions="odd N, as in Fig. 1; j = N/2 - k, even parity Pi = +1; a = 1/2, the lowest label; energies of three levels and "
        "strengths of the three transitions, Omega = 1",
        checks=(
            Equality(
                Oracle(
                    lambda p, d: _multiplet(p),
                    "explicit 2^N x 2^N matrices between singlets times symmetric states, exact",
                ),
                route="numeric",
                points=6,
                minimum=3,
            ),
        ),
        notes=(
            "For even N, which the sentence on Fig. 1 does not mean, the sectors with odd N/2 - j have at even parity the levels 1, 2, "
            "3, ... in place of 0, 1, 2, ... (each singlet is odd under the flip of all spins).",
        ),
    ),
    Claim(
        id="qar.textA1.Ij",
        where="App. A 1",
        kind="scaling",
        title="The current of the sector of largest spin grows as the square of the spin",
        latex=r"I_j\approx\alpha j^2",
        printed="2",
        domain=Domain({"beta_c": reals("3/2", 2), "beta_h": reals("9/10", "11/10")}),
        oracle_only=("beta_c", "beta_h"),
        conventions="widths of Fig. 2; j = N/2 varies with N, as the sentence says (maximum-j sector)",
        checks=(
            Scaling(
                full(
                    lambda f, p: settings.current(f, {**p, "N": 2 * p["j"]}),
                    "complete rate equation of the sector j = N/2",
                ),
                variable="j",
                sequence=tuple(Fraction(n, 2) for n in (101, 201, 401, 801)),
            ),
            Scaling(
                Oracle(
                    lambda p, d: settings.closed_current(
                        int(3.33 * d) + 64, {**p, "N": 2 * p["j"]}
                    ),
                    "continued fraction for all levels",
                    "symbolic",
                ),
                variable="j",
                sequence=tuple(Fraction(n, 2) for n in (101, 201, 401, 801)),
            ),
        ),
        notes=(
            "At fixed N, the case that (A1) needs, the hot rate grows as j^4/N^2: the current then grows about as j^4 "
            "(exponent 4.3 from j = 29/2 to 31/2 in the setting of Fig. 2), so that a lower sector loses about twice as much as alpha j^2 says.",
        ),
        depends=("qar.textA1",),
    ),
    Claim(
        id="qar.eqA1",
        where="Eq. (A1)",
        kind="identity",
        title="Average current of a mixture of sectors",
        latex=r"I\approx P_jI_j+P_{j-1}I_{j-1}+\dots",
        printed="(1-P1-P2)*I(N, N/2, q_c, q_h, q_w)+P1*I(N, N/2-1, q_c, q_h, q_w)+P2*I(N, N/2-2, q_c, q_h, q_w)",
        domain=Domain(
            {
                "N": among(7, 9, 11),
                "P1": among("1/10", "1/4", "3/10"),
                "P2": among("1/20", "1/8", "1/5"),
                **FACTORS,
            }
        ),
        bindings={"I": sector_current},
        conventions="three sectors with weights 1 - P1 - P2, P1, P2; q_nu = exp(-beta_nu); widths of Fig. 2; equality is exact",
        partners=(("P1", "P2"),),
        checks=(
            Equality(
                Oracle(
                    lambda p, d: _mixture(p),
                    "projection of the mixture on the three-dimensional null space of the direct sum, exact",
                ),
                route="numeric",
                points=8,
                digits=30,
            ),
        ),
        depends=("qar.textA1",),
    ),
    Claim(
        id="qar.textA1.mild",
        where="below Eq. (A1)",
        kind="asymptotic",
        title="Neighbouring sectors of large spin carry nearly the same current",
        latex=r"I_{j-1}/I_j,\ I_{j-2}/I_j\to1\quad(j=N/2\ \text{large})",
        printed="[1, 1]",
        prose=True,
        domain=Domain({"beta_c": reals("3/2", "5/2"), "beta_h": reals("9/10", "11/10")}),
        oracle_only=("beta_c", "beta_h"),
        conventions="currents of j = N/2 - 1 and N/2 - 2 over that of N/2 at the same N = x; widths of Fig. 2",
        checks=(
            Asymptotic(
                full(_neighbours, "complete rate equation of each sector"),
                route="numeric",
                variable="x",
                sequence=tuple(Fraction(n) for n in (51, 101, 201, 401)),
                remainder="1/x",
                title="limit of many spins, with the order of the remainder",
                points=3,
                digits=20,
            ),
            Asymptotic(
                Oracle(_closed_neighbours, "continued fraction of each sector", "symbolic"),
                variable="x",
                sequence=tuple(Fraction(n) for n in (51, 101, 201, 401)),
                remainder="1/x",
                title="limit of many spins, with the order of the remainder",
                points=3,
                digits=20,
            ),
        ),
        notes=("At N = 31 the next sector carries 0.75 of the current of the largest one.",),
        depends=("qar.eqA1",),
    ),
)
