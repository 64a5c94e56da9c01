"""Eqs. (19) and (20): the uncertainty relation of classical engines and the constancy."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from ...checks import Inequality
from ...claims import Claim
from ...domain import Domain, integers, reals
from .classical_pairs import classical_constancy, classical_fano
from .currents import CARNOT, ENGINES, Q2, UNITS, VAR, P, same_as_full
from .machines import delivers, from_closed, solved

BETWEEN = {
    "E1": reals("1/4", 2),
    "E2": reals("1/2", 6),
    "beta1": reals("1/5", 4),
    "beta2": reals("1/20", 2),
    "Gamma0": reals("1/20", 3),
    "kappa": reals("1/20", 3),
}


def _classical_example(x: Fraction, r: Fraction) -> Any:
    splittings = (Fraction(1), Fraction(1), Fraction(2))
    return classical_constancy(*splittings, x, r * x / 2, Fraction(1, 100), Fraction(1, 10))


def _example(x: Fraction, r: Fraction, h: Fraction) -> Any:
    splittings = (Fraction(1), Fraction(1), Fraction(2))
    rate = Fraction(1, 100)
    return from_closed("engine_constancy")(*splittings, x, r * x / 2, h * rate, rate)


CLAIMS: tuple[Claim, ...] = (
    Claim(
        id="engine.eq19",
        where="Eq. (19)",
        kind="inequality",
        title="Thermodynamic uncertainty relation of classical engines",
        latex=r"\frac{\mathrm{Var}(\mathcal P_N)}{\mathcal P_N}\ge\frac{2\eta T_1}{\eta_C-\eta}",
        printed="fano(N, E1, E2, beta1, beta2, Gamma0, kappa) >= 2*((E2-E1)/E2)*(1/beta1)/((1-beta2/beta1)-(E2-E1)/E2)",
        domain=Domain(
            {"N": integers(1, 2), **BETWEEN},
            delivers,
            "E1 < E2, beta1 > beta2, beta1 E1 > beta2 E2",
        ),
        partners=(("E1", "E2"), ("beta1", "beta2")),
        bindings={"fano": classical_fano},
        conventions="classical jump engine: the populations of both ladders in their baths, with incoherent exchange at rate kappa "
        "in place of the coherent drive; eta = (E2 - E1)/E2. " + CARNOT,
        checks=(Inequality(route="numeric", points=160, search=40, digits=15),),
        depends=("engine.eq16", "engine.eq18"),
    ),
    same_as_full(
        "eq20",
        "Eq. (20)",
        "Normalised constancy",
        r"\mathcal C_N\equiv\frac{\mathcal P_N}{\mathrm{Var}(\mathcal P_N)}\frac{2\eta T_1}{\eta_C-\eta}",
        f"{P}/{VAR}*(2*({P}/{Q2})*(1/beta1)/((1-beta2/beta1)-{P}/{Q2}))",
        "P Var Q2",
        lambda f, p: solved(f, p).constancy(),
        kind="definition",
        domain=ENGINES,
        partners=(("beta1", "beta2"),),
        conventions=UNITS + "; " + CARNOT + "; the oracle is 2 P^2/(Var(P) S)",
        depends=("engine.eq16", "engine.eq18", "engine.eq19"),
    ),
    same_as_full(
        "text-fano",
        "below Eq. (20)",
        "The constancy goes as the inverse Fano factor of the power",
        r"\mathcal C_N\propto\left(\mathrm{Var}(\mathcal P_N)/\mathcal P_N\right)^{-1}",
        f"2*(E2-E1)/(beta1*E1-beta2*E2)/({VAR}/{P})",
        "P Var",
        lambda f, p: solved(f, p).constancy(),
        kind="statement",
        domain=ENGINES,
        prose=True,
        partners=(("E1", "E2"), ("beta1", "beta2")),
        conventions=UNITS + "; the factor depends on neither N nor the drive nor the rates",
        depends=("engine.eq20",),
    ),
    Claim(
        id="engine.text-classical",
        where="below Eq. (20)",
        kind="inequality",
        title="Classical engines have a constancy of at most 1",
        latex=r"\mathcal C_N\le1",
        printed="C(N, E1, E2, beta1, beta2, Gamma0, kappa) <= 1",
        domain=Domain(
            {"N": integers(1, 3), **BETWEEN},
            delivers,
            "E1 < E2, beta1 > beta2, beta1 E1 > beta2 E2",
        ),
        bindings={"C": classical_constancy},
        conventions="the same classical jump engine as for (19); the coherent engine is the subject of engine.text-quantumsig",
        checks=(Inequality(route="numeric", points=60, search=40, digits=15),),
        depends=("engine.eq19", "engine.eq20"),
    ),
    Claim(
        id="engine.text-quantumsig",
        where="below Eq. (20)",
        kind="statement",
        title="A constancy above 1 where the classical counterpart stays below",
        latex=r"\mathcal C_N^{classical}\le1<\mathcal C_N",
        printed="C(x, r) <= 1 < Cq(x, r, h)",
        prose=True,
        domain=Domain(
            {
                "x": reals("9/20", "11/20"),
                "r": reals("9/20", "3/5"),
                "h": reals("11/2", "13/2"),
            }
        ),
        bindings={"C": _classical_example, "Cq": _example},
        conventions="examples: one pair with E_2 = 2 E_1, beta_1 E_1 = x, beta_2 E_2 = r x and omega_0 = h Gamma_0, Gamma_0 = E_1/100; the classical "
        "counterpart is that of engine.text-classical, exchange at E_1/10",
        checks=(Inequality(route="symbolic", points=40, search=0, digits=20),),
        explained={
            "C(x, r)/2 <= 1 < Cq(x, r, h)": "weaker on the classical side",
            "-C(x, r) <= 1 < Cq(x, r, h)": "weaker on the classical side: C is positive",
            "C(x, r) <= 1 < 2*Cq(x, r, h)": "weaker on the coherent side",
        },
        depends=("engine.eq20", "engine.text-classical"),
        notes=(
            "That C_N > 1 can be read as a quantum signature is an interpretation; examples of it are what is checked.",
        ),
    ),
)
