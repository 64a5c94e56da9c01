"""Figures 5 to 8: what they show of entropies, free energies and entropy production."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from cotherm.numeric import thermodynamics
from cotherm.numeric.fields import Field
from cotherm.symbolic.forms import ensemble_entropy

from ...books import closed, full, whole
from ...checks import Asymptotic, Check, Equality
from ...claims import Claim
from ...domain import Domain, Point, among, reals
from .curves import BY_SIZE, LARGE_SPINS, WITHOUT_HUNDRED, Ensemble
from .figure_features import curves_of, few, ladder_energies, ladder_entropies, routes

TAIL = tuple(Fraction(k) for k in (5, 10, 20, 40))
ORIGIN = (lambda p: Fraction(0),)
SIDES = (lambda p: p["x"], lambda p: -p["x"])
SPIN_PANELS = "n=4,\\ s=1/2,3/2,9/2"
NUMBER_PANELS = "s=1/2,\\ n=2,6,9"


def _pair_at(number: Any, point: Point, pair: tuple[Any, Any]) -> list[Any]:
    return list(pair)


def _reductions(number: Any, point: Point, *pairs: tuple[Any, Any]) -> list[Any]:
    return [apart / together for together, apart in pairs]


def at_origin(ensembles: tuple[Ensemble, ...], text: str) -> tuple[Check, ...]:
    """S_+ and S_th at b = 0 on both routes."""
    symbolic, numeric = routes("entropy", _pair_at, "entropies at b = 0", ORIGIN)
    return (
        Equality(symbolic, points=3, minimum=3),
        Equality(numeric, points=3, minimum=3, domain=few(ensembles, text)),
    )


def tails(ensembles: tuple[Ensemble, ...], text: str) -> tuple[Check, ...]:
    """S_th/S_+ for b to infinity and to -infinity on both routes."""
    symbolic, numeric = routes("entropy", _reductions, "S_th/S_+ at b = x and b = -x", SIDES)
    return (
        Asymptotic(symbolic, variable="x", sequence=TAIL, points=3),
        Asymptotic(numeric, variable="x", sequence=TAIL, points=3, domain=few(ensembles, text)),
    )


def _entropies(panel: str, ensembles: tuple[Ensemble, ...], what: str) -> Claim:
    text = f"the ensembles of Fig. 5({panel})"
    return Claim(
        id=f"indist.fig5{panel}",
        where=f"Fig. 5({panel})",
        kind="figure",
        title="Largest values of the curves of the entropies, at b = 0",
        latex=rf"S_+(0)=\ln(2ns+1),\quad S^{{th}}(0)=n\ln(2s+1),\quad {what}",
        printed="[log(2*n*s+1), n*log(2*s+1)]",
        prose=True,
        domain=curves_of(ensembles, text),
        shifted=("n", "s"),
        checks=at_origin(ensembles, text),
        depends=("indist.eq42", "indist.eq43"),
    )


def _reduction(panel: str, ensembles: tuple[Ensemble, ...], what: str) -> Claim:
    text = f"the ensembles of Fig. 6({panel})"
    return Claim(
        id=f"indist.fig6{panel}",
        where=f"Fig. 6({panel})",
        kind="figure",
        title="The reduction of the entropy tends to a factor n on both sides",
        latex=rf"S^{{th}}(\beta_B)/S_+(\beta_B)\to n\quad(\hbar\omega|\beta_B|\gg1),\quad {what}",
        printed="[n, n]",
        domain=curves_of(ensembles, text),
        oracle_only=("s",),
        shifted=("n",),
        conventions="limits for b to infinity and to -infinity",
        checks=tails(ensembles, text),
        depends=("indist.eq41",),
    )


# ------------------------------------------------------------- free energy from the ground state


def _ladder_free(field: Field, point: Point) -> tuple[Any, Any]:
    """Delta F of both couplings for a start in the ground state, from rate equations."""
    n, s, b = point["n"], point["s"], point["b"]
    energies, entropies = ladder_energies(field, n, s, b), ladder_entropies(field, n, s, b)
    with field:
        inverse = 1 / field.number(b)
        return (
            energies[0] - entropies[0] * inverse,
            energies[1] - entropies[1] * inverse,
        )


def _full_free(field: Field, point: Point) -> Any:
    """Delta F_th / n from the full independent Lindblad equation."""
    n = whole(point["n"])
    value = thermodynamics.free_energy_change(
        field, n, point["s"], point["b"], "inf", "independent"
    )
    with field:
        return value / field.number(n)


def _production(field: Field, point: Point) -> list[Any]:
    """Sigma / n of both couplings from rate equations."""
    together, apart = _ladder_free(field, point)
    with field:
        factor = -field.number(point["b"] / point["n"])
        return [together * factor, apart * factor]


SPINS = "the ensembles of Figs. 7 and 8"
COMMON = "-log((1-exp(-(2*s+1)*b))/(1-exp(-b)))/b"

CLAIMS: tuple[Claim, ...] = (
    _entropies("a", BY_SIZE, SPIN_PANELS),
    _entropies("b", WITHOUT_HUNDRED, NUMBER_PANELS),
    _reduction("a", BY_SIZE, SPIN_PANELS),
    _reduction("b", WITHOUT_HUNDRED, NUMBER_PANELS),
    Claim(
        id="indist.fig7a",
        where="Fig. 7(a)",
        kind="figure",
        title="The collective variation of free energy is almost the same for any n",
        latex=r"\Delta F^\infty_{\beta_0}(\beta_B)\ \text{almost the same for}\ n=2,6,9,100,\quad s=3/2,\ \hbar\omega\beta_0\gg1",
        printed="log(1-exp(-b))/b",
        prose=True,
        domain=curves_of(LARGE_SPINS, SPINS),
        oracle_only=("n", "s"),
        conventions="hbar = k_B = omega = 1, b0 to infinity; the common curve is that of n to infinity; the relative distance "
        "of the others falls like exp(-2 n s b)",
        checks=(
            Asymptotic(
                closed(
                    ensemble_entropy.free_energy_change,
                    n="n",
                    s="s",
                    b="b",
                    b0=lambda p: "inf",
                    coupling=lambda p: "collective",
                ),
                variable="b",
                sequence=tuple(Fraction(k) for k in (3, 4, 5, 6)),
                law="exp(-2*n*s*b)",
                title="distance from the common curve",
                points=4,
                digits=1200,
            ),
            Asymptotic(
                full(
                    lambda f, p: _ladder_free(f, p)[0],
                    "rate equation of the ladder J = ns",
                ),
                variable="b",
                sequence=tuple(Fraction(k) for k in (3, 4, 5, 6)),
                route="numeric",
                law="exp(-2*n*s*b)",
                title="distance from the common curve",
                domain=few(tuple(x for x in LARGE_SPINS if x[0] <= 9), SPINS),
                points=3,
                digits=150,
            ),
        ),
        notes=(
            "For b to 0 the curves part: they go like -ln(2ns+1)/b, which for n = 100 is three times that for n = 2.",
        ),
        depends=("indist.text-dF",),
    ),
    Claim(
        id="indist.fig7b",
        where="Fig. 7(b)",
        kind="figure",
        title="The thermal variation of free energy per spin is the same for all n",
        latex=r"\Delta F^{th}(\beta_B)/n\ \text{exactly the same for}\ n=2,6,9,100,\quad s=3/2,\ \hbar\omega\beta_0\gg1",
        printed=COMMON,
        prose=True,
        domain=curves_of(LARGE_SPINS, SPINS, b=reals("1/20", 8)),
        oracle_only=("n",),
        shifted=("s",),
        conventions="hbar = k_B = omega = 1, b0 to infinity; the common curve is ours",
        checks=(
            Equality(
                closed(
                    ensemble_entropy.free_energy_change,
                    n=lambda p: 1,
                    s="s",
                    b="b",
                    b0=lambda p: "inf",
                    coupling=lambda p: "independent",
                ),
                points=12,
            ),
            Equality(
                full(
                    _full_free,
                    "full independent Lindblad equation from the ground state",
                ),
                route="numeric",
                domain=Domain(
                    {"n": among(1, 2), "s": among("3/2"), "b": reals("1/20", 8)}, fixed=("s",)
                ),
                points=8,
            ),
        ),
    ),
    Claim(
        id="indist.fig8",
        where="Fig. 8",
        kind="figure",
        title="Entropy production per spin, the same for all n with independent coupling, steep for b < 0",
        latex=r"\Sigma^\infty_{\beta_0}(\beta_B)/n,\ \Sigma^{th}(\beta_B)/n\ \text{(the same for all}\ n),\quad s=3/2,\ "
        r"n=2,6,9,100,\ \hbar\omega\beta_0\gg1",
        printed="[log((1-exp(-(2*n*s+1)*b))/(1-exp(-b)))/n, log((1-exp(-(2*s+1)*b))/(1-exp(-b)))]",
        prose=True,
        domain=curves_of(LARGE_SPINS, SPINS, b=reals(-3, 6, smallest="1/50")),
        shifted=("s",),
        conventions="hbar = k_B = omega = 1, b0 to infinity; the formulas of the curves are ours, both rise by 2 s |b| for b < 0",
        checks=(
            Equality(
                full(_production, "rate equations of the ladders J = ns and J = s"),
                route="numeric",
                domain=few(
                    tuple(x for x in LARGE_SPINS if x[0] <= 9),
                    SPINS,
                    b=reals(-3, 6, smallest="1/50"),
                ),
                points=12,
            ),
        ),
        depends=("indist.text-sigma", "indist.text-Signeg"),
    ),
)
