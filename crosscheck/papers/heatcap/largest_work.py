"""Eqs. (18) and (19): largest work per cycle near the Carnot efficiency."""

from __future__ import annotations

from typing import Any

from cotherm.numeric import collective_bath
from cotherm.numeric.fields import Field
from cotherm.numeric.spin_ladder import ladder_energy_response
from cotherm.symbolic.forms import otto_cycle as closed_cycle

from ...books import bind, exact, full, whole
from ...checks import Asymptotic, Equality, Inequality
from ...checks.asymptotic import powers_of_ten
from ...claims import Chase, Claim
from ...domain import Domain, Point, half_integers, integers, reals
from .otto_cycle import C, small


def _largest_ratio(field: Field, point: Point) -> Any:
    """k_B (hbar omega)^2 times the variance of m at b = 0: C_J / theta^2 with b = hbar omega theta."""
    slope = ladder_energy_response(field, point["J"], 0)
    with field:
        return slope * field.number(point["k"] * (point["hbar"] * point["omega"]) ** 2)


def _bounds() -> Domain:
    return Domain(
        {
            "n": integers(1, 20),
            "s": half_integers("1/2", "7/2"),
            "beta_h": reals(0, 5, smallest="1e-6"),
            "beta_c": reals(0, 20, smallest="1e-5"),
            "lambda_h": reals("1/10", 8),
            "Deta": reals("1/1000", "1/2"),
        },
        where=lambda p: 0 < p["beta_h"] < p["beta_c"],
        where_text="0 < beta_h < beta_c",
    )


def _first_order(coupling: str) -> Any:
    return bind(
        closed_cycle.near_carnot_work,
        "n", "s", "beta_h", "beta_c", "lambda_h", "delta_eta",
        coupling=coupling,
    )  # fmt: skip


def _response_work(field: Field, point: Point) -> Any:
    """First-order work per Delta eta, independent and collective, from -dE/db at theta_h."""
    n, s = whole(point["n"]), point["s"]
    theta = point["lambda_h"] * point["beta_h"]
    factor = field.number(point["lambda_h"] ** 2 * (point["beta_c"] - point["beta_h"]))
    slopes = [
        collective_bath.energy_response(field, n, s, theta, coupling)
        for coupling in ("independent", "collective")
    ]
    with field:
        return [factor * slope for slope in slopes]


def small_space(point: Point) -> bool:
    """Ensembles whose product space has at most 64 states."""
    return bool((2 * point["s"] + 1) ** whole(point["n"]) <= 64)


def _hot_ratio(field: Field, point: Point) -> Any:
    n, s = whole(point["n"]), point["s"]
    top = collective_bath.energy_response(field, n, s, 0, "collective")
    bottom = collective_bath.energy_response(field, n, s, 0, "independent")
    with field:
        return top / bottom


CLAIMS: tuple[Claim, ...] = (
    Claim(
        id="heatcap.text-C-over-theta2",
        where="above Eq. (18)",
        kind="inequality",
        title="C_J(theta)/theta^2 falls monotonically",
        latex=r"C_J(\theta)/\theta^2\ \text{is monotonic decreasing}",
        printed="C(J, x)/x**2 > C(J, y)/y**2",
        prose=True,
        domain=Domain(
            {
                "J": half_integers("1/2", 30),
                "x": reals(0, 60, smallest="1e-5"),
                "y": reals(0, 60, smallest="1e-5"),
            },
            where=lambda p: 0 < p["x"] < p["y"],
            where_text="0 < x < y",
        ),
        bindings={"C": C},
        shifted=("J",),
        checks=(Inequality(route="symbolic", points=160),),
        depends=("heatcap.eq7",),
    ),
    Claim(
        id="heatcap.text-C-over-theta2.max",
        where="above Eq. (18)",
        kind="identity",
        title="Largest value of C_J(theta)/theta^2",
        latex=r"\max_\theta\frac{C_J(\theta)}{\theta^2}=\frac{\hbar^2\omega^2}{12}\left[(2J+1)^2-1\right]",
        printed="hbar**2*omega**2/12*((2*J+1)**2-1)",
        prose=True,
        domain=Domain(
            {
                "J": half_integers("1/2", 6),
                "hbar": reals("1/3", 3),
                "omega": reals("1/3", 3),
                "k": reals("1/3", 3),
            }
        ),
        oracle_only=("k",),
        shifted=("J",),
        conventions="units kept: k stands for k_B, and C_J carries it as in (7)",
        checks=(
            Equality(
                exact(
                    _largest_ratio,
                    "variance of m at infinite temperature from the ladder's rate equation, with units",
                ),
                route="numeric",
            ),
        ),
        corrected="k*hbar**2*omega**2/12*((2*J+1)**2-1)",
        cause="unit: the factor k_B of C_J is missing",
        chase=Chase(
            transcription="compared with the text; the formula shows no k_B",
            oracle="dimension of C_J in (7) and of the work in (17), where C is divided by k_B",
            extraction="the fraction hbar^2 omega^2/12 is complete in the text layer",
            convention="(18) and (19) divide C by k_B and are consistent; only this sentence drops it",
        ),
        depends=("heatcap.eq7",),
        notes=("No consequence for (18) and (19), where C/(k_B theta^2) is what enters.",),
    ),
    Claim(
        id="heatcap.eq18",
        where="Eq. (18)",
        kind="inequality",
        title="Largest work per cycle, independent spins",
        latex=r"W^{ind}\le W^{ind}_{max}:=\Delta\eta\lambda_h^2\beta_c\frac{\hbar^2\omega^2}{12}n[(2s+1)^2-1]",
        printed="work(n, s, beta_h, beta_c, lambda_h, Deta) <= Deta*lambda_h**2*beta_c*1/12*n*((2*s+1)**2-1)",
        domain=_bounds(),
        bindings={"work": _first_order("independent")},
        shifted=("n", "s"),
        partners=(("beta_h", "beta_c"),),
        conventions="first order in Delta eta; hbar = omega = k_B = 1",
        checks=(Inequality(route="symbolic", points=160),),
        depends=("heatcap.eq17", "heatcap.text-C-over-theta2"),
    ),
    Claim(
        id="heatcap.eq19",
        where="Eq. (19)",
        kind="inequality",
        title="Largest work per cycle, collective spins",
        latex=r"W^{col}_+\le W^{col}_{max}:=\Delta\eta\lambda_h^2\beta_c\frac{\hbar^2\omega^2}{12}[(2ns+1)^2-1]",
        printed="work(n, s, beta_h, beta_c, lambda_h, Deta) <= Deta*lambda_h**2*beta_c*1/12*((2*n*s+1)**2-1)",
        domain=_bounds(),
        bindings={"work": _first_order("collective")},
        shifted=("n", "s"),
        partners=(("beta_h", "beta_c"),),
        conventions="first order in Delta eta; hbar = omega = k_B = 1",
        checks=(Inequality(route="symbolic", points=160),),
        depends=("heatcap.eq17", "heatcap.text-C-over-theta2"),
    ),
    Claim(
        id="heatcap.text-max-reached",
        where="below Eq. (19)",
        kind="asymptotic",
        title="The largest works are reached as the hot bath becomes infinitely hot",
        latex=r"W\to W_{max}\ \text{for}\ \hbar\omega\beta_h\to0",
        printed="[lambda_h**2*beta_c/12*n*((2*s+1)**2-1), lambda_h**2*beta_c/12*((2*n*s+1)**2-1)]",
        prose=True,
        domain=Domain(
            {
                "n": integers(1, 4),
                "s": half_integers("1/2", 1),
                "beta_c": reals("1/2", 6),
                "lambda_h": reals("1/5", 3),
            },
            where=small,
            where_text="(2s+1)^n at most 27",
        ),
        shifted=("n", "s"),
        conventions="work per Delta eta, first order",
        checks=(
            Asymptotic(
                full(
                    _response_work,
                    "first-order work from the linear response of both full Lindblad equations",
                ),
                route="numeric",
                variable="beta_h",
                sequence=powers_of_ten(-2, -5),
                title="limit of an infinitely hot bath",
            ),
        ),
        depends=("heatcap.eq18", "heatcap.eq19"),
    ),
    Claim(
        id="heatcap.text-Wmax-ratio",
        where="below Eq. (19)",
        kind="identity",
        title="Ratio of the largest works",
        latex=r"W^{col}_{max}=\frac{sn+1}{s+1}W^{ind}_{max}",
        printed="(s*n+1)/(s+1)",
        domain=Domain(
            {"n": integers(1, 5), "s": half_integers("1/2", "3/2")},
            where=small_space,
            where_text="(2s+1)^n at most 64",
        ),
        shifted=("n", "s"),
        checks=(
            Equality(
                exact(
                    _hot_ratio,
                    "ratio of both energy responses at infinite bath temperature, full Lindblad equations",
                ),
                route="numeric",
            ),
        ),
        depends=("heatcap.text-max-reached",),
    ),
)
