"""Sec. III D: first and second law, detailed balance, fluctuation theorem, uncertainty relation."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

import flint

from cotherm.numeric.fields import Ball, Field
from cotherm.numeric.refrigerator import refrigerator_model, refrigerator_rates
from cotherm.numeric.refrigerator_lindblad import apply_generator, bath_jumps
from cotherm.numeric.refrigerator_rates import generator, populations
from cotherm.numeric.refrigerator_scgf import energy_scgf
from cotherm.symbolic.forms import refrigerator_counting as closed_counting

from ...books import whole
from ...checks import Equality, Inequality, Oracle
from ...claims import Claim
from ...domain import Domain, Point, among, reals
from . import counting_models as counting
from . import full_model
from .full_model import ANY, COOLING, CURRENTS, TUNED, called
from .models import RATIONAL, ZERO_RATES
from .product_space import expectation, sector_density

ORDERED = "beta_c > beta_h"
FIRST_LAW = called("Ic+Ih+Iw")
SECOND_LAW = called("(-beta_c*Ic)-beta_h*Ih-beta_w*Iw")


def _energy_change(field: Field, point: Point) -> Any:
    """Change of <H_S> by all reservoirs in the stationary state."""
    system = full_model.rates_of_point(field, point)
    change = generator(system).apply(populations(system))
    with field:
        return field.dot(field.numbers(system.energies), change)


def _rate_ratio(point: Point, digits: int) -> Any:
    """R_ab/R_ba of one reservoir, exact; the point holds exp(-beta/2)."""
    name = "chw"[whole(point["nu"]) - 1]
    q = point["beta"] ** 2
    widths: dict[str, Any] = {f"delta_{k}": Fraction(1, 3) for k in "chw"}
    model = refrigerator_model(whole(point["N"]), q_c=q, q_h=q, q_w=q, **widths)
    rates = refrigerator_rates(RATIONAL, model).of(name)
    position = {a: k for k, a in enumerate(model.levels)}
    a, b = position[point["a"]], position[point["b"]]
    return rates[a, b] / rates[b, a]


def _one_bath(point: Point) -> Any:
    """The model with all three Boltzmann factors from x = exp(-beta/4)."""
    q = point["x"] ** 4
    return {"N": point["N"], "q_c": q, "q_h": q, "q_w": q}


def _single_environment(point: Point) -> Mapping[str, Any]:
    """Generator of one reservoir as a function of two levels, diagonal included."""
    known = _one_bath(point)
    system = counting.system_at(known)
    name = "chw"[whole(point["nu"]) - 1]
    alone = type(system)(RATIONAL, system.energies, {name: system.of(name)})
    matrix = generator(alone)
    position = {a: k for k, a in enumerate(counting.model_with_factors(known).levels)}
    return {"R": lambda a, b: matrix[position[a], position[b]]}


def _gibbs_change(point: Point) -> Any:
    """Change of a population in the thermal state, one reservoir acting, from product states."""
    known = _one_bath(point)
    model = counting.model_with_factors(known)
    weights = {a: point["x"] ** int(4 * a * a) for a in model.levels}
    name = "chw"[whole(point["nu"]) - 1]
    jumps = [j for j in bath_jumps(RATIONAL, model, ZERO_RATES) if j.reservoir == name]
    image = apply_generator(RATIONAL, jumps, sector_density(model, weights))
    return expectation(model, point["a"], image)


def _mirrored(N: Any, bc: Any, bh: Any, bw: Any, uc: Any, uh: Any, uw: Any) -> flint.arb:
    """Generating function of the symbolic book with three fields."""
    widths = {f"delta_{k}": Fraction(2, 5) for k in "chw"}
    model = {"N": N, "beta_c": bc, "beta_h": bh, "beta_w": bw, **widths}
    return full_model.generating_function(model, {"c": uc, "h": uh, "w": uw})


def _with_fields(point: Point, digits: int) -> Any:
    """Dominant eigenvalue of the numeric book with three fields."""
    field = Ball(4 * digits + 128)
    widths: dict[str, Any] = {f"delta_{k}": Fraction(2, 5) for k in "chw"}
    betas: dict[str, Any] = {f"beta_{k}": point[f"beta_{k}"] for k in "chw"}
    model = refrigerator_model(whole(point["N"]), **betas, **widths)
    fields = {k: point[f"u{k}"] for k in "chw"}
    return energy_scgf(refrigerator_rates(field, model), fields)


def _reversible(point: Point, digits: int) -> Any:
    """I^c/I^w of a machine without entropy production and with infinitely hot work reservoir."""
    one = flint.fmpq(1)
    cold, hot = (flint.fmpq(point[k].numerator, point[k].denominator) for k in ("beta_c", "beta_h"))
    # I^c + I^h = -I^w and beta_c I^c + beta_h I^h = 0 with I^w = 1.
    laws = flint.fmpq_mat(2, 2, [one, one, cold, hot])
    return laws.solve(flint.fmpq_mat(2, 1, [-one, flint.fmpq(0)]))[0, 0]


def _share_of_carnot(N: Fraction, beta_c: Fraction) -> flint.arb:
    """The bound (20) at the parameters of Fig. 2, another beta_c allowed."""
    widths = {"delta_c": "0.1", "delta_h": "0.1", "delta_w": "0.001"}
    betas = {"beta_c": beta_c, "beta_h": 1, "beta_w": "0.001"}
    form = closed_counting.refrigerator_performance
    value: flint.arb = form.ball(flint.ctx.prec, N=N, **betas, **widths, bound="tur")
    return value


CLAIMS = (
    Claim(
        id="qar.eq15",
        where="Eq. (15)",
        kind="identity",
        title="First law in the stationary state",
        latex=r"\bar I^c_E+\bar I^h_E+\bar I^w_E=0",
        printed=FIRST_LAW,
        domain=ANY,
        bindings=CURRENTS,
        conventions=f"{TUNED}; each current from its own characteristic polynomial",
        checks=(
            Equality(
                Oracle(
                    lambda p, d: _energy_change(Ball(4 * d + 256), p),
                    "change of <H_S> in the stationary state of the complete rate equation",
                ),
                route="numeric",
                points=8,
                digits=30,
            ),
        ),
        explained={
            text: "a multiple of zero is zero"
            for text in (f"2*({FIRST_LAW})", f"({FIRST_LAW})/2", f"-({FIRST_LAW})")
        },
        depends=("qar.eq11",),
    ),
    Claim(
        id="qar.eq16",
        where="Eq. (16)",
        kind="identity",
        title="Local detailed balance",
        latex=r"\frac{R^\nu_{ab}}{R^\nu_{ba}}=e^{-\beta_\nu(E_a-E_b)}",
        printed="exp(-beta*(a**2-b**2))",
        domain=Domain(
            {
                "N": among(5, 7, 9),
                "nu": among(1, 2, 3),
                "a": among("1/2", "3/2", "5/2", "7/2", "9/2"),
                "b": among("1/2", "3/2", "5/2", "7/2", "9/2"),
                "beta": reals("1/10", "9/10"),
            },
            where=lambda p: (
                p["a"] != p["b"]
                and max(p["a"], p["b"]) <= p["N"] / 2
                and (p["a"] + p["b"] == 2 or (abs(p["a"] - p["b"]) == (2 if p["nu"] == 2 else 1)))
            ),
            where_text="a != b, a transition of reservoir nu (1 cold, 2 hot, 3 work)",
        ),
        oracle_only=("N", "nu"),
        conventions="Omega = 1, E_a = a^2",
        partners=(("a", "b"),),
        checks=(
            Equality(
                Oracle(_rate_ratio, "rates from explicit spin matrices, exact"),
                route="numeric",
                points=20,
                exponential=("beta",),
            ),
        ),
        depends=("qar.eq7",),
    ),
    Claim(
        id="qar.eq17",
        where="Eq. (17)",
        kind="identity",
        title="Every reservoir alone thermalises the system",
        latex=r"\sum_bR^\nu_{ab}e^{-\beta_\nu\Omega b^2}=0",
        printed="sum(R(a, b)*x**(4*b**2), b, 1/2, N/2)",
        domain=Domain(
            {
                "N": among(3, 5),
                "nu": among(1, 2, 3),
                "a": among("1/2", "3/2", "5/2"),
                "x": reals("2/5", "19/20"),
            },
            where=lambda p: p["a"] <= p["N"] / 2,
            where_text="a at most N/2",
        ),
        environment=_single_environment,
        environment_names=("R",),
        oracle_only=("nu",),
        conventions="Omega = 1; x = exp(-beta_nu/4), so that exp(-beta_nu b^2) = x^(4 b^2); R of one reservoir with its diagonal",
        partners=(("a", "b"),),
        checks=(
            Equality(
                Oracle(
                    lambda p, d: _gibbs_change(p),
                    "change of a population in the thermal state, Lindblad equation on all 2^N product states",
                ),
                route="numeric",
                title="thermal state, exact",
                points=10,
            ),
        ),
        depends=("qar.eq16",),
    ),
    Claim(
        id="qar.eq18",
        where="Eq. (18)",
        kind="inequality",
        title="Second law: the entropy production rate is not negative",
        latex=r"\bar\sigma_i=-\beta_c\bar I^c_E-\beta_h\bar I^h_E-\beta_w\bar I^w_E\ge0",
        printed=called("-beta_c*Ic-beta_h*Ih-beta_w*Iw >= 0"),
        domain=ANY,
        bindings=CURRENTS,
        conventions=f"{TUNED}; currents from the characteristic polynomial",
        checks=(Inequality(route="symbolic", points=200, search=40, digits=20),),
        depends=("qar.eq15", "qar.eq16"),
    ),
    Claim(
        id="qar.text-crooks",
        where="below Eq. (18)",
        kind="identity",
        title="Fluctuation theorem of the energies exchanged with three reservoirs",
        latex=r"\lambda(u_c,u_h,u_w)=\lambda(\beta_c-u_c,\beta_h-u_h,\beta_w-u_w)",
        printed="L(N, beta_c, beta_h, beta_w, beta_c-uc, beta_h-uh, beta_w-uw)",
        prose=True,
        domain=Domain(
            {
                "N": among(5, 6, 7),
                **{f"beta_{k}": reals("1/5", 2) for k in "chw"},
                **{f"u{k}": reals("-1/2", "1/2") for k in "chw"},
            }
        ),
        bindings={"L": full_model.remembered(_mirrored)},
        conventions="Omega = 1; lambda: dominant eigenvalue with weights exp(u_nu (E_a - E_b)) on the rates of each reservoir; "
        "widths 2/5",
        checks=(
            Equality(
                Oracle(
                    _with_fields, "dominant eigenvalue of the tilted rate matrix, certified bounds"
                ),
                route="numeric",
                points=8,
                digits=25,
            ),
        ),
        depends=("qar.eq10", "qar.eq16"),
        notes=("The paper names the theorem without a formula; this is its form for long times.",),
    ),
    Claim(
        id="qar.eq19",
        where="Eq. (19)",
        kind="inequality",
        title="Thermodynamic uncertainty relation of the cold current",
        latex=r"\frac{\bar S^c_E\bar\sigma_i}{(\bar I^c_E)^2}\ge2",
        printed=called("Sc*sigma/Ic**2 >= 2"),
        domain=ANY,
        bindings=CURRENTS,
        conventions=f"{TUNED}; all from the characteristic polynomial",
        checks=(Inequality(route="symbolic", points=100, search=40, digits=20),),
        depends=("qar.eq13", "qar.eq18"),
    ),
    Claim(
        id="qar.eq20",
        where="Eq. (20)",
        kind="inequality",
        title="Bound of the coefficient of performance by current and noise",
        latex=r"\kappa\le\bar\kappa=\kappa_{Ca}\frac1{1+2\frac{\bar I^c_E}{\bar S^c_E(\beta_c-\beta_h)}}",
        printed=called("Ic/Iw <= beta_h/(beta_c-beta_h)*1/(1+2*Ic/(Sc*(beta_c-beta_h)))"),
        domain=COOLING,
        bindings=CURRENTS,
        conventions=f"{TUNED}; kappa = I^c/I^w",
        checks=(Inequality(route="symbolic", points=100, search=40, digits=20),),
        depends=("qar.eq19",),
    ),
    Claim(
        id="qar.eq20.kCa",
        where="below Eq. (20)",
        kind="definition",
        title="Carnot bound of cooling",
        latex=r"\kappa_{Ca}=\frac{\beta_h}{\beta_c-\beta_h}",
        printed="beta_h/(beta_c-beta_h)",
        domain=Domain(
            {"beta_c": reals("1/2", 5), "beta_h": reals("1/4", 4)},
            where=lambda p: p["beta_c"] > p["beta_h"],
            where_text=ORDERED,
        ),
        partners=(("beta_c", "beta_h"),),
        checks=(
            Equality(
                Oracle(
                    _reversible,
                    "first and second law solved without entropy production, infinitely hot work reservoir",
                ),
                route="numeric",
                title="reversible machine, exact",
            ),
        ),
        notes=(
            "With a work reservoir of finite temperature the reversible value is (beta_h - beta_w)/(beta_c - beta_h), which is "
            "smaller.",
        ),
        depends=("qar.eq15", "qar.eq18"),
    ),
    Claim(
        id="qar.text-kbar-tighter",
        where="below Eq. (20)",
        kind="inequality",
        title="The bound from current and noise is tighter than the Carnot bound",
        latex=r"\bar\kappa<\kappa_{Ca}\ \text{at the parameters of Fig. 2}",
        printed="K(N, beta_c) < 1/(beta_c-1)",
        prose=True,
        domain=Domain({"N": among(*range(9, 33, 2)), "beta_c": reals("11/10", "5/2")}),
        bindings={"K": full_model.remembered(_share_of_carnot)},
        conventions="K: the bound (20) at the parameters of Fig. 2 but for beta_c; beta_h = 1",
        checks=(Inequality(route="symbolic", points=60, search=10, digits=20),),
        notes=(
            "How much tighter it can be: the measured ratio is 0.66 at beta_c = 2, the setting of Fig. 2, and 0.42 at 3/2, for all N from 9 "
            "to 31; the paper prints no number.",
        ),
        depends=("qar.eq20",),
    ),
)
