"""Appendix E: moments of the transferred energy, time-dependent current and noise."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import flint

from ...checks import Equality, Oracle
from ...claims import Claim
from ...domain import Point
from . import counting_models as counting
from . import jets
from .counting_models import CONVENTION, SMALL
from .long_times import long_times

JOINT = "joint probability of level and transferred energy, exact Taylor coefficients in time"
FORMAL = (
    f"{CONVENTION}; chi and t are formal variables: all coefficients up to chi^{jets.FIELD_ORDER} "
    f"t^{jets.TIME_ORDER - 1} are compared"
)


_REMEMBERED: dict[tuple[Any, ...], Mapping[str, Any]] = {}


def _environment(point: Point) -> Mapping[str, Any]:
    """The evolution with the auxiliary quantities of the appendix by their printed definitions."""
    key = tuple(sorted(point.items()))
    if key not in _REMEMBERED:
        _REMEMBERED[key] = _series(point)
    return _REMEMBERED[key]


def _series(point: Point) -> Mapping[str, Any]:
    known = counting.evolution(point)
    weighted = known["U"] * known["rho0"]
    mean = -known["i"] * jets.field_derivative(jets.trace(weighted))
    size = known["R"].shape[0]
    generic = [flint.fmpq(3 * k * k - 7 * k + 2, k + 1) for k in range(size)]
    return {
        **known,
        "sigma": jets.field_derivative(weighted / jets.trace(weighted)),
        "v": jets.jet(counting.column(generic)),
        "E": mean,
        "IE": -known["i"] * jets.trace(known["R1"] * known["rho"]),
        "start": lambda x: jets.Jet(
            {k: c for k, c in x.coefficients.items() if k[1] == 0}, x.shape
        ),
    }


def _moment_function(point: Point) -> Any:
    """sum_E P(E; t) e^(i chi E) to second order in chi."""
    moments = counting.energy_moments(point)
    total = jets.jet(0)
    for k, moment in enumerate(moments):
        weight = flint.fmpq(1, (1, 1, 2)[k])
        total = total + jets.monomial(k, 0, k % 2, -weight if k == 2 else weight) * moment
    return total


def _variance_rate(point: Point) -> jets.Jet:
    _, mean, square = counting.energy_moments(point)
    return jets.time_derivative(square - mean * mean)


def _mean_rate(point: Point) -> jets.Jet:
    return jets.time_derivative(counting.energy_moments(point)[1])


def _formal(
    id: str,
    where: str,
    title: str,
    latex: str,
    printed: str,
    value: Callable[[Point], Any],
    *,
    kind: Any = "identity",
    prose: bool = False,
    depends: tuple[str, ...] = (),
    explained: Mapping[str, str] | None = None,
) -> Claim:
    """A claim that compares series in chi and t with those of the joint probability."""
    return Claim(
        id=f"qar.{id}",
        where=where,
        kind=kind,
        title=title,
        latex=latex,
        printed=printed,
        prose=prose,
        domain=SMALL,
        environment=_environment,
        environment_names=(
            *("R", "R0", "R1", "R2", "U", "rho", "rho0", "sigma", "v", "E", "IE", "t", "i"),
            *("exp", "Tr", "dchi", "d2chi", "dt", "at0", "start"),
        ),
        partners=(("R1", "R2"), ("rho", "rho0"), ("rho", "sigma")),
        conventions=FORMAL,
        checks=(
            Equality(
                Oracle(lambda p, d: value(p), JOINT),
                route="numeric",
                title="all coefficients, exact",
                points=5,
                minimum=5,
            ),
        ),
        depends=depends,
        explained=explained or {},
    )


CLAIMS = (
    _formal(
        "eqE1",
        "Eq. (E1)",
        "Moment-generating function of the transferred energy",
        r"M(\chi,t)=\mathrm{Tr}\{\rho(\chi,t)\}=\mathrm{Tr}\{e^{R(\chi)t}\rho_0\}",
        "Tr(exp(R*t)*rho0)",
        _moment_function,
        kind="definition",
        depends=("qar.eq10",),
    ),
    _formal(
        "textE-moments",
        "below Eq. (E1)",
        "Moments as derivatives with respect to the counting field",
        r"\langle E^k\rangle_t=(-i\partial_\chi)^kM(\chi,t)|_{\chi=0}",
        "[-i*dchi(Tr(exp(R*t)*rho0)), (-i)**2*d2chi(Tr(exp(R*t)*rho0))]",
        lambda p: counting.energy_moments(p)[1:],
        depends=("qar.eqE1",),
    ),
    _formal(
        "eqE2",
        "Eq. (E2)",
        "Time-dependent energy current",
        r"I_E(t)=\frac d{dt}\langle E\rangle_t=(-i\partial_\chi)\mathrm{Tr}\{R(\chi)e^{R(\chi)t}\rho_0\}|_{\chi=0}"
        r"=-i\mathrm{Tr}\{R'(0)\rho(t)\}",
        "[-i*dchi(Tr(R*exp(R*t)*rho0)), -i*Tr(R1*rho)]",
        lambda p: [_mean_rate(p), _mean_rate(p)],
        depends=("qar.textE-moments",),
    ),
    _formal(
        "textE-trace",
        "below Eq. (E2)",
        "The rate matrix preserves the trace of every vector, and generates the populations",
        r"\mathrm{Tr}\{R(0)v\}=0,\quad\rho(t)=e^{R(0)t}\rho_0",
        "[Tr(R0*v), exp(R0*t)*rho0]",
        lambda p: [jets.jet(0), counting.weighted_levels(p)[0]],
        depends=("qar.eq10.trace",),
    ),
    long_times(
        "textE-longterm",
        "below Eq. (E2)",
        "In the long run (E2) becomes the stationary current (11)",
        r"I_E(t)\to\bar I^c_E",
        "current",
        "derivative of the mean transferred energy at the time t, exponential of a block matrix",
        ("qar.eqE2", "qar.eq11"),
    ),
    _formal(
        "eqE3",
        "Eq. (E3), last line",
        "Time-dependent noise with the auxiliary quantity",
        r"S_E(t)=\frac d{dt}[\langle E^2\rangle_t-\langle E\rangle_t^2]=-\mathrm{Tr}\{R''(0)\rho(t)\}-2\mathrm{Tr}\{R'(0)\sigma(t)\}",
        "-Tr(R2*rho)-2*Tr(R1*sigma)",
        _variance_rate,
        depends=("qar.eqE2",),
    ),
    _formal(
        "eqE3.first",
        "Eq. (E3), first line",
        "Time-dependent noise from the second derivative",
        r"S_E(t)=(-i\partial_\chi)^2\mathrm{Tr}\{R(\chi)e^{R(\chi)t}\rho_0\}-2I_E(t)\langle E\rangle_t",
        "(-i)**2*d2chi(Tr(R*exp(R*t)*rho0))-2*IE*E",
        _variance_rate,
        depends=("qar.eqE2",),
    ),
    _formal(
        "eqE3.middle",
        "Eq. (E3), second line",
        "Time-dependent noise with the derivative of the propagator",
        r"S_E(t)=-\mathrm{Tr}\{R''(0)\rho(t)\}-2\mathrm{Tr}\{R'(0)(\partial_\chi e^{R(\chi)t}|_{\chi=0})\rho_0\}"
        r"+2\mathrm{Tr}\{R'(0)\rho(t)\}\mathrm{Tr}\{(\partial_\chi e^{R(\chi)t}|_{\chi=0})\rho_0\}",
        "-Tr(R2*rho)-2*Tr(R1*dchi(exp(R*t))*rho0)+2*Tr(R1*rho)*Tr(dchi(exp(R*t))*rho0)",
        _variance_rate,
        depends=("qar.eqE2",),
    ),
    _formal(
        "eqE4",
        "Eq. (E4)",
        "Auxiliary quantity of the noise",
        r"\sigma(t)=\partial_\chi\frac{e^{R(\chi)t}\rho_0}{\mathrm{Tr}\{e^{R(\chi)t}\rho_0\}}\Big|_{\chi=0}"
        r"=(\partial_\chi e^{R(\chi)t}|_{\chi=0})\rho_0-\rho(t)\mathrm{Tr}\{(\partial_\chi e^{R(\chi)t}|_{\chi=0})\rho_0\}",
        "[dchi(exp(R*t)*rho0/Tr(exp(R*t)*rho0)), dchi(exp(R*t))*rho0-rho*Tr(dchi(exp(R*t))*rho0)]",
        lambda p: [counting.conditional_derivative(p)] * 2,
        depends=("qar.eqE1",),
    ),
    _formal(
        "textE-traceless",
        "below Eq. (E4)",
        "The auxiliary quantity has no trace",
        r"\mathrm{Tr}\{\sigma(t)\}=(1,\dots,1)\cdot\sigma=0",
        "Tr(dchi(exp(R*t)*rho0/Tr(exp(R*t)*rho0)))",
        lambda p: jets.trace(counting.conditional_derivative(p)),
        depends=("qar.eqE4",),
    ),
    _formal(
        "eqE5",
        "Eq. (E5)",
        "Differential equation of the auxiliary quantity",
        r"\dot\sigma=R'(0)\rho(t)+R(0)\sigma(t)-\rho(t)\mathrm{Tr}\{R'(0)\rho(t)\},\quad\sigma(0)=(0,\dots,0)^T",
        "[R1*rho+R0*sigma-rho*Tr(R1*rho), start(sigma)]",
        lambda p: [
            jets.time_derivative(counting.conditional_derivative(p)),
            jets.Jet({}, (counting.system_at(p).size, 1)),
        ],
        depends=("qar.eqE4",),
    ),
    long_times(
        "textE-stationary",
        "below Eq. (E5)",
        "In the long run (E3) becomes the stationary noise (13)",
        r"S_E(t)\to\bar S^c_E",
        "noise",
        "derivative of the variance of the transferred energy at the time t, exponential of a block matrix",
        ("qar.eqE3", "qar.eqE5", "qar.eq13"),
    ),
)
