"""The collective engine of many pairs in float64: means and variances at about N^4 operations.

The same sector and the same quantities as `cotherm.numeric.collective_engine`, by Krylov
iterations with the preconditioner of `cotherm.numeric.engine_splitting`. The stationary state is
the thermal state without drive plus a correction x, L x = -V rho_0; as D rho_0 = 0, power and heat
depend on x alone, and the right side is written with the affinity beta_1 E_1 - beta_2 E_2, so that
nothing is lost near the Carnot point or at low temperature.
"""

from __future__ import annotations

import math
from functools import cached_property
from typing import Any, NamedTuple

import numpy as np

from cotherm.numeric.collective_engine import EngineModel, engine_model, refuse_equilibrium
from cotherm.numeric.engine_blocks import BathPair
from cotherm.numeric.engine_splitting import Solution, Splitting
from cotherm.numeric.errors import InputError, NumericError
from cotherm.numeric.fields import Float64, Number, exact_rational
from cotherm.numeric.krylov import FloatArray

MOST_PAIRS = 250
"""Pairs that fit into 4 GB."""
WEAK_DRIVE = 3.0
"""Ratio of drive and spontaneous rate below which the dissipation alone preconditions."""
_EPS = float(np.finfo(np.float64).eps)
_ACCEPTED = 1e-8


class LargeEngine:
    """The stationary engine of many pairs.

    Parameters
    ----------
    model : from `engine_model` in `Float64`, or with float rates of another kind.
    bias : exact affinity beta_1 E_1 - beta_2 E_2, where it is known better than from the model.

    Attributes
    ----------
    solution : what the drive adds to the state without it, with residual, error estimate (both
        of the solution before normalisation) and number of iterations.
    """

    def __init__(self, model: EngineModel, bias: float | None = None) -> None:
        N = model.rates.N
        if N > MOST_PAIRS:
            raise InputError(f"Argument `N` must be at most {MOST_PAIRS} in float64, but is {N}.")
        self.model = model
        rates = model.rates
        exponents = model.affinities or (_exponent(rates.first), _exponent(rates.second))
        self._exponents = (float(exponents[0]), float(exponents[1]))
        self._bias = self._exponents[0] - self._exponents[1] if bias is None else bias
        spontaneous = min(abs(bath.down - bath.up) for bath in (rates.first, rates.second))
        weak = rates.drive <= WEAK_DRIVE * spontaneous and max(self._exponents) < math.inf
        self._splitting = Splitting(rates, self._exponents, thermal=weak)
        self._floor = self._undriven()
        self.solution = self._solved(self._drive_on_undriven())
        self._change = self.solution.x

    # ------------------------------------------------------------------------- stationary state

    def _undriven(self) -> FloatArray:
        """Weighted populations of the product of thermal states, which is what D leaves alone."""
        levels = np.arange(self.model.rates.N + 1)
        parts = []
        for x, y in zip(self._exponents, self._splitting.weights, strict=True):
            boltzmann = _powers(x, levels)
            parts.append(_powers(x - y / 2, levels) / boltzmann.sum())
        return np.asarray(parts[0][:, None] * parts[1])

    def _drive_on_undriven(self) -> FloatArray:
        """V rho_0, which lives in order 1."""
        splitting = self._splitting
        levels = np.arange(self.model.rates.N)
        parts = []
        for x, y in zip(self._exponents, splitting.weights, strict=True):
            norm = _powers(x, np.arange(self.model.rates.N + 1)).sum()
            parts.append(_powers(x - y / 2, levels) * math.exp(y / 4) / norm)
        gap = math.exp(-self._exponents[1]) * -math.expm1(-self._bias)
        return splitting.undriven_source(-gap * parts[0][:, None] * parts[1])

    def _solved(self, right: FloatArray) -> Solution:
        """Solve -L x = right, and refuse what has not converged."""
        try:
            found = self._splitting.solve(right)
        except ValueError as error:  # scipy: infs or nans
            raise NumericError(
                f"The populations of {self.model.rates.N} pairs in such cold baths span more than "
                "float64 holds."
            ) from error
        if not found.residual <= _ACCEPTED:
            raise NumericError(
                f"The iteration for {self.model.rates.N} pairs stopped at a relative residual of "
                f"{found.residual:.1e}."
            )
        return found

    def _trace_weights(self) -> FloatArray:
        levels = np.arange(self.model.rates.N + 1)
        first, second = (np.exp(-y * levels / 2) for y in self._splitting.weights)
        return np.asarray(first[:, None] * second)

    def _traced(self, vector: FloatArray, values: Any = 1.0) -> float:
        populations = self._splitting.blocks(vector)[0]
        return float(np.sum(self._trace_weights() * values * populations))

    @cached_property
    def _norm(self) -> float:
        return 1.0 + self._traced(self._change)

    @cached_property
    def _state(self) -> FloatArray:
        state = self._change.copy()
        self._splitting.blocks(state)[0][:] += self._floor
        return np.asarray(state / self._norm)

    # ------------------------------------------------------------------------- mean values

    def step(self) -> float:
        """Return E2 - E1."""
        return float(self.model.energies[1] - self.model.energies[0])

    def _flow(self, vector: FloatArray) -> float:
        return self._traced(self._splitting.exchanged(vector))

    def flow(self) -> float:
        """Return the excitations per unit time that the drive takes from ensemble 2 to 1."""
        return -self._flow(self._change) / self._norm

    def power(self) -> float:
        """Return the power delivered to the field, `engine` (10)."""
        return self.step() * self.flow()

    def power_error(self) -> float:
        """Return an estimate of the absolute error of the power."""
        return self.step() * self.flow_error()

    def flow_error(self) -> float:
        """Return an estimate of the absolute error of the flow of excitations."""
        return self._flow_error(self.solution) + 8 * _EPS * abs(self.flow())

    def _flow_error(self, solution: Solution) -> float:
        """Errors of order 1 alone enter the flow, each with its weight."""
        weights = self._splitting.exchange_weights(self._trace_weights())
        order = self._splitting.blocks(weights)[1]
        spread = self._splitting.blocks(solution.spread)[1]
        return float(np.linalg.norm(order) * np.linalg.norm(spread))

    def heat_current(self, bath: int) -> float:
        """Return Tr[H_0 D_i(rho)], the heat current from bath 1 or 2, `engine` (12)."""
        _one_or_two(bath, "bath")
        return float(self.model.energies[bath - 1]) * self.excitation_flow(bath)

    def excitation_flow(self, bath: int) -> float:
        """Excitations per unit time from one bath."""
        change = self._splitting.dissipated_populations(self._change, bath)
        total = float(np.sum(self._trace_weights() * self._excitations(bath) * change))
        return total / self._norm

    def _excitations(self, ensemble: int) -> FloatArray:
        levels = np.arange(self.model.rates.N + 1.0)
        return levels[:, None] if ensemble == 1 else levels[None, :]

    def magnetization(self, spin: int) -> float:
        """Return <S_z> of ensemble 1 or 2."""
        _one_or_two(spin, "spin")
        return self._traced(self._state, self._excitations(spin) - self.model.rates.N / 2)

    def pair_moments(self) -> dict[str, float]:
        """Return <z_1>, <z_2>, <z_1 z_2> and v = <y_1 x_2 - x_1 y_2> with m = 2 S/N.

        They are the expectation values of one spin 1/2 of each ensemble, for
        `cotherm.numeric.pair_correlations.pair_state`.
        """
        N = self.model.rates.N
        z1, z2 = (2 * self._excitations(spin) / N - 1 for spin in (1, 2))
        products = {"z1": z1, "z2": z2, "z1z2": z1 * z2}
        moments = {name: self._traced(self._state, value) for name, value in products.items()}
        # the drive moves omega0 <S_y1 S_x2 - S_x1 S_y2> excitations per unit time
        return {**moments, "v": 4 * self.flow() / (self.model.rates.drive * N**2)}

    def entropy_production(self) -> float:
        """Return -beta_1 Q_1 - beta_2 Q_2, `engine` (15).

        The drive conserves the number of excitations, so what bath 2 gives bath 1 takes, and the
        sum is their flow times the affinity; written so, nothing is lost near the Carnot point.
        """
        if self.model.betas is None:
            raise InputError(
                "Argument `beta1` must be given for the entropy production, but q1 is."
            )
        return self._bias * self.excitation_flow(2)

    # ------------------------------------------------------------------------- fluctuations

    @cached_property
    def _driven_response(self) -> Solution:
        driven = self._splitting.exchanged(self._state)
        mean = self._traced(driven)
        return self._solved(mean * self._state - driven)

    def power_variance(self) -> float:
        """Return the variance of the power, `engine` (11), by the regression theorem."""
        return self.step() ** 2 * self.flow_variance()

    def flow_variance(self) -> float:
        """Return the variance of the flow of excitations, by the regression theorem."""
        response = self._driven_response.x
        return -2 * self._flow(response - self._traced(response) * self._state)

    def power_variance_error(self) -> float:
        """Return an estimate of the absolute error of the variance of the power."""
        return self.step() ** 2 * self.flow_variance_error()

    def flow_variance_error(self) -> float:
        """Return an estimate of the absolute error of the variance of the flow."""
        size = float(np.linalg.norm(self._change))
        relative = self.solution.error / size if size else 0.0
        carried = (relative + 8 * _EPS) * abs(self.flow_variance())
        return 2 * self._flow_error(self._driven_response) + carried

    def counted_heat(self, bath: int) -> tuple[float, float]:
        """Return mean and variance per unit time of the heat from one bath, by counting jumps."""
        _one_or_two(bath, "bath")
        energy = float(self.model.energies[bath - 1])
        first, second = self._splitting.counted(self._state, bath)
        mean = self._traced(first)
        response = self._solved(mean * self._state - first).x
        response = response - self._traced(response) * self._state
        later = self._traced(self._splitting.counted(response, bath)[0])
        return energy * mean, energy**2 * (self._traced(second) - 2 * later)

    def counted_power_variance(self, bath: int) -> float:
        """Return the variance of the power from the jumps of bath 1 or 2."""
        ratio = self.step() / float(self.model.energies[bath - 1])
        return ratio**2 * self.counted_heat(bath)[1]

    def constancy(self) -> float:
        """Return the normalised constancy, `engine` (20), as 2 P^2/(Var(P) S)."""
        refuse_equilibrium(Float64(), self.model)
        return 2 * self.flow() ** 2 / (self.flow_variance() * self.entropy_production())


def _exponent(bath: BathPair) -> float:
    return math.log(bath.down / bath.up) if bath.up else math.inf


def _powers(x: float, levels: Any) -> FloatArray:
    """e^(-x a), also for x = inf."""
    if x == math.inf:
        return np.where(levels == 0, 1.0, 0.0)
    with np.errstate(under="ignore"):
        return np.asarray(np.exp(-x * levels))


def _one_or_two(value: int, name: str) -> None:
    if isinstance(value, bool) or value not in (1, 2):
        raise InputError(f"Argument `{name}` must be 1 or 2, but is {value!r}.")


def large_engine(N: Number, **parameters: Any) -> LargeEngine:
    """Return the stationary engine in float64 from the parameters of `engine_model`."""
    model = engine_model(Float64(), N, **parameters)
    bias = None
    if parameters.get("beta1") is not None:
        cold = exact_rational(parameters["beta1"]) * exact_rational(parameters["E1"])
        hot = exact_rational(parameters["beta2"]) * exact_rational(parameters["E2"])
        bias = float((cold - hot) / (model.rates.N if parameters.get("scaled") else 1))
    return LargeEngine(model, bias)


class Estimated(NamedTuple):
    """A float64 number and the estimate of its absolute error."""

    value: float
    error: float


def estimated(engine: LargeEngine, quantity: str, which: int = 1) -> Estimated:
    """Return a quantity of an engine with the estimate of its error.

    Parameters
    ----------
    engine : the stationary engine.
    quantity : "power", "heat_current", "power_variance", "constancy", "entropy_production" or
        "magnetization".
    which : bath or spin, for the quantities that have one.
    """
    if quantity == "magnetization":
        value, size = engine.magnetization(which), engine.model.rates.N
        return Estimated(value, engine.solution.error * size**2 / 2 + 8 * _EPS * size)
    if quantity == "power_variance":
        return Estimated(engine.power_variance(), engine.power_variance_error())
    flow = engine.flow_error() / abs(engine.flow()) if engine.flow() else 0.0
    if quantity == "power":
        return Estimated(engine.power(), flow * abs(engine.power()))
    if quantity == "constancy":
        value = engine.constancy()
        noise = engine.flow_variance_error() / engine.flow_variance()
        return Estimated(value, abs(value) * (3 * flow + noise))
    current = quantity == "heat_current"
    value = engine.heat_current(which) if current else engine.entropy_production()
    # In the stationary state what a bath gives or takes is the flow; the difference is an error.
    exchanged = abs(engine.excitation_flow(which if current else 2))
    error = engine.flow_error() + abs(exchanged - abs(engine.flow()))
    return Estimated(value, abs(value) * error / exchanged if exchanged else 0.0)
