"""The collective absorption refrigerator: complete rate equation of one sector.

The system is Omega Jz^2 with Omega = 1, the couplings are Jx (cold and work reservoir) and Jx^2/N
(hot reservoir), `qar` (1), (2). All transitions are kept, also those far from resonance.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal, NamedTuple

from cotherm.numeric.errors import InputError
from cotherm.numeric.fields import Ball, Field, Number, Scalar, exact_rational
from cotherm.numeric.matrices import Matrix
from cotherm.numeric.refrigerator_rates import (
    EnergyExchange,
    energy_current,
    energy_currents,
    energy_noise,
    entropy_production,
    populations,
)
from cotherm.numeric.refrigerator_sector import (
    Coupling,
    sector_levels,
    sector_spin,
    transition_strengths,
)
from cotherm.numeric.reservoirs import Reservoir
from cotherm.numeric.spins import positive_integer

COUPLINGS: dict[str, Coupling] = {"c": "Jx", "h": "Jx2/N", "w": "Jx"}
"""Coupling operator of each reservoir, `qar` (2)."""

Bound = Literal["none", "carnot", "tur"]


class NarrowStep(NamedTuple):
    """Full model at one common factor of all widths.

    Attributes
    ----------
    scale : factor s of the widths delta_nu = s delta_nu^(0).
    current, noise : stationary cold current and its noise in the full model.
    outside : stationary population outside the three lowest levels.
    """

    scale: Fraction
    current: Scalar
    noise: Scalar
    outside: Scalar


@dataclass(frozen=True)
class Refrigerator:
    """Parameters of the full model.

    Parameters
    ----------
    N : number of spins 1/2.
    c, h, w : cold, hot and work reservoir.
    j : total spin of the sector, None for N/2.
    parity : +1 or -1, see `cotherm.numeric.refrigerator_sector.sector_levels`.
    """

    N: int
    c: Reservoir
    h: Reservoir
    w: Reservoir
    j: Fraction | None = None
    parity: int = 1

    @property
    def reservoirs(self) -> dict[str, Reservoir]:
        """The three reservoirs by their letters."""
        return {"c": self.c, "h": self.h, "w": self.w}

    @property
    def levels(self) -> tuple[Fraction, ...]:
        """Labels a of the levels of the sector; their energies are a^2."""
        return sector_levels(self.N, self.j, self.parity)


def refrigerator_model(
    N: Number,
    *,
    delta_c: Number,
    delta_h: Number,
    delta_w: Number,
    beta_c: Number | None = None,
    beta_h: Number | None = None,
    beta_w: Number | None = None,
    q_c: Number | None = None,
    q_h: Number | None = None,
    q_w: Number | None = None,
    eps_c: Number = 2,
    eps_h: Number = 6,
    eps_w: Number = 4,
    gamma_c: Number = 1,
    gamma_h: Number = 1,
    gamma_w: Number = 1,
    j: Number | None = None,
    parity: int = 1,
) -> Refrigerator:
    """Build the parameters of the full model, all in units of Omega = 1.

    Parameters
    ----------
    N : number of spins 1/2.
    delta_c, delta_h, delta_w : widths of the spectral densities `qar` (5), > 0.
    beta_c, beta_h, beta_w : inverse temperatures > 0; or instead of any of them
    q_c, q_h, q_w : Boltzmann factors e^(-beta) between 0 and 1.
    eps_c, eps_h, eps_w : positions of the spectral densities, > 0.
    gamma_c, gamma_h, gamma_w : heights of the spectral densities, >= 0.
    j, parity : sector; the largest spin and parity +1 by default.

    Raises
    ------
    InputError : when a parameter is outside its domain or the sector has fewer than two levels.
    """
    number = positive_integer(N, "N")
    widths = {"delta_c": delta_c, "delta_h": delta_h, "delta_w": delta_w}
    positions = {"eps_c": eps_c, "eps_h": eps_h, "eps_w": eps_w}
    temperatures = {"beta_c": beta_c, "beta_h": beta_h, "beta_w": beta_w}
    for name, value in {**widths, **positions, **temperatures}.items():
        if value is not None and exact_rational(value, name) <= 0:
            raise InputError(
                f"Argument `{name}` must be positive, but is {exact_rational(value, name)}."
            )
    for name, value in {"gamma_c": gamma_c, "gamma_h": gamma_h, "gamma_w": gamma_w}.items():
        if exact_rational(value, name) < 0:
            raise InputError(
                f"Argument `{name}` must be non-negative, but is {exact_rational(value, name)}."
            )
    model = Refrigerator(
        number,
        Reservoir(eps_c, delta_c, gamma_c, beta_c, q_c),
        Reservoir(eps_h, delta_h, gamma_h, beta_h, q_h),
        Reservoir(eps_w, delta_w, gamma_w, beta_w, q_w),
        sector_spin(number, j),
        parity,
    )
    if len(model.levels) < 2:
        raise InputError(
            f"Argument `j` must leave a sector of at least two levels, but {model.j} leaves "
            f"{len(model.levels)}."
        )
    return model


def refrigerator_rates(field: Field, model: Refrigerator) -> EnergyExchange:
    """Return levels and rates of the full model, R^nu_ab of `qar` (7) for a != b.

    R^nu_ab = gamma_nu(E_b - E_a) |<v_a|A_nu|v_b>|^2 with matrix elements from explicit matrices.
    """
    labels = model.levels
    position = {a: k for k, a in enumerate(labels)}
    size = len(labels)
    rates: dict[str, Matrix] = {}
    with field:
        for name, reservoir in model.reservoirs.items():
            elements = transition_strengths(model.N, COUPLINGS[name], model.j, model.parity)
            entries = {
                (position[a], position[b]): reservoir.rate(field, b * b - a * a)
                * field.number(strength)
                for (a, b), strength in elements.items()
                if a != b
            }
            rates[name] = Matrix(field, (size, size), entries)
    return EnergyExchange(field, tuple(a * a for a in labels), rates)


def refrigerator_populations(field: Field, model: Refrigerator) -> list[Scalar]:
    """Return the stationary populations of the sector, from the lowest level up."""
    return populations(refrigerator_rates(field, model))


def refrigerator_current(field: Field, model: Refrigerator, reservoir: str = "c") -> Scalar:
    """Return the stationary energy current from one reservoir into the system (`qar` (11))."""
    return energy_current(refrigerator_rates(field, model), reservoir)


def refrigerator_noise(field: Field, model: Refrigerator, reservoir: str = "c") -> Scalar:
    """Return the long-time noise of the current of one reservoir (`qar` (13))."""
    return energy_noise(refrigerator_rates(field, model), reservoir)


def inverse_temperatures(field: Field, model: Refrigerator) -> dict[str, Scalar]:
    """Return beta of each reservoir."""
    return {name: r.inverse_temperature(field) for name, r in model.reservoirs.items()}


def refrigerator_entropy_production(field: Field, model: Refrigerator) -> Scalar:
    """Return the stationary entropy production rate (`qar` (18))."""
    system = refrigerator_rates(field, model)
    return entropy_production(system, inverse_temperatures(field, model))


def refrigerator_tur(field: Field, model: Refrigerator) -> Scalar:
    """Return S sigma/I^2 of the cold reservoir, the left side of `qar` (19).

    Raises
    ------
    InputError : when the cold current vanishes.
    """
    system = refrigerator_rates(field, model)
    current = energy_current(system, "c")
    if field.is_zero(current):
        raise InputError(
            "Argument `model` must have a cold current for an uncertainty relation, but has none."
        )
    noise = energy_noise(system, "c")
    sigma = entropy_production(system, inverse_temperatures(field, model))
    with field:
        return noise * sigma / (current * current)


def _check_order(model: Refrigerator, bound: Bound) -> None:
    """Raise InputError unless the reservoirs are in the order of their names."""
    balls = Ball(128)
    beta = inverse_temperatures(balls, model)
    given = {
        name: [None if x is None else exact_rational(x) for x in (bath.beta, bath.q)]
        for name, bath in model.reservoirs.items()
    }
    alike = bound == "none" and given["c"] == given["h"]
    with balls:
        below = beta["c"] > beta["h"] or alike
        if below and (given["h"] == given["w"] or beta["h"] >= beta["w"]):
            return
    shown = ", ".join(f"beta_{name} = {float(value):.6g}" for name, value in beta.items())
    sign, wanted = (">=", "coefficient of") if bound == "none" else (">", "bound of the")
    raise InputError(
        f"Arguments `beta_c`, `beta_h` and `beta_w` must obey beta_c {sign} beta_h >= beta_w "
        f"for a {wanted} performance, but are {shown}."
    )


def refrigerator_performance(field: Field, model: Refrigerator, bound: Bound = "none") -> Scalar:
    """Return the coefficient of performance I^c/I^w, or one of its bounds (`qar` (F1), (20)).

    Parameters
    ----------
    field : arithmetic.
    model : parameters.
    bound : "none" for the coefficient itself; "carnot" for beta_h/(beta_c - beta_h); "tur" for
        that divided by 1 + 2 I^c/(S^c (beta_c - beta_h)).

    Raises
    ------
    InputError : for another bound; where beta_c >= beta_h >= beta_w does not hold, or beta_c =
        beta_h for a bound; for the coefficient itself where the work current vanishes.
    """
    if bound not in ("none", "carnot", "tur"):
        raise InputError(f"Argument `bound` must be 'none', 'carnot' or 'tur', but is {bound!r}.")
    _check_order(model, bound)
    with field:
        if bound == "none":
            currents = energy_currents(refrigerator_rates(field, model))
            if field.is_zero(currents["w"]):
                raise InputError(
                    "Argument `model` must have a work current for a coefficient of performance, "
                    "but has none."
                )
            return currents["c"] / currents["w"]
        beta = inverse_temperatures(field, model)
        carnot = beta["h"] / (beta["c"] - beta["h"])
        if bound == "carnot":
            return carnot
        system = refrigerator_rates(field, model)
        ratio = energy_current(system, "c") / energy_noise(system, "c")
        return carnot / (1 + 2 * ratio / (beta["c"] - beta["h"]))


def narrow_sequence(
    field: Field,
    N: Number,
    scales: Sequence[Number] = (1, "0.1", "0.01", "0.001"),
    *,
    delta_c: Number,
    delta_h: Number,
    delta_w: Number,
    **parameters: Number,
) -> list[NarrowStep]:
    """Return the full model for widths s delta_nu with decreasing s, at fixed ratios.

    Rates off resonance vanish as s^2, but stationary populations depend on their ratios only, so
    this need not tend to the reduced model; the three widths given here set the ratios.

    Parameters
    ----------
    field : Ball is advised.
    N : number of spins 1/2, odd.
    scales : the factors s.
    delta_c, delta_h, delta_w : widths at s = 1.
    parameters : the others of `refrigerator_model`.
    """
    steps = []
    for scale in scales:
        s = exact_rational(scale, "scales")
        model = refrigerator_model(
            N,
            delta_c=s * exact_rational(delta_c, "delta_c"),
            delta_h=s * exact_rational(delta_h, "delta_h"),
            delta_w=s * exact_rational(delta_w, "delta_w"),
            **parameters,
        )
        system = refrigerator_rates(field, model)
        outside = field.sum(populations(system)[3:])
        steps.append(NarrowStep(s, energy_current(system, "c"), energy_noise(system, "c"), outside))
    return steps
