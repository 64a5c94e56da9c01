"""Sec. III: stationary state, power operator, its correlations, and the currents as operators."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from cotherm.numeric.engine_space import EngineSpace

from ...checks import Equality, Oracle
from ...claims import Claim
from ...domain import Domain, Point, among, integers, reals
from .currents import ARGUMENTS, UNITS
from .driven_matrices import (
    correlation_environment,
    driven_environment,
    first_expression,
    other_order,
    reduced_engine,
    stationary,
    stationary_environment,
)
from .ensemble_operators import (
    FIELD,
    _embedded,
    space,
)
from .equations_of_motion import NAMES, RATES
from .machines import PARAMETERS, from_closed, machines
from .power_quadrature import variance_integral

WEAKNESSES = tuple(Fraction(1, 10**k) for k in range(1, 5))
ENERGIES = {"E1": reals("1/4", 2), "E2": reals("1/2", 6)}
TIMES = {"t1": reals("1/5", 3), "t2": reals("1/7", 4)}
STEADY = Domain(
    {"N": integers(1, 2), **ENERGIES, **RATES},
    where=lambda p: p["E1"] < p["E2"] and p["d1"] > p["u1"] and p["d2"] > p["u2"],
    where_text="E1 < E2, gamma_down > gamma_up",
)
ROUND = {
    "N": integers(1, 2),
    "w": among("1/2", 1, 3),
    "d1": among(2, 3),
    "u1": among("1/2", 1),
    "d2": among(2, "5/2"),
    "u2": among(1, "3/2"),
}
TIMED = Domain({**STEADY.axes, **TIMES}, STEADY.where, STEADY.where_text)
DRIVEN = (*NAMES, "e", "ec", "U", "Uc", "Vt", "dV", "H0")
EXACT = "exact stationary state on the complete space of both collective spins"
GENERATOR = "-I*(V*rho-rho*V)" + "".join(
    f"+d{k}*(Sm{k}*rho*Sp{k}-(Sp{k}*Sm{k}*rho+rho*Sp{k}*Sm{k})/2)"
    f"+u{k}*(Sp{k}*rho*Sm{k}-(Sm{k}*Sp{k}*rho+rho*Sm{k}*Sp{k})/2)"
    for k in (1, 2)
)


def _zero(point: Point) -> Any:
    return _embedded(zero_matrix(space(point)))


def zero_matrix(machine: EngineSpace) -> Any:
    """A zero matrix of the size of the space."""
    return machine.first.Jz * 0


def _balance(point: Point) -> list[Any]:
    """Change of <H_0>, and whether power and both heat currents differ from zero."""
    machine, rho = space(point), stationary(point)
    E1, E2 = FIELD.numbers((point["E1"], point["E2"]))
    energy = machine.excitations(1) * E1 + machine.excitations(2) * E2
    change = (energy @ machine.apply(rho).real).trace()
    flows = [
        machine.power_delivered(rho, E2 - E1),
        machine.energy_change(rho, 1, E1),
        machine.energy_change(rho, 2, E2),
    ]
    return [change, *(FIELD.number(int(flow != 0)) for flow in flows)]


def _is_zero(matrix: Any) -> bool:
    return all(matrix[i, j] == 0 for i in range(matrix.nrows()) for j in range(matrix.ncols()))


def _derivatives_differ(point: Point) -> list[int]:
    """Whether (dV/dt)_I is zero, and whether d(V_I)/dt = U (dV/dt + i[H_0, V]) U^+ is."""
    found = driven_environment(point)
    U, Uc, V, dV, H0, i = (found[name] for name in ("U", "Uc", "Vt", "dV", "H0", "I"))
    power = U * dV * Uc
    own = U * (dV + i * (H0 * V - V * H0)) * Uc
    return [int(not _is_zero(power)), int(not _is_zero(own))]


STATE: tuple[Claim, ...] = (
    Claim(
        id="engine.eq9",
        where="Eq. (9)",
        kind="definition",
        title="Stationary state",
        latex=r"-i[\hat V_I,\hat\rho_{ss}]+\mathcal D_1(\hat\rho_{ss})+\mathcal D_2(\hat\rho_{ss})=0",
        printed=f"{GENERATOR}",
        domain=Domain(ROUND),
        environment=stationary_environment,
        environment_names=NAMES,
        oracle_only=("w",),
        conventions="the left side, which is zero; rho is solved for in exact rationals; d, u are the rates of emission and absorption",
        checks=(
            Equality(
                Oracle(lambda p, d: _zero(p), f"zero; {EXACT}, reached from the ground state"),
                route="numeric",
                points=4,
                minimum=4,
            ),
        ),
    ),
    Claim(
        id="engine.text-steadyenergy",
        where="above Eq. (10)",
        kind="statement",
        title="Constant energy, but heat and power",
        latex=r"\frac{d}{dt}\langle\hat H_0\rangle_{ss}=0,\quad\mathcal P_N\neq0,\ \dot Q_N^{(i)}\neq0",
        printed="[0, 1, 1, 1]",
        prose=True,
        domain=STEADY,
        oracle_only=tuple(STEADY.axes),
        conventions="change of <H_0>, then 1 where power and both heat currents differ from zero; generic rates, E1 < E2",
        checks=(
            Equality(
                Oracle(lambda p, d: _balance(p), EXACT), route="numeric", truth=True, points=8
            ),
        ),
        depends=("engine.eq9",),
    ),
    Claim(
        id="engine.text-Pop",
        where="above Eq. (10)",
        kind="definition",
        title="Power operator",
        latex=r"\hat P_N(t)=(d\hat V(t)/dt)_I",
        printed="U*dV*Uc",
        domain=TIMED,
        environment=driven_environment,
        environment_names=DRIVEN,
        oracle_only=("E1", "E2", "t1", "t2"),
        conventions="U = exp(i H_0 t) at phases exp(i E_i t) that are rational points of the circle; nu = E2 - E1",
        checks=(
            Equality(
                Oracle(
                    lambda p, d: _embedded(
                        zero_matrix(space(p)), space(p).power * (p["E2"] - p["E1"])
                    ),
                    "i nu (omega0/2)(S_+1 S_-2 - S_-1 S_+2), which no longer depends on time",
                ),
                route="numeric",
                points=8,
            ),
        ),
    ),
    Claim(
        id="engine.text-derivative",
        where="below Eq. (10)",
        kind="statement",
        title="The derivative in the interaction picture is not that of V_I",
        latex=r"(d\hat V(t)/dt)_I\neq d\hat V_I(t)/dt",
        printed="[1, 0]",
        prose=True,
        domain=TIMED,
        oracle_only=tuple(TIMED.axes),
        conventions="1 where the operator differs from zero: (dV/dt)_I does, d(V_I)/dt = (dV/dt + i[H_0, V])_I does not; E1 < E2",
        checks=(
            Equality(
                Oracle(lambda p, d: _derivatives_differ(p), "both operators at exact phases"),
                route="numeric",
                truth=True,
                points=8,
            ),
        ),
        depends=("engine.text-Pop",),
    ),
    Claim(
        id="engine.eq10",
        where="Eq. (10)",
        kind="identity",
        title="Power",
        latex=r"\mathcal P_N\equiv-\mathrm{Tr}[\hat P_N(t)\hat\rho_{ss}]=-i\omega_0(E_2-E_1)"
        r"(\langle\hat S_+^{(1)}\hat S_-^{(2)}\rangle_{ss}-\langle\hat S_-^{(1)}\hat S_+^{(2)}\rangle_{ss})/2",
        printed="tr(-I*w*(E2-E1)*(Sp1*Sm2*rho-Sm1*Sp2*rho)/2)",
        domain=TIMED,
        environment=stationary_environment,
        environment_names=NAMES,
        oracle_only=("t1", "t2", "d1", "u1", "d2", "u2"),
        partners=(("Sp1", "Sp2"), ("Sm1", "Sm2")),
        conventions=UNITS,
        checks=(
            Equality(
                Oracle(
                    lambda p, d: first_expression(p),
                    f"-Tr[U (dV/dt) U^+ rho] with the derivative of (4); {EXACT}",
                ),
                route="numeric",
                title="first against last expression, exact",
                points=6,
            ),
            Equality(
                Oracle(
                    lambda p, d: reduced_engine(p).power(),
                    "the sector of the stationary state by coherence order",
                ),
                route="numeric",
                title="the reduced problem, exact",
                points=6,
            ),
        ),
        depends=("engine.eq9", "engine.text-Pop"),
    ),
    Claim(
        id="engine.eq11",
        where="Eq. (11)",
        kind="definition",
        title="Variance of the power",
        latex=r"\mathrm{Var}(\mathcal P_N)=2\int_0^\infty dt\,[\langle\hat P_N(0)\hat P_N(t)\rangle_{ss}-\mathcal P_N^2]",
        printed=f"Var({ARGUMENTS})",
        domain=machines(
            lambda p: p["E1"] < p["E2"] and p["beta1"] > p["beta2"] and p["beta2"] > 0.3,
            "E1 < E2, beta1 > beta2 > 3/10",
            largest=2,
        ),
        bindings={"Var": from_closed("engine_power_variance")},
        conventions="the linear solve that the integral amounts to, in the closed hierarchy of moments, against the printed integral "
        "over time of propagated operators on the complete space",
        checks=(
            Equality(
                Oracle(
                    lambda p, d: variance_integral(p["N"], *(p[name] for name in PARAMETERS)),
                    "2 int_0^inf dt [<P(0) P(t)> - <P>^2] by Gauss quadrature, full Liouvillian",
                ),
                route="numeric",
                points=6,
                tolerance=1e-7,
                reason="quadrature up to forty relaxation times in float64",
            ),
        ),
        depends=("engine.eq10",),
    ),
    Claim(
        id="engine.text-symcorr",
        where="below Eq. (11)",
        kind="identity",
        title="Both orders of the correlation function agree",
        latex=r"\langle\hat P_N(0)\hat P_N(t)\rangle_{ss}=\langle\hat P_N(t)\hat P_N(0)\rangle_{ss}",
        printed="[re(rho*P), im(rho*P)]",
        domain=Domain(
            {"N": integers(1, 2), **RATES, "s": reals("1/5", 4)},
            lambda p: p["d1"] > p["u1"] and p["d2"] > p["u2"],
            "gamma_down > gamma_up",
        ),
        environment=correlation_environment,
        environment_names=("rho", "P", "re", "im"),
        oracle_only=("s",),
        conventions="real and imaginary part of the transform int e^(-s t) ... dt, which fixes the function of t when it agrees for "
        "all s; regression from rho P against regression from P rho, whose imaginary part is zero",
        checks=(
            Equality(
                Oracle(lambda p, d: other_order(p), f"resolvent of the full generator; {EXACT}"),
                route="numeric",
                points=5,
                minimum=5,
            ),
        ),
        depends=("engine.eq11",),
    ),
)
