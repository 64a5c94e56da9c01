"""Photonic Carnot engine: periods of (5) and (6), their fixed point, and its temperature."""

from __future__ import annotations

from fractions import Fraction
from functools import lru_cache
from typing import Any

import flint

from cotherm.numeric import micromaser as maser
from cotherm.numeric import micromaser_lindblad as lindblad
from cotherm.numeric.fields import Field
from cotherm.numeric.micromaser_dynamics import evolve
from cotherm.symbolic.forms import micromaser as forms
from cotherm.symbolic.heisenberg_field import Period, photons_after

from ...algebras import to_fmpq
from ...books import full, whole
from ...checks import Asymptotic, Equality, Oracle
from ...claims import Claim
from ...domain import Domain, Point, integers, reals
from .maser_shared import (
    EXACT,
)

PHYSICAL = "sigma_- = |g><e| (text-ladder) and D[x] rho = x rho x^+ - {x^+ x, rho}/2 (text-D)"
RATES = {
    "pe": reals("1/500", "1/50"),
    "g": reals("1/5", 2),
    "gamma": reals("1/100", "1/2"),
    "kappa": reals("1/100", "1/2"),
    "kappa0": reals("1/50", 1),
}
DIMENSIONLESS = (
    "g, gamma, kappa stand for the products with tau, kappa0 for kappa tau_0; " + PHYSICAL
)


def _steady(field: Field, point: Point) -> Any:
    return maser.micromaser_photons(field, _model(point))


def _model(point: Point) -> maser.Micromaser:
    names = ("pe", "g", "gamma", "kappa", "kappa0")
    return maser.Micromaser(*(point[name] for name in names))


def _after(
    pe: Fraction, g: Fraction, gamma: Fraction, kappa: Fraction, k0: Fraction, k: Fraction
) -> Any:
    period = Period(pe, g, gamma, kappa, k0, Fraction(0))
    return photons_after(period, whole(k), flint.ctx.prec)


def _iterated(field: Field, point: Point) -> Any:
    k = whole(point["k"])
    return evolve(field, _model(point), field.zero, [k], levels=k + 2)[0]


def _joint(point: Point) -> list[Any]:
    """Populations of |e,n> and |g,n> of the product state, numeric book."""
    q, n = to_fmpq(point["q"]), whole(point["n"])
    weights = [(1 - q) * q**k for k in range(n + 1)]
    state = lindblad.product_state(EXACT, point["pe"], weights)
    return [state[n, n], state[2 * n + 1, 2 * n + 1]]


def _geometric_defect(field: Field, point: Point) -> Any:
    """p_0 p_2 / p_1^2 of the steady state, 1 for a thermal one; losses in proportion to (g tau)^2."""
    loss = point["loss"] * point["g"] ** 2
    model = maser.Micromaser(point["pe"], point["g"], 0, 0, loss)
    p = maser.steady_populations(field, model)
    with field:
        return p[0] * p[2] / (p[1] * p[1])


def _environment_temperature(field: Field, point: Point) -> Any:
    """Omega / ln(p_0/p_1) of a field in equilibrium with an environment of n photons per mode."""
    generator = maser.decay_generator(EXACT, 6, 1, point["n"])
    from cotherm.numeric.steady_state import steady_state

    populations = steady_state(generator, EXACT, [EXACT.one] * 6).vector
    with field:
        ratio = field.number(populations[0]) / field.number(populations[1])
        return field.number(point["Omega"]) / field.log(ratio)


def _photons(*values: Fraction) -> Any:
    return _photons_ball(values, flint.ctx.prec)


@lru_cache(maxsize=256)
def _photons_ball(values: tuple[Fraction, ...], prec: int) -> Any:
    return forms.micromaser_photons.ball(prec, *values)


CLAIMS: tuple[Claim, ...] = (
    Claim(
        id="spinstar.text-regular",
        where="microscopic part",
        kind="definition",
        title="Atoms at equidistant times: photons after some of them",
        latex=r"\text{regular atomic pump, i.e. atoms entering the cavity at equidistant times}",
        printed="photons(pe, g, gamma, kappa, kappa0, k)",
        prose=True,
        domain=Domain({**RATES, "k": integers(1, 5)}),
        bindings={"photons": _after},
        partners=(("gamma", "kappa"), ("kappa", "kappa0")),
        shifted=("k",),
        conventions=f"mean photon number after k periods of (5) and (6) from an empty field; {DIMENSIONLESS}",
        checks=(
            Equality(
                full(_iterated, "populations carried through k periods, Schroedinger picture"),
                route="numeric",
                title="k periods, the print in the Heisenberg picture of the symbolic book",
                points=8,
                digits=25,
            ),
        ),
    ),
    Claim(
        id="spinstar.text-product",
        where="microscopic part",
        kind="definition",
        title="Product state at the arrival of an atom",
        latex=r"\rho=\rho_c(0)\otimes\rho_0",
        printed="[pe*(1-q)*q**n, (1-pe)*(1-q)*q**n]",
        prose=True,
        domain=Domain(
            {"pe": reals("1/20", "9/20"), "q": reals("1/400", "1/2"), "n": integers(0, 5)}
        ),
        conventions="populations of |e,n> and |g,n>; q = exp(-Omega/T_b)",
        checks=(
            Equality(
                Oracle(lambda p, d: _joint(p), "Kronecker product of atom and field"),
                route="numeric",
            ),
        ),
    ),
    Claim(
        id="spinstar.eq5-6-fixedpoint",
        where="below Eq. (6)",
        kind="statement",
        title="The repeated procedure has a steady state",
        latex=r"\text{repeated until the steady state of the cavity is reached}",
        printed="photons(pe, g, gamma, kappa, kappa0)",
        prose=True,
        domain=Domain(RATES),
        bindings={"photons": _photons},
        partners=(("gamma", "kappa"), ("kappa", "kappa0")),
        conventions=f"mean photon number found by an arriving atom; {DIMENSIONLESS}",
        checks=(
            Equality(
                full(_steady, "fixed point of the period by one linear solve"),
                route="numeric",
                title="fixed point, the print by squaring the period in the Heisenberg picture",
                points=3,
                minimum=3,
                digits=32,
            ),
        ),
        depends=("spinstar.eq5", "spinstar.eq6", "spinstar.text-product"),
        notes=(
            "At the parameters of Fig. 3 the second eigenvalue of the period is 0.978 for N_ex = 500 and 0.9954 for 6500: the "
            "field settles within a few hundred atoms. It belongs to photon numbers above three, beyond which the passage is "
            "nearly trapped: sin^2(2 g tau) = 0.025. The mean settles within some twenty atoms.",
        ),
    ),
    Claim(
        id="spinstar.text-Tf-def",
        where="discussion of Fig. 4",
        kind="identity",
        title="Temperature of a field from its mean photon number",
        latex=r"T_f=\Omega/\ln(1+1/\bar n_c)",
        printed="Omega/log(1+1/n)",
        domain=Domain({"Omega": reals("1/2", 10), "n": reals("1/1000", 20)}),
        checks=(
            Equality(
                full(
                    _environment_temperature,
                    "ratio of the populations of a field in equilibrium with n photons per mode",
                ),
                route="numeric",
            ),
        ),
    ),
    Claim(
        id="spinstar.text-Tf-effective",
        where="discussion of Fig. 4",
        kind="limit",
        title="With losses the field is thermal only for short passes",
        latex=r"T_f\ \text{is effective; it gets closer to a genuine temperature when}\ \tau\ll1/g",
        printed="1",
        prose=True,
        domain=Domain({"pe": reals("1/20", "1/4"), "loss": reals("1/20", 2)}),
        oracle_only=("pe", "loss"),
        conventions="p_0 p_2/p_1^2, which is 1 for a thermal field; g stands for g tau, kappa tau_0 = loss (g tau)^2",
        checks=(
            Asymptotic(
                full(_geometric_defect, "fixed point of the period"),
                variable="g",
                sequence=tuple(Fraction(1, 4 * 2**k) for k in range(4)),
                remainder="g**2",
                points=3,
                minimum=3,
                digits=15,
            ),
        ),
        depends=("spinstar.text-Tf-def", "spinstar.eq5-6-fixedpoint"),
        notes=(
            "The defect is of the order (g tau)^2. At the printed g tau = 1.49 and N_ex = 500 the ratios p_(n+1)/p_n are 0.160, "
            "0.159, 0.156, 0.113, 0.120 instead of one value 0.1605; for N_ex = 6500 0.1603, 0.1602, 0.1595, 0.149, 0.153.",
        ),
    ),
)
