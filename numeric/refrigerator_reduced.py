"""The reduced refrigerator: three neighbouring levels, one transition per reservoir (`qar` App. G).

The cold reservoir connects levels 0-1, the work reservoir 1-2, the hot reservoir 0-2. Effective
rates come from explicit matrix elements; where occupations are given as rationals everything is
exact in rational arithmetic.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction

from cotherm.numeric.errors import InputError
from cotherm.numeric.fields import Field, Number, Scalar, exact_rational
from cotherm.numeric.matrices import Matrix
from cotherm.numeric.refrigerator_characteristic import (
    characteristic_polynomial,
    implicit_cumulants,
)
from cotherm.numeric.refrigerator_rates import (
    EnergyExchange,
    TwoCumulants,
    energy_current,
    energy_noise,
)
from cotherm.numeric.refrigerator_scgf import energy_scgf
from cotherm.numeric.refrigerator_sector import sector_levels, transition_strength
from cotherm.numeric.reservoirs import bose_occupation

TRANSITIONS: dict[str, tuple[int, int]] = {"c": (1, 0), "h": (2, 0), "w": (2, 1)}
"""Upper and lower level that each reservoir connects."""

LOWEST_LEVELS = (Fraction(1, 4), Fraction(9, 4), Fraction(25, 4))
"""Energies of the three lowest levels for an odd number of spins, in units of Omega."""


def reduced_levels(N: Number, lowest: Number | None = None) -> tuple[Fraction, Fraction, Fraction]:
    """Return the labels of the three levels of a cycle in the sector j = N/2, parity +1.

    Parameters
    ----------
    N : number of spins 1/2, at least 4 (even) or 5 (odd).
    lowest : label a of the lowest level, the ground state by default; the cycle is a, a+1, a+2.

    Raises
    ------
    InputError : when the sector has no such three levels.
    """
    labels = sector_levels(N)
    first = labels[0] if lowest is None else exact_rational(lowest, "lowest")
    if first not in labels or first + 2 not in labels:
        raise InputError(
            f"Argument `N` must leave three levels from {first} on, but {N} spins have "
            f"{len(labels)} levels up to {labels[-1]}."
        )
    return first, first + 1, first + 2


def reduced_rates(
    field: Field,
    N: Number,
    gamma_c: Number = 1,
    gamma_h: Number = 1,
    gamma_w: Number = 1,
    *,
    lowest: Number | None = None,
) -> dict[str, Scalar]:
    """Return the effective rates Gamma_nu^eff by reservoir (first equalities of `qar` (G2)).

    Parameters
    ----------
    field : arithmetic.
    N : number of spins 1/2.
    gamma_c, gamma_h, gamma_w : heights of the spectral densities, in units of Omega.
    lowest : see `reduced_levels`.
    """
    labels = reduced_levels(N, lowest)
    heights = {"c": gamma_c, "h": gamma_h, "w": gamma_w}
    with field:
        return {
            name: field.number(heights[name])
            * field.number(
                transition_strength(
                    N, labels[lower], labels[upper], "Jx2/N" if name == "h" else "Jx"
                )
            )
            for name, (upper, lower) in TRANSITIONS.items()
        }


def three_level_system(
    field: Field,
    rates: Mapping[str, Number],
    occupations: Mapping[str, Number],
    *,
    laser: bool = False,
    energies: Sequence[Fraction] = LOWEST_LEVELS,
) -> EnergyExchange:
    """Return the rate equation `qar` (G1), or with (G6) in place of the work reservoir.

    Parameters
    ----------
    field : arithmetic.
    rates : effective rates by "c", "h", "w"; for a laser the rate of "w" is Gamma_L^eff.
    occupations : Bose occupations by "c", "h", "w", >= 0; that of "w" is not read for a laser.
    laser : whether the upper transition is driven by a resonant laser, both ways alike.
    energies : of the three levels.

    Raises
    ------
    InputError : when a rate or an occupation is missing.
    """
    matrices: dict[str, Matrix] = {}
    with field:
        for name, (upper, lower) in TRANSITIONS.items():
            driven = laser and name == "w"
            if name not in rates or (name not in occupations and not driven):
                raise InputError(
                    f"Arguments `rates` and `occupations` must have a value for {name!r}, but "
                    "one of them has none."
                )
            rate = field.number(rates[name])
            up = rate if driven else rate * field.number(occupations[name])
            down = rate if driven else up + rate
            matrices[name] = Matrix(field, (3, 3), {(upper, lower): up, (lower, upper): down})
    return EnergyExchange(field, tuple(energies), matrices)


# -------------------------------------------------------------- current and noise


def reduced_cumulants(
    field: Field,
    rates: Mapping[str, Number],
    occupations: Mapping[str, Number],
    *,
    reservoir: str = "c",
    energies: Sequence[Fraction] = LOWEST_LEVELS,
) -> TwoCumulants:
    """Return mean and noise of the energy current of one reservoir in the model `qar` (G1).

    Parameters
    ----------
    field : arithmetic; exact in Rational.
    rates : effective rates by "c", "h", "w", in units of Omega.
    occupations : Bose occupations by "c", "h", "w"; "inf" is allowed for "w". The rates of that
        reservoir are linear in n_w with a coefficient of rank one, so det(lambda - R(u)) is linear
        in n_w, and the limit is that of its coefficient of n_w, taken from two finite values.
    reservoir : whose energy is counted.
    energies : of the three levels, in units of Omega.
    """
    work = occupations.get("w")
    if isinstance(work, str) and work.strip() == "inf":
        with field:
            at = [
                characteristic_polynomial(
                    three_level_system(field, rates, {**occupations, "w": n}, energies=energies),
                    reservoir,
                )
                for n in (0, 1)
            ]
            return implicit_cumulants(field, at[1].plus(at[0], -1))
    system = three_level_system(field, rates, occupations, energies=energies)
    return TwoCumulants(energy_current(system, reservoir), energy_noise(system, reservoir))


def laser_cumulants(
    field: Field,
    rates: Mapping[str, Number],
    occupations: Mapping[str, Number],
    *,
    reservoir: str = "c",
    energies: Sequence[Fraction] = LOWEST_LEVELS,
) -> TwoCumulants:
    """Return mean and noise with a laser on the upper transition, `qar` (G6).

    Parameters
    ----------
    field : arithmetic; exact in Rational.
    rates : effective rates by "c" and "h", and Gamma_L^eff by "w".
    occupations : Bose occupations by "c" and "h".
    reservoir, energies : as in `reduced_cumulants`.
    """
    system = three_level_system(field, rates, occupations, laser=True, energies=energies)
    return TwoCumulants(energy_current(system, reservoir), energy_noise(system, reservoir))


def reduced_occupations(
    field: Field,
    N: Number,
    beta_c: Number,
    beta_h: Number,
    beta_w: Number,
    *,
    lowest: Number | None = None,
) -> dict[str, Number]:
    """Return the Bose occupations of the three transitions; "inf" for "w" where beta_w = 0.

    Raises
    ------
    InputError : when beta_c or beta_h is not positive, or beta_w is negative.
    """
    labels = reduced_levels(N, lowest)
    beta = {"c": beta_c, "h": beta_h, "w": beta_w}
    occupations: dict[str, Number] = {}
    for name, (upper, lower) in TRANSITIONS.items():
        value = exact_rational(beta[name], f"beta_{name}")
        if value < 0 or (value == 0 and name != "w"):
            domain = "non-negative" if name == "w" else "positive"
            raise InputError(f"Argument `beta_{name}` must be {domain}, but is {value}.")
        quantum = labels[upper] ** 2 - labels[lower] ** 2
        occupations[name] = (
            "inf" if value == 0 else bose_occupation(field, field.number(value * quantum))
        )
    return occupations


def reduced_model_cumulants(
    field: Field,
    N: Number,
    beta_c: Number,
    beta_h: Number,
    beta_w: Number,
    gamma_c: Number = 1,
    gamma_h: Number = 1,
    gamma_w: Number = 1,
    *,
    reservoir: str = "c",
    lowest: Number | None = None,
) -> TwoCumulants:
    """Return mean and noise of the reduced model of N spins (parameters as `reduced_current`)."""
    energies = [a * a for a in reduced_levels(N, lowest)]
    rates = reduced_rates(field, N, gamma_c, gamma_h, gamma_w, lowest=lowest)
    occupations = reduced_occupations(field, N, beta_c, beta_h, beta_w, lowest=lowest)
    return reduced_cumulants(field, rates, occupations, reservoir=reservoir, energies=energies)


def reduced_current(
    field: Field,
    N: Number,
    beta_c: Number,
    beta_h: Number,
    beta_w: Number,
    gamma_c: Number = 1,
    gamma_h: Number = 1,
    gamma_w: Number = 1,
) -> Scalar:
    """Return the cold energy current of the reduced model of N spins (`qar` (11) with (G1)).

    Parameters
    ----------
    field : Float64 or Ball.
    N : number of spins 1/2, at least 5 (odd).
    beta_c, beta_h : inverse temperatures > 0, in units of 1/Omega.
    beta_w : the same, >= 0; 0 is the limit of infinite work occupation, see `reduced_cumulants`.
    gamma_c, gamma_h, gamma_w : heights of the spectral densities.
    """
    return reduced_model_cumulants(field, N, beta_c, beta_h, beta_w, gamma_c, gamma_h, gamma_w).mean


def reduced_noise(
    field: Field,
    N: Number,
    beta_c: Number,
    beta_h: Number,
    beta_w: Number,
    gamma_c: Number = 1,
    gamma_h: Number = 1,
    gamma_w: Number = 1,
) -> Scalar:
    """Return the noise of the cold current of the reduced model (parameters as above)."""
    return reduced_model_cumulants(
        field, N, beta_c, beta_h, beta_w, gamma_c, gamma_h, gamma_w
    ).noise


def reduced_scgf(
    field: Field,
    rates: Mapping[str, Number],
    occupations: Mapping[str, Number],
    u: Number,
    *,
    reservoir: str = "c",
) -> Scalar:
    """Return the dominant eigenvalue of `qar` (G1) tilted with real u (Float64 or Ball)."""
    return energy_scgf(three_level_system(field, rates, occupations), {reservoir: u})


def work_occupation_sequence(
    field: Field,
    rates: Mapping[str, Number],
    occupations: Mapping[str, Number],
    work: Sequence[Number] = (10, 100, 1000, 10_000, 100_000),
    *,
    laser: bool = False,
) -> list[tuple[Number, TwoCumulants]]:
    """Return mean and noise for growing work occupation, or growing laser rate.

    Parameters
    ----------
    field : arithmetic.
    rates, occupations : as in `reduced_cumulants`; the value of "w" that is varied is replaced.
    work : the finite values of n_w, or of Gamma_L^eff for a laser.
    laser : which of the two.
    """
    if laser:
        return [(n, laser_cumulants(field, {**rates, "w": n}, occupations)) for n in work]
    return [(n, reduced_cumulants(field, rates, {**occupations, "w": n})) for n in work]
