"""Appendix G: the interval in which the collective engine delivers more work."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from cotherm.numeric import collective_bath
from cotherm.numeric.certify import certified
from cotherm.numeric.fields import Field
from cotherm.numeric.spin_ensemble import Coupling

from ...books import full, whole
from ...checks import Equality, Inequality, Oracle
from ...claims import Chase, Claim
from ...domain import Domain, Point, among, reals
from .effective_gain import SMALL, energy_slope
from .otto_cycle import below_best, best_point
from .sector_sums import Ep, Eth

WITHIN = Domain(
    {**SMALL.axes, "bh": reals("1/100", 2), "x": reals("1/20", "5/2")},
    where=lambda p: SMALL.contains(p) and below_best(p),
    where_text="(2s+1)^n at most 9, beta_h < lambda beta_c < beta_l",
)
BETWEEN = "hbar = k_B = omega = 1; b0 = +-inf; bh = beta_h, x = lambda beta_c"


def _cycle(field: Field, n: Fraction, s: Fraction, hot: Any, cold: Any, coupling: Coupling) -> Any:
    """Work per 1 - lambda from the full master equation: energy at beta_h less that at lambda beta_c."""
    energies = [collective_bath.mean_energy(field, whole(n), s, b, coupling) for b in (hot, cold)]
    with field:
        return energies[0] - energies[1]


def _work(n: Fraction, s: Fraction, hot: Any, cold: Any, coupling: Coupling) -> Any:
    return certified(lambda field: _cycle(field, n, s, hot, cold, coupling), 25)


def _grows(point: Point, digits: int) -> int:
    """1 where E_th - E grows at u beta_l, certified by the sign of a ball."""
    b = point["u"] * best_point(point["n"], point["s"])
    return 1 if certified(lambda field: energy_slope(field, point, b, "inf"), 8) > 0 else 0


CLAIMS: tuple[Claim, ...] = (
    Claim(
        id="indist.textG-betal",
        where="below Eq. (G4)",
        kind="inequality",
        title="The gain in energy grows up to beta_l",
        latex=r"(\text{G4})>0\ \text{for all}\ \beta\in[0;\beta_l]",
        printed="if_else(u < 1, 1, 0)",
        prose=True,
        domain=Domain(
            {**SMALL.axes, "u": among("1/100", "1/3", "9/10", "99/100", "101/100", "3/2", 3, 8)},
            where=SMALL.contains,
            where_text="(2s+1)^n at most 9, that is two spins 1/2 or 1, three spins 1/2",
        ),
        oracle_only=("n", "s"),
        conventions="hbar = omega = 1; beta = u beta_l with the zero beta_l of (G4); the value is 1 where (G4) is positive, which "
        "the print says of u < 1; that beta_l is the only zero is checked with it",
        checks=(
            Equality(
                Oracle(_grows, "sign of the linear response of both full Lindblad equations"),
                route="numeric",
                title="truth of the condition against the sign of the slope",
                truth=True,
                points=24,
                minimum=16,
            ),
        ),
        depends=("indist.eqG4",),
        notes=("At beta_l itself (G4) is zero: the interval of the print includes its end.",),
    ),
    Claim(
        id="indist.textG-betal.work",
        where="below Eq. (G4)",
        kind="inequality",
        title="More work from the collective engine between 0 and beta_l",
        latex=r"|W^{coh}|>|W^{inc}|\ \text{for}\ \beta_h<\lambda\beta_c\ \text{in}\ [0;\beta_l]",
        printed="W(n, s, bh, x) > Winc(n, s, bh, x)",
        domain=WITHIN,
        bindings={
            "W": lambda n, s, bh, x: _work(n, s, bh, x, "collective"),
            "Winc": lambda n, s, bh, x: _work(n, s, bh, x, "independent"),
        },
        conventions=BETWEEN,
        checks=(Inequality(route="numeric", points=40, minimum=16, search=0),),
        depends=("indist.eqG4",),
    ),
    Claim(
        id="indist.textG-betal.energies",
        where="below Eq. (G4)",
        kind="identity",
        title="The left side of the inequality that the larger work follows from",
        latex=r"E^\infty_{\beta_0}(\beta_h)-E^{th}_{\beta_0}(\lambda\beta_c)>E^{th}(\beta_h)-E^{th}(\lambda\beta_c)\ "
        r"\text{and consequently}\ |W^{coh}|>|W^{inc}|",
        printed="Ep(n, s, bh)-Eth(n, s, x)",
        corrected="Ep(n, s, bh)-Ep(n, s, x)",
        cause="undefined symbol: E^th has no index beta_0 anywhere else; the collective energy E^infinity is meant",
        domain=WITHIN,
        bindings={"Ep": Ep, "Eth": Eth},
        conventions=BETWEEN
        + "; read as |W^coh|/(1-lambda), as the conclusion drawn from the inequality requires",
        checks=(
            Equality(
                full(
                    lambda f, p: _cycle(f, p["n"], p["s"], p["bh"], p["x"], "collective"),
                    "difference of the energies of the full Lindblad equation at both baths",
                ),
                route="numeric",
                digits=30,
                points=12,
            ),
        ),
        chase=Chase(
            transcription="the second term carries th above and beta_0 below; there is no other E^th with an index beta_0 in the paper",
            oracle="the collective work is otto_work of the numeric book, which (G5) and (49) confirm",
            extraction="the index beta_0 of the symbol survives only on E^infty; one misread symbol of the transcript cannot be excluded",
            convention="as printed the inequality is true as well, because E^th - E_+ is positive, but it is not the one that the larger work follows from",
        ),
        depends=("indist.textG-betal.work",),
    ),
)
