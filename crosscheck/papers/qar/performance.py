"""Appendix F: signs of the currents, Carnot bound and the bound from the uncertainty relation."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from cotherm.numeric.fields import Ball, Field
from cotherm.numeric.refrigerator import refrigerator_performance
from cotherm.numeric.refrigerator_rates import energy_current, energy_noise
from cotherm.symbolic.derivations import refrigerator_transport as bounds

from ...books import full
from ...checks import Equality, Inequality, Oracle, Proof, Result
from ...claims import Claim
from ...domain import Point
from . import full_model
from .full_model import COOLING, CURRENTS, TUNED, called

FROM_POLYNOMIAL = f"{TUNED}; currents and noise of the print from the characteristic polynomial"
SUMMAND = "true for whatever positive summand, and an equality without one"
KAPPA = full(
    lambda f, p: refrigerator_performance(f, full_model.model_of_point(p)),
    "ratio of the stationary currents of the complete rate equation",
)


def _noise_form(field: Field, point: Point) -> Any:
    """The bound in front of the last equality of (F2), with the numeric book's current and noise."""
    system = full_model.rates_of_point(field, point)
    current, noise = energy_current(system, "c"), energy_noise(system, "c")
    cold, hot = (field.number(point[k]) for k in ("beta_c", "beta_h"))
    with field:
        return hot * current / (2 * current * current / noise + (cold - hot) * current)


def _signs(point: Point, digits: int) -> list[int]:
    """Signs of the work and the hot current."""
    system = full_model.rates_of_point(Ball(256), point)
    currents = [energy_current(system, name) for name in "wh"]
    return [1 if x > 0 else -1 if x < 0 else 0 for x in currents]


def _positive_terms(field: Field, point: Point) -> Any:
    """The three terms of the denominator of (F1), if they are positive."""
    system = full_model.rates_of_point(field, point)
    cold, hot, work = (field.number(point[f"beta_{k}"]) for k in "chw")
    with field:
        terms = [
            full_model.transition_entropy(field, point),
            work * energy_current(system, "w"),
            (cold - hot) * energy_current(system, "c"),
        ]
    if any(x < 0 for x in terms):
        raise ValueError("a term is negative")
    return terms


def _proof(number: int) -> Proof:
    """The step of the derivation, the first law inserted for the work current."""

    def production(N: Any, cold: Any, hot: Any, work: Any, *rest: Any) -> Any:
        return -cold * bounds.Ic - hot * bounds.Ih + work * (bounds.Ic + bounds.Ih)

    return Proof(
        "performance_bounds",
        (Result("rewrite", number),),
        bindings={
            "Ic": lambda *_: bounds.Ic,
            "Ih": lambda *_: bounds.Ih,
            "Iw": lambda *_: -bounds.Ic - bounds.Ih,
            "Sc": lambda *_: bounds.S,
            "sigma": production,
        },
    )


def _identity(
    id: str,
    where: str,
    title: str,
    latex: str,
    printed: str,
    oracle: Any,
    number: int,
    depends: tuple[str, ...],
) -> Claim:
    return Claim(
        id=f"qar.{id}",
        where=where,
        kind="identity",
        title=title,
        latex=latex,
        printed=called(printed),
        domain=COOLING,
        bindings=CURRENTS,
        partners=(("beta_h", "beta_w"),),
        conventions=FROM_POLYNOMIAL,
        checks=(Equality(oracle, route="numeric", points=10, digits=25), _proof(number)),
        depends=depends,
    )


def _inequality(
    id: str,
    where: str,
    title: str,
    latex: str,
    printed: str,
    depends: tuple[str, ...],
    explained: Mapping[str, str] | None = None,
    points: int = 80,
    **more: Any,
) -> Claim:
    return Claim(
        id=f"qar.{id}",
        where=where,
        kind=more.pop("kind", "inequality"),
        title=title,
        latex=latex,
        printed=called(printed),
        domain=COOLING,
        bindings=CURRENTS,
        conventions=FROM_POLYNOMIAL,
        checks=(Inequality(route="symbolic", points=points, search=40, digits=20),),
        explained={called(text): reason for text, reason in (explained or {}).items()},
        depends=depends,
        **more,
    )


CLAIMS = (
    Claim(
        id="qar.textF-signs",
        where="App. F",
        kind="statement",
        title="Cooling needs heat from the work reservoir, and dumps heat into the hot one",
        latex=r"\bar I^c_E>0\Rightarrow\bar I^w_E>0,\ \bar I^h_E<0",
        printed="[1, -1]",
        prose=True,
        domain=replace(
            COOLING,
            where=full_model.cold_loses,
            where_text="beta_c >= beta_h >= beta_w, cold current positive",
        ),
        oracle_only=full_model.NAMES,
        conventions=f"{TUNED}; the signs of I^w and I^h",
        checks=(
            Equality(
                Oracle(
                    _signs,
                    "signs of the stationary currents of the complete rate equation, by balls",
                ),
                route="numeric",
                title="signs where the cold reservoir is cooled",
                truth=True,
                points=60,
                minimum=40,
            ),
        ),
        notes=(
            "From (15) and (18): (beta_h - beta_w) I^w = (beta_c - beta_h) I^c + sigma, all terms on the right positive.",
        ),
        depends=("qar.eq15", "qar.eq18"),
    ),
    _identity(
        "eqF1",
        "Eq. (F1)",
        "Coefficient of performance, written with three terms of one sign",
        r"\kappa\equiv\frac{\bar I^c_E}{\bar I^w_E}=\frac{\beta_h\bar I^c_E}{[-(\beta_c-\beta_w)\bar I^c_E-(\beta_h-\beta_w)\bar I^h_E]"
        r"+\beta_w\bar I^w_E+(\beta_c-\beta_h)\bar I^c_E}",
        "beta_h*Ic/((-(beta_c-beta_w)*Ic-(beta_h-beta_w)*Ih)+beta_w*Iw+(beta_c-beta_h)*Ic)",
        KAPPA,
        0,
        ("qar.eq15",),
    ),
    _inequality(
        "eqF1.first",
        "Eq. (F1), first inequality",
        "Upper bound without the first summand",
        r"\kappa\le\frac{\beta_h\bar I^c_E}{\beta_w\bar I^w_E+(\beta_c-\beta_h)\bar I^c_E}",
        "Ic/Iw <= beta_h*Ic/(beta_w*Iw+(beta_c-beta_h)*Ic)",
        ("qar.eqF1",),
    ),
    _inequality(
        "eqF1.second",
        "Eq. (F1), second inequality",
        "Upper bound without the second summand",
        r"\frac{\beta_h\bar I^c_E}{\beta_w\bar I^w_E+(\beta_c-\beta_h)\bar I^c_E}\le\frac{\beta_h}{\beta_c-\beta_h}\equiv\kappa_{Ca}",
        "beta_h*Ic/(beta_w*Iw+(beta_c-beta_h)*Ic) <= beta_h/(beta_c-beta_h)",
        ("qar.eqF1.first",),
        {
            f"beta_h*Ic/({summand}(beta_c-beta_h)*Ic) <= beta_h/(beta_c-beta_h)": SUMMAND
            for summand in (
                "",
                "beta_w*Iw/2+",
                "beta_w**2*Iw+",
                "beta_w*Iw**2+",
                "beta_w/Iw+",
                "beta_w+",
            )
        },
    ),
    Claim(
        id="qar.textF-positive",
        where="below Eq. (F1)",
        kind="statement",
        title="The three terms of the denominator are positive separately, the bracket by the second law",
        latex=r"-(\beta_c-\beta_w)\bar I^c_E-(\beta_h-\beta_w)\bar I^h_E\ge0,\ \beta_w\bar I^w_E\ge0,\ (\beta_c-\beta_h)\bar I^c_E\ge0",
        printed=called("[-(beta_c-beta_w)*Ic-(beta_h-beta_w)*Ih, beta_w*Iw, (beta_c-beta_h)*Ic]"),
        domain=COOLING,
        bindings=CURRENTS,
        partners=(("beta_h", "beta_w"),),
        conventions=FROM_POLYNOMIAL,
        checks=(
            Equality(
                full(
                    _positive_terms,
                    "entropy production of every transition, which is positive, and heat of the two reservoirs; all three "
                    "are certified to be positive",
                ),
                route="numeric",
                title="values of the three terms, all positive",
                points=16,
                digits=20,
            ),
        ),
        depends=("qar.eqF1", "qar.eq18"),
    ),
    _inequality(
        "textF-carnot",
        "below Eqs. (18), (20), (F1)",
        "The coefficient of performance obeys the Carnot bound",
        r"\kappa\le\frac{\beta_h}{\beta_c-\beta_h}",
        "Ic/Iw <= beta_h/(beta_c-beta_h)",
        ("qar.eqF1.second",),
    ),
    _identity(
        "eqF2",
        "Eq. (F2)",
        "Coefficient of performance with the entropy production rate",
        r"\kappa=\frac{\beta_h\bar I^c_E}{\bar\sigma_i+\beta_w\bar I^w_E+(\beta_c-\beta_h)\bar I^c_E}",
        "beta_h*Ic/(sigma+beta_w*Iw+(beta_c-beta_h)*Ic)",
        KAPPA,
        2,
        ("qar.eqF1", "qar.eq18"),
    ),
    _inequality(
        "eqF2.first",
        "Eq. (F2), first inequality",
        "Upper bound with the entropy production rate",
        r"\kappa\le\frac{\beta_h\bar I^c_E}{\bar\sigma_i+(\beta_c-\beta_h)\bar I^c_E}",
        "Ic/Iw <= beta_h*Ic/(sigma+(beta_c-beta_h)*Ic)",
        ("qar.eqF2",),
        points=160,
    ),
    _inequality(
        "eqF2.second",
        "Eq. (F2), second inequality",
        "Upper bound with the noise",
        r"\frac{\beta_h\bar I^c_E}{\bar\sigma_i+(\beta_c-\beta_h)\bar I^c_E}\le\frac{\beta_h\bar I^c_E}{\frac{2(\bar I^c_E)^2}{\bar S^c_E}"
        r"+(\beta_c-\beta_h)\bar I^c_E}",
        "beta_h*Ic/(sigma+(beta_c-beta_h)*Ic) <= beta_h*Ic/(2*Ic**2/Sc+(beta_c-beta_h)*Ic)",
        ("qar.eqF2.first", "qar.eq19"),
    ),
    _identity(
        "eqF2.final",
        "Eq. (F2), last line",
        "The bound with the noise in terms of the Carnot bound",
        r"\frac{\beta_h\bar I^c_E}{\frac{2(\bar I^c_E)^2}{\bar S^c_E}+(\beta_c-\beta_h)\bar I^c_E}"
        r"=\kappa_{Ca}\frac1{1+2\frac{\bar I^c_E}{\bar S^c_E(\beta_c-\beta_h)}}",
        "beta_h/(beta_c-beta_h)*1/(1+2*Ic/(Sc*(beta_c-beta_h)))",
        full(_noise_form, "current and noise of the complete rate equation"),
        3,
        ("qar.eqF2.second",),
    ),
)
