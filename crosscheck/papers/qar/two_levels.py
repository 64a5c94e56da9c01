"""Eqs. (D1), (D2): the two lowest levels between work and cold reservoir."""

from __future__ import annotations

from cotherm.numeric.refrigerator_sector import transition_strength
from cotherm.symbolic.forms import refrigerator_transport as closed_transport

from ...books import closed, exact, full, whole
from ...checks import Equality, Oracle, Proof, Result
from ...claims import Claim
from ...domain import Domain, reals
from . import transport_models as models
from .models import ODD, RATIONAL
from .transport_models import COLD_WORK, LOW, RATES, SETTING

_NAMES = {"Gamma_c": "Gc", "Gamma_w": "Gw", "n_c": "nc", "n_w": "nw"}


CLAIMS = (
    Claim(
        id="qar.eqD1",
        where="Eq. (D1)",
        kind="definition",
        title="Tilted rate matrix of the two lowest levels",
        latex=r"R(\chi)=R_c(\chi)+R_w,\ R_c(\chi)=\Gamma^{eff}_c\begin{pmatrix}-n_c&(1+n_c)e^{-i\chi2\Omega}\\n_ce^{+i\chi2\Omega}&-(1+n_c)\end{pmatrix},\ "
        r"R_w=\Gamma^{eff}_w\begin{pmatrix}-n_w&1+n_w\\n_w&-(1+n_w)\end{pmatrix}",
        printed="[-G(N, delta_c)*n(beta_c)-G(N, delta_w)*n(beta_w), "
        "G(N, delta_c)*(1+n(beta_c))/z**2+G(N, delta_w)*(1+n(beta_w)), "
        "G(N, delta_c)*n(beta_c)*z**2+G(N, delta_w)*n(beta_w), "
        "-G(N, delta_c)*(1+n(beta_c))-G(N, delta_w)*(1+n(beta_w))]",
        domain=Domain(
            {
                "N": ODD,
                **LOW,
                "delta_c": reals("1/5", 3),
                "delta_w": reals("1/5", 3),
                "z": reals("1/3", 3),
            }
        ),
        bindings={"G": models.effective, "n": lambda beta: models.bose(beta, 2)},
        partners=(("beta_c", "beta_w"), ("delta_c", "delta_w")),
        conventions=f"{SETTING}; z = exp(i chi); G, n: effective rate and Bose function at 2 of the symbolic book; entries row by row",
        checks=(
            Equality(
                full(
                    models.matrix,
                    "complete rate equation with two reservoirs, block of the two lowest levels",
                ),
                route="numeric",
                points=10,
                digits=30,
            ),
        ),
        depends=("qar.eq10",),
    ),
    Claim(
        id="qar.eqD1.Gamma",
        where="below Eq. (D1)",
        kind="identity",
        title="Effective rates of the lowest transition",
        latex=r"\Gamma^{eff}_{c/w}=\Gamma_{c/w}(2\Omega)|\langle v^+_{1/2}|J_x|v^+_{3/2}\rangle|^2=\frac{\Gamma_{c/w}(2\Omega)}4\left[\frac N2\left(\frac N2+1\right)-\frac34\right]",
        printed="Gamma/4*(N/2*(N/2+1)-3/4)",
        domain=Domain({"N": ODD, "Gamma": reals("1/10", 5)}),
        checks=(
            Equality(
                Oracle(
                    lambda p, d: transition_strength(whole(p["N"]), "1/2", "3/2") * p["Gamma"],
                    "squared matrix element from explicit spin matrices",
                ),
                route="numeric",
                points=16,
            ),
            Proof("effective_rates", (Result("closed form", 0),), factor="Gamma"),
        ),
        notes=(
            "Here the bracket has N/2 + 1, as it must; (G2) prints N/2 - 1 for the same matrix element.",
        ),
        depends=("qar.eqD1",),
    ),
    Claim(
        id="qar.eqD2",
        where="Eq. (D2)",
        kind="identity",
        title="Current through the two lowest levels",
        latex=r"\bar I^c_E\to-\frac{2\Omega\Gamma^{eff}_c\Gamma^{eff}_w(n_w-n_c)}{\Gamma^{eff}_c[1+2n_c]+\Gamma^{eff}_w[1+2n_w]}",
        printed="-2*Omega*Gc*Gw*(nw-nc)/(Gc*(1+2*nc)+Gw*(1+2*nw))",
        domain=Domain({**RATES, "Omega": reals("1/4", 3)}),
        partners=COLD_WORK,
        checks=(
            Proof(
                "two_level_transport", (Result("closed form", -1),), names=_NAMES, factor="Omega"
            ),
            Equality(
                exact(
                    models.two_level_current,
                    "stationary state of the two-level rate equation, exact",
                ),
                route="numeric",
                points=14,
            ),
        ),
        depends=("qar.eqD1",),
    ),
    Claim(
        id="qar.textD-negative",
        where="below Eq. (D2)",
        kind="statement",
        title="Heat flows from the work to the cold reservoir",
        latex=r"\bar I^c_E<0\ \text{for}\ n_w>n_c",
        printed="if_else(nw > nc, -1, 1)",
        prose=True,
        domain=Domain(RATES, where=lambda p: p["nc"] != p["nw"], where_text="n_c != n_w"),
        oracle_only=("Gc", "Gw"),
        partners=(("nc", "nw"),),
        conventions="sign of the current (D2)",
        checks=(
            Equality(
                Oracle(
                    lambda p, d: models.sign(models.two_level_current(RATIONAL, p)),
                    "sign of the exact current of the two-level rate equation",
                ),
                route="numeric",
                title="signs",
                truth=True,
                points=60,
                minimum=40,
            ),
        ),
        depends=("qar.eqD2",),
    ),
    Claim(
        id="qar.textD-mild",
        where="below Eq. (D2)",
        kind="statement",
        title="Asymmetric couplings rectify, within the ratio of the occupations",
        latex=r"\frac{|\bar I^c_E(n_c,n_w)|}{|\bar I^c_E(n_w,n_c)|}=\frac{\Gamma_c(1+2n_w)+\Gamma_w(1+2n_c)}{\Gamma_c(1+2n_c)+\Gamma_w(1+2n_w)}",
        printed="(Gc*(1+2*nw)+Gw*(1+2*nc))/(Gc*(1+2*nc)+Gw*(1+2*nw))",
        prose=True,
        domain=Domain(RATES, where=lambda p: p["nc"] != p["nw"], where_text="n_c != n_w"),
        partners=COLD_WORK,
        checks=(
            Proof("two_level_transport", (Result("rewrite", 2),), names=_NAMES),
            Equality(
                exact(
                    models.two_level_ratio,
                    "two-level rate equation before and after the exchange, exact",
                ),
                route="numeric",
                points=14,
            ),
            Equality(
                closed(closed_transport.two_level_rectification, **{k: k for k in RATES}),
                points=10,
            ),
        ),
        notes=(
            "Without a number for mild: the ratio is one for equal rates and lies between (1+2n_c)/(1+2n_w) and its inverse, which tends "
            "to one at low temperatures.",
        ),
        depends=("qar.eqD2",),
    ),
)
