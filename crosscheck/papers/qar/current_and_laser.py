"""Current at finite work occupation, and Eq. (G6): the laser in place of the work reservoir."""

from __future__ import annotations

from cotherm.numeric.refrigerator_reduced import reduced_cumulants
from cotherm.symbolic.forms import refrigerator as closed_model

from ...books import closed, exact
from ...checks import Asymptotic, Equality
from ...checks.asymptotic import powers_of_ten
from ...claims import Claim
from ...domain import Domain, reals
from . import models
from .models import RATES, WORK
from .shared import HOT_COLD, population

CLAIMS = (
    Claim(
        id="qar.eqG1.current",
        where="App. G, with Eq. (11)",
        kind="identity",
        title="Cold current of (G1) at finite occupation of the work reservoir",
        latex=r"\bar I^c_E=-i\,\mathrm{Tr}\{R'(0)\bar\rho\}",
        printed="2*(Gc*nc*P1(Gc, Gh, Gw, nc, nh, nw)-Gc*(1+nc)*P32(Gc, Gh, Gw, nc, nh, nw))",
        domain=Domain({**RATES, **WORK}),
        bindings={"P1": lambda *x: population(0, *x), "P32": lambda *x: population(1, *x)},
        exact_bindings=("P1", "P32"),
        conventions="Omega = 1; P1 and P32 stationary populations of (G1)",
        checks=(
            Equality(
                closed(closed_model.reduced_current_rates, **{k: k for k in (*RATES, *WORK)}),
                route="symbolic",
            ),
            Equality(
                exact(
                    lambda f, p: (
                        reduced_cumulants(f, models.rates_of(p), models.occupations_of(p)).mean
                    ),
                    "first cumulant of the tilted three-level matrix, exact",
                ),
                route="numeric",
            ),
        ),
        depends=("qar.eqG1",),
    ),
    Claim(
        id="qar.eqG6",
        where="Eq. (G6)",
        kind="definition",
        title="Rate matrix of a resonant laser on the work transition",
        latex=r"R_w\to R_L=\Gamma^{eff}_L\begin{pmatrix}0&0&0\\0&-1&1\\0&1&-1\end{pmatrix}",
        printed="[-Gc*nc-Gh*nh, Gc*(1+nc), Gh*(1+nh), Gc*nc, -Gc*(1+nc)-GL, GL, Gh*nh, GL, -Gh*(1+nh)-GL]",
        domain=Domain({**RATES, "GL": reals("1/10", 50)}),
        partners=HOT_COLD,
        conventions="entries of R_c(0) + R_h + R_L row by row",
        checks=(
            Equality(
                exact(
                    lambda f, p: models.three_level_matrix(f, p, 1, laser=True),
                    "three levels with a classically driven upper transition",
                ),
                route="numeric",
                title="matrix entries",
            ),
        ),
        depends=("qar.eqG1",),
    ),
    Claim(
        id="qar.textG-laser",
        where="below Eq. (G6)",
        kind="asymptotic",
        title="Strong laser driving has the effect of an infinitely hot work reservoir on current and noise",
        latex=r"\Gamma^{eff}_L\to\infty:\ \bar I^c_E,\bar S^c_E\to\text{(G4), (G5)}",
        printed="[2*Gc*Gh*(nc-nh)/(Gc*(1+3*nc)+Gh*(1+3*nh)), 4*Gc*Gh*(((Gc*(1+3*nc))**2+(Gh*(1+3*nh))**2)*(nc+nh+2*nc*nh)"
        "+2*Gc*Gh*(nc*(1+nc)+nh*(1+nh)+12*nc*nh+15*nc*nh*(nc+nh)+18*nc**2*nh**2))/(Gc*(1+3*nc)+Gh*(1+3*nh))**3]",
        domain=Domain(
            RATES, where=lambda p: p["nc"] != p["nh"], where_text="n_c different from n_h"
        ),
        partners=HOT_COLD,
        conventions="Omega = 1",
        checks=(
            Asymptotic(
                exact(models.laser_limit, "cumulants of the three-level model with a laser, exact"),
                route="numeric",
                variable="GL",
                sequence=powers_of_ten(3, 8),
                title="limit of strong driving",
            ),
        ),
        depends=("qar.eqG4", "qar.eqG5", "qar.eqG6"),
    ),
)
