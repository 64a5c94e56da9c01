"""Eqs. (16), (17) and appendix D: work of Otto cycles, also near the Carnot efficiency."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import Any

from cotherm.numeric import otto_cycle
from cotherm.numeric.certify import certified
from cotherm.numeric.fields import Field
from cotherm.numeric.spin_ladder import ladder_populations
from cotherm.numeric.spins import levels
from cotherm.symbolic.forms import spin_ensemble as ensemble
from cotherm.symbolic.forms import spin_ladder as ladder

from ...algebras import to_ball
from ...books import bind, full, whole
from ...checks import Asymptotic, Equality, Oracle, Proof
from ...checks.asymptotic import powers_of_ten
from ...claims import Claim
from ...domain import Axis, Domain, Point, among, half_integers, integers, reals

C = bind(ladder.ladder_heat_capacity, "J", "b")
HOT_COLD = (("lambda_h", "lambda_c"), ("beta_h", "beta_c"))
ENGINE: Mapping[str, Axis] = {
    "n": integers(1, 4),
    "s": half_integers("1/2", 1),
    "beta_h": reals("1/20", 2),
    "beta_c": reals("1/10", 6),
    "lambda_h": reals("1/5", 4),
    "lambda_c": reals("1/10", 3),
}


def small(point: Point) -> bool:
    """Ensembles whose product space has at most 27 states."""
    return bool((2 * point["s"] + 1) ** whole(point["n"]) <= 27)


CYCLES = Domain(
    ENGINE,
    where=lambda p: small(p) and p["beta_h"] < p["beta_c"] and p["lambda_c"] < p["lambda_h"],
    where_text="beta_h < beta_c, lambda_c < lambda_h, (2s+1)^n at most 27",
)
NEAR_CARNOT = Domain(
    {key: axis for key, axis in ENGINE.items() if key != "lambda_c"},
    where=lambda p: small(p) and p["beta_h"] < p["beta_c"],
    where_text="beta_h < beta_c, (2s+1)^n at most 27",
)
STEPS = powers_of_ten(-3, -7)


def cycle(field: Field, point: Point, coupling: str = "collective", start: Any = "inf") -> Any:
    """The Otto cycle of full stationary states at the point's parameters."""
    return otto_cycle.otto_cycle(
        field,
        whole(point["n"]),
        point["s"],
        point["beta_h"],
        point["beta_c"],
        point["lambda_h"],
        point["lambda_c"],
        start,
        coupling,  # type: ignore[arg-type]
    )


def near_carnot(coupling: str) -> Callable[[Field, Point], Any]:
    """Work of the full cycle whose efficiency lies ``Deta`` below Carnot's."""

    def work(field: Field, point: Point) -> Any:
        lambda_c = point["lambda_h"] * (point["Deta"] + point["beta_h"] / point["beta_c"])
        return cycle(field, {**point, "lambda_c": lambda_c}, coupling)["work"]

    return work


def extracted(field: Field, point: Point, coupling: str) -> Any:
    """Work in the sign of appendix D: negative when extracted."""
    value = near_carnot(coupling)(field, point)
    with field:
        return -value


def _either_capacity(k: Fraction, n: Fraction, s: Fraction, theta: Any) -> Any:
    """Collective (k = 1) or independent (k = 0) heat capacity of the symbolic book."""
    return C(n * s, theta) if k else C(s, theta) * to_ball(n)


def leading_work(coupling: str, sign: int) -> Asymptotic:
    """The printed leading order against cycles of full stationary states, with the order of the rest."""
    compute = near_carnot(coupling) if sign > 0 else (lambda f, p: extracted(f, p, coupling))
    return Asymptotic(
        full(compute, f"work of the Otto cycle of full stationary states, {coupling} dissipation"),
        route="numeric",
        variable="Deta",
        sequence=STEPS,
        remainder="Deta**2",
        title="limit of Carnot efficiency with the order of the remainder",
    )


def _work(field: Field, point: Point) -> Any:
    value = cycle(field, point)["work"]
    with field:
        return -value


def _extracts(point: Point, digits: int) -> int:
    """1 where the full cycle delivers work, certified by the sign of a ball."""
    work = certified(lambda f: cycle(f, point)["work"], 10)
    return 1 if work > 0 else 0


def _below_carnot(field: Field, point: Point) -> Any:
    carnot = 1 - point["beta_h"] / point["beta_c"]
    value = cycle(field, point)["efficiency"]
    with field:
        return field.number(carnot) - value


CLAIMS: tuple[Claim, ...] = (
    Claim(
        id="heatcap.eq16",
        where="Eq. (16)",
        kind="definition",
        title="Populations of a ladder at compression factor lambda",
        latex=r"\rho^{th}_{J,i}(T_x,\lambda_x)=\sum_{m=-J}^J\frac{e^{-m\lambda_x\hbar\omega/k_BT_x}}{Z_J(T_x,\lambda_x)}|J,m\rangle_i\langle J,m|",
        printed="exp(-m*lam/T)/sum(exp(-k*lam/T), k, -J, J)",
        domain=Domain(
            {
                "J": half_integers(0, 5),
                "m": half_integers(-5, 5),
                "lam": reals("1/5", 4),
                "T": reals("1/4", 5),
            },
            where=lambda p: abs(p["m"]) <= p["J"] and (p["J"] - p["m"]).denominator == 1,
            where_text="m from -J to J in unit steps",
        ),
        checks=(
            Equality(
                full(
                    lambda f, p: ladder_populations(f, p["J"], p["lam"] / p["T"])[
                        levels(p["J"]).index(p["m"])
                    ],
                    "stationary populations of the ladder with splitting lambda",
                ),
                route="numeric",
            ),
        ),
        depends=("heatcap.eq4",),
    ),
    Claim(
        id="heatcap.eqD1",
        where="Eq. (D.1)",
        kind="identity",
        title="Work of an Otto cycle from the stationary energies",
        latex=r"W^{col}=\mathrm{Tr}\rho_1[H(\lambda_c)-H(\lambda_h)]+\mathrm{Tr}\rho_2[H(\lambda_h)-H(\lambda_c)]"
        r"=\hbar\omega(\lambda_c-\lambda_h)\mathrm{Tr}J_z[\rho^{ss}(T_h,\lambda_h)-\rho^{ss}(T_c,\lambda_c)]"
        r"=(\lambda_c-\lambda_h)[E^{ss}(\theta_h)-E^{ss}(\theta_c)]",
        printed="[lambda_c*m(n*s, lambda_h*beta_h)-lambda_h*m(n*s, lambda_h*beta_h)"
        "+(lambda_h*m(n*s, lambda_c*beta_c)-lambda_c*m(n*s, lambda_c*beta_c)), "
        "(lambda_c-lambda_h)*(m(n*s, lambda_h*beta_h)-m(n*s, lambda_c*beta_c)), "
        "(lambda_c-lambda_h)*(E(n, s, lambda_h*beta_h)-E(n, s, lambda_c*beta_c))]",
        domain=CYCLES,
        bindings={
            "E": bind(ensemble.steady_energy, "n", "s", "b"),
            "m": bind(ladder.ladder_energy, "J", "b"),
        },
        partners=HOT_COLD,
        conventions="hbar = k_B = 1; symmetric subspace; W negative when extracted; m is the mean of J_z, E counted from the ground state",
        checks=(
            Equality(
                full(
                    lambda f, p: [_work(f, p)] * 3,
                    "stroke-by-stroke cycle of the full collective Lindblad equation",
                ),
                route="numeric",
            ),
        ),
        depends=("heatcap.eq5", "heatcap.eq16"),
    ),
    Claim(
        id="heatcap.text-otto-condition",
        where="below Eq. (D.1)",
        kind="identity",
        title="Work is extracted only for compression between one and the ratio of the temperatures",
        latex=r"W^{col}<0\ \text{only if}\ 1<\frac{\lambda_h}{\lambda_c}<\frac{\beta_c}{\beta_h}",
        printed="if_else(1 < lambda_h/lambda_c < beta_c/beta_h, 1, 0)",
        domain=Domain(
            {
                "n": integers(1, 3),
                "s": half_integers("1/2", 1),
                "beta_h": reals("1/10", 2),
                "beta_c": reals("1/10", 6),
                "lambda_h": reals("1/5", 6),
                "lambda_c": reals("1/5", 6),
            },
            where=lambda p: small(p) and p["beta_h"] < p["beta_c"],
            where_text="beta_h < beta_c, (2s+1)^n at most 27",
        ),
        oracle_only=("n", "s"),
        partners=HOT_COLD,
        conventions='the value is 1 where work is extracted and 0 where it is not; the print says "only if", the '
        "converse is tested with it",
        prose=True,
        checks=(
            Equality(
                Oracle(_extracts, "sign of the work of the stroke-by-stroke full cycle"),
                route="numeric",
                title="truth of the condition against the sign of the work",
                truth=True,
                points=60,
                minimum=40,
            ),
        ),
        depends=("heatcap.eqD1",),
    ),
    Claim(
        id="heatcap.textD-eta",
        where="below Eq. (D.1)",
        kind="identity",
        title="Efficiency of the Otto cycle",
        latex=r"\eta=-\frac{W^{col}}{Q_h}=1-\frac{\lambda_c}{\lambda_h}",
        printed="1-lambda_c/lambda_h",
        domain=CYCLES,
        oracle_only=("n", "s", "beta_h", "beta_c"),
        partners=HOT_COLD,
        checks=(
            Equality(
                full(
                    lambda f, p: cycle(f, p)["efficiency"],
                    "work over heat of the stroke-by-stroke full cycle",
                ),
                route="numeric",
            ),
        ),
        depends=("heatcap.eqD1",),
    ),
    Claim(
        id="heatcap.textD-Deta",
        where="above Eq. (D.2) and below Eq. (17)",
        kind="identity",
        title="Distance from the Carnot efficiency",
        latex=r"\Delta\eta=\eta_c-\eta=\frac{\lambda_c}{\lambda_h}-\frac{\beta_h}{\beta_c}",
        printed="lambda_c/lambda_h-beta_h/beta_c",
        domain=CYCLES,
        oracle_only=("n", "s"),
        partners=HOT_COLD,
        checks=(
            Equality(
                full(
                    _below_carnot,
                    "1 - T_c/T_h less work over heat of the stroke-by-stroke full cycle",
                ),
                route="numeric",
            ),
        ),
        depends=("heatcap.textD-eta",),
    ),
    Claim(
        id="heatcap.eqD2",
        where="Eq. (D.2)",
        kind="identity",
        title="Work in terms of the distance from the Carnot efficiency",
        latex=r"W^{col}=\lambda_h\left(\Delta\eta+\frac{\beta_h}{\beta_c}-1\right)\left[E^{ss}(\theta_h)-E^{ss}(\theta_h+\lambda_h\beta_c\Delta\eta)\right]",
        printed="lambda_h*(Deta+beta_h/beta_c-1)*(E(n, s, lambda_h*beta_h)-E(n, s, lambda_h*beta_h+lambda_h*beta_c*Deta))",
        domain=Domain(
            {**NEAR_CARNOT.axes, "Deta": reals("1/1000", "9/10")},
            where=NEAR_CARNOT.where,
            where_text=NEAR_CARNOT.where_text,
        ),
        bindings={"E": bind(ensemble.steady_energy, "n", "s", "b")},
        partners=HOT_COLD,
        checks=(
            Equality(
                full(
                    lambda f, p: extracted(f, p, "collective"),
                    "stroke-by-stroke cycle of the full Lindblad equation",
                ),
                route="numeric",
            ),
        ),
        depends=("heatcap.eqD1", "heatcap.textD-Deta"),
    ),
    Claim(
        id="heatcap.eqD3",
        where="Eq. (D.3)",
        kind="asymptotic",
        title="Work near the Carnot efficiency, collective dissipation",
        latex=r"W^{col}=-\Delta\eta\lambda_h^2(\beta_c-\beta_h)\frac{C^{col}(\theta_h)}{k_B\theta_h^2}+O(\Delta\eta^2)",
        printed="-Deta*lambda_h**2*(beta_c-beta_h)*C(n*s, lambda_h*beta_h)/(lambda_h*beta_h)**2",
        domain=NEAR_CARNOT,
        bindings={"C": C},
        shifted=("n", "s"),
        partners=HOT_COLD,
        checks=(
            Proof(
                "near_carnot_work",
                names={"delta_eta": "Deta"},
                factor="-1",
                bindings={"C": lambda J, b: ladder.ladder_heat_capacity.sympy(J=J, b=b)},
            ),
            leading_work("collective", -1),
        ),
        depends=("heatcap.eqD2", "heatcap.text-Cplus"),
    ),
    Claim(
        id="heatcap.eqD4",
        where="Eq. (D.4)",
        kind="asymptotic",
        title="Work near the Carnot efficiency, independent dissipation",
        latex=r"W^{ind}=-\Delta\eta\lambda_h^2(\beta_c-\beta_h)\frac{C^{ind}(\theta_h)}{k_B\theta_h^2}+O(\Delta\eta^2)",
        printed="-Deta*lambda_h**2*(beta_c-beta_h)*(n*C(s, lambda_h*beta_h))/(lambda_h*beta_h)**2",
        domain=NEAR_CARNOT,
        bindings={"C": C},
        shifted=("n", "s"),
        partners=HOT_COLD,
        checks=(leading_work("independent", -1),),
        depends=("heatcap.eq8",),
    ),
    Claim(
        id="heatcap.eq17",
        where="Eq. (17)",
        kind="asymptotic",
        title="Work per cycle near the Carnot efficiency",
        latex=r"W=\Delta\eta\lambda_h^2(\beta_c-\beta_h)\frac{C(\theta_h)}{k_B\theta_h^2}+O(\Delta\eta^2)",
        printed="Deta*lambda_h**2*(beta_c-beta_h)*C(k, n, s, lambda_h*beta_h)/(lambda_h*beta_h)**2",
        domain=Domain(
            {**NEAR_CARNOT.axes, "k": among(0, 1)},
            where=NEAR_CARNOT.where,
            where_text=NEAR_CARNOT.where_text,
        ),
        bindings={"C": _either_capacity},
        shifted=("n", "s"),
        partners=HOT_COLD,
        conventions="hbar = k_B = 1; k = 1 collective (symmetric subspace), k = 0 independent; work extracted counts positive (stated at the end of appendix D)",
        checks=(
            Asymptotic(
                full(
                    lambda f, p: near_carnot("collective" if p["k"] else "independent")(f, p),
                    "work of the Otto cycle of full stationary states, either dissipation",
                ),
                variable="Deta",
                sequence=STEPS,
                remainder="Deta**2",
                title="limit of Carnot efficiency with the order of the remainder",
                points=8,
            ),
        ),
        depends=("heatcap.eqD3",),
    ),
)
