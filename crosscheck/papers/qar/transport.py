"""Appendix D: transport between the work and the cold reservoir, without hot reservoir."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from cotherm.numeric.fields import Ball
from cotherm.numeric.refrigerator_counting import energy_cumulants
from cotherm.numeric.refrigerator_rates import (
    energy_current,
)

from ...books import full
from ...checks import Asymptotic, Equality, Oracle, Scaling
from ...claims import Claim
from ...domain import Axis, Domain, among, reals
from . import full_model
from . import transport_models as models
from .models import ODD
from .transport_models import COLD_WORK, LOW, RATES, SETTING

BROAD: Mapping[str, Axis] = {
    "N": among(5, 11, 31),
    "k": reals("5/2", 4),
    "delta_c": reals("1/2", 3),
    "delta_w": reals("1/2", 3),
}
WARMER = Domain(
    {"N": ODD, **LOW}, where=lambda p: p["beta_c"] > p["beta_w"], where_text="beta_c > beta_w"
)
GROWING_N = tuple(Fraction(n) for n in (31, 101, 301, 901))

CLAIMS = (
    Claim(
        id="qar.textD-equidistant",
        where="App. D",
        kind="statement",
        title="Equidistant levels with two reservoirs are thermal at an average occupation",
        latex=r"\frac{p_{m+1}}{p_m}=\frac{\bar n}{1+\bar n},\quad\bar n=\frac{\Gamma_cn_c+\Gamma_wn_w}{\Gamma_c+\Gamma_w}",
        printed="(Gc*nc+Gw*nw)/(Gc+Gw)/(1+(Gc*nc+Gw*nw)/(Gc+Gw))",
        prose=True,
        domain=Domain(
            {"N": among(2, 3, 5, 8), "k": among(0, 1, 2, 4), **RATES},
            where=lambda p: p["k"] < p["N"],
            where_text="k below N",
        ),
        oracle_only=("N", "k"),
        partners=COLD_WORK,
        conventions="H = Jz with Jx coupled to two reservoirs; k counts the levels from the lowest",
        checks=(
            Equality(
                Oracle(lambda p, d: models.ladder_ratio(p), "rate equation of the ladder, exact"),
                route="numeric",
                points=16,
            ),
        ),
        notes=(
            "The other half of the sentence, that Jz^2 has no such simple form, is a judgement; tests/numeric shows that its "
            "stationary populations are not thermal.",
        ),
    ),
    Claim(
        id="qar.textD-hot",
        where="App. D",
        kind="statement",
        title="Equidistant levels transport collectively only between hot reservoirs",
        latex=r"|\bar I|\propto N^2\ (n\gg N),\quad|\bar I|\propto N\ (n\ \text{fixed})",
        printed="1+hot",
        prose=True,
        domain=Domain({"hot": among(0, 1), "nc": reals("1/10", "1/5"), "nw": reals("3/10", "1/2")}),
        oracle_only=("nc", "nw"),
        conventions="exponent of N; H = Jz; hot = 1: occupations larger by 10^6",
        checks=(
            Scaling(
                Oracle(lambda p, d: models.ladder_current(p), "rate equation of the ladder, exact"),
                route="numeric",
                variable="N",
                sequence=tuple(Fraction(n) for n in (16, 48, 144, 432)),
                points=4,
                minimum=3,
            ),
        ),
        depends=("qar.textD-equidistant",),
    ),
    Claim(
        id="qar.textD-N2",
        where="App. D",
        kind="scaling",
        title="Between two cold reservoirs the current grows as N^2",
        latex=r"|\bar I^c_E|\propto N^2",
        printed="2",
        domain=Domain(
            {k: axis for k, axis in LOW.items()},
            where=lambda p: p["beta_c"] != p["beta_w"],
            where_text="beta_c != beta_w",
        ),
        oracle_only=("beta_c", "beta_w"),
        conventions=f"{SETTING}, widths 1; complete rate equation with two reservoirs",
        checks=(
            Scaling(
                full(models.current, "complete rate equation with two reservoirs"),
                route="numeric",
                variable="N",
                sequence=GROWING_N,
                points=3,
                digits=20,
            ),
        ),
    ),
    Claim(
        id="qar.textD-neighbours",
        where="App. D",
        kind="statement",
        title="Only neighbouring levels are connected, and relaxation prevails the more the higher they are",
        latex=r"R^\nu_{a,a\pm2}=0,\quad\frac{R^\nu_{a+1,a}}{R^\nu_{a,a+1}}=e^{-\beta_\nu(2a+1)\Omega}",
        printed="[0, exp(-beta*(2*a+1))]",
        prose=True,
        domain=Domain(
            {
                "N": among(7, 11, 21),
                "nu": among(1, 2),
                "a": among("1/2", "3/2", "5/2"),
                "beta": reals("1/2", 3),
            }
        ),
        oracle_only=("N", "nu"),
        conventions=f"{SETTING}; number of transitions from a that skip a level, and rate of excitation over rate of relaxation "
        "between a and a + 1, reservoir nu (1 cold, 2 work)",
        checks=(
            Equality(
                full(models.neighbours, "rates from explicit spin matrices"),
                route="numeric",
                points=16,
            ),
        ),
        notes=("At beta 2 Omega = 1 the ratio is 0.37, 0.14 and 0.05 for the three lowest pairs.",),
        depends=("qar.eq8.Jx", "qar.eq16"),
    ),
)

LOW_TEMPERATURES = (
    Claim(
        id="qar.textD",
        where="App. D",
        kind="approximation",
        title="At low temperatures the two lowest levels carry the current",
        latex=r"\bar I^c_E\approx-\frac{2\Omega\Gamma^{eff}_c\Gamma^{eff}_w(n_w-n_c)}{\Gamma^{eff}_c[1+2n_c]+\Gamma^{eff}_w[1+2n_w]}",
        printed="-2*G(N, delta_c)*G(N, delta_w)*(n(beta_w)-n(k*beta_w))"
        "/(G(N, delta_c)*(1+2*n(k*beta_w))+G(N, delta_w)*(1+2*n(beta_w)))",
        prose=True,
        domain=Domain(BROAD),
        bindings={
            "G": models.effective,
            "n": lambda beta: models.bose(beta, 2),
            "H": models.second,
        },
        partners=(("delta_c", "delta_w"),),
        conventions=f"{SETTING}; beta_c = k beta_w. H: as G, between 3/2 and 5/2",
        checks=(
            Asymptotic(
                full(
                    lambda f, p: models.current(f, {**p, "beta_c": p["k"] * p["beta_w"]}),
                    "complete rate equation with two reservoirs",
                ),
                route="numeric",
                variable="beta_w",
                sequence=tuple(Fraction(n) for n in (2, 3, 4, 5, 6)),
                law="-2*H(N, delta_c)/G(N, delta_c)*H(N, delta_w)/(H(N, delta_c)+H(N, delta_w))*exp(-4*beta_w)",
                title="error law at low temperatures",
                points=5,
                digits=50,
            ),
            Equality(
                full(
                    lambda f, p: energy_current(
                        models.system(f, {**p, "beta_c": p["k"] * p["beta_w"]}).restricted([0, 1]),
                        "c",
                    ),
                    "the same without the levels above 3/2",
                ),
                route="truncated",
                title="two levels, at any temperature",
                domain=Domain({**BROAD, "beta_w": reals("1/5", 2)}),
                points=10,
                digits=30,
            ),
        ),
        notes=(
            "The leading error is the heat carried through the level 5/2. At beta_w = 1/2, where beta_w 2 Omega = 1, with beta_c = 1 and "
            "both widths 1 it is 2 per cent for N = 31, 17 per cent at width 4, and the third level and those above hold 1.7 per cent of "
            "the population.",
            "The sign between 2 Omega beta and 1 is damaged in the text layer; it may say about or above one.",
        ),
        depends=("qar.eqD2", "qar.textD-neighbours"),
    ),
    Claim(
        id="qar.textD-cumulants",
        where="below Eq. (D1)",
        kind="scaling",
        title="All cumulants grow as N^2 at low temperatures",
        latex=r"\lambda(\chi)\propto N^2",
        printed="[2, 2, 2]",
        prose=True,
        domain=Domain({"beta_c": reals("3/2", 3), "beta_w": reals("1/2", 1)}),
        oracle_only=("beta_c", "beta_w"),
        conventions=f"{SETTING}, widths 1; the first three cumulants of the energy taken from the cold reservoir",
        checks=(
            Scaling(
                full(
                    lambda f, p: energy_cumulants(models.system(f, p), "c", 3),
                    "perturbation theory of the complete tilted rate matrix",
                ),
                route="numeric",
                variable="N",
                sequence=(*(Fraction(n) for n in (61, 181, 541, 1621)),),
                points=2,
                digits=20,
            ),
        ),
        depends=("qar.textD-N2",),
    ),
    Claim(
        id="qar.textD-derivative",
        where="above Eq. (D2)",
        kind="identity",
        title="The derivative of the dominant eigenvalue is the current (11)",
        latex=r"\bar I^c_E=-i\partial_\chi\lambda(\chi)|_{\chi=0}",
        printed="L(N, beta_c, beta_w)",
        domain=WARMER,
        bindings={"L": full_model.remembered(models.closed_current)},
        partners=(("beta_c", "beta_w"),),
        conventions=f"{SETTING}, widths 1; L: implicit derivative of the root of the characteristic polynomial",
        checks=(
            Equality(
                full(models.current, "(11) with the stationary populations"),
                route="numeric",
                points=8,
                digits=30,
            ),
        ),
        depends=("qar.eq11",),
    ),
    Claim(
        id="qar.textD-sign",
        where="below Eq. (D2)",
        kind="statement",
        title="The current changes its sign with the thermal bias",
        latex=r"\bar I^c_E(\beta_c,\beta_w)\,\bar I^c_E(\beta_w,\beta_c)<0",
        printed="[-1, 1]",
        prose=True,
        domain=WARMER,
        oracle_only=("N", "beta_c", "beta_w"),
        conventions=f"{SETTING}, widths 1; signs of the cold current before and after the exchange of both temperatures, beta_c > beta_w",
        checks=(
            Equality(
                Oracle(
                    lambda p, d: [
                        models.sign(models.current(Ball(256), q))
                        for q in (p, {**p, "beta_c": p["beta_w"], "beta_w": p["beta_c"]})
                    ],
                    "complete rate equation with two reservoirs, signs by balls",
                ),
                route="numeric",
                title="signs",
                truth=True,
                points=30,
                minimum=20,
            ),
        ),
        depends=("qar.textD-negative",),
    ),
)
