"""The collective heat engine: two driven ensembles of N spins, each in its own bath.

In the interaction picture the master equation is `engine` (5), (6),

    drho/dt = -i [V, rho] + D_1(rho) + D_2(rho),   V = (omega0/2)(S_+1 S_-2 + S_-1 S_+2),

with the rates (8), Gamma0 (n_i + 1) down and Gamma0 n_i up, n_i = 1/(e^(beta_i E_i) - 1), in the
sector of total spin N/2 of both ensembles. hbar = k_B = 1; currents count energy that flows into
the engine, power counts energy that the engine delivers to the field.

The full generator of that sector is solved as it stands (`cotherm.numeric.engine_blocks`): by
elimination in exact rationals, in balls, and for few pairs in float64.
"""

from __future__ import annotations

from fractions import Fraction
from typing import NamedTuple

from cotherm.numeric.engine_blocks import BathPair, Blocks, Elimination, PairRates, PairSector
from cotherm.numeric.errors import InputError
from cotherm.numeric.fields import Field, Number, Scalar, exact_rational
from cotherm.numeric.reservoirs import bose_occupation
from cotherm.numeric.spins import positive_integer

MOST_EXACT = 8
"""Pairs up to which exact rational arithmetic is offered (seconds, and fractions of a page)."""
MOST_BALL = 16
"""Pairs up to which ball arithmetic is offered (seconds)."""


class EngineModel(NamedTuple):
    """Parameters of one engine, as numbers of one arithmetic, after a scaling with N.

    Attributes
    ----------
    rates : number of pairs, drive, and emission and absorption rates of both ensembles.
    energies : the splittings E1 <= E2.
    betas : inverse temperatures; None where they are given by Boltzmann factors in rationals.
    affinities : beta_i E_i, None likewise.
    """

    rates: PairRates
    energies: tuple[Scalar, Scalar]
    betas: tuple[Scalar, Scalar] | None
    affinities: tuple[Scalar, Scalar] | None


def engine_model(
    field: Field,
    N: Number,
    E1: Number,
    E2: Number,
    beta1: Number | None = None,
    beta2: Number | None = None,
    omega0: Number = 1,
    Gamma0: Number = 1,
    scaled: bool = False,
    *,
    q1: Number | None = None,
    q2: Number | None = None,
) -> EngineModel:
    """Return the engine with boson baths, `engine` (8).

    Parameters
    ----------
    field : arithmetic.
    N : number of pairs.
    E1, E2 : splittings, 0 < E1 <= E2.
    beta1, beta2 : inverse temperatures of the cold and the hot bath, beta1 >= beta2 > 0; or
    q1, q2 : the Boltzmann factors e^(-beta_i E_i) after any scaling, 0 <= q_i < 1, given instead
        of both: rational ones make everything but the entropy production rational. Without
        temperatures their order is not restricted.
    omega0 : drive, not negative.
    Gamma0 : spontaneous rate, positive.
    scaled : divide omega0, Gamma0, beta1 and beta2 by N (`engine` (28)).

    Raises
    ------
    InputError : outside these domains.
    """
    pairs = positive_integer(N, "N")
    first, second = (_positive(value, name) for value, name in ((E1, "E1"), (E2, "E2")))
    if second < first:
        raise InputError(f"Argument `E2` must be at least E1 = {E1}, but is {E2}.")
    drive, rate = exact_rational(omega0, "omega0"), _positive(Gamma0, "Gamma0")
    if drive < 0:
        raise InputError(f"Argument `omega0` must not be negative, but is {omega0}.")
    factor = Fraction(1, pairs) if scaled else Fraction(1)
    if (beta1 is None) != (q1 is None) and (beta2 is None) != (q2 is None):
        raw = (q1, q2) if beta1 is None else (beta1, beta2)
        if (beta1 is None) == (beta2 is None):
            return _assembled(
                field, pairs, (first, second), raw, beta1 is None, drive, rate, factor
            )
    raise InputError(
        "Arguments `beta1`, `beta2` or else `q1`, `q2` must be given, but the choice is not one "
        "of these pairs."
    )


def _positive(value: Number, name: str) -> Fraction:
    number = exact_rational(value, name)
    if number <= 0:
        raise InputError(f"Argument `{name}` must be positive, but is {value}.")
    return number


def _assembled(
    field: Field,
    pairs: int,
    energies: tuple[Fraction, Fraction],
    raw: tuple[Number | None, Number | None],
    by_factors: bool,
    drive: Fraction,
    rate: Fraction,
    factor: Fraction,
) -> EngineModel:
    occupations: list[Scalar] = []
    with field:
        betas = affinities = None
        if by_factors:
            for name, given in zip(("q1", "q2"), raw, strict=True):
                q = exact_rational(given, name)
                if not 0 <= q < 1:
                    raise InputError(
                        f"Argument `{name}` must be at least 0 and below 1, but is {q}."
                    )
                occupations.append(field.number(q / (1 - q)))
            if not field.exact and all(exact_rational(q) > 0 for q in raw):
                logs = [-field.log(field.number(exact_rational(q))) for q in raw]
                affinities = (logs[0], logs[1])
                cold, hot = (x / field.number(E) for x, E in zip(logs, energies, strict=True))
                betas = (cold, hot)
        else:
            cold_beta, hot_beta = _positive(raw[0], "beta1"), _positive(raw[1], "beta2")
            if cold_beta < hot_beta:
                raise InputError(
                    f"Argument `beta1` must be at least beta2 = {raw[1]}, but is {raw[0]}."
                )
            betas = (field.number(cold_beta * factor), field.number(hot_beta * factor))
            affinities = (
                field.number(cold_beta * energies[0] * factor),
                field.number(hot_beta * energies[1] * factor),
            )
            occupations = [bose_occupation(field, x) for x in affinities]
        gamma = field.number(rate * factor)
        baths = [BathPair(gamma * (n + 1), gamma * n) for n in occupations]
        rates = PairRates(pairs, field.number(drive * factor), baths[0], baths[1])
        return EngineModel(
            rates, (field.number(energies[0]), field.number(energies[1])), betas, affinities
        )


# ------------------------------------------------------------------------------ steady state


class Engine:
    """The stationary engine: state, currents and noise, from one elimination.

    Parameters
    ----------
    field : arithmetic.
    model : from `engine_model`, or with rates of any other kind.
    """

    def __init__(self, field: Field, model: EngineModel) -> None:
        most = MOST_EXACT if field.exact else MOST_BALL
        if most < model.rates.N:
            raise InputError(
                f"Argument `N` must be at most {most} in {field.name} arithmetic, but is "
                f"{model.rates.N}."
            )
        self.field = field
        self.model = model
        self.sector = PairSector(field, model.rates)
        self._elimination = Elimination(self.sector)
        self.state: Blocks = self._elimination.stationary()

    # -------------------------------------------------------------------------- mean values

    def step(self) -> Scalar:
        """Return E2 - E1, the energy that one exchange delivers."""
        with self.field:
            return self.model.energies[1] - self.model.energies[0]

    def flow(self) -> Scalar:
        """Return the excitations per unit time that the drive takes from ensemble 2 to 1.

        In the gauge of the sector dV/dt is (omega0/2)(E2 - E1)(S_+1 S_-2 + S_-1 S_+2).
        """
        with self.field:
            half = self.field.number(Fraction(1, 2)) * self.model.rates.drive
            return -(half * self.sector.exchange(self.state))

    def power(self) -> Scalar:
        """Return the power delivered to the field, `engine` (10)."""
        with self.field:
            return self.step() * self.flow()

    def heat_current(self, bath: int) -> Scalar:
        """Return Tr[H_0 D_i(rho)], the heat current from bath 1 or 2, `engine` (12)."""
        change = self.sector.dissipated(self.state, _bath(bath))
        with self.field:
            return self.model.energies[bath - 1] * self._excitations(change, bath)

    def _excitations(self, blocks: Blocks, ensemble: int) -> Scalar:
        return self.sector.trace(blocks, lambda a, b: a if ensemble == 1 else b)

    def magnetization(self, spin: int) -> Scalar:
        """Return <S_z> of ensemble 1 or 2."""
        half = Fraction(self.model.rates.N, 2)
        ensemble = _bath(spin, "spin")
        return self.sector.trace(self.state, lambda a, b: (a if ensemble == 1 else b) - half)

    def entropy_production(self) -> Scalar:
        """Return -beta_1 Q_1 - beta_2 Q_2, `engine` (15)."""
        betas = self.model.betas
        if betas is None:
            raise InputError(
                "Argument `beta1` must be given for the entropy production, but q1 is."
            )
        with self.field:
            return -(betas[0] * self.heat_current(1) + betas[1] * self.heat_current(2))

    # -------------------------------------------------------------------------- fluctuations

    def power_variance(self) -> Scalar:
        """Return the variance of the power, `engine` (11), by the regression theorem."""
        with self.field:
            return self.step() * self.step() * self.flow_variance()

    def flow_variance(self) -> Scalar:
        """Return the variance of the flow of excitations, by the regression theorem.

        With L x = (P rho + rho P)/2 - <P> rho on traceless operators the integral is -2 Tr[P x];
        the antisymmetric part of P rho drops out, since everything is real in the gauge.
        """
        field, sector = self.field, self.sector
        with field:
            factor = field.number(Fraction(1, 2)) * self.model.rates.drive
            driven = sector.exchanged(self.state)
            mean = sector.trace(driven)
            source = [
                [x - mean * y for x, y in zip(*pair, strict=True)]
                for pair in zip(driven, self.state, strict=True)
            ]
            response = self._elimination.solve(source)
            return -(2 * factor * factor * sector.exchange(response))

    def counted_heat(self, bath: int) -> tuple[Scalar, Scalar]:
        """Return mean and variance per unit time of the heat from one bath, by counting jumps.

        A jump up adds E_i to the counted heat, a jump down takes it; with W' and W'' the jump
        parts weighted by +-1 and by 1, the mean is Tr W' rho and the variance
        Tr W'' rho - 2 Tr W' L^-1 (W' rho - mean rho).
        """
        field, sector = self.field, self.sector
        ensemble = _bath(bath)
        with field:
            energy = self.model.energies[bath - 1]
            up, down = (sector.dissipated(self.state, ensemble, jumps) for jumps in (1, -1))
            mean = sector.trace(up) - sector.trace(down)
            second = sector.trace(up) + sector.trace(down)
            source = [
                [x - y - mean * z for x, y, z in zip(*triple, strict=True)]
                for triple in zip(up, down, self.state, strict=True)
            ]
            response = self._elimination.solve(source)
            later = [sector.trace(sector.dissipated(response, ensemble, j)) for j in (1, -1)]
            variance = second - 2 * (later[0] - later[1])
            return energy * mean, energy * energy * variance

    def counted_power_variance(self, bath: int) -> Scalar:
        """Return the variance of the power from the jumps of bath 1 or 2.

        The exchange with the field and with one bath differ by the change of a bounded number of
        excitations, so at long times they fluctuate alike: the variance is that of the heat times
        ((E2 - E1)/E_i)^2.
        """
        with self.field:
            ratio = self.step() / self.model.energies[bath - 1]
            return ratio * ratio * self.counted_heat(bath)[1]

    def constancy(self) -> Scalar:
        """Return the normalised constancy, `engine` (20) with eta_C = 1 - beta_2/beta_1.

        eta_C - eta is the entropy production over beta_1 Q_2 by the first law, so that
        C = 2 P^2/(Var(P) S), and the energy of an exchange divides out.

        Raises
        ------
        InputError : where it is 0/0: without drive and at the Carnot point.
        """
        refuse_equilibrium(self.field, self.model)
        with self.field:
            flow = self.flow()
            return 2 * flow * flow / (self.flow_variance() * self.entropy_production())


def refuse_equilibrium(field: Field, model: EngineModel) -> None:
    """Raise InputError where power and heat vanish, so that ratios of them are 0/0."""
    if field.is_zero(model.rates.drive):
        raise InputError("Argument `omega0` must be positive for a ratio of currents, but is 0.")
    if model.affinities is None:
        raise InputError("Argument `beta1` must be given for the constancy, but q1 is.")
    first, second = model.affinities
    if first == second:
        raise InputError(
            "Argument `beta1` must make beta1 E1 different from beta2 E2 for a ratio of currents, "
            "but both are equal."
        )


def _bath(value: int, name: str = "bath") -> int:
    if isinstance(value, bool) or value not in (1, 2):
        raise InputError(f"Argument `{name}` must be 1 or 2, but is {value!r}.")
    return int(value)
