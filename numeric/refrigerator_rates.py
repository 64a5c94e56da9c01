"""Energy exchange of a few levels with several reservoirs: currents, noise, entropy production.

A system is a list of levels with their energies and, for each reservoir, the rates between them.
Energies are in units of Omega and all their differences are integers (true of the levels a^2 of
one sector), so a counting factor is an integer power of z = e^u and stays rational where z is.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import NamedTuple

from cotherm.numeric.counting import counted_parts, cumulants
from cotherm.numeric.errors import InputError
from cotherm.numeric.fields import Field, Float64, Number, Scalar
from cotherm.numeric.generators import rate_matrix
from cotherm.numeric.matrices import Matrix
from cotherm.numeric.null_structure import NullStructure


class TwoCumulants(NamedTuple):
    """Long-time mean and noise per unit time of a counted energy."""

    mean: Scalar
    noise: Scalar


@dataclass(frozen=True)
class EnergyExchange:
    """Levels, their energies, and the rates that each reservoir causes between them.

    Parameters
    ----------
    field : arithmetic.
    energies : energy of each level, in units of Omega.
    rates : by reservoir, the matrix of rates R^nu_ab from level b to level a (`qar` (7)); the
        diagonal is empty.
    """

    field: Field
    energies: tuple[Fraction, ...]
    rates: Mapping[str, Matrix]

    @property
    def size(self) -> int:
        """Number of levels."""
        return len(self.energies)

    def of(self, reservoir: str) -> Matrix:
        """Return the rates of one reservoir.

        Raises
        ------
        InputError : when there is no such reservoir.
        """
        if reservoir not in self.rates:
            names = ", ".join(repr(name) for name in self.rates)
            raise InputError(f"Argument `reservoir` must be one of {names}, but is {reservoir!r}.")
        return self.rates[reservoir]

    def quantum(self, to: int, origin: int) -> int:
        """Return the energy E_to - E_origin that a jump adds to the system, an integer.

        Raises
        ------
        InputError : when the difference is not an integer.
        """
        difference = self.energies[to] - self.energies[origin]
        if difference.denominator != 1:
            raise InputError(
                f"Argument `energies` must differ by integers, but two differ by {difference}."
            )
        return int(difference)

    def restricted(self, levels: Sequence[int]) -> EnergyExchange:
        """Return the same system with only the given levels and the rates among them."""
        return EnergyExchange(
            self.field,
            tuple(self.energies[level] for level in levels),
            {name: rates.submatrix(levels, levels) for name, rates in self.rates.items()},
        )

    def only(self, transitions: Mapping[str, Iterable[tuple[int, int]]]) -> EnergyExchange:
        """Return the same levels with only the given transitions, both directions of each.

        Parameters
        ----------
        transitions : by reservoir, pairs of levels; a reservoir that is left out gets none.
        """
        kept: dict[str, Matrix] = {}
        for name, rates in self.rates.items():
            pairs = {frozenset(pair) for pair in transitions.get(name, ())}
            entries = {k: v for k, v in rates.entries.items() if frozenset(k) in pairs}
            kept[name] = Matrix(self.field, rates.shape, entries)
        return EnergyExchange(self.field, self.energies, kept)


def generator(system: EnergyExchange, z: Mapping[str, Number] | None = None) -> Matrix:
    """Return the rate matrix R, tilted by counting fields when z is given (`qar` (6), (10)).

    Parameters
    ----------
    system : levels and rates.
    z : by reservoir, the factor e^u per unit of energy that enters the system; off-diagonal rates
        of that reservoir are multiplied by z^(E_a - E_b), the diagonal stays (`qar` (10) with
        u = i chi).
    """
    field = system.field
    tilts = {} if z is None else {name: field.number(value) for name, value in z.items()}
    for name in tilts:
        system.of(name)
    shape = (system.size, system.size)
    total = Matrix.zero(field, shape)
    with field:
        for name, rates in system.rates.items():
            balance = rate_matrix(field, system.size, rates.entries)
            if name in tilts:
                # Replaced, not corrected by a difference: small factors stay accurate.
                tilted = {
                    (to, origin): rate * tilts[name] ** system.quantum(to, origin)
                    for (to, origin), rate in rates.entries.items()
                    if to != origin
                }
                balance = Matrix(field, shape, {**balance.entries, **tilted})
            total = total + balance
    return total


def null_structure(system: EnergyExchange) -> NullStructure:
    """Return the null structure of R with the conserved total probability handed over.

    One conserved quantity is enough exactly when every level reaches a common one; otherwise the
    solver reports the singular system.
    """
    ones = Matrix.from_rows(system.field, [[1] * system.size])
    return NullStructure(generator(system), ones)


class StateReduction:
    """State reduction (GTH elimination) of a rate matrix, levels being removed from the top.

    Removing level t sends its flux on to the lower levels: entry rate R_tj, then level i with
    probability R_it/escape_t. There is no subtraction, so float64 keeps the relative accuracy of
    every population, however small, where LU factors of R lose it.
    """

    def __init__(self, system: EnergyExchange) -> None:
        field, size = system.field, system.size
        columns: list[dict[int, Scalar]] = [{} for _ in range(size)]
        origins: list[set[int]] = [set() for _ in range(size)]
        with field:
            for matrix in system.rates.values():
                for (to, origin), rate in matrix.entries.items():
                    known = columns[origin].get(to)
                    columns[origin][to] = rate if known is None else known + rate
                    origins[to].add(origin)
            self.escape = [field.zero] * size
            self.onward: list[dict[int, Scalar]] = [{} for _ in range(size)]
            self.entry: list[dict[int, Scalar]] = [{} for _ in range(size)]
            for top in range(size - 1, 0, -1):
                down = {i: rate for i, rate in columns[top].items() if i < top}
                escape = field.sum(down.values())
                if not field.is_positive(escape):
                    raise InputError(
                        "Argument `system` must lead from every level downwards, but level "
                        f"{top} does not."
                    )
                self.escape[top] = escape
                self.onward[top] = {i: rate / escape for i, rate in down.items()}
                for j in sorted(origin for origin in origins[top] if origin < top):
                    entering = columns[j].pop(top)
                    self.entry[top][j] = entering
                    for i, probability in self.onward[top].items():
                        if i != j:
                            known = columns[j].get(i)
                            detour = entering * probability
                            columns[j][i] = detour if known is None else known + detour
                            origins[i].add(j)

    def populations(self, field: Field) -> list[Scalar]:
        """Return the stationary state."""
        with field:
            weights = [field.one]
            for top in range(1, len(self.escape)):
                arriving = field.sum(rate * weights[j] for j, rate in self.entry[top].items())
                weights.append(arriving / self.escape[top])
            norm = field.sum(weights)
            return [weight / norm for weight in weights]

    def response(self, field: Field, source: Sequence[Scalar]) -> list[Scalar]:
        """Return x with R x = source and sum x = 0, for a source that sums to zero.

        The group inverse of R applied to the source, from the same elimination.
        """
        with field:
            rest = list(source)
            for top in range(len(rest) - 1, 0, -1):
                for i, probability in self.onward[top].items():
                    rest[i] = rest[i] + probability * rest[top]
            solution = [field.zero]
            for top in range(1, len(rest)):
                arriving = field.sum(rate * solution[j] for j, rate in self.entry[top].items())
                solution.append((arriving - rest[top]) / self.escape[top])
            excess = field.sum(solution)
            state = self.populations(field)
            return [x - excess * p for x, p in zip(solution, state, strict=True)]

    def potential(self, field: Field, source: Sequence[Scalar]) -> list[Scalar]:
        """Return g with sum_a R_ab (g_a - g_b) = source_b and g_0 = 0, for a balanced source."""
        with field:
            rest = list(source)
            for top in range(len(rest) - 1, 0, -1):
                share = rest[top] / self.escape[top]
                for j, rate in self.entry[top].items():
                    rest[j] = rest[j] + rate * share
            solution = [field.zero]
            for top in range(1, len(rest)):
                mean = field.sum(p * solution[i] for i, p in self.onward[top].items())
                solution.append(mean - rest[top] / self.escape[top])
            return solution


def populations(system: EnergyExchange) -> list[Scalar]:
    """Return the stationary populations, from the lowest level up (`qar` (12)).

    By state reduction, so that float64 has full relative accuracy in every population.

    Raises
    ------
    InputError : when a level has no way down.
    """
    return StateReduction(system).populations(system.field)


def transition_flux(
    system: EnergyExchange, reservoir: str, state: Sequence[Scalar] | None = None
) -> dict[tuple[int, int], Scalar]:
    """Return the net probability flux b -> a by one reservoir, by pairs a > b.

    Parameters
    ----------
    system : levels and rates.
    reservoir : whose transitions.
    state : populations; the stationary ones when None.
    """
    p = populations(system) if state is None else state
    rates = system.of(reservoir)
    pairs = sorted({(max(key), min(key)) for key in rates.entries})
    with system.field:
        return {(a, b): rates[a, b] * p[b] - rates[b, a] * p[a] for a, b in pairs}


def energy_current(system: EnergyExchange, reservoir: str) -> Scalar:
    """Return the stationary energy current from a reservoir into the system (`qar` (11)).

    I^nu = sum_ab (E_a - E_b) R^nu_ab p_b, positive when it raises the energy of the system, in
    units of Omega^2.
    """
    with system.field:
        return system.field.sum(
            flux * system.quantum(a, b)
            for (a, b), flux in transition_flux(system, reservoir).items()
        )


def energy_currents(system: EnergyExchange) -> dict[str, Scalar]:
    """Return the stationary energy current of every reservoir; they sum to zero (`qar` (15))."""
    return {name: energy_current(system, name) for name in system.rates}


def energy_noise(system: EnergyExchange, reservoir: str) -> Scalar:
    """Return the long-time noise of the energy current of one reservoir (`qar` (13), (14)).

    S^nu = 1 R'' p + 2 1 R' s with R s = (1 R' p - R') p and 1 s = 0, derivatives with respect to
    the real counting parameter u; in units of Omega^3. Balls and rationals use the Drazin inverse
    as in these equations. In float64 that loses digits quickly with the number of levels, so the
    sum of squares of `noise_from_squares` is used there.

    Raises
    ------
    InputError : when there is no such reservoir.
    """
    field = system.field
    if isinstance(field, Float64):
        return noise_from_squares(system, reservoir)
    rates = system.of(reservoir)
    parts = [
        (Matrix(field, rates.shape, {key: rate}), system.quantum(*key))
        for key, rate in rates.entries.items()
    ]
    if not parts:
        return field.zero
    counted = counted_parts(rates.shape, parts)
    return cumulants(null_structure(system), counted, state=populations(system)).noise


def noise_from_squares(system: EnergyExchange, reservoir: str) -> Scalar:
    """Return the noise of the energy current of one reservoir as a sum of squares.

    With the potential g, sum_a R_ab (g_a - g_b) = sum_a (E_a - E_b) R^nu_ab - I^nu, the counted
    energy minus I^nu t minus g is a martingale, whose variance grows at the rate

        S^nu = sum_mu sum_ab R^mu_ab p_b (delta_(mu nu) (E_a - E_b) - g_a + g_b)^2.

    Nothing cancels in this form, and it uses no counting field, no derivative and no inverse of R:
    a second route to `energy_noise` in every arithmetic.
    """
    field = system.field
    reduction = StateReduction(system)
    p = reduction.populations(field)
    with field:
        gains = [field.zero] * system.size
        for (to, origin), rate in system.of(reservoir).entries.items():
            gains[origin] = gains[origin] + rate * system.quantum(to, origin)
        mean = field.dot(gains, p)
        g = reduction.potential(field, [gain - mean for gain in gains])
        total = field.zero
        for name, rates in system.rates.items():
            for (to, origin), rate in rates.entries.items():
                step = g[origin] - g[to]
                if name == reservoir:
                    step = step + system.quantum(to, origin)
                total = total + rate * p[origin] * (step * step)
        return total


def entropy_production(system: EnergyExchange, beta: Mapping[str, Scalar]) -> Scalar:
    """Return the stationary entropy production rate -sum_nu beta_nu I^nu (`qar` (18)).

    Parameters
    ----------
    system : levels and rates.
    beta : inverse temperature of every reservoir, scalars of the field.
    """
    currents = energy_currents(system)
    with system.field:
        return -system.field.sum(beta[name] * current for name, current in currents.items())
