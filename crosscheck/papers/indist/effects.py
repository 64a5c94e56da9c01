"""Abstract and sec. I: the effects in words."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Any

import flint

from cotherm.numeric import spin_ladder
from cotherm.numeric.errors import PrecisionError
from cotherm.numeric.fields import Ball
from cotherm.symbolic.forms import ensemble_entropy

from ...books import bind
from ...checks import Equality, Inequality, Oracle
from ...claims import Claim
from ...domain import Domain, Point, half_integers, integers, reals
from .ladder_effects import energy_shift, thermal
from .sector_sums import TWO_SPINS, Ep, Eth, Sp, Sth
from .sectors import sign

GROWING = "the value is 1 for a quantity that grows"


SMALL = Fraction(1, 2)


def _mitigation(
    quantity: Callable[..., Any], n: Fraction, s: Fraction, b: Fraction
) -> Callable[[int], flint.arb]:
    """|X_th - X_+| of energy or entropy, from rate equations of the ladders s and ns."""

    def difference(bits: int) -> flint.arb:
        field = Ball(bits)
        apart, together = thermal(field, quantity, n, s, b), quantity(field, n * s, b)
        with field:
            found: flint.arb = abs(apart - together)
            return found

    return difference


def _closed_mitigation(
    together: Callable[..., Any],
    apart: Callable[..., Any],
    n: Fraction,
    s: Fraction,
    b: Fraction,
) -> Callable[[int], flint.arb]:
    def difference(bits: int) -> flint.arb:
        with Ball(bits):
            found: flint.arb = abs(apart(n, s, b) - together(n, s, b))
            return found

    return difference


def _risen(low: Callable[[int], flint.arb], high: Callable[[int], flint.arb]) -> Fraction:
    def step(bits: int) -> flint.arb:
        try:
            with Ball(bits):
                return high(bits) - low(bits)
        except PrecisionError:
            return flint.arb(0, 1)  # undecided at this precision

    return sign(step)


def _growth(point: Point, digits: int) -> list[Fraction]:
    n, s, b = point["n"], point["s"], point["b"]
    quantities = (energy_shift, spin_ladder.ladder_entropy)
    return [
        _risen(_mitigation(quantity, n, s, b), _mitigation(quantity, *more, b))
        for quantity in quantities
        for more in ((n + 1, s), (n, s + SMALL))
    ]


def _closed_growth(point: Point, digits: int) -> list[Fraction]:
    n, s, b = point["n"], point["s"], point["b"]
    return [
        _risen(_closed_mitigation(*pair, n, s, b), _closed_mitigation(*pair, *more, b))
        for pair in ((Ep, Eth), (Sp, Sth))
        for more in ((n + 1, s), (n, s + SMALL))
    ]


def _amplified(point: Point, digits: int) -> list[Fraction]:
    """Signs of E_th - E_+ at the cold end and of what both baths together gain in energy and entropy."""
    n, s = point["n"], point["s"]
    cold = point["x"] / (n * s)
    hot = cold * point["y"]

    def gap(quantity: Callable[..., Any], at: Fraction) -> Callable[[int], flint.arb]:
        def value(bits: int) -> flint.arb:
            field = Ball(bits)
            apart, together = thermal(field, quantity, n, s, at), quantity(field, n * s, at)
            with field:
                found: flint.arb = apart - together
                return found

        return value

    zero: Callable[[int], flint.arb] = lambda bits: flint.arb(0)  # noqa: E731
    entropy = spin_ladder.ladder_entropy
    return [
        _risen(zero, gap(energy_shift, cold)),
        _risen(gap(energy_shift, hot), gap(energy_shift, cold)),
        _risen(gap(entropy, hot), gap(entropy, cold)),
    ]


CLAIMS: tuple[Claim, ...] = (
    Claim(
        id="indist.text-abs-pronounced",
        where="abstract, Secs. V B and IX",
        kind="statement",
        title="Mitigation and amplification grow with the number and the size of the spins",
        latex=r"\text{mitigation and amplification become more and more pronounced with growing number of spins}\ "
        r"\text{and growing spin size}",
        printed="[1, 1, 1, 1]",
        prose=True,
        domain=Domain({"n": integers(2, 6), "s": half_integers("1/2", "5/2"), "b": reals(-9, 9)}),
        oracle_only=("n", "s", "b"),
        conventions="the measures are |E_th - E_+| and |S_th - S_+|, beta_0 = +-infinity; growth of the first with n, with "
        f"s, of the second with n, with s; {GROWING}",
        checks=(
            Equality(
                Oracle(
                    _growth,
                    "rate equations of the ladders J = s and J = ns, signs certified",
                ),
                route="numeric",
                title="signs of the growth",
                truth=True,
                points=30,
            ),
            Equality(
                Oracle(
                    _closed_growth,
                    "closed forms of energies and entropies, signs certified",
                    book="symbolic",
                ),
                title="signs of the growth, larger ensembles",
                domain=Domain(
                    {"n": integers(2, 40), "s": half_integers("1/2", 6), "b": reals(-20, 20)}
                ),
                truth=True,
                points=40,
            ),
        ),
        notes=(
            "The paper does not say what measures the effects. Per spin and per s the energy differences do not grow with s "
            "in a cold bath, where they tend to (n-1) exp(-b) for every s.",
        ),
    ),
    Claim(
        id="indist.text-abs-reduced",
        where="abstract, Sec. I",
        kind="statement",
        title="Collective coupling reduces the free energy variation and the entropy production",
        latex=r"|\Delta F^\infty_{\beta_0}(\beta_B)|<|\Delta F^{th}(\beta_B)|",
        printed="abs(F(n, s, b, b0)) < abs(Find(n, s, b, b0))",
        prose=True,
        domain=Domain(
            {
                "n": integers(2, 6),
                "s": half_integers("1/2", "5/2"),
                "b": reals(-9, 9, smallest="1e-2"),
                "b0": reals(-9, 9, smallest="1e-2"),
            },
            lambda p: abs(p["b0"]) != abs(p["b"]),
            "b0 not b or -b, as in (F8)",
        ),
        bindings={
            "F": bind(
                ensemble_entropy.free_energy_change, "n", "s", "b", "b0", coupling="collective"
            ),
            "Find": bind(
                ensemble_entropy.free_energy_change, "n", "s", "b", "b0", coupling="independent"
            ),
        },
        conventions=TWO_SPINS + "; Sigma = -b Delta F has the same factor |b| on both sides",
        checks=(Inequality(route="symbolic", points=80, search=40),),
        depends=("indist.text-dF", "indist.text-sigma"),
    ),
    Claim(
        id="indist.text-abs-effective",
        where="abstract, Secs. I and VIII A",
        kind="statement",
        title="Two mitigated baths together can act more strongly",
        latex=r"E_+(\lambda\beta_c)<E^{th}(\lambda\beta_c),\ \text{and yet}\ |W^{coh}|>|W^{inc}|,\ "
        r"|\Delta F^{coh}_{cyc}|>|\Delta F^{inc}_{cyc}|",
        printed="[1, 1, 1]",
        prose=True,
        domain=Domain(
            {
                "n": integers(2, 6),
                "s": half_integers("1/2", "5/2"),
                "x": reals("1/100", 1),
                "y": reals("1/100", "99/100"),
            }
        ),
        oracle_only=("n", "s", "x", "y"),
        conventions="beta_0 = +-infinity; lambda beta_c = x/(ns) and beta_h = y lambda beta_c, a range in which it works; "
        "values: signs of E_th - E_+ at the cold bath, of the gain in E(beta_h) - E(lambda beta_c), of the gain in "
        "S(beta_h) - S(lambda beta_c)",
        checks=(
            Equality(
                Oracle(
                    _amplified,
                    "rate equations of the ladders J = s and J = ns, signs certified",
                ),
                route="numeric",
                title="signs",
                truth=True,
                points=40,
            ),
        ),
        depends=("indist.eq51", "indist.eq52", "indist.eq55"),
        notes=("How large the enhancement can be is (52) and indist.text-IXpower.",),
    ),
)
